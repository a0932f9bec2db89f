//! Every SQL text about how many sign for an organisation, and about signatures that wait for another one.

use db::{Error, Read, Tx};

use super::{Document, Signing};
use crate::kernel::{Acting, ApplicationId, BusinessId, CommitmentId, Instant, PersonId, Session};

/// A deed about how many sign.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct RuleRow {
    pub number: i64,
    pub deed: String,
    pub at: i64,
    pub person_id: String,
    pub person_name: String,
    pub basis: String,
}

/// The latest first.
pub(super) async fn list_rule(read: &mut Read, organisation: &BusinessId, most: i64) -> Result<Vec<RuleRow>, Error> {
    read.all(
        "select number, deed, at, person_id, person_name, basis from signing_rule
         where organisation = $1 order by number desc limit $2",
        db::values![organisation.as_str(), most],
    )
    .await
}

/// Whether somebody proposes that one signature be enough for the organisation `$organisation`: a condition in a statement
/// of another room.
macro_rules! is_one_proposed {
    ($organisation:literal) => {
        concat!(
            "exists (select 1 from signing_rule r where r.organisation = ",
            $organisation,
            " and r.deed = 'propose_one'
               and not exists (select 1 from signing_rule l where l.organisation = r.organisation and l.number > r.number))"
        )
    };
}
pub(crate) use is_one_proposed;

/// Adds the next deed; `Stale` when somebody was first.
pub(super) async fn insert_rule(
    tx: &mut Tx,
    now: Instant,
    acting: &Acting,
    by: &Session,
    (number, deed): (i64, &str),
) -> Result<(), Error> {
    tx.run_one(
        "insert into signing_rule (organisation, number, deed, at, person_id, person_name, basis)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (organisation, number) do nothing",
        db::values![
            acting.organisation.as_str(),
            number,
            deed,
            now.milliseconds(),
            by.person.as_str(),
            by.name.as_str(),
            acting.basis.code()
        ],
    )
    .await
}

/// Whether anybody but a person has signed for an organisation since a moment.
pub(super) async fn have_others_signed(
    read: &mut Read,
    organisation: &BusinessId,
    person: &PersonId,
    since: Instant,
) -> Result<bool, Error> {
    let (found,): (i64,) = read
        .one(
            "select count(*) from (
               select 1 from waiting_signature where organisation = $1 and person_id <> $2 and signed_at >= $3
               union all
               select 1 from signature s join commitment c on c.id = s.commitment_id
               where c.organisation = $1 and s.person_id <> $2 and s.signed_at >= $3) signed",
            db::values![organisation.as_str(), person.as_str(), since.milliseconds()],
        )
        .await?;
    Ok(found > 0)
}

/// A signature that waits for another one, or has waited.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct WaitingRow {
    pub application_id: String,
    pub service: String,
    pub person_id: String,
    pub signatory_name: String,
    pub basis: String,
    pub right_checked_at: i64,
    pub signed_at: i64,
    pub hashes: String,
    pub seen_version: i64,
    pub version: i64,
    pub ended_at: Option<i64>,
    pub ended_why: Option<String>,
    pub ended_by_name: Option<String>,
    pub ended_reason: Option<String>,
}

/// Whether a signature of the application `$application` waits for another one, for the statements of other rooms.
macro_rules! is_half_signed {
    ($application:literal) => {
        concat!(
            "exists (select 1 from waiting_signature w where w.application_id = ",
            $application,
            " and w.ended_at is null)"
        )
    };
}
pub(crate) use is_half_signed;

/// A column of the signature of the application `$application` that waits, for the statements of other rooms.
macro_rules! of_waiting {
    ($column:literal, $application:literal) => {
        concat!(
            "(select w.",
            $column,
            " from waiting_signature w where w.application_id = ",
            $application,
            " and w.ended_at is null)"
        )
    };
}
pub(crate) use of_waiting;

