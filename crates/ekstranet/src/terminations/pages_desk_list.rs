//! The officers' lists: terminations that wait for an answer, those whose confirmation somebody wants to take back, and
//! those that wait for their day or for the customer.

use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::Response;

use super::pages::id_of;
use super::rules::TerminationState;
use super::store::{self, PAGE, TerminationRow};
use super::words::{case_text, state_words_to_officer};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, Visit, page};

#[derive(askama::Template)]
#[template(path = "terminations/desk_list.html")]
struct ListPage {
    chrome: Chrome,
    t: &'static Texts,
    /// Confirmations that an officer proposes to take back.
    proposed: Vec<Line>,
    waiting: Part,
    confirmed: Part,
    /// Given back to the customer, who has to correct them.
    returned: Vec<Line>,
    continued: bool,
}

/// A page of a list; the other list is left out on the pages that follow the first.
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

/// Last day and id of the last line of the page before.
fn after_of(query: &Form) -> Option<(String, String)> {
    let (day, id) = query.text("after").split_once('.')?;
    Some((day.to_string(), id_of(id).ok()?.to_string()))
}

/// `GET /desk/terminations`
pub(super) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let query = Form::read(query.unwrap_or_default().as_bytes());
    let (t, after) = (visit.texts(), after_of(&query));
    let continued = after.as_ref().and_then(|_| TerminationState::parse(query.text("state")));
    let (day, id) = after.unwrap_or_default();
    let mut read = visit.app.db.read().await?;
    let mut part = async |state: TerminationState| {
        if continued.is_some_and(|continued| continued != state) {
            return Ok(Part { left_out: true, ..Part::default() });
        }
        part(&visit, state, store::list_in(&mut read, state, (&day, &id)).await?)
    };
    let (waiting, confirmed) = (part(TerminationState::Sent).await?, part(TerminationState::Confirmed).await?);
    let is_first = continued.is_none();
    let proposed = if is_first { store::list_taking_back(&mut read).await? } else { Vec::new() };
    let returned = if is_first { store::list_returned(&mut read).await? } else { Vec::new() };
    drop(read);
    let template = ListPage {
        chrome: visit.chrome(t.terminations_desk_title()),
        t,
        proposed: proposed.iter().map(|row| line(&visit, row)).collect::<Result<_, _>>()?,
        waiting,
        confirmed,
        returned: returned.iter().map(|row| line(&visit, row)).collect::<Result<_, _>>()?,
        continued: continued.is_some(),
    };
    page(StatusCode::OK, &template)
}

fn part(visit: &Visit, state: TerminationState, mut rows: Vec<TerminationRow>) -> Result<Part, Failure> {
    let is_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let address = |row: &TerminationRow| {
        let day = row.ends_on.as_deref().unwrap_or_default();
        format!("/desk/terminations?state={}&after={day}.{}", state.code(), row.id)
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
        address: format!("/desk/terminations/{}", row.id),
        title: format!("{} ({})", row.organisation_name, row.organisation),
        tag,
        state,
        // What was given back has no last day until it is sent again.
        text: match row.ends_on.as_deref() {
            Some(last) => case_text(visit, row.state()?, row.number(), last),
            None => row.number().to_string(),
        },
        late: row.state()? == TerminationState::Sent && last < visit.now.date().to_string().as_str(),
    })
}
