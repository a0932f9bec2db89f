//! The life of a deployment and what has to be done before production. Pure.

use jiff::ToSpan as _;

use super::demanding::Demands;
use crate::config::SupportPeriod;
use crate::kernel::{self, Date, Instant, holds_typed_identity_code};
use crate::registers::Takeover;

/// The life of a deployment (design, rules of the house).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeploymentState {
    SetUp,
    TestPlanned,
    TestFailed,
    InProduction,
    Ending,
    Ended,
}

/// The step is not open in this state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

impl DeploymentState {
    pub const ALL: [Self; 6] =
        [Self::SetUp, Self::TestPlanned, Self::TestFailed, Self::InProduction, Self::Ending, Self::Ended];

    /// The code in rows.
    pub fn code(self) -> &'static str {
        match self {
            Self::SetUp => "set_up",
            Self::TestPlanned => "test_planned",
            Self::TestFailed => "test_failed",
            Self::InProduction => "in_production",
            Self::Ending => "ending",
            Self::Ended => "ended",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Items are ticked and the date is set only before production.
    pub(super) fn may_prepare(self) -> Result<(), Refused> {
        match self {
            Self::SetUp | Self::TestPlanned | Self::TestFailed => Ok(()),
            Self::InProduction | Self::Ending | Self::Ended => Err(Refused),
        }
    }
}

/// An item that is done: who and when.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct Done {
    pub item: String,
    pub at: i64,
    pub by_name: String,
    /// What was chosen with it.
    pub note: Option<String>,
    /// Of an enrolment: when deployment support called.
    pub called_at: Option<i64>,
}

/// The set-up item with which a customer enrols for deployment support, and the one about the archivist.
pub(super) const ENROLMENT: &str = "enrolment";
pub(super) const ARCHIVIST: &str = "archivist";

/// The periods of deployment support to which one can enrol on a date, the earliest first.
pub(super) fn open_periods(periods: &[SupportPeriod], today: Date) -> Vec<&SupportPeriod> {
    let today = today.to_string();
    let mut open: Vec<&SupportPeriod> = periods.iter().filter(|period| period.enrol_by >= today).collect();
    open.sort_by(|one, other| one.begins.cmp(&other.begins));
    open
}

/// The period that is chosen by its first day; without a choice the earliest, and none where none is open.
pub(super) fn choose_period<'a>(
    open: &[&'a SupportPeriod],
    chosen: &str,
) -> Result<Option<&'a SupportPeriod>, Refused> {
    if chosen.is_empty() {
        return Ok(open.first().copied());
    }
    open.iter().find(|period| period.begins == chosen).copied().map(Some).ok_or(Refused)
}

/// The names of the archivists in what was granted.
pub(super) fn archivists(snapshot: &serde_json::Value) -> Vec<String> {
    let steps = snapshot["answers"].as_object().into_iter().flat_map(serde_json::Map::values);
    let people = steps.filter_map(|step| step["people"].as_array()).flatten();
    let is_archivist = |person: &&serde_json::Value| {
        person["roles"].as_array().is_some_and(|roles| roles.iter().any(|role| role == ARCHIVIST))
    };
    people.filter(is_archivist).filter_map(|person| person["name"].as_str()).map(str::to_string).collect()
}

/// The day of the test that was wished for in what was granted, `YYYY-MM-DD`, while it has not passed.
pub(super) fn wished_test_day(snapshot: &serde_json::Value, today: Date) -> Option<String> {
    let mut steps = snapshot["answers"].as_object().into_iter().flat_map(serde_json::Map::values);
    let day: Date = steps.find_map(|step| step["test_date"].as_str())?.parse().ok()?;
    (day >= today).then(|| day.to_string())
}

/// A deployment test: planned for a day, then reported on.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct DeploymentTest {
    pub number: i64,
    /// `YYYY-MM-DD`
    pub planned_on: String,
    /// `passed` or `failed`; `None` until the report.
    pub result: Option<String>,
    pub held_on: Option<String>,
    pub performed_by: Option<String>,
    pub archivist: Option<String>,
    pub remarks: Option<String>,
    pub reported_at: Option<i64>,
    pub reported_by: Option<String>,
    /// When the operator confirmed the passed test or gave it back, where that is needed.
    pub judged_at: Option<i64>,
    pub accepted: Option<i64>,
    /// What the customer is told of it.
    pub judgement: Option<String>,
}

/// How a test stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Planned,
    /// It failed, or the operator gave it back.
    Failed,
    /// Passed, and the operator has still to confirm it.
    Unconfirmed,
    Passed,
}

impl DeploymentTest {
    pub fn standing(&self, demands: &Demands) -> Standing {
        match (self.result.as_deref(), self.accepted) {
            (None, _) => Standing::Planned,
            (Some("passed"), None) if demands.confirmed => Standing::Unconfirmed,
            (Some("passed"), None | Some(1)) => Standing::Passed,
            _ => Standing::Failed,
        }
    }
}

