//! Several people on one draft: who is on which step, what changed between the versions of a step, the note to the next
//! helper, starting again without losing the old draft, and taking over answers given before.

use serde_json::json;

use super::answers::{self, Answer, StepAnswers};
use super::attaching::Incoming;
use super::cosigning;
use super::drafting::{self, state_of};
use super::pairing;
use super::rules::{AREA_LIMIT, CaseStep, Side, State};
use super::store;
use super::store_together::{self, PresenceRow, SourceRow, VersionRow};
use super::submitting::{self, load};
use crate::audit::{self, Entry};
use crate::intermediaries;
use crate::kernel::{ApplicationId, AuditId, Instant, holds_typed_identity_code};
use crate::services::{AskedForm, Kind, QuestionDefinition, StepDefinition};
use crate::web::{Failure, Visit};

/// How long somebody who opened a step is shown on it.
pub(super) const PRESENT_SECONDS: i64 = 10 * 60;
/// A presence is written again after this long.
const PRESENCE_STEP_SECONDS: i64 = 60;
/// Saves of one person with shorter breaks are one change.
pub(super) const PAUSE_SECONDS: i64 = 10 * 60;

/// Who else is filling in an application just now.
pub(super) async fn list_others(visit: &Visit, id: &ApplicationId) -> Result<Vec<PresenceRow>, Failure> {
    let me = visit.session()?.person.as_str();
    let after = visit.now.plus_seconds(-PRESENT_SECONDS);
    let mut present = store_together::list_present(&mut visit.app.db.read().await?, id, after).await?;
    present.retain(|row| row.person_id != me);
    Ok(present)
}

/// Notes that the visitor has opened a step, at most once a minute, and tells who else is on it. Nobody's page waits for
/// this to succeed: it locks nothing.
pub(super) async fn open_step(visit: &Visit, id: &ApplicationId, step: &str) -> Result<Vec<PresenceRow>, Failure> {
    let session = visit.session()?;
    let after = visit.now.plus_seconds(-PRESENT_SECONDS);
    let mut present = store_together::list_present(&mut visit.app.db.read().await?, id, after).await?;
    let own = present.iter().find(|row| row.person_id == session.person.as_str() && row.step == step);
    let fresh = visit.now.plus_seconds(-PRESENCE_STEP_SECONDS).milliseconds();
    // An officer who looks through a support code sees who is here, and is not here.
    if !session.is_officer() && own.is_none_or(|row| row.seen_at <= fresh) {
        let since = own.map_or(visit.now, |row| Instant::from_milliseconds(row.since));
        let mut tx = visit.app.db.write().await?;
        store_together::note_presence(&mut tx, visit.now, id, step, since, session).await?;
        tx.commit().await?;
    }
    present.retain(|row| row.person_id != session.person.as_str() && row.step == step);
    Ok(present)
}

/// One change of a step: what it held before and after.
pub(super) struct Change {
    pub step: String,
    pub before: StepAnswers,
    pub after: StepAnswers,
    pub at: Instant,
    pub by: String,
}

/// Every change of an application, the latest first.
pub(super) async fn list_changes(visit: &Visit, id: &ApplicationId) -> Result<Vec<Change>, Failure> {
    changes(store_together::list_versions(&mut visit.app.db.read().await?, id).await?)
}

fn changes(rows: Vec<VersionRow>) -> Result<Vec<Change>, Failure> {
    let mut changes = Vec::new();
    let mut before: Option<(String, StepAnswers)> = None;
    for row in rows {
        let after = answers::parse(&row.answers).map_err(Failure::internal)?;
        let earlier = before.take().filter(|(step, _)| *step == row.step).map(|(_, answers)| answers);
        let earlier = earlier.unwrap_or_default();
        if let Some((at, by)) = row.saved_at.zip(row.saved_by_name).filter(|_| earlier != after) {
            changes.push(Change {
                step: row.step.clone(),
                before: earlier,
                after: after.clone(),
                at: Instant::from_milliseconds(at),
                by,
            });
        }
        before = Some((row.step, after));
    }
    // Of those at the same moment, too, the later version comes first.
    changes.reverse();
    changes.sort_by_key(|change| std::cmp::Reverse(change.at));
    Ok(changes)
}

