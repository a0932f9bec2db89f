//! Drafts before the right: a person with a tie to an organisation prepares an application that nobody else sees. When
//! somebody of the organisation has the right, they take it over or discard it; submitting and signing stay closed
//! until then.

use db::Read;
use serde_json::json;

use super::answers;
use super::attaching;
use super::closing::{self, Closing, Found};
use super::connecting::{self, Applicant};
use super::drafting::{self, SaveRequest, Saved, holds_back, problems_of, state_of, step_state};
use super::knowing::{asks_only_units, has_no_units, known_answers, prefilled};
use super::obstacles::{self, InUse, Obstacle, may_begin_now};
use super::pairing;
use super::rules::State;
use super::store::{self, ApplicationRow, NewDraft, StepRow};
use super::store_prepared::{self, NewPrepared, PreparedRow};
use super::store_together;
use super::store_turns;
use super::submitting::form_of;
use crate::agreements;
use crate::audit::{self, Entry};
use crate::deployments::{self, DeploymentLine};
use crate::kernel::{ApplicationId, AuditId, BusinessId, CaseLanguage, Language};
use crate::mandates;
use crate::parties;
use crate::registers;
use crate::services::{AskedForm, Service, newest_form};
use crate::web::{Failure, Visit};

/// The most open drafts that one person may have prepared.
const MOST_OPEN: i64 = 20;

/// What became of the wish to prepare a draft.
pub(super) enum Prepared {
    New(ApplicationId),
    /// The open draft that the person has already.
    Existing(String),
    /// The right is there: the organisation's own pages are the place.
    HasRight,
    /// This service is not applied for here by such an organisation.
    NotHere,
    /// The person has as many open drafts as one may have.
    TooMany,
}

/// Begins a draft for an organisation to which the person has a tie. Nothing of the organisation is looked at but what
/// public registers tell.
pub(super) async fn begin(visit: &Visit, organisation: &BusinessId, service: Service) -> Result<Prepared, Failure> {
    let session = visit.session()?;
    let Some(tie) = mandates::find_tie(&visit.app, session, organisation).await? else {
        let mut tx = visit.app.db.write().await?;
        let entry = Entry::new("applications.preparing_refused").organisation(organisation);
        audit::record(&mut tx, visit, entry).await?;
        tx.commit().await?;
        return Err(Failure::NotFound);
    };
    if tie.may_deploy {
        return Ok(Prepared::HasRight);
    }
    let mut read = visit.app.db.read().await?;
    if let Some(id) = store_prepared::find_open(&mut read, &session.person, organisation, service.code()).await? {
        return Ok(Prepared::Existing(id));
    }
    if store_prepared::count_open(&mut read, &session.person).await? >= MOST_OPEN {
        return Ok(Prepared::TooMany);
    }
    drop(read);
    let profile = registers::find_profile(&visit.app, visit.now, organisation).await?;
    let Some(form) = newest_form(service, profile.kind) else { return Ok(Prepared::NotHere) };
    let form = form.asked(profile);
    let known = known_answers(visit, organisation).await?;
    let id = ApplicationId::new(visit.now, &visit.app.random);
    let language = if visit.language == Language::Sv { CaseLanguage::Sv } else { CaseLanguage::Fi };
    let draft = NewPrepared {
        id: &id,
        organisation,
        organisation_name: &tie.organisation_name,
        form,
        case_language: language.code(),
        author: session.person.as_str(),
        author_name: &session.name,
    };
    let mut tx = visit.app.db.write().await?;
    if !store_prepared::insert(&mut tx, visit.now, &draft).await? {
        let open = store_prepared::find_open(&mut tx, &session.person, organisation, service.code()).await?;
        tx.commit().await?;
        return open.map(Prepared::Existing).ok_or(Failure::Stale);
    }
    let without_units = has_no_units(&mut tx, organisation, form).await?;
    for step in form.steps() {
        let mut row = untouched(step.key, answers::to_row(&prefilled(step, &known)));
        if without_units && asks_only_units(step) {
            row.state = "done".to_string();
        }
        store_prepared::insert_step(&mut tx, &id, &row, None).await?;
    }
    let entry = Entry::new("applications.prepared").organisation(organisation).subject(id.as_str());
    let detail = json!({ "service": service.code(), "form": form.code, "profile": profile.code() });
    audit::record(&mut tx, visit, entry.detail(detail)).await?;
    tx.commit().await?;
    Ok(Prepared::New(id))
}

