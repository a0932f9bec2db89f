//! The page of one step and its saves.

use std::collections::HashMap;

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};

use super::choosing::{self, filters};
use super::conflict::{conflict_page, too_late};
use super::register_views::RegisterView;
use super::step_notes::{JoiningNote, joining_note, known_of, notes, registration_message};
use super::stepping_views::{QuestionView, Widget, questions};
use super::working::earlier_text;
use super::{id_of, organisation_of};
use crate::agreements;
use crate::applications::answers::{self, StepAnswers};
use crate::applications::attaching::{self, Incoming};
use crate::applications::closing::Closing;
use crate::applications::connecting::short_certificate_of;
use crate::applications::drafting::{self, SaveRequest, Saved, state_of};
use crate::applications::facts::gather;
use crate::applications::rules::State;
use crate::applications::shown::field_error;
use crate::applications::store::{self, ApplicationRow, StepRow};
use crate::applications::submitting::{address, form_of};
use crate::applications::supplements::OpenItem;
use crate::applications::validation::{Problem, check_step};
use crate::applications::{other_party, suggesting, supplements, together};
use crate::kernel::{ApplicationId, Instant};
use crate::services::{AskedForm, Kind, Profile, StepDefinition, form};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Upload, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "applications/step.html")]
struct StepPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    application: String,
    lead: String,
    key: &'static str,
    form: String,
    profile: String,
    version: i64,
    saved: Option<String>,
    /// Who else has this step open.
    others: Vec<String>,
    /// Where the same step was answered before: address and words.
    earlier: Vec<(String, String)>,
    supplement: Option<String>,
    /// The language in which the officer writes.
    case_language: String,
    register: Option<RegisterView>,
    notes: Vec<String>,
    /// A message to whoever adds the applicant to the register of providers.
    message: Option<String>,
    joining: Option<JoiningNote>,
    /// Who may change the answers, where the person may only look at them.
    closed: Option<String>,
    questions: Vec<QuestionView>,
    /// Whether the form takes files.
    has_files: bool,
    errors: Vec<FieldError>,
}

/// What a page of a step is made of.
pub(super) struct StepParts<'a> {
    /// The address of the task list.
    pub base: String,
    pub application: &'a ApplicationRow,
    pub row: &'a StepRow,
    pub step: &'static StepDefinition,
    pub answers: StepAnswers,
    /// Faults to show; `None` looks for them, if the step has been saved as wrong.
    pub problems: Option<Vec<Problem>>,
    pub version: i64,
    /// Rows for persons, at least.
    pub rows: usize,
    /// What long lists are narrowed by, by question.
    pub filters: HashMap<String, String>,
    pub status: StatusCode,
}

pub(in crate::applications) async fn step(
    visit: Visit,
    Path((_, id, key)): Path<(String, String, String)>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let (application, row, step) = load(&visit, &id, &key).await?;
    if !matches!(state_of(&application)?, State::Draft | State::SupplementRequested) {
        return Ok(see_other(&address(&visit, id.as_str(), "")?));
    }
    if agreements::find_waiting(&mut visit.app.db.read().await?, &id).await?.is_some() {
        return Ok(see_other(&address(&visit, id.as_str(), "/waiting")?));
    }
    let parts = StepParts {
        base: address(&visit, id.as_str(), "")?,
        answers: answers::parse(&row.answers).map_err(Failure::internal)?,
        problems: (row.state != "wrong").then(Vec::new),
        version: row.version,
        rows: query.get("rows").and_then(|rows| rows.parse().ok()).unwrap_or(1),
        filters: filters(&query),
        status: StatusCode::OK,
        application: &application,
        row: &row,
        step,
    };
    step_page(&visit, &id, parts).await
}

async fn load(
    visit: &Visit,
    id: &ApplicationId,
    key: &str,
) -> Result<(ApplicationRow, StepRow, &'static StepDefinition), Failure> {
    let mut read = visit.app.db.read().await?;
    let application = store::find(&mut read, &visit.acting()?.organisation, id).await?.ok_or(Failure::NotFound)?;
    let step = form_of(&application)?.step(key).ok_or(Failure::NotFound)?;
    let row = store::find_step(&mut read, id, key).await?.ok_or(Failure::NotFound)?;
    Ok((application, row, step))
}

