//! The end of mails that a person chose: with the right, with time, and by their own hand; each with its audit row and a
//! word on their own page.

use axum::http::StatusCode;
use db::testing::{Scratch, guarded};

use super::mail_server::MailServer;
use super::tests::{read, visit, world};
use super::tests_choices::{DAY, OWN, choose, confirm, tell};
use super::{Happening, end_unseen, forget, note_right, send_due};
use crate::kernel::BusinessId;
use crate::sign_in::tests::audited;
use crate::testing::{Browser, LEHTOLINNA, RANTAPOLKU, World};

async fn note(world: &World, browser: &Browser<'_>, has_right: bool) {
    let person = browser.session.as_ref().expect("signed in").person.clone();
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let mut tx = world.app.db.write().await.expect("a transaction");
    note_right(&mut tx, &visit(world, "note"), &person, &organisation, has_right).await.expect("noted");
    tx.commit().await.expect("committed");
}

async fn a_right_that_is_gone_ends_the_mails(scratch: &Scratch) {
    let server = MailServer::start(0).await;
    let world = world(scratch, server.port);
    let matti = world.matti().await;
    confirm(&world, &server, &matti, OWN).await;
    note(&world, &matti, false).await;
    assert!(audited(&world, "notices.choices_ended").await.is_empty(), "where nothing was chosen nothing ends");
    choose(&matti, "all", "all", "all").await;
    tell(&world, "1", Happening::ApplicationSubmitted, &[]).await;
    assert_eq!(guarded(send_due(&world.app)).await.expect("sent"), 1, "the control");
    assert!(!matti.get("/me").await.shows("ilmoituksia on päättynyt"), "the control");
    note(&world, &matti, false).await;
    tell(&world, "2", Happening::ApplicationSubmitted, &[]).await;
    assert_eq!(guarded(send_due(&world.app)).await.expect("sent"), 0, "Suomi.fi says that it is gone");
    let rows = audited(&world, "notices.choices_ended").await;
    assert!(rows.len() == 1 && rows[0].contains("refused"), "{rows:?}");
    let page = matti.page("/me/mail").await;
    assert!(page.shows("ilmoitukset päättyivät 21.11.2026, koska Suomi.fi kertoi"), "{}", page.body);
    assert!(matti.page("/me").await.shows("ilmoituksia on päättynyt"));
    choose(&matti, "all", "all", "all").await;
    assert!(!matti.page("/me/mail").await.shows("Päättyneet ilmoitukset"), "chosen again");
}

async fn a_right_that_is_not_seen_for_long_ends_the_mails_and_the_person_is_told(scratch: &Scratch) {
    let server = MailServer::start(0).await;
    let world = world(scratch, server.port);
    let first = world.matti().await;
    confirm(&world, &server, &first, OWN).await;
    choose(&first, "all", "all", "all").await;
    let page = first.page("/me/mail").await;
    assert!(page.shows("viimeksi 21.11.2026") && page.shows("päättyvät 19.2.2027"), "{}", page.body);
    world.app.clock.advance_seconds(90 * DAY);
    assert_eq!(guarded(end_unseen(&world.app)).await.expect("looked"), 0, "the control: the last day");
    tell(&world, "1", Happening::ApplicationSubmitted, &[]).await;
    assert_eq!(guarded(send_due(&world.app)).await.expect("sent"), 1, "the control: they still go");
    world.app.clock.advance_seconds(1);
    tell(&world, "2", Happening::ApplicationSubmitted, &[]).await;
    assert_eq!(guarded(send_due(&world.app)).await.expect("sent"), 0, "not after that");
    let mails = server.received().len();
    assert_eq!(guarded(end_unseen(&world.app)).await.expect("ended"), 1);
    assert_eq!(guarded(end_unseen(&world.app)).await.expect("looked"), 0, "once");
    assert_eq!(guarded(send_due(&world.app)).await.expect("sent"), 1, "the person is told");
    let (subject, text) = read(&server.received()[mails].data);
    assert!(subject.contains("ilmoitukset") || subject.contains("Ilmoitukset"), "{subject}");
    assert!(text.contains("/me/mail") && !text.contains("Rantapolku") && !text.contains(RANTAPOLKU), "{text}");
    let rows = audited(&world, "notices.choices_ended").await;
    assert!(rows.len() == 1 && rows[0].contains("unseen"), "{rows:?}");
    let later = world.matti().await;
    let page = later.page("/me/mail").await;
    assert!(page.shows("ei ollut pitkään aikaan vahvistanut oikeuttanne"), "{}", page.body);
}

