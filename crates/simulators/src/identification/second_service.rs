//! A second e-service beside the portal: somewhere to sign in with the same single sign-on, and to sign out from, so that
//! a sign-out can be seen to spread both ways. Its key is made when somebody first comes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use anyhow::Context;
use askama::Template;
use aws_lc_rs::rsa::KeySize;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{StatusCode, header};
use jiff::Timestamp;

use self::reading::Visitor;
use super::keys::{Key, new_id};
use super::problem::Problem;
use super::request::{Incoming, TRANSIENT, logout_request};
use super::response::instant;
use super::service::{POST, REDIRECT, Service};
use super::sign_out::deflate;
use super::signature::{key_info, signed_query};
use super::xml::Element;
use super::{Identification, Refusal, certificate, cookie};
use crate::people::Language;
use crate::reply::{self, Fields};

mod reading;

const COOKIE: &str = "Second-Service-Session";
/// The most requests that wait for an answer; older ones are forgotten.
const WAITING: usize = 100;

/// The second service.
pub(super) struct SecondService {
    base_url: String,
    key: Key,
    /// The same key as PKCS #8, to open assertions.
    pkcs8: Vec<u8>,
    /// What the identity provider knows of this service.
    pub(super) service: Arc<Service>,
    /// What this service knows of the identity provider.
    provider: Service,
    metadata: String,
    memory: Mutex<Memory>,
}

#[derive(Default)]
struct Memory {
    waiting: Vec<String>,
    visitors: HashMap<String, Visitor>,
}

impl SecondService {
    fn open(state: &Identification) -> anyhow::Result<SecondService> {
        let directory = &state.data_directory;
        let key = Key::load_or_make(directory, "second-service", "Second service", KeySize::Rsa2048, (state.clock)())?;
        let pem =
            std::fs::read_to_string(directory.join("second-service.key")).context("reading second-service.key")?;
        let base_url = format!("{}/second-service", state.base_url);
        let metadata = metadata(&base_url, &key);
        let keys = [&state.keys.active, &state.keys.next].map(|key| certificate::public_key(&key.certificate));
        let keys = keys.into_iter().map(|key| key.map(<[u8]>::to_vec)).collect::<anyhow::Result<Vec<_>>>()?;
        Ok(SecondService {
            service: Arc::new(Service::read(&metadata)?),
            provider: Service::party(&state.entity_id, keys),
            pkcs8: certificate::decode(&pem)?,
            base_url,
            key,
            metadata,
            memory: Mutex::default(),
        })
    }

    fn address(&self, path: &str) -> String {
        format!("{}/{path}", self.base_url)
    }

    fn visitor(&self, headers: &HeaderMap) -> Option<(String, Visitor)> {
        let key = cookie(headers, COOKIE)?;
        self.memory.lock().expect("no panic while held").visitors.get(key).map(|found| (key.to_owned(), found.clone()))
    }

    /// A request of ours, begun as all requests begin.
    fn request(&self, name: &'static str, id: &str, destination: &str, now: Timestamp) -> Element {
        Element::new(name)
            .attribute("ID", id)
            .attribute("Version", "2.0")
            .attribute("IssueInstant", instant(now))
            .attribute("Destination", destination)
            .child(Element::new("saml2:Issuer").text(&*self.service.entity_id))
    }

    fn send(&self, kind: &str, destination: &str, message: &Element) -> Response {
        let query = signed_query(kind, &deflate(&message.canonical()), None, &self.key);
        Redirect::to(&format!("{destination}?{query}")).into_response()
    }
}

impl Identification {
    /// The second service, opened when it is first asked for.
    pub(super) fn second_service(&self) -> anyhow::Result<Arc<SecondService>> {
        let mut held = self.second.lock().expect("no panic while held");
        if let Some(known) = &*held {
            return Ok(Arc::clone(known));
        }
        let opened = Arc::new(SecondService::open(self)?);
        *held = Some(Arc::clone(&opened));
        Ok(opened)
    }
}

