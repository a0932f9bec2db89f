//! Sums, periods, states and forecasts: by table and for any numbers.

use proptest::prelude::*;

use crate::billing::fees::FeeBasis;
use crate::billing::rules::{
    Bill, Billed, Claim, ClaimProblem, Counted, InvoiceState, Period, Sum, amount_cents, awaited, forecast, halves,
    parts,
};
use crate::kernel::Date;

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

#[test]
fn a_sum_is_number_times_price_rounded_half_up() {
    for (count, mills, cents) in [
        (0, 582, 0),
        (1, 582, 58),
        (4_210, 582, 245_022),
        (31_900, 57, 181_830),
        (214_350, 3_173, 68_013_255),
        (1, 45, 5),
        (1, 44, 4),
        (5, 57, 29),
        (100_001, 57, 570_006),
        (1, 50_000_000, 5_000_000),
    ] {
        assert_eq!(amount_cents(count, mills), cents, "{count} times {mills}");
    }
}

proptest! {
    #[test]
    fn parts_are_equal_but_for_a_cent_in_the_first(whole in 0_i64..100_000_000_000) {
        let [first, second] = parts(whole);
        prop_assert_eq!(first + second, whole);
        prop_assert!(first - second == 0 || first - second == 1);
        prop_assert!(second >= 0);
    }

    /// Each half is rounded by itself where both are invoiced: a cent is then the most that they differ from the whole.
    #[test]
    fn both_halves_together_are_the_year_or_the_minimum(
        first in 0_i64..1_000_000, second in 0_i64..1_000_000, mills in 1_i64..5_000, minimum in 0_i64..20_000,
    ) {
        let [in_september, in_february] = halves(first, second, (mills, minimum));
        let year = amount_cents(first + second, mills).max(minimum);
        prop_assert!(in_september >= 0 && in_february >= 0);
        prop_assert!((in_september + in_february - year).abs() <= 1, "{} {} {}", in_september, in_february, year);
        prop_assert!(in_september + in_february >= minimum);
        prop_assert!(in_september == 0 || in_september >= minimum);
        if in_september == 0 {
            prop_assert_eq!(in_february, year);
        }
    }

    #[test]
    fn what_is_reckoned_of_any_numbers_never_falls_and_is_never_negative(
        count in 0_i64..=100_000_000, on in 0_i32..184, with_first in any::<bool>(), first in 0_i64..1_000,
    ) {
        let today = day("2026-12-31");
        let counted = |period, count, on| Counted { basis: FeeBasis::Issued, period, count, on };
        let last = day("2026-07-01").saturating_add(jiff::Span::new().days(on));
        let mut all = vec![counted(Period::second_half(2026), count, last)];
        if with_first {
            all.push(counted(Period::first_half(2026), first, day("2026-06-30")));
        }
        let told = forecast(FeeBasis::Issued, today, &all, &[]).expect("a price");
        let (Bill::Sum(cents) | Bill::Minimum(cents)) = told.bill else { panic!("{told:?}") };
        prop_assert!(cents >= 12_000, "the minimum of the year");
        prop_assert!(told.estimate.expect("counted").count >= count);
    }
}

#[test]
fn a_period_is_a_calendar_year_or_half_of_one() {
    for (from, to, period) in [
        ("2026-01-01", "2026-06-30", Some(Period::first_half(2026))),
        ("2026-07-01", "2026-12-31", Some(Period::second_half(2026))),
        ("2026-01-01", "2026-12-31", Some(Period::year(2026))),
        ("2026-01-01", "2027-12-31", None),
        ("2026-01-01", "2026-03-31", None),
        ("2026-02-01", "2026-06-30", None),
        ("2026-06-30", "2026-01-01", None),
    ] {
        assert_eq!(Period::between(day(from), day(to)), period, "{from} {to}");
    }
    assert_eq!(Period::running(FeeBasis::Issued, day("2026-06-30")), Period::first_half(2026));
    assert_eq!(Period::running(FeeBasis::Issued, day("2026-07-01")), Period::second_half(2026));
    assert_eq!(Period::running(FeeBasis::HealthResidents, day("2026-07-01")), Period::year(2026));
}

