//! Posted forms: read once with a limit, asked by field name, shown again with what was typed when something is wrong.

use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::header;
use http_body_util::{BodyExt as _, Limited};

use super::{App, Failure};

/// The largest body we read: an encoded identification response is the largest thing that browsers post to us.
const BODY_LIMIT: usize = 512 * 1024;
/// The most fields in one form.
const FIELD_LIMIT: usize = 2_000;

/// The fields of a posted form in the order in which they came.
#[derive(Clone, Debug, Default)]
pub struct Form(Vec<(String, String)>);

impl Form {
    /// Reads `application/x-www-form-urlencoded` text.
    pub fn read(text: &[u8]) -> Self {
        Self(form_urlencoded::parse(text).map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
    }

    /// The first value of a field, trimmed; `None` when it was not sent.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(found, _)| found == name).map(|(_, value)| value.trim())
    }

    /// The first value of a field, trimmed; empty when it was not sent.
    pub fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default()
    }

    /// Every value of a field that may repeat.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(found, _)| found == name).map(|(_, value)| value.trim())
    }

    /// Every field, in order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl FromRequest<App> for Form {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &App) -> Result<Self, Failure> {
        let media =
            request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if !media.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/x-www-form-urlencoded")
        {
            return Err(Failure::Malformed("the body is not a form"));
        }
        let bytes = read_limited(request.into_body()).await?;
        let form = Self::read(&bytes);
        if form.0.len() > FIELD_LIMIT {
            return Err(Failure::Malformed("the form has too many fields"));
        }
        if form.0.iter().any(|(name, value)| name.contains('\0') || value.contains('\0')) {
            return Err(Failure::Malformed("the form has a null character"));
        }
        Ok(form)
    }
}

async fn read_limited(body: Body) -> Result<Vec<u8>, Failure> {
    match Limited::new(body, BODY_LIMIT).collect().await {
        Ok(collected) => Ok(collected.to_bytes().to_vec()),
        Err(problem) if problem.is::<http_body_util::LengthLimitError>() => Err(Failure::TooLarge),
        Err(_) => Err(Failure::Malformed("the body was cut off")),
    }
}

/// An error at one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The id of the field on the page, to which the summary links.
    pub field: String,
    /// What is wrong and how to mend it, in the user's language.
    pub text: String,
}

/// A field as the page macros show it: value and error.
#[derive(Clone, Debug, Default)]
pub struct Input {
    pub name: String,
    pub value: String,
    pub error: Option<String>,
}
