//! What pages say of an application that one has signed and another one has not: who has signed, who is awaited, and how the
//! answers are opened again.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::following::ConfirmPage;
use super::{id_of, service_of};
use crate::agreements::{self, VoidReason, VoidSignature, WaitingSignature};
use crate::applications::rules::State;
use crate::applications::store::ApplicationRow;
use crate::applications::submitting::{address, is_submitted, load};
use crate::applications::{cosigning, pairing};
use crate::kernel::{ApplicationId, Basis, Permission};
use crate::mandates;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "applications/waiting.html")]
struct WaitingPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    application: String,
    /// Both services, where two were signed in one turn.
    pair: Option<String>,
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
    /// The words of the link by which the answers are opened.
    reopen: String,
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
        chrome: visit.chrome(t.applications_waiting_title()),
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

fn right(waiting: &WaitingSignature, t: &Texts) -> String {
    Basis::parse(&waiting.basis).map_or_else(|| waiting.basis.clone(), |basis| agreements::right_in_words(basis, t))
}

/// Whose signature does not count any more, and why.
fn void_words(visit: &Visit, void: &VoidSignature) -> String {
    let (t, name, by) = (visit.texts(), void.signatory.as_str(), void.ended_by.as_str());
    let (signed, at) = (format::moment(void.signed_at, visit.language), format::moment(void.ended_at, visit.language));
    match void.why {
        VoidReason::Reopened => t.applications_void_reopened(name, signed, by, at),
        VoidReason::TakenBack => t.applications_void_taken_back(name, signed, at),
        VoidReason::Changed => t.applications_void_changed(name, signed, by, at),
    }
}

/// How a draft stands with its signatures.
pub(super) struct HalfSigned {
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
    let at = format::moment(waiting.signed_at, visit.language);
    Ok(Some(HalfSigned {
        text: visit.texts().applications_half_signed(waiting.signatory.as_str(), at),
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

/// Asks whether to open the answers again, which voids the signature.
pub(in crate::applications) async fn confirm_reopening(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let application = load(&visit, &id).await?;
    let base = address(&visit, id.as_str(), "")?;
    let waiting = agreements::find_waiting(&mut visit.app.db.read().await?, &id).await?;
    let Some(waiting) = waiting else { return Ok(see_other(&base)) };
    let (t, own) = (visit.texts(), waiting.person == visit.session()?.person.as_str());
    let title = if own { t.applications_reopen_own_title() } else { t.applications_reopen_title() };
    let template = ConfirmPage {
        chrome: visit.chrome(title),
        t,
        application: t.applications_title(service_of(&application)?.name(t)),
        text: if own {
            t.applications_reopen_own_text()
        } else {
            t.applications_reopen_text(waiting.signatory.as_str())
        },
        action: "reopen",
        button: if own { t.applications_reopen_own_button() } else { t.applications_reopen_button() },
        stay: t.applications_reopen_stay(),
        base,
    };
    page(StatusCode::OK, &template)
}

/// Opens the answers again; who comes too late sees what became of the application.
pub(in crate::applications) async fn reopen(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let base = address(&visit, id.as_str(), "")?;
    match cosigning::reopen(&visit, &id).await {
        Ok(()) => Ok(see_other(&base)),
        Err(Failure::Stale) => {
            visit.app.db.settle().await?;
            if is_submitted(&load(&visit, &id).await?) { Ok(see_other(&base)) } else { Err(Failure::Stale) }
        }
        Err(failure) => Err(failure),
    }
}
