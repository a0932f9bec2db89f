//! SQLite: where the file is, the options of writer and readers, and statements.
//!
//! A statement of a page takes some microseconds and waits for nobody: readers see what is committed, and a writer has
//! its turn. So it runs where it is asked for. A thread that ran it for us would cost more than the statement.

use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use percent_encoding::percent_decode_str;
use rusqlite::{CachedStatement, Connection, OpenFlags};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::pool::ACQUIRE;
use crate::row::{FromRow, Row};
use crate::value::{NUL, Value};
use crate::{Error, value};

/// How long a lock of another process is waited for.
const BUSY: Duration = Duration::from_secs(5);
/// Distinct statements kept prepared on each connection; more than the portal has.
const STATEMENTS: usize = 512;
/// What every connection keeps to: no mapped file, at most 32 MiB of cache, so that the pages that ten thousand people
/// ask for again and again stay in it, foreign keys.
const OPTIONS: &str = "pragma mmap_size = 0; pragma cache_size = -32768; pragma temp_store = memory;
                       pragma foreign_keys = on;";
/// Committed is what has reached the disk, in the log. A page that many commits change is copied from there to its place
/// once in 4,000 pages, 16 MiB, not in 1,000.
const DURABLE: &str = "pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 4000;";

/// The file of an address `sqlite://path`.
pub(crate) fn file(url: &str) -> Result<PathBuf, Error> {
    let path = url.strip_prefix("sqlite:").unwrap_or(url);
    let path = path.strip_prefix("//").unwrap_or(path);
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let path = percent_decode_str(path).decode_utf8_lossy().into_owned();
    if path.is_empty() || path.contains(":memory:") || query.contains("memory") {
        return Err(Error::Other("SQLite needs a file: writer and readers would see different databases".into()));
    }
    if !query.is_empty() && query != "mode=rwc" {
        return Err(Error::Other("the address of a SQLite database takes no parameters".into()));
    }
    Ok(path.into())
}

/// The writing connection; the file is created when missing.
pub(crate) fn open_writer(file: &Path) -> Result<Connection, Error> {
    let created = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let connection = open(file, created)?;
    connection.execute_batch(DURABLE)?;
    Ok(connection)
}

fn open(file: &Path, flags: OpenFlags) -> Result<Connection, Error> {
    let connection = Connection::open_with_flags(file, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(BUSY)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.execute_batch(OPTIONS)?;
    Ok(connection)
}

/// Connections that can only read. More of them than cores would only share out the memory: a page that one has read is
/// not there for the others.
pub(crate) struct Readers {
    shared: Arc<Shared>,
}

struct Shared {
    file: PathBuf,
    permits: Arc<Semaphore>,
    idle: Mutex<Vec<Connection>>,
}

/// One of them; dropping gives it back.
pub(crate) struct Reader {
    /// `Some` until the drop.
    connection: Option<Connection>,
    shared: Arc<Shared>,
    _permit: OwnedSemaphorePermit,
}

impl Readers {
    pub(crate) fn new(file: PathBuf) -> Self {
        let size = std::thread::available_parallelism().map_or(2, usize::from).clamp(2, 4);
        let shared = Shared { file, permits: Arc::new(Semaphore::new(size)), idle: Mutex::default() };
        Self { shared: Arc::new(shared) }
    }

    /// A free connection, or a new one. Fails with [`Error::Unavailable`] after three seconds.
    pub(crate) async fn acquire(&self) -> Result<Reader, Error> {
        let permits = &self.shared.permits;
        let permit = match Arc::clone(permits).try_acquire_owned() {
            Ok(permit) => permit,
            Err(_) => timeout(ACQUIRE, Arc::clone(permits).acquire_owned())
                .await
                .map_err(|_| Error::Unavailable("no connection is free".into()))?
                .map_err(|_| Error::Unavailable("the pool is closed".into()))?,
        };
        let idle = self.shared.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => open(&self.shared.file, OpenFlags::SQLITE_OPEN_READ_ONLY)?,
        };
        Ok(Reader { connection: Some(connection), shared: Arc::clone(&self.shared), _permit: permit })
    }
}

impl Deref for Reader {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection.as_ref().expect("a reader has its connection until the drop")
    }
}

impl DerefMut for Reader {
    fn deref_mut(&mut self) -> &mut Connection {
        self.connection.as_mut().expect("a reader has its connection until the drop")
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.shared.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        }
    }
}

/// All rows that the statement returns.
pub(crate) fn all<'v, T: FromRow>(
    connection: &Connection,
    sql: &str,
    values: impl IntoIterator<Item = Value<'v>>,
) -> Result<Vec<T>, Error> {
    let mut statement = bound(connection, sql, values)?;
    let mut rows = statement.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(T::from_row(&Row::sqlite(row))?);
    }
    Ok(found)
}

/// Runs the statement to its end; how many rows it changed.
pub(crate) fn run<'v>(
    connection: &Connection,
    sql: &str,
    values: impl IntoIterator<Item = Value<'v>>,
) -> Result<u64, Error> {
    let mut statement = bound(connection, sql, values)?;
    let mut rows = statement.raw_query();
    while rows.next()?.is_some() {}
    drop(rows);
    Ok(if statement.readonly() { 0 } else { connection.changes() })
}

/// The prepared statement with its values. `$2` is the second value, wherever it stands; to SQLite it is only a name.
fn bound<'c, 'v>(
    connection: &'c Connection,
    sql: &str,
    values: impl IntoIterator<Item = Value<'v>>,
) -> Result<CachedStatement<'c>, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    let values: Vec<Value<'v>> = values.into_iter().collect();
    if !values.iter().all(value::is_plain) {
        return Err(Error::Violation(NUL.into()));
    }
    for place in 1..=statement.parameter_count() {
        let number = statement.parameter_name(place).and_then(|name| name.get(1..)?.parse::<usize>().ok());
        let value = number.and_then(|number| values.get(number.checked_sub(1)?));
        let Some(value) = value else {
            return Err(Error::Other("a place of the statement has no value".into()));
        };
        statement.raw_bind_parameter(place, value)?;
    }
    Ok(statement)
}

#[cfg(test)]
mod tests {
    use super::file;

    #[test]
    fn an_address_names_a_file() {
        for (url, path) in [
            ("sqlite://portal.db", "portal.db"),
            ("sqlite:///var/lib/portal.db", "/var/lib/portal.db"),
            ("sqlite:portal.db", "portal.db"),
            ("sqlite://a%20b.db?mode=rwc", "a b.db"),
        ] {
            assert_eq!(file(url).unwrap().to_str(), Some(path), "{url}");
        }
        for url in ["sqlite:", "sqlite://", "sqlite://:memory:", "sqlite://x.db?mode=memory", "sqlite://x.db?cache=y"] {
            assert!(file(url).is_err(), "{url}");
        }
    }
}
