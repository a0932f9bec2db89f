//! What is named with a short answer: the provider in whose register data is stored, and the pharmacy that is confirmed.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::kinds_tests::{become_company, become_pharmacy};
use super::own_form_tests::fill_in;
use super::{Clinic, address, save_on};
use crate::applications::submitting::load_whole;
use crate::kernel::Language;
use crate::parties::{self, Agreed};
use crate::services::{CustomerKind, Kind, KnownFact, Profile, Service, form, newest_form};
use crate::testing::LEHTOLINNA;

#[test]
fn whoever_stores_in_another_register_is_asked_whose_it_is_and_older_drafts_are_not() {
    for (service, before, field, what) in [
        (Service::PatientData, 1, "controller.other_party", Agreed::Outsourcing),
        (Service::SocialData, 3, "social_controller.register_holder", Agreed::RegisterAccess),
    ] {
        for kind in CustomerKind::ALL {
            let Some(newest) = newest_form(service, kind) else { continue };
            let asked = newest.asked(Profile::of(kind).with(KnownFact::Units));
            let (_, question) = asked.question(field).expect("asked");
            assert!(matches!(question.kind, Kind::BusinessId) && !question.optional);
            assert!(matches!(question.when, [when] if *when.is == ["outsourced", "both"]));
            assert_eq!(Agreed::of_question(question.key), Some(what));
        }
        let old = form(service.code(), before).expect("kept").asked(Profile::default());
        assert!(old.question(field).is_none(), "{}", service.code());
    }
}

async fn the_provider_in_whose_register_data_is_stored_is_named_and_asked(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    for (service, step, field, what) in [
        (Service::PatientData, "controller", "other_party", "Ostopalvelun valtuutus"),
        (Service::SocialData, "social_controller", "register_holder", "Rekisterinkäyttöoikeus"),
    ] {
        let id = clinic.begin_for(&matti, service).await;
        let form = load_whole(&clinic.visit(&matti), &id).await.expect("loaded").form;
        fill_in(&matti, &id, form, "15.1.2027").await;
        let name = format!("{}-{}", form.code, form.version);
        let page = matti.page(&address(&id, &format!("/steps/{step}"))).await;
        assert!(page.shows("data-when=\"register=outsourced,both\""), "{}", page.body);
        assert!(
            page.shows("Vastatkaa, jos valitsitte: Toisen palvelunantajan rekisteriin tai Molempiin"),
            "{}",
            page.body
        );
        for (version, answer) in [(1, "outsourced"), (2, "both")] {
            let saved = save_on(&matti, &id, &name, (step, version), &[("register", answer)]).await;
            assert_eq!(saved.status, StatusCode::UNPROCESSABLE_ENTITY, "{answer} without a name");
            assert!(saved.shows("Toisen palvelunantajan Y-tunnus"), "{}", saved.body);
        }
        let named = [("register", "both"), (field, LEHTOLINNA)];
        save_on(&matti, &id, &name, (step, 3), &named).await.redirects();
        assert!(matti.page(&address(&id, "/check")).await.shows(LEHTOLINNA));
        clinic.submit(&matti, &id).await.expect("sent");
        let found = parties::find_named(&mut clinic.world.app.db.read().await.expect("a reader"), &id).await;
        assert_eq!(found.expect("read").expect("asked").organisation, LEHTOLINNA);
        let joined = clinic.world.kauko().await.page(&format!("/o/{LEHTOLINNA}/joined")).await;
        assert!(joined.shows(&format!("Rantapolun Lääkäriasema Oy: {what}")), "{}", joined.body);
        assert!(joined.shows("Tiedot tallennetaan teidän rekisteriinne."), "{}", joined.body);
        let case = clinic.world.vilma().await.page(&format!("/desk/cases/{id}")).await;
        assert!(case.shows("9900116-8) ei ole vielä vastannut."), "{}", case.body);
    }
}

async fn the_pharmacy_that_is_confirmed_is_named_until_the_receipt(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    become_company(&clinic, "hyvinvointialue", None).await;
    become_pharmacy(&clinic, CustomerKind::HospitalPharmacy).await;
    let matti = clinic.world.matti().await;
    let id = clinic.begin_for(&matti, Service::Prescription).await;
    let form = load_whole(&clinic.visit(&matti), &id).await.expect("loaded").form;
    assert_eq!(form.profile.kind, CustomerKind::HospitalPharmacy);
    let pharmacy = "Rannan apteekki (1.2.246.10.99002267.20.1)";
    assert!(!matti.page(&address(&id, "/check")).await.shows(pharmacy), "nobody has confirmed it");
    fill_in(&matti, &id, form, "15.1.2027").await;
    for (language, hint) in [
        (Language::Fi, "ilmoittakaa siitä Fimeaan, joka korjaa tiedon. Yhteystiedot ovat osoitteessa fimea.fi."),
        (Language::Sv, "anmäl det till Fimea som rättar uppgiften. Kontaktuppgifterna finns på fimea.fi."),
        (Language::En, "report it to Fimea, which corrects it. You find its contact details at fimea.fi."),
    ] {
        let browser = clinic.world.matti().await.speaking(language);
        let step = browser.get(&address(&id, "/steps/hospital_pharmacy")).await;
        assert!(step.shows(hint), "{}", step.body);
        let twice = ["Fimea korjaa virheet", "Fimea rättar fel", "Fimea corrects mistakes"];
        assert!(!twice.iter().any(|words| step.shows(words)), "{}", step.body);
    }
    for page in ["/check", "/print"] {
        assert!(matti.page(&address(&id, page)).await.shows(pharmacy), "{page}");
    }
    clinic.submit(&matti, &id).await.expect("sent");
    for page in ["/receipt", "", "/versions/1"] {
        let shown = matti.page(&address(&id, page)).await;
        assert!(shown.shows(pharmacy), "{page}: {}", shown.body);
    }
    assert!(clinic.world.vilma().await.page(&format!("/desk/cases/{id}")).await.shows(pharmacy));
}

db::testing::on_both![
    the_provider_in_whose_register_data_is_stored_is_named_and_asked,
    the_pharmacy_that_is_confirmed_is_named_until_the_receipt,
];
