//! What becomes of a request when its application is approved and production begins. Until production the intermediary may
//! still decline; an officer then settles with the customer what follows, and production waits for that.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use db::{Read, Tx};
use serde_json::json;

use super::answering::{Fault, check_reason};
use super::pages::explain;
use super::pages_desk::{Line, Tried, note_view};
use super::rules::is_to_renew;
use super::store::{self, ConnectionRow};
use super::{ConnectionState, Named, Wish, following, pages_sought, store_granted};
use crate::audit::{self, Entry};
use crate::kernel::{ApplicationId, BusinessId, CaseLanguage, ConnectionId, Instant, without_identity_code};
use crate::registers::{self, AccessPoint};
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

/// Holds the live request of an application until the transaction ends: an answer of the intermediary comes before and is
/// seen, or after and finds another version.
///
/// # Errors
/// What the database says.
pub async fn hold(tx: &mut Tx, application: &ApplicationId) -> Result<(), Failure> {
    Ok(store::hold_live(tx, application).await?)
}

/// The application behind the live request has been approved.
///
/// # Errors
/// What the database says.
pub async fn granted(tx: &mut Tx, visit: &Visit, application: &ApplicationId) -> Result<(), Failure> {
    Ok(store_granted::mark_granted(tx, visit.now, application).await?)
}

/// Production has begun through the live request: nobody declines it any more.
///
/// # Errors
/// What the database says.
pub async fn production_began(tx: &mut Tx, visit: &Visit, application: &ApplicationId) -> Result<(), Failure> {
    Ok(store_granted::mark_used(tx, visit.now, application).await?)
}

/// Customers whose request was declined after the approval, counted at most to 1,001.
pub(super) async fn count_declined_late(read: &mut Read) -> Result<i64, Failure> {
    Ok(store_granted::count_declined_late(read).await?)
}

/// How many of them stand before the notices on the officers' list; further ones come when these are handled.
const SHOWN: i64 = 50;

/// The lines of the officers' list about customers whose request was declined after the approval, oldest first.
pub(super) async fn lines(read: &mut Read, visit: &Visit) -> Result<Vec<Line>, Failure> {
    let rows = store_granted::list_declined_late(read, SHOWN).await?;
    Ok(rows.iter().map(|row| line(visit, row)).collect())
}

fn line(visit: &Visit, row: &ConnectionRow) -> Line {
    let t = visit.texts();
    Line {
        address: format!("/desk/connections/{}", row.id),
        title: t.intermediaries_late_title(row.intermediary_name.as_str()),
        organisation: format!("{}, {}", row.organisation_name, row.organisation),
        text: declined(visit, row),
    }
}

/// Which service, who declined and when.
fn declined(visit: &Visit, row: &ConnectionRow) -> String {
    let t = visit.texts();
    let service = Service::parse(&row.service).map(|service| service.name(t)).unwrap_or_default();
    let at = format::moment(Instant::from_milliseconds(row.answered_at.unwrap_or(row.requested_at)), visit.language);
    t.intermediaries_late_text(service, row.number.as_str(), at)
}

#[derive(askama::Template)]
#[template(path = "intermediaries/desk_declined.html")]
struct DeclinedPage {
    chrome: Chrome,
    t: &'static Texts,
    address: String,
    version: i64,
    organisation: String,
    text: String,
    reason: String,
    case: String,
    waits: bool,
    /// Whether what was settled may be settled otherwise.
    corrects: bool,
    handled: Option<String>,
    /// The points in use: OID, words, whether it was chosen.
    points: Vec<(String, String, bool)>,
    tried: Tried,
    /// What is wrong with the chosen point.
    point_error: String,
    /// Somebody else was first: what is said about it, through which point the customer joins now, and what was typed, where
    /// the page has no field for it any more.
    stale: Option<String>,
    now: Option<String>,
    lost: Option<String>,
}

/// `GET /desk/connections/{connection}`
pub(super) async fn show(visit: Visit, Path(connection): Path<String>) -> Result<Response, Failure> {
    render(&visit, &connection, StatusCode::OK, None).await
}

/// What was sent and is not enough: the note, the chosen point and what is wrong with either.
struct Refused<'a> {
    note: &'a str,
    point: &'a str,
    faults: Vec<(&'static str, Fault)>,
    /// Nothing is wrong with it, but somebody else was first.
    is_late: bool,
}

impl Refused<'_> {
    fn error(&self, field: &str, t: &Texts) -> String {
        let fault = self.faults.iter().find(|(wrong, _)| *wrong == field);
        fault.map(|(wrong, fault)| said(wrong, *fault, t)).unwrap_or_default()
    }

    fn tried(&self, t: &Texts) -> Tried {
        let text = |(field, fault): &(&'static str, Fault)| FieldError {
            field: (*field).to_string(),
            text: said(field, *fault, t),
        };
        Tried {
            reason: without_identity_code(self.note),
            error: self.error("reason", t),
            errors: self.faults.iter().map(text).collect(),
            is_late: self.is_late,
        }
    }
}

