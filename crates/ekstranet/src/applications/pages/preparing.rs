//! The pages of drafts that a person prepares before they have the right: the same steps as those of an application,
//! below addresses of their own, and only the author's.

use std::collections::HashMap;

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};

use super::conflict::{closed_page_of, conflict_page_of};
use super::following::ConfirmPage;
use super::printing::print_page;
use super::signing::check_page;
use super::stepping::{StepParts, next_page, request, rows_query, step_page};
use super::{GroupView, id_of, missing, task_view};
use crate::applications::answers;
use crate::applications::drafting::Saved;
use crate::applications::preparing::{self, Prepared, load_own, organisation_of};
use crate::applications::removing::{is_soon_removed, removed_at};
use crate::applications::store::StepRow;
use crate::applications::store_prepared::{self, PreparedRow};
use crate::applications::submitting::{Whole, form_of, judged};
use crate::kernel::{ApplicationId, BusinessId, Instant, Permission, Permissions};
use crate::mandates;
use crate::services::{AskedForm, Service, StepDefinition};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, Visit, format, page, see_other};

/// The address of the list.
const LIST: &str = "/act-for/drafts";

fn base_of(id: &ApplicationId) -> String {
    format!("{LIST}/{id}")
}

fn title(draft: &PreparedRow, t: &Texts) -> Result<String, Failure> {
    let service = Service::parse(&draft.service).ok_or_else(|| Failure::internal("the service is unknown"))?;
    Ok(t.applications_title(service.name(t)))
}

#[derive(askama::Template)]
#[template(path = "applications/prepared_list.html")]
struct PreparedListPage {
    chrome: Chrome,
    t: &'static Texts,
    rows: Vec<PreparedView>,
    refused: Option<String>,
}

struct PreparedView {
    /// `None` when it has ended.
    address: Option<String>,
    /// The same draft on the organisation's pages, once the person has the right.
    taken_up: Option<String>,
    title: String,
    organisation: String,
    tag: String,
    class: &'static str,
    about: String,
}

pub(in crate::applications) async fn list_prepared(visit: Visit) -> Result<Response, Failure> {
    list_page(&visit, StatusCode::OK, None).await
}

async fn list_page(visit: &Visit, status: StatusCode, refused: Option<String>) -> Result<Response, Failure> {
    let (t, session) = (visit.texts(), visit.session()?);
    let drafts = store_prepared::list_own(&mut visit.app.db.read().await?, &session.person).await?;
    let mut rows = Vec::new();
    for draft in &drafts {
        let tie = if draft.is_open() {
            mandates::find_tie(&visit.app, session, &organisation_of(draft)?).await?
        } else {
            None
        };
        rows.push(prepared_view(visit, draft, tie.is_some_and(|tie| tie.may_deploy))?);
    }
    page(status, &PreparedListPage { chrome: visit.chrome(t.applications_prepared_title()), t, rows, refused })
}

fn prepared_view(visit: &Visit, draft: &PreparedRow, may_deploy: bool) -> Result<PreparedView, Failure> {
    let t = visit.texts();
    let changed = format::moment(Instant::from_milliseconds(draft.changed_at), visit.language);
    let (tag, class) = match draft.state.as_str() {
        "open" => (t.applications_state_draft(), "wait"),
        "taken_over" => (t.applications_prepared_taken(), "good"),
        "removed" => (t.applications_prepared_removed(), "calm"),
        _ => (t.applications_prepared_discarded(), "calm"),
    };
    Ok(PreparedView {
        address: draft.is_open().then(|| format!("{LIST}/{}", draft.id)),
        taken_up: may_deploy.then(|| format!("/o/{}/prepared/{}", draft.organisation, draft.id)),
        title: title(draft, t)?,
        organisation: format!("{} ({})", draft.organisation_name, draft.organisation),
        tag,
        class,
        about: if draft.is_open() { kept_text(visit, draft) } else { t.applications_prepared_changed(changed) },
    })
}

/// When the draft was changed and until when it is kept.
fn kept_text(visit: &Visit, draft: &PreparedRow) -> String {
    let t = visit.texts();
    let changed = format::moment(Instant::from_milliseconds(draft.changed_at), visit.language);
    let until = format::date(removed_at(&visit.app, draft).date(), visit.language);
    format!("{} {}", t.applications_prepared_changed(changed), t.applications_prepared_kept(until))
}

