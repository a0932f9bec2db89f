//! The officers' side: notices that access points are opened or closed. The pages of proposed systems look the same.

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;

use super::answering::Fault;
use super::awaited;
use super::closing;
use super::granted;
use super::pages::explain;
use super::pages_technical::change_title;
use super::rules::ChangeState;
use super::store_technical::{self as store, ChangeRow};
use super::technical;
use crate::audit::{self, Entry};
use crate::kernel::{AccessPointChangeId, BusinessId, Instant, without_identity_code};
use crate::registers;
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

/// Lines of one page.
pub(super) const PAGE_LINES: usize = 50;

#[derive(askama::Template)]
#[template(path = "intermediaries/desk_list.html")]
pub(super) struct ListPage {
    pub chrome: Chrome,
    pub t: &'static Texts,
    pub lead: String,
    /// What is said when nothing waits.
    pub empty: String,
    pub lines: Vec<Line>,
    pub next: Option<String>,
}

/// A notice that waits.
pub(super) struct Line {
    pub address: String,
    pub title: String,
    pub organisation: String,
    pub text: String,
}

/// The moment and the id after which a page of a list goes on.
pub(super) fn after(query: Option<String>) -> (i64, String) {
    let form = Form::read(query.unwrap_or_default().as_bytes());
    let after = form.text("after").split_once('.').and_then(|(at, id)| Some((at.parse().ok()?, id.to_string())));
    after.unwrap_or((0, String::new()))
}

/// The notices that wait, oldest first.
pub(super) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let after = after(query);
    let limit = i64::try_from(PAGE_LINES).unwrap_or(i64::MAX);
    let mut read = visit.app.db.read().await?;
    let rows = store::list_waiting(&mut read, (after.0, &after.1), limit).await?;
    // Customers who cannot begin come first.
    let declined = if after.1.is_empty() { granted::lines(&mut read, &visit).await? } else { Vec::new() };
    drop(read);
    let t = visit.texts();
    let next = rows.last().filter(|_| rows.len() == PAGE_LINES);
    let template = ListPage {
        chrome: visit.chrome(t.intermediaries_desk_title()),
        t,
        lead: t.intermediaries_desk_lead(),
        empty: t.intermediaries_desk_empty(),
        next: next.map(|row| format!("/desk/access-points?after={}.{}", row.notified_at, row.id)),
        lines: declined.into_iter().chain(rows.iter().map(|row| line(&visit, row))).collect(),
    };
    page(StatusCode::OK, &template)
}

pub(super) fn line(visit: &Visit, row: &ChangeRow) -> Line {
    let t = visit.texts();
    let at = format::moment(Instant::from_milliseconds(row.notified_at), visit.language);
    let day = format::stored_date(&row.effective_on, visit.language);
    Line {
        address: format!("/desk/access-points/{}", row.id),
        title: change_title(row, t),
        organisation: format!("{}, {}", row.organisation_name, row.organisation),
        text: t.intermediaries_change_text(day, row.notified_by_name.as_str(), at),
    }
}

#[derive(askama::Template)]
#[template(path = "intermediaries/desk_show.html")]
pub(super) struct ShowPage {
    pub chrome: Chrome,
    pub t: &'static Texts,
    /// The list that it stands on: address and name.
    pub back: (&'static str, String),
    pub address: String,
    pub version: i64,
    pub organisation: String,
    pub lines: Vec<String>,
    /// Where the customers are listed whom a closing concerns, and how many they are.
    pub customers: Option<(String, String)>,
    pub register: Register,
    pub waits: bool,
    pub confirm: String,
    pub answered: Option<String>,
    pub reason: Option<String>,
    pub tried: Tried,
}

/// Whether an organisation is in the register of intermediaries, and the sentence about it.
pub(super) struct Register {
    pub listed: bool,
    pub text: String,
}

/// A reason that was not enough, with what is wrong.
#[derive(Default)]
pub(super) struct Tried {
    pub reason: String,
    pub error: String,
    pub errors: Vec<FieldError>,
    /// Nothing is wrong with it, but somebody else was first.
    pub is_late: bool,
}

impl Tried {
    pub fn of(reason: &str, fault: Fault, t: &Texts) -> Self {
        let error = explain(fault, t);
        Self {
            reason: without_identity_code(reason),
            errors: vec![FieldError { field: "reason".to_string(), text: error.clone() }],
            error,
            is_late: false,
        }
    }

