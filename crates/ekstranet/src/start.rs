//! From a configuration to a running portal: reads keys, opens the database, builds the parts of the rooms, listens.

use std::convert::Infallible;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use anyhow::{Context as _, anyhow};
use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use db::Db;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;

use crate::audit;
use crate::config::Config;
use crate::kernel::{Clock, Random, Vault};
use crate::sign_in::SignIn;
use crate::web::server::{self, ContentPolicy};
use crate::web::{App, Parts};

/// Outgoing calls end after this time unless the call sets a shorter one.
pub(crate) const OUTGOING_TIME: Duration = Duration::from_secs(5);
/// How far apart the work beside the server begins, so that the first visitors share neither the processor nor the
/// connections to the database with all of it.
const JOBS_APART: Duration = Duration::from_millis(150);
/// How long a job that panicked waits before it begins again.
const AFTER_A_PANIC: Duration = Duration::from_secs(10);
/// How long after the start the counters begin.
const COUNTED_AFTER: Duration = Duration::from_millis(500);

/// What the configuration names and cannot be used: an unreadable file, a key or a word that is none. One line that names
/// the key.
#[derive(Debug)]
pub struct Misconfigured(String);

impl std::fmt::Display for Misconfigured {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Misconfigured {}

/// Builds the portal from its configuration with the machine's clock and randomness.
///
/// # Errors
/// One line that names what is missing; [`Misconfigured`] when it is the configuration and not the database.
pub async fn app(config: Config) -> anyhow::Result<App> {
    let db = Db::open(&config.database.url).await.context("database.url")?;
    let built = app_with(config, db, Clock::System, Random::System);
    built.map_err(|problem| anyhow!(Misconfigured(format!("{problem:#}"))))
}

/// Builds the portal with a handed-in database, clock and randomness; tests use it.
///
/// # Errors
/// One line that names what is missing.
pub fn app_with(config: Config, db: Db, clock: Clock, random: Random) -> anyhow::Result<App> {
    let vault = Vault::new(&secret(&config.secret_key_file)?);
    // The one place where the client for outgoing calls is made.
    let http = reqwest::Client::builder()
        .timeout(OUTGOING_TIME)
        .connect_timeout(Duration::from_secs(2))
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .context("the client for outgoing calls")?;
    let named = [&config.mandates.base_url, &config.officers.issuer];
    let further = config.identification.form_targets.iter().chain(&config.officers.form_targets);
    let origins: Vec<String> = named.into_iter().chain(further).filter_map(|address| server::origin(address)).collect();
    let parts = Parts::new(config, db, clock, random, vault, http).with(ContentPolicy::new(origins));
    crate::with_rooms(parts).map(App::new)
}

/// The 32 bytes of the secret key file, raw or as 64 hexadecimal characters.
fn secret(path: &Path) -> anyhow::Result<[u8; 32]> {
    let bytes = std::fs::read(path).with_context(|| format!("secret_key_file {}", path.display()))?;
    if let Ok(secret) = <[u8; 32]>::try_from(bytes.as_slice()) {
        return Ok(secret);
    }
    let text = String::from_utf8_lossy(&bytes);
    let text = text.trim();
    let read: Option<Vec<u8>> = text
        .is_ascii()
        .then(|| (0..text.len() / 2).map(|n| u8::from_str_radix(&text[n * 2..n * 2 + 2], 16).ok()).collect())
        .flatten();
    read.and_then(|bytes| <[u8; 32]>::try_from(bytes.as_slice()).ok())
        .ok_or_else(|| anyhow!("secret_key_file {}: needs 32 bytes", path.display()))
}

/// Runs the portal until the process is asked to end.
///
/// # Errors
/// When a listener or the database cannot be had at the start.
pub async fn serve(config: Config) -> anyhow::Result<()> {
    let listener = TcpListener::bind(&config.listen).await.with_context(|| format!("listen {}", config.listen))?;
    let admin = TcpListener::bind(&config.admin_listen)
        .await
        .with_context(|| format!("admin_listen {}", config.admin_listen))?;
    let app = app(config).await?;
    app.db.migrate(app.clock.now().milliseconds()).await.context("database.url: the migrations could not run")?;
    let end = server::end_of_process();
    for (begins, (name, job)) in (0..).map(|place| JOBS_APART * place).zip(crate::jobs()) {
        let app = app.clone();
        server::beside(end.clone(), async move {
            tokio::time::sleep(begins).await;
            keep_at_it(name, AFTER_A_PANIC, || job(app.clone())).await
        });
    }
    let metrics = Metrics::default();
    tokio::spawn(count_soon(metrics.clone()));
    let admin_router = admin_router(app.clone(), metrics);
    let admin = tokio::spawn(server::serve(admin, admin_router, end.clone()));
    println!("portal ready: {}", app.config.public_url);
    server::serve(listener, crate::router(&app), end).await?;
    // No request is left that could note another one.
    audit::write_strays(&app).await.context("refused messages are without their audit rows")?;
    admin.await?
}

/// Runs a job for ever. One that panics is told of and begun again: nobody else would do its work.
async fn keep_at_it<F: Future<Output = Infallible> + Send + 'static>(
    name: &'static str,
    pause: Duration,
    begin: impl Fn() -> F,
) -> Infallible {
    loop {
        // Dropped with this future at the end of the process.
        let mut turn = tokio::task::JoinSet::new();
        turn.spawn(begin());
        if let Some(Err(problem)) = turn.join_next().await {
            tracing::error!(job = name, panicked = problem.is_panic(), "a job has ended and is begun again");
        }
        tokio::time::sleep(pause).await;
    }
}

