//! The calls between the servers: register, token, roles, unregister.

use std::sync::Arc;

use axum::extract::{OriginalUri, Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header};
use axum::response::Response;
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::Mandates;
use super::checksum::{self, Refused};
use super::sessions::TOKEN_SECONDS;
use crate::faults::Fault;
use crate::people::People;
use crate::reply::{self, Fields};

const CHECKSUM_HEADER: &str = "x-asiointivaltuudetauthorization";

/// What a company of another country comes with: an identifier of its own country, here a made-up Swedish one.
const FOREIGN_IDENTIFIER: &str = "SE000000000001";

/// What stands for a name that the registers do not have.
const NAMELESS: &str = "[NIMI PUUTTUU]";

/// Error codes of the real service's common library.
const MISSING_PARAMETER: u16 = 101;
const USER_UNKNOWN: u16 = 104;
const NOT_AUTHORIZED: u16 = 106;
const NOT_AVAILABLE: u16 = 199;

/// `GET …/user/register/{clientId}/{hetu}?requestId=`
pub(super) async fn register(
    State(mandates): State<Arc<Mandates>>,
    Path((client_id, national_id)): Path<(String, String)>,
    OriginalUri(target): OriginalUri,
    headers: HeaderMap,
) -> Response {
    if let Some(refusal) = mandates.refusal(&target, &headers).await {
        return refusal;
    }
    if client_id != mandates.client.client_id {
        return failure(StatusCode::UNAUTHORIZED, NOT_AUTHORIZED, "Unknown client");
    }
    if mandates.scene.faults.is_on(Fault::MandatesCallerForbidden) {
        return failure(StatusCode::FORBIDDEN, NOT_AUTHORIZED, "The checksum does not match the request");
    }
    if Fields::read(target.query().unwrap_or_default().as_bytes()).first("requestId").is_none() {
        return failure(StatusCode::BAD_REQUEST, MISSING_PARAMETER, "requestId is missing");
    }
    // Real people cannot be registered here: only codes of the artificial series.
    if mandates.scene.faults.is_on(Fault::MandatesRegisterForbidden) || People.identify(&national_id).is_err() {
        return failure(StatusCode::FORBIDDEN, USER_UNKNOWN, "The person cannot be registered");
    }
    let (session_id, user_id) = mandates.sessions.register(national_id, mandates.scene.clock.now());
    reply::json(StatusCode::OK, &mandates.with_extra_fields(json!({ "sessionId": session_id, "userId": user_id })))
}

/// `GET …/user/unregister/{sessionId}`: `true` once, then `false`.
pub(super) async fn unregister(
    State(mandates): State<Arc<Mandates>>,
    Path(session_id): Path<String>,
    OriginalUri(target): OriginalUri,
    headers: HeaderMap,
) -> Response {
    if let Some(refusal) = mandates.refusal(&target, &headers).await {
        return refusal;
    }
    reply::json(StatusCode::OK, &mandates.sessions.unregister(&session_id))
}

/// `POST /oauth/token`: the fields in the query or in a form body.
pub(super) async fn token(
    State(mandates): State<Arc<Mandates>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: String,
) -> Response {
    if let Some(outage) = mandates.outage().await {
        return outage;
    }
    let client = &mandates.client;
    let authorization = text(&headers, header::AUTHORIZATION.as_str());
    let is_unknown = mandates.scene.faults.is_on(Fault::MandatesClientUnknown);
    if is_unknown || !checksum::is_basic(authorization, &client.client_id, &client.oauth_password) {
        let mut refusal = reply::json(StatusCode::UNAUTHORIZED, &json!({ "error": "invalid_client" }));
        refusal
            .headers_mut()
            .insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"oauth2/client\""));
        return refusal;
    }
    let fields = Fields::read(query.unwrap_or_default().as_bytes()).and(Fields::read(body.as_bytes()));
    let refused = |error: &str, description: &str| {
        reply::json(StatusCode::BAD_REQUEST, &json!({ "error": error, "error_description": description }))
    };
    if fields.first("grant_type") != Some("authorization_code") {
        return refused("unsupported_grant_type", "grant_type must be authorization_code");
    }
    let (Some(code), Some(redirect_uri)) = (fields.first("code"), fields.first("redirect_uri")) else {
        return refused("invalid_request", "code or redirect_uri is missing");
    };
    if mandates.scene.faults.is_on(Fault::MandatesCodeUsed) {
        mandates.sessions.exchange(code, redirect_uri, mandates.scene.clock.now());
    }
    let Some(token) = mandates.sessions.exchange(code, redirect_uri, mandates.scene.clock.now()) else {
        return refused("invalid_grant", "Invalid authorization code or redirect address");
    };
    let answer = json!({
        "access_token": token, "token_type": "bearer", "refresh_token": crate::clock::random_secret(),
        "expires_in": TOKEN_SECONDS, "scope": "read write trust",
    });
    reply::json(StatusCode::OK, &mandates.with_extra_fields(answer))
}

/// `GET …/organizationRoles/{sessionId}?requestId=`
pub(super) async fn all_roles(
    State(mandates): State<Arc<Mandates>>,
    Path(session_id): Path<String>,
    OriginalUri(target): OriginalUri,
    headers: HeaderMap,
) -> Response {
    mandates.roles(&session_id, None, &target, &headers).await
}

