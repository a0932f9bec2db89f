//! Of two who save at once, or of two windows of one person: the second reads what was saved meanwhile beside what it typed;
//! and who saves what was removed meanwhile reads that, with what it typed.

use axum::http::StatusCode;
use axum::response::Response;

use super::matter::Matter;
use super::pages::{base, moment};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Visit, page};

/// What was saved meanwhile, for the page of the form.
pub struct Clash {
    /// Who saved it and when.
    pub by: String,
    /// The answers of the page as they are saved now.
    pub answers: Vec<(String, String)>,
    /// Whether the same person did it in another window.
    is_own: bool,
}

impl Clash {
    /// Of a row as it is now; `answers` are those of the page that it keeps.
    pub fn of<M: Matter>(visit: &Visit, row: &M, answers: Vec<(String, String)>) -> Result<Self, Failure> {
        let (t, head) = (visit.texts(), row.head());
        let (is_own, at) = (head.saved_by == visit.session()?.name, moment(visit, head.saved_at));
        let by = if is_own { t.matters_clash_own(at) } else { t.matters_clash_by(head.saved_by.as_str(), at) };
        Ok(Self { by, answers, is_own })
    }

    /// The problem at the head of the page; `of_others` is said when it was somebody else.
    pub fn problem(&self, of_others: String, t: &Texts) -> FieldError {
        let text = if self.is_own { t.matters_clash_problem_own() } else { of_others };
        FieldError { field: "form".to_string(), text }
    }
}

#[derive(askama::Template)]
#[template(path = "matters/gone.html")]
struct GonePage {
    chrome: Chrome,
    t: &'static Texts,
    back: String,
    list: String,
    typed: Vec<(String, String)>,
}

/// Tells that a draft was removed meanwhile; `list` is the title of the list to which it leads back.
pub fn gone_page<M: Matter>(visit: &Visit, list: String, typed: Vec<(String, String)>) -> Result<Response, Failure> {
    let t = visit.texts();
    let template = GonePage { chrome: visit.chrome(t.matters_gone_title()), t, back: base::<M>(visit)?, list, typed };
    page(StatusCode::CONFLICT, &template)
}
