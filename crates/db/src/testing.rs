//! For tests: throw-away databases, one test on both of them, and the witness of every executed SQL text.

use std::backtrace::Backtrace;
use std::collections::HashSet;
use std::fs::File;
use std::io::Write as _;
use std::path::PathBuf;
use std::pin::Pin;
use std::str::FromStr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection};

use crate::migrate::checksum;
use crate::{Db, Dialect, Read, Source, Value, migrations, sqlite};

pub use crate::on_both;

/// Address of a throw-away PostgreSQL cluster, as a user who may create databases.
const CLUSTER: &str = "EKSTRANET_TEST_POSTGRES";
/// Folder for the texts of executed statements.
const WITNESS: &str = "EKSTRANET_SQL_WITNESS";

static NEXT: AtomicU32 = AtomicU32::new(0);

/// Makes two tests, `name::sqlite` and `name::postgres`, from each named function `async fn name(scratch: &Scratch)`.
/// Without `EKSTRANET_TEST_POSTGRES` the second one says that it was skipped.
///
/// ```
/// # use db::testing::Scratch;
/// async fn a_ping_is_answered(scratch: &Scratch) {
///     scratch.db().ping().await.unwrap();
/// }
/// db::testing::on_both![a_ping_is_answered];
/// ```
#[macro_export]
macro_rules! on_both {
    ($($name:ident),+ $(,)?) => { $(
        mod $name {
            #[test]
            fn sqlite() {
                $crate::testing::run($crate::Dialect::Sqlite, super::$name);
            }
            #[test]
            fn postgres() {
                $crate::testing::run($crate::Dialect::Postgres, super::$name);
            }
        }
    )+ };
}

/// Runs one test with its own database; what [`on_both!`] calls.
pub fn run(dialect: Dialect, test: impl AsyncFnOnce(&Scratch)) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime can be built").block_on(async {
        match Scratch::open(dialect).await {
            Some(scratch) => test(&scratch).await,
            None => println!("skipped: {CLUSTER} is not set"),
        }
    });
}

/// An empty, migrated database of its own; dropping removes it.
pub struct Scratch {
    db: Db,
    url: String,
    place: Place,
}

enum Place {
    Folder(PathBuf),
    Database { cluster: String, name: String },
}

