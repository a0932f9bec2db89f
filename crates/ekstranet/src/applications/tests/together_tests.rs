//! Several people on one application: presence, history, notes, starting again, answers given before, old drafts.

use axum::http::StatusCode;
use db::testing::{Scratch, guarded};

use super::draft_tests::colleague;
use super::{Clinic, address, applications, billing, contacts, save};
use crate::applications::forget_drafts;
use crate::kernel::Language;
use crate::notices::{self, Happening};
use crate::registers::{Directory, import_directory};
use crate::services::{CustomerKind, KnownFact, Profile, Service, newest_form};
use crate::testing::{Browser, RANTAPOLKU, between};
use crate::texts::texts;

const DAY: i64 = 86_400;

async fn an_open_step_is_shown_to_colleagues_and_forgotten_after_minutes(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    let id = clinic.begin(&matti).await;
    let (tasks, billing) = (address(&id, ""), address(&id, "/steps/billing"));
    assert!(!matti.get(&billing).await.shows("Matti Rantapolku on avannut"), "nobody is told of oneself");
    clinic.world.app.clock.advance_seconds(120);
    let seen = leena.page(&billing).await;
    assert!(seen.shows("Matti Rantapolku on avannut tämän osan klo 12.00"), "{}", seen.body);
    assert!(leena.page(&tasks).await.shows("Matti Rantapolku on täyttänyt tätä osaa klo 12.00 alkaen"));
    assert!(matti.get(&billing).await.shows("Leena Entinen on avannut tämän osan klo 12.02"), "both go on");
    matti.get(&address(&id, "/steps/contacts")).await;
    assert!(!leena.get(&billing).await.shows("Matti Rantapolku on avannut"), "one is on one step");
    clinic.world.app.clock.advance_seconds(11 * 60);
    assert!(!matti.get(&tasks).await.shows("Leena Entinen on täyttänyt"), "minutes later it is forgotten");
    guarded(forget_drafts(&clinic.world.app)).await.expect("forgotten");
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let (left,): (i64,) = read.one("select count(*) from application_presence", db::values![]).await.expect("counted");
    assert_eq!(left, 0);
}

async fn the_history_tells_who_changed_what_with_old_and_new_values(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    let id = clinic.begin(&matti).await;
    assert!(matti.page(&address(&id, "/history")).await.shows("ei ole vielä tallennettu"));
    save(&matti, &id, "contacts", 0, &contacts()).await.redirects();
    let mut fields = contacts();
    fields[1] = ("people-0-email", "uusi@rantapolku.example");
    save(&leena, &id, "contacts", 1, &fields).await.redirects();
    let mut later = billing();
    later[4] = ("street", "Uusikatu 5");
    save(&leena, &id, "billing", 0, &later).await.redirects();
    let page = matti.page(&address(&id, "/history")).await;
    assert!(page.shows("Leena Entinen tallensi 21.11.2026") && page.shows("Matti Rantapolku tallensi"));
    let street = between(&page.body, ">Katuosoite", "</tr>");
    let street = if street.is_empty() { page.body.as_str() } else { street };
    assert!(street.contains("Rantapolku 1") && street.contains("Uusikatu 5"), "old and new: {}", page.body);
    assert!(page.shows("matti@rantapolku.example") && page.shows("uusi@rantapolku.example"));
    let kauko = clinic.world.kauko().await;
    assert_eq!(kauko.get(&address(&id, "/history")).await.status, StatusCode::NOT_FOUND);
    let foreign = format!("/o/{}/applications/{id}/history", crate::testing::LEHTOLINNA);
    assert_eq!(kauko.get(&foreign).await.status, StatusCode::NOT_FOUND, "another organisation's is not there");
}

