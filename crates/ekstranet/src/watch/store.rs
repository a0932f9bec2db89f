//! Every SQL text about watched organisations and what changed in the registers.

use db::{Error, FromRow, Read, Tx};

use super::rules::Found;
use crate::kernel::{BusinessId, Instant, RegisterChangeId};

/// Opens the round of a day; `false` when another instance has.
pub(super) async fn begin_round(tx: &mut Tx, now: Instant, day: &str) -> Result<bool, Error> {
    let inserted = tx
        .run(
            "insert into watch_round (day, begun_at) values ($1, $2) on conflict (day) do nothing",
            db::values![day, now.milliseconds()],
        )
        .await?;
    Ok(inserted == 1)
}

pub(super) async fn is_round_begun(read: &mut Read, day: &str) -> Result<bool, Error> {
    let found: Option<(i64,)> =
        read.optional("select begun_at from watch_round where day = $1", db::values![day]).await?;
    Ok(found.is_some())
}

/// Begins to watch an organisation.
pub(super) async fn enrol(tx: &mut Tx, organisation: &str) -> Result<(), Error> {
    tx.run(
        "insert into watched (organisation, compared_on, claimed_at) values ($1, '', 0) on conflict (organisation) do nothing",
        db::values![organisation],
    )
    .await?;
    Ok(())
}

/// An organisation that this instance has claimed for the comparison of a day.
#[derive(Clone, Debug, FromRow)]
pub(super) struct Claimed {
    pub organisation: String,
    /// What the registers said last, as JSON; `None` before the first comparison.
    pub snapshot: Option<String>,
}

/// Claims some organisations that have not been compared on a day, last those for which a register did not answer the
/// last time: their claim was not given back. A claim lapses after ten minutes. Two instances
/// that claim at once never get the same one, because the update looks at the claim again.
pub(super) async fn claim(tx: &mut Tx, now: Instant, day: &str, limit: i64) -> Result<Vec<Claimed>, Error> {
    tx.all(
        "update watched set claimed_at = $1
         where organisation in (select organisation from watched where compared_on < $2 and claimed_at <= $3
                                order by claimed_at, compared_on, organisation limit $4)
           and compared_on < $2 and claimed_at <= $3
         returning organisation, snapshot",
        db::values![now.milliseconds(), day, now.plus_seconds(-600).milliseconds(), limit],
    )
    .await
}

/// Keeps what the registers said on a day; `Stale` when another instance took the claim over.
pub(super) async fn keep(
    tx: &mut Tx,
    claimed_at: Instant,
    organisation: &BusinessId,
    day: &str,
    snapshot: &str,
) -> Result<(), Error> {
    tx.run_one(
        "update watched set compared_on = $1, snapshot = $2, claimed_at = 0 where organisation = $3 and claimed_at = $4",
        db::values![day, snapshot, organisation.as_str(), claimed_at.milliseconds()],
    )
    .await
}

/// Stops watching an organisation that has nothing open, nothing in use and is joined through nobody.
pub(super) async fn forget(tx: &mut Tx, organisation: &BusinessId) -> Result<(), Error> {
    tx.run("delete from watched where organisation = $1", db::values![organisation.as_str()]).await?;
    Ok(())
}

/// A change to add.
pub(super) struct NewChange<'a> {
    pub id: &'a RegisterChangeId,
    pub organisation: &'a BusinessId,
    pub name: &'a str,
    pub private: bool,
    /// Whether a mail about it goes to the customer.
    pub told: bool,
    pub found: &'a Found,
}

/// Adds a change.
pub(super) async fn insert_change(tx: &mut Tx, now: Instant, new: &NewChange<'_>) -> Result<(), Error> {
    tx.run(
        "insert into register_change (id, organisation, organisation_name, private, kind, subject, before_text, after_text, found_at,
                                      version, told)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10)",
        db::values![
            new.id.as_str(),
            new.organisation.as_str(),
            new.name,
            new.private,
            new.found.kind.code(),
            new.found.subject.as_str(),
            new.found.before.as_str(),
            new.found.after.as_str(),
            now.milliseconds(),
            new.told
        ],
    )
    .await?;
    Ok(())
}

/// A change as pages show it.
#[derive(Clone, Debug, FromRow)]
pub(super) struct ChangeRow {
    pub id: String,
    pub organisation: String,
    pub organisation_name: String,
    pub private: i64,
    pub kind: String,
    pub subject: String,
    pub before_text: String,
    pub after_text: String,
    pub found_at: i64,
    pub version: i64,
    /// Whether a mail went to the customer; unknown of what was found before that was kept.
    pub told: Option<i64>,
    pub seen_at: Option<i64>,
    pub seen_by_name: Option<String>,
    pub closed_at: Option<i64>,
}

