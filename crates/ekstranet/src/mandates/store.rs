//! Every SQL text about rights to act.

use db::{Db, Dialect, Error, Read, Tx};

use super::Authority;
use super::last_round::Outcome;
use super::natures::Kind;
use super::rules::{ActingRow, AuthorityRow, BasesRow, EarlierRow, IntentionRow, LastRoundRow, RoundRow};
use crate::kernel::{Basis, BusinessId, Instant, IntentionId, PersonId, Session, SessionId};
use crate::registers::{self, KindRow};

/// The session with a hash and its right for an organisation, for many who ask at the same time
/// (`docs/decisions/0014-together.md`). The `select` around the first list hides its length from the planner, which would
/// else plan anew for each length, and that takes longer than the rest.
pub(crate) static FIND_ACTING: &str =
    "select s.id as session_id, s.person_id, s.name as person_name, s.kind, s.approver, s.last_seen_at, s.ends_at,
            s.watched_until, a.organisation_name, a.bases, a.checked_at, s.token_hash, q.place
     from unnest((select $1::text[]), $2::text[]) with ordinality as q (token_hash, organisation, place)
     join session s on s.token_hash = q.token_hash and s.ended_at is null
     left join authority a on a.session_id = s.id and a.organisation = q.organisation";

/// The session with this hash and its right for the organisation. Every page asks for it, so on PostgreSQL those who ask
/// at the same time are answered by one statement.
pub(super) async fn find_acting(
    db: &Db,
    token_hash: &str,
    organisation: &BusinessId,
) -> Result<Option<ActingRow>, Error> {
    if db.dialect() == Dialect::Sqlite {
        return find_acting_alone(&mut db.read().await?, token_hash, organisation).await;
    }
    let rows: Vec<ActingRow> = db.together(FIND_ACTING, db::values![token_hash, organisation.as_str()]).await?;
    // Nobody may ever get the session of another who asked at the same time.
    match rows.into_iter().next() {
        Some(row) if row.token_hash == token_hash => Ok(Some(row)),
        Some(_) => Err(Error::Other("a session was read for another".into())),
        None => Ok(None),
    }
}

/// The same, for one who asks alone.
pub(super) async fn find_acting_alone(
    read: &mut Read,
    token_hash: &str,
    organisation: &BusinessId,
) -> Result<Option<ActingRow>, Error> {
    read.optional(
        "select s.id as session_id, s.person_id, s.name as person_name, s.kind, s.approver, s.last_seen_at, s.ends_at,
                s.watched_until, a.organisation_name, a.bases, a.checked_at, s.token_hash
         from session s left join authority a on a.session_id = s.id and a.organisation = $2
         where s.token_hash = $1 and s.ended_at is null",
        db::values![token_hash, organisation.as_str()],
    )
    .await
}

/// Notes that a right of a session is no more.
pub(super) async fn end_authority(
    tx: &mut Tx,
    now: Instant,
    session: &SessionId,
    organisation: &BusinessId,
) -> Result<(), Error> {
    tx.run(
        "update authority set bases = '', roles = '[]', complete = 1, checked_at = $1
         where session_id = $2 and organisation = $3",
        db::values![now.milliseconds(), session.as_str(), organisation.as_str()],
    )
    .await?;
    Ok(())
}

pub(super) async fn list_bases(read: &mut Read, session: &SessionId) -> Result<Vec<BasesRow>, Error> {
    read.all("select bases from authority where session_id = $1", db::values![session.as_str()]).await
}