async fn item_7_two_who_save_the_same_step_lose_nothing(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    let id = clinic.begin(&matti).await;
    let mut theirs = contacts();
    theirs[0] = ("people-0-name", "Leenan Henkilö");
    save(&leena, &id, "contacts", 0, &theirs).await.redirects();
    let form = [("version", "0"), ("form", "prescription-2")];
    let typed: Vec<(&str, &str)> = form.into_iter().chain(contacts()).collect();
    let quiet = matti.post(&address(&id, "/steps/contacts/autosave"), &typed).await;
    assert_eq!(quiet.status, StatusCode::CONFLICT, "what saves itself never overwrites");
    let mut more = contacts();
    more.extend([("people-2-name", "Kolmas Henkilö"), ("answer", "add")]);
    let conflict = save(&matti, &id, "contacts", 0, &more).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    for text in ["Leenan Henkilö", "Kolmas Henkilö", "Matti Rantapolku", "name=\"people-2-name\""] {
        assert!(conflict.shows(text), "{text}: {}", conflict.body);
    }
    let mut removed = contacts();
    removed.push(("answer", "remove-people-1"));
    let conflict = save(&matti, &id, "contacts", 0, &removed).await;
    assert!(conflict.status == StatusCode::CONFLICT && !conflict.shows("name=\"people-1-name\""));
    assert_eq!(clinic.audited("applications.step_saved").await, 1);
    save(&matti, &id, "contacts", 1, &contacts()).await.redirects();
    let page = matti.page(&address(&id, "/history")).await;
    assert!(page.shows("Leenan Henkilö"), "what was replaced knowingly is in the history");
}

async fn a_note_to_the_next_helper_stands_on_the_task_list(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    let id = clinic.begin(&matti).await;
    let page = address(&id, "/note");
    assert_eq!(
        matti.post(&page, &[("note", "Laskutus puuttuu\nKysykää Tiinalta")]).await.redirects(),
        address(&id, "")
    );
    let tasks = leena.page(&address(&id, "")).await;
    assert!(tasks.shows("Laskutus puuttuu") && tasks.shows("Matti Rantapolku jätti viestin 21.11.2026"));
    let refused = leena.post(&page, &[("note", "Hän on 150668-917M")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!refused.shows("150668") && refused.shows("href=\"#note\""));
    let long = leena.post(&page, &[("note", &"x".repeat(2_001))]).await;
    assert!(long.status == StatusCode::UNPROCESSABLE_ENTITY && long.shows("xxx"), "what was typed stays");
    clinic.world.app.clock.advance_seconds(1);
    leena.post(&page, &[("note", "")]).await.redirects();
    assert!(!leena.get(&address(&id, "")).await.shows("Laskutus puuttuu"), "an empty note takes the last away");
    assert!(matti.page(&address(&id, "/history")).await.shows("Laskutus puuttuu"), "and the history keeps it");
    assert_eq!(clinic.audited("applications.note_left").await, 2);
}

async fn starting_again_keeps_the_old_draft_readable(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    let id = clinic.begin(&matti).await;
    save(&matti, &id, "contacts", 0, &contacts()).await.redirects();
    assert!(matti.page(&address(&id, "/restart")).await.shows("siirretään sivuun"));
    let restart = address(&id, "/restart");
    let (first, second) = tokio::join!(matti.post(&restart, &[]), leena.post(&restart, &[]));
    let one = [&first, &second].into_iter().filter(|answer| answer.status == StatusCode::SEE_OTHER).count();
    assert!(one >= 1 && [StatusCode::SEE_OTHER, StatusCode::CONFLICT].contains(&second.status), "{}", second.body);
    assert_eq!(clinic.audited("applications.put_aside").await, 1, "two at once put it aside once");
    let new = clinic.begin(&leena).await;
    assert_ne!(new, id, "there is one live draft, the new one");
    let old = matti.page(&address(&id, "")).await;
    assert!(old.shows("Tiina Tekninen") && old.shows("siirrettiin sivuun 21.11.2026"), "{}", old.body);
    let list = matti.page(&applications()).await;
    assert!(list.shows("Luonnos, joka siirrettiin sivuun") && list.shows(">Siirretty sivuun</span>"), "{}", list.body);
    assert_eq!(save(&matti, &id, "contacts", 1, &contacts()).await.redirects(), address(&id, ""), "it is closed");
    let step = matti.page(&address(&new, "/steps/contacts")).await;
    assert!(step.shows(&format!("/steps/contacts/earlier/{id}")), "its answers are offered: {}", step.body);
}

async fn earlier_answers_are_shown_before_they_are_taken_over(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, kauko) = (clinic.world.matti().await, clinic.world.kauko().await);
    let first = clinic.submitted(&matti).await;
    let second = clinic.begin_for(&matti, Service::PatientData).await;
    let step = matti.page(&address(&second, "/steps/contacts")).await;
    assert!(step.shows("Resepti-palvelu, KE-2026-000001") && !step.shows("value=\"Tiina Tekninen\""), "only offered");
    let page = address(&second, &format!("/steps/contacts/earlier/{first}"));
    let shown = matti.page(&page).await;
    assert!(shown.shows("Tiina Tekninen") && shown.shows("Ota nämä vastaukset"));
    assert_eq!(kauko.get(&page).await.status, StatusCode::NOT_FOUND);
    assert_eq!(matti.post(&page, &[("version", "0")]).await.redirects(), address(&second, "/steps/contacts"));
    let step = matti.page(&address(&second, "/steps/contacts")).await;
    assert!(step.shows("value=\"Tiina Tekninen\"") && !step.shows("/earlier/"), "taken over, to be looked through");
    assert!(matti.page(&address(&second, "")).await.shows("Odottaa teitä"), "taking over does not make it done");
    let stale = matti.post(&page, &[("version", "0")]).await;
    assert_eq!(stale.redirects(), address(&second, "/steps/contacts"), "twice is once");
    let unknown = address(&second, &format!("/steps/contacts/earlier/{second}"));
    assert_eq!(matti.get(&unknown).await.status, StatusCode::NOT_FOUND);
    assert!(!matti.get(&address(&second, "/steps/organisation")).await.shows("value=\"yes\" checked"));
}

