//! Issue 4, item 4, from outside: the window of thirty days, a missing takeover date, a takeover that moves under a
//! submitted case.

use axum::http::StatusCode;
use db::testing::{Scratch, guarded};

use super::{INCOMING, LEAVING, OTHER, PHARMACY, Town, row};
use crate::applications::testing::{bring_case, person, text};
use crate::applications::{self, OfficerStep, load_case, officer_step};
use crate::deployments;
use crate::kernel::{ApplicationId, BusinessId, Language};
use crate::pharmacies::follow;
use crate::services::{CustomerKind, Profile, Service, newest_form};
use crate::testing::{Answer, Browser};
use crate::web::Visit;

const DAY: i64 = 24 * 3600;
const BRANCH: &str = "1.2.246.10.99001539.10.2";

/// The register when nobody takes Kivisalmen apteekki over.
fn kept_by_paavo() -> String {
    let kept = |oid, parent, name| row(oid, parent, name, (LEAVING, "20190304", "21001231"));
    serde_json::Value::from(vec![
        kept(PHARMACY, "", "Kivisalmen apteekki"),
        kept(BRANCH, PHARMACY, "Kivisalmen apteekki, Louhen sivuapteekki"),
    ])
    .to_string()
}

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

pub(super) async fn officer_does(town: &Town, officer: &Browser<'_>, id: &ApplicationId, step: OfficerStep) {
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
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 1);
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 0, "once");
    let (henna, vilma) = (town.henna().await, town.world.vilma().await);
    let page = henna.page(&case).await;
    for shown in [
        "Haltuunottopäivä on siirtynyt",
        "Suunniteltu käyttöönottopäivä 11.12.2026 siirtyi haltuunottopäivän mukana: uusi päivä on 21.12.2026",
        "Hakemuksen käsittely jatkuu",
        "Käyttöönottopäivä siirtyi haltuunottopäivän mukana",
    ] {
        assert!(page.shows(shown), "{shown}: {}", page.body);
    }
    let page = vilma.page(&desk).await;
    assert!(
        page.shows("Suunniteltu käyttöönottopäivä 11.12.2026 siirtyi haltuunottopäivän mukana. Päätös koskee uutta päivää 21.12.2026")
    );
    assert_eq!(town.audited("applications.date_moved").await, 1);
    officer_does(&town, &vilma, &id, OfficerStep::Take).await;
    officer_does(
        &town,
        &vilma,
        &id,
        OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None },
    )
    .await;
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
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 1);
    let mut read = town.world.app.db.read().await.expect("a reader");
    assert!(applications::list_moved_dates(&mut read, &id).await.expect("read").is_empty());
}

/// The incoming pharmacist's application with one contact person is granted.
pub(super) async fn granted(town: &Town, henna: &Browser<'_>, vilma: &Browser<'_>) {
    let form = newest_form(Service::Prescription, CustomerKind::Pharmacist).expect("a form");
    let visit = town.visit(henna, INCOMING, "Apteekkari H. Uusitalli");
    let person = person("Henna Uusitalli", "henna@uusitalli.example", "+358 00 000 0006", &["administrative"]);
    let answers = [("schedule", "production_date", text("2026-12-11")), ("contacts", "people", person)];
    let id = bring_case(&visit, form.asked(Profile::of(CustomerKind::Pharmacist)), &answers).await;
    officer_does(town, vilma, &id, OfficerStep::Take).await;
    officer_does(
        town,
        vilma,
        &id,
        OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None },
    )
    .await;
}

/// Ticks every item of the deployment of the granted application; its address.
async fn ready(town: &Town, henna: &Browser<'_>) -> String {
    let incoming = BusinessId::parse(INCOMING).expect("valid");
    let mut read = town.world.app.db.read().await.expect("a reader");
    let line = deployments::list(&mut read, &incoming).await.expect("listed").remove(0);
    drop(read);
    let address = format!("/o/{INCOMING}/deployments/{}", line.id);
    let form = newest_form(Service::Prescription, CustomerKind::Pharmacist).expect("a form");
    for item in form.deployment.items {
        henna.post(&format!("{address}/items"), &[("item", item.key), ("answer", "done")]).await.redirects();
    }
    address
}