pub(super) async fn step_page(visit: &Visit, id: &ApplicationId, parts: StepParts<'_>) -> Result<Response, Failure> {
    let (t, step, form) = (visit.texts(), parts.step, form_of(parts.application)?);
    let (base, organisation) = (parts.base.clone(), organisation_of(parts.application)?);
    // A draft that is prepared before the right has one helper, and files come when it has been taken over.
    let is_shared = visit.acting.is_some();
    let mut open = None;
    let mut items = Vec::new();
    if state_of(parts.application)? == State::SupplementRequested {
        items = supplements::open_items(&mut visit.app.db.read().await?, id).await?;
        let asked: Vec<String> = items.iter().map(|item| item.field.clone()).collect();
        if !step.questions.iter().any(|question| supplements::is_open(step, question, &asked)) {
            return Ok(see_other(&base));
        }
        open = Some(asked);
    }
    let (mut others, mut earlier) = (Vec::new(), Vec::new());
    let mut gathered = gather(visit, &organisation, form, std::iter::once(step)).await?;
    if is_shared {
        (others, earlier) = company(visit, id, &base, &parts, open.is_none()).await?;
        attaching::add_files(visit, id, std::iter::once(step), &mut gathered).await?;
    }
    other_party::look(visit, &mut gathered, step, &parts.answers).await?;
    let problems = parts.problems.unwrap_or_else(|| check_step(step, &parts.answers, &gathered.facts));
    let short = short_certificate_of(visit, id, (form, step), &gathered.facts.access_points).await?;
    let shown = questions(visit, (form, step), &parts.answers, &gathered, &problems, (parts.rows, &parts.filters));
    let is_file = |key: &str| attaching::questions(step).any(|question| question.key == key);
    let is_open = |key: &str| {
        if !is_shared && is_file(key) {
            return false;
        }
        open.as_ref()
            .is_none_or(|asked| step.question(key).is_some_and(|question| supplements::is_open(step, question, asked)))
    };
    let template = StepPage {
        chrome: visit.chrome((step.title)(t)),
        t,
        application: t.applications_title(form.service.name(t)),
        lead: (step.lead)(t),
        key: step.key,
        form: form_name(form),
        profile: form.profile.code(),
        version: parts.version,
        saved: saved_text(visit, parts.row),
        others,
        earlier,
        case_language: parts.application.case_language.clone(),
        supplement: open.as_ref().map(|_| t.applications_supplement_step()),
        register: known_of(visit, &organisation, (form, step), &gathered).await?,
        notes: notes(visit, (form, step), &gathered).into_iter().chain(short).collect(),
        message: registration_message(visit, step, &gathered),
        joining: if is_shared { joining_note(visit, &organisation, form, step).await? } else { None },
        questions: shown
            .into_iter()
            .filter(|question| is_open(&question.key))
            .map(|question| with_words(visit, question, step, &items))
            .map(|question| unfolded(question, &is_open))
            .collect(),
        has_files: attaching::questions(step).any(|question| is_open(question.key)),
        closed: drafting::closed_words(visit, step),
        errors: problems
            .iter()
            .filter(|problem| is_open(problem.question))
            .map(|problem| field_error(form, problem, visit.language, t))
            .collect(),
        base,
    };
    page(parts.status, &template)
}

/// Who saved the step last, and when.
fn saved_text(visit: &Visit, row: &StepRow) -> Option<String> {
    let (at, name) = row.saved_at.zip(row.saved_by_name.as_deref())?;
    let at = format::moment(Instant::from_milliseconds(at), visit.language);
    Some(visit.texts().applications_saved_by(name, at))
}

