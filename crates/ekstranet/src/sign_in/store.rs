//! Every SQL text about people and sessions.

use db::{Db, Error, Read, Tx, Value};

use super::rules::{EndedRow, NamedSession, OwnRow, PendingRow};
use super::{ProviderSession, SessionRow};
use crate::audit;
use crate::kernel::{AuditId, Instant, Language, PersonId, Session, SessionId, SessionKind};

pub(super) async fn find_session(read: &mut Read, token_hash: &str) -> Result<Option<SessionRow>, Error> {
    read.optional(
        "select id as session_id, person_id, name as person_name, kind, approver, last_seen_at, ends_at, watched_until
         from session where token_hash = $1 and ended_at is null",
        db::values![token_hash],
    )
    .await
}

pub(super) async fn touch_session(tx: &mut Tx, now: Instant, session: &str) -> Result<(), Error> {
    tx.run(
        "update session set last_seen_at = $1 where id = $2 and ended_at is null",
        db::values![now.milliseconds(), session],
    )
    .await?;
    Ok(())
}

/// Adds the person, or notes that a known one came again; returns the id of the row that stays.
pub(super) async fn upsert_person(
    tx: &mut Tx,
    now: Instant,
    fresh: &PersonId,
    index: &str,
    sealed: &[u8],
    name: &str,
) -> Result<String, Error> {
    let (id,): (String,) = tx
        .one(
            "insert into person (id, national_id_index, national_id_sealed, name, first_seen_at, last_seen_at)
             values ($1, $2, $3, $4, $5, $5)
             on conflict (national_id_index) do update set name = excluded.name, last_seen_at = excluded.last_seen_at
             returning id",
            db::values![fresh.as_str(), index, sealed, name, now.milliseconds()],
        )
        .await?;
    Ok(id)
}

pub(super) async fn insert_session(
    tx: &mut Tx,
    now: Instant,
    session: &Session,
    token_hash: &str,
    provider: Option<&ProviderSession>,
) -> Result<(), Error> {
    let (kind, approver) = match session.kind {
        SessionKind::Person => ("person", false),
        SessionKind::Officer { approver } => ("officer", approver),
    };
    tx.run(
        "insert into session (id, token_hash, person_id, kind, approver, name, started_at, last_seen_at, ends_at,
                              name_id, name_qualifier, sp_name_qualifier, session_index)
         values ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10, $11, $12)",
        db::values![
            session.id.as_str(),
            token_hash,
            session.person.as_str(),
            kind,
            approver,
            session.name.as_str(),
            now.milliseconds(),
            session.ends_at.milliseconds(),
            provider.map(|provider| provider.name_id.as_str()),
            provider.map(|provider| provider.name_qualifier.as_str()),
            provider.map(|provider| provider.sp_name_qualifier.as_str()),
            provider.map(|provider| provider.session_index.as_str())
        ],
    )
    .await?;
    Ok(())
}

/// A way through an identity provider that begins.
pub(super) struct NewPending<'a> {
    pub id: &'a str,
    pub kind: &'static str,
    pub browser_hash: &'a str,
    pub return_path: &'a str,
    pub language: Language,
    pub old_session: Option<&'a SessionId>,
}

const INSERT_PENDING: &str =
    "insert into sign_in_pending (id, kind, browser_hash, return_path, language, old_session_id, started_at)
     values ($1, $2, $3, $4, $5, $6, $7)";

impl NewPending<'_> {
    fn values(&self, now: Instant) -> [Value<'_>; 7] {
        db::values![
            self.id,
            self.kind,
            self.browser_hash,
            self.return_path,
            self.language.code(),
            self.old_session.map(SessionId::as_str),
            now.milliseconds()
        ]
    }
}

pub(super) async fn insert_pending(tx: &mut Tx, now: Instant, pending: &NewPending<'_>) -> Result<(), Error> {
    tx.run(INSERT_PENDING, pending.values(now)).await?;
    Ok(())
}

/// As [`insert_pending`], where nothing else changes with it.
pub(super) async fn insert_pending_alone(db: &Db, now: Instant, pending: &NewPending<'_>) -> Result<(), Error> {
    db.at_once::<(String,)>(INSERT_PENDING, pending.values(now)).await?;
    Ok(())
}

