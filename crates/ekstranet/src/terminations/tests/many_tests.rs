//! Random steps of two representatives, two officers and the days at once. Seeds are fixed, so that a failure comes again.

use std::collections::BTreeMap;

use db::testing::{Scratch, guarded};
use jiff::ToSpan as _;
use serde_json::json;

use super::{DAY, begin, fill, grant, standing};
use crate::deployments::DeploymentState;
use crate::kernel::{Basis, Position, Random, TerminationId};
use crate::matters;
use crate::matters::testing::{done, leads, likely, made};
use crate::services::Service;
use crate::terminations::answering;
use crate::terminations::rules::{Side, Step, TerminationState};
use crate::terminations::rules_answers::Answer;
use crate::terminations::store::TerminationRow;
use crate::terminations::{end_due, send_act, sending, taking_back};
use crate::testing::{Browser, RANTAPOLKU, World};
use crate::web::{Failure, Visit};

/// Every step of a termination with its side and the action with which the audit log tells of it.
const STEPS: [(Step, Side, &str); 8] = [
    (Step::Send, Side::Customer, "terminations.sent"),
    (Step::Discard, Side::Customer, "terminations.discarded"),
    (Step::Withdraw, Side::Customer, "terminations.withdrawn"),
    (Step::Return, Side::Officer, "terminations.returned"),
    (Step::Confirm, Side::Officer, "terminations.confirmed"),
    (Step::Reject, Side::Officer, "terminations.rejected"),
    (Step::TakeBack, Side::Officer, "terminations.taken_back"),
    (Step::DayPassed, Side::System, "terminations.ended"),
];

async fn stored(world: &World, id: &TerminationId) -> (TerminationState, i64) {
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select state, version from termination where id = $1";
    let (state, version): (String, i64) = read.one(sql, db::values![id.as_str()]).await.expect("a termination");
    (TerminationState::parse(&state).expect("known"), version)
}

fn visit(world: &World, who: &Browser<'_>, side: Side) -> Visit {
    if side == Side::Officer {
        return Visit { session: who.session.clone(), acting: None, ..Visit::of_job(&world.app) };
    }
    let right = Basis::Position(Position::ManagingDirector);
    world.visit(who, (RANTAPOLKU, "Rantapolun Lääkäriasema Oy"), right)
}

/// Tries a step with the version that its page showed. Anything but a refusal is a failure of the test.
async fn attempt(world: &World, visit: Visit, (id, version): (&TerminationId, i64), step: Step) {
    let today = visit.now.date();
    let outcome = match step {
        Step::Send => send_act(visit, id.to_string(), json!({ "version": version })).await.map(drop),
        Step::Discard => matters::discard::<TerminationRow>(&visit, id, version).await,
        Step::Withdraw => sending::withdraw(&visit, id, version).await,
        Step::Return => answering::answer(&visit, id, version, &Answer::Return("Korjatkaa.".to_string())).await,
        Step::Confirm => {
            // Today or tomorrow, so that some end and others are taken back before.
            let last_day = today.saturating_add((version / 2 % 2).days());
            answering::answer(&visit, id, version, &Answer::Confirm(last_day, String::new())).await
        }
        Step::Reject => answering::answer(&visit, id, version, &Answer::Reject("Ei käy.".to_string())).await,
        Step::TakeBack => taking_back::take_back(&visit, id, version, "Väärä asia.").await,
        Step::DayPassed => guarded(end_due(&world.app)).await.map(drop),
    };
    match outcome {
        // A draft is not there for officers.
        Ok(()) | Err(Failure::Stale | Failure::Forbidden | Failure::NotFound) => {}
        Err(failure) => panic!("{step:?}: {failure:?}"),
    }
}

/// The life of a termination.
fn life(state: TerminationState, step: Step, side: Side) -> Option<TerminationState> {
    state.after(step, side).ok()
}

/// What belongs to a termination agrees with its one state.
async fn agrees(world: &World, id: &TerminationId, state: TerminationState) {
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select count(*) from termination_service where termination_id = $1 and live = 1";
    let (live,): (i64,) = read.one(sql, db::values![id.as_str()]).await.expect("counted");
    assert_eq!(live, i64::from(state.is_live()), "{state:?}");
    let sql = "select count(*) from termination_version where termination_id = $1";
    let (versions,): (i64,) = read.one(sql, db::values![id.as_str()]).await.expect("counted");
    let sql = "select count(number) from termination where id = $1";
    let (numbers,): (i64,) = read.one(sql, db::values![id.as_str()]).await.expect("counted");
    drop(read);
    let [sent, _, _, _, confirmed, _, taken_back, ended] = done(world, id.as_str(), STEPS).await;
    assert_eq!((versions, numbers), (sent, i64::from(sent > 0)), "each sending is frozen, all under one number");
    let is_confirmed = matches!(state, TerminationState::Confirmed | TerminationState::Ended);
    assert_eq!(confirmed - taken_back, i64::from(is_confirmed), "{state:?}");
    assert_eq!(ended, i64::from(state == TerminationState::Ended), "{state:?}");
    let services = standing(world, RANTAPOLKU).await;
    let last_days = services.iter().filter(|(_, _, last_day)| last_day.is_some()).count();
    let expected = match state {
        TerminationState::Confirmed => DeploymentState::Ending,
        TerminationState::Ended => DeploymentState::Ended,
        _ => DeploymentState::InProduction,
    };
    let states: Vec<DeploymentState> = services.iter().map(|(_, state, _)| *state).collect();
    let live = states.iter().filter(|state| **state != DeploymentState::Ended).count();
    assert!(live <= 1 && states.contains(&expected), "{state:?} and {states:?}");
    let ended = states.len() - live;
    assert_eq!(last_days, ended + usize::from(expected == DeploymentState::Ending), "{services:?}");
}

