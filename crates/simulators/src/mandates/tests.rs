//! The whole flow as a client and a browser make it, and every way in which it is refused or made to fail.

use jiff::civil::date;
use jiff::{SignedDuration, ToSpan as _};
use serde_json::json;

use super::checksum;
use crate::config::MandatesConfig;
use crate::testing::{self, Answer, Stage};

const RETURN: &str = "http://localhost:8080/act-for/return";
const RETURN_ENCODED: &str = "http%3A%2F%2Flocalhost%3A8080%2Fact-for%2Freturn";
const MATTI: &str = "150668-917M";
const OLAVI: &str = "061279-9076";

struct Session {
    id: String,
    user: String,
}

async fn signed(stage: &Stage, target: &str, bearer: &str) -> Answer {
    let config = MandatesConfig::default();
    let timestamp = stage.now().to_string();
    let checksum = checksum::checksum(&config.api_key, target, &timestamp);
    let header = format!("{} {timestamp} {checksum}", config.client_id);
    let bearer = format!("Bearer {bearer}");
    stage.get_with(target, &[("X-AsiointivaltuudetAuthorization", &header), ("Authorization", &bearer)]).await
}

fn register_target(person: &str) -> String {
    format!("/mandates/service/ypa/user/register/ekstra01/{person}?requestId=1")
}

async fn register(stage: &Stage, person: &str) -> Session {
    let answer = signed(stage, &register_target(person), "").await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let text = |name: &str| answer.json()[name].as_str().expect("a text").to_owned();
    Session { id: text("sessionId"), user: text("userId") }
}

fn authorize_fields(session: &Session) -> String {
    let user = &session.user;
    format!("client_id=ekstra01&response_type=code&redirect_uri={RETURN_ENCODED}&user={user}&state=s%261&lang=fi")
}

/// The answer of the choice page.
async fn answer(stage: &Stage, session: &Session, answer: &str) -> Answer {
    stage.post("/mandates/oauth/authorize", &format!("{}&{answer}", authorize_fields(session))).await
}

async fn choose(stage: &Stage, session: &Session, organisation: &str) -> String {
    let returned =
        answer(stage, session, &format!("organisation={organisation}&answer=select")).await.returned_to(RETURN);
    assert_eq!(returned["state"], "s&1");
    returned["code"].clone()
}

async fn exchange(stage: &Stage, code: &str) -> Answer {
    let target =
        format!("/mandates/oauth/token?grant_type=authorization_code&redirect_uri={RETURN_ENCODED}&code={code}");
    stage.post_with(&target, "", &[("Authorization", &basic())]).await
}

fn basic() -> String {
    use base64::Engine as _;
    let config = MandatesConfig::default();
    let pair = format!("{}:{}", config.client_id, config.oauth_password);
    format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(pair))
}

fn roles_target(session: &Session) -> String {
    format!("/mandates/service/ypa/api/organizationRoles/{}?requestId=2", session.id)
}

/// Registers, chooses and exchanges; answers the session and the token.
async fn signed_in(stage: &Stage, person: &str, organisation: &str) -> (Session, String) {
    let session = register(stage, person).await;
    let code = choose(stage, &session, organisation).await;
    let token = exchange(stage, &code).await.json()["access_token"].as_str().expect("a token").to_owned();
    (session, token)
}

#[tokio::test]
async fn a_managing_director_chooses_the_company() {
    let stage = testing::stage(date(2026, 11, 21));
    let session = register(&stage, MATTI).await;
    let page = stage.get(&format!("/mandates/oauth/authorize?{}", authorize_fields(&session))).await;
    assert!(page.body.contains("value=\"9900226-7\""), "{}", page.body);
    assert!(page.body.contains("<h1>Valitse, kenen puolesta asioit</h1>"));

    let code = choose(&stage, &session, "9900226-7").await;
    let token = exchange(&stage, &code).await.json();
    assert_eq!((&token["token_type"], &token["expires_in"]), (&json!("bearer"), &json!(599)));
    let bearer = token["access_token"].as_str().expect("a token");
    let roles = signed(&stage, &roles_target(&session), bearer).await;
    let expected = json!([{
        "name": "Rantapolun Lääkäriasema Oy", "identifier": "9900226-7", "complete": true, "roles": ["TJ"],
    }]);
    assert_eq!((roles.status, roles.json()), (200, expected.clone()));
    assert_eq!(signed(&stage, &roles_target(&session), bearer).await.json(), expected, "may be asked again");

    let unregister = format!("/mandates/service/ypa/user/unregister/{}", session.id);
    assert_eq!(signed(&stage, &unregister, "").await.body, "true");
    assert_eq!(signed(&stage, &unregister, "").await.body, "false");
    assert_eq!(signed(&stage, &roles_target(&session), bearer).await.status, 401, "the session is over");
}

