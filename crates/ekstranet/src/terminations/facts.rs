//! What is known of a customer when it terminates: its services, joined parties and open matters.

use db::Read;

use super::consequences::Facts;
use super::rules::{Ending, Live, TerminationState};
use super::store::{self, TerminationRow};
use crate::applications;
use crate::deployments::{self, DeploymentLine, DeploymentState};
use crate::kernel::{BusinessId, Instant, TerminationId};
use crate::matters::{self, Matter as _};
use crate::parties;
use crate::pharmacies;
use crate::services::{DISPENSING, Service};
use crate::web::Failure;

/// The facts as they are now; what a termination itself ends counts as open for it.
pub(super) async fn gather(
    read: &mut Read,
    now: Instant,
    organisation: &BusinessId,
    own: Option<&TerminationId>,
) -> Result<Facts, Failure> {
    let lines = deployments::list(read, organisation).await?;
    let mut live: Vec<Live> = Vec::new();
    for line in lines.iter().filter(|line| line.state != DeploymentState::Ended && !line.service.repeats()) {
        if live.iter().all(|known| known.service != line.service) {
            let in_production = line.in_production_since.is_some();
            let stopped = !in_production && line.state == DeploymentState::Ending;
            live.push(Live { service: line.service, ends: None, in_production, stopped, open_items: line.open_items });
        }
    }
    live.sort_by_key(|live| place(live.service));
    let giving_up = pharmacies::find_last_day(read, now, organisation).await?;
    let sent = store::list_services(read, organisation).await?;
    for one in &mut live {
        let of_others = |row: &&store::ServiceRow| {
            row.live == 1
                && row.service == one.service.code()
                && own.is_none_or(|own| own.as_str() != row.termination_id)
        };
        one.ends = sent
            .iter()
            .find(of_others)
            .map(|row| Ending { number: row.number.clone(), ends_on: row.ends_on.clone() })
            .or_else(|| given_up(one.service, giving_up.as_ref()))
            .or_else(|| last_day(&lines, one.service));
    }
    let mut parties = Vec::new();
    for one in &live {
        let counted = parties::count_parties(read, organisation, one.service).await?;
        parties.push((one.service, counted.iter().map(|(_, number)| number).sum()));
    }
    Ok(Facts {
        live,
        parties,
        extended: deployments::list_extended(read, organisation).await?,
        open_applications: applications::list_open(read, organisation).await?.len(),
        billed_by: applications::find_billing(read, organisation).await?,
    })
}

/// Where a service stands in lists.
fn place(service: Service) -> usize {
    Service::ALL.iter().position(|other| *other == service).unwrap_or(usize::MAX)
}

fn given_up(service: Service, giving_up: Option<&(String, String)>) -> Option<Ending> {
    let (number, ends_on) = giving_up.filter(|_| service == DISPENSING)?;
    Some(Ending { number: number.clone(), ends_on: ends_on.clone() })
}

/// A last day that was set otherwise.
fn last_day(lines: &[DeploymentLine], service: Service) -> Option<Ending> {
    let line = lines.iter().find(|line| line.service == service && line.state == DeploymentState::Ending)?;
    Some(Ending { number: String::new(), ends_on: line.ended_on.clone().unwrap_or_default() })
}

/// A termination that matters to the home page.
#[derive(Clone, Debug)]
pub struct TerminationLine {
    pub id: TerminationId,
    pub state: TerminationState,
    /// The case number; empty while it is a draft.
    pub number: String,
    /// The last day that was asked for or confirmed, `YYYY-MM-DD`.
    pub ends_on: Option<String>,
    pub services: Vec<Service>,
}

/// The terminations of an organisation that are under way, the newest first.
///
/// # Errors
/// What the database says.
pub async fn list_under_way(read: &mut Read, organisation: &BusinessId) -> Result<Vec<TerminationLine>, Failure> {
    let rows = matters::list::<TerminationRow>(read, organisation).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let services = store::list_services(read, organisation).await?;
    let mut lines = Vec::new();
    for row in &rows {
        let state = row.state()?;
        if state.is_open() || state.is_live() {
            let own = services.iter().filter(|service| service.termination_id == row.head.id);
            lines.push(TerminationLine {
                id: row.id()?,
                state,
                number: row.head.number().to_string(),
                ends_on: row.ends_on.clone(),
                services: own.filter_map(|service| Service::parse(&service.service)).collect(),
            });
        }
    }
    Ok(lines)
}
