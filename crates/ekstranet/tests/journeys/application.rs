//! An application as the people of the journeys make and handle it.

use jiff::ToSpan as _;
use simulators::clock::Clock;

use crate::harness::{Browser, Language};

/// The managing director of the clinic that has nothing in use yet.
pub const MATTI: &str = "150668-917M";
pub const CLINIC: &str = "Rantapolun Lääkäriasema Oy";
/// The clinic's address in the portal.
pub const CLINIC_ADDRESS: &str = "/o/9900226-7/";
/// Officers of the operator: a caseworker, and one who may also approve.
pub const VILMA: &str = "Vilma Virkanen";
pub const JOONA: &str = "Joona Välimerkki";

/// Contact persons whose names and numbers no mail may hold.
pub const CONTACTS: [[&str; 3]; 2] = [
    ["Kaisa Kontakti", "kaisa.kontakti@rantapolku.example", "+358 40 123 4567"],
    ["Teemu Tietosuoja", "teemu.tietosuoja@rantapolku.example", "+358 50 765 4321"],
];

/// A day so many days from today, as pages show it.
pub fn day(days: i64) -> String {
    let day = Clock::system().today() + days.days();
    format!("{}.{}.{}", day.day(), day.month(), day.year())
}

impl Browser<'_> {
    /// From the front page to the receipt as the managing director; returns the case number.
    pub async fn apply(&self) -> String {
        self.enter_clinic().await;
        self.begin_application("prescription").await;
        self.fill_application().await;
        self.sign_application().await
    }

    /// Signs in as the managing director and opens the clinic's home page.
    pub async fn enter_clinic(&self) {
        self.sign_in(MATTI).await;
        self.act_for(CLINIC).await;
        self.expect(&self.say("home-title")).await;
        assert!(self.address().await.starts_with(CLINIC_ADDRESS));
    }

    /// From the home page to the list of the parts of a new application for a service, given by its key.
    pub async fn begin_application(&self, service: &str) {
        self.follow(&self.say("ui-navigation-applications")).await;
        self.expect(&self.say("applications-list-title")).await;
        let service = self.say(&format!("services-{service}"));
        self.press(&format!("{}: {service}", self.say("applications-begin"))).await;
        self.expect(&self.fill_text("applications-title", "service", &service)).await;
    }

    /// Fills in every step, one after the other, until all answers can be checked.
    pub async fn fill_application(&self) {
        self.fill_joining().await;
        self.fill_technical().await;
        self.fill_contacts().await;
        self.fill_billing().await;
        self.fill_statements().await;
    }

    /// The steps about the organisation and its units.
    pub async fn fill_joining(&self) {
        self.fill_organisation().await;
        self.expect(&self.say("services-step-units")).await;
        let unit = format!("{CLINIC}, Keskusta");
        self.choose(&unit).await;
        self.choose_nth(2, &unit).await;
        self.save().await;
    }

    /// The steps about the organisation, the same for every service of health care.
    pub async fn fill_organisation(&self) {
        self.follow(&self.say("services-step-organisation")).await;
        self.expect(&self.say("services-step-organisation")).await;
        self.choose(&self.say("services-question-organisation-confirmed")).await;
        let language = format!("services-choice-organisation-language-{}", self.case_language());
        self.choose(&self.say(&language)).await;
        self.save().await;

        self.expect(&self.say("services-step-joining-model")).await;
        self.choose(&self.say("services-choice-joining-model-model-direct")).await;
        self.save().await;
    }

    /// The steps about systems and dates.
    pub async fn fill_technical(&self) {
        self.fill_systems().await;
        self.expect(&self.say("services-step-schedule")).await;
        self.fill_day(&self.say("services-question-schedule-production-date"), 14).await;
        self.save().await;
    }

    /// The steps about systems.
    pub async fn fill_systems(&self) {
        self.expect(&self.say("services-step-information-system")).await;
        self.choose("VirtaPotilas").await;
        self.save().await;

        self.expect(&self.say("services-step-access-point")).await;
        self.choose("Virtalähde 1").await;
        self.save().await;
    }

    pub async fn fill_statements(&self) {
        self.expect(&self.say("services-step-security")).await;
        self.choose(&self.say("services-question-security-plan")).await;
        self.choose(&self.say("services-question-security-self-monitoring")).await;
        self.save().await;
        self.expect(&self.say("applications-check-title")).await;
        self.expect_text(&self.say("applications-check-complete")).await;
    }

    pub async fn fill_contacts(&self) {
        self.fill_contacts_with([&["administrative", "technical"], &["data-protection-officer"]]).await;
    }

    /// Two contact persons with these roles.
    pub async fn fill_contacts_with(&self, roles: [&[&str]; 2]) {
        self.expect(&self.say("services-step-contacts")).await;
        for (nth, (contact, roles)) in (1..).zip(CONTACTS.iter().zip(roles)) {
            if nth > 1 {
                self.press(&self.say("applications-person-add")).await;
                self.expect_text(&self.fill_text("applications-person", "number", &nth.to_string())).await;
                self.expect(&self.say("services-step-contacts")).await;
            }
            for (key, value) in ["name", "email", "phone"].iter().zip(contact) {
                self.fill_nth(nth, &self.say(&format!("applications-person-{key}")), value).await;
            }
            for role in roles {
                self.choose_nth(nth, &self.say(&format!("services-role-{role}"))).await;
            }
        }
        self.save().await;
    }

    pub async fn fill_billing(&self) {
        self.expect(&self.say("services-step-billing")).await;
        let label = |key: &str| self.say(&format!("services-question-billing-{key}"));
        self.choose(&self.say("services-choice-billing-method-e-invoice")).await;
        self.fill(&label("e-invoice-address"), "003799002267").await;
        self.select(&label("operator"), "Testivälittäjä").await;
        self.choose(&self.say(&format!("services-choice-billing-language-{}", self.case_language()))).await;
        self.fill(&label("street"), "Rantapolku 18").await;
        self.fill(&label("post-code"), "00100").await;
        self.fill(&label("post-office"), "Kuusiranta").await;
        self.save().await;
    }

    /// Accepts the texts, proves the right once more in Suomi.fi, and reads the case number on the receipt.
    pub async fn sign_application(&self) -> String {
        self.sign_application_for(CLINIC).await
    }

    /// The same for another organisation, by its name.
    pub async fn sign_application_for(&self, organisation: &str) -> String {
        self.follow(&self.say("applications-to-signing")).await;
        self.expect(&self.say("applications-sign-title")).await;
        self.choose(&self.say("applications-sign-accept")).await;
        self.press(&self.say("applications-sign-button")).await;
        self.choose_organisation(organisation).await;
        self.expect(&self.say("applications-receipt-title")).await;
        self.fact(&self.say("applications-fact-case-number")).await
    }

    /// An officer opens the case from the queue.
    pub async fn open_case(&self, case_number: &str) {
        self.open("/desk/").await;
        self.expect(&self.say("desk-queue-title")).await;
        self.follow(case_number).await;
        self.expect(&self.fill_text("desk-case-title", "case", case_number)).await;
    }

    /// The officer of a case approves it, through the page that tells what follows.
    pub async fn approve_case(&self, case_number: &str) {
        self.follow(&self.say("desk-case-approve")).await;
        self.expect(&self.say("desk-approve-title")).await;
        self.confirm_approval(case_number).await;
    }

    /// From what is written to the approved case.
    pub async fn confirm_approval(&self, case_number: &str) {
        self.press(&self.say("desk-decision-continue")).await;
        self.expect_answer(&self.say("desk-confirm-approve-title")).await;
        self.press(&self.say("desk-confirm-approve")).await;
        self.expect(&self.fill_text("desk-case-title", "case", case_number)).await;
        self.expect_text(&self.say("desk-state-approved")).await;
    }

    /// Types a day so many days from today.
    pub async fn fill_day(&self, label: &str, days: i64) {
        self.fill(label, &day(days)).await;
    }

    /// Saves the step.
    pub async fn save(&self) {
        self.press(&self.say("applications-save")).await;
    }

    /// The language of the case, which is Finnish or Swedish.
    fn case_language(&self) -> &'static str {
        if self.language() == Language::Swedish { "sv" } else { "fi" }
    }
}
