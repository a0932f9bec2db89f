//! What becomes of a request when its application is approved and production begins. Until production the intermediary may
//! still decline; an officer then settles with the customer what follows, and production waits for that.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use db::{Read, Tx};
use serde_json::json;

use super::answering::{Fault, check_reason};
use super::pages_desk::{Line, Tried, note_view};
use super::store::{self, ConnectionRow};
use super::{ConnectionState, store_granted};
use crate::audit::{self, Entry};
use crate::kernel::{ApplicationId, BusinessId, ConnectionId, Instant};
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, Visit, format, page, see_other};

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
    handled: Option<String>,
    tried: Tried,
}

/// `GET /desk/connections/{connection}`
pub(super) async fn show(visit: Visit, Path(connection): Path<String>) -> Result<Response, Failure> {
    render(&visit, &connection, StatusCode::OK, Tried::default()).await
}

async fn render(visit: &Visit, connection: &str, status: StatusCode, tried: Tried) -> Result<Response, Failure> {
    let id = ConnectionId::parse(connection).ok_or(Failure::NotFound)?;
    let row = store_granted::load_any(&mut visit.app.db.read().await?, &id).await?;
    // The others are seen on their case.
    if row.granted_at.is_none() || row.state != ConnectionState::Declined.code() {
        return Err(Failure::NotFound);
    }
    note_view(visit, &row.id, &row.organisation, "connection").await?;
    let line = line(visit, &row);
    let at = |at: i64| format::moment(Instant::from_milliseconds(at), visit.language);
    let template = DeclinedPage {
        chrome: visit.chrome(line.title),
        t: visit.texts(),
        address: line.address,
        version: row.version,
        organisation: line.organisation,
        text: line.text,
        case: format!("/desk/cases/{}", row.application),
        waits: row.handled_at.is_none(),
        handled: row
            .handled_at
            .zip(row.handled_note)
            .map(|(handled, note)| visit.texts().intermediaries_late_handled(at(handled), note)),
        reason: row.reason.unwrap_or_default(),
        tried,
    };
    page(status, &template)
}

/// `POST /desk/connections/{connection}/handled`
pub(super) async fn handled(visit: Visit, Path(connection): Path<String>, form: Form) -> Result<Response, Failure> {
    let id = ConnectionId::parse(&connection).ok_or(Failure::NotFound)?;
    let note = form.text("reason");
    match handle(&visit, &id, form.version()?, note).await? {
        None => Ok(see_other("/desk/access-points")),
        Some(fault) => {
            let tried = Tried::of(note, fault, visit.texts());
            render(&visit, &connection, StatusCode::UNPROCESSABLE_ENTITY, tried).await
        }
    }
}

/// An officer notes what was settled with the customer: may, load, rule, save, tell. What is wrong with the note, if anything.
pub(super) async fn handle(
    visit: &Visit,
    id: &ConnectionId,
    version: i64,
    note: &str,
) -> Result<Option<Fault>, Failure> {
    if !visit.is_officer() {
        return Err(Failure::Forbidden);
    }
    if let Some(fault) = check_reason(note) {
        return Ok(Some(fault));
    }
    let mut tx = visit.app.db.write().await?;
    let row = store_granted::load_any(&mut tx, id).await?;
    store_granted::handle(&mut tx, visit.now, (id, version), (&visit.session()?.name, note)).await?;
    let organisation =
        BusinessId::parse(&row.organisation).ok_or_else(|| Failure::internal("a connection has no business ID"))?;
    let entry = Entry::new("intermediaries.decline_handled").organisation(&organisation).subject(&row.id);
    audit::record(&mut tx, visit, entry.detail(json!({ "application": row.application }))).await?;
    tx.commit().await?;
    Ok(None)
}
