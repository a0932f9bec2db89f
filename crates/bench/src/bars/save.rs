//! P3: saving a step of an application, durable before the answer, against bare durable inserts of as many clients.

use std::str::FromStr as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use db::Dialect;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, PgConnection, SqliteConnection};

use super::draft::{CONTACTS, begin};
use super::{CASES, dialects, name_of};
use crate::load::{Answer, Connection, Visitor, form, get, post};
use crate::portal::Portal;
use crate::provider::between;
use crate::report::{Bound, Line, Series};
use crate::world::Person;
use crate::{Bench, on_server_core};

const ROUNDS: usize = 3;
/// How long the bare inserts of a round run.
const INSERTING: Duration = Duration::from_millis(800);
const ROW_BYTES: usize = 600;
const TABLE: &str = "create table raw_insert (content text not null)";
const INSERT: &str = "insert into raw_insert (content) values ($1)";

/// Somebody who saves the same step again and again, each time with the version that the last save made.
pub struct Saver {
    host: String,
    path: String,
    cookies: String,
    /// The form as the page names it.
    form: String,
    /// The kind of customer, as the page has it.
    profile: String,
    version: u64,
    /// What the step is saved with.
    pub answers: Vec<(String, String)>,
    request: Vec<u8>,
}

impl Visitor for Saver {
    fn next(&mut self) -> Option<&[u8]> {
        let version = self.version.to_string();
        let mut fields = vec![
            ("version", version.as_str()),
            ("form", self.form.as_str()),
            ("profile", self.profile.as_str()),
            ("answer", "save"),
        ];
        fields.extend(self.answers.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        self.request = post(&self.host, &self.path, &self.cookies, &form(&fields));
        Some(&self.request)
    }

    fn answered(&mut self, answer: &Answer<'_>) -> anyhow::Result<()> {
        self.version += 1;
        answer.must_be(303)
    }
}

impl Saver {
    /// Somebody who has opened a step of an application, and goes on from the version that it has.
    pub async fn open(
        connection: &mut Connection,
        portal: &Portal,
        person: &Person,
        path: String,
        answers: Vec<(String, String)>,
    ) -> anyhow::Result<Self> {
        let page = connection.ask(&get(&portal.host, &path, &person.cookies)).await?;
        page.must_be(200)?;
        let text = page.text();
        let field = |name: &str| between(&text, &format!("name=\"{name}\" value=\""), "\"").to_string();
        Ok(Self {
            host: portal.host.clone(),
            path,
            cookies: person.cookies.clone(),
            form: field("form"),
            profile: field("profile"),
            version: field("version").parse().context("the page has the version of its step")?,
            answers,
            request: Vec::new(),
        })
    }

