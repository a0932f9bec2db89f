//! Who asks: keep-alive HTTP/1.1 clients in a closed loop, each sends its next request when it has the whole answer.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use anyhow::{Context as _, bail};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;

/// An answer that takes longer is a failure of the bar.
const PATIENCE: Duration = Duration::from_secs(20);

/// An answer as its asker looks at it.
pub struct Answer<'a> {
    pub status: u16,
    pub head: &'a str,
    pub body: &'a [u8],
}

impl Answer<'_> {
    /// The value of a header, by its name in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.split("\r\n").find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim)
    }

    /// Every value of a header that may repeat.
    pub fn headers<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s str> {
        self.head.split("\r\n").filter_map(move |line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim)
    }

    /// The value of a cookie that it sets.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.headers("set-cookie").find_map(|value| value.split(';').next()?.strip_prefix(name)?.strip_prefix('='))
    }

    /// The body as text.
    pub fn text(&self) -> std::borrow::Cow<'_, str> {
        String::from_utf8_lossy(self.body)
    }

    /// Fails unless the status is the expected one.
    pub fn must_be(&self, status: u16) -> anyhow::Result<()> {
        if self.status == status {
            return Ok(());
        }
        let text = self.text();
        let heading = text.split("<h1").nth(1).and_then(|rest| rest.split("</h1>").next()).unwrap_or_default();
        bail!("answered {} instead of {status} {heading} {}", self.status, self.header("location").unwrap_or_default())
    }
}

/// One who asks, again and again.
pub trait Visitor: Send + 'static {
    /// The next request as it goes over the wire; `None` when there is nothing more to ask.
    fn next(&mut self) -> Option<&[u8]>;
    /// Looks at the answer.
    fn answered(&mut self, answer: &Answer<'_>) -> anyhow::Result<()>;
}

/// One connection.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    pub async fn open(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await.context("the portal does not accept connections")?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(64 * 1024) })
    }

    /// Sends a request and reads its answer.
    pub async fn ask(&mut self, request: &[u8]) -> anyhow::Result<Answer<'_>> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let mut head = 0;
        let mut end = End::Unknown;
        while !end.is_in(&self.buffer) {
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                bail!("the portal closed the connection");
            }
            if head == 0
                && let Some(at) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n")
            {
                head = at;
                end = End::told_by(&self.buffer[..head])?;
            }
        }
        let text = std::str::from_utf8(&self.buffer[..head]).context("the head is text")?;
        let status = text.get(9..12).and_then(|digits| digits.parse().ok()).context("no status")?;
        Ok(Answer { status, head: text, body: &self.buffer[head + 4..] })
    }
}

/// Where an answer ends.
enum End {
    Unknown,
    /// After so many bytes, head included.
    After(usize),
    /// With an empty chunk.
    LastChunk,
}

impl End {
    fn told_by(head: &[u8]) -> anyhow::Result<Self> {
        const LENGTH: &[u8] = b"\r\ncontent-length: ";
        let after = |name: &[u8]| Some(head.windows(name.len()).position(|part| part == name)? + name.len());
        if let Some(at) = after(LENGTH) {
            let digits = head[at..].iter().take_while(|byte| byte.is_ascii_digit());
            let length = digits.fold(0, |number, digit| number * 10 + usize::from(digit - b'0'));
            return Ok(Self::After(head.len() + 4 + length));
        }
        if after(b"\r\ntransfer-encoding: chunked").is_some() {
            return Ok(Self::LastChunk);
        }
        bail!("an answer that does not tell its end: {}", String::from_utf8_lossy(head))
    }

    fn is_in(&self, answer: &[u8]) -> bool {
        match self {
            Self::Unknown => false,
            Self::After(length) => answer.len() >= *length,
            Self::LastChunk => answer.ends_with(b"\r\n0\r\n\r\n"),
        }
    }
}

/// Visitors at work, one connection each.
pub struct Crowd<V> {
    tasks: Vec<JoinHandle<anyhow::Result<V>>>,
    count: Arc<AtomicU64>,
    stop: Arc<AtomicBool>,
}

impl<V: Visitor> Crowd<V> {
    pub fn start(address: SocketAddr, visitors: Vec<V>) -> Self {
        let (count, stop) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
        let task = |visitor| tokio::spawn(go_on(address, visitor, Arc::clone(&count), Arc::clone(&stop)));
        Self { tasks: visitors.into_iter().map(task).collect(), count: Arc::clone(&count), stop }
    }

    /// Answers so far.
    pub fn count(&self) -> u64 {
        self.count.load(Ordering::Relaxed)
    }

    /// The number of answers, which outlives the crowd.
    pub fn counter(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.count)
    }

    /// Lets each have its last answer and gives the visitors back.
    pub async fn stop(self) -> anyhow::Result<Vec<V>> {
        self.stop.store(true, Ordering::Relaxed);
        self.wait().await
    }

    /// Waits until each has asked everything it wanted.
    pub async fn wait(self) -> anyhow::Result<Vec<V>> {
        let mut visitors = Vec::new();
        for task in self.tasks {
            visitors.push(task.await.context("a visitor panicked")??);
        }
        Ok(visitors)
    }
}

async fn go_on<V: Visitor>(
    address: SocketAddr,
    mut visitor: V,
    count: Arc<AtomicU64>,
    stop: Arc<AtomicBool>,
) -> anyhow::Result<V> {
    let mut connection = Connection::open(address).await?;
    while !stop.load(Ordering::Relaxed) {
        let Some(request) = visitor.next() else { break };
        let answer = tokio::time::timeout(PATIENCE, connection.ask(request)).await.context("no answer in 20 s")??;
        visitor.answered(&answer)?;
        count.fetch_add(1, Ordering::Relaxed);
    }
    Ok(visitor)
}

/// A request without a body, with the headers of a browser.
pub fn get(host: &str, path: &str, cookies: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\n{}\r\n", common(host, cookies, "none")).into_bytes()
}

/// The same for an answer that may come compressed.
pub fn get_compressed(host: &str, path: &str, cookies: &str) -> Vec<u8> {
    let common = common(host, cookies, "none");
    format!("GET {path} HTTP/1.1\r\n{common}accept-encoding: gzip, deflate, br\r\n\r\n").into_bytes()
}

/// A posted form.
pub fn post(host: &str, path: &str, cookies: &str, body: &str) -> Vec<u8> {
    let common = common(host, cookies, "same-origin");
    let media = "application/x-www-form-urlencoded";
    let length = body.len();
    format!("POST {path} HTTP/1.1\r\n{common}content-type: {media}\r\ncontent-length: {length}\r\n\r\n{body}")
        .into_bytes()
}

fn common(host: &str, cookies: &str, site: &str) -> String {
    let cookies = if cookies.is_empty() { String::new() } else { format!("cookie: {cookies}\r\n") };
    format!(
        "host: {host}\r\naccept: text/html\r\naccept-language: fi-FI,fi;q=0.9\r\nsec-fetch-site: {site}\r\n{cookies}"
    )
}

/// A form's text.
pub fn form(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}
