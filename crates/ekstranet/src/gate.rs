//! The gate before every route: enforces the rule that the route was added with and tells the visit who came.

use axum::extract::{FromRequest as _, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::audit::{self, Entry};
use crate::kernel::{BusinessId, Permission, SessionKind};
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
    response.extensions_mut().insert(visit);
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
            if visit.rights.allow(permission) { Ok(()) } else { Err(Failure::Forbidden) }
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
            match acting.filter(|acting| acting.permissions.allow(permission)) {
                Some(acting) => {
                    visit.acting = Some(acting);
                    Ok(())
                }
                None => Err(refuse(visit, &organisation, permission).await),
            }
        }
        Rule::Officer => {
            let token = token.ok_or(Failure::OfficerNeeded)?;
            visit.session = sign_in::find_session(app, visit.now, token).await?;
            match visit.session.as_ref().map(|session| session.kind) {
                Some(SessionKind::Officer { .. }) => Ok(()),
                Some(SessionKind::Person) => Err(Failure::NotFound),
                None => Err(Failure::OfficerNeeded),
            }
        }
    }
}

/// A signed-in person at another organisation's door, or at one that the right does not open: kept in the audit log,
/// answered like an address that does not exist.
async fn refuse(visit: &Visit, organisation: &BusinessId, permission: Permission) -> Failure {
    let entry = Entry::new("gate.refused").organisation(organisation);
    let entry = entry.detail(serde_json::json!({ "permission": format!("{permission:?}") }));
    let kept = async {
        let mut tx = visit.app.db.write().await?;
        audit::record(&mut tx, visit, entry).await?;
        tx.commit().await
    };
    match kept.await {
        Ok(()) => Failure::NotFound,
        Err(problem) => problem.into(),
    }
}

async fn signed_in(app: &App, visit: &mut Visit, token: Option<&str>) -> Result<(), Failure> {
    let token = token.ok_or(Failure::SignInNeeded)?;
    visit.session = sign_in::find_session(app, visit.now, token).await?;
    match visit.session()?.kind {
        SessionKind::Person => Ok(()),
        SessionKind::Officer { .. } => Err(Failure::SignInNeeded),
    }
}
