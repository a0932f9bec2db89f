//! Prepared drafts for which the right never came: their author is warned, and some days later they are removed.

use std::convert::Infallible;
use std::time::Duration;

use serde_json::json;

use super::preparing::organisation_of;
use super::store_prepared::{self, PreparedRow};
use crate::audit::{self, Entry};
use crate::kernel::{Instant, PersonId};
use crate::notices::{self, Happening, OwnNotice};
use crate::web::{App, Failure, Visit, skip_row};

/// How often old drafts are looked for.
const ROUND: Duration = Duration::from_hours(1);
/// The most drafts of one look.
const BATCH: i64 = 200;
const DAY_SECONDS: i64 = 86_400;

/// Warns and removes for ever, as the days come.
pub async fn keep_removing_prepared(app: App) -> Infallible {
    loop {
        if let Err(failure) = remove_prepared(&app).await {
            tracing::warn!(?failure, "old drafts could not be looked at; the next round tries again");
        }
        tokio::time::sleep(ROUND).await;
    }
}

/// When a draft is removed unless its author saves it again: never sooner after the warning than the configuration says.
pub(super) fn removed_at(app: &App, draft: &PreparedRow) -> Instant {
    let days = |from: i64, days: i64| Instant::from_milliseconds(from).plus_seconds(days * DAY_SECONDS);
    let config = &app.config.mandates;
    let by_age = days(draft.changed_at, config.prepared_days);
    draft.warned_at.map_or(by_age, |warned| by_age.max(days(warned, config.prepared_warning_days)))
}

/// Whether the author is to be warned that a draft will soon be removed.
pub(super) fn is_soon_removed(app: &App, now: Instant, draft: &PreparedRow) -> bool {
    now.plus_seconds(app.config.mandates.prepared_warning_days * DAY_SECONDS) >= removed_at(app, draft)
}

/// Warns of drafts that are old and removes those whose warning is old enough; returns how many deeds.
///
/// # Errors
/// What the database says.
pub async fn remove_prepared(app: &App) -> Result<usize, Failure> {
    let now = app.clock.now();
    let config = &app.config.mandates;
    let warned = now.plus_seconds(-config.prepared_warning_days * DAY_SECONDS);
    let quiet_days = (config.prepared_days - config.prepared_warning_days).max(0);
    let unchanged = now.plus_seconds(-quiet_days * DAY_SECONDS);
    let mut deeds = 0;
    loop {
        let old = store_prepared::list_old(&mut app.db.read().await?, unchanged, warned, BATCH).await?;
        let mut done = 0;
        for draft in &old {
            match meet(app, draft, unchanged, warned).await {
                Ok(is_done) => done += usize::from(is_done),
                Err(failure) => skip_row("applications.remove_prepared", &draft.id, failure)?,
            }
        }
        deeds += done;
        if done == 0 || old.len() < usize::try_from(BATCH).unwrap_or_default() {
            return Ok(deeds);
        }
    }
}

async fn meet(app: &App, draft: &PreparedRow, unchanged: Instant, warned: Instant) -> Result<bool, Failure> {
    let visit = Visit { request_id: draft.id.clone(), ..Visit::of_job(app) };
    let mut tx = app.db.write().await?;
    let (done, action) = if draft.warned_at.is_none() {
        let noted = store_prepared::note_warned(&mut tx, visit.now, &draft.id, unchanged).await?;
        (noted, "applications.prepared_warned")
    } else {
        (store_prepared::remove_old(&mut tx, visit.now, &draft.id, warned).await?, "applications.prepared_removed")
    };
    if done {
        let organisation = organisation_of(draft)?;
        if draft.warned_at.is_none()
            && let Some(author) = PersonId::parse(&draft.author_id)
        {
            let turn = format!("{}/{}", draft.id, draft.changed_at);
            let own = OwnNotice {
                happening: Happening::PreparedSoonRemoved,
                organisation: Some(&organisation),
                link: format!("/act-for/drafts/{}", draft.id),
                turn: &turn,
            };
            notices::plan_own(&mut tx, &visit, &author, &own).await?;
        }
        let entry = Entry::new(action).organisation(&organisation).subject(&draft.id);
        audit::record(&mut tx, &visit, entry.detail(json!({ "changed_at": draft.changed_at }))).await?;
        tx.commit().await?;
    }
    Ok(done)
}