pub(super) async fn find_pending(read: &mut Read, id: &str, kind: &str) -> Result<Option<PendingRow>, Error> {
    read.optional(
        "select id, browser_hash, return_path, language, started_at, used_at
         from sign_in_pending where id = $1 and kind = $2",
        db::values![id, kind],
    )
    .await
}

/// The sign-out that went out with this relay state.
pub(super) async fn find_pending_sign_out(
    read: &mut Read,
    relay_state_hash: &str,
) -> Result<Option<PendingRow>, Error> {
    read.optional(
        "select id, browser_hash, return_path, language, started_at, used_at
         from sign_in_pending where browser_hash = $1 and kind = 'sign_out'",
        db::values![relay_state_hash],
    )
    .await
}

/// Marks a pending way as answered and gives the session that the browser had before; `Stale` when it was already.
pub(super) async fn use_pending(tx: &mut Tx, now: Instant, id: &str) -> Result<Option<String>, Error> {
    let used: Option<(Option<String>,)> = tx
        .optional(
            "update sign_in_pending set used_at = $1 where id = $2 and used_at is null returning old_session_id",
            db::values![now.milliseconds(), id],
        )
        .await?;
    used.map(|(old_session,)| old_session).ok_or(Error::Stale)
}

/// Notes that a message was accepted; `Duplicate` when it was before.
pub(super) async fn insert_replay(tx: &mut Tx, message: &str, until: i64) -> Result<(), Error> {
    tx.run("insert into sign_in_replay (message_id, replay_until) values ($1, $2)", db::values![message, until])
        .await?;
    Ok(())
}

/// Everything that an accepted answer changes.
pub(super) struct Arrival<'a> {
    pub pending: &'a str,
    /// The identifiers that may never come again, and how long they are remembered.
    pub messages: [&'a str; 2],
    pub replay_until: i64,
    /// The keyed hash of the identity code, and the code sealed for the person of the session.
    pub national_id_index: &'a str,
    pub national_id_sealed: &'a [u8],
    /// The id of the audit row of a session that ends with this.
    pub replaced_entry: &'a AuditId,
    /// Its person is new; where the hash is known already, the session becomes that person's.
    pub session: &'a Session,
    pub token_hash: &'a str,
    pub provider: &'a ProviderSession,
}

/// Spends the messages, admits the person, ends the old session of the browser, begins the new one and writes the
/// audit rows, all in one statement; `false` when the way was answered before, `Duplicate` when a message was. For PostgreSQL
/// only: SQLite changes no rows inside a `with`, and has no round trips (`docs/decisions/0009-save-at-once.md`). There
/// `answer::sign_in_step_by_step` does the same, and changes with this.
pub(super) async fn sign_in_at_once(
    db: &Db,
    now: Instant,
    arrival: &Arrival<'_>,
    row: &audit::Prepared<'_>,
) -> Result<bool, Error> {
    let session = arrival.session;
    let values = db::values![
        now.milliseconds(),
        arrival.pending,
        arrival.messages[0],
        arrival.messages[1],
        arrival.replay_until,
        arrival.national_id_index,
        arrival.national_id_sealed,
        session.name.as_str(),
        arrival.token_hash,
        session.ends_at.milliseconds(),
        arrival.provider.name_id.as_str(),
        arrival.provider.name_qualifier.as_str(),
        arrival.provider.sp_name_qualifier.as_str(),
        arrival.provider.session_index.as_str(),
        arrival.replaced_entry.as_str()
    ];
    // The first eleven are those of the audit row: $5 is the person that is added, $6 the session.
    let people: Vec<(String,)> = db
        .at_once(
            concat!(
                "with used as (
                   update sign_in_pending set used_at = $12 where id = $13 and used_at is null returning id, old_session_id
                 ), spent as (
                   insert into sign_in_replay (message_id, replay_until)
                   select m.id, $16 from used, (values ($14::text), ($15::text)) as m (id)
                 ), known as (
                   insert into person (id, national_id_index, national_id_sealed, name, first_seen_at, last_seen_at)
                   select $5::text, $17, $18, $19, $12, $12 from used
                   on conflict (national_id_index) do update set name = excluded.name, last_seen_at = excluded.last_seen_at
                   returning id
                 ), replaced as (
                   update session set ended_at = $12, end_reason = 'replaced'
                   from used where session.id = used.old_session_id and session.ended_at is null
                   returning session.id
                 ), begun as (
                   insert into session (id, token_hash, person_id, kind, approver, name, started_at, last_seen_at, ends_at,
                                        name_id, name_qualifier, sp_name_qualifier, session_index)
                   select $6::text, $20, known.id, 'person', 0, $19, $12, $12, $21, $22, $23, $24, $25 from known
                   returning person_id
                 ), changed as (
                   select $1::text as entry_id, $2::bigint as entry_at, $3::text as action, $4::text as actor_kind, person_id,
                          $6::text as session_id, $7::text as on_behalf_of, $8::text as basis, $9::text as subject,
                          $10::text as detail, $11::text as request_id
                   from begun union all
                   select $26::text, $2::bigint, 'sign_in.replaced', $4::text, begun.person_id, $6::text, $7::text, $8::text,
                          replaced.id, '{}', $11::text
                   from begun join replaced on true
                 ), ",
                audit::insert_after!("changed"),
                " select person_id from begun"
            ),
            row.values().into_iter().chain(values),
        )
        .await?;
    Ok(!people.is_empty())
}

