//! A server on a loopback address that a fault takes away: while it is on, nothing listens, so that connections are
//! refused.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};

use crate::faults::Fault;
use crate::scene::Scene;

/// Serves until it is dropped, each client by itself.
pub(crate) async fn serve_unless<Serving>(
    fault: Fault,
    listener: TcpListener,
    scene: Arc<Scene>,
    serve: impl Fn(TcpStream) -> Serving,
) -> std::io::Result<()>
where
    Serving: Future<Output = std::io::Result<()>> + Send + 'static,
{
    let address = listener.local_addr()?;
    let mut changes = scene.faults.changes();
    let mut listener = Some(listener);
    loop {
        if scene.faults.is_on(fault) {
            listener = None;
        } else if listener.is_none() {
            listener = bind_again(address).await;
        }
        let accepted = async {
            match &listener {
                Some(listener) => listener.accept().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            _ = changes.changed() => {}
            accepted = accepted => {
                if let Ok((stream, _)) = accepted {
                    // A client that goes away in the middle is no matter of ours.
                    tokio::spawn(serve(stream));
                }
            }
        }
    }
}

/// The same address again; tried a few times, as the system may need a moment to let go of it.
async fn bind_again(address: SocketAddr) -> Option<TcpListener> {
    for _ in 0..20 {
        if let Ok(listener) = TcpListener::bind(address).await {
            return Some(listener);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    tracing::error!(%address, "a server cannot listen again");
    None
}
