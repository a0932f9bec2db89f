//! What officers do with a change: they schedule it to a run, move it to another one, record that it was carried out, give
//! it back or reject it.

use serde_json::json;

use super::facts::runs_from;
use super::rules::{ChangeState, Run, Side, Step, is_open, needs_reason, schedulable};
use super::rules_content::{Problem, TEXT_LIMIT, check_text};
use super::sending::keep_event;
use super::store::{self, ChangeRow, Turn};
use super::store_runs;
use crate::audit::{self, Entry};
use crate::kernel::{ControllerChangeId, Date};
use crate::matters::{self, Matter as _, Told};
use crate::notices::{ControllerNews, Happening};
use crate::services::Service;
use crate::web::{Failure, Visit};

/// What an officer answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub step: Step,
    /// The id of the run, where the step has one.
    pub run: Option<String>,
    pub reason: String,
}

/// What is wrong with an officer's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AnswerProblem {
    AnswerMissing,
    RunMissing,
    /// No run suits it.
    NoRun,
    ReasonMissing,
    /// Not both parties agree on it: scheduling needs a reason.
    UnconfirmedReasonMissing,
    Text(Problem),
}

/// Reads what an officer typed. `runs` are those to which the change can be scheduled.
pub(super) fn read_answer(
    state: ChangeState,
    (answer, run, reason): (&str, &str, &str),
    runs: &[&Run],
) -> Result<Answer, Vec<(&'static str, AnswerProblem)>> {
    let officers = [Step::Schedule, Step::Move, Step::CarryOut, Step::Return, Step::Reject];
    let Some(step) = Step::parse(answer).filter(|step| officers.contains(step)) else {
        return Err(vec![("answer", AnswerProblem::AnswerMissing)]);
    };
    let mut problems = Vec::new();
    let has_run = matches!(step, Step::Schedule | Step::Move);
    let run = Some(run.to_string()).filter(|run| has_run && runs.iter().any(|known| known.id == *run));
    if has_run && run.is_none() {
        problems.push(("run", if runs.is_empty() { AnswerProblem::NoRun } else { AnswerProblem::RunMissing }));
    }
    let reason = reason.replace("\r\n", "\n").trim().to_string();
    match check_text(&reason, TEXT_LIMIT) {
        Err(problem) => problems.push(("reason", AnswerProblem::Text(problem))),
        Ok(()) if reason.is_empty() && needs_reason(state, step) => problems.push((
            "reason",
            if step == Step::Schedule { AnswerProblem::UnconfirmedReasonMissing } else { AnswerProblem::ReasonMissing },
        )),
        Ok(()) => {}
    }
    if problems.is_empty() { Ok(Answer { step, run, reason }) } else { Err(problems) }
}

/// The runs to which a change can be scheduled or moved on a day: not the one to which it is scheduled.
pub(super) fn runs_for<'r>(row: &ChangeRow, runs: &'r [Run], services: &[Service], today: Date) -> Vec<&'r Run> {
    let Some(day) = row.changes_on.as_deref().and_then(|day| day.parse().ok()) else { return Vec::new() };
    let found = schedulable(runs, services, day, today);
    let own = row.run.as_deref().filter(|_| row.head.state == ChangeState::Scheduled.code());
    found.into_iter().filter(|run| own.is_none_or(|own| own != run.id)).collect()
}

/// May, load, rule, save, tell.
pub(super) async fn decide(
    visit: &Visit,
    (id, version): (&ControllerChangeId, i64),
    answer: &Answer,
) -> Result<(), Failure> {
    let (mut tx, today) = (visit.app.db.write().await?, visit.now.date());
    let row: ChangeRow = matters::load_any(&mut tx, id).await?;
    let from = row.state()?;
    let is_refused = needs_reason(from, answer.step) && answer.reason.is_empty();
    if row.head.version != version || is_refused || !is_open(from, (answer.step, Side::Officer), row.planned(), today) {
        return Err(Failure::Stale);
    }
    let to = from.after(answer.step, Side::Officer).map_err(|_| Failure::Stale)?;
    store::turn(&mut tx, &Turn { id, version, from, to }).await?;
    let services = matters::services_of::<ChangeRow>(&mut tx, id).await?;
    let run_day = match &answer.run {
        Some(run) => Some(schedule(&mut tx, &row, (run, today), &services).await?),
        None => row.run_day.clone().filter(|_| answer.step == Step::CarryOut),
    };
    if matches!(to, ChangeState::Done | ChangeState::Rejected) {
        matters::release_services::<ChangeRow>(&mut tx, id).await?;
    }
    keep_event(&mut tx, visit, (id, answer.step, Side::Officer), (run_day.as_deref(), &answer.reason)).await?;
    let (action, news) = action(answer.step);
    let news = Happening::Controller(news);
    let organisation = row.head.organisation()?;
    let entry = Entry::new(action).subject(id.as_str()).organisation(&organisation);
    let detail = json!({ "run": run_day, "unconfirmed": from != ChangeState::Confirmed });
    audit::record(&mut tx, visit, entry.detail(detail)).await?;
    let (email, receiver) = (matters::open(visit, &row)?.email, row.receiver()?);
    let told = Told { row: &row, number: row.head.number(), services: &services, email: &email };
    told.sender(&mut tx, visit, news).await?;
    // Whoever is given it back corrects it, and the new controller is asked anew then.
    if answer.step != Step::Return {
        told.receiver(&mut tx, visit, (&receiver, news)).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Holds the run and notes it; answers its day.
async fn schedule(
    tx: &mut db::Tx,
    row: &ChangeRow,
    (run, today): (&str, Date),
    services: &[Service],
) -> Result<String, Failure> {
    store_runs::hold(tx, run).await?;
    let runs = runs_from(tx, today).await?;
    let found = runs_for(row, &runs, services, today).into_iter().find(|known| known.id == run);
    let found = found.ok_or(Failure::Stale)?;
    let (day, closes_on) = (found.day.to_string(), found.closes_on.to_string());
    store::keep_run(tx, &row.id()?, run, (&day, &closes_on)).await?;
    Ok(day)
}

/// The action in the log, and what the parties are told.
fn action(step: Step) -> (&'static str, ControllerNews) {
    match step {
        Step::Schedule => ("controllers.scheduled", ControllerNews::Scheduled),
        Step::Move => ("controllers.moved", ControllerNews::Moved),
        Step::CarryOut => ("controllers.carried_out", ControllerNews::Done),
        Step::Return => ("controllers.returned", ControllerNews::Returned),
        _ => ("controllers.rejected", ControllerNews::Rejected),
    }
}
