//! From approval to production.

mod days_tests;
mod demanding_tests;
mod desk_tests;
mod enrolling_tests;
mod judging_tests;
mod many_tests;
mod papers_tests;

use axum::http::StatusCode;
use db::testing::{Scratch, guarded, statements_of};
use jiff::ToSpan as _;

use super::demanding::{Demands, Extended, decide};
use super::rules::{
    DateProblem, DeploymentState, DeploymentTest, Done, Opening, ReportProblem, TypedReport, awaiting_report,
    is_overdue, late_until, may_plan_test, production_due, read_date, read_report, report_by,
};
use super::{Granted, begin_due, list, open, store, store_ending};
use crate::config::SupportPeriod;
use crate::kernel::{ApplicationId, BusinessId, CaseLanguage, DeploymentId, Language};
use crate::services::{Profile, Service, form};
use crate::testing::{Browser, RANTAPOLKU, World};
use crate::web::Visit;

async fn granted(world: &World) -> DeploymentId {
    granted_for(world, Service::Prescription).await
}

async fn granted_for(world: &World, service: Service) -> DeploymentId {
    granted_with(world, service, &serde_json::json!({})).await
}

/// A deployment of a service that was granted with some answers besides the contacts.
async fn granted_with(world: &World, service: Service, answers: &serde_json::Value) -> DeploymentId {
    granted_on(world, (service, 1), answers).await
}

/// The same on some version of the form.
async fn granted_on(world: &World, (service, version): (Service, i64), answers: &serde_json::Value) -> DeploymentId {
    let mut snapshot = serde_json::json!({ "answers": { "contacts": { "people": [
        { "name": "Anni Arkisto", "roles": ["archivist"] }, { "name": "Tiina Tekninen", "roles": ["technical"] },
    ] } } });
    for (step, of_step) in answers.as_object().expect("steps") {
        snapshot["answers"][step] = of_step.clone();
    }
    let visit = Visit::of_job(&world.app);
    let (application, organisation) =
        (ApplicationId::new(visit.now, &world.app.random), BusinessId::parse(RANTAPOLKU).expect("valid"));
    let granted = Granted {
        application: &application,
        organisation: &organisation,
        service,
        form: form(service.code(), version).expect("in the catalogue").asked(Profile::default()),
        case_number: "KE-2026-000001",
        language: CaseLanguage::Fi,
        snapshot,
        recipients: vec!["hallinto@rantapolku.example".to_string()],
        wished_date: Some("2026-12-04".to_string()),
    };
    let mut tx = world.app.db.write().await.expect("a transaction");
    let id = open(&mut tx, &visit, &granted).await.expect("opened");
    tx.commit().await.expect("committed");
    id
}

async fn state(world: &World) -> (DeploymentState, usize) {
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let lines = list(&mut world.app.db.read().await.expect("a reader"), &organisation).await.expect("listed");
    (lines[0].state, lines[0].open_items)
}

/// What a deployment of a service demands in the world of these tests, where nobody has answered anything.
fn demands(service: Service) -> Demands {
    let form = form(service.code(), 1).expect("in the catalogue");
    let decided = decide(form.asked(Profile::default()), &serde_json::Value::Null, &Extended::default());
    Demands::kept(form, Some(i64::from(decided.tested)), Some(&decided.left_out.join(" ")))
}

async fn tick_all(browser: &Browser<'_>, address: &str, service: Service) {
    for item in demands(service).items {
        browser.post(&format!("{address}/items"), &[("item", item.key), ("answer", "done")]).await.redirects();
    }
}

