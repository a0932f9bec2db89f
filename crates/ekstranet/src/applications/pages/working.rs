//! Pages of working together: the history of an application, the note to the next helper, starting again, taking over
//! answers given before, and a draft that was put aside.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;

use super::conflict::{ConflictRow, conflict_page, conflict_rows, shown, too_late};
use super::{id_of, service_of, waiting};
use crate::applications::answers::StepAnswers;
use crate::applications::attaching;
use crate::applications::drafting::{Saved, state_of};
use crate::applications::facts::{Gathered, gather};
use crate::applications::rules::{AREA_LIMIT, CaseStep, Side};
use crate::applications::shown::show;
use crate::applications::store::ApplicationRow;
use crate::applications::submitting::{address, form_of, load, load_whole};
use crate::applications::together::{self, Change, TextFault};
use crate::applications::{ShownStep, content, own_form, store_together};
use crate::attachments;
use crate::kernel::{ApplicationId, AttachmentId, Instant, Permission};
use crate::services::{AskedForm, StepDefinition};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

/// Changes on one page of the history.
const CHANGES: usize = 20;

#[derive(askama::Template)]
#[template(path = "applications/history.html")]
struct HistoryPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    application: String,
    changes: Vec<ChangeView>,
    notes: Vec<NoteView>,
    newer: Option<usize>,
    older: Option<usize>,
}

struct ChangeView {
    step: String,
    by: String,
    at: String,
    /// What stood there before, and what then.
    rows: Vec<ConflictRow>,
}

/// A note to the next helper.
pub(super) struct NoteView {
    pub by: String,
    pub at: String,
    pub text: String,
}

pub(super) fn note_view(visit: &Visit, row: store_together::NoteRow) -> NoteView {
    let at = format::moment(Instant::from_milliseconds(row.at), visit.language);
    NoteView { by: row.by_name, at, text: row.text }
}

/// Who changed what, the latest first.
pub(in crate::applications) async fn history(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    Query(query): Query<std::collections::HashMap<String, String>>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let application = load(&visit, &id).await?;
    let (t, form) = (visit.texts(), form_of(&application)?);
    let changes = together::list_changes(&visit, &id).await?;
    let notes = store_together::list_notes(&mut visit.app.db.read().await?, &id).await?;
    let mut gathered = gather(&visit, &visit.acting()?.organisation, form, form.steps()).await?;
    attaching::add_files(&visit, &id, form.steps(), &mut gathered).await?;
    let from: usize = query.get("from").and_then(|from| from.parse().ok()).unwrap_or_default();
    let older = changes.len() > from.saturating_add(CHANGES);
    let view = |change: &Change| change_view(&visit, form, change, &gathered);
    let template = HistoryPage {
        chrome: visit.chrome(t.applications_history_title()),
        t,
        base: address(&visit, id.as_str(), "")?,
        application: t.applications_title(form.service.name(t)),
        changes: changes.iter().skip(from).take(CHANGES).map(view).filter(|change| !change.rows.is_empty()).collect(),
        notes: notes
            .into_iter()
            .filter(|note| from == 0 && !note.text.is_empty())
            .map(|note| note_view(&visit, note))
            .collect(),
        newer: (from > 0).then(|| from.saturating_sub(CHANGES)),
        older: older.then(|| from + CHANGES),
    };
    page(StatusCode::OK, &template)
}

fn change_view(visit: &Visit, form: AskedForm, change: &Change, gathered: &Gathered) -> ChangeView {
    let of = |answers: &StepAnswers| shown(visit, form, &change.step, answers, gathered);
    let mut rows = conflict_rows(&of(&change.before), &of(&change.after));
    rows.retain(|row| row.theirs != row.mine);
    ChangeView {
        step: form.step(&change.step).map(|step| (step.title)(visit.texts())).unwrap_or_default(),
        by: change.by.clone(),
        at: format::moment(change.at, visit.language),
        rows,
    }
}

/// What is wrong with a text to others, in words.
pub(super) fn text_fault(fault: TextFault, label: String, t: &Texts) -> String {
    match fault {
        TextFault::Empty => t.applications_fault_missing(label),
        TextFault::TooLong => t.applications_fault_long(label, AREA_LIMIT),
        TextFault::IdentityCode => t.applications_fault_identity_code(),
    }
}

