//! Tells both sides and the officers what happened, and writes the audit row of each step.

use db::{Read, Tx};
use serde_json::json;

use super::rules::{PartyState, PartyStep, Refused, Side};
use super::store::{self, Change, PartyRow};
use super::store_lists::{self, News};
use super::store_main_joiners;
use crate::audit::{self, Entry};
use crate::deployments::{self, DeploymentState};
use crate::kernel::{BusinessId, CaseLanguage, Instant, PartyNewsId};
use crate::notices::{self, Happening, Notice};
use crate::services::Service;
use crate::web::{Failure, Visit};

/// How far a main joiner is with a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing has been sent: parties are only listed.
    Drafting,
    /// An application has been sent or granted.
    UnderWay,
    InProduction,
}

pub(super) async fn standing(read: &mut Read, main_joiner: &BusinessId, service: Service) -> Result<Standing, Failure> {
    let lines = deployments::list(read, main_joiner).await?;
    let granted = lines.iter().find(|line| line.service == service && line.state != DeploymentState::Ended);
    Ok(match granted {
        Some(line) if line.is_running() => Standing::InProduction,
        Some(_) => Standing::UnderWay,
        None => match store_main_joiners::find_main_joiner(read, main_joiner, service).await? {
            Some(row) if row.closed_at.is_none() => Standing::UnderWay,
            _ => Standing::Drafting,
        },
    })
}

/// Whether a service was granted to an organisation that did not apply for it as a main joiner. It may list parties all the
/// same, and no officer has seen that list with an application.
pub(super) async fn is_granted_otherwise(
    read: &mut Read,
    organisation: &BusinessId,
    service: Service,
) -> Result<bool, Failure> {
    let lines = deployments::list(read, organisation).await?;
    if !lines.iter().any(|line| line.service == service && line.state != DeploymentState::Ended) {
        return Ok(false);
    }
    let applied = store_main_joiners::find_main_joiner(read, organisation, service).await?;
    Ok(applied.is_none_or(|applied| applied.closed_at.is_some()))
}

/// Services of a main joiner that have got a last day, with that day, `YYYY-MM-DD`: nobody is brought in for them any more.
pub(super) async fn list_ending(read: &mut Read, main_joiner: &BusinessId) -> Result<Vec<(Service, String)>, Failure> {
    let lines = deployments::list(read, main_joiner).await?;
    let goes_on = |service: Service| {
        lines.iter().any(|line| {
            line.service == service && !matches!(line.state, DeploymentState::Ending | DeploymentState::Ended)
        })
    };
    let ending = lines.iter().filter(|line| line.state == DeploymentState::Ending && !goes_on(line.service));
    Ok(ending.map(|line| (line.service, line.ended_on.clone().unwrap_or_default())).collect())
}

/// Moves a relation by one step with its audit row; `Stale` when the step is not open or somebody was first.
pub(super) async fn turn(
    tx: &mut Tx,
    visit: &Visit,
    row: &PartyRow,
    (step, side): (PartyStep, Side),
    version: i64,
    change: &Change<'_>,
) -> Result<PartyState, Failure> {
    let state = row.state()?.after(step, side).map_err(|Refused| Failure::Stale)?;
    store::update(tx, &row.id()?, version, state, change).await?;
    if state == PartyState::Ending && row.state()? != PartyState::Ending {
        store::keep_before(tx, row).await?;
    }
    let action = match side {
        Side::MainJoiner => "parties.turned_by_main_joiner",
        Side::Party => "parties.turned_by_party",
        Side::System => "parties.turned",
    };
    let detail = json!({
        "step": step.code(), "state": state.code(), "main_joiner": row.main_joiner, "party": row.party,
        "service": row.service,
    });
    let main_joiner = row.main_joiner()?;
    let mut entry = Entry::new(action).subject(&row.id).detail(detail);
    if visit.acting.is_none() {
        entry = entry.organisation(&main_joiner);
    }
    audit::record(tx, visit, entry).await?;
    Ok(state)
}

