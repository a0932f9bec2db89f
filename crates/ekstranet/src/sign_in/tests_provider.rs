//! How the portal knows the identity provider, and knows that it is there.

use axum::body::Body;
use axum::http::{StatusCode, header};
use db::testing::Scratch;
use tower::ServiceExt as _;

use super::tests::audited;
use super::tests_outside::Outside;
use super::{IdentifiedPerson, NewSession, ProviderSession, admit_person, begin_session};
use crate::kernel::{Language, NationalId, Random, SessionKind};
use crate::testing::{Answer, World};

async fn metadata_is_read_from_an_address_when_the_pinned_key_has_signed_it(scratch: &Scratch) {
    let outside = Outside::with(scratch, |config| {
        let identification = &mut config.identification;
        let folder = std::path::Path::new(&identification.idp_metadata).with_file_name("");
        identification.idp_metadata_certificate_file = Some(folder.join("metadata-signing.crt"));
        identification.idp_metadata =
            config.mandates.base_url.replace("/mandates", "/static/metadata/idp-metadata.xml");
    })
    .await;
    let world = &outside.world;
    let address = &world.app.config.identification.idp_metadata;
    assert!(address.starts_with("http://127.0.0.1:"), "{address}");
    world.stranger().page("/sign-in").await;
    let begun = world.stranger().post("/sign-in", &[]).await;
    assert!(begun.redirects().contains("/idp/profile/SAML2/Redirect/SSO?SAMLRequest="), "{:?}", begun.location);

    // The negative control: the same address, but another key is pinned.
    let mut config = world.app.config.clone();
    let pinned = config.identification.idp_metadata_certificate_file.take().expect("pinned");
    config.identification.idp_metadata_certificate_file = Some(pinned.with_file_name("idp-signing-1.crt"));
    let other = crate::start::app_with(config, world.app.db.clone(), world.app.clock.clone(), Random::seeded(2))
        .expect("starts");
    let post = world.stranger().request("POST", "/sign-in").header("sec-fetch-site", "same-origin");
    let post = post.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = crate::router(&other).oneshot(post.body(Body::empty()).expect("a request")).await;
    assert_eq!(answer.expect("an answer").status(), StatusCode::SERVICE_UNAVAILABLE);
}

/// A person whose session began at the provider; gives the cookie.
async fn through_the_provider(world: &World) -> String {
    let (app, now) = (&world.app, world.app.clock.now());
    let provider = ProviderSession {
        name_id: "name".to_string(),
        name_qualifier: "https://idp.example".to_string(),
        sp_name_qualifier: app.config.identification.entity_id.clone(),
        session_index: "_index".to_string(),
    };
    let person = IdentifiedPerson {
        national_id: NationalId::parse("150668-917M").expect("a code"),
        name: "Matti Rantapolku".to_string(),
    };
    let mut tx = app.db.write().await.expect("a transaction");
    let id = admit_person(&mut tx, app, now, &person).await.expect("admitted");
    let new = NewSession { person: &id, name: &person.name, kind: SessionKind::Person, provider: Some(provider) };
    let (_, token) = begin_session(&mut tx, app, now, &new).await.expect("begun");
    tx.commit().await.expect("committed");
    format!("__Host-session={token}")
}

async fn send(world: &World, method: &str, path: &str, cookie: &str) -> Answer {
    let request = world.stranger().request(method, path).header(header::COOKIE, cookie);
    let request = request.header("sec-fetch-site", "same-origin");
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    world.stranger().send(request.body(Body::empty()).expect("a request")).await
}

async fn signing_out_ends_our_session_and_says_what_is_open_while_the_provider_is_silent(scratch: &Scratch) {
    let outside = Outside::with(scratch, |config| config.identification.check_seconds = 10).await;
    let world = &outside.world;
    let unconfirmed = async || audited(world, "sign_in.provider_sign_out_unconfirmed").await;
    let cookie = through_the_provider(world).await;
    let answer = send(world, "POST", "/sign-out", &cookie).await;
    assert!(answer.redirects().contains("/SAML2/Redirect/SLO?SAMLRequest="), "the control: {:?}", answer.location);
    assert!(unconfirmed().await.is_empty());
    outside.fault("down", true).await;
    world.app.clock.advance_seconds(10);
    let cookie = through_the_provider(world).await;
    assert_eq!(send(world, "GET", "/me", &cookie).await.status, StatusCode::OK);
    let answer = send(world, "POST", "/sign-out", &cookie).await;
    assert_eq!(answer.redirects(), "/sign-out?provider=silent");
    assert!(answer.cookies.iter().any(|set| set.starts_with("__Host-session=;")), "{:?}", answer.cookies);
    assert_eq!(send(world, "GET", "/me", &cookie).await.redirects(), "/sign-in?return=%2Fme", "ours has ended");
    let page = world.stranger().page("/sign-out?provider=silent").await;
    assert!(page.shows("Istuntonne tässä palvelussa on päättynyt"), "{}", page.body);
    assert!(page.shows("Suomi.fi-tunnistus ei vastaa juuri nyt") && page.shows("Sulkekaa selain"), "{}", page.body);
    assert_eq!(unconfirmed().await, ["{\"code\":\"provider-silent\"}"]);
    assert_eq!(audited(world, "sign_in.signed_out").await.len(), 2);
    outside.fault("down", false).await;
    let cookie = through_the_provider(world).await;
    let answer = send(world, "POST", "/sign-out", &cookie).await;
    assert!(answer.redirects().contains("/SLO?SAMLRequest="), "it comes back by itself: {:?}", answer.location);
}

