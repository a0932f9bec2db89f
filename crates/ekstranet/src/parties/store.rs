//! Every SQL text about joined parties.

use db::{Error, Read, Tx};

use super::rules::PartyState;
use crate::deployments;
use crate::kernel::{BusinessId, Instant, PartyId};
use crate::services::Service;
use crate::web::Failure;

/// Lines of one page.
pub(super) const PAGE: i64 = 50;

/// A relation as it is stored.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct PartyRow {
    pub id: String,
    pub reference: String,
    pub main_joiner: String,
    pub main_joiner_name: String,
    pub party: String,
    pub party_name: String,
    pub sort_key: String,
    pub service: String,
    pub state: String,
    pub version: i64,
    pub begins_on: String,
    pub email: Option<String>,
    pub language: String,
    pub added_at: i64,
    pub told_at: Option<i64>,
    pub reminders: i64,
    pub answered_at: Option<i64>,
    pub contest_reason: Option<String>,
    pub ends_on: Option<String>,
    pub ended_by: Option<String>,
    pub end_reason: Option<String>,
}

impl PartyRow {
    pub fn id(&self) -> Result<PartyId, Failure> {
        PartyId::parse(&self.id).ok_or_else(|| Failure::internal("a joined party's id is not an id"))
    }

    pub fn state(&self) -> Result<PartyState, Failure> {
        PartyState::parse(&self.state).ok_or_else(|| Failure::internal("a joined party's state is unknown"))
    }

    pub fn service(&self) -> Result<Service, Failure> {
        Service::parse(&self.service).ok_or_else(|| Failure::internal("a joined party's service is unknown"))
    }

    pub fn party(&self) -> Result<BusinessId, Failure> {
        BusinessId::parse(&self.party).ok_or_else(|| Failure::internal("a joined party has no business ID"))
    }

    pub fn main_joiner(&self) -> Result<BusinessId, Failure> {
        BusinessId::parse(&self.main_joiner).ok_or_else(|| Failure::internal("a main joiner has no business ID"))
    }
}

/// What a [`PartyRow`] has, for the statements that read relations.
macro_rules! columns {
    () => {
        "id, reference, main_joiner, main_joiner_name, party, party_name, sort_key, service, state, version, begins_on,
         email, language, added_at, told_at, reminders, answered_at, contest_reason, ends_on, ended_by, end_reason"
    };
}

/// What the main joiner's list is asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Wish {
    pub state: Option<PartyState>,
    pub service: Option<Service>,
    /// At most three words, each of which the name or the business ID holds.
    pub words: Vec<String>,
    /// Key of the last line of the page before.
    pub after: Option<(String, String)>,
}

/// One page of a main joiner's parties by name, one line more than a page holds when there are further ones.
pub(super) async fn list(read: &mut Read, main_joiner: &str, wish: &Wish, most: i64) -> Result<Vec<PartyRow>, Error> {
    let word = |at: usize| wish.words.get(at).map_or("", String::as_str);
    let (name, id) = wish.after.as_ref().map_or(("", ""), |(name, id)| (name.as_str(), id.as_str()));
    // A word is in a text when taking it out changes the text: the one way that both databases know. An empty word
    // would change nothing, so it is let through first.
    read.all(
        concat!(
            "select ",
            columns!(),
            " from joined_party
         where main_joiner = $1 and (sort_key, id) > ($2, $3)
           and (cast($4 as text) is null or state = $4) and (cast($5 as text) is null or service = $5)
           and (cast($6 as text) = '' or replace(search_key, $6, '') <> search_key)
           and (cast($7 as text) = '' or replace(search_key, $7, '') <> search_key)
           and (cast($8 as text) = '' or replace(search_key, $8, '') <> search_key)
         order by sort_key, id limit $9"
        ),
        db::values![
            main_joiner,
            name,
            id,
            wish.state.map(PartyState::code),
            wish.service.map(Service::code),
            word(0),
            word(1),
            word(2),
            most
        ],
    )
    .await
}

/// How many relations a main joiner has in each state.
pub(super) async fn count(read: &mut Read, main_joiner: &str) -> Result<Vec<(String, i64)>, Error> {
    read.all("select state, count(*) from joined_party where main_joiner = $1 group by state", db::values![main_joiner])
        .await
}

