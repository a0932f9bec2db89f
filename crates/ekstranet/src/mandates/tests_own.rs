//! The page about oneself: own rights, own sessions, own deeds, and nobody else's.

use axum::http::StatusCode;
use db::testing::Scratch;

use crate::testing::{Browser, RANTAPOLKU, World, between};

fn id(browser: &Browser<'_>) -> String {
    browser.session.as_ref().expect("signed in").id.to_string()
}

async fn the_page_shows_rights_sessions_and_deeds(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    matti.post("/act-for", &[("organisation", RANTAPOLKU), ("answer", "select")]).await;
    let page = matti.page("/me").await;
    for text in ["toimitusjohtaja", "allekirjoittaa sopimuksia", "Tämä istunto", "Alkoi 21.11.2026 klo 12.00"] {
        assert!(page.shows(text), "{text}: {}", page.body);
    }
    let deeds = between(&page.body, "<caption>", "</table>");
    assert!(deeds.contains("Valitsitte organisaation") && deeds.contains("Rantapolun Lääkäriasema Oy (9900226-7)"));
    assert!(!page.shows("Päätä kaikki muut istunnot"), "there are no others");
    assert!(!page.shows("150668"), "no identity code");
    assert!(world.aino().await.page("/me").await.shows("Voitte lukea tietosuojaohjeita"));
}

async fn ones_other_session_is_ended_at_once(scratch: &Scratch) {
    let world = World::new(scratch);
    let (here, there) = (world.matti().await, world.matti().await);
    let page = here.page("/me").await;
    assert!(page.shows(&format!("/me/sessions/{}/end", id(&there))) && page.shows("Päätä kaikki muut istunnot"));
    assert_eq!(there.get("/me").await.status, StatusCode::OK, "the control");
    assert_eq!(here.post(&format!("/me/sessions/{}/end", id(&there)), &[]).await.redirects(), "/me");
    for path in ["/me", &format!("/o/{RANTAPOLKU}/")] {
        assert!(there.get(path).await.redirects().starts_with("/sign-in"), "{path}");
    }
    let page = here.page("/me").await;
    assert!(!page.shows("/end\"") && page.shows("Päätitte toisen istuntonne"), "{}", page.body);
}

async fn all_others_end_and_this_one_stays(scratch: &Scratch) {
    let world = World::new(scratch);
    let (here, second, third, kauko) =
        (world.matti().await, world.matti().await, world.matti().await, world.kauko().await);
    assert_eq!(here.post("/me/sessions/end-others", &[]).await.redirects(), "/me");
    assert_eq!(here.get("/me").await.status, StatusCode::OK);
    assert_eq!(kauko.get("/me").await.status, StatusCode::OK, "another person's session is not one's own");
    for other in [second, third] {
        assert_eq!(other.get("/me").await.status, StatusCode::SEE_OTHER);
    }
}

async fn nobody_ends_or_sees_the_session_of_another(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, kauko, vilma) = (world.matti().await, world.kauko().await, world.vilma().await);
    kauko.get("/o/9900226-7/").await;
    let page = matti.page("/me").await;
    assert!(!page.shows(&id(&kauko)) && !page.shows("Yritys avata sivu"), "another's session or deed: {}", page.body);
    assert!(kauko.page("/me").await.shows("Yritys avata sivu"), "the control");
    for session in [id(&kauko), id(&vilma), id(&matti), "x".to_string()] {
        let answer = matti.post(&format!("/me/sessions/{session}/end"), &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{session}");
    }
    assert_eq!(kauko.get("/me").await.status, StatusCode::OK);
    assert_eq!(vilma.get("/desk/").await.status, StatusCode::OK);
}

async fn an_idle_session_is_not_shown(scratch: &Scratch) {
    let world = World::new(scratch);
    let old = world.matti().await;
    let rest = world.app.config.sessions.idle_seconds;
    world.app.clock.advance_seconds(rest);
    let page = world.matti().await.page("/me").await;
    assert!(!page.shows(&id(&old)) && page.shows("Tämä istunto"));
}

db::testing::on_both![
    the_page_shows_rights_sessions_and_deeds,
    ones_other_session_is_ended_at_once,
    all_others_end_and_this_one_stays,
    nobody_ends_or_sees_the_session_of_another,
    an_idle_session_is_not_shown,
];
