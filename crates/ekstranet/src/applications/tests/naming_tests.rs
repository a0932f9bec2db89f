//! Who is told what the other party of an outsourcing says, and until when it may say it.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::extension_tests::{lehtolinna_is_known, naming};
use super::{Clinic, UNIT, address, save_on};
use crate::applications::{OfficerStep, Suggestions, load_case};
use crate::kernel::{ApplicationId, Language};
use crate::testing::{Browser, LEHTOLINNA, between};
use crate::web::Failure;

/// To whom mails about a happening were planned.
async fn told(clinic: &Clinic, happening: &str) -> Vec<String> {
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let sql = "select recipient from notice where happening = $1 order by planned_at, id";
    let rows: Vec<(String,)> = read.all(sql, db::values![happening]).await.expect("listed");
    rows.into_iter().map(|(recipient,)| recipient).collect()
}

/// Lehtolinna answers by its page.
async fn answers(kauko: &Browser<'_>, id: &ApplicationId, version: &str, answer: &str) -> crate::testing::Answer {
    let reason = format!("reason-{id}");
    let fields = [("version", version), ("answer", answer), (reason.as_str(), "Emme tunne hakijaa.")];
    kauko.post(&format!("/o/{LEHTOLINNA}/joined/named/{id}"), &fields).await
}

async fn officer_does(clinic: &Clinic, id: &ApplicationId, step: OfficerStep) {
    let vilma = clinic.world.vilma().await;
    let case = load_case(&mut clinic.world.app.db.read().await.expect("a reader"), id).await.expect("a case");
    clinic.officer_does(&vilma, id, case.version, step).await.expect("done");
}

async fn the_applicant_is_told_of_each_answer_of_the_other_party_and_after_the_approval_it_stands(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    lehtolinna_is_known(&clinic).await;
    let id = naming(&clinic).await;
    let kauko = clinic.world.kauko().await;
    assert!(told(&clinic, "named_party_answered").await.is_empty());
    answers(&kauko, &id, "1", "contest").await.redirects();
    assert_eq!(told(&clinic, "named_party_answered").await, ["matti@rantapolku.example"]);
    assert!(kauko.page(&format!("/o/{LEHTOLINNA}/joined")).await.shows("value=\"confirm\""), "the control");
    officer_does(&clinic, &id, OfficerStep::Take).await;
    let reason = "Asia on varmistettu puhelimessa.".to_string();
    officer_does(&clinic, &id, OfficerStep::Approve { reason, registration: String::new(), named: Some(2) }).await;
    for (language, words) in [
        (Language::Fi, "Hakemus on ratkaistu, joten vastausta ei voi enää antaa"),
        (Language::Sv, "Ansökan har avgjorts, så svaret kan inte längre ges"),
        (Language::En, "The application has been decided, so the answer can no longer"),
    ] {
        let kauko = clinic.world.kauko().await.speaking(language);
        let page = kauko.get(&format!("/o/{LEHTOLINNA}/joined")).await;
        assert!(page.shows(words) && !page.shows("value=\"confirm\""), "{}", page.body);
        for version in ["2", "3"] {
            let late = answers(&kauko, &id, version, "confirm").await;
            late.is_a_proper_page(language);
            assert!(late.status == StatusCode::CONFLICT && late.shows(words), "{}", late.body);
            assert!(late.shows(&format!("href=\"#title-{id}\"")), "{}", late.body);
        }
    }
    let desk = clinic.world.vilma().await.page(&format!("/desk/cases/{id}")).await;
    assert!(desk.shows("ettei asiasta ole sovittu") && !desk.shows("vahvisti"), "what was decided on: {}", desk.body);
    assert_eq!(told(&clinic, "named_party_answered").await.len(), 1);
}

async fn the_applicant_is_told_of_a_confirmation_where_it_keeps_its_contacts(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    lehtolinna_is_known(&clinic).await;
    let id = naming(&clinic).await;
    let visit = clinic.visit(&clinic.world.matti().await);
    let organisation = visit.acting().expect("acting").organisation.clone();
    let kept = ["uusi@rantapolku.example".to_string()];
    let mut tx = clinic.world.app.db.write().await.expect("a transaction");
    crate::parties::replace_recipients(&mut tx, &visit, &organisation, &kept).await.expect("replaced");
    tx.commit().await.expect("committed");
    let kauko = clinic.world.kauko().await;
    answers(&kauko, &id, "1", "contest").await.redirects();
    answers(&kauko, &id, "2", "confirm").await.redirects();
    let new = "uusi@rantapolku.example";
    assert_eq!(told(&clinic, "named_party_answered").await, [new, new], "of the contest and of the confirmation");
}

async fn who_is_named_no_more_is_told_and_sees_it(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    lehtolinna_is_known(&clinic).await;
    let id = naming(&clinic).await;
    let (matti, kauko) = (clinic.world.matti().await, clinic.world.kauko().await);
    officer_does(&clinic, &id, OfficerStep::Take).await;
    officer_does(
        &clinic,
        &id,
        OfficerStep::AskSupplement {
            items: vec![("extension.other_party".to_string(), "Onko tunnus oikea?".to_string())],
            suggested: Suggestions::new(),
            message: String::new(),
            deadline: "2026-12-11".to_string(),
        },
    )
    .await;
    let step = matti.get(&address(&id, "/steps/extension")).await;
    let version = between(&step.body, "name=\"version\" value=\"", "\"").parse().expect("a version");
    let other = [
        ("service", "patient_data"),
        ("function", "outsourcing"),
        ("other_party", "9900124-8"),
        ("units", UNIT),
        ("profile", "private units"),
    ];
    save_on(&matti, &id, "extension_of_use-5", ("extension", version), &other).await.redirects();
    assert!(told(&clinic, "named_party_replaced").await.is_empty(), "the supplement is not sent yet");
    clinic.answer(&matti, &id, "").await.expect("answered");
    assert_eq!(told(&clinic, "named_party_replaced").await, ["hallinto@lehtolinna.example"]);
    for (language, words) in [
        (Language::Fi, "Hakemukset, joissa teitä ei enää nimetä"),
        (Language::Sv, "Ansökningar där ni inte längre uppges"),
        (Language::En, "Applications that no longer name you"),
    ] {
        let page = clinic.world.kauko().await.speaking(language).get(&format!("/o/{LEHTOLINNA}/joined")).await;
        page.is_a_proper_page(language);
        assert!(page.shows(words) && page.shows("Rantapolun Lääkäriasema Oy (9900226-7)"), "{}", page.body);
        assert!(!page.shows("value=\"confirm\""), "nothing is asked: {}", page.body);
    }
    assert_eq!(answers(&kauko, &id, "1", "confirm").await.status, StatusCode::NOT_FOUND);
    assert!(!kauko.page(&format!("/o/{LEHTOLINNA}/")).await.shows("on nimennyt teidät"));
}

db::testing::on_both![
    the_applicant_is_told_of_each_answer_of_the_other_party_and_after_the_approval_it_stands,
    the_applicant_is_told_of_a_confirmation_where_it_keeps_its_contacts,
    who_is_named_no_more_is_told_and_sees_it,
];
