//! Whole cases: submission, supplements, decisions, two people at once.

use axum::http::StatusCode;
use db::testing::{Scratch, guarded};
use serde_json::json;

use super::{COMPANY, Clinic, UNITS, address, answer_at, applications, save};
use crate::agreements;
use crate::applications::testing::words;
use crate::applications::{
    DecisionWords, Finding, OfficerStep, Severity, State, list, load_case, open_officer_steps, show_answers,
    submit_act, verify_due,
};
use crate::deployments;
use crate::kernel::{ApplicationId, BusinessId, CaseLanguage, Language};
use crate::notices::Happening;
use crate::testing::{LEHTOLINNA, RANTAPOLKU, between};
use crate::web::Failure;

fn organisation() -> BusinessId {
    BusinessId::parse(RANTAPOLKU).expect("valid")
}

fn ask(field: &str, deadline: &str) -> OfficerStep {
    OfficerStep::AskSupplement {
        items: vec![(field.to_string(), "Tarkentakaa".to_string())],
        suggested: std::collections::BTreeMap::new(),
        message: "Hei".to_string(),
        deadline: deadline.to_string(),
    }
}

fn approve() -> OfficerStep {
    OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None }
}

async fn version(clinic: &Clinic, id: &ApplicationId) -> i64 {
    load_case(&mut clinic.world.app.db.read().await.expect("a reader"), id).await.expect("a case").version
}

async fn planned(clinic: &Clinic) -> i64 {
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let (count,): (i64,) = read
        .one("select count(*) from notice where recipient <> $1", db::values!["yhteydet@virtalahde.example"])
        .await
        .expect("counted");
    count
}

/// To whom mails of a happening go, and in which language.
async fn mails(clinic: &Clinic, happening: Happening) -> Vec<(String, String)> {
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let sql = "select recipient, language from notice where happening = $1 order by recipient";
    read.all(sql, db::values![happening.code()]).await.expect("listed")
}

async fn a_complete_draft_becomes_one_case_however_often_it_is_sent(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let id = clinic.begin(&matti).await;
    clinic.fill(&matti, &id).await;
    let visit = clinic.visit(&matti);
    let payload = clinic.payload(&visit, &id).await;
    let send = || submit_act(visit.clone(), id.to_string(), payload.clone());
    let (first, second) = tokio::join!(send(), send());
    let receipt = address(&id, "/receipt");
    assert_eq!((first.expect("submitted"), second.expect("the same")), (receipt.clone(), receipt.clone()));
    assert_eq!(send().await.expect("the same later"), receipt);
    assert_eq!(clinic.audited("applications.submitted").await, 1);
    assert_eq!(clinic.audited("agreements.signed").await, 1);
    assert_eq!(planned(&clinic).await, 1, "one mail to the administrative contact");

    let page = matti.page(&receipt).await;
    assert!(page.shows("KE-2026-000001") && page.shows("21.11.2026 klo 12.00") && !page.shows("tavallisesti"));
    let case = matti.page(&address(&id, "")).await;
    assert!(case.shows("Odottaa käsittelyä") && case.shows("VirtaPotilas 7.2") && case.shows("15.1.2027"));
    assert!(matti.page(&applications()).await.shows("Asia KE-2026-000001"));
    assert_eq!(matti.get(&address(&id, "/sign")).await.redirects(), receipt);
    assert_eq!(matti.get(&address(&id, "/steps/billing")).await.redirects(), address(&id, ""));
    assert_eq!(save(&matti, &id, "billing", 2, &[("street", "Myöhässä")]).await.status, StatusCode::CONFLICT);
    assert_eq!(matti.get(&address(&id, "/discard")).await.redirects(), address(&id, ""));
    assert_eq!(matti.post(&address(&id, "/discard"), &[]).await.status, StatusCode::CONFLICT);
    let foreign = clinic.world.kauko().await.get(&format!("/o/{LEHTOLINNA}/applications/{id}/receipt")).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
}

