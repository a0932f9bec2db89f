//! Every SQL text about the audit log.

use db::{Error, Read, Tx};

use super::rules::{Chain, Stored};
use super::{Deed, Prepared};

/// Adds a row.
pub(super) async fn insert(tx: &mut Tx, row: &Prepared<'_>) -> Result<(), Error> {
    tx.run(
        "insert into audit_entry (id, at, action, actor_kind, person_id, session_id, organisation, basis, subject, detail, request_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        row.values(),
    )
    .await?;
    Ok(())
}

/// What the values of a row are called in a statement that writes many: the names of the first eleven lists of an
/// `unnest`, which must reach `insert_after!`. For PostgreSQL, see `docs/decisions/0009-save-at-once.md`.
macro_rules! columns {
    () => {
        "entry_id, entry_at, action, actor_kind, person_id, session_id, on_behalf_of, basis, subject, detail, request_id"
    };
}
pub(crate) use columns;

/// The same row as a `with` part of a statement that changes something: written once for each row of `$change`, the part
/// before it, which has the `columns!`.
macro_rules! insert_after {
    ($change:literal) => {
        concat!(
            "noted as (
               insert into audit_entry (id, at, action, actor_kind, person_id, session_id, organisation, basis, subject,
                                        detail, request_id)
               select ",
            $crate::audit::columns!(),
            " from ",
            $change,
            ")"
        )
    };
}
pub(crate) use insert_after;

/// A person's own rows, the newest first.
pub(super) async fn list_own(read: &mut Read, person: &str, limit: i64) -> Result<Vec<Deed>, Error> {
    read.all(
        "select at, action, organisation from audit_entry
         where person_id = $1 and actor_kind = 'person' order by id desc limit $2",
        db::values![person, limit],
    )
    .await
}

/// The end of the chain.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct Head {
    pub sequence: i64,
    pub hash: String,
    pub entry_at: i64,
}

pub(super) async fn head(read: &mut Read) -> Result<Head, Error> {
    read.one("select sequence, hash, entry_at from audit_head where id = 1", db::values![]).await
}

/// Entries without a seal from an id on. The lower bound stands on both tables so that neither is read whole.
pub(super) async fn list_unsealed(read: &mut Read, from: &str, limit: i64) -> Result<Vec<Stored>, Error> {
    read.all(
        "select e.id, e.at, e.action, e.actor_kind, e.person_id, e.session_id, e.organisation, e.basis, e.subject, e.detail,
                e.request_id
         from audit_entry e
         where e.id >= $1 and not exists (select 1 from audit_seal s where s.entry_id = e.id and s.entry_id >= $1)
         order by e.id limit $2",
        db::values![from, limit],
    )
    .await
}

/// A seal to write.
pub(super) struct Seal<'a> {
    pub sequence: i64,
    pub entry_id: &'a str,
    pub hash: String,
}

/// Moves the end of the chain; `Stale` when another sealer has moved it.
pub(super) async fn move_head(tx: &mut Tx, from: i64, to: &Chain, entry_at: i64) -> Result<(), Error> {
    tx.run_one(
        "update audit_head set sequence = $1, hash = $2, entry_at = $3 where id = 1 and sequence = $4",
        db::values![to.sequence, to.hash.as_str(), entry_at, from],
    )
    .await
}

/// Adds seals, ten by ten: a statement costs more than its rows.
pub(super) async fn insert_seals(tx: &mut Tx, seals: &[Seal<'_>]) -> Result<(), Error> {
    let (tens, rest) = seals.as_chunks::<10>();
    for ten in tens {
        let values = ten.iter().flat_map(|seal| db::values![seal.sequence, seal.entry_id, seal.hash.as_str()]);
        tx.run(
            "insert into audit_seal (sequence, entry_id, hash)
             values ($1, $2, $3), ($4, $5, $6), ($7, $8, $9), ($10, $11, $12), ($13, $14, $15), ($16, $17, $18),
                    ($19, $20, $21), ($22, $23, $24), ($25, $26, $27), ($28, $29, $30)",
            values,
        )
        .await?;
    }
    for seal in rest {
        tx.run(
            "insert into audit_seal (sequence, entry_id, hash) values ($1, $2, $3)",
            db::values![seal.sequence, seal.entry_id, seal.hash.as_str()],
        )
        .await?;
    }
    Ok(())
}

/// A seal with its entry, whose columns are absent when its row is gone.
#[derive(db::FromRow)]
pub(super) struct Link {
    pub sequence: i64,
    pub hash: String,
    id: Option<String>,
    at: Option<i64>,
    action: Option<String>,
    actor_kind: Option<String>,
    person_id: Option<String>,
    session_id: Option<String>,
    organisation: Option<String>,
    basis: Option<String>,
    subject: Option<String>,
    detail: Option<String>,
    request_id: Option<String>,
}

impl Link {
    pub(super) fn into_entry(self) -> Option<Stored> {
        Some(Stored {
            id: self.id?,
            at: self.at?,
            action: self.action?,
            actor_kind: self.actor_kind?,
            person_id: self.person_id,
            session_id: self.session_id,
            organisation: self.organisation,
            basis: self.basis,
            subject: self.subject,
            detail: self.detail?,
            request_id: self.request_id,
        })
    }
}

/// Seals after a sequence, in order.
pub(super) async fn list_links(read: &mut Read, after: i64, limit: i64) -> Result<Vec<Link>, Error> {
    read.all(
        "select s.sequence, s.hash, e.id, e.at, e.action, e.actor_kind, e.person_id, e.session_id, e.organisation, e.basis,
                e.subject, e.detail, e.request_id
         from audit_seal s left join audit_entry e on e.id = s.entry_id
         where s.sequence > $1 order by s.sequence limit $2",
        db::values![after, limit],
    )
    .await
}

/// Ids after an id with the sequence of their seals, in order.
pub(super) async fn list_ids(read: &mut Read, after: &str, limit: i64) -> Result<Vec<(String, Option<i64>)>, Error> {
    read.all(
        "select e.id, s.sequence from audit_entry e left join audit_seal s on s.entry_id = e.id
         where e.id > $1 order by e.id limit $2",
        db::values![after, limit],
    )
    .await
}

pub(super) async fn is_empty(read: &mut Read) -> Result<bool, Error> {
    let first: Option<(String,)> = read.optional("select id from audit_entry limit 1", db::values![]).await?;
    Ok(first.is_none())
}

/// Whether the log has an action.
pub(super) async fn has_action(read: &mut Read, action: &str) -> Result<bool, Error> {
    let sql = "select id from audit_entry where action = $1 limit 1";
    let found: Option<(String,)> = read.optional(sql, db::values![action]).await?;
    Ok(found.is_some())
}

/// Whether somebody did something after the first entry of an action.
pub(super) async fn has_people_since(read: &mut Read, action: &str) -> Result<bool, Error> {
    let found: Option<(String,)> = read
        .optional(
            "select id from audit_entry where actor_kind in ('person', 'officer')
               and at > (select min(first.at) from audit_entry first where first.action = $1) limit 1",
            db::values![action],
        )
        .await?;
    Ok(found.is_some())
}
