//! What a step offers and asks for: units that begin before the planned day, and the roles that somebody must hold.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::{Clinic, UNIT, address, save};
use crate::applications::OfficerStep;
use crate::deployments;
use crate::kernel::{ApplicationId, BusinessId, Language};
use crate::services::Service;
use crate::testing::RANTAPOLKU;
use crate::texts::texts;

/// A unit that begins with the next year, and one that has ended.
const LATER: &str = "1.2.246.10.99002267.10.4";
const ENDED: &str = "1.2.246.10.99002267.10.5";
const UNITS: &str = r#"{"conceptCodes":[
 {"conceptCodeId":"1.2.246.10.99002267.10.1","beginDate":"2020-01-01","expirationDate":"2100-12-31","attributes":[{"attributeName":"LongName","attributeValue":["Rannan vastaanotto"]}]},
 {"conceptCodeId":"1.2.246.10.99002267.10.4","beginDate":"2027-01-01","expirationDate":"2100-12-31","attributes":[{"attributeName":"LongName","attributeValue":["Uusi vastaanotto"]}]},
 {"conceptCodeId":"1.2.246.10.99002267.10.5","beginDate":"2020-01-01","expirationDate":"2026-10-31","attributes":[{"attributeName":"LongName","attributeValue":["Vanha vastaanotto"]}]}],
 "page":1,"pageSize":500,"totalItems":3,"totalPages":1}"#;

async fn a_unit_that_begins_before_the_planned_day_can_apply_already(scratch: &Scratch) {
    let clinic = Clinic::with_units(scratch, UNITS).await;
    let matti = clinic.world.matti().await;
    let id = clinic.begin(&matti).await;
    clinic.fill(&matti, &id).await;
    let step = matti.page(&address(&id, "/steps/units")).await;
    assert!(step.shows("Uusi vastaanotto") && step.shows("voimassa 1.1.2027 alkaen"), "{}", step.body);
    assert!(!step.shows("Vanha vastaanotto"), "what is over is not offered: {}", step.body);
    assert!(!step.shows("31.12.2100"), "a day that lies beyond every plan is not told: {}", step.body);
    for (language, counted) in [
        (Language::Fi, "<dd>1, lisäksi myöhemmin alkavia 1</dd>"),
        (Language::Sv, "<dd>1, dessutom 1 som börjar senare</dd>"),
        (Language::En, "<dd>1, and 1 that begin later</dd>"),
    ] {
        let first = clinic.world.matti().await.speaking(language).get(&address(&id, "/steps/organisation")).await;
        assert!(first.shows(counted), "{}", first.body);
    }
    save(&matti, &id, "units", 1, &[("answer", "all-units")]).await.redirects();
    let step = matti.get(&address(&id, "/steps/units")).await;
    assert!(step.shows(&format!("value=\"{LATER}\" checked")), "all of them: {}", step.body);
    let fields = [("units", UNIT), ("units", LATER), ("renewal_units", UNIT)];
    save(&matti, &id, "units", 2, &fields).await.redirects();
    assert!(matti.page(&address(&id, "/check")).await.shows(&address(&id, "/sign")), "for 15 January");
    save(&matti, &id, "schedule", 1, &[("production_date", "2026-12-31")]).await.redirects();
    let check = matti.page(&address(&id, "/check")).await;
    let named =
        "ei ole voimassa suunniteltuna käyttöönottopäivänä 31.12.2026: Uusi vastaanotto (alkaa 1.1.2027). Poistakaa";
    assert!(check.shows(named), "a day too early: {}", check.body);
    save(&matti, &id, "schedule", 2, &[("production_date", "2027-01-01")]).await.redirects();
    clinic.submit(&matti, &id).await.expect("on its first day it is valid");
    let vilma = clinic.world.vilma().await;
    let case = vilma.page(&format!("/desk/cases/{id}")).await;
    assert!(case.shows("Uusi vastaanotto") && !case.shows("ei ole voimassa suunniteltuna"), "{}", case.body);
    the_officer_sees_which_granted_units_are_not_open_on_the_agreed_day(&clinic, &id).await;
    let ended = [("units", ENDED)];
    let other = clinic.begin_for(&matti, Service::PatientData).await;
    let page = address(&other, "/steps/units");
    let fields: Vec<_> = [("version", "0"), ("form", "patient_data-2")].into_iter().chain(ended).collect();
    assert_eq!(matti.post(&page, &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY, "the control");
}

/// Granted, the day is agreed anew.
async fn the_officer_sees_which_granted_units_are_not_open_on_the_agreed_day(clinic: &Clinic, id: &ApplicationId) {
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    clinic.officer_does(&vilma, id, 2, OfficerStep::Take).await.expect("taken");
    let approve = OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None };
    clinic.officer_does(&vilma, id, 3, approve).await.expect("approved");
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let granted = deployments::list(&mut read, &organisation).await.expect("listed").remove(0);
    drop(read);
    let page = format!("/o/{RANTAPOLKU}/deployments/{}/production-date", granted.id);
    let case = format!("/desk/cases/{id}");
    for (version, day, is_closed) in [("1", "2.1.2027", false), ("2", "30.12.2026", true)] {
        matti.post(&page, &[("version", version), ("date", day)]).await.redirects();
        let shown = vilma.page(&case).await;
        let told = "ole voimassa sovittuna päivänä 30.12.2026: Uusi vastaanotto (alkaa 1.1.2027). Asiakas näkee";
        assert_eq!(shown.shows(told), is_closed, "{day}: {}", shown.body);
        assert_eq!(shown.shows("yksikköä ovat voimassa"), !is_closed, "{day}: {}", shown.body);
    }
}

