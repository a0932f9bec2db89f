//! What may be said, what follows, who may do what.

use crate::kernel::BusinessId;
use crate::services::{Holding, Service};
use crate::terminations::consequences::{Consequence, Facts, consequences};
use crate::terminations::rules::{
    Content, Ending, Live, Page, Problem, Side, Step, TerminationState, check, chosen, left_without, read_day,
};
use crate::terminations::rules_answers::{
    Answer, AnswerProblem, Taking, check_taking_back, four_eyes, read_answer, taking_back,
};
use crate::testing::NOON;

fn live(service: Service) -> Live {
    Live { service, ends: None, in_production: true, stopped: false, open_items: 0 }
}

/// A whole and sound termination of the whole customership.
fn sound() -> Content {
    let text = |text: &str| text.to_string();
    Content {
        extent: text("whole"),
        ends_on: text("31.12.2026"),
        reason: text("activity_ends"),
        invoice: text("known"),
        email: text("hallinto@rantapolku.example"),
        ..Content::default()
    }
}

fn problems(change: impl FnOnce(&mut Content)) -> Vec<(&'static str, Problem)> {
    let own = BusinessId::parse("9900226-7").expect("valid");
    let mut content = sound();
    change(&mut content);
    let live = [live(Service::PatientData), live(Service::ImagingData)];
    check(&content, &live, &own, NOON.date()).into_iter().map(|(_, field, problem)| (field, problem)).collect()
}

#[test]
fn nothing_is_terminated_afterwards() {
    let today = NOON.date();
    assert_eq!(read_day("21.11.2026", today), Ok(today), "today is early enough");
    assert_eq!(read_day("20.11.2026", today), Err(Problem::Past));
    assert_eq!(read_day("22.11.2028", today), Err(Problem::TooFar));
    assert_eq!(read_day("", today), Err(Problem::DayMissing));
    assert_eq!(read_day("31.2.2027", today), Err(Problem::NoSuchDay));
    assert_eq!(read_day("February", today), Err(Problem::NotADay));
    assert_eq!(problems(|content| content.ends_on = "1.1.2026".to_string()), [("ends_on", Problem::Past)]);
}

#[test]
fn every_answer_is_needed_and_checked() {
    assert_eq!(problems(|_| ()), []);
    let text = |text: &str| text.to_string();
    assert_eq!(problems(|content| content.extent = text("")), [("extent", Problem::ExtentMissing)]);
    assert_eq!(problems(|content| content.extent = text("some")), [("services", Problem::ServicesMissing)]);
    assert_eq!(problems(|content| content.reason = text("")), [("reason", Problem::ReasonMissing)]);
    let other = |content: &mut Content| {
        content.reason = text("other");
        content.transferred = text("no");
    };
    assert_eq!(problems(other), [("details", Problem::DetailsMissing)]);
    let sold = |content: &mut Content| content.reason = text("acquisition");
    assert_eq!(problems(sold), [("transferred", Problem::TransferMissing)]);
    let to_nobody = |content: &mut Content| {
        sold(content);
        content.transferred = text("no");
    };
    assert_eq!(problems(to_nobody), [("transferred", Problem::SoldToNobody)]);
    let long = problems(|content| content.details = "x".repeat(2_001));
    assert_eq!(long, [("details", Problem::TooLong(2_001, 2_000))]);
    for (receiver, expected) in [
        ("", Some(Problem::ReceiverMissing)),
        ("9900116-7", Some(Problem::WrongCheckDigit)),
        ("99001168", Some(Problem::NotABusinessId)),
        ("9900226-7", Some(Problem::OwnBusinessId)),
        ("9900116-8", None),
    ] {
        let found = problems(|content| {
            sold(content);
            content.transferred = text("yes");
            content.receiver = text(receiver);
        });
        assert_eq!(found.first().map(|(_, problem)| *problem), expected, "{receiver}");
    }
    let elsewhere = problems(|content| {
        content.invoice = text("other");
        content.post_code = text("123");
    });
    assert_eq!(elsewhere.len(), 4, "{elsewhere:?}");
    assert!(elsewhere.contains(&("post_code", Problem::NotAPostCode)));
    for missing in [("name", Problem::NameMissing), ("street", Problem::StreetMissing)] {
        assert!(elsewhere.contains(&missing), "{missing:?}");
    }
    assert!(elsewhere.contains(&("post_office", Problem::PostOfficeMissing)));
    for (email, expected) in [("", Problem::EmailMissing), ("hallinto", Problem::NotAnEmail)] {
        assert_eq!(problems(|content| content.email = text(email)), [("email", expected)]);
    }
    let code = problems(|content| content.details = text("150668-917M"));
    assert_eq!(code, [("details", Problem::IdentityCode)]);
}

