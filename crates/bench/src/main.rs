//! Measures the portal against yardsticks of the same run and prints one table; `docs/benchmarks.md` says what and why.
//! `cargo xtask bench` builds this program and the portal and starts it.

mod bars;
mod keys;
mod load;
mod machine;
mod portal;
mod provider;
mod report;
mod world;

use std::collections::HashMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use clap::Parser;
use db::Dialect;

use load::{Crowd, Visitor};
use machine::{LOAD_CORE, SERVER_CORE, Usage};
use portal::{Place, Portal};
use report::Line;
use world::{Size, World};

/// How long a round is measured, after a moment to warm up.
const ROUND: Duration = Duration::from_secs(1);
const WARM: Duration = Duration::from_millis(250);
/// A round during which others kept more than this of a core busy is repeated once.
const FOREIGN: f64 = 0.3;

#[derive(Parser)]
#[command(name = "bench")]
struct Arguments {
    /// The bars to measure; all when none is named
    names: Vec<String>,
    /// Write the figures to this file as well
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Fail when a figure misses its must
    #[arg(long)]
    strict: bool,
    /// The portal's program
    #[arg(long, value_name = "FILE")]
    portal: PathBuf,
    /// A throw-away PostgreSQL cluster with fsync on: the address of its own database
    #[arg(long, value_name = "URL", requires = "postgres_process")]
    postgres: Option<String>,
    /// The process of that cluster
    #[arg(long, value_name = "PID")]
    postgres_process: Option<u32>,
}

/// What the bars share: the folder of the run, the databases that have been made, the PostgreSQL server.
struct Bench {
    place: Place,
    postgres: Option<(String, u32)>,
    worlds: HashMap<(Dialect, Size), World>,
    /// How long the databases of the bar took to make, which is no part of it.
    making: Duration,
}

/// What one round cost.
struct Round {
    requests: f64,
    seconds: f64,
    portal: f64,
    database: f64,
    foreign: f64,
}

impl Round {
    /// CPU microseconds of server and database for one request.
    fn cost(&self) -> f64 {
        (self.portal + self.database) * 1e6 / self.requests
    }

    fn between(before: &Usage, after: &Usage, requests: u64) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "a round has far fewer requests than 2 to the 52nd")]
        let requests = requests.max(1) as f64;
        Self {
            requests,
            seconds: after.seconds_since(before),
            portal: after.portal - before.portal,
            database: after.database - before.database,
            foreign: after.foreign_since(before),
        }
    }
}

impl Bench {
    /// The database with so many cases, made when it is first needed.
    async fn world(&mut self, dialect: Dialect, cases: usize) -> anyhow::Result<World> {
        self.world_of(dialect, Size::of(cases)).await
    }

    async fn world_of(&mut self, dialect: Dialect, size: Size) -> anyhow::Result<World> {
        if let Some(world) = self.worlds.get(&(dialect, size)) {
            return Ok(world.clone());
        }
        let began = Instant::now();
        let postgres = self.postgres.as_ref().map(|(url, _)| url.as_str());
        let world = World::make(&self.place, dialect, postgres, size).await?;
        let cases = size.cases;
        let (seconds, people) = (began.elapsed().as_secs_f64(), world.homes.len() + world.savers.len());
        self.making += began.elapsed();
        println!("     ({dialect:?} with {cases} cases and {people} people made in {seconds:.1} s)");
        self.worlds.insert((dialect, size), world.clone());
        Ok(world)
    }

    fn usage(&self, portal: &Portal) -> Usage {
        Usage::now(portal.id(), self.postgres.as_ref().map(|(_, process)| *process))
    }

    /// One round of visitors who never end; repeated once when others were too busy. Gives the visitors back.
    async fn round<V: Visitor>(&self, portal: &Portal, visitors: Vec<V>) -> anyhow::Result<(Round, Vec<V>)> {
        self.round_of(ROUND, portal, visitors).await
    }

    /// A round of half the time, for a bar that has many.
    async fn brief_round<V: Visitor>(&self, portal: &Portal, visitors: Vec<V>) -> anyhow::Result<(Round, Vec<V>)> {
        self.round_of(ROUND / 2, portal, visitors).await
    }

