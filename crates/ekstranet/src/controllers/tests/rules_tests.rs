//! The life of a change, the runs that are offered, and what a change has to say.

use crate::controllers::deciding::{AnswerProblem, read_answer};
use crate::controllers::rules::{
    ChangeState, Planned, Run, RunProblem, Side, Step, is_open, needs_reason, offered, open_steps, reminder_due,
    schedulable,
};
use crate::controllers::rules_content::{Content, Known, Live, NEXT_RUN, NamedUnit, Page, Problem, check};
use crate::controllers::runs::{self, TypedRun};
use crate::kernel::{BusinessId, Date};
use crate::services::Service;
use crate::testing::NOON;

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

#[test]
fn each_step_leads_where_the_table_says_and_everything_else_is_refused() {
    use ChangeState::{Asked, Confirmed, Contested, Discarded, Done, Draft, Rejected, Returned, Scheduled, Withdrawn};
    let table = [
        (Draft, Step::Send, Side::Sender, Asked),
        (Draft, Step::Discard, Side::Sender, Discarded),
        (Returned, Step::Send, Side::Sender, Asked),
        (Asked, Step::Withdraw, Side::Sender, Withdrawn),
        (Confirmed, Step::Withdraw, Side::Sender, Withdrawn),
        (Contested, Step::Withdraw, Side::Sender, Withdrawn),
        (Returned, Step::Withdraw, Side::Sender, Withdrawn),
        (Scheduled, Step::Withdraw, Side::Sender, Withdrawn),
        (Asked, Step::Confirm, Side::Receiver, Confirmed),
        (Asked, Step::Contest, Side::Receiver, Contested),
        (Contested, Step::Confirm, Side::Receiver, Confirmed),
        (Asked, Step::Return, Side::Officer, Returned),
        (Confirmed, Step::Return, Side::Officer, Returned),
        (Contested, Step::Return, Side::Officer, Returned),
        (Asked, Step::Reject, Side::Officer, Rejected),
        (Confirmed, Step::Reject, Side::Officer, Rejected),
        (Contested, Step::Reject, Side::Officer, Rejected),
        (Scheduled, Step::Reject, Side::Officer, Rejected),
        (Asked, Step::Schedule, Side::Officer, Scheduled),
        (Confirmed, Step::Schedule, Side::Officer, Scheduled),
        (Contested, Step::Schedule, Side::Officer, Scheduled),
        (Scheduled, Step::Move, Side::Officer, Scheduled),
        (Scheduled, Step::CarryOut, Side::Officer, Done),
    ];
    for state in ChangeState::ALL {
        assert_eq!(ChangeState::parse(state.code()), Some(state));
        for step in Step::ALL {
            assert_eq!(Step::parse(step.code()), Some(step));
            for side in Side::ALL {
                let expected = table.iter().find(|row| (row.0, row.1, row.2) == (state, step, side));
                assert_eq!(state.after(step, side).ok(), expected.map(|row| row.3), "{state:?} {step:?} {side:?}");
            }
        }
        let is_over = matches!(state, Done | Rejected | Withdrawn | Discarded);
        let steps = Side::ALL.into_iter().flat_map(|side| open_steps(state, side, None, day("2026-11-21")));
        assert!(!is_over || steps.count() == 0, "{state:?}: what is decided is never opened again");
    }
}

#[test]
fn what_is_scheduled_is_withdrawn_until_the_closing_day_and_recorded_from_the_day_of_the_run_on() {
    let run = Some(Planned { day: day("2026-12-11"), closes_on: day("2026-12-01") });
    let open = |step, side, today| is_open(ChangeState::Scheduled, (step, side), run, day(today));
    assert!(open(Step::Withdraw, Side::Sender, "2026-12-01"));
    assert!(!open(Step::Withdraw, Side::Sender, "2026-12-02"));
    assert!(!open(Step::CarryOut, Side::Officer, "2026-12-10"));
    assert!(open(Step::CarryOut, Side::Officer, "2026-12-11"));
    assert!(open(Step::Move, Side::Officer, "2026-12-20"));
    let asked = is_open(ChangeState::Asked, (Step::Withdraw, Side::Sender), None, day("2026-12-20"));
    assert!(asked, "before it is scheduled at any time");
}

