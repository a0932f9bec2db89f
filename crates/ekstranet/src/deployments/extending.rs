//! Extension of use: a service in production is extended to further units or uses by an application of its own, with its
//! own deployment. The page of the service shows them.

use std::collections::HashMap;

use db::{Read, Tx};

use super::Granted;
use super::demanding::Extended;
use super::rules::DeploymentState;
use super::store::{self, DeploymentRow, ExtensionRow};
use super::store_granted::{self, ShownRow};
use super::store_watched::PAGE;
use crate::kernel::{BusinessId, DeploymentId};
use crate::services::{self, AskedForm, Extending, Kind, Profile, Service};
use crate::texts::Texts;
use crate::web::{Failure, Visit, format};

/// Of an extension, the service that it extends, from what was granted.
pub(super) fn extended(form: AskedForm, snapshot: &serde_json::Value) -> Option<Service> {
    let (step, question) = form.questions().find(|(_, question)| matches!(question.kind, Kind::RunningService))?;
    Service::parse(snapshot["answers"][step.key][question.key].as_str()?)
}

/// What is known of the service that an extension extends; nothing of another service.
pub(super) async fn known(tx: &mut Tx, granted: &Granted<'_>) -> Result<Extended, Failure> {
    let Some(service) = extended(granted.form, &granted.snapshot) else { return Ok(Extended::default()) };
    let own = services::newest_form(service, granted.form.profile.kind);
    let rows = every_extension(tx, granted.organisation, service).await?;
    let used = rows.iter().filter(|row| row.in_production_since.is_some());
    let before = used.map(|row| serde_json::from_str(&row.snapshot)).collect::<Result<_, _>>();
    let before = before.map_err(Failure::internal)?;
    Ok(Extended { tests: own.is_some_and(|form| form.deployment.test), before })
}

/// What each extension that was granted to an organisation is about, by the id of its deployment: in one statement.
///
/// # Errors
/// What the database says.
pub async fn list_extending(read: &mut Read, organisation: &BusinessId) -> Result<HashMap<String, Extending>, Failure> {
    let mut about = HashMap::new();
    for service in Service::ALL.into_iter().filter(|service| service.repeats()) {
        for row in store_granted::list_granted(read, organisation, service).await? {
            let snapshot = serde_json::from_str(&row.snapshot).map_err(Failure::internal)?;
            about.insert(row.id, extending_of(&row.form, row.catalogue_version, &snapshot)?);
        }
    }
    Ok(about)
}

fn extending_of(form: &str, catalogue_version: i64, snapshot: &serde_json::Value) -> Result<Extending, Failure> {
    let form = services::form(form, catalogue_version);
    let form = form.ok_or_else(|| Failure::internal("the form of a deployment is not in the catalogue"))?;
    Ok(Extending::of(form, &snapshot["answers"]))
}

/// The name of what was granted.
pub(super) fn granted_name(row: &DeploymentRow, snapshot: &serde_json::Value, t: &Texts) -> Result<String, Failure> {
    let form = row.form.as_deref().unwrap_or(&row.service);
    Ok(extending_of(form, row.catalogue_version, snapshot)?.name(row.service()?, t))
}

/// Every extension of a service, the first first.
pub(super) async fn every_extension(
    read: &mut Read,
    organisation: &BusinessId,
    service: Service,
) -> Result<Vec<ExtensionRow>, Failure> {
    let (mut all, mut after) = (Vec::new(), After::default());
    loop {
        let rows = store::list_extensions(read, organisation.as_str(), service, after.key(), PAGE).await?;
        let Some(last) = rows.last() else { return Ok(all) };
        after = After::of(last);
        all.extend(rows);
    }
}

/// What a service can be extended with, in the reader's words: what the newest form of the extension offers its customers.
pub(super) fn uses(extension: Service, service: Service, profile: Profile, t: &Texts) -> Vec<String> {
    let form = services::newest_form(extension, profile.kind).map(|form| form.asked(profile));
    let choices = form.into_iter().flat_map(AskedForm::questions).filter_map(|(_, question)| question.kind.choices());
    // Those that say what is extended have words of their own.
    let described = choices.flatten().filter(|choice| choice.text.is_some() && choice.audience.includes(profile));
    described.filter(|choice| choice.goes_with(service)).map(|choice| (choice.label)(t)).collect()
}

/// After which extension a page of them begins.
#[derive(Default)]
pub(super) struct After(i64, String);

impl After {
    /// What an address says, `moment.id`; the first page for anything else.
    pub fn read(text: &str) -> Self {
        let key = text.split_once('.').and_then(|(at, id)| Some((at.parse().ok()?, DeploymentId::parse(id)?)));
        key.map_or_else(Self::default, |(at, id)| Self(at, id.to_string()))
    }

    fn of(row: &ExtensionRow) -> Self {
        Self(row.opened_at, row.id.clone())
    }

    fn key(&self) -> (i64, &str) {
        (self.0, &self.1)
    }
}

/// A page of the extensions of a service.
pub(super) struct Extensions {
    pub lines: Vec<Extension>,
    /// Whether it is not the first one.
    pub continued: bool,
    /// What the address of the next one says.
    pub next: Option<String>,
}

