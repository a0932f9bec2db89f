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

/// Every code in the sources that is written like an action of the log: `room.word`.
fn codes_like_actions() -> std::collections::BTreeSet<String> {
    const ROOMS: [&str; 18] = [
        "billing",
        "sign_in",
        "mandates",
        "notices",
        "applications",
        "agreements",
        "attachments",
        "deployments",
        "pharmacies",
        "terminations",
        "controllers",
        "parties",
        "intermediaries",
        "support",
        "watch",
        "gate",
        "desk",
        "audit",
    ];
    let (mut folders, mut found) =
        (vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the sources are there").flatten() {
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            if path.is_dir() && name != "tests" && name != "demo" {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") && !name.contains("test") {
                found.push(std::fs::read_to_string(&path).expect("reads"));
            }
        }
    }
    let is_action = |text: &&str| {
        let is_word =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        text.split_once('.').is_some_and(|(room, word)| ROOMS.contains(&room) && is_word(word))
    };
    found.iter().flat_map(|source| source.split('"')).filter(is_action).map(str::to_string).collect()
}

/// What officers, Suomi.fi or the service did, steps of another deed, jobs and keys of the configuration.
const NO_DEED_OF_THE_PERSON: &str = include_str!("no_deeds.txt");

#[test]
fn every_action_of_the_log_has_words_for_who_did_it_or_is_no_deed_of_theirs() {
    let (codes, others) = (codes_like_actions(), NO_DEED_OF_THE_PERSON.split_whitespace().collect::<Vec<_>>());
    assert!(codes.len() > 100, "{codes:?}");
    for code in &codes {
        let has_words = super::own::deed_words(code, crate::texts::texts(crate::kernel::Language::Fi)).is_some();
        assert_ne!(has_words, others.contains(&code.as_str()), "{code}: either words or its name in no_deeds.txt");
    }
    for other in others {
        assert!(codes.contains(other), "{other} is in no_deeds.txt and nowhere else");
    }
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
