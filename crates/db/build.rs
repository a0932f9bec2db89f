//! Embeds the migrations of the workspace: every `migrations/NNNN_room_what.sql`, ordered by number.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut found: BTreeMap<i64, (String, PathBuf)> = BTreeMap::new();
    for entry in std::fs::read_dir(&folder).expect("the folder migrations/ exists") {
        let path = entry.expect("migrations/ can be listed").path();
        if path.extension().is_none_or(|extension| extension != "sql") {
            continue;
        }
        let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        let number = name
            .split_once('_')
            .filter(|(digits, _)| digits.len() == 4)
            .and_then(|(digits, _)| digits.parse().ok())
            .unwrap_or_else(|| panic!("migrations/{name}.sql must be named NNNN_room_what.sql"));
        let path = path.canonicalize().expect("a listed file has a path");
        if let Some((other, _)) = found.insert(number, (name.clone(), path)) {
            panic!("migrations/{name}.sql and migrations/{other}.sql have the same number");
        }
    }
    let mut code = String::from("&[\n");
    for (number, (name, path)) in &found {
        let path = path.to_str().expect("the path of a migration is UTF-8");
        writeln!(code, "    Migration {{ number: {number}, name: {name:?}, sql: include_str!({path:?}) }},")
            .expect("writing to a string cannot fail");
    }
    code.push(']');
    let target = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("migrations.rs");
    std::fs::write(target, code).expect("OUT_DIR can be written");
}
