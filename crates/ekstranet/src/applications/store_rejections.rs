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
            "exists (select 1 from application a join decision d on d.application = a.id where a.organisation = ",
            $organisation,
            " and a.state = 'rejected' and d.decided_at >= ",
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
        "select a.id, a.service, a.case_number, d.decided_at from application a join decision d on d.application = a.id
         where a.organisation = $1 and a.state = 'rejected' and a.case_number is not null and d.decided_at >= $2
         order by d.decided_at desc, a.id desc limit 20",
        db::values![organisation.as_str(), since.milliseconds()],
    )
    .await
}
