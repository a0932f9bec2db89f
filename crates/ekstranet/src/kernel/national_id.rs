//! The Finnish personal identity code. Never printed, never logged, stored only sealed.

use std::fmt;

use zeroize::Zeroizing;

/// A personal identity code with a valid form and check character. `Debug` and `Display` show a mask.
#[derive(Clone, PartialEq, Eq)]
pub struct NationalId(Zeroizing<String>);

const CHECK: &[u8; 31] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";
const SEPARATORS: &[u8] = b"+-YXWVUABCDEF";

impl NationalId {
    /// Reads a code with any separator of the 2023 reform; the separator is part of the identity and is kept.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 11 || !SEPARATORS.contains(&bytes[6]) {
            return None;
        }
        let digits = || bytes[..6].iter().chain(&bytes[7..10]);
        if !digits().all(u8::is_ascii_digit) {
            return None;
        }
        let number = digits().fold(0_usize, |number, digit| number * 10 + usize::from(digit - b'0'));
        (CHECK[number % 31] == bytes[10]).then(|| Self(Zeroizing::new(text.to_string())))
    }

    /// Whether the code is of the artificial 900-series, the only one that a test world may use.
    pub fn is_artificial(&self) -> bool {
        self.0.as_bytes()[7] == b'9'
    }

    /// The code itself, for the sealed column and for the register call of Suomi.fi; nowhere else.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// Whether a typed text holds an identity code somewhere: in capital or small letters, after and before anything.
pub fn holds_typed_identity_code(text: &str) -> bool {
    find_typed_identity_code(text).is_some()
}

/// How many characters a code has; each is one byte.
const LENGTH: usize = 11;

/// Where the first code begins, in bytes.
fn find_typed_identity_code(text: &str) -> Option<usize> {
    let upper = text.to_ascii_uppercase();
    let is_code = |part: &[u8]| std::str::from_utf8(part).is_ok_and(|part| NationalId::parse(part).is_some());
    upper.as_bytes().windows(LENGTH).position(is_code)
}

/// Whether a text that programs have put together, an address or what goes into the log, holds an identity code: as it
/// stands and with its percent signs read. Ids and hashes of ours are not looked into: some of them would look like one.
pub fn holds_identity_code(text: &str) -> bool {
    holds_typed_identity_code(&without_ids(text))
        || text.contains('%')
            && holds_typed_identity_code(&without_ids(&percent_encoding::percent_decode_str(text).decode_utf8_lossy()))
}

/// The length of an id of ours, a UUID with its hyphens.
const ID_LENGTH: usize = 36;
/// From this length on a run of hexadecimal is a hash or a key.
const HASH_LENGTH: usize = 32;

/// The text with a space in the place of each id and each hash.
fn without_ids(text: &str) -> String {
    let is_part = |letter: char| matches!(letter, '0'..='9' | 'a'..='f' | '-');
    let (mut kept, mut rest) = (String::with_capacity(text.len()), text);
    while !rest.is_empty() {
        let (run, after) = rest.split_at(rest.find(|letter| !is_part(letter)).unwrap_or(rest.len()));
        match run.split_at_checked(ID_LENGTH) {
            Some((id, more)) if uuid::Uuid::try_parse(id).is_ok() && (more.is_empty() || more.starts_with('-')) => {
                kept.push(' ');
                kept.push_str(more);
            }
            _ if run.len() >= HASH_LENGTH && !run.contains('-') => kept.push(' '),
            _ => kept.push_str(run),
        }
        let (other, next) = after.split_at(after.find(is_part).unwrap_or(after.len()));
        kept.push_str(other);
        rest = next;
    }
    kept
}

impl fmt::Debug for NationalId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("NationalId(······-····)")
    }
}

impl fmt::Display for NationalId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("······-····")
    }
}

/// What was typed, to be shown again: each identity code in it has become three asterisks.
pub fn without_identity_code(typed: &str) -> String {
    let mut shown = typed.to_string();
    while let Some(at) = find_typed_identity_code(&shown) {
        shown.replace_range(at..at + LENGTH, "***");
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{NationalId, holds_identity_code, holds_typed_identity_code, without_identity_code};
    use crate::kernel::{AuditId, Instant, Random, sha256};

    #[test]
    fn a_code_needs_its_check_character_and_one_of_the_separators() {
        for good in
            ["140275-9012", "280201A912B", "050594Y903M", "080904B9160", "010594Y9032", "020504A902E", "030516D9026"]
        {
            assert!(NationalId::parse(good).is_some_and(|id| id.is_artificial()), "{good}");
        }
        for bad in ["140275-9013", "140275a9012", "140275 9012", "140275-901", "1402759012", "", "140275G9012"] {
            assert!(NationalId::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_typed_code_is_found_however_it_is_written() {
        for text in ["150668-917M", "150668-917m", "potilasta150668-917m.", "080904b9160x"] {
            assert!(holds_typed_identity_code(text), "{text}");
        }
        for text in ["150668-917N", "äöå", "", "1.2.246.10.99002267.10.1", "+358 40 123 4567"] {
            assert!(!holds_typed_identity_code(text), "{text}");
        }
    }

    #[test]
    fn a_code_is_found_in_what_programs_have_put_together() {
        for text in [
            "140275-9012",
            "{\"note\":\"henkilö 150668-917M soitti\"}",
            "/o/9900226-7/applications/150668-917m",
            "/o/9900226-7/applications/150668%2D917M",
            "/o/9900226-7/applications/%31%350668-917%6d",
            "x280201A912B",
            "äå050594Y903M!",
            "potilasta150668-917m",
            "ab080904b9160",
            "01140275-9012",
            "01930000-0000-7000-8000-000000000001-140275-9012",
        ] {
            assert!(holds_identity_code(text), "{text}");
        }
        for text in
            ["", "{}", "9900226-7", "2026-11-21", "140275-9013", "1.2.246.10.99002267.10", "14027ä-9012", "%", "%zz"]
        {
            assert!(!holds_identity_code(text), "{text}");
        }
    }

    #[test]
    fn ids_and_hashes_of_ours_are_no_codes() {
        let random = Random::seeded(20);
        // The control: looked at as typed, some of them would be.
        let mut would_be = 0;
        for number in 0..20_000_i64 {
            let id =
                AuditId::new(Instant::from_milliseconds(1_795_255_200_000 + number * 1_000_003), &random).to_string();
            let hash = sha256(id.as_bytes());
            for text in
                [format!("/o/9900226-7/applications/{id}/steps/1"), format!("{{\"hash\":\"{hash}\",\"id\":\"{id}\"}}")]
            {
                would_be += usize::from(holds_typed_identity_code(&text));
                assert!(!holds_identity_code(&text), "{text}");
            }
        }
        assert!(would_be > 0);
    }

    #[test]
    fn what_was_typed_comes_back_without_its_codes() {
        for (typed, shown) in [
            ("Ei 150668-917m, äiti.", "Ei ***, äiti."),
            ("150668-917M150668-917M ö080904b9160x", "****** ö***x"),
            ("Sopimus päättyy.", "Sopimus päättyy."),
            ("", ""),
        ] {
            assert_eq!(without_identity_code(typed), shown);
        }
    }

    #[test]
    fn a_code_never_shows_itself() {
        let id = NationalId::parse("150668-917M").expect("valid");
        assert!(!format!("{id:?} {id}").contains("150668"));
    }
}
