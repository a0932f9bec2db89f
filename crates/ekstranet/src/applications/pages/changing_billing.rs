//! The page of billing data: where invoices go, changed without an application and in force at once.

use std::collections::HashMap;

use axum::http::StatusCode;
use axum::response::Response;

use super::choosing;
use super::conflict::{ConflictRow, conflict_rows, shown};
use super::stepping_views::{QuestionView, Widget, questions};
use crate::applications::answers::{self, Answer, Posted, StepAnswers, applies};
use crate::applications::billing::{OwnBilling, keep_own, load_own};
use crate::applications::drafting::may_change;
use crate::applications::facts::gather;
use crate::applications::shown::fault_text;
use crate::applications::store_billing::BillingRow;
use crate::applications::validation::{Fault, Problem, check_step};
use crate::kernel::{BusinessId, Instant};
use crate::mandates;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "applications/billing.html")]
struct BillingPage {
    chrome: Chrome,
    t: &'static Texts,
    /// Where the form is posted; also what the template of a question calls its base.
    base: String,
    back: String,
    version: i64,
    /// Who may change them, for somebody who may not.
    closed: Option<String>,
    questions: Vec<QuestionView>,
    errors: Vec<FieldError>,
    /// An e-invoice address of another organisation, which is saved when it is sent once more.
    doubtful: Option<String>,
    history: Vec<String>,
}

#[derive(askama::Template)]
#[template(path = "applications/billing_conflict.html")]
struct ConflictPage {
    chrome: Chrome,
    t: &'static Texts,
    /// The other version is of the same person, from another window.
    own: bool,
    address: String,
    saved: String,
    version: i64,
    fields: Vec<(String, String)>,
    rows: Vec<ConflictRow>,
}

/// `GET /o/{organisation}/billing/address`
pub(in crate::applications) async fn billing(visit: Visit) -> Result<Response, Failure> {
    let organisation = visit.acting()?.organisation.clone();
    let own = load_own(&mut visit.app.db.read().await?, &organisation).await?;
    match own {
        Some(own) => billing_page(&visit, StatusCode::OK, &own, (&own.answers, None), &[]).await,
        // An application asks for them first.
        None => Ok(see_other(&format!("/o/{organisation}/billing"))),
    }
}

/// `POST /o/{organisation}/billing/address`
pub(in crate::applications) async fn keep_billing(visit: Visit, form: Form) -> Result<Response, Failure> {
    let organisation = visit.acting()?.organisation.clone();
    let own = load_own(&mut visit.app.db.read().await?, &organisation).await?.ok_or(Failure::NotFound)?;
    let version = form.version()?;
    let posted = choosing::read(&visit, &organisation, own.form, own.step, &form).await?;
    if posted.too_large {
        return Err(Failure::TooLarge);
    }
    let problems = problems(&visit, &own, &posted).await?;
    if !problems.is_empty() {
        let shown = (&posted.answers, None);
        return billing_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, &own, shown, &problems).await;
    }
    let doubtful = other_address(&own, &posted.answers, &organisation).filter(|other| form.text("confirmed") != *other);
    if doubtful.is_some() {
        return billing_page(&visit, StatusCode::OK, &own, (&posted.answers, doubtful), &[]).await;
    }
    match keep_own(&visit, &own, version, &posted.answers).await {
        Ok(()) => Ok(see_other(&format!("/o/{organisation}/billing?changed=1"))),
        Err(Failure::Stale) => conflict_page(&visit, &posted.answers).await,
        Err(failure) => Err(failure),
    }
}

/// A new e-invoice address that has another organisation's business ID: an intermediary's or an accountant's may be right.
fn other_address<'a>(own: &OwnBilling, posted: &'a StepAnswers, organisation: &BusinessId) -> Option<&'a str> {
    const ADDRESS: &str = "e_invoice_address";
    let question = own.step.questions.iter().find(|question| question.key == ADDRESS)?;
    let Some(Answer::Text(address)) = posted.get(ADDRESS) else { return None };
    let is_new = posted.get(ADDRESS) != own.answers.get(ADDRESS);
    let is_other = address.starts_with("0037") && !address.starts_with(&organisation.e_invoice_address());
    (is_new && is_other && applies(question, own.form.profile, posted)).then_some(address.as_str())
}

