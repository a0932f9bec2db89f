//! The forward-only stream of migrations, the same for both databases, embedded at compile time.

use std::fmt::Write as _;

use aws_lc_rs::digest::{SHA256, digest};

use crate::{Db, Dialect, Error, Tx, values};

/// One file of `migrations/`.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// The digits at the beginning of the file name; migrations run in this order.
    pub number: i64,
    /// The file name without `.sql`.
    pub name: &'static str,
    /// One or more statements.
    pub sql: &'static str,
}

static MIGRATIONS: &[Migration] = include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

/// All migrations of the workspace, in order.
pub fn migrations() -> &'static [Migration] {
    MIGRATIONS
}

/// Our own record of what ran; `applied_at` in UTC milliseconds.
const TABLE: &str = "create table if not exists schema_migration (
    number bigint primary key, name text not null, checksum text not null, applied_at bigint not null)";

/// `blob` is the shared word for bytes. There is no `if not exists` for a domain.
const DOMAIN: &str = "do $$ begin create domain blob as bytea; exception when duplicate_object then null; end $$";

/// Instances that start together take their turn; a migration may run longer than a page's statement.
const LOCK: &str = "set local statement_timeout = 0; select pg_advisory_xact_lock(4715289430918)";

impl Db {
    /// Runs the migrations that have not run yet and returns how many; `now_milliseconds` is recorded with each.
    /// Several instances may call this at once. Fails with [`Error::Other`] when a migration that has run was
    /// changed afterwards, or a new one has a lower number than one that has run.
    pub async fn migrate(&self, now_milliseconds: i64) -> Result<usize, Error> {
        self.migrate_with(MIGRATIONS, now_milliseconds).await
    }

    /// Like [`Db::migrate`], with these migrations instead of the embedded ones.
    pub async fn migrate_with(&self, migrations: &[Migration], now_milliseconds: i64) -> Result<usize, Error> {
        let mut tx = self.begin_locked().await?;
        if tx.dialect() == Dialect::Postgres {
            tx.script(DOMAIN).await?;
        }
        tx.script(TABLE).await?;
        let recorded = recorded(&mut tx).await?;
        tx.commit().await?;
        let mut ran = 0;
        for migration in pending(migrations, &recorded)? {
            ran += usize::from(self.apply(migration, now_milliseconds).await?);
        }
        Ok(ran)
    }

    /// Runs one migration in its transaction, unless another instance was quicker.
    async fn apply(&self, migration: &Migration, now_milliseconds: i64) -> Result<bool, Error> {
        let mut tx = self.begin_locked().await?;
        if pending(std::slice::from_ref(migration), &recorded(&mut tx).await?)?.is_empty() {
            return Ok(false);
        }
        let Migration { number, name, sql } = *migration;
        let named = |error| match error {
            Error::Unavailable(text) => Error::Unavailable(format!("migration {name}: {text}")),
            error => Error::Other(format!("migration {name}: {error}")),
        };
        tx.script(sql).await.map_err(named)?;
        tx.run_one(
            "insert into schema_migration (number, name, checksum, applied_at) values ($1, $2, $3, $4)",
            values![number, name, checksum(sql), now_milliseconds],
        )
        .await?;
        tx.commit().await.map_err(named)?;
        tracing::info!(migration = name, "migrated");
        Ok(true)
    }

    async fn begin_locked(&self) -> Result<Tx, Error> {
        let mut tx = self.write().await?;
        if tx.dialect() == Dialect::Postgres {
            tx.script(LOCK).await?;
        }
        Ok(tx)
    }
}

/// Number and checksum of what has run.
async fn recorded(tx: &mut Tx) -> Result<Vec<(i64, String)>, Error> {
    tx.all("select number, checksum from schema_migration order by number", values![]).await
}

/// The migrations that have not run, in order.
fn pending<'m>(migrations: &'m [Migration], recorded: &[(i64, String)]) -> Result<Vec<&'m Migration>, Error> {
    let last = recorded.last().map_or(i64::MIN, |(number, _)| *number);
    let mut pending = Vec::new();
    for migration in migrations {
        match recorded.iter().find(|(number, _)| *number == migration.number) {
            Some((_, sum)) if *sum == checksum(migration.sql) => {}
            Some(_) => {
                let text = format!("migration {} was changed after it had run; add a new one instead", migration.name);
                return Err(Error::Other(text));
            }
            None if migration.number < last => {
                let text = format!("migration {} comes before {last:04}, which has run; renumber it", migration.name);
                return Err(Error::Other(text));
            }
            None => pending.push(migration),
        }
    }
    Ok(pending)
}

/// SHA-256 in lower-case hexadecimal.
pub(crate) fn checksum(text: &str) -> String {
    digest(&SHA256, text.as_bytes()).as_ref().iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
