//! What customers read, of their own organisation alone.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::{BASE, COUNT, INVOICE, becomes_customer, file, upload};
use crate::kernel::{Basis, Language, Mandate};
use crate::registers;
use crate::services::{CustomerKind, KnownFact, Profile};
use crate::sign_in::tests_outside::Outside;
use crate::testing::{LEHTOLINNA, RANTAPOLKU, World, between};
use crate::texts::texts;

async fn a_customer_reads_invoices_counts_and_what_comes_next(scratch: &Scratch) {
    let world = World::new(scratch);
    let (vilma, kauko) = (world.vilma().await, world.kauko().await);
    becomes_customer(&world, &kauko).await;
    let empty = kauko.page(BASE).await;
    assert!(empty.shows("Teille ei ole laskuja.") && empty.shows("003799001168"), "{}", empty.body);
    assert!(empty.shows("vähintään 120,00\u{a0}€, ja lasku lähetetään helmikuussa 2027"), "{}", empty.body);
    upload(&vilma, file(&[&INVOICE.replace("open", "paid"), COUNT]).as_bytes()).await.redirects();
    let page = kauko.page(BASE).await;
    for text in [
        "2026-100",
        "1.1.2026–30.6.2026",
        "Laaditut sähköiset lääkemääräykset: 4\u{a0}210 × 0,582\u{a0}€",
        "2\u{a0}450,22\u{a0}€",
        "30.9.2026",
        "Maksettu",
        "laskettu 20.11.2026 asti: 3\u{a0}300 × 0,582\u{a0}€ = 1\u{a0}920,60\u{a0}€",
        // 3 300 of 143 days are 4 246 of 184.
        "noin 4\u{a0}246 ja maksu noin 2\u{a0}471,17\u{a0}€",
        "Seuraava lasku on arviolta 2\u{a0}471,17\u{a0}€. Se lähetetään helmikuussa 2027.",
        "vähimmäismaksun 120,00\u{a0}€",
        "asetukseen 930/2025",
        "1.1.2026–31.12.2027",
        "Jos luovutte vain tietojärjestelmästä, asiakkuus jatkuu",
        "href=\"/o/9900116-8/terminations\"",
        "TESTFI22",
    ] {
        assert!(page.shows(text), "{text}: {}", page.body);
    }
    let invoice = between(&page.body, "href=\"/o/9900116-8/billing/invoices/", "\"");
    let shown = kauko.page(&format!("{BASE}/invoices/{invoice}")).await;
    for text in [
        "Lasku 2026-100",
        "Lasku on maksettu",
        "0 %, 0,00\u{a0}€",
        "eikä siihen sisälly arvonlisäveroa",
        "7.9.2026",
        "data-print",
    ] {
        assert!(shown.shows(text), "{text}: {}", shown.body);
    }
}

/// Between the end of a half-year and its invoice, which comes in February.
async fn a_period_that_has_ended_is_shown_until_its_invoice_has_come(scratch: &Scratch) {
    let world = World::new(scratch);
    let (vilma, kauko) = (world.vilma().await, world.kauko().await);
    becomes_customer(&world, &kauko).await;
    upload(&vilma, file(&[INVOICE, COUNT]).as_bytes()).await.redirects();
    assert!(!kauko.page(BASE).await.shows("Vielä laskuttamatta"), "the period still runs");
    // It is the middle of January 2027.
    world.app.clock.advance_seconds(56 * 86_400);
    let vilma = world.vilma().await;
    let whole = COUNT.replace("3300", "4246").replace("20.11.2026", "31.12.2026");
    upload(&vilma, file(&[&whole]).as_bytes()).await.redirects();
    for (language, title, texts) in [
        (
            Language::Fi,
            "Vielä laskuttamatta",
            ["Kausi 1.7.2026–31.12.2026 on päättynyt", "arviolta 2\u{a0}471,17\u{a0}€. Se lähetetään helmikuussa 2027"],
        ),
        (
            Language::Sv,
            "Ännu inte fakturerat",
            [
                "har gått ut och har ännu inte fakturerats",
                "beräknas bli 2\u{a0}471,17\u{a0}€. Den skickas i februari 2027",
            ],
        ),
        (
            Language::En,
            "Not yet invoiced",
            ["has ended and has not been invoiced yet", "€2,471.17. It is sent in February 2027"],
        ),
    ] {
        let page = world.kauko().await.speaking(language).get(BASE).await;
        page.is_a_proper_page(language);
        assert!(page.shows(title), "{}", page.body);
        for text in texts {
            assert!(page.shows(text), "{text}: {}", page.body);
        }
    }
    let second =
        "invoice;2027-100;9900116-8;issued;1.7.2026;31.12.2026;;4246;0,582;no;2471,17;11.1.2027;31.1.2027;open";
    upload(&vilma, file(&[second]).as_bytes()).await.redirects();
    let page = world.kauko().await.page(BASE).await;
    assert!(page.shows("2027-100") && !page.shows("Vielä laskuttamatta"), "{}", page.body);
}

