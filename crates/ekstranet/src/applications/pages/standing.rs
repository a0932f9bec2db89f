//! How a draft as a whole stands: what is missing, who is awaited, when it is removed.

use super::LineView;
use crate::agreements;
use crate::applications::awaited::Elsewhere;
use crate::applications::removal_date;
use crate::applications::rules::State;
use crate::applications::shown::state_tag;
use crate::applications::store::{ApplicationRow, StepLine};
use crate::deployments;
use crate::intermediaries::ConnectionLine;
use crate::kernel::{ApplicationId, Date, Instant, Permission};
use crate::mandates;
use crate::registers;
use crate::services::AskedForm;
use crate::texts::Texts;
use crate::web::{Failure, Visit, format};

/// Who is awaited since when, or what was answered: a word with its colour, and a sentence.
pub(super) struct ConnectionView {
    pub tag: String,
    pub class: &'static str,
    pub text: String,
    /// That the point closes, and when.
    pub closes: Option<String>,
    /// Where another point is applied for then, once the service is in production.
    pub other: Option<String>,
}

pub(super) async fn connection_view(
    visit: &Visit,
    read: &mut db::Read,
    line: Option<&ConnectionLine>,
) -> Result<Option<ConnectionView>, Failure> {
    let Some(line) = line else { return Ok(None) };
    let (tag, class, text) = line.describe(visit.language, visit.texts());
    let point = match &line.point {
        Some((oid, _)) => registers::find_access_point(read, oid).await?,
        None => None,
    };
    let closes = point
        .and_then(|point| point.valid_until)
        .map(|day| visit.texts().applications_point_closes(format::stored_date(&day, visit.language)));
    let other = match ApplicationId::parse(&line.application).filter(|_| closes.is_some()) {
        Some(application) => deployments::extend_address(read, &visit.acting()?.organisation, &application).await?,
        None => None,
    };
    Ok(Some(ConnectionView { tag, class, text, closes, other }))
}

/// Says on the line of a sent application that its intermediary has declined, and by the tag whose turn it is.
pub(super) fn tell_declined(
    visit: &Visit,
    view: &mut LineView,
    elsewhere: Elsewhere,
    (application, connections): (&str, &[ConnectionLine]),
) {
    let declined = connections.iter().find(|connection| connection.application == application);
    let words = declined.map(|connection| connection.describe(visit.language, visit.texts()).2);
    view.about = format!("{} {}", view.about, words.unwrap_or_default());
    if elsewhere == Elsewhere::Untold {
        (view.tag, view.class) = state_tag(State::SupplementRequested, visit.texts());
    }
}

/// The day on which a draft is removed, when it is so near that one is warned of it.
pub(super) fn removed_on(visit: &Visit, application: &ApplicationRow, lines: &[StepLine]) -> Option<Date> {
    let last = lines.iter().filter_map(|line| line.saved_at).max().unwrap_or(application.changed_at);
    removal_date(&visit.app.config, Instant::from_milliseconds(last), visit.now)
}

/// The titles of the parts that are not done.
pub(super) fn missing(form: AskedForm, lines: &[StepLine], t: &Texts) -> Vec<String> {
    let is_done = |key: &str| lines.iter().any(|line| line.step == key && line.state == "done");
    form.steps().filter(|step| !is_done(step.key)).map(|step| (step.title)(t)).collect()
}

/// That the person may sign and submit, or who else may.
pub(super) async fn who_submits(visit: &Visit) -> Result<String, Failure> {
    let t = visit.texts();
    let needs_two = agreements::needs_two(&mut visit.app.db.read().await?, &visit.acting()?.organisation).await?;
    Ok(if needs_two {
        t.applications_submit_two(mandates::positions_that_count(visit))
    } else if visit.acting()?.permissions.allow(Permission::SignAgreements) {
        t.applications_submit_you()
    } else {
        t.applications_submit_others(mandates::positions_that_count(visit))
    })
}
