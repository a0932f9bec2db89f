//! Patient data into use: an application with its own questions, a deployment test that fails and one that passes.

use crate::application::{CLINIC, CLINIC_ADDRESS};
use crate::harness::{Hands, Language, Look, Store, World, run};
use crate::production::{Way, approve};

const WAY: Way = Way {
    home: CLINIC_ADDRESS,
    service: "patient-data",
    items: &["connection", "certificate-cards", "staff", "archivist"],
    tests: &["failed", "passed"],
};

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

    approve(world, &case_number).await;
    matti.goes_into_production(&WAY).await;
    matti.sign_out().await;
}
