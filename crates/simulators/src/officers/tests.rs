//! Signing in as a client does it, checked with a token library that the provider does not use.

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jiff::SignedDuration;
use jiff::civil::date;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde_json::{Value, json};

use crate::testing::{self, Answer, Stage};

const RETURN: &str = "http://localhost:8080/desk/callback";
const VERIFIER: &str = "a-verifier-that-is-long-enough-for-the-rule-of-43";

fn fields() -> String {
    let challenge = URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, VERIFIER.as_bytes()));
    format!(
        "client_id=ekstranet&redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fdesk%2Fcallback&response_type=code\
         &scope=openid+profile&state=st&nonce=no&code_challenge_method=S256&code_challenge={challenge}"
    )
}

async fn code(stage: &Stage, user: &str) -> String {
    let answer = stage.post("/officers/authorize", &format!("{}&user={user}&answer=continue", fields())).await;
    let returned = answer.returned_to(RETURN);
    assert_eq!((returned["state"].as_str(), returned["iss"].as_str()), ("st", "http://127.0.0.1:8090/officers"));
    returned["code"].clone()
}

async fn exchange(stage: &Stage, code: &str, verifier: &str) -> Answer {
    let form = format!(
        "grant_type=authorization_code&code={code}&code_verifier={verifier}\
         &redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fdesk%2Fcallback"
    );
    let basic = format!("Basic {}", STANDARD.encode("ekstranet:simulated-client-secret"));
    stage.post_with("/officers/token", &form, &[("Authorization", &basic)]).await
}

/// The claims of an id token, verified with the published key.
async fn claims(stage: &Stage, id_token: &str) -> Value {
    let keys: JwkSet = serde_json::from_value(stage.get("/officers/jwks").await.json()).expect("keys");
    let header = jsonwebtoken::decode_header(id_token).expect("a header");
    let key = keys.find(&header.kid.expect("a key id")).expect("the key is published");
    let mut validation = Validation::new(Algorithm::RS256);
    validation.set_audience(&["ekstranet"]);
    validation.set_issuer(&["http://127.0.0.1:8090/officers"]);
    // The time is that of the stage and is looked at below.
    validation.validate_exp = false;
    let key = DecodingKey::from_jwk(key).expect("an RSA key");
    jsonwebtoken::decode::<Value>(id_token, &key, &validation).expect("verified").claims
}

#[tokio::test]
async fn an_approver_signs_in() {
    let stage = testing::stage(date(2026, 11, 21));
    let page = stage.get(&format!("/officers/authorize?{}&ui_locales=sv", fields())).await;
    assert!(page.body.contains("<h1>Logga in i operatörens katalog</h1>"), "{}", page.body);
    let tokens = exchange(&stage, &code(&stage, "joona").await, VERIFIER).await.json();
    let claims = claims(&stage, tokens["id_token"].as_str().expect("an id token")).await;
    let now = stage.now().as_second();
    for (name, expected) in [
        ("nonce", json!("no")),
        ("name", json!("Joona Välimerkki")),
        ("preferred_username", json!("joona")),
        ("email", json!("joona.valimerkki@operaattori.example")),
        ("groups", json!(["officer", "approver"])),
        ("roles", json!(["officer", "approver"])),
        ("auth_time", json!(now)),
        ("exp", json!(now + 300)),
    ] {
        assert_eq!(claims[name], expected, "{name}");
    }
    let bearer = format!("Bearer {}", tokens["access_token"].as_str().expect("a token"));
    let info = stage.get_with("/officers/userinfo", &[("Authorization", &bearer)]).await.json();
    assert_eq!(info["sub"], claims["sub"]);
    stage.wait(SignedDuration::from_secs(601));
    assert_eq!(stage.get_with("/officers/userinfo", &[("Authorization", &bearer)]).await.status, 401);
}

/// Nobody is let through without being asked, so `auth_time` is never older than any `max_age`.
#[tokio::test]
async fn an_officer_is_asked_again_and_the_time_of_it_is_told() {
    let stage = testing::stage(date(2026, 11, 21));
    for _ in 0..2 {
        for max_age in ["", "&max_age=0", "&max_age=36000"] {
            let page = stage.get(&format!("/officers/authorize?{}{max_age}", fields())).await;
            assert!(page.status == 200 && page.body.contains("name=\"user\""), "{max_age}: {}", page.body);
        }
        let tokens = exchange(&stage, &code(&stage, "vilma").await, VERIFIER).await.json();
        let claims = claims(&stage, tokens["id_token"].as_str().expect("an id token")).await;
        assert_eq!(claims["auth_time"], json!(stage.now().as_second()));
        stage.wait(SignedDuration::from_secs(3_600));
    }
}

