//! The only code that knows there are two databases: SQLite on one machine, PostgreSQL for several.
//!
//! A reader takes a [`Read`], a change takes a [`Tx`]; a function that takes `&mut Read` also takes `&mut tx`.
//! SQL is one text for both with `$1`, `returning` and `on conflict`; `migrations/README.md` has the shared dialect
//! and `docs/database.md` the reasons.
//!
//! ```
//! /// Fields are `String`, `i64`, `f64`, `Vec<u8>` and options of them, named like the columns.
//! #[derive(db::FromRow)]
//! struct Contact {
//!     id: String,
//!     name: Option<String>,
//!     version: i64,
//! }
//!
//! async fn rename(tx: &mut db::Tx, id: &str, name: &str) -> Result<(), db::Error> {
//!     let contact: Contact = tx.one("select id, name, version from contact where id = $1", db::values![id]).await?;
//!     tx.run_one(
//!         "update contact set name = $1, version = version + 1 where id = $2 and version = $3",
//!         db::values![name, &contact.id, contact.version],
//!     )
//!     .await
//! }
//! ```
//!
//! A field may itself be such a struct, read from the same row: `#[row(flatten)]`. For a few columns a tuple such as
//! `(String, i64)` is enough.

mod error;
mod migrate;
mod pool;
mod postgres;
mod row;
mod sqlite;
#[cfg(feature = "testing")]
pub mod testing;
mod together;
mod value;
mod writer;

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use sqlx::PgConnection;

pub use db_derive::FromRow;
pub use error::Error;
pub use migrate::{Migration, migrations};
pub use row::{Field, FromRow, Row};
pub use value::Value;

use error::ends_connection;
use pool::{Lease, Pool};
use together::Gatherings;

/// Which of the two databases is behind a [`Db`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// One file on this machine.
    Sqlite,
    /// A server that several instances share.
    Postgres,
}

/// The database. Clones share connections; the last one dropped closes them.
#[derive(Clone)]
pub struct Db {
    backend: Backend,
}

#[derive(Clone)]
enum Backend {
    Sqlite { writer: writer::Writer, readers: Arc<sqlite::Readers> },
    Postgres(Arc<Pool<PgConnection>>, Arc<Gatherings>),
}

impl Db {
    /// Opens `sqlite://path/to/file.db` (created when missing) or `postgres://…`, which takes `?connections=n`.
    /// SQLite is opened at once; PostgreSQL is connected to at the first statement, so an instance may start before
    /// its database does. Must be called inside a tokio runtime.
    pub async fn open(url: &str) -> Result<Self, Error> {
        let backend = match url.split_once(':') {
            Some(("sqlite", _)) => {
                let file = sqlite::file(url)?;
                let opened = file.clone();
                // Opening may have to recover a log that was left behind, which takes its time.
                let writer = tokio::task::spawn_blocking(|| writer::Writer::open(opened)).await;
                let writer = writer.map_err(|_| Error::Unavailable("the file could not be opened".into()))??;
                Backend::Sqlite { writer, readers: Arc::new(sqlite::Readers::new(file)) }
            }
            Some(("postgres" | "postgresql", _)) => Backend::Postgres(Arc::new(postgres::pool(url)?), Arc::default()),
            _ => return Err(Error::Other("a database address begins with sqlite:// or postgres://".into())),
        };
        Ok(Self { backend })
    }

    /// Which database this is.
    pub fn dialect(&self) -> Dialect {
        match self.backend {
            Backend::Sqlite { .. } => Dialect::Sqlite,
            Backend::Postgres(..) => Dialect::Postgres,
        }
    }

