//! Agreement texts, commitments and signatures: exact text with version, language and SHA-256; who, for whom, by which
//! right, when.

mod documents;
mod jointly;
mod pages;
mod pages_signatories;
mod rules;
mod store;
mod store_jointly;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_jointly;

use db::{Read, Tx};

use crate::audit::{self, Entry};
use crate::kernel::{Acting, ApplicationId, BusinessId, CaseLanguage, CommitmentId, Instant, Permission};
use crate::services::Service;
use crate::web::{Failure, Routes, Rule, Visit};

pub use documents::{Document, documents_for, unofficial_translation};
pub use jointly::{
    Contacts, OneProposed, VoidReason, VoidSignature, WaitingSignature, drop_waiting, find_proposal, find_waiting,
    keep_waiting, list_void, needs_two, void_waiting,
};
pub use pages::right_in_words;
pub use rules::{Meeting, Outcome, outcome};
pub(crate) use store_jointly::{is_half_signed, is_one_proposed, of_reopened, of_waiting};

/// The room's routes.
pub fn routes() -> Routes {
    Routes::new()
        .get("/o/{organisation}/agreements", Rule::Acting(Permission::SeeOrganisation), pages::list)
        .get(
            "/o/{organisation}/agreements/signatories",
            Rule::Acting(Permission::SeeOrganisation),
            pages_signatories::show,
        )
        .post(
            "/o/{organisation}/agreements/signatories",
            Rule::Acting(Permission::SignAgreements),
            pages_signatories::change,
        )
        .get(
            "/o/{organisation}/agreements/signatories/{deed}",
            Rule::Acting(Permission::SignAgreements),
            pages_signatories::confirm,
        )
        .get("/o/{organisation}/agreements/{commitment}", Rule::Acting(Permission::SeeOrganisation), pages::show)
        .get("/desk/agreements/{commitment}", Rule::Officer, pages::show_to_officer)
}

/// Whether the organisation already has a whole commitment that is in force or awaits approval.
///
/// # Errors
/// What the database says.
pub async fn has_commitment(read: &mut Read, organisation: &BusinessId) -> Result<bool, Failure> {
    Ok(store::find_whole(read, organisation).await?.is_some())
}

/// Whether the organisation has a whole commitment in force, so that another service needs only its description. One that
/// awaits approval is not counted: it may come to nothing after the other service was signed for.
///
/// # Errors
/// What the database says.
pub async fn is_in_force(read: &mut Read, organisation: &BusinessId) -> Result<bool, Failure> {
    Ok(store::is_in_force(read, organisation).await?)
}

/// Signs in the caller's transaction: keeps the exact texts, who, for whom, by which right and when, and writes the
/// audit row. `hashes` are those that the person saw; another text than that is `Stale`.
///
/// # Errors
/// `Stale` when a text has changed since it was shown; `Forbidden` when the right does not cover signing.
pub async fn sign(
    tx: &mut Tx,
    visit: &Visit,
    acting: &Acting,
    application: &ApplicationId,
    service: Service,
    language: CaseLanguage,
    hashes: &[String],
) -> Result<CommitmentId, Failure> {
    let whole = !store::is_in_force(tx, &acting.organisation).await?;
    sign_whole_or_part(tx, visit, acting, &Signing { application, service, language, hashes, whole }).await
}

/// What is signed for an application.
#[derive(Clone, Copy, Debug)]
pub struct Signing<'a> {
    pub application: &'a ApplicationId,
    pub service: Service,
    pub language: CaseLanguage,
    /// Of the texts that the person saw.
    pub hashes: &'a [String],
    /// Whether the commitment itself is among them. Two applications of one turn both carry it, so that each stands when
    /// the other one is rejected.
    pub whole: bool,
}

/// Signs as `sign` does, where the caller has looked whether the commitment itself is signed for the first time.
///
/// # Errors
/// As `sign`; `Stale` also when the organisation has no commitment in force and none is signed.
pub async fn sign_whole_or_part(
    tx: &mut Tx,
    visit: &Visit,
    acting: &Acting,
    signing: &Signing<'_>,
) -> Result<CommitmentId, Failure> {
    let documents = checked_documents(tx, acting, signing).await?;
    let Signing { application, service, language, whole, .. } = *signing;
    let session = visit.session()?;
    let id = CommitmentId::new(visit.now, &visit.app.random);
    let new = store::NewCommitment { id: &id, application, service, language, whole };
    store::insert_commitment(tx, visit.now, &acting.organisation, &new, &documents).await?;
    store::insert_signature(tx, visit.now, &id, session, acting).await?;
    let joined = store_jointly::join_waiting(tx, visit.now, &id, application, session).await?;
    let texts: Vec<serde_json::Value> = documents
        .iter()
        .map(|document| serde_json::json!({ "kind": document.kind, "version": document.version, "sha256": document.sha256 }))
        .collect();
    let entry = Entry::new("agreements.signed").acting(acting).subject(id.as_str());
    audit::record(
        tx,
        visit,
        entry.detail(
            serde_json::json!({ "application": application.as_str(), "texts": texts, "signatures": joined + 1 }),
        ),
    )
    .await?;
    Ok(id)
}

