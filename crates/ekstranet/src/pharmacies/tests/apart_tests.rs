//! Issue 4, item 4: one plan of three parties, of whom none sees what is another's: on every page of the plan, that of day
//! zero included, and on those that lead to it.

use db::testing::Scratch;

use super::handover_tests::{in_production, last_invoice};
use super::{INCOMING, LEAVING, PHARMACY, Town, VENDOR};
use crate::applications::testing::{bring_case, person, text};
use crate::kernel::Language;
use crate::pharmacies::give_up_act;
use crate::services::{CustomerKind, Profile, Service, newest_form};
use crate::testing::{Browser, between};

/// What is one party's own: its people, addresses, invoices, case, systems. The number of day zero is there to be seen.
struct Own {
    organisation: &'static str,
    words: &'static [&'static str],
    /// The number at which it is called on day zero.
    phone: &'static str,
    /// Its own pages besides those of the plan.
    pages: &'static [&'static str],
    /// What its pages show of its own, so that their silence about others says something.
    shown: &'static [&'static str],
}

const PHARMACIST: &[&str] =
    &["", "handovers", "pharmacies", "pharmacies/contacts", "pharmacies/giving-up", "applications", "agreements"];

const PARTIES: [Own; 3] = [
    Own {
        organisation: LEAVING,
        words: &[
            "Paavo",
            "kivisalmi.example",
            "Salmikatu",
            "KE-2026-000900",
            "Luova Lasku",
            "003799001539",
            "luovutusjärjestelmä",
        ],
        phone: "+358 00 000 0001",
        pages: PHARMACIST,
        shown: &["Paavo", "suunnitelma@kivisalmi.example"],
    },
    Own {
        organisation: INCOMING,
        words: &["Henna", "uusitalli.example", "Uusikatu", "Iina Osoite", "003799002339", "tulojärjestelmä"],
        phone: "+358 00 000 0002",
        pages: PHARMACIST,
        shown: &["Henna", "suunnitelma@uusitalli.example"],
    },
    Own {
        organisation: VENDOR,
        words: &["Ville", "virtalahde.example", "1.2.246.10.99001918.18", "2027-05-01", "1.5.2027"],
        phone: "+358 00 000 0003",
        pages: &["", "handovers", "technical"],
        shown: &["Ville", "suunnitelma@virtalahde.example", "1.2.246.10.99001918.18"],
    },
];

