//! The shared plan of a handover: who does what by when, who may tick it and when each side is reminded. Pure.

use jiff::ToSpan as _;

use crate::kernel::{Date, holds_typed_identity_code, is_email};
use crate::texts::Texts;

/// Who takes part in a handover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    /// The pharmacist who gives the pharmacy up (luopuva apteekkari).
    Leaving,
    /// The pharmacist who takes it over.
    Incoming,
    /// The Kanta intermediary or system supplier.
    Vendor,
}

impl Side {
    pub const ALL: [Self; 3] = [Self::Leaving, Self::Incoming, Self::Vendor];

    /// The code in rows.
    pub fn code(self) -> &'static str {
        match self {
            Self::Leaving => "leaving",
            Self::Incoming => "incoming",
            Self::Vendor => "vendor",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|side| side.code() == code)
    }

    pub fn name(self, t: &Texts) -> String {
        match self {
            Self::Leaving => t.pharmacies_side_leaving(),
            Self::Incoming => t.pharmacies_side_incoming(),
            Self::Vendor => t.pharmacies_side_vendor(),
        }
    }
}

type Text = fn(&Texts) -> String;

/// A page of the portal on which a line is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DoneAt {
    Applications,
    GivingUp,
    /// Confirming the contacts: done there and never by a tick.
    Contacts,
}

/// Something that one side does, so many days from the takeover.
pub(super) struct Line {
    /// The code in rows and forms.
    pub key: &'static str,
    pub side: Side,
    /// Days from the takeover date; before it when negative.
    pub due_days: i64,
    /// Only when the pharmacy has branches.
    pub branches_only: bool,
    pub done_at: Option<DoneAt>,
    pub title: Text,
    pub text: Text,
}

const fn line(key: &'static str, side: Side, due_days: i64, title: Text, text: Text) -> Line {
    Line { key, side, due_days, branches_only: false, done_at: None, title, text }
}

/// Every line of a plan. The lead times are those of the sheet, section 5.1 and 5.3: three weeks for the application and
/// for changes of the technical connection; the day after the takeover the contacts have to be right.
pub(super) const LINES: &[Line] = &[
    line("register", Side::Incoming, -30, Texts::pharmacies_line_register, Texts::pharmacies_line_register_text),
    Line {
        done_at: Some(DoneAt::Applications),
        ..line(
            "customership",
            Side::Incoming,
            -21,
            Texts::pharmacies_line_customership,
            Texts::pharmacies_line_customership_text,
        )
    },
    line("system", Side::Incoming, -21, Texts::pharmacies_line_system, Texts::pharmacies_line_system_text),
    Line {
        branches_only: true,
        ..line("branches", Side::Incoming, -21, Texts::pharmacies_line_branches, Texts::pharmacies_line_branches_text)
    },
    line("cards", Side::Incoming, -14, Texts::pharmacies_line_cards, Texts::pharmacies_line_cards_text),
    line("staff", Side::Incoming, -7, Texts::pharmacies_line_staff, Texts::pharmacies_line_staff_text),
    line("first_day", Side::Incoming, 0, Texts::pharmacies_line_first_day, Texts::pharmacies_line_first_day_text),
    Line {
        done_at: Some(DoneAt::Contacts),
        ..line("contacts", Side::Incoming, 1, Texts::pharmacies_line_contacts, Texts::pharmacies_line_contacts_text)
    },
    Line {
        done_at: Some(DoneAt::GivingUp),
        ..line("giving_up", Side::Leaving, -21, Texts::pharmacies_line_giving_up, Texts::pharmacies_line_giving_up_text)
    },
    line("old_system", Side::Leaving, -21, Texts::pharmacies_line_old_system, Texts::pharmacies_line_old_system_text),
    line("unfinished", Side::Leaving, -1, Texts::pharmacies_line_unfinished, Texts::pharmacies_line_unfinished_text),
    line("access", Side::Leaving, -1, Texts::pharmacies_line_access, Texts::pharmacies_line_access_text),
    line("point", Side::Vendor, -21, Texts::pharmacies_line_point, Texts::pharmacies_line_point_text),
    line("certificate", Side::Vendor, -7, Texts::pharmacies_line_certificate, Texts::pharmacies_line_certificate_text),
    line("trial", Side::Vendor, -3, Texts::pharmacies_line_trial, Texts::pharmacies_line_trial_text),
    line("switch", Side::Vendor, 0, Texts::pharmacies_line_switch, Texts::pharmacies_line_switch_text),
    line("queues", Side::Vendor, 1, Texts::pharmacies_line_queues, Texts::pharmacies_line_queues_text),
];

