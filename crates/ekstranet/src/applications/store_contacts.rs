//! Every SQL text about contact persons that customers keep themselves.

use db::{Error, FromRow, Read, Tx};

use crate::kernel::{BusinessId, Instant, Session};

/// The contact persons as somebody saved them.
#[derive(Clone, Debug, FromRow)]
pub(super) struct KeptRow {
    pub number: i64,
    /// As JSON.
    pub persons: String,
    pub saved_at: i64,
    pub saved_by_name: String,
}

/// What was saved, the newest first.
pub(super) async fn list(read: &mut Read, organisation: &BusinessId) -> Result<Vec<KeptRow>, Error> {
    read.all(
        "select number, persons, saved_at, saved_by_name from contact_persons where organisation = $1
         order by number desc limit 20",
        db::values![organisation.as_str()],
    )
    .await
}

/// Saves after what was shown; `Stale` when somebody saved since.
pub(super) async fn insert(
    tx: &mut Tx,
    now: Instant,
    organisation: &BusinessId,
    (shown, persons): (i64, &str),
    by: &Session,
) -> Result<(), Error> {
    tx.run_one(
        "insert into contact_persons (organisation, number, persons, saved_at, saved_by, saved_by_name)
         select $1, cast($2 as bigint) + 1, $3, $4, $5, $6
         where cast($2 as bigint) = (select coalesce(max(number), 0) from contact_persons where organisation = $1)
         on conflict (organisation, number) do nothing",
        db::values![organisation.as_str(), shown, persons, now.milliseconds(), by.person.as_str(), by.name.as_str()],
    )
    .await
}
