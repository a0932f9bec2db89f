//! Every SQL text about copies of registers, systems and access points.

use db::{Error, Read, Tx};

use super::rules::{Copy, SourceCopy};
use super::{AccessPoint, InformationSystem, Intermediary};
use crate::kernel::Instant;

pub(super) async fn find_copy(read: &mut Read, source: &str, key: &str) -> Result<Option<Copy>, Error> {
    read.optional(
        "select content, fetched_at from register_copy where source = $1 and key = $2",
        db::values![source, key],
    )
    .await
}

/// What the registers last told of the business ID `$key` as a customer, each with its source.
macro_rules! copies_of {
    ($key:literal) => {
        concat!(
            " from register_copy where key = ",
            $key,
            " and source in ('organisation', 'company', 'pharmacist', 'practitioner')"
        )
    };
}
pub(crate) use copies_of;

/// What the registers last told of the organisations that `$keys` names, a table and its condition, each with its key and
/// source: as much as the kind of a customer depends on, for the units of an organisation may be many.
macro_rules! kinds_of {
    ($keys:literal) => {
        concat!(
            "select key, source, case when source = 'organisation' and content is not null then '{}' else content end as content,
                    fetched_at
             from register_copy where source in ('organisation', 'company', 'pharmacist', 'practitioner') and key in
             (select organisation from ",
            $keys,
            ")"
        )
    };
}
pub(crate) use kinds_of;

/// Those of one business ID.
pub(super) async fn list_copies(read: &mut Read, key: &str) -> Result<Vec<SourceCopy>, Error> {
    read.all(concat!("select source, content, fetched_at", copies_of!("$1")), db::values![key]).await
}

/// How many business IDs [`list_companies`] takes at once.
pub(super) const AT_ONCE: usize = 40;

/// What the company register last told of up to [`AT_ONCE`] business IDs, each with its key.
pub(super) async fn list_companies(read: &mut Read, keys: &[&str]) -> Result<Vec<super::KindRow>, Error> {
    // A place that is left over asks for the first one once more.
    let first = keys.first().copied().unwrap_or_default();
    let asked = (0..AT_ONCE).map(|place| db::Value::from(keys.get(place).copied().unwrap_or(first)));
    read.all(
        "select key, source, content, fetched_at from register_copy
         where source = 'company' and key in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
           $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40)",
        asked.collect::<Vec<_>>(),
    )
    .await
}

/// What the registers of providers and of companies last told of up to [`AT_ONCE`] business IDs, each with its key.
pub(super) async fn list_named(read: &mut Read, keys: &[&str]) -> Result<Vec<super::KindRow>, Error> {
    // A place that is left over asks for the first one once more.
    let first = keys.first().copied().unwrap_or_default();
    let asked = (0..AT_ONCE).map(|place| db::Value::from(keys.get(place).copied().unwrap_or(first)));
    read.all(
        "select key, source, content, fetched_at from register_copy
         where source in ('organisation', 'company') and key in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
           $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37,
           $38, $39, $40)",
        asked.collect::<Vec<_>>(),
    )
    .await
}

pub(super) async fn keep_copy(
    tx: &mut Tx,
    source: &str,
    key: &str,
    content: Option<&str>,
    now: Instant,
) -> Result<(), Error> {
    tx.run(
        "insert into register_copy (source, key, content, fetched_at) values ($1, $2, $3, $4)
         on conflict (source, key) do update set content = excluded.content, fetched_at = excluded.fetched_at",
        db::values![source, key, content, now.milliseconds()],
    )
    .await?;
    Ok(())
}

pub(super) async fn list_systems(read: &mut Read) -> Result<Vec<InformationSystem>, Error> {
    read.all(
        "select id, name, version, class, kind, services, certified_until, supplier, supplier_id
         from information_system order by name, version",
        db::values![],
    )
    .await
}

pub(super) async fn list_access_points(read: &mut Read) -> Result<Vec<AccessPoint>, Error> {
    read.all(
        "select oid, name, owner, owner_name, valid_from, valid_until,
                case when certificate_uploaded > certificate_until then certificate_uploaded else certificate_until end
                  as certificate_until
         from access_point order by name, oid",
        db::values![],
    )
    .await
}

pub(super) async fn list_access_points_of(read: &mut Read, owner: &str) -> Result<Vec<AccessPoint>, Error> {
    read.all(
        "select oid, name, owner, owner_name, valid_from, valid_until,
                case when certificate_uploaded > certificate_until then certificate_uploaded else certificate_until end
                  as certificate_until
         from access_point where owner = $1 order by name, oid",
        db::values![owner],
    )
    .await
}

pub(super) async fn find_access_point(read: &mut Read, oid: &str) -> Result<Option<AccessPoint>, Error> {
    read.optional(
        "select oid, name, owner, owner_name, valid_from, valid_until,
                case when certificate_uploaded > certificate_until then certificate_uploaded else certificate_until end
                  as certificate_until
         from access_point where oid = $1",
        db::values![oid],
    )
    .await
}

