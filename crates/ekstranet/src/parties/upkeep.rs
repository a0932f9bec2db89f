//! The job of the room: tells parties that a colleague listed while the application was being sent, reminds parties that
//! have not answered, ends relations whose last day has passed, forgets lists that nobody confirmed.

use serde_json::json;

use super::rules::{PartyStep, REMINDERS, Side, reminders_due};
use super::store::{self, Change, PartyRow};
use super::telling::{Standing, list_ending, standing, tell_main_joiner, tell_officers, tell_party, turn};
use super::{store_lists, store_main_joiners};
use crate::audit::{self, Entry};
use crate::notices::Happening;
use crate::web::{App, Failure, Visit, skip_row};

/// How long a list waits for its confirmation.
const LIST_SECONDS: i64 = 86_400;

/// Tells, reminds and ends what is due now. Returns how many relations were touched.
///
/// # Errors
/// What the database says; those before it are kept.
pub async fn remind_and_end(app: &App) -> Result<usize, Failure> {
    let visit = Visit::of_job(app);
    let ended = end_past(&visit).await?;
    let told = tell_untold(&visit).await?;
    let reminded = remind_unanswered(&visit).await?;
    forget_lists(&visit).await?;
    Ok(ended + told + reminded)
}

// Each walks by a key: a row that cannot be dealt with stays, and those behind it come all the same.

async fn end_past(visit: &Visit) -> Result<usize, Failure> {
    let today = visit.now.date().to_string();
    let (mut ended, mut after) = (0, (String::new(), String::new()));
    loop {
        let past = store::list_past(&mut visit.app.db.read().await?, &today, (&after.0, &after.1)).await?;
        let Some(last) = past.last() else { return Ok(ended) };
        after = (last.ends_on.clone().unwrap_or_default(), last.id.clone());
        for row in &past {
            ended += usize::from(settle(row, end(visit, row).await)?);
        }
    }
}

async fn tell_untold(visit: &Visit) -> Result<usize, Failure> {
    let (mut told, mut after) = (0, String::new());
    loop {
        let untold = store::list_untold(&mut visit.app.db.read().await?, &after).await?;
        let Some(last) = untold.last() else { return Ok(told) };
        after.clone_from(&last.id);
        for row in &untold {
            told += usize::from(settle(row, tell(visit, row).await)?);
        }
    }
}

async fn remind_unanswered(visit: &Visit) -> Result<usize, Failure> {
    let due = reminders_due(visit.now);
    let (mut reminded, mut after) = (0, (i64::MIN, String::new()));
    loop {
        let unanswered = store::list_unanswered(&mut visit.app.db.read().await?, due, (after.0, &after.1)).await?;
        let Some(last) = unanswered.last() else { return Ok(reminded) };
        after = (last.told_at.unwrap_or_default(), last.id.clone());
        for row in &unanswered {
            reminded += usize::from(settle(row, remind(visit, row).await)?);
        }
    }
}

async fn forget_lists(visit: &Visit) -> Result<(), Failure> {
    let old = visit.now.plus_seconds(-LIST_SECONDS);
    if store_lists::any_old_list(&mut visit.app.db.read().await?, old).await? {
        let mut tx = visit.app.db.write().await?;
        let forgotten = store_lists::delete_lists(&mut tx, old).await?;
        let entry = Entry::new("parties.lists_forgotten").detail(json!({ "lists": forgotten }));
        audit::record(&mut tx, visit, entry).await?;
        tx.commit().await?;
    }
    Ok(())
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

/// A colleague listed the party while the application was being sent, so that neither of the two saw the other's rows: it
/// is told now, as it would have been then.
async fn tell(visit: &Visit, row: &PartyRow) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    let (main_joiner, service) = (row.main_joiner()?, row.service()?);
    // The application may be coming to nothing at this moment.
    store_main_joiners::hold_main_joiner(&mut tx, &main_joiner, service).await?;
    let sent = store_main_joiners::find_main_joiner(&mut tx, &main_joiner, service).await?;
    let ending = list_ending(&mut tx, &main_joiner).await?;
    if sent.is_none_or(|sent| sent.closed_at.is_some()) || ending.iter().any(|(one, _)| *one == service) {
        return Err(Failure::Stale);
    }
    let change = Change { told_at: Some(visit.now), ..Change::default() };
    turn(&mut tx, visit, row, (PartyStep::Tell, Side::System), row.version, &change).await?;
    tell_party(&mut tx, visit, row, Happening::PartyAdded).await?;
    if standing(&mut tx, &main_joiner, service).await? == Standing::InProduction {
        tell_officers(&mut tx, visit, row, "added", None).await?;
    }
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
