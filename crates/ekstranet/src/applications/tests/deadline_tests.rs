//! Supplement requests that nobody answers: reminded of, then lapsed, once however many portals run.

use db::testing::{Scratch, guarded};

use super::{Clinic, address};
use crate::agreements;
use crate::applications::{OfficerStep, State, load_case, meet_deadlines};
use crate::kernel::ApplicationId;
use crate::notices::{self, Happening};

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

async fn a_supplement_that_never_comes_is_reminded_of_and_then_lapses(scratch: &Scratch) {
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
    matti.post(&address(&id, "/supplement"), &[("message", "Viite on oikein.")]).await.redirects();
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

db::testing::on_both![a_supplement_that_never_comes_is_reminded_of_and_then_lapses, an_answer_in_time_stops_the_clock,];
