//! What the pages say to each of two who sign: whom the application waits for, what is enough meanwhile, and how one refuses.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::cosigning_tests::{WHY, back_to_one, changes_rule, mails, whole};
use super::draft_tests::colleague;
use super::{Clinic, PHARMACY, TRADER, address, applications, billing, save};
use crate::kernel::Language;
use crate::testing::{Browser, RANTAPOLKU, between};

/// Whoever has signed is not told that the application waits for them.
async fn who_has_signed_sees_that_another_one_is_awaited(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    let id = whole(&clinic, &matti).await;
    clinic.submit(&matti, &id).await.expect("signed");
    for page in [format!("/o/{RANTAPOLKU}/"), applications(), address(&id, "")] {
        let own = matti.page(&page).await;
        let awaited = own.body.matches(">Odottaa toista allekirjoitusta</span>").count();
        assert_eq!((awaited, own.body.matches(">Odottaa teitä</span>").count()), (1, 0), "{page}: {}", own.body);
        assert!(leena.page(&page).await.shows(">Odottaa teitä</span>"), "{page}");
    }
}

/// Where one is enough meanwhile, everybody is told to sign once more, and nobody that a second one is awaited.
async fn every_page_says_when_one_is_enough_meanwhile(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    let id = whole(&clinic, &matti).await;
    clinic.submit(&matti, &id).await.expect("signed");
    back_to_one(&leena, &matti).await;
    let home = format!("/o/{RANTAPOLKU}/");
    let own = matti.page(&home).await;
    assert!(own.shows("Allekirjoittakaa vielä kerran, niin hakemus lähetetään"), "{}", own.body);
    assert!(!own.shows("Mikään asia ei odota teitä"), "{}", own.body);
    let other = leena.page(&home).await;
    assert!(other.shows("Matti Rantapolku on allekirjoittanut, ja yksi allekirjoitus riittää nyt"), "{}", other.body);
    let agreements = format!("/o/{RANTAPOLKU}/agreements");
    for page in [home, applications(), address(&id, ""), address(&id, "/check"), address(&id, "/waiting"), agreements] {
        for browser in [&matti, &leena] {
            let shown = browser.page(&page).await;
            assert!(shown.shows("ksi allekirjoitus riittää"), "{page}: {}", shown.body);
            for gone in [
                "Allekirjoitettu 1/2",
                "toista allekirjoitusta",
                "toisen henkilön allekirjoitusta",
                "toisen allekirjoituksen",
            ] {
                assert!(!shown.shows(gone), "{page}, {gone}: {}", shown.body);
            }
        }
    }
    assert_eq!(clinic.submit(&matti, &id).await.expect("sent"), address(&id, "/receipt"));
}

/// The answers are locked, so the language of the case is changed by opening them, and what that does is said.
async fn the_second_signer_learns_what_changing_the_language_does(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    let id = whole(&clinic, &matti).await;
    let (change, reopen) =
        (address(&id, "/steps/organisation\""), address(&id, "/reopen\">Avaa vastaukset uudelleen</a>"));
    let before = leena.get(&address(&id, "/sign")).await;
    assert!(before.shows("ruotsiksi") && before.shows(&change), "{}", before.body);
    clinic.submit(&matti, &id).await.expect("signed");
    let sign = leena.get(&address(&id, "/sign")).await;
    assert!(sign.shows("ruotsiksi") && sign.shows(&reopen), "{}", sign.body);
    assert!(
        sign.shows("Allekirjoitus, jonka Matti Rantapolku on antanut, ei silloin enää ole voimassa"),
        "{}",
        sign.body
    );
    assert!(!sign.shows(&change), "{}", sign.body);
}

