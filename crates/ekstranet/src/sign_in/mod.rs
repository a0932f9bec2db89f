//! Who one is: sign-in through Suomi.fi and through the officers' directory, birth and death of sessions.

mod answer;
mod beginnings;
mod browser;
mod commands;
mod directory;
mod ending;
mod forgetting;
mod kept;
mod officers;
mod pages;
mod provider;
mod rules;
mod sign_out;
mod store;
mod store_ending;
#[cfg(test)]
pub(crate) mod tests;
#[cfg(test)]
mod tests_beginning;
#[cfg(test)]
mod tests_elsewhere;
#[cfg(test)]
mod tests_faults;
#[cfg(test)]
mod tests_forms;
#[cfg(test)]
mod tests_keys;
#[cfg(test)]
mod tests_officers;
#[cfg(test)]
pub(crate) mod tests_outside;
#[cfg(test)]
mod tests_provider;
#[cfg(test)]
mod tests_sessions;
#[cfg(test)]
mod tests_tabs;
#[cfg(test)]
mod tests_wire;
#[cfg(test)]
mod tests_xmlsec1;

use db::{Db, Tx};

use crate::kernel::{Instant, NationalId, PersonId, Session, SessionId, SessionKind};
use crate::web::{App, Cookie, Failure, Routes, Rule};

pub use commands::{lint_metadata, own_metadata};
pub use directory::Directory;
pub use ending::{Whose, end_by_operator};
pub use forgetting::{forget, keep_forgetting};
pub use kept::kept_page;
pub use pages::with_return;
pub use provider::{SignIn, keep_provider_fresh};
pub use rules::{SESSION_COOKIE, SessionRow, local_path};

/// The live session behind a request's cookie. Touches `last seen` at most once a minute.
///
/// # Errors
/// What the database says.
pub async fn find_session(app: &App, now: Instant, token: &str) -> Result<Option<Session>, Failure> {
    let row = store::find_session(&mut app.db.read().await?, &app.vault.token_hash(token)).await?;
    let Some(row) = row else { return Ok(None) };
    accept_session(app, now, row).await
}

/// Checks the limits of a session row that some room has read together with its own rows, and touches it.
///
/// # Errors
/// What the database says.
pub async fn accept_session(app: &App, now: Instant, row: SessionRow) -> Result<Option<Session>, Failure> {
    let limits = &app.config.sessions;
    let Some(session) = row.live(now, limits) else { return Ok(None) };
    if row.needs_touch(now)
        && let Err(failure) = touch(&app.db, now, session.id.as_str()).await
    {
        // What can be read is read all the same; the session only ends sooner.
        tracing::warn!(?failure, "a session could not be noted as seen");
    }
    Ok(Some(session))
}

async fn touch(db: &Db, now: Instant, session: &str) -> Result<(), Failure> {
    let mut tx = db.write().await?;
    store::touch_session(&mut tx, now, session).await?;
    tx.commit().await?;
    Ok(())
}

/// How long after its end a session still shows that somebody was signed in, in seconds.
const ENDED_SECONDS: i64 = 86_400;

/// Whether a token is that of a session which has ended, or rested too long, within the last day.
///
/// # Errors
/// What the database says.
pub async fn has_ended(app: &App, now: Instant, token: &str) -> Result<bool, Failure> {
    let row = store::find_ended(&mut app.db.read().await?, &app.vault.token_hash(token)).await?;
    let end = |row: &rules::EndedRow| Instant::from_milliseconds(row.ended_at.unwrap_or(row.ends_at));
    Ok(row.is_some_and(|row| now < end(&row).plus_seconds(ENDED_SECONDS)))
}

/// The session token in a request's cookies.
pub fn token(headers: &axum::http::HeaderMap) -> Option<&str> {
    Cookie::read(headers, SESSION_COOKIE).filter(|token| token.len() == 64)
}

/// A person as identification tells of them.
#[derive(Clone, Debug)]
pub struct IdentifiedPerson {
    pub national_id: crate::kernel::NationalId,
    /// The name to show: calling name and family name.
    pub name: String,
}

/// Finds or adds the person and returns their id; the identity code is sealed and indexed by a keyed hash.
///
/// # Errors
/// What the database says.
pub async fn admit_person(
    tx: &mut Tx,
    app: &App,
    now: Instant,
    person: &IdentifiedPerson,
) -> Result<PersonId, Failure> {
    let fresh = PersonId::new(now, &app.random);
    let (index, sealed) = closed_away(app, &fresh, &person.national_id);
    let id = store::upsert_person(tx, now, &fresh, &index, &sealed, &person.name).await?;
    PersonId::parse(&id).ok_or_else(|| Failure::internal("a person's id is not an id"))
}

/// An identity code as it is stored for a person: the keyed hash by which it is found, and the sealed code.
fn closed_away(app: &App, person: &PersonId, code: &NationalId) -> (String, Vec<u8>) {
    let sealed = app.vault.seal(&format!("person.national_id/{person}"), code.expose(), &app.random);
    (app.vault.index(code.expose()), sealed)
}

/// Begins a session and returns the cookie's token. The caller records the audit row in the same transaction.
///
/// # Errors
/// What the database says.
pub async fn begin_session(
    tx: &mut Tx,
    app: &App,
    now: Instant,
    begin: &NewSession<'_>,
) -> Result<(Session, String), Failure> {
    let (session, token) = new_session(app, now, begin);
    store::insert_session(tx, now, &session, &app.vault.token_hash(&token), begin.provider.as_ref()).await?;
    Ok((session, token))
}

