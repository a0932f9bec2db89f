//! Registers that are silent while the answer of Suomi.fi is judged: each is asked once, and what was last known counts.

use db::testing::Scratch;

use super::natures::{Kind, Natures};
use super::rules::Nature;
use super::tests_wire::{choose, kept_nature, may_enter};
use crate::kernel::{BusinessId, Language};
use crate::registers;
use crate::services::CustomerKind;
use crate::sign_in::tests_outside::Outside;
use crate::testing::{Browser, RANTAPOLKU, World};
use crate::web::Failure;

/// Ingrid Ögård's two organisations: a pharmacy and a practice.
const PHARMACY: &str = "9900160-0";
const PRACTICE: &str = "9900240-0";
const SILENT: &str = "Yritysrekisteri ei vastannut tarkistuksessa";

async fn ingrid(outside: &Outside) -> Browser<'_> {
    outside.world.person("120982-920U", "Ingrid Ögård", &[]).await
}

async fn a_company_register_that_is_silent_is_asked_once_for_a_whole_answer(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let browser = ingrid(&outside).await;
    let back = choose(&outside, &browser, &[PRACTICE]).await;
    assert_eq!(browser.get(&back).await.redirects(), format!("/o/{PRACTICE}/"));
    let told = kept_nature(&outside, &browser, PRACTICE).await;
    assert_ne!(told, "unknown", "the control: the register has told it");
    // An hour later the copy is old.
    outside.world.app.clock.advance_seconds(2 * 3_600);
    let browser = ingrid(&outside).await;
    outside.fault("company_register_down", true).await;
    let back = choose(&outside, &browser, &[PHARMACY, PRACTICE]).await;
    assert_eq!(browser.get(&back).await.redirects(), "/act-for");
    assert_eq!(outside.hits("company_register_down").await, 1, "asked about the first organisation only");
    assert_eq!(kept_nature(&outside, &browser, PHARMACY).await, "unknown");
    assert_eq!(kept_nature(&outside, &browser, PRACTICE).await, told, "the last known value");
    for path in ["/act-for", "/me"] {
        browser.page(path).await;
        let page = browser.get(path).await.body;
        assert_eq!(page.matches(SILENT).count(), 1, "{path}: of the practice only");
        assert!(page.contains("21.11.2026 klo 12.00"), "{path}: with the moment of the last answer");
    }
    outside.fault("company_register_down", false).await;
    let back = choose(&outside, &browser, &[PHARMACY, PRACTICE]).await;
    assert_eq!(browser.get(&back).await.redirects(), "/act-for");
    assert_eq!(outside.hits("company_register_down").await, 1, "the next answer asks anew");
    assert_eq!(kept_nature(&outside, &browser, PHARMACY).await, "pharmacist");
    assert!(!browser.get("/act-for").await.shows(SILENT));
}

/// A company register that always gives the same answer.
async fn register_that_says(answer: &'static str) -> (String, tokio::task::JoinHandle<()>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free loopback port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    // No connection is kept, so that a register that was stopped is silent at once.
    let answer = move || async move { ([(axum::http::header::CONNECTION, "close")], answer) };
    let router = axum::Router::new().route("/companies", axum::routing::get(answer));
    (address, tokio::spawn(async move { axum::serve(listener, router).await.expect("served") }))
}

async fn a_branch_of_a_foreign_company_is_no_public_body(scratch: &Scratch) {
    const BRANCH: &str = r#"{"totalResults":1,"companies":[{"names":[{"name":"Rantapolku Care AB, sivuliike","type":"1","version":1}],
        "companyForms":[{"type":"19","version":1}],"registeredEntries":[]}]}"#;
    let (address, _register) = register_that_says(BRANCH).await;
    let outside = Outside::with(scratch, |config| config.registers.company_register_url = address).await;
    let mut matti = outside.world.person("150668-917M", "Matti Rantapolku", &[]).await;
    let back = choose(&outside, &matti, &[RANTAPOLKU]).await;
    let why = format!("/act-for/why?organisation={RANTAPOLKU}");
    assert_eq!(matti.get(&back).await.redirects(), why, "a position is not enough");
    assert_eq!(kept_nature(&outside, &matti, RANTAPOLKU).await, "other");
    let page = matti.page(&why).await;
    for text in ["sivuliike", "hakemuksella valtuuttaminen", "letter-representative", "muu yksityinen organisaatio"] {
        assert!(page.shows(text), "{text}: {}", page.body);
    }
    for text in ["Julkisen organisaation", "julkisessa organisaatiossa", "letter-leaders", "letter-grantor\""] {
        assert!(!page.body.to_lowercase().contains(&text.to_lowercase()), "{text}: {}", page.body);
    }
    for (language, text) in
        [(Language::Sv, "en filial till ett utländskt företag"), (Language::En, "a branch of a foreign company")]
    {
        matti = matti.speaking(language);
        assert!(matti.get(&why).await.shows(text));
    }
    // As a customer it is asked what private ones are asked, and may be brought in by a main joiner.
    let (app, branch) = (&outside.world.app, BusinessId::parse(RANTAPOLKU).expect("valid"));
    let profile = registers::find_profile(app, app.clock.now(), &branch).await.expect("told");
    assert_eq!(profile.kind, CustomerKind::Private);
}

