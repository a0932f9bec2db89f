//! Extension of use: a service in production is extended to further units or uses by an application of its own, with its
//! own deployment. The page of the service shows them.

use db::{Read, Tx};

use super::demanding::Extended;
use super::rules::DeploymentState;
use super::store::{self, DeploymentRow, ExtensionRow};
use super::store_watched::PAGE;
use super::{Granted, store_granted};
use crate::kernel::DeploymentId;
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
    let (mut before, mut after) = (Vec::new(), After::default());
    loop {
        let organisation = granted.organisation.as_str();
        let rows = store::list_extensions(tx, organisation, service, after.key(), PAGE).await?;
        let Some(last) = rows.last() else { break };
        after = After::of(last);
        for row in rows.iter().filter(|row| row.in_production_since.is_some()) {
            before.push(serde_json::from_str(&row.snapshot).map_err(Failure::internal)?);
        }
    }
    Ok(Extended { tests: own.is_some_and(|form| form.deployment.test), before })
}

/// What an extension that was granted is about; nothing of other services.
///
/// # Errors
/// What the database says.
pub async fn find_extending(read: &mut Read, id: &DeploymentId) -> Result<Extending, Failure> {
    let row = store::load_any(read, id).await?;
    let granted = store_granted::load_granted(read, id).await?;
    let snapshot = serde_json::from_str(&granted.snapshot).map_err(Failure::internal)?;
    extending_of(&row, &snapshot)
}

fn extending_of(row: &DeploymentRow, snapshot: &serde_json::Value) -> Result<Extending, Failure> {
    let form = services::form(row.form.as_deref().unwrap_or(&row.service), row.catalogue_version);
    let form = form.ok_or_else(|| Failure::internal("the form of a deployment is not in the catalogue"))?;
    Ok(Extending::of(form, &snapshot["answers"]))
}

/// The name of what was granted.
pub(super) fn granted_name(row: &DeploymentRow, snapshot: &serde_json::Value, t: &Texts) -> Result<String, Failure> {
    Ok(extending_of(row, snapshot)?.name(row.service()?, t))
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
    let mut rows = store::list_extensions(read, organisation, service, after.key(), PAGE + 1).await?;
    let is_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let lines = rows.iter().map(|row| extension(visit, organisation, row)).collect::<Result<_, _>>()?;
    let next = rows.last().filter(|_| is_more).map(|row| format!("{}.{}", row.opened_at, row.id));
    Ok(Extensions { lines, continued: !after.1.is_empty(), next })
}

/// An extension on the page of the service.
pub(super) struct Extension {
    pub address: String,
    /// What is extended: the uses that were chosen.
    pub title: String,
    pub tag: &'static str,
    pub state: String,
    /// The units that it is for, and since when.
    pub lines: Vec<String>,
}

fn extension(visit: &Visit, organisation: &str, row: &ExtensionRow) -> Result<Extension, Failure> {
    let t = visit.texts();
    let snapshot: serde_json::Value = serde_json::from_str(&row.snapshot).map_err(Failure::internal)?;
    let form = services::form(row.form.as_deref().unwrap_or(&row.service), row.catalogue_version);
    let uses = form.map(|form| Extending::of(form, &snapshot["answers"]).uses(t)).filter(|uses| !uses.is_empty());
    let profile = row.profile.as_deref().and_then(Profile::parse).unwrap_or_default();
    let asked = form.into_iter().flat_map(|form| form.asked(profile).questions());
    let of_units = asked.filter(|(_, question)| matches!(question.kind, Kind::Units));
    let chosen = of_units.filter_map(|(step, question)| snapshot["answers"][step.key][question.key].as_array());
    let chosen = chosen.flatten().filter_map(serde_json::Value::as_str);
    let units: Vec<&str> = chosen.map(|unit| snapshot["names"][unit].as_str().unwrap_or(unit)).collect();
    let (tag, state, since) = standing(visit, row, t);
    let units = (!units.is_empty()).then(|| t.deployments_extension_units(units.join(", ")));
    Ok(Extension {
        address: format!("/o/{organisation}/deployments/{}", row.id),
        title: uses.unwrap_or_else(|| t.deployments_extension()),
        tag,
        state,
        lines: units.into_iter().chain(since).collect(),
    })
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
