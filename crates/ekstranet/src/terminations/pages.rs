//! The customer's pages before sending: what can be terminated and has been, the check of the answers with what follows,
//! and the door to the fresh round through Suomi.fi.

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use super::consequences::consequences;
use super::drafting::{self, Whole};
use super::facts::gather;
use super::pages_case::{Reader, answers_of};
use super::rules::{Live, Page, TerminationState, chosen};
use super::store::{self, ServiceRow, TerminationRow};
use super::store_answers;
use super::words::{answers, case_text, consequence_words, day, errors, explain, names, page_title, state_words};
use crate::kernel::{Basis, Mandate, Permission, TerminationId};
use crate::mandates::{self, Intention};
use crate::matters::{self, Matter as _};
use crate::parties;
use crate::registers;
use crate::services::{CustomerKind, Holding, Service};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, page, see_other};

#[derive(askama::Template)]
#[template(path = "terminations/list.html")]
struct ListPage {
    chrome: Chrome,
    t: &'static Texts,
    home: String,
    base: String,
    services: Vec<Line>,
    /// A draft has just been removed.
    is_discarded: bool,
    /// The service that was asked for.
    service: &'static str,
    may_begin: bool,
    /// Who may terminate, for somebody who may not.
    who_may: Option<String>,
    /// Where a pharmacist gives the licence up.
    giving_up: Option<String>,
    /// Where a change of controller is notified.
    controllers: Option<String>,
    /// Where what was joined through a main joiner is ended.
    joined: Option<String>,
    cases: Vec<Line>,
}

struct Line {
    address: String,
    title: String,
    tag: &'static str,
    state: String,
    text: String,
}

pub(super) fn id_of(text: &str) -> Result<TerminationId, Failure> {
    matters::id_of::<TerminationRow>(text)
}

pub(super) fn base(visit: &Visit) -> Result<String, Failure> {
    matters::base::<TerminationRow>(visit)
}

/// Who may terminate, in words, for somebody whose right does not reach so far.
pub(super) fn who_may(visit: &Visit) -> Result<Option<String>, Failure> {
    let (t, acting) = (visit.texts(), visit.acting()?);
    if acting.permissions.allow(Permission::TerminateServices) {
        return Ok(None);
    }
    Ok(Some(match acting.basis {
        Basis::Mandate(Mandate::Deployment) => {
            let support = visit.app.config.support.email.as_str();
            t.terminations_who_may_mandate(mandates::positions_that_count(visit), support)
        }
        _ => t.terminations_who_may(mandates::positions_that_count(visit)),
    }))
}

/// `GET /o/{organisation}/terminations`
pub(super) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let query = Form::read(query.unwrap_or_default().as_bytes());
    let (t, own) = (visit.texts(), visit.acting()?.organisation.clone());
    let mut read = visit.app.db.read().await?;
    let facts = gather(&mut read, visit.now, &own, None).await?;
    let rows = matters::list::<TerminationRow>(&mut read, &own).await?;
    let sent = store::list_services(&mut read, &own).await?;
    let kind = registers::last_known_kind(&mut read, visit.now, &own).await?;
    let joinings = parties::joinings(&mut read, &own).await?;
    drop(read);
    let base = base(&visit)?;
    let who_may = who_may(&visit)?;
    let is_left = facts.live.iter().any(|live| live.ends.is_none());
    let cases = rows.iter().map(|row| case_line(&visit, &base, row, &sent)).collect::<Result<Vec<_>, _>>()?;
    let template = ListPage {
        chrome: visit.chrome(t.terminations_title()),
        t,
        home: format!("/o/{own}/"),
        services: facts.live.iter().map(|live| service_line(&visit, live)).collect(),
        is_discarded: query.text("discarded") == "yes",
        service: Service::parse(query.text("service")).map_or("", Service::code),
        may_begin: is_left && who_may.is_none(),
        who_may: who_may.filter(|_| is_left),
        giving_up: (kind == CustomerKind::Pharmacist).then(|| format!("/o/{own}/pharmacies")),
        controllers: facts
            .live
            .iter()
            .any(|live| live.in_production && live.service.holds() == Holding::Records)
            .then(|| format!("/o/{own}/controllers")),
        joined: (!joinings.joined.is_empty()).then(|| format!("/o/{own}/joined")),
        cases,
        base,
    };
    page(StatusCode::OK, &template)
}

fn service_line(visit: &Visit, live: &Live) -> Line {
    let t = visit.texts();
    // As the home page says it.
    let (tag, state) = if live.in_production {
        ("good", t.terminations_service_in_use())
    } else if live.stopped {
        ("calm", t.terminations_service_not_in_use())
    } else if live.open_items == 0 {
        ("calm", t.terminations_service_waiting_for_day())
    } else {
        ("wait", t.terminations_state_waiting_for_you())
    };
    let text = match &live.ends {
        None if live.in_production => String::new(),
        None => t.terminations_service_set_up(),
        Some(ending) if ending.number.is_empty() => t.terminations_service_ends(day(visit, &ending.ends_on)),
        Some(ending) => t.terminations_service_ends_by(ending.number.as_str(), day(visit, &ending.ends_on)),
    };
    Line { address: String::new(), title: live.service.name(t), tag, state, text }
}

fn case_line(visit: &Visit, base: &str, row: &TerminationRow, sent: &[ServiceRow]) -> Result<Line, Failure> {
    let t = visit.texts();
    let (tag, state) = state_words(row.state()?, t);
    let own = sent.iter().filter(|service| service.termination_id == row.head.id);
    let services: Vec<Service> = own.filter_map(|service| Service::parse(&service.service)).collect();
    let text = match (&row.head.number, &row.ends_on) {
        (Some(number), Some(last)) => case_text(visit, row.state()?, number, last),
        _ => t.terminations_draft_text(row.head.saved_by.as_str(), matters::moment(visit, row.head.saved_at)),
    };
    let title = if services.is_empty() { t.terminations_draft() } else { names(&services, t) };
    Ok(Line { address: format!("{base}/{}", row.head.id), title, tag, state, text })
}

