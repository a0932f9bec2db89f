//! Contacts are kept in one place, with the form that every customer has; for a plan they are confirmed.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::item_4_tests::granted;
use super::{INCOMING, Town};
use crate::applications::find_contacts;
use crate::deployments;
use crate::kernel::{BusinessId, Language};
use crate::testing::{Answer, Browser, between};

const PAGE: &str = "/o/9900233-9/pharmacies/contacts";

/// The full form of contacts, as every customer has it.
const KEPT: &str = "/o/9900233-9/contacts";

/// Two persons who hold all that a pharmacist names, as the form posts them.
pub(super) async fn keep(browser: &Browser<'_>, version: &str, email: &str) -> Answer {
    let fields = [
        ("version", version),
        ("answer", "save"),
        ("people-0-name", "Henna Uusi"),
        ("people-0-email", email),
        ("people-0-phone", "+358 00 000 0007"),
        ("people-0-roles", "administrative"),
        ("people-0-roles", "data_protection_officer"),
        ("people-0-roles", "pharmacy_contact"),
        ("people-1-name", "Teuvo Tekniikka"),
        ("people-1-email", "teuvo@uusitalli.example"),
        ("people-1-phone", "+358 00 000 0008"),
        ("people-1-roles", "technical"),
    ];
    browser.post(KEPT, &fields).await
}

async fn a_pharmacist_keeps_all_contacts_by_role_and_confirms_them_for_the_plan(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let (henna, vilma) = (town.henna().await, town.world.vilma().await);
    granted(&town, &henna, &vilma).await;
    let organisation = BusinessId::parse(INCOMING).expect("valid");
    let of_no_case = async || find_contacts(town.world.app.clone(), organisation.clone()).await.expect("found").0;
    assert_eq!(of_no_case().await, ["henna@uusitalli.example"]);
    town.world.app.clock.advance_seconds(60);
    let shown = henna.page(PAGE).await;
    assert!(shown.shows(&format!("href=\"{KEPT}#change\"")), "the way to the form: {}", shown.body);
    let form = henna.page(KEPT).await;
    for role in ["Apteekin yhteyshenkilö", "Tekninen yhteyshenkilö"] {
        assert!(form.shows(role), "{role}: {}", form.body);
    }
    assert!(!form.shows("value=\"archivist\""), "a pharmacist has no archivist: {}", form.body);
    assert!(form.shows(&format!("href=\"{PAGE}\"")), "and back: {}", form.body);
    // A role that somebody must hold, and a number.
    let missing = henna.post(KEPT, &[("version", "0"), ("answer", "save"), ("people-0-name", "Henna Uusi")]).await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", missing.body);
    missing.is_a_proper_page(Language::Fi);
    assert_eq!(keep(&henna, "0", "uusi@uusitalli.example").await.redirects(), KEPT);
    assert_eq!(keep(&henna, "0", "toinen@uusitalli.example").await.status, StatusCode::CONFLICT, "posted twice");
    assert_eq!(of_no_case().await, ["uusi@uusitalli.example"], "also mails that belong to no case");
    let mut read = town.world.app.db.read().await.expect("a reader");
    let told = deployments::contacts(&mut read, &organisation).await.expect("listed");
    assert_eq!(told.addresses, ["uusi@uusitalli.example"]);
    drop(read);
    let page = henna.page(PAGE).await;
    for part in ["Henna Uusi \u{b7} uusi@uusitalli.example", "Teuvo Tekniikka"] {
        assert!(page.shows(part), "{part}: {}", page.body);
    }
    let paavo = town.paavo().await;
    assert_eq!(paavo.get(KEPT).await.status, StatusCode::NOT_FOUND, "another's");
}

async fn contacts_that_were_changed_are_confirmed_anew(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let (henna, vilma) = (town.henna().await, town.world.vilma().await);
    granted(&town, &henna, &vilma).await;
    town.world.app.clock.advance_seconds(60);
    let confirmed = "vahvisti nämä yhteystiedot";
    let hash = between(&henna.page(PAGE).await.body, "name=\"sha256\" value=\"", "\"").to_string();
    henna.post(PAGE, &[("sha256", &hash)]).await.redirects();
    assert!(henna.page(PAGE).await.shows(confirmed));
    town.world.app.clock.advance_seconds(60);
    keep(&henna, "0", "kesa@uusitalli.example").await.redirects();
    let page = henna.page(PAGE).await;
    assert!(page.shows("kesa@uusitalli.example") && !page.shows("henna@uusitalli.example"), "{}", page.body);
    assert!(!page.shows(confirmed), "nobody has confirmed these: {}", page.body);
    let old = henna.post(PAGE, &[("sha256", &hash)]).await;
    assert_eq!(old.status, StatusCode::CONFLICT, "what was shown before is not confirmed");
}

db::testing::on_both![
    a_pharmacist_keeps_all_contacts_by_role_and_confirms_them_for_the_plan,
    contacts_that_were_changed_are_confirmed_anew,
];
