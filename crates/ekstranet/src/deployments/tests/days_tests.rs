//! Which day counts as the first of production.

use axum::http::StatusCode;
use db::testing::{Scratch, guarded};
use jiff::civil::date;

use super::{Done, Opening, demands, granted_for, granted_with, production_due, state, test, tick_all};
use crate::deployments::rules::{DateProblem, DeploymentTest, test_after_agreed};
use crate::deployments::{DeploymentState, begin_due, list};
use crate::kernel::{BusinessId, Date, Instant, Language};
use crate::registers::Takeover;
use crate::services::Service;
use crate::testing::{RANTAPOLKU, World};

const DAY: i64 = 24 * 3600;

/// Noon of a day of 2026, in milliseconds.
fn noon(month: i8, day: i8) -> i64 {
    let start = Instant::from_milliseconds(1_795_255_200_000);
    let days = start.date().until(date(2026, month, day)).expect("a span").get_days();
    start.milliseconds() + i64::from(days) * DAY * 1000
}

#[test]
fn production_counts_from_the_last_step_and_not_before_the_agreed_day() {
    let demands = demands(Service::PatientData);
    let done = |at: i64| -> Vec<Done> {
        let item =
            |item: &str| Done { item: item.to_string(), at, by_name: String::new(), note: None, called_at: None };
        demands.items.iter().map(|one| item(one.key)).collect()
    };
    let passed = |at: i64| [DeploymentTest { reported_at: Some(at), ..test(1, Some("passed")) }];
    let due = |done: &[Done], tests: &[DeploymentTest], opening: Opening, today: Date| {
        production_due(&demands, (done, tests), Some("2026-12-01"), opening, today)
    };
    let (november, any) = (noon(11, 30), Opening::Any);
    let today = date(2026, 12, 10);
    let reported_late = due(&done(november), &passed(noon(12, 10)), any, today);
    assert_eq!(reported_late, Some(date(2026, 12, 10)), "agreed 1 December, reported 10 December");
    let ticked_late = due(&done(noon(12, 5)), &passed(november), any, today);
    assert_eq!(ticked_late, Some(date(2026, 12, 5)), "the last tick counts too");
    let job_slept = due(&done(november), &passed(november), any, date(2026, 12, 3));
    assert_eq!(job_slept, Some(date(2026, 12, 1)), "a job that slept makes it no later");
    let takeover = Opening::From(date(2026, 12, 21));
    assert_eq!(due(&done(november), &passed(november), takeover, today), None, "the pharmacy is not theirs yet");
    let taken_over = due(&done(november), &passed(november), takeover, date(2026, 12, 22));
    assert_eq!(taken_over, Some(date(2026, 12, 21)));
    assert_eq!(due(&done(november), &passed(november), Opening::Never, today), None);
}

#[test]
fn a_confirmed_test_counts_from_its_confirmation() {
    let demands = demands(Service::OldPatientData);
    assert!(demands.confirmed);
    let item = |item: &str| Done {
        item: item.to_string(),
        at: noon(11, 20),
        by_name: String::new(),
        note: None,
        called_at: None,
    };
    let done: Vec<Done> = demands.items.iter().map(|one| item(one.key)).collect();
    let judged = DeploymentTest {
        reported_at: Some(noon(11, 25)),
        judged_at: Some(noon(12, 4)),
        accepted: Some(1),
        ..test(1, Some("passed"))
    };
    let due = production_due(&demands, (&done, &[judged]), Some("2026-12-01"), Opening::Any, date(2026, 12, 4));
    assert_eq!(due, Some(date(2026, 12, 4)));
}

#[test]
fn a_takeover_that_lies_ahead_holds_production_back() {
    let (today, takeover) = (date(2026, 11, 21), date(2026, 12, 11));
    let opening = Opening::of(Takeover::Open { takeover, recommended: today });
    assert_eq!(opening.check(today, today), Err(DateProblem::BeforeTakeover(takeover)));
    assert_eq!(opening.check(takeover, today), Ok(()));
    assert_eq!(Opening::of(Takeover::TooEarly { takeover, opens: today }), opening);
    assert_eq!(Opening::of(Takeover::Begun { since: takeover }).check(takeover, takeover), Ok(()));
    assert_eq!(Opening::of(Takeover::Unknown).check(takeover, today), Err(DateProblem::NoTakeover));
    assert_eq!(Opening::Any.check(today, today), Ok(()));
}

#[test]
fn a_test_after_the_agreed_day_is_noticed_until_it_is_reported() {
    let demands = demands(Service::PatientData);
    let planned = [DeploymentTest { planned_on: "2026-12-10".to_string(), ..test(1, None) }];
    let later = |tests: &[DeploymentTest], agreed: Option<&str>| {
        test_after_agreed(&demands, DeploymentState::TestPlanned, tests, agreed)
    };
    assert_eq!(later(&planned, Some("2026-12-09")), Some(date(2026, 12, 10)));
    for agreed in [Some("2026-12-10"), Some("2026-12-11"), None] {
        assert_eq!(later(&planned, agreed), None, "{agreed:?}");
    }
    assert_eq!(later(&[test(1, Some("passed"))], Some("2026-11-01")), None);
}

