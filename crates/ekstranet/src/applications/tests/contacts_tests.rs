//! Contact persons are kept current by role, without an application.

use std::pin::pin;
use std::time::Duration;

use axum::http::StatusCode;
use db::testing::Scratch;

use super::kinds_tests::become_company;
use super::services_tests::filled;
use super::{Clinic, save_on};
use crate::applications::answers::ContactPerson;
use crate::applications::contacts;
use crate::applications::testing::words;
use crate::applications::{
    OfficerStep, Suggestions, find_contacts, granted_contacts, load_case, officer_step, write_to_customer,
};
use crate::deployments;
use crate::kernel::{ApplicationId, AuditId, BusinessId, Language};
use crate::notices::Happening;
use crate::services::Service;
use crate::testing::{Answer, Browser, LEHTOLINNA, RANTAPOLKU};
use crate::texts::texts;

fn page() -> String {
    format!("/o/{RANTAPOLKU}/contacts")
}

async fn granted(clinic: &Clinic, matti: &Browser<'_>) -> ApplicationId {
    let id = clinic.submitted(matti).await;
    let vilma = clinic.world.vilma().await;
    clinic.officer_does(&vilma, &id, 2, OfficerStep::Take).await.expect("taken");
    let approve = OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None };
    clinic.officer_does(&vilma, &id, 3, approve).await.expect("approved");
    id
}

/// Two persons, who hold all that is required, as the page posts them.
async fn post(browser: &Browser<'_>, version: &str, answer: &str, changed: &[(&str, &str)]) -> Answer {
    let persons = [
        ("people-0-name", "Helka Hallinto"),
        ("people-0-email", "helka@rantapolku.example"),
        ("people-0-phone", "0401234567"),
        ("people-0-roles", "administrative"),
        ("people-0-roles", "data_protection_officer"),
        ("people-1-name", "Teuvo Tekniikka"),
        ("people-1-email", "teuvo@rantapolku.example"),
        ("people-1-phone", "0407654321"),
        ("people-1-roles", "technical"),
    ];
    let is_changed = |name: &str| changed.iter().any(|(other, _)| *other == name);
    let mut fields = vec![("version", version), ("answer", answer)];
    fields.extend(persons.into_iter().filter(|(name, _)| !is_changed(name)));
    fields.extend(changed.iter().copied().filter(|(_, value)| !value.is_empty()));
    browser.post(&page(), &fields).await
}

/// Where mails about what was granted go, and mails that belong to no case.
async fn recipients(clinic: &Clinic) -> (Vec<String>, Vec<String>) {
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let of_services = deployments::contacts(&mut read, &organisation).await.expect("listed").addresses;
    drop(read);
    let (of_no_case, _) = find_contacts(clinic.world.app.clone(), organisation).await.expect("found");
    (of_services, of_no_case)
}

/// Where mails about parties go while an application to join jointly waits.
async fn of_main_joiner(clinic: &Clinic) -> String {
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let (recipients,): (String,) =
        read.one("select recipients from main_joiner", db::values![]).await.expect("one main joiner");
    recipients
}

