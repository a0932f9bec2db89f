//! A point that closes: the customers who were let join through it, for the officer who decides and for the mails to
//! them. A customer whose application named the point and was approved before the owner confirmed is one of them.

use db::{Error, FromRow, Read, Tx};

use crate::kernel::{BusinessId, CaseLanguage};
use crate::notices::{self, Happening, Notice};
use crate::services::Service;
use crate::web::{Failure, Visit};

/// A customer who was let join through a point.
#[derive(Clone, Debug, FromRow)]
pub(super) struct JoinedRow {
    pub id: String,
    pub number: String,
    pub application: String,
    pub organisation: String,
    pub organisation_name: String,
    pub recipients: String,
    pub service: String,
    pub language: String,
}

/// The customers of a point after a key, in small batches: each once for a service, by what was confirmed last.
pub(super) async fn list_joined(
    read: &mut Read,
    point: &str,
    after: &str,
    limit: i64,
) -> Result<Vec<JoinedRow>, Error> {
    read.all(
        "select id, number, application, organisation, organisation_name, recipients, service, language
         from connection
         where (point = $1 and state = 'confirmed' or asked_point = $1 and state = 'awaited' and granted_at is not null)
           and id > $2
           and not exists (select 1 from connection newer
                           where newer.organisation = connection.organisation and newer.service = connection.service
                             and newer.point = $1 and newer.state = 'confirmed' and newer.id > connection.id)
         order by id limit $3",
        db::values![point, after, limit],
    )
    .await
}

/// How many customers a point has, counted at most to 1,001.
pub(super) async fn count_joined(read: &mut Read, point: &str) -> Result<i64, Error> {
    let (count,): (i64,) = read
        .one(
            "select count(*) from (select distinct organisation from connection
                                   where point = $1 and state = 'confirmed'
                                      or asked_point = $1 and state = 'awaited' and granted_at is not null
                                   limit 1001) capped",
            db::values![point],
        )
        .await?;
    Ok(count)
}

/// How many customers are told in one step.
const BATCH: i64 = 200;

/// Tells the contacts of everybody who was let join through a point that it closes; the day is on their page.
pub(super) async fn tell_joined(tx: &mut Tx, visit: &Visit, point: &str) -> Result<usize, Failure> {
    let unreadable = || Failure::internal("a confirmed connection cannot be read");
    let (mut after, mut told) = (String::new(), 0);
    loop {
        let rows = list_joined(tx, point, &after, BATCH).await?;
        let Some(last) = rows.last() else { return Ok(told) };
        after.clone_from(&last.id);
        for row in &rows {
            let organisation = BusinessId::parse(&row.organisation).ok_or_else(unreadable)?;
            let notice = Notice {
                happening: Happening::PointCloses,
                service: Service::parse(&row.service).ok_or_else(unreadable)?,
                organisation: &organisation,
                case_number: &row.number,
                recipients: serde_json::from_str(&row.recipients).map_err(Failure::internal)?,
                language: CaseLanguage::parse(&row.language).unwrap_or_default(),
                link: format!("/o/{organisation}/applications/{}", row.application),
            };
            notices::plan(tx, visit, &notice).await?;
            told += 1;
        }
    }
}