/// `POST /o/{organisation}/terminations`
pub(super) async fn begin(visit: Visit, form: Form) -> Result<Response, Failure> {
    let id = drafting::begin(&visit, Service::parse(form.text("service"))).await?;
    Ok(see_other(&format!("{}/{id}", base(&visit)?)))
}

#[derive(askama::Template)]
#[template(path = "terminations/check.html")]
struct CheckPage {
    chrome: Chrome,
    t: &'static Texts,
    address: String,
    /// Nothing was sent: it was changed while somebody was at Suomi.fi.
    is_changed: bool,
    problems: Vec<(String, String)>,
    /// What an officer asks to be corrected: when, what.
    asked: Vec<(String, String)>,
    parts: Vec<Part>,
    consequences: Vec<(String, String)>,
    version: i64,
    errors: Vec<FieldError>,
    error: String,
    leave: (String, String),
}

/// The answers of a page.
struct Part {
    address: String,
    title: String,
    answers: Vec<(String, String)>,
}

/// `GET /o/{organisation}/terminations/{id}/check`
pub(super) async fn check(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let whole = drafting::load(&visit, &id).await?;
    match matters::elsewhere(&visit, &whole.row)? {
        Some(address) => Ok(see_other(&address)),
        None => check_page(&visit, &whole, StatusCode::OK, (String::new(), matters::is_changed(query))).await,
    }
}

/// What an officer asks to be corrected in what was given back: heading and words.
async fn asked(visit: &Visit, row: &TerminationRow) -> Result<Vec<(String, String)>, Failure> {
    if row.state()? != TerminationState::Returned {
        return Ok(Vec::new());
    }
    let said = store_answers::list_answers(&mut visit.app.db.read().await?, &row.id()?).await?;
    let mut answers = answers_of(visit, &said, None, Reader::Customer)?.now;
    answers.truncate(1);
    Ok(answers)
}

async fn check_page(
    visit: &Visit,
    whole: &Whole,
    status: StatusCode,
    (error, is_changed): (String, bool),
) -> Result<Response, Failure> {
    let t = visit.texts();
    let Whole { row, content, facts, problems, billing, .. } = whole;
    let asked = asked(visit, row).await?;
    let address = format!("{}/{}", base(visit)?, row.head.id);
    let services = chosen(content, &facts.live);
    let is_all = facts.is_all(&services);
    let part = |at: Page| Part {
        address: format!("{address}/pages/{}", at.code()),
        title: page_title(at, t),
        answers: answers(visit, at, content, &services, (is_all, billing)),
    };
    let problem =
        |(at, field, what): &super::rules::Found| (format!("{address}/pages/{}#{field}", at.code()), explain(*what, t));
    let last_day = day(visit, &content.ends_on);
    let follows = if problems.is_empty() { consequences(content, facts) } else { Vec::new() };
    let field_error = FieldError { field: "accept".to_string(), text: error.clone() };
    let template = CheckPage {
        chrome: visit.chrome(t.terminations_check_title()),
        t,
        is_changed,
        problems: problems.iter().map(problem).collect(),
        asked,
        parts: Page::asked(content).map(part).collect(),
        consequences: follows.into_iter().map(|what| consequence_words(what, &last_day, t)).collect(),
        version: row.head.version,
        errors: if error.is_empty() { Vec::new() } else { vec![field_error] },
        error,
        leave: leave(visit, &address, row)?,
        address,
    };
    page(status, &template)
}

/// Where one gives up what has been begun, and in which words: a draft is removed, what was sent is taken back.
pub(super) fn leave(visit: &Visit, address: &str, row: &TerminationRow) -> Result<(String, String), Failure> {
    let t = visit.texts();
    Ok(if row.state()? == TerminationState::Draft {
        (format!("{address}/discard"), t.terminations_discard_link())
    } else {
        (format!("{address}/withdraw"), t.terminations_withdraw_link())
    })
}

/// `POST /o/{organisation}/terminations/{id}/check`: accepts what follows as it was shown and sends the browser to Suomi.fi
/// to prove the right once more; the termination is sent on return.
pub(super) async fn prove_and_send(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let whole = drafting::load(&visit, &id).await?;
    if let Some(address) = matters::elsewhere(&visit, &whole.row)? {
        return Ok(see_other(&address));
    }
    let version = form.version()?;
    let t = visit.texts();
    if !whole.problems.is_empty() {
        return check_page(&visit, &whole, StatusCode::UNPROCESSABLE_ENTITY, (String::new(), false)).await;
    }
    if version != whole.row.head.version {
        return check_page(&visit, &whole, StatusCode::CONFLICT, (t.terminations_problem_changed(), false)).await;
    }
    if form.text("accept") != "yes" {
        return check_page(&visit, &whole, StatusCode::UNPROCESSABLE_ENTITY, (t.terminations_problem_accept(), false))
            .await;
    }
    let payload = json!({ "version": version });
    mandates::prove_again(&visit, Intention { act: "terminations.send", subject: id.as_str(), payload }).await
}

/// The problems of a page at their fields, for the form.
pub(super) fn page_errors(whole: &Whole, at: Page, t: &Texts) -> Vec<FieldError> {
    let own: Vec<_> = whole.problems.iter().filter(|(found, ..)| *found == at).copied().collect();
    errors(&own, t)
}
