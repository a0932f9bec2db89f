//! Every person of the demo world signs in, chooses at Suomi.fi for whom to act and reads on the home page what their row
//! of the table promises, in their language.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::tests::outside;
use super::{Seeded, seed};
use crate::kernel::Language::{self, En, Fi, Sv};
use crate::sign_in::tests_outside::Outside;
use crate::testing::{Browser, NOON};

/// A person: identity code, name, the organisation, the language, and what the home page says.
type Person = (&'static str, &'static str, &'static str, Language, &'static [&'static str]);

const PEOPLE: [Person; 20] = [
    ("140275-9012", "Eino Mallikas", "9900101-0", Fi, &["4 Kanta-palvelua on käytössä"]),
    ("211168-9033", "Kauko Demola", "9900116-8", Fi, &["Mukanaliittyjät: 45 liittymistä"]),
    ("211168-9033", "Kauko Demola", "9900139-5", Fi, &["Allekirjoittakaa ja lähettäkää hakemus"]),
    ("090590-9047", "Saara Koenen", "9900124-8", Fi, &["2 Kanta-palvelua on käytössä", "Hakemus on kesken"]),
    ("300159-905K", "Paavo Harjoite", "9900153-9", Fi, &["Luovutte apteekkiluvasta", "Apteekin luovutus"]),
    ("170888-906B", "Henna Uusitalli", "9900233-9", Fi, &["Hakemus on kesken", "Haltuunottopäivä on 11.12.2026"]),
    ("250493-908M", "Aava Tuulensuu", "9900132-8", Fi, &["Hakemus on kesken"]),
    ("121085-9114", "Björn Provström", "9900205-6", Sv, &["Ansökan är inte färdig"]),
    ("010371-913U", "Reijo Kokeilija", "9900167-8", Fi, &["Viekää käyttöönotto loppuun"]),
    ("080904B9160", "Ellen Nytecken", "9900139-5", En, &["Sign and send the application"]),
    ("150668-917M", "Matti Rantapolku", "9900226-7", Fi, &["Aloittakaa ensimmäinen hakemus"]),
    ("230479-9182", "Kaisa Meripuisto", "9900108-8", Fi, &["lähetettiin 18.11.2026"]),
    ("070773-919M", "Mikael Säätiölä", "9900146-7", Fi, &["Vastatkaa täydennyspyyntöön"]),
    ("120982-920U", "Ingrid Ögård", "9900160-0", Sv, &["En Kanta-tjänst är i bruk"]),
    ("120982-920U", "Ingrid Ögård", "9900240-0", Sv, &["Ansökan är inte färdig"]),
    ("010165-921X", "Tapani Työvirta", "9900175-8", Fi, &["Viekää käyttöönotto loppuun"]),
    ("240380-9229", "Riitta Kuvanen", "9900183-8", Fi, &["Yksi Kanta-palvelu on käytössä"]),
    ("310590-9231", "Ville Virtalähde", "9900191-8", En, &["Answer"]),
    ("110276-9244", "Leena Entinen", "9900212-8", Fi, &["Kanta-palveluja ei ole enää käytössä"]),
    ("110276-9244", "Leena Entinen", "9900198-5", Fi, &["Hakemus on kesken"]),
];

/// The organisations that the consultant acts for.
const OF_OLAVI: [&str; 3] = ["9900116-8", "9900132-8", "9900167-8"];

/// Chooses at Suomi.fi and comes back.
async fn choose(outside: &Outside, browser: &Browser<'_>, organisations: &[&str]) -> String {
    let out = browser.post("/act-for", &[]).await;
    let mut fields: Vec<(&str, &str)> = organisations.iter().map(|chosen| ("organisation", *chosen)).collect();
    fields.push(("answer", "select"));
    let back = outside.fill(out.redirects(), &fields).await;
    browser.get(&back).await.redirects().to_string()
}

/// What Suomi.fi's page offers.
async fn offered(outside: &Outside, browser: &Browser<'_>) -> String {
    let out = browser.post("/act-for", &[]).await;
    outside.world.app.http.get(out.redirects()).send().await.expect("a page").text().await.expect("a text")
}

async fn every_person_of_the_demo_world_meets_what_their_row_promises(scratch: &Scratch) {
    let outside = outside(scratch).await;
    assert_eq!(seed(&outside.world.app.config, scratch.db(), NOON).await.expect("seeded"), Seeded::Made);
    for (national_id, name, organisation, language, expected) in PEOPLE {
        let browser = outside.world.person(national_id, name, &[]).await.speaking(language);
        let home = format!("/o/{organisation}/");
        assert_eq!(browser.get(&home).await.status, StatusCode::NOT_FOUND, "{name}: not before Suomi.fi says so");
        assert_eq!(choose(&outside, &browser, &[organisation]).await, home, "{name}");
        let page = browser.get(&home).await;
        page.is_a_proper_page(language);
        for text in expected {
            assert!(page.shows(text) && page.shows(name), "{name}, {organisation}: {text}\n{}", page.body);
        }
    }
    those_with_another_right(&outside).await;
    let (vilma, joona) = (outside.world.vilma().await, outside.world.joona().await);
    assert!(vilma.page("/desk/").await.shows("Mielikki-säätiö") && joona.page("/desk/").await.shows("Mielikki-säätiö"));
}

/// The consultant with three customers, the reader of guides, and whose mandate has expired.
async fn those_with_another_right(outside: &Outside) {
    let olavi = outside.world.person("061279-9076", "Olavi Testinen", &[]).await;
    assert_eq!(choose(outside, &olavi, &OF_OLAVI).await, "/act-for");
    let picker = olavi.page("/act-for").await;
    for organisation in OF_OLAVI {
        assert!(
            picker.shows(&format!("name=\"organisation\" value=\"{organisation}\"")),
            "{organisation}: {}",
            picker.body
        );
        assert_eq!(olavi.get(&format!("/o/{organisation}/")).await.status, StatusCode::OK, "{organisation}");
    }
    let aino = outside.world.person("030782-902U", "Aino Esimerkki", &[]).await;
    assert_eq!(choose(outside, &aino, &["9900101-0"]).await, "/library");
    assert!(aino.page("/library").await.shows("Tietosuoja"));
    assert_eq!(aino.get("/o/9900101-0/").await.status, StatusCode::NOT_FOUND);
    let bjorn = outside.world.person("121085-9114", "Björn Provström", &[]).await;
    assert!(offered(outside, &bjorn).await.contains("9900205-6"), "the control");
    let minea = outside.world.person("280201A912B", "Minea Näyte", &[]).await.speaking(Sv);
    let page = offered(outside, &minea).await;
    assert!(!page.contains("9900205-6"), "the mandate has expired: {page}");
    assert_eq!(minea.get("/o/9900205-6/").await.status, StatusCode::NOT_FOUND);
    minea.page("/act-for").await;
}

db::testing::on_both![every_person_of_the_demo_world_meets_what_their_row_promises];
