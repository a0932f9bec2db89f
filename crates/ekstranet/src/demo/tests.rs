//! The demo world, looked at by the people who sign in to it.

use db::testing::Scratch;

use super::people::{Actor, Cast};
use super::{Seeded, seed};
use crate::config::Mode;
use crate::registers::{Directory, import_directory};
use crate::sign_in::tests_outside::Outside;
use crate::testing::{Browser, NOON, RANTAPOLKU, between};

/// The outside world with the operator's list imported.
pub(super) async fn outside(scratch: &Scratch) -> Outside {
    outside_with(scratch, |_| {}).await
}

/// The same with another configuration of the portal.
pub(super) async fn outside_with(scratch: &Scratch, change: impl FnOnce(&mut crate::config::Config)) -> Outside {
    let outside = Outside::with(scratch, change).await;
    let app = &outside.world.app;
    let base = app.config.registers.code_service_url.replace("/codeserver/csapi", "");
    let answer = app.http.get(format!("{base}/directory.toml")).send().await.expect("an answer");
    let directory = Directory::read(&answer.text().await.expect("a text")).expect("reads");
    import_directory(app, &directory).await.expect("imported");
    outside
}

pub(super) async fn arrives<'o>(outside: &'o Outside, who: &Actor) -> Browser<'o> {
    let right = vec![who.basis().expect("a right")];
    let acts_for = [(who.organisation.as_str(), who.organisation_name.as_str(), right)];
    outside.world.person(&who.national_id, &who.name, &acts_for).await
}

/// What the home page of each organisation says, after its row in the table of the demo world.
pub(super) fn homes(cast: &Cast) -> [(&Actor, &'static [&'static str]); 18] {
    [
        (&cast.county, &["4 Kanta-palvelua on käytössä"]),
        (&cast.city, &["Yksi Kanta-palvelu on käytössä", "lähetettiin 18.11.2026"]),
        (
            &cast.clinic,
            &["2 Kanta-palvelua on käytössä", "Mukanaliittyjät: 45 liittymistä", "Yksi mukanaliittyjä riitauttaa"],
        ),
        (&cast.dentists, &["2 Kanta-palvelua on käytössä", "Hakemus on kesken"]),
        (&cast.therapy, &["Yhtään Kanta-palvelua ei ole vielä käytössä", "Hakemus on kesken"]),
        (&cast.association, &["Kauko Demola on allekirjoittanut"]),
        (&cast.foundation, &["Vastatkaa täydennyspyyntöön", "Määräaika on 12.12.2026"]),
        (&cast.pharmacy, &["Yksi Kanta-palvelu on käytössä", "Apteekin luovutus: Kivisalmen apteekki"]),
        (&cast.archipelago, &["Yksi Kanta-palvelu on käytössä", "Teillä on yksi apteekki"]),
        (&cast.care, &["Viekää käyttöönotto loppuun"]),
        (&cast.occupational, &["Viekää käyttöönotto loppuun"]),
        (&cast.imaging, &["Yksi Kanta-palvelu on käytössä", "Viekää käyttöönotto loppuun"]),
        (&cast.vendor, &["Vastatkaa asiakkaiden yhteyspyyntöihin"]),
        (&cast.party, &["Yksi Kanta-palvelu on käytössä", "Hakemus on kesken", "Mukana yhteisliittymisellä"]),
        (&cast.island, &["Hakemus on kesken"]),
        (
            &cast.former,
            &["Kanta-palveluja ei ole enää käytössä", "Asiakkuutenne päättyi 30.6.2026", "Käyttö päättyi 30.6.2026"],
        ),
        (
            &cast.incoming,
            &["Hakemus on kesken", "Apteekin luovutus: Kivisalmen apteekki", "Haltuunottopäivä on 11.12.2026"],
        ),
        (&cast.speech, &["Hakemus on kesken"]),
    ]
}

/// One seeded world for everything that is asserted of it: making it takes longer than looking.
async fn every_demo_organisation_is_in_the_state_that_its_row_says(scratch: &Scratch) {
    let (outside, cast) = (outside(scratch).await, Cast::read().expect("reads"));
    let config = &outside.world.app.config;
    assert_eq!(seed(config, scratch.db(), NOON).await.expect("seeded"), Seeded::Made);
    assert_eq!(outside.world.app.clock.now(), NOON, "the clock of the portal is not touched");
    assert_eq!(seed(config, scratch.db(), NOON).await.expect("looked at"), Seeded::Left, "a second start adds nothing");
    nobody_is_signed_in_and_the_log_is_whole(scratch).await;
    super::tests_history::things_happened_one_after_the_other_in_office_hours(&outside, &cast).await;
    super::tests_history::the_usual_time_is_told_to_who_waits(&outside, &cast).await;
    super::tests_history::only_what_came_lately_waits_at_the_desk(&outside, &cast).await;
    for (who, expected) in homes(&cast) {
        let browser = arrives(&outside, who).await;
        let page = browser.page(&format!("/o/{}/", who.organisation)).await;
        for text in expected {
            assert!(page.shows(text), "{}: {text}\n{}", who.organisation_name, page.body);
        }
    }
    deployments_are_where_they_should_be(&outside, &cast).await;
    parties_have_said_what_they_say(&outside, &cast).await;
    drafts_lack_what_they_should(&outside, &cast).await;
    the_pharmacist_has_given_the_licence_up(&outside, &cast).await;
    the_former_customer_reads_its_history(&outside, &cast).await;
    officers_have_their_cases(&outside, &cast).await;
    details_of_rows_are_there(&outside, &cast).await;
    let matti = outside.world.matti().await;
    let page = matti.page(&format!("/o/{RANTAPOLKU}/")).await;
    assert!(page.shows("Aloittakaa ensimmäinen hakemus") && !page.shows("Hakemus on kesken"), "the first journey");
}