/// An organisation as Suomi.fi returned it; an earlier row of the session about it is replaced. When the person last
/// chose it, in this session or an earlier one, is remembered.
pub(super) async fn upsert_authority(
    tx: &mut Tx,
    now: Instant,
    session: &SessionId,
    authority: &Authority,
    kind: &Kind,
) -> Result<(), Error> {
    let bases: Vec<String> = authority.bases.iter().copied().map(Basis::code).collect();
    tx.run(
        "insert into authority (session_id, organisation, organisation_name, bases, roles, complete, checked_at, last_used_at, nature,
           nature_known_at)
         values ($1, $2, $3, $4, $5, $6, $7, coalesce(
           (select max(a.last_used_at) from session own join session s on s.person_id = own.person_id
            join authority a on a.session_id = s.id where own.id = $1 and a.organisation = $2), 0), $8, $9)
         on conflict (session_id, organisation) do update set organisation_name = excluded.organisation_name,
           bases = excluded.bases, roles = excluded.roles, complete = excluded.complete, checked_at = excluded.checked_at,
           nature = excluded.nature, nature_known_at = excluded.nature_known_at",
        db::values![
            session.as_str(),
            authority.organisation.as_str(),
            authority.organisation_name.as_str(),
            bases.join(" "),
            serde_json::Value::from(authority.roles.clone()).to_string(),
            authority.complete,
            now.milliseconds(),
            kind.nature.code(),
            kind.last_known.map(Instant::milliseconds)
        ],
    )
    .await?;
    Ok(())
}

/// The session's organisations, the last used first, then by name.
pub(super) async fn list_authorities(read: &mut Read, session: &SessionId) -> Result<Vec<AuthorityRow>, Error> {
    read.all(
        "select organisation, organisation_name, bases, roles, complete, checked_at, last_used_at, nature, nature_known_at
         from authority where session_id = $1 order by last_used_at desc, organisation_name, organisation",
        db::values![session.as_str()],
    )
    .await
}

/// What the registers last told of the session's organisations on whose kind no right depended.
pub(super) async fn list_kinds(read: &mut Read, session: &SessionId) -> Result<Vec<KindRow>, Error> {
    let sql = registers::kinds_of!("authority where session_id = $1 and nature = 'unasked'");
    read.all(sql, db::values![session.as_str()]).await
}

pub(super) async fn find_authority(
    read: &mut Read,
    session: &SessionId,
    organisation: &BusinessId,
) -> Result<Option<AuthorityRow>, Error> {
    read.optional(
        "select organisation, organisation_name, bases, roles, complete, checked_at, last_used_at, nature, nature_known_at
         from authority where session_id = $1 and organisation = $2",
        db::values![session.as_str(), organisation.as_str()],
    )
    .await
}

/// What Suomi.fi last told of a person and an organisation in their earlier sessions, where it told anything.
pub(super) async fn find_earlier(
    read: &mut Read,
    session: &Session,
    organisation: &BusinessId,
) -> Result<Option<AuthorityRow>, Error> {
    read.optional(
        "select a.organisation, a.organisation_name, a.bases, a.roles, a.complete, a.checked_at, a.last_used_at, a.nature,
                a.nature_known_at
         from session s join authority a on a.session_id = s.id and a.organisation = $1
         where s.person_id = $2 and s.kind = 'person' and s.id <> $3 and a.roles <> '[]'
         order by case when a.bases <> '' then 0 else 1 end, a.checked_at desc limit 1",
        db::values![organisation.as_str(), session.person.as_str(), session.id.as_str()],
    )
    .await
}

/// What Suomi.fi told last of a person and an organisation, in whichever session: the accepted grounds, and when. An answer
/// that was not whole says nothing of a right that is missing in it.
pub(super) async fn find_last_answer(
    read: &mut Read,
    person: &PersonId,
    organisation: &BusinessId,
) -> Result<Option<(String, i64)>, Error> {
    read.optional(
        "select a.bases, a.checked_at from session s join authority a on a.session_id = s.id and a.organisation = $1
         where s.person_id = $2 and s.kind = 'person' and (a.bases <> '' or a.complete = 1)
         order by a.checked_at desc, a.session_id desc limit 1",
        db::values![organisation.as_str(), person.as_str()],
    )
    .await
}