async fn every_form_can_be_read_by_a_stranger_before_anybody_applies(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let stranger = clinic.world.stranger();
    let list = stranger.page("/forms").await;
    assert!(list.shows("/forms/prescription") && list.shows("Resepti-palvelu"));
    for service in Service::ALL {
        let address = format!("/forms/{}", service.code());
        for kind in CustomerKind::ALL {
            let Some(form) = newest_form(service, kind) else { continue };
            let facts = KnownFact::ALL.into_iter().fold(Profile::of(kind), Profile::with);
            let page = stranger.page(&format!("{address}?kind={}", kind.code())).await;
            let asked = form.asked(facts).questions().count();
            assert!(page.shows("data-print") && page.body.matches("<dt>").count() >= asked, "{service:?} {kind:?}");
            for (step, _) in form.asked(facts).questions() {
                assert!(page.shows(&(step.title)(texts(Language::Fi))), "{service:?} {kind:?}: {}", step.key);
            }
        }
    }
    assert_eq!(stranger.get("/forms/other").await.status, StatusCode::NOT_FOUND);
}

async fn what_the_customer_has_already_is_filled_in(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let directory = r#"
[[access_point]]
oid = "1.2.246.10.99002267.18.1"
name = "Rantapolku 1"
owner = "9900226-7"
owner_name = "Rantapolun Lääkäriasema Oy"
certificate_until = "2027-05-01"
"#;
    let directory = Directory::read(directory).expect("reads");
    import_directory(&clinic.world.app, &directory).await.expect("imported");
    let mut tx = clinic.world.app.db.write().await.expect("a transaction");
    tx.run(
        "insert into joined_party (id, reference, main_joiner, main_joiner_name, party, party_name, search_key, sort_key,
                                   service, state, version, begins_on, language, added_at, reminders)
         values ('019aa5f0-0000-7000-8000-000000000001', 'YL-2026-000001', $1, 'x', '9900198-5', 'x', 'x', 'x',
                 'prescription', 'confirmed', 1, '2026-11-01', 'fi', 0, 0)",
        db::values![RANTAPOLKU],
    )
    .await
    .expect("added");
    tx.commit().await.expect("committed");
    let id = clinic.begin(&matti).await;
    let point = matti.page(&address(&id, "/steps/access_point")).await;
    assert!(point.shows("value=\"1.2.246.10.99002267.18.1\" checked"), "its only own point: {}", point.body);
    assert!(matti.page(&address(&id, "/steps/joining_model")).await.shows("value=\"main_joiner\" checked"));
    let billing = matti.page(&address(&id, "/steps/billing")).await;
    assert!(billing.shows("value=\"Rantapolku 1\"") && billing.shows("value=\"003799002267\""), "from the register");
    assert!(!matti.page(&address(&id, "")).await.shows(">Valmis<"), "it is for people to look at and save");
    let other = clinic.begin_for(&matti, Service::PatientData).await;
    assert!(!matti.get(&address(&other, "/steps/joining_model")).await.shows("value=\"main_joiner\" checked"));
}

