//! Sending a change of controller after the right was proved again, and withdrawing it.

use std::future::Future;
use std::pin::Pin;

use serde_json::{Value, json};

use super::drafting::{Whole, load, open};
use super::receiver;
use super::rules::{ChangeState, Side, Step, is_open};
use super::rules_content::{Content, NEXT_RUN, read_day};
use super::store::{self, Sending, Turn};
use super::store_case::{self, NewEvent, NewVersion, VersionRow};
use super::store_former;
use super::store_runs;
use super::telling::Told;
use crate::applications;
use crate::audit::{self, Entry};
use crate::kernel::{BusinessId, ControllerChangeId, Permission, sha256};
use crate::notices::ControllerNews;
use crate::terminations::ReceiverFound;
use crate::web::{Failure, Visit};

fn place(id: &str, number: i64) -> String {
    format!("controller_change_version.content/{id}/{number}")
}

/// What was said at a sending, as it was said.
pub(super) fn frozen(visit: &Visit, id: &str, row: &VersionRow) -> Result<Content, Failure> {
    let text = visit.app.vault.open(&place(id, row.number), &row.content);
    let text = text.ok_or_else(|| Failure::internal("what was sent of a change of controller does not open"))?;
    serde_json::from_str(&text).map_err(Failure::internal)
}

/// Whether the right that Suomi.fi has just told binds the organisation; else that is noted.
pub(super) async fn may_bind(visit: &Visit, id: &ControllerChangeId) -> Result<bool, Failure> {
    let permissions = visit.acting()?.permissions;
    if permissions.allow(Permission::SignAgreements) && permissions.allow(Permission::DeployServices) {
        return Ok(true);
    }
    let mut tx = visit.app.db.write().await?;
    audit::record(&mut tx, visit, Entry::new("controllers.not_allowed").subject(id.as_str())).await?;
    tx.commit().await?;
    Ok(false)
}

/// The act `controllers.send`: sends a change of controller after the right was proved again, and returns the address of
/// the receipt. Carried out twice it makes one case and ends at the same receipt.
pub fn send_act(
    visit: Visit,
    subject: String,
    payload: Value,
) -> Pin<Box<dyn Future<Output = Result<String, Failure>> + Send>> {
    Box::pin(async move {
        let id = ControllerChangeId::parse(&subject).ok_or(Failure::NotFound)?;
        let address = format!("/o/{}/controllers/{id}", visit.acting()?.organisation);
        if !may_bind(&visit, &id).await? {
            return Ok(address);
        }
        let version = payload["version"].as_i64().ok_or_else(|| Failure::internal("a change without a version"))?;
        match send(&visit, &id, version).await {
            Ok(true) => {}
            // Something has changed since it was checked: the check says what.
            Ok(false) => return Ok(format!("{address}/sign")),
            Err(Failure::Stale) => {
                visit.app.db.settle().await?;
                let row = store::load(&mut visit.app.db.read().await?, &id, &visit.acting()?.organisation).await?;
                if row.state()? != ChangeState::Asked {
                    return Err(Failure::Stale);
                }
            }
            Err(failure) => return Err(failure),
        }
        Ok(format!("{address}/receipt"))
    })
}

/// May, load, rule, save, tell. `false` when what is said is not right any more.
async fn send(visit: &Visit, id: &ControllerChangeId, version: i64) -> Result<bool, Failure> {
    let whole = load(visit, id).await?;
    whole.row.state()?.after(Step::Send, Side::Sender).map_err(|_| Failure::Stale)?;
    if !whole.problems.is_empty() || whole.row.version != version {
        return Ok(false);
    }
    let Some(content) = receiver::asked_again(visit, &whole).await? else { return Ok(false) };
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
    let number = match &row.number {
        Some(number) => number.clone(),
        None => applications::new_case_number(&mut tx, visit).await?,
    };
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
    if !store_case::keep_services(&mut tx, id, &acting.organisation, &services).await? {
        // Another change of one of the services came first; dropping the transaction takes all back.
        return Ok(false);
    }
    let hash = freeze(&mut tx, visit, id, &content).await?;
    keep_event(&mut tx, visit, (id, Step::Send, Side::Sender), (None, "")).await?;
    let detail = json!({
        "number": number, "services": content.services, "receiver": to.as_str(), "changes_on": changes_on,
        "content_sha256": hash,
    });
    audit::record(&mut tx, visit, Entry::new("controllers.sent").subject(id.as_str()).detail(detail)).await?;
    let told = Told { row, number: &number, services: &services, email: &content.email, receiver: &to };
    told.sender(&mut tx, visit, ControllerNews::Received).await?;
    told.receiver(&mut tx, visit, ControllerNews::Asked).await?;
    tell_former(&mut tx, visit, id, &told).await?;
    tx.commit().await?;
    Ok(true)
}

/// Tells whom the notification named when it was sent before, when it names another now.
async fn tell_former(tx: &mut db::Tx, visit: &Visit, id: &ControllerChangeId, told: &Told<'_>) -> Result<(), Failure> {
    let former = told.row.receiver.as_deref().and_then(BusinessId::parse);
    let Some(former) = former.filter(|former| former != told.receiver) else { return Ok(()) };
    store_former::keep(tx, visit.now, id, &former).await?;
    Told { receiver: &former, ..*told }.former(tx, visit).await
}

/// Freezes what is said as the next version; returns its hash.
async fn freeze(tx: &mut db::Tx, visit: &Visit, id: &ControllerChangeId, content: &Content) -> Result<String, Failure> {
    let text = serde_json::to_string(content).map_err(Failure::internal)?;
    let hash = sha256(text.as_bytes());
    let number = store_case::find_version(tx, id).await?.map_or(1, |last| last.number + 1);
    let new = NewVersion {
        id,
        number,
        content: visit.app.vault.seal(&place(id.as_str(), number), &text, &visit.app.random),
        sha256: &hash,
        by: &visit.session()?.name,
        acting: visit.acting()?,
    };
    store_case::insert_version(tx, visit.now, &new).await?;
    Ok(hash)
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
    let row = store::load(&mut tx, id, &visit.acting()?.organisation).await?;
    let from = row.state()?;
    if !is_open(from, (Step::Withdraw, Side::Sender), row.planned(), visit.now.date()) {
        return Err(Failure::Stale);
    }
    let to = from.after(Step::Withdraw, Side::Sender).map_err(|_| Failure::Stale)?;
    store::turn(&mut tx, &Turn { id, version, from, to }).await?;
    let services = store_case::services_of(&mut tx, id).await?;
    store_case::release_services(&mut tx, id).await?;
    keep_event(&mut tx, visit, (id, Step::Withdraw, Side::Sender), (None, "")).await?;
    audit::record(&mut tx, visit, Entry::new("controllers.withdrawn").subject(id.as_str())).await?;
    let (email, receiver) = (open(visit, &row)?.email, row.receiver()?);
    let told = Told { row: &row, number: row.number(), services: &services, email: &email, receiver: &receiver };
    told.both(&mut tx, visit, ControllerNews::Withdrawn).await?;
    tx.commit().await?;
    Ok(())
}
