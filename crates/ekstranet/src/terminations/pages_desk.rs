//! The officers' side of one termination: what it says, what they have to know, and their answer.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::facts::gather;
use super::pages::id_of;
use super::pages_case::{Answers, Reader, Sent, answers_of, case_facts, load_sent};
use super::pages_desk_sure;
use super::pages_taking_back::{self, TakingBack};
use super::rules::{Content, Side, Step, TerminationState, left_without};
use super::rules_answers::{AnswerProblem, Said, read_answer};
use super::store::TerminationRow;
use super::store_answers::{self, AnswerRow};
use super::words::{explain, names, state_words_to_officer};
use super::{answering, store_receiver, taking_back};
use crate::applications;
use crate::audit::{self, Entry};
use crate::deployments;
use crate::kernel::{Instant, TerminationId, without_identity_code};
use crate::matters::{self, Matter as _, ReceiverFound};
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "terminations/desk_case.html")]
struct CasePage {
    chrome: Chrome,
    t: &'static Texts,
    address: String,
    tag: &'static str,
    state: String,
    /// What an officer has answered to what was sent last, and when.
    lead: Option<String>,
    customer: String,
    facts: Vec<(String, String)>,
    findings: Vec<String>,
    answers: Answers,
    /// Another officer was first, or the last day has passed: what is said about it, and what was typed, where the page
    /// has no field for it any more.
    stale: Option<String>,
    lost: Option<String>,
    is_open: bool,
    version: i64,
    day: String,
    reason: String,
    /// What can be done about a confirmation that was a mistake.
    taking_back: Option<TakingBack>,
    why: String,
    errors: Vec<FieldError>,
}

impl CasePage {
    fn error(&self, field: &str) -> &str {
        FieldError::at(&self.errors, field)
    }
}

/// What came too late.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Late {
    Answer,
    TakingBack,
}

/// What an officer typed, with what is wrong with it.
#[derive(Default)]
pub(super) struct Typed {
    /// `None` offers a day.
    day: Option<String>,
    reason: String,
    why: String,
    problems: Vec<(&'static str, AnswerProblem)>,
    /// What was typed is shown, but not kept.
    late: Option<Late>,
}

impl Typed {
    /// Why a confirmation is taken back.
    pub fn taking_back(why: String, problem: AnswerProblem) -> Self {
        Self { why, problems: vec![("why", problem)], ..Self::default() }
    }

    /// The same, when it came too late.
    pub fn taking_back_late(why: String) -> Self {
        Self { why, late: Some(Late::TakingBack), ..Self::default() }
    }

    /// What has no field on the page as it is now.
    fn lost(&self, has_answer: bool, has_why: bool) -> Option<String> {
        let typed = match self.late? {
            Late::Answer if !has_answer => &self.reason,
            Late::TakingBack if !has_why => &self.why,
            _ => return None,
        };
        Some(typed.clone()).filter(|typed| !typed.is_empty())
    }
}

/// `GET /desk/terminations/{id}`
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    render(&visit, &id_of(&id)?, StatusCode::OK, None).await
}

