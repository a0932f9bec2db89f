//! The life cycle, deadlines, case numbers and typical times.

use proptest::prelude::*;

use crate::applications::rules::{
    CaseStep, Due, Side, State, SupplementFault, case_number, check_supplement, deadline_due, median_days, open_steps,
};

const SIDES: [Side; 3] = [Side::Customer, Side::Officer, Side::Timer];

/// Every allowed turn: from, step, side, to. Anything else is refused.
const TURNS: [(State, CaseStep, Side, State); 18] = [
    (State::Draft, CaseStep::Save, Side::Customer, State::Draft),
    (State::Draft, CaseStep::Submit, Side::Customer, State::Submitted),
    (State::Draft, CaseStep::Discard, Side::Customer, State::Withdrawn),
    (State::Draft, CaseStep::PutAside, Side::Customer, State::Withdrawn),
    (State::Submitted, CaseStep::Take, Side::Officer, State::InReview),
    (State::Submitted, CaseStep::Withdraw, Side::Customer, State::Withdrawn),
    (State::InReview, CaseStep::Release, Side::Officer, State::Submitted),
    (State::InReview, CaseStep::AskSupplement, Side::Officer, State::SupplementRequested),
    (State::InReview, CaseStep::Judge, Side::Officer, State::InReview),
    (State::InReview, CaseStep::Approve, Side::Officer, State::Approved),
    (State::InReview, CaseStep::Reject, Side::Officer, State::Rejected),
    (State::InReview, CaseStep::Withdraw, Side::Customer, State::Withdrawn),
    (State::SupplementRequested, CaseStep::SaveSupplement, Side::Customer, State::SupplementRequested),
    (State::SupplementRequested, CaseStep::AnswerSupplement, Side::Customer, State::InReview),
    (State::SupplementRequested, CaseStep::Withdraw, Side::Customer, State::Withdrawn),
    (State::SupplementRequested, CaseStep::MoveDeadline, Side::Officer, State::SupplementRequested),
    (State::SupplementRequested, CaseStep::RecallSupplement, Side::Officer, State::InReview),
    (State::SupplementRequested, CaseStep::Lapse, Side::Timer, State::Lapsed),
];

#[test]
fn only_the_turns_of_the_table_are_allowed() {
    for from in State::ALL {
        for step in CaseStep::ALL {
            for side in SIDES {
                let expected =
                    TURNS.iter().find(|turn| (turn.0, turn.1, turn.2) == (from, step, side)).map(|turn| turn.3);
                assert_eq!(from.after(step, side).ok(), expected, "{from:?} {step:?} {side:?}");
            }
        }
    }
}

#[test]
fn codes_are_read_back() {
    assert!(State::ALL.into_iter().all(|state| State::parse(state.code()) == Some(state)));
    assert_eq!(State::parse("discarded"), None);
}

proptest! {
    #[test]
    fn a_decided_application_never_moves_again(steps in proptest::collection::vec((0..CaseStep::ALL.len(), 0..SIDES.len()), 0..60)) {
        let mut state = State::Draft;
        for (step, side) in steps {
            let (step, side) = (CaseStep::ALL[step], SIDES[side]);
            let promised = open_steps(state, side).any(|open| open == step);
            match state.after(step, side) {
                Ok(next) => {
                    prop_assert!(promised && state.is_open());
                    state = next;
                }
                Err(_) => prop_assert!(!promised),
            }
        }
    }

    #[test]
    fn only_the_customer_submits_and_only_an_officer_decides(steps in proptest::collection::vec((0..CaseStep::ALL.len(), 0..SIDES.len()), 0..60)) {
        let mut state = State::Draft;
        for (step, side) in steps {
            let (step, side) = (CaseStep::ALL[step], SIDES[side]);
            let Ok(next) = state.after(step, side) else { continue };
            prop_assert!(state != State::Draft || side == Side::Customer);
            prop_assert!(!matches!(next, State::Approved | State::Rejected) || (side == Side::Officer && state == State::InReview));
            state = next;
        }
    }
}

