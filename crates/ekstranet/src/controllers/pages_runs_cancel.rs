//! Cancelling a run, after one more question.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::pages_runs::{Shown, render};
use super::words::names;
use super::{runs, store_runs};
use crate::kernel::ControllerRunId;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "controllers/run_cancel.html")]
struct CancelPage {
    chrome: Chrome,
    t: &'static Texts,
    address: String,
    facts: Vec<(String, String)>,
    version: i64,
}

/// `GET /desk/runs/{run}/cancel`
pub(super) async fn ask(visit: Visit, Path(run): Path<String>) -> Result<Response, Failure> {
    let id = ControllerRunId::parse(&run).ok_or(Failure::NotFound)?;
    let mut read = visit.app.db.read().await?;
    let stored = store_runs::find_day(&mut read, id.as_str()).await?.ok_or(Failure::NotFound)?;
    let row = store_runs::find_open(&mut read, id.as_str()).await?;
    drop(read);
    let (t, day) = (visit.texts(), format::stored_date(&stored, visit.language));
    let row = match row {
        Some(row) if row.hanging == 0 => row,
        Some(row) => return refuse(&visit, t.controllers_runs_hanging(row.hanging, day)).await,
        None => return refuse(&visit, t.controllers_runs_stale(day)).await,
    };
    let mut facts = vec![
        (t.controllers_runs_closes_on(), format::stored_date(&row.closes_on, visit.language)),
        (t.controllers_runs_services(), names(&row.services(), t)),
    ];
    if !row.note.is_empty() {
        facts.push((t.controllers_runs_note(), row.note.clone()));
    }
    let template = CancelPage {
        chrome: visit.chrome(t.controllers_runs_sure(day)),
        t,
        address: format!("/desk/runs/{id}/cancel"),
        facts,
        version: row.version,
    };
    page(StatusCode::OK, &template)
}

/// The list, with what could not be cancelled.
async fn refuse(visit: &Visit, refused: String) -> Result<Response, Failure> {
    render(visit, StatusCode::CONFLICT, Shown { refused: Some(refused), ..Shown::default() }).await
}

/// `POST /desk/runs/{run}/cancel`
pub(super) async fn cancel(visit: Visit, Path(run): Path<String>, form: Form) -> Result<Response, Failure> {
    let id = ControllerRunId::parse(&run).ok_or(Failure::NotFound)?;
    let version = form.version()?;
    let day = store_runs::find_day(&mut visit.app.db.read().await?, id.as_str()).await?.ok_or(Failure::NotFound)?;
    let (t, day) = (visit.texts(), format::stored_date(&day, visit.language));
    match runs::cancel(&visit, &id, version).await {
        Ok(0) => Ok(see_other("/desk/runs")),
        Ok(hanging) => refuse(&visit, t.controllers_runs_hanging(hanging, day)).await,
        Err(Failure::Stale) => refuse(&visit, t.controllers_runs_stale(day)).await,
        Err(failure) => Err(failure),
    }
}
