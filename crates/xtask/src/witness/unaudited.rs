//! Every change is audited: what the tests' requests and jobs committed without a row in the audit log must be among the
//! few things that are no change of anybody's matter.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};

/// The beginning of a name in the folder of the witness.
const NOTES: &str = "unaudited-";

/// What may be written without a row: how the text says it, and why.
const NO_ROW: &[(&str, &str)] = &[
    ("update audit_head ", "the log seals itself"),
    ("insert into audit_seal ", "the log seals itself"),
    ("insert into register_copy ", "what a register told, with its date; nobody decided anything"),
    ("insert into watch_round ", "a night of comparing begins; what it finds has its rows"),
    ("insert into watched ", "whom the nights compare follows from what is in use"),
    ("update watched set ", "how far the comparison has come; what it finds has its rows"),
    ("delete from watched ", "whom the nights compare follows from what is in use"),
    ("update application_unverified set next_look_at ", "when a silent register is asked again"),
    ("update controller_change set look_at = $1 where ", "when a silent register is asked again"),
    ("update termination set receiver_look_at ", "when a silent register is asked again"),
    ("insert into application_presence ", "who is on which step at this moment"),
    ("delete from application_presence ", "who has left a step"),
    (
        "update application_step set answers = $1 where application = $2 and step = $3 and version = 0",
        "a step nobody saved shows what is known",
    ),
    ("update deployment set version = version ", "waits for its turn and changes nothing"),
    ("update main_joiner set closed_at = closed_at ", "waits for its turn and changes nothing"),
    ("update application set draft_warnings ", "a mail warned of the clearing away, which has its row"),
    ("update notice set ", "a mail is on its way; its row keeps what became of it"),
    ("update session set last_seen_at ", "when somebody was last here"),
    ("insert into sign_in_pending ", "nobody is known yet; the answer has its row"),
    ("update sign_in_pending set used_at ", "spent before the answer is looked at, which has its row"),
    ("update mandates_round set used_at ", "spent before Suomi.fi is asked; what comes of the question has its row"),
    ("insert into support_guess ", "counted before it is looked at; a code that opens has its row"),
    ("delete from sign_in_pending ", "its time has passed; what came of it stays in the log"),
    ("delete from sign_in_replay ", "its time has passed; what came of it stays in the log"),
    ("delete from mandates_round ", "its time has passed; what came of it stays in the log"),
    ("delete from support_view ", "its time has passed; what came of it stays in the log"),
    ("delete from support_code ", "its time has passed; what came of it stays in the log"),
];

/// Checks all notes of the last run of the tests.
pub(super) fn check(folder: &Path, migrations: &Path) -> anyhow::Result<()> {
    let tables = tables(migrations)?;
    let lines = unexplained(&notes(folder)?, &tables);
    for line in &lines {
        eprintln!("changes without a row in the audit log: {line}");
    }
    if !lines.is_empty() {
        bail!("witness: {} transactions changed something and wrote no row of the audit log", lines.len());
    }
    println!(
        "witness: every committed change has its row in the audit log, but for {} kinds that need none",
        NO_ROW.len()
    );
    Ok(())
}

fn notes(folder: &Path) -> anyhow::Result<BTreeSet<String>> {
    let mut lines = BTreeSet::new();
    for file in fs::read_dir(folder).with_context(|| format!("run the tests first: no folder {}", folder.display()))? {
        let path = file?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(NOTES)) {
            let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            lines.extend(text.lines().map(str::to_owned));
        }
    }
    Ok(lines)
}

/// The tables of the portal; those of the database crate's own tests are none.
fn tables(migrations: &Path) -> anyhow::Result<BTreeSet<String>> {
    let mut tables = BTreeSet::new();
    for file in fs::read_dir(migrations).context("no folder of migrations")? {
        let path = file?.path();
        if path.extension().is_some_and(|extension| extension == "sql") {
            tables.extend(named(&fs::read_to_string(&path)?, &["create table "]));
        }
    }
    Ok(tables)
}

/// The transactions that change a table of the portal in a way that needs a row.
fn unexplained(notes: &BTreeSet<String>, tables: &BTreeSet<String>) -> Vec<String> {
    let needs_a_row = |text: &str| !NO_ROW.iter().any(|(start, _)| text.contains(start));
    let is_ours = |text: &str| {
        named(text, &["insert into ", "update ", "delete from "]).iter().any(|table| tables.contains(table))
    };
    notes.iter().filter(|note| note.split(" ; ").any(|text| is_ours(text) && needs_a_row(text))).cloned().collect()
}

/// The names that follow these words.
fn named(text: &str, words: &[&str]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for word in words {
        for (at, _) in text.match_indices(word) {
            let rest = &text[at + word.len()..];
            let end = rest.find(|letter: char| !letter.is_ascii_lowercase() && letter != '_').unwrap_or(rest.len());
            names.insert(rest[..end].to_owned());
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unexplained_of(note: &str) -> usize {
        let tables = ["register_copy", "application"].map(str::to_owned).into();
        unexplained(&[note.to_owned()].into(), &tables).len()
    }

    #[test]
    fn a_change_without_a_row_is_named_unless_it_needs_none() {
        assert_eq!(unexplained_of("update application set state = $1"), 1);
        assert_eq!(unexplained_of("insert into register_copy (source) values ($1)"), 0);
        assert_eq!(unexplained_of("insert into register_copy (source) values ($1) ; delete from application"), 1);
        assert_eq!(unexplained_of("insert into item (id) values ($1)"), 0, "a table of another crate's tests");
    }

    #[test]
    fn every_reason_is_of_a_table_that_there_is() {
        let tables = tables(&crate::workspace::root().join("migrations")).expect("migrations");
        for (start, why) in NO_ROW {
            let names = named(start, &["insert into ", "update ", "delete from "]);
            assert!(!why.is_empty() && names.iter().all(|name| tables.contains(name)), "{start}");
        }
    }
}
