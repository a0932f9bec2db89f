//! Sending, withdrawing and answering notifications of changes, and giving a licence up: may, load, rule, save, tell.

use std::future::Future;
use std::pin::Pin;

use serde_json::{Value, json};

use super::change_rules::{Actor, Change, Kind, LastInvoice, State, Step, read_invoice};
use super::rules::{DoneAt, LINES, Line, read_email};
use super::store_changes::{self, ChangeRow, NewChange};
use super::{planning, store};
use crate::applications;
use crate::audit::{self, Entry};
use crate::kernel::{BusinessId, CaseLanguage, HandoverId, Instant, Language, Permission, PharmacyChangeId, Sealed};
use crate::notices::{self, Happening, Notice};
use crate::registers::{Keeping, Pharmacy};
use crate::services::DISPENSING;
use crate::web::{Failure, Visit};

/// Sends a notification; the contacts named in it get a receipt.
pub(super) async fn send(
    visit: &Visit,
    kind: Kind,
    change: &Change,
    invoice: Option<&LastInvoice>,
) -> Result<PharmacyChangeId, Failure> {
    let mut tx = visit.app.db.write().await?;
    let id = insert(&mut tx, visit, kind, change, invoice).await?;
    tx.commit().await?;
    Ok(id)
}

async fn insert(
    tx: &mut db::Tx,
    visit: &Visit,
    kind: Kind,
    change: &Change,
    invoice: Option<&LastInvoice>,
) -> Result<PharmacyChangeId, Failure> {
    let acting = visit.acting()?;
    let id = PharmacyChangeId::new(visit.now, &visit.app.random);
    let number = applications::new_case_number(tx, visit).await?;
    let language = if visit.language == Language::Sv { CaseLanguage::Sv } else { CaseLanguage::Fi };
    let new = NewChange {
        id: &id,
        number: &number,
        organisation: &acting.organisation,
        organisation_name: &acting.organisation_name,
        kind,
        change,
        invoice: invoice.map(|invoice| seal(visit, &id, invoice)).transpose()?,
        language,
        by: &visit.session()?.name,
    };
    store_changes::insert(tx, visit.now, &new).await?;
    let detail = json!({ "number": number, "kind": kind.code(), "effective_on": change.effective_on.to_string() });
    audit::record(tx, visit, Entry::new("pharmacies.change_sent").subject(id.as_str()).detail(detail)).await?;
    let link = format!("/o/{}/pharmacies/changes/{id}", acting.organisation);
    let told = (number.as_str(), change.email.as_str(), language);
    notify(tx, visit, &acting.organisation, Happening::ChangeReceived, told, link).await?;
    Ok(id)
}

/// The place to which the address of the last invoice is sealed.
fn sealing_place(id: &str) -> String {
    format!("pharmacy_change.invoice/{id}")
}

fn seal(visit: &Visit, id: &PharmacyChangeId, invoice: &LastInvoice) -> Result<Sealed, Failure> {
    let text = serde_json::to_string(invoice).map_err(Failure::internal)?;
    Ok(visit.app.vault.seal(&sealing_place(id.as_str()), &text, &visit.app.random))
}

/// The address of the last invoice of a notification.
pub(super) fn invoice(visit: &Visit, row: &ChangeRow) -> Option<LastInvoice> {
    let text = visit.app.vault.open(&sealing_place(&row.id), row.invoice.as_ref()?)?;
    serde_json::from_str(&text).ok()
}

async fn notify(
    tx: &mut db::Tx,
    visit: &Visit,
    organisation: &BusinessId,
    happening: Happening,
    (case_number, email, language): (&str, &str, CaseLanguage),
    link: String,
) -> Result<(), Failure> {
    let notice = Notice {
        happening,
        service: DISPENSING,
        organisation,
        case_number,
        recipients: vec![email.to_string()],
        language,
        link,
    };
    notices::plan(tx, visit, &notice).await
}

