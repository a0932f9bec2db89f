//! Sign-outs that begin at another service: the identity provider's frame, without cookies, ends our sessions.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use db::testing::Scratch;
use tower::ServiceExt as _;

use super::tests::{audited, post_answer};
use super::tests_wire::{BASE, MATTI, Scene, cookie, field};
use super::{NewSession, ProviderSession, begin_session};
use crate::kernel::{Language, PersonId, Random, SessionKind};
use crate::testing::{Answer, between};

/// A person who is signed in here and at the second service.
pub(super) struct SignedInTwice {
    /// The portal's session.
    pub(super) token: String,
    /// The cookie of the second service.
    second: String,
}

/// Signs Matti in here, then at the second service with the same session of the identity provider.
pub(super) async fn sign_in_twice(scene: &Scene) -> SignedInTwice {
    let (address, browser) = scene.begin(Language::Fi, "/me").await;
    let flow = field(&scene.ask_with("", "GET", &address, &[]).await.body, "flow");
    let who = [("flow", flow.as_str()), ("national_id", MATTI), ("answer", "continue")];
    let flow = field(&scene.ask_with("", "POST", "/idp/choose", &who).await.body, "flow");
    let page = scene.ask_with("", "POST", "/idp/consent", &[("flow", &flow), ("answer", "continue")]).await;
    let held = format!("E-Identification-Session={}", cookie(&page, "E-Identification-Session"));
    let answer = post_answer(&scene.world, Some(&browser), &field(&page.body, "SAMLResponse")).await;
    let token = cookie(&answer, "__Host-session");

    let start = scene.ask_with("", "POST", "/second-service/sign-in", &[]).await;
    let data = scene.ask_with(&held, "GET", start.redirects(), &[]).await;
    assert!(!data.body.contains("name=\"national_id\""), "signed in once for both: {}", data.body);
    let flow = field(&data.body, "flow");
    let page = scene.ask_with(&held, "POST", "/idp/consent", &[("flow", &flow), ("answer", "continue")]).await;
    let message = field(&page.body, "SAMLResponse");
    let there = scene.ask_with("", "POST", "/second-service/acs", &[("SAMLResponse", &message)]).await;
    assert_eq!(there.redirects(), "/second-service");
    SignedInTwice { token, second: format!("Second-Service-Session={}", cookie(&there, "Second-Service-Session")) }
}

/// Signs out at the second service; gives what the provider's frame brings here.
pub(super) async fn frame_request(scene: &Scene, person: &SignedInTwice) -> Answer {
    let start = scene.ask_with(&person.second, "POST", "/second-service/sign-out", &[]).await;
    let summary = scene.ask_with("", "GET", start.redirects(), &[]).await;
    assert_eq!(summary.body.matches("<iframe ").count(), 1, "{}", summary.body);
    scene.ask_with("", "GET", between(&summary.body, "src=\"", "\""), &[]).await
}

/// Carries what the frame brings to the portal, as a browser that gives no cookies to frames.
pub(super) async fn carry(scene: &Scene, brought: &Answer) -> Answer {
    if let Some(location) = &brought.location {
        return scene.world.stranger().get(location.strip_prefix("http://localhost:8080").expect("to us")).await;
    }
    let message = field(&brought.body, "SAMLRequest");
    let body = form_urlencoded::Serializer::new(String::new()).append_pair("SAMLRequest", &message).finish();
    let request = Request::builder()
        .method("POST")
        .uri("/saml/slo")
        .header(header::HOST, "localhost:8080")
        .header("sec-fetch-site", "cross-site")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    scene.world.stranger().send(request.body(Body::from(body)).expect("a request")).await
}

pub(super) async fn lives(scene: &Scene, token: &str) -> bool {
    scene.get("/me", token).await.status == StatusCode::OK
}

