//! Reads a file of invoices and counts (docs/invoices.md): semicolons, UTF-8, decimal comma, one row each. Every row is judged
//! by itself, and all that is wrong is told at once. Pure.

use std::collections::HashMap;

use super::fees::FeeBasis;
use super::rules::{COUNT_LIMIT, Claim, ClaimProblem, InvoiceState, MILLS_LIMIT, Period};
use crate::kernel::{BusinessId, Date, holds_typed_identity_code, read_date};

/// The largest file, in bytes and in rows.
pub(super) const BYTES: usize = 2 * 1024 * 1024;
pub(super) const ROWS: usize = 20_000;
/// The longest cell, and the longest number of an invoice.
const CELL_LIMIT: usize = 60;
const NUMBER_LIMIT: usize = 30;

/// The first row of every file.
pub(super) const HEADING: [&str; 14] = [
    "row",
    "number",
    "business_id",
    "basis",
    "from",
    "to",
    "part",
    "count",
    "unit_price",
    "minimum",
    "total",
    "date",
    "due",
    "state",
];

/// Why a whole file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileProblem {
    Missing,
    Empty,
    TooLarge,
    TooManyRows,
    /// A workbook of a spreadsheet program, not text.
    Workbook,
    /// Not UTF-8.
    Encoding,
    /// The first row is not the heading.
    Heading,
}

/// Why a row is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowProblem {
    Columns,
    TooLong,
    IdentityCode,
    Formula,
    /// Neither an invoice nor a count.
    Kind,
    Number,
    BusinessId,
    Basis,
    /// Not two dates, or not a period of the basis.
    Period,
    NoPrice,
    Part,
    Count,
    UnitPrice,
    /// The decree has another price, in mills.
    Price(i64),
    /// Neither yes nor no.
    Minimum,
    NoMinimum,
    BelowMinimum(i64),
    Total,
    /// It comes to another sum, in cents.
    TotalDiffers(i64),
    Date,
    Due,
    State,
    /// A cell of invoices is filled in on a row of a count.
    NotEmpty,
    /// The day of a count lies outside its period or in the future.
    CountDay,
    /// The same stands on an earlier row.
    Repeated(usize),
    /// The invoice is known with other contents.
    Known,
    /// The state goes back.
    StateBack,
    /// A newer count is known.
    OlderCount,
}

/// A row with what is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RowError {
    /// The line of the file, as editors and spreadsheets count.
    pub row: usize,
    pub problem: RowProblem,
}

/// Why a file is not imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    File(FileProblem),
    Rows(Vec<RowError>),
}

/// A sound row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Told {
    Invoice(InvoiceTold),
    Count(CountTold),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct InvoiceTold {
    pub row: usize,
    pub number: String,
    pub organisation: BusinessId,
    pub basis: FeeBasis,
    pub period: Period,
    pub part: i64,
    pub count: i64,
    pub mills: i64,
    pub is_minimum: bool,
    pub total: i64,
    pub issued: Date,
    pub due: Date,
    pub state: InvoiceState,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CountTold {
    pub row: usize,
    pub organisation: BusinessId,
    pub basis: FeeBasis,
    pub period: Period,
    pub count: i64,
    pub on: Date,
}

/// Reads a file; `today` is the day on which it is imported.
///
/// # Errors
/// Why it cannot be read, or every row that is wrong.
pub(super) fn read(bytes: &[u8], today: Date) -> Result<Vec<Told>, Refused> {
    let text = decode(bytes).map_err(Refused::File)?;
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(b';').from_reader(text.as_bytes());
    let (mut told, mut wrong, mut rows) = (Vec::new(), Vec::new(), 0_usize);
    let (mut is_heading, mut lines) = (true, Lines { text: &text, at: 0, number: 1 });
    for record in reader.records() {
        let record = record.map_err(|_| Refused::File(FileProblem::Encoding))?;
        let cells: Vec<&str> = record.iter().map(str::trim).collect();
        let row = lines.number_at(record.position().map_or(0, csv::Position::byte));
        if cells.iter().all(|cell| cell.is_empty()) {
            continue;
        }
        if is_heading {
            if cells != HEADING {
                return Err(Refused::File(FileProblem::Heading));
            }
            is_heading = false;
            continue;
        }
        rows += 1;
        if rows > ROWS {
            return Err(Refused::File(FileProblem::TooManyRows));
        }
        match judged(row, &cells, today) {
            Ok(one) => told.push(one),
            Err(problem) => wrong.push(RowError { row, problem }),
        }
    }
    if rows == 0 {
        return Err(Refused::File(FileProblem::Empty));
    }
    wrong.extend(repeated(&told));
    wrong.sort_by_key(|error| error.row);
    if wrong.is_empty() { Ok(told) } else { Err(Refused::Rows(wrong)) }
}

fn decode(bytes: &[u8]) -> Result<String, FileProblem> {
    if bytes.len() > BYTES {
        return Err(FileProblem::TooLarge);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(FileProblem::Workbook);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| FileProblem::Encoding)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\r' | '\n')) {
        return Err(FileProblem::Encoding);
    }
    // Lines are then counted as editors count them.
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Counts lines as editors do, empty ones included; the reader of records skips those.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    number: usize,
}

impl Lines<'_> {
    /// The number of the line on which the record begins that was found at or before some empty lines.
    fn number_at(&mut self, byte: u64) -> usize {
        let bytes = self.text.as_bytes();
        let found = usize::try_from(byte).unwrap_or_default().clamp(self.at, bytes.len());
        let begins = found + bytes[found..].iter().take_while(|byte| **byte == b'\n').count();
        self.number += memchr::memchr_iter(b'\n', &bytes[self.at..begins]).count();
        self.at = begins;
        self.number
    }
}

