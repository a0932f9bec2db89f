//! The pages of signing in and out and everything that is refused before a key is touched, asked through the router.

use axum::body::Body;
use axum::http::{StatusCode, header};
use base64::Engine as _;
use db::testing::{Scratch, guarded};

use super::provider::request_bytes;
use super::store;
use crate::config::Mode;
use crate::kernel::{Language, Random, hexadecimal};
use crate::testing::{Answer, World};

/// What the audit log says of an action: the details of its rows.
pub(crate) async fn audited(world: &World, action: &str) -> Vec<String> {
    guarded(crate::audit::write_strays(&world.app)).await.expect("what waits is written");
    let mut read = world.app.db.read().await.expect("a connection");
    let rows: Vec<(String,)> = read
        .all("select detail from audit_entry where action = $1 order by id", db::values![action])
        .await
        .expect("the audit log is read");
    rows.into_iter().map(|(detail,)| detail).collect()
}

/// How many sessions there are.
pub(super) async fn sessions(world: &World) -> i64 {
    let mut read = world.app.db.read().await.expect("a connection");
    let (count,): (i64,) = read.one("select count(*) from session", db::values![]).await.expect("counted");
    count
}

/// What the browser posts when it comes from the identity provider: only the cookie without a same-site rule is there.
pub(super) async fn post_answer(world: &World, cookie: Option<&str>, message: &str) -> Answer {
    let body = form_urlencoded::Serializer::new(String::new()).append_pair("SAMLResponse", message).finish();
    let mut request = axum::http::Request::builder()
        .method("POST")
        .uri("/saml/acs")
        .header(header::HOST, "localhost:8080")
        .header("sec-fetch-site", "cross-site")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    if let Some(cookie) = cookie {
        request = request.header(header::COOKIE, format!("__Host-sign-in={cookie}"));
    }
    world.stranger().send(request.body(Body::from(body)).expect("a request")).await
}

async fn the_pages_are_proper_in_three_languages(scratch: &Scratch) {
    let world = World::new(scratch);
    let stranger = world.stranger();
    let page = stranger.page("/sign-in?return=/me").await;
    assert!(page.shows("Tunnistaudu Suomi.fissä") && page.shows("name=\"return\" value=\"/me\""), "{}", page.body);
    stranger.page("/sign-in?ended=idle").await;
    assert!(stranger.page("/desk/sign-in").await.shows("value=\"/desk/\""));
    stranger.page("/sign-out").await;
    assert!(stranger.page("/sign-out?provider=open").await.shows("Sulkekaa selain"));
    stranger.page("/desk/sign-out").await;
}

async fn only_a_page_of_ours_is_kept_to_return_to(scratch: &Scratch) {
    let world = World::new(scratch);
    for bad in
        ["//evil.example", "https://evil.example", "/%5Cevil.example", "/%09/evil.example", "javascript:alert(1)"]
    {
        let page = world.stranger().get(&format!("/sign-in?return={bad}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.shows("name=\"return\"") && !page.shows("evil"), "{bad}");
    }
    let matti = world.matti().await;
    assert_eq!(matti.get("/sign-in?return=//evil.example").await.redirects(), "/act-for");
    assert_eq!(matti.get("/sign-in?return=/me").await.redirects(), "/me");
    assert_eq!(world.vilma().await.get("/desk/sign-in?return=https://evil.example").await.redirects(), "/desk/");
}

async fn a_dead_provider_is_an_outage_and_nothing_begins(scratch: &Scratch) {
    let world = World::new(scratch);
    for language in Language::ALL {
        let answer = world.stranger().speaking(language).post("/sign-in", &[]).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        answer.is_a_proper_page(language);
        let answer = world.stranger().speaking(language).post("/desk/sign-in", &[]).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        answer.is_a_proper_page(language);
    }
    let mut read = world.app.db.read().await.expect("a connection");
    let (count,): (i64,) = read.one("select count(*) from sign_in_pending", db::values![]).await.expect("counted");
    assert_eq!(count, 0);
}

async fn an_answer_that_nobody_asked_for_is_refused_before_any_key(scratch: &Scratch) {
    // No identity provider is known here, so anything that needed a key would be an outage instead of a refusal.
    let world = World::new(scratch);
    let xml = "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_r\" InResponseTo=\"_unasked\" \
               Version=\"2.0\" IssueInstant=\"2026-11-21T10:00:00Z\"></samlp:Response>";
    let encode = |text: &str| base64::engine::general_purpose::STANDARD.encode(text);
    for (message, code) in [
        (encode(xml), "unsolicited"),
        (encode(&xml.replace(" InResponseTo=\"_unasked\"", "")), "in-response-to"),
        (encode(&xml.replace("samlp:Response", "samlp:Other")), "unexpected-message"),
        ("%%%".to_string(), "not-base64"),
        (String::new(), ""),
    ] {
        let before = audited(&world, "sign_in.refused").await;
        let answer = post_answer(&world, Some(&"a".repeat(64)), &message).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{message}");
        answer.is_a_proper_page(Language::Fi);
        assert!(answer.shows("Tunnistautuminen keskeytyi") && (code.is_empty() || !answer.shows(code)));
        let rows = audited(&world, "sign_in.refused").await;
        assert_eq!(rows.len(), before.len() + 1);
        assert!(!before.iter().any(|row| row.contains(code)) || code.is_empty(), "the control: {code} is new");
        assert!(rows.iter().any(|row| row.contains(code)), "{rows:?}");
    }
    assert_eq!(sessions(&world).await, 0);
}

