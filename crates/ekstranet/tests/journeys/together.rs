//! Two people on one draft, and the two sides of one case.

use crate::application::{CLINIC, VILMA, day};
use crate::harness::{Browser, Hands, Language, Look, Store, World, run};

const KAUKO: &str = "211168-9033";
const ELLEN: &str = "080904B9160";
const ASSOCIATION: &str = "Kotipolku ry";
const PRODUCTION: &str = "services-question-test-schedule-production-date";

#[test]
fn two_people_fill_in_one_draft_and_lose_nothing() {
    run(Store::Postgres, Language::Finnish, two_fill_in);
}

/// Without scripts, so that nothing is saved before somebody presses the button.
async fn two_fill_in(world: &World) {
    let kauko = world.browser(Look::NO_SCRIPT, Hands::Mouse).await;
    enter(&kauko, KAUKO).await;
    kauko.begin_application("social-data").await;
    let draft = kauko.address().await;
    kauko.fill(&kauko.say("applications-note-label"), "Aikataulu puuttuu").await;
    kauko.press(&kauko.say("applications-note-button")).await;
    kauko.expect_text("Aikataulu puuttuu").await;
    let step = kauko.say("services-step-test-schedule");
    kauko.follow(&step).await;
    kauko.expect(&step).await;

    let ellen = world.browser(Look::NO_SCRIPT, Hands::Mouse).await;
    enter(&ellen, ELLEN).await;
    ellen.open(&draft).await;
    ellen.expect_text("Aikataulu puuttuu").await;
    ellen.follow(&step).await;
    ellen.expect(&step).await;
    ellen.expect_text("Kauko Demola").await;
    fill_schedule(&ellen, 20).await;
    let saved = ellen.address().await;
    ellen.press(&ellen.say("applications-save")).await;
    ellen.leave(&saved).await;

    fill_schedule(&kauko, 25).await;
    kauko.press(&kauko.say("applications-save")).await;
    kauko.expect_answer(&kauko.say("applications-conflict-title")).await;
    assert_eq!(kauko.status().await, 409);
    kauko.expect_text("Ellen Nytecken").await;
    kauko.expect_text(&day(20)).await;
    kauko.expect_text(&day(25)).await;
    kauko.press(&kauko.say("applications-conflict-save-mine")).await;
    kauko.leave(&saved).await;
    kauko.open(&saved).await;
    kauko.expect(&step).await;
    assert_eq!(kauko.value(&kauko.say(PRODUCTION)).await, day(25));

    ellen.open(&draft).await;
    ellen.follow(&ellen.say("applications-history-title")).await;
    ellen.expect(&ellen.say("applications-history-title")).await;
    ellen.expect_text(&day(20)).await;
    ellen.expect_text(&day(25)).await;
}

async fn enter(person: &Browser<'_>, national_id: &str) {
    person.sign_in(national_id).await;
    person.act_for(ASSOCIATION).await;
    person.expect(&person.say("home-title")).await;
}

/// All that the step asks, with the day of production so many days from today.
async fn fill_schedule(person: &Browser<'_>, days: i64) {
    person.fill_in_step(&day(14), &day(7)).await;
    person.fill_day(&person.say(PRODUCTION), days).await;
}

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
    matti.choose_organisation(CLINIC).await;
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
