//! The answer of the identity provider: cheap checks first, then the keys, then one transaction that signs in. Whatever is
//! wrong, the person sees the same page; the reason stands only in the audit log.

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use saml::{Identity, Pending, Refused, ServiceProvider};
use serde_json::json;
use std::sync::Arc;

use super::browser::{OpenWays, browser_cookie};
use super::pages::{BROWSER_COOKIE, off_the_road, session_cookie, with_cookies, with_return};
use super::provider::{SignIn, is_our_request};
use super::rules::{ALREADY_ANSWERED, PERSON_START, PendingRow, REPLAYED, clean_name, is_of_this_world};
use super::sign_out::UNSOLICITED;
use super::store::Arrival;
use super::{
    IdentifiedPerson, NewSession, ProviderSession, admit_person, begin_session, closed_away, new_session, store,
};
use crate::audit::{self, Entry};
use crate::kernel::{AuditId, Language, NationalId, PersonId, Session, SessionKind};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, SameSite, Visit, page, see_other};

#[derive(askama::Template)]
#[template(path = "sign_in/stopped.html")]
struct StoppedPage {
    chrome: Chrome,
    t: &'static Texts,
    /// For an officer who has no right here: what to do about it.
    reason: Option<String>,
    again: &'static str,
}

/// Why nobody is signed in.
pub(super) enum Stop {
    /// The message may not be believed; the code goes to the audit log.
    Refused(&'static str),
    /// The identity provider says, signed, that nobody was identified.
    Interrupted(Refused),
    Failed(Failure),
}

impl<E: Into<Failure>> From<E> for Stop {
    fn from(failure: E) -> Self {
        Self::Failed(failure.into())
    }
}

/// `POST /saml/acs`
pub(super) async fn receive(mut visit: Visit, headers: HeaderMap, form: Form) -> Result<Response, Failure> {
    let message = form.text("SAMLResponse");
    let row = match find_pending(&visit, message).await {
        Ok(row) => row,
        Err(Stop::Failed(failure)) => return Err(failure),
        Err(Stop::Refused(code)) => return refuse_stray(visit, code),
        Err(Stop::Interrupted(refused)) => return refuse_stray(visit, refused.code()),
    };
    // The cookie with the language does not come along when another site posts.
    visit.language = Language::parse(&row.language).unwrap_or(visit.language);
    let secret = OpenWays::read(&headers, BROWSER_COOKIE).secret_of(&visit.app.vault, &row.browser_hash);
    if let Some(code) = row.refusal(visit.now, secret.is_some()) {
        return refuse(visit, code);
    }
    match accept(&visit, &row, message).await {
        Ok(response) => Ok(response),
        Err(Stop::Failed(failure)) => Err(failure),
        Err(Stop::Refused(code)) => refuse(visit, code),
        Err(Stop::Interrupted(refused)) => interrupted(visit, &row, refused).await,
    }
}

/// The pending sign-in that a message claims to answer. No key is touched before this, and the database is asked only for an
/// identifier of ours.
async fn find_pending(visit: &Visit, message: &str) -> Result<PendingRow, Stop> {
    let id = saml::peek_in_response_to(message).map_err(|refused| Stop::Refused(refused.code()))?;
    if !is_our_request(&visit.app, &id) {
        return Err(Stop::Refused(UNSOLICITED));
    }
    let row = store::find_pending(&mut visit.app.db.read().await?, &id, "person").await?;
    row.ok_or(Stop::Refused(UNSOLICITED))
}

async fn accept(visit: &Visit, row: &PendingRow, message: &str) -> Result<Response, Stop> {
    let identity = verify(visit, row, message).await?;
    let national_id = NationalId::parse(identity.national_id.expose()).ok_or(Stop::Refused("national-id"))?;
    if !is_of_this_world(&national_id, visit.app.config.mode) {
        return Err(Stop::Refused("national-id-series"));
    }
    let name = shown_name(&identity);
    sign_in(visit, row, &identity, &IdentifiedPerson { national_id, name }).await
}

/// Hands the message to the keys; once more with newly read metadata when no known key fits.
async fn verify(visit: &Visit, row: &PendingRow, message: &str) -> Result<Identity, Stop> {
    let sign_in = visit.app.part::<SignIn>();
    let pending = Pending { request_id: row.id.clone(), started_at: row.started_at };
    let now = visit.now.milliseconds();
    let provider = sign_in.provider(&visit.app, visit.now).await?;
    let open = |provider: Arc<ServiceProvider>| {
        let pending = pending.clone();
        async move {
            // A forged one costs no more than its signature's check. Our own keys take many times that.
            match provider.check_response(now, &pending, message) {
                Ok(signed) => off_the_road(move || provider.open_response(now, &pending, &signed)).await,
                Err(refused) => Ok(Err(refused)),
            }
        }
    };
    match sign_in.with_keys(&visit.app, visit.now, provider, open).await? {
        Ok((_, identity)) => Ok(identity),
        Err(refused @ Refused::Status { .. }) => Err(Stop::Interrupted(refused)),
        Err(refused) => Err(Stop::Refused(refused.code())),
    }
}

/// Calling name and family name; whatever of them the population register gave.
fn shown_name(identity: &Identity) -> String {
    let joined =
        [identity.calling_name.as_deref(), identity.family_name.as_deref()].into_iter().flatten().collect::<Vec<_>>();
    let name = identity.display_name.clone().unwrap_or_else(|| joined.join(" "));
    let name = if name.trim().is_empty() { identity.common_name.clone().unwrap_or_default() } else { name };
    clean_name(&name)
}

/// One transaction: the message is spent, the person is known, the old session of this browser ends, a new one begins.
async fn sign_in(
    visit: &Visit,
    row: &PendingRow,
    identity: &Identity,
    person: &IdentifiedPerson,
) -> Result<Response, Stop> {
    let token = match visit.app.db.dialect() {
        db::Dialect::Sqlite => sign_in_step_by_step(visit, row, identity, person).await?,
        db::Dialect::Postgres => sign_in_at_once(visit, row, identity, person).await?,
    };
    // With it the browser's other ways are over: one that somebody else has begun here may not lead in after this.
    let browser = browser_cookie(BROWSER_COOKIE, "", SameSite::None);
    Ok(with_cookies(see_other(&next_page(&row.return_path)), [session_cookie(Some(&token)), browser]))
}

/// On SQLite. [`sign_in_at_once`] writes the same in one statement: what changes here has to change there.
pub(super) async fn sign_in_step_by_step(
    visit: &Visit,
    row: &PendingRow,
    identity: &Identity,
    person: &IdentifiedPerson,
) -> Result<String, Stop> {
    let (app, now) = (&visit.app, visit.now);
    let mut tx = app.db.write().await?;
    let used = store::use_pending(&mut tx, now, &row.id).await;
    let old = used.map_err(|error| spent(error, &db::Error::Stale, ALREADY_ANSWERED))?;
    for message in [&identity.response_id, &identity.assertion_id] {
        let kept = store::insert_replay(&mut tx, message, identity.replay_until).await;
        kept.map_err(|error| spent(error, &db::Error::Duplicate, REPLAYED))?;
    }
    let id = admit_person(&mut tx, app, now, person).await?;
    let provider = Some(provider_session(identity));
    let new = NewSession { person: &id, name: &person.name, kind: SessionKind::Person, provider };
    let (session, token) = begin_session(&mut tx, app, now, &new).await?;
    audit::record(&mut tx, visit, signed_in(&session, identity)).await?;
    replace(&mut tx, visit, &session, old.as_deref()).await?;
    tx.commit().await?;
    Ok(token)
}

/// Ends the session that the browser had before.
pub(super) async fn replace(
    tx: &mut db::Tx,
    visit: &Visit,
    session: &Session,
    old: Option<&str>,
) -> Result<(), db::Error> {
    if let Some(old) = old
        && store::end_session(tx, visit.now, old, "replaced").await?
    {
        audit::record(tx, visit, Entry::new("sign_in.replaced").session(session).subject(old)).await?;
    }
    Ok(())
}

/// The same in one round trip, on PostgreSQL. What changes here has to change in [`sign_in_step_by_step`].
pub(super) async fn sign_in_at_once(
    visit: &Visit,
    row: &PendingRow,
    identity: &Identity,
    person: &IdentifiedPerson,
) -> Result<String, Stop> {
    let (app, now) = (&visit.app, visit.now);
    let fresh = PersonId::new(now, &app.random);
    let (index, sealed) = closed_away(app, &fresh, &person.national_id);
    let new = NewSession { person: &fresh, name: &person.name, kind: SessionKind::Person, provider: None };
    let (session, token) = new_session(app, now, &new);
    let arrival = Arrival {
        pending: &row.id,
        messages: [&identity.response_id, &identity.assertion_id],
        replay_until: identity.replay_until,
        national_id_index: &index,
        national_id_sealed: &sealed,
        replaced_entry: &AuditId::new(app.clock.now(), &app.random),
        session: &session,
        token_hash: &app.vault.token_hash(&token),
        provider: &provider_session(identity),
    };
    let prepared = audit::prepare(visit, signed_in(&session, identity))?;
    let signed_in = store::sign_in_at_once(&app.db, now, &arrival, &prepared).await;
    let is_first = signed_in.map_err(|error| spent(error, &db::Error::Duplicate, REPLAYED))?;
    if is_first { Ok(token) } else { Err(Stop::Refused(ALREADY_ANSWERED)) }
}

fn provider_session(identity: &Identity) -> ProviderSession {
    ProviderSession {
        name_id: identity.name_id.value.clone(),
        name_qualifier: identity.name_id.name_qualifier.clone(),
        sp_name_qualifier: identity.name_id.sp_name_qualifier.clone(),
        session_index: identity.session_index.clone(),
    }
}

fn signed_in<'a>(session: &'a Session, identity: &Identity) -> Entry<'a> {
    let detail = json!({ "context_class": identity.context_class, "authenticated_at": identity.authenticated_at });
    Entry::new("sign_in.signed_in").session(session).detail(detail)
}

