//! The test world: a portal on a throw-away database with a clock that stands still, and named people who are signed
//! in through the doors of the rooms. Pages are asked through the whole router, as a browser would.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use db::testing::Scratch;
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use crate::config::Config;
use crate::kernel::{
    Acting, Basis, BusinessId, Clock, Instant, Language, Mandate, NationalId, Permissions, Position, Random, Session,
    SessionKind,
};
use crate::mandates::Authority;
use crate::sign_in::{IdentifiedPerson, NewSession};
use crate::web::{App, Visit};

/// 21 November 2026, 12.00 in Helsinki: the day of the demo world.
pub const NOON: Instant = Instant::from_milliseconds(1_795_255_200_000);
/// Rantapolun Lääkäriasema Oy, demo organisation 18, which has nothing in use yet.
pub const RANTAPOLKU: &str = "9900226-7";
/// Lehtolinnan Lääkärikeskus Oy, demo organisation 3: somebody else's.
pub const LEHTOLINNA: &str = "9900116-8";

/// The key of every test portal, made for the tests, with its certificate and its public half.
pub const SIGNING_KEY: &str = include_str!("testing/signing.key");
const SIGNING_CERTIFICATE: &str = include_str!("testing/signing.crt");
pub const SIGNING_CERTIFICATE_PUBLIC_KEY: &str = include_str!("testing/signing.pub");

/// A portal for one test.
pub struct World {
    pub app: App,
    folder: std::path::PathBuf,
}

/// A browser of somebody: remembers the session.
pub struct Browser<'w> {
    world: &'w World,
    token: Option<String>,
    language: Language,
    pub session: Option<Session>,
}

/// An answer as a test looks at it.
pub struct Answer {
    pub status: StatusCode,
    pub location: Option<String>,
    pub cookies: Vec<String>,
    pub headers: axum::http::HeaderMap,
    pub body: String,
}

impl World {
    /// A world on this test's database. Outside systems are at addresses where nothing listens; a test that needs one
    /// starts the simulators and sets the address through `change`.
    pub fn new(scratch: &Scratch) -> Self {
        Self::with(scratch, |_| {})
    }

    pub fn with(scratch: &Scratch, change: impl FnOnce(&mut Config)) -> Self {
        let clock = Clock::fixed(NOON);
        let folder = std::env::temp_dir().join(format!("ekstranet-world-{}-{:p}", std::process::id(), scratch));
        std::fs::create_dir_all(&folder).expect("the temporary folder can be written");
        let config = config(&folder, scratch.url(), change);
        let app = crate::start::app_with(config, scratch.db().clone(), clock, Random::seeded(1))
            .expect("the test portal starts");
        Self { app, folder }
    }

