//! Every SQL text about deployments.

use db::{Error, Read, Tx};

use super::Granted;
use super::demanding::{Decided, Demands};
use super::extending::extended;
use super::rules::{DeploymentState, DeploymentTest, Done, Report};
use crate::kernel::{BusinessId, DeploymentId, Instant};
use crate::services::{self, CustomerKind, Profile, Service};
use crate::web::Failure;

#[derive(Debug, db::FromRow)]
pub(super) struct DeploymentRow {
    pub id: String,
    pub organisation: String,
    pub service: String,
    pub catalogue_version: i64,
    /// The name of the form; the service's when none was kept.
    pub form: Option<String>,
    /// What kind of customer the application was asked as.
    pub profile: Option<String>,
    pub case_number: String,
    pub language: String,
    pub recipients: String,
    pub state: String,
    pub version: i64,
    pub opened_at: i64,
    pub wished_date: Option<String>,
    pub production_date: Option<String>,
    pub in_production_since: Option<String>,
    pub ended_on: Option<String>,
    /// What was decided when it was granted, beside what its form says.
    pub tested: Option<i64>,
    pub left_out: Option<String>,
    /// The first day on which production may begin, `YYYY-MM-DD`.
    pub earliest_on: Option<String>,
}

impl DeploymentRow {
    pub fn id(&self) -> Result<DeploymentId, Failure> {
        DeploymentId::parse(&self.id).ok_or_else(|| Failure::internal("a deployment's id is not an id"))
    }

    pub fn organisation(&self) -> Result<BusinessId, Failure> {
        BusinessId::parse(&self.organisation).ok_or_else(|| Failure::internal("a deployment has no business ID"))
    }

    pub fn service(&self) -> Result<Service, Failure> {
        Service::parse(&self.service).ok_or_else(|| Failure::internal("a deployment's service is unknown"))
    }

    /// What has to be done, by the catalogue of its time and what was granted.
    pub fn demands(&self) -> Result<Demands, Failure> {
        services::form(self.form.as_deref().unwrap_or(&self.service), self.catalogue_version)
            .map(|form| Demands::kept(form, self.tested, self.left_out.as_deref()))
            .ok_or_else(|| Failure::internal("a deployment's catalogue is unknown"))
    }

    /// Whether the pharmacy register says from when it can be used.
    pub fn is_of_pharmacist(&self) -> bool {
        is_of_pharmacist(self.profile.as_deref())
    }

    pub fn state(&self) -> Result<DeploymentState, Failure> {
        DeploymentState::parse(&self.state).ok_or_else(|| Failure::internal("a deployment's state is unknown"))
    }

    pub fn recipients(&self) -> Result<Vec<String>, Failure> {
        serde_json::from_str(&self.recipients).map_err(Failure::internal)
    }
}

/// Whether a kept profile is a pharmacist's.
pub(super) fn is_of_pharmacist(profile: Option<&str>) -> bool {
    profile.and_then(Profile::parse).is_some_and(|profile| profile.kind == CustomerKind::Pharmacist)
}

