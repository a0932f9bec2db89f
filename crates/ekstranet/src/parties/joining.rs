//! What a main joiner does: brings parties in, ends a relation, asks again after a contest.

use std::collections::HashSet;

use db::{Read, Tx};
use serde_json::json;

use super::checking::{ListContent, refuse_joined};
use super::rules::{PartyState, PartyStep, Side, reference};
use super::store::{self, Change, NewParty, PartyRow};
use super::store_lists::{self, News};
use super::telling::{Standing, standing, tell_officers, tell_party, turn};
use crate::audit::{self, Entry};
use crate::kernel::{BusinessId, Date, Language, PartyId, PartyListId, PartyNewsId};
use crate::notices::Happening;
use crate::services::Service;
use crate::web::{Failure, Visit};

/// Party and service of every relation of a main joiner that is not ended.
pub(super) async fn open_pairs(
    read: &mut Read,
    main_joiner: &BusinessId,
) -> Result<HashSet<(String, String)>, Failure> {
    Ok(store::list_open_pairs(read, main_joiner).await?.into_iter().collect())
}

/// What became of the wish to save a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Saved {
    Done,
    /// A colleague has joined one of the parties meanwhile: nothing is saved, the rows are marked.
    Changed,
}

/// Saves every row that the registers know, in one transaction, or none: may, load, rule, save, tell.
pub(super) async fn save_list(visit: &Visit, id: &PartyListId, version: i64) -> Result<Saved, Failure> {
    let acting = visit.acting()?;
    let mut tx = visit.app.db.write().await?;
    let record = store_lists::load_list(&mut tx, id, &acting.organisation).await?;
    if record.saved_at.is_some() {
        // The button was pressed twice.
        return Ok(Saved::Done);
    }
    let mut content: ListContent = serde_json::from_str(&record.content).map_err(Failure::internal)?;
    let before = content.refused().count();
    refuse_joined(&mut content, &open_pairs(&mut tx, &acting.organisation).await?);
    let text = serde_json::to_string(&content).map_err(Failure::internal)?;
    if content.refused().count() > before {
        store_lists::update_list(&mut tx, id, version, &text).await?;
        let detail = json!({ "refused": content.refused().count() - before });
        audit::record(&mut tx, visit, Entry::new("parties.list_changed").subject(id.as_str()).detail(detail)).await?;
        tx.commit().await?;
        return Ok(Saved::Changed);
    }
    let count = content.ready().map(|(_, wanted)| wanted.services.len()).sum::<usize>();
    if content.unchecked() > 0 || count == 0 {
        return Err(Failure::Stale);
    }
    let saved = i64::try_from(count).map_err(Failure::internal)?;
    store_lists::mark_saved(&mut tx, visit.now, id, version, (&text, saved)).await?;
    add_all(&mut tx, visit, &content, saved).await?;
    tx.commit().await?;
    Ok(Saved::Done)
}

async fn add_all(tx: &mut Tx, visit: &Visit, content: &ListContent, count: i64) -> Result<(), Failure> {
    let acting = visit.acting()?;
    let year = visit.now.date().year();
    let mut number = store::next_numbers(tx, year, count).await?;
    let language = if visit.language == Language::Sv { "sv" } else { "fi" };
    let mut added: Vec<(Service, Standing, i64)> = Vec::new();
    for (row, wanted) in content.ready() {
        let party = BusinessId::parse(&wanted.party).ok_or_else(|| Failure::internal("a list without business IDs"))?;
        for code in &wanted.services {
            let service = Service::parse(code).ok_or_else(|| Failure::internal("a list with an unknown service"))?;
            let at = if let Some(at) = added.iter().position(|(known, ..)| *known == service) {
                at
            } else {
                added.push((service, standing(tx, &acting.organisation, service).await?, 0));
                added.len() - 1
            };
            added[at].2 += 1;
            let state = if added[at].1 == Standing::Drafting { PartyState::Listed } else { PartyState::Waiting };
            let id = PartyId::new(visit.now, &visit.app.random);
            let new = NewParty {
                id: &id,
                reference: &reference(year, number),
                main_joiner: &acting.organisation,
                main_joiner_name: &acting.organisation_name,
                party: &party,
                party_name: row.name.as_deref().unwrap_or_default(),
                service,
                state,
                begins_on: &wanted.begins_on,
                email: wanted.email.as_deref(),
                language,
            };
            number += 1;
            add(tx, visit, &new).await?;
        }
    }
    for (service, standing, number) in added {
        if standing == Standing::InProduction {
            tell_of_added(tx, visit, service, number).await?;
        }
    }
    Ok(())
}

