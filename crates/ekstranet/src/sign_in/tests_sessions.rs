//! How long sessions last, how their end is told, and that nothing written is lost with them.

use axum::http::StatusCode;
use db::testing::Scratch;
use tower::ServiceExt as _;

use crate::kernel::{Language, Random};
use crate::testing::{World, between};

const CLINIC: &str = "/o/9900226-7/applications";
const PARTIES: &str = "/o/9900116-8/parties/add-many";

async fn officers_and_people_have_limits_of_their_own(scratch: &Scratch) {
    let world = World::with(scratch, |config| {
        config.sessions.absolute_seconds = 3_000;
        config.sessions.officer_absolute_seconds = 1_800;
    });
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    // Never at rest for long: only the end in all can come.
    let mut seen = Vec::new();
    for _ in 0..5 {
        world.app.clock.advance_seconds(600);
        seen.push((matti.get("/me").await.status, vilma.get("/desk/").await.status));
    }
    let (open, shut) = (StatusCode::OK, StatusCode::SEE_OTHER);
    assert_eq!(seen, [(open, open), (open, open), (open, shut), (open, shut), (shut, shut)]);
}

async fn a_session_that_cannot_be_noted_as_seen_is_read_on(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    world.app.clock.advance_seconds(1);
    let kauko = world.kauko().await;
    // From here on no two sessions can be seen at the same moment: the second note fails.
    world.meddle("create unique index session_tests_seen on session (last_seen_at)", db::values![]).await;
    world.app.clock.advance_seconds(120);
    assert_eq!(matti.get("/me").await.status, StatusCode::OK);
    let page = kauko.page("/me").await;
    assert!(page.shows("Kauko Demola"), "{}", page.body);
    let mut read = world.app.db.read().await.expect("a reader");
    let now = world.app.clock.now().milliseconds();
    let seen: Vec<(String, i64)> =
        read.all("select name, last_seen_at from session order by name", db::values![]).await.expect("read");
    let expected = [("Kauko Demola".to_string(), now - 120_000), ("Matti Rantapolku".to_string(), now)];
    assert_eq!(seen, expected, "the control: one note came through, the other did not");
}

async fn the_end_in_all_is_told_on_every_page_before_it_comes(scratch: &Scratch) {
    let world = World::with(scratch, |config| config.sessions.absolute_seconds = 40 * 60);
    let matti = world.matti().await;
    let told = "Istuntonne päättyy 21.11.2026 klo 12.40";
    assert!(!matti.page("/me").await.shows(told));
    world.app.clock.advance_seconds(24 * 60);
    assert!(!matti.get("/me").await.shows(told), "sixteen minutes are long");
    world.app.clock.advance_seconds(60);
    let page = matti.page("/me").await;
    assert!(page.shows(told), "{}", page.body);
    assert!(page.shows("data-idle-seconds=\"1800\" data-left-seconds=\"900\""), "the script knows both ends");
    assert!(page.shows("<noscript>") && page.shows("30 minuuttiin"), "without scripts the rule is told");
    assert!(!world.stranger().page("/status").await.shows("<noscript>"));
}

