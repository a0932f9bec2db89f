//! The officers' lists: changes to schedule, runs to record, then those that wait for somebody else or for their day.

use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::Response;
use db::Read;

use super::rules::{ChangeState, Side};
use super::store::ChangeRow;
use super::store_lists::{find_numbered, list_in, list_scheduled, list_sent_by, list_sent_to};
use super::words::state_words;
use crate::matters::{self, Matter as _};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, SOUGHT_MOST, Sought, SoughtLine, Visit, format, page};

#[derive(askama::Template)]
#[template(path = "controllers/desk_list.html")]
struct ListPage {
    chrome: Chrome,
    t: &'static Texts,
    parts: Vec<Part>,
    /// Nothing waits for an officer.
    nothing_waits: bool,
    continued: bool,
}

/// The lists of the page, in their order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Listed {
    Confirmed,
    Contested,
    Overdue,
    Asked,
    Scheduled,
    Returned,
}

impl Listed {
    const ALL: [Self; 6] =
        [Self::Confirmed, Self::Contested, Self::Overdue, Self::Asked, Self::Scheduled, Self::Returned];

    /// The code in addresses.
    fn code(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Contested => "contested",
            Self::Overdue => "overdue",
            Self::Asked => "asked",
            Self::Scheduled => "scheduled",
            Self::Returned => "returned",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.code() == code)
    }

    fn title(self, t: &Texts) -> String {
        match self {
            Self::Confirmed => t.controllers_desk_confirmed(),
            Self::Contested => t.controllers_desk_contested(),
            Self::Overdue => t.controllers_desk_overdue(),
            Self::Asked => t.controllers_desk_asked(),
            Self::Scheduled => t.controllers_desk_scheduled(),
            Self::Returned => t.controllers_desk_returned(),
        }
    }

    /// Whether what is in it waits for an officer.
    fn waits(self) -> bool {
        matches!(self, Self::Confirmed | Self::Contested | Self::Overdue)
    }

    /// The rows after a key and an id; the first ones when both are empty.
    async fn rows(self, read: &mut Read, key: (&str, &str)) -> Result<Vec<ChangeRow>, Failure> {
        Ok(match self {
            Self::Confirmed => list_in(read, ChangeState::Confirmed, key).await?,
            Self::Contested => list_in(read, ChangeState::Contested, key).await?,
            Self::Asked => list_in(read, ChangeState::Asked, key).await?,
            Self::Returned => list_in(read, ChangeState::Returned, key).await?,
            Self::Overdue => list_scheduled(read, true, key).await?,
            Self::Scheduled => list_scheduled(read, false, key).await?,
        })
    }

    /// Where a row stands in the list, before its id.
    fn key(self, row: &ChangeRow) -> &str {
        let key = match self {
            Self::Overdue | Self::Scheduled => &row.run_day,
            _ => &row.changes_on,
        };
        key.as_deref().unwrap_or_default()
    }
}

/// A page of a list; the other lists are left out on the pages that follow the first.
struct Part {
    title: String,
    lines: Vec<Line>,
    next: Option<String>,
    next_text: String,
}

struct Line {
    address: String,
    title: String,
    tag: &'static str,
    state: String,
    text: String,
}

/// `GET /desk/controllers`
pub(super) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let query = Form::read(query.unwrap_or_default().as_bytes());
    let (t, after) = (visit.texts(), matters::after_of::<ChangeRow>(&query));
    let continued = after.as_ref().and_then(|_| Listed::parse(query.text("list")));
    let (key, id) = after.filter(|_| continued.is_some()).unwrap_or_default();
    let mut read = visit.app.db.read().await?;
    let (mut parts, mut nothing_waits) = (Vec::new(), true);
    for listed in Listed::ALL.into_iter().filter(|listed| continued.is_none_or(|continued| continued == *listed)) {
        let rows = listed.rows(&mut read, (&key, &id)).await?;
        if !rows.is_empty() {
            nothing_waits &= !listed.waits();
            parts.push(part(&visit, listed, rows)?);
        }
    }
    drop(read);
    let template = ListPage {
        chrome: visit.chrome(t.controllers_desk_title()),
        t,
        parts,
        nothing_waits: nothing_waits && continued.is_none(),
        continued: continued.is_some(),
    };
    page(StatusCode::OK, &template)
}

fn part(visit: &Visit, listed: Listed, mut rows: Vec<ChangeRow>) -> Result<Part, Failure> {
    let is_more = matters::cut(&mut rows);
    let t = visit.texts();
    let address =
        |row: &ChangeRow| format!("/desk/controllers?list={}&after={}.{}", listed.code(), listed.key(row), row.head.id);
    Ok(Part {
        title: listed.title(t),
        next: rows.last().filter(|_| is_more).map(address),
        next_text: t.controllers_desk_next(listed.title(t)),
        lines: rows.iter().map(|row| line(visit, row)).collect::<Result<_, _>>()?,
    })
}

fn line(visit: &Visit, row: &ChangeRow) -> Result<Line, Failure> {
    let t = visit.texts();
    let (tag, state) = state_words(row.state()?, Side::Officer, row.is_overdue(), t);
    let day = |day: &Option<String>| format::stored_date(day.as_deref().unwrap_or_default(), visit.language);
    let receiver = row.receiver_name.as_deref().unwrap_or_default();
    let text = t.controllers_desk_line(row.head.number(), receiver, day(&row.changes_on));
    let run = (row.state()? == ChangeState::Scheduled).then(|| t.controllers_line_run(day(&row.run_day)));
    Ok(Line {
        address: format!("/desk/controllers/{}", row.head.id),
        title: format!("{} ({})", row.head.organisation_name, row.head.organisation),
        tag,
        state,
        text: std::iter::once(text).chain(run).collect::<Vec<_>>().join(" "),
    })
}

/// Changes that officers look up, open and closed: of either side where an organisation is asked for, the newest first.
///
/// # Errors
/// What the database says.
pub async fn list_sought(read: &mut Read, visit: &Visit, sought: &Sought) -> Result<Vec<SoughtLine>, Failure> {
    let mut rows = match sought {
        Sought::Number(number) => find_numbered(read, number).await?.into_iter().collect(),
        Sought::Organisation(organisation) => {
            let mut rows = list_sent_by(read, organisation).await?;
            rows.extend(list_sent_to(read, organisation).await?);
            rows
        }
    };
    // An id tells when the change was begun.
    rows.sort_by(|one, other| other.head.id.cmp(&one.head.id));
    rows.truncate(SOUGHT_MOST);
    let shown = rows.iter().map(|row| {
        let Line { address, title, tag, state, text } = line(visit, row)?;
        Ok(SoughtLine { address, title, tag, state, text })
    });
    shown.collect()
}