/// Ends a session and says so; nothing happens when it has ended already.
pub(super) async fn end_session(tx: &mut Tx, now: Instant, session: &str, reason: &str) -> Result<bool, Error> {
    let ended = tx
        .run(
            "update session set ended_at = $1, end_reason = $2 where id = $3 and ended_at is null",
            db::values![now.milliseconds(), reason, session],
        )
        .await?;
    Ok(ended > 0)
}

/// Every session that began under this name identifier, ended or not.
pub(super) async fn list_named_sessions(tx: &mut Tx, name_id: &str) -> Result<Vec<NamedSession>, Error> {
    tx.all("select id, session_index, ended_at from session where name_id = $1", db::values![name_id]).await
}

pub(super) async fn update_watched(tx: &mut Tx, session: &str, until: Option<i64>) -> Result<(), Error> {
    tx.run("update session set watched_until = $1 where id = $2", db::values![until, session]).await?;
    Ok(())
}

/// A person's sessions that neither rest nor last too long; `rest` is the last moment of an idle one.
pub(super) async fn list_live(
    read: &mut Read,
    person: &PersonId,
    now: Instant,
    rest: Instant,
) -> Result<Vec<OwnRow>, Error> {
    read.all(
        "select id, started_at, last_seen_at, session_index from session
         where person_id = $1 and kind = 'person' and ended_at is null and ends_at > $2 and last_seen_at > $3
         order by started_at desc, id desc limit 50",
        db::values![person.as_str(), now.milliseconds(), rest.milliseconds()],
    )
    .await
}

/// Ends a session of this person and no other's; says how many rows that was.
pub(super) async fn end_own_session(
    tx: &mut Tx,
    now: Instant,
    person: &PersonId,
    which: &SessionId,
) -> Result<u64, Error> {
    tx.run(
        "update session set ended_at = $1, end_reason = 'ended by the person'
         where id = $2 and person_id = $3 and kind = 'person' and ended_at is null",
        db::values![now.milliseconds(), which.as_str(), person.as_str()],
    )
    .await
}

/// Ends all sessions of this person but one; says how many rows that was.
pub(super) async fn end_other_sessions(
    tx: &mut Tx,
    now: Instant,
    person: &PersonId,
    kept: &SessionId,
) -> Result<u64, Error> {
    tx.run(
        "update session set ended_at = $1, end_reason = 'ended by the person'
         where id <> $2 and person_id = $3 and kind = 'person' and ended_at is null",
        db::values![now.milliseconds(), kept.as_str(), person.as_str()],
    )
    .await
}

pub(super) async fn find_ended(read: &mut Read, token_hash: &str) -> Result<Option<EndedRow>, Error> {
    read.optional("select ends_at, ended_at from session where token_hash = $1", db::values![token_hash]).await
}

/// How the identity provider knows a session; `None` for sessions that did not begin there.
#[derive(db::FromRow)]
struct ProviderRow {
    name_id: Option<String>,
    name_qualifier: Option<String>,
    sp_name_qualifier: Option<String>,
    session_index: Option<String>,
}

