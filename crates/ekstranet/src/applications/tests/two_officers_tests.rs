//! Services that ask for two officers: random steps of several at once, and together with an applicant whom no register
//! knows. Seeds are fixed, so that a failure comes again.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use db::testing::Scratch;

use super::kinds_tests::{drive, in_production};
use super::own_form_tests::told;
use super::registration_tests::{case, details, drafted};
use super::{Clinic, TRADER};
use crate::applications::answering;
use crate::applications::testing::words;
use crate::applications::{DecisionWords, OfficerStep, State};
use crate::kernel::Language;
use crate::kernel::{ApplicationId, Random};
use crate::services::{CustomerKind, KnownFact, Profile, Service, newest_form};
use crate::testing::Browser;
use crate::web::Failure;

/// What one officer tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Take,
    Release,
    Approve,
    Reject,
    ProposeApproval,
    ProposeRejection,
    Confirm,
    Return,
    Ask,
    Recall,
}

const DEEDS: [Deed; 10] = [
    Deed::Take,
    Deed::Release,
    Deed::Approve,
    Deed::Reject,
    Deed::ProposeApproval,
    Deed::ProposeRejection,
    Deed::Confirm,
    Deed::Return,
    Deed::Ask,
    Deed::Recall,
];

impl Deed {
    fn step(self) -> OfficerStep {
        match self {
            Self::Take => OfficerStep::Take,
            Self::Release => OfficerStep::Release,
            Self::Approve => OfficerStep::Approve { reason: String::new(), registration: String::new(), named: None },
            Self::Reject => OfficerStep::Reject { words: words("Ei täytä ehtoja") },
            Self::ProposeApproval => OfficerStep::Propose { approved: true, words: DecisionWords::default() },
            Self::ProposeRejection => OfficerStep::Propose { approved: false, words: words("Ei täytä ehtoja") },
            Self::Confirm => OfficerStep::Confirm { named: None },
            Self::Return => OfficerStep::Return { remark: "Perustelut puuttuvat.".to_string() },
            Self::Ask => OfficerStep::AskSupplement {
                items: vec![("old_data.extent".to_string(), "Mitkä vuodet?".to_string())],
                suggested: BTreeMap::new(),
                message: String::new(),
                deadline: "2026-12-04".to_string(),
            },
            Self::Recall => OfficerStep::RecallSupplement,
        }
    }

    /// Deeds that lead on come more often than those that are never allowed or go back.
    fn of(byte: u8) -> Self {
        const ON: [Deed; 4] = [Deed::Take, Deed::ProposeApproval, Deed::ProposeRejection, Deed::Confirm];
        let index = usize::from(byte & 0x3f);
        if byte & 0x40 == 0x40 { DEEDS[index % DEEDS.len()] } else { ON[index % ON.len()] }
    }
}

/// Tries a deed on the version that was seen; whether it was done. Anything but a refusal is a failure of the test.
async fn attempt(clinic: &Clinic, officer: &Browser<'_>, id: &ApplicationId, seen: i64, deed: Deed) -> bool {
    match clinic.officer_does(officer, id, seen, deed.step()).await {
        Ok(()) => true,
        Err(Failure::Stale | Failure::Forbidden) => false,
        Err(failure) => panic!("{deed:?}: {failure:?}"),
    }
}

async fn count(clinic: &Clinic, sql: &'static str, id: &ApplicationId) -> i64 {
    let mut read = clinic.world.app.db.read().await.expect("a reader");
    read.one::<(i64,)>(sql, db::values![id.as_str()]).await.expect("counted").0
}

/// What is proposed and decided agrees with the one state of the case.
async fn agrees(clinic: &Clinic, id: &ApplicationId, state: State) {
    let open = "select count(*) from decision_proposal where application = $1 and ended_at is null";
    let open = count(clinic, open, id).await;
    assert!(open <= i64::from(state == State::InReview), "{open} open proposals in {state:?}");
    let is_decided = i64::from(matches!(state, State::Approved | State::Rejected));
    let decisions = count(clinic, "select count(*) from decision where application = $1", id).await;
    let confirmed = "select count(*) from decision_proposal where application = $1 and ended = 'confirmed' and ended_by_id <> officer_id";
    let confirmed = count(clinic, confirmed, id).await;
    assert_eq!((decisions, confirmed), (is_decided, is_decided), "{state:?}: decided by two, once");
    let as_proposed = "select count(*) from decision d join decision_proposal p on p.application = d.application
         where d.application = $1 and p.ended = 'confirmed' and p.approved = d.approved and p.ended_by_id = d.officer_id";
    assert_eq!(count(clinic, as_proposed, id).await, is_decided, "as it was proposed, by whoever confirmed it");
}

