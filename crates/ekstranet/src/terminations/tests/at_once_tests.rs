//! The last service ends at the moment at which another application is decided that was signed on top of the commitment:
//! whichever is first, an approved service has its commitment, and a customer without any service has none.

use std::pin::pin;
use std::time::Duration;

use db::testing::Scratch;
use jiff::ToSpan as _;

use super::{DAY, answer, begin, business_id, fill, grant, send, standing};
use crate::agreements;
use crate::applications::testing::{bring_case, words};
use crate::applications::{OfficerStep, officer_step};
use crate::deployments::{self, DeploymentState};
use crate::kernel::{ApplicationId, Basis, Position};
use crate::services::{Profile, Service, form};
use crate::terminations::end_due;
use crate::testing::{Browser, RANTAPOLKU, World};
use crate::web::{Failure, Visit};

/// How long one side is given to be done before the other when nothing holds it. What holds it only makes it later.
const HEAD_START: Duration = Duration::from_millis(400);

/// A customer whose only service has a last day that has passed, and an application in review that was signed on top of the
/// commitment which came with that service.
async fn last_day_passed(world: &World) -> ApplicationId {
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    grant(world, RANTAPOLKU, Service::Prescription, true).await;
    let right = Basis::Position(Position::ManagingDirector);
    let visit = world.visit(&matti, (RANTAPOLKU, "Rantapolun Lääkäriasema Oy"), right);
    let asked = |code| form(code, 1).expect("in the catalogue").asked(Profile::default());
    let first = bring_case(&visit, asked("prescription"), &[]).await;
    let mut tx = world.app.db.write().await.expect("a transaction");
    agreements::put_in_force(&mut tx, &visit, &first).await.expect("in force");
    tx.commit().await.expect("committed");
    let decided = "update application set state = 'approved' where id = $1";
    world.meddle(decided, db::values![first.as_str()]).await;
    let second = bring_case(&visit, asked("patient_data"), &[]).await;
    let day = world.app.clock.now().date().saturating_add(2.days());
    let day = format!("{}.{}.{}", day.day(), day.month(), day.year());
    let address = begin(&matti).await;
    fill(&matti, &address, &[], &day).await;
    send(world, &matti, &address).await;
    answer(&vilma, &address, &[("answer", "confirm"), ("day", &day)]).await.redirects();
    does(world, &vilma, &second, OfficerStep::Take).await.expect("taken");
    world.app.clock.advance_seconds(3 * DAY);
    second
}

async fn does_in(
    tx: &mut db::Tx,
    world: &World,
    officer: &Browser<'_>,
    id: &ApplicationId,
    step: OfficerStep,
) -> Result<(), Failure> {
    let visit = Visit { session: officer.session.clone(), ..Visit::of_job(&world.app) };
    let (version,): (i64,) = tx.one("select version from application where id = $1", db::values![id.as_str()]).await?;
    officer_step(tx, &visit, id, version, &step).await
}

async fn does(world: &World, officer: &Browser<'_>, id: &ApplicationId, step: OfficerStep) -> Result<(), Failure> {
    let mut tx = world.app.db.write().await?;
    does_in(&mut tx, world, officer, id, step).await?;
    Ok(tx.commit().await?)
}

fn approval() -> OfficerStep {
    OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None }
}

/// What was granted and what was signed agree.
async fn agrees(world: &World, id: &ApplicationId, approved: bool, note: &str) {
    world.app.db.settle().await.expect("settled");
    let states: Vec<_> =
        standing(world, RANTAPOLKU).await.into_iter().map(|(service, state, _)| (service, state)).collect();
    let mut read = world.app.db.read().await.expect("a reader");
    let in_force = agreements::is_in_force(&mut read, &business_id(RANTAPOLKU)).await.expect("read");
    let signed = agreements::find_signed(&mut read, id).await.expect("read").expect("signed");
    drop(read);
    let last = (Service::Prescription, DeploymentState::Ended);
    if approved {
        assert!(
            states.contains(&(Service::PatientData, DeploymentState::SetUp)) && states.contains(&last),
            "{states:?}"
        );
        assert_eq!((in_force, signed.state.as_str()), (true, "in_force"), "{note}: no service without a commitment");
    } else {
        assert!(states.iter().all(|(_, state)| *state == DeploymentState::Ended), "{states:?}");
        assert_eq!((in_force, signed.state.as_str()), (false, "ended"), "{note}: no commitment without a service");
    }
}

