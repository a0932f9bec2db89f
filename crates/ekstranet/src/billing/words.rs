//! What the room says of bases, periods, sums and states, and why a file or a row is refused.

use super::doubts::Doubt;
use super::fees::{FeeBasis, Span};
use super::reading::{BYTES, FileProblem, HEADING, ROWS, RowProblem};
use super::rules::{InvoiceState, Period};
use super::store::InvoiceRow;
use crate::kernel::{Date, Language};
use crate::texts::Texts;
use crate::web::{Failure, Visit, format};

pub(super) fn basis_name(basis: FeeBasis, t: &Texts) -> String {
    match basis {
        FeeBasis::Dispensed => t.billing_basis_dispensed(),
        FeeBasis::Issued => t.billing_basis_issued(),
        FeeBasis::HealthResidents => t.billing_basis_health_residents(),
        FeeBasis::SocialResidents => t.billing_basis_social_residents(),
        FeeBasis::StateClients => t.billing_basis_state_clients(),
        FeeBasis::ReimbursementData => t.billing_basis_reimbursement_data(),
    }
}

pub(super) fn period_words(period: Period, visit: &Visit) -> String {
    let day = |day: Date| format::date(day, visit.language);
    visit.texts().billing_period(day(period.from()), day(period.to()))
}

/// 4 210 × 0,582 €
pub(super) fn product(count: i64, mills: i64, visit: &Visit) -> String {
    visit.texts().billing_product(format::count(count, visit.language), format::mills(mills, visit.language))
}

/// In September 2026.
pub(super) fn month_words((year, month): (i16, i8), t: &Texts) -> String {
    let year = year.to_string();
    match month {
        2 => t.billing_month_february(year),
        3 => t.billing_month_march(year),
        6 => t.billing_month_june(year),
        9 => t.billing_month_september(year),
        _ => t.billing_month_december(year),
    }
}

/// In which months a basis is invoiced, whatever the year.
pub(super) fn invoicing_months(basis: FeeBasis, t: &Texts) -> String {
    match (basis.span(), basis) {
        (Span::Halves, _) => t.billing_months_halves(),
        (Span::Parts, _) => t.billing_months_parts(),
        (Span::Year, FeeBasis::ReimbursementData) => t.billing_months_june(),
        (Span::Year, _) => t.billing_months_february(),
    }
}

/// Class and words of the state of an invoice.
pub(super) fn state_words(row: &InvoiceRow, today: Date, t: &Texts) -> Result<(&'static str, String), Failure> {
    let state = row.state()?;
    Ok(match state {
        InvoiceState::Open if state.is_overdue(&row.due_on, today) => ("stop", t.billing_state_overdue()),
        InvoiceState::Open => ("calm", t.billing_state_open()),
        InvoiceState::Paid => ("good", t.billing_state_paid()),
        InvoiceState::Credited => ("calm", t.billing_state_credited()),
    })
}

/// The words of a state, whatever the day.
pub(super) fn plain_state(state: InvoiceState, t: &Texts) -> String {
    match state {
        InvoiceState::Open => t.billing_state_open(),
        InvoiceState::Paid => t.billing_state_paid(),
        InvoiceState::Credited => t.billing_state_credited(),
    }
}

/// One line of a list of invoices.
pub(super) struct InvoiceLine {
    /// Where it is read whole.
    pub address: String,
    pub number: String,
    pub period: String,
    pub basis: String,
    pub total: String,
    pub due: String,
    pub tag: &'static str,
    pub state: String,
}

/// A line whose invoice is read at an address that begins so.
pub(super) fn invoice_line(visit: &Visit, base: &str, row: &InvoiceRow) -> Result<InvoiceLine, Failure> {
    let t = visit.texts();
    let (tag, state) = state_words(row, visit.now.date(), t)?;
    Ok(InvoiceLine {
        address: format!("{base}/{}", row.id),
        number: row.number.clone(),
        period: invoice_period(visit, row)?,
        basis: calculation(visit, row)?,
        total: format::money(row.total_cents, visit.language),
        due: format::stored_date(&row.due_on, visit.language),
        tag,
        state,
    })
}

/// The period of an invoice, with its part where a year is paid in two.
pub(super) fn invoice_period(visit: &Visit, row: &InvoiceRow) -> Result<String, Failure> {
    let period = period_words(row.period()?, visit);
    Ok(if row.part == 0 { period } else { visit.texts().billing_period_part(period, row.part.to_string()) })
}

