//! Reports of tests that have not come in time: the contacts are reminded once.

use super::rules::late_until;
use super::store_watched::{self, Key, WatchedRow};
use super::{DeploymentId, notice_to_contacts, store};
use crate::audit::{self, Entry};
use crate::kernel::BusinessId;
use crate::notices::Happening;
use crate::web::{App, Failure, Visit, skip_row};

/// Reminds of every report that has not come by its last day; returns how many reminders.
///
/// # Errors
/// What the database says; those before it are kept.
pub async fn remind_of_reports(app: &App) -> Result<usize, Failure> {
    let visit = Visit::of_job(app);
    let late_until = late_until(visit.now.date()).to_string();
    let (mut sent, mut after) = (0, Key::default());
    loop {
        let rows = store_watched::list_unreminded(&mut app.db.read().await?, &late_until, &after).await?;
        let Some(last) = rows.last() else { return Ok(sent) };
        // Of what cannot be reminded of is not reminded: the next ones come after it.
        after = last.key();
        for row in &rows {
            match remind(&visit, row).await {
                Ok(()) => sent += 1,
                Err(failure) => skip_row("deployments.remind_of_reports", &row.id, failure)?,
            }
        }
    }
}

async fn remind(visit: &Visit, row: &WatchedRow) -> Result<(), Failure> {
    let unreadable = || Failure::internal("a row of a deployment cannot be read");
    let id = DeploymentId::parse(&row.id).ok_or_else(unreadable)?;
    let organisation = BusinessId::parse(&row.organisation).ok_or_else(unreadable)?;
    // One reminder is one turn: the test and its day tell each address once.
    let turn = format!("{}-{}-{}", row.id, row.number, row.planned_on);
    let visit = Visit { request_id: turn, ..visit.clone() };
    let mut tx = visit.app.db.write().await?;
    store_watched::note_reminder(&mut tx, visit.now, &id, row.number).await?;
    let deployment = store::load(&mut tx, &id, &organisation).await?;
    let entry = Entry::new("deployments.report_reminded").organisation(&organisation).subject(&row.id);
    audit::record(&mut tx, &visit, entry.detail(serde_json::json!({ "number": row.number }))).await?;
    notice_to_contacts(&mut tx, &visit, &deployment, Happening::ReportOverdue).await?;
    tx.commit().await?;
    Ok(())
}
