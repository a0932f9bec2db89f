//! Every SQL text about the messages of a case.

use db::{Error, FromRow, Read, Tx};

use crate::deployments;
use crate::kernel::{ApplicationId, AuditId, BusinessId, Instant, Session};

/// A message of a case.
#[derive(Clone, Debug, FromRow)]
pub(super) struct MessageRow {
    pub at: i64,
    pub from_operator: i64,
    pub by_name: String,
    pub text: String,
    pub read_at: Option<i64>,
    pub read_by_name: Option<String>,
}

/// The messages of a case, oldest first.
pub(super) async fn list(read: &mut Read, application: &ApplicationId) -> Result<Vec<MessageRow>, Error> {
    read.all(
        "select at, from_operator, by_name, text, read_at, read_by_name from application_message
         where application = $1 order by id limit 500",
        db::values![application.as_str()],
    )
    .await
}

/// Whether both sides write to each other in a case: until it is decided, and when it was approved until production has
/// begun or nothing comes of it.
macro_rules! is_talked_about {
    () => {
        concat!(
            "(application.state in ('submitted', 'in_review', 'supplement_requested')
              or (application.state = 'approved' and ",
            deployments::is_awaited!("application.id"),
            "))"
        )
    };
}

/// Whether a message may be written in a case now.
pub(super) async fn is_open(read: &mut Read, application: &ApplicationId) -> Result<bool, Error> {
    let found: Option<(String,)> = read
        .optional(
            concat!("select id from application where id = $1 and ", is_talked_about!()),
            db::values![application.as_str()],
        )
        .await?;
    Ok(found.is_some())
}

/// Adds a message to a case that is open; returns how many rows: none when the same message has come already or the case
/// is closed.
pub(super) async fn insert(
    tx: &mut Tx,
    now: Instant,
    id: &AuditId,
    application: &ApplicationId,
    from_operator: bool,
    text: &str,
    by: &Session,
) -> Result<u64, Error> {
    tx.run(
        concat!(
            "insert into application_message (id, application, at, from_operator, by_id, by_name, text)
             select $1, id, $2, $3, $4, $5, $6 from application where id = $7 and ",
            is_talked_about!(),
            " on conflict (id) do nothing"
        ),
        db::values![
            id.as_str(),
            now.milliseconds(),
            from_operator,
            by.person.as_str(),
            by.name.as_str(),
            text,
            application.as_str()
        ],
    )
    .await
}

/// Whether a message with this id is there.
pub(super) async fn find(read: &mut Read, application: &ApplicationId, id: &AuditId) -> Result<bool, Error> {
    let found: Option<(String,)> = read
        .optional(
            "select id from application_message where id = $1 and application = $2",
            db::values![id.as_str(), application.as_str()],
        )
        .await?;
    Ok(found.is_some())
}

/// Whether the customer has written in a case since a moment.
pub(super) async fn has_customer_written(
    read: &mut Read,
    application: &ApplicationId,
    since: Instant,
) -> Result<bool, Error> {
    let found: Option<(String,)> = read
        .optional(
            "select id from application_message where application = $1 and from_operator = 0 and at >= $2
             order by id limit 1",
            db::values![application.as_str(), since.milliseconds()],
        )
        .await?;
    Ok(found.is_some())
}

/// Marks the other side's messages as read; returns how many were new.
pub(super) async fn mark_read(
    tx: &mut Tx,
    now: Instant,
    application: &ApplicationId,
    from_operator: bool,
    by: &Session,
) -> Result<u64, Error> {
    tx.run(
        "update application_message set read_at = $1, read_by_name = $2
         where application = $3 and from_operator = $4 and read_at is null",
        db::values![now.milliseconds(), by.name.as_str(), application.as_str(), from_operator],
    )
    .await
}

/// A case with messages that nobody of the reading side has opened.
#[derive(Clone, Debug, FromRow)]
pub(super) struct UnreadRow {
    pub id: String,
    pub service: String,
    pub case_number: String,
    pub organisation_name: String,
    pub officer_name: Option<String>,
    pub since: i64,
    pub number: i64,
}

/// Cases with unread messages of customers, the longest waiting first; walks `application_message_unread`.
pub(super) async fn list_unread_of_customers(read: &mut Read) -> Result<Vec<UnreadRow>, Error> {
    read.all(
        "select a.id, a.service, a.case_number, a.organisation_name, a.officer_name, m.since, m.number
         from (select application, min(at) as since, count(*) as number from application_message
               where from_operator = 0 and read_at is null group by application order by min(at) limit 100) m
           join application a on a.id = m.application
         where a.case_number is not null order by m.since, a.id",
        db::values![],
    )
    .await
}

/// Whether the operator has written to an organisation, `$organisation`, what nobody has read: a condition in a statement
/// of another room.
macro_rules! has_unread {
    ($organisation:literal) => {
        concat!(
            "exists (select 1 from application_message m where m.from_operator = 1 and m.read_at is null
                       and m.application in (select id from application where organisation = ",
            $organisation,
            " and case_number is not null))"
        )
    };
}
pub(crate) use has_unread;

/// Cases of an organisation with unread messages of the operator.
pub(super) async fn list_unread_of_operator(
    read: &mut Read,
    organisation: &BusinessId,
) -> Result<Vec<UnreadRow>, Error> {
    read.all(
        "select a.id, a.service, a.case_number, a.organisation_name, a.officer_name, min(m.at) as since, count(*) as number
         from application a join application_message m on m.application = a.id
         where m.application in (select id from application where organisation = $1 and case_number is not null)
           and m.from_operator = 1 and m.read_at is null
         group by a.id, a.service, a.case_number, a.organisation_name, a.officer_name order by a.id limit 20",
        db::values![organisation.as_str()],
    )
    .await
}
