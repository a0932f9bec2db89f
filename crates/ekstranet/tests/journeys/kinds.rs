//! Each kind of customer applies for a service: one driver fills in whatever form it is shown, page by page. A step is
//! looked through when it is met first.

use std::collections::HashSet;

use crate::application::day;
use crate::harness::{Browser, Hands, Language, Look, Store, World, run};

/// Identity code of somebody who may act, the customer, the key of the service.
type Customer = (&'static str, &'static str, &'static str);

const COUNTY: (&str, &str) = ("140275-9012", "Kuusirannan hyvinvointialue");
const CITY: (&str, &str) = ("230479-9182", "Meripuiston kaupunki");
const ASSOCIATION: (&str, &str) = ("211168-9033", "Kotipolku ry");
const FOUNDATION: (&str, &str) = ("070773-919M", "Mielikki-säätiö sr");
const PARTNERSHIP: (&str, &str) = ("110276-9244", "Fysio Halla Ky");
const COMPANY: (&str, &str) = ("010165-921X", "Työvire Työterveys Oy");
const TRADER: (&str, &str) = ("250493-908M", "Tuulensuun Psykoterapia, Tmi");
const JOINT_AUTHORITY: (&str, &str) = ("120470-9334", "Suurjärven sairaalayhtymä");
const STATE_UNIT: (&str, &str) = ("230581-934W", "Valtion Harjulan sairaala");
const COOPERATIVE: (&str, &str) = ("040765-9355", "Terveysosuuskunta Kaisla");
const GENERAL_PARTNERSHIP: (&str, &str) = ("160474-936U", "Fysioterapia Kivi ja Kanto Ay");
const EMPLOYER: (&str, &str) = ("290983-937L", "Ruukin Paperi Oy");
const ALAND: (&str, &str) = ("050990-938Y", "Utskärets Hälsa Ab");
const HOSPITAL_PHARMACY: (&str, &str) = ("240376-939T", "Tammiston hyvinvointialue");
const UNIVERSITY_PHARMACY: (&str, &str) = ("111166-940A", "Esimerkin yliopisto");
const PHARMACIST: (&str, &str) = ("120982-920U", "Skärgårdsbyns apotek");

const fn customer((person, name): (&'static str, &'static str), service: &'static str) -> Customer {
    (person, name, service)
}

/// Public bodies and pharmacies.
const PUBLIC: [Customer; 6] = [
    customer(COUNTY, "social-data"),
    customer(CITY, "patient-data"),
    customer(JOINT_AUTHORITY, "patient-data"),
    customer(STATE_UNIT, "prescription"),
    customer(HOSPITAL_PHARMACY, "prescription"),
    customer(UNIVERSITY_PHARMACY, "prescription"),
];

/// Those who are private by their legal form, and a pharmacist.
const PRIVATE: [Customer; 10] = [
    customer(ASSOCIATION, "social-data"),
    customer(FOUNDATION, "social-data"),
    customer(PARTNERSHIP, "patient-data"),
    customer(GENERAL_PARTNERSHIP, "prescription"),
    customer(COMPANY, "prescription"),
    customer(COOPERATIVE, "patient-data"),
    customer(EMPLOYER, "patient-data"),
    customer(ALAND, "prescription"),
    customer(TRADER, "patient-data"),
    customer(PHARMACIST, "prescription"),
];

#[test]
fn every_kind_of_public_customer_applies_in_finnish_on_postgresql() {
    run(Store::Postgres, Language::Finnish, async |world| apply(world, &PUBLIC).await);
}

#[test]
fn every_kind_of_public_customer_applies_in_swedish_on_sqlite() {
    run(Store::Sqlite, Language::Swedish, async |world| apply(world, &PUBLIC).await);
}

#[test]
fn every_kind_of_private_customer_applies_in_finnish_on_sqlite() {
    run(Store::Sqlite, Language::Finnish, async |world| apply(world, &PRIVATE).await);
}

#[test]
fn every_kind_of_private_customer_applies_in_swedish_on_postgresql() {
    run(Store::Postgres, Language::Swedish, async |world| apply(world, &PRIVATE).await);
}

async fn apply(world: &World, customers: &[Customer]) {
    let mut seen = HashSet::new();
    for (person, customer, service) in customers {
        let browser = world.browser(Look::DESK, Hands::Mouse).await;
        browser.sign_in(person).await;
        browser.act_for(customer).await;
        browser.begin_application(service).await;
        browser.follow(&browser.say("services-step-organisation")).await;
        drive(&browser, &mut seen).await;
        browser.expect(&browser.say("applications-check-title")).await;
        browser.expect_text(&browser.say("applications-check-complete")).await;
        browser.follow(&browser.say("applications-to-signing")).await;
        browser.expect(&browser.say("applications-sign-title")).await;
        browser.choose(&browser.say("applications-sign-accept")).await;
        browser.press(&browser.say("applications-sign-button")).await;
        browser.choose_organisation(customer).await;
        browser.expect(&browser.say("applications-receipt-title")).await;
        assert!(browser.fact(&browser.say("applications-fact-case-number")).await.starts_with("KE-"), "{customer}");
    }
}

/// More steps than any form has.
const STEPS: usize = 30;

/// Fills in one step after the other until all answers can be checked.
async fn drive(browser: &Browser<'_>, seen: &mut HashSet<String>) {
    for _ in 0..STEPS {
        let address = browser.address().await;
        if address.ends_with("/check") {
            return;
        }
        let step = address.rsplit('/').next().unwrap_or_default().to_string();
        if seen.insert(step.clone()) {
            browser.expect(&browser.say(&format!("services-step-{}", step.replace('_', "-")))).await;
        }
        browser.fill_in_step(&day(14), &day(7)).await;
        browser.press(&browser.say("applications-save")).await;
        browser.leave(&address).await;
    }
    browser.fail("the form has no end").await;
}
