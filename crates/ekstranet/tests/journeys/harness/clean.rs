//! The documents that axe-core has found clean. Most journeys pass the same pages in the same state; axe-core takes longer
//! than everything else on a page, and finds the same in the same document. So each document is given to it once in a
//! run of the tests, by whichever journey comes first: every page of every thorough journey is seen by axe-core in three
//! languages, or is letter for letter, numbers aside, and in the same window, one that was.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::PathBuf;

use super::Look;
use super::tools::target;

/// Where the journeys of one run note the clean documents. Without the test runner that names its runs, nothing is noted.
pub struct Clean {
    folder: Option<PathBuf>,
}

impl Clean {
    /// Those of this run; notes of older runs are removed.
    pub fn of_this_run() -> Self {
        let all = target().join("journeys-clean");
        let folder = std::env::var_os("NEXTEST_RUN_ID").map(|run| all.join(run));
        if let Some(own) = &folder {
            for other in fs::read_dir(&all).into_iter().flatten().flatten().filter(|other| other.path() != *own) {
                // Another journey may have removed it a moment ago.
                let _ = fs::remove_dir_all(other.path());
            }
            fs::create_dir_all(own).expect("the target folder can be written");
        }
        Self { folder }
    }

    /// Whether this document has been found clean in such a window.
    pub fn has(&self, look: Look, document: &str) -> bool {
        self.note(look, document).is_some_and(|note| note.is_file())
    }

    /// Notes that this document is clean in such a window.
    pub fn add(&self, look: Look, document: &str) {
        if let Some(note) = self.note(look, document) {
            fs::write(note, "").expect("the target folder can be written");
        }
    }

    fn note(&self, look: Look, document: &str) -> Option<PathBuf> {
        let mut hasher = DefaultHasher::new();
        (look.width, look.scripts, document).hash(&mut hasher);
        self.folder.as_ref().map(|folder| folder.join(format!("{:016x}", hasher.finish())))
    }
}