pub(super) async fn render(
    visit: &Visit,
    id: &TerminationId,
    status: StatusCode,
    typed: Option<Typed>,
) -> Result<Response, Failure> {
    let t = visit.texts();
    let mut tx = visit.app.db.write().await?;
    let row = matters::load_any::<TerminationRow>(&mut tx, id).await?;
    let organisation = row.head.organisation()?;
    let entry = Entry::new("terminations.viewed").subject(id.as_str()).organisation(&organisation);
    audit::record(&mut tx, visit, entry).await?;
    let sent = load_sent(visit, &mut tx, id).await?;
    let said = store_answers::list_answers(&mut tx, id).await?;
    let findings = findings(visit, &mut tx, &row, sent.as_ref()).await?;
    let offer = taking_back::offer(visit, &mut tx, &row).await?;
    tx.commit().await?;
    let (tag, state) = state_words_to_officer(row.state()?, t);
    let typed = typed.unwrap_or_default();
    let is_open = row.state()?.after(Step::Confirm, Side::Officer).is_ok();
    let taking_back = offer.map(|offer| pages_taking_back::taking_back(visit, &offer));
    let has_why = taking_back.as_ref().is_some_and(|taking| !taking.button.is_empty());
    let template = CasePage {
        chrome: visit.chrome(t.terminations_case_title(row.head.number())),
        t,
        address: format!("/desk/terminations/{id}"),
        tag,
        state,
        lead: lead(visit, row.state()?, &said)?,
        customer: format!("{} ({organisation})", row.head.organisation_name),
        facts: case_facts(visit, &row, sent.as_ref())?,
        findings,
        answers: answers_of(visit, &said, sent.as_ref(), Reader::Officer)?,
        stale: typed.late.map(|late| match late {
            Late::Answer => t.terminations_desk_stale(),
            Late::TakingBack => t.terminations_taking_back_stale(),
        }),
        lost: typed.lost(is_open, has_why),
        is_open,
        version: row.head.version,
        day: typed.day.unwrap_or_else(|| offered_day(visit, &row)),
        reason: typed.reason,
        taking_back,
        why: typed.why,
        errors: field_errors(&typed.problems, t),
    };
    page(status, &template)
}

/// Who answered what and when, while it stands.
fn lead(visit: &Visit, state: TerminationState, said: &[AnswerRow]) -> Result<Option<String>, Failure> {
    let answered = match state {
        TerminationState::Confirmed => Said::Confirmed,
        TerminationState::Returned => Said::Returned,
        TerminationState::Rejected => Said::Rejected,
        _ => return Ok(None),
    };
    let Some(row) = said.iter().find(|row| row.what == answered.code()) else { return Ok(None) };
    let (t, name) = (visit.texts(), row.by_name.as_str());
    let at = format::moment(Instant::from_milliseconds(row.at), visit.language);
    Ok(Some(match row.said()? {
        Said::Confirmed => t.terminations_desk_lead_confirmed(name, at),
        Said::Returned => t.terminations_desk_lead_returned(name, at),
        _ => t.terminations_desk_lead_rejected(name, at),
    }))
}

