//! What stands beside the questions of a step: the registered name in the other language, and how one joins jointly.

use crate::kernel::BusinessId;
use crate::services::{AskedForm, Kind, KnownFact, StepDefinition};
use crate::web::{Failure, Outside, Visit};
use crate::{parties, registers};

/// What stands beside the joining model.
pub(super) struct JoiningNote {
    pub joined: Option<String>,
    pub parties: String,
}

/// The registered name in the other national language, on a step that shows the registers.
pub(super) async fn parallel_name(
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

/// Beside the joining model: who has joined the organisation already, and where a main joiner lists its parties. Both
/// are for those who have the right.
pub(super) async fn joining_note(
    visit: &Visit,
    organisation: &BusinessId,
    form: AskedForm,
    step: &'static StepDefinition,
) -> Result<Option<JoiningNote>, Failure> {
    if !step.questions.iter().any(|question| matches!(question.kind, Kind::JoiningModel { .. })) {
        return Ok(None);
    }
    let names = parties::main_joiners_of(&mut visit.app.db.read().await?, organisation, form.service).await?;
    Ok(Some(JoiningNote {
        joined: (!names.is_empty()).then(|| visit.texts().applications_joined_already(names.join(", "))),
        parties: format!("/o/{organisation}/parties"),
    }))
}
