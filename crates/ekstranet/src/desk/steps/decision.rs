//! Approving and rejecting: the text, a page that shows what follows, the decision.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::{Left, Typed, conflict, is_open, reload, run, version};
use crate::applications::{self, Case, DecisionWords, OfficerStep, Proposal};
use crate::desk::case::{language_name, load, load_seen, proposed_words};
use crate::desk::letters;
use crate::desk::remaining::{Remaining, remaining};
use crate::desk::rules::{Fault, decision_fault, hearing_fault, registration_fault};
use crate::desk::words::errors;
use crate::kernel::without_identity_code;
use crate::texts::{Texts, texts};
use crate::web::{Chrome, Failure, FieldError, Form, Visit, page, see_other};

#[derive(askama::Template)]
#[template(path = "desk/decision.html")]
struct DecisionPage {
    chrome: Chrome,
    t: &'static Texts,
    id: String,
    case_number: String,
    organisation: String,
    service: String,
    case_language: String,
    version: i64,
    approves: bool,
    errors: Vec<FieldError>,
    /// Who did what, when another was faster.
    happened: Option<String>,
    /// The findings that are not fine, before an approval.
    remaining: Vec<Remaining>,
    /// What the other party has said, and the version of that.
    named: Option<String>,
    named_version: String,
    reason: String,
    hearing: String,
    /// What the text of an approval is for, and whether it may be left out.
    reason_hint: String,
    may_be_short: bool,
    /// Why it is approved without a registration, and whether that is asked.
    registration: String,
    asks_registration: bool,
    /// What every rejection ends with, in the language of the case.
    instructions: String,
    language: &'static str,
}

impl DecisionPage {
    fn error(&self, field: &str) -> &str {
        FieldError::at(&self.errors, field)
    }
}

#[derive(askama::Template)]
#[template(path = "desk/confirm.html")]
pub(super) struct ConfirmPage {
    chrome: Chrome,
    t: &'static Texts,
    id: String,
    case_number: String,
    organisation: String,
    service: String,
    language: &'static str,
    version: i64,
    approves: bool,
    /// Whether another one confirms it.
    proposes: bool,
    /// What a colleague has proposed, where it is confirmed; the words are fixed then.
    proposed: Option<String>,
    /// What has been said meanwhile.
    happened: Option<String>,
    reason: String,
    hearing: String,
    registration: String,
    /// The findings that are not fine, before an approval.
    remaining: Vec<Remaining>,
    /// What the other party has said, and the version of that.
    named: Option<String>,
    named_version: String,
    /// Headings and texts, in the language of the case.
    parts: Vec<(String, String)>,
}

/// The step's word in addresses and among the open steps.
fn word(approves: bool) -> &'static str {
    if approves { "approve" } else { "reject" }
}

pub(in crate::desk) async fn show_approval(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    show(&visit, &id, true).await
}

pub(in crate::desk) async fn show_rejection(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    show(&visit, &id, false).await
}

pub(in crate::desk) async fn approve(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    Box::pin(decide(&visit, &id, &form, true)).await
}

pub(in crate::desk) async fn reject(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    Box::pin(decide(&visit, &id, &form, false)).await
}

async fn show(visit: &Visit, id: &str, approves: bool) -> Result<Response, Failure> {
    let case = load_seen(visit, id).await?;
    if !is_open(&case, word(approves)) {
        return Ok(see_other(&format!("/desk/cases/{}", case.id)));
    }
    let words = if approves { DecisionWords::default() } else { letters::rejection(visit, &case).await? };
    page(StatusCode::OK, &form_page(visit, &case, approves, words, Vec::new()).await?)
}

/// What was typed, with the instructions that every rejection ends with.
async fn read(visit: &Visit, case: &Case, form: &Form, approves: bool) -> Result<DecisionWords, Failure> {
    let typed = |name: &str| form.text(name).replace("\r\n", "\n");
    if approves {
        // What is not asked is not kept: meanwhile the register may have learnt to know the applicant.
        let registration = if case.lacks_registration { typed("registration") } else { String::new() };
        return Ok(DecisionWords { reason: typed("reason"), registration, ..DecisionWords::default() });
    }
    let instructions = letters::rejection(visit, case).await?.instructions;
    Ok(DecisionWords { reason: typed("reason"), hearing: typed("hearing"), instructions, ..DecisionWords::default() })
}

/// Which answer of the other party a page has shown; empty where nobody is named.
pub(super) fn named_version(case: &Case) -> String {
    case.named.as_ref().map(|named| named.version.to_string()).unwrap_or_default()
}

/// What the other party has said, in words.
pub(super) fn named_line(visit: &Visit, case: &Case) -> Option<String> {
    case.named.as_ref().map(|named| named.describe(visit.language, visit.texts()))
}

