//! Every SQL text about commitments, their texts and signatures.

use db::{Error, Read, Tx};

use super::{Document, Signatory};
use crate::kernel::{Acting, ApplicationId, BusinessId, CaseLanguage, CommitmentId, Instant, Session};
use crate::services::Service;

/// A commitment.
#[derive(Debug, db::FromRow)]
pub(super) struct CommitmentRow {
    pub id: String,
    pub organisation: String,
    pub service: String,
    pub state: String,
    pub in_force_at: Option<i64>,
    pub ended_at: Option<i64>,
}

/// Who signed it.
#[derive(Debug, db::FromRow)]
pub(super) struct SignatureRow {
    pub commitment_id: String,
    pub signatory_name: String,
    pub basis: String,
    pub right_checked_at: i64,
    pub signed_at: i64,
}

impl SignatureRow {
    pub fn signatory(self) -> Signatory {
        Signatory {
            name: self.signatory_name,
            basis: self.basis,
            right_checked_at: Instant::from_milliseconds(self.right_checked_at),
            signed_at: Instant::from_milliseconds(self.signed_at),
        }
    }
}

/// A text as it was signed.
#[derive(Debug, db::FromRow)]
pub(super) struct TextRow {
    pub kind: String,
    pub version: String,
    pub language: String,
    pub sha256: String,
    pub content: String,
}

pub(super) struct NewCommitment<'a> {
    pub id: &'a CommitmentId,
    pub application: &'a ApplicationId,
    pub service: Service,
    pub language: CaseLanguage,
    pub whole: bool,
}

pub(super) async fn find_whole(read: &mut Read, organisation: &BusinessId) -> Result<Option<(String,)>, Error> {
    read.optional(
        "select id from commitment where organisation = $1 and whole = 1 and state in ('open', 'in_force') limit 1",
        db::values![organisation.as_str()],
    )
    .await
}

/// Whether a whole commitment is in force.
pub(super) async fn is_in_force(read: &mut Read, organisation: &BusinessId) -> Result<bool, Error> {
    let found: Option<(String,)> = read
        .optional(
            "select id from commitment where organisation = $1 and whole = 1 and state = 'in_force' limit 1",
            db::values![organisation.as_str()],
        )
        .await?;
    Ok(found.is_some())
}

/// Holds the whole commitments in force until the transaction ends; whether there are any.
pub(super) async fn hold_in_force(tx: &mut Tx, organisation: &BusinessId) -> Result<bool, Error> {
    let held = tx
        .run(
            "update commitment set whole = whole where organisation = $1 and whole = 1 and state = 'in_force'",
            db::values![organisation.as_str()],
        )
        .await?;
    Ok(held > 0)
}

/// What an open commitment stands on.
#[derive(Debug, db::FromRow)]
pub(super) struct FootingRow {
    pub whole: i64,
    /// Whole commitments of the same customer in force, and those that wait.
    pub in_force: i64,
    pub open: i64,
}

pub(super) async fn find_footing(read: &mut Read, application: &ApplicationId) -> Result<Option<FootingRow>, Error> {
    read.optional(
        "select c.whole,
                (select count(*) from commitment w where w.organisation = c.organisation and w.whole = 1
                                                     and w.state = 'in_force') as in_force,
                (select count(*) from commitment w where w.organisation = c.organisation and w.whole = 1
                                                     and w.state = 'open') as open
         from commitment c where c.application_id = $1 and c.state = 'open'",
        db::values![application.as_str()],
    )
    .await
}

/// Whether an application waits that was signed on top of a commitment in force.
pub(super) async fn is_built_on(read: &mut Read, organisation: &BusinessId) -> Result<bool, Error> {
    let found: Option<(String,)> = read
        .optional(
            "select id from commitment where organisation = $1 and whole = 0 and state = 'open' limit 1",
            db::values![organisation.as_str()],
        )
        .await?;
    Ok(found.is_some())
}

pub(super) async fn insert_commitment(
    tx: &mut Tx,
    now: Instant,
    organisation: &BusinessId,
    new: &NewCommitment<'_>,
    documents: &[&Document],
) -> Result<(), Error> {
    tx.run(
        "insert into commitment (id, organisation, application_id, service, state, language, whole, opened_at)
         values ($1, $2, $3, $4, 'open', $5, $6, $7)",
        db::values![
            new.id.as_str(),
            organisation.as_str(),
            new.application.as_str(),
            new.service.code(),
            new.language.code(),
            new.whole,
            now.milliseconds()
        ],
    )
    .await?;
    for (place, document) in (1_i64..).zip(documents) {
        tx.run(
            "insert into agreement_text (sha256, kind, version, language, content) values ($1, $2, $3, $4, $5)
             on conflict (sha256) do nothing",
            db::values![
                document.sha256.as_str(),
                document.kind,
                document.version,
                document.language.code(),
                document.text
            ],
        )
        .await?;
        tx.run(
            "insert into commitment_document (commitment_id, place, sha256) values ($1, $2, $3)",
            db::values![new.id.as_str(), place, document.sha256.as_str()],
        )
        .await?;
    }
    Ok(())
}

