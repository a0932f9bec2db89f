//! The gate before every route: enforces the rule that the route was added with and tells the visit who came.

use axum::extract::{FromRequest as _, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::audit::{self, Entry};
use crate::kernel::{BusinessId, SessionKind};
use crate::web::{App, Failure, Rule, Upload, Visit};
use crate::{mandates, sign_in, support};

/// Lets a request in when the rule allows it.
pub async fn admit(State((app, rule)): State<(App, Rule)>, mut request: Request, next: Next) -> Response {
    let Some(mut visit) = request.extensions_mut().remove::<Visit>() else {
        return Failure::internal("the route has no dress").into_response();
    };
    // Routes to read answer to HEAD too.
    let is_reading = matches!(*request.method(), Method::GET | Method::HEAD);
    let had_session = sign_in::token(request.headers()).is_some();
    let admitted = check(&app, rule, &mut visit, request.uri().path(), request.headers(), is_reading).await;
    let mut response = match admitted {
        Ok(()) => {
            request.extensions_mut().insert(visit.clone());
            next.run(request).await
        }
        Err(Failure::SignInNeeded | Failure::OfficerNeeded) if had_session && !is_reading => {
            kept(&app, &visit, request, rule == Rule::Officer).await
        }
        Err(failure) => failure.into_response(),
    };
    // Unless the handler has left one that leads elsewhere.
    response.extensions_mut().get_or_insert(visit);
    response
}

/// What somebody wrote while the session ended comes back on a page, to be sent again.
async fn kept(app: &App, visit: &Visit, request: Request, is_officer: bool) -> Response {
    let address = request.uri().path().to_string();
    let door = if is_officer { Failure::OfficerNeeded } else { Failure::SignInNeeded };
    // Files are read for somebody whose session has ended, not for whoever sends a cookie.
    let is_upload = request.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/"));
    let token = sign_in::token(request.headers()).unwrap_or_default();
    match sign_in::has_ended(app, visit.now, token).await {
        Ok(has_ended) if is_upload && !has_ended => return door.into_response(),
        Ok(_) => {}
        Err(failure) => return failure.into_response(),
    }
    let Ok(upload) = Upload::from_request(request, app).await else { return door.into_response() };
    match sign_in::kept_page(visit, &address, is_officer, &upload) {
        Some(page) => page.into_response(),
        None => door.into_response(),
    }
}

async fn check(
    app: &App,
    rule: Rule,
    visit: &mut Visit,
    path: &str,
    headers: &HeaderMap,
    is_reading: bool,
) -> Result<(), Failure> {
    let token = sign_in::token(headers);
    match rule {
        Rule::Protocol => Ok(()),
        Rule::Public => {
            if let Some(token) = token {
                visit.session = sign_in::find_session(app, visit.now, token).await?;
            }
            Ok(())
        }
        Rule::SignedIn => signed_in(app, visit, token).await,
        Rule::AnyRight(permission) => {
            signed_in(app, visit, token).await?;
            visit.rights = mandates::all_rights(app, visit.session()?).await?;
            if visit.rights.allow(permission) {
                return Ok(());
            }
            refuse(visit, None, &format!("{permission:?}")).await?;
            Err(Failure::Forbidden)
        }
        Rule::Acting(permission) => {
            let organisation = path.split('/').nth(2).and_then(BusinessId::parse).ok_or(Failure::NotFound)?;
            let token = token.ok_or(Failure::SignInNeeded)?;
            let (session, acting) = mandates::find_acting(app, visit.now, token, &organisation).await?;
            visit.session = session;
            let is_officer = visit.session()?.is_officer();
            // An officer acts for nobody. A support code lets one read, and nothing but read.
            let acting = match acting {
                _ if !is_officer => acting,
                _ if is_reading => support::look(visit, &organisation, permission).await?,
                _ => None,
            };
            visit.acting = acting.filter(|acting| acting.permissions.allow(permission));
            if visit.acting.is_some() {
                return Ok(());
            }
            refuse(visit, Some(&organisation), &format!("{permission:?}")).await?;
            Err(Failure::NotFound)
        }
        Rule::Officer => {
            let token = token.ok_or(Failure::OfficerNeeded)?;
            visit.session = sign_in::find_session(app, visit.now, token).await?;
            match visit.session.as_ref().map(|session| session.kind) {
                Some(SessionKind::Officer { .. }) => Ok(()),
                Some(SessionKind::Person) => {
                    refuse(visit, None, "Officer").await?;
                    Err(Failure::NotFound)
                }
                None => Err(Failure::OfficerNeeded),
            }
        }
    }
}

/// A signed-in person at another organisation's door, at one that the right does not open, or at the officers': kept in
/// the audit log, and answered like an address that does not exist.
async fn refuse(visit: &Visit, organisation: Option<&BusinessId>, permission: &str) -> Result<(), Failure> {
    let entry = Entry::new("gate.refused").detail(serde_json::json!({ "permission": permission }));
    let entry = match organisation {
        Some(organisation) => entry.organisation(organisation),
        None => entry,
    };
    Ok(audit::record_view(visit, entry).await?)
}

/// The mark of an answer that refuses a change which another site had somebody's browser send.
#[derive(Clone, Copy)]
pub struct FromElsewhere;

/// A change from another site that brings somebody's session is kept in the audit log; one without a session is nobody's.
pub async fn note_elsewhere(request: Request, next: Next) -> Response {
    let visit = sign_in::token(request.headers()).and_then(|_| request.extensions().get::<Visit>().cloned());
    let response = next.run(request).await;
    if let Some(visit) = visit.filter(|_| response.extensions().get::<FromElsewhere>().is_some()) {
        audit::note_stray(&visit, "gate.cross_site", "cross_site");
    }
    response
}

async fn signed_in(app: &App, visit: &mut Visit, token: Option<&str>) -> Result<(), Failure> {
    let token = token.ok_or(Failure::SignInNeeded)?;
    visit.session = sign_in::find_session(app, visit.now, token).await?;
    match visit.session()?.kind {
        SessionKind::Person => Ok(()),
        SessionKind::Officer { .. } => Err(Failure::SignInNeeded),
    }
}
