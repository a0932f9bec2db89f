//! Random steps of both parties, two officers and the days at once. Seeds are fixed, so that a failure comes again.

use std::collections::BTreeMap;

use db::testing::{Scratch, guarded};
use jiff::ToSpan as _;
use serde_json::json;

use super::{DAY, RECEIVER, SENDER, begin, director, fill, prepare, publish, run_id};
use crate::controllers::deciding::{Answer, decide};
use crate::controllers::rules::{ChangeState, Side, Step};
use crate::controllers::store::ChangeRow;
use crate::controllers::{answer_act, look_after, send_act, sending};
use crate::kernel::{ControllerChangeId, Random};
use crate::matters;
use crate::matters::testing::{done, leads, likely, made};
use crate::testing::{Browser, World};
use crate::web::{Failure, Visit};

/// Every step with its side and the action with which the audit log tells of it.
const STEPS: [(Step, Side, &str); 10] = [
    (Step::Send, Side::Sender, "controllers.sent"),
    (Step::Discard, Side::Sender, "controllers.discarded"),
    (Step::Withdraw, Side::Sender, "controllers.withdrawn"),
    (Step::Confirm, Side::Receiver, "controllers.confirmed"),
    (Step::Contest, Side::Receiver, "controllers.contested"),
    (Step::Return, Side::Officer, "controllers.returned"),
    (Step::Reject, Side::Officer, "controllers.rejected"),
    (Step::Schedule, Side::Officer, "controllers.scheduled"),
    (Step::Move, Side::Officer, "controllers.moved"),
    (Step::CarryOut, Side::Officer, "controllers.carried_out"),
];

async fn stored(world: &World, id: &ControllerChangeId) -> (ChangeState, i64, Option<String>) {
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select state, version, run from controller_change where id = $1";
    let (state, version, run): (String, i64, Option<String>) =
        read.one(sql, db::values![id.as_str()]).await.expect("a change");
    (ChangeState::parse(&state).expect("known"), version, run)
}

fn visit(world: &World, who: &Browser<'_>, side: Side) -> Visit {
    match side {
        Side::Officer => Visit { session: who.session.clone(), acting: None, ..Visit::of_job(&world.app) },
        Side::Sender => world.visit(who, SENDER, director()),
        Side::Receiver => world.visit(who, RECEIVER, director()),
    }
}

/// Tries a step with the version that its page showed. Anything but a refusal is a failure of the test.
async fn attempt(visit: Visit, (id, version): (&ControllerChangeId, i64), step: Step, runs: &[String; 2]) {
    let officer = |run: Option<&String>| Answer { step, run: run.cloned(), reason: "Näin sovittiin.".to_string() };
    let outcome = match step {
        Step::Send => send_act(visit, id.to_string(), json!({ "version": version })).await.map(drop),
        Step::Discard => matters::discard::<ChangeRow>(&visit, id, version).await,
        Step::Withdraw => sending::withdraw(&visit, id, version).await,
        Step::Confirm | Step::Contest => {
            let payload = json!({ "version": version, "answer": step.code(), "reason": "Emme ole sopineet." });
            answer_act(visit, id.to_string(), payload).await.map(drop)
        }
        Step::Schedule => decide(&visit, (id, version), &officer(Some(&runs[0]))).await,
        // To the run to which it is not scheduled; one of two moves is always refused.
        Step::Move => decide(&visit, (id, version), &officer(Some(&runs[usize::from(version % 2 == 0)]))).await,
        Step::Return | Step::Reject | Step::CarryOut => decide(&visit, (id, version), &officer(None)).await,
    };
    match outcome {
        // A draft is not there for the others.
        Ok(()) | Err(Failure::Stale | Failure::NotFound) => {}
        Err(failure) => panic!("{step:?}: {failure:?}"),
    }
}

/// The life of a change.
fn life(state: ChangeState, step: Step, side: Side) -> Option<ChangeState> {
    state.after(step, side).ok()
}

/// What belongs to a change agrees with its one state.
async fn agrees(world: &World, id: &ControllerChangeId, state: ChangeState) {
    let mut read = world.app.db.read().await.expect("a reader");
    let mut count =
        async |sql: &'static str| read.one::<(i64,)>(sql, db::values![id.as_str()]).await.expect("counted").0;
    let live = count("select count(*) from controller_change_service where change_id = $1 and live = 1").await;
    assert_eq!(live, i64::from(state.is_live()), "{state:?}");
    let versions = count("select count(*) from controller_change_version where change_id = $1").await;
    let events = count("select count(*) from controller_change_event where change_id = $1").await;
    let numbers = count("select count(number) from controller_change where id = $1").await;
    let runs = count("select count(run) from controller_change where id = $1").await;
    drop(read);
    let counts = done(world, id.as_str(), STEPS).await;
    assert_eq!((versions, numbers), (counts[0], i64::from(counts[0] > 0)), "each sending is frozen, under one number");
    assert_eq!(
        events,
        counts.iter().sum::<i64>() - counts[1],
        "each step but the removal of a draft is in the history"
    );
    assert_eq!(runs, i64::from(counts[7] > 0), "a run belongs to what was scheduled");
}

