//! The rows that every kind of matter has, read and written by the SQL texts of its room: each text stands in the store of
//! the room whose tables it is about.

use db::{Error, Read, Tx};

use super::matter::Matter;
use super::rules::ReceiverFound;
use crate::kernel::{Acting, BusinessId, CaseLanguage, Id as _, Instant, Sealed};
use crate::services::Service;
use crate::web::Failure;

/// The SQL texts of a kind of matter.
#[derive(Clone, Copy, Debug)]
pub struct Statements {
    /// Begins a draft, unless there is one: id, organisation, its name, content, language, now, by whom.
    pub insert: &'static str,
    /// The id of the draft of an organisation.
    pub find_draft: &'static str,
    /// One (id) of those of an organisation.
    pub load: &'static str,
    /// One (id) of any organisation, that has been sent.
    pub load_any: &'static str,
    /// Those of an organisation, the newest first.
    pub list: &'static str,
    /// Saves what an open one says: content, now, by whom, id, version.
    pub save: &'static str,
    /// Removes what a draft said: nothing, now, id, version.
    pub discard: &'static str,
    /// The id of one (id) of an organisation whose draft was removed.
    pub find_discarded: &'static str,
    /// Forgets the services of one (id).
    pub drop_services: &'static str,
    /// Notes a service, unless it is held by another: id, organisation, service.
    pub keep_service: &'static str,
    /// The services of one (id).
    pub services_of: &'static str,
    /// Lets go of the services of one (id).
    pub release_services: &'static str,
    /// Keeps what was sent: id, number, content, hash, now, by whom, the right, when that was checked.
    pub insert_version: &'static str,
    /// What was sent last of one (id), as a [`VersionRow`].
    pub find_version: &'static str,
    /// Those whose time to ask a register again has come by a moment.
    pub list_to_look_at: &'static str,
    /// Puts the next look off: until when, id.
    pub put_off: &'static str,
    /// Keeps what a register told later: what, the name, now, id, version.
    pub keep_found: &'static str,
}

/// What the row of every matter has.
#[derive(Clone, Debug, db::FromRow)]
pub struct Head {
    pub id: String,
    pub organisation: String,
    pub organisation_name: String,
    pub number: Option<String>,
    pub state: String,
    pub content: Vec<u8>,
    pub language: String,
    pub version: i64,
    pub saved_at: i64,
    pub saved_by: String,
}

impl Head {
    pub fn organisation(&self) -> Result<BusinessId, Failure> {
        BusinessId::parse(&self.organisation).ok_or_else(|| Failure::internal("a matter has no business ID"))
    }

    pub fn language(&self) -> CaseLanguage {
        CaseLanguage::parse(&self.language).unwrap_or_default()
    }

    /// The case number; empty while it is a draft.
    pub fn number(&self) -> &str {
        self.number.as_deref().unwrap_or_default()
    }
}

/// Begins a draft; `false` when the organisation has one already.
pub(super) async fn insert<M: Matter>(
    tx: &mut Tx,
    now: Instant,
    (id, acting): (&M::Id, &Acting),
    (content, language): (Sealed, CaseLanguage),
    by: &str,
) -> Result<bool, Error> {
    let (organisation, name) = (acting.organisation.as_str(), acting.organisation_name.as_str());
    let values = db::values![id.as_str(), organisation, name, content, language.code(), now.milliseconds(), by];
    Ok(tx.run(M::STATEMENTS.insert, values).await? == 1)
}

/// The draft of an organisation.
pub(super) async fn find_draft<M: Matter>(read: &mut Read, organisation: &BusinessId) -> Result<Option<M::Id>, Error> {
    let found: Option<(String,)> = read.optional(M::STATEMENTS.find_draft, db::values![organisation.as_str()]).await?;
    Ok(found.and_then(|(id,)| M::Id::parse(&id)))
}

/// One of those of an organisation.
///
/// # Errors
/// [`Error::NotFound`] for another organisation's and for what was removed.
pub async fn load<M: Matter>(read: &mut Read, id: &M::Id, organisation: &BusinessId) -> Result<M, Error> {
    read.one(M::STATEMENTS.load, db::values![id.as_str(), organisation.as_str()]).await
}

/// Any organisation's, for officers: what has been sent.
///
/// # Errors
/// [`Error::NotFound`] for a draft.
pub async fn load_any<M: Matter>(read: &mut Read, id: &M::Id) -> Result<M, Error> {
    read.one(M::STATEMENTS.load_any, db::values![id.as_str()]).await
}