/// What is wrong with a text that people write to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextFault {
    Empty,
    TooLong,
    IdentityCode,
}

/// Checks a text for the next helper or for the other side of a case.
pub(super) fn check_text(text: &str) -> Result<(), TextFault> {
    if text.trim().is_empty() {
        Err(TextFault::Empty)
    } else if text.chars().count() > AREA_LIMIT {
        Err(TextFault::TooLong)
    } else if holds_typed_identity_code(text) {
        Err(TextFault::IdentityCode)
    } else {
        Ok(())
    }
}

/// Leaves a note to the next helper; an empty one takes the last away.
pub(super) async fn leave_note(visit: &Visit, id: &ApplicationId, text: &str) -> Result<(), Failure> {
    load(visit, id).await?;
    let mut tx = visit.app.db.write().await?;
    let note = AuditId::new(visit.now, &visit.app.random);
    let organisation = &visit.acting()?.organisation;
    if !store_together::insert_note(&mut tx, visit.now, &note, organisation, id, text, visit.session()?).await? {
        return Err(Failure::Stale);
    }
    audit::record(&mut tx, visit, Entry::new("applications.note_left").subject(id.as_str())).await?;
    tx.commit().await?;
    Ok(())
}

/// What a new beginning takes along from the draft before it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Carried {
    Nothing,
    /// The answers to what both forms ask.
    WhatBothAsk,
}

/// Puts the draft aside and begins another for the same service; returns the new one. The old one stays readable and
/// its answers can be taken over.
pub(super) async fn start_again(visit: &Visit, id: &ApplicationId, carried: Carried) -> Result<ApplicationId, Failure> {
    let application = load(visit, id).await?;
    state_of(&application)?.after(CaseStep::PutAside, Side::Customer).map_err(|_| Failure::Stale)?;
    let prepared = drafting::prepare(visit, submitting::form_of(&application)?.service).await?;
    let organisation = &visit.acting()?.organisation;
    let mut tx = visit.app.db.write().await?;
    pairing::take_turns(&mut tx, &application, id).await?;
    cosigning::refuse_half_signed(&mut tx, id).await?;
    store_together::update_put_aside(&mut tx, visit.now, organisation, id).await?;
    // A new beginning is a beginning of this service alone.
    store_together::unlink(&mut tx, id).await?;
    intermediaries::end(&mut tx, visit, id).await?;
    submitting::tell(&mut tx, visit, id, "put_aside").await?;
    audit::record(&mut tx, visit, Entry::new("applications.put_aside").subject(id.as_str())).await?;
    let new = drafting::insert(&mut tx, visit, &prepared).await?.ok_or(Failure::Stale)?;
    if carried == Carried::WhatBothAsk {
        carry(&mut tx, (id, &new), prepared.form).await?;
    }
    tx.commit().await?;
    Ok(new)
}

/// Fills a new draft with what was answered in another one to what both ask.
async fn carry(tx: &mut db::Tx, (from, to): (&ApplicationId, &ApplicationId), form: AskedForm) -> Result<(), Failure> {
    let given = store::list_steps(tx, from).await?;
    for known in store::list_steps(tx, to).await? {
        let (Some(step), Some(row)) = (form.step(&known.step), given.iter().find(|row| row.step == known.step)) else {
            continue;
        };
        let mut answers = answers::parse(&known.answers).map_err(Failure::internal)?;
        answers.extend(reusable(step, &answers::parse(&row.answers).map_err(Failure::internal)?));
        store::prefill_step(tx, to, step.key, &answers::to_row(&answers)).await?;
    }
    Ok(())
}

