//! The simulated Suomi.fi e-Identification: a SAML 2.0 identity provider with named people and fault switches.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use anyhow::Context;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http::header;
use jiff::Timestamp;

use crate::people::{Language, People};
use keys::Keys;
use memory::Memory;
use problem::Problem;
use response::Responder;
use second_service::SecondService;
use service::Service;

mod attacks;
mod canonical;
mod certificate;
mod encryption;
mod faults;
mod keys;
mod memory;
mod pages;
mod problem;
mod request;
mod response;
mod second_service;
mod service;
mod sign_in;
mod sign_out;
mod signature;
#[cfg(test)]
mod tests;
mod xml;

pub use faults::{Faults, fault_names};

/// Tells the time.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What the identity provider needs to know.
pub struct Settings {
    /// Where it is reached, without a slash at the end: `http://127.0.0.1:8090`.
    pub base_url: String,
    /// Where keys, certificates and metadata are kept; made when missing.
    pub data_directory: PathBuf,
    /// The metadata of the e-service: a file or an `http` address, read at the first sign-in.
    pub sp_metadata: String,
    pub clock: Clock,
}

/// The running identity provider.
pub struct Identification {
    base_url: String,
    entity_id: String,
    sp_metadata: String,
    keys: Keys,
    metadata: [String; 2],
    clock: Clock,
    client: reqwest::Client,
    faults: Faults,
    people: People,
    memory: Mutex<Memory>,
    service: Mutex<Option<Arc<Service>>>,
    data_directory: PathBuf,
    second: Mutex<Option<Arc<SecondService>>>,
}

impl Identification {
    /// Reads or makes the keys and writes `idp-metadata.xml` and `metadata-signing.crt` into the data directory.
    ///
    /// # Errors
    /// When the data directory cannot be used, or the address is one of the real service.
    pub fn new(settings: Settings) -> anyhow::Result<Arc<Identification>> {
        for real in ["suomi.fi", "tunnistus.fi"] {
            anyhow::ensure!(!settings.base_url.contains(real), "the simulated identification cannot stand at {real}");
        }
        let keys = Keys::load_or_make(&settings.data_directory, (settings.clock)())?;
        let base_url = settings.base_url.trim_end_matches('/').to_owned();
        let entity_id = format!("{base_url}/idp1");
        let metadata = [false, true].map(|is_secondary| response::metadata(&base_url, &entity_id, &keys, is_secondary));
        let file = settings.data_directory.join("idp-metadata.xml");
        std::fs::write(&file, &metadata[0]).with_context(|| format!("writing {}", file.display()))?;
        Ok(Arc::new(Identification {
            base_url,
            entity_id,
            sp_metadata: settings.sp_metadata,
            keys,
            metadata,
            clock: settings.clock,
            client: reqwest::Client::builder().timeout(Duration::from_secs(10)).build()?,
            faults: Faults::default(),
            people: People,
            memory: Mutex::default(),
            service: Mutex::default(),
            data_directory: settings.data_directory,
            second: Mutex::default(),
        }))
    }

    /// Turns a fault switch; `false` when there is none of that name.
    pub fn set_fault(&self, name: &str, on: bool) -> bool {
        self.faults.set(name, on)
    }

    /// Every fault switch with what it does and whether it is on.
    pub fn faults(&self) -> Vec<(&'static str, [&'static str; 3], bool)> {
        self.faults.list()
    }

    fn now(&self) -> Timestamp {
        (self.clock)()
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().expect("no panic while held")
    }

    fn responder(&self) -> Responder<'_> {
        Responder { entity_id: &self.entity_id, keys: &self.keys, faults: &self.faults, now: self.now() }
    }

    /// Checks a message against the service's metadata; when it fails, once more against metadata fetched anew.
    async fn checked<T>(&self, check: impl Fn(&Service) -> Result<T, Problem>) -> Result<(T, Arc<Service>), Problem> {
        let second = self.second.lock().expect("no panic while held").clone();
        if let Some(second) = second {
            match check(&second.service) {
                // Of another service, then.
                Err(Problem::Issuer) => {}
                outcome => return outcome.map(|message| (message, Arc::clone(&second.service))),
            }
        }
        let known = self.service.lock().expect("no panic while held").clone();
        if let Some(service) = known
            && let Ok(message) = check(&service)
        {
            return Ok((message, service));
        }
        let service = Arc::new(self.fetch_service().await.map_err(|error| {
            tracing::warn!("metadata of the service: {error:#}");
            Problem::ServiceMetadata
        })?);
        *self.service.lock().expect("no panic while held") = Some(Arc::clone(&service));
        Ok((check(&service)?, service))
    }

    async fn fetch_service(&self) -> anyhow::Result<Service> {
        let source = &self.sp_metadata;
        let metadata = if source.starts_with("http://") || source.starts_with("https://") {
            self.client.get(source).send().await?.error_for_status()?.text().await?
        } else {
            tokio::fs::read_to_string(source).await.with_context(|| format!("reading {source}"))?
        };
        Service::read(&metadata)
    }
}