async fn an_open_invoice_is_at_home_and_an_overdue_one_is_to_be_looked_at(scratch: &Scratch) {
    let world = World::new(scratch);
    let (vilma, kauko) = (world.vilma().await, world.kauko().await);
    let home = format!("/o/{LEHTOLINNA}/");
    let link = "href=\"/o/9900116-8/billing\"";
    let before = kauko.page(&home).await;
    assert!(before.shows(link) && !before.shows("maksamatta"), "{}", before.body);
    let open = INVOICE.replace("30.9.2026", "22.11.2026");
    upload(&vilma, file(&[&open]).as_bytes()).await.redirects();
    let page = kauko.page(&home).await;
    assert!(page.shows("Yksi lasku on maksamatta. Eräpäivä on 22.11.2026.") && !page.shows("Tarkistakaa laskut"));
    let page = kauko.page(BASE).await;
    assert!(page.shows("Odottaa maksua") && !page.shows("Erääntynyt"), "{}", page.body);
    world.app.clock.advance_seconds(2 * 86_400);
    let kauko = world.kauko().await;
    assert!(kauko.page(&home).await.shows(">Tarkistakaa laskut</a>"));
    let page = kauko.page(BASE).await;
    assert!(page.shows("class=\"tag stop\">Erääntynyt"), "{}", page.body);
    let invoice = between(&page.body, "href=\"/o/9900116-8/billing/invoices/", "\"");
    let shown = kauko.page(&format!("{BASE}/invoices/{invoice}")).await;
    assert!(shown.shows("Laskun eräpäivä on mennyt"), "{}", shown.body);
    assert!(!world.matti().await.page(&format!("/o/{RANTAPOLKU}/")).await.shows("maksamatta"), "nobody else's home");
}

