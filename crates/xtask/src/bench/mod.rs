//! `cargo xtask bench`: builds the portal and the measuring program for release, starts a durable throw-away PostgreSQL
//! and measures. The measuring itself is the program `bench`, so that this command stays quick to build.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Args;

use crate::child;
use crate::ci::Cluster;
use crate::signals::Signals;
use crate::workspace;

#[derive(Args)]
pub struct Options {
    /// The bars to measure, for example P1 P5; all when none is named
    names: Vec<String>,
    /// Write the figures to this file as well
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Fail when a figure misses its must
    #[arg(long)]
    strict: bool,
}

pub fn run(options: &Options) -> anyhow::Result<()> {
    let signals = Signals::catch()?;
    let built = workspace::cargo()
        .args(["build", "--release", "--locked", "--package", "ekstranet", "--package", "bench"])
        .status()
        .context("cannot run cargo")?;
    if !built.success() {
        bail!("the build failed");
    }
    let programs = workspace::target().join("release");
    let mut command = std::process::Command::new(programs.join("bench"));
    command.args(&options.names).arg("--portal").arg(programs.join("ekstranet"));
    if let Some(file) = &options.json {
        command.arg("--json").arg(file);
    }
    if options.strict {
        command.arg("--strict");
    }
    let cluster = if Cluster::binaries().is_some() { Some(Cluster::start_durable(&signals)?) } else { None };
    if let Some((cluster, process)) = cluster.as_ref().and_then(|cluster| Some((cluster, cluster.process()?))) {
        command.args(["--postgres", &cluster.url(), "--postgres-process", &process.to_string()]);
    }
    let mut bench = command.spawn().context("cannot start the measuring program")?;
    loop {
        if let Some(status) = bench.try_wait()? {
            return if status.success() { Ok(()) } else { bail!("some bars could not be measured or fall short") };
        }
        if signals.end_asked() {
            child::end(&mut bench, rustix::process::Signal::TERM);
            return Ok(());
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
}