async fn the_last_day_of_a_unit_stands_beside_it(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let id = clinic.begin(&clinic.world.matti().await).await;
    for (language, until) in [
        (Language::Fi, "voimassa 31.12.2026 asti"),
        (Language::Sv, "gäller till och med 31.12.2026"),
        (Language::En, "valid until 31 December 2026"),
    ] {
        let step = clinic.world.matti().await.speaking(language).get(&address(&id, "/steps/units")).await;
        // In the list of those that take the service, and of those that take requests.
        assert_eq!(step.body.matches(until).count(), 2, "{language:?}: {}", step.body);
    }
}

async fn every_role_that_somebody_must_hold_is_named(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let needed = "Jokaiseen näistä tehtävistä tarvitaan joku: Hallinnollinen yhteyshenkilö, Tietosuojavastaava, \
                  Tekninen yhteyshenkilö";
    let prescription = clinic.begin(&matti).await;
    let page = matti.page(&address(&prescription, "/steps/contacts")).await;
    assert!(page.shows(&format!("{needed}. Älkää kirjoittako henkilötunnuksia.")), "{}", page.body);
    let patient_data = clinic.begin_for(&matti, Service::PatientData).await;
    let page = matti.page(&address(&patient_data, "/steps/contacts")).await;
    assert!(page.shows(&format!("{needed}, Arkistonhoitaja. Älkää")), "{}", page.body);
    let paper = matti.page(&address(&patient_data, "/print")).await;
    assert!(paper.shows(&format!("{needed}, Arkistonhoitaja.")), "on paper too: {}", paper.body);
}

/// What is asked about cannot depend on an answer that is not on the page: a script would hide it for good.
async fn a_question_that_an_officer_asks_about_is_never_folded_away(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let draft = clinic.begin(&matti).await;
    let folded = "<div data-when=\"method=e_invoice\">";
    let step = matti.page(&address(&draft, "/steps/billing")).await;
    assert!(step.body.matches(folded).count() == 2, "by the answer above: {}", step.body);
    clinic.fill(&matti, &draft).await;
    clinic.submit(&matti, &draft).await.expect("submitted");
    let ask = |fields: &[&str]| OfficerStep::AskSupplement {
        items: fields.iter().map(|field| (format!("billing.{field}"), "Tarkistakaa".to_string())).collect(),
        suggested: std::collections::BTreeMap::new(),
        message: String::new(),
        deadline: "2026-12-04".to_string(),
    };
    clinic.officer_does(&vilma, &draft, 2, OfficerStep::Take).await.expect("taken");
    clinic.officer_does(&vilma, &draft, 3, ask(&["e_invoice_address", "operator"])).await.expect("asked");
    let step = matti.page(&address(&draft, "/steps/billing")).await;
    assert!(step.shows("name=\"e_invoice_address\"") && step.shows("name=\"operator\""), "{}", step.body);
    assert!(!step.shows("data-when") && !step.shows("name=\"method\""), "nothing decides here: {}", step.body);
    clinic.officer_does(&vilma, &draft, 4, OfficerStep::RecallSupplement).await.expect("taken back");
    clinic.officer_does(&vilma, &draft, 5, ask(&["method", "operator"])).await.expect("asked");
    let step = matti.page(&address(&draft, "/steps/billing")).await;
    let around = |field: &str| {
        let at = step.body.find(&format!("name=\"{field}\"")).expect("on the page");
        step.body[..at].rfind("<div data-when=").map(|begins| step.body[begins..at].contains("class=\"asked\""))
    };
    assert_eq!(around("e_invoice_address"), Some(false), "folds by what is asked above: {}", step.body);
    assert_ne!(around("operator"), Some(false), "asked itself: {}", step.body);
}

#[test]
fn a_trader_on_the_wrong_form_is_not_told_to_throw_the_answers_away() {
    for (language, wrong, right) in [
        (Language::Fi, "poistakaa tämä luonnos", "vastauksenne siirtyvät"),
        (Language::Sv, "ta bort det här utkastet", "era svar följer med"),
        (Language::En, "discard this draft", "your answers go along"),
    ] {
        let text = texts(language).services_note_organisation_pharmacist();
        assert!(text.contains(right) && !text.contains(wrong), "{text}");
    }
}

db::testing::on_both![
    the_last_day_of_a_unit_stands_beside_it,
    a_unit_that_begins_before_the_planned_day_can_apply_already,
    every_role_that_somebody_must_hold_is_named,
    a_question_that_an_officer_asks_about_is_never_folded_away,
];
