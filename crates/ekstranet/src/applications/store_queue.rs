//! Every SQL text of the officers' queue. Each filter has a text of its own, so that each walks its own index by key
//! and a page costs the same however long the queue is.

use db::{Error, FromRow, Read};

use super::QueueFilter;
use super::rules::State;
use crate::kernel::BusinessId;
use crate::services::Service;

/// Lines of one page.
const PAGE: i64 = 50;

/// A line of the queue.
#[derive(Clone, Debug, FromRow)]
pub(super) struct QueueRow {
    pub id: String,
    pub case_number: String,
    pub organisation: String,
    pub organisation_name: String,
    pub service: String,
    pub state: String,
    pub submitted_at: i64,
    pub officer_name: Option<String>,
    pub supplement_deadline: Option<String>,
}

/// One page of the queue, oldest first.
pub(super) async fn list_queue(read: &mut Read, filter: &QueueFilter) -> Result<Vec<QueueRow>, Error> {
    let after = filter.after.as_ref().map_or((-1, ""), |(at, id)| (*at, id.as_str()));
    let service = filter.service.map(Service::code);
    match (filter.officer.as_deref(), filter.state.map(State::code), service) {
        (None, None, None) => list_open(read, after).await,
        (None, None, Some(service)) => list_open_of_service(read, after, service).await,
        (None, Some(state), None) => list_of_state(read, after, state).await,
        (None, Some(state), Some(service)) => list_of_state_and_service(read, after, state, service).await,
        (Some(officer), None, service) => list_open_of_officer(read, after, officer, service).await,
        (Some(officer), Some(state), service) => list_of_officer_and_state(read, after, officer, state, service).await,
    }
}

/// Walks `application_queue`.
async fn list_open(read: &mut Read, after: (i64, &str)) -> Result<Vec<QueueRow>, Error> {
    read.all(
        "select id, case_number, organisation, organisation_name, service, state, submitted_at, officer_name,
                supplement_deadline
         from application where state in ('submitted', 'in_review', 'supplement_requested')
           and (submitted_at, id) > ($1, $2) order by submitted_at, id limit $3",
        db::values![after.0, after.1, PAGE],
    )
    .await
}

/// Walks `application_queue_by_service`.
async fn list_open_of_service(read: &mut Read, after: (i64, &str), service: &str) -> Result<Vec<QueueRow>, Error> {
    read.all(
        "select id, case_number, organisation, organisation_name, service, state, submitted_at, officer_name,
                supplement_deadline
         from application where service = $4 and state in ('submitted', 'in_review', 'supplement_requested')
           and (submitted_at, id) > ($1, $2) order by submitted_at, id limit $3",
        db::values![after.0, after.1, PAGE, service],
    )
    .await
}

/// Walks `application_by_state`.
async fn list_of_state(read: &mut Read, after: (i64, &str), state: &str) -> Result<Vec<QueueRow>, Error> {
    read.all(
        "select id, case_number, organisation, organisation_name, service, state, submitted_at, officer_name,
                supplement_deadline
         from application where state = $4 and submitted_at is not null
           and (submitted_at, id) > ($1, $2) order by submitted_at, id limit $3",
        db::values![after.0, after.1, PAGE, state],
    )
    .await
}

/// Walks `application_by_state_and_service`.
async fn list_of_state_and_service(
    read: &mut Read,
    after: (i64, &str),
    state: &str,
    service: &str,
) -> Result<Vec<QueueRow>, Error> {
    read.all(
        "select id, case_number, organisation, organisation_name, service, state, submitted_at, officer_name,
                supplement_deadline
         from application where state = $4 and service = $5 and submitted_at is not null
           and (submitted_at, id) > ($1, $2) order by submitted_at, id limit $3",
        db::values![after.0, after.1, PAGE, state, service],
    )
    .await
}

