//! The officers' side: notices that access points are opened or closed.

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;

use super::pages::{explain, version};
use super::pages_technical::change_title;
use super::rules::ChangeState;
use super::store_technical::{self as store, ChangeRow};
use super::technical;
use crate::kernel::{AccessPointChangeId, Instant, holds_typed_identity_code};
use crate::registers;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

/// Lines of one page.
const PAGE_LINES: usize = 50;

#[derive(askama::Template)]
#[template(path = "intermediaries/desk_list.html")]
struct ListPage {
    chrome: Chrome,
    t: &'static Texts,
    lines: Vec<Line>,
    next: Option<String>,
}

struct Line {
    address: String,
    title: String,
    organisation: String,
    text: String,
}

/// The notices that wait, oldest first.
pub(super) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let form = Form::read(query.unwrap_or_default().as_bytes());
    let after = form
        .text("after")
        .split_once('.')
        .and_then(|(at, id)| Some((at.parse().ok()?, AccessPointChangeId::parse(id)?.to_string())));
    let after = after.unwrap_or((0, String::new()));
    let limit = i64::try_from(PAGE_LINES).unwrap_or(i64::MAX);
    let rows = store::list_waiting(&mut visit.app.db.read().await?, (after.0, &after.1), limit).await?;
    let t = visit.texts();
    let next = rows.last().filter(|_| rows.len() == PAGE_LINES);
    let template = ListPage {
        chrome: visit.chrome(t.intermediaries_desk_title()),
        t,
        next: next.map(|row| format!("/desk/access-points?after={}.{}", row.notified_at, row.id)),
        lines: rows.iter().map(|row| line(&visit, row)).collect(),
    };
    page(StatusCode::OK, &template)
}

fn line(visit: &Visit, row: &ChangeRow) -> Line {
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
struct ShowPage {
    chrome: Chrome,
    t: &'static Texts,
    address: String,
    version: i64,
    organisation: String,
    text: String,
    /// Whether the organisation is in the register of intermediaries.
    register: String,
    listed: bool,
    waits: bool,
    answered: Option<String>,
    reason: Option<String>,
    typed_reason: String,
    reason_error: String,
    errors: Vec<FieldError>,
}

pub(super) async fn show(visit: Visit, Path(change): Path<String>) -> Result<Response, Failure> {
    render(&visit, &change, StatusCode::OK, String::new(), String::new()).await
}

async fn render(
    visit: &Visit,
    change: &str,
    status: StatusCode,
    typed_reason: String,
    reason_error: String,
) -> Result<Response, Failure> {
    let id = AccessPointChangeId::parse(change).ok_or(Failure::NotFound)?;
    let mut read = visit.app.db.read().await?;
    let row = store::load(&mut read, &id).await?;
    let known = registers::list_intermediaries(&mut read).await?;
    drop(read);
    let (t, line) = (visit.texts(), line(visit, &row));
    let listed = known.into_iter().find(|known| known.business_id == row.organisation);
    let waits = row.state == ChangeState::Waiting.code();
    let errors = Some(FieldError { field: "reason".to_string(), text: reason_error.clone() });
    let template = ShowPage {
        chrome: visit.chrome(line.title),
        t,
        address: line.address,
        version: row.version,
        organisation: line.organisation,
        text: line.text,
        register: match &listed {
            Some(known) => t.intermediaries_register_listed(known.oid.as_str()),
            None => t.intermediaries_register_not_listed(),
        },
        listed: listed.is_some(),
        waits,
        answered: row.answered_at.map(|at| {
            let at = format::moment(Instant::from_milliseconds(at), visit.language);
            t.intermediaries_answered(row.answered_by_name.as_deref().unwrap_or_default(), at)
        }),
        reason: row.reason,
        typed_reason,
        errors: errors.into_iter().filter(|error| !error.text.is_empty()).collect(),
        reason_error,
    };
    page(status, &template)
}

pub(super) async fn confirm(visit: Visit, Path(change): Path<String>, form: Form) -> Result<Response, Failure> {
    let id = AccessPointChangeId::parse(&change).ok_or(Failure::NotFound)?;
    technical::confirm(&visit, &id, version(&form)?).await?;
    Ok(see_other("/desk/access-points"))
}

pub(super) async fn refuse(visit: Visit, Path(change): Path<String>, form: Form) -> Result<Response, Failure> {
    let id = AccessPointChangeId::parse(&change).ok_or(Failure::NotFound)?;
    let reason = form.text("reason");
    match technical::refuse(&visit, &id, version(&form)?, reason).await? {
        None => Ok(see_other("/desk/access-points")),
        Some(fault) => {
            let kept = if holds_typed_identity_code(reason) { String::new() } else { reason.to_string() };
            let error = explain(fault, visit.texts());
            render(&visit, &change, StatusCode::UNPROCESSABLE_ENTITY, kept, error).await
        }
    }
}
