//! The demo world, looked at by the people who sign in to it.

use db::testing::Scratch;

use super::people::{Actor, Cast};
use super::seed;
use crate::config::Mode;
use crate::registers::{Directory, import_directory};
use crate::sign_in::tests_outside::Outside;
use crate::testing::{Browser, NOON, RANTAPOLKU, between};

/// The outside world with the operator's list imported.
async fn outside(scratch: &Scratch) -> Outside {
    let outside = Outside::new(scratch).await;
    let app = &outside.world.app;
    let base = app.config.registers.code_service_url.replace("/codeserver/csapi", "");
    let answer = app.http.get(format!("{base}/directory.toml")).send().await.expect("an answer");
    let directory = Directory::read(&answer.text().await.expect("a text")).expect("reads");
    import_directory(app, &directory).await.expect("imported");
    outside
}

async fn arrives<'o>(outside: &'o Outside, who: &Actor) -> Browser<'o> {
    let right = vec![who.basis().expect("a right")];
    let acts_for = [(who.organisation.as_str(), who.organisation_name.as_str(), right)];
    outside.world.person(&who.national_id, &who.name, &acts_for).await
}

/// What the home page of each organisation says, after its row in the table of the demo world.
fn homes(cast: &Cast) -> [(&Actor, &'static [&'static str]); 16] {
    [
        (&cast.county, &["4 Kanta-palvelua on käytössä"]),
        (&cast.city, &["Yksi Kanta-palvelu on käytössä", "lähetettiin 18.11.2026"]),
        (&cast.clinic, &["2 Kanta-palvelua on käytössä"]),
        (&cast.dentists, &["Yksi Kanta-palvelu on käytössä", "Hakemus on kesken"]),
        (&cast.therapy, &["Yhtään Kanta-palvelua ei ole vielä käytössä", "Hakemus on kesken"]),
        (&cast.association, &["Hakemus on kesken"]),
        (&cast.foundation, &["Vastatkaa täydennyspyyntöön", "Määräaika on 12.12.2026"]),
        (&cast.pharmacy, &["Yksi Kanta-palvelu on käytössä", "Apteekin luovutus: Kivisalmen apteekki"]),
        (&cast.archipelago, &["Yksi Kanta-palvelu on käytössä", "Teillä on yksi apteekki"]),
        (&cast.care, &["Viekää käyttöönotto loppuun"]),
        (&cast.occupational, &["Viekää käyttöönotto loppuun"]),
        (&cast.imaging, &["Yksi Kanta-palvelu on käytössä", "Viekää käyttöönotto loppuun"]),
        (&cast.island, &["Hakemus on kesken"]),
        (&cast.former, &["Yhtään Kanta-palvelua ei ole vielä käytössä"]),
        (
            &cast.incoming,
            &["Hakemus on kesken", "Apteekin luovutus: Kivisalmen apteekki", "Haltuunottopäivä on 11.12.2026"],
        ),
        (&cast.speech, &["Hakemus on kesken"]),
    ]
}

async fn every_demo_organisation_is_in_the_state_that_its_row_says(scratch: &Scratch) {
    let (outside, cast) = (outside(scratch).await, Cast::read().expect("reads"));
    let config = &outside.world.app.config;
    assert!(seed(config, scratch.db(), NOON).await.expect("seeded"));
    assert!(!seed(config, scratch.db(), NOON).await.expect("looked at"), "a second start adds nothing");
    for (who, expected) in homes(&cast) {
        let browser = arrives(&outside, who).await;
        let page = browser.page(&format!("/o/{}/", who.organisation)).await;
        for text in expected {
            assert!(page.shows(text), "{}: {text}\n{}", who.organisation_name, page.body);
        }
    }
    let deployment = async |who: &Actor| {
        let browser = arrives(&outside, who).await;
        let home = browser.get(&format!("/o/{}/", who.organisation)).await;
        let place = format!("/o/{}/deployments/", who.organisation);
        let todo = between(&home.body, "id=\"todo\"", "</section>").to_string();
        browser.page(&format!("{place}{}", between(&todo, &place, "\""))).await
    };
    let page = deployment(&cast.occupational).await;
    assert!(page.shows("1. koe") && page.shows("väärään rekisteriin") && page.shows("28.11.2026"), "{}", page.body);
    let page = deployment(&cast.care).await;
    assert!(page.shows("30.11.2026"), "the test has its day: {}", page.body);
    let former = crate::kernel::BusinessId::parse(&cast.former.organisation).expect("valid");
    let mut read = scratch.db().read().await.expect("a reader");
    let lines = crate::deployments::list(&mut read, &former).await.expect("listed");
    drop(read);
    let history = format!("/o/{former}/deployments/{}", lines[0].id);
    let history = arrives(&outside, &cast.former).await.page(&history).await;
    assert!(history.shows("Viimeinen päivä oli 30.6.2026"), "{}", history.body);
    assert!(!history.shows("<form method=\"post\" action=\"/o/"), "the history can only be read");
    let matti = outside.world.matti().await;
    let page = matti.page(&format!("/o/{RANTAPOLKU}/")).await;
    assert!(page.shows("Aloittakaa ensimmäinen hakemus") && !page.shows("Hakemus on kesken"), "the first journey");
}

async fn the_demo_world_leaves_nobody_signed_in_and_the_log_whole(scratch: &Scratch) {
    let outside = outside(scratch).await;
    assert!(seed(&outside.world.app.config, scratch.db(), NOON).await.expect("seeded"));
    let mut read = scratch.db().read().await.expect("a reader");
    let (live,): (i64,) =
        read.one("select count(*) from session where ended_at is null", db::values![]).await.expect("counted");
    assert_eq!(live, 0, "the tokens come from a fixed seed");
    drop(read);
    let whole = crate::audit::verify(scratch.db(), None).await.expect("whole");
    assert!(whole.sealed > 100 && whole.unsealed == 0, "{} {}", whole.sealed, whole.unsealed);
}

async fn production_has_no_demo_world(scratch: &Scratch) {
    let world = crate::testing::World::new(scratch);
    let mut config = world.app.config.clone();
    config.mode = Mode::Production;
    let refused = seed(&config, scratch.db(), NOON).await;
    assert!(refused.is_err_and(|problem| problem.to_string().starts_with("mode: ")));
}

db::testing::on_both![
    every_demo_organisation_is_in_the_state_that_its_row_says,
    the_demo_world_leaves_nobody_signed_in_and_the_log_whole,
    production_has_no_demo_world,
];