#[derive(askama::Template)]
#[template(path = "applications/note.html")]
struct NotePage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    application: String,
    text: String,
    errors: Vec<FieldError>,
    error: String,
}

/// Leaves a note to the next helper; it stands on the task list until the next one.
pub(in crate::applications) async fn leave_note(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let (id, t) = (id_of(&id)?, visit.texts());
    let text = form.text("note").replace("\r\n", "\n");
    match together::check_text(&text) {
        Ok(()) | Err(TextFault::Empty) => together::leave_note(&visit, &id, text.trim()).await?,
        Err(fault) => {
            let application = load(&visit, &id).await?;
            let error = text_fault(fault, t.applications_note_label(), t);
            let template = NotePage {
                chrome: visit.chrome(t.applications_note_title()),
                t,
                base: address(&visit, id.as_str(), "")?,
                application: t.applications_title(service_of(&application)?.name(t)),
                text: if fault == TextFault::IdentityCode { String::new() } else { text },
                errors: vec![FieldError { field: "note".to_string(), text: error.clone() }],
                error,
            };
            return page(StatusCode::UNPROCESSABLE_ENTITY, &template);
        }
    }
    Ok(see_other(&address(&visit, id.as_str(), "")?))
}

pub(in crate::applications) async fn confirm_restart(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let t = visit.texts();
    let words = (
        t.applications_restart_title(),
        t.applications_restart_text(),
        t.applications_restart_button(),
        t.applications_restart_stay(),
    );
    super::following::confirm(&visit, &id, CaseStep::PutAside, "restart", words).await
}

/// Puts the draft aside and opens a new one.
pub(in crate::applications) async fn restart(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let application = load(&visit, &id).await?;
    if state_of(&application)?.after(CaseStep::PutAside, Side::Customer).is_err() {
        // Pressed twice, or by two: the page of the old one tells, and leads on.
        return Ok(see_other(&address(&visit, id.as_str(), "")?));
    }
    match together::start_again(&visit, &id, together::Carried::Nothing).await {
        Ok(new) => Ok(see_other(&address(&visit, new.as_str(), "")?)),
        Err(failure) => waiting::refused(&visit, &id, failure).await,
    }
}

/// Asks whether to go on with the own form, where the draft is on somebody else's.
pub(in crate::applications) async fn confirm_own_form(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let t = visit.texts();
    let application = load(&visit, &id_of(&id)?).await?;
    if own_form::find(&visit, form_of(&application)?).await?.is_none() {
        // Nothing to change: from an old tab, or the register has said otherwise meanwhile.
        return Ok(see_other(&address(&visit, &id, "")?));
    }
    let words = (
        t.applications_own_form_question(),
        t.applications_own_form_text(),
        t.applications_own_form_button(),
        t.applications_restart_stay(),
    );
    super::following::confirm(&visit, &id, CaseStep::PutAside, "own-form", words).await
}

/// Puts the draft aside and goes on with the own form; the check says why not, when it is too early.
pub(in crate::applications) async fn go_on_own_form(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    if state_of(&load(&visit, &id).await?)?.after(CaseStep::PutAside, Side::Customer).is_err() {
        return Ok(see_other(&address(&visit, id.as_str(), "")?));
    }
    match own_form::go_on(&visit, &id).await {
        Ok(Some(new)) => Ok(see_other(&address(&visit, new.as_str(), "")?)),
        Ok(None) => Ok(see_other(&address(&visit, id.as_str(), "/check")?)),
        Err(failure) => waiting::refused(&visit, &id, failure).await,
    }
}

#[derive(askama::Template)]
#[template(path = "applications/aside.html")]
struct AsidePage {
    chrome: Chrome,
    t: &'static Texts,
    list: String,
    base: String,
    lead: String,
    service: &'static str,
    may_apply: bool,
    steps: Vec<ShownStep>,
}

/// A draft that was put aside: what it held, for reading.
pub(super) async fn aside_page(
    visit: &Visit,
    id: &ApplicationId,
    application: &ApplicationRow,
) -> Result<Response, Failure> {
    let (t, whole) = (visit.texts(), load_whole(visit, id).await?);
    let names = content::names(&whole.answers, &whole.gathered);
    let at = format::moment(Instant::from_milliseconds(application.changed_at), visit.language);
    let template = AsidePage {
        chrome: visit.chrome(t.applications_aside_title(whole.form.service.name(t))),
        t,
        list: format!("/o/{}/applications", application.organisation),
        base: address(visit, id.as_str(), "")?,
        lead: t.applications_aside_lead(at),
        service: whole.form.service.code(),
        may_apply: visit.acting()?.permissions.allow(Permission::DeployServices),
        steps: show(whole.form, &whole.answers, &names, t, visit.language, |_| Vec::new()),
    };
    page(StatusCode::OK, &template)
}

