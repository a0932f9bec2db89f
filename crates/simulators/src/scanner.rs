//! A virus scanner as `clamd` speaks: the commands `PING`, `VERSION` and `INSTREAM`, ended by a zero byte (`z…`) or by a
//! new line (`n…`). It knows one virus, the EICAR test file that every scanner knows.

use std::sync::Arc;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::faults::Fault;
use crate::listening::serve_unless;
use crate::scene::Scene;

/// The largest stream, in bytes, as clamd's default `StreamMaxLength`.
const STREAM_BYTES: usize = 25 * 1024 * 1024;

/// The longest command, in bytes.
const COMMAND_BYTES: usize = 64;

/// What the test file begins with; written in two parts, so that this source is not taken for it.
const TEST_FILE: [&[u8]; 2] = [b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$", b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"];

/// Serves until it is dropped, but for the time that the fault `scanner_down` is on.
pub(crate) async fn serve(listener: TcpListener, scene: Arc<Scene>) -> std::io::Result<()> {
    let serving = Arc::clone(&scene);
    serve_unless(Fault::ScannerDown, listener, scene, move |stream| {
        let scene = Arc::clone(&serving);
        async move { converse(stream, &scene).await }
    })
    .await
}

/// One command, as without `IDSESSION`: answered, then the connection ends.
async fn converse(stream: TcpStream, scene: &Scene) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let Some((command, end)) = read_command(&mut stream).await? else { return Ok(()) };
    let reply = match command.as_str() {
        "PING" => "PONG".to_owned(),
        "VERSION" => "ClamAV 1.4.3/27500/simulated".to_owned(),
        "INSTREAM" => match read_stream(&mut stream).await? {
            _ if scene.faults.is_on(Fault::ScannerError) => "stream: Can't allocate memory ERROR".to_owned(),
            None => "INSTREAM size limit exceeded. ERROR".to_owned(),
            Some(bytes) if is_infected(&bytes) => "stream: Win.Test.EICAR_HDB-1 FOUND".to_owned(),
            Some(_) => "stream: OK".to_owned(),
        },
        _ => "UNKNOWN COMMAND".to_owned(),
    };
    let mut answer = reply.into_bytes();
    answer.push(end);
    stream.write_all(&answer).await?;
    stream.flush().await
}

/// A command with the byte that ends it and its answer; `None` when the client went away or said nothing sensible.
async fn read_command(stream: &mut BufReader<TcpStream>) -> std::io::Result<Option<(String, u8)>> {
    let end = match stream.read_u8().await? {
        b'z' => 0,
        b'n' => b'\n',
        _ => return Ok(None),
    };
    let mut command = Vec::new();
    while command.len() < COMMAND_BYTES {
        match stream.read_u8().await? {
            byte if byte == end => return Ok(String::from_utf8(command).ok().map(|command| (command, end))),
            byte => command.push(byte),
        }
    }
    Ok(None)
}

/// The chunks of a stream, each after its length; a length of zero ends it. `None` when it is too long.
async fn read_stream(stream: &mut BufReader<TcpStream>) -> std::io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    loop {
        let length = usize::try_from(stream.read_u32().await?).unwrap_or(usize::MAX);
        if length == 0 {
            return Ok(Some(bytes));
        }
        if bytes.len().saturating_add(length) > STREAM_BYTES {
            return Ok(None);
        }
        let start = bytes.len();
        bytes.resize(start + length, 0);
        stream.read_exact(&mut bytes[start..]).await?;
    }
}

/// Whether the test file is anywhere in it.
fn is_infected(bytes: &[u8]) -> bool {
    let wanted = TEST_FILE.concat();
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use super::*;
    use crate::testing::stage;

    async fn ask(address: SocketAddr, sent: &[u8]) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(address).await?;
        stream.write_all(sent).await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        Ok(answer)
    }

    fn instream(chunks: &[&[u8]]) -> Vec<u8> {
        let mut sent = b"zINSTREAM\0".to_vec();
        for chunk in chunks.iter().chain([&&b""[..]]) {
            sent.extend(u32::try_from(chunk.len()).expect("short").to_be_bytes());
            sent.extend(*chunk);
        }
        sent
    }

    #[tokio::test]
    async fn it_answers_as_clamd_does_and_finds_the_test_file_across_chunks() {
        let stage = stage(jiff::civil::date(2026, 11, 21));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let running = tokio::spawn(serve(listener, Arc::clone(&stage.scene)));
        assert_eq!(ask(address, b"zPING\0").await.expect("an answer"), "PONG\0");
        assert_eq!(ask(address, b"nPING\n").await.expect("an answer"), "PONG\n");
        assert_eq!(ask(address, b"zRELOAD\0").await.expect("an answer"), "UNKNOWN COMMAND\0");
        assert_eq!(ask(address, &instream(&[b"good", b"text"])).await.expect("an answer"), "stream: OK\0");
        let found = ask(address, &instream(&[b"before", TEST_FILE[0], TEST_FILE[1], b"after"])).await;
        assert_eq!(found.expect("an answer"), "stream: Win.Test.EICAR_HDB-1 FOUND\0");
        assert!(stage.scene.faults.turn("scanner_error", true));
        assert!(ask(address, &instream(&[b"good"])).await.expect("an answer").ends_with("ERROR\0"));
        assert!(stage.scene.faults.turn("scanner_error", false));
        running.abort();
    }
}
