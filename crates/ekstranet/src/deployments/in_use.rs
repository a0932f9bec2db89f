//! With what a service is used: by what was granted at first and by what has extended it since.

use db::Read;

use super::extending::every_extension;
use super::rules::DeploymentState;
use super::store::ExtensionRow;
use super::store_granted;
use crate::kernel::{ApplicationId, BusinessId};
use crate::services::{self, Kind, Profile, Service};
use crate::web::Failure;

/// With what an organisation uses a service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InUse {
    /// OIDs of the units, each once.
    pub units: Vec<String>,
    /// Id of the system that was taken into use last.
    pub system: Option<String>,
}

/// With what a service is in production: the units of its own application and of its extensions, and the system that the
/// last of these names.
///
/// # Errors
/// What the database says.
pub async fn in_use(read: &mut Read, organisation: &BusinessId, service: Service) -> Result<InUse, Failure> {
    let mut rows = store_granted::list_own(read, organisation, service).await?;
    rows.extend(every_extension(read, organisation, service).await?);
    let mut used = InUse::default();
    for row in rows.iter().filter(|row| is_used(row)) {
        let snapshot: serde_json::Value = serde_json::from_str(&row.snapshot).map_err(Failure::internal)?;
        let form = services::form(row.form.as_deref().unwrap_or(&row.service), row.catalogue_version);
        let profile = row.profile.as_deref().and_then(Profile::parse).unwrap_or_default();
        for (step, question) in form.into_iter().flat_map(|form| form.asked(profile).questions()) {
            let answer = &snapshot["answers"][step.key][question.key];
            match &question.kind {
                Kind::Units => {
                    let chosen = answer.as_array().into_iter().flatten().filter_map(serde_json::Value::as_str);
                    used.units.extend(chosen.map(str::to_string));
                }
                Kind::System(_) => {
                    let named = answer.as_str().filter(|system| !system.is_empty());
                    used.system = named.map(str::to_string).or(used.system);
                }
                _ => {}
            }
        }
    }
    used.units.sort();
    used.units.dedup();
    Ok(used)
}

fn is_used(row: &ExtensionRow) -> bool {
    let runs =
        matches!(DeploymentState::parse(&row.state), Some(DeploymentState::InProduction | DeploymentState::Ending));
    runs && row.in_production_since.is_some()
}

/// Where the service behind a granted application is extended: on the page of the service while it is in production.
///
/// # Errors
/// What the database says.
pub async fn extend_address(
    read: &mut Read,
    organisation: &BusinessId,
    application: &ApplicationId,
) -> Result<Option<String>, Failure> {
    let found = store_granted::find_running_behind(read, application).await?;
    Ok(found.map(|id| format!("/o/{organisation}/deployments/{id}#extensions")))
}
