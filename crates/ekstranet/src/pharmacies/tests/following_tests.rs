//! What the job does when the register changes its mind, who is told of a plan, and lists that go on.

use axum::http::StatusCode;
use db::testing::{Scratch, guarded};
use serde_json::Value;

use super::contact_tests::keep;
use super::handover_tests::{in_production, in_production_with_a_commitment, last_invoice};
use super::item_4_tests::granted;
use super::{DIRECTORY, INCOMING, LEAVING, OTHER, PHARMACY, Town, VENDOR, row, rows};
use crate::kernel::PharmacyChangeId;
use crate::pharmacies::{follow, give_up_act};
use crate::registers::{Directory, import_directory};
use crate::testing::{Browser, between};

const DAY: i64 = 24 * 3600;

async fn keep_address(browser: &Browser<'_>, organisation: &str, id: &str, email: &str) {
    let fields = [("version", "0"), ("email", email), ("phone", "+358 00 000 0006")];
    browser.post(&format!("/o/{organisation}/handovers/{id}/settings"), &fields).await.redirects();
}

async fn each_move_of_one_day_is_told_also_back_to_a_day_that_was_told(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let (paavo, henna) = (town.paavo().await, town.henna().await);
    in_production(&town, LEAVING).await;
    let id = town.plan(&henna, INCOMING).await;
    keep_address(&henna, INCOMING, &id, "henna@uusitalli.example").await;
    let visit = town.visit(&paavo, LEAVING, "Kivisalmen apteekki");
    give_up_act(visit, PHARMACY.to_string(), last_invoice()).await.expect("given up");
    for (last, first) in [("20261220", "20261221"), ("20261210", "20261211"), ("20261220", "20261221")] {
        town.move_takeover(last, first);
        town.world.app.clock.advance_seconds(2 * 3600);
        assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 2, "the plan and the giving-up");
    }
    assert_eq!(town.mailed("handover_moved").await.len(), 3, "all on one day");
    assert_eq!(town.mailed("last_day_moved").await.len(), 3);
}

/// The pharmacy register gives the pharmacy to another one than it said before.
fn to_another() -> String {
    let places = [(LEAVING, "20190304", "20261210"), (OTHER, "20261211", "21001231")];
    Value::from(places.map(|period| row(PHARMACY, "", "Kivisalmen apteekki", period)).to_vec()).to_string()
}

async fn nobody_is_reminded_of_a_plan_whose_incoming_pharmacist_has_changed(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let (paavo, henna) = (town.paavo().await, town.henna().await);
    let id = town.plan(&henna, INCOMING).await;
    keep_address(&henna, INCOMING, &id, "henna@uusitalli.example").await;
    keep_address(&paavo, LEAVING, &id, "paavo@kivisalmi.example").await;
    town.tell(&to_another());
    town.world.app.clock.advance_seconds(13 * DAY);
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 1, "it is seen");
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 0, "once");
    assert!(town.mailed("handover_reminder").await.is_empty(), "a week before the day that was");
    let (paavo, henna) = (town.paavo().await, town.henna().await);
    for (browser, organisation) in [(&paavo, LEAVING), (&henna, INCOMING)] {
        let page = browser.page(&format!("/o/{organisation}/handovers/{id}")).await;
        assert!(page.shows("(4.12.2026) apteekin ottaa haltuunsa toinen apteekkari"), "{}", page.body);
        let home = browser.page(&format!("/o/{organisation}/")).await;
        assert!(home.shows("Apteekkirekisterin mukaan apteekin ottaa haltuunsa toinen"), "{}", home.body);
    }
    // While the register is silent, what it said last stands.
    town.tell("nonsense");
    town.world.app.clock.advance_seconds(2 * 3600);
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 0);
    town.tell(&rows("20261210", "20261211"));
    town.world.app.clock.advance_seconds(2 * 3600);
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 1, "named again");
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 1, "and reminded");
    assert_eq!(town.mailed("handover_reminder").await, ["henna@uusitalli.example", "paavo@kivisalmi.example"]);
    let page = town.henna().await.page(&format!("/o/{INCOMING}/handovers/{id}")).await;
    assert!(!page.shows("apteekin ottaa haltuunsa toinen apteekkari"), "{}", page.body);
    assert_eq!(town.audited("pharmacies.incoming_changed").await, 2);
}

