//! Periods, sums and states of invoices, and what the next invoice will be. Pure.

use super::fees::{FEES, FeeBasis, Price, Span};
use crate::kernel::Date;

/// The largest count that is taken: more than ten times the residents of the country.
pub(super) const COUNT_LIMIT: i64 = 100_000_000;
/// The largest price and sum that are taken: a hundred million euros.
pub(super) const MILLS_LIMIT: i64 = 100_000_000_000;

/// What an invoice or a count is about: a calendar year or a half of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Period {
    year: i16,
    half: Option<Half>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Half {
    First,
    Second,
}

impl Period {
    pub const fn year(year: i16) -> Self {
        Self { year, half: None }
    }

    pub const fn first_half(year: i16) -> Self {
        Self { year, half: Some(Half::First) }
    }

    pub const fn second_half(year: i16) -> Self {
        Self { year, half: Some(Half::Second) }
    }

    /// The period from one day to another, if they are those of a calendar year or half-year.
    pub fn between(from: Date, to: Date) -> Option<Self> {
        let year = from.year();
        [Self::year(year), Self::first_half(year), Self::second_half(year)]
            .into_iter()
            .find(|period| period.from() == from && period.to() == to)
    }

    /// The period of a basis in which a day lies.
    pub fn running(basis: FeeBasis, today: Date) -> Self {
        match basis.span() {
            Span::Halves if today.month() <= 6 => Self::first_half(today.year()),
            Span::Halves => Self::second_half(today.year()),
            Span::Parts | Span::Year => Self::year(today.year()),
        }
    }

    /// The period before the one in which a day lies, of a basis that is invoiced after a period has ended.
    pub fn before(basis: FeeBasis, today: Date) -> Option<Self> {
        let last_year = today.year().saturating_sub(1);
        match basis.span() {
            Span::Halves if today.month() <= 6 => Some(Self::second_half(last_year)),
            Span::Halves => Some(Self::first_half(today.year())),
            Span::Year if basis.invoiced_in(last_year, true).0 > last_year => Some(Self::year(last_year)),
            Span::Parts | Span::Year => None,
        }
    }

    pub fn from(self) -> Date {
        let month = if self.half == Some(Half::Second) { 7 } else { 1 };
        jiff::civil::date(self.year, month, 1)
    }

    pub fn to(self) -> Date {
        let (month, day) = if self.half == Some(Half::First) { (6, 30) } else { (12, 31) };
        jiff::civil::date(self.year, month, day)
    }

    pub fn calendar_year(self) -> i16 {
        self.year
    }

    pub fn is_year(self) -> bool {
        self.half.is_none()
    }

    pub fn is_first_half(self) -> bool {
        self.half == Some(Half::First)
    }

    /// The other periods that share days with it: the halves of a year, the year of a half.
    pub fn others_within(self) -> Vec<Self> {
        match self.half {
            None => vec![Self::first_half(self.year), Self::second_half(self.year)],
            Some(_) => vec![Self::year(self.year)],
        }
    }

    /// Whether use of a basis is counted for such a period.
    pub fn counts_for(self, basis: FeeBasis) -> bool {
        self.is_year() != (basis.span() == Span::Halves)
    }

    /// Whether an invoice of a basis may be about such a period. The whole year of a half-yearly one is invoiced where the
    /// first half was below the minimum.
    pub fn is_invoiced_for(self, basis: FeeBasis) -> bool {
        self.counts_for(basis) || (self.is_year() && basis.has_minimum())
    }
}

/// Days from one to another, both included.
fn days(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days())) + 1
}

/// So many at a price of mills, in cents: half a cent and more is rounded up.
pub fn amount_cents(count: i64, mills: i64) -> i64 {
    // What is typed may be larger than any sum: it is then as large as a sum can be, and no invoice is.
    count.saturating_mul(mills).saturating_add(5) / 10
}

/// Two equal parts; a cent that is left over is in the first.
pub(super) fn parts(whole: i64) -> [i64; 2] {
    let second = whole / 2;
    [whole - second, second]
}

/// What is invoiced for each half of a year: where the first half is below the minimum, nothing for it in September and the
/// whole year in February. Only tests put both together: what is imported has been reckoned by others.
#[cfg(test)]
pub(super) fn halves(first: i64, second: i64, (mills, minimum): (i64, i64)) -> [i64; 2] {
    let of_first = amount_cents(first, mills);
    if of_first < minimum {
        [0, amount_cents(first + second, mills).max(minimum)]
    } else {
        [of_first, amount_cents(second, mills)]
    }
}