pub(super) async fn insert(
    tx: &mut Tx,
    now: Instant,
    id: &DeploymentId,
    granted: &Granted<'_>,
    decided: &Decided,
) -> Result<(), Error> {
    tx.run(
        "insert into deployment (id, application_id, organisation, service, case_number, language, snapshot, recipients, state,
                                 version, opened_at, wished_date, catalogue_version, form, profile, extends, tested,
                                 left_out, earliest_on)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 'set_up', 1, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
        db::values![
            id.as_str(),
            granted.application.as_str(),
            granted.organisation.as_str(),
            granted.service.code(),
            granted.case_number,
            granted.language.code(),
            granted.snapshot.to_string(),
            serde_json::Value::from(granted.recipients.clone()).to_string(),
            now.milliseconds(),
            granted.wished_date.as_deref(),
            granted.form.version,
            granted.form.code,
            granted.form.profile.code(),
            extended(granted.form, &granted.snapshot).map(Service::code),
            decided.tested,
            decided.left_out.join(" "),
            decided.earliest_on.map(|day| day.to_string())
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn load(
    read: &mut Read,
    id: &DeploymentId,
    organisation: &BusinessId,
) -> Result<DeploymentRow, Error> {
    read.one(
        "select id, organisation, service, catalogue_version, form, profile, case_number, language, recipients, state, version, opened_at,
                wished_date, production_date, in_production_since, ended_on, tested, left_out, earliest_on
         from deployment where id = $1 and organisation = $2",
        db::values![id.as_str(), organisation.as_str()],
    )
    .await
}

/// A deployment of any organisation, for the officers.
pub(super) async fn load_any(read: &mut Read, id: &DeploymentId) -> Result<DeploymentRow, Error> {
    read.one(
        "select id, organisation, service, catalogue_version, form, profile, case_number, language, recipients, state, version, opened_at,
                wished_date, production_date, in_production_since, ended_on, tested, left_out, earliest_on
         from deployment where id = $1",
        db::values![id.as_str()],
    )
    .await
}

pub(super) async fn list_items(read: &mut Read, id: &DeploymentId) -> Result<Vec<Done>, Error> {
    read.all(
        "select item, done_at as at, done_by as by_name, note, called_at from deployment_item where deployment_id = $1",
        db::values![id.as_str()],
    )
    .await
}

/// Deployments before production whose date has come, after a date and an id, in small batches.
pub(super) async fn list_due(
    read: &mut Read,
    today: &str,
    (date, id): (&str, &str),
) -> Result<Vec<DeploymentRow>, Error> {
    read.all(
        "select id, organisation, service, catalogue_version, form, profile, case_number, language, recipients, state, version, opened_at,
                wished_date, production_date, in_production_since, ended_on, tested, left_out, earliest_on
         from deployment where state in ('set_up', 'test_planned', 'test_failed') and production_date <= $1
           and (production_date, id) > ($2, $3) order by production_date, id limit 200",
        db::values![today, date, id],
    )
    .await
}

/// An extension of a service that is in use.
#[derive(Debug, db::FromRow)]
pub(super) struct ExtensionRow {
    pub id: String,
    pub opened_at: i64,
    pub service: String,
    pub catalogue_version: i64,
    pub form: Option<String>,
    pub profile: Option<String>,
    pub state: String,
    pub snapshot: String,
    pub in_production_since: Option<String>,
}

/// Extensions of a service that were granted to an organisation, the first first; so many after a moment and an id.
pub(super) async fn list_extensions(
    read: &mut Read,
    organisation: &str,
    service: Service,
    (opened_at, id): (i64, &str),
    most: usize,
) -> Result<Vec<ExtensionRow>, Error> {
    read.all(
        "select id, opened_at, service, catalogue_version, form, profile, state, snapshot, in_production_since
         from deployment where organisation = $1 and extends = $2 and (opened_at, id) > ($3, $4)
         order by opened_at, id limit $5",
        db::values![organisation, service.code(), opened_at, id, i64::try_from(most).unwrap_or(i64::MAX)],
    )
    .await
}

/// Ticks an item with a name, or takes the tick back without one.
pub(super) async fn mark(
    tx: &mut Tx,
    now: Instant,
    id: &DeploymentId,
    item: &str,
    by: Option<&str>,
    note: Option<&str>,
) -> Result<(), Error> {
    match by {
        Some(name) => {
            tx.run(
                "insert into deployment_item (deployment_id, item, done_at, done_by, note) values ($1, $2, $3, $4, $5)
                 on conflict (deployment_id, item) do nothing",
                db::values![id.as_str(), item, now.milliseconds(), name, note],
            )
            .await?;
        }
        None => {
            tx.run(
                "delete from deployment_item where deployment_id = $1 and item = $2",
                db::values![id.as_str(), item],
            )
            .await?;
        }
    }
    Ok(())
}

pub(super) async fn set_date(tx: &mut Tx, id: &DeploymentId, version: i64, date: &str) -> Result<(), Error> {
    tx.run_one(
        "update deployment set production_date = $1, version = version + 1 where id = $2 and version = $3",
        db::values![date, id.as_str(), version],
    )
    .await
}

/// Lets nobody else turn a deployment until the transaction ends; `false` when it is not before production any more.
pub(super) async fn lock(tx: &mut Tx, id: &DeploymentId) -> Result<bool, Error> {
    let locked = tx
        .run(
            "update deployment set version = version where id = $1 and state in ('set_up', 'test_planned', 'test_failed')",
            db::values![id.as_str()],
        )
        .await?;
    Ok(locked == 1)
}

/// Only from a state before production, so that two who finish at once begin it once.
pub(super) async fn begin_production(tx: &mut Tx, id: &DeploymentId, since: &str) -> Result<(), Error> {
    tx.run_one(
        "update deployment set state = 'in_production', in_production_since = $1, version = version + 1
         where id = $2 and state in ('set_up', 'test_planned', 'test_failed')",
        db::values![since, id.as_str()],
    )
    .await
}

/// The tests of a deployment, in their order.
pub(super) async fn list_tests(read: &mut Read, id: &DeploymentId) -> Result<Vec<DeploymentTest>, Error> {
    read.all(
        "select number, planned_on, result, held_on, performed_by, archivist, remarks, reported_at, reported_by,
                judged_at, accepted, judgement
         from deployment_test where deployment_id = $1 order by number",
        db::values![id.as_str()],
    )
    .await
}

/// Moves a deployment to another state; `Stale` when somebody was first.
pub(super) async fn move_to(tx: &mut Tx, id: &DeploymentId, version: i64, state: DeploymentState) -> Result<(), Error> {
    tx.run_one(
        "update deployment set state = $1, version = version + 1 where id = $2 and version = $3",
        db::values![state.code(), id.as_str(), version],
    )
    .await
}

/// Plans the next test, or moves the one that has not been held.
pub(super) async fn plan_test(
    tx: &mut Tx,
    now: Instant,
    id: &DeploymentId,
    number: i64,
    day: &str,
    by: &str,
) -> Result<(), Error> {
    tx.run(
        "insert into deployment_test (deployment_id, number, planned_on, planned_at, planned_by)
         values ($1, $2, $3, $4, $5)
         on conflict (deployment_id, number) do update set planned_on = excluded.planned_on,
           planned_at = excluded.planned_at, planned_by = excluded.planned_by, reminded_at = null",
        db::values![id.as_str(), number, day, now.milliseconds(), by],
    )
    .await?;
    Ok(())
}

/// Keeps the report of a test that has none, and whether the operator has to confirm it.
pub(super) async fn keep_report(
    tx: &mut Tx,
    now: Instant,
    id: &DeploymentId,
    number: i64,
    (report, to_confirm): (&Report, bool),
    by: &str,
) -> Result<(), Error> {
    tx.run_one(
        "update deployment_test set result = $1, held_on = $2, performed_by = $3, archivist = $4, remarks = $5,
           reported_at = $6, reported_by = $7, to_confirm = $8
         where deployment_id = $9 and number = $10 and result is null",
        db::values![
            if report.passed { "passed" } else { "failed" },
            report.held_on.to_string(),
            report.performed_by.as_str(),
            report.archivist.as_str(),
            report.remarks.as_str(),
            now.milliseconds(),
            by,
            to_confirm,
            id.as_str(),
            number
        ],
    )
    .await
}

/// Organisations with a deployment that has not ended, by business ID.
pub(super) async fn list_organisations(read: &mut Read, after: &str, limit: i64) -> Result<Vec<String>, Error> {
    let rows: Vec<(String,)> = read
        .all(
            "select distinct organisation from deployment where organisation > $1 and state <> 'ended'
             order by organisation limit $2",
            db::values![after, limit],
        )
        .await?;
    Ok(rows.into_iter().map(|(organisation,)| organisation).collect())
}

/// Contacts and languages of an organisation's deployments that have not ended, newest first.
pub(super) async fn list_recipients(
    read: &mut Read,
    organisation: &BusinessId,
) -> Result<Vec<(String, String)>, Error> {
    read.all(
        "select recipients, language from deployment where organisation = $1 and state <> 'ended'
         order by opened_at desc, id desc limit 100",
        db::values![organisation.as_str()],
    )
    .await
}

/// Puts other contacts in the place of those of an organisation's deployments that have not ended; returns of how many.
pub(super) async fn replace_recipients(
    tx: &mut Tx,
    organisation: &BusinessId,
    recipients: &[String],
) -> Result<u64, Error> {
    let recipients = serde_json::Value::from(recipients).to_string();
    tx.run(
        "update deployment set recipients = $1 where organisation = $2 and state <> 'ended'",
        db::values![recipients, organisation.as_str()],
    )
    .await
}

/// The wished and the agreed date of a service that is not in production yet.
#[derive(Debug, db::FromRow)]
pub(super) struct DatesRow {
    pub id: String,
    pub version: i64,
    pub wished_date: Option<String>,
    pub production_date: Option<String>,
}

pub(super) async fn list_dates(
    read: &mut Read,
    organisation: &BusinessId,
    service: Service,
) -> Result<Vec<DatesRow>, Error> {
    read.all(
        "select id, version, wished_date, production_date from deployment
         where organisation = $1 and service = $2 and state in ('set_up', 'test_planned', 'test_failed')",
        db::values![organisation.as_str(), service.code()],
    )
    .await
}

/// Keeps dates that have moved; `Stale` when somebody was first.
pub(super) async fn move_dates(tx: &mut Tx, row: &DatesRow) -> Result<(), Error> {
    tx.run_one(
        "update deployment set wished_date = $1, production_date = $2, version = version + 1
         where id = $3 and version = $4 and state in ('set_up', 'test_planned', 'test_failed')",
        db::values![row.wished_date.as_deref(), row.production_date.as_deref(), row.id.as_str(), row.version],
    )
    .await
}

/// Keeps what the operator says of a passed test; `Stale` when it has been said already.
pub(super) async fn judge_test(
    tx: &mut Tx,
    now: Instant,
    (id, number): (&DeploymentId, i64),
    accepted: bool,
    remark: &str,
    by: &str,
) -> Result<(), Error> {
    tx.run_one(
        "update deployment_test set judged_at = $1, judged_by = $2, accepted = $3, judgement = $4
         where deployment_id = $5 and number = $6 and result = 'passed' and accepted is null",
        db::values![now.milliseconds(), by, accepted, remark, id.as_str(), number],
    )
    .await
}
