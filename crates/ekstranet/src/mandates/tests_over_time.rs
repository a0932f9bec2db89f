//! Rights over time, item 7 of issue 3: the end of a mandate as its holder enters it, reminders, the last known holder,
//! and a right that has ended.

use std::future::Future;
use std::pin::Pin;

use axum::http::StatusCode;
use db::testing::{Scratch, guarded};

use super::{ContactsFound, remind};
use crate::kernel::{Basis, BusinessId, CaseLanguage, Mandate};
use crate::testing::{Browser, LEHTOLINNA, RANTAPOLKU, World};
use crate::web::App;

const DAY: i64 = 86_400;

async fn holder<'w>(world: &'w World, national_id: &str, name: &str, mandate: Mandate) -> Browser<'w> {
    let mandate = vec![Basis::Mandate(mandate)];
    world.person(national_id, name, &[(RANTAPOLKU, "Rantapolun Lääkäriasema Oy", mandate)]).await
}

async fn liisa(world: &World) -> Browser<'_> {
    holder(world, "090590-9047", "Liisa Valtuutettu", Mandate::Deployment).await
}

async fn enter(browser: &Browser<'_>, mandate: &str, day: &str) -> crate::testing::Answer {
    let fields = [("organisation", RANTAPOLKU), ("mandate", mandate), ("ends_on", day)];
    browser.post("/me/validity", &fields).await
}

/// The contacts of every organisation in these tests.
fn contacts(_: App, _: BusinessId) -> Pin<Box<dyn Future<Output = ContactsFound> + Send>> {
    Box::pin(async { Ok((vec!["raija@rantapolku.example".to_string()], CaseLanguage::Sv)) })
}

/// Happening, recipient, language.
async fn planned(world: &World) -> Vec<(String, String, String)> {
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select happening, recipient, language from notice order by id";
    read.all(sql, db::values![]).await.expect("listed")
}

async fn the_end_of_a_mandate_is_entered_and_shown(scratch: &Scratch) {
    let world = World::new(scratch);
    let liisa = liisa(&world).await;
    let form = format!("/me/validity?organisation={RANTAPOLKU}&mandate=deployment");
    assert!(liisa.page("/me").await.shows("päättymispäivää ei ole merkitty"));
    assert!(liisa.page(&format!("/o/{RANTAPOLKU}/")).await.shows("päättymispäivää ei ole merkitty"));
    liisa.page(&form).await;
    for (typed, shown) in [("huomenna", "muodossa"), ("20.11.2026", "Päivä on mennyt"), ("1.1.2126", "liian kaukana")]
    {
        let answer = enter(&liisa, "deployment", typed).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(answer.shows("id=\"ends_on-error\"") && answer.shows(shown), "{typed}: {}", answer.body);
    }
    assert_eq!(enter(&liisa, "deployment", "31.3.2027").await.redirects(), "/me");
    assert!(liisa.page("/me").await.shows("Valtuus on voimassa 31.3.2027 asti"));
    let home = liisa.page(&format!("/o/{RANTAPOLKU}/")).await;
    assert!(home.shows("voimassa 31.3.2027 asti") && !home.shows("Pyytäkää uusi valtuus"), "{}", home.body);
    assert!(liisa.page(&form).await.shows("value=\"31.3.2027\""));
    assert_eq!(enter(&liisa, "deployment", "20.1.2027").await.redirects(), "/me");
    let home = liisa.page(&format!("/o/{RANTAPOLKU}/")).await;
    assert!(home.shows("Pyytäkää uusi valtuus") && home.shows("Kukaan muu ei ole asioinut"), "{}", home.body);
    world.matti().await;
    let home = liisa.get(&format!("/o/{RANTAPOLKU}/")).await;
    assert!(home.shows("Pyytäkää uusi valtuus") && !home.shows("Kukaan muu"), "there is another: {}", home.body);
    assert_eq!(enter(&liisa, "deployment", "").await.redirects(), "/me");
    assert!(liisa.page("/me").await.shows("päättymispäivää ei ole merkitty"));

    assert!(!world.matti().await.get("/me").await.shows("/me/validity"), "a position has no end to enter");
    let reader = holder(&world, "030782-902U", "Aino Esimerkki", Mandate::Privacy).await;
    assert_eq!(enter(&reader, "privacy", "31.3.2027").await.redirects(), "/me");
    for (browser, mandate) in [(&reader, "deployment"), (&liisa, "privacy"), (&liisa, "other")] {
        assert_eq!(enter(browser, mandate, "31.3.2027").await.status, StatusCode::NOT_FOUND, "{mandate}");
    }
    let foreign = [("organisation", LEHTOLINNA), ("mandate", "deployment"), ("ends_on", "31.3.2027")];
    assert_eq!(liisa.post("/me/validity", &foreign).await.status, StatusCode::NOT_FOUND);
}

