//! What is frozen with a case: the receipt, the version page, the parties of a main joiner; and what the task list says
//! before.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::{Clinic, address, answers, save};
use crate::applications::store_turns;
use crate::applications::submitting::{form_of, load};
use crate::applications::{Severity, load_case, show_answers, store};
use crate::kernel::{ApplicationId, Language};
use crate::testing::{Browser, RANTAPOLKU, between};
use crate::texts::texts;

async fn add_party(clinic: &Clinic, number: i64, party: &str, name: &str) {
    let mut tx = clinic.world.app.db.write().await.expect("a transaction");
    tx.run(
        "insert into joined_party (id, reference, main_joiner, main_joiner_name, party, party_name, search_key, sort_key,
                                   service, state, version, begins_on, language, added_at, reminders)
         values ($1, $2, $3, 'Rantapolun Lääkäriasema Oy', $4, $5, $5, $5, 'prescription', 'confirmed', 1, '2026-11-01',
                 'fi', 0, 0)",
        db::values![
            format!("019aa5f0-0000-7000-8000-00000000000{number}"),
            format!("YL-2026-00000{number}"),
            RANTAPOLKU,
            party,
            name
        ],
    )
    .await
    .expect("added");
    tx.commit().await.expect("committed");
}

/// A submitted application of a main joiner.
async fn sent_jointly(clinic: &Clinic, matti: &Browser<'_>) -> ApplicationId {
    let id = clinic.begin(matti).await;
    for (step, mut fields) in answers() {
        if step == "joining_model" {
            fields = vec![("model", "main_joiner")];
        }
        save(matti, &id, step, 0, &fields).await.redirects();
    }
    clinic.submit(matti, &id).await.expect("submitted");
    id
}

async fn the_parties_are_frozen_with_the_case_and_later_changes_stand_apart(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    add_party(&clinic, 1, "9900198-5", "Fysio Halla Ky").await;
    add_party(&clinic, 2, "9900205-6", "Norrskärs Hälsovård Ab").await;
    clinic.world.meddle("update joined_party set state = 'listed'", db::values![]).await;
    let id = sent_jointly(&clinic, &matti).await;
    // Both are asked, and whoever sent it reads so.
    for (language, words) in [
        (Language::Fi, "Näitä mukanaliittyjiä on pyydetty vahvistamaan liittymisensä: Fysio Halla Ky (9900198-5), "),
        (Language::Sv, "Dessa medanslutare har ombetts bekräfta sin anslutning: Fysio Halla Ky (9900198-5), "),
        (Language::En, "have been asked to confirm their joining: Fysio Halla Ky (9900198-5), "),
    ] {
        let matti = clinic.world.matti().await.speaking(language);
        for place in ["/receipt", ""] {
            let page = matti.get(&address(&id, place)).await;
            page.is_a_proper_page(language);
            assert!(page.shows(words), "{place}: {}", page.body);
        }
    }
    // One is ended and one added after the case was sent.
    let mut tx = clinic.world.app.db.write().await.expect("a transaction");
    tx.run("update joined_party set state = 'ended' where party = '9900198-5'", db::values![]).await.expect("ended");
    tx.commit().await.expect("committed");
    add_party(&clinic, 3, "9900124-8", "Hymyketju Hammas Oy").await;
    for page in ["/receipt", "", "/versions/1"] {
        let page = matti.page(&address(&id, page)).await;
        assert!(page.shows("Fysio Halla Ky (9900198-5)") && page.shows("Norrskärs Hälsovård Ab (9900205-6)"));
        assert!(!page.shows("Hymyketju"), "it was not there when the case was sent");
    }
    assert!(matti.page(&address(&id, "/receipt")).await.shows("Hakemuksen mukanaliittyjät"));
    let vilma = clinic.world.vilma().await;
    assert!(vilma.page(&format!("/desk/cases/{id}")).await.shows("Fysio Halla Ky (9900198-5)"));
    let case = load_case(&mut clinic.world.app.db.read().await.expect("a reader"), &id).await.expect("a case");
    let steps = show_answers(&clinic.visit(&vilma), &case, texts(Language::Fi)).await.expect("shown");
    let answer = steps.iter().flat_map(|step| &step.answers).find(|answer| answer.field == "joining_model.model");
    let answer = answer.expect("asked");
    assert!(answer.values.contains(&"Lähetettäessä mukanaliittyjiä: 2".to_string()), "{:?}", answer.values);
    let looks: Vec<&str> =
        answer.findings.iter().filter(|one| one.severity == Severity::Look).map(|one| one.text.as_str()).collect();
    assert!(looks.contains(&"Lähettämisen jälkeen lisätty: Hymyketju Hammas Oy (9900124-8)"), "{looks:?}");
    assert!(looks.contains(&"Lähettämisen jälkeen päättynyt: Fysio Halla Ky (9900198-5)"), "{looks:?}");
}

