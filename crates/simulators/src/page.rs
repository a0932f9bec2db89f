//! The frame of the pages: language of the screen, the style sheet and a page that says what went wrong.

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use crate::reply;

pub(crate) use crate::people::Language;

impl Language {
    /// The language of the field `lang`, else Finnish.
    pub(crate) fn of(fields: &reply::Fields) -> Language {
        fields.first("lang").and_then(Language::find).unwrap_or(Language::Fi)
    }

    /// One of three texts.
    pub(crate) fn pick<'a>(self, fi: &'a str, sv: &'a str, en: &'a str) -> &'a str {
        match self {
            Language::Fi => fi,
            Language::Sv => sv,
            Language::En => en,
        }
    }

    /// The name of the language in itself.
    pub(crate) fn own_name(self) -> &'static str {
        self.pick("Suomeksi", "På svenska", "In English")
    }
}

/// A page that says what went wrong where the browser cannot be sent anywhere.
#[derive(Template)]
#[template(path = "pages/error.html")]
struct ErrorPage<'a> {
    language: Language,
    message: &'a str,
}

/// Answers with a page that says what went wrong: Finnish, Swedish, English.
pub(crate) fn error(status: StatusCode, language: Language, [fi, sv, en]: [&str; 3]) -> Response {
    reply::page(status, &ErrorPage { language, message: language.pick(fi, sv, en) })
}

/// `GET /style.css`
pub(crate) async fn style() -> Response {
    let mut response = include_str!("pages/style.css").into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8"));
    response
}
