//! The SQL texts about what belongs to one change: its services and what has happened.

use db::{Error, Read, Tx};

use super::rules::{Side, Step};
use crate::kernel::{BusinessId, ControllerChangeId, Instant};
use crate::web::Failure;

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
