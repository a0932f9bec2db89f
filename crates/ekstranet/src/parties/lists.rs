//! Reads a list of parties as people have it: pasted from a spreadsheet or as a file, in the encodings and with the
//! separators that spreadsheets write. Each row is judged by itself. Pure.

use std::collections::HashMap;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::rules::{DayProblem, read_day};
use crate::kernel::{BusinessId, Date, Language, holds_typed_identity_code, is_email};
use crate::services::Service;
use crate::texts::texts;

/// The largest list, in bytes and in rows.
pub(super) const BYTES: usize = 256 * 1024;
pub(super) const ROWS: usize = 2_000;
/// The most columns that a row may have, and the longest cell.
const COLUMNS: usize = 12;
const CELL_LIMIT: usize = 200;

/// Why a whole list cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListProblem {
    Empty,
    TooLarge,
    TooManyRows,
    /// A workbook of a spreadsheet program, not text.
    Workbook,
    /// UTF-16 without its mark, another encoding, or no text at all.
    Encoding,
}

/// Why a row is refused. The code stands in stored lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum RowProblem {
    IdentityCode,
    Formula,
    BusinessIdMissing,
    BusinessId,
    Own,
    ServiceMissing,
    Service,
    /// The service is known, but there is no joint joining for it here.
    NotJoint,
    Day,
    DayPast,
    DayFar,
    Email,
    TooLong,
    TooManyColumns,
    /// The same party and service stand on an earlier row.
    Repeated,
    /// The party is on the main joiner's list already.
    Already,
    /// The main joiner's own use of a service has got its last day.
    ServiceEnds,
    /// The organisation register does not know it.
    Unknown,
    /// Its registration in the company register has ended.
    RegistrationEnded,
    /// A public organisation is not joined jointly.
    Public,
}

/// A sound row: one party with its services.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) struct Wanted {
    pub party: String,
    /// Codes of services.
    pub services: Vec<String>,
    /// `YYYY-MM-DD`
    pub begins_on: String,
    pub email: Option<String>,
}

/// One row of a list: its number in the list and what was made of it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) struct ListRow {
    pub number: usize,
    /// What stands on the row, for correction; left out where it may hold personal data.
    pub text: String,
    pub wanted: Option<Wanted>,
    pub problem: Option<RowProblem>,
    /// The earlier row, of a repeated one.
    pub other: Option<usize>,
    /// The party's name, once the register has told it.
    pub name: Option<String>,
}

/// What the rows are judged by.
pub(super) struct Judge<'a> {
    pub own: &'a BusinessId,
    pub today: Date,
    /// Services for which the organisation may bring parties in.
    pub services: &'a [Service],
}

/// Text of bytes. A byte order mark decides; without one it is UTF-8 when it reads as such, else Windows-1252 as
/// spreadsheets in Finland write it.
pub(super) fn decode(bytes: &[u8]) -> Result<String, ListProblem> {
    if bytes.len() > BYTES {
        return Err(ListProblem::TooLarge);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(ListProblem::Workbook);
    }
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => whole(encoding, &bytes[mark..])?,
        None if bytes.contains(&0) => return Err(ListProblem::Encoding),
        None => whole(UTF_8, bytes).or_else(|_| whole(WINDOWS_1252, bytes))?,
    };
    // Bytes that Windows-1252 does not use are read as control characters: then it was something else.
    let is_strange = |c: char| (c.is_control() && !matches!(c, '\t' | '\r' | '\n')) || c == '\u{fffd}';
    if text.chars().any(is_strange) { Err(ListProblem::Encoding) } else { Ok(text) }
}

fn whole(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, ListProblem> {
    debug_assert!([UTF_8, UTF_16LE, UTF_16BE, WINDOWS_1252].contains(&encoding), "marks know no other");
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes).ok_or(ListProblem::Encoding)?;
    Ok(text.into_owned())
}

