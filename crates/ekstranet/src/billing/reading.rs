//! Reads a file of invoices and counts (docs/invoices.md): semicolons, UTF-8, decimal comma, one row each. Every cell is judged
//! by itself, and all that is wrong is told at once. Pure.

use std::collections::HashMap;

use super::doubts::Doubtful;
use super::fees::FeeBasis;
use super::judging;
use super::rules::{InvoiceState, Period};
use crate::kernel::{BusinessId, Date};

/// The largest file, in bytes and in rows.
pub(super) const BYTES: usize = 2 * 1024 * 1024;
pub(super) const ROWS: usize = 20_000;

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RowProblem {
    Columns,
    TooLong,
    IdentityCode,
    Formula,
    /// Neither an invoice nor a count.
    Kind,
    Number,
    BusinessId,
    /// The form of a business ID is right, its last digit is not.
    CheckDigit,
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
    /// The day of a new invoice has not come.
    DateAhead,
    /// The period of a new invoice cannot be invoiced before this day.
    DateEarly(Date),
    /// The due date of a new invoice lies more than a year after its day.
    DueFar,
    /// A new invoice of nothing that is to be paid.
    Nothing,
    /// Another invoice, by its number, charges the very same.
    Charged(String),
}

/// A row with one thing that is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RowError {
    /// The line of the file, as editors and spreadsheets count.
    pub row: usize,
    /// The number of the invoice as it stands there; empty for a count, and where it cannot be told.
    pub number: String,
    /// What stands in the cell that is wrong; empty where it is not one cell, or must not be told.
    pub value: String,
    pub problem: RowProblem,
}

impl RowError {
    pub fn of(told: &InvoiceTold, problem: RowProblem) -> Self {
        Self { row: told.row, number: told.number.clone(), value: String::new(), problem }
    }
}

/// Why a file is not imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    File(FileProblem),
    Rows(Vec<RowError>),
    /// Nothing is wrong for certain; somebody must look at these and say so by this mark.
    Doubts(Vec<Doubtful>, String),
}

/// What a file tells, and what is wrong with its other rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sifted {
    pub told: Vec<Told>,
    pub wrong: Vec<RowError>,
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
/// Why the whole file cannot be read.
pub(super) fn sift(bytes: &[u8], today: Date) -> Result<Sifted, FileProblem> {
    let text = decode(bytes)?;
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(b';').from_reader(text.as_bytes());
    let (mut sifted, mut rows) = (Sifted::default(), 0_usize);
    let (mut is_heading, mut lines) = (true, Lines { text: &text, at: 0, number: 1 });
    for record in reader.records() {
        let record = record.map_err(|_| FileProblem::Encoding)?;
        let cells: Vec<&str> = record.iter().map(str::trim).collect();
        let row = lines.number_at(record.position().map_or(0, csv::Position::byte));
        if cells.iter().all(|cell| cell.is_empty()) {
            continue;
        }
        if is_heading {
            if cells != HEADING {
                return Err(FileProblem::Heading);
            }
            is_heading = false;
            continue;
        }
        rows += 1;
        if rows > ROWS {
            return Err(FileProblem::TooManyRows);
        }
        match judging::judged(row, &cells, today) {
            Ok(one) => sifted.told.push(one),
            Err(wrong) => sifted.wrong.extend(wrong),
        }
    }
    if rows == 0 {
        return Err(FileProblem::Empty);
    }
    sifted.wrong.extend(repeated(&sifted.told));
    sifted.wrong.sort_by_key(|error| error.row);
    Ok(sifted)
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

/// The later of two rows about the same invoice, or the same count, with the number of the earlier one.
fn repeated(told: &[Told]) -> Vec<RowError> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut wrong = Vec::new();
    for one in told {
        let (row, number, key) = match one {
            Told::Invoice(invoice) => (invoice.row, invoice.number.as_str(), invoice.number.clone()),
            Told::Count(count) => {
                (count.row, "", format!("{} {} {}", count.organisation, count.basis.code(), count.period.from()))
            }
        };
        match seen.get(&key) {
            Some(earlier) => wrong.push(RowError {
                row,
                number: number.to_string(),
                value: String::new(),
                problem: RowProblem::Repeated(*earlier),
            }),
            None => {
                seen.insert(key, row);
            }
        }
    }
    wrong
}