#[test]
fn a_supplement_is_asked_about_known_fields_one_to_sixty_days_ahead() {
    let today = jiff::civil::date(2026, 11, 21);
    let items = [("billing.reference".to_string(), "Which?".to_string())];
    let check = |items: &[(String, String)], message: &str, deadline: &str| {
        check_supplement(items, message, deadline, today, |field| field == "billing.reference")
    };
    for good in ["2026-11-22", "2026-12-31", "2027-01-20"] {
        assert_eq!(check(&items, "", good), Ok(()), "{good}");
    }
    for bad in ["2026-11-21", "2026-11-20", "2027-01-21", "2028-01-01", "", "tomorrow"] {
        assert_eq!(check(&items, "", bad), Err(SupplementFault::Deadline), "{bad}");
    }
    assert_eq!(check(&[], "", "2026-12-01"), Err(SupplementFault::Items));
    assert_eq!(check(&vec![items[0].clone(); 31], "", "2026-12-01"), Err(SupplementFault::Items));
    assert_eq!(check(&[("billing.other".to_string(), String::new())], "", "2026-12-01"), Err(SupplementFault::Field));
    assert_eq!(check(&items, &"x".repeat(2_001), "2026-12-01"), Err(SupplementFault::TooLong));
    assert_eq!(check(&items, &"x".repeat(2_000), "2026-12-01"), Ok(()));
}

#[test]
fn a_deadline_reminds_three_days_before_and_ends_the_case_only_after_a_reminder() {
    let day = |day: i8| jiff::civil::date(2026, 12, day);
    for (asked, deadline, reminded, today, due) in [
        (1, 15, None, 11, None),
        (1, 15, None, 12, Some(Due::Remind)),
        (1, 15, None, 15, Some(Due::Remind)),
        (1, 15, Some(12), 15, None),
        (1, 15, Some(12), 16, Some(Due::Lapse)),
        // Nobody reminded in time: the reminder comes late, and the case lapses the day after.
        (1, 15, None, 20, Some(Due::Remind)),
        (1, 15, Some(20), 20, None),
        (1, 15, Some(20), 21, Some(Due::Lapse)),
        // A short time is reminded of as well, but not on the day of the request.
        (1, 2, None, 1, None),
        (1, 2, None, 2, Some(Due::Remind)),
        (1, 2, Some(2), 2, None),
        (1, 2, Some(2), 3, Some(Due::Lapse)),
    ] {
        let found = deadline_due(day(asked), day(deadline), reminded.map(day), day(today));
        assert_eq!(found, due, "asked {asked}, deadline {deadline}, reminded {reminded:?}, today {today}");
    }
}

#[test]
fn a_case_number_has_year_and_six_digits() {
    assert_eq!(case_number(2026, 1_482), "KE-2026-001482");
    assert_eq!(case_number(2027, 1_000_000), "KE-2027-1000000");
}

#[test]
fn a_typical_time_is_told_only_from_enough_decisions() {
    let days = |days: &[i64]| days.iter().map(|day| day * 86_400_000).collect::<Vec<_>>();
    assert_eq!(median_days(days(&[3; 9])), None);
    assert_eq!(median_days(days(&[1, 9, 2, 8, 3, 7, 4, 6, 5, 90])), Some(6));
    assert_eq!(median_days(days(&[2, 2, 2, 2, 2, 10, 10, 10, 10, 10])), Some(6), "between the two in the middle");
    assert_eq!(median_days(days(&[2, 2, 2, 2, 2, 9, 9, 9, 9, 9])), Some(6), "rounded up");
    assert_eq!(median_days(days(&[2, 2, 2, 2, 2, 3, 9, 9, 9, 9, 9])), Some(3), "an odd number has one in the middle");
    assert_eq!(median_days(vec![1_000; 10]), Some(1), "less than a day is a day");
}
