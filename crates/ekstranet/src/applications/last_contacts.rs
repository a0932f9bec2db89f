//! The contact persons that an organisation gave last, for a mail that belongs to no case.

use std::future::Future;
use std::pin::Pin;

use super::content::Content;
use super::{contacts, store_turns};
use crate::kernel::{BusinessId, CaseLanguage};
use crate::mandates::ContactsFound;
use crate::web::{App, Failure};

/// The e-mail addresses of the administrative contacts that an organisation keeps, else of those that it gave in the
/// application that it sent last, and the language of that case.
#[must_use]
pub fn find_contacts(app: App, organisation: BusinessId) -> Pin<Box<dyn Future<Output = ContactsFound> + Send>> {
    Box::pin(async move {
        let mut read = app.db.read().await?;
        let last = store_turns::find_last_content(&mut read, &organisation).await?;
        let Some((content, language)) = last else { return Ok((Vec::new(), CaseLanguage::default())) };
        let kept = contacts::granted_contacts(&mut read, &organisation).await?.filter(|contacts| contacts.kept);
        let recipients = match kept {
            Some(kept) => kept.recipients(),
            None => Content::parse(&content).map_err(Failure::internal)?.recipients(),
        };
        Ok((recipients, CaseLanguage::parse(&language).unwrap_or_default()))
    })
}
