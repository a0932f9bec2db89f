//! The folder for what the tests need for a moment only: databases, profiles of the browser, the throw-away cluster.
//!
//! Each of a thousand tests makes a database of hundreds of small files and removes it. On a disk the check waits for its
//! file system more than for anything else; in memory the same tests take half the time.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::Context as _;

/// Where Linux keeps files in memory.
const MEMORY: &str = "/dev/shm";
/// What must be free there, in bytes; containers often have only 64 MiB.
const NEEDED: u64 = 2 << 30;
const TMPFS: rustix::fs::FsWord = 0x0102_1994;

static NEXT: AtomicU32 = AtomicU32::new(0);

/// A folder of this run; dropping removes it.
pub struct Scratch(PathBuf);

impl Scratch {
    /// In memory where there is room, else where temporary files go.
    pub fn make() -> anyhow::Result<Self> {
        let place = if has_room(Path::new(MEMORY)) { PathBuf::from(MEMORY) } else { std::env::temp_dir() };
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = place.join(format!("ekstranet-check-{}-{number}", std::process::id()));
        fs::create_dir(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(Self(folder))
    }

    pub fn folder(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn has_room(memory: &Path) -> bool {
    let is_memory = rustix::fs::statfs(memory).is_ok_and(|told| told.f_type == TMPFS);
    let is_ours = fs::metadata(memory).is_ok_and(|told| !told.permissions().readonly());
    is_memory && is_ours && rustix::fs::statvfs(memory).is_ok_and(|told| told.f_bavail * told.f_frsize >= NEEDED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_run_leaves_is_removed_with_it() {
        let scratch = Scratch::make().unwrap();
        let folder = scratch.folder().to_path_buf();
        fs::create_dir_all(folder.join("a/b")).unwrap();
        fs::write(folder.join("a/b/c"), "left").unwrap();
        drop(scratch);
        assert!(!folder.exists());
    }

    #[test]
    fn a_folder_on_a_disk_is_not_memory() {
        assert!(!has_room(Path::new("/")) && !has_room(Path::new("/not there")));
    }
}
