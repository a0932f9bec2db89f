//! The imitated outside world.

pub mod identification;
pub mod people;
