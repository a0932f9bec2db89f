//! What stands in the way of an application, whatever its answers are: a takeover that is too far away or not known, a
//! service that must be in use first. Asked when a draft begins and again when it is sent, for both may change between.

use db::Read;

use super::facts::find_pharmacies;
use super::store::ApplicationRow;
use crate::deployments::{self, DeploymentLine, DeploymentState};
use crate::kernel::{BusinessId, Date, Language};
use crate::parties::{self, JoinedLine, Joinings};
use crate::registers::{self, Looked, Pharmacy, Takeover};
use crate::services::{AskedForm, CustomerKind, FormDefinition, Service, newest_form};
use crate::texts::Texts;
use crate::web::{Failure, Visit, format};

/// Why an application cannot be made now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Obstacle {
    /// Another service must be in use first; of several, one of them.
    Requires(Vec<Service>),
    /// A pharmacist is too early: the takeover date and the first possible day.
    TooEarly { takeover: Date, opens: Date },
    /// The pharmacy register has no takeover date.
    NoTakeover,
}

impl Obstacle {
    /// In words to the applicant.
    pub fn to_applicant(&self, service: Service, t: &Texts, language: Language) -> String {
        let day = |day| format::date(day, language);
        match self {
            Self::Requires(missing) => match names(missing, t).as_slice() {
                [name] => t.applications_requires(service.name(t), name),
                names => t.applications_requires_any(service.name(t), names.join(", ")),
            },
            Self::TooEarly { takeover, opens } => t.applications_too_early(day(*takeover), day(*opens)),
            Self::NoTakeover => t.applications_no_takeover(),
        }
    }

    /// In words to the officer who has the case.
    pub fn to_officer(&self, t: &Texts, language: Language) -> String {
        let day = |day| format::date(day, language);
        match self {
            Self::Requires(missing) => match names(missing, t).as_slice() {
                [name] => t.applications_finding_requires(name),
                names => t.applications_finding_requires_any(names.join(", ")),
            },
            Self::TooEarly { takeover, opens } => t.applications_finding_too_early(day(*takeover), day(*opens)),
            Self::NoTakeover => t.applications_finding_no_takeover(),
        }
    }
}

fn names(services: &[Service], t: &Texts) -> Vec<String> {
    services.iter().map(|service| service.name(t)).collect()
}

/// Why a pharmacist cannot apply yet, by the pharmacy register. A register that was never asked stops nobody.
pub(super) fn by_takeover(kind: CustomerKind, looked: Option<&Looked<Vec<Pharmacy>>>, today: Date) -> Option<Obstacle> {
    let looked = looked.filter(|_| kind == CustomerKind::Pharmacist)?;
    match registers::takeover(&looked.value, today) {
        Takeover::TooEarly { takeover, opens } => Some(Obstacle::TooEarly { takeover, opens }),
        Takeover::Unknown => Some(Obstacle::NoTakeover),
        Takeover::Open { .. } | Takeover::Begun { .. } => None,
    }
}

/// The services that an organisation has in production use: of its own, and as a joined party.
pub struct InUse {
    own: Vec<Service>,
    /// With the name of the main joiner.
    jointly: Vec<(Service, String)>,
}

impl InUse {
    /// By what is known of an organisation today.
    pub fn of(deployments: &[DeploymentLine], joinings: &Joinings, today: Date) -> Self {
        let runs = |line: &&DeploymentLine| line.state == DeploymentState::InProduction;
        // As of its own, what has a last day is no ground to begin anything on.
        let goes_on = |line: &&JoinedLine| line.is_in_use(today) && line.ends_on.is_none();
        let jointly = joinings.joined.iter().filter(goes_on);
        Self {
            own: deployments.iter().filter(runs).map(|line| line.service).collect(),
            jointly: jointly.map(|line| (line.service, line.main_joiner_name.clone())).collect(),
        }
    }

    /// What the form's service requires and the organisation has only as a joined party, with the main joiners.
    pub fn jointly_required(&self, form: &FormDefinition) -> Vec<(Service, String)> {
        let required = |service: &Service| form.requires.contains(service) && !self.own.contains(service);
        self.jointly.iter().filter(|(service, _)| required(service)).cloned().collect()
    }

    fn has(&self, service: Service) -> bool {
        self.own.contains(&service) || self.jointly.iter().any(|(jointly, _)| *jointly == service)
    }
}

/// The services that an organisation has in production use today.
pub(super) async fn list_in_use(read: &mut Read, visit: &Visit, organisation: &BusinessId) -> Result<InUse, Failure> {
    let deployments = deployments::list(read, organisation).await?;
    let joinings = parties::joinings(read, organisation).await?;
    Ok(InUse::of(&deployments, &joinings, visit.now.date()))
}

/// The same of the services that must be in use first.
pub(super) fn by_services(form: AskedForm, in_use: &InUse) -> Option<Obstacle> {
    missing_services(&form, form.profile.kind, in_use).map(Obstacle::Requires)
}

/// The services of which one must be in use before the form's one, and none is. A joined party is the controller of its own
/// data, so what it uses through a main joiner counts for what it applies for itself. An extension widens a deployment
/// of the organisation's own, and of what can be extended only that is named for which such a customer applies here.
pub fn missing_services(form: &FormDefinition, kind: CustomerKind, in_use: &InUse) -> Option<Vec<Service>> {
    if let Some(required) = form.requires.iter().copied().find(|service| !in_use.has(*service)) {
        return Some(vec![required]);
    }
    let extended = form.service.extends();
    let theirs = |service: &Service| newest_form(*service, kind).is_some();
    (!extended.is_empty() && !extended.iter().any(|service| in_use.own.contains(service)))
        .then(|| extended.iter().copied().filter(theirs).collect())
}

/// What stands in the way of beginning an application now, as far as a pharmacy's takeover tells.
pub(super) async fn may_begin_now(
    visit: &Visit,
    kind: CustomerKind,
    organisation: &BusinessId,
) -> Result<Option<Obstacle>, Failure> {
    if kind != CustomerKind::Pharmacist {
        return Ok(None);
    }
    let looked = find_pharmacies(visit, organisation).await?;
    Ok(by_takeover(kind, looked.as_ref(), visit.now.date()))
}

/// What stands in the way of an application of an organisation today, with what the register of pharmacies has told.
pub(super) async fn list(
    visit: &Visit,
    organisation: &BusinessId,
    form: AskedForm,
    pharmacies: Option<&Looked<Vec<Pharmacy>>>,
) -> Result<Vec<Obstacle>, Failure> {
    let takeover = by_takeover(form.profile.kind, pharmacies, visit.now.date());
    let services = if form.requires.is_empty() && form.service.extends().is_empty() {
        None
    } else {
        by_services(form, &list_in_use(&mut visit.app.db.read().await?, visit, organisation).await?)
    };
    Ok(takeover.into_iter().chain(services).collect())
}

/// Whether it still matters: what has been sent is not held back by what its sender can no longer change.
pub(super) fn matters(application: &ApplicationRow) -> bool {
    application.case_number.is_none()
}
