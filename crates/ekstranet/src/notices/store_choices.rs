//! Every SQL text about people's own addresses and their choices.

use db::{Error, FromRow, Read, Tx};

use super::choices::{Choice, NoticeKind};
use crate::kernel::{BusinessId, Instant, PersonId};

/// A person's own address.
#[derive(Clone, Debug, FromRow)]
pub(super) struct MailRow {
    pub address_sealed: Vec<u8>,
    pub language: String,
}

pub(super) async fn find_mail(read: &mut Read, person: &PersonId) -> Result<Option<MailRow>, Error> {
    read.optional("select address_sealed, language from person_mail where person_id = $1", db::values![person.as_str()])
        .await
}

/// The person whose own address it is; of several, whoever confirmed it first.
pub(super) async fn find_owner(read: &mut Read, address_index: &str) -> Result<Option<String>, Error> {
    let row: Option<(String,)> = read
        .optional(
            "select person_id from person_mail where address_index = $1 order by verified_at, person_id limit 1",
            db::values![address_index],
        )
        .await?;
    Ok(row.map(|(person,)| person))
}

pub(super) async fn upsert_mail(
    tx: &mut Tx,
    now: Instant,
    person: &PersonId,
    (sealed, index): (&[u8], &str),
    language: &str,
) -> Result<(), Error> {
    tx.run(
        "insert into person_mail (person_id, address_sealed, address_index, language, verified_at, seen_at)
         values ($1, $2, $3, $4, $5, $5)
         on conflict (person_id) do update set address_sealed = excluded.address_sealed,
           address_index = excluded.address_index, language = excluded.language, verified_at = excluded.verified_at,
           seen_at = excluded.seen_at",
        db::values![person.as_str(), sealed, index, language, now.milliseconds()],
    )
    .await?;
    Ok(())
}

pub(super) async fn update_language(tx: &mut Tx, person: &PersonId, language: &str) -> Result<(), Error> {
    tx.run_one("update person_mail set language = $1 where person_id = $2", db::values![language, person.as_str()])
        .await
}

/// Removes the address, with one that waits and all choices. How many codes were sent today is kept until the row is
/// old: otherwise removing the address would let one ask for codes without end.
pub(super) async fn delete_mail(tx: &mut Tx, person: &PersonId) -> Result<(), Error> {
    tx.run("delete from person_mail where person_id = $1", db::values![person.as_str()]).await?;
    tx.run(
        "update person_mail_check set address_sealed = $2, code_hash = '', confirmed_at = asked_at where person_id = $1",
        db::values![person.as_str(), Vec::<u8>::new()],
    )
    .await?;
    tx.run("delete from person_mail_choice where person_id = $1", db::values![person.as_str()]).await?;
    tx.run("delete from person_mail_ended where person_id = $1", db::values![person.as_str()]).await?;
    Ok(())
}

/// An address that waits for its code.
#[derive(Clone, Debug, FromRow)]
pub(super) struct CheckRow {
    pub address_sealed: Vec<u8>,
    pub language: String,
    pub code_hash: String,
    pub asked_at: i64,
    pub tries: i64,
    pub confirmed_at: Option<i64>,
}

impl CheckRow {
    pub fn into_mail(self) -> MailRow {
        MailRow { address_sealed: self.address_sealed, language: self.language }
    }
}

pub(super) async fn find_check(read: &mut Read, person: &PersonId) -> Result<Option<CheckRow>, Error> {
    read.optional(
        "select address_sealed, language, code_hash, asked_at, tries, confirmed_at
         from person_mail_check where person_id = $1",
        db::values![person.as_str()],
    )
    .await
}

/// An address for which a code is sent.
pub(super) struct NewCheck<'a> {
    pub person: &'a PersonId,
    pub address_sealed: &'a [u8],
    pub language: &'a str,
    pub code_hash: &'a str,
    /// YYYY-MM-DD
    pub today: &'a str,
}

