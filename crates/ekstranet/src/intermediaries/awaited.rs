//! What an owner has told the operator and an officer answers: a notice of an access point, a proposed system. It waits; its
//! owner takes it back, or an officer answers it once and the owner is told.

use db::{Read, Tx};
use serde_json::Value;

use super::answering::{Fault, check_reason};
use super::rules::ChangeState;
use super::technical::tell_owner;
use crate::audit::{self, Entry};
use crate::kernel::{BusinessId, Instant};
use crate::notices::Happening;
use crate::web::{Failure, Visit};

/// How something that waits ends, as its row keeps it.
pub(super) struct Outcome<'a> {
    pub state: ChangeState,
    pub by: &'a str,
    pub reason: Option<&'a str>,
}

/// A row of something that waits.
pub(super) trait Awaited: Sized {
    type Id;
    /// The actions in the audit log: taken back by its owner, answered by an officer.
    const WITHDRAWN: &'static str;
    const ANSWERED: &'static str;
    /// What its owner is told when an officer confirms or refuses it.
    const CONFIRMED: Happening;
    const REFUSED: Happening;

    async fn load(read: &mut Read, id: &Self::Id) -> Result<Self, Failure>;
    /// Keeps how it ends; `Stale` when somebody was first.
    async fn end(&self, tx: &mut Tx, now: Instant, version: i64, outcome: &Outcome<'_>) -> Result<(), db::Error>;
    fn id(&self) -> &str;
    fn organisation(&self) -> &str;
    /// What stands in its mail where other mails have a case number.
    fn called(&self) -> &str;
    /// What the audit log keeps of an answer.
    fn detail(&self, state: ChangeState) -> Value;
}

/// Its owner takes it back: may, load, rule, save, tell.
pub(super) async fn withdraw<T: Awaited>(visit: &Visit, id: &T::Id, version: i64) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    let row = T::load(&mut tx, id).await?;
    if row.organisation() != visit.acting()?.organisation.as_str() {
        return Err(Failure::NotFound);
    }
    let outcome = Outcome { state: ChangeState::Withdrawn, by: &visit.session()?.name, reason: None };
    row.end(&mut tx, visit.now, version, &outcome).await?;
    audit::record(&mut tx, visit, Entry::new(T::WITHDRAWN).subject(row.id())).await?;
    tx.commit().await?;
    Ok(())
}

/// An officer refuses it with a reason. May, load, rule, save, tell; what is wrong with the reason, if anything.
pub(super) async fn refuse<T: Awaited>(
    visit: &Visit,
    id: &T::Id,
    version: i64,
    reason: &str,
) -> Result<Option<Fault>, Failure> {
    if let Some(fault) = check_reason(reason) {
        return Ok(Some(fault));
    }
    let mut tx = visit.app.db.write().await?;
    let row: T = load_for_officer(&mut tx, visit, id).await?;
    answer(&mut tx, visit, &row, version, (ChangeState::Refused, Some(reason))).await?;
    tx.commit().await?;
    Ok(None)
}

/// Anybody's, for an officer.
pub(super) async fn load_for_officer<T: Awaited>(tx: &mut Tx, visit: &Visit, id: &T::Id) -> Result<T, Failure> {
    if visit.is_officer() { T::load(tx, id).await } else { Err(Failure::Forbidden) }
}

/// Keeps an officer's answer and tells the owner.
pub(super) async fn answer<T: Awaited>(
    tx: &mut Tx,
    visit: &Visit,
    row: &T,
    version: i64,
    (state, reason): (ChangeState, Option<&str>),
) -> Result<(), Failure> {
    let outcome = Outcome { state, by: &visit.session()?.name, reason };
    row.end(tx, visit.now, version, &outcome).await?;
    let organisation = BusinessId::parse(row.organisation())
        .ok_or_else(|| Failure::internal("something that waits has no business ID"))?;
    let entry = Entry::new(T::ANSWERED).organisation(&organisation).subject(row.id());
    audit::record(tx, visit, entry.detail(row.detail(state))).await?;
    let happening = if state == ChangeState::Confirmed { T::CONFIRMED } else { T::REFUSED };
    tell_owner(tx, visit, &organisation, row.called(), happening).await
}
