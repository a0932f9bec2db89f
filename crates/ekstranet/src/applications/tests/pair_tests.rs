//! Two services applied for in one go: common answers once, one turn of signing, two cases and two decisions.

use axum::http::StatusCode;
use db::testing::Scratch;
use tokio::task::JoinSet;

use super::draft_tests::colleague;
use super::services_tests::answers;
use super::{ACCESS_POINT, Clinic, UNIT, address, applications, contacts, save, save_on};
use crate::agreements;
use crate::applications::store_together::IdleRow;
use crate::applications::submitting::load;
use crate::applications::testing::words;
use crate::applications::{
    OfficerStep, State, answering, drafting, forgetting, load_case, pairing, store, submit_act, together,
};
use crate::kernel::ApplicationId;
use crate::services::Service;
use crate::testing::Browser;
use crate::web::{Failure, Visit};

const BOTH: [(&str, &str); 2] = [("service", "patient_data"), ("also", "prescription")];

fn id_in(address: &str) -> ApplicationId {
    ApplicationId::parse(address.rsplit('/').next().expect("an id")).expect("an id")
}

async fn open(clinic: &Clinic, service: Service) -> ApplicationId {
    let organisation = crate::kernel::BusinessId::parse(crate::testing::RANTAPOLKU).expect("valid");
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    let found = store::find_open(&mut read, &organisation, service.code()).await.expect("looked");
    ApplicationId::parse(&found.expect("an open application")).expect("an id")
}

async fn step_of(clinic: &Clinic, id: &ApplicationId, step: &str) -> store::StepRow {
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    store::find_step(&mut read, id, step).await.expect("looked").expect("a step")
}

/// Begins both from the list of services: the patient data, then the prescription.
async fn begun(clinic: &Clinic, matti: &Browser<'_>) -> (ApplicationId, ApplicationId) {
    let first = id_in(matti.post(&applications(), &BOTH).await.redirects());
    (first, open(clinic, Service::Prescription).await)
}

/// Answers the patient data, and of the prescription only what it alone asks.
pub(super) async fn filled(clinic: &Clinic, matti: &Browser<'_>) -> (ApplicationId, ApplicationId) {
    let (first, second) = begun(clinic, matti).await;
    for (step, fields) in answers(Service::PatientData) {
        let saved = save_on(matti, &first, "patient_data-2", (step, 0), &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{step}: {}", saved.body);
    }
    save(matti, &second, "schedule", 0, &[("production_date", "2027-01-15")]).await.redirects();
    (first, second)
}

async fn version(clinic: &Clinic, id: &ApplicationId) -> i64 {
    load_case(&mut clinic.world.app.db.read().await.expect("a reader"), id).await.expect("a case").version
}

async fn state(clinic: &Clinic, id: &ApplicationId) -> State {
    load_case(&mut clinic.world.app.db.read().await.expect("a reader"), id).await.expect("a case").state
}

async fn item_2_patient_data_and_prescription_go_in_one_go_and_get_two_decisions(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    assert!(matti.page(&applications()).await.shows("Aloita molempien hakeminen"));
    let (first, second) = filled(&clinic, &matti).await;
    assert!(!matti.get(&applications()).await.shows("Aloita molempien hakeminen"), "they are begun");
    assert_eq!(id_in(matti.post(&applications(), &BOTH).await.redirects()), first, "once");
    let tasks = matti.page(&address(&first, "")).await;
    assert!(tasks.shows("Haette samalla kertaa palvelua Resepti") && tasks.shows("Kaikki osat ovat valmiina"));
    let check = matti.page(&address(&first, "/check")).await;
    assert!(check.shows("muut vastaukset ovat samat"), "{}", check.body);
    let sign = matti.page(&address(&second, "/sign")).await;
    assert!(sign.shows("Allekirjoitatte ja lähetätte samalla kertaa kaksi hakemusta"));
    assert_eq!(sign.body.matches("name=\"hash\"").count(), 4, "commitment and terms once, two descriptions");

    let receipt = clinic.submit(&matti, &second).await.expect("submitted");
    assert_eq!(receipt, address(&second, "/receipt"));
    assert_eq!(clinic.audited("applications.submitted").await, 2);
    let numbers = [matti.page(&address(&first, "/receipt")).await, matti.page(&receipt).await];
    assert!(numbers[0].shows("Asiatunnuksenne on KE-2026-000001") && numbers[0].shows("asia KE-2026-000002"));
    assert!(numbers[1].shows("Asiatunnuksenne on KE-2026-000002") && numbers[1].shows("asia KE-2026-000001"));
    assert!(matti.page(&address(&first, "")).await.shows("asia KE-2026-000002"));

    // One is rejected, the other supplemented and approved; the commitment that was signed with both stands.
    let vilma = clinic.world.vilma().await;
    for id in [&first, &second] {
        let version = version(&clinic, id).await;
        clinic.officer_does(&vilma, id, version, OfficerStep::Take).await.expect("taken");
    }
    let reject = OfficerStep::Reject { words: words("Rekisteri puuttuu") };
    clinic.officer_does(&vilma, &first, version(&clinic, &first).await, reject).await.expect("rejected");
    let ask = OfficerStep::AskSupplement {
        items: vec![("billing.street".to_string(), "Tarkentakaa".to_string())],
        suggested: std::collections::BTreeMap::new(),
        message: String::new(),
        deadline: "2026-12-11".to_string(),
    };
    clinic.officer_does(&vilma, &second, version(&clinic, &second).await, ask).await.expect("asked");
    assert_eq!(
        (state(&clinic, &first).await, state(&clinic, &second).await),
        (State::Rejected, State::SupplementRequested)
    );
    let row = step_of(&clinic, &second, "billing").await;
    let mut fields = super::billing();
    fields[4] = ("street", "Rantapolku 2");
    save(&matti, &second, "billing", row.version, &fields).await.redirects();
    assert!(step_of(&clinic, &second, "billing").await.answers.contains("Rantapolku 2"));
    assert!(
        step_of(&clinic, &first, "billing").await.answers.contains("Rantapolku 1"),
        "the other case stays as it was"
    );
    clinic.answer(&matti, &second, "").await.expect("answered");
    let approve = OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None };
    clinic.officer_does(&vilma, &second, version(&clinic, &second).await, approve).await.expect("approved");
    assert_eq!(state(&clinic, &second).await, State::Approved);
    let organisation = crate::kernel::BusinessId::parse(crate::testing::RANTAPOLKU).expect("valid");
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    assert!(
        agreements::has_commitment(&mut read, &organisation).await.expect("looked"),
        "it outlives the rejected one"
    );
}

