//! Every SQL text about pharmacists' notifications of changes.

use db::{Error, Read, Tx};

use super::change_rules::{Actor, Change, Kind, NotOpen, State, Step};
use crate::kernel::{BusinessId, CaseLanguage, Instant, PharmacyChangeId, Sealed};

/// A notification.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct ChangeRow {
    pub id: String,
    pub number: String,
    pub organisation: String,
    pub organisation_name: String,
    pub kind: String,
    pub pharmacy: Option<String>,
    pub pharmacy_name: String,
    pub effective_on: String,
    pub until_on: Option<String>,
    pub receiver: Option<String>,
    pub details: String,
    pub invoice: Option<Vec<u8>>,
    pub email: String,
    pub language: String,
    pub state: String,
    pub version: i64,
    pub sent_at: i64,
    pub sent_by: String,
    pub decided_at: Option<i64>,
    /// The officer who answered, or who took it back; unknown of what was answered before it was kept.
    pub decided_by: Option<String>,
    pub reason: Option<String>,
    /// When nothing was left to do for a giving-up: the last day has passed and what ends has ended.
    pub settled_at: Option<i64>,
}

impl ChangeRow {
    /// The state after a step of one actor. What a giving-up has ended stays ended: an officer can still confirm the
    /// notification, but nobody takes it back or refuses it.
    pub fn after(&self, step: Step, actor: Actor) -> Result<State, NotOpen> {
        let state = State::parse(&self.state).ok_or(NotOpen)?.after(step, actor)?;
        if self.settled_at.is_some() && state != State::Confirmed { Err(NotOpen) } else { Ok(state) }
    }

    /// Whether a place closes for good by it, as long as it stands.
    pub fn closes(&self) -> bool {
        let stands = matches!(State::parse(&self.state), Some(State::Sent | State::Confirmed));
        self.kind == Kind::Closing.code() && stands
    }

    /// Whether it gives a pharmacy up.
    pub fn gives_up(&self) -> bool {
        self.kind == Kind::GivingUp.code()
    }
}

pub(super) struct NewChange<'a> {
    pub id: &'a PharmacyChangeId,
    pub number: &'a str,
    pub organisation: &'a BusinessId,
    pub organisation_name: &'a str,
    pub kind: Kind,
    pub change: &'a Change,
    pub invoice: Option<Sealed>,
    pub language: CaseLanguage,
    pub by: &'a str,
}

/// Keeps a notification; `Stale` when the same pharmacy has been given up already.
pub(super) async fn insert(tx: &mut Tx, now: Instant, new: &NewChange<'_>) -> Result<(), Error> {
    let change = new.change;
    tx.run_one(
        "insert into pharmacy_change (id, number, organisation, organisation_name, kind, pharmacy, pharmacy_name, effective_on,
                                      until_on, receiver, details, invoice, email, language, state, version, sent_at, sent_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 'sent', 1, $15, $16)
         on conflict do nothing",
        db::values![
            new.id.as_str(),
            new.number,
            new.organisation.as_str(),
            new.organisation_name,
            new.kind.code(),
            change.pharmacy.as_deref(),
            change.pharmacy_name.as_str(),
            change.effective_on.to_string(),
            change.until_on.map(|day| day.to_string()),
            change.receiver.as_ref().map(BusinessId::as_str),
            change.details.as_str(),
            new.invoice.clone(),
            change.email.as_str(),
            new.language.code(),
            now.milliseconds(),
            new.by
        ],
    )
    .await
}

pub(super) async fn load(
    read: &mut Read,
    id: &PharmacyChangeId,
    organisation: &BusinessId,
) -> Result<ChangeRow, Error> {
    read.one(
        "select id, number, organisation, organisation_name, kind, pharmacy, pharmacy_name, effective_on, until_on, receiver,
                details, invoice, email, language, state, version, sent_at, sent_by, decided_at, decided_by, reason,
                settled_at
         from pharmacy_change where id = $1 and organisation = $2",
        db::values![id.as_str(), organisation.as_str()],
    )
    .await
}

/// Any organisation's, for officers.
pub(super) async fn load_any(read: &mut Read, id: &PharmacyChangeId) -> Result<ChangeRow, Error> {
    read.one(
        "select id, number, organisation, organisation_name, kind, pharmacy, pharmacy_name, effective_on, until_on, receiver,
                details, invoice, email, language, state, version, sent_at, sent_by, decided_at, decided_by, reason,
                settled_at
         from pharmacy_change where id = $1",
        db::values![id.as_str()],
    )
    .await
}

pub(super) async fn list(read: &mut Read, organisation: &BusinessId) -> Result<Vec<ChangeRow>, Error> {
    read.all(
        "select id, number, organisation, organisation_name, kind, pharmacy, pharmacy_name, effective_on, until_on, receiver,
                details, invoice, email, language, state, version, sent_at, sent_by, decided_at, decided_by, reason,
                settled_at
         from pharmacy_change where organisation = $1 order by sent_at desc, id desc limit 100",
        db::values![organisation.as_str()],
    )
    .await
}

