//! The words of decisions, and proposed decisions where a service asks for four eyes.

use db::Read;

use super::store_proposals;
use crate::kernel::{ApplicationId, Instant};
use crate::services::Service;
use crate::texts::Texts;
use crate::web::Failure;

/// The words of a decision: an approval has at most a reason, a rejection all three.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DecisionWords {
    pub reason: String,
    /// How the applicant was heard, or why that was not needed.
    pub hearing: String,
    /// How one asks for a review.
    pub instructions: String,
    /// Why an applicant whom the register of providers does not know is approved. For officers: no part of the letter.
    pub registration: String,
}

impl DecisionWords {
    /// The parts that are there, each with its heading in the language of the case; a reason alone has none.
    pub fn parts(&self, of_case: &Texts) -> Vec<(String, String)> {
        let is_alone = self.hearing.is_empty() && self.instructions.is_empty();
        let reasons = if is_alone { String::new() } else { of_case.applications_decision_reasons() };
        let parts = [
            (reasons, &self.reason),
            (of_case.applications_decision_hearing(), &self.hearing),
            (of_case.applications_decision_instructions(), &self.instructions),
        ];
        let there = parts.into_iter().filter(|(_, text)| !text.is_empty());
        there.map(|(title, text)| (title, text.clone())).collect()
    }
}

/// A proposed decision.
#[derive(Clone, Debug)]
pub struct Proposal {
    pub approved: bool,
    pub words: DecisionWords,
    pub proposed_at: Instant,
    pub officer_id: String,
    pub officer_name: String,
}

/// Why an approver returned a proposal.
#[derive(Clone, Debug)]
pub struct Returned {
    pub remark: String,
    pub at: Instant,
    pub officer_name: String,
}

/// A case whose proposed decision waits for an approver.
#[derive(Clone, Debug)]
pub struct WaitingProposal {
    pub id: ApplicationId,
    pub case_number: String,
    pub organisation_name: String,
    pub service: Service,
    pub approved: bool,
    pub officer_name: String,
    pub proposed_at: Instant,
}

impl Proposal {
    pub(super) fn of(row: &store_proposals::ProposalRow) -> Self {
        Self {
            approved: row.approved == 1,
            words: row.words(),
            proposed_at: Instant::from_milliseconds(row.proposed_at),
            officer_id: row.officer_id.clone(),
            officer_name: row.officer_name.clone(),
        }
    }
}

impl Returned {
    pub(super) fn of(row: &store_proposals::ProposalRow) -> Self {
        Self {
            remark: row.remark.clone().unwrap_or_default(),
            at: Instant::from_milliseconds(row.ended_at.unwrap_or(row.proposed_at)),
            officer_name: row.ended_by_name.clone().unwrap_or_default(),
        }
    }
}

/// The proposed decisions that wait for an approver, oldest first.
///
/// # Errors
/// What the database says.
pub async fn list_proposals(read: &mut Read) -> Result<Vec<WaitingProposal>, Failure> {
    let unreadable = || Failure::internal("a row of a proposal cannot be read");
    let line = |row: store_proposals::WaitingRow| {
        Ok(WaitingProposal {
            id: ApplicationId::parse(&row.id).ok_or_else(unreadable)?,
            service: Service::parse(&row.service).ok_or_else(unreadable)?,
            case_number: row.case_number,
            organisation_name: row.organisation_name,
            approved: row.approved == 1,
            officer_name: row.officer_name,
            proposed_at: Instant::from_milliseconds(row.proposed_at),
        })
    };
    store_proposals::list_waiting(read).await?.into_iter().map(line).collect()
}
