//! The guided case: an application from its draft to its decision.

use db::{Read, Tx};

use crate::kernel::{ApplicationId, BusinessId, CaseLanguage, Instant};
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Failure, Visit};

/// The life of an application (design, rules of the house).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
}

/// An application as lists show it.
#[derive(Clone, Debug)]
pub struct ApplicationLine {
    pub id: ApplicationId,
    pub service: Service,
    pub state: State,
    pub case_number: Option<String>,
    pub changed_at: Instant,
    pub submitted_at: Option<Instant>,
    /// Deadline of the open supplement request, `YYYY-MM-DD`.
    pub supplement_deadline: Option<String>,
}

/// The organisation's applications, newest first.
///
/// # Errors
/// What the database says.
pub async fn list(_read: &mut Read, _organisation: &BusinessId) -> Result<Vec<ApplicationLine>, Failure> {
    unimplemented!()
}

/// What the officers' queue is asked for.
#[derive(Clone, Debug, Default)]
pub struct QueueFilter {
    pub state: Option<State>,
    pub service: Option<Service>,
    /// Only those of this officer (id of the officer's session person).
    pub officer: Option<String>,
    /// Key of the last line of the page before (`submitted_at`, id).
    pub after: Option<(i64, String)>,
}

/// A line of the officers' queue.
#[derive(Clone, Debug)]
pub struct QueueLine {
    pub id: ApplicationId,
    pub case_number: String,
    pub organisation: BusinessId,
    pub organisation_name: String,
    pub service: Service,
    pub state: State,
    pub submitted_at: Instant,
    pub officer_name: Option<String>,
    pub deadline: Option<String>,
}

/// At most 50 lines, oldest first, by key (no offset).
///
/// # Errors
/// What the database says.
pub async fn list_queue(_read: &mut Read, _filter: &QueueFilter) -> Result<Vec<QueueLine>, Failure> {
    unimplemented!()
}

/// How many are open, counted at most to 1,001 per state.
///
/// # Errors
/// What the database says.
pub async fn count_open(_read: &mut Read) -> Result<Vec<(State, i64)>, Failure> {
    unimplemented!()
}

/// A whole case for the officers' page.
#[derive(Clone, Debug)]
pub struct Case {
    pub id: ApplicationId,
    pub version: i64,
    pub organisation: BusinessId,
    pub organisation_name: String,
    pub service: Service,
    pub state: State,
    pub case_number: String,
    pub language: CaseLanguage,
    pub submitted_at: Instant,
    pub officer: Option<(String, String)>,
    pub supplements: Vec<Supplement>,
    pub decision: Option<Decision>,
}

/// One answered (or unanswered) question as pages show it, with what the registers say beside it.
#[derive(Clone, Debug)]
pub struct ShownAnswer {
    /// `{step}.{question}`: to this a supplement request is pinned.
    pub field: String,
    pub label: String,
    /// One line per value, already formatted in the reader's language.
    pub values: Vec<String>,
    pub findings: Vec<Finding>,
}

/// What an automatic check found at an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub severity: Severity,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Fine,
    Look,
    Wrong,
}

/// One step of the form with its shown answers.
#[derive(Clone, Debug)]
pub struct ShownStep {
    pub key: String,
    pub title: String,
    pub answers: Vec<ShownAnswer>,
}

/// A supplement request.
#[derive(Clone, Debug)]
pub struct Supplement {
    pub id: String,
    /// (`{step}.{question}`, what is asked)
    pub items: Vec<(String, String)>,
    pub message: String,
    pub deadline: String,
    pub asked_at: Instant,
    pub answered_at: Option<Instant>,
}

/// A decision.
#[derive(Clone, Debug)]
pub struct Decision {
    pub approved: bool,
    pub reason: String,
    pub decided_at: Instant,
    pub officer_name: String,
}

/// # Errors
/// `NotFound` when there is none or it was never submitted.
pub async fn load_case(_read: &mut Read, _id: &ApplicationId) -> Result<Case, Failure> {
    unimplemented!()
}

/// The answers of a case with findings, in the language of the screen. Asks the registers.
///
/// # Errors
/// What the database says; a register that is down is a finding, not a failure.
pub async fn show_answers(_visit: &Visit, _case: &Case, _t: &Texts) -> Result<Vec<ShownStep>, Failure> {
    unimplemented!()
}

/// What an officer does to a case. `expected_version` is the one on the officer's page; another is `Stale`, and nothing
/// changes.
#[derive(Clone, Debug)]
pub enum OfficerStep {
    Take,
    Release,
    AskSupplement { items: Vec<(String, String)>, message: String, deadline: String },
    Approve { reason: String },
    Reject { reason: String },
}

/// The steps that the rules allow an officer now; the source of the buttons.
pub fn open_officer_steps(_case: &Case) -> Vec<&'static str> {
    unimplemented!()
}

/// Runs an officer's step: may, load, rule, save, tell.
///
/// # Errors
/// `Stale` when the case changed since; `Forbidden` when the rules refuse the step.
pub async fn officer_step(
    _tx: &mut Tx,
    _visit: &Visit,
    _id: &ApplicationId,
    _expected_version: i64,
    _step: &OfficerStep,
) -> Result<(), Failure> {
    unimplemented!()
}

/// The room's routes.
pub fn routes() -> crate::web::Routes {
    crate::web::Routes::new()
}
