//! Every person of the demo world signs in, chooses at Suomi.fi for whom to act and reads on the home page what their row
//! of the table promises, in their language.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use db::testing::Scratch;

use super::tests::outside;
use super::{Seeded, seed};
use crate::kernel::Language::{self, En, Fi, Sv};
use crate::sign_in::tests_outside::Outside;
use crate::testing::{Browser, NOON};

/// A person: number in the table, identity code, name, the organisation and by which right, the language, and what the
/// home page says.
type Person = (u8, &'static str, &'static str, &'static str, &'static str, Language, &'static [&'static str]);

const MANDATE: &str = "mandate:deployment";
const DIRECTOR: &str = "position:TJ";
const TRADER: &str = "position:ELI";

/// Those of the table who have another right or none, or are officers: see `those_with_another_right` and `officers`.
const OTHERS: [u8; 5] = [2, 7, 10, 12, 13];

const PEOPLE: [Person; 20] = [
    (1, "140275-9012", "Eino Mallikas", "9900101-0", MANDATE, Fi, &["4 Kanta-palvelua on käytössä"]),
    (3, "211168-9033", "Kauko Demola", "9900116-8", DIRECTOR, Fi, &["Mukanaliittyjät: 45 liittymistä"]),
    (3, "211168-9033", "Kauko Demola", "9900139-5", MANDATE, Fi, &["Hakemus odottaa toista allekirjoitusta"]),
    (
        4,
        "090590-9047",
        "Saara Koenen",
        "9900124-8",
        MANDATE,
        Fi,
        &["2 Kanta-palvelua on käytössä", "Hakemus on kesken"],
    ),
    (5, "300159-905K", "Paavo Harjoite", "9900153-9", TRADER, Fi, &["Luovutte apteekkiluvasta", "Apteekin luovutus"]),
    (
        6,
        "170888-906B",
        "Henna Uusitalli",
        "9900233-9",
        TRADER,
        Fi,
        &["Hakemus on kesken", "Haltuunottopäivä on 11.12.2026"],
    ),
    (8, "250493-908M", "Aava Tuulensuu", "9900132-8", TRADER, Fi, &["Hakemus on kesken"]),
    (9, "121085-9114", "Björn Provström", "9900205-6", DIRECTOR, Sv, &["Ansökan är inte färdig"]),
    (11, "010371-913U", "Reijo Kokeilija", "9900167-8", DIRECTOR, Fi, &["Viekää käyttöönotto loppuun"]),
    (
        14,
        "080904B9160",
        "Ellen Nytecken",
        "9900139-5",
        MANDATE,
        En,
        &["Sign and send the application", "Kauko Demola has signed"],
    ),
    (15, "150668-917M", "Matti Rantapolku", "9900226-7", DIRECTOR, Fi, &["Aloittakaa ensimmäinen hakemus"]),
    (16, "230479-9182", "Kaisa Meripuisto", "9900108-8", MANDATE, Fi, &["lähetettiin 18.11.2026"]),
    (17, "070773-919M", "Mikael Säätiölä", "9900146-7", MANDATE, Fi, &["Vastatkaa täydennyspyyntöön"]),
    (18, "120982-920U", "Ingrid Ögård", "9900160-0", TRADER, Sv, &["En Kanta-tjänst är i bruk"]),
    (18, "120982-920U", "Ingrid Ögård", "9900240-0", TRADER, Sv, &["Ansökan är inte färdig"]),
    (19, "010165-921X", "Tapani Työvirta", "9900175-8", DIRECTOR, Fi, &["Viekää käyttöönotto loppuun"]),
    (20, "240380-9229", "Riitta Kuvanen", "9900183-8", DIRECTOR, Fi, &["Yksi Kanta-palvelu on käytössä"]),
    (21, "310590-9231", "Ville Virtalähde", "9900191-8", DIRECTOR, En, &["Answer"]),
    (22, "110276-9244", "Leena Entinen", "9900212-8", MANDATE, Fi, &["Kanta-palveluja ei ole enää käytössä"]),
    (22, "110276-9244", "Leena Entinen", "9900198-5", DIRECTOR, Fi, &["Hakemus on kesken"]),
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
    for (_, national_id, name, organisation, right, language, expected) in PEOPLE {
        let browser = outside.world.person(national_id, name, &[]).await.speaking(language);
        let home = format!("/o/{organisation}/");
        assert_eq!(browser.get(&home).await.status, StatusCode::NOT_FOUND, "{name}: not before Suomi.fi says so");
        assert_eq!(choose(&outside, &browser, &[organisation]).await, home, "{name}");
        let page = browser.get(&home).await;
        page.is_a_proper_page(language);
        for text in expected {
            assert!(page.shows(text) && page.shows(name), "{name}, {organisation}: {text}\n{}", page.body);
        }
        assert_eq!(rights(&outside, organisation).await, [right], "{name}, {organisation}");
        // Whoever acts by either right may do everything.
        for path in ["applications", "agreements", "terminations", "support-code"] {
            let page = browser.get(&format!("{home}{path}")).await;
            assert_eq!(page.status, StatusCode::OK, "{name} at {path} of {organisation}");
        }
        assert_eq!(browser.get("/library").await.status, StatusCode::OK, "{name}");
    }
    let numbers: BTreeSet<u8> = PEOPLE.iter().map(|(number, ..)| *number).chain(OTHERS).collect();
    assert_eq!(numbers, (1..=22).collect(), "every row of the table of people");
    those_with_another_right(&outside).await;
    officers(&outside).await;
}

/// By which rights an organisation was acted for, as Suomi.fi gave them.
async fn rights(outside: &Outside, organisation: &str) -> Vec<String> {
    let sql = "select distinct basis from audit_entry where action = 'mandates.granted' and organisation = $1";
    let mut read = outside.world.app.db.read().await.expect("a reader");
    let rows: Vec<(String,)> = read.all(sql, db::values![organisation]).await.expect("listed");
    rows.into_iter().map(|(basis,)| basis).collect()
}

/// The caseworker and the approver: only the approver changes the letters with which decisions begin.
async fn officers(outside: &Outside) {
    let (vilma, joona) = (outside.world.vilma().await, outside.world.joona().await);
    assert!(vilma.page("/desk/").await.shows("Mielikki-säätiö") && joona.page("/desk/").await.shows("Mielikki-säätiö"));
    let letter = "/desk/letters/reasons/fi";
    let empty = [("version", "0"), ("text", "")];
    assert_eq!(vilma.post(letter, &empty).await.status, StatusCode::FORBIDDEN);
    assert_eq!(joona.post(letter, &empty).await.status, StatusCode::UNPROCESSABLE_ENTITY, "an approver may");
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
