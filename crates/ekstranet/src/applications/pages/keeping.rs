//! The page of contact persons: who does what by role, kept current without an application.

use std::collections::HashMap;

use axum::http::StatusCode;
use axum::response::Response;

use super::choosing;
use super::stepping_views::{QuestionView, Widget, questions};
use crate::applications::answers::{Answer, Posted, StepAnswers, people};
use crate::applications::contacts::{GrantedContacts, contacts_with, keep};
use crate::applications::facts::gather;
use crate::applications::shown::fault_text;
use crate::applications::store_contacts::{self, KeptRow};
use crate::applications::validation::{Fault, Problem, check_step};
use crate::kernel::{Instant, Permission};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "applications/contacts.html")]
struct ContactsPage {
    chrome: Chrome,
    t: &'static Texts,
    /// Where the form is posted; also what the template of a question calls its base.
    base: String,
    home: String,
    version: i64,
    roles: Vec<RoleLine>,
    /// The persons to change, for those who may.
    questions: Vec<QuestionView>,
    errors: Vec<FieldError>,
    history: Vec<String>,
    /// Where a pharmacist confirms them, which the plan of a handover asks for.
    confirm: Option<String>,
}

/// A role with who holds it.
struct RoleLine {
    name: String,
    text: String,
    holders: Vec<String>,
}

/// What stands in the form.
#[derive(Default)]
struct Shown {
    answers: Option<StepAnswers>,
    problems: Vec<Problem>,
    rows: usize,
}

/// `GET /o/{organisation}/contacts`
pub(in crate::applications) async fn contacts(visit: Visit) -> Result<Response, Failure> {
    let (contacts, rows) = load(&visit).await?;
    contacts_page(&visit, StatusCode::OK, contacts.as_ref(), &rows, Shown::default()).await
}

async fn load(visit: &Visit) -> Result<(Option<GrantedContacts>, Vec<KeptRow>), Failure> {
    let organisation = &visit.acting()?.organisation;
    let mut read = visit.app.db.read().await?;
    let rows = store_contacts::list(&mut read, organisation).await?;
    Ok((contacts_with(&mut read, organisation, rows.first()).await?, rows))
}

/// `POST /o/{organisation}/contacts`: saves, or gives one row more or less to fill in.
pub(in crate::applications) async fn keep_contacts(visit: Visit, form: Form) -> Result<Response, Failure> {
    let organisation = visit.acting()?.organisation.clone();
    let (contacts, rows) = load(&visit).await?;
    let contacts = contacts.ok_or(Failure::NotFound)?;
    let (asked, shown) = (contacts.asked, form.version()?);
    let posted = choosing::read(&visit, &organisation, asked.form, asked.step, &form).await?;
    if posted.too_large {
        return Err(Failure::TooLarge);
    }
    let persons = people(&posted.answers, asked.question.key).to_vec();
    let pressed = form.text("answer");
    if pressed == "add" || pressed.starts_with("remove-") {
        let rows_shown = persons.len() + usize::from(pressed == "add");
        let shown = Shown { answers: Some(posted.answers), problems: Vec::new(), rows: rows_shown };
        return contacts_page(&visit, StatusCode::OK, Some(&contacts), &rows, shown).await;
    }
    let problems = problems(&visit, &contacts, &posted).await?;
    if problems.is_empty() {
        keep(&visit, shown, &persons).await?;
        return Ok(see_other(&format!("/o/{organisation}/contacts")));
    }
    let shown = Shown { answers: Some(posted.answers), problems, rows: persons.len() };
    contacts_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, Some(&contacts), &rows, shown).await
}

