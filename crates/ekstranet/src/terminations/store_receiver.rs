//! The SQL texts about whoever takes over and could not be verified when a termination was sent.

use db::{Error, Read, Tx};

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
