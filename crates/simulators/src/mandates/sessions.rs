//! The sessions of the mandates service: who was registered, what they chose, and the code and token that lead to it.

use std::collections::HashMap;
use std::sync::Mutex;

use jiff::Timestamp;

use crate::clock::{random_id, random_secret};

/// How long a code waits to be exchanged, in seconds.
const CODE_SECONDS: i64 = 600;

/// How long a token is good for, in seconds.
pub(super) const TOKEN_SECONDS: i64 = 599;

/// One registration of a person by the client.
struct Session {
    user_id: String,
    /// In memory only; never written anywhere.
    national_id: String,
    registered_at: Timestamp,
    /// Business IDs that the person chose.
    chosen: Vec<String>,
    code: Option<Code>,
    token: Option<(String, Timestamp)>,
}

struct Code {
    value: String,
    redirect_uri: String,
    issued_at: Timestamp,
}

/// All sessions of the run.
pub(super) struct Sessions {
    by_id: Mutex<HashMap<String, Session>>,
    session_seconds: i64,
}

impl Sessions {
    pub(super) fn new(session_seconds: i64) -> Self {
        Self { by_id: Mutex::default(), session_seconds }
    }

    /// Begins a session; answers its id and the id of the user.
    pub(super) fn register(&self, national_id: String, now: Timestamp) -> (String, String) {
        let (session_id, user_id) = (random_id(), random_id());
        let session = Session {
            user_id: user_id.clone(),
            national_id,
            registered_at: now,
            chosen: Vec::new(),
            code: None,
            token: None,
        };
        let mut sessions = self.lock();
        sessions.retain(|_, session| is_within(session.registered_at, now, self.session_seconds));
        sessions.insert(session_id.clone(), session);
        (session_id, user_id)
    }

    /// Ends a session; `false` when there was none.
    pub(super) fn unregister(&self, session_id: &str) -> bool {
        self.lock().remove(session_id).is_some()
    }

    /// The identity code of the user of a living session.
    pub(super) fn national_id_of(&self, user_id: &str, now: Timestamp) -> Option<String> {
        let sessions = self.lock();
        let mut living =
            sessions.values().filter(|session| is_within(session.registered_at, now, self.session_seconds));
        living.find(|session| session.user_id == user_id).map(|session| session.national_id.clone())
    }

    /// Stores what the user chose and answers a code bound to the return address; an earlier choice ends.
    pub(super) fn choose(
        &self,
        user_id: &str,
        chosen: Vec<String>,
        redirect_uri: &str,
        now: Timestamp,
    ) -> Option<String> {
        let mut sessions = self.lock();
        let session = sessions.values_mut().find(|session| session.user_id == user_id)?;
        let value = random_secret();
        session.chosen = chosen;
        session.token = None;
        session.code = Some(Code { value: value.clone(), redirect_uri: redirect_uri.to_owned(), issued_at: now });
        Some(value)
    }

    /// Exchanges a code, once, for a token. A code shown with another return address is spent too.
    pub(super) fn exchange(&self, code: &str, redirect_uri: &str, now: Timestamp) -> Option<String> {
        let mut sessions = self.lock();
        let session =
            sessions.values_mut().find(|session| session.code.as_ref().is_some_and(|known| known.value == code))?;
        let known = session.code.take()?;
        if known.redirect_uri != redirect_uri || !is_within(known.issued_at, now, CODE_SECONDS) {
            return None;
        }
        let token = random_secret();
        session.token = Some((token.clone(), now));
        Some(token)
    }

    /// The identity code and the chosen organisations of a session, when the token is its own and both still live.
    pub(super) fn chosen(&self, session_id: &str, token: &str, now: Timestamp) -> Option<(String, Vec<String>)> {
        let sessions = self.lock();
        let session = sessions.get(session_id)?;
        let (own, issued_at) = session.token.as_ref()?;
        let lives = is_within(session.registered_at, now, self.session_seconds)
            && is_within(*issued_at, now, TOKEN_SECONDS)
            && own == token;
        lives.then(|| (session.national_id.clone(), session.chosen.clone()))
    }

    /// Whether the session exists and nobody has chosen in it.
    pub(super) fn is_without_choice(&self, session_id: &str) -> bool {
        self.lock().get(session_id).is_some_and(|session| session.token.is_none() && session.chosen.is_empty())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Session>> {
        self.by_id.lock().expect("no holder panics")
    }
}

fn is_within(since: Timestamp, now: Timestamp, seconds: i64) -> bool {
    now.as_second() - since.as_second() <= seconds
}
