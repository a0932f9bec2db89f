//! Files as answers: which of them a step keeps, and how new ones come in with a save.

use super::answers::{Answer, StepAnswers};
use super::facts::Gathered;
use super::store;
use super::validation::{Fault, Problem};
use crate::attachments::{self, AttachmentLine, FileFault, Scanned, Sealed, shown_size};
use crate::kernel::{ApplicationId, AttachmentId, Language};
use crate::services::{Kind, QuestionDefinition, StepDefinition};
use crate::web::{Failure, UploadedFile, Visit};

/// New files of a save, ready to be kept, and what is wrong with those that are not taken.
#[derive(Default)]
pub(super) struct Incoming {
    pub files: Vec<(&'static QuestionDefinition, Sealed)>,
    pub problems: Vec<Problem>,
}

/// The questions of a step that are answered with files.
pub(super) fn questions(step: &'static StepDefinition) -> impl Iterator<Item = &'static QuestionDefinition> {
    step.questions.iter().filter(|question| matches!(question.kind, Kind::Attachment { .. }))
}

/// `step.question`, with which files are kept.
fn field(step: &StepDefinition, question: &QuestionDefinition) -> String {
    format!("{}.{}", step.key, question.key)
}

/// Checks and scans the files that came with a form. What is wrong with one does not keep the others out.
pub(super) async fn receive(
    visit: &Visit,
    step: &'static StepDefinition,
    files: Vec<UploadedFile>,
    kept: &StepAnswers,
) -> Result<Incoming, Failure> {
    let mut incoming = Incoming::default();
    let limit = visit.app.config.attachments.limit_kilobytes;
    for file in files {
        let question = questions(step).find(|question| question.key == file.field);
        let Some(question) = question else { return Err(Failure::Malformed("no file is asked for in this field")) };
        let Kind::Attachment { types, most, limit_kilobytes } = question.kind else { continue };
        let limit = limit.min(limit_kilobytes);
        let mut refuse = |fault: Fault| {
            let (step, question, field) = (step.key, question.key, question.key.to_string());
            incoming.problems.push(Problem { step, question, field, fault });
        };
        let there = super::answers::many(kept, question.key).len();
        if there + incoming.files.iter().filter(|(other, _)| other.key == question.key).count() >= most {
            refuse(Fault::FilesTooMany(most));
            continue;
        }
        if file.is_cut {
            refuse(Fault::FileTooLarge(limit));
            continue;
        }
        match attachments::check(&file.name, file.content, types, limit.saturating_mul(1024)) {
            Err(FileFault::Empty) => refuse(Fault::FileEmpty),
            Err(FileFault::TooLarge) => refuse(Fault::FileTooLarge(limit)),
            Err(FileFault::Type) => refuse(Fault::FileType(types)),
            Ok(received) => match attachments::prepare(visit, &visit.acting()?.organisation, received).await? {
                Scanned::Clean(sealed) => incoming.files.push((question, sealed)),
                Scanned::Infected => refuse(Fault::FileInfected),
                Scanned::NotScanned => refuse(Fault::FileNotScanned),
            },
        }
    }
    Ok(incoming)
}

/// Leaves in the answers only files that this application has for the question, and adds the new ones.
pub(super) async fn settle(
    visit: &Visit,
    id: &ApplicationId,
    step: &'static StepDefinition,
    answers: &mut StepAnswers,
    incoming: &mut Incoming,
) -> Result<(), Failure> {
    if questions(step).next().is_none() {
        return Ok(());
    }
    let mut read = visit.app.db.read().await?;
    // The id comes with the post: of another's application nothing is told, as of none.
    let is_own = store::find(&mut read, &visit.acting()?.organisation, id).await?.is_some();
    let lines = if is_own { attachments::list(&mut read, id.as_str()).await? } else { Vec::new() };
    drop(read);
    for question in questions(step) {
        let place = field(step, question);
        let mut values = super::answers::many(answers, question.key).to_vec();
        values.retain(|value| lines.iter().any(|line| line.id == *value && line.field == place));
        // The same file twice, by a double click or on purpose, is one file.
        incoming.files.retain(|(other, file)| {
            let same = lines.iter().find(|line| line.field == place && line.sha256 == file.sha256);
            let Some(same) = same.filter(|_| other.key == question.key) else { return true };
            if !values.contains(&same.id) {
                values.push(same.id.clone());
            }
            false
        });
        let new = incoming.files.iter().filter(|(other, _)| other.key == question.key);
        values.extend(new.map(|(_, file)| file.id.to_string()));
        answers.insert(question.key.to_string(), Answer::Many(values));
    }
    Ok(())
}

/// Keeps the new files in the transaction of the save; in a draft those that were taken away are removed.
pub(super) async fn keep(
    tx: &mut db::Tx,
    visit: &Visit,
    id: &ApplicationId,
    step: &'static StepDefinition,
    answers: &StepAnswers,
    incoming: &Incoming,
    is_draft: bool,
) -> Result<(), Failure> {
    let organisation = &visit.acting()?.organisation;
    for (question, file) in &incoming.files {
        attachments::keep(tx, visit, organisation, id.as_str(), &field(step, question), file).await?;
    }
    // Once a case is submitted, what was submitted stays with it.
    for question in questions(step).filter(|_| is_draft) {
        let kept = super::answers::many(answers, question.key);
        attachments::remove_others(tx, visit, id.as_str(), &field(step, question), kept).await?;
    }
    Ok(())
}

/// Adds the files of an application to what is known, when a step asks for files.
pub(super) async fn add_files(
    visit: &Visit,
    id: &ApplicationId,
    mut steps: impl Iterator<Item = &'static StepDefinition>,
    gathered: &mut Gathered,
) -> Result<(), Failure> {
    if steps.any(|step| questions(step).next().is_some()) {
        gathered.files = attachments::list(&mut visit.app.db.read().await?, id.as_str()).await?;
    }
    Ok(())
}

/// A file in words: name and size.
pub(super) fn file_text(line: &AttachmentLine) -> String {
    format!("{} ({})", line.name, shown_size(line.size, Language::Fi))
}

/// Whether a value is the id of a file.
pub(super) fn is_file(value: &str) -> bool {
    AttachmentId::parse(value).is_some()
}