/// Writes the audit row of a relation that is again what it was before a last day.
pub(super) async fn note_resumed(tx: &mut Tx, visit: &Visit, row: &PartyRow, state: PartyState) -> Result<(), Failure> {
    let detail = json!({
        "step": "last_day_taken_back", "state": state.code(), "main_joiner": row.main_joiner, "party": row.party,
        "service": row.service,
    });
    let main_joiner = row.main_joiner()?;
    let is_by_main_joiner = visit.acting.is_some();
    let action = if is_by_main_joiner { "parties.turned_by_main_joiner" } else { "parties.turned" };
    let mut entry = Entry::new(action).subject(&row.id).detail(detail);
    if !is_by_main_joiner {
        entry = entry.organisation(&main_joiner);
    }
    audit::record(tx, visit, entry).await?;
    Ok(())
}

/// Writes the audit row of a joining that goes on, because the party's own application came to nothing.
pub(super) async fn note_stay(tx: &mut Tx, visit: &Visit, row: &PartyRow) -> Result<(), Failure> {
    let detail = json!({
        "step": "application_came_to_nothing", "main_joiner": row.main_joiner, "party": row.party, "service": row.service,
    });
    let party = row.party()?;
    let mut entry = Entry::new("parties.turned").subject(&row.id).detail(detail);
    if visit.acting.is_none() {
        entry = entry.organisation(&party);
    }
    Ok(audit::record(tx, visit, entry).await?)
}

fn language_of(row: &PartyRow) -> CaseLanguage {
    CaseLanguage::parse(&row.language).unwrap_or_default()
}

/// Tells the party, where any address of it is known: the one that the main joiner gave and those of its own contacts,
/// which the main joiner never sees.
pub(super) async fn tell_party(tx: &mut Tx, visit: &Visit, row: &PartyRow, what: Happening) -> Result<(), Failure> {
    let party = row.party()?;
    let own = deployments::contacts(tx, &party).await?;
    let recipients = row.email.iter().cloned().chain(own.addresses).collect();
    let notice = Notice {
        happening: what,
        service: row.service()?,
        organisation: &party,
        case_number: &row.reference,
        recipients,
        language: own.language.unwrap_or_else(|| language_of(row)),
        link: format!("/o/{party}/joined"),
    };
    notices::plan(tx, visit, &notice).await
}

/// Tells the main joiner's contacts: those of its application while that waits for a decision, else those of what has been
/// granted to it, which it keeps itself. Where the one names nobody, the other is told.
pub(super) async fn tell_main_joiner(
    tx: &mut Tx,
    visit: &Visit,
    row: &PartyRow,
    what: Happening,
) -> Result<(), Failure> {
    let (main_joiner, service) = (row.main_joiner()?, row.service()?);
    let own = deployments::contacts(tx, &main_joiner).await?;
    let applied = store_main_joiners::find_main_joiner(tx, &main_joiner, service).await?;
    let named = applied.as_ref().map(|applied| serde_json::from_str::<Vec<String>>(&applied.recipients)).transpose();
    let named = named.map_err(Failure::internal)?.unwrap_or_default();
    let waits = match applied.as_ref().filter(|applied| applied.closed_at.is_none()) {
        Some(applied) => {
            let sent_at = Instant::from_milliseconds(applied.submitted_at);
            !deployments::is_granted_since(tx, &main_joiner, service, sent_at).await?
        }
        None => false,
    };
    let (first, second) = if waits { (named, own.addresses) } else { (own.addresses, named) };
    let recipients = if first.is_empty() { second } else { first };
    let language = applied.and_then(|applied| CaseLanguage::parse(&applied.language)).or(own.language);
    let notice = Notice {
        happening: what,
        service,
        organisation: &main_joiner,
        case_number: &row.reference,
        recipients,
        language: language.unwrap_or_else(|| language_of(row)),
        link: format!("/o/{main_joiner}/parties/{}", row.id),
    };
    notices::plan(tx, visit, &notice).await
}

/// Puts something about one relation on the officers' desk.
pub(super) async fn tell_officers(
    tx: &mut Tx,
    visit: &Visit,
    row: &PartyRow,
    what: &str,
    reason: Option<&str>,
) -> Result<(), Failure> {
    let id = PartyNewsId::new(visit.now, &visit.app.random);
    let news = News {
        id: &id,
        what,
        main_joiner: &row.main_joiner,
        main_joiner_name: &row.main_joiner_name,
        service: row.service()?,
        relation: Some(&row.id),
        party_name: Some(&row.party_name),
        number: 1,
        reason,
    };
    Ok(store_lists::insert_news(tx, visit.now, &news).await?)
}
