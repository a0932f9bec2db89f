//! Supplement requests from the customer's side: which fields are open, and how an answer joins what was there.

use std::collections::BTreeMap;

use db::Read;

use super::Supplement;
use super::answers::{AllAnswers, StepAnswers, applies, many};
use super::store_turns::{self, SupplementItemRow};
use super::validation::{Fault, Problem};
use crate::kernel::{ApplicationId, Instant};
use crate::services::{AskedForm, Kind, QuestionDefinition, StepDefinition};
use crate::web::Failure;

/// The requests of an application, oldest first.
pub(super) async fn list(read: &mut Read, id: &ApplicationId) -> Result<Vec<Supplement>, Failure> {
    Ok(gathered(store_turns::list_supplement_items(read, id).await?))
}

fn gathered(rows: Vec<SupplementItemRow>) -> Vec<Supplement> {
    let mut supplements: Vec<Supplement> = Vec::new();
    for row in rows {
        if supplements.last().is_none_or(|last| last.id != row.id) {
            supplements.push(Supplement {
                id: row.id,
                items: Vec::new(),
                message: row.message,
                deadline: row.deadline,
                asked_at: Instant::from_milliseconds(row.asked_at),
                answered_at: row.answered_at.map(Instant::from_milliseconds),
                recalled_at: row.recalled_at.map(Instant::from_milliseconds),
                answered_by: row.answered_by_name,
                answer: row.answer,
                suggested: BTreeMap::new(),
            });
        }
        if let Some(last) = supplements.last_mut() {
            if let Some(suggested) = row.suggested {
                last.suggested.insert(row.field.clone(), suggested);
            }
            last.items.push((row.field, row.asked));
        }
    }
    supplements
}

/// The fields of the open request.
pub(super) async fn open_fields(read: &mut Read, id: &ApplicationId) -> Result<Vec<String>, Failure> {
    Ok(open_items(read, id).await?.into_iter().map(|item| item.field).collect())
}

/// A field of the open request.
pub(super) struct OpenItem {
    /// `step.question`.
    pub field: String,
    pub asked: String,
    /// The value that the officer suggests.
    pub suggested: Option<String>,
}

/// The fields of the open request with what is asked of each.
pub(super) async fn open_items(read: &mut Read, id: &ApplicationId) -> Result<Vec<OpenItem>, Failure> {
    let rows = store_turns::list_supplement_items(read, id).await?;
    let item = |row: SupplementItemRow| OpenItem { field: row.field, asked: row.asked, suggested: row.suggested };
    Ok(rows.into_iter().filter(|row| row.answered_at.is_none()).map(item).collect())
}

/// Whether a question is open: asked about, or dependent on one of its step that is.
pub(super) fn is_open(step: &StepDefinition, question: &QuestionDefinition, asked: &[String]) -> bool {
    let is_asked = |key: &str| asked.iter().any(|field| field.split_once('.') == Some((step.key, key)));
    is_asked(question.key)
        || question.when.iter().any(|when| is_asked(when.question))
        || matches!(question.kind, Kind::UnitSubset { of: Some(of) } if is_asked(of))
}

/// Documents that were asked for and are still missing: who asks for one gets it, though the form does not demand it.
pub(super) fn missing_documents(form: AskedForm, asked: &[String], answers: &AllAnswers) -> Vec<Problem> {
    let none = StepAnswers::new();
    let fields = asked.iter().filter_map(|field| form.question(field));
    let missing = fields.filter(|(step, question)| {
        let of_step = answers.get(step.key).unwrap_or(&none);
        let is_asked = question.optional && applies(question, form.profile, of_step);
        is_asked && matches!(question.kind, Kind::Attachment { .. }) && many(of_step, question.key).is_empty()
    });
    let problem = |(step, question): (&'static StepDefinition, &'static QuestionDefinition)| Problem {
        step: step.key,
        question: question.key,
        field: question.key.to_string(),
        fault: Fault::FileMissing,
    };
    missing.map(problem).collect()
}

/// The answers of a step in which only the open questions take what was posted.
pub(super) fn merged(
    step: &StepDefinition,
    asked: &[String],
    stored: &StepAnswers,
    posted: &StepAnswers,
) -> StepAnswers {
    let mut answers = stored.clone();
    for question in step.questions.iter().filter(|question| is_open(step, question, asked)) {
        if let Some(answer) = posted.get(question.key) {
            answers.insert(question.key.to_string(), answer.clone());
        }
    }
    answers
}
