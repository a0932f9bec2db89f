//! What intermediaries have answered to the requests of an application, whatever has become of it since.

use db::{Read, Tx};

use super::ConnectionState;
use super::store::{self, Answered, ConnectionRow};
use super::store_answers;
use crate::kernel::{ApplicationId, AuditId, Instant};
use crate::web::{Failure, Visit};

/// An answer of an intermediary.
#[derive(Clone, Debug)]
pub struct ConnectionAnswer {
    pub at: Instant,
    /// Its name.
    pub intermediary: String,
    /// Whether it confirmed; else it declined.
    pub confirmed: bool,
    /// Who answered, where that was kept.
    pub by: Option<String>,
    /// Why it declined.
    pub reason: Option<String>,
}

/// Keeps an answer, as the present one and in the order of all; `Stale` when the request changed since it was read.
pub(super) async fn keep(
    tx: &mut Tx,
    visit: &Visit,
    row: &ConnectionRow,
    answered: &Answered<'_>,
) -> Result<(), Failure> {
    store::answer(tx, visit.now, answered).await?;
    let id = AuditId::new(visit.now, &visit.app.random);
    Ok(store_answers::insert(tx, visit.now, &id, (row, answered)).await?)
}

/// What intermediaries have answered to the requests of an application, in order.
///
/// # Errors
/// What the database says.
pub async fn list_answers(read: &mut Read, application: &ApplicationId) -> Result<Vec<ConnectionAnswer>, Failure> {
    let rows = store_answers::list(read, application).await?;
    let answer = |row: store_answers::AnswerRow| ConnectionAnswer {
        at: Instant::from_milliseconds(row.at),
        intermediary: row.intermediary_name,
        confirmed: row.state == ConnectionState::Confirmed.code(),
        by: row.by_name,
        reason: row.reason,
    };
    Ok(rows.into_iter().map(answer).collect())
}
