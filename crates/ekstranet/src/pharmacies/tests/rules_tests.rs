//! The rules as tables and properties.

use jiff::ToSpan as _;
use jiff::civil::date;
use proptest::prelude::Strategy as _;

use super::pharmacy;
use crate::kernel::{BusinessId, Date, Language};
use crate::pharmacies::change_rules::{
    Actor, Kind, LastInvoice, Problem, State, Step, TypedChange, continues_elsewhere, earliest, read_change,
    read_invoice,
};
use crate::pharmacies::kept_words;
use crate::pharmacies::rules::{
    LINES, Side, TextProblem, is_open, may_tick, plan, read_email, read_phone, reminders_due,
};
use crate::texts::texts;

const TAKEOVER: Date = date(2026, 12, 11);

#[test]
fn the_plan_is_dated_from_the_takeover_and_moves_with_it() {
    let dues: Vec<(&str, Date)> = plan(TAKEOVER, true).iter().map(|dated| (dated.line.key, dated.due)).collect();
    assert!(dues.contains(&("register", date(2026, 11, 11))) && dues.contains(&("customership", date(2026, 11, 20))));
    assert!(dues.contains(&("switch", TAKEOVER)) && dues.contains(&("contacts", date(2026, 12, 12))));
    assert!(dues.is_sorted_by_key(|(_, due)| *due));
    let moved = plan(TAKEOVER.saturating_add(10.days()), true);
    for (dated, (key, due)) in moved.iter().zip(&dues) {
        assert_eq!((dated.line.key, dated.due), (*key, due.saturating_add(10.days())));
    }
    let without = plan(TAKEOVER, false);
    assert!(without.iter().all(|dated| dated.line.key != "branches") && without.len() + 1 == dues.len());
}

#[test]
fn each_line_belongs_to_one_side_and_every_side_has_some() {
    for side in Side::ALL {
        assert!(LINES.iter().filter(|line| line.side == side).count() >= 4, "{side:?}");
        assert_eq!(Side::parse(side.code()), Some(side));
    }
    let mut keys: Vec<&str> = LINES.iter().map(|line| line.key).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), LINES.len());
}

proptest::proptest! {
    #[test]
    fn a_side_ticks_its_own_lines_and_no_others_while_the_plan_is_open(
        line in 0..LINES.len(), side in 0_usize..3, day in -60_i32..120, branches in proptest::bool::ANY,
    ) {
        let (line, side) = (&LINES[line], Side::ALL[side]);
        let today = TAKEOVER.saturating_add(day.days());
        let allowed = may_tick(TAKEOVER, branches, side, line.key, today).is_ok();
        let planned = branches || !line.branches_only;
        let ticked = line.key != "contacts" && (line.due_days < 0 || line.due_days <= i64::from(day));
        proptest::prop_assert_eq!(allowed, line.side == side && planned && ticked && day <= 60);
        proptest::prop_assert_eq!(is_open(TAKEOVER, today), day <= 60);
    }

    #[test]
    fn a_notification_is_answered_or_withdrawn_once_and_never_opened_again(
        steps in proptest::collection::vec((0_usize..3, 0_usize..2), 0..12),
    ) {
        let all = [(Step::Withdraw, Actor::Customer), (Step::Confirm, Actor::Officer), (Step::Refuse, Actor::Officer)];
        let (mut state, mut turns) = (State::Sent, 0);
        for (step, actor) in steps {
            let actor = [Actor::Customer, Actor::Officer][actor];
            match state.after(all[step].0, actor) {
                Ok(next) => {
                    proptest::prop_assert_eq!(actor, all[step].1);
                    proptest::prop_assert_eq!(state, State::Sent);
                    turns += 1;
                    state = next;
                }
                Err(_) => proptest::prop_assert!(state != State::Sent || actor != all[step].1),
            }
        }
        proptest::prop_assert!(turns <= 1);
        proptest::prop_assert_eq!(State::parse(state.code()), Some(state));
    }

    #[test]
    fn reminders_only_grow_as_the_day_comes_nearer(days in (0_i32..40).prop_flat_map(|a| (a..60).prop_map(move |b| (a, b)))) {
        let at = |left: i32| reminders_due(TAKEOVER, TAKEOVER.saturating_sub(left.days()));
        proptest::prop_assert!(at(days.1) <= at(days.0));
        proptest::prop_assert!((0..=4).contains(&at(days.0)));
    }
}

#[test]
fn reminders_fall_due_three_weeks_a_week_and_a_day_ahead_and_on_the_day() {
    for (left, due) in [(22, 0), (21, 1), (8, 1), (7, 2), (2, 2), (1, 3), (0, 4), (-5, 4)] {
        assert_eq!(reminders_due(TAKEOVER, TAKEOVER.saturating_sub(left.days())), due, "{left}");
    }
}

type Change = fn(&mut TypedChange);