async fn the_second_service_is_added_to_a_live_draft_with_its_answers(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let second = clinic.begin(&matti).await;
    save(&matti, &second, "contacts", 0, &contacts()).await.redirects();
    save(&matti, &second, "units", 0, &[("units", UNIT), ("renewal_units", UNIT)]).await.redirects();
    save(&matti, &second, "access_point", 0, &[("access_point", ACCESS_POINT)]).await.redirects();
    assert!(matti.page(&applications()).await.shows("Ota mukaan"));
    assert_eq!(id_in(matti.post(&applications(), &BOTH).await.redirects()), second, "what was begun leads");
    let first = open(&clinic, Service::PatientData).await;
    assert_eq!(step_of(&clinic, &first, "units").await.state, "done");
    assert!(step_of(&clinic, &first, "units").await.answers.contains(UNIT));
    assert!(step_of(&clinic, &first, "access_point").await.answers.contains(ACCESS_POINT));
    let people = step_of(&clinic, &first, "contacts").await;
    assert!(people.answers.contains("matti@rantapolku.example"));
    assert_eq!(people.state, "partial", "the archivist that only this service needs is missing");
    assert_eq!(step_of(&clinic, &first, "billing").await.state, "untouched", "nobody has answered it");
    assert!(matti.page(&address(&second, "")).await.shows("Vain palvelua"));
}

async fn common_answers_stay_equal_from_both_sides(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let (first, second) = begun(&clinic, &matti).await;
    let mut people = contacts();
    people.push(("people-1-roles", "prescription_renewal"));
    save(&matti, &second, "contacts", 0, &people).await.redirects();
    assert!(!step_of(&clinic, &first, "contacts").await.answers.contains("prescription_renewal"), "unknown there");
    let mut people = contacts();
    people.push(("people-1-roles", "archivist"));
    people[2] = ("people-0-phone", "+358 00 000 0009");
    let row = step_of(&clinic, &first, "contacts").await;
    save_on(&matti, &first, "patient_data-2", ("contacts", row.version), &people).await.redirects();
    let other = step_of(&clinic, &second, "contacts").await.answers;
    assert!(
        other.contains("+358 00 000 0009") && other.contains("archivist") && other.contains("prescription_renewal")
    );
    // A page that was opened before the other side was saved is a colleague's: both versions are shown.
    let stale = save(&matti, &second, "contacts", 1, &contacts()).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    // A service may have a point of its own: what the other one chose later does not replace it.
    save(&matti, &second, "access_point", 0, &[("access_point", ACCESS_POINT)]).await.redirects();
    let row = step_of(&clinic, &first, "access_point").await;
    assert!(row.answers.contains(ACCESS_POINT));
    save_on(&matti, &first, "patient_data-2", ("access_point", row.version), &[("access_point", "9900191-8")]).await;
    assert!(step_of(&clinic, &second, "access_point").await.answers.contains(ACCESS_POINT));
}

