//! With which answers a question is asked: in words for people, and for the script of the page.

use crate::services::{QuestionDefinition, Service, StepDefinition, When};
use crate::texts::Texts;

/// The conditions of a question in words.
pub(super) fn condition_text(step: &StepDefinition, question: &QuestionDefinition, t: &Texts) -> Option<String> {
    let label = |when: &When, key: &str| {
        let asked = step.question(when.question)?;
        let choice = asked.kind.choices().and_then(|choices| choices.iter().find(|choice| choice.key == key));
        choice.map(|choice| (choice.label)(t)).or_else(|| Service::parse(key).map(|service| service.name(t)))
    };
    let one_of = |when: &When, keys: &[&str]| {
        let labels = keys.iter().filter_map(|key| label(when, key));
        labels.reduce(|before, next| t.applications_when_or(before, next))
    };
    let given = question.when.iter().filter_map(|when| one_of(when, when.is));
    let given = given.reduce(|before, next| t.applications_when_and(before, next)).map(|all| t.applications_when(all));
    let others = question.when.iter().filter_map(|when| one_of(when, when.not)).map(|not| t.applications_when_not(not));
    given.into_iter().chain(others).reduce(|before, next| format!("{before} {next}"))
}

/// The conditions of a question for the script that shows it with certain answers only.
pub(super) fn condition_code(question: &QuestionDefinition) -> String {
    let one = |when: &When| {
        let given = when.is.iter().map(|key| (*key).to_string());
        let answers: Vec<String> = given.chain(when.not.iter().map(|key| format!("!{key}"))).collect();
        format!("{}={}", when.question, answers.join(","))
    };
    question.when.iter().map(one).collect::<Vec<_>>().join("&")
}
