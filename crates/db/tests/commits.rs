//! Many transactions at once: each is kept whole or not at all, whatever happens to its neighbours.

use std::pin::Pin;
use std::task::Poll;

use db::testing::{Scratch, on_both};
use db::{Db, Dialect, Error, Migration, Tx, values};

const LINES: &[Migration] = &[Migration {
    number: 9001,
    name: "9001_test_line",
    sql: "create table line (id text primary key, content blob, parent text references line (id));
          create table late (parent text references line (id) deferrable initially deferred);",
}];

async fn lines(scratch: &Scratch) -> Db {
    scratch.db().migrate_with(LINES, 0).await.unwrap();
    scratch.db().clone()
}

async fn add(tx: &mut Tx, id: &str) -> Result<(), Error> {
    tx.run_one("insert into line (id) values ($1)", values![id]).await
}

async fn ids(db: &Db) -> Vec<String> {
    let rows: Vec<(String,)> =
        db.read().await.unwrap().all("select id from line order by id", values![]).await.unwrap();
    rows.into_iter().map(|(id,)| id).collect()
}

/// Polls a future up to `times`, then drops it wherever it is: `None` when it was cut off.
async fn cut_off<T>(future: impl Future<Output = T>, times: usize) -> Option<T> {
    let mut future = Box::pin(future);
    let mut left = times;
    std::future::poll_fn(move |context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        future.as_mut().poll(context).map(Some)
    })
    .await
}

/// Queues a request for a transaction without waiting for its turn.
async fn queue<T>(future: &mut Pin<Box<impl Future<Output = T>>>) {
    std::future::poll_fn(|context| {
        assert!(future.as_mut().poll(context).is_pending(), "the turn is taken");
        Poll::Ready(())
    })
    .await;
}

async fn two_lines(db: Db, number: usize, fail: bool) -> Result<(), Error> {
    let mut tx = db.write().await?;
    add(&mut tx, &format!("{number:03}-first")).await?;
    if fail {
        add(&mut tx, &format!("{number:03}-first")).await?;
    }
    add(&mut tx, &format!("{number:03}-second")).await?;
    tx.commit().await
}

async fn of_many_at_once_exactly_the_committed_stay(scratch: &Scratch) {
    let db = lines(scratch).await;
    let tasks: Vec<_> = (0..200)
        .map(|number| {
            let times = if number % 3 == 1 { number / 3 % 12 } else { usize::MAX };
            let transaction = two_lines(db.clone(), number, number % 3 == 2);
            tokio::spawn(cut_off(transaction, times))
        })
        .collect();
    let mut outcomes = Vec::new();
    for task in tasks {
        outcomes.push(task.await.unwrap());
    }
    // A cancelled one may still be on its way; the writer serves it before this one.
    let mut last = db.write().await.unwrap();
    add(&mut last, "last").await.unwrap();
    last.commit().await.unwrap();
    let kept = ids(&db).await;
    let mut cut = 0;
    for (number, outcome) in outcomes.into_iter().enumerate() {
        let rows = kept.iter().filter(|id| id.starts_with(&format!("{number:03}-"))).count();
        match outcome {
            Some(Ok(())) => assert_eq!(rows, 2, "{number} was committed"),
            Some(Err(error)) => assert_eq!((rows, error), (0, Error::Duplicate), "{number} failed"),
            None => {
                cut += 1;
                assert!(rows == 0 || rows == 2, "{number} is kept in half");
            }
        }
    }
    assert!(cut > 10, "some were cancelled: {cut}");
    let reopened = Db::open(scratch.url()).await.unwrap();
    assert_eq!(ids(&reopened).await, kept);
}

async fn a_reader_cut_off_leaves_a_usable_connection(scratch: &Scratch) {
    let db = lines(scratch).await;
    for times in 0..100 {
        let read = async {
            let mut read = db.read().await.unwrap();
            read.all::<(String,)>("select id from line", values![]).await.unwrap();
            read.all::<(String,)>("select id from line order by id", values![]).await.unwrap();
        };
        cut_off(read, times % 4).await;
    }
    assert!(ids(&db).await.is_empty());
}