async fn who_takes_over_only_after_the_service_has_ended_reads_that_it_needs_an_application(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    in_production_with_a_commitment(&town).await;
    let paavo = town.paavo().await;
    let visit = town.visit(&paavo, LEAVING, "Kivisalmen apteekki");
    give_up_act(visit, PHARMACY.to_string(), last_invoice()).await.expect("given up");
    for (first, with_gap) in [("20270115", true), ("20261211", false)] {
        let own = row(PHARMACY, "", "Kivisalmen apteekki", (LEAVING, "20190304", "20261210"));
        let next = row(PHARMACY, "", "Kivisalmen apteekki", (INCOMING, "20261211", "21001231"));
        let other = row("1.2.246.10.99001539.10.9", "", "Louhen apteekki", (LEAVING, first, "21001231"));
        town.tell(&Value::from(vec![own, next, other]).to_string());
        town.world.app.clock.advance_seconds(2 * 3600);
        let page = town.paavo().await.page(&format!("/o/{LEAVING}/pharmacies")).await;
        let told = "päättyy 10.12.2026, koska luovutte apteekista. Otatte seuraavan apteekin haltuunne 15.1.2027.";
        assert_eq!(page.shows(told), with_gap, "{}", page.body);
        assert_eq!(page.shows("uusi hakemus, jonka voi tehdä aikaisintaan 16.12.2026"), with_gap);
        assert_eq!(page.shows("uutta hakemusta tai allekirjoitusta ei tarvita"), !with_gap, "{}", page.body);
    }
}

async fn a_vendor_that_is_named_and_the_other_pharmacist_are_told(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let intermediary = format!(
        "[[intermediary]]\nbusiness_id = \"{VENDOR}\"\noid = \"1.2.246.10.99001918.10.0\"\nname = \"Virtalähde\"\nemail = \"tuki@virtalahde.example\"\n{DIRECTORY}"
    );
    import_directory(&town.world.app, &Directory::read(&intermediary).expect("reads")).await.expect("imported");
    let (paavo, henna) = (town.paavo().await, town.henna().await);
    granted(&town, &henna, &town.world.vilma().await).await;
    let id = town.plan(&paavo, LEAVING).await;
    town.plan(&henna, INCOMING).await;
    assert_eq!(town.mailed("handover_opened").await, ["henna@uusitalli.example"], "the other pharmacist, once");
    let name = async |version: &str, vendor: &str| {
        let fields = [("version", version), ("vendor", vendor)];
        henna.post(&format!("/o/{INCOMING}/handovers/{id}/vendor"), &fields).await.redirects();
    };
    name("1", VENDOR).await;
    assert_eq!(town.mailed("handover_named").await, ["tuki@virtalahde.example"]);
    let page = town.ville().await.page(&format!("/o/{VENDOR}/handovers/{id}")).await;
    assert!(page.shows("value=\"tuki@virtalahde.example\""), "its own address to begin with: {}", page.body);
    // The plan of a customer makes no pharmacist of the vendor, which gives no care either.
    let sql = "insert into register_copy (source, key, content, fetched_at) values ('organisation', $1, null, $2)
               on conflict (source, key) do update set content = null, fetched_at = excluded.fetched_at";
    town.world.meddle(sql, db::values![VENDOR, town.world.app.clock.now().milliseconds()]).await;
    let home = town.ville().await.page(&format!("/o/{VENDOR}/")).await;
    assert!(home.shows(&format!("/o/{VENDOR}/handovers/{id}")), "{}", home.body);
    for falsehood in ["Aloittakaa ensimmäinen hakemus", "Fimean apteekkirekisteristä"] {
        assert!(!home.shows(falsehood), "{falsehood}: {}", home.body);
    }
    assert!(henna.page(&format!("/o/{INCOMING}/")).await.shows("Fimean apteekkirekisteristä"), "the control");
    let zero = henna.page(&format!("/o/{INCOMING}/handovers/{id}/day-zero")).await;
    assert!(zero.shows("Numeroa ei ole annettu") && !zero.shows("virtalahde.example"), "{}", zero.body);
    town.world.app.clock.advance_seconds(13 * DAY);
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 1);
    assert_eq!(town.mailed("handover_reminder").await, ["henna@uusitalli.example", "tuki@virtalahde.example"]);
}

