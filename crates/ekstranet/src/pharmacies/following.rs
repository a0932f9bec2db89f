//! The job that follows the register: moves plans whose takeover date moved, reminds, and then lets `leaving` look at
//! what pharmacists have given up.

use std::convert::Infallible;
use std::time::Duration;

use jiff::ToSpan as _;
use serde_json::json;

use super::known;
use super::leaving;
use super::rules::{self, Side};
use super::store::{self, HandoverRow, SideRow};
use crate::applications;
use crate::audit::{self, Entry};
use crate::deployments;
use crate::kernel::{BusinessId, CaseLanguage, Date};
use crate::notices::{self, Happening, Notice};
use crate::registers::Pharmacy;
use crate::services::Service;
use crate::web::{App, Failure, Visit, skip_row};

/// How often the plans are looked at; the register is asked at most once an hour.
const ROUND: Duration = Duration::from_mins(10);

/// Follows for ever.
pub async fn keep_following(app: App) -> Infallible {
    loop {
        if let Err(failure) = follow(&app).await {
            tracing::warn!(?failure, "handovers could not be followed; it is tried again");
        }
        tokio::time::sleep(ROUND).await;
    }
}

/// Looks at every plan that is open and at everything given up, and returns how many changed. Any number of instances
/// may run it.
///
/// # Errors
/// What the database says; a register that is down leaves the plans as they are.
pub async fn follow(app: &App) -> Result<usize, Failure> {
    let visit = Visit::of_job(app);
    let plans = follow_plans(&visit).await?;
    Ok(plans + leaving::follow_giving_up(&visit).await?)
}

async fn follow_plans(visit: &Visit) -> Result<usize, Failure> {
    let today = visit.now.date();
    let first = today.saturating_sub(60.days()).to_string();
    let (mut key, mut changed) = ((String::new(), String::new()), 0);
    loop {
        let rows = store::list_open(&mut visit.app.db.read().await?, &first, (&key.0, &key.1)).await?;
        let Some(last) = rows.last() else { return Ok(changed) };
        key = (last.takeover_date.clone(), last.id.clone());
        for row in &rows {
            // What has moved is met again with its new day: that day decides about reminders, not the old one.
            if settled(row, follow_register(visit, row).await)? {
                changed += 1;
                continue;
            }
            // A register that is down leaves the plan's day as it is: what is due by that day is done.
            changed += usize::from(settled(row, remind(visit, row).await)?);
        }
    }
}

fn settled(row: &HandoverRow, done: Result<bool, Failure>) -> Result<bool, Failure> {
    match done {
        Ok(done) => Ok(done),
        Err(failure) => skip_row("pharmacies.follow", &row.id, failure).map(|()| false),
    }
}

async fn pharmacies(visit: &Visit, organisation: Option<BusinessId>) -> Result<Vec<Pharmacy>, Failure> {
    let Some(organisation) = organisation else { return Ok(Vec::new()) };
    let looked = super::find_pharmacies(visit, &organisation).await?;
    Ok(looked.filter(|looked| !looked.stale).map(|looked| looked.value).unwrap_or_default())
}

/// Moves the plan when the register has another takeover date.
async fn follow_register(visit: &Visit, row: &HandoverRow) -> Result<bool, Failure> {
    let coming = pharmacies(visit, row.party(Side::Incoming)).await?;
    let Some(found) = coming.iter().find(|pharmacy| pharmacy.oid == row.pharmacy) else { return Ok(false) };
    let Some(after) = found.takeover_date() else { return Ok(false) };
    let before = row.takeover()?;
    let has_branches = coming.iter().any(|branch| branch.parent.as_deref() == Some(row.pharmacy.as_str()));
    if before == after && has_branches == (row.has_branches == 1) {
        return Ok(false);
    }
    let id = row.id()?;
    let mut tx = visit.app.db.write().await?;
    store::move_takeover(&mut tx, &id, row.version, &after.to_string(), has_branches).await?;
    if before != after {
        let detail = json!({ "from": before.to_string(), "to": after.to_string() });
        audit::record(&mut tx, visit, Entry::new("pharmacies.takeover_moved").subject(id.as_str()).detail(detail))
            .await?;
        for side in store::list_sides(&mut tx, &id).await? {
            let due = rules::reminders_due(after, visit.now.date());
            store::note_reminded(&mut tx, &id, &side.side, (side.reminded, due)).await?;
            tell(&mut tx, visit, row, &side, Happening::HandoverMoved).await?;
        }
        if let Some(incoming) = row.party(Side::Incoming) {
            applications::follow_takeover(&mut tx, visit, &incoming, before, after).await?;
            deployments::move_dates(&mut tx, visit, &incoming, Service::Prescription, before, after).await?;
        }
    }
    tx.commit().await?;
    Ok(true)
}

async fn tell(
    tx: &mut db::Tx,
    visit: &Visit,
    row: &HandoverRow,
    side: &SideRow,
    happening: Happening,
) -> Result<(), Failure> {
    let Some(party) = Side::parse(&side.side).and_then(|side| row.party(side)) else { return Ok(()) };
    // The turn of a mail is the visit's request; a job has one for every day, so that each reminder goes out.
    let mut visit = visit.clone();
    visit.request_id = format!("job-{}-{}", side.side, visit.now.date());
    let notice = Notice {
        happening,
        service: Service::Prescription,
        organisation: &party,
        case_number: &row.number,
        recipients: vec![side.email.clone()],
        language: CaseLanguage::parse(&side.language).unwrap_or_default(),
        link: format!("/o/{party}/handovers/{}", row.id),
    };
    notices::plan(tx, &visit, &notice).await
}

/// Reminds the sides that have something to do, once at each of the four moments.
async fn remind(visit: &Visit, row: &HandoverRow) -> Result<bool, Failure> {
    let (id, takeover, today) = (row.id()?, row.takeover()?, visit.now.date());
    let due = rules::reminders_due(takeover, today);
    let mut read = visit.app.db.read().await?;
    let sides = store::list_sides(&mut read, &id).await?;
    let ticks = store::list_ticks(&mut read, &id).await?;
    let known = known::list(&mut read, row).await?;
    drop(read);
    let plan = rules::plan(takeover, row.has_branches == 1);
    let mut reminded = false;
    for side in sides.iter().filter(|side| side.reminded < due) {
        let is_open = |dated: &rules::Dated| {
            dated.line.side.code() == side.side
                && dated.due <= soon(today)
                && !ticks.iter().any(|tick| tick.line == dated.line.key)
                && !known.iter().any(|known| known.line == dated.line.key)
        };
        let mut tx = visit.app.db.write().await?;
        match store::note_reminded(&mut tx, &id, &side.side, (side.reminded, due)).await {
            Err(db::Error::Stale) => continue,
            noted => noted?,
        }
        if plan.iter().any(is_open) {
            tell(&mut tx, visit, row, side, Happening::HandoverReminder).await?;
            let entry = Entry::new("pharmacies.handover_reminded").subject(id.as_str());
            audit::record(&mut tx, visit, entry.detail(json!({ "side": side.side, "reminders": due }))).await?;
            reminded = true;
        }
        tx.commit().await?;
    }
    Ok(reminded)
}

/// A reminder counts what is due within two weeks.
fn soon(today: Date) -> Date {
    today.saturating_add(14.days())
}