/// The customer takes a notification back that nobody has answered.
pub(super) async fn withdraw(visit: &Visit, id: &PharmacyChangeId, version: i64) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    let acting = visit.acting()?;
    let row = store_changes::load(&mut tx, id, &acting.organisation).await?;
    if row.gives_up() && !acting.permissions.allow(Permission::TerminateServices) {
        return Err(Failure::NotFound);
    }
    turn(&mut tx, visit, &row, version, (Step::Withdraw, Actor::Customer), None).await?;
    audit::record(&mut tx, visit, Entry::new("pharmacies.change_withdrawn").subject(id.as_str())).await?;
    tx.commit().await?;
    Ok(())
}

async fn turn(
    tx: &mut db::Tx,
    visit: &Visit,
    row: &ChangeRow,
    version: i64,
    (step, actor): (Step, Actor),
    reason: Option<&str>,
) -> Result<(), Failure> {
    let next = row.after(step, actor).map_err(|_| Failure::Stale)?;
    store_changes::turn(tx, visit.now, &row.id, version, next, (visit.session()?.name.as_str(), reason)).await?;
    if row.gives_up() && next != State::Confirmed {
        open_giving_up_again(tx, visit, row).await?;
    }
    Ok(())
}

/// The line of the shared plan that the notification had done is open again.
async fn open_giving_up_again(tx: &mut db::Tx, visit: &Visit, row: &ChangeRow) -> Result<(), Failure> {
    let (Some(pharmacy), Some(line)) = (&row.pharmacy, giving_up_line()) else { return Ok(()) };
    let since = Instant::from_milliseconds(row.sent_at).date().to_string();
    for id in store::list_left(tx, pharmacy, &row.organisation, &since).await? {
        let id = HandoverId::parse(&id).ok_or_else(|| Failure::internal("a plan has no id"))?;
        if store::mark(tx, visit.now, &id, line.key, None).await? > 0 {
            let detail = json!({ "line": line.key, "side": line.side.code() });
            audit::record(tx, visit, Entry::new("pharmacies.line_undone").subject(id.as_str()).detail(detail)).await?;
        }
    }
    Ok(())
}

/// The line of a plan that is done by giving the licence up.
fn giving_up_line() -> Option<&'static Line> {
    LINES.iter().find(|line| line.done_at == Some(DoneAt::GivingUp))
}

/// An officer confirms a notification or refuses it with a reason; the customer is told.
pub(super) async fn answer(
    visit: &Visit,
    id: &PharmacyChangeId,
    version: i64,
    confirmed: bool,
    reason: &str,
) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    let row = store_changes::load_any(&mut tx, id).await?;
    let step = if confirmed { Step::Confirm } else { Step::Refuse };
    turn(&mut tx, visit, &row, version, (step, Actor::Officer), Some(reason)).await?;
    let organisation =
        BusinessId::parse(&row.organisation).ok_or_else(|| Failure::internal("a notification has no business ID"))?;
    let action = if confirmed { "pharmacies.change_confirmed" } else { "pharmacies.change_refused" };
    let entry = Entry::new(action).subject(id.as_str()).organisation(&organisation);
    audit::record(&mut tx, visit, entry).await?;
    let link = format!("/o/{organisation}/pharmacies/changes/{id}");
    let language = CaseLanguage::parse(&row.language).unwrap_or_default();
    let told = (row.number.as_str(), row.email.as_str(), language);
    notify(&mut tx, visit, &organisation, Happening::ChangeAnswered, told, link).await?;
    tx.commit().await?;
    Ok(())
}

/// The main pharmacy that a pharmacist can give up now: kept today, and the register knows the last day.
pub(super) fn leaving(pharmacies: &[Pharmacy], today: crate::kernel::Date) -> Option<&Pharmacy> {
    let ends = |pharmacy: &&Pharmacy| {
        !pharmacy.is_branch() && pharmacy.keeping(today) == Keeping::Keeping && pharmacy.after.is_some()
    };
    pharmacies.iter().find(ends)
}

