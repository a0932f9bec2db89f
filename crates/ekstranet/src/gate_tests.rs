//! The gate and the dress, tried through the router.

use axum::body::Body;
use axum::http::{StatusCode, header};
use db::testing::Scratch;

use crate::kernel::Language;
use crate::testing::{LEHTOLINNA, World};

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

async fn a_foreign_organisation_is_a_page_that_does_not_exist(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    for path in
        [format!("/o/{LEHTOLINNA}/"), format!("/o/{LEHTOLINNA}/applications"), "/o/123/".to_string(), "/o/".to_string()]
    {
        assert_eq!(matti.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

db::testing::on_both![
    an_unknown_address_gets_a_page_in_the_language_asked_for,
    a_change_from_another_site_is_refused_with_a_page,
    a_foreign_organisation_is_a_page_that_does_not_exist,
];
