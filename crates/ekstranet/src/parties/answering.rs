//! What a joined party says: it confirms, contests, wants to join directly, or stays after all.

use super::rules::{PartyStep, Side};
use super::store::{self, Change, PartyRow};
use super::telling::{tell_main_joiner, tell_officers, turn};
use crate::kernel::PartyId;
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
