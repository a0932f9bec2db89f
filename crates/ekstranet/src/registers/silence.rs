//! Which registers were silent a moment ago, for pages that must be quick: only the first visit waits for a register that does
//! not answer, and those of the next moments do without it.

use std::sync::{Mutex, PoisonError};

use crate::kernel::Instant;
use crate::web::Outside;

/// How long a register that was silent is left alone.
const PAUSE_SECONDS: i64 = 15;

/// The registers that were silent when a page last asked them, and when that was. Each instance of the portal finds out by
/// itself.
#[derive(Default)]
pub struct Silences(Mutex<Vec<(Outside, Instant)>>);

impl Silences {
    /// Whether a register was silent just now.
    pub(super) fn holds(&self, system: Outside, now: Instant) -> bool {
        let silent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        silent.iter().any(|(one, at)| *one == system && *at <= now && now < at.plus_seconds(PAUSE_SECONDS))
    }

    /// Notes whether a register has answered.
    pub(super) fn note(&self, system: Outside, now: Instant, has_answered: bool) {
        let mut silent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        silent.retain(|(one, _)| *one != system);
        if !has_answered {
            silent.push((system, now));
        }
    }
}
