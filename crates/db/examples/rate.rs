//! Durable commits per second, alone and with 32 tasks, beside bare single-row inserts through the driver.
//! `cargo run -p db --example rate`; for figures worth keeping add `--release`. PostgreSQL is measured too when
//! `EKSTRANET_TEST_POSTGRES` is set.

use std::time::{Duration, Instant};

use db::testing::Scratch;
use db::{Db, Dialect, Migration, values};
use sqlx::{Connection, PgConnection, SqliteConnection};

const TABLE: &[Migration] = &[Migration {
    number: 9001,
    name: "9001_rate_entry",
    sql: "create table entry (id bigint primary key, content text)",
}];
const INSERT: &str = "insert into entry (id, content) values ($1, $2)";
const TIME: Duration = Duration::from_secs(3);

#[tokio::main]
async fn main() {
    let content = "x".repeat(600);
    for dialect in [Dialect::Sqlite, Dialect::Postgres] {
        let Some(scratch) = Scratch::open(dialect).await else { continue };
        scratch.db().migrate_with(TABLE, 0).await.expect("the table can be made");
        bare(dialect, scratch.url(), &content).await;
        for tasks in [1, 8, 32] {
            through_db(scratch.db(), tasks, &content).await;
        }
        reads(scratch.db()).await;
    }
}

/// One connection, each insert its own transaction.
async fn bare(dialect: Dialect, url: &str, content: &str) {
    let (began, cpu) = (Instant::now(), cpu());
    let mut commits = 0_i64;
    match dialect {
        Dialect::Sqlite => {
            let mut connection = SqliteConnection::connect(url).await.expect("the file can be opened");
            let full = sqlx::query("pragma synchronous = full").execute(&mut connection).await;
            full.expect("the pragma is known");
            while began.elapsed() < TIME {
                commits += 1;
                let done = sqlx::query(INSERT).bind(-commits).bind(content).execute(&mut connection).await;
                done.expect("the row can be inserted");
            }
        }
        Dialect::Postgres => {
            let mut connection = PgConnection::connect(url).await.expect("the server answers");
            while began.elapsed() < TIME {
                commits += 1;
                let done = sqlx::query(INSERT).bind(-commits).bind(content).execute(&mut connection).await;
                done.expect("the row can be inserted");
            }
        }
    }
    report(dialect, "bare insert", commits, began, cpu);
}

async fn through_db(db: &Db, tasks: i64, content: &str) {
    let (began, cpu) = (Instant::now(), cpu());
    let running: Vec<_> = (0..tasks)
        .map(|task| {
            let (db, content) = (db.clone(), content.to_owned());
            tokio::spawn(async move {
                let mut commits = 0_i64;
                while began.elapsed() < TIME {
                    commits += 1;
                    let id = tasks * 1_000_000_000 + task * 10_000_000 + commits;
                    let mut tx = db.write().await.expect("a turn comes");
                    tx.run_one(INSERT, values![id, &content]).await.expect("the row can be inserted");
                    tx.commit().await.expect("the commit succeeds");
                }
                commits
            })
        })
        .collect();
    let mut commits = 0;
    for task in running {
        commits += task.await.expect("the task ends");
    }
    report(db.dialect(), &format!("{tasks} tasks"), commits, began, cpu);
}

async fn reads(db: &Db) {
    let (began, cpu) = (Instant::now(), cpu());
    let mut count = 0_i64;
    while began.elapsed() < TIME {
        count += 1;
        let mut read = db.read().await.expect("a connection is free");
        let row = read.one::<(String,)>("select content from entry where id = $1", values![-1]).await;
        row.expect("the row exists");
    }
    report(db.dialect(), "indexed read", count, began, cpu);
}

fn report(dialect: Dialect, what: &str, count: i64, began: Instant, cpu_before: i64) {
    let microseconds = i64::try_from(began.elapsed().as_micros()).expect("a short time");
    let cpu = (cpu() - cpu_before) * 10_000 / count.max(1);
    println!("{dialect:?} {what}: {} per second, {cpu} µs CPU of this process each", count * 1_000_000 / microseconds);
}

/// User and system time of this process, in hundredths of a second.
fn cpu() -> i64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    after_name.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<i64>().ok()).sum()
}
