//! Values that an officer suggests for asked fields: which fields take one, whether a suggested value is right, and how
//! the customer accepts it.

use std::collections::BTreeMap;

use super::answers::{self, Answer, StepAnswers};
use super::attaching::Incoming;
use super::content::Content;
use super::drafting::{self, SaveRequest, Saved};
use super::facts::{Gathered, gather};
use super::shown::{self, fault_text};
use super::submitting::{form_of, load};
use super::validation::{check_step, suits};
use super::{Case, store, store_turns};
use crate::kernel::ApplicationId;
use crate::services::{Kind, QuestionDefinition, StepDefinition, operators};
use crate::texts::Texts;
use crate::web::{Failure, Form, Visit};

/// How an officer gives a value: typed, or chosen from these (value, words).
#[derive(Clone, Debug)]
pub enum Suggestible {
    Typed,
    Chosen(Vec<(String, String)>),
}

/// What an officer suggests: field to value, in the form in which answers are kept.
pub type Suggestions = BTreeMap<String, String>;

async fn content_of(visit: &Visit, case: &Case) -> Result<Content, Failure> {
    let frozen = store_turns::find_content(&mut visit.app.db.read().await?, &case.id).await?;
    Content::parse(&frozen.ok_or(Failure::NotFound)?).map_err(Failure::internal)
}

async fn frozen(visit: &Visit, case: &Case) -> Result<(Content, Gathered), Failure> {
    let content = content_of(visit, case).await?;
    let form = content.form().ok_or_else(|| Failure::internal("the form of a case is not in the catalogue"))?;
    let gathered = gather(visit, &case.organisation, form, form.steps()).await?;
    Ok((content, gathered))
}

/// The fields of a case for which a value can be suggested: those with one text or one choice as their answer.
///
/// # Errors
/// What the database says.
pub async fn list_suggestible(visit: &Visit, case: &Case, t: &Texts) -> Result<BTreeMap<String, Suggestible>, Failure> {
    let (content, gathered) = frozen(visit, case).await?;
    let mut found = BTreeMap::new();
    for (step, question) in content.form().into_iter().flat_map(crate::services::AskedForm::questions) {
        if let Some(suggestible) = suggestible(question, &gathered, t) {
            found.insert(format!("{}.{}", step.key, question.key), suggestible);
        }
    }
    Ok(found)
}

fn suggestible(question: &QuestionDefinition, gathered: &Gathered, t: &Texts) -> Option<Suggestible> {
    let facts = &gathered.facts;
    Some(match &question.kind {
        Kind::Text { .. }
        | Kind::Email
        | Kind::Date { .. }
        | Kind::BusinessId
        | Kind::PostCode
        | Kind::EInvoiceAddress => Suggestible::Typed,
        Kind::Choice(choices) | Kind::JoiningModel { choices, .. } => {
            Suggestible::Chosen(choices.iter().map(|choice| (choice.key.to_string(), (choice.label)(t))).collect())
        }
        Kind::RunningService => Suggestible::Chosen(
            facts.running.iter().map(|service| (service.code().to_string(), service.name(t))).collect(),
        ),
        Kind::OperatorCode => Suggestible::Chosen(
            operators(facts.production).map(|found| (found.code.to_string(), found.name.to_string())).collect(),
        ),
        Kind::System(kinds) => {
            let fitting = facts.systems.iter().filter(|found| suits(found, kinds, facts.profile));
            let named = fitting.map(|found| (found.id.clone(), format!("{} {}", found.name, found.version)));
            Suggestible::Chosen(named.collect())
        }
        Kind::AccessPoint => Suggestible::Chosen(
            facts.access_points.iter().map(|found| (found.oid.clone(), found.name.clone())).collect(),
        ),
        _ => return None,
    })
}