/// The one with a case number, whoever has sent it.
pub(super) async fn find_numbered(read: &mut Read, number: &str) -> Result<Option<ChangeRow>, Error> {
    read.optional(
        "select id, number, organisation, organisation_name, kind, pharmacy, pharmacy_name, effective_on, until_on, receiver,
                details, invoice, email, language, state, version, sent_at, sent_by, decided_at, decided_by, reason,
                settled_at
         from pharmacy_change where number = $1",
        db::values![number],
    )
    .await
}

/// Lines of one page of those that wait for an officer.
pub(super) const PAGE: usize = 50;

/// Those that wait for an officer, the most urgent first, after a day and an id, one more than a page.
pub(super) async fn list_waiting(read: &mut Read, (day, id): (&str, &str)) -> Result<Vec<ChangeRow>, Error> {
    let limit = i64::try_from(PAGE).unwrap_or(i64::MAX).saturating_add(1);
    read.all(
        "select id, number, organisation, organisation_name, kind, pharmacy, pharmacy_name, effective_on, until_on, receiver,
                details, invoice, email, language, state, version, sent_at, sent_by, decided_at, decided_by, reason,
                settled_at
         from pharmacy_change where state = 'sent' and (effective_on, id) > ($1, $2)
         order by effective_on, id limit $3",
        db::values![day, id, limit],
    )
    .await
}

/// How many notified changes wait for an officer; at most 301.
pub(super) async fn count_sent(read: &mut Read) -> Result<i64, Error> {
    let (count,): (i64,) = read
        .one(
            "select count(*) from (select 1 from pharmacy_change where state = 'sent' order by effective_on, id limit 301) capped",
            db::values![],
        )
        .await?;
    Ok(count)
}

/// The notification by which a pharmacist gives a pharmacy up, unless it was refused or withdrawn or has had its effect:
/// whoever takes the same pharmacy again gives it up anew.
pub(super) async fn find_giving_up(
    read: &mut Read,
    organisation: &str,
    pharmacy: &str,
) -> Result<Option<ChangeRow>, Error> {
    read.optional(
        "select id, number, organisation, organisation_name, kind, pharmacy, pharmacy_name, effective_on, until_on, receiver,
                details, invoice, email, language, state, version, sent_at, sent_by, decided_at, decided_by, reason,
                settled_at
         from pharmacy_change
         where organisation = $1 and pharmacy = $2 and kind = 'giving_up' and state in ('sent', 'confirmed')
           and settled_at is null
         order by sent_at desc limit 1",
        db::values![organisation, pharmacy],
    )
    .await
}

/// Case number and last day of a giving-up that is under way or confirmed and whose day has not passed.
pub(super) async fn find_leaving(
    read: &mut Read,
    organisation: &str,
    today: &str,
) -> Result<Option<(String, String)>, Error> {
    read.optional(
        "select number, effective_on from pharmacy_change
         where organisation = $1 and kind = 'giving_up' and state in ('sent', 'confirmed') and effective_on >= $2
         order by sent_at desc, id desc limit 1",
        db::values![organisation, today],
    )
    .await
}

/// Turns a notification; `Stale` when somebody was first, or when only a confirmation is possible any more.
pub(super) async fn turn(
    tx: &mut Tx,
    now: Instant,
    id: &str,
    version: i64,
    state: State,
    (by, reason): (&str, Option<&str>),
) -> Result<(), Error> {
    tx.run_one(
        "update pharmacy_change set state = $1, reason = $2, decided_at = $3, decided_by = $6, version = version + 1
         where id = $4 and version = $5 and state = 'sent' and (settled_at is null or $1 = 'confirmed')",
        db::values![state.code(), reason, now.milliseconds(), id, version, by],
    )
    .await
}

/// Giving-ups that are under way or confirmed and not settled, by last day and id.
pub(super) async fn list_unsettled(read: &mut Read, key: (&str, &str)) -> Result<Vec<ChangeRow>, Error> {
    read.all(
        "select id, number, organisation, organisation_name, kind, pharmacy, pharmacy_name, effective_on, until_on, receiver,
                details, invoice, email, language, state, version, sent_at, sent_by, decided_at, decided_by, reason,
                settled_at
         from pharmacy_change
         where kind = 'giving_up' and settled_at is null and state in ('sent', 'confirmed') and (effective_on, id) > ($1, $2)
         order by effective_on, id limit 100",
        db::values![key.0, key.1],
    )
    .await
}

/// Moves the day of a giving-up that follows the register; `Stale` when somebody was first.
pub(super) async fn move_giving_up(tx: &mut Tx, (id, version): (&str, i64), day: &str) -> Result<(), Error> {
    tx.run_one(
        "update pharmacy_change set effective_on = $1, version = version + 1
         where id = $2 and version = $3 and state in ('sent', 'confirmed') and settled_at is null",
        db::values![day, id, version],
    )
    .await
}

/// Nothing is left to do for a giving-up; `Stale` when somebody was first.
pub(super) async fn settle(tx: &mut Tx, now: Instant, (id, version): (&str, i64)) -> Result<(), Error> {
    tx.run_one(
        "update pharmacy_change set settled_at = $1, version = version + 1
         where id = $2 and version = $3 and state in ('sent', 'confirmed') and settled_at is null",
        db::values![now.milliseconds(), id, version],
    )
    .await
}
