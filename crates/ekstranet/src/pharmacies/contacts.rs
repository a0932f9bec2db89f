//! The contacts that a pharmacist confirms: shown as they are, with who confirmed them when. They are changed where every
//! customer keeps them. The lines of a handover that ask for it are done by confirming and not by a tick.

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use super::rules::{DoneAt, LINES, Side};
use super::store;
use super::store_contacts::{self, ConfirmedRow};
use crate::agreements;
use crate::applications::{self, GrantedContacts};
use crate::audit::{self, Entry};
use crate::kernel::{BusinessId, Instant, Permission, sha256};
use crate::registers;
use crate::services::CustomerKind;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "pharmacies/contacts.html")]
struct ContactsPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    contacts: Vec<String>,
    /// The hash of what is shown, so that nothing else is confirmed.
    sha256: String,
    /// When what is shown was confirmed.
    in_force: Option<String>,
    /// Who confirmed when, newest first.
    confirmed: Vec<Confirmed>,
    may_confirm: bool,
    /// Where they are changed.
    keep: String,
}

struct Confirmed {
    text: String,
    /// Whether the contacts are still those that were confirmed.
    current: bool,
}

/// The contacts as they stand, which the room of applications keeps, with every confirmation, the newest first.
async fn load(
    read: &mut db::Read,
    organisation: &BusinessId,
) -> Result<(Option<GrantedContacts>, Vec<ConfirmedRow>), Failure> {
    let contacts = applications::granted_contacts(read, organisation).await?;
    Ok((contacts, store_contacts::list(read, organisation).await?))
}

fn hash_of(contacts: &GrantedContacts) -> Result<String, Failure> {
    Ok(sha256(contacts.kept()?.as_bytes()))
}

/// Whether the page is for an organisation: a pharmacist, or one that takes part in a handover. All others keep their
/// contacts on the page of the applications, so that they are in one place.
async fn is_here(read: &mut db::Read, visit: &Visit) -> Result<bool, Failure> {
    let organisation = &visit.acting()?.organisation;
    let known = registers::last_known(read, organisation).await?;
    Ok(known.kind(visit.now) == CustomerKind::Pharmacist
        || known.pharmacies(visit.now).is_some()
        || !store::list(read, organisation).await?.is_empty())
}

/// `GET /o/{organisation}/pharmacies/contacts`
pub(super) async fn show(visit: Visit) -> Result<Response, Failure> {
    // What the registers tell is kept, and kept copies decide: the other page goes by them too.
    super::customer_kind(&visit).await?;
    if !is_here(&mut visit.app.db.read().await?, &visit).await? {
        return Ok(see_other(&format!("/o/{}/contacts", visit.acting()?.organisation)));
    }
    let (contacts, rows) = load(&mut visit.app.db.read().await?, &visit.acting()?.organisation).await?;
    contacts_page(&visit, contacts.as_ref(), &rows)
}

fn contacts_page(
    visit: &Visit,
    contacts: Option<&GrantedContacts>,
    rows: &[ConfirmedRow],
) -> Result<Response, Failure> {
    let (t, acting) = (visit.texts(), visit.acting()?);
    let hash = contacts.map(hash_of).transpose()?.unwrap_or_default();
    let in_force = rows.first().filter(|row| row.sha256 == hash);
    let in_force = in_force.map(|row| format::moment(Instant::from_milliseconds(row.confirmed_at), visit.language));
    let confirmed = rows.iter().map(|row| {
        let at = format::moment(Instant::from_milliseconds(row.confirmed_at), visit.language);
        let current = row.sha256 == hash;
        let name = row.confirmed_by_name.as_str();
        let text = if current {
            t.pharmacies_contacts_confirmed(name, at)
        } else {
            t.pharmacies_contacts_confirmed_before(name, at)
        };
        Confirmed { text, current }
    });
    let template = ContactsPage {
        chrome: visit.chrome(t.pharmacies_contacts_title()),
        t,
        base: format!("/o/{}/pharmacies", acting.organisation),
        in_force,
        confirmed: confirmed.collect(),
        contacts: contacts.map(|contacts| contacts.lines(t)).unwrap_or_default(),
        sha256: hash,
        may_confirm: acting.permissions.allow(Permission::MaintainData),
        keep: format!("/o/{}/contacts", acting.organisation),
    };
    page(StatusCode::OK, &template)
}

/// `POST /o/{organisation}/pharmacies/contacts`: confirms what was shown. May, load, rule, save, tell.
pub(super) async fn confirm(visit: Visit, form: Form) -> Result<Response, Failure> {
    let organisation = visit.acting()?.organisation.clone();
    let mut tx = visit.app.db.write().await?;
    if !is_here(&mut tx, &visit).await? {
        return Err(Failure::NotFound);
    }
    let (contacts, _) = load(&mut tx, &organisation).await?;
    let contacts = contacts.ok_or(Failure::NotFound)?;
    let hash = hash_of(&contacts)?;
    if form.text("sha256") != hash {
        return Err(Failure::Stale);
    }
    keep(&mut tx, &visit, &contacts).await?;
    tx.commit().await?;
    Ok(see_other(&format!("/o/{organisation}/pharmacies/contacts")))
}

/// Keeps contacts as confirmed, with the audit row and what that does in the plans.
async fn keep(tx: &mut db::Tx, visit: &Visit, contacts: &GrantedContacts) -> Result<(), Failure> {
    let organisation = &visit.acting()?.organisation;
    let (kept, hash) = (contacts.kept()?, hash_of(contacts)?);
    store_contacts::insert(tx, visit.now, organisation, (&kept, &hash), visit.session()?).await?;
    let entry = Entry::new("pharmacies.contacts_confirmed").organisation(organisation);
    audit::record(tx, visit, entry.detail(json!({ "sha256": hash }))).await?;
    mark_lines(tx, visit).await
}

/// Marks what the confirmation does in the plans of the incoming pharmacist: before the takeover the customership, where
/// there is a commitment already; from the takeover on the contacts too.
async fn mark_lines(tx: &mut db::Tx, visit: &Visit) -> Result<(), Failure> {
    let organisation = &visit.acting()?.organisation;
    let (today, name) = (visit.now.date(), &visit.session()?.name);
    let committed = agreements::has_commitment(tx, organisation).await?;
    for row in store::list(tx, organisation).await? {
        let (id, takeover) = (row.id()?, row.takeover()?);
        if row.side(organisation) != Some(Side::Incoming) || !super::rules::is_open(takeover, today) {
            continue;
        }
        let is_done = |done_at: Option<DoneAt>| match done_at {
            Some(DoneAt::Contacts) => today >= takeover,
            Some(DoneAt::Applications) => committed,
            _ => false,
        };
        for line in LINES.iter().filter(|line| is_done(line.done_at)) {
            store::mark(tx, visit.now, &id, line.key, Some(name)).await?;
        }
    }
    Ok(())
}
