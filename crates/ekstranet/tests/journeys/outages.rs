//! The outside world fails and comes back: each time a page says what is wrong and what is kept, and nobody restarts
//! anything.

use crate::application::{CLINIC, CLINIC_ADDRESS, MATTI, VILMA};
use crate::harness::{Browser, Hands, Language, Look, Store, World, run};

#[test]
fn services_that_fail_are_named_and_come_back_without_a_restart() {
    run(Store::Sqlite, Language::Finnish, services_fail);
}

async fn services_fail(world: &World) {
    let matti = world.browser(Look::DESK, Hands::Mouse).await;
    identification_fails(world, &matti).await;
    mandates_fail(world, &matti).await;
    code_service_fails(world, &matti).await;

    world.fault("smtp_down", true).await;
    matti.begin_application("prescription").await;
    matti.fill_application().await;
    let case_number = matti.sign_application().await;

    let vilma = world.browser(Look::DESK, Hands::Mouse).await;
    directory_fails(world, &vilma).await;
    vilma.open("/desk/notices").await;
    vilma.expect(&vilma.say("desk-notices-title")).await;
    // The first try may still be on its way.
    vilma.reload_until(&vilma.say("desk-notices-unreachable")).await;
    vilma.expect_text(&case_number).await;
    assert!(world.mails(0).await.is_empty());
    world.fault("smtp_down", false).await;
    vilma.press(&vilma.say("desk-notices-send-again")).await;
    let mails = world.mails(1).await;
    assert!(mails[0]["subject"].as_str().is_some_and(|subject| subject.contains(&case_number)));
    // The mail to the vendor waits for a minute of its own, unless it is sent too.
    for _ in 0..2 {
        vilma.open("/desk/notices").await;
        if vilma.text().await.contains(&vilma.say("desk-notices-send-again")) {
            vilma.press(&vilma.say("desk-notices-send-again")).await;
        }
    }
    vilma.reload_until(&vilma.say("desk-notices-none")).await;
}

/// Nobody is sent to a provider that does not answer, although its metadata is a file: the page is ours.
async fn identification_fails(world: &World, matti: &Browser<'_>) {
    world.fault("down", true).await;
    matti.open("/sign-in").await;
    matti.expect(&matti.say("sign-in-title")).await;
    // An answer of the last second is still believed (`check_seconds` of the settings), and a quick machine is here by then.
    let answer = matti.say("ui-failure-identification");
    matti.press_until("/sign-in", &matti.say("sign-in-button"), &answer).await;
    matti.expect_answer(&answer).await;
    matti.expect_text(&matti.say("ui-failure-identification-text")).await;
    assert_eq!(matti.status().await, 503);
    world.fault("down", false).await;
    matti.sign_in(MATTI).await;
}

async fn mandates_fail(world: &World, matti: &Browser<'_>) {
    world.fault("mandates_down", true).await;
    matti.press(&matti.say("mandates-act-for-button")).await;
    matti.expect_answer(&matti.say("ui-failure-mandates")).await;
    matti.expect_text(&matti.say("ui-failure-mandates-text")).await;
    assert_eq!(matti.status().await, 503);
    world.fault("mandates_down", false).await;
}

/// The register is asked only when its copy is missing or old, so it fails before anything was read from it.
async fn code_service_fails(world: &World, matti: &Browser<'_>) {
    world.fault("code_service_down", true).await;
    matti.open("/act-for").await;
    matti.expect(&matti.say("mandates-act-for-title")).await;
    matti.act_for(CLINIC).await;
    matti.expect(&matti.say("home-title")).await;
    matti.expect_text(&matti.say("home-register-missing")).await;
    world.fault("code_service_down", false).await;
    // What the register sends: number and names of the organisation and its units, and where it is.
    matti.reload_until("1.2.246.10.99002267.10.0").await;
    for part in ["Rantapolun Lääkäriasema Oy", CLINIC] {
        matti.expect_text(part).await;
    }
    assert!(matti.address().await.starts_with(CLINIC_ADDRESS));
}

async fn directory_fails(world: &World, vilma: &Browser<'_>) {
    world.fault("officers_down", true).await;
    vilma.open("/desk/sign-in").await;
    vilma.expect(&vilma.say("sign-in-desk-title")).await;
    vilma.press(&vilma.say("sign-in-desk-button")).await;
    vilma.expect_answer(&vilma.say("ui-failure-directory")).await;
    vilma.expect_text(&vilma.say("ui-failure-directory-text")).await;
    world.fault("officers_down", false).await;
    vilma.sign_in_as_officer(VILMA).await;
}

#[test]
fn a_database_that_fails_loses_nothing_and_comes_back_without_a_restart() {
    run(Store::Postgres, Language::Swedish, database_fails);
}

async fn database_fails(world: &World) {
    let matti = world.browser(Look::DESK, Hands::Mouse).await;
    matti.enter_clinic().await;
    matti.begin_application("prescription").await;
    let part = matti.say("services-step-security");
    matti.follow(&part).await;
    matti.expect(&part).await;
    let plan = matti.say("services-question-security-plan");
    matti.choose(&plan).await;
    matti.choose(&matti.say("services-question-security-self-monitoring")).await;
    world.database_answers(false).await;
    matti.save().await;
    matti.expect_answer(&matti.say("ui-failure-database")).await;
    matti.expect_text(&matti.say("ui-failure-database-text")).await;
    assert_eq!(matti.status().await, 503);
    world.database_answers(true).await;
    // The page that was sent in vain is sent again as it was typed.
    matti.back().await;
    matti.expect_answer(&part).await;
    assert!(matti.is_chosen(&plan).await);
    matti.save().await;
    matti.expect(&matti.say("services-step-organisation")).await;
    matti.follow(&matti.say("ui-navigation-applications")).await;
    matti.expect(&matti.say("applications-list-title")).await;
    matti.follow(&matti.say("applications-continue")).await;
    let service = matti.say("services-prescription");
    matti.expect(&matti.fill_text("applications-title", "service", &service)).await;
    assert_eq!(matti.count(&matti.say("applications-tag-done")).await, 1);
}