/// Identified once, 31 minutes later sent to the provider again, and 3 minutes on its page: the identification is older
/// than the provider's session lasts, and yet it was not when we asked.
async fn whoever_takes_their_time_after_single_sign_on_is_let_in(scratch: &Scratch) {
    let scene = Scene::new(scratch).await;
    let (address, _) = scene.begin(Language::Fi, "/me").await;
    let flow = field(&scene.ask_with("", "GET", &address, &[]).await.body, "flow");
    let who = [("flow", flow.as_str()), ("national_id", MATTI), ("answer", "continue")];
    let flow = field(&scene.ask_with("", "POST", "/idp/choose", &who).await.body, "flow");
    let page = scene.ask_with("", "POST", "/idp/consent", &[("flow", &flow), ("answer", "continue")]).await;
    let held = format!("E-Identification-Session={}", cookie(&page, "E-Identification-Session"));

    scene.world.app.clock.advance_seconds(31 * 60);
    let (address, browser) = scene.begin(Language::Fi, "/me").await;
    let data = scene.ask_with(&held, "GET", &address, &[]).await;
    assert!(!data.body.contains("name=\"national_id\""), "signed in once for both: {}", data.body);
    scene.world.app.clock.advance_seconds(3 * 60);
    let answers = [("flow", &*field(&data.body, "flow")), ("answer", "continue")];
    let page = scene.ask_with(&held, "POST", "/idp/consent", &answers).await;
    let answer = post_answer(&scene.world, Some(&browser), &field(&page.body, "SAMLResponse")).await;
    assert_eq!(answer.redirects(), "/me");
    let rows = audited(&scene.world, "sign_in.signed_in").await;
    let identified = (scene.world.app.clock.now().milliseconds() - 34 * 60_000).to_string();
    assert!(rows.len() == 1 && rows[0].contains(&identified), "{rows:?}");
}

async fn a_sign_out_at_another_service_ends_the_session_here_by_either_binding(scratch: &Scratch) {
    let scene = Scene::new(scratch).await;
    for by_post in [false, true] {
        scene.provider.set_fault("logout_by_post", by_post);
        let person = sign_in_twice(&scene).await;
        assert!(lives(&scene, &person.token).await);
        let brought = frame_request(&scene, &person).await;
        assert_eq!(brought.location.is_none(), by_post);
        let answer = carry(&scene, &brought).await;
        assert!(!lives(&scene, &person.token).await, "ended here");
        let policy = answer.headers["content-security-policy"].to_str().expect("text");
        assert!(policy.contains(&format!("frame-ancestors {BASE};")), "{policy}");
        assert!(!answer.headers.contains_key("x-frame-options"));
        let done = scene.ask_with("", "GET", answer.redirects(), &[]).await;
        assert!(done.body.contains("olet kirjautunut ulos"), "the provider takes our signed answer: {}", done.body);
        let own = scene.send("POST", "/sign-out", &person.token).await;
        assert_eq!(own.redirects(), "/sign-out", "nothing is left to be asked of the provider");
    }
    assert_eq!(audited(&scene.world, "sign_in.ended_by_provider").await.len(), 2);
}