/// What is wrong, by the name of the field: above it stands the intermediary's reason, which is another text.
fn said(field: &str, fault: Fault, t: &Texts) -> String {
    match fault {
        Fault::ReasonMissing if field == "reason" => t.intermediaries_late_fault_note(),
        Fault::ReasonTooLong if field == "reason" => t.intermediaries_late_fault_note_long(),
        fault => explain(fault, t),
    }
}

async fn render(
    visit: &Visit,
    connection: &str,
    status: StatusCode,
    refused: Option<Refused<'_>>,
) -> Result<Response, Failure> {
    let id = ConnectionId::parse(connection).ok_or(Failure::NotFound)?;
    let is_late = refused.as_ref().is_some_and(|refused| refused.is_late);
    let mut read = visit.app.db.read().await?;
    let row = store_granted::load_any(&mut read, &id).await?;
    let now = if is_late { point_now(&mut read, visit, &row).await? } else { None };
    drop(read);
    let is_declined = row.state == ConnectionState::Declined.code();
    let is_granted = row.granted_at.is_some();
    if is_late && !is_granted {
        return Err(Failure::NotFound);
    }
    note_view(visit, &row.id, &row.organisation, "connection").await?;
    // About the others there is nothing to settle.
    if !is_granted || !(is_declined || is_late) {
        return pages_sought::connection(visit, row);
    }
    let t = visit.texts();
    // What was settled stands in the form in which it is settled otherwise.
    let settled = || Tried { reason: row.handled_note.clone().unwrap_or_default(), ..Tried::default() };
    let tried = refused.as_ref().map_or_else(settled, |refused| refused.tried(t));
    let chosen = refused.as_ref().map_or(row.point.as_deref().unwrap_or_default(), |refused| refused.point);
    let points = registers::list_access_points(&visit.app, visit.now.date()).await?.into_iter().map(|point| {
        let words = offered_words(visit, &point, row.production_date.as_deref().unwrap_or_default());
        (point.oid == chosen, point.oid, words)
    });
    let points = points.map(|(chosen, oid, words)| (oid, words, chosen)).collect();
    let line = line(visit, &row);
    let waits = is_declined && row.used_at.is_none();
    let at = |at: i64| format::moment(Instant::from_milliseconds(at), visit.language);
    let template = DeclinedPage {
        chrome: visit.chrome(line.title),
        t,
        address: line.address,
        version: row.version,
        organisation: line.organisation,
        text: line.text,
        case: format!("/desk/cases/{}", row.application),
        waits,
        corrects: row.handled_at.is_some(),
        handled: row
            .handled_at
            .zip(row.handled_note)
            .map(|(handled, note)| t.intermediaries_late_handled(at(handled), note)),
        reason: row.reason.unwrap_or_default(),
        points,
        stale: is_late.then(|| t.intermediaries_late_stale()),
        now,
        lost: Some(tried.reason.clone()).filter(|_| is_late && !waits),
        tried,
        point_error: refused.map(|refused| refused.error("point", t)).unwrap_or_default(),
    };
    page(status, &template)
}

/// A point that is offered: whose it is, and whether it closes, or its certificate ends soon or before the customer's day.
fn offered_words(visit: &Visit, point: &AccessPoint, planned: &str) -> String {
    let (t, day) = (visit.texts(), |day: &str| format::stored_date(day, visit.language));
    let last = point.certificate_until.as_str();
    let ends_soon = last.parse().is_ok_and(|last| is_to_renew(last, visit.now.date()));
    let ends = (ends_soon || point.is_uncertified_on(planned)).then(|| t.intermediaries_late_point_ends(day(last)));
    let closes = point.valid_until.as_deref().map(|last| t.intermediaries_late_point_closes(day(last)));
    let whose = format!("{}: {} ({})", point.owner_name, point.name, point.oid);
    std::iter::once(whose).chain(closes).chain(ends).collect::<Vec<_>>().join(", ")
}

/// Through which point the customer joins since somebody else was first, and whether its owner has confirmed that.
async fn point_now(read: &mut Read, visit: &Visit, row: &ConnectionRow) -> Result<Option<String>, Failure> {
    let application = ApplicationId::parse(&row.application).ok_or(Failure::NotFound)?;
    let Some(live) = store::find_live(read, &application).await? else { return Ok(None) };
    let t = visit.texts();
    let oid = live.point.as_deref().or(live.asked_point.as_deref()).unwrap_or_default();
    let point = format!("{} ({oid})", live.point_name.as_deref().unwrap_or_default());
    Ok(match ConnectionState::parse(&live.state) {
        Some(ConnectionState::Awaited) => {
            Some(t.intermediaries_late_now_awaited(point, live.intermediary_name.as_str()))
        }
        Some(ConnectionState::Confirmed) => {
            Some(t.intermediaries_late_now_confirmed(point, live.intermediary_name.as_str()))
        }
        Some(ConnectionState::Declined) if live.point.is_some() => Some(t.intermediaries_late_now_own(point)),
        _ => None,
    })
}

