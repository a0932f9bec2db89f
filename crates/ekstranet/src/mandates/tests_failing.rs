//! What happens when Suomi.fi e-Authorizations fails, is slow or answers oddly, and what is kept of it.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::routing::{get, post};
use db::testing::Scratch;
use serde_json::{Value, json};
use tokio::sync::Semaphore;

use super::checksum::ChecksumKey;
use super::choice::nature_words;
use super::rules::Nature;
use super::tests::business_id;
use super::tests_wire::{Log, begin_act, choose, come_back, may_enter};
use crate::kernel::{Basis, Language, Mandate};
use crate::sign_in::tests::audited;
use crate::sign_in::tests_outside::Outside;
use crate::testing::{RANTAPOLKU, World, between};
use crate::texts::texts;

/// Everything that the audit log says of rights at this moment: action, organisation and detail.
async fn kept_now(world: &World) -> Vec<(String, Option<String>, Value)> {
    let mut read = world.app.db.read().await.expect("a connection");
    let rows: Vec<(String, Option<String>, String)> = read
        .all(
            "select action, organisation, detail from audit_entry where action like 'mandates.%' and at = $1 order by id",
            db::values![world.app.clock.now().milliseconds()],
        )
        .await
        .expect("rows");
    let read = |detail: String| serde_json::from_str(&detail).expect("reads");
    rows.into_iter().map(|(action, organisation, detail)| (action, organisation, read(detail))).collect()
}

/// The calls of this moment are kept by their identifiers, in one row, and Suomi.fi is asked about by the same ones in the
/// log.
async fn is_kept(outside: &Outside, log: &Log, fault: &str) {
    let kept = kept_now(&outside.world).await;
    let [(action, _, detail)] = kept.as_slice() else { panic!("{fault}: {kept:?}") };
    let requests = detail["requests"].as_array().unwrap_or_else(|| panic!("{fault}: {action} {detail}"));
    assert!(!requests.is_empty(), "{fault}");
    for request in requests {
        let request = request.as_str().expect("an identifier");
        assert_eq!(request.len(), 36, "{fault}: {request}");
        log.line(&[&format!("request={request}")]).await;
    }
}

async fn every_fault_of_suomi_fi_has_its_page_and_is_kept_by_its_request_ids(scratch: &Scratch) {
    let (log, outside) = (Log::of_this_process(), Outside::new(scratch).await);
    let clock = &outside.world.app.clock;
    let matti = outside.world.person("150668-917M", "Matti Rantapolku", &[]).await;
    for (fault, status) in [
        ("mandates_down", StatusCode::SERVICE_UNAVAILABLE),
        ("mandates_register_forbidden", StatusCode::FORBIDDEN),
        // With the same status it is we who are refused, and nobody is told to write to Suomi.fi.
        ("mandates_caller_forbidden", StatusCode::SERVICE_UNAVAILABLE),
        ("mandates_clock_ahead_10_min", StatusCode::SERVICE_UNAVAILABLE),
        ("mandates_slow", StatusCode::SERVICE_UNAVAILABLE),
    ] {
        outside.fault(fault, true).await;
        clock.advance_seconds(1);
        let answer = matti.post("/act-for", &[]).await;
        assert_eq!(answer.status, status, "{fault}");
        answer.is_a_proper_page(Language::Fi);
        let is_person = fault == "mandates_register_forbidden";
        assert_eq!(answer.shows("id=\"letter-suomi\""), is_person, "{fault}: {}", answer.body);
        outside.fault(fault, false).await;
        is_kept(&outside, log, fault).await;
    }
    for (fault, expected) in [
        // First, while nothing is known of the company yet.
        ("company_register_down", Ok("/act-for/why?organisation=9900226-7")),
        ("mandates_down", Err(StatusCode::SERVICE_UNAVAILABLE)),
        ("mandates_slow", Err(StatusCode::SERVICE_UNAVAILABLE)),
        ("mandates_malformed", Err(StatusCode::SERVICE_UNAVAILABLE)),
        ("mandates_expired", Err(StatusCode::CONFLICT)),
        ("mandates_code_used", Err(StatusCode::CONFLICT)),
        ("mandates_client_unknown", Err(StatusCode::SERVICE_UNAVAILABLE)),
        // Our clock is wrong, or theirs: nobody was too slow.
        ("mandates_clock_ahead_10_min", Err(StatusCode::SERVICE_UNAVAILABLE)),
        ("mandates_empty", Ok("/act-for/why")),
        ("mandates_incomplete", Ok("/act-for/why?organisation=9900226-7")),
        ("mandates_unknown_roles", Ok("/act-for/why?organisation=9900226-7")),
        ("mandates_extra_fields", Ok("/o/9900226-7/")),
    ] {
        let back = choose(&outside, &matti, &[RANTAPOLKU]).await;
        outside.fault(fault, true).await;
        clock.advance_seconds(1);
        let answer = matti.get(&back).await;
        outside.fault(fault, false).await;
        match expected {
            Err(status) => {
                assert_eq!(answer.status, status, "{fault}");
                answer.is_a_proper_page(Language::Fi);
            }
            Ok(address) => assert_eq!(answer.redirects(), address, "{fault}"),
        }
        assert_eq!(may_enter(&matti, RANTAPOLKU).await, fault == "mandates_extra_fields", "{fault}");
        is_kept(&outside, log, fault).await;
    }
    nobody_learns_the_code(&outside.world, log).await;
}

