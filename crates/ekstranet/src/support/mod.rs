//! The support code: a signed-in person reads six digits aloud, and the officer who enters them sees the same
//! organisation's pages for a quarter of an hour, reading only. Who acts for no organisation shows which rights the service
//! knows of them.

mod forgetting;
mod own;
mod pages;
mod rules;
mod store;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_retention;

use crate::audit::{self, Entry};
use crate::kernel::{Acting, BusinessId, Permission, holds_identity_code};
use crate::sign_in;
use crate::web::{Failure, Routes, Rule, Visit};

pub use forgetting::{forget, keep_forgetting};

/// Lets an officer read a page of an organisation while a view of it lives, and keeps the page in the audit log. The
/// visit then acts for the organisation with what the person may see. `None` when there is no view of this organisation
/// in this officer's session, or when the person's right does not reach the page.
///
/// # Errors
/// What the database says.
pub async fn look(visit: &Visit, organisation: &BusinessId, permission: Permission) -> Result<Option<Acting>, Failure> {
    let Some(session) = visit.session.as_ref().filter(|session| session.is_officer()) else { return Ok(None) };
    let rest = sign_in::idle_since(&visit.app, visit.now);
    let row = store::find_view(&mut visit.app.db.read().await?, visit.now, rest, &session.id, organisation).await?;
    let Some((row, acting)) = row.and_then(|row| row.acting(&visit.app, organisation).map(|acting| (row, acting)))
    else {
        return Ok(None);
    };
    if !acting.permissions.allow(permission) {
        return Ok(None);
    }
    // What was typed into the address may be anything, and the log is for ever.
    let path = visit.path.split('?').next().filter(|path| !holds_identity_code(path)).unwrap_or_default();
    let detail = serde_json::json!({ "path": path });
    let entry = Entry::new("support.page_viewed").subject(&row.id).organisation(organisation).detail(detail);
    let mut tx = visit.app.db.write().await?;
    audit::record(&mut tx, visit, entry).await?;
    tx.commit().await?;
    Ok(Some(acting))
}

/// Notes at the person's session until when somebody looks, or that nobody does any more.
async fn note_watched(tx: &mut db::Tx, session: &str) -> Result<(), Failure> {
    // Takes the row first: on PostgreSQL a view that another is beginning becomes visible only after its turn.
    sign_in::note_watched(tx, session, None).await?;
    let until = store::latest_end(tx, session).await?;
    sign_in::note_watched(tx, session, until).await
}

/// The room's routes.
pub fn routes() -> Routes {
    let see = Rule::Acting(Permission::SeeOrganisation);
    Routes::new()
        .get("/o/{organisation}/support-code", see, pages::offer)
        .post("/o/{organisation}/support-code", see, pages::make)
        .get("/me/support-code", Rule::SignedIn, own::offer)
        .post("/me/support-code", Rule::SignedIn, own::make)
        .post("/me/support/end", Rule::SignedIn, pages::end_by_person)
        .get("/desk/support/person", Rule::Officer, own::person)
        .get("/desk/support", Rule::Officer, pages::enter)
        .post("/desk/support", Rule::Officer, pages::begin)
        .post("/desk/support/end", Rule::Officer, pages::end_by_officer)
}
