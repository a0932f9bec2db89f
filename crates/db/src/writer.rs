//! SQLite's one writer with group commit.
//!
//! The only writing connection goes from one transaction to the next. All that are waiting become one batch: each runs
//! in a savepoint, so it can roll back alone, and one `COMMIT` (one fsync) makes the whole batch durable. Whoever ends
//! a transaction hands the connection straight to the next in the queue. A thread begins and commits, because these may
//! wait for a lock of another process and for the disk.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::oneshot;
use tokio::time::timeout;

use crate::Error;
use crate::sqlite::open_writer;

/// How long a transaction waits for its turn.
const TURN: Duration = Duration::from_secs(5);
/// A batch ends at this many transactions or after this time, so that the first in it need not wait long.
const BATCH: usize = 256;
const BATCH_TIME: Duration = Duration::from_millis(20);

/// The way to the writer, whose thread ends when the last of these is dropped.
#[derive(Clone)]
pub(crate) struct Writer {
    shared: Arc<Shared>,
}

struct Shared {
    queue: Mutex<Queue>,
    thread: mpsc::Sender<Job>,
}

#[derive(Default)]
struct Queue {
    waiting: VecDeque<oneshot::Sender<Result<Turn, Error>>>,
    /// Whether a batch is open or being committed: then somebody will look at the queue again.
    at_work: bool,
}

/// What the thread is asked for.
enum Job {
    Begin(Arc<Shared>),
    End(Batch),
}

/// The connection with an open transaction, and who is in it.
struct Batch {
    shared: Arc<Shared>,
    connection: Connection,
    /// Who must be told when it is durable.
    committing: Vec<oneshot::Sender<Result<(), Error>>>,
    before: Before,
    began: Instant,
    /// Why it is lost: after this nothing is known about its transaction.
    trouble: Option<Error>,
}

/// What the connection needs before the next turn, and therefore also at the end of a batch.
#[derive(Clone, Copy)]
enum Before {
    Fresh,
    AfterCommit,
    AfterRollback,
}

impl Before {
    fn next_turn(self) -> &'static [&'static str] {
        match self {
            Self::Fresh => &["savepoint turn"],
            Self::AfterCommit => &["release turn", "savepoint turn"],
            // The savepoint stays after a rollback to it, ready for the next turn.
            Self::AfterRollback => &["rollback to turn"],
        }
    }

    /// A commit also releases the savepoint that is open.
    fn end(self, anybody: bool) -> &'static [&'static str] {
        match (self, anybody) {
            (Self::AfterRollback, true) => &["rollback to turn", "commit"],
            (_, true) => &["commit"],
            (_, false) => &["rollback"],
        }
    }
}

/// The writing connection with an open savepoint; dropping it without a commit rolls back.
pub(crate) struct Turn {
    /// `Some` until committed or dropped.
    batch: Option<Batch>,
}

impl Turn {
    pub(crate) fn connection(&mut self) -> &mut Connection {
        &mut self.batch.as_mut().expect("a turn has its connection until it ends").connection
    }

    /// Returns when the commit that covers this transaction has reached the disk.
    pub(crate) async fn commit(mut self) -> Result<(), Error> {
        let Some(batch) = &mut self.batch else { return Err(gone()) };
        let (sender, durable) = oneshot::channel();
        batch.committing.push(sender);
        batch.before = Before::AfterCommit;
        if batch.is_alone() {
            // Who is about to ask for a turn comes into the same batch.
            tokio::task::yield_now().await;
        }
        drop(self);
        durable.await.map_err(|_| gone())?
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(batch) = self.batch.take() {
            batch.pass_on();
        }
    }
}

impl Batch {
    /// Lends the connection to the next in the queue; when nobody waits or the batch is full, it ends.
    fn pass_on(mut self) {
        while let Some(next) = self.next() {
            if let Err(error) = self.control(self.before.next_turn()) {
                let _ = next.send(Err(error));
                break;
            }
            // Unless it says otherwise by a commit, what is lent comes back to be rolled back.
            self.before = Before::AfterRollback;
            match next.send(Ok(Turn { batch: Some(self) })) {
                Ok(()) => return,
                // It left between the look and the sending.
                Err(back) => match back.ok().and_then(|mut turn| turn.batch.take()) {
                    Some(batch) => self = batch,
                    None => return,
                },
            }
        }
        let thread = self.shared.thread.clone();
        // The thread ends only after the last batch.
        let _ = thread.send(Job::End(self));
    }

