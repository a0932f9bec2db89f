//! A list that is being saved, and the job that tells late parties, while the application of their main joiner comes to
//! nothing: either sees the other, and nobody is left waiting for what does not come.

use std::pin::pin;
use std::time::Duration;

use db::testing::Scratch;

use super::page_tests::valid_id;
use super::{HALLA, application_sent, bring_in, business_id, stored, told};
use crate::kernel::{Basis, PartyListId, Position};
use crate::parties::checking::ListContent;
use crate::parties::joining::{Saved, save_in, save_list};
use crate::parties::lists::{ListRow, Wanted};
use crate::parties::rules::PartyState;
use crate::parties::{came_to_nothing, remind_and_end, store_lists};
use crate::services::Service;
use crate::testing::{LEHTOLINNA, World};
use crate::web::{Failure, Visit};

/// How long one side is given to be done before the other when nothing holds it. What holds it only makes it later.
pub(super) const HEAD_START: Duration = Duration::from_millis(400);

pub(super) async fn visit_of_lehtolinna(world: &World) -> Visit {
    let kauko = world.kauko().await;
    world.visit(&kauko, (LEHTOLINNA, "Lehtolinnan Lääkärikeskus Oy"), Basis::Position(Position::ManagingDirector))
}

async fn end_in(tx: &mut db::Tx, world: &World) -> Result<(), Failure> {
    came_to_nothing(tx, &Visit::of_job(&world.app), &business_id(LEHTOLINNA), Service::Prescription).await
}

async fn end(world: &World) -> Result<(), Failure> {
    let mut tx = world.app.db.write().await?;
    end_in(&mut tx, world).await?;
    Ok(tx.commit().await?)
}

/// A list with one party that the registers know, looked at and not saved yet.
pub(super) async fn list_of(world: &World, party: &str) -> PartyListId {
    let wanted = Wanted {
        party: party.to_string(),
        services: vec![Service::Prescription.code().to_string()],
        begins_on: "2026-12-01".to_string(),
        email: Some("toimisto@halla.example".to_string()),
    };
    let name = Some("Fysio Halla Ky".to_string());
    let row = ListRow { number: 1, text: party.to_string(), wanted: Some(wanted), problem: None, other: None, name };
    let content = serde_json::to_string(&ListContent { rows: vec![row] }).expect("written");
    let (now, id) = (world.app.clock.now(), PartyListId::new(world.app.clock.now(), &world.app.random));
    let mut tx = world.app.db.write().await.expect("a transaction");
    store_lists::insert_list(&mut tx, now, &id, &business_id(LEHTOLINNA), &content).await.expect("kept");
    tx.commit().await.expect("committed");
    id
}

/// How many relations there are in each state.
async fn states(world: &World) -> Vec<(String, i64)> {
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select state, count(*) from joined_party group by state order by state";
    read.all(sql, db::values![]).await.expect("counted")
}

async fn mails(world: &World, what: &str) -> usize {
    told(world).await.iter().filter(|(happening, _)| happening == what).count()
}

async fn a_list_that_is_saved_while_the_application_ends_waits_for_another_application(scratch: &Scratch) {
    let world = World::new(scratch);
    let visit = visit_of_lehtolinna(&world).await;
    application_sent(&world).await;
    let list = list_of(&world, HALLA).await;
    let mut ending = world.app.db.write().await.expect("a transaction");
    end_in(&mut ending, &world).await.expect("ended");
    let mut saving = pin!(save_list(&visit, &list, 1));
    let early = tokio::time::timeout(HEAD_START, &mut saving).await;
    ending.commit().await.expect("committed");
    let saved = if let Ok(saved) = early { saved } else { saving.await };
    assert_eq!(saved.expect("saved"), Saved::Done);
    assert_eq!(states(&world).await, [("listed".to_string(), 1)], "nobody waits for an answer to what has ended");
    assert_eq!(mails(&world, "party_added").await, 0);
}

async fn an_application_that_ends_while_a_list_is_saved_ends_the_parties_of_the_list_too(scratch: &Scratch) {
    let world = World::new(scratch);
    let visit = visit_of_lehtolinna(&world).await;
    application_sent(&world).await;
    let list = list_of(&world, HALLA).await;
    let mut saving = world.app.db.write().await.expect("a transaction");
    assert_eq!(save_in(&mut saving, &visit, &list, 1).await.expect("saved"), Saved::Done);
    let mut ending = pin!(end(&world));
    let early = tokio::time::timeout(HEAD_START, &mut ending).await;
    saving.commit().await.expect("committed");
    let ended = if let Ok(ended) = early { ended } else { ending.await };
    ended.expect("ended");
    assert_eq!(states(&world).await, [("ended".to_string(), 1)]);
    assert_eq!((mails(&world, "party_added").await, mails(&world, "party_ended").await), (1, 1));
}

async fn a_late_party_is_not_told_of_an_application_that_is_ending(scratch: &Scratch) {
    let world = World::new(scratch);
    application_sent(&world).await;
    let late = bring_in(&world, HALLA, "Fysio Halla Ky", PartyState::Listed).await;
    let mut ending = world.app.db.write().await.expect("a transaction");
    end_in(&mut ending, &world).await.expect("ended");
    let mut telling = pin!(remind_and_end(&world.app));
    let early = tokio::time::timeout(HEAD_START, &mut telling).await;
    ending.commit().await.expect("committed");
    let told = if let Ok(told) = early { told } else { telling.await };
    assert_eq!(told.expect("ran"), 0);
    assert_eq!(stored(&world, &late).await.state().expect("known"), PartyState::Listed);
    assert_eq!(mails(&world, "party_added").await, 0);
}

/// Whoever is first in each round: a list, another list, the end of the application and the job.
async fn saves_ends_and_the_job_at_once_leave_no_party_waiting(scratch: &Scratch) {
    let world = World::new(scratch);
    let visit = visit_of_lehtolinna(&world).await;
    for round in 0..12 {
        let (early, one) =
            (list_of(&world, &valid_id(3 * round)).await, list_of(&world, &valid_id(3 * round + 1)).await);
        application_sent(&world).await;
        bring_in(&world, &valid_id(3 * round + 2), "Lääkäri Tuomi Oy", PartyState::Listed).await;
        let (first, told, ended, second) = if round % 2 == 0 {
            tokio::join!(
                save_list(&visit, &early, 1),
                remind_and_end(&world.app),
                end(&world),
                save_list(&visit, &one, 1)
            )
        } else {
            let (ended, told, second, first) = tokio::join!(
                end(&world),
                remind_and_end(&world.app),
                save_list(&visit, &one, 1),
                save_list(&visit, &early, 1)
            );
            (first, told, ended, second)
        };
        assert_eq!((first.expect("saved"), second.expect("saved")), (Saved::Done, Saved::Done), "round {round}");
        ended.expect("ended");
        told.expect("ran");
        world.app.db.settle().await.expect("settled");
        let states = states(&world).await;
        assert!(states.iter().all(|(state, _)| ["ended", "listed"].contains(&state.as_str())), "{round}: {states:?}");
    }
    assert_eq!(states(&world).await.iter().map(|(_, number)| number).sum::<i64>(), 36, "none is lost");
}

db::testing::on_both![
    a_list_that_is_saved_while_the_application_ends_waits_for_another_application,
    an_application_that_ends_while_a_list_is_saved_ends_the_parties_of_the_list_too,
    a_late_party_is_not_told_of_an_application_that_is_ending,
    saves_ends_and_the_job_at_once_leave_no_party_waiting,
];
