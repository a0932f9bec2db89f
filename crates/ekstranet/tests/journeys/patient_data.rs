//! Patient data into use: an application with its own questions, a deployment test that fails and one that passes.

use crate::application::{CLINIC, CLINIC_ADDRESS, VILMA, day};
use crate::harness::{Browser, Hands, Language, Look, Store, World, run};

#[test]
fn a_clinic_takes_patient_data_into_use_in_finnish_on_postgresql() {
    run(Store::Postgres, Language::Finnish, takes_into_use);
}

#[test]
fn a_clinic_takes_patient_data_into_use_in_swedish_on_sqlite() {
    run(Store::Sqlite, Language::Swedish, takes_into_use);
}

async fn takes_into_use(world: &World) {
    let matti = world.browser(Look::DESK, Hands::Mouse).await;
    matti.enter_clinic().await;
    matti.begin_application("patient-data").await;
    matti.fill_organisation().await;
    matti.expect(&matti.say("services-step-units")).await;
    matti.choose(&format!("{CLINIC}, Keskusta")).await;
    matti.save().await;
    matti.expect(&matti.say("services-step-controller")).await;
    matti.choose(&matti.say("services-choice-controller-register-own")).await;
    matti.save().await;
    matti.fill_systems().await;
    matti.expect(&matti.say("services-step-test-schedule")).await;
    matti.fill_day(&matti.say("services-question-test-schedule-production-date"), 14).await;
    matti.fill_day(&matti.say("services-question-test-schedule-test-date"), 7).await;
    matti.save().await;
    matti.fill_contacts_with([&["administrative", "technical"], &["data-protection-officer", "archivist"]]).await;
    matti.fill_billing().await;
    matti.fill_statements().await;
    let case_number = matti.sign_application().await;

    let vilma = world.browser(Look::DESK, Hands::Mouse).await;
    vilma.sign_in_as_officer(VILMA).await;
    vilma.open_case(&case_number).await;
    vilma.press(&vilma.say("desk-case-take")).await;
    vilma.expect_text(&vilma.say("desk-case-release")).await;
    vilma.approve_case(&case_number).await;

    passes_the_test(&matti).await;
}

/// From the home page through the set-up, a failed and a passed test into production.
async fn passes_the_test(matti: &Browser<'_>) {
    matti.open(CLINIC_ADDRESS).await;
    matti.expect(&matti.say("home-title")).await;
    matti.follow(&matti.say("home-do-set-up")).await;
    let deployment = matti.fill_text("deployments-title", "service", &matti.say("services-patient-data"));
    matti.expect(&deployment).await;
    for item in ["connection", "certificate-cards", "staff", "archivist"] {
        let item = matti.say(&format!("services-item-{item}"));
        matti.press(&matti.fill_text("deployments-mark-done", "item", &item)).await;
        matti.expect_text(&matti.fill_text("deployments-undo", "item", &item)).await;
    }
    matti.fill_day(&matti.say("deployments-date-label"), 0).await;
    matti.press(&matti.say("deployments-date-save")).await;
    matti.expect_text(&matti.say("deployments-test-unplanned")).await;
    for outcome in ["failed", "passed"] {
        matti.fill_day(&matti.say("deployments-test-day"), 0).await;
        matti.press(&matti.say("deployments-test-plan")).await;
        matti.expect_text(&matti.say("deployments-report-title")).await;
        matti.expect(&deployment).await;
        matti.press(&matti.say("deployments-report-send")).await;
        matti.expect_text(&matti.say("deployments-report-result-missing")).await;
        matti.choose(&matti.say(&format!("deployments-report-{outcome}"))).await;
        matti.fill_day(&matti.say("deployments-report-day"), 0).await;
        matti.fill(&matti.say("deployments-report-performer"), "Tiina Tekninen").await;
        matti.fill(&matti.say("deployments-report-archivist"), "Anni Arkisto").await;
        matti.fill(&matti.say("deployments-report-remarks"), "Asiakirja ei tallentunut.").await;
        matti.press(&matti.say("deployments-report-send")).await;
        let told = if outcome == "failed" {
            matti.say("deployments-test-failed")
        } else {
            matti.fill_text("deployments-test-passed", "day", &day(0))
        };
        matti.expect_text(&told).await;
        matti.expect(&deployment).await;
    }
    matti.expect_text(&matti.fill_text("deployments-lead-in-production", "date", &day(0))).await;
    matti.open(CLINIC_ADDRESS).await;
    matti.expect_text(&matti.say("home-state-in-use")).await;
    matti.sign_out().await;
}
