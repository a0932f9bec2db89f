//! Asking for a supplement: which fields, what of each, by when.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::{Left, Typed, at_once, conflict, is_open, reload, run, version};
use crate::applications::{self, Case, OfficerStep, ShownStep, Suggestible};
use crate::desk::case::{Tried, language_name, load, load_seen, show_with};
use crate::desk::rules::{SUPPLEMENT_DAYS, SupplementDraft, deadline_fault, plus_days};
use crate::desk::words::errors;
use crate::kernel::{read_date, without_identity_code};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

/// One field that can be asked about.
struct Askable {
    field: String,
    label: String,
    values: Vec<String>,
    ticked: bool,
    asked: String,
    error: String,
    /// How a value is suggested, if one can be: typed, or chosen from value, words, whether it is chosen.
    suggestible: Option<Vec<(String, String, bool)>>,
    suggested: String,
    suggested_error: String,
}

struct AskableStep {
    title: String,
    fields: Vec<Askable>,
}

#[derive(askama::Template)]
#[template(path = "desk/supplement.html")]
struct SupplementPage {
    chrome: Chrome,
    t: &'static Texts,
    id: String,
    case_number: String,
    case_language: String,
    version: i64,
    errors: Vec<FieldError>,
    /// Who did what, when another was faster.
    happened: Option<String>,
    steps: Vec<AskableStep>,
    message: String,
    deadline: String,
}

impl SupplementPage {
    fn error(&self, field: &str) -> &str {
        FieldError::at(&self.errors, field)
    }
}

/// The form.
pub(in crate::desk) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let case = load_seen(&visit, &id).await?;
    if !is_open(&case, "ask_supplement") {
        return Ok(see_other(&format!("/desk/cases/{}", case.id)));
    }
    let steps = applications::show_answers(&visit, &case, visit.texts()).await?;
    let deadline = format::typed_date(&plus_days(visit.now.date(), SUPPLEMENT_DAYS).to_string());
    let draft = SupplementDraft { deadline, ..SupplementDraft::default() };
    render(&visit, &case, steps, draft, Outcome::New).await
}

/// Asks.
pub(in crate::desk) async fn ask(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let case = load(&visit, &id).await?;
    let steps = applications::show_answers(&visit, &case, visit.texts()).await?;
    let draft = read(&form, &steps);
    let faults = draft.faults(visit.now.date());
    let (suggested, wrong) = applications::read_suggestions(&visit, &case, &draft.suggested(), visit.texts()).await?;
    let is_right = faults.is_empty() && wrong.is_empty();
    if !is_right && is_open(&case, "ask_supplement") {
        let mut errors = errors(faults, visit.texts());
        errors.extend(wrong.into_iter().map(|(field, text)| FieldError { field: format!("suggest-{field}"), text }));
        return render(&visit, &case, steps, draft, Outcome::Wrong(errors)).await;
    }
    let deadline = read_date(&draft.deadline).map_or_else(String::new, |date| date.to_string());
    let step = OfficerStep::AskSupplement { items: draft.asked(), suggested, message: draft.message.clone(), deadline };
    if is_right && run(&visit, &case, version(&form)?, &step).await? {
        return Ok(see_other(&format!("/desk/cases/{}", case.id)));
    }
    let left = reload(&visit, &case.id).await?;
    if !is_open(&left.case, "ask_supplement") {
        return conflict(&visit, &left, typed(&visit, &steps, &draft));
    }
    let Left { case, happened } = left;
    render(&visit, &case, steps, draft, Outcome::Conflict(happened)).await
}

