//! SQL: the dialect that both databases share, and tables that only their own room writes.

use std::collections::HashMap;

use super::tokens::{Kind, Rust, Token};
use super::{Finding, Source, Tree};

/// Words that only one of the databases knows, or that they understand differently; with what to use instead.
const FOREIGN_WORDS: &[(&str, &str)] = &[
    ("serial", "ids are UUIDv7 as text"),
    ("bigserial", "ids are UUIDv7 as text"),
    ("autoincrement", "ids are UUIDv7 as text"),
    ("uuid", "ids are UUIDv7 as text"),
    ("json", "JSON is text"),
    ("jsonb", "JSON is text"),
    ("timestamp", "instants are UTC milliseconds as bigint"),
    ("timestamptz", "instants are UTC milliseconds as bigint"),
    ("datetime", "instants are UTC milliseconds as bigint"),
    ("current_timestamp", "the time is handed in"),
    ("current_date", "the date is handed in"),
    ("interval", "compute in Rust"),
    ("boolean", "yes and no are bigint 1 and 0 with a check"),
    ("bool", "yes and no are bigint 1 and 0 with a check"),
    ("bytea", "bytes are blob"),
    ("varchar", "texts are text"),
    ("integer", "numbers are bigint"),
    ("int", "numbers are bigint"),
    ("smallint", "numbers are bigint"),
    ("numeric", "money is cents as bigint"),
    ("decimal", "money is cents as bigint"),
    ("real", "use double precision"),
    ("float", "use double precision"),
    ("array", "a list is a table"),
    ("ilike", "compare a column that is kept in lower case"),
    ("glob", "compare a column that is kept for it"),
    ("offset", "page by key"),
    ("trigger", "what happens is written in Rust"),
    ("constraint", "constraints have no names; the databases report them differently"),
    ("pragma", "only the crate db talks to one database"),
    ("rowid", "ids are UUIDv7 as text"),
];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let rooms: Vec<String> = tree.modules().into_iter().map(|module| module.name).collect();
    let mut owners = HashMap::new();
    for source in tree.iter().filter(|source| source.path.starts_with("migrations/") && source.has_extension(&["sql"]))
    {
        let Some(room) = room_of(source.name(), &rooms) else {
            findings.push(Finding::new(source, 1, "a migration is named NNNN_room_what.sql, with a room of lib.rs"));
            continue;
        };
        let text = without_comments(&source.text);
        for (number, line) in text.lines().enumerate() {
            findings.extend(dialect_faults(line).into_iter().map(|fault| Finding::new(source, number + 1, fault)));
        }
        for table in created(&text) {
            owners.insert(table, room.clone());
        }
    }
    for source in tree.iter().filter(|source| !source.is_test()) {
        let (Some(room), Some(rust)) = (source.room(), &source.rust) else { continue };
        for sql in sql_texts(rust) {
            findings.extend(dialect_faults(&sql.text).into_iter().map(|fault| Finding::new(source, sql.line, fault)));
            findings.extend(foreign_writes(source, room, &sql, &owners));
            findings.extend(changed_log(source, &sql));
        }
    }
    findings
}

/// The room in the name of a migration: the longest that fits, as a room's name may begin like another's.
fn room_of(name: &str, rooms: &[String]) -> Option<String> {
    let (number, rest) = name.strip_suffix(".sql")?.split_at_checked(4)?;
    let rest = rest.strip_prefix('_').filter(|_| number.bytes().all(|byte| byte.is_ascii_digit()))?;
    let fitting = rooms.iter().filter(|room| {
        rest.strip_prefix(room.as_str()).is_some_and(|after| after.is_empty() || after.starts_with('_'))
    });
    fitting.max_by_key(|room| room.len()).cloned()
}