#[test]
fn who_takes_over_is_asked_only_where_something_may_pass_on() {
    let pages = |reason: &str| {
        let content = Content { reason: reason.to_string(), ..sound() };
        Page::asked(&content).collect::<Vec<_>>().contains(&Page::Receiver)
    };
    assert!(!pages("activity_ends") && pages("reorganisation") && pages("acquisition") && pages("other"));
}

#[test]
fn imaging_does_not_go_on_without_patient_data() {
    let only_patient_data = problems(|content| {
        content.extent = "some".to_string();
        content.services = vec!["patient_data".to_string()];
    });
    assert_eq!(only_patient_data, [("services", Problem::Needed(Service::ImagingData, Service::PatientData))]);
    let only_imaging = problems(|content| {
        content.extent = "some".to_string();
        content.services = vec!["imaging_data".to_string()];
    });
    assert_eq!(only_imaging, []);
    let ends = |day: &str| Live {
        ends: Some(Ending { number: "KE-2026-000001".to_string(), ends_on: day.to_string() }),
        ..live(Service::ImagingData)
    };
    let patient = [Service::PatientData];
    assert!(left_without(&[live(Service::PatientData), ends("2026-12-31")], &patient, "2026-12-31").is_empty());
    assert_eq!(left_without(&[live(Service::PatientData), ends("2027-01-01")], &patient, "2026-12-31").len(), 1);
}

#[test]
fn what_another_termination_ends_is_not_chosen_again() {
    let ending = Ending { number: "KE-2026-000001".to_string(), ends_on: "2026-12-31".to_string() };
    let all = [live(Service::PatientData), Live { ends: Some(ending), ..live(Service::Prescription) }];
    assert_eq!(chosen(&sound(), &all), [Service::PatientData]);
    let own = BusinessId::parse("9900226-7").expect("valid");
    let found = check(&sound(), &all[1..], &own, NOON.date());
    assert_eq!(found.first().map(|(_, _, problem)| *problem), Some(Problem::NothingLeft));
}

#[test]
fn what_follows_goes_by_the_facts() {
    let facts =
        |services: &[Service]| Facts { live: services.iter().map(|one| live(*one)).collect(), ..Facts::default() };
    let both = facts(&[Service::PatientData, Service::Prescription]);
    let told = consequences(&sound(), &both);
    assert!(told.contains(&Consequence::CustomershipEnds) && told.contains(&Consequence::RecordsKept), "{told:?}");
    assert!(told.contains(&Consequence::SystemContract) && told.contains(&Consequence::LastInvoice), "{told:?}");
    assert!(told.contains(&Consequence::PrescriptionsEnd), "{told:?}");
    let prescription = Content {
        extent: "some".to_string(),
        services: vec!["prescription".to_string()],
        reason: "reorganisation".to_string(),
        ..sound()
    };
    let told = consequences(&prescription, &both);
    assert!(told.contains(&Consequence::CustomershipContinues) && !told.contains(&Consequence::CustomershipEnds));
    assert!(!told.contains(&Consequence::RecordsStay), "prescriptions are no records of the customer: {told:?}");
    let with_archive = facts(&[Service::PatientData, Service::OldPatientData]);
    let records = Content { services: vec!["patient_data".to_string()], ..prescription };
    let told = consequences(&records, &with_archive);
    assert!(told.contains(&Consequence::CustomershipEnds), "the archiving of old data ends with the service: {told:?}");
    let transferred = Content {
        reason: "acquisition".to_string(),
        transferred: "yes".to_string(),
        receiver: "9900116-8".to_string(),
        ..sound()
    };
    assert!(consequences(&transferred, &both).contains(&Consequence::ControllerChanges));
    let kept = Content { transferred: "no".to_string(), ..transferred };
    assert!(consequences(&kept, &both).contains(&Consequence::RecordsStay));
    let many = Facts {
        parties: vec![(Service::PatientData, 44), (Service::SocialData, 3)],
        extended: vec![Service::PatientData],
        open_applications: 2,
        ..both
    };
    let told = consequences(&sound(), &many);
    for what in [Consequence::PartiesEnd(44), Consequence::ExtensionsEnd, Consequence::ApplicationsOpen(2)] {
        assert!(told.contains(&what), "{what:?} in {told:?}");
    }
    assert!(!told.contains(&Consequence::DeploymentStops));
    let new = Facts { live: vec![Live { in_production: false, ..live(Service::PatientData) }], ..Facts::default() };
    assert!(consequences(&sound(), &new).contains(&Consequence::DeploymentStops));
}

