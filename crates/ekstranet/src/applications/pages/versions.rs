//! What was submitted, as it was frozen: at the submission and with each supplement.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::id_of;
use crate::applications::content::Content;
use crate::applications::shown::{add_parties, add_pharmacies, show};
use crate::applications::submitting::{address, load};
use crate::applications::{ShownStep, store_turns};
use crate::kernel::Instant;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Visit, format, page};

#[derive(askama::Template)]
#[template(path = "applications/version.html")]
struct VersionPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    application: String,
    at: String,
    sha256: String,
    steps: Vec<ShownStep>,
}

/// One frozen version; it never changes.
pub(in crate::applications) async fn version(
    visit: Visit,
    Path((_, id, number)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let (id, t) = (id_of(&id)?, visit.texts());
    load(&visit, &id).await?;
    let rows = store_turns::list_frozen(&mut visit.app.db.read().await?, &id).await?;
    let row = rows.into_iter().find(|row| row.number.to_string() == number).ok_or(Failure::NotFound)?;
    let content = Content::parse(&row.content).map_err(Failure::internal)?;
    let form = content.form().ok_or_else(|| Failure::internal("the form of a case is not in the catalogue"))?;
    let at = format::moment(Instant::from_milliseconds(row.frozen_at), visit.language);
    let mut steps = show(form, &content.answers, &content.names, t, visit.language, |_| Vec::new());
    add_parties(&mut steps, &content, t);
    add_pharmacies(&mut steps, form, &content.pharmacies, t);
    let template = VersionPage {
        chrome: visit.chrome(t.applications_version_title(row.number)),
        t,
        base: address(&visit, id.as_str(), "")?,
        application: t.applications_title(form.service.name(t)),
        at,
        sha256: row.sha256,
        steps,
    };
    page(StatusCode::OK, &template)
}
