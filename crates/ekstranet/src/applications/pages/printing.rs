//! The form of an application on paper.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::{conditions, id_of, step_notes};
use crate::applications::submitting::{Whole, address, load_whole};
use crate::applications::{ShownStep, content, shown};
use crate::intermediaries::{self, ConnectionLine};
use crate::services::{AskedForm, Kind, StepDefinition};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Visit, page};

#[derive(askama::Template)]
#[template(path = "applications/print.html")]
struct PrintPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    groups: Vec<PrintGroup>,
}

/// A group of steps on paper.
pub(super) struct PrintGroup {
    pub title: String,
    pub steps: Vec<PrintStep>,
}

/// One step of it.
pub(super) struct PrintStep {
    pub title: String,
    pub lead: String,
    pub questions: Vec<PrintQuestion>,
}

/// One question of a step.
pub(super) struct PrintQuestion {
    pub label: String,
    pub hint: String,
    pub condition: Option<String>,
    pub choices: Vec<String>,
    pub values: Vec<String>,
}

/// The whole form on one page: every question, also those that do not apply now, with what has been answered.
pub(in crate::applications) async fn print(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let whole = load_whole(&visit, &id).await?;
    let line = intermediaries::find(&mut visit.app.db.read().await?, &id).await?;
    print_page(&visit, &whole, line.as_ref(), address(&visit, id.as_str(), "")?)
}

/// The same for any draft, whose task list is at `base`.
pub(super) fn print_page(
    visit: &Visit,
    whole: &Whole,
    line: Option<&ConnectionLine>,
    base: String,
) -> Result<Response, Failure> {
    let t = visit.texts();
    let names = content::names(&whole.answers, &whole.gathered);
    let mut shown = shown::show(whole.form, &whole.answers, &names, t, visit.language, |_| Vec::new());
    shown::add_confirmed_point(&mut shown, whole.form, line, t);
    let pharmacies = content::pharmacies(whole.form, &whole.answers, &whole.gathered);
    shown::add_pharmacies(&mut shown, whole.form, &pharmacies, t);
    let groups = whole.form.groups().map(|(group, steps)| PrintGroup {
        title: (group.title)(t),
        steps: steps.into_iter().map(|step| print_step(whole.form, step, &shown, t)).collect(),
    });
    let template = PrintPage {
        chrome: visit.chrome(t.applications_print_title(whole.form.service.name(t))),
        t,
        base,
        groups: groups.collect(),
    };
    page(StatusCode::OK, &template)
}

/// A step with all its questions, and what is answered.
pub(super) fn print_step(form: AskedForm, step: &'static StepDefinition, shown: &[ShownStep], t: &Texts) -> PrintStep {
    let answered = shown.iter().find(|shown| shown.key == step.key);
    let questions = step.questions_for(form.profile).map(|question| {
        let field = format!("{}.{}", step.key, question.key);
        let found = answered.and_then(|step| step.answers.iter().find(|answer| answer.field == field));
        PrintQuestion {
            label: (question.label)(t),
            hint: step_notes::plain_hint(form, question, t),
            condition: conditions::condition_text(step, question, t),
            choices: match &question.kind {
                Kind::Choice(choices) | Kind::JoiningModel { choices, .. } => {
                    choices.iter().map(|choice| (choice.label)(t)).collect()
                }
                Kind::RunningService => form.service.extends().iter().map(|service| service.name(t)).collect(),
                Kind::Attachment { types, most, limit_kilobytes } => {
                    vec![t.applications_files_hint(shown::type_names(types), *most, shown::size_text(*limit_kilobytes))]
                }
                Kind::People { roles, .. } => {
                    let theirs = roles.iter().filter(|role| role.audience.includes(form.profile));
                    theirs.map(|role| format!("{}: {}", (role.name)(t), (role.text)(t))).collect()
                }
                _ => Vec::new(),
            },
            values: found.map(|answer| answer.values.clone()).unwrap_or_default(),
        }
    });
    PrintStep { title: (step.title)(t), lead: (step.lead)(t), questions: questions.collect() }
}
