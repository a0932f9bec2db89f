//! The officers' page: what has changed in the registers of all customers.

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;

use super::{RegisterChange, change, store};
use crate::audit::{self, Entry};
use crate::kernel::{ApplicationId, BusinessId, RegisterChangeId};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, Visit, format, page, see_other};

/// Lines of one page.
const PAGE_LINES: usize = 50;

#[derive(askama::Template)]
#[template(path = "watch/desk.html")]
struct DeskPage {
    chrome: Chrome,
    t: &'static Texts,
    lines: Vec<Line>,
    next: Option<String>,
}

struct Line {
    id: String,
    version: i64,
    organisation: String,
    title: String,
    corrector: String,
    found: String,
    /// That no mail went to the customer.
    untold: Option<String>,
    tag: String,
    class: &'static str,
}

fn line(visit: &Visit, change: &RegisterChange) -> Line {
    let (t, language) = (visit.texts(), visit.language);
    let (tag, class) = match &change.seen {
        Some(_) => (t.watch_tag_seen(), "good"),
        None => (t.watch_tag_unseen(), "calm"),
    };
    Line {
        id: change.id.clone(),
        version: change.version,
        organisation: format!("{}, {}", change.organisation_name, change.organisation),
        title: change.title(language, t),
        corrector: change.corrector(t),
        found: t.watch_found(format::moment(change.found_at, language)),
        untold: (change.untold && change.seen.is_none()).then(|| t.watch_untold()),
        tag,
        class,
    }
}

/// The changes that no officer has dealt with, oldest first.
pub(super) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let form = Form::read(query.unwrap_or_default().as_bytes());
    let after = form.text("after").split_once('.');
    let after = after.and_then(|(at, id)| Some((at.parse().ok()?, RegisterChangeId::parse(id)?.to_string())));
    let after = after.unwrap_or((0, String::new()));
    let limit = i64::try_from(PAGE_LINES).unwrap_or(i64::MAX);
    let rows = store::list_open(&mut visit.app.db.read().await?, (after.0, &after.1), limit).await?;
    let next = rows.last().filter(|_| rows.len() == PAGE_LINES);
    let next = next.map(|row| format!("/desk/register-changes?after={}.{}", row.found_at, row.id));
    let t = visit.texts();
    let lines = rows.into_iter().filter_map(change).map(|change| line(&visit, &change)).collect();
    page(StatusCode::OK, &DeskPage { chrome: visit.chrome(t.watch_desk_title()), t, lines, next })
}

/// Notes that an officer has dealt with a change: may, load, rule, save, tell.
pub(super) async fn close(visit: Visit, Path(change): Path<String>, form: Form) -> Result<Response, Failure> {
    let id = RegisterChangeId::parse(&change).ok_or(Failure::NotFound)?;
    let version = form.version()?;
    let mut tx = visit.app.db.write().await?;
    let organisation = store::close(&mut tx, visit.now, (&id, version), &visit.session()?.name).await?;
    let organisation = organisation.and_then(|id| BusinessId::parse(&id)).ok_or(Failure::Stale)?;
    let entry = Entry::new("watch.change_closed").organisation(&organisation).subject(id.as_str());
    audit::record(&mut tx, &visit, entry).await?;
    tx.commit().await?;
    // The button stands on the page of a case too.
    let case = ApplicationId::parse(form.text("case")).map(|id| format!("/desk/cases/{id}#register-changes"));
    Ok(see_other(&case.unwrap_or_else(|| "/desk/register-changes".to_string())))
}
