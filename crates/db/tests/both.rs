//! What rooms may rely on, on both databases.

use db::testing::{Scratch, on_both};
use db::{Db, Error, Migration, values};

const ITEMS: &[Migration] = &[Migration {
    number: 9001,
    name: "9001_test_item",
    sql: "create table item (
              id text primary key,
              name text,
              amount bigint check (amount >= 0),
              weight double precision,
              content blob,
              version bigint not null
          );
          create table part (id text primary key, item text not null references item (id));",
}];

#[derive(db::FromRow, Debug, PartialEq)]
struct Item {
    id: String,
    name: Option<String>,
    amount: Option<i64>,
    weight: Option<f64>,
    content: Option<Vec<u8>>,
    version: i64,
}

const INSERT: &str = "insert into item (id, name, amount, weight, content, version) values ($1, $2, $3, $4, $5, 1)";
const ALL: &str = "select id, name, amount, weight, content, version from item order by id";

async fn items(scratch: &Scratch) -> &Db {
    scratch.db().migrate_with(ITEMS, 5).await.unwrap();
    scratch.db()
}

async fn insert(tx: &mut db::Tx, id: &str, amount: i64) -> Result<u64, Error> {
    tx.run(INSERT, values![id, "name", amount, 0.5, b"\x00\xff"]).await
}

async fn ids(db: &Db) -> Vec<String> {
    let rows: Vec<(String,)> =
        db.read().await.unwrap().all("select id from item order by id", values![]).await.unwrap();
    rows.into_iter().map(|(id,)| id).collect()
}

async fn values_and_typed_nulls_come_back(scratch: &Scratch) {
    let db = items(scratch).await;
    let mut tx = db.write().await.unwrap();
    assert_eq!(tx.run(INSERT, values!["a", "Älykäs 🧪", i64::MAX, 0.1, vec![0u8, 255]]).await, Ok(1));
    let nothing = (None::<&str>, None::<i64>, None::<f64>, None::<Vec<u8>>);
    assert_eq!(tx.run(INSERT, values!["b", nothing.0, nothing.1, nothing.2, nothing.3]).await, Ok(1));
    tx.commit().await.unwrap();
    let rows: Vec<Item> = db.read().await.unwrap().all(ALL, values![]).await.unwrap();
    let full = Item {
        id: "a".into(),
        name: Some("Älykäs 🧪".into()),
        amount: Some(i64::MAX),
        weight: Some(0.1),
        content: Some(vec![0, 255]),
        version: 1,
    };
    let empty = Item { id: "b".into(), name: None, amount: None, weight: None, content: None, version: 1 };
    assert_eq!(rows, [full, empty]);
    let mut read = db.read().await.unwrap();
    let filter = "select count(*) from item where ($1 is null or name = $1)";
    assert_eq!(read.one::<(i64,)>(filter, values![None::<&str>]).await, Ok((2,)));
    assert_eq!(read.one::<(i64,)>(filter, values![Some("Älykäs 🧪")]).await, Ok((1,)));
}

async fn errors_have_the_same_names(scratch: &Scratch) {
    let db = items(scratch).await;
    let mut tx = db.write().await.unwrap();
    insert(&mut tx, "a", 1).await.unwrap();
    tx.commit().await.unwrap();

    let mut read = db.read().await.unwrap();
    assert_eq!(read.one::<Item>("select * from item where id = $1", values!["x"]).await, Err(Error::NotFound));
    assert_eq!(read.optional::<Item>("select * from item where id = $1", values!["x"]).await, Ok(None));
    let wrong = read.all::<Item>("select nothing from item", values![]).await;
    assert!(matches!(wrong, Err(Error::Other(_))), "{wrong:?}");
    let other_type = read.one::<(i64,)>("select name from item", values![]).await;
    assert!(matches!(other_type, Err(Error::Other(_))), "{other_type:?}");
    assert!(read.one::<Item>(ALL, values![]).await.is_ok(), "a reader goes on after an error");

    let mut tx = db.write().await.unwrap();
    assert_eq!(insert(&mut tx, "a", 1).await, Err(Error::Duplicate));
    drop(tx);
    let mut tx = db.write().await.unwrap();
    let negative = insert(&mut tx, "secret-value", -1).await;
    assert!(matches!(&negative, Err(Error::Violation(text)) if !text.contains("secret")), "{negative:?}");
    drop(tx);
    let mut tx = db.write().await.unwrap();
    let orphan = tx.run("insert into part (id, item) values ($1, $2)", values!["p", "secret-value"]).await;
    assert!(matches!(&orphan, Err(Error::Violation(text)) if !text.contains("secret")), "{orphan:?}");
    drop(tx);
    let mut tx = db.write().await.unwrap();
    let orphan =
        tx.one::<(String,)>("insert into part (id, item) values ($1, $2) returning id", values!["p", "x"]).await;
    assert!(matches!(&orphan, Err(Error::Violation(_))), "{orphan:?}");
    drop(tx);
    let mut tx = db.write().await.unwrap();
    let nul = insert(&mut tx, "a\0b", 1).await;
    assert!(matches!(nul, Err(Error::Violation(_))), "{nul:?}");
}