/// Issue 3, item 4: neither the log of the process nor the audit log has any part of Matti's identity code, or the path that
/// has it.
async fn nobody_learns_the_code(world: &World, log: &Log) {
    let mut read = world.app.db.read().await.expect("a connection");
    let rows: Vec<(String, Option<String>)> =
        read.all("select detail, subject from audit_entry", db::values![]).await.expect("rows");
    assert!(!rows.is_empty());
    let kept = rows.into_iter().map(|(detail, subject)| format!("{detail} {}", subject.unwrap_or_default()));
    for text in kept.chain([log.text()]) {
        for part in ["150668", "917M", "/user/register"] {
            assert!(!text.contains(part), "{part}: {text}");
        }
    }
}

async fn a_refused_connection_and_a_silent_one_are_logged_without_their_address(scratch: &Scratch) {
    let log = Log::of_this_process();
    // It takes connections and never says a word.
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", silent.local_addr().expect("an address"));
    let mut silent = Some(silent);
    let world = World::with(scratch, |config| config.mandates.base_url = address);
    let matti = world.matti().await;
    for told in ["no answer in time", "no connection"] {
        world.app.clock.advance_seconds(1);
        assert_eq!(matti.post("/act-for", &[]).await.status, StatusCode::SERVICE_UNAVAILABLE, "{told}");
        let kept = kept_now(&world).await;
        let [(action, _, detail)] = kept.as_slice() else { panic!("{told}: {kept:?}") };
        assert_eq!(
            (action.as_str(), detail["problem"].as_str()),
            ("mandates.unanswered", Some(format!("register: {told}").as_str())),
            "{detail}"
        );
        nobody_learns_the_code(&world, log).await;
        // From now on nobody listens there.
        drop(silent.take());
    }
}

/// Some servers read a plus in a path as a space.
async fn a_code_of_the_1800s_goes_out_with_its_plus_encoded_and_signed_so(scratch: &Scratch) {
    let asked: Arc<std::sync::Mutex<Vec<(String, String)>>> = Arc::default();
    let heard = asked.clone();
    let hear = async move |uri: Uri, headers: HeaderMap| {
        let header = headers.get("X-AsiointivaltuudetAuthorization").and_then(|value| value.to_str().ok());
        let target = uri.path_and_query().map(ToString::to_string).unwrap_or_default();
        heard.lock().expect("no panic").push((target, header.unwrap_or_default().to_string()));
        StatusCode::SERVICE_UNAVAILABLE
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move { axum::serve(listener, Router::new().fallback(hear)).await });
    let world = World::with(scratch, |config| config.mandates.base_url = address);
    let old = world.person("150668+917M", "Matti Vanhapolku", &[]).await;
    assert_eq!(old.post("/act-for", &[]).await.status, StatusCode::SERVICE_UNAVAILABLE);
    let asked = asked.lock().expect("no panic").clone();
    let [(target, header)] = asked.as_slice() else { panic!("{asked:?}") };
    let client = &world.app.config.mandates.client_id;
    assert!(target.starts_with(&format!("/service/ypa/user/register/{client}/150668%2B917M?requestId=")), "{target}");
    let time = header.split(' ').nth(1).expect("a time");
    assert_eq!(*header, ChecksumKey::new(client, "test-api-key").header(target, time), "signed as it is sent");
}

async fn a_call_that_fails_is_kept_with_the_act_that_waited_for_it(scratch: &Scratch) {
    let (log, outside) = (Log::of_this_process(), Outside::new(scratch).await);
    let clock = &outside.world.app.clock;
    let matti = outside.world.matti().await;
    for (fault, action) in [
        ("mandates_down", "mandates.unanswered"),
        ("mandates_malformed", "mandates.unanswered"),
        ("mandates_expired", "mandates.refused"),
    ] {
        let back = begin_act(&outside, &matti, Some(RANTAPOLKU)).await;
        outside.fault(fault, true).await;
        clock.advance_seconds(1);
        come_back(&outside, &matti, &back).await;
        outside.fault(fault, false).await;
        is_kept(&outside, log, fault).await;
        let (kept, organisation, detail) = kept_now(&outside.world).await.remove(0);
        assert_eq!((kept.as_str(), organisation.as_deref()), (action, Some(RANTAPOLKU)), "{fault}");
        assert_eq!(detail["act"], "tests.tell", "{fault}: {detail}");
    }
    // A cancelled choice is ended at Suomi.fi, by a call too.
    let back = begin_act(&outside, &matti, None).await;
    clock.advance_seconds(1);
    come_back(&outside, &matti, &back).await;
    is_kept(&outside, log, "cancelled").await;
}

