//! The SQL texts about what belongs to one change: its services, what was sent, what has happened.

use db::{Error, Read, Tx};

use super::rules::{Side, Step};
use crate::kernel::{Acting, BusinessId, ControllerChangeId, Instant, Sealed};
use crate::services::Service;
use crate::web::Failure;

/// Notes the services of a case instead of those that it had; `false` when one is under another change.
pub(super) async fn keep_services(
    tx: &mut Tx,
    id: &ControllerChangeId,
    organisation: &BusinessId,
    services: &[Service],
) -> Result<bool, Error> {
    tx.run("delete from controller_change_service where change_id = $1", db::values![id.as_str()]).await?;
    for service in services {
        let inserted = tx
            .run(
                "insert into controller_change_service (change_id, organisation, service, live) values ($1, $2, $3, 1)
                 on conflict do nothing",
                db::values![id.as_str(), organisation.as_str(), service.code()],
            )
            .await?;
        if inserted == 0 {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A service of a change that was sent.
#[derive(Debug, db::FromRow)]
pub(super) struct ServiceRow {
    pub change_id: String,
    pub service: String,
}

/// The services of everything that an organisation hands over or takes over, the newest first.
pub(super) async fn list_services(read: &mut Read, organisation: &BusinessId) -> Result<Vec<ServiceRow>, Error> {
    read.all(
        "select s.change_id, s.service
         from controller_change_service s join controller_change c on c.id = s.change_id
         where c.organisation = $1 or c.receiver = $1 order by c.begun_at desc, s.service limit 500",
        db::values![organisation.as_str()],
    )
    .await
}

/// The services for which a change of an organisation is under way: the change, the service, its number.
pub(super) async fn list_live(
    read: &mut Read,
    organisation: &BusinessId,
) -> Result<Vec<(String, String, String)>, Error> {
    read.all(
        "select s.change_id, s.service, c.number
         from controller_change_service s join controller_change c on c.id = s.change_id
         where s.organisation = $1 and s.live = 1 order by s.service",
        db::values![organisation.as_str()],
    )
    .await
}

/// The services of one.
pub(super) async fn services_of(read: &mut Read, id: &ControllerChangeId) -> Result<Vec<Service>, Error> {
    let rows: Vec<(String,)> = read
        .all(
            "select service from controller_change_service where change_id = $1 order by service",
            db::values![id.as_str()],
        )
        .await?;
    Ok(rows.iter().filter_map(|(code,)| Service::parse(code)).collect())
}

/// Lets go of the services of a case that has come to its end.
pub(super) async fn release_services(tx: &mut Tx, id: &ControllerChangeId) -> Result<(), Error> {
    tx.run("update controller_change_service set live = 0 where change_id = $1", db::values![id.as_str()]).await?;
    Ok(())
}

/// What was said when it was sent.
#[derive(Debug, db::FromRow)]
pub(super) struct VersionRow {
    pub number: i64,
    pub content: Vec<u8>,
    pub sha256: String,
    pub sent_at: i64,
    pub sent_by: String,
    pub basis: String,
}

pub(super) struct NewVersion<'a> {
    pub id: &'a ControllerChangeId,
    pub number: i64,
    pub content: Sealed,
    pub sha256: &'a str,
    pub by: &'a str,
    pub acting: &'a Acting,
}

pub(super) async fn insert_version(tx: &mut Tx, now: Instant, new: &NewVersion<'_>) -> Result<(), Error> {
    tx.run(
        "insert into controller_change_version (change_id, number, content, sha256, sent_at, sent_by, basis,
                                                right_checked_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        db::values![
            new.id.as_str(),
            new.number,
            new.content.clone(),
            new.sha256,
            now.milliseconds(),
            new.by,
            new.acting.basis.code(),
            new.acting.checked_at.milliseconds()
        ],
    )
    .await?;
    Ok(())
}

/// What was sent last.
pub(super) async fn find_version(read: &mut Read, id: &ControllerChangeId) -> Result<Option<VersionRow>, Error> {
    read.optional(
        "select number, content, sha256, sent_at, sent_by, basis
         from controller_change_version where change_id = $1 order by number desc limit 1",
        db::values![id.as_str()],
    )
    .await
}

/// Something that has happened to a change.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct EventRow {
    pub what: String,
    pub side: String,
    pub at: i64,
    pub by_name: String,
    pub run_day: Option<String>,
    pub reason: String,
}

impl EventRow {
    pub fn what(&self) -> Result<Step, Failure> {
        Step::parse(&self.what).ok_or_else(|| Failure::internal("what happened to a change is unknown"))
    }

    pub fn side(&self) -> Result<Side, Failure> {
        Side::parse(&self.side).ok_or_else(|| Failure::internal("whose step it was is unknown"))
    }
}

/// What has happened, the newest first.
pub(super) async fn list_events(read: &mut Read, id: &ControllerChangeId) -> Result<Vec<EventRow>, Error> {
    read.all(
        "select what, side, at, by_name, run_day, reason from controller_change_event
         where change_id = $1 order by number desc limit 200",
        db::values![id.as_str()],
    )
    .await
}

pub(super) struct NewEvent<'a> {
    pub id: &'a ControllerChangeId,
    pub what: Step,
    pub side: Side,
    pub by: &'a str,
    /// Of a binding step, the right with which it was taken.
    pub basis: Option<String>,
    pub run_day: Option<&'a str>,
    pub reason: &'a str,
}

/// Keeps what happened, in the transaction that turned the case at the version that was seen.
pub(super) async fn insert_event(tx: &mut Tx, now: Instant, new: &NewEvent<'_>) -> Result<(), Error> {
    tx.run_one(
        "insert into controller_change_event (change_id, number, what, side, at, by_name, basis, run_day, reason)
         values ($1, (select coalesce(max(number), 0) + 1 from controller_change_event where change_id = $1),
                 $2, $3, $4, $5, $6, $7, $8)",
        db::values![
            new.id.as_str(),
            new.what.code(),
            new.side.code(),
            now.milliseconds(),
            new.by,
            new.basis.as_deref(),
            new.run_day,
            new.reason
        ],
    )
    .await
}