/// Whether two forms ask the same of the same kind of customer.
fn is_same(one: AskedForm, other: AskedForm) -> bool {
    (one.code, one.version, one.profile) == (other.code, other.version, other.profile)
}

fn untouched(step: &str, answers: String) -> StepRow {
    StepRow {
        step: step.to_string(),
        answers,
        state: "untouched".to_string(),
        version: 0,
        saved_at: None,
        saved_by: None,
        saved_by_name: None,
    }
}

/// The applicant of a prepared draft.
pub(super) fn organisation_of(draft: &PreparedRow) -> Result<BusinessId, Failure> {
    BusinessId::parse(&draft.organisation).ok_or_else(|| Failure::internal("a prepared draft has no applicant"))
}

/// A draft that the signed-in person prepared.
pub(super) async fn load_own(visit: &Visit, id: &ApplicationId) -> Result<PreparedRow, Failure> {
    let author = &visit.session()?.person;
    store_prepared::find_own(&mut visit.app.db.read().await?, author, id).await?.ok_or(Failure::NotFound)
}

/// Saves a step of one's own draft.
pub(super) async fn save_step(visit: &Visit, draft: &PreparedRow, request: SaveRequest<'_>) -> Result<Saved, Failure> {
    if request.posted.too_large {
        return Err(Failure::TooLarge);
    }
    if !is_same(request.form, form_of(&draft.as_application())?) {
        return Err(Failure::Malformed("the form is another application's"));
    }
    let (organisation, session) = (organisation_of(draft)?, visit.session()?);
    let mine = request.posted.answers.clone();
    let mut problems = problems_of(visit, &organisation, &request, &mine).await?;
    // Files are added when the draft has been taken over.
    problems.retain(|problem| !attaching::questions(request.step).any(|question| question.key == problem.question));
    let (row, state) = (answers::to_row(&mine), step_state(request.pressed, &problems));
    let step = (request.id, request.step.key);
    let mut tx = visit.app.db.write().await?;
    if store_prepared::update_step(&mut tx, visit.now, step, request.version, (&row, state), session).await? {
        // Names of fields only: answers hold personal data.
        let detail = json!({ "step": request.step.key, "version": request.version + 1 });
        let entry = Entry::new("applications.prepared_step_saved").organisation(&organisation);
        audit::record(&mut tx, visit, entry.subject(request.id.as_str()).detail(detail)).await?;
        tx.commit().await?;
        return Ok(drafting::done(&request, request.version + 1, problems, State::Draft));
    }
    let draft = store_prepared::find_own(&mut tx, &session.person, request.id).await?.ok_or(Failure::NotFound)?;
    let row = store_prepared::find_step(&mut tx, request.id, request.step.key).await?;
    tx.commit().await?;
    match row {
        Some(row) if draft.is_open() => {
            let found = Found { application: draft.as_application(), row, requests: Vec::new(), is_half_signed: false };
            drafting::settled(&request, found, mine, problems)
        }
        _ => Ok(closing::without_draft(&request, Closing::Gone)),
    }
}

/// Discards one's own draft with its answers.
pub(super) async fn discard_own(visit: &Visit, draft: &PreparedRow) -> Result<(), Failure> {
    discard(visit, draft, "applications.prepared_discarded").await
}

/// Discards a draft that was offered to the organisation.
pub(super) async fn discard_offered(visit: &Visit, draft: &PreparedRow) -> Result<(), Failure> {
    discard(visit, draft, "applications.offered_discarded").await
}

async fn discard(visit: &Visit, draft: &PreparedRow, action: &'static str) -> Result<(), Failure> {
    let organisation = organisation_of(draft)?;
    let mut tx = visit.app.db.write().await?;
    store_prepared::end(&mut tx, visit.now, &draft.id, "discarded").await?;
    audit::record(&mut tx, visit, Entry::new(action).organisation(&organisation).subject(&draft.id)).await?;
    tx.commit().await?;
    Ok(())
}

