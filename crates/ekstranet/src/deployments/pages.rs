//! The page of one deployment and its two forms.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::rules::{self, DateProblem, DeploymentState, Item};
use super::store::{self, DeploymentRow};
use crate::kernel::{DeploymentId, Instant};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "deployments/show.html")]
struct ShowPage {
    chrome: Chrome,
    t: &'static Texts,
    address: String,
    home: String,
    tag: &'static str,
    state: String,
    lead: String,
    preparing: bool,
    version: i64,
    items: Vec<ShownItem>,
    /// Who has opened the rights.
    rights: String,
    granted: String,
    date: String,
    date_is_set: bool,
    errors: Vec<FieldError>,
    date_error: String,
}

struct ShownItem {
    code: &'static str,
    title: String,
    text: String,
    /// Who ticked it and when.
    done: Option<String>,
}

pub(super) async fn show(visit: Visit, Path((_, deployment)): Path<(String, String)>) -> Result<Response, Failure> {
    let id = DeploymentId::parse(&deployment).ok_or(Failure::NotFound)?;
    render(&visit, &id, StatusCode::OK, None).await
}

/// `typed` is a date that was not accepted.
async fn render(
    visit: &Visit,
    id: &DeploymentId,
    status: StatusCode,
    typed: Option<(&str, DateProblem)>,
) -> Result<Response, Failure> {
    let mut read = visit.app.db.read().await?;
    let row = store::load(&mut read, id, &visit.acting()?.organisation).await?;
    let done = store::list_items(&mut read, id).await?;
    drop(read);
    let (t, service) = (visit.texts(), row.service()?);
    let item = |item: &Item| ShownItem {
        code: item.code(),
        title: item.title(t),
        text: item.text(t),
        done: done.iter().find(|done| done.item == item.code()).map(|done| {
            t.deployments_done_by(
                done.by_name.as_str(),
                format::moment(Instant::from_milliseconds(done.at), visit.language),
            )
        }),
    };
    let state = row.state()?;
    let date_error = typed.map(|(_, problem)| explain(problem, t)).unwrap_or_default();
    let (tag, state_text, lead) = state_of(visit, &row, state);
    let template = ShowPage {
        chrome: visit.chrome(t.deployments_title(service.name(t))),
        t,
        address: format!("/o/{}/deployments/{id}", row.organisation),
        home: format!("/o/{}/", row.organisation),
        tag,
        state: state_text,
        lead,
        preparing: state.may_prepare().is_ok(),
        version: row.version,
        items: Item::of(service).iter().map(item).collect(),
        rights: t.deployments_item_rights(visit.app.config.operator.short_name.get(visit.language)),
        granted: t.deployments_granted(row.case_number.as_str()),
        date: typed.map_or_else(
            || format::typed_date(row.production_date.as_ref().or(row.wished_date.as_ref()).map_or("", String::as_str)),
            |(text, _)| text.to_string(),
        ),
        date_is_set: row.production_date.is_some(),
        errors: if date_error.is_empty() {
            Vec::new()
        } else {
            vec![FieldError { field: "date".to_string(), text: date_error.clone() }]
        },
        date_error,
    };
    page(status, &template)
}

fn state_of(visit: &Visit, row: &DeploymentRow, state: DeploymentState) -> (&'static str, String, String) {
    let t = visit.texts();
    let date = |stored: &Option<String>| format::stored_date(stored.as_deref().unwrap_or_default(), visit.language);
    match state {
        DeploymentState::InProduction => {
            ("good", t.deployments_state_in_use(), t.deployments_lead_in_production(date(&row.in_production_since)))
        }
        DeploymentState::Ending | DeploymentState::Ended => {
            ("calm", t.deployments_state_ended(), t.deployments_lead_ended())
        }
        DeploymentState::SetUp | DeploymentState::TestPlanned | DeploymentState::TestFailed => {
            let lead = match &row.production_date {
                Some(_) => t.deployments_lead_dated(date(&row.production_date)),
                None => t.deployments_lead_set_up(),
            };
            ("wait", t.deployments_state_waiting_for_you(), lead)
        }
    }
}

fn explain(problem: DateProblem, t: &Texts) -> String {
    match problem {
        DateProblem::Missing => t.deployments_date_missing(),
        DateProblem::NotADate => t.deployments_date_wrong(),
        DateProblem::Past => t.deployments_date_past(),
        DateProblem::TooFar => t.deployments_date_too_far(),
    }
}

pub(super) async fn tick(
    visit: Visit,
    Path((organisation, deployment)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = DeploymentId::parse(&deployment).ok_or(Failure::NotFound)?;
    let item = Item::parse(form.text("item")).ok_or(Failure::Malformed("no such set-up item"))?;
    super::mark(&visit, &id, item, form.text("answer") != "undo").await?;
    Ok(see_other(&format!("/o/{organisation}/deployments/{id}")))
}

pub(super) async fn set_date(
    visit: Visit,
    Path((organisation, deployment)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = DeploymentId::parse(&deployment).ok_or(Failure::NotFound)?;
    let version = form.text("version").parse().map_err(|_| Failure::Malformed("no version"))?;
    match rules::read_date(form.text("date"), visit.now.date()) {
        Ok(date) => {
            super::agree_date(&visit, &id, version, &date.to_string()).await?;
            Ok(see_other(&format!("/o/{organisation}/deployments/{id}")))
        }
        Err(problem) => render(&visit, &id, StatusCode::UNPROCESSABLE_ENTITY, Some((form.text("date"), problem))).await,
    }
}