async fn production_since_is_the_day_on_which_the_test_passed(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, id) = (world.matti().await, granted_for(&world, Service::PatientData).await);
    let address = format!("/o/{RANTAPOLKU}/deployments/{id}");
    tick_all(&matti, &address, Service::PatientData).await;
    matti.post(&format!("{address}/production-date"), &[("version", "1"), ("date", "21.11.2026")]).await.redirects();
    matti.post(&format!("{address}/test"), &[("version", "2"), ("test_day", "30.11.2026")]).await.redirects();
    world.app.clock.advance_seconds(9 * DAY);
    assert_eq!(guarded(begin_due(&world.app)).await.expect("ran"), 0);
    let matti = world.matti().await;
    let report = [
        ("version", "3"),
        ("result", "passed"),
        ("held_on", "30.11.2026"),
        ("performed_by", "Tiina Tekninen"),
        ("archivist", "Anni Arkisto"),
        ("remarks", ""),
    ];
    matti.post(&format!("{address}/test-report"), &report).await.redirects();
    assert_eq!(state(&world).await.0, DeploymentState::InProduction);
    let page = matti.page(&address).await;
    assert!(page.shows("tuotantokäytössä 30.11.2026 alkaen") && !page.shows("21.11.2026 alkaen"), "{}", page.body);
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let mut read = world.app.db.read().await.expect("a reader");
    let line = list(&mut read, &organisation).await.expect("listed").remove(0);
    assert_eq!(line.in_production_since.as_deref(), Some("2026-11-30"));
    let sql = "select detail from audit_entry where action = 'deployments.production_started'";
    let (detail,): (String,) = read.one(sql, db::values![]).await.expect("audited once");
    assert!(detail.contains("2026-11-30"), "{detail}");
}

async fn a_test_after_the_agreed_day_is_told_in_three_languages(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, id) = (world.matti().await, granted_for(&world, Service::PatientData).await);
    let address = format!("/o/{RANTAPOLKU}/deployments/{id}");
    matti.post(&format!("{address}/production-date"), &[("version", "1"), ("date", "1.12.2026")]).await.redirects();
    let plan = format!("{address}/test");
    matti.post(&plan, &[("version", "2"), ("test_day", "1.12.2026")]).await.redirects();
    assert!(!matti.page(&address).await.shows("mutta tuotantokäytön sovittiin"), "on the same day");
    matti.post(&plan, &[("version", "3"), ("test_day", "10.12.2026")]).await.redirects();
    let early = [("version", "4"), ("date", "9.12.2026")];
    let refused = matti.post(&format!("{address}/production-date"), &early).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("Koe pidetään 10.12.2026. Valitkaa sama tai myöhempi päivä"), "{}", refused.body);
    assert!(
        matti.page(&address).await.shows("Koe on 10.12.2026, mutta tuotantokäytön sovittiin alkavan 1.12.2026."),
        "the days stand in their order"
    );
    for (language, words) in [
        (Language::Sv, "Provet hålls 10.12.2026, men den avtalade dagen för produktionsanvändningen är 1.12.2026."),
        (
            Language::En,
            "The test is on 10 December 2026, but the agreed first day of production use is 1 December 2026.",
        ),
    ] {
        let page = world.matti().await.speaking(language).get(&address).await;
        assert!(page.status == StatusCode::OK && page.shows(words), "{}", page.body);
    }
}

async fn the_day_that_is_offered_is_not_before_the_test(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, id) = (world.matti().await, granted_for(&world, Service::PatientData).await);
    let address = format!("/o/{RANTAPOLKU}/deployments/{id}");
    let field = |page: &crate::testing::Answer| crate::testing::between(&page.body, "id=\"date\"", ">").to_string();
    assert!(field(&matti.page(&address).await).contains("4.12.2026"), "the wished day");
    matti.post(&format!("{address}/test"), &[("version", "1"), ("test_day", "10.12.2026")]).await.redirects();
    assert!(field(&matti.page(&address).await).contains("10.12.2026"));
    let same = [("version", "2"), ("date", "10.12.2026")];
    matti.post(&format!("{address}/production-date"), &same).await.redirects();
    assert!(field(&matti.page(&address).await).contains("10.12.2026"), "on the same day");
}

async fn the_day_of_the_test_that_was_wished_for_is_offered(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    for (wished, offered) in [("2026-12-01", true), ("2026-11-20", false)] {
        let answers = serde_json::json!({ "test_schedule": { "test_date": wished } });
        let id = granted_with(&world, Service::PatientData, &answers).await;
        let page = matti.page(&format!("/o/{RANTAPOLKU}/deployments/{id}")).await;
        let field = crate::testing::between(&page.body, "id=\"test_day\"", ">").to_string();
        assert_eq!(field.contains("value=\"1.12.2026\""), offered, "{field}");
        assert_eq!(field.contains("value=\"\""), !offered, "not one that has passed: {field}");
    }
}

