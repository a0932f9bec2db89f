//! What the registers of a pharmacist could not tell when the application was sent stands beside the answers, and what they
//! have told since.

use db::testing::{Scratch, guarded};

use super::own_form_tests::fill_in;
use super::{Clinic, PHARMACY, TRADER, UNITS, answer_at};
use crate::applications::submitting::load_whole;
use crate::applications::{load_case, show_answers, verify_due};
use crate::kernel::{ApplicationId, Language};
use crate::services::CustomerKind;

/// What the officer reads beside the confirmation of a step.
async fn beside(clinic: &Clinic, id: &ApplicationId, step: &str) -> String {
    let vilma = clinic.world.vilma().await;
    let case = load_case(&mut clinic.world.app.db.read().await.expect("a reader"), id).await.expect("a case");
    let t = crate::texts::texts(Language::Fi);
    let shown = show_answers(&clinic.visit(&vilma), &case, t).await.expect("shown");
    let all = shown.into_iter().flat_map(|step| step.answers);
    let here = all.filter(|answer| answer.field == format!("{step}.confirmed")).flat_map(|answer| answer.findings);
    here.map(|finding| format!("{:?}: {}", finding.severity, finding.text)).collect::<Vec<_>>().join("\n")
}

const SENT: &str = "Look: Kun hakemus lähetettiin, rekisteri ei vastannut. Silloin käytettiin tietoa, joka oli haettu";
const SAME: &str = "rekisterin tiedot vastaavat hakemusta";

/// Sent while both registers of a pharmacist are silent, and verified when they answer with these pharmacies.
async fn sent_in_silence(scratch: &Scratch, pharmacies: &'static str) -> (Clinic, ApplicationId) {
    let mut clinic = Clinic::with_registers(scratch, TRADER, PHARMACY).await;
    let id = {
        let matti = clinic.world.matti().await;
        let id = clinic.begin(&matti).await;
        let form = load_whole(&clinic.visit(&matti), &id).await.expect("loaded").form;
        assert_eq!(form.profile.kind, CustomerKind::Pharmacist);
        fill_in(&matti, &id, form, "15.1.2027").await;
        id
    };
    clinic.world.app.clock.advance_seconds(3_601);
    let registers = clinic.silence().await;
    let matti = clinic.world.matti().await;
    clinic.submit(&matti, &id).await.expect("people go on");
    for step in ["organisation", "pharmacy"] {
        let shown = beside(&clinic, &id, step).await;
        assert!(shown.contains(SENT) && !shown.contains("Tarkistettu lähettämisen jälkeen"), "{step}: {shown}");
    }
    assert_eq!(guarded(verify_due(&clinic.world.app)).await.expect("ran"), 0, "still down");
    let (_, answering) = answer_at(&registers, TRADER, pharmacies, UNITS).await;
    clinic.registers = answering;
    clinic.world.app.clock.advance_seconds(900);
    assert_eq!(guarded(verify_due(&clinic.world.app)).await.expect("ran"), 2, "both registers");
    assert_eq!(guarded(verify_due(&clinic.world.app)).await.expect("ran"), 0, "once");
    (clinic, id)
}

async fn item_14_both_registers_of_a_pharmacist_are_looked_at_again_and_the_officer_reads_it(scratch: &Scratch) {
    let (clinic, id) = sent_in_silence(scratch, PHARMACY).await;
    for step in ["organisation", "pharmacy"] {
        let shown = beside(&clinic, &id, step).await;
        assert!(shown.contains(SENT) && shown.contains(SAME) && !shown.contains("Wrong"), "{step}: {shown}");
    }
    let page = clinic.world.vilma().await.page(&format!("/desk/cases/{id}")).await;
    assert_eq!(page.body.matches("rekisteri ei vastannut. Silloin").count(), 2, "{}", page.body);
    assert_eq!(page.body.matches(SAME).count(), 2, "{}", page.body);
}

async fn item_14_a_pharmacy_that_the_register_turns_out_not_to_know_is_a_fault(scratch: &Scratch) {
    let (clinic, id) = sent_in_silence(scratch, "[]").await;
    let shown = beside(&clinic, &id, "pharmacy").await;
    assert!(shown.contains("Wrong: Tarkistettu lähettämisen jälkeen") && !shown.contains(SAME), "{shown}");
    assert!(beside(&clinic, &id, "organisation").await.contains(SAME), "the company is as it was: the control");
}

db::testing::on_both![
    item_14_both_registers_of_a_pharmacist_are_looked_at_again_and_the_officer_reads_it,
    item_14_a_pharmacy_that_the_register_turns_out_not_to_know_is_a_fault,
];