async fn a_wrong_version_is_stale(scratch: &Scratch) {
    const RENAME: &str = "update item set name = $1, version = version + 1 where id = $2 and version = $3";
    let db = items(scratch).await;
    let mut tx = db.write().await.unwrap();
    insert(&mut tx, "a", 1).await.unwrap();
    assert_eq!(tx.run_one(RENAME, values!["x", "a", 1]).await, Ok(()));
    assert_eq!(tx.run_one(RENAME, values!["y", "a", 1]).await, Err(Error::Stale));
    let unchanged =
        tx.run("insert into item (id, version) values ($1, $2) on conflict do nothing", values!["a", 1]).await;
    assert_eq!(unchanged, Ok(0));
    let back: (i64,) =
        tx.one("update item set amount = 7 where id = $1 returning version", values!["a"]).await.unwrap();
    assert_eq!(back, (2,), "a stale change leaves the transaction usable");
    tx.commit().await.unwrap();
}

async fn a_transaction_sees_itself_and_readers_see_what_is_committed(scratch: &Scratch) {
    let db = items(scratch).await;
    let mut tx = db.write().await.unwrap();
    insert(&mut tx, "a", 1).await.unwrap();
    assert_eq!(tx.all::<Item>(ALL, values![]).await.unwrap().len(), 1);
    assert!(ids(db).await.is_empty());
    tx.commit().await.unwrap();
    assert_eq!(ids(db).await, ["a"]);
}

async fn list(read: &mut db::Read) -> Result<Vec<Item>, Error> {
    read.all(ALL, values![]).await
}

async fn a_function_that_reads_also_takes_a_transaction(scratch: &Scratch) {
    let db = items(scratch).await.clone();
    let task = tokio::spawn(async move {
        let mut tx = db.write().await?;
        insert(&mut tx, "a", 1).await?;
        let inside = list(&mut tx).await?.len();
        tx.commit().await?;
        Ok::<_, Error>((inside, list(&mut db.read().await?).await?.len()))
    });
    assert_eq!(task.await.unwrap(), Ok((1, 1)));
}

async fn one_statement_alone_is_a_transaction(scratch: &Scratch) {
    let db = items(scratch).await;
    let sql = "insert into item (id, version) values ($1, 1), ($2, 1) returning id";
    let two = |first: &'static str, second: &'static str| db.at_once(sql, values![first, second]);
    let added: Vec<(String,)> = two("a", "b").await.expect("inserted");
    assert_eq!(added.len(), 2);
    assert_eq!(two("c", "a").await.map(|rows: Vec<(String,)>| rows.len()), Err(Error::Duplicate));
    assert_eq!(ids(db).await, ["a", "b"], "the row before the refused one has gone with it");
}

async fn a_dropped_transaction_leaves_nothing(scratch: &Scratch) {
    let db = items(scratch).await;
    for _ in 0..20 {
        let mut tx = db.write().await.unwrap();
        insert(&mut tx, "a", 1).await.unwrap();
    }
    assert!(ids(db).await.is_empty());
    let mut tx = db.write().await.unwrap();
    insert(&mut tx, "a", 1).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(ids(db).await, ["a"]);
}

async fn after_an_error_nothing_of_the_transaction_can_be_kept(scratch: &Scratch) {
    let db = items(scratch).await;
    let mut tx = db.write().await.unwrap();
    insert(&mut tx, "a", 1).await.unwrap();
    assert_eq!(insert(&mut tx, "a", 1).await, Err(Error::Duplicate));
    assert_eq!(insert(&mut tx, "b", 1).await, Err(Error::Duplicate), "it says why it is over");
    assert_eq!(tx.commit().await, Err(Error::Duplicate));
    assert!(ids(db).await.is_empty());
}

async fn what_is_committed_survives_reopening(scratch: &Scratch) {
    let db = items(scratch).await;
    let mut tx = db.write().await.unwrap();
    insert(&mut tx, "a", 1).await.unwrap();
    tx.commit().await.unwrap();
    let again = Db::open(scratch.url()).await.unwrap();
    assert_eq!(ids(&again).await, ["a"]);
}

on_both![
    values_and_typed_nulls_come_back,
    errors_have_the_same_names,
    a_wrong_version_is_stale,
    a_transaction_sees_itself_and_readers_see_what_is_committed,
    a_function_that_reads_also_takes_a_transaction,
    one_statement_alone_is_a_transaction,
    a_dropped_transaction_leaves_nothing,
    after_an_error_nothing_of_the_transaction_can_be_kept,
    what_is_committed_survives_reopening,
];
