//! Every SQL text about connection requests.

use db::{Error, FromRow, Read, Tx};

use super::rules::ConnectionState;
use super::{ConnectionFilter, Named, Wish};
use crate::kernel::{ApplicationId, BusinessId, ConnectionId, Instant, Session};
use crate::services::Service;

/// A request with all that both sides see of it.
#[derive(Clone, Debug, FromRow)]
pub(super) struct ConnectionRow {
    pub id: String,
    pub number: String,
    pub application: String,
    pub organisation: String,
    pub organisation_name: String,
    pub recipients: String,
    pub intermediary: String,
    pub intermediary_name: String,
    pub service: String,
    pub language: String,
    pub asked_point: Option<String>,
    pub asked_system: Option<String>,
    pub test_date: Option<String>,
    pub production_date: Option<String>,
    pub state: String,
    pub version: i64,
    pub requested_at: i64,
    pub answered_at: Option<i64>,
    pub answered_by_name: Option<String>,
    pub point: Option<String>,
    pub point_name: Option<String>,
    pub system: Option<String>,
    pub reason: Option<String>,
    /// When the service ended that was joined.
    pub ended_at: Option<i64>,
    /// When the application was approved: no other point can be chosen in it any more.
    pub granted_at: Option<i64>,
    /// When production began.
    pub used_at: Option<i64>,
    /// When an officer settled with the customer what follows from a request that was declined after the approval, and how;
    /// without words when the intermediary confirmed it all the same.
    pub handled_at: Option<i64>,
    pub handled_note: Option<String>,
}

/// The next number of a year.
pub(super) async fn next_number(tx: &mut Tx, year: i16) -> Result<i64, Error> {
    let (last,): (i64,) = tx
        .one(
            "insert into connection_number (year, last) values ($1, 1)
             on conflict (year) do update set last = connection_number.last + 1 returning last",
            db::values![i64::from(year)],
        )
        .await?;
    Ok(last)
}

/// Whether an application, `$application`, has a live request: a condition in a statement of another room.
macro_rules! has_request {
    ($application:literal) => {
        concat!(
            "exists (select 1 from connection n
                     where n.application = ",
            $application,
            " and n.state in ('awaited', 'confirmed', 'declined'))"
        )
    };
}
pub(crate) use has_request;

/// Whether customers wait for an intermediary, `$intermediary`: a condition in a statement of another room.
macro_rules! is_awaited {
    ($intermediary:literal) => {
        concat!(
            "exists (select 1 from connection n where n.intermediary = ",
            $intermediary,
            " and n.state = 'awaited')"
        )
    };
}
pub(crate) use is_awaited;

/// Whether a customer, `$organisation`, has a live request that is not confirmed: a condition in a statement of another
/// room.
macro_rules! has_unconfirmed {
    ($organisation:literal) => {
        concat!(
            "exists (select 1 from connection n where n.organisation = ",
            $organisation,
            " and (n.state = 'awaited' or n.state = 'declined' and n.handled_at is null))"
        )
    };
}
pub(crate) use has_unconfirmed;

/// The live request of the application `$application`, if there is one, as `$live`: a join in a statement of another room.
macro_rules! live_request_of {
    ($live:literal, $application:literal) => {
        concat!(
            " left join connection ",
            $live,
            " on ",
            $live,
            ".application = ",
            $application,
            " and ",
            $live,
            ".state in ('awaited', 'confirmed', 'declined')"
        )
    };
}
pub(crate) use live_request_of;

pub(super) async fn is_asked(read: &mut Read, application: &ApplicationId) -> Result<bool, Error> {
    let asked: Option<(String,)> = read
        .optional(
            "select id from connection where application = $1 and state in ('awaited', 'confirmed', 'declined')",
            db::values![application.as_str()],
        )
        .await?;
    Ok(asked.is_some())
}

/// The live request of an application.
pub(super) async fn find_live(read: &mut Read, application: &ApplicationId) -> Result<Option<ConnectionRow>, Error> {
    read.optional(
        "select id, number, application, organisation, organisation_name, recipients, intermediary, intermediary_name,
                service, language, asked_point, asked_system, test_date, production_date, state, version, requested_at,
                answered_at, answered_by_name, point, point_name, system, reason, ended_at,
                granted_at, used_at, handled_at, handled_note
         from connection where application = $1 and state in ('awaited', 'confirmed', 'declined')",
        db::values![application.as_str()],
    )
    .await
}

