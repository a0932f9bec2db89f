//! What binds after the submission goes round through Suomi.fi, on the wire: an answer to a supplement request, and
//! withdrawal.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::address;
use crate::applications::testing::bring_case;
use crate::applications::{Case, OfficerStep, State, load_case, officer_step};
use crate::kernel::{ApplicationId, Basis, Position};
use crate::services::{Profile, form};
use crate::sign_in::tests::audited;
use crate::sign_in::tests_outside::Outside;
use crate::testing::{Browser, RANTAPOLKU};
use crate::web::Visit;

const TYPED: &str = "Viite on oikein, tarkistimme sen.";
const MINE: [(&str, &str); 2] = [("organisation", RANTAPOLKU), ("answer", "select")];

async fn case(outside: &Outside, id: &ApplicationId) -> Case {
    load_case(&mut outside.world.app.db.read().await.expect("a reader"), id).await.expect("a case")
}

/// A case at the desk, of which an officer has asked one thing.
async fn asked(outside: &Outside, matti: &Browser<'_>) -> ApplicationId {
    let world = &outside.world;
    let clinic = (RANTAPOLKU, "Rantapolun Lääkäriasema Oy");
    let right = Basis::Position(Position::ManagingDirector);
    let form = form("prescription", 1).expect("in the catalogue").asked(Profile::default());
    let id = bring_case(&world.visit(matti, clinic, right), form, &[]).await;
    let vilma = world.vilma().await;
    let officer = Visit { acting: None, ..world.visit(&vilma, clinic, right) };
    let ask = OfficerStep::AskSupplement {
        items: vec![("billing.reference".to_string(), "Onko viite oikein?".to_string())],
        suggested: std::collections::BTreeMap::new(),
        message: String::new(),
        deadline: "2026-12-04".to_string(),
    };
    for step in [OfficerStep::Take, ask] {
        let version = case(outside, &id).await.version;
        let mut tx = world.app.db.write().await.expect("a transaction");
        officer_step(&mut tx, &officer, &id, version, &step).await.expect("done");
        tx.commit().await.expect("committed");
    }
    id
}

/// An hour in which somebody looks at a page now and then.
async fn an_hour_passes(outside: &Outside, browser: &Browser<'_>, page: &str) {
    for _ in 0..6 {
        outside.world.app.clock.advance_seconds(600);
        browser.page(page).await;
    }
}

async fn a_role_that_ended_at_noon_answers_no_supplement_at_one_and_what_was_typed_is_kept(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let world = &outside.world;
    let matti = world.matti().await;
    let id = asked(&outside, &matti).await;
    let (here, place) = (address(&id, ""), address(&id, "/supplement"));
    assert!(matti.page(&here).await.shows("Tarkistamme oikeutenne Suomi.fi-valtuuksista"));
    let out = matti.post(&place, &[("message", TYPED)]).await;
    assert_eq!(case(&outside, &id).await.state, State::SupplementRequested, "nothing is sent without the round");
    let back = outside.fill(out.redirects(), &[("answer", "cancel")]).await;
    let turned = matti.get(&back).await;
    assert!(turned.status == StatusCode::OK && turned.shows(&format!("href=\"{here}\"")), "{}", turned.body);
    assert!(matti.page(&here).await.shows(TYPED), "whoever turns back finds what was typed");

    an_hour_passes(&outside, &matti, &here).await;
    let out = matti.post(&place, &[("message", TYPED)]).await;
    let back = outside.fill(out.redirects(), &MINE).await;
    outside.fault("mandates_unknown_roles", true).await;
    let refused = matti.get(&back).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "the role has ended meanwhile");
    assert!(refused.shows(&format!("/act-for/why?organisation={RANTAPOLKU}")), "{}", refused.body);
    outside.fault("mandates_unknown_roles", false).await;
    let still = case(&outside, &id).await;
    assert_eq!((still.state, still.supplements[0].answered_at), (State::SupplementRequested, None), "still open");
    assert!(audited(world, "applications.supplement_answered").await.is_empty());
    assert_ne!(matti.get(&here).await.status, StatusCode::OK, "the right has ended here too");
    let vilma = world.vilma().await;
    assert!(!vilma.page(&format!("/desk/cases/{id}")).await.shows(TYPED), "what was not sent is not the officer's");

    let matti = world.matti().await;
    assert!(matti.page(&here).await.shows(TYPED), "kept for whoever has the right");
    let two = [matti.post(&place, &[("message", TYPED)]).await, matti.post(&place, &[("message", TYPED)]).await];
    for out in &two {
        let back = outside.fill(out.redirects(), &MINE).await;
        assert_eq!(matti.get(&back).await.redirects(), here, "the control: with the right it goes");
    }
    assert_eq!(audited(world, "applications.supplement_answered").await.len(), 1, "two clicks, one answer");
    let answered = case(&outside, &id).await;
    assert_eq!((answered.state, answered.supplements[0].answer.as_deref()), (State::InReview, Some(TYPED)));
    let mut read = world.app.db.read().await.expect("a reader");
    let kept: Vec<(Option<String>,)> =
        read.all("select kept_answer from supplement", db::values![]).await.expect("read");
    assert_eq!(kept, [(None,)], "what has gone out is kept once");
}

async fn an_answer_that_suomi_fi_cannot_be_asked_about_is_kept(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let matti = outside.world.matti().await;
    let id = asked(&outside, &matti).await;
    outside.fault("mandates_down", true).await;
    let down = matti.post(&address(&id, "/supplement"), &[("message", TYPED)]).await;
    assert_eq!(down.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(case(&outside, &id).await.state, State::SupplementRequested);
    assert!(matti.page(&address(&id, "")).await.shows(TYPED));
}

async fn a_role_that_has_ended_withdraws_nothing(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let world = &outside.world;
    let matti = world.matti().await;
    let id = asked(&outside, &matti).await;
    let (here, place) = (address(&id, ""), address(&id, "/withdraw"));
    assert!(matti.page(&place).await.shows("Tarkistamme oikeutenne Suomi.fi-valtuuksista"));
    let out = matti.post(&place, &[]).await;
    let back = outside.fill(out.redirects(), &MINE).await;
    outside.fault("mandates_unknown_roles", true).await;
    assert_eq!(matti.get(&back).await.status, StatusCode::FORBIDDEN);
    outside.fault("mandates_unknown_roles", false).await;
    assert_eq!(case(&outside, &id).await.state, State::SupplementRequested, "it goes on");

    let matti = world.matti().await;
    let two = [matti.post(&place, &[]).await, matti.post(&place, &[]).await];
    for out in &two {
        let back = outside.fill(out.redirects(), &MINE).await;
        assert_eq!(matti.get(&back).await.redirects(), here, "the control");
    }
    assert_eq!(case(&outside, &id).await.state, State::Withdrawn);
    assert_eq!(audited(world, "applications.withdrawn").await.len(), 1, "once");
    let late = matti.post(&address(&id, "/supplement"), &[("message", TYPED)]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "nothing is asked any more");
}

db::testing::on_both![
    a_role_that_ended_at_noon_answers_no_supplement_at_one_and_what_was_typed_is_kept,
    an_answer_that_suomi_fi_cannot_be_asked_about_is_kept,
    a_role_that_has_ended_withdraws_nothing,
];
