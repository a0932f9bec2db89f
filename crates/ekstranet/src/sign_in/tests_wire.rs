//! Signing in and out against the simulated identity provider, message by message as a browser carries them.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use db::testing::Scratch;
use http_body_util::BodyExt as _;
use simulators::identification::{Identification, Settings, routes};
use tower::ServiceExt as _;

use super::tests::{audited, post_answer, sessions};
use super::tests_outside::provider_keys;
use crate::config::Mode;
use crate::kernel::{Clock, Language};
use crate::testing::{Answer, NOON, World, between};

pub(super) const MATTI: &str = "150668-917M";

/// The identity provider beside a portal that knows it.
pub(super) struct Scene {
    pub(super) world: World,
    pub(super) provider: Arc<Identification>,
    router: Router,
    pub(super) folder: PathBuf,
}

impl Drop for Scene {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Scene {
    pub(super) async fn new(scratch: &Scratch) -> Self {
        Self::with(scratch, "one", |_| {}).await
    }

    /// `keys` names the provider's set of keys, of which a portal knows one.
    pub(super) async fn with(scratch: &Scratch, keys: &str, change: impl FnOnce(&mut crate::config::Config)) -> Self {
        let time = PortalTime::default();
        let (provider, folder) = provider(keys, scratch, &time);
        let world = World::with(scratch, |config| {
            config.identification.idp_metadata = folder.join("idp-metadata.xml").display().to_string();
            change(config);
        });
        let _ = time.set(world.app.clock.clone());
        let text = world.stranger().get("/saml/metadata").await.body;
        std::fs::write(folder.join("sp-metadata.xml"), text).expect("written");
        Self { router: routes(provider.clone()), provider, world, folder }
    }

    /// Presses the button; gives the address at the provider and the cookie of the browser.
    pub(super) async fn begin(&self, language: Language, return_path: &str) -> (String, String) {
        let answer = self.world.stranger().speaking(language).post("/sign-in", &[("return", return_path)]).await;
        (answer.redirects().to_string(), cookie(&answer, "__Host-sign-in"))
    }

    /// Walks through the provider's pages; gives the message that the browser will post to us.
    async fn identify(&self, address: &str, answers: &[(&str, &str)]) -> String {
        let page = self.ask("GET", address, &[]).await;
        let flow = field(&page.body, "flow");
        let mut fields = vec![("flow", flow.as_str())];
        fields.extend_from_slice(answers);
        let page = self.ask("POST", "/idp/choose", &fields).await;
        if page.body.contains("SAMLResponse") {
            return field(&page.body, "SAMLResponse");
        }
        let flow = field(&page.body, "flow");
        let page = self.ask("POST", "/idp/consent", &[("flow", &flow), ("answer", "continue")]).await;
        field(&page.body, "SAMLResponse")
    }

    pub(super) async fn identify_matti(&self, address: &str) -> String {
        self.identify(address, &[("national_id", MATTI), ("answer", "continue")]).await
    }

    async fn ask(&self, method: &str, address: &str, fields: &[(&str, &str)]) -> Answer {
        self.ask_with("", method, address, fields).await
    }