#[tokio::test]
async fn a_caseworker_is_no_approver() {
    let stage = testing::stage(date(2026, 11, 21));
    let tokens = exchange(&stage, &code(&stage, "vilma").await, VERIFIER).await.json();
    let claims = claims(&stage, tokens["id_token"].as_str().expect("an id token")).await;
    assert_eq!(claims["groups"], json!(["officer"]));
}

#[tokio::test]
async fn a_code_needs_its_verifier_and_works_once() {
    let stage = testing::stage(date(2026, 11, 21));
    let spent = code(&stage, "vilma").await;
    assert_eq!(exchange(&stage, &spent, "another").await.json()["error"], "invalid_grant");
    assert_eq!(exchange(&stage, &spent, VERIFIER).await.status, 400, "the first try spent it");
    let late = code(&stage, "vilma").await;
    stage.wait(SignedDuration::from_secs(61));
    assert_eq!(exchange(&stage, &late, VERIFIER).await.status, 400);
}

#[tokio::test]
async fn the_client_shows_its_secret_in_the_header_or_in_the_body() {
    let stage = testing::stage(date(2026, 11, 21));
    let code = code(&stage, "vilma").await;
    let form = |secret: &str| {
        format!(
            "grant_type=authorization_code&code={code}&code_verifier={VERIFIER}&client_id=ekstranet\
             &client_secret={secret}&redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fdesk%2Fcallback"
        )
    };
    let refused = stage.post("/officers/token", &form("wrong")).await;
    assert_eq!((refused.status, refused.json()["error"].as_str()), (401, Some("invalid_client")));
    assert_eq!(stage.post("/officers/token", &form("simulated-client-secret")).await.status, 200);
}

#[tokio::test]
async fn requests_that_miss_something_return_with_an_error_or_get_a_page() {
    let stage = testing::stage(date(2026, 11, 21));
    for (cut, instead, error) in [
        ("code_challenge_method=S256", "code_challenge_method=plain", "invalid_request"),
        ("response_type=code", "response_type=token", "unsupported_response_type"),
        ("scope=openid+profile", "scope=profile", "invalid_scope"),
        ("state=st", "state=st&prompt=none", "login_required"),
    ] {
        let target = format!("/officers/authorize?{}", fields().replace(cut, instead));
        assert_eq!(stage.get(&target).await.returned_to(RETURN)["error"], error, "{cut}");
    }
    for cut in ["client_id=ekstranet", "%2Fdesk%2Fcallback"] {
        let page = stage.get(&format!("/officers/authorize?{}", fields().replace(cut, "x"))).await;
        assert_eq!((page.status, page.header("location")), (400, ""), "{cut}");
    }
}

#[tokio::test]
async fn the_officer_may_cancel_and_a_stranger_is_asked_again() {
    let stage = testing::stage(date(2026, 11, 21));
    let cancelled = stage.post("/officers/authorize", &format!("{}&user=vilma&answer=cancel", fields())).await;
    assert_eq!(cancelled.returned_to(RETURN)["error"], "access_denied");
    let stranger = stage.post("/officers/authorize", &format!("{}&user=eve&answer=continue", fields())).await;
    assert_eq!(stranger.status, 422);
    assert!(stranger.body.contains("role=\"alert\""));
}

#[tokio::test]
async fn signing_out_returns_only_to_a_registered_address() {
    let stage = testing::stage(date(2026, 11, 21));
    let known =
        stage.get("/officers/logout?post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fdesk&state=x").await;
    assert_eq!(known.header("location"), "http://localhost:8080/desk?state=x");
    let unknown = stage.get("/officers/logout?post_logout_redirect_uri=http%3A%2F%2Fother&ui_locales=en").await;
    assert_eq!((unknown.status, unknown.header("location")), (200, ""));
    assert!(unknown.body.contains("You have signed out"));
}

#[tokio::test]
async fn discovery_names_addresses_that_answer() {
    let stage = testing::stage(date(2026, 11, 21));
    let document = stage.get("/officers/.well-known/openid-configuration").await.json();
    for name in ["authorization_endpoint", "jwks_uri", "end_session_endpoint", "userinfo_endpoint"] {
        let address = document[name].as_str().expect("an address");
        let path = address.strip_prefix("http://127.0.0.1:8090").expect("ours");
        assert_ne!(stage.get(path).await.status, 404, "{name}");
    }
    stage.turn_on("officers_down");
    assert_eq!(stage.get("/officers/.well-known/openid-configuration").await.status, 503);
}
