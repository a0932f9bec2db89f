//! SQLite: one writer with group commit, and the options of writer and readers.
//!
//! A task owns the only writing connection and lends it to one transaction after another. All that are waiting go
//! into one batch: each runs in a savepoint, so it can roll back alone, and one `COMMIT` (one fsync) makes the whole
//! batch durable. Only this task sends `BEGIN`, savepoints and `COMMIT`, and nobody can cancel it, so the state of
//! the connection is always known. Each call costs a hop to the driver's thread, therefore control statements are
//! joined into one call: a transaction in the middle of a batch costs one hop besides its own statements.

use std::path::Path;
use std::str::FromStr;
use std::time::{Duration, Instant};

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, SqliteConnection};
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use crate::Error;

/// Read connections; each has a thread and a cache of its own. More of them than cores would only share out the memory:
/// a page that one has read is not there for the others.
pub(crate) fn readers() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from).clamp(2, 4)
}

/// The cache of a read connection, in KiB with a minus, as the pragma wants it.
pub(crate) const READER_CACHE: &str = "-8192";
/// How long a lock of another process is waited for.
const BUSY: Duration = Duration::from_secs(5);
/// How long a transaction waits for its turn.
const TURN: Duration = Duration::from_secs(5);
/// A batch ends at this many transactions or after this time, so that the first in it need not wait long.
const BATCH: usize = 256;
const BATCH_TIME: Duration = Duration::from_millis(20);
/// Distinct statements kept prepared on each connection; more than the portal has.
const STATEMENTS: usize = 512;
/// Rows that the driver's thread may be ahead of us; a page never makes it wait.
const ROWS_AHEAD: usize = 1024;

/// Options of the writer; the file is created when missing.
pub(crate) fn options(url: &str) -> Result<SqliteConnectOptions, Error> {
    let options = SqliteConnectOptions::from_str(url)?;
    let file = options.get_filename();
    if file == Path::new("") || url.contains(":memory:") || url.contains("mode=memory") {
        return Err(Error::Other("SQLite needs a file: writer and readers would see different databases".into()));
    }
    Ok(options
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .pragma("mmap_size", "0")
        .pragma("cache_size", "-8192")
        .pragma("temp_store", "memory")
        .statement_cache_capacity(STATEMENTS)
        .row_buffer_size(ROWS_AHEAD)
        .disable_statement_logging())
}

/// Asks for a turn of the writing connection.
struct Request {
    turn: oneshot::Sender<Result<Turn, Error>>,
}

/// How the borrower of the connection ends.
enum Ending {
    Rollback,
    /// Asks to be told when the batch is durable.
    Commit(oneshot::Sender<Result<(), Error>>),
}

struct Back {
    connection: SqliteConnection,
    ending: Ending,
}

/// The writing connection with an open savepoint; dropping it without a commit rolls back.
pub(crate) struct Turn {
    /// `Some` until committed or dropped.
    lent: Option<(SqliteConnection, oneshot::Sender<Back>)>,
}

impl Turn {
    pub(crate) fn connection(&mut self) -> &mut SqliteConnection {
        &mut self.lent.as_mut().expect("a turn has its connection until it ends").0
    }

    /// Returns when the commit that covers this transaction has reached the disk.
    pub(crate) async fn commit(mut self) -> Result<(), Error> {
        let (sender, durable) = oneshot::channel();
        self.give_back(Ending::Commit(sender));
        durable.await.map_err(|_| gone())?
    }

    fn give_back(&mut self, ending: Ending) {
        if let Some((connection, back)) = self.lent.take() {
            // Nobody receives only while the runtime shuts down; the connection then closes and rolls back.
            let _ = back.send(Back { connection, ending });
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.give_back(Ending::Rollback);
    }
}

/// The way to the writer's task, which ends when the last of these is dropped.
#[derive(Clone)]
pub(crate) struct Writer {
    requests: mpsc::UnboundedSender<Request>,
}

impl Writer {
    /// Opens the writing connection, creating the file when missing.
    pub(crate) async fn open(options: SqliteConnectOptions) -> Result<Self, Error> {
        let connection = options.connect().await?;
        let (requests, waiting) = mpsc::unbounded_channel();
        tokio::spawn(Loop { requests: waiting, options, connection: Some(connection) }.run());
        Ok(Self { requests })
    }

