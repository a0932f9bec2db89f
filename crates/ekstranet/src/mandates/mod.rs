//! For whom one acts and by which right.

mod checksum;
mod choice;
mod client;
mod forgetting;
mod last_round;
mod mail;
mod natures;
mod own;
mod pages;
mod rounds;
mod rules;
mod settling;
mod store;
mod store_validity;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_failing;
#[cfg(test)]
mod tests_own;
#[cfg(test)]
mod tests_over_time;
#[cfg(test)]
mod tests_registers;
#[cfg(test)]
mod tests_returning;
#[cfg(test)]
mod tests_rounds;
#[cfg(test)]
mod tests_wire;
mod told;
mod validity;
mod why;

use db::{Read, Tx};

use crate::kernel::{Acting, Basis, BusinessId, Instant, Permissions, PersonId, Position, Session};
use crate::sign_in;
use crate::web::{App, Failure, Routes, Rule};

pub use client::Mandates;
pub use forgetting::{forget, keep_forgetting};
pub use pages::positions_in_words;
pub use rules::{Nature, counts, permissions};
pub(crate) use store::FIND_ACTING;
pub use told::{Told, list_told};
pub use validity::{Contacts, ContactsFound, Validity, find_validity, keep_reminding, remind};
pub use why::Looked;

/// The session behind a cookie and its right to act for one organisation, read in one statement.
///
/// # Errors
/// What the database says.
pub async fn find_acting(
    app: &App,
    now: Instant,
    token: &str,
    organisation: &BusinessId,
) -> Result<(Option<Session>, Option<Acting>), Failure> {
    let row = store::find_acting(&app.db, &app.vault.token_hash(token), organisation).await?;
    let Some(row) = row else { return Ok((None, None)) };
    let acting = row.acting(organisation, &app.part::<Mandates>().policy);
    let session = sign_in::accept_session(app, now, row.session).await?;
    Ok(if session.is_some() { (session, acting) } else { (None, None) })
}

/// What stored bases allow by the configuration of this service.
pub fn permissions_here(app: &App, bases: &str) -> Permissions {
    app.part::<Mandates>().policy.permissions_of(bases)
}

/// The positions that give a right by the configuration of this service, in the order in which they are told.
pub fn accepted_positions(app: &App) -> Vec<Position> {
    app.part::<Mandates>().policy.positions()
}

/// The same in words, one after the other, for a sentence about who may.
pub fn positions_that_count(visit: &crate::web::Visit) -> String {
    positions_in_words(&accepted_positions(&visit.app), visit.texts())
}

/// The union of the session's verified rights: what the library shows (it has no organisation).
///
/// # Errors
/// What the database says.
pub async fn all_rights(app: &App, session: &Session) -> Result<Permissions, Failure> {
    let rows = store::list_bases(&mut app.db.read().await?, &session.id).await?;
    let policy = &app.part::<Mandates>().policy;
    Ok(rows.iter().fold(Permissions::none(), |all, row| all.union(policy.permissions_of(&row.bases))))
}

/// What Suomi.fi answered about one organisation, judged by our rules.
#[derive(Clone, Debug)]
pub struct Authority {
    pub organisation: BusinessId,
    pub organisation_name: String,
    /// Accepted grounds, strongest first; empty when none is enough.
    pub bases: Vec<Basis>,
    /// Everything that came back, for the record and for the page that tells what is missing.
    pub roles: Vec<String>,
    pub complete: bool,
}

/// What ties a person to an organisation: Suomi.fi returned some role for it, in this session or an earlier one.
#[derive(Clone, Debug)]
pub struct Tie {
    pub organisation: BusinessId,
    pub organisation_name: String,
    /// Whether what was returned in this session is enough to take services into use.
    pub may_deploy: bool,
}

/// The tie of the signed-in person to an organisation; `None` when Suomi.fi never told of any.
///
/// # Errors
/// What the database says.
pub async fn find_tie(app: &App, session: &Session, organisation: &BusinessId) -> Result<Option<Tie>, Failure> {
    let mut read = app.db.read().await?;
    let now = store::find_authority(&mut read, &session.id, organisation).await?;
    let tied = match now {
        Some(row) if !row.roles().is_empty() => Some(row),
        _ => store::find_earlier(&mut read, session, organisation).await?.map(rules::AuthorityRow::ended),
    };
    let policy = &app.part::<Mandates>().policy;
    Ok(tied.map(|row| Tie {
        organisation: organisation.clone(),
        may_deploy: row.permissions(policy).allow(crate::kernel::Permission::DeployServices),
        organisation_name: row.organisation_name,
    }))
}

