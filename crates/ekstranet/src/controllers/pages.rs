//! The customer's pages before sending: what is under way on either side, the check of the answers, and the door to the
//! fresh round through Suomi.fi.

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use super::drafting::{self, Whole};
use super::facts::{gather, in_use};
use super::rules::{ChangeState, Side, Step};
use super::rules_content::Page;
use super::store::{self, ChangeRow};
use super::store_former::{self, FormerRow};
use super::words::{answers, errors, explain, names, page_title, state_words};
use super::{store_case, store_runs};
use crate::kernel::{ControllerChangeId, Permission};
use crate::mandates::{self, Intention};
use crate::matters::{self, Matter as _};
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "controllers/list.html")]
struct ListPage {
    chrome: Chrome,
    t: &'static Texts,
    home: String,
    base: String,
    /// A draft has just been removed.
    is_discarded: bool,
    /// The service that was asked for.
    service: &'static str,
    may_begin: bool,
    /// Whether there is anything whose controller could change.
    has_documents: bool,
    /// What has to end before another one can begin: its address and title, and the words.
    waits: Option<(String, String, String)>,
    sent: Vec<Line>,
    received: Vec<Line>,
}

struct Line {
    address: String,
    title: String,
    tag: &'static str,
    state: String,
    text: String,
}

pub(super) fn id_of(text: &str) -> Result<ControllerChangeId, Failure> {
    matters::id_of::<ChangeRow>(text)
}

pub(super) fn base(visit: &Visit) -> Result<String, Failure> {
    matters::base::<ChangeRow>(visit)
}

pub(super) fn may_work(visit: &Visit) -> Result<bool, Failure> {
    Ok(visit.acting()?.permissions.allow(Permission::DeployServices))
}

/// `GET /o/{organisation}/controllers`
pub(super) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let query = Form::read(query.unwrap_or_default().as_bytes());
    let (t, own) = (visit.texts(), visit.acting()?.organisation.clone());
    let mut read = visit.app.db.read().await?;
    let facts = gather(&mut read, visit.now.date(), &own, None).await?;
    let sent = matters::list::<ChangeRow>(&mut read, &own).await?;
    let received = store::list_received(&mut read, &own).await?;
    let services = store_case::list_services(&mut read, &own).await?;
    let former = store_former::list(&mut read, &own).await?;
    drop(read);
    let lines = |rows: &[ChangeRow], side: Side| {
        let line = |row: &ChangeRow| {
            let own = services.iter().filter(|service| service.change_id == row.head.id);
            let own: Vec<Service> = own.filter_map(|service| Service::parse(&service.service)).collect();
            line(&visit, row, side, &own)
        };
        rows.iter().map(line).collect::<Result<Vec<_>, _>>()
    };
    let is_left = facts.live.iter().any(|live| live.under.is_none());
    let template = ListPage {
        chrome: visit.chrome(t.controllers_title()),
        t,
        home: format!("/o/{own}/"),
        base: base(&visit)?,
        is_discarded: query.text("discarded") == "yes",
        service: Service::parse(query.text("service")).map_or("", Service::code),
        may_begin: is_left && may_work(&visit)?,
        has_documents: !facts.live.is_empty(),
        waits: if is_left || !may_work(&visit)? { None } else { waits(&visit, &sent)? },
        sent: lines(&sent, Side::Sender)?,
        received: {
            let mut received = lines(&received, Side::Receiver)?;
            received.extend(former.iter().map(|row| former_line(&visit, row)).collect::<Result<Vec<_>, _>>()?);
            received
        },
    };
    page(StatusCode::OK, &template)
}

/// What an organisation waits for whose services are all under a change: the one whose run comes first, until which day.
fn waits(visit: &Visit, sent: &[ChangeRow]) -> Result<Option<(String, String, String)>, Failure> {
    let t = visit.texts();
    let mut live: Vec<(Option<&str>, &ChangeRow)> = Vec::new();
    for row in sent {
        let state = row.state()?;
        if state.is_live() {
            live.push((row.run_day.as_deref().filter(|_| state == ChangeState::Scheduled), row));
        }
    }
    let first = live.into_iter().min_by_key(|(day, _)| (day.is_none(), *day));
    let Some((day, row)) = first else { return Ok(None) };
    let text = match day {
        Some(day) => t.controllers_waits_until(format::stored_date(day, visit.language)),
        None => t.controllers_waits(),
    };
    let title = t.controllers_case_title(row.head.number());
    Ok(Some((format!("{}/{}", base(visit)?, row.head.id), title, text)))
}

fn line(visit: &Visit, row: &ChangeRow, side: Side, services: &[Service]) -> Result<Line, Failure> {
    let t = visit.texts();
    let (tag, state) = state_words(row.state()?, side, row.is_overdue(), t);
    let title = if services.is_empty() { t.controllers_draft() } else { names(services, t) };
    let text = match (&row.head.number, side, &row.run_day) {
        (None, ..) => t.controllers_draft_text(row.head.saved_by.as_str(), matters::moment(visit, row.head.saved_at)),
        (Some(number), Side::Receiver, _) => t.controllers_line_from(number, row.head.organisation_name.as_str()),
        (Some(number), ..) => t.controllers_line_to(number, row.receiver_name.as_deref().unwrap_or_default()),
    };
    let is_planned = matches!(row.state()?, ChangeState::Scheduled | ChangeState::Done);
    let run = row.run_day.as_deref().filter(|_| is_planned).map(|day| {
        let day = format::stored_date(day, visit.language);
        t.controllers_line_run(day)
    });
    let text = std::iter::once(text).chain(run).collect::<Vec<_>>().join(" ");
    Ok(Line { address: format!("{}/{}", base(visit)?, row.head.id), title, tag, state, text })
}

