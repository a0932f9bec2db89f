//! The sign-out that a service starts: its request, the summary page, and the answer.

use std::sync::Arc;

use axum::extract::{Form, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::io::Write as _;

use super::memory::{Flow, Step};
use super::pages::{self, Frame};
use super::problem::Problem;
use super::request::{Incoming, logout_request};
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
    if incoming.is_response {
        return Err(refused(Problem::NoLogout));
    }
    let endpoint = format!("{}{path}", state.base_url);
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
    let Some(used) = ended else {
        let second = Some("UnknownPrincipal");
        return answer(state, language, &service, &request.header.id, relay_state.as_deref(), second).map_err(refused);
    };
    let language = request.header.language.or(incoming.locale).unwrap_or(used);
    let name = service.name(language).to_owned();
    let flow =
        Flow { started: now, language, service, request_id: request.header.id, relay_state, step: Step::SignOut };
    let key = state.memory().start(flow);
    let mut response = pages::logout(Frame { language, flow: &key }, &name);
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
    let flow = flow.filter(|flow| matches!(flow.step, Step::SignOut)).ok_or_else(|| refused(Problem::FlowEnded))?;
    state.memory().end(&form.flow);
    answer(&state, flow.language, &flow.service, &flow.request_id, flow.relay_state.as_deref(), None).map_err(refused)
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
    if address.binding != REDIRECT {
        let xml = signed(message, 1, responder.key()).canonical();
        return Ok(pages::post(language, destination, "SAMLResponse", &xml, relay_state));
    }
    let query = signed_query("SAMLResponse", &deflate(&message.canonical()), relay_state, responder.key());
    let separator = if destination.contains('?') { '&' } else { '?' };
    Ok(Redirect::to(&format!("{destination}{separator}{query}")).into_response())
}

fn deflate(xml: &str) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(xml.as_bytes()).and_then(|()| encoder.finish()).expect("writing to memory does not fail")
}
