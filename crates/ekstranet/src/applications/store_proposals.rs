//! Every SQL text about proposed decisions.

use db::{Error, FromRow, Read, Tx};

use super::DecisionWords;
use super::store_turns::decision_values;
use crate::kernel::{ApplicationId, DecisionId, Instant, Session};

/// A proposal, the open one or the last that ended.
#[derive(Clone, Debug, FromRow)]
pub(super) struct ProposalRow {
    pub approved: i64,
    pub reason: String,
    pub hearing: Option<String>,
    pub instructions: Option<String>,
    pub registration: Option<String>,
    pub proposed_at: i64,
    pub officer_id: String,
    pub officer_name: String,
    pub ended: Option<String>,
    pub ended_at: Option<i64>,
    pub ended_by_name: Option<String>,
    pub remark: Option<String>,
}

impl ProposalRow {
    pub fn words(&self) -> DecisionWords {
        DecisionWords {
            reason: self.reason.clone(),
            hearing: self.hearing.clone().unwrap_or_default(),
            instructions: self.instructions.clone().unwrap_or_default(),
            registration: self.registration.clone().unwrap_or_default(),
        }
    }
}

pub(super) async fn insert(
    tx: &mut Tx,
    now: Instant,
    id: &DecisionId,
    application: &ApplicationId,
    decision: (bool, &DecisionWords),
    officer: &Session,
) -> Result<(), Error> {
    tx.run(
        "insert into decision_proposal (id, application, approved, reason, proposed_at, officer_id, officer_name, hearing,
                                        instructions, registration)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        decision_values(now, id, application, decision, officer),
    )
    .await?;
    Ok(())
}

/// The last proposal about an application: the open one, else the one that ended last.
pub(super) async fn find_last(read: &mut Read, application: &ApplicationId) -> Result<Option<ProposalRow>, Error> {
    read.optional(
        "select approved, reason, hearing, instructions, registration, proposed_at, officer_id, officer_name, ended, ended_at,
                ended_by_name, remark
         from decision_proposal where application = $1
         order by case when ended_at is null then 0 else 1 end, ended_at desc, id desc limit 1",
        db::values![application.as_str()],
    )
    .await
}

/// Ends the open proposal, if there is one.
pub(super) async fn end_open(
    tx: &mut Tx,
    now: Instant,
    application: &ApplicationId,
    (ended, remark): (&str, &str),
    by: &Session,
) -> Result<(), Error> {
    tx.run(
        "update decision_proposal set ended = $1, ended_at = $2, ended_by_id = $3, ended_by_name = $4, remark = $5
         where application = $6 and ended_at is null",
        db::values![ended, now.milliseconds(), by.person.as_str(), by.name.as_str(), remark, application.as_str()],
    )
    .await?;
    Ok(())
}

/// A case whose decision has been proposed.
#[derive(Clone, Debug, FromRow)]
pub(super) struct WaitingRow {
    pub id: String,
    pub case_number: String,
    pub organisation_name: String,
    pub service: String,
    pub approved: i64,
    pub officer_name: String,
    pub proposed_at: i64,
}

/// The proposals that wait for an approver, oldest first.
pub(super) async fn list_waiting(read: &mut Read) -> Result<Vec<WaitingRow>, Error> {
    read.all(
        "select a.id, a.case_number, a.organisation_name, a.service, p.approved, p.officer_name, p.proposed_at
         from decision_proposal p join application a on a.id = p.application
         where p.ended_at is null and a.state = 'in_review' order by p.proposed_at, p.id limit 100",
        db::values![],
    )
    .await
}