pub(super) async fn list_expiring(
    read: &mut Read,
    until: &str,
    after: &str,
    limit: i64,
) -> Result<Vec<AccessPoint>, Error> {
    read.all(
        "select oid, name, owner, owner_name, valid_from, valid_until,
                case when certificate_uploaded > certificate_until then certificate_uploaded else certificate_until end
                  as certificate_until
         from access_point
         where oid > $2 and certificate_until <= $1 and (certificate_uploaded is null or certificate_uploaded <= $1)
         order by oid limit $3",
        db::values![until, after, limit],
    )
    .await
}

pub(super) async fn insert_access_point(tx: &mut Tx, point: &AccessPoint) -> Result<(), Error> {
    tx.run(
        "insert into access_point (oid, name, owner, owner_name, certificate_until, valid_from, valid_until)
         values ($1, $2, $3, $4, $5, $6, $7)",
        point_values(point),
    )
    .await?;
    Ok(())
}

/// An access point in the order of the columns of its table.
fn point_values(point: &AccessPoint) -> [db::Value<'_>; 7] {
    db::values![
        &point.oid,
        &point.name,
        &point.owner,
        &point.owner_name,
        &point.certificate_until,
        point.valid_from.as_deref(),
        point.valid_until.as_deref()
    ]
}

pub(super) async fn close_access_point(tx: &mut Tx, oid: &str, last_day: &str) -> Result<(), Error> {
    tx.run_one("update access_point set valid_until = $1 where oid = $2", db::values![last_day, oid]).await
}

pub(super) async fn note_certificate(tx: &mut Tx, oid: &str, last_day: &str) -> Result<(), Error> {
    tx.run_one("update access_point set certificate_uploaded = $1 where oid = $2", db::values![last_day, oid]).await
}

pub(super) async fn list_intermediaries(read: &mut Read) -> Result<Vec<Intermediary>, Error> {
    read.all("select business_id, oid, name, email from intermediary order by business_id", db::values![]).await
}

pub(super) async fn find_intermediary(read: &mut Read, id: &str) -> Result<Option<Intermediary>, Error> {
    read.optional("select business_id, oid, name, email from intermediary where business_id = $1", db::values![id])
        .await
}

/// Whether an organisation, `$organisation`, stands in the register of intermediaries or owns an access point: a condition
/// in a statement of another room.
macro_rules! is_listed_owner {
    ($organisation:literal) => {
        concat!(
            "exists (select business_id from intermediary where business_id = ",
            $organisation,
            " union all select owner from access_point where owner = ",
            $organisation,
            ")"
        )
    };
}
pub(crate) use is_listed_owner;

pub(super) async fn is_intermediary_or_owner(read: &mut Read, id: &str) -> Result<bool, Error> {
    let found: Option<(String,)> = read
        .optional(
            "select business_id from intermediary where business_id = $1
             union all select owner from access_point where owner = $1 limit 1",
            db::values![id],
        )
        .await?;
    Ok(found.is_some())
}

pub(super) async fn keep_intermediary(tx: &mut Tx, intermediary: &Intermediary) -> Result<(), Error> {
    tx.run(
        "insert into intermediary (business_id, oid, name, email) values ($1, $2, $3, $4)
         on conflict (business_id) do update set oid = excluded.oid, name = excluded.name, email = excluded.email",
        db::values![&intermediary.business_id, &intermediary.oid, &intermediary.name, intermediary.email.as_deref()],
    )
    .await?;
    Ok(())
}

/// Adds a system; `false` when there is one with its id.
pub(super) async fn insert_system(tx: &mut Tx, system: &InformationSystem) -> Result<bool, Error> {
    let inserted = tx
        .run(
            "insert into information_system (id, name, version, class, kind, services, certified_until, supplier, supplier_id)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (id) do nothing",
            system_values(system),
        )
        .await?;
    Ok(inserted == 1)
}

/// A system in the order of the columns of its table.
fn system_values(system: &InformationSystem) -> [db::Value<'_>; 9] {
    db::values![
        &system.id,
        &system.name,
        &system.version,
        &system.class,
        &system.kind,
        &system.services,
        &system.certified_until,
        &system.supplier,
        system.supplier_id.as_deref()
    ]
}

pub(super) async fn keep_system(tx: &mut Tx, system: &InformationSystem) -> Result<(), Error> {
    tx.run(
        "insert into information_system (id, name, version, class, kind, services, certified_until, supplier, supplier_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (id) do update set name = excluded.name, version = excluded.version, class = excluded.class,
           kind = excluded.kind, services = excluded.services, certified_until = excluded.certified_until, supplier = excluded.supplier,
           supplier_id = excluded.supplier_id",
        system_values(system),
    )
    .await?;
    Ok(())
}

/// The owner, the names and the imported certificate are the list's; what was opened, closed or uploaded here stays
/// unless the list says something of its own about it.
pub(super) async fn keep_access_point(tx: &mut Tx, point: &AccessPoint) -> Result<(), Error> {
    tx.run(
        "insert into access_point (oid, name, owner, owner_name, certificate_until, valid_from, valid_until)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (oid) do update set name = excluded.name, owner = excluded.owner, owner_name = excluded.owner_name,
           certificate_until = excluded.certificate_until,
           valid_from = coalesce(excluded.valid_from, access_point.valid_from),
           valid_until = coalesce(excluded.valid_until, access_point.valid_until)",
        point_values(point),
    )
    .await?;
    Ok(())
}