pub(super) async fn list(
    read: &mut Read,
    visit: &Visit,
    organisation: &str,
    service: Service,
    after: &After,
) -> Result<Extensions, Failure> {
    let mut rows = store_granted::list_shown(read, organisation, service, after.key(), PAGE + 1).await?;
    let is_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let lines = rows.iter().map(|shown| extension(visit, organisation, shown)).collect::<Result<_, _>>()?;
    let next = rows.last().filter(|_| is_more).map(|shown| format!("{}.{}", shown.row.opened_at, shown.row.id));
    Ok(Extensions { lines, continued: !after.1.is_empty(), next })
}

/// An extension on the page of the service.
pub(super) struct Extension {
    pub address: String,
    /// What is extended: the uses that were chosen.
    pub title: String,
    pub tag: &'static str,
    pub state: String,
    /// The units that it is for: their names have commas of their own.
    pub units: Vec<String>,
    /// What else is known of it, and since when.
    pub lines: Vec<String>,
}

impl Extension {
    /// Whether so many units are folded.
    pub fn has_many_units(&self) -> bool {
        self.units.len() > 10
    }
}

/// The other party that an extension names, by its name then, and its business ID.
fn other_party(snapshot: &serde_json::Value, answer: &serde_json::Value, t: &Texts) -> Option<String> {
    let named = answer.as_str().and_then(BusinessId::parse)?;
    let name = snapshot["names"][named.as_str()].as_str();
    let named = name.map_or_else(|| named.to_string(), |name| format!("{name} ({named})"));
    Some(t.deployments_extension_other(named))
}

/// The same of what was granted, on a page of its own; nothing where nobody is named.
pub(super) fn named_party(row: &DeploymentRow, snapshot: &serde_json::Value, t: &Texts) -> Option<String> {
    let form = services::form(row.form.as_deref().unwrap_or(&row.service), row.catalogue_version)?;
    let profile = row.profile.as_deref().and_then(Profile::parse).unwrap_or_default();
    let mut asked = form.asked(profile).questions().filter(|(_, question)| matches!(question.kind, Kind::BusinessId));
    asked.find_map(|(step, question)| other_party(snapshot, &snapshot["answers"][step.key][question.key], t))
}

fn extension(visit: &Visit, organisation: &str, shown: &ShownRow) -> Result<Extension, Failure> {
    let (t, row) = (visit.texts(), &shown.row);
    let snapshot: serde_json::Value = serde_json::from_str(&row.snapshot).map_err(Failure::internal)?;
    let (mut units, mut further) = (Vec::new(), Vec::new());
    let form = services::form(row.form.as_deref().unwrap_or(&row.service), row.catalogue_version);
    let uses = form.map(|form| Extending::of(form, &snapshot["answers"]).uses(t)).filter(|uses| !uses.is_empty());
    let profile = row.profile.as_deref().and_then(Profile::parse).unwrap_or_default();
    for (step, question) in form.into_iter().flat_map(|form| form.asked(profile).questions()) {
        let answer = &snapshot["answers"][step.key][question.key];
        match &question.kind {
            Kind::Units => units.extend(names(&snapshot, answer)),
            // Nobody that was asked and answered with none is a fact too.
            Kind::UnitSubset { .. } => further.extend(answer.as_array().map(|_| {
                let some = names(&snapshot, answer).join(", ");
                if some.is_empty() {
                    t.deployments_extension_renewal_none()
                } else {
                    t.deployments_extension_renewal(some)
                }
            })),
            Kind::BusinessId => further.extend(other_party(&snapshot, answer, t)),
            Kind::AccessPoint => {
                further.extend(point(shown, &snapshot, answer).map(|point| t.deployments_extension_point(point)));
            }
            _ => {}
        }
    }
    let (tag, state, since) = standing(visit, row, t);
    Ok(Extension {
        address: format!("/o/{organisation}/deployments/{}", row.id),
        title: uses.unwrap_or_else(|| t.deployments_extension()),
        tag,
        state,
        units,
        lines: further.into_iter().chain(since).collect(),
    })
}

/// The units of an answer by their names then.
fn names(snapshot: &serde_json::Value, answer: &serde_json::Value) -> Vec<String> {
    let chosen = answer.as_array().into_iter().flatten().filter_map(serde_json::Value::as_str);
    chosen.map(|unit| snapshot["names"][unit].as_str().unwrap_or(unit).to_string()).collect()
}

/// The access point of an extension: the one that its owner has confirmed, or an officer has settled on, else the one that was
/// named. An intermediary that has not chosen one yet is none.
fn point(shown: &ShownRow, snapshot: &serde_json::Value, answer: &serde_json::Value) -> Option<String> {
    let named = answer.as_str().filter(|named| !named.is_empty())?;
    if let Some((oid, name)) = shown.point.as_ref().zip(shown.point_name.as_ref()) {
        return Some(format!("{name} ({oid})"));
    }
    let name = snapshot["names"][named].as_str().unwrap_or_default();
    BusinessId::parse(named).is_none().then(|| format!("{name} ({named})"))
}

fn standing(visit: &Visit, row: &ExtensionRow, t: &Texts) -> (&'static str, String, Option<String>) {
    match (DeploymentState::parse(&row.state), &row.in_production_since) {
        (Some(DeploymentState::InProduction | DeploymentState::Ending), Some(since)) => {
            let since = format::stored_date(since, visit.language);
            ("good", t.deployments_state_in_use(), Some(t.deployments_extension_since(since)))
        }
        (Some(DeploymentState::Ending | DeploymentState::Ended), _) => ("calm", t.deployments_state_ended(), None),
        _ => ("wait", t.deployments_state_waiting_for_you(), None),
    }
}
