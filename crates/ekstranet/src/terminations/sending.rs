//! Sending a termination after the right was proved again, and taking it back.

use std::future::Future;
use std::pin::Pin;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::consequences::consequences;
use super::drafting::{Whole, billing_of, load};
use super::receiver;
use super::rules::{Content, ReceiverFound, Side, Step, TerminationState, chosen, read_day};
use super::store::{self, NewVersion, Sending, TerminationRow, Turn, VersionRow};
use super::store_receiver;
use crate::applications::{self, BillingSource};
use crate::audit::{self, Entry};
use crate::deployments;
use crate::kernel::{Permission, TerminationId, sha256};
use crate::notices::{self, Happening, Notice};
use crate::services::Service;
use crate::web::{Failure, Visit};

/// What is kept of a sending: the answers, the services that end by them and of what the sender was told.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Frozen {
    pub content: Content,
    pub services: Vec<String>,
    pub consequences: Vec<String>,
    /// What said where invoices went at the sending, as `BillingSource` writes itself.
    #[serde(default)]
    pub billed_by: Option<String>,
}

impl Frozen {
    pub fn services(&self) -> Vec<Service> {
        self.services.iter().filter_map(|code| Service::parse(code)).collect()
    }

    /// Where invoices went at the sending, label and value.
    pub async fn billing(&self, visit: &Visit, read: &mut db::Read) -> Result<Vec<(String, String)>, Failure> {
        let billed_by = self.billed_by.as_deref().and_then(BillingSource::parse);
        billing_of(visit, read, billed_by.as_ref().filter(|_| self.content.invoice == "known")).await
    }
}

fn place(id: &str, number: i64) -> String {
    format!("termination_version.content/{id}/{number}")
}

/// What was said at a sending, as it was said.
pub(super) fn frozen(visit: &Visit, id: &str, row: &VersionRow) -> Result<Frozen, Failure> {
    let text = visit.app.vault.open(&place(id, row.number), &row.content);
    let text = text.ok_or_else(|| Failure::internal("what was sent of a termination does not open"))?;
    serde_json::from_str(&text).map_err(Failure::internal)
}

/// The act `terminations.send`: sends a termination after the right was proved again, and returns the address of the
/// receipt. Carried out twice it makes one case and ends at the same receipt.
pub fn send_act(
    visit: Visit,
    subject: String,
    payload: Value,
) -> Pin<Box<dyn Future<Output = Result<String, Failure>> + Send>> {
    Box::pin(async move {
        let id = TerminationId::parse(&subject).ok_or(Failure::NotFound)?;
        let address = format!("/o/{}/terminations/{id}", visit.acting()?.organisation);
        // The right that Suomi.fi has just told may reach less far than the one with which this was begun. The page of
        // the draft tells who may terminate, and the draft stays.
        if !visit.acting()?.permissions.allow(Permission::TerminateServices) {
            let mut tx = visit.app.db.write().await?;
            audit::record(&mut tx, &visit, Entry::new("terminations.not_allowed").subject(id.as_str())).await?;
            tx.commit().await?;
            return Ok(address);
        }
        let version =
            payload["version"].as_i64().ok_or_else(|| Failure::internal("a termination without a version"))?;
        match send(&visit, &id, version).await {
            Ok(true) => {}
            // Something has changed since it was checked: the check says what.
            Ok(false) => return Ok(format!("{address}/check")),
            Err(Failure::Stale) => {
                visit.app.db.settle().await?;
                let row = store::load(&mut visit.app.db.read().await?, &id, &visit.acting()?.organisation).await?;
                if row.state()? != TerminationState::Sent {
                    return Err(Failure::Stale);
                }
            }
            Err(failure) => return Err(failure),
        }
        Ok(format!("{address}/receipt"))
    })
}