    /// A connection for statements that change nothing. It sees what is committed; each statement its own state.
    ///
    /// Whoever holds one may not ask for another before it is dropped: when each of many waits for its second, none is
    /// left for any of them. Tests look out for that (`testing::Held`).
    pub async fn read(&self) -> Result<Read, Error> {
        #[cfg(feature = "testing")]
        let held = testing::Held::new();
        let source = match &self.backend {
            Backend::Sqlite { readers, .. } => Source::SqliteRead(readers.acquire().await?),
            Backend::Postgres(pool, _) => Source::PostgresRead(pool.acquire().await?),
        };
        Ok(Read {
            source,
            state: State::Ready,
            #[cfg(feature = "testing")]
            held,
        })
    }

    /// Begins a transaction. On SQLite all others wait for this one, so do nothing in it but statements.
    pub async fn write(&self) -> Result<Tx, Error> {
        #[cfg(feature = "testing")]
        let held = testing::Held::new();
        let source = match &self.backend {
            Backend::Sqlite { writer, .. } => Source::SqliteWrite(writer.turn().await?),
            Backend::Postgres(pool, _) => Source::PostgresWrite(postgres::Turn::begin(pool.acquire().await?).await?),
        };
        Ok(Tx {
            read: Read {
                source,
                state: State::Ready,
                #[cfg(feature = "testing")]
                held,
            },
        })
    }

    /// Runs one statement that changes rows, as a transaction of its own, and returns its rows when they are durable. On
    /// PostgreSQL that is one round trip instead of three. Whoever stops waiting does not know the outcome.
    ///
    /// # Errors
    /// What the statement or the commit says; then nothing has changed, unless the connection was lost.
    pub async fn at_once<'v, T: FromRow>(
        &self,
        sql: &'static str,
        values: impl IntoIterator<Item = Value<'v>>,
    ) -> Result<Vec<T>, Error> {
        match self.dialect() {
            Dialect::Sqlite => {
                let mut tx = self.write().await?;
                let rows = tx.all(sql, values).await?;
                #[cfg(feature = "testing")]
                tx.held.changed(sql, 1);
                tx.commit().await?;
                Ok(rows)
            }
            // Outside a transaction the server commits each statement by itself.
            Dialect::Postgres => {
                let mut read = self.read().await?;
                let rows = read.all(sql, values).await?;
                #[cfg(feature = "testing")]
                {
                    read.held.changed(sql, 1);
                    read.held.committed();
                }
                Ok(rows)
            }
        }
    }

    /// Answers with the rows of one statement that others who ask at the same time share, on PostgreSQL only; it is a
    /// transaction of its own. The statement takes a list (`$1::text[]`, `$2::bigint[]`) for each value: `unnest
    /// … with ordinality` of one of them tells the places, the others are best read at theirs (`($2::text[])[nth]`). It returns as its last column `place`, which of the lists' items a row belongs to, from
    /// 1 on. It must wait for no row that others may have locked (`for update skip locked`), or all would wait for it.
    /// Whoever stops waiting does not know the outcome. Nobody may hold a connection meanwhile.
    ///
    /// # Errors
    /// [`Error::Other`] on SQLite, which has no round trips to share.
    pub async fn together<'v, T: FromRow>(
        &self,
        sql: &'static str,
        values: impl IntoIterator<Item = Value<'v>>,
    ) -> Result<Vec<T>, Error> {
        self.ask_together(sql, None, values).await
    }

    /// As [`Db::together`], for a statement that people come to from another one, `after`: those whom that one is about to
    /// answer are waited for, so that two halves of a crowd do not take turns. It must be one that is soon answered.
    ///
    /// # Errors
    /// As [`Db::together`].
    pub async fn together_after<'v, T: FromRow>(
        &self,
        after: &'static str,
        sql: &'static str,
        values: impl IntoIterator<Item = Value<'v>>,
    ) -> Result<Vec<T>, Error> {
        self.ask_together(sql, Some(after), values).await
    }

    async fn ask_together<'v, T: FromRow>(
        &self,
        sql: &'static str,
        after: Option<&'static str>,
        values: impl IntoIterator<Item = Value<'v>>,
    ) -> Result<Vec<T>, Error> {
        let Backend::Postgres(pool, gatherings) = &self.backend else {
            return Err(Error::Other("nothing is asked together on SQLite".into()));
        };
        let values = values.into_iter().map(Value::into_owned).collect();
        let rows = gatherings.ask(pool, sql, after, values).await?;
        rows.iter().map(|row| T::from_row(&row::Row::postgres(row))).collect()
    }

    /// Waits until readers see whatever a transaction has met so far. With group commit a transaction may be refused
    /// because of a change that is not committed yet; who then shows what changed calls this first.
    pub async fn settle(&self) -> Result<(), Error> {
        match self.dialect() {
            Dialect::Sqlite => self.write().await?.commit().await,
            Dialect::Postgres => Ok(()),
        }
    }

    /// Whether the database answers; for health checks.
    pub async fn ping(&self) -> Result<(), Error> {
        self.read().await?.one::<(i64,)>("select cast(1 as bigint)", values![]).await.map(drop)
    }
}

