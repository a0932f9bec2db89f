//! The question before an officer gives an answer that is final and that the parties are told of.

use axum::http::StatusCode;
use axum::response::Response;

use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, Visit, page};

/// The word of the button that leads back to the case with what was typed.
const BACK: &str = "back";

/// What is asked once more.
pub struct Sure {
    pub title: String,
    pub lead: String,
    /// Where the answer was posted to, and is again.
    pub address: String,
    /// What the answer is about, each with its name.
    pub facts: Vec<(String, String)>,
    pub version: i64,
    /// What was typed, by the names of its fields.
    pub kept: Vec<(&'static str, String)>,
    /// The answer, as the button of the case posts it.
    pub answer: &'static str,
    pub button: String,
    /// What leads back and does nothing.
    pub keep: String,
}

#[derive(askama::Template)]
#[template(path = "matters/sure.html")]
struct SurePage {
    chrome: Chrome,
    t: &'static Texts,
    sure: Sure,
    back: &'static str,
}

/// Asks it.
pub fn sure_page(visit: &Visit, sure: Sure) -> Result<Response, Failure> {
    let template = SurePage { chrome: visit.chrome(sure.title.clone()), t: visit.texts(), sure, back: BACK };
    page(StatusCode::OK, &template)
}

/// Whether an officer has said that the answer is meant.
pub fn is_sure(form: &Form) -> bool {
    form.text("sure") == "yes"
}

/// Whether an officer went back from the question.
pub fn is_back(form: &Form) -> bool {
    form.text("answer") == BACK
}
