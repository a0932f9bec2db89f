//! Terminating services, from the home page to the receipt and an officer's confirmation: a managing director in Finnish on
//! a wide screen, where every page is looked through in three languages; a pharmacist in Swedish on a narrow one where no
//! script runs, and so no axe-core either.

use crate::application::VILMA;
use crate::harness::{Browser, Hands, Language, Look, Store, World, run_in_demo_world};

/// Identity code of somebody who may terminate, the customer, what ends.
type Customer = (&'static str, &'static str, Extent);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// The customership with all its services.
    Whole,
    /// One service, by its key.
    One(&'static str),
}

const CLINIC: Customer = ("211168-9033", "Lehtolinnan Lääkärikeskus Oy", Extent::One("prescription"));
const PHARMACY: Customer = ("120982-920U", "Skärgårdsbyns apotek", Extent::Whole);

#[test]
fn a_service_is_terminated_in_finnish_and_a_customership_in_swedish_on_a_narrow_screen_without_scripts() {
    run_in_demo_world(Store::Sqlite, Language::Finnish, both_terminate);
}

async fn both_terminate(world: &World) {
    let mut kauko = world.browser(Look::DESK, Hands::Mouse).await;
    kauko.thorough = true;
    let first = kauko.terminates(CLINIC).await;
    let narrow = Look { scripts: false, ..Look::PHONE };
    let ingrid = world.browser_speaking(Language::Swedish, narrow, Hands::Mouse).await;
    let second = ingrid.terminates(PHARMACY).await;

    let mut vilma = world.browser(Look::DESK, Hands::Mouse).await;
    vilma.sign_in_as_officer(VILMA).await;
    vilma.thorough = true;
    vilma.confirms(CLINIC, &first).await;
    vilma.thorough = false;
    vilma.confirms(PHARMACY, &second).await;

    for (person, number) in [(&kauko, &first), (&ingrid, &second)] {
        person.open(&person.address().await).await;
        person.expect_text(&person.say("terminations-state-waiting-for-day")).await;
        person.expect(&person.fill_text("terminations-case-title", "number", number)).await;
    }
}

impl Browser<'_> {
    /// From signing in to the page of the sent termination; returns its number.
    async fn terminates(&self, (person, customer, extent): Customer) -> String {
        self.sign_in(person).await;
        self.act_for(customer).await;
        self.expect(&self.say("home-title")).await;
        self.follow(&self.say("terminations-link")).await;
        self.expect(&self.say("terminations-title")).await;
        self.press(&self.say("terminations-begin")).await;
        self.expect(&self.say("terminations-page-services")).await;
        match extent {
            Extent::Whole => self.choose(&self.say("terminations-extent-whole")).await,
            Extent::One(service) => {
                self.choose(&self.say("terminations-extent-some")).await;
                self.choose(&self.say(&format!("services-{service}"))).await;
            }
        }
        self.fill_day(&self.say("terminations-field-ends-on"), 30).await;
        self.goes_on().await;
        self.expect(&self.say("terminations-page-reason")).await;
        // What is missing is told on the same page.
        self.goes_on().await;
        self.expect_text(&self.say("terminations-problem-reason")).await;
        self.expect_answer(&self.say("terminations-page-reason")).await;
        self.choose(&self.say("terminations-reason-activity-ends")).await;
        self.goes_on().await;
        self.expect(&self.say("terminations-page-invoice")).await;
        self.choose(&self.say("terminations-invoice-known")).await;
        self.fill(&self.say("terminations-field-email"), "hallinto@irtisanova.example").await;
        self.goes_on().await;
        self.expect(&self.say("terminations-check-title")).await;
        self.choose(&self.say("terminations-accept")).await;
        self.press(&self.say("terminations-send")).await;
        self.choose_organisation(customer).await;
        self.expect(&self.say("terminations-receipt-title")).await;
        let number = self.fact(&self.say("terminations-fact-number")).await;
        assert!(number.starts_with("KE-"), "{number}");
        self.follow(&self.say("terminations-follow")).await;
        self.expect(&self.fill_text("terminations-case-title", "number", &number)).await;
        self.expect_text(&self.say("terminations-state-waiting-for-review")).await;
        number
    }

    async fn goes_on(&self) {
        self.press(&self.say("terminations-save")).await;
    }

    /// An officer finds a termination on the list and confirms its last day.
    async fn confirms(&self, (_, customer, _): Customer, number: &str) {
        self.open("/desk/terminations").await;
        self.expect(&self.say("terminations-desk-title")).await;
        self.follow(customer).await;
        let case = self.fill_text("terminations-case-title", "number", number);
        self.expect(&case).await;
        self.press(&self.say("terminations-desk-confirm")).await;
        self.expect_answer(&self.fill_text("terminations-desk-sure", "number", number)).await;
        self.press(&self.say("terminations-desk-confirm")).await;
        self.expect_text(&self.say("terminations-state-waiting-for-day")).await;
        self.expect(&case).await;
    }
}
