//! What the pages of every kind of matter do alike: addresses, where to go, the question before something is
//! given up, and going through the officers' lists.

use axum::http::StatusCode;
use axum::response::Response;

use super::matter::{Found, Matter};
use crate::agreements;
use crate::kernel::{Basis, Id as _, Instant};
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, Visit, format, page};

/// The id in an address.
///
/// # Errors
/// [`Failure::NotFound`] for what is no id.
pub fn id_of<M: Matter>(text: &str) -> Result<M::Id, Failure> {
    M::Id::parse(text).ok_or(Failure::NotFound)
}

/// The address of the list of the visit's organisation.
pub fn base<M: Matter>(visit: &Visit) -> Result<String, Failure> {
    Ok(format!("/o/{}/{}", visit.acting()?.organisation, M::ROOM))
}

/// A moment as rows keep it, for the reader.
pub fn moment(visit: &Visit, at: i64) -> String {
    format::moment(Instant::from_milliseconds(at), visit.language)
}

/// A right as rows keep it, in words.
pub fn right(basis: &str, t: &Texts) -> String {
    Basis::parse(basis).map_or_else(|| basis.to_string(), |basis| agreements::right_in_words(basis, t))
}

/// The first page of a draft that lacks something, or the check.
pub fn next_address<M: Matter>(address: &str, problems: &[Found<M>]) -> String {
    match problems.first() {
        Some((at, ..)) => format!("{address}/pages/{}", M::page_code(*at)),
        None => format!("{address}/{}", M::CHECK),
    }
}

/// Where to go when there is nothing to send: what was sent leads to its page.
pub fn elsewhere<M: Matter>(visit: &Visit, row: &M) -> Result<Option<String>, Failure> {
    let (address, state) = (format!("{}/{}", base::<M>(visit)?, row.head().id), row.state()?);
    Ok(if M::is_open(state) {
        None
    } else if state == M::SENT {
        Some(format!("{address}/receipt"))
    } else {
        Some(address)
    })
}

/// The question before a draft is removed or a case is taken back.
pub struct Question {
    pub title: String,
    pub lead: String,
    pub button: String,
    /// What does nothing.
    pub keep: String,
}

#[derive(askama::Template)]
#[template(path = "matters/confirm.html")]
struct ConfirmPage {
    chrome: Chrome,
    t: &'static Texts,
    back: String,
    address: String,
    question: Question,
    version: i64,
}

/// Asks it; the answer goes to `place` below the matter.
pub fn confirm_page<M: Matter>(visit: &Visit, row: &M, place: &str, question: Question) -> Result<Response, Failure> {
    let back = format!("{}/{}", base::<M>(visit)?, row.head().id);
    let template = ConfirmPage {
        chrome: visit.chrome(question.title.clone()),
        t: visit.texts(),
        address: format!("{back}/{place}"),
        back,
        question,
        version: row.head().version,
    };
    page(StatusCode::OK, &template)
}

/// The codes of the services that were ticked; what no page offers is not kept.
pub fn ticked_services(form: &Form) -> Vec<String> {
    let codes = Service::ALL.into_iter().map(Service::code);
    codes.filter(|code| form.all("services").any(|ticked| ticked == *code)).map(str::to_string).collect()
}

/// Lines of one page of the officers' lists.
const PAGE: usize = 50;

/// One more than a page, for the statements of the officers' lists.
pub fn page_limit() -> i64 {
    i64::try_from(PAGE).unwrap_or(i64::MAX).saturating_add(1)
}

/// Cuts rows to a page; whether there are more.
pub fn cut<M>(rows: &mut Vec<M>) -> bool {
    let is_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    is_more
}

/// Key and id of the last line of the page before, where an officer goes on in a list.
pub fn after_of<M: Matter>(query: &Form) -> Option<(String, String)> {
    let (key, id) = query.text("after").split_once('.')?;
    Some((key.to_string(), id_of::<M>(id).ok()?.to_string()))
}