async fn a_draft_that_names_nobody_is_told_to_the_contacts_of_what_is_in_use(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let app = &clinic.world.app;
    let matti = clinic.world.matti().await;
    let mut tx = app.db.write().await.expect("a transaction");
    tx.run(
        "insert into deployment (id, application_id, organisation, service, case_number, language, snapshot, recipients,
                                 state, version, opened_at, in_production_since)
         values ('019aa5f0-0000-7000-8000-000000000001', '019aa5f0-0000-7000-8000-000000000002', $1, 'patient_data',
                 'KE-2025-000001', 'fi', '{}', '[\"hallinto@rantapolku.example\"]', 'in_production', 1, 0, '2025-01-01')",
        db::values![RANTAPOLKU],
    )
    .await
    .expect("in use");
    tx.commit().await.expect("committed");
    let id = clinic.begin(&matti).await;
    save(&matti, &id, "schedule", 0, &[("production_date", "2027-01-15")]).await.redirects();
    app.clock.advance_seconds(151 * DAY);
    assert_eq!(guarded(forget_drafts(app)).await.expect("looked"), 1);
    let lines = notices::list_for_case(&mut app.db.read().await.expect("a reader"), "").await.expect("listed");
    let told: Vec<&str> = lines.iter().map(|line| line.recipient.as_str()).collect();
    assert_eq!(told, ["hallinto@rantapolku.example"]);
}

/// A first application that stopped before its contacts: nobody is named, and who typed is told at the own address, as long
/// as the right was seen lately.
async fn a_draft_that_names_nobody_is_told_to_the_person_who_typed(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let app = &clinic.world.app;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    let id = clinic.begin(&matti).await;
    save(&matti, &id, "schedule", 0, &[("production_date", "2027-01-15")]).await.redirects();
    save(&leena, &id, "security", 0, &[("plan", "yes"), ("self_monitoring", "yes")]).await.redirects();
    let person_of = |browser: &Browser<'_>| browser.session.as_ref().expect("signed in").person.clone();
    let (person, colleague_id) = (person_of(&matti), person_of(&leena));
    let sealed: &[u8] = b"sealed";
    let sql = "insert into person_mail (person_id, address_sealed, address_index, language, verified_at, seen_at)
               values ($1, $2, $3, 'fi', 0, 0)";
    for own in [&person, &colleague_id] {
        clinic.world.meddle(sql, db::values![own.as_str(), sealed, own.as_str()]).await;
    }
    let told = async || {
        let lines = notices::list_for_case(&mut app.db.read().await.expect("a reader"), "").await.expect("listed");
        lines.into_iter().map(|line| line.recipient).collect::<Vec<_>>()
    };
    app.clock.advance_seconds(100 * DAY);
    // The right of one of them is seen once more; the draft is left alone.
    clinic.world.matti().await;
    app.clock.advance_seconds(51 * DAY);
    assert_eq!(guarded(forget_drafts(app)).await.expect("looked"), 1);
    assert_eq!(told().await, [format!("person:{person}")], "once, and nobody whose right was seen long ago");
    // Then Suomi.fi says that the right is gone.
    app.clock.advance_seconds(10 * DAY);
    clinic.world.person("150668-917M", "Matti Rantapolku", &[(RANTAPOLKU, "Rantapolku", Vec::new())]).await;
    app.clock.advance_seconds(13 * DAY);
    assert_eq!(guarded(forget_drafts(app)).await.expect("looked"), 1, "the second warning");
    assert_eq!(told().await.len(), 1, "not to whom it says that the right is gone");
}

