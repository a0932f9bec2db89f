//! The officers' side: tests that they confirm before production, and reports that have not come in time.

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;

use super::judging::{self, Judgement};
use super::pages_papers::{Places, for_officers};
use super::pages_test::{HeldTest, held_test};
use super::rules::{RemarkProblem, awaiting_judgement, check_remark, late_until};
use super::store::DeploymentRow;
use super::store_watched::{Key, PAGE, WatchedRow, list_watched};
use super::{DeploymentId, filing, store, store_granted};
use crate::attachments;
use crate::audit::{self, Entry};
use crate::kernel::AttachmentId;
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "deployments/desk_list.html")]
struct ListPage {
    chrome: Chrome,
    t: &'static Texts,
    lines: Vec<Line>,
    next: Option<String>,
    continued: bool,
}

struct Line {
    address: String,
    title: String,
    organisation: String,
    tag: String,
    class: &'static str,
    text: String,
}

/// Where a page goes on, as its address says: `day.deployment.number`.
fn key_of(text: &str) -> Option<Key> {
    let (day, rest) = text.split_once('.')?;
    let (id, number) = rest.split_once('.')?;
    Some((day.to_string(), DeploymentId::parse(id)?.to_string(), number.parse().ok()?))
}

/// What waits, the oldest test first.
pub(super) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let query = Form::read(query.unwrap_or_default().as_bytes());
    let after = key_of(query.text("after"));
    let continued = after.is_some();
    let late_until = late_until(visit.now.date()).to_string();
    let mut read = visit.app.db.read().await?;
    let mut rows = list_watched(&mut read, &late_until, &after.unwrap_or_default()).await?;
    drop(read);
    let is_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let address = |row: &WatchedRow| format!("/desk/deployments?after={}.{}.{}", row.planned_on, row.id, row.number);
    let t = visit.texts();
    let template = ListPage {
        chrome: visit.chrome(t.deployments_desk_title()),
        t,
        next: rows.last().filter(|_| is_more).map(address),
        lines: rows.iter().map(|row| line(&visit, row)).collect(),
        continued,
    };
    page(StatusCode::OK, &template)
}

fn line(visit: &Visit, row: &WatchedRow) -> Line {
    let t = visit.texts();
    let day = |stored: &str| format::stored_date(stored, visit.language);
    let service = Service::parse(&row.service).map(|service| service.name(t)).unwrap_or_default();
    let (tag, class, text) = if row.is_reported() {
        let held = day(row.held_on.as_deref().unwrap_or_default());
        (t.deployments_desk_waits(), "wait", t.deployments_desk_waits_text(held))
    } else {
        (t.deployments_desk_overdue(), "stop", t.deployments_desk_overdue_text(day(&row.planned_on)))
    };
    Line {
        address: format!("/desk/deployments/{}", row.id),
        title: format!("{}, {service}", row.case_number),
        organisation: row.organisation.clone(),
        tag,
        class,
        text,
    }
}

#[derive(askama::Template)]
#[template(path = "deployments/desk_show.html")]
struct ShowPage {
    chrome: Chrome,
    t: &'static Texts,
    address: String,
    organisation: String,
    case_number: String,
    /// Papers of set-up items: the item, and address and words of each file.
    papers: Vec<(String, Vec<(String, String)>)>,
    /// Whether there is a test to report on.
    tested: bool,
    held: Vec<HeldTest>,
    /// The number of the test that waits for the operator.
    awaited: Option<i64>,
    remark: String,
    errors: Vec<FieldError>,
    error: String,
}

pub(super) async fn show(visit: Visit, Path(deployment): Path<String>) -> Result<Response, Failure> {
    let id = DeploymentId::parse(&deployment).ok_or(Failure::NotFound)?;
    show_page(&visit, &id, StatusCode::OK, ("", String::new())).await
}

