//! The pages of the form: which documents, who is the new controller and why, from which day, in which run, who knows more.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::drafting::{self, Whole};
use super::facts::{Units, own_units};
use super::pages::{base, id_of, leave, page_errors};
use super::rules_content::{Content, NEXT_RUN, NamedUnit, Page, Reason, offered_runs};
use super::store::ChangeRow;
use super::store_runs;
use super::words::{answers, errors, page_title, reason_words, run_words};
use crate::kernel::{BusinessId, ControllerChangeId, without_identity_code};
use crate::matters::{self, Clash, Matter as _, Saved};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, page, see_other};

#[derive(askama::Template)]
#[template(path = "controllers/form.html")]
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
    units: Vec<Choice>,
    /// The register did not tell the units now.
    silent: bool,
    reasons: Vec<Choice>,
    runs: Vec<Choice>,
    /// The name of the new controller; empty before a register told it.
    receiver: String,
    typed: Content,
    /// What was saved meanwhile.
    clash: Option<Clash>,
    errors: Vec<FieldError>,
    leave: (String, String),
}

/// A box to tick or a button to choose.
struct Choice {
    value: String,
    text: String,
    hint: String,
    chosen: bool,
    /// It cannot be chosen: another change is under way for it.
    closed: bool,
}

impl FormPage {
    fn error(&self, field: &str) -> &str {
        FieldError::at(&self.errors, field)
    }
}

fn page_of(text: &str) -> Result<Page, Failure> {
    Page::parse(text).ok_or(Failure::NotFound)
}

/// `GET /o/{organisation}/controllers/{id}/pages/{page}`
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
    form_page(&visit, &whole, at, StatusCode::OK, typed).await
}

/// Whether somebody has saved a page.
fn is_answered(content: &Content, at: Page) -> bool {
    let answer = match at {
        Page::Documents => &content.extent,
        Page::Receiver => &content.reason,
        Page::Day => &content.changes_on,
        Page::Run => &content.run,
        Page::Contact => &content.name,
    };
    !answer.is_empty()
}

async fn form_page(
    visit: &Visit,
    whole: &Whole,
    at: Page,
    status: StatusCode,
    (typed, errors, clash): (Content, Vec<FieldError>, Option<Clash>),
) -> Result<Response, Failure> {
    let t = visit.texts();
    let units = match at {
        Page::Documents => own_units(visit).await?,
        _ => Units { units: Vec::new(), silent: false },
    };
    let before = Page::ALL.into_iter().take_while(|page| *page != at).last();
    let own = format!("{}/{}", base(visit)?, whole.row.head.id);
    let (back, back_text) = match before {
        Some(before) => (format!("{own}/pages/{}", before.code()), page_title(before, t)),
        None => (base(visit)?, t.controllers_title()),
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
        services: services(whole, &typed, t),
        silent: units.silent,
        units: unit_choices(units.units, &typed),
        reasons: reasons(&typed, t),
        runs: runs(visit, whole, &typed)?,
        receiver: typed.receiver_name.clone(),
        typed,
        clash,
        errors,
        leave: leave(visit, &own, &whole.row)?,
    };
    page(status, &template)
}

fn lead(at: Page, t: &Texts) -> String {
    match at {
        Page::Documents => t.controllers_lead_documents(),
        Page::Receiver => t.controllers_lead_receiver(),
        Page::Day => t.controllers_lead_day(),
        Page::Run => t.controllers_lead_run(),
        Page::Contact => t.controllers_lead_contact(),
    }
}

fn services(whole: &Whole, typed: &Content, t: &Texts) -> Vec<Choice> {
    let choice = |live: &super::rules_content::Live| Choice {
        value: live.service.code().to_string(),
        text: live.service.name(t),
        hint: live.under.as_ref().map_or_else(String::new, |number| t.controllers_service_under(number)),
        chosen: typed.services.iter().any(|code| code == live.service.code()),
        closed: live.under.is_some(),
    };
    whole.facts.live.iter().map(choice).collect()
}

/// The units of the register, and those that were ticked before and are not in it now.
fn unit_choices(units: Vec<NamedUnit>, typed: &Content) -> Vec<Choice> {
    let is_ticked = |unit: &NamedUnit| typed.units.iter().any(|ticked| ticked.oid == unit.oid);
    let gone: Vec<NamedUnit> =
        typed.units.iter().filter(|ticked| units.iter().all(|unit| unit.oid != ticked.oid)).cloned().collect();
    let choice = |unit: NamedUnit| Choice {
        chosen: is_ticked(&unit),
        value: unit.oid,
        text: unit.name,
        hint: String::new(),
        closed: false,
    };
    units.into_iter().chain(gone).map(choice).collect()
}

fn reasons(typed: &Content, t: &Texts) -> Vec<Choice> {
    let hint = |reason| match reason {
        Reason::Merger => t.controllers_reason_merger_hint(),
        Reason::NewBusinessId => t.controllers_reason_new_business_id_hint(),
        Reason::ActivityMoves => t.controllers_reason_activity_moves_hint(),
        Reason::Other => t.controllers_reason_other_hint(),
    };
    let choice = |reason: Reason| Choice {
        value: reason.code().to_string(),
        text: reason_words(reason, t),
        hint: hint(reason),
        chosen: typed.reason == reason.code(),
        closed: false,
    };
    Reason::ALL.into_iter().map(choice).collect()
}

