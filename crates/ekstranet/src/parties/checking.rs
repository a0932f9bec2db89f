//! A list on its way: read, compared with what is joined already, checked against the registers row by row, kept until
//! somebody confirms it.

use std::collections::{BTreeMap, HashSet};
use std::time::Duration;

use tokio::task::JoinSet;

use super::lists::{self, Judge, ListProblem, ListRow, RowProblem, Wanted};
use super::models::{Sector, joint_services};
use super::telling::list_ending;
use super::{joining, store_lists};
use crate::audit::{self, Entry};
use crate::kernel::{BusinessId, Instant, PartyListId};
use crate::registers;
use crate::services::Service;
use crate::web::{App, Failure, Outside, Visit};

/// How long registers are asked for one page; the rest is checked when the reader goes on.
const CHECK_TIME: Duration = Duration::from_secs(12);
/// How many parties are looked up at once.
const AT_ONCE: usize = 8;
/// After how many lookups in a row without any answer the registers are taken to be down: fewer may be about parties for
/// which alone a register fails.
const SILENT: usize = 2 * AT_ONCE;

/// What a list is kept as.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub(super) struct ListContent {
    pub rows: Vec<ListRow>,
}

impl ListContent {
    /// Rows that can be saved, once the registers know their parties.
    pub fn ready(&self) -> impl Iterator<Item = (&ListRow, &Wanted)> {
        self.rows.iter().filter_map(|row| Some((row, row.wanted.as_ref().filter(|_| row.name.is_some())?)))
    }

    pub fn refused(&self) -> impl Iterator<Item = &ListRow> {
        self.rows.iter().filter(|row| row.problem.is_some())
    }

    /// Rows about which a register has not answered.
    pub fn unchecked(&self) -> impl Iterator<Item = &ListRow> {
        self.rows.iter().filter(|row| row.wanted.is_some() && row.name.is_none())
    }
}

/// What a register said of a party.
#[derive(Clone, Debug)]
enum Looked {
    Known(String),
    Refused(RowProblem),
}

/// The services for which the visit's organisation may bring parties in: by its legal form.
pub(super) async fn offered_services(visit: &Visit) -> Result<Vec<Service>, Failure> {
    let profile = registers::find_profile(&visit.app, visit.now, &visit.acting()?.organisation).await?;
    Ok(joint_services(Sector::of(profile.kind)).collect())
}

/// Reads a list and keeps it; the answer is where it can be looked at.
pub(super) async fn begin(visit: &Visit, text: &str) -> Result<Result<PartyListId, ListProblem>, Failure> {
    let organisation = &visit.acting()?.organisation;
    let services = offered_services(visit).await?;
    let judge = Judge { own: organisation, today: visit.now.date(), services: &services };
    let rows = match lists::read(text, &judge) {
        Ok(rows) => rows,
        Err(problem) => return Ok(Err(problem)),
    };
    Ok(Ok(keep(visit, rows).await?))
}

/// Compares rows with what is joined already, checks them against the registers and keeps them.
pub(super) async fn keep(visit: &Visit, rows: Vec<ListRow>) -> Result<PartyListId, Failure> {
    let organisation = &visit.acting()?.organisation;
    let mut content = ListContent { rows };
    let mut read = visit.app.db.read().await?;
    refuse_joined(&mut content, &joining::open_pairs(&mut read, organisation).await?);
    refuse_ending(&mut content, &list_ending(&mut read, organisation).await?);
    drop(read);
    look_up(visit, &mut content).await?;
    let id = PartyListId::new(visit.now, &visit.app.random);
    let mut tx = visit.app.db.write().await?;
    let text = serde_json::to_string(&content).map_err(Failure::internal)?;
    store_lists::insert_list(&mut tx, visit.now, &id, organisation, &text).await?;
    let detail = serde_json::json!({ "rows": content.rows.len(), "refused": content.refused().count() });
    audit::record(&mut tx, visit, Entry::new("parties.list_read").subject(id.as_str()).detail(detail)).await?;
    tx.commit().await?;
    Ok(id)
}

/// Refuses rows about parties that are on the list already.
pub(super) fn refuse_joined(content: &mut ListContent, joined: &HashSet<(String, String)>) {
    for row in &mut content.rows {
        let Some(wanted) = &row.wanted else { continue };
        if wanted.services.iter().any(|service| joined.contains(&(wanted.party.clone(), service.clone()))) {
            row.wanted = None;
            row.problem = Some(RowProblem::Already);
        }
    }
}

