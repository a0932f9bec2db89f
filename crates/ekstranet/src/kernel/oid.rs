//! Object identifiers of organisations and units. They are chosen from a register, never typed.

use std::fmt;

use super::BusinessId;

/// An OID in dotted form, at most 64 characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Oid(String);

/// The branch under which Finnish organisations number themselves by their business ID.
const ORGANISATIONS: &str = "1.2.246.10.";

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

    /// Whether this can be of the organisation: identifiers of the branch of Finnish organisations have the business
    /// ID in their fifth place.
    pub fn may_belong_to(&self, organisation: &BusinessId) -> bool {
        let arc = organisation.arc();
        self.0.strip_prefix(ORGANISATIONS).is_none_or(|rest| rest.split('.').next() == Some(arc.as_str()))
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
    use super::{BusinessId, Oid};

    #[test]
    fn an_oid_of_another_organisation_is_known_by_its_digits() {
        let own = BusinessId::parse("9900226-7").expect("valid");
        let belongs = |text: &str| Oid::parse(text).is_some_and(|oid| oid.may_belong_to(&own));
        assert!(belongs("1.2.246.10.99002267.10.1") && belongs("1.2.246.537.10.15.1"));
        assert!(!belongs("1.2.246.10.99001168.10.1") && !belongs("1.2.246.10.9900226.7"));
    }

    #[test]
    fn an_oid_has_the_business_id_without_its_leading_zero() {
        let own = BusinessId::parse("0204819-8").expect("valid");
        let belongs = |text: &str| Oid::parse(text).is_some_and(|oid| oid.may_belong_to(&own));
        assert!(belongs("1.2.246.10.2048198.10.1") && belongs(&own.organisation_oid()));
        assert!(!belongs("1.2.246.10.99001168.10.1"), "the control");
    }

    #[test]
    fn an_oid_is_digits_between_dots() {
        assert!(Oid::parse("1.2.246.10.99002267.10.0").is_some());
        for bad in ["", "1", "1..2", ".1.2", "1.2.", "1.a", "1.02"] {
            assert!(Oid::parse(bad).is_none(), "{bad}");
        }
    }
}