async fn an_answer_to_a_request_without_our_mark_is_turned_away_before_it_is_looked_up(scratch: &Scratch) {
    let world = World::new(scratch);
    let ours = format!("_{}", hexadecimal(&request_bytes(&world.app)));
    let other_last = if ours.ends_with('0') { "1" } else { "0" };
    let other_first = if ours.starts_with("_0") { "_1" } else { "_0" };
    let requests = [
        (ours.clone(), "other-browser"),
        (format!("{}{other_last}", &ours[..ours.len() - 1]), "unsolicited"),
        (format!("{other_first}{}", &ours[2..]), "unsolicited"),
        (ours[..41].to_string(), "unsolicited"),
        (format!("{ours}0"), "unsolicited"),
        (ours[1..].to_string(), "unsolicited"),
        ("_nobody-asked".to_string(), "unsolicited"),
    ];
    for (request, code) in requests {
        // Each of them would be found.
        let mut tx = world.app.db.write().await.expect("a transaction");
        let pending = store::NewPending {
            id: &request,
            kind: "person",
            browser_hash: "hash",
            return_path: "/",
            language: Language::Fi,
            old_session: None,
        };
        store::insert_pending(&mut tx, world.app.clock.now(), &pending).await.expect("inserted");
        tx.commit().await.expect("committed");
        let xml = format!(
            "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_r\" InResponseTo=\"{request}\" \
             Version=\"2.0\" IssueInstant=\"2026-11-21T10:00:00Z\"></samlp:Response>"
        );
        let count = |rows: &[String]| rows.iter().filter(|row| row.contains(code)).count();
        let before = count(&audited(&world, "sign_in.refused").await);
        let answer = post_answer(&world, None, &base64::engine::general_purpose::STANDARD.encode(xml)).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{request}");
        let rows = audited(&world, "sign_in.refused").await;
        assert_eq!(count(&rows), before + 1, "{request}: {rows:?}");
    }
}

/// Whole requests this time, not the message alone: spoilt anywhere, cut and filled.
async fn whatever_is_posted_at_the_doors_of_messages_gets_a_refusal_and_is_no_fault_of_ours(scratch: &Scratch) {
    let world = World::new(scratch);
    let ours = format!("_{}", hexadecimal(&request_bytes(&world.app)));
    let xml = format!(
        "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_r\" InResponseTo=\"{ours}\" \
         Version=\"2.0\" IssueInstant=\"2026-11-21T10:00:00Z\">&#228;</samlp:Response>"
    );
    let message = base64::engine::general_purpose::STANDARD.encode(xml);
    let good = format!("SAMLResponse={message}&SAMLRequest={message}&RelayState=%C3%A4&Signature=x");
    let dice = Random::seeded(7);
    for turn in 0..120_usize {
        let mut body = good.clone().into_bytes();
        for _ in 0..=turn % 5 {
            let [at, kind, byte, length]: [u8; 4] = dice.bytes();
            let at = usize::from(at) * body.len() / 256;
            match kind % 4 {
                0 => body[at] = byte,
                1 => drop(body.drain(at..(at + usize::from(length)).min(body.len()))),
                2 => drop(body.splice(at..at, std::iter::repeat_n(byte, usize::from(length) * 64))),
                _ => body.truncate(at),
            }
            body.push(b'%');
        }
        for path in ["/saml/acs", "/saml/slo"] {
            let request = world.stranger().request("POST", path).header("sec-fetch-site", "cross-site");
            let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
            let answer = world.stranger().send(request.body(Body::from(body.clone())).expect("a request")).await;
            let is_refused = answer.status.is_client_error() || answer.status.is_redirection();
            assert!(is_refused, "turn {turn} at {path}: {} {}", answer.status, answer.body);
        }
    }
    assert_eq!(sessions(&world).await, 0);
}

