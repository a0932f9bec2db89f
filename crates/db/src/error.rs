//! What can go wrong, in words that are the same for both databases. No text here contains a bound value.

use sqlx::postgres::PgDatabaseError;

/// Why a statement or a transaction did not succeed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The row that had to exist does not.
    #[error("the row does not exist")]
    NotFound,
    /// A primary key or unique constraint already has such a row.
    #[error("a row with the same key exists already")]
    Duplicate,
    /// A version-checked change touched no row: somebody else changed or removed it first.
    #[error("the row was changed by somebody else")]
    Stale,
    /// A check, not-null or foreign-key constraint refused the row, or a text cannot be stored.
    #[error("a constraint refused the row: {0}")]
    Violation(String),
    /// The database cannot serve now: connection lost, no connection or turn free in time, disk full, busy,
    /// statement time-out, deadlock. A later try may succeed.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// A mistake in the program or the schema: wrong SQL, a column of another type, a changed migration.
    #[error("database error: {0}")]
    Other(String),
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error as E;
        match error {
            E::RowNotFound => Error::NotFound,
            E::Database(error) => match error.try_downcast_ref::<PgDatabaseError>() {
                Some(error) => from_postgres(error),
                None => Error::Other("an error of an unknown database".into()),
            },
            E::Io(error) => Error::Unavailable(format!("connection: {}", error.kind())),
            E::Tls(error) => Error::Unavailable(format!("TLS: {error}")),
            E::Protocol(text) => Error::Unavailable(format!("protocol: {text}")),
            E::PoolTimedOut | E::PoolClosed => Error::Unavailable("no connection is free".into()),
            E::WorkerCrashed => Error::Unavailable("the connection has ended".into()),
            E::ColumnDecode { index, .. } => Error::Other(format!("column {index} has another type than its field")),
            E::Decode(_) => Error::Other("a column has another type than its field".into()),
            // Our own refusal of a NUL character, or a value beyond the limits of the wire.
            E::Encode(error) => Error::Violation(error.to_string()),
            E::ColumnNotFound(name) => Error::Other(format!("the statement returns no column {name}")),
            E::Configuration(_) => Error::Other("the address of the database cannot be understood".into()),
            // The remaining kinds speak of column numbers and driver states, never of values.
            error => Error::Other(error.to_string()),
        }
    }
}

/// <https://www.postgresql.org/docs/15/errcodes-appendix.html>. The details of an error are left out because they
/// quote values; so is the message of a data exception (class 22).
fn from_postgres(error: &PgDatabaseError) -> Error {
    let (code, message) = (error.code(), error.message());
    match (code, code.get(..2).unwrap_or_default()) {
        ("23505", _) => Error::Duplicate,
        (_, "23") => Error::Violation(message.into()),
        // 25006: the server became a stand-by, 40: deadlock or serialisation, 55P03: lock time-out.
        ("25006" | "55P03", _) | (_, "08" | "40" | "53" | "57" | "58") => {
            Error::Unavailable(format!("{code} {message}"))
        }
        (_, "22") => Error::Other(format!("{code} data exception")),
        _ => Error::Other(format!("{code} {message}")),
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as E;
        match error {
            E::SqliteFailure(error, message) => from_sqlite(error.extended_code, &message.unwrap_or_default()),
            // The text of the statement, which it also has, is ours and holds no value.
            E::SqlInputError { error, msg, .. } => from_sqlite(error.extended_code, &msg),
            E::InvalidColumnType(index, ..) | E::FromSqlConversionFailure(index, ..) => {
                Error::Other(format!("column {index} has another type than its field"))
            }
            E::InvalidColumnName(name) => Error::Other(format!("the statement returns no column {name}")),
            E::InvalidColumnIndex(index) => Error::Other(format!("the statement returns no column {index}")),
            // The remaining kinds speak of the use of the driver; what they quote stays out all the same.
            _ => Error::Other("the driver refused the statement".into()),
        }
    }
}

/// <https://www.sqlite.org/rescode.html>, extended codes.
fn from_sqlite(code: i32, message: &str) -> Error {
    match (code, code & 0xff) {
        // PRIMARYKEY, UNIQUE, ROWID
        (1555 | 2067 | 2579, _) => Error::Duplicate,
        // CONSTRAINT
        (_, 19) => Error::Violation(message.into()),
        // READONLY: a change through a read connection is our mistake, its extended codes are the disk's.
        (8, _) => Error::Other(format!("{code} {message}")),
        // BUSY, LOCKED, NOMEM, READONLY_…, INTERRUPT, IOERR, FULL, CANTOPEN
        (_, 5..=10 | 13 | 14) => Error::Unavailable(format!("{code} {message}")),
        _ => Error::Other(format!("{code} {message}")),
    }
}

/// Whether the connection is of no more use after this error.
pub(crate) fn ends_connection(error: &sqlx::Error) -> bool {
    use sqlx::Error as E;
    match error {
        E::Io(_) | E::Tls(_) | E::Protocol(_) | E::WorkerCrashed => true,
        E::Database(error) => error.try_downcast_ref::<PgDatabaseError>().is_some_and(|error| {
            // 57P0x: shut down, 25006: now a stand-by, 0A000: a cached plan no longer fits after a migration.
            matches!(error.code(), "25006" | "0A000" | "57P01" | "57P02" | "57P03" | "57P05")
                || error.code().starts_with("08")
        }),
        _ => false,
    }
}
