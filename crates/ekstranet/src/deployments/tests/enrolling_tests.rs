//! Enrolments for deployment support reach the officers, who note that they have called.

use axum::http::StatusCode;
use db::testing::Scratch;
use serde_json::json;

use super::granted_for;
use crate::config::SupportPeriod;
use crate::deployments::enrolling::contacts;
use crate::kernel::DeploymentId;
use crate::services::Service;
use crate::testing::{Browser, RANTAPOLKU, World, between};

/// A world with two periods to which one can enrol.
fn world(scratch: &Scratch) -> World {
    let period = |begins: &str, ends: &str| SupportPeriod {
        begins: begins.to_string(),
        ends: ends.to_string(),
        enrol_by: "2026-12-18".to_string(),
    };
    World::with(scratch, |config| {
        config.deployment_support = vec![period("2027-01-11", "2027-04-30"), period("2027-05-03", "2027-08-31")];
    })
}

async fn enrol(browser: &Browser<'_>, id: &DeploymentId, period: &str) {
    let items = format!("/o/{RANTAPOLKU}/deployments/{id}/items");
    browser.post(&items, &[("item", "enrolment"), ("answer", "done"), ("period", period)]).await.redirects();
}

#[test]
fn the_deployment_contact_is_called_else_the_administrative_one() {
    let person = |name: &str, roles: &[&str]| json!({ "name": name, "email": "e", "phone": "p", "roles": roles });
    let snapshot = |people: &[serde_json::Value]| json!({ "answers": { "contacts": { "people": people } } });
    let (anni, ville) = (person("Anni", &["administrative"]), person("Ville", &["deployment", "technical"]));
    let both = contacts(&snapshot(&[anni.clone(), ville]));
    assert_eq!(both.len(), 1);
    assert!(both[0].name == "Ville" && both[0].for_deployment);
    let one = contacts(&snapshot(&[anni]));
    assert!(one.len() == 1 && one[0].name == "Anni" && !one[0].for_deployment);
    assert!(contacts(&json!({})).is_empty());
}

async fn an_enrolment_reaches_the_officers_who_note_that_they_have_called(scratch: &Scratch) {
    let world = world(scratch);
    let (matti, vilma) = (world.matti().await, world.vilma().await);
    let id = granted_for(&world, Service::SocialData).await;
    assert!(vilma.page("/desk/enrolments").await.shows("Ilmoittautumisia ei ole."));
    enrol(&matti, &id, "2027-05-03").await;
    let queue = vilma.page("/desk/").await;
    let counted = between(&queue.body, "<li><a href=\"/desk/enrolments\">Ilmoittautumiset", "</li>");
    assert!(counted.contains(">1<"), "{counted}");
    let list = vilma.page("/desk/enrolments").await;
    for text in ["Jakso 3.5.2027–31.8.2027", RANTAPOLKU, "KE-2026-000001. Matti Rantapolku ilmoitti 21.11.2026"] {
        assert!(list.shows(text), "{text}: {}", list.body);
    }
    assert!(vilma.page("/desk/enrolments?period=2027-01-11").await.shows("Ilmoittautumisia ei ole."));
    assert!(vilma.page("/desk/enrolments?period=none").await.shows("Ilmoittautumisia ei ole."));
    let call = format!("/desk/enrolments/{id}/call");
    let called = [("answer", "called"), ("period", "2027-05-03"), ("show", "waiting")];
    assert_eq!(vilma.post(&call, &called).await.redirects(), "/desk/enrolments?period=2027-05-03&show=waiting");
    assert_eq!(vilma.post(&call, &called).await.status, StatusCode::CONFLICT, "a colleague was first");
    assert!(vilma.page("/desk/enrolments").await.shows("Ilmoittautumisia ei ole."));
    let all = vilma.page("/desk/enrolments?period=2027-05-03&show=all").await;
    assert!(all.shows("Vilma Virkanen merkitsi yhteydenoton tehdyksi 21.11.2026"), "{}", all.body);
    let customer = matti.page(&format!("/o/{RANTAPOLKU}/deployments/{id}")).await;
    assert!(customer.shows("Käyttöönoton tuki on ottanut teihin yhteyttä 21.11.2026."), "{}", customer.body);
    vilma.post(&call, &[("answer", "undo")]).await.redirects();
    assert_eq!(vilma.post(&call, &[("answer", "undo")]).await.status, StatusCode::CONFLICT);
    assert!(vilma.page("/desk/enrolments").await.shows(RANTAPOLKU));
    // Whoever takes the enrolment back waits for no call.
    let items = format!("/o/{RANTAPOLKU}/deployments/{id}/items");
    matti.post(&items, &[("item", "enrolment"), ("answer", "undo")]).await.redirects();
    assert_eq!(vilma.post(&call, &called).await.status, StatusCode::CONFLICT);
    let mut read = world.app.db.read().await.expect("a reader");
    let noted: Vec<(String,)> = read
        .all(
            "select action from audit_entry where subject = $1
               and action in ('deployments.enrolment_called', 'deployments.enrolment_call_taken_back')
             order by action desc",
            db::values![id.as_str()],
        )
        .await
        .expect("read");
    let noted: Vec<&str> = noted.iter().map(|(action,)| action.as_str()).collect();
    assert_eq!(noted, ["deployments.enrolment_called", "deployments.enrolment_call_taken_back"]);
}

