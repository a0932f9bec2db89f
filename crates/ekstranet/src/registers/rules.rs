//! How a copy is used and which legal forms are private. Pure.

use super::{FRESH_SECONDS, Looked};
use crate::kernel::{Date, Instant};

/// A kept answer of a register.
#[derive(Debug, db::FromRow)]
pub(super) struct Copy {
    pub content: Option<String>,
    pub fetched_at: i64,
}

/// A kept answer with the register that gave it.
#[derive(Debug, db::FromRow)]
pub(super) struct SourceCopy {
    pub source: String,
    #[row(flatten)]
    pub copy: Copy,
}

impl Copy {
    /// Whether the register knew it.
    pub fn is_known(&self) -> bool {
        self.content.is_some()
    }

    pub fn is_fresh(&self, now: Instant) -> bool {
        now < Instant::from_milliseconds(self.fetched_at).plus_seconds(FRESH_SECONDS)
    }

    /// The value as it was told.
    ///
    /// # Errors
    /// When the copy cannot be read: another version of the program wrote it.
    pub fn looked<T: serde::de::DeserializeOwned>(&self, stale: bool) -> Result<Option<Looked<T>>, Unreadable> {
        let Some(content) = &self.content else { return Ok(None) };
        let value = serde_json::from_str(content).map_err(|_| Unreadable)?;
        Ok(Some(Looked { value, fetched_at: Instant::from_milliseconds(self.fetched_at), stale }))
    }

    /// The last known value; a copy that cannot be read is as good as none.
    pub fn last_known<T: serde::de::DeserializeOwned>(&self, now: Instant) -> Option<Looked<T>> {
        self.looked(!self.is_fresh(now)).unwrap_or_else(|Unreadable| {
            metrics::counter!("ekstranet_unreadable_rows_total", "table" => "register_copy").increment(1);
            tracing::warn!(fetched_at = self.fetched_at, "a copy of a register cannot be read and is left out");
            None
        })
    }
}

/// A copy that this version of the program cannot read.
#[derive(Debug)]
pub(super) struct Unreadable;

/// Whether a legal form of the company register (code set YRMU) is one whose officers act by position: companies,
/// partnerships, cooperatives, sole traders and associations. Foundations and everything public act by mandate only,
/// and so does every form that we do not know (founding pages; domain sheet 1.2).
pub(super) fn is_private_form(code: &str) -> bool {
    // 5 ay, 13 ky, 14 osuuskunta, 16 oy, 17 oyj, 26 elinkeinonharjoittaja, 29 yhdistys, 6 taloudellinen yhdistys
    matches!(code, "5" | "6" | "13" | "14" | "16" | "17" | "26" | "29" | "OY" | "OYJ" | "AY" | "KY" | "OK")
}

/// A person who trades under their own name.
pub(super) fn is_sole_trader_form(code: &str) -> bool {
    code == "26"
}

pub(super) fn is_foundation_form(code: &str) -> bool {
    code == "18"
}

/// A day of the pharmacy register, `yyyymmdd`.
pub(super) fn day(text: &str) -> Option<Date> {
    Date::strptime("%Y%m%d", text).ok()
}

/// Whether the second day is the one after the first.
pub(super) fn follows(last: Date, first: Date) -> bool {
    last.tomorrow().is_ok_and(|next| next == first)
}
