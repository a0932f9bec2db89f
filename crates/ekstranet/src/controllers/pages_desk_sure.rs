//! The question before an officer rejects a change: rejecting is final, and both parties are told.

use axum::response::Response;

use super::deciding::Answer;
use super::rules::Step;
use super::store::ChangeRow;
use super::words::names;
use crate::matters::{self, Sure};
use crate::services::Service;
use crate::web::{Failure, Form, Visit};

/// Whether an answer is asked about once more.
pub(super) fn is_to_ask(answer: &Answer, form: &Form) -> bool {
    answer.step == Step::Reject && !matters::is_sure(form)
}

/// Asks it, with the reason as it was typed.
pub(super) fn ask(visit: &Visit, row: &ChangeRow, services: &[Service], reason: &str) -> Result<Response, Failure> {
    let t = visit.texts();
    let receiver = row.receiver_name.clone().unwrap_or_default();
    let sure = Sure {
        title: t.controllers_desk_sure(row.head.number()),
        lead: t.controllers_desk_sure_text(),
        address: format!("/desk/controllers/{}", row.head.id),
        facts: vec![
            (t.controllers_fact_sender(), format!("{} ({})", row.head.organisation_name, row.head.organisation)),
            (t.controllers_fact_receiver(), format!("{receiver} ({})", row.receiver()?)),
            (t.controllers_fact_services(), names(services, t)),
            (t.controllers_desk_reason(), reason.to_string()),
        ],
        version: row.head.version,
        kept: vec![("reason", reason.to_string())],
        answer: "reject",
        button: t.controllers_desk_reject(),
        keep: t.controllers_desk_sure_back(),
    };
    matters::sure_page(visit, sure)
}
