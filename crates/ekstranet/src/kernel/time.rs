//! Time, handed in so that tests can set it. Instants are UTC milliseconds, dates are those of Helsinki.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{Timestamp, tz::TimeZone};

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
        thread_local! {
            // Looked up once per thread: finding a zone by name costs more than a page's other formatting together.
            static HELSINKI: TimeZone = TimeZone::get("Europe/Helsinki").expect("the bundled time zones have Helsinki");
        }
        let timestamp = Timestamp::from_millisecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH);
        HELSINKI.with(|zone| timestamp.to_zoned(zone.clone()))
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

/// Today in Helsinki.
pub fn today(now: Instant) -> Date {
    now.date()
}

#[cfg(test)]
mod tests {
    use super::Instant;

    #[test]
    fn the_day_turns_at_midnight_in_helsinki() {
        // 21:59 and 22:00 UTC on a winter evening lie on the two sides of midnight in Helsinki.
        assert_eq!(Instant::from_milliseconds(1_795_298_340_000).date().to_string(), "2026-11-21");
        assert_eq!(Instant::from_milliseconds(1_795_298_400_000).date().to_string(), "2026-11-22");
    }
}
