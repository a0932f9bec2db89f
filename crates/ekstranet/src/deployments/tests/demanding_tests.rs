//! What a deployment demands goes by what was granted.

use db::testing::{Scratch, statements_of};
use serde_json::{Value, json};

use super::{granted_on, granted_with};
use crate::deployments::demanding::{Decided, Extended, decide};
use crate::kernel::{DeploymentId, Language};
use crate::services::{AskedForm, Profile, Service, newest_form};
use crate::testing::{Answer, LEHTOLINNA, RANTAPOLKU, World};

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
        ("access_point", &[], false),
        ("renewal_units", &[], false),
    ] {
        let where_the_service_is = decided(function, true, before);
        assert_eq!(where_the_service_is.tested, tested, "{function} after {before:?}");
        assert_eq!(where_the_service_is.left_out.contains(&"securing"), tested, "securing is voluntary, a test is not");
        assert!(!decided(function, false, before).tested, "{function}: the service itself is not tested");
        let is_technical = matches!(function, "new_system" | "access_point");
        assert_eq!(where_the_service_is.left_out.contains(&"connection"), !is_technical, "{function}");
        let first_day = is_technical.then_some(jiff::civil::date(2026, 12, 12));
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

/// Names of units have commas: each stands by itself, many are folded, and the other party is named on both pages.
async fn an_extension_lists_its_units_and_names_its_other_party(scratch: &Scratch) {
    let world = World::new(scratch);
    let running = granted_with(&world, Service::PatientData, &json!({})).await;
    let extension = async |number: usize| {
        let units: Vec<String> = (1..=number).map(|unit| format!("1.2.246.10.99002267.10.{unit}")).collect();
        let answers = json!({ "extension": { "service": "patient_data", "function": "outsourcing", "units": units,
                                             "other_party": LEHTOLINNA } });
        granted_on(&world, (Service::ExtensionOfUse, 5), &answers).await
    };
    let own = extension(11).await;
    let address = format!("/o/{RANTAPOLKU}/deployments/{running}");
    for (language, many, other) in [
        (Language::Fi, "Palveluyksiköt (11)", "Toinen osapuoli: 9900116-8"),
        (Language::Sv, "Tjänsteenheter (11)", "Den andra parten: 9900116-8"),
        (Language::En, "Service units (11)", "Other party: 9900116-8"),
    ] {
        let matti = world.matti().await.speaking(language);
        let page = matti.get(&address).await;
        assert!(page.shows(&format!("<details><summary>{many}</summary><ul><li>1.2.246")), "{}", page.body);
        assert!(page.shows("<li>1.2.246.10.99002267.10.11</li>") && page.shows(other), "{}", page.body);
        let page = matti.get(&format!("/o/{RANTAPOLKU}/deployments/{own}")).await;
        assert!(page.shows(other), "{}", page.body);
    }
    extension(2).await;
    let page = world.matti().await.page(&address).await;
    assert!(page.shows("<p>Palveluyksiköt (2)</p><ul><li>"), "{}", page.body);
}

/// However many extensions a service has, their points are asked for at once.
async fn the_page_of_a_service_asks_as_often_for_three_extensions_as_for_one(scratch: &Scratch) {
    let world = World::new(scratch);
    let running = granted_with(&world, Service::Prescription, &json!({})).await;
    let address = format!("/o/{RANTAPOLKU}/deployments/{running}");
    let extends = json!({ "extension": { "service": "prescription", "function": "access_point",
                                         "access_point": "1.2.246.10.99001918.18.1" } });
    let shown = async || {
        let matti = world.matti().await;
        let (page, statements) = statements_of(matti.get(&address)).await;
        (page.body.matches("(1.2.246.10.99001918.18.1)").count(), statements.len())
    };
    granted_on(&world, (Service::ExtensionOfUse, 5), &extends).await;
    let (one, asked) = shown().await;
    assert_eq!(one, 1);
    for _ in 0..2 {
        granted_on(&world, (Service::ExtensionOfUse, 5), &extends).await;
    }
    assert_eq!(shown().await, (3, asked));
    // The request behind an extension tells the point that was confirmed, in the place of the one that was named.
    let live = "insert into connection (id, number, application, organisation, organisation_name, name_key, recipients, intermediary,
                  intermediary_name, service, language, state, version, requested_at, point, point_name)
                select $1, 'KV-2026-000001', application_id, organisation, 'Rantapolku', 'rantapolku', '[]', '9900191-8', 'Virtalähde',
                  'extension_of_use', 'fi', 'confirmed', 1, 0, '1.2.246.10.99001918.18.2', 'Virtalähde 2'
                from deployment where service = 'extension_of_use' order by id limit 1";
    world.meddle(live, db::values!["019aa5f0-0000-7000-8000-000000000001"]).await;
    assert_eq!(shown().await, (2, asked));
    assert!(world.matti().await.page(&address).await.shows("Virtalähde 2 (1.2.246.10.99001918.18.2)"));
}

