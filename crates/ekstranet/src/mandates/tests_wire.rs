//! Rounds through the imitated Suomi.fi e-Authorizations over loopback, with the registers beside it.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, LazyLock, Mutex};

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use db::testing::Scratch;
use serde_json::{Value, json};

use super::{Acts, Intention, prove_again, rounds};
use crate::kernel::{Acting, Basis, BusinessId, Language, Permissions, Position};
use crate::registers;
use crate::sign_in::tests::audited;
use crate::sign_in::tests_outside::Outside;
use crate::testing::{Browser, RANTAPOLKU, between};
use crate::web::{Failure, Visit};

/// Chooses at Suomi.fi and gives the address of the return.
pub(super) async fn choose(outside: &Outside, browser: &Browser<'_>, organisations: &[&str]) -> String {
    let answer = browser.post("/act-for", &[]).await;
    let mut fields: Vec<(&str, &str)> =
        organisations.iter().map(|organisation| ("organisation", *organisation)).collect();
    fields.push(("answer", if organisations.is_empty() { "cancel" } else { "select" }));
    outside.fill(answer.redirects(), &fields).await
}

/// Whether the gate lets the person to a page of the organisation.
pub(super) async fn may_enter(browser: &Browser<'_>, organisation: &str) -> bool {
    browser.get(&format!("/o/{organisation}/agreements")).await.status == StatusCode::OK
}

async fn each_person_gets_what_their_right_gives(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    for (national_id, name, organisations, reached) in [
        ("150668-917M", "Matti Rantapolku", &["9900226-7"][..], "/o/9900226-7/"),
        ("190388-928A", "Sijainen", &["9900183-8"], "/o/9900183-8/"),
        ("020684-929S", "Varatoimitusjohtaja", &["9900175-8"], "/o/9900175-8/"),
        ("250493-908M", "Aava Tuulensuu", &["9900132-8"], "/o/9900132-8/"),
        ("140275-9012", "Eino Mallikas", &["9900101-0"], "/o/9900101-0/"),
        ("070773-919M", "Mikael Säätiölä", &["9900146-7"], "/o/9900146-7/"),
        ("030782-902U", "Aino Esimerkki", &["9900101-0"], "/library"),
        ("061279-9076", "Olavi Testinen", &["9900116-8", "9900132-8"], "/act-for"),
        ("180561-932E", "Puheenjohtaja", &["9900139-5"], "/act-for/why?organisation=9900139-5"),
        ("270377-925J", "Nimenkirjoittaja", &["9900226-7"], "/act-for/why?organisation=9900226-7"),
        ("110881-931F", "Prokuristi", &["9900116-8"], "/act-for/why?organisation=9900116-8"),
    ] {
        let browser = outside.world.person(national_id, name, &[]).await;
        let back = choose(&outside, &browser, organisations).await;
        assert_eq!(browser.get(&back).await.redirects(), reached, "{name}");
        let opens = reached.starts_with("/o/") || reached == "/act-for";
        assert_eq!(may_enter(&browser, organisations[0]).await, opens, "{name}");
        if reached.starts_with("/act-for/why") {
            browser.page(reached).await;
        }
        browser.page("/act-for").await;
    }
    let granted = audited(&outside.world, "mandates.granted").await;
    assert_eq!((granted.len(), audited(&outside.world, "mandates.refused").await.len()), (9, 3));
    assert!(granted.iter().all(|row| row.contains("\"requests\":[\"") && row.contains("\"roles\":[\"")), "{granted:?}");
    let mut read = outside.world.app.db.read().await.expect("a connection");
    let kept: Vec<(String, Option<String>)> =
        read.all("select detail, subject from audit_entry", db::values![]).await.expect("rows");
    assert!(!kept.iter().any(|(detail, _)| detail.contains("150668") || detail.contains("917M")));
}

