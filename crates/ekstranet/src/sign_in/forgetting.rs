//! Removes the traces of sign-ins that can no longer be answered or replayed; and, years later, sessions and the people
//! who have not come back.

use std::convert::Infallible;
use std::time::Duration;

use serde_json::json;

use super::rules::{KEPT_SECONDS, UNANSWERED_SECONDS};
use super::store;
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
            tracing::warn!(?failure, "old sign-ins could not be removed; the next round tries again");
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
    let (ways_before, sessions_before) =
        (visit.now.plus_seconds(-KEPT_SECONDS), visit.now.plus_seconds(-RIGHTS_KEPT_SECONDS));
    let unanswered_before = visit.now.plus_seconds(-UNANSWERED_SECONDS);
    let mut removed = 0;
    loop {
        let mut tx = app.db.write().await?;
        let pending = store::delete_pending(&mut tx, unanswered_before, ways_before, BATCH).await?;
        let replay = store::delete_replay(&mut tx, ways_before, BATCH).await?;
        let sessions = store::delete_sessions(&mut tx, sessions_before, BATCH).await?;
        let people = store::delete_people(&mut tx, sessions_before, BATCH).await?;
        if sessions + people > 0 {
            let detail = json!({ "sessions": sessions, "people": people });
            audit::record(&mut tx, &visit, Entry::new("sign_in.sessions_removed").detail(detail)).await?;
        }
        tx.commit().await?;
        removed += pending + replay + sessions + people;
        if pending + replay + sessions + people == 0 {
            return Ok(removed);
        }
    }
}