async fn invoices_are_the_customer_s_own(scratch: &Scratch) {
    let world = World::new(scratch);
    let (vilma, kauko, matti) = (world.vilma().await, world.kauko().await, world.matti().await);
    upload(&vilma, file(&[INVOICE]).as_bytes()).await.redirects();
    let page = kauko.page(BASE).await;
    let invoice = between(&page.body, "href=\"/o/9900116-8/billing/invoices/", "\"").to_string();
    assert_eq!(kauko.get(&format!("{BASE}/invoices/{invoice}")).await.status, StatusCode::OK, "the control");
    let own = format!("/o/{RANTAPOLKU}/billing");
    for address in [format!("{own}/invoices/{invoice}"), BASE.to_string(), format!("{BASE}/invoices/{invoice}")] {
        assert_eq!(matti.get(&address).await.status, StatusCode::NOT_FOUND, "{address}");
    }
    assert!(!matti.page(&own).await.shows("2026-100"));
    for wrong in ["1", "01a1fffd-9e45-7c7d-a256-578ee9b47df2", "x'y"] {
        assert_eq!(kauko.get(&format!("{BASE}/invoices/{wrong}")).await.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    let reads = vec![Basis::Mandate(Mandate::Privacy)];
    let viewer = world.person("030782-902U", "Aino Esimerkki", &[(LEHTOLINNA, "Lehtolinna", reads)]).await;
    assert_eq!(viewer.get(BASE).await.status, StatusCode::NOT_FOUND, "mandate 2 shows no invoices");
    let deploys = vec![Basis::Mandate(Mandate::Deployment)];
    let agent = world.person("061279-9076", "Olavi Testinen", &[(LEHTOLINNA, "Lehtolinna", deploys)]).await;
    assert!(agent.get(BASE).await.shows("2026-100"), "mandate 1 does");
    let made = kauko.post(&format!("/o/{LEHTOLINNA}/support-code"), &[("page", BASE)]).await;
    let code = between(&made.body, "<p class=\"digits\">", "</p>").to_string();
    assert_eq!(vilma.post("/desk/support", &[("code", &code)]).await.redirects(), BASE);
    assert!(vilma.get(BASE).await.shows("2026-100"), "customer support sees what the customer sees");
}

async fn in_swedish_and_in_english_sums_and_days_are_written_so(scratch: &Scratch) {
    let world = World::new(scratch);
    let (vilma, kauko) = (world.vilma().await, world.kauko().await);
    becomes_customer(&world, &kauko).await;
    upload(&vilma, file(&[INVOICE, COUNT]).as_bytes()).await.redirects();
    for (language, texts) in [
        (
            Language::Sv,
            ["Utfärdade elektroniska recept: 4\u{a0}210 × 0,582\u{a0}€", "Förfallen", "Den skickas i februari 2027"],
        ),
        (
            Language::En,
            ["Issued electronic prescriptions: 4,210 × €0.582", "30 September 2026", "It is sent in February 2027"],
        ),
    ] {
        let page = world.kauko().await.speaking(language).get(BASE).await;
        for text in texts {
            assert!(page.shows(text), "{text}: {}", page.body);
        }
    }
}

/// A sole trader, a provider of social welfare alone, a pharmacist, a county, a city with a county's duties, a hospital of the
/// State and one of a joint authority, none of them a customer here yet.
async fn who_is_no_customer_yet_reads_what_its_kind_will_pay(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let world = &outside.world;
    for (organisation, name, texts, not) in [
        ("9900132-8", "Tuulensuun Psykoterapia", &["0,582\u{a0}€", "vähintään 120,00\u{a0}€ vuodessa"][..], "asukasta"),
        (
            "9900167-8",
            "Hoivatähti Palvelut Oy",
            &["Asetuksessa ei säädetä maksua yksityiselle sosiaalihuollon"][..],
            "0,582",
        ),
        ("9900160-0", "Skärgårdsbyns apotek", &["0,057\u{a0}€", "sivuapteekkien"][..1], "0,582"),
        (
            "9900101-0",
            "Kuusirannan hyvinvointialue",
            &["3,173\u{a0}€", "0,519\u{a0}€ asukasta kohden vuodessa 1.1.2027 alkaen"][..],
            "Valtion yksikkö",
        ),
        ("9900108-8", "Meripuiston kaupunki", &["3,173\u{a0}€ asukasta kohden", "0,519\u{a0}€"][..], "0,582"),
        ("9900255-8", "Valtion Harjulan sairaala", &["3,173\u{a0}€ jokaisesta asiakkaasta"][..], "asukasta kohden"),
        ("9900247-8", "Suurjärven sairaalayhtymä", &["Muilta julkisilta palvelunantajilta maksua ei"][..], "3,173"),
    ] {
        let right = vec![Basis::Mandate(Mandate::Deployment)];
        let person = world.person("061279-9076", "Olavi Testinen", &[(organisation, name, right)]).await;
        let page = person.page(&format!("/o/{organisation}/billing")).await;
        for text in texts {
            assert!(page.shows(text), "{organisation}: {text}: {}", page.body);
        }
        assert!(!page.shows(not), "{organisation}: {not}: {}", page.body);
        assert!(!page.shows("Arvio seuraavasta laskusta"));
        let pays = !matches!(organisation, "9900167-8" | "9900247-8");
        assert_eq!(page.shows("Laskutusosoite kysytään hakemuksella"), pays, "who pays nothing: {}", page.body);
        assert_eq!(page.shows("miksi teiltä ei peritä maksua"), !pays, "{}", page.body);
        assert_eq!(page.shows("Tästä näette, mitä käyttö maksaa"), pays, "nothing is promised: {}", page.body);
    }
    for language in Language::ALL {
        let t = texts(language);
        let right = vec![Basis::Mandate(Mandate::Deployment)];
        let hospital = [("9900247-8", "Suurjärven sairaalayhtymä", right)];
        let person = world.person("061279-9076", "Olavi Testinen", &hospital).await.speaking(language);
        let said = t.billing_fee_none_public();
        assert!(person.get("/o/9900247-8/billing").await.shows(&said), "{language:?}: {said}");
        assert!(t.services_note_billing_residents().starts_with(&said), "the form says the same in {language:?}");
    }
    let profile = registers::find_profile(&world.app, world.app.clock.now(), &id("9900167-8")).await.expect("told");
    assert_eq!(profile.kind, CustomerKind::Private);
    assert!(
        profile.has(KnownFact::Social) && !profile.has(KnownFact::Health),
        "the control: {}",
        Profile::code(profile)
    );
}

fn id(text: &str) -> crate::kernel::BusinessId {
    crate::kernel::BusinessId::parse(text).expect("valid")
}

/// What a unit of the State pays for is told by its invoices too, where no register tells its form.
async fn a_unit_of_the_state_reads_what_it_pays_for(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let world = &outside.world;
    let right = vec![Basis::Mandate(Mandate::Deployment)];
    let hospital = [("9900101-0", "Kuusirannan hyvinvointialue", right)];
    let (vilma, person) = (world.vilma().await, world.person("061279-9076", "Olavi Testinen", &hospital).await);
    assert!(person.page("/o/9900101-0/billing").await.shows("asukasta kohden vuodessa"), "the control");
    let row = "invoice;2027-9;9900101-0;state_clients;1.1.2026;31.12.2026;;10;3,173;;31,73;8.2.2027;28.2.2027;open";
    let early = row.replace(";8.2.2027;", ";20.11.2026;");
    let early = upload(&vilma, file(&[&early]).as_bytes()).await;
    assert!(early.shows("Tämän kauden voi laskuttaa aikaisintaan 1.1.2027"), "{}", early.body);
    world.app.clock.advance_seconds(100 * 86_400);
    upload(&world.vilma().await, file(&[row]).as_bytes()).await.redirects();
    let person = world.person("061279-9076", "Olavi Testinen", &hospital).await;
    let page = person.page("/o/9900101-0/billing").await;
    assert!(page.shows("jokaisesta asiakkaasta") && !page.shows("asukasta kohden vuodessa"), "{}", page.body);
}

/// The first half of a year stays below the minimum: it is counted, waits for February, and is told so.
async fn a_first_half_below_the_minimum_waits_for_february(scratch: &Scratch) {
    let world = World::new(scratch);
    let (vilma, kauko) = (world.vilma().await, world.kauko().await);
    becomes_customer(&world, &kauko).await;
    let first = "count;;9900116-8;issued;1.1.2026;30.6.2026;;100;;;;30.6.2026;;";
    let second = "count;;9900116-8;issued;1.7.2026;31.12.2026;;20;;;;20.11.2026;;";
    upload(&vilma, file(&[first, second]).as_bytes()).await.redirects();
    let page = kauko.page(BASE).await;
    for text in [
        "Tammi–kesäkuun maksu oli 100 × 0,582\u{a0}€ = 58,20\u{a0}€. Se jäi alle vähimmäismaksun",
        "Lasku on silloin 120,00\u{a0}€, ja se lähetetään helmikuussa 2027",
    ] {
        assert!(page.shows(text), "{text}: {}", page.body);
    }
    let year = "invoice;2027-1;9900116-8;issued;1.1.2026;31.12.2026;;126;0,582;yes;120,00;8.2.2027;28.2.2027;open";
    world.app.clock.advance_seconds(90 * 86_400);
    let (vilma, kauko) = (world.vilma().await, world.kauko().await);
    upload(&vilma, file(&[year]).as_bytes()).await.redirects();
    let page = kauko.page(BASE).await;
    assert!(page.shows("joten laskutetaan vähimmäismaksu") && page.shows("120,00\u{a0}€"), "{}", page.body);
    assert!(!page.shows("Käyttö, jota ei ole vielä laskutettu"), "the year covers both halves: {}", page.body);
}

db::testing::on_both![
    a_period_that_has_ended_is_shown_until_its_invoice_has_come,
    a_customer_reads_invoices_counts_and_what_comes_next,
    an_open_invoice_is_at_home_and_an_overdue_one_is_to_be_looked_at,
    invoices_are_the_customer_s_own,
    in_swedish_and_in_english_sums_and_days_are_written_so,
    who_is_no_customer_yet_reads_what_its_kind_will_pay,
    a_unit_of_the_state_reads_what_it_pays_for,
    a_first_half_below_the_minimum_waits_for_february,
];
