//! Every SQL text about people and sessions.

use db::{Error, Read, Tx};

use super::{ProviderSession, SessionRow};
use crate::kernel::{Instant, PersonId, Session, SessionKind};

pub(super) async fn find_session(read: &mut Read, token_hash: &str) -> Result<Option<SessionRow>, Error> {
    read.optional(
        "select id as session_id, person_id, name as person_name, kind, approver, last_seen_at, ends_at
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
