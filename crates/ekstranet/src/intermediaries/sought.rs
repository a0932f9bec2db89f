//! What officers find when they look an intermediary, a customer of one or a connection request up.

use db::Read;

use super::pages_desk;
use super::pages_systems;
use super::pages_technical::change_tag;
use super::rules::ChangeState;
use super::store::{self, ConnectionRow};
use super::{ConnectionState, store_sought, store_systems, store_technical};
use crate::kernel::{BusinessId, Date, Instant};
use crate::registers::{self, AccessPoint};
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Failure, Sought, SoughtLine, Visit, format};

/// What officers look up, each kind under its title: that an organisation is an intermediary or owns access points, with
/// those who have asked it; its own requests; what it has told of its access points; which systems it has proposed.
///
/// # Errors
/// What the database says.
pub async fn list_sought(
    read: &mut Read,
    visit: &Visit,
    sought: &Sought,
) -> Result<Vec<(String, Vec<SoughtLine>)>, Failure> {
    let t = visit.texts();
    let organisation = match sought {
        Sought::Number(number) => {
            let row = store_sought::find_numbered(read, number).await?;
            let lines = row.iter().map(|row| connection_line(visit, row)).collect::<Result<_, _>>()?;
            return Ok(vec![(t.intermediaries_sought_connections(), lines)]);
        }
        Sought::Organisation(organisation) => organisation,
    };
    let connections = store_sought::list_of_customer(read, organisation).await?;
    let changes = store_technical::list_of(read, organisation).await?;
    let proposals = store_systems::list_of(read, organisation).await?;
    let changes = changes.iter().map(|row| {
        let pages_desk::Line { address, title, text, .. } = pages_desk::line(visit, row);
        answered_line(visit, (address, title, text), &row.state)
    });
    let proposals = proposals.iter().map(|row| {
        let pages_desk::Line { address, title, text, .. } = pages_systems::line(visit, row);
        answered_line(visit, (address, title, text), &row.state)
    });
    let connections = connections.iter().map(|row| connection_line(visit, row));
    Ok(vec![
        (t.intermediaries_sought_title(), office_lines(read, visit, organisation).await?),
        (t.intermediaries_sought_connections(), connections.collect::<Result<_, _>>()?),
        (t.intermediaries_desk_title(), changes.collect::<Result<_, _>>()?),
        (t.intermediaries_desk_systems_title(), proposals.collect::<Result<_, _>>()?),
    ])
}

/// Something that an officer answers, with its state.
fn answered_line(
    visit: &Visit,
    (address, title, text): (String, String, String),
    state: &str,
) -> Result<SoughtLine, Failure> {
    let state = ChangeState::parse(state).ok_or_else(|| Failure::internal("the state of a notice is unknown"))?;
    let (state, tag) = change_tag(state, visit.texts());
    Ok(SoughtLine { address, title, tag, state, text })
}

/// What the organisation is to others: in the register, asked by customers, owner of access points.
async fn office_lines(read: &mut Read, visit: &Visit, organisation: &BusinessId) -> Result<Vec<SoughtLine>, Failure> {
    let t = visit.texts();
    let mut lines = Vec::new();
    if let Some(listed) = registers::find_intermediary(read, organisation).await? {
        lines.push(SoughtLine {
            address: String::new(),
            tag: "good",
            state: t.intermediaries_register_tag_listed(),
            text: t.intermediaries_register_listed(listed.oid.as_str()),
            title: listed.name,
        });
    }
    let requests = store_sought::count_of_intermediary(read, organisation).await?;
    if requests > 0 {
        let awaited = store::count_awaited(read, organisation).await?;
        let (tag, state) = match awaited {
            0 => ("good", t.intermediaries_tag_confirmed()),
            _ => ("calm", t.intermediaries_tag_awaited()),
        };
        lines.push(SoughtLine {
            address: format!("/desk/connections/of/{organisation}"),
            title: t.intermediaries_sought_customers(),
            tag,
            state,
            text: format!("{} {}", number_words(requests, t), awaited_words(awaited, t)),
        });
    }
    let points = registers::list_access_points_of(read, organisation).await?;
    lines.extend(points.iter().map(|point| point_line(visit, point)));
    Ok(lines)
}