async fn officers_page_through_notifications(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let ingrid = town.ingrid().await;
    let fields = [
        ("kind", "new_branch"),
        ("name", "Ytterbyns filialapotek"),
        ("effective_on", "12.12.2026"),
        ("email", "ingrid@ogard.example"),
    ];
    let sent = ingrid.post(&format!("/o/{OTHER}/pharmacies/changes"), &fields).await.redirects().to_string();
    let first = sent.rsplit('/').next().expect("an id").to_string();
    let mut tx = town.world.app.db.write().await.expect("a transaction");
    for _ in 0..52 {
        let id = PharmacyChangeId::new(town.world.app.clock.now(), &town.world.app.random);
        tx.run(
            "insert into pharmacy_change (id, number, organisation, organisation_name, kind, pharmacy_name, effective_on, details,
                                          email, language, state, version, sent_at, sent_by)
             select cast($1 as text), cast($1 as text), organisation, organisation_name, kind, pharmacy_name, effective_on,
                    details, email, language, state, version, sent_at, sent_by
             from pharmacy_change where id = $2",
            db::values![id.as_str(), first.as_str()],
        )
        .await
        .expect("inserted");
    }
    tx.commit().await.expect("committed");
    let vilma = town.world.vilma().await;
    let list = vilma.page("/desk/pharmacies").await;
    let line = "<li><a href=\"/desk/pharmacies/";
    assert_eq!(list.body.matches(line).count(), 50, "{}", list.body);
    let next = between(&list.body, "<a href=\"/desk/pharmacies?after=", "\"");
    let rest = vilma.page(&format!("/desk/pharmacies?after={next}")).await;
    assert_eq!(rest.body.matches(line).count(), 3, "{}", rest.body);
    assert!(rest.shows("Luettelon alkuun") && !rest.shows("rel=\"next\""), "{}", rest.body);
    assert_eq!(ingrid.get("/desk/pharmacies").await.status, StatusCode::NOT_FOUND);
}

async fn a_pharmacist_who_typed_no_address_is_told_of_a_moved_day_where_one_is_known(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let (paavo, henna) = (town.paavo().await, town.henna().await);
    granted(&town, &henna, &town.world.vilma().await).await;
    let id = town.plan(&paavo, LEAVING).await;
    let page = henna.page(&format!("/o/{INCOMING}/handovers/{id}")).await;
    assert!(page.shows("value=\"henna@uusitalli.example\""), "it can be changed: {}", page.body);
    town.move_takeover("20261220", "20261221");
    town.world.app.clock.advance_seconds(2 * 3600);
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 1);
    assert_eq!(town.mailed("handover_moved").await, ["henna@uusitalli.example"]);
}

async fn a_pharmacist_who_applied_after_the_plan_was_opened_is_told_of_a_moved_day(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let (paavo, henna) = (town.paavo().await, town.henna().await);
    town.plan(&paavo, LEAVING).await;
    granted(&town, &henna, &town.world.vilma().await).await;
    town.move_takeover("20261220", "20261221");
    town.world.app.clock.advance_seconds(2 * 3600);
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 1);
    assert_eq!(town.mailed("handover_moved").await, ["henna@uusitalli.example"]);
}

