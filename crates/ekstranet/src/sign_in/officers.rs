//! The officers' way in and out, through the operator's directory.

use axum::extract::RawQuery;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::json;

use super::answer::Comer;
use super::browser::{OpenWays, browser_cookie};
use super::directory::{Directory, Officer, Question, Trouble};
use super::pages::{session_cookie, signed_out_page, why_ended, with_cookies};
use super::rules::{ALREADY_ANSWERED, Ended, OFFICER_START, PendingRow};
use super::store::NewPending;
use super::{NewSession, answer, begin_session, local_path, store};
use crate::audit::{self, Entry};
use crate::kernel::{Instant, PersonId, SessionKind, Vault, hexadecimal};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, SameSite, Visit, page, see_other};

/// The short cookie that binds the directory's answers to the browser in which the sign-in began.
const BROWSER_COOKIE: &str = "__Host-desk-sign-in";

#[derive(askama::Template)]
#[template(path = "sign_in/desk.html")]
struct DeskPage {
    chrome: Chrome,
    t: &'static Texts,
    return_path: String,
    ended: Option<String>,
}

/// `GET /desk/sign-in`
pub(super) async fn show(visit: Visit, headers: HeaderMap, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let query = Form::read(query.unwrap_or_default().as_bytes());
    let return_path = desk_path(query.text("return")).to_string();
    if visit.is_officer() {
        return Ok(see_other(&return_path));
    }
    let t = visit.texts();
    let ended = match why_ended(&visit, &headers, &query).await? {
        Some(Ended::Idle) => Some(t.sign_in_ended_idle()),
        Some(Ended::Absolute) => Some(t.sign_in_ended_absolute()),
        Some(Ended::SignedOut) | None => None,
    };
    page(StatusCode::OK, &DeskPage { chrome: visit.chrome(t.sign_in_desk_title()), t, return_path, ended })
}

/// Officers return only to pages of the desk.
fn desk_path(text: &str) -> &str {
    local_path(text).filter(|path| path.starts_with("/desk/")).unwrap_or(OFFICER_START)
}

/// `POST /desk/sign-in`: remembers that this browser begins and sends it to the directory.
pub(super) async fn begin(visit: Visit, headers: HeaderMap, form: Form) -> Result<Response, Failure> {
    let (app, vault) = (&visit.app, &visit.app.vault);
    app.part::<Directory>().beginnings.take(visit.now)?;
    let (secret, state) = (hexadecimal(&app.random.bytes::<32>()), hexadecimal(&app.random.bytes::<32>()));
    let (nonce, verifier) = secrets(vault, &secret);
    let question = Question { state: &state, nonce: &nonce, verifier: &verifier, asked_at: visit.now };
    let address = app.part::<Directory>().start(app, visit.now, &question, visit.language.code()).await?;
    let pending = NewPending {
        id: &vault.token_hash(&state),
        kind: "officer",
        browser_hash: &vault.token_hash(&secret),
        return_path: desk_path(form.text("return")),
        language: visit.language,
        old_session: visit.session.as_ref().map(|session| &session.id),
    };
    store::insert_pending_alone(&app.db, visit.now, &pending).await?;
    let ways = OpenWays::read(&headers, BROWSER_COOKIE).with(&secret).value();
    Ok(with_cookies(see_other(&address), [browser_cookie(BROWSER_COOKIE, &ways, SameSite::Lax)]))
}

/// An officer was not let in.
const REFUSED: &str = "sign_in.officer_refused";

/// Nonce and PKCE verifier, derived from the way's secret in the browser so that the database holds neither.
fn secrets(vault: &Vault, secret: &str) -> (String, String) {
    (vault.token_hash(&format!("nonce/{secret}")), vault.token_hash(&format!("verifier/{secret}")))
}

/// `GET /desk/callback`: the directory's answer.
pub(super) async fn receive(visit: Visit, headers: HeaderMap, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let query = Form::read(query.unwrap_or_default().as_bytes());
    let (app, now) = (&visit.app, visit.now);
    let state = query.text("state");
    let row = store::find_pending(&mut app.db.read().await?, &app.vault.token_hash(state), "officer").await?;
    // Anybody can send these without end: their rows come a moment later, together (decision 0007).
    let Some(row) = row else {
        audit::note_stray(&visit, REFUSED, "unsolicited");
        return answer::stopped_page(visit, StatusCode::FORBIDDEN, Comer::Officer(None));
    };
    let secret = OpenWays::read(&headers, BROWSER_COOKIE).secret_of(&app.vault, &row.browser_hash);
    if let Some(code) = row.refusal(now, secret.is_some()) {
        return refuse_alike(visit, code);
    }
    // RFC 9207: a directory that names itself in the answer must be ours.
    if query.get("iss").is_some_and(|issuer| issuer != app.config.officers.issuer) {
        return refuse(visit, "issuer").await;
    }
    let old = match use_way(&visit, &row).await {
        Err(db::Error::Stale) => return refuse_alike(visit, ALREADY_ANSWERED),
        used => used?,
    };
    let Some(code) = query.get("code") else {
        return answer::stop(visit, StatusCode::OK, Entry::new("sign_in.interrupted"), Comer::Officer(None)).await;
    };
    let (nonce, verifier) = secrets(&app.vault, &secret.unwrap_or_default());
    let asked_at = Instant::from_milliseconds(row.started_at);
    let question = Question { state, nonce: &nonce, verifier: &verifier, asked_at };
    match app.part::<Directory>().finish(app, now, &question, code).await {
        Ok(officer) if officer.may_process => sign_in(visit, &row, &officer, old.as_deref()).await,
        Ok(_) => refuse_role(visit).await,
        Err(Trouble::Refused(code)) => refuse(visit, code).await,
        Err(outage) => Err(outage.into()),
    }
}

