//! What happened, for ever: one row for every sign-in, refusal and change and for every view of another's data. A row
//! is written in the same transaction as the fact it tells; a job seals the rows into a chain of hashes.

mod chain;
mod rules;
mod store;
mod strays;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_strays;

use db::{Error, Tx, Value};

use crate::kernel::{Acting, AuditId, BusinessId, Instant, Session, SessionKind, holds_identity_code};
use crate::web::Visit;

pub use chain::{NotWhole, Whole, export, keep_sealed, seal, verify};
pub use rules::Broken;
pub(crate) use store::{columns, insert_after};
pub use strays::{Strays, keep_writing_strays, note_refusal, note_stray, write_strays};

/// One row to write. Texts never hold names or identity codes: people are named by their ids.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// What was done, `room.verb_in_past_tense`, for example `applications.submitted`.
    pub action: &'static str,
    pub session: Option<&'a Session>,
    pub organisation: Option<&'a BusinessId>,
    /// By which right, in the form of `Basis::code`.
    pub basis: Option<String>,
    /// The id of the thing that it was done to.
    pub subject: Option<&'a str>,
    /// Further facts as JSON.
    pub detail: serde_json::Value,
}

impl<'a> Entry<'a> {
    /// An entry without further facts.
    pub fn new(action: &'static str) -> Self {
        Self { action, session: None, organisation: None, basis: None, subject: None, detail: serde_json::Value::Null }
    }

    #[must_use]
    pub fn subject(mut self, subject: &'a str) -> Self {
        self.subject = Some(subject);
        self
    }

    #[must_use]
    pub fn organisation(mut self, organisation: &'a BusinessId) -> Self {
        self.organisation = Some(organisation);
        self
    }

    #[must_use]
    pub fn acting(mut self, acting: &'a Acting) -> Self {
        self.organisation = Some(&acting.organisation);
        self.basis = Some(acting.basis.code());
        self
    }

    #[must_use]
    pub fn detail(mut self, detail: serde_json::Value) -> Self {
        self.detail = detail;
        self
    }

    #[must_use]
    pub fn session(mut self, session: &'a Session) -> Self {
        self.session = Some(session);
        self
    }

    fn actor_kind(&self, by_service: bool) -> &'static str {
        match self.session.map(|session| session.kind) {
            Some(SessionKind::Person) => "person",
            Some(SessionKind::Officer { .. }) => "officer",
            None if by_service => "system",
            None => "nobody",
        }
    }
}

/// Writes a row in the caller's transaction. Who and for whom are taken from the visit when the entry does not say.
/// A subject or detail with a personal identity code is refused while we develop; in a release it is masked, because
/// losing the row would be worse.
///
/// # Errors
/// What the database says; the caller's transaction is then given up.
pub async fn record(tx: &mut Tx, visit: &Visit, entry: Entry<'_>) -> Result<(), Error> {
    let id = AuditId::new(visit.app.clock.now(), &visit.app.random);
    record_as(tx, &id, visit, entry).await
}

/// Writes a row in a transaction of its own: for a view, which changes nothing else. Nothing is shown when the log cannot be
/// written.
///
/// # Errors
/// What the database says.
pub async fn record_view(visit: &Visit, entry: Entry<'_>) -> Result<(), Error> {
    let mut tx = visit.app.db.write().await?;
    record(&mut tx, visit, entry).await?;
    tx.commit().await
}

/// Writes a row under an id whose time is that of the writing where the deed lies further back: the chain goes by ids.
async fn record_as(tx: &mut Tx, id: &AuditId, visit: &Visit, entry: Entry<'_>) -> Result<(), Error> {
    store::insert(tx, &prepare_as(id.clone(), visit, entry)?).await
}

/// A row that a statement of another room writes together with its change: `insert_after!` is the text, this has the
/// values.
///
/// # Errors
/// As [`record`].
pub fn prepare<'a>(visit: &'a Visit, entry: Entry<'a>) -> Result<Prepared<'a>, Error> {
    prepare_as(AuditId::new(visit.app.clock.now(), &visit.app.random), visit, entry)
}

fn prepare_as<'a>(id: AuditId, visit: &'a Visit, mut entry: Entry<'a>) -> Result<Prepared<'a>, Error> {
    if entry.session.is_none() {
        entry.session = visit.session.as_ref();
    }
    // Whoever acts for the organisation that an entry names does so by the same right.
    if let Some(acting) = &visit.acting
        && entry.basis.is_none()
        && entry.organisation.is_none_or(|organisation| *organisation == acting.organisation)
    {
        entry.organisation = Some(&acting.organisation);
        // An officer who looks at a customer's page does not act by the customer's right.
        if !entry.session.is_some_and(Session::is_officer) {
            entry.basis = Some(acting.basis.code());
        }
    }
    let mut detail = if entry.detail.is_null() { "{}".to_string() } else { entry.detail.to_string() };
    if holds_identity_code(&detail) || entry.subject.is_some_and(holds_identity_code) {
        if cfg!(debug_assertions) {
            return Err(Error::Violation(format!("the audit text of {} holds an identity code", entry.action)));
        }
        tracing::error!(action = entry.action, request = %visit.request_id, "an audit text held an identity code; masked");
        detail = MASKED.to_string();
        entry.subject = entry.subject.filter(|subject| !holds_identity_code(subject));
    }
    Ok(Prepared { id, at: visit.now, request: &visit.request_id, entry, by_service: visit.by_service, detail })
}

/// A row that is ready to be written.
pub struct Prepared<'a> {
    id: AuditId,
    at: Instant,
    request: &'a str,
    entry: Entry<'a>,
    by_service: bool,
    detail: String,
}

impl Prepared<'_> {
    /// Its columns, the first values of the statement that writes it.
    pub fn values(&self) -> [Value<'_>; 11] {
        let entry = &self.entry;
        db::values![
            self.id.as_str(),
            self.at.milliseconds(),
            entry.action,
            entry.actor_kind(self.by_service),
            entry.session.map(|session| session.person.as_str()),
            entry.session.map(|session| session.id.as_str()),
            entry.organisation.map(BusinessId::as_str),
            entry.basis.as_deref(),
            entry.subject,
            self.detail.as_str(),
            self.request
        ]
    }
}

/// Whether nothing has been written yet: the database has never been used.
///
/// # Errors
/// What the database says.
pub async fn is_empty(read: &mut db::Read) -> Result<bool, Error> {
    store::is_empty(read).await
}

/// Whether the log has an action.
///
/// # Errors
/// What the database says.
pub async fn has_action(read: &mut db::Read, action: &'static str) -> Result<bool, Error> {
    store::has_action(read, action).await
}

/// Whether a person or an officer did something after an action was first written.
///
/// # Errors
/// What the database says.
pub async fn has_people_since(read: &mut db::Read, action: &'static str) -> Result<bool, Error> {
    store::has_people_since(read, action).await
}

/// Something that a person did, as they may read it themselves.
#[derive(Clone, Debug, PartialEq, Eq, db::FromRow)]
pub struct Deed {
    /// UTC milliseconds.
    pub at: i64,
    pub action: String,
    pub organisation: Option<String>,
}

/// What a person did last, the newest first; only their own rows.
///
/// # Errors
/// What the database says.
pub async fn list_own(read: &mut db::Read, session: &Session, limit: i64) -> Result<Vec<Deed>, Error> {
    store::list_own(read, session.person.as_str(), limit).await
}

/// Stands for a detail that held an identity code.
const MASKED: &str = "{\"masked\":true}";
