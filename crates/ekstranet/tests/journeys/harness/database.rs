//! The database of one world: an address for the portal, and every text that stands in it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};

use super::Store;
use super::tools::Tools;

/// The database behind the portal. A PostgreSQL one is dropped with its world.
pub enum Database {
    Sqlite(PathBuf),
    Postgres { cluster: String, name: String },
}

impl Database {
    /// An empty one.
    pub async fn make(tools: &Tools, store: Store, data: &Path) -> Self {
        if store == Store::Sqlite {
            return Self::Sqlite(data.join("ekstranet.db"));
        }
        let cluster = tools.postgres.clone().expect("looked for when the tools were");
        let folder = data.file_name().expect("a folder has a name").to_string_lossy().replace('-', "_");
        let database = Self::Postgres { cluster, name: folder };
        database.administer("create database").await.expect("a database can be made");
        database
    }

    /// Its address, as the portal's configuration has it.
    pub fn url(&self) -> String {
        match self {
            Self::Sqlite(path) => format!("sqlite://{}", path.display()),
            Self::Postgres { cluster, name } => {
                let (server, _) = cluster.rsplit_once('/').expect("postgres://user@host/database");
                format!("{server}/{name}")
            }
        }
    }

    /// Every text of every table, a value on a line. What is sealed is binary and not among them.
    pub async fn texts(&self) -> String {
        let mut all = String::new();
        match self {
            Self::Sqlite(_) => {
                let mut connection = SqliteConnection::connect(&self.url()).await.expect("it opens");
                let columns: Vec<(String, String)> = sqlx::query_as(
                    "select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'",
                )
                .fetch_all(&mut connection)
                .await
                .expect("the list of columns");
                for (table, column) in columns {
                    let sql = format!("select \"{column}\" from \"{table}\" where typeof(\"{column}\") = 'text'");
                    let values: Vec<(String,)> =
                        sqlx::query_as(AssertSqlSafe(sql)).fetch_all(&mut connection).await.expect("the texts");
                    append(&mut all, values);
                }
            }
            Self::Postgres { .. } => {
                let mut connection = PgConnection::connect(&self.url()).await.expect("it opens");
                let columns: Vec<(String, String)> = sqlx::query_as(
                    "select table_name::text, column_name::text from information_schema.columns
                     where table_schema = 'public' and data_type <> 'bytea'",
                )
                .fetch_all(&mut connection)
                .await
                .expect("the list of columns");
                for (table, column) in columns {
                    let sql = format!("select \"{column}\"::text from \"{table}\" where \"{column}\" is not null");
                    let values: Vec<(String,)> =
                        sqlx::query_as(AssertSqlSafe(sql)).fetch_all(&mut connection).await.expect("the texts");
                    append(&mut all, values);
                }
            }
        }
        all
    }

    /// Refuses every connection, or lets them in again; only PostgreSQL can be told so.
    pub async fn answer(&self, does: bool) {
        let Self::Postgres { cluster, name } = self else { panic!("only PostgreSQL refuses connections") };
        let mut connection = PgConnection::connect(cluster).await.expect("the cluster answers");
        let rule = format!("alter database \"{name}\" allow_connections {does}");
        sqlx::raw_sql(AssertSqlSafe(rule)).execute(&mut connection).await.expect("a superuser may");
        if !does {
            let end = "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1";
            sqlx::query(end).bind(name).execute(&mut connection).await.expect("a superuser may");
        }
    }

    /// Renames a table; SQLite only.
    pub async fn rename_table(&self, from: &str, to: &str) {
        let Self::Sqlite(_) = self else { panic!("this is for SQLite") };
        let mut connection = SqliteConnection::connect(&self.url()).await.expect("it opens");
        // The other tables keep the name that they refer to.
        let sql = format!("pragma legacy_alter_table = on; alter table \"{from}\" rename to \"{to}\"");
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.expect("renamed");
    }

    async fn administer(&self, command: &str) -> Result<(), sqlx::Error> {
        let Self::Postgres { cluster, name } = self else { return Ok(()) };
        let mut connection = PgConnection::connect(cluster).await?;
        let force = if command.starts_with("drop") { " with (force)" } else { "" };
        sqlx::raw_sql(AssertSqlSafe(format!("{command} \"{name}\"{force}"))).execute(&mut connection).await?;
        connection.close().await
    }
}

fn append(all: &mut String, values: Vec<(String,)>) {
    for (value,) in values {
        let _ = writeln!(all, "{value}");
    }
}

impl Drop for Database {
    /// As well as possible: what stays behind lies in a throw-away cluster.
    fn drop(&mut self) {
        if matches!(self, Self::Sqlite(_)) {
            return;
        }
        // A drop cannot wait for a future, so another thread does.
        std::thread::scope(|scope| {
            let dropping = scope.spawn(|| {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
                runtime.block_on(self.administer("drop database if exists")).ok()
            });
            let _ = dropping.join();
        });
    }
}
