//! The honest clock: how long applications of the same kind have really taken lately, what happens next and who does it.

use super::rules::{State, median_days};
use super::store;
use crate::services::{CustomerKind, Profile, Service};
use crate::texts::Texts;
use crate::web::{Failure, Visit};

/// For how far back decisions tell how long things take.
const MEDIAN_SECONDS: i64 = 180 * 86_400;

/// What makes applications for one service alike: who applies, and whether a supplement was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseKind {
    pub customer: CustomerKind,
    pub supplemented: bool,
}

/// The kind of an application from its row.
pub(super) fn kind(profile: Option<&str>, supplements: i64) -> CaseKind {
    let profile = profile.and_then(Profile::parse).unwrap_or_default();
    CaseKind { customer: profile.kind, supplemented: supplements > 0 }
}

/// How many days decisions about applications of this kind have taken lately; nothing when there are too few to tell.
///
/// # Errors
/// What the database says.
pub async fn expected_days(visit: &Visit, service: Service, wanted: CaseKind) -> Result<Option<i64>, Failure> {
    let since = visit.now.plus_seconds(-MEDIAN_SECONDS);
    let rows = store::list_durations(&mut visit.app.db.read().await?, service.code(), since).await?;
    let alike = rows.iter().filter(|row| kind(row.profile.as_deref(), row.supplements) == wanted);
    Ok(median_days(alike.map(|row| row.duration).collect()))
}

/// How long it usually takes, in a sentence, which says so where too few of the kind have been decided to tell.
pub(super) async fn expected_text(visit: &Visit, service: Service, kind: CaseKind) -> Result<String, Failure> {
    let t = visit.texts();
    let days = expected_days(visit, service, kind).await?;
    Ok(days.map_or_else(|| t.applications_expected_unknown(), |days| t.applications_expected(days)))
}

/// What happens next and who does it; nothing when the case is closed.
pub(super) fn next_text(state: State, t: &Texts) -> Option<String> {
    Some(match state {
        State::Draft => t.applications_next_draft(),
        State::Submitted => t.applications_next_submitted(),
        State::InReview => t.applications_next_in_review(),
        State::SupplementRequested => t.applications_next_supplement(),
        State::Approved => t.applications_next_approved(),
        State::Rejected | State::Withdrawn | State::Lapsed => return None,
    })
}
