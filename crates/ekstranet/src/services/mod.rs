//! The catalogue: what each national service is and what its form asks, as versioned data. A service is one data file in
//! `catalogue` and its texts; the build makes the enumeration and the forms of them.

mod catalogue;
mod extending;
mod profile;
mod searching;
#[cfg(test)]
mod tests;

use serde::Deserialize;

use crate::kernel::Date;
use crate::texts::Texts;

pub use catalogue::*;
pub use extending::Extending;
pub use profile::{Audience, CustomerKind, KnownFact, Profile};
pub use searching::is_named;

include!(concat!(env!("OUT_DIR"), "/services.rs"));

/// The service by which pharmacies dispense: keeping a pharmacy, handing it over and giving it up are about this one, and
/// it is the only service that a room knows by itself. Everything else that is said of one service stands in its data file.
pub const DISPENSING: Service = Service::Prescription;

/// A branch of those who are advised which services to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Branch {
    Health,
    Social,
    Pharmacy,
}

/// When a service is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Always,
    /// Of those who prescribe medicines.
    Prescribing,
    /// Of those who take images.
    Imaging,
}

/// What a service holds of its customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holding {
    /// Documents of patients and clients: they are kept, stay or change their controller when it ends.
    Records,
    /// Nothing is prescribed or dispensed through it when it has ended.
    Prescriptions,
    /// Nothing about which a customer is told when it ends.
    Nothing,
}

impl Service {
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| service.code() == code)
    }

    /// Whether it extends services that are in use.
    pub fn is_extension(self) -> bool {
        !self.extends().is_empty()
    }
}
