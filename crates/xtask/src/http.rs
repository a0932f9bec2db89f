//! The one request that these commands make: GET a small document from a program on this machine.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context as _, bail};

const PATIENCE: Duration = Duration::from_secs(10);

/// The body at `path` of the server at `address` (`127.0.0.1:8090`). Fails unless the answer is 200.
pub fn get(address: &str, path: &str) -> anyhow::Result<String> {
    let place = format!("http://{address}{path}");
    let mut stream = TcpStream::connect(address).with_context(|| format!("{place}: no connection"))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    // HTTP/1.0, so that the body ends with the connection and is never sent in chunks.
    let request = format!("GET {path} HTTP/1.0\r\nHost: {address}\r\nAccept: application/json\r\n\r\n");
    stream.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).with_context(|| format!("{place}: no answer"))?;
    let answer = String::from_utf8(answer).with_context(|| format!("{place}: not UTF-8"))?;
    let Some((head, body)) = answer.split_once("\r\n\r\n") else { bail!("{place}: not an HTTP answer") };
    let status = head.split(' ').nth(1).unwrap_or_default();
    if status != "200" {
        bail!("{place}: answered {status}");
    }
    Ok(body.to_owned())
}

/// For tests: a server for one request. It reads the request whole, or its end would reset the connection.
#[cfg(test)]
pub fn answer_once(listener: std::net::TcpListener, answer: String) {
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut asked = Vec::new();
        while !asked.ends_with(b"\r\n\r\n") {
            let mut one = [0];
            stream.read_exact(&mut one).unwrap();
            asked.push(one[0]);
        }
        stream.write_all(answer.as_bytes()).unwrap();
    });
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    fn answering(answer: &str) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        answer_once(listener, answer.to_owned());
        address
    }

    #[test]
    fn a_good_answer_gives_its_body() {
        let address = answering("HTTP/1.0 200 OK\r\ncontent-type: application/json\r\n\r\n[1]");
        assert_eq!(get(&address, "/people.json").unwrap(), "[1]");
    }

    #[test]
    fn another_status_is_an_error_that_names_the_address() {
        let address = answering("HTTP/1.1 404 Not Found\r\n\r\nno");
        let error = get(&address, "/people.json").unwrap_err().to_string();
        assert_eq!(error, format!("http://{address}/people.json: answered 404"));
    }
}
