//! The outermost layer: begins the visit, catches failures and panics, renders them and sets the headers that every
//! answer carries.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::failure::Failed;
use super::{App, Cookie, Failure, Outside, SameSite, Visit, page, see_other};
use crate::kernel::{Language, Permissions, holds_identity_code};
use crate::texts::Texts;

/// Put into an answer's extensions by the one page that another site must be able to show in a frame: that site's origin.
#[derive(Clone, Debug)]
pub struct FramedBy(pub String);

const LANGUAGE_COOKIE: &str = "__Host-language";

/// The id of a request, as it stands in the log and on failure pages: read out on the telephone, no word of any language,
/// and never with the form of a personal identity code, as digits would have it now and then.
fn request_id(random: [u8; 6]) -> String {
    const LETTERS: &[u8; 16] = b"bcdfghjklmnpqrst";
    let halves = random.into_iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves.map(|half| char::from(LETTERS[usize::from(half)])).collect()
}

/// Wraps every request. Failures come out of it as pages, whoever made them.
pub async fn dress(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let (language, chosen) = language_of(request.uri(), request.headers());
    let visit = Visit {
        now: app.clock.now(),
        language,
        path: page_of(&app, &request),
        request_id: request_id(app.random.bytes()),
        by_service: false,
        session: None,
        acting: None,
        rights: Permissions::none(),
        app,
    };
    request.extensions_mut().insert(visit.clone());
    let mut response = if holds_null(request.uri()) {
        Failure::Malformed("the address has a null character").into_response()
    } else if percent_encoding::percent_decode_str(request.uri().path()).decode_utf8().is_err() {
        // No address of ours has bytes that are no text; the router would answer them without a page.
        Failure::NotFound.into_response()
    } else {
        next.run(request).await
    };
    let failed = response.extensions_mut().remove::<Failed>();
    // The gate leaves its fuller visit in the answer, so that a failure page still shows for whom one acts.
    let visit = response.extensions_mut().remove::<Visit>().unwrap_or(visit);
    if let Some(Failed(failure)) = failed {
        response = render(&visit, &failure);
    } else if let Some(failure) = bare_failure(&response) {
        response = render(&visit, &failure);
    }
    if chosen {
        let cookie = Cookie {
            name: LANGUAGE_COOKIE,
            value: language.code(),
            same_site: SameSite::Lax,
            max_age: Some(31_536_000),
        };
        response.headers_mut().append(header::SET_COOKIE, cookie.header());
    }
    let frame = response.extensions_mut().remove::<FramedBy>();
    set_headers(&visit, response.headers_mut(), frame);
    response
}

/// Whether what an address asks for has a character that no text may have, in neither database. In the path it makes an
/// address that does not exist.
fn holds_null(uri: &Uri) -> bool {
    uri.query().is_some_and(|query| query.contains("%00"))
}

/// Answers of the layers below that carry no page of ours: unknown address, wrong method, time-out, panic.
fn bare_failure(response: &Response) -> Option<Failure> {
    if response.headers().contains_key(header::CONTENT_TYPE) {
        return None;
    }
    match response.status() {
        StatusCode::NOT_FOUND => Some(Failure::NotFound),
        StatusCode::METHOD_NOT_ALLOWED => Some(Failure::MethodNotAllowed),
        StatusCode::PAYLOAD_TOO_LARGE => Some(Failure::TooLarge),
        StatusCode::INTERNAL_SERVER_ERROR => Some(Failure::internal("a panic; see the log before this")),
        _ => None,
    }
}

/// The language of a request and whether it was chosen in the address: address, cookie, browser, Finnish.
fn language_of(uri: &Uri, headers: &HeaderMap) -> (Language, bool) {
    let query = uri.query().unwrap_or_default();
    let asked = query.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(Language::parse);
    if let Some(language) = asked {
        return (language, true);
    }
    let kept = Cookie::read(headers, LANGUAGE_COOKIE).and_then(Language::parse);
    let browser =
        || headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).map(Language::negotiate);
    (kept.or_else(browser).unwrap_or_default(), false)
}

