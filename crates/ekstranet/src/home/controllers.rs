//! What changes of controller ask of the organisation, and what there is to say of those that wait for others.

use super::pages::Todo;
use crate::controllers::{ChangeLine, ChangeState};
use crate::services::Service;
use crate::web::{Visit, format};

/// What waits for the organisation: one that is not sent, was given back or is contested, and one that it has to confirm or
/// contest.
pub(super) fn controller_todo(visit: &Visit, base: &str, line: &ChangeLine) -> Option<Todo> {
    let (t, number) = (visit.texts(), line.number.as_str());
    let (action, about) = match (line.state, line.received) {
        (ChangeState::Draft, _) => (t.controllers_home_draft(), t.controllers_home_draft_about()),
        (ChangeState::Returned, false) => (t.controllers_home_correct(), t.controllers_home_correct_about(number)),
        (ChangeState::Contested, false) => {
            (t.controllers_home_contested(), t.controllers_home_contested_about(line.other.as_str(), number))
        }
        (ChangeState::Asked, true) => {
            (t.controllers_home_answer(), t.controllers_home_answer_about(line.other.as_str(), number))
        }
        _ => return None,
    };
    Some(Todo { address: format!("{base}controllers/{}", line.id), action, about })
}

/// What is said at the row of a service: where it is read, and the words.
pub(super) fn controller_row(
    visit: &Visit,
    base: &str,
    lines: &[ChangeLine],
    service: Service,
) -> Option<(String, String)> {
    let t = visit.texts();
    let line = lines.iter().find(|line| line.state != ChangeState::Draft && line.services.contains(&service))?;
    let said = match line.run_day.as_deref() {
        _ if line.state == ChangeState::Contested => t.controllers_home_under_contest(line.number.as_str()),
        Some(day) => t.controllers_home_scheduled(line.number.as_str(), format::stored_date(day, visit.language)),
        None => t.controllers_home_waiting(line.number.as_str()),
    };
    Some((format!("{base}controllers/{}", line.id), said))
}
