//! One browser with two ways open, of which one comes back first; and the same answer, or both answers, at the same moment.

use axum::body::Body;
use axum::http::{StatusCode, header};
use db::testing::Scratch;

use super::tests::{audited, post_answer, sessions};
use super::tests_outside::Outside;
use super::tests_wire::{Scene, cookie, field};
use crate::testing::{Answer, World, between};

/// Presses the button of a sign-in page in a browser that holds this cookie.
async fn press(world: &World, path: &str, cookie: &str) -> Answer {
    let stranger = world.stranger();
    let request = stranger.request("POST", path).header("sec-fetch-site", "same-origin");
    let request = request.header(header::COOKIE, cookie);
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    stranger.send(request.body(Body::from("return=%2Fme")).expect("a request")).await
}

async fn get(world: &World, path: &str, cookie: &str) -> Answer {
    let request = world.stranger().request("GET", path).header(header::COOKIE, cookie);
    world.stranger().send(request.body(Body::empty()).expect("a request")).await
}

/// A sign-in in a browser that may have others open; gives the message that answers it and what the cookie holds then.
async fn open_tab(scene: &Scene, held: &str) -> (String, String) {
    let answer = press(&scene.world, "/sign-in", &format!("__Host-sign-in={held}")).await;
    (scene.identify_matti(answer.redirects()).await, cookie(&answer, "__Host-sign-in"))
}

/// Which sessions were replaced, by the log and by their own rows.
async fn replaced(world: &World) -> (Vec<(String,)>, Vec<(String,)>) {
    let mut read = world.app.db.read().await.expect("a connection");
    let told =
        "select subject from audit_entry where action = 'sign_in.replaced' and session_id <> subject order by subject";
    let ended = "select id from session where end_reason = 'replaced' order by id";
    (
        read.all(told, db::values![]).await.expect("the log is read"),
        read.all(ended, db::values![]).await.expect("the sessions are read"),
    )
}

/// Whether an answer ends the cookie.
fn ends(answer: &Answer, name: &str) -> bool {
    answer.cookies.iter().any(|cookie| cookie.starts_with(&format!("{name}=;")) && cookie.contains("Max-Age=0"))
}

async fn of_two_tabs_the_first_that_comes_back_is_let_in_and_ends_the_other(scratch: &Scratch) {
    let scene = Scene::new(scratch).await;
    let world = &scene.world;
    for later_first in [false, true] {
        let (message, held) = open_tab(&scene, "").await;
        let (other, both) = open_tab(&scene, &held).await;
        let second = both.strip_prefix(&format!("{held}.")).expect("the newer after the older").to_string();
        assert_ne!(second, held, "each way has a secret of its own");
        // The controls: neither secret serves the other way, and none of them somebody else's browser.
        for (wrong, sent) in [(&second, &message), (&held, &other), (&"0".repeat(64), &message)] {
            assert_eq!(post_answer(world, Some(wrong), sent).await.status, StatusCode::FORBIDDEN);
        }
        let (first, last) = if later_first { (&other, &message) } else { (&message, &other) };
        let answer = post_answer(world, Some(&both), first).await;
        assert_eq!(answer.redirects(), "/me");
        // Somebody else may have begun the other one here, and may answer it as themselves.
        assert!(ends(&answer, "__Host-sign-in"), "{:?}", answer.cookies);
        let token = cookie(&answer, "__Host-session");
        assert_eq!(post_answer(world, None, last).await.status, StatusCode::FORBIDDEN);
        assert!(scene.get("/me", &token).await.shows("Matti Rantapolku"), "the session stays");
        let out = scene.send("POST", "/sign-out", &token).await;
        assert!(ends(&out, "__Host-sign-in") && ends(&out, "__Host-session"), "{:?}", out.cookies);
    }
    assert!(audited(world, "sign_in.refused").await.iter().all(|row| row.contains("other-browser")));
}

async fn who_signs_in_again_ends_the_session_of_the_browser_with_a_row(scratch: &Scratch) {
    let scene = Scene::new(scratch).await;
    let token = scene.sign_in().await;
    let answer = press(&scene.world, "/sign-in", &format!("__Host-session={token}")).await;
    let message = scene.identify_matti(answer.redirects()).await;
    let again = post_answer(&scene.world, Some(&cookie(&answer, "__Host-sign-in")), &message).await;
    assert_eq!(again.redirects(), "/me");
    assert_eq!(scene.get("/me", &token).await.redirects(), "/sign-in?return=%2Fme", "one session is left");
    let (told, ended) = replaced(&scene.world).await;
    assert!(told.len() == 1 && told == ended, "{told:?} {ended:?}");
}