/// The page to read in another language or to come back to. A form's own address may take nothing but posts, so for
/// those it is the page on which the form stood, when the browser names one of ours.
fn page_of(app: &App, request: &Request) -> String {
    let own =
        Some(path_without_language(request.uri())).filter(|page| is_ours(page)).unwrap_or_else(|| "/".to_string());
    if request.method() != Method::POST {
        return own;
    }
    let referrer = request.headers().get(header::REFERER).and_then(|value| value.to_str().ok());
    let ours = referrer.and_then(|address| address.strip_prefix(app.config.public_url.as_str()));
    let page = ours.filter(|page| is_ours(page));
    page.and_then(|page| page.parse().ok()).map_or(own, |page| path_without_language(&page))
}

/// Whether a browser takes it for a page of this site: with two slashes it would be another site.
fn is_ours(page: &str) -> bool {
    page.starts_with('/') && !page[1..].starts_with(['/', '\\'])
}

fn path_without_language(uri: &Uri) -> String {
    let kept: Vec<&str> = uri
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("lang="))
        .collect();
    if kept.is_empty() { uri.path().to_string() } else { format!("{}?{}", uri.path(), kept.join("&")) }
}

fn render(visit: &Visit, failure: &Failure) -> Response {
    log(visit, failure);
    match failure {
        Failure::SignInNeeded => return see_other(&sign_in_address("/sign-in", &visit.path)),
        Failure::OfficerNeeded => return see_other(&sign_in_address("/desk/sign-in", &visit.path)),
        _ => {}
    }
    let texts = visit.texts();
    let (title, text) = match failure {
        // Only a support code opens these to an officer.
        Failure::NotFound if visit.is_officer() && visit.path.starts_with("/o/") => {
            (texts.ui_failure_view(), texts.ui_failure_view_text())
        }
        failure => explain(failure, texts),
    };
    let template = FailurePage {
        chrome: visit.chrome(title),
        t: texts,
        text,
        choose: offers_reason(visit, failure).then(|| sign_in_address("/act-for", &visit.path)),
        again: opens_again(visit, failure).then(|| visit.path.clone()),
        home: home(visit),
        request_id: matches!(failure, Failure::Internal(_) | Failure::Outage(..)).then(|| visit.request_id.clone()),
    };
    let mut response =
        page(failure.status(), &template).unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response());
    if matches!(failure, Failure::Outage(..) | Failure::Crowded) {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("30"));
    }
    response
}

/// Whoever stands at a closed or an unknown door of an organisation is shown the way to what Suomi.fi returned about
/// them. The page is the same for every address below `/o/`, whether the organisation exists or not, and whether the
/// gate has looked at the session or there was no gate.
fn offers_reason(visit: &Visit, failure: &Failure) -> bool {
    match failure {
        Failure::Forbidden => true,
        Failure::NotFound => visit.path.starts_with("/o/") && visit.acting.is_none() && !visit.is_officer(),
        _ => false,
    }
}

/// Whether the page is there to go on from: others have changed it, too much was sent from it, or whoever we asked on the
/// way from it was silent.
fn opens_again(visit: &Visit, failure: &Failure) -> bool {
    match failure {
        Failure::Stale | Failure::Outage(Outside::Mandates, _) => true,
        // What others post to us stands on no page of ours.
        Failure::TooLarge => visit.session.is_some(),
        _ => false,
    }
}

/// The front page of whoever is here: of officers the queue, of who acts for an organisation its home page.
fn home(visit: &Visit) -> (String, String) {
    let t = visit.texts();
    match &visit.acting {
        _ if visit.is_officer() => ("/desk/".to_string(), t.ui_to_queue()),
        Some(acting) => (format!("/o/{}/", acting.organisation), t.ui_to_front_page()),
        None => ("/".to_string(), t.ui_to_front_page()),
    }
}

fn sign_in_address(page: &str, back: &str) -> String {
    if holds_identity_code(back) {
        return page.to_string();
    }
    format!("{page}?return={}", form_urlencoded::byte_serialize(back.as_bytes()).collect::<String>())
}

