//! Agent companies: an organisation gives a company a mandate for transactions, and the company gives its own employee a
//! mandate to represent, by which the employee uses what the company has received. Both links must hold. On the wire the
//! client sees the organisation and the theme and nothing of the chain, as with the real service.

use jiff::civil::{Date, date};

use super::ties::Theme;

/// A mandate for transactions that an organisation has given to a company.
#[derive(Clone, Copy)]
pub(crate) struct Agency {
    /// Number of the demo organisation that gave it.
    pub(crate) customer: u8,
    /// Number of the company that received it.
    pub(crate) agent: u8,
    pub(crate) theme: Theme,
    /// First and last day of validity, as of the day the demo world was written.
    pub(crate) from: Date,
    pub(crate) until: Date,
}

/// A mandate to represent: its holder uses the mandates of one theme that the company has received.
#[derive(Clone, Copy)]
pub(crate) struct Representation {
    /// Identity code of the employee, from the artificial 900-series.
    pub(crate) national_id: &'static str,
    pub(crate) agent: u8,
    pub(crate) theme: Theme,
    pub(crate) from: Date,
    pub(crate) until: Date,
}

/// The software vendor of the demo world is also an agent.
const VENDOR: u8 = 13;
/// Its employee.
const EMPLOYEE: &str = "140491-9424";

pub(super) fn agencies() -> Vec<Agency> {
    let given =
        |customer, until| Agency { customer, agent: VENDOR, theme: Theme::Deploy, from: date(2025, 1, 1), until };
    vec![given(6, date(2030, 12, 31)), given(14, date(2026, 12, 21))]
}

pub(super) fn representations() -> Vec<Representation> {
    vec![Representation {
        national_id: EMPLOYEE,
        agent: VENDOR,
        theme: Theme::Deploy,
        from: date(2025, 6, 1),
        until: date(2029, 12, 31),
    }]
}
