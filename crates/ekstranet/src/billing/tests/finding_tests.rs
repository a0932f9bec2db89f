//! Officers look at what a file brought, and find an invoice by its number; customers read what is true of themselves.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::{BASE, COUNT, INVOICE, becomes_customer, file, send_file, upload};
use crate::kernel::{Basis, Language, Mandate};
use crate::sign_in::tests_outside::Outside;
use crate::testing::{LEHTOLINNA, World, between};

async fn what_a_file_brought_stands_on_its_page(scratch: &Scratch) {
    let world = World::new(scratch);
    let vilma = world.vilma().await;
    let first = upload(&vilma, file(&[INVOICE, COUNT]).as_bytes()).await;
    let first = first.redirects();
    let page = vilma.page(first).await;
    for text in ["Uusi lasku", "2026-100", LEHTOLINNA, "2\u{a0}450,22\u{a0}€", "1.1.2026–30.6.2026"] {
        assert!(page.shows(text), "{text}: {}", page.body);
    }
    let second = upload(&vilma, file(&[&INVOICE.replace("open", "paid")]).as_bytes()).await;
    let page = vilma.page(second.redirects()).await;
    assert!(page.shows("Tila muuttui: Odottaa maksua → Maksettu") && page.shows("2026-100"), "{}", page.body);
    assert!(vilma.page(first).await.shows("Uusi lasku"), "the first file has still brought it");
    let list = vilma.page("/desk/invoices").await;
    assert!(list.shows(">laskut.csv, tuotu 21.11.2026"), "links differ by the file: {}", list.body);
    for language in Language::ALL {
        let vilma = world.vilma().await.speaking(language);
        for address in [first, second.redirects(), "/desk/invoices"] {
            vilma.get(address).await.is_a_proper_page(language);
        }
    }
}

async fn a_file_with_many_invoices_is_read_page_by_page(scratch: &Scratch) {
    let world = World::new(scratch);
    let vilma = world.vilma().await;
    let rows: Vec<String> = (0..26)
        .map(|number| INVOICE.replace("2026-100", &format!("2026-{number:03}")).replace("open", "credited"))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let import = send_file(&vilma, file(&rows).as_bytes()).await;
    let first = vilma.page(import.redirects()).await;
    assert_eq!(first.body.matches("Uusi lasku").count(), 25, "{}", first.body);
    let next = between(&first.body, "?invoices=", "\"");
    let second = vilma.page(&format!("{}?invoices={next}", import.redirects())).await;
    assert_eq!(second.body.matches("Uusi lasku").count(), 1, "{}", second.body);
}

async fn an_officer_finds_an_invoice_by_its_number(scratch: &Scratch) {
    let world = World::new(scratch);
    let (vilma, kauko) = (world.vilma().await, world.kauko().await);
    upload(&vilma, file(&[INVOICE, COUNT]).as_bytes()).await.redirects();
    let found = vilma.post("/desk/invoices/find", &[("organisation", " 2026-100 ")]).await;
    let address = found.redirects();
    assert!(address.starts_with("/desk/invoices/invoice/"), "{address}");
    let before = world.views("billing.viewed", LEHTOLINNA).await;
    for language in Language::ALL {
        let page = world.vilma().await.speaking(language).get(address).await;
        page.is_a_proper_page(language);
        assert!(page.shows("2026-100") && page.shows(LEHTOLINNA), "{}", page.body);
        assert!(page.shows("href=\"/desk/invoices?organisation=9900116-8\""), "{}", page.body);
    }
    assert_eq!(world.views("billing.viewed", LEHTOLINNA).await, before + 3, "each is logged");
    assert_ne!(kauko.get(address).await.status, StatusCode::OK, "not for customers");
    let list = vilma.page("/desk/invoices?organisation=9900116-8").await;
    assert!(list.shows(&format!("href=\"{address}\"")) && list.shows("3\u{a0}300"), "use too: {}", list.body);
    assert!(list.shows("<h1>Laskut: ") && !list.shows("name=\"file\""), "a page of its own: {}", list.body);
    for language in Language::ALL {
        let list = world.vilma().await.speaking(language).get("/desk/invoices?organisation=9900116-8").await;
        list.is_a_proper_page(language);
    }
    for (typed, words) in [
        ("2026-999", "Tällä numerolla ei ole laskua."),
        ("9900116-9", "tarkistusnumero ei täsmää"),
        ("x' or 1", "Tällä numerolla ei ole laskua."),
    ] {
        let wrong = vilma.post("/desk/invoices/find", &[("organisation", typed)]).await;
        assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.shows(words), "{typed}: {}", wrong.body);
    }
}

