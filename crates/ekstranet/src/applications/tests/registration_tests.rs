//! An applicant whom the register of providers does not know, or whose registration there has ended.

use axum::http::StatusCode;
use db::testing::Scratch;
use serde_json::json;

use super::kinds_tests::right_answers;
use super::own_form_tests::told;
use super::{COMPANY, Clinic, PUBLIC, TRADER, address};
use crate::applications::submitting::load_whole;
use crate::applications::{Case, OfficerStep, load_case};
use crate::kernel::{ApplicationId, Language};
use crate::services::{CustomerKind, Service};
use crate::testing::{Browser, RANTAPOLKU, between};
use crate::web::Failure;

/// The draft of a trader whom no register knows, every step but the units answered.
pub(super) async fn drafted(clinic: &Clinic, matti: &Browser<'_>, service: Service) -> ApplicationId {
    drafted_as(clinic, matti, service, CustomerKind::SoleTrader).await
}

/// The same of any customer whom the register of providers, which answered, does not know.
async fn drafted_as(clinic: &Clinic, matti: &Browser<'_>, service: Service, kind: CustomerKind) -> ApplicationId {
    for source in ["organisation", "pharmacist", "practitioner"] {
        told(clinic, source, None).await;
    }
    let id = clinic.begin_for(matti, service).await;
    let form = load_whole(&clinic.visit(matti), &id).await.expect("loaded").form;
    assert_eq!((form.code, form.profile.kind), (service.code(), kind));
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
    let approve = OfficerStep::Approve { reason: String::new(), registration: " ".to_string(), named: None };
    let version = case(&clinic, &id).await.version;
    let refused = clinic.officer_does(&vilma, &id, version, approve).await;
    assert!(matches!(refused, Err(Failure::Forbidden)), "not without a reason: {refused:?}");
    let (page, at) = (format!("{desk}/approve"), version.to_string());
    assert!(vilma.page(&page).await.shows("Miksi hakemus hyväksytään ilman rekisteröintiä"));
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

async fn who_has_no_unit_to_name_is_not_asked_to_choose_one(scratch: &Scratch) {
    let clinic = Clinic::with_registers(scratch, TRADER, "[]").await;
    let matti = clinic.world.matti().await;
    let known = clinic.begin_for(&matti, Service::PatientData).await;
    let missing = async |id: &ApplicationId| {
        let tasks = matti.page(&address(id, "")).await;
        between(&tasks.body, "Vielä puuttuu", "</ul>").contains("<li>Palveluyksiköt</li>")
    };
    assert!(missing(&known).await, "the control");
    assert!(matti.page(&address(&known, "/steps/units")).await.shows("Valitkaa vähintään yksi."), "the control");
    for source in ["organisation", "pharmacist", "practitioner"] {
        told(&clinic, source, None).await;
    }
    let id = clinic.begin_for(&matti, Service::Prescription).await;
    assert!(!missing(&id).await, "nothing is left to do there");
    assert!(!matti.page(&address(&id, "/steps/units")).await.shows("Valitkaa vähintään yksi."));
    // It sees whom it confirms, though no register of providers has the name.
    let step = matti.page(&address(&id, "/steps/organisation")).await;
    let facts = between(&step.body, "<dl class=\"facts\">", "</dl>");
    assert!(facts.contains("Rantapolun Lääkäriasema Oy") && facts.contains(RANTAPOLKU), "{facts}");
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
    assert!(
        !vilma.page(&format!("/desk/cases/{id}/approve")).await.shows("Miksi hakemus hyväksytään ilman rekisteröintiä")
    );
}

/// What the register of providers tells of the trader.
pub(super) fn registered_until(day: &str) -> String {
    json!({ "business_id": RANTAPOLKU, "oid": "1.2.246.10.99002267.10.0", "name": "Rannan hoito", "sector": "2",
        "street_address": "Rantapolku 1", "post_code": "00000", "post_office": "RANTALA", "ends_on": day, "units": [] })
    .to_string()
}

const ASSOCIATION: &str = r#"{"totalResults":1,"companies":[{"names":[{"name":"Rannan yhdistys ry","type":"1","version":1}],
 "companyForms":[{"type":"29","version":1}],"registeredEntries":[]}]}"#;

