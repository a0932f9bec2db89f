//! Every SQL text about the deadlines of supplement requests.

use db::{Error, FromRow, Read, Tx};

use super::store_together;
use crate::kernel::{ApplicationId, Instant};

/// An open request whose deadline is near or has passed, with its case.
#[derive(Clone, Debug, FromRow)]
pub(super) struct WaitingRow {
    pub supplement: String,
    pub asked_at: i64,
    pub reminded_at: Option<i64>,
    pub deadline: String,
    pub application: String,
    pub organisation: String,
    pub service: String,
    pub case_number: String,
    pub case_language: String,
    pub version: i64,
    pub officer_id: Option<String>,
    pub officer_name: Option<String>,
}

/// Open requests with a deadline of this day or earlier that have not been reminded of or whose deadline has passed,
/// the earliest first, in small batches.
pub(super) async fn list_waiting(read: &mut Read, today: &str, until: &str) -> Result<Vec<WaitingRow>, Error> {
    read.all(
        "select s.id as supplement, s.asked_at, s.reminded_at, a.supplement_deadline as deadline, a.id as application,
                a.organisation, a.service, a.case_number, a.case_language, a.version, a.officer_id, a.officer_name
         from application a join supplement s on s.application = a.id and s.answered_at is null
         where a.state = 'supplement_requested' and a.supplement_deadline <= $1
           and (s.reminded_at is null or a.supplement_deadline < $2)
         order by a.supplement_deadline, a.id limit 200",
        db::values![until, today],
    )
    .await
}

/// Notes that the contacts of a request were reminded; `Stale` when they were before or it has been answered.
pub(super) async fn update_reminded(tx: &mut Tx, now: Instant, supplement: &str) -> Result<(), Error> {
    tx.run_one(
        "update supplement set reminded_at = $1 where id = $2 and reminded_at is null and answered_at is null",
        db::values![now.milliseconds(), supplement],
    )
    .await
}

/// Gives the open request another last day, of which its contacts are reminded anew; `Stale` when none is open.
pub(super) async fn move_deadline(tx: &mut Tx, application: &ApplicationId, deadline: &str) -> Result<(), Error> {
    tx.run_one(
        "update supplement set deadline = $1, reminded_at = null where application = $2 and answered_at is null",
        db::values![deadline, application.as_str()],
    )
    .await
}

/// Takes the open request back; `Stale` when none is open.
pub(super) async fn recall(tx: &mut Tx, now: Instant, application: &ApplicationId) -> Result<(), Error> {
    tx.run_one(
        "update supplement set answered_at = $1, recalled_at = $1, kept_answer = null
         where application = $2 and answered_at is null",
        db::values![now.milliseconds(), application.as_str()],
    )
    .await
}

/// Puts the answers of a step back to what was sent; what stood there is a version that is kept.
pub(super) async fn put_back(
    tx: &mut Tx,
    now: Instant,
    application: &ApplicationId,
    (step, version): (&str, i64),
    answers: &str,
) -> Result<(), Error> {
    store_together::hold_step(tx, application, (step, version)).await?;
    tx.run(
        "insert into application_step_version (application, step, version, answers, saved_at, saved_by, saved_by_name)
         select application, step, version, answers, saved_at, saved_by, saved_by_name from application_step
         where application = $1 and step = $2 and version = $3 on conflict do nothing",
        db::values![application.as_str(), step, version],
    )
    .await?;
    tx.run_one(
        "update application_step set answers = $1, state = 'done', version = version + 1, saved_at = $2, saved_by = null,
                saved_by_name = null
         where application = $3 and step = $4 and version = $5",
        db::values![answers, now.milliseconds(), application.as_str(), step, version],
    )
    .await
}
