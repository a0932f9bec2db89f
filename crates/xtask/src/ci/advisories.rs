//! Published advisories about our dependencies, read from a folder on this machine and nowhere else.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context as _;

use super::{Check, execute};
use crate::workspace;

/// cargo-deny wants an address with a domain; git is told that this one means our copy.
const ADDRESS: &str = "https://advisories.invalid/advisory-db";

/// The folder that `EKSTRANET_ADVISORIES` names, or the usual one beside the project, where it is there.
pub fn folder() -> Option<PathBuf> {
    let named = std::env::var_os("EKSTRANET_ADVISORIES").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| workspace::root().join("../shared/data/advisories"));
    folder.join("crates").is_dir().then_some(folder)
}

/// Compares the dependencies with the advisories; without the folder it says so and passes.
pub fn check(check: &Check) -> anyhow::Result<()> {
    let Some(folder) = folder() else {
        println!("ci: advisories not checked: EKSTRANET_ADVISORIES names no folder with advisories");
        return Ok(());
    };
    let work = workspace::target().join("advisories");
    if work.exists() {
        fs::remove_dir_all(&work).context("cannot remove the last copy of the advisories")?;
    }
    let copy = work.join("copy");
    copy_folder(&folder, &copy)?;
    // cargo-deny reads only a git repository with a branch `main`.
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.current_dir(&copy).env("GIT_CONFIG_GLOBAL", "/dev/null").args([
            "-c",
            "user.name=ci",
            "-c",
            "user.email=ci@localhost",
        ]);
        execute(git.args(arguments), &check.signals)
    };
    git(&["init", "--quiet", "--initial-branch=main"])?;
    git(&["add", "--all"])?;
    git(&["commit", "--quiet", "--message=Advisories"])?;

    let settings = work.join("deny.toml");
    fs::write(&settings, settings_for(&fs::read_to_string(workspace::root().join("deny.toml"))?, &work))?;
    let mut command = workspace::cargo();
    command
        .env("PATH", super::tools::path())
        .env("GIT_CONFIG_COUNT", "1")
        .env("GIT_CONFIG_KEY_0", format!("url.file://{}.insteadOf", copy.display()))
        .env("GIT_CONFIG_VALUE_0", ADDRESS)
        .args(["deny", "--locked", "--config"])
        .arg(&settings)
        .args(["check", "advisories"]);
    execute(&mut command, &check.signals)
}

/// The project's settings, whose last section is the one about advisories, with the copy as the only source.
fn settings_for(settings: &str, work: &Path) -> String {
    let folder = serde_json::Value::from(work.join("read").display().to_string());
    format!("{settings}\ndb-path = {folder}\ndb-urls = [\"{ADDRESS}\"]\n")
}

fn copy_folder(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let name = entry.file_name();
        if entry.file_type()?.is_dir() {
            if name != ".git" {
                copy_folder(&entry.path(), &to.join(name))?;
            }
        } else {
            fs::copy(entry.path(), to.join(name))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_section_of_our_settings_is_the_one_about_advisories() {
        let settings = fs::read_to_string(workspace::root().join("deny.toml")).unwrap();
        let last = settings.lines().rfind(|line| line.starts_with('[')).unwrap();
        assert_eq!(last, "[advisories]");
        assert!(
            settings_for(&settings, Path::new("/w"))
                .ends_with(&format!("db-path = \"/w/read\"\ndb-urls = [\"{ADDRESS}\"]\n"))
        );
    }
}
