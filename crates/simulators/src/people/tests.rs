//! The named people and the refusal of other codes.

use super::*;

#[test]
fn every_named_person_has_a_valid_artificial_code_of_their_own() {
    let mut codes: Vec<&str> = People.list().iter().map(|person| person.national_id).collect();
    assert_eq!(codes.len(), 42);
    for code in &codes {
        assert!(check(code).is_ok(), "{code}");
    }
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), 42);
}

#[test]
fn the_calling_name_is_one_of_the_first_names() {
    for person in People.list() {
        assert!(person.first_names.split(' ').any(|name| name == person.calling_name), "{}", person.family_name);
    }
}

#[test]
fn a_named_person_is_found_in_any_case() {
    let found = People.identify(" 030782-902u ").expect("Aino");
    assert_eq!(found.display_name(), "Aino Esimerkki");
    assert_eq!(found.common_name(), "Esimerkki Aino Kyllikki");
}

#[test]
fn an_unknown_artificial_code_gets_a_steady_name_by_sex() {
    let code = with_check("010180-998");
    let (first, second) = (People.identify(&code), People.identify(&code));
    let name = first.expect("made up").calling_name;
    assert!(WOMEN.contains(&name.as_str()));
    assert_eq!(name, second.expect("made up").calling_name);
}

#[test]
fn other_codes_are_refused() {
    assert_eq!(People.identify(&with_check("010180-001")).err(), Some(Refused::NotArtificial));
    for malformed in ["", "140275-9013", "140275-901", "310280-9012", "140275G9012", "ääää75-9012"] {
        assert_eq!(People.identify(malformed).err(), Some(Refused::Malformed), "{malformed}");
    }
    assert_eq!(People.identify(&with_check("310280-901")).err(), Some(Refused::Malformed), "no such day");
}

fn with_check(stem: &str) -> String {
    let digits: u32 = format!("{}{}", &stem[..6], &stem[7..]).parse().expect("digits");
    format!("{stem}{}", char::from(CHECK_CHARACTERS[(digits % 31) as usize]))
}