/// Everything that a case and a plan may hold of the two pharmacists and the vendor.
async fn filled(town: &Town, browsers: [&Browser<'_>; 3]) -> String {
    let [paavo, henna, ville] = browsers;
    in_production(town, LEAVING).await;
    let form = newest_form(Service::Prescription, CustomerKind::Pharmacist).expect("a form");
    let form = form.asked(Profile::of(CustomerKind::Pharmacist));
    let visit = town.visit(henna, INCOMING, "Apteekkari H. Uusitalli");
    let contact = person("Iina Osoite", "iina@uusitalli.example", "+358 00 000 0022", &["administrative"]);
    let answers = [
        ("schedule", "production_date", text("2026-12-11")),
        ("contacts", "people", contact),
        ("billing", "street", text("Uusikatu 9")),
        ("billing", "e_invoice", text("003799002339")),
        ("information_system", "system", text("tulojärjestelmä")),
    ];
    bring_case(&visit, form, &answers).await;
    let visit = town.visit(paavo, LEAVING, "Kivisalmen apteekki");
    let contact = person("Luova Lasku", "luova@kivisalmi.example", "+358 00 000 0011", &["administrative"]);
    let answers = [
        ("contacts", "people", contact),
        ("billing", "street", text("Salmikatu 1")),
        ("billing", "e_invoice", text("003799001539")),
        ("information_system", "system", text("luovutusjärjestelmä")),
    ];
    bring_case(&visit, form, &answers).await;
    let plan = town.plan(henna, INCOMING).await;
    let at = |party: &Own, page: &str| format!("/o/{}/handovers/{plan}/{page}", party.organisation);
    let [leaving, incoming, vendor] = &PARTIES;
    henna.post(&at(incoming, "vendor"), &[("version", "1"), ("vendor", VENDOR)]).await.redirects();
    for (browser, party, name) in
        [(paavo, leaving, "kivisalmi"), (henna, incoming, "uusitalli"), (ville, vendor, "virtalahde")]
    {
        let (email, page) = (format!("suunnitelma@{name}.example"), at(party, ""));
        let body = browser.page(page.trim_end_matches('/')).await.body;
        let version = between(between(&body, "/settings\"", "</form>"), "name=\"version\" value=\"", "\"").to_string();
        let fields = [("version", version.as_str()), ("email", email.as_str()), ("phone", party.phone)];
        browser.post(&at(party, "settings"), &fields).await.redirects();
        let line = if party.organisation == INCOMING { "register" } else { "trial" };
        if party.organisation != LEAVING {
            browser.post(&at(party, "lines"), &[("line", line), ("answer", "done")]).await.redirects();
        }
    }
    let visit = town.visit(paavo, LEAVING, "Kivisalmen apteekki");
    give_up_act(visit, PHARMACY.to_string(), last_invoice()).await.expect("given up");
    plan
}

async fn item_4_no_party_of_a_plan_sees_what_is_anothers(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let (paavo, henna, ville) = (town.paavo().await, town.henna().await, town.ville().await);
    let plan = filled(&town, [&paavo, &henna, &ville]).await;
    for own in &PARTIES {
        let others = PARTIES.iter().filter(|party| party.organisation != own.organisation);
        let foreign: Vec<&str> = others.clone().flat_map(|party| party.words.iter().copied()).collect();
        let of_plan = [format!("handovers/{plan}"), format!("handovers/{plan}/day-zero")];
        let pages = own.pages.iter().map(ToString::to_string).chain(of_plan.clone());
        let mut all = String::new();
        for (page, language) in pages.flat_map(|page| Language::ALL.map(|language| (page.clone(), language))) {
            let browser = match own.organisation {
                LEAVING => town.paavo().await,
                INCOMING => town.henna().await,
                _ => town.ville().await,
            };
            let shown = browser.speaking(language).get(&format!("/o/{}/{page}", own.organisation)).await;
            // Not every side has contacts to keep or a licence to give up; the pages of the plan are everybody's.
            if shown.status != axum::http::StatusCode::OK {
                assert!(page.starts_with("pharmacies/"), "{} {page}: {}", own.organisation, shown.status);
                continue;
            }
            for hidden in &foreign {
                assert!(!shown.shows(hidden), "{} sees {hidden} on {page}: {}", own.organisation, shown.body);
            }
            let is_day_zero = page == of_plan[1];
            for party in others.clone() {
                assert_eq!(shown.shows(party.phone), is_day_zero, "{} {page} {}", own.organisation, party.phone);
            }
            all.push_str(&shown.body);
        }
        for shown in own.shown {
            assert!(all.contains(shown), "the control: {} sees its own {shown}", own.organisation);
        }
    }
    // A page that comes back with errors shows no more, and an address of another's side does not exist.
    for (browser, own, other) in [(&paavo, LEAVING, INCOMING), (&henna, INCOMING, VENDOR), (&ville, VENDOR, LEAVING)] {
        let settings = format!("/o/{own}/handovers/{plan}/settings");
        let wrong = browser.post(&settings, &[("version", "9"), ("email", "x"), ("phone", "x")]).await;
        assert_eq!(wrong.status, axum::http::StatusCode::UNPROCESSABLE_ENTITY);
        let others = PARTIES.iter().filter(|party| party.organisation != own);
        for hidden in others.flat_map(|party| party.words.iter().chain([&party.phone])) {
            assert!(!wrong.shows(hidden), "{own} sees {hidden} beside its errors");
        }
        let foreign = browser.get(&format!("/o/{other}/handovers/{plan}")).await;
        assert_eq!(foreign.status, axum::http::StatusCode::NOT_FOUND, "{own} as {other}");
    }
}

db::testing::on_both![item_4_no_party_of_a_plan_sees_what_is_anothers];