async fn item_10_the_receipt_holds_what_the_case_register_asks(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let id = clinic.submitted(&matti).await;
    let receipt = matti.page(&address(&id, "/receipt")).await;
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let frozen = store_turns::list_frozen(&mut read, &id).await.expect("listed");
    let hash = frozen[0].sha256.as_str();
    // Case number, initiation and arrival, manner of arrival, sender and agent, party, recipient, state, the document.
    for (what, text) in [
        ("case number", "KE-2026-000001"),
        ("time of arrival", "21.11.2026 klo 12.00"),
        ("manner of arrival", "Kanta Ekstranet"),
        ("sender", "Rantapolun Lääkäriasema Oy"),
        ("business ID", RANTAPOLKU),
        ("agent", "Matti Rantapolku"),
        ("recipient", clinic.world.app.config.operator.name.get(Language::Fi)),
        ("state", "Odottaa käsittelyä"),
        ("document", hash),
    ] {
        assert!(receipt.shows(text), "{what}: {}", receipt.body);
    }
    let foreign = clinic.world.kauko().await;
    let elsewhere = format!("/o/{}/applications/{id}/receipt", crate::testing::LEHTOLINNA);
    assert_eq!(foreign.get(&elsewhere).await.status, StatusCode::NOT_FOUND);
}

async fn item_10_a_frozen_version_stays_as_it_was_sent(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let id = clinic.submitted(&matti).await;
    let first = matti.page(&address(&id, "/versions/1")).await;
    assert!(first.shows("Rantapolku 1") && first.shows("VirtaPotilas 7.2") && first.shows("data-print"));
    assert_eq!(matti.get(&address(&id, "/versions/2")).await.status, StatusCode::NOT_FOUND);
    let vilma = clinic.world.vilma().await;
    clinic.officer_does(&vilma, &id, 2, crate::applications::OfficerStep::Take).await.expect("taken");
    let ask = crate::applications::OfficerStep::AskSupplement {
        items: vec![("billing.street".to_string(), "Tarkentakaa".to_string())],
        suggested: std::collections::BTreeMap::new(),
        message: String::new(),
        deadline: "2026-12-11".to_string(),
    };
    clinic.officer_does(&vilma, &id, 3, ask).await.expect("asked");
    let mut fields = super::billing();
    fields[4] = ("street", "Rantapolku 2");
    let row = store::find_step(&mut clinic.world.app.db.read().await.expect("a reader"), &id, "billing").await;
    let version = row.expect("read").expect("a step").version;
    save(&matti, &id, "billing", version, &fields).await.redirects();
    assert!(!matti.page(&address(&id, "/versions/1")).await.shows("Rantapolku 2"), "what is typed is not yet sent");
    clinic.answer(&matti, &id, "").await.expect("answered");
    let (old, new) = (matti.page(&address(&id, "/versions/1")).await, matti.page(&address(&id, "/versions/2")).await);
    assert!(old.shows("Rantapolku 1") && !old.shows("Rantapolku 2") && new.shows("Rantapolku 2"));
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let rows = store_turns::list_frozen(&mut read, &id).await.expect("listed");
    for row in &rows {
        assert_eq!(crate::kernel::sha256(row.content.as_bytes()), row.sha256, "the kept bytes have the shown hash");
    }
    assert!(old.shows(&rows[0].sha256) && new.shows(&rows[1].sha256));
    let foreign = clinic.world.kauko().await;
    let elsewhere = format!("/o/{}/applications/{id}/versions/1", crate::testing::LEHTOLINNA);
    assert_eq!(foreign.get(&elsewhere).await.status, StatusCode::NOT_FOUND);
}

async fn the_task_list_says_what_is_missing_and_who_may_send(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let id = clinic.begin(&matti).await;
    for (step, fields) in answers() {
        if !matches!(step, "billing" | "contacts") {
            save(&matti, &id, step, 0, &fields).await.redirects();
        }
    }
    let form = form_of(&load(&clinic.visit(&matti), &id).await.expect("loads")).expect("a form");
    let t = texts(Language::Fi);
    let page = matti.page(&address(&id, "")).await;
    assert!(page.shows(&t.applications_submit_you()), "{}", page.body);
    let missing = between(&page.body, &t.applications_submit_missing(), "</ul>").to_string();
    for step in form.steps() {
        let title = format!("<li>{}</li>", (step.title)(t));
        assert_eq!(missing.contains(&title), matches!(step.key, "billing" | "contacts"), "{}: {missing}", step.key);
    }
    for (step, fields) in answers() {
        if matches!(step, "billing" | "contacts") {
            save(&matti, &id, step, 0, &fields).await.redirects();
        }
    }
    assert!(!matti.page(&address(&id, "")).await.shows(&t.applications_submit_missing()));
}

/// The ends of ids are random: what happens within one millisecond is told in the order of the life of a case.
async fn events_of_one_millisecond_are_told_in_the_order_of_a_case(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let id = clinic.submitted(&matti).await;
    let now = clinic.world.app.clock.now();
    let mut tx = clinic.world.app.db.write().await.expect("a transaction");
    for (event, what) in [("01", "verified_later"), ("02", "approved"), ("03", "supplement_answered"), ("04", "taken")]
    {
        store_turns::insert_event(&mut tx, event, now, &id, what, None).await.expect("kept");
    }
    tx.commit().await.expect("committed");
    let events = store_turns::list_events(&mut clinic.world.app.db.read().await.expect("a reader"), &id).await;
    let told: Vec<String> = events.expect("listed").into_iter().map(|event| event.what).collect();
    assert_eq!(told, ["submitted", "taken", "supplement_answered", "approved", "verified_later"]);
}

db::testing::on_both![
    events_of_one_millisecond_are_told_in_the_order_of_a_case,
    the_parties_are_frozen_with_the_case_and_later_changes_stand_apart,
    item_10_the_receipt_holds_what_the_case_register_asks,
    item_10_a_frozen_version_stays_as_it_was_sent,
    the_task_list_says_what_is_missing_and_who_may_send,
];
