//! Agreement texts, commitments and signatures: exact text with version, language and SHA-256; who, for whom, by which
//! right, when.

use db::{Read, Tx};

use crate::kernel::{Acting, ApplicationId, BusinessId, CaseLanguage, CommitmentId, Instant, Language};
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Failure, Visit};

/// One agreement text.
#[derive(Debug)]
pub struct Document {
    /// `commitment`, `general_terms` or `service_description_{service}`.
    pub kind: &'static str,
    pub version: &'static str,
    pub language: Language,
    /// Markdown, exactly the bytes that are hashed.
    pub text: &'static str,
    /// SHA-256 of the text in lower-case hexadecimal.
    pub sha256: String,
}

impl Document {
    /// The heading of the text.
    pub fn title(&self, _t: &Texts) -> String {
        unimplemented!()
    }

    /// The text as HTML without raw HTML, headings from `<h2>` downwards.
    pub fn html(&self) -> String {
        unimplemented!()
    }
}

/// What an organisation has to sign to take a service into use: commitment, general terms and service description with
/// the first service, only the service description afterwards.
pub fn documents_for(_service: Service, _language: CaseLanguage, _first: bool) -> Vec<&'static Document> {
    unimplemented!()
}

/// The same texts as an unofficial translation for a screen in English; the binding ones stay those of `documents_for`.
pub fn unofficial_translation(_document: &Document) -> Option<&'static Document> {
    unimplemented!()
}

/// Whether the organisation already has a commitment that is in force or awaits approval.
///
/// # Errors
/// What the database says.
pub async fn has_commitment(_read: &mut Read, _organisation: &BusinessId) -> Result<bool, Failure> {
    unimplemented!()
}

/// Signs in the caller's transaction: keeps the exact texts, who, for whom, by which right and when, and writes the
/// audit row. `hashes` are those that the person saw; another text than that is `Stale`.
///
/// # Errors
/// `Stale` when a text has changed since it was shown.
pub async fn sign(
    _tx: &mut Tx,
    _visit: &Visit,
    _acting: &Acting,
    _application: &ApplicationId,
    _service: Service,
    _language: CaseLanguage,
    _hashes: &[String],
) -> Result<CommitmentId, Failure> {
    unimplemented!()
}

/// Puts the commitment of an approved application in force.
///
/// # Errors
/// What the database says.
pub async fn put_in_force(_tx: &mut Tx, _visit: &Visit, _application: &ApplicationId) -> Result<(), Failure> {
    unimplemented!()
}

/// Ends the open commitment of an application that was rejected or withdrawn.
///
/// # Errors
/// What the database says.
pub async fn end_open(_tx: &mut Tx, _visit: &Visit, _application: &ApplicationId) -> Result<(), Failure> {
    unimplemented!()
}

/// A signed commitment as lists show it.
#[derive(Clone, Debug)]
pub struct SignedLine {
    pub id: CommitmentId,
    pub service: Service,
    pub state: String,
    pub signed_at: Instant,
    pub signatory: String,
    pub basis: String,
}

/// The commitment of an application, for the officers' page and the receipt.
///
/// # Errors
/// What the database says.
pub async fn find_signed(_read: &mut Read, _application: &ApplicationId) -> Result<Option<SignedLine>, Failure> {
    unimplemented!()
}

/// The room's routes.
pub fn routes() -> crate::web::Routes {
    crate::web::Routes::new()
}
