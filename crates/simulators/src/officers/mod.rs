//! The operator directory: a provider of `OpenID` Connect for the officers, under `/officers`.
//!
//! Authorization code with PKCE (S256, always asked for), id tokens signed with RS256 by a key made anew in each run.
//! Every sign-in asks anew: the directory keeps no session of its own, so signing out has nothing to end but the page, and
//! whatever `max_age` a client sends is kept; `auth_time` tells when it asked.

mod keys;
mod sign_in;
#[cfg(test)]
mod tests;
mod tokens;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use jiff::Timestamp;
use serde_json::json;

use crate::config::OfficersConfig;
use crate::faults::Fault;
use crate::reply;
use crate::scene::Scene;
use keys::SigningKey;

/// An officer of the operator.
pub(crate) struct Officer {
    /// What is typed in the field `user`.
    pub(crate) user: &'static str,
    subject: &'static str,
    pub(crate) given_name: &'static str,
    pub(crate) family_name: &'static str,
    /// Groups of the directory, which say what the officer may do.
    pub(crate) groups: &'static [&'static str],
}

/// The officers of the demo operator.
pub(crate) const OFFICERS: [Officer; 2] = [
    Officer {
        user: "vilma",
        subject: "7b0c9c1e-4d55-4a55-8a86-3f1d5a3f0a12",
        given_name: "Vilma",
        family_name: "Virkanen",
        groups: &["officer"],
    },
    Officer {
        user: "joona",
        subject: "e3c1f5a0-96c1-4f0e-b0f5-2f5f6a0a0b13",
        given_name: "Joona",
        family_name: "Välimerkki",
        groups: &["officer", "approver"],
    },
];

/// The imitated directory.
pub(crate) struct Directory {
    scene: Arc<Scene>,
    client: OfficersConfig,
    /// Made when first asked for.
    key: LazyLock<SigningKey>,
    codes: Mutex<HashMap<String, Grant>>,
    access_tokens: Mutex<HashMap<String, (usize, Timestamp)>>,
}

/// What a code stands for until it is exchanged.
struct Grant {
    /// Index of the officer.
    officer: usize,
    redirect_uri: String,
    code_challenge: String,
    nonce: Option<String>,
    /// When the officer signed in, which is when the code was issued.
    at: Timestamp,
}

impl Directory {
    /// A directory with a key of its own.
    pub(crate) fn new(scene: Arc<Scene>, client: OfficersConfig) -> Arc<Self> {
        Arc::new(Self {
            scene,
            client,
            key: LazyLock::new(SigningKey::generate),
            codes: Mutex::default(),
            access_tokens: Mutex::default(),
        })
    }

    fn issuer(&self) -> String {
        format!("{}/officers", self.scene.base_url)
    }
}

/// The addresses of the directory.
pub(crate) fn routes(directory: Arc<Directory>) -> Router {
    Router::new()
        .route("/officers/.well-known/openid-configuration", get(discovery))
        .route("/officers/jwks", get(jwks))
        .route("/officers/authorize", get(sign_in::show).post(sign_in::answer))
        .route("/officers/token", post(tokens::token))
        .route("/officers/userinfo", get(tokens::userinfo).post(tokens::userinfo))
        .route("/officers/logout", get(sign_in::sign_out).post(sign_in::sign_out))
        .with_state(directory)
}

async fn discovery(State(directory): State<Arc<Directory>>) -> Response {
    if let Some(outage) = directory.scene.outage(Fault::OfficersDown) {
        return outage;
    }
    let issuer = directory.issuer();
    let document = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "userinfo_endpoint": format!("{issuer}/userinfo"),
        "jwks_uri": format!("{issuer}/jwks"),
        "end_session_endpoint": format!("{issuer}/logout"),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "scopes_supported": ["openid", "profile", "email"],
        "claims_supported": ["sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "acr", "amr", "name", "given_name",
            "family_name", "preferred_username", "email", "groups", "roles"],
        "acr_values_supported": [tokens::ACR],
        "ui_locales_supported": ["fi", "sv", "en"],
        "authorization_response_iss_parameter_supported": true,
    });
    reply::json(StatusCode::OK, &document)
}

async fn jwks(State(directory): State<Arc<Directory>>) -> Response {
    if let Some(outage) = directory.scene.outage(Fault::OfficersDown) {
        return outage;
    }
    reply::json(StatusCode::OK, &json!({ "keys": [directory.key.public()] }))
}
