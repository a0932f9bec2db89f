//! Whom a change of controller tells what happens to it. A mail leads each party to its own page.

use db::Tx;

use super::store::ChangeRow;
use crate::deployments;
use crate::notices::{self, ControllerNews, Happening, Notice};
use crate::services::Service;
use crate::web::{Failure, Visit};

/// A change as its mails tell of it.
pub(super) struct Told<'a> {
    pub row: &'a ChangeRow,
    pub number: &'a str,
    pub services: &'a [Service],
    /// The address of the contact person.
    pub email: &'a str,
    /// The new controller; of what is being sent the row does not have it yet.
    pub receiver: &'a crate::kernel::BusinessId,
}

impl Told<'_> {
    /// Whoever hands over: the contact person of the notification, and the contacts of the organisation.
    pub async fn sender(&self, tx: &mut Tx, visit: &Visit, news: ControllerNews) -> Result<(), Failure> {
        let organisation = self.row.organisation()?;
        let contacts = deployments::contacts(tx, &organisation).await?;
        let notice = Notice {
            happening: Happening::Controller(news),
            service: self.services.first().copied().unwrap_or(notices::NO_SERVICE),
            organisation: &organisation,
            case_number: self.number,
            recipients: std::iter::once(self.email.to_string()).chain(contacts.addresses).collect(),
            language: self.row.language(),
            link: format!("/o/{organisation}/controllers/{}", self.row.id),
        };
        notices::plan(tx, visit, &notice).await
    }

    /// The new controller: its own contacts, in its own language.
    pub async fn receiver(&self, tx: &mut Tx, visit: &Visit, news: ControllerNews) -> Result<(), Failure> {
        let contacts = deployments::contacts(tx, self.receiver).await?;
        let notice = Notice {
            happening: Happening::Controller(news),
            service: self.services.first().copied().unwrap_or(notices::NO_SERVICE),
            organisation: self.receiver,
            case_number: self.number,
            recipients: contacts.addresses,
            language: contacts.language.unwrap_or(self.row.language()),
            link: format!("/o/{}/controllers/{}", self.receiver, self.row.id),
        };
        // A turn of its own: both parties may be reached at one address, and each gets its own link.
        let visit = Visit { request_id: format!("{}-receiver", visit.request_id), ..visit.clone() };
        notices::plan(tx, &visit, &notice).await
    }

    /// Whom the notification named as the new controller before it was sent again with another: nobody waits for it any more.
    pub async fn former(&self, tx: &mut Tx, visit: &Visit) -> Result<(), Failure> {
        let visit = Visit { request_id: format!("{}-former", visit.request_id), ..visit.clone() };
        self.receiver(tx, &visit, ControllerNews::Replaced).await
    }

    /// Both parties.
    pub async fn both(&self, tx: &mut Tx, visit: &Visit, news: ControllerNews) -> Result<(), Failure> {
        self.sender(tx, visit, news).await?;
        self.receiver(tx, visit, news).await
    }
}