    /// Waits for a turn. Fails with [`Error::Unavailable`] after five seconds.
    pub(crate) async fn turn(&self) -> Result<Turn, Error> {
        let (sender, turn) = oneshot::channel();
        self.requests.send(Request { turn: sender }).map_err(|_| gone())?;
        let turn = timeout(TURN, turn).await.map_err(|_| Error::Unavailable("the writer is busy".into()))?;
        turn.map_err(|_| gone())?
    }
}

fn gone() -> Error {
    Error::Unavailable("the writer has ended".into())
}

/// What the connection needs before the next turn, and therefore also at the end of a batch.
#[derive(Clone, Copy)]
enum Before {
    Fresh,
    AfterCommit,
    AfterRollback,
}

impl Before {
    fn next_turn(self) -> &'static str {
        match self {
            Self::Fresh => "begin immediate; savepoint turn",
            Self::AfterCommit => "release turn; savepoint turn",
            // The savepoint stays after a rollback to it, ready for the next turn.
            Self::AfterRollback => "rollback to turn",
        }
    }

    /// A commit also releases the savepoint that is open.
    fn end(self, anybody: bool) -> Option<&'static str> {
        match (self, anybody) {
            (Self::Fresh, _) => None,
            (Self::AfterCommit, _) => Some("commit"),
            (Self::AfterRollback, true) => Some("rollback to turn; commit"),
            (Self::AfterRollback, false) => Some("rollback"),
        }
    }
}

/// The writer's task.
struct Loop {
    requests: mpsc::UnboundedReceiver<Request>,
    options: SqliteConnectOptions,
    /// `None` after trouble; opened again for the next batch.
    connection: Option<SqliteConnection>,
}

impl Loop {
    async fn run(mut self) {
        while let Some(first) = self.requests.recv().await {
            let mut committing = Vec::new();
            let result = self.batch(first, &mut committing).await;
            if let Err(error) = &result {
                tracing::error!(%error, transactions = committing.len(), "a batch of transactions was rolled back");
                // Closing rolls back whatever is open. Better a new connection than one in an unknown state.
                self.connection = None;
            }
            for sender in committing {
                // The transaction may have been cancelled while it waited; it is committed all the same.
                let _ = sender.send(result.clone());
            }
        }
    }

    /// Lends the connection to `first` and to everybody who waits, then commits. Who must be told is in `committing`.
    async fn batch(
        &mut self,
        first: Request,
        committing: &mut Vec<oneshot::Sender<Result<(), Error>>>,
    ) -> Result<(), Error> {
        let began = Instant::now();
        let mut before = Before::Fresh;
        let mut next = Some(first);
        while let Some(Request { turn }) = next {
            if !turn.is_closed() {
                if let Err(error) = self.control(before.next_turn()).await {
                    let _ = turn.send(Err(error.clone()));
                    return Err(error);
                }
                match self.lend(turn).await? {
                    Ending::Rollback => before = Before::AfterRollback,
                    Ending::Commit(sender) => {
                        committing.push(sender);
                        before = Before::AfterCommit;
                    }
                }
            }
            let more = committing.len() < BATCH && began.elapsed() < BATCH_TIME;
            next = if more { self.requests.try_recv().ok() } else { None };
        }
        match before.end(!committing.is_empty()) {
            Some(sql) => self.control(sql).await,
            None => Ok(()),
        }
    }

    /// Waits until the borrower commits or drops its turn; one who was cancelled drops it at once.
    async fn lend(&mut self, borrower: oneshot::Sender<Result<Turn, Error>>) -> Result<Ending, Error> {
        let connection = self.connection.take().ok_or_else(gone)?;
        let (sender, back) = oneshot::channel();
        // When the borrower has left, the turn comes back out of the failed send and its drop gives it back.
        drop(borrower.send(Ok(Turn { lent: Some((connection, sender)) })));
        let Back { connection, ending } = back.await.map_err(|_| gone())?;
        self.connection = Some(connection);
        Ok(ending)
    }

    /// Runs a control statement. After an error nothing is known about the transaction: SQLite itself rolls back
    /// when the disk is full or broken, and then the savepoint is missing here.
    async fn control(&mut self, sql: &'static str) -> Result<(), Error> {
        let connection = match &mut self.connection {
            Some(connection) => connection,
            none => none.insert(self.options.connect().await?),
        };
        match sqlx::query(sql).execute(connection).await {
            Ok(_) => Ok(()),
            Err(error) => match Error::from(error) {
                error @ Error::Unavailable(_) => Err(error),
                error => Err(Error::Unavailable(format!("the transaction was lost: {error}"))),
            },
        }
    }
}
