//! Empties a PostgreSQL database that is ours, and refuses every other.

use anyhow::{Context as _, bail};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};

/// The table by which a database is known to be ours.
const OURS: &str = "schema_migration";

/// Drops all tables and domains of the current schema, if our migration table is among them. An empty database is
/// left alone; one with other tables is refused.
pub fn empty(url: &str) -> anyhow::Result<()> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(drop_everything(url))
}

async fn drop_everything(url: &str) -> anyhow::Result<()> {
    // The address may carry a password: it is not part of the message.
    let mut connection = PgConnection::connect(url).await.context("cannot reach the PostgreSQL database")?;
    let tables: Vec<String> =
        sqlx::query_scalar("select tablename::text from pg_tables where schemaname = current_schema()")
            .fetch_all(&mut connection)
            .await?;
    if tables.is_empty() {
        return Ok(());
    }
    if !tables.iter().any(|table| table == OURS) {
        bail!(
            "the PostgreSQL database is not emptied: it has tables but no {OURS}, so it is not a database of the portal"
        );
    }
    let domains: Vec<String> = sqlx::query_scalar(
        "select typname::text from pg_type where typtype = 'd' and typnamespace = current_schema()::regnamespace",
    )
    .fetch_all(&mut connection)
    .await?;
    let mut transaction = connection.begin().await?;
    let drops = tables.iter().map(|name| ("table", name)).chain(domains.iter().map(|name| ("domain", name)));
    for (kind, name) in drops {
        let name = name.replace('"', "\"\"");
        let statement = format!("drop {kind} if exists \"{name}\" cascade");
        sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut *transaction).await?;
    }
    transaction.commit().await?;
    Ok(())
}
