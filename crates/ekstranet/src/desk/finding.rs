//! One search for whoever is on the telephone with a customer: a number leads to what has it, a business ID to everything
//! that the organisation has had, open and closed, whichever room keeps it and on whichever side the organisation stands.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use db::Read;

use super::words::{state_class, state_word};
use crate::applications::{self, QueueLine};
use crate::audit::{self, Entry};
use crate::kernel::{BusinessId, holds_typed_identity_code};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, SOUGHT_MOST, Sought, SoughtLine, Visit, format, page, see_other};
use crate::{billing, controllers, deployments, intermediaries, parties, pharmacies, registers, terminations};

#[derive(askama::Template)]
#[template(path = "desk/find.html")]
struct FindPage {
    chrome: Chrome,
    t: &'static Texts,
    error: String,
    errors: Vec<FieldError>,
}

/// What a room knows of an organisation.
struct Part {
    title: String,
    lines: Vec<SoughtLine>,
    /// Whether there may be older ones.
    is_full: bool,
}

#[derive(askama::Template)]
#[template(path = "desk/organisation.html")]
struct OrganisationPage {
    chrome: Chrome,
    t: &'static Texts,
    parts: Vec<Part>,
    /// Where the invoices are read, where no part leads to them.
    invoices: Option<String>,
}

/// `POST /desk/find`: what is typed reaches an address only when it is a business ID, and is never shown again: it may be
/// somebody's identity code.
pub(super) async fn find(visit: Visit, form: Form) -> Result<Response, Failure> {
    let (t, typed) = (visit.texts(), form.text("sought"));
    let problem = match Sought::read(typed) {
        _ if typed.is_empty() => t.desk_find_missing(),
        _ if holds_typed_identity_code(typed) => t.desk_find_identity_code(),
        Some(Sought::Organisation(organisation)) => {
            return Ok(see_other(&format!("/desk/organisations/{organisation}")));
        }
        sought => match find_address(&visit, sought.as_ref(), typed).await? {
            Some(address) => return Ok(see_other(&address)),
            None => not_found(typed, sought.as_ref(), t),
        },
    };
    let errors = vec![FieldError { field: "sought".to_string(), text: problem.clone() }];
    let template = FindPage { chrome: visit.chrome(t.desk_find_title()), t, error: problem, errors };
    page(StatusCode::UNPROCESSABLE_ENTITY, &template)
}

/// Why nothing was found.
fn not_found(typed: &str, sought: Option<&Sought>, t: &Texts) -> String {
    match sought {
        Some(_) => t.desk_find_no_case(),
        None if BusinessId::is_written_as_one(&BusinessId::written(typed)) => t.ui_wrong_check_digit(),
        None => t.desk_find_wrong(),
    }
}

/// The address of what has a number; numbers are given once, whichever room asks for one. Those of invoices are the books' own.
async fn find_address(visit: &Visit, number: Option<&Sought>, typed: &str) -> Result<Option<String>, Failure> {
    let mut read = visit.app.db.read().await?;
    if let Some(number) = number {
        let parts = look_up(&mut read, visit, number).await?;
        if let Some(line) = parts.into_iter().flat_map(|part| part.lines).next() {
            return Ok(Some(line.address));
        }
    }
    billing::find_address(&mut read, typed.trim()).await
}

/// What the rooms know, each under its title; those that know nothing are left out.
async fn look_up(read: &mut Read, visit: &Visit, sought: &Sought) -> Result<Vec<Part>, Failure> {
    let t = visit.texts();
    let applications = applications::list_sought(read, sought).await?;
    let mut parts =
        vec![(t.desk_find_applications(), applications.into_iter().map(|found| line(visit, found)).collect())];
    // A deployment has the number of its application, which leads to it; so has an application that names another party.
    if let Sought::Organisation(organisation) = sought {
        parts.push((t.deployments_desk_title(), deployments::list_sought(read, visit, organisation).await?));
        parts.push((t.desk_find_named(), parties::list_named(read, visit, organisation).await?));
    }
    parts.push((t.parties_news_title(), parties::list_sought(read, visit, sought).await?));
    parts.push((t.controllers_desk_title(), controllers::list_sought(read, visit, sought).await?));
    parts.push((t.terminations_desk_title(), terminations::list_sought(read, visit, sought).await?));
    parts.push((t.pharmacies_desk_title(), pharmacies::list_sought(read, visit, sought).await?));
    parts.push((t.pharmacies_handovers_title(), pharmacies::list_plans(read, visit, sought).await?));
    parts.extend(intermediaries::list_sought(read, visit, sought).await?);
    if let Sought::Organisation(organisation) = sought {
        parts.push((t.billing_invoices_title(), billing::list_sought(read, visit, organisation).await?));
    }
    let part = |(title, lines): (String, Vec<SoughtLine>)| Part { title, is_full: lines.len() >= SOUGHT_MOST, lines };
    Ok(parts.into_iter().map(part).filter(|part| !part.lines.is_empty()).collect())
}

fn line(visit: &Visit, found: QueueLine) -> SoughtLine {
    let t = visit.texts();
    let arrived = t.desk_find_arrived(format::date(found.submitted_at.date(), visit.language));
    let officer = found.officer_name.map(|officer| t.desk_find_officer(officer));
    SoughtLine {
        address: format!("/desk/cases/{}", found.id),
        title: format!("{}, {}", found.case_number, found.service.name(t)),
        tag: state_class(found.state),
        state: state_word(found.state, t),
        text: std::iter::once(arrived).chain(officer).collect::<Vec<_>>().join(" "),
    }
}

/// `GET /desk/organisations/{organisation}`
pub(super) async fn organisation(visit: Visit, Path(organisation): Path<String>) -> Result<Response, Failure> {
    let organisation = BusinessId::parse(&organisation).ok_or(Failure::NotFound)?;
    audit::record_view(&visit, Entry::new("desk.organisation_viewed").organisation(&organisation)).await?;
    let mut read = visit.app.db.read().await?;
    let parts = look_up(&mut read, &visit, &Sought::Organisation(organisation.clone())).await?;
    let name = find_name(&mut read, &visit, &organisation).await?;
    drop(read);
    let title = name.map_or_else(|| organisation.to_string(), |name| format!("{name} ({organisation})"));
    let invoices = billing::invoices_address(&organisation);
    let is_linked = parts.iter().flat_map(|part| &part.lines).any(|line| line.address == invoices);
    let invoices = Some(invoices).filter(|_| !is_linked);
    page(StatusCode::OK, &OrganisationPage { chrome: visit.chrome(title), t: visit.texts(), parts, invoices })
}

/// The name as the company register last told it; of an intermediary that was never asked about, as the list of them has it.
async fn find_name(read: &mut Read, visit: &Visit, organisation: &BusinessId) -> Result<Option<String>, Failure> {
    if let Some(name) = registers::last_known(read, organisation).await?.company_name(visit.now) {
        return Ok(Some(name));
    }
    Ok(registers::find_intermediary(read, organisation).await?.map(|listed| listed.name))
}