/// How many relations of one service are not ended, in each state.
pub(super) async fn count_of_service(
    read: &mut Read,
    main_joiner: &str,
    service: Service,
) -> Result<Vec<(String, i64)>, Error> {
    read.all(
        "select state, count(*) from joined_party where main_joiner = $1 and service = $2 group by state",
        db::values![main_joiner, service.code()],
    )
    .await
}

/// Every relation of a main joiner and a service that is not ended.
pub(super) async fn list_open_of_service(
    read: &mut Read,
    main_joiner: &str,
    service: Service,
) -> Result<Vec<PartyRow>, Error> {
    read.all(
        concat!(
            "select ",
            columns!(),
            " from joined_party where main_joiner = $1 and service = $2 and state <> 'ended' order by id"
        ),
        db::values![main_joiner, service.code()],
    )
    .await
}

/// Business ID and name of the parties of a main joiner and a service who have not answered.
pub(super) async fn list_waiting(
    read: &mut Read,
    main_joiner: &BusinessId,
    service: Service,
) -> Result<Vec<(String, String)>, Error> {
    read.all(
        "select party, party_name from joined_party
         where main_joiner = $1 and service = $2 and state = 'waiting' order by id",
        db::values![main_joiner.as_str(), service.code()],
    )
    .await
}

/// Party and service of every relation of a main joiner that is not ended.
pub(super) async fn list_open_pairs(read: &mut Read, main_joiner: &BusinessId) -> Result<Vec<(String, String)>, Error> {
    read.all(
        "select party, service from joined_party where main_joiner = $1 and state <> 'ended'",
        db::values![main_joiner.as_str()],
    )
    .await
}

/// A relation by its id, whose it may be.
pub(super) async fn load(read: &mut Read, id: &PartyId) -> Result<PartyRow, Error> {
    read.one(concat!("select ", columns!(), " from joined_party where id = $1"), db::values![id.as_str()]).await
}

/// What a party is told of: every relation but those of which nobody has told it yet, open ones and the last ended ones.
pub(super) async fn list_of_party(read: &mut Read, party: &BusinessId) -> Result<Vec<PartyRow>, Error> {
    read.all(
        concat!(
            "select ",
            columns!(),
            " from joined_party where party = $1 and told_at is not null
         order by case when state = 'ended' then 1 else 0 end, added_at desc, id limit 100"
        ),
        db::values![party.as_str()],
    )
    .await
}

/// The open relations of a party for a service.
pub(super) async fn list_open_of_party(
    read: &mut Read,
    party: &BusinessId,
    service: Service,
) -> Result<Vec<PartyRow>, Error> {
    read.all(
        concat!("select ", columns!(), " from joined_party where party = $1 and service = $2 and told_at is not null and state <> 'ended' order by id"),
        db::values![party.as_str(), service.code()],
    )
    .await
}

/// Business IDs of parties that are joined or have been told that they are, after a key.
pub(super) async fn list_joined(read: &mut Read, after: &str, limit: i64) -> Result<Vec<String>, Error> {
    let rows: Vec<(String,)> = read
        .all(
            "select distinct party from joined_party
             where party > $1 and state in ('waiting', 'confirmed', 'leaving', 'ending') order by party limit $2",
            db::values![after, limit],
        )
        .await?;
    Ok(rows.into_iter().map(|(party,)| party).collect())
}

/// The relations by which a party is joined, for every service.
pub(super) async fn list_joinings(read: &mut Read, party: &BusinessId) -> Result<Vec<PartyRow>, Error> {
    read.all(
        concat!("select ", columns!(), " from joined_party where party = $1 and state in ('waiting', 'confirmed', 'leaving', 'ending') order by id limit 100"),
        db::values![party.as_str()],
    )
    .await
}

/// What the home page shows: the party's own relations, and how many of the parties it brought in contest.
#[derive(Debug, db::FromRow)]
pub(super) struct HomeRow {
    pub service: String,
    pub state: String,
    pub main_joiner_name: String,
    pub begins_on: String,
    pub ends_on: Option<String>,
    pub number: i64,
    /// 1 when the service runs for the main joiner; of an ended relation, when it did not end with the main joiner's case.
    pub running: i64,
}

