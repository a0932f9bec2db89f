//! What must stand in no file: marks of unfinished work, paths of one machine, identity codes of real people;
//! and what must be true of the map: its paths exist.

use super::{Finding, Source, Tree};

/// In two halves, so that this file passes its own check.
const UNFINISHED: [&str; 2] = [concat!("TO", "DO"), concat!("FIX", "ME")];
const PERSONAL_FOLDERS: [&str; 2] = [concat!("/ho", "me/"), concat!("/ro", "ot/")];
const TEMPORARY_FOLDER: &str = concat!("/t", "mp/");

/// Signs between the birth date and the individual number.
const CENTURY_SIGNS: &[u8] = b"+-ABCDEFYXWVU";

pub fn check(tree: &Tree, exists: &dyn Fn(&str) -> bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in tree.iter().filter(|source| source.name() != "Cargo.lock") {
        let is_rust = source.has_extension(&["rs"]);
        for (index, line) in source.text.lines().enumerate() {
            let mut report = |message: String| findings.push(Finding::new(source, index + 1, message));
            for mark in UNFINISHED.iter().filter(|mark| has_word(line, mark)) {
                report(format!("{mark}: finish it, or write an issue"));
            }
            for folder in PERSONAL_FOLDERS.iter().filter(|folder| begins_a_path(line, folder)) {
                report(format!("{folder}: a path of one machine means nothing on another"));
            }
            if !is_rust && begins_a_path(line, TEMPORARY_FOLDER) {
                report(format!("{TEMPORARY_FOLDER}: a path of one machine means nothing on another"));
            }
            for code in identity_codes(line) {
                let shown: String = code.chars().take(4).collect();
                report(format!("`{shown}…` looks like a person's identity code; only the 900-series is artificial"));
            }
        }
        if source.path == "ARCHITECTURE.md" {
            findings.extend(missing_paths(source, exists));
        }
        if source.path == "README.md" {
            findings.extend(missing_links(source, exists));
        }
    }
    findings
}

fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let is_letter = |character: char| character.is_alphanumeric() || character == '_';
        !line[..at].ends_with(is_letter) && !line[at + word.len()..].starts_with(is_letter)
    })
}

/// Whether the folder stands where a path begins, and not in the middle of an address.
fn begins_a_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        at == 0 || line[..at].ends_with(|before: char| before.is_whitespace() || "`\"'(=:".contains(before))
    })
}

/// What has the shape of a Finnish identity code (ddmmyy, sign, three digits, check character) outside 900–999.
fn identity_codes(line: &str) -> Vec<&str> {
    let bytes = line.as_bytes();
    let mut codes = Vec::new();
    for start in 0..bytes.len().saturating_sub(10) {
        let code = &bytes[start..start + 11];
        let is_shape = code[..6].iter().chain(&code[7..10]).all(u8::is_ascii_digit)
            && CENTURY_SIGNS.contains(&code[6])
            && (code[10].is_ascii_digit() || code[10].is_ascii_uppercase());
        let is_free = |at: Option<&u8>| !at.is_some_and(u8::is_ascii_alphanumeric);
        let stands_alone =
            is_free(start.checked_sub(1).and_then(|before| bytes.get(before))) && is_free(bytes.get(start + 11));
        if !is_shape || !stands_alone || code[7] == b'9' {
            continue;
        }
        let number = |digits: &[u8]| digits.iter().fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
        if (1..=31).contains(&number(&code[..2])) && (1..=12).contains(&number(&code[2..4])) {
            codes.push(&line[start..start + 11]);
        }
    }
    codes
}

/// Paths in backticks, as in `crates/db`, that are not there.
fn missing_paths(source: &Source, exists: &dyn Fn(&str) -> bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, line) in source.text.lines().enumerate() {
        for path in line.split('`').skip(1).step_by(2) {
            let is_path = path.contains('/')
                && !path.starts_with('/')
                && !path.contains("://")
                && path.chars().all(|character| character.is_ascii_alphanumeric() || "/._-".contains(character));
            // What a build or a start makes is not in the tree.
            let is_made = path.starts_with("target/") || path.starts_with("var/");
            if is_path && !is_made && !exists(path) {
                findings.push(Finding::new(source, index + 1, format!("`{path}` is not there")));
            }
        }
    }
    findings
}

/// What README shows or leads to that is not there: `](docs/pictures/x.png)`.
fn missing_links(source: &Source, exists: &dyn Fn(&str) -> bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, line) in source.text.lines().enumerate() {
        for link in line.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()) {
            let is_ours = !link.is_empty() && !link.contains("://") && !link.starts_with("mailto:");
            if is_ours && !exists(link) {
                findings.push(Finding::new(source, index + 1, format!("`{link}` is not there")));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::found;
    use super::*;

    fn in_file(path: &str, text: &str) -> Vec<String> {
        found(|tree| check(tree, &|path| path == "crates/db"), &[(path, text)])
    }

    #[test]
    fn unfinished_work_is_found() {
        assert_eq!(
            in_file("a.rs", &format!("// {}: later", UNFINISHED[0])),
            [format!("a.rs:1: {}: finish it, or write an issue", UNFINISHED[0])]
        );
        assert!(in_file("a.rs", &format!("// {}S", UNFINISHED[0])).is_empty());
    }

    #[test]
    fn paths_of_one_machine_are_found() {
        assert_eq!(in_file("README.md", &format!("see `{}someone/x`", PERSONAL_FOLDERS[0])).len(), 1);
        assert_eq!(in_file("README.md", &format!("cd {TEMPORARY_FOLDER}x")).len(), 1);
        assert!(in_file("README.md", &format!("https://example.org{}page", PERSONAL_FOLDERS[0])).is_empty());
    }

    #[test]
    fn identity_codes_of_real_people_are_found_and_not_repeated() {
        let real = ["0101", "01-123", "N"].concat();
        assert!(
            in_file("a.md", &format!("code {real}."))
                == ["a.md:1: `0101…` looks like a person's identity code; only the 900-series is artificial"]
        );
        let new_sign = ["0101", "01B123", "N"].concat();
        assert_eq!(in_file("a.rs", &format!("\"{new_sign}\"")).len(), 1);
        assert!(in_file("a.md", "140275-9012 and 050594Y903M, order 991399-1234, case 1140275-12345").is_empty());
    }

    #[test]
    fn what_the_readme_shows_is_there() {
        let text = "![a](crates/db) [b](https://a/b) [c](crates/db#x) ![d](docs/none.png)";
        assert_eq!(in_file("README.md", text), ["README.md:1: `docs/none.png` is not there"]);
    }

    #[test]
    fn the_map_names_only_what_exists() {
        let text = "`crates/db` `crates/attic` `/saml/acs` `https://a/b` `target/x` `a b/c` `cargo`";
        assert_eq!(in_file("ARCHITECTURE.md", text), ["ARCHITECTURE.md:1: `crates/attic` is not there"]);
        assert!(in_file("README.md", text).is_empty());
    }
}