/// The addresses of the identity provider, below `/idp` and `/static`.
pub fn routes(state: Arc<Identification>) -> Router {
    let disturbed = from_fn_with_state(Arc::clone(&state), disturb);
    Router::new()
        .route("/idp/profile/SAML2/Redirect/SSO", get(sign_in::by_redirect))
        .route("/idp/profile/SAML2/POST/SSO", post(sign_in::by_post))
        .route("/idp/profile/SAML2/Redirect/SLO", get(sign_out::by_redirect))
        .route("/idp/profile/SAML2/POST/SLO", post(sign_out::by_post))
        .route_layer(disturbed)
        .route("/idp/profile/PropagateLogout", get(sign_out::propagate))
        .route("/idp/choose", post(sign_in::choose))
        .route("/idp/consent", post(sign_in::consent))
        .route("/idp/language", post(sign_in::change_language))
        .route("/idp/logout", post(sign_out::finish))
        .route("/second-service", get(second_service::show))
        .route("/second-service/metadata", get(second_service::own_metadata))
        .route("/second-service/sign-in", post(second_service::sign_in))
        .route("/second-service/acs", post(second_service::receive))
        .route("/second-service/sign-out", post(second_service::sign_out))
        .route("/second-service/slo", get(second_service::by_redirect).post(second_service::by_form))
        .route("/static/metadata/idp-metadata.xml", get(primary_metadata))
        .route("/static/metadata/idp-metadata-secondary.xml", get(secondary_metadata))
        .with_state(state)
}

/// The switches "down" and "slow".
async fn disturb(State(state): State<Arc<Identification>>, request: Request, next: Next) -> Response {
    if state.faults.is_on("down") {
        return Refusal { problem: Problem::Down, language: cookie_language(request.headers()) }.into_response();
    }
    if state.faults.is_on("slow") {
        tokio::time::sleep(Duration::from_secs(10)).await;
    }
    next.run(request).await
}

async fn primary_metadata(State(state): State<Arc<Identification>>) -> Response {
    xml(state.metadata[0].clone())
}

async fn secondary_metadata(State(state): State<Arc<Identification>>) -> Response {
    xml(state.metadata[1].clone())
}

fn xml(text: String) -> Response {
    ([(header::CONTENT_TYPE, "application/samlmetadata+xml")], text).into_response()
}

/// A problem on its way to the error page.
struct Refusal {
    problem: Problem,
    language: Language,
}

impl Refusal {
    fn new(language: Language) -> impl Fn(Problem) -> Refusal {
        move |problem| Refusal { problem, language }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        tracing::info!(problem = self.problem.name(), "identification refused");
        pages::problem(self.problem, self.language)
    }
}

const LANGUAGE_COOKIE: &str = "E-Identification-Lang";
const SESSION_COOKIE: &str = "E-Identification-Session";

/// The language of the cookie, else Finnish.
fn cookie_language(headers: &HeaderMap) -> Language {
    cookie(headers, LANGUAGE_COOKIE).and_then(Language::find).unwrap_or(Language::Fi)
}

/// The value of a cookie.
fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// Adds a cookie to an answer; `seconds` 0 takes it away.
fn set_cookie(response: &mut Response, name: &str, value: &str, seconds: u32) {
    let cookie = format!("{name}={value}; Path=/idp; Max-Age={seconds}; HttpOnly; SameSite=Lax");
    if let Ok(cookie) = cookie.parse() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}
