//! The question before an officer ends a customer's services or rejects a termination: the customer is told of both, and a
//! rejection is final.

use axum::response::Response;

use super::rules::{Side, Step};
use super::rules_answers::Answer;
use super::store::TerminationRow;
use super::words::names;
use crate::matters::{self, Matter as _, Sure};
use crate::web::{Failure, Form, Visit, format};

/// Whether an answer is asked about once more. Who was late hears so instead.
pub(super) fn is_to_ask(row: &TerminationRow, answer: &Answer, form: &Form) -> Result<bool, Failure> {
    let step = match answer {
        Answer::Confirm(..) => Step::Confirm,
        Answer::Reject(_) => Step::Reject,
        Answer::Return(_) => return Ok(false),
    };
    let is_open = row.head.version == form.version()? && row.state()?.after(step, Side::Officer).is_ok();
    Ok(is_open && !matters::is_sure(form))
}

/// Asks it, with what was typed.
pub(super) async fn ask(visit: &Visit, row: &TerminationRow, answer: &Answer) -> Result<Response, Failure> {
    let (t, number) = (visit.texts(), row.head.number());
    let services = matters::services_of::<TerminationRow>(&mut visit.app.db.read().await?, &row.id()?).await?;
    let (day, reason) = match answer {
        Answer::Confirm(day, reason) => (Some(*day), reason),
        Answer::Reject(reason) | Answer::Return(reason) => (None, reason),
    };
    let mut facts = vec![
        (t.terminations_fact_organisation(), format!("{} ({})", row.head.organisation_name, row.head.organisation)),
        (t.terminations_fact_services(), names(&services, t)),
    ];
    facts.extend(day.map(|day| (t.terminations_fact_ends_on(), format::date(day, visit.language))));
    if !reason.is_empty() {
        facts.push((t.terminations_fact_words(), reason.clone()));
    }
    let (title, lead, answer, button) = if day.is_some() {
        (t.terminations_desk_sure(number), t.terminations_desk_sure_text(), "confirm", t.terminations_desk_confirm())
    } else {
        let lead = t.terminations_desk_sure_reject_text();
        (t.terminations_desk_sure_reject(number), lead, "reject", t.terminations_desk_reject())
    };
    let day = day.map(|day| ("day", format::typed_date(&day.to_string())));
    let sure = Sure {
        title,
        lead,
        address: format!("/desk/terminations/{}", row.head.id),
        facts,
        version: row.head.version,
        kept: day.into_iter().chain([("reason", reason.clone())]).collect(),
        answer,
        button,
        keep: t.terminations_desk_sure_back(),
    };
    matters::sure_page(visit, sure)
}
