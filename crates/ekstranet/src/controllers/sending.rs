//! Sending a change of controller after the right was proved again, and withdrawing it.

use serde_json::{Value, json};

use super::drafting::{Whole, load};
use super::rules::{Side, Step, is_open};
use super::rules_content::{NEXT_RUN, read_day};
use super::store::{self, ChangeRow, Sending, Turn};
use super::store_case::{self, NewEvent};
use super::store_former;
use super::store_runs;
use crate::audit::{self, Entry};
use crate::kernel::{BusinessId, ControllerChangeId};
use crate::matters::{self, Done, Matter as _, ReceiverFound, Told};
use crate::notices::{ControllerNews, Happening};
use crate::web::{Failure, Visit};

/// The act `controllers.send`.
pub fn send_act(visit: Visit, subject: String, payload: Value) -> Done {
    matters::send_act::<ChangeRow>(visit, subject, payload)
}

/// May, load, rule, save, tell. `false` when what is said is not right any more.
pub(super) async fn send(visit: &Visit, id: &ControllerChangeId, version: i64) -> Result<bool, Failure> {
    let whole = load(visit, id).await?;
    let said = (&whole.content, whole.problems.as_slice());
    let Some(content) = matters::ready(visit, &whole.row, said, version).await? else { return Ok(false) };
    let Whole { row, .. } = &whole;
    let (acting, services) = (visit.acting()?, content.services());
    let to = content.receiver().ok_or(Failure::Stale)?;
    let changes_on = read_day(&content.changes_on, visit.now.date()).map_err(|_| Failure::Stale)?.to_string();
    let mut tx = visit.app.db.write().await?;
    let wished_run = Some(content.run.as_str()).filter(|run| *run != NEXT_RUN);
    if let Some(run) = wished_run {
        match store_runs::hold(&mut tx, run).await {
            // Cancelled meanwhile: the check offers the others.
            Err(db::Error::Stale) => return Ok(false),
            held => held?,
        }
    }
    let number = matters::number_of(&mut tx, visit, &row.head).await?;
    let is_unverified = content.receiver_found() == Some(ReceiverFound::Unverified);
    let receiver_name = if content.receiver_name.is_empty() { to.as_str() } else { content.receiver_name.as_str() };
    let sending = Sending {
        id,
        version,
        number: &number,
        receiver: &to,
        receiver_name,
        changes_on: &changes_on,
        wished_run,
        look_at: is_unverified.then_some(visit.now),
    };
    store::mark_sent(&mut tx, visit.now, &sending).await?;
    if !matters::keep_services::<ChangeRow>(&mut tx, id, &acting.organisation, &services).await? {
        // Another change of one of the services came first; dropping the transaction takes all back.
        return Ok(false);
    }
    let hash = matters::freeze::<ChangeRow>(&mut tx, visit, id, &content).await?;
    keep_event(&mut tx, visit, (id, Step::Send, Side::Sender), (None, "")).await?;
    let detail = json!({
        "number": number, "services": content.services, "receiver": to.as_str(), "changes_on": changes_on,
        "content_sha256": hash,
    });
    audit::record(&mut tx, visit, Entry::new("controllers.sent").subject(id.as_str()).detail(detail)).await?;
    let told = Told { row, number: &number, services: &services, email: &content.email };
    told.sender(&mut tx, visit, Happening::Controller(ControllerNews::Received)).await?;
    told.receiver(&mut tx, visit, (&to, Happening::Controller(ControllerNews::Asked))).await?;
    tell_former(&mut tx, visit, &told, (id, &to)).await?;
    tx.commit().await?;
    Ok(true)
}

/// Tells whom the notification named when it was sent before, when it names another now: nobody waits for it any more.
async fn tell_former(
    tx: &mut db::Tx,
    visit: &Visit,
    told: &Told<'_, ChangeRow>,
    (id, receiver): (&ControllerChangeId, &BusinessId),
) -> Result<(), Failure> {
    let former = told.row.receiver.as_deref().and_then(BusinessId::parse);
    let Some(former) = former.filter(|former| former != receiver) else { return Ok(()) };
    store_former::keep(tx, visit.now, id, &former).await?;
    // A turn of its own, as each receiver has.
    let visit = Visit { request_id: format!("{}-former", visit.request_id), ..visit.clone() };
    told.receiver(tx, &visit, (&former, Happening::Controller(ControllerNews::Replaced))).await
}

/// Keeps a step of a case with whoever took it; of a binding one with the right.
pub(super) async fn keep_event(
    tx: &mut db::Tx,
    visit: &Visit,
    (id, what, side): (&ControllerChangeId, Step, Side),
    (run_day, reason): (Option<&str>, &str),
) -> Result<(), Failure> {
    let is_binding = matches!(what, Step::Send | Step::Confirm | Step::Contest);
    let basis = visit.acting.as_ref().filter(|_| is_binding).map(|acting| acting.basis.code());
    let new = NewEvent { id, what, side, by: &visit.session()?.name, basis, run_day, reason };
    store_case::insert_event(tx, visit.now, &new).await?;
    Ok(())
}

/// The sender takes a case back: at any time before it is scheduled, and until the closing day of its run.
pub(super) async fn withdraw(visit: &Visit, id: &ControllerChangeId, version: i64) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    let row: ChangeRow = matters::load(&mut tx, id, &visit.acting()?.organisation).await?;
    let from = row.state()?;
    if !is_open(from, (Step::Withdraw, Side::Sender), row.planned(), visit.now.date()) {
        return Err(Failure::Stale);
    }
    let to = from.after(Step::Withdraw, Side::Sender).map_err(|_| Failure::Stale)?;
    store::turn(&mut tx, &Turn { id, version, from, to }).await?;
    let services = matters::services_of::<ChangeRow>(&mut tx, id).await?;
    matters::release_services::<ChangeRow>(&mut tx, id).await?;
    keep_event(&mut tx, visit, (id, Step::Withdraw, Side::Sender), (None, "")).await?;
    audit::record(&mut tx, visit, Entry::new("controllers.withdrawn").subject(id.as_str())).await?;
    let (email, receiver) = (matters::open(visit, &row)?.email, row.receiver()?);
    let told = Told { row: &row, number: row.head.number(), services: &services, email: &email };
    let happening = Happening::Controller(ControllerNews::Withdrawn);
    told.sender(&mut tx, visit, happening).await?;
    told.receiver(&mut tx, visit, (&receiver, happening)).await?;
    tx.commit().await?;
    Ok(())
}
