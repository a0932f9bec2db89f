//! The officers' list of runs: those that come, those that have been, those that were cancelled, and adding one.

use axum::http::StatusCode;
use axum::response::Response;

use super::rules::{RunProblem, has_controller};
use super::runs::{self, TypedRun, check};
use super::store_runs::{self, CancelledRow, HangingRow, RunRow};
use super::words::names;
use crate::kernel::without_identity_code;
use crate::matters;
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "controllers/desk_runs.html")]
struct RunsPage {
    chrome: Chrome,
    t: &'static Texts,
    coming: Vec<Line>,
    past: Vec<Line>,
    /// Days of the runs that were cancelled in the last months, with who did it and when.
    cancelled: Vec<(String, String)>,
    /// What could not be cancelled, and why.
    refused: Option<String>,
    services: Vec<(&'static str, String, bool)>,
    typed: TypedRun,
    errors: Vec<FieldError>,
}

struct Line {
    id: String,
    day: String,
    facts: String,
    note: String,
    /// Nothing hangs on it.
    may_cancel: bool,
    /// The changes that have to be moved first: address and number.
    hanging: Vec<(String, String)>,
}

impl RunsPage {
    fn error(&self, field: &str) -> &str {
        FieldError::at(&self.errors, field)
    }
}

/// What is shown beside the lists.
#[derive(Default)]
pub(super) struct Shown {
    pub typed: TypedRun,
    pub errors: Vec<FieldError>,
    pub refused: Option<String>,
}

/// For how long a run that was cancelled is shown.
const SHOWN_DAYS: i64 = 183;

/// `GET /desk/runs`
pub(super) async fn list(visit: Visit) -> Result<Response, Failure> {
    render(&visit, StatusCode::OK, Shown::default()).await
}

pub(super) async fn render(visit: &Visit, status: StatusCode, shown: Shown) -> Result<Response, Failure> {
    let (t, today) = (visit.texts(), visit.now.date().to_string());
    let mut read = visit.app.db.read().await?;
    let coming = store_runs::list_from(&mut read, &today).await?;
    let past = store_runs::list_before(&mut read, &today).await?;
    let hanging = store_runs::list_hanging(&mut read, &today).await?;
    let from = visit.now.plus_seconds(-SHOWN_DAYS * 24 * 3_600);
    let cancelled = store_runs::list_cancelled(&mut read, from).await?;
    drop(read);
    let Shown { typed, errors, refused } = shown;
    let is_named = |service: Service| typed.services.iter().any(|code| code == service.code());
    let with_documents = Service::ALL.into_iter().filter(|service| has_controller(*service));
    let template = RunsPage {
        chrome: visit.chrome(t.controllers_runs_title()),
        t,
        coming: coming.iter().map(|row| line(visit, row, Some(&hanging))).collect(),
        past: past.iter().map(|row| line(visit, row, None)).collect(),
        cancelled: cancelled.iter().map(|row| cancelled_line(visit, row)).collect(),
        refused,
        services: with_documents.map(|service| (service.code(), service.name(t), is_named(service))).collect(),
        typed,
        errors,
    };
    page(status, &template)
}

/// A run; `hanging` is what hangs on those that come.
fn line(visit: &Visit, row: &RunRow, hanging: Option<&[HangingRow]>) -> Line {
    let t = visit.texts();
    let own = hanging.unwrap_or_default().iter().filter(|change| change.on_run == row.id);
    let own = own.map(|change| (format!("/desk/controllers/{}", change.id), change.number.clone()));
    let closes_on = format::stored_date(&row.closes_on, visit.language);
    Line {
        id: row.id.clone(),
        day: format::stored_date(&row.day, visit.language),
        facts: t.controllers_runs_line(closes_on, names(&row.services(), t), row.hanging, row.added_by.as_str()),
        note: row.note.clone(),
        may_cancel: hanging.is_some() && row.hanging == 0,
        hanging: own.collect(),
    }
}

fn cancelled_line(visit: &Visit, row: &CancelledRow) -> (String, String) {
    let t = visit.texts();
    let services: Vec<Service> = row.services.split(' ').filter_map(Service::parse).collect();
    let (services, at) = (names(&services, t), matters::moment(visit, row.cancelled_at));
    let day = format::stored_date(&row.day, visit.language);
    (day, t.controllers_runs_cancelled_line(services, row.cancelled_by.as_str(), at))
}

/// `POST /desk/runs`
pub(super) async fn add(visit: Visit, form: Form) -> Result<Response, Failure> {
    let typed = TypedRun {
        day: form.text("day").to_string(),
        closes_on: form.text("closes_on").to_string(),
        services: form.all("services").map(str::to_string).collect(),
        note: form.text("note").replace("\r\n", "\n"),
    };
    let problems = match check(&typed, visit.now.date()) {
        Ok(checked) if runs::add(&visit, &checked).await? => return Ok(see_other("/desk/runs")),
        Ok(_) => vec![("day", RunProblem::Twice)],
        Err(problems) => problems,
    };
    let t = visit.texts();
    let error = |(field, problem): &(&str, RunProblem)| FieldError {
        field: (*field).to_string(),
        text: explain(field, *problem, t),
    };
    let errors = problems.iter().map(error).collect();
    let shown = Shown {
        typed: TypedRun {
            day: without_identity_code(&typed.day),
            closes_on: without_identity_code(&typed.closes_on),
            note: without_identity_code(&typed.note),
            ..typed
        },
        errors,
        refused: None,
    };
    render(&visit, StatusCode::UNPROCESSABLE_ENTITY, shown).await
}

fn explain(field: &str, problem: RunProblem, t: &Texts) -> String {
    match problem {
        RunProblem::DayMissing if field == "closes_on" => t.controllers_problem_closes_on_missing(),
        RunProblem::DayMissing => t.controllers_problem_run_day_missing(),
        RunProblem::NotADay => t.controllers_problem_day(),
        RunProblem::NoSuchDay => t.ui_no_such_day(),
        RunProblem::Past => t.controllers_problem_run_past(),
        RunProblem::TooFar => t.controllers_problem_run_too_far(),
        RunProblem::ClosesAfter => t.controllers_problem_closes_after(),
        RunProblem::ServicesMissing => t.controllers_problem_run_services(),
        RunProblem::TooLong(count, most) => t.ui_text_too_long(count, most),
        RunProblem::IdentityCode => t.controllers_problem_identity_code(),
        RunProblem::Twice => t.controllers_problem_run_twice(),
    }
}