fn opened(state: &Identification, language: Language) -> Result<Arc<SecondService>, Refusal> {
    state.second_service().map_err(|error| {
        tracing::warn!("the second service: {error:#}");
        Refusal { problem: Problem::ServiceMetadata, language }
    })
}

fn metadata(base_url: &str, key: &Key) -> String {
    let text = |name, language, text: &str| Element::new(name).attribute("xml:lang", language).text(text);
    let names = [("fi", "Toinen asiointipalvelu"), ("sv", "Den andra e-tjänsten"), ("en", "The second e-service")];
    let endpoint = |name, binding: &str, path: &str| {
        Element::new(name).attribute("Binding", binding).attribute("Location", format!("{base_url}/{path}"))
    };
    let use_of = |purpose: &str| {
        Element::new("md:KeyDescriptor").attribute("use", purpose).child(key_info(&key.certificate_base64()))
    };
    let service = Element::new("md:AttributeConsumingService")
        .attribute("index", "1")
        .children(names.map(|(language, name)| text("md:ServiceName", language, name)));
    let descriptor = Element::new("md:SPSSODescriptor")
        .attribute("AuthnRequestsSigned", "true")
        .attribute("WantAssertionsSigned", "true")
        .attribute("protocolSupportEnumeration", "urn:oasis:names:tc:SAML:2.0:protocol")
        .child(use_of("signing"))
        .child(use_of("encryption"))
        .child(endpoint("md:SingleLogoutService", REDIRECT, "slo"))
        .child(endpoint("md:SingleLogoutService", POST, "slo"))
        .child(Element::new("md:NameIDFormat").text(TRANSIENT))
        .child(endpoint("md:AssertionConsumerService", POST, "acs").attribute("index", "1"))
        .child(service);
    Element::new("md:EntityDescriptor").attribute("entityID", format!("{base_url}/saml")).child(descriptor).canonical()
}

#[derive(Template)]
#[template(path = "identification/second_service.html")]
struct Page<'a> {
    language: Language,
    name: Option<&'a str>,
    /// Whether a sign-in has just not succeeded.
    is_refused: bool,
}

/// `GET /second-service`
pub(super) async fn show(
    State(state): State<Arc<Identification>>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let fields = Fields::read(query.unwrap_or_default().as_bytes());
    let language = Language::of(&fields);
    let second = opened(&state, language)?;
    let visitor = second.visitor(&headers);
    let name = visitor.as_ref().map(|(_, visitor)| visitor.name.as_str());
    Ok(reply::page(StatusCode::OK, &Page { language, name, is_refused: fields.first("refused").is_some() }))
}

/// `GET /second-service/metadata`
pub(super) async fn own_metadata(State(state): State<Arc<Identification>>) -> Result<Response, Refusal> {
    Ok(super::xml(opened(&state, Language::Fi)?.metadata.clone()))
}

/// `POST /second-service/sign-in`
pub(super) async fn sign_in(State(state): State<Arc<Identification>>, body: String) -> Result<Response, Refusal> {
    let language = Language::of(&Fields::read(body.as_bytes()));
    let second = opened(&state, language)?;
    let (id, to) = (new_id(), format!("{}/idp/profile/SAML2/Redirect/SSO", state.base_url));
    let policy = Element::new("saml2p:NameIDPolicy").attribute("Format", TRANSIENT);
    let request = second.request("saml2p:AuthnRequest", &id, &to, state.now()).child(policy);
    let mut memory = second.memory.lock().expect("no panic while held");
    memory.waiting.push(id);
    let old = memory.waiting.len().saturating_sub(WAITING);
    memory.waiting.drain(..old);
    drop(memory);
    Ok(second.send("SAMLRequest", &to, &request))
}