    /// Changes rows behind the backs of the rooms that own them: what a test breaks.
    pub async fn meddle<'v>(&self, sql: &'static str, values: impl IntoIterator<Item = db::Value<'v>>) {
        let mut tx = self.app.db.write().await.expect("a transaction");
        tx.run(sql, values).await.expect("changed");
        tx.commit().await.expect("committed");
    }

    /// How many views of an organisation's data by officers stand in the audit log as this.
    pub async fn views(&self, action: &str, organisation: &str) -> i64 {
        let sql = "select count(*) from audit_entry where action = $1 and organisation = $2 and actor_kind = 'officer'";
        let mut read = self.app.db.read().await.expect("a reader");
        read.one::<(i64,)>(sql, db::values![action, organisation]).await.expect("counted").0
    }

    /// Somebody who is not signed in.
    pub fn stranger(&self) -> Browser<'_> {
        Browser { world: self, token: None, language: Language::Fi, session: None }
    }

    /// Matti Rantapolku, managing director of demo organisation 18.
    pub async fn matti(&self) -> Browser<'_> {
        let position = vec![Basis::Position(Position::ManagingDirector)];
        self.person("150668-917M", "Matti Rantapolku", &[(RANTAPOLKU, "Rantapolun Lääkäriasema Oy", position)]).await
    }

    /// Kauko Demola, managing director of demo organisation 3.
    pub async fn kauko(&self) -> Browser<'_> {
        let position = vec![Basis::Position(Position::ManagingDirector)];
        self.person("211168-9033", "Kauko Demola", &[(LEHTOLINNA, "Lehtolinnan Lääkärikeskus Oy", position)]).await
    }

    /// Aino Esimerkki, data-protection officer of demo organisation 1, with the viewing mandate only.
    pub async fn aino(&self) -> Browser<'_> {
        let mandate = vec![Basis::Mandate(Mandate::Privacy)];
        self.person("030782-902U", "Aino Esimerkki", &[("9900101-0", "Kuusirannan hyvinvointialue", mandate)]).await
    }

    /// Vilma Virkanen, officer.
    pub async fn vilma(&self) -> Browser<'_> {
        self.officer("Vilma Virkanen", false).await
    }

    /// Joona Välimerkki, officer and approver.
    pub async fn joona(&self) -> Browser<'_> {
        self.officer("Joona Välimerkki", true).await
    }

    /// Signs a person in through the doors of the rooms.
    pub async fn person(&self, national_id: &str, name: &str, acts_for: &[(&str, &str, Vec<Basis>)]) -> Browser<'_> {
        let (app, now) = (&self.app, self.app.clock.now());
        let national_id = NationalId::parse(national_id).expect("a valid test code");
        let mut tx = app.db.write().await.expect("a transaction");
        let identified = IdentifiedPerson { national_id, name: name.to_string() };
        let person =
            crate::sign_in::admit_person(&mut tx, app, now, &identified).await.expect("the person is admitted");
        let begin = NewSession { person: &person, name, kind: SessionKind::Person, provider: None };
        let (session, token) = crate::sign_in::begin_session(&mut tx, app, now, &begin).await.expect("a session");
        for (organisation, organisation_name, bases) in acts_for {
            let authority = Authority {
                organisation: BusinessId::parse(organisation).expect("a valid business ID"),
                organisation_name: (*organisation_name).to_string(),
                bases: bases.clone(),
                roles: bases.iter().map(|basis| basis.code()).collect(),
                complete: true,
            };
            crate::mandates::keep_authority(&mut tx, now, &session, &authority).await.expect("kept");
        }
        tx.commit().await.expect("committed");
        Browser { world: self, token: Some(token), language: Language::Fi, session: Some(session) }
    }

    /// A visit as the gate would make it: somebody acts for an organisation with a right that was just proved.
    pub fn visit(&self, browser: &Browser<'_>, organisation: (&str, &str), basis: Basis) -> Visit {
        let now = self.app.clock.now();
        let acting = Acting {
            organisation: BusinessId::parse(organisation.0).expect("a valid business ID"),
            organisation_name: organisation.1.to_string(),
            basis,
            permissions: crate::mandates::permissions(basis),
            checked_at: now,
        };
        Visit {
            app: self.app.clone(),
            now,
            language: browser.language,
            path: String::new(),
            request_id: "test".to_string(),
            by_service: false,
            session: browser.session.clone(),
            acting: Some(acting),
            rights: Permissions::none(),
        }
    }

    async fn officer(&self, name: &str, approver: bool) -> Browser<'_> {
        let (app, now) = (&self.app, self.app.clock.now());
        let mut tx = app.db.write().await.expect("a transaction");
        let person = crate::kernel::PersonId::new(now, &app.random);
        let begin = NewSession { person: &person, name, kind: SessionKind::Officer { approver }, provider: None };
        let (session, token) = crate::sign_in::begin_session(&mut tx, app, now, &begin).await.expect("a session");
        tx.commit().await.expect("committed");
        Browser { world: self, token: Some(token), language: Language::Fi, session: Some(session) }
    }
}

impl Drop for World {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Browser<'_> {
    /// The same browser in another language.
    #[must_use]
    pub fn speaking(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request("GET", path).body(Body::empty()).expect("a request")).await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self
            .request("POST", path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.send(request.body(Body::from(body)).expect("a request")).await
    }

