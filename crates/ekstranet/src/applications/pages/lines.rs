//! The applications of an organisation as its list shows them: how each stands, and what happens next.

use std::collections::HashMap;

use super::standing;
use crate::applications::awaited::{case_tag, held_up_text, list_elsewhere, may_wait_for_others};
use crate::applications::clock::{expected, next_text};
use crate::applications::shown::{event_text, state_tag};
use crate::applications::{ApplicationLine, list_extending};
use crate::intermediaries;
use crate::kernel::Instant;
use crate::parties;
use crate::services::Extending;
use crate::web::{Failure, Visit, format};

/// An application of the list.
pub(super) struct LineView {
    pub address: String,
    pub service: String,
    pub tag: String,
    pub class: &'static str,
    pub about: String,
    /// What happens next and who does it, and how long it usually takes.
    pub next: Option<String>,
    pub expected: Option<String>,
}

/// What several applications for one service are about is read of all of them at once.
pub(super) async fn line_views(
    visit: &Visit,
    base: &str,
    lines: &[ApplicationLine],
    joinings: &parties::Joinings,
) -> Result<Vec<LineView>, Failure> {
    let extending = if lines.iter().any(|line| line.service.repeats()) {
        list_extending(&mut visit.app.db.read().await?, &visit.acting()?.organisation).await?
    } else {
        HashMap::new()
    };
    let mut read = visit.app.db.read().await?;
    let connections = intermediaries::list_unconfirmed(&mut read, &visit.acting()?.organisation).await?;
    let elsewhere = list_elsewhere(&mut read, lines, &connections).await?;
    drop(read);
    let (t, mut views) = (visit.texts(), Vec::new());
    for line in lines {
        let mut view = line_view(visit, base, line, extending.get(line.id.as_str())).await?;
        let named = joinings.unconfirmed_of(&line.id).filter(|_| may_wait_for_others(line.state));
        if let Some(named) = named {
            (view.tag, view.class) = case_tag(line.state, named.is_contested, t);
        }
        let elsewhere = elsewhere.get(line.id.as_str()).copied();
        let held_up = held_up_text(named.map(|named| (named.other.as_str(), named.is_contested)), elsewhere, t);
        view.next = held_up.or(view.next);
        if let Some(elsewhere) = elsewhere {
            standing::tell_declined(visit, &mut view, elsewhere, (line.id.as_str(), &connections));
        }
        views.push(view);
    }
    Ok(views)
}

async fn line_view(
    visit: &Visit,
    base: &str,
    line: &ApplicationLine,
    extending: Option<&Extending>,
) -> Result<LineView, Failure> {
    let t = visit.texts();
    // A draft that was put aside is no case, and nobody withdrew it.
    let is_aside = line.case_number.is_none() && !line.state.is_open();
    let (tag, class) = match &line.first_signature {
        _ if is_aside => (t.applications_state_aside(), "calm"),
        Some(signed) if signed.is_awaiting_others(visit) => (t.agreements_waiting_title(), "calm"),
        _ => state_tag(line.state, t),
    };
    let moment = |at: Instant| format::moment(at, visit.language);
    let about = match (&line.case_number, line.submitted_at, &line.supplement_deadline) {
        (None, ..) if is_aside => t.applications_line_aside(moment(line.changed_at)),
        (Some(number), ..) if !line.state.is_open() => {
            t.applications_line_ended(number, event_text(line.state.code(), t))
        }
        (Some(number), _, Some(deadline)) => {
            t.applications_line_supplement(number, format::stored_date(deadline, visit.language))
        }
        (Some(number), Some(at), None) => t.applications_line_submitted(number, moment(at)),
        _ => match (&line.first_signature, &line.reopened) {
            (Some(signed), _) if signed.is_enough => {
                t.applications_half_signed_enough(signed.name.as_str(), moment(signed.at))
            }
            (Some(signed), _) => t.applications_half_signed(signed.name.as_str(), moment(signed.at)),
            (None, Some(reopened)) => t.applications_line_reopened(reopened.by.as_str(), moment(reopened.at)),
            (None, None) => t.applications_line_draft(moment(line.last_saved_at.unwrap_or(line.changed_at))),
        },
    };
    let waits = may_wait_for_others(line.state);
    let expected = if waits { expected(visit, line.service, line.kind).await? } else { None };
    let goes_on = line.state.is_open() && line.first_signature.is_none();
    let next = if line.reopened.is_some() { t.applications_next_reopened() } else { next_text(line.state, t) };
    let next = goes_on.then_some(next);
    let address = format!("{base}/{}", line.id);
    let service = extending.map_or_else(|| line.service.name(t), |extending| extending.name(line.service, t));
    Ok(LineView { address, service, tag, class, about, next, expected })
}
