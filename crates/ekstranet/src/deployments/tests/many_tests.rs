//! Random steps of two representatives, two officers and the timer at once. Seeds are fixed, so that a failure comes
//! again.

use std::collections::BTreeMap;

use db::testing::{Scratch, guarded};

use super::{demands, granted_for};
use crate::deployments::judging::{Judgement, judge};
use crate::deployments::rules::{DeploymentTest, Report, Standing};
use crate::deployments::store::{self, DeploymentRow};
use crate::deployments::{DeploymentState, agree_date, begin_due, mark, proving, remind_of_reports};
use crate::kernel::{Acting, Basis, BusinessId, DeploymentId, Position, Random};
use crate::services::Service;
use crate::testing::{Browser, RANTAPOLKU, World};
use crate::web::{Failure, Visit};

/// What people and the timer do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Tick,
    Untick,
    Date,
    Plan,
    Pass,
    Fail,
    Confirm,
    GiveBack,
    Timer,
}

const DEEDS: [Deed; 12] = [
    Deed::Tick,
    Deed::Tick,
    Deed::Tick,
    Deed::Untick,
    Deed::Date,
    Deed::Plan,
    Deed::Plan,
    Deed::Pass,
    Deed::Fail,
    Deed::Confirm,
    Deed::GiveBack,
    Deed::Timer,
];

/// A visit as the gate would make it.
fn visit(world: &World, browser: &Browser<'_>, officer: bool) -> Visit {
    let basis = Basis::Position(Position::ManagingDirector);
    let acting = Acting {
        organisation: BusinessId::parse(RANTAPOLKU).expect("valid"),
        organisation_name: "Rantapolun Lääkäriasema Oy".to_string(),
        basis,
        permissions: crate::mandates::permissions(basis),
        checked_at: world.app.clock.now(),
    };
    let session = browser.session.clone();
    Visit { session, acting: (!officer).then_some(acting), ..Visit::of_job(&world.app) }
}

async fn stored(world: &World, id: &DeploymentId) -> (DeploymentRow, Vec<DeploymentTest>, usize) {
    let mut read = world.app.db.read().await.expect("a reader");
    let row = store::load_any(&mut read, id).await.expect("a deployment");
    let tests = store::list_tests(&mut read, id).await.expect("listed");
    let done = store::list_items(&mut read, id).await.expect("listed").len();
    (row, tests, done)
}

/// Tries a deed with what its page showed; whether it was done.
async fn attempt(
    world: &World,
    who: &Browser<'_>,
    (id, version, number): (&DeploymentId, i64, i64),
    (deed, nth): (Deed, usize),
) -> bool {
    let officer = matches!(deed, Deed::Confirm | Deed::GiveBack);
    let visit = visit(world, who, officer);
    let today = visit.now.date();
    let service = Service::OldPatientData;
    let items = demands(service).items;
    let item = items[nth % items.len()].key;
    let report = |passed| Report {
        passed,
        held_on: today,
        performed_by: "Tiina".to_string(),
        archivist: "Anni".to_string(),
        remarks: "ok".to_string(),
    };
    let outcome = match deed {
        Deed::Tick => mark(&visit, id, item, true, "").await.map(drop),
        Deed::Untick => mark(&visit, id, item, false, "").await.map(drop),
        Deed::Date => agree_date(&visit, id, version, today).await.map(|_| ()),
        Deed::Plan => proving::plan(&visit, id, version, today).await,
        Deed::Pass => proving::report(&visit, id, version, &report(true), &[]).await,
        Deed::Fail => proving::report(&visit, id, version, &report(false), &[]).await,
        Deed::Confirm => judge(&visit, id, (number, &[]), &Judgement::Confirmed).await,
        Deed::GiveBack => judge(&visit, id, (number, &[]), &Judgement::Returned("Puuttuu")).await,
        Deed::Timer => {
            guarded(remind_of_reports(&world.app)).await.expect("looked");
            guarded(begin_due(&world.app)).await.map(|_| ())
        }
    };
    match outcome {
        Ok(()) => deed != Deed::Timer,
        Err(Failure::Stale) => false,
        Err(failure) => panic!("{deed:?}: {failure:?}"),
    }
}

