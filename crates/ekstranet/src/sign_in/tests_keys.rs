//! What the whole portal makes of its own several keys and of new ones of the provider, and in which language it asks.

use std::path::Path;

use axum::body::Body;
use axum::http::{StatusCode, header};
use db::testing::Scratch;

use super::provider::ours;
use super::tests::audited;
use super::tests_elsewhere::{carry, frame_request, lives, sign_in_twice};
use super::tests_wire::{Scene, field};
use crate::config::{Config, Mode};
use crate::kernel::Language;
use crate::testing::{Answer, World};

fn speaks(page: &Answer, language: Language) -> bool {
    page.shows(&format!("<html lang=\"{}\">", language.code()))
}

/// Issue 3, item 1: the language goes along, whoever signs in or out.
async fn the_provider_speaks_the_language_of_our_page(scratch: &Scratch) {
    let scene = Scene::new(scratch).await;
    for language in Language::ALL {
        let (address, _) = scene.begin(language, "/me").await;
        let page = scene.ask_with("", "GET", &address, &[]).await;
        assert!(speaks(&page, language), "signing in, {language:?}: {}", page.body);
        // The session began in Finnish, so its language alone would not do.
        let token = scene.sign_in().await;
        let stranger = scene.world.stranger().speaking(language);
        let request = stranger
            .request("POST", "/sign-out")
            .header(header::COOKIE, format!("__Host-session={token}"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        let answer = stranger.send(request.body(Body::empty()).expect("a request")).await;
        let page = scene.ask_with("", "GET", answer.redirects(), &[]).await;
        assert!(speaks(&page, language), "signing out, {language:?}: {}", page.body);
    }
}

/// Issue 3, item 1: while a key of ours is exchanged, the provider may use either.
async fn each_of_our_decryption_keys_opens_what_was_encrypted_for_it(scratch: &Scratch) {
    const DESCRIPTOR: &str = "<md:KeyDescriptor use=\"encryption\">";
    const END: &str = "</md:KeyDescriptor>";
    let scene = Scene::with(scratch, "one", |config| {
        // Any key will do that has nothing else to do here; its certificate stands in the same file.
        let beside = |name: &str| Path::new(&config.identification.idp_metadata).with_file_name(name);
        let parts = ["idp-signing-retired.key", "idp-signing-retired.crt"]
            .map(|part| std::fs::read_to_string(beside(part)).expect("a part"));
        let other = beside("second-decryption.pem");
        std::fs::write(&other, parts.concat()).expect("written");
        config.identification.decryption_key_files.push(other);
    })
    .await;
    let file = scene.folder.join("sp-metadata.xml");
    let published = std::fs::read_to_string(&file).expect("our metadata");
    let parts: Vec<&str> = published.split(DESCRIPTOR).collect();
    let [start, first, second] = parts.as_slice() else { panic!("not two keys: {published}") };
    let (first, _) = first.split_once(END).expect("the end of the first");
    let (second, rest) = second.split_once(END).expect("the end of the second");
    assert_ne!(first, second);
    for (key, told) in [(first, "the first"), (second, "the second")] {
        std::fs::write(&file, format!("{start}{DESCRIPTOR}{key}{END}{rest}")).expect("written");
        let token = scene.sign_in().await;
        assert!(lives(&scene, &token).await, "{told}");
    }
}

/// A portal that has read metadata with one signing key of the provider, before the second was published.
async fn before_the_second_key(scratch: &Scratch) -> Scene {
    const END: &str = "</md:KeyDescriptor>";
    Scene::with(scratch, "one", |config| {
        let file = Path::new(&config.identification.idp_metadata);
        let whole = std::fs::read_to_string(file).expect("metadata");
        let (first, rest) = whole.split_once(END).expect("a key");
        assert!(rest.trim_start().starts_with("<md:KeyDescriptor"), "a second key: {rest}");
        let (_, rest) = rest.split_once(END).expect("a second key");
        let known = file.with_file_name("known.xml");
        std::fs::write(&known, format!("{first}{END}{rest}")).expect("written");
        config.identification.idp_metadata = known.display().to_string();
    })
    .await
}

/// The second key is published; a minute later the metadata may be read again.
fn publish(scene: &Scene) {
    let known = &scene.world.app.config.identification.idp_metadata;
    std::fs::copy(scene.folder.join("idp-metadata.xml"), known).expect("copied");
    scene.world.app.clock.advance_seconds(61);
}

async fn new_keys_of_the_provider_are_learnt_from_a_sign_out_that_began_elsewhere(scratch: &Scratch) {
    let scene = before_the_second_key(scratch).await;
    let (early, late) = (sign_in_twice(&scene).await, sign_in_twice(&scene).await);
    scene.provider.set_fault("sign_with_second_key", true);
    let refused = carry(&scene, &frame_request(&scene, &early).await).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "the control: the key is not known");
    assert!(lives(&scene, &early.token).await);
    publish(&scene);
    let answer = carry(&scene, &frame_request(&scene, &late).await).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(!lives(&scene, &late.token).await, "the request is believed");
}

/// Signs out here and carries the provider's answer back; gives the page that is reached.
async fn sign_out(scene: &Scene, token: &str) -> String {
    let start = scene.send("POST", "/sign-out", token).await;
    let summary = scene.ask_with("", "GET", start.redirects(), &[]).await;
    let flow = field(&summary.body, "flow");
    let back = scene.ask_with("", "POST", "/idp/logout", &[("flow", &flow), ("answer", "continue")]).await;
    let location = back.redirects().replace("http://localhost:8080", "");
    scene.world.stranger().get(&location).await.redirects().to_string()
}

async fn new_keys_of_the_provider_are_learnt_from_the_answer_to_our_sign_out(scratch: &Scratch) {
    let scene = before_the_second_key(scratch).await;
    let (early, late) = (scene.sign_in().await, scene.sign_in().await);
    scene.provider.set_fault("sign_with_second_key", true);
    assert_eq!(sign_out(&scene, &early).await, "/sign-out?provider=open", "the control: the key is not known");
    let rows = audited(&scene.world, "sign_in.provider_sign_out_unconfirmed").await;
    assert!(rows.len() == 1 && rows[0].contains("\"signature\""), "{rows:?}");
    publish(&scene);
    assert_eq!(sign_out(&scene, &late).await, "/sign-out");
    assert_eq!(audited(&scene.world, "sign_in.provider_signed_out").await.len(), 1);
}

/// What `cargo dev` makes, everybody who has seen its folder may have.
async fn production_refuses_the_keys_that_are_made_for_tests(scratch: &Scratch) {
    let world = World::new(scratch);
    let mut config = Config::clone(&world.app.config);
    config.mode = Mode::Production;
    ours(&config).expect("the control: other keys are taken");
    let key_text = std::fs::read_to_string(&config.identification.signing_key_file).expect("a key");
    let key = rcgen::KeyPair::from_pem(&key_text).expect("a key");
    let mut parameters = rcgen::CertificateParams::new(Vec::new()).expect("no names");
    parameters.distinguished_name.push(rcgen::DnType::CommonName, "Kanta Ekstranet saml-signing (development)");
    let made = parameters.self_signed(&key).expect("signed").pem();
    let folder = config.secret_key_file.parent().expect("a folder");
    let (certificate, beside) = (folder.join("test.crt"), folder.join("test.key"));
    std::fs::write(&certificate, &made).expect("written");
    std::fs::write(&beside, key_text + &made).expect("written");
    let refused = |config: &Config| ours(config).err().map(|problem| problem.to_string());

    let mut signing = config.clone();
    signing.identification.signing_certificate_file = certificate;
    let line = "identification.signing_certificate_file: production refuses test keys";
    assert_eq!(refused(&signing).as_deref(), Some(line));
    signing.mode = Mode::Development;
    assert_eq!(refused(&signing), None);
    config.identification.decryption_key_files.push(beside);
    let line = "identification.decryption_key_files: production refuses test keys";
    assert_eq!(refused(&config).as_deref(), Some(line), "any of several");
}

db::testing::on_both![
    production_refuses_the_keys_that_are_made_for_tests,
    the_provider_speaks_the_language_of_our_page,
    each_of_our_decryption_keys_opens_what_was_encrypted_for_it,
    new_keys_of_the_provider_are_learnt_from_a_sign_out_that_began_elsewhere,
    new_keys_of_the_provider_are_learnt_from_the_answer_to_our_sign_out,
];