async fn an_idle_draft_is_warned_of_and_removed(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let app = &clinic.world.app;
    let matti = clinic.world.matti().await;
    let id = clinic.begin(&matti).await;
    save(&matti, &id, "contacts", 0, &contacts()).await.redirects();
    let mails = async || {
        let lines = notices::list_for_case(&mut app.db.read().await.expect("a reader"), "").await.expect("listed");
        let warnings = lines.into_iter().filter(|line| line.happening == Some(Happening::DraftWarning));
        warnings.map(|line| line.recipient).collect::<Vec<_>>()
    };
    app.clock.advance_seconds(149 * DAY);
    assert_eq!(guarded(forget_drafts(app)).await.expect("looked"), 0, "30 days before its end is not yet");
    app.clock.advance_seconds(DAY);
    let (one, other) = tokio::join!(forget_drafts(app), forget_drafts(app));
    assert_eq!(one.expect("looked") + other.expect("looked"), 1, "two portals warn once");
    assert_eq!(mails().await, ["matti@rantapolku.example"], "who saved is told");
    let matti = clinic.world.matti().await;
    assert!(matti.page(&address(&id, "")).await.shows("Se poistetaan 20.5.2027"));
    assert!(matti.page(&format!("/o/{RANTAPOLKU}/")).await.shows("Luonnos poistetaan 20.5.2027"));
    // A save begins the time again, and the warnings too.
    app.clock.advance_seconds(1);
    save(&matti, &id, "contacts", 1, &contacts()[..6]).await;
    assert_eq!(guarded(forget_drafts(app)).await.expect("looked"), 0);
    app.clock.advance_seconds(150 * DAY);
    assert_eq!(guarded(forget_drafts(app)).await.expect("looked"), 1);
    assert_eq!(mails().await.len(), 2, "warned anew");
    app.clock.advance_seconds(40 * DAY);
    assert_eq!(
        guarded(forget_drafts(app)).await.expect("looked"),
        1,
        "late, but the second warning comes before the end"
    );
    app.clock.advance_seconds(6 * DAY);
    assert_eq!(guarded(forget_drafts(app)).await.expect("looked"), 0, "a warning promises its days");
    app.clock.advance_seconds(DAY);
    let (one, other) = tokio::join!(forget_drafts(app), forget_drafts(app));
    assert_eq!(one.expect("looked") + other.expect("looked"), 1);
    assert_eq!(clinic.audited("applications.draft_removed").await, 1);
    let matti = clinic.world.matti().await;
    assert_eq!(matti.get(&address(&id, "")).await.status, StatusCode::NOT_FOUND);
    assert_ne!(clinic.begin(&matti).await, id, "one may begin again");
}

db::testing::on_both![
    an_open_step_is_shown_to_colleagues_and_forgotten_after_minutes,
    the_history_tells_who_changed_what_with_old_and_new_values,
    item_7_two_who_save_the_same_step_lose_nothing,
    a_note_to_the_next_helper_stands_on_the_task_list,
    starting_again_keeps_the_old_draft_readable,
    earlier_answers_are_shown_before_they_are_taken_over,
    every_form_can_be_read_by_a_stranger_before_anybody_applies,
    what_the_customer_has_already_is_filled_in,
    a_draft_that_names_nobody_is_told_to_the_contacts_of_what_is_in_use,
    a_draft_that_names_nobody_is_told_to_the_person_who_typed,
    an_idle_draft_is_warned_of_and_removed,
];