/// Who else has the step open, and where an untouched step of a draft was answered before.
async fn company(
    visit: &Visit,
    id: &ApplicationId,
    base: &str,
    parts: &StepParts<'_>,
    is_draft: bool,
) -> Result<(Vec<String>, Vec<(String, String)>), Failure> {
    let t = visit.texts();
    let others = together::open_step(visit, id, parts.step.key).await?;
    let mut earlier = Vec::new();
    if is_draft && parts.row.state == "untouched" {
        earlier = together::list_earlier(visit, id, parts.step).await?;
    }
    let address = |from: &str| format!("{base}/steps/{}/earlier/{from}", parts.step.key);
    Ok((
        others
            .into_iter()
            .map(|row| {
                let since = format::time(Instant::from_milliseconds(row.since), visit.language);
                t.applications_present_here(row.person_name, since)
            })
            .collect(),
        earlier.iter().map(|earlier| (address(&earlier.row.application), earlier_text(visit, earlier))).collect(),
    ))
}

/// The question with what the officer asks about it.
fn with_words(visit: &Visit, question: QuestionView, step: &StepDefinition, items: &[OpenItem]) -> QuestionView {
    let of_question = |field: &str| field.split_once('.') == Some((step.key, question.key.as_str()));
    let Some(item) = items.iter().find(|item| of_question(&item.field)) else { return question };
    let suggested =
        item.suggested.as_deref().map(|value| suggesting::suggested_text(visit, step, &question.key, value));
    QuestionView { asked: Some(item.asked.clone()), suggested, ..question }
}

/// What is asked about is always to be seen, and nothing folds by a question that is not on the page: a script would hide
/// the field for good.
fn unfolded(question: QuestionView, is_open: &dyn Fn(&str) -> bool) -> QuestionView {
    let decides = |condition: &str| condition.split_once('=').is_some_and(|(decides, _)| is_open(decides));
    let is_decided_here = question.when.as_ref().is_some_and(|(answers, _)| answers.split('&').all(decides));
    QuestionView { folds: is_decided_here && question.asked.is_none(), ..question }
}

/// The form and its version as the page carries them, `prescription-2`, so that a save need not read them first.
pub(super) fn form_name(form: AskedForm) -> String {
    format!("{}-{}", form.code, form.version)
}

/// The form that a page carried, for the customer that it was shown to. `draft` is one that is prepared before the right.
async fn posted_form(
    visit: &Visit,
    id: &ApplicationId,
    posted: &Form,
    draft: Option<&ApplicationRow>,
) -> Result<AskedForm, Failure> {
    let definition = posted.text("form").rsplit_once('-').and_then(|(code, version)| form(code, version.parse().ok()?));
    let definition = definition.ok_or(Failure::Malformed("no such form"))?;
    if let Some(profile) = Profile::parse(posted.text("profile")) {
        return Ok(definition.asked(profile));
    }
    let profile = match draft {
        Some(draft) => draft.profile(),
        None => super::load(visit, id).await?.profile(),
    };
    let profile = profile.ok_or_else(|| Failure::internal("the profile of an application is unknown"))?;
    Ok(definition.asked(profile))
}

pub(super) async fn request<'a>(
    visit: &Visit,
    id: &'a ApplicationId,
    key: &str,
    posted: &Form,
    pressed: bool,
    draft: Option<&ApplicationRow>,
) -> Result<SaveRequest<'a>, Failure> {
    let form = posted_form(visit, id, posted, draft).await?;
    let step = form.step(key).ok_or(Failure::NotFound)?;
    let version = posted.text("version").parse().map_err(|_| Failure::Malformed("the version is no number"))?;
    let applicant = match draft {
        Some(draft) => organisation_of(draft)?,
        None => visit.acting()?.organisation.clone(),
    };
    Ok(SaveRequest {
        id,
        form,
        step,
        version,
        posted: choosing::read(visit, &applicant, form, step, posted).await?,
        pressed,
        taken_from: None,
        incoming: Incoming::default(),
    })
}

