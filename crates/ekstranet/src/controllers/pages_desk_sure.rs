//! The question before an officer rejects a change: rejecting is final, and both parties are told.

use axum::http::StatusCode;
use axum::response::Response;

use super::deciding::Answer;
use super::rules::Step;
use super::store::ChangeRow;
use super::words::names;
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, Visit, page};

/// The word of the button that leads back to the change.
pub(super) const BACK: &str = "back";

#[derive(askama::Template)]
#[template(path = "controllers/desk_sure.html")]
struct SurePage {
    chrome: Chrome,
    t: &'static Texts,
    address: String,
    facts: Vec<(String, String)>,
    version: i64,
    reason: String,
}

/// Whether an answer is asked about once more.
pub(super) fn is_to_ask(answer: &Answer, form: &Form) -> bool {
    answer.step == Step::Reject && form.text("sure") != "yes"
}

/// Asks it, with the reason as it was typed.
pub(super) fn ask(visit: &Visit, row: &ChangeRow, services: &[Service], reason: &str) -> Result<Response, Failure> {
    let t = visit.texts();
    let receiver = row.receiver_name.clone().unwrap_or_default();
    let template = SurePage {
        chrome: visit.chrome(t.controllers_desk_sure(row.head.number())),
        t,
        address: format!("/desk/controllers/{}", row.head.id),
        facts: vec![
            (t.controllers_fact_sender(), format!("{} ({})", row.head.organisation_name, row.head.organisation)),
            (t.controllers_fact_receiver(), format!("{receiver} ({})", row.receiver()?)),
            (t.controllers_fact_services(), names(services, t)),
            (t.controllers_desk_reason(), reason.to_string()),
        ],
        version: row.head.version,
        reason: reason.to_string(),
    };
    page(StatusCode::OK, &template)
}
