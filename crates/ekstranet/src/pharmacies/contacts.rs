//! The contacts that a pharmacist confirms: shown as they are, with who confirmed them when. The lines of a handover that
//! ask for it are done by confirming and not by a tick.

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use super::rules::{DoneAt, LINES, Side};
use super::{store, store_contacts};
use crate::agreements;
use crate::applications::{self, GrantedContacts};
use crate::audit::{self, Entry};
use crate::kernel::{Instant, Permission, sha256};
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
    /// Who confirmed when, newest first.
    confirmed: Vec<Confirmed>,
    may_confirm: bool,
}

struct Confirmed {
    text: String,
    /// Whether the contacts are still those that were confirmed.
    current: bool,
}

/// `GET /o/{organisation}/pharmacies/contacts`
pub(super) async fn show(visit: Visit) -> Result<Response, Failure> {
    let (t, acting) = (visit.texts(), visit.acting()?);
    let mut read = visit.app.db.read().await?;
    let contacts = applications::granted_contacts(&mut read, &acting.organisation, t, visit.language).await?;
    let rows = store_contacts::list(&mut read, &acting.organisation).await?;
    drop(read);
    let hash = contacts.as_ref().map(|contacts| sha256(contacts.kept.as_bytes())).unwrap_or_default();
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
        confirmed: confirmed.collect(),
        contacts: contacts.map(|contacts| contacts.lines).unwrap_or_default(),
        sha256: hash,
        may_confirm: acting.permissions.allow(Permission::MaintainData),
    };
    page(StatusCode::OK, &template)
}

/// `POST /o/{organisation}/pharmacies/contacts`: confirms what was shown. May, load, rule, save, tell.
pub(super) async fn confirm(visit: Visit, form: Form) -> Result<Response, Failure> {
    let organisation = visit.acting()?.organisation.clone();
    let mut tx = visit.app.db.write().await?;
    let contacts = applications::granted_contacts(&mut tx, &organisation, visit.texts(), visit.language).await?;
    let GrantedContacts { kept, .. } = contacts.ok_or(Failure::NotFound)?;
    let hash = sha256(kept.as_bytes());
    if form.text("sha256") != hash {
        return Err(Failure::Stale);
    }
    store_contacts::insert(&mut tx, visit.now, &organisation, (&kept, &hash), visit.session()?).await?;
    let entry = Entry::new("pharmacies.contacts_confirmed").organisation(&organisation);
    audit::record(&mut tx, &visit, entry.detail(json!({ "sha256": hash }))).await?;
    mark_lines(&mut tx, &visit).await?;
    tx.commit().await?;
    Ok(see_other(&format!("/o/{organisation}/pharmacies/contacts")))
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