/// The newest of 120 extensions is seen by the customer and counts when the next one is granted.
async fn extensions_past_a_hundred_are_paged_and_all_count(scratch: &Scratch) {
    let world = World::new(scratch);
    let running = granted_with(&world, Service::PatientData, &json!({})).await;
    let extends = |function: &str| json!({ "extension": { "service": "patient_data", "function": function } });
    let first = granted_on(&world, (Service::ExtensionOfUse, 4), &extends("further_units")).await;
    let copies =
        "with recursive numbers (n) as (select cast(1 as bigint) union all select n + 1 from numbers where n < 118)
                  insert into deployment (id, application_id, organisation, service, case_number, language, snapshot,
                                          recipients, state, version, opened_at, catalogue_version, form, profile,
                                          extends, tested, left_out)
                  select substr(id, 1, length(id) - 4) || (1000 + n), application_id || n, organisation, service, case_number || '-' || n, language, snapshot,
                         recipients, state, version, opened_at, catalogue_version, form, profile, extends, tested,
                         left_out
                  from deployment, numbers where id = $1";
    world.meddle(copies, db::values![first.as_str()]).await;
    world.app.clock.advance_seconds(60);
    let newest = granted_on(&world, (Service::ExtensionOfUse, 4), &extends("certificates")).await;
    let tested = async |id: &DeploymentId| {
        let mut read = world.app.db.read().await.expect("a reader");
        let sql = "select tested from deployment where id = $1";
        read.one::<(Option<i64>,)>(sql, db::values![id.as_str()]).await.expect("read").0
    };
    assert_eq!(tested(&newest).await, Some(1), "the first time");
    let used = "update deployment set state = 'in_production', in_production_since = '2026-11-21' where id = $1";
    world.meddle(used, db::values![newest.as_str()]).await;

    let matti = world.matti().await;
    let address = format!("/o/{RANTAPOLKU}/deployments/{running}");
    // The links to other languages lead to the page of the service itself.
    let line = format!("<li><a href=\"/o/{RANTAPOLKU}/deployments/");
    let shown = |page: &Answer| {
        let lines = page.body.split(line.as_str()).skip(1);
        lines.filter(|line| !line.starts_with(running.as_str())).count()
    };
    let (mut page, mut lines) = (matti.page(&address).await, Vec::new());
    loop {
        lines.push(shown(&page));
        if !page.shows("rel=\"next\"") {
            break;
        }
        assert!(!page.shows(newest.as_str()));
        // The links to other languages name this page, the last one the next.
        let before = page.body.split("#extensions\" rel=\"next\"").next().expect("a link");
        let next = before.rsplit("?after=").next().expect("a key").to_string();
        page = matti.page(&format!("{address}?after={next}")).await;
        assert!(page.shows(&format!("href=\"{address}#extensions\">Luettelon alkuun")), "{}", page.body);
    }
    assert_eq!(lines, [50, 50, 20]);
    assert!(page.shows(newest.as_str()) && page.shows("Käytössä 21.11.2026 alkaen."), "{}", page.body);
    assert_eq!(shown(&matti.page(&format!("{address}?after=x.y")).await), 50, "the first page");

    let again = granted_on(&world, (Service::ExtensionOfUse, 4), &extends("certificates")).await;
    assert_eq!(tested(&again).await, Some(0), "it is in use already, by the newest");
}

db::testing::on_both![
    an_extension_lists_its_units_and_names_its_other_party,
    the_page_of_a_service_asks_as_often_for_three_extensions_as_for_one,
    the_appendix_is_asked_only_of_those_with_classified_material,
    extensions_past_a_hundred_are_paged_and_all_count,
];
