//! Every SQL text about copies of registers, systems and access points.

use db::{Error, Read, Tx};

use super::rules::Copy;
use super::{AccessPoint, InformationSystem};
use crate::kernel::Instant;

pub(super) async fn find_copy(read: &mut Read, source: &str, key: &str) -> Result<Option<Copy>, Error> {
    read.optional(
        "select content, fetched_at from register_copy where source = $1 and key = $2",
        db::values![source, key],
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
        "select id, name, version, class, services, certified_until, supplier from information_system order by name, version",
        db::values![],
    )
    .await
}

pub(super) async fn list_access_points(read: &mut Read) -> Result<Vec<AccessPoint>, Error> {
    read.all(
        "select oid, name, owner, owner_name, certificate_until from access_point order by name, oid",
        db::values![],
    )
    .await
}

pub(super) async fn keep_system(tx: &mut Tx, system: &InformationSystem) -> Result<(), Error> {
    tx.run(
        "insert into information_system (id, name, version, class, services, certified_until, supplier)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (id) do update set name = excluded.name, version = excluded.version, class = excluded.class,
           services = excluded.services, certified_until = excluded.certified_until, supplier = excluded.supplier",
        db::values![
            &system.id,
            &system.name,
            &system.version,
            &system.class,
            &system.services,
            &system.certified_until,
            &system.supplier
        ],
    )
    .await?;
    Ok(())
}

pub(super) async fn keep_access_point(tx: &mut Tx, point: &AccessPoint) -> Result<(), Error> {
    tx.run(
        "insert into access_point (oid, name, owner, owner_name, certificate_until) values ($1, $2, $3, $4, $5)
         on conflict (oid) do update set name = excluded.name, owner = excluded.owner, owner_name = excluded.owner_name,
           certificate_until = excluded.certificate_until",
        db::values![&point.oid, &point.name, &point.owner, &point.owner_name, &point.certificate_until],
    )
    .await?;
    Ok(())
}
