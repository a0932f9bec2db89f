//! The gate and the dress, tried through the router.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use db::testing::Scratch;

use crate::audit;
use crate::kernel::{Basis, Language, Mandate, Permission};
use crate::testing::{Answer, Browser, LEHTOLINNA, RANTAPOLKU, World, between};
use crate::web::{RouteRule, Rule};

async fn an_unknown_address_gets_a_page_in_the_language_asked_for(scratch: &Scratch) {
    let world = World::new(scratch);
    for language in Language::ALL {
        let answer = world.stranger().get(&format!("/no-such-page?lang={}", language.code())).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        answer.is_a_proper_page(language);
        assert!(
            answer.cookies.iter().any(|cookie| cookie.starts_with(&format!("__Host-language={}", language.code())))
        );
    }
}

async fn a_change_from_another_site_is_refused_with_a_page(scratch: &Scratch) {
    let world = World::new(scratch);
    let request = world
        .stranger()
        .request("POST", "/sign-out")
        .header("sec-fetch-site", "cross-site")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = world.stranger().send(request.body(Body::from("a=b")).expect("a request")).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    answer.is_a_proper_page(Language::Fi);
}

/// Every route that changes anything refuses what another site sends, and keeps it when it brings a session.
async fn no_route_takes_a_change_from_another_site(scratch: &Scratch) {
    let world = World::new(scratch);
    let (stranger, matti) = (world.stranger(), world.matti().await);
    let kept = async || {
        audit::write_strays(&world.app).await.expect("written");
        let sql = "select count(*) from audit_entry where action = 'gate.cross_site'";
        let mut read = world.app.db.read().await.expect("a reader");
        read.one::<(i64,)>(sql, db::values![]).await.expect("counted").0
    };
    let mut tried = 0;
    let routes = crate::routes();
    for route in routes.rules().iter().filter(|route| route.method == Method::POST && route.rule != Rule::Protocol) {
        for browser in [&stranger, &matti] {
            let request = browser
                .request("POST", &filled(route.path, RANTAPOLKU))
                .header("sec-fetch-site", "cross-site")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let answer = browser.send(request.body(Body::from("a=b")).expect("a request")).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", route.path);
        }
        tried += 1;
    }
    assert!(tried > 90, "every route that changes anything was tried: {tried}");
    only_our_own_pages_send_changes(&world).await;
    let found = kept().await;
    assert!(found > 0, "those with a session are kept, many at once in one row");
    let request = stranger.request("POST", "/sign-out").header("sec-fetch-site", "cross-site");
    stranger.send(request.body(Body::empty()).expect("a request")).await;
    assert_eq!(kept().await, found, "one without a session is nobody's");
    let messages = routes.rules().iter().filter(|route| route.rule == Rule::Protocol && route.method == Method::POST);
    let messages: Vec<&str> = messages.map(|route| route.path).collect();
    assert!(messages.iter().all(|path| path.starts_with("/saml/")), "only messages of Suomi.fi: {messages:?}");
}

/// What a browser says of where a change comes from: each form of "from elsewhere" is refused, ours and none go on to the page.
async fn only_our_own_pages_send_changes(world: &World) {
    let matti = world.matti().await;
    let elsewhere: [&[(&str, &str)]; 6] = [
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "cross-site"), ("origin", "http://localhost:8080")],
        &[("origin", "https://evil.example")],
        &[("origin", "http://localhost:8081")],
        &[("origin", "http://localhost.evil.example:8080")],
        &[("origin", "null")],
    ];
    let ours: [&[(&str, &str)]; 3] =
        [&[("sec-fetch-site", "same-origin")], &[("sec-fetch-site", "none")], &[("origin", "http://localhost:8080")]];
    for path in ["/me/mail/language", "/act-for", &format!("/o/{RANTAPOLKU}/applications")] {
        let sent = async |headers: &[(&str, &str)]| {
            let form = matti.request("POST", path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let request = headers.iter().fold(form, |request, (name, value)| request.header(*name, *value));
            matti.send(request.body(Body::from("a=b")).expect("a request")).await.status
        };
        for headers in elsewhere {
            assert_eq!(sent(headers).await, StatusCode::FORBIDDEN, "{path} {headers:?}");
        }
        for headers in ours {
            assert_ne!(sent(headers).await, StatusCode::FORBIDDEN, "{path} {headers:?}");
        }
    }
}

