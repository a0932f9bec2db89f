//! The guided case: an application from its draft to its decision.

mod answering;
mod answers;
mod attaching;
mod awaited;
mod billing;
mod clock;
mod closing;
mod connecting;
mod contacts;
mod content;
mod cosigning;
mod deciding;
mod drafting;
mod extending_time;
mod facts;
mod findings;
mod forgetting;
mod knowing;
mod lapsing;
mod last_contacts;
mod messages;
mod moving;
mod naming;
mod notes;
mod obstacles;
mod officer_steps;
mod officer_turns;
mod other_party;
mod own_form;
mod pages;
mod preparing;
mod pairing;
mod proposals;
mod rejections;
mod removing;
mod routes;
mod rules;
mod shown;
mod store;
mod store_billing;
mod store_answers;
mod store_contacts;
mod store_deadlines;
mod store_messages;
mod store_moved;
mod store_officer_turns;
mod store_prepared;
mod store_proposals;
mod store_queue;
mod store_rejections;
mod store_together;
mod store_turns;
mod store_unverified;
mod submitting;
mod suggesting;
mod supplements;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod together;
mod validation;
mod verifying;

use db::{Read, Tx};

use crate::agreements::{self, Footing};
use crate::intermediaries::{self, ConnectionLine};
use crate::kernel::{ApplicationId, BusinessId, CaseLanguage, Instant};
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Failure, Sought, Visit};
use crate::{parties, registers};

pub use answering::{answer_act, withdraw_act};
pub use answers::ContactPerson;
pub use awaited::{Elsewhere, list_elsewhere};
pub use billing::{BillingSource, billing_recipients, find_billing, list_with_billing, show_billing};
pub use clock::{CaseKind, UsualDays, expected};
pub use contacts::{GrantedContacts, granted_contacts, kept_persons};
pub use cosigning::{FirstSignature, Reopened, find_signing_contacts, weigh_waiting};
pub use forgetting::{forget_drafts, keep_forgetting, removal_date};
pub use lapsing::{keep_deadlines, meet_deadlines};
pub use last_contacts::find_contacts;
pub use messages::{
    Message, UnreadLine, list_new_messages, list_unread_messages, may_write, open_messages, write_to_customer,
};
pub use moving::{MovedDate, follow_takeover, list_moved_dates};
pub use naming::{find_extending, list_extending};
pub use notes::{CaseNote, CaseNotes, CaseSpan, NotesFound};
pub use obstacles::{InUse, missing_services};
pub use officer_steps::{OfficerStep, may_be_approved, open_officer_steps};
pub use officer_turns::{OfficerDeed, OfficerTurn, list_officer_turns};
pub use preparing::{OfferedLine, list_offered};
pub use proposals::{DecisionWords, Proposal, Returned, WaitingProposal, list_proposals};
pub use rejections::{Rejection, list_rejections, remembered_since};
pub use removing::{keep_removing_prepared, remove_prepared};
pub use routes::routes;
pub use rules::{CaseStep, REASONS_LIMIT, Side, State, SupplementFault, check_supplement, open_steps};
pub(crate) use store::{line_columns, no_line, open_of};
pub use submitting::submit_act;
pub use suggesting::{Suggestible, Suggestions, list_suggested, list_suggestible, read_suggestions};
pub use verifying::{keep_verifying, verify_due};
pub(crate) use {store_messages::has_unread, store_prepared::is_offered, store_rejections::has_rejection};

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
    /// When a draft was last touched.
    pub last_saved_at: Option<Instant>,
    /// What kind of application it is for the clock.
    pub kind: CaseKind,
    /// Whether it goes, or went, out in the same go with another.
    pub is_paired: bool,
    /// Whether all steps of a draft are done, so that it only waits to be signed and sent.
    pub is_whole: bool,
    /// Who has signed a draft that waits for another signature.
    pub first_signature: Option<FirstSignature>,
    /// Who opened the answers again that somebody had signed, while nobody has saved or signed since.
    pub reopened: Option<Reopened>,
}

/// The organisation's applications, newest first.
///
/// # Errors
/// What the database says.
pub async fn list(read: &mut Read, organisation: &BusinessId) -> Result<Vec<ApplicationLine>, Failure> {
    let mut lines = store::list(read, organisation).await?.into_iter().map(line).collect::<Result<Vec<_>, _>>()?;
    weigh_waiting(read, organisation, &mut lines).await?;
    Ok(lines)
}

/// The organisation's applications that are not decided: at most one for each service. The home page needs no others,
/// and an old customer has many.
///
/// # Errors
/// What the database says.
pub async fn list_open(read: &mut Read, organisation: &BusinessId) -> Result<Vec<ApplicationLine>, Failure> {
    store::list_open(read, organisation).await?.into_iter().map(line).collect()
}

