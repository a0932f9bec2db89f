//! An extension of use from the application to production: a clinic whose patient data is in use begins to deliver
//! certificates, which it has not done before, so that the deployment test of the service is held once more. A pharmacist
//! joins through another access point with the system in use, three weeks ahead.

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
    kauko.fill_in_step(&day(45), &day(7)).await;
    kauko.choose(&kauko.say("services-patient-data")).await;
    let function = kauko.say("services-choice-extension-function-certificates");
    kauko.choose(&function).await;
    kauko.save().await;
    kauko.expect(&kauko.say("services-step-extension-schedule")).await;
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

const INGRID: &str = "120982-920U";
const PHARMACY: &str = "Skärgårdsbyns apotek";

#[test]
fn a_pharmacist_changes_the_access_point_in_finnish_on_postgresql() {
    run_in_demo_world(Store::Postgres, Language::Finnish, another_point);
}

#[test]
fn a_pharmacist_changes_the_access_point_in_swedish_on_sqlite() {
    run_in_demo_world(Store::Sqlite, Language::Swedish, another_point);
}

/// From the page of the service to the set-up of the change, which cannot take effect before the three weeks are over.
async fn another_point(world: &World) {
    let ingrid = world.browser(Look::DESK, Hands::Mouse).await;
    ingrid.sign_in(INGRID).await;
    ingrid.act_for(PHARMACY).await;
    ingrid.follow(&ingrid.say("services-prescription")).await;
    let function = ingrid.say("services-choice-extension-function-access-point");
    ingrid.expect_text(&function).await;
    ingrid.press(&ingrid.say("deployments-extend")).await;
    let extension = ingrid.say("services-extension-of-use");
    ingrid.expect(&ingrid.fill_text("applications-title", "service", &extension)).await;
    ingrid.follow(&ingrid.say("services-step-organisation")).await;
    ingrid.expect(&ingrid.say("services-step-organisation")).await;
    ingrid.fill_in_step(&day(45), &day(7)).await;
    ingrid.save().await;
    ingrid.expect(&ingrid.say("services-step-extension")).await;
    ingrid.fill_in_step(&day(45), &day(7)).await;
    ingrid.choose(&function).await;
    ingrid.save().await;
    ingrid.expect(&ingrid.say("services-step-extension-schedule")).await;
    drive(&ingrid, &mut HashSet::new(), false).await;
    ingrid.expect(&ingrid.say("applications-check-title")).await;
    ingrid.expect_text(&ingrid.say("applications-check-complete")).await;
    let case_number = ingrid.sign_application_for(PHARMACY).await;
    approve(world, &case_number).await;

    ingrid.open("/o/9900160-0/").await;
    ingrid.follow(&ingrid.say("home-do-set-up")).await;
    let granted = format!("{extension} ({}: {function})", ingrid.say("services-prescription"));
    ingrid.expect(&ingrid.fill_text("deployments-title", "service", &granted)).await;
    for item in ["connection", "staff", "securing"] {
        let item = ingrid.say(&format!("services-item-{item}"));
        ingrid.press(&ingrid.fill_text("deployments-mark-done", "item", &item)).await;
        ingrid.expect_text(&ingrid.fill_text("deployments-undo", "item", &item)).await;
    }
    let label = ingrid.say("deployments-date-label");
    ingrid.fill_day(&label, 0).await;
    ingrid.press(&ingrid.say("deployments-date-save")).await;
    ingrid.expect_text(&ingrid.fill_text("deployments-date-too-early", "day", &day(21))).await;
    ingrid.fill_day(&label, 45).await;
    ingrid.press(&ingrid.say("deployments-date-save")).await;
    ingrid.expect_text(&ingrid.say("deployments-date-change")).await;
    ingrid.open("/o/9900160-0/").await;
    ingrid.follow(&ingrid.say("services-prescription")).await;
    ingrid.expect_text(&function).await;
    ingrid.sign_out().await;
}
