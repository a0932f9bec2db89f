//! In which language Suomi.fi is asked, and what the page about no organisation tells of the last round.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::tests_wire::choose;
use crate::kernel::Language;
use crate::sign_in::tests_outside::Outside;
use crate::testing::{Browser, RANTAPOLKU, World};
use crate::texts::{Texts, texts};
use crate::web::format;

/// Issue 3, item 1: whoever reads Swedish here chooses in Swedish there.
async fn suomi_fi_is_asked_in_the_language_of_the_page(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let mut matti = outside.world.person("150668-917M", "Matti Rantapolku", &[]).await;
    for language in Language::ALL {
        matti = matti.speaking(language);
        let answer = matti.post("/act-for", &[]).await;
        let address = answer.redirects();
        assert!(address.contains(&format!("lang={}", language.code())), "{address}");
        let there = outside.world.app.http.get(address).send().await.expect("a page").text().await.expect("a text");
        assert!(there.contains(&format!("<html lang=\"{}\">", language.code())), "{language:?}: {there}");
    }
}

type Words = fn(&Texts) -> String;

/// The page about no organisation, in each language: what it tells, and when Suomi.fi was asked.
async fn tells<'w>(mut browser: Browser<'w>, world: &World, told: &[Words], case: &str) -> Browser<'w> {
    browser.page("/act-for/why").await;
    for language in Language::ALL {
        browser = browser.speaking(language);
        let (page, t) = (browser.get("/act-for/why").await, texts(language));
        for words in told {
            assert!(page.shows(&words(t)), "{case}: {}: {}", words(t), page.body);
        }
        // Only after an empty answer may it be said that nothing came back.
        let is_empty = case == "mandates_empty";
        assert_eq!(page.shows(&t.mandates_round_nothing()), is_empty, "{case}");
        assert_eq!(page.shows(&t.mandates_reason_no_organisation()), is_empty, "{case}");
        assert!(is_empty || case == "mandates_foreign" || !page.shows(&t.mandates_why_lead_open()), "{case}");
        let button = match case {
            "never asked" => t.mandates_why_ask(),
            "cancelled" | "mandates_empty" | "mandates_foreign" | "told" => t.mandates_why_other(),
            _ => t.mandates_why_retry(),
        };
        assert!(page.shows(&format!("<button class=\"button\">{button}</button>")), "{case}: {}", page.body);
        let is_asked = case != "never asked";
        let moment = format::moment(world.app.clock.now(), language);
        assert_eq!(page.shows(&t.mandates_why_where_text()), is_asked, "{case}: where it was looked up");
        assert_eq!(page.shows(&format!("<dd>{moment}</dd>")), is_asked, "{case}: when: {}", page.body);
    }
    browser
}

async fn whoever_has_not_asked_suomi_fi_is_told_so(scratch: &Scratch) {
    let world = World::new(scratch);
    let saara = world.person("090590-9047", "Saara Koenen", &[]).await;
    let told: [Words; 3] =
        [Texts::mandates_why_lead_unasked, Texts::mandates_round_none, Texts::mandates_reason_unasked];
    tells(saara, &world, &told, "never asked").await;
}

/// Issue 3, item 8: what was looked up, when and what came back, also where no organisation did.
async fn what_the_last_round_gave_is_told_whatever_it_was(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let (world, clock) = (&outside.world, &outside.world.app.clock);
    let mut matti = world.person("150668-917M", "Matti Rantapolku", &[]).await;
    let unanswered: [Words; 3] =
        [Texts::mandates_why_lead_unanswered, Texts::mandates_reason_unanswered, Texts::mandates_round_unanswered];
    let also = |words: Words| [unanswered[0], unanswered[1], words];
    for (fault, told) in
        [("mandates_down", unanswered), ("mandates_register_forbidden", also(Texts::mandates_round_refused))]
    {
        clock.advance_seconds(60);
        outside.fault(fault, true).await;
        assert!(matti.post("/act-for", &[]).await.location.is_none(), "{fault}");
        outside.fault(fault, false).await;
        matti = tells(matti, world, &told, fault).await;
        let page = matti.page("/act-for/why").await;
        let is_refused = fault == "mandates_register_forbidden";
        assert_eq!(page.shows("id=\"letter-suomi\""), is_refused, "{fault}: {}", page.body);
        assert_eq!(page.shows("Digi- ja väestötietovirasto. Sen ylläpitämä"), is_refused, "{fault}: who can help");
    }
    clock.advance_seconds(60);
    matti.post("/act-for", &[]).await.redirects();
    matti = tells(matti, world, &also(Texts::mandates_round_begun), "begun").await;
    clock.advance_seconds(60);
    let back = choose(&outside, &matti, &[]).await;
    assert!(matti.get(&back).await.shows("href=\"/act-for/why\""));
    // Suomi.fi may have offered nothing, but has not said so.
    let cancelled =
        [Texts::mandates_why_lead_unanswered, Texts::mandates_reason_cancelled, Texts::mandates_round_cancelled];
    matti = tells(matti, world, &cancelled, "cancelled").await;
    // Whoever comes back too late has come back.
    let late = choose(&outside, &matti, &[RANTAPOLKU]).await;
    clock.advance_seconds(15 * 60 + 1);
    assert_eq!(matti.get(&late).await.status, StatusCode::CONFLICT);
    matti = tells(matti, world, &also(Texts::mandates_round_over), "expired").await;
    let empty: [Words; 3] =
        [Texts::mandates_why_lead_open, Texts::mandates_reason_no_organisation, Texts::mandates_round_nothing];
    let foreign: [Words; 3] =
        [Texts::mandates_why_lead_open, Texts::mandates_reason_foreign, Texts::mandates_round_foreign];
    for (fault, told) in [
        ("mandates_malformed", unanswered),
        ("mandates_expired", also(Texts::mandates_round_over)),
        ("mandates_empty", empty),
        ("mandates_foreign", foreign),
    ] {
        clock.advance_seconds(60);
        let back = choose(&outside, &matti, &[RANTAPOLKU]).await;
        outside.fault(fault, true).await;
        matti.get(&back).await;
        outside.fault(fault, false).await;
        matti = tells(matti, world, &told, fault).await;
    }
    clock.advance_seconds(60);
    let back = choose(&outside, &matti, &[RANTAPOLKU]).await;
    matti.get(&back).await.redirects();
    let known: [Words; 2] = [Texts::mandates_why_lead_known, Texts::mandates_round_told];
    tells(matti, world, &known, "told").await;
    // What an earlier session was told is not said to be of this one.
    let later = world.person("150668-917M", "Matti Rantapolku", &[]).await;
    tells(later, world, &[Texts::mandates_why_lead_earlier, Texts::mandates_round_none], "never asked").await;
}

db::testing::on_both![
    suomi_fi_is_asked_in_the_language_of_the_page,
    whoever_has_not_asked_suomi_fi_is_told_so,
    what_the_last_round_gave_is_told_whatever_it_was,
];
