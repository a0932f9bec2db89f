//! Four eyes: the proposals that wait, and an approver who confirms one or returns it.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::at_once;
use crate::applications::{self, OfficerStep};
use crate::desk::case::{Tried, show_with};
use crate::desk::rules::remark_fault;
use crate::desk::words::errors;
use crate::kernel::without_identity_code;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, Visit, format, page};

#[derive(askama::Template)]
#[template(path = "desk/proposals.html")]
struct ProposalsPage {
    chrome: Chrome,
    t: &'static Texts,
    lines: Vec<ProposalLine>,
}

struct ProposalLine {
    id: String,
    case: String,
    about: String,
}

/// `GET /desk/proposals`
pub(in crate::desk) async fn list(visit: Visit) -> Result<Response, Failure> {
    let t = visit.texts();
    let waiting = applications::list_proposals(&mut visit.app.db.read().await?).await?;
    let lines = waiting.into_iter().map(|line| {
        let when = format::moment(line.proposed_at, visit.language);
        let about = if line.approved {
            t.desk_proposal_approve(&line.officer_name, when)
        } else {
            t.desk_proposal_reject(&line.officer_name, when)
        };
        let case = format!("{}, {}, {}", line.case_number, line.organisation_name, line.service.name(t));
        ProposalLine { id: line.id.to_string(), case, about }
    });
    page(StatusCode::OK, &ProposalsPage { chrome: visit.chrome(t.desk_proposals_title()), t, lines: lines.collect() })
}

/// `POST /desk/cases/{id}/confirm`
pub(in crate::desk) async fn confirm(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    at_once(&visit, &id, &form, &OfficerStep::Confirm).await
}

/// `POST /desk/cases/{id}/return`
pub(in crate::desk) async fn give_back(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let remark = form.text("remark").replace("\r\n", "\n").trim().to_string();
    if let Some(fault) = remark_fault(&remark) {
        let errors = errors(vec![("remark".to_string(), fault)], visit.texts());
        let tried = Tried { remark: without_identity_code(&remark), errors, ..Tried::default() };
        return show_with(&visit, &id, StatusCode::UNPROCESSABLE_ENTITY, tried).await;
    }
    at_once(&visit, &id, &form, &OfficerStep::Return { remark }).await
}
