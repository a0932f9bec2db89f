//! Gathers what the checks and pages need from the registers, and only what the given steps ask about.

use super::validation::{Facts, serves};
use crate::attachments::AttachmentLine;
use crate::deployments::{self, DeploymentState};
use crate::kernel::{BusinessId, Date, today};
use crate::registers::{self, InformationSystem, Looked, Organisation, Pharmacy, Practitioner, Takeover};
use crate::services::{AskedForm, CustomerKind, Kind, Profile, Service, StepDefinition};
use crate::web::{Failure, Visit};

/// The applicant in the organisation register.
#[derive(Clone, Debug)]
pub(super) enum FoundOrganisation {
    /// The steps ask nothing about it.
    NotAsked,
    Known(Box<Looked<Organisation>>),
    /// The register knows it, and its registration has ended.
    Ended(Box<Looked<Organisation>>),
    /// The register does not know it, and the older one of practitioners does.
    Practitioner(Looked<Practitioner>),
    /// The register does not know it, and the older one of practitioners, in which it may stand, does not answer.
    PractitionersDown,
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
    /// The pharmacies of a pharmacist; `None` when they were not asked for or the register does not answer.
    pub pharmacies: Option<Looked<Vec<Pharmacy>>>,
    /// Whether the register of pharmacies was asked, does not answer and has told nothing before.
    pub pharmacies_down: bool,
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
    let (mut needs_pharmacies, mut needs_running) = (false, false);
    let (mut needs_organisation, mut needs_systems, mut needs_points) = (false, false, false);
    for step in steps {
        needs_organisation |= step.shows_register;
        needs_pharmacies |= step.shows_pharmacies;
        for question in step.questions_for(form.profile) {
            match question.kind {
                Kind::Units | Kind::UnitSubset { .. } => needs_organisation = true,
                Kind::Date { .. } => needs_pharmacies |= form.profile.kind == CustomerKind::Pharmacist,
                Kind::System(_) => needs_systems = true,
                Kind::RunningService => needs_running = true,
                Kind::AccessPoint => needs_points = true,
                _ => {}
            }
        }
    }
    let organisation = if needs_organisation {
        find_organisation(visit, applicant, form.profile).await?
    } else {
        FoundOrganisation::NotAsked
    };
    let running = if needs_running { list_running(visit, applicant, form).await? } else { Vec::new() };
    let systems =
        if needs_systems { list_systems(visit, form, needs_running.then_some(&running)).await? } else { Vec::new() };
    let in_use = list_units_in_use(visit, applicant, (form, &running)).await?;
    let (access_points, intermediaries) = if needs_points {
        let points = registers::list_access_points(&visit.app, today(visit.now)).await?;
        (points, registers::list_intermediaries(&mut visit.app.db.read().await?).await?)
    } else {
        (Vec::new(), Vec::new())
    };
    let (pharmacies, pharmacies_down) =
        if needs_pharmacies { ask_pharmacies(visit, applicant).await? } else { (None, false) };
    let facts = Facts {
        today: today(visit.now),
        sent_on: None,
        applicant: applicant.clone(),
        service: form.certified_for,
        profile: form.profile,
        production: visit.app.config.is_production(),
        organisation: match &organisation {
            FoundOrganisation::Known(looked) => Some(looked.value.clone()),
            _ => None,
        },
        takeover: (pharmacies.as_ref().filter(|_| form.profile.kind.keeps_only_pharmacies()))
            .and_then(|looked| takeover_ahead(&looked.value, visit)),
        organisation_unknown: matches!(
            organisation,
            FoundOrganisation::Unknown
                | FoundOrganisation::Ended(_)
                | FoundOrganisation::Practitioner(_)
                | FoundOrganisation::PractitionersDown
        ),
        lacks_registration: form.profile.has_registered_units() && has_no_units(&organisation),
        running,
        in_use,
        systems,
        access_points,
        intermediaries,
        others: Vec::new(),
    };
    Ok(Gathered { facts, files: Vec::new(), organisation, pharmacies, pharmacies_down })
}

/// Whether the register of providers, which answered, has no units because it does not know the applicant. The older
/// register has none either.
fn has_no_units(organisation: &FoundOrganisation) -> bool {
    matches!(
        organisation,
        FoundOrganisation::Unknown | FoundOrganisation::Practitioner(_) | FoundOrganisation::PractitionersDown
    )
}

/// The certified systems that can be named: where one of the running services is extended, those of all of them, because
/// which one it is stands on the same page.
async fn list_systems(
    visit: &Visit,
    form: AskedForm,
    running: Option<&Vec<Service>>,
) -> Result<Vec<InformationSystem>, Failure> {
    let services = running.map_or(std::slice::from_ref(&form.certified_for), Vec::as_slice);
    let systems = registers::list_all_systems(&mut visit.app.db.read().await?).await?;
    Ok(systems.into_iter().filter(|system| services.iter().any(|service| serves(system, *service))).collect())
}

