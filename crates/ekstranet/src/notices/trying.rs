//! When a mail is tried again and when it is given up.

use crate::kernel::Instant;

/// How long a mail is tried before it is left to the officers.
pub(super) const GIVE_UP_SECONDS: i64 = 48 * 3_600;
/// How long a sender keeps a claimed mail before another may take it.
pub(super) const LEASE_SECONDS: i64 = 300;

/// When to try again after so many tries in vain; `None` when it would be too late.
pub(super) fn next_try(now: Instant, tries: i64, give_up_at: Instant) -> Option<Instant> {
    let minutes = match tries {
        ..=1 => 1,
        2 => 5,
        3 => 15,
        _ => 60,
    };
    Some(now.plus_seconds(minutes * 60)).filter(|next| *next <= give_up_at)
}

#[cfg(test)]
mod tests {
    use super::{GIVE_UP_SECONDS, next_try};
    use crate::testing::NOON;

    #[test]
    fn tries_grow_rarer_until_two_days_have_passed() {
        let end = NOON.plus_seconds(GIVE_UP_SECONDS);
        let waits: Vec<i64> = (1..=6)
            .filter_map(|tries| next_try(NOON, tries, end))
            .map(|next| (next.milliseconds() - NOON.milliseconds()) / 60_000)
            .collect();
        assert_eq!(waits, [1, 5, 15, 60, 60, 60]);
        assert_eq!(next_try(end.plus_seconds(-59), 1, end), None);
        assert_eq!(next_try(end.plus_seconds(-60), 1, end), Some(end));
    }
}
