//! The handlers and page structs of the public pages and the library.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};

use super::rules::{Kind, ROBOTS};
use super::updated::updated;
use crate::kernel::{Date, Language, Position};
use crate::mandates;
use crate::services::Service;
use crate::sign_in::SignIn;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Visit, format, page, position_words};

/// What search engines and links from elsewhere need to know of a page.
pub(super) struct Found {
    pub description: String,
    /// The page's own address without a language and without answers.
    pub address: String,
    pub language: Language,
    pub updated: String,
}

impl Found {
    pub fn new(visit: &Visit, description: String) -> Self {
        let path = visit.path.split('?').next().unwrap_or_default();
        Self::dated(visit, description, updated(path))
    }

    /// A page that changed last on another day than the others.
    pub fn dated(visit: &Visit, description: String, updated: Date) -> Self {
        let path = visit.path.split('?').next().unwrap_or_default();
        let updated = visit.texts().front_updated(format::date(updated, visit.language));
        Self {
            description,
            address: format!("{}{path}", visit.app.config.public_url),
            language: visit.language,
            updated,
        }
    }
}

/// The positions that need no mandate, in words.
struct Positions {
    accepted: Vec<String>,
    /// That others do not do, with the commonest of those.
    others: String,
}

impl Positions {
    fn new(visit: &Visit) -> Self {
        let (t, accepted) = (visit.texts(), mandates::accepted_positions(&visit.app));
        let common = [Position::Chair, Position::BoardMember, Position::Procurist];
        let others: Vec<Position> = common.into_iter().filter(|position| !accepted.contains(position)).collect();
        let others = if others.is_empty() {
            t.front_positions_only()
        } else {
            t.front_positions_not(mandates::positions_in_words(&others, t))
        };
        Self { accepted: accepted.into_iter().map(|position| position_words(position, t)).collect(), others }
    }
}

#[derive(askama::Template)]
#[template(path = "front/front.html")]
struct FrontPage {
    chrome: Chrome,
    t: &'static Texts,
    found: Found,
    services: Vec<ServiceRow>,
}

struct ServiceRow {
    name: String,
    former: Option<String>,
    text: String,
}

pub(super) async fn front(visit: Visit) -> Result<Response, Failure> {
    let t = visit.texts();
    let core = Service::ALL.into_iter().filter(|service| !service.is_extension());
    let services = core.map(|service| ServiceRow {
        name: service.name(t),
        former: service.former_name(t).map(|name| t.front_formerly(name)),
        text: service.summary(t),
    });
    let found = Found::new(&visit, t.front_description());
    page(StatusCode::OK, &FrontPage { chrome: visit.chrome(t.front_title()), t, found, services: services.collect() })
}

#[derive(askama::Template)]
#[template(path = "front/access.html")]
struct AccessPage {
    chrome: Chrome,
    t: &'static Texts,
    found: Found,
    positions: Positions,
}

pub(super) async fn access(visit: Visit) -> Result<Response, Failure> {
    let t = visit.texts();
    let found = Found::new(&visit, t.front_access_description());
    let positions = Positions::new(&visit);
    page(StatusCode::OK, &AccessPage { chrome: visit.chrome(t.front_access()), t, found, positions })
}

#[derive(askama::Template)]
#[template(path = "front/kind.html")]
struct KindPage {
    chrome: Chrome,
    t: &'static Texts,
    found: Found,
    kind: Kind,
    positions: Positions,
}

pub(super) async fn kind(visit: Visit, Path(code): Path<String>) -> Result<Response, Failure> {
    let kind = Kind::parse(&code).ok_or(Failure::NotFound)?;
    let t = visit.texts();
    let found = Found::new(&visit, kind.lead(t));
    let positions = Positions::new(&visit);
    page(StatusCode::OK, &KindPage { chrome: visit.chrome(kind.title(t)), t, found, kind, positions })
}

#[derive(askama::Template)]
#[template(path = "front/katso.html")]
struct KatsoPage {
    chrome: Chrome,
    t: &'static Texts,
    found: Found,
}

pub(super) async fn katso(visit: Visit) -> Result<Response, Failure> {
    let t = visit.texts();
    let found = Found::new(&visit, t.front_katso_description());
    page(StatusCode::OK, &KatsoPage { chrome: visit.chrome(t.front_katso()), t, found })
}

#[derive(askama::Template)]
#[template(path = "front/accessibility.html")]
struct AccessibilityPage {
    chrome: Chrome,
    t: &'static Texts,
    found: Found,
    /// Who provides the service.
    operator: String,
}

