//! The hand-shake with an intermediary: the customer applies in Finnish, the intermediary answers in Swedish.

use crate::application::{CLINIC, CLINIC_ADDRESS};
use crate::harness::{Hands, Language, Look, Store, World, run};

/// The managing director of the intermediary.
const VILLE: &str = "310590-9231";
const VIRTALAHDE: &str = "Virtalähde Terveysjärjestelmät Oy";

#[test]
fn a_customer_asks_in_finnish_and_its_intermediary_confirms_in_swedish() {
    run(Store::Sqlite, Language::Finnish, confirms);
}

async fn confirms(world: &World) {
    let matti = world.browser(Look::DESK, Hands::Mouse).await;
    matti.enter_clinic().await;
    matti.begin_application("prescription").await;
    matti.follow(&matti.say("services-step-access-point")).await;
    matti.expect(&matti.say("services-step-access-point")).await;
    matti.choose(&matti.fill_text("applications-vendor-knows", "name", VIRTALAHDE)).await;
    matti.save().await;
    // Not before the answer is there: the address asked for later would lose.
    matti.expect(&matti.say("services-step-schedule")).await;
    matti.open(CLINIC_ADDRESS).await;
    matti.expect(&matti.say("home-title")).await;
    matti.expect_text("Odotetaan, että Virtalähde Terveysjärjestelmät Oy vahvistaa yhteyden.").await;

    let ville = world.browser_speaking(Language::Swedish, Look::PHONE, Hands::Mouse).await;
    ville.sign_in(VILLE).await;
    ville.act_for(VIRTALAHDE).await;
    ville.expect(&ville.say("home-title")).await;
    ville.follow(&ville.say("intermediaries-home-do")).await;
    ville.expect(&ville.say("intermediaries-list-title")).await;
    ville.follow(CLINIC).await;
    ville.expect(&ville.fill_text("intermediaries-show-title", "name", CLINIC)).await;
    ville.press(&ville.say("intermediaries-confirm-button")).await;
    ville.expect_text(&ville.say("intermediaries-fault-point")).await;
    ville.choose("Virtalähde 1").await;
    ville.choose("VirtaPotilas").await;
    ville.press(&ville.say("intermediaries-confirm-button")).await;
    ville.expect_text(&ville.say("intermediaries-fact-confirmed-point")).await;
    ville.expect(&ville.fill_text("intermediaries-show-title", "name", CLINIC)).await;

    matti.open(CLINIC_ADDRESS).await;
    matti.follow(&matti.say("home-do-continue")).await;
    matti.expect_text("Virtalähde Terveysjärjestelmät Oy vahvisti yhteyden").await;
}
