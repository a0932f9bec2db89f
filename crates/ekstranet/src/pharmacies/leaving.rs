//! The job that follows what leaving pharmacists have given up: the last day is that of the register, and after it the
//! service ends. Nobody has to have opened the shared plan of the handover.

use serde_json::json;

use super::change_rules::continues_elsewhere;
use super::store_changes::{self, ChangeRow};
use crate::agreements;
use crate::audit::{self, Entry};
use crate::deployments;
use crate::intermediaries;
use crate::kernel::{BusinessId, CaseLanguage, Date};
use crate::notices::{self, Happening, Notice};
use crate::registers::{self, Pharmacy};
use crate::services::DISPENSING;
use crate::web::{Failure, Visit};

/// Looks at every giving-up that is not settled and returns how many were moved or ended. One that fails stops no other.
pub(super) async fn follow_giving_up(visit: &Visit) -> Result<usize, Failure> {
    let (mut key, mut changed) = ((String::new(), String::new()), 0);
    loop {
        let mut read = visit.app.db.read().await?;
        let rows = store_changes::list_unsettled(&mut read, (&key.0, &key.1)).await?;
        drop(read);
        let Some(last) = rows.last() else { return Ok(changed) };
        key = (last.effective_on.clone(), last.id.clone());
        for row in &rows {
            match follow(visit, row).await {
                Ok(done) => changed += usize::from(done),
                // The customer, an officer or another instance was first: the next round sees what they left.
                Err(Failure::Stale) => {}
                Err(failure) => {
                    tracing::warn!(change = row.id, ?failure, "a giving-up could not be followed; it is tried again");
                }
            }
        }
    }
}

async fn follow(visit: &Visit, row: &ChangeRow) -> Result<bool, Failure> {
    let organisation =
        BusinessId::parse(&row.organisation).ok_or_else(|| Failure::internal("a notification has no business ID"))?;
    let last_day: Date = row.effective_on.parse().map_err(Failure::internal)?;
    let looked = registers::find_pharmacies(&visit.app, visit.now, &organisation).await?;
    if looked.as_ref().is_some_and(|looked| looked.stale) {
        return Ok(false);
    }
    let pharmacies = looked.map(|looked| looked.value).unwrap_or_default();
    let own = pharmacies.iter().find(|pharmacy| Some(&pharmacy.oid) == row.pharmacy.as_ref());
    if let Some(own) = own.filter(|own| own.after.is_some() && own.ends_on != last_day) {
        return move_last_day(visit, row, &organisation, own.ends_on).await;
    }
    if visit.now.date() <= last_day {
        return Ok(false);
    }
    // Nobody takes it over any more, and the pharmacist keeps it: nothing ends until the register says otherwise.
    if own.is_some_and(|own| own.ends_on > last_day) {
        return Ok(false);
    }
    settle(visit, row, &organisation, (last_day, &pharmacies)).await
}

/// The register has another last day: the notification follows it, and the pharmacist is told.
async fn move_last_day(
    visit: &Visit,
    row: &ChangeRow,
    organisation: &BusinessId,
    last_day: Date,
) -> Result<bool, Failure> {
    let mut tx = visit.app.db.write().await?;
    store_changes::move_giving_up(&mut tx, (&row.id, row.version), &last_day.to_string()).await?;
    let entry = Entry::new("pharmacies.last_day_moved").organisation(organisation).subject(&row.id);
    let detail = json!({ "from": row.effective_on, "to": last_day.to_string() });
    audit::record(&mut tx, visit, entry.detail(detail)).await?;
    let mut visit = visit.clone();
    // The turn of a mail is the visit's request: each move is told, also one back to a day that was told before.
    visit.request_id = format!("job-last-day-{last_day}-{}", row.version);
    let notice = Notice {
        happening: Happening::LastDayMoved,
        service: DISPENSING,
        organisation,
        case_number: &row.number,
        recipients: vec![row.email.clone()],
        language: CaseLanguage::parse(&row.language).unwrap_or_default(),
        link: format!("/o/{organisation}/pharmacies/changes/{}", row.id),
    };
    notices::plan(&mut tx, &visit, &notice).await?;
    tx.commit().await?;
    Ok(true)
}

/// After the last day: ends the service of a pharmacist who keeps no other pharmacy, and the commitment when no service
/// is left. Either way the giving-up is settled.
async fn settle(
    visit: &Visit,
    row: &ChangeRow,
    organisation: &BusinessId,
    (last_day, pharmacies): (Date, &[Pharmacy]),
) -> Result<bool, Failure> {
    let goes_on = continues_elsewhere(pharmacies, last_day);
    let mut tx = visit.app.db.write().await?;
    store_changes::settle(&mut tx, visit.now, (&row.id, row.version)).await?;
    // Also what was granted and is not in production yet, and what extends it.
    let services = [DISPENSING];
    let ended = !goes_on && deployments::end_all(&mut tx, visit, organisation, &services, last_day).await?;
    if !goes_on {
        intermediaries::end_services(&mut tx, visit, organisation, &services).await?;
    }
    agreements::hold(&mut tx, organisation).await?;
    if ended && !deployments::is_any_left(&mut tx, organisation).await? {
        agreements::end_in_force(&mut tx, visit, organisation).await?;
    }
    let entry = Entry::new("pharmacies.giving_up_settled").organisation(organisation).subject(&row.id);
    audit::record(&mut tx, visit, entry.detail(json!({ "ended": ended, "goes_on": goes_on }))).await?;
    tx.commit().await?;
    Ok(ended)
}
