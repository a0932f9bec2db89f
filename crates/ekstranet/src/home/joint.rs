//! What joint joinings, and applications that name the organisation, ask of it.

use super::pages::Todo;
use crate::parties::{Joinings, PartyState};
use crate::web::{Visit, format};

/// What joint joinings ask of the organisation: its own answer, or a contest to clear up,
/// also of whom its own application names.
pub(super) fn joint_todos(visit: &Visit, base: &str, joinings: &Joinings) -> Vec<Todo> {
    let t = visit.texts();
    let asked = joinings.joined.iter().filter(|line| line.state == PartyState::Waiting).map(|line| Todo {
        address: format!("{base}joined"),
        action: t.home_do_confirm_joining(),
        about: t.home_do_about_joining(line.service.name(t), &line.main_joiner_name),
    });
    let contested = (joinings.contested > 0).then(|| Todo {
        address: format!("{base}parties?state=contested"),
        action: t.home_do_clear_up(),
        about: t.home_do_about_contested(joinings.contested),
    });
    let ending = joinings.joined.iter().filter_map(|line| {
        let day = format::stored_date(line.ends_on.as_deref()?, visit.language);
        Some(Todo {
            address: format!("{base}applications"),
            action: t.home_do_go_on(),
            about: t.home_do_about_joining_ends(line.service.name(t), day),
        })
    });
    let named = joinings.named_by.iter().map(|name| Todo {
        address: format!("{base}joined"),
        action: t.home_do_named(),
        about: t.home_do_about_named(name),
    });
    let unsettled = joinings.unconfirmed.iter().filter(|line| line.is_contested).map(|line| Todo {
        address: format!("{base}applications/{}", line.application),
        action: t.home_do_clear_up(),
        about: t.home_do_about_unsettled(line.case_number.as_str(), line.other.as_str()),
    });
    asked.chain(named).chain(unsettled).chain(contested).chain(ending).collect()
}
