//! The part of the configuration about attached files and the scanner that looks at them.

use std::path::PathBuf;

use serde::Deserialize;

/// Files that people attach.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Attachments {
    /// The largest file; a form may ask for smaller ones.
    pub limit_kilobytes: usize,
    /// A virus scanner in the protocol of clamd: `tcp://host:port` or `unix:///path`. When it is named and does not
    /// answer, no file is taken.
    pub scanner: Option<Scanner>,
}

impl Default for Attachments {
    fn default() -> Self {
        Self { limit_kilobytes: 10 * 1024, scanner: None }
    }
}

/// Where a virus scanner listens.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(try_from = "String")]
pub enum Scanner {
    Tcp(String),
    Unix(PathBuf),
}

impl TryFrom<String> for Scanner {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match text.split_once("://") {
            Some(("tcp", address)) if address.contains(':') => Ok(Self::Tcp(address.to_string())),
            Some(("unix", path)) if path.starts_with('/') => Ok(Self::Unix(PathBuf::from(path))),
            _ => Err("attachments.scanner must be tcp://host:port or unix:///path".to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Scanner;

    #[test]
    fn the_configuration_of_the_documents_is_one() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/configuration.md");
        let document = std::fs::read_to_string(path).expect("the document is there");
        let (_, rest) = document.split_once("```toml\n").expect("an example");
        let (example, _) = rest.split_once("```").expect("its end");
        let config = crate::config::Config::read(example, std::iter::empty()).expect("each key is known and right");
        assert_eq!(config.deployment_support.len(), 1);
        assert!(config.operator.archivist_address.is_some() && config.attachments.scanner.is_some());
    }

    #[test]
    fn a_scanner_is_an_address_or_a_socket() {
        let read = |text: &str| Scanner::try_from(text.to_string());
        assert_eq!(read("tcp://127.0.0.1:3310"), Ok(Scanner::Tcp("127.0.0.1:3310".to_string())));
        assert_eq!(read("unix:///run/clamd.ctl"), Ok(Scanner::Unix("/run/clamd.ctl".into())));
        for wrong in ["127.0.0.1:3310", "tcp://scanner", "unix://run", "http://scanner:80"] {
            assert!(read(wrong).is_err_and(|problem| problem.contains("attachments.scanner")), "{wrong}");
        }
    }
}
