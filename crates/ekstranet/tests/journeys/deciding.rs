//! Two officers at the same case: the second learns what the first decided, and nothing is lost.

use crate::application::{JOONA, VILMA};
use crate::harness::{Browser, Hands, Language, Look, Store, World, run};

#[test]
fn the_second_of_two_officers_who_decide_at_once_gets_a_clear_page() {
    run(Store::Sqlite, Language::Finnish, two_decide);
}

async fn two_decide(world: &World) {
    let matti = world.browser(Look::DESK, Hands::Mouse).await;
    let case_number = matti.apply().await;
    drop(matti);

    let vilma = world.browser(Look::DESK, Hands::Mouse).await;
    vilma.sign_in_as_officer(VILMA).await;
    vilma.open_case(&case_number).await;
    vilma.press(&vilma.say("desk-case-take")).await;
    vilma.expect_text(&vilma.say("desk-case-release")).await;
    let joona = world.browser(Look::DESK, Hands::Mouse).await;
    joona.sign_in_as_officer(JOONA).await;
    joona.open_case(&case_number).await;

    opens_the_decision(&vilma, "Tervetuloa Kanta-palveluihin.").await;
    opens_the_decision(&joona, "").await;
    joona.press(&joona.say("desk-confirm-approve")).await;
    joona.expect(&joona.fill_text("desk-case-title", "case", &case_number)).await;
    joona.expect_text(&joona.say("desk-state-approved")).await;

    vilma.press(&vilma.say("desk-confirm-approve")).await;
    vilma.expect_answer(&vilma.say("desk-conflict-title")).await;
    assert_eq!(vilma.status().await, 409);
    vilma.expect_text(JOONA).await;
    vilma.expect_text(&vilma.say("desk-conflict-nothing-changed")).await;
    assert_eq!(vilma.value(&vilma.say("desk-decision-text")).await, "Tervetuloa Kanta-palveluihin.");
    vilma.follow(&vilma.say("desk-conflict-open")).await;
    vilma.expect(&vilma.fill_text("desk-case-title", "case", &case_number)).await;
    vilma.expect_text(&vilma.fill_text("desk-history-approved", "officer", JOONA)).await;
}

/// As far as the page that says what an approval means.
async fn opens_the_decision(officer: &Browser<'_>, notes: &str) {
    officer.follow(&officer.say("desk-case-approve")).await;
    officer.expect(&officer.say("desk-approve-title")).await;
    officer.fill(&officer.say("desk-decision-text"), notes).await;
    officer.press(&officer.say("desk-decision-continue")).await;
    officer.expect_answer(&officer.say("desk-confirm-approve-title")).await;
}