pub(super) async fn find_provider_session(
    read: &mut Read,
    session: &SessionId,
) -> Result<Option<ProviderSession>, Error> {
    let row: Option<ProviderRow> = read
        .optional(
            "select name_id, name_qualifier, sp_name_qualifier, session_index from session where id = $1",
            db::values![session.as_str()],
        )
        .await?;
    Ok(row.and_then(|row| {
        Some(ProviderSession {
            name_id: row.name_id?,
            name_qualifier: row.name_qualifier?,
            sp_name_qualifier: row.sp_name_qualifier?,
            session_index: row.session_index?,
        })
    }))
}

/// The sealed identity code of a person.
pub(super) async fn load_sealed(read: &mut Read, person: &PersonId) -> Result<Vec<u8>, Error> {
    let (sealed,): (Vec<u8>,) =
        read.one("select national_id_sealed from person where id = $1", db::values![person.as_str()]).await?;
    Ok(sealed)
}

/// Adds the officer, or takes over the name and address of a known one; returns the id of the row that stays.
pub(super) async fn upsert_officer(
    tx: &mut Tx,
    now: Instant,
    fresh: &PersonId,
    issuer: &str,
    officer: &super::directory::Officer,
) -> Result<String, Error> {
    let (id,): (String,) = tx
        .one(
            "insert into officer (id, issuer, directory_subject, name, email, first_seen_at) values ($1, $2, $3, $4, $5, $6)
             on conflict (issuer, directory_subject) do update set name = excluded.name, email = excluded.email
             returning id",
            db::values![
                fresh.as_str(),
                issuer,
                officer.subject.as_str(),
                officer.name.as_str(),
                officer.email.as_deref(),
                now.milliseconds()
            ],
        )
        .await?;
    Ok(id)
}

/// Removes at most so many ways that began before a moment and were not answered, or before an earlier one at all;
/// returns how many.
pub(super) async fn delete_pending(
    tx: &mut Tx,
    unanswered_before: Instant,
    before: Instant,
    limit: i64,
) -> Result<u64, Error> {
    tx.run(
        "delete from sign_in_pending where id in
           (select id from sign_in_pending
            where started_at < $1 and (used_at is null or started_at < $2) order by started_at limit $3)",
        db::values![unanswered_before.milliseconds(), before.milliseconds(), limit],
    )
    .await
}

/// Removes at most so many identifiers of messages that could not be accepted again anyway; returns how many.
pub(super) async fn delete_replay(tx: &mut Tx, before: Instant, limit: i64) -> Result<u64, Error> {
    tx.run(
        "delete from sign_in_replay where message_id in
           (select message_id from sign_in_replay where replay_until < $1 order by replay_until limit $2)",
        db::values![before.milliseconds(), limit],
    )
    .await
}

/// Removes at most so many sessions that ended before a moment; returns how many. One that a right, a binding act or a
/// support code still belongs to waits until the rooms of those have removed them.
pub(super) async fn delete_sessions(tx: &mut Tx, before: Instant, limit: i64) -> Result<u64, Error> {
    tx.run(
        "delete from session where id in
           (select s.id from session s where s.ends_at < $1
              and not exists (select 1 from authority a where a.session_id = s.id)
              and not exists (select 1 from mandates_intention i where i.session_id = s.id)
              and not exists (select 1 from mandates_round r where r.session_id = s.id)
              and not exists (select 1 from support_code c where c.session_id = s.id)
              and not exists (select 1 from support_view v where v.session_id = s.id or v.officer_session_id = s.id)
            order by s.ends_at limit $2)",
        db::values![before.milliseconds(), limit],
    )
    .await
}

/// Removes at most so many people who have not come since a moment, with their identity codes; returns how many. Who
/// has signed stays: the code proves who it was.
pub(super) async fn delete_people(tx: &mut Tx, before: Instant, limit: i64) -> Result<u64, Error> {
    tx.run(
        "delete from person where id in
           (select p.id from person p where p.last_seen_at < $1
              and not exists (select 1 from session s where s.person_id = p.id)
              and not exists (select 1 from signature g where g.person_id = p.id)
            order by p.last_seen_at limit $2)",
        db::values![before.milliseconds(), limit],
    )
    .await
}
