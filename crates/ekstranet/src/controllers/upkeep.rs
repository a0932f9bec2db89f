//! The job of the room: reminds new controllers that have not answered, asks registers again that were silent, and marks
//! changes whose run has been and of which nobody has recorded what became.

use std::convert::Infallible;
use std::time::Duration;

use serde_json::json;

use super::rules::{REMINDERS, reminder_due};
use super::store::{self, ChangeRow};
use super::store_lists;
use crate::audit::{self, Entry};
use crate::matters::{self, Matter as _, Told};
use crate::notices::{ControllerNews, Happening};
use crate::web::{App, Failure, Visit, skip_row};

/// Reminds, looks again and marks what is due now; returns how many changes were touched. Any number of instances may run it.
///
/// # Errors
/// What the database says; those before it are kept.
pub async fn look_after(app: &App) -> Result<usize, Failure> {
    let visit = Visit::of_job(app);
    let reminded = remind_unanswered(&visit).await?;
    let passed = mark_passed(&visit).await?;
    Ok(reminded + passed + matters::verify_receivers::<ChangeRow>(app).await?)
}

// Each walks by a key: a row that cannot be dealt with stays, and those behind it come all the same.

async fn remind_unanswered(visit: &Visit) -> Result<usize, Failure> {
    let mut reminded = 0;
    // The most reminded first: one that is reminded now is not met again in the same go.
    for reminders in (0..REMINDERS).rev() {
        let due = (reminders, reminder_due(visit.now, reminders));
        let mut after = (i64::MIN, String::new());
        loop {
            let key = (after.0, after.1.as_str());
            let found = store_lists::list_unanswered(&mut visit.app.db.read().await?, due, key).await?;
            let Some(last) = found.last() else { break };
            after = (last.asked_at.unwrap_or_default(), last.head.id.clone());
            for row in &found {
                reminded += usize::from(settle(row, remind(visit, row).await)?);
            }
        }
    }
    Ok(reminded)
}

async fn mark_passed(visit: &Visit) -> Result<usize, Failure> {
    let today = visit.now.date().to_string();
    let (mut marked, mut after) = (0, (String::new(), String::new()));
    loop {
        let past = store_lists::list_past(&mut visit.app.db.read().await?, &today, (&after.0, &after.1)).await?;
        let Some(last) = past.last() else { return Ok(marked) };
        after = (last.run_day.clone().unwrap_or_default(), last.head.id.clone());
        for row in &past {
            marked += usize::from(settle(row, mark(visit, row).await)?);
        }
    }
}

fn settle(row: &ChangeRow, done: Result<(), Failure>) -> Result<bool, Failure> {
    match done {
        Ok(()) => Ok(true),
        Err(failure) => skip_row("controllers.look_after", &row.head.id, failure).map(|()| false),
    }
}

async fn remind(visit: &Visit, row: &ChangeRow) -> Result<(), Failure> {
    // Each reminder is a turn of its own, anew when it has been sent again: it tells each address once.
    let turn = format!("{}-{}-{}", row.head.id, row.head.version, row.reminders);
    let visit = &Visit { request_id: turn, ..visit.clone() };
    let (id, receiver) = (row.id()?, row.receiver()?);
    let mut tx = visit.app.db.write().await?;
    store::mark_reminded(&mut tx, row).await?;
    let entry = Entry::new("controllers.reminded").organisation(&receiver).subject(&row.head.id);
    audit::record(&mut tx, visit, entry.detail(json!({ "reminders": row.reminders + 1 }))).await?;
    let services = matters::services_of::<ChangeRow>(&mut tx, &id).await?;
    let email = matters::open(visit, row)?.email;
    let told = Told { row, number: row.head.number(), services: &services, email: &email };
    told.receiver(&mut tx, visit, (&receiver, Happening::Controller(ControllerNews::Reminder))).await?;
    tx.commit().await?;
    Ok(())
}

async fn mark(visit: &Visit, row: &ChangeRow) -> Result<(), Failure> {
    let organisation = row.head.organisation()?;
    let mut tx = visit.app.db.write().await?;
    store::mark_overdue(&mut tx, row).await?;
    let entry = Entry::new("controllers.run_passed").organisation(&organisation).subject(&row.head.id);
    audit::record(&mut tx, visit, entry.detail(json!({ "run": row.run_day }))).await?;
    tx.commit().await?;
    Ok(())
}

/// How often it is looked what is due.
const LOOK_EVERY: Duration = Duration::from_mins(5);

/// Looks after changes for ever.
pub async fn keep_up(app: App) -> Infallible {
    loop {
        if let Err(failure) = look_after(&app).await {
            tracing::warn!(?failure, "changes of controller could not be looked after; it is tried again");
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
