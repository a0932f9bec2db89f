//! The walls between rooms: words that a file of a given name may not use, the order of the rooms, closed inner files.

use super::tokens::{Kind, Rust, Token};
use super::{Finding, Module, Source, Tree};

/// File name, word, why not.
const FORBIDDEN: &[(&str, &str, &str)] = &[
    ("rules.rs", "async", "rules are pure: they get facts and give facts, and wait for nothing"),
    ("rules.rs", "await", "rules are pure: they get facts and give facts, and wait for nothing"),
    ("rules.rs", "axum", "rules know nothing about pages; parse in pages.rs"),
    ("rules.rs", "askama", "rules know nothing about pages; render in pages.rs"),
    ("rules.rs", "sqlx", "rules know nothing about the database; load in store.rs"),
    ("rules.rs", "Clock", "rules have no clock; take the instant or the date as an argument"),
    ("store.rs", "axum", "the store knows nothing about pages"),
    ("store.rs", "askama", "the store knows nothing about pages"),
    ("pages.rs", "sqlx", "pages read through store.rs, which holds every SQL text of the room"),
];

/// Crates of ours that a file may not use: file name, or `kernel` for the whole module.
const FORBIDDEN_CRATES: &[(&str, &str, &str)] = &[
    ("rules.rs", "db", "rules know nothing about the database; load in store.rs"),
    ("kernel", "db", "the kernel uses nothing of ours"),
    ("kernel", "saml", "the kernel uses nothing of ours"),
];

/// The inner files of a room, which only the room itself sees.
const INNER: [&str; 3] = ["rules", "store", "pages"];

pub fn check(tree: &Tree) -> Vec<Finding> {
    let (modules, above_all) = (tree.modules(), tree.program_modules());
    let mut findings = Vec::new();
    for source in tree.iter().filter(|source| !source.is_test()) {
        let Some(rust) = &source.rust else { continue };
        doors(source, rust, &mut findings);
        let Some(room) = source.room() else { continue };
        if above_all.iter().any(|module| module == room) {
            continue;
        }
        words(source, room, rust, &mut findings);
        uses(source, room, rust, &modules, &mut findings);
        if source.name() == "mod.rs" {
            inner_files(source, rust, &mut findings);
        }
    }
    findings
}

fn words(source: &Source, room: &str, rust: &Rust, findings: &mut Vec<Finding>) {
    let tokens: Vec<&Token> = rust.tokens.iter().filter(|token| !token.test).collect();
    for (index, token) in tokens.iter().enumerate() {
        let Some(word) = token.word() else { continue };
        // `#[derive(db::FromRow)]` only says how a row of the database becomes the type.
        if tokens.get(index + 3).is_some_and(|token| token.is_word("FromRow")) {
            continue;
        }
        for (_, _, why) in FORBIDDEN.iter().filter(|(file, forbidden, _)| *file == source.name() && *forbidden == word)
        {
            findings.push(Finding::new(source, token.line, format!("`{word}` in {}: {why}", source.name())));
        }
        let is_path = is_sign(tokens.get(index + 1), ':') && is_sign(tokens.get(index + 2), ':');
        let is_inside = index > 0 && is_sign(tokens.get(index - 1), ':');
        if is_path && !is_inside {
            let here = |place: &str| place == source.name() || place == room;
            for (_, _, why) in FORBIDDEN_CRATES.iter().filter(|(place, name, _)| here(place) && *name == word) {
                findings.push(Finding::new(source, token.line, format!("`{word}::` in {}: {why}", source.path)));
            }
        }
    }
}

/// Where an address gets its handler without a rule of who may: `Routes` asks for one, the bare `Router` does not. The
/// administrative listener has addresses of its own, which nobody signs in for.
const WITH_ROUTER: [&str; 2] = ["web/routes.rs", "start.rs"];

fn doors(source: &Source, rust: &Rust, findings: &mut Vec<Finding>) {
    let Some(place) = source.path.strip_prefix(super::ROOMS).filter(|place| !WITH_ROUTER.contains(place)) else {
        return;
    };
    let tokens: Vec<&Token> = rust.tokens.iter().filter(|token| !token.test).collect();
    for index in 1..tokens.len() {
        let adds = ["route", "route_service", "nest", "nest_service", "fallback", "fallback_service"];
        let is_call = tokens.get(index + 1).is_some_and(|next| next.kind == Kind::Open('('));
        let is_added = tokens[index].word().is_some_and(|word| adds.contains(&word));
        let makes = tokens[index].is_word("Router") && is_sign(tokens.get(index + 1), ':');
        let may_fall_back = place == "lib.rs" && tokens[index].is_word("fallback");
        if makes || (is_added && is_call && !may_fall_back && is_sign(tokens.get(index - 1), '.')) {
            let message = "a page without a rule of who may open it: add it to `Routes`".to_string();
            findings.push(Finding::new(source, tokens[index].line, message));
        }
    }
}

