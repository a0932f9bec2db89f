//! Two officers for one decision, the difference between versions of a case, and the decision as the customer reads it.

use axum::http::StatusCode;
use db::testing::Scratch;

use super::kinds_tests::{drive, in_production};
use super::{Clinic, address, save};
use crate::applications::testing::words;
use crate::applications::{OfficerStep, State, Suggestions, load_case, open_officer_steps};
use crate::kernel::ApplicationId;
use crate::services::{CustomerKind, Profile, Service, newest_form};
use crate::testing::{Answer, Browser};
use crate::web::Failure;

/// A case whose service asks for four eyes, taken by Vilma.
pub(super) async fn taken(clinic: &Clinic, matti: &Browser<'_>, vilma: &Browser<'_>) -> ApplicationId {
    let form = newest_form(Service::OldPatientData, CustomerKind::Private).expect("a form").asked(Profile::default());
    in_production(clinic, form).await;
    let id = drive(clinic, matti, form, false).await;
    clinic.officer_does(vilma, &id, version(clinic, &id).await, OfficerStep::Take).await.expect("taken");
    id
}

pub(super) async fn version(clinic: &Clinic, id: &ApplicationId) -> i64 {
    load_case(&mut clinic.world.app.db.read().await.expect("a reader"), id).await.expect("a case").version
}

fn refused(done: &Result<(), Failure>) -> bool {
    matches!(done, Err(Failure::Forbidden))
}

async fn item_15_one_officer_proposes_and_another_who_approves_decides(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma, joona) = (clinic.world.matti().await, clinic.world.vilma().await, clinic.world.joona().await);
    let id = taken(&clinic, &matti, &vilma).await;
    let does = |officer, step| {
        let (clinic, id) = (&clinic, &id);
        async move { clinic.officer_does(officer, id, version(clinic, id).await, step).await }
    };
    let approve = || OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None };
    let propose = |approved| OfficerStep::Propose { approved, words: words("Perusteltu.") };
    assert!(refused(&does(&vilma, approve()).await), "nobody decides alone");
    assert!(refused(&does(&joona, approve()).await), "an approver neither");
    assert!(refused(&does(&joona, OfficerStep::Confirm { named: None }).await), "nothing is proposed yet");
    does(&joona, propose(true)).await.expect("proposed");
    assert!(refused(&does(&joona, OfficerStep::Confirm { named: None }).await), "the same person cannot do both");
    assert!(
        refused(&does(&vilma, OfficerStep::Confirm { named: None }).await),
        "an officer who is no approver cannot confirm"
    );
    assert!(refused(&does(&vilma, propose(false)).await), "one proposal at a time");
    does(&vilma, OfficerStep::Release).await.expect("released: the proposal is dropped");
    does(&vilma, OfficerStep::Take).await.expect("taken again");
    clinic.world.app.clock.advance_seconds(1);
    assert!(refused(&does(&joona, OfficerStep::Confirm { named: None }).await), "a dropped proposal is not confirmed");
    does(&vilma, propose(true)).await.expect("proposed");
    let case = load_case(&mut clinic.world.app.db.read().await.expect("a reader"), &id).await.expect("a case");
    assert!(case.four_eyes && !open_officer_steps(&case).contains(&"approve") && case.state == State::InReview);
    assert!(vilma.page("/desk/proposals").await.shows("Vilma Virkanen esittää"));
    let seen = vilma.page(&format!("/desk/cases/{id}")).await;
    assert!(seen.shows("Esitys odottaa hyväksyjää") && !seen.shows("Vahvista päätös"));
    let seen = joona.page(&format!("/desk/cases/{id}")).await;
    assert!(seen.shows("Vahvista päätös") && seen.shows("Perusteltu."));
    // What is proposed cannot be confirmed while the commitment is gone, but it can be given back.
    clinic.world.meddle("update commitment set whole = 0", db::values![]).await;
    let gone = joona.page(&format!("/desk/cases/{id}")).await;
    assert!(!gone.shows("Vahvista päätös") && gone.shows("raukesi toisen hakemuksen mukana"), "{}", gone.body);
    assert!(gone.shows(&format!("/desk/cases/{id}/return")));
    clinic.world.meddle("update commitment set whole = 1", db::values![]).await;
    let version_now = version(&clinic, &id).await.to_string();
    let give_back = format!("/desk/cases/{id}/return");
    let empty = joona.post(&give_back, &[("version", &version_now), ("remark", "")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    joona.post(&give_back, &[("version", &version_now), ("remark", "Perustelut puuttuvat.")]).await.redirects();
    assert!(vilma.page(&format!("/desk/cases/{id}")).await.shows("Perustelut puuttuvat."));
    does(&vilma, propose(true)).await.expect("proposed again");
    let version_now = version(&clinic, &id).await.to_string();
    joona
        .post(&format!("/desk/cases/{id}/confirm"), &[("version", &version_now), ("confirmed", "yes")])
        .await
        .redirects();
    let case = load_case(&mut clinic.world.app.db.read().await.expect("a reader"), &id).await.expect("a case");
    let decision = case.decision.expect("decided");
    assert!(decision.approved && decision.officer_name == "Joona Välimerkki" && case.state == State::Approved);
    assert_eq!(clinic.audited("applications.decision_proposed").await, 3);
    assert_eq!(clinic.audited("applications.approved").await, 1);
}

async fn a_remark_is_gone_when_a_later_proposal_has_ended_otherwise(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma, joona) = (clinic.world.matti().await, clinic.world.vilma().await, clinic.world.joona().await);
    let id = taken(&clinic, &matti, &vilma).await;
    let does = async |officer: &Browser<'_>, step: OfficerStep| {
        clinic.world.app.clock.advance_seconds(1);
        clinic.officer_does(officer, &id, version(&clinic, &id).await, step).await.expect("done");
    };
    let propose = || OfficerStep::Propose { approved: true, words: words("Perusteltu.") };
    let desk = format!("/desk/cases/{id}");
    does(&vilma, propose()).await;
    does(&joona, OfficerStep::Return { remark: "Perustelut puuttuvat.".to_string() }).await;
    assert!(vilma.page(&desk).await.shows("Perustelut puuttuvat."), "the control");
    does(&vilma, propose()).await;
    does(&vilma, OfficerStep::Release).await;
    does(&vilma, OfficerStep::Take).await;
    assert!(!vilma.page(&desk).await.shows("Perustelut puuttuvat."), "it has been answered by another proposal");
}