async fn item_12_production_begins_when_everything_is_done_and_the_day_has_come(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, id) = (world.matti().await, granted(&world).await);
    let address = format!("/o/{RANTAPOLKU}/deployments/{id}");
    assert!(matti.page(&address).await.shows("value=\"4.12.2026\""), "the wished date is offered");
    assert_eq!(state(&world).await, (DeploymentState::SetUp, 4));
    tick_all(&matti, &address, Service::Prescription).await;
    matti.post(&format!("{address}/items"), &[("item", "staff"), ("answer", "undo")]).await.redirects();
    let today = [("version", "1"), ("date", "21.11.2026")];
    matti.post(&format!("{address}/production-date"), &today).await.redirects();
    assert_eq!(state(&world).await, (DeploymentState::SetUp, 1), "one item is still open");
    assert!(matti.page(&address).await.shows("alkaa heti, kun viimeinenkin kohta on valmis"), "said before");
    matti.post(&format!("{address}/items"), &[("item", "staff"), ("answer", "done")]).await.redirects();
    assert_eq!(state(&world).await.0, DeploymentState::InProduction);
    let page = matti.page(&address).await;
    assert!(
        page.shows("Käytössä") && page.shows("21.11.2026 alkaen") && !page.shows("action=\"/o/9900226-7/deployments/")
    );
    assert_eq!(
        basis_of_beginning(&world).await.as_deref(),
        Some("position:TJ"),
        "by whose right the last step was done"
    );
    let late = matti.post(&format!("{address}/items"), &[("item", "staff"), ("answer", "undo")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "what is in production is not undone by a tick");
}

async fn a_later_day_is_waited_for_and_begun_by_the_job(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, id) = (world.matti().await, granted(&world).await);
    let address = format!("/o/{RANTAPOLKU}/deployments/{id}");
    tick_all(&matti, &address, Service::Prescription).await;
    matti.post(&format!("{address}/production-date"), &[("version", "1"), ("date", "2026-11-22")]).await.redirects();
    let home = matti.page(&format!("/o/{RANTAPOLKU}/")).await;
    assert!(home.shows("Odottaa aloituspäivää") && home.shows("alkaa 22.11.2026"), "{}", home.body);
    assert!(!home.shows("Viekää käyttöönotto loppuun"), "nothing is left to do: {}", home.body);
    assert_eq!(guarded(begin_due(&world.app)).await.expect("ran"), 0);
    world.app.clock.advance_seconds(24 * 3600);
    assert_eq!(guarded(begin_due(&world.app)).await.expect("ran"), 1);
    assert_eq!(guarded(begin_due(&world.app)).await.expect("ran"), 0, "once");
    assert_eq!(state(&world).await.0, DeploymentState::InProduction);
    assert_eq!(basis_of_beginning(&world).await, None, "the day came by itself");
}

async fn basis_of_beginning(world: &World) -> Option<String> {
    let mut read = world.app.db.read().await.expect("a reader");
    let sql = "select basis from audit_entry where action = 'deployments.production_started'";
    read.one::<(Option<String>,)>(sql, db::values![]).await.expect("in the log").0
}

async fn neither_a_broken_row_nor_hundreds_that_are_not_ready_keep_the_others_waiting(scratch: &Scratch) {
    let world = World::new(scratch);
    for _ in 0..201 {
        granted(&world).await;
    }
    let broken = granted(&world).await;
    world.meddle("update deployment set production_date = '2026-11-01'", db::values![]).await;
    let spoil = "update deployment set organisation = 'x', production_date = '2026-10-01' where id = $1";
    world.meddle(spoil, db::values![broken.as_str()]).await;
    let (matti, id) = (world.matti().await, granted(&world).await);
    let address = format!("/o/{RANTAPOLKU}/deployments/{id}");
    tick_all(&matti, &address, Service::Prescription).await;
    matti.post(&format!("{address}/production-date"), &[("version", "1"), ("date", "2026-11-22")]).await.redirects();
    world.app.clock.advance_seconds(24 * 3600);
    assert_eq!(guarded(begin_due(&world.app)).await.expect("ran"), 1);
    let (begun, statements) = statements_of(guarded(begin_due(&world.app))).await;
    assert_eq!(begun.expect("ran"), 0, "once");
    assert!(statements.len() > 400, "hundreds are looked at: {}", statements.len());
    let writes = |sql: &&str| !sql.trim_start().starts_with("select");
    assert_eq!(statements.iter().find(|sql| writes(sql)), None, "and nothing is written about them");
}

