//! What an intermediary answers: it confirms with an access point and a system, or declines with a reason.

use serde_json::json;

use super::ConnectionState;
use super::answers;
use super::rules::{ConnectionStep, Party, REASON_LIMIT};
use super::store::{self, Answered, ConnectionRow};
use crate::audit::{self, Entry};
use crate::kernel::{BusinessId, CaseLanguage, ConnectionId, Date, holds_typed_identity_code};
use crate::notices::{self, Happening, Notice};
use crate::registers::{self, AccessPoint, InformationSystem};
use crate::services::Service;
use crate::web::{Failure, Visit};

/// What an intermediary may choose from.
pub(super) struct Offer {
    /// Its own points in use with a valid certificate.
    pub points: Vec<AccessPoint>,
    /// Those that close before the customer's first day.
    pub closing: Vec<AccessPoint>,
    /// Systems certified for the service, or for what it extends; of the kind of the one that the customer named.
    pub systems: Vec<InformationSystem>,
}

impl Offer {
    pub async fn load(
        read: &mut db::Read,
        owner: &BusinessId,
        row: &ConnectionRow,
        today: Date,
    ) -> Result<Self, Failure> {
        let mut points = registers::list_access_points_of(read, owner).await?;
        points.retain(|point| point.is_open(today) && !is_over(&point.certificate_until, today));
        let is_closed_before = |point: &AccessPoint| {
            let days = point.valid_until.as_ref().zip(row.production_date.as_ref());
            days.is_some_and(|(last, first)| last < first)
        };
        let (closing, points) = points.into_iter().partition(is_closed_before);
        let systems = fitting(registers::list_all_systems(read).await?, row, today)?;
        Ok(Self { points, closing, systems })
    }
}

/// The systems that an intermediary may confirm. No system is certified for an extension: it uses the certificate of what
/// it extends. A customer that named a pharmacy system or a viewer needs one of that kind.
fn fitting(known: Vec<InformationSystem>, row: &ConnectionRow, today: Date) -> Result<Vec<InformationSystem>, Failure> {
    let service =
        Service::parse(&row.service).ok_or_else(|| Failure::internal("the service of a connection is unknown"))?;
    let codes: Vec<&str> = std::iter::once(&service).chain(service.extends()).map(|one| one.code()).collect();
    let asked = known.iter().find(|system| row.asked_system.as_deref() == Some(system.id.as_str()));
    let kind = asked.map(|system| system.kind.clone());
    let fits = |system: &InformationSystem| {
        system.services.split_whitespace().any(|code| codes.contains(&code))
            && !is_over(&system.certified_until, today)
            && kind.as_ref().is_none_or(|kind| *kind == system.kind)
    };
    Ok(known.into_iter().filter(|system| fits(system)).collect())
}

fn is_over(last_day: &str, today: Date) -> bool {
    last_day < today.to_string().as_str()
}

/// What is wrong with an answer, by its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    PointMissing,
    /// It has closed since it was offered.
    PointClosed,
    SystemMissing,
    ReasonMissing,
    ReasonTooLong,
    IdentityCode,
}

