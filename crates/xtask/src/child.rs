//! A program that we start, listen to and end: its lines go to a log file, its end never leaves an orphan.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use rustix::process::{Pid, Signal, kill_process};

use crate::signals::Signals;

/// How often a waiting loop looks at signals and at the program.
const LOOK: Duration = Duration::from_millis(50);
/// How many looks a program gets to end by itself before it is killed: ten seconds.
const LOOKS_TO_END: usize = 200;
/// How many of its last lines an error shows.
const LAST_LINES: usize = 20;

/// A started program. Dropping it ends it.
pub struct Started {
    name: String,
    process: Child,
    lines: Receiver<String>,
    last_lines: Arc<Mutex<VecDeque<String>>>,
    readers: Vec<JoinHandle<()>>,
    ended: Option<ExitStatus>,
    ending: Signal,
}

impl Started {
    /// Starts `command` in a process group of its own (Ctrl-C reaches only us, and we end the programs in order).
    /// Both its outputs go to the file `log`.
    pub fn start(name: &str, command: &mut Command, log: &Path) -> anyhow::Result<Self> {
        let log = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
        let mut process = command.spawn().with_context(|| format!("cannot start {name}"))?;
        let (sender, lines) = mpsc::channel();
        let last_lines = Arc::new(Mutex::new(VecDeque::new()));
        let outputs: [Box<dyn Read + Send>; 2] = [
            Box::new(process.stdout.take().context("the output is a pipe")?),
            Box::new(process.stderr.take().context("the error output is a pipe")?),
        ];
        let mut readers = Vec::new();
        for output in outputs {
            let (sender, last_lines, mut log) = (sender.clone(), Arc::clone(&last_lines), log.try_clone()?);
            readers.push(std::thread::spawn(move || {
                for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
                    let line = String::from_utf8_lossy(&line).into_owned();
                    // A full disk must not stop the program; the lines are still kept below.
                    let _ = log.write_all(format!("{line}\n").as_bytes());
                    let mut last_lines = last_lines.lock().expect("no reader panics");
                    if last_lines.len() == LAST_LINES {
                        last_lines.pop_front();
                    }
                    last_lines.push_back(line.clone());
                    drop(last_lines);
                    let _ = sender.send(line);
                }
            }));
        }
        Ok(Self { name: name.to_owned(), process, lines, last_lines, readers, ended: None, ending: Signal::TERM })
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// The signal that asks this program to end at once, where it is not SIGTERM.
    pub fn ended_by(mut self, signal: Signal) -> Self {
        self.ending = signal;
        self
    }

    /// Waits for a line that begins with `beginning` and returns what follows it.
    /// Fails when the program ends first, when the user ends us, or after `patience`.
    pub fn wait_for_line(&mut self, beginning: &str, patience: Duration, signals: &Signals) -> anyhow::Result<String> {
        let start = Instant::now();
        while start.elapsed() < patience {
            match self.lines.recv_timeout(LOOK) {
                Ok(line) => {
                    if let Some(rest) = line.strip_prefix(beginning) {
                        return Ok(rest.trim().to_owned());
                    }
                }
                Err(RecvTimeoutError::Timeout) => self.must_live()?,
                Err(RecvTimeoutError::Disconnected) => {
                    std::thread::sleep(LOOK);
                    self.must_live()?;
                }
            }
            if signals.end_asked() {
                bail!("stopped while {} was starting", self.name);
            }
        }
        bail!("{} did not say “{beginning}” within {} s\n{}", self.name, patience.as_secs(), self.last_words())
    }

    /// Fails, with its last lines, when the program has ended.
    pub fn must_live(&mut self) -> anyhow::Result<()> {
        if self.ended.is_none() {
            self.ended = self.process.try_wait()?;
        }
        let Some(status) = self.ended else { return Ok(()) };
        self.read_to_the_end();
        let how = match (status.code(), status.signal()) {
            (Some(code), _) => format!("with exit code {code}"),
            (None, Some(signal)) => format!("by signal {signal}"),
            (None, None) => "for an unknown reason".to_owned(),
        };
        bail!("{} ended {how}\n{}", self.name, self.last_words())
    }

    /// Waits until the program ends by itself; returns also its last lines.
    pub fn wait(mut self, signals: &Signals) -> anyhow::Result<(ExitStatus, String)> {
        loop {
            if let Some(status) = self.process.try_wait()? {
                self.ended = Some(status);
                self.read_to_the_end();
                return Ok((status, self.last_words()));
            }
            if signals.end_asked() {
                bail!("stopped while {} was running", self.name);
            }
            std::thread::sleep(LOOK);
        }
    }

    /// Its last lines, indented, for an error.
    fn last_words(&self) -> String {
        let lines = self.last_lines.lock().expect("no reader panics");
        if lines.is_empty() {
            return "  (it wrote nothing)".to_owned();
        }
        lines.iter().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
    }

    fn read_to_the_end(&mut self) {
        for reader in self.readers.drain(..) {
            let _ = reader.join();
        }
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        if self.ended.is_none() {
            end(&mut self.process, self.ending);
        }
    }
}

/// Asks the process to end with `signal`, waits, and kills it when it does not.
pub fn end(process: &mut Child, signal: Signal) {
    if let Some(pid) = i32::try_from(process.id()).ok().and_then(Pid::from_raw) {
        // It may have ended a moment ago; then there is nobody to tell.
        let _ = kill_process(pid, signal);
    }
    for _ in 0..LOOKS_TO_END {
        match process.try_wait() {
            Ok(None) => std::thread::sleep(LOOK),
            Ok(Some(_)) | Err(_) => return,
        }
    }
    let _ = process.kill();
    let _ = process.wait();
}

#[cfg(test)]
#[path = "child_tests.rs"]
mod tests;
