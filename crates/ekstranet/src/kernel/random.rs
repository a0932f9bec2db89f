//! Randomness, handed in so that tests can set it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Where random bytes come from.
#[derive(Clone, Debug)]
pub enum Random {
    /// The operating system's generator through AWS-LC.
    System,
    /// A reproducible sequence for tests; production never builds one.
    Seeded(Arc<AtomicU64>),
}

impl Random {
    /// A reproducible source for tests.
    pub fn seeded(seed: u64) -> Self {
        Self::Seeded(Arc::new(AtomicU64::new(seed)))
    }

    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        match self {
            #[expect(clippy::disallowed_methods, reason = "the one place where randomness enters the portal")]
            Self::System => aws_lc_rs::rand::fill(&mut bytes).expect("the system's random generator works"),
            Self::Seeded(counter) => {
                for chunk in bytes.chunks_mut(8) {
                    let turn = counter.fetch_add(1, Ordering::Relaxed);
                    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &turn.to_be_bytes());
                    chunk.copy_from_slice(&digest.as_ref()[..chunk.len()]);
                }
            }
        }
        bytes
    }
}