async fn only_officers_see_enrolments_and_note_calls(scratch: &Scratch) {
    let world = world(scratch);
    let (matti, id) = (world.matti().await, granted_for(&world, Service::SocialData).await);
    enrol(&matti, &id, "2027-05-03").await;
    assert_eq!(matti.get("/desk/enrolments").await.status, StatusCode::NOT_FOUND);
    assert_ne!(world.stranger().get("/desk/enrolments").await.status, StatusCode::OK);
    let call = format!("/desk/enrolments/{id}/call");
    assert_eq!(matti.post(&call, &[("answer", "called")]).await.status, StatusCode::NOT_FOUND);
    world.vilma().await.post(&call, &[("answer", "called")]).await.redirects();
    let nobody = format!("/desk/enrolments/{}/call", DeploymentId::new(world.app.clock.now(), &world.app.random));
    assert_eq!(world.vilma().await.post(&nobody, &[("answer", "called")]).await.status, StatusCode::NOT_FOUND);
}

async fn officers_page_through_enrolments_by_period(scratch: &Scratch) {
    let world = world(scratch);
    let matti = world.matti().await;
    let (first, later) = (granted_for(&world, Service::SocialData).await, {
        world.app.clock.advance_seconds(1);
        granted_for(&world, Service::SocialData).await
    });
    enrol(&matti, &later, "2027-05-03").await;
    let mut tx = world.app.db.write().await.expect("a transaction");
    // Further customers of the earlier period, each a copy of the first one.
    for number in 0..50_i64 {
        let id = DeploymentId::new(world.app.clock.now(), &world.app.random);
        tx.run(
            "insert into deployment (id, application_id, organisation, service, case_number, language, snapshot, recipients,
                                     state, version, opened_at, catalogue_version)
             select cast($1 as text), cast($1 as text), organisation, service, case_number, language, snapshot, recipients, state, version, opened_at,
                    catalogue_version
             from deployment where id = $2",
            db::values![id.as_str(), first.as_str()],
        )
        .await
        .expect("inserted");
        tx.run(
            "insert into deployment_item (deployment_id, item, done_at, done_by, note)
             values ($1, 'enrolment', $2, 'Matti Rantapolku', '2027-01-11')",
            db::values![id.as_str(), number],
        )
        .await
        .expect("inserted");
    }
    tx.commit().await.expect("committed");
    let vilma = world.vilma().await;
    let list = vilma.page("/desk/enrolments").await;
    assert_eq!(list.body.matches("<li><a href=\"/desk/cases/").count(), 50, "{}", list.body);
    assert!(list.shows("Jakso 11.1.2027–30.4.2027") && !list.shows("<h2>Jakso 3.5.2027"), "{}", list.body);
    let next = between(&list.body, "<a href=\"/desk/enrolments?period=&#38;show=waiting&#38;after=", "\"");
    let rest = vilma.page(&format!("/desk/enrolments?period=&show=waiting&after={next}")).await;
    assert_eq!(rest.body.matches("<li><a href=\"/desk/cases/").count(), 1, "{}", rest.body);
    assert!(rest.shows("<h2>Jakso 3.5.2027–31.8.2027</h2>") && !rest.shows("rel=\"next\""), "{}", rest.body);
    let of_one = vilma.page("/desk/enrolments?period=2027-05-03").await;
    assert_eq!(of_one.body.matches("<li><a href=\"/desk/cases/").count(), 1, "{}", of_one.body);
}

db::testing::on_both![
    an_enrolment_reaches_the_officers_who_note_that_they_have_called,
    only_officers_see_enrolments_and_note_calls,
    officers_page_through_enrolments_by_period,
];
