//! When a session lives, when a way through an identity provider may still be answered, and where one may return to.

use crate::config::{Mode, Sessions};
use crate::kernel::{Instant, NationalId, PersonId, Session, SessionId, SessionKind, holds_identity_code};

/// The cookie that holds the session's token, 32 random bytes in hexadecimal.
pub const SESSION_COOKIE: &str = "__Host-session";

/// A session as stored. Rooms that read it together with their own rows select these columns under these names:
/// `session_id, person_id, person_name, kind, approver, last_seen_at, ends_at, watched_until`.
#[derive(Clone, Debug, db::FromRow)]
pub struct SessionRow {
    pub session_id: String,
    pub person_id: String,
    pub person_name: String,
    pub kind: String,
    pub approver: i64,
    pub last_seen_at: i64,
    pub ends_at: i64,
    pub watched_until: Option<i64>,
}

impl SessionRow {
    /// The session, unless its idle or absolute limit has passed. Time that goes backwards never lengthens it.
    pub fn live(&self, now: Instant, limits: &Sessions) -> Option<Session> {
        let kind = match self.kind.as_str() {
            "person" => SessionKind::Person,
            "officer" => SessionKind::Officer { approver: self.approver == 1 },
            // What this version does not know opens nothing.
            _ => return None,
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
            watched_until: self.watched_until.map(Instant::from_milliseconds).filter(|until| now < *until),
        })
    }

    /// `last seen` is written at most once a minute: otherwise every page would be a durable write.
    pub fn needs_touch(&self, now: Instant) -> bool {
        now >= Instant::from_milliseconds(self.last_seen_at).plus_seconds(60)
    }
}

/// How long a person may take at the identity provider, in seconds.
pub(super) const PENDING_SECONDS: i64 = 15 * 60;
/// How long a way that nobody has answered is kept after it began: anybody may begin one.
pub(super) const UNANSWERED_SECONDS: i64 = 2 * PENDING_SECONDS;
/// How long the rows of an answered way are kept after it began, or those of a message after it could be replayed: longer than any
/// clock is wrong.
pub(super) const KEPT_SECONDS: i64 = 24 * 3_600;

/// The longest name that is shown, in characters.
const NAME_LENGTH: usize = 200;

/// A name as an identity provider gave it, fit to be shown.
pub(super) fn clean_name(name: &str) -> String {
    name.trim().chars().filter(|letter| !letter.is_control()).take(NAME_LENGTH).collect()
}

/// Where a person goes after signing in when nothing else was asked for.
pub(super) const PERSON_START: &str = "/act-for";
/// The same for an officer.
pub(super) const OFFICER_START: &str = "/desk/";

/// Artificial people live only in test worlds, and real people never do.
pub(super) fn is_of_this_world(national_id: &NationalId, mode: Mode) -> bool {
    national_id.is_artificial() == (mode == Mode::Development)
}

/// Addresses that are steps of signing in and out themselves: nobody returns to them.
const NO_RETURN: [&str; 6] = ["/sign-in", "/sign-out", "/saml/", "/act-for/return", "/desk/sign-", "/desk/callback"];

/// A page of ours to return to: a path from the root of this site and nothing that a browser could read as another site.
/// Control characters and spaces are refused because browsers drop some of them before they look for `//`.
pub fn local_path(text: &str) -> Option<&str> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let is_ours = text.starts_with('/') && !text.contains("//") && text.len() <= 1_000;
    let is_page = !NO_RETURN.iter().any(|start| text.starts_with(start));
    // The address is kept in a row until the answer comes.
    (is_plain && is_ours && is_page && !holds_identity_code(text)).then_some(text)
}

/// A way through an identity provider that began in some browser.
#[derive(Debug, db::FromRow)]
pub(super) struct PendingRow {
    pub id: String,
    pub browser_hash: String,
    pub return_path: String,
    pub language: String,
    pub started_at: i64,
    pub used_at: Option<i64>,
}

/// What the audit log says of an answer to a question that has been answered.
pub(super) const ALREADY_ANSWERED: &str = "already-answered";
/// The same of a message that was accepted before.
pub(super) const REPLAYED: &str = "replayed";

impl PendingRow {
    /// Why an answer that names this row may not be looked at; the codes go to the audit log. Its own browser is the one
    /// whose cookie has the secret of this way.
    pub fn refusal(&self, now: Instant, in_its_own_browser: bool) -> Option<&'static str> {
        let started_at = Instant::from_milliseconds(self.started_at);
        if !in_its_own_browser {
            Some("other-browser")
        } else if self.used_at.is_some() {
            Some(ALREADY_ANSWERED)
        } else if now < started_at || now > started_at.plus_seconds(PENDING_SECONDS) {
            Some("pending-expired")
        } else {
            None
        }
    }
}

/// A live session as its person sees it.
#[derive(Debug, db::FromRow)]
pub(super) struct OwnRow {
    pub id: String,
    pub started_at: i64,
    pub last_seen_at: i64,
    pub session_index: Option<String>,
}

/// Why a session is no more, as far as the person needs to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    Idle,
    Absolute,
    SignedOut,
}

/// What remains of a session whose cookie came with a request that it no longer opens.
#[derive(Debug, db::FromRow)]
pub(super) struct EndedRow {
    pub ends_at: i64,
    pub ended_at: Option<i64>,
}

impl EndedRow {
    pub fn reason(&self, now: Instant) -> Ended {
        if self.ended_at.is_some() {
            Ended::SignedOut
        } else if now.milliseconds() >= self.ends_at {
            Ended::Absolute
        } else {
            Ended::Idle
        }
    }
}