/// Whoever does not sign says why, and the first one reads it.
async fn who_does_not_sign_says_why_and_the_first_one_reads_it(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    let id = whole(&clinic, &matti).await;
    clinic.submit(&matti, &id).await.expect("signed");
    let (reopen, waiting) = (address(&id, "/reopen"), address(&id, "/waiting"));
    assert!(leena.page(&waiting).await.shows("Matti Rantapolku näkee sen hakemuksen sivulla"));
    assert!(leena.page(&address(&id, "/sign")).await.shows("Ettekö allekirjoita?"));
    assert!(leena.page(&reopen).await.shows("name=\"reason\""));
    assert!(!matti.page(&reopen).await.shows("name=\"reason\""), "nobody says why to themselves");
    let long = "a".repeat(2_001);
    for (reason, told) in [
        ("", "täyttäkää tämä kohta"),
        (long.as_str(), "lyhentäkää tekstiä"),
        ("Väärä henkilö 150668-917M", "Tässä oli henkilötunnus"),
    ] {
        let refused = leena.post(&reopen, &[("reason", reason)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{reason}");
        assert!(refused.shows(told) && !refused.shows("917M"), "{told}: {}", refused.body);
    }
    assert_eq!(clinic.audited("agreements.signature_voided").await, 0, "nothing was opened");
    assert_eq!(leena.post(&reopen, &WHY).await.redirects(), address(&id, ""));
    assert!(mails(&clinic, "signature_voided").await > 0);
    let told = matti.page(&address(&id, "")).await;
    assert!(told.shows("Leena Entinen avasi vastaukset uudelleen"), "{}", told.body);
    assert!(told.shows("Syy: Laskutusosoite on väärä"), "{}", told.body);
}

/// A signature is an act: whoever asked for two cannot go back alone once another person has signed.
async fn another_ones_signature_ends_the_right_to_take_two_back_alone(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    let id = whole(&clinic, &matti).await;
    let page = format!("/o/{RANTAPOLKU}/agreements/signatories");
    let drop_two = [("deed", "drop_two"), ("version", "1")];
    assert!(matti.page(&page).await.shows("signatories/drop_two\""), "the control");
    clinic.submit(&leena, &id).await.expect("signed");
    assert!(!matti.page(&page).await.shows("drop_two"));
    assert_eq!(matti.post(&page, &drop_two).await.status, StatusCode::CONFLICT);
    clinic.submit(&matti, &id).await.expect("sent");
    assert_eq!(matti.post(&page, &drop_two).await.status, StatusCode::CONFLICT, "nor when it was sent");
    changes_rule(&matti, "propose_one", "1").await;
}

/// The first rows of a page, and what there is to do.
async fn rows_and_todo(browser: Browser<'_>, language: Language, page: &str) -> (String, String) {
    let shown = browser.speaking(language).get(page).await;
    shown.is_a_proper_page(language);
    let row = between(&shown.body, "<ul class=\"rows\">", "</ul>");
    let todo = if shown.shows("<section class=\"do\"") {
        between(&shown.body, "<section class=\"do\"", "</section>").to_string()
    } else {
        String::new()
    };
    (row.to_string(), todo)
}

/// Until it is signed again or somebody goes on with the answers: whoever signed first does not sign the same once more
/// without having read why the other one did not.
async fn home_and_the_list_say_who_opened_the_answers_again(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    let id = whole(&clinic, &matti).await;
    clinic.submit(&matti, &id).await.expect("signed");
    leena.post(&address(&id, "/reopen"), &WHY).await.redirects();
    let home = format!("/o/{RANTAPOLKU}/");
    let words = [
        [
            "Katsokaa, miksi vastaukset avattiin uudelleen",
            "Leena Entinen avasi vastaukset uudelleen 21.11.2026",
            "Lukekaa syy",
            "Syy on hakemuksen sivulla.",
            "Seuraavaksi te korjaatte vastaukset",
        ],
        [
            "Se varför svaren öppnades på nytt",
            "Leena Entinen öppnade svaren på nytt 21.11.2026",
            "Läs orsaken",
            "Orsaken finns på ansökans sida.",
            "Härnäst rättar ni svaren",
        ],
        [
            "See why the answers were opened again",
            "Leena Entinen opened the answers again on 21 November 2026",
            "Read the reason",
            "The reason is on the page of the application.",
            "Next, you correct the answers",
        ],
    ];
    let whole_words = ["Kaikki osat ovat valmiina", "Alla delar är klara", "All parts are done"];
    for ((language, [action, who, read, reason, next]), whole) in Language::ALL.into_iter().zip(words).zip(whole_words)
    {
        let (row, todo) = rows_and_todo(clinic.world.matti().await, language, &home).await;
        assert!(todo.contains(action) && todo.contains(who), "{todo}");
        assert!(row.contains(who) && row.contains(read) && row.contains(&address(&id, "")), "{row}");
        assert!(!row.contains(whole) && !todo.contains(whole), "as if nobody had refused: {row} {todo}");
        let (row, _) = rows_and_todo(clinic.world.matti().await, language, &applications()).await;
        assert!(row.contains(who) && row.contains(reason) && row.contains(next), "{row}");
    }
    let told = matti.page(&address(&id, "")).await;
    assert!(told.shows("Syy: Laskutusosoite on väärä"), "the link leads to the reason: {}", told.body);

    // Whoever saves answers goes on with them.
    clinic.world.app.clock.advance_seconds(60);
    let mut other = billing();
    other[4] = ("street", "Rantapolku 2");
    save(&leena, &id, "billing", 2, &other).await.redirects();
    for page in [&home, &applications()] {
        assert!(!matti.page(page).await.shows("avasi vastaukset uudelleen"), "{page}");
    }
    assert!(matti.page(&home).await.shows("Kaikki osat ovat valmiina"));
}

/// So does whoever signs it again.
async fn who_signs_again_is_told_of_no_refusal(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    let id = whole(&clinic, &matti).await;
    clinic.submit(&matti, &id).await.expect("signed");
    leena.post(&address(&id, "/reopen"), &WHY).await.redirects();
    let pages = [format!("/o/{RANTAPOLKU}/"), applications()];
    for page in &pages {
        assert!(matti.page(page).await.shows("avasi vastaukset uudelleen"), "{page}");
    }
    clinic.submit(&leena, &id).await.expect("signed");
    for page in &pages {
        let shown = matti.page(page).await;
        assert!(
            !shown.shows("avasi vastaukset uudelleen") && shown.shows("Leena Entinen on allekirjoittanut"),
            "{page}"
        );
    }
}

/// Whoever could have signed second learns that nobody waits for that any more.
async fn the_other_one_learns_at_home_that_the_request_for_two_was_taken_back(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    let id = whole(&clinic, &matti).await;
    clinic.submit(&matti, &id).await.expect("signed");
    let home = format!("/o/{RANTAPOLKU}/");
    assert!(leena.page(&home).await.shows("odottaa toista allekirjoitusta"), "the control");
    changes_rule(&matti, "drop_two", "1").await;
    let words = [
        ["Matti Rantapolku on allekirjoittanut, ja yksi allekirjoitus riittää nyt", "Yksi allekirjoitus riittää nyt."],
        ["Matti Rantapolku har undertecknat, och en underskrift räcker nu", "En underskrift räcker nu."],
        ["Matti Rantapolku has signed, and one signature is enough now", "One signature is enough now."],
    ];
    for (language, [about, text]) in Language::ALL.into_iter().zip(words) {
        let (row, todo) = rows_and_todo(colleague(&clinic).await, language, &home).await;
        assert!(todo.contains(about) && row.contains(text), "{todo} {row}");
    }
    assert_eq!(clinic.submit(&leena, &id).await.expect("sent"), address(&id, "/receipt"));
}

/// Whoever has a mandate of a pharmacist is not offered it either; the registers tell what the organisation is.
async fn a_pharmacist_is_not_offered_two(scratch: &Scratch) {
    let clinic = Clinic::with_registers(scratch, TRADER, PHARMACY).await;
    let matti = clinic.world.matti().await;
    let page = format!("/o/{RANTAPOLKU}/agreements/signatories");
    let shown = matti.page(&page).await;
    assert!(shown.shows("yksi elinkeinonharjoittaja") && !shown.shows("ask_two"), "{}", shown.body);
    let refused = matti.post(&page, &[("deed", "ask_two"), ("version", "0")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.shows("kahta allekirjoitusta ei voi pyytää"), "{}", refused.body);
}

db::testing::on_both![
    who_has_signed_sees_that_another_one_is_awaited,
    every_page_says_when_one_is_enough_meanwhile,
    the_second_signer_learns_what_changing_the_language_does,
    who_does_not_sign_says_why_and_the_first_one_reads_it,
    home_and_the_list_say_who_opened_the_answers_again,
    who_signs_again_is_told_of_no_refusal,
    the_other_one_learns_at_home_that_the_request_for_two_was_taken_back,
    another_ones_signature_ends_the_right_to_take_two_back_alone,
    a_pharmacist_is_not_offered_two,
];
