//! A professional whom only the older register of practitioners knows, from the draft to the decision, and while the register
//! is silent.

use db::testing::{Scratch, guarded};
use serde_json::json;

use super::kinds_tests::right_answers;
use super::own_form_tests::{fill_in, told};
use super::registration_tests::case;
use super::unverified_tests::{SAME, SENT, beside};
use super::{Clinic, TRADER, address, save_on};
use crate::applications::submitting::load_whole;
use crate::applications::{OfficerStep, verify_due};
use crate::kernel::{ApplicationId, Language};
use crate::services::{AskedForm, CustomerKind, Service};
use crate::testing::{Browser, RANTAPOLKU};

const OID: &str = "1.2.246.537.28.00990022671";

/// What the older register has just told.
async fn practises(clinic: &Clinic, is_known: bool) {
    told(clinic, "organisation", None).await;
    told(clinic, "practitioner", is_known.then(|| json!({ "oid": OID }).to_string())).await;
}

async fn drafted(clinic: &Clinic, matti: &Browser<'_>) -> ApplicationId {
    told(clinic, "pharmacist", None).await;
    practises(clinic, true).await;
    let id = clinic.begin_for(matti, Service::PatientData).await;
    let form = load_whole(&clinic.visit(matti), &id).await.expect("loaded").form;
    assert_eq!(form.profile.code(), "self_employed");
    fill_in(matti, &id, form, "15.1.2027").await;
    id
}

async fn item_2_a_practitioner_of_the_older_register_goes_from_the_draft_to_the_decision(scratch: &Scratch) {
    let clinic = Clinic::with_registers(scratch, TRADER, "[]").await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let id = drafted(&clinic, &matti).await;
    for (language, words, falsehood) in [
        (Language::Fi, "löytyi terveydenhuollon itsenäisten ammatinharjoittajien rekisteristä", "tanne ei löydy"),
        (Language::Sv, "finns i registret över självständiga yrkesutövare", "finns inte i SOTE"),
        (Language::En, "is in the register of self-employed health care professionals", "is not in the SOTE"),
    ] {
        let first = clinic.world.matti().await.speaking(language).get(&address(&id, "/steps/organisation")).await;
        first.is_a_proper_page(language);
        assert!(first.shows(words) && first.shows(OID) && !first.shows(falsehood), "{}", first.body);
    }
    let check = matti.page(&address(&id, "/check")).await;
    assert!(!check.shows("ei vastaa juuri nyt") && !check.shows("yksi palveluyksikkö"), "{}", check.body);
    clinic.submit(&matti, &id).await.expect("sent");

    clinic.officer_does(&vilma, &id, case(&clinic, &id).await.version, OfficerStep::Take).await.expect("taken");
    let desk = format!("/desk/cases/{id}");
    let shown = vilma.page(&desk).await;
    let finding = format!("Terveydenhuollon itsenäisten ammatinharjoittajien rekisteri: OID-tunnus {OID}");
    assert!(shown.shows(&finding) && shown.shows("Tarkistettu, kun hakemus lähetettiin"), "{}", shown.body);
    for falsehood in ["ei ole SOTE-organisaatiorekisterissä", "Tietoja ei voitu tarkistaa", "ei tunne hakijaa"] {
        assert!(!shown.shows(falsehood), "{falsehood}: {}", shown.body);
    }
    let found = case(&clinic, &id).await;
    assert!(!found.lacks_registration);
    assert!(!vilma.page(&format!("{desk}/approve")).await.shows("Miksi hakemus hyväksytään ilman rekisteröintiä"));
    let approve = OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None };
    clinic.officer_does(&vilma, &id, found.version, approve).await.expect("approved without a word of registration");
    matti.page(&address(&id, "/decision")).await;
}

async fn an_officer_sees_that_a_practitioner_is_no_longer_in_the_older_register(scratch: &Scratch) {
    let clinic = Clinic::with_registers(scratch, TRADER, "[]").await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let id = drafted(&clinic, &matti).await;
    clinic.submit(&matti, &id).await.expect("sent");
    practises(&clinic, false).await;
    let shown = vilma.page(&format!("/desk/cases/{id}")).await;
    assert!(shown.shows("Organisaatiota ei ole SOTE-organisaatiorekisterissä"), "{}", shown.body);
    assert!(!shown.shows(OID), "{}", shown.body);
}

/// Sent while the register is silent, and looked at again when it answers so.
async fn sent_in_silence(scratch: &Scratch, is_known: bool) -> String {
    let mut clinic = Clinic::with_registers(scratch, TRADER, "[]").await;
    let id = {
        let matti = clinic.world.matti().await;
        drafted(&clinic, &matti).await
    };
    clinic.world.app.clock.advance_seconds(3_601);
    clinic.silence().await;
    let matti = clinic.world.matti().await;
    let step = matti.page(&address(&id, "/steps/organisation")).await;
    assert!(step.shows("ammatinharjoittajien rekisteri ei vastaa juuri nyt. Nämä tiedot on haettu"), "{}", step.body);
    clinic.submit(&matti, &id).await.expect("people go on");
    let shown = beside(&clinic, &id, "organisation").await;
    let silent =
        "Look: Terveydenhuollon itsenäisten ammatinharjoittajien rekisteri ei vastaa. Viimeisin tieto on haettu";
    // The company register is silent too.
    assert!(shown.contains(silent) && shown.matches(SENT).count() == 2, "{shown}");
    assert_eq!(guarded(verify_due(&clinic.world.app)).await.expect("ran"), 0, "still down");
    clinic.world.app.clock.advance_seconds(900);
    practises(&clinic, is_known).await;
    assert_eq!(guarded(verify_due(&clinic.world.app)).await.expect("ran"), 1, "the company register is down");
    beside(&clinic, &id, "organisation").await
}

