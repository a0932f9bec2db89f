//! Drafts: beginning one, saving its steps without overwriting a colleague, discarding it; and the same saves while a
//! supplement is asked for.

use db::{Dialect, Tx};
use serde_json::{Value, json};

use super::answers::{self, Answer, Posted, StepAnswers};
use super::attaching::{self, Incoming};
use super::closing::{self, Closing, Found, Lost};
use super::connecting::{self, Applicant, Concern};
use super::cosigning;
use super::facts::{find_pharmacies, gather};
use super::knowing::{Known, all_known, prefilled, settle_units};
use super::obstacles::{self, InUse, Obstacle};
use super::other_party;
use super::pairing::{self, Beside};
use super::rules::{CaseStep, Side, State};
use super::store::{self, ApplicationRow, NewDraft, StepRow, StepSave};
use super::store_together;
use super::submitting::{form_of, load};
use super::supplements;
use super::together::PAUSE_SECONDS;
use super::validation::{Fault, Problem, check_step};
use crate::agreements;
use crate::attachments;
use crate::audit::{self, Entry};
use crate::deployments::{self, DeploymentLine, DeploymentState};
use crate::intermediaries;
use crate::kernel::{Acting, ApplicationId, BusinessId, CaseLanguage, Language, Permission};
use crate::mandates;
use crate::parties;
use crate::registers;
use crate::services::{AskedForm, CustomerKind, Kind, Service, StepDefinition, newest_form};
use crate::web::{Failure, Visit};

/// What became of the wish to begin.
pub(super) enum Begun {
    /// A new draft.
    New(ApplicationId),
    /// The open application that the organisation already has.
    Existing(String),
    /// The service has been granted already: the address of its deployment.
    Granted(String),
    /// Something stands in the way.
    Stopped(Obstacle),
    /// This service is not applied for here by such an organisation.
    NotHere,
}

/// What was found when somebody wished to begin.
pub(super) enum Looked {
    Ready(Box<Prepared>),
    Not(Begun),
}

/// Looks whether an organisation may begin an application, and what the registers know for it.
pub(super) async fn look(visit: &Visit, service: Service) -> Result<Looked, Failure> {
    let acting = visit.acting()?;
    let mut read = visit.app.db.read().await?;
    if let Some(id) = store::find_open(&mut read, &acting.organisation, service.code()).await? {
        return Ok(Looked::Not(Begun::Existing(id)));
    }
    let deployments = deployments::list(&mut read, &acting.organisation).await?;
    let joinings = parties::joinings(&mut read, &acting.organisation).await?;
    drop(read);
    if let Some(line) = deployments.iter().find(|line| line.service == service && holds_back(line)) {
        let address = format!("/o/{}/deployments/{}", acting.organisation, line.id);
        return Ok(Looked::Not(Begun::Granted(address)));
    }
    let profile = registers::find_profile(&visit.app, visit.now, &acting.organisation).await?;
    let Some(form) = newest_form(service, profile.kind) else { return Ok(Looked::Not(Begun::NotHere)) };
    let form = form.asked(profile);
    let pharmacies = match profile.kind {
        CustomerKind::Pharmacist => find_pharmacies(visit, &acting.organisation).await?,
        _ => None,
    };
    let in_use = InUse::of(&deployments, &joinings, visit.now.date());
    let stopped = obstacles::by_takeover(profile.kind, pharmacies.as_ref(), visit.now.date());
    if let Some(stopped) = stopped.or_else(|| obstacles::by_services(form, &in_use)) {
        return Ok(Looked::Not(Begun::Stopped(stopped)));
    }
    Ok(Looked::Ready(Box::new(Prepared { form, known: all_known(visit, form).await? })))
}

/// Begins a draft with what the registers know, or finds the open application of the organisation for the service.
pub(super) async fn begin(visit: &Visit, service: Service) -> Result<Begun, Failure> {
    let acting = visit.acting()?;
    let prepared = match look(visit, service).await? {
        Looked::Ready(prepared) => prepared,
        Looked::Not(otherwise) => return Ok(otherwise),
    };
    let mut tx = visit.app.db.write().await?;
    let Some(id) = insert(&mut tx, visit, &prepared).await? else {
        // Looked for inside the transaction: a draft begun a moment ago may not be visible to readers yet.
        let open = store::find_open(&mut tx, &acting.organisation, service.code()).await?;
        tx.commit().await?;
        return open.map(Begun::Existing).ok_or(Failure::Stale);
    };
    tx.commit().await?;
    Ok(Begun::New(id))
}

