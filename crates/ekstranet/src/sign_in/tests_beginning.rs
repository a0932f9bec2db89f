//! How often a sign-in may begin, and how long a way that nobody answers is kept.

use axum::http::{StatusCode, header};
use db::testing::{Scratch, guarded};

use super::rules::{PENDING_SECONDS, UNANSWERED_SECONDS};
use super::store::{self, NewPending};
use super::tests_outside::Outside;
use crate::kernel::Language;
use crate::testing::{Answer, World};

async fn pending(world: &World) -> i64 {
    let mut read = world.app.db.read().await.expect("a connection");
    let (count,): (i64,) = read.one("select count(*) from sign_in_pending", db::values![]).await.expect("counted");
    count
}

fn is_told_to_wait(answer: &Answer, language: Language) {
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.headers.get(header::RETRY_AFTER).and_then(|value| value.to_str().ok()), Some("30"));
    answer.is_a_proper_page(language);
    let title = match language {
        Language::Fi => "Moni kirjautuu juuri nyt",
        Language::Sv => "Många loggar in just nu",
        Language::En => "Many people are signing in right now",
    };
    assert!(answer.shows(title), "{}", answer.body);
}

async fn more_sign_ins_than_the_limit_are_told_to_wait_and_leave_nothing(scratch: &Scratch) {
    let outside = Outside::with(scratch, |config| {
        config.identification.starts_per_minute = 3;
        config.officers.starts_per_minute = 2;
    })
    .await;
    let world = &outside.world;
    for (door, limit) in [("/sign-in", 3), ("/desk/sign-in", 2)] {
        let before = pending(world).await;
        for _ in 0..limit {
            assert_eq!(world.stranger().post(door, &[]).await.status, StatusCode::SEE_OTHER, "{door}");
        }
        for language in Language::ALL {
            is_told_to_wait(&world.stranger().speaking(language).post(door, &[]).await, language);
        }
        assert_eq!(pending(world).await, before + limit, "{door}: whoever is told to wait leaves no row");
        world.stranger().page(door).await;
    }
    // Whoever is inside notices nothing, and it goes on by itself.
    assert_eq!(world.matti().await.get("/me").await.status, StatusCode::OK);
    world.app.clock.advance_seconds(30);
    for door in ["/sign-in", "/desk/sign-in"] {
        assert_eq!(world.stranger().post(door, &[]).await.status, StatusCode::SEE_OTHER, "{door}");
        is_told_to_wait(&world.stranger().post(door, &[]).await, Language::Fi);
    }
}

async fn a_morning_of_many_is_let_in_by_the_limits_that_are_set_when_nobody_sets_any(scratch: &Scratch) {
    let world = World::new(scratch);
    let config = &world.app.config;
    assert_eq!((config.identification.starts_per_minute, config.officers.starts_per_minute), (1_800, 300));
    // Without a provider each of these is an outage: what matters is that none of them is told to wait.
    for _ in 0..300 {
        let answer = world.stranger().post("/desk/sign-in", &[]).await;
        assert!(!answer.shows("Moni kirjautuu juuri nyt"));
    }
    assert!(world.stranger().post("/desk/sign-in", &[]).await.shows("Moni kirjautuu juuri nyt"), "the control");
    assert!(!world.stranger().post("/sign-in", &[]).await.shows("Moni kirjautuu juuri nyt"), "another door");
}

async fn a_way_that_nobody_answers_is_soon_forgotten_and_an_answered_one_stays_its_day(scratch: &Scratch) {
    let world = World::new(scratch);
    let clock = &world.app.clock;
    for id in ["answered", "unanswered"] {
        let mut tx = world.app.db.write().await.expect("a transaction");
        let way = NewPending {
            id,
            kind: "person",
            browser_hash: "hash",
            return_path: "/",
            language: Language::Fi,
            old_session: None,
        };
        store::insert_pending(&mut tx, clock.now(), &way).await.expect("inserted");
        tx.commit().await.expect("committed");
    }
    let mut tx = world.app.db.write().await.expect("a transaction");
    store::use_pending(&mut tx, clock.now(), "answered").await.expect("answered");
    tx.commit().await.expect("committed");
    clock.advance_seconds(UNANSWERED_SECONDS);
    assert_eq!(UNANSWERED_SECONDS, 2 * PENDING_SECONDS);
    assert_eq!(guarded(super::forgetting::forget(&world.app)).await.expect("looked"), 0, "not yet");
    clock.advance_seconds(1);
    assert_eq!(guarded(super::forgetting::forget(&world.app)).await.expect("looked"), 1);
    let mut read = world.app.db.read().await.expect("a connection");
    assert!(store::find_pending(&mut read, "unanswered", "person").await.expect("read").is_none());
    assert!(store::find_pending(&mut read, "answered", "person").await.expect("read").is_some());
}

db::testing::on_both![
    more_sign_ins_than_the_limit_are_told_to_wait_and_leave_nothing,
    a_morning_of_many_is_let_in_by_the_limits_that_are_set_when_nobody_sets_any,
    a_way_that_nobody_answers_is_soon_forgotten_and_an_answered_one_stays_its_day,
];
