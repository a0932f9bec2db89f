//! What stands in the way of an application is asked when it begins and again when it is sent, and the officer sees it.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::kinds_tests::in_production;
use super::own_form_tests::{fill_in, takes_over};
use super::services_tests::{filled, private};
use super::{Clinic, TRADER, address, applications};
use crate::agreements;
use crate::applications::obstacles::Obstacle;
use crate::applications::submitting::load_whole;
use crate::applications::{Finding, Severity, load_case, show_answers};
use crate::kernel::{ApplicationId, BusinessId, Language, PartyId};
use crate::parties::PartyState;
use crate::parties::tests::{bring_in, grant};
use crate::services::{CustomerKind, Service};
use crate::testing::{Browser, LEHTOLINNA, RANTAPOLKU};
use crate::web::Failure;

/// What the officer reads beside the answers.
pub(super) async fn findings(clinic: &Clinic, officer: &Browser<'_>, id: &ApplicationId) -> Vec<Finding> {
    let case = load_case(&mut clinic.world.app.db.read().await.expect("a reader"), id).await.expect("a case");
    let t = crate::texts::texts(Language::Fi);
    let shown = show_answers(&clinic.visit(officer), &case, t).await.expect("shown");
    shown.into_iter().flat_map(|step| step.answers).flat_map(|answer| answer.findings).collect()
}

fn has_wrong(findings: &[Finding], words: &str) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Wrong && finding.text.contains(words))
}

/// It is not sent, and the page before signing says why.
async fn held_back(clinic: &Clinic, matti: &Browser<'_>, id: &ApplicationId, words: &str) {
    let check = matti.page(&address(id, "/check")).await;
    assert!(check.shows(words) && check.shows("role=\"alert\""), "{words}: {}", check.body);
    assert!(!check.shows(&address(id, "/sign")), "there is nothing to sign: {}", check.body);
    assert_eq!(matti.get(&address(id, "/sign")).await.redirects(), address(id, "/check"));
    assert!(matches!(clinic.submit(matti, id).await, Err(Failure::Stale)), "however it came about, it is not sent");
    assert_eq!(
        load_whole(&clinic.visit(matti), id).await.expect("loaded").application.state,
        "draft",
        "nothing is lost"
    );
}

async fn may_be_signed(matti: &Browser<'_>, id: &ApplicationId) {
    let check = matti.page(&address(id, "/check")).await;
    assert!(check.shows(&address(id, "/sign")), "the control: {}", check.body);
    assert_eq!(matti.get(&address(id, "/sign")).await.status, StatusCode::OK, "the control");
}

async fn item_4_a_draft_is_not_sent_when_the_takeover_has_moved_away_or_lost_its_day(scratch: &Scratch) {
    let clinic = Clinic::with_registers(scratch, TRADER, "[]").await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    takes_over(&clinic, "2026-12-11").await;
    let id = clinic.begin(&matti).await;
    let form = load_whole(&clinic.visit(&matti), &id).await.expect("loaded").form;
    assert_eq!(form.profile.kind, CustomerKind::Pharmacist);
    // Later than the day to which the takeover moves: nothing is wrong in the answers.
    fill_in(&matti, &id, form, "15.3.2027").await;
    may_be_signed(&matti, &id).await;
    takes_over(&clinic, "2027-03-01").await;
    held_back(&clinic, &matti, &id, "aikaisintaan 30 päivää ennen sitä eli 30.1.2027").await;
    takes_over(&clinic, "9999-12-31").await;
    held_back(&clinic, &matti, &id, "ei ole haltuunottopäivää, joten hakemusta ei voi vielä tehdä").await;
    takes_over(&clinic, "2026-12-11").await;
    clinic.submit(&matti, &id).await.expect("the control");
    assert!(!has_wrong(&findings(&clinic, &vilma, &id).await, "haltuunotto"), "the control");
    takes_over(&clinic, "2027-03-01").await;
    let found = findings(&clinic, &vilma, &id).await;
    assert!(has_wrong(&found, "nyt 1.3.2027. Hakemuksen voi tehdä aikaisintaan"), "{found:?}");
    takes_over(&clinic, "9999-12-31").await;
    let found = findings(&clinic, &vilma, &id).await;
    assert!(has_wrong(&found, "ei ole hakijan haltuunottopäivää"), "{found:?}");
    vilma.page(&format!("/desk/cases/{id}")).await;
}