/// The kind of the organisation that a person has chosen, as it is kept.
pub(super) async fn kept_nature(outside: &Outside, browser: &Browser<'_>, organisation: &str) -> String {
    let session = browser.session.as_ref().expect("signed in");
    let mut read = outside.world.app.db.read().await.expect("a connection");
    let (nature,): (String,) = read
        .one(
            "select nature from authority where session_id = $1 and organisation = $2",
            db::values![session.id.as_str(), organisation],
        )
        .await
        .expect("kept");
    nature
}

async fn a_sole_trader_is_matched_with_the_registers_by_business_id(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    for (national_id, name, organisation, nature, words) in [
        ("300159-905K", "Paavo Harjoite", "9900153-9", "pharmacist", "apteekkari"),
        // Before the takeover, under the own business ID.
        ("170888-906B", "Henna Uusitalli", "9900233-9", "pharmacist", "apteekkari"),
        ("250493-908M", "Aava Tuulensuu", "9900132-8", "practitioner", "itsenäinen ammatinharjoittaja"),
        ("150668-917M", "Matti Rantapolku", "9900226-7", "private", "yksityinen organisaatio"),
    ] {
        let browser = outside.world.person(national_id, name, &[]).await;
        let back = choose(&outside, &browser, &[organisation]).await;
        assert_eq!(browser.get(&back).await.redirects(), format!("/o/{organisation}/"), "{name}");
        assert_eq!(kept_nature(&outside, &browser, organisation).await, nature, "{name}");
        assert!(browser.get("/act-for").await.shows(words), "{name}");
    }
}

async fn a_practitioner_of_the_older_register_is_found_by_business_id(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let app = &outside.world.app;
    for (id, known) in [("9900132-8", true), (RANTAPOLKU, false)] {
        let id = BusinessId::parse(id).expect("valid");
        let found = registers::find_practitioner(app, app.clock.now(), &id).await.expect("an answer");
        assert_eq!(found.is_some_and(|looked| looked.value.oid.starts_with("1.2.246.537.28.")), known, "{id}");
    }
}

async fn a_sole_trader_acts_while_the_registers_are_down(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    outside.fault("pharmacies_down", true).await;
    outside.fault("code_service_down", true).await;
    let paavo = outside.world.person("300159-905K", "Paavo Harjoite", &[]).await;
    let back = choose(&outside, &paavo, &["9900153-9"]).await;
    assert_eq!(paavo.get(&back).await.redirects(), "/o/9900153-9/");
    assert_eq!(kept_nature(&outside, &paavo, "9900153-9").await, "sole-trader");
    assert!(may_enter(&paavo, "9900153-9").await);
}

async fn the_way_leads_back_to_the_page_that_was_asked_for(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let matti = outside.world.person("150668-917M", "Matti Rantapolku", &[]).await;
    for (asked, reached) in [
        ("/o/9900226-7/agreements", "/o/9900226-7/agreements"),
        ("/o/9900116-8/agreements", "/o/9900226-7/"),
        ("//evil.example", "/o/9900226-7/"),
    ] {
        let answer = matti.post("/act-for", &[("return", asked)]).await;
        let back = outside.fill(answer.redirects(), &[("organisation", RANTAPOLKU), ("answer", "select")]).await;
        assert_eq!(matti.get(&back).await.redirects(), reached, "{asked}");
    }
}

async fn a_round_belongs_to_its_session_and_ends_once(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let matti = outside.world.person("150668-917M", "Matti Rantapolku", &[]).await;
    let kauko = outside.world.person("211168-9033", "Kauko Demola", &[]).await;
    let back = choose(&outside, &matti, &[RANTAPOLKU]).await;
    let refused = async |browser: &Browser<'_>, path: &str, code: &str| {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{code}");
        answer.is_a_proper_page(Language::Fi);
        assert!(audited(&outside.world, "mandates.refused").await.iter().any(|row| row.contains(code)), "{code}");
    };
    refused(&kauko, &back, "state-unknown").await;
    refused(&matti, &back.replace("state=", "state=0"), "state-unknown").await;
    assert!(!may_enter(&kauko, RANTAPOLKU).await);
    assert_eq!(matti.get(&back).await.redirects(), "/o/9900226-7/", "the control: it is good");
    refused(&matti, &back, "round-used").await;
    let late = choose(&outside, &matti, &[RANTAPOLKU]).await;
    outside.world.app.clock.advance_seconds(15 * 60 + 1);
    refused(&matti, &late, "round-expired").await;
    let back = choose(&outside, &matti, &[RANTAPOLKU]).await;
    let code = back.split(['?', '&']).find(|part| part.starts_with("code=")).expect("a code").to_string();
    refused(&matti, &back.replace(&code, "code=forged"), "round-over").await;
}