async fn an_answer_to_a_form_leads_back_to_the_page_of_the_form(scratch: &Scratch) {
    let world = World::new(scratch);
    // `/status` takes no posts, so its own address would be right too; the page before it is the better one.
    for (referrer, page) in [
        ("http://localhost:8080/privacy?lang=sv", "/privacy"),
        ("http://localhost:8080.evil.example/privacy", "/status"),
        ("http://localhost:8080//evil.example", "/status"),
        ("http://localhost:8080/\\evil.example", "/status"),
        ("https://evil.example/privacy", "/status"),
        ("", "/status"),
    ] {
        let request = world
            .stranger()
            .request("POST", "/status")
            .header("sec-fetch-site", "same-origin")
            .header(header::REFERER, referrer)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = world.stranger().send(request.body(Body::from("a=b")).expect("a request")).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
        assert!(answer.shows(&format!("href=\"{page}?lang=en\"")), "{referrer}: {}", answer.body);
        assert!(!answer.shows("evil"), "{}", answer.body);
    }
}

async fn no_link_of_a_page_that_does_not_exist_leads_to_another_site(scratch: &Scratch) {
    let world = World::new(scratch);
    for path in ["//evil.example/x", "/\\evil.example/x"] {
        let answer = world.stranger().get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.shows("href=\"/?lang=sv\"") && !answer.shows("evil"), "{path}: {}", answer.body);
    }
    assert!(world.stranger().get("/no-such/page").await.shows("href=\"/no-such/page?lang=sv\""), "the control");
}

async fn an_address_with_a_null_character_is_refused_and_is_no_mistake_of_ours(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    for path in ["applications?search=%00", "parties?search=a%00b"] {
        let answer = matti.get(&format!("/o/{RANTAPOLKU}/{path}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}");
        answer.is_a_proper_page(Language::Fi);
    }
}

async fn an_address_with_bytes_that_are_no_text_does_not_exist(scratch: &Scratch) {
    let world = World::new(scratch);
    let browsers = [world.matti().await, world.vilma().await, world.stranger()];
    let mut tried = 0;
    for route in crate::routes().rules() {
        for place in route.path.split('/').filter(|part| part.starts_with('{')) {
            let path = filled(&route.path.replacen(place, "%FF", 1), RANTAPOLKU);
            for browser in &browsers {
                let answer = ask(browser, &route.method, &path).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
                answer.is_a_proper_page(Language::Fi);
            }
            tried += 1;
        }
    }
    assert!(tried > 100, "{tried} places");
    for language in Language::ALL {
        let answer = world.stranger().speaking(language).get("/access/%FF").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        answer.is_a_proper_page(language);
    }
}

/// Every route below `/o/`, its places filled in with this organisation and with ids that nobody has.
fn organisation_routes(organisation: &str) -> Vec<(Method, String)> {
    let rules = crate::routes();
    let acting = rules.rules().iter().filter(|route| matches!(route.rule, Rule::Acting(_)));
    acting.map(|route| (route.method.clone(), filled(route.path, organisation))).collect()
}

/// A route's path with its places filled in.
fn filled(path: &str, organisation: &str) -> String {
    let fill = |part: &str| match part {
        "{organisation}" => organisation.to_string(),
        "{step}" => "organisation".to_string(),
        "{kind}" => "company".to_string(),
        other if other.starts_with('{') => "01a1fffd-9e45-7c7d-a256-578ee9b47df2".to_string(),
        other => other.to_string(),
    };
    path.split('/').map(fill).collect::<Vec<_>>().join("/")
}

async fn ask(browser: &Browser<'_>, method: &Method, path: &str) -> Answer {
    if *method == Method::POST { browser.post(path, &[("version", "1")]).await } else { browser.get(path).await }
}

async fn every_page_of_a_foreign_organisation_is_a_page_that_does_not_exist(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, aino) = (world.matti().await, world.aino().await);
    let foreign = organisation_routes(LEHTOLINNA);
    assert!(foreign.len() >= 20, "the routes are there: {foreign:?}");
    for (method, path) in &foreign {
        let answer = ask(&matti, method, path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{method} {path}");
        assert!(!answer.shows("Lehtolinna"), "{method} {path} tells nothing of the organisation");
        assert_eq!(ask(&world.stranger(), method, path).await.status, StatusCode::SEE_OTHER, "{method} {path}");
    }
    for (method, path) in organisation_routes("9900101-0") {
        assert_eq!(
            ask(&aino, &method, &path).await.status,
            StatusCode::NOT_FOUND,
            "the viewing mandate at {method} {path}"
        );
    }
    let mut read = world.app.db.read().await.expect("a reader");
    let (refusals,): (i64,) = read
        .one("select count(*) from audit_entry where action = 'gate.refused'", db::values![])
        .await
        .expect("counted");
    assert_eq!(refusals, i64::try_from(foreign.len() * 2).expect("few"), "each refusal is in the audit log");
}

/// Who comes to a door in the matrix.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Comer {
    Stranger,
    /// Signed in, with no right for any organisation.
    NoRight,
    Right(Basis),
    Officer,
}

