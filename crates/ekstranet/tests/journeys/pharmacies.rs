//! A pharmacy changes hands: the incoming pharmacist applies and opens the shared plan in Swedish and ticks, the leaving one
//! ticks his own lines in Finnish; another pharmacist reads about her pharmacy in Swedish.

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
        let ingrid = comes_to_the_pharmacies(world, Language::Swedish, INGRID, "Skärgårdsbyns apotek").await;
        ingrid.expect_text("Skärgårdsbyns apotek").await;
        ingrid.expect_text(&ingrid.say("pharmacies-state-kept")).await;
        ingrid.follow(&ingrid.say("pharmacies-kind-new-branch")).await;
        ingrid.expect(&ingrid.say("pharmacies-kind-new-branch")).await;
    });
}

/// Signs in, chooses the pharmacy and opens its page from the home page.
async fn comes_to_the_pharmacies<'w>(
    world: &'w World,
    language: Language,
    national_id: &str,
    organisation: &str,
) -> Browser<'w> {
    let mut browser = world.browser_speaking(language, Look::DESK, Hands::Mouse).await;
    browser.thorough = true;
    browser.sign_in(national_id).await;
    browser.act_for(organisation).await;
    browser.expect(&browser.say("home-title")).await;
    browser.follow(&browser.say("pharmacies-title")).await;
    browser.expect(&browser.say("pharmacies-title")).await;
    browser
}

async fn changes_hands(world: &World) {
    let henna = comes_to_the_pharmacies(world, Language::Swedish, HENNA, "Apteekkari H. Uusitalli").await;
    henna.expect_text(&henna.say("pharmacies-state-incoming")).await;
    henna.follow(&henna.say("pharmacies-guide-apply")).await;
    applies(&henna).await;
    henna.back_to_the_pharmacies().await;
    henna.press(&format!("{}: {PHARMACY}", henna.say("pharmacies-plan-begin"))).await;
    henna.expect(&henna.fill_text("pharmacies-plan-title", "place", PHARMACY)).await;
    henna.mark_done("register").await;
    henna.expect_text(&henna.say("pharmacies-undo")).await;
    henna.expect_text("Henna Uusitalli markerade punkten som gjord").await;

    let paavo = comes_to_the_pharmacies(world, Language::Finnish, PAAVO, PHARMACY).await;
    paavo.follow(&format!("{}: {PHARMACY}", paavo.say("pharmacies-plan-open"))).await;
    paavo.expect(&paavo.fill_text("pharmacies-plan-title", "place", PHARMACY)).await;
    assert!(!paavo.text().await.contains("Henna"), "the other side is not named");
    paavo.mark_done("old-system").await;
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
    /// Ticks a line of the plan.
    async fn mark_done(&self, line: &str) {
        let line = self.say(&format!("pharmacies-line-{line}"));
        self.press(&format!("{}: {line}", self.say("pharmacies-mark-done"))).await;
    }

    async fn back_to_the_pharmacies(&self) {
        self.open("/o/9900233-9/pharmacies").await;
        self.expect(&self.say("pharmacies-title")).await;
    }
}
