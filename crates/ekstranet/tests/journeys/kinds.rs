//! Each kind of customer applies for a service: one driver fills in whatever form it is shown, page by page. A step is
//! looked through when it is met first.

use std::collections::HashSet;

use crate::application::day;
use crate::harness::{Browser, Hands, Language, Look, Store, World, run};

/// Identity code of somebody who may act, the customer, the key of the service.
type Customer = (&'static str, &'static str, &'static str);

const IN_FINNISH: [Customer; 7] = [
    ("140275-9012", "Kuusirannan hyvinvointialue", "patient-data"),
    ("230479-9182", "Meripuiston kaupunki", "prescription"),
    ("211168-9033", "Kotipolku ry", "social-data"),
    ("070773-919M", "Mielikki-säätiö sr", "social-data"),
    ("110276-9244", "Fysio Halla Ky", "patient-data"),
    ("010165-921X", "Työvire Työterveys Oy", "prescription"),
    ("250493-908M", "Tuulensuun Psykoterapia, Tmi", "patient-data"),
];

const IN_SWEDISH: [Customer; 4] = [
    ("140275-9012", "Kuusirannan hyvinvointialue", "social-data"),
    ("230479-9182", "Meripuiston kaupunki", "patient-data"),
    ("121085-9114", "Norrskärs Hälsovård Ab", "prescription"),
    ("120982-920U", "Talterapi Ögård", "patient-data"),
];

#[test]
fn every_kind_of_customer_applies_in_finnish_on_postgresql() {
    run(Store::Postgres, Language::Finnish, async |world| apply(world, &IN_FINNISH).await);
}

#[test]
fn every_kind_of_customer_applies_in_swedish_on_sqlite() {
    run(Store::Sqlite, Language::Swedish, async |world| apply(world, &IN_SWEDISH).await);
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
