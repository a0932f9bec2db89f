//! Business days in Finland. Weekends, the church's holy days, Independence Day, May Day and the eves of Midsummer and
//! Christmas are none: so the Act on the Calculation of Statutory Time Limits (150/1930, section 5) counts. Pure.

use jiff::civil::{Weekday, date};

use super::Date;

/// Holidays on the same day of every year: month and day.
const FIXED: [(i8, i8); 7] = [(1, 1), (1, 6), (5, 1), (12, 6), (12, 24), (12, 25), (12, 26)];
/// Holidays that follow Easter Sunday, in days: Good Friday, Easter Monday, Ascension Day.
const AFTER_EASTER: [i64; 3] = [-2, 1, 39];

/// Whether offices are open on a date.
pub fn is_business_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !is_holiday(day)
}

/// The so-manieth business day after a date.
pub fn plus_business_days(from: Date, count: u32) -> Date {
    let mut day = from;
    let mut left = count;
    while left > 0 {
        let Ok(next) = day.tomorrow() else { return day };
        day = next;
        left -= u32::from(is_business_day(day));
    }
    day
}

/// A public holiday that can fall on a weekday. Midsummer Eve is the Friday of 19 to 25 June.
fn is_holiday(day: Date) -> bool {
    let is_midsummer_eve = day.month() == 6 && (19..=25).contains(&day.day()) && day.weekday() == Weekday::Friday;
    let easter = easter(day.year());
    let follows_easter =
        AFTER_EASTER.into_iter().any(|days| easter.saturating_add(jiff::Span::new().days(days)) == day);
    is_midsummer_eve || follows_easter || FIXED.contains(&(day.month(), day.day()))
}

/// Easter Sunday of the Gregorian calendar: the method of Meeus, Jones and Butcher, in its own letters.
#[expect(clippy::many_single_char_names, reason = "the letters of the published method")]
fn easter(year: i16) -> Date {
    let year_number = i32::from(year);
    let (a, b, c) = (year_number % 19, year_number / 100, year_number % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let n = (h + l - 7 * m + 90) / 25;
    let p = (h + l - 7 * m + 33 * n + 19) % 32;
    let small = |number: i32| i8::try_from(number).unwrap_or(1);
    date(year, small(n), small(p))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, date};

    use super::{easter, is_business_day, plus_business_days};

    #[test]
    fn easter_falls_on_its_published_days() {
        for (year, month, day) in [
            (2000, 4, 23),
            (2008, 3, 23),
            (2011, 4, 24),
            (2019, 4, 21),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2038, 4, 25),
        ] {
            assert_eq!(easter(year), date(year, month, day));
        }
    }

    #[test]
    fn the_holidays_of_a_year_are_no_business_days() {
        for (month, day) in [(1, 1), (1, 6), (4, 3), (4, 6), (5, 1), (5, 14), (6, 19), (12, 24), (12, 25)] {
            let holiday = date(2026, month, day);
            assert!(!matches!(holiday.weekday(), Weekday::Saturday | Weekday::Sunday), "the list has weekdays");
            assert!(!is_business_day(holiday), "{holiday}");
        }
        // The neighbours of some of them, and Maundy Thursday, are.
        for (month, day) in [(1, 2), (1, 5), (4, 2), (4, 7), (5, 13), (6, 18), (6, 22), (12, 23), (12, 28)] {
            assert!(is_business_day(date(2026, month, day)), "{month}-{day}");
        }
        let weekdays = (1..=365).filter_map(|day| date(2026, 1, 1).checked_add(jiff::Span::new().days(day - 1)).ok());
        assert_eq!(weekdays.filter(|day| is_business_day(*day)).count(), 252, "business days of 2026");
    }

    #[test]
    fn business_days_step_over_holidays() {
        // Before Christmas, Easter, Midsummer and Independence Day of a Monday.
        for (from, expected) in [
            (date(2026, 12, 23), date(2026, 12, 29)),
            (date(2026, 4, 2), date(2026, 4, 8)),
            (date(2026, 6, 18), date(2026, 6, 23)),
            (date(2027, 12, 3), date(2027, 12, 8)),
        ] {
            assert_eq!(plus_business_days(from, 2), expected, "{from}");
        }
        assert_eq!(plus_business_days(date(2026, 12, 25), 0), date(2026, 12, 25));
    }

    proptest::proptest! {
        #[test]
        fn a_later_business_day_is_one_and_leaves_none_out(day in 0_i64..36_500, count in 1_u32..15) {
            let from = date(2000, 1, 1).saturating_add(jiff::Span::new().days(day));
            let found = plus_business_days(from, count);
            proptest::prop_assert!(is_business_day(found));
            let mut between = 0;
            let mut walked = from;
            while walked < found {
                walked = walked.tomorrow().expect("a day");
                between += u32::from(is_business_day(walked));
            }
            proptest::prop_assert_eq!(between, count);
        }
    }
}
