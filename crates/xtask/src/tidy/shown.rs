//! Tables of documents that say by which test something is shown: every test that they name is there.

use std::collections::BTreeSet;

use super::{Finding, Source, Tree};

/// The headings of the last column of such a table; under the last one a command may stand in the place of a test.
const COLUMNS: [&str; 3] = ["shown by", "Test", OR_COMMAND];
const OR_COMMAND: &str = "Test or command";
/// How a command or a file begins that is named in the place of a test.
const COMMANDS: [&str; 5] = ["cargo ", "ekstranet ", "EKSTRANET_", "crates/", "license"];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let tests: BTreeSet<(&str, &str)> =
        tree.iter().flat_map(|source| tests_of(source).into_iter().map(|test| (test, source.path.as_str()))).collect();
    let documents = tree.iter().filter(|source| source.has_extension(&["md"]));
    let rows = documents.flat_map(|source| rows(source).into_iter().map(move |row| (source, row)));
    let mut findings = Vec::new();
    for (source, row) in rows {
        let mut report = |message: String| findings.push(Finding::new(source, row.line, message));
        if row.names.is_empty() && !row.has_command {
            report("this row names no test".to_owned());
        }
        for name in row.names.iter().filter(|name| !tests.iter().any(|(test, path)| is_test_of(name, test, path))) {
            report(format!("there is no test `{name}`"));
        }
    }
    findings
}

/// A row of a table whose last column is about tests.
struct Row<'t> {
    line: usize,
    names: Vec<&'t str>,
    /// Whether it names a command, where one may be named.
    has_command: bool,
}

fn rows(source: &Source) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    let (mut is_ours, mut takes_commands) = (false, false);
    for (index, line) in source.text.lines().enumerate() {
        let Some(last) = last_cell(line) else {
            is_ours = false;
            continue;
        };
        if COLUMNS.contains(&last) {
            (is_ours, takes_commands) = (true, last == OR_COMMAND);
        } else if is_ours && !last.starts_with("---") {
            let has_command =
                takes_commands && quoted(last).any(|text| COMMANDS.iter().any(|start| text.starts_with(start)));
            rows.push(Row { line: index + 1, names: names(last), has_command });
        }
    }
    rows
}

/// What stands in the last cell of a table's line.
fn last_cell(line: &str) -> Option<&str> {
    line.trim().strip_prefix('|')?.strip_suffix('|')?.rsplit('|').next().map(str::trim)
}

/// The names of tests in a cell, with the modules before them: what stands between backticks and looks like one.
fn names(cell: &str) -> Vec<&str> {
    let is_name = |text: &&str| {
        let last = text.rsplit("::").next().unwrap_or_default();
        last.contains('_') && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_:".contains(&byte))
    };
    quoted(cell).filter(is_name).collect()
}

/// Whether the document means this test of this file: the modules that it names are parts of the file's path. The tests of
/// a file may stand in it or beside it, in `rules_tests.rs`.
fn is_test_of(name: &str, test: &str, path: &str) -> bool {
    let (modules, last) = name.rsplit_once("::").unwrap_or(("", name));
    let is_part =
        |module: &str| path.split(['/', '.']).any(|part| part == module || part.strip_suffix("_tests") == Some(module));
    last == test && modules.split("::").filter(|module| !matches!(*module, "" | "tests")).all(is_part)
}

/// What stands between backticks.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

/// The tests of a file: functions with the attribute of a test, and those that are listed for both databases.
fn tests_of(source: &Source) -> Vec<&str> {
    if !source.has_extension(&["rs"]) {
        return Vec::new();
    }
    let marked = ["#[test]", "#[tokio::test"].into_iter().flat_map(|mark| source.text.split(mark).skip(1));
    let marked = marked.filter_map(|rest| rest.split_once("fn ")?.1.split('(').next());
    let listed = source.text.split("on_both![").skip(1).filter_map(|rest| rest.split(']').next());
    let listed = listed.flat_map(|list| list.split(',')).map(|name| name.rsplit("::").next().unwrap_or(name).trim());
    marked.chain(listed).filter(|name| !name.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::found;
    use super::*;
    use crate::workspace;

    const TESTS: &str = "#[test]\nfn a_thing_works() {}\nfn a_helper_of_tests() {}\n\
        async fn on_both_sides(scratch: &Scratch) {}\ndb::testing::on_both![\n    on_both_sides,\n];\n";

    #[test]
    fn a_test_that_is_not_there_is_found() {
        let table = "| what | shown by |\n|---|---|\n| one | `a_thing_works` |\n| two | `room::tests::it_flies`, `room::tests::a_thing_works` |\n\
                     | three | by hand |\n| four | `hall::tests::a_thing_works`, `a_helper_of_tests` |\n| five | `on_both_sides` |\n\n\
                     | what | why |\n|---|---|\n| one | `it_flies` |\n";
        let files = [("docs/a.md", table), ("src/room/tests.rs", TESTS)];
        assert_eq!(
            found(check, &files),
            [
                "docs/a.md:4: there is no test `room::tests::it_flies`",
                "docs/a.md:5: this row names no test",
                "docs/a.md:6: there is no test `a_helper_of_tests`",
                "docs/a.md:6: there is no test `hall::tests::a_thing_works`",
            ]
        );
        assert_eq!(found(check, &[("docs/a.md", table), ("src/a.rs", "fn a_thing_works() {}")]).len(), 7);
    }

    #[test]
    fn a_command_may_stand_for_a_test_where_the_heading_says_so() {
        let table =
            |heading: &str| format!("| what | {heading} |\n|---|---|\n| one | `cargo ci` |\n| two | by hand |\n");
        let (with, without) = (table("Test or command"), table("Test"));
        assert_eq!(found(check, &[("docs/a.md", &with)]), ["docs/a.md:4: this row names no test"]);
        assert_eq!(found(check, &[("docs/a.md", &without)]).len(), 2);
    }

    #[test]
    fn every_row_of_the_check_list_of_attacks_is_in_its_table() {
        let text = std::fs::read_to_string(workspace::root().join("docs/identification.md")).unwrap();
        let source = Source::new("docs/identification.md", text);
        let shown: BTreeSet<usize> = rows(&source).iter().map(|row| row.line).collect();
        for number in 1..=25 {
            let start = format!("| {number} | ");
            let line = source.text.lines().position(|line| line.starts_with(&start));
            assert!(line.is_some_and(|line| shown.contains(&(line + 1))), "row {number} has no test");
        }
    }
}
