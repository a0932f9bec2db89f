//! Supplement requests that nobody answers: reminded of, then lapsed, once however many portals run.

use axum::http::StatusCode;
use db::testing::{Scratch, guarded};

use super::{Clinic, address, save};
use crate::agreements;
use crate::applications::{OfficerStep, State, load_case, meet_deadlines};
use crate::kernel::{ApplicationId, Language};
use crate::notices::{self, Happening};
use crate::testing::between;
use crate::texts::texts;

const DAY: i64 = 86_400;

/// A case whose supplement is asked for today, 21.11.2026, until 4.12.2026.
async fn asked(clinic: &Clinic) -> ApplicationId {
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let id = clinic.submitted(&matti).await;
    clinic.officer_does(&vilma, &id, 2, OfficerStep::Take).await.expect("taken");
    let items = vec![("billing.reference".to_string(), "Tarkentakaa".to_string())];
    let ask = OfficerStep::AskSupplement {
        items,
        suggested: std::collections::BTreeMap::new(),
        message: String::new(),
        deadline: "2026-12-04".to_string(),
    };
    clinic.officer_does(&vilma, &id, 3, ask).await.expect("asked");
    id
}

async fn mails(clinic: &Clinic, happening: Happening) -> usize {
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let lines = notices::list_for_case(&mut read, "KE-2026-000001").await.expect("listed");
    lines.iter().filter(|line| line.happening == Some(happening)).count()
}

async fn state(clinic: &Clinic, id: &ApplicationId) -> State {
    load_case(&mut clinic.world.app.db.read().await.expect("a reader"), id).await.expect("a case").state
}

async fn item_9_a_supplement_that_never_comes_is_reminded_of_and_then_lapses(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let app = &clinic.world.app;
    let id = asked(&clinic).await;
    app.clock.advance_seconds(9 * DAY);
    assert_eq!(guarded(meet_deadlines(app)).await.expect("looked"), 0, "the deadline is four days away");
    app.clock.advance_seconds(DAY);
    let (one, other) = tokio::join!(meet_deadlines(app), meet_deadlines(app));
    assert_eq!(one.expect("looked") + other.expect("looked"), 1, "two portals remind once");
    assert_eq!(guarded(meet_deadlines(app)).await.expect("looked"), 0);
    assert_eq!(mails(&clinic, Happening::SupplementReminder).await, 1);
    assert_eq!(clinic.audited("applications.supplement_reminded").await, 1);

    app.clock.advance_seconds(3 * DAY);
    assert_eq!(guarded(meet_deadlines(app)).await.expect("looked"), 0, "the last day is the customer's");
    assert_eq!(state(&clinic, &id).await, State::SupplementRequested);
    app.clock.advance_seconds(DAY);
    let (one, other) = tokio::join!(meet_deadlines(app), meet_deadlines(app));
    assert_eq!(one.expect("looked") + other.expect("looked"), 1, "two portals end it once");
    assert_eq!((state(&clinic, &id).await, mails(&clinic, Happening::ApplicationLapsed).await), (State::Lapsed, 1));
    assert_eq!(clinic.audited("applications.lapsed").await, 1);
    let signed = agreements::find_signed(&mut app.db.read().await.expect("a reader"), &id).await.expect("read");
    assert_eq!(signed.expect("signed").state, "ended");

    let matti = clinic.world.matti().await;
    let page = matti.page(&address(&id, "")).await;
    for text in ["Hakemus raukesi, koska täydennystä ei saatu", "Täydennyspyyntö 21.11.2026", "Tarkentakaa"] {
        assert!(page.shows(text), "{text} in {}", page.body);
    }
    assert!(!page.shows("/supplement\""), "nothing can be answered any more");
    assert_ne!(clinic.begin(&matti).await, id, "one may apply again");
}

async fn an_answer_in_time_stops_the_clock(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let app = &clinic.world.app;
    let id = asked(&clinic).await;
    app.clock.advance_seconds(10 * DAY);
    assert_eq!(guarded(meet_deadlines(app)).await.expect("looked"), 1);
    let matti = clinic.world.matti().await;
    clinic.answer(&matti, &id, "Viite on oikein.").await.expect("answered");
    app.clock.advance_seconds(30 * DAY);
    assert_eq!(guarded(meet_deadlines(app)).await.expect("looked"), 0);
    assert_eq!(state(&clinic, &id).await, State::InReview);

    // Asked again, the same case is reminded again.
    let vilma = clinic.world.vilma().await;
    let items = vec![("billing.reference".to_string(), "Vielä kerran".to_string())];
    let ask = OfficerStep::AskSupplement {
        items,
        suggested: std::collections::BTreeMap::new(),
        message: String::new(),
        deadline: "2027-01-01".to_string(),
    };
    clinic.officer_does(&vilma, &id, 5, ask).await.expect("asked again");
    app.clock.advance_seconds(DAY);
    assert_eq!(guarded(meet_deadlines(app)).await.expect("looked"), 1);
    assert_eq!(mails(&clinic, Happening::SupplementReminder).await, 2);
}