async fn a_body_that_is_no_form_or_too_large_is_refused(scratch: &Scratch) {
    let world = World::new(scratch);
    let post = |media: &'static str, body: String| {
        let request = world.stranger().request("POST", "/saml/acs").header(header::CONTENT_TYPE, media);
        request.body(Body::from(body)).expect("a request")
    };
    let stranger = world.stranger();
    let answer = stranger.send(post("text/xml", "<x/>".to_string())).await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    answer.is_a_proper_page(Language::Fi);
    let large = format!("SAMLResponse={}", "A".repeat(600 * 1024));
    let answer = stranger.send(post("application/x-www-form-urlencoded", large)).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    answer.is_a_proper_page(Language::Fi);
}

async fn an_ended_session_is_told_kindly(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    assert_eq!(matti.get("/me").await.status, StatusCode::OK);
    world.app.clock.advance_seconds(30 * 60);
    assert_eq!(matti.get("/me").await.redirects(), "/sign-in?return=%2Fme");
    assert!(matti.page("/sign-in?return=/me").await.shows("Istuntonne päättyi, koska palvelua ei käytetty"));
    world.app.clock.advance_seconds(10 * 3_600);
    assert!(matti.page("/sign-in").await.shows("kirjautumisesta on kulunut pitkä aika"));
    assert!(!world.stranger().page("/sign-in").await.shows("Istuntonne päättyi"));
    let vilma = world.vilma().await;
    world.app.clock.advance_seconds(15 * 60);
    assert!(vilma.page("/desk/sign-in").await.shows("Istuntonne päättyi"));
}

async fn signing_out_ends_the_session_at_once(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    let answer = matti.post("/sign-out", &[]).await;
    assert_eq!(answer.redirects(), "/sign-out");
    assert!(answer.cookies.iter().any(|cookie| cookie.starts_with("__Host-session=;") && cookie.contains("Max-Age=0")));
    // The browser might keep the cookie all the same: it opens nothing any more.
    assert_eq!(matti.get("/me").await.redirects(), "/sign-in?return=%2Fme");
    assert_eq!(matti.get("/sign-out").await.status, StatusCode::OK);
    assert_eq!(matti.post("/sign-out", &[]).await.redirects(), "/sign-out");
    assert_eq!(vilma.post("/desk/sign-out", &[]).await.redirects(), "/desk/sign-out");
    assert_eq!(vilma.get("/desk/sign-out").await.status, StatusCode::OK);
    assert_eq!(audited(&world, "sign_in.signed_out").await.len(), 2);
}