/// Keeps an address that waits; codes of the same day are counted. `false`, and nothing is kept, when so many have been
/// sent today.
pub(super) async fn upsert_check(tx: &mut Tx, now: Instant, check: &NewCheck<'_>, most: i64) -> Result<bool, Error> {
    let kept = tx.run(
        "insert into person_mail_check (person_id, address_sealed, language, code_hash, asked_at, tries, sent_on, sent)
         values ($1, $2, $3, $4, $5, 0, $6, 1)
         on conflict (person_id) do update set address_sealed = excluded.address_sealed, language = excluded.language,
           code_hash = excluded.code_hash, asked_at = excluded.asked_at, tries = 0, confirmed_at = null,
           sent = case when person_mail_check.sent_on = excluded.sent_on then person_mail_check.sent + 1 else 1 end,
           sent_on = excluded.sent_on
         where person_mail_check.sent_on <> excluded.sent_on or person_mail_check.sent < $7",
        db::values![
            check.person.as_str(),
            check.address_sealed,
            check.language,
            check.code_hash,
            now.milliseconds(),
            check.today,
            most
        ],
    )
    .await?;
    Ok(kept == 1)
}

/// Counts a code that was typed wrong.
pub(super) async fn count_try(tx: &mut Tx, person: &PersonId) -> Result<(), Error> {
    tx.run("update person_mail_check set tries = tries + 1 where person_id = $1", db::values![person.as_str()]).await?;
    Ok(())
}

/// Marks a waiting address as confirmed; `Stale` when it was already, or another waits.
pub(super) async fn confirm(tx: &mut Tx, now: Instant, person: &PersonId, code_hash: &str) -> Result<(), Error> {
    tx.run_one(
        "update person_mail_check set confirmed_at = $1 where person_id = $2 and code_hash = $3 and confirmed_at is null",
        db::values![now.milliseconds(), person.as_str(), code_hash],
    )
    .await
}

/// A choice of a person who has an address.
#[derive(Clone, Debug, FromRow)]
pub(super) struct ChoiceRow {
    pub person_id: String,
    pub choice: String,
    pub right_seen_at: i64,
}

/// The choices about an organisation's mails of a kind.
pub(super) async fn list_of_organisation(
    read: &mut Read,
    organisation: &BusinessId,
    kind: NoticeKind,
) -> Result<Vec<ChoiceRow>, Error> {
    read.all(
        "select c.person_id, c.choice, c.right_seen_at
         from person_mail_choice c join person_mail m on m.person_id = c.person_id
         where c.organisation = $1 and c.kind = $2 order by c.person_id limit 200",
        db::values![organisation.as_str(), kind.code()],
    )
    .await
}

/// One of a person's own choices.
#[derive(Clone, Debug, FromRow)]
pub(super) struct OwnChoiceRow {
    pub organisation: String,
    pub kind: String,
    pub choice: String,
    pub right_seen_at: i64,
}

/// A person's own choices, by organisation.
pub(super) async fn list_own(read: &mut Read, person: &PersonId) -> Result<Vec<OwnChoiceRow>, Error> {
    read.all(
        "select organisation, kind, choice, right_seen_at from person_mail_choice
         where person_id = $1 order by organisation, kind",
        db::values![person.as_str()],
    )
    .await
}

pub(super) async fn upsert_choice(
    tx: &mut Tx,
    now: Instant,
    person: &PersonId,
    organisation: &BusinessId,
    (kind, choice): (NoticeKind, Choice),
) -> Result<(), Error> {
    tx.run(
        "insert into person_mail_choice (person_id, organisation, kind, choice, right_seen_at) values ($1, $2, $3, $4, $5)
         on conflict (person_id, organisation, kind) do update set choice = excluded.choice,
           right_seen_at = excluded.right_seen_at",
        db::values![person.as_str(), organisation.as_str(), kind.code(), choice.code(), now.milliseconds()],
    )
    .await?;
    Ok(())
}

/// Removes a person's choices about an organisation; returns how many.
pub(super) async fn delete_choices(tx: &mut Tx, person: &PersonId, organisation: &BusinessId) -> Result<u64, Error> {
    tx.run(
        "delete from person_mail_choice where person_id = $1 and organisation = $2",
        db::values![person.as_str(), organisation.as_str()],
    )
    .await
}

