//! What a page of a step posts besides plain answers: removed persons, and units in few bytes, all of them ticked by one
//! button, or those kept that a narrowed list does not show.

use std::collections::HashMap;

use crate::applications::answers::{self, Posted};
use crate::applications::facts::gather;
use crate::kernel::BusinessId;
use crate::services::{AskedForm, Kind, StepDefinition};
use crate::web::{Failure, Form, Visit};

/// The longest text by which a list is narrowed, in characters.
const FILTER_LENGTH: usize = 100;

/// Reads the posted fields of a step as answers.
pub(super) async fn read(
    visit: &Visit,
    applicant: &BusinessId,
    form: AskedForm,
    step: &'static StepDefinition,
    posted: &Form,
) -> Result<Posted, Failure> {
    let pressed = posted.text("answer");
    let has_units = step.questions.iter().any(|question| is_unit_question(step, question.key));
    if !has_units && !pressed.starts_with("remove-") {
        return Ok(answers::read(step, posted));
    }
    let all = pressed.strip_prefix("all-");
    let offered: Vec<String> = match all.and_then(|key| step.question(key)).map(|question| &question.kind) {
        Some(Kind::Units) => {
            let gathered = gather(visit, applicant, form, std::iter::once(step)).await?;
            let today = gathered.facts.today;
            let units = gathered.facts.organisation.into_iter().flat_map(|organisation| organisation.units);
            units.filter(|unit| !unit.is_over(today)).map(|unit| unit.oid).collect()
        }
        Some(Kind::UnitSubset { of: Some(of) }) => full(posted, of, applicant),
        Some(Kind::UnitSubset { of: None }) => {
            let gathered = gather(visit, applicant, form, std::iter::once(step)).await?;
            gathered.facts.in_use.into_iter().map(|(_, unit)| unit).collect()
        }
        _ => Vec::new(),
    };
    let file = pressed.strip_prefix("remove-file-");
    let removed = pressed.strip_prefix("remove-").map(|row| format!("{row}-"));
    let mut pairs: Vec<(String, String)> = Vec::new();
    for (name, value) in posted.pairs().filter(|(name, _)| removed.as_ref().is_none_or(|row| !name.starts_with(row))) {
        if !is_unit_question(step, name) && file != Some(value) {
            pairs.push((name.to_string(), value.to_string()));
        }
    }
    for question in step.questions.iter().filter(|question| is_unit_question(step, question.key)) {
        let units = if all == Some(question.key) && !offered.is_empty() {
            offered.clone()
        } else if pressed.strip_prefix("none-") == Some(question.key) {
            Vec::new()
        } else {
            full(posted, question.key, applicant)
        };
        pairs.extend(units.into_iter().map(|unit| (question.key.to_string(), unit)));
    }
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    Ok(answers::read(step, &Form::read(body.as_bytes())))
}

fn is_unit_question(step: &StepDefinition, name: &str) -> bool {
    step.question(name).is_some_and(|question| matches!(question.kind, Kind::Units | Kind::UnitSubset { .. }))
}

/// The units of a question as whole identifiers, those included that the list did not show.
fn full(posted: &Form, question: &str, applicant: &BusinessId) -> Vec<String> {
    let arc = applicant.unit_arc();
    let kept = posted.text(&format!("{question}-kept")).split_whitespace();
    let whole = |value: &str| value.strip_prefix('.').map_or_else(|| value.to_string(), |last| format!("{arc}{last}"));
    posted.all(question).chain(kept).map(whole).collect()
}

/// What lists are narrowed by, by question, from an address.
pub(super) fn filters(query: &HashMap<String, String>) -> HashMap<String, String> {
    let typed = query.iter().filter_map(|(name, text)| Some((name.strip_prefix("filter-")?, text)));
    typed.map(|(key, text)| (key.to_string(), text.trim().chars().take(FILTER_LENGTH).collect())).collect()
}

/// The rest of the address after a button that narrows a list, or ticks or clears all of it.
pub(super) fn filter_query(posted: &Form) -> Option<String> {
    let pressed = posted.text("answer");
    let key = ["narrow-", "all-", "none-"].into_iter().find_map(|word| pressed.strip_prefix(word))?;
    if !pressed.starts_with("narrow-") {
        return Some(format!("#{key}"));
    }
    let typed = posted.pairs().filter(|(name, text)| name.starts_with("filter-") && !text.is_empty());
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(typed).finish();
    Some(format!("?{query}#{key}"))
}
