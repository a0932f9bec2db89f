//! Every SQL text about notices.

use db::{Dialect, Error, Read, Tx};

use super::recipients::{Planned, Recipient};
use super::trying::{GIVE_UP_SECONDS, LEASE_SECONDS};
use super::{Happening, Notice, NoticeLine, OwnNotice};
use crate::kernel::{BusinessId, CaseLanguage, Instant, NoticeId, PersonId};

pub(super) async fn insert(
    tx: &mut Tx,
    id: &NoticeId,
    (now, goes_at): (Instant, Instant),
    turn: &str,
    notice: &Notice<'_>,
    to: &Planned,
) -> Result<(), Error> {
    tx.run(
        "insert into notice (id, happening, service, organisation, case_number, turn, recipient, language, link, planned_at,
                             next_try_at, give_up_at, tries, for_contact)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, $13)
         on conflict (case_number, happening, turn, recipient) do nothing",
        db::values![
            id.as_str(),
            notice.happening.code(),
            notice.service.code(),
            notice.organisation.as_str(),
            notice.case_number,
            turn,
            to.recipient.code(),
            notice.language.code(),
            notice.link.as_str(),
            now.milliseconds(),
            goes_at.milliseconds(),
            goes_at.plus_seconds(GIVE_UP_SECONDS).milliseconds(),
            to.for_contact
        ],
    )
    .await?;
    Ok(())
}

/// A mail about a person's own matter: it has no case, and its service is empty.
pub(super) async fn insert_own(
    tx: &mut Tx,
    id: &NoticeId,
    now: Instant,
    own: &OwnNotice<'_>,
    (recipient, language): (&str, CaseLanguage),
) -> Result<(), Error> {
    tx.run(
        "insert into notice (id, happening, service, organisation, case_number, turn, recipient, language, link, planned_at,
                             next_try_at, give_up_at, tries)
         values ($1, $2, '', $3, '', $4, $5, $6, $7, $8, $8, $9, 0)
         on conflict (case_number, happening, turn, recipient) do nothing",
        db::values![
            id.as_str(),
            own.happening.code(),
            own.organisation.map_or("", BusinessId::as_str),
            own.turn,
            recipient,
            language.code(),
            own.link.as_str(),
            now.milliseconds(),
            now.plus_seconds(GIVE_UP_SECONDS).milliseconds()
        ],
    )
    .await?;
    Ok(())
}

/// A notice that this sender has claimed.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct Claimed {
    pub id: String,
    pub happening: String,
    pub service: String,
    pub case_number: String,
    pub recipient: String,
    pub language: String,
    pub link: String,
    pub give_up_at: i64,
    /// This try included.
    pub tries: i64,
}

/// Whether anything is due: read before a claim, so that an idle portal writes nothing.
pub(super) async fn any_due(read: &mut Read, now: Instant) -> Result<bool, Error> {
    let found: Option<(String,)> = read
        .optional(
            "select id from notice where sent_at is null and given_up_at is null and next_try_at <= $1
             order by next_try_at, id limit 1",
            db::values![now.milliseconds()],
        )
        .await?;
    Ok(found.is_some())
}

/// Claims due notices; of those that go into a person's digest all or none, by the first of them. The two texts differ:
/// docs/decisions/0003-outbox-claim.md.
pub(super) async fn claim(tx: &mut Tx, now: Instant) -> Result<Vec<Claimed>, Error> {
    let sql = match tx.dialect() {
        Dialect::Postgres => {
            "update notice set next_try_at = $1, tries = tries + 1
             where id in (select one.id from notice one
                          where one.sent_at is null and one.given_up_at is null and one.next_try_at <= $2
                            and not (substr(one.recipient, 1, 7) = 'digest:' and exists
                              (select 1 from notice earlier where earlier.recipient = one.recipient
                                 and earlier.sent_at is null and earlier.given_up_at is null
                                 and (earlier.next_try_at, earlier.id) < (one.next_try_at, one.id)))
                          order by one.next_try_at, one.id limit 20 for update skip locked)
             returning id, happening, service, case_number, recipient, language, link, give_up_at, tries"
        }
        Dialect::Sqlite => {
            "update notice set next_try_at = $1, tries = tries + 1
             where id in (select one.id from notice one
                          where one.sent_at is null and one.given_up_at is null and one.next_try_at <= $2
                            and not (substr(one.recipient, 1, 7) = 'digest:' and exists
                              (select 1 from notice earlier where earlier.recipient = one.recipient
                                 and earlier.sent_at is null and earlier.given_up_at is null
                                 and (earlier.next_try_at, earlier.id) < (one.next_try_at, one.id)))
                          order by one.next_try_at, one.id limit 20)
             returning id, happening, service, case_number, recipient, language, link, give_up_at, tries"
        }
    };
    let (lease, now) = (now.plus_seconds(LEASE_SECONDS).milliseconds(), now.milliseconds());
    let mut claimed: Vec<Claimed> = tx.all(sql, db::values![lease, now]).await?;
    let digests: Vec<String> =
        claimed.iter().map(|one| one.recipient.clone()).filter(|recipient| recipient.starts_with("digest:")).collect();
    for recipient in digests {
        let rest: Vec<Claimed> = tx
            .all(
                "update notice set next_try_at = $1, tries = tries + 1
                 where recipient = $3 and sent_at is null and given_up_at is null and next_try_at <= $2
                 returning id, happening, service, case_number, recipient, language, link, give_up_at, tries",
                db::values![lease, now, recipient.as_str()],
            )
            .await?;
        claimed.extend(rest);
    }
    claimed.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(claimed)
}

