//! The job that follows the register: moves plans whose takeover date moved, reminds, and then lets `leaving` look at
//! what pharmacists have given up.

use std::convert::Infallible;
use std::time::Duration;

use jiff::ToSpan as _;
use serde_json::json;

use super::addresses;
use super::known;
use super::leaving;
use super::rules::{self, Settings, Side};
use super::store::{self, HandoverRow, SideRow};
use crate::applications;
use crate::audit::{self, Entry};
use crate::deployments;
use crate::kernel::{BusinessId, CaseLanguage, Date, HandoverId};
use crate::notices::{self, Happening, Notice};
use crate::registers::Pharmacy;
use crate::services::DISPENSING;
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
            match settled(row, follow_register(visit, row).await)? {
                Some(Followed::Moved) => changed += 1,
                Some(Followed::Lost { now }) => changed += usize::from(now),
                // A register that is down leaves the plan's day as it is: what is due by that day is done.
                Some(Followed::Same) | None => {
                    changed += usize::from(settled(row, remind(visit, row).await)?.unwrap_or_default());
                }
            }
        }
    }
}

fn settled<T>(row: &HandoverRow, done: Result<T, Failure>) -> Result<Option<T>, Failure> {
    match done {
        Ok(done) => Ok(Some(done)),
        Err(failure) => skip_row("pharmacies.follow", &row.id, failure).map(|()| None),
    }
}

/// What the register says now; `None` while it does not answer.
async fn pharmacies(visit: &Visit, organisation: Option<BusinessId>) -> Result<Option<Vec<Pharmacy>>, Failure> {
    let Some(organisation) = organisation else { return Ok(None) };
    let looked = super::find_pharmacies(visit, &organisation).await?;
    Ok(looked.filter(|looked| !looked.stale).map(|looked| looked.value))
}

/// What the register says of a plan.
enum Followed {
    /// What the plan says, or nothing.
    Same,
    Moved,
    /// It names somebody else: nobody of this plan is reminded.
    Lost {
        /// Whether it has just been seen.
        now: bool,
    },
}

/// Notes that the register names somebody else now, or the incoming pharmacist of the plan again.
async fn note_lost(visit: &Visit, row: &HandoverRow, lost: bool) -> Result<(), Failure> {
    let id = row.id()?;
    let mut tx = visit.app.db.write().await?;
    store::note_lost(&mut tx, &id, row.version, lost.then_some(visit.now)).await?;
    let entry = Entry::new("pharmacies.incoming_changed").subject(id.as_str());
    audit::record(&mut tx, visit, entry.detail(json!({ "incoming": row.incoming, "is_named": !lost }))).await?;
    tx.commit().await?;
    Ok(())
}

/// Moves the plan when the register has another takeover date, and sees whether it still names the incoming pharmacist.
async fn follow_register(visit: &Visit, row: &HandoverRow) -> Result<Followed, Failure> {
    let Some(coming) = pharmacies(visit, row.party(Side::Incoming)).await? else {
        // What was seen before stands until the register answers.
        return Ok(if row.lost_at.is_some() { Followed::Lost { now: false } } else { Followed::Same });
    };
    let Some(found) = coming.iter().find(|pharmacy| pharmacy.oid == row.pharmacy) else {
        if row.lost_at.is_none() {
            note_lost(visit, row, true).await?;
        }
        return Ok(Followed::Lost { now: row.lost_at.is_none() });
    };
    if row.lost_at.is_some() {
        // Its day is looked at in the next round, with the row as it is then.
        note_lost(visit, row, false).await?;
        return Ok(Followed::Moved);
    }
    let has_branches = coming.iter().any(|branch| branch.parent.as_deref() == Some(row.pharmacy.as_str()));
    Ok(if move_plan(visit, row, found, has_branches).await? { Followed::Moved } else { Followed::Same })
}

/// Moves the plan when the register has another takeover date for its pharmacy.
async fn move_plan(visit: &Visit, row: &HandoverRow, found: &Pharmacy, has_branches: bool) -> Result<bool, Failure> {
    let Some(after) = found.takeover_date() else { return Ok(false) };
    let before = row.takeover()?;
    if before == after && has_branches == (row.has_branches == 1) {
        return Ok(false);
    }
    let id = row.id()?;
    let told = addresses::list(visit, row).await?;
    let mut tx = visit.app.db.write().await?;
    store::move_takeover(&mut tx, &id, row.version, &after.to_string(), has_branches).await?;
    if before != after {
        let detail = json!({ "from": before.to_string(), "to": after.to_string() });
        audit::record(&mut tx, visit, Entry::new("pharmacies.takeover_moved").subject(id.as_str()).detail(detail))
            .await?;
        for side in store::list_sides(&mut tx, &id).await? {
            let due = rules::reminders_due(after, visit.now.date());
            store::note_reminded(&mut tx, &id, &side.side, (side.reminded, due)).await?;
        }
        for side in &told {
            // Each move is told, also the second one of a day and one back to an earlier day.
            let turn = format!("job-{}-{after}-{}", side.side, row.version);
            tell(&mut tx, visit, row, side, (Happening::HandoverMoved, turn)).await?;
        }
        if let Some(incoming) = row.party(Side::Incoming) {
            applications::follow_takeover(&mut tx, visit, &incoming, before, after).await?;
            deployments::move_dates(&mut tx, visit, &incoming, DISPENSING, before, after).await?;
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
    (happening, turn): (Happening, String),
) -> Result<(), Failure> {
    let Some(party) = Side::parse(&side.side).and_then(|side| row.party(side)) else { return Ok(()) };
    // The turn of a mail is the visit's request, which all mails of a job would share.
    let mut visit = visit.clone();
    visit.request_id = turn;
    let notice = Notice {
        happening,
        service: DISPENSING,
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
    let sides = addresses::list(visit, row).await?;
    let mut read = visit.app.db.read().await?;
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
        match note_reminded(&mut tx, &id, side, due).await {
            Err(db::Error::Stale) => continue,
            noted => noted?,
        }
        if plan.iter().any(is_open) {
            let turn = format!("job-{}-{today}-{due}", side.side);
            tell(&mut tx, visit, row, side, (Happening::HandoverReminder, turn)).await?;
            let entry = Entry::new("pharmacies.handover_reminded").subject(id.as_str());
            audit::record(&mut tx, visit, entry.detail(json!({ "side": side.side, "reminders": due }))).await?;
            reminded = true;
        }
        tx.commit().await?;
    }
    Ok(reminded)
}

/// Notes how many reminders a side has had, also one whose address has become known since the plan was opened; `Stale` when
/// another instance was first.
async fn note_reminded(tx: &mut db::Tx, id: &HandoverId, side: &SideRow, due: i64) -> Result<(), db::Error> {
    match Side::parse(&side.side) {
        Some(new) if side.version == 0 => {
            let settings = Settings { email: side.email.clone(), phone: String::new() };
            let language = CaseLanguage::parse(&side.language).unwrap_or_default();
            store::keep_side(tx, id, new, &settings, language, (0, due)).await
        }
        _ => store::note_reminded(tx, id, &side.side, (side.reminded, due)).await,
    }
}

/// A reminder counts what is due within two weeks.
fn soon(today: Date) -> Date {
    today.saturating_add(14.days())
}
