//! Time, handed in so that tests can set it. Instants are UTC milliseconds, dates are those of Helsinki.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use jiff::tz::{TimeZone, get};

/// A calendar date, `YYYY-MM-DD` in rows.
pub type Date = jiff::civil::Date;

/// A moment: milliseconds since 1970 in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    pub const fn from_milliseconds(milliseconds: i64) -> Self {
        Self(milliseconds)
    }

    pub const fn milliseconds(self) -> i64 {
        self.0
    }

    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0 + seconds * 1000)
    }

    /// The date in Helsinki at this moment.
    pub fn date(self) -> Date {
        self.in_helsinki().date()
    }

    /// The wall clock in Helsinki at this moment.
    pub fn in_helsinki(self) -> jiff::Zoned {
        // The one zone of the service, part of the program: the build looks it up.
        static HELSINKI: TimeZone = get!("Europe/Helsinki");
        let timestamp = Timestamp::from_millisecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH);
        timestamp.to_zoned(HELSINKI.clone())
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Timestamp::from_millisecond(self.0) {
            Ok(timestamp) => write!(formatter, "{timestamp}"),
            Err(_) => write!(formatter, "{}", self.0),
        }
    }
}

/// Where the time comes from.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's clock.
    System,
    /// A clock that stands still until a test moves it.
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// A clock for tests.
    pub fn fixed(at: Instant) -> Self {
        Self::Fixed(Arc::new(AtomicI64::new(at.0)))
    }

    pub fn now(&self) -> Instant {
        match self {
            #[expect(clippy::disallowed_methods, reason = "the one place where time enters the portal")]
            Self::System => Instant(Timestamp::now().as_millisecond()),
            Self::Fixed(at) => Instant(at.load(Ordering::Relaxed)),
        }
    }

    /// Moves a fixed clock; the machine's clock stays as it is.
    pub fn advance_seconds(&self, seconds: i64) {
        if let Self::Fixed(at) = self {
            at.fetch_add(seconds * 1000, Ordering::Relaxed);
        }
    }
}

/// How long traces of sessions and rights are kept, in seconds: Suomi.fi e-Authorizations asks for at least five years.
pub const RIGHTS_KEPT_SECONDS: i64 = (5 * 365 + 2) * 86_400;

/// Reads a date as people type it, `4.12.2026` with or without spaces and noughts, or as rows keep it, `2026-12-04`.
/// Two digits of a year mean this century.
pub fn read_date(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let parts: Vec<&str> = text.split(['.', ',', ' ']).filter(|part| !part.is_empty()).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    if !parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let year: i16 = year.parse().ok()?;
    let century = if (0..100).contains(&year) { 2000 } else { 0 };
    Date::new(year + century, month.parse().ok()?, day.parse().ok()?).ok()
}

/// Whether a text has the form of a date, `31.2.2027`, whether or not the calendar has the day.
pub fn is_written_as_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split(['.', ',', ' ', '-']).filter(|part| !part.is_empty()).collect();
    parts.len() == 3 && parts.iter().all(|part| part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Today in Helsinki.
pub fn today(now: Instant) -> Date {
    now.date()
}

#[cfg(test)]
mod tests {
    use super::{Instant, is_written_as_date, read_date};

    #[test]
    fn dates_are_read_as_people_write_them_and_as_rows_keep_them() {
        let day = jiff::civil::date(2026, 12, 4);
        for text in [
            "2026-12-04",
            "4.12.2026",
            "04.12.2026",
            " 4. 12. 2026 ",
            "4.12.26",
            "4,12,2026",
            "4 12 2026",
            "4.12.2026.",
        ] {
            assert_eq!(read_date(text), Some(day), "{text}");
        }
        for text in ["", "4.12.", "31.2.2026", "1.2.2026.3", "tomorrow", "12/4/2026", "4.12.-26", "2026"] {
            assert_eq!(read_date(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_that_is_not_in_the_calendar_is_told_from_what_is_no_date() {
        for written in ["31.2.2027", "0.13.2027", "2027-02-31", "31 2 27"] {
            assert!(is_written_as_date(written) && read_date(written).is_none(), "{written}");
        }
        for other in ["", "4.12.", "tomorrow", "1.2.2026.3", "150668-917M", "12/4/2026"] {
            assert!(!is_written_as_date(other), "{other}");
        }
    }

    #[test]
    fn the_day_turns_at_midnight_in_helsinki() {
        // 21:59 and 22:00 UTC on a winter evening lie on the two sides of midnight in Helsinki.
        assert_eq!(Instant::from_milliseconds(1_795_298_340_000).date().to_string(), "2026-11-21");
        assert_eq!(Instant::from_milliseconds(1_795_298_400_000).date().to_string(), "2026-11-22");
    }
}
