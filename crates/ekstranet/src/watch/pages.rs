//! The customer's page: what has changed in the registers, and who corrects it.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::store;
use super::{RegisterChange, list_of};
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
}

struct Line {
    id: String,
    version: i64,
    title: String,
    corrector: String,
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
        found: t.watch_found(format::moment(change.found_at, language)),
        seen: change.seen.as_ref().map(|(at, name)| t.watch_seen_by(name.as_str(), format::moment(*at, language))),
    }
}

pub(super) async fn list(visit: Visit) -> Result<Response, Failure> {
    let (t, acting) = (visit.texts(), visit.acting()?);
    let changes = list_of(&mut visit.app.db.read().await?, &acting.organisation).await?;
    let template = ListPage {
        chrome: visit.chrome(t.watch_title()),
        t,
        base: format!("/o/{}/register-changes", acting.organisation),
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
