//! Who may act for whom: register roles and mandates with their validity.

use jiff::civil::{Date, date};

/// One ground of a person to act for one organisation.
#[derive(Clone, Copy)]
pub(crate) struct Tie {
    /// Identity code of the person, from the artificial 900-series.
    pub(crate) national_id: &'static str,
    /// Number of the demo organisation.
    pub(crate) organisation: u8,
    pub(crate) mandate: Mandate,
    /// First day of validity, as of the day the demo world was written.
    pub(crate) from: Date,
    /// Last day of validity, as of the day the demo world was written.
    pub(crate) until: Date,
}

/// A role in a register or a mandate of the mandate register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mandate {
    /// A role code such as `TJ`.
    Role(&'static str),
    Theme(Theme),
}

/// What a mandate is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    /// Mandate 1: taking the services into use.
    Deploy,
    /// Mandate 2: viewing the privacy instructions.
    Privacy,
}

const NO_END: Date = date(2100, 12, 31);

/// Roles since their registration: person, organisation, code.
const ROLES: [(&str, u8, &str); 22] = [
    ("211168-9033", 3, "TJ"),
    ("300159-905K", 8, "ELI"),
    ("170888-906B", 19, "ELI"),
    ("250493-908M", 5, "ELI"),
    ("121085-9114", 15, "TJ"),
    ("010371-913U", 10, "TJ"),
    ("150668-917M", 18, "TJ"),
    ("120982-920U", 9, "ELI"),
    ("120982-920U", 20, "ELI"),
    ("010165-921X", 11, "TJ"),
    ("240380-9229", 12, "TJ"),
    ("310590-9231", 13, "TJ"),
    ("110276-9244", 14, "TJ"),
    // Cases that the table of the demo world does not have: refusals and deputies.
    ("180561-932E", 6, "PJ"),
    ("270377-925J", 18, "NIMKO"),
    ("190388-928A", 12, "TJS"),
    ("020684-929S", 11, "VTJ"),
    ("110881-931F", 3, "PR"),
    ("040765-9355", 23, "TJ"),
    ("050990-938Y", 26, "TJ"),
    ("120684-944P", 30, "ELI"),
    ("080379-945E", 31, "ELI"),
];

/// Mandates that still hold for years: person, organisation, theme.
const MANDATES: [(&str, u8, Theme); 18] = [
    ("140275-9012", 1, Theme::Deploy),
    ("030782-902U", 1, Theme::Privacy),
    ("211168-9033", 6, Theme::Deploy),
    ("090590-9047", 4, Theme::Deploy),
    ("061279-9076", 3, Theme::Deploy),
    ("061279-9076", 5, Theme::Deploy),
    ("061279-9076", 10, Theme::Deploy),
    ("080904B9160", 6, Theme::Deploy),
    ("230479-9182", 2, Theme::Deploy),
    ("070773-919M", 7, Theme::Deploy),
    // The customership that ended still has history to read, so its former managing director holds a mandate.
    ("110276-9244", 16, Theme::Deploy),
    ("120470-9334", 21, Theme::Deploy),
    ("230581-934W", 22, Theme::Deploy),
    ("160474-936U", 24, Theme::Deploy),
    ("290983-937L", 25, Theme::Deploy),
    ("240376-939T", 27, Theme::Deploy),
    ("111166-940A", 28, Theme::Deploy),
    ("170759-9438", 29, Theme::Deploy),
];

/// A person with so many mandates that the choice has a search.
const HOLDER_OF_MANY: (&str, [u8; 12]) = ("160772-927E", [2, 3, 4, 5, 6, 7, 10, 11, 12, 14, 15, 18]);

/// Who acts for the joined parties that have nobody else.
const HOLDER_OF_JOINED: &str = "310155-941B";

/// Every tie of the demo world.
pub(super) fn all() -> Vec<Tie> {
    let role = |(national_id, organisation, code)| Tie {
        national_id,
        organisation,
        mandate: Mandate::Role(code),
        from: date(2020, 1, 1),
        until: NO_END,
    };
    let mandate = |(national_id, organisation, theme)| Tie {
        national_id,
        organisation,
        mandate: Mandate::Theme(theme),
        from: date(2025, 1, 1),
        until: date(2030, 12, 31),
    };
    let ended = [
        Tie { until: date(2026, 10, 31), ..mandate(("280201A912B", 15, Theme::Deploy)) },
        Tie { until: date(2026, 6, 30), ..role(("110276-9244", 16, "TJ")) },
    ];
    let (holder, organisations) = HOLDER_OF_MANY;
    let many = organisations.map(|organisation| mandate((holder, organisation, Theme::Deploy)));
    let joined = super::joined::numbers().map(|organisation| mandate((HOLDER_OF_JOINED, organisation, Theme::Deploy)));
    let mandates = MANDATES.into_iter().map(mandate).chain(many).chain(joined);
    ROLES.into_iter().map(role).chain(mandates).chain(ended).collect()
}
