//! Clients that are not ours at the imitated services: an e-service of the npm package node-saml signs people in and out at
//! the imitated Suomi.fi, and a desk of the npm package openid-client signs officers in at the imitated directory.

use crate::harness::{
    Browser, Hands, Language, Look, Store, World, run_with_independent_desk, run_with_independent_service,
};

const MATTI: &str = "150668-917M";

#[test]
fn an_independent_service_signs_in_and_out_at_the_imitated_suomi_fi_and_refuses_what_it_spoils() {
    run_with_independent_service(Store::Sqlite, Language::Finnish, independent_service);
}

async fn independent_service(world: &World) {
    let matti = world.browser(Look::DESK, Hands::Mouse).await;
    signed_in(world, &matti).await;

    // Begun at the service. The answer comes by Redirect, and the identity provider's session has ended with ours.
    matti.press("Leave").await;
    matti.expect_answer("Olet kirjautunut ulos").await;
    matti.press("Takaisin palveluun").await;
    matti.expect_text("Signed out everywhere.").await;
    matti.expect_text("Nobody is signed in.").await;

    // Begun at another service, in a frame without cookies: by Redirect and by POST.
    for by_post in [false, true] {
        world.fault("logout_by_post", by_post).await;
        signed_in(world, &matti).await;
        matti.sign_in_at_second_service().await;
        matti.sign_out_at_second_service().await;
        matti.return_from_identity_provider().await;
        matti.expect_text("Et ole kirjautunut.").await;
        matti.open_independent(world, "/").await;
        matti.expect_text("Nobody is signed in.").await;
    }
    world.fault("logout_by_post", false).await;
    what_is_spoilt_is_refused(world, &matti).await;
    a_spoilt_sign_out_is_refused(world, &matti).await;
}

/// Signs in anew, in the language of the request.
async fn signed_in(world: &World, matti: &Browser<'_>) {
    for (button, language) in [("Identifiera", Language::Swedish), ("Identify", Language::Finnish)] {
        matti.forget_everything().await;
        matti.open_independent(world, "/").await;
        matti.press(button).await;
        assert_eq!(matti.identify(MATTI).await.code(), language.code());
        matti.expect_text(&format!("Signed in: Matti Rantapolku, {MATTI}")).await;
    }
}

/// The negative counterparts: the same person, one switch of the simulators, and the package's own reason.
async fn what_is_spoilt_is_refused(world: &World, matti: &Browser<'_>) {
    for (switch, reason) in [
        ("old_key", "Invalid document signature"),
        ("unsigned_response", "Invalid document signature"),
        ("unsigned_assertion", "Invalid signature from encrypted assertion"),
        // Node's own words follow.
        ("short_tag", ""),
        ("wrong_in_response_to", "InResponseTo is not valid"),
        ("wrong_audience", "SAML assertion audience mismatch"),
        ("not_yet_valid", "SAML assertion not yet valid"),
        ("status_authn_failed", "SAML provider returned Requester error"),
    ] {
        world.fault(switch, true).await;
        matti.forget_everything().await;
        matti.open_independent(world, "/").await;
        matti.press("Identify").await;
        matti.identify(MATTI).await;
        matti.expect_text(&format!("Refused: {reason}")).await;
        matti.press("Back").await;
        matti.expect_text("Nobody is signed in.").await;
        world.fault(switch, false).await;
    }
    // A change of keys is none of these: both keys stand in the metadata.
    world.fault("sign_with_second_key", true).await;
    signed_in(world, matti).await;
    world.fault("sign_with_second_key", false).await;
}

async fn a_spoilt_sign_out_is_refused(world: &World, matti: &Browser<'_>) {
    // A request of a key that stands nowhere ends nothing.
    matti.sign_in_at_second_service().await;
    world.fault("old_key", true).await;
    matti.sign_out_at_second_service().await;
    world.until_independent_says("Refused: Invalid query signature").await;
    world.fault("old_key", false).await;
    matti.open_independent(world, "/").await;
    matti.expect_text(&format!("Signed in: Matti Rantapolku, {MATTI}")).await;

    // An answer of such a key confirms nothing, nor does one that says that it failed.
    for (switch, reason) in [
        ("old_key", "Invalid query signature"),
        ("logout_fails", "Bad status code: urn:oasis:names:tc:SAML:2.0:status:Requester"),
    ] {
        signed_in(world, matti).await;
        matti.press("Leave").await;
        matti.expect_answer("Olet kirjautunut ulos").await;
        world.fault(switch, true).await;
        matti.press("Takaisin palveluun").await;
        matti.expect_text(&format!("Refused: {reason}")).await;
        world.fault(switch, false).await;
    }
}

#[test]
fn an_independent_desk_signs_an_officer_in_at_the_imitated_directory_and_refuses_wrong_tokens() {
    run_with_independent_desk(Store::Sqlite, Language::Finnish, independent_desk);
}

async fn independent_desk(world: &World) {
    let vilma = world.browser(Look::DESK, Hands::Mouse).await;
    for (switch, reason) in [
        ("officers_other_key", "signature"),
        ("officers_identified_before", "auth_time"),
        ("officers_silent_of_time", "auth_time"),
    ] {
        world.fault(switch, true).await;
        vilma.open_independent(world, "/").await;
        vilma.expect_answer("Independent desk").await;
        vilma.press("Identify").await;
        vilma.identify_as_officer("Vilma Virkanen").await;
        vilma.expect_text("Refused: ").await;
        vilma.expect_text(reason).await;
        world.fault(switch, false).await;
    }
    vilma.open_independent(world, "/").await;
    vilma.press("Identify").await;
    vilma.identify_as_officer("Vilma Virkanen").await;
    vilma.expect_text("Signed in: Vilma Virkanen, vilma.virkanen@operaattori.example, officer").await;
    vilma.press("Leave").await;
    vilma.expect_text("Nobody is signed in.").await;
}