/// The people and organisations whose right was last seen before a moment, by key.
pub(super) async fn list_unseen(
    read: &mut Read,
    before: Instant,
    after: (&str, &str),
    limit: i64,
) -> Result<Vec<(String, String)>, Error> {
    read.all(
        "select person_id, organisation from person_mail_choice where (person_id, organisation) > ($2, $3)
         group by person_id, organisation having max(right_seen_at) < $1 order by person_id, organisation limit $4",
        db::values![before.milliseconds(), after.0, after.1, limit],
    )
    .await
}

/// Removes a person's choices about an organisation unless the right has been seen meanwhile; returns how many.
pub(super) async fn delete_unseen(
    tx: &mut Tx,
    person: &PersonId,
    organisation: &BusinessId,
    before: Instant,
) -> Result<u64, Error> {
    tx.run(
        "delete from person_mail_choice where person_id = $1 and organisation = $2 and right_seen_at < $3",
        db::values![person.as_str(), organisation.as_str(), before.milliseconds()],
    )
    .await
}

/// Notes that the mails about an organisation have ended, and why.
pub(super) async fn upsert_ended(
    tx: &mut Tx,
    now: Instant,
    person: &PersonId,
    organisation: &BusinessId,
    reason: &str,
) -> Result<(), Error> {
    tx.run(
        "insert into person_mail_ended (person_id, organisation, ended_at, reason) values ($1, $2, $3, $4)
         on conflict (person_id, organisation) do update set ended_at = excluded.ended_at, reason = excluded.reason",
        db::values![person.as_str(), organisation.as_str(), now.milliseconds(), reason],
    )
    .await?;
    Ok(())
}

/// Removes the note that the mails about an organisation have ended.
pub(super) async fn delete_ended(tx: &mut Tx, person: &PersonId, organisation: &BusinessId) -> Result<(), Error> {
    tx.run(
        "delete from person_mail_ended where person_id = $1 and organisation = $2",
        db::values![person.as_str(), organisation.as_str()],
    )
    .await?;
    Ok(())
}

/// The organisations whose mails have ended for a person: when, and why; the latest first.
pub(super) async fn list_ended(read: &mut Read, person: &PersonId) -> Result<Vec<(String, i64, String)>, Error> {
    read.all(
        "select organisation, ended_at, reason from person_mail_ended
         where person_id = $1 order by ended_at desc, organisation limit 50",
        db::values![person.as_str()],
    )
    .await
}

/// Notes that the person's right for an organisation has been seen again.
pub(super) async fn touch_choices(
    tx: &mut Tx,
    now: Instant,
    person: &PersonId,
    organisation: &BusinessId,
) -> Result<(), Error> {
    tx.run(
        "update person_mail_choice set right_seen_at = $1 where person_id = $2 and organisation = $3",
        db::values![now.milliseconds(), person.as_str(), organisation.as_str()],
    )
    .await?;
    Ok(())
}

/// Notes that the owner of an address acts; nothing happens when they have none.
pub(super) async fn touch_mail(tx: &mut Tx, now: Instant, person: &PersonId) -> Result<(), Error> {
    tx.run(
        "update person_mail set seen_at = $1 where person_id = $2",
        db::values![now.milliseconds(), person.as_str()],
    )
    .await?;
    Ok(())
}

/// The people with an address who have not acted since a moment, by key: when they acted last, and who.
pub(super) async fn list_old(
    read: &mut Read,
    before: Instant,
    after: (i64, &str),
    limit: i64,
) -> Result<Vec<(i64, String)>, Error> {
    read.all(
        "select seen_at, person_id from person_mail where seen_at < $1 and (seen_at, person_id) > ($2, $3)
         order by seen_at, person_id limit $4",
        db::values![before.milliseconds(), after.0, after.1, limit],
    )
    .await
}

/// Removes at most so many addresses for which a code was sent before a moment; returns how many.
pub(super) async fn delete_checks(tx: &mut Tx, before: Instant, limit: i64) -> Result<u64, Error> {
    tx.run(
        "delete from person_mail_check where person_id in
           (select person_id from person_mail_check where asked_at < $1 order by asked_at limit $2)",
        db::values![before.milliseconds(), limit],
    )
    .await
}