#[derive(askama::Template)]
#[template(path = "applications/earlier.html")]
struct EarlierPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    step: String,
    key: &'static str,
    from: String,
    lead: String,
    version: i64,
    rows: Vec<ConflictRow>,
}

async fn step_of(
    visit: &Visit,
    id: &ApplicationId,
    key: &str,
) -> Result<(ApplicationRow, &'static StepDefinition), Failure> {
    let application = load(visit, id).await?;
    let step = form_of(&application)?.step(key).ok_or(Failure::NotFound)?;
    Ok((application, step))
}

/// Shows what would be taken over, beside what stands in the step now.
pub(in crate::applications) async fn earlier(
    visit: Visit,
    Path((_, id, key, from)): Path<(String, String, String, String)>,
) -> Result<Response, Failure> {
    let (id, from, t) = (id_of(&id)?, id_of(&from)?, visit.texts());
    let (application, step) = step_of(&visit, &id, &key).await?;
    let form = form_of(&application)?;
    let earlier = together::list_earlier(&visit, &id, step).await?;
    let earlier = earlier.into_iter().find(|earlier| earlier.row.application == from.as_str());
    let earlier = earlier.ok_or(Failure::NotFound)?;
    let row = crate::applications::store::find_step(&mut visit.app.db.read().await?, &id, &key).await?;
    let row = row.ok_or(Failure::NotFound)?;
    let now = crate::applications::answers::parse(&row.answers).map_err(Failure::internal)?;
    let gathered = gather(&visit, &visit.acting()?.organisation, form, std::iter::once(step)).await?;
    let mut after = now.clone();
    after.extend(earlier.answers.clone());
    let rows = conflict_rows(
        &shown(&visit, form, step.key, &now, &gathered),
        &shown(&visit, form, step.key, &after, &gathered),
    );
    let template = EarlierPage {
        chrome: visit.chrome(t.applications_earlier_title()),
        t,
        base: address(&visit, id.as_str(), "")?,
        step: (step.title)(t),
        key: step.key,
        from: from.to_string(),
        lead: earlier_text(&visit, &earlier),
        version: row.version,
        rows: rows.into_iter().filter(|row| row.theirs != row.mine).collect(),
    };
    page(StatusCode::OK, &template)
}

/// In which application and when the answers were given.
pub(super) fn earlier_text(visit: &Visit, earlier: &together::Earlier) -> String {
    let t = visit.texts();
    let service = crate::services::Service::parse(&earlier.row.service).map(|service| service.name(t));
    let name = match (service, &earlier.row.case_number) {
        (Some(service), Some(number)) => format!("{service}, {number}"),
        (service, _) => service.unwrap_or_default(),
    };
    t.applications_earlier_from(name, format::moment(Instant::from_milliseconds(earlier.row.saved_at), visit.language))
}

/// Takes the answers over; the step is then looked through and saved like any other.
pub(in crate::applications) async fn take_over(
    visit: Visit,
    Path((_, id, key, from)): Path<(String, String, String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let (id, from) = (id_of(&id)?, id_of(&from)?);
    let (_, step) = step_of(&visit, &id, &key).await?;
    let version = form.text("version").parse().map_err(|_| Failure::Malformed("the version is no number"))?;
    match together::take_over(&visit, &id, step, &from, version).await? {
        Saved::Done { .. } => Ok(see_other(&address(&visit, id.as_str(), &format!("/steps/{}", step.key))?)),
        Saved::Stale { theirs, mine } => conflict_page(&visit, &id, step, &theirs, &mine).await,
        Saved::Closed(lost) => too_late(&visit, &id, step, lost).await,
    }
}

/// Hands a file of an application out to the customer.
pub(in crate::applications) async fn attachment(
    visit: Visit,
    Path((_, id, attachment)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    load(&visit, &id).await?;
    let attachment = AttachmentId::parse(&attachment).ok_or(Failure::NotFound)?;
    attachments::hand_out(&visit, id.as_str(), &attachment).await
}
