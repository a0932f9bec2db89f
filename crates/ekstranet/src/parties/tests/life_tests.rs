//! The life of a relation: the pure rule by random steps, and the same in the database with several at once.

use axum::http::StatusCode;
use db::Dialect;
use db::testing::{Scratch, guarded, statements_of};
use proptest::prelude::{Strategy, any, prop_oneof};

use super::{HALLA, bring_in, bring_in_with, business_id, copy, leena, stored, told, visit_of_halla};
use crate::kernel::{CaseLanguage, PartyId};
use crate::parties::answering::{Answer, answer};
use crate::parties::rules::{PartyState, PartyStep, Side, open_steps, reminders_due, search_key, sort_key};
use crate::parties::{
    ApplicationSent, JoiningModel, main_joiner_ends, main_joiner_goes_on, remind_and_end, sent, store,
};
use crate::services::Service;
use crate::testing::{Browser, LEHTOLINNA, NOON, World};
use crate::web::{Failure, Visit};

fn a_step() -> impl Strategy<Value = (PartyStep, Side)> {
    let side = prop_oneof![
        proptest::strategy::Just(Side::MainJoiner),
        proptest::strategy::Just(Side::Party),
        proptest::strategy::Just(Side::System)
    ];
    (any::<proptest::sample::Index>().prop_map(|index| PartyStep::ALL[index.index(PartyStep::ALL.len())]), side)
}

proptest::proptest! {
    #[test]
    fn an_ended_relation_stays_ended_and_only_its_party_answers_for_it(
        steps in proptest::collection::vec(a_step(), 0..60),
    ) {
        let mut state = PartyState::Listed;
        let mut was_told = false;
        for (step, side) in steps {
            let Ok(next) = state.after(step, side) else { continue };
            proptest::prop_assert_ne!(state, PartyState::Ended, "nothing follows the end");
            if matches!(next, PartyState::Confirmed | PartyState::Contested | PartyState::Leaving) {
                proptest::prop_assert_eq!(side, Side::Party);
                proptest::prop_assert!(was_told, "nobody answers before being told");
            }
            if matches!(next, PartyState::Ending) {
                proptest::prop_assert_eq!(side, Side::MainJoiner);
            }
            if side == Side::Party {
                proptest::prop_assert_ne!(next, PartyState::Ended, "a party leaves by its own production");
            }
            was_told |= next == PartyState::Waiting;
            state = next;
        }
    }
}

#[test]
fn every_open_relation_can_be_ended_and_every_code_is_read_back() {
    for state in PartyState::ALL {
        assert_eq!(PartyState::parse(state.code()), Some(state));
        let can_end = open_steps(state, Side::MainJoiner).any(|step| step == PartyStep::End);
        assert_eq!(can_end, state != PartyState::Ended, "{state:?}");
        let leaves = [PartyState::Waiting, PartyState::Confirmed].contains(&state);
        assert_eq!(open_steps(state, Side::Party).any(|step| step == PartyStep::Leave), leaves, "{state:?}");
    }
    assert_eq!(PartyState::parse("other"), None);
}

#[test]
fn reminders_come_after_a_week_and_after_three_and_no_more() {
    assert_eq!(reminders_due(NOON), [NOON.plus_seconds(-7 * 86_400), NOON.plus_seconds(-21 * 86_400)]);
}

#[test]
fn names_are_ordered_as_in_the_finnish_alphabet_and_found_in_small_letters() {
    let mut names = ["Örn Oy", "Zeta Oy", "Äiti Ky", "Åbo Ab", "Aalto (Tmi)"];
    names.sort_by_key(|name| sort_key(name));
    assert_eq!(names, ["Aalto (Tmi)", "Zeta Oy", "Åbo Ab", "Äiti Ky", "Örn Oy"]);
    assert_eq!(search_key("Fysio HÄLLA Ky", HALLA), "fysio hälla ky 9900198-5");
}

/// The party presses a button; what waits for its right is carried out as on return from Suomi.fi.
pub(super) async fn press(world: &World, leena: &Browser<'_>, id: &PartyId, fields: &[(&str, &str)]) -> StatusCode {
    if !fields.contains(&("answer", "confirm")) {
        return leena.post(&format!("/o/{HALLA}/joined/{id}"), fields).await.status;
    }
    let version = fields.iter().find(|(name, _)| *name == "version").and_then(|(_, version)| version.parse().ok());
    match answer(&visit_of_halla(world, leena), id, version.expect("a version"), &Answer::Confirm).await {
        Ok(()) => StatusCode::SEE_OTHER,
        Err(Failure::Stale) => StatusCode::CONFLICT,
        Err(failure) => panic!("{failure:?}"),
    }
}

