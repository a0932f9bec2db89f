//! When a session lives.

use crate::config::Sessions;
use crate::kernel::{Instant, PersonId, Session, SessionId, SessionKind};

/// The cookie that holds the session's token, 32 random bytes in hexadecimal.
pub const SESSION_COOKIE: &str = "__Host-session";

/// A session as stored. Rooms that read it together with their own rows select these columns under these names:
/// `session_id, person_id, person_name, kind, approver, last_seen_at, ends_at`.
#[derive(Clone, Debug, db::FromRow)]
pub struct SessionRow {
    pub session_id: String,
    pub person_id: String,
    pub person_name: String,
    pub kind: String,
    pub approver: i64,
    pub last_seen_at: i64,
    pub ends_at: i64,
}

impl SessionRow {
    /// The session, unless its idle or absolute limit has passed. Time that goes backwards never lengthens it.
    pub fn live(&self, now: Instant, limits: &Sessions) -> Option<Session> {
        let kind = match self.kind.as_str() {
            "person" => SessionKind::Person,
            _ => SessionKind::Officer { approver: self.approver == 1 },
        };
        let idle = if kind == SessionKind::Person { limits.idle_seconds } else { limits.officer_idle_seconds };
        let last_seen = Instant::from_milliseconds(self.last_seen_at);
        let ends_at = Instant::from_milliseconds(self.ends_at);
        if now >= ends_at || now >= last_seen.plus_seconds(idle) {
            return None;
        }
        Some(Session {
            id: SessionId::parse(&self.session_id)?,
            person: PersonId::parse(&self.person_id)?,
            name: self.person_name.clone(),
            kind,
            ends_at,
        })
    }

    /// `last seen` is written at most once a minute: otherwise every page would be a durable write.
    pub fn needs_touch(&self, now: Instant) -> bool {
        now >= Instant::from_milliseconds(self.last_seen_at).plus_seconds(60)
    }
}
