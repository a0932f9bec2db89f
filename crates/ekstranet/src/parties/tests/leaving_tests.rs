//! Parties that leave because of their own application, while their main joiner's service gets a last day that turns out to
//! be a mistake; and what the officers read of such parties.

use std::pin::pin;

use db::testing::Scratch;

use super::ending_tests::HEAD_START;
use super::life_tests::press;
use super::turning_tests::{applies, fails};
use super::{HALLA, bring_in, business_id, grant, leena, on_the_desk, stored, told};
use crate::kernel::PartyId;
use crate::parties::rules::PartyState;
use crate::parties::{BeforeLastDay, main_joiner_ends, main_joiner_goes_on};
use crate::services::Service;
use crate::testing::{LEHTOLINNA, World};
use crate::web::{Failure, Visit};

const LAST_DAY: jiff::civil::Date = jiff::civil::date(2026, 12, 31);

/// The main joiner's service gets a last day.
async fn ends(world: &World) -> Vec<BeforeLastDay> {
    let (visit, lehtolinna) = (Visit::of_job(&world.app), business_id(LEHTOLINNA));
    let mut tx = world.app.db.write().await.expect("a transaction");
    let before = main_joiner_ends(&mut tx, &visit, &lehtolinna, Service::Prescription, LAST_DAY).await.expect("ending");
    tx.commit().await.expect("committed");
    before
}

async fn goes_on_in(tx: &mut db::Tx, world: &World, before: &[BeforeLastDay]) -> Result<(), Failure> {
    // Each is a turn of its own, which tells each address once.
    let turn = world.app.clock.now().milliseconds().to_string();
    main_joiner_goes_on(tx, &Visit { request_id: turn, ..Visit::of_job(&world.app) }, before, LAST_DAY).await
}

/// The last day was a mistake.
async fn goes_on(world: &World, before: &[BeforeLastDay]) {
    let mut tx = world.app.db.write().await.expect("a transaction");
    goes_on_in(&mut tx, world, before).await.expect("it goes on");
    tx.commit().await.expect("committed");
}

async fn set(world: &World, id: &PartyId, state: &str, answered_at: Option<i64>) {
    let sql = "update joined_party set state = $1, answered_at = $2 where id = $3";
    world.meddle(sql, db::values![state, answered_at, id.as_str()]).await;
}

/// Mails of a kind to the main joiner.
async fn mails(world: &World, what: &str) -> usize {
    let to = |(happening, recipient): &&(String, String)| happening == what && recipient == "hallinto@99001168.example";
    told(world).await.iter().filter(to).count()
}

async fn a_party_is_joined_again_when_its_application_has_failed_before_a_last_day_is_taken_back(scratch: &Scratch) {
    let world = World::new(scratch);
    grant(&world, LEHTOLINNA).await;
    let id = bring_in(&world, HALLA, "Fysio Halla Ky", PartyState::Waiting).await;
    for (round, (state, answered_at)) in [("waiting", None), ("confirmed", Some(5))].into_iter().enumerate() {
        set(&world, &id, state, answered_at).await;
        applies(&world).await;
        let before = ends(&world).await;
        fails(&world).await;
        assert_eq!(stored(&world, &id).await.state, "ending", "the last day stands");
        world.app.clock.advance_seconds(60);
        goes_on(&world, &before).await;
        let row = stored(&world, &id).await;
        assert_eq!((row.state.as_str(), row.answered_at, row.ends_on), (state, answered_at, None), "as before");
        assert_eq!(mails(&world, "party_stays").await, round + 1);
    }
    // Its application still waits: it leaves.
    applies(&world).await;
    let before = ends(&world).await;
    goes_on(&world, &before).await;
    assert_eq!(stored(&world, &id).await.state, "leaving");
    fails(&world).await;
    assert_eq!(stored(&world, &id).await.state, "confirmed");
}

async fn a_party_that_applies_while_there_is_a_last_day_leaves_when_that_is_taken_back(scratch: &Scratch) {
    let world = World::new(scratch);
    grant(&world, LEHTOLINNA).await;
    let id = bring_in(&world, HALLA, "Fysio Halla Ky", PartyState::Waiting).await;
    set(&world, &id, "confirmed", Some(5)).await;
    let before = ends(&world).await;
    applies(&world).await;
    assert_eq!(stored(&world, &id).await.state, "ending", "the last day stands");
    assert_eq!(on_the_desk(&world).await, [("leaving".to_string(), 1)]);
    assert_eq!(mails(&world, "party_leaving").await, 0, "it ends anyway");
    goes_on(&world, &before).await;
    assert_eq!(stored(&world, &id).await.state, "leaving");
    assert_eq!(mails(&world, "party_leaving").await, 1);
    fails(&world).await;
    let row = stored(&world, &id).await;
    assert_eq!((row.state.as_str(), row.answered_at), ("confirmed", Some(5)), "as before");
    // And when the application has failed before.
    let before = ends(&world).await;
    applies(&world).await;
    fails(&world).await;
    goes_on(&world, &before).await;
    let row = stored(&world, &id).await;
    assert_eq!((row.state.as_str(), row.answered_at), ("confirmed", Some(5)), "as before");
    // Who contests is not joined, and leaves nothing.
    set(&world, &id, "contested", Some(5)).await;
    let before = ends(&world).await;
    applies(&world).await;
    goes_on(&world, &before).await;
    assert_eq!(stored(&world, &id).await.state, "contested");
}