#[tokio::test]
async fn several_organisations_may_be_chosen_and_one_may_be_asked() {
    let stage = testing::stage(date(2026, 11, 21));
    let session = register(&stage, OLAVI).await;
    let chosen = "organisation=9900116-8&organisation=9900167-8&answer=select";
    let code = answer(&stage, &session, chosen).await.returned_to(RETURN)["code"].clone();
    let token = exchange(&stage, &code).await.json()["access_token"].as_str().expect("a token").to_owned();
    let all = signed(&stage, &roles_target(&session), &token).await.json();
    let ids: Vec<_> = all.as_array().expect("an array").iter().map(|row| row["identifier"].clone()).collect();
    assert_eq!(ids, ["9900116-8", "9900167-8"]);
    assert_eq!(all[0]["roles"], json!([MandatesConfig::default().themes.deploy]));
    let one = |id: &str| format!("/mandates/service/ypa/api/organizationRoles/{}/{id}?requestId=3", session.id);
    assert_eq!(signed(&stage, &one("9900167-8"), &token).await.json().as_array().map(Vec::len), Some(1));
    assert_eq!(signed(&stage, &one("9900132-8"), &token).await.json(), json!([]), "not chosen");
}

#[tokio::test]
async fn the_token_takes_a_form_body_too_and_a_code_works_once() {
    let stage = testing::stage(date(2026, 11, 21));
    let session = register(&stage, MATTI).await;
    let code = choose(&stage, &session, "9900226-7").await;
    let form = format!("grant_type=authorization_code&redirect_uri={RETURN_ENCODED}&code={code}");
    let refused = stage.post_with("/mandates/oauth/token", &form, &[("Authorization", "Basic eDp5")]).await;
    assert_eq!((refused.status, refused.json()["error"].clone()), (401, json!("invalid_client")));
    assert_eq!(stage.post_with("/mandates/oauth/token", &form, &[("Authorization", &basic())]).await.status, 200);
    let again = exchange(&stage, &code).await;
    assert_eq!((again.status, again.json()["error"].clone()), (400, json!("invalid_grant")));
}

#[tokio::test]
async fn a_code_is_bound_to_its_return_address_and_its_time() {
    let stage = testing::stage(date(2026, 11, 21));
    let session = register(&stage, MATTI).await;
    let code = choose(&stage, &session, "9900226-7").await;
    let other =
        format!("/mandates/oauth/token?grant_type=authorization_code&redirect_uri=http%3A%2F%2Fother&code={code}");
    assert_eq!(stage.post_with(&other, "", &[("Authorization", &basic())]).await.status, 400);
    let code = choose(&stage, &session, "9900226-7").await;
    stage.wait(SignedDuration::from_secs(601));
    assert_eq!(exchange(&stage, &code).await.status, 400);
}

#[tokio::test]
async fn the_checksum_covers_the_whole_target_and_five_minutes() {
    let stage = testing::stage(date(2026, 11, 21));
    let config = MandatesConfig::default();
    let target = register_target(MATTI);
    let send = async |signed_target: &str, timestamp: String| {
        let checksum = checksum::checksum(&config.api_key, signed_target, &timestamp);
        let header = format!("{} {timestamp} {checksum}", config.client_id);
        stage.get_with(&target, &[("X-AsiointivaltuudetAuthorization", &header)]).await.status
    };
    let now = stage.now();
    assert_eq!(send(&target, now.to_string()).await, 200);
    let without_prefix = target.strip_prefix("/mandates").expect("the prefix");
    assert_eq!(send(without_prefix, now.to_string()).await, 401, "the prefix belongs to the target");
    assert_eq!(send(&target, (now - 6.minutes()).to_string()).await, 401);
    assert_eq!(stage.get(&target).await.status, 401, "no header at all");
    // Percent-encoding belongs to the target too: it is signed as it is sent.
    assert_eq!(signed(&stage, &register_target("150668%2D917M"), "").await.status, 200);
}

