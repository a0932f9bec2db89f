//! The SQL texts about enrolments for deployment support, as the officers see them.

use db::{Error, Read, Tx};

use crate::kernel::{DeploymentId, Instant};

/// Lines of one page.
pub(super) const PAGE: usize = 50;

/// An enrolment: a set-up item that is done, with the period that was chosen.
#[derive(Debug, db::FromRow)]
pub(super) struct EnrolmentRow {
    pub id: String,
    pub application: String,
    pub organisation: String,
    pub case_number: String,
    pub snapshot: String,
    /// The first day of the period; empty when none was open.
    pub period: String,
    pub enrolled_at: i64,
    pub enrolled_by: String,
    pub called_at: Option<i64>,
    pub called_by: Option<String>,
}

/// Where an enrolment stands in the list: its period, the moment, its deployment.
pub(super) type Key = (String, i64, String);

/// Which enrolments are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wanted<'a> {
    /// The first day of a period, or nothing for those without one; `None` for every period.
    pub period: Option<&'a str>,
    /// Also those that were called and those who are in production or have left.
    pub all: bool,
}

/// Enrolments after a key, by period and the earliest first, one more than a page.
pub(super) async fn list(read: &mut Read, wanted: Wanted<'_>, after: &Key) -> Result<Vec<EnrolmentRow>, Error> {
    let limit = i64::try_from(PAGE).unwrap_or(i64::MAX).saturating_add(1);
    read.all(
        "select i.deployment_id as id, d.application_id as application, d.organisation, d.case_number, d.snapshot,
                coalesce(i.note, '') as period, i.done_at as enrolled_at, i.done_by as enrolled_by, i.called_at, i.called_by
         from deployment_item i join deployment d on d.id = i.deployment_id
         where i.item = 'enrolment' and ($1 is null or coalesce(i.note, '') = $1)
           and (cast($2 as bigint) = 1
                or (i.called_at is null and d.state in ('set_up', 'test_planned', 'test_failed')))
           and (coalesce(i.note, ''), i.done_at, i.deployment_id) > ($3, $4, $5)
         order by coalesce(i.note, ''), i.done_at, i.deployment_id limit $6",
        db::values![wanted.period, wanted.all, after.0.as_str(), after.1, after.2.as_str(), limit],
    )
    .await
}

/// How many wait to be called, counted at most to 301.
pub(super) async fn count_waiting(read: &mut Read) -> Result<i64, Error> {
    let (number,): (i64,) = read
        .one(
            "select count(*) from (select 1 from deployment_item i join deployment d on d.id = i.deployment_id
               where i.item = 'enrolment' and i.called_at is null
                 and d.state in ('set_up', 'test_planned', 'test_failed') limit 301) capped",
            db::values![],
        )
        .await?;
    Ok(number)
}

/// Notes who called after an enrolment; `Stale` when somebody has called already, or the customer took it back.
pub(super) async fn note_call(tx: &mut Tx, now: Instant, id: &DeploymentId, by: &str) -> Result<(), Error> {
    tx.run_one(
        "update deployment_item set called_at = $1, called_by = $2
         where deployment_id = $3 and item = 'enrolment' and called_at is null",
        db::values![now.milliseconds(), by, id.as_str()],
    )
    .await
}

/// Takes the note of a call back; `Stale` when there is none.
pub(super) async fn take_call_back(tx: &mut Tx, id: &DeploymentId) -> Result<(), Error> {
    tx.run_one(
        "update deployment_item set called_at = null, called_by = null
         where deployment_id = $1 and item = 'enrolment' and called_at is not null",
        db::values![id.as_str()],
    )
    .await
}
