//! An officer's answer, and the day on which what was confirmed ends by itself.

use std::convert::Infallible;
use std::time::Duration;

use serde_json::json;

use super::rules::{Side, Step};
use super::rules_answers::{Answer, Said};
use super::store::{self, TerminationRow, Turn};
use super::store_answers::{self, NewAnswer};
use super::taking_back::Before;
use crate::agreements;
use crate::audit::{self, Entry};
use crate::deployments;
use crate::intermediaries;
use crate::kernel::{Date, TerminationId};
use crate::matters::{self, Matter as _, Told};
use crate::notices::Happening;
use crate::parties;
use crate::web::{App, Failure, Visit, skip_row};

/// May, load, rule, save, tell: an officer confirms a termination with its last day, gives it back or rejects it.
pub(super) async fn answer(visit: &Visit, id: &TerminationId, version: i64, answer: &Answer) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    let row = matters::load_any::<TerminationRow>(&mut tx, id).await?;
    let (step, said, day, reason) = match answer {
        Answer::Confirm(day, reason) => (Step::Confirm, Said::Confirmed, Some(*day), reason),
        Answer::Return(reason) => (Step::Return, Said::Returned, None, reason),
        Answer::Reject(reason) => (Step::Reject, Said::Rejected, None, reason),
    };
    let from = row.state()?;
    let to = from.after(step, Side::Officer).map_err(|_| Failure::Stale)?;
    let ends_on = day.map(|day| day.to_string());
    let by = Some(visit.session()?.name.as_str());
    let turn = Turn { id, version, from, to, ends_on: ends_on.as_deref(), by };
    store::turn(&mut tx, visit.now, &turn).await?;
    let new = NewAnswer { id, said, by: visit.session()?, last_day: ends_on.as_deref(), reason };
    store_answers::insert_answer(&mut tx, visit.now, &new).await?;
    let organisation = row.head.organisation()?;
    let services = matters::services_of::<TerminationRow>(&mut tx, id).await?;
    let (action, happening) = match step {
        Step::Confirm => ("terminations.confirmed", Happening::TerminationConfirmed),
        Step::Return => ("terminations.returned", Happening::TerminationReturned),
        _ => ("terminations.rejected", Happening::TerminationRejected),
    };
    let entry = Entry::new(action).subject(id.as_str()).organisation(&organisation);
    audit::record(&mut tx, visit, entry.detail(json!({ "last_day": ends_on }))).await?;
    match day {
        Some(day) => {
            let deployments = deployments::set_last_day(&mut tx, visit, &organisation, &services, day).await?;
            let mut before = Before { deployments, parties: Vec::new() };
            parties::hold_main_joiners(&mut tx, &organisation, &services).await?;
            for service in &services {
                let parties = parties::main_joiner_ends(&mut tx, visit, &organisation, *service, day).await?;
                before.parties.extend(parties);
            }
            let before = serde_json::to_string(&before).map_err(Failure::internal)?;
            store_answers::keep_before(&mut tx, id, &before).await?;
        }
        None if step == Step::Reject => matters::release_services::<TerminationRow>(&mut tx, id).await?,
        None => {}
    }
    let email = matters::open(visit, &row)?.email;
    let told = Told { row: &row, number: row.head.number(), services: &services, email: &email };
    told.sender(&mut tx, visit, happening).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends what was confirmed and whose last day has passed; returns how many. Any number of instances may run it.
///
/// # Errors
/// What the database says.
pub async fn end_due(app: &App) -> Result<usize, Failure> {
    let visit = Visit::of_job(app);
    let today = visit.now.date().to_string();
    let (mut ended, mut after) = (0, (String::new(), String::new()));
    loop {
        let due = store::list_past(&mut app.db.read().await?, &today, (&after.0, &after.1)).await?;
        let Some(last) = due.last() else { return Ok(ended) };
        // Those that cannot be ended stay in the list: the next ones come after them.
        after = (last.ends_on.clone().unwrap_or_default(), last.head.id.clone());
        for row in &due {
            match end(&visit, row).await {
                Ok(()) => ended += 1,
                Err(failure) => skip_row("terminations.end", &row.head.id, failure)?,
            }
        }
    }
}

/// The services end with their last day, and with the last service the customership.
async fn end(visit: &Visit, row: &TerminationRow) -> Result<(), Failure> {
    let (id, organisation) = (row.id()?, row.head.organisation()?);
    row.state()?.after(Step::DayPassed, Side::System).map_err(|_| Failure::Stale)?;
    let last_day: Date = row.ends_on.as_deref().unwrap_or_default().parse().map_err(Failure::internal)?;
    let email = matters::open(visit, row)?.email;
    let mut tx = visit.app.db.write().await?;
    store::mark_ended(&mut tx, visit.now, &id, row.head.version).await?;
    let services = matters::services_of::<TerminationRow>(&mut tx, &id).await?;
    matters::release_services::<TerminationRow>(&mut tx, &id).await?;
    // Told before it ends: the contacts are those of what has not ended.
    let told = Told { row, number: row.head.number(), services: &services, email: &email };
    told.sender(&mut tx, visit, Happening::TerminationEnded).await?;
    deployments::end_all(&mut tx, visit, &organisation, &services, last_day).await?;
    intermediaries::end_services(&mut tx, visit, &organisation, &services).await?;
    parties::hold_main_joiners(&mut tx, &organisation, &services).await?;
    for service in &services {
        parties::main_joiner_ended(&mut tx, visit, &organisation, *service, last_day).await?;
    }
    agreements::hold(&mut tx, &organisation).await?;
    if !deployments::is_any_left(&mut tx, &organisation).await? {
        agreements::end_in_force(&mut tx, visit, &organisation).await?;
    }
    let entry = Entry::new("terminations.ended").organisation(&organisation).subject(id.as_str());
    audit::record(&mut tx, visit, entry.detail(json!({ "last_day": last_day.to_string() }))).await?;
    tx.commit().await?;
    Ok(())
}

/// How often it is looked whether a last day has passed.
const LOOK_EVERY: Duration = Duration::from_mins(1);

/// Ends for ever, as the days come, and looks again at whoever takes over and could not be verified.
pub async fn keep_ending(app: App) -> Infallible {
    loop {
        if let Err(failure) = end_due(&app).await {
            tracing::warn!(?failure, "terminated services could not be ended; it is tried again");
        }
        if let Err(failure) = matters::verify_receivers::<TerminationRow>(&app).await {
            tracing::warn!(?failure, "who takes over could not be verified; it is tried again");
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
