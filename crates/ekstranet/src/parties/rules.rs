//! The life of a joined relation: the one place that says which step is allowed when and to whom. Pages take their
//! buttons from it and verbs their guards.

use crate::kernel::{Date, Instant, holds_typed_identity_code, is_written_as_date, read_date};

/// The life of a relation between a main joiner, a joined party and a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartyState {
    /// On the main joiner's list; its application has not been sent and the party knows nothing yet.
    Listed,
    /// The party has been told and is asked to confirm or contest.
    Waiting,
    Confirmed,
    Contested,
    /// The party wants to join directly; it is joined until its own production begins or the main joiner ends it.
    Leaving,
    /// The main joiner has set the last day.
    Ending,
    Ended,
}

impl PartyState {
    pub const ALL: [Self; 7] =
        [Self::Listed, Self::Waiting, Self::Confirmed, Self::Contested, Self::Leaving, Self::Ending, Self::Ended];

    /// The code in rows and addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Listed => "listed",
            Self::Waiting => "waiting",
            Self::Confirmed => "confirmed",
            Self::Contested => "contested",
            Self::Leaving => "leaving",
            Self::Ending => "ending",
            Self::Ended => "ended",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The state after a step of one side.
    ///
    /// # Errors
    /// `Refused` when that side may not do that now.
    pub(super) fn after(self, step: PartyStep, side: Side) -> Result<Self, Refused> {
        use PartyStep as Step;
        Ok(match (self, step, side) {
            (Self::Listed, Step::Tell, Side::System) | (Self::Contested, Step::AskAgain, Side::MainJoiner) => {
                Self::Waiting
            }
            // Whoever contested may come to see it otherwise; whoever meant to leave may stay.
            (Self::Waiting | Self::Contested, Step::Confirm, Side::Party)
            | (Self::Leaving, Step::Stay, Side::Party) => Self::Confirmed,
            (Self::Waiting, Step::Contest, Side::Party) => Self::Contested,
            (Self::Waiting | Self::Confirmed, Step::Leave, Side::Party) => Self::Leaving,
            (
                Self::Waiting | Self::Confirmed | Self::Contested | Self::Leaving | Self::Ending,
                Step::SetEnd,
                Side::MainJoiner,
            ) => Self::Ending,
            // What nobody has been told of is simply taken off the list.
            (
                Self::Listed | Self::Waiting | Self::Confirmed | Self::Contested | Self::Leaving | Self::Ending,
                Step::End,
                Side::MainJoiner,
            )
            | (Self::Ending, Step::LastDayPassed, Side::System)
            | (
                Self::Waiting | Self::Confirmed | Self::Contested | Self::Leaving | Self::Ending,
                Step::DirectBegan | Step::CaseClosed,
                Side::System,
            ) => Self::Ended,
            _ => return Err(Refused),
        })
    }

    /// The state when a last day that the main joiner's termination had set turns out to be a mistake: what it was before.
    ///
    /// # Errors
    /// `Refused` when it has turned otherwise meanwhile.
    pub(super) fn resumed(self, before: Self) -> Result<Self, Refused> {
        match (self, before) {
            (Self::Ending, Self::Waiting | Self::Confirmed | Self::Contested | Self::Leaving | Self::Ending)
            | (Self::Ended, Self::Listed) => Ok(before),
            _ => Err(Refused),
        }
    }
}

/// What can be done to a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartyStep {
    /// The main joiner's application was sent: the party is told.
    Tell,
    Confirm,
    Contest,
    /// The main joiner has corrected or explained, and asks the party again.
    AskAgain,
    Leave,
    Stay,
    /// The last day lies ahead.
    SetEnd,
    /// Ends today.
    End,
    LastDayPassed,
    /// The party's own direct production has begun.
    DirectBegan,
    /// The main joiner's application was rejected, withdrawn or lapsed.
    CaseClosed,
}

impl PartyStep {
    pub const ALL: [Self; 11] = [
        Self::Tell,
        Self::Confirm,
        Self::Contest,
        Self::AskAgain,
        Self::Leave,
        Self::Stay,
        Self::SetEnd,
        Self::End,
        Self::LastDayPassed,
        Self::DirectBegan,
        Self::CaseClosed,
    ];

