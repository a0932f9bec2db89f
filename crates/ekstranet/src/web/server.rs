//! The listeners: time-outs, a least pace, a connection cap and a clean end. `axum::serve` has no header time-out, so
//! connections are served with hyper directly. How long a request may be read and handled stands in `limits`.

use std::convert::Infallible;
use std::future::Future;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use anyhow::Context as _;
use axum::Router;
use axum::http::HeaderValue;
use hyper::server::conn::http1;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::sync::watch;
use tokio_io_timeout::TimeoutStream;

use super::pace::{Answering, Pace, Paced};

/// What a listener grants its clients.
#[derive(Clone, Copy, Debug)]
struct Grant {
    /// At most this many connections at once; more wait in the system's queue.
    connections: usize,
    /// A client that has not sent its headers by then is cut off.
    header_time: Duration,
    /// A client that takes nothing of its answer for so long is cut off: it holds a place that others wait for.
    write_time: Duration,
    /// A client that takes its answer more slowly is cut off too, however steadily it takes a little.
    pace: Pace,
    /// How long open requests may finish after the end was asked for.
    grace: Duration,
}

const GRANT: Grant = Grant {
    connections: 1024,
    header_time: Duration::from_secs(15),
    write_time: Duration::from_secs(30),
    // The first view of a page has at most 60 KiB, so it may take 38 seconds; a mobile network of the second generation is
    // faster than that.
    pace: Pace { start: Duration::from_secs(30), bytes_a_second: 8 * 1024 },
    grace: Duration::from_secs(10),
};

/// The Content-Security-Policy. `form-action` must name every place where a form's redirect ends, or browsers stop the
/// way to the identity provider; those places are learnt from the configuration and from its metadata.
pub struct ContentPolicy(RwLock<(Vec<String>, HeaderValue)>);

impl ContentPolicy {
    /// A policy that lets forms end at these origins besides our own.
    pub fn new(origins: impl IntoIterator<Item = String>) -> Self {
        let origins: Vec<String> = origins.into_iter().collect();
        let header = policy(&origins);
        Self(RwLock::new((origins, header)))
    }

    /// Lets forms also end at the origin of this address.
    pub fn allow_form_target(&self, address: &str) {
        let Some(origin) = origin(address) else { return };
        let Ok(mut held) = self.0.write() else { return };
        if !held.0.contains(&origin) {
            held.0.push(origin);
            held.1 = policy(&held.0);
        }
    }

    /// The policy of an answer that one other origin may show in a frame.
    pub(super) fn framed_by(&self, origin: &str) -> HeaderValue {
        let header = self.header();
        let text = header.to_str().unwrap_or_default().replace(NO_FRAME, &format!("frame-ancestors {origin}"));
        HeaderValue::from_str(&text).unwrap_or(header)
    }

    pub(super) fn header(&self) -> HeaderValue {
        self.0.read().map_or_else(|_| policy(&[]), |held| held.1.clone())
    }
}

const NO_FRAME: &str = "frame-ancestors 'none'";

fn policy(origins: &[String]) -> HeaderValue {
    let targets = [&["'self'".to_string()], origins].concat().join(" ");
    let text = format!(
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; \
         {NO_FRAME}; form-action {targets}"
    );
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'"))
}

/// Scheme, host and port of an address.
pub fn origin(address: &str) -> Option<String> {
    let origin = url::Url::parse(address).ok()?.origin();
    origin.is_tuple().then(|| origin.ascii_serialization())
}

/// Serves until `end` turns true, then lets open requests finish.
///
/// # Errors
/// When the address cannot be listened on.
pub async fn serve(listener: TcpListener, router: Router, end: watch::Receiver<bool>) -> anyhow::Result<()> {
    serve_with(GRANT, listener, router, end).await
}

