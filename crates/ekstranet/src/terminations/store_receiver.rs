//! The SQL texts about whoever takes over and could not be verified when a termination was sent.

use db::{Error, Read, Tx};

use super::rules::ReceiverFound;
use super::store::TerminationRow;
use crate::kernel::{Instant, TerminationId};

/// What was found later, and when; nothing when nobody had to look again or nothing has been found yet.
#[derive(Debug, db::FromRow)]
pub(super) struct LaterRow {
    pub found: Option<String>,
    pub name: Option<String>,
    pub found_at: Option<i64>,
}

pub(super) async fn load_later(read: &mut Read, id: &TerminationId) -> Result<LaterRow, Error> {
    read.one(
        "select receiver_found as found, receiver_name as name, receiver_found_at as found_at from termination where id = $1",
        db::values![id.as_str()],
    )
    .await
}

/// Notes at a sending whether somebody has to look again, and forgets what was found about what was sent before.
pub(super) async fn note(tx: &mut Tx, id: &TerminationId, look_at: Option<Instant>) -> Result<(), Error> {
    tx.run_one(
        "update termination set receiver_look_at = $1, receiver_found = null, receiver_name = null,
           receiver_found_at = null
         where id = $2",
        db::values![look_at.map(Instant::milliseconds), id.as_str()],
    )
    .await
}

/// Those whose time to look again has come; what was given back is noted anew when it is sent again, and may say something
/// else by then.
pub(super) async fn list_to_look_at(read: &mut Read, now: Instant) -> Result<Vec<TerminationRow>, Error> {
    read.all(
        "select id, organisation, organisation_name, number, state, content, ends_on, language, version, saved_at, saved_by
         from termination
         where receiver_look_at <= $1 and state in ('sent', 'confirmed')
         order by receiver_look_at, id limit 50",
        db::values![now.milliseconds()],
    )
    .await
}

/// Puts the next look off.
pub(super) async fn put_off(tx: &mut Tx, until: Instant, id: &str) -> Result<(), Error> {
    tx.run(
        "update termination set receiver_look_at = $1 where id = $2 and receiver_look_at is not null",
        db::values![until.milliseconds(), id],
    )
    .await?;
    Ok(())
}

pub(super) struct Look<'a> {
    pub found: ReceiverFound,
    pub name: &'a str,
}

/// Keeps what was found; `Stale` when another instance was first, or the termination says something else by now.
pub(super) async fn keep_found(
    tx: &mut Tx,
    now: Instant,
    (id, version): (&TerminationId, i64),
    look: &Look<'_>,
) -> Result<(), Error> {
    tx.run_one(
        "update termination set receiver_look_at = null, receiver_found = $1, receiver_name = $2, receiver_found_at = $3
         where id = $4 and version = $5 and receiver_look_at is not null",
        db::values![look.found.code(), look.name, now.milliseconds(), id.as_str(), version],
    )
    .await
}
