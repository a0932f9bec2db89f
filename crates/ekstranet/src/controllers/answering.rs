//! The new controller confirms or contests a change, after its right was proved again.

use serde_json::{Value, json};

use super::rules::{Side, Step};
use super::sending::keep_event;
use super::store::{self, ChangeRow, Turn};
use crate::audit::{self, Entry};
use crate::kernel::ControllerChangeId;
use crate::matters::{self, Done, Matter as _, Told};
use crate::notices::{ControllerNews, Happening};
use crate::web::{Failure, Visit};

/// The act `controllers.answer`: keeps what the new controller says, and returns the address of the change. Carried out
/// twice it answers once.
pub fn answer_act(visit: Visit, subject: String, payload: Value) -> Done {
    Box::pin(async move {
        let id = ControllerChangeId::parse(&subject).ok_or(Failure::NotFound)?;
        let address = format!("/o/{}/controllers/{id}", visit.acting()?.organisation);
        if !matters::may_bind::<ChangeRow>(&visit, &id).await? {
            return Ok(address);
        }
        let version = payload["version"].as_i64().ok_or_else(|| Failure::internal("an answer without a version"))?;
        let step = payload["answer"].as_str().and_then(Step::parse);
        let step = step.filter(|step| matches!(step, Step::Confirm | Step::Contest));
        let step = step.ok_or_else(|| Failure::internal("an answer that says nothing"))?;
        match answer(&visit, (&id, version), step, payload["reason"].as_str().unwrap_or_default()).await {
            Ok(()) => {}
            // Somebody was first: the same answer is what was wanted.
            Err(Failure::Stale) => {
                visit.app.db.settle().await?;
                let own = &visit.acting()?.organisation;
                let row = store::load_as_receiver(&mut visit.app.db.read().await?, &id, own).await?;
                let wanted = if step == Step::Confirm { "confirmed" } else { "contested" };
                if row.answer.as_deref() != Some(wanted) {
                    return Err(Failure::Stale);
                }
            }
            Err(failure) => return Err(failure),
        }
        Ok(address)
    })
}

/// May, load, rule, save, tell.
async fn answer(
    visit: &Visit,
    (id, version): (&ControllerChangeId, i64),
    step: Step,
    reason: &str,
) -> Result<(), Failure> {
    let own = visit.acting()?.organisation.clone();
    let mut tx = visit.app.db.write().await?;
    let row = store::load_as_receiver(&mut tx, id, &own).await?;
    let from = row.state()?;
    let to = from.after(step, Side::Receiver).map_err(|_| Failure::Stale)?;
    store::turn(&mut tx, &Turn { id, version, from, to }).await?;
    store::keep_answer(&mut tx, visit.now, id, to).await?;
    keep_event(&mut tx, visit, (id, step, Side::Receiver), (None, reason)).await?;
    let (action, news) = match step {
        Step::Confirm => ("controllers.confirmed", ControllerNews::Confirmed),
        _ => ("controllers.contested", ControllerNews::Contested),
    };
    let detail = json!({ "sender": row.head.organisation });
    audit::record(&mut tx, visit, Entry::new(action).subject(id.as_str()).detail(detail)).await?;
    let services = matters::services_of::<ChangeRow>(&mut tx, id).await?;
    let email = matters::open(visit, &row)?.email;
    let told = Told { row: &row, number: row.head.number(), services: &services, email: &email };
    told.sender(&mut tx, visit, Happening::Controller(news)).await?;
    tx.commit().await?;
    Ok(())
}