#[test]
fn an_officer_says_why_but_for_what_both_agree_on_and_what_went_as_planned() {
    assert!(!needs_reason(ChangeState::Confirmed, Step::Schedule));
    assert!(needs_reason(ChangeState::Asked, Step::Schedule) && needs_reason(ChangeState::Contested, Step::Schedule));
    assert!(!needs_reason(ChangeState::Scheduled, Step::CarryOut));
    for step in [Step::Return, Step::Reject, Step::Move] {
        assert!(needs_reason(ChangeState::Confirmed, step), "{step:?}");
    }
    let read = |state, typed| read_answer(state, typed, &[]).expect_err("refused");
    assert_eq!(read(ChangeState::Asked, ("send", "", "")), [("answer", AnswerProblem::AnswerMissing)]);
    assert_eq!(
        read(ChangeState::Asked, ("schedule", "x", "")),
        [("run", AnswerProblem::NoRun), ("reason", AnswerProblem::UnconfirmedReasonMissing)]
    );
    let (all, typed) = (runs(), ("schedule", "x", ""));
    let missing = read_answer(ChangeState::Confirmed, typed, &all.iter().collect::<Vec<_>>()).expect_err("refused");
    assert_eq!(missing, [("run", AnswerProblem::RunMissing)]);
    assert_eq!(read(ChangeState::Confirmed, ("reject", "", " ")), [("reason", AnswerProblem::ReasonMissing)]);
    let code = "henkilö 150668-917M";
    let found = read(ChangeState::Confirmed, ("reject", "", code));
    assert_eq!(found, [("reason", AnswerProblem::Text(Problem::IdentityCode))]);
}

fn run(id: &str, on: &str, closes_on: &str, services: &[Service]) -> Run {
    Run { id: id.to_string(), day: day(on), closes_on: day(closes_on), services: services.to_vec() }
}

fn runs() -> Vec<Run> {
    vec![
        run("closed", "2026-12-04", "2026-11-20", &[Service::PatientData]),
        run("first", "2026-12-11", "2026-11-21", &[Service::PatientData]),
        run("other", "2026-12-12", "2026-12-01", &[Service::SocialData]),
        run("both", "2027-01-15", "2027-01-01", &[Service::PatientData, Service::ImagingData]),
    ]
}

#[test]
fn customers_choose_among_open_runs_on_or_after_the_change_and_officers_among_those_that_come() {
    let (runs, today) = (runs(), day("2026-11-21"));
    let ids = |found: Vec<&Run>| found.into_iter().map(|run| run.id.clone()).collect::<Vec<_>>();
    let patient = [Service::PatientData];
    assert_eq!(ids(offered(&runs, &patient, day("2026-11-01"), today)), ["first", "both"]);
    assert_eq!(ids(offered(&runs, &patient, day("2026-12-11"), today)), ["first", "both"], "the same day");
    assert_eq!(ids(offered(&runs, &patient, day("2026-12-12"), today)), ["both"]);
    assert_eq!(ids(offered(&runs, &patient, day("2026-11-01"), day("2026-11-22"))), ["both"], "the day has passed");
    let both = [Service::PatientData, Service::ImagingData];
    assert_eq!(ids(offered(&runs, &both, day("2026-11-01"), today)), ["both"]);
    assert_eq!(ids(schedulable(&runs, &patient, day("2026-11-01"), today)), ["closed", "first", "both"]);
    assert_eq!(ids(schedulable(&runs, &patient, day("2026-11-01"), day("2026-12-12"))), ["both"]);
}

/// A content in which nothing is wrong.
fn whole() -> Content {
    let text = str::to_string;
    Content {
        services: vec![text("patient_data")],
        extent: text("all"),
        receiver: text("9900116-8"),
        receiver_name: text("Lehtolinnan Lääkärikeskus Oy"),
        receiver_found: text("known"),
        reason: text("merger"),
        changes_on: text("1.12.2026"),
        run: text("first"),
        name: text("Sirpa Siirtäjä"),
        email: text("sirpa@rantapolku.example"),
        phone: text("+358 00 000 0001"),
        ..Content::default()
    }
}

fn found(content: &Content, live: &[Live]) -> Vec<(Page, &'static str, Problem)> {
    let own = BusinessId::parse("9900226-7").expect("valid");
    check(content, &Known { live, runs: &runs(), own: &own, today: NOON.date() })
}

/// Something that is done to what a notification says.
type Change<'a> = &'a dyn Fn(&mut Content);