async fn its_holder_is_reminded_and_the_organisation_warned_of_the_last(scratch: &Scratch) {
    let world = World::new(scratch);
    let app = &world.app;
    let first = liisa(&world).await;
    let person = first.session.as_ref().expect("signed in").person.clone();
    assert_eq!(enter(&first, "deployment", "1.3.2027").await.redirects(), "/me");
    assert_eq!(guarded(remind(app, contacts)).await.expect("looked"), 0, "a hundred days are left");
    app.clock.advance_seconds(40 * DAY);
    assert_eq!(guarded(remind(app, contacts)).await.expect("looked"), 1);
    assert_eq!(guarded(remind(app, contacts)).await.expect("looked"), 0, "once");
    let warned = ("last_holder_ends".to_string(), "raija@rantapolku.example".to_string(), "sv".to_string());
    assert_eq!(
        planned(&world).await,
        std::slice::from_ref(&warned),
        "she has no address of her own; the organisation is warned"
    );

    let mut tx = app.db.write().await.expect("a transaction");
    tx.run(
        "insert into person_mail (person_id, address_sealed, address_index, language, verified_at, seen_at) values ($1, $2, 'x', 'sv', 1, 1)",
        db::values![person.as_str(), vec![1_u8]],
    )
    .await
    .expect("an address");
    tx.commit().await.expect("committed");
    world.matti().await;
    app.clock.advance_seconds(31 * DAY);
    assert_eq!(guarded(remind(app, contacts)).await.expect("looked"), 1, "thirty days");
    let own = ("mandate_ends".to_string(), format!("person:{person}"), "fi".to_string());
    assert_eq!(planned(&world).await, [warned, own], "Matti acts for it too, so only she is told");
    app.clock.advance_seconds(22 * DAY);
    assert_eq!(guarded(remind(app, contacts)).await.expect("looked"), 1, "seven days");
    app.clock.advance_seconds(30 * DAY);
    assert_eq!(guarded(remind(app, contacts)).await.expect("looked"), 0, "it has ended");
}

/// A row of another version of the program keeps no other row waiting.
async fn a_row_that_cannot_be_read_keeps_no_reminder_waiting(scratch: &Scratch) {
    let world = World::new(scratch);
    let first = liisa(&world).await;
    assert_eq!(enter(&first, "deployment", "1.12.2026").await.redirects(), "/me");
    let mut tx = world.app.db.write().await.expect("a transaction");
    // Before hers in the order of the walk.
    for (person, organisation, ends_on) in [("x", "9900101-0", "2026-12-01"), ("y", "9900101-0", "2026-12-0!")] {
        tx.run(
            "insert into mandate_validity (person_id, organisation, mandate, ends_on, entered_at) values ($1, $2, 'deployment', $3, 1)",
            db::values![person, organisation, ends_on],
        )
        .await
        .expect("spoilt");
    }
    tx.commit().await.expect("committed");
    assert_eq!(guarded(remind(&world.app, contacts)).await.expect("looked"), 1, "hers");
}

async fn a_right_that_has_ended_is_explained_with_its_day(scratch: &Scratch) {
    let world = World::new(scratch);
    let first = liisa(&world).await;
    assert_eq!(enter(&first, "deployment", "1.12.2026").await.redirects(), "/me");
    world.app.clock.advance_seconds(20 * DAY);
    let later = world.person("090590-9047", "Liisa Valtuutettu", &[]).await;
    assert_eq!(later.get(&format!("/o/{RANTAPOLKU}/")).await.status, StatusCode::NOT_FOUND);
    let renewed = self::liisa(&world).await;
    for page in ["/me".to_string(), format!("/o/{RANTAPOLKU}/")] {
        assert!(renewed.page(&page).await.shows("päättymispäivää ei ole merkitty"), "given anew, until an unknown day");
    }
    let why = later.page(&format!("/act-for/why?organisation={RANTAPOLKU}")).await;
    assert!(why.shows("Valtuutenne päättyi 1.12.2026") && why.shows("Valmistele: "), "{}", why.body);
    let other = world.person("110276-9244", "Leena Entinen", &[]).await;
    let path = format!("/act-for/why?organisation={RANTAPOLKU}");
    assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND, "not to somebody without a tie");
}

db::testing::on_both![
    the_end_of_a_mandate_is_entered_and_shown,
    its_holder_is_reminded_and_the_organisation_warned_of_the_last,
    a_row_that_cannot_be_read_keeps_no_reminder_waiting,
    a_right_that_has_ended_is_explained_with_its_day,
];
