//! Mails about invoices: to whom, once, and without what the invoice says.

use db::testing::Scratch;

use super::{EARLIER, INVOICE, becomes_customer, file, upload};
use crate::billing::tell_due;
use crate::sign_in::tests::audited;
use crate::testing::World;

async fn mails(world: &World) -> Vec<(String, String, String)> {
    let mut read = world.app.db.read().await.expect("a reader");
    let sql =
        "select recipient, link, case_number from notice where happening = 'invoice_arrived' order by recipient, id";
    read.all(sql, db::values![]).await.expect("listed")
}

async fn whoever_answers_for_invoices_gets_one_mail_for_those_that_came(scratch: &Scratch) {
    let world = World::new(scratch);
    let (vilma, kauko) = (world.vilma().await, world.kauko().await);
    becomes_customer(&world, &kauko).await;
    upload(&vilma, file(&[INVOICE, EARLIER]).as_bytes()).await.redirects();
    assert_eq!(tell_due(&world.app).await.expect("told"), 1);
    let mail = ("laskut@lehto.example".to_string(), "/o/9900116-8/billing".to_string(), "9900116-8".to_string());
    assert_eq!(mails(&world).await, std::slice::from_ref(&mail), "one for both, to the billing contact alone");
    assert_eq!(tell_due(&world.app).await.expect("told"), 0, "once");

    // What comes already paid is history, and a new state is no new invoice.
    let second_half = |row: &str| {
        row.replace("1.1.2023;30.6.2023", "1.7.2023;31.12.2023").replace("7.9.2023;30.9.2023", "7.2.2024;28.2.2024")
    };
    let old = second_half(EARLIER).replace("2026-103", "2026-105").replace("open", "paid");
    upload(&vilma, file(&[&INVOICE.replace("open", "paid"), &old]).as_bytes()).await.redirects();
    assert_eq!(tell_due(&world.app).await.expect("told"), 0);
    world.app.clock.advance_seconds(60);
    let new = "invoice;2026-104;9900116-8;issued;1.1.2024;30.6.2024;;4210;0,500;no;2105,00;7.9.2024;30.9.2024;open";
    upload(&vilma, file(&[new]).as_bytes()).await.redirects();
    assert_eq!(tell_due(&world.app).await.expect("told"), 1);
    assert_eq!(mails(&world).await, [mail.clone(), mail], "another one for what came later");
    assert_eq!(audited(&world, "billing.invoices_told").await.len(), 2);
}

async fn whoever_named_nobody_is_told_by_nobody_and_the_log_says_so(scratch: &Scratch) {
    let world = World::new(scratch);
    let vilma = world.vilma().await;
    upload(&vilma, file(&[INVOICE]).as_bytes()).await.redirects();
    let (one, other) = tokio::join!(tell_due(&world.app), tell_due(&world.app));
    assert!(one.expect("told") + other.expect("told") >= 1);
    assert!(mails(&world).await.is_empty());
    let rows = audited(&world, "billing.invoices_told").await;
    assert!(rows.len() == 1 && rows[0].contains("\"told\":false"), "two instances, one row: {rows:?}");
}

db::testing::on_both![
    whoever_answers_for_invoices_gets_one_mail_for_those_that_came,
    whoever_named_nobody_is_told_by_nobody_and_the_log_says_so,
];
