//! What follows: the receipt, answers to supplement requests, withdrawal and discarding. Answers and withdrawal go round
//! through Suomi.fi first.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use db::Read;
use serde_json::json;

use super::case::{Tried, case_page, signed_address, submitted_text};
use super::conflict::{conflict_page, too_late};
use super::pairs::sent_with;
use super::{id_of, service_of, waiting};
use crate::agreements;
use crate::applications::answering::{self, Weighed};
use crate::applications::awaited::{awaited, elsewhere, head, may_wait_for_others};
use crate::applications::clock::{self, expected_text};
use crate::applications::content::Content;
use crate::applications::drafting::{self, Saved, state_of};
use crate::applications::rules::{AREA_LIMIT, CaseStep, Side, State};
use crate::applications::shown::{fault_text, party_text};
use crate::applications::store_turns::{self, FrozenRow};
use crate::applications::submitting::{address, form_of, load};
use crate::applications::{suggesting, supplements};
use crate::intermediaries;
use crate::kernel::{ApplicationId, holds_typed_identity_code};
use crate::mandates::{self, Intention};
use crate::parties;
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "applications/receipt.html")]
struct ReceiptPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    agreements: String,
    organisation: String,
    service: String,
    case_number: String,
    submitted: String,
    submitted_by: String,
    /// Everybody who signed, with the moment, in order.
    signatories: Vec<String>,
    business_id: String,
    operator: String,
    state: String,
    /// Of the content that was submitted.
    sha256: String,
    named: NamedIn,
    /// What went out in the same go.
    together: Option<(String, String)>,
    /// What the case goes through until it is decided.
    ahead: Vec<String>,
    next: String,
    /// Whether the customer writes to the officer about it.
    elsewhere: bool,
    expected: Option<String>,
}

pub(in crate::applications) async fn receipt(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let application = load(&visit, &id).await?;
    let (base, state) = (address(&visit, id.as_str(), "")?, state_of(&application)?);
    let Some(case_number) = application.case_number.clone() else { return Ok(see_other(&base)) };
    let (t, service) = (visit.texts(), service_of(&application)?);
    let mut read = visit.app.db.read().await?;
    let signed = agreements::find_signed(&mut read, &id).await?;
    let frozen = store_turns::list_frozen(&mut read, &id).await?.into_iter().next();
    let asked = supplements::list(&mut read, &id).await?.len();
    let named = named_in(&visit, &mut read, (&id, service, state), frozen.as_ref()).await?;
    let (tag, next, is_elsewhere) = standing(&visit, read, (&id, state)).await?;
    let kind = clock::kind(application.profile.as_deref(), i64::try_from(asked).unwrap_or_default());
    let template = ReceiptPage {
        chrome: visit.chrome(t.applications_receipt_title()),
        t,
        base,
        agreements: signed_address(&application.organisation, signed.as_ref()),
        signatories: signed.iter().flat_map(|line| &line.signatories).map(|one| signed_by(&visit, one)).collect(),
        organisation: application.organisation_name.clone(),
        service: service.name(t),
        case_number,
        submitted: submitted_text(&visit, &application),
        submitted_by: application.submitted_by_name.clone().unwrap_or_default(),
        business_id: application.organisation.clone(),
        operator: visit.app.config.operator.name.get(visit.language).to_string(),
        state: tag,
        sha256: frozen.map(|row| row.sha256).unwrap_or_default(),
        ahead: clock::ahead(state, t),
        next,
        elsewhere: is_elsewhere,
        named,
        together: sent_with(&visit, &application).await?,
        expected: if may_wait_for_others(state) { Some(expected_text(&visit, service, kind).await?) } else { None },
    };
    page(StatusCode::OK, &template)
}

/// How the case stands now, what happens next, and whether the customer writes to the officer about it.
async fn standing(
    visit: &Visit,
    mut read: Read,
    (id, state): (&ApplicationId, State),
) -> Result<(String, String, bool), Failure> {
    let other = parties::find_named(&mut read, id).await?;
    let line = intermediaries::find(&mut read, id).await?;
    let elsewhere = elsewhere(&mut read, (id, state), line.as_ref()).await?;
    drop(read);
    let ((tag, _), next) = head(visit, (id, state), other.as_ref(), elsewhere).await?;
    let declined = line.filter(|_| elsewhere.is_some());
    let said = declined.map(|line| line.describe(visit.language, visit.texts()).2);
    Ok((tag, said.into_iter().chain([next]).collect::<Vec<_>>().join(" "), elsewhere.is_some()))
}

/// Whom what was frozen names, in words.
#[derive(Default)]
struct NamedIn {
    /// The parties that were sent with it.
    parties: Vec<String>,
    /// The pharmacies that were confirmed in it.
    pharmacies: Vec<String>,
    /// Who else has to confirm something before it is decided.
    awaited: Vec<String>,
}

async fn named_in(
    visit: &Visit,
    read: &mut Read,
    (id, service, state): (&ApplicationId, Service, State),
    frozen: Option<&FrozenRow>,
) -> Result<NamedIn, Failure> {
    let Some(frozen) = frozen else { return Ok(NamedIn::default()) };
    let content = Content::parse(&frozen.content).map_err(Failure::internal)?;
    let about = (id, &visit.acting()?.organisation, service, state);
    let awaited = awaited(read, about, &content, visit.texts()).await?;
    let parties = content.parties.unwrap_or_default().iter().map(party_text).collect();
    Ok(NamedIn { parties, pharmacies: content.pharmacies, awaited })
}

/// Who signed, and when.
fn signed_by(visit: &Visit, signatory: &agreements::Signatory) -> String {
    format!("{}, {}", signatory.name, format::moment(signatory.signed_at, visit.language))
}

