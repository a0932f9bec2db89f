//! Notes the views that have ended by themselves, and removes support codes and views when they are as old as the sessions
//! that they belong to.

use std::convert::Infallible;
use std::time::Duration;

use super::pages::note_over;
use super::store;
use crate::kernel::RIGHTS_KEPT_SECONDS;
use crate::web::{App, Failure, Visit};

/// How often old rows are looked for.
const ROUND: Duration = Duration::from_hours(1);
/// The most rows that one transaction removes: on SQLite all other writers wait for it.
const BATCH: i64 = 500;

/// Forgets for ever, hour by hour.
pub async fn keep_forgetting(app: App) -> Infallible {
    loop {
        if let Err(failure) = note_ended(&app).await {
            tracing::warn!(?failure, "ended views of support could not be noted; the next round tries again");
        }
        if let Err(failure) = forget(&app).await {
            tracing::warn!(?failure, "old support codes could not be removed; the next round tries again");
        }
        tokio::time::sleep(ROUND).await;
    }
}

/// Notes the views whose time is over and that nobody has ended, each with its audit row.
///
/// # Errors
/// What the database says; the batches before are noted.
pub(super) async fn note_ended(app: &App) -> Result<(), Failure> {
    let service = Visit::of_job(app);
    loop {
        let mut tx = app.db.write().await?;
        let over = store::list_over(&mut tx, service.now, BATCH).await?;
        for row in &over {
            note_over(&mut tx, &service, row).await?;
        }
        tx.commit().await?;
        if over.is_empty() {
            return Ok(());
        }
    }
}

/// Removes what is old, batch by batch; returns how many rows. What was looked at stays in the audit log.
///
/// # Errors
/// What the database says; the batches before are gone.
pub async fn forget(app: &App) -> Result<u64, Failure> {
    let before = app.clock.now().plus_seconds(-RIGHTS_KEPT_SECONDS);
    let mut removed = 0;
    loop {
        let mut tx = app.db.write().await?;
        let batch = store::delete_views(&mut tx, before, BATCH).await?
            + store::delete_codes(&mut tx, before, BATCH).await?
            + store::delete_guesses(&mut tx, before, BATCH).await?;
        tx.commit().await?;
        removed += batch;
        if batch == 0 {
            return Ok(removed);
        }
    }
}
