//! Judges one row of a file of invoices and counts, cell by cell: all that is wrong with it is told, each with its cell. Pure.

use super::fees::FeeBasis;
use super::reading::{CountTold, InvoiceTold, RowError, RowProblem, Told};
use super::rules::{COUNT_LIMIT, Claim, ClaimProblem, InvoiceState, MILLS_LIMIT, Period};
use crate::kernel::{BusinessId, Date, holds_typed_identity_code, read_date};

/// The longest cell, and the longest number of an invoice.
const CELL_LIMIT: usize = 60;
const NUMBER_LIMIT: usize = 30;
/// The cells that hold numbers: part, count, price and total.
const NUMBERS: [usize; 4] = [6, 7, 8, 10];

/// What has been found wrong, each with the cell.
#[derive(Default)]
struct Wrong(Vec<(RowProblem, String)>);

impl Wrong {
    /// The value, or what is wrong with its cell.
    fn keep<T>(&mut self, found: Result<T, RowProblem>, cell: &str) -> Option<T> {
        found.map_err(|problem| self.0.push((problem, cell.to_string()))).ok()
    }
}

/// One row, if it is sound.
///
/// # Errors
/// All that is wrong with it.
pub(super) fn judged(row: usize, cells: &[&str], today: Date) -> Result<Told, Vec<RowError>> {
    if cells.iter().any(|cell| holds_typed_identity_code(cell)) {
        // Nothing of it is told again.
        let (number, value) = (String::new(), String::new());
        return Err(vec![RowError { row, number, value, problem: RowProblem::IdentityCode }]);
    }
    let mut wrong = Wrong::default();
    for (place, cell) in cells.iter().enumerate() {
        if is_formula(place, cell) {
            wrong.0.push((RowProblem::Formula, (*cell).to_string()));
        } else if cell.chars().count() > CELL_LIMIT {
            wrong.0.push((RowProblem::TooLong, cell.chars().take(CELL_LIMIT).collect()));
        }
    }
    let told = match <[&str; 14]>::try_from(cells) {
        _ if !wrong.0.is_empty() => None,
        Ok(cells) => told(row, cells, today, &mut wrong),
        Err(_) => wrong.keep(Err(RowProblem::Columns), ""),
    };
    let number = cells.get(1).copied().filter(|number| is_number(number)).unwrap_or_default();
    let error = |(problem, value): (RowProblem, String)| RowError { row, number: number.to_string(), value, problem };
    match told {
        Some(told) if wrong.0.is_empty() => Ok(told),
        _ => Err(wrong.0.into_iter().map(error).collect()),
    }
}

/// Whether a spreadsheet would calculate the cell. A negative number where numbers stand is told as a wrong number.
fn is_formula(place: usize, cell: &str) -> bool {
    let is_plain = |rest: &str| rest.bytes().all(|byte| byte.is_ascii_digit() || b" ,.".contains(&byte));
    let is_negative = NUMBERS.contains(&place) && cell.strip_prefix('-').is_some_and(is_plain);
    !is_negative && cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@'])
}

/// Whether a text may be the number of an invoice.
pub(super) fn is_number(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.');
    !text.is_empty() && text.len() <= NUMBER_LIMIT && text.chars().all(is_part)
}