/// The people whose last answer about an organisation tells of a right and has come since a moment, with that right; the
/// latest first.
pub(super) async fn list_last_answers(
    read: &mut Read,
    organisation: &BusinessId,
    since: Instant,
) -> Result<Vec<(String, String)>, Error> {
    read.all(
        "select s.person_id, a.bases from authority a join session s on s.id = a.session_id
         where a.organisation = $1 and a.checked_at >= $2 and s.kind = 'person' and a.bases <> ''
           and not exists (select 1 from authority b join session o on o.id = b.session_id
                           where b.organisation = $1 and o.person_id = s.person_id and o.kind = 'person'
                             and b.checked_at > a.checked_at and (b.bases <> '' or b.complete = 1))
         order by a.checked_at desc, a.session_id desc limit 200",
        db::values![organisation.as_str(), since.milliseconds()],
    )
    .await
}

/// The organisations of which Suomi.fi told in a person's earlier sessions and not in this one, the latest first.
pub(super) async fn list_earlier(read: &mut Read, session: &Session) -> Result<Vec<EarlierRow>, Error> {
    read.all(
        "select a.organisation, max(a.organisation_name) as organisation_name, max(a.checked_at) as checked_at
         from session s join authority a on a.session_id = s.id
         where s.person_id = $1 and s.kind = 'person' and s.id <> $2 and a.roles <> '[]'
           and not exists (select 1 from authority now where now.session_id = $2 and now.organisation = a.organisation)
         group by a.organisation order by max(a.checked_at) desc limit 50",
        db::values![session.person.as_str(), session.id.as_str()],
    )
    .await
}

pub(super) async fn touch_authority(
    tx: &mut Tx,
    now: Instant,
    session: &SessionId,
    organisation: &BusinessId,
) -> Result<(), Error> {
    tx.run_one(
        "update authority set last_used_at = $1 where session_id = $2 and organisation = $3",
        db::values![now.milliseconds(), session.as_str(), organisation.as_str()],
    )
    .await
}

/// A round that begins.
pub(super) struct NewRound<'a> {
    pub state_hash: &'a str,
    pub session: &'a SessionId,
    pub provider_session: &'a [u8],
    pub intention: Option<&'a IntentionId>,
    pub return_path: Option<&'a str>,
}

pub(super) async fn insert_round(tx: &mut Tx, now: Instant, round: &NewRound<'_>) -> Result<(), Error> {
    tx.run(
        "insert into mandates_round (state_hash, session_id, provider_session, intention_id, return_path, started_at)
         values ($1, $2, $3, $4, $5, $6)",
        db::values![
            round.state_hash,
            round.session.as_str(),
            round.provider_session,
            round.intention.map(IntentionId::as_str),
            round.return_path,
            now.milliseconds()
        ],
    )
    .await?;
    Ok(())
}

/// A round of this session and no other.
pub(super) async fn find_round(
    read: &mut Read,
    state_hash: &str,
    session: &SessionId,
) -> Result<Option<RoundRow>, Error> {
    read.optional(
        "select state_hash, provider_session, intention_id, return_path, started_at, used_at
         from mandates_round where state_hash = $1 and session_id = $2",
        db::values![state_hash, session.as_str()],
    )
    .await
}

/// Where the act began that waited for a round of this session, whatever has become of it.
pub(super) async fn find_beginning(
    read: &mut Read,
    state_hash: &str,
    session: &SessionId,
) -> Result<Option<String>, Error> {
    let found: Option<(String,)> = read
        .optional(
            "select i.back_path from mandates_round r join mandates_intention i on i.id = r.intention_id
             where r.state_hash = $1 and r.session_id = $2",
            db::values![state_hash, session.as_str()],
        )
        .await?;
    Ok(found.map(|(path,)| path))
}

/// Marks a round as answered, with what came of it unless more is learnt; `Stale` when it was already.
pub(super) async fn use_round(tx: &mut Tx, now: Instant, state_hash: &str, outcome: Outcome) -> Result<(), Error> {
    tx.run_one(
        "update mandates_round set used_at = $1, outcome = $3 where state_hash = $2 and used_at is null",
        db::values![now.milliseconds(), state_hash, outcome.code()],
    )
    .await
}

/// Notes what came of a round that has been answered.
pub(super) async fn note_outcome(tx: &mut Tx, state_hash: &str, outcome: Outcome) -> Result<(), Error> {
    tx.run_one("update mandates_round set outcome = $1 where state_hash = $2", db::values![outcome.code(), state_hash])
        .await
}

