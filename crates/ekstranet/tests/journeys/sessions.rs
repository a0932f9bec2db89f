//! The end of a session: told before it comes where scripts run, and losing no text with or without them.

use crate::harness::{Browser, Hands, Language, Look, Store, World, run_with};

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

async fn opens_billing(matti: &Browser<'_>) {
    matti.enter_clinic().await;
    matti.begin_application("prescription").await;
    let step = matti.say("services-step-billing");
    matti.follow(&step).await;
    matti.expect(&step).await;
}