/// The services that an extension can extend: those that the applicant has in production.
async fn list_running(visit: &Visit, applicant: &BusinessId, form: AskedForm) -> Result<Vec<Service>, Failure> {
    let lines = deployments::list(&mut visit.app.db.read().await?, applicant).await?;
    let runs = |service: &Service| {
        lines.iter().any(|line| line.service == *service && line.state == DeploymentState::InProduction)
    };
    Ok(form.service.extends().iter().copied().filter(runs).collect())
}

/// The units in which a running service is in use, of the services with which a question about such units goes.
async fn list_units_in_use(
    visit: &Visit,
    applicant: &BusinessId,
    (form, running): (AskedForm, &[Service]),
) -> Result<Vec<(Service, String)>, Failure> {
    let asked = form.questions().filter(|(_, question)| matches!(question.kind, Kind::UnitSubset { of: None }));
    let conditions = asked.flat_map(|(step, question)| question.when.iter().map(move |when| (step, when)));
    let chosen = conditions.flat_map(|(step, when)| {
        let choices = step.question(when.question).and_then(|other| other.kind.choices()).unwrap_or_default();
        choices.iter().filter(move |choice| when.is.contains(&choice.key))
    });
    let chosen: Vec<_> = chosen.collect();
    let mut in_use = Vec::new();
    for service in running.iter().filter(|service| chosen.iter().any(|choice| choice.goes_with(**service))) {
        let used = deployments::in_use(&mut visit.app.db.read().await?, applicant, *service).await?;
        in_use.extend(used.units.into_iter().map(|unit| (*service, unit)));
    }
    Ok(in_use)
}

/// The takeover date that lies ahead.
pub(super) fn takeover_ahead(pharmacies: &[Pharmacy], visit: &Visit) -> Option<Date> {
    match registers::takeover(pharmacies, today(visit.now)) {
        Takeover::TooEarly { takeover, .. } | Takeover::Open { takeover, .. } => Some(takeover),
        Takeover::Unknown | Takeover::Begun { .. } => None,
    }
}

/// The pharmacies of the applicant; `None` when there are none or the register does not answer.
pub(super) async fn find_pharmacies(
    visit: &Visit,
    applicant: &BusinessId,
) -> Result<Option<Looked<Vec<Pharmacy>>>, Failure> {
    Ok(ask_pharmacies(visit, applicant).await?.0)
}

/// The same, and whether that is because the register does not answer.
async fn ask_pharmacies(
    visit: &Visit,
    applicant: &BusinessId,
) -> Result<(Option<Looked<Vec<Pharmacy>>>, bool), Failure> {
    match registers::find_pharmacies(&visit.app, visit.now, applicant).await {
        Ok(found) => Ok((found, false)),
        Err(Failure::Outage(system, detail)) if system != crate::web::Outside::Database => {
            tracing::warn!(request = %visit.request_id, ?system, %detail, "an application goes on without the register");
            Ok((None, true))
        }
        Err(failure) => Err(failure),
    }
}

async fn find_organisation(
    visit: &Visit,
    applicant: &BusinessId,
    profile: Profile,
) -> Result<FoundOrganisation, Failure> {
    match look_up(visit, applicant, profile).await {
        Ok(found) => Ok(found),
        Err(Failure::Outage(system, detail)) if system != crate::web::Outside::Database => {
            tracing::warn!(request = %visit.request_id, ?system, %detail, "an application goes on without the register");
            Ok(FoundOrganisation::Down)
        }
        Err(failure) => Err(failure),
    }
}

/// In the register of providers, and where that does not know one who practises, or a trader who may, in the older one: a
/// draft that was begun while it was silent does not know which of the two it is.
async fn look_up(visit: &Visit, applicant: &BusinessId, profile: Profile) -> Result<FoundOrganisation, Failure> {
    let (app, now) = (&visit.app, visit.now);
    if let Some(looked) = registers::find_organisation(app, now, applicant).await? {
        let looked = Box::new(looked);
        let has_ended = looked.value.has_ended(today(now));
        return Ok(if has_ended { FoundOrganisation::Ended(looked) } else { FoundOrganisation::Known(looked) });
    }
    if profile.only_practises() {
        let practitioner = registers::find_practitioner(app, now, applicant).await?;
        return Ok(practitioner.map_or(FoundOrganisation::Unknown, FoundOrganisation::Practitioner));
    }
    if profile.kind != CustomerKind::SoleTrader {
        return Ok(FoundOrganisation::Unknown);
    }
    match registers::find_practitioner(app, now, applicant).await {
        Ok(practitioner) => Ok(practitioner.map_or(FoundOrganisation::Unknown, FoundOrganisation::Practitioner)),
        Err(Failure::Outage(system, detail)) if system != crate::web::Outside::Database => {
            tracing::warn!(request = %visit.request_id, ?system, %detail, "a trader is not found in a silent register");
            Ok(FoundOrganisation::PractitionersDown)
        }
        Err(failure) => Err(failure),
    }
}