    fn next(&self) -> Option<oneshot::Sender<Result<Turn, Error>>> {
        if self.trouble.is_some() || self.committing.len() >= BATCH || self.began.elapsed() >= BATCH_TIME {
            return None;
        }
        let mut queue = self.shared.queue();
        loop {
            let next = queue.waiting.pop_front()?;
            if !next.is_closed() {
                return Some(next);
            }
        }
    }

    fn is_alone(&self) -> bool {
        self.shared.queue().waiting.is_empty()
    }

    /// Runs control statements. After an error nothing is known about the transaction: SQLite itself rolls back when
    /// the disk is full or broken, and then the savepoint is missing here.
    fn control(&mut self, statements: &[&str]) -> Result<(), Error> {
        let done = statements.iter().try_for_each(|sql| crate::sqlite::run(&self.connection, sql, []).map(drop));
        done.map_err(|error| {
            let error = lost(error);
            self.trouble = Some(error.clone());
            error
        })
    }

    /// Makes the batch durable and tells everybody in it; the connection, when it is still good.
    fn end(mut self) -> Option<Connection> {
        let result = match self.trouble.take() {
            Some(error) => Err(error),
            None => self.control(self.before.end(!self.committing.is_empty())),
        };
        if let Err(error) = &result {
            let transactions = self.committing.len();
            tracing::error!(%error, transactions, "a batch of transactions was rolled back");
        }
        for sender in self.committing {
            // The transaction may have been cancelled while it waited; it is committed all the same.
            let _ = sender.send(result.clone());
        }
        // Closing rolls back whatever is open. Better a new connection than one in an unknown state.
        result.ok().map(|()| self.connection)
    }
}

impl Shared {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Writer {
    /// Opens the writing connection, creating the file when missing.
    pub(crate) fn open(file: PathBuf) -> Result<Self, Error> {
        let connection = open_writer(&file)?;
        let (thread, jobs) = mpsc::channel();
        let shared = Arc::new(Shared { queue: Mutex::default(), thread });
        std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || Thread { file, connection: Some(connection) }.work(&jobs))
            .map_err(|error| Error::Unavailable(format!("the writer cannot start: {}", error.kind())))?;
        Ok(Self { shared })
    }

    /// Waits until it has the connection. Fails with [`Error::Unavailable`] after five seconds.
    pub(crate) async fn turn(&self) -> Result<Turn, Error> {
        let (sender, turn) = oneshot::channel();
        let begins = {
            let mut queue = self.shared.queue();
            queue.waiting.push_back(sender);
            !std::mem::replace(&mut queue.at_work, true)
        };
        if begins {
            self.shared.thread.send(Job::Begin(Arc::clone(&self.shared))).map_err(|_| gone())?;
        }
        let turn = timeout(TURN, turn).await.map_err(|_| Error::Unavailable("the writer is busy".into()))?;
        turn.map_err(|_| gone())?
    }
}

fn gone() -> Error {
    Error::Unavailable("the writer has ended".into())
}

fn lost(error: Error) -> Error {
    match error {
        error @ Error::Unavailable(_) => error,
        error => Error::Unavailable(format!("the transaction was lost: {error}")),
    }
}

/// The thread that begins and commits.
struct Thread {
    file: PathBuf,
    /// `None` while it is lent, and after trouble; opened again for the next batch.
    connection: Option<Connection>,
}

impl Thread {
    fn work(mut self, jobs: &mpsc::Receiver<Job>) {
        while let Ok(job) = jobs.recv() {
            let shared = match job {
                Job::Begin(shared) => shared,
                Job::End(batch) => {
                    let shared = Arc::clone(&batch.shared);
                    self.connection = batch.end();
                    shared
                }
            };
            self.begin(shared);
        }
    }

    /// Begins a batch for those who wait; with nobody there the writer rests.
    fn begin(&mut self, shared: Arc<Shared>) {
        loop {
            {
                let mut queue = shared.queue();
                queue.waiting.retain(|waiting| !waiting.is_closed());
                if queue.waiting.is_empty() {
                    queue.at_work = false;
                    return;
                }
            }
            match self.open() {
                Ok(connection) => {
                    let (committing, began) = (Vec::new(), Instant::now());
                    let before = Before::Fresh;
                    return Batch { shared, connection, committing, before, began, trouble: None }.pass_on();
                }
                Err(error) => {
                    let first = shared.queue().waiting.pop_front();
                    if let Some(first) = first {
                        let _ = first.send(Err(lost(error)));
                    }
                }
            }
        }
    }

    fn open(&mut self) -> Result<Connection, Error> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => open_writer(&self.file)?,
        };
        crate::sqlite::run(&connection, "begin immediate", [])?;
        Ok(connection)
    }
}