/// Issue 3, item 7: what the answer to a binding act's round does not name is gone, whatever else it names.
async fn a_right_that_is_not_beside_the_others_is_gone(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let mandate = Basis::Mandate(Mandate::Deployment);
    let many = outside
        .world
        .person("160772-927E", "Monivaltuutettu", &[(RANTAPOLKU, "Rantapolun Lääkäriasema Oy", vec![mandate])])
        .await;
    assert!(may_enter(&many, RANTAPOLKU).await, "the control");
    let back = begin_act(&outside, &many, Some("9900116-8")).await;
    outside.world.app.clock.advance_seconds(1);
    let (status, _, page) = come_back(&outside, &many, &back).await;
    assert!(status == StatusCode::CONFLICT && page.contains("oikeutenne on päättynyt"), "{page}");
    assert!(!may_enter(&many, RANTAPOLKU).await, "the answer does not name it");
    assert!(may_enter(&many, "9900116-8").await, "the one that it names");
    let kept = kept_now(&outside.world).await;
    let gone = |(action, organisation, detail): &(String, Option<String>, Value)| {
        action == "mandates.refused"
            && organisation.as_deref() == Some(RANTAPOLKU)
            && detail["code"] == "not-returned"
            && !detail["requests"].as_array().expect("identifiers").is_empty()
    };
    assert_eq!(kept.iter().filter(|row| gone(row)).count(), 1, "{kept:?}");
}

/// A Suomi.fi that tells these organisations and ends no round before it is let; says when a round has been ended.
#[derive(Clone)]
struct Slow {
    lets: Arc<Semaphore>,
    ended: Arc<Semaphore>,
}

