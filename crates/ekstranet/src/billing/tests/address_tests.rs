//! Where invoices go, changed without an application.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::{BASE, becomes_customer};
use crate::kernel::{Basis, Language, Mandate};
use crate::sign_in::tests::audited;
use crate::testing::{Answer, LEHTOLINNA, World, between};

const ADDRESS: &str = "/o/9900116-8/billing/address";
const NAME: &str = "Lehtolinnan Lääkärikeskus Oy";

/// Billing data by e-mail, after the version that somebody saw.
fn by_email<'f>(version: &'f str, email: &'f str) -> Vec<(&'f str, &'f str)> {
    vec![
        ("version", version),
        ("method", "pdf"),
        ("invoice_email", email),
        ("e_invoice_address", "003799001168"),
        ("language", "fi"),
        ("street", "Laskutie 1"),
        ("post_code", "00000"),
        ("post_office", "Mallila"),
    ]
}

fn version(page: &Answer) -> &str {
    between(&page.body, "name=\"version\" value=\"", "\"")
}

async fn a_customer_changes_where_its_invoices_go_at_once(scratch: &Scratch) {
    let world = World::new(scratch);
    let (vilma, kauko) = (world.vilma().await, world.kauko().await);
    assert_eq!(kauko.get(ADDRESS).await.redirects(), BASE, "an application asks first");
    assert_eq!(kauko.post(ADDRESS, &by_email("0", "a@lehto.example")).await.status, StatusCode::NOT_FOUND);
    becomes_customer(&world, &kauko).await;
    assert!(kauko.page(BASE).await.shows("href=\"/o/9900116-8/billing/address\""));
    let page = kauko.page(ADDRESS).await;
    assert!(page.shows("value=\"003799001168\"") && version(&page) == "0", "what is in force: {}", page.body);
    let saved = kauko.post(ADDRESS, &by_email("0", "laskut@lehto.example")).await;
    let page = kauko.page(saved.redirects()).await;
    assert!(page.shows("Laskutustiedot on tallennettu") && page.shows("laskut@lehto.example"), "{}", page.body);
    assert!(page.shows("Laskutie 1") && !page.shows("003799001168"), "what does not apply is not kept: {}", page.body);
    let page = kauko.page(ADDRESS).await;
    assert!(page.shows("Kauko Demola muutti laskutustietoja 21.11.2026") && version(&page) == "1", "{}", page.body);
    let found = vilma.page(&format!("/desk/invoices?organisation={LEHTOLINNA}")).await;
    assert!(found.shows("laskut@lehto.example"), "officers read it too: {}", found.body);
    let rows = audited(&world, "applications.billing_kept").await;
    assert!(rows.len() == 1 && !rows[0].contains("lehto.example"), "{rows:?}");
    assert!(kauko.page("/me").await.shows("Muutitte laskutustietoja"));
    // A termination shows the same.
    let begun = kauko.post(&format!("/o/{LEHTOLINNA}/terminations"), &[]).await;
    let form = kauko.page(&format!("{}/pages/invoice", begun.redirects())).await;
    assert!(form.shows("laskut@lehto.example"), "{}", form.body);
}