#[test]
fn each_step_is_open_to_its_side_in_its_states_only() {
    use TerminationState as State;
    let open = [
        (State::Draft, Step::Send, Side::Customer, State::Sent),
        (State::Draft, Step::Discard, Side::Customer, State::Discarded),
        (State::Sent, Step::Withdraw, Side::Customer, State::Withdrawn),
        (State::Sent, Step::Return, Side::Officer, State::Returned),
        (State::Sent, Step::Confirm, Side::Officer, State::Confirmed),
        (State::Sent, Step::Reject, Side::Officer, State::Rejected),
        (State::Returned, Step::Send, Side::Customer, State::Sent),
        (State::Returned, Step::Withdraw, Side::Customer, State::Withdrawn),
        (State::Confirmed, Step::DayPassed, Side::System, State::Ended),
    ];
    let steps = [Step::Send, Step::Discard, Step::Withdraw, Step::Return, Step::Confirm, Step::Reject, Step::DayPassed];
    let mut found = 0;
    for state in State::ALL {
        assert_eq!(State::parse(state.code()), Some(state));
        for step in steps {
            for side in [Side::Customer, Side::Officer, Side::System] {
                let after = open.iter().find(|row| (row.0, row.1, row.2) == (state, step, side)).map(|row| row.3);
                assert_eq!(state.after(step, side).ok(), after, "{state:?} {step:?} {side:?}");
                found += usize::from(after.is_some());
            }
        }
    }
    assert_eq!(found, open.len());
}

#[test]
fn an_officer_settles_the_asked_day_or_a_later_one() {
    let (today, asked) = (NOON.date(), jiff::civil::date(2026, 12, 31));
    let confirm = |day: &str| read_answer(("confirm", day, ""), asked, today);
    assert_eq!(confirm("31.12.2026"), Ok(Answer::Confirm(asked, String::new())));
    assert_eq!(confirm("30.12.2026"), Err(vec![("day", AnswerProblem::BeforeAsked)]));
    let late = read_answer(("confirm", "20.11.2026", ""), jiff::civil::date(2026, 11, 20), today);
    assert_eq!(late, Err(vec![("day", AnswerProblem::Day(Problem::Past))]), "a day that has passed is not confirmed");
    for answer in ["return", "reject"] {
        assert_eq!(read_answer((answer, "", ""), asked, today), Err(vec![("reason", AnswerProblem::ReasonMissing)]));
        assert!(read_answer((answer, "", "Perustelu"), asked, today).is_ok());
    }
    assert!(read_answer(("", "", "Sana"), asked, today).is_err());
    let code = read_answer(("return", "", "150668-917M"), asked, today);
    assert_eq!(code, Err(vec![("reason", AnswerProblem::Text(Problem::IdentityCode))]));
}

#[test]
fn two_officers_take_back_what_the_catalogue_wants_four_eyes_for() {
    assert!(four_eyes(&[Service::Prescription, Service::OldPatientData]) && !four_eyes(&[Service::Prescription]));
    let officer = |is_approver| ("vilma", is_approver);
    assert_eq!(taking_back(false, None, officer(false)), Ok(Taking::Now));
    assert_eq!(taking_back(true, None, officer(false)), Ok(Taking::Propose));
    assert_eq!(taking_back(true, None, officer(true)), Ok(Taking::Propose), "an approver needs another one too");
    assert_eq!(taking_back(true, Some("joona"), officer(true)), Ok(Taking::Agree));
    assert!(taking_back(true, Some("joona"), officer(false)).is_err(), "only an approver agrees");
    assert!(taking_back(true, Some("vilma"), officer(true)).is_err(), "nobody agrees to an own proposal");
    assert_eq!(check_taking_back("", true), Err(AnswerProblem::WhyMissing));
    assert_eq!(check_taking_back("", false), Ok(()));
    assert_eq!(check_taking_back("150668-917M", true), Err(AnswerProblem::Text(Problem::IdentityCode)));
}

#[test]
fn every_service_of_the_catalogue_says_what_its_end_means() {
    use Consequence::{PrescriptionsEnd, RecordsKept};
    for service in Service::ALL {
        let facts = Facts { live: vec![live(service)], ..Facts::default() };
        let told = consequences(&sound(), &facts);
        let expected: &[Consequence] = match service.holds() {
            Holding::Prescriptions => &[PrescriptionsEnd],
            Holding::Records => &[RecordsKept],
            Holding::Nothing => &[],
        };
        for what in [PrescriptionsEnd, RecordsKept] {
            assert_eq!(told.contains(&what), expected.contains(&what), "{service:?}: {told:?}");
        }
    }
    let holding = |what| Service::ALL.into_iter().filter(|service| service.holds() == what).collect::<Vec<_>>();
    assert_eq!(holding(Holding::Prescriptions), [Service::Prescription]);
    // It ends with what it extends and is not terminated itself.
    assert_eq!(holding(Holding::Nothing), [Service::ExtensionOfUse]);
}