/// Gives the open request another last day.
pub(in crate::desk) async fn move_deadline(
    visit: Visit,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Failure> {
    let typed = form.text("deadline").trim().to_string();
    if let Some(fault) = deadline_fault(&typed, visit.now.date()) {
        let errors = errors(vec![("deadline".to_string(), fault)], visit.texts());
        let tried = Tried { deadline: Some(without_identity_code(&typed)), errors, ..Tried::default() };
        return show_with(&visit, &id, StatusCode::UNPROCESSABLE_ENTITY, tried).await;
    }
    let deadline = read_date(&typed).map_or_else(String::new, |date| date.to_string());
    let case = load(&visit, &id).await?;
    if run(&visit, &case, version(&form)?, &OfficerStep::MoveDeadline { deadline }).await? {
        return Ok(see_other(&format!("/desk/cases/{}", case.id)));
    }
    let typed = Typed { label: visit.texts().desk_deadline_label(), text: typed };
    conflict(&visit, &reload(&visit, &case.id).await?, vec![typed])
}

/// Takes the open request back.
pub(in crate::desk) async fn recall(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    at_once(&visit, &id, &form, &OfficerStep::RecallSupplement, Vec::new()).await
}

/// What was posted about each field of the form; other fields are left aside.
fn read(form: &Form, steps: &[ShownStep]) -> SupplementDraft {
    let ticked: Vec<&str> = form.all("items").collect();
    let answers = steps.iter().flat_map(|step| &step.answers);
    SupplementDraft {
        items: answers
            .map(|answer| {
                let asked = form.text(&format!("ask-{}", answer.field)).to_string();
                (answer.field.clone(), ticked.contains(&answer.field.as_str()), asked)
            })
            .collect(),
        suggested: steps
            .iter()
            .flat_map(|step| &step.answers)
            .map(|answer| (answer.field.clone(), form.text(&format!("suggest-{}", answer.field)).to_string()))
            .filter(|(_, value)| !value.is_empty())
            .collect(),
        message: form.text("message").to_string(),
        deadline: form.text("deadline").to_string(),
    }
}

fn typed(visit: &Visit, steps: &[ShownStep], draft: &SupplementDraft) -> Vec<Typed> {
    let labels = steps.iter().flat_map(|step| &step.answers).map(|answer| answer.label.clone());
    let asked = labels.zip(&draft.items).map(|(label, (_, _, text))| Typed { label, text: text.clone() });
    let t = visit.texts();
    let label = |field: &str| {
        let answers = steps.iter().flat_map(|step| &step.answers);
        answers.into_iter().find(|answer| answer.field == field).map(|answer| answer.label.as_str()).unwrap_or_default()
    };
    let suggested = draft
        .suggested
        .iter()
        .map(|(field, value)| Typed { label: t.desk_supplement_suggestion(label(field)), text: value.clone() });
    let message = Typed { label: t.desk_supplement_message(), text: draft.message.clone() };
    let deadline = Typed { label: t.desk_deadline_label(), text: draft.deadline.clone() };
    asked.chain(suggested).chain([message, deadline]).collect()
}

/// Why the form is shown.
enum Outcome {
    New,
    Wrong(Vec<FieldError>),
    Conflict(String),
}

async fn render(
    visit: &Visit,
    case: &Case,
    steps: Vec<ShownStep>,
    draft: SupplementDraft,
    outcome: Outcome,
) -> Result<Response, Failure> {
    let (t, draft) = (visit.texts(), draft.without_identity_codes());
    let (status, errors, happened) = match outcome {
        Outcome::New => (StatusCode::OK, Vec::new(), None),
        Outcome::Wrong(errors) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
        Outcome::Conflict(happened) => (StatusCode::CONFLICT, Vec::new(), Some(happened)),
    };
    let suggestible = applications::list_suggestible(visit, case, t).await?;
    let askable = |answer: applications::ShownAnswer| {
        let given = draft.suggested.iter().find(|(field, _)| *field == answer.field);
        let given = given.map(|(_, value)| value.clone()).unwrap_or_default();
        let suggestible = suggestible.get(&answer.field).map(|found| match found {
            Suggestible::Typed => Vec::new(),
            Suggestible::Chosen(choices) => {
                choices.iter().map(|(value, words)| (value.clone(), words.clone(), *value == given)).collect()
            }
        });
        let suggested_error = FieldError::at(&errors, &format!("suggest-{}", answer.field)).to_string();
        let typed = draft.items.iter().find(|(field, _, _)| *field == answer.field);
        let error = FieldError::at(&errors, &format!("ask-{}", answer.field)).to_string();
        let (ticked, asked) = typed.map_or((false, String::new()), |(_, ticked, asked)| (*ticked, asked.clone()));
        Askable {
            field: answer.field,
            label: answer.label,
            values: answer.values,
            ticked,
            asked,
            error,
            suggestible,
            suggested: given,
            suggested_error,
        }
    };
    let steps = steps
        .into_iter()
        .map(|step| AskableStep { title: step.title, fields: step.answers.into_iter().map(askable).collect() })
        .collect();
    let template = SupplementPage {
        chrome: visit.chrome(t.desk_supplement_title()),
        t,
        id: case.id.to_string(),
        case_number: case.case_number.clone(),
        case_language: language_name(case.language, t),
        version: case.version,
        errors,
        happened,
        steps,
        message: draft.message,
        deadline: draft.deadline,
    };
    page(status, &template)
}
