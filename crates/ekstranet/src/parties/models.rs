//! Joining models as data of each service (`services/catalogue`): which it has for which sector, in versions. The joining
//! model is administrative and says who files the application; how the systems are connected stands in the technical steps of
//! the forms. docs/decisions/0010-joining-models.md tells what is not known.

use std::sync::LazyLock;

use crate::services::{CustomerKind, Service};

/// How an organisation joins. Says who files the application, not how systems are connected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JoiningModel {
    /// Suoraliittyminen: the organisation applies for itself.
    Direct,
    /// Yhteisliittyminen: a main joiner applies and brings joined parties in.
    Joint,
    /// Rinnakkaisliittyminen, in social welfare.
    Parallel,
}

impl JoiningModel {
    pub const ALL: [Self; 3] = [Self::Direct, Self::Joint, Self::Parallel];

    /// The code in data and answers.
    pub fn code(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Joint => "joint",
            Self::Parallel => "parallel",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|model| model.code() == code)
    }

    /// The answer of a form that means this model.
    pub fn answer(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Joint => "main_joiner",
            Self::Parallel => "parallel",
        }
    }

    /// The model that an answer of a form means; none for the answer that the organisation is joined through another.
    pub fn of_answer(answer: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|model| model.answer() == answer)
    }
}

/// The answer of somebody whom another organisation joins with it: no application is needed.
pub const JOINED_ANSWER: &str = "joined";

/// The sector by which joining models differ: by legal form, not by the register's own field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sector {
    Private,
    Public,
    Pharmacist,
}

impl Sector {
    /// The sector of a kind of customers.
    pub fn of(kind: CustomerKind) -> Self {
        match kind {
            CustomerKind::Public | CustomerKind::HospitalPharmacy => Self::Public,
            CustomerKind::Pharmacist | CustomerKind::UniversityPharmacy => Self::Pharmacist,
            CustomerKind::Private
            | CustomerKind::SoleTrader
            | CustomerKind::SelfEmployed
            | CustomerKind::Foundation => Self::Private,
        }
    }

    fn parse(code: &str) -> Option<Self> {
        match code {
            "private" => Some(Self::Private),
            "public" => Some(Self::Public),
            "pharmacist" => Some(Self::Pharmacist),
            _ => None,
        }
    }
}

/// What one line of a service's data file says.
struct Known {
    version: i64,
    service: Service,
    sector: Sector,
    models: Vec<JoiningModel>,
}

/// The build has looked at every word of it, and a test looks at what was read.
static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let lines = Service::ALL.into_iter().flat_map(|service| service.joining().iter().map(move |line| (service, line)));
    let read = |(service, (version, sector, models)): (Service, &(i64, &str, &[&str]))| {
        let models = models.iter().filter_map(|code| JoiningModel::parse(code)).collect();
        Some(Known { version: *version, service, sector: Sector::parse(sector)?, models })
    };
    lines.filter_map(read).collect()
});

/// The joining models of a service for a sector, by one version of the data; none when the data names none.
pub fn joining_models(version: i64, service: Service, sector: Sector) -> &'static [JoiningModel] {
    let found =
        KNOWN.iter().find(|known| known.version == version && known.service == service && known.sector == sector);
    found.map_or(&[], |known| &known.models)
}

/// The newest version of a service's data.
fn newest_joining_models(service: Service) -> i64 {
    service.joining().iter().map(|(version, ..)| *version).max().unwrap_or_default()
}

/// The services for which an organisation of a sector can be a main joiner.
pub(super) fn joint_services(sector: Sector) -> impl Iterator<Item = Service> {
    Service::ALL.into_iter().filter(move |service| {
        let version = newest_joining_models(*service);
        joining_models(version, *service, sector).contains(&JoiningModel::Joint)
    })
}

/// Whether such a customer can be a main joiner of any service.
pub fn may_bring_in(kind: CustomerKind) -> bool {
    joint_services(Sector::of(kind)).next().is_some()
}

#[cfg(test)]
mod tests {
    use super::{JoiningModel as Model, Sector, joining_models, joint_services, newest_joining_models};
    use crate::services::Service;

    #[test]
    fn the_data_reads_and_every_service_can_be_joined_directly() {
        for service in Service::ALL {
            let version = newest_joining_models(service);
            assert_eq!(service.joining().is_empty(), service.is_extension(), "{service:?}");
            for (version, code, models) in service.joining() {
                let sector = Sector::parse(code).expect("a sector");
                assert_eq!(joining_models(*version, service, sector).len(), models.len(), "{service:?}");
            }
            for sector in [Sector::Private, Sector::Public, Sector::Pharmacist] {
                let models = joining_models(version, service, sector);
                assert!(models.is_empty() || models.contains(&Model::Direct), "{service:?}");
                assert!(joining_models(version + 1, service, sector).is_empty(), "{service:?}");
            }
        }
        assert!(!joining_models(1, Service::PatientData, Sector::Private).is_empty());
    }

    #[test]
    fn only_private_providers_join_jointly_and_only_social_welfare_in_parallel() {
        let joint: Vec<Service> = joint_services(Sector::Private).collect();
        for service in [Service::PatientData, Service::Prescription, Service::SocialData] {
            assert!(joint.contains(&service), "{service:?}");
        }
        assert!(!joint.contains(&Service::ImagingData));
        assert_eq!(joint_services(Sector::Public).chain(joint_services(Sector::Pharmacist)).count(), 0);
        for service in Service::ALL {
            for sector in [Sector::Private, Sector::Public, Sector::Pharmacist] {
                let parallel = joining_models(1, service, sector).contains(&Model::Parallel);
                assert!(!parallel || service == Service::SocialData, "{service:?}");
            }
        }
    }
}
