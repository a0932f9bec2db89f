//! Every SQL text about the audit log.

use db::{Error, Tx};

use super::Entry;
use crate::kernel::{AuditId, Instant};

/// Adds a row.
pub(super) async fn insert(tx: &mut Tx, id: &AuditId, at: Instant, request: &str, entry: &Entry<'_>) -> Result<(), Error> {
    let detail = if entry.detail.is_null() { "{}".to_string() } else { entry.detail.to_string() };
    tx.run(
        "insert into audit_entry (id, at, action, actor_kind, person_id, session_id, organisation, basis, subject, detail, request_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        db::values![
            id.as_str(),
            at.milliseconds(),
            entry.action,
            entry.actor_kind(),
            entry.session.map(|session| session.person.as_str()),
            entry.session.map(|session| session.id.as_str()),
            entry.organisation.map(crate::kernel::BusinessId::as_str),
            entry.basis.as_deref(),
            entry.subject,
            detail,
            request
        ],
    )
    .await?;
    Ok(())
}