async fn item_14_the_older_register_of_practitioners_is_looked_at_again_and_the_officer_reads_it(scratch: &Scratch) {
    let shown = sent_in_silence(scratch, true).await;
    assert!(shown.contains(SENT) && shown.contains(SAME) && !shown.contains("Wrong"), "{shown}");
}

async fn item_14_a_practitioner_whom_the_register_turns_out_not_to_know_is_a_fault(scratch: &Scratch) {
    let shown = sent_in_silence(scratch, false).await;
    assert!(shown.contains("Wrong: Tarkistettu lähettämisen jälkeen") && !shown.contains(SAME), "{shown}");
}

/// There is none to name.
async fn fill_in_without_units(matti: &Browser<'_>, id: &ApplicationId, form: AskedForm) {
    let code = format!("{}-{}", form.code, form.version);
    for step in form.steps() {
        let mut fields = if step.key == "units" { Vec::new() } else { right_answers(form, step) };
        fields.push(("profile".to_string(), form.profile.code()));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        save_on(matti, id, &code, (step.key, 0), &fields).await.redirects();
    }
}

/// The register of providers and the company register have answered a moment ago.
async fn a_trader_whom_only_a_silent_register_may_know_is_told_that_it_does_not_answer(scratch: &Scratch) {
    let mut clinic = Clinic::with_registers(scratch, TRADER, "[]").await;
    let company = json!({ "business_id": RANTAPOLKU, "name": "Rannan hoito", "parallel_name": null, "form": "26",
        "registered": true, "private": true });
    told(&clinic, "company", Some(company.to_string())).await;
    for source in ["organisation", "pharmacist"] {
        told(&clinic, source, None).await;
    }
    clinic.silence().await;
    let matti = clinic.world.matti().await;
    let id = clinic.begin_for(&matti, Service::PatientData).await;
    let form = load_whole(&clinic.visit(&matti), &id).await.expect("loaded").form;
    assert_eq!(form.profile.kind, CustomerKind::SoleTrader, "nobody knows better");
    for (language, words, falsehood) in [
        (Language::Fi, "ammatinharjoittajien rekisteri ei vastaa juuri nyt", "tanne ei löydy"),
        (Language::Sv, "yrkesutövare inom hälso- och sjukvården svarar inte just nu", "Er firma finns inte"),
        (Language::En, "care professionals does not answer right now", "Your business is not in"),
    ] {
        for step in ["organisation", "units"] {
            let page =
                clinic.world.matti().await.speaking(language).get(&address(&id, &format!("/steps/{step}"))).await;
            page.is_a_proper_page(language);
            assert!(page.shows(words) && !page.shows(falsehood), "{step}: {}", page.body);
            assert!(!page.shows("Soteri"), "{step}: {}", page.body);
        }
    }
    fill_in_without_units(&matti, &id, form).await;
    assert!(matti.page(&address(&id, "/check")).await.shows("ammatinharjoittajien rekisteri ei vastaa juuri nyt"));
    clinic.submit(&matti, &id).await.expect("people go on");
    let shown = beside(&clinic, &id, "organisation").await;
    assert!(shown.contains("ei voitu tarkistaa, onko hakija siinä"), "{shown}");
    assert!(shown.contains("ei tarkistettu") || shown.contains("ei voitu"), "{shown}");
    assert!(!shown.contains("kun hakemus aloitettiin"), "it was not asked: {shown}");
    // As soon as it answers, the page and the officer see it.
    clinic.world.app.clock.advance_seconds(900);
    told(&clinic, "organisation", None).await;
    told(&clinic, "practitioner", Some(json!({ "oid": OID }).to_string())).await;
    assert_eq!(guarded(verify_due(&clinic.world.app)).await.expect("ran"), 1);
    let shown = beside(&clinic, &id, "organisation").await;
    assert!(shown.contains(SAME) && shown.contains(OID), "{shown}");
}

db::testing::on_both![
    a_trader_whom_only_a_silent_register_may_know_is_told_that_it_does_not_answer,
    an_officer_sees_that_a_practitioner_is_no_longer_in_the_older_register,
    item_2_a_practitioner_of_the_older_register_goes_from_the_draft_to_the_decision,
    item_14_a_practitioner_whom_the_register_turns_out_not_to_know_is_a_fault,
    item_14_the_older_register_of_practitioners_is_looked_at_again_and_the_officer_reads_it,
];
