//! Every SQL text about notices of access points, server certificates and their reminders.

use db::{Error, FromRow, Read, Tx};

use super::awaited::Outcome;
use super::certificates::PublicCertificate;
use crate::kernel::{AccessPointChangeId, BusinessId, Instant, Session};

/// A notice that an access point is opened or closed.
#[derive(Clone, Debug, FromRow)]
pub(super) struct ChangeRow {
    pub id: String,
    pub organisation: String,
    pub organisation_name: String,
    pub kind: String,
    pub oid: String,
    pub name: String,
    pub effective_on: String,
    pub state: String,
    pub version: i64,
    pub notified_at: i64,
    pub notified_by_name: String,
    pub answered_at: Option<i64>,
    pub answered_by_name: Option<String>,
    pub reason: Option<String>,
}

/// What a [`ChangeRow`] has, for the statements that read it.
macro_rules! columns {
    () => {
        "id, organisation, organisation_name, kind, oid, name, effective_on, state, version, notified_at,
         notified_by_name, answered_at, answered_by_name, reason"
    };
}

/// A notice to keep.
pub(super) struct NewChange<'a> {
    pub id: &'a AccessPointChangeId,
    pub organisation: &'a BusinessId,
    pub organisation_name: &'a str,
    pub kind: &'static str,
    pub oid: &'a str,
    pub name: &'a str,
    pub effective_on: &'a str,
    pub by: &'a Session,
}

/// Adds a notice; `false` when one about the same point waits already.
pub(super) async fn insert(tx: &mut Tx, now: Instant, change: &NewChange<'_>) -> Result<bool, Error> {
    let inserted = tx
        .run(
            "insert into access_point_change (id, organisation, organisation_name, kind, oid, name, effective_on, state, version,
                                              notified_at, notified_by, notified_by_name)
             values ($1, $2, $3, $4, $5, $6, $7, 'waiting', 1, $8, $9, $10) on conflict do nothing",
            db::values![
                change.id.as_str(),
                change.organisation.as_str(),
                change.organisation_name,
                change.kind,
                change.oid,
                change.name,
                change.effective_on,
                now.milliseconds(),
                change.by.person.as_str(),
                change.by.name.as_str()
            ],
        )
        .await?;
    Ok(inserted == 1)
}

/// An organisation's notices, newest first.
pub(super) async fn list_of(read: &mut Read, organisation: &BusinessId) -> Result<Vec<ChangeRow>, Error> {
    read.all(
        concat!(
            "select ",
            columns!(),
            " from access_point_change where organisation = $1 order by notified_at desc, id desc limit 50"
        ),
        db::values![organisation.as_str()],
    )
    .await
}

/// The notices that wait for an officer, oldest first, after a key.
pub(super) async fn list_waiting(read: &mut Read, after: (i64, &str), limit: i64) -> Result<Vec<ChangeRow>, Error> {
    read.all(
        concat!(
            "select ",
            columns!(),
            " from access_point_change where state = 'waiting' and (notified_at, id) > ($1, $2)
         order by notified_at, id limit $3"
        ),
        db::values![after.0, after.1, limit],
    )
    .await
}

pub(super) async fn count_waiting(read: &mut Read) -> Result<i64, Error> {
    let (count,): (i64,) = read
        .one(
            "select count(*) from (select 1 from access_point_change where state = 'waiting' limit 1001) capped",
            db::values![],
        )
        .await?;
    Ok(count)
}

/// A notice of any organisation, for the officers.
pub(super) async fn load(read: &mut Read, id: &AccessPointChangeId) -> Result<ChangeRow, Error> {
    read.one(concat!("select ", columns!(), " from access_point_change where id = $1"), db::values![id.as_str()]).await
}

/// Answers a waiting notice; `Stale` when it was answered or withdrawn first.
pub(super) async fn answer(
    tx: &mut Tx,
    now: Instant,
    (id, version): (&str, i64),
    outcome: &Outcome<'_>,
) -> Result<(), Error> {
    tx.run_one(
        "update access_point_change set state = $1, answered_at = $2, answered_by_name = $3, reason = $4, version = version + 1
         where id = $5 and version = $6 and state = 'waiting'",
        db::values![outcome.state.code(), now.milliseconds(), outcome.by, outcome.reason, id, version],
    )
    .await
}

