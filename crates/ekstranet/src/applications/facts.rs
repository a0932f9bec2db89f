//! Gathers what the checks and pages need from the registers, and only what the given steps ask about.

use super::validation::Facts;
use crate::attachments::AttachmentLine;
use crate::kernel::{BusinessId, today};
use crate::registers::{self, Looked, Organisation};
use crate::services::{AskedForm, Kind, StepDefinition};
use crate::web::{Failure, Visit};

/// The applicant in the organisation register.
#[derive(Clone, Debug)]
pub(super) enum FoundOrganisation {
    /// The steps ask nothing about it.
    NotAsked,
    Known(Box<Looked<Organisation>>),
    /// The register does not know it.
    Unknown,
    /// The register does not answer and there is no earlier answer.
    Down,
}

/// The facts for the checks, and how the organisation was found, for the page.
#[derive(Clone, Debug)]
pub(super) struct Gathered {
    pub facts: Facts,
    /// The files of the application, where somebody asked for them.
    pub files: Vec<AttachmentLine>,
    pub organisation: FoundOrganisation,
}

/// Gathers the facts for some steps. A register that is down is no failure: people go on and the officer is told.
///
/// # Errors
/// What the database says.
pub(super) async fn gather(
    visit: &Visit,
    applicant: &BusinessId,
    form: AskedForm,
    steps: impl Iterator<Item = &'static StepDefinition>,
) -> Result<Gathered, Failure> {
    let (mut needs_organisation, mut needs_systems, mut needs_points) = (false, false, false);
    for step in steps {
        needs_organisation |= step.shows_register;
        for question in step.questions_for(form.profile) {
            match question.kind {
                Kind::Units | Kind::UnitSubset { .. } => needs_organisation = true,
                Kind::System => needs_systems = true,
                Kind::AccessPoint => needs_points = true,
                _ => {}
            }
        }
    }
    let organisation =
        if needs_organisation { find_organisation(visit, applicant).await? } else { FoundOrganisation::NotAsked };
    let systems =
        if needs_systems { registers::list_systems(&visit.app, form.service.code()).await? } else { Vec::new() };
    let (access_points, intermediaries) = if needs_points {
        let points = registers::list_access_points(&visit.app, today(visit.now)).await?;
        (points, registers::list_intermediaries(&mut visit.app.db.read().await?).await?)
    } else {
        (Vec::new(), Vec::new())
    };
    let facts = Facts {
        today: today(visit.now),
        applicant: applicant.clone(),
        service: form.service,
        profile: form.profile,
        production: visit.app.config.is_production(),
        organisation: match &organisation {
            FoundOrganisation::Known(looked) => Some(looked.value.clone()),
            _ => None,
        },
        organisation_unknown: matches!(organisation, FoundOrganisation::Unknown),
        systems,
        access_points,
        intermediaries,
    };
    Ok(Gathered { facts, files: Vec::new(), organisation })
}

async fn find_organisation(visit: &Visit, applicant: &BusinessId) -> Result<FoundOrganisation, Failure> {
    match registers::find_organisation(&visit.app, visit.now, applicant).await {
        Ok(Some(looked)) => Ok(FoundOrganisation::Known(Box::new(looked))),
        Ok(None) => Ok(FoundOrganisation::Unknown),
        Err(Failure::Outage(system, detail)) if system != crate::web::Outside::Database => {
            tracing::warn!(request = %visit.request_id, ?system, %detail, "an application goes on without the register");
            Ok(FoundOrganisation::Down)
        }
        Err(failure) => Err(failure),
    }
}
