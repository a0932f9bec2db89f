//! A form that was sent after its session had ended: shown to be sent again, so that no text is lost, with or without scripts.

use axum::http::StatusCode;
use axum::response::Response;

use super::pages::with_return;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, Visit, page};

/// Fields that our pages fill in: a form with nothing else holds no text that could be lost.
const OURS: [&str; 3] = ["version", "form", "return"];

#[derive(askama::Template)]
#[template(path = "sign_in/kept.html")]
struct KeptPage {
    chrome: Chrome,
    t: &'static Texts,
    address: String,
    sign_in: String,
    fields: Vec<(String, String)>,
    /// What was written, to be read or copied.
    written: Vec<String>,
}

/// The page with what was sent; `None` when there was nothing that somebody could have written.
pub fn kept_page(visit: &Visit, address: &str, officer: bool, form: &Form) -> Option<Result<Response, Failure>> {
    let is_written = |name: &str, value: &str| !value.is_empty() && !OURS.contains(&name);
    if !form.pairs().any(|(name, value)| is_written(name, value)) {
        return None;
    }
    let t = visit.texts();
    let door = if officer { "/desk/sign-in" } else { "/sign-in" };
    let written = form.pairs().filter(|(name, value)| is_written(name, value) && value.contains(char::is_whitespace));
    let kept = KeptPage {
        chrome: visit.chrome(t.sign_in_kept_title()),
        t,
        address: address.to_string(),
        sign_in: with_return(door, &visit.path),
        written: written.map(|(_, value)| value.to_string()).collect(),
        fields: form.pairs().map(|(name, value)| (name.to_string(), value.to_string())).collect(),
    };
    Some(page(StatusCode::FORBIDDEN, &kept))
}
