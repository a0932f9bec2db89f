//! The imitated outside world of the portal, on the wire: mandates, registers, operator directory and mailbox.
//!
//! A program of its own; the portal knows only its addresses. Start reading at [`serve`] and then the modules, one for
//! each system that is imitated.

pub mod clock;
mod code_service;
mod company_register;
pub mod config;
pub mod faults;
mod front;
pub mod identification;
mod listening;
mod mailbox;
mod mandates;
mod officers;
mod page;
pub mod people;
mod pharmacies;
mod reply;
mod scanner;
mod scene;
mod technical_directory;
#[cfg(test)]
mod testing;
mod world;

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use clock::Clock;
use config::Config;
use faults::{Faults, Switch, Switches};
use identification::Identification;
use mailbox::Mailbox;
use mandates::Mandates;
use officers::Directory;
use scene::Scene;
use world::World;

/// How long requests in flight may take when the program ends.
const FAREWELL: Duration = Duration::from_secs(2);

/// Where the running program can be reached.
#[derive(Clone, Debug)]
pub struct Addresses {
    /// The address of the front page, without a slash at the end.
    pub base_url: String,
    /// Where mail is taken.
    pub smtp: SocketAddr,
    /// Where files are scanned, if that is wanted.
    pub scanner: Option<SocketAddr>,
}

/// Serves until `end` is done; calls `ready` once everything listens.
///
/// # Errors
/// An address is taken, or the data directory cannot be used.
pub async fn serve(
    config: Config,
    clock: Clock,
    ready: impl FnOnce(&Addresses),
    end: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    let http =
        TcpListener::bind(config.listen).await.with_context(|| format!("listen: cannot use {}", config.listen))?;
    let smtp = TcpListener::bind(config.smtp_listen)
        .await
        .with_context(|| format!("smtp_listen: cannot use {}", config.smtp_listen))?;
    let scanner = match config.scanner_listen {
        Some(at) => Some(TcpListener::bind(at).await.with_context(|| format!("scanner_listen: cannot use {at}"))?),
        None => None,
    };
    let addresses = Addresses {
        base_url: config.base_url(http.local_addr()?),
        smtp: smtp.local_addr()?,
        scanner: scanner.as_ref().map(TcpListener::local_addr).transpose()?,
    };
    let told = clock.clone();
    let identification = Identification::new(identification::Settings {
        base_url: addresses.base_url.clone(),
        data_directory: config.data_directory.clone(),
        sp_metadata: config.sp_metadata.clone(),
        clock: Arc::new(move || told.now()),
    })?;
    let house = House::open(config, clock, &addresses.base_url, Some(identification))?;
    let mail = tokio::spawn(mailbox::serve(smtp, Arc::clone(&house.mailbox), Arc::clone(&house.scene)));
    let scanning = scanner.map(|listener| tokio::spawn(scanner::serve(listener, Arc::clone(&house.scene))));
    ready(&addresses);
    let (ending, ended) = oneshot::channel();
    let server = axum::serve(http, house.router).with_graceful_shutdown(async move {
        end.await;
        // Nobody listens any more only when the server has already stopped.
        ending.send(()).ok();
    });
    let outcome = tokio::select! {
        outcome = server => outcome.context("the server stopped"),
        () = async { ended.await.ok(); tokio::time::sleep(FAREWELL).await } => Ok(()),
    };
    mail.abort();
    if let Some(scanning) = scanning {
        scanning.abort();
    }
    outcome
}

/// Everything put together.
struct House {
    router: Router,
    scene: Arc<Scene>,
    mailbox: Arc<Mailbox>,
}

impl House {
    /// Opens everything; the tests of the other parts do without the identification and its keys.
    fn open(
        config: Config,
        clock: Clock,
        base_url: &str,
        identification: Option<Arc<Identification>>,
    ) -> anyhow::Result<Self> {
        let world = World::open(&config.data_directory, clock.today())?;
        let mailbox = Arc::new(Mailbox::open(&config.data_directory)?);

        let (other_switches, other_routes): (Vec<Arc<dyn Switches>>, Router) = match identification {
            Some(part) => (vec![Arc::new(IdentificationSwitches(Arc::clone(&part)))], identification::routes(part)),
            None => (Vec::new(), Router::new()),
        };
        let scene = Arc::new(Scene {
            world,
            faults: Arc::new(Faults::new(other_switches)),
            clock,
            base_url: base_url.to_owned(),
            slow_answer: Duration::from_secs(config.slow_answer_seconds),
        });
        let mandates = Mandates::new(Arc::clone(&scene), config.mandates, config.portal_return_addresses);
        let directory = Directory::new(Arc::clone(&scene), config.officers);
        let router = Router::new()
            .merge(front::routes(Arc::clone(&scene)))
            .merge(mandates::routes(mandates))
            .merge(code_service::routes(Arc::clone(&scene)))
            .merge(company_register::routes(Arc::clone(&scene)))
            .merge(pharmacies::routes(Arc::clone(&scene)))
            .merge(technical_directory::routes(Arc::clone(&scene)))
            .merge(officers::routes(directory))
            .merge(mailbox::routes(Arc::clone(&mailbox)))
            .merge(other_routes);
        Ok(Self { router, scene, mailbox })
    }
}

/// The switches of the identification, on the common page.
struct IdentificationSwitches(Arc<Identification>);

impl Switches for IdentificationSwitches {
    fn list(&self) -> Vec<Switch> {
        let switch = |(name, description, on): (&str, [&str; 3], bool)| Switch {
            name: name.to_owned(),
            description: description.map(str::to_owned),
            on,
            hits: None,
        };
        self.0.faults().into_iter().map(switch).collect()
    }

    fn turn(&self, name: &str, on: bool) -> bool {
        self.0.set_fault(name, on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_program_serves_until_it_is_told_to_end() {
        let directory = std::env::temp_dir().join(format!("simulators-{}", clock::random_id()));
        let free = SocketAddr::from(([127, 0, 0, 1], 0));
        let config = Config { listen: free, smtp_listen: free, data_directory: directory.clone(), ..Config::default() };
        let (tell, told) = oneshot::channel();
        let (end, ended) = oneshot::channel::<()>();
        let ready = move |addresses: &Addresses| tell.send(addresses.clone()).expect("somebody waits");
        let running = tokio::spawn(serve(config, Clock::system(), ready, async { ended.await.unwrap_or(()) }));
        let addresses = told.await.expect("ready");
        let page = reqwest::get(format!("{}/?lang=en", addresses.base_url)).await.expect("an answer");
        assert!(page.text().await.expect("a page").contains("<h1>Simulators</h1>"));
        let metadata = reqwest::get(format!("{}/static/metadata/idp-metadata.xml", addresses.base_url)).await;
        assert!(metadata.is_ok_and(|answer| answer.status().is_success()), "the identification is mounted");
        let faults = reqwest::get(format!("{}/faults.json", addresses.base_url)).await.expect("an answer");
        assert!(faults.text().await.expect("a list").contains("wrong_audience"), "with its switches");
        tokio::net::TcpStream::connect(addresses.smtp).await.expect("mail is taken");
        end.send(()).expect("it runs");
        running.await.expect("no panic").expect("a clean end");
        std::fs::remove_dir_all(directory).expect("ours");
    }
}
