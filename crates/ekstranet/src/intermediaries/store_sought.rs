//! Every SQL text by which officers look connection requests up, open and closed.

use db::{Error, Read};

use super::store::ConnectionRow;
use crate::kernel::BusinessId;

/// What a [`ConnectionRow`] has, for the statements that read requests.
macro_rules! columns {
    () => {
        "id, number, application, organisation, organisation_name, recipients, intermediary, intermediary_name,
         service, language, asked_point, asked_system, test_date, production_date, state, version, requested_at,
         answered_at, answered_by_name, point, point_name, system, reason, ended_at,
         granted_at, used_at, handled_at, handled_note"
    };
}

/// The request with a number.
pub(super) async fn find_numbered(read: &mut Read, number: &str) -> Result<Option<ConnectionRow>, Error> {
    read.optional(concat!("select ", columns!(), " from connection where number = $1"), db::values![number]).await
}

/// The requests of a customer, the newest first; walks `connection_by_organisation`.
pub(super) async fn list_of_customer(read: &mut Read, organisation: &BusinessId) -> Result<Vec<ConnectionRow>, Error> {
    read.all(
        concat!(
            "select ",
            columns!(),
            " from connection where organisation = $1 order by requested_at desc, id desc limit 50"
        ),
        db::values![organisation.as_str()],
    )
    .await
}

/// The requests made to an intermediary, the newest first, before a moment and an id; walks `connection_by_intermediary`.
pub(super) async fn list_of_intermediary(
    read: &mut Read,
    intermediary: &BusinessId,
    (at, id): (i64, &str),
    limit: i64,
) -> Result<Vec<ConnectionRow>, Error> {
    read.all(
        concat!(
            "select ",
            columns!(),
            " from connection where intermediary = $1 and (requested_at, id) < ($2, $3)
              order by requested_at desc, id desc limit $4"
        ),
        db::values![intermediary.as_str(), at, id, limit],
    )
    .await
}

/// How many requests were made to an intermediary, counted at most to 1,001.
pub(super) async fn count_of_intermediary(read: &mut Read, intermediary: &BusinessId) -> Result<i64, Error> {
    let (count,): (i64,) = read
        .one(
            "select count(*) from (select 1 from connection where intermediary = $1 limit 1001) capped",
            db::values![intermediary.as_str()],
        )
        .await?;
    Ok(count)
}
