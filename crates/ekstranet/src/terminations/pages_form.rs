//! The pages of the form: which services and when, why, who takes over, where the last invoice goes.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::drafting::{self, Whole};
use super::pages::{base, id_of, leave, page_errors};
use super::rules::{Content, Page, Reason, chosen};
use super::store::TerminationRow;
use super::words::{answers, day, errors, page_title, reason_words};
use crate::kernel::{BusinessId, TerminationId, without_identity_code};
use crate::matters::{self, Clash, Matter as _, Saved};
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "terminations/form.html")]
struct FormPage {
    chrome: Chrome,
    t: &'static Texts,
    back: String,
    back_text: String,
    address: String,
    version: i64,
    /// The word of the page in its address.
    at: &'static str,
    lead: String,
    services: Vec<Choice>,
    reasons: Vec<Choice>,
    today: String,
    /// Where invoices go now, on one line; empty when nothing here tells.
    billing: String,
    /// The name of whoever takes over; empty before a register told it.
    receiver: String,
    typed: Content,
    /// What was saved meanwhile.
    clash: Option<Clash>,
    /// Why a last day is offered, where one is.
    closing: Option<String>,
    errors: Vec<FieldError>,
    leave: (String, String),
}

/// A box to tick or a button to choose.
struct Choice {
    value: &'static str,
    text: String,
    hint: String,
    chosen: bool,
    /// It cannot be chosen: another matter ends it already.
    closed: bool,
}

impl FormPage {
    fn error(&self, field: &str) -> &str {
        FieldError::at(&self.errors, field)
    }
}

/// What was typed, with what is wrong with it and what was saved meanwhile.
type Typed = (Content, Vec<FieldError>, Option<Clash>);

fn page_of(text: &str) -> Result<Page, Failure> {
    Page::parse(text).ok_or(Failure::NotFound)
}

/// `GET /o/{organisation}/terminations/{id}/pages/{page}`
pub(super) async fn show(visit: Visit, Path((_, id, at)): Path<(String, String, String)>) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let at = page_of(&at)?;
    let whole = drafting::load(&visit, &id).await?;
    if !whole.row.state()?.is_open() {
        return Ok(see_other(&format!("{}/{id}", base(&visit)?)));
    }
    // Errors are shown where something was answered and is wrong now, not on a page that nobody has filled in.
    let errors = if is_answered(&whole.content, at) { page_errors(&whole, at, visit.texts()) } else { Vec::new() };
    let typed = (whole.content.clone(), errors, None);
    form_page(&visit, &whole, at, StatusCode::OK, typed)
}

/// Whether somebody has saved a page.
fn is_answered(content: &Content, at: Page) -> bool {
    match at {
        Page::Services => !content.ends_on.is_empty(),
        Page::Reason => !content.reason.is_empty(),
        Page::Receiver => !content.transferred.is_empty(),
        Page::Invoice => !content.invoice.is_empty(),
    }
}

fn form_page(
    visit: &Visit,
    whole: &Whole,
    at: Page,
    status: StatusCode,
    (mut typed, errors, clash): Typed,
) -> Result<Response, Failure> {
    let t = visit.texts();
    let closing = offer_closing_day(visit, whole, at, (&mut typed, status == StatusCode::OK));
    let before = Page::asked(&typed).take_while(|page| *page != at).last();
    let own = format!("{}/{}", base(visit)?, whole.row.head.id);
    let (back, back_text) = match before {
        Some(before) => (format!("{own}/pages/{}", before.code()), page_title(before, t)),
        None => (base(visit)?, t.terminations_title()),
    };
    let template = FormPage {
        chrome: visit.chrome(page_title(at, t)),
        t,
        back,
        back_text,
        address: format!("{own}/pages/{}", at.code()),
        version: whole.row.head.version,
        at: at.code(),
        lead: lead(at, t),
        services: services(visit, whole, &typed),
        reasons: reasons(&typed, t),
        today: format::date(visit.now.date(), visit.language),
        billing: whole.billing.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(", "),
        receiver: typed.receiver_name.clone(),
        typed,
        clash,
        closing,
        errors,
        leave: leave(visit, &own, &whole.row)?,
    };
    page(status, &template)
}

/// Fills in the day on which a pharmacist's last pharmacy closes where no last day is known, and tells why. It is offered
/// only: it counts when the page is saved, and is not put in the place of what somebody has just emptied.
fn offer_closing_day(
    visit: &Visit,
    whole: &Whole,
    at: Page,
    (typed, is_fresh): (&mut Content, bool),
) -> Option<String> {
    let day = whole.closing.filter(|_| at == Page::Services)?;
    if is_fresh && typed.ends_on.is_empty() {
        typed.ends_on = format::typed_date(&day.to_string());
    }
    Some(visit.texts().terminations_closing_day(format::date(day, visit.language)))
}

fn lead(at: Page, t: &Texts) -> String {
    match at {
        Page::Services => t.terminations_lead_services(),
        Page::Reason => t.terminations_lead_reason(),
        Page::Receiver => t.terminations_lead_receiver(),
        Page::Invoice => t.terminations_lead_invoice(),
    }
}

