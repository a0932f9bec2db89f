//! Two services applied for in one go: two applications that name each other. What both forms ask is asked once, because
//! every save of the one is carried into the other. They are signed in one turn and then go their own ways.

use db::Tx;
use serde_json::json;

use super::answers::{self, Answer, StepAnswers, text};
use super::connecting::{self, Applicant, Concern};
use super::cosigning;
use super::drafting::{self, Begun, Looked, Prepared, state_of};
use super::facts::gather;
use super::rules::State;
use super::store::{self, ApplicationRow, StepSave};
use super::store_together;
use super::store_turns;
use super::submitting::{form_of, load};
use super::together::PAUSE_SECONDS;
use super::validation::{Facts, check_step, suits};
use crate::agreements;
use crate::audit::{self, Entry};
use crate::kernel::{ApplicationId, CaseLanguage};
use crate::registers::InformationSystem;
use crate::services::{AskedForm, Kind, QuestionDefinition, Service, StepDefinition};
use crate::web::{Failure, Visit};

/// What a save of one application of a pair does to the other.
pub(super) struct Beside {
    pub id: ApplicationId,
    form: AskedForm,
    step: &'static StepDefinition,
    version: i64,
    answers: StepAnswers,
    state: &'static str,
}

/// The other application of a draft's pair.
pub(super) fn companion_of(application: &ApplicationRow) -> Result<Option<ApplicationId>, Failure> {
    let Some(companion) = application.companion.as_deref() else { return Ok(None) };
    let id = ApplicationId::parse(companion).ok_or_else(|| Failure::internal("the id of a companion is no id"))?;
    Ok(Some(id))
}

/// Whether two forms mean the same by a question.
fn is_alike(from: &QuestionDefinition, to: &QuestionDefinition) -> bool {
    let same = std::mem::discriminant(&from.kind) == std::mem::discriminant(&to.kind);
    same && !matches!(to.kind, Kind::Attachment { .. })
}

/// Whether each service may have an answer of its own, which the other one's is only a beginning for.
fn is_own(question: &QuestionDefinition) -> bool {
    matches!(question.kind, Kind::System(_) | Kind::AccessPoint | Kind::JoiningModel { .. } | Kind::Date { .. })
}

/// Whether a step asks something that answering the other form does not answer.
pub(super) fn asks_more(step: &'static StepDefinition, form: AskedForm, other: AskedForm) -> bool {
    let Some(from) = other.step(step.key) else { return true };
    let is_answered = |question: &QuestionDefinition| {
        let source = from.question(question.key).filter(|source| source.audience.includes(other.profile));
        source.is_some_and(|source| is_alike(source, question) && !is_own(question))
    };
    !step.questions_for(form.profile).all(is_answered)
}

/// The answers of a step after those of the same step in the other form have been carried into it.
fn carried(
    from: &StepDefinition,
    to: &'static StepDefinition,
    given: &StepAnswers,
    stored: &StepAnswers,
    facts: &Facts,
) -> StepAnswers {
    let mut merged = stored.clone();
    for question in to.questions_for(facts.profile) {
        let source = from.question(question.key).filter(|source| is_alike(source, question));
        let Some((source, answer)) = source.zip(given.get(question.key)) else { continue };
        let theirs = stored.get(question.key);
        if is_own(question) && !text(stored, question.key).is_empty() {
            continue;
        }
        if let Some(answer) = fitted(source, question, answer, theirs, facts) {
            merged.insert(question.key.to_string(), answer);
        }
    }
    merged
}

/// An answer as the other form takes it; nothing where that form does not offer it.
fn fitted(
    source: &QuestionDefinition,
    question: &QuestionDefinition,
    answer: &Answer,
    theirs: Option<&Answer>,
    facts: &Facts,
) -> Option<Answer> {
    match (&source.kind, &question.kind, answer) {
        (_, Kind::System(kinds), Answer::Text(id)) => {
            let fits = |system: &InformationSystem| system.id == *id && suits(system, kinds, facts.profile);
            facts.systems.iter().any(fits).then(|| answer.clone())
        }
        (_, Kind::Choice(choices) | Kind::JoiningModel { choices, .. }, Answer::Text(key)) => {
            (key.is_empty() || choices.iter().any(|choice| choice.key == key)).then(|| answer.clone())
        }
        (Kind::People { roles: known, .. }, Kind::People { most, roles }, Answer::People(given)) => {
            let mut given = given.clone();
            given.truncate(*most);
            let Some(Answer::People(theirs)) = theirs else { return Some(Answer::People(kept_roles(given, roles))) };
            let mut given = kept_roles(given, roles);
            for person in &mut given {
                let same = |other: &&answers::ContactPerson| other.name == person.name || other.email == person.email;
                let Some(same) = theirs.iter().find(same) else { continue };
                // A role that only the other form knows stays with whoever holds it there.
                let only_there = |role: &&String| known.iter().all(|known| known.key != role.as_str());
                let more: Vec<String> = same.roles.iter().filter(only_there).cloned().collect();
                person.roles.extend(more);
            }
            Some(Answer::People(given))
        }
        _ => Some(answer.clone()),
    }
}