/// What became of an answer.
pub(super) enum Outcome {
    Done,
    Wrong(Vec<(&'static str, Fault)>),
}

/// Confirms a request: may, load, rule, save, tell.
pub(super) async fn confirm(
    visit: &Visit,
    id: &ConnectionId,
    version: i64,
    (point, system): (&str, &str),
) -> Result<Outcome, Failure> {
    let acting = visit.acting()?;
    let mut tx = visit.app.db.write().await?;
    let row = store::load(&mut tx, &acting.organisation, id).await?;
    let state = state(&row)?.after(ConnectionStep::Confirm, Party::Intermediary).map_err(|_| Failure::Stale)?;
    if has_turned_elsewhere(&row) {
        return Err(Failure::Stale);
    }
    let offer = Offer::load(&mut tx, &acting.organisation, &row, visit.now.date()).await?;
    let point = offer.points.iter().find(|offered| offered.oid == point);
    let system = offer.systems.iter().find(|offered| offered.id == system);
    let (Some(point), Some(system)) = (point, system) else {
        let mut faults = Vec::new();
        faults.extend(point.is_none().then_some(("point", Fault::PointMissing)));
        faults.extend(system.is_none().then_some(("system", Fault::SystemMissing)));
        return Ok(Outcome::Wrong(faults));
    };
    let answered = Answered {
        id: &row.id,
        version,
        state,
        point: Some((&point.oid, &point.name)),
        system: Some(&system.id),
        reason: None,
        by: visit.session()?,
    };
    answers::keep(&mut tx, visit, &row, &answered).await?;
    let entry = Entry::new("intermediaries.connection_confirmed").subject(&row.id);
    let detail = json!({ "customer": row.organisation, "point": point.oid, "system": system.id });
    audit::record(&mut tx, visit, entry.detail(detail)).await?;
    tell_customer(&mut tx, visit, &row, Happening::ConnectionConfirmed).await?;
    // Whoever was joined when the closing was confirmed has been told of it then.
    if point.valid_until.is_some() {
        tell_customer(&mut tx, visit, &row, Happening::PointCloses).await?;
    }
    tx.commit().await?;
    Ok(Outcome::Done)
}

/// Whether the customer joins through a point of its own since the request was declined and settled.
pub(super) fn has_turned_elsewhere(row: &ConnectionRow) -> bool {
    row.handled_at.is_some() && row.state == ConnectionState::Declined.code() && row.point.is_some()
}

/// Declines a request with a reason that the customer and the officer read: may, load, rule, save, tell.
pub(super) async fn decline(visit: &Visit, id: &ConnectionId, version: i64, reason: &str) -> Result<Outcome, Failure> {
    if let Some(fault) = check_reason(reason) {
        return Ok(Outcome::Wrong(vec![("reason", fault)]));
    }
    let mut tx = visit.app.db.write().await?;
    let row = store::load(&mut tx, &visit.acting()?.organisation, id).await?;
    let before = state(&row)?;
    if !before.may_be_declined(row.used_at.is_some()) {
        return Err(Failure::Stale);
    }
    let state = before.after(ConnectionStep::Decline, Party::Intermediary).map_err(|_| Failure::Stale)?;
    let answered =
        Answered { id: &row.id, version, state, point: None, system: None, reason: Some(reason), by: visit.session()? };
    answers::keep(&mut tx, visit, &row, &answered).await?;
    let entry = Entry::new("intermediaries.connection_declined").subject(&row.id);
    let detail = json!({ "customer": row.organisation, "after_approval": row.granted_at.is_some() });
    audit::record(&mut tx, visit, entry.detail(detail)).await?;
    // In what is approved no other point can be chosen; the request stands on the officers' list from now on.
    let happening =
        if row.granted_at.is_some() { Happening::ConnectionDeclinedLate } else { Happening::ConnectionDeclined };
    tell_customer(&mut tx, visit, &row, happening).await?;
    tx.commit().await?;
    Ok(Outcome::Done)
}

/// What is wrong with a reason that others read.
pub(super) fn check_reason(reason: &str) -> Option<Fault> {
    if reason.is_empty() {
        Some(Fault::ReasonMissing)
    } else if reason.chars().count() > REASON_LIMIT {
        Some(Fault::ReasonTooLong)
    } else {
        holds_typed_identity_code(reason).then_some(Fault::IdentityCode)
    }
}

pub(super) fn state(row: &ConnectionRow) -> Result<ConnectionState, Failure> {
    ConnectionState::parse(&row.state).ok_or_else(|| Failure::internal("the state of a connection is unknown"))
}

async fn tell_customer(
    tx: &mut db::Tx,
    visit: &Visit,
    row: &ConnectionRow,
    happening: Happening,
) -> Result<(), Failure> {
    let unreadable = || Failure::internal("a row of a connection cannot be read");
    let organisation = BusinessId::parse(&row.organisation).ok_or_else(unreadable)?;
    let notice = Notice {
        happening,
        service: Service::parse(&row.service).ok_or_else(unreadable)?,
        organisation: &organisation,
        case_number: &row.number,
        recipients: serde_json::from_str(&row.recipients).map_err(Failure::internal)?,
        language: CaseLanguage::parse(&row.language).unwrap_or_default(),
        link: format!("/o/{organisation}/applications/{}", row.application),
    };
    notices::plan(tx, visit, &notice).await
}