fn services(visit: &Visit, whole: &Whole, typed: &Content) -> Vec<Choice> {
    let t = visit.texts();
    let choice = |live: &super::rules::Live| Choice {
        value: live.service.code(),
        text: live.service.name(t),
        hint: live
            .ends
            .as_ref()
            .map_or_else(String::new, |ending| t.terminations_service_ends(day(visit, &ending.ends_on))),
        chosen: typed.services.iter().any(|code| code == live.service.code()),
        closed: live.ends.is_some(),
    };
    whole.facts.live.iter().map(choice).collect()
}

fn reasons(typed: &Content, t: &Texts) -> Vec<Choice> {
    let hint = |reason| match reason {
        Reason::ActivityEnds => t.terminations_reason_activity_ends_hint(),
        Reason::Reorganisation => t.terminations_reason_reorganisation_hint(),
        Reason::Acquisition => t.terminations_reason_acquisition_hint(),
        Reason::Other => t.terminations_reason_other_hint(),
    };
    let choice = |reason: Reason| Choice {
        value: reason.code(),
        text: reason_words(reason, t),
        hint: hint(reason),
        chosen: typed.reason == reason.code(),
        closed: false,
    };
    Reason::ALL.into_iter().map(choice).collect()
}

/// Takes the fields of a page out of a form.
fn fill(content: &mut Content, at: Page, form: &Form) {
    let text = |name: &str| form.text(name).to_string();
    match at {
        Page::Services => {
            content.extent = text("extent");
            content.services = matters::ticked_services(form);
            content.ends_on = text("ends_on");
        }
        Page::Reason => {
            content.reason = text("reason");
            content.details = text("details");
        }
        Page::Receiver => {
            content.transferred = text("transferred");
            content.receiver =
                if content.transferred == "yes" { BusinessId::written(&text("receiver")) } else { String::new() };
            content.receiver_name = String::new();
            content.receiver_found = String::new();
        }
        Page::Invoice => {
            content.invoice = text("invoice");
            content.name = text("name");
            content.street = text("street");
            content.post_code = text("post_code");
            content.post_office = text("post_office");
            content.email = text("email");
        }
    }
}

/// `POST /o/{organisation}/terminations/{id}/pages/{page}`
pub(super) async fn save(
    visit: Visit,
    Path((_, id, at)): Path<(String, String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let at = page_of(&at)?;
    let version = form.version()?;
    let own = format!("{}/{id}", base(&visit)?);
    let t = visit.texts();
    // The registers are asked before the transaction: meanwhile nobody else could write.
    let is_typed = at == Page::Receiver && form.text("transferred") == "yes";
    let found = if is_typed { matters::look_up(&visit, form.text("receiver")).await? } else { None };
    let change = |content: &mut Content| {
        fill(content, at, &form);
        if let Some((found, name)) = found {
            TerminationRow::note_receiver(content, found, name);
        }
    };
    match matters::save_page::<TerminationRow>(&visit, &id, version, at, change).await? {
        Saved::Next(Some(next)) => Ok(see_other(&format!("{own}/pages/{}", next.code()))),
        Saved::Next(None) => Ok(see_other(&format!("{own}/check"))),
        Saved::Wrong(found) => {
            again(&visit, &id, at, &form, (StatusCode::UNPROCESSABLE_ENTITY, errors(&found, t))).await
        }
        Saved::Changed => again(&visit, &id, at, &form, (StatusCode::CONFLICT, Vec::new())).await,
        Saved::Gone => gone(&visit, at, &form),
    }
}

/// The page once more with what was typed, but for an identity code: a page never shows one. Whoever was late reads what was
/// saved meanwhile, too.
async fn again(
    visit: &Visit,
    id: &TerminationId,
    at: Page,
    form: &Form,
    (status, mut errors): (StatusCode, Vec<FieldError>),
) -> Result<Response, Failure> {
    let whole = drafting::load(visit, id).await?;
    let mut clash = None;
    if status == StatusCode::CONFLICT {
        let found = Clash::of(visit, &whole.row, kept(visit, &whole, at))?;
        let t = visit.texts();
        errors.push(found.problem(t.terminations_problem_changed_form(), t));
        clash = Some(found);
    }
    let mut typed = whole.content.clone();
    fill(&mut typed, at, form);
    hide_identity_codes(&mut typed);
    form_page(visit, &whole, at, status, (typed, errors, clash))
}

/// The answers of a page as they are saved.
fn kept(visit: &Visit, whole: &Whole, at: Page) -> Vec<(String, String)> {
    let services = chosen(&whole.content, &whole.facts.live);
    let known = (whole.facts.is_all(&services), whole.billing.as_slice());
    answers(visit, at, &whole.content, &services, known)
}

/// A page never shows an identity code.
fn hide_identity_codes(typed: &mut Content) {
    let Content { ends_on, details, receiver, name, street, post_code, post_office, email, .. } = typed;
    for text in [ends_on, details, receiver, name, street, post_code, post_office, email] {
        *text = without_identity_code(text);
    }
}

/// For whoever saves a draft that was removed meanwhile: what was typed is read once more.
fn gone(visit: &Visit, at: Page, form: &Form) -> Result<Response, Failure> {
    let mut typed = Content::default();
    fill(&mut typed, at, form);
    hide_identity_codes(&mut typed);
    let services: Vec<Service> = typed.services.iter().filter_map(|code| Service::parse(code)).collect();
    let typed = answers(visit, at, &typed, &services, (typed.extent == "whole", &[]));
    matters::gone_page::<TerminationRow>(visit, visit.texts().terminations_title(), typed)
}
