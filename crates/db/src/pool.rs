//! A small pool of connections to a server.
//!
//! The driver's own pool sends a ping each time a connection comes back, which is a round trip for every
//! page. This one hands a connection straight on and looks at it only after trouble.

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sqlx::{ConnectOptions, Connection};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::Error;

/// How long a statement may wait for a free or new connection.
pub(crate) const ACQUIRE: Duration = Duration::from_secs(3);
/// How long a connection may take to come to rest after its user was cancelled.
pub(crate) const REST: Duration = Duration::from_secs(5);

pub(crate) struct Pool<C: Connection> {
    shared: Arc<Shared<C>>,
}

struct Shared<C: Connection> {
    options: C::Options,
    permits: Arc<Semaphore>,
    idle: Mutex<Vec<C>>,
}

impl<C: Connection + 'static> Pool<C> {
    pub(crate) fn new(options: C::Options, size: usize) -> Self {
        let shared = Shared { options, permits: Arc::new(Semaphore::new(size)), idle: Mutex::default() };
        Self { shared: Arc::new(shared) }
    }

    /// A free connection, or a new one. Fails with [`Error::Unavailable`] after three seconds.
    pub(crate) async fn acquire(&self) -> Result<Lease<C>, Error> {
        let lease = async {
            let permit = Arc::clone(&self.shared.permits).acquire_owned().await;
            let permit = permit.map_err(|_| Error::Unavailable("the pool is closed".into()))?;
            let idle = self.shared.idle().pop();
            let connection = match idle {
                Some(connection) => connection,
                None => self.shared.options.connect().await.map_err(unreachable)?,
            };
            let pool = Arc::clone(&self.shared);
            Ok(Lease { connection: Some(connection), pool, permit: Some(permit), running: false, lost: false })
        };
        timeout(ACQUIRE, lease).await.map_err(|_| Error::Unavailable("no connection is free".into()))?
    }
}

impl<C: Connection> Shared<C> {
    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<C>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection out of the pool; dropping gives it back.
pub(crate) struct Lease<C: Connection + 'static> {
    /// `Some` until the drop.
    connection: Option<C>,
    pool: Arc<Shared<C>>,
    permit: Option<OwnedSemaphorePermit>,
    /// A statement was begun and has not been seen to end.
    running: bool,
    lost: bool,
}

impl<C: Connection> Lease<C> {
    /// A statement begins.
    pub(crate) fn start(&mut self) {
        self.running = true;
    }

    /// The statement has ended. A lost connection is never given back; the idle ones are dropped with it, because
    /// they are older and met the same accident.
    pub(crate) fn settle(&mut self, lost: bool) {
        self.running = false;
        if lost {
            self.lost = true;
            self.pool.idle().clear();
        }
    }
}

impl<C: Connection> Deref for Lease<C> {
    type Target = C;

    fn deref(&self) -> &C {
        self.connection.as_ref().expect("a lease has its connection until the drop")
    }
}

impl<C: Connection> DerefMut for Lease<C> {
    fn deref_mut(&mut self) -> &mut C {
        self.connection.as_mut().expect("a lease has its connection until the drop")
    }
}

impl<C: Connection + 'static> Drop for Lease<C> {
    fn drop(&mut self) {
        let Some(mut connection) = self.connection.take().filter(|_| !self.lost) else { return };
        if !self.running {
            self.pool.idle().push(connection);
            return;
        }
        // The user was cancelled in the middle of a statement: let it come to rest first, outside a runtime close it.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let (pool, permit) = (Arc::clone(&self.pool), self.permit.take());
            runtime.spawn(async move {
                if matches!(timeout(REST, connection.ping()).await, Ok(Ok(()))) {
                    pool.idle().push(connection);
                }
                drop(permit);
            });
        }
    }
}

/// Whatever keeps a connection from being made, the database cannot be had now: it is closed to connections, or the
/// password is no longer good. Both end without a restart of ours.
fn unreachable(error: sqlx::Error) -> Error {
    match Error::from(error) {
        Error::Other(text) => Error::Unavailable(text),
        error => error,
    }
}
