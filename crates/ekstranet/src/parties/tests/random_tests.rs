//! Random steps of both sides of a joining at once, while a list brings the same party in again. The seed is fixed, so that
//! a failure comes again.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use db::testing::Scratch;

use super::life_tests::press;
use super::{HALLA, bring_in, business_id, leena, stored};
use crate::kernel::{PartyId, Random};
use crate::parties::rules::{self, PartyState, PartyStep, Side};
use crate::parties::store::{self, NewParty};
use crate::services::Service;
use crate::testing::{Browser, LEHTOLINNA, World};
use crate::web::Visit;

/// What the party does, with the answer that its button posts.
const OF_PARTY: [(PartyStep, &str); 4] = [
    (PartyStep::Confirm, "confirm"),
    (PartyStep::Contest, "contest"),
    (PartyStep::Leave, "leave"),
    (PartyStep::Stay, "stay"),
];
/// What the main joiner does. An end today comes seldom: nothing follows it.
const OF_MAIN_JOINER: [PartyStep; 6] = [
    PartyStep::AskAgain,
    PartyStep::SetEnd,
    PartyStep::AskAgain,
    PartyStep::AskAgain,
    PartyStep::End,
    PartyStep::AskAgain,
];

/// The main joiner presses a button of the page that shows a version.
async fn presses(kauko: &Browser<'_>, id: &PartyId, version: &str, step: PartyStep) -> StatusCode {
    let party = format!("/o/{LEHTOLINNA}/parties/{id}");
    if step == PartyStep::AskAgain {
        return kauko.post(&format!("{party}/ask-again"), &[("version", version)]).await.status;
    }
    let day = if step == PartyStep::End { "21.11.2026" } else { "1.1.2027" };
    let fields = [("version", version), ("day", day), ("reason", "Sopimus päättyy."), ("answer", "end")];
    kauko.post(&format!("{party}/end"), &fields).await.status
}

/// A list names the party for the same service; whether that made a relation.
async fn imports(world: &World) -> Option<PartyId> {
    let visit = Visit::of_job(&world.app);
    let id = PartyId::new(visit.now, &world.app.random);
    let mut tx = world.app.db.write().await.expect("a transaction");
    let number = store::next_numbers(&mut tx, 2026, 1).await.expect("a number");
    let new = NewParty {
        id: &id,
        reference: &rules::reference(2026, number),
        main_joiner: &business_id(LEHTOLINNA),
        main_joiner_name: "Lehtolinnan Lääkärikeskus Oy",
        party: &business_id(HALLA),
        party_name: "Fysio Halla Ky",
        service: Service::Prescription,
        state: PartyState::Waiting,
        begins_on: "2026-12-01",
        email: None,
        language: "fi",
    };
    let made = store::insert(&mut tx, visit.now, &new).await.expect("tried");
    tx.commit().await.expect("committed");
    made.then_some(id)
}

async fn state(world: &World, id: &PartyId) -> (PartyState, i64) {
    let row = stored(world, id).await;
    (PartyState::parse(&row.state).expect("a state"), row.version)
}

async fn random_steps_of_several_at_once_leave_no_joining_in_two_states(scratch: &Scratch) {
    let world = World::new(scratch);
    let (kauko, leena) = (world.kauko().await, leena(&world).await);
    let random = Random::seeded(14);
    let mut id = bring_in(&world, HALLA, "Fysio Halla Ky", PartyState::Waiting).await;
    let (mut taken, mut refused, mut relations) = (BTreeSet::new(), 0, 1);
    for round in 0..150 {
        let [first, second, third, imported]: [u8; 4] = random.bytes();
        let (before, version) = state(&world, &id).await;
        let shown = version.to_string();
        let reason = format!("reason-{id}");
        let (one, said) = OF_PARTY[usize::from(first) % OF_PARTY.len()];
        let (two, other) = OF_PARTY[usize::from(second) % OF_PARTY.len()];
        let three = OF_MAIN_JOINER[usize::from(third) % OF_MAIN_JOINER.len()];
        let posted =
            |answer| [("version", shown.as_str()), ("answer", answer), (reason.as_str(), "Emme ole sopineet.")];
        let (said, other) = (posted(said), posted(other));
        let (a, b, c, made) = tokio::join!(
            press(&world, &leena, &id, &said),
            press(&world, &leena, &id, &other),
            presses(&kauko, &id, &shown, three),
            async { if imported % 4 == 0 { imports(&world).await } else { None } },
        );
        let pressed = [(one, Side::Party, a), (two, Side::Party, b), (three, Side::MainJoiner, c)];
        assert!(pressed.iter().all(|(.., status)| [303, 409].contains(&status.as_u16())), "{round}: {pressed:?}");
        let done: Vec<_> = pressed.iter().filter(|(.., status)| *status == StatusCode::SEE_OTHER).collect();
        assert!(done.len() <= 1, "{round}: one page, one step: {pressed:?}");
        refused += 3 - done.len();
        world.app.db.settle().await.expect("settled");
        let (after, now) = state(&world, &id).await;
        let expected = done.first().map_or(Ok(before), |(step, side, _)| before.after(*step, *side));
        assert_eq!(expected, Ok(after), "{round}: {before:?} and {done:?}");
        assert_eq!(now, version + i64::try_from(done.len()).expect("few"), "{round}: each step is one version");
        taken.extend(done.iter().map(|(step, ..)| format!("{step:?}")));
        // Whoever is brought in while the relation is open is there already; once it has ended, anew.
        assert!(made.is_none() || after == PartyState::Ended, "{round}: brought in twice");
        let next = if after == PartyState::Ended && made.is_none() { imports(&world).await } else { made };
        relations += i64::from(next.is_some());
        id = next.unwrap_or(id);
        one_relation_is_open(&world, relations).await;
    }
    assert!(refused > 100 && relations > 2, "{refused} {relations}");
    let all = ["AskAgain", "Confirm", "Contest", "End", "Leave", "SetEnd", "Stay"];
    assert_eq!(taken.iter().map(String::as_str).collect::<Vec<_>>(), all, "every step was taken");
}

/// For one party, service and main joiner; and none of the earlier ones has gone.
async fn one_relation_is_open(world: &World, relations: i64) {
    let mut read = world.app.db.read().await.expect("a reader");
    let count = "select count(*), sum(case when state = 'ended' then 0 else 1 end) from joined_party";
    let found: (i64, i64) = read.one(count, db::values![]).await.expect("counted");
    assert_eq!(found, (relations, 1));
}

db::testing::on_both![random_steps_of_several_at_once_leave_no_joining_in_two_states];
