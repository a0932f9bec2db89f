//! The SQL texts about what officers answer to a termination, and about taking a confirmation back.

use db::{Error, Read, Tx};

use super::rules_answers::Said;
use crate::kernel::{Instant, Session, TerminationId};
use crate::web::Failure;

/// What an officer answered.
#[derive(Debug, db::FromRow)]
pub(super) struct AnswerRow {
    pub what: String,
    pub at: i64,
    pub by_id: String,
    pub by_name: String,
    pub reason: String,
}

impl AnswerRow {
    pub fn said(&self) -> Result<Said, Failure> {
        Said::parse(&self.what).ok_or_else(|| Failure::internal("an answer to a termination is unknown"))
    }
}

/// What officers answered, the newest first.
pub(super) async fn list_answers(read: &mut Read, id: &TerminationId) -> Result<Vec<AnswerRow>, Error> {
    read.all(
        "select what, at, by_id, by_name, reason from termination_answer
         where termination_id = $1 order by number desc limit 100",
        db::values![id.as_str()],
    )
    .await
}

pub(super) struct NewAnswer<'a> {
    pub id: &'a TerminationId,
    pub said: Said,
    pub by: &'a Session,
    /// Of a confirmation, `YYYY-MM-DD`.
    pub last_day: Option<&'a str>,
    pub reason: &'a str,
}

/// Keeps an answer, in the transaction that turned the case at the version that the officer saw.
pub(super) async fn insert_answer(tx: &mut Tx, now: Instant, new: &NewAnswer<'_>) -> Result<(), Error> {
    tx.run_one(
        "insert into termination_answer (termination_id, number, what, at, by_id, by_name, last_day, reason)
         values ($1, (select coalesce(max(number), 0) + 1 from termination_answer where termination_id = $1),
                 $2, $3, $4, $5, $6, $7)",
        db::values![
            new.id.as_str(),
            new.said.code(),
            now.milliseconds(),
            new.by.person.as_str(),
            new.by.name.as_str(),
            new.last_day,
            new.reason
        ],
    )
    .await
}

/// Notes or clears that taking the confirmation back is proposed; `Stale` when somebody was first.
pub(super) async fn note_taking_back(
    tx: &mut Tx,
    (id, version): (&TerminationId, i64),
    at: Option<Instant>,
) -> Result<(), Error> {
    tx.run_one(
        "update termination set taking_back_at = $1, version = version + 1
         where id = $2 and version = $3 and state = 'confirmed'",
        db::values![at.map(Instant::milliseconds), id.as_str(), version],
    )
    .await
}

/// Keeps how things stood before the last day was set.
pub(super) async fn keep_before(tx: &mut Tx, id: &TerminationId, stood_before: &str) -> Result<(), Error> {
    tx.run_one(
        "update termination set stood_before = $1, taking_back_at = null where id = $2",
        db::values![stood_before, id.as_str()],
    )
    .await
}

/// How things stood before the last day was set; `None` when it was not set by an answer of an officer.
pub(super) async fn find_before(read: &mut Read, id: &TerminationId) -> Result<Option<String>, Error> {
    let (stood_before,): (Option<String>,) =
        read.one("select stood_before from termination where id = $1", db::values![id.as_str()]).await?;
    Ok(stood_before)
}

/// Makes a confirmed case one that waits again, with the day that was asked for; `Stale` when somebody was first.
pub(super) async fn reopen(tx: &mut Tx, (id, version): (&TerminationId, i64), asked: &str) -> Result<(), Error> {
    tx.run_one(
        "update termination set state = 'sent', ends_on = $1, stood_before = null, taking_back_at = null,
           version = version + 1
         where id = $2 and version = $3 and state = 'confirmed'",
        db::values![asked, id.as_str(), version],
    )
    .await
}
