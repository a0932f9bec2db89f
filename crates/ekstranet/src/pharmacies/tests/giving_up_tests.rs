//! Giving up one pharmacy after another, taking it back, and what ends with it.

use axum::http::StatusCode;
use db::testing::{Scratch, guarded};
use serde_json::json;

use super::handover_tests::{has_commitment, in_production, in_production_with_a_commitment, last_invoice, state_of};
use super::{INCOMING, LEAVING, PHARMACY, Town, row};
use crate::deployments::{self, DeploymentState, Granted};
use crate::kernel::{ApplicationId, Basis, BusinessId, CaseLanguage, Language, Mandate};
use crate::pharmacies::{follow, give_up_act};
use crate::services::{Profile, Service, form};
use crate::testing::Browser;
use crate::web::Visit;

const DAY: i64 = 24 * 3600;
const SECOND: &str = "1.2.246.10.99001539.10.9";
const FORM: &str = "/o/9900153-9/pharmacies/giving-up";
const LIST: &str = "/o/9900153-9/pharmacies";

/// Paavo gives up Kivisalmen apteekki, and where that can be read.
async fn give_up(town: &Town, paavo: &Browser<'_>) -> String {
    let visit = town.visit(paavo, LEAVING, "Kivisalmen apteekki");
    give_up_act(visit, PHARMACY.to_string(), last_invoice()).await.expect("given up")
}

/// The register's rows: place, name, pharmacist, first and last day.
fn register(rows: &[(&str, &str, &str, &str, &str)]) -> String {
    let rows: Vec<_> =
        rows.iter().map(|(oid, name, who, begins, ends)| row(oid, "", name, (who, begins, ends))).collect();
    serde_json::Value::from(rows).to_string()
}

async fn who_gives_up_another_pharmacy_later_is_led_to_the_form(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    in_production(&town, LEAVING).await;
    let first = [
        (PHARMACY, "Kivisalmen apteekki", LEAVING, "20190304", "20261210"),
        (PHARMACY, "Kivisalmen apteekki", INCOMING, "20261211", "21001231"),
    ];
    let kept = (SECOND, "Louhen apteekki", LEAVING, "20200101", "21001231");
    town.tell(&register(&[first[0], first[1], kept]));
    let paavo = town.paavo().await;
    assert!(paavo.page(LIST).await.shows(FORM), "the first can be given up");
    let told = "Olette ilmoittanut apteekkiluvasta luopumisesta";
    let address = give_up(&town, &paavo).await;
    let page = paavo.page(LIST).await;
    assert!(page.shows(told) && page.shows(&address) && !page.shows(FORM), "{}", page.body);
    town.world.app.clock.advance_seconds(30 * DAY);
    guarded(follow(&town.world.app)).await.expect("ran");
    assert_eq!(state_of(&town, LEAVING).await, DeploymentState::InProduction, "the other pharmacy is kept");
    town.tell(&register(&[
        first[0],
        first[1],
        (SECOND, "Louhen apteekki", LEAVING, "20200101", "20270131"),
        (SECOND, "Louhen apteekki", INCOMING, "20270201", "21001231"),
    ]));
    town.world.app.clock.advance_seconds(2 * 3600);
    let paavo = town.paavo().await;
    let page = paavo.page(LIST).await;
    assert!(page.shows(FORM) && !page.shows(told), "{}", page.body);
    assert!(paavo.page(FORM).await.shows("Louhen apteekki"));
    // Whoever has taken the same pharmacy again gives it up anew.
    town.tell(&register(&[
        (PHARMACY, "Kivisalmen apteekki", LEAVING, "20261215", "20270131"),
        (PHARMACY, "Kivisalmen apteekki", INCOMING, "20270201", "21001231"),
    ]));
    town.world.app.clock.advance_seconds(2 * 3600);
    let paavo = town.paavo().await;
    let page = paavo.page(LIST).await;
    assert!(page.shows(FORM) && !page.shows(told), "{}", page.body);
    assert!(paavo.page(FORM).await.shows("31.1.2027"), "and not the old notice");
    assert_ne!(give_up(&town, &paavo).await, address);
    assert!(paavo.page(LIST).await.shows(told));
}

