//! Every SQL text about what could not be verified when an application was sent.

use db::{Error, FromRow, Read, Tx};

use crate::kernel::{ApplicationId, Instant};

/// Something that was not verified.
#[derive(Clone, Debug, FromRow)]
pub(super) struct UnverifiedRow {
    pub source: String,
    pub known_at: Option<i64>,
    pub verified_at: Option<i64>,
    pub outcome: Option<String>,
}

/// Notes that a register did not answer; once for each application and register.
pub(super) async fn insert(
    tx: &mut Tx,
    now: Instant,
    application: &ApplicationId,
    source: &str,
    known_at: Option<Instant>,
) -> Result<(), Error> {
    tx.run(
        "insert into application_unverified (application, source, known_at, noted_at, next_look_at) values ($1, $2, $3, $4, $4)
         on conflict (application, source) do nothing",
        db::values![application.as_str(), source, known_at.map(Instant::milliseconds), now.milliseconds()],
    )
    .await?;
    Ok(())
}

pub(super) async fn list(read: &mut Read, application: &ApplicationId) -> Result<Vec<UnverifiedRow>, Error> {
    read.all(
        "select source, known_at, verified_at, outcome from application_unverified where application = $1",
        db::values![application.as_str()],
    )
    .await
}

/// What waits to be looked at again: application, its organisation, register.
pub(super) async fn list_waiting(read: &mut Read, now: Instant) -> Result<Vec<(String, String, String)>, Error> {
    read.all(
        "select u.application, a.organisation, u.source
         from application_unverified u join application a on a.id = u.application
         where u.verified_at is null and u.next_look_at <= $1 order by u.next_look_at, u.application limit 50",
        db::values![now.milliseconds()],
    )
    .await
}

/// Puts the next look off.
pub(super) async fn put_off(tx: &mut Tx, until: Instant, application: &str, source: &str) -> Result<(), Error> {
    tx.run(
        "update application_unverified set next_look_at = $1 where application = $2 and source = $3 and verified_at is null",
        db::values![until.milliseconds(), application, source],
    )
    .await?;
    Ok(())
}

/// Keeps what was found; `Stale` when another instance was first.
pub(super) async fn keep(
    tx: &mut Tx,
    now: Instant,
    application: &ApplicationId,
    source: &str,
    outcome: &str,
) -> Result<(), Error> {
    tx.run_one(
        "update application_unverified set verified_at = $1, outcome = $2
         where application = $3 and source = $4 and verified_at is null",
        db::values![now.milliseconds(), outcome, application.as_str(), source],
    )
    .await
}
