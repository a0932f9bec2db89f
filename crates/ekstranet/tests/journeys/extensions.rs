//! An extension of use from the application to production: a clinic whose patient data is in use begins to deliver
//! certificates, which it has not done before, so that the deployment test of the service is held once more.

use std::collections::HashSet;

use crate::application::day;
use crate::harness::{Hands, Language, Look, Store, World, run_in_demo_world};
use crate::kinds::drive;
use crate::production::{Way, approve};

const KAUKO: &str = "211168-9033";
const CLINIC: &str = "Lehtolinnan Lääkärikeskus Oy";
const WAY: Way = Way { home: "/o/9900116-8/", service: "extension-of-use", items: &["staff"], tests: &["passed"] };

#[test]
fn an_extension_goes_into_production_in_finnish_on_sqlite() {
    run_in_demo_world(Store::Sqlite, Language::Finnish, extends);
}

#[test]
fn an_extension_goes_into_production_in_swedish_on_postgresql() {
    run_in_demo_world(Store::Postgres, Language::Swedish, extends);
}

async fn extends(world: &World) {
    let kauko = world.browser(Look::DESK, Hands::Mouse).await;
    kauko.sign_in(KAUKO).await;
    kauko.act_for(CLINIC).await;
    kauko.begin_application(WAY.service).await;
    kauko.follow(&kauko.say("services-step-organisation")).await;
    kauko.expect(&kauko.say("services-step-organisation")).await;
    kauko.fill_in_step(&day(45), &day(7)).await;
    kauko.save().await;
    kauko.expect(&kauko.say("services-step-extension")).await;
    kauko.choose(&kauko.say("services-patient-data")).await;
    let function = kauko.say("services-choice-extension-function-certificates");
    kauko.choose(&function).await;
    kauko.save().await;
    kauko.expect(&kauko.say("services-step-units")).await;
    drive(&kauko, &mut HashSet::new(), false).await;
    kauko.expect(&kauko.say("applications-check-title")).await;
    kauko.expect_text(&kauko.say("applications-check-complete")).await;
    let case_number = kauko.sign_application_for(CLINIC).await;

    approve(world, &case_number).await;
    let [extension, extended] = ["services-extension-of-use", "services-patient-data"].map(|key| kauko.say(key));
    kauko.goes_into_production_of(&WAY, &format!("{extension} ({extended}: {function})")).await;
    // The service that was extended says since when, and goes on itself.
    kauko.follow(&kauko.say("services-patient-data")).await;
    kauko.expect_text(&function).await;
    kauko.expect_text(&kauko.fill_text("deployments-extension-since", "date", &day(0))).await;
    kauko.sign_out().await;
}
