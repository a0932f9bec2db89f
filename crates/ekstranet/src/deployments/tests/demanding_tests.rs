//! What a deployment demands goes by what was granted.

use db::testing::Scratch;
use serde_json::{Value, json};

use super::granted_with;
use crate::deployments::demanding::{Decided, Extended, decide};
use crate::services::{AskedForm, Profile, Service, newest_form};
use crate::testing::{RANTAPOLKU, World};

fn form(service: Service) -> AskedForm {
    let profile = Profile::default();
    newest_form(service, profile.kind).expect("a form").asked(profile)
}

fn extension(function: &str) -> Value {
    json!({ "answers": { "extension": { "function": function } }, "sent_on": "2026-11-21" })
}

#[test]
fn a_new_system_and_a_function_of_the_first_time_are_tested_where_the_service_is() {
    let decided = |function: &str, tests: bool, before: &[&str]| {
        let before = before.iter().map(|function| extension(function)).collect();
        decide(form(Service::ExtensionOfUse), &extension(function), &Extended { tests, before })
    };
    for (function, before, tested) in [
        ("new_system", &[][..], true),
        ("new_system", &["new_system"], true),
        ("certificates", &[], true),
        ("certificates", &["outsourcing", "further_units"], true),
        ("certificates", &["certificates"], false),
        ("register_access", &[], true),
        ("oral_images", &[], true),
        ("further_units", &[], false),
    ] {
        let where_the_service_is = decided(function, true, before);
        assert_eq!(where_the_service_is.tested, tested, "{function} after {before:?}");
        assert_eq!(where_the_service_is.left_out.contains(&"securing"), tested, "securing is voluntary, a test is not");
        assert!(!decided(function, false, before).tested, "{function}: the service itself is not tested");
        assert_eq!(where_the_service_is.left_out.contains(&"connection"), function != "new_system", "{function}");
        let first_day = (function == "new_system").then_some(jiff::civil::date(2026, 12, 12));
        assert_eq!(where_the_service_is.earliest_on, first_day, "{function}");
    }
}

#[test]
fn what_everybody_does_and_tests_stays_so() {
    for service in [Service::PatientData, Service::SocialData, Service::ImagingData, Service::Prescription] {
        let tested = form(service).deployment.test;
        let all = Decided { tested, left_out: Vec::new(), earliest_on: None };
        assert_eq!(decide(form(service), &json!({}), &Extended::default()), all, "{service:?}");
    }
}

async fn the_appendix_is_asked_only_of_those_with_classified_material(scratch: &Scratch) {
    let world = World::new(scratch);
    for service in [Service::OldPatientData, Service::OldSocialData] {
        for (classified, asked) in [("yes", true), ("no", false)] {
            let answers = json!({ "old_data": { "classified": classified } });
            let id = granted_with(&world, service, &answers).await;
            let page = world.matti().await.page(&format!("/o/{RANTAPOLKU}/deployments/{id}")).await;
            assert_eq!(page.shows("Turvaluokiteltu aineisto"), asked, "{service:?} {classified}: {}", page.body);
            assert_eq!(page.shows("value=\"classified_material\""), asked, "{service:?} {classified}");
        }
    }
}

db::testing::on_both![the_appendix_is_asked_only_of_those_with_classified_material];
