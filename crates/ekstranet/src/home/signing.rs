//! What home says of a proposal that one signature be enough: to whoever may confirm it, and to whoever made it.

use super::pages::Todo;
use crate::agreements::OneProposed;
use crate::web::{Visit, format};

fn address(base: &str) -> String {
    format!("{base}agreements/signatories")
}

/// Somebody else's proposal waits for the reader.
pub(super) fn proposal_todo(visit: &Visit, base: &str, proposal: &OneProposed) -> Option<Todo> {
    let t = visit.texts();
    proposal.waits_for_reader(visit).then(|| Todo {
        address: address(base),
        action: t.home_do_proposal(),
        about: t.home_do_about_proposal(proposal.name.as_str(), format::date(proposal.at.date(), visit.language)),
    })
}

/// That one's own waits for another person, where one sees that, and the words of that link.
pub(super) fn own_proposal(visit: &Visit, base: &str, proposal: &OneProposed) -> Option<(String, String, String)> {
    let t = visit.texts();
    proposal.is_of_reader(visit).then(|| (t.home_proposal_waits(), address(base), t.agreements_rule_link()))
}