async fn serve_with(
    grant: Grant,
    listener: TcpListener,
    router: Router,
    mut end: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    let places = Arc::new(Semaphore::new(grant.connections));
    let mut connections = tokio::task::JoinSet::new();
    loop {
        let place = tokio::select! {
            place = places.clone().acquire_owned() => place.context("the semaphore is never closed")?,
            _ = end.wait_for(|ended| *ended) => break,
        };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = end.wait_for(|ended| *ended) => break,
        };
        match accepted {
            Ok((stream, _)) => {
                let (router, end) = (router.clone(), end.clone());
                connections.spawn(async move {
                    connection(grant, stream, router, end).await;
                    drop(place);
                });
            }
            Err(problem) => {
                tracing::warn!(%problem, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
        while connections.try_join_next().is_some() {}
    }
    let _ = tokio::time::timeout(grant.grace, async { while connections.join_next().await.is_some() {} }).await;
    Ok(())
}

async fn connection(grant: Grant, stream: TcpStream, router: Router, mut end: watch::Receiver<bool>) {
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(grant.write_time));
    let answering = Answering::now();
    let stream = Paced::new(Box::pin(stream), grant.pace, answering.clone());
    let router = TowerToHyperService::new(router);
    let service = service_fn(move |request| {
        let (answer, answering) = (router.call(request), answering.clone());
        async move {
            let answer = answer.await;
            answering.begin();
            answer
        }
    });
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(grant.header_time)
        .max_headers(64)
        .serve_connection(TokioIo::new(stream), service);
    tokio::pin!(served);
    let stop = async move {
        let _ = end.wait_for(|ended| *ended).await;
    };
    tokio::pin!(stop);
    let result = tokio::select! {
        result = served.as_mut() => result,
        () = &mut stop => {
            served.as_mut().graceful_shutdown();
            served.await
        }
    };
    if let Err(problem) = result {
        tracing::debug!(%problem, "a connection ended early");
    }
}

/// Turns true when the process is asked to end.
pub fn end_of_process() -> watch::Receiver<bool> {
    let (sender, receiver) = watch::channel(false);
    tokio::spawn(async move {
        asked_to_end().await;
        let _ = sender.send(true);
        // Held until every receiver has gone, so that `wait_for` never fails while connections close.
        sender.closed().await;
    });
    receiver
}

#[cfg(unix)]
async fn asked_to_end() {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut terminate), Ok(mut interrupt)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        return std::future::pending().await;
    };
    tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
}

#[cfg(not(unix))]
async fn asked_to_end() {
    let _ = tokio::signal::ctrl_c().await;
}