/// Both sides press buttons at once, many times, each from the page that it has: every press that is answered moves the
/// relation once, and none that came too late does.
async fn no_press_of_several_at_once_is_lost_or_counted_twice(scratch: &Scratch) {
    let world = World::new(scratch);
    let (kauko, leena) = (world.kauko().await, leena(&world).await);
    let id = bring_in(&world, HALLA, "Fysio Halla Ky", PartyState::Waiting).await;
    let party = format!("/o/{LEHTOLINNA}/parties/{id}");
    let mut moved = 0;
    for round in 0..60 {
        let version = stored(&world, &id).await.version.to_string();
        let reason = format!("reason-{id}");
        let said = ["confirm", "contest", "leave", "stay"][round % 4];
        let answered = [("version", version.as_str()), ("answer", said), (reason.as_str(), "Emme ole sopineet.")];
        let asked = [("version", version.as_str())];
        let day = if round == 59 { "21.11.2026" } else { "1.1.2027" };
        let sure = ("answer", "end");
        let ended = [("version", version.as_str()), ("day", day), ("reason", "Sopimus päättyy."), sure];
        let (ask, end) = (format!("{party}/ask-again"), format!("{party}/end"));
        let (one, two, three, four) = tokio::join!(
            press(&world, &leena, &id, &answered),
            press(&world, &leena, &id, &answered),
            async { kauko.post(&ask, &asked).await.status },
            async { if round % 20 == 19 { Some(kauko.post(&end, &ended).await.status) } else { None } },
        );
        let answers = [Some(one), Some(two), Some(three), four];
        let done = answers.iter().flatten().filter(|status| **status == StatusCode::SEE_OTHER).count();
        assert!(answers.iter().flatten().all(|status| [303, 409].contains(&status.as_u16())));
        assert!(done <= 1, "one page, one step");
        moved += done;
        world.app.db.settle().await.expect("settled");
        let row = stored(&world, &id).await;
        assert_eq!(usize::try_from(row.version).expect("small"), 1 + moved, "each answered press is one version");
    }
    assert!(moved > 5, "several steps were taken: {moved}");
    let mut read = world.app.db.read().await.expect("a reader");
    let details: Vec<(String,)> = read
        .all(
            "select detail from audit_entry where subject = $1 and action like 'parties.turned%' order by id",
            db::values![id.as_str()],
        )
        .await
        .expect("listed");
    assert_eq!(details.len(), moved, "each has its row in the audit log");
}