/// A row of the home page's statement with the columns of `line_columns!`.
///
/// # Errors
/// [`db::Error::Other`] when it cannot be read.
pub fn read_line(row: &db::Row<'_>) -> Result<ApplicationLine, db::Error> {
    line(db::FromRow::from_row(row)?)
        .map_err(|_| db::Error::Other("a row of an application cannot be read".to_string()))
}

/// Organisations with an open application, in the order of their business IDs; at most so many after a key.
///
/// # Errors
/// What the database says.
pub async fn list_open_organisations(read: &mut Read, after: &str, limit: i64) -> Result<Vec<String>, Failure> {
    Ok(store_queue::list_open_organisations(read, after, limit).await?)
}

/// The administrative contacts that an organisation's open applications name, with the language of the case; a draft
/// names nobody yet.
///
/// # Errors
/// What the database says.
pub async fn list_recipients(
    read: &mut Read,
    organisation: &BusinessId,
) -> Result<Vec<(Vec<String>, CaseLanguage)>, Failure> {
    let mut found = Vec::new();
    for (id, language) in store_queue::list_open_cases(read, organisation).await? {
        let id = ApplicationId::parse(&id).ok_or_else(|| Failure::internal("an application's id is not an id"))?;
        let content = store_turns::find_content(read, &id).await?;
        let content = content.as_deref().map(content::Content::parse).transpose().map_err(Failure::internal)?;
        let recipients = match content {
            Some(content) => contacts::recipients_of(read, organisation, &id, &content).await?,
            None => Vec::new(),
        };
        found.push((recipients, CaseLanguage::parse(&language).unwrap_or_default()));
    }
    Ok(found)
}

