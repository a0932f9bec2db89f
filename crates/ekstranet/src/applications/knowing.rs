//! What a draft begins with because it is known already: from the registers, and from what the portal keeps of the
//! customer beside its applications. People see it filled in and save it with the step.

use super::answers::{Answer, StepAnswers};
use super::facts::{find_pharmacies, takeover_ahead};
use crate::kernel::{BusinessId, today};
use crate::parties::{self, JoiningModel};
use crate::registers;
use crate::services::{AskedForm, Kind, StepDefinition};
use crate::web::{Failure, Outside, Visit};

/// An answer that a register knows: step, question, text.
pub(super) type Known = (&'static str, &'static str, String);

/// The answers of a step that need not be typed.
pub(super) fn prefilled(step: &StepDefinition, known: &[Known]) -> StepAnswers {
    known
        .iter()
        .filter(|(at, question, _)| *at == step.key && step.question(question).is_some())
        .map(|(_, question, text)| ((*question).to_string(), Answer::Text(text.clone())))
        .collect()
}

/// What need not be typed because a register knows it.
pub(super) async fn known_answers(visit: &Visit, organisation: &BusinessId) -> Result<Vec<Known>, Failure> {
    let mut known = vec![("billing", "e_invoice_address", organisation.e_invoice_address())];
    match registers::find_organisation(&visit.app, visit.now, organisation).await {
        Ok(Some(found)) => {
            let found = found.value;
            known.push(("billing", "street", found.street_address));
            known.push(("billing", "post_code", found.post_code));
            known.push(("billing", "post_office", found.post_office));
        }
        Ok(None) => {}
        Err(Failure::Outage(system, _)) if system != Outside::Database => {}
        Err(failure) => return Err(failure),
    }
    if let Some(looked) = find_pharmacies(visit, organisation).await?
        && let Some(takeover) = takeover_ahead(&looked.value, visit)
    {
        known.push(("schedule", "production_date", takeover.to_string()));
    }
    Ok(known)
}

/// That, and what the portal keeps of the customer beside its applications.
pub(super) async fn all_known(visit: &Visit, form: AskedForm) -> Result<Vec<Known>, Failure> {
    let mut known = known_answers(visit, &visit.acting()?.organisation).await?;
    known.extend(known_of_customer(visit, form).await?);
    Ok(known)
}

/// The same facts in the customer's own data: an access point of its own, when it has one that can be used, and that it
/// is a main joiner, when it has brought parties in for the service.
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
                    known.push((step.key, question.key, point.oid));
                }
            }
            Kind::JoiningModel { choices, .. } => {
                let read = &mut visit.app.db.read().await?;
                let has_parties = !parties::count_parties(read, organisation, form.service).await?.is_empty();
                let joint =
                    choices.iter().find(|choice| JoiningModel::of_answer(choice.key) == Some(JoiningModel::Joint));
                known
                    .extend(joint.filter(|_| has_parties).map(|joint| (step.key, question.key, joint.key.to_string())));
            }
            _ => {}
        }
    }
    Ok(known)
}
