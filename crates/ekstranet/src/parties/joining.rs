//! What a main joiner does: brings parties in, ends a relation, asks again after a contest.

use std::collections::{BTreeSet, HashSet};

use db::{Read, Tx};
use serde_json::json;

use super::checking::{ListContent, refuse_ending, refuse_joined};
use super::rules::{PartyState, PartyStep, Side, reference};
use super::store::{self, Change, NewParty, PartyRow};
use super::store_lists::{self, News};
use super::telling::{
    Standing, is_granted_otherwise, list_ending, note_resumed, standing, tell_officers, tell_party, turn,
};
use super::{store_left, store_main_joiners};
use crate::audit::{self, Entry};
use crate::deployments::{self, DeploymentState};
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
    /// A colleague has joined one of the parties meanwhile, or a service has got its last day: nothing is saved, the rows
    /// are marked.
    Changed,
}

/// Saves every row that the registers know, in one transaction, or none: may, load, rule, save, tell. Rows about which a
/// register has not answered are left out, as the page says.
pub(super) async fn save_list(visit: &Visit, id: &PartyListId, version: i64) -> Result<Saved, Failure> {
    let mut tx = visit.app.db.write().await?;
    let saved = save_in(&mut tx, visit, id, version).await?;
    tx.commit().await?;
    Ok(saved)
}

/// The same in a transaction that goes on.
pub(super) async fn save_in(tx: &mut Tx, visit: &Visit, id: &PartyListId, version: i64) -> Result<Saved, Failure> {
    let acting = visit.acting()?;
    let record = store_lists::load_list(tx, id, &acting.organisation).await?;
    if record.saved_at.is_some() {
        // The button was pressed twice.
        return Ok(Saved::Done);
    }
    let mut content: ListContent = serde_json::from_str(&record.content).map_err(Failure::internal)?;
    hold_all(tx, &acting.organisation, &content).await?;
    let before = content.refused().count();
    refuse_joined(&mut content, &open_pairs(tx, &acting.organisation).await?);
    refuse_ending(&mut content, &list_ending(tx, &acting.organisation).await?);
    let text = serde_json::to_string(&content).map_err(Failure::internal)?;
    if content.refused().count() > before {
        store_lists::update_list(tx, id, version, &text).await?;
        let detail = json!({ "refused": content.refused().count() - before });
        audit::record(tx, visit, Entry::new("parties.list_changed").subject(id.as_str()).detail(detail)).await?;
        return Ok(Saved::Changed);
    }
    let count = content.ready().map(|(_, wanted)| wanted.services.len()).sum::<usize>();
    if count == 0 {
        return Err(Failure::Stale);
    }
    let saved = i64::try_from(count).map_err(Failure::internal)?;
    store_lists::mark_saved(tx, visit.now, id, version, (&text, saved)).await?;
    add_all(tx, visit, &content, saved).await?;
    Ok(Saved::Done)
}

/// Holds every service of a list, always in the same order: whatever hangs on the main joiner's own use of one and ends at
/// this moment ends before, which is then seen, or after, and then with the parties of the list.
async fn hold_all(tx: &mut Tx, main_joiner: &BusinessId, content: &ListContent) -> Result<(), Failure> {
    let codes = content.ready().flat_map(|(_, wanted)| wanted.services.iter().map(String::as_str));
    let services = codes
        .collect::<BTreeSet<_>>()
        .into_iter()
        .map(|code| Service::parse(code).ok_or_else(|| Failure::internal("a list with an unknown service")));
    let services = services.collect::<Result<Vec<_>, _>>()?;
    Ok(store_main_joiners::hold_main_joiners(tx, main_joiner, services).await?)
}

/// The parties that were added for a service.
struct Added {
    service: Service,
    standing: Standing,
    number: i64,
    /// Of the last one.
    name: String,
}

async fn add_all(tx: &mut Tx, visit: &Visit, content: &ListContent, count: i64) -> Result<(), Failure> {
    let acting = visit.acting()?;
    let year = visit.now.date().year();
    let mut number = store::next_numbers(tx, year, count).await?;
    let language = if visit.language == Language::Sv { "sv" } else { "fi" };
    let mut added: Vec<Added> = Vec::new();
    for (row, wanted) in content.ready() {
        let party = BusinessId::parse(&wanted.party).ok_or_else(|| Failure::internal("a list without business IDs"))?;
        for code in &wanted.services {
            let service = Service::parse(code).ok_or_else(|| Failure::internal("a list with an unknown service"))?;
            let at = if let Some(at) = added.iter().position(|one| one.service == service) {
                at
            } else {
                let standing = standing(tx, &acting.organisation, service).await?;
                added.push(Added { service, standing, number: 0, name: String::new() });
                added.len() - 1
            };
            added[at].number += 1;
            added[at].name = row.name.clone().unwrap_or_default();
            let state = if added[at].standing == Standing::Drafting { PartyState::Listed } else { PartyState::Waiting };
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
    for one in &added {
        // Of what was granted otherwise than to a main joiner, no officer has seen any parties.
        if one.standing == Standing::InProduction || is_granted_otherwise(tx, &acting.organisation, one.service).await?
        {
            tell_of_added(tx, visit, one).await?;
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
async fn tell_of_added(tx: &mut Tx, visit: &Visit, added: &Added) -> Result<(), Failure> {
    let acting = visit.acting()?;
    let id = PartyNewsId::new(visit.now, &visit.app.random);
    let news = News {
        id: &id,
        what: "added",
        main_joiner: acting.organisation.as_str(),
        main_joiner_name: &acting.organisation_name,
        service: added.service,
        relation: None,
        party_name: Some(added.name.as_str()).filter(|name| added.number == 1 && !name.is_empty()),
        number: added.number,
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

/// Whether a last day that the main joiner has set can still be taken back: it has not passed, and the service of the
/// main joiner itself goes on.
pub(super) async fn may_go_on(read: &mut Read, visit: &Visit, row: &PartyRow) -> Result<bool, Failure> {
    let today = visit.now.date().to_string();
    let is_ahead = row.ends_on.as_deref().is_some_and(|day| day >= today.as_str());
    if row.state()? != PartyState::Ending || !is_ahead || row.ended_by.as_deref() != Some("main_joiner") {
        return Ok(false);
    }
    let (main_joiner, service) = (row.main_joiner()?, row.service()?);
    let lines = deployments::list(read, &main_joiner).await?;
    Ok(!lines.iter().any(|line| line.service == service && line.state == DeploymentState::Ending))
}

/// Takes an ending back, so that the relation is as it was: may, load, rule, save, tell.
pub(super) async fn go_on(visit: &Visit, id: &PartyId, version: i64) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    let row = load_as_main_joiner(&mut tx, visit, id).await?;
    if row.version != version || !may_go_on(&mut tx, visit, &row).await? {
        return Err(Failure::Stale);
    }
    // Of what ended before this was kept the party is asked. Held, as the party's own application may turn it at this moment.
    let before = store_left::hold_before(&mut tx, id).await?.unwrap_or(PartyState::Waiting);
    let row = load_as_main_joiner(&mut tx, visit, id).await?;
    if row.version != version {
        return Err(Failure::Stale);
    }
    let state = row.state()?.resumed(before).map_err(|_| Failure::Stale)?;
    store::put_back(&mut tx, &row, state, store::End::default()).await?;
    note_resumed(&mut tx, visit, &row, state).await?;
    tell_party(&mut tx, visit, &row, Happening::PartyGoesOn).await?;
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