async fn a_giving_up_is_taken_back_by_whoever_may_terminate_and_opens_the_plan_again(scratch: &Scratch) {
    let town = Town::with(scratch, |config| config.mandates.mandate_terminates = false).await;
    let right = vec![Basis::Mandate(Mandate::Deployment)];
    let paavo = town.paavo().await;
    let olavi = town.world.person("061279-9076", "Olavi Testinen", &[(LEAVING, "Kivisalmen apteekki", right)]).await;
    let plan = format!("/o/{LEAVING}/handovers/{}", town.plan(&paavo, LEAVING).await);
    let done = "Paavo Harjoite merkitsi tehdyksi";
    let address = give_up(&town, &paavo).await;
    assert!(paavo.page(&plan).await.shows(done));
    let withdraw = format!("{address}/withdraw");
    let seen = olavi.page(&address).await;
    assert!(seen.shows("Harjoite, Salmikatu 8") && !seen.shows(&withdraw), "no button: {}", seen.body);
    assert_eq!(olavi.post(&withdraw, &[("version", "1")]).await.status, StatusCode::NOT_FOUND);
    assert!(paavo.page(&plan).await.shows(done), "nothing has happened");
    assert!(paavo.page(&address).await.shows(&withdraw));
    paavo.post(&withdraw, &[("version", "1")]).await.redirects();
    assert!(paavo.page(&address).await.shows("Peruutitte ilmoituksen"));
    assert!(!paavo.page(&plan).await.shows(done), "the line is open again");
    let again = give_up(&town, &paavo).await;
    assert!(again != address && paavo.page(&plan).await.shows(done));
    let vilma = town.world.vilma().await;
    let case = format!("/desk/pharmacies/{}", again.rsplit('/').next().expect("an id"));
    let refuse = [("version", "1"), ("answer", "refuse"), ("reason", "Lupa jatkuu Fimean päätöksellä.")];
    for (language, words) in [
        (Language::Sv, "Vill ni avslå anmälan"),
        (Language::En, "Refusing is final"),
        (Language::Fi, "ilmoitusta ei panna täytäntöön"),
    ] {
        let asked = town.world.vilma().await.speaking(language).post(&case, &refuse).await;
        assert!(asked.status == StatusCode::OK && asked.shows(words), "{}", asked.body);
        assert!(asked.shows(">Lupa jatkuu Fimean päätöksellä.</textarea>"), "the text goes along: {}", asked.body);
    }
    assert!(paavo.page(&plan).await.shows(done), "asking has refused nothing");
    let back = vilma.post(&case, &[("version", "1"), ("answer", "back"), ("reason", "Lupa jatkuu.")]).await;
    assert!(back.status == StatusCode::OK && back.shows(">Lupa jatkuu.</textarea>"), "{}", back.body);
    let other = [("version", "1"), ("answer", "x"), ("reason", "Lupa jatkuu."), ("sure", "yes")];
    assert_eq!(vilma.post(&case, &other).await.status, StatusCode::BAD_REQUEST, "no answer refuses by accident");
    vilma.post(&case, &[&refuse[..], &[("sure", "yes")]].concat()).await.redirects();
    assert!(!paavo.page(&plan).await.shows(done), "also when it was refused");
    assert_eq!(town.audited("pharmacies.line_undone").await, 2);
}