async fn a_right_that_is_seen_again_keeps_the_mails(scratch: &Scratch) {
    let server = MailServer::start(0).await;
    let world = world(scratch, server.port);
    let matti = world.matti().await;
    confirm(&world, &server, &matti, OWN).await;
    choose(&matti, "all", "all", "all").await;
    world.app.clock.advance_seconds(80 * DAY);
    note(&world, &matti, true).await;
    world.app.clock.advance_seconds(80 * DAY);
    assert_eq!(guarded(end_unseen(&world.app)).await.expect("looked"), 0);
    tell(&world, "1", Happening::ApplicationSubmitted, &[]).await;
    assert_eq!(guarded(send_due(&world.app)).await.expect("sent"), 1);
}

async fn mails_about_an_organisation_that_the_session_does_not_know_are_seen_and_ended(scratch: &Scratch) {
    let server = MailServer::start(0).await;
    let world = world(scratch, server.port);
    let first = world.matti().await;
    confirm(&world, &server, &first, OWN).await;
    choose(&first, "all", "all", "all").await;
    // The same person in a session to which Suomi.fi has told nothing.
    let later = world.person("150668-917M", "Matti Rantapolku", &[]).await;
    let page = later.page("/me/mail").await;
    assert!(page.shows("Muut organisaatiot, joista saatte ilmoituksia"), "{}", page.body);
    assert!(page.shows("Rantapolun Lääkäriasema Oy (9900226-7)"), "{}", page.body);
    let path = format!("/me/mail/{RANTAPOLKU}");
    assert_eq!(later.post(&path, &[("duty", "none"), ("answer", "save")]).await.status, StatusCode::NOT_FOUND);
    let kauko = world.kauko().await;
    assert_eq!(kauko.post(&path, &[("answer", "forget")]).await.status, StatusCode::NOT_FOUND, "not somebody else's");
    let foreign = format!("/me/mail/{LEHTOLINNA}");
    assert_eq!(later.post(&foreign, &[("answer", "forget")]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(later.post(&path, &[("answer", "forget")]).await.redirects(), "/me/mail");
    tell(&world, "1", Happening::ApplicationSubmitted, &[]).await;
    assert_eq!(guarded(send_due(&world.app)).await.expect("sent"), 0);
    assert!(!later.page("/me/mail").await.shows("Muut organisaatiot, joista saatte"));
}

/// A row of another version of the program, or one that was spoilt, keeps no other row waiting.
async fn jobs_go_on_after_a_row_that_cannot_be_read(scratch: &Scratch) {
    let server = MailServer::start(0).await;
    let world = world(scratch, server.port);
    let matti = world.matti().await;
    confirm(&world, &server, &matti, OWN).await;
    choose(&matti, "all", "all", "all").await;
    let mut tx = world.app.db.write().await.expect("a transaction");
    for (person, organisation) in [("!", RANTAPOLKU), ("#", "no business ID")] {
        tx.run(
            "insert into person_mail_choice (person_id, organisation, kind, choice, right_seen_at) values ($1, $2, 'duty', 'all', 1)",
            db::values![person, organisation],
        )
        .await
        .expect("spoilt");
    }
    tx.run(
        "insert into person_mail (person_id, address_sealed, address_index, language, verified_at, seen_at) values ('!', $1, 'x', 'sv', 1, 1)",
        db::values![vec![1_u8]],
    )
    .await
    .expect("spoilt");
    tx.commit().await.expect("committed");
    world.app.clock.advance_seconds(91 * DAY);
    assert_eq!(guarded(end_unseen(&world.app)).await.expect("ended"), 1, "the readable one");
    world.app.clock.advance_seconds(800 * DAY);
    assert!(guarded(forget(&world.app)).await.expect("forgotten") >= 1);
    assert_eq!(audited(&world, "notices.address_forgotten").await.len(), 1, "the readable one");
    assert_eq!(guarded(forget(&world.app)).await.expect("looked"), 0, "and it comes to an end");
    let rows = audited(&world, "notices.addresses_removed").await;
    assert!(rows.len() == 1 && rows[0].contains("recipients"), "{rows:?}");
}

db::testing::on_both![
    a_right_that_is_gone_ends_the_mails,
    a_right_that_is_not_seen_for_long_ends_the_mails_and_the_person_is_told,
    a_right_that_is_seen_again_keeps_the_mails,
    mails_about_an_organisation_that_the_session_does_not_know_are_seen_and_ended,
    jobs_go_on_after_a_row_that_cannot_be_read,
];