/// Who has declined what an application asked, and when, the first one first. Only a decline has a reason.
pub(super) async fn list_declines(
    read: &mut Read,
    organisation: &BusinessId,
    application: &ApplicationId,
) -> Result<Vec<(String, i64)>, Error> {
    read.all(
        "select intermediary_name, answered_at from connection
         where organisation = $1 and state in ('declined', 'withdrawn') and application = $2 and reason is not null
           and answered_at is not null
         order by answered_at, id limit 20",
        db::values![organisation.as_str(), application.as_str()],
    )
    .await
}

/// A request by its id, for the intermediary that it was made to; another's is not found.
pub(super) async fn load(
    read: &mut Read,
    intermediary: &BusinessId,
    id: &ConnectionId,
) -> Result<ConnectionRow, Error> {
    read.one(
        "select id, number, application, organisation, organisation_name, recipients, intermediary, intermediary_name,
                service, language, asked_point, asked_system, test_date, production_date, state, version, requested_at,
                answered_at, answered_by_name, point, point_name, system, reason, ended_at,
                granted_at, used_at, handled_at, handled_note
         from connection where id = $1 and intermediary = $2",
        db::values![id.as_str(), intermediary.as_str()],
    )
    .await
}

/// The live requests of a customer that are not confirmed.
pub(super) async fn list_unconfirmed(read: &mut Read, organisation: &BusinessId) -> Result<Vec<ConnectionRow>, Error> {
    read.all(
        "select id, number, application, organisation, organisation_name, recipients, intermediary, intermediary_name,
                service, language, asked_point, asked_system, test_date, production_date, state, version, requested_at,
                answered_at, answered_by_name, point, point_name, system, reason, ended_at,
                granted_at, used_at, handled_at, handled_note
         from connection where organisation = $1 and (state = 'awaited' or state = 'declined' and handled_at is null)
         order by requested_at, id limit 50",
        db::values![organisation.as_str()],
    )
    .await
}

/// A page of an intermediary's requests, newest first.
pub(super) async fn list(
    read: &mut Read,
    intermediary: &BusinessId,
    filter: &ConnectionFilter,
    limit: i64,
) -> Result<Vec<ConnectionRow>, Error> {
    let (name_from, name_until) = filter.name_range();
    let after = filter.after.clone().unwrap_or((i64::MAX, String::new()));
    read.all(
        "select id, number, application, organisation, organisation_name, recipients, intermediary, intermediary_name,
                service, language, asked_point, asked_system, test_date, production_date, state, version, requested_at,
                answered_at, answered_by_name, point, point_name, system, reason, ended_at,
                granted_at, used_at, handled_at, handled_note
         from connection
         where intermediary = $1 and (cast($2 as text) is null or state = $2) and (cast($3 as text) is null or service = $3)
           and (cast($4 as text) is null or organisation = $4 or number = $4)
           and (cast($5 as text) is null or (name_key >= $5 and name_key < $6))
           and (requested_at, id) < ($7, $8)
         order by requested_at desc, id desc limit $9",
        db::values![
            intermediary.as_str(),
            filter.state.map(ConnectionState::code),
            filter.service.map(crate::services::Service::code),
            filter.exact(),
            name_from,
            name_until,
            after.0,
            after.1,
            limit
        ],
    )
    .await
}

/// The requests that wait for an intermediary's answer, after a day and an id: first those whose production is planned
/// soonest, last those without a day.
pub(super) async fn list_awaited(
    read: &mut Read,
    intermediary: &BusinessId,
    filter: &ConnectionFilter,
    limit: i64,
) -> Result<Vec<ConnectionRow>, Error> {
    let (name_from, name_until) = filter.name_range();
    let (day, id) = filter.after_day.clone().unwrap_or_default();
    read.all(
        "select id, number, application, organisation, organisation_name, recipients, intermediary, intermediary_name,
                service, language, asked_point, asked_system, test_date, production_date, state, version, requested_at,
                answered_at, answered_by_name, point, point_name, system, reason, ended_at,
                granted_at, used_at, handled_at, handled_note
         from connection
         where intermediary = $1 and state = 'awaited' and (cast($2 as text) is null or service = $2)
           and (cast($3 as text) is null or organisation = $3 or number = $3)
           and (cast($4 as text) is null or (name_key >= $4 and name_key < $5))
           and (coalesce(production_date, '9999-12-31'), id) > ($6, $7)
         order by coalesce(production_date, '9999-12-31'), id limit $8",
        db::values![
            intermediary.as_str(),
            filter.service.map(crate::services::Service::code),
            filter.exact(),
            name_from,
            name_until,
            day,
            id,
            limit
        ],
    )
    .await
}

