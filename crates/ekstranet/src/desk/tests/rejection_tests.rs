//! What a customer reads of a rejection.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::{HEARD, press, signed};
use crate::kernel::{CaseLanguage, Language};
use crate::testing::{Answer, RANTAPOLKU, World};

/// The case of the language is rejected with one sentence of reasons, and the customer reads the decision.
async fn rejected_in(language: CaseLanguage, scratch: &Scratch) -> Answer {
    let world = World::new(scratch);
    let id = signed(&world).await;
    let vilma = world.vilma().await;
    press(&vilma, &id, "take", &[]).await.redirects();
    let mut tx = world.app.db.write().await.expect("a transaction");
    let sql = "update application set case_language = $1 where id = $2";
    tx.run_one(sql, db::values![language.code(), id.as_str()]).await.expect("set");
    tx.commit().await.expect("committed");
    let fields = [("reason", "Yksi lause."), ("hearing", HEARD), ("confirmed", "yes")];
    press(&vilma, &id, "reject", &fields).await.redirects();
    let matti = world.matti().await;
    let case = matti.page(&format!("/o/{RANTAPOLKU}/applications/{id}")).await;
    assert!(case.shows("Yksi lause.") && case.shows(HEARD), "{}", case.body);
    // A template that is changed afterwards changes no decision.
    let change = [("version", "0"), ("text", "Toinen ohje.")];
    let letter = format!("/desk/letters/instructions/{}", language.code());
    world.joona().await.post(&letter, &change).await.redirects();
    let decision = matti.page(&format!("/o/{RANTAPOLKU}/applications/{id}/decision")).await;
    assert!(!decision.shows("Toinen ohje."), "{}", decision.body);
    decision
}

async fn item_15_a_rejection_of_one_sentence_carries_hearing_and_instructions(scratch: &Scratch) {
    let decision = rejected_in(CaseLanguage::Fi, scratch).await;
    for part in ["Perustelut", "Yksi lause.", "Kuuleminen", HEARD, "Oikaisuohje", "oikaisua 30 päivän kuluessa"] {
        assert!(decision.shows(part), "{part}: {}", decision.body);
    }
}

async fn item_15_a_rejection_of_one_sentence_carries_hearing_and_instructions_in_swedish(scratch: &Scratch) {
    let decision = rejected_in(CaseLanguage::Sv, scratch).await;
    for part in ["Motivering", "Yksi lause.", "Hörande", HEARD, "Anvisning om omprövning", "omprövning inom 30 dagar"]
    {
        assert!(decision.shows(part), "{part}: {}", decision.body);
    }
}

async fn reasons_of_ten_thousand_characters_reach_the_customer_whole(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = signed(&world).await;
    let (vilma, matti) = (world.vilma().await, world.matti().await);
    press(&vilma, &id, "take", &[]).await.redirects();
    let reason = format!("Alku. {} Loppu.", "ä".repeat(10_000 - 13));
    assert_eq!(reason.chars().count(), 10_000);
    let long = format!("{reason}!");
    for (language, hint, fault) in [
        (Language::Fi, "Enintään 10 000 merkkiä.", "Lyhentäkää perusteluja: enintään 10 000 merkkiä."),
        (Language::Sv, "Högst 10 000 tecken.", "Förkorta motiveringen: högst 10 000 tecken."),
        (Language::En, "At most 10,000 characters.", "Shorten the reasons: 10,000 characters at most."),
    ] {
        let vilma = world.vilma().await.speaking(language);
        assert!(vilma.get(&format!("/desk/cases/{id}/reject")).await.shows(hint));
        let wrong = press(&vilma, &id, "reject", &[("reason", &long), ("hearing", HEARD)]).await;
        wrong.is_a_proper_page(language);
        assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.shows(fault), "{}", wrong.body);
        assert!(wrong.shows(&long), "what is too long is kept");
    }
    let fields = [("reason", reason.as_str()), ("hearing", HEARD)];
    assert!(press(&vilma, &id, "reject", &fields).await.shows(&reason), "on the last page");
    press(&vilma, &id, "reject", &[fields[0], fields[1], ("confirmed", "yes")]).await.redirects();
    assert!(vilma.page(&format!("/desk/cases/{id}")).await.shows(&reason));
    let case = format!("/o/{RANTAPOLKU}/applications/{id}");
    for page in [case.clone(), format!("{case}/decision")] {
        assert!(matti.page(&page).await.shows(&reason), "{page}");
    }
}

db::testing::on_both![
    reasons_of_ten_thousand_characters_reach_the_customer_whole,
    item_15_a_rejection_of_one_sentence_carries_hearing_and_instructions,
    item_15_a_rejection_of_one_sentence_carries_hearing_and_instructions_in_swedish,
];
