//! Answers: how they are kept, and how a posted form becomes answers. Whatever was typed is kept as long as it is
//! well-formed text; whether it is right is `validation`'s business.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use super::attaching;
use crate::kernel::{BusinessId, Oid, holds_typed_identity_code, read_date};
use crate::services::{Kind, Profile, QuestionDefinition, Role, StepDefinition};
use crate::web::Form;

/// The answers of one step, by question.
pub type StepAnswers = BTreeMap<String, Answer>;
/// The answers of a whole application, by step.
pub type AllAnswers = BTreeMap<String, StepAnswers>;

/// The longest text that is kept even when it is longer than its question allows, in characters.
const KEPT: usize = 10_000;
/// The most values of one question that are kept; an organisation has at most some hundreds of units.
const KEPT_VALUES: usize = 1_000;

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    Text(String),
    Many(Vec<String>),
    People(Vec<ContactPerson>),
}

/// A contact person; no identity code is asked for or kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactPerson {
    pub name: String,
    pub email: String,
    pub phone: String,
    /// Role keys of the catalogue.
    pub roles: Vec<String>,
}

impl ContactPerson {
    fn is_empty(&self) -> bool {
        self.name.is_empty() && self.email.is_empty() && self.phone.is_empty() && self.roles.is_empty()
    }
}

/// The text of an answer; empty when it was not given or is of another kind.
pub fn text<'a>(answers: &'a StepAnswers, question: &str) -> &'a str {
    match answers.get(question) {
        Some(Answer::Text(text)) => text,
        _ => "",
    }
}

/// The chosen values of an answer.
pub fn many<'a>(answers: &'a StepAnswers, question: &str) -> &'a [String] {
    match answers.get(question) {
        Some(Answer::Many(values)) => values,
        _ => &[],
    }
}

/// The persons of an answer.
pub fn people<'a>(answers: &'a StepAnswers, question: &str) -> &'a [ContactPerson] {
    match answers.get(question) {
        Some(Answer::People(people)) => people,
        _ => &[],
    }
}

/// Whether a question applies, given who is asked and the other answers of its step.
pub fn applies(question: &QuestionDefinition, profile: Profile, answers: &StepAnswers) -> bool {
    question.audience.includes(profile) && question.is_called_for(|other| text(answers, other))
}

/// Reads the answers kept in a row; a row that cannot be read is a mistake of ours.
///
/// # Errors
/// What is wrong with the JSON.
pub fn parse(row: &str) -> Result<StepAnswers, serde_json::Error> {
    serde_json::from_str(row)
}

/// The form kept in a row.
pub fn to_row(answers: &StepAnswers) -> String {
    serde_json::to_string(answers).unwrap_or_else(|_| "{}".to_string())
}

/// What a posted form held.
pub struct Posted {
    pub answers: StepAnswers,
    /// Ids of fields that held a personal identity code. The code was not kept.
    pub identity_codes: Vec<String>,
    /// Whether a field was longer than anything we keep.
    pub too_large: bool,
}

/// Reads the fields of one step.
pub fn read(step: &StepDefinition, form: &Form) -> Posted {
    let mut posted = Posted { answers: StepAnswers::new(), identity_codes: Vec::new(), too_large: false };
    for question in step.questions {
        let answer = match &question.kind {
            Kind::Units | Kind::UnitSubset { .. } => {
                Answer::Many(posted.values(form, question.key, |value| Oid::parse(value).is_some()))
            }
            Kind::Attachment { .. } => Answer::Many(posted.values(form, question.key, attaching::is_file)),
            Kind::People { most, roles } => Answer::People(posted.people(form, question.key, *most, roles)),
            Kind::Date { .. } => Answer::Text(date(&posted.line(form, question.key))),
            Kind::BusinessId => Answer::Text(BusinessId::written(&posted.line(form, question.key))),
            Kind::EInvoiceAddress => {
                let line = posted.line(form, question.key);
                Answer::Text(line.chars().filter(|letter| !letter.is_whitespace()).collect::<String>().to_uppercase())
            }
            _ => Answer::Text(posted.line(form, question.key)),
        };
        posted.answers.insert(question.key.to_string(), answer);
    }
    posted
}

impl Posted {
    /// One line of text without control characters; an identity code is not kept.
    fn line(&mut self, form: &Form, field: &str) -> String {
        let text: String =
            form.text(field).chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
        let text = text.trim();
        if text.chars().count() > KEPT {
            self.too_large = true;
            return String::new();
        }
        if holds_typed_identity_code(text) {
            self.identity_codes.push(field.to_string());
            return String::new();
        }
        text.to_string()
    }

    /// The chosen values; one that no page of ours offers is left out.
    fn values(&mut self, form: &Form, field: &str, is_offered: impl Fn(&str) -> bool) -> Vec<String> {
        let (mut values, mut seen) = (Vec::new(), HashSet::new());
        for value in form.all(field).filter(|value| is_offered(value)) {
            if values.len() >= KEPT_VALUES {
                self.too_large = true;
            } else if seen.insert(value) {
                values.push(value.to_string());
            }
        }
        values
    }

    /// The persons whose rows have anything in them; one row more than allowed is kept, so that the error can be shown.
    fn people(&mut self, form: &Form, field: &str, most: usize, roles: &[Role]) -> Vec<ContactPerson> {
        let mut people = Vec::new();
        for row in 0..=most {
            let name = |part: &str| format!("{field}-{row}-{part}");
            let person = ContactPerson {
                name: self.line(form, &name("name")),
                email: self.line(form, &name("email")),
                phone: self.line(form, &name("phone")),
                roles: self.values(form, &name("roles"), |value| roles.iter().any(|role| role.key == value)),
            };
            // A row whose only text was an identity code stays, so that its error has a place.
            if !person.is_empty() || self.identity_codes.iter().any(|id| id.starts_with(&name(""))) {
                people.push(person);
            }
        }
        people
    }
}

/// The fields of a form that would post these answers.
pub fn to_fields(step: &StepDefinition, answers: &StepAnswers) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    for question in step.questions {
        match answers.get(question.key) {
            Some(Answer::Text(text)) => fields.push((question.key.to_string(), text.clone())),
            Some(Answer::Many(values)) => {
                fields.extend(values.iter().map(|value| (question.key.to_string(), value.clone())));
            }
            Some(Answer::People(people)) => {
                for (row, person) in people.iter().enumerate() {
                    let mut add = |part: &str, text: &str| {
                        fields.push((format!("{}-{row}-{part}", question.key), text.to_string()));
                    };
                    add("name", &person.name);
                    add("email", &person.email);
                    add("phone", &person.phone);
                    person.roles.iter().for_each(|role| add("roles", role));
                }
            }
            None => {}
        }
    }
    fields
}

/// A date as rows keep it; what cannot be read stays as it was typed.
fn date(text: &str) -> String {
    read_date(text).map_or_else(|| text.to_string(), |date| date.to_string())
}
