//! The client of a virus scanner in the protocol of clamd: `INSTREAM` over TCP or a local socket. Whatever goes wrong is an
//! error, never a clean file.

use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpStream, UnixStream};

use crate::config::Scanner;

/// A scan, its connection included, takes at most this long.
const SCAN_TIME: Duration = Duration::from_secs(15);
/// Bytes of one chunk; clamd takes any size up to its own limit.
const CHUNK: usize = 64 * 1024;
/// The longest answer.
const ANSWER: u64 = 1_024;

/// What the scanner says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Clean,
    /// With the name that the scanner gives to what it found.
    Infected(String),
}

/// Has bytes scanned.
pub(super) async fn scan(scanner: &Scanner, content: &[u8]) -> Result<Verdict, String> {
    let scanning = async {
        match scanner {
            Scanner::Tcp(address) => converse(TcpStream::connect(address).await?, content).await,
            Scanner::Unix(path) => converse(UnixStream::connect(path).await?, content).await,
        }
    };
    let answer = tokio::time::timeout(SCAN_TIME, scanning).await.map_err(|_| "it took too long".to_string())?;
    verdict(&answer.map_err(|problem| problem.to_string())?)
}

async fn converse(mut stream: impl AsyncRead + AsyncWrite + Unpin, content: &[u8]) -> std::io::Result<Vec<u8>> {
    stream.write_all(b"zINSTREAM\0").await?;
    for chunk in content.chunks(CHUNK) {
        // A chunk is far shorter than what four bytes can tell.
        stream.write_u32(u32::try_from(chunk.len()).unwrap_or_default()).await?;
        stream.write_all(chunk).await?;
    }
    stream.write_u32(0).await?;
    stream.flush().await?;
    let mut answer = Vec::new();
    stream.take(ANSWER).read_to_end(&mut answer).await?;
    Ok(answer)
}

/// Reads an answer; only the exact words for a clean stream mean a clean stream.
pub(super) fn verdict(answer: &[u8]) -> Result<Verdict, String> {
    let text = String::from_utf8_lossy(answer);
    let text = text.trim_end_matches(['\0', '\n']);
    if text == "stream: OK" {
        return Ok(Verdict::Clean);
    }
    match text.strip_prefix("stream: ").and_then(|rest| rest.strip_suffix(" FOUND")) {
        Some(what) => Ok(Verdict::Infected(what.chars().filter(|letter| !letter.is_control()).take(200).collect())),
        None => Err(format!("it answered {:?}", text.chars().take(200).collect::<String>())),
    }
}
