//! Every SQL text about terminations.

use db::{Error, Read, Tx};

use super::rules::TerminationState;
use crate::kernel::{Acting, BusinessId, CaseLanguage, Date, Instant, Sealed, TerminationId};
use crate::services::Service;
use crate::web::Failure;

/// A termination as it is stored.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct TerminationRow {
    pub id: String,
    pub organisation: String,
    pub organisation_name: String,
    pub number: Option<String>,
    pub state: String,
    pub content: Vec<u8>,
    pub ends_on: Option<String>,
    pub language: String,
    pub version: i64,
    pub saved_at: i64,
    pub saved_by: String,
}

impl TerminationRow {
    pub fn id(&self) -> Result<TerminationId, Failure> {
        TerminationId::parse(&self.id).ok_or_else(|| Failure::internal("a termination's id is not an id"))
    }

    pub fn organisation(&self) -> Result<BusinessId, Failure> {
        BusinessId::parse(&self.organisation).ok_or_else(|| Failure::internal("a termination has no business ID"))
    }

    pub fn state(&self) -> Result<TerminationState, Failure> {
        TerminationState::parse(&self.state).ok_or_else(|| Failure::internal("a termination's state is unknown"))
    }

    pub fn language(&self) -> CaseLanguage {
        CaseLanguage::parse(&self.language).unwrap_or_default()
    }

    /// The last day as it was asked for or confirmed, of what has been sent.
    pub fn last_day(&self) -> Result<Date, Failure> {
        self.ends_on.as_deref().unwrap_or_default().parse().map_err(Failure::internal)
    }

    /// The case number; empty while it is a draft.
    pub fn number(&self) -> &str {
        self.number.as_deref().unwrap_or_default()
    }
}

pub(super) struct NewTermination<'a> {
    pub id: &'a TerminationId,
    pub organisation: &'a BusinessId,
    pub organisation_name: &'a str,
    pub content: Sealed,
    pub language: CaseLanguage,
    pub by: &'a str,
}

/// Begins a draft; `false` when the organisation has one already.
pub(super) async fn insert(tx: &mut Tx, now: Instant, new: &NewTermination<'_>) -> Result<bool, Error> {
    let inserted = tx
        .run(
            "insert into termination (id, organisation, organisation_name, state, content, language, version, begun_at,
                                      saved_at, saved_by)
             values ($1, $2, $3, 'draft', $4, $5, 1, $6, $6, $7)
             on conflict do nothing",
            db::values![
                new.id.as_str(),
                new.organisation.as_str(),
                new.organisation_name,
                new.content.clone(),
                new.language.code(),
                now.milliseconds(),
                new.by
            ],
        )
        .await?;
    Ok(inserted == 1)
}

/// The draft of an organisation.
pub(super) async fn find_draft(read: &mut Read, organisation: &BusinessId) -> Result<Option<String>, Error> {
    let found: Option<(String,)> = read
        .optional(
            "select id from termination where organisation = $1 and state = 'draft'",
            db::values![organisation.as_str()],
        )
        .await?;
    Ok(found.map(|(id,)| id))
}

pub(super) async fn load(
    read: &mut Read,
    id: &TerminationId,
    organisation: &BusinessId,
) -> Result<TerminationRow, Error> {
    read.one(
        "select id, organisation, organisation_name, number, state, content, ends_on, language, version, saved_at, saved_by
         from termination where id = $1 and organisation = $2 and state <> 'discarded'",
        db::values![id.as_str(), organisation.as_str()],
    )
    .await
}

/// Any organisation's, for officers: what has been sent.
pub(super) async fn load_any(read: &mut Read, id: &TerminationId) -> Result<TerminationRow, Error> {
    read.one(
        "select id, organisation, organisation_name, number, state, content, ends_on, language, version, saved_at, saved_by
         from termination where id = $1 and number is not null",
        db::values![id.as_str()],
    )
    .await
}

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

/// Those of an organisation, the newest first.
pub(super) async fn list(read: &mut Read, organisation: &BusinessId) -> Result<Vec<TerminationRow>, Error> {
    read.all(
        "select id, organisation, organisation_name, number, state, content, ends_on, language, version, saved_at, saved_by
         from termination where organisation = $1 and state <> 'discarded' order by begun_at desc, id desc limit 100",
        db::values![organisation.as_str()],
    )
    .await
}

/// Lines of one page of the officers' lists.
pub(super) const PAGE: usize = 50;

