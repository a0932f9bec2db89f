//! What is to be looked at before a case is approved: findings that are not fine, gathered from beside the answers, so that
//! nobody approves past one that stands further down the page.

use super::case::{finding_class, finding_word};
use crate::applications::{Severity, ShownStep};
use crate::texts::Texts;

/// A finding that is not fine.
pub(super) struct Remaining {
    /// The step under whose heading it stands.
    pub step: String,
    /// The question.
    pub label: String,
    pub class: &'static str,
    pub word: String,
    pub text: String,
}

/// The findings that are not fine, contradictions first, otherwise in the order of the answers.
pub(super) fn remaining(steps: &[ShownStep], t: &Texts) -> Vec<Remaining> {
    let found = |severity: Severity| {
        steps.iter().flat_map(move |step| {
            step.answers.iter().flat_map(move |answer| {
                answer.findings.iter().filter(move |finding| finding.severity == severity).map(move |finding| {
                    Remaining {
                        step: step.key.clone(),
                        label: answer.label.clone(),
                        class: finding_class(&severity),
                        word: finding_word(&severity, t),
                        text: finding.text.clone(),
                    }
                })
            })
        })
    };
    found(Severity::Wrong).chain(found(Severity::Look)).collect()
}
