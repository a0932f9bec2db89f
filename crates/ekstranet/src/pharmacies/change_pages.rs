//! The pages of notifications: sending one, reading it with its answer, and giving a licence up.

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use super::change_rules::{
    Actor, Kind, LastInvoice, Problem, State, Step, TypedChange, continues_elsewhere, earliest, open_places,
    read_change, read_invoice,
};
use super::changing;
use super::plan_pages;
use super::rules::{TextProblem, read_email};
use super::store_changes::{self, ChangeRow};
use crate::deployments;
use crate::kernel::{Instant, Permission, PharmacyChangeId, without_identity_code};
use crate::mandates::{self, Intention};
use crate::registers::Pharmacy;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "pharmacies/change_form.html")]
struct FormPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    kind: &'static str,
    lead: String,
    /// The first day that can be chosen.
    earliest: String,
    /// The places that it can be about; none for a branch that does not exist yet.
    places: Vec<(String, String)>,
    is_new_branch: bool,
    is_temporary: bool,
    moves: bool,
    typed: TypedChange,
    errors: Vec<FieldError>,
}

impl FormPage {
    fn error(&self, field: &str) -> &str {
        FieldError::at(&self.errors, field)
    }
}

#[derive(askama::Template)]
#[template(path = "pharmacies/change.html")]
struct ShowPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    address: String,
    tag: &'static str,
    state: String,
    lead: String,
    facts: Vec<(String, String)>,
    /// What a place that closes asks of the customership, and where one ends it.
    closing: Option<String>,
    terminations: String,
    reason: Option<String>,
    version: i64,
    may_withdraw: bool,
}

#[derive(askama::Template)]
#[template(path = "pharmacies/giving_up.html")]
struct GivingUpPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    lead: String,
    what_ends: String,
    invoice: LastInvoice,
    email: String,
    errors: Vec<FieldError>,
}

impl GivingUpPage {
    fn error(&self, field: &str) -> &str {
        FieldError::at(&self.errors, field)
    }
}

pub(super) fn kind_words(kind: Kind, t: &Texts) -> String {
    match kind {
        Kind::MainToBranch => t.pharmacies_kind_main_to_branch(),
        Kind::BranchToMain => t.pharmacies_kind_branch_to_main(),
        Kind::NewBranch => t.pharmacies_kind_new_branch(),
        Kind::BranchMoves => t.pharmacies_kind_branch_moves(),
        Kind::Closing => t.pharmacies_kind_closing(),
        Kind::TemporaryClosing => t.pharmacies_kind_temporary_closing(),
        Kind::GivingUp => t.pharmacies_kind_giving_up(),
    }
}

pub(super) fn state_words(state: State, t: &Texts) -> (&'static str, String) {
    match state {
        State::Sent => ("calm", t.pharmacies_change_sent()),
        State::Confirmed => ("good", t.pharmacies_change_confirmed()),
        State::Refused => ("stop", t.pharmacies_change_refused()),
        State::Withdrawn => ("calm", t.pharmacies_change_withdrawn()),
    }
}

fn explain(problem: Problem, visit: &Visit) -> String {
    let t = visit.texts();
    match problem {
        Problem::PharmacyMissing => t.pharmacies_problem_place(),
        Problem::NameMissing => t.pharmacies_problem_name(),
        Problem::DayMissing => t.pharmacies_problem_day_missing(),
        Problem::NotADay => t.pharmacies_problem_day(),
        Problem::NoSuchDay => t.ui_no_such_day(),
        Problem::TooSoon => {
            let earliest = format::date(earliest(visit.now.date()), visit.language);
            t.pharmacies_problem_too_soon(earliest, visit.app.config.support.phone.as_str())
        }
        Problem::TooFar => t.pharmacies_problem_too_far(),
        Problem::UntilMissing => t.pharmacies_problem_until_missing(),
        Problem::UntilBeforeStart => t.pharmacies_problem_until_before(),
        Problem::ReceiverMissing => t.pharmacies_problem_receiver(),
        Problem::NotABusinessId => t.pharmacies_problem_business_id(),
        Problem::OwnBusinessId => t.pharmacies_problem_own_business_id(),
        Problem::NotAPostCode => t.pharmacies_problem_post_code(),
        Problem::Text(problem) => plan_pages::explain(problem, t),
    }
}

