//! How many sign-ins may begin on this instance: each costs a signature and a row, and anybody may ask for one without
//! being known. Each door has a bucket of its own, so that a crowd at one does not shut the other.

use std::sync::{Mutex, PoisonError};

use crate::kernel::Instant;
use crate::web::Failure;

/// What one beginning takes out of the bucket. In this unit a bucket of `n` a minute fills by `n` each millisecond.
const ONE: i64 = 60_000;

/// A bucket that holds one minute's beginnings and fills evenly.
pub(super) struct Beginnings {
    door: &'static str,
    /// With 0 there is no limit.
    per_minute: i64,
    held: Mutex<Held>,
}

struct Held {
    left: i64,
    at: Option<Instant>,
}

impl Beginnings {
    /// A full bucket; the name of the door is for the counters.
    pub fn new(door: &'static str, per_minute: u32) -> Self {
        let per_minute = i64::from(per_minute);
        Self { door, per_minute, held: Mutex::new(Held { left: per_minute * ONE, at: None }) }
    }

    /// Takes one beginning.
    ///
    /// # Errors
    /// `Crowded` when none is left.
    pub fn take(&self, now: Instant) -> Result<(), Failure> {
        if self.per_minute == 0 || self.has_one(now) {
            return Ok(());
        }
        metrics::counter!("ekstranet_sign_ins_refused_total", "door" => self.door).increment(1);
        Err(Failure::Crowded)
    }

    fn has_one(&self, now: Instant) -> bool {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        // A clock that goes back gives nothing, and goes on from there.
        let passed = held.at.map_or(0, |at| (now.milliseconds() - at.milliseconds()).clamp(0, ONE));
        held.at = Some(now);
        held.left = (held.left + passed * self.per_minute).min(self.per_minute * ONE);
        let has = held.left >= ONE;
        if has {
            held.left -= ONE;
        }
        has
    }
}

#[cfg(test)]
mod tests {
    use super::Beginnings;
    use crate::kernel::Instant;

    #[test]
    fn a_bucket_gives_a_minutes_beginnings_at_once_and_then_evenly() {
        let bucket = Beginnings::new("tests", 30);
        let taken =
            |at: i64, asked: usize| (0..asked).filter(|_| bucket.take(Instant::from_milliseconds(at)).is_ok()).count();
        assert_eq!(taken(0, 100), 30, "a crowd at one moment");
        assert_eq!((taken(1_999, 1), taken(2_000, 2), taken(4_000, 2)), (0, 1, 1), "one each two seconds");
        assert_eq!(taken(14_000, 100), 5);
        assert_eq!(taken(3_600_000, 100), 30, "never more than it holds");
        assert_eq!(taken(0, 1), 0, "a clock that goes back gives nothing");
        assert_eq!(taken(2_000, 2), 1, "and the bucket fills again from there");
    }

    #[test]
    fn a_bucket_without_a_limit_is_never_empty() {
        let bucket = Beginnings::new("tests", 0);
        assert!((0..10_000).all(|_| bucket.take(Instant::from_milliseconds(0)).is_ok()));
    }
}