async fn a_cancelled_choice_changes_nothing(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let matti = outside.world.matti().await;
    for without_error in [false, true] {
        outside.fault("mandates_cancel_without_error", without_error).await;
        let back = choose(&outside, &matti, &[]).await;
        let answer = matti.get(&back).await;
        assert!(answer.status == StatusCode::OK && answer.shows("Valinta peruutettiin"));
        answer.is_a_proper_page(Language::Fi);
        assert_eq!(
            matti.get("/act-for/why?organisation=9900226-7").await.redirects(),
            "/o/9900226-7/",
            "the right is still there"
        );
    }
}

/// The return from Suomi.fi while a fault makes identifiers foreign.
async fn come_back_foreign(outside: &Outside, browser: &Browser<'_>, fault: &str) -> crate::testing::Answer {
    let back = choose(outside, browser, &[RANTAPOLKU]).await;
    outside.fault(fault, true).await;
    let answer = browser.get(&back).await;
    outside.fault(fault, false).await;
    assert!(!answer.shows("SE000000000001"), "how many, never which");
    answer
}

async fn foreign_identifiers_are_said_to_be_no_customers(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let mut matti = outside.world.person("150668-917M", "Matti Rantapolku", &[]).await;
    for (language, texts) in [
        (Language::Sv, ["en organisation som har ett annat lands beteckning", "några dagar till några veckor"]),
        (Language::En, ["that has an identifier of another country", "from days to weeks"]),
        (Language::Fi, ["organisaation, jolla on toisen maan tunnus", "päivistä viikkoihin"]),
    ] {
        matti = matti.speaking(language);
        let alone = come_back_foreign(&outside, &matti, "mandates_foreign").await;
        assert_eq!(alone.status, StatusCode::FORBIDDEN);
        alone.is_a_proper_page(language);
        assert!(texts.iter().all(|text| alone.shows(text)) && alone.shows("ytj.fi"), "{}", alone.body);
        assert!(!alone.shows("ei palauttanut"), "it is untrue that nothing came back");
    }
    assert!(!may_enter(&matti, RANTAPOLKU).await);
    let beside = come_back_foreign(&outside, &matti, "mandates_foreign_beside").await;
    assert_eq!(beside.status, StatusCode::OK);
    beside.is_a_proper_page(Language::Fi);
    assert!(beside.shows("toisen maan tunnus") && beside.shows("href=\"/o/9900226-7/\""), "{}", beside.body);
    assert!(may_enter(&matti, RANTAPOLKU).await, "the others are open");
    let refused = audited(&outside.world, "mandates.refused").await;
    assert_eq!(refused.iter().filter(|row| row.contains("foreign-identifiers")).count(), 3);
    let rows = audited(&outside.world, "mandates.foreign_told").await;
    assert!(rows.len() == 4 && rows.iter().all(|row| !row.contains("SE0000")), "{rows:?}");
}

