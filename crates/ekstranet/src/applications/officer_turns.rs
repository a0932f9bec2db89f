//! The history of a case at the desk: what officers have done to it, with their names.

use db::{Read, Tx};

use super::store_officer_turns::{self, NewTurn};
use super::{OfficerStep, supplements};
use crate::kernel::{ApplicationId, AuditId, Instant};
use crate::web::{Failure, Visit};

/// What an officer has done to a case beside deciding it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficerDeed {
    Taken,
    Released,
    SupplementRequested,
    DeadlineMoved,
    SupplementRecalled,
    Proposed,
    ProposalReturned,
}

impl OfficerDeed {
    const ALL: [Self; 7] = [
        Self::Taken,
        Self::Released,
        Self::SupplementRequested,
        Self::DeadlineMoved,
        Self::SupplementRecalled,
        Self::Proposed,
        Self::ProposalReturned,
    ];

    fn code(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Released => "released",
            Self::SupplementRequested => "supplement_requested",
            Self::DeadlineMoved => "deadline_moved",
            Self::SupplementRecalled => "supplement_recalled",
            Self::Proposed => "proposed",
            Self::ProposalReturned => "proposal_returned",
        }
    }

    fn of(step: &OfficerStep) -> Option<Self> {
        match step {
            OfficerStep::Take => Some(Self::Taken),
            OfficerStep::Release => Some(Self::Released),
            OfficerStep::AskSupplement { .. } => Some(Self::SupplementRequested),
            OfficerStep::MoveDeadline { .. } => Some(Self::DeadlineMoved),
            OfficerStep::RecallSupplement => Some(Self::SupplementRecalled),
            OfficerStep::Propose { .. } => Some(Self::Proposed),
            OfficerStep::Return { .. } => Some(Self::ProposalReturned),
            // The decision has a row of its own.
            OfficerStep::Approve { .. } | OfficerStep::Reject { .. } | OfficerStep::Confirm { .. } => None,
        }
    }
}

/// A line of the history.
#[derive(Clone, Debug)]
pub struct OfficerTurn {
    pub at: Instant,
    pub deed: OfficerDeed,
    /// Who did it; unknown for what was done before the history was kept.
    pub officer: Option<String>,
    /// The last day to answer that was set, `YYYY-MM-DD`.
    pub deadline: Option<String>,
    /// The one that it replaced.
    pub deadline_before: Option<String>,
}

/// Keeps what an officer does, in the transaction that does it and before anything has changed.
pub(super) async fn keep(
    tx: &mut Tx,
    visit: &Visit,
    application: &ApplicationId,
    step: &OfficerStep,
) -> Result<(), Failure> {
    let Some(deed) = OfficerDeed::of(step) else { return Ok(()) };
    let (deadline, before) = match step {
        OfficerStep::AskSupplement { deadline, .. } => (Some(deadline.as_str()), None),
        OfficerStep::MoveDeadline { deadline } => {
            let open = supplements::list(tx, application).await?.pop();
            (Some(deadline.as_str()), open.map(|request| request.deadline))
        }
        _ => (None, None),
    };
    let id = AuditId::new(visit.now, &visit.app.random);
    let turn = NewTurn { id: id.as_str(), application, what: deed.code(), deadline, before: before.as_deref() };
    Ok(store_officer_turns::insert(tx, visit.now, &turn, &visit.session()?.name).await?)
}

/// What officers have done to a case, in order.
///
/// # Errors
/// When the database fails or a row is unknown.
pub async fn list_officer_turns(read: &mut Read, application: &ApplicationId) -> Result<Vec<OfficerTurn>, Failure> {
    let rows = store_officer_turns::list(read, application).await?;
    rows.into_iter()
        .map(|row| {
            let deed = OfficerDeed::ALL.into_iter().find(|deed| deed.code() == row.what);
            Ok(OfficerTurn {
                at: Instant::from_milliseconds(row.at),
                deed: deed.ok_or_else(|| Failure::internal("an unknown turn of an officer"))?,
                officer: row.officer_name,
                deadline: row.deadline,
                deadline_before: row.deadline_before,
            })
        })
        .collect()
}