pub(super) async fn insert_signature(
    tx: &mut Tx,
    now: Instant,
    id: &CommitmentId,
    session: &Session,
    acting: &Acting,
) -> Result<(), Error> {
    tx.run(
        "insert into signature (commitment_id, person_id, signatory_name, basis, right_checked_at, signed_at, session_id)
         values ($1, $2, $3, $4, $5, $6, $7)",
        db::values![
            id.as_str(),
            session.person.as_str(),
            session.name.as_str(),
            acting.basis.code(),
            acting.checked_at.milliseconds(),
            now.milliseconds(),
            session.id.as_str()
        ],
    )
    .await?;
    Ok(())
}

/// Puts the open commitment of an application in force, and says whose it is; `Stale` when there is none.
pub(super) async fn put_in_force(tx: &mut Tx, now: Instant, application: &ApplicationId) -> Result<String, Error> {
    let turned: Option<(String,)> = tx
        .optional(
            "update commitment set state = 'in_force', in_force_at = $1 where application_id = $2 and state = 'open'
             returning organisation",
            db::values![now.milliseconds(), application.as_str()],
        )
        .await?;
    turned.map(|(organisation,)| organisation).ok_or(Error::Stale)
}

/// Ends the open commitment of an application, and says whose it was.
pub(super) async fn end_open(tx: &mut Tx, now: Instant, application: &ApplicationId) -> Result<Option<String>, Error> {
    let ended: Option<(String,)> = tx
        .optional(
            "update commitment set state = 'ended', ended_at = $1 where application_id = $2 and state = 'open'
             returning organisation",
            db::values![now.milliseconds(), application.as_str()],
        )
        .await?;
    Ok(ended.map(|(organisation,)| organisation))
}

/// Ends what is in force but the commitments themselves, which are kept for an application that waits.
pub(super) async fn end_descriptions(tx: &mut Tx, now: Instant, organisation: &BusinessId) -> Result<u64, Error> {
    tx.run(
        "update commitment set state = case when whole = 1 then state else 'ended' end,
                ended_at = case when whole = 1 then ended_at else $1 end,
                kept_at = case when whole = 1 then $1 else kept_at end
         where organisation = $2 and state = 'in_force'",
        db::values![now.milliseconds(), organisation.as_str()],
    )
    .await
}

/// Ends the commitments that were kept for applications, when none of those waits any more and none was approved.
pub(super) async fn end_left_over(tx: &mut Tx, now: Instant, organisation: &BusinessId) -> Result<u64, Error> {
    tx.run(
        "update commitment set state = 'ended', ended_at = $1
         where organisation = $2 and state = 'in_force' and kept_at is not null
           and not exists (select 1 from commitment other where other.organisation = $2
                           and (other.state = 'in_force' and other.kept_at is null
                                or other.state = 'open' and other.whole = 0))",
        db::values![now.milliseconds(), organisation.as_str()],
    )
    .await
}

pub(super) async fn end_in_force(tx: &mut Tx, now: Instant, organisation: &BusinessId) -> Result<u64, Error> {
    tx.run(
        "update commitment set state = 'ended', ended_at = $1 where organisation = $2 and state = 'in_force'",
        db::values![now.milliseconds(), organisation.as_str()],
    )
    .await
}

pub(super) async fn find_by_application(
    read: &mut Read,
    application: &ApplicationId,
) -> Result<Option<CommitmentRow>, Error> {
    read.optional(
        "select id, organisation, service, state, in_force_at, ended_at from commitment where application_id = $1",
        db::values![application.as_str()],
    )
    .await
}

pub(super) async fn load(read: &mut Read, id: &CommitmentId) -> Result<CommitmentRow, Error> {
    read.one(
        "select id, organisation, service, state, in_force_at, ended_at from commitment where id = $1",
        db::values![id.as_str()],
    )
    .await
}

pub(super) async fn list(read: &mut Read, organisation: &BusinessId) -> Result<Vec<CommitmentRow>, Error> {
    read.all(
        "select id, organisation, service, state, in_force_at, ended_at from commitment
         where organisation = $1 order by opened_at desc, id desc limit 200",
        db::values![organisation.as_str()],
    )
    .await
}

/// Who signed a commitment, in the order in which they did.
pub(super) async fn list_signatures(read: &mut Read, id: &CommitmentId) -> Result<Vec<SignatureRow>, Error> {
    read.all(
        "select commitment_id, signatory_name, basis, right_checked_at, signed_at from signature
         where commitment_id = $1 order by signed_at, person_id",
        db::values![id.as_str()],
    )
    .await
}

/// The same of all commitments of an organisation.
pub(super) async fn list_all_signatures(
    read: &mut Read,
    organisation: &BusinessId,
) -> Result<Vec<SignatureRow>, Error> {
    read.all(
        "select s.commitment_id, s.signatory_name, s.basis, s.right_checked_at, s.signed_at
         from commitment c join signature s on s.commitment_id = c.id
         where c.organisation = $1 order by s.signed_at, s.person_id limit 1000",
        db::values![organisation.as_str()],
    )
    .await
}

pub(super) async fn list_texts(read: &mut Read, id: &CommitmentId) -> Result<Vec<TextRow>, Error> {
    read.all(
        "select t.kind, t.version, t.language, t.sha256, t.content
         from commitment_document d join agreement_text t on t.sha256 = d.sha256
         where d.commitment_id = $1 order by d.place",
        db::values![id.as_str()],
    )
    .await
}
