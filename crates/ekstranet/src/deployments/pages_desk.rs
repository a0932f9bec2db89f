//! The officers' side: papers that have come, tests that they confirm before production, and reports that have not come
//! in time.

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;

use super::extending::granted_name;
use super::judging::{self, Judgement};
use super::pages_papers::{ItemPapers, Known, for_officers};
use super::pages_test::{HeldTest, held_test};
use super::rules::{RemarkProblem, awaiting_judgement, check_remark, late_until, reported_late};
use super::store::DeploymentRow;
use super::store_papers::{self, WaitingRow};
use super::store_watched::{Key, PAGE, WatchedRow, list_watched};
use super::{DeploymentId, covering, filing, store, store_granted};
use crate::attachments;
use crate::audit::{self, Entry};
use crate::kernel::{AttachmentId, Instant, without_identity_code};
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

/// Where a page goes on: papers that have come stand first, then the tests.
enum After {
    Papers(i64, String),
    Tests(Key),
}

impl After {
    /// What an address says: `papers.moment.file`, or `day.deployment.number`.
    fn read(text: &str) -> Option<Self> {
        let (first, rest) = text.split_once('.')?;
        let (second, third) = rest.split_once('.')?;
        if first == "papers" {
            return Some(Self::Papers(second.parse().ok()?, AttachmentId::parse(third)?.to_string()));
        }
        Some(Self::Tests((first.to_string(), DeploymentId::parse(second)?.to_string(), third.parse().ok()?)))
    }
}

/// What waits for the officers.
enum Waiting {
    Papers(WaitingRow),
    Test(WatchedRow),
}

impl Waiting {
    /// The address of the page after this line.
    fn address_after(&self) -> String {
        match self {
            Self::Papers(row) => format!("/desk/deployments?after=papers.{}.{}", row.came_at, row.attachment),
            Self::Test(row) => format!("/desk/deployments?after={}.{}.{}", row.planned_on, row.id, row.number),
        }
    }
}

/// What waits after a place, one more than a page.
async fn list_all(visit: &Visit, after: Option<After>) -> Result<Vec<Waiting>, Failure> {
    let late_until = late_until(visit.now.date()).to_string();
    let mut read = visit.app.db.read().await?;
    let mut all = Vec::new();
    if !matches!(after, Some(After::Tests(_))) {
        let (at, file) = match &after {
            Some(After::Papers(at, file)) => (*at, file.as_str()),
            _ => (i64::MIN, ""),
        };
        all.extend(store_papers::list_waiting(&mut read, (at, file)).await?.into_iter().map(Waiting::Papers));
    }
    if all.len() <= PAGE {
        let key = if let Some(After::Tests(key)) = after { key } else { Key::default() };
        all.extend(list_watched(&mut read, &late_until, &key).await?.into_iter().map(Waiting::Test));
    }
    Ok(all)
}

/// What waits, papers first, the oldest before the others.
pub(super) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let query = Form::read(query.unwrap_or_default().as_bytes());
    let after = After::read(query.text("after"));
    let continued = after.is_some();
    let mut rows = list_all(&visit, after).await?;
    let is_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let t = visit.texts();
    let template = ListPage {
        chrome: visit.chrome(t.deployments_desk_title()),
        t,
        next: rows.last().filter(|_| is_more).map(Waiting::address_after),
        lines: rows.iter().map(|row| line(&visit, row)).collect(),
        continued,
    };
    page(StatusCode::OK, &template)
}

fn line(visit: &Visit, waiting: &Waiting) -> Line {
    let t = visit.texts();
    let day = |stored: &str| format::stored_date(stored, visit.language);
    let (id, case_number, service, organisation) = match waiting {
        Waiting::Papers(row) => (&row.id, &row.case_number, &row.service, &row.organisation),
        Waiting::Test(row) => (&row.id, &row.case_number, &row.service, &row.organisation),
    };
    let service = Service::parse(service).map(|service| service.name(t)).unwrap_or_default();
    let (tag, class, text) = match waiting {
        Waiting::Papers(row) => {
            let came = format::date(Instant::from_milliseconds(row.came_at).date(), visit.language);
            (t.deployments_desk_papers(), "wait", t.deployments_desk_papers_text(came))
        }
        Waiting::Test(row) if row.is_reported() => {
            let held = t.deployments_desk_waits_text(day(row.held_on.as_deref().unwrap_or_default()));
            let late = reported_late(row.held_on.as_deref(), row.reported_at);
            let late = late.map(|day| t.deployments_held_late(format::date(day, visit.language)));
            (t.deployments_desk_waits(), "wait", [Some(held), late].into_iter().flatten().collect::<Vec<_>>().join(" "))
        }
        Waiting::Test(row) => {
            (t.deployments_desk_overdue(), "stop", t.deployments_desk_overdue_text(day(&row.planned_on)))
        }
    };
    Line {
        address: format!("/desk/deployments/{id}"),
        title: format!("{case_number}, {service}"),
        organisation: organisation.clone(),
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
    /// Granted units that are not open on the agreed day.
    units: Option<String>,
    /// Papers of set-up items.
    papers: Vec<ItemPapers>,
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
    let sent = store_papers::list(&mut read, id).await?;
    drop(read);
    let snapshot = serde_json::from_str(&granted.snapshot).map_err(Failure::internal)?;
    note_view(visit, &row, Entry::new("deployments.viewed")).await?;
    let files = filing::list(visit, id).await?;
    let (t, demands) = (visit.texts(), row.demands()?);
    let base = format!("/desk/deployments/{id}");
    let application = format!("/desk/cases/{}", granted.application_id);
    let known = Known { deployment: &base, application, files: &files, papers: &sent, snapshot: &snapshot };
    let parts = (files.as_slice(), base.as_str());
    let held = tests.iter().rev().filter_map(|test| held_test(test, (&demands, None), parts, visit));
    let field = |text: &String| FieldError { field: "remark".to_string(), text: text.clone() };
    let template = ShowPage {
        chrome: visit.chrome(t.deployments_title(granted_name(&row, &snapshot, t)?)),
        t,
        organisation: row.organisation.clone(),
        case_number: row.case_number.clone(),
        units: covering::told_to_officers(visit, &row, &snapshot).await?,
        papers: for_officers(visit, &demands, &known),
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
            let error = match problem {
                RemarkProblem::Missing => t.deployments_desk_remark_missing(),
                RemarkProblem::TooLong => t.deployments_report_too_long(),
                RemarkProblem::IdentityCode => t.deployments_report_identity_code(),
            };
            let kept = without_identity_code(&remark);
            return show_page(&visit, &id, StatusCode::UNPROCESSABLE_ENTITY, (&kept, error)).await;
        }
        _ => return Err(Failure::Malformed("a test is confirmed or given back")),
    };
    let shown: Vec<String> = form.all("file").map(str::to_string).collect();
    judging::judge(&visit, &id, (number, &shown), &judgement).await?;
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
