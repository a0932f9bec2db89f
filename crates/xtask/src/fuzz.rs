//! `cargo xtask fuzz [SECONDS]`: the fuzz tests of the SAML reader in rounds with new seeds, until the time is over, somebody
//! presses Ctrl-C, or a round finds something. `cargo ci` runs one round with the seed 1.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, bail};
use clap::Args;

use crate::child;
use crate::signals::Signals;
use crate::workspace;

/// The cases of one round.
const CASES: u64 = 5_000;

#[derive(Args)]
pub struct Options {
    /// End after so many seconds, at the end of a round; without it, go on until Ctrl-C
    seconds: Option<u64>,
}

pub fn run(options: &Options) -> anyhow::Result<()> {
    let signals = Signals::catch()?;
    let start = Instant::now();
    let mut seed = first_seed()?;
    let mut rounds = 0;
    while options.seconds.is_none_or(|seconds| start.elapsed() < Duration::from_secs(seconds)) {
        println!("fuzz: seeds {seed} to {}", seed + CASES - 1);
        let mut command = workspace::cargo();
        command
            .args(["test", "--quiet", "--locked", "--package", "saml", "--test", "attacks", "fuzz_"])
            .env("EKSTRANET_FUZZ_SEED", seed.to_string())
            .env("EKSTRANET_FUZZ_CASES", CASES.to_string());
        let mut process = command.spawn().context("cannot start cargo")?;
        let status = loop {
            if let Some(status) = process.try_wait()? {
                break status;
            }
            if signals.end_asked() {
                child::end(&mut process, rustix::process::Signal::TERM);
                println!("fuzz: stopped, nothing found; whole rounds: {rounds}");
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(100));
        };
        if !status.success() {
            bail!("fuzz: found something; the line with EKSTRANET_FUZZ_SEED above brings it back");
        }
        rounds += 1;
        seed += CASES;
    }
    println!("fuzz: nothing found; rounds of {CASES} cases for each kind of message: {rounds}");
    Ok(())
}

/// A seed that no earlier run began with.
#[expect(clippy::disallowed_methods, reason = "a command of the developer begins where no earlier run did")]
fn first_seed() -> anyhow::Result<u64> {
    Ok(SystemTime::now().duration_since(UNIX_EPOCH).context("the clock is before 1970")?.as_secs() << 20)
}
