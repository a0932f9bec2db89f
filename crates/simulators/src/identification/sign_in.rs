//! The sign-in: the request, the choice of person and method, the data page, and the Response.

use std::sync::Arc;

use axum::extract::{Form, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

use super::keys::{new_id, random};
use super::memory::{Chosen, Flow, Given, SESSION, Step};
use super::pages::{self, Frame};
use super::problem::Problem;
use super::request::{AuthnRequest, Incoming, authn_request};
use super::response::{LOA2, LOA3, Recipient, SignedIn, TEST_TOKEN, attributes};
use super::service::Service;
use super::{Identification, LANGUAGE_COOKIE, Refusal, SESSION_COOKIE, cookie, cookie_language, set_cookie};
use crate::people::{Language, Refused};

pub(super) async fn by_redirect(
    State(state): State<Arc<Identification>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let incoming = Incoming::from_query(query.as_deref().unwrap_or_default());
    begin(&state, incoming, "/idp/profile/SAML2/Redirect/SSO", &headers).await
}

pub(super) async fn by_post(
    State(state): State<Arc<Identification>>,
    headers: HeaderMap,
    body: String,
) -> Result<Response, Refusal> {
    begin(&state, Incoming::from_form(&body), "/idp/profile/SAML2/POST/SSO", &headers).await
}

/// Checks the request and shows the first page, or the data page to someone who has a session.
async fn begin(
    state: &Identification,
    incoming: Result<Incoming, Problem>,
    path: &str,
    headers: &HeaderMap,
) -> Result<Response, Refusal> {
    let language = cookie_language(headers);
    let incoming = incoming.map_err(Refusal::new(language))?;
    let language = incoming.locale.unwrap_or(language);
    let refused = Refusal::new(language);
    let endpoint = format!("{}{path}", state.base_url);
    let check = |service: &Service| authn_request(&incoming, service, &endpoint, state.now());
    let (request, service) = state.checked(check).await.map_err(&refused)?;
    if state.memory().is_replayed(&request.header.id, state.now()) {
        return Err(refused(Problem::Replayed));
    }
    let language = request.header.language.unwrap_or(language);
    let classes = allowed_classes(&request, &service);
    if let Some(status) = impossible(&request, &classes) {
        let to =
            Recipient { service: &service, return_address: &request.return_address, request_id: &request.header.id };
        let xml = state.responder().refusal(&to, status);
        return Ok(pages::post(language, to.return_address, "SAMLResponse", &xml, incoming.relay_state.as_deref()));
    }
    let flow = Flow {
        started: state.now(),
        language,
        service,
        request_id: request.header.id,
        relay_state: incoming.relay_state,
        step: Step::SignIn {
            return_address: request.return_address,
            chosen: from_session(state, headers, &classes),
            classes,
        },
    };
    let key = state.memory().start(flow.clone());
    Ok(show(state, &key, &flow, false))
}

/// The context classes that both the request and the service's metadata allow.
fn allowed_classes(request: &AuthnRequest, service: &Service) -> Vec<&'static str> {
    let has = |list: &[String], class: &str| list.is_empty() || list.iter().any(|listed| listed == class);
    // Who asks for loa2 is also offered the methods of loa3.
    let is_asked = |class: &str| has(&request.classes, class) || (class == LOA3 && has(&request.classes, LOA2));
    [LOA2, LOA3, TEST_TOKEN].into_iter().filter(|class| is_asked(class) && has(&service.classes, class)).collect()
}

/// The error status of a request that cannot be fulfilled. Neither passive nor forced sign-in is supported.
fn impossible(request: &AuthnRequest, classes: &[&str]) -> Option<&'static str> {
    if request.passive {
        Some("NoPassive")
    } else if !request.is_name_id_possible {
        Some("InvalidNameIDPolicy")
    } else if request.force || classes.is_empty() {
        Some("NoAuthnContext")
    } else {
        None
    }
}

