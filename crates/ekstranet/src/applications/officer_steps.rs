//! What an officer does to a case, and may do to it now.

use super::rules::{CaseStep, Side, open_steps};
use super::suggesting::Suggestions;
use super::{Case, DecisionWords};
use crate::agreements::Footing;
use crate::intermediaries::ConnectionLine;
use crate::parties::PartyState;

/// What an officer does to a case. `expected_version` is the one on the officer's page; another is `Stale`, and nothing
/// changes.
#[derive(Clone, Debug)]
pub enum OfficerStep {
    Take,
    Release,
    AskSupplement {
        items: Vec<(String, String)>,
        suggested: Suggestions,
        message: String,
        deadline: String,
    },
    /// Another last day to answer the open request.
    MoveDeadline {
        deadline: String,
    },
    /// Take the open request back.
    RecallSupplement,
    Approve {
        reason: String,
        /// Why an applicant without a registration is approved; empty when it has one.
        registration: String,
        /// Which answer of the other party that the application names the officer has looked at; `None` when it names nobody.
        named: Option<i64>,
    },
    Reject {
        words: DecisionWords,
    },
    /// Where the service asks for four eyes: what an approver is to decide.
    Propose {
        approved: bool,
        words: DecisionWords,
    },
    /// Another officer, an approver, makes the proposed decision.
    Confirm {
        /// Which answer of the other party that the application names the approver has looked at; `None` when it names nobody.
        named: Option<i64>,
    },
    /// Or gives it back with the reason.
    Return {
        remark: String,
    },
}

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
