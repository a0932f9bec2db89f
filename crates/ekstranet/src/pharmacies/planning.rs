//! Opening a plan, ticking its lines, the settings of a side and naming the vendor: may, load, rule, save, tell.

use db::Tx;
use serde_json::json;

use super::rules::{self, LINES, Settings, Side};
use super::store::{self, HandoverRow, NewHandover};
use crate::applications;
use crate::audit::{self, Entry};
use crate::intermediaries;
use crate::kernel::{BusinessId, CaseLanguage, HandoverId, Language};
use crate::notices::{self, Happening, Notice};
use crate::registers::{self, Pharmacy};
use crate::services::DISPENSING;
use crate::web::{Failure, Visit};

/// The two pharmacists of a main pharmacy that changes hands, seen from one of them: leaving, incoming, takeover date.
pub(super) fn change_of_hands(
    pharmacy: &Pharmacy,
    own: &BusinessId,
    today: crate::kernel::Date,
) -> Option<(String, String, crate::kernel::Date)> {
    if pharmacy.is_branch() {
        return None;
    }
    let own = own.as_str().to_string();
    if let Some(after) = &pharmacy.after {
        let takeover = pharmacy.ends_on.tomorrow().ok()?;
        return rules::is_open(takeover, today).then(|| (own, after.clone(), takeover));
    }
    let before = pharmacy.before.clone()?;
    let takeover = pharmacy.takeover_date()?;
    rules::is_open(takeover, today).then_some((before, own, takeover))
}

/// Opens the plan of a pharmacy that changes hands, or finds the one that the other side has opened.
pub(super) async fn open(visit: &Visit, oid: &str) -> Result<HandoverId, Failure> {
    let own = visit.acting()?.organisation.clone();
    let looked = super::find_pharmacies(visit, &own).await?;
    let pharmacies = looked.map(|looked| looked.value).unwrap_or_default();
    let pharmacy = pharmacies.iter().find(|pharmacy| pharmacy.oid == oid).ok_or(Failure::NotFound)?;
    let (leaving, incoming, takeover_date) =
        change_of_hands(pharmacy, &own, visit.now.date()).ok_or(Failure::NotFound)?;
    let has_branches = pharmacies.iter().any(|branch| branch.parent.as_deref() == Some(oid));
    let (own_side, other_side) =
        if leaving == own.as_str() { (Side::Leaving, Side::Incoming) } else { (Side::Incoming, Side::Leaving) };
    let other = BusinessId::parse(if own_side == Side::Leaving { &incoming } else { &leaving });
    let own_contacts = applications::find_contacts(visit.app.clone(), own).await?;
    let contacts = match &other {
        Some(other) => applications::find_contacts(visit.app.clone(), other.clone()).await?,
        None => (Vec::new(), CaseLanguage::default()),
    };
    let mut tx = visit.app.db.write().await?;
    if let Some(row) = store::find(&mut tx, oid, &leaving, &incoming).await? {
        tx.commit().await?;
        return row.id();
    }
    let id = HandoverId::new(visit.now, &visit.app.random);
    let number = applications::new_case_number(&mut tx, visit).await?;
    let new = NewHandover {
        id: &id,
        number: &number,
        pharmacy: oid,
        pharmacy_name: &pharmacy.name,
        has_branches,
        leaving: &leaving,
        incoming: &incoming,
        takeover_date,
    };
    if !store::insert(&mut tx, visit.now, &new).await? {
        return Err(Failure::Stale);
    }
    let detail = json!({ "number": number, "takeover": takeover_date.to_string() });
    audit::record(&mut tx, visit, Entry::new("pharmacies.handover_opened").subject(id.as_str()).detail(detail)).await?;
    // Who has never typed an address is told of a moved day and reminded all the same, where one is known.
    let reminded = rules::reminders_due(takeover_date, visit.now.date());
    keep_known(&mut tx, &id, own_side, &own_contacts, reminded).await?;
    keep_known(&mut tx, &id, other_side, &contacts, reminded).await?;
    if let Some(other) = &other {
        tell(&mut tx, visit, (&id, &number), other, Happening::HandoverOpened, contacts).await?;
    }
    tx.commit().await?;
    Ok(id)
}

/// Keeps the first known address of a side. What is known later goes before it, until somebody there types another one.
async fn keep_known(
    tx: &mut Tx,
    id: &HandoverId,
    side: Side,
    (addresses, language): &(Vec<String>, CaseLanguage),
    reminded: i64,
) -> Result<(), Failure> {
    let Some(email) = addresses.first() else { return Ok(()) };
    let settings = Settings { email: email.clone(), phone: String::new() };
    Ok(store::keep_side(tx, id, side, &settings, *language, (0, reminded)).await?)
}

/// Tells another side of a plan that it has a part in it, when an address of it is known.
async fn tell(
    tx: &mut Tx,
    visit: &Visit,
    (id, number): (&HandoverId, &str),
    party: &BusinessId,
    happening: Happening,
    (recipients, language): (Vec<String>, CaseLanguage),
) -> Result<(), Failure> {
    let notice = Notice {
        happening,
        service: DISPENSING,
        organisation: party,
        case_number: number,
        recipients,
        language,
        link: format!("/o/{party}/handovers/{id}"),
    };
    notices::plan(tx, visit, &notice).await
}

