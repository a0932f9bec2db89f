//! The query fields of a list of codes, and which entries they want.

use jiff::civil::Date;

use super::entries::Entry;
use crate::reply::Fields;

const FILTERS: [&str; 4] = ["CONCEPTCODEID", "ABBREVIATION", "NAME", "PARENTID"];
const ORDERS: [&str; 10] = [
    "CONCEPTCODEID",
    "ABBREVIATION",
    "NAME",
    "PARENTID",
    "BEGINDATE",
    "EXPIRATIONDATE",
    "OID",
    "LASTMODIFIEDBY",
    "LASTMODIFIEDDATE",
    "CREATEDATE",
];

/// What a request asks for.
pub(super) struct Query {
    status: Vec<String>,
    valid_on: Option<Date>,
    filter: Option<(String, String)>,
    modified_after: Option<String>,
    order: String,
    /// Rows on a page, 10–500.
    pub(super) page_size: usize,
    /// Counted from one.
    pub(super) page: usize,
}

/// A field that the service refuses.
pub(super) struct Invalid {
    pub(super) field: &'static str,
    pub(super) value: String,
    pub(super) issue: &'static str,
}

impl Query {
    pub(super) fn read(fields: &Fields) -> Result<Self, Invalid> {
        let invalid =
            |field, issue| Invalid { field, value: fields.first(field).unwrap_or_default().to_owned(), issue };
        let one_of = |field, known: &[&str], default: &str| match fields.first(field) {
            None => Ok(default.to_owned()),
            Some(value) if known.contains(&value) => Ok(value.to_owned()),
            Some(_) => Err(invalid(field, "not one of the known values")),
        };
        let number = |field, default: usize, least: usize, most: usize| match fields.first(field) {
            None => Ok(default),
            Some(value) => match value.parse() {
                Ok(number) if (least..=most).contains(&number) => Ok(number),
                _ => Err(invalid(field, "outside the range")),
            },
        };
        let valid_on = match fields.first("validOn") {
            None => None,
            Some(value) => Some(value.parse().map_err(|_| invalid("validOn", "not a date YYYY-MM-DD"))?),
        };
        let status: Vec<String> = fields.all("status").flat_map(|value| value.split(',')).map(str::to_owned).collect();
        if status.iter().any(|status| !["PROPOSAL", "ACTIVE", "DELETED"].contains(&status.as_str())) {
            return Err(invalid("status", "not one of the known values"));
        }
        let field = one_of("qfield", &FILTERS, "CONCEPTCODEID")?;
        Ok(Self {
            status: if status.is_empty() { vec!["ACTIVE".to_owned()] } else { status },
            valid_on,
            filter: fields.first("qvalue").map(|value| (field, value.to_owned())),
            modified_after: fields.first("modifiedAfter").map(str::to_owned),
            order: one_of("sortBy", &ORDERS, "CONCEPTCODEID")?,
            page_size: number("pageSize", 100, 10, 500)?,
            page: number("page", 1, 1, 1_000_000)?,
        })
    }

    pub(super) fn wants(&self, entry: &Entry) -> bool {
        self.status.iter().any(|status| status == entry.status)
            && self.valid_on.is_none_or(|day| entry.is_valid_on(day))
            && self.filter.as_ref().is_none_or(|(field, pattern)| matches(pattern, &entry.field(field)))
            // Both are written YYYY-MM-DD[THH:MM:SS], so that the order of the texts is that of the times.
            && self.modified_after.as_ref().is_none_or(|after| entry.last_modified_date.as_str() > after.as_str())
    }

    pub(super) fn sort(&self, entries: &mut [Entry]) {
        entries.sort_by(|left, right| left.field(&self.order).cmp(&right.field(&self.order)));
    }
}

/// Whether the text fits the pattern, in which `*` stands for anything; letter case does not matter.
fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.to_lowercase(), text.to_lowercase());
    let parts: Vec<&str> = pattern.split('*').collect();
    let [first, between @ .., last] = parts.as_slice() else {
        return pattern == text;
    };
    let Some(mut rest) = text.strip_prefix(first) else {
        return false;
    };
    for part in between {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod pattern_tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_anything() {
        for (pattern, text, expected) in [
            ("abc", "ABC", true),
            ("abc", "abcd", false),
            ("ab*", "abcd", true),
            ("*cd", "abcd", true),
            ("a*c*e", "abcde", true),
            ("a*e*c", "abcde", false),
            ("ab*ba", "aba", false),
            ("*", "", true),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
    }
}
