//! `cargo xtask tidy`: the rules of the house that the compiler cannot hold. Each finding says where, what and why.

mod marks;
mod rooms;
mod shown;
mod size;
mod sql;
mod texts;
mod tokens;
mod unused;

use std::fs;
use std::path::Path;

use anyhow::{Context as _, bail};

use crate::workspace;
pub use sql::{GAP, sql_texts};
use tokens::Rust;

/// Where the rooms are.
pub const ROOMS: &str = "crates/ekstranet/src/";

/// Folders that are not ours to check.
const SKIPPED: [&str; 4] = ["target", "var", ".git", "node_modules"];

/// One text file of the project.
pub struct Source {
    /// From the root, with `/`.
    pub path: String,
    pub text: String,
    /// Filled for Rust files that can be read.
    pub rust: Option<Rust>,
    /// Its `mod` line is for tests only.
    only_for_tests: bool,
}

impl Source {
    pub fn new(path: &str, text: String) -> Self {
        let is_rust = Path::new(path).extension().is_some_and(|extension| extension == "rs");
        let rust = if is_rust { Rust::read(&text) } else { None };
        Self { path: path.to_owned(), text, rust, only_for_tests: false }
    }

    /// The file name without its folders.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// Where the files of the modules lie that this file declares, with `/` at its end.
    fn folder_of_modules(&self) -> String {
        let folder = self.path.strip_suffix(self.name()).unwrap_or_default();
        match self.name() {
            "mod.rs" | "lib.rs" | "main.rs" => folder.to_owned(),
            name => format!("{folder}{}/", name.trim_end_matches(".rs")),
        }
    }

    pub fn has_extension(&self, extensions: &[&str]) -> bool {
        self.name().rsplit_once('.').is_some_and(|(_, extension)| extensions.contains(&extension))
    }

    /// The whole file is test code.
    pub fn is_test(&self) -> bool {
        let named_so = self.name() == "tests.rs" || self.name().ends_with("_tests.rs");
        self.only_for_tests || named_so || self.path.split('/').any(|part| part == "tests")
    }

    /// The module right below the crate's root in which a file of the portal lies: its room, or `config`, `web` …
    pub fn room(&self) -> Option<&str> {
        let inside = self.path.strip_prefix(ROOMS)?;
        let first = inside.split('/').next()?.trim_end_matches(".rs");
        (!["lib", "main"].contains(&first)).then_some(first)
    }
}

/// All text files of the project.
pub struct Tree(Vec<Source>);

impl Tree {
    /// Reads what lies on the disk; a file that is not UTF-8 is a picture and not ours to read.
    pub fn read(root: &Path) -> anyhow::Result<Self> {
        let mut sources = Vec::new();
        walk(root, root, &mut sources)?;
        sources.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(Self::new(sources))
    }

    #[cfg(test)]
    pub fn sample(files: &[(&str, &str)]) -> Self {
        Self::new(files.iter().map(|(path, text)| Source::new(path, (*text).to_owned())).collect())
    }

    fn new(mut sources: Vec<Source>) -> Self {
        let mut test_modules = Vec::new();
        for source in &sources {
            let names = source.rust.iter().flat_map(|rust| rust.modules(true));
            test_modules.extend(names.map(|(_, name)| format!("{}{name}", source.folder_of_modules())));
        }
        for source in &mut sources {
            let path = &source.path;
            source.only_for_tests = test_modules
                .iter()
                .any(|module| path.strip_prefix(module).is_some_and(|rest| rest == ".rs" || rest.starts_with('/')));
        }
        Self(sources)
    }

    pub fn iter(&self) -> std::slice::Iter<'_, Source> {
        self.0.iter()
    }

    pub fn find(&self, path: &str) -> Option<&Source> {
        self.iter().find(|source| source.path == path)
    }

    /// The portal's modules in the order in which `lib.rs` lists them.
    pub fn modules(&self) -> Vec<Module> {
        let Some(list) = self.find(&format!("{ROOMS}lib.rs")) else { return Vec::new() };
        let lines: Vec<&str> = list.text.lines().collect();
        let declared: Vec<(usize, String)> = list.rust.iter().flat_map(|rust| rust.modules(false)).collect();
        let first = declared.first().map_or(0, |(line, _)| *line);
        // The first group, up to an empty line, is what all rooms share.
        let end = lines.iter().skip(first).position(|line| line.trim().is_empty()).map_or(lines.len(), |at| first + at);
        declared.into_iter().map(|(line, name)| Module { name, is_room: line > end }).collect()
    }

    /// The modules of the portal's program, which stand above all rooms.
    pub fn program_modules(&self) -> Vec<String> {
        let list = self.find(&format!("{ROOMS}main.rs")).and_then(|list| list.rust.as_ref());
        list.into_iter().flat_map(|list| list.modules(false)).map(|(_, name)| name).collect()
    }
}

/// A module of the portal.
pub struct Module {
    pub name: String,
    /// One of the ordered list, not of what all rooms share.
    pub is_room: bool,
}

fn walk(root: &Path, folder: &Path, sources: &mut Vec<Source>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let entry = entry?;
        let (path, name) = (entry.path(), entry.file_name());
        if SKIPPED.iter().any(|skipped| name == *skipped) {
            continue;
        }
        let kind = entry.file_type()?;
        if kind.is_dir() {
            walk(root, &path, sources)?;
        } else if kind.is_file()
            && let Ok(text) = fs::read_to_string(&path)
        {
            let inside = path.strip_prefix(root).unwrap_or(&path).display().to_string();
            sources.push(Source::new(&inside, text));
        }
    }
    Ok(())
}

/// Something that breaks a rule.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    path: String,
    line: usize,
    message: String,
}

impl Finding {
    pub fn new(source: &Source, line: usize, message: impl Into<String>) -> Self {
        Self { path: source.path.clone(), line, message: message.into() }
    }
}

/// Every finding in the tree, by file and line.
fn findings(tree: &Tree, exists: &dyn Fn(&str) -> bool) -> Vec<Finding> {
    let mut findings = unreadable(tree);
    findings.extend(rooms::check(tree));
    findings.extend(shown::check(tree));
    findings.extend(size::check(tree));
    findings.extend(sql::check(tree));
    findings.extend(texts::check(tree));
    findings.extend(unused::check(tree));
    findings.extend(marks::check(tree, exists));
    findings.sort();
    findings.dedup();
    findings
}

fn unreadable(tree: &Tree) -> Vec<Finding> {
    let broken = tree.iter().filter(|source| source.has_extension(&["rs"]) && source.rust.is_none());
    broken.map(|source| Finding::new(source, 1, "cannot be read as Rust")).collect()
}

pub fn run() -> anyhow::Result<()> {
    let root = workspace::root();
    let tree = Tree::read(&root)?;
    let findings = findings(&tree, &|path| root.join(path).exists());
    for finding in &findings {
        eprintln!("{}:{}: {}", finding.path, finding.line, finding.message);
    }
    if !findings.is_empty() {
        bail!("tidy: {} to put right", findings.len());
    }
    println!("tidy: {} files are in order", tree.0.len());
    Ok(())
}

/// What one check finds in small sample files: `path:line: message`, one line each.
#[cfg(test)]
fn found(check: impl Fn(&Tree) -> Vec<Finding>, files: &[(&str, &str)]) -> Vec<String> {
    let mut findings = check(&Tree::sample(files));
    findings.sort();
    findings.iter().map(|finding| format!("{}:{}: {}", finding.path, finding.line, finding.message)).collect()
}