pub(in crate::applications) async fn begin_prepared(visit: Visit, form: Form) -> Result<Response, Failure> {
    let organisation = BusinessId::parse(form.text("organisation")).ok_or(Failure::NotFound)?;
    let service = Service::parse(form.text("service")).ok_or(Failure::Malformed("no such service"))?;
    let t = visit.texts();
    let refused = match preparing::begin(&visit, &organisation, service).await? {
        Prepared::New(id) => return Ok(see_other(&base_of(&id))),
        Prepared::Existing(id) => return Ok(see_other(&format!("{LIST}/{id}"))),
        Prepared::HasRight => return Ok(see_other(&format!("/o/{organisation}/applications"))),
        Prepared::NotHere => {
            let support = &visit.app.config.support;
            t.applications_not_here(service.name(t), &support.email, &support.phone)
        }
        Prepared::TooMany => t.applications_prepared_too_many(),
    };
    list_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, Some(refused)).await
}

#[derive(askama::Template)]
#[template(path = "applications/prepared.html")]
struct PreparedPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    organisation: String,
    lead: String,
    groups: Vec<GroupView>,
    check_number: usize,
    complete: bool,
    /// The parts that are not done.
    missing: Vec<String>,
    who_submits: String,
    why: String,
    kept: String,
    /// Whether it is soon removed unless it is saved again.
    soon_removed: bool,
}

pub(in crate::applications) async fn show_prepared(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let draft = load_own(&visit, &id).await?;
    if !draft.is_open() {
        return Ok(see_other(LIST));
    }
    let lines = store_prepared::list_step_lines(&mut visit.app.db.read().await?, &id).await?;
    let (t, form, base) = (visit.texts(), form_of(&draft.as_application())?, base_of(&id));
    let (total, done) = (lines.len(), lines.iter().filter(|line| line.state == "done").count());
    let groups = form.groups().enumerate().map(|(index, (group, steps))| GroupView {
        number: index + 1,
        title: (group.title)(t),
        rows: steps.iter().map(|step| task_view(&visit, &base, step.key, (step.title)(t), &lines, &[])).collect(),
    });
    let groups: Vec<GroupView> = groups.collect();
    let template = PreparedPage {
        chrome: visit.chrome(title(&draft, t)?),
        t,
        organisation: format!("{} ({})", draft.organisation_name, draft.organisation),
        lead: if done == total { t.applications_prepared_ready() } else { t.applications_tasks_lead(done, total) },
        check_number: groups.len() + 1,
        groups,
        complete: done == total,
        missing: missing(form, &lines, t),
        who_submits: t.applications_submit_others(mandates::positions_that_count(&visit)),
        why: format!("/act-for/why?organisation={}", draft.organisation),
        kept: kept_text(&visit, &draft),
        soon_removed: is_soon_removed(&visit.app, visit.now, &draft),
        base,
    };
    page(StatusCode::OK, &template)
}

/// One's own open draft with a step of it; `None` when it has ended.
async fn load_step(
    visit: &Visit,
    id: &ApplicationId,
    key: &str,
) -> Result<Option<(PreparedRow, StepRow, &'static StepDefinition)>, Failure> {
    let draft = load_own(visit, id).await?;
    let step = form_of(&draft.as_application())?.step(key).ok_or(Failure::NotFound)?;
    if !draft.is_open() {
        return Ok(None);
    }
    let row = store_prepared::find_step(&mut visit.app.db.read().await?, id, key).await?;
    Ok(row.map(|row| (draft, row, step)))
}

pub(in crate::applications) async fn show_prepared_step(
    visit: Visit,
    Path((id, key)): Path<(String, String)>,
    Query(query): Query<HashMap<String, String>>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let Some((draft, row, step)) = load_step(&visit, &id, &key).await? else { return Ok(see_other(LIST)) };
    let parts = StepParts {
        base: base_of(&id),
        answers: answers::parse(&row.answers).map_err(Failure::internal)?,
        problems: (row.state != "wrong").then(Vec::new),
        version: row.version,
        rows: query.get("rows").and_then(|rows| rows.parse().ok()).unwrap_or(1),
        filters: HashMap::new(),
        status: StatusCode::OK,
        application: &draft.as_application(),
        row: &row,
        step,
    };
    step_page(&visit, &id, parts).await
}

