//! The deployment test (käyttöönottokoe): planned, held, reported on; a failed one is followed by another. A file that came
//! with a report by mistake is taken back, and another added, until an officer has judged the test or production has begun.

use serde_json::json;

use super::filing::place;
use super::rules::{DeploymentState, FileProblem, Refused, Report, awaiting_report, may_change_files, may_plan_test};
use super::{begin_production_if_due, refused, store};
use crate::attachments::{self, Sealed};
use crate::audit::{self, Entry};
use crate::kernel::{AttachmentId, Date, DeploymentId};
use crate::services::FilesDefinition;
use crate::web::{Failure, Visit};

/// Plans a test for a day, or moves the planned one: may, load, rule, save, tell.
pub(super) async fn plan(visit: &Visit, id: &DeploymentId, version: i64, day: Date) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    let row = store::load(&mut tx, id, &visit.acting()?.organisation).await?;
    let tests = store::list_tests(&mut tx, id).await?;
    may_plan_test(&row.demands()?, row.state()?, &tests).map_err(refused)?;
    let number = match tests.last() {
        Some(last) if last.result.is_none() => last.number,
        Some(last) => last.number + 1,
        None => 1,
    };
    let name = &visit.session()?.name;
    store::plan_test(&mut tx, visit.now, id, number, &day.to_string(), name).await?;
    store::move_to(&mut tx, id, version, DeploymentState::TestPlanned).await?;
    let entry = Entry::new("deployments.test_planned").subject(id.as_str());
    audit::record(&mut tx, visit, entry.detail(json!({ "number": number, "day": day.to_string() }))).await?;
    tx.commit().await?;
    Ok(())
}

/// Keeps the report of the planned test: may, load, rule, save, tell. A passed one may be all that production waited for.
pub(super) async fn report(
    visit: &Visit,
    id: &DeploymentId,
    version: i64,
    report: &Report,
    files: &[Sealed],
) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    let row = store::load(&mut tx, id, &visit.acting()?.organisation).await?;
    let tests = store::list_tests(&mut tx, id).await?;
    let number = awaiting_report(row.state()?, &tests).map(|test| test.number).ok_or(Refused).map_err(refused)?;
    let to_confirm = report.passed && row.demands()?.confirmed;
    store::keep_report(&mut tx, visit.now, id, number, (report, to_confirm), &visit.session()?.name).await?;
    for file in files {
        attachments::keep(&mut tx, visit, &visit.acting()?.organisation, id.as_str(), &place(number), file).await?;
    }
    // After a passed test the other preparations may still be open; then the date is waited for.
    let state = if report.passed { DeploymentState::SetUp } else { DeploymentState::TestFailed };
    store::move_to(&mut tx, id, version, state).await?;
    let entry = Entry::new("deployments.test_reported").subject(id.as_str());
    audit::record(&mut tx, visit, entry.detail(json!({ "number": number, "passed": report.passed }))).await?;
    begin_production_if_due(&mut tx, visit, &row).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a file of a report back that was sent by mistake, its bytes and all: may, load, rule, save, tell.
pub(super) async fn take_file_back(
    visit: &Visit,
    id: &DeploymentId,
    number: i64,
    file: &AttachmentId,
) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    hold_report(&mut tx, visit, id, number).await?;
    let place = place(number);
    let kept = attachments::list(&mut tx, id.as_str()).await?;
    let kept = kept.into_iter().filter(|line| line.field == place && line.id != file.as_str());
    let kept: Vec<String> = kept.map(|line| line.id).collect();
    // Pressed twice, or a colleague was first: none is removed, and all is as was wanted.
    attachments::remove_others(&mut tx, visit, id.as_str(), &place, &kept).await?;
    tx.commit().await?;
    Ok(())
}

/// Adds files to a report, in the place of one that was taken back or was forgotten, as long as files may be taken back:
/// may, load, rule, save, tell. All are kept or none.
pub(super) async fn add_files(
    visit: &Visit,
    id: &DeploymentId,
    number: i64,
    (allowed, files): (&FilesDefinition, &[Sealed]),
) -> Result<Result<(), FileProblem>, Failure> {
    let organisation = &visit.acting()?.organisation;
    let mut tx = visit.app.db.write().await?;
    hold_report(&mut tx, visit, id, number).await?;
    let place = place(number);
    let mut known = attachments::list(&mut tx, id.as_str()).await?;
    known.retain(|line| line.field == place);
    let new: Vec<&Sealed> = files.iter().filter(|file| known.iter().all(|line| line.sha256 != file.sha256)).collect();
    if known.len() + new.len() > allowed.most {
        return Ok(Err(FileProblem::TooMany));
    }
    for file in new {
        attachments::keep(&mut tx, visit, organisation, id.as_str(), &place, file).await?;
    }
    tx.commit().await?;
    Ok(Ok(()))
}

/// Holds a report whose files may still change: neither does an officer judge the test nor does production begin until the
/// transaction ends.
async fn hold_report(tx: &mut db::Tx, visit: &Visit, id: &DeploymentId, number: i64) -> Result<(), Failure> {
    let row = store::load(tx, id, &visit.acting()?.organisation).await?;
    let is_ahead = store::lock(tx, id).await?;
    let tests = store::list_tests(tx, id).await?;
    let test = tests.iter().find(|test| test.number == number).ok_or(Failure::Malformed("no such test"))?;
    may_change_files(row.state()?, test).and(if is_ahead { Ok(()) } else { Err(Refused) }).map_err(refused)
}
