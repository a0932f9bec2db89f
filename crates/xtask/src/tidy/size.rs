//! Nothing is longer than a reader can hold: files, functions, page handlers, and the map of the house.

use super::{Finding, Tree};

const FILE_LINES: usize = 500;
const FUNCTION_LINES: usize = 70;
const HANDLER_LINES: usize = 40;
const ARCHITECTURE_LINES: usize = 150;

pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in tree.iter() {
        let lines = source.text.lines().count();
        if source.has_extension(&["rs", "html", "js"]) && lines > FILE_LINES {
            findings.push(Finding::new(
                source,
                lines,
                format!("{lines} lines; a file has at most {FILE_LINES}: split it by subject"),
            ));
        }
        if source.path == "ARCHITECTURE.md" && lines > ARCHITECTURE_LINES {
            findings.push(Finding::new(
                source,
                lines,
                format!("{lines} lines; the map has at most {ARCHITECTURE_LINES}"),
            ));
        }
        let Some(rust) = source.rust.as_ref().filter(|_| !source.is_test()) else { continue };
        for function in rust.functions.iter().filter(|function| !function.test) {
            let is_handler = source.room().is_some() && function.is_handler;
            let (most, what) =
                if is_handler { (HANDLER_LINES, "a page handler") } else { (FUNCTION_LINES, "a function") };
            if function.lines > most {
                let message = format!("`{}` has {} lines; {what} has at most {most}", function.name, function.lines);
                findings.push(Finding::new(source, function.line, message));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::found;
    use super::*;

    fn function(lines: usize, before: &str) -> String {
        format!("{before} fn long() {{{}}}", "\n".repeat(lines - 1))
    }

    #[test]
    fn long_files_are_found() {
        assert!(found(check, &[("a.rs", &"\n".repeat(500))]).is_empty());
        assert_eq!(found(check, &[("a.rs", &"\n".repeat(501))]).len(), 1);
        assert_eq!(found(check, &[("src/tests.rs", &"\n".repeat(501))]).len(), 1);
        assert!(found(check, &[("a.ftl", &"\n".repeat(501))]).is_empty());
    }

    #[test]
    fn long_functions_are_found_but_not_in_tests() {
        assert!(found(check, &[("a.rs", &function(70, ""))]).is_empty());
        assert_eq!(
            found(check, &[("a.rs", &function(71, ""))]),
            ["a.rs:1: `long` has 71 lines; a function has at most 70"]
        );
        assert!(found(check, &[("src/tests.rs", &function(71, ""))]).is_empty());
        assert!(found(check, &[("a.rs", &function(71, "#[test]"))]).is_empty());
    }

    #[test]
    fn handlers_are_shorter() {
        let page = "crates/ekstranet/src/mandates/pages.rs";
        let handler = |lines, before, visit| function(lines, before).replace("()", &format!("(visit: {visit})"));
        assert_eq!(found(check, &[(page, &handler(41, "async", "Visit"))]).len(), 1);
        assert!(found(check, &[(page, &handler(40, "async", "Visit"))]).is_empty());
        assert!(found(check, &[(page, &handler(41, "async", "&Visit"))]).is_empty());
        assert!(found(check, &[(page, &handler(41, "", "Visit"))]).is_empty());
    }
}
