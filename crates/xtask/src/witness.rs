//! `cargo xtask witness`: every SQL text of the portal was executed by a test on both databases.
//! The tests leave what they executed in a folder; this compares it with the texts in the code.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

mod unaudited;

use crate::tidy::{GAP, ROOMS, Tree, sql_texts};
use crate::workspace;

const DATABASES: [&str; 2] = ["sqlite", "postgres"];

/// What only PostgreSQL knows: a text with it runs there alone, and its twin without it on SQLite alone (decision 0003).
const LOCKING: &str = " for update skip locked";

/// Whether only PostgreSQL can run a text: one with locks, one that changes rows inside a `with` (decision 0009), or one that takes lists (0014).
fn is_only_on_postgres(text: &str) -> bool {
    text.contains(LOCKING) || text.contains(" unnest(") || text.starts_with("with ") && text.contains(" returning ")
}

/// Where the tests of `cargo ci` leave the executed texts, one a line, in `{database}-….txt`.
pub fn folder() -> PathBuf {
    workspace::target().join("witness")
}

pub fn run() -> anyhow::Result<()> {
    let tree = Tree::read(&workspace::root())?;
    let executed = DATABASES.map(|database| executed(&folder(), database));
    let [sqlite, postgres] = executed;
    let (unseen, texts) = unseen(&tree, [&sqlite?, &postgres?]);
    for line in &unseen {
        eprintln!("{line}");
    }
    if !unseen.is_empty() {
        bail!(
            "witness: {} SQL texts that no test executed; `cargo ci --only tests witness` runs them all",
            unseen.len()
        );
    }
    println!("witness: {texts} SQL texts were executed on both databases");
    unaudited::check(&folder(), &workspace::root().join("migrations"))
}

fn executed(folder: &Path, database: &str) -> anyhow::Result<BTreeSet<String>> {
    let mut texts = BTreeSet::new();
    let files = fs::read_dir(folder).with_context(|| format!("run the tests first: no folder {}", folder.display()))?;
    for file in files {
        let path = file?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with(&format!("{database}-")) {
            let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            texts.extend(text.lines().map(str::to_owned));
        }
    }
    Ok(texts)
}

/// A line for every text in the portal's code that is missing in one of the two, and how many texts there are.
fn unseen(tree: &Tree, executed: [&BTreeSet<String>; 2]) -> (Vec<String>, usize) {
    let mut lines = Vec::new();
    let mut count = 0;
    let sources = || tree.iter().filter(|source| source.path.starts_with(ROOMS) && !source.is_test());
    let locking = sources().flat_map(|source| source.rust.iter().flat_map(sql_texts));
    let locking = locking.filter(|sql| sql.text.contains(LOCKING));
    let twins: BTreeSet<String> = locking.map(|sql| sql.text.replace(LOCKING, "")).collect();
    for source in sources() {
        for sql in source.rust.iter().flat_map(sql_texts) {
            count += 1;
            let runs_on = |database: &str| match database {
                "sqlite" => !is_only_on_postgres(&sql.text),
                _ => !twins.contains(&sql.text),
            };
            let due = DATABASES.iter().zip(executed).filter(|(database, _)| runs_on(database));
            let missing = due.filter(|(_, texts)| !is_among(&sql.text, texts));
            let names: Vec<&str> = missing.map(|(name, _)| *name).collect();
            if !names.is_empty() {
                let shown = sql.text.replace(GAP, "…");
                lines.push(format!("{}:{}: not executed on {}: {shown}", source.path, sql.line, names.join(" and ")));
            }
        }
    }
    (lines, count)
}

fn is_among(text: &str, executed: &BTreeSet<String>) -> bool {
    if !text.contains(GAP) {
        return executed.contains(text);
    }
    executed.iter().any(|candidate| fits(text, candidate))
}

/// Whether the written parts of the text stand in the executed one in their order, from its beginning to its end.
fn fits(text: &str, executed: &str) -> bool {
    let parts: Vec<&str> = text.split(GAP).map(str::trim).collect();
    let [first, middle @ .., last] = parts.as_slice() else { return false };
    let Some(mut rest) = executed.strip_prefix(first) else { return false };
    for part in middle {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STORE: &str =
        "fn a() { run(\"select a\\n  from t\"); run(concat!(\"select \", columns!(), \" from t where b = $1\")); }";

    fn missing(sqlite: &[&str], postgres: &[&str]) -> Vec<String> {
        missing_in(STORE, sqlite, postgres)
    }

    fn missing_in(store: &str, sqlite: &[&str], postgres: &[&str]) -> Vec<String> {
        let tree = Tree::sample(&[("crates/ekstranet/src/audit/store.rs", store)]);
        let set = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<BTreeSet<_>>();
        unseen(&tree, [&set(sqlite), &set(postgres)]).0
    }

    #[test]
    fn texts_that_ran_on_both_are_fine() {
        let both = ["select a from t", "select x, y from t where b = $1"];
        assert!(missing(&both, &both).is_empty());
    }

    #[test]
    fn a_claim_with_locks_runs_on_one_database_and_its_twin_on_the_other() {
        let store = "fn a() { run(\"select a from t for update skip locked\"); run(\"select a from t\"); }";
        let (locking, plain) = ("select a from t for update skip locked", "select a from t");
        assert!(missing_in(store, &[plain], &[locking]).is_empty());
        assert_eq!(missing_in(store, &[], &[]).len(), 2);
        assert_eq!(missing_in(store, &[locking], &[plain]).len(), 2);
    }

    #[test]
    fn a_change_inside_a_with_runs_on_one_database() {
        let text = "with a as (update t set b = $1 returning b) select b from a";
        let store = format!("fn a() {{ run(\"{text}\"); }}");
        assert!(missing_in(&store, &[], &[text]).is_empty());
        assert_eq!(missing_in(&store, &[text], &[]).len(), 1);
    }

    #[test]
    fn a_text_that_ran_on_one_only_is_named_with_the_other() {
        let both = ["select a from t", "select x, y from t where b = $1"];
        assert_eq!(
            missing(&both, &both[1..]),
            ["crates/ekstranet/src/audit/store.rs:1: not executed on postgres: select a from t"]
        );
        let other = ["select a from t", "select x, y from t where c = $1"];
        assert_eq!(
            missing(&other, &both),
            ["crates/ekstranet/src/audit/store.rs:1: not executed on sqlite: select … from t where b = $1"]
        );
    }
}
