//! What the service tells people by mail: planned in the transaction of the fact, sent by a job.

mod about;
mod billing;
mod choices;
mod controllers;
mod ending;
mod forgetting;
#[cfg(test)]
mod mail_server;
mod named;
mod post;
mod recipients;
mod rules;
mod send;
mod store;
mod store_choices;
#[cfg(test)]
mod rules_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_choices;
#[cfg(test)]
mod tests_ending;
mod trying;
mod words;

use db::{Read, Tx};

use crate::audit::{self, Entry};
use crate::kernel::{BusinessId, CaseLanguage, Instant, NoticeId, PersonId};
use crate::services::Service;
use crate::web::{App, Failure, Visit};

pub use billing::BillingNews;
pub use choices::{
    AddressAsked, Choice, EndedMails, LastingMails, NoticeKind, OwnMail, OwnNotice, ask_address, choose,
    choose_language, confirm_address, load_own_mail, plan_for_contacts, plan_own, remove_address,
};
pub use controllers::ControllerNews;
pub use ending::{MailEnd, end_unseen, note_right};
pub use forgetting::{forget, keep_forgetting};
pub use named::NamedNews;
pub use post::Post;
pub use recipients::recipient_in_words;
pub use rules::Happening;
pub use send::{keep_sending, send_due};

/// Of a mail that names no service: any will do.
pub const NO_SERVICE: Service = Service::ALL[0];

/// One notice to plan.
#[derive(Clone, Debug)]
pub struct Notice<'a> {
    pub happening: Happening,
    pub service: Service,
    pub organisation: &'a BusinessId,
    pub case_number: &'a str,
    /// E-mail addresses of the organisation's contacts.
    pub recipients: Vec<String>,
    pub language: CaseLanguage,
    /// The page to open, below the public address, for example `/o/9900226-7/applications/…`.
    pub link: String,
}

/// Plans a notice in the caller's transaction; one mail per recipient. The same turn of a case (one request) never
/// plans twice for one address. People who confirmed their own address get what they chose, and nobody else learns the
/// address from the row.
///
/// # Errors
/// What the database says.
pub async fn plan(tx: &mut Tx, visit: &Visit, notice: &Notice<'_>) -> Result<(), Failure> {
    plan_for_some(tx, visit, notice).await.map(drop)
}

/// The same; `false` when nobody gets a mail: no address is known, or whoever has it wants no mails of this kind.
///
/// # Errors
/// What the database says.
pub async fn plan_for_some(tx: &mut Tx, visit: &Visit, notice: &Notice<'_>) -> Result<bool, Failure> {
    plan_with_people(tx, visit, notice, &[]).await
}

/// The same, and to some people at their own addresses: those who have confirmed one and do not want no such mails. The
/// caller has seen that their right is believed, [`right_believed_since`].
///
/// # Errors
/// What the database says.
pub async fn plan_with_people(
    tx: &mut Tx,
    visit: &Visit,
    notice: &Notice<'_>,
    people: &[PersonId],
) -> Result<bool, Failure> {
    let contacts = recipients::distinct(&notice.recipients);
    let kind = notice.happening.kind();
    let mut recipients = choices::recipients_of(tx, visit, notice.organisation, kind, &contacts).await?;
    for person in people {
        recipients.extend(choices::besides(tx, notice.organisation, kind, &recipients, person).await?);
    }
    for to in &recipients {
        let id = NoticeId::new(visit.now, &visit.app.random);
        let at = (visit.now, choices::goes_at(visit.now, &to.recipient));
        store::insert(tx, &id, at, &visit.request_id, notice, to).await?;
    }
    Ok(!recipients.is_empty())
}

/// The moment since which Suomi.fi must have told of a person's right for an organisation, for mails about it to go to them.
#[must_use]
pub fn right_believed_since(app: &App, now: Instant) -> Instant {
    ending::unseen_before(app, now)
}

/// A mail as the officers' desk shows it.
#[derive(Clone, Debug)]
pub struct NoticeLine {
    pub id: NoticeId,
    /// `None` only for a row of a newer version of the portal.
    pub happening: Option<Happening>,
    pub case_number: String,
    pub recipient: String,
    pub planned_at: Instant,
    pub sent_at: Option<Instant>,
    pub given_up_at: Option<Instant>,
    pub next_try_at: Instant,
    pub tries: i64,
    /// `unreachable`, `timeout`, `address` or the mail server's three digits.
    pub problem: Option<String>,
}

/// The most mails that the list of what was not sent shows.
pub const FAILED_SHOWN: usize = 50;

/// The mails that were tried in vain, are not sent and were not taken off the list: those that are tried again before
/// those that were given up, the newest first; at most one more than is shown.
///
/// # Errors
/// What the database says.
pub async fn list_failed(read: &mut Read) -> Result<Vec<NoticeLine>, Failure> {
    let rows = store::list_failed(read, 51).await?;
    Ok(rows.into_iter().filter_map(store::Row::into_line).collect())
}

/// The mails of a case, oldest first.
///
/// # Errors
/// What the database says.
pub async fn list_for_case(read: &mut Read, case_number: &str) -> Result<Vec<NoticeLine>, Failure> {
    let rows = store::list_for_case(read, case_number).await?;
    Ok(rows.into_iter().filter_map(store::Row::into_line).collect())
}

/// Takes a mail that was given up off the list of what was not sent.
///
/// # Errors
/// `Stale` when somebody was first.
pub async fn dismiss(tx: &mut Tx, visit: &Visit, id: &NoticeId) -> Result<(), Failure> {
    store::dismiss(tx, visit.now, id).await?;
    audit::record(tx, visit, Entry::new("notices.dismissed").subject(id.as_str())).await?;
    Ok(())
}

/// Has a mail that failed tried again at once, for another two days if need be.
///
/// # Errors
/// `Stale` when it has been sent meanwhile or is not there.
pub async fn send_again(tx: &mut Tx, visit: &Visit, id: &NoticeId) -> Result<(), Failure> {
    store::send_again(tx, visit.now, id).await?;
    audit::record(tx, visit, Entry::new("notices.sent_again").subject(id.as_str())).await?;
    Ok(())
}