async fn only_what_was_read_and_complete_is_submitted(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let id = clinic.begin(&matti).await;
    let visit = clinic.visit(&matti);
    let early = clinic.payload(&visit, &id).await;
    assert!(matches!(submit_act(visit.clone(), id.to_string(), early).await, Err(Failure::Stale)), "incomplete");
    clinic.fill(&matti, &id).await;
    let payload = clinic.payload(&visit, &id).await;
    let mut other_text = payload.clone();
    other_text["hashes"][0] = json!("0".repeat(64));
    assert!(matches!(submit_act(visit.clone(), id.to_string(), other_text).await, Err(Failure::Stale)), "another text");
    save(&matti, &id, "schedule", 1, &[("production_date", "2027-02-01")]).await;
    assert!(
        matches!(submit_act(visit.clone(), id.to_string(), payload).await, Err(Failure::Stale)),
        "a colleague changed it"
    );
    let mut without = visit.clone();
    if let Some(acting) = &mut without.acting {
        acting.permissions = crate::kernel::Permissions::none();
    }
    let payload = clinic.payload(&visit, &id).await;
    assert!(matches!(submit_act(without, id.to_string(), payload.clone()).await, Err(Failure::Forbidden)));
    let mut foreign = visit.clone();
    if let Some(acting) = &mut foreign.acting {
        acting.organisation = BusinessId::parse(LEHTOLINNA).expect("valid");
    }
    assert!(matches!(submit_act(foreign, id.to_string(), payload.clone()).await, Err(Failure::NotFound)));
    assert_eq!(clinic.audited("applications.submitted").await, 0);
    assert!(submit_act(visit, id.to_string(), payload).await.is_ok(), "as it was read it goes");
}

async fn the_page_of_signing_refuses_what_was_not_accepted_or_has_changed(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let id = clinic.begin(&matti).await;
    clinic.fill(&matti, &id).await;
    let page = address(&id, "/sign");
    let documents = crate::agreements::documents_for(crate::services::Service::Prescription, CaseLanguage::Sv, true);
    for (language, translated) in [(Language::Fi, false), (Language::En, true)] {
        let shown = clinic.world.matti().await.speaking(language).get(&page).await;
        for document in &documents {
            for part in [document.version, document.sha256.as_str(), document.html().as_str()] {
                assert!(shown.shows(part), "{} lacks {part}: {}", document.kind, shown.body);
            }
        }
        for part in ["Matti Rantapolku", "Rantapolun Lääkäriasema Oy", "<div lang=\"sv\">"] {
            assert!(shown.shows(part), "{part}: {}", shown.body);
        }
        let marks = shown.body.matches("Unofficial translation into English").count();
        assert_eq!(marks, if translated { documents.len() } else { 0 }, "{}", shown.body);
        assert_eq!(shown.shows("<div lang=\"en\">"), translated, "the binding text is never English");
    }
    let refused = matti.post(&page, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.shows("href=\"#accept\""));
    let payload = clinic.payload(&clinic.visit(&matti), &id).await;
    let version = payload["version"].to_string();
    let hashes: Vec<&str> =
        payload["hashes"].as_array().into_iter().flatten().filter_map(|hash| hash.as_str()).collect();
    let mut fields = vec![("accept", "yes"), ("version", version.as_str())];
    assert_eq!(matti.post(&page, &fields).await.status, StatusCode::CONFLICT, "no texts were shown");
    fields.extend(hashes.iter().map(|hash| ("hash", *hash)));
    let down = matti.post(&page, &fields).await;
    assert_eq!(down.status, StatusCode::SERVICE_UNAVAILABLE, "Suomi.fi does not answer in this world: {}", down.body);
    fields[1] = ("version", "1");
    assert_eq!(matti.post(&page, &fields).await.status, StatusCode::CONFLICT);
}