/// Whichever of the two is first, the party is joined afterwards.
async fn an_application_that_fails_while_a_last_day_is_taken_back_leaves_nobody_leaving(scratch: &Scratch) {
    let world = World::new(scratch);
    grant(&world, LEHTOLINNA).await;
    let id = bring_in(&world, HALLA, "Fysio Halla Ky", PartyState::Waiting).await;
    for failing_first in [false, true] {
        set(&world, &id, "confirmed", Some(5)).await;
        applies(&world).await;
        let before = ends(&world).await;
        let mut first = world.app.db.write().await.expect("a transaction");
        let (mut failing, mut going_on) = (pin!(fails(&world)), pin!(goes_on(&world, &before)));
        if failing_first {
            let (visit, halla) = (Visit::of_job(&world.app), business_id(HALLA));
            crate::parties::came_to_nothing(&mut first, &visit, &halla, Service::Prescription).await.expect("ended");
            let early = tokio::time::timeout(HEAD_START, &mut going_on).await;
            first.commit().await.expect("committed");
            if early.is_err() {
                going_on.await;
            }
        } else {
            goes_on_in(&mut first, &world, &before).await.expect("it goes on");
            let early = tokio::time::timeout(HEAD_START, &mut failing).await;
            first.commit().await.expect("committed");
            if early.is_err() {
                failing.await;
            }
        }
        let row = stored(&world, &id).await;
        assert_eq!((row.state.as_str(), row.answered_at), ("confirmed", Some(5)), "failing first: {failing_first}");
    }
}

async fn the_desk_says_what_has_become_of_whoever_meant_to_leave_or_did_not_answer(scratch: &Scratch) {
    const STAYS: &str = "oma hakemus ei johtanut käyttöönottoon, joten mukanaliittyjä jää";
    let world = World::new(scratch);
    grant(&world, LEHTOLINNA).await;
    let id = bring_in(&world, HALLA, "Fysio Halla Ky", PartyState::Waiting).await;
    let (vilma, leena) = (world.vilma().await, leena(&world).await);
    let version = async || stored(&world, &id).await.version.to_string();
    applies(&world).await;
    assert!(!vilma.page("/desk/parties").await.shows("Selvinnyt"), "it leaves");
    fails(&world).await;
    world.app.clock.advance_seconds(60);
    let desk = vilma.page("/desk/parties").await;
    assert!(desk.shows(STAYS) && !desk.shows("vahvisti liittymisen"), "it has not confirmed: {}", desk.body);
    let shown = version().await;
    press(&world, &leena, &id, &[("version", shown.as_str()), ("answer", "confirm")]).await;
    let desk = vilma.page("/desk/parties").await;
    assert!(desk.shows("vahvisti liittymisen 21.11.2026") && !desk.shows(STAYS), "now it has: {}", desk.body);
    // Who had confirmed before it applied has not confirmed since.
    world.meddle("update party_news set handled_at = 1", db::values![]).await;
    world.app.clock.advance_seconds(60);
    applies(&world).await;
    fails(&world).await;
    let desk = vilma.page("/desk/parties").await;
    assert!(desk.shows(STAYS) && !desk.shows("vahvisti liittymisen"), "{}", desk.body);
    // Whoever did not answer may answer otherwise than was asked.
    let sql = "update party_news set what = 'unanswered'";
    world.meddle(sql, db::values![]).await;
    set(&world, &id, "waiting", None).await;
    assert!(!vilma.page("/desk/parties").await.shows("Mukanaliittyjä vastasi"), "it waits");
    let (shown, reason) = (version().await, format!("reason-{id}"));
    let contested = [("version", shown.as_str()), ("answer", "contest"), (reason.as_str(), "Emme ole sopineet.")];
    press(&world, &leena, &id, &contested).await;
    let desk = vilma.page("/desk/parties").await;
    assert!(desk.shows("Mukanaliittyjä vastasi 21.11.2026."), "{}", desk.body);
}

db::testing::on_both![
    a_party_is_joined_again_when_its_application_has_failed_before_a_last_day_is_taken_back,
    a_party_that_applies_while_there_is_a_last_day_leaves_when_that_is_taken_back,
    an_application_that_fails_while_a_last_day_is_taken_back_leaves_nobody_leaving,
    the_desk_says_what_has_become_of_whoever_meant_to_leave_or_did_not_answer,
];
