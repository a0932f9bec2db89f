//! A form that was sent after its session had ended: shown to be sent again, so that no text is lost, with or without scripts.

use axum::http::StatusCode;
use axum::response::Response;

use super::pages::with_return;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, KEPT_FILE, Upload, Visit, page};

/// Fields that our pages fill in: a form with nothing else holds no text that could be lost.
const OURS: [&str; 3] = ["version", "form", "return"];
/// How many bytes of files the page holds at most; what goes beyond is named, and chosen again.
const FILES_LIMIT: usize = 5 * 1024 * 1024;

#[derive(askama::Template)]
#[template(path = "sign_in/kept.html")]
struct KeptPage {
    chrome: Chrome,
    t: &'static Texts,
    address: String,
    sign_in: String,
    /// Whether it was an officer, who acts for no organisation.
    officer: bool,
    fields: Vec<(String, String)>,
    /// Whether the form has files: then it is sent in the form of an upload.
    has_files: bool,
    /// The names of the files that the page holds, and of those that are too large for it.
    files: Vec<String>,
    lost: Vec<String>,
    /// What was written, to be read or copied.
    written: Vec<String>,
}

/// The page with what was sent; `None` when there was nothing that somebody could have written.
pub fn kept_page(visit: &Visit, address: &str, officer: bool, upload: &Upload) -> Option<Result<Response, Failure>> {
    let form = &upload.form;
    let is_written = |name: &str, value: &str| !value.is_empty() && !OURS.contains(&name);
    if upload.files.is_empty() && !form.pairs().any(|(name, value)| is_written(name, value)) {
        return None;
    }
    let (mut fields, mut files, mut lost, mut held) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for file in &upload.files {
        if file.is_cut || held + file.content.len() > FILES_LIMIT {
            lost.push(file.name.clone());
        } else {
            held += file.content.len();
            files.push(file.name.clone());
            fields.push((KEPT_FILE.to_string(), file.as_kept()));
        }
    }
    let t = visit.texts();
    let door = if officer { "/desk/sign-in" } else { "/sign-in" };
    let written = form.pairs().filter(|(name, value)| is_written(name, value) && value.contains(char::is_whitespace));
    let kept = KeptPage {
        chrome: visit.chrome(t.sign_in_kept_title()),
        t,
        address: address.to_string(),
        sign_in: with_return(door, &visit.path),
        officer,
        written: written.map(|(_, value)| value.to_string()).collect(),
        has_files: !upload.files.is_empty(),
        files,
        lost,
        fields: form.pairs().map(|(name, value)| (name.to_string(), value.to_string())).chain(fields).collect(),
    };
    Some(page(StatusCode::FORBIDDEN, &kept))
}
