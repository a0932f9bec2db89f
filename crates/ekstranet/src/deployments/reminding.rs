//! Reports of tests that have not come in time: the contacts are reminded once, and the officers see them on their list.

use super::rules::is_overdue;
use super::store::{self, WatchedRow};
use super::{DeploymentId, notice_to_contacts};
use crate::audit::{self, Entry};
use crate::kernel::BusinessId;
use crate::notices::Happening;
use crate::web::{App, Failure, Visit};

/// What officers look after: reports that are overdue, and passed tests that they confirm before production.
pub(super) async fn list_watched(read: &mut db::Read, visit: &Visit) -> Result<Vec<WatchedRow>, Failure> {
    let today = visit.now.date();
    let mut rows = store::list_watched(read, &today.to_string()).await?;
    rows.retain(|row| if row.is_reported() { row.needs_judgement() } else { is_overdue(&row.planned_on, today) });
    Ok(rows)
}

/// Reminds of every report that has not come by its last day; returns how many reminders.
///
/// # Errors
/// What the database says; those before it are kept.
pub async fn remind_of_reports(app: &App) -> Result<usize, Failure> {
    let visit = Visit::of_job(app);
    let rows = list_watched(&mut app.db.read().await?, &visit).await?;
    let mut sent = 0;
    for row in rows.iter().filter(|row| !row.is_reported() && row.reminded_at.is_none()) {
        match remind(&visit, row).await {
            Ok(()) => sent += 1,
            // Another instance was first, or the report came a moment ago.
            Err(Failure::Stale) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(sent)
}

async fn remind(visit: &Visit, row: &WatchedRow) -> Result<(), Failure> {
    let unreadable = || Failure::internal("a row of a deployment cannot be read");
    let id = DeploymentId::parse(&row.id).ok_or_else(unreadable)?;
    let organisation = BusinessId::parse(&row.organisation).ok_or_else(unreadable)?;
    // One reminder is one turn: the test and its day tell each address once.
    let turn = format!("{}-{}-{}", row.id, row.number, row.planned_on);
    let visit = Visit { request_id: turn, ..visit.clone() };
    let mut tx = visit.app.db.write().await?;
    store::note_reminder(&mut tx, visit.now, &id, row.number).await?;
    let deployment = store::load(&mut tx, &id, &organisation).await?;
    let entry = Entry::new("deployments.report_reminded").organisation(&organisation).subject(&row.id);
    audit::record(&mut tx, &visit, entry.detail(serde_json::json!({ "number": row.number }))).await?;
    notice_to_contacts(&mut tx, &visit, &deployment, Happening::ReportOverdue).await?;
    tx.commit().await?;
    Ok(())
}
