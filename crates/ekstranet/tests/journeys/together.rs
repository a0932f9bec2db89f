//! The two sides of one case.

use crate::application::VILMA;
use crate::harness::{Browser, Hands, Language, Look, Store, World, run};

#[test]
fn both_sides_of_a_case_write_and_a_suggested_value_is_accepted_in_one_click() {
    run(Store::Sqlite, Language::Swedish, both_write);
}

async fn both_write(world: &World) {
    let matti = world.browser(Look::DESK, Hands::Mouse).await;
    let case_number = matti.apply().await;
    matti.follow(&matti.say("applications-receipt-follow")).await;
    matti.expect_text(&matti.say("applications-messages-open")).await;
    let case = matti.address().await;
    matti.follow(&matti.say("applications-messages-open")).await;
    matti.expect(&matti.say("applications-messages-title")).await;
    matti.fill(&matti.say("applications-message-label"), "När avgörs ärendet?").await;
    matti.press(&matti.say("applications-message-button")).await;
    matti.expect_text(&matti.say("applications-message-unread")).await;

    let vilma = world.browser(Look::DESK, Hands::Mouse).await;
    vilma.sign_in_as_officer(VILMA).await;
    vilma.open_case(&case_number).await;
    vilma.press(&vilma.say("desk-case-take")).await;
    vilma.expect_text(&vilma.say("desk-case-release")).await;
    vilma.follow(&vilma.say("desk-case-messages-open")).await;
    vilma.expect_text("När avgörs ärendet?").await;
    vilma.fill(&vilma.say("desk-messages-label"), "Nästa vecka.").await;
    vilma.press(&vilma.say("desk-messages-button")).await;
    vilma.expect_text("Nästa vecka.").await;
    suggests(&vilma, &case_number).await;

    matti.open(&case).await;
    matti.expect_text("00120").await;
    let field = format!("{}: {}", matti.say("services-step-billing"), matti.say("services-question-billing-post-code"));
    matti.press(&format!("{}: {field}", matti.say("applications-suggested-accept"))).await;
    matti.expect_text(&matti.say("applications-suggested-taken")).await;
    matti.follow(&matti.say("applications-messages-open")).await;
    matti.expect_text("Nästa vecka.").await;
    matti.open(&case).await;
    matti.expect_text(&matti.say("applications-suggested-taken")).await;
    matti.press(&matti.say("applications-supplement-button")).await;
    matti.expect_text(&matti.say("applications-state-in-review")).await;
}

/// The officer asks about the post code and suggests one.
async fn suggests(officer: &Browser<'_>, case_number: &str) {
    officer.follow(&officer.fill_text("desk-back-to-case", "case", case_number)).await;
    officer.follow(&officer.say("desk-case-ask-supplement")).await;
    officer.expect(&officer.say("desk-supplement-title")).await;
    let group = officer.say("services-question-billing-post-code");
    let group = officer.within(&group);
    group.choose(&officer.say("desk-supplement-tick")).await;
    group.fill(&officer.say("desk-supplement-what"), "Stämmer detta?").await;
    group.fill(&officer.say("desk-supplement-suggest"), "00120").await;
    officer.press(&officer.say("desk-supplement-send")).await;
    officer.expect_text(&officer.say("desk-state-supplement-requested")).await;
}
