//! Files on the desk: whole or not at all, once, and by two officers at once.

use axum::http::StatusCode;
use db::testing::{Scratch, statements_of};

use super::{BASE, COUNT, INVOICE, becomes_customer, file, invoices, upload};
use crate::billing::import_file;
use crate::billing::reading::{BYTES, ROWS};
use crate::kernel::{BusinessId, Language};
use crate::sign_in::tests::audited;
use crate::testing::{Answer, LEHTOLINNA, World};

fn known(state: &str, version: i64) -> Vec<(String, String, i64)> {
    vec![("2026-100".to_string(), state.to_string(), version)]
}

async fn a_file_is_imported_once_and_a_new_state_turns_the_invoice(scratch: &Scratch) {
    let world = World::new(scratch);
    let vilma = world.vilma().await;
    vilma.page("/desk/invoices").await;
    let text = file(&[INVOICE, COUNT]);
    let first = upload(&vilma, text.as_bytes()).await;
    let page = vilma.page(first.redirects()).await;
    assert!(
        page.shows("Uusia laskuja: 1.") && page.shows("Käyttömääriä: 1.") && page.shows("laskut.csv"),
        "{}",
        page.body
    );
    assert!(page.shows("Toi: Vilma Virkanen."));
    assert_eq!(invoices(&world).await, known("open", 1));
    let again = upload(&vilma, text.as_bytes()).await;
    again.is_a_proper_page(Language::Fi);
    let link = format!("href=\"{}\"", first.redirects());
    assert!(again.shows("Sama tiedosto on tuotu jo 21.11.2026") && again.shows(&link), "{}", again.body);
    assert_eq!(audited(&world, "billing.invoices_imported").await.len(), 1, "once");

    let paid = upload(&vilma, file(&[&INVOICE.replace("open", "paid"), COUNT]).as_bytes()).await;
    let page = vilma.page(paid.redirects()).await;
    assert!(page.shows("Muuttuneita laskuja: 1.") && page.shows("Ennallaan olevia rivejä: 1."), "{}", page.body);
    assert!(page.shows("Tiedostossa ei ollut uusia laskuja"), "{}", page.body);
    assert_eq!(invoices(&world).await, known("paid", 2));
    assert!(upload(&vilma, text.as_bytes()).await.shows("Mitään ei muutettu"), "the old file changes nothing");
    assert_eq!(invoices(&world).await, known("paid", 2));
    let list = vilma.page("/desk/invoices").await;
    assert_eq!(list.body.matches("Toi: Vilma Virkanen.").count(), 2, "{}", list.body);
}

async fn what_differs_from_what_is_known_is_refused_and_nothing_is_kept(scratch: &Scratch) {
    let world = World::new(scratch);
    let vilma = world.vilma().await;
    upload(&vilma, file(&[&INVOICE.replace("open", "paid"), COUNT]).as_bytes()).await.redirects();
    let other = "invoice;2026-101;9900160-0;dispensed;1.1.2026;30.6.2026;;31900;0,057;;1818,30;7.9.2026;30.9.2026;open";
    let dearer = INVOICE.replace("4210", "4211").replace("2450,22", "2450,80");
    for (row, words) in [
        (INVOICE.to_string(), "Laskun tila ei voi palata aiempaan."),
        (dearer, "Vain tila voi muuttua."),
        (INVOICE.replace("9900116-8", "9900124-8"), "Vain tila voi muuttua."),
        (INVOICE.replace("30.9.2026", "31.10.2026"), "Vain tila voi muuttua."),
        (COUNT.replace("20.11.2026", "19.11.2026"), "Kaudelta on jo uudempi käyttömäärä."),
    ] {
        let refused = upload(&vilma, file(&[other, &row]).as_bytes()).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{row}");
        refused.is_a_proper_page(Language::Fi);
        assert!(refused.shows(words) && refused.shows(">3</th>"), "{row}: {}", refused.body);
        assert!(refused.shows("id=\"file-error\"") && refused.shows("Mitään ei tuotu"), "{}", refused.body);
        assert_eq!(invoices(&world).await, known("paid", 1), "{row}");
    }
    let newer = COUNT.replace("20.11.2026", "21.11.2026").replace("3300", "3333");
    let right = upload(&vilma, file(&[other, &newer]).as_bytes()).await;
    assert!(vilma.page(right.redirects()).await.shows("Käyttömääriä: 1."), "the control");
    assert_eq!(invoices(&world).await.len(), 2);
    let credited = upload(&vilma, file(&[&INVOICE.replace("open", "credited")]).as_bytes()).await;
    credited.redirects();
    assert_eq!(invoices(&world).await[0].1, "credited");
}