async fn count(world: &World, action: &str, subject: &DeploymentId) -> i64 {
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select count(*) from audit_entry where action = $1 and subject = $2";
    let (count,): (i64,) = read.one(sql, db::values![action, subject.as_str()]).await.expect("counted");
    count
}

/// What belongs to a deployment agrees with its one state.
async fn agrees(world: &World, id: &DeploymentId) -> DeploymentState {
    let (row, tests, done) = stored(world, id).await;
    let (state, definition) = (row.state().expect("known"), row.demands().expect("known"));
    let numbers: Vec<i64> = tests.iter().map(|test| test.number).collect();
    assert_eq!(numbers, (1..=i64::try_from(tests.len()).expect("few")).collect::<Vec<_>>(), "no number twice");
    let standings: Vec<Standing> = tests.iter().map(|test| test.standing(&definition)).collect();
    let (last, earlier) =
        standings.split_last().map_or((None, &standings[..0]), |(last, earlier)| (Some(*last), earlier));
    assert!(
        earlier.iter().all(|standing| *standing == Standing::Failed),
        "{standings:?}: only a failed one is followed"
    );
    let fitting: &[Option<Standing>] = match state {
        DeploymentState::SetUp => &[None, Some(Standing::Unconfirmed), Some(Standing::Passed)],
        DeploymentState::TestPlanned => &[Some(Standing::Planned)],
        DeploymentState::TestFailed => &[Some(Standing::Failed)],
        _ => &[Some(Standing::Passed)],
    };
    assert!(fitting.contains(&last), "{state:?} with {standings:?}");
    let begun = state == DeploymentState::InProduction;
    assert_eq!(row.in_production_since.is_some(), begun);
    assert_eq!(count(world, "deployments.production_started", id).await, i64::from(begun), "begun once");
    let all = done == definition.items.len() && last == Some(Standing::Passed) && row.production_date.is_some();
    assert!(!begun || all, "production needs all: {done} done, {standings:?}");
    assert!(begun || !all, "what is ready has begun");
    let reported = tests.iter().filter(|test| test.result.is_some()).count();
    assert_eq!(count(world, "deployments.test_reported", id).await, i64::try_from(reported).expect("few"));
    state
}

async fn random_steps_of_several_at_once_leave_no_deployment_in_two_states(scratch: &Scratch) {
    let world = World::new(scratch);
    let random = Random::seeded(11);
    let mut ends: BTreeMap<&str, usize> = BTreeMap::new();
    let mut contested = 0;
    for _ in 0..12 {
        let (matti, leena) = (world.matti().await, world.matti().await);
        let (vilma, joona) = (world.vilma().await, world.joona().await);
        let id = granted_for(&world, Service::OldPatientData).await;
        for _ in 0..25 {
            let (row, tests, _) = stored(&world, &id).await;
            let number = tests.last().map_or(1, |test| test.number);
            let chosen: [u8; 4] = random.bytes();
            let deeds = chosen.map(|byte| (DEEDS[usize::from(byte) % DEEDS.len()], usize::from(byte / 16)));
            let shown = (&id, row.version, number);
            let who = |nth: usize, deed: Deed| match (deed, nth % 2) {
                (Deed::Confirm | Deed::GiveBack, 0) => &vilma,
                (Deed::Confirm | Deed::GiveBack, _) => &joona,
                (_, 0) => &matti,
                _ => &leena,
            };
            let (a, b, c, d) = tokio::join!(
                attempt(&world, who(0, deeds[0].0), shown, deeds[0]),
                attempt(&world, who(1, deeds[1].0), shown, deeds[1]),
                attempt(&world, who(2, deeds[2].0), shown, deeds[2]),
                attempt(&world, who(3, deeds[3].0), shown, deeds[3]),
            );
            let done = [a, b, c, d].iter().filter(|done| **done).count();
            contested += usize::from(done > 0 && done < 4);
            if agrees(&world, &id).await == DeploymentState::InProduction {
                break;
            }
        }
        let state = stored(&world, &id).await.0.state().expect("known");
        *ends.entry(state.code()).or_default() += 1;
    }
    assert!(contested > 30 && ends.contains_key("in_production"), "{contested} {ends:?}");
}

db::testing::on_both![random_steps_of_several_at_once_leave_no_deployment_in_two_states];