async fn dates(town: &Town) -> (Option<String>, Option<String>) {
    let incoming = BusinessId::parse(INCOMING).expect("valid");
    let mut read = town.world.app.db.read().await.expect("a reader");
    let line = deployments::list(&mut read, &incoming).await.expect("listed").remove(0);
    (line.production_date, line.in_production_since)
}

async fn item_4_production_does_not_begin_before_the_takeover(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let (henna, vilma) = (town.henna().await, town.world.vilma().await);
    granted(&town, &henna, &vilma).await;
    // The page asks the register, and what it tells is kept.
    henna.page(&format!("/o/{INCOMING}/pharmacies")).await;
    let address = ready(&town, &henna).await;
    assert!(henna.page(&address).await.shows("Tuotantokäyttö voi alkaa aikaisintaan silloin."));
    let date = format!("{address}/production-date");
    for (language, words) in [
        (
            Language::Fi,
            "Haltuunottopäivä on Fimean apteekkirekisterin mukaan 11.12.2026. Valitkaa se tai myöhempi päivä.",
        ),
        (Language::Sv, "11.12.2026. Välj den dagen eller en senare."),
        (Language::En, "11 December 2026. Choose that day or a later one."),
    ] {
        let henna = town.henna().await.speaking(language);
        for typed in ["21.11.2026", "10.12.2026"] {
            let refused = henna.post(&date, &[("version", "1"), ("date", typed)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
            assert!(refused.shows(words) && refused.shows("role=\"alert\""), "{}", refused.body);
            refused.is_a_proper_page(language);
        }
    }
    assert_eq!(dates(&town).await, (None, None), "nothing is kept");
    henna.post(&date, &[("version", "1"), ("date", "11.12.2026")]).await.redirects();
    // The takeover moves by ten days, and only a page has asked the register since: the job waits all the same.
    town.move_takeover("20261220", "20261221");
    town.world.app.clock.advance_seconds(20 * DAY);
    town.henna().await.page(&format!("/o/{INCOMING}/pharmacies")).await;
    assert_eq!(guarded(deployments::begin_due(&town.world.app)).await.expect("ran"), 0, "not theirs yet");
    town.world.app.clock.advance_seconds(10 * DAY);
    assert_eq!(guarded(deployments::begin_due(&town.world.app)).await.expect("ran"), 1);
    assert_eq!(dates(&town).await.1.as_deref(), Some("2026-12-21"), "since the takeover");
}

async fn item_4_without_a_pharmacy_in_the_register_production_waits(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let (henna, vilma) = (town.henna().await, town.world.vilma().await);
    granted(&town, &henna, &vilma).await;
    let address = ready(&town, &henna).await;
    let undated = row(PHARMACY, "", "Kivisalmen apteekki", (INCOMING, "", "21001231"));
    town.tell(&serde_json::Value::from(vec![undated]).to_string());
    town.world.app.clock.advance_seconds(2 * 3600);
    let henna = town.henna().await;
    henna.page(&format!("/o/{INCOMING}/pharmacies")).await;
    let typed = [("version", "1"), ("date", "11.12.2026")];
    let refused = henna.post(&format!("{address}/production-date"), &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("Tuotantokäyttö voi alkaa, kun tieto on rekisterissä."), "{}", refused.body);
    henna.page(&address).await;
}

async fn item_4_an_agreed_day_before_the_new_takeover_moves_with_it(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let (henna, vilma) = (town.henna().await, town.world.vilma().await);
    granted(&town, &henna, &vilma).await;
    town.plan(&henna, INCOMING).await;
    let address = ready(&town, &henna).await;
    let typed = [("version", "1"), ("date", "15.12.2026")];
    henna.post(&format!("{address}/production-date"), &typed).await.redirects();
    town.move_takeover("20261220", "20261221");
    town.world.app.clock.advance_seconds(2 * 3600);
    assert_eq!(guarded(follow(&town.world.app)).await.expect("ran"), 1);
    assert_eq!(dates(&town).await.0.as_deref(), Some("2026-12-21"), "between the old and the new day");
    assert_eq!(town.audited("deployments.dates_moved").await, 1);
    // A later day of their own stays.
    let henna = town.henna().await;
    let typed = [("version", "3"), ("date", "15.1.2027")];
    henna.post(&format!("{address}/production-date"), &typed).await.redirects();
    town.move_takeover("20261222", "20261223");
    town.world.app.clock.advance_seconds(2 * 3600);
    guarded(follow(&town.world.app)).await.expect("ran");
    assert_eq!(dates(&town).await.0.as_deref(), Some("2027-01-15"));
}

async fn item_4_who_has_a_commitment_makes_none_again(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let (henna, vilma) = (town.henna().await, town.world.vilma().await);
    granted(&town, &henna, &vilma).await;
    let applications = async || {
        let mut read = town.world.app.db.read().await.expect("a reader");
        let sql = "select count(*) from application where organisation = $1";
        let (count,): (i64,) = read.one(sql, db::values![INCOMING]).await.expect("counted");
        count
    };
    let there = applications().await;
    let deployment = begin(&henna).await.redirects().to_string();
    assert!(deployment.starts_with(&format!("/o/{INCOMING}/deployments/")), "{deployment}");
    // A second pharmacy that comes to the same business ID changes nothing: the customership covers it.
    let second = row("1.2.246.10.99002339.10.9", "", "Louhen apteekki", (INCOMING, "20261215", "21001231"));
    let first = row(PHARMACY, "", "Kivisalmen apteekki", (INCOMING, "20261211", "21001231"));
    town.tell(&serde_json::Value::from(vec![first, second]).to_string());
    town.world.app.clock.advance_seconds(2 * 3600);
    let henna = town.henna().await;
    assert!(henna.page(&format!("/o/{INCOMING}/pharmacies")).await.shows("Louhen apteekki"));
    assert_eq!(begin(&henna).await.redirects(), deployment);
    assert_eq!(applications().await, there, "no new row");
    assert!(henna.page(&deployment).await.shows("Resepti"));
}

async fn item_4_contacts_are_confirmed_as_they_are_with_date_and_name(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let (henna, vilma) = (town.henna().await, town.world.vilma().await);
    let page = format!("/o/{INCOMING}/pharmacies/contacts");
    assert!(henna.page(&page).await.shows("Ne näkyvät tässä, kun hakemus on hyväksytty"));
    assert_eq!(henna.post(&page, &[("sha256", "")]).await.status, StatusCode::NOT_FOUND, "there is nothing to confirm");
    granted(&town, &henna, &vilma).await;
    let plan = format!("/o/{INCOMING}/handovers/{}", town.plan(&henna, INCOMING).await);
    let ticked = henna.post(&format!("{plan}/lines"), &[("line", "contacts"), ("answer", "done")]).await;
    assert_eq!(ticked.status, StatusCode::FORBIDDEN, "a tick confirms nothing");
    let shown = henna.page(&page).await;
    for part in ["Henna Uusitalli", "henna@uusitalli.example", "+358 00 000 0006"] {
        assert!(shown.shows(part), "{part}: {}", shown.body);
    }
    let hash = crate::testing::between(&shown.body, "name=\"sha256\" value=\"", "\"").to_string();
    let other = henna.post(&page, &[("sha256", &"0".repeat(64))]).await;
    assert_eq!(other.status, StatusCode::CONFLICT, "only what was shown");
    henna.post(&page, &[("sha256", &hash)]).await.redirects();
    assert!(henna.page(&page).await.shows("Henna Uusitalli vahvisti nämä yhteystiedot 21.11.2026 klo 12.00."));
    let shown = henna.page(&plan).await;
    assert!(
        shown.shows("/pharmacies/contacts\"")
            && !shown.shows("Merkitse tehdyksi<span class=\"visually-hidden\">: Päivittäkää yhteystiedot")
    );
    assert!(
        shown.shows("Peru merkintä<span class=\"visually-hidden\">: Huolehtikaa Resepti-palvelun asiakkuudesta"),
        "there is a commitment already"
    );
    // On the day of the takeover the same confirmation does the line of the contacts.
    town.world.app.clock.advance_seconds(20 * DAY);
    let henna = town.henna().await;
    henna.post(&page, &[("sha256", &hash)]).await.redirects();
    let shown = henna.page(&plan).await;
    assert!(!shown.shows("/pharmacies/contacts\""), "{}", shown.body);
    assert_eq!(town.audited("pharmacies.contacts_confirmed").await, 2);
    let paavo = town.paavo().await;
    assert!(!paavo.page(&format!("/o/{LEAVING}/pharmacies/contacts")).await.shows("uusitalli.example"));
}

async fn item_4_the_plan_knows_what_the_portal_knows(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    let (henna, vilma) = (town.henna().await, town.world.vilma().await);
    let id = town.plan(&henna, INCOMING).await;
    let plan = |organisation: &str| format!("/o/{organisation}/handovers/{id}");
    let home = format!("/o/{INCOMING}/");
    let customership = "Merkitse tehdyksi<span class=\"visually-hidden\">: Huolehtikaa Resepti-palvelun asiakkuudesta";
    assert!(henna.page(&plan(INCOMING)).await.shows(customership), "nothing is granted yet");
    assert!(henna.page(&home).await.shows("8 kohtaa on tekemättä"));
    granted(&town, &henna, &vilma).await;
    let deployments = {
        let incoming = BusinessId::parse(INCOMING).expect("valid");
        deployments::list(&mut town.world.app.db.read().await.expect("a reader"), &incoming).await.expect("listed")
    };
    let items = format!("/o/{INCOMING}/deployments/{}/items", deployments[0].id);
    henna.post(&items, &[("item", "staff"), ("answer", "done")]).await.redirects();
    let page = henna.page(&plan(INCOMING)).await;
    assert!(page.shows("Hakemus KE-2026-") && page.shows("hyväksyttiin 21.11.2026."), "{}", page.body);
    assert!(page.shows("Henna Uusitalli merkitsi käyttöönoton kohdan tehdyksi 21.11.2026"), "{}", page.body);
    assert!(!page.shows(customership), "{}", page.body);
    assert!(henna.page(&home).await.shows("6 kohtaa on tekemättä"));
    assert!(page.shows("Apteekkari H. Uusitalli (9900233-9)"), "by name: {}", page.body);
    let paavo = town.paavo().await;
    let other = paavo.page(&plan(LEAVING)).await;
    assert!(other.shows("Merkitty tehdyksi 21.11.2026 klo 12.00."), "{}", other.body);
    assert!(!other.shows("Hakemus KE-") && !other.shows("Henna"), "neither the case nor the person: {}", other.body);
}

async fn item_4_branches_and_closing_are_told_three_weeks_ahead_each_on_its_page(scratch: &Scratch) {
    let town = Town::open(scratch).await;
    town.tell(&kept_by_paavo());
    let (paavo, vilma) = (town.paavo().await, town.world.vilma().await);
    let base = format!("/o/{LEAVING}/pharmacies");
    let list = paavo.page(&base).await;
    for (kind, place, words) in [
        ("branch_moves", BRANCH, "Sivuapteekki siirtyy toiselle pääapteekille"),
        ("branch_to_main", BRANCH, "Sivuapteekki muuttuu pääapteekiksi"),
        ("main_to_branch", PHARMACY, "Pääapteekki muuttuu sivuapteekiksi"),
        ("temporary_closing", BRANCH, "tilapäisesti suljettu"),
        ("closing", PHARMACY, "Apteekki tai sivuapteekki suljetaan"),
    ] {
        assert!(list.shows(&format!("kind={kind}")), "{kind}");
        assert!(paavo.page(&format!("{base}/changes/new?kind={kind}")).await.shows(place));
        let fields = |day: &'static str| {
            let mut fields = vec![("kind", kind), ("pharmacy", place), ("effective_on", day)];
            fields.push(("email", "paavo@kivisalmi.example"));
            fields.extend((kind == "branch_moves").then_some(("receiver", OTHER)));
            fields.extend((kind == "temporary_closing").then_some(("until_on", "31.1.2027")));
            fields
        };
        for language in Language::ALL {
            let paavo = town.paavo().await.speaking(language);
            let early = paavo.post(&format!("{base}/changes"), &fields("11.12.2026")).await;
            assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "{kind}");
            assert!(early.shows("href=\"#effective_on\""), "{kind}: {}", early.body);
            early.is_a_proper_page(language);
        }
        let sent = paavo.post(&format!("{base}/changes"), &fields("12.12.2026")).await.redirects().to_string();
        let id = sent.rsplit('/').next().expect("an id").to_string();
        let case = format!("/desk/pharmacies/{id}");
        assert!(vilma.page(&case).await.shows(words), "{kind}");
        vilma.post(&case, &[("version", "1"), ("answer", "confirm"), ("reason", "")]).await.redirects();
        assert!(paavo.page(&sent).await.shows("Valmis"), "{kind}");
    }
    assert_eq!(town.mailed("change_answered").await.len(), 5);
}