impl Comer {
    fn all() -> impl Iterator<Item = Self> {
        [Self::Stranger, Self::NoRight, Self::Officer].into_iter().chain(Basis::USUAL.map(Self::Right))
    }

    async fn arrive(self, world: &World) -> Browser<'_> {
        let person = async |acts_for: &[(&str, &str, Vec<Basis>)]| {
            world.person("150668-917M", "Matti Rantapolku", acts_for).await
        };
        match self {
            Self::Stranger => world.stranger(),
            Self::NoRight => person(&[]).await,
            Self::Right(basis) => person(&[(RANTAPOLKU, "Rantapolun Lääkäriasema Oy", vec![basis])]).await,
            Self::Officer => world.vilma().await,
        }
    }

    /// The founding pages in short, told apart from the rules of the routes: everything below an organisation's address
    /// belongs to those who act for it, the library to every right, the desk to officers.
    fn may_enter(self, path: &str, own: bool) -> bool {
        let open_at_desk = ["/desk/sign-in", "/desk/sign-out", "/desk/callback"];
        let is_signed_in = matches!(self, Self::NoRight | Self::Right(_));
        match path.split('/').nth(1).unwrap_or_default() {
            "o" => own && matches!(self, Self::Right(basis) if basis != Basis::Mandate(Mandate::Privacy)),
            "library" => matches!(self, Self::Right(_)),
            "me" | "act-for" => is_signed_in,
            "desk" => self == Self::Officer || open_at_desk.contains(&path),
            _ => true,
        }
    }
}

/// How often the gate has refused somebody who is signed in.
async fn refusals(world: &World) -> i64 {
    let sql = "select count(*) from audit_entry where action = 'gate.refused'";
    let mut read = world.app.db.read().await.expect("a reader");
    read.one::<(i64,)>(sql, db::values![]).await.expect("counted").0
}

