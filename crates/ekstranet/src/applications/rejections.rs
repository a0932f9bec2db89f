//! Rejections for as long as a correction of them can be claimed.

use db::Read;

use super::store_rejections;
use crate::kernel::{ApplicationId, BusinessId, Instant};
use crate::services::Service;
use crate::web::Failure;

/// For how long a rejection is told of. Its instructions give the applicant thirty days from when the decision became known
/// to it, which with a decision that is sent electronically is by law three days after the sending unless shown otherwise,
/// and a last day that is no working day moves to the next one. The very last day is therefore nothing that the portal
/// knows; before this many days have gone it may still lie ahead.
const REMEMBERED_SECONDS: i64 = 40 * 86_400;

/// An application that has lately been rejected.
#[derive(Clone, Debug)]
pub struct Rejection {
    pub id: ApplicationId,
    pub service: Service,
    pub case_number: String,
    pub decided_at: Instant,
}

/// From when on rejections are told of.
pub fn remembered_since(now: Instant) -> Instant {
    now.plus_seconds(-REMEMBERED_SECONDS)
}

/// The organisation's applications that have lately been rejected, the newest first.
///
/// # Errors
/// What the database says.
pub async fn list_rejections(
    read: &mut Read,
    organisation: &BusinessId,
    now: Instant,
) -> Result<Vec<Rejection>, Failure> {
    let rows = store_rejections::list_since(read, organisation, remembered_since(now)).await?;
    let rejection = |row: store_rejections::RejectionRow| {
        Some(Rejection {
            id: ApplicationId::parse(&row.id)?,
            service: Service::parse(&row.service)?,
            case_number: row.case_number,
            decided_at: Instant::from_milliseconds(row.decided_at),
        })
    };
    Ok(rows.into_iter().filter_map(rejection).collect())
}
