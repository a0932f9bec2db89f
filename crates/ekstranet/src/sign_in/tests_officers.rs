//! Officers signing in through the imitated directory, over loopback.

use axum::body::Body;
use axum::http::{StatusCode, header};
use db::testing::Scratch;

use super::tests::{audited, sessions};
use super::tests_outside::Outside;
use crate::kernel::Language;
use crate::testing::{Answer, between};

/// Presses the button; gives the directory's address and the browser's cookie.
async fn begin(outside: &Outside) -> (String, String) {
    begin_again(outside, "x=y").await
}

/// The same in a browser that has a cookie already.
async fn begin_again(outside: &Outside, before: &str) -> (String, String) {
    let stranger = outside.world.stranger();
    let request = stranger.request("POST", "/desk/sign-in").header("sec-fetch-site", "same-origin");
    let request = request.header(header::COOKIE, before);
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = stranger.send(request.body(Body::from("return=%2Fdesk%2F")).expect("a request")).await;
    let cookie = answer.cookies.iter().find(|cookie| cookie.starts_with("__Host-desk-sign-in=")).expect("a cookie");
    assert!(cookie.contains("SameSite=Lax"));
    (answer.redirects().to_string(), between(cookie, "=", ";").to_string())
}

async fn get(outside: &Outside, path: &str, cookie: &str) -> Answer {
    let request = outside.world.stranger().request("GET", path).header(header::COOKIE, cookie);
    outside.world.stranger().send(request.body(Body::empty()).expect("a request")).await
}

async fn officers_sign_in_with_their_roles(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    for (user, name, approver) in
        [("vilma", "Vilma Virkanen", 0), ("joona", "Joona Välimerkki", 1), ("vilma", "Vilma Virkanen", 0)]
    {
        let (address, browser) = begin(&outside).await;
        for part in ["code_challenge_method=S256", "response_type=code", "nonce=", "state=", "&max_age=36000"] {
            assert!(address.contains(part), "{address}");
        }
        let back = outside.fill(&address, &[("user", user), ("answer", "continue")]).await;
        let answer = get(&outside, &back, &format!("__Host-desk-sign-in={browser}")).await;
        assert_eq!(answer.redirects(), "/desk/");
        let session = answer.cookies.iter().find(|cookie| cookie.starts_with("__Host-session=")).expect("a session");
        let mut read = outside.world.app.db.read().await.expect("a connection");
        let (kind, is_approver): (String, i64) =
            read.one("select kind, approver from session where name = $1", db::values![name]).await.expect("a session");
        assert_eq!((kind.as_str(), is_approver), ("officer", approver));
        let person_page = get(&outside, "/me", session.split(';').next().expect("a cookie")).await;
        assert_eq!(person_page.redirects(), "/sign-in?return=%2Fme", "an officer is nobody's representative");
    }
    let mut read = outside.world.app.db.read().await.expect("a connection");
    let (officers,): (i64,) = read.one("select count(*) from officer", db::values![]).await.expect("counted");
    assert_eq!(officers, 2, "who comes again is known");
    assert_eq!(audited(&outside.world, "sign_in.officer_signed_in").await.len(), 3);
}

/// Two people at one desk: who signs in ends the session of whoever was there before.
async fn a_new_session_of_an_officer_ends_the_old_one_of_the_browser(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let mut before: Option<String> = None;
    for (user, name) in [("vilma", "Vilma Virkanen"), ("joona", "Joona Välimerkki")] {
        let (address, browser) = begin_again(&outside, before.as_deref().unwrap_or("x=y")).await;
        let back = outside.fill(&address, &[("user", user), ("answer", "continue")]).await;
        if let Some(session) = &before {
            assert_eq!(get(&outside, "/desk/", session).await.status, StatusCode::OK, "the control: it lives");
        }
        let answer = get(&outside, &back, &format!("__Host-desk-sign-in={browser}")).await;
        let session = answer.cookies.iter().find(|cookie| cookie.starts_with("__Host-session=")).expect("a session");
        let session = session.split(';').next().expect("a cookie").to_string();
        if let Some(old) = &before {
            assert_ne!(*old, session, "a new name");
            assert!(get(&outside, "/desk/", old).await.redirects().starts_with("/desk/sign-in"), "the old one is over");
        }
        assert!(get(&outside, "/desk/", &session).await.shows(name), "{name}");
        before = Some(session);
    }
}