async fn signing_out_says_what_may_be_open_where_the_provider_is_not_known(scratch: &Scratch) {
    let world = World::new(scratch);
    let cookie = through_the_provider(&world).await;
    assert_eq!(send(&world, "POST", "/sign-out", &cookie).await.redirects(), "/sign-out?provider=open");
    assert_eq!(audited(&world, "sign_in.provider_sign_out_unconfirmed").await, ["{\"code\":\"provider-unknown\"}"]);
    let matti = world.matti().await;
    assert_eq!(matti.post("/sign-out", &[]).await.redirects(), "/sign-out", "the control: nothing began there");
}

/// Chrome holds to the policy along the whole way of redirects after a form.
async fn a_form_may_end_where_the_configuration_says_that_the_way_leads(scratch: &Scratch) {
    let outside = Outside::with(scratch, |config| {
        config.identification.form_targets = vec!["https://other.suomi.example".to_string()];
        config.officers.form_targets = vec!["https://login.directory.example:8443".to_string()];
    })
    .await;
    for path in ["/sign-in", "/desk/sign-in"] {
        let page = outside.world.stranger().get(path).await;
        let policy = page.headers["content-security-policy"].to_str().expect("text");
        let targets: Vec<&str> = policy.split_once("form-action ").expect("named").1.split(' ').collect();
        for target in ["'self'", "https://other.suomi.example", "https://login.directory.example:8443"] {
            assert!(targets.contains(&target), "{path}: {policy}");
        }
        // The control: no other origin than these, the mandates', the directory's and the provider's.
        assert!(targets.len() <= 5, "{path}: {policy}");
    }
}

async fn a_provider_that_is_down_is_noticed_although_its_metadata_is_a_file(scratch: &Scratch) {
    let outside = Outside::with(scratch, |config| config.identification.check_seconds = 10).await;
    let world = &outside.world;
    let pending = async || {
        let mut read = world.app.db.read().await.expect("a connection");
        let (count,): (i64,) = read.one("select count(*) from sign_in_pending", db::values![]).await.expect("counted");
        count
    };
    let trouble = "Suomi.fi-tunnistus ei ole vastannut meille";
    assert!(world.stranger().post("/sign-in", &[]).await.redirects().contains("/SSO?SAMLRequest="), "the control");
    assert!(world.stranger().page("/status").await.shows("Suomi.fi-tunnistus vastasi meille viimeksi"));
    assert_eq!(crate::start::ready(&world.app).await, (StatusCode::OK, "ready\n"));
    outside.fault("down", true).await;
    assert_eq!(world.stranger().post("/sign-in", &[]).await.status, StatusCode::SEE_OTHER, "it answered a moment ago");
    assert_eq!(pending().await, 2);
    world.app.clock.advance_seconds(10);
    for language in Language::ALL {
        let answer = world.stranger().speaking(language).post("/sign-in", &[]).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        answer.is_a_proper_page(language);
    }
    let page = world.stranger().post("/sign-in", &[]).await;
    assert!(page.shows("Suomi.fi-tunnistus ei vastaa") && page.shows("tallessa"), "{}", page.body);
    assert_eq!(pending().await, 2, "nothing has begun");
    assert!(world.stranger().page("/status").await.shows(trouble));
    assert!(world.stranger().page("/sign-in").await.shows(trouble));
    assert_eq!(crate::start::ready(&world.app).await, (StatusCode::OK, "ready\nidentification does not answer\n"));
    outside.fault("down", false).await;
    assert_eq!(world.stranger().post("/sign-in", &[]).await.status, StatusCode::SEE_OTHER, "it comes back by itself");
    assert!(!world.stranger().get("/status").await.shows(trouble));
    world.app.clock.advance_seconds(10);
    outside.fault("slow", true).await;
    assert_eq!(world.stranger().post("/sign-in", &[]).await.status, StatusCode::SEE_OTHER, "slow is not dead");
    assert!(!world.stranger().get("/status").await.shows(trouble));
    assert!(audited(world, "sign_in.refused").await.is_empty());
}

db::testing::on_both![
    signing_out_ends_our_session_and_says_what_is_open_while_the_provider_is_silent,
    signing_out_says_what_may_be_open_where_the_provider_is_not_known,
    a_form_may_end_where_the_configuration_says_that_the_way_leads,
    metadata_is_read_from_an_address_when_the_pinned_key_has_signed_it,
    a_provider_that_is_down_is_noticed_although_its_metadata_is_a_file,
];
