//! Removes the traces of sign-ins that can no longer be answered or replayed.

use std::convert::Infallible;
use std::time::Duration;

use super::rules::KEPT_SECONDS;
use super::store;
use crate::web::{App, Failure};

/// How often old rows are looked for.
const ROUND: Duration = Duration::from_hours(1);
/// The most rows that one transaction removes: on SQLite all other writers wait for it.
const BATCH: i64 = 500;

/// Forgets for ever, hour by hour.
pub async fn keep_forgetting(app: App) -> Infallible {
    loop {
        if let Err(failure) = forget(&app).await {
            tracing::warn!(?failure, "old sign-ins could not be removed; the next round tries again");
        }
        tokio::time::sleep(ROUND).await;
    }
}

/// Removes what is old, batch by batch; returns how many rows.
///
/// # Errors
/// What the database says; the batches before are gone.
pub(super) async fn forget(app: &App) -> Result<u64, Failure> {
    let now = app.clock.now();
    let mut removed = 0;
    loop {
        let mut tx = app.db.write().await?;
        let pending = store::delete_pending(&mut tx, now.plus_seconds(-KEPT_SECONDS), BATCH).await?;
        let replay = store::delete_replay(&mut tx, now.plus_seconds(-KEPT_SECONDS), BATCH).await?;
        tx.commit().await?;
        removed += pending + replay;
        if pending + replay == 0 {
            return Ok(removed);
        }
    }
}
