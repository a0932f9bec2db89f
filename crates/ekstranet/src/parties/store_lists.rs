//! Every SQL text about lists of parties and about what the officers are told.

use db::{Error, Read, Tx};

use super::store::PAGE;
use crate::kernel::{BusinessId, Instant, PartyListId, PartyNewsId};
use crate::services::Service;

/// A list between its reading and its confirmation.
#[derive(Debug, db::FromRow)]
pub(super) struct ListRecord {
    pub content: String,
    pub version: i64,
    pub saved_at: Option<i64>,
    pub saved: Option<i64>,
}

pub(super) async fn insert_list(
    tx: &mut Tx,
    now: Instant,
    id: &PartyListId,
    organisation: &BusinessId,
    content: &str,
) -> Result<(), Error> {
    tx.run(
        "insert into party_list (id, organisation, content, version, read_at) values ($1, $2, $3, 1, $4)",
        db::values![id.as_str(), organisation.as_str(), content, now.milliseconds()],
    )
    .await?;
    Ok(())
}

pub(super) async fn load_list(
    read: &mut Read,
    id: &PartyListId,
    organisation: &BusinessId,
) -> Result<ListRecord, Error> {
    read.one(
        "select content, version, saved_at, saved from party_list where id = $1 and organisation = $2",
        db::values![id.as_str(), organisation.as_str()],
    )
    .await
}

/// Keeps what has been found out about the rows; `Stale` when somebody was first or the list has been saved.
pub(super) async fn update_list(tx: &mut Tx, id: &PartyListId, version: i64, content: &str) -> Result<(), Error> {
    tx.run_one(
        "update party_list set content = $1, version = version + 1 where id = $2 and version = $3 and saved_at is null",
        db::values![content, id.as_str(), version],
    )
    .await
}

/// Notes that the list has been saved, once.
pub(super) async fn mark_saved(
    tx: &mut Tx,
    now: Instant,
    id: &PartyListId,
    version: i64,
    (content, saved): (&str, i64),
) -> Result<(), Error> {
    tx.run_one(
        "update party_list set saved_at = $1, saved = $2, content = $3, version = version + 1
         where id = $4 and version = $5 and saved_at is null",
        db::values![now.milliseconds(), saved, content, id.as_str(), version],
    )
    .await
}

/// Forgets lists read before a moment.
pub(super) async fn delete_lists(tx: &mut Tx, before: Instant) -> Result<u64, Error> {
    tx.run("delete from party_list where read_at < $1", db::values![before.milliseconds()]).await
}

/// Whether there is a list to forget: looked at before, so that an idle portal writes nothing.
pub(super) async fn any_old_list(read: &mut Read, before: Instant) -> Result<bool, Error> {
    let found: Option<(String,)> = read
        .optional("select id from party_list where read_at < $1 limit 1", db::values![before.milliseconds()])
        .await?;
    Ok(found.is_some())
}

/// Something to tell the officers.
pub(super) struct News<'a> {
    pub id: &'a PartyNewsId,
    pub what: &'a str,
    pub main_joiner: &'a str,
    pub main_joiner_name: &'a str,
    pub service: Service,
    pub relation: Option<&'a str>,
    pub party_name: Option<&'a str>,
    pub number: i64,
    pub reason: Option<&'a str>,
}

pub(super) async fn insert_news(tx: &mut Tx, now: Instant, news: &News<'_>) -> Result<(), Error> {
    tx.run(
        "insert into party_news (id, at, what, main_joiner, main_joiner_name, service, relation, party_name, number, reason)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        db::values![
            news.id.as_str(),
            now.milliseconds(),
            news.what,
            news.main_joiner,
            news.main_joiner_name,
            news.service.code(),
            news.relation,
            news.party_name,
            news.number,
            news.reason
        ],
    )
    .await?;
    Ok(())
}

/// What the officers are told, as stored.
#[derive(Debug, db::FromRow)]
pub(super) struct NewsRow {
    pub id: String,
    pub at: i64,
    pub what: String,
    pub main_joiner: String,
    pub main_joiner_name: String,
    pub service: String,
    pub party_name: Option<String>,
    pub number: i64,
    pub reason: Option<String>,
    /// How the relation stands now, and when its party answered last; none where the news is of many.
    pub state_now: Option<String>,
    pub answered_at: Option<i64>,
}

/// What nobody has handled, oldest first, by key.
pub(super) async fn list_news(read: &mut Read, after: (i64, &str)) -> Result<Vec<NewsRow>, Error> {
    read.all(
        "select n.id, n.at, n.what, n.main_joiner, n.main_joiner_name, n.service, n.party_name, n.number, n.reason,
                p.state as state_now, p.answered_at
         from party_news n left join joined_party p on p.id = n.relation
         where n.handled_at is null and (n.at, n.id) > ($1, $2) order by n.at, n.id limit $3",
        db::values![after.0, after.1, PAGE],
    )
    .await
}

/// How many wait for an officer; at most 301.
pub(super) async fn count_news(read: &mut Read) -> Result<i64, Error> {
    let (count,): (i64,) = read
        .one(
            "select count(*) from (select 1 from party_news where handled_at is null order by at, id limit 301) capped",
            db::values![],
        )
        .await?;
    Ok(count)
}

/// Notes who handled it; `Stale` when somebody was first.
pub(super) async fn handle_news(tx: &mut Tx, now: Instant, id: &PartyNewsId, by: &str) -> Result<(), Error> {
    tx.run_one(
        "update party_news set handled_at = $1, handled_by_name = $2 where id = $3 and handled_at is null",
        db::values![now.milliseconds(), by, id.as_str()],
    )
    .await
}
