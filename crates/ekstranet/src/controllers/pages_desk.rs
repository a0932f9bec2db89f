//! The officers' side of one change: what it says, what the registers and the portal know of both parties, and the answer.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use db::Read;

use super::deciding::{self, AnswerProblem, read_answer, runs_for};
use super::facts::{in_use, runs_from};
use super::pages::id_of;
use super::pages_case::{Sent, case_facts, load_sent};
use super::pages_desk_sure;
use super::rules::{ChangeState, Run, Side, Step, is_open, open_steps};
use super::store::ChangeRow;
use super::store_case;
use super::words::{explain, history, lead, names, run_words, state_words};
use crate::audit::{self, Entry};
use crate::deployments;
use crate::kernel::{ControllerChangeId, without_identity_code};
use crate::matters::{self, Matter as _, ReceiverFound};
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "controllers/desk_case.html")]
struct CasePage {
    chrome: Chrome,
    t: &'static Texts,
    address: String,
    tag: &'static str,
    state: String,
    lead: String,
    facts: Vec<(String, String)>,
    findings: Vec<String>,
    history: Vec<(String, String)>,
    /// Another officer was first; and what was typed, where the page has no field for it any more.
    stale: bool,
    lost: Option<String>,
    /// The buttons: word of the answer, its text.
    buttons: Vec<(&'static str, String)>,
    /// The runs to which it can be scheduled or moved.
    runs: Vec<Choice>,
    asks_run: bool,
    version: i64,
    reason: String,
    errors: Vec<FieldError>,
}

struct Choice {
    value: String,
    text: String,
    hint: String,
    chosen: bool,
}

impl CasePage {
    fn error(&self, field: &str) -> &str {
        FieldError::at(&self.errors, field)
    }
}

/// What an officer typed, with what is wrong with it.
#[derive(Default)]
struct Typed {
    run: String,
    reason: String,
    problems: Vec<(&'static str, AnswerProblem)>,
    /// Somebody else was first: what was typed is shown, but not kept.
    late: bool,
}

/// `GET /desk/controllers/{id}`
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    render(&visit, &id_of(&id)?, StatusCode::OK, Typed::default()).await
}

async fn render(visit: &Visit, id: &ControllerChangeId, status: StatusCode, typed: Typed) -> Result<Response, Failure> {
    let (t, today) = (visit.texts(), visit.now.date());
    let mut tx = visit.app.db.write().await?;
    let row = matters::load_any::<ChangeRow>(&mut tx, id).await?;
    let organisation = row.head.organisation()?;
    let entry = Entry::new("controllers.viewed").subject(id.as_str()).organisation(&organisation);
    audit::record(&mut tx, visit, entry).await?;
    let sent = load_sent(visit, &mut tx, id).await?;
    let events = store_case::list_events(&mut tx, id).await?;
    let findings = findings(visit, &mut tx, &row, sent.as_ref()).await?;
    let services = matters::services_of::<ChangeRow>(&mut tx, id).await?;
    let runs = runs_from(&mut tx, today).await?;
    tx.commit().await?;
    let state = row.state()?;
    let (tag, words) = state_words(state, Side::Officer, row.is_overdue(), t);
    let steps = open_steps(state, Side::Officer, row.planned(), today);
    let asks_run = steps.iter().any(|step| matches!(step, Step::Schedule | Step::Move));
    let wished = sent.as_ref().map(|sent| sent.content.run.as_str()).unwrap_or_default();
    let chosen = match typed.run.as_str() {
        // Where a run has been decided, nobody moves the change to the wished one by the way.
        _ if row.run_day.is_some() && (typed.late || typed.run.is_empty()) => "",
        "" => wished,
        typed => typed,
    };
    let found = runs_for(&row, &runs, &services, today);
    let is_typed = !typed.reason.is_empty();
    let template = CasePage {
        chrome: visit.chrome(t.controllers_case_title(row.head.number())),
        t,
        address: format!("/desk/controllers/{id}"),
        tag,
        state: words,
        lead: lead(visit, &row, Side::Officer)?,
        facts: case_facts(visit, &row, Side::Officer, sent.as_ref()),
        findings,
        history: history(visit, &events, Side::Officer)?,
        stale: typed.late,
        lost: Some(typed.reason.clone()).filter(|_| typed.late && is_typed && steps.is_empty()),
        runs: found.iter().map(|run| choice(visit, run, chosen, wished)).collect(),
        asks_run,
        buttons: steps.into_iter().filter_map(|step| button(step, t)).collect(),
        version: row.head.version,
        reason: typed.reason,
        errors: field_errors(&typed.problems, t),
    };
    page(status, &template)
}

fn choice(visit: &Visit, run: &Run, chosen: &str, wished: &str) -> Choice {
    let t = visit.texts();
    Choice {
        value: run.id.clone(),
        text: run_words(visit, run),
        hint: if run.id == wished { t.controllers_run_wished() } else { String::new() },
        chosen: run.id == chosen,
    }
}

/// The word of an answer and its button, of the steps that officers take.
fn button(step: Step, t: &Texts) -> Option<(&'static str, String)> {
    let text = match step {
        Step::Schedule => t.controllers_desk_schedule(),
        Step::Move => t.controllers_desk_move(),
        Step::CarryOut => t.controllers_desk_carry_out(),
        Step::Return => t.controllers_desk_return(),
        Step::Reject => t.controllers_desk_reject(),
        Step::Send | Step::Discard | Step::Withdraw | Step::Confirm | Step::Contest => return None,
    };
    Some((step.code(), text))
}

fn field_errors(problems: &[(&'static str, AnswerProblem)], t: &Texts) -> Vec<FieldError> {
    let explain = |problem: AnswerProblem| match problem {
        AnswerProblem::AnswerMissing => t.controllers_problem_desk_answer(),
        AnswerProblem::RunMissing => t.controllers_problem_desk_run(),
        AnswerProblem::NoRun => t.controllers_problem_desk_no_run(),
        AnswerProblem::ReasonMissing => t.controllers_problem_desk_reason(),
        AnswerProblem::UnconfirmedReasonMissing => t.controllers_problem_desk_unconfirmed(),
        AnswerProblem::Text(problem) => explain(problem, t),
    };
    let error = |(field, problem): &(&'static str, AnswerProblem)| FieldError {
        field: (*field).to_string(),
        text: explain(*problem),
    };
    problems.iter().map(error).collect()
}

/// What an officer has to know before answering: what both parties have in production, what the registers tell of the new
/// controller, whether it can be reached.
async fn findings(
    visit: &Visit,
    read: &mut Read,
    row: &ChangeRow,
    sent: Option<&Sent>,
) -> Result<Vec<String>, Failure> {
    let Some(sent) = sent.filter(|_| row.state().is_ok_and(ChangeState::is_live)) else { return Ok(Vec::new()) };
    let (t, today, receiver) = (visit.texts(), visit.now.date(), row.receiver()?);
    let services = sent.content.services();
    let mut found = Vec::new();
    if row.is_overdue() {
        let day = format::stored_date(row.run_day.as_deref().unwrap_or_default(), visit.language);
        found.push(t.controllers_finding_overdue(day));
    }
    let used = in_use(read, today, &row.head.organisation()?).await?;
    let gone: Vec<Service> = services.iter().filter(|service| !used.contains(service)).copied().collect();
    if !gone.is_empty() {
        found.push(t.controllers_finding_gone(names(&gone, t)));
    }
    let used = in_use(read, today, &receiver).await?;
    let lacking: Vec<Service> = services.iter().filter(|service| !used.contains(service)).copied().collect();
    found.push(if lacking.is_empty() {
        t.controllers_finding_receiver_in_use()
    } else {
        t.controllers_finding_receiver_lacks(names(&lacking, t))
    });
    if deployments::contacts(read, &receiver).await?.addresses.is_empty() {
        found.push(t.controllers_finding_no_address());
    }
    found.extend(register_finding(visit, row, sent));
    Ok(found)
}

/// What a register told of the new controller, where it was silent at the sending.
fn register_finding(visit: &Visit, row: &ChangeRow, sent: &Sent) -> Option<String> {
    let t = visit.texts();
    if sent.content.receiver_found() != Some(ReceiverFound::Unverified) {
        return None;
    }
    let at = matters::moment(visit, row.found_at.unwrap_or_default());
    let name = row.found_name.as_deref().unwrap_or_default();
    Some(match row.found.as_deref().and_then(ReceiverFound::parse) {
        Some(ReceiverFound::Known) => t.controllers_finding_verified(at, name),
        Some(ReceiverFound::Ended) => t.controllers_finding_verified_ended(at, name),
        Some(ReceiverFound::Unknown) => t.controllers_finding_verified_unknown(at),
        Some(ReceiverFound::Unverified) | None => t.controllers_finding_unverified(),
    })
}

/// `POST /desk/controllers/{id}`
pub(super) async fn answer(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let version = form.version()?;
    let mut read = visit.app.db.read().await?;
    let row = matters::load_any::<ChangeRow>(&mut read, &id).await?;
    let services = matters::services_of::<ChangeRow>(&mut read, &id).await?;
    let runs = runs_from(&mut read, visit.now.date()).await?;
    drop(read);
    let (run, reason) = (form.text("run").to_string(), form.text("reason").to_string());
    let late = |reason| Typed { run: run.clone(), reason, late: true, ..Typed::default() };
    // Who was late hears so instead of being asked for more.
    let is_open = Step::parse(form.text("answer")).is_none_or(|step| {
        row.state().is_ok_and(|state| is_open(state, (step, Side::Officer), row.planned(), visit.now.date()))
    });
    if row.head.version != version || !is_open {
        return render(&visit, &id, StatusCode::CONFLICT, late(without_identity_code(&reason))).await;
    }
    let typed = (form.text("answer"), run.as_str(), reason.as_str());
    match read_answer(row.state()?, typed, &runs_for(&row, &runs, &services, visit.now.date())) {
        Err(problems) => {
            let is_back = matters::is_back(&form);
            let reason = without_identity_code(&reason);
            let status = if is_back { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
            let problems = if is_back { Vec::new() } else { problems };
            render(&visit, &id, status, Typed { run, reason, problems, late: false }).await
        }
        Ok(answer) if pages_desk_sure::is_to_ask(&answer, &form) => {
            pages_desk_sure::ask(&visit, &row, &services, &answer.reason)
        }
        Ok(answer) => match deciding::decide(&visit, (&id, version), &answer).await {
            Err(Failure::Stale) => render(&visit, &id, StatusCode::CONFLICT, late(answer.reason)).await,
            decided => decided.map(|()| see_other(&format!("/desk/controllers/{id}"))),
        },
    }
}
