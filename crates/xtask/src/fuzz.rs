//! `cargo xtask fuzz [SECONDS]`: the fuzz tests of the SAML reader in rounds with new seeds, until the time is over, somebody
//! presses Ctrl-C, or a round finds something: a panic, a changed message that is accepted, or one message that takes more
//! than 64 MiB of memory. At the end it says the most that any took, what the whole process took at its height, the profile
//! and the commit, so that the line can be written down as it is. `cargo ci` runs one round with the seed 1.

use std::path::Path;
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
    /// With the optimised program, as it runs in production
    #[arg(long)]
    release: bool,
}

pub fn run(options: &Options) -> anyhow::Result<()> {
    let signals = Signals::catch()?;
    let start = Instant::now();
    let mut seed = first_seed()?;
    let mut rounds = 0;
    let peaks = workspace::target().join("fuzz-peaks");
    // One of an earlier run, or none.
    let _ = std::fs::remove_file(&peaks);
    while options.seconds.is_none_or(|seconds| start.elapsed() < Duration::from_secs(seconds)) {
        println!("fuzz: seeds {seed} to {}", seed + CASES - 1);
        let mut command = workspace::cargo();
        command
            .args(["test", "--quiet", "--locked", "--package", "saml", "--test", "attacks"])
            .args(options.release.then_some("--release"))
            .arg("fuzz_")
            // One after the other: only then is what one message takes its own.
            .args(["--", "--test-threads=1"])
            .env("EKSTRANET_FUZZ_PEAK", &peaks)
            .env("EKSTRANET_FUZZ_SEED", seed.to_string())
            .env("EKSTRANET_FUZZ_CASES", CASES.to_string());
        let mut process = command.spawn().context("cannot start cargo")?;
        let status = loop {
            if let Some(status) = process.try_wait()? {
                break status;
            }
            if signals.end_asked() {
                child::end(&mut process, rustix::process::Signal::TERM);
                println!("fuzz: stopped, nothing found; whole rounds: {rounds}{}{}", spoken_peak(&peaks), of(options));
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
    println!(
        "fuzz: nothing found; rounds of {CASES} cases for each kind of message: {rounds}{}{}",
        spoken_peak(&peaks),
        of(options)
    );
    Ok(())
}

/// The profile and the commit that were tried, as the end of a line.
fn of(options: &Options) -> String {
    let profile = if options.release { "release" } else { "debug" };
    let asked = std::process::Command::new("git").args(["describe", "--always", "--dirty", "--abbrev=10"]).output();
    let commit = asked.ok().filter(|answer| answer.status.success());
    let commit = commit.map(|answer| String::from_utf8_lossy(&answer.stdout).trim().to_owned());
    format!("; {profile}, commit {}", commit.as_deref().unwrap_or("unknown"))
}

/// What the file of the tests says about memory, as the end of a line. A line of the file has the most that one message
/// took and, where the system tells it, what the process took at its height, both in KiB.
fn spoken_peak(file: &Path) -> String {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let highest = |at| text.lines().filter_map(|line| line.split(' ').nth(at)?.parse::<u64>().ok()).max();
    let message = highest(0).map(|peak| format!("; one message took at most {peak} KiB of memory, 65536 are allowed"));
    let process = highest(1).map(|peak| format!("; the process took at most {peak} KiB, all that it holds counted"));
    [message, process].into_iter().flatten().collect()
}

/// A seed that no earlier run began with.
#[expect(clippy::disallowed_methods, reason = "a command of the developer begins where no earlier run did")]
fn first_seed() -> anyhow::Result<u64> {
    Ok(SystemTime::now().duration_since(UNIX_EPOCH).context("the clock is before 1970")?.as_secs() << 20)
}

#[cfg(test)]
mod tests {
    use super::spoken_peak;

    #[test]
    fn the_highest_memory_of_all_rounds_is_told() {
        let file = std::env::temp_dir().join(format!("ekstranet-fuzz-peaks-{}", std::process::id()));
        std::fs::write(&file, "12 30000\n340 31000\n7 30500\n").unwrap();
        assert_eq!(
            spoken_peak(&file),
            "; one message took at most 340 KiB of memory, 65536 are allowed; the process took at most 31000 KiB, all that \
             it holds counted"
        );
        std::fs::write(&file, "12 \n").unwrap();
        assert_eq!(spoken_peak(&file), "; one message took at most 12 KiB of memory, 65536 are allowed");
        std::fs::remove_file(&file).unwrap();
        assert_eq!(spoken_peak(&file), "");
    }
}
