//! Which of the units that were granted are not open on the agreed first day, by what the register last told; and such
//! units in words.

use super::store::DeploymentRow;
use super::store_granted;
use crate::kernel::{ApplicationId, Date, Language};
use crate::registers::{self, Unit};
use crate::services::{self, Kind};
use crate::texts::Texts;
use crate::web::{Failure, Visit, format};

/// How many units are named.
const NAMED: usize = 10;

/// The agreed day and the units that are not open on it, in words to the customer. It forbids nothing: the other units may
/// begin, and the register may be behind.
pub(super) async fn told(
    visit: &Visit,
    row: &DeploymentRow,
    snapshot: &serde_json::Value,
) -> Result<Option<String>, Failure> {
    let closed = closed(visit, row, snapshot).await?;
    Ok(closed.map(|(day, units)| visit.texts().deployments_date_units(day, units)))
}

/// The same in words to the officers, while the deployment is prepared.
pub(super) async fn told_to_officers(
    visit: &Visit,
    row: &DeploymentRow,
    snapshot: &serde_json::Value,
) -> Result<Option<String>, Failure> {
    if row.state()?.may_prepare().is_err() {
        return Ok(None);
    }
    let closed = closed(visit, row, snapshot).await?;
    Ok(closed.map(|(day, units)| visit.texts().deployments_desk_units(day, units)))
}

/// The same of the deployment that an application led to.
///
/// # Errors
/// What the database says.
pub async fn closed_units(visit: &Visit, application: &ApplicationId) -> Result<Option<String>, Failure> {
    let mut read = visit.app.db.read().await?;
    let Some(row) = store_granted::find_of_application(&mut read, application).await? else { return Ok(None) };
    let granted = store_granted::load_granted(&mut read, &row.id()?).await?;
    drop(read);
    let snapshot = serde_json::from_str(&granted.snapshot).map_err(Failure::internal)?;
    told_to_officers(visit, &row, &snapshot).await
}

/// Units that are not open on a day, each with its last or first day; some by name, of the others how many.
pub fn name_units(units: &[Unit], day: Date, language: Language, t: &Texts) -> String {
    listed(units.iter().map(|unit| of_register(unit, day, language, t)).collect(), t)
}

/// The agreed day and the units that are not open on it.
async fn closed(
    visit: &Visit,
    row: &DeploymentRow,
    snapshot: &serde_json::Value,
) -> Result<Option<(String, String)>, Failure> {
    let t = visit.texts();
    let agreed = row.production_date.as_deref().and_then(|day| day.parse::<Date>().ok());
    let chosen = chosen(row, snapshot);
    let Some(day) = agreed.filter(|_| !chosen.is_empty()) else { return Ok(None) };
    let mut read = visit.app.db.read().await?;
    let known = registers::last_known_organisation(&mut read, visit.now, &row.organisation()?).await?;
    drop(read);
    let Some(known) = known else { return Ok(None) };
    let mut closed = Vec::new();
    for oid in chosen {
        match known.value.units.iter().find(|unit| unit.oid == oid) {
            Some(unit) if unit.covers(day) => {}
            Some(unit) => closed.push(of_register(unit, day, visit.language, t)),
            None => {
                let name = snapshot["names"][oid].as_str().unwrap_or(oid);
                closed.push(t.deployments_unit_gone(name));
            }
        }
    }
    Ok((!closed.is_empty()).then(|| (format::date(day, visit.language), listed(closed, t))))
}

/// The units of the answers, by what the form asks.
fn chosen<'a>(row: &DeploymentRow, snapshot: &'a serde_json::Value) -> Vec<&'a str> {
    let form = services::form(row.form.as_deref().unwrap_or(&row.service), row.catalogue_version);
    let steps = form.into_iter().flat_map(services::FormDefinition::steps);
    let asked = steps.flat_map(|step| step.questions.iter().map(move |question| (step.key, question)));
    let about_units = asked.filter(|(_, question)| matches!(question.kind, Kind::Units));
    let answers = about_units.filter_map(|(step, question)| snapshot["answers"][step][question.key].as_array());
    answers.flatten().filter_map(serde_json::Value::as_str).collect()
}

fn of_register(unit: &Unit, day: Date, language: Language, t: &Texts) -> String {
    let at = |stored: &str| format::stored_date(stored, language);
    if unit.is_over(day) {
        t.deployments_unit_ends(unit.name.as_str(), at(&unit.ends_on))
    } else {
        t.deployments_unit_begins(unit.name.as_str(), at(&unit.begins_on))
    }
}

fn listed(mut closed: Vec<String>, t: &Texts) -> String {
    let more = closed.len().saturating_sub(NAMED);
    closed.truncate(NAMED);
    closed.extend((more > 0).then(|| t.deployments_units_more(more)));
    closed.join(", ")
}