pub(super) async fn accessibility(visit: Visit) -> Result<Response, Failure> {
    let t = visit.texts();
    let found = Found::new(&visit, t.front_accessibility_description());
    let operator = visit.app.config.operator.name.get(visit.language).to_string();
    page(StatusCode::OK, &AccessibilityPage { chrome: visit.chrome(t.front_accessibility()), t, found, operator })
}

#[derive(askama::Template)]
#[template(path = "front/privacy.html")]
struct PrivacyPage {
    chrome: Chrome,
    t: &'static Texts,
    found: Found,
    /// The controller: whole name, short name, address.
    operator: String,
    short_name: String,
    website: String,
    /// What is kept, where it comes from and for how long.
    rows: [(String, String, String); 7],
}

pub(super) async fn privacy(visit: Visit) -> Result<Response, Failure> {
    let t = visit.texts();
    let found = Found::new(&visit, t.front_privacy_description());
    let rows = [
        (t.front_privacy_identity(), t.front_privacy_identity_source(), t.front_privacy_identity_kept()),
        (t.front_privacy_right(), t.front_privacy_right_source(), t.front_privacy_right_kept()),
        (t.front_privacy_sessions(), t.front_privacy_sessions_source(), t.front_privacy_sessions_kept()),
        (t.front_privacy_address(), t.front_privacy_address_source(), t.front_privacy_address_kept()),
        (t.front_privacy_contacts(), t.front_privacy_contacts_source(), t.front_privacy_contacts_kept()),
        (t.front_privacy_cases(), t.front_privacy_cases_source(), t.front_privacy_cases_kept()),
        (t.front_privacy_log(), t.front_privacy_log_source(), t.front_privacy_log_kept()),
    ];
    let operator = &visit.app.config.operator;
    let [operator, short_name, website] =
        [&operator.name, &operator.short_name, &operator.website].map(|texts| texts.get(visit.language).to_string());
    let chrome = visit.chrome(t.front_privacy());
    page(StatusCode::OK, &PrivacyPage { chrome, t, found, operator, short_name, website, rows })
}

#[derive(askama::Template)]
#[template(path = "front/status.html")]
struct StatusPage {
    chrome: Chrome,
    t: &'static Texts,
    description: String,
    database_answers: bool,
    /// Whether identification is known to fail, and what is known; nothing when nobody has asked it.
    identification: Option<(bool, String)>,
    checked: String,
}

/// Says whether the database answers; 503 when it does not, so that a probe understands it too.
pub(super) async fn status(visit: Visit) -> Result<Response, Failure> {
    let t = visit.texts();
    let database_answers = match visit.app.db.ping().await {
        Ok(()) => true,
        Err(problem) => {
            tracing::warn!(request = %visit.request_id, %problem, "the database does not answer the status page");
            false
        }
    };
    let checked = t.front_status_checked(format::moment(visit.now, visit.language));
    let code = if database_answers { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let sign_in = visit.app.part::<SignIn>();
    // What it says is shown below, whichever way it is.
    let _ = sign_in.reach(&visit.app, visit.now).await;
    let moment = |at| format::moment(at, visit.language);
    let fails = sign_in.failed_at().map(|at| (true, t.front_status_identification_fails(moment(at))));
    let works = || sign_in.answered_at(&visit.app).map(|at| (false, t.front_status_identification_works(moment(at))));
    let template = StatusPage {
        chrome: visit.chrome(t.front_status()),
        t,
        description: t.front_status_description(),
        database_answers,
        identification: fails.or_else(works),
        checked,
    };
    page(code, &template)
}

#[derive(askama::Template)]
#[template(path = "front/library.html")]
struct LibraryPage {
    chrome: Chrome,
    t: &'static Texts,
    /// When the words of each of the three last changed.
    privacy: String,
    data_protection: String,
    access: String,
}

pub(super) async fn library(visit: Visit) -> Result<Response, Failure> {
    let t = visit.texts();
    let [privacy, data_protection, access] = ["/privacy", "/access/data-protection", "/access"]
        .map(|address| t.front_updated(format::date(updated(address), visit.language)));
    let chrome = visit.chrome(t.front_library());
    page(StatusCode::OK, &LibraryPage { chrome, t, privacy, data_protection, access })
}

pub(super) async fn robots() -> Response {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], ROBOTS).into_response()
}