/// Whether an organisation, `$organisation`, has joined through another one or others through it: a condition in a
/// statement of another room.
macro_rules! has_joining {
    ($organisation:literal) => {
        concat!(
            "exists (select 1 from joined_party where party = ",
            $organisation,
            " union all select 1 from joined_party where main_joiner = ",
            $organisation,
            " union all select 1 from named_party where state = 'waiting' and other = ",
            $organisation,
            " union all select 1 from named_party where closed_at is null and state in ('waiting', 'contested') and organisation = ",
            $organisation,
            ")"
        )
    };
}
pub(crate) use has_joining;

pub(super) async fn list_for_home(read: &mut Read, organisation: &BusinessId) -> Result<Vec<HomeRow>, Error> {
    read.all(
        concat!(
            "select service, state, main_joiner_name, begins_on, ends_on, 0 as number, case when ",
            deployments::is_running!("joined_party.main_joiner", "joined_party.service"),
            " then 1 else 0 end as running
             from joined_party where party = $1 and state in ('waiting', 'confirmed', 'contested', 'leaving', 'ending')
             union all
             select service, state, main_joiner_name, begins_on, ends_on, 0 as number,
                    case when ended_by = 'system' then 0 else 1 end as running
             from joined_party where party = $1 and state = 'ended' and told_at is not null and ends_on is not null
             union all
             select '' as service, state, '' as main_joiner_name, '' as begins_on, null as ends_on, count(*) as number,
                    cast(0 as bigint) as running
             from joined_party where main_joiner = $1 group by state"
        ),
        db::values![organisation.as_str()],
    )
    .await
}

/// A relation to begin.
pub(super) struct NewParty<'a> {
    pub id: &'a PartyId,
    pub reference: &'a str,
    pub main_joiner: &'a BusinessId,
    pub main_joiner_name: &'a str,
    pub party: &'a BusinessId,
    pub party_name: &'a str,
    pub service: Service,
    pub state: PartyState,
    pub begins_on: &'a str,
    pub email: Option<&'a str>,
    pub language: &'a str,
}

/// Begins a relation; `false` when the party is joined by this main joiner for the service already.
pub(super) async fn insert(tx: &mut Tx, now: Instant, new: &NewParty<'_>) -> Result<bool, Error> {
    let told_at = (new.state == PartyState::Waiting).then(|| now.milliseconds());
    let inserted = tx
        .run(
            "insert into joined_party (id, reference, main_joiner, main_joiner_name, party, party_name, search_key, sort_key,
                                       service, state, version, begins_on, email, language, added_at, told_at, reminders)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, $12, $13, $14, $15, 0)
             on conflict do nothing",
            db::values![
                new.id.as_str(),
                new.reference,
                new.main_joiner.as_str(),
                new.main_joiner_name,
                new.party.as_str(),
                new.party_name,
                super::rules::search_key(new.party_name, new.party.as_str()),
                super::rules::sort_key(new.party_name),
                new.service.code(),
                new.state.code(),
                new.begins_on,
                new.email,
                new.language,
                now.milliseconds(),
                told_at
            ],
        )
        .await?;
    Ok(inserted == 1)
}

/// The first of so many new numbers of a year.
pub(super) async fn next_numbers(tx: &mut Tx, year: i16, count: i64) -> Result<i64, Error> {
    let (last,): (i64,) = tx
        .one(
            "insert into joined_party_number (year, last) values ($1, $2)
             on conflict (year) do update set last = joined_party_number.last + excluded.last returning last",
            db::values![i64::from(year), count],
        )
        .await?;
    Ok(last - count + 1)
}

/// What a step leaves in a row besides the state; `None` keeps what is there.
#[derive(Clone, Debug, Default)]
pub(super) struct Change<'a> {
    pub told_at: Option<Instant>,
    pub answered_at: Option<Instant>,
    pub contest_reason: Option<&'a str>,
    pub ends_on: Option<&'a str>,
    pub ended_by: Option<&'a str>,
    pub end_reason: Option<&'a str>,
}

