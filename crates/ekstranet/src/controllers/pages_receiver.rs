//! The page on which the new controller says whether the change is so, and the door to its fresh round through Suomi.fi.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use super::pages::{base, id_of, may_work};
use super::pages_case::{case_facts, load_sent};
use super::rules::{ChangeState, Side, Step};
use super::rules_content::{Problem, check_reason};
use super::store::{self, ChangeRow};
use super::words::explain;
use crate::kernel::{ControllerChangeId, without_identity_code};
use crate::mandates::{self, Intention};
use crate::matters::Matter as _;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, page, see_other};

#[derive(askama::Template)]
#[template(path = "controllers/answer.html")]
struct AnswerPage {
    chrome: Chrome,
    t: &'static Texts,
    address: String,
    case: String,
    facts: Vec<(String, String)>,
    may_answer: bool,
    may_contest: bool,
    version: i64,
    answer: String,
    reason: String,
    errors: Vec<FieldError>,
}

impl AnswerPage {
    fn error(&self, field: &str) -> &str {
        FieldError::at(&self.errors, field)
    }
}

/// What was typed, with what is wrong with it.
#[derive(Default)]
struct Typed {
    answer: String,
    reason: String,
    errors: Vec<FieldError>,
}

/// `GET /o/{organisation}/controllers/{id}/answer`
pub(super) async fn ask(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let row = store::load_as_receiver(&mut visit.app.db.read().await?, &id, &visit.acting()?.organisation).await?;
    if row.state()?.after(Step::Confirm, Side::Receiver).is_err() {
        return Ok(see_other(&format!("{}/{id}", base(&visit)?)));
    }
    answer_page(&visit, &id, &row, (StatusCode::OK, Typed::default())).await
}

async fn answer_page(
    visit: &Visit,
    id: &ControllerChangeId,
    row: &ChangeRow,
    (status, typed): (StatusCode, Typed),
) -> Result<Response, Failure> {
    let t = visit.texts();
    let sent = load_sent(visit, &mut visit.app.db.read().await?, id).await?;
    let template = AnswerPage {
        chrome: visit.chrome(t.controllers_answer_title()),
        t,
        address: format!("{}/{id}", base(visit)?),
        case: t.controllers_case_title(row.head.number()),
        facts: case_facts(visit, row, Side::Receiver, sent.as_ref()),
        may_answer: may_work(visit)?,
        may_contest: row.state()?.after(Step::Contest, Side::Receiver).is_ok(),
        version: row.head.version,
        answer: typed.answer,
        reason: typed.reason,
        errors: typed.errors,
    };
    page(status, &template)
}

/// `POST /o/{organisation}/controllers/{id}/answer`: sends the browser to Suomi.fi to prove the right once more; the answer
/// counts on return.
pub(super) async fn prove_and_answer(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let row = store::load_as_receiver(&mut visit.app.db.read().await?, &id, &visit.acting()?.organisation).await?;
    let version = form.version()?;
    if row.state()?.after(Step::Confirm, Side::Receiver).is_err() {
        return Ok(see_other(&format!("{}/{id}", base(&visit)?)));
    }
    let reason = form.text("reason").replace("\r\n", "\n");
    let step = match check(row.state()?, (form.text("answer"), &reason), visit.texts()) {
        Ok(step) if row.head.version == version => step,
        checked => {
            let changed =
                || vec![FieldError { field: "answer".to_string(), text: visit.texts().controllers_problem_changed() }];
            let (status, errors) = match checked {
                Ok(_) => (StatusCode::CONFLICT, changed()),
                Err(errors) => (StatusCode::UNPROCESSABLE_ENTITY, errors),
            };
            let typed =
                Typed { answer: form.text("answer").to_string(), reason: without_identity_code(&reason), errors };
            return answer_page(&visit, &id, &row, (status, typed)).await;
        }
    };
    let said = if step == Step::Contest { reason.as_str() } else { "" };
    let payload = json!({ "version": version, "answer": step.code(), "reason": said });
    mandates::prove_again(&visit, Intention { act: "controllers.answer", subject: id.as_str(), payload }).await
}

/// What is answered, or what is wrong with it.
fn check(state: ChangeState, (answer, reason): (&str, &str), t: &Texts) -> Result<Step, Vec<FieldError>> {
    let error = |field: &str, text: String| Err(vec![FieldError { field: field.to_string(), text }]);
    let step = Step::parse(answer).filter(|step| state.after(*step, Side::Receiver).is_ok());
    match (step, check_reason(reason)) {
        (None, _) => error("answer", t.controllers_problem_answer()),
        (Some(Step::Contest), Err(Problem::ReasonMissing)) => error("reason", t.controllers_problem_contest_reason()),
        (Some(Step::Contest), Err(problem)) => error("reason", explain(problem, t)),
        (Some(step), _) => Ok(step),
    }
}
