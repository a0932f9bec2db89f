//! Stretches of the way that every journey walks: signing in, choosing for whom, leaving.

use serde_json::json;

use super::words::Words;
use super::{Browser, Language, World};

impl Browser<'_> {
    /// From the front page through the simulated Suomi.fi until the portal asks for whom the person acts.
    pub async fn sign_in(&self, national_id: &str) {
        self.open("/").await;
        self.expect(&self.say("front-title")).await;
        self.follow(&self.say("front-sign-in")).await;
        self.expect(&self.say("sign-in-title")).await;
        self.press(&self.say("sign-in-button")).await;
        self.identify(national_id).await;
        self.expect(&self.say("mandates-act-for-title")).await;
    }

    /// The person chooses another language at the top of the page, and reads it from then on.
    pub async fn turn_to(&mut self, language: Language) {
        self.follow(language.pick("Suomi", "Svenska", "English")).await;
        self.words = Words::read(language);
    }

    /// The pages of the simulated Suomi.fi e-Identification; returns the language that they speak.
    pub async fn identify(&self, national_id: &str) -> Language {
        let here = self.arrive("/idp/").await;
        self.expect_answer(here.pick(
            "Valitse tunnistustapa",
            "Välj identifieringsmetod",
            "Choose how to identify yourself",
        ))
        .await;
        self.fill(here.pick("Henkilötunnus", "Personbeteckning", "Personal identity code"), national_id).await;
        self.press(here.pick("Jatka", "Fortsätt", "Continue")).await;
        self.consent(here).await;
        here
    }

    /// The same with the session that Suomi.fi still has of the person.
    pub async fn identify_again(&self) {
        let here = self.arrive("/idp/").await;
        self.consent(here).await;
    }

    /// The page of Suomi.fi that says which data are sent.
    async fn consent(&self, here: Language) {
        self.expect_answer(here.pick(
            "Tarkista välitettävät tiedot",
            "Kontrollera uppgifterna som förmedlas",
            "Check the data to be sent",
        ))
        .await;
        self.press(here.pick("Jatka palveluun", "Fortsätt till tjänsten", "Continue to the service")).await;
        if !self.look.scripts {
            // The page sends itself only where it may run a script.
            self.press(here.pick("Jatka", "Fortsätt", "Continue")).await;
        }
    }

    /// From the question for whom one acts through the simulated Suomi.fi mandates.
    pub async fn act_for(&self, organisation: &str) {
        self.press(&self.say("mandates-act-for-button")).await;
        self.choose_organisation(organisation).await;
    }

    /// The page of the simulated Suomi.fi mandates; `organisation` is a name.
    pub async fn choose_organisation(&self, organisation: &str) {
        let here = self.arrive("/mandates/").await;
        self.choose(organisation).await;
        self.press(here.pick("Valitse ja jatka", "Välj och fortsätt", "Choose and continue")).await;
    }

    /// Leaves the simulated Suomi.fi mandates without having chosen anybody.
    pub async fn turn_back_from_suomi_fi(&self) {
        let here = self.arrive("/mandates/").await;
        self.press(here.pick("Peruuta", "Avbryt", "Cancel")).await;
    }

    /// An officer signs in through the simulated operator directory and comes to the queue.
    pub async fn sign_in_as_officer(&self, name: &str) {
        self.open("/desk/").await;
        self.expect(&self.say("sign-in-desk-title")).await;
        self.press(&self.say("sign-in-desk-button")).await;
        self.identify_as_officer(name).await;
        self.expect(&self.say("desk-queue-title")).await;
    }

    /// The page of the simulated operator directory.
    pub async fn identify_as_officer(&self, name: &str) {
        let here = self.arrive("/officers/").await;
        self.choose(name).await;
        self.press(here.pick("Kirjaudu", "Logga in", "Sign in")).await;
    }

    /// Signs out and reads that it has happened.
    pub async fn sign_out(&self) {
        self.press(&self.say("ui-sign-out")).await;
    }

    /// Signs out of the portal and of the identity provider, where no other service waits, and comes back.
    pub async fn sign_out_and_return(&self) {
        self.sign_out().await;
        let here = self.arrive("/idp/profile/SAML2/Redirect/SLO").await;
        self.press(here.pick("Takaisin palveluun", "Tillbaka till tjänsten", "Back to the service")).await;
        self.expect(&self.say("sign-in-signed-out-title")).await;
    }

    /// Makes this the browser of somebody else, as new as on the first day: opening another one takes longer than many pages.
    pub async fn forget_everything(&self) {
        self.client().goto("about:blank").await.expect("the empty page opens");
        self.session.tell("Network.clearBrowserCookies", json!({})).await;
        for origin in [&self.portal, &self.simulators] {
            let all = json!({ "origin": origin, "storageTypes": "all" });
            self.session.tell("Storage.clearDataForOrigin", all).await;
        }
    }

    /// Does something in another tab and comes back to this one.
    pub async fn in_another_tab(&self, work: impl AsyncFnOnce()) {
        let here = self.client().window().await.expect("a tab");
        let other = self.client().new_window(true).await.expect("another tab");
        self.client().switch_to_window(other.handle).await.expect("it is there");
        work().await;
        self.client().close_window().await.expect("it closes");
        self.client().switch_to_window(here).await.expect("it is still there");
    }

    /// Opens the second e-service of the imitated outside world.
    pub async fn open_second_service(&self) {
        self.client().goto(&format!("{}/second-service", self.simulators)).await.expect("the address opens");
    }

    /// Signs in there with the session that the identity provider still has.
    pub async fn sign_in_at_second_service(&self) {
        self.open_second_service().await;
        self.press("Tunnistaudu").await;
        let here = self.arrive("/idp/").await;
        self.press(here.pick("Jatka palveluun", "Fortsätt till tjänsten", "Continue to the service")).await;
        self.expect_text("Olet kirjautunut nimellä").await;
    }

    /// Signs out there, which leads to the identity provider.
    pub async fn sign_out_at_second_service(&self) {
        self.open_second_service().await;
        self.press("Kirjaudu ulos").await;
    }

    /// Waits until the identity provider has heard of every other service, and goes back from its summary page.
    pub async fn return_from_identity_provider(&self) {
        let here = self.arrive("/idp/profile/SAML2/Redirect/SLO").await;
        self.until("an answer in every frame", async || {
            let script = "return [...document.querySelectorAll('iframe')].length > 0 \
                && [...document.querySelectorAll('iframe')].every(frame => \
                frame.contentDocument && frame.contentDocument.querySelector('[role=status]') !== null) \
                && !document.querySelector('button[name=answer]').disabled";
            (self.run(script).await.as_bool() == Some(true)).then_some(())
        })
        .await;
        self.press(here.pick("Takaisin palveluun", "Tillbaka till tjänsten", "Back to the service")).await;
    }

    /// Opens an address of the independent program.
    pub async fn open_independent(&self, world: &World, path: &str) {
        self.client().goto(&format!("{}{path}", world.independent())).await.expect("the address opens");
    }

    /// Waits for a page of the outside world whose path begins so; returns the language that it says it has.
    async fn arrive(&self, path: &str) -> Language {
        let wanted = format!("{}{path}", self.simulators);
        self.until(&format!("page at {wanted}"), async || {
            let page = self.glance().await?;
            let has_come = page.address.starts_with(&wanted) && !page.headings.is_empty();
            Language::ALL.into_iter().find(|language| has_come && language.code() == page.language)
        })
        .await
    }
}
