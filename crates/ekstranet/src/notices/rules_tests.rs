//! The rules of mails: who gets one, what it is called.

use super::Happening;
use super::recipients::distinct;

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