async fn a_file_far_too_large_is_told_as_a_file(scratch: &Scratch) {
    let world = World::new(scratch);
    for (language, words) in
        [(Language::Fi, "jakakaa tiedosto"), (Language::Sv, "dela upp filen"), (Language::En, "divide the file")]
    {
        let vilma = world.vilma().await.speaking(language);
        let large = send_file(&vilma, &vec![b'a'; 30 * 1024 * 1024]).await;
        assert!(large.status == StatusCode::PAYLOAD_TOO_LARGE && large.shows(words), "{}", large.body);
    }
}

async fn a_county_reads_when_its_next_invoice_comes(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let world = &outside.world;
    let right = vec![Basis::Mandate(Mandate::Deployment)];
    let county = [("9900101-0", "Kuusirannan hyvinvointialue", right)];
    let person = world.person("061279-9076", "Olavi Testinen", &county).await;
    person.get("/o/9900101-0/billing").await;
    becomes_customer(world, &world.kauko().await).await;
    world.meddle("update deployment set organisation = '9900101-0'", db::values![]).await;
    let page = person.get("/o/9900101-0/billing").await;
    assert!(page.shows("Seuraava lasku tulee joulukuussa 2026"), "not in the past: {}", page.body);
    let part = |part: i64, sum: &str| {
        format!(
            "invoice;2026-10{part};9900101-0;health_residents;1.1.2026;31.12.2026;{part};214350;3,173;no;{sum};2.11.2026;31.12.2026;open"
        )
    };
    let rows = [part(1, "340066,28"), part(2, "340066,27")];
    upload(&world.vilma().await, file(&[&rows[0], &rows[1]]).as_bytes()).await.redirects();
    for (language, words) in [
        (
            Language::Fi,
            [
                "Seuraava lasku tulee maaliskuussa 2027. Hinta on silloin 3,173\u{a0}€",
                "0,519\u{a0}€",
                "Tätä maksua peritään 1.1.2027 alkaen",
            ],
        ),
        (Language::Sv, ["Nästa faktura kommer i mars 2027. Priset är då 3,173\u{a0}€", "0,519\u{a0}€", "i mars 2027"]),
        (
            Language::En,
            ["The next invoice is expected in March 2027. The price is then €3.173", "€0.519", "in March 2027"],
        ),
    ] {
        let person = world.person("061279-9076", "Olavi Testinen", &county).await.speaking(language);
        let page = person.get("/o/9900101-0/billing").await;
        for text in words {
            assert!(page.shows(text), "{text}: {}", page.body);
        }
    }
}

async fn a_customer_reads_the_months_of_its_own_invoices(scratch: &Scratch) {
    let world = World::new(scratch);
    let kauko = world.kauko().await;
    becomes_customer(&world, &kauko).await;
    for (language, own) in [
        (Language::Fi, "ennen laskutusta syyskuussa ja helmikuussa."),
        (Language::Sv, "före faktureringen i september och februari."),
        (Language::En, "before invoicing in September and February."),
    ] {
        let page = world.kauko().await.speaking(language).get(BASE).await;
        assert!(page.shows(own), "{}", page.body);
    }
    // A customership that has ended without an invoice promises none.
    world.meddle("update deployment set state = 'ended'", db::values![]).await;
    for (language, words) in [
        (Language::Fi, "Teille ei ole täällä laskuja"),
        (Language::Sv, "Ni har inga fakturor här"),
        (Language::En, "You have no invoices here"),
    ] {
        let page = world.kauko().await.speaking(language).get(BASE).await;
        assert!(page.shows(words) && !page.shows("edelleen luettavissa"), "{}", page.body);
    }
}

db::testing::on_both![
    what_a_file_brought_stands_on_its_page,
    a_file_with_many_invoices_is_read_page_by_page,
    an_officer_finds_an_invoice_by_its_number,
    a_file_far_too_large_is_told_as_a_file,
    a_county_reads_when_its_next_invoice_comes,
    a_customer_reads_the_months_of_its_own_invoices,
];
