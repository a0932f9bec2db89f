//! Choosing for whom to act, and the page about oneself.

use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::Response;

use super::rules::AuthorityRow;
use super::{rounds, store};
use crate::audit::{self, Entry};
use crate::kernel::{Basis, BusinessId, Instant, Mandate, Permission, Position};
use crate::sign_in;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, Visit, format, page, see_other};

/// An organisation of the session as the pages show it.
pub(super) struct Known {
    pub business_id: String,
    pub name: String,
    /// By which right, in words; `None` when nothing that came back is enough.
    pub right: Option<String>,
    /// Whether the right opens the organisation's own pages.
    pub opens: bool,
    pub checked_at: String,
}

#[derive(askama::Template)]
#[template(path = "mandates/act_for.html")]
struct ActForPage {
    chrome: Chrome,
    t: &'static Texts,
    return_path: String,
    organisations: Vec<Known>,
}

/// A right in words.
pub(super) fn basis_words(basis: Basis, t: &Texts) -> String {
    match basis {
        Basis::Position(Position::ManagingDirector) => t.mandates_role_tj(),
        Basis::Position(Position::DeputyManagingDirector) => t.mandates_role_tjs(),
        Basis::Position(Position::ViceManagingDirector) => t.mandates_role_vtj(),
        Basis::Position(Position::SoleTrader) => t.mandates_role_eli(),
        Basis::Mandate(Mandate::Deployment) => t.mandates_role_deployment(),
        Basis::Mandate(Mandate::Privacy) => t.mandates_role_privacy(),
    }
}

impl Known {
    fn new(row: &AuthorityRow, visit: &Visit) -> Self {
        Self {
            business_id: row.organisation.clone(),
            name: row.organisation_name.clone(),
            right: row.basis().map(|basis| basis_words(basis, visit.texts())),
            opens: row.permissions().allow(Permission::SeeOrganisation),
            checked_at: format::moment(Instant::from_milliseconds(row.checked_at), visit.language),
        }
    }
}

/// The organisations of the session, the last used first.
pub(super) async fn known(visit: &Visit) -> Result<Vec<Known>, Failure> {
    let rows = store::list_authorities(&mut visit.app.db.read().await?, &visit.session()?.id).await?;
    Ok(rows.iter().map(|row| Known::new(row, visit)).collect())
}

/// `GET /act-for`
pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let query = Form::read(query.unwrap_or_default().as_bytes());
    let return_path = sign_in::local_path(query.text("return")).unwrap_or_default().to_string();
    let organisations = known(&visit).await?;
    let t = visit.texts();
    page(
        StatusCode::OK,
        &ActForPage { chrome: visit.chrome(t.mandates_act_for_title()), t, return_path, organisations },
    )
}

/// `POST /act-for`: takes one of the known organisations, or goes to Suomi.fi to choose.
pub(super) async fn answer(visit: Visit, form: Form) -> Result<Response, Failure> {
    if form.text("answer") != "select" {
        return rounds::begin(&visit, None, sign_in::local_path(form.text("return"))).await;
    }
    let organisation = BusinessId::parse(form.text("organisation")).ok_or(Failure::NotFound)?;
    let session = visit.session()?;
    let row = store::find_authority(&mut visit.app.db.read().await?, &session.id, &organisation).await?;
    let row = row.ok_or(Failure::NotFound)?;
    let mut tx = visit.app.db.write().await?;
    store::touch_authority(&mut tx, visit.now, &session.id, &organisation).await?;
    let mut entry = Entry::new("mandates.chosen").organisation(&organisation);
    entry.basis = row.basis().map(Basis::code);
    audit::record(&mut tx, &visit, entry).await?;
    tx.commit().await?;
    let permissions = row.permissions();
    Ok(if permissions.allow(Permission::SeeOrganisation) {
        see_other(&format!("/o/{organisation}/"))
    } else if permissions.allow(Permission::ReadPrivacyGuides) {
        see_other("/library")
    } else {
        see_other(&format!("/act-for/why?organisation={organisation}"))
    })
}
