//! The other party that an application names, with whom an authorisation for an outsourced service or a right to use a
//! register is agreed (domain sheet 0.1.9: both confirm). It is told, and says whether that is so; the applicant and the
//! officer see what it says. Its answer grants nothing: the officer decides with it in sight.

use std::collections::HashMap;

use db::{Read, Tx};
use serde_json::json;

use super::answers;
use super::rules::PartyState;
use super::store_named::{self, NamedRow};
use crate::audit::{self, Entry};
use crate::deployments;
use crate::kernel::{ApplicationId, BusinessId, CaseLanguage, Instant, Language};
use crate::notices::{self, Happening, NamedNews, Notice};
use crate::registers;
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

/// How an application ended that names another party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Approved,
    Rejected,
    Withdrawn,
    Lapsed,
}

impl Outcome {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
            Self::Lapsed => "lapsed",
        }
    }

    pub(super) fn parse(code: &str) -> Option<Self> {
        [Self::Approved, Self::Rejected, Self::Withdrawn, Self::Lapsed].into_iter().find(|one| one.code() == code)
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
    /// The names of the units that it is for.
    pub units: &'a [String],
    /// The day on which production is planned to begin, `YYYY-MM-DD`.
    pub planned_on: Option<String>,
    pub language: CaseLanguage,
    /// Where the applicant's mails go.
    pub recipients: &'a [String],
    /// `None` when the answers name nobody.
    pub other: Option<Other>,
}

/// Follows what a sent application says of the other party, in the transaction that freezes it: whoever is named newly, or
/// for other units or another day, is told, where any address of it is known, and so is whoever is named no more.
///
/// # Errors
/// What the database says.
pub async fn follow_naming(tx: &mut Tx, visit: &Visit, naming: &Naming<'_>) -> Result<(), Failure> {
    // Who names itself has nobody to ask.
    let other = naming.other.as_ref().filter(|other| other.organisation != *naming.organisation);
    let before = store_named::find(tx, naming.application).await?;
    let named_now = other.map(|other| other.organisation.as_str());
    if let Some(before) = before.filter(|before| named_now != Some(before.other.as_str())) {
        store_named::keep_former(tx, visit.now, &before).await?;
        let former = BusinessId::parse(&before.other).ok_or_else(|| Failure::internal("a party has no business ID"))?;
        tell_party(tx, visit, naming, &former, Happening::Named(NamedNews::Replaced)).await?;
    }
    let Some(other) = other else {
        store_named::end(tx, naming.application).await?;
        return Ok(());
    };
    let is_new = store_named::upsert(tx, visit.now, naming, other).await?;
    store_named::keep_recipients(tx, naming).await?;
    if !is_new {
        return Ok(());
    }
    let entry = Entry::new("parties.named").organisation(naming.organisation).subject(naming.application.as_str());
    let detail = json!({ "other": other.organisation.as_str(), "what": other.what.code() });
    audit::record(tx, visit, entry.detail(detail)).await?;
    tell_party(tx, visit, naming, &other.organisation, Happening::Named(NamedNews::Asked)).await
}

/// Tells a party that it is named, or no more.
async fn tell_party(
    tx: &mut Tx,
    visit: &Visit,
    naming: &Naming<'_>,
    party: &BusinessId,
    happening: Happening,
) -> Result<(), Failure> {
    let own = deployments::contacts(tx, party).await?;
    let notice = Notice {
        happening,
        service: naming.service,
        organisation: party,
        case_number: naming.case_number,
        recipients: own.addresses,
        language: own.language.unwrap_or(naming.language),
        link: format!("/o/{party}/joined"),
    };
    notices::plan(tx, visit, &notice).await
}

/// Ends the naming of an application that came to nothing, in its transaction, and tells whoever was asked.
///
/// # Errors
/// What the database says.
pub async fn end_naming(
    tx: &mut Tx,
    visit: &Visit,
    application: &ApplicationId,
    outcome: Outcome,
) -> Result<(), Failure> {
    let Some(row) = store_named::find(tx, application).await? else { return Ok(()) };
    store_named::settle(tx, visit.now, application, outcome).await?;
    tell_outcome(tx, visit, application, &row).await
}

/// Tells a party that was asked that the application has ended; how, stands on its page.
async fn tell_outcome(tx: &mut Tx, visit: &Visit, application: &ApplicationId, row: &NamedRow) -> Result<(), Failure> {
    let to = store_named::load_recipients(tx, application).await?;
    // A naming from before it was kept what it is about.
    let Some(service) = to.service.as_deref().and_then(Service::parse) else { return Ok(()) };
    let party = BusinessId::parse(&row.other).ok_or_else(|| Failure::internal("a party has no business ID"))?;
    let own = deployments::contacts(tx, &party).await?;
    let notice = Notice {
        happening: Happening::Named(NamedNews::Settled),
        service,
        organisation: &party,
        case_number: &row.case_number,
        recipients: own.addresses,
        language: own.language.or(to.language.as_deref().and_then(CaseLanguage::parse)).unwrap_or_default(),
        link: format!("/o/{party}/joined"),
    };
    notices::plan(tx, visit, &notice).await
}