/// The person of the browser's session, when its level is enough. A sign-in by loa3 counts as one by loa2 too; the
/// Response then carries the one that fits.
fn from_session(state: &Identification, headers: &HeaderMap, classes: &[&'static str]) -> Option<Chosen> {
    let key = cookie(headers, SESSION_COOKIE)?;
    let memory = state.memory();
    let session = memory.session(key, state.now())?;
    let is_lower = |class: &&&str| session.class == LOA3 && **class == LOA2;
    let same = classes.iter().find(|class| **class == session.class);
    let class = same.or_else(|| classes.iter().find(is_lower))?;
    Some(Chosen { identity: session.identity.clone(), class, session: Some((key.to_owned(), session.authenticated)) })
}

/// The page on which a visit is.
fn show(state: &Identification, key: &str, flow: &Flow, has_error: bool) -> Response {
    let frame = Frame { language: flow.language, flow: key };
    let service = flow.service.name(flow.language);
    match &flow.step {
        Step::SignIn { chosen: Some(chosen), .. } => {
            pages::data(frame, service, attributes(&flow.service, &chosen.identity))
        }
        Step::SignIn { classes, .. } => pages::discovery(frame, service, classes, state.people.list(), has_error),
        Step::SignOut { others } => super::sign_out::summary(state, frame, service, others),
    }
}

/// The first page, sent. The identity code is in the body only, never in an address.
#[derive(Deserialize)]
pub(super) struct ChooseForm {
    flow: String,
    national_id: Option<String>,
    person: Option<String>,
    class: Option<String>,
    method: Option<String>,
    answer: Option<String>,
}

pub(super) async fn choose(
    State(state): State<Arc<Identification>>,
    headers: HeaderMap,
    Form(form): Form<ChooseForm>,
) -> Result<Response, Refusal> {
    let refused = Refusal::new(cookie_language(&headers));
    let flow = state.memory().flow(&form.flow, state.now()).cloned();
    let mut flow = flow.ok_or_else(|| refused(Problem::FlowEnded))?;
    let Step::SignIn { classes, chosen, .. } = &mut flow.step else {
        return Err(refused(Problem::FlowEnded));
    };
    if form.answer.as_deref() == Some("cancel") {
        return cancel(&state, &form.flow, &flow).map_err(refused);
    }
    let wanted = match &form.method {
        Some(tile) => pages::class_of_tile(tile),
        None => classes.iter().copied().find(|class| Some(*class) == form.class.as_deref()),
    };
    let class = wanted.filter(|class| classes.contains(class)).unwrap_or(classes[0]);
    let national_id = form.person.or(form.national_id).unwrap_or_default();
    match state.people.identify(&national_id) {
        Ok(identity) => *chosen = Some(Chosen { identity, class, session: None }),
        Err(Refused::Malformed) => return Ok(show(&state, &form.flow, &flow, true)),
        Err(Refused::NotArtificial) => return Err(Refusal::new(flow.language)(Problem::NotArtificial)),
    }
    let mut memory = state.memory();
    *memory.flow(&form.flow, state.now()).ok_or_else(|| refused(Problem::FlowEnded))? = flow.clone();
    drop(memory);
    Ok(show(&state, &form.flow, &flow, false))
}

/// The data page, sent.
#[derive(Deserialize)]
pub(super) struct AnswerForm {
    pub(super) flow: String,
    pub(super) answer: Option<String>,
}

pub(super) async fn consent(
    State(state): State<Arc<Identification>>,
    headers: HeaderMap,
    Form(form): Form<AnswerForm>,
) -> Result<Response, Refusal> {
    let refused = Refusal::new(cookie_language(&headers));
    let flow = state.memory().flow(&form.flow, state.now()).cloned();
    let flow = flow.ok_or_else(|| refused(Problem::FlowEnded))?;
    match form.answer.as_deref() {
        Some("continue") => finish(&state, &form.flow, &flow).map_err(refused),
        _ => cancel(&state, &form.flow, &flow).map_err(refused),
    }
}

/// Ends the visit with an error status, as when a person cancels.
fn cancel(state: &Identification, key: &str, flow: &Flow) -> Result<Response, Problem> {
    refuse(state, key, flow, "AuthnFailed")
}

fn refuse(state: &Identification, key: &str, flow: &Flow, status: &str) -> Result<Response, Problem> {
    let Step::SignIn { return_address, .. } = &flow.step else { return Err(Problem::FlowEnded) };
    let to = Recipient { service: &flow.service, return_address, request_id: &flow.request_id };
    let xml = state.responder().refusal(&to, status);
    state.memory().end(key);
    Ok(pages::post(flow.language, return_address, "SAMLResponse", &xml, flow.relay_state.as_deref()))
}

/// The switches that end every sign-in in an error, with its status.
const STATUSES: [(&str, &str); 6] = [
    ("deceased", "AuthnFailed"),
    ("status_no_authn_context", "NoAuthnContext"),
    ("status_request_denied", "RequestDenied"),
    ("status_authn_failed", "AuthnFailed"),
    ("status_no_passive", "NoPassive"),
    ("status_invalid_name_id_policy", "InvalidNameIDPolicy"),
];

/// Ends the visit with the Response that tells who the person is.
fn finish(state: &Identification, key: &str, flow: &Flow) -> Result<Response, Problem> {
    if let Some((_, status)) = STATUSES.iter().find(|(switch, _)| state.faults.is_on(switch)) {
        return refuse(state, key, flow, status);
    }
    let Step::SignIn { return_address, chosen: Some(chosen), .. } = &flow.step else {
        return Err(Problem::FlowEnded);
    };
    let (name_id, session_index, now) = (new_name_id(), new_id(), state.now());
    let mut memory = state.memory();
    let given = Given {
        service: Arc::clone(&flow.service),
        name_id: name_id.clone(),
        session_index: session_index.clone(),
        language: flow.language,
    };
    let (session, authenticated) = memory.note(chosen, given, now);
    let person = SignedIn {
        identity: &chosen.identity,
        class: chosen.class,
        authenticated,
        name_id: &name_id,
        session_index: &session_index,
    };
    let to = Recipient { service: &flow.service, return_address, request_id: &flow.request_id };
    let fresh = state.responder().success(&to, &person).map_err(|error| {
        tracing::warn!("the response could not be made: {error:#}");
        Problem::ServiceMetadata
    })?;
    let xml = match memory.previous.clone() {
        Some(previous) if state.faults.is_on("replay") => previous,
        _ => fresh,
    };
    memory.previous = Some(xml.clone());
    memory.end(key);
    let mut response = pages::post(flow.language, return_address, "SAMLResponse", &xml, flow.relay_state.as_deref());
    set_cookie(&mut response, SESSION_COOKIE, &session, u32::try_from(SESSION.as_secs()).unwrap_or(0));
    Ok(response)
}

/// A transient name ID as the real service writes it: 200 characters of base64 that mean nothing to anyone else.
fn new_name_id() -> String {
    let secret: [u8; 141] = random();
    STANDARD.encode([b"\0\x07secret1".as_slice(), &secret].concat())
}

/// The choice of language, on any page of a visit.
#[derive(Deserialize)]
pub(super) struct LanguageForm {
    flow: String,
    language: Language,
}

pub(super) async fn change_language(
    State(state): State<Arc<Identification>>,
    Form(form): Form<LanguageForm>,
) -> Result<Response, Refusal> {
    let refused = Refusal::new(form.language);
    let flow = {
        let mut memory = state.memory();
        let flow = memory.flow(&form.flow, state.now()).ok_or_else(|| refused(Problem::FlowEnded))?;
        flow.language = form.language;
        flow.clone()
    };
    let mut response = show(&state, &form.flow, &flow, false);
    set_cookie(&mut response, LANGUAGE_COOKIE, form.language.code(), 365 * 24 * 3600);
    Ok(response)
}
