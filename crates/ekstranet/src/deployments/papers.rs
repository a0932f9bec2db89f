//! The papers of a set-up item: sent with it, or attached to the application before. Without those that it needs it is not
//! done. What was sent by mistake is taken back until an officer has handled it.

use db::{Read, Tx};
use serde_json::{Value, json};

use super::demanding::Demand;
use super::rules::{FileProblem, Refused};
use super::store::DeploymentRow;
use super::{refused, store, store_granted, store_papers};
use crate::attachments::{self, AttachmentLine, Sealed};
use crate::audit::{self, Entry};
use crate::kernel::{AttachmentId, DeploymentId};
use crate::services::Papers;
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
pub(super) fn have_come(item: &Demand, files: &[AttachmentLine], snapshot: &Value) -> bool {
    item.papers.filter(|_| item.needs_papers).is_none_or(|papers| {
        let place = place(item.key);
        files.iter().any(|line| line.field == place) || !with_application(papers, snapshot).is_empty()
    })
}

/// Refuses to tick an item whose papers have not come.
pub(super) async fn check_tick(read: &mut Read, id: &DeploymentId, item: &Demand) -> Result<(), Failure> {
    if !item.needs_papers {
        return Ok(());
    }
    let granted = store_granted::load_granted(read, id).await?;
    let snapshot = serde_json::from_str(&granted.snapshot).map_err(Failure::internal)?;
    let files = attachments::list(read, id.as_str()).await?;
    if have_come(item, &files, &snapshot) { Ok(()) } else { Err(Failure::Malformed("the item's papers have not come")) }
}

/// Whether papers come and go: before production, and not under a done item that rests on them. Nobody ticks the item until
/// the transaction ends.
async fn lock_open(tx: &mut Tx, row: &DeploymentRow, item: &Demand) -> Result<(), Failure> {
    let id = row.id()?;
    row.state()?.may_prepare().map_err(refused)?;
    let is_locked = store::lock(tx, &id).await?;
    let is_done = store::list_items(tx, &id).await?.iter().any(|done| done.item == item.key);
    if is_locked && !(is_done && item.needs_papers) { Ok(()) } else { Err(refused(Refused)) }
}

/// Keeps papers with an item: may, load, rule, save, tell. The same file again is one file; with too many of them nothing is
/// kept.
pub(super) async fn hand_in(
    visit: &Visit,
    id: &DeploymentId,
    (item, papers): (&Demand, &Papers),
    files: &[Sealed],
) -> Result<Result<(), FileProblem>, Failure> {
    let organisation = &visit.acting()?.organisation;
    let mut tx = visit.app.db.write().await?;
    let row = store::load(&mut tx, id, organisation).await?;
    // Two who send at once are counted one after the other.
    lock_open(&mut tx, &row, item).await?;
    let place = place(item.key);
    let mut known = attachments::list(&mut tx, id.as_str()).await?;
    known.retain(|line| line.field == place);
    let new: Vec<&Sealed> = files.iter().filter(|file| known.iter().all(|line| line.sha256 != file.sha256)).collect();
    if known.len() + new.len() > papers.files.most {
        return Ok(Err(FileProblem::TooMany));
    }
    for file in new {
        attachments::keep(&mut tx, visit, organisation, id.as_str(), &place, file).await?;
        store_papers::insert(&mut tx, visit.now, id, item.key, &file.id).await?;
    }
    tx.commit().await?;
    Ok(Ok(()))
}

/// Takes a paper back that was sent by mistake, file and all: may, load, rule, save, tell. What an officer has handled
/// stays, and so does what a done item rests on.
pub(super) async fn take_back(
    visit: &Visit,
    id: &DeploymentId,
    item: &str,
    file: &AttachmentId,
) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    let row = store::load(&mut tx, id, &visit.acting()?.organisation).await?;
    let demands = row.demands()?;
    let found = demands.items.iter().find(|known| known.key == item && known.papers.is_some());
    lock_open(&mut tx, &row, found.ok_or(Failure::Malformed("no set-up item with papers"))?).await?;
    let place = place(item);
    let mut kept = attachments::list(&mut tx, id.as_str()).await?;
    kept.retain(|line| line.field == place);
    let before = kept.len();
    kept.retain(|line| line.id != file.as_str());
    if kept.len() == before {
        // Pressed twice, or a colleague was first: it is gone, as was wanted.
        return Ok(());
    }
    store_papers::take_back(&mut tx, id, file).await?;
    let kept: Vec<String> = kept.into_iter().map(|line| line.id).collect();
    attachments::remove_others(&mut tx, visit, id.as_str(), &place, &kept).await?;
    tx.commit().await?;
    Ok(())
}

/// Notes that an officer has handled the papers that the page showed: may, load, rule, save, tell. When the customer has
/// taken one of them back meanwhile, nothing is noted.
pub(super) async fn handle(visit: &Visit, id: &DeploymentId, files: &[AttachmentId]) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    let row = store::load_any(&mut tx, id).await?;
    for file in files {
        store_papers::handle(&mut tx, visit.now, id, file, &visit.session()?.name).await?;
    }
    let organisation = row.organisation()?;
    let files: Vec<&str> = files.iter().map(AttachmentId::as_str).collect();
    let entry = Entry::new("deployments.papers_handled").organisation(&organisation).subject(id.as_str());
    audit::record(&mut tx, visit, entry.detail(json!({ "attachments": files }))).await?;
    tx.commit().await?;
    Ok(())
}