async fn a_person_whom_suomi_fi_refuses_learns_who_can_correct_it_and_how_long_it_takes(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let mut matti = outside.world.person("150668-917M", "Matti Rantapolku", &[]).await;
    outside.fault("mandates_register_forbidden", true).await;
    for (language, texts) in [
        (Language::Fi, ["Digi- ja väestötietovirasto", "muutaman arkipäivän"]),
        (Language::Sv, ["Myndigheten för digitalisering och befolkningsdata", "några vardagar"]),
        (Language::En, ["The Digital and Population Data Services Agency", "a few working days"]),
    ] {
        matti = matti.speaking(language);
        let answer = matti.post("/act-for", &[]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        answer.is_a_proper_page(language);
        for text in texts {
            assert!(answer.shows(text), "{text}: {}", answer.body);
        }
        let (t, now) = (crate::texts::texts(language), outside.world.app.clock.now());
        let asked = t.mandates_stopped_when(crate::web::format::moment(now, language));
        assert!(answer.shows(&asked), "where and when it was looked up: {asked}: {}", answer.body);
        let letter = between(&answer.body, "id=\"letter-suomi\">", "</p>");
        assert!(letter.contains(&t.mandates_letter_suomi()), "the letter: {}", answer.body);
    }
}

/// Issue 3, item 12: a person's choices of mails go with the right, and only with it.
async fn choices_of_mails_go_when_suomi_fi_says_that_the_right_is_gone(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let app = &outside.world.app;
    let matti = outside.world.person("150668-917M", "Matti Rantapolku", &[]).await;
    let person = matti.session.as_ref().expect("signed in").person.to_string();
    let mut tx = app.db.write().await.expect("a transaction");
    tx.run(
        "insert into person_mail_choice (person_id, organisation, kind, choice, right_seen_at) values ($1, $2, 'duty', 'all', 1)",
        db::values![person.as_str(), RANTAPOLKU],
    )
    .await
    .expect("chosen");
    tx.commit().await.expect("committed");
    for (fault, left) in [("mandates_incomplete", 1), ("mandates_extra_fields", 1), ("mandates_unknown_roles", 0)] {
        let back = choose(&outside, &matti, &[RANTAPOLKU]).await;
        outside.fault(fault, true).await;
        matti.get(&back).await.redirects();
        outside.fault(fault, false).await;
        let mut read = app.db.read().await.expect("a reader");
        let rows: Vec<(i64,)> =
            read.all("select right_seen_at from person_mail_choice", db::values![]).await.expect("listed");
        assert_eq!(rows.len(), left, "{fault}");
        let seen = fault == "mandates_extra_fields";
        assert!(rows.iter().all(|(at,)| (*at > 1) == seen), "{fault}: {rows:?}");
        drop(read);
        let ended = audited(&outside.world, "notices.choices_ended").await;
        assert_eq!(ended.len(), 1 - left, "{fault}: with its audit row");
    }
}

async fn wrong_returns_of_suomi_fi_are_refused(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let matti = outside.world.person("150668-917M", "Matti Rantapolku", &[]).await;
    outside.fault("mandates_wrong_state", true).await;
    let back = choose(&outside, &matti, &[RANTAPOLKU]).await;
    assert_eq!(matti.get(&back).await.status, StatusCode::CONFLICT);
    outside.fault("mandates_wrong_state", false).await;
    outside.fault("mandates_no_code", true).await;
    let back = choose(&outside, &matti, &[RANTAPOLKU]).await;
    assert!(matti.get(&back).await.shows("Valinta peruutettiin"));
    assert!(!may_enter(&matti, RANTAPOLKU).await);
}

/// What is logged.
#[derive(Clone, Default)]
pub(super) struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// From the first call on everything that this process logs, whichever thread it is on.
    pub(super) fn of_this_process() -> &'static Self {
        static LOG: LazyLock<Log> = LazyLock::new(|| {
            let log = Log::default();
            let writer = log.clone();
            let all = tracing_subscriber::fmt().with_max_level(tracing::Level::DEBUG).with_ansi(false);
            all.with_writer(move || writer.clone()).init();
            log
        });
        &LOG
    }

    /// The first line with all these words. Nobody waits for the call that ends a round, so its line may come late.
    pub(super) async fn line(&self, words: &[&str]) -> String {
        for _ in 0..2_000 {
            let text = self.text();
            if let Some(line) = text.lines().find(|line| words.iter().all(|word| line.contains(word))) {
                return line.to_string();
            }
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        panic!("nothing is logged of {words:?}");
    }

    pub(super) fn text(&self) -> String {
        String::from_utf8(self.0.lock().expect("no holder panics").clone()).expect("text")
    }
}

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("no holder panics").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

