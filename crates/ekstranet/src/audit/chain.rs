//! Sealing, proving and exporting the log.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::io::Write;
use std::time::Duration;

use db::{Db, Error, Read};

use super::rules::{Broken, Chain, Stored, first_id_of};
use super::store::{self, Seal};
use crate::kernel::Instant;
use crate::web::{App, Failure};

/// Rows sealed in one transaction.
const BATCH: i64 = 400;
/// Rows read at once while proving and exporting.
const CHUNK: i64 = 1_000;
/// An entry becomes visible with its transaction, later than its id was made; a request lasts at most 30 seconds, so
/// every tenth round looks back a little longer than that.
const NEAR_SECONDS: i64 = 40;
/// An entry that was hidden for longer waits for a round that looks back further, which not every one does: in a busy
/// minute the looking costs more than the sealing.
const LAST_SECONDS: i64 = 6;
/// Clocks of several instances may differ: once a minute the round looks back this far. Unsealed entries older than
/// this were not written by us and are reported, never sealed.
const FAR_SECONDS: i64 = 3_600;
const ROUND: Duration = Duration::from_secs(2);
const ROUNDS_A_MINUTE: u32 = 30;

/// Seals new entries every two seconds, for ever. The end of the chain goes to the log once an hour: a log kept
/// elsewhere is the anchor outside the database.
pub async fn keep_sealed(app: App) -> Infallible {
    let mut round = 0_u32;
    loop {
        let reach = match (round.is_multiple_of(ROUNDS_A_MINUTE), round.is_multiple_of(10)) {
            (true, _) => FAR_SECONDS,
            (false, true) => NEAR_SECONDS,
            (false, false) => LAST_SECONDS,
        };
        if let Err(failure) = seal_reaching(&app, reach).await {
            tracing::warn!(?failure, "audit entries could not be sealed; the next round tries again");
        } else if round.is_multiple_of(ROUNDS_A_MINUTE * 60)
            && let Ok(mut read) = app.db.read().await
            && let Ok(head) = store::head(&mut read).await
        {
            tracing::info!(sequence = head.sequence, hash = %head.hash, "the end of the audit chain");
        }
        round = round.wrapping_add(1);
        tokio::time::sleep(ROUND).await;
    }
}

/// Seals what is not sealed yet; returns how many entries it sealed. Any number of sealers may run.
///
/// # Errors
/// What the database says.
pub async fn seal(app: &App) -> Result<usize, Failure> {
    seal_reaching(app, FAR_SECONDS).await
}

async fn seal_reaching(app: &App, reach_seconds: i64) -> Result<usize, Failure> {
    let mut sealed = 0;
    // Each batch goes on where the last one ended, so that a long queue is walked once.
    let mut after = None;
    loop {
        match seal_batch(app, reach_seconds, after).await {
            Ok(Some((count, last))) => {
                sealed += count;
                after = Some(last);
            }
            // Nothing is left, or another sealer was faster and has sealed these rows.
            Ok(None) | Err(Error::Stale | Error::Duplicate) => return Ok(sealed),
            Err(error) => return Err(error.into()),
        }
    }
}

/// Seals the next entries, from `after` on when it is given; how many there were, and the id of the last.
async fn seal_batch(app: &App, reach_seconds: i64, after: Option<String>) -> Result<Option<(usize, String)>, Error> {
    let mut read = app.db.read().await?;
    let head = store::head(&mut read).await?;
    let from = after.unwrap_or_else(|| oldest(head.entry_at, app.clock.now(), reach_seconds));
    let entries = store::list_unsealed(&mut read, &from, BATCH).await?;
    drop(read);
    let Some(last) = entries.last() else { return Ok(None) };
    let mut chain = Chain { sequence: head.sequence, hash: head.hash };
    let mut seals = Vec::with_capacity(entries.len());
    for entry in &entries {
        chain = Chain { sequence: chain.sequence + 1, hash: entry.hash_after(&chain.hash) };
        seals.push(Seal { sequence: chain.sequence, entry_id: &entry.id, hash: chain.hash.clone() });
    }
    let mut tx = app.db.write().await?;
    store::move_head(&mut tx, head.sequence, &chain, last.at).await?;
    store::insert_seals(&mut tx, &seals).await?;
    tx.commit().await?;
    Ok(Some((entries.len(), last.id.clone())))
}

/// The smallest id that may still be waiting for its seal. A clock that was wrong for a while must not hide entries,
/// so the earlier of the last sealed entry and now counts.
fn oldest(entry_at: i64, now: Instant, reach_seconds: i64) -> String {
    let last = Instant::from_milliseconds(entry_at).min(now);
    first_id_of(last.plus_seconds(-reach_seconds))
}

/// A log without a broken row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whole {
    pub sealed: i64,
    /// Entries of the last seconds, which the chain does not cover yet.
    pub unsealed: i64,
    /// The hash of the last seal. Noted elsewhere, it proves later that the chain was not made anew.
    pub head: String,
}