/// May, load, rule, save, tell. `false` when what is said is not right any more.
async fn send(visit: &Visit, id: &TerminationId, version: i64) -> Result<bool, Failure> {
    let whole = load(visit, id).await?;
    whole.row.state()?.after(Step::Send, Side::Customer).map_err(|_| Failure::Stale)?;
    if !whole.problems.is_empty() || whole.row.version != version {
        return Ok(false);
    }
    let Some(content) = receiver::asked_again(visit, &whole).await? else { return Ok(false) };
    let Whole { row, facts, .. } = &whole;
    let (acting, name) = (visit.acting()?, &visit.session()?.name);
    let services = chosen(&content, &facts.live);
    let last_day = read_day(&content.ends_on, visit.now.date()).map_err(|_| Failure::Stale)?.to_string();
    let mut tx = visit.app.db.write().await?;
    let number = match &row.number {
        Some(number) => number.clone(),
        None => applications::new_case_number(&mut tx, visit).await?,
    };
    let sending = Sending { id, version, number: &number, ends_on: &last_day, by: name };
    store::mark_sent(&mut tx, visit.now, &sending).await?;
    if !store::keep_services(&mut tx, id, &acting.organisation, &services).await? {
        // Another termination of one of the services came first; dropping the transaction takes all back.
        return Ok(false);
    }
    let kept = Frozen {
        content: content.clone(),
        services: services.iter().map(|service| service.code().to_string()).collect(),
        consequences: consequences(&content, facts).iter().map(|what| what.code().to_string()).collect(),
        billed_by: facts.billed_by.as_ref().map(ToString::to_string),
    };
    let look_at = (content.receiver_found() == Some(ReceiverFound::Unverified)).then_some(visit.now);
    store_receiver::note(&mut tx, id, look_at).await?;
    let hash = freeze(&mut tx, visit, id, &kept).await?;
    let detail = json!({ "number": number, "services": kept.services, "last_day": last_day, "content_sha256": hash });
    audit::record(&mut tx, visit, Entry::new("terminations.sent").subject(id.as_str()).detail(detail)).await?;
    let told = Told { row, number: &number, services: &services, email: &content.email };
    told.of(&mut tx, visit, Happening::TerminationReceived).await?;
    tx.commit().await?;
    Ok(true)
}

/// Freezes what is said as the next version; returns its hash.
async fn freeze(tx: &mut db::Tx, visit: &Visit, id: &TerminationId, kept: &Frozen) -> Result<String, Failure> {
    let text = serde_json::to_string(kept).map_err(Failure::internal)?;
    let hash = sha256(text.as_bytes());
    let number = store::find_version(tx, id).await?.map_or(1, |last| last.number + 1);
    let new = NewVersion {
        id,
        number,
        content: visit.app.vault.seal(&place(id.as_str(), number), &text, &visit.app.random),
        sha256: &hash,
        by: &visit.session()?.name,
        acting: visit.acting()?,
    };
    store::insert_version(tx, visit.now, &new).await?;
    Ok(hash)
}

/// Whom a case tells what happens to it: the address that it names, and the contacts of the organisation.
pub(super) struct Told<'a> {
    pub row: &'a TerminationRow,
    pub number: &'a str,
    pub services: &'a [Service],
    pub email: &'a str,
}

impl Told<'_> {
    pub async fn of(&self, tx: &mut db::Tx, visit: &Visit, happening: Happening) -> Result<(), Failure> {
        let Some(service) = self.services.first() else { return Ok(()) };
        let organisation = self.row.organisation()?;
        let contacts = deployments::contacts(tx, &organisation).await?;
        let notice = Notice {
            happening,
            service: *service,
            organisation: &organisation,
            case_number: self.number,
            recipients: std::iter::once(self.email.to_string()).chain(contacts.addresses).collect(),
            language: self.row.language(),
            link: format!("/o/{organisation}/terminations/{}", self.row.id),
        };
        notices::plan(tx, visit, &notice).await
    }
}

/// The customer takes a case back that is not confirmed.
pub(super) async fn withdraw(visit: &Visit, id: &TerminationId, version: i64) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    let row = store::load(&mut tx, id, &visit.acting()?.organisation).await?;
    let from = row.state()?;
    let to = from.after(Step::Withdraw, Side::Customer).map_err(|_| Failure::Stale)?;
    let by = Some(visit.session()?.name.as_str());
    store::turn(&mut tx, visit.now, &Turn { id, version, from, to, ends_on: None, by }).await?;
    let services = store::services_of(&mut tx, id).await?;
    store::release_services(&mut tx, id).await?;
    audit::record(&mut tx, visit, Entry::new("terminations.withdrawn").subject(id.as_str())).await?;
    let email = super::drafting::open(visit, &row)?.email;
    let told = Told { row: &row, number: row.number(), services: &services, email: &email };
    told.of(&mut tx, visit, Happening::TerminationWithdrawn).await?;
    tx.commit().await?;
    Ok(())
}