async fn item_15_the_officer_sees_what_a_supplement_changed_and_the_customer_prints_the_decision(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let id = clinic.submitted(&matti).await;
    let decision = address(&id, "/decision");
    assert_eq!(matti.get(&decision).await.status, StatusCode::NOT_FOUND, "nothing is decided");
    let desk = format!("/desk/cases/{id}");
    assert!(!vilma.page(&desk).await.shows("Ensimmäisessä hakemuksessa"));
    clinic.officer_does(&vilma, &id, version(&clinic, &id).await, OfficerStep::Take).await.expect("taken");
    let items = vec![("schedule.production_date".to_string(), "Aikaisempi?".to_string())];
    let (message, deadline) = (String::new(), "2026-12-04".to_string());
    let ask = OfficerStep::AskSupplement { items, suggested: Suggestions::new(), message, deadline };
    clinic.officer_does(&vilma, &id, version(&clinic, &id).await, ask).await.expect("asked");
    let step = matti.get(&address(&id, "/steps/schedule")).await;
    let at = crate::testing::between(&step.body, "name=\"version\" value=\"", "\"").parse().expect("a version");
    save(&matti, &id, "schedule", at, &[("production_date", "2027-01-07")]).await.redirects();
    clinic.answer(&matti, &id, "").await.expect("answered");
    let seen = vilma.page(&desk).await;
    assert!(seen.shows("<dd>7.1.2027</dd>") && seen.shows("<del>15.1.2027</del>"), "{}", seen.body);
    assert_eq!(seen.body.matches("Ensimmäisessä hakemuksessa").count(), 1, "only what changed is marked");
    let reject = OfficerStep::Reject { words: words("Beslutet grundar sig på detta.") };
    clinic.officer_does(&vilma, &id, version(&clinic, &id).await, reject).await.expect("rejected");
    let shown = matti.page(&decision).await;
    assert!(shown.shows("<article lang=\"sv\">") && shown.shows("Beslutet grundar sig på detta."), "{}", shown.body);
    assert!(shown.shows("data-print") && shown.shows("Sökande"), "in the language of the case");
    let kauko = clinic.world.kauko().await;
    assert_eq!(kauko.get(&decision).await.status, StatusCode::NOT_FOUND, "somebody else's");
}

