//! The officers' pages of connection requests that nothing has to be done about: one request, and those made to an intermediary.

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;

use super::pages_desk::{PAGE_LINES, answered};
use super::sought::{connection_line, connection_tag};
use super::store::ConnectionRow;
use super::store_sought;
use crate::audit::{self, Entry};
use crate::kernel::{BusinessId, Instant};
use crate::registers;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, SoughtLine, Visit, format, page};

#[derive(askama::Template)]
#[template(path = "intermediaries/desk_connection.html")]
struct ConnectionPage {
    chrome: Chrome,
    t: &'static Texts,
    /// The page of the customer.
    back: (String, String),
    tag: &'static str,
    state: String,
    facts: Vec<(String, String)>,
    answered: Option<String>,
    reason: Option<String>,
    handled: Option<String>,
    /// The case, once it is certain that there is one: a request goes out with a draft.
    case: Option<String>,
}

/// A request to read; the view has been logged.
pub(super) fn connection(visit: &Visit, row: ConnectionRow) -> Result<Response, Failure> {
    let t = visit.texts();
    let at = |at: i64| format::moment(Instant::from_milliseconds(at), visit.language);
    let (tag, state) = connection_tag(&row, t)?;
    let line = connection_line(visit, &row)?;
    let named = |name: &str, id: &str| format!("{name} ({id})");
    let mut facts = vec![
        (t.intermediaries_fact_customer(), named(&row.organisation_name, &row.organisation)),
        (t.intermediaries_sought_fact_intermediary(), named(&row.intermediary_name, &row.intermediary)),
        (t.intermediaries_fact_requested(), at(row.requested_at)),
    ];
    let point = row.point.as_deref().zip(row.point_name.as_deref());
    facts.extend(point.map(|(oid, name)| (t.intermediaries_fact_point(), named(name, oid))));
    facts.extend(row.ended_at.map(|ended| (t.intermediaries_sought_fact_ended(), at(ended))));
    let template = ConnectionPage {
        chrome: visit.chrome(t.intermediaries_sought_connection(line.title)),
        t,
        back: (format!("/desk/organisations/{}", row.organisation), named(&row.organisation_name, &row.organisation)),
        tag,
        state,
        facts,
        answered: answered(visit, &row.state, row.answered_at, row.answered_by_name.as_deref()),
        handled: row
            .handled_at
            .zip(row.handled_note)
            .map(|(handled, note)| t.intermediaries_late_handled(at(handled), note)),
        reason: row.reason,
        case: row.granted_at.map(|_| format!("/desk/cases/{}", row.application)),
    };
    page(StatusCode::OK, &template)
}

#[derive(askama::Template)]
#[template(path = "intermediaries/desk_connections.html")]
struct ConnectionsPage {
    chrome: Chrome,
    t: &'static Texts,
    /// The page of the intermediary.
    back: (String, String),
    lines: Vec<SoughtLine>,
    next: Option<String>,
}

/// `GET /desk/connections/of/{intermediary}`
pub(super) async fn of_intermediary(
    visit: Visit,
    Path(intermediary): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let intermediary = BusinessId::parse(&intermediary).ok_or(Failure::NotFound)?;
    let query = Form::read(query.unwrap_or_default().as_bytes());
    let before = query.text("before").split_once('.').and_then(|(at, id)| Some((at.parse().ok()?, id)));
    let limit = i64::try_from(PAGE_LINES).unwrap_or(i64::MAX);
    let t = visit.texts();
    let mut tx = visit.app.db.write().await?;
    let rows =
        store_sought::list_of_intermediary(&mut tx, &intermediary, before.unwrap_or((i64::MAX, "")), limit).await?;
    let listed = registers::find_intermediary(&mut tx, &intermediary).await?;
    audit::record(&mut tx, &visit, Entry::new("intermediaries.customers_viewed").organisation(&intermediary)).await?;
    tx.commit().await?;
    let name = listed.map(|listed| listed.name).or_else(|| rows.first().map(|row| row.intermediary_name.clone()));
    let name = name.map_or_else(|| intermediary.to_string(), |name| format!("{name} ({intermediary})"));
    let next = rows.last().filter(|_| rows.len() == PAGE_LINES);
    let template = ConnectionsPage {
        chrome: visit.chrome(t.intermediaries_sought_of(name.as_str())),
        t,
        back: (format!("/desk/organisations/{intermediary}"), name),
        next: next.map(|row| format!("/desk/connections/of/{intermediary}?before={}.{}", row.requested_at, row.id)),
        lines: rows.iter().map(|row| connection_line(&visit, row)).collect::<Result<_, _>>()?,
    };
    page(StatusCode::OK, &template)
}