/// A certificate as the owner sees it.
#[derive(Clone, Debug, FromRow)]
pub(super) struct CertificateRow {
    pub oid: String,
    pub subject: String,
    pub issuer: String,
    pub serial_number: String,
    pub fingerprint: String,
    pub valid_from: String,
    pub valid_until: String,
    pub uploaded_at: i64,
    pub uploaded_by_name: String,
}

/// Keeps a certificate; `false` when the point has the same one already.
pub(super) async fn insert_certificate(
    tx: &mut Tx,
    now: Instant,
    id: &str,
    (oid, organisation): (&str, &BusinessId),
    certificate: &PublicCertificate,
    by: &Session,
) -> Result<bool, Error> {
    let inserted = tx
        .run(
            "insert into server_certificate (id, oid, organisation, subject, issuer, serial_number, fingerprint, valid_from, valid_until,
                                             content, uploaded_at, uploaded_by, uploaded_by_name)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict (oid, fingerprint) do nothing",
            db::values![
                id,
                oid,
                organisation.as_str(),
                certificate.subject.as_str(),
                certificate.issuer.as_str(),
                certificate.serial_number.as_str(),
                certificate.fingerprint.as_str(),
                certificate.valid_from.to_string(),
                certificate.valid_until.to_string(),
                certificate.der.clone(),
                now.milliseconds(),
                by.person.as_str(),
                by.name.as_str()
            ],
        )
        .await?;
    Ok(inserted == 1)
}

/// The certificates of an organisation's points, newest first.
pub(super) async fn list_certificates(
    read: &mut Read,
    organisation: &BusinessId,
) -> Result<Vec<CertificateRow>, Error> {
    read.all(
        "select oid, subject, issuer, serial_number, fingerprint, valid_from, valid_until, uploaded_at, uploaded_by_name
         from server_certificate where organisation = $1 order by uploaded_at desc, id desc limit 200",
        db::values![organisation.as_str()],
    )
    .await
}

/// A certificate that was uploaded earlier is uploaded anew, after another one; `false` when it is the newest already.
pub(super) async fn renew_certificate(
    tx: &mut Tx,
    now: Instant,
    oid: &str,
    fingerprint: &str,
    by: &Session,
) -> Result<bool, Error> {
    let renewed = tx
        .run(
            "update server_certificate set uploaded_at = $1, uploaded_by = $2, uploaded_by_name = $3
             where oid = $4 and fingerprint = $5
               and exists (select 1 from server_certificate n where n.oid = $4 and n.id <> server_certificate.id
                             and (n.uploaded_at, n.id) > (server_certificate.uploaded_at, server_certificate.id))",
            db::values![now.milliseconds(), by.person.as_str(), by.name.as_str(), oid, fingerprint],
        )
        .await?;
    Ok(renewed == 1)
}

/// The last day of the certificate of a point that was uploaded last: that one is in use, though it may end before those
/// that it replaces.
pub(super) async fn find_certificate_end(read: &mut Read, oid: &str) -> Result<Option<String>, Error> {
    let newest: Option<(String,)> = read
        .optional(
            "select valid_until from server_certificate where oid = $1 order by uploaded_at desc, id desc limit 1",
            db::values![oid],
        )
        .await?;
    Ok(newest.map(|(end,)| end))
}

/// Notes that a reminder is sent; `false` when it has been.
pub(super) async fn note_certificate_reminder(
    tx: &mut Tx,
    now: Instant,
    oid: &str,
    valid_until: &str,
    days: i64,
) -> Result<bool, Error> {
    let inserted = tx
        .run(
            "insert into certificate_reminder (oid, valid_until, days, sent_at) values ($1, $2, $3, $4)
             on conflict (oid, valid_until, days) do nothing",
            db::values![oid, valid_until, days, now.milliseconds()],
        )
        .await?;
    Ok(inserted == 1)
}

/// Whether a reminder has been sent, so that a round that has nothing to do writes nothing.
pub(super) async fn is_reminded(read: &mut Read, oid: &str, valid_until: &str, days: i64) -> Result<bool, Error> {
    let found: Option<(i64,)> = read
        .optional(
            "select sent_at from certificate_reminder where oid = $1 and valid_until = $2 and days = $3",
            db::values![oid, valid_until, days],
        )
        .await?;
    Ok(found.is_some())
}