/// How the sum of an invoice comes about.
pub(super) fn calculation(visit: &Visit, row: &InvoiceRow) -> Result<String, Failure> {
    let t = visit.texts();
    let basis = basis_name(row.basis()?, t);
    let plain = t.billing_calculation(basis, product(row.used, row.unit_mills, visit));
    Ok(match (row.is_minimum, row.part) {
        (1, _) => t.billing_calculation_minimum(plain),
        (_, 1 | 2) => t.billing_calculation_part(plain),
        _ => plain,
    })
}

pub(super) fn file_problem(problem: FileProblem, t: &Texts) -> String {
    match problem {
        FileProblem::Missing => t.billing_file_missing(),
        FileProblem::Empty => t.billing_file_empty(),
        FileProblem::TooLarge => t.billing_file_large(BYTES / 1024 / 1024),
        FileProblem::TooManyRows => t.billing_file_rows(ROWS),
        FileProblem::Workbook => t.billing_file_workbook(),
        FileProblem::Encoding => t.billing_file_encoding(),
        FileProblem::Heading => t.billing_file_heading(HEADING.join(";")),
    }
}

/// How many rows there are, of which some may stand twice, one after the other.
pub(super) fn number_of_rows(rows: impl Iterator<Item = usize>) -> usize {
    let mut rows: Vec<usize> = rows.collect();
    rows.dedup();
    rows.len()
}

/// Why somebody must look at an invoice.
pub(super) fn doubt(doubt: &Doubt, basis: FeeBasis, t: &Texts) -> String {
    match doubt {
        Doubt::NewPayer => t.billing_doubt_new_payer(),
        Doubt::OtherBasis => t.billing_doubt_other_basis(basis_name(basis, t)),
        Doubt::SamePeriod(number) => t.billing_doubt_same_period(number.as_str()),
    }
}

pub(super) fn row_problem(problem: &RowProblem, language: Language, t: &Texts) -> String {
    match problem {
        RowProblem::Columns => t.billing_row_columns(HEADING.len()),
        RowProblem::TooLong => t.billing_row_long(),
        RowProblem::IdentityCode => t.billing_row_identity_code(),
        RowProblem::Formula => t.billing_row_formula(),
        RowProblem::Kind => t.billing_row_kind(),
        RowProblem::Number => t.billing_row_number(),
        RowProblem::BusinessId => t.billing_row_business_id(),
        RowProblem::CheckDigit => t.ui_wrong_check_digit(),
        RowProblem::Basis => t.billing_row_basis(FeeBasis::ALL.map(FeeBasis::code).join(", ")),
        RowProblem::Period => t.billing_row_period(),
        RowProblem::NoPrice => t.billing_row_no_price(),
        RowProblem::Part => t.billing_row_part(),
        RowProblem::Count => t.billing_row_count(),
        RowProblem::UnitPrice => t.billing_row_unit_price(),
        RowProblem::Price(mills) => t.billing_row_price(format::mills(*mills, language)),
        RowProblem::Minimum => t.billing_row_minimum(),
        RowProblem::NoMinimum => t.billing_row_no_minimum(),
        RowProblem::BelowMinimum(cents) => t.billing_row_below_minimum(format::money(*cents, language)),
        RowProblem::Total => t.billing_row_total(),
        RowProblem::TotalDiffers(cents) => t.billing_row_total_differs(format::money(*cents, language)),
        RowProblem::Date => t.billing_row_date(),
        RowProblem::Due => t.billing_row_due(),
        RowProblem::State => t.billing_row_state(),
        RowProblem::NotEmpty => t.billing_row_not_empty(),
        RowProblem::CountDay => t.billing_row_count_day(),
        RowProblem::Repeated(other) => t.billing_row_repeated(*other),
        RowProblem::Known => t.billing_row_known(),
        RowProblem::StateBack => t.billing_row_state_back(),
        RowProblem::OlderCount => t.billing_row_older_count(),
        RowProblem::DateAhead => t.billing_row_date_ahead(),
        RowProblem::DateEarly(day) => t.billing_row_date_early(format::date(*day, language)),
        RowProblem::DueFar => t.billing_row_due_far(),
        RowProblem::Nothing => t.billing_row_nothing(),
        RowProblem::Charged(number) => t.billing_row_charged(number.as_str()),
    }
}
