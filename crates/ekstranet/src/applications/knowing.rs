//! What a draft begins with because it is known already: from the registers, and from what the portal keeps of the
//! customer beside its applications. People see it filled in and save it with the step.

use db::{Read, Tx};

use super::answers::{Answer, StepAnswers};
use super::contacts;
use super::facts::{find_pharmacies, takeover_ahead};
use super::pairing::kept_roles;
use super::store;
use crate::kernel::{ApplicationId, BusinessId, today};
use crate::parties::{self, JoiningModel};
use crate::registers;
use crate::services::{AskedForm, Kind, StepDefinition};
use crate::web::{Failure, Outside, Visit};

/// An answer that is known: step, question, answer.
pub(super) type Known = (&'static str, &'static str, Answer);

/// The answers of a step that need not be typed.
pub(super) fn prefilled(step: &StepDefinition, known: &[Known]) -> StepAnswers {
    known
        .iter()
        .filter(|(at, question, _)| *at == step.key && step.question(question).is_some())
        .map(|(_, question, answer)| ((*question).to_string(), answer.clone()))
        .collect()
}

/// What need not be typed because a register knows it.
pub(super) async fn known_answers(visit: &Visit, organisation: &BusinessId) -> Result<Vec<Known>, Failure> {
    let mut known = vec![("billing", "e_invoice_address", Answer::Text(organisation.e_invoice_address()))];
    match registers::find_organisation(&visit.app, visit.now, organisation).await {
        Ok(Some(found)) => {
            let found = found.value;
            known.push(("billing", "street", Answer::Text(found.street_address)));
            known.push(("billing", "post_code", Answer::Text(found.post_code)));
            known.push(("billing", "post_office", Answer::Text(found.post_office)));
        }
        Ok(None) => {}
        Err(Failure::Outage(system, _)) if system != Outside::Database => {}
        Err(failure) => return Err(failure),
    }
    if let Some(looked) = find_pharmacies(visit, organisation).await?
        && let Some(takeover) = takeover_ahead(&looked.value, visit)
    {
        known.push(("schedule", "production_date", Answer::Text(takeover.to_string())));
    }
    Ok(known)
}

/// That, and what the portal keeps of the customer beside its applications.
pub(super) async fn all_known(visit: &Visit, form: AskedForm) -> Result<Vec<Known>, Failure> {
    let mut known = known_answers(visit, &visit.acting()?.organisation).await?;
    known.extend(known_of_customer(visit, form).await?);
    Ok(known)
}

/// The same facts in the customer's own data: an access point of its own, when it has one that can be used, that it
/// is a main joiner, when it has brought parties in for the service, and the contact persons whom it keeps.
async fn known_of_customer(visit: &Visit, form: AskedForm) -> Result<Vec<Known>, Failure> {
    let (organisation, today) = (&visit.acting()?.organisation, today(visit.now));
    let mut known = Vec::new();
    for (step, question) in form.questions() {
        match &question.kind {
            Kind::AccessPoint => {
                let points = registers::list_access_points(&visit.app, today).await?;
                let mut own = points.into_iter().filter(|point| point.owner == organisation.as_str());
                // Of several, people choose.
                if let (Some(point), None) = (own.next(), own.next()) {
                    known.push((step.key, question.key, Answer::Text(point.oid)));
                }
            }
            Kind::JoiningModel { choices, .. } => {
                let read = &mut visit.app.db.read().await?;
                let has_parties = !parties::count_parties(read, organisation, form.service).await?.is_empty();
                let joint =
                    choices.iter().find(|choice| JoiningModel::of_answer(choice.key) == Some(JoiningModel::Joint));
                let joint = joint.filter(|_| has_parties).map(|joint| Answer::Text(joint.key.to_string()));
                known.extend(joint.map(|joint| (step.key, question.key, joint)));
            }
            Kind::People { most, roles } => {
                let read = &mut visit.app.db.read().await?;
                let kept = contacts::granted_contacts(read, organisation).await?.filter(|contacts| contacts.kept);
                let mut persons = kept.map(|kept| kept_roles(kept.persons, roles)).unwrap_or_default();
                persons.retain(|person| !person.roles.is_empty());
                persons.truncate(*most);
                if !persons.is_empty() {
                    known.push((step.key, question.key, Answer::People(persons)));
                }
            }
            _ => {}
        }
    }
    Ok(known)
}

/// Whether the register of providers, which answered, does not know an applicant who should have units there: it has none
/// to name.
pub(super) async fn has_no_units(read: &mut Read, organisation: &BusinessId, form: AskedForm) -> Result<bool, Failure> {
    Ok(form.profile.has_registered_units() && registers::is_unregistered(read, organisation).await?)
}

/// Whether a step asks for nothing but units.
pub(super) fn asks_only_units(step: &StepDefinition) -> bool {
    step.questions.iter().all(|question| matches!(question.kind, Kind::Units | Kind::UnitSubset { .. }))
}

/// Counts the steps of a new draft as done that ask only for units of who has none to name. When the register comes to know
/// it, the check before sending asks for them.
pub(super) async fn settle_units(
    tx: &mut Tx,
    organisation: &BusinessId,
    id: &ApplicationId,
    form: AskedForm,
) -> Result<(), Failure> {
    if has_no_units(tx, organisation, form).await? {
        for step in form.steps().filter(|step| asks_only_units(step)) {
            store::settle_step(tx, id, step.key).await?;
        }
    }
    Ok(())
}
