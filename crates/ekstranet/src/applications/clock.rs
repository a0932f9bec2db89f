//! The honest clock: how long applications of the same kind have really taken lately, what happens next and who does it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::rules::{State, median_days};
use super::store;
use crate::deployments;
use crate::kernel::{ApplicationId, Instant};
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

/// For how long what was read is told again: half a year of decisions does not change in a few minutes, and reading it
/// costs more than the rest of a page.
const KEPT_SECONDS: i64 = 300;

/// How many days decisions have taken lately, by service and kind, as this instance last read it.
#[derive(Default)]
pub struct UsualDays(Mutex<HashMap<Service, Kept>>);

#[derive(Clone)]
struct Kept {
    read_at: Instant,
    days: Arc<[KindDays]>,
}

/// The days of a kind; nothing when there are too few decisions to tell.
type KindDays = (CaseKind, Option<i64>);

impl UsualDays {
    /// What was read a moment ago.
    fn kept(&self, service: Service, now: Instant) -> Option<Arc<[KindDays]>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&service).cloned();
        let is_young = |kept: &Kept| kept.read_at <= now && now < kept.read_at.plus_seconds(KEPT_SECONDS);
        kept.filter(is_young).map(|kept| kept.days)
    }

    async fn read(&self, visit: &Visit, service: Service) -> Result<Arc<[KindDays]>, Failure> {
        let since = visit.now.plus_seconds(-MEDIAN_SECONDS);
        let rows = store::list_durations(&mut visit.app.db.read().await?, service.code(), since).await?;
        let days: Arc<[KindDays]> = by_kind(&rows).into();
        let kept = Kept { read_at: visit.now, days: Arc::clone(&days) };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(service, kept);
        Ok(days)
    }
}

/// How long decisions about applications of this kind have taken lately, in a sentence; nothing when there are too few to
/// tell. What has had no supplement may still get one: it is told of which cases the days are, and how long the others took.
///
/// # Errors
/// What the database says.
pub async fn expected(visit: &Visit, service: Service, wanted: CaseKind) -> Result<Option<String>, Failure> {
    let (t, usual) = (visit.texts(), visit.app.part::<UsualDays>());
    let days = match usual.kept(service, visit.now) {
        Some(days) => days,
        None => usual.read(visit, service).await?,
    };
    let of = |wanted: CaseKind| days.iter().find(|(kind, _)| *kind == wanted).and_then(|(_, days)| *days);
    let own = of(wanted);
    if wanted.supplemented {
        return Ok(own.map(|days| t.applications_expected_supplemented(days)));
    }
    let others =
        of(CaseKind { supplemented: true, ..wanted }).map(|days| t.applications_expected_if_supplemented(days));
    let told = own.map(|days| t.applications_expected(days));
    Ok(told.map(|told| others.map_or_else(|| told.clone(), |others| format!("{told} {others}"))))
}

fn by_kind(rows: &[store::DurationRow]) -> Vec<KindDays> {
    let mut durations: Vec<(CaseKind, Vec<i64>)> = Vec::new();
    for row in rows {
        let kind = kind(row.profile.as_deref(), row.supplements);
        match durations.iter_mut().find(|(one, _)| *one == kind) {
            Some((_, durations)) => durations.push(row.duration),
            None => durations.push((kind, vec![row.duration])),
        }
    }
    durations.into_iter().map(|(kind, durations)| (kind, median_days(durations))).collect()
}

/// How long it usually takes, in a sentence, which says so where too few of the kind have been decided to tell.
pub(super) async fn expected_text(visit: &Visit, service: Service, kind: CaseKind) -> Result<String, Failure> {
    Ok(expected(visit, service, kind).await?.unwrap_or_else(|| visit.texts().applications_expected_unknown()))
}

/// What happens next and who does it, as far as the state of the application tells: what was approved goes on as its
/// deployment.
pub(super) fn next_text(state: State, t: &Texts) -> String {
    match state {
        State::Draft => t.applications_next_draft(),
        State::Submitted => t.applications_next_submitted(),
        State::InReview => t.applications_next_in_review(),
        State::SupplementRequested => t.applications_next_supplement(),
        State::Approved => t.applications_next_approved(),
        State::Rejected => t.applications_next_rejected(),
        State::Withdrawn => t.applications_next_withdrawn(),
        State::Lapsed => t.applications_next_lapsed(),
    }
}

/// What happens next and who does it; after an approval by how its deployment stands now.
pub(super) async fn next_now(visit: &Visit, id: &ApplicationId, state: State) -> Result<String, Failure> {
    let after = if state == State::Approved { deployments::next_after(visit, id).await? } else { None };
    Ok(after.unwrap_or_else(|| next_text(state, visit.texts())))
}

/// What a case goes through until it is decided, in order; nothing afterwards.
pub(super) fn ahead(state: State, t: &Texts) -> Vec<String> {
    let officer = match state {
        State::Submitted | State::InReview => t.applications_receipt_next_officer(),
        State::SupplementRequested => t.applications_receipt_next_answered(),
        State::Draft | State::Approved | State::Rejected | State::Withdrawn | State::Lapsed => return Vec::new(),
    };
    vec![officer, t.applications_receipt_next_mail(), t.applications_receipt_next_setup()]
}