/// The customer has nothing any more, so that the next round begins as the first did.
async fn cleared(world: &World) {
    world.meddle("update deployment set state = 'ended', ended_on = '2026-11-21'", db::values![]).await;
    world.meddle("update commitment set state = 'ended', ended_at = 1", db::values![]).await;
}

/// The decision is made but not committed when the day's end is noticed.
async fn a_decision_that_is_first_is_seen_by_the_end_of_the_last_service(scratch: &Scratch) {
    let world = World::new(scratch);
    for (step, approved) in [(approval(), true), (OfficerStep::Reject { words: words("Ei käy.") }, false)] {
        let id = last_day_passed(&world).await;
        let vilma = world.vilma().await;
        let mut deciding = world.app.db.write().await.expect("a transaction");
        does_in(&mut deciding, &world, &vilma, &id, step).await.expect("decided");
        let mut ending = pin!(end_due(&world.app));
        let early = tokio::time::timeout(HEAD_START, &mut ending).await;
        deciding.commit().await.expect("committed");
        let ended = if let Ok(ended) = early { ended } else { ending.await };
        assert_eq!(ended.expect("ran"), 1);
        agrees(&world, &id, approved, "the decision is first").await;
        cleared(&world).await;
    }
}

/// It has been seen that no service is left when the decision is made: it waits, and sees what was kept for it.
async fn the_end_of_the_last_service_that_is_first_is_seen_by_a_decision(scratch: &Scratch) {
    let world = World::new(scratch);
    for (step, approved) in [(approval(), true), (OfficerStep::Reject { words: words("Ei käy.") }, false)] {
        let id = last_day_passed(&world).await;
        let (vilma, job, organisation) = (world.vilma().await, Visit::of_job(&world.app), business_id(RANTAPOLKU));
        let mut ending = world.app.db.write().await.expect("a transaction");
        let day = world.app.clock.now().date().saturating_sub(1.days());
        deployments::end_all(&mut ending, &job, &organisation, &[Service::Prescription], day).await.expect("ended");
        agreements::hold(&mut ending, &organisation).await.expect("held");
        assert!(!deployments::is_any_left(&mut ending, &organisation).await.expect("looked"));
        let mut deciding = pin!(does(&world, &vilma, &id, step));
        let early = tokio::time::timeout(HEAD_START, &mut deciding).await;
        agreements::end_in_force(&mut ending, &job, &organisation).await.expect("ended");
        ending.commit().await.expect("committed");
        let decided = if let Ok(decided) = early { decided } else { deciding.await };
        decided.expect("decided");
        agrees(&world, &id, approved, "the end is first").await;
        // The termination itself is done with by the job, which finds nothing to end.
        end_due(&world.app).await.expect("ran");
        agrees(&world, &id, approved, "the job comes after").await;
        cleared(&world).await;
    }
}

/// Whoever is first in each round, both get through.
async fn a_decision_and_the_end_of_the_last_service_at_once_leave_no_service_without_a_commitment(scratch: &Scratch) {
    let world = World::new(scratch);
    for round in 0..8 {
        let id = last_day_passed(&world).await;
        let (vilma, approved) = (world.vilma().await, round % 4 < 3);
        let step = if approved { approval() } else { OfficerStep::Reject { words: words("Ei käy.") } };
        let (ended, decided) = if round % 2 == 0 {
            tokio::join!(end_due(&world.app), does(&world, &vilma, &id, step))
        } else {
            let (decided, ended) = tokio::join!(does(&world, &vilma, &id, step), end_due(&world.app));
            (ended, decided)
        };
        assert_eq!(ended.expect("ran"), 1, "{round}");
        decided.expect("decided");
        agrees(&world, &id, approved, &format!("round {round}")).await;
        cleared(&world).await;
    }
}

db::testing::on_both![
    a_decision_that_is_first_is_seen_by_the_end_of_the_last_service,
    the_end_of_the_last_service_that_is_first_is_seen_by_a_decision,
    a_decision_and_the_end_of_the_last_service_at_once_leave_no_service_without_a_commitment,
];
