//! Ending services that were terminated: the last day is set first, and when it has passed they end.

use db::{Read, Tx};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::rules::DeploymentState;
use super::store_ending::{self as store, OpenRow};
use crate::audit::{self, Entry};
use crate::kernel::{BusinessId, Date};
use crate::services::Service;
use crate::web::{Failure, Visit};

/// Whether something that was granted ends together with these services: it is one of them, or extends one.
fn ends_with(row: &OpenRow, services: &[Service]) -> bool {
    let is_own = Service::parse(&row.service).is_some_and(|own| services.contains(&own));
    let extended = extended_by(row);
    is_own || (!extended.is_empty() && extended.iter().all(|service| services.contains(service)))
}

/// What something extends; an extension of use says which service that is.
fn extended_by(row: &OpenRow) -> Vec<Service> {
    match row.extends.as_deref().and_then(Service::parse) {
        Some(extended) => vec![extended],
        None => Service::parse(&row.service).map_or_else(Vec::new, |own| own.extends().to_vec()),
    }
}

/// What something was before its last day was set.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BeforeEnding {
    id: String,
    state: String,
    ended_on: Option<String>,
}

/// Sets the last day of services and of what extends them. What is not in production yet does not get there any more.
/// Returns what all of it was before.
///
/// # Errors
/// What the database says.
pub async fn set_last_day(
    tx: &mut Tx,
    visit: &Visit,
    organisation: &BusinessId,
    services: &[Service],
    last_day: Date,
) -> Result<Vec<BeforeEnding>, Failure> {
    let turn = (DeploymentState::Ending, "deployments.last_day_set");
    turn_all(tx, visit, (organisation, services), last_day, turn).await
}

/// Ends services and what extends them with their last day. What has ended before stays as it is; `false` when nothing
/// was left to end.
///
/// # Errors
/// What the database says.
pub async fn end_all(
    tx: &mut Tx,
    visit: &Visit,
    organisation: &BusinessId,
    services: &[Service],
    last_day: Date,
) -> Result<bool, Failure> {
    let turn = (DeploymentState::Ended, "deployments.ended");
    Ok(!turn_all(tx, visit, (organisation, services), last_day, turn).await?.is_empty())
}

/// Puts back what it was before that last day was set: what has ended, or has got another last day, stays as it is. Nothing
/// got into production while it was there, so an agreed day that has passed meanwhile becomes today.
///
/// # Errors
/// What the database says.
pub async fn take_last_day_back(
    tx: &mut Tx,
    visit: &Visit,
    organisation: &BusinessId,
    before: &[BeforeEnding],
    last_day: Date,
) -> Result<(), Failure> {
    let (day, today) = (last_day.to_string(), visit.now.date().to_string());
    for one in before {
        let state = DeploymentState::parse(&one.state)
            .ok_or_else(|| Failure::internal("the state before a last day is unknown"))?;
        let earlier = (state, one.ended_on.as_deref());
        if store::put_back(tx, organisation, (&one.id, &day), earlier, &today).await? {
            let entry = Entry::new("deployments.last_day_taken_back").organisation(organisation).subject(&one.id);
            audit::record(tx, visit, entry.detail(json!({ "last_day": day, "state": state.code() }))).await?;
        }
    }
    Ok(())
}

/// Brings all that ends with these services to a state, each with its audit row. Returns what all of it was before.
async fn turn_all(
    tx: &mut Tx,
    visit: &Visit,
    (organisation, services): (&BusinessId, &[Service]),
    last_day: Date,
    (state, action): (DeploymentState, &'static str),
) -> Result<Vec<BeforeEnding>, Failure> {
    let day = last_day.to_string();
    let mut before = Vec::new();
    for row in store::list_not_ended(tx, organisation).await?.into_iter().filter(|row| ends_with(row, services)) {
        store::set_end(tx, &row, state, &day).await?;
        let entry = Entry::new(action).organisation(organisation).subject(&row.id);
        audit::record(tx, visit, entry.detail(json!({ "last_day": day }))).await?;
        before.push(BeforeEnding { id: row.id, state: row.state, ended_on: row.ended_on });
    }
    Ok(before)
}

/// The services that something extends which has not ended.
///
/// # Errors
/// What the database says.
pub async fn list_extended(read: &mut Read, organisation: &BusinessId) -> Result<Vec<Service>, Failure> {
    let rows = store::list_not_ended(read, organisation).await?;
    Ok(rows.iter().flat_map(extended_by).collect())
}

/// Whether the organisation has anything left that was granted to it and has not ended.
///
/// # Errors
/// What the database says.
pub async fn is_any_left(read: &mut Read, organisation: &BusinessId) -> Result<bool, Failure> {
    Ok(!store::list_not_ended(read, organisation).await?.is_empty())
}

/// The last day of an organisation that has nothing left, or whose every service has a last day; `None` while some goes
/// on, or there never was any.
pub fn last_day_of_all(lines: &[super::DeploymentLine]) -> Option<String> {
    let days = lines.iter().map(|line| match line.state {
        DeploymentState::Ending | DeploymentState::Ended => line.ended_on.clone(),
        _ => None,
    });
    days.collect::<Option<Vec<String>>>()?.into_iter().max()
}
