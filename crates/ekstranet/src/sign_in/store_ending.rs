//! The SQL text with which the operator ends sessions.

use db::{Error, Tx};

use super::ending::Whose;
use crate::kernel::Instant;

/// Ends at most so many live sessions; gives the id, the kind and the person of each.
pub(super) async fn end_sessions(
    tx: &mut Tx,
    now: Instant,
    issuer: &str,
    whose: &Whose,
    limit: i64,
) -> Result<Vec<(String, String, String)>, Error> {
    let (person, officer) = match whose {
        Whose::Person(person) => (Some(person.as_str()), None),
        Whose::Officer(subject) => (None, Some(subject.as_str())),
        Whose::Everybody => (None, None),
    };
    tx.all(
        "update session set ended_at = $1, end_reason = 'ended by the operator'
         where ended_at is null and id in
           (select id from session where ended_at is null and ends_at > $1
              and (cast($2 as text) is null or kind = 'person' and person_id = $2)
              and (cast($3 as text) is null or kind = 'officer' and person_id in
                    (select id from officer where directory_subject = $3 and issuer = $4))
            order by id limit $5)
         returning id, kind, person_id",
        db::values![now.milliseconds(), person, officer, issuer, limit],
    )
    .await
}