/// Production begins while an officer sets a last day: what the last day found is not what is kept as its state before.
async fn a_last_day_does_not_pass_over_a_production_that_begins_meanwhile(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = granted(&world).await;
    let mut tx = world.app.db.write().await.expect("a transaction");
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let before = store_ending::list_not_ended(&mut tx, &organisation).await.expect("listed").remove(0);
    assert_eq!(before.state, "set_up");
    store::begin_production(&mut tx, &id, "2026-11-21").await.expect("begun");
    let late = store_ending::set_end(&mut tx, &before, DeploymentState::Ending, "2026-12-31").await;
    assert_eq!(late, Err(db::Error::Stale));
    drop(tx);
    let mut tx = world.app.db.write().await.expect("a transaction");
    store::begin_production(&mut tx, &id, "2026-11-21").await.expect("begun");
    let now = store_ending::list_not_ended(&mut tx, &organisation).await.expect("listed").remove(0);
    store_ending::set_end(&mut tx, &now, DeploymentState::Ending, "2026-12-31").await.expect("the control");
}

async fn a_wrong_day_is_explained_and_an_old_page_is_refused(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, id) = (world.matti().await, granted(&world).await);
    let address = format!("/o/{RANTAPOLKU}/deployments/{id}/production-date");
    for (typed, text) in [
        ("", "Valitkaa päivä"),
        ("31.2.2027", "muodossa"),
        ("20.11.2026", "Päivä on mennyt"),
        ("1.1.2031", "yli vuoden"),
    ] {
        let answer = matti.post(&address, &[("version", "1"), ("date", typed)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            answer.shows(text) && answer.shows("role=\"alert\"") && answer.shows(&format!("value=\"{typed}\"")),
            "{}",
            answer.body
        );
    }
    matti.post(&address, &[("version", "1"), ("date", "1.12.2026")]).await.redirects();
    assert_eq!(matti.post(&address, &[("version", "1"), ("date", "2.12.2026")]).await.status, StatusCode::CONFLICT);
    let foreign = world.kauko().await.get(&format!("/o/{}/deployments/{id}", crate::testing::LEHTOLINNA)).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
}

#[test]
fn a_day_is_read_as_people_and_browsers_write_it() {
    let today = jiff::civil::date(2026, 11, 21);
    assert_eq!(read_date("4.12.2026", today), read_date("2026-12-04", today));
    assert_eq!(read_date("21.11.2026", today), Ok(today));
    assert_eq!(read_date("x", today), Err(DateProblem::NotADate));
    assert_eq!(read_date("21.11.2028", today), Err(DateProblem::TooFar));
}

#[test]
fn production_needs_every_item_a_passed_test_and_the_day() {
    let today = jiff::civil::date(2026, 11, 21);
    for service in Service::ALL {
        let definition = demands(service);
        let done: Vec<Done> = definition
            .items
            .iter()
            .map(|item| Done { item: item.key.to_string(), at: 0, by_name: String::new(), note: None, called_at: None })
            .collect();
        let (failed, mut passed) = (test(1, Some("failed")), test(2, Some("passed")));
        let unconfirmed = [passed.clone()];
        passed.accepted = definition.confirmed.then_some(1);
        let due = |done: &[Done], tests: &[DeploymentTest], date: Option<&str>| {
            production_due(&definition, (done, tests), date, Opening::Any, today)
        };
        let both = [failed.clone(), passed];
        assert_eq!(due(&done, &both, Some("2026-11-21")), Some(today), "{service:?}");
        assert_eq!(due(&done[1..], &both, Some("2026-11-21")), None);
        assert_eq!(due(&done, &both, Some("2026-11-22")), None);
        assert_eq!(due(&done, &both, None), None);
        let without = due(&done, &unconfirmed, Some("2026-11-21"));
        assert_eq!(without.is_none(), definition.confirmed, "{service:?}: the operator has not confirmed the test");
        for untested in [vec![], vec![failed], vec![test(1, None)]] {
            let without = due(&done, &untested, Some("2026-11-21"));
            assert_eq!(without.is_none(), definition.test, "{service:?}");
        }
    }
    for state in DeploymentState::ALL {
        assert_eq!(DeploymentState::parse(state.code()), Some(state));
    }
}

fn test(number: i64, result: Option<&str>) -> DeploymentTest {
    DeploymentTest {
        number,
        planned_on: "2026-11-20".to_string(),
        result: result.map(str::to_string),
        held_on: None,
        performed_by: None,
        archivist: None,
        remarks: None,
        reported_at: None,
        reported_by: None,
        judged_at: None,
        accepted: None,
        judgement: None,
    }
}