async fn a_case_goes_to_the_officer_and_is_granted(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let id = clinic.submitted(&matti).await;
    let app = &clinic.world.app;
    let case = load_case(&mut app.db.read().await.expect("a reader"), &id).await.expect("a case");
    assert_eq!(
        (case.state, case.language, case.case_number.as_str()),
        (State::Submitted, CaseLanguage::Sv, "KE-2026-000001")
    );
    assert_eq!(open_officer_steps(&case), ["take"]);
    let shown = show_answers(&clinic.visit(&vilma), &case, crate::texts::texts(Language::En)).await.expect("shown");
    let findings: Vec<_> = shown.iter().flat_map(|step| &step.answers).flat_map(|answer| &answer.findings).collect();
    let is_sound = |finding: &&Finding| finding.severity == Severity::Fine || finding.text.starts_with("Waiting for");
    assert!(findings.len() >= 5 && findings.iter().all(is_sound), "{findings:?}");
    let people =
        shown.iter().flat_map(|step| &step.answers).find(|answer| answer.field == "contacts.people").expect("people");
    assert!(people.values[1].contains("Tiina Tekninen") && people.values[1].contains("Technical contact"));

    let early = clinic.officer_does(&vilma, &id, case.version, approve()).await;
    assert!(matches!(early, Err(Failure::Forbidden)), "first it must be taken");
    clinic.officer_does(&vilma, &id, case.version, OfficerStep::Take).await.expect("taken");
    clinic.officer_does(&vilma, &id, version(&clinic, &id).await, OfficerStep::Release).await.expect("released");
    clinic.officer_does(&vilma, &id, version(&clinic, &id).await, OfficerStep::Take).await.expect("taken again");
    let mails = planned(&clinic).await;
    clinic.officer_does(&vilma, &id, version(&clinic, &id).await, approve()).await.expect("approved");
    assert_eq!(planned(&clinic).await, mails + 1);
    let mut read = app.db.read().await.expect("a reader");
    let case = load_case(&mut read, &id).await.expect("a case");
    assert!(
        case.state == State::Approved
            && open_officer_steps(&case).is_empty()
            && case.decision.is_some_and(|decision| decision.approved)
    );
    assert_eq!(agreements::find_signed(&mut read, &id).await.expect("read").expect("signed").state, "in_force");
    let deployments = deployments::list(&mut read, &organisation()).await.expect("listed");
    assert_eq!(deployments.len(), 1);
    drop(read);
    let page = matti.page(&address(&id, "")).await;
    assert!(page.shows("Hakemus hyväksyttiin") && !page.shows("Vilma Virkanen"), "the officer's name stays inside");
    let granted = matti.post(&applications(), &[("service", "prescription")]).await;
    assert_eq!(
        granted.redirects(),
        format!("/o/{RANTAPOLKU}/deployments/{}", deployments[0].id),
        "no second application"
    );
    assert!(matti.page(&applications()).await.shows("Siirry käyttöönottoon"));
}

async fn two_officers_at_once_make_one_decision(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma, joona) = (clinic.world.matti().await, clinic.world.vilma().await, clinic.world.joona().await);
    let id = clinic.submitted(&matti).await;
    clinic.officer_does(&vilma, &id, 2, OfficerStep::Take).await.expect("taken");
    let reject = OfficerStep::Reject { words: words("Puutteellinen") };
    let (first, second) = tokio::join!(
        clinic.officer_does(&vilma, &id, 3, approve()),
        clinic.officer_does(&joona, &id, 3, reject.clone())
    );
    let outcomes = [first, second];
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert!(outcomes.iter().any(|outcome| matches!(outcome, Err(Failure::Stale))), "{outcomes:?}");
    assert_eq!(clinic.audited("applications.approved").await + clinic.audited("applications.rejected").await, 1);
    let later = clinic.officer_does(&joona, &id, 4, reject).await;
    assert!(matches!(later, Err(Failure::Forbidden)), "a decided case is never decided again");
}

async fn a_rejection_needs_a_reason_and_ends_the_commitment(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let id = clinic.submitted(&matti).await;
    clinic.officer_does(&vilma, &id, 2, OfficerStep::Take).await.expect("taken");
    let sound = words("Ei täytä ehtoja");
    for lacking in [
        words(" "),
        DecisionWords { hearing: " ".to_string(), ..sound.clone() },
        DecisionWords { instructions: String::new(), ..sound.clone() },
    ] {
        let silent = clinic.officer_does(&vilma, &id, 3, OfficerStep::Reject { words: lacking.clone() }).await;
        assert!(matches!(silent, Err(Failure::Malformed(_))), "{lacking:?}");
    }
    clinic
        .officer_does(&vilma, &id, 3, OfficerStep::Reject { words: words("Ei täytä ehtoja") })
        .await
        .expect("rejected");
    let page = matti.page(&address(&id, "")).await;
    assert!(page.shows("Hakemus on hylätty") && page.shows("Ei täytä ehtoja") && page.shows("Voitte vaatia oikaisua."));
    let signed =
        agreements::find_signed(&mut clinic.world.app.db.read().await.expect("a reader"), &id).await.expect("read");
    assert_eq!(signed.expect("signed").state, "ended");
    assert_ne!(clinic.begin(&matti).await, id, "one may apply again");
}