impl Scratch {
    /// `None` only for PostgreSQL, when `EKSTRANET_TEST_POSTGRES` is not set.
    ///
    /// # Panics
    /// When the database cannot be made.
    pub async fn open(dialect: Dialect) -> Option<Self> {
        let name = format!("ekstranet_test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let (url, place) = match dialect {
            Dialect::Sqlite => {
                let folder = std::env::temp_dir().join(name);
                // A killed process with the same number may have left one.
                let _ = std::fs::remove_dir_all(&folder);
                std::fs::create_dir_all(&folder).expect("the temporary folder can be written");
                (format!("sqlite://{}", folder.join("test.db").display()), Place::Folder(folder))
            }
            Dialect::Postgres => {
                let cluster = std::env::var(CLUSTER).ok()?;
                from_template(&cluster, &name).await.expect("a test database can be made");
                (with_database(&cluster, &name), Place::Database { cluster, name })
            }
        };
        let db = Db::open(&url).await.expect("the test database can be opened");
        db.migrate(0).await.expect("the migrations run");
        Some(Self { db, url, place })
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// Its address, for a second [`Db`] or another process.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Scratch {
    /// As well as possible: what stays behind lies in the temporary folder or in a throw-away cluster.
    fn drop(&mut self) {
        match &self.place {
            Place::Folder(folder) => drop(std::fs::remove_dir_all(folder)),
            Place::Database { cluster, name } => {
                let (cluster, name) = (cluster.clone(), name.clone());
                // A drop cannot wait for a future, so another thread does.
                let thread = std::thread::spawn(move || {
                    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
                    runtime.block_on(async {
                        let mut connection = connect(&cluster).await.ok()?;
                        execute(&mut connection, format!("drop database if exists {name} with (force)")).await.ok()
                    })
                });
                drop(thread.join());
            }
        }
    }
}

/// Makes the database `name` as a copy of a migrated one, which is made first when this set of migrations is new.
async fn from_template(cluster: &str, name: &str) -> Result<(), crate::Error> {
    let stream: String = migrations().iter().map(|migration| checksum(migration.sql)).collect();
    let template = format!("ekstranet_template_{}", &checksum(&stream)[..16]);
    let mut connection = connect(cluster).await?;
    // Tests run in processes of their own; the first one makes the template, the others wait.
    execute(&mut connection, "select pg_advisory_lock(4715289430919)".into()).await?;
    let known: Vec<(String,)> = sqlx::query_as("select datname::text from pg_database where datname = $1")
        .bind(&template)
        .fetch_all(&mut connection)
        .await?;
    if known.is_empty() {
        let making = format!("{template}_making");
        execute(&mut connection, format!("drop database if exists {making} with (force)")).await?;
        execute(&mut connection, format!("create database {making} template template0 encoding 'UTF8' lc_collate 'C'"))
            .await?;
        Db::open(&with_database(cluster, &making)).await?.migrate(0).await?;
        execute(&mut connection, format!("alter database {making} rename to {template}")).await?;
    }
    execute(&mut connection, "select pg_advisory_unlock(4715289430919)".into()).await?;
    execute(&mut connection, format!("drop database if exists {name} with (force)")).await?;
    execute(&mut connection, format!("create database {name} template {template}")).await?;
    connection.close().await?;
    Ok(())
}

async fn connect(url: &str) -> Result<PgConnection, sqlx::Error> {
    PgConnectOptions::from_str(url)?.disable_statement_logging().connect().await
}

/// The text is made of our own names only.
async fn execute(connection: &mut PgConnection, sql: String) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection).await.map(drop)
}

/// The same address with another database.
fn with_database(url: &str, name: &str) -> String {
    let (base, query) = url.split_once('?').map_or((url, String::new()), |(base, query)| (base, format!("?{query}")));
    let server =
        base.find("://").and_then(|scheme| base[scheme + 3..].find('/').map(|path| &base[..scheme + 3 + path]));
    format!("{}/{name}{query}", server.unwrap_or(base))
}

/// Who may hold one connection at a time: a task, or a piece of work that a test has put under guard.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Holder {
    Task(tokio::task::Id),
    Guarded(u32),
}

tokio::task_local! {
    static GUARDED: u32;
}

/// Runs a piece of work, such as a job that a test calls directly, as strictly as a task: it may hold one connection at a
/// time, whatever the test itself holds.
pub fn guarded<T>(work: impl Future<Output = T>) -> Pin<Box<impl Future<Output = T>>> {
    Box::pin(GUARDED.scope(NEXT.fetch_add(1, Ordering::Relaxed), work))
}

/// A connection that a task holds. Outside a task, as in the body of a test, nothing is looked at unless it is [`guarded`].
pub(crate) struct Held {
    holder: Option<Holder>,
    /// The texts that have changed rows.
    changes: Vec<&'static str>,
}

/// Those that hold a connection.
static HOLDERS: LazyLock<Mutex<HashSet<Holder>>> = LazyLock::new(Mutex::default);

impl Held {
    /// # Panics
    /// When the task holds a connection already: with as many of them as the pool has connections all would wait for
    /// each other until they give up.
    pub(crate) fn new() -> Self {
        let guarded = GUARDED.try_with(|number| Holder::Guarded(*number)).ok();
        let holder = guarded.or_else(|| tokio::task::try_id().map(Holder::Task));
        let fresh = holder.is_none_or(|holder| HOLDERS.lock().unwrap_or_else(PoisonError::into_inner).insert(holder));
        assert!(fresh, "a connection is asked for by a task that holds one:\n{}", Backtrace::force_capture());
        Self { holder, changes: Vec::new() }
    }

    /// Notes that a statement found or changed so many rows.
    pub(crate) fn changed(&mut self, sql: &'static str, rows: usize) {
        if self.holder.is_some() && rows > 0 && is_change(sql) {
            self.changes.push(sql);
        }
    }

