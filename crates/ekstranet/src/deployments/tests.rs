//! From approval to production.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::rules::{DateProblem, DeploymentState, Done, Item, production_due, read_date};
use super::{Granted, begin_due, list, open};
use crate::kernel::{ApplicationId, BusinessId, CaseLanguage, DeploymentId};
use crate::services::Service;
use crate::testing::{RANTAPOLKU, World};
use crate::web::Visit;

async fn granted(world: &World) -> DeploymentId {
    let visit = Visit::of_job(&world.app);
    let (application, organisation) =
        (ApplicationId::new(visit.now, &world.app.random), BusinessId::parse(RANTAPOLKU).expect("valid"));
    let granted = Granted {
        application: &application,
        organisation: &organisation,
        service: Service::Prescription,
        case_number: "KE-2026-000001",
        language: CaseLanguage::Fi,
        snapshot: serde_json::json!({ "units": [] }),
        recipients: vec!["hallinto@rantapolku.example".to_string()],
        wished_date: Some("2026-12-04".to_string()),
    };
    let mut tx = world.app.db.write().await.expect("a transaction");
    let id = open(&mut tx, &visit, &granted).await.expect("opened");
    tx.commit().await.expect("committed");
    id
}

async fn state(world: &World) -> (DeploymentState, usize) {
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let lines = list(&mut world.app.db.read().await.expect("a reader"), &organisation).await.expect("listed");
    (lines[0].state, lines[0].open_items)
}

async fn production_begins_when_everything_is_done_and_the_day_has_come(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, id) = (world.matti().await, granted(&world).await);
    let address = format!("/o/{RANTAPOLKU}/deployments/{id}");
    assert!(matti.page(&address).await.shows("value=\"4.12.2026\""), "the wished date is offered");
    assert_eq!(state(&world).await, (DeploymentState::SetUp, 4));
    for item in Item::of(Service::Prescription) {
        matti.post(&format!("{address}/items"), &[("item", item.code()), ("answer", "done")]).await.redirects();
    }
    matti.post(&format!("{address}/items"), &[("item", "staff"), ("answer", "undo")]).await.redirects();
    let today = [("version", "1"), ("date", "21.11.2026")];
    matti.post(&format!("{address}/production-date"), &today).await.redirects();
    assert_eq!(state(&world).await, (DeploymentState::SetUp, 1), "one item is still open");
    matti.post(&format!("{address}/items"), &[("item", "staff"), ("answer", "done")]).await.redirects();
    assert_eq!(state(&world).await.0, DeploymentState::InProduction);
    let page = matti.page(&address).await;
    assert!(
        page.shows("Käytössä") && page.shows("21.11.2026 alkaen") && !page.shows("<form method=\"post\" action=\"/o/")
    );
    let late = matti.post(&format!("{address}/items"), &[("item", "staff"), ("answer", "undo")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "what is in production is not undone by a tick");
}

async fn a_later_day_is_waited_for_and_begun_by_the_job(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, id) = (world.matti().await, granted(&world).await);
    let address = format!("/o/{RANTAPOLKU}/deployments/{id}");
    for item in Item::of(Service::Prescription) {
        matti.post(&format!("{address}/items"), &[("item", item.code()), ("answer", "done")]).await.redirects();
    }
    matti.post(&format!("{address}/production-date"), &[("version", "1"), ("date", "2026-11-22")]).await.redirects();
    assert_eq!(begin_due(&world.app).await.expect("ran"), 0);
    world.app.clock.advance_seconds(24 * 3600);
    assert_eq!(begin_due(&world.app).await.expect("ran"), 1);
    assert_eq!(begin_due(&world.app).await.expect("ran"), 0, "once");
    assert_eq!(state(&world).await.0, DeploymentState::InProduction);
}

async fn a_wrong_day_is_explained_and_an_old_page_is_refused(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, id) = (world.matti().await, granted(&world).await);
    let address = format!("/o/{RANTAPOLKU}/deployments/{id}/production-date");
    for (typed, text) in [
        ("", "Valitkaa päivä"),
        ("31.2.2027", "muodossa"),
        ("20.11.2026", "Päivä on mennyt"),
        ("1.1.2031", "yli vuoden"),
    ] {
        let answer = matti.post(&address, &[("version", "1"), ("date", typed)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            answer.shows(text) && answer.shows("role=\"alert\"") && answer.shows(&format!("value=\"{typed}\"")),
            "{}",
            answer.body
        );
    }
    matti.post(&address, &[("version", "1"), ("date", "1.12.2026")]).await.redirects();
    assert_eq!(matti.post(&address, &[("version", "1"), ("date", "2.12.2026")]).await.status, StatusCode::CONFLICT);
    let foreign = world.kauko().await.get(&format!("/o/{}/deployments/{id}", crate::testing::LEHTOLINNA)).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
}

#[test]
fn a_day_is_read_as_people_and_browsers_write_it() {
    let today = jiff::civil::date(2026, 11, 21);
    assert_eq!(read_date("4.12.2026", today), read_date("2026-12-04", today));
    assert_eq!(read_date("21.11.2026", today), Ok(today));
    assert_eq!(read_date("x", today), Err(DateProblem::NotADate));
    assert_eq!(read_date("21.11.2028", today), Err(DateProblem::TooFar));
}

#[test]
fn production_needs_every_item_and_the_day() {
    let today = jiff::civil::date(2026, 11, 21);
    let done: Vec<Done> = Item::of(Service::Prescription)
        .iter()
        .map(|item| Done { item: item.code().to_string(), at: 0, by_name: String::new() })
        .collect();
    assert_eq!(production_due(Service::Prescription, &done, Some("2026-11-21"), today), Some(today));
    assert_eq!(production_due(Service::Prescription, &done[1..], Some("2026-11-21"), today), None);
    assert_eq!(production_due(Service::Prescription, &done, Some("2026-11-22"), today), None);
    assert_eq!(production_due(Service::Prescription, &done, None, today), None);
    for state in DeploymentState::ALL {
        assert_eq!(DeploymentState::parse(state.code()), Some(state));
    }
}

db::testing::on_both![
    production_begins_when_everything_is_done_and_the_day_has_come,
    a_later_day_is_waited_for_and_begun_by_the_job,
    a_wrong_day_is_explained_and_an_old_page_is_refused,
];
