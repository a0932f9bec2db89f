//! What happens next is true in every state of an application and, after the approval, of its deployment.

use db::testing::{Scratch, guarded};

use super::connection_tests::approved;
use super::{Clinic, address};
use crate::deployments;
use crate::kernel::{ApplicationId, Language};
use crate::testing::Browser;

/// What is ahead of a case that waits to be decided, and only of such a one.
const OFFICER: &str = "Käsittelijä tarkistaa hakemuksen. Jos jotakin puuttuu";
const ANSWERED: &str = "Kun olette lähettäneet täydennyksen, käsittelijä jatkaa";
const APPROVAL: &str = "Hyväksynnän jälkeen näette täällä";

/// The first words of each sentence, of which a page has one.
const SENTENCES: [(&str, &str); 7] = [
    ("submitted", "Seuraavaksi käsittelijä ottaa hakemuksen käsittelyyn."),
    ("in_review", "Seuraavaksi käsittelijä tarkistaa hakemuksen ja ratkaisee asian."),
    ("supplement_requested", "Seuraavaksi te täydennätte hakemusta."),
    ("approved", "Seuraavaksi te viette palvelun käyttöönoton loppuun."),
    ("rejected", "Hakemus on hylätty. Päätöksestä näette perustelut"),
    ("withdrawn", "Olette peruuttaneet hakemuksen, eikä sitä enää käsitellä."),
    ("lapsed", "Hakemus on rauennut, koska täydennystä ei tullut määräajassa."),
];

async fn item_11_what_happens_next_is_true_in_every_state(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let id = clinic.submitted(&matti).await;
    for (state, _) in SENTENCES {
        clinic.world.meddle("update application set state = $1 where id = $2", db::values![state, id.as_str()]).await;
        let receipt = matti.page(&address(&id, "/receipt")).await;
        for page in [&matti.page(&address(&id, "")).await, &receipt] {
            for (of_state, sentence) in SENTENCES {
                assert_eq!(page.shows(sentence), of_state == state, "{state}: {sentence} {}", page.body);
            }
        }
        let is_looked_at = matches!(state, "submitted" | "in_review");
        assert_eq!(receipt.shows(OFFICER), is_looked_at, "{state}: {}", receipt.body);
        assert_eq!(receipt.shows(ANSWERED), state == "supplement_requested", "{state}: {}", receipt.body);
        let is_undecided = is_looked_at || state == "supplement_requested";
        assert_eq!(receipt.shows(APPROVAL), is_undecided, "{state}: {}", receipt.body);
    }
    let sql = "update application set state = 'rejected' where id = $1";
    clinic.world.meddle(sql, db::values![id.as_str()]).await;
    for (language, text) in
        [(Language::Sv, "Ansökan har avslagits. I beslutet finns"), (Language::En, "The application was rejected.")]
    {
        let page = clinic.world.matti().await.speaking(language).get(&address(&id, "/receipt")).await;
        assert!(page.shows(text) && !page.shows("<ol>"), "{}", page.body);
    }
}

/// Both pages of a case say what happens next, and neither that anybody checks it any more.
async fn says(matti: &Browser<'_>, id: &ApplicationId, text: &str) {
    for page in [matti.page(&address(id, "")).await, matti.page(&address(id, "/receipt")).await] {
        assert!(page.shows(text), "{text}: {}", page.body);
        let is_set_up = text.contains("käyttöönoton loppuun");
        assert_eq!(page.shows("käyttöönoton loppuun"), is_set_up, "{text}: {}", page.body);
        assert!(!page.shows(OFFICER) && !page.shows(APPROVAL), "{text}: {}", page.body);
    }
}

async fn item_11_what_happens_next_follows_the_deployment_after_the_approval(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let (id, own) = approved(&clinic, &matti).await;
    says(&matti, &id, "Seuraavaksi te viette palvelun käyttöönoton loppuun.").await;
    matti.post(&format!("{own}/production-date"), &[("version", "1"), ("date", "24.11.2026")]).await.redirects();
    says(&matti, &id, "Seuraavaksi tuotantokäyttö alkaa 24.11.2026. Teidän ei tarvitse tehdä mitään.").await;
    clinic.world.app.clock.advance_seconds(3 * 86_400);
    guarded(deployments::begin_due(&clinic.world.app)).await.expect("ran");
    let matti = clinic.world.matti().await;
    let done = "Hakemuksen käsittely on päättynyt, eikä teidän tarvitse tehdä sille enää mitään.";
    says(&matti, &id, &format!("Palvelu on ollut tuotantokäytössä 24.11.2026 alkaen. {done}")).await;
    for (language, text) in [
        (Language::Sv, "i produktionsanvändning sedan 24.11.2026. Behandlingen av ansökan är avslutad"),
        (Language::En, "in production use since 24 November 2026. The application has been dealt with"),
    ] {
        let page = clinic.world.matti().await.speaking(language).get(&address(&id, "/receipt")).await;
        assert!(page.shows(text), "{}", page.body);
    }
    for (sql, text) in [
        (
            "update deployment set state = 'ending', ended_on = '2026-12-31'",
            "Palvelu on irtisanottu. Sitä voi käyttää 31.12.2026 asti.",
        ),
        ("update deployment set state = 'ended'", "Palvelun käyttö on päättynyt. Viimeinen päivä oli 31.12.2026."),
        (
            "update deployment set state = 'ending', in_production_since = null",
            "Palvelu on irtisanottu ennen tuotantokäyttöä.",
        ),
    ] {
        clinic.world.meddle(sql, db::values![]).await;
        says(&matti, &id, text).await;
    }
}

db::testing::on_both![
    item_11_what_happens_next_is_true_in_every_state,
    item_11_what_happens_next_follows_the_deployment_after_the_approval,
];
