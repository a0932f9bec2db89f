//! What is known of a customer when it notifies a change of controller: its services, its units, the published runs; and
//! what the home page tells of changes under way.

use db::Read;

use super::rules::{ChangeState, Run, has_controller};
use super::rules_content::{Live, NamedUnit};
use super::store::{self, ChangeRow};
use super::{store_case, store_runs};
use crate::deployments::{self, DeploymentLine, DeploymentState};
use crate::kernel::{BusinessId, ControllerChangeId, Date};
use crate::matters::{self, Matter as _};
use crate::parties::{self, Joinings};
use crate::registers;
use crate::services::Service;
use crate::web::{Failure, Outside, Visit};

/// The facts as they are now.
pub(super) struct Facts {
    pub live: Vec<Live>,
    /// In the order of their days.
    pub runs: Vec<Run>,
}

/// The facts as they are now; what a change itself concerns counts as free for it.
pub(super) async fn gather(
    read: &mut Read,
    today: Date,
    organisation: &BusinessId,
    own: Option<&ControllerChangeId>,
) -> Result<Facts, Failure> {
    let under = store_case::list_live(read, organisation).await?;
    let live = in_use(read, today, organisation).await?.into_iter().map(|service| {
        let of_others = |(change, code, _): &&(String, String, String)| {
            code == service.code() && own.is_none_or(|own| own.as_str() != change)
        };
        Live { service, under: under.iter().find(of_others).map(|(.., number)| number.clone()) }
    });
    let live = live.collect();
    Ok(Facts { live, runs: runs_from(read, today).await? })
}

/// The published runs of a day and later.
pub(super) async fn runs_from(read: &mut Read, day: Date) -> Result<Vec<Run>, Failure> {
    let rows = store_runs::list_from(read, &day.to_string()).await?;
    Ok(rows.iter().filter_map(store_runs::RunRow::run).collect())
}

/// The services with documents that an organisation has in production, itself or through a main joiner: each joined party
/// is the controller of its own documents (domain sheet 0.1.1).
pub(super) async fn in_use(read: &mut Read, today: Date, organisation: &BusinessId) -> Result<Vec<Service>, Failure> {
    let lines = deployments::list(read, organisation).await?;
    let joinings = parties::joinings(read, organisation).await?;
    Ok(used(&lines, &joinings, today).collect())
}

fn used(lines: &[DeploymentLine], joinings: &Joinings, today: Date) -> impl Iterator<Item = Service> {
    let own = lines.iter().filter(|line| line.in_production_since.is_some() && line.state != DeploymentState::Ended);
    let joined = joinings.joined.iter().filter(|line| line.is_in_use(today));
    let used: Vec<Service> = own.map(|line| line.service).chain(joined.map(|line| line.service)).collect();
    Service::ALL.into_iter().filter(move |service| has_controller(*service) && used.contains(service))
}

/// Whether an organisation has documents in production whose controller could change: else nothing can be notified.
pub fn has_documents(lines: &[DeploymentLine], joinings: &Joinings, today: Date) -> bool {
    used(lines, joinings, today).next().is_some()
}

/// The units of an organisation as the register has them.
pub(super) struct Units {
    pub units: Vec<NamedUnit>,
    /// The register did not answer now: these are those that it told last, or none.
    pub silent: bool,
}

/// Asks the register for the units of the visit's organisation. Makes calls outside: never in a transaction.
pub(super) async fn own_units(visit: &Visit) -> Result<Units, Failure> {
    let own = &visit.acting()?.organisation;
    match registers::find_organisation(&visit.app, visit.now, own).await {
        Ok(None) => Ok(Units { units: Vec::new(), silent: false }),
        Ok(Some(looked)) => {
            let named = |unit: registers::Unit| NamedUnit { oid: unit.oid, name: unit.name };
            Ok(Units { units: looked.value.units.into_iter().map(named).collect(), silent: looked.stale })
        }
        Err(Failure::Outage(system, problem)) if system != Outside::Database => {
            tracing::warn!(?system, %problem, "a register does not tell the units of an organisation");
            Ok(Units { units: Vec::new(), silent: true })
        }
        Err(failure) => Err(failure),
    }
}

/// A change of controller that matters to a home page.
#[derive(Clone, Debug)]
pub struct ChangeLine {
    pub id: ControllerChangeId,
    pub state: ChangeState,
    /// The case number; empty while it is a draft.
    pub number: String,
    /// Whether the organisation is to be the new controller.
    pub received: bool,
    /// The other party: who hands over, or who is to be the new controller; empty while it is a draft.
    pub other: String,
    /// The day of the run to which it is scheduled, `YYYY-MM-DD`.
    pub run_day: Option<String>,
    pub services: Vec<Service>,
}

/// The changes of an organisation that are under way, those that it hands over before those that it takes over.
///
/// # Errors
/// What the database says.
pub async fn list_under_way(read: &mut Read, organisation: &BusinessId) -> Result<Vec<ChangeLine>, Failure> {
    let sent = matters::list::<ChangeRow>(read, organisation).await?;
    let received = store::list_received(read, organisation).await?;
    let services = store_case::list_services(read, organisation).await?;
    let rows = sent.iter().map(|row| (row, false)).chain(received.iter().map(|row| (row, true)));
    let mut lines = Vec::new();
    for (row, received) in rows {
        let state = row.state()?;
        if state.is_live() || (state == ChangeState::Draft && !received) {
            let own = services.iter().filter(|service| service.change_id == row.head.id);
            let other =
                if received { &row.head.organisation_name } else { row.receiver_name.as_ref().unwrap_or(&row.head.id) };
            lines.push(ChangeLine {
                id: row.id()?,
                state,
                number: row.head.number().to_string(),
                received,
                other: if state == ChangeState::Draft { String::new() } else { other.clone() },
                run_day: row.run_day.clone().filter(|_| state == ChangeState::Scheduled),
                services: own.filter_map(|service| Service::parse(&service.service)).collect(),
            });
        }
    }
    Ok(lines)
}