/// A session as the identity provider knows it.
#[derive(Debug, db::FromRow)]
pub(super) struct NamedSession {
    pub id: String,
    pub session_index: Option<String>,
    pub ended_at: Option<i64>,
}

impl NamedSession {
    /// Whether a sign-out that names these sessions means this one; one that names none means all of its name.
    pub fn is_meant(&self, session_indexes: &[String]) -> bool {
        session_indexes.is_empty() || self.session_index.as_ref().is_some_and(|index| session_indexes.contains(index))
    }
}

#[cfg(test)]
mod tests {
    use super::{Ended, EndedRow, NamedSession, PendingRow, SessionRow, is_of_this_world, local_path};
    use crate::config::{Mode, Sessions};
    use crate::kernel::{Instant, NationalId};

    #[test]
    fn real_people_sign_in_to_production_and_artificial_ones_to_a_test_world() {
        for (individual, artificial) in [(2_usize, false), (499, false), (899, false), (900, true), (999, true)] {
            // Of a day that does not exist, so of nobody; the check character is counted here.
            let check = char::from("0123456789ABCDEFHJKLMNPRSTUVWXY".as_bytes()[individual % 31]);
            let code = NationalId::parse(&format!("{:06}-{individual:03}{check}", 0)).expect("a code");
            assert_eq!(is_of_this_world(&code, Mode::Development), artificial, "{individual}");
            assert_eq!(is_of_this_world(&code, Mode::Production), !artificial, "{individual}");
        }
    }

    #[test]
    fn only_a_page_of_ours_is_returned_to() {
        for good in ["/", "/me", "/act-for", "/o/9900226-7/applications?state=draft", "/library?q=%2F%2Fx"] {
            assert_eq!(local_path(good), Some(good));
        }
        for bad in [
            "",
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "javascript:alert(1)",
            "me",
            "/\t/evil.example",
            "/\n/evil.example",
            " /me",
            "/me ",
            "/a//b",
            "/%zz\u{e4}",
            "/me\0",
            "/sign-out",
            "/saml/acs",
            "/act-for/return?code=x&state=y",
            "/desk/callback?code=x",
            "/sign-in?return=/me",
            "/o/9900226-7/applications/150668-917m",
            "/library?q=150668%2D917M",
        ] {
            assert_eq!(local_path(bad), None, "{bad:?}");
        }
        assert_eq!(local_path(&format!("/{}", "a".repeat(1_000))), None);
    }

    #[test]
    fn a_pending_way_is_answered_once_in_time_and_in_its_own_browser() {
        let row = |used_at| PendingRow {
            id: "_1".to_string(),
            browser_hash: "mine".to_string(),
            return_path: "/me".to_string(),
            language: "fi".to_string(),
            started_at: 1_000,
            used_at,
        };
        let at = Instant::from_milliseconds;
        assert_eq!(row(None).refusal(at(1_000), true), None);
        assert_eq!(row(None).refusal(at(901_000), true), None);
        assert_eq!(row(None).refusal(at(901_001), true), Some("pending-expired"));
        assert_eq!(row(None).refusal(at(999), true), Some("pending-expired"));
        assert_eq!(row(Some(1_001)).refusal(at(1_002), true), Some("already-answered"));
        assert_eq!(row(None).refusal(at(1_000), false), Some("other-browser"));
        assert_eq!(row(Some(1_001)).refusal(at(1_002), false), Some("other-browser"), "whatever else");
    }

    #[test]
    fn a_session_lives_until_it_rests_too_long_or_is_too_old() {
        let limits = Sessions { idle_seconds: 60, officer_idle_seconds: 30, ..Sessions::default() };
        let row = |kind: &str| SessionRow {
            session_id: "01930000-0000-7000-8000-000000000001".to_string(),
            person_id: "01930000-0000-7000-8000-000000000002".to_string(),
            person_name: "A B".to_string(),
            kind: kind.to_string(),
            approver: 0,
            last_seen_at: 100_000,
            ends_at: 140_000,
            watched_until: None,
        };
        let lives = |kind: &str, at: i64| row(kind).live(Instant::from_milliseconds(at), &limits).is_some();
        assert!(lives("person", 139_999) && !lives("person", 140_000), "the absolute limit");
        assert!(lives("officer", 129_999) && !lives("officer", 130_000), "the shorter rest of officers");
        assert!(!lives("", 100_000) && !lives("robot", 100_000), "what is neither opens nothing");
        let long = SessionRow { ends_at: 1_000_000, ..row("person") };
        assert!(long.live(Instant::from_milliseconds(159_999), &limits).is_some());
        assert!(long.live(Instant::from_milliseconds(160_000), &limits).is_none(), "the rest");
    }

    #[test]
    fn a_sign_out_elsewhere_means_the_named_sessions_or_all() {
        let row = |index: Option<&str>| NamedSession {
            id: "1".to_string(),
            session_index: index.map(str::to_string),
            ended_at: None,
        };
        let named = ["_a".to_string(), "_b".to_string()];
        assert!(row(Some("_a")).is_meant(&named) && row(Some("_b")).is_meant(&named));
        assert!(!row(Some("_c")).is_meant(&named) && !row(None).is_meant(&named));
        assert!(row(Some("_c")).is_meant(&[]) && row(None).is_meant(&[]));
    }

    #[test]
    fn the_end_of_a_session_has_its_reason() {
        let row = EndedRow { ends_at: 100, ended_at: None };
        assert_eq!(row.reason(Instant::from_milliseconds(99)), Ended::Idle);
        assert_eq!(row.reason(Instant::from_milliseconds(100)), Ended::Absolute);
        assert_eq!(EndedRow { ended_at: Some(1), ..row }.reason(Instant::from_milliseconds(1)), Ended::SignedOut);
    }
}