/// Moves a relation to another state; `Stale` when somebody was first.
pub(super) async fn update(
    tx: &mut Tx,
    id: &PartyId,
    version: i64,
    state: PartyState,
    change: &Change<'_>,
) -> Result<(), Error> {
    tx.run_one(
        "update joined_party set state = $1, version = version + 1,
           told_at = coalesce($2, told_at), reminders = case when cast($2 as bigint) is null then reminders else 0 end, answered_at = coalesce($3, answered_at),
           contest_reason = coalesce($4, contest_reason), ends_on = coalesce($5, ends_on),
           ended_by = coalesce($6, ended_by), end_reason = coalesce($7, end_reason),
           left_from = case when $1 in ('leaving', 'ending') then left_from else null end
         where id = $8 and version = $9",
        db::values![
            state.code(),
            change.told_at.map(Instant::milliseconds),
            change.answered_at.map(Instant::milliseconds),
            change.contest_reason,
            change.ends_on,
            change.ended_by,
            change.end_reason,
            id.as_str(),
            version
        ],
    )
    .await
}

/// What is known of the end of a relation.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct End<'a> {
    pub on: Option<&'a str>,
    pub by: Option<&'a str>,
    pub reason: Option<&'a str>,
}

/// Puts back what a relation was before a last day was set; `Stale` when somebody was first.
pub(super) async fn put_back(tx: &mut Tx, row: &PartyRow, state: PartyState, end: End<'_>) -> Result<(), Error> {
    tx.run_one(
        "update joined_party set state = $1, ends_on = $2, ended_by = $3, end_reason = $4, version = version + 1
         where id = $5 and version = $6",
        db::values![state.code(), end.on, end.by, end.reason, row.id.as_str(), row.version],
    )
    .await
}

/// Keeps what a relation was when its last day was set.
pub(super) async fn keep_before(tx: &mut Tx, row: &PartyRow) -> Result<(), Error> {
    tx.run_one(
        "update joined_party set state_before = $1 where id = $2",
        db::values![row.state.as_str(), row.id.as_str()],
    )
    .await
}

/// Relations whose last day has passed, after a last day and an id, in small batches.
pub(super) async fn list_past(read: &mut Read, today: &str, (day, id): (&str, &str)) -> Result<Vec<PartyRow>, Error> {
    read.all(
        concat!(
            "select ",
            columns!(),
            " from joined_party where state = 'ending' and ends_on < $1 and (ends_on, id) > ($2, $3)
         order by ends_on, id limit 200"
        ),
        db::values![today, day, id],
    )
    .await
}

/// Parties that have not answered and are to be reminded: those told before the first moment for the first time, those told
/// before the second for the second time, but not when the first reminder went after the first moment. After a moment and
/// an id, in batches.
pub(super) async fn list_unanswered(
    read: &mut Read,
    [first, second]: [Instant; 2],
    (told_at, id): (i64, &str),
) -> Result<Vec<PartyRow>, Error> {
    read.all(
        concat!(
            "select ",
            columns!(),
            " from joined_party where state = 'waiting'
           and ((reminders = 0 and told_at <= $1)
                or (reminders = 1 and told_at <= $2 and coalesce(reminded_at, 0) <= $1))
           and (told_at, id) > ($3, $4)
         order by told_at, id limit 500"
        ),
        db::values![first.milliseconds(), second.milliseconds(), told_at, id],
    )
    .await
}

/// Parties of whom nobody has told the party though the application of their main joiner has been sent, after an id, in
/// batches.
pub(super) async fn list_untold(read: &mut Read, after: &str) -> Result<Vec<PartyRow>, Error> {
    read.all(
        "select p.id, p.reference, p.main_joiner, p.main_joiner_name, p.party, p.party_name, p.sort_key, p.service, p.state,
                p.version, p.begins_on, p.email, p.language, p.added_at, p.told_at, p.reminders, p.answered_at,
                p.contest_reason, p.ends_on, p.ended_by, p.end_reason
         from joined_party p join main_joiner m on m.organisation = p.main_joiner and m.service = p.service
         where p.state = 'listed' and p.id > $1 and m.closed_at is null order by p.id limit 200",
        db::values![after],
    )
    .await
}

/// Counts a reminder; `Stale` when another instance was first.
pub(super) async fn mark_reminded(tx: &mut Tx, now: Instant, row: &PartyRow) -> Result<(), Error> {
    tx.run_one(
        "update joined_party set reminders = reminders + 1, reminded_at = $3
         where id = $1 and reminders = $2 and state = 'waiting'",
        db::values![row.id.as_str(), row.reminders, now.milliseconds()],
    )
    .await
}
