//! A mail server for tests: speaks SMTP on loopback, keeps what it takes, and can refuse.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// What a client said and sent.
#[derive(Clone, Debug, Default)]
pub struct Received {
    /// The name it gave itself.
    pub hello: String,
    pub recipient: String,
    /// Headers and text as sent.
    pub data: String,
}

/// A running server; dropping ends it.
pub struct MailServer {
    pub port: u16,
    received: Arc<Mutex<Vec<Received>>>,
    refusal: Arc<Mutex<Option<&'static str>>>,
    ascii_only: Arc<AtomicBool>,
    task: JoinHandle<()>,
}

impl MailServer {
    /// Starts on a free port, or again on one that was ours before.
    pub async fn start(port: u16) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", port)).await.expect("the port is free");
        let port = listener.local_addr().expect("an address").port();
        let received: Arc<Mutex<Vec<Received>>> = Arc::default();
        let refusal: Arc<Mutex<Option<&'static str>>> = Arc::default();
        let ascii_only: Arc<AtomicBool> = Arc::default();
        let (kept, refuse, ascii) = (received.clone(), refusal.clone(), ascii_only.clone());
        let task = tokio::spawn(async move {
            // Ends its connections when it is ended itself.
            let mut connections = tokio::task::JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                connections.spawn(converse(stream, kept.clone(), refuse.clone(), ascii.clone()));
            }
        });
        Self { port, received, refusal, ascii_only, task }
    }

    /// Answers recipients with this line from now on, or takes them again.
    pub fn refuse(&self, line: Option<&'static str>) {
        *self.refusal.lock().unwrap_or_else(PoisonError::into_inner) = line;
    }

    /// Offers no addresses with other letters than those of ASCII from now on.
    pub fn take_ascii_only(&self) {
        self.ascii_only.store(true, Ordering::Relaxed);
    }

    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Ends the server with its connections and waits until the port is free.
    pub async fn stop(mut self) -> u16 {
        self.task.abort();
        let _ = (&mut self.task).await;
        self.port
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn converse(
    stream: TcpStream,
    kept: Arc<Mutex<Vec<Received>>>,
    refusal: Arc<Mutex<Option<&'static str>>>,
    ascii_only: Arc<AtomicBool>,
) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut mail = Received::default();
    stream.write_all(b"220 mail.example ESMTP\r\n").await?;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let line = line.trim_end();
        let answer = match line.get(..4).unwrap_or(line).to_ascii_uppercase().as_str() {
            "EHLO" => {
                mail.hello = line[5..].to_string();
                let is_plain = ascii_only.load(Ordering::Relaxed);
                if is_plain { "250 mail.example" } else { "250-mail.example\r\n250-8BITMIME\r\n250 SMTPUTF8" }
            }
            "MAIL" | "NOOP" | "RSET" => "250 ok",
            "RCPT" => {
                mail.recipient = line[5..].to_string();
                refusal.lock().unwrap_or_else(PoisonError::into_inner).unwrap_or("250 ok")
            }
            "DATA" => {
                stream.write_all(b"354 go on\r\n").await?;
                mail.data = read_data(&mut stream).await?;
                kept.lock().unwrap_or_else(PoisonError::into_inner).push(mail.clone());
                "250 taken"
            }
            "QUIT" => "221 bye",
            _ => "502 unknown",
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
}

async fn read_data(stream: &mut BufReader<TcpStream>) -> std::io::Result<String> {
    let mut data = String::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 || line == ".\r\n" {
            return Ok(data);
        }
        data.push_str(&line);
    }
}