async fn no_other_page_can_be_shown_in_a_frame(scratch: &Scratch) {
    let scene = Scene::new(scratch).await;
    let refused = scene.world.stranger().get("/saml/slo?SAMLRequest=x").await;
    let policy = refused.headers["content-security-policy"].to_str().expect("text");
    assert!(policy.contains(&format!("frame-ancestors {BASE};")), "the control: {policy}");
    for path in ["/", "/sign-in", "/sign-out", "/saml/metadata", "/saml/slo", "/no-such-page"] {
        let answer = scene.world.stranger().get(path).await;
        let policy = answer.headers["content-security-policy"].to_str().expect("text");
        assert!(policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        assert_eq!(answer.headers["x-frame-options"], "DENY", "{path}");
    }
}

async fn every_wrong_request_leaves_the_session_and_is_audited_with_its_reason(scratch: &Scratch) {
    let scene = Scene::new(scratch).await;
    let mut pages = Vec::new();
    for (fault, by_post, code) in [
        ("logout_unsigned", false, "query"),
        ("logout_unsigned", true, "message-signature-missing"),
        ("old_key", false, "signature"),
        ("old_key", true, "signature"),
        ("logout_wrong_destination", false, "destination"),
        ("logout_expired", false, "sign-out-expired"),
        ("logout_bomb", false, "too-large"),
        ("clock_ahead_10_min", true, "issue-instant"),
    ] {
        let person = sign_in_twice(&scene).await;
        let told = format!("\"{code}\"");
        let count = async || {
            let rows = audited(&scene.world, "sign_in.logout_request_refused").await;
            rows.iter().filter(|row| row.contains(&told)).count()
        };
        let before = count().await;
        scene.provider.set_fault("logout_by_post", by_post);
        scene.provider.set_fault(fault, true);
        let brought = frame_request(&scene, &person).await;
        scene.provider.set_fault(fault, false);
        scene.provider.set_fault("logout_by_post", false);
        let carried = carry(&scene, &brought).await;
        assert_eq!(carried.status, StatusCode::FORBIDDEN, "{fault}");
        carried.is_a_proper_page(Language::Fi);
        assert!(lives(&scene, &person.token).await, "{fault}");
        assert_eq!(count().await, before + 1, "{fault}");
        pages.push(carried.body);
    }
    assert!(pages.iter().all(|page| *page == pages[0]), "the page tells nothing of the reason");
    let person = sign_in_twice(&scene).await;
    carry(&scene, &frame_request(&scene, &person).await).await;
    assert!(!lives(&scene, &person.token).await, "the control: a good request ends it");
}

async fn a_request_is_taken_once(scratch: &Scratch) {
    let scene = Scene::new(scratch).await;
    let person = sign_in_twice(&scene).await;
    let brought = frame_request(&scene, &person).await;
    assert_eq!(carry(&scene, &brought).await.status, StatusCode::SEE_OTHER);
    assert_eq!(carry(&scene, &brought).await.status, StatusCode::FORBIDDEN);
    scene.provider.set_fault("logout_replay", true);
    let other = sign_in_twice(&scene).await;
    assert_eq!(carry(&scene, &frame_request(&scene, &other).await).await.status, StatusCode::FORBIDDEN);
    assert!(lives(&scene, &other.token).await);
    let rows = audited(&scene.world, "sign_in.logout_request_refused").await;
    assert!(rows.len() == 2 && rows.iter().all(|row| row.contains("replayed")), "{rows:?}");
}

async fn somebody_unknown_is_answered_so_and_nobody_else_is_signed_out(scratch: &Scratch) {
    let scene = Scene::new(scratch).await;
    let person = sign_in_twice(&scene).await;
    scene.provider.set_fault("logout_unknown_session", true);
    let answer = carry(&scene, &frame_request(&scene, &person).await).await;
    let done = scene.ask_with("", "GET", answer.redirects(), &[]).await;
    assert!(done.body.contains("uloskirjautuminen ei onnistunut"), "{}", done.body);
    assert!(lives(&scene, &person.token).await);
    assert_eq!(audited(&scene.world, "sign_in.logout_of_unknown_session").await.len(), 1);
}

/// Another session of the same name identifier, begun beside the one of the token.
async fn beside(scene: &Scene, token: &str, index: &str) -> String {
    let app = &scene.world.app;
    let hash = app.vault.token_hash(token);
    let mut read = app.db.read().await.expect("a connection");
    let (person, name_id): (String, String) = read
        .one("select person_id, name_id from session where token_hash = $1", db::values![hash.as_str()])
        .await
        .expect("the session");
    drop(read);
    let person = PersonId::parse(&person).expect("an id");
    let provider = ProviderSession {
        name_id,
        name_qualifier: String::new(),
        sp_name_qualifier: String::new(),
        session_index: index.to_string(),
    };
    let new = NewSession { person: &person, name: "Matti", kind: SessionKind::Person, provider: Some(provider) };
    let mut tx = app.db.write().await.expect("a transaction");
    let (_, token) = begin_session(&mut tx, app, app.clock.now(), &new).await.expect("begun");
    tx.commit().await.expect("committed");
    token
}

async fn of_several_sessions_the_named_one_ends_and_all_when_none_is_named(scratch: &Scratch) {
    let scene = Scene::new(scratch).await;
    for without_index in [false, true] {
        scene.provider.set_fault("logout_without_index", without_index);
        let elsewhere = scene.sign_in().await;
        let person = sign_in_twice(&scene).await;
        let other = beside(&scene, &person.token, "_other").await;
        carry(&scene, &frame_request(&scene, &person).await).await;
        assert!(!lives(&scene, &person.token).await);
        assert_eq!(lives(&scene, &other).await, !without_index, "the other session of the name");
        assert!(lives(&scene, &elsewhere).await, "the same person under another name identifier");
    }
}

async fn a_session_ended_by_one_instance_is_ended_on_all(scratch: &Scratch) {
    let scene = Scene::new(scratch).await;
    let app = &scene.world.app;
    let other = crate::start::app_with(app.config.clone(), app.db.clone(), app.clock.clone(), Random::seeded(2));
    let other = crate::router(&other.expect("a second instance"));
    let person = sign_in_twice(&scene).await;
    let at_the_other = async || {
        let request = Request::builder().uri("/me").header(header::COOKIE, format!("__Host-session={}", person.token));
        let request = request.header(header::HOST, "localhost:8080").body(Body::empty()).expect("a request");
        other.clone().oneshot(request).await.expect("an answer").status()
    };
    assert_eq!(at_the_other().await, StatusCode::OK, "the control");
    carry(&scene, &frame_request(&scene, &person).await).await;
    assert_eq!(at_the_other().await, StatusCode::SEE_OTHER);
}

async fn a_sign_out_here_spreads_to_the_other_service(scratch: &Scratch) {
    let scene = Scene::new(scratch).await;
    let person = sign_in_twice(&scene).await;
    let is_there = async || {
        let page = scene.ask_with(&person.second, "GET", "/second-service", &[]).await;
        page.body.contains("id=\"sign-out\"")
    };
    assert!(is_there().await, "the control");
    let start = scene.send("POST", "/sign-out", &person.token).await;
    assert!(!lives(&scene, &person.token).await, "ours ends first");
    assert!(is_there().await);
    let summary = scene.ask_with("", "GET", start.redirects(), &[]).await;
    let asked = scene.ask_with("", "GET", between(&summary.body, "src=\"", "\""), &[]).await;
    let answered = scene.ask_with("", "GET", asked.redirects(), &[]).await;
    assert!(!is_there().await, "the other session has ended");
    let done = scene.ask_with("", "GET", answered.redirects(), &[]).await;
    assert!(done.body.contains("olet kirjautunut ulos"), "{}", done.body);
}

async fn a_failed_sign_out_at_the_provider_is_told_and_audited(scratch: &Scratch) {
    let scene = Scene::new(scratch).await;
    for (fault, reason) in [
        ("logout_fails", "status"),
        ("logout_partial", "status"),
        ("logout_answer_unsigned", "query"),
        ("logout_answer_wrong_request", "in-response-to"),
        ("logout_answer_wrong_destination", "destination"),
        ("logout_bomb", "too-large"),
        ("old_key", "signature"),
    ] {
        let token = scene.sign_in().await;
        let start = scene.send("POST", "/sign-out", &token).await;
        let summary = scene.ask_with("", "GET", start.redirects(), &[]).await;
        let flow = field(&summary.body, "flow");
        scene.provider.set_fault(fault, true);
        let back = scene.ask_with("", "POST", "/idp/logout", &[("flow", &flow), ("answer", "continue")]).await;
        scene.provider.set_fault(fault, false);
        let location = back.redirects().replace("http://localhost:8080", "");
        assert_eq!(scene.world.stranger().get(&location).await.redirects(), "/sign-out?provider=open", "{fault}");
        let rows = audited(&scene.world, "sign_in.provider_sign_out_unconfirmed").await;
        let expected = format!("{{\"code\":\"{reason}\"}}");
        assert!(rows.contains(&expected), "{fault}: {rows:?}");
        assert!(!lives(&scene, &token).await, "ours has ended all the same");
    }
    assert!(audited(&scene.world, "sign_in.provider_signed_out").await.is_empty());
}

db::testing::on_both![
    whoever_takes_their_time_after_single_sign_on_is_let_in,
    a_sign_out_at_another_service_ends_the_session_here_by_either_binding,
    no_other_page_can_be_shown_in_a_frame,
    every_wrong_request_leaves_the_session_and_is_audited_with_its_reason,
    a_request_is_taken_once,
    somebody_unknown_is_answered_so_and_nobody_else_is_signed_out,
    of_several_sessions_the_named_one_ends_and_all_when_none_is_named,
    a_session_ended_by_one_instance_is_ended_on_all,
    a_sign_out_here_spreads_to_the_other_service,
    a_failed_sign_out_at_the_provider_is_told_and_audited,
];
