//! The sign-out that a service starts: its request, the summary page that asks the other services in frames to end their
//! sessions too, and the answer.

use std::sync::Arc;

use axum::extract::{Form, Query, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use serde::Deserialize;
use std::io::Write as _;

use super::attacks;
use super::keys::new_id;
use super::memory::{Flow, Propagation, Step};
use super::pages::{self, Frame};
use super::problem::Problem;
use super::request::{Incoming, logout_request, logout_response};
use super::service::{REDIRECT, Service};
use super::sign_in::AnswerForm;
use super::signature::{signed, signed_query};
use super::{Identification, Refusal, SESSION_COOKIE, cookie_language, set_cookie};
use crate::people::Language;

pub(super) async fn by_redirect(
    State(state): State<Arc<Identification>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let incoming = Incoming::from_query(query.as_deref().unwrap_or_default());
    begin(&state, incoming, "/idp/profile/SAML2/Redirect/SLO", &headers).await
}

pub(super) async fn by_post(
    State(state): State<Arc<Identification>>,
    headers: HeaderMap,
    body: String,
) -> Result<Response, Refusal> {
    begin(&state, Incoming::from_form(&body), "/idp/profile/SAML2/POST/SLO", &headers).await
}

/// Checks the request, ends the session and shows the summary page. An unknown session is answered at once.
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
    if incoming.is_response {
        return answered(state, &incoming, &endpoint, language).await.map_err(refused);
    }
    let check = |service: &Service| logout_request(&incoming, service, &endpoint, &state.entity_id, state.now());
    let (request, service) = state.checked(check).await.map_err(&refused)?;
    let now = state.now();
    if state.memory().is_replayed(&request.header.id, now) {
        return Err(refused(Problem::Replayed));
    }
    let relay_state = incoming.relay_state;
    let ended = if request.is_qualified {
        state.memory().end_session(&request.name_id, &request.session_index, now)
    } else {
        None
    };
    let Some((named, others)) = ended else {
        let second = Some("UnknownPrincipal");
        return answer(state, language, &service, &request.header.id, relay_state.as_deref(), second).map_err(refused);
    };
    let language = request.header.language.or(incoming.locale).unwrap_or(named.language);
    let name = service.name(language).to_owned();
    let others: Vec<String> = others.into_iter().map(|given| state.memory().propagate(given, now)).collect();
    let step = Step::SignOut { others: others.clone() };
    let flow = Flow { started: now, language, service, request_id: request.header.id, relay_state, step };
    let key = state.memory().start(flow);
    let mut response = summary(state, Frame { language, flow: &key }, &name, &others);
    set_cookie(&mut response, SESSION_COOKIE, "", 0);
    Ok(response)
}

/// The click on the summary page that returns to the service.
pub(super) async fn finish(
    State(state): State<Arc<Identification>>,
    headers: HeaderMap,
    Form(form): Form<AnswerForm>,
) -> Result<Response, Refusal> {
    let refused = Refusal::new(cookie_language(&headers));
    let flow = state.memory().flow(&form.flow, state.now()).cloned();
    let flow =
        flow.filter(|flow| matches!(flow.step, Step::SignOut { .. })).ok_or_else(|| refused(Problem::FlowEnded))?;
    state.memory().end(&form.flow);
    let second = match (state.faults.is_on("logout_fails"), state.faults.is_on("logout_partial")) {
        (true, _) => Some("RequestDenied"),
        (false, true) => Some("PartialLogout"),
        (false, false) => None,
    };
    answer(&state, flow.language, &flow.service, &flow.request_id, flow.relay_state.as_deref(), second).map_err(refused)
}

/// The summary page with a frame for each other service.
pub(super) fn summary(state: &Identification, frame: Frame, service: &str, others: &[String]) -> Response {
    let mut memory = state.memory();
    let mut asked = Vec::new();
    for key in others {
        if let Some(known) = memory.propagation(key) {
            asked.push((key.clone(), known.given.service.name(frame.language).to_owned()));
        }
    }
    drop(memory);
    pages::logout(frame, service, &asked)
}

/// Which frame asks.
#[derive(Deserialize)]
pub(super) struct FrameQuery {
    #[serde(rename = "SessionKey")]
    session_key: String,
}

