//! The services that archive documents: their own questions, their tests before production, what they require first.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::attachment_tests::{PDF, upload_to};
use super::kinds_tests::in_production;
use super::{ACCESS_POINT, Clinic, Fields, SYSTEM, UNIT, address, applications, billing, contacts, save_on};
use crate::applications::{OfficerStep, load_case};
use crate::deployments::{self, DeploymentState};
use crate::kernel::{ApplicationId, BusinessId};
use crate::services::{AskedForm, CustomerKind, KnownFact, Profile, Service, newest_form};
use crate::testing::{Browser, RANTAPOLKU};

/// The form of a service as a private customer is asked it.
pub(super) fn private(service: Service) -> AskedForm {
    newest_form(service, CustomerKind::Private).expect("a form").asked(Profile::default())
}

/// Right answers to the steps of a service.
pub(super) fn answers(service: Service) -> Vec<(&'static str, Fields)> {
    let mut people = contacts();
    people.extend([("people-0-roles", "archivist"), ("people-1-roles", "deployment")]);
    let all = vec![
        ("organisation", vec![("confirmed", "yes"), ("language", "fi")]),
        ("joining_model", vec![("model", "direct")]),
        ("social_joining_model", vec![("model", "direct")]),
        ("imaging_extent", vec![("extent", "viewer"), ("viewer", "kuvapacs-katselin-11")]),
        ("units", vec![("units", UNIT)]),
        ("controller", vec![("register", "own")]),
        ("social_extent", vec![("functions", "Asiakirjojen tallentaminen")]),
        ("social_controller", vec![("register", "own")]),
        ("information_system", vec![("system", SYSTEM), ("system_profile", "Asiakasasiakirjat")]),
        ("access_point", vec![("access_point", ACCESS_POINT)]),
        ("test_schedule", vec![("production_date", "15.1.2027"), ("test_date", "11.1.2027")]),
        ("contacts", people),
        ("billing", billing()),
        ("security", vec![("plan", "yes"), ("self_monitoring", "yes")]),
    ];
    let form = private(service);
    all.into_iter().filter(|(step, _)| form.step(step).is_some()).collect()
}

/// Applies for a service with every step filled in.
pub(super) async fn filled(clinic: &Clinic, browser: &Browser<'_>, service: Service) -> ApplicationId {
    let id = clinic.begin_for(browser, service).await;
    let form = format!("{}-{}", service.code(), private(service).version);
    let steps = answers(service);
    assert_eq!(steps.len(), private(service).steps().count(), "{service:?}: every step is answered");
    for (step, fields) in steps {
        browser.page(&address(&id, &format!("/steps/{step}"))).await;
        let saved = save_on(browser, &id, &form, (step, 0), &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{service:?} {step}: {}", saved.body);
    }
    id
}

/// From a draft to a deployment; returns its address.
async fn granted(clinic: &Clinic, matti: &Browser<'_>, service: Service) -> String {
    let id = filled(clinic, matti, service).await;
    matti.page(&address(&id, "/sign")).await;
    clinic.submit(matti, &id).await.expect("submitted");
    let vilma = clinic.world.vilma().await;
    let version =
        load_case(&mut clinic.world.app.db.read().await.expect("a reader"), &id).await.expect("a case").version;
    vilma.page(&format!("/desk/cases/{id}")).await;
    clinic.officer_does(&vilma, &id, version, OfficerStep::Take).await.expect("taken");
    let approve = OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None };
    clinic.officer_does(&vilma, &id, version + 1, approve).await.expect("approved");
    format!("/o/{RANTAPOLKU}/deployments/{}", line(clinic, service).await.id)
}

async fn line(clinic: &Clinic, service: Service) -> deployments::DeploymentLine {
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let lines = deployments::list(&mut read, &organisation).await.expect("listed");
    lines.into_iter().find(|line| line.service == service).expect("granted")
}

/// Does what is on the list and passes the test; production begins today.
async fn bring_into_production(clinic: &Clinic, matti: &Browser<'_>, service: Service, deployment: &str) {
    for item in private(service).deployment.items {
        if item.papers.is_some() {
            let (field, named) = (format!("papers-{}", item.key), [("papers", item.key)]);
            let files: [(&str, &[u8]); 1] = [("tausta.pdf", PDF)];
            upload_to(matti, (&format!("{deployment}/papers"), &field), &named, &files).await.redirects();
        }
        matti.post(&format!("{deployment}/items"), &[("item", item.key), ("answer", "done")]).await.redirects();
    }
    let day = [("version", "1"), ("date", "21.11.2026")];
    matti.post(&format!("{deployment}/production-date"), &day).await.redirects();
    assert_eq!(line(clinic, service).await.state, DeploymentState::SetUp, "not without the test");
    matti.post(&format!("{deployment}/test"), &[("version", "2"), ("test_day", "21.11.2026")]).await.redirects();
    let report = [
        ("version", "3"),
        ("result", "passed"),
        ("held_on", "21.11.2026"),
        ("performed_by", "Tiina Tekninen"),
        ("archivist", "Anni Arkisto"),
    ];
    matti.post(&format!("{deployment}/test-report"), &report).await.redirects();
    assert_eq!(line(clinic, service).await.state, DeploymentState::InProduction);
}