fn line(row: store::LineRow) -> Result<ApplicationLine, Failure> {
    let unreadable = || Failure::internal("a row of an application cannot be read");
    let (first_signature, reopened) = (FirstSignature::of(&row), Reopened::of(&row));
    Ok(ApplicationLine {
        id: ApplicationId::parse(&row.id).ok_or_else(unreadable)?,
        service: Service::parse(&row.service).ok_or_else(unreadable)?,
        state: State::parse(&row.state).ok_or_else(unreadable)?,
        case_number: row.case_number,
        changed_at: Instant::from_milliseconds(row.changed_at),
        submitted_at: row.submitted_at.map(Instant::from_milliseconds),
        supplement_deadline: row.supplement_deadline,
        last_saved_at: row.last_saved_at.map(Instant::from_milliseconds),
        kind: clock::kind(row.profile.as_deref(), row.supplements),
        is_paired: row.companion.is_some(),
        is_whole: row.open_steps == 0,
        first_signature,
        reopened,
    })
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
pub async fn list_queue(read: &mut Read, filter: &QueueFilter) -> Result<Vec<QueueLine>, Failure> {
    store_queue::list_queue(read, filter).await?.into_iter().map(queue_line).collect()
}

/// Applications that officers look up, open and closed, the newest first.
///
/// # Errors
/// What the database says.
pub async fn list_sought(read: &mut Read, sought: &Sought) -> Result<Vec<QueueLine>, Failure> {
    let rows = match sought {
        Sought::Number(number) => store_queue::find_numbered(read, number).await?.into_iter().collect(),
        Sought::Organisation(organisation) => store_queue::list_sent_by(read, organisation).await?,
    };
    rows.into_iter().map(queue_line).collect()
}

fn queue_line(row: store_queue::QueueRow) -> Result<QueueLine, Failure> {
    let unreadable = || Failure::internal("a row of the queue cannot be read");
    Ok(QueueLine {
        id: ApplicationId::parse(&row.id).ok_or_else(unreadable)?,
        case_number: row.case_number,
        organisation: BusinessId::parse(&row.organisation).ok_or_else(unreadable)?,
        organisation_name: row.organisation_name,
        service: Service::parse(&row.service).ok_or_else(unreadable)?,
        state: State::parse(&row.state).ok_or_else(unreadable)?,
        submitted_at: Instant::from_milliseconds(row.submitted_at),
        officer_name: row.officer_name,
        deadline: row.supplement_deadline,
    })
}

/// How many are open, counted at most to 301 per state.
///
/// # Errors
/// What the database says.
pub async fn count_open(read: &mut Read) -> Result<Vec<(State, i64)>, Failure> {
    let rows = store_queue::count_open(read).await?;
    Ok(rows.into_iter().filter_map(|(state, number)| Some((State::parse(&state)?, number))).collect())
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
    /// The request to the intermediary, when the customer does not join through a point of its own.
    pub connection: Option<ConnectionLine>,
    /// Whether one officer proposes the decision and another one confirms it.
    pub four_eyes: bool,
    /// Whether an approval must say why: the applicant is a trader whom the register of providers did not know when it
    /// last answered.
    pub lacks_registration: bool,
    /// What the other party that it names has said.
    pub named: Option<parties::NamedLine>,
    /// What it was signed on.
    pub footing: Footing,
    /// The proposal that waits for an approver.
    pub proposal: Option<Proposal>,
    /// The last proposal, when it was returned.
    pub returned: Option<Returned>,
}

/// One answered (or unanswered) question as pages show it, with what the registers say beside it.
#[derive(Clone, Debug)]
pub struct ShownAnswer {
    /// `{step}.{question}`: to this a supplement request is pinned.
    pub field: String,
    pub label: String,
    /// One line per value, already formatted in the reader's language.
    pub values: Vec<String>,
    /// Whether they are names of a register, in whatever language it has them.
    pub registered: bool,
    /// Of a question that is answered with files: id and the same words.
    pub files: Vec<(String, String)>,
    /// The same in the first submission, where a supplement has changed it.
    pub before: Vec<String>,
    /// The same before the last of several supplements, where that one has changed it.
    pub previously: Vec<String>,
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
    /// Field to the value that the officer suggests.
    pub suggested: Suggestions,
    pub message: String,
    pub deadline: String,
    pub asked_at: Instant,
    pub answered_at: Option<Instant>,
    /// When an officer took it back; it is answered by nobody then.
    pub recalled_at: Option<Instant>,
    /// Name of the representative who answered.
    pub answered_by: Option<String>,
    /// What they wrote to the officer.
    pub answer: Option<String>,
}

/// A decision.
#[derive(Clone, Debug)]
pub struct Decision {
    pub approved: bool,
    pub words: DecisionWords,
    pub decided_at: Instant,
    pub officer_name: String,
}

/// A case by its id.
///
/// # Errors
/// `NotFound` when there is none or it was never submitted.
pub async fn load_case(read: &mut Read, id: &ApplicationId) -> Result<Case, Failure> {
    let row = store::find_submitted(read, id).await?.ok_or(Failure::NotFound)?;
    let unreadable = || Failure::internal("a row of an application cannot be read");
    let form = submitting::form_of(&row)?;
    let organisation = BusinessId::parse(&row.organisation).ok_or_else(unreadable)?;
    let lacks_registration =
        form.profile.has_registered_units() && registers::is_unregistered(read, &organisation).await?;
    let last = store_proposals::find_last(read, id).await?;
    let is_reviewed = row.state == State::InReview.code();
    Ok(Case {
        id: id.clone(),
        version: row.version,
        organisation,
        organisation_name: row.organisation_name,
        service: Service::parse(&row.service).ok_or_else(unreadable)?,
        state: State::parse(&row.state).ok_or_else(unreadable)?,
        case_number: row.case_number.unwrap_or_default(),
        language: CaseLanguage::parse(&row.case_language).unwrap_or_default(),
        submitted_at: Instant::from_milliseconds(row.submitted_at.unwrap_or(row.changed_at)),
        officer: row.officer_id.zip(row.officer_name),
        supplements: supplements::list(read, id).await?,
        decision: find_decision(read, id).await?,
        connection: intermediaries::find(read, id).await?,
        four_eyes: form.four_eyes,
        lacks_registration,
        named: parties::find_named(read, id).await?,
        footing: agreements::footing(read, id).await?,
        proposal: last.as_ref().filter(|last| last.ended.is_none() && is_reviewed).map(Proposal::of),
        returned: last.as_ref().filter(|last| last.ended.as_deref() == Some("returned")).map(Returned::of),
    })
}

async fn find_decision(read: &mut Read, id: &ApplicationId) -> Result<Option<Decision>, Failure> {
    Ok(store_turns::find_decision(read, id).await?.map(|row| Decision {
        approved: row.approved == 1,
        words: row.words(),
        decided_at: Instant::from_milliseconds(row.decided_at),
        officer_name: row.officer_name,
    }))
}

/// The answers of a case with findings, in the language of the screen. Asks the registers.
///
/// # Errors
/// What the database says; a register that is down is a finding, not a failure.
pub async fn show_answers(visit: &Visit, case: &Case, t: &Texts) -> Result<Vec<ShownStep>, Failure> {
    findings::show_answers(visit, case, t).await
}

/// Runs an officer's step: may, load, rule, save, tell.
///
/// # Errors
/// `Stale` when the case changed since; `Forbidden` when the rules refuse the step.
pub async fn officer_step(
    tx: &mut Tx,
    visit: &Visit,
    id: &ApplicationId,
    expected_version: i64,
    step: &OfficerStep,
) -> Result<(), Failure> {
    deciding::officer_step(tx, visit, id, expected_version, step).await
}

/// The next case number, for matters of other rooms too: one series for the whole portal.
///
/// # Errors
/// What the database says.
pub async fn new_case_number(tx: &mut Tx, visit: &Visit) -> Result<String, Failure> {
    let year = visit.now.date().year();
    Ok(rules::case_number(year, store_turns::next_case_number(tx, year).await?))
}
