//! What every imitated service needs on the wire: form fields, JSON, pages and redirects.

use askama::Template;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// The fields of a query or a form, in order; a name may repeat.
#[derive(Debug, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads `application/x-www-form-urlencoded` text; anything that is not UTF-8 becomes replacement characters.
    pub(crate) fn read(encoded: &[u8]) -> Self {
        Self(form_urlencoded::parse(encoded).into_owned().collect())
    }

    /// The fields of both; those of `self` win in [`Fields::first`].
    pub(crate) fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The first value of a field, if it is there and not empty.
    pub(crate) fn first(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(field, _)| field == name)?;
        Some(value.as_str()).filter(|value| !value.is_empty())
    }

    /// Every value of a field.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

/// The fields other than `lang`, encoded to stand before `lang=…` in a link to the page in another language.
pub(crate) fn language_query<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(fields.filter(|(name, _)| *name != "lang"));
    let query = query.finish();
    if query.is_empty() { query } else { query + "&" }
}

/// A JSON answer.
pub(crate) fn json(status: StatusCode, value: &impl Serialize) -> Response {
    let text = serde_json::to_string(value).expect("our own types have text keys");
    let mut response = (status, text).into_response();
    set(&mut response, header::CONTENT_TYPE, "application/json");
    set(&mut response, header::CACHE_CONTROL, "no-store");
    response
}

/// An answer that calls itself JSON but is cut off in the middle.
pub(crate) fn malformed_json() -> Response {
    let mut response = (StatusCode::OK, "[{\"name\":\"Kesken jää").into_response();
    set(&mut response, header::CONTENT_TYPE, "application/json");
    response
}

/// A page.
pub(crate) fn page(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(text) => {
            let mut response = (status, text).into_response();
            set(&mut response, header::CONTENT_TYPE, "text/html; charset=utf-8");
            set(&mut response, header::CACHE_CONTROL, "no-store");
            set(&mut response, header::REFERRER_POLICY, "same-origin");
            let policy = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'";
            set(&mut response, header::CONTENT_SECURITY_POLICY, policy);
            response
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// 303: go on with GET at the address.
pub(crate) fn go_to(address: &str) -> Response {
    redirect(StatusCode::SEE_OTHER, address)
}

/// A redirect with the status that the protocol at hand uses.
pub(crate) fn redirect(status: StatusCode, address: &str) -> Response {
    let Ok(location) = HeaderValue::from_str(address) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response.headers_mut().insert(header::LOCATION, location);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The address with query fields added; `None` when it is not an address.
pub(crate) fn address_with(address: &str, fields: &[(&str, &str)]) -> Option<String> {
    let mut url = url::Url::parse(address).ok()?;
    if fields.is_empty() {
        return Some(url.into());
    }
    url.query_pairs_mut().extend_pairs(fields);
    Some(url.into())
}

fn set(response: &mut Response, name: header::HeaderName, value: &'static str) {
    response.headers_mut().insert(name, HeaderValue::from_static(value));
}
