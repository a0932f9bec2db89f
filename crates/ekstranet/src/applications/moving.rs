//! The wished production date of a case follows a takeover date that moves in the pharmacy register. What was submitted
//! stays as it was frozen; the moved date stands beside it and is what a decision grants.

use db::{Read, Tx};
use serde_json::json;

use super::content::Content;
use super::{store_moved, store_turns};
use crate::audit::{self, Entry};
use crate::kernel::{ApplicationId, AuditId, BusinessId, Date, Instant};
use crate::registers;
use crate::services::DISPENSING;
use crate::web::{Failure, Visit};

/// A wished production date that has moved with a takeover date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedDate {
    /// `YYYY-MM-DD`, as `to`.
    pub from: String,
    pub to: String,
    pub at: Instant,
}

/// Moves the wished date of the organisation's submitted case for the Prescription service with its takeover; `false`
/// when there is no such case or its date does not depend on the old day. Told twice it moves once.
///
/// # Errors
/// What the database says.
pub async fn follow_takeover(
    tx: &mut Tx,
    visit: &Visit,
    organisation: &BusinessId,
    from: Date,
    to: Date,
) -> Result<bool, Failure> {
    let held = store_moved::hold_submitted(tx, organisation, DISPENSING.code()).await?;
    let Some(id) = held.as_deref().and_then(ApplicationId::parse) else { return Ok(false) };
    let frozen =
        store_turns::find_content(tx, &id).await?.ok_or_else(|| Failure::internal("a case without content"))?;
    let content = Content::parse(&frozen).map_err(Failure::internal)?;
    let wished = wished_date(tx, &id, &content).await?.and_then(|date| date.parse::<Date>().ok());
    let Some(wished) = wished.filter(|wished| registers::moves_with(*wished, from, to)) else { return Ok(false) };
    let (before, after) = (wished.to_string(), to.to_string());
    store_moved::insert(tx, visit.now, &id, (&before, &after)).await?;
    let event = AuditId::new(visit.now, &visit.app.random);
    store_turns::insert_event(tx, event.as_str(), visit.now, &id, "takeover_moved", None).await?;
    let entry = Entry::new("applications.date_moved").subject(id.as_str()).organisation(organisation);
    audit::record(tx, visit, entry.detail(json!({ "from": before, "to": after }))).await?;
    Ok(true)
}

/// The wished date as it stands: the newest answer, or where the takeover has moved it since.
pub(super) async fn wished_date(
    read: &mut Read,
    id: &ApplicationId,
    content: &Content,
) -> Result<Option<String>, Failure> {
    let moved = store_moved::list(read, id).await?.pop();
    Ok(moved.map(|row| row.to_date).or_else(|| content.wished_date()))
}

/// How the wished date of a case has moved since its newest answers, oldest first.
///
/// # Errors
/// What the database says.
pub async fn list_moved_dates(read: &mut Read, id: &ApplicationId) -> Result<Vec<MovedDate>, Failure> {
    let moved = store_moved::list(read, id).await?.into_iter().map(|row| MovedDate {
        from: row.from_date,
        to: row.to_date,
        at: Instant::from_milliseconds(row.moved_at),
    });
    Ok(moved.collect())
}
