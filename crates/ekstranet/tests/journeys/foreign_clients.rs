//! Clients that are not ours at the imitated services: an e-service of the npm package node-saml signs people in and out at
//! the imitated Suomi.fi, a desk of the npm package openid-client signs officers in at the imitated directory, and an office
//! of the same package and Node's own cryptography lets people act for organisations at the imitated mandates.

use crate::harness::{
    Browser, Hands, Language, Look, Store, World, run_with_independent_desk, run_with_independent_office,
    run_with_independent_service,
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

#[test]
fn an_independent_office_asks_the_imitated_mandates_for_whom_a_person_acts_and_is_refused_what_is_wrong() {
    run_with_independent_office(Store::Sqlite, Language::Finnish, independent_office);
}

const TO_CHOOSE: &str = "Välj för vem du uträttar ärenden";

async fn independent_office(world: &World) {
    let office = world.browser(Look::DESK, Hands::Mouse).await;
    office.open_independent(world, "/").await;
    office.expect_answer("Independent office").await;

    // A role of a register, in an answer with fields that nobody knows yet.
    world.fault("mandates_extra_fields", true).await;
    office.press("Matti").await;
    office.expect_text(TO_CHOOSE).await;
    office.choose_organisation("Rantapolun Lääkäriasema Oy").await;
    office.expect_text("Acts for Rantapolun Lääkäriasema Oy, 9900226-7, whole: TJ").await;
    world.fault("mandates_extra_fields", false).await;

    // Mandates, several at once, asked together and one by one.
    office.press("Olavi").await;
    office.expect_text(TO_CHOOSE).await;
    office.choose("Hoivatähti Palvelut Oy").await;
    office.choose_organisation("Lehtolinnan Lääkärikeskus Oy").await;
    let theme = "http://valtuusrekisteri.suomi.fi/sosiaali-_ja_terveydenhuollon_digitaalisten_palvelujen_kayttoonotto";
    office.expect_text(&format!("Acts for Lehtolinnan Lääkärikeskus Oy, 9900116-8, whole: {theme}")).await;
    office.expect_text("Acts for Hoivatähti Palvelut Oy, 9900167-8, whole: ").await;
    answers(&office, &[("Each alone", "found 9900116-8 and 9900167-8"), ("Not chosen", "found 0")]).await;

    wrong_questions_are_refused(&office).await;
    wrong_rounds_are_refused(world, &office).await;
}

/// Presses each button and reads what the office was told.
async fn answers(office: &Browser<'_>, said: &[(&str, &str)]) {
    for (button, words) in said {
        office.press(button).await;
        office.expect_text(&format!("{button}: {words}")).await;
    }
}

/// Every question but one is asked in a living session, with a good code or token, and differs in one thing from a good one.
async fn wrong_questions_are_refused(office: &Browser<'_>) {
    let late = "refused: 401, The timestamp is more than five minutes off.";
    answers(
        office,
        &[
            ("Wrong key", "refused: 401, The checksum does not match the request."),
            ("Wrong address", "refused: 401, The checksum does not match the request."),
            ("Late", late),
            ("Early", late),
            ("Wrong client", "refused: 401, Unknown client."),
            ("Wrong token", "refused: 401, invalid_token."),
            ("Code again", "refused: 400, invalid_grant."),
            // The control: nothing of this has ended the session.
            ("Ask", "answered."),
            ("End", "true."),
            ("Ask", "refused: 401, invalid_token."),
            ("End", "false."),
        ],
    )
    .await;
}

/// What the switches of the simulators spoil on the way, and the client's own reason.
async fn wrong_rounds_are_refused(world: &World, office: &Browser<'_>) {
    for (switch, reason) in [
        ("mandates_register_forbidden", "refused: 403, The person cannot be registered."),
        ("mandates_clock_ahead_10_min", "refused: 401, The timestamp is more than five minutes off."),
        ("mandates_down", "refused: 503, Service unavailable."),
    ] {
        world.fault(switch, true).await;
        answers(office, &[("Matti", reason)]).await;
        world.fault(switch, false).await;
    }
    for (switch, reason) in [
        ("mandates_wrong_state", "invalid response encountered, unexpected \"state\" response parameter value."),
        ("mandates_no_code", "invalid response encountered, no authorization code in \"callbackParameters\"."),
        ("mandates_code_used", "400, invalid_grant."),
        ("mandates_client_unknown", "401, server responded with a challenge"),
        ("mandates_expired", "401, invalid_token."),
    ] {
        world.fault(switch, true).await;
        office.press("Matti").await;
        office.choose_organisation("Rantapolun Lääkäriasema Oy").await;
        office.expect_text(&format!("Return: refused: {reason}")).await;
        world.fault(switch, false).await;
    }
    // Whoever turns back chooses nobody, whichever way the service says it.
    for (without_error, reason) in
        [(false, "access_denied."), (true, "invalid response encountered, no authorization code")]
    {
        world.fault("mandates_cancel_without_error", without_error).await;
        office.press("Matti").await;
        office.turn_back_from_suomi_fi().await;
        office.expect_text(&format!("Return: refused: {reason}")).await;
    }
    office.open_independent(world, "/").await;
    office.expect_text("Acts for nobody.").await;
}
