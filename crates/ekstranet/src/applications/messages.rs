//! What the customer and the operator write to each other in a case: both sides' verbs, read marks, who is waiting.

use db::{Read, Tx};

use super::contacts;
use super::content::Content;
use super::store::{self, ApplicationRow};
use super::store_messages::{self, UnreadRow};
use super::store_turns;
use super::submitting::load;
use crate::audit::{self, Entry};
use crate::kernel::{ApplicationId, AuditId, BusinessId, CaseLanguage, Instant};
use crate::notices::{self, Happening, Notice};
use crate::services::Service;
use crate::web::{Failure, Visit};

/// A message of a case.
#[derive(Clone, Debug)]
pub struct Message {
    pub at: Instant,
    pub from_operator: bool,
    /// Who wrote it. The customer is not told which officer it was.
    pub by: String,
    pub text: String,
    /// When the other side opened it first, and who.
    pub read: Option<(Instant, String)>,
}

/// A case with messages that the reading side has not opened.
#[derive(Clone, Debug)]
pub struct UnreadLine {
    pub id: ApplicationId,
    pub service: Service,
    pub case_number: String,
    pub organisation_name: String,
    pub officer_name: Option<String>,
    /// When the oldest of them came.
    pub since: Instant,
    pub number: i64,
}

fn unread_line(row: UnreadRow) -> Option<UnreadLine> {
    Some(UnreadLine {
        id: ApplicationId::parse(&row.id)?,
        service: Service::parse(&row.service)?,
        case_number: row.case_number,
        organisation_name: row.organisation_name,
        officer_name: row.officer_name,
        since: Instant::from_milliseconds(row.since),
        number: row.number,
    })
}

/// Cases in which a customer's message waits for an officer, the longest waiting first, at most a hundred.
///
/// # Errors
/// What the database says.
pub async fn list_unread_messages(read: &mut Read) -> Result<Vec<UnreadLine>, Failure> {
    Ok(store_messages::list_unread_of_customers(read).await?.into_iter().filter_map(unread_line).collect())
}

/// The organisation's cases in which a message of the operator has not been opened.
///
/// # Errors
/// What the database says.
pub async fn list_new_messages(read: &mut Read, organisation: &BusinessId) -> Result<Vec<UnreadLine>, Failure> {
    let rows = store_messages::list_unread_of_operator(read, organisation).await?;
    Ok(rows.into_iter().filter_map(unread_line).collect())
}

/// The messages of a case, oldest first. What the other side wrote is marked as read by the visitor.
///
/// # Errors
/// What the database says. Whose case it is, the caller has looked at.
pub async fn open_messages(visit: &Visit, id: &ApplicationId) -> Result<Vec<Message>, Failure> {
    let officer = visit.acting.is_none();
    // An officer who looks at the customer's pages with a support code only reads.
    let marks = officer == visit.is_officer();
    let rows = store_messages::list(&mut visit.app.db.read().await?, id).await?;
    if marks && rows.iter().any(|row| row.read_at.is_none() && (row.from_operator == 1) != officer) {
        let mut tx = visit.app.db.write().await?;
        store_messages::mark_read(&mut tx, visit.now, id, !officer, visit.session()?).await?;
        audit::record(&mut tx, visit, Entry::new("applications.messages_read").subject(id.as_str())).await?;
        tx.commit().await?;
    }
    let message = |row: store_messages::MessageRow| Message {
        at: Instant::from_milliseconds(row.at),
        from_operator: row.from_operator == 1,
        by: row.by_name,
        text: row.text,
        read: row.read_at.map(Instant::from_milliseconds).zip(row.read_by_name),
    };
    Ok(rows.into_iter().map(message).collect())
}

/// Whether both sides may write in a case: until production has begun, so that nothing of the way there has to be asked
/// elsewhere.
///
/// # Errors
/// What the database says.
pub async fn may_write(read: &mut Read, id: &ApplicationId) -> Result<bool, Failure> {
    Ok(store_messages::is_open(read, id).await?)
}

/// A representative writes to the operator. `message` was made with the form: posted twice it is one message.
pub(super) async fn write_to_operator(
    visit: &Visit,
    id: &ApplicationId,
    message: &AuditId,
    text: &str,
) -> Result<(), Failure> {
    let application = load(visit, id).await?;
    let mut tx = visit.app.db.write().await?;
    if add(&mut tx, visit, &application, id, message, text, false).await? {
        tx.commit().await?;
    }
    Ok(())
}

/// An officer writes to the customer; the contacts are told that there is something to read.
///
/// # Errors
/// `Stale` when nobody may write in the case any more; what the database says.
pub async fn write_to_customer(
    tx: &mut Tx,
    visit: &Visit,
    id: &ApplicationId,
    message: &AuditId,
    text: &str,
) -> Result<(), Failure> {
    if !visit.is_officer() {
        return Err(Failure::Forbidden);
    }
    let application = store::find_submitted(tx, id).await?.ok_or(Failure::NotFound)?;
    if !add(tx, visit, &application, id, message, text, true).await? {
        return Ok(());
    }
    let unreadable = || Failure::internal("a case cannot be read");
    let content = store_turns::find_content(tx, id).await?.ok_or_else(unreadable)?;
    let content = Content::parse(&content).map_err(Failure::internal)?;
    let organisation = BusinessId::parse(&application.organisation).ok_or_else(unreadable)?;
    let notice = Notice {
        happening: Happening::MessageReceived,
        service: Service::parse(&application.service).ok_or_else(unreadable)?,
        organisation: &organisation,
        case_number: application.case_number.as_deref().unwrap_or_default(),
        recipients: contacts::recipients_of(tx, &organisation, id, &content).await?,
        language: CaseLanguage::parse(&application.case_language).unwrap_or_default(),
        link: format!("/o/{organisation}/applications/{id}/messages"),
    };
    notices::plan(tx, visit, &notice).await
}

/// Adds a message with its audit row; `false` when the same one is there already.
async fn add(
    tx: &mut Tx,
    visit: &Visit,
    application: &ApplicationRow,
    id: &ApplicationId,
    message: &AuditId,
    text: &str,
    from_operator: bool,
) -> Result<bool, Failure> {
    if store_messages::insert(tx, visit.now, message, id, from_operator, text, visit.session()?).await? == 0 {
        return if store_messages::find(tx, id, message).await? { Ok(false) } else { Err(Failure::Stale) };
    }
    let organisation = BusinessId::parse(&application.organisation).ok_or(Failure::NotFound)?;
    let action = if from_operator { "applications.message_to_customer" } else { "applications.message_to_operator" };
    audit::record(tx, visit, Entry::new(action).subject(id.as_str()).organisation(&organisation)).await?;
    Ok(true)
}
