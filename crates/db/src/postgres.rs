//! PostgreSQL: a pool of connections with cached statements, and transactions at read committed.

use std::io::ErrorKind;
use std::str::FromStr;
use std::time::Duration;

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, PgConnection};
use tokio::time::timeout;

use crate::Error;
use crate::error::ends_connection;
use crate::pool::{Lease, Pool, REST};
use crate::row::{FromRow, Row};
use crate::value::{Value, for_postgres};

/// Connections of one instance, unless the address says `?connections=n`.
const CONNECTIONS: usize = 16;
/// The server stops a statement that runs longer. Migrations lift it.
const STATEMENT_TIMEOUT: Duration = Duration::from_secs(10);
/// How long we wait for the answer to a statement. A server that has gone without a word never says that it stopped one.
const ANSWER: Duration = Duration::from_secs(STATEMENT_TIMEOUT.as_secs() + 2);
/// Distinct statements kept prepared on each connection; more than the portal has.
const STATEMENTS: usize = 512;

/// Nothing is connected yet: the first statement does that, so an instance may start before its database.
pub(crate) fn pool(url: &str) -> Result<Pool<PgConnection>, Error> {
    let (url, connections) = split_connections(url)?;
    let options = PgConnectOptions::from_str(&url)?
        .application_name("ekstranet")
        .options([("statement_timeout", STATEMENT_TIMEOUT.as_millis().to_string())])
        .statement_cache_capacity(STATEMENTS)
        .disable_statement_logging();
    Ok(Pool::new(options, connections))
}

/// Takes our own parameter out of the address, because the driver would warn about it.
fn split_connections(url: &str) -> Result<(String, usize), Error> {
    let Some((base, query)) = url.split_once('?') else { return Ok((url.into(), CONNECTIONS)) };
    let mut connections = CONNECTIONS;
    let mut rest = Vec::new();
    for pair in query.split('&') {
        match pair.strip_prefix("connections=") {
            Some(number) => {
                connections = number.parse().ok().filter(|number| (1..=1000).contains(number)).ok_or_else(|| {
                    Error::Other("connections= in the address of the database is not from 1 to 1000".into())
                })?;
            }
            None => rest.push(pair),
        }
    }
    Ok((format!("{base}?{}", rest.join("&")), connections))
}

/// The answer to a statement, or that there is none; the connection is then lost.
pub(crate) async fn in_time<T>(asked: impl Future<Output = Result<T, sqlx::Error>>) -> Result<T, sqlx::Error> {
    let silent = || sqlx::Error::Io(std::io::Error::new(ErrorKind::TimedOut, "the server is silent"));
    timeout(ANSWER, asked).await.unwrap_or_else(|_| Err(silent()))
}

/// All rows that the statement returns.
pub(crate) async fn all<'v, T: FromRow>(
    connection: &mut PgConnection,
    sql: &'static str,
    values: impl IntoIterator<Item = Value<'v>>,
) -> Result<Result<Vec<T>, Error>, sqlx::Error> {
    let rows = in_time(sqlx::query_with(sql, for_postgres(values)?).fetch_all(connection)).await?;
    Ok(rows.iter().map(|row| T::from_row(&Row::postgres(row))).collect())
}

/// Runs the statement to its end; how many rows it changed.
pub(crate) async fn run<'v>(
    connection: &mut PgConnection,
    sql: &'static str,
    values: impl IntoIterator<Item = Value<'v>>,
) -> Result<u64, sqlx::Error> {
    in_time(sqlx::query_with(sql, for_postgres(values)?).execute(connection)).await.map(|done| done.rows_affected())
}

/// A connection with an open transaction; dropping it without a commit rolls back.
pub(crate) struct Turn {
    /// `Some` until committed or dropped.
    lease: Option<Lease<PgConnection>>,
}

impl Turn {
    pub(crate) async fn begin(lease: Lease<PgConnection>) -> Result<Self, Error> {
        let mut turn = Self { lease: Some(lease) };
        turn.control("begin").await?;
        Ok(turn)
    }

    pub(crate) async fn commit(mut self) -> Result<(), Error> {
        self.control("commit").await?;
        self.lease = None;
        Ok(())
    }

    pub(crate) fn lease(&mut self) -> &mut Lease<PgConnection> {
        self.lease.as_mut().expect("a turn has its connection until it ends")
    }

    async fn control(&mut self, sql: &'static str) -> Result<(), Error> {
        let lease = self.lease();
        match in_time(sqlx::raw_sql(sql).execute(&mut **lease)).await {
            Ok(_) => Ok(()),
            Err(error) => {
                lease.settle(ends_connection(&error));
                Err(error.into())
            }
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Some(mut lease) = self.lease.take() else { return };
        // Until the rollback is known to have ended, the connection must not be handed to anybody.
        lease.start();
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => drop(runtime.spawn(async move {
                let ended = timeout(REST, sqlx::raw_sql("rollback").execute(&mut *lease)).await;
                lease.settle(!matches!(ended, Ok(Ok(_))));
            })),
            Err(_) => lease.settle(true),
        }
    }
}
