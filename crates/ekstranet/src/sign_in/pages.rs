//! The way to the identity provider and out again, as pages. What comes back from it is in `answer`.

use axum::extract::RawQuery;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::json;

use super::browser::{OpenWays, browser_cookie};
use super::provider::{SignIn, request_bytes, spoken};
use super::rules::{Ended, PERSON_START};
use super::store::NewPending;
use super::{SESSION_COOKIE, local_path, store, token};
use crate::audit::{self, Entry};
use crate::kernel::hexadecimal;
use crate::texts::Texts;
use crate::web::{Chrome, Cookie, Failure, Form, SameSite, Visit, format, page, see_other};

/// The short cookie that binds answers of the identity provider to the browser in which the sign-in began.
pub(super) const BROWSER_COOKIE: &str = "__Host-sign-in";

#[derive(askama::Template)]
#[template(path = "sign_in/sign_in.html")]
struct SignInPage {
    chrome: Chrome,
    t: &'static Texts,
    return_path: String,
    ended: Option<String>,
    /// What is known to be wrong with the identity provider.
    trouble: Option<String>,
}

/// `GET /sign-in`
pub(super) async fn show(mut visit: Visit, headers: HeaderMap, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let query = Form::read(query.unwrap_or_default().as_bytes());
    let return_path = local_path(query.text("return")).unwrap_or_default().to_string();
    if visit.session.is_some() && !visit.is_officer() {
        return Ok(see_other(if return_path.is_empty() { PERSON_START } else { &return_path }));
    }
    if return_path.is_empty() && query.get("return").is_some() {
        // What cannot be returned to is not carried on in the language links either.
        visit.path = "/sign-in".to_string();
    }
    let (t, sign_in) = (visit.texts(), visit.app.part::<SignIn>());
    if !sign_in.is_ready() {
        // Learns the provider's address in time for this page's policy; later the job keeps it fresh.
        let _ = sign_in.provider(&visit.app, visit.now).await;
    }
    let trouble = sign_in.failed_at().map(|at| t.sign_in_trouble(format::moment(at, visit.language)));
    let ended = match why_ended(&visit, &headers, &query).await? {
        Some(Ended::Idle) => Some(t.sign_in_ended_idle()),
        Some(Ended::Absolute) => Some(t.sign_in_ended_absolute()),
        Some(Ended::SignedOut) | None => None,
    };
    page(StatusCode::OK, &SignInPage { chrome: visit.chrome(t.sign_in_title()), t, return_path, ended, trouble })
}

/// Why the session whose cookie still comes no longer lives.
pub(super) async fn why_ended(visit: &Visit, headers: &HeaderMap, query: &Form) -> Result<Option<Ended>, Failure> {
    if query.text("ended") == "idle" {
        return Ok(Some(Ended::Idle));
    }
    let Some(token) = token(headers).filter(|_| visit.session.is_none()) else { return Ok(None) };
    let row = store::find_ended(&mut visit.app.db.read().await?, &visit.app.vault.token_hash(token)).await?;
    Ok(row.map(|row| row.reason(visit.now)))
}

/// `POST /sign-in`: remembers that this browser begins and sends it to the identity provider.
pub(super) async fn begin(visit: Visit, headers: HeaderMap, form: Form) -> Result<Response, Failure> {
    let sign_in = visit.app.part::<SignIn>();
    sign_in.beginnings.take(visit.now)?;
    let was_ready = sign_in.is_ready();
    let provider = sign_in.provider(&visit.app, visit.now).await?;
    let return_path = local_path(form.text("return")).unwrap_or(PERSON_START);
    if !was_ready {
        // The page was made before the provider's address was known: its policy would stop the browser on the way.
        return Ok(see_other(&with_return("/sign-in", return_path)));
    }
    sign_in.reach(&visit.app, visit.now).await?;
    let (now, bytes, language) = (visit.now.milliseconds(), request_bytes(&visit.app), spoken(visit.language));
    let start = off_the_road(move || provider.start_sign_in(now, bytes, "", language)).await?;
    let start = start.map_err(|refused| Failure::internal(refused.code()))?;
    let secret = hexadecimal(&visit.app.random.bytes::<32>());
    let pending = NewPending {
        id: &start.request_id,
        kind: "person",
        browser_hash: &visit.app.vault.token_hash(&secret),
        return_path,
        language: visit.language,
        old_session: visit.session.as_ref().map(|session| &session.id),
    };
    store::insert_pending_alone(&visit.app.db, visit.now, &pending).await?;
    let ways = OpenWays::read(&headers, BROWSER_COOKIE).with(&secret).value();
    let cookie = browser_cookie(BROWSER_COOKIE, &ways, SameSite::None);
    Ok(with_cookies(see_other(&start.redirect_url), [cookie]))
}

/// An address that leads on to a page of ours.
pub fn with_return(address: &str, return_path: &str) -> String {
    format!("{address}?return={}", form_urlencoded::byte_serialize(return_path.as_bytes()).collect::<String>())
}

/// Runs work with keys where it does not hold up the requests of others.
pub(super) async fn off_the_road<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Failure::internal("the work with keys was stopped"))
}

pub(super) fn with_cookies<const N: usize>(mut response: Response, cookies: [Cookie<'_>; N]) -> Response {
    for cookie in cookies {
        response.headers_mut().append(header::SET_COOKIE, cookie.header());
    }
    response
}

/// The cookie of a new session; without a token it removes the old one.
pub(super) fn session_cookie(token: Option<&str>) -> Cookie<'_> {
    let max_age = if token.is_some() { None } else { Some(0) };
    Cookie { name: SESSION_COOKIE, value: token.unwrap_or_default(), same_site: SameSite::Lax, max_age }
}