    /// The word in forms and in the audit log.
    pub fn code(self) -> &'static str {
        match self {
            Self::Tell => "tell",
            Self::Confirm => "confirm",
            Self::Contest => "contest",
            Self::AskAgain => "ask_again",
            Self::Leave => "leave",
            Self::Stay => "stay",
            Self::SetEnd => "set_end",
            Self::End => "end",
            Self::LastDayPassed => "last_day_passed",
            Self::DirectBegan => "direct_began",
            Self::CaseClosed => "case_closed",
        }
    }
}

/// Who takes a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    MainJoiner,
    Party,
    /// A job, or a turn of an application or deployment.
    System,
}

/// The step is not open in this state to this side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refused;

/// The steps that are open to a side: the source of the buttons.
pub(super) fn open_steps(state: PartyState, side: Side) -> impl Iterator<Item = PartyStep> {
    PartyStep::ALL.into_iter().filter(move |step| state.after(*step, side).is_ok())
}

/// The longest reason, in characters.
pub(super) const REASON_LIMIT: usize = 1_000;

/// What is wrong with a typed reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReasonProblem {
    Missing,
    TooLong,
    IdentityCode,
}

/// Checks a reason.
pub(super) fn check_reason(text: &str) -> Result<(), ReasonProblem> {
    if holds_typed_identity_code(text) {
        Err(ReasonProblem::IdentityCode)
    } else if text.trim().is_empty() {
        Err(ReasonProblem::Missing)
    } else if text.chars().count() > REASON_LIMIT {
        Err(ReasonProblem::TooLong)
    } else {
        Ok(())
    }
}

/// The furthest day on which a joining may begin or end, in days from today.
const DAYS_AHEAD: i32 = 366;

/// What is wrong with a typed day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayProblem {
    Missing,
    NotADay,
    /// Rightly written, but the calendar has no such day.
    NoSuchDay,
    Past,
    TooFar,
}

/// Reads a day from today on, at most a year ahead.
pub(super) fn read_day(text: &str, today: Date) -> Result<Date, DayProblem> {
    if text.trim().is_empty() {
        return Err(DayProblem::Missing);
    }
    let wrong = if is_written_as_date(text) { DayProblem::NoSuchDay } else { DayProblem::NotADay };
    let day = read_date(text).ok_or(wrong)?;
    let ahead = today.until(day).map_or(i32::MAX, |span| span.get_days());
    match ahead {
        ..=-1 => Err(DayProblem::Past),
        0..=DAYS_AHEAD => Ok(day),
        _ => Err(DayProblem::TooFar),
    }
}

/// After how many days without an answer a party is reminded: once and once more.
const REMIND_DAYS: [i64; 2] = [7, 21];

/// The moments before which parties without an answer must have been told to be due for their first and their second
/// reminder.
pub(super) fn reminders_due(now: Instant) -> [Instant; 2] {
    REMIND_DAYS.map(|days| now.plus_seconds(-days * 86_400))
}

/// How many reminders a party gets.
pub(super) const REMINDERS: i64 = 2;

/// The name as it is searched: small letters, the business ID after it.
pub(super) fn search_key(name: &str, business_id: &str) -> String {
    format!("{} {business_id}", name.to_lowercase())
}

/// The name as it is ordered: the Finnish alphabet ends å, ä, ö, and both databases order by bytes.
pub(super) fn sort_key(name: &str) -> String {
    let fold = |letter: char| match letter {
        'å' => '{',
        'ä' | 'æ' => '|',
        'ö' | 'ø' => '}',
        'é' | 'è' => 'e',
        'ü' => 'y',
        other => other,
    };
    name.to_lowercase().chars().filter(|c| c.is_alphanumeric() || *c == ' ').map(fold).collect()
}

/// The number of a relation, by which mails and pages name it.
pub(super) fn reference(year: i16, number: i64) -> String {
    format!("YL-{year}-{number:06}")
}
