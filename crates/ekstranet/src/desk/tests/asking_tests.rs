//! What an officer is asked once more, and how typed text survives it.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::{HEARD, audited, press, signed};
use crate::kernel::Language;
use crate::testing::World;

async fn the_text_of_a_decision_is_edited_from_the_page_that_shows_what_follows(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = signed(&world).await;
    let vilma = world.vilma().await;
    press(&vilma, &id, "take", &[]).await.redirects();
    let texts = [("reason", "Yksi lause."), ("hearing", HEARD)];
    let confirm = press(&vilma, &id, "reject", &texts).await;
    assert!(confirm.shows("name=\"edit\" value=\"yes\">Muokkaa tekstiä"), "{}", confirm.body);
    let back = [texts[0], texts[1], ("confirmed", "yes"), ("edit", "yes")];
    let form = press(&vilma, &id, "reject", &back).await;
    assert_eq!(form.status, StatusCode::OK);
    form.is_a_proper_page(Language::Fi);
    for shown in ["Yksi lause.", HEARD, "Jatka tarkistamaan"] {
        assert!(form.shows(shown), "{shown}: {}", form.body);
    }
    assert_eq!(audited(&world, "applications.rejected", &id).await, 0, "nothing is decided");
}

async fn another_officers_case_is_released_by_whoever_says_so_knowing_whose_it_is(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = signed(&world).await;
    let (vilma, joona) = (world.vilma().await, world.joona().await);
    press(&vilma, &id, "take", &[]).await.redirects();
    for language in [Language::Fi, Language::Sv, Language::En] {
        let asked = press(&world.joona().await.speaking(language), &id, "release", &[]).await;
        assert_eq!(asked.status, StatusCode::OK);
        asked.is_a_proper_page(language);
        assert!(asked.shows("Vilma Virkanen") && asked.shows("name=\"confirmed\""), "{}", asked.body);
    }
    assert_eq!(audited(&world, "applications.released", &id).await, 0, "it is still hers");
    press(&joona, &id, "release", &[("confirmed", "yes")]).await.redirects();
    press(&joona, &id, "take", &[]).await.redirects();
    let own = press(&joona, &id, "release", &[]).await;
    assert_eq!(own.redirects(), format!("/desk/cases/{id}"), "of one's own nothing is asked");
    assert_eq!(audited(&world, "applications.released", &id).await, 2);
}

async fn whoever_sends_too_much_is_shown_the_way_back_to_the_page(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = signed(&world).await;
    let vilma = world.vilma().await;
    press(&vilma, &id, "take", &[]).await.redirects();
    let large = press(&vilma, &id, "reject", &[("reason", &"A".repeat(600 * 1024))]).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(large.shows(&format!("href=\"/desk/cases/{id}/reject\">Avaa sivu uudelleen")), "{}", large.body);
}

async fn the_queue_says_which_applications_it_shows(scratch: &Scratch) {
    let world = World::new(scratch);
    for (language, open, rejected) in [
        (Language::Fi, "Avoimet hakemukset, vanhin ensin.", "Hakemukset, joiden tila on ”"),
        (Language::Sv, "den äldsta först.", "Ansökningar med statusen ”"),
        (Language::En, "oldest first.", "Applications whose state is “"),
    ] {
        let vilma = world.vilma().await.speaking(language);
        let queue = vilma.get("/desk/").await;
        assert!(queue.shows(open) && !queue.shows(rejected), "{}", queue.body);
        let filtered = vilma.get("/desk/?state=rejected").await;
        filtered.is_a_proper_page(language);
        assert!(filtered.shows(rejected), "{}", filtered.body);
    }
}

async fn what_is_typed_at_an_answer_that_is_not_ticked_is_an_error_there_and_stays(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = signed(&world).await;
    let vilma = world.vilma().await;
    press(&vilma, &id, "take", &[]).await.redirects();
    let asked = [("items", "units.units"), ("ask-units.units", "Onko yksikkö oikea?"), ("deadline", "4.12.2026")];
    let stray = [("ask-joining_model.model", "Vilken modell?"), ("suggest-schedule.production_date", "12.1.2027")];
    for (language, words) in [
        (Language::Fi, "Valitkaa tämä kohta tai poistakaa siihen kirjoittamanne teksti ja ehdotus."),
        (Language::Sv, "Välj den här punkten eller ta bort texten och förslaget som ni skrev vid den."),
        (Language::En, "Choose this answer, or remove the text and the suggestion that you wrote at it."),
    ] {
        let vilma = world.vilma().await.speaking(language);
        let fields: Vec<_> = asked.iter().chain(&stray).copied().collect();
        let wrong = press(&vilma, &id, "supplement", &fields).await;
        wrong.is_a_proper_page(language);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.body);
        for shown in [words, "Vilken modell?</textarea>", "12.1.2027", "Onko yksikkö oikea?</textarea>"] {
            assert!(wrong.shows(shown), "{shown}: {}", wrong.body);
        }
        for place in ["href=\"#ask-joining_model.model\"", "href=\"#suggest-schedule.production_date\""] {
            assert!(wrong.shows(place), "{place}: {}", wrong.body);
        }
        // Another error takes nothing away either.
        let fields: Vec<_> = [("deadline", "eilen")].into_iter().chain(stray).collect();
        let wrong = press(&vilma, &id, "supplement", &fields).await;
        assert!(wrong.shows("Vilken modell?</textarea>") && wrong.shows("12.1.2027"), "{}", wrong.body);
    }
    assert_eq!(audited(&world, "applications.supplement_requested", &id).await, 0, "nothing is sent");
    press(&vilma, &id, "supplement", &asked).await.redirects();
}

db::testing::on_both![
    what_is_typed_at_an_answer_that_is_not_ticked_is_an_error_there_and_stays,
    the_queue_says_which_applications_it_shows,
    the_text_of_a_decision_is_edited_from_the_page_that_shows_what_follows,
    another_officers_case_is_released_by_whoever_says_so_knowing_whose_it_is,
    whoever_sends_too_much_is_shown_the_way_back_to_the_page,
];
