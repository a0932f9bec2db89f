//! The contacts that a pharmacist confirms: shown as they are, with who confirmed them when, and corrected where they are
//! wrong. The lines of a handover that ask for it are done by confirming and not by a tick.

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use super::plan_pages::explain;
use super::rules::{DoneAt, LINES, Side, TextProblem, read_email, read_name};
use super::store;
use super::store_contacts::{self, ConfirmedRow};
use crate::agreements;
use crate::applications::{self, ContactPerson, GrantedContacts};
use crate::audit::{self, Entry};
use crate::kernel::{
    BusinessId, Instant, Permission, holds_typed_identity_code, is_phone, sha256, without_identity_code,
};
use crate::registers;
use crate::services::CustomerKind;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

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
    /// The persons, to be corrected.
    persons: Vec<PersonForm>,
    errors: Vec<FieldError>,
}

struct Confirmed {
    text: String,
    /// Whether the contacts are still those that were confirmed.
    current: bool,
}

/// A person whose data can be corrected; what the person is there for stays.
struct PersonForm {
    roles: String,
    fields: Vec<PersonField>,
}

struct PersonField {
    name: String,
    label: String,
    kind: &'static str,
    value: String,
    error: String,
}

/// The parts of a person that can be corrected.
#[derive(Clone, Copy)]
enum Part {
    Name,
    Email,
    Phone,
}

impl Part {
    const ALL: [Self; 3] = [Self::Name, Self::Email, Self::Phone];

    fn field(self, number: usize) -> String {
        let part = match self {
            Self::Name => "name",
            Self::Email => "email",
            Self::Phone => "phone",
        };
        format!("{part}-{number}")
    }

    fn of(self, person: &mut ContactPerson) -> &mut String {
        match self {
            Self::Name => &mut person.name,
            Self::Email => &mut person.email,
            Self::Phone => &mut person.phone,
        }
    }

    fn check(self, typed: &str) -> Result<String, TextProblem> {
        match self {
            Self::Name => read_name(typed),
            Self::Email => read_email(typed),
            Self::Phone if typed.is_empty() => Err(TextProblem::Missing),
            Self::Phone if holds_typed_identity_code(typed) => Err(TextProblem::IdentityCode),
            Self::Phone if is_phone(typed) => Ok(typed.to_string()),
            Self::Phone => Err(TextProblem::NotAPhone),
        }
    }
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
    contacts_page(&visit, StatusCode::OK, (contacts, &rows), &[], &[])
}

/// `tried` are the persons as they were typed, where that is not yet kept.
fn contacts_page(
    visit: &Visit,
    status: StatusCode,
    (contacts, rows): (Option<GrantedContacts>, &[ConfirmedRow]),
    tried: &[ContactPerson],
    errors: &[FieldError],
) -> Result<Response, Failure> {
    let (t, acting) = (visit.texts(), visit.acting()?);
    let hash = contacts.as_ref().map(hash_of).transpose()?.unwrap_or_default();
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
    let may_confirm = acting.permissions.allow(Permission::MaintainData);
    let persons = contacts.iter().filter(|_| may_confirm).flat_map(|contacts| {
        let shown = if tried.is_empty() { contacts.persons.as_slice() } else { tried };
        shown.iter().enumerate().map(move |(number, person)| person_form(contacts, (number, person), errors, t))
    });
    let template = ContactsPage {
        chrome: visit.chrome(t.pharmacies_contacts_title()),
        t,
        base: format!("/o/{}/pharmacies", acting.organisation),
        in_force,
        confirmed: confirmed.collect(),
        contacts: contacts.as_ref().map(|contacts| contacts.lines(t)).unwrap_or_default(),
        sha256: hash,
        may_confirm,
        persons: persons.collect(),
        errors: errors.to_vec(),
    };
    page(status, &template)
}

