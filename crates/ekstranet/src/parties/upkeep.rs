//! The job of the room: reminds parties that have not answered, ends relations whose last day has passed, forgets lists
//! that nobody confirmed.

use serde_json::json;

use super::rules::{PartyStep, REMINDERS, Side, reminders_due};
use super::store::{self, Change, PartyRow};
use super::store_lists;
use super::telling::{tell_main_joiner, tell_officers, tell_party, turn};
use crate::audit::{self, Entry};
use crate::notices::Happening;
use crate::web::{App, Failure, Visit, skip_row};

/// How long a list waits for its confirmation.
const LIST_SECONDS: i64 = 86_400;

/// Reminds and ends what is due now. Returns how many relations were touched.
///
/// # Errors
/// What the database says; those before it are kept.
pub async fn remind_and_end(app: &App) -> Result<usize, Failure> {
    let visit = Visit::of_job(app);
    let mut read = app.db.read().await?;
    let past = store::list_past(&mut read, &visit.now.date().to_string()).await?;
    let unanswered = store::list_unanswered(&mut read, reminders_due(visit.now)).await?;
    let old = visit.now.plus_seconds(-LIST_SECONDS);
    let is_list_old = store_lists::any_old_list(&mut read, old).await?;
    drop(read);
    let mut touched = 0;
    for row in &past {
        touched += usize::from(settle(row, end(&visit, row).await)?);
    }
    for row in &unanswered {
        touched += usize::from(settle(row, remind(&visit, row).await)?);
    }
    if is_list_old {
        let mut tx = app.db.write().await?;
        let forgotten = store_lists::delete_lists(&mut tx, old).await?;
        let entry = Entry::new("parties.lists_forgotten").detail(json!({ "lists": forgotten }));
        audit::record(&mut tx, &visit, entry).await?;
        tx.commit().await?;
    }
    Ok(touched)
}

fn settle(row: &PartyRow, done: Result<(), Failure>) -> Result<bool, Failure> {
    match done {
        Ok(()) => Ok(true),
        Err(failure) => skip_row("parties.remind_and_end", &row.id, failure).map(|()| false),
    }
}

async fn end(visit: &Visit, row: &PartyRow) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    turn(&mut tx, visit, row, (PartyStep::LastDayPassed, Side::System), row.version, &Change::default()).await?;
    tell_party(&mut tx, visit, row, Happening::PartyEnded).await?;
    tell_main_joiner(&mut tx, visit, row, Happening::PartyEnded).await?;
    tx.commit().await?;
    Ok(())
}

/// With the last reminder the officers are told that nobody answers.
async fn remind(visit: &Visit, row: &PartyRow) -> Result<(), Failure> {
    // Each reminder is a turn of its own, anew when the party has been asked again: it tells each address once.
    let turn = format!("{}-{}-{}", row.id, row.told_at.unwrap_or(row.added_at), row.reminders);
    let visit = &Visit { request_id: turn, ..visit.clone() };
    let mut tx = visit.app.db.write().await?;
    store::mark_reminded(&mut tx, visit.now, row).await?;
    let main_joiner = row.main_joiner()?;
    let entry = Entry::new("parties.reminded").organisation(&main_joiner).subject(&row.id);
    audit::record(&mut tx, visit, entry.detail(json!({ "party": row.party, "reminders": row.reminders + 1 }))).await?;
    tell_party(&mut tx, visit, row, Happening::PartyReminder).await?;
    if row.reminders + 1 == REMINDERS {
        tell_officers(&mut tx, visit, row, "unanswered", None).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// How often it is looked what is due.
const LOOK_EVERY: std::time::Duration = std::time::Duration::from_mins(15);

/// Reminds and ends for ever, as the days come.
pub async fn keep_up(app: App) -> std::convert::Infallible {
    loop {
        if let Err(failure) = remind_and_end(&app).await {
            tracing::warn!(?failure, "joint joinings could not be looked after; it is tried again");
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
