//! The listeners: time-outs, a connection cap and a clean end. `axum::serve` has no header time-out, so connections are
//! served with hyper directly.

use std::convert::Infallible;
use std::future::Future;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use anyhow::Context as _;
use axum::Router;
use axum::http::HeaderValue;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::sync::watch;

/// At most this many connections at once; more wait in the system's queue.
const CONNECTIONS: usize = 1024;
/// A client that has not sent its headers by then is cut off.
const HEADER_TIME: Duration = Duration::from_secs(15);
/// How long open requests may finish after the end was asked for.
const GRACE: Duration = Duration::from_secs(10);

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
pub async fn serve(listener: TcpListener, router: Router, mut end: watch::Receiver<bool>) -> anyhow::Result<()> {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let mut connections = tokio::task::JoinSet::new();
    loop {
        let place = places.clone().acquire_owned().await.context("the semaphore is never closed")?;
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = end.wait_for(|ended| *ended) => break,
        };
        match accepted {
            Ok((stream, _)) => {
                let (router, end) = (router.clone(), end.clone());
                connections.spawn(async move {
                    connection(stream, router, end).await;
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
    let _ = tokio::time::timeout(GRACE, async { while connections.join_next().await.is_some() {} }).await;
    Ok(())
}

async fn connection(stream: TcpStream, router: Router, mut end: watch::Receiver<bool>) {
    let _ = stream.set_nodelay(true);
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIME)
        .max_headers(64)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
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
    use super::{ContentPolicy, origin};

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
