//! Through whom what was granted joins, as that stands now: the intermediary may answer after the approval, and an officer
//! may have settled on another point.

use db::Read;

use super::rules::DeploymentState;
use super::{DeploymentId, store_granted};
use crate::intermediaries::{self, ConnectionLine};
use crate::kernel::ApplicationId;
use crate::web::{Failure, Visit, format};

/// The request to an intermediary that lives behind a deployment.
pub(super) async fn find(read: &mut Read, id: &DeploymentId) -> Result<Option<ConnectionLine>, Failure> {
    let application = store_granted::application_of(read, id).await?;
    intermediaries::find(read, &application).await
}

/// The request for which production waits: declined after the approval, and not settled.
pub(super) async fn hindrance(read: &mut Read, id: &DeploymentId) -> Result<Option<ConnectionLine>, Failure> {
    Ok(find(read, id).await?.filter(ConnectionLine::hinders_production))
}

/// Whether production of what an application was approved for waits for an intermediary.
pub(super) async fn is_hindered(read: &mut Read, application: &ApplicationId) -> Result<bool, Failure> {
    Ok(intermediaries::find(read, application).await?.is_some_and(|line| line.hinders_production()))
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

/// The same in words to the officers, and where one of them settles it.
pub(super) fn hindrance_to_officers(
    visit: &Visit,
    state: DeploymentState,
    connection: Option<&ConnectionLine>,
) -> Option<(String, String)> {
    let line = connection.filter(|line| state.may_prepare().is_ok() && line.hinders_production())?;
    let at = format::moment(line.answered_at.unwrap_or(line.requested_at), visit.language);
    let reason = line.reason.as_deref().unwrap_or_default();
    let words = visit.texts().deployments_desk_declined(line.intermediary.as_str(), at, reason);
    Some((words, format!("/desk/connections/{}", line.id)))
}

/// What was granted in which case, with what an officer has settled since.
pub(super) fn granted_words(visit: &Visit, case_number: &str, connection: Option<&ConnectionLine>) -> String {
    let granted = visit.texts().deployments_granted(case_number);
    match connection.filter(|line| line.is_settled()) {
        Some(line) => format!("{granted} {}", line.describe(visit.language, visit.texts()).2),
        None => granted,
    }
}
