//! Answers that come when their application takes none any more: it was sent, or what was asked for is not asked any more,
//! while somebody typed. They are not saved, and they are not lost: their page shows them once more.

use db::Tx;

use super::answers::{self, Answer, StepAnswers};
use super::drafting::{SaveRequest, Saved, state_of};
use super::rules::State;
use super::store::{self, ApplicationRow, StepRow};
use super::{Supplement, supplements};
use crate::agreements;
use crate::kernel::BusinessId;
use crate::services::AskedForm;
use crate::web::Failure;

/// What stands where a save found no row to change.
pub(super) struct Found {
    pub application: ApplicationRow,
    pub row: StepRow,
    /// The supplement requests, oldest first.
    pub requests: Vec<Supplement>,
    /// Whether a signature waits for another one.
    pub is_half_signed: bool,
}

impl Found {
    /// Whether it is a draft that can be changed.
    pub fn is_open_draft(&self) -> Result<bool, Failure> {
        Ok(state_of(&self.application)? == State::Draft && !self.is_half_signed)
    }

    /// Fields of the open supplement request.
    pub fn asked(&self) -> Vec<String> {
        let open = self.requests.iter().filter(|request| request.answered_at.is_none());
        open.flat_map(|request| &request.items).map(|(field, _)| field.clone()).collect()
    }
}

/// Answers that came too late, beside those that stay.
pub(super) struct Lost {
    pub why: Closing,
    /// The form of the page on which somebody typed.
    pub form: AskedForm,
    pub theirs: StepAnswers,
    pub mine: StepAnswers,
}

/// Why an application takes no more answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closing {
    /// It has been sent.
    Sent,
    /// Somebody has signed it, and it waits for another signature.
    HalfSigned,
    /// What was asked for has been answered.
    Answered,
    /// What was asked for is not asked any more.
    Recalled,
    /// It was put aside or withdrawn, has lapsed or is decided.
    Ended,
    /// A draft that was prepared before the right has been taken over or removed.
    Gone,
    /// The draft has been discarded; nothing of it is kept.
    Discarded,
}

/// What there is where nothing could be saved; nothing when the draft was discarded. Looked at inside the transaction: what
/// changed a moment ago may not be visible to readers yet.
///
/// # Errors
/// `NotFound` when the application has no such step.
pub(super) async fn find(
    tx: &mut Tx,
    organisation: &BusinessId,
    request: &SaveRequest<'_>,
) -> Result<Option<Found>, Failure> {
    let Some(application) = store::find(tx, organisation, request.id).await? else { return Ok(None) };
    let row = store::find_step(tx, request.id, request.step.key).await?.ok_or(Failure::NotFound)?;
    let requests = supplements::list(tx, request.id).await?;
    let is_half_signed = agreements::find_waiting(tx, request.id).await?.is_some();
    Ok(Some(Found { application, row, requests, is_half_signed }))
}

/// What a save comes to whose draft is not there any more: all that was typed, and nothing beside it.
pub(super) fn without_draft(request: &SaveRequest<'_>, why: Closing) -> Saved {
    let mine = request.posted.answers.clone();
    Saved::Closed(Some(Box::new(Lost { why, form: request.form, theirs: StepAnswers::new(), mine })))
}

/// What a save comes to whose application takes no more answers.
///
/// # Errors
/// `Internal` when a row cannot be read.
pub(super) fn closed(request: &SaveRequest<'_>, found: &Found) -> Result<Saved, Failure> {
    let theirs = answers::parse(&found.row.answers).map_err(Failure::internal)?;
    let mine = typed(request, found, &theirs);
    if is_same(&mine, &theirs) {
        return Ok(Saved::Closed(None));
    }
    let why = if found.is_half_signed {
        Closing::HalfSigned
    } else {
        why(state_of(&found.application)?, found.requests.last())
    };
    Ok(Saved::Closed(Some(Box::new(Lost { why, form: request.form, theirs, mine }))))
}

/// Whether more was typed than what is asked for, which would be left out of an answer.
///
/// # Errors
/// `Internal` when a row cannot be read.
pub(super) fn holds_more(request: &SaveRequest<'_>, found: &Found, asked: &StepAnswers) -> Result<bool, Failure> {
    let theirs = answers::parse(&found.row.answers).map_err(Failure::internal)?;
    Ok(!is_same(&typed(request, found, &theirs), asked))
}

fn why(state: State, last: Option<&Supplement>) -> Closing {
    match (state, last) {
        (State::Approved | State::Rejected | State::Withdrawn | State::Lapsed, _) => Closing::Ended,
        (State::Submitted | State::InReview, Some(last)) if last.recalled_at.is_some() => Closing::Recalled,
        (State::Submitted | State::InReview, Some(_)) => Closing::Answered,
        _ => Closing::Sent,
    }
}

/// The step with what was typed. A page of a supplement shows only what is asked for; what comes empty and was not asked
/// for was not on it.
fn typed(request: &SaveRequest<'_>, found: &Found, stored: &StepAnswers) -> StepAnswers {
    let asked: Option<Vec<String>> =
        found.requests.last().map(|last| last.items.iter().map(|(field, _)| field.clone()).collect());
    let mut mine = stored.clone();
    for question in request.step.questions {
        let Some(answer) = request.posted.answers.get(question.key) else { continue };
        let was_asked = asked.as_ref().is_none_or(|asked| supplements::is_open(request.step, question, asked));
        if was_asked || !is_empty(answer) {
            mine.insert(question.key.to_string(), answer.clone());
        }
    }
    mine
}

fn is_empty(answer: &Answer) -> bool {
    match answer {
        Answer::Text(text) => text.is_empty(),
        Answer::Many(values) => values.is_empty(),
        Answer::People(people) => people.is_empty(),
    }
}

/// Whether two versions of a step say the same: no answer and an empty one are one.
fn is_same(one: &StepAnswers, other: &StepAnswers) -> bool {
    let said = |answers: &StepAnswers| {
        answers
            .iter()
            .filter(|(_, answer)| !is_empty(answer))
            .map(|(key, answer)| (key.clone(), answer.clone()))
            .collect::<StepAnswers>()
    };
    said(one) == said(other)
}