/// A key that is already there means that the message was used before; anything else is the database's own trouble.
fn spent(error: db::Error, sign: &db::Error, code: &'static str) -> Stop {
    if error == *sign { Stop::Refused(code) } else { Stop::Failed(error.into()) }
}

/// Pages of an organisation need the right to act first, which a new session does not have yet.
fn next_page(return_path: &str) -> String {
    if return_path.starts_with("/o/") { with_return(PERSON_START, return_path) } else { return_path.to_string() }
}

/// A message that answers nothing of ours: anybody can send it without end, so its audit row comes a moment later.
fn refuse_stray(visit: Visit, code: &'static str) -> Result<Response, Failure> {
    audit::note_stray(&visit, "sign_in.refused", code);
    stopped_page(visit, StatusCode::FORBIDDEN, Comer::Person)
}

fn refuse(visit: Visit, code: &'static str) -> Result<Response, Failure> {
    audit::note_refusal(&visit, "sign_in.refused", code);
    stopped_page(visit, StatusCode::FORBIDDEN, Comer::Person)
}

/// The person cancelled or was not identified; the provider does not tell which. The question is answered all the same.
async fn interrupted(visit: Visit, row: &PendingRow, refused: Refused) -> Result<Response, Failure> {
    let status =
        if let Refused::Status { top, second } = refused { format!("{top:?} {second:?}") } else { String::new() };
    let entry = Entry::new("sign_in.interrupted").detail(json!({ "code": refused.code(), "status": status }));
    let mut tx = visit.app.db.write().await?;
    match store::use_pending(&mut tx, visit.now, &row.id).await {
        // The same message came twice at the same moment; the page tells no more of that than of anything else.
        Err(db::Error::Stale) => {
            drop(tx);
            return refuse(visit, ALREADY_ANSWERED);
        }
        used => drop(used?),
    }
    audit::record(&mut tx, &visit, entry).await?;
    tx.commit().await?;
    stopped_page(visit, StatusCode::OK, Comer::Person)
}

