//! Files that people attach: looked at for what they really are, scanned for viruses, kept encrypted. Whose file it is and
//! who may open it, the rooms decide that use this one; nothing here has an address.

mod rules;
mod scan;
mod store;
#[cfg(test)]
mod tests;

use db::{Read, Tx};

use crate::audit::{self, Entry};
use crate::kernel::{AttachmentId, BusinessId, Instant, sha256};
use crate::services::FileType;
use crate::web::{Failure, Visit};

pub use rules::{FileFault, Received, check, shown_size};

/// What became of a file that was handed in.
pub enum Scanned {
    Clean(Sealed),
    /// The scanner found something.
    Infected,
    /// A scanner is configured and does not answer: nothing is taken without it.
    NotScanned,
}

/// A file ready to be kept.
pub struct Sealed {
    pub id: AttachmentId,
    name: String,
    kind: FileType,
    size: i64,
    /// SHA-256 of the content before it was encrypted.
    pub sha256: String,
    content: Vec<u8>,
    is_scanned: bool,
}

/// Has a checked file scanned and encrypts it. No transaction may be open meanwhile.
///
/// # Errors
/// What the database says when an infected file is written into the audit log.
pub async fn prepare(visit: &Visit, organisation: &BusinessId, file: Received) -> Result<Scanned, Failure> {
    let scanner = visit.app.config.attachments.scanner.as_ref();
    if let Some(scanner) = scanner {
        match scan::scan(scanner, &file.content).await {
            Ok(scan::Verdict::Clean) => {}
            Ok(scan::Verdict::Infected(what)) => {
                let mut tx = visit.app.db.write().await?;
                let detail = serde_json::json!({ "found": what, "sha256": sha256(&file.content) });
                let entry = Entry::new("attachments.infected").organisation(organisation).detail(detail);
                audit::record(&mut tx, visit, entry).await?;
                tx.commit().await?;
                return Ok(Scanned::Infected);
            }
            Err(problem) => {
                tracing::error!(request = %visit.request_id, %problem, "the virus scanner does not answer");
                return Ok(Scanned::NotScanned);
            }
        }
    }
    let id = AttachmentId::new(visit.now, &visit.app.random);
    let content = visit.app.vault.seal_bytes(&place(&id), &file.content, &visit.app.random);
    Ok(Scanned::Clean(Sealed {
        id,
        name: file.name,
        kind: file.kind,
        size: i64::try_from(file.content.len()).unwrap_or(i64::MAX),
        sha256: sha256(&file.content),
        content,
        is_scanned: scanner.is_some(),
    }))
}

/// Where the content of a file is sealed to.
fn place(id: &AttachmentId) -> String {
    format!("attachment.content/{id}")
}

/// Keeps a file with the matter and the field that it was attached to, in the caller's transaction.
///
/// # Errors
/// What the database says.
pub async fn keep(
    tx: &mut Tx,
    visit: &Visit,
    organisation: &BusinessId,
    subject: &str,
    field: &str,
    file: &Sealed,
) -> Result<(), Failure> {
    store::insert(tx, visit.now, organisation, subject, field, file, visit.session()?).await?;
    let detail = serde_json::json!({ "attachment": file.id.as_str(), "field": field, "sha256": file.sha256 });
    audit::record(tx, visit, Entry::new("attachments.kept").organisation(organisation).subject(subject).detail(detail))
        .await?;
    Ok(())
}

/// A file as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentLine {
    pub id: String,
    /// `step.question`.
    pub field: String,
    pub name: String,
    pub size: i64,
    pub sha256: String,
    pub at: Instant,
    pub by: String,
}

/// The files of a matter, oldest first.
///
/// # Errors
/// What the database says.
pub async fn list(read: &mut Read, subject: &str) -> Result<Vec<AttachmentLine>, Failure> {
    let rows = store::list(read, subject).await?;
    let line = |row: store::LineRow| AttachmentLine {
        id: row.id,
        field: row.field,
        name: row.name,
        size: row.size,
        sha256: row.sha256,
        at: Instant::from_milliseconds(row.at),
        by: row.by_name,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// The answer that hands a file of a matter out: to be saved, never shown by the browser, kept by nobody on the way.
///
/// # Errors
/// `NotFound` when the matter has no such file.
pub async fn hand_out(visit: &Visit, subject: &str, id: &AttachmentId) -> Result<axum::response::Response, Failure> {
    use axum::http::{HeaderName, HeaderValue, header};
    use axum::response::IntoResponse as _;
    let row = store::find(&mut visit.app.db.read().await?, subject, id).await?.ok_or(Failure::NotFound)?;
    let kind = FileType::parse(&row.kind).ok_or_else(|| Failure::internal("an attachment of an unknown kind"))?;
    let opened = visit.app.vault.open_bytes(&place(id), &row.content);
    let content = opened.ok_or_else(|| Failure::internal("an attachment cannot be opened"))?;
    if sha256(&content) != row.sha256 {
        return Err(Failure::internal("an attachment has changed"));
    }
    let name = percent_encoding::utf8_percent_encode(&row.name, percent_encoding::NON_ALPHANUMERIC);
    let disposition = format!("attachment; filename=\"{}\"; filename*=UTF-8''{name}", rules::plain_name(&row.name));
    let disposition = HeaderValue::from_str(&disposition).map_err(Failure::internal)?;
    let headers: [(HeaderName, HeaderValue); 5] = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind.media())),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox"),
        ),
    ];
    Ok((headers, content).into_response())
}

/// Removes the files of a field that are no longer among the kept ones; returns how many.
///
/// # Errors
/// What the database says.
pub async fn remove_others(
    tx: &mut Tx,
    visit: &Visit,
    subject: &str,
    field: &str,
    kept: &[String],
) -> Result<usize, Failure> {
    let mut removed = 0;
    for row in store::list(tx, subject).await?.into_iter().filter(|row| row.field == field && !kept.contains(&row.id)) {
        store::delete(tx, &row.id).await?;
        let detail = serde_json::json!({ "attachment": row.id, "field": field });
        audit::record(tx, visit, Entry::new("attachments.removed").subject(subject).detail(detail)).await?;
        removed += 1;
    }
    Ok(removed)
}

/// Removes every file of a matter that is removed itself.
///
/// # Errors
/// What the database says.
pub async fn remove_all(tx: &mut Tx, subject: &str) -> Result<(), Failure> {
    Ok(store::delete_all(tx, subject).await?)
}
