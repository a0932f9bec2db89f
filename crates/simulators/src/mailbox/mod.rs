//! The mailbox: everything that was sent through the SMTP server of this program, kept over restarts.

mod pages;
mod smtp;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::Context as _;
use jiff::Timestamp;
use mailparse::MailHeaderMap as _;
use serde::{Deserialize, Serialize};

pub(crate) use pages::routes;
pub(crate) use smtp::serve;

/// How many messages are kept; older ones go.
const KEPT_MESSAGES: usize = 1000;

/// The file in the data directory that keeps the messages.
const FILE: &str = "mailbox.json";

/// One received message.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Message {
    pub(crate) id: String,
    /// The header `From`, decoded, else the sender of the envelope.
    pub(crate) from: String,
    /// The recipients of the envelope.
    pub(crate) to: Vec<String>,
    pub(crate) subject: String,
    /// The plain text, decoded.
    pub(crate) text: String,
    /// The message as it came.
    pub(crate) raw: String,
    pub(crate) received_at: Timestamp,
}

/// All received messages, newest last.
pub(crate) struct Mailbox {
    messages: Mutex<Vec<Message>>,
    file: PathBuf,
}

impl Mailbox {
    /// The mailbox with what the file of an earlier run holds.
    pub(crate) fn open(data_directory: &Path) -> anyhow::Result<Self> {
        let file = data_directory.join(FILE);
        let messages = match std::fs::read(&file) {
            Ok(bytes) => {
                serde_json::from_slice(&bytes).with_context(|| format!("{} is not readable", file.display()))?
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", file.display())),
        };
        Ok(Self { messages: Mutex::new(messages), file })
    }

    pub(crate) fn list(&self) -> Vec<Message> {
        self.messages.lock().expect("no holder panics").clone()
    }

    pub(crate) fn find(&self, id: &str) -> Option<Message> {
        self.messages.lock().expect("no holder panics").iter().find(|message| message.id == id).cloned()
    }

    /// Keeps a message; it counts as received only when it is in the file.
    fn receive(&self, message: Message) -> std::io::Result<()> {
        let mut messages = self.messages.lock().expect("no holder panics");
        messages.push(message);
        let surplus = messages.len().saturating_sub(KEPT_MESSAGES);
        messages.drain(..surplus);
        self.write(&messages)
    }

    /// Throws everything away.
    pub(crate) fn clear(&self) -> std::io::Result<()> {
        let mut messages = self.messages.lock().expect("no holder panics");
        messages.clear();
        self.write(&messages)
    }

    fn write(&self, messages: &[Message]) -> std::io::Result<()> {
        // Written beside and renamed, so that a crash leaves the earlier file whole.
        let beside = self.file.with_extension("new");
        std::fs::write(&beside, serde_json::to_vec(messages)?)?;
        std::fs::rename(&beside, &self.file)
    }
}

impl Message {
    /// Reads what was sent; what is not a mail has an empty subject and its bytes as text.
    fn read(raw: &[u8], sender: &str, recipients: Vec<String>, received_at: Timestamp) -> Self {
        let parsed = mailparse::parse_mail(raw).ok();
        let header = |name: &str| parsed.as_ref().and_then(|mail| mail.headers.get_first_value(name));
        let as_sent = String::from_utf8_lossy(raw).into_owned();
        Self {
            id: crate::clock::random_id(),
            from: header("From").unwrap_or_else(|| sender.to_owned()),
            to: recipients,
            subject: header("Subject").unwrap_or_default(),
            text: parsed.as_ref().and_then(plain_text).unwrap_or_else(|| as_sent.clone()),
            raw: as_sent,
            received_at,
        }
    }
}

/// The first plain text part, decoded.
fn plain_text(mail: &mailparse::ParsedMail) -> Option<String> {
    if mail.subparts.is_empty() {
        let is_plain = mail.ctype.mimetype == "text/plain";
        return if is_plain { mail.get_body().ok() } else { None };
    }
    mail.subparts.iter().find_map(plain_text)
}