/// Whether a test may be planned now, or moved to another day: one is needed, none has passed and production is ahead.
pub(super) fn may_plan_test(
    demands: &Demands,
    state: DeploymentState,
    tests: &[DeploymentTest],
) -> Result<(), Refused> {
    state.may_prepare()?;
    let passed = tests.iter().any(|test| matches!(test.standing(demands), Standing::Passed | Standing::Unconfirmed));
    if demands.test && !passed { Ok(()) } else { Err(Refused) }
}

/// The test that waits for its report.
pub(super) fn awaiting_report(state: DeploymentState, tests: &[DeploymentTest]) -> Option<&DeploymentTest> {
    let last = tests.last().filter(|test| test.result.is_none())?;
    (state == DeploymentState::TestPlanned).then_some(last)
}

/// The passed test that waits for the operator.
pub(super) fn awaiting_judgement<'a>(
    demands: &Demands,
    state: DeploymentState,
    tests: &'a [DeploymentTest],
) -> Option<&'a DeploymentTest> {
    state.may_prepare().ok()?;
    tests.last().filter(|test| test.standing(demands) == Standing::Unconfirmed)
}

/// Whether files of a report may be taken back and added: nobody has judged the test, and production, which
/// may rest on the report, has not begun.
pub(super) fn may_change_files(state: DeploymentState, test: &DeploymentTest) -> Result<(), Refused> {
    state.may_prepare()?;
    if test.result.is_some() && test.judged_at.is_none() { Ok(()) } else { Err(Refused) }
}

/// Whether the report of a test that was planned for a day has not come in time.
pub(super) fn is_overdue(planned_on: &str, today: Date) -> bool {
    planned_on.parse().is_ok_and(|planned: Date| report_by(planned) < today)
}

/// The latest day of a test whose report is overdue.
pub(super) fn late_until(today: Date) -> Date {
    // Two business days lie within a fortnight, whatever the holidays.
    let days = (1..=14).map(|days: i64| today.saturating_sub(days.days()));
    days.into_iter().find(|day| report_by(*day) < today).unwrap_or(today)
}

/// What is wrong with the words with which a test is given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RemarkProblem {
    Missing,
    TooLong,
    IdentityCode,
}

pub(super) fn check_remark(remark: &str) -> Result<(), RemarkProblem> {
    if remark.is_empty() {
        Err(RemarkProblem::Missing)
    } else if remark.chars().count() > REMARKS_LIMIT {
        Err(RemarkProblem::TooLong)
    } else if holds_typed_identity_code(remark) {
        Err(RemarkProblem::IdentityCode)
    } else {
        Ok(())
    }
}

/// The last day to report: two business days after the test (domain sheet 3.3), weekends and holidays left out.
pub(super) fn report_by(held_on: Date) -> Date {
    kernel::plus_business_days(held_on, 2)
}

/// The last day on which a report that came later should have come. From then on it counts from the day on which the test was
/// really held; until then only the planned day is known.
pub(super) fn reported_late(held_on: Option<&str>, reported_at: Option<i64>) -> Option<Date> {
    let last_day = report_by(held_on?.parse().ok()?);
    (day_of(reported_at?) > last_day).then_some(last_day)
}

/// The longest name and the longest remarks of a report, in characters.
const NAME_LIMIT: usize = 200;
const REMARKS_LIMIT: usize = 2_000;

/// A report as somebody typed it.
#[derive(Clone, Debug, Default)]
pub(super) struct TypedReport {
    pub result: String,
    pub held_on: String,
    pub performed_by: String,
    pub archivist: String,
    pub remarks: String,
}

/// A sound report.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Report {
    pub passed: bool,
    pub held_on: Date,
    pub performed_by: String,
    pub archivist: String,
    pub remarks: String,
}

/// What is wrong with a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReportProblem {
    ResultMissing,
    DayMissing,
    NotADay,
    /// The test is reported on after it was held.
    DayAhead,
    /// Before the service was granted.
    DayEarly,
    PerformerMissing,
    ArchivistMissing,
    /// A failed test needs a word of what failed.
    RemarksMissing,
    TooLong,
    IdentityCode,
    File(FileProblem),
}

/// What is wrong with a file of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileProblem {
    /// None was chosen.
    Missing,
    TooMany,
    Empty,
    TooLarge,
    Type,
    Infected,
    /// The virus scanner does not answer.
    NotScanned,
}

