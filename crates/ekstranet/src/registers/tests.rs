//! The registers' copies and the import; the wire itself is tried against the simulators.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::routing::get;
use db::testing::Scratch;

use super::{
    Directory, find_company, find_organisation, find_practitioner, import_directory, last_known_organisation,
    list_access_points, list_systems, rules,
};
use crate::kernel::BusinessId;
use crate::testing::{RANTAPOLKU, World};
use crate::web::{Failure, Outside};

const ORGANISATION: &str = r#"{"conceptCodeId":"1.2.246.10.99002267.10.0","beginDate":"2020-01-01","expirationDate":"2100-12-31",
 "attributes":[{"attributeName":"LongName","attributeValue":["Rantapolun Lääkäriasema Oy"]},{"attributeName":"Sektori","attributeValue":["2 Yksityinen"]}],"extra":1}"#;
const UNITS: &str = r#"{"conceptCodes":[{"conceptCodeId":"1.2.246.10.99002267.10.1","beginDate":"2020-01-01","expirationDate":"2026-12-31",
 "attributes":[{"attributeName":"LongName","attributeValue":["Keskusta"]}]}],"page":1,"pageSize":500,"totalItems":1,"totalPages":1}"#;
const COMPANY: &str = r#"{"totalResults":1,"companies":[{"names":[{"name":"Rantapolun Lääkäriasema Oy","type":"1","version":1}],
 "companyForms":[{"type":"16","version":1}],"registeredEntries":[]}]}"#;

