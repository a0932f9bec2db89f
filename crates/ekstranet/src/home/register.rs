//! What the SOTE organisation register knows, beside the rest of the home page.

use crate::registers::{Looked, Organisation, Unit};
use crate::web::{Visit, format};

/// What the SOTE organisation register knows.
pub(super) struct Register {
    pub name: String,
    pub business_id: String,
    pub oid: String,
    pub address: String,
    pub units: Vec<String>,
    pub more_units: usize,
    pub fetched: String,
    pub stale: bool,
}

/// Units shown by name; the rest are counted.
const SHOWN_UNITS: usize = 6;

impl Register {
    pub fn of(visit: &Visit, looked: &Looked<Organisation>) -> Self {
        let organisation = &looked.value;
        let valid: Vec<&Unit> = organisation.units.iter().filter(|unit| unit.covers(visit.now.date())).collect();
        Self {
            name: organisation.name.clone(),
            business_id: organisation.business_id.clone(),
            oid: organisation.oid.clone(),
            address: format!(
                "{}, {} {}",
                organisation.street_address, organisation.post_code, organisation.post_office
            ),
            units: valid.iter().take(SHOWN_UNITS).map(|unit| unit.name.clone()).collect(),
            more_units: valid.len().saturating_sub(SHOWN_UNITS),
            fetched: format::moment(looked.fetched_at, visit.language),
            stale: looked.stale,
        }
    }
}