async fn each_call_is_logged_and_kept_by_its_request_id_and_no_address_with_an_identity_code_is(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let matti = outside.world.person("150668-917M", "Matti Rantapolku", &[]).await;
    let log = Log::of_this_process();
    let begun = matti.post("/act-for", &[]).await;
    let back = outside.fill(begun.redirects(), &[("organisation", RANTAPOLKU), ("answer", "select")]).await;
    assert_eq!(matti.get(&back).await.redirects(), "/o/9900226-7/");
    let audited = async |action: &str| -> Value {
        let rows = audited(&outside.world, action).await;
        serde_json::from_str(&rows[0]).expect("reads")
    };
    let (begun, granted) = (audited("mandates.round_begun").await, audited("mandates.granted").await);
    let kept =
        [&begun["request"], &granted["requests"][0], &granted["requests"][1]].map(|id| id.as_str().expect("an id"));
    // All but the one for the token, which has none, stay in the audit log too.
    for (call, id) in [("register", kept[0]), ("organizationRoles", kept[1]), ("unregister", kept[2])] {
        log.line(&[&format!("call=\"{call}\""), &format!("request={id}"), "status=200"]).await;
    }
    let log = log.text();
    assert!(!log.contains("150668") && !log.contains("917M") && !log.contains("/user/register"), "{log}");
}

/// A person's visit at the address where a binding act begins.
fn visit(outside: &Outside, browser: &Browser<'_>) -> Visit {
    let app = outside.world.app.clone();
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    Visit {
        now: app.clock.now(),
        language: Language::Fi,
        path: "/o/9900226-7/applications/1".to_string(),
        request_id: "test".to_string(),
        by_service: false,
        session: browser.session.clone(),
        acting: Some(Acting {
            organisation,
            organisation_name: "Rantapolun Lääkäriasema Oy".to_string(),
            basis: Basis::Position(Position::ManagingDirector),
            permissions: Permissions::none(),
            checked_at: app.clock.now(),
        }),
        rights: Permissions::none(),
        app,
    }
}

/// An act that tells in its address what it was handed.
fn tell(
    visit: Visit,
    subject: String,
    payload: Value,
) -> Pin<Box<dyn Future<Output = Result<String, Failure>> + Send>> {
    Box::pin(async move {
        let acting = visit.acting()?;
        Ok(format!("/o/{}/done/{subject}/{}/{}", acting.organisation, payload["version"], acting.basis.code()))
    })
}

/// Begins a binding act and gives the return from Suomi.fi with another or the same organisation chosen.
pub(super) async fn begin_act(outside: &Outside, browser: &Browser<'_>, organisation: Option<&str>) -> String {
    let intention = Intention { act: "tests.tell", subject: "thing", payload: json!({ "version": 7 }) };
    let response = prove_again(&visit(outside, browser), intention).await.expect("begun");
    let address = response.headers()["location"].to_str().expect("text").to_string();
    let fields = match organisation {
        Some(organisation) => vec![("organisation", organisation), ("answer", "select")],
        None => vec![("answer", "cancel")],
    };
    outside.fill(&address, &fields).await
}

/// The browser comes back while the act is registered.
pub(super) async fn come_back(
    outside: &Outside,
    browser: &Browser<'_>,
    back: &str,
) -> (StatusCode, Option<String>, String) {
    let acts = Acts::default().with("tests.tell", tell);
    let query = back.split_once('?').map(|(_, query)| query).unwrap_or_default();
    let visit = Visit { acting: None, ..visit(outside, browser) };
    let response: Response = match rounds::finish(visit, query, &acts).await {
        Ok(response) => response,
        Err(failure) => failure.into_response(),
    };
    let (head, body) = response.into_parts();
    let location = head.headers.get("location").and_then(|value| value.to_str().ok()).map(str::to_string);
    let bytes = http_body_util::BodyExt::collect(body).await.expect("a body").to_bytes();
    (head.status, location, String::from_utf8_lossy(&bytes).into_owned())
}

