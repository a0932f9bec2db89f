//! The SQL text of rejections that the home page tells of.

use db::{Error, FromRow, Read};

use crate::kernel::{BusinessId, Instant};

/// A rejection of an organisation's application.
#[derive(Clone, Debug, FromRow)]
pub(super) struct RejectionRow {
    pub id: String,
    pub service: String,
    pub case_number: String,
    pub decided_at: i64,
}

/// Whether an application of an organisation, `$organisation`, has been rejected at a moment, `$since`, or later: a
/// condition in a statement of another room.
macro_rules! has_rejection {
    ($organisation:literal, $since:literal) => {
        concat!(
            "exists (select 1 from application a where a.organisation = ",
            $organisation,
            " and a.state = 'rejected' and a.decided_at >= ",
            $since,
            ")"
        )
    };
}
pub(crate) use has_rejection;

/// Rejections of an organisation's applications since a moment, the newest first.
pub(super) async fn list_since(
    read: &mut Read,
    organisation: &BusinessId,
    since: Instant,
) -> Result<Vec<RejectionRow>, Error> {
    read.all(
        "select id, service, case_number, decided_at from application
         where organisation = $1 and state = 'rejected' and case_number is not null and decided_at >= $2
         order by decided_at desc, id desc limit 20",
        db::values![organisation.as_str(), since.milliseconds()],
    )
    .await
}