/// Those of an organisation, the newest first.
pub async fn list<M: Matter>(read: &mut Read, organisation: &BusinessId) -> Result<Vec<M>, Error> {
    read.all(M::STATEMENTS.list, db::values![organisation.as_str()]).await
}

/// Saves what a draft, or one that was given back, says; `Stale` when somebody was first.
pub(super) async fn save<M: Matter>(
    tx: &mut Tx,
    now: Instant,
    (id, version): (&M::Id, i64),
    content: Sealed,
    by: &str,
) -> Result<(), Error> {
    tx.run_one(M::STATEMENTS.save, db::values![content, now.milliseconds(), by, id.as_str(), version]).await
}

/// Removes what a draft said.
pub(super) async fn discard<M: Matter>(tx: &mut Tx, now: Instant, id: &M::Id, version: i64) -> Result<(), Error> {
    let values = db::values![Vec::<u8>::new(), now.milliseconds(), id.as_str(), version];
    tx.run_one(M::STATEMENTS.discard, values).await
}

/// Whether an organisation had a draft that was removed.
pub(super) async fn is_discarded<M: Matter>(
    read: &mut Read,
    id: &M::Id,
    organisation: &BusinessId,
) -> Result<bool, Error> {
    let values = db::values![id.as_str(), organisation.as_str()];
    let found: Option<(String,)> = read.optional(M::STATEMENTS.find_discarded, values).await?;
    Ok(found.is_some())
}

/// Notes the services of a case instead of those that it had; `false` when one is held by another.
pub async fn keep_services<M: Matter>(
    tx: &mut Tx,
    id: &M::Id,
    organisation: &BusinessId,
    services: &[Service],
) -> Result<bool, Error> {
    tx.run(M::STATEMENTS.drop_services, db::values![id.as_str()]).await?;
    for service in services {
        let values = db::values![id.as_str(), organisation.as_str(), service.code()];
        if tx.run(M::STATEMENTS.keep_service, values).await? == 0 {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The services of one.
pub async fn services_of<M: Matter>(read: &mut Read, id: &M::Id) -> Result<Vec<Service>, Error> {
    let rows: Vec<(String,)> = read.all(M::STATEMENTS.services_of, db::values![id.as_str()]).await?;
    Ok(rows.iter().filter_map(|(code,)| Service::parse(code)).collect())
}

/// Lets go of the services of a case that has come to its end.
pub async fn release_services<M: Matter>(tx: &mut Tx, id: &M::Id) -> Result<(), Error> {
    tx.run(M::STATEMENTS.release_services, db::values![id.as_str()]).await?;
    Ok(())
}

/// What was said when it was sent.
#[derive(Debug, db::FromRow)]
pub struct VersionRow {
    pub number: i64,
    pub content: Vec<u8>,
    pub sha256: String,
    pub sent_at: i64,
    pub sent_by: String,
    pub basis: String,
}

/// Keeps what is said as a version with whoever sent it and the right.
pub(super) async fn insert_version<M: Matter>(
    tx: &mut Tx,
    now: Instant,
    (id, number): (&M::Id, i64),
    (content, sha256): (Sealed, &str),
    (by, acting): (&str, &Acting),
) -> Result<(), Error> {
    let (basis, checked_at) = (acting.basis.code(), acting.checked_at.milliseconds());
    let values = db::values![id.as_str(), number, content, sha256, now.milliseconds(), by, basis, checked_at];
    tx.run(M::STATEMENTS.insert_version, values).await?;
    Ok(())
}

/// What was sent last.
pub async fn find_version<M: Matter>(read: &mut Read, id: &M::Id) -> Result<Option<VersionRow>, Error> {
    read.optional(M::STATEMENTS.find_version, db::values![id.as_str()]).await
}

/// Those whose time to ask a register again has come.
pub(super) async fn list_to_look_at<M: Matter>(read: &mut Read, now: Instant) -> Result<Vec<M>, Error> {
    read.all(M::STATEMENTS.list_to_look_at, db::values![now.milliseconds()]).await
}

/// Puts the next look off.
pub(super) async fn put_off<M: Matter>(tx: &mut Tx, until: Instant, id: &str) -> Result<(), Error> {
    tx.run(M::STATEMENTS.put_off, db::values![until.milliseconds(), id]).await?;
    Ok(())
}

/// Keeps what a register told later; `Stale` when another instance was first, or it says something else by now.
pub async fn keep_found<M: Matter>(
    tx: &mut Tx,
    now: Instant,
    (id, version): (&M::Id, i64),
    (found, name): (ReceiverFound, &str),
) -> Result<(), Error> {
    tx.run_one(M::STATEMENTS.keep_found, db::values![found.code(), name, now.milliseconds(), id.as_str(), version])
        .await
}
