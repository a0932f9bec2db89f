//! The token and userinfo addresses.

use std::sync::Arc;

use aws_lc_rs::{constant_time, digest};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use super::keys::SigningKey;
use super::{Directory, Grant, OFFICERS, Officer};
use crate::clock::{random_id, random_secret};
use crate::faults::Fault;
use crate::reply::{self, Fields};

/// How the officers sign in, as the directory names it.
pub(super) const ACR: &str = "urn:simulators:officers:two-factor";

const CODE_SECONDS: i64 = 60;
const ID_TOKEN_SECONDS: i64 = 300;
const ACCESS_TOKEN_SECONDS: i64 = 600;

/// `POST /officers/token`
pub(super) async fn token(State(directory): State<Arc<Directory>>, headers: HeaderMap, body: String) -> Response {
    if let Some(outage) = directory.scene.outage(Fault::OfficersDown) {
        return outage;
    }
    let fields = Fields::read(body.as_bytes());
    if !directory.is_client(&headers, &fields) {
        let mut refusal = reply::json(StatusCode::UNAUTHORIZED, &json!({ "error": "invalid_client" }));
        refusal.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"officers\""));
        return refusal;
    }
    if fields.first("grant_type") != Some("authorization_code") {
        return refused("unsupported_grant_type", "grant_type must be authorization_code");
    }
    let Some(grant) = directory.exchange(&fields) else {
        return refused("invalid_grant", "The code, the return address or the verifier does not match");
    };
    let now = directory.scene.clock.now();
    let access_token = random_secret();
    directory.access_tokens.lock().expect("no holder panics").insert(access_token.clone(), (grant.officer, now));
    match directory.signed(&directory.claims(&grant)) {
        Ok(id_token) => reply::json(
            StatusCode::OK,
            &json!({ "access_token": access_token, "token_type": "Bearer", "expires_in": ACCESS_TOKEN_SECONDS,
                "scope": "openid profile email", "id_token": id_token }),
        ),
        Err(_) => reply::json(StatusCode::INTERNAL_SERVER_ERROR, &json!({ "error": "server_error" })),
    }
}

/// `GET` or `POST /officers/userinfo`
pub(super) async fn userinfo(State(directory): State<Arc<Directory>>, headers: HeaderMap) -> Response {
    if let Some(outage) = directory.scene.outage(Fault::OfficersDown) {
        return outage;
    }
    let token = authorization(&headers).strip_prefix("Bearer ").unwrap_or_default();
    let known = directory.access_tokens.lock().expect("no holder panics").get(token).copied();
    let now = directory.scene.clock.now().as_second();
    let living = known.filter(|(_, issued)| now - issued.as_second() <= ACCESS_TOKEN_SECONDS);
    if let Some((officer, _)) = living {
        return reply::json(StatusCode::OK, &OFFICERS[officer].claims());
    }
    let mut refusal = reply::json(StatusCode::UNAUTHORIZED, &json!({ "error": "invalid_token" }));
    let challenge = HeaderValue::from_static("Bearer error=\"invalid_token\"");
    refusal.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    refusal
}

impl Directory {
    /// Whether the client shows its secret, in the header (form-encoded first, RFC 6749 §2.3.1) or in the body.
    fn is_client(&self, headers: &HeaderMap, fields: &Fields) -> bool {
        let from_header = authorization(headers)
            .strip_prefix("Basic ")
            .and_then(|encoded| STANDARD.decode(encoded).ok())
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .and_then(|pair| pair.split_once(':').map(|(id, secret)| (form_decoded(id), form_decoded(secret))));
        let from_body =
            fields.first("client_id").map(str::to_owned).zip(fields.first("client_secret").map(str::to_owned));
        let Some((id, secret)) = from_header.or(from_body) else {
            return false;
        };
        let is_secret =
            constant_time::verify_slices_are_equal(secret.as_bytes(), self.client.client_secret.as_bytes()).is_ok();
        id == self.client.client_id && is_secret
    }

    /// Takes the code away and answers its grant when everything matches; a code is spent by the first try.
    fn exchange(&self, fields: &Fields) -> Option<Grant> {
        let grant = self.codes.lock().expect("no holder panics").remove(fields.first("code")?)?;
        let verifier = fields.first("code_verifier").unwrap_or_default();
        let challenge = URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, verifier.as_bytes()));
        let is_timely = self.scene.clock.now().as_second() - grant.at.as_second() <= CODE_SECONDS;
        let is_same_place = fields.first("redirect_uri") == Some(&grant.redirect_uri);
        (is_timely && is_same_place && challenge == grant.code_challenge).then_some(grant)
    }

    /// The claims, signed with the published key or with one that only says so.
    fn signed(&self, claims: &Value) -> anyhow::Result<String> {
        if self.scene.faults.is_on(Fault::OfficersOtherKey) {
            return SigningKey::generate().posing_as(&self.key).sign(claims);
        }
        self.key.sign(claims)
    }

    fn claims(&self, grant: &Grant) -> Value {
        let now = self.scene.clock.now().as_second();
        let mut claims = OFFICERS[grant.officer].claims();
        let own = json!({
            "iss": self.issuer(), "aud": self.client.client_id, "iat": now, "exp": now + ID_TOKEN_SECONDS,
            "auth_time": grant.at.as_second(), "acr": ACR, "amr": ["pwd", "otp"], "sid": random_id(),
        });
        for (name, value) in own.as_object().into_iter().flatten() {
            claims[name] = value.clone();
        }
        if self.scene.faults.is_on(Fault::OfficersIdentifiedBefore) {
            claims["auth_time"] = json!(grant.at.as_second() - 24 * 3_600);
        }
        if self.scene.faults.is_on(Fault::OfficersSilentOfTime) {
            claims["auth_time"] = Value::Null;
        }
        if let Some(nonce) = &grant.nonce {
            claims["nonce"] = json!(nonce);
        }
        claims
    }
}

impl Officer {
    fn claims(&self) -> Value {
        let address = format!("{}.{}", self.given_name, self.family_name).to_lowercase().replace('ä', "a");
        json!({
            "sub": self.subject, "name": format!("{} {}", self.given_name, self.family_name),
            "given_name": self.given_name, "family_name": self.family_name, "preferred_username": self.user,
            "email": format!("{address}@operaattori.example"), "email_verified": true,
            "groups": self.groups, "roles": self.groups,
        })
    }
}

fn refused(error: &str, description: &str) -> Response {
    reply::json(StatusCode::BAD_REQUEST, &json!({ "error": error, "error_description": description }))
}

fn authorization(headers: &HeaderMap) -> &str {
    headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn form_decoded(text: &str) -> String {
    // One field without "=" is read as a name with an empty value.
    form_urlencoded::parse(text.as_bytes()).next().map(|(name, _)| name.into_owned()).unwrap_or_default()
}