/// Marks the question as answered; gives the session that the browser had before. `Stale` when the same answer came twice at
/// the same moment and the other was first.
async fn use_way(visit: &Visit, row: &PendingRow) -> Result<Option<String>, db::Error> {
    let mut tx = visit.app.db.write().await?;
    let old = store::use_pending(&mut tx, visit.now, &row.id).await?;
    tx.commit().await?;
    Ok(old)
}

/// Whoever is refused without a question to the directory: the page is the same for all.
fn refuse_alike(visit: Visit, code: &'static str) -> Result<Response, Failure> {
    audit::note_refusal(&visit, REFUSED, code);
    answer::stopped_page(visit, StatusCode::FORBIDDEN, Comer::Officer(None))
}

/// `old` is the session that the browser had before.
async fn sign_in(visit: Visit, row: &PendingRow, officer: &Officer, old: Option<&str>) -> Result<Response, Failure> {
    let (app, now) = (&visit.app, visit.now);
    let mut tx = app.db.write().await?;
    let fresh = PersonId::new(now, &app.random);
    let id = store::upsert_officer(&mut tx, now, &fresh, &app.config.officers.issuer, officer).await?;
    let id = PersonId::parse(&id).ok_or_else(|| Failure::internal("an officer's id is not an id"))?;
    let kind = SessionKind::Officer { approver: officer.may_approve };
    let new = NewSession { person: &id, name: &officer.name, kind, provider: None };
    let (session, token) = begin_session(&mut tx, app, now, &new).await?;
    let detail = json!({ "approver": officer.may_approve });
    audit::record(&mut tx, &visit, Entry::new("sign_in.officer_signed_in").session(&session).detail(detail)).await?;
    answer::replace(&mut tx, &visit, &session, old).await?;
    tx.commit().await?;
    let browser = browser_cookie(BROWSER_COOKIE, "", SameSite::Lax);
    Ok(with_cookies(see_other(&row.return_path), [session_cookie(Some(&token)), browser]))
}

async fn refuse(visit: Visit, code: &'static str) -> Result<Response, Failure> {
    let entry = Entry::new(REFUSED).detail(json!({ "code": code }));
    answer::stop(visit, StatusCode::FORBIDDEN, entry, Comer::Officer(None)).await
}

/// Somebody of the operator, but without a role here.
async fn refuse_role(visit: Visit) -> Result<Response, Failure> {
    let reason = visit.texts().sign_in_desk_no_role();
    let entry = Entry::new(REFUSED).detail(json!({ "code": "no-role" }));
    answer::stop(visit, StatusCode::FORBIDDEN, entry, Comer::Officer(Some(reason))).await
}

/// `POST /desk/sign-out`
pub(super) async fn sign_out(visit: Visit) -> Result<Response, Failure> {
    if let Some(session) = &visit.session {
        let mut tx = visit.app.db.write().await?;
        store::end_session(&mut tx, visit.now, session.id.as_str(), "logged out").await?;
        audit::record(&mut tx, &visit, Entry::new("sign_in.signed_out")).await?;
        tx.commit().await?;
    }
    let browser = browser_cookie(BROWSER_COOKIE, "", SameSite::Lax);
    Ok(with_cookies(see_other("/desk/sign-out"), [session_cookie(None), browser]))
}

/// `GET /desk/sign-out`
pub(super) async fn signed_out(visit: Visit) -> Result<Response, Failure> {
    signed_out_page(&visit, "", true)
}

#[cfg(test)]
mod tests {
    use super::desk_path;

    #[test]
    fn officers_return_only_to_the_desk() {
        assert_eq!(desk_path("/desk/cases/1"), "/desk/cases/1");
        for other in ["/me", "//evil.example", "https://evil.example/desk/", "/desk/sign-out", ""] {
            assert_eq!(desk_path(other), "/desk/");
        }
    }
}