async fn what_a_giving_up_has_ended_is_neither_taken_back_nor_refused(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    in_production(&town, LEAVING).await;
    let address = give_up(&town, &town.paavo().await).await;
    town.world.app.clock.advance_seconds(30 * DAY);
    guarded(follow(&town.world.app)).await.expect("ran");
    assert_eq!(state_of(&town, LEAVING).await, DeploymentState::Ended);
    let paavo = town.paavo().await;
    let withdraw = format!("{address}/withdraw");
    let page = paavo.page(&address).await;
    assert!(page.shows("Sitä ei voi enää perua") && !page.shows(&withdraw), "{}", page.body);
    for version in ["1", "2"] {
        assert_eq!(paavo.post(&withdraw, &[("version", version)]).await.status, StatusCode::CONFLICT);
    }
    let vilma = town.world.vilma().await;
    let case = format!("/desk/pharmacies/{}", address.rsplit('/').next().expect("an id"));
    let page = vilma.page(&case).await;
    assert!(page.shows("Sitä ei voi enää hylätä") && !page.shows("value=\"refuse\""), "{}", page.body);
    let refuse = [("version", "2"), ("answer", "refuse"), ("reason", "Lupa jatkuu.")];
    assert_eq!(vilma.post(&case, &refuse).await.status, StatusCode::CONFLICT);
    assert!(town.mailed("change_answered").await.is_empty(), "nobody is told of what did not happen");
    vilma.post(&case, &[("version", "2"), ("answer", "confirm"), ("reason", "")]).await.redirects();
    assert!(!vilma.page("/desk/pharmacies").await.shows("Kivisalmen apteekki"), "it does not wait for ever");
}

async fn who_gives_up_before_production_keeps_nothing_waiting(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    in_production_with_a_commitment(&town).await;
    let set_up = "update deployment set state = 'set_up', in_production_since = null where organisation = $1";
    town.world.meddle(set_up, db::values![LEAVING]).await;
    give_up(&town, &town.paavo().await).await;
    town.world.app.clock.advance_seconds(30 * DAY);
    guarded(follow(&town.world.app)).await.expect("ran");
    assert_eq!(state_of(&town, LEAVING).await, DeploymentState::Ended);
    assert!(!has_commitment(&town).await, "no service is left");
}

async fn a_service_that_is_still_set_up_keeps_the_commitment(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    in_production_with_a_commitment(&town).await;
    let visit = Visit::of_job(&town.world.app);
    let granted = Granted {
        application: &ApplicationId::new(visit.now, &town.world.app.random),
        organisation: &BusinessId::parse(LEAVING).expect("valid"),
        service: Service::PatientData,
        form: form(Service::PatientData.code(), 1).expect("in the catalogue").asked(Profile::default()),
        case_number: "KE-2026-000901",
        language: CaseLanguage::Fi,
        snapshot: json!({}),
        recipients: Vec::new(),
        wished_date: None,
    };
    let mut tx = town.world.app.db.write().await.expect("a transaction");
    deployments::open(&mut tx, &visit, &granted).await.expect("opened");
    tx.commit().await.expect("committed");
    give_up(&town, &town.paavo().await).await;
    town.world.app.clock.advance_seconds(30 * DAY);
    guarded(follow(&town.world.app)).await.expect("ran");
    assert!(has_commitment(&town).await, "a granted service is left");
    let mut read = town.world.app.db.read().await.expect("a reader");
    let organisation = BusinessId::parse(LEAVING).expect("valid");
    let lines = deployments::list(&mut read, &organisation).await.expect("listed");
    let state = |service| lines.iter().find(|line| line.service == service).map(|line| line.state);
    assert_eq!(state(Service::Prescription), Some(DeploymentState::Ended));
    assert_eq!(state(Service::PatientData), Some(DeploymentState::SetUp));
}

db::testing::on_both![
    who_gives_up_another_pharmacy_later_is_led_to_the_form,
    a_giving_up_is_taken_back_by_whoever_may_terminate_and_opens_the_plan_again,
    what_a_giving_up_has_ended_is_neither_taken_back_nor_refused,
    who_gives_up_before_production_keeps_nothing_waiting,
    a_service_that_is_still_set_up_keeps_the_commitment,
];