async fn a_file_that_cannot_be_read_says_why_in_the_officer_s_language(scratch: &Scratch) {
    let world = World::new(scratch);
    for (language, empty, workbook, row) in [
        (Language::Fi, "Valitkaa tiedosto.", "taulukkolaskentaohjelman työkirja", "Summa ei täsmää."),
        (Language::Sv, "Välj en fil.", "arbetsbok från ett kalkylprogram", "Summan stämmer inte."),
        (Language::En, "Choose a file.", "a workbook of a spreadsheet program", "The total does not match."),
    ] {
        let vilma = world.vilma().await.speaking(language);
        let none = vilma.post("/desk/invoices", &[]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        none.is_a_proper_page(language);
        assert!(none.shows(empty) && none.shows("href=\"#file\""), "{}", none.body);
        let answer = upload(&vilma, b"PK\x03\x04").await;
        assert!(answer.shows(workbook), "{}", answer.body);
        let wrong = vec![INVOICE.replace("2450,22", "1,00"); 60];
        let wrong: Vec<&str> = wrong.iter().map(String::as_str).collect();
        let answer = upload(&vilma, file(&wrong).as_bytes()).await;
        answer.is_a_proper_page(language);
        assert_eq!(answer.body.matches(row).count(), 50, "no more than fit a page: {}", answer.body);
    }
    let large = upload(&world.vilma().await, &vec![b'a'; 11 * 1024 * 1024]).await;
    assert!(large.shows("Tiedosto on liian suuri"), "{} {}", large.status, large.body);
    assert!(invoices(&world).await.is_empty());
}

async fn two_officers_who_import_at_once_make_one_of_each(scratch: &Scratch) {
    let world = World::new(scratch);
    let (vilma, joona) = (world.vilma().await, world.joona().await);
    let text = file(&[INVOICE, COUNT]);
    let (one, other) = tokio::join!(upload(&vilma, text.as_bytes()), upload(&joona, text.as_bytes()));
    let is_again = |answer: &&Answer| answer.shows("Sama tiedosto on tuotu jo");
    assert_eq!([&one, &other].into_iter().filter(is_again).count(), 1, "{} {}", one.body, other.body);
    assert_eq!([&one, &other].iter().filter(|answer| answer.status == StatusCode::SEE_OTHER).count(), 1);
    assert_eq!(audited(&world, "billing.invoices_imported").await.len(), 1);

    // Two files that tell of the same invoice: the later one sees what the earlier one has done.
    let paid = file(&[&INVOICE.replace("open", "paid")]);
    let credited = file(&[&INVOICE.replace("open", "credited")]);
    let (one, other) = tokio::join!(upload(&vilma, paid.as_bytes()), upload(&joona, credited.as_bytes()));
    let refused = [&one, &other].iter().filter(|answer| answer.status == StatusCode::UNPROCESSABLE_ENTITY).count();
    let [(_, state, version)] = &invoices(&world).await[..] else { panic!("one invoice") };
    assert_eq!(state, "credited", "{} {}", one.body, other.body);
    assert_eq!((refused, *version), if refused == 1 { (1, 2) } else { (0, 3) });
}

async fn the_command_does_the_same_and_says_so_on_one_line(scratch: &Scratch) {
    let world = World::new(scratch);
    let text = file(&[INVOICE, COUNT]);
    let doubtful =
        import_file(&world.app, "laskut.csv", text.as_bytes(), false).await.expect_err("refused").to_string();
    assert_eq!(
        doubtful,
        "row 2: The payer has never been a customer and has no earlier invoices. Check the business ID. \
         Nothing is imported without --accept-doubtful."
    );
    assert!(invoices(&world).await.is_empty() && audited(&world, "billing.invoices_imported").await.is_empty());
    let line = import_file(&world.app, "laskut.csv", text.as_bytes(), true).await.expect("imported");
    assert_eq!(line, "imported: 1 invoices added, 0 changed, 1 counts, 0 rows known already");
    let line = import_file(&world.app, "laskut.csv", text.as_bytes(), false).await.expect("imported");
    assert_eq!(line, "imported before: nothing has changed");
    let wrong = file(&[&INVOICE.replace("2450,22", "2450,23"), "x"]);
    let problem = import_file(&world.app, "laskut.csv", wrong.as_bytes(), true).await.expect_err("refused").to_string();
    assert_eq!(
        problem,
        "row 2: The total does not match. According to the number and the price, it is €2,450.22. (and 1 further rows)"
    );
    let rows = audited(&world, "billing.invoices_imported").await;
    assert!(rows.len() == 1 && rows[0].contains("\"added\":1") && rows[0].contains("sha256"), "{rows:?}");
    let vilma = world.vilma().await;
    assert!(vilma.page("/desk/invoices").await.shows("Tuotu komennolla."));
}

/// However many organisations an import has, whose address is missing is asked at once.
async fn the_page_of_an_import_asks_as_often_for_three_organisations_as_for_one(scratch: &Scratch) {
    let world = World::new(scratch);
    let vilma = world.vilma().await;
    let of = |number: &str, organisation: &str| INVOICE.replace("2026-100", number).replace("9900116-8", organisation);
    let asked = async |rows: &[&str]| {
        let import = upload(&vilma, file(rows).as_bytes()).await.redirects().to_string();
        vilma.get(&import).await;
        let (page, statements) = statements_of(vilma.get(&import)).await;
        // Whose invoices were seen is told of each.
        let asked = statements.iter().filter(|sql| !sql.contains("insert into audit_entry")).count();
        (page.body.matches("href=\"/desk/invoices?organisation=").count(), asked)
    };
    let (one, statements) = asked(&[&of("2026-200", "9900124-8")]).await;
    assert_eq!(one, 1);
    let three = [of("2026-201", "9900116-8"), of("2026-202", "9900132-8"), of("2026-203", "9900167-8")];
    let three: Vec<&str> = three.iter().map(String::as_str).collect();
    assert_eq!(asked(&three).await, (3, statements));
}

async fn an_officer_finds_the_invoices_of_an_organisation_and_whose_address_is_missing(scratch: &Scratch) {
    let world = World::new(scratch);
    let (vilma, kauko) = (world.vilma().await, world.kauko().await);
    let other = "invoice;2026-101;9900160-0;dispensed;1.1.2026;30.6.2026;;31900;0,057;;1818,30;7.9.2026;30.9.2026;open";
    let import = upload(&vilma, file(&[INVOICE, other]).as_bytes()).await;
    vilma.get(import.redirects()).await;
    for payer in [LEHTOLINNA, "9900160-0"] {
        assert_eq!(world.views("billing.viewed", payer).await, 1, "the payers that an import shows: {payer}");
    }
    let missing = |id: &str| format!("href=\"/desk/invoices?organisation={id}\"");
    let page = vilma.page(import.redirects()).await;
    assert!(page.shows(&missing(LEHTOLINNA)) && page.shows(&missing("9900160-0")), "{}", page.body);
    becomes_customer(&world, &kauko).await;
    let page = vilma.page(import.redirects()).await;
    assert!(!page.shows(&missing(LEHTOLINNA)) && page.shows(&missing("9900160-0")), "as it is now: {}", page.body);
    let first = vilma.page(&format!("{}?after=9900116-8", import.redirects())).await;
    assert!(first.shows(&missing("9900160-0")), "from a key on");
    let views = async |payer| world.views("billing.viewed", payer).await;
    let before = (views(LEHTOLINNA).await, views("9900160-0").await);

    let found = vilma.page("/desk/invoices?organisation=9900160-0").await;
    assert!(
        found.shows("2026-101") && found.shows("1\u{a0}818,30\u{a0}€") && !found.shows("2026-100"),
        "{}",
        found.body
    );
    assert!(found.shows("Organisaation laskutusosoite puuttuu."));
    assert!(views("9900160-0").await > before.1);
    assert_eq!(views(LEHTOLINNA).await, before.0);
    let right = vilma.post("/desk/invoices/find", &[("organisation", "9900160-0")]).await;
    assert_eq!(right.redirects(), "/desk/invoices?organisation=9900160-0");
    let wrong = vilma.post("/desk/invoices/find", &[("organisation", "150668-917M")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.shows("Tarkistakaa Y-tunnus") && !wrong.shows("917M"), "{}", wrong.body);
    assert!(kauko.get("/desk/invoices").await.status != StatusCode::OK, "not for customers");
    assert_eq!(kauko.get(BASE).await.status, StatusCode::OK, "the control");
}

/// As many rows as are taken, in one request; and the same once more with another state.
async fn the_largest_file_is_taken_in_one_request(scratch: &Scratch) {
    let world = World::new(scratch);
    let vilma = world.vilma().await;
    // Each of another payer, whom nobody knows.
    let payers = (1_000_000..).flat_map(|number| (0..=9).map(move |check| format!("{number}-{check}")));
    let payers = payers.filter(|id| BusinessId::parse(id).is_some()).enumerate().take(ROWS);
    let row =
        |number: usize, payer: &str| INVOICE.replace("2026-100", &format!("L-{number}")).replace(LEHTOLINNA, payer);
    let rows: Vec<String> = payers.map(|(number, payer)| row(number, &payer)).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let text = file(&rows);
    assert!(text.len() <= BYTES, "the control: {}", text.len());
    upload(&vilma, text.as_bytes()).await.redirects();
    assert_eq!(invoices(&world).await.len(), ROWS);
    let one = file(&[&rows[..ROWS - 1], &[&rows[ROWS - 1].replace("open", "paid")]].concat());
    let page = vilma.get(upload(&vilma, one.as_bytes()).await.redirects()).await;
    assert!(page.shows("Muuttuneita laskuja: 1."), "{}", page.body);
}

async fn lists_go_on_by_key(scratch: &Scratch) {
    let world = World::new(scratch);
    let (vilma, kauko) = (world.vilma().await, world.kauko().await);
    for number in 0..26 {
        // What is taken back may stand there as often as it was.
        let row = INVOICE.replace("2026-100", &format!("2026-{number:03}")).replace("open", "credited");
        upload(&vilma, file(&[&row]).as_bytes()).await.redirects();
        world.app.clock.advance_seconds(1);
    }
    for (browser, place, mark) in [
        (&vilma, "/desk/invoices".to_string(), "Toi: Vilma"),
        (&vilma, format!("/desk/invoices?organisation={LEHTOLINNA}"), "<tr><th scope=\"row\""),
        (&kauko, BASE.to_string(), "<tr><th scope=\"row\""),
    ] {
        let first = browser.page(&place).await;
        assert_eq!(first.body.matches(mark).count(), 25, "{place}");
        let links: Vec<&str> = first.body.split("rel=\"next\"").collect();
        let next = links.iter().rev().skip(1).filter_map(|before| before.rsplit("href=\"").next());
        let next: Vec<String> =
            next.map(|rest| rest.trim_end_matches("\" ").replace("&amp;", "&").replace("&#38;", "&")).collect();
        let last = if mark.starts_with("Toi") { next.first() } else { next.last() }.expect("a next page");
        let second = browser.page(last).await;
        assert_eq!(second.body.matches(mark).count(), 1, "{place}: {last}: {}", second.body);
    }
}

db::testing::on_both![
    the_page_of_an_import_asks_as_often_for_three_organisations_as_for_one,
    a_file_is_imported_once_and_a_new_state_turns_the_invoice,
    what_differs_from_what_is_known_is_refused_and_nothing_is_kept,
    a_file_that_cannot_be_read_says_why_in_the_officer_s_language,
    two_officers_who_import_at_once_make_one_of_each,
    the_command_does_the_same_and_says_so_on_one_line,
    an_officer_finds_the_invoices_of_an_organisation_and_whose_address_is_missing,
    the_largest_file_is_taken_in_one_request,
    lists_go_on_by_key,
];