    /// A reason that came after somebody else's answer.
    pub fn late(reason: &str) -> Self {
        Self { reason: reason.to_string(), is_late: true, ..Self::default() }
    }
}

/// What the register of intermediaries says of an organisation.
pub(super) async fn register(read: &mut db::Read, organisation: &str, t: &Texts) -> Result<Register, Failure> {
    let listed = match BusinessId::parse(organisation) {
        Some(id) => registers::find_intermediary(read, &id).await?,
        None => None,
    };
    Ok(Register {
        listed: listed.is_some(),
        text: match listed {
            Some(known) => t.intermediaries_register_listed(known.oid.as_str()),
            None => t.intermediaries_register_not_listed(),
        },
    })
}

/// Who answered what, and when.
pub(super) fn answered(visit: &Visit, state: &str, at: Option<i64>, by: Option<&str>) -> Option<String> {
    let at = format::moment(Instant::from_milliseconds(at?), visit.language);
    let (t, by) = (visit.texts(), by.unwrap_or_default());
    Some(match ChangeState::parse(state) {
        Some(ChangeState::Confirmed) => t.intermediaries_desk_confirmed(by, at),
        Some(ChangeState::Refused) => t.intermediaries_desk_refused(by, at),
        _ => t.intermediaries_answered(by, at),
    })
}

pub(super) async fn show(visit: Visit, Path(change): Path<String>) -> Result<Response, Failure> {
    render(&visit, &change, StatusCode::OK, Tried::default()).await
}

async fn render(visit: &Visit, change: &str, status: StatusCode, tried: Tried) -> Result<Response, Failure> {
    let id = AccessPointChangeId::parse(change).ok_or(Failure::NotFound)?;
    let (t, mut read) = (visit.texts(), visit.app.db.read().await?);
    let row = store::load(&mut read, &id).await?;
    let register = register(&mut read, &row.organisation, t).await?;
    let joined = if row.kind == "close" { closing::count_joined(&mut read, &row.oid).await? } else { 0 };
    drop(read);
    note_view(visit, &row.id, &row.organisation, "point").await?;
    let line = line(visit, &row);
    let template = ShowPage {
        chrome: visit.chrome(line.title),
        t,
        back: ("/desk/access-points", t.intermediaries_desk_title()),
        address: line.address,
        version: row.version,
        organisation: line.organisation,
        lines: vec![line.text],
        customers: (joined > 0).then(|| (format!("/desk/access-points/{id}/customers"), customers_text(visit, joined))),
        register,
        waits: row.state == ChangeState::Waiting.code(),
        confirm: t.intermediaries_desk_confirm(),
        answered: answered(visit, &row.state, row.answered_at, row.answered_by_name.as_deref()),
        reason: row.reason,
        tried,
    };
    page(status, &template)
}

/// An officer looks at what an intermediary has told, `what`: in the audit log like every view of another's data.
pub(super) async fn note_view(visit: &Visit, id: &str, organisation: &str, what: &'static str) -> Result<(), Failure> {
    let organisation =
        BusinessId::parse(organisation).ok_or_else(|| Failure::internal("an intermediary has no business ID"))?;
    let entry = Entry::new("intermediaries.notice_viewed").subject(id).organisation(&organisation);
    Ok(audit::record_view(visit, entry.detail(serde_json::json!({ "what": what }))).await?)
}

fn customers_text(visit: &Visit, joined: i64) -> String {
    let t = visit.texts();
    if joined > 1_000 { t.intermediaries_closing_many() } else { t.intermediaries_closing_customers(joined) }
}

/// Who was let join through a point that closes.
pub(super) async fn customers(
    visit: Visit,
    Path(change): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let id = AccessPointChangeId::parse(&change).ok_or(Failure::NotFound)?;
    let (t, mut read) = (visit.texts(), visit.app.db.read().await?);
    let row = store::load(&mut read, &id).await?;
    let limit = i64::try_from(PAGE_LINES).unwrap_or(i64::MAX);
    let form = Form::read(query.unwrap_or_default().as_bytes());
    let joined = closing::list_joined(&mut read, &row.oid, form.text("after"), limit).await?;
    drop(read);
    note_view(&visit, &row.id, &row.organisation, "customers").await?;
    let next = joined.last().filter(|_| joined.len() == PAGE_LINES);
    let template = CustomersPage {
        chrome: visit.chrome(t.intermediaries_closing_title()),
        t,
        back: (format!("/desk/access-points/{id}"), change_title(&row, t)),
        next: next.map(|last| format!("/desk/access-points/{id}/customers?after={}", last.id)),
        lines: joined
            .iter()
            .map(|one| {
                let service = Service::parse(&one.service).map(|service| service.name(t)).unwrap_or_default();
                let name = format!("{}, {}", one.organisation_name, one.organisation);
                (format!("/desk/cases/{}", one.application), name, service)
            })
            .collect(),
    };
    page(StatusCode::OK, &template)
}

#[derive(askama::Template)]
#[template(path = "intermediaries/desk_customers.html")]
struct CustomersPage {
    chrome: Chrome,
    t: &'static Texts,
    /// The notice: address and name.
    back: (String, String),
    /// Address of the case, customer, service.
    lines: Vec<(String, String, String)>,
    next: Option<String>,
}

pub(super) async fn confirm(visit: Visit, Path(change): Path<String>, form: Form) -> Result<Response, Failure> {
    let id = AccessPointChangeId::parse(&change).ok_or(Failure::NotFound)?;
    technical::confirm(&visit, &id, form.version()?).await?;
    Ok(see_other("/desk/access-points"))
}

pub(super) async fn refuse(visit: Visit, Path(change): Path<String>, form: Form) -> Result<Response, Failure> {
    let id = AccessPointChangeId::parse(&change).ok_or(Failure::NotFound)?;
    let reason = form.text("reason");
    match awaited::refuse::<ChangeRow>(&visit, &id, form.version()?, reason).await {
        Ok(None) => Ok(see_other("/desk/access-points")),
        Ok(Some(fault)) => {
            let tried = Tried::of(reason, fault, visit.texts());
            render(&visit, &change, StatusCode::UNPROCESSABLE_ENTITY, tried).await
        }
        Err(Failure::Stale) => {
            visit.app.db.settle().await?;
            render(&visit, &change, StatusCode::CONFLICT, Tried::late(reason)).await
        }
        Err(failure) => Err(failure),
    }
}