#[test]
fn a_test_is_planned_until_one_has_passed_and_reported_on_once() {
    let (needs, does_not) = (&demands(Service::PatientData), &demands(Service::Prescription));
    for state in DeploymentState::ALL {
        let before = state.may_prepare().is_ok();
        assert_eq!(may_plan_test(needs, state, &[]).is_ok(), before, "{state:?}");
        assert_eq!(may_plan_test(needs, state, &[test(1, Some("failed"))]).is_ok(), before, "{state:?}");
        assert!(may_plan_test(needs, state, &[test(1, Some("passed"))]).is_err(), "{state:?}");
        assert!(may_plan_test(does_not, state, &[]).is_err(), "{state:?}");
        let planned = [test(1, Some("failed")), test(2, None)];
        assert_eq!(
            awaiting_report(state, &planned).map(|test| test.number).is_some(),
            state == DeploymentState::TestPlanned
        );
        assert!(awaiting_report(state, &planned[..1]).is_none());
    }
}

#[test]
fn the_report_is_due_in_two_business_days() {
    // Over Christmas; then a Friday, a Thursday, a Monday and a Saturday.
    assert_eq!(report_by(jiff::civil::date(2026, 12, 23)), jiff::civil::date(2026, 12, 29));
    for (held, last) in [(20, 24), (19, 23), (23, 25), (21, 24)] {
        assert_eq!(report_by(jiff::civil::date(2026, 11, held)), jiff::civil::date(2026, 11, last), "{held}");
    }
}

#[test]
fn the_latest_day_of_a_late_report_parts_the_late_from_those_in_time() {
    let first = jiff::civil::date(2026, 1, 1);
    for today in (0..730).map(|days| first + days.days()) {
        let last = late_until(today);
        assert!(is_overdue(&last.to_string(), today), "{today}: {last}");
        assert!(!is_overdue(&(last + 1.day()).to_string(), today), "{today}: {last}");
    }
}

type Change = fn(&mut TypedReport);

#[test]
fn a_report_is_read_with_every_problem_at_its_field() {
    use ReportProblem as Problem;
    let (granted, today) = (jiff::civil::date(2026, 11, 10), jiff::civil::date(2026, 11, 21));
    let sound = TypedReport {
        result: "passed".to_string(),
        held_on: "20.11.2026".to_string(),
        performed_by: "Tiina".to_string(),
        archivist: "Anni".to_string(),
        remarks: String::new(),
    };
    let report = read_report(&sound, granted, today).expect("sound");
    assert!(report.passed && report.held_on == jiff::civil::date(2026, 11, 20));
    let cases: [(Change, &str, Problem); 10] = [
        (|report| report.result = "x".to_string(), "result", Problem::ResultMissing),
        (|report| report.held_on.clear(), "held_on", Problem::DayMissing),
        (|report| report.held_on = "31.2.2026".to_string(), "held_on", Problem::NotADay),
        (|report| report.held_on = "22.11.2026".to_string(), "held_on", Problem::DayAhead),
        (|report| report.held_on = "9.11.2026".to_string(), "held_on", Problem::DayEarly),
        (|report| report.performed_by.clear(), "performed_by", Problem::PerformerMissing),
        (|report| report.archivist = "150668-917M".to_string(), "archivist", Problem::IdentityCode),
        (|report| report.archivist = "a".repeat(201), "archivist", Problem::TooLong),
        (|report| report.result = "failed".to_string(), "remarks", Problem::RemarksMissing),
        (|report| report.remarks = "potilasta150668-917m".to_string(), "remarks", Problem::IdentityCode),
    ];
    for (change, field, problem) in cases {
        let mut typed = sound.clone();
        change(&mut typed);
        assert_eq!(read_report(&typed, granted, today), Err(vec![(field, problem)]));
    }
    assert_eq!(read_report(&TypedReport::default(), granted, today).expect_err("nothing is there").len(), 4);
}

