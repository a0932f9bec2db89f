//! The rules of mails: when one is tried again, who gets it, what it is called.

use super::{GIVE_UP_SECONDS, Happening, distinct, next_try};
use crate::testing::NOON;

#[test]
fn tries_grow_rarer_until_two_days_have_passed() {
    let end = NOON.plus_seconds(GIVE_UP_SECONDS);
    let waits: Vec<i64> = (1..=6)
        .filter_map(|tries| next_try(NOON, tries, end))
        .map(|next| (next.milliseconds() - NOON.milliseconds()) / 60_000)
        .collect();
    assert_eq!(waits, [1, 5, 15, 60, 60, 60]);
    assert_eq!(next_try(end.plus_seconds(-59), 1, end), None);
    assert_eq!(next_try(end.plus_seconds(-60), 1, end), Some(end));
}

#[test]
fn one_address_gets_one_mail() {
    let addresses = ["a@x.example", " A@x.example", "", "b@x.example"].map(str::to_string);
    assert_eq!(distinct(&addresses), ["a@x.example", "b@x.example"]);
}

#[test]
fn a_happening_is_read_back_from_its_code() {
    for happening in Happening::ALL {
        assert_eq!(Happening::parse(happening.code()), Some(happening));
    }
    assert_eq!(Happening::parse("other"), None);
}