/// More are not counted.
const COUNTED: i64 = 1_000;

fn number_words(requests: i64, t: &Texts) -> String {
    if requests > COUNTED { t.intermediaries_sought_many() } else { t.intermediaries_sought_number(requests) }
}

fn awaited_words(awaited: i64, t: &Texts) -> String {
    if awaited > COUNTED { t.intermediaries_sought_awaited_many() } else { t.intermediaries_sought_awaited(awaited) }
}

fn point_line(visit: &Visit, point: &AccessPoint) -> SoughtLine {
    let (t, today) = (visit.texts(), visit.now.date());
    let date = |stored: &str| format::stored_date(stored, visit.language);
    let last: Option<Date> = point.certificate_until.parse().ok();
    let (tag, state) = match last {
        _ if !point.is_open(today) => ("calm", t.intermediaries_tag_closed()),
        None => ("stop", t.intermediaries_tag_no_certificate()),
        Some(last) if last < today => ("stop", t.intermediaries_tag_expired()),
        Some(_) => ("good", t.intermediaries_tag_open()),
    };
    let validity = match (&point.valid_from, &point.valid_until) {
        (_, Some(until)) => Some(t.intermediaries_sought_point_until(date(until))),
        (Some(from), None) if *from > today.to_string() => Some(t.intermediaries_point_from(date(from))),
        _ => None,
    };
    let certificate = match last {
        Some(_) => t.intermediaries_certificate_until(date(&point.certificate_until)),
        None => t.intermediaries_certificate_missing(),
    };
    SoughtLine {
        address: String::new(),
        title: format!("{} ({})", point.name, point.oid),
        tag,
        state,
        text: validity.into_iter().chain([certificate]).collect::<Vec<_>>().join(" "),
    }
}

/// A request, whoever made it to whom; it leads to its page.
pub(super) fn connection_line(visit: &Visit, row: &ConnectionRow) -> Result<SoughtLine, Failure> {
    let t = visit.texts();
    let service =
        Service::parse(&row.service).ok_or_else(|| Failure::internal("the service of a connection is unknown"))?;
    let (tag, state) = connection_tag(row, t)?;
    let at = |at: i64| format::moment(Instant::from_milliseconds(at), visit.language);
    let customer = format!("{} ({})", row.organisation_name, row.organisation);
    let intermediary = format!("{} ({})", row.intermediary_name, row.intermediary);
    let asked = t.intermediaries_sought_asked(customer, intermediary, at(row.requested_at));
    let answered = row.answered_at.map(|answered| t.intermediaries_sought_answered(at(answered)));
    let handled = row.handled_at.filter(|_| row.handled_note.is_some());
    let handled = handled.map(|handled| t.intermediaries_sought_handled(at(handled)));
    Ok(SoughtLine {
        address: format!("/desk/connections/{}", row.id),
        title: format!("{}, {}", row.number, service.name(t)),
        tag,
        state,
        text: [Some(asked), answered, handled].into_iter().flatten().collect::<Vec<_>>().join(" "),
    })
}

/// The colour and the word of a request's state as the officers read it.
pub(super) fn connection_tag(row: &ConnectionRow, t: &Texts) -> Result<(&'static str, String), Failure> {
    let state =
        ConnectionState::parse(&row.state).ok_or_else(|| Failure::internal("the state of a connection is unknown"))?;
    Ok(match state {
        ConnectionState::Awaited => ("calm", t.intermediaries_tag_awaited()),
        ConnectionState::Confirmed => ("good", t.intermediaries_tag_confirmed()),
        // What was settled with the customer hinders nothing any more.
        ConnectionState::Declined if row.handled_at.is_some() => ("good", t.intermediaries_tag_confirmed()),
        ConnectionState::Declined => ("stop", t.intermediaries_tag_declined()),
        ConnectionState::Withdrawn if row.ended_at.is_some() => ("calm", t.intermediaries_tag_closed()),
        ConnectionState::Withdrawn => ("calm", t.intermediaries_state_withdrawn()),
    })
}