    /// The same for as long as the bar says.
    async fn round_of<V: Visitor>(
        &self,
        length: Duration,
        portal: &Portal,
        mut visitors: Vec<V>,
    ) -> anyhow::Result<(Round, Vec<V>)> {
        let mut last = None;
        for _ in 0..2 {
            let crowd = Crowd::start(portal.address, visitors);
            tokio::time::sleep(WARM).await;
            let (before, first) = (self.usage(portal), crowd.count());
            tokio::time::sleep(length).await;
            let (after, count) = (self.usage(portal), crowd.count() - first);
            visitors = crowd.stop().await?;
            let round = Round::between(&before, &after, count);
            let is_quiet = round.foreign <= FOREIGN;
            last = Some(round);
            if is_quiet {
                break;
            }
        }
        last.map(|round| (round, visitors)).context("there was a round")
    }

    /// Visitors who end by themselves: everything they ask for is measured.
    async fn to_the_end<V: Visitor>(&self, portal: &Portal, visitors: Vec<V>) -> anyhow::Result<(Round, Vec<V>)> {
        let before = self.usage(portal);
        let crowd = Crowd::start(portal.address, visitors);
        let counter = crowd.counter();
        let visitors = crowd.wait().await?;
        let after = self.usage(portal);
        let count = counter.load(std::sync::atomic::Ordering::Relaxed);
        Ok((Round::between(&before, &after, count), visitors))
    }
}

/// Runs work on a thread of its own on the server's core.
async fn on_server_core<T: Send + 'static>(
    work: impl FnOnce() -> anyhow::Result<T> + Send + 'static,
) -> anyhow::Result<T> {
    let (sender, receiver) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let done = machine::pin(SERVER_CORE).and_then(|()| work());
        let _ = sender.send(done);
    });
    receiver.await.context("the work on the server's core panicked")?
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("bench: {problem:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> anyhow::Result<()> {
    machine::pin(LOAD_CORE)?;
    let chosen = bars::chosen(&arguments.names)?;
    if !machine::has_two_cores() {
        println!("careful: one core for everything; the figures are not comparable");
    }
    let postgres = arguments.postgres.clone().zip(arguments.postgres_process);
    if let Some((_, process)) = &postgres {
        machine::pin_family(*process, SERVER_CORE)?;
    }
    let place = Place::make(&arguments.portal)?;
    let mut bench = Bench { place, postgres, worlds: HashMap::new(), making: Duration::ZERO };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    // Whoever ends us early must leave no portal behind.
    let ended = runtime.block_on(async {
        let mut asked = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! {
            lines = measure(&mut bench, &chosen) => anyhow::Ok(Some(lines)),
            _ = asked.recv() => Ok(None),
            _ = tokio::signal::ctrl_c() => Ok(None),
        }
    });
    let Some(lines) = ended? else { bail!("stopped") };
    if let Some(file) = &arguments.json {
        std::fs::write(file, report::json(&lines)).with_context(|| format!("cannot write {}", file.display()))?;
    }
    report::print_shortfalls(&lines);
    let failed = chosen.len() - chosen.iter().filter(|name| lines.iter().any(|line| line.bar == **name)).count();
    if failed > 0 {
        bail!("{failed} bars could not be measured");
    }
    let short = lines.iter().filter(|line| !line.holds()).count();
    if arguments.strict && short > 0 {
        bail!("{short} figures fall short of the must");
    }
    Ok(())
}

async fn measure(bench: &mut Bench, chosen: &[&'static str]) -> Vec<Line> {
    let mut lines = Vec::new();
    for name in chosen {
        let began = Instant::now();
        bench.making = Duration::ZERO;
        let found = match bars::measure(bench, name).await {
            Ok(found) => found,
            Err(problem) => {
                println!("{name:<4} could not be measured: {problem:#}");
                continue;
            }
        };
        found.iter().for_each(Line::print);
        let (measuring, making) = (began.elapsed().saturating_sub(bench.making), bench.making);
        let seconds = [measuring, making].map(|time| time.as_secs_f64());
        println!("     ({name} took {:.0} s, its databases {:.0} s)", seconds[0], seconds[1]);
        lines.extend(found);
    }
    lines
}
