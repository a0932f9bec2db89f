//! A pharmacy changes hands: the incoming pharmacist opens the shared plan and ticks, the leaving one ticks his own lines;
//! another pharmacist reads about her pharmacy in Swedish.

use crate::harness::{Browser, Hands, Language, Look, Store, World, run};

const HENNA: &str = "170888-906B";
const PAAVO: &str = "300159-905K";
const INGRID: &str = "120982-920U";
const PHARMACY: &str = "Kivisalmen apteekki";

#[test]
fn a_pharmacy_changes_hands_by_one_shared_plan() {
    run(Store::Sqlite, Language::Finnish, async |world| changes_hands(world).await);
}

#[test]
fn a_pharmacist_sees_her_pharmacy_in_swedish() {
    run(Store::Sqlite, Language::Swedish, async |world| {
        let ingrid = comes_to_the_pharmacies(world, INGRID, "Skärgårdsbyns apotek").await;
        ingrid.expect_text("Skärgårdsbyns apotek").await;
        ingrid.expect_text(&ingrid.say("pharmacies-state-kept")).await;
        ingrid.follow(&ingrid.say("pharmacies-kind-new-branch")).await;
        ingrid.expect(&ingrid.say("pharmacies-kind-new-branch")).await;
    });
}

/// Signs in, chooses the pharmacy and opens its page from the home page.
async fn comes_to_the_pharmacies<'w>(world: &'w World, national_id: &str, organisation: &str) -> Browser<'w> {
    let mut browser = world.browser(Look::DESK, Hands::Mouse).await;
    browser.thorough = true;
    browser.sign_in(national_id).await;
    browser.act_for(organisation).await;
    browser.expect(&browser.say("home-title")).await;
    browser.follow(&browser.say("pharmacies-title")).await;
    browser.expect(&browser.say("pharmacies-title")).await;
    browser
}

async fn changes_hands(world: &World) {
    let henna = comes_to_the_pharmacies(world, HENNA, "Apteekkari H. Uusitalli").await;
    henna.expect_text(&henna.say("pharmacies-state-incoming")).await;
    henna.follow(&henna.say("pharmacies-guide-apply")).await;
    applies(&henna).await;
    henna.back_to_the_pharmacies().await;
    henna.press(&format!("{}: {PHARMACY}", henna.say("pharmacies-plan-begin"))).await;
    let plan = henna.fill_text("pharmacies-plan-title", "place", PHARMACY);
    henna.expect(&plan).await;
    let line = |key: &str| henna.say(&format!("pharmacies-line-{key}"));
    henna.press(&format!("{}: {}", henna.say("pharmacies-mark-done"), line("register"))).await;
    henna.expect_text(&henna.say("pharmacies-undo")).await;
    henna.expect_text("Henna Uusitalli merkitsi tehdyksi").await;

    let paavo = comes_to_the_pharmacies(world, PAAVO, PHARMACY).await;
    paavo.follow(&format!("{}: {PHARMACY}", paavo.say("pharmacies-plan-open"))).await;
    paavo.expect(&plan).await;
    assert!(!paavo.text().await.contains("Henna"), "the other side is not named");
    paavo.press(&format!("{}: {}", paavo.say("pharmacies-mark-done"), line("old-system"))).await;
    paavo.expect_text("Paavo Harjoite merkitsi tehdyksi").await;
    paavo.follow(&paavo.say("pharmacies-zero-link")).await;
    paavo.expect(&paavo.fill_text("pharmacies-zero-title", "place", PHARMACY)).await;
}

/// Begins the pharmacist's own form: the register fills in the pharmacy and the takeover date.
async fn applies(henna: &Browser<'_>) {
    henna.expect(&henna.say("applications-list-title")).await;
    let service = henna.say("services-prescription");
    henna.press(&format!("{}: {service}", henna.say("applications-begin"))).await;
    henna.expect(&henna.fill_text("applications-title", "service", &service)).await;
    henna.follow(&henna.say("services-step-pharmacy")).await;
    henna.expect(&henna.say("services-step-pharmacy")).await;
    henna.expect_text(PHARMACY).await;
    henna.choose(&henna.say("services-question-pharmacy-confirmed")).await;
    henna.save().await;
    henna.expect(&henna.say("services-step-information-system")).await;
    henna.choose("ApteekkiVirta").await;
    henna.save().await;
    henna.expect(&henna.say("services-step-access-point")).await;
}

impl Browser<'_> {
    async fn back_to_the_pharmacies(&self) {
        self.open("/o/9900233-9/pharmacies").await;
        self.expect(&self.say("pharmacies-title")).await;
    }
}
