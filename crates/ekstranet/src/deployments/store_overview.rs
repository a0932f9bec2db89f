//! The SQL texts with which officers find deployments: by state, and by days that have passed.

use db::{Error, FromRow, Read};

use super::rules::DeploymentState;
use super::store_lines::{LineRow, line_columns};
use super::store_watched::PAGE;
use crate::kernel::BusinessId;
use crate::services::Service;

/// A deployment in the officers' list.
#[derive(Debug)]
pub(super) struct OverviewRow {
    pub line: LineRow,
    pub organisation: String,
    pub case_number: String,
    pub application: String,
    pub profile: Option<String>,
    pub snapshot: String,
    /// The day of a test that has not been reported on, `YYYY-MM-DD`.
    pub test_on: Option<String>,
}

impl FromRow for OverviewRow {
    fn from_row(row: &db::Row<'_>) -> Result<Self, Error> {
        Ok(Self {
            line: LineRow::from_row(row)?,
            organisation: row.named(0, "organisation")?,
            case_number: row.named(0, "case_number")?,
            application: row.named(0, "application_id")?,
            profile: row.named(0, "profile")?,
            snapshot: row.named(0, "snapshot")?,
            test_on: row.named(0, "test_on")?,
        })
    }
}

/// Where a deployment stands in the list: when it was opened, and its id.
pub(super) type Key = (i64, String);

impl OverviewRow {
    pub fn key(&self) -> Key {
        (self.line.opened_at, self.line.id.clone())
    }
}

macro_rules! overview {
    ($rest:literal) => {
        concat!(
            "select id, service, state, organisation, case_number, application_id, profile, snapshot,
                (select max(x.planned_on) from deployment_test x
                  where x.deployment_id = deployment.id and x.result is null) as test_on, ",
            line_columns!(),
            " from deployment where ",
            $rest
        )
    };
}

fn limit() -> i64 {
    i64::try_from(PAGE).unwrap_or(i64::MAX).saturating_add(1)
}

/// Those in a state, of one service or of all, the oldest first; one more than a page after a key.
pub(super) async fn list_oldest(
    read: &mut Read,
    state: DeploymentState,
    service: Option<Service>,
    after: &Key,
) -> Result<Vec<OverviewRow>, Error> {
    read.all(
        overview!(
            "state = $1 and (cast($2 as text) is null or service = $2) and (opened_at, id) > ($3, $4)
             order by opened_at, id limit $5"
        ),
        db::values![state.code(), service.map(Service::code), after.0, after.1.as_str(), limit()],
    )
    .await
}

/// Those of an organisation, the newest first.
pub(super) async fn list_of(read: &mut Read, organisation: &BusinessId) -> Result<Vec<OverviewRow>, Error> {
    read.all(
        overview!("organisation = $1 order by opened_at desc, id desc limit 50"),
        db::values![organisation.as_str()],
    )
    .await
}

/// The same, the newest first and before a key.
pub(super) async fn list_newest(
    read: &mut Read,
    state: DeploymentState,
    service: Option<Service>,
    before: &Key,
) -> Result<Vec<OverviewRow>, Error> {
    read.all(
        overview!(
            "state = $1 and (cast($2 as text) is null or service = $2) and (opened_at, id) < ($3, $4)
             order by opened_at desc, id desc limit $5"
        ),
        db::values![state.code(), service.map(Service::code), before.0, before.1.as_str(), limit()],
    )
    .await
}

/// Those before production whose agreed day lies before `today`, or whose test was planned for `late_until` or before and has
/// no report; the oldest first, one more than a page after a key.
pub(super) async fn list_overdue(
    read: &mut Read,
    (today, late_until): (&str, &str),
    service: Option<Service>,
    after: &Key,
) -> Result<Vec<OverviewRow>, Error> {
    read.all(
        overview!(
            "state in ('set_up', 'test_planned', 'test_failed') and (cast($1 as text) is null or service = $1)
               and (production_date < $2
                    or exists (select 1 from deployment_test late where late.deployment_id = deployment.id
                                 and late.result is null and late.planned_on <= $3))
               and (opened_at, id) > ($4, $5)
             order by opened_at, id limit $6"
        ),
        db::values![service.map(Service::code), today, late_until, after.0, after.1.as_str(), limit()],
    )
    .await
}
