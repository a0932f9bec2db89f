//! The two sides of a case: suggested values and messages.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::{Clinic, address};
use crate::applications::{OfficerStep, load_case};
use crate::kernel::ApplicationId;
use crate::notices::{self, Happening};
use crate::testing::{LEHTOLINNA, RANTAPOLKU, between};

/// The officer asks about a field on the page of the desk and suggests a value.
async fn suggest(clinic: &Clinic, id: &ApplicationId, fields: &[(&str, &str)]) -> crate::testing::Answer {
    let vilma = clinic.world.vilma().await;
    let version =
        load_case(&mut clinic.world.app.db.read().await.expect("a reader"), id).await.expect("a case").version;
    let version = version.to_string();
    let mut all = vec![("version", version.as_str()), ("message", ""), ("deadline", "4.12.2026")];
    all.extend_from_slice(fields);
    vilma.post(&format!("/desk/cases/{id}/supplement"), &all).await
}

async fn item_9_a_suggested_value_is_accepted_in_one_click_or_edited(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let id = clinic.submitted(&matti).await;
    clinic.officer_does(&vilma, &id, 2, OfficerStep::Take).await.expect("taken");
    let form = vilma.page(&format!("/desk/cases/{id}/supplement")).await;
    assert!(form.shows("id=\"suggest-billing.reference\"") && form.shows("<select id=\"suggest-billing.language\""));
    assert!(!form.shows("suggest-contacts.people"), "persons are not suggested");
    let asked = |field| [("items", field), ("ask-billing.post_code", "Onko tämä oikein?")];
    let mut wrong = asked("billing.post_code").to_vec();
    wrong.push(("suggest-billing.post_code", "123"));
    let refused = suggest(&clinic, &id, &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("href=\"#suggest-billing.post_code\"") && refused.shows("value=\"123\""));
    let mut right = asked("billing.post_code").to_vec();
    right.extend([
        ("suggest-billing.post_code", "00120"),
        ("items", "billing.language"),
        ("ask-billing.language", "Laskun kieli?"),
        ("suggest-billing.language", "sv"),
    ]);
    assert_eq!(suggest(&clinic, &id, &right).await.redirects(), format!("/desk/cases/{id}"));
    let case = vilma.page(&format!("/desk/cases/{id}")).await;
    assert!(case.shows("Ehdotettu vastaus: 00120") && case.shows("Ehdotettu vastaus: Ruotsi"), "{}", case.body);

    clinic.world.app.clock.advance_seconds(60);
    let page = matti.page(&address(&id, "")).await;
    let item = between(&page.body, "#asked-post_code\">", "</li>");
    assert!(item.contains("00000") && item.contains("00120") && item.contains("Hyväksy ehdotus"), "{item}");
    assert!(page.shows("<dd>ruotsi</dd>") || page.shows("Ruotsi"), "a choice is shown in words: {}", page.body);
    assert!(matti.page(&address(&id, "/steps/billing")).await.shows("Käsittelijä ehdottaa: 00120"));
    let accept = address(&id, "/supplement/accept");
    let stale = matti.post(&accept, &[("field", "billing.post_code"), ("version", "1")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "the page was older: {}", stale.body);
    let fields = [("field", "billing.post_code"), ("version", "2")];
    assert_eq!(matti.post(&accept, &fields).await.redirects(), address(&id, ""));
    assert_eq!(matti.post(&accept, &fields).await.redirects(), address(&id, ""), "clicked twice it is accepted once");
    let page = matti.page(&address(&id, "")).await;
    let item = between(&page.body, "#asked-post_code\">", "</li>");
    assert!(item.contains("Ehdotus on hyväksytty") && !item.contains("<button"), "{item}");
    let unasked = matti.post(&accept, &[("field", "billing.street"), ("version", "3")]).await;
    assert_eq!(unasked.status, StatusCode::NOT_FOUND);
    clinic.answer(&matti, &id, "").await.expect("answered");
    let page = matti.page(&address(&id, "")).await;
    assert!(page.shows("00120") && !page.shows("Muu katu 9"));
    let case = load_case(&mut clinic.world.app.db.read().await.expect("a reader"), &id).await.expect("a case");
    assert_eq!(case.officer.map(|(_, name)| name).as_deref(), Some("Vilma Virkanen"), "it returns to who asked");
}

async fn both_sides_write_to_each_other_and_see_what_was_read(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma, kauko) = (clinic.world.matti().await, clinic.world.vilma().await, clinic.world.kauko().await);
    let draft = clinic.begin(&matti).await;
    assert_eq!(matti.get(&address(&draft, "/messages")).await.status, StatusCode::NOT_FOUND, "a draft has no case");
    clinic.fill(&matti, &draft).await;
    clinic.submit(&matti, &draft).await.expect("submitted");
    let (id, ours, desk) = (&draft, address(&draft, "/messages"), format!("/desk/cases/{draft}/messages"));
    let page = matti.page(&ours).await;
    let message = between(&page.body, "name=\"message\" value=\"", "\"").to_string();
    let fields = [("message", message.as_str()), ("text", "Milloin asia ratkaistaan?\r\nOnko kiire?")];
    assert_eq!(matti.post(&ours, &fields).await.redirects(), ours);
    assert_eq!(matti.post(&ours, &fields).await.redirects(), ours, "a double click is one message");
    assert_eq!(clinic.audited("applications.message_to_operator").await, 1);
    assert!(matti.page(&ours).await.shows("Ei vielä luettu"));

    let queue = vilma.page("/desk/").await;
    assert!(queue.shows("/desk/messages") && queue.shows("Yksi asia"));
    assert!(vilma.page("/desk/messages").await.shows(&desk));
    clinic.world.app.clock.advance_seconds(60);
    let page = vilma.page(&desk).await;
    assert!(page.shows("Milloin asia ratkaistaan?") && page.shows("Onko kiire?") && page.shows("Matti Rantapolku"));
    assert!(!vilma.page("/desk/messages").await.shows(&desk), "it has been opened");
    let message = between(&page.body, "name=\"message\" value=\"", "\"").to_string();
    let answer = [("message", message.as_str()), ("text", "Ensi viikolla.")];
    assert_eq!(vilma.post(&desk, &answer).await.redirects(), desk);
    assert_eq!(vilma.post(&desk, &answer).await.redirects(), desk);
    let mails =
        notices::list_for_case(&mut clinic.world.app.db.read().await.expect("a reader"), "KE-2026-000001").await;
    let mails = mails.expect("listed").into_iter().filter(|line| line.happening == Some(Happening::MessageReceived));
    assert_eq!(mails.count(), 1, "told once");
    assert!(matti.page(&format!("/o/{RANTAPOLKU}/")).await.shows("Lukekaa uusi viesti"));
    assert!(matti.page(&address(id, "")).await.shows("Yksi uusi viesti"));
    let page = matti.page(&ours).await;
    assert!(page.shows("Ensi viikolla.") && page.shows("Luettu 21.11.2026") && !page.shows("Vilma"), "{}", page.body);
    assert!(!matti.page(&format!("/o/{RANTAPOLKU}/")).await.shows("Lukekaa uusi viesti"));
    assert!(vilma.page(&desk).await.shows("(Matti Rantapolku)"), "the officer sees who read it");

    assert_eq!(kauko.get(&ours).await.status, StatusCode::NOT_FOUND);
    let foreign = format!("/o/{LEHTOLINNA}/applications/{id}/messages");
    let intruding = kauko.post(&foreign, &[("message", message.as_str()), ("text", "x")]).await;
    assert_eq!(intruding.status, StatusCode::NOT_FOUND, "another organisation's case is not there");
    assert_eq!(matti.get(&desk).await.status, StatusCode::NOT_FOUND, "the desk is the officers'");
    clinic.withdraw(&matti, id).await.expect("withdrawn");
    let page = matti.page(&ours).await;
    assert!(page.shows("Asian käsittely on päättynyt") && !page.shows("<textarea"));
    let fresh = crate::kernel::AuditId::new(clinic.world.app.clock.now(), &clinic.world.app.random).to_string();
    let late = matti.post(&ours, &[("message", fresh.as_str()), ("text", "Vielä yksi")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
}

async fn a_message_is_never_an_identity_code_or_nothing(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let id = clinic.submitted(&matti).await;
    let (ours, desk) = (address(&id, "/messages"), format!("/desk/cases/{id}/messages"));
    for (browser, page) in [(&matti, &ours), (&vilma, &desk)] {
        for text in ["", "Hän on 150668-917M", &"x".repeat(2_001)] {
            let refused = browser.post(page, &[("text", text)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.shows("href=\"#text\""), "{}", refused.body);
        }
        assert_eq!(browser.post(page, &[("text", "Hei"), ("message", "1")]).await.status, StatusCode::BAD_REQUEST);
    }
    assert!(!matti.post(&ours, &[("text", "Hän on 150668-917M")]).await.shows("150668"));
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let (kept,): (i64,) = read.one("select count(*) from application_message", db::values![]).await.expect("counted");
    assert_eq!(kept, 0);
}

db::testing::on_both![
    item_9_a_suggested_value_is_accepted_in_one_click_or_edited,
    both_sides_write_to_each_other_and_see_what_was_read,
    a_message_is_never_an_identity_code_or_nothing,
];