/// It is told at the first step who adds it and with what message, and goes on: nothing asks for a unit that it cannot
/// name. Only an officer who says why approves it.
async fn goes_on_unregistered(scratch: &Scratch, company: &'static str, kind: CustomerKind, who: [&str; 3]) {
    let clinic = Clinic::with_registers(scratch, company, "[]").await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let id = drafted_as(&clinic, &matti, Service::PatientData, kind).await;
    for (language, who) in Language::ALL.into_iter().zip(who) {
        let browser = clinic.world.matti().await.speaking(language);
        let first = browser.get(&address(&id, "/steps/organisation")).await;
        first.is_a_proper_page(language);
        assert!(first.shows(who), "{language:?} {who}: {}", first.body);
        let message = between(&first.body, "id=\"registration-message\"", "</p>");
        assert!(message.contains(&format!("Rantapolun Lääkäriasema Oy ({RANTAPOLKU})")), "{message}");
        assert!(first.shows("href=\"/access/wrong-register\""), "{}", first.body);
        let units = browser.get(&address(&id, "/steps/units")).await;
        assert!(units.shows(who) && !units.shows("type=\"checkbox\""), "{}", units.body);
    }
    // Once the register knows it, it is asked for its units; the draft has been kept.
    told(&clinic, "organisation", Some(registered_until(""))).await;
    let check = matti.page(&address(&id, "/check")).await;
    assert!(check.shows("Valitkaa vähintään yksi palveluyksikkö."), "{}", check.body);
    assert!(!matti.page(&address(&id, "/steps/organisation")).await.shows("registration-message"), "the control");
    told(&clinic, "organisation", None).await;
    assert_eq!(matti.get(&address(&id, "/sign")).await.status, StatusCode::OK, "no dead end");
    clinic.submit(&matti, &id).await.expect("sent without a unit that cannot be named");

    let desk = format!("/desk/cases/{id}");
    clinic.officer_does(&vilma, &id, case(&clinic, &id).await.version, OfficerStep::Take).await.expect("taken");
    let shown = vilma.page(&desk).await;
    assert!(shown.shows("Yksiköitä ei kysytty") && shown.shows(who[0].split(':').next().unwrap_or_default()));
    let version = case(&clinic, &id).await.version;
    let silent = OfficerStep::Approve { reason: String::new(), registration: " ".to_string(), named: None };
    let refused = clinic.officer_does(&vilma, &id, version, silent).await;
    assert!(matches!(refused, Err(Failure::Forbidden)), "not without a reason: {refused:?}");
    let said = OfficerStep::Approve {
        reason: String::new(),
        registration: "Päätös nähty Soterissa.".to_string(),
        named: None,
    };
    clinic.officer_does(&vilma, &id, version, said).await.expect("the control");
    let audited = details(&clinic, "applications.approved").await;
    assert!(audited.len() == 1 && audited[0].contains("Päätös nähty Soterissa."), "{audited:?}");
}

const ADDED_BY_THE_AGENCY: [&str; 3] = [
    "Yksityisen palvelunantajan lisää rekisteriin Lupa- ja valvontavirasto: hakekaa rekisteröintiä Soterissa",
    "Tillstånds- och tillsynsverket för in privata tjänstetillhandahållare i registret: ansök om registrering i Soteri",
    "The Finnish Supervisory Agency adds private providers to the register: apply for registration in Soteri",
];

async fn item_2_a_company_whom_the_register_does_not_know_goes_on_and_is_approved_with_a_reason(scratch: &Scratch) {
    goes_on_unregistered(scratch, COMPANY, CustomerKind::Private, ADDED_BY_THE_AGENCY).await;
}

async fn item_2_an_association_whom_the_register_does_not_know_goes_on_and_is_approved_with_a_reason(
    scratch: &Scratch,
) {
    goes_on_unregistered(scratch, ASSOCIATION, CustomerKind::Private, ADDED_BY_THE_AGENCY).await;
}

async fn item_2_a_public_body_whom_the_register_does_not_know_goes_on_and_is_approved_with_a_reason(scratch: &Scratch) {
    let who = [
        "Julkisen organisaation lisää rekisteriin se, joka ylläpitää sen tietoja Kansallisessa koodistopalvelussa",
        "En offentlig organisation förs in i registret av den som upprätthåller dess uppgifter",
        "A public organisation is added to the register by whoever keeps its data in the National Code Service",
    ];
    goes_on_unregistered(scratch, PUBLIC, CustomerKind::Public, who).await;
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
    who_has_no_unit_to_name_is_not_asked_to_choose_one,
    an_officer_is_asked_no_reason_for_a_trader_whom_the_register_knows,
    an_officer_sees_beside_the_applicant_that_the_registration_has_ended,
    item_2_a_company_whom_the_register_does_not_know_goes_on_and_is_approved_with_a_reason,
    item_2_an_association_whom_the_register_does_not_know_goes_on_and_is_approved_with_a_reason,
    item_2_a_public_body_whom_the_register_does_not_know_goes_on_and_is_approved_with_a_reason,
];