async fn what_is_sent_after_the_end_is_kept_to_be_sent_again(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    let fields = [("service", "prescription"), ("note", "Pitkä \"teksti\" <b>, jota ei saa hukata")];
    world.app.clock.advance_seconds(30 * 60);
    for language in Language::ALL {
        let late = world.matti().await.speaking(language);
        world.app.clock.advance_seconds(30 * 60);
        let answer = late.post(CLINIC, &fields).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        answer.is_a_proper_page(language);
        let form = between(&answer.body, &format!("<form method=\"post\" action=\"{CLINIC}\">"), "</form>");
        assert!(form.contains("name=\"service\" value=\"prescription\""), "{form}");
        assert!(form.contains("value=\"Pitkä &#34;teksti&#34; &#60;b&#62;, jota ei saa hukata\""), "{form}");
        assert!(answer.shows("href=\"/sign-in?return="));
    }
    // Nothing written, nothing to keep; and a stranger has no session that could have ended.
    assert_eq!(matti.post(CLINIC, &[("version", "1")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(world.stranger().post(CLINIC, &fields).await.status, StatusCode::SEE_OTHER);
    let vilma = world.vilma().await;
    world.app.clock.advance_seconds(15 * 60);
    let answer = vilma.post("/desk/support", &[("code", "123 456")]).await;
    assert!(answer.status == StatusCode::FORBIDDEN && answer.shows("href=\"/desk/sign-in?return="), "{}", answer.body);
    for (language, words, organisation) in [
        (Language::Fi, "Kirjautukaa uudelleen käsittelijänä", "organisaatio, jonka puolesta"),
        (Language::Sv, "Logga in på nytt som handläggare", "organisationen som ni företräder"),
        (Language::En, "Sign in again as an officer", "the organisation you act for"),
    ] {
        let vilma = world.vilma().await.speaking(language);
        world.app.clock.advance_seconds(15 * 60);
        let answer = vilma.post("/desk/support", &[("code", "123 456")]).await;
        answer.is_a_proper_page(language);
        assert!(answer.shows(words) && !answer.shows(organisation), "{}", answer.body);
    }
}

/// Posts a form with a file, or more, to add parties from a list.
async fn upload(browser: &crate::testing::Browser<'_>, parts: &[(&str, &[u8])]) -> crate::testing::Answer {
    let mut body = Vec::new();
    for (head, content) in parts {
        body.extend_from_slice(format!("--mark\r\ncontent-disposition: form-data; {head}\r\n\r\n").as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--mark--\r\n");
    let request = browser
        .request("POST", PARTIES)
        .header(axum::http::header::CONTENT_TYPE, "multipart/form-data; boundary=mark")
        .header("sec-fetch-site", "same-origin");
    browser.send(request.body(axum::body::Body::from(body)).expect("a request")).await
}

/// A file that is sent after the end stays on the page, and comes back with the form, for whoever signs in again.
async fn files_that_are_sent_after_the_end_are_kept_to_be_sent_again(scratch: &Scratch) {
    let world = World::new(scratch);
    let list = "9900198-5;resepti\n\u{e4};<b>".as_bytes();
    let file = ("name=\"file\"; filename=\"lista \u{e4}.csv\"", list);
    let now = upload(&world.kauko().await, &[("name=\"list\"", b""), file]).await;
    assert_eq!(now.status, StatusCode::SEE_OTHER, "the control: {}", now.body);
    let mut sent_again = None;
    for language in Language::ALL {
        let late = world.kauko().await.speaking(language);
        world.app.clock.advance_seconds(30 * 60);
        let answer = upload(&late, &[("name=\"list\"", b""), file]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        answer.is_a_proper_page(language);
        let form = format!("<form method=\"post\" action=\"{PARTIES}\" enctype=\"multipart/form-data\">");
        let form = between(&answer.body, &form, "</form>").to_string();
        assert!(answer.shows("<li>lista \u{e4}.csv</li>"), "{}", answer.body);
        sent_again = Some(between(&form, "name=\"kept-file\" value=\"", "\"").replace("&#43;", "+"));
    }
    let kept = sent_again.expect("sent in three languages");
    let again = upload(&world.kauko().await, &[("name=\"list\"", b""), ("name=\"kept-file\"", kept.as_bytes())]).await;
    assert_eq!(again.status, now.status, "it is the file that was sent: {}", again.body);
    let mut read = world.app.db.read().await.expect("a reader");
    let lists: Vec<(String,)> =
        read.all("select content from party_list order by id", db::values![]).await.expect("read");
    assert_eq!(lists.len(), 2);
    assert_eq!(lists[0], lists[1], "the same rows");
}

async fn files_that_cannot_be_kept_are_named_and_strangers_files_are_not_read(scratch: &Scratch) {
    let world = World::new(scratch);
    let late = world.kauko().await;
    world.app.clock.advance_seconds(30 * 60);
    let large = vec![b'1'; 3 * 1024 * 1024];
    let files: [(&str, &[u8]); 2] =
        [("name=\"file\"; filename=\"a.csv\"", &large), ("name=\"file\"; filename=\"b.csv\"", &large)];
    let answer = upload(&late, &files).await;
    let lost = between(&answer.body, "liian suuria", "</ul>");
    assert!(lost.contains("<li>b.csv</li>") && !lost.contains("a.csv"), "{lost}");
    world.app.clock.advance_seconds(2 * 86_400);
    let answer = upload(&late, &files[..1]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "the session is long over: one signs in");
    assert_eq!(upload(&world.stranger(), &files[..1]).await.status, StatusCode::SEE_OTHER);
}

async fn signing_out_and_ending_others_reaches_every_instance(scratch: &Scratch) {
    let world = World::new(scratch);
    let app = &world.app;
    let other = crate::start::app_with(app.config.clone(), app.db.clone(), app.clock.clone(), Random::seeded(2));
    let other = crate::router(&other.expect("a second instance"));
    let (one, two) = (world.matti().await, world.matti().await);
    let elsewhere = async |browser: &crate::testing::Browser<'_>, path: &str| {
        let request = browser.request("GET", path).body(axum::body::Body::empty()).expect("a request");
        other.clone().oneshot(request).await.expect("an answer").status()
    };
    assert_eq!((elsewhere(&one, "/me").await, elsewhere(&two, "/me").await), (StatusCode::OK, StatusCode::OK));
    assert_eq!(one.post("/me/sessions/end-others", &[]).await.redirects(), "/me");
    assert_eq!((elsewhere(&one, "/me").await, elsewhere(&two, "/me").await), (StatusCode::OK, StatusCode::SEE_OTHER));
    one.post("/sign-out", &[]).await;
    assert_eq!(elsewhere(&one, "/me").await, StatusCode::SEE_OTHER);
    let vilma = world.vilma().await;
    assert_eq!(elsewhere(&vilma, "/desk/").await, StatusCode::OK);
    vilma.post("/desk/sign-out", &[]).await;
    assert_eq!(elsewhere(&vilma, "/desk/").await, StatusCode::SEE_OTHER);
}

db::testing::on_both![
    a_session_that_cannot_be_noted_as_seen_is_read_on,
    officers_and_people_have_limits_of_their_own,
    the_end_in_all_is_told_on_every_page_before_it_comes,
    what_is_sent_after_the_end_is_kept_to_be_sent_again,
    files_that_are_sent_after_the_end_are_kept_to_be_sent_again,
    files_that_cannot_be_kept_are_named_and_strangers_files_are_not_read,
    signing_out_and_ending_others_reaches_every_instance,
];
