//! Object identifiers of organisations and units. They are chosen from a register, never typed.

use std::fmt;

/// An OID in dotted form, at most 64 characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Oid(String);

impl Oid {
    /// Reads the dotted form: digits and single dots, beginning and ending with a digit.
    pub fn parse(text: &str) -> Option<Self> {
        let valid = text.len() <= 64
            && text.contains('.')
            && text.split('.').all(|arc| {
                !arc.is_empty() && arc.bytes().all(|b| b.is_ascii_digit()) && (arc == "0" || !arc.starts_with('0'))
            });
        valid.then(|| Self(text.to_string()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Oid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Oid;

    #[test]
    fn an_oid_is_digits_between_dots() {
        assert!(Oid::parse("1.2.246.10.99002267.10.0").is_some());
        for bad in ["", "1", "1..2", ".1.2", "1.2.", "1.a", "1.02"] {
            assert!(Oid::parse(bad).is_none(), "{bad}");
        }
    }
}