/// Looks at the answer to a supplement request and sends the browser to Suomi.fi to prove the right once more; the answer
/// goes out on return.
pub(in crate::applications) async fn answer_supplement(
    mut visit: Visit,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let (t, message) = (visit.texts(), form.text("message"));
    let message_error = message_fault(message, t);
    let application = load(&visit, &id).await?;
    let at_message = |text: String| vec![FieldError { field: "message".to_string(), text }];
    let (errors, message_error) = if message_error.is_empty() {
        match answering::weigh(&visit, &id, message).await? {
            Weighed::Ready(ready) => {
                answering::keep(&visit, &id, message).await?;
                // The answer is posted to an address that shows nothing; whoever turns back comes to the case.
                visit.path = address(&visit, id.as_str(), "")?;
                let payload = json!({ "message": message, "version": ready.whole.version() });
                let intention = Intention { act: "applications.answer", subject: id.as_str(), payload };
                return mandates::prove_again(&visit, intention).await;
            }
            Weighed::Unchanged => {
                (at_message(t.applications_supplement_unchanged()), t.applications_supplement_unchanged())
            }
            // The fields are on the pages of their steps; the rows of the request link there.
            Weighed::Incomplete(problems) => {
                let form = form_of(&application)?;
                let error = |problem| FieldError {
                    field: "asked".to_string(),
                    text: fault_text(form, problem, visit.language, t),
                };
                (problems.iter().map(error).collect(), String::new())
            }
        }
    } else {
        (at_message(message_error.clone()), message_error)
    };
    let kept = if holds_typed_identity_code(message) { String::new() } else { message.to_string() };
    let tried = Tried { errors, message: kept, message_error };
    case_page(&visit, &id, &application, StatusCode::UNPROCESSABLE_ENTITY, Some(tried)).await
}

/// What is wrong with a message to the officer, or nothing.
fn message_fault(message: &str, t: &Texts) -> String {
    if message.chars().count() > AREA_LIMIT {
        t.applications_fault_long(t.applications_supplement_message(), AREA_LIMIT)
    } else if holds_typed_identity_code(message) {
        t.applications_fault_identity_code()
    } else {
        String::new()
    }
}

#[derive(askama::Template)]
#[template(path = "applications/confirm.html")]
pub(super) struct ConfirmPage {
    pub chrome: Chrome,
    pub t: &'static Texts,
    /// The page to go back to; the deed is posted below it.
    pub base: String,
    pub application: String,
    pub text: String,
    pub action: &'static str,
    pub button: String,
    pub stay: String,
}

pub(in crate::applications) async fn confirm_withdrawal(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let t = visit.texts();
    let words = (
        t.applications_withdraw_title(),
        t.applications_withdraw_text(),
        t.applications_withdraw_button(),
        t.applications_withdraw_stay(),
    );
    confirm(&visit, &id, CaseStep::Withdraw, "withdraw", words).await
}

pub(in crate::applications) async fn confirm_discarding(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let t = visit.texts();
    let words = (
        t.applications_discard_title(),
        t.applications_discard_text(),
        t.applications_discard_button(),
        t.applications_discard_stay(),
    );
    confirm(&visit, &id, CaseStep::Discard, "discard", words).await
}

pub(super) async fn confirm(
    visit: &Visit,
    id: &str,
    step: CaseStep,
    action: &'static str,
    words: (String, String, String, String),
) -> Result<Response, Failure> {
    let id = id_of(id)?;
    let application = load(visit, &id).await?;
    let base = address(visit, id.as_str(), "")?;
    if state_of(&application)?.after(step, Side::Customer).is_err() {
        return Ok(see_other(&base));
    }
    if agreements::find_waiting(&mut visit.app.db.read().await?, &id).await?.is_some() {
        return Ok(see_other(&format!("{base}/waiting")));
    }
    let (t, (title, text, button, stay)) = (visit.texts(), words);
    let application = t.applications_title(service_of(&application)?.name(t));
    page(StatusCode::OK, &ConfirmPage { chrome: visit.chrome(title), t, base, application, text, action, button, stay })
}

/// Sends the browser to Suomi.fi to prove the right once more; the application is withdrawn on return.
pub(in crate::applications) async fn withdraw(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let state = state_of(&load(&visit, &id).await?)?;
    if state == State::Withdrawn {
        return Ok(see_other(&address(&visit, id.as_str(), "")?));
    }
    state.after(CaseStep::Withdraw, Side::Customer).map_err(|_| Failure::Stale)?;
    let intention = Intention { act: "applications.withdraw", subject: id.as_str(), payload: json!({}) };
    mandates::prove_again(&visit, intention).await
}

pub(in crate::applications) async fn discard(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let application = load(&visit, &id).await?;
    if let Err(failure) = drafting::discard(&visit, &application, &id).await {
        return waiting::refused(&visit, &id, failure).await;
    }
    Ok(see_other(&format!("/o/{}/applications", visit.acting()?.organisation)))
}

/// Accepts the value that the officer suggests for a field, in one click.
pub(in crate::applications) async fn accept_suggested(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let version = form.text("version").parse().map_err(|_| Failure::Malformed("the version is no number"))?;
    let (step, saved) = suggesting::accept(&visit, &id, form.text("field"), version).await?;
    match saved {
        Saved::Stale { theirs, mine } => conflict_page(&visit, &id, step, &theirs, &mine).await,
        Saved::Closed(lost) => too_late(&visit, &id, step, lost).await,
        Saved::Done { .. } => Ok(see_other(&address(&visit, id.as_str(), "")?)),
    }
}
