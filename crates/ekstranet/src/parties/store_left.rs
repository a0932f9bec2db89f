//! Every SQL text about parties that leave because of their own application.

use db::{Error, Tx};

use super::store::PartyRow;
use crate::kernel::BusinessId;
use crate::services::Service;

/// Keeps what a joining was before the party's application made it leave.
pub(super) async fn keep_left_from(tx: &mut Tx, row: &PartyRow) -> Result<(), Error> {
    tx.run_one(
        "update joined_party set left_from = $1, answered_before = $2 where id = $3",
        db::values![row.state.as_str(), row.answered_at, row.id.as_str()],
    )
    .await
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
