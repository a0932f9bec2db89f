//! Every SQL text about attached files.

use db::{Error, FromRow, Read, Tx};

use super::Sealed;
use crate::kernel::{AttachmentId, BusinessId, Instant, Session};

pub(super) async fn insert(
    tx: &mut Tx,
    now: Instant,
    organisation: &BusinessId,
    subject: &str,
    field: &str,
    file: &Sealed,
    by: &Session,
) -> Result<(), Error> {
    tx.run(
        "insert into attachment (id, subject, organisation, field, name, kind, size, sha256, content, scanned, at, by_id,
                                 by_name)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        db::values![
            file.id.as_str(),
            subject,
            organisation.as_str(),
            field,
            file.name.as_str(),
            file.kind.code(),
            file.size,
            file.sha256.as_str(),
            file.content.as_slice(),
            file.is_scanned,
            now.milliseconds(),
            by.person.as_str(),
            by.name.as_str()
        ],
    )
    .await?;
    Ok(())
}

/// A file without its content.
#[derive(Clone, Debug, FromRow)]
pub(super) struct LineRow {
    pub id: String,
    pub field: String,
    pub name: String,
    pub size: i64,
    pub sha256: String,
    pub at: i64,
    pub by_name: String,
}

pub(super) async fn list(read: &mut Read, subject: &str) -> Result<Vec<LineRow>, Error> {
    read.all(
        "select id, field, name, size, sha256, at, by_name from attachment where subject = $1 order by id limit 500",
        db::values![subject],
    )
    .await
}

/// A file with its sealed content.
#[derive(Clone, Debug, FromRow)]
pub(super) struct ContentRow {
    pub name: String,
    pub kind: String,
    pub sha256: String,
    pub content: Vec<u8>,
}

pub(super) async fn find(read: &mut Read, subject: &str, id: &AttachmentId) -> Result<Option<ContentRow>, Error> {
    read.optional(
        "select name, kind, sha256, content from attachment where id = $1 and subject = $2",
        db::values![id.as_str(), subject],
    )
    .await
}

pub(super) async fn delete(tx: &mut Tx, id: &str) -> Result<(), Error> {
    tx.run("delete from attachment where id = $1", db::values![id]).await?;
    Ok(())
}

pub(super) async fn delete_all(tx: &mut Tx, subject: &str) -> Result<(), Error> {
    tx.run("delete from attachment where subject = $1", db::values![subject]).await?;
    Ok(())
}
