//! What is told, when a mail is tried again and when it is given up.

use crate::kernel::Instant;
use crate::texts::Texts;

/// What happened; decides the subject and the text. Neither ever holds personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    ApplicationSubmitted,
    SupplementRequested,
    /// The deadline of a supplement is near and no answer has come.
    SupplementReminder,
    SupplementAnswered,
    ApplicationApproved,
    ApplicationRejected,
    /// No supplement came by its deadline.
    ApplicationLapsed,
    ProductionStarted,
}

impl Happening {
    pub const ALL: [Self; 8] = [
        Self::ApplicationSubmitted,
        Self::SupplementRequested,
        Self::SupplementReminder,
        Self::SupplementAnswered,
        Self::ApplicationApproved,
        Self::ApplicationRejected,
        Self::ApplicationLapsed,
        Self::ProductionStarted,
    ];

    /// The code in rows.
    pub fn code(self) -> &'static str {
        match self {
            Self::ApplicationSubmitted => "application_submitted",
            Self::SupplementRequested => "supplement_requested",
            Self::SupplementReminder => "supplement_reminder",
            Self::SupplementAnswered => "supplement_answered",
            Self::ApplicationApproved => "application_approved",
            Self::ApplicationRejected => "application_rejected",
            Self::ApplicationLapsed => "application_lapsed",
            Self::ProductionStarted => "production_started",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|happening| happening.code() == code)
    }

    /// What happened in a few words: the subject of the mail, and its name in lists.
    pub fn label(self, t: &Texts) -> String {
        match self {
            Self::ApplicationSubmitted => t.notices_label_application_submitted(),
            Self::SupplementRequested => t.notices_label_supplement_requested(),
            Self::SupplementReminder => t.notices_label_supplement_reminder(),
            Self::SupplementAnswered => t.notices_label_supplement_answered(),
            Self::ApplicationApproved => t.notices_label_application_approved(),
            Self::ApplicationRejected => t.notices_label_application_rejected(),
            Self::ApplicationLapsed => t.notices_label_application_lapsed(),
            Self::ProductionStarted => t.notices_label_production_started(),
        }
    }

    /// What it means and what to do now.
    pub(super) fn text(self, t: &Texts) -> String {
        match self {
            Self::ApplicationSubmitted => t.notices_text_application_submitted(),
            Self::SupplementRequested => t.notices_text_supplement_requested(),
            Self::SupplementReminder => t.notices_text_supplement_reminder(),
            Self::SupplementAnswered => t.notices_text_supplement_answered(),
            Self::ApplicationApproved => t.notices_text_application_approved(),
            Self::ApplicationRejected => t.notices_text_application_rejected(),
            Self::ApplicationLapsed => t.notices_text_application_lapsed(),
            Self::ProductionStarted => t.notices_text_production_started(),
        }
    }
}

/// How long a mail is tried before it is left to the officers.
pub(super) const GIVE_UP_SECONDS: i64 = 48 * 3_600;
/// How long a sender keeps a claimed mail before another may take it.
pub(super) const LEASE_SECONDS: i64 = 300;

/// When to try again after so many tries in vain; `None` when it would be too late.
pub(super) fn next_try(now: Instant, tries: i64, give_up_at: Instant) -> Option<Instant> {
    let minutes = match tries {
        ..=1 => 1,
        2 => 5,
        3 => 15,
        _ => 60,
    };
    Some(now.plus_seconds(minutes * 60)).filter(|next| *next <= give_up_at)
}

/// The addresses without repetitions and empty ones; letter case and spaces around make no difference.
pub(super) fn distinct(recipients: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for recipient in recipients.iter().map(|recipient| recipient.trim().to_lowercase()) {
        if !recipient.is_empty() && !kept.contains(&recipient) {
            kept.push(recipient);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::{GIVE_UP_SECONDS, Happening, distinct, next_try};
    use crate::testing::NOON;

    #[test]
    fn tries_grow_rarer_until_two_days_have_passed() {
        let end = NOON.plus_seconds(GIVE_UP_SECONDS);
        let waits: Vec<i64> = (1..=6)
            .filter_map(|tries| next_try(NOON, tries, end))
            .map(|next| (next.milliseconds() - NOON.milliseconds()) / 60_000)
            .collect();
        assert_eq!(waits, [1, 5, 15, 60, 60, 60]);
        assert_eq!(next_try(end.plus_seconds(-59), 1, end), None);
        assert_eq!(next_try(end.plus_seconds(-60), 1, end), Some(end));
    }

    #[test]
    fn one_address_gets_one_mail() {
        let addresses = ["a@x.example", " A@x.example", "", "b@x.example"].map(str::to_string);
        assert_eq!(distinct(&addresses), ["a@x.example", "b@x.example"]);
    }

    #[test]
    fn a_happening_is_read_back_from_its_code() {
        for happening in Happening::ALL {
            assert_eq!(Happening::parse(happening.code()), Some(happening));
        }
        assert_eq!(Happening::parse("other"), None);
    }
}