async fn an_answer_of_the_directory_is_taken_once_and_in_its_own_browser(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let (address, browser) = begin(&outside).await;
    let cookie = format!("__Host-desk-sign-in={browser}");
    let back = outside.fill(&address, &[("user", "vilma"), ("answer", "continue")]).await;
    let foreign = back.replace("iss=http", "iss=https");
    for (path, cookie) in [
        (back.clone(), "x=y".to_string()),
        (back.clone(), format!("__Host-desk-sign-in={}", "0".repeat(64))),
        (back.replace("state=", "state=0"), cookie.clone()),
        (foreign, cookie.clone()),
    ] {
        assert_eq!(get(&outside, &path, &cookie).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(sessions(&outside.world).await, 0);
    assert_eq!(get(&outside, &back, &cookie).await.redirects(), "/desk/", "the control: it is good");
    assert_eq!(get(&outside, &back, &cookie).await.status, StatusCode::FORBIDDEN, "once");
    let (address, browser) = begin(&outside).await;
    let back = outside.fill(&address, &[("user", "vilma"), ("answer", "continue")]).await;
    let code = format!("code={}", between(&format!("{back}&"), "code=", "&"));
    let answer = get(&outside, &back.replace(&code, "code=other"), &format!("__Host-desk-sign-in={browser}")).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(audited(&outside.world, "sign_in.officer_refused").await.iter().any(|row| row.contains("code-refused")));
}

/// The directory asks again by itself; an answer without the time of it, or with an old one, is refused.
async fn an_officer_is_identified_anew(scratch: &Scratch) {
    let outside = Outside::with(scratch, |config| config.officers.max_age_seconds = 0).await;
    let (address, browser) = begin(&outside).await;
    assert!(address.contains("&max_age=0&"), "{address}");
    let cookie = format!("__Host-desk-sign-in={browser}");
    let back = outside.fill(&address, &[("user", "vilma"), ("answer", "continue")]).await;
    assert_eq!(get(&outside, &back, &cookie).await.redirects(), "/desk/", "the control");
    for (fault, reason) in [
        ("officers_silent_of_time", "token-identified-at"),
        ("officers_identified_before", "token-identified-long-ago"),
    ] {
        outside.fault(fault, true).await;
        let (address, browser) = begin(&outside).await;
        let back = outside.fill(&address, &[("user", "vilma"), ("answer", "continue")]).await;
        let answer = get(&outside, &back, &format!("__Host-desk-sign-in={browser}")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{fault}");
        let refused = audited(&outside.world, "sign_in.officer_refused").await;
        assert!(refused.iter().any(|row| row.contains(&format!("\"{reason}\""))), "{refused:?}");
        outside.fault(fault, false).await;
    }
    assert_eq!(sessions(&outside.world).await, 1, "only the control");
}

/// A token of a key that the directory does not publish: refused with its row, on the page that tells no reason.
async fn a_token_of_another_key_lets_no_officer_in(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let mut pages = Vec::new();
    // The control of the page: an answer of nobody.
    pages.push(get(&outside, "/desk/callback?state=none&code=none", "x=y").await.body);
    outside.fault("officers_other_key", true).await;
    for _ in 0..2 {
        let (address, browser) = begin(&outside).await;
        let back = outside.fill(&address, &[("user", "vilma"), ("answer", "continue")]).await;
        let answer = get(&outside, &back, &format!("__Host-desk-sign-in={browser}")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(!answer.cookies.iter().any(|cookie| cookie.starts_with("__Host-session")), "{:?}", answer.cookies);
        answer.is_a_proper_page(Language::Fi);
        pages.push(answer.body);
    }
    assert!(pages.iter().all(|page| *page == pages[0]), "the page tells nothing of the reason");
    let rows = audited(&outside.world, "sign_in.officer_refused").await;
    let refused = rows.iter().filter(|row| row.contains("\"token-signature\"")).count();
    assert_eq!(refused, 2, "each has its row: {rows:?}");
    assert_eq!(sessions(&outside.world).await, 0);
    let mut read = outside.world.app.db.read().await.expect("a connection");
    let (officers,): (i64,) = read.one("select count(*) from officer", db::values![]).await.expect("counted");
    assert_eq!(officers, 0, "nothing of the token is believed");
    drop(read);

    outside.fault("officers_other_key", false).await;
    let (address, browser) = begin(&outside).await;
    let back = outside.fill(&address, &[("user", "vilma"), ("answer", "continue")]).await;
    let answer = get(&outside, &back, &format!("__Host-desk-sign-in={browser}")).await;
    assert_eq!(answer.redirects(), "/desk/", "the control: the published key is believed");
}

async fn a_cancelled_or_dead_directory_is_told(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let (address, browser) = begin(&outside).await;
    let back = outside.fill(&address, &[("answer", "cancel")]).await;
    let answer = get(&outside, &back, &format!("__Host-desk-sign-in={browser}")).await;
    assert!(answer.status == StatusCode::OK && answer.shows("href=\"/desk/sign-in\""));
    let (address, browser) = begin(&outside).await;
    let back = outside.fill(&address, &[("user", "joona"), ("answer", "continue")]).await;
    outside.fault("officers_down", true).await;
    let answer = get(&outside, &back, &format!("__Host-desk-sign-in={browser}")).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    outside.fault("officers_down", false).await;
    let (address, browser) = begin(&outside).await;
    let back = outside.fill(&address, &[("user", "joona"), ("answer", "continue")]).await;
    assert_eq!(get(&outside, &back, &format!("__Host-desk-sign-in={browser}")).await.redirects(), "/desk/");
}

/// A directory that has died since its description was read: said by our own page, before anybody is sent there.
async fn nobody_is_sent_to_a_directory_that_has_died(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    begin(&outside).await;
    outside.fault("officers_down", true).await;
    outside.world.app.clock.advance_seconds(61);
    let stranger = outside.world.stranger();
    let request = stranger.request("POST", "/desk/sign-in").header("sec-fetch-site", "same-origin");
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = stranger.send(request.body(Body::from("return=%2Fdesk%2F")).expect("a request")).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.shows("Käsittelijöiden kirjautumispalvelu ei vastaa"), "{}", answer.body);
    outside.fault("officers_down", false).await;
    begin(&outside).await;
}

db::testing::on_both![
    nobody_is_sent_to_a_directory_that_has_died,
    officers_sign_in_with_their_roles,
    a_new_session_of_an_officer_ends_the_old_one_of_the_browser,
    an_answer_of_the_directory_is_taken_once_and_in_its_own_browser,
    a_token_of_another_key_lets_no_officer_in,
    a_cancelled_or_dead_directory_is_told,
    an_officer_is_identified_anew,
];