/// `GET …/organizationRoles/{sessionId}/{organizationId}?requestId=`
pub(super) async fn roles_of_one(
    State(mandates): State<Arc<Mandates>>,
    Path((session_id, organization_id)): Path<(String, String)>,
    OriginalUri(target): OriginalUri,
    headers: HeaderMap,
) -> Response {
    mandates.roles(&session_id, Some(&organization_id), &target, &headers).await
}

impl Mandates {
    async fn roles(&self, session_id: &str, only: Option<&str>, target: &Uri, headers: &HeaderMap) -> Response {
        if let Some(refusal) = self.refusal(target, headers).await {
            return refusal;
        }
        if Fields::read(target.query().unwrap_or_default().as_bytes()).first("requestId").is_none() {
            return failure(StatusCode::BAD_REQUEST, MISSING_PARAMETER, "requestId is missing");
        }
        if self.sessions.is_without_choice(session_id) {
            return failure(StatusCode::BAD_REQUEST, NOT_AUTHORIZED, "No organisation has been chosen");
        }
        let token = text(headers, header::AUTHORIZATION.as_str()).strip_prefix("Bearer ").unwrap_or_default();
        let chosen = self.sessions.chosen(session_id, token, self.scene.clock.now());
        let faults = &self.scene.faults;
        let Some((national_id, chosen)) = chosen.filter(|_| !faults.is_on(Fault::MandatesExpired)) else {
            return reply::json(StatusCode::UNAUTHORIZED, &json!({ "error": "invalid_token" }));
        };
        if faults.is_on(Fault::MandatesMalformed) {
            return reply::malformed_json();
        }
        let mut grounds = self.grounds(&national_id);
        grounds.retain(|(organisation, _)| {
            let is_asked = only.is_none_or(|id| id == organisation.business_id);
            is_asked && chosen.iter().any(|id| id == organisation.business_id)
        });
        if faults.is_on(Fault::MandatesEmpty) {
            grounds.clear();
        }
        let rows = grounds.into_iter().map(|(organisation, roles)| {
            let roles = if faults.is_on(Fault::MandatesUnknownRoles) { vec!["XQZ".to_owned()] } else { roles };
            let identifier =
                if faults.is_on(Fault::MandatesForeign) { FOREIGN_IDENTIFIER } else { organisation.business_id };
            let name = if faults.is_on(Fault::MandatesNameless) { NAMELESS } else { organisation.name };
            self.with_extra_fields(json!({
                "name": name, "identifier": identifier,
                "complete": !faults.is_on(Fault::MandatesIncomplete), "roles": roles,
            }))
        });
        let mut rows: Vec<Value> = rows.collect();
        if faults.is_on(Fault::MandatesForeignBeside) {
            rows.push(self.with_extra_fields(json!({
                "name": "Hälsobolaget Exempel AB", "identifier": FOREIGN_IDENTIFIER, "complete": true, "roles": ["TJ"],
            })));
        }
        reply::json(StatusCode::OK, &rows)
    }

    /// What the checksum header or a fault has to say against a call between the servers.
    async fn refusal(&self, target: &Uri, headers: &HeaderMap) -> Option<Response> {
        if let Some(outage) = self.outage().await {
            return Some(outage);
        }
        let target = target.path_and_query().map_or("", |target| target.as_str());
        let client = (self.client.client_id.as_str(), self.client.api_key.as_str());
        let ahead = if self.scene.faults.is_on(Fault::MandatesClock) { 10 } else { 0 };
        let now = self.scene.clock.now() + SignedDuration::from_mins(ahead);
        let refused = checksum::verify(text(headers, CHECKSUM_HEADER), target, client, now).err()?;
        let message = match refused {
            Refused::Malformed => "X-AsiointivaltuudetAuthorization is malformed",
            Refused::UnknownClient => "Unknown client",
            Refused::TimestampOutsideTolerance => "The timestamp is more than five minutes off",
            Refused::WrongChecksum => "The checksum does not match the request",
        };
        Some(failure(StatusCode::UNAUTHORIZED, NOT_AUTHORIZED, message))
    }

    /// Waits or fails as the faults say, and fails in the words of the mandates library.
    pub(super) async fn outage(&self) -> Option<Response> {
        self.scene.linger(Fault::MandatesSlow).await;
        let is_down = self.scene.faults.is_on(Fault::MandatesDown);
        is_down.then(|| failure(StatusCode::SERVICE_UNAVAILABLE, NOT_AVAILABLE, "Service unavailable"))
    }

    fn with_extra_fields(&self, mut answer: Value) -> Value {
        if self.scene.faults.is_on(Fault::MandatesExtraFields) {
            answer["futureField"] = json!({ "nested": [1, "two", null] });
        }
        answer
    }
}

/// A failure in the words of the mandates library, which marks every answer that has a message.
fn failure(status: StatusCode, code: u16, message: &str) -> Response {
    let mut response = reply::json(status, &json!({ "errorMessage": message, "errorCode": code }));
    let name = HeaderName::from_static("x-rova-errormessage-included");
    response.headers_mut().insert(name, HeaderValue::from_static("true"));
    response
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
