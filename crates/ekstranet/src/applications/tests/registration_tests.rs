//! An applicant whom the register of providers does not know, or whose registration there has ended.

use axum::http::StatusCode;
use db::testing::Scratch;
use serde_json::json;

use super::kinds_tests::right_answers;
use super::own_form_tests::told;
use super::{Clinic, TRADER, address};
use crate::applications::submitting::load_whole;
use crate::applications::{Case, OfficerStep, load_case};
use crate::kernel::ApplicationId;
use crate::services::{CustomerKind, Service};
use crate::testing::{Browser, RANTAPOLKU};
use crate::web::Failure;

/// The draft of a trader whom no register knows, every step but the units answered.
pub(super) async fn drafted(clinic: &Clinic, matti: &Browser<'_>, service: Service) -> ApplicationId {
    for source in ["organisation", "pharmacist", "practitioner"] {
        told(clinic, source, None).await;
    }
    let id = clinic.begin_for(matti, service).await;
    let form = load_whole(&clinic.visit(matti), &id).await.expect("loaded").form;
    assert_eq!((form.code, form.profile.kind), (service.code(), CustomerKind::SoleTrader));
    for step in form.steps() {
        let head = [
            ("version".to_string(), "0".to_string()),
            ("form".to_string(), format!("{}-{}", form.code, form.version)),
            ("profile".to_string(), form.profile.code()),
        ];
        let answers = right_answers(form, step).into_iter().filter(|_| step.key != "units");
        let fields: Vec<(String, String)> = head.into_iter().chain(answers).collect();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let saved = matti.post(&address(&id, &format!("/steps/{}", step.key)), &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}: {}", step.key, saved.body);
    }
    id
}

pub(super) async fn case(clinic: &Clinic, id: &ApplicationId) -> Case {
    load_case(&mut clinic.world.app.db.read().await.expect("a reader"), id).await.expect("a case")
}

/// The details of the audit rows of an action.
pub(super) async fn details(clinic: &Clinic, action: &str) -> Vec<String> {
    let sql = "select detail from audit_entry where action = $1";
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let rows: Vec<(String,)> = read.all(sql, db::values![action]).await.expect("read");
    rows.into_iter().map(|(detail,)| detail).collect()
}

async fn a_trader_whom_no_register_knows_names_no_unit_and_is_approved_with_a_recorded_reason(scratch: &Scratch) {
    let clinic = Clinic::with_registers(scratch, TRADER, "[]").await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let id = drafted(&clinic, &matti, Service::Prescription).await;
    let units = matti.page(&address(&id, "/steps/units")).await;
    assert!(units.shows("ei kysytä palveluyksiköitä") && units.shows("Lupa- ja valvontavirasto"), "{}", units.body);
    clinic.submit(&matti, &id).await.expect("sent without a unit that cannot exist");

    let desk = format!("/desk/cases/{id}");
    clinic.officer_does(&vilma, &id, case(&clinic, &id).await.version, OfficerStep::Take).await.expect("taken");
    let shown = vilma.page(&desk).await;
    assert!(shown.shows("Yksiköitä ei kysytty") && shown.shows("ettei se tunne hakijaa"), "{}", shown.body);
    let approve = OfficerStep::Approve { reason: String::new(), registration: " ".to_string() };
    let version = case(&clinic, &id).await.version;
    let refused = clinic.officer_does(&vilma, &id, version, approve).await;
    assert!(matches!(refused, Err(Failure::Forbidden)), "not without a reason: {refused:?}");
    let (page, at) = (format!("{desk}/approve"), version.to_string());
    assert!(vilma.page(&page).await.shows("Rekisteröinnin puuttumisen peruste"));
    let without = vilma.post(&page, &[("version", &at), ("reason", ""), ("confirmed", "yes")]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(without.shows("Kirjatkaa, miksi hakemus hyväksytään ilman rekisteröintiä."), "{}", without.body);
    let mut typed = vec![("version", at.as_str()), ("reason", ""), ("registration", "Päätös nähty Soterissa.")];
    let confirm = vilma.post(&page, &typed).await;
    assert!(confirm.status == StatusCode::OK && confirm.shows("Päätös nähty Soterissa."), "{}", confirm.body);
    typed.push(("confirmed", "yes"));
    vilma.post(&page, &typed).await.redirects();

    let after = vilma.page(&desk).await;
    assert!(after.shows("ilman rekisteröintiä (Vilma") && after.shows("Päätös nähty Soterissa."), "{}", after.body);
    let audited = details(&clinic, "applications.approved").await;
    assert!(audited.len() == 1 && audited[0].contains("Päätös nähty Soterissa."), "{audited:?}");
    let decision = matti.page(&address(&id, "/decision")).await;
    assert!(!decision.shows("Päätös nähty Soterissa."), "it is for officers");
}

async fn an_officer_is_asked_no_reason_for_a_trader_whom_the_register_knows(scratch: &Scratch) {
    let clinic = Clinic::with_registers(scratch, TRADER, "[]").await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let id = drafted(&clinic, &matti, Service::Prescription).await;
    clinic.submit(&matti, &id).await.expect("sent");
    clinic.officer_does(&vilma, &id, case(&clinic, &id).await.version, OfficerStep::Take).await.expect("taken");
    assert!(case(&clinic, &id).await.lacks_registration, "the control");
    told(&clinic, "organisation", Some(registered_until(""))).await;
    assert!(!case(&clinic, &id).await.lacks_registration, "the register has learnt to know the trader");
    assert!(!vilma.page(&format!("/desk/cases/{id}/approve")).await.shows("Rekisteröinnin puuttumisen peruste"));
}

/// What the register of providers tells of the trader.
pub(super) fn registered_until(day: &str) -> String {
    json!({ "business_id": RANTAPOLKU, "oid": "1.2.246.10.99002267.10.0", "name": "Rannan hoito", "sector": "2",
        "street_address": "Rantapolku 1", "post_code": "00000", "post_office": "RANTALA", "ends_on": day, "units": [] })
    .to_string()
}

async fn an_officer_sees_beside_the_applicant_that_the_registration_has_ended(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let id = clinic.submitted(&matti).await;
    let desk = format!("/desk/cases/{id}");
    assert!(!vilma.page(&desk).await.shows("päättyi 20.11.2026"), "the control");
    told(&clinic, "organisation", Some(registered_until("2026-11-20"))).await;
    let shown = vilma.page(&desk).await;
    let finding = "Rekisteröinti SOTE-organisaatiorekisterissä päättyi 20.11.2026 (Rannan hoito).";
    assert!(shown.shows(finding), "{}", shown.body);
}

db::testing::on_both![
    a_trader_whom_no_register_knows_names_no_unit_and_is_approved_with_a_recorded_reason,
    an_officer_is_asked_no_reason_for_a_trader_whom_the_register_knows,
    an_officer_sees_beside_the_applicant_that_the_registration_has_ended,
];
