//! What the machine tells of processes: their CPU time, their memory, on which core they run, and who else is busy.

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::Context as _;
use rustix::thread::{CpuSet, Pid};

/// The core of what is measured: the portal and its database.
pub const SERVER_CORE: usize = 0;
/// The core of whoever asks.
pub const LOAD_CORE: usize = 1;

/// CPU seconds since the start of each, at one moment.
#[derive(Clone, Copy)]
pub struct Usage {
    at: Instant,
    pub portal: f64,
    pub database: f64,
    ours: f64,
    whole: f64,
}

impl Usage {
    /// Reads it now. `portal` is a process, `database` the parent of the server's processes.
    pub fn now(portal: u32, database: Option<u32>) -> Self {
        Self {
            at: Instant::now(),
            portal: seconds_of(portal).own,
            database: database.map_or(0.0, seconds_of_family),
            ours: seconds_of(std::process::id()).own,
            whole: seconds_of_everybody(),
        }
    }

    /// Seconds of the clock since an earlier moment.
    pub fn seconds_since(&self, earlier: &Self) -> f64 {
        self.at.duration_since(earlier.at).as_secs_f64()
    }

    /// How many cores others kept busy since an earlier moment.
    pub fn foreign_since(&self, earlier: &Self) -> f64 {
        let known = |usage: &Self| usage.portal + usage.database + usage.ours;
        let others = (self.whole - earlier.whole) - (known(self) - known(earlier));
        (others / self.seconds_since(earlier)).max(0.0)
    }
}

#[derive(Default)]
struct Seconds {
    own: f64,
    /// Of children that have ended.
    children: f64,
    parent: u32,
}

fn seconds_of(process: u32) -> Seconds {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // The name may hold anything, so the fields are counted from behind it.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<u32>().ok()).map_or(0.0, f64::from);
    let second = ticks_of_a_second();
    Seconds {
        own: (ticks(11) + ticks(12)) / second,
        children: (ticks(13) + ticks(14)) / second,
        parent: fields.get(1).and_then(|field| field.parse().ok()).unwrap_or_default(),
    }
}

fn seconds_of_family(parent: u32) -> f64 {
    let first = seconds_of(parent);
    let children: f64 = processes().map(seconds_of).filter(|one| one.parent == parent).map(|one| one.own).sum();
    first.own + first.children + children
}

fn processes() -> impl Iterator<Item = u32> {
    fs::read_dir("/proc").into_iter().flatten().flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok())
}

fn seconds_of_everybody() -> f64 {
    let stat = fs::read_to_string("/proc/stat").unwrap_or_default();
    let fields: Vec<f64> =
        stat.lines().next().unwrap_or_default().split_whitespace().skip(1).filter_map(|f| f.parse().ok()).collect();
    // user, nice, system, then after idle and waiting: interrupts.
    [0, 1, 2, 5, 6].iter().filter_map(|at| fields.get(*at)).sum::<f64>() / ticks_of_a_second()
}

fn ticks_of_a_second() -> f64 {
    u32::try_from(rustix::param::clock_ticks_per_second()).map_or(100.0, f64::from)
}

/// CPU seconds of the calling thread, to the nanosecond.
pub fn seconds_of_thread() -> f64 {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split_whitespace().next().and_then(|field| field.parse::<f64>().ok()).unwrap_or_default() / 1e9
}

/// Memory of a process in MiB, shared pages counted in part (PSS).
pub fn memory(process: u32) -> anyhow::Result<f64> {
    let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).context("the portal's memory")?;
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:")).context("no Pss in smaps_rollup")?;
    let kib: f64 = line.trim().trim_end_matches("kB").trim().parse().context("Pss is a number")?;
    Ok(kib / 1024.0)
}

/// Binds the calling thread, and what it starts from now on, to one core.
pub fn pin(core: usize) -> anyhow::Result<()> {
    set_core(None, core)
}

/// Binds every thread of these processes to one core: a process and its children.
pub fn pin_family(parent: u32, core: usize) -> anyhow::Result<()> {
    for process in processes().filter(|process| *process == parent || seconds_of(*process).parent == parent) {
        let pid = i32::try_from(process).ok().and_then(Pid::from_raw);
        set_core(pid, core)?;
    }
    Ok(())
}

fn set_core(process: Option<Pid>, core: usize) -> anyhow::Result<()> {
    if !has_two_cores() {
        return Ok(());
    }
    let mut cores = CpuSet::new();
    cores.set(core);
    rustix::thread::sched_setaffinity(process, &cores).with_context(|| format!("cannot bind to core {core}"))
}

/// Whether server and load each get a core of their own.
pub fn has_two_cores() -> bool {
    fs::read_to_string("/proc/stat").is_ok_and(|stat| stat.lines().any(|line| line.starts_with("cpu1 ")))
}

/// Whether the folder lies in memory, where a durable write costs nothing.
pub fn is_in_memory(folder: &Path) -> bool {
    const TMPFS: rustix::fs::FsWord = 0x0102_1994;
    rustix::fs::statfs(folder).is_ok_and(|told| told.f_type == TMPFS)
}