fn person_form(
    contacts: &GrantedContacts,
    (number, person): (usize, &ContactPerson),
    errors: &[FieldError],
    t: &Texts,
) -> PersonForm {
    let mut shown = person.clone();
    let fields = Part::ALL.map(|part| {
        let name = part.field(number);
        let error = errors.iter().find(|error| error.field == name).map(|error| error.text.clone());
        let (label, kind) = match part {
            Part::Name => (t.applications_person_name(), "text"),
            Part::Email => (t.applications_person_email(), "email"),
            Part::Phone => (t.applications_person_phone(), "tel"),
        };
        PersonField { name, label, kind, value: part.of(&mut shown).clone(), error: error.unwrap_or_default() }
    });
    PersonForm { roles: contacts.roles_of(person, t), fields: fields.into() }
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
    keep(&mut tx, &visit, &contacts, "pharmacies.contacts_confirmed").await?;
    tx.commit().await?;
    Ok(see_other(&format!("/o/{organisation}/pharmacies/contacts")))
}

/// `POST /o/{organisation}/pharmacies/contacts/correct`: corrects what was shown and confirms it so. May, load, rule,
/// save, tell.
pub(super) async fn correct(visit: Visit, form: Form) -> Result<Response, Failure> {
    let organisation = visit.acting()?.organisation.clone();
    let mut tx = visit.app.db.write().await?;
    if !is_here(&mut tx, &visit).await? {
        return Err(Failure::NotFound);
    }
    let (contacts, rows) = load(&mut tx, &organisation).await?;
    let contacts = contacts.ok_or(Failure::NotFound)?;
    if form.text("sha256") != hash_of(&contacts)? {
        return Err(Failure::Stale);
    }
    let (typed, errors) = read_persons(&contacts, &form, visit.texts());
    if !errors.is_empty() {
        drop(tx);
        return contacts_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, (Some(contacts), &rows), &typed, &errors);
    }
    let corrected = contacts.with_persons(typed);
    keep(&mut tx, &visit, &corrected, "pharmacies.contacts_corrected").await?;
    applications::keep_contacts(&mut tx, &visit, &corrected.persons).await?;
    tx.commit().await?;
    Ok(see_other(&format!("/o/{organisation}/pharmacies/contacts")))
}

/// The persons with what was typed, and what is wrong with it.
fn read_persons(contacts: &GrantedContacts, form: &Form, t: &Texts) -> (Vec<ContactPerson>, Vec<FieldError>) {
    let (mut typed, mut errors) = (contacts.persons.clone(), Vec::new());
    for (number, person) in typed.iter_mut().enumerate() {
        let roles = contacts.roles_of(person, t);
        for part in Part::ALL {
            let field = part.field(number);
            let text = form.text(&field);
            *part.of(person) = without_identity_code(text);
            if let Err(problem) = part.check(text) {
                // The summary stands far from the field: it says whose data is missing.
                let text = match (problem, part) {
                    (TextProblem::Missing, Part::Name) => t.pharmacies_contacts_name_missing(roles.as_str()),
                    (TextProblem::Missing, Part::Email) => t.pharmacies_contacts_email_missing(roles.as_str()),
                    (TextProblem::Missing, Part::Phone) => t.pharmacies_contacts_phone_missing(roles.as_str()),
                    (problem, _) => explain(problem, t),
                };
                errors.push(FieldError { field, text });
            }
        }
    }
    (typed, errors)
}

/// Keeps contacts as confirmed, with the audit row and what that does in the plans.
async fn keep(tx: &mut db::Tx, visit: &Visit, contacts: &GrantedContacts, action: &'static str) -> Result<(), Failure> {
    let organisation = &visit.acting()?.organisation;
    let (kept, hash) = (contacts.kept()?, hash_of(contacts)?);
    store_contacts::insert(tx, visit.now, organisation, (&kept, &hash), visit.session()?).await?;
    let entry = Entry::new(action).organisation(organisation);
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