async fn item_4_a_pharmacist_who_closes_is_guided_to_terminate_the_customership_from_the_closing_day(
    scratch: &Scratch,
) {
    let town = Town::open(scratch).await;
    town.tell(&kept_by_paavo());
    let paavo = town.paavo().await;
    let base = format!("/o/{LEAVING}/pharmacies");
    for (kind, is_guided) in [("closing", true), ("main_to_branch", false)] {
        let fields = [
            ("kind", kind),
            ("pharmacy", PHARMACY),
            ("effective_on", "12.12.2026"),
            ("email", "paavo@kivisalmi.example"),
        ];
        let sent = paavo.post(&format!("{base}/changes"), &fields).await.redirects().to_string();
        let page = paavo.page(&sent).await;
        let link = format!("<a href=\"/o/{LEAVING}/terminations\">Irtisanokaa palvelu</a>");
        assert_eq!(page.shows("päättyy sulkemispäivänä 12.12.2026"), is_guided, "{kind}: {}", page.body);
        assert_eq!(page.shows(&link), is_guided, "{kind}: {}", page.body);
    }
}

db::testing::on_both![
    item_4_a_pharmacist_who_closes_is_guided_to_terminate_the_customership_from_the_closing_day,
    item_4_the_plan_knows_what_the_portal_knows,
    item_4_an_application_outside_the_thirty_days_is_refused_on_the_page,
    item_4_a_missing_takeover_date_is_refused_with_who_adds_it,
    item_4_a_takeover_that_moves_moves_the_submitted_case,
    item_4_a_day_that_does_not_depend_on_the_takeover_stays,
    item_4_production_does_not_begin_before_the_takeover,
    item_4_who_has_a_commitment_makes_none_again,
    item_4_without_a_pharmacy_in_the_register_production_waits,
    item_4_an_agreed_day_before_the_new_takeover_moves_with_it,
    item_4_contacts_are_confirmed_as_they_are_with_date_and_name,
    item_4_branches_and_closing_are_told_three_weeks_ahead_each_on_its_page,
];