/// Reads a report; every problem with the name of its field.
///
/// # Errors
/// The problems, at least one.
pub(super) fn read_report(
    typed: &TypedReport,
    granted_on: Date,
    today: Date,
) -> Result<Report, Vec<(&'static str, ReportProblem)>> {
    use ReportProblem as Problem;
    let mut problems = Vec::new();
    if !matches!(typed.result.as_str(), "passed" | "failed") {
        problems.push(("result", Problem::ResultMissing));
    }
    let held_on = match kernel::read_date(&typed.held_on) {
        _ if typed.held_on.is_empty() => Err(Problem::DayMissing),
        None => Err(Problem::NotADay),
        Some(day) if day > today => Err(Problem::DayAhead),
        Some(day) if day < granted_on => Err(Problem::DayEarly),
        Some(day) => Ok(day),
    };
    problems.extend(held_on.err().map(|problem| ("held_on", problem)));
    for (field, text, missing) in [
        ("performed_by", &typed.performed_by, Problem::PerformerMissing),
        ("archivist", &typed.archivist, Problem::ArchivistMissing),
    ] {
        if text.is_empty() {
            problems.push((field, missing));
        } else if text.chars().count() > NAME_LIMIT {
            problems.push((field, Problem::TooLong));
        } else if holds_typed_identity_code(text) {
            problems.push((field, Problem::IdentityCode));
        }
    }
    if holds_typed_identity_code(&typed.remarks) {
        problems.push(("remarks", Problem::IdentityCode));
    } else if typed.result == "failed" && typed.remarks.is_empty() {
        problems.push(("remarks", Problem::RemarksMissing));
    } else if typed.remarks.chars().count() > REMARKS_LIMIT {
        problems.push(("remarks", Problem::TooLong));
    }
    match held_on {
        Ok(held_on) if problems.is_empty() => Ok(Report {
            passed: typed.result == "passed",
            held_on,
            performed_by: typed.performed_by.clone(),
            archivist: typed.archivist.clone(),
            remarks: typed.remarks.clone(),
        }),
        _ => Err(problems),
    }
}

/// From when a service can be used, as far as a takeover tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    /// It is no pharmacist's, or the register was never asked.
    Any,
    /// From the takeover on, which may lie ahead.
    From(Date),
    /// The register has no pharmacy that the pharmacist keeps, or no day from which.
    Never,
}

impl Opening {
    pub fn of(takeover: Takeover) -> Self {
        match takeover {
            Takeover::Unknown => Self::Never,
            Takeover::TooEarly { takeover, .. } | Takeover::Open { takeover, .. } => Self::From(takeover),
            Takeover::Begun { since } => Self::From(since),
        }
    }

    /// Whether production can begin on a day.
    pub fn check(self, date: Date, today: Date) -> Result<(), DateProblem> {
        match self {
            Self::From(takeover) if takeover > today && date < takeover => Err(DateProblem::BeforeTakeover(takeover)),
            Self::Never => Err(DateProblem::NoTakeover),
            Self::Any | Self::From(_) => Ok(()),
        }
    }
}

/// The first day of production: every item is done, a needed test has passed, and the agreed date and a pharmacist's
/// takeover have come. It is the agreed day, or the later one on which the last of all that was done; a job that slept
/// makes it no later.
pub(super) fn production_due(
    demands: &Demands,
    (done, tests): (&[Done], &[DeploymentTest]),
    date: Option<&str>,
    opening: Opening,
    today: Date,
) -> Option<Date> {
    let agreed: Date = date?.parse().ok()?;
    let mut last = match opening {
        Opening::Any => agreed,
        Opening::From(takeover) => agreed.max(takeover),
        Opening::Never => return None,
    };
    for item in &demands.items {
        let done = done.iter().find(|done| done.item == item.key)?;
        last = last.max(day_of(done.at));
    }
    if demands.test {
        let passed = tests.iter().find(|test| test.standing(demands) == Standing::Passed)?;
        let at = if demands.confirmed { passed.judged_at } else { passed.reported_at };
        last = at.map_or(last, |at| last.max(day_of(at)));
    }
    (last <= today).then_some(last)
}

fn day_of(milliseconds: i64) -> Date {
    Instant::from_milliseconds(milliseconds).date()
}

/// The day of a planned test that lies after the agreed production date: production then waits for the test.
pub(super) fn test_after_agreed(
    demands: &Demands,
    state: DeploymentState,
    tests: &[DeploymentTest],
    agreed: Option<&str>,
) -> Option<Date> {
    let agreed: Date = agreed?.parse().ok()?;
    let planned = awaiting_report(state, tests).filter(|_| demands.test)?;
    planned.planned_on.parse().ok().filter(|planned: &Date| *planned > agreed)
}

/// Why a production date is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DateProblem {
    Missing,
    NotADate,
    Past,
    TooFar,
    /// A pharmacist takes the pharmacy over only on this day.
    BeforeTakeover(Date),
    /// The pharmacy register has no pharmacy that the pharmacist keeps, or no day of the takeover.
    NoTakeover,
    /// Before the first day on which production may begin.
    TooEarly(Date),
    /// The deployment test is planned for this later day.
    BeforeTest(Date),
    /// The intermediary has declined after the approval, and no officer has settled what follows.
    NotConnected,
}

/// Reads a typed date: today or later, within a year.
pub(super) fn read_date(text: &str, today: Date) -> Result<Date, DateProblem> {
    if text.is_empty() {
        return Err(DateProblem::Missing);
    }
    let date = kernel::read_date(text).ok_or(DateProblem::NotADate)?;
    if date < today {
        return Err(DateProblem::Past);
    }
    let days = today.until(date).map_or(i32::MAX, |span| span.get_days());
    if days > 366 { Err(DateProblem::TooFar) } else { Ok(date) }
}
