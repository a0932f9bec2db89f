//! The other party that an application names, with whom an authorisation for an outsourced service or a right to use a
//! register is agreed (domain sheet 0.1.9: both confirm). It is told, and says whether that is so; the applicant and the
//! officer see what it says. Its answer grants nothing: the officer decides with it in sight.

use db::{Read, Tx};
use serde_json::json;

use super::rules::PartyState;
use super::store_named::{self, NamedRow};
use crate::audit::{self, Entry};
use crate::deployments;
use crate::kernel::{ApplicationId, BusinessId, CaseLanguage, Instant, Language};
use crate::notices::{self, Happening, Notice};
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Failure, Visit, format};

/// What is agreed with the other party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreed {
    /// The authorisation for an outsourced service (ostopalvelun valtuutus).
    Outsourcing,
    /// The right to use a register (rekisterinkäyttöoikeus).
    RegisterAccess,
}

impl Agreed {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Outsourcing => "outsourcing",
            Self::RegisterAccess => "register_access",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        [Self::Outsourcing, Self::RegisterAccess].into_iter().find(|what| what.code() == code)
    }

    /// By the key of the question in which it is named.
    #[must_use]
    pub fn of_question(key: &str) -> Option<Self> {
        match key {
            "other_party" => Some(Self::Outsourcing),
            "register_holder" => Some(Self::RegisterAccess),
            _ => None,
        }
    }

    pub(super) fn name(self, t: &Texts) -> String {
        match self {
            Self::Outsourcing => t.services_choice_extension_function_outsourcing(),
            Self::RegisterAccess => t.services_choice_extension_function_register_access(),
        }
    }
}

/// Whom an application names, and for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    pub organisation: BusinessId,
    pub what: Agreed,
}

/// An application as far as the other party is told of it.
pub struct Naming<'a> {
    pub application: &'a ApplicationId,
    pub organisation: &'a BusinessId,
    pub organisation_name: &'a str,
    pub case_number: &'a str,
    pub service: Service,
    pub language: CaseLanguage,
    /// `None` when the answers name nobody.
    pub other: Option<Other>,
}

/// Follows what a sent application says of the other party, in the transaction that freezes it: whoever is named newly is
/// told, where any address of it is known.
///
/// # Errors
/// What the database says.
pub async fn follow_naming(tx: &mut Tx, visit: &Visit, naming: &Naming<'_>) -> Result<(), Failure> {
    // Who names itself has nobody to ask.
    let Some(other) = naming.other.as_ref().filter(|other| other.organisation != *naming.organisation) else {
        store_named::end(tx, naming.application).await?;
        return Ok(());
    };
    if !store_named::upsert(tx, visit.now, naming, other).await? {
        return Ok(());
    }
    let entry = Entry::new("parties.named").organisation(naming.organisation).subject(naming.application.as_str());
    let detail = json!({ "other": other.organisation.as_str(), "what": other.what.code() });
    audit::record(tx, visit, entry.detail(detail)).await?;
    let own = deployments::contacts(tx, &other.organisation).await?;
    let notice = Notice {
        happening: Happening::PartyNamed,
        service: naming.service,
        organisation: &other.organisation,
        case_number: naming.case_number,
        recipients: own.addresses,
        language: own.language.unwrap_or(naming.language),
        link: format!("/o/{}/joined", other.organisation),
    };
    notices::plan(tx, visit, &notice).await
}

/// Ends the naming of an application that came to nothing, in its transaction.
///
/// # Errors
/// What the database says.
pub async fn end_naming(tx: &mut Tx, application: &ApplicationId) -> Result<(), Failure> {
    store_named::end(tx, application).await?;
    Ok(())
}

/// Asks the other party of an approved application no more, in the transaction of the approval: what was decided rests on
/// what was said until then, and a contest would reach nobody.
///
/// # Errors
/// What the database says.
pub async fn close_naming(tx: &mut Tx, application: &ApplicationId) -> Result<(), Failure> {
    store_named::end_waiting(tx, application).await?;
    Ok(())
}

/// What the other party that an application names has said of it.
#[derive(Clone, Debug)]
pub struct NamedLine {
    pub state: PartyState,
    pub other: String,
    pub named_at: Instant,
    pub answered_at: Option<Instant>,
    pub reason: String,
}

impl NamedLine {
    /// In a sentence, for the applicant and the officer.
    pub fn describe(&self, language: Language, t: &Texts) -> String {
        let at = format::moment(self.answered_at.unwrap_or(self.named_at), language);
        let other = self.other.as_str();
        match self.state {
            PartyState::Confirmed => t.parties_named_line_confirmed(other, at),
            PartyState::Contested => t.parties_named_line_contested(other, at, self.reason.as_str()),
            _ => t.parties_named_line_waiting(other, at),
        }
    }
}

/// What the other party of an application has said; `None` when it names none.
///
/// # Errors
/// What the database says.
pub async fn find_named(read: &mut Read, application: &ApplicationId) -> Result<Option<NamedLine>, Failure> {
    let Some(row) = store_named::find(read, application).await? else { return Ok(None) };
    Ok(Some(NamedLine {
        state: state_of(&row)?,
        other: row.other,
        named_at: Instant::from_milliseconds(row.named_at),
        answered_at: row.answered_at.map(Instant::from_milliseconds),
        reason: row.reason.unwrap_or_default(),
    }))
}

/// Whether an application names another party that has not confirmed what it is named for.
///
/// # Errors
/// What the database says.
pub async fn is_unconfirmed(read: &mut Read, application: &ApplicationId) -> Result<bool, Failure> {
    let named = find_named(read, application).await?;
    Ok(named.is_some_and(|named| named.state != PartyState::Confirmed))
}

pub(super) fn state_of(row: &NamedRow) -> Result<PartyState, Failure> {
    PartyState::parse(&row.state).ok_or_else(|| Failure::internal("the state of a naming is unknown"))
}

pub(super) fn what_of(row: &NamedRow) -> Result<Agreed, Failure> {
    Agreed::parse(&row.what).ok_or_else(|| Failure::internal("it is unknown for what a party is named"))
}

/// Whether the other party may say this now: who has contested by mistake may still confirm.
pub(super) fn may_answer(state: PartyState, answer: PartyState) -> bool {
    match answer {
        PartyState::Confirmed => matches!(state, PartyState::Waiting | PartyState::Contested),
        PartyState::Contested => state == PartyState::Waiting,
        _ => false,
    }
}

/// Keeps what the other party says: may, load, rule, save, tell. The caller has looked at the reason.
pub(super) async fn answer(
    visit: &Visit,
    application: &ApplicationId,
    version: i64,
    (state, reason): (PartyState, Option<&str>),
) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    let row = store_named::load(&mut tx, &visit.acting()?.organisation, application).await?;
    if !may_answer(state_of(&row)?, state) {
        return Err(Failure::Stale);
    }
    let by = visit.session()?.name.as_str();
    store_named::answer(&mut tx, visit.now, (application, version), (state, by), reason).await?;
    let entry = Entry::new("parties.naming_answered").subject(application.as_str());
    let detail = json!({ "state": state.code(), "applicant": row.organisation, "what": row.what });
    audit::record(&mut tx, visit, entry.detail(detail)).await?;
    tx.commit().await?;
    Ok(())
}
