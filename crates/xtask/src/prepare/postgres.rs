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

#[cfg(test)]
mod tests {
    use super::*;

    /// A database of its own in the throw-away cluster of `cargo ci`; `None` when there is no cluster.
    async fn database(name: &str) -> Option<String> {
        let cluster = std::env::var("EKSTRANET_TEST_POSTGRES").ok()?;
        let name = format!("xtask_{name}_{}", std::process::id());
        run(&cluster, &format!("create database {name}")).await;
        let (server, _) = cluster.rsplit_once('/')?;
        Some(format!("{server}/{name}"))
    }

    async fn run(url: &str, statements: &str) {
        let mut connection = PgConnection::connect(url).await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(statements.to_owned())).execute(&mut connection).await.unwrap();
    }

    async fn things(url: &str) -> i64 {
        let mut connection = PgConnection::connect(url).await.unwrap();
        let count = "select count(*) from (select 1 from pg_tables where schemaname = 'public'
            union all select 1 from pg_type where typtype = 'd' and typnamespace = 'public'::regnamespace) things";
        sqlx::query_scalar(count).fetch_one(&mut connection).await.unwrap()
    }

    #[tokio::test]
    async fn only_a_database_of_ours_is_emptied() {
        let Some(url) = database("emptied").await else {
            println!("skipped: EKSTRANET_TEST_POSTGRES is not set");
            return;
        };
        drop_everything(&url).await.unwrap();
        run(&url, "create table other (id text primary key)").await;
        let refused = drop_everything(&url).await.unwrap_err().to_string();
        assert!(refused.contains("no schema_migration") && !refused.contains('\n'), "{refused}");
        assert_eq!(things(&url).await, 1);

        run(
            &url,
            "create domain blob as bytea; create table schema_migration (number bigint primary key);
            create table \"Odd \"\"name\" (id blob, other text references other (id))",
        )
        .await;
        drop_everything(&url).await.unwrap();
        assert_eq!(things(&url).await, 0);
    }
}