/// What is wrong with the answers, an identity code first.
async fn problems(visit: &Visit, own: &OwnBilling, posted: &Posted) -> Result<Vec<Problem>, Failure> {
    let organisation = &visit.acting()?.organisation;
    let gathered = gather(visit, organisation, own.form, std::iter::once(own.step)).await?;
    let mut problems = check_step(own.step, &posted.answers, &gathered.facts);
    for field in &posted.identity_codes {
        problems.retain(|problem| problem.field != *field);
        let question = own.step.questions.iter().find(|question| question.key == field).map_or("", |found| found.key);
        problems.push(Problem { step: own.step.key, question, field: field.clone(), fault: Fault::IdentityCode });
    }
    Ok(problems)
}

async fn billing_page(
    visit: &Visit,
    status: StatusCode,
    own: &OwnBilling,
    (answers, doubtful): (&StepAnswers, Option<&str>),
    problems: &[Problem],
) -> Result<Response, Failure> {
    let (t, organisation) = (visit.texts(), &visit.acting()?.organisation);
    let gathered = gather(visit, organisation, own.form, std::iter::once(own.step)).await?;
    let at = (0, &HashMap::new());
    let views = questions(visit, (own.form, own.step), answers, &gathered, problems, at);
    let error = |problem: &Problem| FieldError {
        field: problem.field.clone(),
        text: fault_text(own.form, problem, visit.language, t),
    };
    let template = BillingPage {
        chrome: visit.chrome(t.applications_billing_title()),
        t,
        base: format!("/o/{organisation}/billing/address"),
        back: format!("/o/{organisation}/billing"),
        version: own.number(),
        closed: (!may_change(visit, own.step)).then(|| {
            let support = visit.app.config.support.email.as_str();
            t.applications_billing_who_may(mandates::positions_that_count(visit), support)
        }),
        questions: if may_change(visit, own.step) { views } else { Vec::new() },
        errors: problems.iter().map(error).collect(),
        doubtful: doubtful.map(str::to_string),
        history: own.rows.iter().map(|row| saved(visit, row)).collect(),
    };
    page(status, &template)
}

fn saved(visit: &Visit, row: &BillingRow) -> String {
    let at = format::moment(Instant::from_milliseconds(row.saved_at), visit.language);
    visit.texts().applications_billing_saved(row.saved_by_name.as_str(), at)
}

/// Both versions side by side; nothing of either is lost until somebody chooses.
async fn conflict_page(visit: &Visit, mine: &StepAnswers) -> Result<Response, Failure> {
    let (t, organisation) = (visit.texts(), visit.acting()?.organisation.clone());
    // Readers see what the refused save has met.
    visit.app.db.settle().await?;
    let own = load_own(&mut visit.app.db.read().await?, &organisation).await?.ok_or(Failure::NotFound)?;
    let gathered = gather(visit, &organisation, own.form, std::iter::once(own.step)).await?;
    let seen = |answers: &StepAnswers| shown(visit, own.form, own.step.key, answers, &gathered);
    let person = visit.session()?.person.as_str();
    let is_own = own.rows.first().is_some_and(|row| row.saved_by == person);
    let title = if is_own { t.applications_conflict_title_own() } else { t.applications_conflict_title() };
    let template = ConflictPage {
        chrome: visit.chrome(title),
        own: is_own,
        t,
        address: format!("/o/{organisation}/billing/address"),
        saved: own.rows.first().map(|row| saved(visit, row)).unwrap_or_default(),
        version: own.number(),
        fields: answers::to_fields(own.step, mine),
        rows: conflict_rows(&seen(&own.answers), &seen(mine)),
    };
    page(StatusCode::CONFLICT, &template)
}