/// By which door somebody tried to come in.
pub(super) enum Comer {
    Person,
    /// An officer; with a text when the reason may be told.
    Officer(Option<String>),
}

/// The one page for everything that stops a sign-in, with its audit row.
pub(super) async fn stop(
    visit: Visit,
    status: StatusCode,
    entry: Entry<'_>,
    comer: Comer,
) -> Result<Response, Failure> {
    let mut tx = visit.app.db.write().await?;
    audit::record(&mut tx, &visit, entry).await?;
    tx.commit().await?;
    stopped_page(visit, status, comer)
}

pub(super) fn stopped_page(mut visit: Visit, status: StatusCode, comer: Comer) -> Result<Response, Failure> {
    let (again, reason) = match comer {
        Comer::Person => ("/sign-in", None),
        Comer::Officer(reason) => ("/desk/sign-in", reason),
    };
    // The address of this answer cannot be opened again, so the language links lead to the beginning.
    visit.path = again.to_string();
    let t = visit.texts();
    let chrome = visit.chrome(t.sign_in_stopped_title());
    page(status, &StoppedPage { chrome, t, reason, again })
}

#[cfg(test)]
mod tests {
    use super::next_page;

    #[test]
    fn a_page_of_an_organisation_is_reached_through_the_choice() {
        assert_eq!(next_page("/me"), "/me");
        assert_eq!(next_page("/o/9900226-7/applications"), "/act-for?return=%2Fo%2F9900226-7%2Fapplications");
    }
}