#[tokio::test]
async fn nobody_real_and_nothing_incomplete_is_registered() {
    let stage = testing::stage(date(2026, 11, 21));
    let malformed = signed(&stage, &register_target("150668-917N"), "").await;
    assert_eq!((malformed.status, malformed.json()["errorCode"].clone()), (403, json!(104)));
    assert!(!malformed.body.contains("150668"), "the code is not repeated");
    let without_request_id = "/mandates/service/ypa/user/register/ekstra01/150668-917M";
    assert_eq!(signed(&stage, without_request_id, "").await.status, 400);
    let other_client = "/mandates/service/ypa/user/register/another1/150668-917M?requestId=1";
    assert_eq!(signed(&stage, other_client, "").await.status, 401);
}

#[tokio::test]
async fn a_foreign_return_address_gets_a_page_and_no_redirect() {
    let stage = testing::stage(date(2026, 11, 21));
    let session = register(&stage, MATTI).await;
    let fields = authorize_fields(&session).replace("act-for%2Freturn", "act-for%2Freturn%2F");
    let page = stage.get(&format!("/mandates/oauth/authorize?{fields}")).await;
    assert_eq!((page.status, page.header("location")), (400, ""));
    let posted = stage.post("/mandates/oauth/authorize", &format!("{fields}&answer=cancel")).await;
    assert_eq!((posted.status, posted.header("location")), (400, ""));
    let stranger = Session { id: String::new(), user: "nobody".to_owned() };
    assert_eq!(answer(&stage, &stranger, "answer=cancel").await.status, 400);
}

#[tokio::test]
async fn only_organisations_with_a_ground_can_be_chosen() {
    let stage = testing::stage(date(2026, 11, 21));
    let session = register(&stage, MATTI).await;
    let refused = answer(&stage, &session, "organisation=9900101-0&answer=select").await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("role=\"alert\""));
    let before_choice = signed(&stage, &roles_target(&session), "").await;
    assert_eq!(before_choice.status, 400);
    for without_ground in ["280201A912B", "051049-926T"] {
        let session = register(&stage, without_ground).await;
        let page = stage.get(&format!("/mandates/oauth/authorize?{}", authorize_fields(&session))).await.body;
        assert!(page.contains("Organisaatioita ei löytynyt.") && !page.contains("name=\"organisation\""));
    }
}

#[tokio::test]
async fn a_long_list_can_be_searched() {
    let stage = testing::stage(date(2026, 11, 21));
    let session = register(&stage, "160772-927E").await;
    let target = format!("/mandates/oauth/authorize?{}", authorize_fields(&session));
    let all = stage.get(&target).await.body;
    assert_eq!(all.matches("name=\"organisation\"").count(), 12);
    assert!(all.contains("type=\"search\""));
    let found = stage.get(&format!("{target}&search=RANTAPOLUN")).await.body;
    assert_eq!(found.matches("name=\"organisation\"").count(), 1);
    let short = register(&stage, OLAVI).await;
    let short = stage.get(&format!("/mandates/oauth/authorize?{}", authorize_fields(&short))).await.body;
    assert!(!short.contains("type=\"search\""));
}

#[tokio::test]
async fn the_page_speaks_three_languages_and_keeps_the_request() {
    let stage = testing::stage(date(2026, 11, 21));
    let session = register(&stage, MATTI).await;
    for (language, heading) in [("sv", "Välj för vem du uträttar ärenden"), ("en", "Choose on whose behalf you act")]
    {
        let fields = authorize_fields(&session).replace("lang=fi", &format!("lang={language}"));
        let page = stage.get(&format!("/mandates/oauth/authorize?{fields}")).await.body;
        assert!(page.contains(&format!("<html lang=\"{language}\">")) && page.contains(&format!("<h1>{heading}</h1>")));
        assert!(page.contains(&format!("user={}", session.user)), "the links to the other languages keep the request");
    }
}

