//! Every SQL text about terminations.

use db::{Error, Read, Tx};

use super::rules::TerminationState;
use crate::kernel::{BusinessId, Date, Instant, TerminationId};
use crate::matters::{Head, Statements, page_limit};
use crate::web::Failure;

/// A termination as it is stored.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct TerminationRow {
    #[row(flatten)]
    pub head: Head,
    pub ends_on: Option<String>,
}

impl TerminationRow {
    /// The last day as it was asked for or confirmed, of what has been sent.
    pub fn last_day(&self) -> Result<Date, Failure> {
        self.ends_on.as_deref().unwrap_or_default().parse().map_err(Failure::internal)
    }
}

/// What every kind of matter does with its rows.
pub(super) const STATEMENTS: Statements = Statements {
    insert: "insert into termination (id, organisation, organisation_name, state, content, language, version, begun_at,
                                      saved_at, saved_by)
             values ($1, $2, $3, 'draft', $4, $5, 1, $6, $6, $7)
             on conflict do nothing",
    find_draft: "select id from termination where organisation = $1 and state = 'draft'",
    load: "select id, organisation, organisation_name, number, state, content, ends_on, language, version, saved_at, saved_by
           from termination where id = $1 and organisation = $2 and state <> 'discarded'",
    load_any: "select id, organisation, organisation_name, number, state, content, ends_on, language, version, saved_at, saved_by
               from termination where id = $1 and number is not null",
    list: "select id, organisation, organisation_name, number, state, content, ends_on, language, version, saved_at, saved_by
           from termination where organisation = $1 and state <> 'discarded' order by begun_at desc, id desc limit 100",
    save: "update termination set content = $1, saved_at = $2, saved_by = $3, version = version + 1
           where id = $4 and version = $5 and state in ('draft', 'returned')",
    discard: "update termination set state = 'discarded', content = $1, saved_at = $2, version = version + 1
              where id = $3 and version = $4 and state = 'draft'",
    find_discarded: "select id from termination where id = $1 and organisation = $2 and state = 'discarded'",
    drop_services: "delete from termination_service where termination_id = $1",
    keep_service: "insert into termination_service (termination_id, organisation, service, live) values ($1, $2, $3, 1)
                   on conflict do nothing",
    services_of: "select service from termination_service where termination_id = $1 order by service",
    release_services: "update termination_service set live = 0 where termination_id = $1",
    insert_version: "insert into termination_version (termination_id, number, content, sha256, sent_at, sent_by, basis,
                                                      right_checked_at)
                     values ($1, $2, $3, $4, $5, $6, $7, $8)",
    find_version: "select number, content, sha256, sent_at, sent_by, basis
                   from termination_version where termination_id = $1 order by number desc limit 1",
    // What was given back is noted anew when it is sent again, and may say something else by then.
    list_to_look_at: "select id, organisation, organisation_name, number, state, content, ends_on, language, version, saved_at, saved_by
                      from termination
                      where receiver_look_at <= $1 and state in ('sent', 'confirmed')
                      order by receiver_look_at, id limit 50",
    put_off: "update termination set receiver_look_at = $1 where id = $2 and receiver_look_at is not null",
    keep_found: "update termination set receiver_look_at = null, receiver_found = $1, receiver_name = $2,
                   receiver_found_at = $3
                 where id = $4 and version = $5 and receiver_look_at is not null",
};

/// Whether an organisation, `$organisation`, has begun a termination: a condition in a statement of another room.
macro_rules! has_termination {
    ($organisation:literal) => {
        concat!(
            "exists (select 1 from termination e where e.organisation = ",
            $organisation,
            " and e.state <> 'discarded')"
        )
    };
}
pub(crate) use has_termination;

/// A state, as officers list it: those that end first come first, after a last day and an id, one more than a page.
pub(super) async fn list_in(
    read: &mut Read,
    state: TerminationState,
    (day, id): (&str, &str),
) -> Result<Vec<TerminationRow>, Error> {
    read.all(
        "select id, organisation, organisation_name, number, state, content, ends_on, language, version, saved_at, saved_by
         from termination where state = $1 and (ends_on, id) > ($2, $3) order by ends_on, id limit $4",
        db::values![state.code(), day, id, page_limit()],
    )
    .await
}

/// Those that were given back and wait for the customer, the latest first, before a moment and an id, one more than a page.
pub(super) async fn list_returned(read: &mut Read, (saved_at, id): (i64, &str)) -> Result<Vec<TerminationRow>, Error> {
    read.all(
        "select id, organisation, organisation_name, number, state, content, ends_on, language, version, saved_at, saved_by
         from termination where state = 'returned' and (saved_at, id) < ($1, $2) order by saved_at desc, id desc limit $3",
        db::values![saved_at, id, page_limit()],
    )
    .await
}

/// Those whose confirmation an officer proposes to take back, those that end first before the others, as a proposal falls
/// with the last day; after a last day and an id, one more than a page.
pub(super) async fn list_taking_back(read: &mut Read, (day, id): (&str, &str)) -> Result<Vec<TerminationRow>, Error> {
    read.all(
        "select id, organisation, organisation_name, number, state, content, ends_on, language, version, saved_at, saved_by
         from termination where taking_back_at is not null and state = 'confirmed' and (ends_on, id) > ($1, $2)
         order by ends_on, id limit $3",
        db::values![day, id, page_limit()],
    )
    .await
}

