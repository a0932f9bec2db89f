//! Which of the units that were granted are not open on the agreed first day, by what the register last told.

use super::store::DeploymentRow;
use crate::kernel::Date;
use crate::registers::{self, Unit};
use crate::services::{self, Kind};
use crate::web::{Failure, Visit, format};

/// How many units are named.
const NAMED: usize = 10;

/// The agreed day and the units that are not open on it, in words. It forbids nothing: the other units may begin, and
/// the register may be behind.
pub(super) async fn told(
    visit: &Visit,
    row: &DeploymentRow,
    snapshot: &serde_json::Value,
) -> Result<Option<String>, Failure> {
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
            Some(unit) => closed.push(of_register(visit, unit, day)),
            None => {
                let name = snapshot["names"][oid].as_str().unwrap_or(oid);
                closed.push(visit.texts().deployments_unit_gone(name));
            }
        }
    }
    Ok((!closed.is_empty()).then(|| in_words(visit, day, closed)))
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

fn of_register(visit: &Visit, unit: &Unit, day: Date) -> String {
    let (t, at) = (visit.texts(), |stored: &str| format::stored_date(stored, visit.language));
    if unit.is_over(day) {
        t.deployments_unit_ends(unit.name.as_str(), at(&unit.ends_on))
    } else {
        t.deployments_unit_begins(unit.name.as_str(), at(&unit.begins_on))
    }
}

fn in_words(visit: &Visit, day: Date, mut closed: Vec<String>) -> String {
    let (t, more) = (visit.texts(), closed.len().saturating_sub(NAMED));
    closed.truncate(NAMED);
    closed.extend((more > 0).then(|| t.deployments_units_more(more)));
    t.deployments_date_units(format::date(day, visit.language), closed.join(", "))
}