    /// Notes what is durable now.
    pub(crate) fn committed(&mut self) {
        let changes = std::mem::take(&mut self.changes);
        if !changes.is_empty() && !changes.iter().any(|sql| sql.contains("insert into audit_entry")) {
            note(|notes| notes.add_unaudited(&changes));
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(holder) = &self.holder {
            HOLDERS.lock().unwrap_or_else(PoisonError::into_inner).remove(holder);
        }
    }
}

tokio::task_local! {
    static STATEMENTS: Arc<Mutex<Vec<&'static str>>>;
}

/// Runs a piece of work and tells which statements it executed, each as often as it did, with those of tasks that were begun
/// with [`same_statements`]. What it leaves to other tasks is not among them.
///
/// # Panics
/// When it executed none: whoever asks has work that does.
pub async fn statements_of<T>(work: impl Future<Output = T>) -> (T, Vec<&'static str>) {
    let noted = Arc::<Mutex<Vec<_>>>::default();
    let done = Box::pin(STATEMENTS.scope(Arc::clone(&noted), work)).await;
    let told = std::mem::take(&mut *noted.lock().unwrap_or_else(PoisonError::into_inner));
    assert!(!told.is_empty(), "nothing was asked of the database, or by a task that is not counted");
    (done, told)
}

/// Hands over to a task that is begun where its statements are told, if somebody wants to know.
pub fn same_statements<T: Send + 'static>(
    work: impl Future<Output = T> + Send + 'static,
) -> Pin<Box<dyn Future<Output = T> + Send>> {
    match STATEMENTS.try_with(Arc::clone) {
        Ok(noted) => Box::pin(STATEMENTS.scope(noted, work)),
        Err(_) => Box::pin(work),
    }
}

/// How SQLite finds the rows of a statement, in its own words, one for each table; nothing on PostgreSQL, which decides by
/// what its tables hold.
///
/// # Panics
/// When the statement cannot be read.
pub fn plan_of(read: &mut Read, sql: &str) -> Vec<String> {
    let connection: &rusqlite::Connection = match &mut read.source {
        Source::SqliteRead(reader) => reader,
        Source::SqliteWrite(turn) => turn.connection(),
        Source::PostgresRead(_) | Source::PostgresWrite(_) => return Vec::new(),
    };
    let places = (1..=99).take_while(|number| sql.contains(&format!("${number}"))).count();
    let unbound = (0..places).map(|_| Value::Text(None));
    let explained = sqlite::all(connection, &format!("explain query plan {sql}"), unbound);
    let rows: Vec<(i64, i64, i64, String)> = explained.expect("a plan");
    rows.into_iter().map(|(_, _, _, words)| words).collect()
}

/// Notes that this text was executed, once for each process, as a line of `{folder}/{dialect}-{process}.txt`.
/// The check that every SQL text is tested on both databases reads these.
pub(crate) fn witness(dialect: Dialect, sql: &'static str) {
    // Outside such a piece of work nobody wants to know.
    let _ = STATEMENTS.try_with(|noted| noted.lock().unwrap_or_else(PoisonError::into_inner).push(sql));
    note(|notes| notes.add(dialect, sql));
}

