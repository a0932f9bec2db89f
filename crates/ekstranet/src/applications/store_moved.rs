//! Every SQL text about wished dates that have moved with a takeover date.

use db::{Error, FromRow, Read, Tx};

use crate::kernel::{ApplicationId, BusinessId, Instant};

/// The submitted case of an organisation for a service, held until the end of the transaction: nobody decides it
/// meanwhile.
pub(super) async fn hold_submitted(
    tx: &mut Tx,
    organisation: &BusinessId,
    service: &str,
) -> Result<Option<String>, Error> {
    let held: Option<(String,)> = tx
        .optional(
            "update application set changed_at = changed_at
             where organisation = $1 and service = $2 and state in ('submitted', 'in_review', 'supplement_requested')
             returning id",
            db::values![organisation.as_str(), service],
        )
        .await?;
    Ok(held.map(|(id,)| id))
}

/// Adds a move of the wished date.
pub(super) async fn insert(
    tx: &mut Tx,
    now: Instant,
    application: &ApplicationId,
    (from, to): (&str, &str),
) -> Result<(), Error> {
    tx.run_one(
        "insert into application_moved_date (application, number, from_date, to_date, moved_at)
         select $1, coalesce(max(number), 0) + 1, $2, $3, $4 from application_moved_date where application = $1",
        db::values![application.as_str(), from, to, now.milliseconds()],
    )
    .await
}

/// A wished date that has moved.
#[derive(Clone, Debug, FromRow)]
pub(super) struct MovedRow {
    pub from_date: String,
    pub to_date: String,
    pub moved_at: i64,
}

/// The moves since the newest answers, oldest first: what the customer has answered after a move counts more than it.
pub(super) async fn list(read: &mut Read, application: &ApplicationId) -> Result<Vec<MovedRow>, Error> {
    read.all(
        "select from_date, to_date, moved_at from application_moved_date
         where application = $1
           and moved_at >= (select max(v.frozen_at) from application_version v where v.application = $1)
         order by number",
        db::values![application.as_str()],
    )
    .await
}