/// Asks the other party of an approved application no more, in the transaction of the approval: what was decided rests on
/// what was said until then, and that stays as it was said; it is told that it has been decided. `seen` is the version of
/// what the officer has read of it: what was said since then is not closed unread.
///
/// # Errors
/// `Stale` when the other party has said something else since then, and what the database says.
pub async fn close_naming(
    tx: &mut Tx,
    visit: &Visit,
    application: &ApplicationId,
    seen: Option<i64>,
) -> Result<(), Failure> {
    match (seen, store_named::find(tx, application).await?) {
        (Some(version), Some(row)) => {
            store_named::close(tx, visit.now, (application, version)).await?;
            tell_outcome(tx, visit, application, &row).await
        }
        (None, None) => Ok(()),
        _ => Err(Failure::Stale),
    }
}

/// What the other party that an application names has said of it.
#[derive(Clone, Debug)]
pub struct NamedLine {
    pub state: PartyState,
    /// Counts what has happened to it, so that a page can tell whether it shows what is.
    pub version: i64,
    /// The business ID of the other party.
    pub organisation: String,
    /// The other party as people read it: its name, where a register has told one, and its business ID.
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

/// An organisation by its name, where a register has told one, and its business ID.
pub(super) fn with_name(names: &HashMap<String, String>, organisation: &str) -> String {
    names.get(organisation).map_or_else(|| organisation.to_string(), |name| format!("{name}, {organisation}"))
}

/// What the other party of an application has said; `None` when it names none.
///
/// # Errors
/// What the database says.
pub async fn find_named(read: &mut Read, application: &ApplicationId) -> Result<Option<NamedLine>, Failure> {
    let Some(row) = store_named::find(read, application).await? else { return Ok(None) };
    let names = registers::last_names(read, &[row.other.as_str()]).await?;
    Ok(Some(NamedLine {
        state: state_of(&row)?,
        version: row.version,
        other: with_name(&names, &row.other),
        organisation: row.other,
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

pub(super) fn agreed(code: &str) -> Result<Agreed, Failure> {
    Agreed::parse(code).ok_or_else(|| Failure::internal("it is unknown for what a party is named"))
}

/// Whether the other party may say this now: who has answered by mistake may still say the other thing.
pub(super) fn may_answer(state: PartyState, answer: PartyState) -> bool {
    match answer {
        PartyState::Confirmed => matches!(state, PartyState::Waiting | PartyState::Contested),
        // Whoever contests may also correct the reason.
        PartyState::Contested => {
            matches!(state, PartyState::Waiting | PartyState::Confirmed | PartyState::Contested)
        }
        _ => false,
    }
}

/// What became of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answered {
    Kept,
    /// The application had ended before.
    TooLate,
}

/// Keeps what the other party says: may, load, rule, save, tell. The caller has looked at the reason.
pub(super) async fn answer(
    visit: &Visit,
    application: &ApplicationId,
    version: i64,
    (state, reason): (PartyState, Option<&str>),
) -> Result<Answered, Failure> {
    let mut tx = visit.app.db.write().await?;
    let row = store_named::load(&mut tx, &visit.acting()?.organisation, application).await?;
    if row.closed_at.is_some() {
        return Ok(Answered::TooLate);
    }
    if !may_answer(state_of(&row)?, state) {
        return Err(Failure::Stale);
    }
    answers::keep(&mut tx, visit, (application, version, &row), (state, reason)).await?;
    let entry = Entry::new("parties.naming_answered").subject(application.as_str());
    let detail = json!({ "state": state.code(), "applicant": row.organisation, "what": row.what });
    audit::record(&mut tx, visit, entry.detail(detail)).await?;
    tell_applicant(&mut tx, visit, application, &row).await?;
    tx.commit().await?;
    Ok(Answered::Kept)
}

/// Tells the applicant that the other party has answered; what it says stands on the page of the case.
async fn tell_applicant(
    tx: &mut Tx,
    visit: &Visit,
    application: &ApplicationId,
    row: &NamedRow,
) -> Result<(), Failure> {
    let unreadable = || Failure::internal("a naming cannot be read");
    let to = store_named::load_recipients(tx, application).await?;
    // A naming from before it was kept whom to tell.
    let Some(service) = to.service.as_deref().and_then(Service::parse) else { return Ok(()) };
    let applicant = BusinessId::parse(&row.organisation).ok_or_else(unreadable)?;
    let notice = Notice {
        happening: Happening::Named(NamedNews::Answered),
        service,
        organisation: &applicant,
        case_number: &row.case_number,
        recipients: serde_json::from_str(&to.recipients).map_err(Failure::internal)?,
        language: to.language.as_deref().and_then(CaseLanguage::parse).unwrap_or_default(),
        link: format!("/o/{applicant}/applications/{application}"),
    };
    notices::plan(tx, visit, &notice).await
}
