//! Every SQL text about what intermediaries have answered.

use db::{Error, FromRow, Read, Tx};

use super::store::{Answered, ConnectionRow};
use crate::kernel::{ApplicationId, AuditId, Instant};

/// Keeps an answer beside those before it.
pub(super) async fn insert(
    tx: &mut Tx,
    now: Instant,
    id: &AuditId,
    (row, answered): (&ConnectionRow, &Answered<'_>),
) -> Result<(), Error> {
    tx.run(
        "insert into connection_answer (id, connection, application, at, state, by_name, reason)
         values ($1, $2, $3, $4, $5, $6, $7)",
        db::values![
            id.as_str(),
            row.id.as_str(),
            row.application.as_str(),
            now.milliseconds(),
            answered.state.code(),
            answered.by.name.as_str(),
            answered.reason
        ],
    )
    .await?;
    Ok(())
}

/// An answer.
#[derive(Clone, Debug, FromRow)]
pub(super) struct AnswerRow {
    pub at: i64,
    pub state: String,
    pub by_name: Option<String>,
    pub reason: Option<String>,
    pub intermediary_name: String,
}

pub(super) async fn list(read: &mut Read, application: &ApplicationId) -> Result<Vec<AnswerRow>, Error> {
    read.all(
        "select a.at, a.state, a.by_name, a.reason, c.intermediary_name
         from connection_answer a join connection c on c.id = a.connection
         where a.application = $1 order by a.at, a.id limit 100",
        db::values![application.as_str()],
    )
    .await
}