/// Whether there are changes that an organisation, `$organisation`, has not seen: a condition in a statement of another
/// room.
macro_rules! has_unseen {
    ($organisation:literal) => {
        concat!(
            "exists (select 1 from register_change g where g.organisation = ",
            $organisation,
            " and g.seen_at is null)"
        )
    };
}
pub(crate) use has_unseen;

/// An organisation's changes, newest first, before a moment and an id.
pub(super) async fn list_of(
    read: &mut Read,
    organisation: &BusinessId,
    before: (i64, &str),
    limit: i64,
) -> Result<Vec<ChangeRow>, Error> {
    read.all(
        "select id, organisation, organisation_name, private, kind, subject, before_text, after_text, found_at, version, told,
                seen_at, seen_by_name, closed_at
         from register_change where organisation = $1 and (found_at, id) < ($2, $3)
         order by found_at desc, id desc limit $4",
        db::values![organisation.as_str(), before.0, before.1, limit],
    )
    .await
}

/// Those that were found from one moment to another, newest first.
pub(super) async fn list_between(
    read: &mut Read,
    organisation: &BusinessId,
    (from, until): (Instant, Instant),
) -> Result<Vec<ChangeRow>, Error> {
    read.all(
        "select id, organisation, organisation_name, private, kind, subject, before_text, after_text, found_at, version, told,
                seen_at, seen_by_name, closed_at
         from register_change where organisation = $1 and found_at >= $2 and found_at <= $3
         order by found_at desc, id desc limit 100",
        db::values![organisation.as_str(), from.milliseconds(), until.milliseconds()],
    )
    .await
}

/// Those that an organisation has not seen, newest first.
pub(super) async fn list_unseen(read: &mut Read, organisation: &BusinessId) -> Result<Vec<ChangeRow>, Error> {
    read.all(
        "select id, organisation, organisation_name, private, kind, subject, before_text, after_text, found_at, version, told,
                seen_at, seen_by_name, closed_at
         from register_change where organisation = $1 and seen_at is null order by found_at desc, id desc limit 100",
        db::values![organisation.as_str()],
    )
    .await
}

/// The changes of all customers that no officer has closed, oldest first, after a key.
pub(super) async fn list_open(read: &mut Read, after: (i64, &str), limit: i64) -> Result<Vec<ChangeRow>, Error> {
    read.all(
        "select id, organisation, organisation_name, private, kind, subject, before_text, after_text, found_at, version, told,
                seen_at, seen_by_name, closed_at
         from register_change where closed_at is null and (found_at, id) > ($1, $2) order by found_at, id limit $3",
        db::values![after.0, after.1, limit],
    )
    .await
}

/// How many changes wait for an officer, counted at most to 1,001.
pub(super) async fn count_open(read: &mut Read) -> Result<i64, Error> {
    let (count,): (i64,) = read
        .one(
            "select count(*) from (select 1 from register_change where closed_at is null limit 1001) capped",
            db::values![],
        )
        .await?;
    Ok(count)
}

/// Notes that a customer has seen a change; `Stale` when somebody else was first.
pub(super) async fn note_seen(
    tx: &mut Tx,
    now: Instant,
    organisation: &BusinessId,
    (id, version): (&RegisterChangeId, i64),
    by: &str,
) -> Result<(), Error> {
    tx.run_one(
        "update register_change set seen_at = $1, seen_by_name = $2, version = version + 1
         where id = $3 and version = $4 and organisation = $5 and seen_at is null",
        db::values![now.milliseconds(), by, id.as_str(), version, organisation.as_str()],
    )
    .await
}

/// Notes that an officer has dealt with a change; `Stale` when somebody else was first. Returns whose it is.
pub(super) async fn close(
    tx: &mut Tx,
    now: Instant,
    (id, version): (&RegisterChangeId, i64),
    by: &str,
) -> Result<Option<String>, Error> {
    let closed: Option<(String,)> = tx
        .optional(
            "update register_change set closed_at = $1, closed_by_name = $2, version = version + 1
             where id = $3 and version = $4 and closed_at is null returning organisation",
            db::values![now.milliseconds(), by, id.as_str(), version],
        )
        .await?;
    Ok(closed.map(|(organisation,)| organisation))
}

/// Whether an organisation has a change of this id.
pub(super) async fn exists(read: &mut Read, organisation: &BusinessId, id: &RegisterChangeId) -> Result<bool, Error> {
    let found: Option<(String,)> = read
        .optional(
            "select id from register_change where id = $1 and organisation = $2",
            db::values![id.as_str(), organisation.as_str()],
        )
        .await?;
    Ok(found.is_some())
}
