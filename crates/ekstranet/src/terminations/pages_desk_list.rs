//! The officers' lists: terminations that wait for an answer, those whose confirmation somebody wants to take back, and
//! those that wait for their day or for the customer.

use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::Response;
use db::Read;

use super::rules::TerminationState;
use super::store::{self, TerminationRow};
use super::words::{case_text, state_words_to_officer};
use crate::matters::{self, Matter as _};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, Sought, SoughtLine, Visit, page};

#[derive(askama::Template)]
#[template(path = "terminations/desk_list.html")]
struct ListPage {
    chrome: Chrome,
    t: &'static Texts,
    /// Confirmations that an officer proposes to take back.
    proposed: Part,
    waiting: Part,
    confirmed: Part,
    /// Given back to the customer, who has to correct them.
    returned: Part,
    continued: bool,
}

/// The lists of the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Listed {
    Proposed,
    Waiting,
    Confirmed,
    Returned,
}

impl Listed {
    const ALL: [Self; 4] = [Self::Proposed, Self::Waiting, Self::Confirmed, Self::Returned];

    /// The code in addresses.
    fn code(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Waiting => TerminationState::Sent.code(),
            Self::Confirmed => TerminationState::Confirmed.code(),
            Self::Returned => TerminationState::Returned.code(),
        }
    }

    fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.code() == code)
    }

    /// The rows after a key and an id; the first ones when both are empty.
    async fn rows(self, read: &mut Read, key: &str, id: &str) -> Result<Vec<TerminationRow>, Failure> {
        Ok(match self {
            Self::Proposed => store::list_taking_back(read, (key, id)).await?,
            Self::Waiting => store::list_in(read, TerminationState::Sent, (key, id)).await?,
            Self::Confirmed => store::list_in(read, TerminationState::Confirmed, (key, id)).await?,
            Self::Returned => store::list_returned(read, (key.parse().unwrap_or(i64::MAX), id)).await?,
        })
    }

    /// Where a row stands in the list, before its id. What was given back has no day until it is sent again.
    fn key(self, row: &TerminationRow) -> String {
        match self {
            Self::Returned => row.head.saved_at.to_string(),
            _ => row.ends_on.clone().unwrap_or_default(),
        }
    }
}

/// A page of a list; the other lists are left out on the pages that follow the first.
#[derive(Default)]
struct Part {
    lines: Vec<Line>,
    next: Option<String>,
    left_out: bool,
}

struct Line {
    address: String,
    title: String,
    tag: &'static str,
    state: String,
    text: String,
    /// The day that was asked for has passed.
    late: bool,
}

/// `GET /desk/terminations`
pub(super) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let query = Form::read(query.unwrap_or_default().as_bytes());
    let (t, after) = (visit.texts(), matters::after_of::<TerminationRow>(&query));
    let continued = after.as_ref().and_then(|_| Listed::parse(query.text("state")));
    let (key, id) = after.filter(|_| continued.is_some()).unwrap_or_default();
    let mut read = visit.app.db.read().await?;
    let mut part = async |list: Listed| {
        if continued.is_some_and(|continued| continued != list) {
            return Ok(Part { left_out: true, ..Part::default() });
        }
        part(&visit, list, list.rows(&mut read, &key, &id).await?)
    };
    let template = ListPage {
        proposed: part(Listed::Proposed).await?,
        waiting: part(Listed::Waiting).await?,
        confirmed: part(Listed::Confirmed).await?,
        returned: part(Listed::Returned).await?,
        chrome: visit.chrome(t.terminations_desk_title()),
        t,
        continued: continued.is_some(),
    };
    page(StatusCode::OK, &template)
}

fn part(visit: &Visit, list: Listed, mut rows: Vec<TerminationRow>) -> Result<Part, Failure> {
    let is_more = matters::cut(&mut rows);
    let address = |row: &TerminationRow| {
        format!("/desk/terminations?state={}&after={}.{}", list.code(), list.key(row), row.head.id)
    };
    Ok(Part {
        next: rows.last().filter(|_| is_more).map(address),
        lines: rows.iter().map(|row| line(visit, row)).collect::<Result<_, _>>()?,
        left_out: false,
    })
}

fn line(visit: &Visit, row: &TerminationRow) -> Result<Line, Failure> {
    let (tag, state) = state_words_to_officer(row.state()?, visit.texts());
    let last = row.ends_on.as_deref().unwrap_or_default();
    Ok(Line {
        address: format!("/desk/terminations/{}", row.head.id),
        title: format!("{} ({})", row.head.organisation_name, row.head.organisation),
        tag,
        state,
        // What was given back has no last day until it is sent again.
        text: match row.ends_on.as_deref() {
            Some(last) => case_text(visit, row.state()?, row.head.number(), last),
            None => row.head.number().to_string(),
        },
        late: row.state()? == TerminationState::Sent && last < visit.now.date().to_string().as_str(),
    })
}

/// Terminations that officers look up, open and closed, the newest first.
///
/// # Errors
/// What the database says.
pub async fn list_sought(read: &mut Read, visit: &Visit, sought: &Sought) -> Result<Vec<SoughtLine>, Failure> {
    let rows = match sought {
        Sought::Number(number) => store::find_numbered(read, number).await?.into_iter().collect(),
        Sought::Organisation(organisation) => store::list_sent_by(read, organisation).await?,
    };
    let shown = rows.iter().map(|row| {
        let Line { address, title, tag, state, text, .. } = line(visit, row)?;
        Ok(SoughtLine { address, title, tag, state, text })
    });
    shown.collect()
}
