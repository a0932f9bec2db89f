//! A joined party confirms only with a right that Suomi.fi has just told, on the wire.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::{HALLA, bring_in, leena, stored};
use crate::parties::rules::PartyState;
use crate::sign_in::tests::audited;
use crate::sign_in::tests_outside::Outside;

async fn a_role_that_ended_at_noon_confirms_no_joining_at_one(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let world = &outside.world;
    let id = bring_in(world, HALLA, "Fysio Halla Ky", PartyState::Waiting).await;
    let leena_at_noon = leena(world).await;
    let (joined, confirm) = (format!("/o/{HALLA}/joined"), [("version", "1"), ("answer", "confirm")]);
    let (place, mine) = (format!("{joined}/{id}"), [("organisation", HALLA), ("answer", "select")]);
    assert!(leena_at_noon.page(&joined).await.shows("Tarkistamme oikeutenne Suomi.fi-valtuuksista"));
    for _ in 0..6 {
        world.app.clock.advance_seconds(600);
        leena_at_noon.page(&joined).await;
    }
    let out = leena_at_noon.post(&place, &confirm).await;
    let back = outside.fill(out.redirects(), &mine).await;
    outside.fault("mandates_unknown_roles", true).await;
    let refused = leena_at_noon.get(&back).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "the role has ended meanwhile");
    assert!(refused.shows(&format!("/act-for/why?organisation={HALLA}")), "{}", refused.body);
    outside.fault("mandates_unknown_roles", false).await;
    assert_eq!(stored(world, &id).await.state, "waiting");

    let leena = leena(world).await;
    let turned = leena.post(&place, &confirm).await;
    let back = outside.fill(turned.redirects(), &[("answer", "cancel")]).await;
    let turned = leena.get(&back).await;
    assert!(turned.status == StatusCode::OK && turned.shows(&format!("href=\"{joined}\"")), "{}", turned.body);
    let two = [leena.post(&place, &confirm).await, leena.post(&place, &confirm).await];
    for out in &two {
        let back = outside.fill(out.redirects(), &mine).await;
        assert_eq!(leena.get(&back).await.redirects(), joined, "the control: with the right it is confirmed");
    }
    let row = stored(world, &id).await;
    assert_eq!((row.state.as_str(), row.version), ("confirmed", 2), "two clicks, one confirmation");
    assert_eq!(audited(world, "mandates.proved_again").await.len(), 2);
    let old = leena.post(&place, &confirm).await;
    assert_eq!(old.status, StatusCode::CONFLICT, "an old page asks nothing of Suomi.fi");
}

async fn contesting_asks_nothing_of_suomi_fi(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let world = &outside.world;
    let id = bring_in(world, HALLA, "Fysio Halla Ky", PartyState::Waiting).await;
    let (leena, reason) = (leena(world).await, format!("reason-{id}"));
    outside.fault("mandates_down", true).await;
    let typed = [("version", "1"), ("answer", "contest"), (reason.as_str(), "Emme ole sopineet tästä.")];
    let joined = format!("/o/{HALLA}/joined");
    assert_eq!(leena.post(&format!("{joined}/{id}"), &typed).await.redirects(), joined);
    assert_eq!(stored(world, &id).await.state, "contested");
}

db::testing::on_both![a_role_that_ended_at_noon_confirms_no_joining_at_one, contesting_asks_nothing_of_suomi_fi,];