/// What is wrong with the persons, an identity code first.
async fn problems(visit: &Visit, contacts: &GrantedContacts, posted: &Posted) -> Result<Vec<Problem>, Failure> {
    let (asked, organisation) = (contacts.asked, &visit.acting()?.organisation);
    let gathered = gather(visit, organisation, asked.form, std::iter::once(asked.step)).await?;
    let mut problems = check_step(asked.step, &posted.answers, &gathered.facts);
    for field in &posted.identity_codes {
        problems.retain(|problem| problem.field != *field);
        let (step, question) = (asked.step.key, asked.question.key);
        problems.push(Problem { step, question, field: field.clone(), fault: Fault::IdentityCode });
    }
    Ok(problems)
}

async fn contacts_page(
    visit: &Visit,
    status: StatusCode,
    contacts: Option<&GrantedContacts>,
    rows: &[KeptRow],
    shown: Shown,
) -> Result<Response, Failure> {
    let (t, acting) = (visit.texts(), visit.acting()?);
    let (mut views, mut errors) = (Vec::new(), Vec::new());
    if let Some(contacts) = contacts.filter(|_| acting.permissions.allow(Permission::MaintainData)) {
        let asked = contacts.asked;
        let key = asked.question.key;
        let gathered = gather(visit, &acting.organisation, asked.form, std::iter::once(asked.step)).await?;
        let kept = || StepAnswers::from([(key.to_string(), Answer::People(contacts.persons.clone()))]);
        let answers = shown.answers.unwrap_or_else(kept);
        let at = (shown.rows, &HashMap::new());
        views = questions(visit, (asked.form, asked.step), &answers, &gathered, &shown.problems, at);
        let text = |problem: &Problem| fault_text(asked.form, problem, visit.language, t);
        let error = |problem: &Problem| FieldError { field: problem.field.clone(), text: text(problem) };
        errors = shown.problems.iter().map(error).collect();
    }
    let template = ContactsPage {
        chrome: visit.chrome(t.applications_contacts_title()),
        t,
        base: format!("/o/{}/contacts", acting.organisation),
        home: format!("/o/{}/", acting.organisation),
        version: rows.first().map_or(0, |row| row.number),
        roles: contacts.map(|contacts| role_lines(contacts, t)).unwrap_or_default(),
        questions: views,
        errors,
        history: history(visit, contacts, rows),
        confirm: contacts
            .filter(|contacts| contacts.asked.form.profile.kind.keeps_only_pharmacies())
            .map(|_| format!("/o/{}/pharmacies/contacts", acting.organisation)),
    };
    page(status, &template)
}

fn role_lines(contacts: &GrantedContacts, t: &Texts) -> Vec<RoleLine> {
    let line = |(role, persons): (&crate::services::Role, Vec<&crate::applications::ContactPerson>)| RoleLine {
        name: (role.name)(t),
        text: (role.text)(t),
        holders: persons.iter().map(|person| format!("{}, {}, {}", person.name, person.email, person.phone)).collect(),
    };
    contacts.holders().map(line).collect()
}

/// Who saved when, the newest first, and from which application they came in the beginning.
fn history(visit: &Visit, contacts: Option<&GrantedContacts>, rows: &[KeptRow]) -> Vec<String> {
    let (t, at) = (visit.texts(), |at: Instant| format::moment(at, visit.language));
    let saved = |row: &KeptRow| {
        t.applications_contacts_saved(row.saved_by_name.as_str(), at(Instant::from_milliseconds(row.saved_at)))
    };
    // Persons that were saved while the application was handled are in force, and not those whom it names.
    let came = |contacts: &&GrantedContacts| {
        rows.first().is_none_or(|row| !contacts.kept || row.saved_at >= contacts.granted_at.milliseconds())
    };
    let granted = contacts
        .filter(came)
        .map(|contacts| (contacts.granted_at, t.applications_contacts_granted(at(contacts.granted_at))));
    let mut lines: Vec<(Instant, String)> =
        rows.iter().map(|row| (Instant::from_milliseconds(row.saved_at), saved(row))).chain(granted).collect();
    lines.sort_by_key(|(at, _)| std::cmp::Reverse(at.milliseconds()));
    lines.into_iter().map(|(_, line)| line).collect()
}
