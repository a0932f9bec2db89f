//! Joined parties of the clinic that apply for prescription of their own: enough have been decided about lately for the
//! portal to tell how long it usually takes, and one waits and is told.

use std::collections::BTreeMap;

use anyhow::Context as _;

use super::Past;
use super::acting::Officer;
use super::people::Actor;
use super::working::{Day, approve, submitted};
use crate::kernel::ApplicationId;
use crate::services::Service;

/// Business ID, and so many days before the first start sent and decided: as many as the portal wants to have seen before it
/// tells a typical time, which is eight days.
const DECIDED: [(&str, i64, i64); 10] = [
    ("9900407-8", 29, 22),
    ("9900428-9", 29, 22),
    ("9900442-2", 29, 19),
    ("9900463-3", 26, 19),
    ("9900477-2", 26, 18),
    ("9900491-6", 26, 18),
    ("9900505-4", 23, 15),
    ("9900519-3", 23, 15),
    ("9900533-7", 23, 14),
    ("9900547-6", 23, 14),
];
/// Who waits, since so many days.
pub(super) const WAITS: (&str, i64) = ("9900603-0", 2);
/// So many days after the first start they begin production.
const PRODUCTION: i64 = 45;

/// Ten are decided about, the oldest first.
pub(super) async fn decided(past: &Past<'_>) -> anyhow::Result<()> {
    let mut sent: BTreeMap<&str, ApplicationId> = BTreeMap::new();
    let (first, last) = (29, 14);
    for days_ago in (last..=first).rev() {
        let arriving: Vec<&str> = of_day(|(_, on, _)| on == days_ago);
        let due: Vec<&str> = of_day(|(_, _, on)| on == days_ago);
        if arriving.is_empty() && due.is_empty() {
            continue;
        }
        let day = Day::of(past, days_ago)?;
        if !due.is_empty() {
            let officer = Officer::sign_in(&day).await?;
            for id in due {
                approve(&officer, sent.get(id).context("a case that was sent")?).await.context(id)?;
            }
            officer.leave().await?;
        }
        day.to_afternoon();
        for id in arriving {
            sent.insert(id, sends(past, &day, id).await.context(id)?);
        }
    }
    Ok(())
}

/// Those of a day.
fn of_day(is_then: impl Fn((&'static str, i64, i64)) -> bool) -> Vec<&'static str> {
    DECIDED.into_iter().filter(|one| is_then(*one)).map(|(id, ..)| id).collect()
}

/// One more waits, and no officer has taken it.
pub(super) async fn waits(past: &Past<'_>) -> anyhow::Result<()> {
    let (id, days_ago) = WAITS;
    let day = Day::of(past, days_ago)?;
    day.to_afternoon();
    sends(past, &day, id).await.map(drop)
}

async fn sends(past: &Past<'_>, day: &Day<'_>, id: &str) -> anyhow::Result<ApplicationId> {
    let who: Actor = past.cast.joined().find(|party| party.organisation == id).context("a joined party")?;
    let production = past.date(-PRODUCTION).to_string();
    submitted(day, &who, Service::Prescription, &[("schedule.production_date", production.as_str())]).await
}