/// The version that stands on a page.
fn version_on(page: &Answer) -> String {
    crate::testing::between(&page.body, "name=\"version\" value=\"", "\"").to_string()
}

/// Vilma asks for one field, and Matti answers with a day or a street.
pub(super) async fn supplement(clinic: &Clinic, id: &ApplicationId, field: (&str, &str), fields: &[(&str, &str)]) {
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let items = vec![(format!("{}.{}", field.0, field.1), "Tarkentakaa".to_string())];
    let (message, deadline) = (String::new(), "2026-12-04".to_string());
    let ask = OfficerStep::AskSupplement { items, suggested: Suggestions::new(), message, deadline };
    clinic.officer_does(&vilma, id, version(clinic, id).await, ask).await.expect("asked");
    let at = version_on(&matti.get(&address(id, &format!("/steps/{}", field.0))).await).parse().expect("a version");
    save(&matti, id, field.0, at, fields).await.redirects();
    clinic.answer(&matti, id, "").await.expect("answered");
}

async fn only_what_the_last_of_two_supplements_changed_is_new_since_the_last_time(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let id = clinic.submitted(&matti).await;
    let desk = format!("/desk/cases/{id}");
    clinic.officer_does(&vilma, &id, version(&clinic, &id).await, OfficerStep::Take).await.expect("taken");
    let (first, last) = ("Ensimmäisessä hakemuksessa", "Ennen viimeisintä täydennystä");
    supplement(&clinic, &id, ("schedule", "production_date"), &[("production_date", "2027-01-07")]).await;
    let seen = vilma.page(&desk).await;
    assert_eq!([first, last].map(|words| seen.body.matches(words).count()), [1, 0], "{}", seen.body);
    supplement(&clinic, &id, ("billing", "street"), &[("street", "Uusikatu 9")]).await;
    let seen = vilma.page(&desk).await;
    assert_eq!([first, last].map(|words| seen.body.matches(words).count()), [1, 1], "{}", seen.body);
    let new = crate::testing::between(&seen.body, last, "</dd>");
    assert!(new.contains("<del>Rantapolku 1</del>"), "{new}");
    assert!(crate::testing::between(&seen.body, first, "</dd>").contains("<del>15.1.2027</del>"), "{}", seen.body);
    // The same field again: what it was at first, and what it was the last time.
    supplement(&clinic, &id, ("schedule", "production_date"), &[("production_date", "2027-01-08")]).await;
    let seen = vilma.page(&desk).await;
    assert_eq!([first, last].map(|words| seen.body.matches(words).count()), [2, 1], "{}", seen.body);
    assert!(crate::testing::between(&seen.body, last, "</dd>").contains("<del>7.1.2027</del>"), "{}", seen.body);
    assert!(seen.shows("<del>15.1.2027</del>") && seen.shows("<del>Rantapolku 1</del>"), "{}", seen.body);
}

