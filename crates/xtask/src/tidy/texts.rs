//! Words for users: in three languages, in Fluent files only; and pages without inline scripts and styles.

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, ROOMS, Source, Tree};

const LANGUAGES: [&str; 3] = ["fi", "sv", "en"];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = three_languages(tree);
    for source in tree.iter().filter(|source| source.path.starts_with(ROOMS)) {
        if source.has_extension(&["html"]) {
            inline(source, &mut findings);
        } else if !source.is_test() {
            nordic_letters(source, &mut findings);
        }
    }
    findings
}

/// `texts.fi.ftl`, `texts.sv.ftl` and `texts.en.ftl` lie beside each other and have the same keys.
fn three_languages(tree: &Tree) -> Vec<Finding> {
    let mut families: BTreeMap<&str, BTreeMap<&str, &Source>> = BTreeMap::new();
    for source in tree.iter().filter(|source| source.path.starts_with(ROOMS)) {
        let Some((family, language)) = source.path.strip_suffix(".ftl").and_then(|path| path.rsplit_once('.')) else {
            continue;
        };
        families.entry(family).or_default().insert(language, source);
    }
    let mut findings = Vec::new();
    for family in families.values() {
        let all: BTreeSet<String> = family.values().flat_map(|source| keys(&source.text)).collect();
        let Some(any) = family.values().next() else { continue };
        for language in LANGUAGES {
            let Some(source) = family.get(language) else {
                findings.push(Finding::new(any, 1, format!("its counterpart in the language {language} is missing")));
                continue;
            };
            let own: BTreeSet<String> = keys(&source.text).into_iter().collect();
            for key in all.difference(&own) {
                findings.push(Finding::new(
                    source,
                    1,
                    format!("the text `{key}` is missing in the language {language}"),
                ));
            }
        }
    }
    findings
}

/// The keys of a Fluent file, an attribute as `key.attribute`.
fn keys(fluent: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let mut message = String::new();
    for line in fluent.lines() {
        let Some((name, _)) = line.split_once('=') else { continue };
        let name = name.trim_end();
        let is_name = |text: &str| {
            text.starts_with(|first: char| first.is_ascii_alphabetic())
                && text.chars().all(|character| character.is_ascii_alphanumeric() || "-_".contains(character))
        };
        if is_name(name.strip_prefix('-').unwrap_or(name)) {
            name.clone_into(&mut message);
            keys.push(message.clone());
        } else if let Some(attribute) = name.trim_start().strip_prefix('.').filter(|attribute| is_name(attribute)) {
            keys.push(format!("{message}.{attribute}"));
        }
    }
    keys
}

/// Texts with å, ä or ö are for users, and those live in Fluent files. Names of fields that an outside register gave are
/// none: `#[serde(rename = "…")]`.
fn nordic_letters(source: &Source, findings: &mut Vec<Finding>) {
    let Some(rust) = &source.rust else { return };
    for (index, token) in rust.tokens.iter().enumerate().filter(|(_, token)| !token.test) {
        let is_field_name = index > 1 && rust.tokens[index - 2].is_word("rename");
        let is_nordic = |text: &str| text.chars().any(|character| "åäöÅÄÖ".contains(character));
        if token.text().is_some_and(is_nordic) && !is_field_name {
            findings.push(Finding::new(source, token.line, "a text for users: put it into the room's Fluent files"));
        }
    }
}

/// The content security policy lets no inline style or script through, so the browser would drop it silently.
fn inline(source: &Source, findings: &mut Vec<Finding>) {
    let page = without_template_code(&source.text.to_lowercase());
    for (number, line) in page.lines().enumerate() {
        let mut report = |what: &str| {
            let message =
                format!("{what}: the content security policy blocks it; use a class or a module under the assets");
            findings.push(Finding::new(source, number + 1, message));
        };
        if line.contains("<style") || attributes(line).any(|name| name == "style") {
            report("inline style");
        }
        if line.split("<script").skip(1).any(|tag| !tag.split('>').next().unwrap_or_default().contains("src=")) {
            report("inline script");
        }
        if attributes(line).any(|name| name.len() > 2 && name.starts_with("on")) {
            report("inline event handler");
        }
    }
}