/// How many requests wait for an intermediary's answer, counted at most to 1,001.
pub(super) async fn count_awaited(read: &mut Read, intermediary: &BusinessId) -> Result<i64, Error> {
    let (count,): (i64,) = read
        .one(
            "select count(*) from (select 1 from connection where intermediary = $1 and state = 'awaited' limit 1001) capped",
            db::values![intermediary.as_str()],
        )
        .await?;
    Ok(count)
}

/// How many customers are connected through an access point.
pub(super) async fn count_through(read: &mut Read, intermediary: &BusinessId, point: &str) -> Result<i64, Error> {
    let (count,): (i64,) = read
        .one(
            "select count(distinct organisation) from connection
             where intermediary = $1 and (point = $2 and state = 'confirmed'
                                          or asked_point = $2 and state = 'awaited' and granted_at is not null)",
            db::values![intermediary.as_str(), point],
        )
        .await?;
    Ok(count)
}

/// Adds a request.
pub(super) async fn insert(
    tx: &mut Tx,
    now: Instant,
    id: &ConnectionId,
    number: &str,
    intermediary: &Named,
    wish: &Wish<'_>,
) -> Result<(), Error> {
    tx.run(
        "insert into connection (id, number, application, organisation, organisation_name, name_key, recipients, intermediary,
                                 intermediary_name, service, language, asked_point, asked_system, test_date,
                                 production_date, state, version, requested_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'awaited', 1, $16)",
        db::values![
            id.as_str(),
            number,
            wish.application.as_str(),
            wish.organisation.as_str(),
            wish.organisation_name,
            wish.organisation_name.to_lowercase(),
            serde_json::Value::from(wish.recipients.clone()).to_string(),
            intermediary.id.as_str(),
            intermediary.name.as_str(),
            wish.service.code(),
            wish.language.code(),
            wish.point.as_deref(),
            wish.system.as_deref(),
            wish.test_date.as_deref(),
            wish.production_date.as_deref(),
            now.milliseconds()
        ],
    )
    .await?;
    Ok(())
}

/// Holds the live request of an application until the end of the transaction, if there is one.
pub(super) async fn hold_live(tx: &mut Tx, application: &ApplicationId) -> Result<(), Error> {
    tx.run(
        "update connection set version = version
         where application = $1 and state in ('awaited', 'confirmed', 'declined')",
        db::values![application.as_str()],
    )
    .await?;
    Ok(())
}

/// Keeps the particulars of a live request up to date; what has been answered stays.
pub(super) async fn update_particulars(tx: &mut Tx, id: &str, wish: &Wish<'_>) -> Result<(), Error> {
    tx.run(
        "update connection set asked_point = $1, asked_system = $2, test_date = $3, production_date = $4, recipients = $5,
                language = $6, version = version + 1
         where id = $7 and state in ('awaited', 'confirmed', 'declined')",
        db::values![
            wish.point.as_deref(),
            wish.system.as_deref(),
            wish.test_date.as_deref(),
            wish.production_date.as_deref(),
            serde_json::Value::from(wish.recipients.clone()).to_string(),
            wish.language.code(),
            id
        ],
    )
    .await?;
    Ok(())
}

/// Moves the live request of an application to its end; `Stale` when somebody else did.
pub(super) async fn withdraw(tx: &mut Tx, application: &ApplicationId, state: ConnectionState) -> Result<(), Error> {
    tx.run_one(
        "update connection set state = $1, version = version + 1
         where application = $2 and state in ('awaited', 'confirmed', 'declined')",
        db::values![state.code(), application.as_str()],
    )
    .await
}

/// An answer of the intermediary.
pub(super) struct Answered<'a> {
    pub id: &'a str,
    pub version: i64,
    pub state: ConnectionState,
    pub point: Option<(&'a str, &'a str)>,
    pub system: Option<&'a str>,
    pub reason: Option<&'a str>,
    pub by: &'a Session,
}

/// Keeps an answer; `Stale` when the request changed since it was read. Who confirms what was declined after the approval
/// settles what production waited for.
pub(super) async fn answer(tx: &mut Tx, now: Instant, answered: &Answered<'_>) -> Result<(), Error> {
    tx.run_one(
        "update connection set state = $1, point = $2, point_name = $3, system = $4, reason = $5, answered_at = $6,
                answered_by = $7, answered_by_name = $8, version = version + 1,
                handled_at = case when $1 = 'confirmed' and state = 'declined' and granted_at is not null
                                  then coalesce(handled_at, $6) else handled_at end
         where id = $9 and version = $10",
        db::values![
            answered.state.code(),
            answered.point.map(|(oid, _)| oid),
            answered.point.map(|(_, name)| name),
            answered.system,
            answered.reason,
            now.milliseconds(),
            answered.by.person.as_str(),
            answered.by.name.as_str(),
            answered.id,
            answered.version
        ],
    )
    .await
}