fn note(noting: impl FnOnce(&mut Notes)) {
    static SEEN: OnceLock<Option<Mutex<Notes>>> = OnceLock::new();
    let notes = SEEN.get_or_init(|| Some(Mutex::new(Notes::new(PathBuf::from(std::env::var_os(WITNESS)?)))));
    if let Some(notes) = notes {
        noting(&mut notes.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

/// Whether a text may change rows.
fn is_change(sql: &str) -> bool {
    let words = sql.replace("for update", "");
    ["insert into ", "update ", "delete from "].iter().any(|word| words.contains(word))
}

struct Notes {
    folder: PathBuf,
    seen: HashSet<(Dialect, &'static str)>,
    /// Changes that were committed without a row in the audit log.
    unaudited: HashSet<Vec<&'static str>>,
}

impl Notes {
    fn new(folder: PathBuf) -> Self {
        Self { folder, seen: HashSet::new(), unaudited: HashSet::new() }
    }

    fn add(&mut self, dialect: Dialect, sql: &'static str) {
        if !self.seen.insert((dialect, sql)) {
            return;
        }
        let name = match dialect {
            Dialect::Sqlite => "sqlite",
            Dialect::Postgres => "postgres",
        };
        self.write(name, &on_one_line(sql));
    }

    /// Notes the texts of a transaction of a request or a job that changed rows and wrote no row of the audit log, once
    /// for each process, as a line of `{folder}/unaudited-{process}.txt`. The check that every change is audited reads
    /// these.
    fn add_unaudited(&mut self, changes: &[&'static str]) {
        if self.unaudited.insert(changes.to_vec()) {
            let texts: Vec<String> = changes.iter().map(|sql| on_one_line(sql)).collect();
            self.write("unaudited", &texts.join(" ; "));
        }
    }

    fn write(&self, name: &str, line: &str) {
        let path = self.folder.join(format!("{name}-{}.txt", std::process::id()));
        let line = format!("{line}\n");
        std::fs::create_dir_all(&self.folder)
            .and_then(|()| File::options().append(true).create(true).open(&path))
            .and_then(|mut file| file.write_all(line.as_bytes()))
            .unwrap_or_else(|error| panic!("{} cannot be written: {error}", path.display()));
    }
}

fn on_one_line(sql: &str) -> String {
    sql.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_witness_notes_each_text_once_on_one_line() {
        let folder = std::env::temp_dir().join(format!("ekstranet_witness_{}", std::process::id()));
        let mut notes = Notes::new(folder.clone());
        for _ in 0..2 {
            notes.add(Dialect::Sqlite, "select 1\n    from x");
            notes.add(Dialect::Postgres, "select 2");
        }
        let read = |name: &str| std::fs::read_to_string(folder.join(format!("{name}-{}.txt", std::process::id())));
        assert_eq!(read("sqlite").unwrap(), "select 1 from x\n");
        assert_eq!(read("postgres").unwrap(), "select 2\n");
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn a_task_that_asks_for_a_second_connection_is_stopped() {
        let scratch = Scratch::open(Dialect::Sqlite).await.unwrap();
        let db = scratch.db().clone();
        let one_by_one = tokio::spawn(async move {
            drop(db.read().await.unwrap());
            db.write().await.unwrap().commit().await.unwrap();
        });
        one_by_one.await.unwrap();
        let db = scratch.db().clone();
        let two_at_once = tokio::spawn(async move {
            let _first = db.read().await.unwrap();
            let _second = db.read().await;
        });
        assert!(two_at_once.await.unwrap_err().is_panic());
    }

    #[tokio::test]
    async fn work_under_guard_that_asks_for_a_second_connection_is_stopped_and_the_test_may_hold_one() {
        let scratch = Scratch::open(Dialect::Sqlite).await.unwrap();
        let db = scratch.db().clone();
        let testing = tokio::spawn(async move {
            let _own = db.read().await.unwrap();
            guarded(async { drop(db.read().await.unwrap()) }).await;
            guarded(async { db.write().await.unwrap().commit().await.unwrap() }).await;
        });
        testing.await.unwrap();
        let db = scratch.db().clone();
        let two_at_once = tokio::spawn(async move {
            guarded(async {
                let _first = db.read().await.unwrap();
                let _second = db.read().await;
            })
            .await;
        });
        assert!(two_at_once.await.unwrap_err().is_panic());
    }

    #[test]
    fn another_database_of_the_same_server_keeps_the_rest_of_the_address() {
        assert_eq!(with_database("postgres://u@h:1/postgres", "x"), "postgres://u@h:1/x");
        assert_eq!(with_database("postgres://u@h:1", "x"), "postgres://u@h:1/x");
        assert_eq!(with_database("postgres://u@h/a?host=/tmp/b&port=2", "x"), "postgres://u@h/x?host=/tmp/b&port=2");
    }
}