/// A round that Suomi.fi did not open: over as it began, and nothing returns to it.
pub(super) async fn insert_unopened(
    tx: &mut Tx,
    now: Instant,
    state_hash: &str,
    session: &SessionId,
    outcome: Outcome,
) -> Result<(), Error> {
    let nothing: &[u8] = &[];
    tx.run(
        "insert into mandates_round (state_hash, session_id, provider_session, started_at, used_at, outcome)
         values ($1, $2, $3, $4, $4, $5)",
        db::values![state_hash, session.as_str(), nothing, now.milliseconds(), outcome.code()],
    )
    .await?;
    Ok(())
}

/// The last round of a session; of two that began at the same moment the one that has ended.
pub(super) async fn find_last_round(read: &mut Read, session: &SessionId) -> Result<Option<LastRoundRow>, Error> {
    read.optional(
        "select started_at, used_at, outcome from mandates_round where session_id = $1
         order by started_at desc, case when used_at is null then 1 else 0 end limit 1",
        db::values![session.as_str()],
    )
    .await
}

/// A binding act that begins to wait.
pub(super) struct NewIntention<'a> {
    pub id: &'a IntentionId,
    pub session: &'a SessionId,
    pub organisation: &'a BusinessId,
    pub act: &'a str,
    pub subject: &'a str,
    pub payload: String,
    pub back_path: &'a str,
}

pub(super) async fn insert_intention(tx: &mut Tx, now: Instant, intention: &NewIntention<'_>) -> Result<(), Error> {
    tx.run(
        "insert into mandates_intention (id, session_id, organisation, act, subject, payload, back_path, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        db::values![
            intention.id.as_str(),
            intention.session.as_str(),
            intention.organisation.as_str(),
            intention.act,
            intention.subject,
            intention.payload.as_str(),
            intention.back_path,
            now.milliseconds()
        ],
    )
    .await?;
    Ok(())
}

/// A waiting act of this session that has not been carried out.
pub(super) async fn find_intention(
    read: &mut Read,
    id: &str,
    session: &SessionId,
) -> Result<Option<IntentionRow>, Error> {
    read.optional(
        "select id, organisation, act, subject, payload, back_path
         from mandates_intention where id = $1 and session_id = $2 and used_at is null",
        db::values![id, session.as_str()],
    )
    .await
}

/// Marks a waiting act as taken up; `Stale` when it was already.
pub(super) async fn use_intention(tx: &mut Tx, now: Instant, id: &str) -> Result<(), Error> {
    tx.run_one(
        "update mandates_intention set used_at = $1 where id = $2 and used_at is null",
        db::values![now.milliseconds(), id],
    )
    .await
}

/// Removes at most so many rounds that began before a moment, with what they sealed; returns how many.
pub(super) async fn delete_rounds(tx: &mut Tx, before: Instant, limit: i64) -> Result<u64, Error> {
    tx.run(
        "delete from mandates_round where state_hash in
           (select state_hash from mandates_round where started_at < $1 order by started_at limit $2)",
        db::values![before.milliseconds(), limit],
    )
    .await
}

/// Removes at most so many rights that Suomi.fi told before a moment and nobody has used since; returns how many.
pub(super) async fn delete_authorities(tx: &mut Tx, before: Instant, limit: i64) -> Result<u64, Error> {
    tx.run(
        "delete from authority where (session_id, organisation) in
           (select session_id, organisation from authority where checked_at < $1 and last_used_at < $1
            order by checked_at limit $2)",
        db::values![before.milliseconds(), limit],
    )
    .await
}

/// Removes at most so many intentions from before a moment, with what they were to do; returns how many.
pub(super) async fn delete_intentions(tx: &mut Tx, before: Instant, limit: i64) -> Result<u64, Error> {
    tx.run(
        "delete from mandates_intention where id in
           (select i.id from mandates_intention i where i.created_at < $1
              and not exists (select 1 from mandates_round r where r.intention_id = i.id)
            order by i.created_at limit $2)",
        db::values![before.milliseconds(), limit],
    )
    .await
}
