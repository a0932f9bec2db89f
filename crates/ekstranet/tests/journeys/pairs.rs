//! Patient data and prescription in one go: common answers once, one turn of signing, two cases, two decisions. Begun and
//! filled in in Finnish, signed and followed in Swedish.

use std::collections::HashSet;

use crate::application::{CLINIC, VILMA};
use crate::harness::{Browser, Hands, Language, Look, Store, World, run};
use crate::kinds::drive;

#[test]
fn a_clinic_applies_for_two_services_in_one_go_and_gets_two_decisions() {
    run(Store::Postgres, Language::Finnish, in_one_go);
}

async fn in_one_go(world: &World) {
    let mut matti = world.browser(Look::DESK, Hands::Mouse).await;
    let [patient_data, prescription] = services(&matti);
    matti.enter_clinic().await;
    matti.follow(&matti.say("ui-navigation-applications")).await;
    matti.expect(&matti.say("applications-list-title")).await;
    matti.press(&matti.say("applications-pair-begin")).await;
    matti.expect(&matti.fill_text("applications-title", "service", &patient_data)).await;
    matti.expect_text(&matti.fill_text("applications-pair-group", "service", &prescription)).await;
    let tasks = matti.address().await;
    matti.follow(&matti.say("services-step-organisation")).await;
    let mut seen = HashSet::new();
    drive(&matti, &mut seen, false).await;
    matti.expect(&matti.say("applications-check-title")).await;
    // Of the prescription only its own day is missing.
    matti.follow(&matti.say("services-question-schedule-production-date")).await;
    matti.expect(&matti.say("services-step-schedule")).await;
    drive(&matti, &mut seen, false).await;
    matti.expect(&matti.say("applications-check-title")).await;
    matti.expect_text(&matti.say("applications-check-complete")).await;

    matti.open(&tasks).await;
    matti.turn_to(Language::Swedish).await;
    let [patient_data, prescription] = services(&matti);
    matti.expect(&matti.fill_text("applications-title", "service", &patient_data)).await;
    matti.expect_text(&matti.fill_text("applications-pair-group", "service", &prescription)).await;
    matti.open(&format!("{tasks}/check")).await;
    matti.expect(&matti.say("applications-check-title")).await;
    matti.expect_text(&matti.say("applications-check-complete")).await;
    let first = matti.sign_application_for(CLINIC).await;
    let receipt = matti.address().await;
    let second = other_case(&matti, &first).await;

    let vilma = world.browser(Look::DESK, Hands::Mouse).await;
    vilma.sign_in_as_officer(VILMA).await;
    for case_number in [&first, &second] {
        vilma.open_case(case_number).await;
        vilma.press(&vilma.say("desk-case-take")).await;
        vilma.expect_text(&vilma.say("desk-case-release")).await;
    }
    vilma.open_case(&first).await;
    vilma.approve_case(&first).await;
    vilma.open_case(&second).await;
    vilma.reject_case(&second).await;

    // Signed on the page of patient data: the receipt is that of it.
    for (service, decision) in [(&patient_data, "approved"), (&prescription, "rejected")] {
        matti.open(&receipt).await;
        matti.follow(&matti.say("ui-navigation-applications")).await;
        matti.expect(&matti.say("applications-list-title")).await;
        matti.follow(service).await;
        matti.expect_text(&matti.say(&format!("applications-decision-{decision}"))).await;
    }
}

/// Patient data and prescription, as this person reads them.
fn services(matti: &Browser<'_>) -> [String; 2] {
    ["patient-data", "prescription"].map(|key| matti.say(&format!("services-{key}")))
}

/// The number of the case that was sent together with this one.
async fn other_case(matti: &Browser<'_>, first: &str) -> String {
    let text = matti.text().await;
    let words = text.split(|letter: char| !letter.is_alphanumeric() && letter != '-');
    let mut numbers = words.filter(|word| word.starts_with("KE-") && *word != first);
    numbers.next().expect("the receipt names the other case").to_owned()
}

impl Browser<'_> {
    /// The officer of a case rejects it, with a sentence in the place of each letter.
    async fn reject_case(&self, case_number: &str) {
        self.follow(&self.say("desk-case-reject")).await;
        self.expect(&self.say("desk-reject-title")).await;
        self.fill(&self.say("desk-decision-reasons"), "Järjestelmää ei ole hyväksytty.").await;
        self.fill(&self.say("desk-decision-hearing"), "Hakijaa on kuultu viesteillä.").await;
        self.press(&self.say("desk-decision-continue")).await;
        self.expect_answer(&self.say("desk-confirm-reject-title")).await;
        self.press(&self.say("desk-confirm-reject")).await;
        self.expect(&self.fill_text("desk-case-title", "case", case_number)).await;
        self.expect_text(&self.say("desk-state-rejected")).await;
    }
}
