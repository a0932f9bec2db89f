//! Of two who save at once, or of two windows of one person: the second reads what was saved meanwhile beside what it typed.

use super::matter::Matter;
use super::pages::moment;
use crate::texts::Texts;
use crate::web::{Failure, FieldError, Visit};

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