/// `POST /desk/connections/{connection}/handled`
pub(super) async fn handled(visit: Visit, Path(connection): Path<String>, form: Form) -> Result<Response, Failure> {
    let id = ConnectionId::parse(&connection).ok_or(Failure::NotFound)?;
    let (note, point) = (form.text("reason"), form.text("point"));
    let (status, faults) = match handle(&visit, &id, form.version()?, (note, point)).await {
        Ok(faults) if faults.is_empty() => return Ok(see_other("/desk/access-points")),
        Ok(faults) => (StatusCode::UNPROCESSABLE_ENTITY, faults),
        Err(Failure::Stale) => {
            visit.app.db.settle().await?;
            (StatusCode::CONFLICT, Vec::new())
        }
        Err(failure) => return Err(failure),
    };
    let refused = Refused { note, point, faults, is_late: status == StatusCode::CONFLICT };
    render(&visit, &connection, status, Some(refused)).await
}

/// An officer notes what was settled with the customer, and through which point it joins now; without one that stays as it
/// was. Until production begins, the officer may settle it otherwise. May, load, rule, save, tell. What is wrong with what
/// was sent, by its field.
pub(super) async fn handle(
    visit: &Visit,
    id: &ConnectionId,
    version: i64,
    (note, point): (&str, &str),
) -> Result<Vec<(&'static str, Fault)>, Failure> {
    if !visit.is_officer() {
        return Err(Failure::Forbidden);
    }
    let points = registers::list_access_points(&visit.app, visit.now.date()).await?;
    let chosen = points.into_iter().find(|known| known.oid == point);
    let is_gone = chosen.is_none() && !point.is_empty();
    if is_gone && registers::find_access_point(&mut visit.app.db.read().await?, point).await?.is_none() {
        return Err(Failure::Malformed("no such access point"));
    }
    let mut faults: Vec<_> = is_gone.then_some(("point", Fault::PointClosed)).into_iter().collect();
    faults.extend(check_reason(note).map(|fault| ("reason", fault)));
    if !faults.is_empty() {
        return Ok(faults);
    }
    let mut tx = visit.app.db.write().await?;
    let row = store_granted::load_any(&mut tx, id).await?;
    store_granted::handle(&mut tx, visit.now, (id, version), (&visit.session()?.name, note)).await?;
    let organisation =
        BusinessId::parse(&row.organisation).ok_or_else(|| Failure::internal("a connection has no business ID"))?;
    let entry = Entry::new("intermediaries.decline_handled").organisation(&organisation).subject(&row.id);
    let detail = json!({
        "application": row.application,
        "from": row.point.as_ref().or(row.asked_point.as_ref()),
        "to": chosen.as_ref().map(|to| &to.oid),
        // What the customer has read until now.
        "replaced": row.handled_note,
    });
    audit::record(&mut tx, visit, entry.detail(detail)).await?;
    if let Some(chosen) = &chosen {
        turn_elsewhere(&mut tx, visit, (id, &row), &organisation, chosen).await?;
    }
    tx.commit().await?;
    Ok(Vec::new())
}

/// Lets the customer of a declined request join through another point: the owner is asked to confirm it like any other
/// customer, and what it answers counts from then on. A point of the customer's own needs nobody's confirmation.
async fn turn_elsewhere(
    tx: &mut Tx,
    visit: &Visit,
    (id, row): (&ConnectionId, &ConnectionRow),
    organisation: &BusinessId,
    point: &AccessPoint,
) -> Result<(), Failure> {
    if point.owner == organisation.as_str() {
        return Ok(store_granted::keep_own_point(tx, id, (&point.oid, &point.name)).await?);
    }
    let unreadable = || Failure::internal("a row of a connection cannot be read");
    let owner = Named { id: BusinessId::parse(&point.owner).ok_or_else(unreadable)?, name: point.owner_name.clone() };
    store_granted::replace(tx, id).await?;
    let wish = Wish {
        application: &ApplicationId::parse(&row.application).ok_or_else(unreadable)?,
        organisation,
        organisation_name: &row.organisation_name,
        service: Service::parse(&row.service).ok_or_else(unreadable)?,
        language: CaseLanguage::parse(&row.language).unwrap_or_default(),
        intermediary: None,
        point: Some(point.oid.clone()),
        system: row.asked_system.clone(),
        test_date: row.test_date.clone(),
        production_date: row.production_date.clone(),
        recipients: serde_json::from_str(&row.recipients).map_err(Failure::internal)?,
    };
    following::request(tx, visit, &owner, &wish).await?;
    Ok(store_granted::mark_settled(tx, &row.application, row.granted_at, &point.name).await?)
}
