//! The day on which a pharmacy closes for good, and what a termination makes of it.

use axum::http::StatusCode;
use db::testing::Scratch;
use jiff::civil::date;

use super::{LEAVING, PHARMACY, Town, pharmacy, row};
use crate::parties::tests::grant;
use crate::pharmacies::change_rules::closing_day;
use crate::registers::Pharmacy;
use crate::testing::{Answer, Browser, between};

const BRANCH: &str = "1.2.246.10.99001539.10.2";
const SECOND: &str = "1.2.246.10.99001539.10.3";

#[test]
fn a_pharmacist_stops_when_the_last_pharmacy_closes_and_no_branch_and_no_handover_counts() {
    let (today, never, december) = (date(2026, 11, 21), date(2100, 12, 31), date(2026, 12, 12));
    let (one, other) = (pharmacy(PHARMACY, None, never), pharmacy(SECOND, None, never));
    let branch = pharmacy(BRANCH, Some(PHARMACY), never);
    let told = |oid: &str| vec![(oid.to_string(), december)];
    let only = [one.clone(), branch.clone()];
    assert_eq!(closing_day(&only, &told(PHARMACY), today), Some(december), "by the notification");
    assert_eq!(closing_day(&only, &told(BRANCH), today), Some(never), "the pharmacy goes on");
    assert_eq!(closing_day(&[one.clone(), other.clone()], &told(PHARMACY), today), Some(never), "the other goes on");
    let (soon, sooner) = (date(2027, 1, 31), date(2026, 12, 1));
    let registered = [pharmacy(PHARMACY, None, sooner), branch];
    assert_eq!(closing_day(&registered, &[], today), Some(sooner), "by the register");
    assert_eq!(closing_day(&registered, &told(PHARMACY), today), Some(sooner), "the register says an earlier day");
    let both = [one, Pharmacy { ends_on: soon, ..other }];
    assert_eq!(closing_day(&both, &told(PHARMACY), today), Some(soon), "the last of both");
    let handed_over = Pharmacy { after: Some("9900233-9".to_string()), ..pharmacy(PHARMACY, None, sooner) };
    assert_eq!(closing_day(&[handed_over], &[], today), None);
    let left = pharmacy(PHARMACY, None, date(2026, 11, 20));
    assert_eq!((closing_day(&[left], &[], today), closing_day(&[], &[], today)), (None, None));
}

/// The first page of a termination that is begun now, as it is when the last day is not yet answered.
async fn begun(paavo: &Browser<'_>) -> (String, Answer) {
    let begun = paavo.post(&format!("/o/{LEAVING}/terminations"), &[("service", "prescription")]).await;
    let page = begun.redirects().to_string();
    let page = if page.contains("/pages/") { page } else { format!("{page}/pages/services") };
    let answer = paavo.page(&page).await;
    (page, answer)
}

async fn item_4_the_closing_day_is_offered_as_the_last_day_of_a_termination(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let kept = |oid, parent, ends| row(oid, parent, "Kivisalmen apteekki", (LEAVING, "20190304", ends));
    let told = |rows: Vec<serde_json::Value>| town.tell(&serde_json::Value::from(rows).to_string());
    told(vec![kept(PHARMACY, "", "21001231"), kept(BRANCH, PHARMACY, "21001231")]);
    grant(&town.world, LEAVING).await;
    let paavo = town.paavo().await;
    let list = format!("/o/{LEAVING}/pharmacies");
    paavo.page(&list).await;
    let (form, page) = begun(&paavo).await;
    assert!(page.shows("name=\"ends_on\" value=\"\""), "it goes on: {}", page.body);
    assert!(!page.shows("Apteekkinne suljetaan"), "{}", page.body);

    // A branch does not end the customership; the pharmacy does, and then an earlier day of the register.
    for (place, day, offered) in [(BRANCH, "13.12.2026", ""), (PHARMACY, "14.12.2026", "14.12.2026")] {
        let fields =
            [("kind", "closing"), ("pharmacy", place), ("effective_on", day), ("email", "paavo@kivisalmi.example")];
        paavo.post(&format!("{list}/changes"), &fields).await.redirects();
        let page = paavo.page(&form).await;
        assert!(page.shows(&format!("name=\"ends_on\" value=\"{offered}\"")), "{place}: {}", page.body);
        let words = format!("Apteekkinne suljetaan {offered}. Käyttö voi päättyä samana päivänä.");
        assert_eq!(page.shows(&words), !offered.is_empty(), "{place}: {}", page.body);
        assert!(!page.shows("id=\"problem\""), "nobody has answered yet: {}", page.body);
    }
    let version = between(&page.body, "name=\"version\" value=\"", "\"").to_string();
    let own = |day| [("version", version.as_str()), ("extent", "some"), ("services", "prescription"), ("ends_on", day)];
    let empty = paavo.post(&form, &own("")).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY, "what is offered counts only when it is saved");
    paavo.post(&form, &own("20.12.2026")).await.redirects();
    let page = paavo.page(&form).await;
    assert!(page.shows("name=\"ends_on\" value=\"20.12.2026\""), "one's own day stays: {}", page.body);
}

async fn item_4_the_closing_day_of_the_register_is_offered_without_a_notification(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let closed = row(PHARMACY, "", "Kivisalmen apteekki", (LEAVING, "20190304", "20261231"));
    town.tell(&serde_json::Value::from(vec![closed]).to_string());
    grant(&town.world, LEAVING).await;
    let paavo = town.paavo().await;
    paavo.page(&format!("/o/{LEAVING}/pharmacies")).await;
    let (_, page) = begun(&paavo).await;
    assert!(page.shows("name=\"ends_on\" value=\"31.12.2026\""), "{}", page.body);
}

/// Whoever keeps a pharmacy and has another service too does not end it with the pharmacy.
async fn item_4_the_closing_day_is_not_offered_to_whom_something_else_goes_on(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let closed = row(PHARMACY, "", "Kivisalmen apteekki", (LEAVING, "20190304", "20261231"));
    town.tell(&serde_json::Value::from(vec![closed]).to_string());
    grant(&town.world, LEAVING).await;
    let another = "insert into deployment
           (id, application_id, organisation, service, case_number, language, snapshot, recipients, state, version, opened_at)
         select '0199af45-a72b-7000-8000-000000000001', 'another', organisation, 'patient_data', case_number, language, snapshot, recipients, state, version, opened_at
         from deployment where organisation = $1";
    town.world.meddle(another, db::values![LEAVING]).await;
    let paavo = town.paavo().await;
    paavo.page(&format!("/o/{LEAVING}/pharmacies")).await;
    let (_, page) = begun(&paavo).await;
    assert!(page.shows("Potilastietovaranto"), "the control: it has both: {}", page.body);
    assert!(page.shows("name=\"ends_on\" value=\"\""), "{}", page.body);
    assert!(!page.shows("Apteekkinne suljetaan"), "{}", page.body);
}

db::testing::on_both![
    item_4_the_closing_day_is_not_offered_to_whom_something_else_goes_on,
    item_4_the_closing_day_is_offered_as_the_last_day_of_a_termination,
    item_4_the_closing_day_of_the_register_is_offered_without_a_notification,
];
