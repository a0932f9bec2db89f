//! The stream of migrations: once, in order, never changed, by one instance at a time.

use db::testing::{Scratch, on_both};
use db::{Db, Error, Migration, migrations, values};

const FIRST: Migration = Migration { number: 9001, name: "9001_test_one", sql: "create table one (id text, b blob)" };
const SECOND: Migration =
    Migration { number: 9002, name: "9002_test_two", sql: "create table two (id text); insert into two values ('x');" };

async fn count(db: &Db, sql: &'static str) -> Result<i64, Error> {
    Ok(db.read().await?.one::<(i64,)>(sql, values![]).await?.0)
}

async fn a_migration_runs_once_and_is_recorded(scratch: &Scratch) {
    let db = scratch.db();
    assert_eq!(db.migrate_with(&[FIRST], 5).await, Ok(1));
    assert_eq!(db.migrate_with(&[FIRST, SECOND], 6).await, Ok(1));
    assert_eq!(db.migrate_with(&[FIRST, SECOND], 7).await, Ok(0));
    assert_eq!(db.migrate(7).await, Ok(0), "the embedded ones ran when the database was made");
    assert_eq!(count(db, "select count(*) from two").await, Ok(1));
    let recorded: Vec<(i64, String, i64)> = db
        .read()
        .await
        .unwrap()
        .all("select number, name, applied_at from schema_migration where number > 9000 order by number", values![])
        .await
        .unwrap();
    assert_eq!(recorded, [(9001, "9001_test_one".into(), 5), (9002, "9002_test_two".into(), 6)]);
}

async fn a_changed_migration_is_refused_before_anything_runs(scratch: &Scratch) {
    let db = scratch.db();
    db.migrate_with(&[FIRST], 0).await.unwrap();
    let changed = Migration { sql: "create table one (id text, b blob, c text)", ..FIRST };
    let refused = db.migrate_with(&[changed, SECOND], 0).await;
    assert!(matches!(&refused, Err(Error::Other(text)) if text.contains("9001_test_one")), "{refused:?}");
    assert!(count(db, "select count(*) from two").await.is_err());
}

async fn a_migration_with_a_lower_number_is_refused(scratch: &Scratch) {
    let db = scratch.db();
    db.migrate_with(&[SECOND], 0).await.unwrap();
    let refused = db.migrate_with(&[FIRST, SECOND], 0).await;
    assert!(matches!(&refused, Err(Error::Other(text)) if text.contains("9001_test_one")), "{refused:?}");
}

async fn a_migration_that_fails_leaves_nothing(scratch: &Scratch) {
    let db = scratch.db();
    let broken = Migration { sql: "create table two (id text); insert into nowhere values ('x');", ..SECOND };
    let failed = db.migrate_with(&[FIRST, broken], 0).await;
    assert!(matches!(&failed, Err(Error::Other(text)) if text.contains("9002_test_two")), "{failed:?}");
    assert_eq!(count(db, "select count(*) from one").await, Ok(0), "the one before it stays");
    assert!(count(db, "select count(*) from two").await.is_err());
    assert_eq!(db.migrate_with(&[FIRST, SECOND], 0).await, Ok(1), "it can be repaired, since it never ran");
}

async fn instances_that_start_together_run_each_migration_once(scratch: &Scratch) {
    let mut instances = Vec::new();
    for _ in 0..6 {
        let db = Db::open(scratch.url()).await.unwrap();
        instances.push(tokio::spawn(async move { db.migrate_with(&[FIRST, SECOND], 0).await }));
    }
    let mut ran = 0;
    for instance in instances {
        ran += instance.await.unwrap().unwrap();
    }
    assert_eq!(ran, 2);
    assert_eq!(count(scratch.db(), "select count(*) from two").await, Ok(1));
}

on_both![
    a_migration_runs_once_and_is_recorded,
    a_changed_migration_is_refused_before_anything_runs,
    a_migration_with_a_lower_number_is_refused,
    a_migration_that_fails_leaves_nothing,
    instances_that_start_together_run_each_migration_once,
];

/// Words of `sql` that the shared dialect of `migrations/README.md` does not have.
fn strange_words(sql: &str) -> Vec<String> {
    const STRANGE: &[&str] = &[
        "array",
        "autoincrement",
        "begin",
        "boolean",
        "bytea",
        "commit",
        "constraint",
        "current_timestamp",
        "deferrable",
        "function",
        "ilike",
        "integer",
        "json",
        "jsonb",
        "now",
        "numeric",
        "pragma",
        "serial",
        "timestamp",
        "timestamptz",
        "trigger",
        "varchar",
        "view",
        "without",
    ];
    let code = sql.lines().map(|line| line.split("--").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    // What stands between quotes is a value.
    let code = code.split('\'').step_by(2).collect::<Vec<_>>().join(" ");
    let words = code.split(|letter: char| !letter.is_alphanumeric() && letter != '_').map(str::to_lowercase);
    words.filter(|word| STRANGE.contains(&word.as_str())).collect()
}

#[test]
fn the_stream_keeps_to_the_shared_dialect() {
    assert_eq!(strange_words("create table x (at TIMESTAMP, b jsonb) -- now"), ["timestamp", "jsonb"]);
    assert!(strange_words("create table x (kind text check (kind in ('view', 'date')), set_at bigint)").is_empty());
    for migration in migrations() {
        assert_eq!(strange_words(migration.sql), [""; 0], "{}", migration.name);
    }
}