/// `GET /saml/metadata`
pub(super) async fn metadata(visit: Visit) -> Result<Response, Failure> {
    let media = HeaderValue::from_static("application/samlmetadata+xml");
    let metadata = visit.app.part::<SignIn>().metadata(&visit.app.config).map_err(Failure::internal)?;
    Ok(([(header::CONTENT_TYPE, media)], metadata).into_response())
}

#[derive(askama::Template)]
#[template(path = "sign_in/signed_out.html")]
struct SignedOutPage {
    chrome: Chrome,
    t: &'static Texts,
    /// Whether Suomi.fi may still hold its own session open.
    provider_open: bool,
    /// Whether it does, because it does not answer.
    provider_silent: bool,
    officer: bool,
}

/// `GET /sign-out`: tells that one is out; somebody who is still in goes to the front page.
pub(super) async fn signed_out(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    signed_out_page(&visit, &query.unwrap_or_default(), false)
}

/// The page after a sign-out.
pub(super) fn signed_out_page(visit: &Visit, query: &str, officer: bool) -> Result<Response, Failure> {
    if visit.session.is_some() {
        return Ok(see_other("/"));
    }
    let t = visit.texts();
    let query = Form::read(query.as_bytes());
    let (provider_open, provider_silent) = (query.text("provider") == "open", query.text("provider") == "silent");
    let chrome = visit.chrome(t.sign_in_signed_out_title());
    page(StatusCode::OK, &SignedOutPage { chrome, t, provider_open, provider_silent, officer })
}

/// What is left at the identity provider when our own session has ended.
enum Left {
    /// Nothing that we know of.
    Nothing,
    /// A session that the browser can end with this request; its relay state.
    Session(saml::Start, String),
    /// A session that cannot be ended now; the code for the audit log.
    Beyond(&'static str),
}

/// What the audit log says when nobody answers at the identity provider.
const SILENT: &str = "provider-silent";
/// The same of every sign-out there that did not come to its end.
const UNCONFIRMED: &str = "sign_in.provider_sign_out_unconfirmed";

/// `POST /sign-out`: ends our own session first, then asks the identity provider to end its, when somebody is there.
pub(super) async fn sign_out(visit: Visit) -> Result<Response, Failure> {
    // Nor does a way that was begun in this browser lead in after whoever used it is out.
    let ends = || [session_cookie(None), browser_cookie(BROWSER_COOKIE, "", SameSite::None)];
    let Some(session) = &visit.session else { return Ok(with_cookies(see_other("/sign-out"), ends())) };
    let left = prepare_goodbye(&visit).await?;
    let mut tx = visit.app.db.write().await?;
    store::end_session(&mut tx, visit.now, session.id.as_str(), "logged out").await?;
    if let Left::Session(start, relay_state) = &left {
        let pending = NewPending {
            id: &start.request_id,
            kind: "sign_out",
            browser_hash: &visit.app.vault.token_hash(relay_state),
            return_path: "/sign-out",
            language: visit.language,
            old_session: Some(&session.id),
        };
        store::insert_pending(&mut tx, visit.now, &pending).await?;
    }
    audit::record(&mut tx, &visit, Entry::new("sign_in.signed_out")).await?;
    tx.commit().await?;
    let next = match left {
        Left::Nothing => "/sign-out".to_string(),
        // A browser sent to a dead address would show an error that is not ours, and nobody would learn that they are out.
        Left::Session(start, _) => match visit.app.part::<SignIn>().reach(&visit.app, visit.now).await {
            Ok(()) => start.redirect_url,
            Err(_) => left_open(&visit, SILENT).await?,
        },
        Left::Beyond(code) => left_open(&visit, code).await?,
    };
    Ok(with_cookies(see_other(&next), ends()))
}

/// Keeps in the log that a session may be open at the identity provider; gives the page that says so.
async fn left_open(visit: &Visit, code: &'static str) -> Result<String, Failure> {
    let mut tx = visit.app.db.write().await?;
    audit::record(&mut tx, visit, Entry::new(UNCONFIRMED).detail(json!({ "code": code }))).await?;
    tx.commit().await?;
    Ok(if code == SILENT { "/sign-out?provider=silent" } else { "/sign-out?provider=open" }.to_string())
}

/// The request with which the browser ends the session at the identity provider. Signing out of our own service never
/// waits for it.
async fn prepare_goodbye(visit: &Visit) -> Result<Left, Failure> {
    let session = visit.session()?;
    let Some(held) = store::find_provider_session(&mut visit.app.db.read().await?, &session.id).await? else {
        return Ok(Left::Nothing);
    };
    let Some(provider) = visit.app.part::<SignIn>().valid(visit.now) else {
        return Ok(Left::Beyond("provider-unknown"));
    };
    let relay_state = hexadecimal(&visit.app.random.bytes::<16>());
    let (now, bytes, language) = (visit.now.milliseconds(), request_bytes(&visit.app), spoken(visit.language));
    let name_id = saml::NameId {
        value: held.name_id,
        name_qualifier: held.name_qualifier,
        sp_name_qualifier: held.sp_name_qualifier,
    };
    let relay = relay_state.clone();
    let start =
        off_the_road(move || provider.start_sign_out(now, bytes, &name_id, &held.session_index, &relay, language))
            .await?;
    Ok(match start {
        Ok(start) => Left::Session(start, relay_state),
        Err(refused) => Left::Beyond(refused.code()),
    })
}
