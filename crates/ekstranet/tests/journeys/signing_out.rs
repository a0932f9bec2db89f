//! Signing out of several services at once, and signing in at an identity provider that is not ours: in a real browser,
//! with frames that get no cookies.

use crate::harness::{Hands, Language, Look, Store, World, run, run_at_independent_provider};

const MATTI: &str = "150668-917M";

#[test]
fn signing_out_of_one_service_signs_out_of_both() {
    run(Store::Sqlite, Language::Finnish, sign_out_of_both);
}

async fn sign_out_of_both(world: &World) {
    let matti = world.browser(Look::DESK, Hands::Mouse).await;
    matti.sign_in(MATTI).await;
    matti.sign_in_at_second_service().await;
    matti.open("/me").await;
    matti.expect_answer(&matti.say("mandates-me-title")).await;

    // Begun at the other service: the frame of the identity provider ends the portal's session.
    matti.sign_out_at_second_service().await;
    matti.return_from_identity_provider().await;
    matti.expect_text("Et ole kirjautunut.").await;
    matti.open("/me").await;
    matti.expect_answer(&matti.say("sign-in-title")).await;
    assert!(world.portal(&["audit", "export"]).contains("sign_in.ended_by_provider"));

    // Begun at the portal: the other service's session ends with it.
    matti.sign_in(MATTI).await;
    matti.sign_in_at_second_service().await;
    matti.open("/me").await;
    matti.expect_answer(&matti.say("mandates-me-title")).await;
    matti.sign_out().await;
    matti.return_from_identity_provider().await;
    matti.expect_answer(&matti.say("sign-in-signed-out-title")).await;
    matti.open_second_service().await;
    matti.expect_text("Et ole kirjautunut.").await;
}

#[test]
fn an_independent_identity_provider_signs_in_and_out_and_one_that_uses_cbc_is_refused() {
    run_at_independent_provider(Store::Sqlite, Language::Finnish, independent_provider);
}

async fn independent_provider(world: &World) {
    let matti = world.browser(Look::DESK, Hands::Mouse).await;
    let sign_in = async || {
        matti.open("/sign-in").await;
        matti.expect_answer(&matti.say("sign-in-title")).await;
        matti.press(&matti.say("sign-in-button")).await;
    };
    for cipher in ["gcm", "gcm256"] {
        world.use_cipher(cipher).await;
        sign_in().await;
        matti.expect_answer(&matti.say("mandates-act-for-title")).await;
        matti.expect_text("Matti Rantapolku").await;
        matti.sign_out().await;
        matti.expect_answer(&matti.say("sign-in-signed-out-title")).await;
    }
    let audited = world.portal(&["audit", "export"]);
    assert_eq!(audited.matches("sign_in.provider_signed_out").count(), 2, "{audited}");

    // Begun at the provider.
    sign_in().await;
    matti.expect_answer(&matti.say("mandates-act-for-title")).await;
    matti.open_independent(world, "/slo").await;
    matti.expect_text("Signed out everywhere").await;
    matti.open("/me").await;
    matti.expect_answer(&matti.say("sign-in-title")).await;
    assert!(world.portal(&["audit", "export"]).contains("sign_in.ended_by_provider"));

    // The negative counterpart: the same provider, the same person, a cipher that nobody may use.
    world.use_cipher("cbc").await;
    sign_in().await;
    matti.expect_answer(&matti.say("sign-in-stopped-title")).await;
    assert_eq!(matti.status().await, 403);
    world.until_audited(&["sign_in.refused", "encryption-algorithm"]).await;
    world.use_cipher("gcm").await;
    sign_in().await;
    matti.expect_answer(&matti.say("mandates-act-for-title")).await;
}

#[test]
fn the_saml_commands_print_and_check_metadata() {
    run(Store::Sqlite, Language::Finnish, saml_commands);
}

async fn saml_commands(world: &World) {
    let anybody = world.browser(Look::DESK, Hands::Mouse).await;
    anybody.open("/saml/slo").await;
    anybody.expect_answer(&anybody.say("sign-in-signed-out-title")).await;
    let printed = world.portal(&["saml", "metadata"]);
    assert!(printed.starts_with("<?xml") && printed.contains("<md:EntityDescriptor "), "{printed}");
    let (told, has_failed) = world.lint(&printed.replace("http://localhost", "https://ekstra.example.fi"));
    // The imitated identity provider has no TLS, and that is all there is to say.
    assert_eq!(told, "identity provider: an address does not begin with https://\n");
    assert!(has_failed);
    let (told, has_failed) = world.lint(&printed.replace("AES-GCM", "AES-CBC"));
    assert!(told.contains("service: the entity attribute CipherName") && has_failed, "{told}");
}