/// The act `pharmacies.give_up`: notifies that the licence ends and where the last invoice goes, after the right was
/// proved again. Carried out twice it makes one notification.
pub fn give_up_act(
    visit: Visit,
    subject: String,
    payload: Value,
) -> Pin<Box<dyn Future<Output = Result<String, Failure>> + Send>> {
    Box::pin(async move { give_up(&visit, &subject, &payload).await })
}

async fn give_up(visit: &Visit, oid: &str, payload: &Value) -> Result<String, Failure> {
    let acting = visit.acting()?;
    if !acting.permissions.allow(Permission::TerminateServices) {
        return Err(Failure::Forbidden);
    }
    let typed: LastInvoice = serde_json::from_value(payload["invoice"].clone()).map_err(Failure::internal)?;
    let invoice =
        read_invoice(&typed).map_err(|_| Failure::Malformed("the address of the last invoice is not whole"))?;
    let email = read_email(payload["email"].as_str().unwrap_or_default())
        .map_err(|_| Failure::Malformed("the e-mail address is not whole"))?;
    let own = acting.organisation.clone();
    let looked = super::find_pharmacies(visit, &own).await?.map(|looked| looked.value).unwrap_or_default();
    let pharmacy = leaving(&looked, visit.now.date()).filter(|pharmacy| pharmacy.oid == oid).ok_or(Failure::Stale)?;
    let change = Change {
        pharmacy: Some(pharmacy.oid.clone()),
        pharmacy_name: pharmacy.name.clone(),
        effective_on: pharmacy.ends_on,
        until_on: None,
        receiver: None,
        details: String::new(),
        email,
    };
    let id = match keep_giving_up(visit, &own, pharmacy, (&change, &invoice)).await {
        // The same was sent at the same moment and kept first.
        Err(Failure::Stale) => find_given_up(visit, &own, oid).await?.ok_or(Failure::Stale)?,
        kept => kept?,
    };
    Ok(format!("/o/{own}/pharmacies/changes/{id}"))
}

async fn find_given_up(visit: &Visit, own: &BusinessId, oid: &str) -> Result<Option<PharmacyChangeId>, Failure> {
    visit.app.db.settle().await?;
    let there = store_changes::find_giving_up(&mut visit.app.db.read().await?, own.as_str(), oid).await?;
    Ok(there.and_then(|row| PharmacyChangeId::parse(&row.id)))
}

/// Keeps the notification, or finds the one that there is.
async fn keep_giving_up(
    visit: &Visit,
    own: &BusinessId,
    pharmacy: &Pharmacy,
    (change, invoice): (&Change, &LastInvoice),
) -> Result<PharmacyChangeId, Failure> {
    let mut tx = visit.app.db.write().await?;
    let there = store_changes::find_giving_up(&mut tx, own.as_str(), &pharmacy.oid).await?;
    if let Some(id) = there.and_then(|row| PharmacyChangeId::parse(&row.id)) {
        return Ok(id);
    }
    let id = insert(&mut tx, visit, Kind::GivingUp, change, Some(invoice)).await?;
    tick_giving_up(&mut tx, visit, pharmacy, own).await?;
    tx.commit().await?;
    Ok(id)
}

/// The line of the plan is done by the deed itself.
async fn tick_giving_up(tx: &mut db::Tx, visit: &Visit, pharmacy: &Pharmacy, own: &BusinessId) -> Result<(), Failure> {
    let hands = planning::change_of_hands(pharmacy, own, visit.now.date());
    let Some((leaving, incoming, _)) = hands else { return Ok(()) };
    let Some(row) = store::find(tx, &pharmacy.oid, &leaving, &incoming).await? else { return Ok(()) };
    if let Some(line) = giving_up_line() {
        store::mark(tx, visit.now, &row.id()?, line.key, Some(&visit.session()?.name)).await?;
    }
    Ok(())
}
