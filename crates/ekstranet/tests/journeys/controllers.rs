//! A change of controller, from the published run until it waits for that run: a city notifies in Finnish on a wide screen, where every
//! page is looked through in three languages; the county confirms in Swedish on a narrow one where no script runs; an officer
//! publishes the run and schedules the change. What is recorded on the day of the run is shown by the tests of the room.

use crate::application::VILMA;
use crate::harness::{Browser, Hands, Language, Look, Store, World, run_in_demo_world};

const CITY: (&str, &str) = ("230479-9182", "Meripuiston kaupunki");
const COUNTY: (&str, &str) = ("140275-9012", "Kuusirannan hyvinvointialue");
const COUNTY_ID: &str = "9900101-0";

#[test]
fn a_controller_changes_by_a_notification_in_finnish_and_a_confirmation_in_swedish() {
    run_in_demo_world(Store::Sqlite, Language::Finnish, a_controller_changes);
}

async fn a_controller_changes(world: &World) {
    let mut vilma = world.browser(Look::DESK, Hands::Mouse).await;
    vilma.sign_in_as_officer(VILMA).await;
    vilma.thorough = true;
    vilma.publishes_a_run_of_tomorrow().await;

    let mut kaisa = world.browser(Look::DESK, Hands::Mouse).await;
    kaisa.thorough = true;
    let number = kaisa.notifies().await;

    let narrow = Look { scripts: false, ..Look::PHONE };
    let eino = world.browser_speaking(Language::Swedish, narrow, Hands::Mouse).await;
    eino.confirms_the_change(&number).await;

    vilma.schedules(&number).await;
    for person in [&kaisa, &eino] {
        person.open(&person.address().await).await;
        person.expect_text(&person.say("controllers-state-waiting-for-run")).await;
        person.expect(&person.fill_text("controllers-case-title", "number", &number)).await;
    }
}

impl Browser<'_> {
    async fn publishes_a_run_of_tomorrow(&self) {
        self.open("/desk/runs").await;
        self.expect(&self.say("controllers-runs-title")).await;
        self.fill_day(&self.say("controllers-runs-day"), 1).await;
        self.fill_day(&self.say("controllers-runs-closes-on"), 0).await;
        // What is missing is told on the same page.
        self.press(&self.say("controllers-runs-add")).await;
        self.expect_text(&self.say("controllers-problem-run-services")).await;
        self.choose(&self.say("services-patient-data")).await;
        self.press(&self.say("controllers-runs-add")).await;
        self.expect(&self.say("controllers-runs-title")).await;
    }

    /// From signing in to the page of the sent notification; returns its number.
    async fn notifies(&self) -> String {
        self.sign_in(CITY.0).await;
        self.act_for(CITY.1).await;
        self.expect(&self.say("home-title")).await;
        self.follow(&self.say("controllers-link")).await;
        self.expect(&self.say("controllers-title")).await;
        self.press(&self.say("controllers-begin")).await;
        self.expect(&self.say("controllers-page-documents")).await;
        self.choose(&self.say("services-patient-data")).await;
        self.choose(&self.say("controllers-extent-all")).await;
        self.saves_the_page().await;
        self.expect(&self.say("controllers-page-receiver")).await;
        self.fill(&self.say("controllers-field-receiver"), COUNTY_ID).await;
        self.choose(&self.say("controllers-reason-activity-moves")).await;
        self.saves_the_page().await;
        self.expect(&self.say("controllers-page-day")).await;
        self.fill_day(&self.say("controllers-field-changes-on"), 0).await;
        self.saves_the_page().await;
        self.expect(&self.say("controllers-page-run")).await;
        self.expect_text(&self.say("controllers-run-earliest")).await;
        self.saves_the_page().await;
        self.expect(&self.say("controllers-page-contact")).await;
        self.fill(&self.say("controllers-field-name"), "Kaisa Meripuisto").await;
        self.fill(&self.say("controllers-field-email"), "kaisa@meripuisto.example").await;
        self.fill(&self.say("controllers-field-phone"), "+358 00 000 0001").await;
        self.saves_the_page().await;
        self.expect(&self.say("controllers-check-title")).await;
        self.choose(&self.say("controllers-accept")).await;
        self.press(&self.say("controllers-send")).await;
        self.choose_organisation(CITY.1).await;
        self.expect(&self.say("controllers-receipt-title")).await;
        let number = self.fact(&self.say("controllers-fact-number")).await;
        assert!(number.starts_with("KE-"), "{number}");
        self.follow(&self.say("controllers-follow")).await;
        self.expect(&self.fill_text("controllers-case-title", "number", &number)).await;
        self.expect_text(&self.say("controllers-state-waiting-for-confirmation")).await;
        number
    }

    async fn saves_the_page(&self) {
        self.press(&self.say("controllers-save")).await;
    }

    async fn confirms_the_change(&self, number: &str) {
        self.sign_in(COUNTY.0).await;
        self.act_for(COUNTY.1).await;
        self.follow(&self.say("controllers-home-answer")).await;
        self.expect(&self.fill_text("controllers-case-title", "number", number)).await;
        self.follow(&self.say("controllers-answer-link")).await;
        self.expect(&self.say("controllers-answer-title")).await;
        self.press(&self.say("controllers-answer")).await;
        self.expect_text(&self.say("controllers-problem-answer")).await;
        self.choose(&self.say("controllers-answer-confirm")).await;
        self.press(&self.say("controllers-answer")).await;
        self.choose_organisation(COUNTY.1).await;
        self.expect(&self.fill_text("controllers-case-title", "number", number)).await;
        self.expect_text(&self.say("controllers-state-waiting-for-review")).await;
    }

    /// An officer finds the change on the list and takes it into the run that was wished.
    async fn schedules(&self, number: &str) {
        self.open("/desk/controllers").await;
        self.expect(&self.say("controllers-desk-title")).await;
        self.follow(CITY.1).await;
        self.expect(&self.fill_text("controllers-case-title", "number", number)).await;
        self.press(&self.say("controllers-desk-schedule")).await;
        self.expect_text(&self.say("controllers-state-waiting-for-run")).await;
    }
}
