//! What an officer may do to a case now.

use super::Case;
use super::rules::{CaseStep, Side, open_steps};
use crate::agreements::Footing;
use crate::intermediaries::ConnectionLine;
use crate::parties::PartyState;

/// Whether nothing outside the case hinders its approval: nobody joins through an unknown point, or without a commitment.
pub fn may_be_approved(case: &Case) -> bool {
    case.footing == Footing::Firm && case.connection.as_ref().is_none_or(ConnectionLine::is_point_known)
}

/// The steps that the rules allow an officer now, of `take`, `release`, `ask_supplement`, `move_deadline`,
/// `recall_supplement`, `approve` and `reject`; the source of the buttons.
pub fn open_officer_steps(case: &Case) -> Vec<&'static str> {
    let is_proposed = case.proposal.is_some();
    let is_closed = |step: &CaseStep| match step {
        CaseStep::Approve => is_proposed || !may_be_approved(case),
        CaseStep::Reject => is_proposed,
        _ => false,
    };
    open_steps(case.state, Side::Officer).filter(|step| !is_closed(step)).map(CaseStep::code).collect()
}

impl Case {
    /// Whether the other party that it names has not confirmed, so that an approval says how that was settled (domain sheet
    /// 0.1.9).
    pub fn lacks_other_party(&self) -> bool {
        self.named.as_ref().is_some_and(|named| named.state != PartyState::Confirmed)
    }
}