/// A connection for reading; see [`Db::read`].
pub struct Read {
    source: Source,
    state: State,
    #[cfg(feature = "testing")]
    held: testing::Held,
}

enum Source {
    SqliteRead(sqlite::Reader),
    SqliteWrite(writer::Turn),
    PostgresRead(Lease<PgConnection>),
    PostgresWrite(postgres::Turn),
}

enum State {
    Ready,
    /// A statement runs, or was cut off.
    Running,
    Failed(Error),
}

/// The connection that the next statement runs on.
enum Target<'c> {
    Sqlite(&'c mut rusqlite::Connection),
    Postgres(&'c mut PgConnection),
}

impl Read {
    /// Which database this is, for a statement that must differ. Each such place needs a decision record in
    /// `docs/decisions/`, because the shared text is what keeps the two databases tested alike.
    pub fn dialect(&self) -> Dialect {
        match self.source {
            Source::SqliteRead(_) | Source::SqliteWrite(_) => Dialect::Sqlite,
            Source::PostgresRead(_) | Source::PostgresWrite(_) => Dialect::Postgres,
        }
    }

    /// All rows that the statement returns.
    pub async fn all<'v, T: FromRow>(
        &mut self,
        sql: &'static str,
        values: impl IntoIterator<Item = Value<'v>>,
    ) -> Result<Vec<T>, Error> {
        let rows = match self.begin(sql)? {
            Target::Sqlite(connection) => Ok(sqlite::all(connection, sql, values)),
            Target::Postgres(connection) => postgres::all(connection, sql, values).await,
        };
        let rows = self.end(rows)?;
        #[cfg(feature = "testing")]
        self.held.changed(sql, rows.len());
        Ok(rows)
    }

    /// The first row, or [`Error::NotFound`].
    pub async fn one<'v, T: FromRow>(
        &mut self,
        sql: &'static str,
        values: impl IntoIterator<Item = Value<'v>>,
    ) -> Result<T, Error> {
        self.optional(sql, values).await?.ok_or(Error::NotFound)
    }

    /// The first row, if there is one. Statements are run to their end all the same: `limit` is the caller's word.
    pub async fn optional<'v, T: FromRow>(
        &mut self,
        sql: &'static str,
        values: impl IntoIterator<Item = Value<'v>>,
    ) -> Result<Option<T>, Error> {
        Ok(self.all(sql, values).await?.into_iter().next())
    }

    /// Marks that a statement runs. In a transaction nothing runs after an error, as on PostgreSQL.
    fn begin(&mut self, sql: &'static str) -> Result<Target<'_>, Error> {
        #[cfg(feature = "testing")]
        testing::witness(self.dialect(), sql);
        #[cfg(not(feature = "testing"))]
        let _ = sql;
        if matches!(self.source, Source::SqliteWrite(_) | Source::PostgresWrite(_)) {
            self.sound()?;
        }
        self.state = State::Running;
        Ok(match &mut self.source {
            Source::SqliteWrite(turn) => Target::Sqlite(turn.connection()),
            Source::SqliteRead(reader) => Target::Sqlite(reader),
            Source::PostgresRead(lease) => {
                lease.start();
                Target::Postgres(lease)
            }
            Source::PostgresWrite(turn) => Target::Postgres(turn.lease()),
        })
    }

    /// Marks that the statement has ended, and how: as the server's driver says, or as SQLite, which cannot be lost.
    fn end<T>(&mut self, result: Result<Result<T, Error>, sqlx::Error>) -> Result<T, Error> {
        let lost = result.as_ref().err().is_some_and(ends_connection);
        match &mut self.source {
            Source::PostgresRead(lease) => lease.settle(lost),
            Source::PostgresWrite(turn) => turn.lease().settle(lost),
            Source::SqliteRead(_) | Source::SqliteWrite(_) => {}
        }
        let result = result.map_err(Error::from).flatten();
        self.state = match &result {
            Ok(_) => State::Ready,
            Err(error) => State::Failed(error.clone()),
        };
        result
    }

    fn sound(&self) -> Result<(), Error> {
        match &self.state {
            State::Ready => Ok(()),
            State::Running => Err(Error::Unavailable("a statement of the transaction was cut off".into())),
            State::Failed(error) => Err(error.clone()),
        }
    }
}

