//! The set-up items that are done, for rooms below.

use db::Read;

use super::{rules, store};
use crate::kernel::{DeploymentId, Instant};
use crate::web::Failure;

/// A set-up item that somebody has ticked.
#[derive(Clone, Debug)]
pub struct DoneItem {
    /// Its key in the catalogue.
    pub item: String,
    pub at: Instant,
    pub by_name: String,
}

/// The set-up items of a deployment that are done.
///
/// # Errors
/// What the database says.
pub async fn list_done(read: &mut Read, id: &DeploymentId) -> Result<Vec<DoneItem>, Failure> {
    let done =
        |row: rules::Done| DoneItem { at: Instant::from_milliseconds(row.at), item: row.item, by_name: row.by_name };
    Ok(store::list_items(read, id).await?.into_iter().map(done).collect())
}