/// Answers in a new draft of an extension which service it extends: it was begun on that service's page.
pub(super) async fn note_extended(
    visit: &Visit,
    id: &ApplicationId,
    service: Service,
    extended: Service,
) -> Result<(), Failure> {
    let application = load(visit, id).await?;
    let form = form_of(&application)?;
    let asked = form.questions().find(|(_, question)| matches!(question.kind, Kind::RunningService));
    let Some((step, question)) = asked.filter(|_| service.extends().contains(&extended)) else { return Ok(()) };
    let answers = StepAnswers::from([(question.key.to_string(), Answer::Text(extended.code().to_string()))]);
    let mut tx = visit.app.db.write().await?;
    store::prefill_step(&mut tx, id, step.key, &answers::to_row(&answers)).await?;
    tx.commit().await?;
    Ok(())
}

/// What a draft begins with.
pub(super) struct Prepared {
    pub form: AskedForm,
    known: Vec<Known>,
}

/// Asks the registers what need not be typed.
pub(super) async fn prepare(visit: &Visit, service: Service) -> Result<Prepared, Failure> {
    let profile = registers::find_profile(&visit.app, visit.now, &visit.acting()?.organisation).await?;
    let form = newest_form(service, profile.kind).ok_or(Failure::NotFound)?.asked(profile);
    Ok(Prepared { form, known: all_known(visit, form).await? })
}

/// Adds a draft; `None` when the organisation has an open application for the service already.
pub(super) async fn insert(tx: &mut Tx, visit: &Visit, prepared: &Prepared) -> Result<Option<ApplicationId>, Failure> {
    let (acting, form) = (visit.acting()?, prepared.form);
    let id = ApplicationId::new(visit.now, &visit.app.random);
    let language = if visit.language == Language::Sv { CaseLanguage::Sv } else { CaseLanguage::Fi };
    let draft = NewDraft {
        id: &id,
        organisation: &acting.organisation,
        organisation_name: &acting.organisation_name,
        form,
        case_language: language.code(),
        by: visit.session()?,
    };
    if !store::insert_draft(tx, visit.now, &draft).await? {
        return Ok(None);
    }
    for step in form.steps() {
        store::insert_step(tx, &id, step.key, &answers::to_row(&prefilled(step, &prepared.known))).await?;
    }
    settle_units(tx, &acting.organisation, &id, form).await?;
    let detail = json!({ "service": form.service.code(), "form": form.code, "profile": form.profile.code() });
    audit::record(tx, visit, Entry::new("applications.begun").subject(id.as_str()).detail(detail)).await?;
    Ok(Some(id))
}

/// Whether a granted service is not applied for again: until it has ended, unless it is applied for again and again. Each
/// of those is prepared and used by itself.
pub(super) fn holds_back(line: &DeploymentLine) -> bool {
    line.state != DeploymentState::Ended && !line.service.repeats()
}

/// A save of one step as it was posted.
pub(super) struct SaveRequest<'a> {
    pub id: &'a ApplicationId,
    pub form: AskedForm,
    pub step: &'static StepDefinition,
    /// The version of the step on the page that was posted.
    pub version: i64,
    pub posted: Posted,
    /// Whether somebody pressed the button; else the page saved by itself while they typed.
    pub pressed: bool,
    /// The application from which the answers were taken over.
    pub taken_from: Option<Value>,
    /// Files that came with it.
    pub incoming: Incoming,
}

/// What became of a save.
pub(super) enum Saved {
    Done {
        version: i64,
        problems: Vec<Problem>,
        form: AskedForm,
        state: State,
        /// The states of the steps before the save, when they came along with it.
        steps: Option<Vec<(String, String)>>,
    },
    /// A colleague saved first: their version, and the answers that were not saved.
    Stale { theirs: Box<StepRow>, mine: StepAnswers },
    /// The application is no longer open for it; nothing is lost when the same answers stand there already.
    Closed(Option<Box<Lost>>),
}