fn is_sign(token: Option<&&Token>, sign: char) -> bool {
    token.is_some_and(|token| token.kind == Kind::Sign(sign))
}

/// A room uses the commons and the rooms above it in `lib.rs`, never one below; the commons use no room.
fn uses(source: &Source, room: &str, rust: &Rust, modules: &[Module], findings: &mut Vec<Finding>) {
    let find = |name: &str| modules.iter().position(|module| module.name == name);
    let Some(place) = find(room) else {
        findings.push(Finding::new(source, 1, format!("`{room}` is not in the list of modules in lib.rs")));
        return;
    };
    // A single file beside lib.rs is no room: it puts the house together.
    if source.path.trim_start_matches(super::ROOMS) == format!("{room}.rs") {
        return;
    }
    for (line, used) in used_modules(rust, depth(source)) {
        let Some(of_used) = find(&used).filter(|of_used| *of_used != place) else { continue };
        let why = match (modules[place].is_room, modules[of_used].is_room) {
            _ if room == "kernel" => "the kernel uses nothing of ours",
            (false, true) => "what all rooms share knows no room",
            (true, true) if used == "desk" => "nothing depends on the desk",
            (true, true) if of_used > place => "a room uses only the rooms above it in lib.rs",
            _ => continue,
        };
        findings.push(Finding::new(source, line, format!("`{room}` uses `{used}`: {why}")));
    }
}

/// How many `super` lead from this file's module to the root of the crate.
fn depth(source: &Source) -> usize {
    let parts = source.path.strip_prefix(super::ROOMS).unwrap_or_default().split('/').count();
    if source.name() == "mod.rs" { parts - 1 } else { parts }
}

/// What follows `crate::` (or as many `super::` as lead there), with the line, outside tests.
fn used_modules(rust: &Rust, depth: usize) -> Vec<(usize, String)> {
    let tokens: Vec<&Token> = rust.tokens.iter().filter(|token| !token.test).collect();
    let colons = |at: usize| is_sign(tokens.get(at), ':') && is_sign(tokens.get(at + 1), ':');
    let mut used = Vec::new();
    for index in 0..tokens.len() {
        let mut next = index;
        if tokens[index].is_word("crate") && colons(index + 1) {
            next += 3;
        } else {
            while tokens.get(next).is_some_and(|token| token.is_word("super")) && colons(next + 1) {
                next += 3;
            }
            // A chain that began earlier, or one that ends inside the room.
            let began_earlier = index >= 3 && tokens[index - 3].is_word("super") && colons(index - 2);
            if began_earlier || (next - index) / 3 != depth {
                continue;
            }
        }
        match tokens.get(next).map(|token| &token.kind) {
            Some(Kind::Word(word)) => used.push((tokens[next].line, word.clone())),
            Some(Kind::Open('{')) => used.extend(listed(&tokens, next)),
            _ => {}
        }
    }
    used
}

/// The first words in a list `{a, b::c, d::{e, f}}` that opens at `open`.
fn listed(tokens: &[&Token], open: usize) -> Vec<(usize, String)> {
    let mut words = Vec::new();
    let mut level = 0_usize;
    let mut at_start = true;
    for token in &tokens[open..] {
        match &token.kind {
            Kind::Open(_) => level += 1,
            Kind::Close(_) => level -= 1,
            Kind::Sign(',') if level == 1 => at_start = true,
            Kind::Word(word) if level == 1 && at_start => {
                words.push((token.line, word.clone()));
                at_start = false;
            }
            _ => {}
        }
        if level == 0 {
            break;
        }
    }
    words
}