#[test]
fn an_invoice_comes_to_what_the_decree_says_or_there_is_none() {
    let issued = Claim {
        basis: FeeBasis::Issued,
        period: Period::first_half(2026),
        part: 0,
        count: 4_210,
        mills: 582,
        is_minimum: false,
    };
    let county = Claim {
        basis: FeeBasis::HealthResidents,
        period: Period::year(2026),
        part: 1,
        count: 214_350,
        mills: 3_173,
        is_minimum: false,
    };
    let year = Period::year(2026);
    for (what, claim, total) in [
        ("the clinic of the demo world", issued, Ok(245_022)),
        ("its second half stands by itself", Claim { period: Period::second_half(2026), count: 1, ..issued }, Ok(58)),
        (
            "below the minimum in the first half",
            Claim { count: 206, ..issued },
            Err(ClaimProblem::BelowMinimum(12_000)),
        ),
        ("just at the minimum", Claim { count: 207, ..issued }, Ok(12_047)),
        ("the minimum", Claim { period: year, count: 100, is_minimum: true, ..issued }, Ok(12_000)),
        ("only archives", Claim { period: year, count: 0, is_minimum: true, ..issued }, Ok(12_000)),
        ("the year that has reached it", Claim { period: year, count: 300, ..issued }, Ok(17_460)),
        ("a minimum for a half", Claim { count: 100, is_minimum: true, ..issued }, Err(ClaimProblem::NoMinimum)),
        ("a minimum above it", Claim { period: year, is_minimum: true, ..issued }, Err(ClaimProblem::NoMinimum)),
        ("another price", Claim { mills: 489, ..issued }, Err(ClaimProblem::Price(582))),
        ("a part of a half", Claim { part: 1, ..issued }, Err(ClaimProblem::Part)),
        ("a year without a price", Claim { period: Period::first_half(2022), ..issued }, Err(ClaimProblem::NoPrice)),
        ("the old price in February", Claim { period: Period::second_half(2023), mills: 489, ..issued }, Ok(205_869)),
        (
            "a price that only the invoice knows",
            Claim { period: Period::second_half(2025), mills: 500, ..issued },
            Ok(210_500),
        ),
        ("the county's first part", county, Ok(34_006_628)),
        ("the county's second part", Claim { part: 2, ..county }, Ok(34_006_627)),
        ("a county without parts", Claim { part: 0, ..county }, Err(ClaimProblem::Part)),
        ("half a year of residents", Claim { period: Period::first_half(2026), ..county }, Err(ClaimProblem::Period)),
        ("social welfare in 2026", Claim { basis: FeeBasis::SocialResidents, ..county }, Err(ClaimProblem::NoPrice)),
        (
            "a whole year of a pharmacy",
            Claim { basis: FeeBasis::Dispensed, period: year, mills: 57, ..issued },
            Err(ClaimProblem::Period),
        ),
        ("a unit of the State", Claim { basis: FeeBasis::StateClients, part: 0, count: 10, ..county }, Ok(3_173)),
    ] {
        assert_eq!(claim.total(), total, "{what}");
    }
}

#[test]
fn a_state_goes_forward_only_and_only_what_is_open_is_overdue() {
    use InvoiceState::{Credited, Open, Paid};
    for from in InvoiceState::ALL {
        for to in InvoiceState::ALL {
            let is_forward = matches!((from, to), (Open, Paid | Credited) | (Paid, Credited));
            assert_eq!(from.becomes(to), is_forward, "{from:?} {to:?}");
        }
        assert_eq!(from.is_overdue("2026-09-30", day("2026-10-01")), from == Open);
        assert!(!from.is_overdue("2026-10-01", day("2026-10-01")), "the day itself");
    }
}

#[test]
fn the_next_bill_follows_from_what_is_counted_and_invoiced() {
    use FeeBasis::{Dispensed, HealthResidents, Issued};
    let counted = |basis, period, count, on: &str| Counted { basis, period, count, on: day(on) };
    let billed = |basis, period, part, count| Billed { basis, period, part, count };
    let (first, second, year) = (Period::first_half(2026), Period::second_half(2026), Period::year(2026));
    let bill = |basis, today: &str, counted: &[Counted], billed: &[Billed]| {
        forecast(basis, day(today), counted, billed).map(|told| (told.bill, told.month))
    };
    // 92 of 184 days: twice as much at the end.
    let half_way = |count| counted(Issued, second, count, "2026-09-30");
    for (what, found, expected) in [
        ("nothing known in spring", bill(Issued, "2026-03-01", &[], &[]), Some((Bill::Unknown, (2026, 9)))),
        (
            "below the minimum in spring",
            bill(Issued, "2026-03-01", &[counted(Issued, first, 30, "2026-02-28")], &[]),
            Some((Bill::Later, (2026, 9))),
        ),
        (
            "above it in spring",
            bill(Issued, "2026-07-01", &[half_way(1_000)], &[billed(Issued, first, 0, 4_210)]),
            Some((Bill::Sum(116_400), (2027, 2))),
        ),
        ("nothing known in autumn", bill(Issued, "2026-11-21", &[], &[]), Some((Bill::AtLeast(12_000), (2027, 2)))),
        (
            "the year stays below",
            bill(Issued, "2026-11-21", &[half_way(20), counted(Issued, first, 100, "2026-06-30")], &[]),
            Some((Bill::Minimum(12_000), (2027, 2))),
        ),
        (
            "the year reaches it with the first half",
            bill(Issued, "2026-11-21", &[half_way(100), counted(Issued, first, 100, "2026-06-30")], &[]),
            Some((Bill::Sum(17_460), (2027, 2))),
        ),
        (
            "a first half above the minimum whose invoice has not come",
            bill(Issued, "2026-10-01", &[half_way(1_000), counted(Issued, first, 4_210, "2026-06-30")], &[]),
            Some((Bill::Sum(116_400), (2027, 2))),
        ),
        (
            "a small second half after a paid first one",
            bill(Issued, "2026-11-21", &[half_way(5)], &[billed(Issued, first, 0, 300)]),
            Some((Bill::Sum(582), (2027, 2))),
        ),
        (
            "a pharmacy has no minimum",
            bill(Dispensed, "2026-11-21", &[counted(Dispensed, second, 10, "2026-12-31")], &[]),
            Some((Bill::Sum(57), (2027, 2))),
        ),
        (
            "the county's second part",
            bill(HealthResidents, "2026-11-21", &[], &[billed(HealthResidents, year, 1, 214_350)]),
            Some((Bill::Part(34_006_627), (2026, 12))),
        ),
        (
            "both parts are invoiced",
            bill(
                HealthResidents,
                "2026-11-21",
                &[],
                &[billed(HealthResidents, year, 1, 1), billed(HealthResidents, year, 2, 1)],
            ),
            Some((Bill::Done, (2027, 3))),
        ),
        ("no price is known", bill(Issued, "2028-01-01", &[], &[]), None),
    ] {
        assert_eq!(found, expected, "{what}");
    }
    let told = forecast(Issued, day("2026-11-21"), &[half_way(1_000)], &[]).expect("a price");
    assert_eq!(told.counted, Some((Sum { count: 1_000, cents: 58_200 }, day("2026-09-30"))));
    assert_eq!(told.estimate, Some(Sum { count: 2_000, cents: 116_400 }));
}

