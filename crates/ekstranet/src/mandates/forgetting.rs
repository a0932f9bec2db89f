//! Removes rounds through Suomi.fi that can no longer be answered, and with them Suomi.fi's own session; and, years
//! later, what Suomi.fi told of people's rights.

use std::convert::Infallible;
use std::time::Duration;

use serde_json::json;

use super::rules::KEPT_SECONDS;
use super::{store, store_validity};
use crate::audit::{self, Entry};
use crate::kernel::RIGHTS_KEPT_SECONDS;
use crate::web::{App, Failure, Visit};

/// How often old rows are looked for.
const ROUND: Duration = Duration::from_hours(1);
/// The most rows that one transaction removes: on SQLite all other writers wait for it.
const BATCH: i64 = 500;

/// Forgets for ever, hour by hour.
pub async fn keep_forgetting(app: App) -> Infallible {
    loop {
        if let Err(failure) = forget(&app).await {
            tracing::warn!(?failure, "old rounds and rights could not be removed; the next round tries again");
        }
        tokio::time::sleep(ROUND).await;
    }
}

/// Removes what is old, batch by batch; returns how many rows.
///
/// # Errors
/// What the database says; the batches before are gone.
pub async fn forget(app: &App) -> Result<u64, Failure> {
    let visit = Visit::of_job(app);
    let (rounds_before, rights_before) =
        (visit.now.plus_seconds(-KEPT_SECONDS), visit.now.plus_seconds(-RIGHTS_KEPT_SECONDS));
    let mut removed = 0;
    loop {
        let mut tx = app.db.write().await?;
        let rounds = store::delete_rounds(&mut tx, rounds_before, BATCH).await?;
        let intentions = store::delete_intentions(&mut tx, rights_before, BATCH).await?;
        let rights = store::delete_authorities(&mut tx, rights_before, BATCH).await?;
        let ends = store_validity::delete_past(&mut tx, &rights_before.date().to_string(), BATCH).await?;
        if rights + intentions + ends > 0 {
            let detail = json!({ "rights": rights, "intentions": intentions, "ends": ends });
            audit::record(&mut tx, &visit, Entry::new("mandates.rights_removed").detail(detail)).await?;
        }
        tx.commit().await?;
        removed += rounds + intentions + rights + ends;
        if rounds + intentions + rights + ends == 0 {
            return Ok(removed);
        }
    }
}
