//! From which day production is counted, and what it still waits for outside the set-up.

use db::Read;

use super::joined;
use super::rules::{self, Opening};
use super::store::{self, DeploymentRow};
use crate::kernel::{BusinessId, Date};
use crate::registers;
use crate::web::{Failure, Visit};

/// From when a service can be used, by what the pharmacy register last told of a pharmacist.
pub(super) async fn opening(read: &mut Read, visit: &Visit, row: &DeploymentRow) -> Result<Opening, Failure> {
    opening_of(read, visit, row.is_of_pharmacist(), &row.organisation()?).await
}

/// The same of a customer, who may be no pharmacist.
pub(super) async fn opening_of(
    read: &mut Read,
    visit: &Visit,
    is_of_pharmacist: bool,
    organisation: &BusinessId,
) -> Result<Opening, Failure> {
    if !is_of_pharmacist {
        return Ok(Opening::Any);
    }
    let known = registers::last_known_pharmacies(read, visit.now, organisation).await?;
    Ok(known.map_or(Opening::Any, |looked| Opening::of(registers::takeover(&looked.value, visit.now.date()))))
}

/// The first day of production, when it has come.
pub(super) async fn first_day(read: &mut Read, visit: &Visit, row: &DeploymentRow) -> Result<Option<Date>, Failure> {
    let id = row.id()?;
    let done = store::list_items(read, &id).await?;
    let tests = store::list_tests(read, &id).await?;
    let (demands, date, today) = (row.demands()?, row.production_date.as_deref(), visit.now.date());
    let opening = opening(read, visit, row).await?;
    let first = rules::production_due(&demands, (&done, &tests), date, opening, today);
    let Some(first) = first else { return Ok(None) };
    let request = joined::find(read, &id).await?;
    Ok(request.map_or(Some(first), |request| request.first_day(first)))
}

pub(super) async fn is_due(read: &mut Read, visit: &Visit, row: &DeploymentRow) -> Result<bool, Failure> {
    Ok(first_day(read, visit, row).await?.is_some())
}