/// Notes that a claimed notice has been sent. The number of tries shows that the claim is still ours.
pub(super) async fn mark_sent(tx: &mut Tx, now: Instant, claimed: &Claimed) -> Result<(), Error> {
    tx.run(
        "update notice set sent_at = $1, problem = null where id = $2 and tries = $3 and sent_at is null",
        db::values![now.milliseconds(), claimed.id.as_str(), claimed.tries],
    )
    .await?;
    Ok(())
}

/// Notes a try in vain and when the next one is; without one the notice is given up. `false` when the notice has been
/// dealt with otherwise meanwhile.
pub(super) async fn mark_failed(
    tx: &mut Tx,
    now: Instant,
    claimed: &Claimed,
    problem: &str,
    next: Option<Instant>,
) -> Result<bool, Error> {
    let noted = tx.run(
        "update notice set problem = $1, next_try_at = $2, given_up_at = $3 where id = $4 and tries = $5 and sent_at is null
           and given_up_at is null",
        db::values![
            problem,
            next.unwrap_or(now).milliseconds(),
            next.is_none().then_some(now.milliseconds()),
            claimed.id.as_str(),
            claimed.tries
        ],
    )
    .await?;
    Ok(noted == 1)
}

pub(super) async fn send_again(tx: &mut Tx, now: Instant, id: &NoticeId) -> Result<(), Error> {
    tx.run_one(
        "update notice set next_try_at = $1, give_up_at = $2, given_up_at = null, dismissed_at = null
         where id = $3 and sent_at is null",
        db::values![now.milliseconds(), now.plus_seconds(GIVE_UP_SECONDS).milliseconds(), id.as_str()],
    )
    .await
}

/// Takes a mail that was given up off the list; `Stale` when it was taken off already or is tried again.
pub(super) async fn dismiss(tx: &mut Tx, now: Instant, id: &NoticeId) -> Result<(), Error> {
    tx.run_one(
        "update notice set dismissed_at = $1
         where id = $2 and sent_at is null and given_up_at is not null and dismissed_at is null",
        db::values![now.milliseconds(), id.as_str()],
    )
    .await
}

/// Turns what waits for a person's own address, and stands for a contact of an organisation, back to the address that the
/// organisation gave. Returns how many mails.
pub(super) async fn hand_back(tx: &mut Tx, person: &PersonId, address: &str) -> Result<u64, Error> {
    let [own, digest] = [Recipient::Person, Recipient::Digest].map(|of| of(person.clone()).code());
    tx.run(
        "update notice set recipient = $1
         where recipient in ($2, $3) and for_contact = 1 and sent_at is null and given_up_at is null
           and not exists (select 1 from notice other
                           where other.case_number = notice.case_number and other.happening = notice.happening
                             and other.turn = notice.turn and other.recipient = $1)",
        db::values![address, own, digest],
    )
    .await
}

/// Ends what was planned for a person's own address, which is no more: nobody's failure. Returns how many mails.
pub(super) async fn end_own(tx: &mut Tx, now: Instant, person: &PersonId) -> Result<u64, Error> {
    let [own, digest, check] =
        [Recipient::Person, Recipient::Digest, Recipient::Check].map(|of| of(person.clone()).code());
    tx.run(
        "update notice set given_up_at = $1, problem = null
         where recipient in ($2, $3, $4) and sent_at is null and given_up_at is null",
        db::values![now.milliseconds(), own, digest, check],
    )
    .await
}

/// A notice as lists show it.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct Row {
    id: String,
    happening: String,
    case_number: String,
    recipient: String,
    planned_at: i64,
    next_try_at: i64,
    tries: i64,
    problem: Option<String>,
    sent_at: Option<i64>,
    given_up_at: Option<i64>,
}

impl Row {
    pub(super) fn into_line(self) -> Option<NoticeLine> {
        Some(NoticeLine {
            id: NoticeId::parse(&self.id)?,
            happening: Happening::parse(&self.happening),
            case_number: self.case_number,
            recipient: self.recipient,
            planned_at: Instant::from_milliseconds(self.planned_at),
            sent_at: self.sent_at.map(Instant::from_milliseconds),
            given_up_at: self.given_up_at.map(Instant::from_milliseconds),
            next_try_at: Instant::from_milliseconds(self.next_try_at),
            tries: self.tries,
            problem: self.problem,
        })
    }
}

pub(super) async fn list_failed(read: &mut Read, limit: i64) -> Result<Vec<Row>, Error> {
    read.all(
        "select id, happening, case_number, recipient, planned_at, next_try_at, tries, problem, sent_at, given_up_at
         from notice where sent_at is null and problem is not null and dismissed_at is null
         order by case when given_up_at is null then 0 else 1 end, planned_at desc, id limit $1",
        db::values![limit],
    )
    .await
}

pub(super) async fn list_for_case(read: &mut Read, case_number: &str) -> Result<Vec<Row>, Error> {
    read.all(
        "select id, happening, case_number, recipient, planned_at, next_try_at, tries, problem, sent_at, given_up_at
         from notice where case_number = $1 order by planned_at, id limit 200",
        db::values![case_number],
    )
    .await
}

/// Removes the recipients of at most so many mails that were planned before a moment and are not tried any more; that
/// a mail was sent stays known. Returns how many.
pub(super) async fn forget_recipients(tx: &mut Tx, before: Instant, limit: i64) -> Result<u64, Error> {
    tx.run(
        "update notice set recipient = 'removed:' || id where id in
           (select id from notice where planned_at < $1 and substr(recipient, 1, 8) <> 'removed:'
              and (sent_at is not null or given_up_at is not null)
            order by planned_at limit $2)",
        db::values![before.milliseconds(), limit],
    )
    .await
}