async fn a_waiting_act_is_carried_out_once_by_whoever_began_it(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let (matti, other) = (outside.world.matti().await, outside.world.matti().await);
    let back = begin_act(&outside, &matti, Some(RANTAPOLKU)).await;
    assert_eq!(come_back(&outside, &other, &back).await.0, StatusCode::CONFLICT, "another session of the same person");
    let (status, location, _) = come_back(&outside, &matti, &back).await;
    assert_eq!((status, location.as_deref()), (StatusCode::SEE_OTHER, Some("/o/9900226-7/done/thing/7/position:TJ")));
    assert_eq!(come_back(&outside, &matti, &back).await.0, StatusCode::CONFLICT, "once");
    assert_eq!(audited(&outside.world, "mandates.proved_again").await.len(), 1);
}

async fn an_act_waits_for_its_own_organisation_and_a_right_that_still_is(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let matti = outside.world.matti().await;
    let back = begin_act(&outside, &matti, None).await;
    let (status, _, page) = come_back(&outside, &matti, &back).await;
    assert!(status == StatusCode::OK && page.contains("href=\"/o/9900226-7/applications/1\""), "{page}");

    let many = outside.world.person("160772-927E", "Monivaltuutettu", &[]).await;
    let back = begin_act(&outside, &many, Some("9900116-8")).await;
    let (status, _, page) = come_back(&outside, &many, &back).await;
    assert!(status == StatusCode::CONFLICT && page.contains("Organisaatio puuttui Suomi.fin vastauksesta"), "{page}");
    assert!(page.contains("href=\"/act-for?return=%2Fo%2F9900226-7%2Fapplications%2F1\""), "{page}");
    assert!(page.contains("9900226-7. Suomi.fin vastauksessa: ") && page.contains("(9900116-8)."), "which: {page}");

    let back = begin_act(&outside, &matti, Some(RANTAPOLKU)).await;
    outside.fault("mandates_unknown_roles", true).await;
    let (status, _, page) = come_back(&outside, &matti, &back).await;
    assert!(status == StatusCode::FORBIDDEN && page.contains("/act-for/why?organisation=9900226-7"), "{page}");
    assert!(!may_enter(&matti, RANTAPOLKU).await, "the right has ended");
    outside.fault("mandates_unknown_roles", false).await;

    let back = begin_act(&outside, &matti, Some(RANTAPOLKU)).await;
    let mut tx = outside.world.app.db.write().await.expect("a transaction");
    tx.run("update mandates_intention set used_at = 1", db::values![]).await.expect("used");
    tx.commit().await.expect("committed");
    let (status, _, page) = come_back(&outside, &matti, &back).await;
    assert!(status == StatusCode::CONFLICT && page.contains("Toiminto on jo käsitelty"), "{page}");
    assert_eq!(audited(&outside.world, "mandates.act_refused").await.len(), 3);
    assert!(audited(&outside.world, "mandates.proved_again").await.is_empty());
}

db::testing::on_both![
    each_person_gets_what_their_right_gives,
    a_sole_trader_is_matched_with_the_registers_by_business_id,
    a_practitioner_of_the_older_register_is_found_by_business_id,
    a_sole_trader_acts_while_the_registers_are_down,
    the_way_leads_back_to_the_page_that_was_asked_for,
    a_round_belongs_to_its_session_and_ends_once,
    a_cancelled_choice_changes_nothing,
    foreign_identifiers_are_said_to_be_no_customers,
    a_person_whom_suomi_fi_refuses_learns_who_can_correct_it_and_how_long_it_takes,
    choices_of_mails_go_when_suomi_fi_says_that_the_right_is_gone,
    wrong_returns_of_suomi_fi_are_refused,
    each_call_is_logged_and_kept_by_its_request_id_and_no_address_with_an_identity_code_is,
    a_waiting_act_is_carried_out_once_by_whoever_began_it,
    an_act_waits_for_its_own_organisation_and_a_right_that_still_is,
];
