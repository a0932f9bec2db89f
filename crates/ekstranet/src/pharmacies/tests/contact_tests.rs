//! Contacts are kept in one place, whichever page corrects them.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::item_4_tests::granted;
use super::{INCOMING, Town};
use crate::applications::{find_contacts, granted_contacts, keep_contacts};
use crate::kernel::BusinessId;
use crate::testing::between;

const PAGE: &str = "/o/9900233-9/pharmacies/contacts";

async fn contacts_corrected_at_the_pharmacies_get_every_mail(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let (henna, vilma) = (town.henna().await, town.world.vilma().await);
    granted(&town, &henna, &vilma).await;
    let organisation = BusinessId::parse(INCOMING).expect("valid");
    let of_no_case = async || find_contacts(town.world.app.clone(), organisation.clone()).await.expect("found").0;
    assert_eq!(of_no_case().await, ["henna@uusitalli.example"]);
    town.world.app.clock.advance_seconds(60);
    let shown = henna.page(PAGE).await;
    let hash = between(&shown.body, "name=\"sha256\" value=\"", "\"");
    let typed = [
        ("sha256", hash),
        ("name-0", "Henna Uusi"),
        ("email-0", "uusi@uusitalli.example"),
        ("phone-0", "+358 00 000 0007"),
    ];
    henna.post(&format!("{PAGE}/correct"), &typed).await.redirects();
    assert_eq!(of_no_case().await, ["uusi@uusitalli.example"], "also mails that belong to no case");
    let page = henna.page(PAGE).await;
    assert!(page.shows("Henna Uusi") && page.shows("vahvisti nämä yhteystiedot"), "{}", page.body);
}

async fn contacts_changed_on_the_other_page_are_shown_at_the_pharmacies_too(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let (henna, vilma) = (town.henna().await, town.world.vilma().await);
    granted(&town, &henna, &vilma).await;
    town.world.app.clock.advance_seconds(60);
    let confirmed = "vahvisti nämä yhteystiedot";
    let hash = between(&henna.page(PAGE).await.body, "name=\"sha256\" value=\"", "\"").to_string();
    henna.post(PAGE, &[("sha256", &hash)]).await.redirects();
    assert!(henna.page(PAGE).await.shows(confirmed));
    town.world.app.clock.advance_seconds(60);
    let visit = town.visit(&henna, INCOMING, "Apteekkari H. Uusitalli");
    let mut tx = town.world.app.db.write().await.expect("a transaction");
    let organisation = BusinessId::parse(INCOMING).expect("valid");
    let mut persons = granted_contacts(&mut tx, &organisation).await.expect("read").expect("granted").persons;
    persons[0].email = "kesa@uusitalli.example".to_string();
    keep_contacts(&mut tx, &visit, &persons).await.expect("kept");
    tx.commit().await.expect("committed");
    let page = henna.page(PAGE).await;
    assert!(page.shows("kesa@uusitalli.example") && !page.shows("henna@uusitalli.example"), "{}", page.body);
    assert!(!page.shows(confirmed), "nobody has confirmed these: {}", page.body);
    let old = henna.post(PAGE, &[("sha256", &hash)]).await;
    assert_eq!(old.status, StatusCode::CONFLICT, "what was shown before is not confirmed");
}

db::testing::on_both![
    contacts_corrected_at_the_pharmacies_get_every_mail,
    contacts_changed_on_the_other_page_are_shown_at_the_pharmacies_too,
];