/// `POST /second-service/acs`
pub(super) async fn receive(State(state): State<Arc<Identification>>, body: String) -> Result<Response, Refusal> {
    let second = opened(&state, Language::Fi)?;
    let fields = Fields::read(body.as_bytes());
    let xml = STANDARD.decode(fields.first("SAMLResponse").unwrap_or_default()).ok();
    let xml = xml.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    let visitor = second.read(&xml, state.now());
    let visitor = match visitor {
        Ok(visitor) => visitor,
        Err(reason) => {
            tracing::info!(reason, "the second service refuses a response");
            return Ok(Redirect::to("/second-service?refused=1").into_response());
        }
    };
    let key = new_id();
    second.memory.lock().expect("no panic while held").visitors.insert(key.clone(), visitor);
    let mut response = Redirect::to("/second-service").into_response();
    let cookie = format!("{COOKIE}={key}; Path=/second-service; HttpOnly; SameSite=Lax");
    if let Ok(cookie) = cookie.parse() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// `POST /second-service/sign-out`: its own session first, then the identity provider's.
pub(super) async fn sign_out(
    State(state): State<Arc<Identification>>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let second = opened(&state, Language::Fi)?;
    let Some((key, visitor)) = second.visitor(&headers) else {
        return Ok(Redirect::to("/second-service").into_response());
    };
    second.memory.lock().expect("no panic while held").visitors.remove(&key);
    let to = format!("{}/idp/profile/SAML2/Redirect/SLO", state.base_url);
    let name_id = Element::new("saml2:NameID")
        .attribute("Format", TRANSIENT)
        .attribute("NameQualifier", &*second.provider.entity_id)
        .attribute("SPNameQualifier", &*second.service.entity_id)
        .text(visitor.name_id);
    let request = second
        .request("saml2p:LogoutRequest", &new_id(), &to, state.now())
        .child(name_id)
        .child(Element::new("saml2p:SessionIndex").text(visitor.session_index));
    Ok(second.send("SAMLRequest", &to, &request))
}

/// `GET /second-service/slo`: the identity provider's answer, or its request.
pub(super) async fn by_redirect(
    State(state): State<Arc<Identification>>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let refused = Refusal::new(Language::Fi);
    let incoming = Incoming::from_query(query.as_deref().unwrap_or_default()).map_err(refused)?;
    end(&state, &incoming)
}

/// `POST /second-service/slo`
pub(super) async fn by_form(State(state): State<Arc<Identification>>, body: String) -> Result<Response, Refusal> {
    let incoming = Incoming::from_form(&body).map_err(Refusal::new(Language::Fi))?;
    end(&state, &incoming)
}

fn end(state: &Identification, incoming: &Incoming) -> Result<Response, Refusal> {
    let second = opened(state, Language::Fi)?;
    if incoming.is_response {
        return Ok(Redirect::to("/second-service").into_response());
    }
    let (endpoint, now) = (second.address("slo"), state.now());
    let request = logout_request(incoming, &second.provider, &endpoint, &state.entity_id, now);
    let request = request.map_err(Refusal::new(Language::Fi))?;
    let is_named = |visitor: &Visitor| {
        visitor.name_id == request.name_id
            && (request.session_index.is_empty() || visitor.session_index == request.session_index)
    };
    let mut memory = second.memory.lock().expect("no panic while held");
    let before = memory.visitors.len();
    memory.visitors.retain(|_, visitor| !is_named(visitor));
    let has_ended = memory.visitors.len() < before;
    drop(memory);
    let to = format!("{}/idp/profile/SAML2/Redirect/SLO", state.base_url);
    let code = |value: &str| {
        Element::new("saml2p:StatusCode").attribute("Value", format!("urn:oasis:names:tc:SAML:2.0:status:{value}"))
    };
    let code = if has_ended { code("Success") } else { code("Requester").child(code("UnknownPrincipal")) };
    let answer = second
        .request("saml2p:LogoutResponse", &new_id(), &to, now)
        .attribute("InResponseTo", request.header.id)
        .child(Element::new("saml2p:Status").child(code));
    Ok(second.send("SAMLResponse", &to, &answer))
}
