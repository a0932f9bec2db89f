//! Every SQL text about parties that leave because of their own application.

use db::{Error, Tx};

use super::rules::PartyState;
use super::store::PartyRow;
use crate::kernel::{BusinessId, Instant, PartyId};
use crate::services::Service;

/// Holds what a party is joined by or leaves until the transaction ends: a last day that is set or taken back at this moment
/// comes before and is seen, or after and sees what becomes of the party's application.
pub(super) async fn hold(tx: &mut Tx, party: &BusinessId, service: Service) -> Result<(), Error> {
    tx.run(
        "update joined_party set version = version where party = $1 and service = $2 and state <> 'ended'",
        db::values![party.as_str(), service.code()],
    )
    .await?;
    Ok(())
}

/// Holds a joining until the transaction ends; what it is when its last day is taken back, as far as that was kept.
pub(super) async fn hold_before(tx: &mut Tx, id: &PartyId) -> Result<Option<PartyState>, Error> {
    let (before,): (Option<String>,) = tx
        .one("update joined_party set version = version where id = $1 returning state_before", db::values![id.as_str()])
        .await?;
    Ok(before.as_deref().and_then(PartyState::parse))
}

/// Keeps what a joining was before the party's application made it leave.
pub(super) async fn keep_left_from(tx: &mut Tx, row: &PartyRow) -> Result<(), Error> {
    tx.run_one(
        "update joined_party set left_from = $1, answered_before = $2 where id = $3",
        db::values![row.state.as_str(), row.answered_at, row.id.as_str()],
    )
    .await
}

/// Of a joining that has got a last day: when that day is taken back it leaves, because the party has applied itself. Whether
/// that is new.
pub(super) async fn leave_when_resumed(tx: &mut Tx, now: Instant, row: &PartyRow) -> Result<bool, Error> {
    let left = tx
        .run(
            "update joined_party set left_from = state_before, answered_before = answered_at, answered_at = $1,
                    state_before = 'leaving'
             where id = $2 and state = 'ending' and state_before in ('waiting', 'confirmed')",
            db::values![now.milliseconds(), row.id.as_str()],
        )
        .await?;
    Ok(left > 0)
}

/// The joining is again what it was; whether the application had made it leave. `Stale` is never the answer: who has
/// turned it meanwhile was first.
pub(super) async fn stay(tx: &mut Tx, row: &PartyRow) -> Result<bool, Error> {
    let stayed = tx
        .run(
            "update joined_party set state = left_from, answered_at = answered_before, left_from = null,
                    answered_before = null, version = version + 1
             where id = $1 and version = $2 and state = 'leaving' and left_from is not null",
            db::values![row.id.as_str(), row.version],
        )
        .await?;
    Ok(stayed > 0)
}

/// Of joinings that have got a last day: what they are when that day is taken back.
pub(super) async fn forget_left_from(tx: &mut Tx, party: &BusinessId, service: Service) -> Result<(), Error> {
    tx.run(
        "update joined_party set state_before = left_from, answered_at = answered_before, left_from = null,
                answered_before = null
         where party = $1 and service = $2 and state = 'ending' and state_before = 'leaving' and left_from is not null",
        db::values![party.as_str(), service.code()],
    )
    .await?;
    Ok(())
}