async fn contacts_are_kept_by_role_without_an_application(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    assert!(matti.page(&page()).await.shows("Yhteyshenkilöt annetaan ensin hakemuksessa"));
    assert_eq!(post(&matti, "0", "save", &[]).await.status, StatusCode::NOT_FOUND, "there is nothing to keep yet");
    granted(&clinic, &matti).await;
    assert!(matti.page(&format!("/o/{RANTAPOLKU}/")).await.shows("Pitäkää yhteyshenkilöt ajan tasalla"));
    let before = matti.page(&page()).await;
    assert!(before.shows("Hallinnollinen yhteyshenkilö") && before.shows("Ei yhteyshenkilöä."), "{}", before.body);
    clinic.world.app.clock.advance_seconds(60);
    let sent = "insert into main_joiner (organisation, service, case_number, language, recipients, submitted_at)
                values ($1, 'patient_data', 'KE-2026-000009', 'fi', '[]', 1)";
    clinic.world.meddle(sent, db::values![RANTAPOLKU]).await;
    assert_eq!(post(&matti, "0", "save", &[]).await.redirects(), page());
    assert_eq!(of_main_joiner(&clinic).await, r#"["helka@rantapolku.example"]"#, "also of one as a main joiner");
    let after = matti.page(&page()).await;
    for shown in [
        "Helka Hallinto, helka@rantapolku.example, 0401234567",
        "Matti Rantapolku tallensi yhteyshenkilöt 21.11.2026 klo 12.01",
        "Hakemuksessa annetut yhteyshenkilöt tulivat voimaan 21.11.2026 klo 12.00",
        "name=\"version\" value=\"1\"",
    ] {
        assert!(after.shows(shown), "{shown}: {}", after.body);
    }
    let to = vec!["helka@rantapolku.example".to_string()];
    assert_eq!(recipients(&clinic).await, (to.clone(), to));
    assert_eq!(post(&matti, "0", "save", &[]).await.status, StatusCode::CONFLICT, "a colleague was first");
    assert_eq!(clinic.audited("applications.contacts_kept").await, 1);
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let known = granted_contacts(&mut read, &organisation).await.expect("read").expect("granted");
    assert_eq!(known.persons.len(), 2);
}

async fn mails_of_an_open_case_follow_the_contacts_that_are_kept_after_it_was_sent(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    granted(&clinic, &matti).await;
    clinic.world.app.clock.advance_seconds(60);
    let id = filled(&clinic, &matti, Service::PatientData).await;
    clinic.submit(&matti, &id).await.expect("sent");
    let does = async |step: OfficerStep| {
        let case = load_case(&mut clinic.world.app.db.read().await.expect("a reader"), &id).await.expect("a case");
        clinic.officer_does(&vilma, &id, case.version, step).await.expect("done");
    };
    let ask = || OfficerStep::AskSupplement {
        items: vec![("billing.street".to_string(), "Tarkentakaa".to_string())],
        suggested: Suggestions::new(),
        message: String::new(),
        deadline: "2026-12-11".to_string(),
    };
    let last = async |happening: Happening| {
        let mut read = clinic.world.app.db.read().await.expect("a reader");
        let sql =
            "select recipient from notice where happening = $1 and organisation = $2 order by planned_at desc, id desc
                   limit 1";
        let row: Option<(String,)> =
            read.optional(sql, db::values![happening.code(), RANTAPOLKU]).await.expect("looked");
        row.expect("a mail").0
    };
    does(OfficerStep::Take).await;
    does(ask()).await;
    assert_eq!(last(Happening::SupplementRequested).await, "matti@rantapolku.example", "the control");
    does(OfficerStep::RecallSupplement).await;
    clinic.world.app.clock.advance_seconds(60);
    post(&matti, "0", "save", &[]).await.redirects();
    clinic.world.app.clock.advance_seconds(60);
    does(ask()).await;
    assert_eq!(last(Happening::SupplementRequested).await, "helka@rantapolku.example");
    // A supplement that asks for something else names nobody anew.
    let step = matti.get(&super::address(&id, "/steps/billing")).await;
    let version = crate::testing::between(&step.body, "name=\"version\" value=\"", "\"").parse().expect("a version");
    let street = [("street", "Uusikatu 9")];
    save_on(&matti, &id, "patient_data-2", ("billing", version), &street).await.redirects();
    let joint = "update application_step set answers = $1 where application = $2 and step = 'joining_model'";
    clinic.world.meddle(joint, db::values![r#"{"model":"main_joiner"}"#, id.as_str()]).await;
    clinic.answer(&matti, &id, "").await.expect("answered");
    assert_eq!(last(Happening::SupplementAnswered).await, "helka@rantapolku.example");
    assert_eq!(of_main_joiner(&clinic).await, r#"["helka@rantapolku.example"]"#);
    clinic.world.app.clock.advance_seconds(60);
    let case_version =
        load_case(&mut clinic.world.app.db.read().await.expect("a reader"), &id).await.expect("a case").version;
    let visit = clinic.visit(&vilma);
    let mut tx = clinic.world.app.db.write().await.expect("a transaction");
    let message = AuditId::new(visit.now, &visit.app.random);
    write_to_customer(&mut tx, &visit, &id, &message, "Hei").await.expect("written");
    tx.commit().await.expect("committed");
    assert_eq!(last(Happening::MessageReceived).await, "helka@rantapolku.example");
    let reject = OfficerStep::Reject { words: words("Ei täytä ehtoja") };
    clinic.officer_does(&vilma, &id, case_version, reject).await.expect("rejected");
    assert_eq!(last(Happening::ApplicationRejected).await, "helka@rantapolku.example");
}

/// Who is told of what is granted in a connection, besides the deployments.
async fn recipients_of_requests(clinic: &Clinic) -> Vec<String> {
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let sql = "select recipients from connection where state <> 'withdrawn' order by requested_at, id";
    let rows: Vec<(String,)> = read.all(sql, db::values![]).await.expect("listed");
    rows.into_iter().map(|(recipients,)| recipients).collect()
}

async fn contacts_that_are_kept_while_an_application_is_handled_stay_after_its_grant(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    granted(&clinic, &matti).await;
    clinic.world.app.clock.advance_seconds(60);
    let id = filled(&clinic, &matti, Service::PatientData).await;
    clinic.submit(&matti, &id).await.expect("sent");
    let does = async |step: OfficerStep| {
        let case = load_case(&mut clinic.world.app.db.read().await.expect("a reader"), &id).await.expect("a case");
        clinic.officer_does(&vilma, &id, case.version, step).await.expect("done");
    };
    does(OfficerStep::Take).await;
    clinic.world.app.clock.advance_seconds(60);
    post(&matti, "0", "save", &[]).await.redirects();
    let helka = "[\"helka@rantapolku.example\"]".to_string();
    assert_eq!(recipients_of_requests(&clinic).await, [helka.clone(), helka.clone()], "of the open case too");
    clinic.world.app.clock.advance_seconds(60);
    // A supplement that asks for something else names nobody anew.
    does(OfficerStep::AskSupplement {
        items: vec![("billing.street".to_string(), "Tarkentakaa".to_string())],
        suggested: Suggestions::new(),
        message: String::new(),
        deadline: "2026-12-11".to_string(),
    })
    .await;
    let step = matti.get(&super::address(&id, "/steps/billing")).await;
    let version = crate::testing::between(&step.body, "name=\"version\" value=\"", "\"").parse().expect("a version");
    save_on(&matti, &id, "patient_data-2", ("billing", version), &[("street", "Uusikatu 9")]).await.redirects();
    clinic.answer(&matti, &id, "").await.expect("answered");
    assert_eq!(recipients_of_requests(&clinic).await, [helka.clone(), helka], "nobody came back");
    clinic.world.app.clock.advance_seconds(60);
    does(OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None }).await;
    let page = matti.page(&page()).await;
    assert!(page.shows("Helka Hallinto, helka@rantapolku.example"), "{}", page.body);
    assert!(!page.shows("matti@rantapolku.example"), "whom the application froze: {}", page.body);
    assert!(!page.shows("Hakemuksessa annetut yhteyshenkilöt tulivat voimaan"), "they never did: {}", page.body);
    let (of_services, of_no_case) = recipients(&clinic).await;
    assert!(of_services.iter().all(|to| to == "helka@rantapolku.example") && of_services.len() == 2, "{of_services:?}");
    assert_eq!(of_no_case, ["helka@rantapolku.example"]);
}

async fn a_new_draft_begins_with_the_contacts_that_are_kept(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    granted(&clinic, &matti).await;
    clinic.world.app.clock.advance_seconds(60);
    post(&matti, "0", "save", &[]).await.redirects();
    let id = clinic.begin_for(&matti, Service::PatientData).await;
    let step = matti.page(&super::address(&id, "/steps/contacts")).await;
    for shown in ["value=\"Helka Hallinto\"", "value=\"teuvo@rantapolku.example\"", "value=\"0401234567\""] {
        assert!(step.shows(shown), "{shown}: {}", step.body);
    }
    let tasks = matti.page(&super::address(&id, "")).await;
    assert!(tasks.shows("Yhteyshenkilöt"), "{}", tasks.body);
}

async fn wrong_contacts_are_explained_and_a_row_is_added_and_removed(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    granted(&clinic, &matti).await;
    let kept = recipients(&clinic).await;
    for (changed, field) in [
        (&[("people-0-email", "helka")][..], "people-0-email"),
        (&[("people-0-name", "")], "people-0-name"),
        (&[("people-1-phone", "x")], "people-1-phone"),
        (&[("people-1-roles", "")], "people-1-roles"),
        (&[("people-0-name", "150668-917M")], "people-0-name"),
    ] {
        let answer = post(&matti, "0", "save", changed).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{changed:?}");
        assert!(answer.shows(&format!("href=\"#{field}\"")), "{changed:?}: {}", answer.body);
        assert!(!answer.shows("150668-917M") && answer.shows("value=\"Teuvo Tekniikka\""), "{}", answer.body);
    }
    let added = post(&matti, "0", "add", &[]).await;
    assert!(added.status == StatusCode::OK && added.shows("id=\"people-2-name\""), "{}", added.body);
    let removed = post(&matti, "0", "remove-people-1", &[]).await;
    assert!(removed.shows("Helka Hallinto") && !removed.shows("Teuvo Tekniikka"), "{}", removed.body);
    assert_eq!(recipients(&clinic).await, kept, "nothing was saved");
    assert_eq!(clinic.audited("applications.contacts_kept").await, 0);
}

async fn contacts_are_the_customers_own_and_a_pharmacist_keeps_them_here_too(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    granted(&clinic, &matti).await;
    let kauko = clinic.world.kauko().await;
    assert_eq!(kauko.get(&page()).await.status, StatusCode::NOT_FOUND);
    assert_eq!(post(&kauko, "0", "save", &[]).await.status, StatusCode::NOT_FOUND);
    let elsewhere = matti.get(&format!("/o/{RANTAPOLKU}/pharmacies/contacts")).await;
    assert_eq!(elsewhere.redirects(), page(), "contacts are in one place");
    let confirmed = matti.post(&format!("/o/{RANTAPOLKU}/pharmacies/contacts"), &[("sha256", "x")]).await;
    assert_eq!(confirmed.status, StatusCode::NOT_FOUND);
    let pharmacies = matti.page(&format!("/o/{RANTAPOLKU}/pharmacies")).await;
    assert!(!pharmacies.shows("pharmacies/contacts"), "{}", pharmacies.body);
    let own = kauko.page(&format!("/o/{LEHTOLINNA}/contacts")).await;
    assert!(!own.shows("rantapolku.example"), "{}", own.body);
    assert_ne!(clinic.world.aino().await.get("/o/9900101-0/contacts").await.status, StatusCode::OK, "privacy only");
    let mut tx = clinic.world.app.db.write().await.expect("a transaction");
    tx.run("delete from register_copy", db::values![]).await.expect("forgotten");
    let pharmacy = serde_json::json!([{ "oid": "1.2.246.10.99002267.20.1", "name": "Rannan apteekki", "parent": null,
        "begins_on": "2020-01-01", "ends_on": "2100-12-31" }]);
    let now = clinic.world.app.clock.now().milliseconds();
    let sql = "insert into register_copy (source, key, content, fetched_at) values ('pharmacist', $1, $2, $3)";
    tx.run_one(sql, db::values![RANTAPOLKU, pharmacy.to_string(), now]).await.expect("told");
    tx.commit().await.expect("committed");
    become_company(&clinic, "26", None).await;
    let kept = matti.page(&page()).await;
    assert!(kept.shows("name=\"people-0-name\""), "the form is here, and nowhere else: {}", kept.body);
}

async fn deployment_support_calls_whom_the_customer_has_kept_since(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    granted(&clinic, &matti).await;
    let enrolled = "insert into deployment_item (deployment_id, item, done_at, done_by)
                    select id, 'enrolment', 1, 'Matti Rantapolku' from deployment";
    clinic.world.meddle(enrolled, db::values![]).await;
    let vilma = clinic.world.vilma().await;
    assert!(vilma.page("/desk/enrolments").await.shows("matti@rantapolku.example"));
    clinic.world.app.clock.advance_seconds(60);
    post(&matti, "0", "save", &[]).await.redirects();
    let list = vilma.page("/desk/enrolments").await;
    assert!(
        list.shows("Hallinnollinen yhteyshenkilö: Helka Hallinto, helka@rantapolku.example, 0401234567"),
        "{}",
        list.body
    );
    assert!(!list.shows("matti@rantapolku.example"), "who was replaced is not called");
}

async fn contacts_that_are_kept_do_not_replace_those_of_a_drafts_own_request(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    granted(&clinic, &matti).await;
    clinic.world.app.clock.advance_seconds(60);
    let id = filled(&clinic, &matti, Service::PatientData).await;
    let [helka, own] = ["[\"helka@rantapolku.example\"]", "[\"matti@rantapolku.example\"]"].map(String::from);
    assert_eq!(recipients_of_requests(&clinic).await, [own.clone(), own.clone()], "the control");
    clinic.world.app.clock.advance_seconds(60);
    post(&matti, "0", "save", &[]).await.redirects();
    assert_eq!(recipients_of_requests(&clinic).await, [helka.clone(), own.clone()], "the draft names its own");
    clinic.submit(&matti, &id).await.expect("sent");
    assert_eq!(recipients_of_requests(&clinic).await, [helka.clone(), own.clone()], "named after they were kept");
    // Whom a supplement names, before it is sent.
    let does = async |step: OfficerStep| {
        let case = load_case(&mut clinic.world.app.db.read().await.expect("a reader"), &id).await.expect("a case");
        clinic.officer_does(&vilma, &id, case.version, step).await.expect("done");
    };
    does(OfficerStep::Take).await;
    does(OfficerStep::AskSupplement {
        items: vec![("contacts.people".to_string(), "Tarkistakaa".to_string())],
        suggested: Suggestions::new(),
        message: String::new(),
        deadline: "2026-12-11".to_string(),
    })
    .await;
    clinic.world.app.clock.advance_seconds(60);
    post(&matti, "1", "save", &[]).await.redirects();
    assert_eq!(recipients_of_requests(&clinic).await, [helka.clone(), helka.clone()], "as of every open case");
    let others = "update application_step set answers = replace(answers, 'matti@rantapolku', 'uusi@rantapolku')
                  where application = $1";
    clinic.world.meddle(others, db::values![id.as_str()]).await;
    let named = "update connection set recipients = $1 where application = $2";
    let new = "[\"uusi@rantapolku.example\"]".to_string();
    clinic.world.meddle(named, db::values![new.as_str(), id.as_str()]).await;
    clinic.world.app.clock.advance_seconds(60);
    post(&matti, "2", "save", &[]).await.redirects();
    assert_eq!(recipients_of_requests(&clinic).await, [helka, new], "a supplement that names others");
}

/// How long one side is given to be done before the other when nothing holds it. What holds it only makes it later.
const HEAD_START: Duration = Duration::from_millis(400);

/// A second service in review, while the first one is granted.
async fn in_review(clinic: &Clinic, matti: &Browser<'_>) -> ApplicationId {
    granted(clinic, matti).await;
    clinic.world.app.clock.advance_seconds(60);
    let id = filled(clinic, matti, Service::PatientData).await;
    clinic.submit(matti, &id).await.expect("sent");
    clinic.officer_does(&clinic.world.vilma().await, &id, 2, OfficerStep::Take).await.expect("taken");
    clinic.world.app.clock.advance_seconds(60);
    id
}

/// The contacts, at another address.
async fn helkas(clinic: &Clinic) -> Vec<ContactPerson> {
    let organisation = BusinessId::parse(RANTAPOLKU).expect("valid");
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let persons = granted_contacts(&mut read, &organisation).await.expect("read").expect("granted").persons;
    let at = |person| ContactPerson { email: "helka@rantapolku.example".to_string(), ..person };
    persons.into_iter().map(at).collect()
}

/// Both services tell those whom the customer keeps, whichever was first.
async fn are_told(clinic: &Clinic, note: &str) {
    clinic.world.app.db.settle().await.expect("settled");
    let helka = "helka@rantapolku.example".to_string();
    assert_eq!(recipients(clinic).await, (vec![helka.clone(), helka.clone()], vec![helka]), "{note}");
}

async fn contacts_that_are_kept_at_the_moment_of_an_approval_reach_what_it_opens(scratch: &Scratch) {
    let approval = OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None };
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let id = in_review(&clinic, &matti).await;
    let (visit, persons) = (clinic.visit(&matti), helkas(&clinic).await);
    let mut deciding = clinic.world.app.db.write().await.expect("a transaction");
    officer_step(&mut deciding, &clinic.visit(&vilma), &id, 3, &approval).await.expect("decided");
    let mut keeping = pin!(async {
        let mut tx = clinic.world.app.db.write().await.expect("a transaction");
        contacts::save(&mut tx, &visit, 0, &persons).await.expect("kept");
        tx.commit().await.expect("committed");
    });
    let early = tokio::time::timeout(HEAD_START, &mut keeping).await;
    deciding.commit().await.expect("committed");
    if early.is_err() {
        keeping.await;
    }
    are_told(&clinic, "the approval is first").await;
}

async fn an_approval_at_the_moment_at_which_contacts_are_kept_sees_them(scratch: &Scratch) {
    let approval = OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None };
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let id = in_review(&clinic, &matti).await;
    let persons = helkas(&clinic).await;
    let mut keeping = clinic.world.app.db.write().await.expect("a transaction");
    contacts::save(&mut keeping, &clinic.visit(&matti), 0, &persons).await.expect("kept");
    let mut deciding = pin!(clinic.officer_does(&vilma, &id, 3, approval));
    let early = tokio::time::timeout(HEAD_START, &mut deciding).await;
    keeping.commit().await.expect("committed");
    let decided = if let Ok(decided) = early { decided } else { deciding.await };
    decided.expect("decided");
    are_told(&clinic, "the contacts are first").await;
}

/// Mails go to the administrative contacts, and bulletins nobody sends from here.
#[test]
fn the_pages_of_contacts_promise_only_the_mails_that_are_sent() {
    for (language, bulletins, to_whom) in [
        (Language::Fi, "iedotteet", "hallinnollisille yhteyshenkilöille"),
        (Language::Sv, "informationsbrev", "de administrativa kontaktpersonerna"),
        (Language::En, "ulletin", "the administrative contacts"),
    ] {
        let t = texts(language);
        for text in [t.applications_contacts_lead(), t.pharmacies_contacts_lead()] {
            assert!(text.contains(to_whom) && !text.contains(bulletins), "{text}");
        }
    }
}

db::testing::on_both![
    contacts_that_are_kept_do_not_replace_those_of_a_drafts_own_request,
    contacts_that_are_kept_at_the_moment_of_an_approval_reach_what_it_opens,
    an_approval_at_the_moment_at_which_contacts_are_kept_sees_them,
    contacts_that_are_kept_while_an_application_is_handled_stay_after_its_grant,
    mails_of_an_open_case_follow_the_contacts_that_are_kept_after_it_was_sent,
    deployment_support_calls_whom_the_customer_has_kept_since,
    a_new_draft_begins_with_the_contacts_that_are_kept,
    contacts_are_kept_by_role_without_an_application,
    wrong_contacts_are_explained_and_a_row_is_added_and_removed,
    contacts_are_the_customers_own_and_a_pharmacist_keeps_them_here_too,
];