async fn item_9_a_supplement_opens_only_what_was_asked_and_returns_to_the_same_officer(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let id = clinic.submitted(&matti).await;
    clinic.officer_does(&vilma, &id, 2, OfficerStep::Take).await.expect("taken");
    for wrong in [ask("billing.reference", "2026-11-21"), ask("billing.nothing", "2026-12-01")] {
        assert!(matches!(clinic.officer_does(&vilma, &id, 3, wrong).await, Err(Failure::Malformed(_))));
    }
    clinic.world.app.clock.advance_seconds(60);
    clinic.officer_does(&vilma, &id, 3, ask("billing.method", "2026-12-04")).await.expect("asked");
    clinic.world.app.clock.advance_seconds(60);
    let page = matti.page(&address(&id, "")).await;
    assert!(
        page.shows("viimeistään 4.12.2026")
            && page.shows("Tarkentakaa")
            && page.shows("/steps/billing#asked-method\"")
            && page.shows("class=\"tag wait\">Odottaa teitä</span>")
    );
    assert!(matti.page(&applications()).await.shows("Täydentäkää viimeistään 4.12.2026"));
    let nothing = matti.post(&address(&id, "/supplement"), &[("message", " ")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.shows("Ette ole muuttanut yhtään pyydettyä kohtaa"), "{}", nothing.body);

    let step = matti.page(&address(&id, "/steps/billing")).await;
    assert!(
        step.shows("name=\"method\"") && step.shows("name=\"operator\"") && !step.shows("name=\"street\""),
        "{}",
        step.body
    );
    assert!(
        step.shows("id=\"asked-method-words\" lang=\"sv\">Tarkentakaa</p>"),
        "the officer's words stand at the field: {}",
        step.body
    );
    assert_eq!(matti.get(&address(&id, "/steps/units")).await.redirects(), address(&id, ""), "this was not asked");
    let sneaky = [("method", "pdf"), ("invoice_email", ""), ("street", "Muu katu 2")];
    let wrong = save(&matti, &id, "billing", 2, &sneaky).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.body);
    let early = matti.post(&address(&id, "/supplement"), &[("message", "Tässä")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.shows("Tässä") && early.shows("class=\"problem\""));
    let right = [("method", "pdf"), ("invoice_email", "laskut@rantapolku.example"), ("street", "Muu katu 2")];
    assert_eq!(save(&matti, &id, "billing", 3, &right).await.redirects(), address(&id, ""));
    let page = matti.page(&address(&id, "")).await;
    let item = between(&page.body, "#asked-method\">", "</li>");
    assert!(item.contains("class=\"tag good\">Valmis<"), "answered since it was asked: {item}");
    let answered = clinic.answer(&matti, &id, "Vaihdoimme laskutustapaa").await.expect("answered");
    assert_eq!(answered, address(&id, ""));
    let again = clinic.answer(&matti, &id, "Vaihdoimme laskutustapaa").await.expect("the same answer");
    assert_eq!(again, address(&id, ""), "twice is once");
    assert!(matches!(clinic.answer(&matti, &id, "Toinen vastaus").await, Err(Failure::Stale)));
    assert_eq!(clinic.audited("applications.supplement_answered").await, 1);
    let repeated = matti.post(&address(&id, "/supplement"), &[("message", "uudelleen")]).await;
    assert_eq!(repeated.status, StatusCode::CONFLICT, "it has been answered");

    let app = &clinic.world.app;
    let case = load_case(&mut app.db.read().await.expect("a reader"), &id).await.expect("a case");
    assert_eq!((case.state, case.officer.map(|(_, name)| name).as_deref()), (State::InReview, Some("Vilma Virkanen")));
    assert_eq!(case.supplements[0].answer.as_deref(), Some("Vaihdoimme laskutustapaa"));
    let page = matti.page(&address(&id, "")).await;
    assert!(
        page.shows("laskut@rantapolku.example") && page.shows("Rantapolku 1") && !page.shows("Muu katu 2"),
        "only what was asked changed"
    );
    assert!(page.shows("Täydennys on lähetetty 21.11.2026 klo 12.02."), "that it went: {}", page.body);
    let mut read = app.db.read().await.expect("a reader");
    let rows: Vec<(i64, String, String)> = read
        .all(
            "select number, content, sha256 from application_version where application = $1 order by number",
            db::values![id.as_str()],
        )
        .await
        .expect("read");
    assert_eq!(rows.iter().map(|row| row.0).collect::<Vec<_>>(), [1, 2], "both versions are kept");
    assert!(rows.iter().all(|(_, content, hash)| crate::kernel::sha256(content.as_bytes()) == *hash));
    assert!(!rows[0].1.contains("laskut@rantapolku.example"));
    drop(read);
    let wrong = matti.post(&address(&id, "/supplement"), &[("message", &"x".repeat(2_001))]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

async fn a_withdrawn_case_is_closed_for_both_sides(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let id = clinic.submitted(&matti).await;
    matti.page(&address(&id, "/withdraw")).await;
    for _ in 0..2 {
        assert_eq!(clinic.withdraw(&matti, &id).await.expect("withdrawn"), address(&id, ""), "twice is once");
    }
    assert_eq!(matti.post(&address(&id, "/withdraw"), &[]).await.redirects(), address(&id, ""), "twice is once");
    assert_eq!(clinic.audited("applications.withdrawn").await, 1);
    let told = mails(&clinic, Happening::ApplicationWithdrawn).await;
    assert_eq!(told, [("matti@rantapolku.example".to_string(), "sv".to_string())], "the contacts learn of it, once");
    assert!(matti.page(&address(&id, "")).await.shows("Hakemus peruutettiin"));
    let version = version(&clinic, &id).await;
    assert!(matches!(clinic.officer_does(&vilma, &id, version, OfficerStep::Take).await, Err(Failure::Forbidden)));
    let lines = list(&mut clinic.world.app.db.read().await.expect("a reader"), &organisation()).await.expect("listed");
    assert_eq!(lines.iter().map(|line| line.state).collect::<Vec<_>>(), [State::Withdrawn]);
}

async fn a_case_goes_on_in_the_language_that_a_supplement_asks_for(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let id = clinic.submitted(&matti).await;
    clinic.officer_does(&vilma, &id, 2, OfficerStep::Take).await.expect("taken");
    clinic.officer_does(&vilma, &id, 3, ask("organisation.language", "2026-12-04")).await.expect("asked");
    let page = matti.get(&address(&id, "/steps/organisation")).await;
    let step_version = between(&page.body, "name=\"version\" value=\"", "\"").parse().expect("a version");
    save(&matti, &id, "organisation", step_version, &[("language", "fi")]).await.redirects();
    let language = async || {
        load_case(&mut clinic.world.app.db.read().await.expect("a reader"), &id).await.expect("a case").language
    };
    assert_eq!(language().await, CaseLanguage::Sv, "until it is sent: the control");
    clinic.answer(&matti, &id, "").await.expect("answered");
    assert_eq!(language().await, CaseLanguage::Fi);
    clinic.officer_does(&vilma, &id, version(&clinic, &id).await, approve()).await.expect("approved");
    let told = mails(&clinic, Happening::ApplicationApproved).await;
    assert_eq!(told, [("matti@rantapolku.example".to_string(), "fi".to_string())], "and so do later mails");
    assert!(matti.page(&address(&id, "/decision")).await.shows("<article lang=\"fi\">"), "and the decision");
}

async fn a_customer_cannot_do_an_officers_step_and_a_draft_is_no_case(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let draft = clinic.begin(&matti).await;
    assert!(matches!(
        load_case(&mut clinic.world.app.db.read().await.expect("a reader"), &draft).await,
        Err(Failure::NotFound)
    ));
    assert!(matches!(clinic.officer_does(&vilma, &draft, 1, OfficerStep::Take).await, Err(Failure::NotFound)));
    clinic.fill(&matti, &draft).await;
    clinic.submit(&matti, &draft).await.expect("submitted");
    assert!(matches!(clinic.officer_does(&matti, &draft, 2, OfficerStep::Take).await, Err(Failure::Forbidden)));
    assert!(clinic.officer_does(&vilma, &draft, 2, OfficerStep::Take).await.is_ok());
}

async fn what_was_unverified_is_looked_at_again_until_the_register_answers(scratch: &Scratch) {
    let mut clinic = Clinic::open(scratch).await;
    let id = {
        let matti = clinic.world.matti().await;
        let id = clinic.begin(&matti).await;
        clinic.fill(&matti, &id).await;
        id
    };
    // The last known answer is an hour old when the register goes down.
    clinic.world.app.clock.advance_seconds(3_601);
    let registers = clinic.silence().await;
    let matti = clinic.world.matti().await;
    clinic.submit(&matti, &id).await.expect("people go on");
    let findings = async || {
        let vilma = clinic.world.vilma().await;
        let case = load_case(&mut clinic.world.app.db.read().await.expect("a reader"), &id).await.expect("a case");
        let shown = show_answers(&clinic.visit(&vilma), &case, crate::texts::texts(Language::Fi)).await.expect("shown");
        let all = shown.into_iter().flat_map(|step| step.answers).flat_map(|answer| answer.findings);
        all.map(|finding| finding.text).collect::<Vec<_>>().join("\n")
    };
    let known = "Silloin käytettiin tietoa, joka oli haettu 21.11.2026 klo 12.00.";
    assert_eq!(findings().await.matches(known).count(), 2, "both registers: {}", findings().await);
    assert_eq!(guarded(verify_due(&clinic.world.app)).await.expect("ran"), 0, "still down");
    let (_, answering) = answer_at(&registers, COMPANY, "[]", UNITS).await;
    assert_eq!(guarded(verify_due(&clinic.world.app)).await.expect("ran"), 0, "left alone for a while");
    clinic.world.app.clock.advance_seconds(900);
    let (one, other) = tokio::join!(verify_due(&clinic.world.app), verify_due(&clinic.world.app));
    assert_eq!(one.expect("ran") + other.expect("ran"), 2, "each once, however many look");
    let shown = findings().await;
    assert_eq!(shown.matches(known).count(), 2, "what was unverified is still told");
    assert_eq!(shown.matches("rekisterin tiedot vastaavat hakemusta").count(), 2, "{shown}");
    let page = clinic.world.matti().await.page(&address(&id, "")).await;
    assert!(page.shows("Tiedot tarkistettiin rekisteristä"), "{}", page.body);
    assert_eq!(clinic.audited("applications.verified_later").await, 2);
    answering.abort();
}

async fn what_cannot_be_read_keeps_nothing_else_unverified(scratch: &Scratch) {
    let mut clinic = Clinic::open(scratch).await;
    let registers = clinic.silence().await;
    let matti = clinic.world.matti().await;
    clinic.submitted(&matti).await;
    clinic.world.meddle("update application_version set content = '{'", db::values![]).await;
    let first = "update application_unverified set next_look_at = 0 where source = 'organisation'";
    clinic.world.meddle(first, db::values![]).await;
    let (_, answering) = answer_at(&registers, COMPANY, "[]", UNITS).await;
    clinic.world.app.clock.advance_seconds(900);
    assert_eq!(guarded(verify_due(&clinic.world.app)).await.expect("ran"), 1, "the company register's is done");
    assert_eq!(guarded(verify_due(&clinic.world.app)).await.expect("ran"), 0, "and the other one is left alone");
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let sql = "select source from application_unverified where verified_at is null and next_look_at > $1";
    let left: Vec<(String,)> =
        read.all(sql, db::values![clinic.world.app.clock.now().milliseconds()]).await.expect("listed");
    assert_eq!(left, [("organisation".to_string(),)]);
    drop(read);
    answering.abort();
}

async fn an_unverified_submission_is_shown_to_the_officer(scratch: &Scratch) {
    let mut clinic = Clinic::open(scratch).await;
    clinic.silence().await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    let id = clinic.submitted(&matti).await;
    let case = load_case(&mut clinic.world.app.db.read().await.expect("a reader"), &id).await.expect("a case");
    let shown = show_answers(&clinic.visit(&vilma), &case, crate::texts::texts(Language::Fi)).await.expect("shown");
    let findings: Vec<_> = shown.iter().flat_map(|step| &step.answers).flat_map(|answer| &answer.findings).collect();
    assert!(
        findings
            .iter()
            .any(|finding| finding.severity == Severity::Look && finding.text.contains("kun hakemus lähetettiin")),
        "{findings:?}"
    );
    assert!(
        findings.iter().all(|finding| finding.severity != Severity::Wrong),
        "a register that is down is nobody's fault"
    );
}

db::testing::on_both![
    a_complete_draft_becomes_one_case_however_often_it_is_sent,
    only_what_was_read_and_complete_is_submitted,
    the_page_of_signing_refuses_what_was_not_accepted_or_has_changed,
    a_case_goes_to_the_officer_and_is_granted,
    two_officers_at_once_make_one_decision,
    a_rejection_needs_a_reason_and_ends_the_commitment,
    item_9_a_supplement_opens_only_what_was_asked_and_returns_to_the_same_officer,
    a_withdrawn_case_is_closed_for_both_sides,
    a_case_goes_on_in_the_language_that_a_supplement_asks_for,
    a_customer_cannot_do_an_officers_step_and_a_draft_is_no_case,
    what_was_unverified_is_looked_at_again_until_the_register_answers,
    what_cannot_be_read_keeps_nothing_else_unverified,
    an_unverified_submission_is_shown_to_the_officer,
];