/// Walks `application_queue_by_officer`; one officer has so few open cases that the service is looked at row by row.
async fn list_open_of_officer(
    read: &mut Read,
    after: (i64, &str),
    officer: &str,
    service: Option<&str>,
) -> Result<Vec<QueueRow>, Error> {
    read.all(
        "select id, case_number, organisation, organisation_name, service, state, submitted_at, officer_name,
                supplement_deadline
         from application where officer_id = $4 and ($5 is null or service = $5)
           and state in ('submitted', 'in_review', 'supplement_requested')
           and (submitted_at, id) > ($1, $2) order by submitted_at, id limit $3",
        db::values![after.0, after.1, PAGE, officer, service],
    )
    .await
}

/// Walks `application_by_officer_and_state`.
async fn list_of_officer_and_state(
    read: &mut Read,
    after: (i64, &str),
    officer: &str,
    state: &str,
    service: Option<&str>,
) -> Result<Vec<QueueRow>, Error> {
    read.all(
        "select id, case_number, organisation, organisation_name, service, state, submitted_at, officer_name,
                supplement_deadline
         from application where officer_id = $4 and state = $5 and ($6 is null or service = $6)
           and submitted_at is not null
           and (submitted_at, id) > ($1, $2) order by submitted_at, id limit $3",
        db::values![after.0, after.1, PAGE, officer, state, service],
    )
    .await
}

/// The one with a case number, whoever has sent it.
pub(super) async fn find_numbered(read: &mut Read, number: &str) -> Result<Option<QueueRow>, Error> {
    read.optional(
        "select id, case_number, organisation, organisation_name, service, state, submitted_at, officer_name,
                supplement_deadline
         from application where case_number = $1 and submitted_at is not null",
        db::values![number],
    )
    .await
}

/// What an organisation has sent, open and closed, the newest first; walks `application_by_organisation`.
pub(super) async fn list_sent_by(read: &mut Read, organisation: &BusinessId) -> Result<Vec<QueueRow>, Error> {
    read.all(
        "select id, case_number, organisation, organisation_name, service, state, submitted_at, officer_name,
                supplement_deadline
         from application where organisation = $1 and case_number is not null and submitted_at is not null
         order by created_at desc, id desc limit $2",
        db::values![organisation.as_str(), PAGE],
    )
    .await
}

/// How many wait in each open state, counted at most to 301: counting further would make the page dearer the longer the
/// queue is. The order keeps PostgreSQL on the index.
pub(super) async fn count_open(read: &mut Read) -> Result<Vec<(String, i64)>, Error> {
    read.all(
        "select 'submitted' as state, count(*) as number
           from (select 1 from application where state = 'submitted' order by submitted_at, id limit 301) capped_submitted
         union all select 'in_review', count(*)
           from (select 1 from application where state = 'in_review' order by submitted_at, id limit 301) capped_in_review
         union all select 'supplement_requested', count(*)
           from (select 1 from application where state = 'supplement_requested' order by submitted_at, id limit 301) capped_supplement",
        db::values![],
    )
    .await
}

/// Organisations with an open application, by business ID; walks `application_one_open`.
pub(super) async fn list_open_organisations(read: &mut Read, after: &str, limit: i64) -> Result<Vec<String>, Error> {
    let rows: Vec<(String,)> = read
        .all(
            "select distinct organisation from application
             where organisation > $1 and state in ('draft', 'submitted', 'in_review', 'supplement_requested')
             order by organisation limit $2",
            db::values![after, limit],
        )
        .await?;
    Ok(rows.into_iter().map(|(organisation,)| organisation).collect())
}

/// The open applications of an organisation with the languages of their cases.
pub(super) async fn list_open_cases(
    read: &mut Read,
    organisation: &BusinessId,
) -> Result<Vec<(String, String)>, Error> {
    read.all(
        "select id, case_language from application
         where organisation = $1 and state in ('draft', 'submitted', 'in_review', 'supplement_requested')
         order by changed_at desc, id desc",
        db::values![organisation.as_str()],
    )
    .await
}
