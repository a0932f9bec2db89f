//! Messages that are refused before anybody is known: those that answer nothing we asked, and forged answers to what we
//! did ask. Anybody can send them without end, so they are noted in memory and written together, a moment later; `docs/decisions/0007-strays.md` says why, and what that may lose.

use std::convert::Infallible;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use db::{Error, Tx};
use serde_json::{Value, json};

use super::Entry;
use crate::kernel::{AuditId, Instant};
use crate::web::{App, Visit};

/// How long a stray waits for its row.
const ROUND: Duration = Duration::from_millis(200);
/// Strays of one kind that get a row of their own in a round; the further ones share a row with their number.
const ROWS_OF_A_KIND: usize = 8;
/// The same for refused answers to a request of ours, of which each has its own row unless somebody hammers at it.
const ROWS_OF_REFUSALS: usize = 64;

/// What has been noted and has no row yet. As many kinds as there are codes, so a flood does not grow it.
#[derive(Default)]
pub struct Strays {
    kinds: Mutex<Vec<Kind>>,
    /// Held while they are written, so that the end of the process waits for the last time.
    writing: tokio::sync::Mutex<()>,
}

/// Strays that are refused for the same reason.
struct Kind {
    action: &'static str,
    code: &'static str,
    /// How many get a row of their own.
    most: usize,
    rows: Vec<Stray>,
    more: Option<More>,
}

/// One request that was refused.
struct Stray {
    at: Instant,
    request: String,
}

/// Those without a row of their own.
struct More {
    count: u64,
    first_at: Instant,
    /// The last of them.
    last: Stray,
}

impl Strays {
    fn held(&self) -> MutexGuard<'_, Vec<Kind>> {
        self.kinds.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, action: &'static str, code: &'static str, most: usize, stray: Stray) {
        let mut kinds = self.held();
        let at = kinds.iter().position(|kind| (kind.action, kind.code) == (action, code)).unwrap_or(kinds.len());
        if at == kinds.len() {
            kinds.push(Kind { action, code, most, rows: Vec::new(), more: None });
        }
        // The same reason may be a stray's and an answer's.
        kinds[at].most = kinds[at].most.max(most);
        kinds[at].add(stray);
    }

    /// Takes back what could not be written, before what was noted meanwhile.
    fn put_back(&self, mut earlier: Vec<Kind>) {
        let mut kinds = self.held();
        for kind in kinds.drain(..) {
            match earlier.iter_mut().find(|one| (one.action, one.code) == (kind.action, kind.code)) {
                Some(one) => one.join(kind),
                None => earlier.push(kind),
            }
        }
        *kinds = earlier;
    }
}

impl Kind {
    fn add(&mut self, stray: Stray) {
        match &mut self.more {
            None if self.rows.len() < self.most => self.rows.push(stray),
            None => self.more = Some(More { count: 1, first_at: stray.at, last: stray }),
            Some(more) => {
                more.count += 1;
                more.last = stray;
            }
        }
    }

    fn join(&mut self, later: Self) {
        later.rows.into_iter().for_each(|stray| self.add(stray));
        match (&mut self.more, later.more) {
            (Some(more), Some(later)) => {
                more.count += later.count;
                more.last = later.last;
            }
            (more, Some(later)) => *more = Some(later),
            (_, None) => {}
        }
    }
}

/// Notes that a message which answers nothing of ours was refused. It gets its row within a fifth of a second, or, when
/// many come at once, is counted in one.
pub fn note_stray(visit: &Visit, action: &'static str, code: &'static str) {
    note(visit, action, code, ROWS_OF_A_KIND);
}

/// Notes that an answer to a request of ours was refused: it has its own row within a fifth of a second.
pub fn note_refusal(visit: &Visit, action: &'static str, code: &'static str) {
    note(visit, action, code, ROWS_OF_REFUSALS);
}

fn note(visit: &Visit, action: &'static str, code: &'static str, most: usize) {
    let stray = Stray { at: visit.now, request: visit.request_id.clone() };
    visit.app.part::<Strays>().note(action, code, most, stray);
}

/// Writes what has been noted, in one transaction; what cannot be written is kept for the next time.
///
/// # Errors
/// What the database says.
pub async fn write_strays(app: &App) -> Result<(), Error> {
    let strays = app.part::<Strays>();
    let _turn = strays.writing.lock().await;
    let kinds = std::mem::take(&mut *strays.held());
    if kinds.is_empty() {
        return Ok(());
    }
    let written = write(app, &kinds).await;
    if written.is_err() {
        strays.put_back(kinds);
    }
    written
}

async fn write(app: &App, kinds: &[Kind]) -> Result<(), Error> {
    let mut tx = app.db.write().await?;
    for kind in kinds {
        for stray in &kind.rows {
            insert(&mut tx, app, stray, kind.action, json!({ "code": kind.code })).await?;
        }
        if let Some(More { count, first_at, last }) = &kind.more {
            let first_at = first_at.milliseconds();
            let detail = json!({ "code": kind.code, "count": count, "first_at": first_at });
            insert(&mut tx, app, last, kind.action, detail).await?;
        }
    }
    tx.commit().await
}

async fn insert(tx: &mut Tx, app: &App, stray: &Stray, action: &'static str, detail: Value) -> Result<(), Error> {
    // As much of its visit as the row shows: nobody was signed in.
    let visit = Visit { now: stray.at, request_id: stray.request.clone(), by_service: false, ..Visit::of_job(app) };
    // After an outage the deed may lie further back than the sealer looks.
    let id = AuditId::new(app.clock.now(), &app.random);
    super::record_as(tx, &id, &visit, Entry::new(action).detail(detail)).await
}

/// Gives strays their rows, for ever.
pub async fn keep_writing_strays(app: App) -> Infallible {
    loop {
        tokio::time::sleep(ROUND).await;
        let app = app.clone();
        // A task of its own: this one is dropped at the end of the process, which must not cut a transaction off.
        let written = tokio::spawn(async move { write_strays(&app).await });
        if let Ok(Err(problem)) = written.await {
            tracing::warn!(%problem, "refused messages have no audit rows yet; the next round tries again");
        }
    }
}