/// Refuses rows about services whose use ends at the main joiner.
pub(super) fn refuse_ending(content: &mut ListContent, ending: &[(Service, String)]) {
    for row in &mut content.rows {
        let Some(wanted) = &row.wanted else { continue };
        if wanted.services.iter().any(|code| ending.iter().any(|(service, _)| service.code() == code)) {
            row.wanted = None;
            row.problem = Some(RowProblem::ServiceEnds);
        }
    }
}

/// Goes on with the rows that no register has told of yet.
pub(super) async fn go_on(visit: &Visit, id: &PartyListId, version: i64) -> Result<(), Failure> {
    let organisation = &visit.acting()?.organisation;
    let record = store_lists::load_list(&mut visit.app.db.read().await?, id, organisation).await?;
    let mut content: ListContent = serde_json::from_str(&record.content).map_err(Failure::internal)?;
    look_up(visit, &mut content).await?;
    let text = serde_json::to_string(&content).map_err(Failure::internal)?;
    let mut tx = visit.app.db.write().await?;
    store_lists::update_list(&mut tx, id, version, &text).await?;
    let detail = serde_json::json!({ "unchecked": content.unchecked().count() });
    audit::record(&mut tx, visit, Entry::new("parties.list_checked").subject(id.as_str()).detail(detail)).await?;
    tx.commit().await?;
    Ok(())
}

/// Asks the registers about each party once, some at a time, until they have told or the time is over.
async fn look_up(visit: &Visit, content: &mut ListContent) -> Result<(), Failure> {
    let waiting = content.rows.iter().filter(|row| row.name.is_none()).filter_map(|row| row.wanted.as_ref());
    let mut ids: Vec<BusinessId> = waiting.filter_map(|wanted| BusinessId::parse(&wanted.party)).collect();
    ids.sort();
    ids.dedup();
    let mut told: BTreeMap<String, Looked> = BTreeMap::new();
    let asking = async {
        let mut silent = 0;
        for some in ids.chunks(AT_ONCE) {
            let mut tasks = JoinSet::new();
            for id in some {
                tasks.spawn(look_at(visit.app.clone(), visit.now, id.clone()));
            }
            while let Some(done) = tasks.join_next().await {
                let (id, looked) = done.map_err(Failure::internal)??;
                match looked {
                    Some(looked) => {
                        silent = 0;
                        told.insert(id.to_string(), looked);
                    }
                    None => silent += 1,
                }
            }
            if silent >= SILENT {
                break;
            }
        }
        Ok::<(), Failure>(())
    };
    if let Ok(done) = tokio::time::timeout(CHECK_TIME, asking).await {
        done?;
    }
    for row in content.rows.iter_mut().filter(|row| row.name.is_none()) {
        let Some(looked) = row.wanted.as_ref().and_then(|wanted| told.get(&wanted.party)) else { continue };
        match looked {
            Looked::Known(name) => row.name = Some(name.clone()),
            Looked::Refused(problem) => {
                row.wanted = None;
                row.problem = Some(*problem);
            }
        }
    }
    Ok(())
}

/// What the registers know of one party; `None` when they do not answer.
async fn look_at(app: App, now: Instant, id: BusinessId) -> Result<(BusinessId, Option<Looked>), Failure> {
    match judge_party(&app, now, &id).await {
        Ok(looked) => Ok((id, Some(looked))),
        Err(Failure::Outage(system, detail)) if system != Outside::Database => {
            tracing::warn!(?system, %detail, "a list of parties waits for a register");
            Ok((id, None))
        }
        Err(failure) => Err(failure),
    }
}

async fn judge_party(app: &App, now: Instant, id: &BusinessId) -> Result<Looked, Failure> {
    let organisation = registers::find_organisation(app, now, id).await?.map(|found| found.value);
    let company = registers::find_company(app, now, id).await?.map(|found| found.value);
    if let Some(company) = &company {
        if !company.registered {
            return Ok(Looked::Refused(RowProblem::RegistrationEnded));
        }
        // By legal form, not by the register's own field.
        if company.is_public() {
            return Ok(Looked::Refused(RowProblem::Public));
        }
    }
    let name = match organisation {
        Some(organisation) => {
            let ended = |unit: &registers::Unit| unit.is_over(now.date());
            let without_units = !organisation.units.is_empty() && organisation.units.iter().all(ended);
            if organisation.has_ended(now.date()) || without_units {
                return Ok(Looked::Refused(RowProblem::RegistrationEnded));
            }
            Some(organisation.name)
        }
        // Professionals registered before 2024 stand in a register of their own, which has no names.
        None => registers::find_practitioner(app, now, id).await?.and(company.map(|company| company.name)),
    };
    Ok(name.map_or(Looked::Refused(RowProblem::Unknown), Looked::Known))
}
