//! Gathers the texts of the rooms into one folder per language and holds them against each other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The languages in which every text must be there.
pub const LANGUAGES: [&str; 3] = ["fi", "sv", "en"];

/// Copies each room's `texts.{language}.ftl` from the folder of rooms to `{into}/{language}`. A key must begin with its
/// room's name and must stand in all three languages.
///
/// # Errors
/// The first text that is missing, has a foreign name or cannot be read, on one line.
pub fn gather(rooms: &Path, into: &Path) -> Result<(), String> {
    let mut keys: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for language in LANGUAGES {
        let folder = into.join(language);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).map_err(|e| e.to_string())?;
        for room in sorted(rooms, Path::is_dir)? {
            let name = room.file_name().unwrap_or_default().to_string_lossy().to_string();
            for source in sorted(&room, |path| is_text_file(path, language))? {
                let text = fs::read_to_string(&source).map_err(|e| format!("{}: {e}", source.display()))?;
                for key in message_keys(&text) {
                    if !key.starts_with(&format!("{}-", name.replace('_', "-"))) {
                        return Err(format!("{}: the key {key} must begin with its room's name", source.display()));
                    }
                    keys.entry(language).or_default().insert(key);
                }
                let stem = source.file_stem().unwrap_or_default().to_string_lossy().to_string();
                let copy = folder.join(format!("{name}-{stem}.ftl"));
                fs::write(&copy, text).and_then(|()| make_old(&copy)).map_err(|e| e.to_string())?;
            }
        }
        make_old(&folder).map_err(|e| e.to_string())?;
    }
    make_old(into).map_err(|e| e.to_string())?;
    let all: BTreeSet<String> = keys.values().flatten().cloned().collect();
    for language in LANGUAGES {
        let here = keys.get(language).cloned().unwrap_or_default();
        if let Some(missing) = all.difference(&here).next() {
            return Err(format!("the text {missing} is missing in the language {language}"));
        }
    }
    Ok(())
}

/// The crate that makes functions of the texts asks cargo to watch the copies. What is as old as this never looks changed,
/// so that the portal is not compiled again for copies of what cargo watches anyway.
fn make_old(path: &Path) -> std::io::Result<()> {
    File::open(path)?.set_modified(SystemTime::UNIX_EPOCH)
}

/// `texts.fi.ftl` and, where a room splits its texts, `texts_questions.fi.ftl` and so on.
fn is_text_file(path: &Path, language: &str) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with("texts") && name.ends_with(&format!(".{language}.ftl"))
}

/// What lies in the folder and is wanted, by name.
fn sorted(folder: &Path, is_wanted: impl Fn(&Path) -> bool) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.retain(|path| is_wanted(path));
    paths.sort();
    Ok(paths)
}

fn message_keys(text: &str) -> Vec<String> {
    text.lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .filter_map(|line| line.split_once('='))
        .map(|(key, _)| key.trim().to_string())
        .collect()
}