async fn a_failed_test_is_followed_by_another(scratch: &Scratch) {
    let world = World::new(scratch);
    let (matti, id) = (world.matti().await, granted_for(&world, Service::PatientData).await);
    let address = format!("/o/{RANTAPOLKU}/deployments/{id}");
    tick_all(&matti, &address, Service::PatientData).await;
    matti.post(&format!("{address}/production-date"), &[("version", "1"), ("date", "21.11.2026")]).await.redirects();
    assert_eq!(state(&world).await, (DeploymentState::SetUp, 1), "the test is still open");
    let plan = format!("{address}/test");
    for (typed, text) in [("", "Valitkaa päivä"), ("1.1.2020", "Päivä on mennyt")] {
        let answer = matti.post(&plan, &[("version", "2"), ("test_day", typed)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.shows(text) && answer.shows("href=\"#test_day\""), "{}", answer.body);
    }
    let report = |version: &'static str, result: &'static str| {
        [
            ("version", version),
            ("result", result),
            ("held_on", "21.11.2026"),
            ("performed_by", "Tiina Tekninen"),
            ("archivist", "Anni Arkisto"),
            ("remarks", "Asiakirja puuttui."),
        ]
    };
    let send = format!("{address}/test-report");
    assert_eq!(matti.post(&send, &report("2", "passed")).await.status, StatusCode::CONFLICT, "nothing is planned");
    matti.post(&plan, &[("version", "2"), ("test_day", "21.11.2026")]).await.redirects();
    assert_eq!(state(&world).await.0, DeploymentState::TestPlanned);
    assert!(matti.page(&address).await.shows("viimeistään 24.11.2026"));
    matti.post(&plan, &[("version", "3"), ("test_day", "22.11.2026")]).await.redirects();
    let wrong = matti.post(&send, &[("version", "4"), ("remarks", "<b>jäi</b>")]).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.shows("&#60;b&#62;jäi"), "{}", wrong.body);
    assert_eq!(matti.post(&send, &report("3", "failed")).await.status, StatusCode::CONFLICT, "an old page");
    matti.post(&send, &report("4", "failed")).await.redirects();
    assert_eq!(state(&world).await.0, DeploymentState::TestFailed);
    let page = matti.page(&address).await;
    assert!(page.shows("Korjattavaa") && page.shows("1. koe") && page.shows("Asiakirja puuttui."));
    let failed = "Koe epäonnistui 21.11.2026. Korjatkaa viat";
    for place in [address.clone(), format!("/o/{RANTAPOLKU}/")] {
        assert!(matti.page(&place).await.shows(failed), "{place} says first that the test has failed");
    }
    assert_eq!(guarded(begin_due(&world.app)).await.expect("ran"), 0, "a failed test begins nothing");
    matti.post(&plan, &[("version", "5"), ("test_day", "21.11.2026")]).await.redirects();
    let again = [
        (Language::Fi, "Uusi koe on 21.11.2026, ja sen raportti on lähetettävä viimeistään 24.11.2026."),
        (Language::Sv, "Det nya provet är 21.11.2026, och rapporten om det ska skickas senast 24.11.2026."),
        (Language::En, "and its report is due by"),
    ];
    for (language, said) in again {
        let matti = world.matti().await.speaking(language);
        for place in [address.clone(), format!("/o/{RANTAPOLKU}/")] {
            let page = matti.get(&place).await;
            assert!(page.shows(said), "{place}: {}", page.body);
        }
    }
    matti.post(&send, &report("6", "passed")).await.redirects();
    assert!(!matti.page(&format!("/o/{RANTAPOLKU}/")).await.shows("epäonnistui"), "the last one has passed");
    assert_eq!(state(&world).await.0, DeploymentState::InProduction);
    let page = matti.page(&address).await;
    assert!(
        page.shows("2. koe")
            && page.shows("Koe hyväksyttiin 21.11.2026")
            && !page.shows("action=\"/o/9900226-7/deployments/")
    );
    assert_eq!(matti.post(&plan, &[("version", "8"), ("test_day", "22.11.2026")]).await.status, StatusCode::CONFLICT);
}