/// Whether Suomi.fi has told since a moment that a person has a right for an organisation, and nothing else after that.
///
/// # Errors
/// What the database says.
pub async fn is_right_seen(
    read: &mut Read,
    person: &PersonId,
    organisation: &BusinessId,
    since: Instant,
) -> Result<bool, Failure> {
    let last = store::find_last_answer(read, person, organisation).await?;
    Ok(last.is_some_and(|(bases, at)| !bases.is_empty() && at >= since.milliseconds()))
}

/// Who may sign for an organisation by what Suomi.fi last told of them, if it has done so since a moment; whoever it told of
/// last comes first.
///
/// # Errors
/// What the database says.
pub async fn list_signatories(
    read: &mut Read,
    app: &App,
    organisation: &BusinessId,
    since: Instant,
) -> Result<Vec<PersonId>, Failure> {
    let mut people = Vec::new();
    for (person, bases) in store::list_last_answers(read, organisation, since).await? {
        let may_sign = permissions_here(app, &bases).allow(crate::kernel::Permission::SignAgreements);
        people.extend(PersonId::parse(&person).filter(|person| may_sign && !people.contains(person)));
    }
    Ok(people)
}

/// Keeps an answer for a session; an earlier answer about the same organisation is replaced.
///
/// # Errors
/// What the database says.
pub async fn keep_authority(
    tx: &mut Tx,
    now: Instant,
    session: &Session,
    authority: &Authority,
) -> Result<(), Failure> {
    store::upsert_authority(tx, now, &session.id, authority, &natures::Kind::told(rules::Nature::Unasked)).await?;
    Ok(())
}

/// The room's routes.
pub fn routes() -> Routes {
    Routes::new()
        .get("/act-for", Rule::SignedIn, choice::show)
        .post("/act-for", Rule::SignedIn, choice::answer)
        .get("/act-for/return", Rule::SignedIn, rounds::receive)
        .get("/act-for/why", Rule::SignedIn, why::show)
        .get("/me", Rule::SignedIn, own::me)
        .get("/me/validity", Rule::SignedIn, validity::show)
        .post("/me/validity", Rule::SignedIn, validity::save)
        .get("/me/mail", Rule::SignedIn, mail::show)
        .post("/me/mail/address", Rule::SignedIn, mail::ask)
        .get("/me/mail/confirm", Rule::SignedIn, mail::show_confirm)
        .post("/me/mail/confirm", Rule::SignedIn, mail::confirm)
        .post("/me/mail/language", Rule::SignedIn, mail::choose_language)
        .post("/me/mail/remove", Rule::SignedIn, mail::remove)
        .get("/me/mail/{organisation}", Rule::SignedIn, mail::show_choices)
        .post("/me/mail/{organisation}", Rule::SignedIn, mail::choose)
        .post("/me/sessions/{session}/end", Rule::SignedIn, own::end_session)
        .post("/me/sessions/end-others", Rule::SignedIn, own::end_other_sessions)
}

/// A binding act that waits for a fresh round through Suomi.fi.
#[derive(Clone, Debug)]
pub struct Intention<'a> {
    /// Which act, as registered in `lib.rs`, for example `applications.submit`.
    pub act: &'static str,
    /// What it is done to.
    pub subject: &'a str,
    /// What the act needs on return, as JSON.
    pub payload: serde_json::Value,
}

/// Stores the intention and sends the browser to Suomi.fi to prove the right again; on return the act registered under
/// its name is carried out once, by whoever began it, for the organisation it was begun for.
///
/// # Errors
/// `Outage` when Suomi.fi does not answer; nothing is stored then.
pub async fn prove_again(
    visit: &crate::web::Visit,
    intention: Intention<'_>,
) -> Result<axum::response::Response, Failure> {
    rounds::begin(visit, Some(&intention), None).await
}

/// The acts that may wait for a fresh round: name to function. `lib.rs` registers them.
#[derive(Default)]
pub struct Acts(std::collections::HashMap<&'static str, Act>);

/// Carries an act out and returns the address to show: the visit with the fresh right, the subject, the payload.
pub type Act = fn(
    crate::web::Visit,
    String,
    serde_json::Value,
) -> std::pin::Pin<Box<dyn std::future::Future<Output = Result<String, Failure>> + Send>>;

impl Acts {
    #[must_use]
    pub fn with(mut self, name: &'static str, act: Act) -> Self {
        self.0.insert(name, act);
        self
    }

    /// The function of an act.
    pub fn find(&self, name: &str) -> Option<Act> {
        self.0.get(name).copied()
    }
}
