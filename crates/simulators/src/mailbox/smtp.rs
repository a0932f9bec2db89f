//! A small SMTP server (RFC 5321) that takes everything that it is given, on a loopback address.

use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::{Mailbox, Message};
use crate::faults::Fault;
use crate::listening::serve_unless;
use crate::scene::Scene;

/// The largest message, in bytes.
const MESSAGE_BYTES: usize = 10 * 1024 * 1024;

/// The longest line, in bytes.
const LINE_BYTES: u64 = 64 * 1024;

/// How long a client may be silent.
const PATIENCE: Duration = Duration::from_mins(5);

/// Serves until it is dropped, but for the time that the fault `smtp_down` is on.
pub(crate) async fn serve(listener: TcpListener, mailbox: Arc<Mailbox>, scene: Arc<Scene>) -> std::io::Result<()> {
    let serving = Arc::clone(&scene);
    serve_unless(Fault::SmtpDown, listener, scene, move |stream| {
        let (mailbox, scene) = (Arc::clone(&mailbox), Arc::clone(&serving));
        async move { converse(stream, &mailbox, &scene).await }
    })
    .await
}

/// The envelope of the message at hand.
#[derive(Default)]
struct Envelope {
    sender: Option<String>,
    recipients: Vec<String>,
}

/// What to do after a command.
enum Next {
    Reply(String),
    ReadMessage,
    Quit,
}

async fn converse(stream: TcpStream, mailbox: &Mailbox, scene: &Scene) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut envelope = Envelope::default();
    send(&mut stream, "220 simulators.example ESMTP").await?;
    while let Some(line) = read_line(&mut stream).await? {
        if scene.faults.is_on(Fault::SmtpDown) {
            return send(&mut stream, "421 simulators.example closing").await;
        }
        let line = String::from_utf8_lossy(&line).into_owned();
        match envelope.command(line.trim_end(), scene.faults.is_on(Fault::SmtpReject)) {
            Next::Reply(reply) => send(&mut stream, &reply).await?,
            Next::Quit => return send(&mut stream, "221 simulators.example closing").await,
            Next::ReadMessage => {
                send(&mut stream, "354 End with a dot on its own line").await?;
                let Some(data) = read_message(&mut stream).await? else {
                    return Ok(());
                };
                let Envelope { sender, recipients } = std::mem::take(&mut envelope);
                let reply = match data {
                    None => "552 The message is too large",
                    Some(raw) => {
                        let sender = sender.unwrap_or_default();
                        let message = Message::read(&raw, &sender, recipients, scene.clock.now());
                        if mailbox.receive(message).is_ok() { "250 Kept" } else { "451 Cannot write the mailbox" }
                    }
                };
                send(&mut stream, reply).await?;
            }
        }
    }
    Ok(())
}

impl Envelope {
    fn command(&mut self, line: &str, reject: bool) -> Next {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        let reply = match verb.to_ascii_uppercase().as_str() {
            "EHLO" => {
                *self = Self::default();
                return Next::Reply(format!("250-simulators.example\r\n250-8BITMIME\r\n250 SIZE {MESSAGE_BYTES}"));
            }
            "HELO" | "RSET" => {
                *self = Self::default();
                "250 OK"
            }
            "NOOP" => "250 OK",
            "VRFY" => "252 Cannot say",
            "QUIT" => return Next::Quit,
            "MAIL" => match path(rest, "FROM:") {
                None => "501 Write MAIL FROM:<address>",
                Some(_) if self.sender.is_some() => "503 There is a sender already",
                Some((_, parameters)) if declared_size(parameters) > MESSAGE_BYTES => "552 The message is too large",
                Some((sender, _)) => {
                    self.sender = Some(sender);
                    "250 OK"
                }
            },
            "RCPT" => match path(rest, "TO:") {
                _ if self.sender.is_none() => "503 MAIL comes first",
                None => "501 Write RCPT TO:<address>",
                Some(_) if reject => "550 5.1.1 No such recipient",
                Some((recipient, _)) => {
                    self.recipients.push(recipient);
                    "250 OK"
                }
            },
            "DATA" if self.recipients.is_empty() => "503 RCPT comes first",
            "DATA" => return Next::ReadMessage,
            _ => "502 Not known",
        };
        Next::Reply(reply.to_owned())
    }
}

/// The address between the angle brackets after the keyword, and the parameters after it.
fn path<'a>(rest: &'a str, keyword: &str) -> Option<(String, &'a str)> {
    let start = rest.get(..keyword.len())?;
    if !start.eq_ignore_ascii_case(keyword) {
        return None;
    }
    let (address, parameters) = rest[keyword.len()..].trim_start().strip_prefix('<')?.split_once('>')?;
    Some((address.to_owned(), parameters))
}

fn declared_size(parameters: &str) -> usize {
    let mut parameters = parameters.split_whitespace();
    let size = parameters.find_map(|parameter| parameter.to_ascii_uppercase().strip_prefix("SIZE=")?.parse().ok());
    size.unwrap_or(0)
}

/// The message up to the lonely dot, without the dots that were stuffed in; `Some(None)` when it is too large, `None`
/// when the client went away.
async fn read_message(stream: &mut BufReader<TcpStream>) -> std::io::Result<Option<Option<Vec<u8>>>> {
    let mut message = Vec::new();
    let mut is_too_large = false;
    while let Some(line) = read_line(stream).await? {
        if line == b".\r\n" || line == b".\n" {
            return Ok(Some((!is_too_large).then_some(message)));
        }
        let line = line.strip_prefix(b".").unwrap_or(&line);
        is_too_large |= message.len() + line.len() > MESSAGE_BYTES;
        if !is_too_large {
            message.extend_from_slice(line);
        }
    }
    Ok(None)
}

/// A line with its end; `None` at the end of the stream, or when the line is too long or too long in coming.
async fn read_line(stream: &mut BufReader<TcpStream>) -> std::io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    let mut limited = stream.take(LINE_BYTES);
    let read = tokio::time::timeout(PATIENCE, limited.read_until(b'\n', &mut line)).await;
    match read {
        Ok(Ok(_)) if line.ends_with(b"\n") => Ok(Some(line)),
        Ok(Err(error)) => Err(error),
        _ => Ok(None),
    }
}

async fn send(stream: &mut BufReader<TcpStream>, reply: &str) -> std::io::Result<()> {
    stream.get_mut().write_all(format!("{reply}\r\n").as_bytes()).await
}
