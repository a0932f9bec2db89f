//! Extension of use: a service in production is extended later, by the extension's own form and its own deployment.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::kinds_tests::{drive, in_production};
use super::{Clinic, address, applications};
use crate::applications::OfficerStep;
use crate::deployments::{self, DeploymentLine, DeploymentState};
use crate::kernel::{ApplicationId, BusinessId};
use crate::services::{CustomerKind, Profile, Service, newest_form};
use crate::testing::RANTAPOLKU;

async fn line(clinic: &Clinic, service: Service) -> DeploymentLine {
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let lines = deployments::list(&mut clinic.world.app.db.read().await.expect("a reader"), &organisation).await;
    lines.expect("listed").into_iter().find(|line| line.service == service).expect("granted")
}

async fn a_service_in_production_is_extended_to_further_units_later(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let form = newest_form(Service::ExtensionOfUse, CustomerKind::Private).expect("a form").asked(Profile::default());
    assert_eq!(form.version, 3);
    in_production(&clinic, form).await;
    let running = format!("/o/{RANTAPOLKU}/deployments/{}", line(&clinic, Service::PatientData).await.id);
    assert!(matti.page(&running).await.shows("Hae käytön laajennusta"));
    // Begun on the page of the service, the form knows which one it is; only what runs is offered.
    let begin = [("service", "extension_of_use"), ("extends", "patient_data")];
    let draft = matti.post(&applications(), &begin).await.redirects().to_string();
    let id = ApplicationId::parse(draft.rsplit('/').next().expect("an id")).expect("an id");
    let step = address(&id, "/steps/extension");
    let page = matti.page(&step).await;
    assert!(page.shows("value=\"patient_data\" checked") && !page.shows("value=\"prescription\""), "{}", page.body);
    let wrong =
        [("version", "0"), ("form", "extension_of_use-3"), ("service", "prescription"), ("function", "further_units")];
    let refused = matti.post(&step, &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "it is not in production");
    matti.post(&address(&id, "/discard"), &[]).await.redirects();

    let id = drive(&clinic, &matti, form, true).await;
    assert!(matti.page(&address(&id, "")).await.shows("Uudet palveluyksiköt"));
    let vilma = clinic.world.vilma().await;
    clinic.officer_does(&vilma, &id, 2, OfficerStep::Take).await.expect("taken");
    let approve = OfficerStep::Approve { reason: String::new() };
    clinic.officer_does(&vilma, &id, 3, approve).await.expect("approved");
    let extension = line(&clinic, Service::ExtensionOfUse).await;
    assert_eq!(extension.state, DeploymentState::SetUp, "it has a deployment of its own");
    let page = matti.page(&running).await;
    assert!(page.shows("Uudet palveluyksiköt") && page.shows("Palveluyksiköt: Rannan vastaanotto"), "{}", page.body);
    let own = format!("/o/{RANTAPOLKU}/deployments/{}", extension.id);
    for item in form.deployment.items {
        matti.post(&format!("{own}/items"), &[("item", item.key), ("answer", "done")]).await.redirects();
    }
    let day = [("version", "1"), ("date", "21.11.2026")];
    matti.post(&format!("{own}/production-date"), &day).await.redirects();
    assert_eq!(line(&clinic, Service::ExtensionOfUse).await.state, DeploymentState::InProduction, "by its own rules");
    assert!(matti.page(&running).await.shows("Käytössä 21.11.2026 alkaen."));
    assert_eq!(line(&clinic, Service::PatientData).await.state, DeploymentState::InProduction, "the service goes on");
    // Another extension may follow.
    assert_ne!(matti.post(&applications(), &begin).await.redirects(), draft);
}

db::testing::on_both![a_service_in_production_is_extended_to_further_units_later];