/// What became of the wish to take a prepared draft over.
pub(super) enum Taken {
    /// It is the organisation's draft now.
    Done(ApplicationId),
    /// The service has been granted already: the address of its deployment.
    Granted(String),
    /// Something stands in the way: another service must be in use first, or a pharmacy's takeover is too far away or not
    /// known.
    Stopped(Obstacle),
    /// The organisation has sent its own application, which is decided first.
    Waits,
    /// The organisation's own draft is of another version of the form.
    OtherForm,
    /// Somebody has signed the organisation's own draft, and it waits for another signature.
    HalfSigned(ApplicationId),
}

/// Makes a prepared draft the organisation's own. When it has a draft already, the two change places: the other is
/// offered from then on, and nothing is lost.
pub(super) async fn take_over(visit: &Visit, id: &ApplicationId) -> Result<Taken, Failure> {
    let acting = visit.acting()?;
    let offered = store_prepared::find_offered(&mut visit.app.db.read().await?, &acting.organisation, id).await?;
    let kind = form_of(&offered.ok_or(Failure::NotFound)?.as_application())?.profile.kind;
    if let Some(stopped) = may_begin_now(visit, kind, &acting.organisation).await? {
        return Ok(Taken::Stopped(stopped));
    }
    let known = known_answers(visit, &acting.organisation).await?;
    let mut tx = visit.app.db.write().await?;
    let prepared = store_prepared::find_offered(&mut tx, &acting.organisation, id).await?.ok_or(Failure::NotFound)?;
    let service = Service::parse(&prepared.service).ok_or_else(|| Failure::internal("the service is unknown"))?;
    let form = form_of(&prepared.as_application())?;
    let deployments = deployments::list(&mut tx, &acting.organisation).await?;
    let running = |line: &&DeploymentLine| line.service == service && holds_back(line);
    if let Some(line) = deployments.iter().find(running) {
        return Ok(Taken::Granted(format!("/o/{}/deployments/{}", acting.organisation, line.id)));
    }
    let joinings = parties::joinings(&mut tx, &acting.organisation).await?;
    let in_use = InUse::of(&deployments, &joinings, visit.now.date());
    if let Some(stopped) = obstacles::by_services(form, &in_use) {
        return Ok(Taken::Stopped(stopped));
    }
    let steps = store_prepared::list_steps(&mut tx, id).await?;
    let author = Some(prepared.author_id.as_str()).filter(|author| !author.is_empty());
    let open = store::find_open(&mut tx, &acting.organisation, service.code()).await?;
    let (application, aside) = match open.as_deref().and_then(ApplicationId::parse) {
        None => (begin_from(visit, &mut tx, &prepared).await?, None),
        Some(open) => match exchange(visit, &mut tx, &open, form).await? {
            Ok(aside) => (open, Some(aside)),
            Err(taken) => return Ok(taken),
        },
    };
    // Who may not say where invoices go does not say it through what somebody prepared either: that step stays as it is, in a
    // new application as it begins.
    for step in &steps {
        match form.step(&step.step).filter(|step| !drafting::may_change(visit, step)) {
            None => store_prepared::put_step(&mut tx, &application, step, author).await?,
            Some(closed) if aside.is_none() => {
                let begun = untouched(closed.key, answers::to_row(&prefilled(closed, &known)));
                store_prepared::put_step(&mut tx, &application, &begun, None).await?;
            }
            Some(_) => {}
        }
    }
    // The intermediary is asked for what the answers say now.
    let applicant = Applicant {
        id: &application,
        organisation: &acting.organisation,
        name: &acting.organisation_name,
        language: CaseLanguage::parse(&prepared.case_language).unwrap_or_default(),
    };
    connecting::follow(&mut tx, visit, &applicant, form).await?;
    store_prepared::end(&mut tx, visit.now, &prepared.id, "taken_over").await?;
    let detail = json!({ "prepared": prepared.id, "aside": aside.as_ref().map(ApplicationId::as_str) });
    let entry = Entry::new("applications.taken_over").subject(application.as_str());
    audit::record(&mut tx, visit, entry.detail(detail)).await?;
    tx.commit().await?;
    Ok(Taken::Done(application))
}

