//! Questions of many that one statement answers: everybody gets their own rows, whatever happens to the others.

use std::collections::HashMap;

use db::testing::Scratch;
use db::{Db, Dialect, Error, Migration, values};

const NOTES: &[Migration] = &[Migration {
    number: 9001,
    name: "9001_test_note",
    sql: "create table note (id text primary key, amount bigint not null check (amount >= 0))",
}];

/// Two rows for each, so that several rows of one are kept in order and apart from those of others.
const ECHO: &str = "select q.name || ' ' || n.n, q.number, q.place
                    from unnest($1::text[], $2::bigint[]) with ordinality as q (name, number, place)
                    cross join generate_series(1, 2) n (n) order by n.n, q.place desc";
const ADD: &str = "with q as (select * from unnest($1::text[], $2::bigint[]) with ordinality as q (id, amount, place)),
                   added as (insert into note (id, amount) select id, amount from q returning id)
                   select a.id, q.place from added a join q on q.id = a.id";

async fn notes() -> Option<Scratch> {
    let Some(scratch) = Scratch::open(Dialect::Postgres).await else {
        println!("skipped: there is no PostgreSQL");
        return None;
    };
    scratch.db().migrate_with(NOTES, 5).await.unwrap();
    Some(scratch)
}

async fn add(db: Db, id: String, amount: i64) -> Result<Vec<(String,)>, Error> {
    db.together(ADD, values![id, amount]).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_of_many_gets_their_own_rows() {
    let Some(scratch) = notes().await else { return };
    let mut asking = tokio::task::JoinSet::new();
    for number in 0..500_i64 {
        let db = scratch.db().clone();
        asking.spawn(async move {
            let name = (number % 7 != 0).then(|| format!("n{number}"));
            let rows: Vec<(Option<String>, i64)> = db.together(ECHO, values![name, number]).await.unwrap();
            (number, rows)
        });
    }
    while let Some(answered) = asking.join_next().await {
        let (number, rows) = answered.unwrap();
        let text = |n: i64| (number % 7 != 0).then(|| format!("n{number} {n}"));
        assert_eq!(rows, [(text(1), number), (text(2), number)]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_database_refuses_of_one_is_kept_of_the_others() {
    let Some(scratch) = notes().await else { return };
    let mut asking = tokio::task::JoinSet::new();
    for number in 0..200_i64 {
        let db = scratch.db().clone();
        // Every tenth is refused by the check, every tenth has the key of another.
        let (id, amount) = match number % 10 {
            0 => (format!("n{number}"), -1),
            1 => ("twice".to_string(), number),
            _ => (format!("n{number}"), number),
        };
        asking.spawn(async move { (number, add(db, id.clone(), amount).await, id) });
    }
    let mut twice = HashMap::from([(true, 0), (false, 0)]);
    while let Some(answered) = asking.join_next().await {
        let (number, answer, id) = answered.unwrap();
        match number % 10 {
            0 => assert!(matches!(answer, Err(Error::Violation(_))), "{answer:?}"),
            1 => {
                assert!(answer.is_ok() || answer == Err(Error::Duplicate), "{answer:?}");
                *twice.entry(answer.is_ok()).or_default() += 1;
            }
            _ => assert_eq!(answer, Ok(vec![(id,)])),
        }
    }
    assert_eq!((twice[&true], twice[&false]), (1, 19));
    let (kept,): (i64,) = scratch.db().read().await.unwrap().one("select count(*) from note", values![]).await.unwrap();
    assert_eq!(kept, 200 - 20 - 19);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_stops_waiting_keeps_nobody_else_waiting() {
    let Some(scratch) = notes().await else { return };
    for round in 0..50 {
        let mut asking = tokio::task::JoinSet::new();
        for number in 0..8 {
            asking.spawn(add(scratch.db().clone(), format!("{round}-{number}"), number));
        }
        asking.abort_all();
        while asking.join_next().await.is_some() {}
        let id = format!("{round}-after");
        assert_eq!(add(scratch.db().clone(), id.clone(), 1).await, Ok(vec![(id,)]));
    }
}

#[tokio::test]
async fn what_cannot_be_stored_or_is_of_another_kind_is_refused() {
    let Some(scratch) = notes().await else { return };
    let db = scratch.db();
    assert!(matches!(db.together::<(String,)>(ADD, values!["a\0b", 1]).await, Err(Error::Violation(_))));
    assert!(matches!(db.together::<(String,)>(ADD, values!["a", 0.5]).await, Err(Error::Other(_))));
    assert_eq!(add(db.clone(), "a".into(), 1).await, Ok(vec![("a".to_string(),)]));
    let sqlite = Scratch::open(Dialect::Sqlite).await.unwrap();
    assert!(matches!(sqlite.db().together::<(String,)>(ADD, values!["a", 1]).await, Err(Error::Other(_))));
}

/// Answered when nobody holds the lock.
const BEFORE: &str = "select q.name, q.place from unnest($1::text[]) with ordinality as q (name, place)
                      cross join pg_advisory_xact_lock_shared(14)";
const AFTER: &str = "select q.name, q.place from unnest($1::text[]) with ordinality as q (name, place)";
const APART: &str = "select q.name || '!', q.place from unnest($1::text[]) with ordinality as q (name, place)";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn those_whom_the_statement_before_is_about_to_answer_are_waited_for() {
    let Some(scratch) = notes().await else { return };
    let db = scratch.db();
    // Alone, with nobody before it: answered.
    db.together_after::<(String,)>(BEFORE, AFTER, values!["alone"]).await.unwrap();
    let mut holding = db.write().await.unwrap();
    holding.one::<(String,)>("select 'held' from pg_advisory_xact_lock(14)", values![]).await.unwrap();
    let (first, second) = (db.clone(), db.clone());
    let early = tokio::spawn(async move { first.together::<(String,)>(BEFORE, values!["early"]).await.unwrap() });
    while !is_held_up(&mut holding).await {}
    let late =
        tokio::spawn(async move { second.together_after::<(String,)>(BEFORE, AFTER, values!["late"]).await.unwrap() });
    for _ in 0..50 {
        db.together::<(String,)>(APART, values!["apart"]).await.unwrap();
    }
    assert!(!early.is_finished() && !late.is_finished());
    holding.commit().await.unwrap();
    assert_eq!(early.await.unwrap(), [("early".to_string(),)]);
    assert_eq!(late.await.unwrap(), [("late".to_string(),)]);
}

/// Answered when nobody holds the lock of its number.
const LOCKED: &str =
    "select q.name, q.place from unnest($1::text[], $2::bigint[]) with ordinality as q (name, number, place)
                      cross join lateral pg_advisory_xact_lock_shared(q.number)";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_statement_that_writes_does_not_wait_for_the_first() {
    let Some(scratch) = notes().await else { return };
    let db = scratch.db();
    let mut holding = db.write().await.unwrap();
    holding.one::<(String,)>("select 'held' from pg_advisory_xact_lock(14)", values![]).await.unwrap();
    let lock = |db: Db, name: &'static str, number: i64| async move {
        db.together_after::<(String,)>(AFTER, LOCKED, values![name, number]).await.unwrap()
    };
    let first = tokio::spawn(lock(db.clone(), "first", 14));
    while !is_held_up(&mut holding).await {}
    let second = tokio::time::timeout(std::time::Duration::from_mins(1), lock(db.clone(), "second", 15)).await;
    assert_eq!(second.expect("answered beside the first"), [("second".to_string(),)]);
    assert!(!first.is_finished());
    holding.commit().await.unwrap();
    assert_eq!(first.await.unwrap(), [("first".to_string(),)]);
}

/// Whether the statement before waits for the lock.
async fn is_held_up(read: &mut db::Read) -> bool {
    let sql = "select count(*) from pg_locks where locktype = 'advisory' and objid = 14 and not granted
               and database = (select oid from pg_database where datname = current_database())";
    read.one::<(i64,)>(sql, values![]).await.unwrap().0 > 0
}

/// Passes on between a client and the cluster until it is told to be silent; then nobody hears anything, nor that anybody
/// has gone.
async fn relay(target: String, heard: tokio::sync::mpsc::Sender<()>) -> (String, tokio::sync::watch::Sender<bool>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (silence, silent) = tokio::sync::watch::channel(false);
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let (mut silent, target, heard) = (silent.clone(), target.clone(), heard.clone());
            tokio::spawn(async move {
                let mut server = tokio::net::TcpStream::connect(target).await.unwrap();
                let began_silent = *silent.borrow();
                tokio::select! {
                    _ = tokio::io::copy_bidirectional(&mut client, &mut server) => return,
                    _ = silent.wait_for(|silent| *silent != began_silent) => {}
                }
                heard.send(()).await.unwrap();
                std::future::pending::<()>().await;
            });
        }
    });
    (address, silence)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_has_gone_without_a_word_keeps_nobody_waiting_for_ever() {
    let Some(scratch) = notes().await else { return };
    let (before, rest) = scratch.url().split_once('@').unwrap();
    let (server, database) = rest.split_once('/').unwrap();
    let (heard, mut told) = tokio::sync::mpsc::channel(9);
    let (address, silence) = relay(server.to_string(), heard).await;
    let db = Db::open(&format!("{before}@{address}/{database}")).await.unwrap();
    assert!(add(db.clone(), "before".into(), 1).await.is_ok(), "the control");
    silence.send_replace(true);
    told.recv().await.unwrap();
    let first = add(db.clone(), "first".into(), 1).await;
    assert!(matches!(first, Err(Error::Unavailable(_))), "{first:?}");
    // New connections are passed on.
    assert!(add(db.clone(), "after".into(), 1).await.is_ok());
    assert!(db.ping().await.is_ok());
}
