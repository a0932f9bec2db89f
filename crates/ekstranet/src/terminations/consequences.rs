//! What follows from a termination, by the facts: its sender is told before sending, and it is kept with what was sent.

use super::rules::{Content, Live, Reason, chosen};
use crate::applications::BillingSource;
use crate::services::{Holding, Service};

/// What follows from a termination, of which its sender is told before sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Consequence {
    /// No service is left: the customership ends too.
    CustomershipEnds,
    /// Others go on, and so do the customership and its fees.
    CustomershipContinues,
    /// The contract with the supplier of the information system is another one.
    SystemContract,
    /// What is not in production yet never gets there.
    DeploymentStops,
    /// What extends a service ends with it.
    ExtensionsEnd,
    /// Documents are archived before the activity ends; afterwards the operator keeps them.
    RecordsKept,
    /// The controller changes.
    ControllerChanges,
    /// The records stay, and so does their controller.
    RecordsStay,
    /// Nothing is prescribed or dispensed through the service any more.
    PrescriptionsEnd,
    /// So many joined parties lose the service.
    PartiesEnd(i64),
    /// So many applications are open; they go on.
    ApplicationsOpen(usize),
    /// Fees up to the last day are invoiced.
    LastInvoice,
}

impl Consequence {
    /// The code in what is kept.
    pub fn code(self) -> &'static str {
        match self {
            Self::CustomershipEnds => "customership_ends",
            Self::CustomershipContinues => "customership_continues",
            Self::SystemContract => "system_contract",
            Self::DeploymentStops => "deployment_stops",
            Self::ExtensionsEnd => "extensions_end",
            Self::RecordsKept => "records_kept",
            Self::ControllerChanges => "controller_changes",
            Self::RecordsStay => "records_stay",
            Self::PrescriptionsEnd => "prescriptions_end",
            Self::PartiesEnd(_) => "parties_end",
            Self::ApplicationsOpen(_) => "applications_open",
            Self::LastInvoice => "last_invoice",
        }
    }
}

/// What is known of a customer when it terminates.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub live: Vec<Live>,
    /// Extensions of use in force: what each extends.
    pub extended: Vec<Service>,
    /// Joined parties that hang on a service.
    pub parties: Vec<(Service, i64)>,
    /// Applications that are not decided.
    pub open_applications: usize,
    /// What says where invoices go now.
    pub billed_by: Option<BillingSource>,
}

impl Facts {
    /// Whether nothing goes on after these services have ended, and with them what extends them.
    pub fn is_all(&self, chosen: &[Service]) -> bool {
        let ends_with_them = |service: Service| {
            let extended = service.extends();
            !extended.is_empty() && extended.iter().all(|extended| chosen.contains(extended))
        };
        self.live
            .iter()
            .all(|live| chosen.contains(&live.service) || live.ends.is_some() || ends_with_them(live.service))
    }

    /// How many joined parties hang on these services.
    pub fn parties_of(&self, chosen: &[Service]) -> i64 {
        self.parties.iter().filter(|(service, _)| chosen.contains(service)).map(|(_, number)| number).sum()
    }
}

/// What follows, in the order in which it is told.
pub(super) fn consequences(content: &Content, facts: &Facts) -> Vec<Consequence> {
    let chosen = chosen(content, &facts.live);
    let reason = Reason::parse(&content.reason);
    let is_transferred = content.transferred == "yes" && reason.is_some_and(Reason::may_transfer);
    let holds = |what: Holding| chosen.iter().any(|service| service.holds() == what);
    let is_new = facts.live.iter().any(|live| chosen.contains(&live.service) && !live.in_production);
    let parties = facts.parties_of(&chosen);
    let records = match reason {
        Some(Reason::ActivityEnds) => Consequence::RecordsKept,
        _ if is_transferred => Consequence::ControllerChanges,
        _ => Consequence::RecordsStay,
    };
    let all = facts.is_all(&chosen);
    let told = [
        (all, Consequence::CustomershipEnds),
        (!all, Consequence::CustomershipContinues),
        (true, Consequence::SystemContract),
        (is_new, Consequence::DeploymentStops),
        (facts.extended.iter().any(|service| chosen.contains(service)), Consequence::ExtensionsEnd),
        (holds(Holding::Records), records),
        (holds(Holding::Prescriptions), Consequence::PrescriptionsEnd),
        (parties > 0, Consequence::PartiesEnd(parties)),
        (facts.open_applications > 0, Consequence::ApplicationsOpen(facts.open_applications)),
        (true, Consequence::LastInvoice),
    ];
    told.into_iter().filter(|(is_told, _)| *is_told).map(|(_, what)| what).collect()
}