async fn item_1_imaging_is_not_sent_when_patient_data_has_ended_meanwhile(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    in_production(&clinic, private(Service::ImagingData)).await;
    let id = filled(&clinic, &matti, Service::ImagingData).await;
    may_be_signed(&matti, &id).await;
    let sql = "update deployment set state = $1 where service = 'patient_data'";
    clinic.world.meddle(sql, db::values!["ended"]).await;
    held_back(&clinic, &matti, &id, "vasta, kun Potilastietovaranto on tuotantokäytössä").await;
    clinic.world.meddle(sql, db::values!["in_production"]).await;
    clinic.submit(&matti, &id).await.expect("the control");
    assert!(!has_wrong(&findings(&clinic, &vilma, &id).await, "Potilastietovaranto"), "the control");
    clinic.world.meddle(sql, db::values!["ended"]).await;
    let found = findings(&clinic, &vilma, &id).await;
    assert!(has_wrong(&found, "jota tämä hakemus edellyttää: Potilastietovaranto"), "{found:?}");
    assert!(vilma.page(&format!("/desk/cases/{id}")).await.shows("jota tämä hakemus edellyttää"));
}

/// Another organisation's Patient Data Repository runs, and Rantapolku is joined to it.
async fn joined_to_patient_data(clinic: &Clinic) -> PartyId {
    let main_joiner = grant(&clinic.world, LEHTOLINNA).await;
    let party = bring_in(&clinic.world, RANTAPOLKU, "Rantapolun Lääkäriasema Oy", PartyState::Confirmed).await;
    let sql = "update joined_party set service = 'patient_data', begins_on = '2026-11-01', told_at = 1 where id = $1";
    clinic.world.meddle(sql, db::values![party.as_str()]).await;
    let sql = "update deployment set service = 'patient_data' where id = $1";
    clinic.world.meddle(sql, db::values![main_joiner.as_str()]).await;
    party
}

