//! Sending after the right was proved again, and whom a case tells what happens to it.

use std::future::Future;
use std::pin::Pin;

use db::Tx;
use serde_json::Value;

use super::matter::{Found, Matter};
use super::receiver;
use super::store::{self, Head};
use crate::applications;
use crate::audit::{self, Entry};
use crate::deployments;
use crate::kernel::{BusinessId, Id as _};
use crate::notices::{self, Happening, Notice};
use crate::services::Service;
use crate::web::{Failure, Form, Visit};

/// Says to the page of the check that it was changed while somebody was at Suomi.fi.
const CHANGED: &str = "changed";

/// Whether a check is shown because nothing was sent: something had changed since the last one.
pub fn is_changed(query: Option<String>) -> bool {
    Form::read(query.unwrap_or_default().as_bytes()).text(CHANGED) == "yes"
}

/// What an act returns: the address to show.
pub type Done = Pin<Box<dyn Future<Output = Result<String, Failure>> + Send>>;

/// Whether the right that Suomi.fi has just told binds the organisation; else that is noted. It may reach less far than the
/// one with which a matter was begun.
pub async fn may_bind<M: Matter>(visit: &Visit, id: &M::Id) -> Result<bool, Failure> {
    let permissions = visit.acting()?.permissions;
    if M::BINDING.iter().all(|permission| permissions.allow(*permission)) {
        return Ok(true);
    }
    let mut tx = visit.app.db.write().await?;
    audit::record(&mut tx, visit, Entry::new(M::DEEDS.not_allowed).subject(id.as_str())).await?;
    tx.commit().await?;
    Ok(false)
}

/// The act that sends a matter after the right was proved again, and returns the address of the receipt. Carried out twice
/// it makes one case and ends at the same receipt.
pub fn send_act<M: Matter>(visit: Visit, subject: String, payload: Value) -> Done {
    Box::pin(async move {
        let id = M::Id::parse(&subject).ok_or(Failure::NotFound)?;
        let address = format!("/o/{}/{}/{id}", visit.acting()?.organisation, M::ROOM);
        if !may_bind::<M>(&visit, &id).await? {
            // The page of the matter tells who may, and the draft stays.
            return Ok(address);
        }
        let version = payload["version"].as_i64().ok_or_else(|| Failure::internal("a matter without a version"))?;
        match M::send(&visit, &id, version).await {
            Ok(true) => {}
            // Something has changed since it was checked: the check says so, and what is wrong now.
            Ok(false) => return Ok(format!("{address}/{}?{CHANGED}=yes", M::CHECK)),
            Err(Failure::Stale) => {
                visit.app.db.settle().await?;
                let own = &visit.acting()?.organisation;
                let row: M = store::load(&mut visit.app.db.read().await?, &id, own).await?;
                if row.state()? != M::SENT {
                    return Err(Failure::Stale);
                }
            }
            Err(failure) => return Err(failure),
        }
        Ok(format!("{address}/receipt"))
    })
}

/// What is to be sent, with what the registers tell of whoever takes over now. `None` when it is not right any more.
///
/// # Errors
/// [`Failure::Stale`] when it cannot be sent any more.
pub async fn ready<M: Matter>(
    visit: &Visit,
    row: &M,
    (content, problems): (&M::Content, &[Found<M>]),
    version: i64,
) -> Result<Option<M::Content>, Failure> {
    if !M::is_open(row.state()?) {
        return Err(Failure::Stale);
    }
    if !problems.is_empty() || row.head().version != version {
        return Ok(None);
    }
    receiver::asked_again(visit, row, content).await
}

/// The case number: a new one at the first sending.
pub async fn number_of(tx: &mut Tx, visit: &Visit, head: &Head) -> Result<String, Failure> {
    match &head.number {
        Some(number) => Ok(number.clone()),
        None => applications::new_case_number(tx, visit).await,
    }
}

/// A case as its mails tell of it. A mail leads each party to its own page.
pub struct Told<'a, M> {
    pub row: &'a M,
    /// Of what is being sent the row does not have it yet.
    pub number: &'a str,
    pub services: &'a [Service],
    /// The address that the case names.
    pub email: &'a str,
}

impl<M: Matter> Told<'_, M> {
    /// Whoever sent it: the address that it names, and the contacts of the organisation.
    pub async fn sender(&self, tx: &mut Tx, visit: &Visit, happening: Happening) -> Result<(), Failure> {
        let organisation = self.row.head().organisation()?;
        let contacts = deployments::contacts(tx, &organisation).await?;
        let notice = Notice {
            recipients: std::iter::once(self.email.to_string()).chain(contacts.addresses).collect(),
            language: self.row.head().language(),
            ..self.notice(happening, &organisation)
        };
        notices::plan(tx, visit, &notice).await
    }

    /// Whoever takes over: its own contacts, in its own language.
    pub async fn receiver(
        &self,
        tx: &mut Tx,
        visit: &Visit,
        (receiver, happening): (&BusinessId, Happening),
    ) -> Result<(), Failure> {
        let contacts = deployments::contacts(tx, receiver).await?;
        let notice = Notice {
            recipients: contacts.addresses,
            language: contacts.language.unwrap_or(self.row.head().language()),
            ..self.notice(happening, receiver)
        };
        // A turn of its own: both parties may be reached at one address, and each gets its own link.
        let visit = Visit { request_id: format!("{}-receiver", visit.request_id), ..visit.clone() };
        notices::plan(tx, &visit, &notice).await
    }

    fn notice<'n>(&'n self, happening: Happening, organisation: &'n BusinessId) -> Notice<'n> {
        Notice {
            happening,
            service: self.services.first().copied().unwrap_or(notices::NO_SERVICE),
            organisation,
            case_number: self.number,
            recipients: Vec::new(),
            language: self.row.head().language(),
            link: format!("/o/{organisation}/{}/{}", M::ROOM, self.row.head().id),
        }
    }
}