/// The first address on a page that begins so.
pub(super) fn address(body: &str, start: &str) -> String {
    let rest = body.split(&format!("href=\"{start}")).nth(1).and_then(|rest| rest.split(['"', '#']).next());
    format!("{start}{}", rest.unwrap_or_else(|| panic!("no {start} on {body}")))
}

async fn deployments_are_where_they_should_be(outside: &Outside, cast: &Cast) {
    let deployment = async |who: &Actor| {
        let browser = arrives(outside, who).await;
        let home = browser.get(&format!("/o/{}/", who.organisation)).await;
        let todo = between(&home.body, "id=\"todo\"", "</section>").to_string();
        browser.page(&address(&todo, &format!("/o/{}/deployments/", who.organisation))).await
    };
    let page = deployment(&cast.occupational).await;
    assert!(page.shows("1. koe") && page.shows("väärään rekisteriin") && page.shows("28.11.2026"), "{}", page.body);
    let page = deployment(&cast.care).await;
    assert!(page.shows("30.11.2026"), "the test has its day: {}", page.body);
    let page = deployment(&cast.imaging).await;
    assert!(page.shows("Kuva-aineistojen tietovaranto"), "the viewer is set up: {}", page.body);
}

async fn parties_have_said_what_they_say(outside: &Outside, cast: &Cast) {
    let kauko = arrives(outside, &cast.clinic).await;
    let parties = format!("/o/{}/parties", cast.clinic.organisation);
    assert!(kauko.page(&parties).await.shows("45 liittymistä"));
    for (state, number) in [("confirmed", 41), ("waiting", 2), ("contested", 1), ("leaving", 1)] {
        let page = kauko.page(&format!("{parties}?state={state}")).await;
        let lines = page.body.matches(&format!("href=\"{parties}/0")).count();
        assert_eq!(lines, number, "{state}: {}", page.body);
    }
    let leaving = kauko.page(&format!("{parties}?state=leaving")).await;
    assert!(leaving.shows(&cast.party.organisation_name));
    let leena = arrives(outside, &cast.party).await;
    let joined = leena.page(&format!("/o/{}/joined", cast.party.organisation)).await;
    assert!(joined.shows("Odottaa suoraa liittymistä"), "{}", joined.body);
    for party in cast.joined() {
        let home = arrives(outside, &party).await.get(&format!("/o/{}/", party.organisation)).await;
        assert!(home.shows(&cast.clinic.organisation_name), "{} is in the registers", party.organisation_name);
    }
}

async fn drafts_lack_what_they_should(outside: &Outside, cast: &Cast) {
    let draft = async |who: &Actor| {
        let browser = arrives(outside, who).await;
        let home = browser.get(&format!("/o/{}/", who.organisation)).await;
        browser.page(&address(&home.body, &format!("/o/{}/applications/", who.organisation))).await
    };
    let page = draft(&cast.association).await;
    assert!(page.shows("Ellen") && !page.shows("Aloittamatta"), "all but the second signature is there: {}", page.body);
    let page = draft(&cast.dentists).await;
    assert!(page.shows("Aloittamatta") && page.shows("Käytön laajennus"), "{}", page.body);
    let saara = arrives(outside, &cast.dentists).await;
    let own = format!("/o/{}/applications/", cast.dentists.organisation);
    let id = between(&page.body, &format!("href=\"{own}"), "/steps/");
    let step = saara.page(&format!("{own}{}/steps/extension", id.rsplit('/').next().unwrap_or_default())).await;
    assert!(
        step.shows("value=\"imaging_data\" checked") && step.shows("value=\"oral_images\" checked"),
        "{}",
        step.body
    );
}

async fn the_pharmacist_has_given_the_licence_up(outside: &Outside, cast: &Cast) {
    let paavo = arrives(outside, &cast.pharmacy).await;
    let pharmacies = paavo.page(&format!("/o/{}/pharmacies", cast.pharmacy.organisation)).await;
    assert!(pharmacies.shows("Apteekkiluvasta luopuminen"), "{}", pharmacies.body);
    let henna = arrives(outside, &cast.incoming).await;
    let plans = henna.page(&format!("/o/{}/handovers", cast.incoming.organisation)).await;
    let plan = address(&plans.body, &format!("/o/{}/handovers/", cast.incoming.organisation));
    assert!(henna.page(&plan).await.shows(&cast.vendor.organisation_name));
}

