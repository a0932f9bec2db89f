//! What the identity provider remembers while it runs: who is on which page, who has a session, which messages came.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::keys::new_id;
use super::service::Service;
use crate::people::{Identity, Language};

/// How long single sign-on lasts.
pub(super) const SESSION: SignedDuration = SignedDuration::from_mins(32);
/// How long a person may stay on the pages of one sign-in.
const FLOW: SignedDuration = SignedDuration::from_mins(30);
/// How long message IDs are remembered; longer than any message is taken.
const SEEN: SignedDuration = SignedDuration::from_mins(15);

/// Everything remembered.
#[derive(Default)]
pub(super) struct Memory {
    flows: HashMap<String, Flow>,
    propagations: HashMap<String, Propagation>,
    sessions: HashMap<String, Session>,
    seen: HashMap<String, Timestamp>,
    /// The Response sent last, for the fault switch that sends it again.
    pub(super) previous: Option<String>,
    /// The ID of the logout request sent last, for the fault switch that uses it again.
    pub(super) previous_logout: Option<String>,
}

/// One visit: a sign-in or a sign-out on its way.
#[derive(Clone)]
pub(super) struct Flow {
    pub(super) started: Timestamp,
    pub(super) language: Language,
    pub(super) service: Arc<Service>,
    pub(super) request_id: String,
    pub(super) relay_state: Option<String>,
    pub(super) step: Step,
}

/// Where a visit is.
#[derive(Clone)]
pub(super) enum Step {
    /// On the first page or, once someone is chosen, on the data page.
    SignIn { return_address: String, classes: Vec<&'static str>, chosen: Option<Chosen> },
    /// On the summary page of the sign-out; the keys of what it asks of other services.
    SignOut { others: Vec<String> },
}

/// One request to one other service to end its session too.
#[derive(Clone)]
pub(super) struct Propagation {
    pub(super) given: Given,
    /// The ID of the request, once the frame has fetched it.
    pub(super) request_id: Option<String>,
    /// Whether the service says that its session has ended; `None` until it answers.
    pub(super) outcome: Option<bool>,
    started: Timestamp,
}

/// As whom and how the person identified themself.
#[derive(Clone)]
pub(super) struct Chosen {
    pub(super) identity: Identity,
    pub(super) class: &'static str,
    /// The session that made the first page unnecessary, and when the person identified themself in it: it counts although
    /// it ends while they look at the data page.
    pub(super) session: Option<(String, Timestamp)>,
}

/// A person's single sign-on session.
#[derive(Clone)]
pub(super) struct Session {
    pub(super) identity: Identity,
    pub(super) class: &'static str,
    pub(super) authenticated: Timestamp,
    /// Each Assertion given in this session.
    pub(super) given: Vec<Given>,
}

/// What names an Assertion in a sign-out, the service it went to, and the language of the sign-in.
#[derive(Clone)]
pub(super) struct Given {
    pub(super) service: Arc<Service>,
    pub(super) name_id: String,
    pub(super) session_index: String,
    pub(super) language: Language,
}

impl Memory {
    /// Whether a message of this ID came before; from now on it has.
    pub(super) fn is_replayed(&mut self, id: &str, now: Timestamp) -> bool {
        self.seen.retain(|_, came| now.duration_since(*came) < SEEN);
        self.seen.insert(id.to_owned(), now).is_some()
    }

    /// Starts a visit and gives its key.
    pub(super) fn start(&mut self, flow: Flow) -> String {
        let now = flow.started;
        self.flows.retain(|_, flow| now.duration_since(flow.started) < FLOW);
        let key = new_id();
        self.flows.insert(key.clone(), flow);
        key
    }

    /// The visit of a key, unless it has ended.
    pub(super) fn flow(&mut self, key: &str, now: Timestamp) -> Option<&mut Flow> {
        self.flows.get_mut(key).filter(|flow| now.duration_since(flow.started) < FLOW)
    }

    /// Ends a visit.
    pub(super) fn end(&mut self, key: &str) {
        self.flows.remove(key);
    }

    /// The session of a key, unless it has ended.
    pub(super) fn session(&self, key: &str, now: Timestamp) -> Option<&Session> {
        self.sessions.get(key).filter(|session| now.duration_since(session.authenticated) < SESSION)
    }

    /// Notes an Assertion in the session it belongs to, which is begun when there is none. Gives the session's key and
    /// when the person identified themself.
    pub(super) fn note(&mut self, chosen: &Chosen, given: Given, now: Timestamp) -> (String, Timestamp) {
        let held = chosen.session.as_ref().map(|(key, _)| key);
        self.sessions.retain(|key, session| Some(key) == held || now.duration_since(session.authenticated) < SESSION);
        if let Some((key, authenticated)) = &chosen.session {
            if let Some(session) = self.sessions.get_mut(key) {
                session.given.push(given);
            }
            return (key.clone(), *authenticated);
        }
        let session =
            Session { identity: chosen.identity.clone(), class: chosen.class, authenticated: now, given: vec![given] };
        let key = new_id();
        self.sessions.insert(key.clone(), session);
        (key, now)
    }

    /// Ends the session in which this Assertion was given. Gives the Assertion and, to be ended too, the others of the
    /// session; `None` when there is no such session.
    pub(super) fn end_session(
        &mut self,
        name_id: &str,
        session_index: &str,
        now: Timestamp,
    ) -> Option<(Given, Vec<Given>)> {
        let is_named = |given: &Given| given.name_id == name_id && given.session_index == session_index;
        let key = self.sessions.iter().find_map(|(key, session)| {
            let is_alive = now.duration_since(session.authenticated) < SESSION;
            (is_alive && session.given.iter().any(is_named)).then(|| key.clone())
        })?;
        let session = self.sessions.remove(&key)?;
        let (named, others): (Vec<_>, Vec<_>) = session.given.into_iter().partition(is_named);
        Some((named.into_iter().next()?, others))
    }

    /// Notes that a service is to be asked to end a session; gives the key under which its frame asks.
    pub(super) fn propagate(&mut self, given: Given, now: Timestamp) -> String {
        self.propagations.retain(|_, known| now.duration_since(known.started) < FLOW);
        let key = new_id();
        self.propagations.insert(key.clone(), Propagation { given, request_id: None, outcome: None, started: now });
        key
    }

    /// What is asked of another service.
    pub(super) fn propagation(&mut self, key: &str) -> Option<&mut Propagation> {
        self.propagations.get_mut(key)
    }

    /// The request to another service that an answer names.
    pub(super) fn asked(&mut self, service: &Service, request_id: &str) -> Option<&mut Propagation> {
        let is_asked = |known: &&mut Propagation| {
            known.request_id.as_deref() == Some(request_id) && known.given.service.entity_id == service.entity_id
        };
        self.propagations.values_mut().find(is_asked)
    }
}