/// First post: shows what follows. Second post: goes back to the form with the text, or with the confirmation decides.
async fn decide(visit: &Visit, id: &str, form: &Form, approves: bool) -> Result<Response, Failure> {
    let case = load(visit, id).await?;
    let version = version(form)?;
    let words = read(visit, &case, form, approves).await?;
    // What the other party has said since the officer read the case changes nothing of the case itself.
    let is_as_read = !approves || form.text("named") == named_version(&case);
    if !is_open(&case, word(approves)) || case.version != version || !is_as_read {
        return Box::pin(slower(visit, &case, approves, words)).await;
    }
    if form.get("edit").is_some() {
        return page(StatusCode::OK, &form_page(visit, &case, approves, words, Vec::new()).await?);
    }
    let mut faults = Vec::new();
    faults.extend(decision_fault(approves, &words.reason).map(|fault| ("reason".to_string(), fault)));
    let is_unsaid = approves && case.lacks_other_party() && words.reason.trim().is_empty();
    faults.extend(is_unsaid.then(|| ("reason".to_string(), Fault::AgreementMissing)));
    let hearing = hearing_fault(&words.hearing).filter(|_| !approves);
    faults.extend(hearing.map(|fault| ("hearing".to_string(), fault)));
    let registration = registration_fault(approves && case.lacks_registration, &words.registration);
    faults.extend(registration.map(|fault| ("registration".to_string(), fault)));
    if !faults.is_empty() {
        let errors = errors(faults, visit.texts());
        return page(StatusCode::UNPROCESSABLE_ENTITY, &form_page(visit, &case, approves, words, errors).await?);
    }
    if form.get("confirmed").is_none() {
        return page(StatusCode::OK, &confirm_page(visit, &case, approves, words).await?);
    }
    let step = match (case.four_eyes, approves) {
        (true, _) => OfficerStep::Propose { approved: approves, words: words.clone() },
        (false, true) => OfficerStep::Approve {
            reason: words.reason.clone(),
            registration: words.registration.clone(),
            named: case.named.as_ref().map(|named| named.version),
        },
        (false, false) => OfficerStep::Reject { words: words.clone() },
    };
    if run(visit, &case, version, &step).await? {
        return Ok(see_other(&format!("/desk/cases/{}", case.id)));
    }
    Box::pin(slower(visit, &case, approves, words)).await
}

/// Another was faster: the same form on the new version when the step is still open, else a page with the text.
async fn slower(visit: &Visit, seen: &Case, approves: bool, words: DecisionWords) -> Result<Response, Failure> {
    let left = reload(visit, &seen.id).await?;
    if !is_open(&left.case, word(approves)) {
        let t = visit.texts();
        let typed = Typed { label: t.desk_decision_text(), text: words.reason };
        let hearing = Typed { label: t.desk_decision_hearing(), text: words.hearing };
        let registration = Typed { label: t.desk_decision_registration(), text: words.registration };
        return conflict(visit, &left, vec![typed, hearing, registration]);
    }
    let Left { case, happened } = left;
    let mut template = form_page(visit, &case, approves, words, Vec::new()).await?;
    template.happened = Some(match named_line(visit, &case) {
        Some(said) if case.version == seen.version => said,
        _ => happened,
    });
    page(StatusCode::CONFLICT, &template)
}

/// What is not fine, for whoever is about to approve.
async fn still_remaining(visit: &Visit, case: &Case, approves: bool) -> Result<Vec<Remaining>, Failure> {
    if !approves {
        return Ok(Vec::new());
    }
    Ok(remaining(&applications::show_answers(visit, case, visit.texts()).await?, visit.texts()))
}

async fn form_page(
    visit: &Visit,
    case: &Case,
    approves: bool,
    words: DecisionWords,
    errors: Vec<FieldError>,
) -> Result<DecisionPage, Failure> {
    let t = visit.texts();
    Ok(DecisionPage {
        chrome: visit.chrome(if approves { t.desk_approve_title() } else { t.desk_reject_title() }),
        t,
        id: case.id.to_string(),
        case_number: case.case_number.clone(),
        organisation: case.organisation_name.clone(),
        service: case.service.name(t),
        case_language: language_name(case.language, t),
        version: case.version,
        approves,
        errors,
        happened: None,
        remaining: still_remaining(visit, case, approves).await?,
        named: named_line(visit, case).filter(|_| approves),
        named_version: named_version(case),
        reason: without_identity_code(&words.reason),
        hearing: without_identity_code(&words.hearing),
        reason_hint: if case.lacks_other_party() {
            t.desk_decision_agreement_hint(language_name(case.language, t))
        } else {
            t.desk_decision_notes_hint(language_name(case.language, t))
        },
        may_be_short: !case.lacks_other_party(),
        asks_registration: approves && case.lacks_registration,
        registration: without_identity_code(&words.registration),
        instructions: words.instructions,
        language: case.language.code(),
    })
}

async fn confirm_page(
    visit: &Visit,
    case: &Case,
    approves: bool,
    words: DecisionWords,
) -> Result<ConfirmPage, Failure> {
    let t = visit.texts();
    Ok(ConfirmPage {
        chrome: visit.chrome(if approves { t.desk_confirm_approve_title() } else { t.desk_confirm_reject_title() }),
        t,
        id: case.id.to_string(),
        case_number: case.case_number.clone(),
        organisation: case.organisation_name.clone(),
        service: case.service.name(t),
        language: case.language.code(),
        version: case.version,
        approves,
        proposes: case.four_eyes,
        proposed: None,
        happened: None,
        remaining: still_remaining(visit, case, approves).await?,
        named: named_line(visit, case).filter(|_| approves),
        named_version: named_version(case),
        parts: words.parts(texts(case.language.into())),
        reason: words.reason,
        hearing: words.hearing,
        registration: words.registration,
    })
}

/// The same page for the approver who confirms what a colleague has proposed.
pub(super) async fn judged_page(
    visit: &Visit,
    case: &Case,
    proposal: &Proposal,
    happened: Option<String>,
) -> Result<ConfirmPage, Failure> {
    let template = confirm_page(visit, case, proposal.approved, proposal.words.clone()).await?;
    let proposed = Some(proposed_words(visit, proposal));
    Ok(ConfirmPage { proposes: false, proposed, happened, ..template })
}
