//! Programs that a journey starts: their words go to a file, and none of them outlives the journey.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

/// How often a waiting loop looks.
const LOOK: Duration = Duration::from_millis(25);
/// How many looks a program gets: two minutes, because an unoptimised one on a busy machine is slow.
const LOOKS: usize = 4800;

/// A running program. Dropping it ends it, also when a journey fails.
pub struct Running {
    process: Child,
    log: PathBuf,
}

impl Running {
    /// Starts a program whose two outputs go to the file `log`. It stays in our process group, so that whoever ends
    /// the group ends it too.
    pub fn start(command: &mut Command, log: &Path) -> Self {
        let file = File::options().create(true).append(true).open(log).expect("the log can be written");
        let other = file.try_clone().expect("a file can be shared");
        command.stdin(Stdio::null()).stdout(file).stderr(other);
        let process = command.spawn().unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
        Self { process, log: log.to_path_buf() }
    }

    /// What follows `beginning` on the first line of the log that has it.
    pub fn wait_for(&mut self, beginning: &str) -> String {
        for _ in 0..LOOKS {
            let text = self.words();
            let mut lines = text.split_inclusive('\n').filter(|line| line.ends_with('\n'));
            if let Some(rest) = lines.find_map(|line| line.split_once(beginning)) {
                return rest.1.trim().to_owned();
            }
            let ended = self.process.try_wait().expect("our child");
            assert!(ended.is_none(), "{} ended with {ended:?}:\n{text}", self.log.display());
            std::thread::sleep(LOOK);
        }
        panic!("{} never said {beginning:?}:\n{}", self.log.display(), self.words());
    }

    fn words(&self) -> String {
        String::from_utf8_lossy(&fs::read(&self.log).unwrap_or_default()).into_owned()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(pid) = i32::try_from(self.process.id()).ok().and_then(Pid::from_raw) {
            // It may have ended a moment ago; then there is nobody to tell.
            let _ = kill_process(pid, Signal::TERM);
        }
        for _ in 0..LOOKS / 10 {
            if !matches!(self.process.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(LOOK);
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What a program that ends by itself wrote to its standard output.
///
/// # Panics
/// When it fails.
pub fn done(command: &mut Command) -> String {
    let output = command.stdin(Stdio::null()).output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?} failed: {complaint}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