async fn random_steps_of_several_at_once_leave_no_change_in_two_states(scratch: &Scratch) {
    let world = World::new(scratch);
    let random = Random::seeded(29);
    let mut ends: BTreeMap<&str, usize> = BTreeMap::new();
    let mut contested = 0;
    prepare(&world).await;
    for round in 0..40 {
        // Who wins a race is the database's to say; it goes on until enough has been seen.
        if round >= 14 && contested > 10 && ends.len() >= 3 {
            break;
        }
        // The days that pass end everybody's session, and the registers' answers grow old.
        super::company(&world, RECEIVER.0, RECEIVER.1, true).await;
        let (matti, kauko) = (world.matti().await, world.kauko().await);
        let (vilma, joona) = (world.vilma().await, world.joona().await);
        let today = world.app.clock.now().date();
        let on = |days: i64| {
            let day = today.saturating_add(days.days());
            format!("{}.{}.{}", day.day(), day.month(), day.year())
        };
        let mut runs = [String::new(), String::new()];
        for (run, days) in runs.iter_mut().zip([2, 4]) {
            publish(&vilma, &on(days), &on(days - 1)).await;
            *run = run_id(&world, &today.saturating_add(days.days()).to_string()).await;
        }
        let address = begin(&matti).await;
        fill(&matti, &address, &on(0), "next").await;
        let id = ControllerChangeId::parse(super::id(&address)).expect("an id");
        if round % 4 > 0 {
            // Most drafts would be discarded; what comes after sending is what is contested.
            let (_, version, _) = stored(&world, &id).await;
            attempt(visit(&world, &matti, Side::Sender), (&id, version), Step::Send, &runs).await;
        }
        for turn in 0..12 {
            let (state, version, _) = stored(&world, &id).await;
            if !state.is_open() && !state.is_live() {
                break;
            }
            let before = done(&world, id.as_str(), STEPS).await;
            let chosen: [u8; 4] = random.bytes();
            let tries = chosen.map(|byte| {
                let (step, side) = likely(&STEPS, byte, |step, side| life(state, step, side).is_some());
                let who = match (side, byte >> 7) {
                    (Side::Officer, 0) => &vilma,
                    (Side::Officer, _) => &joona,
                    (Side::Receiver, _) => &kauko,
                    (Side::Sender, _) => &matti,
                };
                attempt(visit(&world, who, side), (&id, version), step, &runs)
            });
            let [a, b, c, d] = tries;
            tokio::join!(a, b, c, d);
            let made = made(STEPS, (before, done(&world, id.as_str(), STEPS).await));
            let (now, newer, _) = stored(&world, &id).await;
            assert!(leads(state, &made, now, &life), "{state:?} and {made:?} do not lead to {now:?}");
            assert_eq!(newer, version + i64::try_from(made.len()).expect("few"), "each step is one version");
            agrees(&world, &id, now).await;
            contested += usize::from(!made.is_empty() && made.len() < 4);
            if turn % 3 == 2 {
                world.app.clock.advance_seconds(DAY);
                guarded(look_after(&world.app)).await.expect("looked");
            }
        }
        let (state, version, _) = stored(&world, &id).await;
        *ends.entry(state.code()).or_default() += 1;
        let last = match state {
            ChangeState::Draft => Step::Discard,
            ChangeState::Scheduled => Step::Reject,
            _ => Step::Withdraw,
        };
        let (who, side) = if last == Step::Reject { (&vilma, Side::Officer) } else { (&matti, Side::Sender) };
        attempt(visit(&world, who, side), (&id, version), last, &runs).await;
        let (state, ..) = stored(&world, &id).await;
        assert!(!state.is_open() && !state.is_live(), "{state:?}");
        // The runs of the next round are on other days.
        world.app.clock.advance_seconds(5 * DAY);
    }
    assert!(contested > 10 && ends.len() >= 3, "{contested} {ends:?}");
}

db::testing::on_both![random_steps_of_several_at_once_leave_no_change_in_two_states];