async fn an_address_that_nobody_typed_follows_what_a_side_says_elsewhere(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let (paavo, henna, ville) = (town.paavo().await, town.henna().await, town.ville().await);
    granted(&town, &henna, &town.world.vilma().await).await;
    let id = town.plan(&paavo, LEAVING).await;
    let notices = format!("/o/{VENDOR}/technical/address");
    ville.post(&notices, &[("version", "0"), ("email", "vanha@virtalahde.example")]).await.redirects();
    let vendor = [("version", "1"), ("vendor", VENDOR)];
    henna.post(&format!("/o/{INCOMING}/handovers/{id}/vendor"), &vendor).await.redirects();
    assert_eq!(town.mailed("handover_named").await, ["vanha@virtalahde.example"], "the control");
    town.world.app.clock.advance_seconds(60);
    keep(&henna, "0", "uusi@uusitalli.example").await.redirects();
    ville.post(&notices, &[("version", "1"), ("email", "uusi@virtalahde.example")]).await.redirects();
    for (browser, organisation, now) in
        [(&henna, INCOMING, "uusi@uusitalli.example"), (&ville, VENDOR, "uusi@virtalahde.example")]
    {
        let page = browser.page(&format!("/o/{organisation}/handovers/{id}")).await;
        assert!(page.shows(&format!("value=\"{now}\"")), "{now}: {}", page.body);
    }
    town.move_takeover("20261211", "20261212");
    town.world.app.clock.advance_seconds(2 * 3600);
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 1);
    let told = ["uusi@uusitalli.example", "uusi@virtalahde.example"];
    assert_eq!(town.mailed("handover_moved").await, told);
    town.world.app.clock.advance_seconds(14 * DAY);
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 1);
    assert_eq!(town.mailed("handover_reminder").await, told);
    // What is typed in the plan stays, whatever the contacts say later.
    let henna = town.henna().await;
    let typed = [("version", "1"), ("email", "paiva@uusitalli.example"), ("phone", "+358 00 000 0006")];
    henna.post(&format!("/o/{INCOMING}/handovers/{id}/settings"), &typed).await.redirects();
    keep(&henna, "1", "muu@uusitalli.example").await.redirects();
    town.move_takeover("20261220", "20261221");
    town.world.app.clock.advance_seconds(2 * 3600);
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 1);
    let moved = town.mailed("handover_moved").await;
    assert!(moved.contains(&"paiva@uusitalli.example".to_string()), "{moved:?}");
    assert!(!moved.contains(&"muu@uusitalli.example".to_string()), "{moved:?}");
}

async fn a_pharmacist_who_applied_after_the_plan_was_opened_is_reminded(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let (paavo, henna) = (town.paavo().await, town.henna().await);
    town.plan(&paavo, LEAVING).await;
    granted(&town, &henna, &town.world.vilma().await).await;
    town.world.app.clock.advance_seconds(13 * DAY);
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 1);
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 0, "once");
    assert_eq!(town.mailed("handover_reminder").await, ["henna@uusitalli.example"]);
    town.world.app.clock.advance_seconds(6 * DAY);
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 1, "and at the next moment again");
}

db::testing::on_both![
    an_address_that_nobody_typed_follows_what_a_side_says_elsewhere,
    a_pharmacist_who_applied_after_the_plan_was_opened_is_reminded,
    a_pharmacist_who_typed_no_address_is_told_of_a_moved_day_where_one_is_known,
    a_pharmacist_who_applied_after_the_plan_was_opened_is_told_of_a_moved_day,
    each_move_of_one_day_is_told_also_back_to_a_day_that_was_told,
    nobody_is_reminded_of_a_plan_whose_incoming_pharmacist_has_changed,
    who_takes_over_only_after_the_service_has_ended_reads_that_it_needs_an_application,
    a_vendor_that_is_named_and_the_other_pharmacist_are_told,
    officers_page_through_notifications,
];
