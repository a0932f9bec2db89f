//! Issue 4, item 14: while a register is down, customers read on their own pages since when the values are that it left.

use db::testing::Scratch;

use super::{COMPANY, Clinic, PHARMACY, TRADER, UNITS, address, answer_at};
use crate::kernel::Language;
use crate::testing::RANTAPOLKU;

/// Since when the values are, by the language of the page.
const SINCE: [(Language, &str); 3] = [
    (Language::Fi, "21.11.2026 klo 12.00"),
    (Language::Sv, "21.11.2026 kl. 12.00"),
    (Language::En, "21 November 2026 at 12:00"),
];

/// Looks at pages in three languages; each must say since when the values are that the silent register left.
async fn say_since_when(clinic: &Clinic, pages: &[(String, [&str; 3])]) {
    for (page, silent) in pages {
        for ((language, since), silent) in SINCE.into_iter().zip(silent) {
            let shown = clinic.world.matti().await.speaking(language).get(page).await;
            shown.is_a_proper_page(language);
            assert!(shown.shows(silent) && shown.shows(since), "{page} {silent} {since}: {}", shown.body);
        }
    }
}

async fn item_14_the_pages_of_a_provider_say_since_when_their_values_are(scratch: &Scratch) {
    let mut clinic = Clinic::open(scratch).await;
    let home = format!("/o/{RANTAPOLKU}/");
    let id = {
        let matti = clinic.world.matti().await;
        matti.page(&home).await;
        clinic.begin(&matti).await
    };
    let steps = ["organisation", "units"].map(|step| address(&id, &format!("/steps/{step}")));
    clinic.world.app.clock.advance_seconds(3_601);
    let registers = clinic.silence().await;
    let provider = [
        "SOTE-organisaatiorekisteri ei vastaa juuri nyt",
        "SOTE-organisationsregistret svarar inte just nu",
        "The SOTE organisation register does not answer right now",
    ];
    let at_home = ["Rekisteri ei vastaa juuri nyt", "Registret svarar inte just nu", "The register does not answer"];
    let [organisation, units] = steps.clone();
    let pages = [(home.clone(), at_home), (organisation, provider), (units.clone(), provider)];
    say_since_when(&clinic, &pages).await;
    let shown = clinic.world.matti().await.page(&units).await;
    assert!(shown.shows("Rannan vastaanotto"), "the last known units: {}", shown.body);
    let (_, answering) = answer_at(&registers, COMPANY, "[]", UNITS).await;
    clinic.registers = answering;
    clinic.world.app.clock.advance_seconds(900);
    let matti = clinic.world.matti().await;
    for page in [home].iter().chain(&steps) {
        let shown = matti.page(page).await;
        assert!(!shown.shows("ei vastaa") && !shown.shows("klo 12.00"), "the control: {page}: {}", shown.body);
    }
}

async fn item_14_the_pages_of_a_pharmacist_say_since_when_their_values_are(scratch: &Scratch) {
    let mut clinic = Clinic::with_registers(scratch, TRADER, PHARMACY).await;
    let pharmacies = format!("/o/{RANTAPOLKU}/pharmacies");
    let id = {
        let matti = clinic.world.matti().await;
        matti.page(&pharmacies).await;
        clinic.begin(&matti).await
    };
    clinic.world.app.clock.advance_seconds(3_601);
    clinic.silence().await;
    let fimea = [
        "Fimean apteekkirekisteri ei vastaa juuri nyt",
        "Fimeas apoteksregister svarar inte just nu",
        "pharmacy register is not answering right now",
    ];
    say_since_when(&clinic, &[(pharmacies, fimea), (address(&id, "/steps/pharmacy"), fimea)]).await;
}

db::testing::on_both![
    item_14_the_pages_of_a_provider_say_since_when_their_values_are,
    item_14_the_pages_of_a_pharmacist_say_since_when_their_values_are,
];