/// A session that begins now, and its token; nothing is stored yet.
fn new_session(app: &App, now: Instant, begin: &NewSession<'_>) -> (Session, String) {
    let token = crate::kernel::hexadecimal(&app.random.bytes::<32>());
    let session = Session {
        id: SessionId::new(now, &app.random),
        person: begin.person.clone(),
        name: begin.name.to_string(),
        kind: begin.kind,
        ends_at: now.plus_seconds(match begin.kind {
            SessionKind::Person => app.config.sessions.absolute_seconds,
            SessionKind::Officer { .. } => app.config.sessions.officer_absolute_seconds,
        }),
        watched_until: None,
    };
    (session, token)
}

/// What a new session is made of.
pub struct NewSession<'a> {
    pub person: &'a PersonId,
    pub name: &'a str,
    pub kind: SessionKind,
    /// How the identity provider knows this session, for the logout.
    pub provider: Option<ProviderSession>,
}

/// The identity provider's name for a session.
#[derive(Clone, Debug)]
pub struct ProviderSession {
    pub name_id: String,
    pub name_qualifier: String,
    pub sp_name_qualifier: String,
    pub session_index: String,
}

/// The identity code of a person, opened for the one outgoing call that needs it: registering with Suomi.fi.
///
/// # Errors
/// `NotFound` for somebody who never signed in as a person; `Internal` when the sealed code does not open.
pub async fn load_national_id(app: &App, person: &PersonId) -> Result<NationalId, Failure> {
    let sealed = store::load_sealed(&mut app.db.read().await?, person).await?;
    let opened = app.vault.open(&format!("person.national_id/{person}"), &sealed);
    opened
        .and_then(|code| NationalId::parse(&code))
        .ok_or_else(|| Failure::internal("a sealed identity code does not open; is secret_key_file another one?"))
}

/// A live session of a person, as the person sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSession {
    pub id: SessionId,
    pub started_at: Instant,
    /// At most a minute older than the truth.
    pub last_seen_at: Instant,
    /// Whether it began at Suomi.fi with a session there that is ended with it.
    pub by_suomi_fi: bool,
}

/// The last moment at which a person's session that still lives was used.
pub fn idle_since(app: &App, now: Instant) -> Instant {
    now.plus_seconds(-app.config.sessions.idle_seconds)
}

/// The person's live sessions, the newest first.
///
/// # Errors
/// What the database says.
pub async fn list_own_sessions(app: &App, now: Instant, session: &Session) -> Result<Vec<OwnSession>, Failure> {
    let rest = idle_since(app, now);
    let rows = store::list_live(&mut app.db.read().await?, &session.person, now, rest).await?;
    let own = |row: rules::OwnRow| {
        Some(OwnSession {
            id: SessionId::parse(&row.id)?,
            started_at: Instant::from_milliseconds(row.started_at),
            last_seen_at: Instant::from_milliseconds(row.last_seen_at),
            by_suomi_fi: row.session_index.is_some(),
        })
    };
    Ok(rows.into_iter().filter_map(own).collect())
}

/// Ends another session of the same person, or all others; from the next request on it opens nothing on any instance.
/// Returns how many have ended: none when it was not one of theirs or had ended already.
///
/// # Errors
/// What the database says.
pub async fn end_own_sessions(
    tx: &mut Tx,
    now: Instant,
    session: &Session,
    which: Option<&SessionId>,
) -> Result<u64, Failure> {
    let ended = match which {
        Some(which) => store::end_own_session(tx, now, &session.person, which).await?,
        None => store::end_other_sessions(tx, now, &session.person, &session.id).await?,
    };
    Ok(ended)
}

/// The officer with this subject in the directory: the one that the portal knows, or a new one.
///
/// # Errors
/// What the database says.
pub async fn admit_officer(
    tx: &mut Tx,
    app: &App,
    now: Instant,
    subject: &str,
    name: &str,
) -> Result<PersonId, Failure> {
    let (subject, name) = (subject.to_string(), name.to_string());
    let officer = directory::Officer { subject, name, email: None, may_process: true, may_approve: false };
    let fresh = PersonId::new(now, &app.random);
    let id = store::upsert_officer(tx, now, &fresh, &app.config.officers.issuer, &officer).await?;
    PersonId::parse(&id).ok_or_else(|| Failure::internal("an officer's id is not an id"))
}

/// Ends a session that the service itself began.
///
/// # Errors
/// What the database says.
pub async fn end_session(tx: &mut Tx, now: Instant, session: &Session) -> Result<(), Failure> {
    store::end_session(tx, now, session.id.as_str(), "ended by the service").await?;
    Ok(())
}

/// Notes until when customer support looks at a session's pages.
///
/// # Errors
/// What the database says.
pub async fn note_watched(tx: &mut Tx, session: &str, until: Option<i64>) -> Result<(), Failure> {
    store::update_watched(tx, session, until).await?;
    Ok(())
}

/// The room's routes.
pub fn routes() -> Routes {
    Routes::new()
        .get("/sign-in", Rule::Public, pages::show)
        .post("/sign-in", Rule::Public, pages::begin)
        .get("/sign-out", Rule::Public, pages::signed_out)
        .post("/sign-out", Rule::Public, pages::sign_out)
        .get("/saml/metadata", Rule::Protocol, pages::metadata)
        .post("/saml/acs", Rule::Protocol, answer::receive)
        .get("/saml/slo", Rule::Protocol, sign_out::by_redirect)
        .post("/saml/slo", Rule::Protocol, sign_out::by_form)
        .get("/desk/sign-in", Rule::Public, officers::show)
        .post("/desk/sign-in", Rule::Public, officers::begin)
        .get("/desk/callback", Rule::Public, officers::receive)
        .get("/desk/sign-out", Rule::Public, officers::signed_out)
        .post("/desk/sign-out", Rule::Public, officers::sign_out)
}