async fn a_deadline_moved_on_its_last_day_does_not_lapse_and_is_reminded_of_anew(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let app = &clinic.world.app;
    let id = asked(&clinic).await;
    app.clock.advance_seconds(10 * DAY);
    assert_eq!(guarded(meet_deadlines(app)).await.expect("looked"), 1, "reminded");
    app.clock.advance_seconds(3 * DAY);
    let vilma = clinic.world.vilma().await;
    let case = format!("/desk/cases/{id}");
    assert!(vilma.page(&case).await.shows("value=\"4.12.2026\""), "the deadline as it is");
    for (typed, fault) in [("huomenna", "muodossa 4.12.2026"), ("4.12.2026", "1–60 päivän päästä")] {
        let wrong = vilma.post(&format!("{case}/deadline"), &[("version", "4"), ("deadline", typed)]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.shows(fault) && wrong.shows(&format!("value=\"{typed}\"")), "{}", wrong.body);
        wrong.is_a_proper_page(Language::Fi);
    }
    let moved = [("version", "4"), ("deadline", "18.12.2026")];
    vilma.post(&format!("{case}/deadline"), &moved).await.redirects();
    let late = vilma.post(&format!("{case}/deadline"), &moved).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "an old page");
    assert_eq!(mails(&clinic, Happening::DeadlineMoved).await, 1);
    app.clock.advance_seconds(DAY);
    assert_eq!(guarded(meet_deadlines(app)).await.expect("looked"), 0, "the old day has passed");
    assert_eq!(state(&clinic, &id).await, State::SupplementRequested);
    let matti = clinic.world.matti().await;
    let page = matti.page(&address(&id, "")).await;
    assert!(page.shows("18.12.2026") && page.shows("Täydennyksen määräaika muuttui"), "{}", page.body);
    app.clock.advance_seconds(10 * DAY);
    assert_eq!(guarded(meet_deadlines(app)).await.expect("looked"), 1);
    assert_eq!(mails(&clinic, Happening::SupplementReminder).await, 2, "reminded of the new day too");
    app.clock.advance_seconds(4 * DAY);
    assert_eq!(guarded(meet_deadlines(app)).await.expect("looked"), 1);
    assert_eq!(state(&clinic, &id).await, State::Lapsed);
    assert_eq!(clinic.audited("applications.deadline_moved").await, 1);
}

async fn a_request_that_was_taken_back_is_in_review_with_whoever_did_so(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let app = &clinic.world.app;
    let id = asked(&clinic).await;
    let (matti, joona) = (clinic.world.matti().await, clinic.world.joona().await);
    let step = matti.get(&address(&id, "/steps/billing")).await;
    let at = between(&step.body, "name=\"version\" value=\"", "\"").parse().expect("a version");
    save(&matti, &id, "billing", at, &[("reference", "Muutettu viite")]).await.redirects();
    let case = format!("/desk/cases/{id}");
    joona.post(&format!("{case}/recall"), &[("version", "4")]).await.redirects();
    assert_eq!(joona.post(&format!("{case}/recall"), &[("version", "4")]).await.status, StatusCode::CONFLICT);
    let seen = load_case(&mut app.db.read().await.expect("a reader"), &id).await.expect("a case");
    assert_eq!(seen.state, State::InReview);
    assert_eq!(seen.officer.expect("somebody's").1, "Joona Välimerkki", "whoever took it back");
    assert!(joona.page(&case).await.shows("Täydennyspyyntö peruttiin"));
    let t = texts(Language::Sv);
    let rejection = joona.page(&format!("{case}/reject")).await;
    assert!(rejection.shows(&t.desk_letter_not_heard()), "nobody could answer: {}", rejection.body);
    let page = matti.page(&address(&id, "")).await;
    assert!(page.shows("Pyyntö peruttiin 21.11.2026") && !page.shows("/supplement\""), "{}", page.body);
    let mut read = app.db.read().await.expect("a reader");
    for (sql, holds) in [
        ("select answers from application_step where application = $1 and step = 'billing'", false),
        ("select answers from application_step_version where application = $1 and step = 'billing'", true),
    ] {
        let rows: Vec<(String,)> = read.all(sql, db::values![id.as_str()]).await.expect("read");
        let changed = rows.iter().any(|(answers,)| answers.contains("Muutettu viite"));
        assert_eq!(changed, holds, "the step is as it was sent, and the change is kept beside it");
    }
    drop(read);
    let late = matti.post(&address(&id, "/supplement"), &[("message", "Tässä.")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "nothing is asked any more");
    app.clock.advance_seconds(30 * DAY);
    assert_eq!(guarded(meet_deadlines(app)).await.expect("looked"), 0, "and nothing lapses");
    assert_eq!(mails(&clinic, Happening::SupplementRecalled).await, 1);
    assert_eq!(clinic.audited("applications.supplement_recalled").await, 1);
}

db::testing::on_both![
    item_9_a_supplement_that_never_comes_is_reminded_of_and_then_lapses,
    an_answer_in_time_stops_the_clock,
    a_deadline_moved_on_its_last_day_does_not_lapse_and_is_reminded_of_anew,
    a_request_that_was_taken_back_is_in_review_with_whoever_did_so,
];
