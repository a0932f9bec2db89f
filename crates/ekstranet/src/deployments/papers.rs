//! The papers of a set-up item: sent with it, or attached to the application before. Without them it is not done.

use db::Read;
use serde_json::Value;

use super::rules::{FileProblem, Refused};
use super::{refused, store, store_granted};
use crate::attachments::{self, AttachmentLine, Sealed};
use crate::kernel::DeploymentId;
use crate::services::{Papers, SetUpItem};
use crate::web::{Failure, Visit};

/// The place of an item's papers among the files of the deployment.
pub(super) fn place(item: &str) -> String {
    format!("item.{item}")
}

/// Papers that came with the application: the ids of the files and their names.
pub(super) fn with_application(papers: &Papers, snapshot: &Value) -> Vec<(String, String)> {
    let Some((step, question)) = papers.attached else { return Vec::new() };
    let files = snapshot["answers"][step][question].as_array().into_iter().flatten().filter_map(Value::as_str);
    let name = |file: &str| snapshot["names"][file].as_str().map(|name| (file.to_string(), name.to_string()));
    files.filter_map(name).collect()
}

/// Whether an item's papers have come, when it needs any.
pub(super) fn have_come(item: &SetUpItem, files: &[AttachmentLine], snapshot: &Value) -> bool {
    item.papers.as_ref().is_none_or(|papers| {
        let place = place(item.key);
        files.iter().any(|line| line.field == place) || !with_application(papers, snapshot).is_empty()
    })
}

/// Refuses to tick an item whose papers have not come.
pub(super) async fn check_tick(read: &mut Read, id: &DeploymentId, item: &SetUpItem) -> Result<(), Failure> {
    if item.papers.is_none() {
        return Ok(());
    }
    let granted = store_granted::load_granted(read, id).await?;
    let snapshot = serde_json::from_str(&granted.snapshot).map_err(Failure::internal)?;
    let files = attachments::list(read, id.as_str()).await?;
    if have_come(item, &files, &snapshot) { Ok(()) } else { Err(Failure::Malformed("the item's papers have not come")) }
}

/// Keeps papers with an item that is not done: may, load, rule, save, tell. The same file again is one file; with too many
/// of them nothing is kept.
pub(super) async fn hand_in(
    visit: &Visit,
    id: &DeploymentId,
    (item, papers): (&str, &Papers),
    files: &[Sealed],
) -> Result<Result<(), FileProblem>, Failure> {
    let organisation = &visit.acting()?.organisation;
    let mut tx = visit.app.db.write().await?;
    let row = store::load(&mut tx, id, organisation).await?;
    row.state()?.may_prepare().map_err(refused)?;
    // Two who send at once are counted one after the other.
    if !store::lock(&mut tx, id).await? || store::list_items(&mut tx, id).await?.iter().any(|done| done.item == item) {
        return Err(refused(Refused));
    }
    let place = place(item);
    let mut known = attachments::list(&mut tx, id.as_str()).await?;
    known.retain(|line| line.field == place);
    let new: Vec<&Sealed> = files.iter().filter(|file| known.iter().all(|line| line.sha256 != file.sha256)).collect();
    if known.len() + new.len() > papers.files.most {
        return Ok(Err(FileProblem::TooMany));
    }
    for file in new {
        attachments::keep(&mut tx, visit, organisation, id.as_str(), &place, file).await?;
    }
    tx.commit().await?;
    Ok(Ok(()))
}
