//! What an officer does to an open supplement request: gives it another last day, or takes it back.

use db::Tx;
use serde_json::json;

use super::answers::AllAnswers;
use super::deciding::{Found, notify, record, tell, turn};
use super::rules::{State, check_deadline};
use super::{store, store_deadlines, supplements};
use crate::kernel::{Instant, today};
use crate::notices::Happening;
use crate::web::{Failure, Visit};

/// Moves the last day to answer, and the case to whoever does so; the contacts are told, and reminded anew when it is near.
pub(super) async fn move_deadline(
    tx: &mut Tx,
    visit: &Visit,
    found: &Found<'_>,
    next: State,
    deadline: &str,
) -> Result<(), Failure> {
    let request = supplements::list(tx, found.id).await?.pop().ok_or(Failure::Stale)?;
    check_deadline(deadline, today(visit.now)).map_err(|_| Failure::Malformed("the deadline breaks its rules"))?;
    turn(tx, visit, found, next, Some(visit.session()?), Some(deadline)).await?;
    store_deadlines::move_deadline(tx, found.id, deadline).await?;
    tell(tx, visit, found.id, "deadline_moved").await?;
    let detail = json!({ "from": request.deadline, "to": deadline });
    record(tx, visit, found, "applications.deadline_moved", detail).await?;
    notify(tx, visit, found, Happening::DeadlineMoved).await
}

/// Takes the request back: the case is in review again with whoever does so, as it was sent. What the customer had begun
/// to change for the answer is kept among the earlier versions.
pub(super) async fn recall(tx: &mut Tx, visit: &Visit, found: &Found<'_>, next: State) -> Result<(), Failure> {
    turn(tx, visit, found, next, Some(visit.session()?), None).await?;
    let request = supplements::list(tx, found.id).await?.pop().ok_or(Failure::Stale)?;
    store_deadlines::recall(tx, visit.now, found.id).await?;
    put_back(tx, visit, found, request.asked_at).await?;
    tell(tx, visit, found.id, "supplement_recalled").await?;
    record(tx, visit, found, "applications.supplement_recalled", json!({})).await?;
    notify(tx, visit, found, Happening::SupplementRecalled).await
}

/// Fields that were open are closed again, and hold what was sent: a later answer must not change them.
async fn put_back(tx: &mut Tx, visit: &Visit, found: &Found<'_>, asked_at: Instant) -> Result<(), Failure> {
    let sent: &AllAnswers = &found.content.answers;
    let begun = |saved_at: Option<i64>| saved_at.is_some_and(|at| at >= asked_at.milliseconds());
    for step in store::list_steps(tx, found.id).await?.into_iter().filter(|step| begun(step.saved_at)) {
        let Some(answers) = sent.get(&step.step) else { continue };
        let stored = serde_json::from_str::<serde_json::Value>(&step.answers).map_err(Failure::internal)?;
        let frozen = serde_json::to_value(answers).map_err(Failure::internal)?;
        if stored != frozen {
            let place = (step.step.as_str(), step.version);
            store_deadlines::put_back(tx, visit.now, found.id, place, &frozen.to_string()).await?;
        }
    }
    Ok(())
}
