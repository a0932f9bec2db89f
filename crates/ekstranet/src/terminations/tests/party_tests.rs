//! What a main joiner's last day means to parties that come after it was set, with the registers on the wire.

use axum::http::StatusCode;
use db::testing::{Scratch, guarded};

use super::{DAY, answer, fill, grant, mailed, version};
use crate::kernel::{Basis, Position};
use crate::parties::tests::{application_sent, bring_in};
use crate::parties::{PartyState, remind_and_end};
use crate::services::Service;
use crate::sign_in::tests_outside::Outside;
use crate::terminations::end_due;
use crate::testing::{Browser, LEHTOLINNA, World};

/// The main joiner's application was sent at some time, and its service is in production.
async fn main_joiner(world: &World) {
    grant(world, LEHTOLINNA, Service::Prescription, true).await;
    application_sent(world).await;
}

/// The main joiner gives everything up until the end of the year, and an officer confirms it.
async fn ends(world: &World, kauko: &Browser<'_>) {
    let address = kauko.post(&format!("/o/{LEHTOLINNA}/terminations"), &[]).await.redirects().to_string();
    fill(kauko, &address, &[], "31.12.2026").await;
    let number: i64 = version(&kauko.page(&format!("{address}/check")).await).parse().expect("a version");
    let right = Basis::Position(Position::ManagingDirector);
    let visit = world.visit(kauko, (LEHTOLINNA, "Lehtolinnan Lääkärikeskus Oy"), right);
    let id = address.rsplit('/').next().expect("an id").to_string();
    super::send_act(visit, id, serde_json::json!({ "version": number })).await.expect("sent");
    answer(&world.vilma().await, &address, &[("answer", "confirm"), ("day", "31.12.2026")]).await.redirects();
}

async fn state_of(world: &World, party: &str) -> Vec<(String, Option<String>)> {
    let sql = "select state, ends_on from joined_party where party = $1 order by id";
    world.app.db.read().await.expect("a reader").all(sql, db::values![party]).await.expect("listed")
}

async fn nobody_is_brought_in_for_a_service_that_has_a_last_day(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let (world, base) = (&outside.world, format!("/o/{LEHTOLINNA}/parties"));
    main_joiner(world).await;
    let kauko = world.kauko().await;
    let list = [("list", "9900198-5;resepti\n9900124-8;resepti")];
    let early = kauko.post(&format!("{base}/add-many"), &list).await.redirects().to_string();
    assert!(kauko.page(&early).await.shows("Kelvollisia rivejä: 2."), "before the last day was set");
    ends(world, &kauko).await;
    let refused = kauko.post(&format!("{early}/save"), &[("version", "1")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.shows("tilanne on muuttunut") && refused.shows("Mitään ei tallennettu"), "{}", refused.body);
    assert!(refused.shows("Rivillä on palvelu, jonka käyttönne päättyy"), "{}", refused.body);
    for page in ["add", "add-many"] {
        let page = kauko.page(&format!("{base}/{page}")).await;
        assert!(page.shows("Resepti-palvelu: käyttönne päättyy 31.12.2026."), "{}", page.body);
        assert!(!page.shows("value=\"prescription\""), "it is not offered: {}", page.body);
    }
    let late = kauko.post(&format!("{base}/add-many"), &list).await.redirects().to_string();
    let page = kauko.page(&late).await;
    assert!(page.shows("Kelvollisia rivejä: 0.") && page.shows("Poistakaa palvelu riviltä"), "{}", page.body);
    assert!(state_of(world, "9900198-5").await.is_empty() && mailed(world, "party_added").await.is_empty());
}

async fn a_party_that_is_joined_when_the_service_has_ended_is_joined_no_more(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let (world, base) = (&outside.world, format!("/o/{LEHTOLINNA}/parties"));
    main_joiner(world).await;
    let kauko = world.kauko().await;
    ends(world, &kauko).await;
    // Who was added between the confirmation and the last day: one asked, one confirmed, one with a later day of its own.
    for (party, state) in
        [("9900132-8", PartyState::Waiting), ("9900198-5", PartyState::Confirmed), ("9900175-8", PartyState::Ending)]
    {
        bring_in(world, party, "Tuulensuun Psykoterapia", state).await;
    }
    let later = "update joined_party set ends_on = '2027-06-30' where state = 'ending'";
    world.meddle(later, db::values![]).await;
    world.app.clock.advance_seconds(41 * DAY);
    assert_eq!(guarded(end_due(&world.app)).await.expect("ran"), 1);
    guarded(remind_and_end(&world.app)).await.expect("ran");
    for party in ["9900132-8", "9900198-5", "9900175-8"] {
        assert_eq!(state_of(world, party).await, [("ended".to_string(), Some("2026-12-31".to_string()))], "{party}");
    }
    assert_eq!(mailed(world, "party_ended").await.len(), 3, "each is told once");
    assert!(mailed(world, "party_reminder").await.is_empty(), "nobody is asked to confirm what is gone");
    // Who is added now waits for another application.
    let kauko = world.kauko().await;
    let add = [("party", "9900124-8"), ("services", "prescription"), ("day", "15.1.2027"), ("email", "")];
    let list = kauko.post(&format!("{base}/add"), &add).await.redirects().to_string();
    kauko.post(&format!("{list}/save"), &[("version", "1")]).await.redirects();
    assert_eq!(state_of(world, "9900124-8").await, [("listed".to_string(), None)]);
    assert!(mailed(world, "party_added").await.is_empty());
}

db::testing::on_both![
    nobody_is_brought_in_for_a_service_that_has_a_last_day,
    a_party_that_is_joined_when_the_service_has_ended_is_joined_no_more,
];
