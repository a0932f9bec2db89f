//! The words of the portal's own text files, so that a journey presses what the page really says.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};

use super::Language;

/// Every text of one language by its key.
#[derive(Clone)]
pub struct Words {
    texts: Arc<HashMap<String, String>>,
    pub language: Language,
}

impl Words {
    /// The texts of all rooms, read once.
    pub fn read(language: Language) -> Self {
        static READ: Mutex<Vec<Words>> = Mutex::new(Vec::new());
        let mut read = READ.lock().expect("no holder panics");
        if let Some(words) = read.iter().find(|words| words.language == language) {
            return words.clone();
        }
        let words = Self::read_files(language);
        read.push(words.clone());
        words
    }

    fn read_files(language: Language) -> Self {
        let mut texts = HashMap::new();
        let rooms = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let ending = format!(".{}.ftl", language.code());
        for room in fs::read_dir(rooms).expect("the portal's source").flatten().filter(|room| room.path().is_dir()) {
            for file in fs::read_dir(room.path()).expect("a room").flatten() {
                if file.file_name().to_string_lossy().ends_with(&ending) {
                    let text = fs::read_to_string(file.path()).expect("a file of texts");
                    texts.extend(text.lines().filter_map(message));
                }
            }
        }
        Self { texts: Arc::new(texts), language }
    }

    /// The text of a key that takes no variable.
    pub fn say(&self, key: &str) -> String {
        self.fill(key, &[])
    }

    /// The text of a key with its variables put in.
    ///
    /// # Panics
    /// When there is no such text, or a variable is left over.
    pub fn fill(&self, key: &str, variables: &[(&str, &str)]) -> String {
        let text = self.texts.get(key).unwrap_or_else(|| panic!("no text {key} in {}", self.language.code()));
        let mut text = text.clone();
        for (name, value) in variables {
            text = text.replace(&format!("{{ ${name} }}"), value);
        }
        assert!(!text.contains('{') && !text.is_empty(), "{key} has more variables: {text}");
        text
    }
}

/// The key and the text of a line that begins a message.
fn message(line: &str) -> Option<(String, String)> {
    let begins = line.starts_with(|first: char| first.is_ascii_lowercase());
    let (key, text) = line.split_once('=').filter(|_| begins)?;
    Some((key.trim().to_owned(), text.trim().to_owned()))
}