async fn slow_suomi_fi(roles: &Value) -> (String, Slow) {
    let slow = Slow { lets: Arc::new(Semaphore::new(0)), ended: Arc::new(Semaphore::new(0)) };
    let end = async |State(slow): State<Slow>| {
        slow.lets.acquire().await.expect("open").forget();
        slow.ended.add_permits(1);
        "true"
    };
    let told = roles.to_string();
    let router = Router::new()
        .route("/service/ypa/user/register/{client}/{person}", get(async || r#"{"sessionId":"s","userId":"u"}"#))
        .route("/oauth/token", post(async || r#"{"access_token":"t"}"#))
        .route("/service/ypa/api/organizationRoles/{session}", get(move || std::future::ready(told)))
        .route("/service/ypa/user/unregister/{session}", get(end))
        .with_state(slow.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move { axum::serve(listener, router).await });
    (address, slow)
}

async fn nobody_waits_for_a_round_to_be_ended(scratch: &Scratch) {
    let roles = json!([{ "name": "A Oy", "identifier": RANTAPOLKU, "complete": true, "roles": ["TJ"] }]);
    let (address, slow) = slow_suomi_fi(&roles).await;
    let outside = Outside::with(scratch, |config| config.mandates.base_url = address).await;
    let matti = outside.world.person("150668-917M", "Matti Rantapolku", &[]).await;
    for (answer, reached) in [("code=c", Some("/o/9900226-7/")), ("error=access_denied", None)] {
        let begun = matti.post("/act-for", &[]).await;
        let state = between(begun.redirects(), "&state=", "&");
        let answer = matti.get(&format!("/act-for/return?{answer}&state={state}")).await;
        match reached {
            Some(reached) => assert_eq!(answer.redirects(), reached),
            None => assert!(answer.shows("Valinta peruutettiin"), "{}", answer.body),
        }
        // Only now: a call that the page had waited for would have been given up.
        slow.lets.add_permits(1);
        let ended = tokio::time::timeout(std::time::Duration::from_secs(4), slow.ended.acquire()).await;
        ended.expect("the round is ended beside the page").expect("open").forget();
    }
}

/// Issue 3, item 6: what a round of a consultant brings is all there, to the last.
async fn an_answer_with_six_hundred_organisations_is_kept_whole(scratch: &Scratch) {
    let deploy = simulators::config::Config::default().mandates.themes.deploy;
    let organisation = |number: u32| {
        let name = format!("Asiakas {number:03} Oy");
        json!({ "name": name, "identifier": business_id(1_000_000 + number).as_str(), "complete": true, "roles": [deploy] })
    };
    let (address, _slow) = slow_suomi_fi(&(0..600).map(organisation).collect()).await;
    let outside = Outside::with(scratch, |config| config.mandates.base_url = address).await;
    let olavi = outside.world.person("061279-9076", "Olavi Testinen", &[]).await;
    let begun = olavi.post("/act-for", &[]).await;
    let state = between(begun.redirects(), "&state=", "&");
    assert_eq!(olavi.get(&format!("/act-for/return?code=c&state={state}")).await.redirects(), "/act-for");
    assert_eq!(audited(&outside.world, "mandates.granted").await.len(), 600);
    assert!(olavi.get("/act-for?q=599").await.shows("Asiakas 599 Oy"));
    assert!(may_enter(&olavi, business_id(1_000_599).as_str()).await);
    assert!(!olavi.get("/act-for").await.shows("id=\"kind\""), "the control: no register has told anything yet");
    let kinds = [
        (0, "16", Nature::Private),
        (1, "41", Nature::Public),
        (2, "18", Nature::Foundation),
        (3, "26", Nature::Practitioner),
        (4, "19", Nature::Other),
    ];
    for (number, form, nature) in kinds {
        let id = business_id(1_000_000 + number);
        let company = json!({ "business_id": id.as_str(), "name": "Asiakas", "form": form, "registered": true,
            "private": form == "16" || form == "26" });
        let provider = (nature == Nature::Practitioner).then_some(("organisation", json!({})));
        for (source, content) in [("company", company)].into_iter().chain(provider) {
            let now = outside.world.app.clock.now().milliseconds();
            let told = "insert into register_copy (source, key, content, fetched_at) values ($1, $2, $3, $4)";
            outside.world.meddle(told, db::values![source, id.as_str(), content.to_string(), now]).await;
        }
    }
    for (number, _, nature) in kinds {
        let page = olavi.page(&format!("/act-for?kind={}", nature.code())).await;
        let chosen = format!("<option value=\"{}\" selected>", nature.code());
        assert!(page.shows("Näytetään 1 / 1 organisaatiota") && page.shows(&chosen), "{nature:?}: {}", page.body);
        let line = format!("{} · {} · ", business_id(1_000_000 + number), nature_words(nature, texts(Language::Fi)));
        assert!(page.shows(&line), "{line}: {}", page.body);
    }
}

async fn the_same_return_twice_at_once_carries_the_act_out_once(scratch: &Scratch) {
    let outside = Outside::new(scratch).await;
    let matti = outside.world.matti().await;
    let back = begin_act(&outside, &matti, Some(RANTAPOLKU)).await;
    // Both have read the round before either can mark it.
    let mut held = outside.world.app.db.write().await.expect("a transaction");
    held.run("update mandates_round set used_at = used_at", db::values![]).await.expect("held");
    let let_go = async {
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        drop(held);
    };
    let (one, other, ()) = tokio::join!(come_back(&outside, &matti, &back), come_back(&outside, &matti, &back), let_go);
    let mut statuses = [one.0, other.0];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
    assert_eq!(audited(&outside.world, "mandates.proved_again").await.len(), 1);
    let refused = audited(&outside.world, "mandates.refused").await;
    assert!(refused.len() == 1 && refused[0].contains("round-used"), "{refused:?}");
}

/// A new switch of the imitated mandate service needs a test here or beside.
#[test]
fn every_fault_of_the_mandate_service_is_tried() {
    let tests =
        [include_str!("tests_failing.rs"), include_str!("tests_wire.rs"), include_str!("tests_registers.rs")].concat();
    let switches = simulators::faults::Faults::new(Vec::new()).list();
    let names: Vec<_> =
        switches.iter().map(|switch| &switch.name).filter(|name| name.starts_with("mandates_")).collect();
    assert!(names.len() > 15, "{names:?}");
    assert!(names.iter().all(|name| tests.contains(&format!("\"{name}\""))), "{names:?}");
}

db::testing::on_both![
    every_fault_of_suomi_fi_has_its_page_and_is_kept_by_its_request_ids,
    a_refused_connection_and_a_silent_one_are_logged_without_their_address,
    a_code_of_the_1800s_goes_out_with_its_plus_encoded_and_signed_so,
    a_call_that_fails_is_kept_with_the_act_that_waited_for_it,
    a_right_that_is_not_beside_the_others_is_gone,
    nobody_waits_for_a_round_to_be_ended,
    an_answer_with_six_hundred_organisations_is_kept_whole,
    the_same_return_twice_at_once_carries_the_act_out_once,
];
