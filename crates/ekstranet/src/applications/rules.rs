//! The whole life of an application: the one place that says which step is allowed when and to whom. Pages take their
//! buttons from it and verbs their guards, so that a button never promises what a verb refuses.

use crate::kernel::{Date, Instant};

/// The life of an application (design, rules of the house).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    Draft,
    Submitted,
    InReview,
    SupplementRequested,
    Approved,
    Rejected,
    Withdrawn,
    Lapsed,
}

impl State {
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::Submitted,
        Self::InReview,
        Self::SupplementRequested,
        Self::Approved,
        Self::Rejected,
        Self::Withdrawn,
        Self::Lapsed,
    ];

    /// The code in rows and addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::InReview => "in_review",
            Self::SupplementRequested => "supplement_requested",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
            Self::Lapsed => "lapsed",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The state after a step of one side.
    ///
    /// # Errors
    /// `Refused` when that side may not do that now.
    pub fn after(self, step: CaseStep, side: Side) -> Result<Self, Refused> {
        use CaseStep as Step;
        Ok(match (self, step, side) {
            (Self::Draft, Step::Save, Side::Customer) => Self::Draft,
            (Self::Draft, Step::Submit, Side::Customer) | (Self::InReview, Step::Release, Side::Officer) => {
                Self::Submitted
            }
            // Nothing of a discarded draft is kept but its rows in the audit log. One that is put aside stays as it was,
            // and its answers can be taken over.
            (Self::Draft, Step::Discard | Step::PutAside, Side::Customer)
            | (Self::Submitted | Self::InReview | Self::SupplementRequested, Step::Withdraw, Side::Customer) => {
                Self::Withdrawn
            }
            (Self::SupplementRequested, Step::SaveSupplement, Side::Customer)
            | (Self::SupplementRequested, Step::MoveDeadline, Side::Officer)
            | (Self::InReview, Step::AskSupplement, Side::Officer) => Self::SupplementRequested,
            (Self::SupplementRequested, Step::AnswerSupplement, Side::Customer)
            | (Self::SupplementRequested, Step::RecallSupplement, Side::Officer)
            | (Self::Submitted, Step::Take, Side::Officer)
            | (Self::InReview, Step::Judge, Side::Officer) => Self::InReview,
            (Self::InReview, Step::Approve, Side::Officer) => Self::Approved,
            (Self::InReview, Step::Reject, Side::Officer) => Self::Rejected,
            (Self::SupplementRequested, Step::Lapse, Side::Timer) => Self::Lapsed,
            _ => return Err(Refused),
        })
    }

    /// Whether the case is still to be decided.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Submitted | Self::InReview | Self::SupplementRequested)
    }
}

/// What can be done to an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseStep {
    Save,
    Submit,
    Discard,
    PutAside,
    Withdraw,
    SaveSupplement,
    AnswerSupplement,
    Take,
    Release,
    AskSupplement,
    /// Another last day to answer.
    MoveDeadline,
    /// Take the request back.
    RecallSupplement,
    Approve,
    Reject,
    /// Propose a decision, confirm a proposed one or return it.
    Judge,
    Lapse,
}

impl CaseStep {
    pub const ALL: [Self; 16] = [
        Self::Save,
        Self::Submit,
        Self::Discard,
        Self::PutAside,
        Self::Withdraw,
        Self::SaveSupplement,
        Self::AnswerSupplement,
        Self::Take,
        Self::Release,
        Self::AskSupplement,
        Self::MoveDeadline,
        Self::RecallSupplement,
        Self::Approve,
        Self::Reject,
        Self::Judge,
        Self::Lapse,
    ];

    /// The word for it in forms of the officers' page.
    pub fn code(self) -> &'static str {
        match self {
            Self::Save => "save",
            Self::Submit => "submit",
            Self::Discard => "discard",
            Self::PutAside => "put_aside",
            Self::Withdraw => "withdraw",
            Self::SaveSupplement => "save_supplement",
            Self::AnswerSupplement => "answer_supplement",
            Self::Take => "take",
            Self::Release => "release",
            Self::AskSupplement => "ask_supplement",
            Self::MoveDeadline => "move_deadline",
            Self::RecallSupplement => "recall_supplement",
            Self::Approve => "approve",
            Self::Reject => "reject",
            Self::Judge => "judge",
            Self::Lapse => "lapse",
        }
    }
}

/// Who does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Customer,
    Officer,
    Timer,
}

/// The rules do not allow it now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

/// What one side may do now; the source of the buttons.
pub fn open_steps(state: State, side: Side) -> impl Iterator<Item = CaseStep> {
    CaseStep::ALL.into_iter().filter(move |step| state.after(*step, side).is_ok())
}

/// The last day to answer lies 1 to 60 days ahead.
const DEADLINE_DAYS: std::ops::RangeInclusive<i32> = 1..=60;
/// The longest text of an officer or of an answer to one, in characters.
pub const AREA_LIMIT: usize = 2_000;
/// The longest reasons of a rejection, in characters: they name facts and provisions.
pub const REASONS_LIMIT: usize = 10_000;
/// The most fields in one supplement request.
const ITEM_LIMIT: usize = 30;