#[test]
fn a_change_is_told_three_weeks_ahead_about_a_place_in_ones_keeping() {
    let today = date(2026, 11, 21);
    assert_eq!(earliest(today), date(2026, 12, 12));
    let never = date(2100, 12, 31);
    let pharmacies =
        [pharmacy("1", None, never), pharmacy("2", Some("1"), never), pharmacy("3", Some("1"), date(2026, 11, 20))];
    let own = BusinessId::parse("9900153-9").expect("valid");
    let sound = TypedChange {
        pharmacy: "2".to_string(),
        name: String::new(),
        effective_on: "12.12.2026".to_string(),
        until_on: "31.12.2026".to_string(),
        receiver: "9900160-0".to_string(),
        details: String::new(),
        email: "paavo@kivisalmi.example".to_string(),
    };
    for (kind, place) in [
        (Kind::BranchMoves, "2"),
        (Kind::BranchToMain, "2"),
        (Kind::MainToBranch, "1"),
        (Kind::Closing, "1"),
        (Kind::TemporaryClosing, "2"),
    ] {
        let typed = TypedChange { pharmacy: place.to_string(), ..sound.clone() };
        let change = read_change(kind, &typed, &pharmacies, &own, today).expect("sound");
        assert_eq!(change.pharmacy.as_deref(), Some(place), "{kind:?}");
        assert_eq!(change.until_on.is_some(), kind == Kind::TemporaryClosing);
        assert_eq!(change.receiver.is_some(), kind == Kind::BranchMoves);
    }
    let cases: [(Change, &str, Problem); 10] = [
        (|typed| typed.pharmacy = "1".to_string(), "pharmacy", Problem::PharmacyMissing),
        (|typed| typed.pharmacy = "3".to_string(), "pharmacy", Problem::PharmacyMissing),
        (|typed| typed.effective_on = "11.12.2026".to_string(), "effective_on", Problem::TooSoon),
        (|typed| typed.effective_on = "31.2.2027".to_string(), "effective_on", Problem::NoSuchDay),
        (|typed| typed.effective_on = "sometime".to_string(), "effective_on", Problem::NotADay),
        (|typed| typed.effective_on = "1.1.2030".to_string(), "effective_on", Problem::TooFar),
        (|typed| typed.receiver = "9900153-9".to_string(), "receiver", Problem::OwnBusinessId),
        (|typed| typed.receiver = "1".to_string(), "receiver", Problem::NotABusinessId),
        (|typed| typed.details = "150668-917M".to_string(), "details", Problem::Text(TextProblem::IdentityCode)),
        (|typed| typed.email = "x".to_string(), "email", Problem::Text(TextProblem::NotAnAddress)),
    ];
    for (change, field, problem) in cases {
        let mut typed = sound.clone();
        change(&mut typed);
        let answer = read_change(Kind::BranchMoves, &typed, &pharmacies, &own, today);
        assert_eq!(answer, Err(vec![(field, problem)]));
    }
    let late = TypedChange { until_on: "1.12.2026".to_string(), ..sound.clone() };
    let answer = read_change(Kind::TemporaryClosing, &late, &pharmacies, &own, today);
    assert_eq!(answer, Err(vec![("until_on", Problem::UntilBeforeStart)]));
    let unnamed = read_change(Kind::NewBranch, &sound, &pharmacies, &own, today);
    assert_eq!(unnamed, Err(vec![("name", Problem::NameMissing)]));
    for kind in Kind::TOLD {
        assert_eq!(Kind::parse(kind.code()), Some(kind));
    }
}

#[test]
fn texts_of_a_side_are_checked() {
    for (text, problem) in [
        ("", TextProblem::Missing),
        ("a b@x.example", TextProblem::NotAnAddress),
        ("@x.example", TextProblem::NotAnAddress),
        ("a@x", TextProblem::NotAnAddress),
        ("a150668-917M@x.example", TextProblem::IdentityCode),
    ] {
        assert_eq!(read_email(text), Err(problem), "{text}");
    }
    assert_eq!(read_email(&format!("{}@x.example", "a".repeat(200))), Err(TextProblem::TooLong));
    assert!(read_email("a@x.example").is_ok() && read_phone("+358 00 000 0001").is_ok());
    for text in ["1234", "soita", "12345 x"] {
        assert_eq!(read_phone(text), Err(TextProblem::NotAPhone), "{text}");
    }
    assert_eq!(read_phone(&"1".repeat(41)), Err(TextProblem::TooLong));
}

#[test]
fn the_last_invoice_needs_a_whole_address() {
    let sound = LastInvoice {
        name: "P. Harjoite".to_string(),
        street: "Salmikatu 8".to_string(),
        post_code: "00000".to_string(),
        post_office: "KUUSIRANTA".to_string(),
    };
    assert_eq!(read_invoice(&sound), Ok(sound.clone()));
    let problems = read_invoice(&LastInvoice { post_code: "1".to_string(), street: String::new(), ..sound });
    let expected = vec![("street", Problem::Text(TextProblem::Missing)), ("post_code", Problem::NotAPostCode)];
    assert_eq!(problems, Err(expected));
}

#[test]
fn whoever_keeps_another_pharmacy_continues() {
    let last = date(2026, 12, 10);
    assert!(!continues_elsewhere(&[pharmacy("1", None, last)], last));
    assert!(continues_elsewhere(&[pharmacy("1", None, last), pharmacy("9", None, date(2100, 12, 31))], last));
    assert!(!continues_elsewhere(&[pharmacy("2", Some("1"), date(2100, 12, 31))], last), "a branch is no pharmacy");
}

#[test]
fn pharmacies_and_branches_are_counted_apart() {
    let told = |mains, branches| Language::ALL.map(|language| kept_words(mains, branches, texts(language)));
    assert_eq!(told(1, 0), ["Teillä on yksi apteekki.", "Ni har ett apotek.", "You have one pharmacy."]);
    let both = told(1, 2);
    let words = ["yksi apteekki ja 2 sivuapteekkia.", "ett apotek och 2 filialapotek.", "one pharmacy and 2 branches."];
    assert!(both.iter().zip(words).all(|(told, words)| told.ends_with(words)), "{both:?}");
    assert!(told(0, 0).iter().all(|told| !told.contains('0')), "nothing is counted");
}