fn log(visit: &Visit, failure: &Failure) {
    match failure {
        Failure::Internal(problem) => {
            tracing::error!(request = %visit.request_id, problem = %format!("{problem:#}"), "internal failure");
        }
        Failure::Outage(system, detail) => tracing::warn!(request = %visit.request_id, ?system, %detail, "outage"),
        Failure::Malformed(reason) => tracing::info!(request = %visit.request_id, reason, "malformed request"),
        Failure::CrossSite => tracing::info!(request = %visit.request_id, "cross-site request refused"),
        Failure::Crowded => tracing::info!(request = %visit.request_id, "too many sign-ins begin"),
        Failure::TooSlow => tracing::warn!(request = %visit.request_id, "a request took too long"),
        _ => {}
    }
}

#[derive(askama::Template)]
#[template(path = "ui/failure.html")]
struct FailurePage {
    chrome: super::Chrome,
    t: &'static Texts,
    text: String,
    request_id: Option<String>,
    /// Where one chooses for whom to act and comes back; the page that explains one's own rights stands beside it.
    choose: Option<String>,
    /// The page to go on from.
    again: Option<String>,
    /// Address and words of the front page.
    home: (String, String),
}

/// What happened, and what is kept and what to do.
fn explain(failure: &Failure, t: &Texts) -> (String, String) {
    match failure {
        Failure::NotFound | Failure::SignInNeeded | Failure::OfficerNeeded => {
            (t.ui_failure_not_found(), t.ui_failure_not_found_text())
        }
        Failure::Forbidden => (t.ui_failure_forbidden(), t.ui_failure_forbidden_text()),
        Failure::CrossSite => (t.ui_failure_cross_site(), t.ui_failure_cross_site_text()),
        Failure::Malformed(_) => (t.ui_failure_malformed(), t.ui_failure_malformed_text()),
        Failure::TooSlow => (t.ui_failure_slow(), t.ui_failure_slow_text()),
        Failure::Crowded => (t.ui_failure_crowded(), t.ui_failure_crowded_text()),
        Failure::NotAForm => (t.ui_failure_media(), t.ui_failure_media_text()),
        Failure::TooLarge => (t.ui_failure_too_large(), t.ui_failure_too_large_text()),
        Failure::MethodNotAllowed => (t.ui_failure_method(), t.ui_failure_method_text()),
        Failure::Stale => (t.ui_failure_stale(), t.ui_failure_stale_text()),
        Failure::Outage(Outside::Database, _) => (t.ui_failure_database(), t.ui_failure_database_text()),
        Failure::Outage(Outside::Identification, _) => {
            (t.ui_failure_identification(), t.ui_failure_identification_text())
        }
        Failure::Outage(Outside::Mandates, _) => (t.ui_failure_mandates(), t.ui_failure_mandates_text()),
        Failure::Outage(Outside::CodeService | Outside::CompanyRegister | Outside::PharmacyRegister, _) => {
            (t.ui_failure_register(), t.ui_failure_register_text())
        }
        Failure::Outage(Outside::OfficersDirectory, _) => (t.ui_failure_directory(), t.ui_failure_directory_text()),
        Failure::Internal(_) => (t.ui_failure_internal(), t.ui_failure_internal_text()),
    }
}

/// The headers of every answer. Pages are never cached: they may hold another person's business tomorrow.
fn set_headers(visit: &Visit, headers: &mut HeaderMap, frame: Option<FramedBy>) {
    const FIXED: [(&str, &str); 7] = [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-embedder-policy", "require-corp"),
        ("strict-transport-security", "max-age=63072000; includeSubDomains"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ];
    for (name, value) in FIXED {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    let policy = visit.app.part::<super::server::ContentPolicy>();
    if let Some(FramedBy(origin)) = frame {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy.framed_by(&origin));
        return;
    }
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert_with(|| policy.header());
}

#[cfg(test)]
mod tests {
    use super::request_id;

    #[test]
    fn the_id_of_a_request_has_letters_only() {
        assert_eq!(request_id([0x15, 0x06, 0x68, 0xf9, 0x17, 0xff]), "chbjjltmcktt");
        assert_eq!(request_id([0; 6]), "bbbbbbbbbbbb");
    }
}
