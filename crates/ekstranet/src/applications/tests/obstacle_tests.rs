//! What stands in the way of an application is asked when it begins and again when it is sent, and the officer sees it.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::kinds_tests::in_production;
use super::own_form_tests::{fill_in, takes_over};
use super::services_tests::{filled, private};
use super::{Clinic, TRADER, address};
use crate::applications::submitting::load_whole;
use crate::applications::{Finding, Severity, load_case, show_answers};
use crate::kernel::{ApplicationId, Language};
use crate::services::{CustomerKind, Service};
use crate::testing::Browser;
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

db::testing::on_both![
    item_4_a_draft_is_not_sent_when_the_takeover_has_moved_away_or_lost_its_day,
    item_1_imaging_is_not_sent_when_patient_data_has_ended_meanwhile,
];
