//! What pages say of an application that one has signed and another one has not: who has signed, who is awaited, and how the
//! answers are opened again.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::{id_of, service_of};
use crate::agreements::{self, VoidReason, VoidSignature, WaitingSignature};
use crate::applications::rules::{AREA_LIMIT, State};
use crate::applications::store::ApplicationRow;
use crate::applications::submitting::{address, is_submitted, load};
use crate::applications::{cosigning, pairing};
use crate::kernel::{ApplicationId, Basis, Permission, holds_typed_identity_code, without_identity_code};
use crate::mandates;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "applications/waiting.html")]
struct WaitingPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    application: String,
    /// Both services, where two were signed in one turn.
    pair: Option<String>,
    /// Whether the application is sent, and when.
    lead: String,
    then: String,
    locked: String,
    signatory: String,
    right: String,
    right_checked: String,
    signed: String,
    /// Who is awaited, or that one signature is enough meanwhile.
    awaited: String,
    /// That one's own signature is the one that waits.
    own: Option<String>,
    may_sign: bool,
    may_apply: bool,
    /// The words of the link by which the answers are opened; and that whoever does not sign says why.
    reopen: String,
    refuse: Option<String>,
    void: Vec<String>,
    signatories: String,
}

/// The page of a first signature; it is like a receipt, and nothing has been sent.
pub(in crate::applications) async fn waiting(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let application = load(&visit, &id).await?;
    let base = address(&visit, id.as_str(), "")?;
    if is_submitted(&application) {
        return Ok(see_other(&format!("{base}/receipt")));
    }
    let found = agreements::find_waiting(&mut visit.app.db.read().await?, &id).await?;
    match found.filter(|_| application.state == State::Draft.code()) {
        Some(waiting) => waiting_page(&visit, &id, &application, waiting).await,
        None => Ok(see_other(&base)),
    }
}

async fn waiting_page(
    visit: &Visit,
    id: &ApplicationId,
    application: &ApplicationRow,
    waiting: WaitingSignature,
) -> Result<Response, Failure> {
    let (t, acting, person) = (visit.texts(), visit.acting()?, visit.session()?.person.as_str());
    let mut read = visit.app.db.read().await?;
    let needs_two = agreements::needs_two(&mut read, &acting.organisation).await?;
    let void = agreements::list_void(&mut read, id).await?;
    drop(read);
    let own = waiting.person == person;
    let service = service_of(application)?.name(t);
    let other = pairing::open_companion(visit, application).await?;
    let other = other.map(|(_, row)| service_of(&row)).transpose()?;
    let template = WaitingPage {
        chrome: visit.chrome(title(needs_two, t)),
        lead: if needs_two { t.applications_waiting_lead() } else { t.applications_waiting_lead_enough() },
        then: if needs_two { t.applications_waiting_then() } else { t.applications_waiting_then_enough() },
        locked: if needs_two { t.applications_waiting_locked() } else { t.applications_waiting_locked_enough() },
        refuse: (!own).then(|| t.applications_waiting_refuse(waiting.signatory.as_str())),
        application: t.applications_title(service.as_str()),
        pair: other.map(|other| t.applications_waiting_pair(service.as_str(), other.name(t))),
        right: right(&waiting, t),
        right_checked: format::moment(waiting.right_checked_at, visit.language),
        signed: format::moment(waiting.signed_at, visit.language),
        awaited: if needs_two {
            t.applications_waiting_for(mandates::positions_that_count(visit))
        } else {
            t.applications_waiting_one_is_enough()
        },
        own: (own && needs_two).then(|| t.applications_waiting_own()),
        may_sign: acting.permissions.allow(Permission::SignAgreements) && !visit.is_officer() && !(own && needs_two),
        may_apply: acting.permissions.allow(Permission::DeployServices),
        reopen: if own { t.applications_reopen_own_link() } else { t.applications_reopen_link() },
        void: void.iter().map(|one| void_words(visit, one)).collect(),
        signatories: format!("/o/{}/agreements/signatories", acting.organisation),
        signatory: waiting.signatory,
        base: address(visit, id.as_str(), "")?,
        t,
    };
    page(StatusCode::OK, &template)
}

/// That the application waits for a second signature, or that one is enough meanwhile.
fn title(needs_two: bool, t: &Texts) -> String {
    if needs_two { t.applications_waiting_title() } else { t.applications_waiting_title_enough() }
}

fn right(waiting: &WaitingSignature, t: &Texts) -> String {
    Basis::parse(&waiting.basis).map_or_else(|| waiting.basis.clone(), |basis| agreements::right_in_words(basis, t))
}

/// Whose signature does not count any more, and why.
fn void_words(visit: &Visit, void: &VoidSignature) -> String {
    let (t, name, by) = (visit.texts(), void.signatory.as_str(), void.ended_by.as_str());
    let (signed, at) = (format::moment(void.signed_at, visit.language), format::moment(void.ended_at, visit.language));
    let happened = match void.why {
        VoidReason::Reopened => t.applications_void_reopened(name, signed, by, at),
        VoidReason::TakenBack => t.applications_void_taken_back(name, signed, at),
        VoidReason::Changed => t.applications_void_changed(name, signed, by, at),
    };
    match void.reason.as_str() {
        "" => happened,
        reason => format!("{happened} {}", t.applications_void_reason(reason)),
    }
}

/// How a draft stands with its signatures.
pub(super) struct HalfSigned {
    pub title: String,
    pub lead: String,
    /// That one has signed, and who.
    pub text: String,
    /// Whether it is the reader's own signature that waits for another one's.
    pub own: bool,
}

