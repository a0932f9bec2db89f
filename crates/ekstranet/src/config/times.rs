//! How long sessions and drafts last.

use serde::Deserialize;

/// Session times in seconds. NIST SP 800-63B (revision 4) allows people at assurance level 2 at most 1 hour of rest and
/// 24 hours in all, officers at level 3 at most 15 minutes and 12 hours; production takes no longer ones. The defaults are
/// shorter and keep within the 32 minutes of Suomi.fi's own session.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sessions {
    pub idle_seconds: i64,
    pub absolute_seconds: i64,
    pub officer_idle_seconds: i64,
    pub officer_absolute_seconds: i64,
}

impl Default for Sessions {
    fn default() -> Self {
        Self {
            idle_seconds: 30 * 60,
            absolute_seconds: 10 * 3600,
            officer_idle_seconds: 15 * 60,
            officer_absolute_seconds: 10 * 3600,
        }
    }
}

impl Sessions {
    /// The shortest rest in which one can read a page, get the warning two minutes before the end and answer it.
    const SHORTEST: i64 = 5 * 60;
    /// The longest session of an officer, and the longest time between two identifications of one.
    pub(super) const OFFICER_LIMIT: i64 = 12 * 3_600;

    /// What production takes.
    pub(super) fn check(&self) -> Result<(), String> {
        let hour = 3600;
        for (key, seconds, limit) in [
            ("sessions.idle_seconds", self.idle_seconds, hour),
            ("sessions.absolute_seconds", self.absolute_seconds, 24 * hour),
            ("sessions.officer_idle_seconds", self.officer_idle_seconds, hour / 4),
            ("sessions.officer_absolute_seconds", self.officer_absolute_seconds, Self::OFFICER_LIMIT),
        ] {
            if seconds > limit {
                return Err(format!("{key}: production allows at most {limit} (NIST SP 800-63B)"));
            }
            if seconds < Self::SHORTEST {
                return Err(format!("{key}: must be at least {}", Self::SHORTEST));
            }
        }
        Ok(())
    }
}

/// Drafts of applications, in days.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Applications {
    /// A draft that nobody has touched for so long is removed.
    pub draft_days: i64,
    /// So many days before that those who filled it in are warned; each number is one warning.
    pub draft_warning_days: Vec<i64>,
}

impl Default for Applications {
    fn default() -> Self {
        Self { draft_days: 180, draft_warning_days: vec![30, 7] }
    }
}