/// The names before `="` or `='` that follow white space.
fn attributes(line: &str) -> impl Iterator<Item = &str> {
    let before_quotes = line.match_indices('=').filter(|(at, _)| line[at + 1..].starts_with(['"', '\'']));
    before_quotes.map(|(at, _)| {
        let start = line[..at]
            .rfind(|character: char| !character.is_ascii_alphanumeric() && character != '-')
            .map_or(0, |place| place + 1);
        if start == 0 || line[..start].ends_with(char::is_whitespace) { &line[start..at] } else { "" }
    })
}

/// Askama's own code blanked out, line ends kept.
fn without_template_code(page: &str) -> String {
    let mut text = String::new();
    let mut rest = page;
    while let Some(start) = rest.find("{%").into_iter().chain(rest.find("{{")).chain(rest.find("{#")).min() {
        let end = match &rest[start..start + 2] {
            "{%" => "%}",
            "{{" => "}}",
            _ => "#}",
        };
        let length = rest[start..].find(end).map_or(rest.len() - start, |found| found + 2);
        text.push_str(&rest[..start]);
        text.extend(rest[start..start + length].chars().filter(|character| *character == '\n'));
        rest = &rest[start + length..];
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::super::found;
    use super::*;

    fn texts(fi: &str, sv: &str, en: &str) -> Vec<String> {
        let path = |language: &str| format!("crates/ekstranet/src/web/texts.{language}.ftl");
        found(check, &[(&path("fi"), fi), (&path("sv"), sv), (&path("en"), en)])
    }

    #[test]
    fn every_text_is_there_in_three_languages() {
        assert!(
            texts("# note = x\na = Yksi\n    kaksi = kolme\n    .b = 2", "a = Ett\n    .b = 2", "a = One\n    .b = 2")
                .is_empty()
        );
        let findings = texts("a = Yksi\nc = Kaksi", "a = Ett\n    .b = 2\nc = x", "a = One\n    .b = 2");
        assert_eq!(findings.len(), 2, "{findings:?}");
        assert!(findings[0].contains("texts.en.ftl:1: the text `c` is missing"), "{findings:?}");
        assert!(findings[1].contains("texts.fi.ftl:1: the text `a.b` is missing"), "{findings:?}");
    }

    #[test]
    fn a_missing_language_is_named() {
        let findings = found(check, &[("crates/ekstranet/src/web/texts.fi.ftl", "a = x")]);
        assert_eq!(findings.len(), 2, "{findings:?}");
    }

    #[test]
    fn texts_for_users_are_not_in_the_code() {
        let path = "crates/ekstranet/src/web/mod.rs";
        assert_eq!(found(check, &[(path, "fn a() { say(\"Hyvää päivää\") }")]).len(), 1);
        assert!(found(check, &[(path, "/// Hyvää päivää\nfn a() { say(\"hello\") }")]).is_empty());
        assert!(found(check, &[("crates/ekstranet/src/web/tests.rs", "fn a() { say(\"Hyvää\") }")]).is_empty());
        let field = "struct Row { #[serde(rename = \"Pitkä nimi\", default)] name: String }";
        assert!(found(check, &[(path, field)]).is_empty());
        assert!(found(check, &[("crates/simulators/src/web/mod.rs", "fn a() { say(\"Hyvää\") }")]).is_empty());
    }

    #[test]
    fn pages_have_nothing_inline() {
        let page = |text: &str| found(check, &[("crates/ekstranet/src/web/a.html", text)]).len();
        assert_eq!(page("<p style=\"color: red\">"), 1);
        assert_eq!(page("<style>p{}</style>"), 1);
        assert_eq!(page("<script>alert(1)</script>"), 1);
        assert_eq!(page("<a onclick='x()'>"), 1);
        assert_eq!(page("<script type=\"module\" src=\"/a.js\"></script><p class=\"style\" data-only=\"x\">"), 0);
        assert_eq!(page("{% let only=\"x\" %}{{ \"<style\" }}{# style=\"x\" #}"), 0);
    }
}