/// `pub mod store;` would open what only the door may open.
fn inner_files(source: &Source, rust: &Rust, findings: &mut Vec<Finding>) {
    for (index, token) in rust.tokens.iter().enumerate() {
        let inner = rust.tokens.get(index + 1).and_then(Token::word).filter(|name| INNER.contains(name));
        let (Some(name), true) = (inner, token.is_word("mod")) else { continue };
        let before = index.checked_sub(1).map(|before| &rust.tokens[before]);
        if before.is_some_and(|before| before.is_word("pub") || before.kind == Kind::Close(')')) {
            let message =
                format!("`{name}` is an inner file: keep it private and export the names others need from mod.rs");
            findings.push(Finding::new(source, token.line, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::found;
    use super::*;

    const LIST: (&str, &str) = (
        "crates/ekstranet/src/lib.rs",
        "mod kernel;\nmod web;\n\n// Rooms:\nmod audit;\nmod mandates;\nmod applications;\nmod desk;",
    );

    fn in_room(file: &str, text: &str) -> Vec<String> {
        let path = format!("crates/ekstranet/src/{file}");
        found(check, &[LIST, (path.as_str(), text)])
    }

    #[test]
    fn rules_may_not_wait_or_reach_out() {
        let findings = in_room("mandates/rules.rs", "use db::Tx;\nasync fn a(c: &Clock) { b().await }");
        assert_eq!(findings.len(), 4, "{findings:?}");
        assert!(findings[0].starts_with("crates/ekstranet/src/mandates/rules.rs:1: `db::`"), "{findings:?}");
        assert!(in_room("mandates/rules.rs", "#[derive(db::FromRow)]\nstruct Row { #[row(flatten)] a: B }").is_empty());
        assert!(in_room("mandates/rules.rs", "/// async, Clock, db::\nfn a(db: u8) -> u8 { db }").is_empty());
    }

    #[test]
    fn a_page_cannot_be_added_without_a_rule() {
        for text in [
            "fn a(r: Routes) { into(r).route(\"/x\", get(b)) }",
            "fn a(r: Routes) { r.into_router(g).nest(\"/x\", b()) }",
            "fn a() { Router::new() }",
        ] {
            assert_eq!(in_room("mandates/mod.rs", text).len(), 1, "{text}");
            assert_eq!(in_room("lib.rs", text).len(), 1, "{text}");
        }
        assert!(in_room("web/routes.rs", "fn a() { Router::new().route(\"/x\", get(b)) }").is_empty());
        assert!(in_room("mandates/mod.rs", "fn a(r: Routes) { r.get(\"/x\", Rule::SignedIn, b) }").is_empty());
        assert!(in_room("mandates/rules.rs", "fn a(route: u8) { route }").is_empty());
    }

    #[test]
    fn tests_beside_the_rules_may() {
        assert!(
            in_room("mandates/rules.rs", "fn a() {}\n#[cfg(test)]\nmod tests { use db::Tx; async fn b() {} }")
                .is_empty()
        );
        assert!(in_room("mandates/tests.rs", "use crate::desk::queue; async fn b() {}").is_empty());
    }

    #[test]
    fn stores_and_pages_keep_to_their_own() {
        assert_eq!(in_room("mandates/store.rs", "use axum::Router;").len(), 1);
        assert_eq!(in_room("mandates/pages.rs", "use sqlx::Row;").len(), 1);
        assert!(in_room("mandates/pages.rs", "use axum::Router;").is_empty());
        assert!(in_room("mandates/store.rs", "use db::Tx;").is_empty());
    }

    #[test]
    fn a_room_uses_only_rooms_above_it() {
        assert!(in_room("mandates/mod.rs", "use crate::{audit, web::App};").is_empty());
        let below = in_room("mandates/mod.rs", "use crate::{\n audit,\n applications::{self, desk},\n};");
        assert_eq!(below.len(), 1, "{below:?}");
        assert!(below[0].contains(":3: `mandates` uses `applications`"), "{below:?}");
        assert!(
            in_room("applications/pages.rs", "fn a() { crate::desk::b() }")[0].contains("nothing depends on the desk")
        );
        assert!(in_room("kernel/mod.rs", "use crate::web::App;")[0].contains("`kernel` uses `web`"));
        assert!(in_room("web/mod.rs", "use crate::audit::Entry;")[0].contains("knows no room"));
        assert!(in_room("web.rs", "use crate::audit::Entry;").is_empty());
    }

    #[test]
    fn a_way_around_through_super_is_seen() {
        assert_eq!(in_room("mandates/mod.rs", "use super::applications::Case;").len(), 1);
        assert_eq!(in_room("mandates/pages.rs", "use super::super::applications::Case;").len(), 1);
        assert!(in_room("mandates/pages.rs", "use super::applications;").is_empty());
    }

    #[test]
    fn a_room_that_is_not_in_the_list_is_named() {
        assert!(in_room("attic/mod.rs", "")[0].contains("`attic` is not in the list"));
    }

    #[test]
    fn what_only_tests_or_the_program_see_is_no_room() {
        let list = ("crates/ekstranet/src/lib.rs", "mod web;\n\nmod desk;\n#[cfg(test)]\nmod world;");
        let world = ("crates/ekstranet/src/world/people.rs", "use crate::desk::a;");
        assert_eq!(found(check, &[list, world]), [""; 0]);
        let program = ("crates/ekstranet/src/main.rs", "mod serve;");
        assert!(found(check, &[list, program, ("crates/ekstranet/src/serve.rs", "use ekstranet::desk;")]).is_empty());
    }

    #[test]
    fn inner_files_stay_closed() {
        assert_eq!(in_room("mandates/mod.rs", "pub(crate) mod store;\npub mod rules;\nmod pages;").len(), 2);
    }

    #[test]
    fn the_kernel_uses_nothing_of_ours() {
        assert_eq!(in_room("kernel/ids.rs", "use db::Tx;").len(), 1);
    }
}