/// Whether a spreadsheet would calculate the cell.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@'])
}

fn judged(row: usize, cells: &[&str], today: Date) -> Result<Told, RowProblem> {
    if cells.iter().any(|cell| holds_typed_identity_code(cell)) {
        return Err(RowProblem::IdentityCode);
    }
    if cells.iter().any(|cell| is_formula(cell)) {
        return Err(RowProblem::Formula);
    }
    if cells.iter().any(|cell| cell.chars().count() > CELL_LIMIT) {
        return Err(RowProblem::TooLong);
    }
    let Ok([kind, number, organisation, basis, from, to, part, count, price, minimum, total, day, due, state]) =
        <[&str; 14]>::try_from(cells)
    else {
        return Err(RowProblem::Columns);
    };
    let organisation = BusinessId::parse(organisation).ok_or(RowProblem::BusinessId)?;
    let basis = FeeBasis::parse(basis).ok_or(RowProblem::Basis)?;
    let period = read_date(from).zip(read_date(to)).and_then(|(from, to)| Period::between(from, to));
    let period = period.ok_or(RowProblem::Period)?;
    let count = whole(count).filter(|count| *count <= COUNT_LIMIT).ok_or(RowProblem::Count)?;
    let day = read_date(day).ok_or(RowProblem::Date)?;
    match kind {
        "invoice" => {
            let claim = Claim {
                basis,
                period,
                part: if part.is_empty() { 0 } else { whole(part).ok_or(RowProblem::Part)? },
                count,
                mills: decimal(price, 3).filter(|mills| *mills <= MILLS_LIMIT).ok_or(RowProblem::UnitPrice)?,
                is_minimum: yes_or_no(minimum)?,
            };
            let due = read_date(due).filter(|due| *due >= day).ok_or(RowProblem::Due)?;
            let told = decimal(total, 2).ok_or(RowProblem::Total)?;
            invoice(row, number, organisation, claim, (told, day, due, state)).map(Told::Invoice)
        }
        "count" => {
            if [number, part, price, minimum, total, due, state].iter().any(|cell| !cell.is_empty()) {
                return Err(RowProblem::NotEmpty);
            }
            if !period.counts_for(basis) {
                return Err(RowProblem::Period);
            }
            if day < period.from() || day > today {
                return Err(RowProblem::CountDay);
            }
            super::fees::FEES.price(basis, period).ok_or(RowProblem::NoPrice)?;
            Ok(Told::Count(CountTold { row, organisation, basis, period, count, on: day.min(period.to()) }))
        }
        _ => Err(RowProblem::Kind),
    }
}

fn invoice(
    row: usize,
    number: &str,
    organisation: BusinessId,
    claim: Claim,
    (told, issued, due, state): (i64, Date, Date, &str),
) -> Result<InvoiceTold, RowProblem> {
    let is_number = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.');
    if number.is_empty() || number.len() > NUMBER_LIMIT || !number.chars().all(is_number) {
        return Err(RowProblem::Number);
    }
    let total = claim.total().map_err(|problem| match problem {
        ClaimProblem::Period => RowProblem::Period,
        ClaimProblem::NoPrice => RowProblem::NoPrice,
        ClaimProblem::Price(mills) => RowProblem::Price(mills),
        ClaimProblem::Part => RowProblem::Part,
        ClaimProblem::NoMinimum => RowProblem::NoMinimum,
        ClaimProblem::BelowMinimum(cents) => RowProblem::BelowMinimum(cents),
    })?;
    if told != total {
        return Err(RowProblem::TotalDiffers(total));
    }
    Ok(InvoiceTold {
        row,
        number: number.to_string(),
        organisation,
        basis: claim.basis,
        period: claim.period,
        part: claim.part,
        count: claim.count,
        mills: claim.mills,
        is_minimum: claim.is_minimum,
        total,
        issued,
        due,
        state: InvoiceState::parse(state).ok_or(RowProblem::State)?,
    })
}

fn whole(text: &str) -> Option<i64> {
    let is_number = !text.is_empty() && text.len() <= 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

/// A number with a decimal comma and at most so many decimals, in units of the last one.
fn decimal(text: &str, decimals: usize) -> Option<i64> {
    let (euros, rest) = text.split_once(',').unwrap_or((text, "0"));
    if rest.is_empty() || rest.len() > decimals || !rest.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let unit = 10_i64.checked_pow(u32::try_from(decimals).ok()?)?;
    whole(euros)?.checked_mul(unit)?.checked_add(format!("{rest:0<decimals$}").parse().ok()?)
}

fn yes_or_no(text: &str) -> Result<bool, RowProblem> {
    match text {
        "yes" => Ok(true),
        "no" | "" => Ok(false),
        _ => Err(RowProblem::Minimum),
    }
}

/// The later of two rows about the same invoice, or the same count, with the number of the earlier one.
fn repeated(told: &[Told]) -> Vec<RowError> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut wrong = Vec::new();
    for one in told {
        let (row, key) = match one {
            Told::Invoice(invoice) => (invoice.row, invoice.number.clone()),
            Told::Count(count) => {
                (count.row, format!("{} {} {}", count.organisation, count.basis.code(), count.period.from()))
            }
        };
        match seen.get(&key) {
            Some(earlier) => wrong.push(RowError { row, problem: RowProblem::Repeated(*earlier) }),
            None => {
                seen.insert(key, row);
            }
        }
    }
    wrong
}
