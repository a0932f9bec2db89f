//! The Finnish business ID (Y-tunnus, FO-nummer).

use std::fmt;

/// A business ID in the form people read it, `1234567-8`, with a valid check digit (weights 7, 9, 10, 5, 8, 4, 2;
/// remainder 1 is never issued).
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BusinessId(String);

impl BusinessId {
    /// Reads `1234567-8`; nothing else is accepted, so that one organisation has one address.
    pub fn parse(text: &str) -> Option<Self> {
        let (number, check) = text.split_once('-').filter(|_| Self::is_written_as_one(text))?;
        let sum: u32 = number.bytes().zip([7, 9, 10, 5, 8, 4, 2]).map(|(b, weight)| u32::from(b - b'0') * weight).sum();
        let expected = match sum % 11 {
            0 => 0,
            1 => return None,
            rest => 11 - rest,
        };
        (u32::from(check.as_bytes()[0] - b'0') == expected).then(|| Self(text.to_string()))
    }

    /// Whether a text has the form of a business ID, whether or not its check digit is right.
    pub fn is_written_as_one(text: &str) -> bool {
        text.split_once('-').is_some_and(|(number, check)| {
            number.len() == 7 && check.len() == 1 && number.bytes().chain(check.bytes()).all(|b| b.is_ascii_digit())
        })
    }

    /// What was typed, in the form that `parse` reads: people leave the hyphen out. What is none stays as it was typed.
    pub fn written(typed: &str) -> String {
        let typed = typed.trim();
        let is_bare = typed.len() == 8 && typed.bytes().all(|byte| byte.is_ascii_digit());
        if is_bare { format!("{}-{}", &typed[..7], &typed[7..]) } else { typed.to_string() }
    }

    /// `1234567-8`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The eight digits without the hyphen.
    pub fn digits(&self) -> String {
        self.0.replace('-', "")
    }

    /// What the identifiers of the organisation's service units begin with.
    pub fn unit_arc(&self) -> String {
        self.organisation_oid().strip_suffix('0').unwrap_or_default().to_string()
    }

    /// The OID of the organisation itself in the SOTE organisation register: the business-ID arc without a leading
    /// zero, then `.10.0` (domain sheet section 10).
    pub fn organisation_oid(&self) -> String {
        format!("1.2.246.10.{}.10.0", self.arc())
    }

    /// The arc of the organisation in the branch of Finnish organisations: the eight digits, of which an arc has no leading
    /// zero.
    pub fn arc(&self) -> String {
        self.digits().trim_start_matches('0').to_string()
    }

    /// The e-invoice address of the form `0037` and the eight digits (OVT).
    pub fn e_invoice_address(&self) -> String {
        format!("0037{}", self.digits())
    }
}

impl fmt::Display for BusinessId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl fmt::Debug for BusinessId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::BusinessId;

    #[test]
    fn a_business_id_needs_its_check_digit_and_its_hyphen() {
        for good in ["0737546-2", "1572860-0", "9900226-7", "9900240-0", "1234567-1"] {
            assert_eq!(BusinessId::parse(good).expect(good).as_str(), good);
        }
        for bad in
            ["0737546-3", "1234567-8", "9000002-1", "1111111-1", "07375462", "737546-2", "0737546-2 ", "", "abcdefg-h"]
        {
            assert_eq!(BusinessId::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_is_typed_without_the_hyphen_gets_it() {
        for (typed, written) in
            [("99001088", "9900108-8"), (" 9900108-8 ", "9900108-8"), ("9900108", "9900108"), ("9900108ä", "9900108ä")]
        {
            assert_eq!(BusinessId::written(typed), written);
        }
    }

    #[test]
    fn the_oid_of_an_organisation_has_no_leading_zero() {
        assert_eq!(BusinessId::parse("0204819-8").expect("valid").organisation_oid(), "1.2.246.10.2048198.10.0");
    }
}