async fn of_two_tabs_of_an_officer_the_first_that_comes_back_is_let_in_and_ends_the_other(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let world = &outside.world;
    let open = async |held: &str| {
        let answer = press(world, "/desk/sign-in", &format!("__Host-desk-sign-in={held}")).await;
        let back = outside.fill(answer.redirects(), &[("user", "vilma"), ("answer", "continue")]).await;
        (back, cookie(&answer, "__Host-desk-sign-in"))
    };
    for later_first in [false, true] {
        let (back, held) = open("").await;
        let (other, both) = open(&held).await;
        let second = both.strip_prefix(&format!("{held}.")).expect("the newer after the older").to_string();
        for (wrong, path) in [(&second, &back), (&held, &other)] {
            let answer = get(world, path, &format!("__Host-desk-sign-in={wrong}")).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "the control");
        }
        let (first, last) = if later_first { (&other, &back) } else { (&back, &other) };
        let answer = get(world, first, &format!("__Host-desk-sign-in={both}")).await;
        assert_eq!(answer.redirects(), "/desk/");
        assert!(ends(&answer, "__Host-desk-sign-in"), "{:?}", answer.cookies);
        let session = format!("__Host-session={}", cookie(&answer, "__Host-session"));
        assert_eq!(get(world, last, &session).await.status, StatusCode::FORBIDDEN);
        assert_eq!(get(world, "/desk/", &session).await.status, StatusCode::OK, "the session stays");
    }
}

/// Does two things at once: both have read the question before either can mark it as answered.
async fn at_once<T>(world: &World, one: impl Future<Output = T>, other: impl Future<Output = T>) -> [T; 2] {
    let mut held = world.app.db.write().await.expect("a transaction");
    held.run("update sign_in_pending set used_at = used_at", db::values![]).await.expect("held");
    let let_go = async {
        tokio::time::sleep(std::time::Duration::from_millis(600)).await;
        drop(held);
    };
    let (one, other, ()) = tokio::join!(one, other, let_go);
    [one, other]
}

async fn two_tabs_at_the_same_moment_do_not_wait_for_each_other(scratch: &Scratch) {
    let scene = Scene::new(scratch).await;
    let (message, held) = open_tab(&scene, "").await;
    let (other, both) = open_tab(&scene, &held).await;
    let post = |message| post_answer(&scene.world, Some(&both), message);
    let answers = at_once(&scene.world, post(&message), post(&other)).await;
    for answer in &answers {
        assert_eq!(answer.redirects(), "/me");
    }
    assert_eq!(sessions(&scene.world).await, 2);
}

async fn the_same_answer_of_the_directory_twice_at_once_makes_one_session(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let begun = press(&outside.world, "/desk/sign-in", "x=y").await;
    let back = outside.fill(begun.redirects(), &[("user", "vilma"), ("answer", "continue")]).await;
    let browser = format!("__Host-desk-sign-in={}", cookie(&begun, "__Host-desk-sign-in"));
    let follow = || get(&outside.world, &back, &browser);
    let mut answers = at_once(&outside.world, follow(), follow()).await;
    answers.sort_by_key(|answer| answer.status);
    assert_eq!(answers[0].redirects(), "/desk/");
    assert_eq!(answers[1].status, StatusCode::FORBIDDEN);
    answers[1].is_a_proper_page(crate::kernel::Language::Fi);
    let code = between(&format!("{back}&"), "code=", "&").to_string();
    assert!(!code.is_empty() && !answers[1].body.contains(&code), "the code stands on no page");
    assert_eq!(sessions(&outside.world).await, 1);
    let refused = audited(&outside.world, "sign_in.officer_refused").await;
    assert!(refused.len() == 1 && refused[0].contains("already-answered"), "{refused:?}");
}

async fn the_same_answer_to_our_sign_out_twice_at_once_confirms_it_once(scratch: &Scratch) {
    let scene = Scene::new(scratch).await;
    let token = scene.sign_in().await;
    let start = scene.send("POST", "/sign-out", &token).await;
    let summary = scene.ask_with("", "GET", start.redirects(), &[]).await;
    let sent = [("flow", &*field(&summary.body, "flow")), ("answer", "continue")];
    let back = scene.ask_with("", "POST", "/idp/logout", &sent).await;
    let back = back.redirects().replace("http://localhost:8080", "");
    let follow = || get(&scene.world, &back, "x=y");
    for answer in at_once(&scene.world, follow(), follow()).await {
        assert_eq!(answer.redirects(), "/sign-out", "both say what the provider says");
    }
    assert_eq!(audited(&scene.world, "sign_in.provider_signed_out").await.len(), 1);
    let rows = audited(&scene.world, "sign_in.provider_sign_out_unconfirmed").await;
    assert!(rows.len() == 1 && rows[0].contains("already-answered"), "{rows:?}");
}

db::testing::on_both![
    of_two_tabs_the_first_that_comes_back_is_let_in_and_ends_the_other,
    of_two_tabs_of_an_officer_the_first_that_comes_back_is_let_in_and_ends_the_other,
    who_signs_in_again_ends_the_session_of_the_browser_with_a_row,
    two_tabs_at_the_same_moment_do_not_wait_for_each_other,
    the_same_answer_of_the_directory_twice_at_once_makes_one_session,
    the_same_answer_to_our_sign_out_twice_at_once_confirms_it_once,
];