/// A transaction; see [`Db::write`]. Dropping it without [`Tx::commit`] rolls back. After a statement has failed,
/// every further one and the commit fail with the same error.
pub struct Tx {
    read: Read,
}

impl Tx {
    /// Runs a statement that changes rows; returns how many.
    pub async fn run<'v>(
        &mut self,
        sql: &'static str,
        values: impl IntoIterator<Item = Value<'v>>,
    ) -> Result<u64, Error> {
        let rows = match self.read.begin(sql)? {
            Target::Sqlite(connection) => Ok(sqlite::run(connection, sql, values)),
            Target::Postgres(connection) => postgres::run(connection, sql, values).await.map(Ok),
        };
        let rows = self.read.end(rows)?;
        #[cfg(feature = "testing")]
        self.read.held.changed(sql, usize::try_from(rows).unwrap_or(usize::MAX));
        Ok(rows)
    }

    /// Runs a statement that must change exactly one row, else [`Error::Stale`]: the version was no longer right.
    pub async fn run_one<'v>(
        &mut self,
        sql: &'static str,
        values: impl IntoIterator<Item = Value<'v>>,
    ) -> Result<(), Error> {
        match self.run(sql, values).await? {
            1 => Ok(()),
            _ => Err(Error::Stale),
        }
    }

    /// Returns when the changes are durable. Whoever stops waiting before that does not know the outcome.
    pub async fn commit(self) -> Result<(), Error> {
        self.read.sound()?;
        match self.read.source {
            Source::SqliteWrite(turn) => turn.commit().await,
            Source::PostgresWrite(turn) => turn.commit().await,
            Source::SqliteRead(_) | Source::PostgresRead(_) => unreachable!("Db::write makes no reading source"),
        }?;
        #[cfg(feature = "testing")]
        { self.read.held }.committed();
        Ok(())
    }

    /// Runs a text of several statements without values, not prepared; for migrations.
    async fn script(&mut self, sql: &'static str) -> Result<(), Error> {
        let done = match self.read.begin(sql)? {
            Target::Sqlite(connection) => Ok(connection.execute_batch(sql).map_err(Error::from)),
            Target::Postgres(connection) => sqlx::raw_sql(sql).execute(connection).await.map(|_| Ok(())),
        };
        self.read.end(done)
    }
}

impl Deref for Tx {
    type Target = Read;

    fn deref(&self) -> &Read {
        &self.read
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Read {
        &mut self.read
    }
}