/// A state, as officers list it: those that end first come first, after a last day and an id, one more than a page.
pub(super) async fn list_in(
    read: &mut Read,
    state: TerminationState,
    (day, id): (&str, &str),
) -> Result<Vec<TerminationRow>, Error> {
    let limit = i64::try_from(PAGE).unwrap_or(i64::MAX).saturating_add(1);
    read.all(
        "select id, organisation, organisation_name, number, state, content, ends_on, language, version, saved_at, saved_by
         from termination where state = $1 and (ends_on, id) > ($2, $3) order by ends_on, id limit $4",
        db::values![state.code(), day, id, limit],
    )
    .await
}

/// Those that were given back and wait for the customer, the latest first, before a moment and an id, one more than a page.
pub(super) async fn list_returned(read: &mut Read, (saved_at, id): (i64, &str)) -> Result<Vec<TerminationRow>, Error> {
    let limit = i64::try_from(PAGE).unwrap_or(i64::MAX).saturating_add(1);
    read.all(
        "select id, organisation, organisation_name, number, state, content, ends_on, language, version, saved_at, saved_by
         from termination where state = 'returned' and (saved_at, id) < ($1, $2) order by saved_at desc, id desc limit $3",
        db::values![saved_at, id, limit],
    )
    .await
}

/// Those whose confirmation an officer proposes to take back, those that end first before the others, as a proposal falls
/// with the last day; after a last day and an id, one more than a page.
pub(super) async fn list_taking_back(read: &mut Read, (day, id): (&str, &str)) -> Result<Vec<TerminationRow>, Error> {
    let limit = i64::try_from(PAGE).unwrap_or(i64::MAX).saturating_add(1);
    read.all(
        "select id, organisation, organisation_name, number, state, content, ends_on, language, version, saved_at, saved_by
         from termination where taking_back_at is not null and state = 'confirmed' and (ends_on, id) > ($1, $2)
         order by ends_on, id limit $3",
        db::values![day, id, limit],
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

/// Saves what a draft, or one that was given back, says; `Stale` when somebody was first.
pub(super) async fn save(
    tx: &mut Tx,
    now: Instant,
    (id, version): (&TerminationId, i64),
    content: Sealed,
    by: &str,
) -> Result<(), Error> {
    tx.run_one(
        "update termination set content = $1, saved_at = $2, saved_by = $3, version = version + 1
         where id = $4 and version = $5 and state in ('draft', 'returned')",
        db::values![content, now.milliseconds(), by, id.as_str(), version],
    )
    .await
}

/// Removes what a draft said.
pub(super) async fn discard(tx: &mut Tx, now: Instant, id: &TerminationId, version: i64) -> Result<(), Error> {
    tx.run_one(
        "update termination set state = 'discarded', content = $1, saved_at = $2, version = version + 1
         where id = $3 and version = $4 and state = 'draft'",
        db::values![Vec::<u8>::new(), now.milliseconds(), id.as_str(), version],
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

/// Notes the services of a case instead of those that it had; `false` when one is under termination already.
pub(super) async fn keep_services(
    tx: &mut Tx,
    id: &TerminationId,
    organisation: &BusinessId,
    services: &[Service],
) -> Result<bool, Error> {
    tx.run("delete from termination_service where termination_id = $1", db::values![id.as_str()]).await?;
    for service in services {
        let inserted = tx
            .run(
                "insert into termination_service (termination_id, organisation, service, live) values ($1, $2, $3, 1)
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

/// The services of one.
pub(super) async fn services_of(read: &mut Read, id: &TerminationId) -> Result<Vec<Service>, Error> {
    let rows: Vec<(String,)> = read
        .all(
            "select service from termination_service where termination_id = $1 order by service",
            db::values![id.as_str()],
        )
        .await?;
    Ok(rows.iter().filter_map(|(code,)| Service::parse(code)).collect())
}

/// Lets go of the services of a case that has come to its end.
pub(super) async fn release_services(tx: &mut Tx, id: &TerminationId) -> Result<(), Error> {
    tx.run("update termination_service set live = 0 where termination_id = $1", db::values![id.as_str()]).await?;
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
    pub id: &'a TerminationId,
    pub number: i64,
    pub content: Sealed,
    pub sha256: &'a str,
    pub by: &'a str,
    pub acting: &'a Acting,
}

pub(super) async fn insert_version(tx: &mut Tx, now: Instant, new: &NewVersion<'_>) -> Result<(), Error> {
    tx.run(
        "insert into termination_version (termination_id, number, content, sha256, sent_at, sent_by, basis, right_checked_at)
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
pub(super) async fn find_version(read: &mut Read, id: &TerminationId) -> Result<Option<VersionRow>, Error> {
    read.optional(
        "select number, content, sha256, sent_at, sent_by, basis
         from termination_version where termination_id = $1 order by number desc limit 1",
        db::values![id.as_str()],
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