async fn a_sign_out_that_others_begin_is_refused_and_audited(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    let answer = matti.get("/saml/slo?SAMLRequest=x&Signature=y").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    answer.is_a_proper_page(Language::Fi);
    assert_eq!(matti.post("/saml/slo", &[("SAMLRequest", "x")]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(matti.get("/saml/slo?SAMLRequest=x&SAMLResponse=y").await.status, StatusCode::FORBIDDEN);
    assert_eq!(audited(&world, "sign_in.logout_request_refused").await.len(), 3);
    assert_eq!(matti.get("/me").await.status, StatusCode::OK, "the session lives on");
    assert_eq!(matti.get("/saml/slo?SAMLResponse=x&RelayState=y").await.redirects(), "/sign-out?provider=open");
    assert!(audited(&world, "sign_in.provider_sign_out_unconfirmed").await[0].contains("unsolicited"));
    assert_eq!(matti.get("/saml/slo").await.redirects(), "/sign-out");
}

async fn the_directory_is_answered_only_where_it_was_asked(scratch: &Scratch) {
    let world = World::new(scratch);
    for path in ["/desk/callback", "/desk/callback?code=x&state=y", "/desk/callback?error=access_denied"] {
        let answer = world.stranger().get(path).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        answer.is_a_proper_page(Language::Fi);
    }
    let rows = audited(&world, "sign_in.officer_refused").await;
    assert!(rows.len() == 3 && rows.iter().all(|row| row.contains("unsolicited")), "{rows:?}");
}

async fn our_metadata_is_there_without_the_provider(scratch: &Scratch) {
    let world = World::new(scratch);
    let answer = world.stranger().get("/saml/metadata").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.headers["content-type"].to_str().is_ok_and(|media| media == "application/samlmetadata+xml"));
    for part in
        ["entityID=\"http://localhost:8080/saml\"", "http://localhost:8080/saml/acs", "http://localhost:8080/saml/slo"]
    {
        assert!(answer.shows(part), "{part}");
    }
    assert!(!answer.shows("PRIVATE KEY"));
}

async fn a_missing_or_wrong_key_stops_the_start_with_its_name(scratch: &Scratch) {
    let world = World::new(scratch);
    let start = |change: fn(&mut crate::config::Config)| {
        let mut config = world.app.config.clone();
        change(&mut config);
        let started = crate::start::app_with(config, world.app.db.clone(), world.app.clock.clone(), Random::seeded(1));
        started.map(drop).map_err(|problem| format!("{problem:#}"))
    };
    assert_eq!(start(|_| {}), Ok(()));
    for (change, key) in [
        (
            (|c| c.identification.signing_key_file = "none".into()) as fn(&mut crate::config::Config),
            "identification.signing_key_file",
        ),
        (|c| c.identification.signing_certificate_file = "none".into(), "identification.signing_certificate_file"),
        (
            |c| c.identification.signing_certificate_file.clone_from(&c.identification.signing_key_file),
            "identification.signing_certificate_file",
        ),
        (|c| c.identification.decryption_key_files = vec!["none".into()], "identification.decryption_key_files"),
        (|c| c.identification.decryption_key_files.clear(), "identification.decryption_key_files"),
        (
            |c| c.identification.idp_metadata_certificate_file = Some("none".into()),
            "identification.idp_metadata_certificate_file",
        ),
        (|c| c.identification.entity_id = "?".to_string(), "identification.entity_id"),
        (|c| c.identification.accepted_contexts.clear(), "identification.accepted_contexts"),
        (
            |c| c.identification.idp_metadata = c.identification.signing_key_file.display().to_string(),
            "identification.idp_metadata",
        ),
        (|c| c.mandates.api_key_file = "none".into(), "mandates.api_key_file"),
        (|c| c.mandates.oauth_password_file = "none".into(), "mandates.oauth_password_file"),
        (|c| c.mandates.accepted_positions = vec!["XYZ".to_string()], "mandates.accepted_positions"),
        (|c| c.officers.client_secret_file = "none".into(), "officers.client_secret_file"),
    ] {
        let problem = start(change).expect_err(key);
        assert!(problem.starts_with(key) && !problem.contains('\n'), "{key}: {problem}");
    }
    assert!(world.app.config.mode == Mode::Development);
}

async fn a_forged_cookie_opens_nothing(scratch: &Scratch) {
    let world = World::new(scratch);
    world.matti().await;
    for token in ["0".repeat(64), "x".repeat(64), String::new(), "' or 1=1 --".to_string()] {
        let request = world.stranger().request("GET", "/me").header(header::COOKIE, format!("__Host-session={token}"));
        let answer = world.stranger().send(request.body(Body::empty()).expect("a request")).await;
        assert_eq!(answer.redirects(), "/sign-in?return=%2Fme");
    }
}

async fn old_ways_and_messages_are_forgotten_and_fresh_ones_stay(scratch: &Scratch) {
    let world = World::new(scratch);
    let clock = &world.app.clock;
    for id in ["old", "fresh"] {
        let mut tx = world.app.db.write().await.expect("a transaction");
        let pending = store::NewPending {
            id,
            kind: "person",
            browser_hash: "hash",
            return_path: "/",
            language: Language::Fi,
            old_session: None,
        };
        store::insert_pending(&mut tx, clock.now(), &pending).await.expect("inserted");
        store::use_pending(&mut tx, clock.now(), id).await.expect("answered");
        store::insert_replay(&mut tx, id, clock.now().milliseconds()).await.expect("inserted");
        tx.commit().await.expect("committed");
        clock.advance_seconds(super::rules::KEPT_SECONDS);
    }
    assert_eq!(
        guarded(super::forgetting::forget(&world.app)).await.expect("forgotten"),
        2,
        "a day old is not older than a day"
    );
    let mut read = world.app.db.read().await.expect("a connection");
    assert!(store::find_pending(&mut read, "old", "person").await.expect("read").is_none());
    assert!(store::find_pending(&mut read, "fresh", "person").await.expect("read").is_some());
    drop(read);
    let mut tx = world.app.db.write().await.expect("a transaction");
    assert!(store::insert_replay(&mut tx, "fresh", 0).await.is_err(), "what could be replayed is still known");
}

db::testing::on_both![
    old_ways_and_messages_are_forgotten_and_fresh_ones_stay,
    the_pages_are_proper_in_three_languages,
    only_a_page_of_ours_is_kept_to_return_to,
    a_dead_provider_is_an_outage_and_nothing_begins,
    an_answer_that_nobody_asked_for_is_refused_before_any_key,
    an_answer_to_a_request_without_our_mark_is_turned_away_before_it_is_looked_up,
    whatever_is_posted_at_the_doors_of_messages_gets_a_refusal_and_is_no_fault_of_ours,
    a_body_that_is_no_form_or_too_large_is_refused,
    an_ended_session_is_told_kindly,
    signing_out_ends_the_session_at_once,
    a_sign_out_that_others_begin_is_refused_and_audited,
    the_directory_is_answered_only_where_it_was_asked,
    our_metadata_is_there_without_the_provider,
    a_missing_or_wrong_key_stops_the_start_with_its_name,
    a_forged_cookie_opens_nothing,
];