on_both![of_many_at_once_exactly_the_committed_stay, a_reader_cut_off_leaves_a_usable_connection];

/// SQLite with one open transaction, so that what follows waits and becomes part of its batch.
async fn open_batch() -> (Scratch, Db, Tx) {
    let scratch = Scratch::open(Dialect::Sqlite).await.unwrap();
    let db = lines(&scratch).await;
    let mut first = db.write().await.unwrap();
    add(&mut first, "first").await.unwrap();
    (scratch, db, first)
}

#[tokio::test]
async fn a_commit_waits_for_the_batch_and_a_violation_stays_alone() {
    let (_scratch, db, first) = open_batch().await;
    let (mut second, mut third) = (Box::pin(db.write()), Box::pin(db.write()));
    queue(&mut second).await;
    queue(&mut third).await;
    let mut committing = Box::pin(first.commit());
    queue(&mut committing).await;
    let mut second = second.await.unwrap();
    assert_eq!(add(&mut second, "first").await, Err(Error::Duplicate), "it sees the one before it");
    assert!(ids(&db).await.is_empty(), "nothing is committed before the batch ends");
    drop(second);
    let mut third = third.await.unwrap();
    add(&mut third, "third").await.unwrap();
    let (third, first) = tokio::join!(third.commit(), committing);
    assert_eq!((first, third), (Ok(()), Ok(())));
    assert_eq!(ids(&db).await, ["first", "third"]);
}

#[tokio::test]
async fn a_batch_is_committed_when_its_last_transaction_is_dropped() {
    let (_scratch, db, first) = open_batch().await;
    let mut second = Box::pin(db.write());
    queue(&mut second).await;
    let mut committing = Box::pin(first.commit());
    queue(&mut committing).await;
    let mut second = second.await.unwrap();
    add(&mut second, "second").await.unwrap();
    drop(second);
    assert_eq!(committing.await, Ok(()));
    assert_eq!(ids(&db).await, ["first"]);
}

#[tokio::test]
async fn a_batch_is_committed_when_all_who_waited_have_left() {
    let (_scratch, db, first) = open_batch().await;
    let mut second = Box::pin(db.write());
    queue(&mut second).await;
    let mut committing = Box::pin(first.commit());
    queue(&mut committing).await;
    drop(second);
    assert_eq!(committing.await, Ok(()));
    assert_eq!(ids(&db).await, ["first"]);
}

#[tokio::test]
async fn a_batch_is_committed_although_nobody_waits_for_the_outcome() {
    let (_scratch, db, first) = open_batch().await;
    let mut committing = Box::pin(first.commit());
    queue(&mut committing).await;
    drop(committing);
    // The next commit is in the same batch or a later one.
    assert_eq!(db.write().await.unwrap().commit().await, Ok(()));
    assert_eq!(ids(&db).await, ["first"]);
}

#[tokio::test]
async fn a_commit_that_fails_is_told_to_everybody_in_it_and_the_writer_recovers() {
    let (_scratch, db, first) = open_batch().await;
    let mut second = Box::pin(db.write());
    queue(&mut second).await;
    let mut committing = Box::pin(first.commit());
    queue(&mut committing).await;
    let mut second = second.await.unwrap();
    // Only the commit notices a deferred constraint; migrations must not have one.
    second.run("insert into late (parent) values ($1)", values!["nobody"]).await.unwrap();
    let (second, first) = tokio::join!(second.commit(), committing);
    assert!(matches!(first, Err(Error::Unavailable(_))), "{first:?}");
    assert!(matches!(second, Err(Error::Unavailable(_))), "{second:?}");
    assert!(ids(&db).await.is_empty());
    let mut third = db.write().await.unwrap();
    add(&mut third, "third").await.unwrap();
    assert_eq!(third.commit().await, Ok(()));
    assert_eq!(ids(&db).await, ["third"]);
}