/// How many wait for an officer: for an answer, or for agreement to a proposal; of each at most 301.
pub(super) async fn count_waiting(read: &mut Read) -> Result<i64, Error> {
    let counted: Vec<(i64,)> = read
        .all(
            "select count(*) from (select 1 from termination where state = 'sent' order by ends_on, id limit 301) capped_sent
             union all
             select count(*) from (select 1 from termination where taking_back_at is not null and state = 'confirmed' limit 301) capped_proposed",
            db::values![],
        )
        .await?;
    Ok(counted.iter().map(|(number,)| number).sum())
}

/// Confirmed ones whose last day has passed, after a last day and an id, in small batches.
pub(super) async fn list_past(
    read: &mut Read,
    today: &str,
    (day, id): (&str, &str),
) -> Result<Vec<TerminationRow>, Error> {
    read.all(
        "select id, organisation, organisation_name, number, state, content, ends_on, language, version, saved_at, saved_by
         from termination where state = 'confirmed' and ends_on < $1 and (ends_on, id) > ($2, $3)
         order by ends_on, id limit 200",
        db::values![today, day, id],
    )
    .await
}

pub(super) struct Sending<'a> {
    pub id: &'a TerminationId,
    pub version: i64,
    pub number: &'a str,
    pub ends_on: &'a str,
    pub by: &'a str,
}

/// Turns a draft, or one that was given back, into a case that waits; `Stale` when somebody was first.
pub(super) async fn mark_sent(tx: &mut Tx, now: Instant, sending: &Sending<'_>) -> Result<(), Error> {
    tx.run_one(
        "update termination set state = 'sent', number = $1, ends_on = $2, sent_at = $3, sent_by = $4, version = version + 1
         where id = $5 and version = $6 and state in ('draft', 'returned')",
        db::values![
            sending.number,
            sending.ends_on,
            now.milliseconds(),
            sending.by,
            sending.id.as_str(),
            sending.version
        ],
    )
    .await
}

/// A service of a termination that was sent.
#[derive(Debug, db::FromRow)]
pub(super) struct ServiceRow {
    pub termination_id: String,
    pub service: String,
    pub number: String,
    pub ends_on: String,
    pub live: i64,
}

/// The services of everything that an organisation has sent.
pub(super) async fn list_services(read: &mut Read, organisation: &BusinessId) -> Result<Vec<ServiceRow>, Error> {
    read.all(
        "select s.termination_id, s.service, t.number, t.ends_on, s.live
         from termination_service s join termination t on t.id = s.termination_id
         where s.organisation = $1 order by t.sent_at desc, s.service limit 500",
        db::values![organisation.as_str()],
    )
    .await
}

/// How a case is turned after it was sent.
pub(super) struct Turn<'a> {
    pub id: &'a TerminationId,
    pub version: i64,
    pub from: TerminationState,
    pub to: TerminationState,
    /// The last day, where it is settled.
    pub ends_on: Option<&'a str>,
    pub by: Option<&'a str>,
}

/// Turns a case; `Stale` when somebody was first.
pub(super) async fn turn(tx: &mut Tx, now: Instant, turn: &Turn<'_>) -> Result<(), Error> {
    tx.run_one(
        "update termination set state = $1, ends_on = coalesce($2, ends_on), decided_at = $3, decided_by = $4,
           version = version + 1
         where id = $5 and version = $6 and state = $7",
        db::values![
            turn.to.code(),
            turn.ends_on,
            now.milliseconds(),
            turn.by,
            turn.id.as_str(),
            turn.version,
            turn.from.code()
        ],
    )
    .await
}

/// Closes a confirmed case whose day has passed; the answer of the officer stays, a proposal to take it back that nobody
/// has answered falls.
pub(super) async fn mark_ended(tx: &mut Tx, now: Instant, id: &TerminationId, version: i64) -> Result<(), Error> {
    tx.run_one(
        "update termination set state = 'ended', ended_at = $1, taking_back_at = null, version = version + 1
         where id = $2 and version = $3 and state = 'confirmed'",
        db::values![now.milliseconds(), id.as_str(), version],
    )
    .await
}

/// The one with a case number, whoever has sent it.
pub(super) async fn find_numbered(read: &mut Read, number: &str) -> Result<Option<TerminationRow>, Error> {
    read.optional(
        "select id, organisation, organisation_name, number, state, content, ends_on, language, version, saved_at, saved_by
         from termination where number = $1",
        db::values![number],
    )
    .await
}

/// What an organisation has sent, the newest first.
pub(super) async fn list_sent_by(read: &mut Read, organisation: &BusinessId) -> Result<Vec<TerminationRow>, Error> {
    read.all(
        "select id, organisation, organisation_name, number, state, content, ends_on, language, version, saved_at, saved_by
         from termination where organisation = $1 and number is not null order by begun_at desc, id desc limit 50",
        db::values![organisation.as_str()],
    )
    .await
}