async fn two_on_both_sides_at_once_keep_the_answers_equal(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let (first, second) = begun(&clinic, &matti).await;
    for round in 0..20 {
        let one = step_of(&clinic, &first, "billing").await.version;
        let other = step_of(&clinic, &second, "billing").await.version;
        let streets = [format!("Katu {round}"), format!("Gata {round}")];
        let fields = |street: usize| {
            let mut fields: Vec<(&str, &str)> = super::billing();
            fields[4] = ("street", streets[street].as_str());
            fields
        };
        let (mine, theirs) = (fields(0), fields(1));
        let (a, b) = tokio::join!(
            save_on(&matti, &first, "patient_data-2", ("billing", one), &mine),
            save(&matti, &second, "billing", other, &theirs),
        );
        let saved = [&a, &b].iter().filter(|answer| answer.status == StatusCode::SEE_OTHER).count();
        let told = [&a, &b].iter().filter(|answer| answer.status == StatusCode::CONFLICT).count();
        assert_eq!((saved, told), (1, 1), "one is saved, the other sees both: {} {}", a.status, b.status);
        let answers = [step_of(&clinic, &first, "billing").await, step_of(&clinic, &second, "billing").await];
        assert_eq!(answers[0].answers, answers[1].answers);
    }
}

async fn half_a_pair_is_not_sent_until_it_is_taken_apart(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let (first, second) = filled(&clinic, &matti).await;
    let visit = clinic.visit(&matti);
    let mut half = clinic.payload(&visit, &second).await;
    half["together"] = serde_json::Value::Null;
    assert!(matches!(submit_act(visit.clone(), second.to_string(), half).await, Err(Failure::Stale)));
    let whole = clinic.payload(&visit, &second).await;
    matti.post(&address(&first, "/apart"), &[]).await.redirects();
    assert_eq!(matti.post(&address(&first, "/apart"), &[]).await.status, StatusCode::CONFLICT, "once");
    assert!(matches!(submit_act(visit, second.to_string(), whole).await, Err(Failure::Stale)), "signed as a pair");
    clinic.submit(&matti, &second).await.expect("alone");
    assert!(!matti.page(&address(&second, "/receipt")).await.shows("Samalla kertaa"));
    assert!(matti.page(&address(&first, "")).await.shows("Kaikki osat ovat valmiina"), "the other is still a draft");
    let foreign = clinic.world.kauko().await;
    let elsewhere = format!("/o/{}/applications/{first}/apart", crate::testing::LEHTOLINNA);
    assert_eq!(foreign.post(&elsewhere, &[]).await.status, StatusCode::NOT_FOUND);
}

async fn a_discarded_half_leaves_the_other_alone(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let matti = clinic.world.matti().await;
    let (first, second) = filled(&clinic, &matti).await;
    matti.post(&address(&first, "/discard"), &[]).await.redirects();
    assert!(!matti.get(&address(&second, "")).await.shows("Haette samalla kertaa"));
    clinic.submit(&matti, &second).await.expect("alone");
    let third = id_in(matti.post(&applications(), &BOTH).await.redirects());
    assert_ne!(third, second, "what was sent cannot be joined, so the other begins alone");
    assert!(!matti.get(&address(&third, "")).await.shows("Haette samalla kertaa"));
}

/// Two people each have one side open, one of them in two tabs, and all sign the pair at once: it goes out once, whole,
/// and whoever was slower gets the receipt of the own side.
async fn a_pair_that_is_sent_from_both_sides_at_once_makes_two_cases(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    let counted = async |sql: &'static str| {
        let mut read = clinic.world.app.db.read().await.expect("a reader");
        read.one::<(i64,)>(sql, db::values![]).await.expect("counted").0
    };
    for round in 1..=10 {
        let (first, second) = filled(&clinic, &matti).await;
        let visits = [clinic.visit(&matti), clinic.visit(&leena)];
        let sides = [
            (&visits[0], &first, clinic.payload(&visits[0], &first).await),
            (&visits[1], &second, clinic.payload(&visits[1], &second).await),
            (&visits[0], &second, clinic.payload(&visits[0], &second).await),
        ];
        let mut posts = JoinSet::new();
        // Another side begins in each round.
        for (visit, id, payload) in sides.iter().cycle().skip(round % 3).take(6) {
            let (post, id) = (submit_act((*visit).clone(), id.to_string(), payload.clone()), (*id).clone());
            posts.spawn(async move { (id, post.await) });
        }
        for (id, receipt) in posts.join_all().await {
            assert_eq!(receipt.expect("each ends at the receipt"), address(&id, "/receipt"));
        }
        let cases = i64::try_from(2 * round).expect("few");
        for (what, sql) in [
            ("cases", "select count(*) from application where case_number is not null"),
            ("applications", "select count(*) from application"),
            ("versions", "select count(*) from application_version"),
            ("events", "select count(*) from application_event where what = 'submitted'"),
            ("numbers", "select last from application_case_number"),
            ("audited", "select count(*) from audit_entry where action = 'applications.submitted'"),
        ] {
            assert_eq!(counted(sql).await, cases, "{what} of round {round}");
        }
        // The one that was begun first has the lower number; within one moment the ids say which.
        let mut begun = [&first, &second];
        begun.sort_by(|one, other| one.as_str().cmp(other.as_str()));
        for (id, number) in begun.into_iter().zip([cases - 1, cases]) {
            assert_eq!(state(&clinic, id).await, State::Submitted);
            let late = matti.get(&address(id, "/sign")).await;
            assert_eq!(late.redirects(), address(id, "/receipt"), "also from a page that is opened later");
            let receipt = leena.page(&address(id, "/receipt")).await;
            assert!(receipt.shows(&format!("Asiatunnuksenne on KE-2026-{number:06}")), "{}", receipt.body);
        }
        for id in [&first, &second] {
            answering::withdraw(&visits[1], id).await.expect("withdrawn, so that the next round can begin");
        }
    }
}