/// An officer and two approvers do at once whatever comes to their minds.
async fn random_steps_of_several_officers_decide_only_by_two(scratch: &Scratch) {
    let clinic = Clinic::open(scratch).await;
    let (matti, vilma) = (clinic.world.matti().await, clinic.world.vilma().await);
    // Two people, though of one name.
    let (joona, other) = (clinic.world.joona().await, clinic.world.joona().await);
    let officers = [&vilma, &joona, &other];
    let form = newest_form(Service::OldPatientData, CustomerKind::Private).expect("a form").asked(Profile::default());
    in_production(&clinic, form).await;
    let random = Random::seeded(11);
    let mut ends: BTreeMap<State, usize> = BTreeMap::new();
    let (mut done, mut contested) = (Vec::new(), 0);
    for round in 0..40 {
        let settled = [State::Approved, State::Rejected].iter().all(|state| ends.contains_key(state));
        if round >= 6 && settled && contested > 10 {
            break;
        }
        let id = drive(&clinic, &matti, form, false).await;
        for _ in 0..25 {
            let before = case(&clinic, &id).await;
            if !matches!(before.state, State::Submitted | State::InReview | State::SupplementRequested) {
                break;
            }
            let chosen: [u8; 3] = random.bytes();
            let deeds = chosen.map(Deed::of);
            let tries = [0, 1, 2].map(|index| {
                let officer = officers[(index + usize::from(chosen[0] >> 7)) % 3];
                attempt(&clinic, officer, &id, before.version, deeds[index])
            });
            let [a, b, c] = tries;
            let (a, b, c) = tokio::join!(a, b, c);
            let taken: Vec<Deed> = deeds.into_iter().zip([a, b, c]).filter(|(_, done)| *done).map(|(d, _)| d).collect();
            assert!(taken.len() <= 1, "of several at once on one version one is done: {taken:?}");
            assert!(!taken.contains(&Deed::Approve) && !taken.contains(&Deed::Reject), "nobody decides alone");
            let after = case(&clinic, &id).await;
            assert_eq!(after.version, before.version + i64::from(!taken.is_empty()), "each step is one version");
            contested += usize::from(!taken.is_empty());
            let is_decided = matches!(after.state, State::Approved | State::Rejected);
            assert_eq!(is_decided, taken.contains(&Deed::Confirm), "{taken:?} leads to {:?}", after.state);
            agrees(&clinic, &id, after.state).await;
            done.extend(taken);
        }
        *ends.entry(case(&clinic, &id).await.state).or_default() += 1;
        end(&clinic, &matti, &id).await;
    }
    assert!(ends.contains_key(&State::Approved) && ends.contains_key(&State::Rejected), "{ends:?}");
    for deed in [Deed::Take, Deed::ProposeApproval, Deed::ProposeRejection, Deed::Confirm] {
        assert!(done.contains(&deed), "{deed:?} was done: {done:?}");
    }
}

/// Ends what is open or granted, so that the next one can be begun.
async fn end(clinic: &Clinic, matti: &Browser<'_>, id: &ApplicationId) {
    let state = case(clinic, id).await.state;
    if state == State::Approved {
        clinic
            .world
            .meddle("update deployment set state = 'ended' where application_id = $1", db::values![id.as_str()])
            .await;
    } else if state != State::Rejected {
        answering::withdraw(&clinic.visit(matti), id).await.expect("withdrawn");
    }
}

/// The case of a trader whom the register does not know, sent without a unit that cannot exist and taken by an officer.
async fn taken_of_a_trader(clinic: &Clinic, vilma: &Browser<'_>) -> ApplicationId {
    let matti = clinic.world.matti().await;
    let trader = Profile::of(CustomerKind::SoleTrader).with(KnownFact::Units);
    let form = newest_form(Service::OldPatientData, CustomerKind::SoleTrader).expect("a form").asked(trader);
    in_production(clinic, form).await;
    let id = drafted(clinic, &matti, Service::OldPatientData).await;
    clinic.submit(&matti, &id).await.expect("sent");
    clinic.officer_does(vilma, &id, case(clinic, &id).await.version, OfficerStep::Take).await.expect("taken");
    id
}