/// Persons with those of their roles that another form knows too.
pub(super) fn kept_roles(
    mut given: Vec<answers::ContactPerson>,
    roles: &[crate::services::Role],
) -> Vec<answers::ContactPerson> {
    for person in &mut given {
        person.roles.retain(|held| roles.iter().any(|role| role.key == held));
    }
    given
}

/// What a save of a step is to change in the other application; `None` where nothing is.
pub(super) async fn beside(
    visit: &Visit,
    companion: &ApplicationId,
    from: &StepDefinition,
    given: &StepAnswers,
) -> Result<Option<Beside>, Failure> {
    let application = load(visit, companion).await?;
    let form = form_of(&application)?;
    let Some(step) = form.step(from.key).filter(|_| application.state == State::Draft.code()) else { return Ok(None) };
    let gathered = gather(visit, &visit.acting()?.organisation, form, std::iter::once(step)).await?;
    let row = store::find_step(&mut visit.app.db.read().await?, companion, step.key).await?;
    let row = row.ok_or_else(|| Failure::internal("a draft without one of its steps"))?;
    changed(companion, form, step, (from, given), &row, &gathered.facts)
}

/// The step of the other application with what is carried into it, if that changes anything.
fn changed(
    id: &ApplicationId,
    form: AskedForm,
    step: &'static StepDefinition,
    (from, given): (&StepDefinition, &StepAnswers),
    row: &store::StepRow,
    facts: &Facts,
) -> Result<Option<Beside>, Failure> {
    let stored = answers::parse(&row.answers).map_err(Failure::internal)?;
    let answers = carried(from, step, given, &stored, facts);
    let state = if check_step(step, &answers, facts).is_empty() { "done" } else { "partial" };
    let is_same = answers == stored && (row.state == state || state == "partial");
    Ok((!is_same).then(|| Beside { id: id.clone(), form, step, version: row.version, answers, state }))
}

/// Writes it; `Stale` when somebody has changed that step meanwhile.
pub(super) async fn write(tx: &mut Tx, visit: &Visit, from: &ApplicationId, beside: &Beside) -> Result<(), Failure> {
    let (acting, by, row) = (visit.acting()?, visit.session()?, answers::to_row(&beside.answers));
    let pause_began = visit.now.plus_seconds(-PAUSE_SECONDS);
    store_together::keep_version(tx, &beside.id, beside.step.key, beside.version, by, pause_began).await?;
    let save = StepSave {
        organisation: &acting.organisation,
        application: &beside.id,
        form: beside.form,
        in_state: State::Draft,
        step: beside.step.key,
        version: beside.version,
        answers: &row,
        state: beside.state,
        by,
        companion: from.as_str(),
    };
    if !store::update_step(tx, visit.now, &save).await? {
        return Err(Failure::Stale);
    }
    let detail = json!({ "step": beside.step.key, "version": beside.version + 1, "taken_from": from.as_str() });
    audit::record(tx, visit, Entry::new("applications.step_saved").subject(beside.id.as_str()).detail(detail)).await?;
    if connecting::concern(beside.step) != Concern::None {
        let (organisation, name) = (&acting.organisation, acting.organisation_name.as_str());
        let applicant = Applicant { id: &beside.id, organisation, name, language: CaseLanguage::default() };
        connecting::follow(tx, visit, &applicant, beside.form).await?;
    }
    Ok(())
}

/// One side of a pair that is begun.
enum Half {
    New(Box<Prepared>),
    Live(Box<ApplicationRow>, ApplicationId),
}

impl Half {
    fn form(&self) -> Result<AskedForm, Failure> {
        match self {
            Self::New(prepared) => Ok(prepared.form),
            Self::Live(row, _) => form_of(row),
        }
    }

    async fn begun(self, tx: &mut Tx, visit: &Visit) -> Result<ApplicationId, Failure> {
        match self {
            Self::New(prepared) => drafting::insert(tx, visit, &prepared).await?.ok_or(Failure::Stale),
            Self::Live(_, id) => Ok(id),
        }
    }
}

