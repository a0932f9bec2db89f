//! What speaks against an invoice that is reckoned rightly: it is refused, or asked about before anything is saved.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::{BASE, EARLIER, INVOICE, becomes_customer, confirm, file, invoices, send_fields, send_file, upload};
use crate::billing::fees::{FeeBasis, may_pay};
use crate::billing::rules::Period;
use crate::billing::tell_due;
use crate::kernel::{Basis, Language, Mandate};
use crate::services::CustomerKind;
use crate::sign_in::tests::audited;
use crate::sign_in::tests_outside::Outside;
use crate::testing::{LEHTOLINNA, World};

/// Another number for the very same.
fn twin() -> String {
    INVOICE.replace("2026-100", "U-3")
}

async fn the_same_is_not_charged_twice_unless_the_first_is_taken_back(scratch: &Scratch) {
    let world = World::new(scratch);
    let (vilma, kauko) = (world.vilma().await, world.kauko().await);
    becomes_customer(&world, &kauko).await;
    upload(&vilma, file(&[&INVOICE.replace("open", "paid")]).as_bytes()).await.redirects();
    for language in Language::ALL {
        let vilma = world.vilma().await.speaking(language);
        let refused = send_file(&vilma, file(&[&twin()]).as_bytes()).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
        refused.is_a_proper_page(language);
        assert!(refused.shows("U-3") && refused.shows("2026-100"), "both are named: {}", refused.body);
    }
    assert_eq!(invoices(&world).await.len(), 1);
    assert!(!kauko.page(BASE).await.shows("U-3"));
    // Nor twice in one file, nor beside what the file tells as paid.
    let both = [EARLIER.to_string(), EARLIER.replace("2026-103", "U-4")];
    let refused = send_file(&vilma, file(&[&both[0], &both[1]]).as_bytes()).await;
    assert!(refused.shows("Sama on jo laskutettu laskulla 2026-103"), "{}", refused.body);
    let beside = [INVOICE.replace("open", "paid"), twin()];
    assert_eq!(
        send_file(&vilma, file(&[&beside[0], &beside[1]]).as_bytes()).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    // What takes its place comes with its credit; in the file it may stand before it.
    let corrected = [twin(), INVOICE.replace("open", "credited")];
    send_file(&vilma, file(&[&corrected[0], &corrected[1]]).as_bytes()).await.redirects();
    let found = invoices(&world).await;
    let found: Vec<(&str, &str)> = found.iter().map(|(number, state, _)| (number.as_str(), state.as_str())).collect();
    assert_eq!(found, [("2026-100", "credited"), ("U-3", "open")]);
}

async fn another_count_for_the_same_period_is_asked_about(scratch: &Scratch) {
    let world = World::new(scratch);
    let (vilma, kauko) = (world.vilma().await, world.kauko().await);
    becomes_customer(&world, &kauko).await;
    upload(&vilma, file(&[INVOICE]).as_bytes()).await.redirects();
    let more = "invoice;2026-110;9900116-8;issued;1.1.2026;30.6.2026;;1000;0,582;no;582,00;7.9.2026;30.9.2026;open";
    for language in Language::ALL {
        let vilma = world.vilma().await.speaking(language);
        let asked = send_file(&vilma, file(&[more]).as_bytes()).await;
        assert_eq!(asked.status, StatusCode::OK);
        asked.is_a_proper_page(language);
        for text in ["2026-110", "2026-100", LEHTOLINNA, "582"] {
            assert!(asked.shows(text), "{text}: {}", asked.body);
        }
    }
    assert_eq!(invoices(&world).await.len(), 1, "nothing is saved while it is asked");
    assert!(!kauko.page(BASE).await.shows("2026-110"));
    let asked = send_file(&vilma, file(&[more]).as_bytes()).await;
    confirm(&vilma, &asked).await.redirects();
    assert_eq!(invoices(&world).await.len(), 2);
    // A part of what is charged: the whole year beside its first half.
    world.app.clock.advance_seconds(90 * 86_400);
    let vilma = world.vilma().await;
    let year = "invoice;2027-1;9900116-8;issued;1.1.2026;31.12.2026;;5000;0,582;;2910,00;8.2.2027;28.2.2027;open";
    assert!(send_file(&vilma, file(&[year]).as_bytes()).await.shows("Samasta kaudesta tai sen osasta on jo lasku"));
}

async fn a_payer_whom_nobody_knows_is_named_before_anything_is_saved(scratch: &Scratch) {
    let world = World::new(scratch);
    let (vilma, joona) = (world.vilma().await, world.joona().await);
    let stranger = INVOICE.replace(LEHTOLINNA, "1234567-1");
    for language in Language::ALL {
        let vilma = world.vilma().await.speaking(language);
        let asked = send_file(&vilma, file(&[&stranger]).as_bytes()).await;
        assert_eq!(asked.status, StatusCode::OK, "{}", asked.body);
        asked.is_a_proper_page(language);
        assert!(asked.shows("1234567-1") && asked.shows("2026-100"), "{}", asked.body);
    }
    assert!(invoices(&world).await.is_empty() && audited(&world, "billing.invoices_imported").await.is_empty());
    assert_eq!(tell_due(&world.app).await.expect("told"), 0);
    // A mark of another file confirms nothing; the page comes again and says that something has changed.
    let asked = send_file(&vilma, file(&[&stranger]).as_bytes()).await;
    let other = file(&[&stranger.replace("2026-100", "2026-101")]);
    let mark = crate::testing::between(&asked.body, "name=\"confirmed\" value=\"", "\"").to_string();
    let fields: [(&str, &[u8]); 2] =
        [("name=\"confirmed\"", mark.as_bytes()), ("name=\"file\"; filename=\"laskut.csv\"", other.as_bytes())];
    let changed = send_fields(&vilma, &fields).await;
    assert!(changed.status == StatusCode::OK && changed.shows("Tilanne on muuttunut"), "{}", changed.body);
    assert!(invoices(&world).await.is_empty());
    // Two officers confirm at once: it is imported once.
    let (one, second) = tokio::join!(confirm(&vilma, &asked), confirm(&joona, &asked));
    let saved = [&one, &second].iter().filter(|answer| answer.status == StatusCode::SEE_OTHER).count();
    assert_eq!((saved, invoices(&world).await.len()), (1, 1), "{} {}", one.body, second.body);
    let rows = audited(&world, "billing.invoices_imported").await;
    assert!(rows.len() == 1 && rows[0].contains("\"doubtful\":[\"2026-100\"]"), "{rows:?}");
    // From now on the payer is known, until its only invoice is taken back.
    send_file(&vilma, file(&[&EARLIER.replace(LEHTOLINNA, "1234567-1")]).as_bytes()).await.redirects();
}

async fn a_pharmacy_is_not_charged_for_what_others_pay_without_a_question(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let world = &outside.world;
    let vilma = world.vilma().await;
    let right = vec![Basis::Mandate(Mandate::Deployment)];
    let person = world.person("061279-9076", "Olavi Testinen", &[("9900160-0", "Skärgårdsbyns apotek", right)]).await;
    person.page("/o/9900160-0/billing").await;
    let own = "invoice;2026-301;9900160-0;dispensed;1.1.2026;30.6.2026;;31900;0,057;;1818,30;7.9.2026;30.9.2026;paid";
    let first = send_file(&vilma, file(&[own]).as_bytes()).await;
    assert!(first.shows("Maksaja ei ole ollut asiakas") && !first.shows("ei ole rekisterien mukaan"), "{}", first.body);
    confirm(&vilma, &first).await.redirects();
    let other = INVOICE.replace(LEHTOLINNA, "9900160-0");
    let asked = send_file(&vilma, file(&[&other]).as_bytes()).await;
    assert!(asked.shows("ei ole rekisterien mukaan") && asked.shows("Laaditut sähköiset"), "{}", asked.body);
    assert!(!asked.shows("Maksaja ei ole ollut asiakas"), "{}", asked.body);
    assert_eq!(invoices(world).await.len(), 1);
}

async fn days_and_sums_that_cannot_be_are_refused_of_new_invoices_alone(scratch: &Scratch) {
    let world = World::new(scratch);
    let vilma = world.vilma().await;
    let autumn = INVOICE.replace("1.1.2026;30.6.2026", "1.7.2026;31.12.2026");
    let zero = "invoice;2026-9;9900160-0;dispensed;1.1.2026;30.6.2026;;0;0,057;;0,00;7.9.2026;30.9.2026;open";
    for (row, words) in [
        (INVOICE.replace("7.9.2026;30.9.2026", "20.11.2099;30.12.2099"), "Laskun päivä ei voi olla tulevaisuudessa."),
        (INVOICE.replace("7.9.2026;30.9.2026", "7.9.2026;8.9.2027"), "Eräpäivä on yli vuoden päässä"),
        (autumn.replace("7.9.2026;30.9.2026", "20.11.1999;30.12.1999"), "aikaisintaan 1.1.2027"),
        (autumn.replace("7.9.2026;30.9.2026", "20.11.2026;20.12.2026"), "aikaisintaan 1.1.2027"),
        (INVOICE.replace("7.9.2026", "30.6.2026"), "aikaisintaan 1.7.2026"),
        (zero.to_string(), "Nollan euron lasku ei voi odottaa maksua."),
    ] {
        let refused = send_file(&vilma, file(&[&row]).as_bytes()).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.shows(words), "{row}: {}", refused.body);
    }
    assert!(invoices(&world).await.is_empty());
    // What was imported once can still be taken back, whatever its days.
    upload(&vilma, file(&[INVOICE]).as_bytes()).await.redirects();
    world.meddle("update invoice set issued_on = '2099-11-20', due_on = '2099-12-30'", db::values![]).await;
    let back = INVOICE.replace("7.9.2026;30.9.2026", "20.11.2099;30.12.2099").replace("open", "credited");
    send_file(&vilma, file(&[&back]).as_bytes()).await.redirects();
    assert_eq!(invoices(&world).await[0].1, "credited");
}

