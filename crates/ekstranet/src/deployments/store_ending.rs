//! The SQL texts about the end of what was granted.

use db::{Error, Read, Tx};

use super::rules::DeploymentState;
use crate::kernel::BusinessId;

/// Something that was granted and has not ended.
#[derive(Debug, db::FromRow)]
pub(super) struct OpenRow {
    pub id: String,
    pub service: String,
    /// Of an extension of use, what it extends.
    pub extends: Option<String>,
    pub state: String,
    pub ended_on: Option<String>,
    pub version: i64,
}

pub(super) async fn list_not_ended(read: &mut Read, organisation: &BusinessId) -> Result<Vec<OpenRow>, Error> {
    read.all(
        "select id, service, extends, state, ended_on, version from deployment where organisation = $1 and state <> 'ended' order by id",
        db::values![organisation.as_str()],
    )
    .await
}

/// Sets the last day of what has not ended, in production or not: it is ending, or has ended now. `Stale` when it has
/// turned meanwhile, so that what it was before is known.
pub(super) async fn set_end(tx: &mut Tx, row: &OpenRow, state: DeploymentState, last_day: &str) -> Result<(), Error> {
    tx.run_one(
        "update deployment set state = $1, ended_on = $2, version = version + 1
         where id = $3 and version = $4 and state <> 'ended'",
        db::values![state.code(), last_day, row.id.as_str(), row.version],
    )
    .await
}

/// Puts back what something was before a last day was set; `false` when it has ended or has another last day. A day agreed
/// for production that has not begun is not before today.
pub(super) async fn put_back(
    tx: &mut Tx,
    organisation: &BusinessId,
    (id, last_day): (&str, &str),
    (state, ended_on): (DeploymentState, Option<&str>),
    today: &str,
) -> Result<bool, Error> {
    let turned = tx
        .run(
            "update deployment set state = $1, ended_on = $2, version = version + 1,
                    production_date = case when in_production_since is null and production_date < $6 then $6
                                           else production_date end
             where id = $3 and organisation = $4 and state = 'ending' and ended_on = $5",
            db::values![state.code(), ended_on, id, organisation.as_str(), last_day, today],
        )
        .await?;
    Ok(turned == 1)
}