/// What an invoice says of itself before its sum.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claim {
    pub basis: FeeBasis,
    pub period: Period,
    /// 1 or 2 of a year in two parts, else 0.
    pub part: i64,
    pub count: i64,
    pub mills: i64,
    /// Whether the minimum of the year is invoiced.
    pub is_minimum: bool,
}

/// Why there can be no such invoice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ClaimProblem {
    /// The period is not one of the basis.
    Period,
    /// No price is known for the period.
    NoPrice,
    /// The decree has another price, in mills.
    Price(i64),
    Part,
    /// The minimum is not what is invoiced: the basis has none, it is not a whole year, or the year is above it.
    NoMinimum,
    /// The sum lies below the minimum, in cents, so that the year is invoiced in February.
    BelowMinimum(i64),
}

impl Claim {
    /// What the invoice comes to, in cents.
    pub fn total(&self) -> Result<i64, ClaimProblem> {
        if !self.period.is_invoiced_for(self.basis) {
            return Err(ClaimProblem::Period);
        }
        let price = FEES.price(self.basis, self.period).ok_or(ClaimProblem::NoPrice)?;
        if let Some(known) = price.mills.filter(|known| *known != self.mills) {
            return Err(ClaimProblem::Price(known));
        }
        let whole = amount_cents(self.count, self.mills);
        match (self.basis.span(), self.part) {
            (Span::Parts, 1 | 2) if !self.is_minimum => Ok(parts(whole)[usize::from(self.part == 2)]),
            (Span::Parts, _) | (_, 1 | 2) => Err(ClaimProblem::Part),
            _ => self.total_of_one(whole, price),
        }
    }

    fn total_of_one(&self, whole: i64, price: &Price) -> Result<i64, ClaimProblem> {
        let minimum = price.minimum_cents;
        if self.is_minimum {
            let is_right = self.period.is_year() && minimum > 0 && whole < minimum;
            return if is_right { Ok(minimum) } else { Err(ClaimProblem::NoMinimum) };
        }
        // The second half stands by itself where the first one has reached the minimum.
        let reaches = self.period.is_year() || self.period.is_first_half();
        if reaches && whole < minimum { Err(ClaimProblem::BelowMinimum(minimum)) } else { Ok(whole) }
    }
}

/// The state of an invoice in the operator's books. Whether it is overdue follows from its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InvoiceState {
    Open,
    Paid,
    /// Taken back: nothing is to be paid.
    Credited,
}

impl InvoiceState {
    pub const ALL: [Self; 3] = [Self::Open, Self::Paid, Self::Credited];

    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Paid => "paid",
            Self::Credited => "credited",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether an imported row may turn it so: what is paid may be credited, nothing goes back.
    pub fn becomes(self, other: Self) -> bool {
        matches!((self, other), (Self::Open, Self::Paid | Self::Credited) | (Self::Paid, Self::Credited))
    }

    pub fn is_overdue(self, due_on: &str, today: Date) -> bool {
        self == Self::Open && due_on < today.to_string().as_str()
    }
}

/// Use that was counted and is not invoiced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Counted {
    pub basis: FeeBasis,
    pub period: Period,
    pub count: i64,
    /// The last day that is counted.
    pub on: Date,
}

/// What has been invoiced and not taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Billed {
    pub basis: FeeBasis,
    pub period: Period,
    pub part: i64,
    pub count: i64,
}

/// A count with what it comes to, in cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sum {
    pub count: i64,
    pub cents: i64,
}

/// What the next invoice will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Forecast {
    pub period: Period,
    pub mills: i64,
    /// What has been counted, until which day.
    pub counted: Option<(Sum, Date)>,
    /// What it comes to at the end of the period if use goes on as before.
    pub estimate: Option<Sum>,
    /// The first half of the year, where it was below the minimum and waits for February.
    pub carried: Option<Sum>,
    pub bill: Bill,
    /// Year and month in which it is invoiced, or by whose end it is due.
    pub month: (i16, i8),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bill {
    Sum(i64),
    /// One part of a year in two.
    Part(i64),
    /// Below the minimum: the first half waits for the bill of the year.
    Later,
    /// The year stays below the minimum.
    Minimum(i64),
    /// Nothing is known of use but that the minimum is due.
    AtLeast(i64),
    Unknown,
    /// The year has been invoiced.
    Done,
}

