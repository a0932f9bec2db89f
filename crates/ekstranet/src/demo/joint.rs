//! The forty-five joined parties of the clinic: brought in from a list, and what each of them has said.

use anyhow::{Context as _, bail};
use serde_json::json;

use super::Past;
use super::acting::{Worker, hidden_field, told};
use super::filling::begin;
use super::people::Actor;
use super::working::{Day, confirm_connections, fields, into_production};
use crate::parties;
use crate::services::Service;

/// For what the clinic brings parties in.
const SERVICE: Service = Service::PatientData;
/// How many of the parties come after production has begun: they have not all answered.
const LATE: usize = 3;
/// How often a list is looked up again while registers are slow.
const ROUNDS: usize = 20;

/// The clinic applies as a main joiner, and nearly all parties confirm.
pub(super) async fn long_ago(past: &Past<'_>) -> anyhow::Result<()> {
    let day = Day::of(past, 421)?;
    let others: Vec<Actor> = past.cast.joined().collect();
    let first = others.split_at(others.len().saturating_sub(LATE)).0;
    let worker = Worker::sign_in(&day, &past.cast.clinic).await?;
    begin(&worker, SERVICE).await?;
    bring_in(&worker, &mut std::iter::once(&past.cast.party).chain(first)).await?;
    worker.leave().await?;
    into_production(&day, &past.cast.clinic, SERVICE, &[("joining_model.model", "main_joiner")]).await?;
    confirm_connections(&day).await?;
    let day = Day::of(past, 420)?;
    for party in std::iter::once(&past.cast.party).chain(first) {
        answer(&day, party, "confirm", None).await.with_context(|| party.organisation_name.clone())?;
    }
    Ok(())
}

/// Three more parties: one contests, two have not answered. The first of all wants to leave.
pub(super) async fn last_weeks(past: &Past<'_>) -> anyhow::Result<()> {
    let cast = &past.cast;
    let others: Vec<Actor> = cast.joined().collect();
    let late = others.split_at(others.len().saturating_sub(LATE)).1;
    let day = Day::of(past, 6)?;
    let worker = Worker::sign_in(&day, &cast.clinic).await?;
    bring_in(&worker, &mut late.iter()).await?;
    worker.leave().await?;
    let day = Day::of(past, 5)?;
    let contesting = late.first().context("a party that contests")?;
    answer(&day, contesting, "contest", Some(&cast.typed_by(contesting).contested)).await?;
    answer(&day, &cast.party, "leave", None).await
}

/// Pastes a list, waits for the registers and saves it.
async fn bring_in(worker: &Worker<'_>, parties: &mut dyn Iterator<Item = &Actor>) -> anyhow::Result<()> {
    let service = SERVICE.name(crate::texts::texts(crate::kernel::Language::Fi));
    let row = |party: &Actor| {
        let id = &party.organisation;
        format!("{id};{service};;toimisto@{}.example", id.replace('-', ""))
    };
    let list = parties.map(row).collect::<Vec<_>>().join("\n");
    let address = worker.post_text(&worker.own("parties/add-many"), "list", &list).await?;
    for _ in 0..ROUNDS {
        let page = worker.page(&address).await?;
        let version = [("version".to_string(), hidden_field(&page, "version")?)];
        if page.contains(&format!("{address}/save")) {
            return worker.post(&format!("{address}/save"), &version).await.map(drop);
        }
        worker.post(&format!("{address}/check"), &version).await?;
    }
    bail!("the registers do not tell of the joined parties")
}

/// A party answers the only request that it has.
async fn answer(day: &Day<'_>, party: &Actor, answer: &str, reason: Option<&str>) -> anyhow::Result<()> {
    let worker = Worker::sign_in(day, party).await?;
    let place = worker.own("joined");
    let page = worker.page(&place).await?;
    let version = hidden_field(&page, "version")?;
    let relation = page.split(&format!("action=\"{place}/")).nth(1).and_then(|rest| rest.split('"').next());
    let relation = relation.context("nothing to answer")?;
    if answer == "confirm" {
        // Carried out as on the return from Suomi.fi, where the right is proved again.
        let version: i64 = version.parse().context("the version of a joining")?;
        told(parties::confirm_act(worker.visit()?, relation.to_string(), json!({ "version": version })).await)?;
        return worker.leave().await;
    }
    let reason_field = format!("reason-{relation}");
    let mut answered = vec![("version", version.as_str()), ("answer", answer)];
    answered.extend(reason.map(|reason| (reason_field.as_str(), reason)));
    worker.post(&format!("{place}/{relation}"), &fields(&answered)).await?;
    worker.leave().await
}
