//! Issue 4, item 4, from outside: the window of thirty days, a missing takeover date, a takeover that moves under a
//! submitted case.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::{INCOMING, LEAVING, PHARMACY, Town, row};
use crate::applications::testing::{bring_case, text};
use crate::applications::{self, OfficerStep, load_case, officer_step};
use crate::deployments;
use crate::kernel::{ApplicationId, BusinessId, Language};
use crate::pharmacies::follow;
use crate::services::{CustomerKind, Profile, Service, newest_form};
use crate::testing::{Answer, Browser};
use crate::web::Visit;

const DAY: i64 = 24 * 3600;

async fn begin(browser: &Browser<'_>) -> Answer {
    browser.post(&format!("/o/{INCOMING}/applications"), &[("service", "prescription")]).await
}

/// Henna cannot begin, and is told why in each language.
async fn refused(town: &Town, told: [(Language, &str); 3]) {
    for (language, words) in told {
        let refused = begin(&town.henna().await.speaking(language)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.shows(words) && refused.shows("role=\"alert\""), "{}", refused.body);
        refused.is_a_proper_page(language);
    }
}

async fn item_4_an_application_outside_the_thirty_days_is_refused_on_the_page(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    town.move_takeover("20270228", "20270301");
    refused(
        &town,
        [
            (Language::Fi, "Hakemuksen voi tehdä aikaisintaan 30 päivää ennen sitä eli 30.1.2027"),
            (Language::Sv, "30.1.2027"),
            (Language::En, "30 January 2027"),
        ],
    )
    .await;
    let page = town.henna().await.page(&format!("/o/{INCOMING}/pharmacies")).await;
    assert!(page.shows("aikaisintaan 30 päivää ennen sitä eli 30.1.2027"), "{}", page.body);
    // From 21 November to the last moment of 29 January, and over it.
    town.world.app.clock.advance_seconds(69 * DAY + 12 * 3600 - 1);
    assert_eq!(begin(&town.henna().await).await.status, StatusCode::UNPROCESSABLE_ENTITY, "a second too early");
    town.world.app.clock.advance_seconds(1);
    let henna = town.henna().await;
    let draft = begin(&henna).await.redirects().to_string();
    assert!(henna.page(&format!("{draft}/steps/schedule")).await.shows("value=\"1.3.2027\""), "the takeover date");
}

async fn item_4_a_missing_takeover_date_is_refused_with_who_adds_it(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let undated = row(PHARMACY, "", "Kivisalmen apteekki", (INCOMING, "", "21001231"));
    town.tell(&serde_json::Value::from(vec![undated]).to_string());
    refused(
        &town,
        [
            (Language::Fi, "ei ole haltuunottopäivää, joten hakemusta ei voi vielä tehdä. Fimea lisää päivän"),
            (Language::Sv, "Fimea"),
            (Language::En, "Fimea"),
        ],
    )
    .await;
    let page = town.henna().await.page(&format!("/o/{INCOMING}/pharmacies")).await;
    assert!(page.shows("Haltuunottopäivä puuttuu Fimean apteekkirekisteristä"), "{}", page.body);
    assert!(page.shows("ottakaa yhteyttä Fimeaan, joka lisää sen") && !page.shows("9999"));
    town.move_takeover("20261210", "20261211");
    town.world.app.clock.advance_seconds(2 * 3600);
    begin(&town.henna().await).await.redirects();
}

/// Henna's case, which wishes production to begin on a day.
async fn submitted(town: &Town, henna: &Browser<'_>, wished: &str) -> ApplicationId {
    let form = newest_form(Service::Prescription, CustomerKind::Pharmacist).expect("a form");
    let visit = town.visit(henna, INCOMING, "Apteekkari H. Uusitalli");
    let answers = [("schedule", "production_date", text(wished))];
    bring_case(&visit, form.asked(Profile::of(CustomerKind::Pharmacist)), &answers).await
}

async fn officer_does(town: &Town, officer: &Browser<'_>, id: &ApplicationId, step: OfficerStep) {
    let mut visit: Visit = town.visit(officer, INCOMING, "Apteekkari H. Uusitalli");
    visit.acting = None;
    let mut tx = town.world.app.db.write().await.expect("a transaction");
    let version = load_case(&mut tx, id).await.expect("a case").version;
    officer_step(&mut tx, &visit, id, version, &step).await.expect("done");
    tx.commit().await.expect("committed");
}

async fn item_4_a_takeover_that_moves_moves_the_submitted_case(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let (henna, vilma) = (town.henna().await, town.world.vilma().await);
    let id = submitted(&town, &henna, "2026-12-11").await;
    town.plan(&henna, INCOMING).await;
    let case = format!("/o/{INCOMING}/applications/{id}");
    let desk = format!("/desk/cases/{id}");
    assert!(!henna.page(&case).await.shows("Haltuunottopäivä on siirtynyt"), "nothing has moved");
    assert!(!vilma.page(&desk).await.shows("siirtyi haltuunottopäivän mukana"));
    town.move_takeover("20261220", "20261221");
    town.world.app.clock.advance_seconds(2 * 3600);
    assert_eq!(follow(&town.world.app).await.expect("ran"), 1);
    assert_eq!(follow(&town.world.app).await.expect("ran"), 0, "once");
    let (henna, vilma) = (town.henna().await, town.world.vilma().await);
    let page = henna.page(&case).await;
    for shown in [
        "Haltuunottopäivä on siirtynyt",
        "Toivottu käyttöönottopäivä 11.12.2026 siirtyi haltuunottopäivän mukana: uusi päivä on 21.12.2026",
        "Hakemus pysyy vireillä",
        "Käyttöönottopäivä siirtyi haltuunottopäivän mukana",
    ] {
        assert!(page.shows(shown), "{shown}: {}", page.body);
    }
    let page = vilma.page(&desk).await;
    assert!(
        page.shows("Toivottu päivä 11.12.2026 siirtyi haltuunottopäivän mukana: päätös myönnetään päivälle 21.12.2026")
    );
    assert_eq!(town.audited("applications.date_moved").await, 1);
    officer_does(&town, &vilma, &id, OfficerStep::Take).await;
    officer_does(&town, &vilma, &id, OfficerStep::Approve { reason: String::new() }).await;
    let incoming = BusinessId::parse(INCOMING).expect("valid");
    let mut read = town.world.app.db.read().await.expect("a reader");
    let granted = deployments::list(&mut read, &incoming).await.expect("listed").remove(0);
    drop(read);
    let page = henna.page(&format!("/o/{INCOMING}/deployments/{}", granted.id)).await;
    assert!(page.shows("value=\"21.12.2026\""), "the decision grants the new day: {}", page.body);
}

async fn item_4_a_day_that_does_not_depend_on_the_takeover_stays(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let (henna, paavo) = (town.henna().await, town.paavo().await);
    let id = submitted(&town, &henna, "2027-01-15").await;
    town.plan(&paavo, LEAVING).await;
    town.move_takeover("20261220", "20261221");
    town.world.app.clock.advance_seconds(2 * 3600);
    assert_eq!(follow(&town.world.app).await.expect("ran"), 1);
    let mut read = town.world.app.db.read().await.expect("a reader");
    assert!(applications::list_moved_dates(&mut read, &id).await.expect("read").is_empty());
}

db::testing::on_both![
    item_4_an_application_outside_the_thirty_days_is_refused_on_the_page,
    item_4_a_missing_takeover_date_is_refused_with_who_adds_it,
    item_4_a_takeover_that_moves_moves_the_submitted_case,
    item_4_a_day_that_does_not_depend_on_the_takeover_stays,
];
