//! `cargo ci`: the whole check as one local command, cheap steps first, until the first step that fails.

mod advisories;
mod cluster;
mod nextest;
mod scratch;
mod tools;

use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};
use rustix::process::Signal;

use crate::signals::Signals;
use crate::{child, tidy, witness, workspace};
pub use cluster::Cluster;
use scratch::Scratch;
use tools::Tool;

#[derive(Args)]
pub struct Options {
    /// Only these steps
    #[arg(long, value_name = "STEP", num_args = 1.., value_enum)]
    only: Vec<Step>,
}

/// The steps, in the order in which they run.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Step {
    Tools,
    Format,
    Tidy,
    Licences,
    Advisories,
    Lints,
    Tests,
    Witness,
    Journeys,
}

impl Step {
    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    fn tools(self) -> Vec<Tool> {
        match self {
            Self::Licences => vec![Tool::Deny],
            Self::Advisories if advisories::folder().is_some() => vec![Tool::Git, Tool::Deny],
            Self::Tests => vec![Tool::Nextest, Tool::Postgres, Tool::Xmlsec1],
            Self::Journeys if nextest::journeys_exist() => {
                vec![
                    Tool::Nextest,
                    Tool::Postgres,
                    Tool::Chromium,
                    Tool::Npm,
                    Tool::Axe,
                    Tool::Samlp,
                    Tool::OidcProvider,
                    Tool::NodeSaml,
                    Tool::OpenidClient,
                ]
            }
            _ => Vec::new(),
        }
    }

    fn run(self, check: &mut Check) -> anyhow::Result<()> {
        match self {
            Self::Tools => tools::install(&check.tools(), &check.signals),
            Self::Format => check.cargo(&["fmt", "--all", "--check"]),
            Self::Tidy => tidy::run(),
            Self::Licences => check.cargo(&["deny", "--locked", "check", "bans", "licenses", "sources"]),
            Self::Advisories => advisories::check(check),
            Self::Lints => check.cargo(&[
                "clippy",
                "--workspace",
                "--all-targets",
                "--all-features",
                "--locked",
                "--",
                "--deny",
                "warnings",
            ]),
            Self::Tests => nextest::tests(check),
            Self::Witness => witness::run(),
            Self::Journeys => nextest::journeys(check),
        }
    }
}

/// What one run of the check carries from step to step.
struct Check {
    signals: Signals,
    steps: Vec<Step>,
    /// Started by the first step that needs it, ended with the check, before its folder goes.
    cluster: Option<Cluster>,
    /// For what the tests need for a moment only.
    scratch: Scratch,
    /// What the test runner said at its end, to be said again at ours.
    summaries: Vec<String>,
}

impl Check {
    /// Every tool that the chosen steps need, each once.
    fn tools(&self) -> Vec<Tool> {
        let mut tools: Vec<Tool> = Vec::new();
        for tool in self.steps.iter().flat_map(|step| step.tools()) {
            if !tools.contains(&tool) {
                tools.push(tool);
            }
        }
        tools
    }

    /// Runs cargo with these arguments; its output goes where ours goes.
    fn cargo(&self, arguments: &[&str]) -> anyhow::Result<()> {
        let mut command = workspace::cargo();
        command.env("PATH", tools::path()).args(arguments);
        execute(&mut command, &self.signals)
    }

    /// The address of the throw-away PostgreSQL cluster, started now if it does not run yet.
    fn postgres(&mut self) -> anyhow::Result<String> {
        if self.cluster.is_none() {
            self.cluster = Some(Cluster::start(self.scratch.folder(), &self.signals)?);
        }
        Ok(self.cluster.as_ref().context("it was started above")?.url())
    }
}

pub fn run(options: &Options) -> anyhow::Result<()> {
    let chosen = |step: &Step| options.only.is_empty() || *step == Step::Tools || options.only.contains(step);
    let steps = Step::value_variants().iter().copied().filter(chosen).collect();
    let (signals, scratch) = (Signals::catch()?, Scratch::make()?);
    let mut check = Check { signals, steps, cluster: None, scratch, summaries: Vec::new() };
    let start = Instant::now();
    for step in check.steps.clone() {
        let name = step.name();
        println!("ci: {name}");
        let step_start = Instant::now();
        if let Err(error) = step.run(&mut check) {
            bail!("{error:#}\nci: {name} failed after {}", spoken(step_start.elapsed()));
        }
        println!("ci: {name} passed in {}", spoken(step_start.elapsed()));
    }
    // The cluster ends before the closing lines, so that nothing comes after them.
    drop(check.cluster.take());
    for summary in &check.summaries {
        println!("ci: {summary}");
    }
    println!("ci: all steps passed in {}", spoken(start.elapsed()));
    Ok(())
}

/// Runs a command to its end, with its output where ours goes; ends it when we are asked to end.
pub fn execute(command: &mut Command, signals: &Signals) -> anyhow::Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let process = command.spawn().with_context(|| format!("cannot start {name}"))?;
    wait(process, &spoken_command(command), signals)
}

fn wait(mut process: Child, what: &str, signals: &Signals) -> anyhow::Result<()> {
    loop {
        if let Some(status) = process.try_wait()? {
            return if status.success() { Ok(()) } else { bail!("{what}: {status}") };
        }
        if signals.end_asked() {
            child::end(&mut process, Signal::TERM);
            bail!("stopped");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// The command as one would type it, without the folders.
fn spoken_command(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let arguments = command.get_args().map(|argument| argument.to_string_lossy().into_owned());
    std::iter::once(name).chain(arguments).collect::<Vec<_>>().join(" ")
}

fn spoken(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_command_is_named() {
        let signals = Signals::catch().unwrap();
        let error = execute(Command::new("/bin/sh").args(["-c", "exit 3"]), &signals).unwrap_err().to_string();
        assert_eq!(error, "sh -c exit 3: exit status: 3");
    }

    #[test]
    fn times_are_spoken_in_minutes_when_they_are_long() {
        assert_eq!(spoken(Duration::from_millis(1500)), "1.5 s");
        assert_eq!(spoken(Duration::from_secs(125)), "2 min 5 s");
    }

    #[test]
    fn a_throw_away_cluster_answers_and_leaves_nothing() {
        if Cluster::binaries().is_none() {
            return;
        }
        let signals = Signals::catch().unwrap();
        let scratch = Scratch::make().unwrap();
        let cluster = Cluster::start(scratch.folder(), &signals).unwrap();
        let folder = cluster.folder().to_path_buf();
        let address = cluster.url().split_once('@').unwrap().1.trim_end_matches("/postgres").to_owned();
        std::net::TcpStream::connect(address.as_str()).unwrap();
        drop(cluster);
        assert!(std::net::TcpStream::connect(address.as_str()).is_err());
        assert!(!folder.exists());
    }
}