/// What the next invoice of a basis will be; `None` where the price of the running period is not known.
pub(super) fn forecast(basis: FeeBasis, today: Date, counted: &[Counted], billed: &[Billed]) -> Option<Forecast> {
    let period = Period::running(basis, today);
    let price = FEES.price(basis, period)?;
    let mills = price.mills?;
    let sum = |count: i64| Sum { count, cents: amount_cents(count, mills) };
    let of = |period: Period| counted.iter().find(|one| one.basis == basis && one.period == period);
    let running = of(period);
    let own = |one: &&Billed| one.basis == basis;
    let year = period.calendar_year();
    let plain = Forecast {
        period,
        mills,
        counted: running.map(|one| (sum(one.count), one.on)),
        estimate: running.map(|one| sum(whole_period(one))),
        carried: None,
        bill: Bill::Unknown,
        month: basis.invoiced_in(year, !period.is_first_half()),
    };
    Some(match basis.span() {
        Span::Parts => {
            let of_year: Vec<&Billed> = billed.iter().filter(own).filter(|one| one.period == period).collect();
            let count = running.map(|one| one.count).or_else(|| of_year.first().map(|one| one.count));
            // The month of the first part is past: it was invoiced elsewhere, or nothing is known of it.
            let is_first_past = (today.year(), today.month()) > basis.invoiced_in(year, false);
            let is_billed = |part| of_year.iter().any(|one| one.part == part);
            let next = if is_first_past || is_billed(1) { 2 } else { 1 };
            let is_done = is_billed(2) && (is_billed(1) || is_first_past);
            let bill = match count {
                _ if is_done => Bill::Done,
                Some(count) => Bill::Part(parts(amount_cents(count, mills))[usize::from(next == 2)]),
                None => Bill::Unknown,
            };
            let month = if is_done {
                basis.invoiced_in(year.saturating_add(1), false)
            } else {
                basis.invoiced_in(year, next == 2)
            };
            // Residents of a past day do not grow with the year.
            Forecast { estimate: None, bill, month, ..plain }
        }
        Span::Halves if !period.is_first_half() => {
            let is_first_billed =
                billed.iter().filter(own).any(|one| one.period == Period::first_half(year) || one.period.is_year());
            let first = of(Period::first_half(year)).map(|one| sum(one.count));
            // A first half that reaches the minimum is invoiced by itself, also while that invoice has not come.
            let is_by_itself = is_first_billed || first.is_some_and(|first| first.cents >= price.minimum_cents);
            let carried = first.filter(|_| !is_by_itself);
            let least = if is_by_itself { 0 } else { price.minimum_cents };
            Forecast { carried, bill: second_bill(plain.estimate, carried, mills, least), ..plain }
        }
        Span::Halves => Forecast { bill: first_bill(plain.estimate, price.minimum_cents), ..plain },
        Span::Year => Forecast { bill: plain.estimate.map_or(Bill::Unknown, |sum| Bill::Sum(sum.cents)), ..plain },
    })
}

/// What the invoice of the period that ended last will be, as long as it has not come; `since` is the first day of use in
/// production. A first half that waits for the bill of the year is told with the second one.
pub(super) fn awaited(
    basis: FeeBasis,
    (today, since): (Date, Option<Date>),
    counted: &[Counted],
    billed: &[Billed],
) -> Option<Forecast> {
    let period = Period::before(basis, today)?;
    let year = Period::year(period.calendar_year());
    if billed.iter().any(|one| one.basis == basis && (one.period == period || one.period == year)) {
        return None;
    }
    let told = forecast(basis, period.to(), counted, billed)?;
    // Of use that nobody has counted, something is said only until the invoice ought to have come.
    let is_expected = (today.year(), today.month()) <= told.month && since.is_some_and(|since| since <= period.to());
    let is_counted = told.counted.is_some() || told.carried.is_some();
    Some(told).filter(|told| told.bill != Bill::Later && (is_counted || is_expected))
}

fn first_bill(estimate: Option<Sum>, minimum: i64) -> Bill {
    match estimate {
        Some(sum) if sum.cents < minimum => Bill::Later,
        Some(sum) => Bill::Sum(sum.cents),
        None => Bill::Unknown,
    }
}

fn second_bill(estimate: Option<Sum>, carried: Option<Sum>, mills: i64, least: i64) -> Bill {
    let Some(estimate) = estimate else {
        return if least > 0 { Bill::AtLeast(least) } else { Bill::Unknown };
    };
    let whole = amount_cents(estimate.count + carried.map_or(0, |sum| sum.count), mills);
    if whole < least { Bill::Minimum(least) } else { Bill::Sum(whole) }
}

/// How much it is at the end of the period if use goes on as it has, to the nearest one.
fn whole_period(counted: &Counted) -> i64 {
    let (from, to) = (counted.period.from(), counted.period.to());
    if counted.on >= to || counted.on < from {
        return counted.count;
    }
    let passed = days(from, counted.on);
    (counted.count * days(from, to) + passed / 2) / passed
}
