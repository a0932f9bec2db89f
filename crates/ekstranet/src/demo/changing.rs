//! A change of controller in the demo world: the dental chain hands a unit over to the county, which has confirmed it, and
//! it waits for a run in twenty days.

use anyhow::Context as _;
use serde_json::json;

use super::Past;
use super::acting::{Officer, Worker, hidden_field, offered, told};
use super::people::Actor;
use super::working::{Day, fields};
use crate::controllers;

/// The days of a run so many days ahead of the first start, and of its closing.
fn run(past: &Past<'_>, days: i64) -> (String, String) {
    (past.date(-days).to_string(), past.date(15 - days).to_string())
}

/// Plays it, the oldest first.
pub(super) async fn controller(past: &Past<'_>) -> anyhow::Result<()> {
    let cast = &past.cast;
    let day = Day::of(past, 60)?;
    let officer = Officer::sign_in(&day).await?;
    for days in [20, 76] {
        let (on, closes_on) = run(past, days);
        let all = ["patient_data", "social_data", "imaging_data"].map(|service| ("services", service));
        let published = [("day", on.as_str()), ("closes_on", closes_on.as_str()), ("note", "")];
        officer.post("/desk/runs", &[&published[..], &all[..]].concat()).await?;
    }
    officer.leave().await?;
    let day = Day::of(past, 45)?;
    let services = ["patient_data", "imaging_data"];
    let id = notified(&day, (&cast.dentists, &cast.county), &services, &run(past, 20).0).await?;
    let day = Day::of(past, 41)?;
    let worker = Worker::sign_in(&day, &cast.county).await?;
    let page = worker.page(&worker.own(&format!("controllers/{id}/answer"))).await?;
    let version: i64 = hidden_field(&page, "version")?.parse().context("the version of a change")?;
    let payload = json!({ "version": version, "answer": "confirm", "reason": "" });
    told(controllers::answer_act(worker.visit()?, id.clone(), payload).await)?;
    worker.leave().await?;
    let day = Day::of(past, 35)?;
    let officer = Officer::sign_in(&day).await?;
    let address = format!("/desk/controllers/{id}");
    let run = offered(&officer.page(&address).await?, "run")?;
    officer.answer(&address, &[("answer", "schedule"), ("run", run.as_str()), ("reason", "")]).await?;
    officer.leave().await
}

/// Somebody fills in that a unit's documents have another controller from a day on; answers the address of the draft.
pub(super) async fn drafted(
    worker: &Worker<'_>,
    to: &Actor,
    services: &[&str],
    changes_on: &str,
) -> anyhow::Result<String> {
    let from = worker.who;
    let address = worker.post(&worker.own("controllers"), &[]).await?;
    let unit = offered(&worker.page(&format!("{address}/pages/documents")).await?, "units")?;
    let email = format!("hallinto@{}.example", from.organisation.replace('-', ""));
    let services = services.iter().map(|service| ("services", *service));
    let documents: Vec<(&str, &str)> = services.chain([("extent", "some"), ("units", unit.as_str())]).collect();
    let receiver: &[(&str, &str)] = &[("receiver", &to.organisation), ("reason", "activity_moves"), ("details", "")];
    let contact: &[(&str, &str)] =
        &[("name", &from.name), ("email", &email), ("phone", "+358 00 000 0001"), ("words", "")];
    save(worker, &address, "documents", &documents).await?;
    save(worker, &address, "receiver", receiver).await?;
    save(worker, &address, "day", &[("changes_on", changes_on)]).await?;
    let run = offered(&worker.page(&format!("{address}/pages/run")).await?, "run")?;
    save(worker, &address, "run", &[("run", &run)]).await?;
    save(worker, &address, "contact", contact).await?;
    Ok(address)
}

/// Somebody notifies it; answers the id.
pub(super) async fn notified(
    day: &Day<'_>,
    (from, to): (&Actor, &Actor),
    services: &[&str],
    changes_on: &str,
) -> anyhow::Result<String> {
    let worker = Worker::sign_in(day, from).await?;
    let address = drafted(&worker, to, services, changes_on).await?;
    let version = hidden_field(&worker.page(&format!("{address}/sign")).await?, "version")?;
    let version: i64 = version.parse().context("the version of a change")?;
    let id = address.rsplit('/').next().context("the id of a change")?.to_string();
    told(controllers::send_act(worker.visit()?, id.clone(), json!({ "version": version })).await)?;
    worker.leave().await?;
    Ok(id)
}

/// Saves a page of the notification with the version that it shows.
async fn save(worker: &Worker<'_>, address: &str, page: &str, answered: &[(&str, &str)]) -> anyhow::Result<()> {
    let place = format!("{address}/pages/{page}");
    let version = hidden_field(&worker.page(&place).await?, "version")?;
    let answered: Vec<(&str, &str)> =
        std::iter::once(("version", version.as_str())).chain(answered.iter().copied()).collect();
    worker.post(&place, &fields(&answered)).await.map(drop)
}
