//! What officers look matters up by, and a matter that was found, in the words of its room.

use crate::kernel::BusinessId;

/// By what matters are looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    /// A number as it is stored, `KE-2026-000012`, whatever has it.
    Number(String),
    Organisation(BusinessId),
}

impl Sought {
    /// What was typed: a business ID with or without its hyphen, or a case number in letters of either size and with or
    /// without its leading zeros, as it is said on the telephone.
    pub fn read(typed: &str) -> Option<Self> {
        let typed: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
        if let Some(organisation) = BusinessId::parse(&BusinessId::written(&typed)) {
            return Some(Self::Organisation(organisation));
        }
        let typed = typed.to_ascii_uppercase();
        let parts: Vec<&str> = typed.split('-').collect();
        let [prefix, year, number] = parts[..] else { return None };
        let is_prefix = !prefix.is_empty() && prefix.bytes().all(|byte| byte.is_ascii_uppercase());
        let is_number = |text: &str, most: usize| {
            (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        (is_prefix && prefix.len() <= 10 && year.len() == 4 && is_number(year, 4) && is_number(number, 9))
            .then(|| Self::Number(format!("{prefix}-{year}-{number:0>6}")))
    }
}

/// The most matters that a room tells of, the newest.
pub const SOUGHT_MOST: usize = 50;

/// A matter that was found, as a list shows it.
#[derive(Clone, Debug)]
pub struct SoughtLine {
    /// Where it is read; empty of what has no page of its own.
    pub address: String,
    pub title: String,
    /// The class of its state.
    pub tag: &'static str,
    pub state: String,
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::Sought;

    #[test]
    fn numbers_and_business_ids_are_read_as_people_write_them() {
        let number = Some(Sought::Number("KE-2026-000012".to_string()));
        for typed in ["KE-2026-000012", " ke-2026-000012 ", "ke-2026-12", "KE - 2026 - 12"] {
            assert_eq!(Sought::read(typed), number, "{typed}");
        }
        for typed in ["9900175-8", "99001758", " 9900175-8 "] {
            assert!(matches!(Sought::read(typed), Some(Sought::Organisation(_))), "{typed}");
        }
        for typed in ["", "9900175-7", "KE-2026", "KE-26-12", "-2026-12", "KE-2026-", "KE-2026-x", "KE-2026-0000000012"]
        {
            assert_eq!(Sought::read(typed), None, "{typed}");
        }
    }
}