/// A line with its day.
#[derive(Clone, Copy)]
pub(super) struct Dated {
    pub line: &'static Line,
    pub due: Date,
}

/// The plan of a takeover date, in the order of the days.
pub(super) fn plan(takeover: Date, has_branches: bool) -> Vec<Dated> {
    let asked = LINES.iter().filter(|line| has_branches || !line.branches_only);
    let mut dated: Vec<Dated> =
        asked.map(|line| Dated { line, due: takeover.saturating_add(line.due_days.days()) }).collect();
    dated.sort_by_key(|dated| (dated.due, dated.line.side));
    dated
}

/// The plan is kept open for so long after the takeover.
const OPEN_DAYS: i64 = 60;

/// The step is not open to this side, or not any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refused;

impl Dated {
    /// Whether its day has come, of what happens on the day of the takeover or after it: nobody has done that before.
    pub fn has_come(&self, today: Date) -> bool {
        self.line.due_days < 0 || self.due <= today
    }
}

/// The line that a side may tick, or take the tick back from, on a day: its own one, while the plan is open. Contacts are
/// confirmed on their own page, and what is done on the day is not done before it.
pub(super) fn may_tick(
    takeover: Date,
    has_branches: bool,
    side: Side,
    line: &str,
    today: Date,
) -> Result<&'static Line, Refused> {
    let planned = plan(takeover, has_branches);
    let found = planned.iter().find(|dated| dated.line.key == line && dated.line.side == side);
    let is_ticked = |dated: &&Dated| dated.line.done_at != Some(DoneAt::Contacts) && dated.has_come(today);
    found.filter(is_ticked).filter(|_| is_open(takeover, today)).map(|dated| dated.line).ok_or(Refused)
}

/// Whether the plan is still worked on.
pub(super) fn is_open(takeover: Date, today: Date) -> bool {
    today <= takeover.saturating_add(OPEN_DAYS.days())
}

/// How many of the reminders have fallen due: three weeks, a week and a day before the takeover, and on its day.
pub(super) fn reminders_due(takeover: Date, today: Date) -> i64 {
    let passed = [21, 7, 1, 0].into_iter().filter(|days: &i64| today >= takeover.saturating_sub(days.days()));
    i64::try_from(passed.count()).unwrap_or_default()
}

/// What one side gives for the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Settings {
    pub email: String,
    pub phone: String,
}

/// What is wrong with a typed text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextProblem {
    Missing,
    NotAnAddress,
    NotAPhone,
    TooLong,
    IdentityCode,
}

/// The longest address, in characters.
const EMAIL_LIMIT: usize = 200;
const PHONE_LIMIT: usize = 40;

/// Reads an e-mail address.
pub(super) fn read_email(text: &str) -> Result<String, TextProblem> {
    match text {
        "" => Err(TextProblem::Missing),
        _ if text.chars().count() > EMAIL_LIMIT => Err(TextProblem::TooLong),
        _ if holds_typed_identity_code(text) => Err(TextProblem::IdentityCode),
        _ if !is_email(text) => Err(TextProblem::NotAnAddress),
        _ => Ok(text.to_string()),
    }
}

/// Reads a telephone number: digits with spaces, perhaps a plus.
pub(super) fn read_phone(text: &str) -> Result<String, TextProblem> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let sound = text.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, ' ' | '+' | '-' | '(' | ')'));
    match text {
        "" => Err(TextProblem::Missing),
        _ if text.chars().count() > PHONE_LIMIT => Err(TextProblem::TooLong),
        _ if holds_typed_identity_code(text) => Err(TextProblem::IdentityCode),
        _ if !sound || digits < 5 => Err(TextProblem::NotAPhone),
        _ => Ok(text.to_string()),
    }
}

/// Reads the settings of a side; every problem with the name of its field.
pub(super) fn read_settings(typed: &Settings) -> Result<Settings, Vec<(&'static str, TextProblem)>> {
    match (read_email(&typed.email), read_phone(&typed.phone)) {
        (Ok(email), Ok(phone)) => Ok(Settings { email, phone }),
        (email, phone) => {
            let email = email.err().map(|problem| ("email", problem));
            Err(email.into_iter().chain(phone.err().map(|problem| ("phone", problem))).collect())
        }
    }
}