/// Ends the connections of a customer for a service that has ended, those that were confirmed and those that nobody had
/// confirmed when it was granted; returns how many.
pub(super) async fn end_joined(
    tx: &mut Tx,
    now: Instant,
    organisation: &BusinessId,
    service: Service,
) -> Result<u64, Error> {
    tx.run(
        "update connection set state = 'withdrawn', ended_at = $1, version = version + 1
         where organisation = $2 and service = $3
           and (state = 'confirmed' or state in ('awaited', 'declined') and granted_at is not null)",
        db::values![now.milliseconds(), organisation.as_str(), service.code()],
    )
    .await
}

/// The applications of a customer's live connections.
pub(super) async fn list_live(read: &mut Read, organisation: &BusinessId) -> Result<Vec<String>, Error> {
    let rows: Vec<(String,)> = read
        .all(
            "select application from connection
             where organisation = $1 and state in ('awaited', 'confirmed', 'declined') order by application",
            db::values![organisation.as_str()],
        )
        .await?;
    Ok(rows.into_iter().map(|(application,)| application).collect())
}

/// Puts other contacts in the place of those of an application's live connection; returns of how many.
pub(super) async fn replace_recipients(tx: &mut Tx, application: &str, recipients: &[String]) -> Result<u64, Error> {
    tx.run(
        "update connection set recipients = $1
         where application = $2 and state in ('awaited', 'confirmed', 'declined')",
        db::values![serde_json::Value::from(recipients).to_string(), application],
    )
    .await
}

/// Requests that have waited since before a moment without a word to the intermediary, in small batches.
pub(super) async fn list_forgotten(read: &mut Read, before: Instant) -> Result<Vec<ConnectionRow>, Error> {
    read.all(
        "select id, number, application, organisation, organisation_name, recipients, intermediary, intermediary_name,
                service, language, asked_point, asked_system, test_date, production_date, state, version, requested_at,
                answered_at, answered_by_name, point, point_name, system, reason, ended_at,
                granted_at, used_at, handled_at, handled_note
         from connection where state = 'awaited' and requested_at <= $1 and (reminded_at is null or reminded_at <= $1)
         order by requested_at, id limit 200",
        db::values![before.milliseconds()],
    )
    .await
}

/// Notes a reminder; `Stale` when another instance was first or an answer came.
pub(super) async fn note_reminder(tx: &mut Tx, now: Instant, before: Instant, id: &str) -> Result<(), Error> {
    tx.run_one(
        "update connection set reminded_at = $1
         where id = $2 and state = 'awaited' and (reminded_at is null or reminded_at <= $3)",
        db::values![now.milliseconds(), id, before.milliseconds()],
    )
    .await
}

/// Where an intermediary wants its notices, and in which language.
#[derive(Clone, Debug, FromRow)]
pub(super) struct AddressRow {
    pub email: String,
    pub language: String,
    pub version: i64,
}

/// What an intermediary has chosen for its notices.
pub(super) async fn find_address(read: &mut Read, organisation: &str) -> Result<Option<AddressRow>, Error> {
    read.optional(
        "select email, language, version from intermediary_address where organisation = $1",
        db::values![organisation],
    )
    .await
}

/// Keeps the address; `Stale` when somebody else was first. Version 0 is an address that nobody has chosen yet.
pub(super) async fn keep_address(
    tx: &mut Tx,
    now: Instant,
    organisation: &BusinessId,
    (email, language): (&str, &str),
    version: i64,
    by: &Session,
) -> Result<(), Error> {
    if version == 0 {
        return tx
            .run_one(
                "insert into intermediary_address (organisation, email, language, version, changed_at, changed_by)
                 values ($1, $2, $3, 1, $4, $5) on conflict (organisation) do nothing",
                db::values![organisation.as_str(), email, language, now.milliseconds(), by.person.as_str()],
            )
            .await;
    }
    tx.run_one(
        "update intermediary_address set email = $1, language = $2, version = version + 1, changed_at = $3, changed_by = $4
         where organisation = $5 and version = $6",
        db::values![email, language, now.milliseconds(), by.person.as_str(), organisation.as_str(), version],
    )
    .await
}
