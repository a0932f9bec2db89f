//! `cargo xtask fuzz [SECONDS]`: the fuzz tests of the SAML reader in rounds with new seeds, until the time is over, somebody
//! presses Ctrl-C, or a round finds something: a panic, a changed message that is accepted, one message that takes more
//! than 64 MiB of memory, or one that does not end. At the end it says the most memory and time that any took, what the whole
//! process took at its height, the profile and the commit, so that the line can be written down as it is. `cargo ci` tries a
//! thousand cases of each kind with the seeds from 1.

use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, bail};
use clap::Args;
use rustix::process::{Pid, Signal, kill_process_group};

use crate::signals::Signals;
use crate::{child, ci, workspace};

/// The cases of one round.
const CASES: u64 = 5_000;
/// How long the message that is being tried may stay the same.
const STUCK: Duration = Duration::from_mins(2);

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
    // Built first, so that only what it does is timed.
    ci::execute(building(options).arg("--quiet"), &signals)?;
    let program = program(options)?;
    let start = Instant::now();
    let mut seed = first_seed()?;
    let mut rounds = 0;
    let peaks = workspace::target().join("fuzz-peaks");
    let at = workspace::target().join("fuzz-at");
    // Those of an earlier run, or none.
    let _ = (std::fs::remove_file(&peaks), std::fs::remove_file(&at));
    while options.seconds.is_none_or(|seconds| start.elapsed() < Duration::from_secs(seconds)) {
        println!("fuzz: seeds {seed} to {}", seed + CASES - 1);
        // Without cargo: a round would wait for the lock of another build, which looks like a message that does not end.
        let mut command = Command::new(&program);
        command
            // One after the other: only then is what one message takes its own.
            .args(["fuzz_", "--quiet", "--test-threads=1"])
            .current_dir(workspace::root().join("crates/saml"))
            .env("EKSTRANET_FUZZ_PEAK", &peaks)
            .env("EKSTRANET_FUZZ_SEED", seed.to_string())
            .env("EKSTRANET_FUZZ_CASES", CASES.to_string());
        // A group of its own, so that whatever it has started ends with it.
        let mut process =
            command.env("EKSTRANET_FUZZ_AT", &at).process_group(0).spawn().context("cannot start the tests")?;
        let status = match wait(&mut process, &at, STUCK, || signals.end_asked())? {
            End::Itself(status) => status,
            End::Asked => {
                println!("fuzz: stopped, nothing found; whole rounds: {rounds}{}{}", spoken_peak(&peaks), of(options));
                return Ok(());
            }
            End::Stuck(seed) => bail!("fuzz: a message does not end; EKSTRANET_FUZZ_SEED={seed} brings it back"),
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

/// The command that builds the tests.
fn building(options: &Options) -> Command {
    let mut command = workspace::cargo();
    command.args(["test", "--no-run", "--locked", "--package", "saml", "--test", "attacks"]);
    command.args(options.release.then_some("--release"));
    command
}

/// The program of the tests, which has been built.
fn program(options: &Options) -> anyhow::Result<PathBuf> {
    let asked = building(options).arg("--message-format=json-render-diagnostics").stderr(Stdio::inherit()).output();
    let told = String::from_utf8(asked.context("cannot start cargo")?.stdout).context("cargo does not speak UTF-8")?;
    told.lines().find_map(executable).context("cargo does not name the program of the tests")
}

/// The program that a line of cargo's messages names, if it names one.
fn executable(line: &str) -> Option<PathBuf> {
    let message: serde_json::Value = serde_json::from_str(line).ok()?;
    message.get("executable")?.as_str().map(PathBuf::from)
}

/// How a round ended.
#[derive(Debug)]
enum End {
    Itself(ExitStatus),
    Asked,
    /// With the seed of the message that did not end.
    Stuck(String),
}

/// Waits for a round; ends it when asked, and when it tries the same message for too long.
fn wait(process: &mut Child, at: &Path, limit: Duration, asked: impl Fn() -> bool) -> anyhow::Result<End> {
    let tried = || std::fs::read_to_string(at).unwrap_or_default();
    let (mut seed, mut since) = (tried(), Instant::now());
    loop {
        if let Some(status) = process.try_wait()? {
            return Ok(End::Itself(status));
        }
        if asked() {
            end_family(process);
            return Ok(End::Asked);
        }
        let now = tried();
        if now != seed {
            (seed, since) = (now, Instant::now());
        } else if since.elapsed() > limit {
            end_family(process);
            return Ok(End::Stuck(seed));
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Ends a round with the program that it has started.
fn end_family(process: &mut Child) {
    if let Some(group) = i32::try_from(process.id()).ok().and_then(Pid::from_raw) {
        // It may have ended a moment ago; then there is nobody to tell.
        let _ = kill_process_group(group, Signal::TERM);
    }
    child::end(process, Signal::TERM);
}

/// The profile and the commit that were tried, as the end of a line.
fn of(options: &Options) -> String {
    let profile = if options.release { "release" } else { "debug" };
    let asked = std::process::Command::new("git").args(["describe", "--always", "--dirty", "--abbrev=10"]).output();
    let commit = asked.ok().filter(|answer| answer.status.success());
    let commit = commit.map(|answer| String::from_utf8_lossy(&answer.stdout).trim().to_owned());
    format!("; {profile}, commit {}", commit.as_deref().unwrap_or("unknown"))
}

/// What the file of the tests says of memory and time, as the end of a line. A line of the file has the most that one message
/// took and what the process took at its height, both in KiB, and the longest that one message took, in microseconds.
fn spoken_peak(file: &Path) -> String {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let highest = |at| text.lines().filter_map(|line| line.split(' ').nth(at)?.parse::<u64>().ok()).max();
    let message = highest(0).map(|peak| format!("; one message took at most {peak} KiB of memory, 65536 are allowed"));
    let process = highest(1).map(|peak| format!("; the process took at most {peak} KiB, all that it holds counted"));
    let slowest =
        highest(2).map(|time| format!("; the slowest took {:.1} ms", Duration::from_micros(time).as_secs_f64() * 1e3));
    [message, process, slowest].into_iter().flatten().collect()
}

/// A seed that no earlier run began with.
#[expect(clippy::disallowed_methods, reason = "a command of the developer begins where no earlier run did")]
fn first_seed() -> anyhow::Result<u64> {
    Ok(SystemTime::now().duration_since(UNIX_EPOCH).context("the clock is before 1970")?.as_secs() << 20)
}

#[cfg(test)]
mod tests {
    use std::os::unix::process::CommandExt as _;
    use std::process::Command;
    use std::time::Duration;

    use super::{End, executable, spoken_peak, wait};

    #[test]
    fn the_highest_memory_and_the_longest_time_of_all_rounds_are_told() {
        let file = std::env::temp_dir().join(format!("ekstranet-fuzz-peaks-{}", std::process::id()));
        std::fs::write(&file, "12 30000 900\n340 31000 12300\n7 30500 850\n").unwrap();
        assert_eq!(
            spoken_peak(&file),
            "; one message took at most 340 KiB of memory, 65536 are allowed; the process took at most 31000 KiB, all that \
             it holds counted; the slowest took 12.3 ms"
        );
        std::fs::remove_file(&file).unwrap();
        assert_eq!(spoken_peak(&file), "");
    }

    #[test]
    fn the_program_of_the_tests_is_the_one_that_cargo_names() {
        assert_eq!(executable(r#"{"reason":"compiler-artifact","executable":null}"#), None);
        assert_eq!(executable(r#"{"reason":"build-finished","success":true}"#), None);
        let named = executable(r#"{"reason":"compiler-artifact","executable":"/target/debug/deps/attacks-1"}"#);
        assert_eq!(named, Some("/target/debug/deps/attacks-1".into()));
    }

    #[test]
    fn a_round_whose_message_does_not_end_is_ended_and_its_seed_named() {
        let at = std::env::temp_dir().join(format!("ekstranet-fuzz-at-{}", std::process::id()));
        std::fs::write(&at, "4711").unwrap();
        let sleeper = || Command::new("sleep").arg("600").process_group(0).spawn().unwrap();
        let mut stuck = sleeper();
        let end = wait(&mut stuck, &at, Duration::from_millis(1), || false).unwrap();
        assert!(matches!(&end, End::Stuck(seed) if seed == "4711"), "{end:?}");
        assert!(stuck.try_wait().unwrap().is_some(), "it has ended");
        let mut asked = sleeper();
        assert!(matches!(wait(&mut asked, &at, Duration::MAX, || true).unwrap(), End::Asked));
        let mut good = Command::new("true").spawn().unwrap();
        let end = wait(&mut good, &at, Duration::MAX, || false).unwrap();
        assert!(matches!(end, End::Itself(status) if status.success()));
        std::fs::remove_file(&at).unwrap();
    }
}