/// Saves a step: one statement that also checks whose application it is and in which state, and the audit row.
pub(super) async fn save_step(visit: &Visit, mut request: SaveRequest<'_>) -> Result<Saved, Failure> {
    if request.posted.too_large {
        return Err(Failure::TooLarge);
    }
    if !may_change(visit, request.step) {
        return Err(Failure::NotFound);
    }
    attaching::settle(visit, request.id, request.step, &mut request.posted.answers, &mut request.incoming).await?;
    let organisation = &visit.acting()?.organisation;
    let problems = problems_of(visit, organisation, &request, &request.posted.answers).await?;
    let state = step_state(request.pressed, &problems);
    match write(visit, &request, &request.posted.answers, (state, State::Draft), None).await? {
        Written::Done(steps) => {
            Ok(Saved::Done { version: request.version + 1, problems, form: request.form, state: State::Draft, steps })
        }
        Written::Nothing(found) => save_otherwise(visit, request, problems, *found).await,
        Written::Discarded => Ok(closing::without_draft(&request, Closing::Discarded)),
    }
}

/// Whether the person may save this step, or take it over from a prepared draft: billing data are a right of their own. Who
/// prepares a draft before the right may fill it in, for it counts only when somebody with that right takes it over.
pub(super) fn may_change(visit: &Visit, step: &StepDefinition) -> bool {
    let allowed = |acting: &Acting| acting.permissions.allow(Permission::ChangeBillingData);
    !step.asks_billing_data() || visit.acting.as_ref().is_none_or(allowed)
}

/// Who may change a step that is closed to the person, in words.
pub(super) fn closed_words(visit: &Visit, step: &StepDefinition) -> Option<String> {
    let words = || {
        let support = visit.app.config.support.email.as_str();
        visit.texts().applications_billing_closed(mandates::positions_that_count(visit), support)
    };
    (!may_change(visit, step)).then(words)
}

/// The rarer ways: an open supplement request, a colleague who was first, a repeated post, somebody else's address.
async fn save_otherwise(
    visit: &Visit,
    request: SaveRequest<'_>,
    problems: Vec<Problem>,
    found: Found,
) -> Result<Saved, Failure> {
    let application = &found.application;
    let (form, asked) = (form_of(application)?, request.form);
    if (form.code, form.version, form.profile) != (asked.code, asked.version, asked.profile) {
        return Err(Failure::Malformed("the form is another application's"));
    }
    match state_of(application)? {
        State::Draft if found.is_half_signed => closing::closed(&request, &found),
        State::Draft if application.companion.is_some() && found.row.version == request.version => {
            save_paired(visit, request, problems).await
        }
        State::Draft => settled(&request, found, request.posted.answers.clone(), problems),
        State::SupplementRequested => {
            let stored = answers::parse(&found.row.answers).map_err(Failure::internal)?;
            let mine = supplements::merged(request.step, &found.asked(), &stored, &request.posted.answers);
            if found.row.version != request.version {
                // A page of the draft, which has been sent meanwhile, may hold more than is asked for now.
                let is_more = closing::holds_more(&request, &found, &mine)?;
                return if is_more {
                    closing::closed(&request, &found)
                } else {
                    settled(&request, found, mine, problems)
                };
            }
            let problems = problems_of(visit, &visit.acting()?.organisation, &request, &mine).await?;
            let step_state = step_state(request.pressed, &problems);
            match write(visit, &request, &mine, (step_state, State::SupplementRequested), None).await? {
                Written::Done(_) => Ok(done(&request, request.version + 1, problems, State::SupplementRequested)),
                Written::Nothing(found) if state_of(&found.application)? != State::SupplementRequested => {
                    closing::closed(&request, &found)
                }
                Written::Nothing(found) => settled(&request, *found, mine, problems),
                Written::Discarded => Err(Failure::NotFound),
            }
        }
        _ => closing::closed(&request, &found),
    }
}

/// A colleague on the other side of a pair may be first so many times.
const TRIES: usize = 5;

