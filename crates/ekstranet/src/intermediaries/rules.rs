//! The life of a connection request: what the customer's wish makes of it, what either side may do. Pure.

use crate::kernel::{Date, Instant, is_written_as_date, read_date};

/// The life of a connection request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConnectionState {
    /// The intermediary has not answered.
    Awaited,
    Confirmed,
    Declined,
    /// The customer chose otherwise, or the application ended.
    Withdrawn,
}

/// Who does something to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Party {
    Customer,
    Intermediary,
}

/// What can be done to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ConnectionStep {
    Confirm,
    Decline,
    Withdraw,
}

/// The step is not open to this party in this state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refused;

impl ConnectionState {
    pub const ALL: [Self; 4] = [Self::Awaited, Self::Confirmed, Self::Declined, Self::Withdrawn];

    /// The code in rows and addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Awaited => "awaited",
            Self::Confirmed => "confirmed",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The state after a step of one party. A withdrawn request is never opened again: a new wish is a new request.
    pub(super) fn after(self, step: ConnectionStep, party: Party) -> Result<Self, Refused> {
        use ConnectionStep as Step;
        match (self, step, party) {
            // Who has declined by mistake may still confirm, as long as the customer has not turned elsewhere.
            (Self::Awaited | Self::Declined, Step::Confirm, Party::Intermediary) => Ok(Self::Confirmed),
            (Self::Awaited, Step::Decline, Party::Intermediary) => Ok(Self::Declined),
            (Self::Awaited | Self::Confirmed | Self::Declined, Step::Withdraw, Party::Customer) => Ok(Self::Withdrawn),
            _ => Err(Refused),
        }
    }

    /// Whether a party may take a step now; the source of the buttons.
    pub(super) fn allows(self, step: ConnectionStep, party: Party) -> bool {
        self.after(step, party).is_ok()
    }

    /// Whether the intermediary may still decline: not after production has begun, which a refusal would not stop.
    pub(super) fn may_be_declined(self, in_production: bool) -> bool {
        !in_production && self.allows(ConnectionStep::Decline, Party::Intermediary)
    }

    /// Whether the request still counts for its application.
    #[cfg(test)]
    pub(super) fn is_live(self) -> bool {
        self != Self::Withdrawn
    }
}

/// Through whom and what a customer wants to join, as the answers say now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Wanted<'a> {
    /// The intermediary or other owner; `None` when the customer joins through a point of its own or has not chosen.
    pub intermediary: Option<&'a str>,
    /// The access point; `None` leaves the choice to the intermediary.
    pub point: Option<&'a str>,
    pub system: Option<&'a str>,
}

/// A live request as far as a changed wish touches it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Standing<'a> {
    pub state: ConnectionState,
    pub intermediary: &'a str,
    pub asked_point: Option<&'a str>,
    pub asked_system: Option<&'a str>,
    pub confirmed_point: Option<&'a str>,
    pub confirmed_system: Option<&'a str>,
}

/// What a wish makes of the live request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Nothing,
    /// Ask the intermediary for the first time.
    Request,
    /// The intermediary sees the new particulars; what it has answered still holds.
    Update,
    /// Nobody is asked any more.
    Withdraw,
    /// What was asked or answered is no longer wanted: withdraw it and ask anew.
    Replace,
}

/// What a customer's wish makes of the live request of the application.
pub(super) fn change(standing: Option<&Standing<'_>>, wanted: &Wanted<'_>) -> Change {
    let (standing, intermediary) = match (standing, wanted.intermediary) {
        (None, None) => return Change::Nothing,
        (None, Some(_)) => return Change::Request,
        (Some(_), None) => return Change::Withdraw,
        (Some(standing), Some(intermediary)) => (standing, intermediary),
    };
    if standing.intermediary != intermediary {
        return Change::Replace;
    }
    let as_asked = wanted.point == standing.asked_point && wanted.system == standing.asked_system;
    let fits = |wanted: Option<&str>, answered: Option<&str>| wanted.is_none() || wanted == answered;
    let as_answered = fits(wanted.point, standing.confirmed_point) && fits(wanted.system, standing.confirmed_system);
    match standing.state {
        ConnectionState::Awaited => Change::Update,
        ConnectionState::Confirmed if as_asked || as_answered => Change::Update,
        ConnectionState::Declined if as_asked => Change::Update,
        _ => Change::Replace,
    }
}

/// The longest reason, in characters.
pub(super) const REASON_LIMIT: usize = 1_000;
/// After so many days without an answer, and again after so many, the intermediary is reminded.
const REMINDER_DAYS: i64 = 5;

/// Before which moment the last word to an intermediary must lie for a reminder to be due.
pub(super) fn reminder_before(now: Instant) -> Instant {
    now.plus_seconds(-REMINDER_DAYS * 86_400)
}

/// The lead time of a change of an access point (domain sheet 3.3 and 5.3): three weeks.
pub(super) const LEAD_DAYS: i64 = 21;

/// The earliest day on which a change that is notified today takes effect.
pub(super) fn earliest_effect(today: Date) -> Date {
    plus_days(today, LEAD_DAYS)
}

/// The day so many days after another.
pub(super) fn plus_days(date: Date, days: i64) -> Date {
    date.saturating_add(jiff::Span::new().days(days))
}

/// Days before the end of a certificate on which its owner is reminded, the earliest first.
pub(super) const CERTIFICATE_DAYS: [i64; 3] = [60, 30, 7];

/// The reminder that is due for a certificate: of those whose day has come the one nearest to the end. One that has
/// ended is no longer reminded of.
pub(super) fn certificate_due(last_day: Date, today: Date) -> Option<i64> {
    if last_day < today {
        return None;
    }
    CERTIFICATE_DAYS.into_iter().rev().find(|days| last_day <= plus_days(today, *days))
}

/// Days before the end of a certificate from which on the home page asks to renew it.
const RENEW_DAYS: i64 = 30;

/// Whether a certificate ends so soon that it is to be renewed now, or has ended.
pub(super) fn is_to_renew(last_day: Date, today: Date) -> bool {
    last_day <= plus_days(today, RENEW_DAYS)
}

/// The life of a notice about an access point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChangeState {
    Waiting,
    Confirmed,
    Refused,
    Withdrawn,
}

impl ChangeState {
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Confirmed, Self::Refused, Self::Withdrawn];

    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Confirmed => "confirmed",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A day on which a change takes effect, as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayProblem {
    Missing,
    NotADay,
    /// Rightly written, but the calendar has no such day.
    NoSuchDay,
    /// Less than three weeks away.
    TooSoon,
    /// More than a year away.
    TooFar,
}

/// Reads the day on which a change takes effect.
pub(super) fn read_day(text: &str, today: Date) -> Result<Date, DayProblem> {
    if text.is_empty() {
        return Err(DayProblem::Missing);
    }
    let wrong = if is_written_as_date(text) { DayProblem::NoSuchDay } else { DayProblem::NotADay };
    let day = read_date(text).ok_or(wrong)?;
    if day < earliest_effect(today) {
        Err(DayProblem::TooSoon)
    } else if day > plus_days(today, 366) {
        Err(DayProblem::TooFar)
    } else {
        Ok(day)
    }
}