fn errors(visit: &Visit, problems: &[(&'static str, Problem)]) -> Vec<FieldError> {
    let error = |(field, problem): &(&'static str, Problem)| FieldError {
        field: (*field).to_string(),
        text: explain(*problem, visit),
    };
    problems.iter().map(error).collect()
}

async fn own_pharmacies(visit: &Visit) -> Result<Vec<Pharmacy>, Failure> {
    let looked = super::find_pharmacies(visit, &visit.acting()?.organisation).await?;
    Ok(looked.map(|looked| looked.value).unwrap_or_default())
}

/// `GET /o/{organisation}/pharmacies/changes/new?kind=…`
pub(super) async fn form(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let query = Form::read(query.unwrap_or_default().as_bytes());
    let kind = told_kind(&visit, query.text("kind")).await?;
    let pharmacies = own_pharmacies(&visit).await?;
    let known = deployments::contacts(&mut visit.app.db.read().await?, &visit.acting()?.organisation).await?;
    let email = known.addresses.first().cloned().unwrap_or_default();
    form_page(&visit, kind, &pharmacies, StatusCode::OK, TypedChange { email, ..TypedChange::default() }, Vec::new())
}

async fn told_kind(visit: &Visit, code: &str) -> Result<Kind, Failure> {
    let kind = Kind::parse(code).filter(|kind| *kind != Kind::GivingUp).ok_or(Failure::NotFound)?;
    if kind.is_for(super::customer_kind(visit).await?) { Ok(kind) } else { Err(Failure::NotFound) }
}

fn form_page(
    visit: &Visit,
    kind: Kind,
    pharmacies: &[Pharmacy],
    status: StatusCode,
    typed: TypedChange,
    errors: Vec<FieldError>,
) -> Result<Response, Failure> {
    let (t, today) = (visit.texts(), visit.now.date());
    let places = open_places(kind, pharmacies, today).map(|place| (place.oid.clone(), place.name.clone()));
    let template = FormPage {
        chrome: visit.chrome(kind_words(kind, t)),
        t,
        base: format!("/o/{}/pharmacies", visit.acting()?.organisation),
        kind: kind.code(),
        lead: t.pharmacies_change_lead(format::date(earliest(today), visit.language)),
        earliest: format::date(earliest(today), visit.language),
        places: places.collect(),
        is_new_branch: kind == Kind::NewBranch,
        is_temporary: kind == Kind::TemporaryClosing,
        moves: kind == Kind::BranchMoves,
        typed,
        errors,
    };
    page(status, &template)
}

/// `POST /o/{organisation}/pharmacies/changes`
pub(super) async fn send(visit: Visit, form: Form) -> Result<Response, Failure> {
    let kind = told_kind(&visit, form.text("kind")).await?;
    let text = |name: &str| form.text(name).to_string();
    let typed = TypedChange {
        pharmacy: text("pharmacy"),
        name: text("name"),
        effective_on: text("effective_on"),
        until_on: text("until_on"),
        receiver: text("receiver"),
        details: text("details"),
        email: text("email"),
    };
    let pharmacies = own_pharmacies(&visit).await?;
    let own = visit.acting()?.organisation.clone();
    match read_change(kind, &typed, &pharmacies, &own, visit.now.date()) {
        Ok(change) => {
            let id = changing::send(&visit, kind, &change, None).await?;
            Ok(see_other(&format!("/o/{own}/pharmacies/changes/{id}")))
        }
        Err(problems) => {
            let errors = errors(&visit, &problems);
            let typed = typed.without_identity_codes();
            form_page(&visit, kind, &pharmacies, StatusCode::UNPROCESSABLE_ENTITY, typed, errors)
        }
    }
}

fn id_of(text: &str) -> Result<PharmacyChangeId, Failure> {
    PharmacyChangeId::parse(text).ok_or(Failure::NotFound)
}

/// `GET /o/{organisation}/pharmacies/changes/{id}`
pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Failure> {
    let (t, acting) = (visit.texts(), visit.acting()?.clone());
    let row = store_changes::load(&mut visit.app.db.read().await?, &id_of(&id)?, &acting.organisation).await?;
    let state = State::parse(&row.state).ok_or_else(|| Failure::internal("a notification's state is unknown"))?;
    let (tag, words) = state_words(state, t);
    let kind = Kind::parse(&row.kind).map(|kind| kind_words(kind, t)).unwrap_or_default();
    let base = format!("/o/{}/pharmacies", acting.organisation);
    let template = ShowPage {
        chrome: visit.chrome(kind),
        t,
        address: format!("{base}/changes/{}", row.id),
        base,
        tag,
        state: words,
        lead: match state {
            State::Sent | State::Confirmed if row.settled_at.is_some() => t.pharmacies_change_settled_lead(),
            State::Sent => t.pharmacies_change_sent_lead(),
            State::Confirmed if row.kind == Kind::GivingUp.code() => {
                t.pharmacies_change_last_day_lead(format::stored_date(&row.effective_on, visit.language))
            }
            State::Confirmed => t.pharmacies_change_confirmed_lead(),
            State::Refused => t.pharmacies_change_refused_lead(),
            State::Withdrawn => t.pharmacies_change_withdrawn_lead(),
        },
        facts: facts(&visit, &row),
        // The customership is then still to be ended.
        closing: row
            .closes()
            .then(|| t.pharmacies_closing_text(format::stored_date(&row.effective_on, visit.language))),
        terminations: format!("/o/{}/terminations", acting.organisation),
        reason: row.reason.clone().filter(|reason| !reason.is_empty()),
        version: row.version,
        may_withdraw: row.after(Step::Withdraw, Actor::Customer).is_ok()
            && acting.permissions.allow(Permission::MaintainData)
            && (!row.gives_up() || acting.permissions.allow(Permission::TerminateServices)),
    };
    page(StatusCode::OK, &template)
}

/// What a notification says, for the customer and for officers.
pub(super) fn facts(visit: &Visit, row: &ChangeRow) -> Vec<(String, String)> {
    let (t, language) = (visit.texts(), visit.language);
    let day = |day: &str| format::stored_date(day, language);
    let sent = format::moment(Instant::from_milliseconds(row.sent_at), language);
    // The licence is kept to the end of the day.
    let gives_up = row.kind == Kind::GivingUp.code();
    let day_label = if gives_up { t.pharmacies_fact_last_day() } else { t.pharmacies_fact_day() };
    let mut facts = vec![
        (t.pharmacies_fact_number(), row.number.clone()),
        (t.pharmacies_fact_place(), place(row)),
        (day_label, day(&row.effective_on)),
    ];
    facts.extend(row.until_on.as_deref().map(|until| (t.pharmacies_fact_until(), day(until))));
    facts.extend(row.receiver.clone().map(|receiver| (t.pharmacies_fact_receiver(), receiver)));
    if !row.details.is_empty() {
        facts.push((t.pharmacies_fact_details(), row.details.clone()));
    }
    facts.extend(changing::invoice(visit, row).map(|invoice| {
        let address = format!("{}, {}, {} {}", invoice.name, invoice.street, invoice.post_code, invoice.post_office);
        (t.pharmacies_fact_invoice(), address)
    }));
    facts.push((t.pharmacies_fact_email(), row.email.clone()));
    facts.push((t.pharmacies_fact_sent(), t.pharmacies_fact_sent_by(row.sent_by.as_str(), sent)));
    facts
}

/// The name of the place, with its OID when the register has it already.
fn place(row: &ChangeRow) -> String {
    match &row.pharmacy {
        Some(oid) => format!("{} ({oid})", row.pharmacy_name),
        None => row.pharmacy_name.clone(),
    }
}

/// `POST /o/{organisation}/pharmacies/changes/{id}/withdraw`
pub(super) async fn withdraw(
    visit: Visit,
    Path((organisation, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let version = form.version()?;
    changing::withdraw(&visit, &id, version).await?;
    Ok(see_other(&format!("/o/{organisation}/pharmacies/changes/{id}")))
}

/// `GET /o/{organisation}/pharmacies/giving-up`
pub(super) async fn giving_up_form(visit: Visit) -> Result<Response, Failure> {
    let pharmacies = own_pharmacies(&visit).await?;
    let pharmacy = changing::leaving(&pharmacies, visit.now.date()).ok_or(Failure::NotFound)?;
    let own = visit.acting()?.organisation.clone();
    let there = store_changes::find_giving_up(&mut visit.app.db.read().await?, own.as_str(), &pharmacy.oid).await?;
    if let Some(row) = there {
        return Ok(see_other(&format!("/o/{own}/pharmacies/changes/{}", row.id)));
    }
    let known = deployments::contacts(&mut visit.app.db.read().await?, &own).await?;
    let email = known.addresses.first().cloned().unwrap_or_default();
    giving_up_page(&visit, &pharmacies, pharmacy, StatusCode::OK, (LastInvoice::default(), email), Vec::new())
}

fn giving_up_page(
    visit: &Visit,
    pharmacies: &[Pharmacy],
    pharmacy: &Pharmacy,
    status: StatusCode,
    (invoice, email): (LastInvoice, String),
    errors: Vec<FieldError>,
) -> Result<Response, Failure> {
    let t = visit.texts();
    let last = format::date(pharmacy.ends_on, visit.language);
    let template = GivingUpPage {
        chrome: visit.chrome(t.pharmacies_kind_giving_up()),
        t,
        base: format!("/o/{}/pharmacies", visit.acting()?.organisation),
        lead: t.pharmacies_giving_up_lead(pharmacy.name.as_str(), last),
        what_ends: if continues_elsewhere(pharmacies, pharmacy.ends_on) {
            t.pharmacies_giving_up_continues()
        } else {
            t.pharmacies_giving_up_ends()
        },
        invoice,
        email,
        errors,
    };
    page(status, &template)
}

/// `POST /o/{organisation}/pharmacies/giving-up`: binding, so the right is proved again first.
pub(super) async fn prove_and_give_up(visit: Visit, form: Form) -> Result<Response, Failure> {
    let pharmacies = own_pharmacies(&visit).await?;
    let pharmacy = changing::leaving(&pharmacies, visit.now.date()).ok_or(Failure::NotFound)?;
    let text = |name: &str| form.text(name).to_string();
    let typed = LastInvoice {
        name: text("name"),
        street: text("street"),
        post_code: text("post_code"),
        post_office: text("post_office"),
    };
    let mut problems = read_invoice(&typed).err().unwrap_or_default();
    problems.extend(read_email(form.text("email")).err().map(|problem: TextProblem| ("email", Problem::Text(problem))));
    if !problems.is_empty() {
        let errors = errors(&visit, &problems);
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        let email = without_identity_code(form.text("email"));
        return giving_up_page(&visit, &pharmacies, pharmacy, status, (typed.without_identity_codes(), email), errors);
    }
    let payload = json!({ "invoice": typed, "email": form.text("email") });
    mandates::prove_again(&visit, Intention { act: "pharmacies.give_up", subject: &pharmacy.oid, payload }).await
}