/// What is wrong with a request for a supplement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SupplementFault {
    /// Nothing is asked, or too many things.
    Items,
    /// A field that the form does not have.
    Field,
    TooLong,
    /// Not a date, or not 1 to 60 days ahead.
    Deadline,
}

/// Checks a request for a supplement; `is_field` knows the fields of the form.
///
/// # Errors
/// The first fault.
pub fn check_supplement(
    items: &[(String, String)],
    message: &str,
    deadline: &str,
    today: Date,
    is_field: impl Fn(&str) -> bool,
) -> Result<(), SupplementFault> {
    if items.is_empty() || items.len() > ITEM_LIMIT {
        return Err(SupplementFault::Items);
    }
    if !items.iter().all(|(field, _)| is_field(field)) {
        return Err(SupplementFault::Field);
    }
    if message.chars().count() > AREA_LIMIT || items.iter().any(|(_, asked)| asked.chars().count() > AREA_LIMIT) {
        return Err(SupplementFault::TooLong);
    }
    check_deadline(deadline, today)
}

/// Checks the last day to answer, at first and when it moves.
///
/// # Errors
/// That it is no date, or not 1 to 60 days ahead.
pub fn check_deadline(deadline: &str, today: Date) -> Result<(), SupplementFault> {
    let days =
        deadline.parse::<Date>().ok().and_then(|deadline| today.until(deadline).ok()).map(|span| span.get_days());
    if days.is_some_and(|days| DEADLINE_DAYS.contains(&days)) { Ok(()) } else { Err(SupplementFault::Deadline) }
}

/// How many days before the deadline of a supplement its contacts are reminded.
pub const REMINDER_DAYS: i64 = 3;

/// What the deadline of an open supplement request calls for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    Remind,
    Lapse,
}

/// Reminds from three days before the deadline on, but not on the day of the request; lets lapse when the deadline has
/// passed and the reminder came on an earlier day. So nobody loses a case because the reminder was late.
pub fn deadline_due(asked: Date, deadline: Date, reminded: Option<Date>, today: Date) -> Option<Due> {
    if let Some(reminded) = reminded {
        return (today > deadline && today > reminded).then_some(Due::Lapse);
    }
    let left = today.until(deadline).map_or(0, |span| i64::from(span.get_days()));
    (today > asked && left <= REMINDER_DAYS).then_some(Due::Remind)
}

/// What the age of a draft calls for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftDue {
    /// The warning of this number, the first is 1.
    Warn(i64),
    /// Somebody went on with it after a warning: the next warning is the first again.
    Reset,
    Remove,
}

/// A draft lives `draft_days` after it was last touched. It is warned of `warning_days` before its end, one warning a
/// time, and removed only when every warning has been given and the last of them was as long ago as it promised: nobody
/// loses a draft because the job stood still.
pub fn draft_due(
    last: Instant,
    warnings: i64,
    warned: Option<Instant>,
    draft_days: i64,
    warning_days: &[i64],
    now: Instant,
) -> Option<DraftDue> {
    if warned.is_some_and(|warned| last > warned) {
        return Some(DraftDue::Reset);
    }
    let mut ahead = warning_days.to_vec();
    ahead.sort_unstable_by_key(|days| std::cmp::Reverse(*days));
    let passed = |since: Instant, days: i64| now >= since.plus_seconds(days * DAY_MILLISECONDS / 1000);
    let given = usize::try_from(warnings).unwrap_or_default();
    if let Some(next) = ahead.get(given) {
        let promised = given.checked_sub(1).and_then(|before| ahead.get(before)).map(|before| before - next);
        let waited = promised.is_none_or(|days| warned.is_none_or(|warned| passed(warned, days)));
        return (passed(last, draft_days - next) && waited).then_some(DraftDue::Warn(warnings + 1));
    }
    let waited = ahead.last().is_none_or(|days| warned.is_some_and(|warned| passed(warned, *days)));
    (passed(last, draft_days) && waited).then_some(DraftDue::Remove)
}

/// A case number of a year: `KE-2026-001482`.
pub fn case_number(year: i16, sequence: i64) -> String {
    format!("KE-{year}-{sequence:06}")
}

/// The fewest decisions from which a typical time is told.
const ENOUGH_DECISIONS: usize = 10;
const DAY_MILLISECONDS: i64 = 86_400_000;

/// The median of how long decided applications took, in days rounded up and at least one: of an even number the mean of
/// the two in the middle. Nothing when there are too few to speak of.
pub fn median_days(mut milliseconds: Vec<i64>) -> Option<i64> {
    if milliseconds.len() < ENOUGH_DECISIONS {
        return None;
    }
    milliseconds.sort_unstable();
    let middle = milliseconds.len() / 2;
    let (lower, upper) = (milliseconds[middle - (milliseconds.len() + 1) % 2], milliseconds[middle]);
    Some(((lower + upper + 2 * DAY_MILLISECONDS - 1) / (2 * DAY_MILLISECONDS)).max(1))
}