/// The request to another service, fetched by its frame on the summary page.
pub(super) async fn propagate(
    State(state): State<Arc<Identification>>,
    headers: HeaderMap,
    Query(query): Query<FrameQuery>,
) -> Result<Response, Refusal> {
    let refused = Refusal::new(cookie_language(&headers));
    // The page may have been drawn again, in another language perhaps: who has answered is not asked once more.
    let told = state.memory().propagation(&query.session_key).cloned();
    if let Some(Propagation { given, outcome: Some(has_ended), .. }) = told {
        let language = cookie_language(&headers);
        return Ok(pages::logout_frame(language, given.service.name(language), has_ended));
    }
    let id = new_id();
    let known = {
        let mut memory = state.memory();
        let id = match memory.previous_logout.clone() {
            Some(previous) if state.faults.is_on("logout_replay") => previous,
            _ => id,
        };
        memory.previous_logout = Some(id.clone());
        let known = memory.propagation(&query.session_key).ok_or_else(|| refused(Problem::FlowEnded))?;
        known.request_id = Some(id);
        known.clone()
    };
    ask(&state, &known).map_err(refused)
}

/// Sends a `LogoutRequest` the way the service's metadata says.
fn ask(state: &Identification, known: &Propagation) -> Result<Response, Problem> {
    let by_post = state.faults.is_on("logout_by_post");
    let address = known.given.service.logout_request_address(by_post).ok_or(Problem::ReturnAddress)?;
    let id = known.request_id.as_deref().ok_or(Problem::FlowEnded)?;
    let responder = state.responder();
    let message = responder.logout_request(&address.location, id, &known.given);
    let is_signed = !state.faults.is_on("logout_unsigned");
    if address.binding != REDIRECT {
        let message = if is_signed { signed(message, 1, responder.key()) } else { message };
        return Ok(pages::post(known.given.language, &address.location, "SAMLRequest", &message.canonical(), None));
    }
    let message = attacks::of_sign_out(&state.faults, message.canonical());
    let query = signed_query("SAMLRequest", &deflate(&message), None, responder.key());
    let query = if is_signed { query.as_str() } else { query.split("&SigAlg=").next().unwrap_or_default() };
    let separator = if address.location.contains('?') { '&' } else { '?' };
    Ok(Redirect::to(&format!("{}{separator}{query}", address.location)).into_response())
}

/// The answer of another service, inside its frame.
async fn answered(
    state: &Identification,
    incoming: &Incoming,
    endpoint: &str,
    language: Language,
) -> Result<Response, Problem> {
    let check = |service: &Service| logout_response(incoming, service, endpoint, state.now());
    let (response, service) = state.checked(check).await?;
    let mut memory = state.memory();
    let known = memory.asked(&service, &response.in_response_to).ok_or(Problem::NoLogout)?;
    known.outcome = Some(response.is_success);
    drop(memory);
    Ok(pages::logout_frame(language, service.name(language), response.is_success))
}

/// Sends a signed `LogoutResponse` the way the service's metadata says; `second` is the status of a failure.
fn answer(
    state: &Identification,
    language: Language,
    service: &Service,
    request_id: &str,
    relay_state: Option<&str>,
    second: Option<&str>,
) -> Result<Response, Problem> {
    let address = service.logout_address().ok_or(Problem::ReturnAddress)?;
    let responder = state.responder();
    let destination = &address.response_location;
    let message = responder.logout_response(destination, request_id, second);
    let is_signed = !state.faults.is_on("logout_answer_unsigned");
    if address.binding != REDIRECT {
        let message = if is_signed { signed(message, 1, responder.key()) } else { message };
        return Ok(pages::post(language, destination, "SAMLResponse", &message.canonical(), relay_state));
    }
    let message = attacks::of_sign_out(&state.faults, message.canonical());
    let query = signed_query("SAMLResponse", &deflate(&message), relay_state, responder.key());
    let query = if is_signed { query.as_str() } else { query.split("&SigAlg=").next().unwrap_or_default() };
    let separator = if destination.contains('?') { '&' } else { '?' };
    Ok(Redirect::to(&format!("{destination}{separator}{query}")).into_response())
}

pub(super) fn deflate(xml: &str) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(xml.as_bytes()).and_then(|()| encoder.finish()).expect("writing to memory does not fail")
}
