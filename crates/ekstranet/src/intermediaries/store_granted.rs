//! Every SQL text about requests behind what was granted: approved, in production, declined too late.

use db::{Error, FromRow, Read, Tx};

use super::store::ConnectionRow;
use crate::kernel::{ApplicationId, ConnectionId, Instant};

/// Notes that the application behind a live request was approved.
pub(super) async fn mark_granted(tx: &mut Tx, now: Instant, application: &ApplicationId) -> Result<(), Error> {
    tx.run(
        "update connection set granted_at = $1, version = version + 1
         where application = $2 and state in ('awaited', 'confirmed', 'declined')",
        db::values![now.milliseconds(), application.as_str()],
    )
    .await?;
    Ok(())
}

/// Notes that production has begun through a live request.
pub(super) async fn mark_used(tx: &mut Tx, now: Instant, application: &ApplicationId) -> Result<(), Error> {
    tx.run(
        "update connection set used_at = $1, version = version + 1
         where application = $2 and state in ('awaited', 'confirmed', 'declined')",
        db::values![now.milliseconds(), application.as_str()],
    )
    .await?;
    Ok(())
}

/// A request by its id, for an officer.
pub(super) async fn load_any(read: &mut Read, id: &ConnectionId) -> Result<ConnectionRow, Error> {
    read.one(
        "select id, number, application, organisation, organisation_name, recipients, intermediary, intermediary_name,
                service, language, asked_point, asked_system, test_date, production_date, state, version, requested_at,
                answered_at, answered_by_name, point, point_name, system, reason, ended_at,
                granted_at, used_at, handled_at, handled_note
         from connection where id = $1",
        db::values![id.as_str()],
    )
    .await
}

/// Requests that were declined after the approval and wait for an officer, oldest first.
pub(super) async fn list_declined_late(read: &mut Read, limit: i64) -> Result<Vec<ConnectionRow>, Error> {
    read.all(
        "select id, number, application, organisation, organisation_name, recipients, intermediary, intermediary_name,
                service, language, asked_point, asked_system, test_date, production_date, state, version, requested_at,
                answered_at, answered_by_name, point, point_name, system, reason, ended_at,
                granted_at, used_at, handled_at, handled_note
         from connection where state = 'declined' and granted_at is not null and handled_at is null
         order by answered_at, id limit $1",
        db::values![limit],
    )
    .await
}

/// How many of them wait, counted at most to 1,001.
pub(super) async fn count_declined_late(read: &mut Read) -> Result<i64, Error> {
    let (count,): (i64,) = read
        .one(
            "select count(*) from (select 1 from connection where state = 'declined' and granted_at is not null
                                   and handled_at is null limit 1001) capped",
            db::values![],
        )
        .await?;
    Ok(count)
}

/// Keeps what an officer has settled with the customer, in the place of what was settled before while production has not
/// begun; `Stale` when somebody was first.
pub(super) async fn handle(
    tx: &mut Tx,
    now: Instant,
    (id, version): (&ConnectionId, i64),
    (by, note): (&str, &str),
) -> Result<(), Error> {
    tx.run_one(
        "update connection set handled_at = $1, handled_by_name = $2, handled_note = $3, point = null, point_name = null,
                version = version + 1
         where id = $4 and version = $5 and state = 'declined' and granted_at is not null and used_at is null",
        db::values![now.milliseconds(), by, note, id.as_str(), version],
    )
    .await
}

/// Notes the point of the customer's own through which it joins after a request was declined: nobody confirms that.
pub(super) async fn keep_own_point(tx: &mut Tx, id: &ConnectionId, (oid, name): (&str, &str)) -> Result<(), Error> {
    tx.run_one(
        "update connection set point = $1, point_name = $2 where id = $3 and state = 'declined'",
        db::values![oid, name, id.as_str()],
    )
    .await
}

/// Puts a request that was declined and settled out of the way of the one that takes its place.
pub(super) async fn replace(tx: &mut Tx, id: &ConnectionId) -> Result<(), Error> {
    tx.run_one(
        "update connection set state = 'withdrawn' where id = $1 and state = 'declined' and handled_at is not null",
        db::values![id.as_str()],
    )
    .await
}

/// Notes of the request that has taken the place of another that it belongs to what was granted, and the name of its point.
pub(super) async fn mark_settled(
    tx: &mut Tx,
    application: &str,
    granted_at: Option<i64>,
    point_name: &str,
) -> Result<(), Error> {
    tx.run_one(
        "update connection set granted_at = $1, point = asked_point, point_name = $2
         where application = $3 and state in ('awaited', 'confirmed', 'declined') and state = 'awaited'",
        db::values![granted_at, point_name, application],
    )
    .await
}

/// A request that was declined after the approval and in whose place an officer has put another.
#[derive(Clone, Debug, FromRow)]
pub(super) struct SettledRow {
    pub intermediary_name: String,
    pub answered_at: Option<i64>,
    pub reason: Option<String>,
    pub handled_at: Option<i64>,
    pub handled_note: Option<String>,
}

/// Those of an application of an organisation, in the order in which they were settled.
pub(super) async fn list_settled(
    read: &mut Read,
    organisation: &str,
    application: &str,
) -> Result<Vec<SettledRow>, Error> {
    read.all(
        "select intermediary_name, answered_at, reason, handled_at, handled_note from connection
         where organisation = $1 and state = 'withdrawn' and application = $2 and handled_at is not null
         order by handled_at, id limit 20",
        db::values![organisation, application],
    )
    .await
}