async fn a_company_that_the_register_does_not_know_is_not_a_silent_register(scratch: &Scratch) {
    let (address, register) = register_that_says(r#"{"totalResults":0,"companies":[]}"#).await;
    let world = World::with(scratch, |config| config.registers.company_register_url = address);
    let (app, practice) = (&world.app, BusinessId::parse(PRACTICE).expect("valid"));
    let pharmacy = BusinessId::parse(PHARMACY).expect("valid");
    let told = Natures::of_one_answer(app).find(app, app.clock.now(), &practice).await.expect("answered");
    assert_eq!(told, Kind::told(Nature::NotRegistered));
    register.abort();
    let _ = register.await;
    let silent = Natures::of_one_answer(app).find(app, app.clock.now(), &pharmacy).await.expect("answered");
    assert_eq!(silent, Kind::told(Nature::Unknown), "the control");
}

async fn registers_of_trades_that_are_silent_are_asked_once_for_a_whole_answer(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    outside.fault("pharmacies_down", true).await;
    outside.fault("code_service_down", true).await;
    let browser = ingrid(&outside).await;
    let back = choose(&outside, &browser, &[PHARMACY, PRACTICE]).await;
    assert_eq!(browser.get(&back).await.redirects(), "/act-for");
    for fault in ["pharmacies_down", "code_service_down"] {
        assert_eq!(outside.hits(fault).await, 1, "{fault}");
    }
}

async fn a_register_that_limits_questions_is_as_good_as_silent(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let browser = ingrid(&outside).await;
    outside.fault("company_register_limit", true).await;
    let back = choose(&outside, &browser, &[PHARMACY, PRACTICE]).await;
    assert_eq!(browser.get(&back).await.redirects(), "/act-for", "a sole trader acts nevertheless");
    assert_eq!(outside.hits("company_register_limit").await, 1, "asked about the first organisation only");
    assert_eq!(kept_nature(&outside, &browser, PRACTICE).await, "unknown");
}

/// The simulators where a slow answer takes two seconds, before a portal that waits so long for the company register.
async fn slow_outside(scratch: &Scratch, wait_seconds: u64) -> Outside {
    let outside =
        Outside::with_slow_answers_of(2, scratch, |config| config.registers.wait_seconds = wait_seconds).await;
    outside.fault("company_register_slow", true).await;
    outside
}

/// Issue 3, item 4. Suomi.fi is slow at each of its calls and answers in time; the register does not answer in the time of
/// the configuration.
async fn a_company_register_slower_than_the_configuration_waits_gives_no_right_by_guess(scratch: &Scratch) {
    let outside = slow_outside(scratch, 1).await;
    let matti = outside.world.person("150668-917M", "Matti Rantapolku", &[]).await;
    outside.fault("mandates_slow", true).await;
    let back = choose(&outside, &matti, &[RANTAPOLKU]).await;
    let why = format!("/act-for/why?organisation={RANTAPOLKU}");
    assert_eq!(matti.get(&back).await.redirects(), why, "the position was told, the legal form was not");
    outside.fault("mandates_slow", false).await;
    assert_eq!(kept_nature(&outside, &matti, RANTAPOLKU).await, "unknown");
    assert!(!may_enter(&matti, RANTAPOLKU).await);
    let page = matti.page(&why).await;
    for text in ["ei nyt saada tietoa organisaation oikeudellisesta muodosta", "kysykää uudelleen", "letter-support"]
    {
        assert!(page.shows(text), "{text}: {}", page.body);
    }
    // A mandate does not depend on the legal form, so nothing is asked of the register.
    let eino = outside.world.person("140275-9012", "Eino Mallikas", &[]).await;
    let back = choose(&outside, &eino, &["9900101-0"]).await;
    assert_eq!(eino.get(&back).await.redirects(), "/o/9900101-0/", "a mandate goes on");
    // The button of the page asks again, and by then the register answers as ever.
    outside.fault("company_register_slow", false).await;
    let back = choose(&outside, &matti, &[RANTAPOLKU]).await;
    assert_eq!(matti.get(&back).await.redirects(), format!("/o/{RANTAPOLKU}/"));
    assert!(may_enter(&matti, RANTAPOLKU).await);
}

/// The control: the same register, and a configuration that waits longer.
async fn a_slow_company_register_is_waited_for_as_long_as_the_configuration_says(scratch: &Scratch) {
    let outside = slow_outside(scratch, 12).await;
    let matti = outside.world.person("150668-917M", "Matti Rantapolku", &[]).await;
    let back = choose(&outside, &matti, &[RANTAPOLKU]).await;
    assert_eq!(matti.get(&back).await.redirects(), format!("/o/{RANTAPOLKU}/"));
    assert_eq!(kept_nature(&outside, &matti, RANTAPOLKU).await, "private");
}

async fn an_organisation_without_a_name_is_shown_by_its_business_id(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let browser = ingrid(&outside).await;
    outside.fault("mandates_nameless", true).await;
    let back = choose(&outside, &browser, &[PHARMACY, PRACTICE]).await;
    assert_eq!(browser.get(&back).await.redirects(), "/act-for");
    let page = browser.page("/act-for").await;
    assert!(page.shows(PHARMACY) && page.shows(PRACTICE) && !page.shows("NIMI PUUTTUU"), "{}", page.body);
}

async fn the_profile_of_an_organisation_asks_a_silent_register_once(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    outside.fault("code_service_down", true).await;
    let app = &outside.world.app;
    let practice = BusinessId::parse("9900132-8").expect("valid");
    let profile = registers::find_profile(app, app.clock.now(), &practice).await.expect("told");
    assert_eq!(profile.kind, CustomerKind::SoleTrader);
    assert_eq!(outside.hits("code_service_down").await, 1);
}

async fn a_copy_that_cannot_be_read_is_as_good_as_none(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let (app, now) = (&outside.world.app, outside.world.app.clock.now());
    let mut tx = app.db.write().await.expect("a transaction");
    for source in ["company", "organisation", "pharmacist"] {
        let row = db::values![source, RANTAPOLKU, "{\"future\":1}", now.milliseconds()];
        let insert = "insert into register_copy (source, key, content, fetched_at) values ($1, $2, $3, $4)";
        tx.run(insert, row).await.expect("kept");
    }
    tx.commit().await.expect("committed");
    let id = BusinessId::parse(RANTAPOLKU).expect("valid");
    let mut read = app.db.read().await.expect("a reader");
    assert!(registers::last_known_organisation(&mut read, now, &id).await.expect("no failure").is_none());
    assert!(registers::last_known_pharmacies(&mut read, now, &id).await.expect("no failure").is_none());
    assert_eq!(registers::last_known_kind(&mut read, now, &id).await.expect("no failure"), CustomerKind::Private);
    drop(read);
    outside.fault("company_register_down", true).await;
    assert!(matches!(registers::find_company(app, now, &id).await, Err(Failure::Outage(..))));
    outside.fault("company_register_down", false).await;
    let found = registers::find_company(app, now, &id).await.expect("an answer").expect("known");
    assert!(found.value.private && !found.stale, "the register is asked although the copy is young");
}

db::testing::on_both![
    a_company_register_that_is_silent_is_asked_once_for_a_whole_answer,
    a_branch_of_a_foreign_company_is_no_public_body,
    a_company_that_the_register_does_not_know_is_not_a_silent_register,
    registers_of_trades_that_are_silent_are_asked_once_for_a_whole_answer,
    a_register_that_limits_questions_is_as_good_as_silent,
    a_company_register_slower_than_the_configuration_waits_gives_no_right_by_guess,
    a_slow_company_register_is_waited_for_as_long_as_the_configuration_says,
    an_organisation_without_a_name_is_shown_by_its_business_id,
    the_profile_of_an_organisation_asks_a_silent_register_once,
    a_copy_that_cannot_be_read_is_as_good_as_none,
];