/// The texts that are signed, when the right covers it and they are those that the person saw.
async fn checked_documents(
    tx: &mut Tx,
    acting: &Acting,
    signing: &Signing<'_>,
) -> Result<Vec<&'static Document>, Failure> {
    if !acting.permissions.allow(Permission::SignAgreements) {
        return Err(Failure::Forbidden);
    }
    // Held until this is signed: a customership that ends at this moment ends before, or sees what builds on it.
    if !signing.whole && !store::hold_in_force(tx, &acting.organisation).await? {
        return Err(Failure::Stale);
    }
    let documents = documents_for(signing.service, signing.language, signing.whole);
    if documents.is_empty() || !documents.iter().map(|document| &document.sha256).eq(signing.hashes) {
        return Err(Failure::Stale);
    }
    Ok(documents)
}

/// What an application that waits was signed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Footing {
    /// It carries the commitment itself, or one is in force.
    Firm,
    /// The commitment was signed with another application that waits too: it has to come into force first.
    Awaited,
    /// The commitment was signed with an application that came to nothing: it has to be signed again.
    Gone,
}

/// What an application was signed on; one that does not wait any more stands.
///
/// # Errors
/// What the database says.
pub async fn footing(read: &mut Read, application: &ApplicationId) -> Result<Footing, Failure> {
    let Some(row) = store::find_footing(read, application).await? else { return Ok(Footing::Firm) };
    Ok(match row {
        row if row.whole == 1 || row.in_force > 0 => Footing::Firm,
        row if row.open > 0 => Footing::Awaited,
        _ => Footing::Gone,
    })
}

/// Puts the commitment of an approved application in force.
///
/// # Errors
/// `Stale` when there is no open one, and when it was signed on top of a commitment that is not in force: a service never
/// comes into force without commitment and general terms. Signing and the end of a customership see to it now, but what was
/// signed before they did may still wait; `footing` says so before anybody decides.
pub async fn put_in_force(tx: &mut Tx, visit: &Visit, application: &ApplicationId) -> Result<(), Failure> {
    let organisation = store::put_in_force(tx, visit.now, application).await?;
    let organisation =
        BusinessId::parse(&organisation).ok_or_else(|| Failure::internal("a commitment has no business ID"))?;
    // Held, so that the end of the last service at this moment comes before, and is seen here, or after, and sees this.
    if !store::hold_in_force(tx, &organisation).await? {
        return Err(Failure::Stale);
    }
    let entry = Entry::new("agreements.put_in_force").organisation(&organisation).subject(application.as_str());
    audit::record(tx, visit, entry).await?;
    Ok(())
}

/// Ends the open commitment of an application that was rejected, withdrawn or lapsed, and with the last one that built on
/// the commitment of a customer without services also that commitment.
///
/// # Errors
/// What the database says.
pub async fn end_open(tx: &mut Tx, visit: &Visit, application: &ApplicationId) -> Result<(), Failure> {
    let Some(organisation) = store::end_open(tx, visit.now, application).await? else { return Ok(()) };
    audit::record(tx, visit, Entry::new("agreements.ended").subject(application.as_str())).await?;
    let organisation =
        BusinessId::parse(&organisation).ok_or_else(|| Failure::internal("a commitment has no business ID"))?;
    store::hold_in_force(tx, &organisation).await?;
    if store::end_left_over(tx, visit.now, &organisation).await? > 0 {
        audit::record(tx, visit, Entry::new("agreements.customership_ended").organisation(&organisation)).await?;
    }
    Ok(())
}

/// Holds the commitment of a customer until the transaction ends: whoever asks whether any service is left, to end it with
/// the last one, sees what was approved a moment before.
///
/// # Errors
/// What the database says.
pub async fn hold(tx: &mut Tx, organisation: &BusinessId) -> Result<(), Failure> {
    store::hold_in_force(tx, organisation).await?;
    Ok(())
}

/// Ends every commitment of a customer whose last service has ended: the customership is over. While an application waits
/// that was signed on top of the commitment, the commitment and its general terms stay in force for it.
///
/// # Errors
/// What the database says.
pub async fn end_in_force(tx: &mut Tx, visit: &Visit, organisation: &BusinessId) -> Result<(), Failure> {
    hold(tx, organisation).await?;
    if store::is_built_on(tx, organisation).await? {
        if store::end_descriptions(tx, visit.now, organisation).await? > 0 {
            audit::record(tx, visit, Entry::new("agreements.commitment_kept").organisation(organisation)).await?;
        }
    } else if store::end_in_force(tx, visit.now, organisation).await? > 0 {
        audit::record(tx, visit, Entry::new("agreements.customership_ended").organisation(organisation)).await?;
    }
    Ok(())
}

/// Who signed a commitment.
#[derive(Clone, Debug)]
pub struct Signatory {
    pub name: String,
    /// By which right, in the form of `Basis::code`.
    pub basis: String,
    /// When Suomi.fi was asked for the right.
    pub right_checked_at: Instant,
    pub signed_at: Instant,
}

/// A signed commitment as lists show it.
#[derive(Clone, Debug)]
pub struct SignedLine {
    pub id: CommitmentId,
    pub service: Service,
    /// `open`, `in_force` or `ended`.
    pub state: String,
    /// In the order in which they signed.
    pub signatories: Vec<Signatory>,
}

/// The commitment of an application, for the officers' page and the receipt.
///
/// # Errors
/// What the database says.
pub async fn find_signed(read: &mut Read, application: &ApplicationId) -> Result<Option<SignedLine>, Failure> {
    let Some(row) = store::find_by_application(read, application).await? else { return Ok(None) };
    let Some((id, service)) = CommitmentId::parse(&row.id).zip(Service::parse(&row.service)) else { return Ok(None) };
    let signatories = store::list_signatures(read, &id).await?;
    let signatories = signatories.into_iter().map(store::SignatureRow::signatory).collect();
    Ok(Some(SignedLine { id, service, state: row.state, signatories }))
}
