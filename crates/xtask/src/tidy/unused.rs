//! Texts that nobody says: each costs three translators, and a reader looks in vain for its page.

use std::collections::BTreeSet;

use super::{Finding, ROOMS, Source, Tree};

/// What the build puts before the keys of a form's file to name a text of it.
const KINDS: [&str; 7] = ["group-", "step-", "question-", "choice-", "role-", "item-", "note-"];
/// What it puts behind them.
const PARTS: [&str; 5] = ["-text", "-hint", "-lead", "-summary", "-former"];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let said = said(tree);
    let forms = keys_of_forms(tree);
    let mut findings = Vec::new();
    for source in tree.iter().filter(|source| source.path.starts_with(ROOMS) && source.path.ends_with(".fi.ftl")) {
        for (line, key) in messages(&source.text) {
            let of_a_form = key.strip_prefix("services-").is_some_and(|rest| is_of_a_form(rest, &forms));
            if !of_a_form && !said.contains(&key.replace('-', "_")) {
                findings.push(Finding::new(source, line, format!("nobody says the text `{key}`: remove it")));
            }
        }
    }
    findings
}

/// Every word of the portal's code and pages; a text is a function of its name. What only tests say is not said.
fn said(tree: &Tree) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for source in tree.iter().filter(|source| source.path.starts_with(ROOMS) && !source.is_test()) {
        if source.has_extension(&["html"]) {
            let not_of_a_word = |character: char| !character.is_ascii_alphanumeric() && character != '_';
            words.extend(source.text.split(not_of_a_word).map(str::to_owned));
        }
        let tokens = source.rust.iter().flat_map(|rust| &rust.tokens);
        words.extend(tokens.filter(|token| !token.test).filter_map(|token| token.word().map(str::to_owned)));
    }
    words
}

/// What stands in quotes in the files of the forms, as keys of texts write it.
fn keys_of_forms(tree: &Tree) -> BTreeSet<String> {
    let folder = format!("{ROOMS}services/catalogue/");
    let of_forms = |source: &&Source| source.path.starts_with(&folder) && source.has_extension(&["toml"]);
    let quoted = |source: &Source| -> Vec<String> {
        source.text.split('"').skip(1).step_by(2).map(|key| key.replace('_', "-")).collect()
    };
    tree.iter().filter(of_forms).flat_map(quoted).collect()
}

fn is_of_a_form(key: &str, forms: &BTreeSet<String>) -> bool {
    let key = KINDS.iter().find_map(|kind| key.strip_prefix(kind)).unwrap_or(key);
    let without_part = PARTS.iter().find_map(|part| key.strip_suffix(part));
    is_made_of(key, forms) || without_part.is_some_and(|key| is_made_of(key, forms))
}

/// One of the keys, or several with `-` between.
fn is_made_of(text: &str, keys: &BTreeSet<String>) -> bool {
    keys.contains(text)
        || text.match_indices('-').any(|(at, _)| keys.contains(&text[..at]) && is_made_of(&text[at + 1..], keys))
}

/// Line and key of each message of a Fluent file.
fn messages(fluent: &str) -> impl Iterator<Item = (usize, &str)> {
    let of_a_message = |line: &&str| line.starts_with(|first: char| first.is_ascii_lowercase());
    let lines = fluent.lines().enumerate().filter(move |(_, line)| of_a_message(line));
    lines.filter_map(|(number, line)| Some((number + 1, line.split_once('=')?.0.trim_end())))
}

#[cfg(test)]
mod tests {
    use super::super::found;
    use super::*;

    const TEXTS: &str = "crates/ekstranet/src/web/texts.fi.ftl";

    #[test]
    fn a_text_that_nobody_says_is_found() {
        let said = "fn a(t: &Texts) -> String { t.web_a() }\n#[cfg(test)]\nmod tests { fn b() { t.web_c() } }";
        let findings = found(
            check,
            &[
                (TEXTS, "web-a = Yksi\nweb-b = Kaksi\n# $n (Number)\nweb-c = Kolme\nweb-d = Neljä"),
                ("crates/ekstranet/src/web/mod.rs", said),
                ("crates/ekstranet/src/web/a.html", "<p>{{ t.web_b() }}</p>"),
                ("crates/ekstranet/src/web/tests.rs", "fn d() { t.web_d() }"),
            ],
        );
        assert_eq!(findings.len(), 2, "{findings:?}");
        assert!(findings[0].ends_with(":4: nobody says the text `web-c`: remove it"), "{findings:?}");
        assert!(findings[1].contains("`web-d`"), "{findings:?}");
    }

    #[test]
    fn texts_of_forms_are_said_through_their_files() {
        let form = "service = \"patient_data\"\nkey = \"units\"\n{ key = \"own_units\", choices = [\"all\"] }";
        let texts = "services-patient-data-former = a\nservices-question-units-own-units-hint = b\n\
            services-choice-units-own-units-all = c\nservices-choice-units-own-units-some = d\nservices-step-points = e";
        let findings = found(
            check,
            &[
                ("crates/ekstranet/src/services/texts_form.fi.ftl", texts),
                ("crates/ekstranet/src/services/catalogue/patient_data-1.toml", form),
            ],
        );
        assert_eq!(findings.len(), 2, "{findings:?}");
        assert!(findings[0].contains("units-own-units-some") && findings[1].contains("step-points"), "{findings:?}");
    }
}
