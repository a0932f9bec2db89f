//! Every SQL text about versions of systems that are proposed to the list.

use db::{Error, FromRow, Read, Tx};

use super::awaited::Outcome;
use crate::kernel::{BusinessId, Instant, Session, SystemProposalId};

/// A proposed version of a system.
#[derive(Clone, Debug, FromRow)]
pub(super) struct ProposalRow {
    pub id: String,
    pub organisation: String,
    pub organisation_name: String,
    pub name: String,
    pub system_version: String,
    pub class: String,
    pub services: String,
    pub certified_until: String,
    pub state: String,
    pub version: i64,
    pub proposed_at: i64,
    pub proposed_by_name: String,
    pub answered_at: Option<i64>,
    pub answered_by_name: Option<String>,
    pub reason: Option<String>,
}

/// What a [`ProposalRow`] has, for the statements that read it.
macro_rules! columns {
    () => {
        "id, organisation, organisation_name, name, system_version, class, services, certified_until, state,
         version, proposed_at, proposed_by_name, answered_at, answered_by_name, reason"
    };
}

/// A proposal to keep.
pub(super) struct NewProposal<'a> {
    pub id: &'a SystemProposalId,
    pub organisation: &'a BusinessId,
    pub organisation_name: &'a str,
    pub name: &'a str,
    pub system_version: &'a str,
    pub name_key: &'a str,
    pub class: &'a str,
    pub services: &'a str,
    pub certified_until: &'a str,
    pub by: &'a Session,
}

/// Adds a proposal; `false` when one for the same version waits already.
pub(super) async fn insert(tx: &mut Tx, now: Instant, proposal: &NewProposal<'_>) -> Result<bool, Error> {
    let inserted = tx
        .run(
            "insert into system_proposal (id, organisation, organisation_name, name, system_version, name_key, class, services,
                                          certified_until, state, version, proposed_at, proposed_by, proposed_by_name)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', 1, $10, $11, $12) on conflict do nothing",
            db::values![
                proposal.id.as_str(),
                proposal.organisation.as_str(),
                proposal.organisation_name,
                proposal.name,
                proposal.system_version,
                proposal.name_key,
                proposal.class,
                proposal.services,
                proposal.certified_until,
                now.milliseconds(),
                proposal.by.person.as_str(),
                proposal.by.name.as_str()
            ],
        )
        .await?;
    Ok(inserted == 1)
}

/// An organisation's proposals, newest first.
pub(super) async fn list_of(read: &mut Read, organisation: &BusinessId) -> Result<Vec<ProposalRow>, Error> {
    read.all(
        concat!(
            "select ",
            columns!(),
            " from system_proposal where organisation = $1 order by proposed_at desc, id desc limit 50"
        ),
        db::values![organisation.as_str()],
    )
    .await
}

/// The proposals that wait for an officer, oldest first, after a key.
pub(super) async fn list_waiting(read: &mut Read, after: (i64, &str), limit: i64) -> Result<Vec<ProposalRow>, Error> {
    read.all(
        concat!(
            "select ",
            columns!(),
            " from system_proposal where state = 'waiting' and (proposed_at, id) > ($1, $2)
         order by proposed_at, id limit $3"
        ),
        db::values![after.0, after.1, limit],
    )
    .await
}

pub(super) async fn count_waiting(read: &mut Read) -> Result<i64, Error> {
    let (count,): (i64,) = read
        .one(
            "select count(*) from (select 1 from system_proposal where state = 'waiting' limit 1001) capped",
            db::values![],
        )
        .await?;
    Ok(count)
}

/// A proposal of any organisation, for the officers.
pub(super) async fn load(read: &mut Read, id: &SystemProposalId) -> Result<ProposalRow, Error> {
    read.one(concat!("select ", columns!(), " from system_proposal where id = $1"), db::values![id.as_str()]).await
}

/// Answers a waiting proposal; `Stale` when it was answered or withdrawn first.
pub(super) async fn answer(
    tx: &mut Tx,
    now: Instant,
    (id, version): (&str, i64),
    outcome: &Outcome<'_>,
) -> Result<(), Error> {
    tx.run_one(
        "update system_proposal set state = $1, answered_at = $2, answered_by_name = $3, reason = $4, version = version + 1
         where id = $5 and version = $6 and state = 'waiting'",
        db::values![outcome.state.code(), now.milliseconds(), outcome.by, outcome.reason, id, version],
    )
    .await
}
