//! Each kind of customer applies for a service: one driver fills in whatever form it is shown, page by page. A step is
//! looked through when it is met first. One customer of social-welfare data and one of imaging go on into production.

use std::collections::HashSet;

use crate::application::day;
use crate::harness::{Browser, Hands, Language, Look, Store, World, run, run_in_demo_world};
use crate::production::{Way, approve, approve_unregistered};

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
/// The estate of a pharmacist, for which the manager whom it has appointed acts by mandate 1.
const ESTATE: (&str, &str) = ("170759-9438", "Apteekkari K. Kuusiharjun kuolinpesä");
const PHARMACIST: (&str, &str) = ("120982-920U", "Skärgårdsbyns apotek");
const INCOMING_PHARMACIST: (&str, &str) = ("170888-906B", "Apteekkari H. Uusitalli");
/// A sole trader whose business has only a Swedish name.
const SWEDISH_TRADER: (&str, &str) = ("120982-920U", "Talterapi Ögård");
/// A professional whom only the older register of practitioners has.
const PRACTITIONER: (&str, &str) = ("120684-944P", "Lumipuron Puheterapia, Tmi");
/// A sole trader whom no register of providers has.
const SOLE_TRADER: (&str, &str) = ("080379-945E", "Sarastuksen Kotihoito, Tmi");
/// The customer of an agent company, whose consultant acts for it.
const BY_AGENT: (&str, &str) = ("061279-9076", "Hoivatähti Palvelut Oy");
const MAIN_JOINER: (&str, &str) = ("211168-9033", "Lehtolinnan Lääkärikeskus Oy");

const fn customer((person, name): (&'static str, &'static str), service: &'static str) -> Customer {
    (person, name, service)
}

/// Public bodies and pharmacies, that of an estate among them.
const PUBLIC: [Customer; 7] = [
    customer(COUNTY, "social-data"),
    customer(CITY, "patient-data"),
    customer(JOINT_AUTHORITY, "patient-data"),
    customer(STATE_UNIT, "prescription"),
    customer(HOSPITAL_PHARMACY, "prescription"),
    customer(UNIVERSITY_PHARMACY, "prescription"),
    customer(ESTATE, "prescription"),
];

/// Those who are private by their legal form, one through an agent, and pharmacists. The first goes on into production, and
/// the last is approved although no register knows it.
const PRIVATE: [Customer; 15] = [
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
    customer(INCOMING_PHARMACIST, "prescription"),
    customer(SWEDISH_TRADER, "patient-data"),
    customer(PRACTITIONER, "prescription"),
    customer(BY_AGENT, "social-data"),
    customer(SOLE_TRADER, "patient-data"),
];

/// Services that need another one in production: the demo world has customers with it. The first is applied for as a
/// viewer alone, withdrawn, applied for in full and taken into production.
const LATER: [Customer; 4] = [
    customer(MAIN_JOINER, "imaging-data"),
    customer(MAIN_JOINER, "extension-of-use"),
    ("240380-9229", "Kuvakontti Röntgen Oy", "old-patient-data"),
    customer(COUNTY, "old-social-data"),
];

const SOCIAL_DATA: Way = Way {
    home: "/o/9900139-5/",
    service: "social-data",
    items: &["enrolment", "connection", "certificate-cards", "staff", "archivist"],
    tests: &["passed"],
};
const IMAGING_DATA: Way = Way {
    home: "/o/9900116-8/",
    service: "imaging-data",
    items: &["background-information", "connection", "certificate-cards", "staff", "archivist"],
    tests: &["passed"],
};

#[test]
fn every_kind_of_public_customer_applies_in_finnish_on_postgresql() {
    run(Store::Postgres, Language::Finnish, async |world| apply(world, &PUBLIC).await);
}

#[test]
fn every_kind_of_public_customer_applies_in_swedish_on_sqlite() {
    run(Store::Sqlite, Language::Swedish, async |world| apply(world, &PUBLIC).await);
}

#[test]
fn every_kind_of_private_customer_applies_and_social_data_goes_into_production_in_finnish() {
    run(Store::Sqlite, Language::Finnish, apply_privately);
}

#[test]
fn every_kind_of_private_customer_applies_and_social_data_goes_into_production_in_swedish() {
    run(Store::Postgres, Language::Swedish, apply_privately);
}

#[test]
fn imaging_with_a_viewer_and_in_full_until_production_and_each_extension_in_finnish() {
    run_in_demo_world(Store::Sqlite, Language::Finnish, apply_later);
}