fn told(row: usize, cells: [&str; 14], today: Date, wrong: &mut Wrong) -> Option<Told> {
    let [kind, number, organisation, basis, from, to, part, count, price, minimum, total, day, due, state] = cells;
    let organisation = wrong.keep(business_id(organisation), organisation);
    let basis = wrong.keep(FeeBasis::parse(basis).ok_or(RowProblem::Basis), basis);
    let days = format!("{from}–{to}");
    let period = read_date(from).zip(read_date(to)).and_then(|(from, to)| Period::between(from, to));
    let period = wrong.keep(period.ok_or(RowProblem::Period), &days);
    let counted = whole(count).filter(|count| *count <= COUNT_LIMIT);
    let counted = wrong.keep(counted.ok_or(RowProblem::Count), count);
    let on = wrong.keep(read_date(day).ok_or(RowProblem::Date), day);
    match kind {
        "invoice" => {
            wrong.keep(if is_number(number) { Ok(()) } else { Err(RowProblem::Number) }, number);
            let own_part = if part.is_empty() { Some(0) } else { whole(part) };
            let own_part = wrong.keep(own_part.ok_or(RowProblem::Part), part);
            let mills = decimal(price, 3).filter(|mills| *mills <= MILLS_LIMIT);
            let mills = wrong.keep(mills.ok_or(RowProblem::UnitPrice), price);
            let is_minimum = wrong.keep(yes_or_no(minimum), minimum);
            let sum = wrong.keep(decimal(total, 2).ok_or(RowProblem::Total), total);
            let until = read_date(due).filter(|due| on.is_none_or(|on| *due >= on));
            let until = wrong.keep(until.ok_or(RowProblem::Due), due);
            let state = wrong.keep(InvoiceState::parse(state).ok_or(RowProblem::State), state);
            let (basis, period, count) = (basis?, period?, counted?);
            let claim = Claim { basis, period, part: own_part?, count, mills: mills?, is_minimum: is_minimum? };
            let reckoned = match claim.total() {
                Ok(reckoned) => reckoned,
                Err(problem) => wrong.keep(Err(claim_problem(problem)), cell_of(problem, &days, cells))?,
            };
            let sum = sum?;
            wrong.keep(if sum == reckoned { Ok(()) } else { Err(RowProblem::TotalDiffers(reckoned)) }, total);
            Some(Told::Invoice(InvoiceTold {
                row,
                number: number.to_string(),
                organisation: organisation?,
                basis,
                period,
                part: claim.part,
                count,
                mills: claim.mills,
                is_minimum: claim.is_minimum,
                total: reckoned,
                issued: on?,
                due: until?,
                state: state?,
            }))
        }
        "count" => {
            for cell in [number, part, price, minimum, total, due, state].into_iter().filter(|cell| !cell.is_empty()) {
                wrong.keep::<()>(Err(RowProblem::NotEmpty), cell);
            }
            let (basis, period) = (basis?, period?);
            if !period.counts_for(basis) {
                return wrong.keep(Err(RowProblem::Period), &days);
            }
            let has_price = super::fees::FEES.price(basis, period).is_some();
            wrong.keep(if has_price { Ok(()) } else { Err(RowProblem::NoPrice) }, &days);
            let is_within = on.is_none_or(|on| on >= period.from() && on <= today);
            wrong.keep(if is_within { Ok(()) } else { Err(RowProblem::CountDay) }, day);
            let (organisation, count, on) = (organisation?, counted?, on?.min(period.to()));
            Some(Told::Count(CountTold { row, organisation, basis, period, count, on }))
        }
        _ => wrong.keep(Err(RowProblem::Kind), kind),
    }
}

fn business_id(text: &str) -> Result<BusinessId, RowProblem> {
    let is_form_right = BusinessId::is_written_as_one(text);
    BusinessId::parse(text).ok_or(if is_form_right { RowProblem::CheckDigit } else { RowProblem::BusinessId })
}

fn claim_problem(problem: ClaimProblem) -> RowProblem {
    match problem {
        ClaimProblem::Period => RowProblem::Period,
        ClaimProblem::NoPrice => RowProblem::NoPrice,
        ClaimProblem::Price(mills) => RowProblem::Price(mills),
        ClaimProblem::Part => RowProblem::Part,
        ClaimProblem::NoMinimum => RowProblem::NoMinimum,
        ClaimProblem::BelowMinimum(cents) => RowProblem::BelowMinimum(cents),
    }
}

/// The cell that a claim is wrong by.
fn cell_of<'c>(problem: ClaimProblem, days: &'c str, cells: [&'c str; 14]) -> &'c str {
    match problem {
        ClaimProblem::Period | ClaimProblem::NoPrice => days,
        ClaimProblem::Price(_) => cells[8],
        ClaimProblem::Part => cells[6],
        ClaimProblem::NoMinimum => cells[9],
        ClaimProblem::BelowMinimum(_) => cells[10],
    }
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