/// Imaging is joined directly only, and requires patient data: a joined party has that through its main joiner, applies for
/// imaging itself with a commitment of its own, and stays joined.
async fn item_3_a_joined_party_applies_for_imaging_itself_and_stays_joined(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma, kauko) = (clinic.world.matti().await, clinic.world.vilma().await, clinic.world.kauko().await);
    let party = joined_to_patient_data(&clinic).await;
    let begun = matti.post(&applications(), &[("service", "imaging_data")]).await;
    assert_eq!(begun.status, StatusCode::UNPROCESSABLE_ENTITY, "it does not run at the main joiner yet");
    assert!(begun.shows("vasta, kun Potilastietovaranto on tuotantokäytössä"), "{}", begun.body);
    let produces = "update deployment set state = 'in_production', in_production_since = '2026-01-01'";
    clinic.world.meddle(produces, db::values![]).await;
    let own =
        "Teillä on jo käytössä Potilastietovaranto mukanaliittyjänä. Pääliittyjä on Lehtolinnan Lääkärikeskus Oy.";
    assert!(matti.page(&applications()).await.shows(own));

    let id = filled(&clinic, &matti, Service::ImagingData).await;
    let step = matti.page(&address(&id, "/steps/organisation")).await;
    assert!(step.shows(own) && step.shows("allekirjoitatte oman sitoumuksen"), "{}", step.body);
    may_be_signed(&matti, &id).await;
    let state = "update joined_party set state = $1, ends_on = $2 where id = $3";
    let ending = db::values![PartyState::Ending.code(), "2027-06-30", party.as_str()];
    clinic.world.meddle(state, ending).await;
    held_back(&clinic, &matti, &id, "vasta, kun Potilastietovaranto on tuotantokäytössä").await;
    let none: Option<&str> = None;
    clinic.world.meddle(state, db::values![PartyState::Contested.code(), none, party.as_str()]).await;
    held_back(&clinic, &matti, &id, "vasta, kun Potilastietovaranto on tuotantokäytössä").await;
    clinic.world.meddle(state, db::values![PartyState::Confirmed.code(), none, party.as_str()]).await;
    clinic.submit(&matti, &id).await.expect("sent");

    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    assert!(agreements::has_commitment(&mut read, &organisation).await.expect("read"), "a commitment of its own");
    drop(read);
    let found = findings(&clinic, &vilma, &id).await;
    let jointly =
        "Edellytetty palvelu Potilastietovaranto on hakijalla käytössä mukanaliittyjänä. Pääliittyjä on Lehto";
    assert!(found.iter().any(|finding| finding.text.contains(jointly)), "{found:?}");
    assert!(!has_wrong(&found, "Potilastietovaranto"), "{found:?}");
    let of_main_joiner = kauko.page(&format!("/o/{LEHTOLINNA}/parties/{party}")).await;
    assert!(of_main_joiner.shows("on vahvistanut liittymisen"), "nothing has changed there: {}", of_main_joiner.body);
    assert!(!of_main_joiner.shows("Kuva-aineistojen"), "what else it applies for is its own: {}", of_main_joiner.body);
}

async fn an_old_copy_of_a_silent_register_holds_nobody_back(scratch: &Scratch) {
    let mut clinic = Clinic::with_registers(scratch, TRADER, "[]").await;
    let id = {
        let matti = clinic.world.matti().await;
        takes_over(&clinic, "2026-12-11").await;
        let id = clinic.begin(&matti).await;
        let form = load_whole(&clinic.visit(&matti), &id).await.expect("loaded").form;
        fill_in(&matti, &id, form, "15.3.2027").await;
        takes_over(&clinic, "2027-03-01").await;
        held_back(&clinic, &matti, &id, "aikaisintaan 30 päivää ennen sitä eli 30.1.2027").await;
        id
    };
    clinic.world.app.clock.advance_seconds(3_601);
    clinic.silence().await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    may_be_signed(&matti, &id).await;
    clinic.submit(&matti, &id).await.expect("a register that is down is no failure");
    let found = findings(&clinic, &vilma, &id).await;
    assert!(has_wrong(&found, "nyt 1.3.2027. Hakemuksen voi tehdä aikaisintaan"), "the officer sees it: {found:?}");
    assert!(found.iter().any(|finding| finding.text.contains("rekisteri ei vastannut. Silloin")), "{found:?}");
}

#[test]
fn of_several_services_one_is_enough_and_the_officer_reads_so() {
    let t = crate::texts::texts(Language::Fi);
    let said = |services: &[Service]| Obstacle::Requires(services.to_vec()).to_officer(t, Language::Fi);
    let one = said(&[Service::PatientData]);
    assert!(one.contains("palvelua, jota tämä hakemus edellyttää: Potilastietovaranto"), "{one}");
    let any = said(&[Service::PatientData, Service::SocialData]);
    assert!(any.contains("hakijalla ei ole niistä yhtäkään: Potilastietovaranto, "), "{any}");
}

db::testing::on_both![
    item_3_a_joined_party_applies_for_imaging_itself_and_stays_joined,
    an_old_copy_of_a_silent_register_holds_nobody_back,
    item_4_a_draft_is_not_sent_when_the_takeover_has_moved_away_or_lost_its_day,
    item_1_imaging_is_not_sent_when_patient_data_has_ended_meanwhile,
];
