//! Every SQL text about the days on which changes of controller are carried out.

use db::{Error, Read, Tx};

use super::rules::Run;
use crate::kernel::{ControllerRunId, Instant};
use crate::services::Service;

/// A run as it is stored.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct RunRow {
    pub id: String,
    pub day: String,
    pub closes_on: String,
    pub services: String,
    pub note: String,
    pub version: i64,
    pub added_by: String,
    /// Changes that are scheduled to it, or that wish it and are under way.
    pub hanging: i64,
}

impl RunRow {
    pub fn services(&self) -> Vec<Service> {
        self.services.split(' ').filter_map(Service::parse).collect()
    }

    /// `None` only of a row that a newer program has written.
    pub fn run(&self) -> Option<Run> {
        Some(Run {
            id: self.id.clone(),
            day: self.day.parse().ok()?,
            closes_on: self.closes_on.parse().ok()?,
            services: self.services(),
        })
    }
}

/// The published runs of a day and later, in the order of their days.
pub(super) async fn list_from(read: &mut Read, day: &str) -> Result<Vec<RunRow>, Error> {
    read.all(
        "select id, day, closes_on, services, note, version, added_by,
           (select count(*) from controller_change c where c.run = controller_run.id and c.state = 'scheduled')
           + (select count(*) from controller_change c where c.wished_run = controller_run.id
                and c.state in ('asked', 'confirmed', 'contested')) as hanging
         from controller_run where state = 'open' and day >= $1 order by day, id limit 100",
        db::values![day],
    )
    .await
}

/// The last published runs before a day, the newest first.
pub(super) async fn list_before(read: &mut Read, day: &str) -> Result<Vec<RunRow>, Error> {
    read.all(
        "select id, day, closes_on, services, note, version, added_by,
           (select count(*) from controller_change c where c.run = controller_run.id
              and c.state in ('scheduled', 'done')) as hanging
         from controller_run where state = 'open' and day < $1 order by day desc, id desc limit 20",
        db::values![day],
    )
    .await
}

/// One published run.
pub(super) async fn find_open(read: &mut Read, id: &str) -> Result<Option<RunRow>, Error> {
    read.optional(
        "select id, day, closes_on, services, note, version, added_by,
           (select count(*) from controller_change c where c.run = controller_run.id and c.state in ('scheduled', 'done'))
           + (select count(*) from controller_change c where c.wished_run = controller_run.id
                and c.state in ('asked', 'confirmed', 'contested')) as hanging
         from controller_run where state = 'open' and id = $1",
        db::values![id],
    )
    .await
}

/// A run that was cancelled.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct CancelledRow {
    pub day: String,
    pub services: String,
    pub cancelled_at: i64,
    pub cancelled_by: String,
}

/// The runs that were cancelled at a moment or later, the last one first.
pub(super) async fn list_cancelled(read: &mut Read, from: Instant) -> Result<Vec<CancelledRow>, Error> {
    read.all(
        "select day, services, cancelled_at, cancelled_by
         from controller_run where state = 'cancelled' and cancelled_at >= $1
         order by cancelled_at desc, id desc limit 50",
        db::values![from.milliseconds()],
    )
    .await
}

/// A change that hangs on a run.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct HangingRow {
    pub id: String,
    pub number: String,
    pub on_run: String,
}

/// The changes that keep the published runs of a day and later from being cancelled, in the order of their numbers.
pub(super) async fn list_hanging(read: &mut Read, day: &str) -> Result<Vec<HangingRow>, Error> {
    read.all(
        "select c.id as id, c.number as number, c.run as on_run
         from controller_change c join controller_run r on r.id = c.run
         where c.state = 'scheduled' and r.state = 'open' and r.day >= $1
         union all
         select c.id as id, c.number as number, c.wished_run as on_run
         from controller_change c join controller_run r on r.id = c.wished_run
         where c.state in ('asked', 'confirmed', 'contested') and r.state = 'open' and r.day >= $1
         order by number limit 1000",
        db::values![day],
    )
    .await
}

/// The day of a run, cancelled or not.
pub(super) async fn find_day(read: &mut Read, id: &str) -> Result<Option<String>, Error> {
    let found: Option<(String,)> =
        read.optional("select day from controller_run where id = $1", db::values![id]).await?;
    Ok(found.map(|(day,)| day))
}

pub(super) struct NewRun<'a> {
    pub id: &'a ControllerRunId,
    pub day: &'a str,
    pub closes_on: &'a str,
    pub services: &'a str,
    pub note: &'a str,
    pub by: &'a str,
}

/// Publishes a run; `false` when there is one on that day for one of the services. The caller gives the transaction up then.
pub(super) async fn insert(tx: &mut Tx, now: Instant, new: &NewRun<'_>) -> Result<bool, Error> {
    let inserted = tx
        .run(
            "insert into controller_run (id, day, closes_on, services, note, state, version, added_at, added_by)
             values ($1, $2, $3, $4, $5, 'open', 1, $6, $7)
             on conflict do nothing",
            db::values![new.id.as_str(), new.day, new.closes_on, new.services, new.note, now.milliseconds(), new.by],
        )
        .await?;
    let mut taken = inserted;
    for service in new.services.split(' ') {
        // Without the run there is nothing that the row could belong to.
        if taken == 1 {
            taken = tx
                .run(
                    "insert into controller_run_service (day, service, run) values ($1, $2, $3) on conflict do nothing",
                    db::values![new.day, service, new.id.as_str()],
                )
                .await?;
        }
    }
    Ok(taken == 1)
}

/// Holds a published run until the transaction ends, so that nobody cancels it meanwhile; `Stale` when it was cancelled.
pub(super) async fn hold(tx: &mut Tx, id: &str) -> Result<(), Error> {
    tx.run_one("update controller_run set note = note where id = $1 and state = 'open'", db::values![id]).await
}

/// Cancels a run; `Stale` when somebody was first. The caller looks afterwards what hangs on it: whoever schedules holds the
/// run, so what was first is seen.
pub(super) async fn cancel(
    tx: &mut Tx,
    now: Instant,
    (id, version): (&ControllerRunId, i64),
    by: &str,
) -> Result<(), Error> {
    tx.run_one(
        "update controller_run set state = 'cancelled', cancelled_at = $1, cancelled_by = $2, version = version + 1
         where id = $3 and version = $4 and state = 'open'",
        db::values![now.milliseconds(), by, id.as_str(), version],
    )
    .await
}

/// Lets go of the services of a run that is cancelled.
pub(super) async fn release(tx: &mut Tx, id: &ControllerRunId) -> Result<(), Error> {
    tx.run("delete from controller_run_service where run = $1", db::values![id.as_str()]).await?;
    Ok(())
}

/// How much hangs on a run: what was carried out in it, is scheduled to it, or wishes it and is under way.
pub(super) async fn count_hanging(read: &mut Read, id: &ControllerRunId) -> Result<i64, Error> {
    let counted: Vec<(i64,)> = read
        .all(
            "select count(*) from controller_change where run = $1 and state in ('scheduled', 'done')
             union all
             select count(*) from controller_change where wished_run = $1 and state in ('asked', 'confirmed', 'contested')",
            db::values![id.as_str()],
        )
        .await?;
    Ok(counted.iter().map(|(number,)| number).sum())
}