async fn show_page(
    visit: &Visit,
    id: &DeploymentId,
    status: StatusCode,
    (remark, error): (&str, String),
) -> Result<Response, Failure> {
    let mut read = visit.app.db.read().await?;
    let row = store::load_any(&mut read, id).await?;
    let tests = store::list_tests(&mut read, id).await?;
    let granted = store_granted::load_granted(&mut read, id).await?;
    drop(read);
    let snapshot = serde_json::from_str(&granted.snapshot).map_err(Failure::internal)?;
    note_view(visit, &row, Entry::new("deployments.viewed")).await?;
    let files = filing::list(visit, id).await?;
    let (t, demands) = (visit.texts(), row.demands()?);
    let base = format!("/desk/deployments/{id}");
    let places = Places { deployment: &base, application: format!("/desk/cases/{}", granted.application_id) };
    let held = tests.iter().rev().filter_map(|test| held_test(test, &demands, &files, &base, visit));
    let field = |text: &String| FieldError { field: "remark".to_string(), text: text.clone() };
    let template = ShowPage {
        chrome: visit.chrome(t.deployments_title(row.service()?.name(t))),
        t,
        organisation: row.organisation.clone(),
        case_number: row.case_number.clone(),
        papers: for_officers(visit, &demands, &places, &files, &snapshot),
        tested: demands.test,
        held: held.collect(),
        awaited: awaiting_judgement(&demands, row.state()?, &tests).map(|test| test.number),
        remark: remark.to_string(),
        errors: Some(&error).filter(|error| !error.is_empty()).map(field).into_iter().collect(),
        error,
        address: base,
    };
    page(status, &template)
}

/// Confirms the passed test, or gives it back.
pub(super) async fn judge(visit: Visit, Path(deployment): Path<String>, form: Form) -> Result<Response, Failure> {
    let id = DeploymentId::parse(&deployment).ok_or(Failure::NotFound)?;
    let number = form.text("number").parse().map_err(|_| Failure::Malformed("no number of a test"))?;
    let (t, remark) = (visit.texts(), form.text("remark").trim().replace("\r\n", "\n"));
    let judgement = match (form.text("answer"), check_remark(&remark)) {
        ("confirm", _) => Judgement::Confirmed,
        ("return", Ok(())) => Judgement::Returned(&remark),
        ("return", Err(problem)) => {
            let (kept, error) = match problem {
                RemarkProblem::Missing => (remark.as_str(), t.deployments_desk_remark_missing()),
                RemarkProblem::TooLong => (remark.as_str(), t.deployments_report_too_long()),
                RemarkProblem::IdentityCode => ("", t.deployments_report_identity_code()),
            };
            return show_page(&visit, &id, StatusCode::UNPROCESSABLE_ENTITY, (kept, error)).await;
        }
        _ => return Err(Failure::Malformed("a test is confirmed or given back")),
    };
    judging::judge(&visit, &id, number, &judgement).await?;
    Ok(see_other("/desk/deployments"))
}

/// Hands a file of a deployment out to an officer; each time is in the audit log.
pub(super) async fn attachment(
    visit: Visit,
    Path((deployment, attachment)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id = DeploymentId::parse(&deployment).ok_or(Failure::NotFound)?;
    let row = store::load_any(&mut visit.app.db.read().await?, &id).await?;
    let attachment = AttachmentId::parse(&attachment).ok_or(Failure::NotFound)?;
    let answer = attachments::hand_out(&visit, id.as_str(), &attachment).await?;
    let detail = serde_json::json!({ "attachment": attachment.as_str() });
    note_view(&visit, &row, Entry::new("deployments.attachment_opened").detail(detail)).await?;
    Ok(answer)
}

async fn note_view(visit: &Visit, row: &DeploymentRow, entry: Entry<'_>) -> Result<(), Failure> {
    let organisation = row.organisation()?;
    Ok(audit::record_view(visit, entry.subject(&row.id).organisation(&organisation)).await?)
}
