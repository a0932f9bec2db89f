//! The catalogue: what each national service is and what its form asks, as versioned data. A service is one data file in
//! `catalogue` and its texts; the build makes the enumeration and the forms of them.

mod catalogue;
mod profile;
mod searching;
#[cfg(test)]
mod tests;

use crate::texts::Texts;

pub use catalogue::*;
pub use profile::{Audience, CustomerKind, KnownFact, Profile};
pub use searching::is_named;

include!(concat!(env!("OUT_DIR"), "/services.rs"));

impl Service {
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| service.code() == code)
    }

    /// Whether it extends services that are in use.
    pub fn is_extension(self) -> bool {
        !self.extends().is_empty()
    }
}
