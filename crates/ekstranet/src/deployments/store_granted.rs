//! The SQL texts about what was granted: the application behind a deployment, and the deployment behind an application.

use db::{Error, Read};

use super::store::{DeploymentRow, ExtensionRow};
use crate::intermediaries;
use crate::kernel::{ApplicationId, BusinessId, DeploymentId, Instant};
use crate::services::Service;

/// What was granted, and by which application.
#[derive(Debug, db::FromRow)]
pub(super) struct GrantedRow {
    pub application_id: String,
    /// The answers, as JSON.
    pub snapshot: String,
}

pub(super) async fn load_granted(read: &mut Read, id: &DeploymentId) -> Result<GrantedRow, Error> {
    read.one("select application_id, snapshot from deployment where id = $1", db::values![id.as_str()]).await
}

/// The application that led to a deployment.
pub(super) async fn application_of(read: &mut Read, id: &DeploymentId) -> Result<ApplicationId, Error> {
    let (application,): (String,) =
        read.one("select application_id from deployment where id = $1", db::values![id.as_str()]).await?;
    ApplicationId::parse(&application)
        .ok_or_else(|| Error::Other("the application of a deployment is not an id".into()))
}

/// The deployment that an application led to.
pub(super) async fn find_of_application(
    read: &mut Read,
    application: &ApplicationId,
) -> Result<Option<DeploymentRow>, Error> {
    read.optional(
        "select id, organisation, service, catalogue_version, form, profile, case_number, language, recipients, state, version, opened_at,
                wished_date, production_date, in_production_since, ended_on, tested, left_out, earliest_on
         from deployment where application_id = $1",
        db::values![application.as_str()],
    )
    .await
}

/// Whether a service has been granted to an organisation since a moment.
pub(super) async fn is_granted_since(
    read: &mut Read,
    organisation: &BusinessId,
    service: Service,
    since: Instant,
) -> Result<bool, Error> {
    let found: Option<(String,)> = read
        .optional(
            "select id from deployment where organisation = $1 and service = $2 and opened_at >= $3 limit 1",
            db::values![organisation.as_str(), service.code(), since.milliseconds()],
        )
        .await?;
    Ok(found.is_some())
}

/// What was granted to an organisation of a service itself, the first first.
pub(super) async fn list_own(
    read: &mut Read,
    organisation: &BusinessId,
    service: Service,
) -> Result<Vec<ExtensionRow>, Error> {
    read.all(
        "select id, opened_at, service, catalogue_version, form, profile, state, snapshot, in_production_since
         from deployment where organisation = $1 and service = $2 order by opened_at, id limit 100",
        db::values![organisation.as_str(), service.code()],
    )
    .await
}

/// The deployment in production of the service that an application took into use or extended.
pub(super) async fn find_running_behind(read: &mut Read, application: &ApplicationId) -> Result<Option<String>, Error> {
    let found: Option<(String,)> = read
        .optional(
            "select main.id from deployment own
             join deployment main on main.organisation = own.organisation
                                 and main.service = coalesce(own.extends, own.service)
             where own.application_id = $1 and main.state = 'in_production'
             order by main.opened_at desc, main.id limit 1",
            db::values![application.as_str()],
        )
        .await?;
    Ok(found.map(|(id,)| id))
}

/// What was granted, with the form that was asked.
#[derive(Debug, db::FromRow)]
pub(super) struct FormRow {
    pub id: String,
    pub form: String,
    pub catalogue_version: i64,
    pub snapshot: String,
}

/// Everything that was granted to an organisation of a service.
pub(super) async fn list_granted(
    read: &mut Read,
    organisation: &BusinessId,
    service: Service,
) -> Result<Vec<FormRow>, Error> {
    read.all(
        "select id, coalesce(form, service) as form, catalogue_version, snapshot from deployment
         where organisation = $1 and service = $2",
        db::values![organisation.as_str(), service.code()],
    )
    .await
}

/// An extension as the page of its service shows it: with the point of the live request behind it.
#[derive(Debug, db::FromRow)]
pub(super) struct ShownRow {
    #[row(flatten)]
    pub row: ExtensionRow,
    pub point: Option<String>,
    pub point_name: Option<String>,
}

/// Extensions of a service that were granted to an organisation, the first first; so many after a moment and an id.
pub(super) async fn list_shown(
    read: &mut Read,
    organisation: &str,
    service: Service,
    (opened_at, id): (i64, &str),
    most: usize,
) -> Result<Vec<ShownRow>, Error> {
    read.all(
        concat!(
            "select d.id, d.opened_at, d.service, d.catalogue_version, d.form, d.profile, d.state, d.snapshot,
                    d.in_production_since, live.point, live.point_name
             from deployment d",
            intermediaries::live_request_of!("live", "d.application_id"),
            " where d.organisation = $1 and d.extends = $2 and (d.opened_at, d.id) > ($3, $4)
              order by d.opened_at, d.id limit $5"
        ),
        db::values![organisation, service.code(), opened_at, id, i64::try_from(most).unwrap_or(i64::MAX)],
    )
    .await
}