async fn begin_from(visit: &Visit, tx: &mut db::Tx, prepared: &PreparedRow) -> Result<ApplicationId, Failure> {
    let acting = visit.acting()?;
    let id = ApplicationId::new(visit.now, &visit.app.random);
    let draft = NewDraft {
        id: &id,
        organisation: &acting.organisation,
        organisation_name: &acting.organisation_name,
        form: form_of(&prepared.as_application())?,
        case_language: &prepared.case_language,
        by: visit.session()?,
    };
    if store::insert_draft(tx, visit.now, &draft).await? { Ok(id) } else { Err(Failure::Stale) }
}

/// Puts the organisation's own draft aside for a prepared one; or says why not.
async fn exchange(
    visit: &Visit,
    tx: &mut db::Tx,
    open: &ApplicationId,
    form: AskedForm,
) -> Result<Result<ApplicationId, Taken>, Failure> {
    let acting = visit.acting()?;
    let row = store::find(tx, &acting.organisation, open).await?.ok_or(Failure::Stale)?;
    if state_of(&row)? != State::Draft {
        return Ok(Err(Taken::Waits));
    }
    if !is_same(form_of(&row)?, form) {
        return Ok(Err(Taken::OtherForm));
    }
    // Whoever signs at this moment either was first, or finds other answers than those that were signed.
    pairing::take_turns(tx, &row, open).await?;
    if agreements::find_waiting(tx, open).await?.is_some() {
        return Ok(Err(Taken::HalfSigned(open.clone())));
    }
    let aside = put_aside(visit, tx, open, &row).await?;
    store_prepared::note_exchanged(tx, visit.now, open, &row).await?;
    // The last note to the next helper speaks of the answers that have been put aside.
    let (note, session) = (AuditId::new(visit.now, &visit.app.random), visit.session()?);
    store_together::insert_note(tx, visit.now, &note, &acting.organisation, open, "", session).await?;
    Ok(Ok(aside))
}

/// Keeps the organisation's draft as one that is offered.
async fn put_aside(
    visit: &Visit,
    tx: &mut db::Tx,
    open: &ApplicationId,
    row: &ApplicationRow,
) -> Result<ApplicationId, Failure> {
    // Held until the end, so that nobody saves a step between its reading and its replacement.
    store_turns::lock_steps(tx, open).await?;
    let steps = store::list_steps(tx, open).await?;
    let id = ApplicationId::new(visit.now, &visit.app.random);
    let aside = NewPrepared {
        id: &id,
        organisation: &visit.acting()?.organisation,
        organisation_name: &row.organisation_name,
        form: form_of(row)?,
        case_language: &row.case_language,
        author: "",
        author_name: &row.created_by_name,
    };
    store_prepared::insert(tx, visit.now, &aside).await?;
    for step in &steps {
        store_prepared::insert_step(tx, &id, step, None).await?;
    }
    Ok(id)
}

/// A draft that somebody prepared for the organisation before they had the right.
#[derive(Clone, Debug)]
pub struct OfferedLine {
    pub id: ApplicationId,
    pub service: Service,
    /// Who prepared it.
    pub author: String,
}

/// The drafts that people have begun to fill in and the organisation may take over or discard, the oldest first.
///
/// # Errors
/// What the database says.
pub async fn list_offered(read: &mut Read, organisation: &BusinessId) -> Result<Vec<OfferedLine>, Failure> {
    let rows = store_prepared::list_offered(read, organisation).await?;
    let begun = store_prepared::list_begun(read, organisation).await?;
    let line = |row: store_prepared::PreparedRow| {
        let (id, service) = (ApplicationId::parse(&row.id)?, Service::parse(&row.service)?);
        Some(OfferedLine { id, service, author: row.author_name })
    };
    let is_called_up =
        |row: &store_prepared::PreparedRow| !row.author_id.is_empty() && begun.iter().any(|(id,)| *id == row.id);
    Ok(rows.into_iter().filter(is_called_up).filter_map(line).collect())
}