async fn what_only_the_database_knows_is_told_with_what_the_rows_tell(scratch: &Scratch) {
    let world = World::new(scratch);
    let vilma = world.vilma().await;
    upload(&vilma, file(&[INVOICE]).as_bytes()).await.redirects();
    let wrong = EARLIER.replace("2058,69", "1,00").replace("0,489", "0.489");
    let known = INVOICE.replace("4210", "4211").replace("2450,22", "2450,80");
    let refused = send_file(&vilma, file(&[&wrong, &known]).as_bytes()).await;
    for text in
        ["Vain tila voi muuttua.", "Tarkistakaa yksikköhinta", "0.489", "2026-103", "Tiedostossa on 2 korjattavaa"]
    {
        assert!(refused.shows(text), "{text}: {}", refused.body);
    }
    let digit = send_file(&vilma, file(&[&INVOICE.replace(LEHTOLINNA, "9900160-1")]).as_bytes()).await;
    assert!(digit.shows("tarkistusnumero ei täsmää") && digit.shows("9900160-1"), "{}", digit.body);
}

#[test]
fn who_may_pay_for_what_and_from_when() {
    for (kind, basis, is_right) in [
        (CustomerKind::Pharmacist, FeeBasis::Dispensed, true),
        (CustomerKind::Pharmacist, FeeBasis::Issued, false),
        (CustomerKind::UniversityPharmacy, FeeBasis::Dispensed, true),
        (CustomerKind::UniversityPharmacy, FeeBasis::HealthResidents, false),
        (CustomerKind::Private, FeeBasis::Issued, true),
        (CustomerKind::Private, FeeBasis::HealthResidents, false),
        (CustomerKind::Public, FeeBasis::StateClients, true),
        (CustomerKind::Public, FeeBasis::SocialResidents, true),
        (CustomerKind::Public, FeeBasis::Issued, false),
    ] {
        assert_eq!(may_pay(kind, basis), is_right, "{kind:?} {basis:?}");
    }
    for (basis, period, day) in [
        (FeeBasis::Dispensed, Period::second_half(2026), "2027-01-01"),
        (FeeBasis::Issued, Period::year(2026), "2027-01-01"),
        (FeeBasis::StateClients, Period::year(2026), "2027-01-01"),
        (FeeBasis::HealthResidents, Period::year(2026), "2026-01-01"),
        (FeeBasis::ReimbursementData, Period::year(2026), "2026-01-01"),
    ] {
        assert_eq!(basis.invoiced_from(period).to_string(), day, "{basis:?}");
    }
}

db::testing::on_both![
    the_same_is_not_charged_twice_unless_the_first_is_taken_back,
    another_count_for_the_same_period_is_asked_about,
    a_payer_whom_nobody_knows_is_named_before_anything_is_saved,
    a_pharmacy_is_not_charged_for_what_others_pay_without_a_question,
    days_and_sums_that_cannot_be_are_refused_of_new_invoices_alone,
    what_only_the_database_knows_is_told_with_what_the_rows_tell,
];