async fn a_customer_enrols_for_a_period_and_reads_where_the_archivist_works(scratch: &Scratch) {
    let period = |begins: &str, ends: &str, enrol_by: &str| SupportPeriod {
        begins: begins.to_string(),
        ends: ends.to_string(),
        enrol_by: enrol_by.to_string(),
    };
    let world = World::with(scratch, |config| {
        config.deployment_support = vec![
            period("2027-05-03", "2027-08-31", "2027-03-31"),
            period("2027-01-11", "2027-04-30", "2026-11-21"),
            period("2026-09-01", "2026-12-31", "2026-07-31"),
        ];
        config.operator.archivist_address = Some("https://arkisto.example/".to_string());
    });
    let (matti, id) = (world.matti().await, granted_for(&world, Service::SocialData).await);
    let address = format!("/o/{RANTAPOLKU}/deployments/{id}");
    let page = matti.page(&address).await;
    assert!(page.shows("11.1.2027–30.4.2027, ilmoittautuminen viimeistään 21.11.2026"), "today is the last day");
    assert!(page.shows("value=\"2027-05-03\"") && !page.shows("2026-09-01"), "a period that is over is not offered");
    assert!(page.shows("Hakemuksessa nimetty: Anni Arkisto.") && page.shows("https://arkisto.example/"));
    let items = format!("{address}/items");
    let enrol = |period: &'static str| [("item", "enrolment"), ("answer", "done"), ("period", period)];
    // The page was opened before the last day to enrol and is sent after it.
    for (language, words) in [
        (Language::Fi, "Ilmoittautuminen valitsemallenne jaksolle on päättynyt."),
        (Language::Sv, "Anmälan till den period ni valde har avslutats."),
        (Language::En, "Enrolment for the period that you chose has closed."),
    ] {
        let late = world.matti().await.speaking(language).post(&items, &enrol("2026-09-01")).await;
        assert!(late.status == StatusCode::UNPROCESSABLE_ENTITY && late.shows(words), "{}", late.body);
        assert!(late.shows("href=\"#period\"") && late.shows("value=\"2027-05-03\""), "{}", late.body);
        late.is_a_proper_page(language);
    }
    matti.post(&items, &enrol("2027-05-03")).await.redirects();
    assert!(matti.page(&address).await.shows("Ilmoittauduitte jaksolle 3.5.2027–31.8.2027."));
    matti.post(&items, &[("item", "enrolment"), ("answer", "undo")]).await.redirects();
    matti.post(&items, &[("item", "enrolment"), ("answer", "done")]).await.redirects();
    assert!(
        matti.page(&address).await.shows("Ilmoittauduitte jaksolle 11.1.2027–30.4.2027."),
        "the first one that is open"
    );
}

/// Extensions repeat; however many there are, the services themselves stay on the list, which is newest first.
async fn a_hundred_extensions_hide_no_service(scratch: &Scratch) {
    let world = World::new(scratch);
    let first = granted(&world).await;
    for number in 1..=101 {
        let id = format!("extension-{number:03}");
        let copy = "insert into deployment (id, application_id, organisation, service, case_number, language, snapshot,
                                            recipients, state, version, opened_at, extends)
                    select $1, $1, organisation, 'extension_of_use', case_number, language, snapshot, recipients, state,
                           version, opened_at + $2, service
                    from deployment where id = $3";
        world.meddle(copy, db::values![id.as_str(), number, first.as_str()]).await;
    }
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let mut read = world.app.db.read().await.expect("a reader");
    let rows = super::store_lines::list(&mut read, &organisation).await.expect("listed");
    assert_eq!(rows.len(), 100);
    assert_eq!(rows.last().map(|row| row.service.as_str()), Some("prescription"), "the oldest, and there");
    assert!(rows.is_sorted_by(|one, other| one.opened_at >= other.opened_at));
}

db::testing::on_both![
    a_last_day_does_not_pass_over_a_production_that_begins_meanwhile,
    a_hundred_extensions_hide_no_service,
    a_customer_enrols_for_a_period_and_reads_where_the_archivist_works,
    item_12_production_begins_when_everything_is_done_and_the_day_has_come,
    a_later_day_is_waited_for_and_begun_by_the_job,
    neither_a_broken_row_nor_hundreds_that_are_not_ready_keep_the_others_waiting,
    a_wrong_day_is_explained_and_an_old_page_is_refused,
    a_failed_test_is_followed_by_another,
];
