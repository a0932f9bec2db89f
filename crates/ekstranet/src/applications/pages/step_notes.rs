//! What stands beside the questions of a step: the registered name in the other language, and how one joins jointly.

use super::register_views::{RegisterFact, RegisterView, register_view};
use crate::applications::facts::{FoundOrganisation, Gathered};
use crate::applications::obstacles::{self, InUse};
use crate::kernel::{BusinessId, Date};
use crate::parties::PartyState;
use crate::services::{
    AskedForm, FormDefinition, Kind, KnownFact, Profile, QuestionDefinition, Service, StepDefinition,
};
use crate::texts::Texts;
use crate::web::{Failure, Outside, Visit, format};
use crate::{parties, registers};

/// What stands beside the joining model.
pub(super) struct JoiningNote {
    pub joined: Option<String>,
    /// Where one answers to the main joiner, or lists those whom one brings in: address and words.
    pub link: (String, String),
}

/// The registered name in the other national language, on a step that shows the registers.
async fn parallel_name(
    visit: &Visit,
    organisation: &BusinessId,
    form: AskedForm,
    step: &StepDefinition,
) -> Result<Option<String>, Failure> {
    if !step.shows_register || !form.profile.has(KnownFact::Bilingual) {
        return Ok(None);
    }
    match registers::find_company(&visit.app, visit.now, organisation).await {
        Ok(company) => Ok(company.and_then(|company| company.value.parallel_name)),
        Err(Failure::Outage(system, _)) if system != Outside::Database => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// What a register knows, on a step that shows it.
pub(super) async fn known_of(
    visit: &Visit,
    organisation: &BusinessId,
    (form, step): (AskedForm, &StepDefinition),
    gathered: &Gathered,
) -> Result<Option<RegisterView>, Failure> {
    if let Some(company) = company_view(visit, organisation, step).await? {
        return Ok(Some(company));
    }
    Ok(register_view(visit, step, gathered, parallel_name(visit, organisation, form, step).await?))
}

/// What the company register knows, on a step that shows it: the names and the business ID that are confirmed there.
async fn company_view(
    visit: &Visit,
    organisation: &BusinessId,
    step: &StepDefinition,
) -> Result<Option<RegisterView>, Failure> {
    if !step.shows_company {
        return Ok(None);
    }
    let t = visit.texts();
    let mut facts = vec![RegisterFact::number(t.applications_fact_business_id(), organisation.to_string())];
    let found = match registers::find_company(&visit.app, visit.now, organisation).await {
        Ok(Some(looked)) => looked,
        Ok(None) => {
            return Ok(Some(RegisterView { facts, note: t.applications_company_unknown(), trouble: true }));
        }
        Err(Failure::Outage(system, _)) if system != Outside::Database => {
            return Ok(Some(RegisterView { facts, note: t.applications_company_down(), trouble: true }));
        }
        Err(failure) => return Err(failure),
    };
    facts.insert(0, RegisterFact::name(t.applications_fact_name(), found.value.name));
    if let Some(name) = found.value.parallel_name {
        facts.insert(1, RegisterFact::name(t.applications_fact_name_other(), name));
    }
    let at = format::moment(found.fetched_at, visit.language);
    let note = if found.stale { t.applications_company_stale(at) } else { t.applications_company_fresh(at) };
    Ok(Some(RegisterView { facts, note, trouble: found.stale }))
}

/// Beside the joining model: who has joined the organisation already, and where a main joiner lists its parties. Both
/// are for those who have the right.
pub(super) async fn joining_note(
    visit: &Visit,
    organisation: &BusinessId,
    form: AskedForm,
    step: &'static StepDefinition,
) -> Result<Option<JoiningNote>, Failure> {
    let (t, base) = (visit.texts(), format!("/o/{organisation}/"));
    if !step.questions.iter().any(|question| matches!(question.kind, Kind::JoiningModel { .. })) {
        if !step.shows_register || form.requires.is_empty() {
            return Ok(None);
        }
        let in_use = obstacles::list_in_use(&mut visit.app.db.read().await?, visit, organisation).await?;
        let link = (format!("{base}joined"), t.parties_joined_title());
        return Ok(own_words(t, &in_use, &form).map(|joined| JoiningNote { joined: Some(joined), link }));
    }
    let joinings = parties::joinings(&mut visit.app.db.read().await?, organisation).await?;
    let joined = joined_words(t, &joinings, form.service);
    let link = if joined.is_some() {
        (format!("{base}joined"), t.parties_joined_title())
    } else {
        (format!("{base}parties"), t.applications_to_parties())
    };
    let goes_on = |sentence: String| format!("{sentence} {}", t.applications_joined_until());
    Ok(Some(JoiningNote { joined: joined.map(goes_on), link }))
}

/// Through whom the organisation has joined a service, or is asked whether it has.
pub(super) fn joined_words(t: &Texts, joinings: &parties::Joinings, service: Service) -> Option<String> {
    let of = |is_asked: bool| {
        let lines =
            joinings.joined.iter().filter(|line| line.service == service && line.state != PartyState::Contested);
        let names = lines.filter(|line| (line.state == PartyState::Waiting) == is_asked);
        names.map(|line| line.main_joiner_name.as_str()).collect::<Vec<_>>().join(", ")
    };
    match (of(false), of(true)) {
        (joined, _) if !joined.is_empty() => Some(t.applications_joined_already(joined)),
        (_, asked) if !asked.is_empty() => Some(t.applications_joined_unconfirmed(asked)),
        _ => None,
    }
}

/// That a joined party applies for this service itself, where it has what the service requires through a main joiner.
pub(super) fn own_words(t: &Texts, in_use: &InUse, form: &FormDefinition) -> Option<String> {
    let jointly = in_use.jointly_required(form);
    let (service, _) = jointly.first()?;
    let names: Vec<&str> = jointly.iter().map(|(_, name)| name.as_str()).collect();
    Some(t.applications_required_jointly(service.name(t), names.join(", ")))
}

/// What is said of the step to such a customer, and since when the units are that a silent register leaves.
pub(super) fn notes(
    visit: &Visit,
    (form, step): (AskedForm, &'static StepDefinition),
    gathered: &Gathered,
) -> Vec<String> {
    let t = visit.texts();
    let for_them = step.notes.iter().filter(|note| note.audience.includes(form.profile));
    let shows_units = step.questions_for(form.profile).any(|question| matches!(question.kind, Kind::Units));
    let stale = match &gathered.organisation {
        FoundOrganisation::Known(looked) if looked.stale && shows_units => {
            Some(t.applications_units_stale(format::moment(looked.fetched_at, visit.language)))
        }
        _ => None,
    };
    for_them.map(|note| (note.text)(t)).chain(stale).collect()
}

/// That the register of providers, which answered, does not know the applicant: who adds it, and what one can do meanwhile.
pub(super) fn no_registration(profile: Profile, t: &Texts) -> String {
    match profile.kind {
        kind if kind.is_trader() => t.applications_no_registration(),
        kind if kind.is_public() => t.applications_no_registration_public(),
        _ => t.applications_no_registration_private(),
    }
}

/// What an applicant whom the register does not know can send to whoever adds it, on the steps that say so.
pub(super) fn registration_message(visit: &Visit, step: &StepDefinition, gathered: &Gathered) -> Option<String> {
    let facts = &gathered.facts;
    let is_unknown = matches!(gathered.organisation, FoundOrganisation::Unknown);
    if !is_unknown || !facts.lacks_registration || !step.shows_register {
        return None;
    }
    let (t, id) = (visit.texts(), facts.applicant.to_string());
    let organisation = match &visit.acting {
        Some(acting) => format!("{} ({id})", acting.organisation_name),
        None => id,
    };
    Some(if facts.profile.kind.is_public() {
        t.applications_registration_message_public(organisation)
    } else {
        t.applications_registration_message_private(organisation)
    })
}

/// The hint of a question; a day that follows the takeover of a pharmacy says which one.
pub(super) fn hint(
    visit: &Visit,
    (form, question): (AskedForm, &QuestionDefinition),
    takeover: Option<Date>,
) -> String {
    let t = visit.texts();
    match (&question.kind, takeover) {
        (Kind::Date { .. }, Some(day)) => t.applications_takeover_hint(format::date(day, visit.language)),
        _ => plain_hint(form, question, t),
    }
}

/// The hint of a question by itself; of contact persons, with the roles of which somebody must hold each.
pub(super) fn plain_hint(form: AskedForm, question: &QuestionDefinition, t: &Texts) -> String {
    let hint = question.hint.map(|hint| hint(t));
    let needed = match &question.kind {
        Kind::People { roles, .. } => {
            let theirs = roles.iter().filter(|role| role.required && role.audience.includes(form.profile));
            let names = theirs.map(|role| (role.name)(t));
            Some(names.collect::<Vec<_>>().join(", ")).filter(|names| !names.is_empty())
        }
        _ => None,
    };
    needed.map(|names| t.applications_roles_needed(names)).into_iter().chain(hint).collect::<Vec<_>>().join(" ")
}
