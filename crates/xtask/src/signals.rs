//! Ctrl-C and SIGTERM as a question that a waiting loop can ask.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context as _;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

/// From its making on, the signals that end a program only set a flag; whoever waits asks for it and cleans up.
#[derive(Clone)]
pub struct Signals(Arc<AtomicBool>);

impl Signals {
    pub fn catch() -> anyhow::Result<Self> {
        let asked = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            // A second signal changes nothing: the end is bounded, and haste would leave programs without us.
            signal_hook::flag::register(signal, Arc::clone(&asked)).context("cannot catch Ctrl-C")?;
        }
        Ok(Self(asked))
    }

    /// Somebody asked this program to end.
    pub fn end_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
