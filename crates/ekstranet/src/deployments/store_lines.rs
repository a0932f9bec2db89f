//! The SQL text of an organisation's deployments as lists and the home page show them.

use db::{Error, Read};

use super::DeploymentLine;
use super::demanding::Demands;
use super::failing::FailedTest;
use super::rules::DeploymentState;
use crate::kernel::{BusinessId, DeploymentId};
use crate::services::{self, Service};

/// What the home page needs, with the number of items done.
#[derive(Debug, db::FromRow)]
pub(super) struct LineRow {
    pub id: String,
    pub service: String,
    pub catalogue_version: i64,
    /// The name of the form; the service's when none was kept.
    pub form: Option<String>,
    pub state: String,
    pub production_date: Option<String>,
    pub in_production_since: Option<String>,
    pub ended_on: Option<String>,
    pub done: i64,
    /// Passed tests that were not given back.
    pub passed: i64,
    /// Those that the operator has confirmed.
    pub confirmed: i64,
    pub tested: Option<i64>,
    pub left_out: Option<String>,
    pub opened_at: i64,
    /// The day of the last test that was reported on, when that has failed, and the day of one that was not.
    pub failed_on: Option<String>,
    pub retest_on: Option<String>,
}

/// What a [`LineRow`] has besides `id`, `service` and `state`, for the statements that list deployments.
macro_rules! line_columns {
    () => {
        "catalogue_version, form, production_date, in_production_since, ended_on,
         (select count(*) from deployment_item i where i.deployment_id = deployment.id) as done,
         (select count(*) from deployment_test x where x.deployment_id = deployment.id and x.result = 'passed'
            and coalesce(x.accepted, 1) = 1) as passed,
         (select count(*) from deployment_test x where x.deployment_id = deployment.id and x.accepted = 1) as confirmed,
         tested, left_out, opened_at,
         (select x.held_on from deployment_test x where x.deployment_id = deployment.id and x.result = 'failed'
            and not exists (select 1 from deployment_test later where later.deployment_id = deployment.id
                              and later.number > x.number and later.result is not null)) as failed_on,
         (select max(x.planned_on) from deployment_test x where x.deployment_id = deployment.id
            and x.result is null) as retest_on"
    };
}
pub(crate) use line_columns;

/// The same columns for a row of a statement of another room that is no deployment.
macro_rules! no_line {
    () => {
        "cast(null as bigint) as catalogue_version, cast(null as text) as form, cast(null as text) as production_date,
         cast(null as text) as in_production_since, cast(null as text) as ended_on, cast(null as bigint) as done,
         cast(null as bigint) as passed, cast(null as bigint) as confirmed, cast(null as bigint) as tested,
         cast(null as text) as left_out, cast(null as bigint) as opened_at, cast(null as text) as failed_on,
         cast(null as text) as retest_on"
    };
}
pub(crate) use no_line;

/// Those of the organisation `$organisation`.
macro_rules! lines_of {
    ($organisation:literal) => {
        concat!(" from deployment where organisation = ", $organisation)
    };
}
pub(crate) use lines_of;

/// Whether the service `$service` runs for the organisation `$organisation`: a condition in a statement of another room. It
/// says what [`DeploymentLine::is_running`] says.
macro_rules! is_running {
    ($organisation:literal, $service:literal) => {
        concat!(
            "exists (select 1 from deployment where deployment.organisation = ",
            $organisation,
            " and deployment.service = ",
            $service,
            " and deployment.state in ('in_production', 'ending') and deployment.in_production_since is not null)"
        )
    };
}
pub(crate) use is_running;

/// Whether what the application `$application` was granted is on its way into production, or was stopped on the way and its
/// last day has not passed: a condition in a statement of another room.
macro_rules! is_awaited {
    ($application:literal) => {
        concat!(
            "exists (select 1 from deployment where deployment.application_id = ",
            $application,
            " and deployment.state <> 'ended' and deployment.in_production_since is null)"
        )
    };
}
pub(crate) use is_awaited;

impl DeploymentLine {
    /// Whether it is on its way into production.
    pub fn is_prepared(&self) -> bool {
        self.state.may_prepare().is_ok()
    }

    /// Whether the service runs: its production has begun, and its last day, if there is one, has not passed. What was
    /// terminated before production never runs.
    pub fn is_running(&self) -> bool {
        matches!(self.state, DeploymentState::InProduction | DeploymentState::Ending)
            && self.in_production_since.is_some()
    }
}

impl LineRow {
    pub fn line(&self) -> Option<DeploymentLine> {
        let service = Service::parse(&self.service)?;
        let undated = usize::from(self.production_date.is_none());
        let done = usize::try_from(self.done).unwrap_or_default();
        let form = services::form(self.form.as_deref().unwrap_or(&self.service), self.catalogue_version)?;
        let demands = Demands::kept(form, self.tested, self.left_out.as_deref());
        let passed = if demands.confirmed { self.confirmed } else { self.passed };
        let untested = usize::from(demands.test && passed == 0);
        Some(DeploymentLine {
            id: DeploymentId::parse(&self.id)?,
            service,
            state: DeploymentState::parse(&self.state)?,
            open_items: demands.items.len().saturating_sub(done) + undated + untested,
            production_date: self.production_date.clone(),
            in_production_since: self.in_production_since.clone(),
            ended_on: self.ended_on.clone(),
            failed_test: self
                .failed_on
                .as_ref()
                .map(|held_on| FailedTest { held_on: held_on.clone(), again_on: self.retest_on.clone() }),
        })
    }
}

/// Newest first. Extensions repeat, and when there are more than a page holds the services themselves are never left out.
pub(super) async fn list(read: &mut Read, organisation: &BusinessId) -> Result<Vec<LineRow>, Error> {
    let mut rows: Vec<LineRow> = read
        .all(
            concat!(
                "select id, service, state, ",
                line_columns!(),
                lines_of!("$1"),
                " order by case when extends is null then 0 else 1 end, opened_at desc, id desc limit 100"
            ),
            db::values![organisation.as_str()],
        )
        .await?;
    rows.sort_by(|one, other| (other.opened_at, &other.id).cmp(&(one.opened_at, &one.id)));
    Ok(rows)
}