    /// The request for the page of the step.
    pub fn page(&self) -> Vec<u8> {
        get(&self.host, &self.path, &self.cookies)
    }
}

/// People who have begun an application and save its contact persons.
pub async fn savers(portal: &Portal, people: &[Person]) -> anyhow::Result<Vec<Saver>> {
    let mut connection = Connection::open(portal.address).await?;
    let mut savers = Vec::new();
    for person in people {
        let path = format!("{}/steps/contacts", begin(portal, person).await?);
        let answers = CONTACTS.map(|(name, value)| (name.to_string(), value.to_string())).to_vec();
        savers.push(Saver::open(&mut connection, portal, person, path, answers).await?);
    }
    Ok(savers)
}

pub async fn measure(bench: &mut Bench) -> anyhow::Result<Vec<Line>> {
    let mut lines = Vec::new();
    for dialect in dialects(bench, "P3") {
        lines.push(measure_on(bench, dialect).await?);
    }
    Ok(lines)
}

async fn measure_on(bench: &mut Bench, dialect: Dialect) -> anyhow::Result<Line> {
    let (clients, must, aim) = if dialect == Dialect::Sqlite { (32, 1.0, 1.8) } else { (8, 0.35, 0.45) };
    let world = bench.world(dialect, CASES).await?;
    let portal = Portal::start(&bench.place, &world.url)?;
    let mut savers = savers(&portal, &world.savers[..clients]).await?;
    let (mut share, mut rates, mut inserts) = (Series::default(), Series::default(), Series::default());
    let (mut app, mut database) = (Series::default(), Series::default());
    let mut foreign: f64 = 0.0;
    for _ in 0..ROUNDS {
        let before = insert(bench, dialect, clients).await?;
        let round;
        (round, savers) = bench.round(&portal, savers).await?;
        let after = insert(bench, dialect, clients).await?;
        let (rate, raw) = (round.requests / round.seconds, f64::midpoint(before, after));
        share.push(rate / raw);
        rates.push(rate);
        inserts.push(raw);
        app.push(round.portal * 1e6 / round.requests);
        database.push(round.database * 1e6 / round.requests);
        foreign = foreign.max(round.foreign);
    }
    Ok(Line {
        bar: "P3",
        what: format!("step save, {}, {clients} clients", name_of(dialect)),
        figure: share,
        unit: "of bare inserts",
        must: Some(Bound::AtLeast(must)),
        aim: Some(Bound::AtLeast(aim)),
        behind: format!(
            "{:.0} saves, {:.0} bare inserts a second; CPU µs of a save: portal {:.0}, database {:.0}",
            rates.median(),
            inserts.median(),
            app.median(),
            database.median()
        ),
        foreign,
    })
}

/// Bare durable inserts a second.
async fn insert(bench: &Bench, dialect: Dialect, clients: usize) -> anyhow::Result<f64> {
    match dialect {
        Dialect::Sqlite => {
            let url = format!("sqlite://{}", bench.place.folder.join("raw.db").display());
            // The inserting thread is the server here.
            on_server_core(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
                runtime.block_on(insert_sqlite(&url, clients))
            })
            .await
        }
        Dialect::Postgres => {
            let (url, _) = bench.postgres.as_ref().context("PostgreSQL is not installed")?;
            insert_postgres(url, clients).await
        }
    }
}

/// As many tasks as clients, each row its own transaction; SQLite has one writer, so they take turns.
async fn insert_sqlite(url: &str, clients: usize) -> anyhow::Result<f64> {
    let options = SqliteConnectOptions::from_str(url)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .disable_statement_logging();
    let mut connection: SqliteConnection = options.connect().await?;
    sqlx::raw_sql(AssertSqlSafe(TABLE.replace("table", "table if not exists"))).execute(&mut connection).await?;
    let connection = Arc::new(tokio::sync::Mutex::new(connection));
    let began = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|_| {
            let connection = Arc::clone(&connection);
            tokio::spawn(async move {
                let (content, mut rows) = ("x".repeat(ROW_BYTES), 0_u32);
                while began.elapsed() < INSERTING {
                    let mut connection = connection.lock().await;
                    sqlx::query(INSERT).bind(&content).execute(&mut *connection).await?;
                    rows += 1;
                }
                anyhow::Ok(rows)
            })
        })
        .collect();
    rate(tasks, began).await
}

/// As many connections as clients, each row its own transaction.
async fn insert_postgres(url: &str, clients: usize) -> anyhow::Result<f64> {
    let mut first = PgConnection::connect(url).await?;
    sqlx::raw_sql(AssertSqlSafe(TABLE.replace("table", "table if not exists"))).execute(&mut first).await?;
    let (durable,): (String,) =
        sqlx::query_as("select current_setting('fsync') || current_setting('synchronous_commit')")
            .fetch_one(&mut first)
            .await?;
    anyhow::ensure!(
        durable == "onon",
        "the PostgreSQL cluster is not durable: fsync and synchronous_commit must be on"
    );
    let mut connections = Vec::new();
    for _ in 0..clients {
        connections.push(PgConnection::connect(url).await?);
    }
    let began = Instant::now();
    let tasks: Vec<_> = connections
        .into_iter()
        .map(|mut connection| {
            tokio::spawn(async move {
                let (content, mut rows) = ("x".repeat(ROW_BYTES), 0_u32);
                while began.elapsed() < INSERTING {
                    sqlx::query(INSERT).bind(&content).execute(&mut connection).await?;
                    rows += 1;
                }
                connection.close().await?;
                anyhow::Ok(rows)
            })
        })
        .collect();
    rate(tasks, began).await
}

async fn rate(tasks: Vec<tokio::task::JoinHandle<anyhow::Result<u32>>>, began: Instant) -> anyhow::Result<f64> {
    let mut rows = 0;
    for task in tasks {
        rows += task.await??;
    }
    Ok(f64::from(rows) / began.elapsed().as_secs_f64())
}
