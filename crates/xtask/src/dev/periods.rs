//! The periods of deployment support that `cargo dev` configures: one for each month, so that two are always open for
//! enrolment and the days stay the same from one start to the next.

use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Context as _;

/// How many months get a period, this one first.
const MONTHS: i64 = 4;
/// A period runs from a Monday to the Friday of its fourth week; enrolment ends on a Friday three weeks before it.
const LENGTH: i64 = 25;
const ENROLMENT: i64 = 24;

/// Days since 1970.
#[expect(clippy::disallowed_methods, reason = "a world of the developer begins today")]
pub fn today() -> anyhow::Result<i64> {
    let passed = SystemTime::now().duration_since(UNIX_EPOCH).context("the clock is before 1970")?;
    Ok(i64::try_from(passed.as_secs())? / 86_400)
}

/// The tables of the configuration as of a day, in days since 1970.
pub fn tables(today: i64) -> String {
    let (year, month, _) = date(today);
    (0..MONTHS).map(|ahead| table(second_monday(year * 12 + month - 1 + ahead))).collect()
}

fn table(begins: i64) -> String {
    let [begins, ends, enrol_by] = [begins, begins + LENGTH, begins - ENROLMENT].map(|day| {
        let (year, month, day) = date(day);
        format!("{year}-{month:02}-{day:02}")
    });
    format!("\n[[deployment_support]]\nbegins = \"{begins}\"\nends = \"{ends}\"\nenrol_by = \"{enrol_by}\"\n")
}

/// The second Monday of a month, which is counted from the year nought.
fn second_monday(month: i64) -> i64 {
    let eighth = days(month.div_euclid(12), month.rem_euclid(12) + 1, 8);
    // The first day of 1970 was a Thursday.
    eighth + (4 - eighth).rem_euclid(7)
}

/// Days since 1970 of a date of the Gregorian calendar, whose years are counted from March, so that the leap day is the last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + (153 * month + 2) / 5 + day - 1 - 719_468
}

/// The date of a day: year, month, day.
fn date(since: i64) -> (i64, i64, i64) {
    let latest = 1970 + since / 365;
    let year = (1970..=latest).rev().find(|year| days(*year, 1, 1) <= since).unwrap_or(latest);
    let month = (1..=12).rev().find(|month| days(year, *month, 1) <= since).unwrap_or(1);
    (year, month, since - days(year, month, 1) + 1)
}

#[cfg(test)]
mod tests {
    use super::{date, days, tables};

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!((days(1970, 1, 1), days(2000, 3, 1), days(2026, 11, 27)), (0, 11_017, 20_784));
        for day in 0..30_000 {
            let (year, month, of_month) = date(day);
            assert_eq!(days(year, month, of_month), day);
        }
    }

    #[test]
    fn every_day_has_two_periods_to_enrol_for_and_those_of_a_month_stay() {
        let november = tables(days(2026, 11, 27));
        assert!(november.starts_with(
            "\n[[deployment_support]]\nbegins = \"2026-11-09\"\nends = \"2026-12-04\"\nenrol_by = \"2026-10-16\"\n"
        ));
        assert_eq!(november, tables(days(2026, 11, 1)));
        for today in days(2026, 1, 1)..days(2029, 1, 1) {
            let (year, month, day) = date(today);
            let now = format!("{year}-{month:02}-{day:02}");
            let tables = tables(today);
            let last_days = tables.split("enrol_by = \"").skip(1).filter_map(|rest| rest.split('"').next());
            assert!(last_days.filter(|last| *last >= now.as_str()).count() >= 2, "{now}: {tables}");
        }
    }
}