async fn an_unknown_trader_needs_the_reason_of_one_officer_and_another_who_has_read_it(scratch: &Scratch) {
    let clinic = Clinic::with_registers(scratch, TRADER, "[]").await;
    let (vilma, joona) = (clinic.world.vilma().await, clinic.world.joona().await);
    let id = taken_of_a_trader(&clinic, &vilma).await;
    let found = case(&clinic, &id).await;
    assert!(found.four_eyes && found.lacks_registration, "the control: both are asked");

    let (desk, at) = (format!("/desk/cases/{id}"), found.version.to_string());
    let approve = format!("{desk}/approve");
    let without = vilma.post(&approve, &[("version", &at), ("reason", ""), ("confirmed", "yes")]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY, "no proposal without the reason");
    let silent = OfficerStep::Propose { approved: true, words: DecisionWords::default() };
    let refused = clinic.officer_does(&vilma, &id, found.version, silent).await;
    assert!(matches!(refused, Err(Failure::Forbidden)), "nor past the page: {refused:?}");
    let typed =
        [("version", at.as_str()), ("reason", ""), ("registration", "Päätös nähty Soterissa."), ("confirmed", "yes")];
    vilma.post(&approve, &typed).await.redirects();
    assert_eq!(case(&clinic, &id).await.state, State::InReview, "one officer proposes only");
    assert!(details(&clinic, "applications.approved").await.is_empty());

    let seen = joona.page(&desk).await;
    assert!(seen.shows("Päätös nähty Soterissa.") && seen.shows("Vahvista päätös"), "{}", seen.body);
    let at = case(&clinic, &id).await.version.to_string();
    joona.post(&format!("{desk}/confirm"), &[("version", &at), ("confirmed", "yes")]).await.redirects();
    let decided = case(&clinic, &id).await;
    let decision = decided.decision.expect("decided");
    assert!(decided.state == State::Approved && decision.officer_name == "Joona Välimerkki");
    assert_eq!(decision.words.registration, "Päätös nähty Soterissa.");
    let audited = details(&clinic, "applications.approved").await;
    assert!(audited.len() == 1 && audited[0].contains("Päätös nähty Soterissa."), "{audited:?}");
}

/// The register forgot the trader between the two: what was proposed without a reason is not confirmed, but returned.
async fn a_proposal_without_the_reason_is_not_confirmed_when_the_register_has_forgotten_the_trader(scratch: &Scratch) {
    let clinic = Clinic::with_registers(scratch, TRADER, "[]").await;
    let (vilma, joona) = (clinic.world.vilma().await, clinic.world.joona().await);
    let id = taken_of_a_trader(&clinic, &vilma).await;
    told(&clinic, "organisation", Some(super::registration_tests::registered_until(""))).await;
    let propose = OfficerStep::Propose { approved: true, words: DecisionWords::default() };
    clinic.officer_does(&vilma, &id, case(&clinic, &id).await.version, propose).await.expect("known now");
    told(&clinic, "organisation", None).await;
    let version = case(&clinic, &id).await.version;
    let refused = clinic.officer_does(&joona, &id, version, OfficerStep::Confirm { named: None }).await;
    assert!(matches!(refused, Err(Failure::Forbidden)), "{refused:?}");
    for (language, words) in [
        (Language::Fi, "Esitystä ei voi vahvistaa, koska siinä ei kerrota"),
        (Language::Sv, "Förslaget kan inte fastställas, eftersom"),
        (Language::En, "The proposal cannot be confirmed, because"),
    ] {
        let page = clinic.world.joona().await.speaking(language).get(&format!("/desk/cases/{id}")).await;
        page.is_a_proper_page(language);
        assert!(page.shows(words) && !page.shows("/confirm\""), "{}", page.body);
    }
    let remark = "Kirjatkaa, miksi.".to_string();
    clinic.officer_does(&joona, &id, version, OfficerStep::Return { remark }).await.expect("returned");
    let words = DecisionWords { registration: "Päätös nähty Soterissa.".to_string(), ..DecisionWords::default() };
    let again = OfficerStep::Propose { approved: true, words };
    clinic.officer_does(&vilma, &id, case(&clinic, &id).await.version, again).await.expect("with the reason");
    let version = case(&clinic, &id).await.version;
    clinic.officer_does(&joona, &id, version, OfficerStep::Confirm { named: None }).await.expect("confirmed");
    assert_eq!(case(&clinic, &id).await.state, State::Approved);
}

db::testing::on_both![
    random_steps_of_several_officers_decide_only_by_two,
    an_unknown_trader_needs_the_reason_of_one_officer_and_another_who_has_read_it,
    a_proposal_without_the_reason_is_not_confirmed_when_the_register_has_forgotten_the_trader,
];