#[tokio::test]
async fn a_full_disk_keeps_exactly_what_was_told_to_be_kept() {
    let (_scratch, db, mut first) = open_batch().await;
    let (pages,): (i64,) = first.one("pragma page_count", values![]).await.unwrap();
    assert!(pages < 400, "the limit below is above what exists: {pages}");
    first.all::<(i64,)>("pragma max_page_count = 400", values![]).await.unwrap();
    let mut second = Box::pin(db.write());
    queue(&mut second).await;
    let mut committing = Box::pin(first.commit());
    queue(&mut committing).await;
    let mut second = second.await.unwrap();
    let big = "insert into line (id, content) values ($1, $2)";
    let full = second.run(big, values!["second", vec![1; 4_000_000]]).await;
    assert!(matches!(full, Err(Error::Unavailable(_))), "{full:?}");
    assert_eq!(second.commit().await, Err(full.unwrap_err()));
    let kept = if committing.await.is_ok() { vec!["first".to_owned()] } else { vec![] };
    assert_eq!(ids(&db).await, kept);
    let mut third = db.write().await.unwrap();
    third.all::<(i64,)>("pragma max_page_count = 1000000", values![]).await.unwrap();
    third.run(big, values!["third", vec![1; 4_000_000]]).await.unwrap();
    assert_eq!(third.commit().await, Ok(()));
}

#[tokio::test]
async fn the_writer_keeps_its_promises_to_the_disk() {
    let (_scratch, _db, mut tx) = open_batch().await;
    assert_eq!(tx.one::<(String,)>("pragma journal_mode", values![]).await.unwrap().0, "wal");
    assert_eq!(tx.one::<(i64,)>("pragma synchronous", values![]).await.unwrap().0, 2, "full");
    assert_eq!(tx.one::<(i64,)>("pragma foreign_keys", values![]).await.unwrap().0, 1);
    assert_eq!(tx.one::<(i64,)>("pragma mmap_size", values![]).await.unwrap().0, 0);
    let enabled = "select count(*) from pragma_compile_options where compile_options = 'ENABLE_QPSG'";
    assert_eq!(tx.one::<(i64,)>(enabled, values![]).await.unwrap().0, 1, "see .cargo/config.toml");
}

#[tokio::test]
async fn a_sqlite_reader_cannot_write() {
    let (_scratch, db, first) = open_batch().await;
    first.commit().await.unwrap();
    let mut read = db.read().await.unwrap();
    let refused = read.all::<(String,)>("delete from line returning id", values![]).await;
    assert!(matches!(refused, Err(Error::Other(_))), "{refused:?}");
    assert_eq!(ids(&db).await, ["first"]);
}

#[tokio::test]
async fn a_memory_database_is_refused() {
    for url in ["sqlite::memory:", "sqlite://x.db?mode=memory", "mysql://x", "nothing"] {
        assert!(matches!(Db::open(url).await, Err(Error::Other(_))), "{url}");
    }
}

#[tokio::test]
async fn lost_connections_to_the_server_are_replaced() {
    let Some(scratch) = Scratch::open(Dialect::Postgres).await else { return println!("skipped") };
    let db = lines(&scratch).await;
    let (mut lost, idle, other) = (db.read().await.unwrap(), db.read().await.unwrap(), db.read().await.unwrap());
    let timeout: (String,) = lost.one("select current_setting('statement_timeout')", values![]).await.unwrap();
    assert_eq!(timeout.0, "10s");
    drop((idle, other));
    let mut tx = db.write().await.unwrap();
    let others = "select count(pg_terminate_backend(pid)) from pg_stat_activity
                  where datname = current_database() and pid <> pg_backend_pid()";
    tx.one::<(i64,)>(others, values![]).await.unwrap();
    tx.commit().await.unwrap();
    let failed = lost.all::<(String,)>("select id from line", values![]).await;
    assert!(matches!(failed, Err(Error::Unavailable(_))), "{failed:?}");
    drop(lost);
    let mut readers = Vec::new();
    for _ in 0..4 {
        let mut read = db.read().await.unwrap();
        let answer = read.all::<(String,)>("select id from line", values![]).await;
        assert_eq!(answer, Ok(vec![]), "idle connections were replaced too");
        readers.push(read);
    }
    let mut tx = db.write().await.unwrap();
    add(&mut tx, "after").await.unwrap();
    assert_eq!(tx.commit().await, Ok(()));
}
