//! Removes e-mail addresses that are needed no more: people's own, those that wait for their code in vain, and the
//! recipients of mails sent long ago.

use std::convert::Infallible;
use std::time::Duration;

use serde_json::json;

use super::ending::end_unseen;
use super::{recipients, store, store_choices};
use crate::audit::{self, Entry};
use crate::kernel::PersonId;
use crate::web::{App, Failure, Visit, skip_row};

/// How often old addresses are looked for.
const ROUND: Duration = Duration::from_hours(1);
/// The most rows that one transaction changes: on SQLite all other writers wait for it.
const BATCH: i64 = 500;
/// How long an address waits after its code was sent; longer than the code is good.
const CHECK_SECONDS: i64 = 48 * 3_600;
/// How long an own address is kept after its owner acted last, and the recipient of a mail after it was planned.
const KEPT_SECONDS: i64 = (2 * 365 + 1) * 86_400;

/// Forgets for ever, hour by hour.
pub async fn keep_forgetting(app: App) -> Infallible {
    loop {
        if let Err(failure) = forget(&app).await {
            tracing::warn!(?failure, "old addresses could not be removed; the next round tries again");
        }
        if let Err(failure) = end_unseen(&app).await {
            tracing::warn!(?failure, "mails without a right could not be ended; the next round tries again");
        }
        tokio::time::sleep(ROUND).await;
    }
}

/// Removes what is old, batch by batch; returns how many addresses.
///
/// # Errors
/// What the database says; the batches before are gone.
pub async fn forget(app: &App) -> Result<u64, Failure> {
    let visit = Visit::of_job(app);
    let (checks_before, before) = (visit.now.plus_seconds(-CHECK_SECONDS), visit.now.plus_seconds(-KEPT_SECONDS));
    let (mut removed, mut last) = (0, (0, String::new()));
    loop {
        let mut tx = app.db.write().await?;
        let old = store_choices::list_old(&mut tx, before, (last.0, &last.1), BATCH).await?;
        let mut batch = 0;
        for person in &old {
            last.clone_from(person);
            let Some(id) = PersonId::parse(&person.1) else {
                skip_row("notices.forget", &person.1, Failure::internal("the id of a person cannot be read"))?;
                continue;
            };
            recipients::hand_back(&mut tx, app, &id).await?;
            store_choices::delete_mail(&mut tx, &id).await?;
            store::end_own(&mut tx, visit.now, &id).await?;
            audit::record(&mut tx, &visit, Entry::new("notices.address_forgotten").subject(id.as_str())).await?;
            batch += 1;
        }
        let checks = store_choices::delete_checks(&mut tx, checks_before, BATCH).await?;
        let recipients = store::forget_recipients(&mut tx, before, BATCH).await?;
        if checks + recipients > 0 {
            let detail = json!({ "unconfirmed": checks, "recipients": recipients });
            audit::record(&mut tx, &visit, Entry::new("notices.addresses_removed").detail(detail)).await?;
        }
        batch += checks + recipients;
        tx.commit().await?;
        removed += batch;
        if batch == 0 && old.is_empty() {
            return Ok(removed);
        }
    }
}
