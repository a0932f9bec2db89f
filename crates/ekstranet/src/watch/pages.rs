//! The customer's page: what has changed in the registers, and who corrects it.

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;

use super::{RegisterChange, change, store};
use crate::audit::{self, Entry};
use crate::kernel::{Permission, RegisterChangeId};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "watch/list.html")]
struct ListPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    home: String,
    may_maintain: bool,
    lines: Vec<Line>,
    next: Option<String>,
    continued: bool,
}

/// Lines of one page.
const PAGE_LINES: usize = 50;

struct Line {
    id: String,
    version: i64,
    title: String,
    corrector: String,
    /// Where one does what the change asks for, and in which words.
    guide: Option<(String, String)>,
    found: String,
    /// Who has seen it and when.
    seen: Option<String>,
}

fn line(visit: &Visit, change: &RegisterChange) -> Line {
    let (t, language) = (visit.texts(), visit.language);
    Line {
        id: change.id.clone(),
        version: change.version,
        title: change.title(language, t),
        corrector: change.corrector(t),
        guide: change.guide(t),
        found: t.watch_found(format::moment(change.found_at, language)),
        seen: change.seen.as_ref().map(|(at, name)| t.watch_seen_by(name.as_str(), format::moment(*at, language))),
    }
}

/// The changes of an organisation, newest first, page by page.
pub(super) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let (t, acting) = (visit.texts(), visit.acting()?);
    let form = Form::read(query.unwrap_or_default().as_bytes());
    let before = form.text("before").split_once('.');
    let before = before.and_then(|(at, id)| Some((at.parse().ok()?, RegisterChangeId::parse(id)?.to_string())));
    let continued = before.is_some();
    let (at, id) = before.unwrap_or((i64::MAX, String::new()));
    let limit = i64::try_from(PAGE_LINES + 1).unwrap_or(i64::MAX);
    let mut rows = store::list_of(&mut visit.app.db.read().await?, &acting.organisation, (at, &id), limit).await?;
    let is_more = rows.len() > PAGE_LINES;
    rows.truncate(PAGE_LINES);
    let base = format!("/o/{}/register-changes", acting.organisation);
    let next = rows.last().filter(|_| is_more).map(|row| format!("{base}?before={}.{}", row.found_at, row.id));
    let changes: Vec<RegisterChange> = rows.into_iter().filter_map(change).collect();
    let template = ListPage {
        chrome: visit.chrome(t.watch_title()),
        t,
        base,
        next,
        continued,
        home: format!("/o/{}/", acting.organisation),
        may_maintain: acting.permissions.allow(Permission::MaintainData),
        lines: changes.iter().map(|change| line(&visit, change)).collect(),
    };
    page(StatusCode::OK, &template)
}

/// Notes that the customer has seen a change: may, load, rule, save, tell.
pub(super) async fn note_seen(
    visit: Visit,
    Path((organisation, change)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = RegisterChangeId::parse(&change).ok_or(Failure::NotFound)?;
    let version = form.version()?;
    let own = &visit.acting()?.organisation;
    let mut tx = visit.app.db.write().await?;
    if !store::exists(&mut tx, own, &id).await? {
        return Err(Failure::NotFound);
    }
    store::note_seen(&mut tx, visit.now, own, (&id, version), &visit.session()?.name).await?;
    audit::record(&mut tx, &visit, Entry::new("watch.change_seen").subject(id.as_str())).await?;
    tx.commit().await?;
    Ok(see_other(&format!("/o/{organisation}/register-changes")))
}
