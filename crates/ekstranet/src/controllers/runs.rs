//! The days on which changes of controller are carried out: officers publish them and cancel those on which nothing hangs.

use jiff::ToSpan as _;
use serde_json::json;

use super::rules::{RunProblem, has_controller};
use super::rules_content::{Problem, check_text};
use super::store_runs::{self, NewRun};
use crate::audit::{self, Entry};
use crate::kernel::{ControllerRunId, Date, is_written_as_date, read_date};
use crate::services::Service;
use crate::web::{Failure, Visit};

const NOTE_LIMIT: usize = 500;
/// Runs are published at most three years ahead.
const FAR_DAYS: i64 = 1_096;

/// A run as an officer typed it.
#[derive(Clone, Debug, Default)]
pub(super) struct TypedRun {
    pub day: String,
    pub closes_on: String,
    pub services: Vec<String>,
    pub note: String,
}

/// A run that can be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Checked {
    pub day: Date,
    pub closes_on: Date,
    pub services: Vec<Service>,
    pub note: String,
}

/// Reads a run: it lies ahead, and so does its closing day, which comes before it. A run of today has closed.
pub(super) fn check(typed: &TypedRun, today: Date) -> Result<Checked, Vec<(&'static str, RunProblem)>> {
    let mut problems = Vec::new();
    let mut read = |field: &'static str, text: &str, first: Date| match read_day(text, first, today) {
        Ok(day) => Some(day),
        Err(problem) => {
            problems.push((field, problem));
            None
        }
    };
    let day = read("day", &typed.day, today);
    let first = if day == Some(today) { today.saturating_sub(1.days()) } else { today };
    let days = (day, read("closes_on", &typed.closes_on, first));
    if let (Some(day), Some(closes_on)) = days
        && day <= closes_on
    {
        problems.push(("closes_on", RunProblem::ClosesAfter));
    }
    let is_named = |service: &Service| typed.services.iter().any(|code| code == service.code());
    let services: Vec<Service> =
        Service::ALL.into_iter().filter(|service| has_controller(*service) && is_named(service)).collect();
    if services.is_empty() {
        problems.push(("services", RunProblem::ServicesMissing));
    }
    match check_text(&typed.note, NOTE_LIMIT) {
        Err(Problem::TooLong(count, most)) => problems.push(("note", RunProblem::TooLong(count, most))),
        Err(_) => problems.push(("note", RunProblem::IdentityCode)),
        Ok(()) => {}
    }
    match days {
        (Some(day), Some(closes_on)) if problems.is_empty() => {
            Ok(Checked { day, closes_on, services, note: typed.note.clone() })
        }
        _ => Err(problems),
    }
}

/// A day of the first one that will do or later.
fn read_day(text: &str, first: Date, today: Date) -> Result<Date, RunProblem> {
    match read_date(text) {
        _ if text.is_empty() => Err(RunProblem::DayMissing),
        None if is_written_as_date(text) => Err(RunProblem::NoSuchDay),
        None => Err(RunProblem::NotADay),
        Some(day) if day < first => Err(RunProblem::Past),
        Some(day) if day > today.saturating_add(FAR_DAYS.days()) => Err(RunProblem::TooFar),
        Some(day) => Ok(day),
    }
}

/// Publishes a run; `false` when there is one on that day for one of its services.
pub(super) async fn add(visit: &Visit, run: &Checked) -> Result<bool, Failure> {
    let id = ControllerRunId::new(visit.now, &visit.app.random);
    let services: Vec<&str> = run.services.iter().map(|service| service.code()).collect();
    let (day, closes_on, services) = (run.day.to_string(), run.closes_on.to_string(), services.join(" "));
    let by = &visit.session()?.name;
    let new = NewRun { id: &id, day: &day, closes_on: &closes_on, services: &services, note: &run.note, by };
    let mut tx = visit.app.db.write().await?;
    if !store_runs::insert(&mut tx, visit.now, &new).await? {
        return Ok(false);
    }
    let detail = json!({ "day": day, "closes_on": closes_on, "services": services });
    audit::record(&mut tx, visit, Entry::new("controllers.run_added").subject(id.as_str()).detail(detail)).await?;
    tx.commit().await?;
    Ok(true)
}

/// Cancels a run; answers how much hangs on it, and does nothing when that is something.
pub(super) async fn cancel(visit: &Visit, id: &ControllerRunId, version: i64) -> Result<i64, Failure> {
    let mut tx = visit.app.db.write().await?;
    store_runs::cancel(&mut tx, visit.now, (id, version), &visit.session()?.name).await?;
    // Looked at after the row is held: whoever schedules holds it too.
    let hanging = store_runs::count_hanging(&mut tx, id).await?;
    if hanging > 0 {
        // Dropping the transaction takes the cancelling back.
        return Ok(hanging);
    }
    store_runs::release(&mut tx, id).await?;
    audit::record(&mut tx, visit, Entry::new("controllers.run_cancelled").subject(id.as_str())).await?;
    tx.commit().await?;
    Ok(0)
}
