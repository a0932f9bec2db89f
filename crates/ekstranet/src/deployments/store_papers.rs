//! The SQL texts about papers of set-up items: which have come, and which officer has handled them.

use db::{Error, Read, Tx};

use super::store_watched::PAGE;
use crate::kernel::{AttachmentId, DeploymentId, Instant};
use crate::services::Service;

/// A paper of a deployment.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct PaperRow {
    pub attachment: String,
    pub handled_at: Option<i64>,
    pub handled_by: Option<String>,
}

pub(super) async fn list(read: &mut Read, id: &DeploymentId) -> Result<Vec<PaperRow>, Error> {
    read.all(
        "select attachment, handled_at, handled_by from deployment_paper where deployment_id = $1 order by attachment",
        db::values![id.as_str()],
    )
    .await
}

pub(super) async fn insert(
    tx: &mut Tx,
    now: Instant,
    id: &DeploymentId,
    item: &str,
    file: &AttachmentId,
) -> Result<(), Error> {
    tx.run(
        "insert into deployment_paper (attachment, deployment_id, item, came_at) values ($1, $2, $3, $4)",
        db::values![file.as_str(), id.as_str(), item, now.milliseconds()],
    )
    .await?;
    Ok(())
}

/// Forgets a paper that no officer has handled; `Stale` when one has.
pub(super) async fn take_back(tx: &mut Tx, id: &DeploymentId, file: &AttachmentId) -> Result<(), Error> {
    tx.run_one(
        "delete from deployment_paper where attachment = $1 and deployment_id = $2 and handled_at is null",
        db::values![file.as_str(), id.as_str()],
    )
    .await
}

/// Notes who has handled a paper; `Stale` when a colleague has, or the customer has taken it back.
pub(super) async fn handle(
    tx: &mut Tx,
    now: Instant,
    id: &DeploymentId,
    file: &AttachmentId,
    by: &str,
) -> Result<(), Error> {
    tx.run_one(
        "update deployment_paper set handled_at = $1, handled_by = $2
         where attachment = $3 and deployment_id = $4 and handled_at is null",
        db::values![now.milliseconds(), by, file.as_str(), id.as_str()],
    )
    .await
}

/// A deployment with papers that nobody has handled: the first of them stands for all.
#[derive(Debug, db::FromRow)]
pub(super) struct WaitingRow {
    pub id: String,
    pub organisation: String,
    pub service: String,
    pub case_number: String,
    pub came_at: i64,
    pub attachment: String,
}

/// Deployments whose papers wait, of one service or of all, those whose first came earliest before the others; after a
/// moment and a file, one more than a page.
pub(super) async fn list_waiting(
    read: &mut Read,
    service: Option<Service>,
    (at, file): (i64, &str),
) -> Result<Vec<WaitingRow>, Error> {
    let limit = i64::try_from(PAGE).unwrap_or(i64::MAX).saturating_add(1);
    read.all(
        "select x.deployment_id as id, d.organisation, d.service, d.case_number, x.came_at, x.attachment
         from deployment_paper x join deployment d on d.id = x.deployment_id
         where x.handled_at is null and d.state <> 'ended' and (x.came_at, x.attachment) > ($1, $2)
           and not exists (select 1 from deployment_paper y where y.deployment_id = x.deployment_id
                             and y.handled_at is null and (y.came_at, y.attachment) < (x.came_at, x.attachment))
           and (cast($3 as text) is null or d.service = $3)
         order by x.came_at, x.attachment limit $4",
        db::values![at, file, service.map(Service::code), limit],
    )
    .await
}

/// How many deployments have papers that wait, counted at most to 301.
pub(super) async fn count_waiting(read: &mut Read) -> Result<i64, Error> {
    let (number,): (i64,) = read
        .one(
            "select count(*) from (select 1 from deployment_paper x join deployment d on d.id = x.deployment_id
               where x.handled_at is null and d.state <> 'ended'
                 and not exists (select 1 from deployment_paper y where y.deployment_id = x.deployment_id
                                   and y.handled_at is null and (y.came_at, y.attachment) < (x.came_at, x.attachment))
               limit 301) capped",
            db::values![],
        )
        .await?;
    Ok(number)
}
