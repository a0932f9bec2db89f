//! Every SQL text about rights to act.

use db::{Error, Read, Tx};

use super::Authority;
use super::rules::{ActingRow, BasesRow};
use crate::kernel::{Basis, BusinessId, Instant, SessionId};

pub(super) async fn find_acting(
    read: &mut Read,
    token_hash: &str,
    organisation: &BusinessId,
) -> Result<Option<ActingRow>, Error> {
    read.optional(
        "select s.id as session_id, s.person_id, s.name as person_name, s.kind, s.approver, s.last_seen_at, s.ends_at,
                a.organisation_name, a.bases, a.checked_at
         from session s left join authority a on a.session_id = s.id and a.organisation = $2
         where s.token_hash = $1 and s.ended_at is null",
        db::values![token_hash, organisation.as_str()],
    )
    .await
}

pub(super) async fn list_bases(read: &mut Read, session: &SessionId) -> Result<Vec<BasesRow>, Error> {
    read.all("select bases from authority where session_id = $1", db::values![session.as_str()]).await
}

pub(super) async fn upsert_authority(
    tx: &mut Tx,
    now: Instant,
    session: &SessionId,
    authority: &Authority,
) -> Result<(), Error> {
    let bases: Vec<String> = authority.bases.iter().copied().map(Basis::code).collect();
    tx.run(
        "insert into authority (session_id, organisation, organisation_name, bases, roles, complete, checked_at, last_used_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7)
         on conflict (session_id, organisation) do update set organisation_name = excluded.organisation_name,
           bases = excluded.bases, roles = excluded.roles, complete = excluded.complete, checked_at = excluded.checked_at,
           last_used_at = excluded.last_used_at",
        db::values![
            session.as_str(),
            authority.organisation.as_str(),
            authority.organisation_name.as_str(),
            bases.join(" "),
            serde_json::Value::from(authority.roles.clone()).to_string(),
            authority.complete,
            now.milliseconds()
        ],
    )
    .await?;
    Ok(())
}
