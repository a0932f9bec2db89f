//! Through whom what was granted joins, as that stands now: the intermediary may answer after the approval, and an officer
//! may have settled on another point.

use db::Read;

use super::rules::DeploymentState;
use super::{DeploymentId, store_granted};
use crate::intermediaries::{self, ConnectionLine};
use crate::web::{Failure, Visit};

/// The request to an intermediary that lives behind a deployment.
pub(super) async fn find(read: &mut Read, id: &DeploymentId) -> Result<Option<ConnectionLine>, Failure> {
    let application = store_granted::application_of(read, id).await?;
    intermediaries::find(read, &application).await
}

/// The request for which production waits: declined after the approval, and not settled.
pub(super) async fn hindrance(read: &mut Read, id: &DeploymentId) -> Result<Option<ConnectionLine>, Failure> {
    Ok(find(read, id).await?.filter(ConnectionLine::hinders_production))
}

/// For whom production waits, in words, while it is prepared.
pub(super) fn hindrance_words(
    visit: &Visit,
    state: DeploymentState,
    connection: Option<&ConnectionLine>,
) -> Option<String> {
    let hinders = connection.filter(|line| state.may_prepare().is_ok() && line.hinders_production());
    hinders.map(|line| line.describe(visit.language, visit.texts()).2)
}

/// What was granted in which case, with what an officer has settled since.
pub(super) fn granted_words(visit: &Visit, case_number: &str, connection: Option<&ConnectionLine>) -> String {
    let granted = visit.texts().deployments_granted(case_number);
    match connection.filter(|line| line.is_settled()) {
        Some(line) => format!("{granted} {}", line.describe(visit.language, visit.texts()).2),
        None => granted,
    }
}