/// Issue 4, item 9: the answer comes back to the officer who asked, who may release it.
async fn item_9_an_answered_case_is_released_and_another_officer_takes_it(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma, joona) = (clinic.world.matti().await, clinic.world.vilma().await, clinic.world.joona().await);
    let id = clinic.submitted(&matti).await;
    let desk = format!("/desk/cases/{id}");
    clinic.officer_does(&vilma, &id, version(&clinic, &id).await, OfficerStep::Take).await.expect("taken");
    supplement(&clinic, &id, ("billing", "street"), &[("street", "Uusikatu 9")]).await;
    let whose = async || {
        let case = load_case(&mut clinic.world.app.db.read().await.expect("a reader"), &id).await.expect("a case");
        (case.state, case.officer.map(|(_, name)| name))
    };
    assert_eq!(whose().await, (State::InReview, Some("Vilma Virkanen".to_string())), "back to who asked");
    let at = version(&clinic, &id).await.to_string();
    assert_eq!(joona.post(&format!("{desk}/take"), &[("version", &at)]).await.status, StatusCode::FORBIDDEN);
    vilma.post(&format!("{desk}/release"), &[("version", &at), ("confirmed", "yes")]).await.redirects();
    assert_eq!(whose().await, (State::Submitted, None));
    let at = version(&clinic, &id).await.to_string();
    joona.post(&format!("{desk}/take"), &[("version", &at)]).await.redirects();
    assert_eq!(whose().await, (State::InReview, Some("Joona Välimerkki".to_string())));
    assert!(joona.page(&desk).await.shows("Uusikatu 9"), "with what was answered");
}

/// Issue 4, item 15: a rejection is proposed and confirmed by two, with all that it must carry.
async fn a_proposed_rejection_that_another_confirms_carries_reasons_hearing_and_instructions(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma, joona) = (clinic.world.matti().await, clinic.world.vilma().await, clinic.world.joona().await);
    let id = taken(&clinic, &matti, &vilma).await;
    let desk = format!("/desk/cases/{id}");
    let at = version_on(&vilma.page(&format!("{desk}/reject")).await);
    let heard = "Teille annettiin tilaisuus tulla kuulluksi.";
    let typed = [("version", at.as_str()), ("reason", "Yksi lause."), ("hearing", heard), ("confirmed", "yes")];
    vilma.post(&format!("{desk}/reject"), &typed).await.redirects();
    let decision = address(&id, "/decision");
    assert_eq!(matti.get(&decision).await.status, StatusCode::NOT_FOUND, "nothing is decided");
    let at = version(&clinic, &id).await.to_string();
    let alone = vilma.post(&format!("{desk}/confirm"), &[("version", &at)]).await;
    assert_ne!(alone.status, StatusCode::SEE_OTHER, "not by the same person: {}", alone.body);
    assert_eq!(matti.get(&decision).await.status, StatusCode::NOT_FOUND, "nothing is decided");
    joona.post(&format!("{desk}/confirm"), &[("version", &at), ("confirmed", "yes")]).await.redirects();
    let case = load_case(&mut clinic.world.app.db.read().await.expect("a reader"), &id).await.expect("a case");
    let decided = case.decision.expect("decided");
    assert!(!decided.approved && decided.officer_name == "Joona Välimerkki" && case.state == State::Rejected);
    assert_eq!((decided.words.reason.as_str(), decided.words.hearing.as_str()), ("Yksi lause.", heard));
    let shown = matti.page(&decision).await;
    for part in ["Perustelut", "Yksi lause.", "Kuuleminen", heard, "Oikaisuohje", "oikaisua 30 päivän kuluessa"] {
        assert!(shown.shows(part), "{part}: {}", shown.body);
    }
    assert_eq!(clinic.audited("applications.decision_proposed").await, 1);
    assert_eq!(clinic.audited("applications.rejected").await, 1);
}

db::testing::on_both![
    a_remark_is_gone_when_a_later_proposal_has_ended_otherwise,
    only_what_the_last_of_two_supplements_changed_is_new_since_the_last_time,
    item_9_an_answered_case_is_released_and_another_officer_takes_it,
    a_proposed_rejection_that_another_confirms_carries_reasons_hearing_and_instructions,
    item_15_one_officer_proposes_and_another_who_approves_decides,
    item_15_the_officer_sees_what_a_supplement_changed_and_the_customer_prints_the_decision,
];
