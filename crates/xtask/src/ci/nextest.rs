//! The tests of the workspace and the browser journeys, both against `SQLite` and a throw-away PostgreSQL cluster.

use std::io::{BufRead as _, BufReader, IsTerminal as _};
use std::process::{Command, Stdio};

use anyhow::Context as _;

use super::{Check, spoken_command, tools, wait};
use crate::{witness, workspace};

/// Whether the journeys are in the tree.
pub fn journeys_exist() -> bool {
    let tests = workspace::root().join("crates/ekstranet/tests");
    tests.join("journeys.rs").exists() || tests.join("journeys/main.rs").exists()
}

/// Everything but the journeys; leaves the executed SQL texts for the witness check.
pub fn tests(check: &mut Check) -> anyhow::Result<()> {
    let witnesses = witness::folder();
    if witnesses.exists() {
        std::fs::remove_dir_all(&witnesses).context("cannot empty the folder of SQL witnesses")?;
    }
    std::fs::create_dir_all(&witnesses)?;
    let mut command = runner(check, "ci")?;
    command.env("EKSTRANET_SQL_WITNESS", witnesses);
    summarised(check, &mut command)
}

/// Whole matters in a real browser.
pub fn journeys(check: &mut Check) -> anyhow::Result<()> {
    if !journeys_exist() {
        println!("ci: no journeys yet: crates/ekstranet/tests/journeys is not there");
        return Ok(());
    }
    // The journeys start both programs themselves.
    check.cargo(&["build", "--workspace", "--all-features", "--locked", "--bins"])?;
    let mut command = runner(check, "journeys")?;
    command
        .args(["--test", "journeys"])
        // A journey that cannot be taken is a failure here and not a line that nobody reads.
        .env("EKSTRANET_JOURNEYS", "required")
        .env("EKSTRANET_CHROMEDRIVER", tools::find("chromedriver").context("chromedriver is missing")?)
        .env("EKSTRANET_CHROMIUM", tools::find("chromium").context("chromium is missing")?)
        .env("EKSTRANET_SAMLP", tools::samlp())
        .env("EKSTRANET_OIDC_PROVIDER", tools::oidc_provider())
        .env("EKSTRANET_NODE_SAML", tools::node_saml())
        .env("EKSTRANET_OPENID_CLIENT", tools::openid_client())
        .env("EKSTRANET_AXE", tools::axe());
    summarised(check, &mut command)
}

/// The same packages and features for both runs, so that nothing is built twice.
fn runner(check: &mut Check, profile: &str) -> anyhow::Result<Command> {
    let mut command = workspace::cargo();
    // Long backtraces would bury the closing lines; a developer asks for them where they help.
    command.env("RUST_BACKTRACE", "0");
    command.env("PATH", tools::path()).env("EKSTRANET_TEST_POSTGRES", check.postgres()?);
    command.env("TMPDIR", check.scratch.folder());
    // The step before brought it: without it the vectors of a stranger would silently be none.
    command.env("EKSTRANET_XMLSEC1", "required").args([
        "nextest",
        "run",
        "--workspace",
        "--all-features",
        "--locked",
        "--profile",
        profile,
    ]);
    Ok(command)
}

/// Runs the test runner, shows what it writes, and keeps its summary for the end of the check.
fn summarised(check: &mut Check, command: &mut Command) -> anyhow::Result<()> {
    if std::io::stderr().is_terminal() {
        command.args(["--color", "always"]);
    }
    let mut process = command.stderr(Stdio::piped()).spawn().context("cannot start cargo nextest")?;
    let output = process.stderr.take().context("the error output is a pipe")?;
    let reader = std::thread::spawn(move || {
        let mut summary = None;
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).into_owned();
            eprintln!("{line}");
            if line.contains("tests run:") || line.contains("test run:") {
                summary = Some(line.trim().to_owned());
            }
        }
        summary
    });
    let outcome = wait(process, &spoken_command(command), &check.signals);
    if let Ok(Some(summary)) = reader.join() {
        check.summaries.push(summary);
    }
    outcome
}