/// What a colleague does to the other side of the pair.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Part,
    Discard,
    PutAside,
    /// A job does: its time is over.
    Remove,
}

async fn do_to(visit: &Visit, id: &ApplicationId, deed: Deed) -> Result<(), Failure> {
    match deed {
        Deed::Part => pairing::take_apart(visit, id).await,
        Deed::Discard => drafting::discard(visit, &load(visit, id).await?, id).await,
        Deed::PutAside => together::start_again(visit, id, together::Carried::Nothing).await.map(|_| ()),
        Deed::Remove => {
            let row = load(visit, id).await?;
            let idle = IdleRow {
                id: id.to_string(),
                organisation: row.organisation,
                service: row.service,
                state: row.state,
                case_language: row.case_language,
                draft_warnings: 2,
                draft_warned_at: None,
                last: visit.now.milliseconds(),
            };
            forgetting::remove(&visit.app, &idle, visit.now).await
        }
    }
}

/// A colleague takes the pair apart, discards the other side or begins it again, or a job removes it, while the pair is being
/// sent: it goes out whole or not at all.
async fn a_pair_that_is_broken_while_it_is_sent_goes_out_whole_or_not_at_all(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, leena) = (clinic.world.matti().await, colleague(&clinic).await);
    for round in 0..24 {
        let deed = [Deed::Part, Deed::Discard, Deed::PutAside, Deed::Remove][round / 2 % 4];
        let (first, second) = filled(&clinic, &matti).await;
        let (mine, theirs) = (clinic.visit(&matti), clinic.visit(&leena));
        let payload = clinic.payload(&mine, &first).await;
        let submission = submit_act(mine.clone(), first.to_string(), payload);
        let (sent, done) = if round % 2 == 0 {
            tokio::join!(submission, do_to(&theirs, &second, deed))
        } else {
            let (done, sent) = tokio::join!(do_to(&theirs, &second, deed), submission);
            (sent, done)
        };
        clinic.world.app.db.settle().await.expect("settled");
        match (sent, done) {
            (Ok(receipt), Err(Failure::Stale)) => {
                assert_eq!(receipt, address(&first, "/receipt"));
                for id in [&first, &second] {
                    assert_eq!(state(&clinic, id).await, State::Submitted, "{round} {deed:?}");
                    answering::withdraw(&mine, id).await.expect("withdrawn, so that the next round can begin");
                }
            }
            (Err(Failure::Stale | Failure::NotFound), Ok(())) => {
                let left = load(&mine, &first).await.expect("it stays");
                assert_eq!(left.state, State::Draft.code(), "{round} {deed:?}");
                assert!(!matti.get(&address(&first, "")).await.shows("Haette samalla kertaa"), "it goes alone");
                matti.post(&address(&first, "/discard"), &[]).await.redirects();
                if !matches!(deed, Deed::Discard | Deed::Remove) {
                    let left = open(&clinic, Service::Prescription).await;
                    matti.post(&address(&left, "/discard"), &[]).await.redirects();
                }
            }
            other => panic!("{round} {deed:?}: {other:?}"),
        }
    }
}

db::testing::on_both![
    item_2_patient_data_and_prescription_go_in_one_go_and_get_two_decisions,
    the_second_service_is_added_to_a_live_draft_with_its_answers,
    common_answers_stay_equal_from_both_sides,
    two_on_both_sides_at_once_keep_the_answers_equal,
    half_a_pair_is_not_sent_until_it_is_taken_apart,
    a_discarded_half_leaves_the_other_alone,
    a_pair_that_is_sent_from_both_sides_at_once_makes_two_cases,
    a_pair_that_is_broken_while_it_is_sent_goes_out_whole_or_not_at_all,
];