async fn item_1_patient_data_and_then_imaging_data_are_taken_into_production(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let early = matti.post(&applications(), &[("service", "imaging_data")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.shows("vasta, kun Potilastietovaranto on tuotantokäytössä"), "{}", early.body);
    let deployment = granted(&clinic, &matti, Service::PatientData).await;
    let still = matti.post(&applications(), &[("service", "imaging_data")]).await;
    assert_eq!(still.status, StatusCode::UNPROCESSABLE_ENTITY, "granted is not yet in use");
    bring_into_production(&clinic, &matti, Service::PatientData, &deployment).await;
    let deployment = granted(&clinic, &matti, Service::ImagingData).await;
    assert!(matti.page(&deployment).await.shows("Taustatiedot ja tietoliikenne"));
    bring_into_production(&clinic, &matti, Service::ImagingData, &deployment).await;
}

async fn social_data_asks_for_enrolment_and_bills_nothing(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let deployment = granted(&clinic, &matti, Service::SocialData).await;
    assert!(matti.page(&deployment).await.shows("Ilmoittautuminen käyttöönoton tukeen"));
    let form = private(Service::SocialData);
    assert!(form.step("billing").is_none() && form.question("contacts.people").is_some());
    for field in ["social_extent.functions", "information_system.system_profile", "social_controller.old_registers"] {
        assert!(form.question(field).is_some_and(|(_, question)| question.optional == field.ends_with("registers")));
        assert!(private(Service::PatientData).question(field).is_none(), "{field} is of social welfare");
    }
    let public = newest_form(Service::SocialData, CustomerKind::Public).expect("a form");
    let public = public.asked(Profile::of(CustomerKind::Public).with(KnownFact::Units));
    assert!(public.question("billing.method").is_some(), "by the number of residents, from 2027 on");
    bring_into_production(&clinic, &matti, Service::SocialData, &deployment).await;
}

async fn systems_are_offered_by_what_they_are_for(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let id = clinic.begin_for(&matti, Service::Prescription).await;
    let step = address(&id, "/steps/information_system");
    let page = matti.page(&step).await;
    assert!(page.shows("VirtaPotilas 7.2") && !page.shows("ApteekkiVirta"), "{}", page.body);
    let fields = [("system", "apteekkivirta-5.4")];
    let refused = save_on(&matti, &id, "prescription-2", ("information_system", 0), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "a clinic works with no system of pharmacies");
    let saved = save_on(&matti, &id, "prescription-2", ("information_system", 1), &[("system", SYSTEM)]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "the control: {}", saved.body);
}

async fn imaging_names_certified_systems_and_an_archive_only_of_those_who_store(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    in_production(&clinic, private(Service::ImagingData)).await;
    let id = clinic.begin_for(&matti, Service::ImagingData).await;
    let page = matti.page(&address(&id, "/steps/imaging_extent")).await;
    for (system, offered) in
        [("KuvaPACS 11", true), ("KuvaRIS 4.2", true), ("KuvaPACS-katselin 11", true), ("VirtaPotilas", false)]
    {
        assert_eq!(page.shows(system), offered, "{system}: {}", page.body);
    }
    let (full, views) = (("extent", "full"), ("extent", "viewer"));
    let (archive, viewer) = (("archive", "kuvapacs-11"), ("viewer", "kuvapacs-katselin-11"));
    for (version, fields, field) in [
        (0, vec![full, viewer], "archive"),
        (1, vec![full, archive], "viewer"),
        (2, vec![views], "viewer"),
        (3, vec![full, ("archive", "kuvapacs-katselin-11"), viewer], "archive"),
    ] {
        let refused = save_on(&matti, &id, "imaging_data-4", ("imaging_extent", version), &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        assert!(refused.shows(&format!("href=\"#{field}\"")), "{fields:?}: {}", refused.body);
    }
    for (version, fields) in [(4, vec![views, viewer]), (5, vec![full, archive, viewer])] {
        let saved = save_on(&matti, &id, "imaging_data-4", ("imaging_extent", version), &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{fields:?}: {}", saved.body);
    }
}

async fn the_test_is_not_planned_after_production(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let id = clinic.begin_for(&matti, Service::PatientData).await;
    let late = [("production_date", "11.1.2027"), ("test_date", "12.1.2027")];
    let answer = save_on(&matti, &id, "patient_data-2", ("test_schedule", 0), &late).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.shows("viimeistään suunniteltuna käyttöönottopäivänä"), "{}", answer.body);
    let same = [("production_date", "11.1.2027"), ("test_date", "11.1.2027")];
    let answer = save_on(&matti, &id, "patient_data-2", ("test_schedule", 1), &same).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "the control: {}", answer.body);
}

db::testing::on_both![
    item_1_patient_data_and_then_imaging_data_are_taken_into_production,
    social_data_asks_for_enrolment_and_bills_nothing,
    the_test_is_not_planned_after_production,
    systems_are_offered_by_what_they_are_for,
    imaging_names_certified_systems_and_an_archive_only_of_those_who_store,
];