/// That a signature of a draft waits, for its pages.
pub(super) async fn half_signed(visit: &Visit, id: &ApplicationId) -> Result<Option<HalfSigned>, Failure> {
    let mut read = visit.app.db.read().await?;
    let Some(waiting) = agreements::find_waiting(&mut read, id).await? else { return Ok(None) };
    let needs_two = agreements::needs_two(&mut read, &visit.acting()?.organisation).await?;
    let (t, at) = (visit.texts(), format::moment(waiting.signed_at, visit.language));
    let name = waiting.signatory.as_str();
    Ok(Some(HalfSigned {
        title: title(needs_two, t),
        lead: if needs_two { t.applications_waiting_lead() } else { t.applications_waiting_lead_enough() },
        text: if needs_two {
            t.applications_half_signed(name, at)
        } else {
            t.applications_half_signed_enough(name, at)
        },
        own: needs_two && waiting.person == visit.session()?.person.as_str(),
    }))
}

/// The signatures of a draft that do not count any more, in words.
pub(super) async fn void_lines(visit: &Visit, id: &ApplicationId) -> Result<Vec<String>, Failure> {
    let void = agreements::list_void(&mut visit.app.db.read().await?, id).await?;
    Ok(void.iter().map(|one| void_words(visit, one)).collect())
}

/// What a deed is answered with that is refused because a signature waits: the page that says whose.
pub(super) async fn refused(visit: &Visit, id: &ApplicationId, failure: Failure) -> Result<Response, Failure> {
    if matches!(failure, Failure::Stale) {
        visit.app.db.settle().await?;
        if agreements::find_waiting(&mut visit.app.db.read().await?, id).await?.is_some() {
            return Ok(see_other(&address(visit, id.as_str(), "/waiting")?));
        }
    }
    Err(failure)
}

#[derive(askama::Template)]
#[template(path = "applications/reopen.html")]
struct ReopenPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    application: String,
    text: String,
    /// Whether it is the reader's own signature: nobody is owed a reason then.
    own: bool,
    hint: String,
    reason: String,
    error: String,
    errors: Vec<FieldError>,
    button: String,
}

/// Asks whether to open the answers again, which voids the signature; and why, when it is another person's.
pub(in crate::applications) async fn confirm_reopening(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    load(&visit, &id).await?;
    let waiting = agreements::find_waiting(&mut visit.app.db.read().await?, &id).await?;
    match waiting {
        Some(waiting) => reopen_page(&visit, &id, &waiting, StatusCode::OK, ("", String::new())).await,
        None => Ok(see_other(&address(&visit, id.as_str(), "")?)),
    }
}

async fn reopen_page(
    visit: &Visit,
    id: &ApplicationId,
    waiting: &WaitingSignature,
    status: StatusCode,
    (reason, error): (&str, String),
) -> Result<Response, Failure> {
    let application = load(visit, id).await?;
    let (t, own) = (visit.texts(), waiting.person == visit.session()?.person.as_str());
    let title = if own { t.applications_reopen_own_title() } else { t.applications_reopen_title() };
    let template = ReopenPage {
        chrome: visit.chrome(title),
        base: address(visit, id.as_str(), "")?,
        application: t.applications_title(service_of(&application)?.name(t)),
        text: if own {
            t.applications_reopen_own_text()
        } else {
            t.applications_reopen_text(waiting.signatory.as_str())
        },
        own,
        hint: t.applications_reopen_reason_hint(waiting.signatory.as_str(), AREA_LIMIT),
        reason: without_identity_code(reason),
        errors: (!error.is_empty())
            .then(|| FieldError { field: "reason".to_string(), text: error.clone() })
            .into_iter()
            .collect(),
        error,
        button: if own { t.applications_reopen_own_button() } else { t.applications_reopen_button() },
        t,
    };
    page(status, &template)
}

/// What is wrong with a reason, or nothing.
fn reason_fault(reason: &str, t: &Texts) -> String {
    if reason.is_empty() {
        t.applications_fault_missing(t.applications_reopen_reason())
    } else if reason.chars().count() > AREA_LIMIT {
        t.applications_fault_long(t.applications_reopen_reason(), AREA_LIMIT)
    } else if holds_typed_identity_code(reason) {
        t.applications_fault_identity_code()
    } else {
        String::new()
    }
}

/// Opens the answers again; who comes too late sees what became of the application.
pub(in crate::applications) async fn reopen(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let (base, reason) = (address(&visit, id.as_str(), "")?, form.text("reason"));
    load(&visit, &id).await?;
    let waiting = agreements::find_waiting(&mut visit.app.db.read().await?, &id).await?;
    let person = visit.session()?.person.as_str();
    if let Some(waiting) = waiting.filter(|waiting| waiting.person != person) {
        let fault = reason_fault(reason, visit.texts());
        if !fault.is_empty() {
            return reopen_page(&visit, &id, &waiting, StatusCode::UNPROCESSABLE_ENTITY, (reason, fault)).await;
        }
    }
    match cosigning::reopen(&visit, &id, reason).await {
        Ok(()) => Ok(see_other(&base)),
        Err(Failure::Stale) => {
            visit.app.db.settle().await?;
            if is_submitted(&load(&visit, &id).await?) { Ok(see_other(&base)) } else { Err(Failure::Stale) }
        }
        Err(failure) => Err(failure),
    }
}