    /// A request with this browser's cookies, for tests that shape their own.
    pub fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let mut cookies = format!("__Host-language={}", self.language.code());
        if let Some(token) = &self.token {
            cookies = format!("{cookies}; __Host-session={token}");
        }
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "localhost:8080")
            .header(header::COOKIE, cookies)
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        // As a task of its own, like each request of a server: the database looks out for tasks that ask for a second
        // connection.
        let is_framed = request.uri().path() == "/saml/slo";
        let answering = tokio::spawn(db::testing::same_statements(crate::router(&self.world.app).oneshot(request)));
        let response: Response = answering.await.expect("no panic").expect("the router answers");
        let headers = response.headers().clone();
        let status = response.status();
        let bytes = response.into_body().collect().await.expect("a body").to_bytes();
        let answer = Answer {
            status,
            location: headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).map(str::to_string),
            cookies: headers
                .get_all(header::SET_COOKIE)
                .iter()
                .filter_map(|v| v.to_str().ok())
                .map(str::to_string)
                .collect(),
            headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        };
        answer.has_strict_headers();
        answer.has_strict_cookies();
        answer.leads_nowhere_with_an_identity_code();
        // The one address that Suomi.fi shows in a frame, for a sign-out that began elsewhere.
        if !is_framed {
            answer.can_be_framed_by_nobody();
        }
        answer
    }

    /// Opens a page and checks what every page owes its reader in all three languages; returns the Finnish one.
    pub async fn page(&self, path: &str) -> Answer {
        let mut finnish = None;
        for language in Language::ALL {
            let joint = if path.contains('?') { '&' } else { '?' };
            let answer = self.get(&format!("{path}{joint}lang={}", language.code())).await;
            assert_eq!(answer.status, StatusCode::OK, "{path} in {language:?}: {}", answer.body);
            answer.is_a_proper_page(language);
            answer.has_the_banner_of_its_organisation(path);
            if language == Language::Fi {
                finnish = Some(answer);
            }
        }
        finnish.expect("Finnish is among the languages")
    }
}

impl Answer {
    /// One heading, a title that begins with it, the right language, no leftovers, the headers.
    pub fn is_a_proper_page(&self, language: Language) {
        let body = &self.body;
        assert!(body.contains(&format!("<html lang=\"{}\">", language.code())), "lang: {body}");
        assert_eq!(body.matches("<h1").count(), 1, "one h1: {body}");
        let heading = between(body, "<h1", "</h1>")
            .split_once('>')
            .map(|(_, text)| text.trim().replace('\u{ad}', ""))
            .unwrap_or_default();
        assert!(
            !heading.is_empty() && between(body, "<title>", "</title>").starts_with(&heading),
            "title begins with {heading}"
        );
        for leftover in ["{{", "{%", "{ $", "Unknown", "style=\"", "<style", "onclick", "\u{2068}"] {
            assert!(!body.contains(leftover), "{leftover} in {body}");
        }
        let policy =
            self.headers.get("content-security-policy").and_then(|value| value.to_str().ok()).unwrap_or_default();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert!(
            body.contains("mailto:kanta@kanta.fi") && body.contains("020 634 7787, "),
            "the support stands on every page: {body}"
        );
        assert!(body.len() < 48 * 1024, "the page is {} bytes", body.len());
    }

    /// What every answer carries, whatever it is.
    pub fn has_strict_headers(&self) {
        for (name, start) in [
            ("strict-transport-security", "max-age=63072000"),
            ("referrer-policy", "same-origin"),
            ("permissions-policy", "camera=()"),
            ("x-content-type-options", "nosniff"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            let value = self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
            assert!(value.starts_with(start), "{name}: {value}");
        }
    }

    /// Scripts and plain connections never see a cookie, no other host sets one, and only the short one that must come
    /// with the identity provider's own request goes with requests of other sites.
    fn has_strict_cookies(&self) {
        for cookie in &self.cookies {
            let (name, attributes) = (between(cookie, "", "="), cookie.split("; ").skip(1).collect::<Vec<_>>());
            let same_site = if name == "__Host-sign-in" { "SameSite=None" } else { "SameSite=Lax" };
            assert!(name.starts_with("__Host-"), "{cookie}");
            for attribute in ["Path=/", "Secure", "HttpOnly", same_site] {
                assert!(attributes.contains(&attribute), "{attribute}: {cookie}");
            }
            assert!(!attributes.iter().any(|attribute| attribute.starts_with("Domain")), "{cookie}");
        }
    }

    /// An address stays in histories and logs of others. One id in some ten thousand holds by chance what could be a code; that
    /// stands between hexadecimal digits.
    fn leads_nowhere_with_an_identity_code(&self) {
        let address = percent_encoding::percent_decode_str(self.location.as_deref().unwrap_or_default());
        let address: Vec<u8> = std::iter::once(b' ').chain(address).chain([b' ']).collect();
        let is_code = |letters: &[u8]| {
            let is_apart = !letters[0].is_ascii_hexdigit() && !letters[12].is_ascii_hexdigit();
            is_apart && std::str::from_utf8(&letters[1..12]).is_ok_and(|text| NationalId::parse(text).is_some())
        };
        assert!(!address.windows(13).any(is_code), "an address with an identity code");
    }

    /// A page of an organisation says on top for whom one acts; every other page of the service names nobody there.
    fn has_the_banner_of_its_organisation(&self, path: &str) {
        let banner = between(&self.body, "<section class=\"acting\"", "</section>");
        match path.strip_prefix("/o/").and_then(|rest| rest.split(['/', '?']).next()) {
            Some(organisation) => {
                assert!(banner.contains(organisation), "{path}: no banner of {organisation}: {banner}");
            }
            None if path.starts_with("/desk") || path.starts_with("/support") => {}
            None => assert!(banner.is_empty(), "{path}: {banner}"),
        }
    }

    /// Neither the newer nor the older header lets another page show this one in a frame.
    fn can_be_framed_by_nobody(&self) {
        let header = |name: &str| self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let policy = header("content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        assert_eq!(header("x-frame-options"), "DENY");
    }

    /// Whether the page shows this text.
    pub fn shows(&self, text: &str) -> bool {
        self.body.contains(text)
    }

    /// Asserts a 303 and gives its address.
    pub fn redirects(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.body);
        self.location.as_deref().expect("a location")
    }
}

/// The text between two marks; empty when they are not there.
pub fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    text.split_once(start).and_then(|(_, rest)| rest.split_once(end)).map(|(found, _)| found).unwrap_or_default()
}