pub(in crate::applications) async fn save_step(
    visit: Visit,
    Path((_, id, key)): Path<(String, String, String)>,
    upload: Upload,
) -> Result<Response, Failure> {
    let (id, Upload { form, files }) = (id_of(&id)?, upload);
    let pressed = matches!(form.text("answer"), "" | "save");
    let mut request = request(&visit, &id, &key, &form, pressed, None).await?;
    request.incoming = attaching::receive(&visit, request.step, files, &request.posted.answers).await?;
    let refused = request.incoming.problems.clone();
    let (step, posted) = (request.step, request.posted.answers.clone());
    match drafting::save_step(&visit, request).await? {
        Saved::Closed(lost) => too_late(&visit, &id, step, lost).await,
        Saved::Stale { theirs, mine } => conflict_page(&visit, &id, step, &theirs, &mine).await,
        Saved::Done { .. } if !pressed && refused.is_empty() => {
            let query = choosing::filter_query(&form).unwrap_or_else(|| rows_query(step, &posted, &form));
            Ok(see_other(&address(&visit, id.as_str(), &format!("/steps/{key}{query}"))?))
        }
        Saved::Done { problems, form, state, steps, .. } if problems.is_empty() => {
            next(&visit, &id, form, state, step, steps).await
        }
        Saved::Done { problems, version, .. } => {
            // While one fills in, only what became of the files is told.
            wrong_page(&visit, &id, &key, if pressed { problems } else { refused }, version).await
        }
    }
}

/// The step again with what is wrong in it.
async fn wrong_page(
    visit: &Visit,
    id: &ApplicationId,
    key: &str,
    problems: Vec<Problem>,
    version: i64,
) -> Result<Response, Failure> {
    let (application, row, step) = load(visit, id, key).await?;
    let parts = StepParts {
        base: address(visit, id.as_str(), "")?,
        application: &application,
        row: &row,
        step,
        answers: answers::parse(&row.answers).map_err(Failure::internal)?,
        problems: Some(problems),
        version,
        rows: 1,
        filters: HashMap::new(),
        status: StatusCode::UNPROCESSABLE_ENTITY,
    };
    step_page(visit, id, parts).await
}

/// The rest of the address after a button that adds or removes a person.
pub(super) fn rows_query(step: &StepDefinition, posted: &StepAnswers, form: &Form) -> String {
    let people = step.questions.iter().find(|question| matches!(question.kind, Kind::People { .. }));
    let rows = people.map_or(0, |question| answers::people(posted, question.key).len());
    format!("?rows={}", rows + usize::from(form.text("answer") == "add"))
}

/// Goes to the next step that is not done: after this one, else from the beginning, else to the check of all answers.
async fn next(
    visit: &Visit,
    id: &ApplicationId,
    form: AskedForm,
    state: State,
    step: &StepDefinition,
    states: Option<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    if state != State::Draft {
        return Ok(see_other(&address(visit, id.as_str(), "")?));
    }
    let states = if let Some(states) = states {
        states
    } else {
        let lines = store::list_step_lines(&mut visit.app.db.read().await?, id).await?;
        lines.into_iter().map(|line| (line.step, line.state)).collect()
    };
    Ok(see_other(&address(visit, id.as_str(), &next_page(form, step, &states))?))
}

/// The page after a step that has been saved without a fault; the states are those of the steps, by key.
pub(super) fn next_page(form: AskedForm, step: &StepDefinition, states: &[(String, String)]) -> String {
    let keys: Vec<&str> = form.steps().map(|step| step.key).collect();
    let here = keys.iter().position(|key| *key == step.key).unwrap_or_default();
    // This one has just become done.
    let is_open =
        |key: &&&str| **key != step.key && states.iter().any(|(other, state)| other == **key && state != "done");
    let next = keys[here..].iter().chain(&keys[..here]).find(is_open);
    next.map_or_else(|| "/check".to_string(), |key| format!("/steps/{key}"))
}

/// Saves while somebody types: 204 with the new version, 409 when a colleague was first, or 423 while a signature waits.
pub(in crate::applications) async fn autosave(
    visit: Visit,
    Path((_, id, key)): Path<(String, String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let request = request(&visit, &id, &key, &form, false, None).await?;
    let step = request.step;
    match drafting::save_step(&visit, request).await? {
        Saved::Closed(Some(lost)) if lost.why == Closing::HalfSigned => {
            let mut refused = too_late(&visit, &id, step, Some(lost)).await?;
            *refused.status_mut() = StatusCode::LOCKED;
            Ok(refused)
        }
        Saved::Done { version, .. } => {
            Ok((StatusCode::NO_CONTENT, [("x-version", version.to_string())]).into_response())
        }
        Saved::Stale { .. } | Saved::Closed(_) => Err(Failure::Stale),
    }
}
