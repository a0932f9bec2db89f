//! The page where an officer signs in, and signing out.

use std::sync::Arc;

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};

use super::{Directory, Grant, OFFICERS, Officer};
use crate::clock::random_secret;
use crate::faults::Fault;
use crate::page::{self, Language};
use crate::reply::{self, Fields};

/// The fields of a request that go along with the answer.
const CARRIED: [&str; 11] = [
    "client_id",
    "redirect_uri",
    "response_type",
    "scope",
    "state",
    "nonce",
    "code_challenge",
    "code_challenge_method",
    "prompt",
    "max_age",
    "lang",
];

#[derive(Template)]
#[template(path = "officers/sign_in.html")]
struct SignInPage {
    language: Language,
    hidden: Vec<(&'static str, String)>,
    language_query: String,
    officers: &'static [Officer],
    nobody_was_chosen: bool,
}

#[derive(Template)]
#[template(path = "officers/signed_out.html")]
struct SignedOutPage {
    language: Language,
}

/// `GET /officers/authorize`
pub(super) async fn show(State(directory): State<Arc<Directory>>, RawQuery(query): RawQuery) -> Response {
    if let Some(outage) = directory.scene.outage(Fault::OfficersDown) {
        return outage;
    }
    let fields = Fields::read(query.unwrap_or_default().as_bytes());
    match directory.check(&fields) {
        Ok(_) => sign_in_page(&fields, StatusCode::OK),
        Err(refusal) => *refusal,
    }
}

/// `POST /officers/authorize`: the form of the page.
pub(super) async fn answer(State(directory): State<Arc<Directory>>, body: String) -> Response {
    if let Some(outage) = directory.scene.outage(Fault::OfficersDown) {
        return outage;
    }
    let fields = Fields::read(body.as_bytes());
    let redirect_uri = match directory.check(&fields) {
        Ok(redirect_uri) => redirect_uri.to_owned(),
        Err(refusal) => return *refusal,
    };
    if fields.first("answer") != Some("continue") {
        let cancelled = [("error", "access_denied"), ("error_description", "The officer cancelled")];
        return directory.return_to(&redirect_uri, &fields, &cancelled);
    }
    let user = fields.first("user").unwrap_or_default().trim().to_lowercase();
    let Some(officer) = OFFICERS.iter().position(|officer| officer.user == user) else {
        return sign_in_page(&fields, StatusCode::UNPROCESSABLE_ENTITY);
    };
    let code = random_secret();
    let grant = Grant {
        officer,
        redirect_uri: redirect_uri.clone(),
        code_challenge: fields.first("code_challenge").unwrap_or_default().to_owned(),
        nonce: fields.first("nonce").map(str::to_owned),
        at: directory.scene.clock.now(),
    };
    directory.codes.lock().expect("no holder panics").insert(code.clone(), grant);
    directory.return_to(&redirect_uri, &fields, &[("code", &code)])
}

/// `GET` or `POST /officers/logout`: back to a registered address, else a page.
pub(super) async fn sign_out(
    State(directory): State<Arc<Directory>>,
    RawQuery(query): RawQuery,
    body: String,
) -> Response {
    if let Some(outage) = directory.scene.outage(Fault::OfficersDown) {
        return outage;
    }
    let fields = Fields::read(query.unwrap_or_default().as_bytes()).and(Fields::read(body.as_bytes()));
    let registered = &directory.client.post_logout_redirect_uris;
    let wanted = fields.first("post_logout_redirect_uri").filter(|uri| registered.iter().any(|known| known == uri));
    let state: Vec<(&str, &str)> = fields.first("state").map(|state| ("state", state)).into_iter().collect();
    match wanted.and_then(|uri| reply::address_with(uri, &state)) {
        Some(address) => reply::go_to(&address),
        None => reply::page(StatusCode::OK, &SignedOutPage { language: language(&fields) }),
    }
}

impl Directory {
    /// The return address of a request that may be answered. An unknown client or address gets a page, everything else
    /// returns to the client with an error.
    fn check<'a>(&self, fields: &'a Fields) -> Result<&'a str, Box<Response>> {
        let refusal = |texts| Box::new(page::error(StatusCode::BAD_REQUEST, language(fields), texts));
        if fields.first("client_id") != Some(&self.client.client_id) {
            return Err(refusal(["Tuntematon client_id.", "Okänt client_id.", "Unknown client_id."]));
        }
        let redirect_uri = fields.first("redirect_uri").unwrap_or_default();
        if !self.client.redirect_uris.iter().any(|known| known == redirect_uri) {
            return Err(refusal([
                "Paluuosoitetta (redirect_uri) ei ole rekisteröity.",
                "Returadressen (redirect_uri) är inte registrerad.",
                "The return address (redirect_uri) is not registered.",
            ]));
        }
        let challenge = fields.first("code_challenge").unwrap_or_default();
        let is_challenge = challenge.len() == 43
            && challenge.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        let scopes = fields.first("scope").unwrap_or_default();
        let error = if fields.first("response_type") != Some("code") {
            ("unsupported_response_type", "response_type must be code")
        } else if !scopes.split(' ').any(|scope| scope == "openid") {
            ("invalid_scope", "scope must hold openid")
        } else if fields.first("code_challenge_method") != Some("S256") || !is_challenge {
            ("invalid_request", "PKCE with S256 is required")
        } else if fields.first("prompt") == Some("none") {
            ("login_required", "The directory keeps no session")
        } else {
            return Ok(redirect_uri);
        };
        Err(Box::new(self.return_to(redirect_uri, fields, &[("error", error.0), ("error_description", error.1)])))
    }

    fn return_to(&self, redirect_uri: &str, request: &Fields, fields: &[(&str, &str)]) -> Response {
        let issuer = self.issuer();
        let mut fields = fields.to_vec();
        fields.extend(request.first("state").map(|state| ("state", state)));
        fields.push(("iss", &issuer));
        match reply::address_with(redirect_uri, &fields) {
            Some(address) => reply::redirect(StatusCode::FOUND, &address),
            None => StatusCode::BAD_REQUEST.into_response(),
        }
    }
}

fn sign_in_page(fields: &Fields, status: StatusCode) -> Response {
    let hidden: Vec<(&str, String)> =
        CARRIED.into_iter().filter_map(|name| fields.first(name).map(|value| (name, value.to_owned()))).collect();
    let language_query = reply::language_query(hidden.iter().map(|(name, value)| (*name, value.as_str())));
    let nobody_was_chosen = status != StatusCode::OK;
    let language = language(fields);
    reply::page(status, &SignInPage { language, hidden, language_query, officers: &OFFICERS, nobody_was_chosen })
}

/// The language of the page: `lang` of our own links, else the first known one of `ui_locales`.
fn language(fields: &Fields) -> Language {
    let mut wanted = fields.first("lang").into_iter().chain(fields.first("ui_locales").unwrap_or_default().split(' '));
    wanted.find_map(|code| Language::find(code.split('-').next().unwrap_or_default())).unwrap_or(Language::Fi)
}
