//! Showing one's pages to customer support, from both sides.

use crate::application::CLINIC;
use crate::harness::{Hands, Language, Look, Store, World, run};

const MATTI: &str = "150668-917M";

#[test]
fn a_person_shows_a_page_to_customer_support_and_ends_it() {
    run(Store::Sqlite, Language::Finnish, shows_a_page);
}

async fn shows_a_page(world: &World) {
    let mut matti = world.browser(Look::PHONE, Hands::Mouse).await;
    matti.thorough = true;
    matti.sign_in(MATTI).await;
    matti.act_for(CLINIC).await;
    matti.follow(&matti.say("support-code-link")).await;
    matti.expect(&matti.say("support-code-title")).await;
    matti.press(&matti.say("support-code-make")).await;
    matti.expect_text(&matti.say("support-code-again")).await;
    let code = six_digits(&matti.text().await, &matti.say("support-code-read"));

    let mut vilma = world.browser(Look::DESK, Hands::Mouse).await;
    vilma.thorough = true;
    vilma.sign_in_as_officer("Vilma Virkanen").await;
    vilma.open("/desk/support").await;
    vilma.expect(&vilma.say("support-enter-title")).await;
    vilma.fill(&vilma.say("support-enter-code"), &code).await;
    vilma.press(&vilma.say("support-enter-button")).await;
    vilma.expect(&vilma.say("home-title")).await;
    vilma.expect_text("Katselette asiakkaan sivua").await;

    matti.open("/me").await;
    matti.expect(&matti.say("mandates-me-title")).await;
    matti.expect_text("Asiakastuki näkee nyt").await;
    matti.press(&matti.say("ui-watched-end")).await;
    matti.expect_text(&matti.say("mandates-deed-support-ended")).await;
    vilma.open("/o/9900226-7/").await;
    vilma.expect_answer(&vilma.say("ui-failure-view")).await;
}

/// The code as the page shows it: two groups of three digits right after the heading.
fn six_digits(text: &str, heading: &str) -> String {
    let (_, after) = text.rsplit_once(heading).expect("the heading stands over the code");
    after.split_whitespace().take(2).collect()
}
