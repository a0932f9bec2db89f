//! Taking a confirmation back: an officer who confirmed by mistake does it until the last day has passed, and what the
//! confirmation had set is put back as it was. Where the catalogue asks for four eyes, another officer has to agree.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::rules::{Side, Step};
use super::rules_answers::{Said, Taking, four_eyes, taking_back};
use super::store::TerminationRow;
use super::store_answers::{self, AnswerRow, NewAnswer};
use crate::audit::{self, Entry};
use crate::deployments::{self, BeforeEnding};
use crate::kernel::{Date, SessionKind, TerminationId, read_date};
use crate::matters::{self, Matter as _, Told};
use crate::notices::Happening;
use crate::parties::{self, BeforeLastDay};
use crate::services::Service;
use crate::web::{Failure, Visit};

/// How things stood before a confirmation.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Before {
    pub deployments: Vec<BeforeEnding>,
    pub parties: Vec<BeforeLastDay>,
}

/// What taking a confirmation back asks of an officer who looks at it.
pub(super) struct Offer {
    /// Another officer has to agree, or to propose it first.
    pub four_eyes: bool,
    /// What is open to this officer; `None` when somebody else has to go on.
    pub taking: Option<Taking>,
    /// The open proposal: who, when, why.
    pub proposal: Option<AnswerRow>,
}

/// The proposal that has not been answered.
fn proposal(answers: Vec<AnswerRow>) -> Result<Option<AnswerRow>, Failure> {
    match answers.into_iter().next() {
        Some(last) if last.said()? == Said::Proposed => Ok(Some(last)),
        _ => Ok(None),
    }
}

/// Whether and how the confirmation can be taken back now.
pub(super) async fn offer(visit: &Visit, read: &mut db::Read, row: &TerminationRow) -> Result<Option<Offer>, Failure> {
    let id = row.id()?;
    let is_open = row.state()?.after(Step::TakeBack, Side::Officer).is_ok() && row.last_day()? >= visit.now.date();
    if !is_open || store_answers::find_before(read, &id).await?.is_none() {
        return Ok(None);
    }
    let four_eyes = four_eyes(&matters::services_of::<TerminationRow>(read, &id).await?);
    let proposal = proposal(store_answers::list_answers(read, &id).await?)?;
    let session = visit.session()?;
    let officer = (session.person.as_str(), session.kind == SessionKind::Officer { approver: true });
    let taking = taking_back(four_eyes, proposal.as_ref().map(|row| row.by_id.as_str()), officer).ok();
    Ok(Some(Offer { four_eyes, taking, proposal }))
}

/// A case as the officer has seen it; whoever comes too late hears so, whatever that officer may do by now.
async fn load(read: &mut db::Read, id: &TerminationId, version: i64) -> Result<TerminationRow, Failure> {
    let row = matters::load_any::<TerminationRow>(read, id).await?;
    if row.head.version == version { Ok(row) } else { Err(Failure::Stale) }
}

/// May, load, rule, save, tell: proposes to take a confirmation back, or takes it back.
pub(super) async fn take_back(visit: &Visit, id: &TerminationId, version: i64, reason: &str) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    let row = load(&mut tx, id, version).await?;
    let offer = offer(visit, &mut tx, &row).await?.ok_or(Failure::Stale)?;
    let by = visit.session()?;
    let organisation = row.head.organisation()?;
    let entry = |action| Entry::new(action).subject(id.as_str()).organisation(&organisation);
    match offer.taking.ok_or(Failure::Forbidden)? {
        Taking::Now | Taking::Propose if reason.is_empty() => {
            return Err(Failure::Malformed("a confirmation is taken back with a reason"));
        }
        Taking::Propose => {
            store_answers::note_taking_back(&mut tx, (id, version), Some(visit.now)).await?;
            store_answers::insert_answer(
                &mut tx,
                visit.now,
                &NewAnswer { id, said: Said::Proposed, by, last_day: None, reason },
            )
            .await?;
            audit::record(&mut tx, visit, entry("terminations.taking_back_proposed")).await?;
        }
        Taking::Now | Taking::Agree => {
            let proposed = offer.proposal.map(|proposal| proposal.reason);
            let reason = proposed.as_deref().unwrap_or(reason);
            put_back(&mut tx, visit, &row, version).await?;
            store_answers::insert_answer(
                &mut tx,
                visit.now,
                &NewAnswer { id, said: Said::TakenBack, by, last_day: None, reason },
            )
            .await?;
            let detail = json!({ "last_day": row.ends_on });
            audit::record(&mut tx, visit, entry("terminations.taken_back").detail(detail)).await?;
            let services = matters::services_of::<TerminationRow>(&mut tx, id).await?;
            tell(&mut tx, visit, &row, &services).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// May, load, rule, save, tell: an approver does not agree, and the confirmation stays.
pub(super) async fn keep(visit: &Visit, id: &TerminationId, version: i64, reason: &str) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    let row = load(&mut tx, id, version).await?;
    let offer = offer(visit, &mut tx, &row).await?.ok_or(Failure::Stale)?;
    if offer.taking != Some(Taking::Agree) {
        return Err(Failure::Forbidden);
    }
    store_answers::note_taking_back(&mut tx, (id, version), None).await?;
    let by = visit.session()?;
    let kept = NewAnswer { id, said: Said::Kept, by, last_day: None, reason };
    store_answers::insert_answer(&mut tx, visit.now, &kept).await?;
    let organisation = row.head.organisation()?;
    let entry = Entry::new("terminations.confirmation_kept").subject(id.as_str()).organisation(&organisation);
    audit::record(&mut tx, visit, entry).await?;
    tx.commit().await?;
    Ok(())
}

/// The case waits again with the day that was asked for, and what had got a last day has none.
async fn put_back(tx: &mut db::Tx, visit: &Visit, row: &TerminationRow, version: i64) -> Result<(), Failure> {
    let (id, last_day): (_, Date) = (row.id()?, row.last_day()?);
    let before = store_answers::find_before(tx, &id).await?.ok_or(Failure::Stale)?;
    let before: Before = serde_json::from_str(&before).map_err(Failure::internal)?;
    let asked = read_date(&matters::open(visit, row)?.ends_on).unwrap_or(last_day);
    store_answers::reopen(tx, (&id, version), &asked.to_string()).await?;
    deployments::take_last_day_back(tx, visit, &row.head.organisation()?, &before.deployments, last_day).await?;
    parties::main_joiner_goes_on(tx, visit, &before.parties, last_day).await
}

async fn tell(tx: &mut db::Tx, visit: &Visit, row: &TerminationRow, services: &[Service]) -> Result<(), Failure> {
    let email = matters::open(visit, row)?.email;
    let told = Told { row, number: row.head.number(), services, email: &email };
    told.sender(tx, visit, Happening::TerminationTakenBack).await
}
