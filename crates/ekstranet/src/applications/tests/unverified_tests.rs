//! What the registers of a pharmacist could not tell when the application was sent stands beside the answers, and what they
//! have told since.

use db::testing::{Scratch, guarded};

use super::own_form_tests::fill_in;
use super::{Clinic, PHARMACY, TRADER, UNITS, answer_at};
use crate::applications::submitting::load_whole;
use crate::applications::{load_case, show_answers, store_moved, verify_due};
use crate::kernel::{ApplicationId, Language};
use crate::services::CustomerKind;

/// What the officer reads beside the confirmation of a step.
pub(super) async fn beside(clinic: &Clinic, id: &ApplicationId, step: &str) -> String {
    let vilma = clinic.world.vilma().await;
    let case = load_case(&mut clinic.world.app.db.read().await.expect("a reader"), id).await.expect("a case");
    let t = crate::texts::texts(Language::Fi);
    let shown = show_answers(&clinic.visit(&vilma), &case, t).await.expect("shown");
    let all = shown.into_iter().flat_map(|step| step.answers);
    let here = all.filter(|answer| answer.field == format!("{step}.confirmed")).flat_map(|answer| answer.findings);
    here.map(|finding| format!("{:?}: {}", finding.severity, finding.text)).collect::<Vec<_>>().join("\n")
}

pub(super) const SENT: &str =
    "Look: Kun hakemus lähetettiin, rekisteri ei vastannut. Silloin käytettiin tietoa, joka oli haettu";
pub(super) const SAME: &str = "rekisterin tiedot vastaavat hakemusta";

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

const SOON: &str = r#"[{"OID":"1.2.246.10.99002267.20.1","Pitkä nimi":"Rannan apteekki","ApteekkariYtunnus":"9900226-7",
 "Voimassaolo alkaa":"20261211","Voimassaolo päättyy":"21001231"}]"#;
const LATER: &str = r#"[{"OID":"1.2.246.10.99002267.20.1","Pitkä nimi":"Rannan apteekki","ApteekkariYtunnus":"9900226-7",
 "Voimassaolo alkaa":"20261215","Voimassaolo päättyy":"21001231"}]"#;

/// Sent in silence for the day of the takeover, which moves before the register answers again.
async fn sent_for_the_takeover(scratch: &Scratch, follows: bool) -> String {
    let mut clinic = Clinic::with_registers(scratch, TRADER, SOON).await;
    let id = {
        let matti = clinic.world.matti().await;
        let id = clinic.begin(&matti).await;
        let form = load_whole(&clinic.visit(&matti), &id).await.expect("loaded").form;
        fill_in(&matti, &id, form, "11.12.2026").await;
        id
    };
    clinic.world.app.clock.advance_seconds(3_601);
    let registers = clinic.silence().await;
    let matti = clinic.world.matti().await;
    clinic.submit(&matti, &id).await.expect("people go on");
    drop(matti);
    if follows {
        let mut tx = clinic.world.app.db.write().await.expect("a transaction");
        let now = clinic.world.app.clock.now();
        store_moved::insert(&mut tx, now, &id, ("2026-12-11", "2026-12-15")).await.expect("moved");
        tx.commit().await.expect("committed");
    }
    let (_, answering) = answer_at(&registers, TRADER, LATER, UNITS).await;
    clinic.registers = answering;
    clinic.world.app.clock.advance_seconds(900);
    assert_eq!(guarded(verify_due(&clinic.world.app)).await.expect("ran"), 2, "both registers");
    beside(&clinic, &id, "pharmacy").await
}

async fn a_wish_that_has_moved_with_the_takeover_is_looked_at_where_it_stands(scratch: &Scratch) {
    let moved = sent_for_the_takeover(scratch, true).await;
    assert!(moved.contains(SAME) && !moved.contains("Wrong: Tarkistettu"), "{moved}");
}

async fn a_wish_before_the_takeover_is_a_fault_when_it_has_not_moved(scratch: &Scratch) {
    let unmoved = sent_for_the_takeover(scratch, false).await;
    assert!(unmoved.contains("Wrong: Tarkistettu lähettämisen jälkeen"), "{unmoved}");
}

db::testing::on_both![
    a_wish_that_has_moved_with_the_takeover_is_looked_at_where_it_stands,
    a_wish_before_the_takeover_is_a_fault_when_it_has_not_moved,
    item_14_both_registers_of_a_pharmacist_are_looked_at_again_and_the_officer_reads_it,
    item_14_a_pharmacy_that_the_register_turns_out_not_to_know_is_a_fault,
];