    /// Asks the provider with cookies.
    pub(super) async fn ask_with(&self, cookies: &str, method: &str, address: &str, fields: &[(&str, &str)]) -> Answer {
        let path = address.strip_prefix(BASE).unwrap_or(address);
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::COOKIE, cookies)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("the provider answers");
        let (head, body) = response.into_parts();
        let bytes = body.collect().await.expect("a body").to_bytes();
        Answer {
            status: head.status,
            location: head.headers.get(header::LOCATION).and_then(|v| v.to_str().ok()).map(str::to_string),
            cookies: head
                .headers
                .get_all(header::SET_COOKIE)
                .iter()
                .filter_map(|value| value.to_str().ok())
                .map(str::to_string)
                .collect(),
            headers: head.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// A page of the portal with a cookie.
    pub(super) async fn get(&self, path: &str, session: &str) -> Answer {
        self.send("GET", path, session).await
    }

    pub(super) async fn send(&self, method: &str, path: &str, session: &str) -> Answer {
        let request = self
            .world
            .stranger()
            .request(method, path)
            .header(header::COOKIE, format!("__Host-session={session}"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.world.stranger().send(request.body(Body::empty()).expect("a request")).await
    }

    /// The whole way in; gives the token of the session.
    pub(super) async fn sign_in(&self) -> String {
        let (address, browser) = self.begin(Language::Fi, "/me").await;
        let message = self.identify_matti(&address).await;
        let answer = post_answer(&self.world, Some(&browser), &message).await;
        assert_eq!(answer.redirects(), "/me");
        cookie(&answer, "__Host-session")
    }
}

/// The portal's clock, which the provider follows once the portal is there.
type PortalTime = Arc<OnceLock<Clock>>;

pub(super) const BASE: &str = "http://127.0.0.1:9";

/// The provider with a set of keys, and its folder.
fn provider(keys: &str, scratch: &Scratch, time: &PortalTime) -> (Arc<Identification>, PathBuf) {
    let folder = std::env::temp_dir().join(format!("ekstranet-provider-{}-{keys}-{scratch:p}", std::process::id()));
    provider_keys(keys, &folder);
    let time = time.clone();
    let now = move || {
        let now = time.get().map_or(NOON, Clock::now);
        jiff::Timestamp::from_millisecond(now.milliseconds()).expect("a time")
    };
    let settings = Settings {
        base_url: BASE.to_string(),
        data_directory: folder.clone(),
        sp_metadata: folder.join("sp-metadata.xml").display().to_string(),
        clock: Arc::new(now),
    };
    let provider = Identification::new(settings).expect("the provider starts");
    (provider, folder)
}

/// The value of a hidden field.
pub(super) fn field(page: &str, name: &str) -> String {
    let value = between(page, &format!("name=\"{name}\" value=\""), "\"");
    assert!(!value.is_empty(), "no field {name} in {page}");
    value.replace("&#43;", "+").replace("&#x2B;", "+").replace("&#61;", "=").replace("&#47;", "/")
}

pub(super) fn cookie(answer: &Answer, name: &str) -> String {
    let start = format!("{name}=");
    let cookie = answer.cookies.iter().find(|cookie| cookie.starts_with(&start)).expect("the cookie is set");
    between(cookie, &start, ";").to_string()
}

async fn a_person_signs_in_and_nobody_learns_the_identity_code(scratch: &Scratch) {
    let scene = Scene::new(scratch).await;
    let (address, browser) = scene.begin(Language::Sv, "/me").await;
    assert!(address.starts_with(&format!("{BASE}/idp/profile/SAML2/Redirect/SSO?SAMLRequest=")), "{address}");
    let message = scene.identify_matti(&address).await;
    let answer = post_answer(&scene.world, Some(&browser), &message).await;
    assert_eq!(answer.redirects(), "/me");
    let set = answer.cookies.iter().find(|cookie| cookie.starts_with("__Host-session=")).expect("a session");
    assert!(set.ends_with("Path=/; Secure; HttpOnly; SameSite=Lax"), "{set}");
    let token = cookie(&answer, "__Host-session");
    assert_eq!(token.len(), 64);
    let me = scene.get("/me", &token).await;
    assert!(me.status == StatusCode::OK && me.shows("Matti Rantapolku"), "{}", me.body);
    let rows = audited(&scene.world, "sign_in.signed_in").await;
    assert!(rows.len() == 1 && rows[0].contains("loa"), "{rows:?}");
    let mut read = scene.world.app.db.read().await.expect("a connection");
    let (index, sealed): (String, Vec<u8>) =
        read.one("select national_id_index, national_id_sealed from person", db::values![]).await.expect("a person");
    assert!(!index.contains("150668") && !sealed.windows(6).any(|part| part == b"150668"));
    let (audit, pending): (String, String) = read
        .one(
            "select a.action || a.detail, p.id || p.browser_hash || p.return_path from audit_entry a, sign_in_pending p",
            db::values![],
        )
        .await
        .expect("rows");
    assert!(!audit.contains("150668") && !pending.contains("150668"));
}

async fn the_way_leads_back_to_where_it_began(scratch: &Scratch) {
    let scene = Scene::new(scratch).await;
    for (asked, reached) in [
        ("/me", "/me"),
        ("", "/act-for"),
        ("https://evil.example/", "/act-for"),
        ("//evil.example", "/act-for"),
        ("/o/9900226-7/applications", "/act-for?return=%2Fo%2F9900226-7%2Fapplications"),
    ] {
        let (address, browser) = scene.begin(Language::Fi, asked).await;
        let message = scene.identify_matti(&address).await;
        assert_eq!(post_answer(&scene.world, Some(&browser), &message).await.redirects(), reached, "{asked}");
    }
}

async fn a_new_session_ends_the_old_one_of_the_browser(scratch: &Scratch) {
    let scene = Scene::new(scratch).await;
    let kauko = scene.world.kauko().await;
    assert_eq!(kauko.get("/me").await.status, StatusCode::OK);
    let answer = kauko.post("/sign-in", &[]).await;
    let message = scene.identify_matti(answer.redirects()).await;
    let answer = post_answer(&scene.world, Some(&cookie(&answer, "__Host-sign-in")), &message).await;
    let token = cookie(&answer, "__Host-session");
    assert_eq!(kauko.get("/me").await.redirects(), "/sign-in?return=%2Fme");
    assert!(scene.get("/me", &token).await.shows("Matti Rantapolku"));
    assert_eq!(audited(&scene.world, "sign_in.replaced").await.len(), 1);
}

async fn an_answer_is_accepted_once_in_its_own_browser_and_in_time(scratch: &Scratch) {
    let scene = Scene::new(scratch).await;
    let (address, browser) = scene.begin(Language::En, "/me").await;
    let message = scene.identify_matti(&address).await;
    let (_, other) = scene.begin(Language::Fi, "/me").await;
    let refused = async |cookie: Option<&str>, code: &str| {
        let count = |rows: &[String]| rows.iter().filter(|row| row.contains(code)).count();
        let before = count(&audited(&scene.world, "sign_in.refused").await);
        let answer = post_answer(&scene.world, cookie, &message).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{code}");
        answer.is_a_proper_page(Language::En);
        let rows = audited(&scene.world, "sign_in.refused").await;
        assert_eq!(count(&rows), before + 1, "{code}: {rows:?}");
        assert!(!answer.cookies.iter().any(|cookie| cookie.starts_with("__Host-session")));
    };
    refused(None, "other-browser").await;
    refused(Some(&other), "other-browser").await;
    scene.world.app.clock.advance_seconds(15 * 60 + 1);
    refused(Some(&browser), "pending-expired").await;
    scene.world.app.clock.advance_seconds(-15 * 60);
    assert_eq!(post_answer(&scene.world, Some(&browser), &message).await.redirects(), "/me", "the control: it is good");
    refused(Some(&browser), "already-answered").await;
    assert_eq!(sessions(&scene.world).await, 1);
}

async fn a_cancelled_identification_gets_the_neutral_page(scratch: &Scratch) {
    let scene = Scene::new(scratch).await;
    for language in Language::ALL {
        let (address, browser) = scene.begin(language, "/me").await;
        let message = scene.identify(&address, &[("national_id", MATTI), ("answer", "cancel")]).await;
        let answer = post_answer(&scene.world, Some(&browser), &message).await;
        assert_eq!(answer.status, StatusCode::OK);
        answer.is_a_proper_page(language);
        assert!(answer.shows("href=\"/sign-in\""));
        assert_eq!(
            post_answer(&scene.world, Some(&browser), &message).await.status,
            StatusCode::FORBIDDEN,
            "answered once"
        );
    }
    assert_eq!(audited(&scene.world, "sign_in.interrupted").await.len(), 3);
    assert_eq!(sessions(&scene.world).await, 0);
}

async fn every_error_status_gets_the_neutral_page_and_its_own_audit_row(scratch: &Scratch) {
    let scene = Scene::new(scratch).await;
    let mut pages = Vec::new();
    for (fault, status) in [
        ("status_authn_failed", "AuthnFailed"),
        ("deceased", "AuthnFailed"),
        ("status_no_authn_context", "NoAuthnContext"),
        ("status_request_denied", "RequestDenied"),
        ("status_no_passive", "NoPassive"),
        ("status_invalid_name_id_policy", "InvalidNameIdPolicy"),
    ] {
        scene.provider.set_fault(fault, true);
        let (address, browser) = scene.begin(Language::Fi, "/me").await;
        let message = scene.identify_matti(&address).await;
        scene.provider.set_fault(fault, false);
        let answer = post_answer(&scene.world, Some(&browser), &message).await;
        assert_eq!(answer.status, StatusCode::OK, "{fault}");
        pages.push(answer.body);
        let rows = audited(&scene.world, "sign_in.interrupted").await;
        assert!(rows.len() == pages.len() && rows.iter().any(|row| row.contains(status)), "{fault}: {rows:?}");
    }
    assert!(pages.iter().all(|page| *page == pages[0]), "the page tells nothing of the reason");
    assert_eq!(sessions(&scene.world).await, 0);
}

async fn names_with_any_letter_without_register_data_and_under_non_disclosure_are_shown(scratch: &Scratch) {
    let scene = Scene::new(scratch).await;
    for (fault, name) in [
        ("any_letter", "Þórdís Щукина-Łącka Ó Súilleabháin"),
        ("no_register_data", "Rantapolku Matti Juhani"),
        ("non_disclosure", "Matti Rantapolku"),
    ] {
        scene.provider.set_fault(fault, true);
        let token = scene.sign_in().await;
        scene.provider.set_fault(fault, false);
        assert!(scene.get("/me", &token).await.shows(name), "{fault}");
    }
}

async fn new_keys_of_the_provider_are_learnt_without_restart(scratch: &Scratch) {
    let (_, folder) = provider("one", scratch, &PortalTime::default());
    let scene = Scene::with(scratch, "two", |config| {
        let known = Path::new(&config.identification.idp_metadata).with_file_name("known.xml");
        std::fs::copy(folder.join("idp-metadata.xml"), &known).expect("copied");
        config.identification.idp_metadata = known.display().to_string();
    })
    .await;
    std::fs::remove_dir_all(&folder).expect("removed");
    let attempt = async || {
        let (address, browser) = scene.begin(Language::Fi, "/me").await;
        let message = scene.identify_matti(&address).await;
        post_answer(&scene.world, Some(&browser), &message).await.status
    };
    assert_eq!(attempt().await, StatusCode::FORBIDDEN, "the control: the new keys are not known");
    let renewed = scene.folder.join("idp-metadata.xml");
    std::fs::copy(renewed, &scene.world.app.config.identification.idp_metadata).expect("copied");
    assert_eq!(attempt().await, StatusCode::FORBIDDEN, "the metadata is not read at every bad signature");
    scene.world.app.clock.advance_seconds(61);
    assert_eq!(attempt().await, StatusCode::SEE_OTHER);
}

async fn metadata_is_read_anew_by_itself_and_a_withdrawn_key_is_believed_no_more(scratch: &Scratch) {
    let (_, folder) = provider("one", scratch, &PortalTime::default());
    let scene = Scene::with(scratch, "two", |config| {
        let known = Path::new(&config.identification.idp_metadata).with_file_name("known.xml");
        std::fs::copy(&config.identification.idp_metadata, &known).expect("copied");
        config.identification.idp_metadata = known.display().to_string();
    })
    .await;
    let attempt = async || {
        let (address, browser) = scene.begin(Language::Fi, "/me").await;
        let message = scene.identify_matti(&address).await;
        post_answer(&scene.world, Some(&browser), &message).await.status
    };
    assert_eq!(attempt().await, StatusCode::SEE_OTHER, "the control: the key is known");
    // The same addresses with other keys: those of before are withdrawn.
    let other = folder.join("idp-metadata.xml");
    std::fs::copy(other, &scene.world.app.config.identification.idp_metadata).expect("copied");
    std::fs::remove_dir_all(&folder).expect("removed");
    scene.world.app.clock.advance_seconds(540);
    assert_eq!(attempt().await, StatusCode::SEE_OTHER, "the control: nothing else makes it refused");
    scene.world.app.clock.advance_seconds(60);
    assert_eq!(attempt().await, StatusCode::FORBIDDEN);
    let rows = audited(&scene.world, "sign_in.refused").await;
    assert!(rows.len() == 1 && rows[0].contains("\"signature\""), "{rows:?}");
}

async fn a_provider_that_comes_later_is_found_without_restart(scratch: &Scratch) {
    let scene = Scene::with(scratch, "one", |config| {
        let late = Path::new(&config.identification.idp_metadata).with_file_name("late.xml");
        config.identification.idp_metadata = late.display().to_string();
    })
    .await;
    assert_eq!(scene.world.stranger().post("/sign-in", &[]).await.status, StatusCode::SERVICE_UNAVAILABLE);
    let trouble = "Suomi.fi-tunnistuksessa voi olla häiriö";
    let page = scene.world.stranger().page("/sign-in").await;
    assert!(page.shows(trouble) && page.shows("21.11.2026 klo 12.00 jälkeen"), "{}", page.body);
    let status = scene.world.stranger().page("/status").await;
    assert!(status.shows("Suomi.fi-tunnistus ei ole vastannut meille"), "{}", status.body);
    let metadata = scene.folder.join("idp-metadata.xml");
    std::fs::copy(metadata, &scene.world.app.config.identification.idp_metadata).expect("copied");
    scene.world.app.clock.advance_seconds(3);
    let page = scene.world.stranger().get("/sign-in").await;
    assert!(!page.shows(trouble), "it is over: {}", page.body);
    assert!(!scene.world.stranger().get("/status").await.shows("ei ole vastannut"));
    let policy = page.headers["content-security-policy"].to_str().expect("text");
    assert!(policy.contains(&format!("form-action 'self' {BASE}")), "{policy}");
    scene.sign_in().await;
}

async fn production_refuses_made_up_people(scratch: &Scratch) {
    let scene = Scene::with(scratch, "one", |config| config.mode = Mode::Production).await;
    let (address, browser) = scene.begin(Language::Fi, "/me").await;
    let message = scene.identify_matti(&address).await;
    assert_eq!(post_answer(&scene.world, Some(&browser), &message).await.status, StatusCode::FORBIDDEN);
    assert!(audited(&scene.world, "sign_in.refused").await[0].contains("national-id-series"));
}

/// The class of Suomi.fi's test identities.
const TEST_CLASS: &str = "urn:oid:1.2.246.517.3002.110.999";

async fn test_identities_of_class_999_are_accepted_outside_production(scratch: &Scratch) {
    let scene =
        Scene::with(scratch, "one", |config| config.identification.accepted_contexts.push(TEST_CLASS.to_string()))
            .await;
    let (address, browser) = scene.begin(Language::Fi, "/me").await;
    let message = scene.identify(&address, &[("national_id", MATTI), ("method", "test")]).await;
    let answer = post_answer(&scene.world, Some(&browser), &message).await;
    assert_eq!(answer.redirects(), "/me");
    assert!(scene.get("/me", &cookie(&answer, "__Host-session")).await.shows("Matti Rantapolku"));
    assert!(audited(&scene.world, "sign_in.signed_in").await[0].contains(TEST_CLASS), "the record says how");
}

async fn test_identities_of_class_999_are_refused_in_production(scratch: &Scratch) {
    let scene = Scene::with(scratch, "one", |config| config.mode = Mode::Production).await;
    // Ours never asks for the class: a provider that sends it all the same believes another registration.
    let file = scene.folder.join("sp-metadata.xml");
    let ours = std::fs::read_to_string(&file).expect("our metadata");
    assert!(!ours.contains(TEST_CLASS));
    let value = between(&ours, "Name=\"FinnishAuthMethod\"", "</saml:Attribute>").to_string();
    let other = value.replacen("http://ftn.ficora.fi/2017/loa3", TEST_CLASS, 1);
    assert!(other != value, "{value}");
    std::fs::write(&file, ours.replacen(&value, &other, 1)).expect("written");
    for (method, code) in [("test", "context-class"), ("bank", "national-id-series")] {
        let (address, browser) = scene.begin(Language::Fi, "/me").await;
        let message = scene.identify(&address, &[("national_id", MATTI), ("method", method)]).await;
        assert_eq!(post_answer(&scene.world, Some(&browser), &message).await.status, StatusCode::FORBIDDEN);
        let rows = audited(&scene.world, "sign_in.refused").await;
        let expected = format!("{{\"code\":\"{code}\"}}");
        assert_eq!(rows.iter().filter(|row| **row == expected).count(), 1, "{method}: {rows:?}");
    }
    assert_eq!(sessions(&scene.world).await, 0);
}

async fn signing_out_goes_through_the_provider_and_ends_ours_first(scratch: &Scratch) {
    let scene = Scene::new(scratch).await;
    for (tampered, reached) in [(false, "/sign-out"), (true, "/sign-out?provider=open")] {
        let token = scene.sign_in().await;
        let answer = scene.send("POST", "/sign-out", &token).await;
        let address = answer.redirects().to_string();
        assert!(address.starts_with(&format!("{BASE}/idp/profile/SAML2/Redirect/SLO?SAMLRequest=")), "{address}");
        assert_eq!(scene.get("/me", &token).await.redirects(), "/sign-in?return=%2Fme", "ours has ended already");
        let page = scene.ask("GET", &address, &[]).await;
        let flow = field(&page.body, "flow");
        let back = scene.ask("POST", "/idp/logout", &[("flow", &flow), ("answer", "continue")]).await;
        let location = back.location.expect("the way back").replace("http://localhost:8080", "");
        let location = if tampered { location.replace("RelayState=", "RelayState=0") } else { location };
        assert_eq!(scene.world.stranger().get(&location).await.redirects(), reached);
        if !tampered {
            assert_eq!(scene.world.stranger().get(&location).await.redirects(), "/sign-out?provider=open", "once");
        }
    }
    assert_eq!(audited(&scene.world, "sign_in.provider_signed_out").await.len(), 1);
}

db::testing::on_both![
    a_person_signs_in_and_nobody_learns_the_identity_code,
    the_way_leads_back_to_where_it_began,
    a_new_session_ends_the_old_one_of_the_browser,
    an_answer_is_accepted_once_in_its_own_browser_and_in_time,
    a_cancelled_identification_gets_the_neutral_page,
    every_error_status_gets_the_neutral_page_and_its_own_audit_row,
    names_with_any_letter_without_register_data_and_under_non_disclosure_are_shown,
    new_keys_of_the_provider_are_learnt_without_restart,
    metadata_is_read_anew_by_itself_and_a_withdrawn_key_is_believed_no_more,
    a_provider_that_comes_later_is_found_without_restart,
    production_refuses_made_up_people,
    test_identities_of_class_999_are_accepted_outside_production,
    test_identities_of_class_999_are_refused_in_production,
    signing_out_goes_through_the_provider_and_ends_ours_first,
];