/// Why the log could not be proved whole.
#[derive(Clone, Debug, thiserror::Error)]
pub enum NotWhole {
    #[error(transparent)]
    Broken(#[from] Broken),
    #[error(transparent)]
    Database(#[from] Error),
}

/// Walks the whole log in chunks and recomputes every hash; a portal may be running. `noted` is a hash that was noted
/// outside earlier and must be in the chain.
///
/// # Errors
/// The first broken row, or what the database says.
pub async fn verify(db: &Db, noted: Option<&str>) -> Result<Whole, NotWhole> {
    let mut chain = Chain::new();
    let mut noted = noted.filter(|hash| *hash != chain.hash);
    let mut read = db.read().await?;
    let head = loop {
        // Read before the seals: what it names was committed together with it.
        let head = store::head(&mut read).await?;
        let links = store::list_links(&mut read, chain.sequence, CHUNK).await?;
        if links.is_empty() {
            break head;
        }
        for link in links {
            let (sequence, hash) = (link.sequence, link.hash.clone());
            let entry = link.into_entry();
            if sequence > head.sequence && sequence > store::head(&mut read).await?.sequence {
                let entry = entry.map_or_else(String::new, |entry| entry.id);
                return Err(Broken::Appended { sequence, entry }.into());
            }
            chain.follow(sequence, entry.as_ref(), &hash)?;
            noted = noted.filter(|noted| *noted != hash);
        }
    };
    chain.end_at(head.sequence, &head.hash)?;
    if noted.is_some() {
        return Err(Broken::HashUnknown { sequence: chain.sequence }.into());
    }
    let unsealed = count_unsealed(&mut read, &chain, head.entry_at).await?;
    Ok(Whole { sealed: chain.sequence, unsealed, head: chain.hash })
}

/// Counts the entries without a seal. One that lies long before the last sealed entry was added by other means.
async fn count_unsealed(read: &mut db::Read, chain: &Chain, entry_at: i64) -> Result<i64, NotWhole> {
    let oldest = first_id_of(Instant::from_milliseconds(entry_at).plus_seconds(-FAR_SECONDS));
    let (mut after, mut unsealed) = (String::new(), 0);
    loop {
        let ids = store::list_ids(read, &after, CHUNK).await?;
        let Some((last, _)) = ids.last() else { return Ok(unsealed) };
        after.clone_from(last);
        // Sealed since we walked the chain is as good as not sealed yet.
        for (id, _) in ids.iter().filter(|(_, sequence)| sequence.is_none_or(|sequence| sequence > chain.sequence)) {
            if chain.sequence > 0 && *id < oldest {
                return Err(Broken::Between { sequence: chain.sequence, entry: id.clone() }.into());
            }
            unsealed += 1;
        }
    }
}

#[derive(serde::Serialize)]
struct Line<'a> {
    sequence: Option<i64>,
    hash: Option<&'a str>,
    #[serde(flatten)]
    entry: &'a Stored,
}

/// Writes the log as JSON lines in the order of the chain, then the entries without a seal.
///
/// # Errors
/// What the database or the writer says.
pub async fn export(db: &Db, out: &mut impl Write) -> anyhow::Result<()> {
    export_around(db, out, async || {}).await
}

/// The same; `between` happens after the sealed entries were read and before the others are.
pub(super) async fn export_around(db: &Db, out: &mut impl Write, between: impl AsyncFnOnce()) -> anyhow::Result<()> {
    let mut read = db.read().await?;
    let mut unsealed = BTreeSet::new();
    let after = write_links(&mut read, out, 0, &unsealed).await?;
    drop(read);
    between().await;
    let mut read = db.read().await?;
    let mut from = String::new();
    loop {
        let entries = store::list_unsealed(&mut read, &from, CHUNK).await?;
        let Some(last) = entries.last() else { break };
        // The least text after an id: longer than it, with the character that no longer id could go on with.
        from = format!("{}-", last.id);
        for entry in &entries {
            write_line(out, &Line { sequence: None, hash: None, entry })?;
            unsealed.insert(entry.id.clone());
        }
    }
    // What was sealed between the two looks was in neither.
    write_links(&mut read, out, after, &unsealed).await?;
    Ok(())
}

/// Writes the links of the chain after this one, but for entries that were written already; gives the last one's number.
async fn write_links(
    read: &mut Read,
    out: &mut impl Write,
    mut after: i64,
    written: &BTreeSet<String>,
) -> anyhow::Result<i64> {
    loop {
        let links = store::list_links(read, after, CHUNK).await?;
        let Some(last) = links.last() else { return Ok(after) };
        after = last.sequence;
        for link in links {
            let (sequence, hash) = (link.sequence, link.hash.clone());
            if let Some(entry) = link.into_entry().filter(|entry| !written.contains(&entry.id)) {
                write_line(out, &Line { sequence: Some(sequence), hash: Some(&hash), entry: &entry })?;
            }
        }
    }
}

fn write_line(out: &mut impl Write, line: &Line<'_>) -> anyhow::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")?;
    Ok(())
}