/// Begins both applications of a pair, or adds the one that is missing to a live draft. When both are there, what the
/// first one answers is carried into the second. What was sent already cannot be joined: then the other begins alone.
pub(super) async fn begin(visit: &Visit, first: Service, second: Service) -> Result<Begun, Failure> {
    if !first.together().contains(&second) {
        return Err(Failure::Malformed("these services are not applied for in one go"));
    }
    let mut halves = Vec::new();
    for (service, other) in [(first, second), (second, first)] {
        halves.push(match drafting::look(visit, service).await? {
            Looked::Ready(prepared) => Half::New(prepared),
            Looked::Not(Begun::Existing(id)) => {
                let id = ApplicationId::parse(&id).ok_or_else(|| Failure::internal("the id of a draft is no id"))?;
                let row = load(visit, &id).await?;
                if state_of(&row)? != State::Draft {
                    return drafting::begin(visit, other).await;
                }
                // One that waits half signed is not added to: its page says who has signed.
                let is_half_signed = agreements::find_waiting(&mut visit.app.db.read().await?, &id).await?.is_some();
                if row.companion.is_some() || is_half_signed {
                    return Ok(Begun::Existing(id.to_string()));
                }
                Half::Live(Box::new(row), id)
            }
            Looked::Not(otherwise) => return Ok(otherwise),
        });
    }
    // The one that people have begun to answer leads.
    if matches!(halves.as_slice(), [Half::New(_), Half::Live(..)]) {
        halves.reverse();
    }
    let (Some(follower), Some(lead)) = (halves.pop(), halves.pop()) else { return Err(Failure::NotFound) };
    let forms = (lead.form()?, follower.form()?);
    let gathered = gather(visit, &visit.acting()?.organisation, forms.1, forms.1.steps()).await?;
    let mut tx = visit.app.db.write().await?;
    let (lead, follower) = (lead.begun(&mut tx, visit).await?, follower.begun(&mut tx, visit).await?);
    for (one, other) in [(&lead, &follower), (&follower, &lead)] {
        store_together::link(&mut tx, &visit.acting()?.organisation, one, other).await?;
        let detail = json!({ "with": other.as_str() });
        audit::record(&mut tx, visit, Entry::new("applications.paired").subject(one.as_str()).detail(detail)).await?;
    }
    carry_all(&mut tx, visit, (&lead, forms.0), (&follower, forms.1), &gathered.facts).await?;
    tx.commit().await?;
    Ok(Begun::New(lead))
}

async fn carry_all(
    tx: &mut Tx,
    visit: &Visit,
    (lead, lead_form): (&ApplicationId, AskedForm),
    (follower, form): (&ApplicationId, AskedForm),
    facts: &Facts,
) -> Result<(), Failure> {
    let given = store::list_steps(tx, lead).await?;
    let there = store::list_steps(tx, follower).await?;
    for row in &there {
        let Some((step, from)) = form.step(&row.step).zip(lead_form.step(&row.step)) else { continue };
        let given = given.iter().find(|given| given.step == row.step && given.saved_at.is_some());
        let Some(given) = given else { continue };
        let given = answers::parse(&given.answers).map_err(Failure::internal)?;
        if let Some(beside) = changed(follower, form, step, (from, &given), row, facts)? {
            write(tx, visit, lead, &beside).await?;
        }
    }
    Ok(())
}

/// Lets nobody send an application, or the other one of its pair, until the transaction ends: in the order in which both
/// are sent, so that two who turn to the pair from its two sides never wait for each other.
pub(super) async fn take_turns(tx: &mut Tx, application: &ApplicationRow, id: &ApplicationId) -> Result<(), Failure> {
    take_both(tx, companion_of(application)?, id).await
}

async fn take_both(tx: &mut Tx, companion: Option<ApplicationId>, id: &ApplicationId) -> Result<(), Failure> {
    let mut both: Vec<ApplicationId> = companion.into_iter().chain([id.clone()]).collect();
    both.sort_by(|one, other| one.as_str().cmp(other.as_str()));
    for one in &both {
        store_turns::take_turn(tx, one).await?;
    }
    Ok(())
}

/// The same of an application that a job has found: the other one of its pair is looked for in the transaction. `Stale` when
/// the pair was made or taken apart at this moment.
pub(super) async fn take_turns_of(tx: &mut Tx, id: &ApplicationId) -> Result<(), Failure> {
    let companion = store_together::find_companion(tx, id).await?;
    let other = companion
        .as_deref()
        .map(|id| ApplicationId::parse(id).ok_or_else(|| Failure::internal("the id of a companion is no id")));
    take_both(tx, other.transpose()?, id).await?;
    if store_together::find_companion(tx, id).await? == companion { Ok(()) } else { Err(Failure::Stale) }
}

/// Takes a pair apart: both stay as they are, and each is sent by itself. `Stale` when a colleague has sent them meanwhile.
pub(super) async fn take_apart(visit: &Visit, id: &ApplicationId) -> Result<(), Failure> {
    let application = load(visit, id).await?;
    let Some(companion) = companion_of(&application)?.filter(|_| application.state == State::Draft.code()) else {
        return Err(Failure::Stale);
    };
    let mut tx = visit.app.db.write().await?;
    take_turns(&mut tx, &application, id).await?;
    cosigning::refuse_half_signed(&mut tx, id).await?;
    if store_together::unlink(&mut tx, id).await? != 2 {
        return Err(Failure::Stale);
    }
    let detail = json!({ "with": companion.as_str() });
    audit::record(&mut tx, visit, Entry::new("applications.parted").subject(id.as_str()).detail(detail)).await?;
    tx.commit().await?;
    Ok(())
}

/// The other application, while the pair is still to be sent.
pub(super) async fn open_companion(
    visit: &Visit,
    application: &ApplicationRow,
) -> Result<Option<(ApplicationId, ApplicationRow)>, Failure> {
    let Some(id) = companion_of(application)?.filter(|_| application.state == State::Draft.code()) else {
        return Ok(None);
    };
    let row = load(visit, &id).await?;
    Ok(Some((id, row)))
}