#[test]
fn each_field_of_a_notification_is_checked() {
    let live = |under: Option<&str>| vec![Live { service: Service::PatientData, under: under.map(str::to_string) }];
    assert_eq!(found(&whole(), &live(None)), []);
    let nothing = Content::default();
    let missing: Vec<&str> = found(&nothing, &live(None)).iter().map(|(_, field, _)| *field).collect();
    let all = ["services", "extent", "receiver", "reason", "changes_on", "run", "name", "email", "phone"];
    assert_eq!(missing, all);
    let wrong = |change: &dyn Fn(&mut Content)| {
        let mut content = whole();
        change(&mut content);
        let found = found(&content, &live(None));
        assert_eq!(found.len(), 1, "{found:?}");
        found[0].2
    };
    let long = "a".repeat(2_001);
    let cases: [(Change<'_>, Problem); 18] = [
        (
            &|c| (c.services, c.run) = (vec!["social_data".to_string()], NEXT_RUN.to_string()),
            Problem::NotFree(Service::SocialData),
        ),
        (&|c| c.extent = "some".to_string(), Problem::UnitsMissing),
        (&|c| c.receiver = "99".to_string(), Problem::NotABusinessId),
        (&|c| c.receiver = "9900116-9".to_string(), Problem::WrongCheckDigit),
        (&|c| c.receiver = "9900226-7".to_string(), Problem::OwnBusinessId),
        (&|c| c.receiver_found = "ended".to_string(), Problem::ReceiverEnded),
        (&|c| c.receiver_found = "unknown".to_string(), Problem::ReceiverUnknown),
        (&|c| c.reason = "other".to_string(), Problem::DetailsMissing),
        (&|c| c.details = long.clone(), Problem::TooLong(2_001, 2_000)),
        (&|c| (c.changes_on, c.run) = ("huomenna".to_string(), NEXT_RUN.to_string()), Problem::NotADay),
        (&|c| (c.changes_on, c.run) = ("31.11.2026".to_string(), NEXT_RUN.to_string()), Problem::NoSuchDay),
        (&|c| (c.changes_on, c.run) = ("1.1.2025".to_string(), NEXT_RUN.to_string()), Problem::TooEarly),
        (&|c| (c.changes_on, c.run) = ("1.1.2030".to_string(), NEXT_RUN.to_string()), Problem::TooFar),
        (&|c| c.run = "closed".to_string(), Problem::RunGone),
        (&|c| c.changes_on = "12.12.2026".to_string(), Problem::RunGone),
        (&|c| c.email = "sirpa".to_string(), Problem::NotAnEmail),
        (&|c| c.phone = "soita".to_string(), Problem::NotAPhone),
        (&|c| c.words = "150668-917M".to_string(), Problem::IdentityCode),
    ];
    for (change, problem) in cases {
        assert_eq!(wrong(change), problem);
    }
    let unit = NamedUnit { oid: "1.2.246.10.99002267.10.1".to_string(), name: "Keskusta".to_string() };
    let some = Content { extent: "some".to_string(), units: vec![unit], ..whole() };
    assert_eq!(found(&some, &live(None)), []);
    let unverified = Content { receiver_found: "unverified".to_string(), ..whole() };
    assert_eq!(found(&unverified, &live(None)), [], "a register that is down stops nobody");
    let nothing_left = (Page::Documents, "services", Problem::NothingLeft);
    assert_eq!(found(&whole(), &live(Some("KE-2026-000001"))), [nothing_left]);
}

#[test]
fn a_run_lies_ahead_and_closes_before_it_is() {
    let typed = |on: &str, closes_on: &str, services: &[&str]| TypedRun {
        day: on.to_string(),
        closes_on: closes_on.to_string(),
        services: services.iter().map(|code| (*code).to_string()).collect(),
        note: String::new(),
    };
    let check = |typed: &TypedRun| runs::check(typed, day("2026-11-21"));
    let right = check(&typed("11.12.2026", "10.12.2026", &["patient_data", "prescription"])).expect("right");
    assert_eq!(right.services, [Service::PatientData], "prescriptions have no controller here");
    for (typed, problems) in [
        (
            typed("", "", &[]),
            vec![
                ("day", RunProblem::DayMissing),
                ("closes_on", RunProblem::DayMissing),
                ("services", RunProblem::ServicesMissing),
            ],
        ),
        (
            typed("20.11.2026", "x", &["patient_data"]),
            vec![("day", RunProblem::Past), ("closes_on", RunProblem::NotADay)],
        ),
        (
            typed("31.11.2026", "1.1.2031", &["patient_data"]),
            vec![("day", RunProblem::NoSuchDay), ("closes_on", RunProblem::TooFar)],
        ),
        (typed("11.12.2026", "12.12.2026", &["patient_data"]), vec![("closes_on", RunProblem::ClosesAfter)]),
        (typed("11.12.2026", "11.12.2026", &["patient_data"]), vec![("closes_on", RunProblem::ClosesAfter)]),
        (typed("21.11.2026", "21.11.2026", &["patient_data"]), vec![("closes_on", RunProblem::ClosesAfter)]),
        (typed("22.11.2026", "20.11.2026", &["patient_data"]), vec![("closes_on", RunProblem::Past)]),
    ] {
        assert_eq!(check(&typed), Err(problems));
    }
    assert!(check(&typed("21.11.2026", "20.11.2026", &["patient_data"])).is_ok(), "a run of today has closed");
    let note = TypedRun { note: "a".repeat(501), ..typed("11.12.2026", "1.12.2026", &["patient_data"]) };
    assert_eq!(check(&note), Err(vec![("note", RunProblem::TooLong(501, 500))]));
}

#[test]
fn a_new_controller_is_reminded_after_a_week_each_time() {
    let week = 7 * 24 * 3_600;
    assert_eq!(reminder_due(NOON, 0), NOON.plus_seconds(-week));
    assert_eq!(reminder_due(NOON, 2), NOON.plus_seconds(-3 * week));
}
