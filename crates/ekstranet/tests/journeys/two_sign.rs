//! An agreement that two sign: one in Finnish, who asks for that and signs first, the other in Swedish, whose signature sends
//! the application. Each has a browser of their own, and no file goes from one to the other.

use std::collections::HashSet;

use crate::harness::{Browser, Hands, Language, Look, Store, World, run};
use crate::kinds::drive;

const KAUKO: &str = "211168-9033";
const ELLEN: &str = "080904B9160";
const ASSOCIATION: &str = "Kotipolku ry";

#[test]
fn two_sign_together() {
    run(Store::Postgres, Language::Finnish, together);
}

async fn together(world: &World) {
    let kauko = world.browser(Look::DESK, Hands::Mouse).await;
    enter(&kauko, KAUKO).await;
    asks_for_two(&kauko).await;
    kauko.begin_application("social-data").await;
    let draft = kauko.address().await;
    kauko.follow(&kauko.say("services-step-organisation")).await;
    drive(&kauko, &mut HashSet::new(), false).await;
    kauko.expect(&kauko.say("applications-check-title")).await;
    signs_first(&kauko).await;
    kauko.expect_text("Kauko Demola").await;
    kauko.expect_text(&kauko.say("applications-waiting-own")).await;

    let ellen = world.browser_speaking(Language::Swedish, Look::DESK, Hands::Mouse).await;
    enter(&ellen, ELLEN).await;
    ellen.expect_text(&ellen.fill_text("home-half-signed", "name", "Kauko Demola")).await;
    ellen.open(&draft).await;
    ellen.follow(&ellen.say("applications-waiting-link")).await;
    ellen.expect(&ellen.say("applications-waiting-title")).await;
    // A step is locked, and says who has signed; opened again, it is signed from the beginning.
    ellen.follow(&ellen.say("applications-reopen-link")).await;
    ellen.expect(&ellen.say("applications-reopen-title")).await;
    ellen.fill(&ellen.say("applications-reopen-reason"), "Faktureringsadressen är fel").await;
    ellen.press(&ellen.say("applications-reopen-button")).await;
    ellen.expect(&ellen.fill_text("applications-title", "service", &ellen.say("services-social-data"))).await;
    ellen.expect_text("Kauko Demola").await;
    ellen.open(&format!("{draft}/check")).await;
    signs_first(&ellen).await;
    ellen.expect_text(&ellen.say("applications-void-title")).await;

    kauko.open(&format!("{draft}/waiting")).await;
    kauko.expect(&kauko.say("applications-waiting-title")).await;
    kauko.expect_text("Ellen Nytecken").await;
    let case_number = kauko.sign_application_for(ASSOCIATION).await;
    kauko.expect_text("Ellen Nytecken").await;
    ellen.open(&format!("{draft}/receipt")).await;
    ellen.expect(&ellen.say("applications-receipt-title")).await;
    ellen.expect_text(&case_number).await;
    ellen.expect_text("Kauko Demola").await;
}

async fn enter(person: &Browser<'_>, national_id: &str) {
    person.sign_in(national_id).await;
    person.act_for(ASSOCIATION).await;
    person.expect(&person.say("home-title")).await;
}

async fn asks_for_two(person: &Browser<'_>) {
    person.open("/o/9900139-5/agreements").await;
    person.expect(&person.say("agreements-title")).await;
    person.follow(&person.say("agreements-rule-link")).await;
    person.expect(&person.say("agreements-rule-title")).await;
    person.follow(&person.say("agreements-rule-ask-two")).await;
    person.expect(&person.say("agreements-rule-sure-two")).await;
    person.press(&person.say("agreements-rule-ask-two")).await;
    person.expect_text(&person.say("agreements-rule-two")).await;
}

/// From the check of all answers to the page on which the signature waits.
async fn signs_first(person: &Browser<'_>) {
    person.follow(&person.say("applications-to-signing")).await;
    person.expect(&person.say("applications-sign-title-first")).await;
    person.choose(&person.say("applications-sign-accept")).await;
    person.press(&person.say("applications-sign-button-first")).await;
    person.choose_organisation(ASSOCIATION).await;
    person.expect(&person.say("applications-waiting-title")).await;
}