#[tokio::test]
async fn a_cancel_returns_with_an_error_or_with_nothing() {
    let stage = testing::stage(date(2026, 11, 21));
    let session = register(&stage, MATTI).await;
    let returned = answer(&stage, &session, "answer=cancel").await.returned_to(RETURN);
    assert_eq!((returned["error"].as_str(), returned["state"].as_str()), ("access_denied", "s&1"));
    stage.turn_on("mandates_cancel_without_error");
    let returned = answer(&stage, &session, "answer=cancel").await.returned_to(RETURN);
    assert_eq!(returned.keys().collect::<Vec<_>>(), ["state"]);
}

#[tokio::test]
async fn sessions_and_tokens_end() {
    let stage = testing::stage(date(2026, 11, 21));
    let (session, token) = signed_in(&stage, MATTI, "9900226-7").await;
    assert_eq!(signed(&stage, &roles_target(&session), "another").await.status, 401);
    let (other, _) = signed_in(&stage, OLAVI, "9900116-8").await;
    assert_eq!(signed(&stage, &roles_target(&other), &token).await.status, 401, "the token of another session");
    stage.wait(SignedDuration::from_secs(600));
    assert_eq!(signed(&stage, &roles_target(&session), &token).await.status, 401);
    let late = register(&stage, MATTI).await;
    stage.wait(SignedDuration::from_mins(21));
    assert_eq!(answer(&stage, &late, "answer=cancel").await.status, 400);
}

#[tokio::test]
async fn the_faults_of_the_way_back_do_what_they_say() {
    let stage = testing::stage(date(2026, 11, 21));
    let session = register(&stage, MATTI).await;
    let select = "organisation=9900226-7&answer=select";
    stage.turn_on("mandates_wrong_state");
    assert_ne!(answer(&stage, &session, select).await.returned_to(RETURN)["state"], "s&1");
    stage.turn_off("mandates_wrong_state");
    stage.turn_on("mandates_no_code");
    assert!(!answer(&stage, &session, select).await.returned_to(RETURN).contains_key("code"));
}

#[tokio::test]
async fn the_faults_of_the_calls_do_what_they_say() {
    let stage = testing::stage(date(2026, 11, 21));
    let (session, token) = signed_in(&stage, MATTI, "9900226-7").await;
    let with = async |fault: &str| {
        stage.turn_on(fault);
        let answer = signed(&stage, &roles_target(&session), &token).await;
        stage.turn_off(fault);
        answer
    };
    let down = with("mandates_down").await;
    assert_eq!((down.status, down.header("x-rova-errormessage-included")), (503, "true"));
    assert_eq!(with("mandates_slow").await.status, 200);
    assert_eq!(with("mandates_expired").await.status, 401);
    assert_eq!(with("mandates_clock_ahead_10_min").await.status, 401);
    assert_eq!(with("mandates_incomplete").await.json()[0]["complete"], false);
    assert!(serde_json::from_str::<serde_json::Value>(&with("mandates_malformed").await.body).is_err());
    assert_eq!(with("mandates_empty").await.json(), json!([]));
    assert_eq!(with("mandates_unknown_roles").await.json()[0]["roles"], json!(["XQZ"]));
    assert!(with("mandates_extra_fields").await.json()[0]["futureField"].is_object());
    assert_eq!(with("mandates_nameless").await.json()[0]["name"], "[NIMI PUUTTUU]");
    assert_eq!(with("mandates_foreign").await.json()[0]["identifier"], "SE000000000001");
    let beside = with("mandates_foreign_beside").await.json();
    assert_eq!((&beside[0]["identifier"], &beside[1]["identifier"]), (&json!("9900226-7"), &json!("SE000000000001")));
    for (fault, code) in [("mandates_register_forbidden", 104), ("mandates_caller_forbidden", 106)] {
        stage.turn_on(fault);
        let forbidden = signed(&stage, &register_target(MATTI), "").await;
        stage.turn_off(fault);
        assert_eq!((forbidden.status, forbidden.header("x-rova-errormessage-included")), (403, "true"), "{fault}");
        assert_eq!(forbidden.json()["errorCode"], code, "{fault}: whom it is about");
    }
}