/// Whether this instance can serve. An identity provider that does not answer is told but takes no instance out of service:
/// whoever is signed in goes on, and no other instance would do better.
pub(crate) async fn ready(app: &App) -> (StatusCode, &'static str) {
    let identification = app.part::<SignIn>();
    let _ = identification.reach(app, app.clock.now()).await;
    match (app.db.ping().await, identification.failed_at()) {
        (Err(_), _) => (StatusCode::SERVICE_UNAVAILABLE, "database\n"),
        (Ok(()), None) => (StatusCode::OK, "ready\n"),
        (Ok(()), Some(_)) => (StatusCode::OK, "ready\nidentification does not answer\n"),
    }
}

/// The counters, once they are there.
type Metrics = Arc<OnceLock<PrometheusHandle>>;

/// The clock of the counters is measured against the processor's for a while, which the first visitors need not wait
/// for. What happens before that is not counted; the counters begin anew at each start anyway.
async fn count_soon(metrics: Metrics) {
    tokio::time::sleep(COUNTED_AFTER).await;
    let installed = tokio::task::spawn_blocking(|| PrometheusBuilder::new().install_recorder()).await;
    match installed {
        Ok(Ok(handle)) => drop(metrics.set(handle)),
        Ok(Err(problem)) => tracing::error!(%problem, "nothing is counted"),
        Err(problem) => tracing::error!(%problem, "nothing is counted"),
    }
}

/// Health and metrics, on the listener that the public never reaches.
fn admin_router(app: App, metrics: Metrics) -> Router {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(|| async move { ready(&app).await }))
        .route(
            "/metrics",
            get(|| async move {
                match metrics.get() {
                    Some(metrics) => (StatusCode::OK, metrics.render()),
                    None => (StatusCode::SERVICE_UNAVAILABLE, "starting\n".to_string()),
                }
            }),
        )
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::keep_at_it;

    #[tokio::test]
    async fn a_job_that_panics_is_begun_again() {
        let (begun, (told, hears)) = (Arc::new(AtomicUsize::new(0)), tokio::sync::watch::channel(false));
        let (told, counted) = (Arc::new(told), Arc::clone(&begun));
        let kept = tokio::spawn(keep_at_it("tests.panics", Duration::ZERO, move || {
            let (number, told) = (counted.fetch_add(1, Ordering::SeqCst), Arc::clone(&told));
            async move {
                assert!(number > 1, "the first two panic");
                told.send_replace(true);
                std::future::pending().await
            }
        }));
        hears.clone().wait_for(|told| *told).await.expect("the third goes on");
        assert_eq!(begun.load(Ordering::SeqCst), 3);
        kept.abort();
    }
}
