//! The SQL texts about those that a change named as the new controller before another.

use db::{Error, FromRow, Read, Tx};

use crate::kernel::{BusinessId, ControllerChangeId, Instant};

/// A change that names an organisation no more, as far as that organisation has known it.
#[derive(Clone, Debug, FromRow)]
pub(super) struct FormerRow {
    pub id: String,
    pub organisation: String,
    pub organisation_name: String,
    pub number: String,
    pub replaced_at: i64,
}

/// Keeps whom a change named until it is sent with another.
pub(super) async fn keep(
    tx: &mut Tx,
    now: Instant,
    id: &ControllerChangeId,
    receiver: &BusinessId,
) -> Result<(), Error> {
    tx.run(
        "insert into controller_change_former (change_id, receiver, replaced_at) values ($1, $2, $3)
         on conflict (change_id, receiver) do update set replaced_at = excluded.replaced_at",
        db::values![id.as_str(), receiver.as_str(), now.milliseconds()],
    )
    .await?;
    Ok(())
}

/// The changes that named an organisation and name another now, the latest first.
pub(super) async fn list(read: &mut Read, receiver: &BusinessId) -> Result<Vec<FormerRow>, Error> {
    read.all(
        "select c.id, c.organisation, c.organisation_name, c.number, f.replaced_at
         from controller_change_former f join controller_change c on c.id = f.change_id
         where f.receiver = $1 and c.receiver <> $1 and c.number is not null
         order by f.replaced_at desc, c.id desc limit 20",
        db::values![receiver.as_str()],
    )
    .await
}

/// One of them; another organisation's is not found.
pub(super) async fn load(read: &mut Read, id: &ControllerChangeId, receiver: &BusinessId) -> Result<FormerRow, Error> {
    read.one(
        "select c.id, c.organisation, c.organisation_name, c.number, f.replaced_at
         from controller_change_former f join controller_change c on c.id = f.change_id
         where f.change_id = $1 and f.receiver = $2 and c.receiver <> $2 and c.number is not null",
        db::values![id.as_str(), receiver.as_str()],
    )
    .await
}
