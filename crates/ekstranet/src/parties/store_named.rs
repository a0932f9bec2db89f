//! Every SQL text about other parties that applications name.

use db::{Error, FromRow, Read, Tx};

use super::named::{Naming, Other};
use super::rules::PartyState;
use crate::kernel::{ApplicationId, BusinessId, Instant};

/// A naming as it is stored.
#[derive(Clone, Debug, FromRow)]
pub(super) struct NamedRow {
    pub application: String,
    pub case_number: String,
    pub organisation: String,
    pub organisation_name: String,
    pub other: String,
    pub what: String,
    pub state: String,
    pub version: i64,
    pub named_at: i64,
    pub answered_at: Option<i64>,
    pub reason: Option<String>,
}

/// What a [`NamedRow`] has, for the statements that read namings.
macro_rules! columns {
    () => {
        "application, case_number, organisation, organisation_name, other, what, state, version, named_at, answered_at, reason"
    };
}

/// Keeps whom an application names; `false` when it has named the same before.
pub(super) async fn upsert(tx: &mut Tx, now: Instant, naming: &Naming<'_>, other: &Other) -> Result<bool, Error> {
    let kept = tx
        .run(
            "insert into named_party (application, case_number, organisation, organisation_name, other, what, state, version, named_at)
             values ($1, $2, $3, $4, $5, $6, 'waiting', 1, $7)
             on conflict (application) do update set other = excluded.other, what = excluded.what, state = 'waiting',
               version = named_party.version + 1, named_at = excluded.named_at, answered_at = null, answered_by_name = null,
               reason = null
             where named_party.other <> excluded.other or named_party.what <> excluded.what or named_party.state = 'ended'",
            db::values![
                naming.application.as_str(),
                naming.case_number,
                naming.organisation.as_str(),
                naming.organisation_name,
                other.organisation.as_str(),
                other.what.code(),
                now.milliseconds()
            ],
        )
        .await?;
    Ok(kept > 0)
}

/// Ends the naming of an application that names nobody any more or came to nothing; returns how many.
pub(super) async fn end(tx: &mut Tx, application: &ApplicationId) -> Result<u64, Error> {
    tx.run(
        "update named_party set state = 'ended', version = version + 1 where application = $1 and state <> 'ended'",
        db::values![application.as_str()],
    )
    .await
}

/// Ends a naming that nobody has answered; returns how many.
pub(super) async fn end_waiting(tx: &mut Tx, application: &ApplicationId) -> Result<u64, Error> {
    tx.run(
        "update named_party set state = 'ended', version = version + 1 where application = $1 and state = 'waiting'",
        db::values![application.as_str()],
    )
    .await
}

pub(super) async fn find(read: &mut Read, application: &ApplicationId) -> Result<Option<NamedRow>, Error> {
    read.optional(
        concat!("select ", columns!(), " from named_party where application = $1 and state <> 'ended'"),
        db::values![application.as_str()],
    )
    .await
}

/// A naming of an organisation; another's is not found.
pub(super) async fn load(read: &mut Read, other: &BusinessId, application: &ApplicationId) -> Result<NamedRow, Error> {
    read.one(
        concat!("select ", columns!(), " from named_party where application = $1 and other = $2 and state <> 'ended'"),
        db::values![application.as_str(), other.as_str()],
    )
    .await
}

/// The namings of an organisation, the newest first.
pub(super) async fn list_of(read: &mut Read, other: &BusinessId) -> Result<Vec<NamedRow>, Error> {
    read.all(
        concat!(
            "select ",
            columns!(),
            " from named_party where other = $1 and state <> 'ended' order by named_at desc, application desc limit 100"
        ),
        db::values![other.as_str()],
    )
    .await
}

/// Who waits for an organisation to answer, the first one first.
pub(super) async fn list_waiting(read: &mut Read, other: &BusinessId) -> Result<Vec<String>, Error> {
    let rows: Vec<(String,)> = read
        .all(
            "select organisation_name from named_party where other = $1 and state = 'waiting'
             order by named_at, application limit 20",
            db::values![other.as_str()],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// Keeps an answer; `Stale` when somebody was first.
pub(super) async fn answer(
    tx: &mut Tx,
    now: Instant,
    (application, version): (&ApplicationId, i64),
    (state, by): (PartyState, &str),
    reason: Option<&str>,
) -> Result<(), Error> {
    tx.run_one(
        "update named_party set state = $1, answered_at = $2, answered_by_name = $3, reason = $4, version = version + 1
         where application = $5 and version = $6 and state in ('waiting', 'contested')",
        db::values![state.code(), now.milliseconds(), by, reason, application.as_str(), version],
    )
    .await
}
