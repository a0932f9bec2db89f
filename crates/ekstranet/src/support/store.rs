//! Every SQL text about support codes and views.

use db::{Error, Read, Tx};

use super::rules::{CODE_SECONDS, CodeRow, GUESS_SECONDS, OpenRow, VIEW_SECONDS, ViewRow};
use crate::kernel::{BusinessId, Instant, Session, SessionId};

/// Whether some code with this hash can be used now.
pub(super) async fn is_taken(tx: &mut Tx, now: Instant, code_hash: &str) -> Result<bool, Error> {
    let found: Option<(String,)> = tx
        .optional(
            "select id from support_code where code_hash = $1 and expires_at > $2 and used_at is null limit 1",
            db::values![code_hash, now.milliseconds()],
        )
        .await?;
    Ok(found.is_some())
}

/// Ends the codes that a session has made before.
pub(super) async fn expire_codes(tx: &mut Tx, now: Instant, session: &SessionId) -> Result<(), Error> {
    tx.run(
        "update support_code set expires_at = $1 where session_id = $2 and used_at is null and expires_at > $1",
        db::values![now.milliseconds(), session.as_str()],
    )
    .await?;
    Ok(())
}

/// Keeps a code; without an organisation it shows the person's rights.
pub(super) async fn insert_code(
    tx: &mut Tx,
    now: Instant,
    id: &str,
    code_hash: &str,
    session: &Session,
    organisation: Option<&BusinessId>,
    page: &str,
) -> Result<(), Error> {
    tx.run(
        "insert into support_code (id, code_hash, session_id, person_id, organisation, page, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        db::values![
            id,
            code_hash,
            session.id.as_str(),
            session.person.as_str(),
            organisation.map_or("", BusinessId::as_str),
            page,
            now.milliseconds(),
            now.plus_seconds(CODE_SECONDS).milliseconds()
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn insert_guess(tx: &mut Tx, now: Instant, id: &str, officer: &str) -> Result<(), Error> {
    tx.run(
        "insert into support_guess (id, officer_id, at) values ($1, $2, $3)",
        db::values![id, officer, now.milliseconds()],
    )
    .await?;
    Ok(())
}

/// Tries of an officer that still count.
pub(super) async fn count_guesses(read: &mut Read, now: Instant, officer: &str) -> Result<i64, Error> {
    let (count,): (i64,) = read
        .one(
            "select count(*) from support_guess where officer_id = $1 and at > $2",
            db::values![officer, now.plus_seconds(-GUESS_SECONDS).milliseconds()],
        )
        .await?;
    Ok(count)
}

/// Takes away the try that was right.
pub(super) async fn remove_guess(tx: &mut Tx, id: &str) -> Result<(), Error> {
    tx.run("delete from support_guess where id = $1", db::values![id]).await?;
    Ok(())
}

/// A code that can be used now, of a session that lives.
///
/// `rest` is the last moment of an idle session.
pub(super) async fn find_code(
    tx: &mut Tx,
    now: Instant,
    rest: Instant,
    code_hash: &str,
) -> Result<Option<CodeRow>, Error> {
    tx.optional(
        "select c.id, c.session_id, c.person_id, c.organisation, c.page
         from support_code c join session s on s.id = c.session_id
         where c.code_hash = $1 and c.expires_at > $2 and c.used_at is null and s.ended_at is null and s.ends_at > $2
           and s.last_seen_at > $3",
        db::values![code_hash, now.milliseconds(), rest.milliseconds()],
    )
    .await
}

/// Marks a code as used; `Stale` when another officer was faster.
pub(super) async fn use_code(tx: &mut Tx, now: Instant, id: &str) -> Result<(), Error> {
    tx.run_one(
        "update support_code set used_at = $1 where id = $2 and used_at is null",
        db::values![now.milliseconds(), id],
    )
    .await
}

pub(super) async fn insert_view(
    tx: &mut Tx,
    now: Instant,
    id: &str,
    code: &CodeRow,
    officer: &Session,
) -> Result<Instant, Error> {
    let until = now.plus_seconds(VIEW_SECONDS);
    tx.run(
        "insert into support_view (id, code_id, officer_session_id, officer_id, session_id, organisation, page, began_at, ends_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        db::values![
            id,
            code.id.as_str(),
            officer.id.as_str(),
            officer.person.as_str(),
            code.session_id.as_str(),
            code.organisation.as_str(),
            code.page.as_str(),
            now.milliseconds(),
            until.milliseconds()
        ],
    )
    .await?;
    Ok(until)
}

/// The live view of an organisation in an officer's session, with the right of the person who opened it, as long as the
/// person's session lives; `rest` is the last moment of an idle one.
pub(super) async fn find_view(
    read: &mut Read,
    now: Instant,
    rest: Instant,
    officer_session: &SessionId,
    organisation: &BusinessId,
) -> Result<Option<ViewRow>, Error> {
    read.optional(
        "select v.id, a.organisation_name, a.bases, a.checked_at
         from support_view v
         join session s on s.id = v.session_id and s.ended_at is null and s.ends_at > $3 and s.last_seen_at > $4
         join authority a on a.session_id = v.session_id and a.organisation = v.organisation
         where v.officer_session_id = $1 and v.organisation = $2 and v.ended_at is null and v.ends_at > $3",
        db::values![officer_session.as_str(), organisation.as_str(), now.milliseconds(), rest.milliseconds()],
    )
    .await
}

/// The live view of a person's rights in an officer's session: its id and the person's session.
pub(super) async fn find_own_view(
    read: &mut Read,
    now: Instant,
    rest: Instant,
    officer_session: &SessionId,
) -> Result<Option<(String, String)>, Error> {
    read.optional(
        "select v.id, v.session_id
         from support_view v
         join session s on s.id = v.session_id and s.ended_at is null and s.ends_at > $2 and s.last_seen_at > $3
         where v.officer_session_id = $1 and v.organisation = '' and v.ended_at is null and v.ends_at > $2",
        db::values![officer_session.as_str(), now.milliseconds(), rest.milliseconds()],
    )
    .await
}

/// The views that are not noted as ended: of an officer's session, or of a person's.
pub(super) async fn list_open(tx: &mut Tx, session: &SessionId) -> Result<Vec<OpenRow>, Error> {
    tx.all(
        "select v.id, v.session_id, v.officer_session_id, v.organisation, v.ends_at, s.ended_at as session_ended_at,
                o.ended_at as officer_ended_at
         from support_view v
         join session s on s.id = v.session_id
         join session o on o.id = v.officer_session_id
         where (v.officer_session_id = $1 or v.session_id = $1) and v.ended_at is null order by v.id",
        db::values![session.as_str()],
    )
    .await
}

/// At most so many views whose time is over and that are not noted as ended.
pub(super) async fn list_over(tx: &mut Tx, now: Instant, limit: i64) -> Result<Vec<OpenRow>, Error> {
    tx.all(
        "select v.id, v.session_id, v.officer_session_id, v.organisation, v.ends_at, s.ended_at as session_ended_at,
                o.ended_at as officer_ended_at
         from support_view v
         join session s on s.id = v.session_id
         join session o on o.id = v.officer_session_id
         where v.ended_at is null and v.ends_at <= $1 order by v.ends_at limit $2",
        db::values![now.milliseconds(), limit],
    )
    .await
}

/// Notes that a view has ended, by whom where somebody ended it; `false` when that was noted before.
pub(super) async fn end_view(tx: &mut Tx, at: Instant, id: &str, by: Option<&str>) -> Result<bool, Error> {
    let ended = tx
        .run(
            "update support_view set ended_at = $1, ended_by = $2 where id = $3 and ended_at is null",
            db::values![at.milliseconds(), by, id],
        )
        .await?;
    Ok(ended > 0)
}

/// When the last view of a person's session ends; `None` without one.
pub(super) async fn latest_end(tx: &mut Tx, session: &str) -> Result<Option<i64>, Error> {
    let (until,): (Option<i64>,) = tx
        .one("select max(ends_at) from support_view where session_id = $1 and ended_at is null", db::values![session])
        .await?;
    Ok(until)
}

/// Removes at most so many views that began before a moment; returns how many.
pub(super) async fn delete_views(tx: &mut Tx, before: Instant, limit: i64) -> Result<u64, Error> {
    tx.run(
        "delete from support_view where id in
           (select id from support_view where began_at < $1 order by began_at limit $2)",
        db::values![before.milliseconds(), limit],
    )
    .await
}

/// Removes at most so many codes from before a moment that no view came from, or whose view is gone; returns how many.
pub(super) async fn delete_codes(tx: &mut Tx, before: Instant, limit: i64) -> Result<u64, Error> {
    tx.run(
        "delete from support_code where id in
           (select c.id from support_code c where c.created_at < $1
              and not exists (select 1 from support_view v where v.code_id = c.id)
            order by c.created_at limit $2)",
        db::values![before.milliseconds(), limit],
    )
    .await
}

/// Removes at most so many tries from before a moment; returns how many.
pub(super) async fn delete_guesses(tx: &mut Tx, before: Instant, limit: i64) -> Result<u64, Error> {
    tx.run(
        "delete from support_guess where id in (select id from support_guess where at < $1 order by at limit $2)",
        db::values![before.milliseconds(), limit],
    )
    .await
}
