//! Where the operator confirms a passed test before production: confirming it, or giving it back with the reason.

use db::Tx;
use serde_json::json;

use super::rules::{DeploymentState, Refused, awaiting_judgement};
use super::store::{self, DeploymentRow};
use super::{begin_production_if_due, filing, notice_to_contacts, refused};
use crate::attachments;
use crate::audit::{self, Entry};
use crate::kernel::DeploymentId;
use crate::notices::Happening;
use crate::web::{Failure, Visit};

/// What an officer says of a passed test.
pub(super) enum Judgement<'a> {
    Confirmed,
    /// Why it is given back.
    Returned(&'a str),
}

/// Judges the passed test that waits for it: may, load, rule, save, tell. A confirmed one may be all that production
/// waited for; one that was given back is followed by another test. When the customer has taken a file back that the page
/// showed, nothing is judged.
pub(super) async fn judge(
    visit: &Visit,
    id: &DeploymentId,
    (number, shown): (i64, &[String]),
    judgement: &Judgement<'_>,
) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    // No file is taken back until the transaction ends.
    store::lock(&mut tx, id).await?;
    let row = store::load_any(&mut tx, id).await?;
    let tests = store::list_tests(&mut tx, id).await?;
    let awaited = awaiting_judgement(&row.demands()?, row.state()?, &tests).ok_or(Refused).map_err(refused)?;
    if awaited.number != number {
        return Err(Failure::Stale);
    }
    let place = filing::place(number);
    let files = attachments::list(&mut tx, id.as_str()).await?;
    if shown.iter().any(|file| files.iter().all(|line| line.field != place || line.id != *file)) {
        return Err(Failure::Stale);
    }
    let (accepted, remark) = match judgement {
        Judgement::Confirmed => (true, ""),
        Judgement::Returned(remark) => (false, *remark),
    };
    store::judge_test(&mut tx, visit.now, (id, number), accepted, remark, &visit.session()?.name).await?;
    let state = if accepted { DeploymentState::SetUp } else { DeploymentState::TestFailed };
    store::move_to(&mut tx, id, row.version, state).await?;
    tell(&mut tx, visit, &row, number, accepted).await?;
    if accepted {
        begin_production_if_due(&mut tx, visit, &row).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn tell(tx: &mut Tx, visit: &Visit, row: &DeploymentRow, number: i64, accepted: bool) -> Result<(), Failure> {
    let (action, happening) = if accepted {
        ("deployments.test_confirmed", Happening::TestConfirmed)
    } else {
        ("deployments.test_given_back", Happening::TestGivenBack)
    };
    let organisation = row.organisation()?;
    let entry = Entry::new(action).organisation(&organisation).subject(&row.id);
    audit::record(tx, visit, entry.detail(json!({ "number": number }))).await?;
    notice_to_contacts(tx, visit, row, happening).await
}