async fn what_is_wrong_is_told_at_its_field_and_what_was_typed_stays(scratch: &Scratch) {
    let world = World::new(scratch);
    let kauko = world.kauko().await;
    becomes_customer(&world, &kauko).await;
    for language in Language::ALL {
        let kauko = world.kauko().await.speaking(language);
        let mut fields = by_email("0", "laskut");
        fields.retain(|(name, _)| *name != "post_office");
        fields.push(("post_office", "150668-917M"));
        let answer = kauko.post(ADDRESS, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answer.is_a_proper_page(language);
        for field in ["invoice_email-error", "post_office-error", "value=\"Laskutie 1\""] {
            assert!(answer.shows(field), "{field}: {}", answer.body);
        }
        assert!(!answer.shows("917M"));
    }
    assert!(kauko.page(BASE).await.shows("003799001168"), "nothing is saved");
}

async fn another_organisation_s_e_invoice_address_is_asked_about(scratch: &Scratch) {
    let world = World::new(scratch);
    let kauko = world.kauko().await;
    becomes_customer(&world, &kauko).await;
    let mut fields = by_email("0", "");
    fields.retain(|(name, _)| !["method", "e_invoice_address", "invoice_email"].contains(name));
    fields.extend([("method", "e_invoice"), ("e_invoice_address", "003799001010"), ("operator", "TESTFI22")]);
    for (language, words) in [
        (Language::Fi, "toisen organisaation Y-tunnus. Onko osoite oikein?"),
        (Language::Sv, "en annan organisations FO-nummer. Är adressen rätt?"),
        (Language::En, "the business ID of another organisation. Is the address right?"),
    ] {
        let asked = world.kauko().await.speaking(language).post(ADDRESS, &fields).await;
        asked.is_a_proper_page(language);
        assert!(asked.shows(words) && asked.shows("value=\"003799001010\""), "{}", asked.body);
        assert!(asked.shows("name=\"confirmed\" value=\"003799001010\""), "{}", asked.body);
    }
    assert!(kauko.page(BASE).await.shows("003799001168"), "nothing is saved while it is asked");
    fields.push(("confirmed", "003799001010"));
    kauko.post(ADDRESS, &fields).await.redirects();
    assert!(kauko.page(BASE).await.shows("003799001010"));
}

async fn two_who_change_it_at_once_see_both_versions(scratch: &Scratch) {
    let world = World::new(scratch);
    let kauko = world.kauko().await;
    becomes_customer(&world, &kauko).await;
    let right = vec![Basis::Mandate(Mandate::Deployment)];
    let olavi = world.person("061279-9076", "Olavi Testinen", &[(LEHTOLINNA, NAME, right)]).await;
    let (first, second) = (by_email("0", "kauko@lehto.example"), by_email("0", "olavi@lehto.example"));
    let (one, other) = tokio::join!(kauko.post(ADDRESS, &first), olavi.post(ADDRESS, &second));
    let late = if one.status == StatusCode::CONFLICT { (&kauko, one) } else { (&olavi, other) };
    assert_eq!(late.1.status, StatusCode::CONFLICT, "{}", late.1.body);
    late.1.is_a_proper_page(Language::Fi);
    for text in ["kauko@lehto.example", "olavi@lehto.example", "muutti laskutustietoja"] {
        assert!(late.1.shows(text), "{text}: {}", late.1.body);
    }
    assert!(late.1.shows("Joku muu tallensi saman osan ennen teitä"), "{}", late.1.body);
    let mine = between(&late.1.body, "name=\"invoice_email\" value=\"", "\"").to_string();
    late.0.post(ADDRESS, &by_email(version(&late.1), &mine)).await.redirects();
    assert!(kauko.page(BASE).await.shows(&mine), "the later one has chosen its own");
    let page = kauko.page(ADDRESS).await;
    assert_eq!(page.body.matches("muutti laskutustietoja").count(), 2, "{}", page.body);
}

/// The version of one's own other window is not called another person's.
async fn ones_own_other_window_is_nobody_else(scratch: &Scratch) {
    let world = World::new(scratch);
    let kauko = world.kauko().await;
    becomes_customer(&world, &kauko).await;
    kauko.post(ADDRESS, &by_email("0", "yksi@lehto.example")).await.redirects();
    let late = kauko.post(ADDRESS, &by_email("0", "kaksi@lehto.example")).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
    for text in ["Tallensitte saman osan toisessa ikkunassa", "Toisessa ikkunassa tallennettu versio", "kaksi@lehto"] {
        assert!(late.shows(text), "{text}: {}", late.body);
    }
    assert!(!late.shows("Joku muu") && !late.shows("Toisen tallentama"), "{}", late.body);
}

async fn whoever_may_not_change_it_reads_who_may(scratch: &Scratch) {
    let world = World::with(scratch, |config| config.mandates.mandate_changes_billing = false);
    let kauko = world.kauko().await;
    becomes_customer(&world, &kauko).await;
    let right = vec![Basis::Mandate(Mandate::Deployment)];
    let olavi = world.person("061279-9076", "Olavi Testinen", &[(LEHTOLINNA, NAME, right)]).await;
    let page = olavi.page(ADDRESS).await;
    assert!(page.shows("Oikeutenne ei riitä laskutustietojen muuttamiseen"), "{}", page.body);
    assert!(!page.shows("Tallenna laskutustiedot") && !page.shows("<input type=\"hidden\" name=\"version\""));
    assert_eq!(olavi.post(ADDRESS, &by_email("0", "a@lehto.example")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        kauko.post(ADDRESS, &by_email("0", "a@lehto.example")).await.status,
        StatusCode::SEE_OTHER,
        "the control"
    );
}

/// Whoever made it: those who look after invoices hear of it, and read neither the address nor a name in the mail.
async fn a_change_is_told_to_the_contacts_and_one_that_changes_nothing_is_not(scratch: &Scratch) {
    let world = World::new(scratch);
    let kauko = world.kauko().await;
    becomes_customer(&world, &kauko).await;
    let told = async || {
        let mut read = world.app.db.read().await.expect("a reader");
        let sql = "select recipient from notice where happening = 'billing_changed' order by recipient, id";
        let rows: Vec<(String,)> = read.all(sql, db::values![]).await.expect("listed");
        rows.into_iter().map(|(recipient,)| recipient).collect::<Vec<_>>()
    };
    assert!(told().await.is_empty());
    kauko.post(ADDRESS, &by_email("0", "uudet@lehto.example")).await.redirects();
    let both = ["hallinto@lehto.example", "laskut@lehto.example"];
    assert_eq!(told().await, both);
    kauko.post(ADDRESS, &by_email("1", "uudet@lehto.example")).await.redirects();
    assert_eq!(told().await, both, "it is the same as before");
    kauko.post(ADDRESS, &by_email("2", "muut@lehto.example")).await.redirects();
    assert_eq!(told().await.len(), 4, "each change");
}

/// A newer application tells where invoices go from when it was sent; a change after it counts for more.
async fn the_later_of_an_application_and_a_change_counts(scratch: &Scratch) {
    let world = World::new(scratch);
    let kauko = world.kauko().await;
    becomes_customer(&world, &kauko).await;
    kauko.post(ADDRESS, &by_email("0", "vanha@lehto.example")).await.redirects();
    assert!(kauko.page(BASE).await.shows("vanha@lehto.example"));
    world.app.clock.advance_seconds(60);
    world.meddle("update application_version set frozen_at = frozen_at + 30000", db::values![]).await;
    assert!(kauko.page(BASE).await.shows("003799001168"), "the application was sent after the change");
    kauko.post(ADDRESS, &by_email("1", "uusi@lehto.example")).await.redirects();
    assert!(kauko.page(BASE).await.shows("uusi@lehto.example"));
}

db::testing::on_both![
    a_customer_changes_where_its_invoices_go_at_once,
    what_is_wrong_is_told_at_its_field_and_what_was_typed_stays,
    another_organisation_s_e_invoice_address_is_asked_about,
    two_who_change_it_at_once_see_both_versions,
    ones_own_other_window_is_nobody_else,
    whoever_may_not_change_it_reads_who_may,
    the_later_of_an_application_and_a_change_counts,
    a_change_is_told_to_the_contacts_and_one_that_changes_nothing_is_not,
];