/// A register that answers as the real one does, until it is dropped.
async fn register() -> (String, tokio::task::JoinHandle<()>) {
    let router = Router::new()
        .route("/v6/classifications/{c}/conceptcodes/{id}", get(|| async { ORGANISATION }))
        .route("/v6/classifications/{c}/conceptcodes", get(|| async { UNITS }))
        .route("/companies", get(|| async { COMPANY }))
        .route("/broken/companies", get(|| async { (StatusCode::BAD_GATEWAY, "") }))
        .route("/large/companies", get(|| async { vec![b' '; 9 * 1024 * 1024] }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a loopback port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    (address, tokio::spawn(async move { axum::serve(listener, router).await.expect("served") }))
}

async fn an_answer_that_is_too_large_is_an_outage(scratch: &Scratch) {
    let (address, _server) = register().await;
    let world = World::with(scratch, |config| config.registers.company_register_url = format!("{address}/large"));
    let id = BusinessId::parse(RANTAPOLKU).expect("valid");
    match find_company(&world.app, world.app.clock.now(), &id).await {
        Err(Failure::Outage(Outside::CompanyRegister, problem)) => assert_eq!(problem, "the answer is too large"),
        other => panic!("{other:?}"),
    }
}

async fn a_register_that_goes_down_leaves_its_last_answer_with_its_date(scratch: &Scratch) {
    let (address, server) = register().await;
    let world = World::with(scratch, |config| {
        config.registers.code_service_url.clone_from(&address);
        config.registers.company_register_url = address;
    });
    let (app, id) = (&world.app, BusinessId::parse(RANTAPOLKU).expect("valid"));
    let first = app.clock.now();
    let found = find_organisation(app, first, &id).await.expect("answers").expect("known");
    assert_eq!(
        (found.value.name.as_str(), found.value.sector.as_str(), found.stale),
        ("Rantapolun Lääkäriasema Oy", "2", false)
    );
    assert_eq!(found.value.units.len(), 1);
    assert!(
        found.value.units[0].covers(jiff::civil::date(2026, 12, 31))
            && !found.value.units[0].covers(jiff::civil::date(2027, 1, 1))
    );
    let company = find_company(app, first, &id).await.expect("answers").expect("known");
    assert!(company.value.private && company.value.registered);

    server.abort();
    let _ = server.await;
    app.clock.advance_seconds(2 * 3600);
    let later = find_organisation(app, app.clock.now(), &id).await.expect("the copy").expect("known");
    assert_eq!((later.fetched_at, later.stale), (first, true));
    let mut read = app.db.read().await.expect("a reader");
    assert!(last_known_organisation(&mut read, app.clock.now(), &id).await.expect("read").expect("known").stale);
}

async fn a_register_that_is_down_from_the_start_is_an_outage(scratch: &Scratch) {
    let world = World::new(scratch);
    let id = BusinessId::parse(RANTAPOLKU).expect("valid");
    assert!(matches!(find_organisation(&world.app, world.app.clock.now(), &id).await, Err(Failure::Outage(..))));
    assert!(matches!(find_company(&world.app, world.app.clock.now(), &id).await, Err(Failure::Outage(..))));
    let mut read = world.app.db.read().await.expect("a reader");
    assert!(last_known_organisation(&mut read, world.app.clock.now(), &id).await.expect("read").is_none());
}

/// A page that is shown again and again waits for a silent register once a quarter of a minute; what is begun asks at once.
async fn a_register_that_is_silent_is_left_alone_for_a_moment_by_pages_that_must_be_quick(scratch: &Scratch) {
    let asked = Arc::new(Mutex::new((0, 0, false)));
    let (companies, codes) = (asked.clone(), asked.clone());
    let answer = move || {
        let mut asked = companies.lock().expect("held");
        asked.0 += 1;
        if asked.2 { (StatusCode::OK, COMPANY) } else { (StatusCode::BAD_GATEWAY, "") }
    };
    let silent = move || {
        codes.lock().expect("held").1 += 1;
        (StatusCode::BAD_GATEWAY, "")
    };
    let router = Router::new()
        .route("/companies", get(move || std::future::ready(answer())))
        .fallback(move || std::future::ready(silent()));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a loopback port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let _server = tokio::spawn(async move { axum::serve(listener, router).await.expect("served") });
    let world = World::with(scratch, |config| {
        config.registers.code_service_url.clone_from(&address);
        config.registers.company_register_url = address;
    });
    let (app, id) = (&world.app, BusinessId::parse(RANTAPOLKU).expect("valid"));
    let times = || {
        let asked = asked.lock().expect("held");
        (asked.0, asked.1)
    };
    let visit = async || {
        let known = super::last_known(&mut app.db.read().await.expect("a reader"), &id).await.expect("read");
        let looked = super::find_organisation_from(app, app.clock.now(), &id, &known).await;
        assert!(matches!(looked, Err(Failure::Outage(Outside::CodeService, _))));
        super::complete(app, app.clock.now(), &id, known)
            .await
            .expect("goes on without it")
            .company_name(app.clock.now())
    };
    assert_eq!((visit().await, times()), (None, (1, 1)));
    app.clock.advance_seconds(14);
    assert_eq!((visit().await, times()), (None, (1, 1)), "only the first visit waits");
    app.clock.advance_seconds(1);
    assert_eq!((visit().await, times()), (None, (2, 2)), "fifteen seconds later it is asked again");
    super::find_kind(app, app.clock.now(), &id).await.expect("told");
    assert_eq!(times(), (3, 2), "what is begun asks");
    asked.lock().expect("held").2 = true;
    app.clock.advance_seconds(15);
    assert_eq!(visit().await.as_deref(), Some("Rantapolun Lääkäriasema Oy"));
}

/// How many pages the lists of a register have, and how many of them it gives.
type Pages = Arc<Mutex<(usize, usize)>>;

async fn long_register(pages: Pages) -> (String, tokio::task::JoinHandle<()>) {
    let list = move |Query(asked): Query<HashMap<String, String>>| async move {
        let page: usize = asked.get("page").and_then(|page| page.parse().ok()).unwrap_or(1);
        let (all, given) = *pages.lock().expect("no holder panics");
        if page > given {
            return (StatusCode::NOT_FOUND, String::new());
        }
        (StatusCode::OK, UNITS.replace("\"totalPages\":1", &format!("\"totalPages\":{all}")))
    };
    let router = Router::new()
        .route("/v6/classifications/{c}/conceptcodes/{id}", get(|| async { ORGANISATION }))
        .route("/v6/classifications/{c}/conceptcodes", get(list));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a loopback port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    (address, tokio::spawn(async move { axum::serve(listener, router).await.expect("served") }))
}

async fn a_list_that_is_not_given_whole_is_an_outage_and_what_was_last_known_counts(scratch: &Scratch) {
    let pages = Pages::new(Mutex::new((2, 2)));
    let (address, _server) = long_register(Arc::clone(&pages)).await;
    let world = World::with(scratch, |config| config.registers.code_service_url = address);
    let id = BusinessId::parse(RANTAPOLKU).expect("valid");
    let known = find_organisation(&world.app, world.app.clock.now(), &id).await.expect("answers").expect("known");
    assert_eq!(known.value.units.len(), 2, "the control: both pages");
    assert!(find_practitioner(&world.app, world.app.clock.now(), &id).await.expect("answers").is_none(), "the control");
    // A later page that is missing, and lists that go on for ever.
    for given in [(2, 1), (1_000, 1_000)] {
        *pages.lock().expect("no holder panics") = given;
        world.app.clock.advance_seconds(2 * 3600);
        let now = world.app.clock.now();
        let found = find_organisation(&world.app, now, &id).await.expect("the copy").expect("known");
        assert!(found.stale && found.value.units.len() == 2, "{given:?}: {found:?}");
        let other = BusinessId::parse("9900116-8").expect("valid");
        for found in [
            find_organisation(&world.app, now, &other).await.map(|found| found.is_some()),
            find_practitioner(&world.app, now, &other).await.map(|found| found.is_some()),
        ] {
            assert!(matches!(found, Err(Failure::Outage(Outside::CodeService, _))), "{given:?}: {found:?}");
        }
    }
}

async fn an_imported_directory_is_listed_by_service(scratch: &Scratch) {
    let world = World::new(scratch);
    let text = r#"
[[system]]
id = "virta-potilas-7.2"
name = "VirtaPotilas"
version = "7.2"
class = "A2"
services = "patient_data prescription"
certified_until = "2029-06-30"
supplier = "Virtalähde Terveysjärjestelmät Oy"
[[access_point]]
oid = "1.2.246.10.99001918.18.1"
name = "Virtalähde 1"
owner = "9900191-8"
owner_name = "Virtalähde Terveysjärjestelmät Oy"
certificate_until = "2027-05-01"
"#;
    let directory = Directory::read(text).expect("reads");
    for _ in 0..2 {
        import_directory(&world.app, &directory).await.expect("imported");
    }
    assert_eq!(list_systems(&world.app, "prescription").await.expect("listed"), directory.system);
    assert!(list_systems(&world.app, "imaging_data").await.expect("listed").is_empty());
    assert_eq!(
        list_access_points(&world.app, world.app.clock.now().date()).await.expect("listed"),
        directory.access_point
    );
    for wrong in [
        text.replace("2029-06-30", "2029-06-31"),
        text.replace("9900191-8", "9900191-9"),
        text.replace("A2", "B"),
        text.replace("patient_data", "x"),
    ] {
        assert!(Directory::read(&wrong).is_err());
    }
}

#[test]
fn only_private_forms_act_by_position() {
    assert!(["16", "26", "29", "13", "5"].into_iter().all(rules::is_private_form));
    assert!(!["18", "41", "hyvinvointialue", "49", "19", "", "x"].into_iter().any(rules::is_private_form));
}

/// Every code of the company register's code set of legal forms, with what it is.
#[test]
fn every_form_of_the_company_register_has_its_kind_and_only_public_law_makes_a_public_body() {
    use rules::FormKind::{Foundation, Other, Private, Public, SoleTrader};
    let table = [
        (Private, "5 6 13 14 16 17 21 29"),
        (SoleTrader, "26"),
        (Foundation, "18 32 39"),
        (Public, "22 40 41 42 43 44 45 48 49 61 62 64 hyvinvointialue hyvinvointiyhtymä"),
        (
            // Housing and property companies, insurers, banks, funds, student unions, shipping companies, European forms, branches (19),
            // estates (53) and estates in bankruptcy (54), commons, tax units, foreign bodies (60), chambers. In code lists of
            // others 90 is a reindeer herding cooperative and 91 a parish.
            Other,
            "0 2 3 4 7 8 9 10 11 12 15 19 20 23 24 25 28 30 31 33 35 36 37 38 46 47 50 51 52 53 54 55 56 57 58 59 60 63
             70 71 80 83 84 85 90 91",
        ),
        (Private, "AY AYH KY OK OY OYJ TYH"),
        (Foundation, "SÄÄ"),
        (Public, "VALTLL"),
        (Other, "AOY ASH ASY ETS ETY HY KOY KVJ KVY OP SCE SCP SE SL SP VOJ VOY VY"),
    ];
    let mut seen = std::collections::BTreeSet::new();
    for (kind, codes) in table {
        for code in codes.split_whitespace() {
            assert_eq!(rules::form_kind(code), kind, "{code}");
            assert_eq!(rules::is_private_form(code), matches!(kind, Private | SoleTrader), "{code}");
            assert!(seen.insert(code), "{code} stands twice");
        }
    }
    assert_eq!(seen.len(), 99);
    assert_eq!(["", "x", "999"].map(rules::form_kind), [Other; 3], "what nobody knows gives no right by position");
}

/// Issue 3, item 5: which number the register gives a county is known from nowhere, so none is believed.
#[test]
fn a_county_is_known_by_the_name_of_its_form_and_by_no_number() {
    use rules::FormKind;
    for (code, name, kept) in [
        ("x1", "Hyvinvointialue", "hyvinvointialue"),
        ("", " Hyvinvointiyhtymä", "hyvinvointiyhtymä"),
        ("16", "Osakeyhtiö", "16"),
        ("90", "Paliskunta", "90"),
        ("41", "", "41"),
    ] {
        assert_eq!(rules::form_key(code, name), kept, "{code} {name}");
    }
    let kinds = ["hyvinvointialue", "hyvinvointiyhtymä", "90", "91"].map(rules::form_kind);
    assert_eq!(kinds, [FormKind::Public, FormKind::Public, FormKind::Other, FormKind::Other]);
}

async fn a_register_that_was_not_asked_is_not_held_silent(scratch: &Scratch) {
    let (address, _server) = register().await;
    let world = World::with(scratch, |config| config.registers.company_register_url = address);
    let (app, id) = (&world.app, BusinessId::parse(RANTAPOLKU).expect("valid"));
    let mut late = super::Inquiry::new(Duration::ZERO).remembering();
    tokio::time::sleep(Duration::from_millis(20)).await;
    let none = late.find_company(app, app.clock.now(), &id).await;
    assert!(matches!(none, Err(Failure::Outage(Outside::CompanyRegister, _))), "the time is over");
    let asked = super::Inquiry::new(Duration::from_mins(1)).remembering().find_company(app, app.clock.now(), &id).await;
    assert!(asked.expect("answered").is_some());
}

db::testing::on_both![
    a_register_that_was_not_asked_is_not_held_silent,
    a_register_that_is_silent_is_left_alone_for_a_moment_by_pages_that_must_be_quick,
    a_list_that_is_not_given_whole_is_an_outage_and_what_was_last_known_counts,
    an_answer_that_is_too_large_is_an_outage,
    a_register_that_goes_down_leaves_its_last_answer_with_its_date,
    a_register_that_is_down_from_the_start_is_an_outage,
    an_imported_directory_is_listed_by_service,
];