/// A column of the signature of the application `$application` that somebody voided last by opening the answers again, for
/// the statements of other rooms; null when it has been signed again since.
macro_rules! of_reopened {
    ($column:literal, $application:literal) => {
        concat!(
            "(select w.",
            $column,
            " from waiting_signature w where w.application_id = ",
            $application,
            " and w.ended_why = 'reopened' and not exists (
               select 1 from waiting_signature l where l.application_id = w.application_id
                 and (l.ended_at is null or l.ended_at > w.ended_at))
              order by w.ended_at desc, w.id desc limit 1)"
        )
    };
}
pub(crate) use of_reopened;

/// Those of an application, the first first.
pub(super) async fn list_of_application(
    read: &mut Read,
    application: &ApplicationId,
) -> Result<Vec<WaitingRow>, Error> {
    read.all(
        "select application_id, service, person_id, signatory_name, basis, right_checked_at, signed_at, hashes,
                seen_version, version, ended_at, ended_why, ended_by_name, ended_reason
         from waiting_signature where application_id = $1 order by signed_at, id limit 200",
        db::values![application.as_str()],
    )
    .await
}

/// Those of an organisation that wait.
pub(super) async fn list_waiting(read: &mut Read, organisation: &BusinessId) -> Result<Vec<WaitingRow>, Error> {
    read.all(
        "select application_id, service, person_id, signatory_name, basis, right_checked_at, signed_at, hashes,
                seen_version, version, ended_at, ended_why, ended_by_name, ended_reason
         from waiting_signature where organisation = $1 and ended_at is null order by signed_at, id limit 200",
        db::values![organisation.as_str()],
    )
    .await
}

/// Keeps a signature until another person signs, with the texts themselves.
pub(super) async fn insert_waiting(
    tx: &mut Tx,
    now: Instant,
    (id, session, acting): (&str, &Session, &Acting),
    signing: &Signing<'_>,
    (documents, seen_version, version): (&[&Document], i64, i64),
) -> Result<(), Error> {
    for document in documents {
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
    }
    tx.run(
        "insert into waiting_signature (id, application_id, organisation, service, person_id, signatory_name, basis,
                                        right_checked_at, signed_at, session_id, hashes, seen_version, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        db::values![
            id,
            signing.application.as_str(),
            acting.organisation.as_str(),
            signing.service.code(),
            session.person.as_str(),
            session.name.as_str(),
            acting.basis.code(),
            acting.checked_at.milliseconds(),
            now.milliseconds(),
            session.id.as_str(),
            signing.hashes.join(" "),
            seen_version,
            version
        ],
    )
    .await?;
    Ok(())
}

/// Puts the signature that waits beside the one with which the application is sent; one of the same person gives way to it.
pub(super) async fn join_waiting(
    tx: &mut Tx,
    now: Instant,
    commitment: &CommitmentId,
    application: &ApplicationId,
    by: &Session,
) -> Result<u64, Error> {
    let joined = tx
        .run(
            "insert into signature (commitment_id, person_id, signatory_name, basis, right_checked_at, signed_at, session_id)
             select $1, person_id, signatory_name, basis, right_checked_at, signed_at, session_id from waiting_signature
             where application_id = $2 and ended_at is null and person_id <> $3",
            db::values![commitment.as_str(), application.as_str(), by.person.as_str()],
        )
        .await?;
    end_waiting(tx, now, application, ("sent", by.name.as_str(), None)).await?;
    Ok(joined)
}

/// Ends the signature that waits and says whether there was one.
pub(super) async fn end_waiting(
    tx: &mut Tx,
    now: Instant,
    application: &ApplicationId,
    (why, by, reason): (&str, &str, Option<&str>),
) -> Result<bool, Error> {
    let ended = tx
        .run(
            "update waiting_signature set ended_at = $1, ended_why = $2, ended_by_name = $3, ended_reason = $4
             where application_id = $5 and ended_at is null",
            db::values![now.milliseconds(), why, by, reason, application.as_str()],
        )
        .await?;
    Ok(ended > 0)
}

/// Removes what waited and has waited for an application that is never sent.
pub(super) async fn delete_waiting(tx: &mut Tx, application: &ApplicationId) -> Result<(), Error> {
    tx.run("delete from waiting_signature where application_id = $1", db::values![application.as_str()]).await?;
    Ok(())
}