/// A save in a pair: the common answers go into the other application in the same transaction.
async fn save_paired(visit: &Visit, request: SaveRequest<'_>, problems: Vec<Problem>) -> Result<Saved, Failure> {
    let state = step_state(request.pressed, &problems);
    for _ in 0..TRIES {
        let application = match load(visit, request.id).await {
            Err(Failure::NotFound) => return Ok(closing::without_draft(&request, Closing::Discarded)),
            loaded => loaded?,
        };
        let companion = pairing::companion_of(&application)?;
        let beside = match &companion {
            Some(companion) => pairing::beside(visit, companion, request.step, &request.posted.answers).await?,
            None => None,
        };
        let pair = companion.as_ref().map(|companion| Pair { companion, beside: beside.as_ref() });
        match write(visit, &request, &request.posted.answers, (state, State::Draft), pair).await {
            Ok(Written::Done(_)) => return Ok(done(&request, request.version + 1, problems, State::Draft)),
            Ok(Written::Nothing(found)) if !found.is_open_draft()? => {
                return closing::closed(&request, &found);
            }
            Ok(Written::Nothing(found)) if found.row.version != request.version => {
                let mine = request.posted.answers.clone();
                return settled(&request, *found, mine, problems);
            }
            Ok(Written::Discarded) => return Ok(closing::without_draft(&request, Closing::Discarded)),
            // The pair was made or taken apart, or its other side changed, at this moment.
            Ok(Written::Nothing(_)) | Err(Failure::Stale) => visit.app.db.settle().await?,
            Err(failure) => return Err(failure),
        }
    }
    Err(Failure::Stale)
}

/// The other application of a pair, and what a save changes in it.
#[derive(Clone, Copy)]
struct Pair<'a> {
    companion: &'a ApplicationId,
    beside: Option<&'a Beside>,
}

/// What another version means: the same answers posted twice (double click, back, retry) are one save; others are a
/// colleague's.
pub(super) fn settled(
    request: &SaveRequest<'_>,
    found: Found,
    mine: StepAnswers,
    problems: Vec<Problem>,
) -> Result<Saved, Failure> {
    let stored = answers::parse(&found.row.answers).map_err(Failure::internal)?;
    Ok(if stored == mine {
        done(request, found.row.version, problems, state_of(&found.application)?)
    } else {
        Saved::Stale { theirs: Box::new(found.row), mine }
    })
}

pub(super) fn done(request: &SaveRequest<'_>, version: i64, problems: Vec<Problem>, state: State) -> Saved {
    Saved::Done { version, problems, form: request.form, state, steps: None }
}

pub(super) async fn problems_of(
    visit: &Visit,
    applicant: &BusinessId,
    request: &SaveRequest<'_>,
    answers: &StepAnswers,
) -> Result<Vec<Problem>, Failure> {
    let mut gathered = gather(visit, applicant, request.form, std::iter::once(request.step)).await?;
    other_party::look(visit, &mut gathered, request.step, answers).await?;
    let mut problems = check_step(request.step, answers, &gathered.facts);
    problems.extend(request.incoming.problems.iter().cloned());
    for field in &request.posted.identity_codes {
        let question = request.step.questions.iter().find(|question| field.starts_with(question.key));
        problems.retain(|problem| problem.field != *field);
        let question = question.map_or("", |question| question.key);
        problems.push(Problem { step: request.step.key, question, field: field.clone(), fault: Fault::IdentityCode });
    }
    Ok(problems)
}

/// `wrong` is told only to people who pressed the button; while one types, much is still missing.
pub(super) fn step_state(pressed: bool, problems: &[Problem]) -> &'static str {
    match (problems.is_empty(), pressed) {
        (true, _) => "done",
        (false, true) => "wrong",
        (false, false) => "partial",
    }
}

/// What writing the answers came to.
enum Written {
    /// They are kept. The states of the steps before that, when they came along.
    Done(Option<Vec<(String, String)>>),
    Nothing(Box<Found>),
    /// There is no such application.
    Discarded,
}

