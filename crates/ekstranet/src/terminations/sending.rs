//! Sending a termination after the right was proved again, and taking it back.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::consequences::consequences;
use super::drafting::{Whole, billing_of, load};
use super::rules::{Content, Side, Step, chosen, read_day};
use super::store::{self, Sending, TerminationRow, Turn};
use super::store_receiver;
use crate::applications::BillingSource;
use crate::audit::{self, Entry};
use crate::kernel::TerminationId;
use crate::matters::{self, Done, Matter as _, ReceiverFound, Told};
use crate::notices::Happening;
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

/// The act `terminations.send`.
pub fn send_act(visit: Visit, subject: String, payload: Value) -> Done {
    matters::send_act::<TerminationRow>(visit, subject, payload)
}

/// May, load, rule, save, tell. `false` when what is said is not right any more.
pub(super) async fn send(visit: &Visit, id: &TerminationId, version: i64) -> Result<bool, Failure> {
    let whole = load(visit, id).await?;
    let said = (&whole.content, whole.problems.as_slice());
    let Some(content) = matters::ready(visit, &whole.row, said, version).await? else { return Ok(false) };
    let Whole { row, facts, .. } = &whole;
    let (acting, name) = (visit.acting()?, &visit.session()?.name);
    let services = chosen(&content, &facts.live);
    let last_day = read_day(&content.ends_on, visit.now.date()).map_err(|_| Failure::Stale)?.to_string();
    let mut tx = visit.app.db.write().await?;
    let number = matters::number_of(&mut tx, visit, &row.head).await?;
    let sending = Sending { id, version, number: &number, ends_on: &last_day, by: name };
    store::mark_sent(&mut tx, visit.now, &sending).await?;
    if !matters::keep_services::<TerminationRow>(&mut tx, id, &acting.organisation, &services).await? {
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
    let hash = matters::freeze::<TerminationRow>(&mut tx, visit, id, &kept).await?;
    let detail = json!({ "number": number, "services": kept.services, "last_day": last_day, "content_sha256": hash });
    audit::record(&mut tx, visit, Entry::new("terminations.sent").subject(id.as_str()).detail(detail)).await?;
    let told = Told { row, number: &number, services: &services, email: &content.email };
    told.sender(&mut tx, visit, Happening::TerminationReceived).await?;
    tx.commit().await?;
    Ok(true)
}

/// The customer takes a case back that is not confirmed.
pub(super) async fn withdraw(visit: &Visit, id: &TerminationId, version: i64) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    let row: TerminationRow = matters::load(&mut tx, id, &visit.acting()?.organisation).await?;
    let from = row.state()?;
    let to = from.after(Step::Withdraw, Side::Customer).map_err(|_| Failure::Stale)?;
    let by = Some(visit.session()?.name.as_str());
    store::turn(&mut tx, visit.now, &Turn { id, version, from, to, ends_on: None, by }).await?;
    let services = matters::services_of::<TerminationRow>(&mut tx, id).await?;
    matters::release_services::<TerminationRow>(&mut tx, id).await?;
    audit::record(&mut tx, visit, Entry::new("terminations.withdrawn").subject(id.as_str())).await?;
    let email = matters::open(visit, &row)?.email;
    let told = Told { row: &row, number: row.head.number(), services: &services, email: &email };
    told.sender(&mut tx, visit, Happening::TerminationWithdrawn).await?;
    tx.commit().await?;
    Ok(())
}