async fn the_former_customer_reads_its_history(outside: &Outside, cast: &Cast) {
    let (leena, place) = (arrives(outside, &cast.former).await, format!("/o/{}", cast.former.organisation));
    let home = leena.get(&format!("{place}/")).await;
    let history = leena.page(&address(&home.body, &format!("{place}/deployments/"))).await;
    assert!(history.shows("Viimeinen päivä oli 30.6.2026"), "{}", history.body);
    assert!(!history.shows("<form method=\"post\" action=\"/o/"), "the history can only be read");
    let terminations = leena.page(&format!("{place}/terminations")).await;
    let ended = leena.page(&address(&terminations.body, &format!("{place}/terminations/0"))).await;
    assert!(ended.shows("Toiminta päättyy") && ended.shows("Viimeinen päivä oli 30.6.2026"), "{}", ended.body);
    let agreements = leena.page(&format!("{place}/agreements")).await;
    assert!(agreements.shows("Resepti-palvelu"), "what was signed is kept: {}", agreements.body);
    let applications = leena.page(&format!("{place}/applications")).await;
    assert!(applications.shows("KE-"), "the case is kept: {}", applications.body);
}

/// What a row says beside the state: in review, with a viewer only, a branch, access points and a certificate that ends.
async fn details_of_rows_are_there(outside: &Outside, cast: &Cast) {
    let newest = async |who: &Actor, list: &str| {
        let (browser, place) = (arrives(outside, who).await, format!("/o/{}/", who.organisation));
        let page = browser.page(&format!("{place}{list}")).await;
        browser.page(&address(&page.body, &format!("{place}applications/0"))).await
    };
    let page = newest(&cast.city, "applications").await;
    assert!(page.shows("Odottaa päätöstä") && page.shows("Kuva-aineistojen tietovaranto"), "{}", page.body);
    let paavo = arrives(outside, &cast.pharmacy).await;
    let page = paavo.page(&format!("/o/{}/pharmacies", cast.pharmacy.organisation)).await;
    assert_eq!(page.body.matches("<span class=\"hint\">Sivuapteekki").count(), 1, "one branch: {}", page.body);
    let ville = arrives(outside, &cast.vendor).await;
    let page = ville.page(&format!("/o/{}/technical", cast.vendor.organisation)).await;
    for point in 1..=4 {
        assert!(page.shows(&format!("1.2.246.10.99001918.18.{point}")), "{point}: {}", page.body);
    }
    assert!(page.shows("11.12.2026"), "a certificate ends in twenty days: {}", page.body);
    assert!(page.shows("VirtaPotilas 7.2") && page.shows("VanhaHoito 2.1"), "the systems: {}", page.body);
}

async fn officers_have_their_cases(outside: &Outside, cast: &Cast) {
    let vilma = outside.world.vilma().await;
    let queue = vilma.page("/desk/").await;
    for who in [&cast.city, &cast.foundation] {
        assert!(queue.shows(&who.organisation_name), "{}: {}", who.organisation_name, queue.body);
    }
    assert!(queue.shows(&cast.officer.name), "somebody of the directory has taken them: {}", queue.body);
}

/// The tokens come from a fixed seed, so a session that lived on would be anybody's.
async fn nobody_is_signed_in_and_the_log_is_whole(scratch: &Scratch) {
    let mut read = scratch.db().read().await.expect("a reader");
    let (live,): (i64,) =
        read.one("select count(*) from session where ended_at is null", db::values![]).await.expect("counted");
    assert_eq!(live, 0);
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

/// The making stops where a register stops answering; whoever comes next learns that it is half a world.
async fn half_a_world_is_known_as_such_and_so_is_whether_anybody_has_used_it(scratch: &Scratch) {
    let outside = outside(scratch).await;
    let mut config = outside.world.app.config.clone();
    // Nobody listens there: the first scene has no units to tick.
    config.registers.code_service_url = "http://127.0.0.1:9/codeserver/csapi".to_string();
    let earlier = NOON.plus_seconds(-60);
    seed(&config, scratch.db(), earlier).await.expect_err("a register is down");
    let asked = async || seed(&outside.world.app.config, scratch.db(), NOON).await.expect("looked at");
    assert_eq!(asked().await, Seeded::BrokenOff { used_since: false });
    assert_eq!(asked().await, Seeded::BrokenOff { used_since: false }, "looking is no use");
    let matti = outside.world.matti().await;
    matti.post("/sign-out", &[]).await.redirects();
    assert_eq!(asked().await, Seeded::BrokenOff { used_since: true });
}

async fn a_database_that_was_used_without_a_demo_world_is_left_as_it_is(scratch: &Scratch) {
    let outside = outside(scratch).await;
    outside.world.matti().await.post("/sign-out", &[]).await.redirects();
    let found = seed(&outside.world.app.config, scratch.db(), NOON).await.expect("looked at");
    assert_eq!(found, Seeded::Left);
}

db::testing::on_both![
    every_demo_organisation_is_in_the_state_that_its_row_says,
    production_has_no_demo_world,
    half_a_world_is_known_as_such_and_so_is_whether_anybody_has_used_it,
    a_database_that_was_used_without_a_demo_world_is_left_as_it_is,
];
