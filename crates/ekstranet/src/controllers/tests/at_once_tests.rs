//! Two at once: one wins, and the other reads so with what was typed.

use axum::http::StatusCode;
use db::testing::Scratch;
use serde_json::json;

use super::{answers, audited, begin, decide, director, fill, id, prepare, publish, run_id, sent};
use crate::controllers::send_act;
use crate::testing::World;

async fn of_two_officers_one_wins_and_the_other_keeps_the_text(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, vilma, joona) = (world.matti().await, world.vilma().await, world.joona().await);
    prepare(&world).await;
    let address = sent(&world, &matti).await;
    let place = format!("/desk/controllers/{}", id(&address));
    let version = super::version(&joona.page(&place).await);
    decide(&vilma, &address, &[("answer", "reject"), ("reason", "Ei onnistu."), ("sure", "yes")]).await.redirects();
    let typed = [("version", version.as_str()), ("answer", "return"), ("reason", "Korjatkaa päivä, kiitos.")];
    let late = joona.post(&place, &typed).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.shows("mitään ei tallennettu") && late.shows("Korjatkaa päivä, kiitos."), "{}", late.body);
    assert!(late.shows("Ei onnistu."), "and what the first one said");
    assert_eq!((audited(&world, "controllers.rejected").await, audited(&world, "controllers.returned").await), (1, 0));
}

async fn a_sending_carried_out_twice_makes_one_case(scratch: &Scratch) {
    let world = World::new(scratch);
    let matti = world.matti().await;
    prepare(&world).await;
    let address = begin(&matti).await;
    fill(&matti, &address, "1.12.2026", "next").await;
    let sending = || {
        let visit = world.visit(&matti, super::SENDER, director());
        send_act(visit, id(&address).to_string(), json!({ "version": 6 }))
    };
    let (first, second) = tokio::join!(sending(), sending());
    assert_eq!(first.expect("sent"), format!("{address}/receipt"));
    assert_eq!(second.expect("sent"), format!("{address}/receipt"));
    assert_eq!(audited(&world, "controllers.sent").await, 1);
}

async fn a_run_is_cancelled_or_scheduled_to_and_never_both(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, kauko) = (world.matti().await, world.kauko().await);
    let (vilma, joona) = (world.vilma().await, world.joona().await);
    prepare(&world).await;
    for round in 0..6 {
        let day = format!("{}.12.2026", 10 + round);
        publish(&vilma, &day, "1.12.2026").await;
        let run = run_id(&world, &format!("2026-12-{}", 10 + round)).await;
        let address = sent(&world, &matti).await;
        answers(&world, &kauko, &address, "confirm", "").await;
        let place = format!("/desk/controllers/{}", id(&address));
        let version = super::version(&vilma.get(&place).await);
        let schedule = [("version", version.as_str()), ("answer", "schedule"), ("run", &run), ("reason", "")];
        let cancel = format!("/desk/runs/{run}/cancel");
        let (scheduled, cancelled) =
            tokio::join!(vilma.post(&place, &schedule), joona.post(&cancel, &[("version", "1")]));
        let is_scheduled = scheduled.status == StatusCode::SEE_OTHER;
        assert_ne!(
            is_scheduled,
            cancelled.status == StatusCode::SEE_OTHER,
            "{:?} {:?}",
            scheduled.status,
            cancelled.status
        );
        let over = [("answer", "reject"), ("reason", "Seuraava kierros."), ("sure", "yes")];
        decide(&vilma, &address, &over).await.redirects();
    }
}

db::testing::on_both![
    of_two_officers_one_wins_and_the_other_keeps_the_text,
    a_sending_carried_out_twice_makes_one_case,
    a_run_is_cancelled_or_scheduled_to_and_never_both,
];