/// Reads and judges every row.
///
/// # Errors
/// Why the list as a whole cannot be read.
pub(super) fn read(text: &str, judge: &Judge<'_>) -> Result<Vec<ListRow>, ListProblem> {
    if text.len() > BYTES {
        return Err(ListProblem::TooLarge);
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut lines = Lines { text: &text, at: 0, number: 1 };
    for record in reader.records() {
        let record = record.map_err(|_| ListProblem::Encoding)?;
        let cells: Vec<&str> = record.iter().map(str::trim).collect();
        let number = lines.number_at(record.position().map_or(0, csv::Position::byte));
        if cells.iter().all(|cell| cell.is_empty()) || (rows.is_empty() && is_heading(&cells)) {
            continue;
        }
        if rows.len() == ROWS {
            return Err(ListProblem::TooManyRows);
        }
        rows.push(row(number, &cells, judge));
    }
    if rows.is_empty() {
        return Err(ListProblem::Empty);
    }
    refuse_repeated(&mut rows);
    Ok(rows)
}

/// Counts lines as the reader of a list does, empty ones included; the reader of records skips those.
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

/// What stands between the cells: of semicolon, tabulator and comma the one that stands most often on the first lines.
fn separator(text: &str) -> u8 {
    let first: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(5).collect();
    let count =
        |separator: u8| first.iter().map(|line| line.bytes().filter(|b| *b == separator).count()).sum::<usize>();
    // A semicolon or tabulator separates even where commas stand inside cells.
    [b';', b'\t'].into_iter().find(|separator| count(*separator) > 0).unwrap_or(b',')
}

/// A first row of headings has no digit in its first cell.
fn is_heading(cells: &[&str]) -> bool {
    cells.first().is_some_and(|cell| !cell.is_empty() && cell.chars().all(|c| c.is_alphabetic() || " -_()".contains(c)))
}

fn row(number: usize, cells: &[&str], judge: &Judge<'_>) -> ListRow {
    let (wanted, problem) = match judged(cells, judge) {
        Ok(wanted) => (Some(wanted), None),
        Err(problem) => (None, Some(problem)),
    };
    // Nothing of a row with an identity code is kept, and nothing that a spreadsheet would calculate.
    let text = match problem {
        Some(RowProblem::IdentityCode | RowProblem::Formula | RowProblem::TooLong | RowProblem::TooManyColumns) => {
            String::new()
        }
        _ => cells.join(";"),
    };
    ListRow { number, text, wanted, problem, other: None, name: None }
}

fn judged(cells: &[&str], judge: &Judge<'_>) -> Result<Wanted, RowProblem> {
    if cells.iter().any(|cell| holds_typed_identity_code(cell)) {
        return Err(RowProblem::IdentityCode);
    }
    if cells.iter().any(|cell| is_formula(cell)) {
        return Err(RowProblem::Formula);
    }
    if cells.len() > COLUMNS {
        return Err(RowProblem::TooManyColumns);
    }
    if cells.iter().any(|cell| cell.chars().count() > CELL_LIMIT) {
        return Err(RowProblem::TooLong);
    }
    let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
    let party = match cell(0) {
        "" => return Err(RowProblem::BusinessIdMissing),
        text => read_business_id(text).ok_or(RowProblem::BusinessId)?,
    };
    if party == *judge.own {
        return Err(RowProblem::Own);
    }
    let services = read_services(cell(1), judge.services)?;
    let begins_on = match read_day(cell(2), judge.today) {
        Ok(day) => day,
        Err(DayProblem::Missing) => judge.today,
        Err(DayProblem::NotADay | DayProblem::NoSuchDay) => return Err(RowProblem::Day),
        Err(DayProblem::Past) => return Err(RowProblem::DayPast),
        Err(DayProblem::TooFar) => return Err(RowProblem::DayFar),
    };
    let email = match cell(3) {
        "" => None,
        text if is_email(text) => Some(text.to_string()),
        _ => return Err(RowProblem::Email),
    };
    Ok(Wanted {
        party: party.to_string(),
        services: services.iter().map(|service| service.code().to_string()).collect(),
        begins_on: begins_on.to_string(),
        email,
    })
}

/// Whether a spreadsheet would calculate the cell.
pub(super) fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// A business ID as lists have it: with or without its hyphen and leading nought, or with the country before it as in a
/// VAT number.
pub(super) fn read_business_id(text: &str) -> Option<BusinessId> {
    let plain: String =
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2013}')).collect();
    let digits = plain.strip_prefix("FI").unwrap_or(&plain);
    if !(7..=8).contains(&digits.len()) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let digits = format!("{digits:0>8}");
    BusinessId::parse(&format!("{}-{}", &digits[..7], &digits[7..]))
}

/// Services by code or by what they are or were called in any of the languages, or the beginning of it; several with
/// `+`, `/`, `|`, a comma or an ampersand between them.
pub(super) fn read_services(text: &str, offered: &[Service]) -> Result<Vec<Service>, RowProblem> {
    let mut services = Vec::new();
    for word in text.split(['+', '/', '|', ',', '&']).map(str::trim).filter(|word| !word.is_empty()) {
        let service = read_service(word).ok_or(RowProblem::Service)?;
        if !offered.contains(&service) {
            return Err(RowProblem::NotJoint);
        }
        if !services.contains(&service) {
            services.push(service);
        }
    }
    if services.is_empty() { Err(RowProblem::ServiceMissing) } else { Ok(services) }
}

/// The fewest letters by which a service is known.
const SERVICE_LETTERS: usize = 4;

fn read_service(word: &str) -> Option<Service> {
    if let Some(service) = Service::parse(&word.to_lowercase()) {
        return Some(service);
    }
    let word = word.to_lowercase();
    let names = |service: Service| {
        Language::ALL.into_iter().flat_map(move |language| {
            let t = texts(language);
            [Some(service.name(t)), service.former_name(t)].into_iter().flatten()
        })
    };
    let mut found = Service::ALL.into_iter().filter(|service| {
        word.chars().count() >= SERVICE_LETTERS && names(*service).any(|name| name.to_lowercase().starts_with(&word))
    });
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// The later of two rows about the same party and service is refused, and told which the earlier is.
fn refuse_repeated(rows: &mut [ListRow]) {
    let mut seen: HashMap<(String, String), usize> = HashMap::new();
    for row in rows {
        let Some(wanted) = &row.wanted else { continue };
        let keys = wanted.services.iter().map(|service| (wanted.party.clone(), service.clone()));
        if let Some(other) = keys.clone().find_map(|key| seen.get(&key)) {
            row.other = Some(*other);
            row.problem = Some(RowProblem::Repeated);
            row.wanted = None;
            continue;
        }
        seen.extend(keys.map(|key| (key, row.number)));
    }
}

/// A cell of an export that no spreadsheet calculates.
pub(super) fn safe_cell(text: &str) -> String {
    if is_formula(text) { format!("'{text}") } else { text.to_string() }
}
