//! The invoices of the demo world: an officer imports the files of the books on the days on which they would have come. Periods
//! are those of the calendar, so they do not move with the first start: it is the last one that has been invoiced then, and
//! where no price of it is known there is no invoice.

use std::collections::BTreeMap;

use anyhow::Context as _;

use super::Past;
use super::acting::{Officer, told};
use super::people::Cast;
use super::working::Day;
use crate::billing::{self, FEES, FeeBasis, Price, amount_cents};
use crate::kernel::Date;

const HEADING: &str = "row;number;business_id;basis;from;to;part;count;unit_price;minimum;total;date;due;state";

/// Residents of the county, prescriptions that the clinic issued and the pharmacy dispensed in half a year, and in a day.
const RESIDENTS: i64 = 214_350;
const ISSUED: (i64, i64) = (4_210, 23);
const DISPENSED: (i64, i64) = (31_900, 176);

/// What one invoice is about and when it is made and due.
struct Invoice<'a> {
    number: String,
    organisation: &'a str,
    basis: FeeBasis,
    days: (Date, Date),
    /// 1 or 2 of a year in two parts.
    part: Option<i64>,
    count: i64,
    issued: Date,
    due: Date,
}

impl Invoice<'_> {
    /// Its row, if a price is known.
    fn row(&self, state: &str) -> Option<String> {
        let price = price(self.basis, self.days)?;
        let mills = price.mills?;
        let whole = amount_cents(self.count, mills);
        let total = match self.part {
            Some(1) => whole - whole / 2,
            Some(_) => whole / 2,
            None => whole,
        };
        let part = self.part.map(|part| part.to_string()).unwrap_or_default();
        let (from, to) = self.days;
        Some(format!(
            "invoice;{};{};{};{from};{to};{part};{};{},{:03};no;{},{:02};{};{};{state}",
            self.number,
            self.organisation,
            self.basis.code(),
            self.count,
            mills / 1_000,
            mills % 1_000,
            total / 100,
            total % 100,
            self.issued,
            self.due
        ))
    }
}

/// The price of a period, where it is known.
fn price(basis: FeeBasis, (from, to): (Date, Date)) -> Option<&'static Price> {
    FEES.shown(basis, from).filter(|price| price.from <= from && to <= price.to)
}

fn date(year: i16, month: i8, day: i8) -> Date {
    jiff::civil::date(year, month, day)
}

/// The days of a half of a year.
fn half(year: i16, second: bool) -> (Date, Date) {
    if second { (date(year, 7, 1), date(year, 12, 31)) } else { (date(year, 1, 1), date(year, 6, 30)) }
}

/// The invoices that have come by a day, whose prices are known.
fn invoices(cast: &Cast, today: Date) -> Vec<Invoice<'_>> {
    let year = today.year();
    let mut found = Vec::new();
    // Half-years: the last one that has been invoiced.
    let halves = [(year, 9, half(year, false)), (year, 2, half(year - 1, true)), (year - 1, 9, half(year - 1, false))];
    let last = halves.into_iter().map(|(year, month, days)| (date(year, month, 7), days)).find(|(at, _)| *at < today);
    if let Some((issued, days)) = last {
        for (place, organisation, basis, (count, _)) in [
            (201, &cast.clinic.organisation, FeeBasis::Issued, ISSUED),
            (301, &cast.archipelago.organisation, FeeBasis::Dispensed, DISPENSED),
        ] {
            let due = issued.last_of_month();
            let number = format!("{}-{place}", issued.year());
            found.push(Invoice { number, organisation, basis, days, part: None, count, issued, due });
        }
    }
    // Years in two parts: the last two.
    let parts = [(year, 2), (year, 1), (year - 1, 2), (year - 1, 1)];
    let months = |(year, part)| (date(year, if part == 1 { 3 } else { 11 }, 2), year, part);
    for (issued, year, part) in parts.into_iter().map(months).filter(|(issued, ..)| *issued < today).take(2) {
        let due = date(year, if part == 1 { 3 } else { 12 }, 31);
        for (place, basis) in [(100, FeeBasis::HealthResidents), (110, FeeBasis::SocialResidents)] {
            found.push(Invoice {
                number: format!("{year}-{}", place + part),
                organisation: &cast.county.organisation,
                basis,
                days: (date(year, 1, 1), date(year, 12, 31)),
                part: Some(part),
                count: RESIDENTS,
                issued,
                due,
            });
        }
    }
    found
}

/// Use of the half-year that was running a week ago, until then.
fn counts(cast: &Cast, until: Date) -> Vec<String> {
    let days = half(until.year(), until.month() > 6);
    let passed = i64::from(days.0.until(until).map_or(0, |span| span.get_days())) + 1;
    let row = |organisation: &str, basis: FeeBasis, (_, in_a_day): (i64, i64)| {
        price(basis, days)?;
        let (from, to) = days;
        Some(format!("count;;{organisation};{};{from};{to};;{};;;;{until};;", basis.code(), passed * in_a_day))
    };
    let rows = [
        row(&cast.clinic.organisation, FeeBasis::Issued, ISSUED),
        row(&cast.archipelago.organisation, FeeBasis::Dispensed, DISPENSED),
    ];
    rows.into_iter().flatten().collect()
}

/// The rows of every file by its day: an invoice when it was made, its payment on the day on which it was due, counts last week.
pub(super) fn files(cast: &Cast, today: Date) -> BTreeMap<Date, Vec<String>> {
    let mut files: BTreeMap<Date, Vec<String>> = BTreeMap::new();
    for invoice in invoices(cast, today) {
        let Some(open) = invoice.row("open") else { continue };
        files.entry(invoice.issued).or_default().push(open);
        if invoice.due < today {
            files.entry(invoice.due).or_default().extend(invoice.row("paid"));
        }
    }
    let last_week = |days: i64| today.saturating_sub(jiff::Span::new().days(days));
    files.entry(last_week(6)).or_default().extend(counts(cast, last_week(7)));
    files.retain(|_, rows| !rows.is_empty());
    files
}

/// A file with these rows.
pub(super) fn file(rows: &[String]) -> String {
    format!("{HEADING}\n{}\n", rows.join("\n"))
}

/// Imports every file on its day.
pub(super) async fn import(past: &Past<'_>) -> anyhow::Result<()> {
    let today = past.now.date();
    for (day, rows) in files(&past.cast, today) {
        let ago = i64::from(day.until(today).map_or(0, |span| span.get_days()));
        let on = Day::of(past, ago)?;
        let officer = Officer::sign_in(&on).await?;
        let name = format!("laskut-{day}.csv");
        officer.post_file("/desk/invoices", ("file", &name, &file(&rows))).await.with_context(|| name.clone())?;
        officer.leave().await?;
        told(billing::tell_due(&on.app).await)?;
    }
    Ok(())
}
