//! The catalogue: what each national service is and what its form asks, as versioned data.

mod catalogue;
mod profile;

use crate::texts::Texts;

pub use catalogue::*;
pub use profile::{Audience, CustomerKind, KnownFact, Profile};

/// A service that customers take into use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Service {
    PatientData,
    SocialData,
    Prescription,
    ImagingData,
}

impl Service {
    pub const ALL: [Self; 4] = [Self::PatientData, Self::Prescription, Self::SocialData, Self::ImagingData];

    /// The code in addresses and rows.
    pub fn code(self) -> &'static str {
        match self {
            Self::PatientData => "patient_data",
            Self::SocialData => "social_data",
            Self::Prescription => "prescription",
            Self::ImagingData => "imaging_data",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| service.code() == code)
    }

    /// The name people know it by.
    pub fn name(self, t: &Texts) -> String {
        match self {
            Self::PatientData => t.services_patient_data(),
            Self::SocialData => t.services_social_data(),
            Self::Prescription => t.services_prescription(),
            Self::ImagingData => t.services_imaging_data(),
        }
    }

    /// The name before May 2024, shown beside the new one where the service is first met on a page.
    pub fn former_name(self, t: &Texts) -> Option<String> {
        match self {
            Self::PatientData => Some(t.services_patient_data_former()),
            Self::SocialData => Some(t.services_social_data_former()),
            Self::ImagingData => Some(t.services_imaging_data_former()),
            Self::Prescription => None,
        }
    }
}