async fn add(tx: &mut Tx, visit: &Visit, new: &NewParty<'_>) -> Result<(), Failure> {
    if !store::insert(tx, visit.now, new).await? {
        return Err(Failure::Stale);
    }
    let detail = json!({ "party": new.party.as_str(), "service": new.service.code(), "reference": new.reference });
    audit::record(tx, visit, Entry::new("parties.added").subject(new.id.as_str()).detail(detail)).await?;
    if new.state == PartyState::Waiting {
        let row = store::load(tx, new.id).await?;
        tell_party(tx, visit, &row, Happening::PartyAdded).await?;
    }
    Ok(())
}

/// After production has begun the officers hear of parties that came later.
async fn tell_of_added(tx: &mut Tx, visit: &Visit, service: Service, number: i64) -> Result<(), Failure> {
    let acting = visit.acting()?;
    let id = PartyNewsId::new(visit.now, &visit.app.random);
    let news = News {
        id: &id,
        what: "added",
        main_joiner: acting.organisation.as_str(),
        main_joiner_name: &acting.organisation_name,
        service,
        relation: None,
        party_name: None,
        number,
        reason: None,
    };
    Ok(store_lists::insert_news(tx, visit.now, &news).await?)
}

/// A relation that the visit's organisation has made.
pub(super) async fn load_as_main_joiner(read: &mut Read, visit: &Visit, id: &PartyId) -> Result<PartyRow, Failure> {
    let row = store::load(read, id).await?;
    if row.main_joiner == visit.acting()?.organisation.as_str() { Ok(row) } else { Err(Failure::NotFound) }
}

/// Ends a relation today or sets its last day: may, load, rule, save, tell.
pub(super) async fn end(visit: &Visit, id: &PartyId, version: i64, day: Date, reason: &str) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    let row = load_as_main_joiner(&mut tx, visit, id).await?;
    let step = if day > visit.now.date() { PartyStep::SetEnd } else { PartyStep::End };
    let ends_on = day.to_string();
    let change = Change {
        ends_on: Some(&ends_on),
        ended_by: Some("main_joiner"),
        end_reason: Some(reason).filter(|reason| !reason.is_empty()),
        ..Change::default()
    };
    turn(&mut tx, visit, &row, (step, Side::MainJoiner), version, &change).await?;
    if row.told_at.is_some() {
        let what = if step == PartyStep::SetEnd { Happening::PartyEnding } else { Happening::PartyEnded };
        tell_party(&mut tx, visit, &row, what).await?;
    }
    if standing(&mut tx, &row.main_joiner()?, row.service()?).await? == Standing::InProduction {
        tell_officers(&mut tx, visit, &row, "ended", change.end_reason).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Asks a party again that has contested: may, load, rule, save, tell.
pub(super) async fn ask_again(visit: &Visit, id: &PartyId, version: i64) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    let row = load_as_main_joiner(&mut tx, visit, id).await?;
    let change = Change { told_at: Some(visit.now), ..Change::default() };
    turn(&mut tx, visit, &row, (PartyStep::AskAgain, Side::MainJoiner), version, &change).await?;
    tell_party(&mut tx, visit, &row, Happening::PartyAskedAgain).await?;
    tx.commit().await?;
    Ok(())
}
