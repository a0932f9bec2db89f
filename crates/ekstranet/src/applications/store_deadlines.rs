//! Every SQL text about the deadlines of supplement requests.

use db::{Error, FromRow, Read, Tx};

use crate::kernel::Instant;

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