#[test]
fn imaging_with_a_viewer_and_in_full_until_production_and_each_extension_in_swedish() {
    run_in_demo_world(Store::Postgres, Language::Swedish, apply_later);
}

async fn apply(world: &World, customers: &[Customer]) {
    let browser = world.browser(Look::DESK, Hands::Mouse).await;
    apply_one_by_one(&browser, customers, &mut HashSet::new()).await;
}

async fn apply_privately(world: &World) {
    let [first, rest @ .., unregistered] = &PRIVATE;
    let (browser, mut seen) = (world.browser(Look::DESK, Hands::Mouse).await, HashSet::new());
    arrive(&browser, *first).await;
    let case_number = applies(&browser, *first, &mut seen, false).await;
    approve(world, &case_number).await;
    browser.goes_into_production(&SOCIAL_DATA).await;
    apply_one_by_one(&browser, rest, &mut seen).await;
    browser.forget_everything().await;
    arrive(&browser, *unregistered).await;
    let case_number = applies(&browser, *unregistered, &mut seen, false).await;
    approve_unregistered(world, &case_number).await;
}

/// Each customer comes with a browser that knows nothing yet.
async fn apply_one_by_one(browser: &Browser<'_>, customers: &[Customer], seen: &mut HashSet<String>) {
    for customer in customers {
        browser.forget_everything().await;
        arrive(browser, *customer).await;
        let _ = applies(browser, *customer, seen, false).await;
    }
}

async fn apply_later(world: &World) {
    let mut seen = HashSet::new();
    let [imaging, rest @ ..] = &LATER;
    let browser = world.browser(Look::DESK, Hands::Mouse).await;
    arrive(&browser, *imaging).await;
    applies(&browser, *imaging, &mut seen, true).await;
    browser.follow(&browser.say("applications-receipt-follow")).await;
    browser.follow(&browser.say("applications-withdraw-link")).await;
    browser.expect(&browser.say("applications-withdraw-title")).await;
    browser.press(&browser.say("applications-withdraw-button")).await;
    browser.choose_organisation(imaging.1).await;
    browser.expect_text(&browser.say("applications-event-withdrawn")).await;
    let case_number = applies(&browser, *imaging, &mut seen, false).await;
    approve(world, &case_number).await;
    browser.goes_into_production(&IMAGING_DATA).await;
    apply_one_by_one(&browser, rest, &mut HashSet::new()).await;
}

async fn arrive(browser: &Browser<'_>, (person, customer, _): Customer) {
    browser.sign_in(person).await;
    browser.act_for(customer).await;
}

/// From the list of services to the receipt; returns the case number.
async fn applies(
    browser: &Browser<'_>,
    (_, customer, service): Customer,
    seen: &mut HashSet<String>,
    only_views: bool,
) -> String {
    browser.begin_application(service).await;
    browser.follow(&browser.say("services-step-organisation")).await;
    drive(browser, seen, only_views).await;
    browser.expect(&browser.say("applications-check-title")).await;
    browser.expect_text(&browser.say("applications-check-complete")).await;
    let case_number = browser.sign_application_for(customer).await;
    assert!(case_number.starts_with("KE-"), "{customer}");
    case_number
}

/// In so many days production is to begin: after the day on which the incoming pharmacist takes over.
const PRODUCTION: i64 = 45;
/// More steps than any form has.
const STEPS: usize = 30;

/// Fills in one step after the other until all answers can be checked.
pub async fn drive(browser: &Browser<'_>, seen: &mut HashSet<String>, only_views: bool) {
    for _ in 0..STEPS {
        let address = browser.address().await;
        if address.ends_with("/check") {
            return;
        }
        let last = address.rsplit('/').next().unwrap_or_default();
        // Whoever comes from the list of mistakes is led to a field of the step.
        let step = last.split_once('#').map_or(last, |(step, _)| step).to_string();
        if seen.insert(step.clone()) {
            browser.expect(&browser.say(&format!("services-step-{}", step.replace('_', "-")))).await;
        }
        browser.fill_in_step(&day(PRODUCTION), &day(7)).await;
        if only_views && step == "imaging_extent" {
            browser.choose(&browser.say("services-choice-imaging-extent-extent-viewer")).await;
        }
        browser.press(&browser.say("applications-save")).await;
        browser.leave(&address).await;
    }
    browser.fail("the form has no end").await;
}
