//! A supplement that has come: told at the top of the case, with the way to each answer that it changed.

use crate::applications::{Case, ShownAnswer, ShownStep, State};
use crate::web::{Visit, format};

/// The supplement that came last.
pub(super) struct Arrived {
    /// When it came, and from whom.
    pub line: String,
    /// Fields and labels of the answers that it changed.
    pub changed: Vec<(String, String)>,
}

/// The last supplement, where it was answered and the case waits for an officer.
pub(super) fn arrived(visit: &Visit, case: &Case, steps: &[ShownStep]) -> Option<Arrived> {
    let waits = matches!(case.state, State::Submitted | State::InReview);
    let last = case.supplements.last().filter(|last| waits && last.recalled_at.is_none())?;
    let when = format::moment(last.answered_at?, visit.language);
    let who = last.answered_by.as_deref().unwrap_or(&case.organisation_name);
    // Of several, what the last one changed stands beside the answers as something of its own.
    let several = case.supplements.iter().filter(|supplement| supplement.answered_at.is_some()).count() > 1;
    let is_changed = |answer: &&ShownAnswer| {
        let earlier = if several { &answer.previously } else { &answer.before };
        !earlier.is_empty()
    };
    let answers = steps.iter().flat_map(|step| &step.answers);
    Some(Arrived {
        line: visit.texts().desk_arrived(when, who),
        changed: answers.filter(is_changed).map(|answer| (answer.field.clone(), answer.label.clone())).collect(),
    })
}