fn field_errors(problems: &[(&'static str, AnswerProblem)], t: &Texts) -> Vec<FieldError> {
    let error = |(field, problem): &(&'static str, AnswerProblem)| FieldError {
        field: (*field).to_string(),
        text: explain_answer(*problem, t),
    };
    problems.iter().map(error).collect()
}

/// The day that was asked for, or today when that has passed: nothing is terminated afterwards.
fn offered_day(visit: &Visit, row: &TerminationRow) -> String {
    let today = visit.now.date();
    let day = row.last_day().map_or(today, |asked| asked.max(today));
    format::typed_date(&day.to_string())
}

fn explain_answer(problem: AnswerProblem, t: &Texts) -> String {
    match problem {
        AnswerProblem::AnswerMissing => t.terminations_problem_answer(),
        AnswerProblem::ReasonMissing => t.terminations_problem_answer_reason(),
        AnswerProblem::WhyMissing => t.terminations_problem_why(),
        AnswerProblem::BeforeAsked => t.terminations_problem_before_asked(),
        AnswerProblem::Day(problem) | AnswerProblem::Text(problem) => explain(problem, t),
    }
}

/// What an officer has to know of the customer before answering.
async fn findings(
    visit: &Visit,
    read: &mut db::Read,
    row: &TerminationRow,
    sent: Option<&Sent>,
) -> Result<Vec<String>, Failure> {
    let Some(Sent { kept, .. }) = sent.filter(|_| row.state().is_ok_and(TerminationState::is_live)) else {
        return Ok(Vec::new());
    };
    let (t, organisation) = (visit.texts(), row.head.organisation()?);
    let services = kept.services();
    let facts = gather(read, visit.now, &organisation, Some(&row.id()?)).await?;
    let mut found = Vec::new();
    let last_day = row.ends_on.clone().unwrap_or_default();
    if row.state()? == TerminationState::Sent && row.last_day()? < visit.now.date() {
        found.push(t.terminations_finding_late());
    }
    found.push(if facts.is_all(&services) { t.terminations_finding_whole() } else { t.terminations_finding_some() });
    let parties = facts.parties_of(&services);
    if parties > 0 {
        found.push(t.terminations_finding_parties(parties));
    }
    for (service, needed) in left_without(&facts.live, &services, &last_day) {
        found.push(t.terminations_finding_needed(service.name(t), needed.name(t)));
    }
    let gone: Vec<Service> =
        services.iter().filter(|one| facts.live.iter().all(|live| live.service != **one)).copied().collect();
    if !gone.is_empty() {
        found.push(t.terminations_finding_gone(names(&gone, t)));
    }
    let open = applications::list_open(read, &organisation).await?;
    let numbers: Vec<&str> = open.iter().filter_map(|line| line.case_number.as_deref()).collect();
    if !numbers.is_empty() {
        found.push(t.terminations_finding_applications(numbers.join(", ")));
    }
    found.extend(receiver_findings(visit, read, (&row.id()?, &kept.content)).await?);
    Ok(found)
}

/// Whether whoever takes over has what ends here, and whether the registers know it.
async fn receiver_findings(
    visit: &Visit,
    read: &mut db::Read,
    (id, content): (&TerminationId, &Content),
) -> Result<Vec<String>, Failure> {
    let t = visit.texts();
    let Some(receiver) = content.receiver() else { return Ok(Vec::new()) };
    let named = match content.receiver_name.as_str() {
        "" => receiver.to_string(),
        name => t.terminations_receiver_named(name, receiver.as_str()),
    };
    let mut found = vec![if deployments::is_any_left(read, &receiver).await? {
        t.terminations_finding_receiver(named)
    } else {
        t.terminations_finding_receiver_unknown(named)
    }];
    if content.receiver_found() != Some(ReceiverFound::Unverified) {
        return Ok(found);
    }
    let later = store_receiver::load_later(read, id).await?;
    let at = format::moment(Instant::from_milliseconds(later.found_at.unwrap_or_default()), visit.language);
    let name = later.name.unwrap_or_default();
    found.push(match later.found.as_deref().and_then(ReceiverFound::parse) {
        Some(ReceiverFound::Known) => t.terminations_finding_verified(at, name),
        Some(ReceiverFound::Ended) => t.terminations_finding_verified_ended(at, name),
        Some(ReceiverFound::Unknown) => t.terminations_finding_verified_unknown(at),
        Some(ReceiverFound::Unverified) | None => t.terminations_finding_unverified(),
    });
    Ok(found)
}

/// `POST /desk/terminations/{id}`
pub(super) async fn answer(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let version = form.version()?;
    let typed = (form.text("answer"), form.text("day"), form.text("reason"));
    let again = |problems, late| {
        let (day, reason) = (without_identity_code(typed.1), without_identity_code(typed.2));
        Some(Typed { day: Some(day), reason, problems, late, ..Typed::default() })
    };
    if matters::is_back(&form) {
        return render(&visit, &id, StatusCode::OK, again(Vec::new(), None)).await;
    }
    let row = matters::load_any::<TerminationRow>(&mut visit.app.db.read().await?, &id).await?;
    // What was given back has no day until it is sent again.
    let asked = row.last_day().unwrap_or_else(|_| visit.now.date());
    match read_answer(typed, asked, visit.now.date()) {
        Ok(read) if pages_desk_sure::is_to_ask(&row, &read, &form)? => pages_desk_sure::ask(&visit, &row, &read).await,
        Ok(read) => match answering::answer(&visit, &id, version, &read).await {
            Ok(()) => Ok(see_other(&format!("/desk/terminations/{id}"))),
            Err(Failure::Stale) => {
                render(&visit, &id, StatusCode::CONFLICT, again(Vec::new(), Some(Late::Answer))).await
            }
            Err(failure) => Err(failure),
        },
        Err(problems) => render(&visit, &id, StatusCode::UNPROCESSABLE_ENTITY, again(problems, None)).await,
    }
}