#[test]
fn a_period_that_has_ended_is_awaited_until_it_is_invoiced() {
    use FeeBasis::{HealthResidents, Issued, StateClients};
    let counted = |basis, period: Period, count| Counted { basis, period, count, on: period.to() };
    let billed = |period| Billed { basis: Issued, period, part: 0, count: 4_246 };
    let (first, second, year) = (Period::first_half(2026), Period::second_half(2026), Period::year(2026));
    let bill = |basis, today: &str, since: Option<&str>, counted: &[Counted], billed: &[Billed]| {
        awaited(basis, (day(today), since.map(day)), counted, billed).map(|told| (told.period, told.bill, told.month))
    };
    let (winter, use_) = ("2027-01-15", [counted(Issued, second, 4_246)]);
    for (what, found, expected) in [
        ("counted", bill(Issued, winter, None, &use_, &[]), Some((second, Bill::Sum(247_117), (2027, 2)))),
        ("late", bill(Issued, "2027-05-01", None, &use_, &[]), Some((second, Bill::Sum(247_117), (2027, 2)))),
        ("invoiced", bill(Issued, winter, None, &use_, &[billed(second)]), None),
        ("invoiced for the year", bill(Issued, winter, None, &use_, &[billed(year)]), None),
        ("no customer then", bill(Issued, winter, Some("2027-01-01"), &[], &[]), None),
        (
            "a customer then",
            bill(Issued, winter, Some("2026-12-31"), &[], &[]),
            Some((second, Bill::AtLeast(12_000), (2027, 2))),
        ),
        ("never counted", bill(Issued, "2027-03-01", Some("2026-12-31"), &[], &[]), None),
        (
            "the first half in August",
            bill(Issued, "2026-08-01", None, &[counted(Issued, first, 4_210)], &[]),
            Some((first, Bill::Sum(245_022), (2026, 9))),
        ),
        ("it waits for the year", bill(Issued, "2026-08-01", None, &[counted(Issued, first, 100)], &[]), None),
        ("parts are paid within their year", bill(HealthResidents, winter, Some("2020-01-01"), &[], &[]), None),
        ("no price is known of the State", bill(StateClients, "2026-01-15", Some("2020-01-01"), &[], &[]), None),
    ] {
        assert_eq!(found, expected, "{what}");
    }
}

#[test]
fn the_next_invoice_of_a_county_never_lies_in_the_past() {
    let second = Billed { basis: FeeBasis::HealthResidents, period: Period::year(2026), part: 2, count: 1 };
    for (today, billed, expected) in [
        ("2026-03-31", vec![], (Bill::Unknown, (2026, 3))),
        ("2026-04-01", vec![], (Bill::Unknown, (2026, 12))),
        ("2026-11-28", vec![], (Bill::Unknown, (2026, 12))),
        ("2026-11-28", vec![second], (Bill::Done, (2027, 3))),
    ] {
        let told = forecast(FeeBasis::HealthResidents, day(today), &[], &billed).expect("a price");
        assert_eq!((told.bill, told.month), expected, "{today} {billed:?}");
    }
}