pub(in crate::applications) async fn save_prepared_step(
    visit: Visit,
    Path((id, key)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let (id, pressed) = (id_of(&id)?, matches!(form.text("answer"), "" | "save"));
    let draft = load_own(&visit, &id).await?;
    let request = request(&visit, &id, &key, &form, pressed, Some(&draft.as_application())).await?;
    let (step, posted, base) = (request.step, request.posted.answers.clone(), base_of(&id));
    match preparing::save_step(&visit, &draft, request).await? {
        Saved::Closed(None) => Ok(see_other(LIST)),
        Saved::Closed(Some(lost)) => {
            let link = (LIST.to_string(), visit.texts().applications_prepared_title());
            closed_page_of(&visit, (&id, &organisation_of(&draft)?), link, step, (&lost, StatusCode::CONFLICT)).await
        }
        Saved::Stale { theirs, mine } => {
            conflict_page_of(&visit, (&id, &draft.as_application()), &base, step, &theirs, &mine).await
        }
        Saved::Done { .. } if !pressed => {
            Ok(see_other(&format!("{base}/steps/{key}{}", rows_query(step, &posted, &form))))
        }
        Saved::Done { problems, form, .. } if problems.is_empty() => next(&visit, &id, form, step).await,
        Saved::Done { problems, version, .. } => {
            let Some((draft, row, step)) = load_step(&visit, &id, &key).await? else { return Ok(see_other(LIST)) };
            let parts = StepParts {
                base,
                application: &draft.as_application(),
                answers: answers::parse(&row.answers).map_err(Failure::internal)?,
                row: &row,
                step,
                problems: Some(problems),
                version,
                rows: 1,
                filters: HashMap::new(),
                status: StatusCode::UNPROCESSABLE_ENTITY,
            };
            step_page(&visit, &id, parts).await
        }
    }
}

async fn next(visit: &Visit, id: &ApplicationId, form: AskedForm, step: &StepDefinition) -> Result<Response, Failure> {
    let lines = store_prepared::list_step_lines(&mut visit.app.db.read().await?, id).await?;
    let states: Vec<(String, String)> = lines.into_iter().map(|line| (line.step, line.state)).collect();
    Ok(see_other(&format!("{}{}", base_of(id), next_page(form, step, &states))))
}

/// Saves while somebody types: 204 with the new version, or 409 when another window was first.
pub(in crate::applications) async fn autosave_prepared(
    visit: Visit,
    Path((id, key)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let draft = load_own(&visit, &id).await?;
    let request = request(&visit, &id, &key, &form, false, Some(&draft.as_application())).await?;
    match preparing::save_step(&visit, &draft, request).await? {
        Saved::Done { version, .. } => {
            Ok((StatusCode::NO_CONTENT, [("x-version", version.to_string())]).into_response())
        }
        Saved::Stale { .. } | Saved::Closed(_) => Err(Failure::Stale),
    }
}

/// One's own open draft with its answers judged; `None` when it has ended.
async fn load_whole(visit: &Visit, id: &ApplicationId) -> Result<Option<Whole>, Failure> {
    let draft = load_own(visit, id).await?;
    if !draft.is_open() {
        return Ok(None);
    }
    whole_of(visit, id, &draft).await.map(Some)
}

/// A prepared draft with its answers, judged by what the registers say now.
pub(super) async fn whole_of(visit: &Visit, id: &ApplicationId, draft: &PreparedRow) -> Result<Whole, Failure> {
    let steps = store_prepared::list_steps(&mut visit.app.db.read().await?, id).await?;
    judged(visit, &organisation_of(draft)?, id, draft.as_application(), steps).await
}

/// The check of all answers. Signing is closed: the permission to change answers is the only one here.
pub(in crate::applications) async fn check_prepared(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let Some(whole) = load_whole(&visit, &id).await? else { return Ok(see_other(LIST)) };
    check_page(&visit, &whole, base_of(&id), Permissions::none().with(Permission::DeployServices))
}

pub(in crate::applications) async fn print_prepared(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let Some(whole) = load_whole(&visit, &id).await? else { return Ok(see_other(LIST)) };
    print_page(&visit, &whole, None, base_of(&id))
}

pub(in crate::applications) async fn confirm_discarding_prepared(
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let draft = load_own(&visit, &id).await?;
    if !draft.is_open() {
        return Ok(see_other(LIST));
    }
    let t = visit.texts();
    let template = ConfirmPage {
        chrome: visit.chrome(t.applications_discard_title()),
        t,
        base: base_of(&id),
        application: title(&draft, t)?,
        text: t.applications_prepared_discard_text(),
        action: "discard",
        button: t.applications_discard_button(),
        stay: t.applications_discard_stay(),
    };
    page(StatusCode::OK, &template)
}

pub(in crate::applications) async fn discard_prepared(
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let draft = load_own(&visit, &id_of(&id)?).await?;
    if draft.is_open() {
        preparing::discard_own(&visit, &draft).await?;
    }
    Ok(see_other(LIST))
}
