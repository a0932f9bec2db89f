//! The gate and the dress, tried through the router.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use db::testing::Scratch;

use crate::kernel::Language;
use crate::testing::{Answer, Browser, LEHTOLINNA, RANTAPOLKU, World};
use crate::web::Rule;

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

/// Every route below `/o/`, its places filled in with this organisation and with ids that nobody has.
fn organisation_routes(organisation: &str) -> Vec<(Method, String)> {
    let rules = crate::routes();
    let acting = rules.rules().iter().filter(|route| matches!(route.rule, Rule::Acting(_)));
    let fill = |part: &str| match part {
        "{organisation}" => organisation.to_string(),
        "{step}" => "organisation".to_string(),
        other if other.starts_with('{') => "01a1fffd-9e45-7c7d-a256-578ee9b47df2".to_string(),
        other => other.to_string(),
    };
    acting.map(|route| (route.method.clone(), route.path.split('/').map(fill).collect::<Vec<_>>().join("/"))).collect()
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
    every_page_of_a_foreign_organisation_is_a_page_that_does_not_exist,
    ones_own_organisation_opens,
];