/// Whether somebody is stopped at a route: sent to sign in, shown that there is no such page, or refused.
async fn is_turned_away(world: &World, browser: &Browser<'_>, route: &RouteRule, organisation: &str) -> bool {
    let before = refusals(world).await;
    let answer = ask(browser, &route.method, &filled(route.path, organisation)).await;
    let to_sign_in = answer
        .location
        .as_deref()
        .is_some_and(|to| to.starts_with("/sign-in?return=") || to.starts_with("/desk/sign-in?return="));
    let is_signed_in = browser.session.is_some();
    // A SAML message and a way back from the directory are refused by their own checks, not at the gate.
    let is_protocol = route.path.starts_with("/saml/") || route.path == "/desk/callback";
    let is_kept = refusals(world).await > before;
    let is_refused = answer.status == StatusCode::FORBIDDEN && !is_protocol;
    assert!(is_kept || !is_refused || !is_signed_in, "a refusal without a row: {} {}", route.method, route.path);
    to_sign_in || is_refused || is_kept
}

/// Where a mandate is stopped that does not terminate, below the address of its own organisation.
const TERMINATING: [(&str, &[&str]); 6] = [
    ("pharmacies/giving-up", &["GET", "POST"]),
    ("terminations", &["POST"]),
    ("terminations/{id}/check", &["GET", "POST"]),
    ("terminations/{id}/discard", &["GET", "POST"]),
    ("terminations/{id}/pages/{page}", &["GET", "POST"]),
    ("terminations/{id}/withdraw", &["GET", "POST"]),
];

async fn a_mandate_that_does_not_terminate_is_stopped_there_and_nowhere_else(scratch: &Scratch) {
    let world = World::with(scratch, |config| config.mandates.mandate_terminates = false);
    let routes = crate::routes();
    let own = routes.rules().iter().filter_map(|route| Some((route, route.path.strip_prefix("/o/{organisation}/")?)));
    let mut stopped = 0;
    for (route, place) in own {
        let closed =
            TERMINATING.iter().any(|(named, methods)| *named == place && methods.contains(&route.method.as_str()));
        let browser = Comer::Right(Basis::Mandate(Mandate::Deployment)).arrive(&world).await;
        let turned_away = is_turned_away(&world, &browser, route, RANTAPOLKU).await;
        assert_eq!(turned_away, closed, "{} {}", route.method, route.path);
        stopped += usize::from(turned_away);
    }
    assert_eq!(stopped, 11, "every place of the list was tried");
}

/// What the founding pages ask for at a place below an organisation's address, told apart from the rules of the routes:
/// ending things, signing, data that are kept up, the way to a service, and looking.
fn asked_at(is_change: bool, place: &str) -> Permission {
    const TO_CHANGE: [&str; 12] = [
        "controllers/{id}/pages/{page}",
        "/discard",
        "/own-form",
        "/reopen",
        "/restart",
        "/steps/{step}",
        "/earlier/{from}",
        "/withdraw",
        "/add",
        "/add-many",
        "lists/{list}",
        "prepared/{id}",
    ];
    const TO_MAINTAIN: [&str; 5] = ["changes/new", "technical/open", "/certificate", "/close", "systems/new"];
    let room = place.split('/').next().unwrap_or_default();
    let ends = |with: &[&str]| with.iter().any(|end| place.ends_with(end));
    let is_kept_up = matches!(room, "contacts" | "connections" | "technical" | "register-changes")
        || place.starts_with("pharmacies/changes")
        || place.starts_with("pharmacies/contacts");
    if TERMINATING.iter().any(|(named, methods)| *named == place && (is_change || methods.contains(&"GET"))) {
        Permission::TerminateServices
    } else if place.ends_with("/sign")
        || place == "agreements/signatories/{deed}"
        || (is_change && place == "agreements/signatories")
    {
        Permission::SignAgreements
    } else if place == "billing/address" && is_change {
        Permission::ChangeBillingData
    } else if place == "support-code" {
        Permission::SeeOrganisation
    } else if is_kept_up && (is_change || ends(&TO_MAINTAIN)) {
        Permission::MaintainData
    } else if is_change || (!is_kept_up && ends(&TO_CHANGE)) {
        Permission::DeployServices
    } else {
        Permission::SeeOrganisation
    }
}

