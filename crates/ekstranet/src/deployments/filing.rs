//! The files of a deployment, those of a test report and those of a set-up item: looked at and scanned before they are
//! kept.

use crate::attachments::{self, AttachmentLine, FileFault, Scanned, Sealed, shown_size};
use crate::kernel::{DeploymentId, Language};
use crate::services::{FileType, FilesDefinition};
use crate::web::{Failure, UploadedFile, Visit};

use super::rules::FileProblem;

/// The field with the files of a report.
pub(super) const FIELD: &str = "files";

/// The place of a report's files among those of the deployment.
pub(super) fn place(number: i64) -> String {
    format!("test_report.{number}")
}

/// The field with further files of the report of a test.
pub(super) fn added(number: i64) -> String {
    format!("added-{number}")
}

/// Whether a field is one of those.
pub(super) fn is_added(field: &str) -> bool {
    field.starts_with("added-")
}

/// Checks and scans the files that came in a field. No transaction may be open meanwhile.
pub(super) async fn receive(
    visit: &Visit,
    files: Vec<UploadedFile>,
    (field, allowed): (&str, Option<&FilesDefinition>),
) -> Result<(Vec<Sealed>, Vec<FileProblem>), Failure> {
    let (mut sealed, mut problems): (Vec<Sealed>, _) = (Vec::new(), Vec::new());
    for file in files {
        let Some(allowed) = allowed.filter(|_| file.field == field) else {
            return Err(Failure::Malformed("no file is asked for in this field"));
        };
        let limit = visit.app.config.attachments.limit_kilobytes.min(allowed.limit_kilobytes);
        if sealed.len() >= allowed.most {
            problems.push(FileProblem::TooMany);
            break;
        }
        if file.is_cut {
            problems.push(FileProblem::TooLarge);
            continue;
        }
        match attachments::check(&file.name, file.content, allowed.types, limit.saturating_mul(1024)) {
            Err(FileFault::Empty) => problems.push(FileProblem::Empty),
            Err(FileFault::TooLarge) => problems.push(FileProblem::TooLarge),
            Err(FileFault::Type) => problems.push(FileProblem::Type),
            Ok(received) => match attachments::prepare(visit, &visit.acting()?.organisation, received).await? {
                // The same file twice is one file.
                Scanned::Clean(file) if sealed.iter().any(|known| known.sha256 == file.sha256) => {}
                Scanned::Clean(file) => sealed.push(file),
                Scanned::Infected => problems.push(FileProblem::Infected),
                Scanned::NotScanned => problems.push(FileProblem::NotScanned),
            },
        }
    }
    Ok((sealed, problems))
}

/// The files of a deployment as pages show them: the test's number, the id and the words.
pub(super) async fn list(visit: &Visit, id: &DeploymentId) -> Result<Vec<AttachmentLine>, Failure> {
    attachments::list(&mut visit.app.db.read().await?, id.as_str()).await
}

/// A file of a report on a page.
pub(super) struct ReportFile {
    pub id: String,
    pub name: String,
    pub address: String,
    pub words: String,
}

/// Those of one test.
pub(super) fn links(lines: &[AttachmentLine], number: i64, base: &str, language: Language) -> Vec<ReportFile> {
    let here = lines.iter().filter(|line| line.field == place(number));
    here.map(|line| ReportFile {
        id: line.id.clone(),
        name: line.name.clone(),
        address: format!("{base}/attachments/{}", line.id),
        words: format!("{} ({})", line.name, shown_size(line.size, language)),
    })
    .collect()
}

/// The types in words.
pub(super) fn type_names(types: &[FileType]) -> String {
    types.iter().map(|kind| kind.code().to_uppercase()).collect::<Vec<_>>().join(", ")
}

/// The types as a browser's chooser of files wants them.
pub(super) fn accepted(types: &[FileType]) -> String {
    types.iter().map(|kind| kind.media()).collect::<Vec<_>>().join(",")
}

/// A limit in words.
pub(super) fn limit_text(visit: &Visit, allowed: &FilesDefinition) -> String {
    let limit = visit.app.config.attachments.limit_kilobytes.min(allowed.limit_kilobytes);
    shown_size(i64::try_from(limit.saturating_mul(1024)).unwrap_or(i64::MAX), visit.language)
}
