//! From a case to production: an officer approves, the customer goes through the list of the set-up, the deployment test
//! and the day of production.

use crate::application::{VILMA, day};
use crate::harness::{Browser, Hands, Look, World};

/// What lies between the approval of a service and its production.
pub struct Way {
    /// The customer's address in the portal.
    pub home: &'static str,
    /// The key of the service.
    pub service: &'static str,
    /// What is marked done on the list of the set-up.
    pub items: &'static [&'static str],
    /// How the deployment tests end, one after the other; the last is passed.
    pub tests: &'static [&'static str],
}

/// A paper that holds nothing.
const PAPER: &str = "%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n";

/// An officer takes a case and approves it.
pub async fn approve(world: &World, case_number: &str) {
    take(world, case_number).await.approve_case(case_number).await;
}

/// The same of an applicant whom the register of providers does not know: not before the officer says why.
pub async fn approve_unregistered(world: &World, case_number: &str) {
    const REASON: &str = "Rekisteröinti on nähty Soterissa.";
    let vilma = take(world, case_number).await;
    vilma.expect_text(&vilma.say("applications-finding-no-units")).await;
    vilma.follow(&vilma.say("desk-case-approve")).await;
    vilma.expect(&vilma.say("desk-approve-title")).await;
    vilma.press(&vilma.say("desk-decision-continue")).await;
    vilma.expect_text(&vilma.say("desk-fault-registration-missing")).await;
    vilma.expect_answer(&vilma.say("desk-approve-title")).await;
    vilma.fill(&vilma.say("desk-decision-registration"), REASON).await;
    vilma.confirm_approval(case_number).await;
    vilma.expect_text(REASON).await;
}

/// An officer takes a case.
async fn take<'world>(world: &'world World, case_number: &str) -> Browser<'world> {
    let vilma = world.browser(Look::DESK, Hands::Mouse).await;
    vilma.sign_in_as_officer(VILMA).await;
    vilma.open_case(case_number).await;
    vilma.press(&vilma.say("desk-case-take")).await;
    vilma.expect_text(&vilma.say("desk-case-release")).await;
    vilma
}

impl Browser<'_> {
    /// From the home page of an approved customer into production.
    pub async fn goes_into_production(&self, way: &Way) {
        self.goes_into_production_of(way, &self.say(&format!("services-{}", way.service))).await;
    }

    /// The same where what was granted has a name of its own.
    pub async fn goes_into_production_of(&self, way: &Way, granted: &str) {
        self.open(way.home).await;
        self.expect(&self.say("home-title")).await;
        self.follow(&self.say("home-do-set-up")).await;
        let deployment = self.fill_text("deployments-title", "service", granted);
        self.expect(&deployment).await;
        for item in way.items {
            let is_with_papers = *item == "background-information";
            let item = self.say(&format!("services-item-{item}"));
            if is_with_papers {
                self.sends_papers(&deployment, &item).await;
            }
            self.press(&self.fill_text("deployments-mark-done", "item", &item)).await;
            self.expect_text(&self.fill_text("deployments-undo", "item", &item)).await;
        }
        self.fill_day(&self.say("deployments-date-label"), 0).await;
        self.press(&self.say("deployments-date-save")).await;
        self.expect_text(&self.say("deployments-test-unplanned")).await;
        for outcome in way.tests {
            self.reports_a_test(&deployment, outcome).await;
        }
        self.expect_text(&self.fill_text("deployments-lead-in-production", "date", &day(0))).await;
        self.open(way.home).await;
        self.expect_text(&self.say("home-state-in-use")).await;
    }

    /// Sends the papers that an item asks for; without a file the page says so.
    async fn sends_papers(&self, deployment: &str, item: &str) {
        let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("taustatiedot.pdf");
        std::fs::write(&file, PAPER).expect("a file of ours");
        self.press(&self.say("deployments-papers-send")).await;
        self.expect_text(&self.say("deployments-papers-missing")).await;
        self.expect(deployment).await;
        self.attach(&self.fill_text("deployments-papers", "item", item), &file).await;
        self.press(&self.say("deployments-papers-send")).await;
        self.expect_text("taustatiedot.pdf").await;
        self.expect(deployment).await;
    }

    /// Plans a deployment test for today and reports how it ended.
    async fn reports_a_test(&self, deployment: &str, outcome: &str) {
        self.fill_day(&self.say("deployments-test-day"), 0).await;
        self.press(&self.say("deployments-test-plan")).await;
        self.expect_text(&self.say("deployments-report-title")).await;
        self.expect(deployment).await;
        self.press(&self.say("deployments-report-send")).await;
        self.expect_text(&self.say("deployments-report-result-missing")).await;
        self.choose(&self.say(&format!("deployments-report-{outcome}"))).await;
        self.fill_day(&self.say("deployments-report-day"), 0).await;
        self.fill(&self.say("deployments-report-performer"), "Tiina Tekninen").await;
        self.fill(&self.say("deployments-report-archivist"), "Anni Arkisto").await;
        self.fill(&self.say("deployments-report-remarks"), "Asiakirja ei tallentunut.").await;
        self.press(&self.say("deployments-report-send")).await;
        let told = if outcome == "failed" {
            self.say("deployments-test-failed")
        } else {
            self.fill_text("deployments-test-passed", "day", &day(0))
        };
        self.expect_text(&told).await;
        self.expect(deployment).await;
    }
}
