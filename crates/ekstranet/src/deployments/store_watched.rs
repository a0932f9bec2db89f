//! The SQL texts about tests that officers look after: reports that are late, and passed tests that they confirm. Each
//! kind has a text of its own, so that each walks its own index by key.

use db::{Error, Read, Tx};

use crate::kernel::{DeploymentId, Instant};
use crate::services::Service;

/// Lines of one page.
pub(super) const PAGE: usize = 50;

/// A test that officers look after.
#[derive(Debug, db::FromRow)]
pub(super) struct WatchedRow {
    pub id: String,
    pub organisation: String,
    pub service: String,
    pub case_number: String,
    pub number: i64,
    pub planned_on: String,
    pub held_on: Option<String>,
    pub reported_at: Option<i64>,
}

impl WatchedRow {
    pub fn is_reported(&self) -> bool {
        self.reported_at.is_some()
    }

    /// Where it stands in the list.
    pub fn key(&self) -> Key {
        (self.planned_on.clone(), self.id.clone(), self.number)
    }
}

/// The day of a test, its deployment, its number.
pub(super) type Key = (String, String, i64);

/// The tests after a key, of one service or of all, those planned first before the others, one more than a page: whose
/// report is late, being planned for `late_until` or before, and those that wait to be confirmed.
pub(super) async fn list_watched(
    read: &mut Read,
    late_until: &str,
    service: Option<Service>,
    after: &Key,
) -> Result<Vec<WatchedRow>, Error> {
    let service = service.map(Service::code);
    let limit = i64::try_from(PAGE).unwrap_or(i64::MAX).saturating_add(1);
    let (day, id, number) = (after.0.as_str(), after.1.as_str(), after.2);
    let mut rows: Vec<WatchedRow> = read
        .all(
            "select x.deployment_id as id, d.organisation, d.service, d.case_number, x.number, x.planned_on, x.held_on,
                    x.reported_at
             from deployment_test x join deployment d on d.id = x.deployment_id
             where x.result is null and x.planned_on <= $1 and d.state in ('set_up', 'test_planned', 'test_failed')
               and (x.planned_on, x.deployment_id, x.number) > ($2, $3, $4)
               and (cast($5 as text) is null or d.service = $5)
             order by x.planned_on, x.deployment_id, x.number limit $6",
            db::values![late_until, day, id, number, service, limit],
        )
        .await?;
    let to_confirm: Vec<WatchedRow> = read
        .all(
            "select x.deployment_id as id, d.organisation, d.service, d.case_number, x.number, x.planned_on, x.held_on,
                    x.reported_at
             from deployment_test x join deployment d on d.id = x.deployment_id
             where x.to_confirm = 1 and x.accepted is null and d.state in ('set_up', 'test_planned', 'test_failed')
               and (x.planned_on, x.deployment_id, x.number) > ($1, $2, $3)
               and (cast($4 as text) is null or d.service = $4)
             order by x.planned_on, x.deployment_id, x.number limit $5",
            db::values![day, id, number, service, limit],
        )
        .await?;
    rows.extend(to_confirm);
    rows.sort_by_key(WatchedRow::key);
    rows.truncate(PAGE + 1);
    Ok(rows)
}

/// How many there are, each kind counted at most to 301.
pub(super) async fn count_watched(read: &mut Read, late_until: &str) -> Result<i64, Error> {
    let counted: Vec<(i64,)> = read
        .all(
            "select count(*) from (select 1 from deployment_test x join deployment d on d.id = x.deployment_id
               where x.result is null and x.planned_on <= $1 and d.state in ('set_up', 'test_planned', 'test_failed')
               order by x.planned_on, x.deployment_id, x.number limit 301) capped_late
             union all
             select count(*) from (select 1 from deployment_test x join deployment d on d.id = x.deployment_id
               where x.to_confirm = 1 and x.accepted is null and d.state in ('set_up', 'test_planned', 'test_failed')
               order by x.planned_on, x.deployment_id, x.number limit 301) capped_to_confirm",
            db::values![late_until],
        )
        .await?;
    Ok(counted.iter().map(|(number,)| number).sum())
}

/// Tests whose report is late and has not been reminded of, those planned first before the others, after a key, in small
/// batches.
pub(super) async fn list_unreminded(read: &mut Read, late_until: &str, after: &Key) -> Result<Vec<WatchedRow>, Error> {
    read.all(
        "select x.deployment_id as id, d.organisation, d.service, d.case_number, x.number, x.planned_on, x.held_on,
                x.reported_at
         from deployment_test x join deployment d on d.id = x.deployment_id
         where x.result is null and x.reminded_at is null and x.planned_on <= $1
           and d.state in ('set_up', 'test_planned', 'test_failed')
           and (x.planned_on, x.deployment_id, x.number) > ($2, $3, $4)
         order by x.planned_on, x.deployment_id, x.number limit 200",
        db::values![late_until, after.0.as_str(), after.1.as_str(), after.2],
    )
    .await
}

/// Notes that the contacts were reminded of a report; `Stale` when they were, or it has come.
pub(super) async fn note_reminder(tx: &mut Tx, now: Instant, id: &DeploymentId, number: i64) -> Result<(), Error> {
    tx.run_one(
        "update deployment_test set reminded_at = $1
         where deployment_id = $2 and number = $3 and result is null and reminded_at is null",
        db::values![now.milliseconds(), id.as_str(), number],
    )
    .await
}