/// One that named the organisation as the new controller before another.
fn former_line(visit: &Visit, row: &FormerRow) -> Result<Line, Failure> {
    let t = visit.texts();
    Ok(Line {
        address: format!("{}/{}", base(visit)?, row.id),
        title: t.controllers_case_title(row.number.as_str()),
        tag: "calm",
        state: t.controllers_state_replaced(),
        text: t.controllers_line_from(row.number.as_str(), row.organisation_name.as_str()),
    })
}

/// `POST /o/{organisation}/controllers`
pub(super) async fn begin(visit: Visit, form: Form) -> Result<Response, Failure> {
    let id = drafting::begin(&visit, Service::parse(form.text("service"))).await?;
    Ok(see_other(&format!("{}/{id}", base(&visit)?)))
}

#[derive(askama::Template)]
#[template(path = "controllers/check.html")]
struct CheckPage {
    chrome: Chrome,
    t: &'static Texts,
    address: String,
    /// Nothing was sent: it was changed while somebody was at Suomi.fi.
    is_changed: bool,
    problems: Vec<(String, String)>,
    parts: Vec<Part>,
    /// What is to be known before sending.
    remarks: Vec<String>,
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

/// `GET /o/{organisation}/controllers/{id}/sign`
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

/// The services that the new controller does not have in production.
pub(super) async fn lacking(
    visit: &Visit,
    read: &mut db::Read,
    content: &super::rules_content::Content,
) -> Result<Vec<Service>, Failure> {
    let Some(receiver) = content.receiver() else { return Ok(Vec::new()) };
    let used = in_use(read, visit.now.date(), &receiver).await?;
    Ok(content.services().into_iter().filter(|service| !used.contains(service)).collect())
}

async fn check_page(
    visit: &Visit,
    whole: &Whole,
    status: StatusCode,
    (error, is_changed): (String, bool),
) -> Result<Response, Failure> {
    let t = visit.texts();
    let Whole { row, content, problems, .. } = whole;
    let mut read = visit.app.db.read().await?;
    let lacking = lacking(visit, &mut read, content).await?;
    let run_day = store_runs::find_day(&mut read, &content.run).await?;
    drop(read);
    let address = format!("{}/{}", base(visit)?, row.head.id);
    let part = |at: Page| Part {
        address: format!("{address}/pages/{}", at.code()),
        title: page_title(at, t),
        answers: answers(visit, at, content, run_day.as_deref()),
    };
    let problem = |(at, field, what): &super::rules_content::Found| {
        (format!("{address}/pages/{}#{field}", at.code()), explain(*what, t))
    };
    let remark = (!lacking.is_empty()).then(|| t.controllers_remark_lacking(names(&lacking, t)));
    let field_error = FieldError { field: "accept".to_string(), text: error.clone() };
    let template = CheckPage {
        chrome: visit.chrome(t.controllers_check_title()),
        t,
        is_changed,
        problems: problems.iter().map(problem).collect(),
        parts: Page::ALL.into_iter().map(part).collect(),
        remarks: remark.into_iter().collect(),
        version: row.head.version,
        errors: if error.is_empty() { Vec::new() } else { vec![field_error] },
        error,
        leave: leave(visit, &address, row)?,
        address,
    };
    page(status, &template)
}

/// Where one gives up what has been begun, and in which words: a draft is removed, what was sent is taken back.
pub(super) fn leave(visit: &Visit, address: &str, row: &ChangeRow) -> Result<(String, String), Failure> {
    let t = visit.texts();
    Ok(if row.state()?.after(Step::Discard, Side::Sender).is_ok() {
        (format!("{address}/discard"), t.controllers_discard_link())
    } else {
        (format!("{address}/withdraw"), t.controllers_withdraw_link())
    })
}

/// `POST /o/{organisation}/controllers/{id}/sign`: accepts what is said as it was shown and sends the browser to Suomi.fi
/// to prove the right once more; the change is sent on return.
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
        return check_page(&visit, &whole, StatusCode::CONFLICT, (t.controllers_problem_changed(), false)).await;
    }
    if form.text("accept") != "yes" {
        return check_page(&visit, &whole, StatusCode::UNPROCESSABLE_ENTITY, (t.controllers_problem_accept(), false))
            .await;
    }
    let payload = json!({ "version": version });
    mandates::prove_again(&visit, Intention { act: "controllers.send", subject: id.as_str(), payload }).await
}

/// The problems of a page at their fields, for the form.
pub(super) fn page_errors(whole: &Whole, at: Page, t: &Texts) -> Vec<FieldError> {
    let own: Vec<_> = whole.problems.iter().filter(|(found, ..)| *found == at).copied().collect();
    errors(&own, t)
}
