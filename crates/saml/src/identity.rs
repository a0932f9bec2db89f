//! The facts that an accepted response gives, and the syntax of the Finnish personal identity code.

use crate::refused::Refused;
use std::fmt;
use zeroize::Zeroizing;

/// Who was identified, how, and what the sign-out needs later. `Debug` shows nothing about the person.
#[derive(Clone)]
pub struct Identity {
    /// The personal identity code.
    pub national_id: NationalId,
    /// All first names.
    pub first_names: Option<String>,
    /// The name the person is called by, else the first of the first names.
    pub calling_name: Option<String>,
    /// The family name.
    pub family_name: Option<String>,
    /// Calling name and family name.
    pub display_name: Option<String>,
    /// Family name and all first names.
    pub common_name: Option<String>,
    /// The level of assurance, one of the accepted context classes.
    pub context_class: String,
    /// What the identity provider calls this sign-in of this person.
    pub name_id: NameId,
    /// The identity provider's session.
    pub session_index: String,
    /// When the person was identified, in milliseconds; up to 32 minutes before the request.
    pub authenticated_at: i64,
    /// Identifier of the response; the caller keeps it unique until `replay_until`.
    pub response_id: String,
    /// Identifier of the assertion; the caller keeps it unique until `replay_until`.
    pub assertion_id: String,
    /// Until when the same message could be accepted again, in milliseconds.
    pub replay_until: i64,
}

impl fmt::Debug for Identity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut printed = formatter.debug_struct("Identity");
        printed.field("context_class", &self.context_class).field("authenticated_at", &self.authenticated_at);
        printed.field("replay_until", &self.replay_until).finish_non_exhaustive()
    }
}

/// A transient name identifier with both qualifiers, as the sign-out request must repeat it.
#[derive(Clone, PartialEq, Eq)]
pub struct NameId {
    /// The opaque value, at most 2 KiB, new for every sign-in.
    pub value: String,
    /// The identity provider's entity identifier.
    pub name_qualifier: String,
    /// Our entity identifier.
    pub sp_name_qualifier: String,
}

impl fmt::Debug for NameId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("NameId(…)")
    }
}

/// A Finnish personal identity code that has the right form and check character. `Debug` hides it; there is no `Display`.
#[derive(Clone, PartialEq, Eq)]
pub struct NationalId(Zeroizing<String>);

impl NationalId {
    /// Reads a code such as `010190-900P`: a date that exists, a century sign (also those of the 2023 reform), an individual
    /// number and the check character. Lower case is refused, as Suomi.fi never sends it.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        const CHECK_CHARACTERS: &[u8; 31] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";
        let bytes = text.as_bytes();
        if bytes.len() != 11 {
            return Err(Refused::NationalId);
        }
        let number = |range: std::ops::Range<usize>| -> Result<u32, Refused> {
            bytes[range].iter().try_fold(0_u32, |sum, byte| match byte {
                b'0'..=b'9' => Ok(sum * 10 + u32::from(byte - b'0')),
                _ => Err(Refused::NationalId),
            })
        };
        let century = match bytes[6] {
            b'+' => 1800,
            b'-' | b'U'..=b'Y' => 1900,
            b'A'..=b'F' => 2000,
            _ => return Err(Refused::NationalId),
        };
        let (day, month, year, individual) = (number(0..2)?, number(2..4)?, number(4..6)?, number(7..10)?);
        let small = |value: u32| i8::try_from(value).map_err(|_| Refused::NationalId);
        let year = i16::try_from(century + year).map_err(|_| Refused::NationalId)?;
        jiff::civil::Date::new(year, small(month)?, small(day)?).map_err(|_| Refused::NationalId)?;
        let remainder = (number(0..6)? * 1000 + individual) % 31;
        if individual < 2 || CHECK_CHARACTERS[remainder as usize] != bytes[10] {
            return Err(Refused::NationalId);
        }
        Ok(Self(Zeroizing::new(text.to_owned())))
    }

    /// The code itself. It goes only into encrypted columns, keyed hashes and the register calls.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for NationalId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("NationalId(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::NationalId;

    fn with_check_character(body: &str) -> String {
        let digits: String = body.chars().filter(char::is_ascii_digit).collect();
        let index = digits.parse::<usize>().unwrap() % 31;
        format!("{body}{}", &"0123456789ABCDEFHJKLMNPRSTUVWXY"[index..=index])
    }

    #[test]
    fn a_known_test_code_is_read() {
        assert_eq!(NationalId::parse("210281-9988").unwrap().expose(), "210281-9988");
    }

    #[test]
    fn every_century_sign_of_the_2023_reform_is_read() {
        for sign in "+-UVWXYABCDEF".chars() {
            let code = with_check_character(&format!("010190{sign}900"));
            assert!(NationalId::parse(&code).is_ok(), "{sign}");
        }
        for sign in "GTZabc* /".chars() {
            let code = with_check_character(&format!("010190{sign}900"));
            assert!(NationalId::parse(&code).is_err(), "{sign}");
        }
    }

    #[test]
    fn a_date_that_does_not_exist_is_refused() {
        for body in ["300290-900", "290223A900", "000190-900", "010090-900", "011390-900", "320190-900"] {
            assert!(NationalId::parse(&with_check_character(body)).is_err(), "{body}");
        }
        assert!(NationalId::parse(&with_check_character("290224A900")).is_ok());
    }

    #[test]
    fn the_individual_numbers_that_nobody_has_are_refused() {
        for body in ["010190-000", "010190-001"] {
            assert!(NationalId::parse(&with_check_character(body)).is_err(), "{body}");
        }
    }

    #[test]
    fn a_wrong_check_character_length_or_case_is_refused() {
        for code in ["210281-9987", "210281-998", "210281-99888", "210281-998 ", "2102819988", "21028１-9988", ""] {
            assert!(NationalId::parse(code).is_err(), "{code}");
        }
    }

    #[test]
    fn neither_the_code_nor_the_name_identifier_shows_when_printed() {
        let printed = format!("{:?}", NationalId::parse("210281-9988").unwrap());
        assert!(!printed.contains("2102"));
    }
}