/// The side of the visit's organisation.
pub(super) fn own_side(visit: &Visit, row: &HandoverRow) -> Result<Side, Failure> {
    row.side(&visit.acting()?.organisation).ok_or(Failure::NotFound)
}

/// Ticks a line, or takes the tick back.
pub(super) async fn tick(visit: &Visit, id: &HandoverId, line: &str, done: bool) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    // A vendor who is left out in the same moment ticks nothing more.
    store::lock(&mut tx, id, &visit.acting()?.organisation).await?;
    let row = store::load(&mut tx, id, &visit.acting()?.organisation).await?;
    let side = own_side(visit, &row)?;
    let line = rules::may_tick(row.takeover()?, row.has_branches == 1, side, line, visit.now.date())
        .map_err(|_| Failure::Forbidden)?;
    let name = &visit.session()?.name;
    if store::mark(&mut tx, visit.now, id, line.key, done.then_some(name.as_str())).await? > 0 {
        let action = if done { "pharmacies.line_done" } else { "pharmacies.line_undone" };
        let detail = json!({ "line": line.key, "side": side.code() });
        audit::record(&mut tx, visit, Entry::new(action).subject(id.as_str()).detail(detail)).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Keeps where the reminders of the own side go and which telephone answers on the day.
pub(super) async fn keep_settings(
    visit: &Visit,
    id: &HandoverId,
    settings: &Settings,
    version: i64,
) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    store::lock(&mut tx, id, &visit.acting()?.organisation).await?;
    let row = store::load(&mut tx, id, &visit.acting()?.organisation).await?;
    let side = own_side(visit, &row)?;
    let language = if visit.language == Language::Sv { CaseLanguage::Sv } else { CaseLanguage::Fi };
    // What has fallen due before somebody wants to be reminded is on the page in front of them.
    let reminded = rules::reminders_due(row.takeover()?, visit.now.date());
    store::keep_side(&mut tx, id, side, settings, language, (version, reminded)).await?;
    let entry = Entry::new("pharmacies.settings_kept").subject(id.as_str());
    audit::record(&mut tx, visit, entry.detail(json!({ "side": side.code() }))).await?;
    tx.commit().await?;
    Ok(())
}

/// The intermediaries that can be named: business ID and name, by name, each once.
pub(super) async fn vendors(visit: &Visit) -> Result<Vec<(String, String)>, Failure> {
    let points = registers::list_access_points(&visit.app, visit.now.date()).await?;
    let mut vendors: Vec<(String, String)> = points.into_iter().map(|point| (point.owner_name, point.owner)).collect();
    vendors.sort();
    vendors.dedup();
    Ok(vendors.into_iter().map(|(name, id)| (id, name)).collect())
}

/// Names the vendor, or none. Either pharmacist may; a vendor that is no longer named sees nothing any more.
pub(super) async fn name_vendor(visit: &Visit, id: &HandoverId, version: i64, vendor: &str) -> Result<(), Failure> {
    let known = vendors(visit).await?;
    let named = known.iter().find(|(business_id, _)| business_id == vendor);
    if named.is_none() && !vendor.is_empty() {
        return Err(Failure::Malformed("no such vendor"));
    }
    let mut tx = visit.app.db.write().await?;
    let row = store::load(&mut tx, id, &visit.acting()?.organisation).await?;
    if own_side(visit, &row)? == Side::Vendor {
        return Err(Failure::Forbidden);
    }
    if row.vendor.as_deref().unwrap_or_default() != vendor {
        let named = named.map(|(business_id, name)| (business_id.as_str(), name.as_str()));
        store::set_vendor(&mut tx, id, version, named).await?;
        let lines: Vec<&str> = LINES.iter().filter(|line| line.side == Side::Vendor).map(|line| line.key).collect();
        store::forget_side(&mut tx, id, Side::Vendor, &lines).await?;
        let entry = Entry::new("pharmacies.vendor_named").subject(id.as_str());
        audit::record(&mut tx, visit, entry.detail(json!({ "vendor": vendor }))).await?;
        if let Some(vendor) = BusinessId::parse(vendor) {
            tell_vendor(&mut tx, visit, &row, &vendor).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// Tells a vendor that it was named, where it wants its notices. Its reminders go there too until it types another address.
async fn tell_vendor(tx: &mut Tx, visit: &Visit, row: &HandoverRow, vendor: &BusinessId) -> Result<(), Failure> {
    let (email, language) = intermediaries::notice_address(tx, vendor).await?;
    let Some(email) = email else { return Ok(()) };
    let id = row.id()?;
    let settings = Settings { email: email.clone(), phone: String::new() };
    let reminded = rules::reminders_due(row.takeover()?, visit.now.date());
    store::keep_side(tx, &id, Side::Vendor, &settings, language, (0, reminded)).await?;
    tell(tx, visit, (&id, &row.number), vendor, Happening::HandoverNamed, (vec![email], language)).await
}