/// Writes the answers; when there is no row of that version, application and state, tells what there is instead.
async fn write(
    visit: &Visit,
    request: &SaveRequest<'_>,
    answers: &StepAnswers,
    (state, in_state): (&str, State),
    pair: Option<Pair<'_>>,
) -> Result<Written, Failure> {
    let row = answers::to_row(answers);
    let organisation = &visit.acting()?.organisation;
    let save = StepSave {
        organisation,
        application: request.id,
        form: request.form,
        in_state,
        step: request.step.key,
        version: request.version,
        answers: &row,
        state,
        by: visit.session()?,
        companion: pair.map_or("", |pair| pair.companion.as_str()),
    };
    // Names of fields only: answers hold personal data.
    let mut detail = json!({ "step": request.step.key, "version": request.version + 1 });
    if let Some(from) = &request.taken_from {
        detail["taken_from"] = from.clone();
    }
    let entry = Entry::new("applications.step_saved").subject(request.id.as_str()).detail(detail);
    // What the intermediary sees, or whom to ask, is kept in the same transaction.
    let concern = if request.pressed { connecting::concern(request.step) } else { Concern::None };
    let pause_began = visit.now.plus_seconds(-PAUSE_SECONDS);
    // Files are kept and removed beside the step, which needs more than one statement.
    let has_files = attaching::questions(request.step).next().is_some();
    let is_alone = pair.is_none() && !has_files;
    if visit.app.db.dialect() == Dialect::Postgres && concern != Concern::Decides && is_alone {
        let prepared = audit::prepare(visit, entry.clone())?;
        let unless_asked = concern == Concern::Told;
        let saved = store::save_at_once(&visit.app.db, visit.now, &save, pause_began, unless_asked, &prepared).await?;
        if let Some(steps) = saved {
            return Ok(Written::Done(Some(steps)));
        }
    }
    let mut tx = visit.app.db.write().await?;
    // In the order of their ids, so that two colleagues on the two sides never wait for each other.
    let (before, after) = match pair.and_then(|pair| pair.beside) {
        Some(beside) if beside.id.as_str() < request.id.as_str() => (Some(beside), None),
        beside => (None, beside),
    };
    if let Some(beside) = before {
        pairing::write(&mut tx, visit, request.id, beside).await?;
    }
    store_together::keep_version(&mut tx, request.id, request.step.key, request.version, save.by, pause_began).await?;
    if !store::update_step(&mut tx, visit.now, &save).await? {
        // Nothing is committed: the version was not replaced, so it is not kept beside itself.
        let found = closing::find(&mut tx, organisation, request).await?;
        return Ok(found.map_or(Written::Discarded, |found| Written::Nothing(Box::new(found))));
    }
    let is_draft = in_state == State::Draft;
    attaching::keep(&mut tx, visit, request.id, request.step, answers, &request.incoming, is_draft).await?;
    audit::record(&mut tx, visit, entry).await?;
    follow(&mut tx, visit, request, concern).await?;
    if let Some(beside) = after {
        pairing::write(&mut tx, visit, request.id, beside).await?;
    }
    tx.commit().await?;
    Ok(Written::Done(None))
}

/// Tells the intermediary, or whom else to ask, of a step that concerns them.
async fn follow(tx: &mut Tx, visit: &Visit, request: &SaveRequest<'_>, concern: Concern) -> Result<(), Failure> {
    let is_followed = match concern {
        Concern::Decides => true,
        Concern::Told => intermediaries::is_asked(tx, request.id).await?,
        Concern::None => false,
    };
    if !is_followed {
        return Ok(());
    }
    let acting = visit.acting()?;
    let applicant = Applicant {
        id: request.id,
        organisation: &acting.organisation,
        name: &acting.organisation_name,
        language: CaseLanguage::default(),
    };
    connecting::follow(tx, visit, &applicant, request.form).await
}

/// Discards a draft with its answers.
pub(super) async fn discard(visit: &Visit, application: &ApplicationRow, id: &ApplicationId) -> Result<(), Failure> {
    state_of(application)?.after(CaseStep::Discard, Side::Customer).map_err(|_| Failure::Stale)?;
    let mut tx = visit.app.db.write().await?;
    pairing::take_turns(&mut tx, application, id).await?;
    cosigning::refuse_half_signed(&mut tx, id).await?;
    agreements::drop_waiting(&mut tx, visit, id).await?;
    store_together::unlink(&mut tx, id).await?;
    store::delete_draft(&mut tx, &visit.acting()?.organisation, id).await?;
    intermediaries::end(&mut tx, visit, id).await?;
    attachments::remove_all(&mut tx, id.as_str()).await?;
    audit::record(&mut tx, visit, Entry::new("applications.discarded").subject(id.as_str())).await?;
    tx.commit().await?;
    Ok(())
}

/// The state kept in a row.
pub(super) fn state_of(application: &ApplicationRow) -> Result<State, Failure> {
    State::parse(&application.state).ok_or_else(|| Failure::internal("the state of an application is unknown"))
}
