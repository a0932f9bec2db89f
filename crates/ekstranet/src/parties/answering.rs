//! What a joined party says: it confirms, contests, wants to join directly, or stays after all. What it confirms binds it,
//! so its right is proved again before; the other answers bind it to nothing.

use std::future::Future;
use std::pin::Pin;

use serde_json::Value;

use super::rules::{PartyState, PartyStep, Side};
use super::store::{self, Change, PartyRow};
use super::telling::{tell_main_joiner, tell_officers, turn};
use crate::kernel::{PartyId, Permission};
use crate::notices::Happening;
use crate::web::{Failure, Visit};

/// What the party answers.
#[derive(Clone, Debug)]
pub(super) enum Answer {
    Confirm,
    Contest { reason: String },
    Leave,
    Stay,
}

impl Answer {
    fn step(&self) -> PartyStep {
        match self {
            Self::Confirm => PartyStep::Confirm,
            Self::Contest { .. } => PartyStep::Contest,
            Self::Leave => PartyStep::Leave,
            Self::Stay => PartyStep::Stay,
        }
    }
}

/// A relation of which the visit's organisation is the party and has been told.
pub(super) async fn load_as_party(read: &mut db::Read, visit: &Visit, id: &PartyId) -> Result<PartyRow, Failure> {
    let row = store::load(read, id).await?;
    let is_own = row.party == visit.acting()?.organisation.as_str() && row.told_at.is_some();
    if is_own { Ok(row) } else { Err(Failure::NotFound) }
}

/// Answers: may, load, rule, save, tell.
pub(super) async fn answer(visit: &Visit, id: &PartyId, version: i64, answer: &Answer) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    let row = load_as_party(&mut tx, visit, id).await?;
    let reason = match answer {
        Answer::Contest { reason } => Some(reason.as_str()),
        _ => None,
    };
    let change = Change { answered_at: Some(visit.now), contest_reason: reason, ..Change::default() };
    turn(&mut tx, visit, &row, (answer.step(), Side::Party), version, &change).await?;
    match answer {
        Answer::Contest { .. } => {
            tell_main_joiner(&mut tx, visit, &row, Happening::PartyContested).await?;
            tell_officers(&mut tx, visit, &row, "contested", reason).await?;
        }
        Answer::Leave => {
            tell_main_joiner(&mut tx, visit, &row, Happening::PartyLeaving).await?;
            tell_officers(&mut tx, visit, &row, "leaving", None).await?;
        }
        // Hundreds of parties confirm; the main joiner sees it on its page and needs no mail about each.
        Answer::Confirm | Answer::Stay => {}
    }
    tx.commit().await?;
    Ok(())
}

/// The act `parties.confirm`: confirms a joining after the right was proved again, and returns the address of the joinings.
/// Carried out twice it confirms once.
pub fn confirm_act(
    visit: Visit,
    subject: String,
    payload: Value,
) -> Pin<Box<dyn Future<Output = Result<String, Failure>> + Send>> {
    Box::pin(async move {
        if !visit.acting()?.permissions.allow(Permission::DeployServices) {
            return Err(Failure::Forbidden);
        }
        let id = PartyId::parse(&subject).ok_or(Failure::NotFound)?;
        let version =
            payload["version"].as_i64().ok_or_else(|| Failure::internal("a confirmation without a version"))?;
        match answer(&visit, &id, version, &Answer::Confirm).await {
            Ok(()) => {}
            // Somebody was first: a confirmed joining is what was wanted.
            Err(Failure::Stale) => {
                visit.app.db.settle().await?;
                let row = load_as_party(&mut visit.app.db.read().await?, &visit, &id).await?;
                if row.state()? != PartyState::Confirmed {
                    return Err(Failure::Stale);
                }
            }
            Err(failure) => return Err(failure),
        }
        joinings(&visit)
    })
}

/// The address of the page that shows the joinings of the organisation and takes its answers.
pub(super) fn joinings(visit: &Visit) -> Result<String, Failure> {
    Ok(format!("/o/{}/joined", visit.acting()?.organisation))
}