/// Runs a future beside the server until the end is asked for.
pub fn beside(
    mut end: watch::Receiver<bool>,
    work: impl Future<Output = Infallible> + Send + 'static,
) -> tokio::task::JoinHandle<()> {
    tokio::spawn(async move {
        tokio::select! { never = work => match never {}, _ = end.wait_for(|ended| *ended) => {} }
    })
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;
    use std::time::Duration;

    use axum::Router;
    use axum::body::Bytes;
    use axum::routing::get;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::{TcpListener, TcpSocket, TcpStream};
    use tokio::sync::watch;
    use tokio::task::JoinHandle;

    use super::{ContentPolicy, GRANT, Grant, Pace, origin, serve_with};

    /// More than the system keeps for a client that does not read.
    const LARGE: usize = 32 * 1024 * 1024;
    /// How long a test waits for what must come.
    const PATIENCE: Duration = Duration::from_secs(30);

    struct Served {
        address: SocketAddr,
        end: watch::Sender<bool>,
        serving: JoinHandle<anyhow::Result<()>>,
    }

    async fn served(grant: Grant) -> Served {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let large = Bytes::from(vec![b'x'; LARGE]);
        let router = Router::new().route("/", get(move || async move { large }));
        let (end, ends) = watch::channel(false);
        Served { address, end, serving: tokio::spawn(serve_with(grant, listener, router, ends)) }
    }

    /// A client that has asked and has got the beginning of the answer, and reads no further.
    async fn who_does_not_read(address: SocketAddr) -> TcpStream {
        let socket = TcpSocket::new_v4().expect("a socket");
        socket.set_recv_buffer_size(4_096).expect("a small buffer");
        let mut stream = socket.connect(address).await.expect("connected");
        stream.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\n\r\n").await.expect("asked");
        let mut beginning = [0; 12];
        stream.read_exact(&mut beginning).await.expect("it is being answered");
        assert_eq!(&beginning, b"HTTP/1.1 200");
        stream
    }

    /// How long the answer is that a client gets who reads.
    async fn who_reads(address: SocketAddr) -> usize {
        let mut stream = TcpStream::connect(address).await.expect("connected");
        stream.write_all(b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await.expect("asked");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.expect("answered");
        answer.len()
    }

    /// No page of ours is reached; the library of the protocol says so by itself and ends the connection.
    #[tokio::test]
    async fn a_head_that_is_too_large_is_cut_off() {
        let served = served(GRANT).await;
        let answer = async |head: String| {
            let mut stream = TcpStream::connect(served.address).await.expect("connected");
            // It may be cut off while it is still being sent.
            let _ = stream.write_all(format!("{head}host: localhost\r\nconnection: close\r\n\r\n").as_bytes()).await;
            let mut beginning = [0; 12];
            let _ = tokio::time::timeout(PATIENCE, stream.read_exact(&mut beginning)).await.expect("answered in time");
            String::from_utf8_lossy(&beginning).into_owned()
        };
        let headers = |count: usize| "x: y\r\n".repeat(count);
        assert_eq!(answer(format!("HEAD / HTTP/1.1\r\n{}", headers(40))).await, "HTTP/1.1 200", "the control");
        assert_eq!(answer(format!("HEAD / HTTP/1.1\r\n{}", headers(70))).await, "HTTP/1.1 431");
        let long = answer(format!("HEAD /{} HTTP/1.1\r\n", "x".repeat(500_000))).await;
        assert!(["HTTP/1.1 414", "HTTP/1.1 431"].contains(&long.as_str()) || !long.starts_with("HTTP"), "{long}");
    }

    #[tokio::test]
    async fn whoever_does_not_read_loses_the_place_to_whoever_waits() {
        let served = served(Grant { connections: 1, write_time: Duration::from_secs(2), ..GRANT }).await;
        let slow = who_does_not_read(served.address).await;
        let length = tokio::time::timeout(PATIENCE, who_reads(served.address)).await.expect("the place is free again");
        assert!(length > LARGE, "whoever reads gets the whole answer: {length}");
        drop(slow);
        served.serving.abort();
    }

    #[tokio::test]
    async fn whoever_reads_a_little_all_the_time_loses_the_place_too() {
        // What the system keeps for a client counts as taken.
        let pace = Pace { start: Duration::from_secs(2), bytes_a_second: 4 * 1024 * 1024 };
        let served = served(Grant { connections: 1, pace, ..GRANT }).await;
        let mut slow = who_does_not_read(served.address).await;
        // Far sooner than the time-out of a single write, so that only the pace can end it.
        let trickling = tokio::spawn(async move {
            while slow.read_u8().await.is_ok() {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        });
        let length = tokio::time::timeout(PATIENCE, who_reads(served.address)).await.expect("the place is free again");
        assert!(length > LARGE, "whoever reads gets the whole answer: {length}");
        trickling.abort();
        served.serving.abort();
    }

    #[tokio::test]
    async fn the_end_is_seen_while_all_places_are_taken() {
        let served = served(Grant { connections: 1, grace: Duration::ZERO, ..GRANT }).await;
        let slow = who_does_not_read(served.address).await;
        served.end.send_replace(true);
        let ended = tokio::time::timeout(PATIENCE, served.serving).await.expect("the end was seen");
        ended.expect("no panic").expect("served");
        drop(slow);
    }

    #[test]
    fn forms_may_end_only_at_named_origins() {
        let policy = ContentPolicy::new([origin("http://127.0.0.1:8090/mandates").expect("an origin")]);
        policy.allow_form_target("https://idp.example/sso?x=1");
        policy.allow_form_target("javascript:alert(1)");
        let header = policy.header();
        let text = header.to_str().expect("text");
        assert!(text.ends_with("form-action 'self' http://127.0.0.1:8090 https://idp.example"), "{text}");
        assert!(!text.contains("unsafe-inline"));
        assert!(text.contains("frame-ancestors 'none';"), "{text}");
        let framed = policy.framed_by("https://idp.example");
        assert!(
            framed.to_str().is_ok_and(|framed| framed.contains("; frame-ancestors https://idp.example; form-action"))
        );
    }
}
