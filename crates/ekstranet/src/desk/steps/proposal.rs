//! Four eyes: the proposals that wait, and an approver who confirms one or returns it.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::decision::{judged_page, named_line, named_version};
use super::{Typed, at_once, conflict, reload, version};
use crate::applications::{self, OfficerStep};
use crate::desk::case::{Tried, load, may_be_confirmed, may_judge, show_with};
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

/// `POST /desk/cases/{id}/confirm`: first the page that shows what is open and what follows, then the decision.
pub(in crate::desk) async fn confirm(
    mut visit: Visit,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let (case, seen) = (load(&visit, &id).await?, version(&form)?);
    let Some(proposal) = case.proposal.as_ref().filter(|proposal| may_judge(&visit, proposal)) else {
        if case.version == seen {
            return Err(Failure::Forbidden);
        }
        return conflict(&visit, &reload(&visit, &case.id).await?, Vec::new());
    };
    if case.version != seen || !may_be_confirmed(&case, proposal) {
        return conflict(&visit, &reload(&visit, &case.id).await?, Vec::new());
    }
    let is_first = form.get("confirmed").is_none();
    let is_as_read = !proposal.approved || form.text("named") == named_version(&case);
    if is_first || !is_as_read {
        // This page answers a form: in another language one begins on the page of the case.
        visit.path = format!("/desk/cases/{}", case.id);
        let news = named_line(&visit, &case).filter(|_| !is_first);
        let status = if is_first { StatusCode::OK } else { StatusCode::CONFLICT };
        return page(status, &judged_page(&visit, &case, proposal, news).await?);
    }
    let named = case.named.as_ref().map(|named| named.version);
    at_once(&visit, &id, &form, &OfficerStep::Confirm { named }, Vec::new()).await
}

/// `POST /desk/cases/{id}/return`
pub(in crate::desk) async fn give_back(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let remark = form.text("remark").replace("\r\n", "\n").trim().to_string();
    if let Some(fault) = remark_fault(&remark) {
        let errors = errors(vec![("remark".to_string(), fault)], visit.texts());
        let tried = Tried { remark: without_identity_code(&remark), errors, ..Tried::default() };
        return show_with(&visit, &id, StatusCode::UNPROCESSABLE_ENTITY, tried).await;
    }
    let typed = Typed { label: visit.texts().desk_proposal_remark(), text: remark.clone() };
    at_once(&visit, &id, &form, &OfficerStep::Return { remark }, vec![typed]).await
}
