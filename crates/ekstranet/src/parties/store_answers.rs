//! Every SQL text about what other parties that applications name have answered.

use db::{Error, FromRow, Read, Tx};

use super::rules::PartyState;
use super::store_named::NamedRow;
use crate::kernel::{ApplicationId, AuditId, Instant};

/// Keeps an answer beside those before it.
pub(super) async fn insert(
    tx: &mut Tx,
    now: Instant,
    (id, row): (&AuditId, &NamedRow),
    (state, by): (PartyState, &str),
    reason: Option<&str>,
) -> Result<(), Error> {
    tx.run(
        "insert into named_party_answer (id, application, other, at, state, by_name, reason)
         values ($1, $2, $3, $4, $5, $6, $7)",
        db::values![
            id.as_str(),
            row.application.as_str(),
            row.other.as_str(),
            now.milliseconds(),
            state.code(),
            by,
            reason
        ],
    )
    .await?;
    Ok(())
}

/// An answer.
#[derive(Clone, Debug, FromRow)]
pub(super) struct AnswerRow {
    pub other: String,
    pub at: i64,
    pub state: String,
    pub by_name: Option<String>,
    pub reason: Option<String>,
}

pub(super) async fn list(read: &mut Read, application: &ApplicationId) -> Result<Vec<AnswerRow>, Error> {
    read.all(
        "select other, at, state, by_name, reason from named_party_answer
         where application = $1 order by at, id limit 100",
        db::values![application.as_str()],
    )
    .await
}
