//! Joint joining from both sides: a main joiner lists its parties in bulk and applies; one of them, who speaks the other
//! language, contests, confirms after all and says that it joins directly.

use crate::application::VILMA;
use crate::harness::{Browser, Hands, Language, Look, Store, World, run};

const KAUKO: &str = "211168-9033";
const LEHTOLINNA: &str = "Lehtolinnan Lääkärikeskus Oy";
const LEENA: &str = "110276-9244";
const HALLA: &str = "Fysio Halla Ky";
/// The address of the page on which the party answers.
const JOINED: &str = "/o/9900198-5/joined";

#[test]
fn a_main_joiner_applies_with_its_parties_and_one_contests_in_swedish() {
    run(Store::Sqlite, Language::Finnish, async |world| joins_jointly(world, Language::Swedish).await);
}

#[test]
fn a_main_joiner_applies_in_swedish_and_one_of_its_parties_contests_in_finnish() {
    run(Store::Postgres, Language::Swedish, async |world| joins_jointly(world, Language::Finnish).await);
}

async fn joins_jointly(world: &World, of_party: Language) {
    let kauko = world.browser(Look::DESK, Hands::Mouse).await;
    kauko.sign_in(KAUKO).await;
    kauko.act_for(LEHTOLINNA).await;
    kauko.expect(&kauko.say("home-title")).await;
    let reason = of_party.pick("Emme ole sopineet tästä.", "Vi har inte kommit överens om detta.", "");
    kauko.list_parties().await;
    kauko.begin_application("prescription").await;
    kauko.fill_as_main_joiner().await;
    kauko.fill_the_rest().await;
    let case_number = kauko.sign_application_for(LEHTOLINNA).await;

    let leena = world.browser_speaking(of_party, Look::PHONE, Hands::Mouse).await;
    leena.sign_in(LEENA).await;
    leena.act_for(HALLA).await;
    leena.expect(&leena.say("home-title")).await;
    leena.follow(&leena.say("home-do-confirm-joining")).await;
    leena.expect(&leena.say("parties-joined-title")).await;
    leena.expect_text(&format!("{LEHTOLINNA} (9900116-8)")).await;
    leena.unfold(&leena.say("parties-contest-open")).await;
    leena.fill(&leena.say("parties-contest-label"), reason).await;
    leena.press(&leena.say("parties-contest")).await;
    leena.expect_text(&leena.say("parties-tag-waiting-for-main-joiner")).await;

    let vilma = world.browser(Look::DESK, Hands::Mouse).await;
    vilma.sign_in_as_officer(VILMA).await;
    vilma.follow(&vilma.say("ui-navigation-parties")).await;
    vilma.expect(&vilma.say("parties-news-title")).await;
    vilma.expect_text(reason).await;
    vilma.open("/desk/parties/of/9900116-8/prescription").await;
    vilma.expect(&vilma.fill_text("parties-of-title", "name", LEHTOLINNA)).await;
    vilma.open_case(&case_number).await;
    vilma.expect_text(&vilma.say("parties-title")).await;
    drop(vilma);

    kauko.open("/o/9900116-8/parties?state=contested").await;
    kauko.expect(&kauko.say("parties-title")).await;
    kauko.follow(HALLA).await;
    kauko.expect(HALLA).await;
    kauko.expect_text(reason).await;
    kauko.press(&kauko.say("parties-ask-again")).await;
    kauko.expect_text(&kauko.say("parties-tag-waiting-for-party")).await;

    leena.open(JOINED).await;
    leena.press(&leena.say("parties-confirm")).await;
    leena.choose_organisation(HALLA).await;
    leena.expect_text(&leena.say("parties-tag-done")).await;
    leena.unfold(&leena.say("parties-leave-open")).await;
    leena.press(&leena.say("parties-leave")).await;
    leena.expect_text(&leena.say("parties-apply-directly")).await;
    leena.expect(&leena.say("parties-joined-title")).await;
}

impl Browser<'_> {
    /// The first steps: the organisation, and that it is a main joiner.
    async fn fill_as_main_joiner(&self) {
        self.follow(&self.say("services-step-organisation")).await;
        self.expect(&self.say("services-step-organisation")).await;
        self.choose(&self.say("services-question-organisation-confirmed")).await;
        self.choose(&self.say(&format!("services-choice-organisation-language-{}", self.language().code()))).await;
        self.save().await;
        self.expect(&self.say("services-step-joining-model")).await;
        // Whoever is joined through another is told that it needs no application.
        self.choose(&self.say("services-choice-joining-model-model-joined")).await;
        self.save().await;
        self.expect_text(&self.say("applications-fault-joined-through-other")).await;
        self.choose(&self.say("services-choice-joining-model-model-main-joiner")).await;
        self.save().await;
        self.expect(&self.say("services-step-units")).await;
    }

    /// Pastes a list with a mistake, looks at its rows and saves the sound ones.
    async fn list_parties(&self) {
        self.open("/o/9900116-8/parties").await;
        self.expect(&self.say("parties-title")).await;
        self.follow(&self.say("parties-add-many")).await;
        self.expect(&self.say("parties-many-title")).await;
        let list = "9900198-5;Resepti-palvelu;;toimisto@halla.example\n9900124-8;Resepti\n1234567-1;Resepti";
        self.fill(&self.say("parties-many-text"), list).await;
        self.press(&self.say("parties-many-check")).await;
        self.expect(&self.say("parties-preview-title")).await;
        for text in [HALLA, "Hymyketju Hammas Oy", &self.say("parties-row-unknown")] {
            self.expect_text(text).await;
        }
        self.press(self.language().pick("Tallenna 2 riviä", "Spara 2 rader", "")).await;
        self.expect(&self.say("parties-preview-saved-title")).await;
    }

    async fn fill_the_rest(&self) {
        self.expect(&self.say("services-step-units")).await;
        self.choose(&format!("{LEHTOLINNA}, Sairaala")).await;
        self.save().await;
        self.fill_technical().await;
        self.fill_contacts().await;
        self.fill_billing().await;
        self.fill_statements().await;
    }
}
