//! Removes rounds through Suomi.fi that can no longer be answered, and with them Suomi.fi's own session.

use std::convert::Infallible;
use std::time::Duration;

use super::rules::KEPT_SECONDS;
use super::store;
use crate::web::{App, Failure};

/// How often old rounds are looked for.
const ROUND: Duration = Duration::from_hours(1);
/// The most rows that one transaction removes: on SQLite all other writers wait for it.
const BATCH: i64 = 500;

/// Forgets for ever, hour by hour.
pub async fn keep_forgetting(app: App) -> Infallible {
    loop {
        if let Err(failure) = forget(&app).await {
            tracing::warn!(?failure, "old rounds could not be removed; the next round tries again");
        }
        tokio::time::sleep(ROUND).await;
    }
}

/// Removes what is old, batch by batch; returns how many rows.
///
/// # Errors
/// What the database says; the batches before are gone.
pub(super) async fn forget(app: &App) -> Result<u64, Failure> {
    let before = app.clock.now().plus_seconds(-KEPT_SECONDS);
    let mut removed = 0;
    loop {
        let mut tx = app.db.write().await?;
        let batch = store::delete_rounds(&mut tx, before, BATCH).await?;
        tx.commit().await?;
        removed += batch;
        if batch == 0 {
            return Ok(removed);
        }
    }
}