/// The runs that fit, the first one suggested where none was chosen; the last choice leaves it to the officers.
fn runs(visit: &Visit, whole: &Whole, typed: &Content) -> Result<Vec<Choice>, Failure> {
    let t = visit.texts();
    let offered = offered_runs(typed, &whole.known(visit)?);
    let is_open = typed.run.is_empty() || (typed.run != NEXT_RUN && offered.iter().all(|run| run.id != typed.run));
    let mut choices: Vec<Choice> = offered
        .iter()
        .enumerate()
        .map(|(index, run)| Choice {
            value: run.id.clone(),
            text: run_words(visit, run),
            hint: if index == 0 { t.controllers_run_earliest() } else { String::new() },
            chosen: if is_open { index == 0 } else { run.id == typed.run },
            closed: false,
        })
        .collect();
    choices.push(Choice {
        value: NEXT_RUN.to_string(),
        text: t.controllers_run_next(),
        hint: t.controllers_run_next_hint(),
        chosen: typed.run == NEXT_RUN || offered.is_empty(),
        closed: false,
    });
    Ok(choices)
}

/// Takes the fields of a page out of a form; the units are those of the register, or ticked before.
fn fill(content: &mut Content, at: Page, form: &Form, units: &[NamedUnit]) {
    let text = |name: &str| form.text(name).replace("\r\n", "\n");
    match at {
        Page::Documents => {
            content.services = matters::ticked_services(form);
            content.extent = text("extent");
            let ticked: Vec<&str> = form.all("units").collect();
            let known = units.iter().chain(&content.units).filter(|unit| ticked.contains(&unit.oid.as_str()));
            let mut kept: Vec<NamedUnit> = Vec::new();
            for unit in known {
                if kept.iter().all(|other| other.oid != unit.oid) {
                    kept.push(unit.clone());
                }
            }
            content.units = kept;
        }
        Page::Receiver => {
            content.receiver = BusinessId::written(&text("receiver"));
            content.receiver_name = String::new();
            content.receiver_found = String::new();
            content.reason = text("reason");
            content.details = text("details");
        }
        Page::Day => content.changes_on = text("changes_on"),
        Page::Run => content.run = text("run"),
        Page::Contact => {
            content.name = text("name");
            content.email = text("email");
            content.phone = text("phone");
            content.words = text("words");
        }
    }
}

/// `POST /o/{organisation}/controllers/{id}/pages/{page}`
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
    let found = if at == Page::Receiver { matters::look_up(&visit, form.text("receiver")).await? } else { None };
    let units = if at == Page::Documents { own_units(&visit).await?.units } else { Vec::new() };
    let change = |content: &mut Content| {
        fill(content, at, &form, &units);
        if let Some((found, name)) = found {
            ChangeRow::note_receiver(content, found, name);
        }
    };
    match matters::save_page::<ChangeRow>(&visit, &id, version, at, change).await? {
        Saved::Next(Some(next)) => Ok(see_other(&format!("{own}/pages/{}", next.code()))),
        Saved::Next(None) => Ok(see_other(&format!("{own}/sign"))),
        Saved::Wrong(found) => {
            let wrong = (StatusCode::UNPROCESSABLE_ENTITY, errors(&found, t));
            again(&visit, &id, at, (&form, &units), wrong).await
        }
        Saved::Changed => again(&visit, &id, at, (&form, &units), (StatusCode::CONFLICT, Vec::new())).await,
        Saved::Gone => gone(&visit, at, &form, &units).await,
    }
}

/// The page once more with what was typed, but for an identity code: a page never shows one. Whoever was late reads what was
/// saved meanwhile, too.
async fn again(
    visit: &Visit,
    id: &ControllerChangeId,
    at: Page,
    (form, units): (&Form, &[NamedUnit]),
    (status, mut errors): (StatusCode, Vec<FieldError>),
) -> Result<Response, Failure> {
    let whole = drafting::load(visit, id).await?;
    let mut clash = None;
    if status == StatusCode::CONFLICT {
        let run_day = store_runs::find_day(&mut visit.app.db.read().await?, &whole.content.run).await?;
        let found = Clash::of(visit, &whole.row, answers(visit, at, &whole.content, run_day.as_deref()))?;
        let t = visit.texts();
        errors.push(found.problem(t.controllers_problem_changed_form(), t));
        clash = Some(found);
    }
    let mut typed = whole.content.clone();
    fill(&mut typed, at, form, units);
    hide_identity_codes(&mut typed);
    form_page(visit, &whole, at, status, (typed, errors, clash)).await
}

/// A page never shows an identity code.
fn hide_identity_codes(typed: &mut Content) {
    let Content { receiver, details, changes_on, name, email, phone, words, .. } = typed;
    for text in [receiver, details, changes_on, name, email, phone, words] {
        *text = without_identity_code(text);
    }
}

/// For whoever saves a draft that was removed meanwhile: what was typed is read once more.
async fn gone(visit: &Visit, at: Page, form: &Form, units: &[NamedUnit]) -> Result<Response, Failure> {
    let mut typed = Content::default();
    fill(&mut typed, at, form, units);
    hide_identity_codes(&mut typed);
    let run_day = store_runs::find_day(&mut visit.app.db.read().await?, &typed.run).await?;
    let typed = answers(visit, at, &typed, run_day.as_deref());
    matters::gone_page::<ChangeRow>(visit, visit.texts().controllers_title(), typed)
}