fn without_comments(sql: &str) -> String {
    sql.lines().map(|line| line.split("--").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

fn dialect_faults(sql: &str) -> Vec<String> {
    let collapsed = collapsed(sql).to_lowercase();
    let words = words(sql);
    let mut faults: Vec<String> = FOREIGN_WORDS
        .iter()
        .filter(|(word, _)| words.iter().any(|found| found == word))
        .map(|(word, instead)| format!("`{word}` is not in the dialect that both databases share: {instead}"))
        .collect();
    for (text, instead) in
        [("now(", "the time is handed in"), ("like '%", "search by prefix, or in the index of the library")]
    {
        if collapsed.contains(text) {
            faults.push(format!("`{text}` is not in the dialect that both databases share: {instead}"));
        }
    }
    faults
}

fn words(sql: &str) -> Vec<String> {
    let lower = sql.to_lowercase();
    let words = lower.split(|character: char| !character.is_alphanumeric() && character != '_');
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn created(sql: &str) -> Vec<String> {
    let words = words(sql);
    let starts = words.windows(2).enumerate().filter(|(_, two)| two[0] == "create" && two[1] == "table");
    let tables = starts.filter_map(|(index, _)| {
        let rest = &words[index + 2..];
        if rest.starts_with(&["if".into(), "not".into(), "exists".into()]) { rest.get(3) } else { rest.first() }
    });
    tables.cloned().collect()
}

fn foreign_writes(source: &Source, room: &str, sql: &SqlText, owners: &HashMap<String, String>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for table in written(&sql.text) {
        let message = match owners.get(&table) {
            Some(owner) if owner == room => continue,
            Some(owner) => format!("`{table}` belongs to the room {owner}: call a verb of its door"),
            None => format!("no migration makes the table `{table}`"),
        };
        findings.push(Finding::new(source, sql.line, message));
    }
    findings
}

/// The audit log only grows.
fn changed_log(source: &Source, sql: &SqlText) -> Option<Finding> {
    let words = words(&sql.text);
    let is_changed = |table: &str| {
        words.windows(2).any(|two| two[0] == "update" && two[1] == table)
            || words.windows(3).any(|three| three[0] == "delete" && three[1] == "from" && three[2] == table)
    };
    let table = ["audit_entry", "audit_seal"].into_iter().find(|table| is_changed(table))?;
    Some(Finding::new(source, sql.line, format!("`{table}` is only ever added to")))
}

fn written(sql: &str) -> Vec<String> {
    let words = words(sql);
    let mut tables = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let next = |by: usize| words.get(index + by).map(String::as_str);
        let table = match word.as_str() {
            "insert" if next(1) == Some("into") => next(2),
            "delete" if next(1) == Some("from") => next(2),
            "update" if matches!(next(2), Some("set" | "as")) => next(1),
            _ => None,
        };
        tables.extend(table.map(str::to_owned));
    }
    tables
}

/// One SQL text in a Rust file.
pub struct SqlText {
    pub line: usize,
    /// White space collapsed; a [`GAP`] for every part that is not written out.
    pub text: String,
}

/// Stands for what a macro puts into a text.
pub const GAP: char = '\u{1}';

/// The SQL texts outside tests: string literals, and `concat!` of literals and macros.
pub fn sql_texts(rust: &Rust) -> Vec<SqlText> {
    let mut texts = Vec::new();
    let tokens: Vec<&Token> = rust.tokens.iter().filter(|token| !token.test).collect();
    let mut index = 0;
    while index < tokens.len() {
        let is_concat = tokens[index].is_word("concat")
            && tokens.get(index + 1).is_some_and(|sign| sign.kind == Kind::Sign('!'))
            && tokens.get(index + 2).is_some_and(|open| matches!(open.kind, Kind::Open(_)));
        let line = tokens[index].line;
        let text = if is_concat {
            let (text, end) = concatenated(&tokens, index + 2);
            index = end;
            Some(text)
        } else {
            tokens[index].text().map(str::to_owned)
        };
        index += 1;
        if let Some(text) = text.map(|text| collapsed(&text)).filter(|text| is_sql(text)) {
            texts.push(SqlText { line, text });
        }
    }
    texts
}

/// The text of a `concat!` whose list opens at `open`, and where the list ends.
fn concatenated(tokens: &[&Token], open: usize) -> (String, usize) {
    let mut text = String::new();
    let mut level = 0_usize;
    for (index, token) in tokens.iter().enumerate().skip(open) {
        match &token.kind {
            Kind::Open(_) => level += 1,
            Kind::Close(_) => level -= 1,
            Kind::Text(part) if level == 1 => text.push_str(part),
            Kind::Word(_) if level == 1 => text.push(GAP),
            _ => {}
        }
        if level == 0 {
            return (text, index);
        }
    }
    (text, tokens.len())
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_sql(text: &str) -> bool {
    let words = words(text);
    let word = |index: usize| words.get(index).map(String::as_str);
    // `select-organisation` is the name of a field, not a query.
    match word(0).filter(|first| text.split(' ').next().is_some_and(|start| start.to_lowercase() == *first)) {
        Some("select") => words.len() > 1,
        Some("insert") => word(1) == Some("into"),
        Some("delete") => word(1) == Some("from"),
        Some("update") => matches!(word(2), Some("set" | "as")),
        Some("with") => text.contains('(') && (word(1) == Some("recursive") || word(2) == Some("as")),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::found;
    use super::*;

    const LIST: (&str, &str) = ("crates/ekstranet/src/lib.rs", "mod audit;\n\nmod sign_in;\n\nmod mandates;");
    const MIGRATION: (&str, &str) = (
        "migrations/0001_audit_chain.sql",
        "-- now() in prose\ncreate table audit_row (id text primary key, at bigint not null);",
    );

    fn in_store(sql: &str) -> Vec<String> {
        let text = format!("fn a() {{ run({sql:?}) }}");
        found(check, &[LIST, MIGRATION, ("crates/ekstranet/src/mandates/store.rs", &text)])
    }

    #[test]
    fn a_room_reads_but_does_not_write_what_another_owns() {
        assert!(in_store("select id from audit_row where at > $1").is_empty());
        for sql in ["insert into audit_row (id) values ($1)", "update audit_row set at = 1", "delete from audit_row"] {
            assert!(in_store(sql)[0].contains("belongs to the room audit"), "{sql}");
        }
        assert!(in_store("delete from nothing_known")[0].contains("no migration makes"));
        let own = ("crates/ekstranet/src/audit/store.rs", "fn a() { run(\"delete from audit_row\") }");
        assert!(found(check, &[LIST, MIGRATION, own]).is_empty());
    }

    #[test]
    fn the_audit_log_is_only_added_to() {
        let migration = ("migrations/0001_audit.sql", "create table audit_entry (id text)");
        let faults = |sql: &str| {
            let text = format!("fn a() {{ run(\"{sql}\") }}");
            found(check, &[LIST, migration, ("crates/ekstranet/src/audit/store.rs", &text)])
        };
        assert!(faults("insert into audit_entry (id) values ($1)").is_empty());
        for sql in ["update audit_entry set id = $1", "delete from audit_entry where id = $1"] {
            assert!(faults(sql)[0].contains("only ever added to"), "{sql}");
        }
    }

    #[test]
    fn words_of_one_database_are_refused_everywhere() {
        let table = "create table audit_row (\n at timestamp default now(), flag boolean)";
        let findings = found(check, &[LIST, ("migrations/0001_audit.sql", table)]);
        assert_eq!(findings.len(), 3, "{findings:?}");
        assert!(findings[0].starts_with("migrations/0001_audit.sql:2:"));
        assert!(in_store("select id from audit_row where id like '%x%'")[0].contains("like '%"));
        assert!(in_store("select id from audit_row limit 10 offset 20")[0].contains("page by key"));
        assert!(
            in_store("select known(1), offset_days from audit_row").is_empty()
                || in_store("select offset_days from audit_row").is_empty()
        );
    }

    #[test]
    fn a_migration_is_named_by_its_room() {
        assert_eq!(found(check, &[LIST, ("migrations/0002_attic.sql", "")]).len(), 1);
        assert_eq!(found(check, &[LIST, ("migrations/2_audit.sql", "")]).len(), 1);
        assert!(found(check, &[LIST, ("migrations/0002_sign_in_session.sql", "")]).is_empty());
    }

    #[test]
    fn sql_texts_are_found_with_gaps_and_without_tests() {
        let rust = Rust::read(
            "fn a() { run(concat!(\"select \", columns!(x), \" from t\")); run(\"select a,\\n   b from t\"); say(\"with care\"); say(\"select-field\") }
             #[cfg(test)] mod tests { fn b() { run(\"delete from t\") } }",
        );
        let texts: Vec<String> = sql_texts(&rust.unwrap()).into_iter().map(|sql| sql.text).collect();
        assert_eq!(texts, [format!("select {GAP} from t"), "select a, b from t".to_owned()]);
    }
}