/// Reads suggested values as typed, by field; a wrong one is told in the officer's language, at its field.
///
/// # Errors
/// What the database says.
pub async fn read_suggestions(
    visit: &Visit,
    case: &Case,
    typed: &[(String, String)],
    t: &Texts,
) -> Result<(Suggestions, Vec<(String, String)>), Failure> {
    let (mut read, mut wrong) = (Suggestions::new(), Vec::new());
    let typed: Vec<_> = typed.iter().filter(|(_, value)| !value.is_empty()).collect();
    if typed.is_empty() {
        return Ok((read, wrong));
    }
    let (content, gathered) = frozen(visit, case).await?;
    let form = content.form().ok_or(Failure::NotFound)?;
    for (field, value) in typed {
        let (step, question) = form.question(field).ok_or(Failure::Malformed("no such field"))?;
        if suggestible(question, &gathered, t).is_none() {
            return Err(Failure::Malformed("no value can be suggested for this field"));
        }
        let body = form_urlencoded::Serializer::new(String::new()).append_pair(question.key, value).finish();
        let posted = answers::read(step, &Form::read(body.as_bytes()));
        if !posted.identity_codes.is_empty() {
            wrong.push((field.clone(), t.applications_fault_identity_code()));
            continue;
        }
        let text = answers::text(&posted.answers, question.key).to_string();
        let mut with = content.answers.get(step.key).cloned().unwrap_or_default();
        with.insert(question.key.to_string(), Answer::Text(text.clone()));
        let problem = check_step(step, &with, &gathered.facts).into_iter().find(|found| found.question == question.key);
        match problem {
            Some(problem) => wrong.push((field.clone(), fault_text(form, &problem, visit.language, t))),
            None => drop(read.insert(field.clone(), text)),
        }
    }
    Ok((read, wrong))
}

/// The answers of a step with a suggested value in the place of what was answered.
pub(super) fn with_suggested(answers: &StepAnswers, question: &str, suggested: &str) -> StepAnswers {
    let mut answers = answers.clone();
    answers.insert(question.to_string(), Answer::Text(suggested.to_string()));
    answers
}

/// A suggested value as people read it.
pub(super) fn suggested_text(visit: &Visit, step: &StepDefinition, question: &str, value: &str) -> String {
    let Some(definition) = step.question(question) else { return value.to_string() };
    let suggested = with_suggested(&StepAnswers::new(), question, value);
    shown::values(definition, &suggested, &shown::Names::new(), visit.texts(), visit.language).join(", ")
}

/// What officers have suggested in the supplement requests of a case, as people read it: by request and field.
///
/// # Errors
/// What the database says.
pub async fn list_suggested(visit: &Visit, case: &Case) -> Result<BTreeMap<(String, String), String>, Failure> {
    let suggested = || case.supplements.iter().flat_map(|asked| asked.suggested.iter().map(|of| (&asked.id, of)));
    if suggested().next().is_none() {
        return Ok(BTreeMap::new());
    }
    let content = content_of(visit, case).await?;
    let form = content.form().ok_or(Failure::NotFound)?;
    let words = suggested().filter_map(|(request, (field, value))| {
        let (step, question) = form.question(field)?;
        Some(((request.clone(), field.clone()), suggested_text(visit, step, question.key, value)))
    });
    Ok(words.collect())
}

/// Accepts the value suggested for a field: the step is saved with it, as if it had been typed.
pub(super) async fn accept(
    visit: &Visit,
    id: &ApplicationId,
    field: &str,
    version: i64,
) -> Result<(&'static StepDefinition, Saved), Failure> {
    let application = load(visit, id).await?;
    let form = form_of(&application)?;
    let (step, question) = form.question(field).ok_or(Failure::NotFound)?;
    let mut read = visit.app.db.read().await?;
    let items = store_turns::list_supplement_items(&mut read, id).await?;
    let item = items.into_iter().find(|item| item.answered_at.is_none() && item.field == field);
    let suggested = item.and_then(|item| item.suggested).ok_or(Failure::NotFound)?;
    let row = store::find_step(&mut read, id, step.key).await?.ok_or(Failure::NotFound)?;
    drop(read);
    let stored = answers::parse(&row.answers).map_err(Failure::internal)?;
    let posted = answers::Posted {
        answers: with_suggested(&stored, question.key, &suggested),
        identity_codes: Vec::new(),
        too_large: false,
    };
    let taken_from = Some(serde_json::json!("suggested"));
    let request =
        SaveRequest { id, form, step, version, posted, pressed: true, taken_from, incoming: Incoming::default() };
    Ok((step, drafting::save_step(visit, request).await?))
}