/// What the register of providers last told of the units of the customer: OID, name, first and last day.
async fn units(world: &World, units: &[(&str, &str, &str, &str)]) {
    let units: Vec<serde_json::Value> = units
        .iter()
        .map(|(oid, name, begins_on, ends_on)| {
            serde_json::json!({ "oid": oid, "name": name, "begins_on": begins_on, "ends_on": ends_on })
        })
        .collect();
    let told = serde_json::json!({ "business_id": RANTAPOLKU, "oid": "1.2.246.10.99002267.10.0", "name": "Ranta",
        "sector": "2", "street_address": "Rantapolku 1", "post_code": "00000", "post_office": "RANTALA",
        "health": true, "social": false, "units": units });
    let sql = "insert into register_copy (source, key, content, fetched_at) values ('organisation', $1, $2, $3)";
    let values = db::values![RANTAPOLKU, told.to_string(), world.app.clock.now().milliseconds()];
    world.meddle(sql, values).await;
}

async fn units_that_are_not_valid_on_the_agreed_day_are_told_and_hinder_nothing(scratch: &Scratch) {
    let world = World::new(scratch);
    let oid = |number: usize| format!("1.2.246.10.99002267.10.{number}");
    units(
        &world,
        &[
            (&oid(1), "Rannan vastaanotto", "2020-01-01", "2026-11-30"),
            (&oid(2), "Rannan laboratorio", "2020-01-01", "2100-12-31"),
            (&oid(3), "Rannan kuvantaminen", "2027-01-04", "2100-12-31"),
            (&oid(4), "Rannan kotihoito", "2020-01-01", "2020-12-31"),
        ],
    )
    .await;
    // The fifth is no more in the register; the fourth was not chosen.
    let answers = serde_json::json!({ "units": { "units": [oid(1), oid(2), oid(3), oid(5)] } });
    let id = super::granted_with(&world, Service::PatientData, &answers).await;
    let (matti, address) = (world.matti().await, format!("/o/{RANTAPOLKU}/deployments/{id}"));
    let set = async |version: &str, day: &str| {
        let fields = [("version", version), ("date", day)];
        matti.post(&format!("{address}/production-date"), &fields).await.redirects();
        matti.page(&address).await
    };
    assert!(!matti.page(&address).await.shows("eivät SOTE-organisaatiorekisterin mukaan"), "no day is agreed");
    let page = set("1", "1.12.2026").await;
    let gone = format!("{} (ei ole rekisterissä)", oid(5));
    assert!(
        page.shows("ole voimassa sovittuna päivänä 1.12.2026: Rannan vastaanotto (viimeinen päivä 30.11.2026), ")
            && page.shows("Rannan kuvantaminen (alkaa 4.1.2027)")
            && page.shows(&gone),
        "{}",
        page.body
    );
    assert!(!page.shows("laboratorio") && !page.shows("kotihoito"), "{}", page.body);
    for (language, words) in [
        (Language::Sv, "inte är giltiga den avtalade dagen 1.12.2026: Rannan vastaanotto (sista dagen 30.11.2026)"),
        (Language::En, "valid on the agreed day, 1 December 2026: Rannan vastaanotto (last day 30 November 2026)"),
    ] {
        let page = world.matti().await.speaking(language).get(&address).await;
        assert!(page.status == StatusCode::OK && page.shows(words), "{}", page.body);
    }
    let vilma = world.vilma().await;
    let desk = vilma.page(&format!("/desk/deployments/{id}")).await;
    let told = "ole voimassa sovittuna päivänä 1.12.2026: Rannan vastaanotto (viimeinen päivä 30.11.2026), ";
    assert!(desk.shows(told) && desk.shows("Asiakas näkee saman tiedon"), "{}", desk.body);
    let page = set("2", "30.11.2026").await;
    assert!(
        !page.shows("Rannan vastaanotto") && page.shows("(alkaa 4.1.2027)"),
        "valid on its last day: {}",
        page.body
    );
    world.meddle("delete from register_copy where source = 'organisation'", db::values![]).await;
    let page = matti.page(&address).await;
    assert!(!page.shows("eivät SOTE-organisaatiorekisterin mukaan"), "nothing is known: {}", page.body);
}

db::testing::on_both![
    units_that_are_not_valid_on_the_agreed_day_are_told_and_hinder_nothing,
    the_day_that_is_offered_is_not_before_the_test,
    the_day_of_the_test_that_was_wished_for_is_offered,
    production_since_is_the_day_on_which_the_test_passed,
    a_test_after_the_agreed_day_is_told_in_three_languages,
];
