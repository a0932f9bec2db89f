//! The other party that an application names, as the registers know it, and what it says while an officer decides.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::extension_tests::{lehtolinna_is_known, naming};
use super::kinds_tests::in_production;
use super::{Clinic, NOBODY, UNIT, address, save_on};
use crate::applications::{OfficerStep, load_case};
use crate::kernel::{ApplicationId, Language};
use crate::services::{CustomerKind, KnownFact, Profile, Service, newest_form};
use crate::testing::{Answer, Browser, LEHTOLINNA, between};

/// A draft of an extension of patient data to outsourcing.
async fn draft(clinic: &Clinic) -> ApplicationId {
    let profile = Profile::default().with(KnownFact::Units);
    let form = newest_form(Service::ExtensionOfUse, CustomerKind::Private).expect("a form").asked(profile);
    in_production(clinic, form).await;
    clinic.begin_for(&clinic.world.matti().await, Service::ExtensionOfUse).await
}

/// Names somebody on the page of the extension.
async fn name(clinic: &Clinic, id: &ApplicationId, other: &str) -> Answer {
    let matti = clinic.world.matti().await;
    let step = matti.get(&address(id, "/steps/extension")).await;
    let version = between(&step.body, "name=\"version\" value=\"", "\"").parse().expect("a version");
    let form = between(&step.body, "name=\"form\" value=\"", "\"").to_string();
    let fields = [
        ("service", "patient_data"),
        ("function", "outsourcing"),
        ("other_party", other),
        ("units", UNIT),
        ("profile", "private units"),
    ];
    save_on(&matti, id, &form, ("extension", version), &fields).await
}

async fn whoever_is_named_is_looked_up_in_the_registers(scratch: &Scratch) {
    let mut clinic = Clinic::open(scratch).await;
    let id = draft(&clinic).await;
    let refused = name(&clinic, &id, NOBODY).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    for (language, words) in [
        (Language::Fi, "Palvelunantajien rekistereistä ei löydy tätä Y-tunnusta."),
        (Language::Sv, "FO-numret finns inte i registren över tjänstetillhandahållare."),
        (Language::En, "No register of service providers has this business ID."),
    ] {
        let page = clinic.world.matti().await.speaking(language).get(&address(&id, "/steps/extension")).await;
        page.is_a_proper_page(language);
        assert!(page.shows(words), "{}", page.body);
    }
    name(&clinic, &id, LEHTOLINNA).await.redirects();
    let matti = clinic.world.matti().await;
    let step = matti.page(&address(&id, "/steps/extension")).await;
    assert!(step.shows("Nimi rekisterissä: Rantapolun Lääkäriasema Oy."), "the register of the test: {}", step.body);
    let check = matti.page(&address(&id, "/check")).await;
    assert!(check.shows(&format!("Rantapolun Lääkäriasema Oy ({LEHTOLINNA})")), "{}", check.body);
    for (language, on_step, on_check) in [
        (Language::Fi, "Huomatkaa: toisella osapuolella ei ole palvelua", "Voitte silti lähettää hakemuksen"),
        (Language::Sv, "Observera: den andra parten har inte tjänsten", "Ni kan ändå lämna in ansökan"),
        (Language::En, "Please note: the other party does not have", "You can send the application all the same"),
    ] {
        let matti = clinic.world.matti().await.speaking(language);
        for (page, words) in [("/steps/extension", on_step), ("/check", on_check)] {
            let page = matti.get(&address(&id, page)).await;
            page.is_a_proper_page(language);
            assert!(page.shows(words), "{}", page.body);
        }
    }
    let sql = "insert into deployment (id, application_id, organisation, service, case_number, language, snapshot, recipients,
                 catalogue_version, state, version, opened_at, in_production_since)
               select '019aa5f0-0000-7000-8000-000000000002', '019aa5f0-0000-7000-8000-000000000003', $1, service, 'KE-2020-77',
                 language, snapshot, recipients, catalogue_version, 'in_production', 1, 1, '2026-01-01'
               from deployment where service = 'patient_data'";
    clinic.world.meddle(sql, db::values![LEHTOLINNA]).await;
    for page in ["/steps/extension", "/check"] {
        let page = clinic.world.matti().await.page(&address(&id, page)).await;
        assert!(!page.shows("ei ole palvelua"), "the other party has it: {}", page.body);
    }
    // Of whom a register that is silent has told nothing before, nothing is known, and people go on.
    clinic.silence().await;
    name(&clinic, &id, "9900124-8").await.redirects();
}

