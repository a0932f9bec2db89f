//! The end of a session: told before it comes where scripts run, and losing no text with or without them.

use crate::application::{CLINIC, MATTI};
use crate::harness::{Browser, Hands, Language, Look, Store, World, run, run_with};

#[test]
fn the_end_of_a_session_is_told_before_it_comes_and_put_off_by_a_button() {
    // The script warns two minutes before the end.
    run_with(("EKSTRANET__SESSIONS__IDLE_SECONDS", "140"), Store::Sqlite, Language::Finnish, told_before);
}

async fn told_before(world: &World) {
    let matti = world.browser(Look::DESK, Hands::Mouse).await;
    opens_billing(&matti).await;
    let (label, text) = (matti.say("services-question-billing-reference"), "Pitkä teksti");
    // The text is saved by itself long before, and stays on the page all the same.
    matti.fill(&label, text).await;
    matti.expect_text(&matti.say("ui-session-warning")).await;
    assert_eq!(matti.value(&label).await, text);
    matti.press(&matti.say("ui-session-extend")).await;
    matti.expect_text(&matti.say("ui-session-extended")).await;
    assert_eq!(matti.value(&label).await, text);
}

#[test]
fn the_end_in_all_is_told_before_it_comes_while_there_is_time_to_save() {
    run_with(("EKSTRANET__SESSIONS__ABSOLUTE_SECONDS", "150"), Store::Sqlite, Language::Swedish, told_to_save);
}

async fn told_to_save(world: &World) {
    // The bar lies over the end of the page: who goes on with the keyboard still sees where.
    let matti = world.browser(Look::DESK, Hands::Keyboard).await;
    opens_billing(&matti).await;
    let (label, text) = (matti.say("services-question-billing-reference"), "En lång text");
    let step = matti.address().await;
    matti.expect_text(&matti.say("ui-session-last")).await;
    matti.fill(&label, text).await;
    matti.save().await;
    // The answer first: what is still missing in the step.
    matti.expect_text("Rätta ").await;
    matti.open(&step).await;
    matti.expect(&matti.say("services-step-billing")).await;
    assert_eq!(matti.value(&label).await, text);
}

#[test]
fn what_is_sent_after_the_end_without_scripts_is_sent_again_after_signing_in() {
    run(Store::Sqlite, Language::Swedish, sent_again);
}

async fn sent_again(world: &World) {
    let matti = world.browser(Look::NO_SCRIPT, Hands::Mouse).await;
    opens_billing(&matti).await;
    let step = matti.address().await;
    let (label, text) = (matti.say("services-question-billing-reference"), "En lång text som inte får gå förlorad");
    matti.fill(&label, text).await;
    // The session ends meanwhile: the same person ends it from elsewhere.
    let elsewhere = world.browser(Look::DESK, Hands::Mouse).await;
    elsewhere.sign_in(MATTI).await;
    elsewhere.open("/me").await;
    elsewhere.press(&elsewhere.say("mandates-session-end-others")).await;
    elsewhere.expect_text(&elsewhere.say("mandates-me-title")).await;

    matti.save().await;
    matti.expect_answer(&matti.say("sign-in-kept-title")).await;
    assert_eq!(matti.status().await, 403);
    matti.in_another_tab(async || sign_in_again(&matti).await).await;
    matti.press(&matti.say("sign-in-kept-send")).await;
    matti.expect_text("Rätta ").await;
    matti.open(&step).await;
    matti.expect(&matti.say("services-step-billing")).await;
    assert_eq!(matti.value(&label).await, text);
}

async fn sign_in_again(matti: &Browser<'_>) {
    matti.open("/sign-in").await;
    matti.expect(&matti.say("sign-in-title")).await;
    matti.press(&matti.say("sign-in-button")).await;
    matti.identify_again().await;
    matti.expect(&matti.say("mandates-act-for-title")).await;
    matti.act_for(CLINIC).await;
    matti.expect(&matti.say("home-title")).await;
}

async fn opens_billing(matti: &Browser<'_>) {
    matti.enter_clinic().await;
    matti.begin_application("prescription").await;
    let step = matti.say("services-step-billing");
    matti.follow(&step).await;
    matti.expect(&step).await;
}
