//! What the last round through Suomi.fi in a session gave, for somebody who asks about no organisation.

use super::rules::LastRoundRow;
use super::store;
use crate::kernel::Instant;
use crate::texts::Texts;
use crate::web::{Failure, Visit, format};

/// What came of a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Organisations that can be customers.
    Told,
    /// No organisation at all.
    Nothing,
    /// Only organisations with identifiers of other countries.
    Foreign,
    /// The person came back without a choice.
    Cancelled,
    /// The round was over at Suomi.fi.
    Over,
    /// Suomi.fi did not answer, or nothing that can be read.
    Unanswered,
    /// Suomi.fi opens no round for this person.
    Refused,
}

impl Outcome {
    const ALL: [Self; 7] =
        [Self::Told, Self::Nothing, Self::Foreign, Self::Cancelled, Self::Over, Self::Unanswered, Self::Refused];

    pub fn code(self) -> &'static str {
        match self {
            Self::Told => "told",
            Self::Nothing => "nothing",
            Self::Foreign => "foreign",
            Self::Cancelled => "cancelled",
            Self::Over => "over",
            Self::Unanswered => "unanswered",
            Self::Refused => "refused",
        }
    }

    fn words(self, t: &Texts) -> String {
        match self {
            Self::Told => t.mandates_round_told(),
            Self::Nothing => t.mandates_round_nothing(),
            Self::Foreign => t.mandates_round_foreign(),
            Self::Cancelled => t.mandates_round_cancelled(),
            Self::Over => t.mandates_round_over(),
            Self::Unanswered => t.mandates_round_unanswered(),
            Self::Refused => t.mandates_round_refused(),
        }
    }
}

/// The last round of a session, as far as there was one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LastRound {
    /// Suomi.fi has not been asked.
    None,
    /// The person went to Suomi.fi and has not come back.
    Begun(Instant),
    Ended(Outcome, Instant),
}

impl LastRound {
    pub(super) async fn find(visit: &Visit) -> Result<Self, Failure> {
        let row = store::find_last_round(&mut visit.app.db.read().await?, &visit.session()?.id).await?;
        Ok(row.map_or(Self::None, |row| Self::of(&row)))
    }

    fn of(row: &LastRoundRow) -> Self {
        let outcome = Outcome::ALL.into_iter().find(|outcome| row.outcome.as_deref() == Some(outcome.code()));
        match outcome.zip(row.used_at) {
            Some((outcome, at)) => Self::Ended(outcome, Instant::from_milliseconds(at)),
            None => Self::Begun(Instant::from_milliseconds(row.started_at)),
        }
    }

    /// Whether Suomi.fi has said what the person may do, be it nothing.
    pub(super) fn is_told(self) -> bool {
        matches!(self, Self::Ended(Outcome::Told | Outcome::Nothing | Outcome::Foreign, _))
    }

    pub(super) fn is_refused(self) -> bool {
        matches!(self, Self::Ended(Outcome::Refused, _))
    }

    /// Of the page about no organisation in particular.
    pub(super) fn lead(self, t: &Texts) -> String {
        match self {
            Self::None => t.mandates_why_lead_unasked(),
            _ if self.is_told() => t.mandates_why_lead_open(),
            _ => t.mandates_why_lead_unanswered(),
        }
    }

    /// When Suomi.fi was asked, in words.
    pub(super) fn asked(self, visit: &Visit) -> String {
        match self {
            Self::None => visit.texts().mandates_round_none(),
            Self::Begun(at) | Self::Ended(_, at) => format::moment(at, visit.language),
        }
    }

    /// What came back, in words; nothing when nobody asked.
    pub(super) fn answer(self, t: &Texts) -> Option<String> {
        match self {
            Self::None => None,
            Self::Begun(_) => Some(t.mandates_round_begun()),
            Self::Ended(outcome, _) => Some(outcome.words(t)),
        }
    }

    /// What the button says that leads to Suomi.fi; `answered` when its answer of this session is known otherwise.
    pub(super) fn ask(self, answered: bool, t: &Texts) -> String {
        match self {
            _ if answered => t.mandates_why_other(),
            Self::None => t.mandates_why_ask(),
            // Whoever comes back without a choice was asked to choose.
            Self::Ended(Outcome::Cancelled, _) => t.mandates_why_other(),
            _ if self.is_told() => t.mandates_why_other(),
            _ => t.mandates_why_retry(),
        }
    }

    /// What is missing.
    pub(super) fn reason(self, t: &Texts) -> String {
        match self {
            Self::None => t.mandates_reason_unasked(),
            Self::Ended(Outcome::Foreign, _) => t.mandates_reason_foreign(),
            // Whoever comes back without a choice may have been offered nothing: Suomi.fi does not say.
            Self::Ended(Outcome::Cancelled, _) => t.mandates_reason_cancelled(),
            _ if self.is_told() => t.mandates_reason_no_organisation(),
            _ => t.mandates_reason_unanswered(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LastRound, LastRoundRow, Outcome};
    use crate::kernel::Instant;

    #[test]
    fn a_round_tells_when_it_ended_and_until_then_when_it_began() {
        let row = |used_at, outcome: Option<&str>| {
            LastRound::of(&LastRoundRow { started_at: 1, used_at, outcome: outcome.map(str::to_string) })
        };
        assert_eq!(row(None, None), LastRound::Begun(Instant::from_milliseconds(1)));
        for outcome in Outcome::ALL {
            let ended = LastRound::Ended(outcome, Instant::from_milliseconds(2));
            assert_eq!(row(Some(2), Some(outcome.code())), ended);
        }
        // A round of the version before this one says nothing of its end.
        assert_eq!(row(Some(2), None), LastRound::Begun(Instant::from_milliseconds(1)));
    }
}