/// Somebody without any of these permissions is refused at each door for want of the one that belongs there, and the
/// audit log says which.
async fn each_door_asks_for_the_permission_that_belongs_to_it(scratch: &Scratch) {
    let world = World::new(scratch);
    let wanting = async |permission: Permission| {
        let sql = "select detail from audit_entry where action = 'gate.refused'";
        let mut read = world.app.db.read().await.expect("a reader");
        let rows: Vec<(String,)> = read.all(sql, db::values![]).await.expect("listed");
        rows.iter().filter(|(detail,)| detail.contains(&format!("\"{permission:?}\""))).count()
    };
    let viewer = Comer::Right(Basis::Mandate(Mandate::Privacy)).arrive(&world).await;
    let routes = crate::routes();
    let (mut tried, mut wrong) = (Vec::new(), Vec::new());
    for route in routes.rules() {
        let Some(place) = route.path.strip_prefix("/o/{organisation}/") else { continue };
        let permission = asked_at(route.method == Method::POST, place);
        let before = wanting(permission).await;
        let answer = ask(&viewer, &route.method, &filled(route.path, RANTAPOLKU)).await;
        if answer.status != StatusCode::NOT_FOUND || wanting(permission).await != before + 1 {
            wrong.push(format!("{} {}: not {permission:?}", route.method, route.path));
        }
        tried.push(permission);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for permission in [
        Permission::SeeOrganisation,
        Permission::DeployServices,
        Permission::SignAgreements,
        Permission::MaintainData,
        Permission::ChangeBillingData,
        Permission::TerminateServices,
    ] {
        assert!(tried.contains(&permission), "{permission:?} has its doors");
    }
}

/// Billing data have a page of their own and are a step of the form: whoever may not change them is stopped at one door.
async fn a_mandate_that_does_not_change_billing_data_opens_every_other_door(scratch: &Scratch) {
    let world = World::with(scratch, |config| config.mandates.mandate_changes_billing = false);
    let routes = crate::routes();
    for route in routes.rules().iter().filter(|route| route.path.starts_with("/o/{organisation}/")) {
        let browser = Comer::Right(Basis::Mandate(Mandate::Deployment)).arrive(&world).await;
        let is_kept_shut = route.method == Method::POST && route.path == "/o/{organisation}/billing/address";
        let turned_away = is_turned_away(&world, &browser, route, RANTAPOLKU).await;
        assert_eq!(turned_away, is_kept_shut, "{} {}", route.method, route.path);
    }
}

async fn an_officer_who_looks_through_a_code_reads_all_but_the_signing_and_changes_nothing(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    let home = format!("/o/{RANTAPOLKU}/");
    let made = matti.post(&format!("{home}support-code"), &[("page", &home)]).await;
    let code = between(&made.body, "<p class=\"digits\">", "</p>").to_string();
    assert_eq!(vilma.post("/desk/support", &[("code", &code)]).await.redirects(), home);
    let routes = crate::routes();
    for route in routes.rules().iter().filter(|route| route.path.starts_with("/o/{organisation}/")) {
        let signs = route.path.ends_with("/sign") || route.path.ends_with("/signatories/{deed}");
        let opens = route.method == Method::GET && !signs;
        let turned_away = is_turned_away(&world, &vilma, route, RANTAPOLKU).await;
        assert_eq!(!turned_away, opens, "{} {}", route.method, route.path);
        assert!(is_turned_away(&world, &vilma, route, LEHTOLINNA).await, "{} {}", route.method, route.path);
    }
    assert_eq!(vilma.get(&home).await.status, StatusCode::OK, "the view lived all the time");
}

async fn every_route_lets_in_whom_the_matrix_lets_in_and_nobody_else(scratch: &Scratch) {
    let world = World::new(scratch);
    let routes = crate::routes();
    let mut tried = 0;
    for comer in Comer::all() {
        for route in routes.rules() {
            for (organisation, own) in [(RANTAPOLKU, true), (LEHTOLINNA, false)] {
                if !own && !route.path.contains("{organisation}") {
                    continue;
                }
                // A new session each time: some of the doors end it.
                let browser = comer.arrive(&world).await;
                let turned_away = is_turned_away(&world, &browser, route, organisation).await;
                let expected = comer.may_enter(route.path, own);
                assert_eq!(!turned_away, expected, "{comer:?} at {} {} own: {own}", route.method, route.path);
                tried += 1;
            }
        }
    }
    assert!(tried > 9 * 60, "every route was tried: {tried}");
}

/// Of several organisations one can choose another wherever one is; what does not exist for them leads there as well.
async fn every_page_of_a_signed_in_person_leads_to_the_choice(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    let routes = crate::routes();
    let mut tried = 0;
    for route in routes.rules().iter().filter(|route| route.method == Method::GET) {
        let answer = matti.get(&filled(route.path, RANTAPOLKU)).await;
        if answer.status == StatusCode::OK && answer.shows("<h1") {
            assert!(answer.shows("href=\"/act-for\""), "{}: {}", route.path, answer.body);
            tried += 1;
        }
    }
    assert!(tried > 30, "pages were found: {tried}");
}

async fn a_page_that_does_not_exist_leads_home(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    let unknown = "01a1fffd-9e45-7c7d-a256-578ee9b47df2";
    let own = matti.get(&format!("/o/{RANTAPOLKU}/applications/{unknown}")).await;
    assert!(own.status == StatusCode::NOT_FOUND && own.shows(&format!("href=\"/o/{RANTAPOLKU}/\">Siirry etusivulle")));
    let desk = vilma.get(&format!("/desk/cases/{unknown}")).await;
    assert!(desk.status == StatusCode::NOT_FOUND && desk.shows("href=\"/desk/\">Siirry työjonoon"), "{}", desk.body);
    let view = vilma.get(&format!("/o/{RANTAPOLKU}/")).await;
    assert!(view.shows("Katselu on päättynyt") && view.shows("Siirry työjonoon"), "{}", view.body);
    assert!(world.stranger().get("/nowhere").await.shows("href=\"/\">Siirry etusivulle"));
}

async fn ones_own_organisation_opens(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    for path in ["", "applications", "agreements"] {
        assert_eq!(matti.get(&format!("/o/{RANTAPOLKU}/{path}")).await.status, StatusCode::OK, "{path}");
    }
    for path in ["/o/123/", "/o/", &format!("/o/{RANTAPOLKU}/no-such-page")] {
        assert_eq!(matti.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

db::testing::on_both![
    an_unknown_address_gets_a_page_in_the_language_asked_for,
    a_change_from_another_site_is_refused_with_a_page,
    an_answer_to_a_form_leads_back_to_the_page_of_the_form,
    no_route_takes_a_change_from_another_site,
    an_address_with_a_null_character_is_refused_and_is_no_mistake_of_ours,
    an_address_with_bytes_that_are_no_text_does_not_exist,
    no_link_of_a_page_that_does_not_exist_leads_to_another_site,
    every_page_of_a_foreign_organisation_is_a_page_that_does_not_exist,
    every_route_lets_in_whom_the_matrix_lets_in_and_nobody_else,
    a_mandate_that_does_not_terminate_is_stopped_there_and_nowhere_else,
    each_door_asks_for_the_permission_that_belongs_to_it,
    a_mandate_that_does_not_change_billing_data_opens_every_other_door,
    an_officer_who_looks_through_a_code_reads_all_but_the_signing_and_changes_nothing,
    every_page_of_a_signed_in_person_leads_to_the_choice,
    a_page_that_does_not_exist_leads_home,
    ones_own_organisation_opens,
];