async fn the_officer_reads_whether_the_other_party_has_the_service(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    lehtolinna_is_known(&clinic).await;
    let id = naming(&clinic).await;
    let desk = format!("/desk/cases/{id}");
    let lacks = "Toisella osapuolella ei ole palvelua Potilastietovaranto tuotantokäytössä.";
    let page = clinic.world.vilma().await.page(&desk).await;
    assert!(page.shows(lacks) && page.shows(&format!("Rantapolun Lääkäriasema Oy ({LEHTOLINNA})")), "{}", page.body);
    let mut tx = clinic.world.app.db.write().await.expect("a transaction");
    let sql =
        "update deployment set state = 'in_production', in_production_since = '2026-01-01' where organisation = $1";
    tx.run(sql, db::values![LEHTOLINNA]).await.expect("turned");
    tx.commit().await.expect("committed");
    let page = clinic.world.vilma().await.page(&desk).await;
    assert!(
        page.shows("Toisella osapuolella on palvelu Potilastietovaranto tuotantokäytössä.") && !page.shows(lacks),
        "{}",
        page.body
    );
}

/// The fields of a form with these names, as the page carries them, and what the officer types.
async fn approves(vilma: &Browser<'_>, id: &ApplicationId, from: &Answer, confirmed: bool) -> Answer {
    let hidden = |name: &str| between(&from.body, &format!("name=\"{name}\" value=\""), "\"").to_string();
    let (version, named) = (hidden("version"), hidden("named"));
    let mut fields = vec![("version", version.as_str()), ("named", named.as_str()), ("reason", "Sovittu puhelimessa.")];
    fields.extend(confirmed.then_some(("confirmed", "yes")));
    vilma.post(&format!("/desk/cases/{id}/approve"), &fields).await
}

async fn an_answer_that_comes_while_an_approval_is_read_is_shown_before_it(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    lehtolinna_is_known(&clinic).await;
    let id = naming(&clinic).await;
    let (vilma, kauko) = (clinic.world.vilma().await, clinic.world.kauko().await);
    let version =
        load_case(&mut clinic.world.app.db.read().await.expect("a reader"), &id).await.expect("a case").version;
    clinic.officer_does(&vilma, &id, version, OfficerStep::Take).await.expect("taken");
    let form = vilma.page(&format!("/desk/cases/{id}/approve")).await;
    assert!(form.shows("ei ole vielä vastannut"), "{}", form.body);
    let review = approves(&vilma, &id, &form, false).await;
    assert!(review.status == StatusCode::OK && review.shows("ei ole vielä vastannut"), "{}", review.body);
    let reason = format!("reason-{id}");
    let contest = [("version", "1"), ("answer", "contest"), (reason.as_str(), "Emme tunne hakijaa.")];
    kauko.post(&format!("/o/{LEHTOLINNA}/joined/named/{id}"), &contest).await.redirects();
    for language in [Language::Sv, Language::En, Language::Fi] {
        let vilma = clinic.world.vilma().await.speaking(language);
        let late = approves(&vilma, &id, &review, true).await;
        late.is_a_proper_page(language);
        assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
        assert!(late.shows("Emme tunne hakijaa.") && late.shows("Sovittu puhelimessa."), "{}", late.body);
    }
    let again = approves(&vilma, &id, &vilma.page(&format!("/desk/cases/{id}/approve")).await, true).await;
    again.redirects();
    let joined = kauko.page(&format!("/o/{LEHTOLINNA}/joined")).await;
    assert!(
        joined.shows("Ei sovittu") && joined.shows("Vastauksenne") && joined.shows("Potilastietovaranto"),
        "{}",
        joined.body
    );
    assert!(!joined.shows("mikä organisaatio on liittänyt teidät"), "{}", joined.body);
}

db::testing::on_both![
    whoever_is_named_is_looked_up_in_the_registers,
    the_officer_reads_whether_the_other_party_has_the_service,
    an_answer_that_comes_while_an_approval_is_read_is_shown_before_it,
];