fn config(folder: &std::path::Path, database: &str, change: impl FnOnce(&mut Config)) -> Config {
    std::fs::write(folder.join("secret.key"), [7; 32]).expect("written");
    for name in ["api-key", "password", "client-secret"] {
        std::fs::write(folder.join(name), format!("test-{name}")).expect("written");
    }
    let keys = [("signing.key", SIGNING_KEY), ("signing.crt", SIGNING_CERTIFICATE), ("decryption.key", SIGNING_KEY)];
    for (name, text) in keys {
        std::fs::write(folder.join(name), text).expect("written");
    }
    let place = |name: &str| folder.join(name).display().to_string();
    let text = format!(
        r#"
mode = "development"
public_url = "http://localhost:8080"
listen = "127.0.0.1:0"
admin_listen = "127.0.0.1:0"
secret_key_file = "{secret}"
database = {{ url = "{database}" }}
mandates = {{ base_url = "http://127.0.0.1:9/mandates", client_id = "ed4b7ae7", api_key_file = "{api_key}", oauth_password_file = "{password}", themes = {{ deploy = ["http://valtuusrekisteri.suomi.fi/sosiaali-_ja_terveydenhuollon_digitaalisten_palvelujen_kayttoonotto"], privacy = ["http://valtuusrekisteri.suomi.fi/sosiaali-_ja_terveydenhuollon_digitaalisten_palvelujen_tietosuojaohjeiden_katselu"] }} }}
registers = {{ code_service_url = "http://127.0.0.1:9/codeserver/csapi", company_register_url = "http://127.0.0.1:9/ytj", pharmacy_register_url = "http://127.0.0.1:9/pharmacies" }}
officers = {{ issuer = "http://127.0.0.1:9/officers", client_id = "ekstranet", client_secret_file = "{client_secret}" }}
mail = {{ smtp_url = "smtp://127.0.0.1:9", from = "Kanta Ekstranet <noreply@ekstranet.example>" }}
[identification]
idp_metadata = "{metadata}"
entity_id = "http://localhost:8080/saml"
signing_key_file = "{signing_key}"
signing_certificate_file = "{signing_certificate}"
decryption_key_files = ["{decryption_key}"]
check_seconds = 0
"#,
        secret = place("secret.key"),
        api_key = place("api-key"),
        password = place("password"),
        client_secret = place("client-secret"),
        metadata = place("idp-metadata.xml"),
        signing_key = place("signing.key"),
        signing_certificate = place("signing.crt"),
        decryption_key = place("decryption.key"),
    );
    let path = folder.join("ekstranet.toml");
    std::fs::write(&path, text).expect("written");
    let mut config = Config::load(&path, std::iter::empty()).expect("the test configuration reads");
    change(&mut config);
    config
}
