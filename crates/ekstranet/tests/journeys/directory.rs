//! Officers signing in through a directory that is not ours: the npm package oidc-provider, on the wire and in a browser.

use crate::harness::{Hands, Language, Look, Store, World, run_at_independent_directory};

#[test]
fn an_officer_signs_in_at_an_independent_directory_and_wrong_tokens_are_refused() {
    run_at_independent_directory(Store::Sqlite, Language::Finnish, independent_directory);
}

async fn independent_directory(world: &World) {
    let vilma = world.browser(Look::DESK, Hands::Mouse).await;
    let sign_in = async || {
        vilma.open("/desk/sign-in").await;
        vilma.expect_answer(&vilma.say("sign-in-desk-title")).await;
        vilma.press(&vilma.say("sign-in-desk-button")).await;
    };
    // The negative counterparts: the same directory, the same officer, one thing wrong in the token.
    for (fault, reason) in [
        ("nonce", "token-nonce"),
        ("signature", "token-signature"),
        ("algorithm", "token-form"),
        ("issuer", "token-issuer"),
        ("audience", "token-audience"),
        ("expired", "token-expired"),
        ("silent", "token-identified-at"),
        ("before", "token-identified-long-ago"),
    ] {
        world.spoil_directory(fault).await;
        sign_in().await;
        vilma.expect_answer(&vilma.say("sign-in-stopped-title")).await;
        assert_eq!(vilma.status().await, 403, "{fault}");
        world.until_audited(&[reason]).await;
    }
    assert!(!world.portal(&["audit", "export"]).contains("sign_in.officer_signed_in"));
    world.spoil_directory("good").await;
    sign_in().await;
    vilma.expect_answer(&vilma.say("desk-queue-title")).await;
    vilma.expect_text("Vilma Virkanen").await;
    assert!(world.portal(&["audit", "export"]).contains("sign_in.officer_signed_in"));
    vilma.sign_out().await;
    vilma.expect_answer(&vilma.say("sign-in-signed-out-title")).await;
}