/// Whether a row is a draft that was put aside, and not a case that was withdrawn.
pub(super) fn is_put_aside(application: &store::ApplicationRow) -> bool {
    application.state == State::Withdrawn.code() && application.submitted_at.is_none()
}

/// Answers to a step that the organisation has given before.
pub(super) struct Earlier {
    pub row: SourceRow,
    /// Those that this step can take over.
    pub answers: StepAnswers,
}

/// Where the same step has been answered before, in other applications of the organisation.
pub(super) async fn list_earlier(
    visit: &Visit,
    id: &ApplicationId,
    step: &StepDefinition,
) -> Result<Vec<Earlier>, Failure> {
    let organisation = &visit.acting()?.organisation;
    let rows = store_together::list_sources(&mut visit.app.db.read().await?, organisation, id, step.key).await?;
    let mut earlier: Vec<Earlier> = Vec::new();
    for row in rows {
        let answers = reusable(step, &answers::parse(&row.answers).map_err(Failure::internal)?);
        if !answers.is_empty() && !earlier.iter().any(|other| other.answers == answers) {
            earlier.push(Earlier { row, answers });
        }
    }
    Ok(earlier)
}

/// The answers that fit a step. What somebody vouches for, and dates, are given anew each time.
pub(super) fn reusable(step: &StepDefinition, given: &StepAnswers) -> StepAnswers {
    let fitting = step.questions.iter().filter_map(|question| {
        let answer = fitting(question, given.get(question.key)?)?;
        Some((question.key.to_string(), answer))
    });
    fitting.collect()
}

fn fitting(question: &QuestionDefinition, answer: &Answer) -> Option<Answer> {
    match (&question.kind, answer) {
        (Kind::Confirm | Kind::Date { .. } | Kind::Attachment { .. }, _) => None,
        (Kind::Choice(choices) | Kind::JoiningModel { choices, .. }, Answer::Text(text)) => {
            choices.iter().any(|choice| choice.key == text).then(|| answer.clone())
        }
        (Kind::Units | Kind::UnitSubset { .. }, Answer::Many(values)) => (!values.is_empty()).then(|| answer.clone()),
        (Kind::People { most, roles }, Answer::People(people)) => {
            let mut people = people.clone();
            people.truncate(*most);
            for person in &mut people {
                person.roles.retain(|held| roles.iter().any(|role| role.key == held));
            }
            (!people.is_empty()).then_some(Answer::People(people))
        }
        (Kind::Units | Kind::UnitSubset { .. } | Kind::People { .. }, _) | (_, Answer::Many(_) | Answer::People(_)) => {
            None
        }
        (_, Answer::Text(text)) => (!text.is_empty()).then(|| answer.clone()),
    }
}

/// Takes over earlier answers of another application of the organisation into a step; what they do not answer stays.
pub(super) async fn take_over(
    visit: &Visit,
    id: &ApplicationId,
    step: &'static StepDefinition,
    from: &ApplicationId,
    version: i64,
) -> Result<drafting::Saved, Failure> {
    let application = load(visit, id).await?;
    let earlier = list_earlier(visit, id, step).await?;
    let earlier = earlier.into_iter().find(|earlier| earlier.row.application == from.as_str());
    let taken = earlier.ok_or(Failure::NotFound)?.answers;
    let row = store::find_step(&mut visit.app.db.read().await?, id, step.key).await?.ok_or(Failure::NotFound)?;
    let mut merged = answers::parse(&row.answers).map_err(Failure::internal)?;
    merged.extend(taken);
    let request = drafting::SaveRequest {
        id,
        form: submitting::form_of(&application)?,
        step,
        version,
        posted: answers::Posted { answers: merged, identity_codes: Vec::new(), too_large: false },
        pressed: false,
        taken_from: Some(json!(from.as_str())),
        incoming: Incoming::default(),
    };
    drafting::save_step(visit, request).await
}