/// Whom nothing is due to stands before nobody; the second reminder keeps its distance; whoever is asked again is reminded
/// anew.
async fn parties_are_reminded_when_it_is_due_and_anew_when_they_are_asked_again(scratch: &Scratch) {
    const DAY: i64 = 86_400;
    let world = World::new(scratch);
    let first = bring_in(&world, HALLA, "Fysio Halla Ky", PartyState::Waiting).await;
    let sent = async || told(&world).await.iter().filter(|(what, _)| what == "party_reminder").count();
    let run = async || guarded(remind_and_end(&world.app)).await.expect("ran");
    world.app.clock.advance_seconds(6 * DAY);
    assert_eq!(run().await, 0, "not before a week");
    world.app.clock.advance_seconds(16 * DAY);
    assert_eq!((run().await, run().await, sent().await), (1, 0, 1), "the job slept: one reminder, not two at once");
    let due = async || {
        let mut read = world.app.db.read().await.expect("a reader");
        let due =
            store::list_unanswered(&mut read, reminders_due(world.app.clock.now()), (0, "")).await.expect("listed");
        due.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    let second = bring_in(&world, "9900407-8", "Lääkäri Tuomi Oy", PartyState::Waiting).await;
    world.app.clock.advance_seconds(6 * DAY);
    assert!(due().await.is_empty(), "who was reminded is not even looked at");
    world.app.clock.advance_seconds(2 * DAY);
    assert_eq!(due().await, [first.as_str(), second.as_str()]);
    assert_eq!((run().await, sent().await), (2, 3));
    let (kauko, leena) = (world.kauko().await, leena(&world).await);
    let version = stored(&world, &first).await.version.to_string();
    let reason = format!("reason-{first}");
    let contested = [("version", version.as_str()), ("answer", "contest"), (reason.as_str(), "Emme ole sopineet.")];
    leena.post(&format!("/o/{HALLA}/joined/{first}"), &contested).await.redirects();
    let version = stored(&world, &first).await.version.to_string();
    let again = format!("/o/{LEHTOLINNA}/parties/{first}/ask-again");
    kauko.post(&again, &[("version", version.as_str())]).await.redirects();
    world.app.clock.advance_seconds(8 * DAY);
    assert_eq!((run().await, sent().await), (1, 4), "anew, by mail too");
}

/// A colleague lists a party while the application is being sent: neither of the two sees what the other writes.
async fn a_party_that_was_listed_while_the_application_was_sent_is_told(scratch: &Scratch) {
    let world = World::new(scratch);
    let (visit, lehtolinna) = (Visit::of_job(&world.app), business_id(LEHTOLINNA));
    let run = async || guarded(remind_and_end(&world.app)).await.expect("ran");
    let early = bring_in(&world, "9900407-8", "Lääkäri Tuomi Oy", PartyState::Listed).await;
    assert_eq!(run().await, 0, "nothing has been sent");
    let application = ApplicationSent {
        organisation: &lehtolinna,
        service: Service::Prescription,
        model: JoiningModel::Joint,
        case_number: "KE-2026-000001",
        language: CaseLanguage::Fi,
        recipients: &["hallinto@lehtolinna.example".to_string()],
    };
    let send = async || {
        let mut tx = world.app.db.write().await.expect("a transaction");
        sent(&mut tx, &visit, &application).await.expect("sent");
        tx.commit().await.expect("committed");
    };
    if world.app.db.dialect() == Dialect::Sqlite {
        // One writer: what is stored so was stored elsewhere.
        send().await;
    }
    let mut colleague = world.app.db.write().await.expect("a transaction");
    let late = bring_in_with(&mut colleague, &world, (HALLA, "Fysio Halla Ky"), PartyState::Listed).await;
    if world.app.db.dialect() == Dialect::Postgres {
        send().await;
    }
    colleague.commit().await.expect("committed");
    assert_eq!(stored(&world, &early).await.state().expect("known"), PartyState::Waiting);
    assert_eq!(stored(&world, &late).await.state().expect("known"), PartyState::Listed, "nobody saw it");
    let mails = async || told(&world).await.iter().filter(|(what, _)| what == "party_added").count();
    assert_eq!((mails().await, run().await, mails().await), (1, 1, 2));
    let row = stored(&world, &late).await;
    assert!(row.state().expect("known") == PartyState::Waiting && row.told_at.is_some());
    let sql = "select organisation from audit_entry where subject = $1 and action = 'parties.turned'";
    let mut read = world.app.db.read().await.expect("a reader");
    let audited: (Option<String>,) = read.one(sql, db::values![late.as_str()]).await.expect("audited");
    drop(read);
    assert_eq!(audited.0.as_deref(), Some(LEHTOLINNA));
    assert_eq!(run().await, 0, "once");
    let mut tx = world.app.db.write().await.expect("a transaction");
    crate::parties::store_main_joiners::close_main_joiner(&mut tx, visit.now, &lehtolinna, Service::Prescription)
        .await
        .expect("closed");
    tx.commit().await.expect("committed");
    bring_in(&world, "9900132-8", "Tuulensuun Psykoterapia", PartyState::Listed).await;
    assert_eq!(run().await, 0, "it waits for another application");
}

/// More than a batch of those that cannot be dealt with stand before the one that can.
async fn relations_that_cannot_be_ended_keep_no_other_waiting(scratch: &Scratch) {
    let world = World::new(scratch);
    let broken = bring_in(&world, HALLA, "Fysio Halla Ky", PartyState::Ending).await;
    let spoil = "update joined_party set service = 'x', ends_on = '2026-11-01' where id = $1";
    world.meddle(spoil, db::values![broken.as_str()]).await;
    copy(&world, &broken, 200).await;
    let sound = bring_in(&world, "9900407-8", "Lääkäri Tuomi Oy", PartyState::Ending).await;
    world.meddle("update joined_party set ends_on = '2026-11-02' where id = $1", db::values![sound.as_str()]).await;
    assert_eq!(guarded(remind_and_end(&world.app)).await.expect("ran"), 1);
    assert_eq!(stored(&world, &sound).await.state().expect("known"), PartyState::Ended);
}

/// A main joiner may have thousands: the list is read once for all that are put back.
async fn what_others_the_list_has_is_looked_at_once_for_all_that_are_put_back(scratch: &Scratch) {
    let world = World::new(scratch);
    let (visit, lehtolinna) = (Visit::of_job(&world.app), business_id(LEHTOLINNA));
    let mut ids = Vec::new();
    for number in 0..4 {
        ids.push(bring_in(&world, &super::page_tests::valid_id(number), "Vastaanotto Oy", PartyState::Waiting).await);
    }
    let (day, service) = (jiff::civil::date(2026, 12, 31), Service::Prescription);
    let mut tx = world.app.db.write().await.expect("a transaction");
    let before = main_joiner_ends(&mut tx, &visit, &lehtolinna, service, day).await.expect("ending");
    let (done, statements) = statements_of(main_joiner_goes_on(&mut tx, &visit, &before, day)).await;
    done.expect("they go on");
    tx.commit().await.expect("committed");
    let of_service = |sql: &&&str| sql.contains("main_joiner = $1 and service = $2 and state <> 'ended'");
    assert_eq!(statements.iter().filter(of_service).count(), 1);
    for id in &ids {
        assert_eq!(stored(&world, id).await.state().expect("known"), PartyState::Waiting);
    }
}

db::testing::on_both![
    a_party_that_was_listed_while_the_application_was_sent_is_told,
    relations_that_cannot_be_ended_keep_no_other_waiting,
    what_others_the_list_has_is_looked_at_once_for_all_that_are_put_back,
    no_press_of_several_at_once_is_lost_or_counted_twice,
    parties_are_reminded_when_it_is_due_and_anew_when_they_are_asked_again,
];
