//! Started programs, with small shell scripts in their place.

use std::path::PathBuf;

use super::*;

const PATIENCE: Duration = Duration::from_secs(30);

fn log(name: &str) -> PathBuf {
    std::env::temp_dir().join(format!("xtask-{name}-{}.log", std::process::id()))
}

fn script(name: &str, text: &str) -> Started {
    Started::start(name, Command::new("sh").args(["-c", text]), &log(name)).unwrap()
}

#[test]
fn waits_for_the_line_and_keeps_a_log() {
    let signals = Signals::catch().unwrap();
    let mut started = script("ready", "echo warming up >&2; echo portal ready: here; exec sleep 60");
    assert_eq!(started.wait_for_line("portal ready:", PATIENCE, &signals).unwrap(), "here");
    started.must_live().unwrap();
    drop(started);
    let text = std::fs::read_to_string(log("ready")).unwrap();
    assert!(text.contains("warming up\n") && text.contains("portal ready: here\n"), "{text}");
    std::fs::remove_file(log("ready")).unwrap();
}

#[test]
fn an_early_death_tells_who_how_and_the_last_words() {
    let signals = Signals::catch().unwrap();
    let mut started = script("dying", "echo the reason >&2; exit 7");
    let error = started.wait_for_line("portal ready:", PATIENCE, &signals).unwrap_err().to_string();
    assert_eq!(error, "dying ended with exit code 7\n  the reason");
    std::fs::remove_file(log("dying")).unwrap();
}

#[test]
fn dropping_asks_the_program_to_end_and_waits_for_it() {
    let signals = Signals::catch().unwrap();
    let mut started = script("polite", "trap 'echo goodbye; exit 0' TERM; echo ready:; while :; do sleep 0.1; done");
    started.wait_for_line("ready:", PATIENCE, &signals).unwrap();
    let readers = std::mem::take(&mut started.readers);
    drop(started);
    for reader in readers {
        reader.join().unwrap();
    }
    assert!(std::fs::read_to_string(log("polite")).unwrap().contains("goodbye"));
    std::fs::remove_file(log("polite")).unwrap();
}