/// A termination that lets a service end on a day near the world's own.
async fn drafted(world: &World, matti: &Browser<'_>) -> TerminationId {
    let day = world.app.clock.now().date().saturating_add(2.days());
    let address = begin(matti).await;
    fill(matti, &address, &[], &format!("{}.{}.{}", day.day(), day.month(), day.year())).await;
    TerminationId::parse(address.rsplit('/').next().expect("an id")).expect("an id")
}

async fn random_steps_of_several_at_once_leave_no_termination_in_two_states(scratch: &Scratch) {
    let world = World::new(scratch);
    let random = Random::seeded(23);
    let mut ends: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut contested, mut granted) = (0, false);
    for round in 0..60 {
        // Who wins a race is the database's to say; it goes on until enough has been seen.
        if round >= 20 && contested > 12 && ends.len() >= 3 {
            break;
        }
        if !granted {
            grant(&world, RANTAPOLKU, Service::Prescription, true).await;
        }
        // The days that pass end everybody's session.
        let (matti, leena) = (world.matti().await, world.matti().await);
        let (vilma, joona) = (world.vilma().await, world.joona().await);
        let id = drafted(&world, &matti).await;
        if round % 4 > 0 {
            // Most drafts would be discarded; what comes after sending is what is contested.
            step(&world, &matti, &id, (Step::Send, Side::Customer), TerminationState::Sent).await;
        }
        for turn in 0..14 {
            let (state, version) = stored(&world, &id).await;
            if !state.is_open() && !state.is_live() {
                break;
            }
            let before = done(&world, id.as_str(), STEPS).await;
            let chosen: [u8; 4] = random.bytes();
            let steps = chosen.map(|byte| likely(&STEPS, byte, |step, side| life(state, step, side).is_some()));
            let tries = steps.into_iter().zip(chosen).map(|((step, side), byte)| {
                let who = match (side, byte >> 7) {
                    (Side::Officer, 0) => &vilma,
                    (Side::Officer, _) => &joona,
                    (_, 0) => &matti,
                    _ => &leena,
                };
                attempt(&world, visit(&world, who, side), (&id, version), step)
            });
            let [a, b, c, d]: [_; 4] = tries.collect::<Vec<_>>().try_into().unwrap_or_else(|_| unreachable!());
            tokio::join!(a, b, c, d);
            let made = made(STEPS, (before, done(&world, id.as_str(), STEPS).await));
            let (now, newer) = stored(&world, &id).await;
            assert!(leads(state, &made, now, &life), "{state:?} and {made:?} do not lead to {now:?}");
            assert_eq!(newer, version + i64::try_from(made.len()).expect("few"), "each step is one version");
            agrees(&world, &id, now).await;
            contested += usize::from(!made.is_empty() && made.len() < steps.len());
            if turn % 2 == 1 {
                world.app.clock.advance_seconds(DAY);
            }
        }
        let (state, version) = stored(&world, &id).await;
        *ends.entry(state.code()).or_default() += 1;
        granted = !matches!(state, TerminationState::Confirmed | TerminationState::Ended);
        finish(&world, &matti, (&id, version), state).await;
    }
    assert!(contested > 12 && ends.len() >= 3, "{contested} {ends:?}");
    // What a race may leave out is done once for certain.
    if !granted {
        grant(&world, RANTAPOLKU, Service::Prescription, true).await;
    }
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    let id = drafted(&world, &matti).await;
    step(&world, &matti, &id, (Step::Send, Side::Customer), TerminationState::Sent).await;
    step(&world, &vilma, &id, (Step::Return, Side::Officer), TerminationState::Returned).await;
    step(&world, &matti, &id, (Step::Send, Side::Customer), TerminationState::Sent).await;
    step(&world, &vilma, &id, (Step::Confirm, Side::Officer), TerminationState::Confirmed).await;
    step(&world, &vilma, &id, (Step::TakeBack, Side::Officer), TerminationState::Sent).await;
    step(&world, &vilma, &id, (Step::Confirm, Side::Officer), TerminationState::Confirmed).await;
    world.app.clock.advance_seconds(3 * DAY);
    step(&world, &vilma, &id, (Step::DayPassed, Side::System), TerminationState::Ended).await;
}

/// One step that nobody contests.
async fn step(
    world: &World,
    who: &Browser<'_>,
    id: &TerminationId,
    (step, side): (Step, Side),
    expected: TerminationState,
) {
    let (_, version) = stored(world, id).await;
    attempt(world, visit(world, who, side), (id, version), step).await;
    let (state, _) = stored(world, id).await;
    assert_eq!(state, expected, "{step:?}");
    agrees(world, id, state).await;
}

/// Closes what is still open, so that the next one can be begun.
async fn finish(world: &World, matti: &Browser<'_>, shown: (&TerminationId, i64), state: TerminationState) {
    let step = match state {
        TerminationState::Draft => Step::Discard,
        TerminationState::Sent | TerminationState::Returned => Step::Withdraw,
        TerminationState::Confirmed => {
            world.app.clock.advance_seconds(3 * DAY);
            Step::DayPassed
        }
        _ => return,
    };
    attempt(world, visit(world, matti, Side::Customer), shown, step).await;
    let (state, _) = stored(world, shown.0).await;
    assert!(!state.is_open() && !state.is_live(), "{state:?}");
}

db::testing::on_both![random_steps_of_several_at_once_leave_no_termination_in_two_states];
