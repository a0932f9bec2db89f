//! "Do we have to join?": five answers, and what follows from them by law (domain sheet 0.1.1, 2, 3.2, 4.1 and 8.1). Pure;
//! dates stand in `joining.toml`, prices in the data of billing.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::billing::{FEES, FeeBasis, Price};
use crate::kernel::Date;
use crate::services::{Branch, Need, Service};
use crate::web::Form;

/// An answer out of a few.
macro_rules! answers {
    ($($(#[$doc:meta])* $name:ident, $field:literal: $($case:ident = $code:literal),+;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum $name { $($case),+ }

        impl $name {
            /// The question's name in the address.
            pub const FIELD: &'static str = $field;
            pub const ALL: &'static [Self] = &[$(Self::$case),+];

            /// The answer's name in the address.
            pub fn code(self) -> &'static str {
                match self { $(Self::$case => $code),+ }
            }

            fn of(query: &Form) -> Option<Self> {
                Self::ALL.iter().copied().find(|answer| answer.code() == query.text($field))
            }
        }
    )*};
}

answers! {
    Sector, "sector": Health = "health", Social = "social", Both = "both", Pharmacy = "pharmacy";
    Owner, "owner": Private = "private", Public = "public";
    /// How data of patients and clients are kept.
    Records, "records": System = "system", Paper = "paper";
    Place, "aland": Mainland = "no", Aland = "yes";
    /// Into whose register is written.
    Register, "register": Own = "own", Other = "other", Both = "both";
}

impl Sector {
    pub fn has_health(self) -> bool {
        matches!(self, Self::Health | Self::Both)
    }

    pub fn has_social(self) -> bool {
        matches!(self, Self::Social | Self::Both)
    }

    fn has(self, branch: Branch) -> bool {
        match branch {
            Branch::Health => self.has_health(),
            Branch::Social => self.has_social(),
            Branch::Pharmacy => self == Self::Pharmacy,
        }
    }
}

/// All five answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Answers {
    pub sector: Sector,
    pub owner: Owner,
    pub records: Records,
    pub place: Place,
    pub register: Register,
    /// Prescriptions or residents in a year, for the estimate of the fee.
    pub volume: Option<i64>,
}

/// The largest number that the estimate takes: more than ten times the residents of the country.
const VOLUME_LIMIT: i64 = 100_000_000;

impl Answers {
    /// The answers of an address; otherwise the names of the questions that are not answered.
    pub fn read(query: &Form) -> Result<Self, Vec<&'static str>> {
        let volume = volume(query.text("volume"));
        let found = (Sector::of(query), Owner::of(query), Records::of(query), Place::of(query), Register::of(query));
        if let ((Some(sector), Some(owner), Some(records), Some(place), Some(register)), Ok(volume)) = (found, volume) {
            return Ok(Self { sector, owner, records, place, register, volume });
        }
        let missing = [
            (found.0.is_none(), Sector::FIELD),
            (found.1.is_none(), Owner::FIELD),
            (found.2.is_none(), Records::FIELD),
            (found.3.is_none(), Place::FIELD),
            (found.4.is_none(), Register::FIELD),
            (volume.is_err(), "volume"),
        ];
        Err(missing.into_iter().filter(|(is_missing, _)| *is_missing).map(|(_, field)| field).collect())
    }

    /// What follows from the answers on a day.
    pub fn advise(&self, today: Date) -> Advice {
        Advice {
            duty: self.duty(),
            services: self.services(),
            changes: FACTS.changes.iter().filter(|change| change.concerns(self.sector)).collect(),
            models: self.models(),
            fees: self.fees(today),
            papers: self.papers(),
        }
    }

    fn duty(&self) -> Duty {
        let is_private_provider = self.owner == Owner::Private && self.sector != Sector::Pharmacy;
        if self.place == Place::Aland {
            Duty::Voluntary
        } else if is_private_provider && self.records == Records::Paper {
            Duty::OnlyWithSystem
        } else {
            Duty::Must
        }
    }

    fn services(&self) -> Vec<Needed> {
        let needed = |service: Service| {
            let (_, need) = service.advised().iter().find(|(branch, _)| self.sector.has(*branch))?;
            Some(Needed { service, need: *need, since: service.since() })
        };
        Service::ALL.into_iter().filter_map(needed).collect()
    }

    fn models(&self) -> Vec<Model> {
        let mut models = vec![Model::Direct];
        if self.owner == Owner::Private && self.sector != Sector::Pharmacy {
            models.push(Model::Joint);
        }
        if self.sector.has_social() {
            models.push(Model::Parallel);
        }
        models
    }

    fn fees(&self, today: Date) -> Vec<Fee> {
        let paid: &[(bool, FeeBasis)] = match (self.sector, self.owner) {
            (Sector::Pharmacy, _) => &[(true, FeeBasis::Dispensed)],
            (sector, Owner::Private) => &[(sector.has_health(), FeeBasis::Issued)],
            (sector, Owner::Public) => {
                &[(sector.has_health(), FeeBasis::HealthResidents), (sector.has_social(), FeeBasis::SocialResidents)]
            }
        };
        let prices = paid.iter().filter(|(pays, _)| *pays).filter_map(|(_, basis)| FEES.shown(*basis, today));
        let fee = |price: &'static Price| Fee {
            basis: price.basis,
            mills: price.mills.unwrap_or_default(),
            minimum_cents: price.minimum_cents,
            estimate_cents: self.volume.and_then(|volume| price.of_year(volume)),
            price,
        };
        prices.map(fee).collect()
    }

    fn papers(&self) -> Vec<Paper> {
        let is_pharmacy = self.sector == Sector::Pharmacy;
        let writes_elsewhere = self.register != Register::Own && !is_pharmacy;
        let wanted = [
            (is_pharmacy, Paper::PharmacyRegister),
            (!is_pharmacy && self.owner == Owner::Private, Paper::SupervisorRegister),
            (!is_pharmacy && self.owner == Owner::Public, Paper::CodeService),
            (true, Paper::SecurityPlan),
            (true, Paper::System),
            (self.owner == Owner::Public, Paper::SigningRight),
            (true, Paper::Contacts),
            (self.models().contains(&Model::Joint), Paper::JointContract),
            (writes_elsewhere && self.sector.has_health(), Paper::OutsourcedService),
            (writes_elsewhere && self.sector.has_social(), Paper::RegisterAccess),
            (self.sector.has_social(), Paper::Support),
            (true, Paper::Application),
        ];
        wanted.into_iter().filter(|(is_wanted, _)| *is_wanted).map(|(_, paper)| paper).collect()
    }
}

/// A number as people type it: with or without spaces between thousands; nothing at all is no number.
fn volume(text: &str) -> Result<Option<i64>, ()> {
    let digits: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    if digits.is_empty() {
        return Ok(None);
    }
    let is_number = digits.len() <= 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = digits.parse().ok().filter(|number| is_number && *number <= VOLUME_LIMIT);
    number.map(Some).ok_or(())
}

/// What follows.
pub(super) struct Advice {
    pub duty: Duty,
    pub services: Vec<Needed>,
    pub changes: Vec<&'static Change>,
    pub models: Vec<Model>,
    /// Empty where the decree knows no fee.
    pub fees: Vec<Fee>,
    pub papers: Vec<Paper>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Duty {
    Must,
    /// Providers in Åland may join.
    Voluntary,
    /// A private provider that keeps its records on paper.
    OnlyWithSystem,
}

/// A service and when it is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Needed {
    pub service: Service,
    pub need: Need,
    pub since: Option<Date>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Model {
    Direct,
    Joint,
    Parallel,
}

/// One fee of the decree with its estimate for a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fee {
    pub basis: FeeBasis,
    pub mills: i64,
    pub minimum_cents: i64,
    pub estimate_cents: Option<i64>,
    pub price: &'static Price,
}

/// Something to have ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paper {
    PharmacyRegister,
    SupervisorRegister,
    CodeService,
    SecurityPlan,
    System,
    SigningRight,
    Contacts,
    JointContract,
    OutsourcedService,
    RegisterAccess,
    Support,
    Application,
}

/// `joining.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Facts {
    #[serde(deserialize_with = "date")]
    pub checked: Date,
    changes: Vec<Change>,
}

/// Something that changes for those who have joined.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Change {
    #[serde(deserialize_with = "date")]
    pub date: Date,
    sectors: Vec<Branch>,
    pub text: ChangeText,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ChangeText {
    Documents,
    Access,
    Prescriptions,
    Images,
    Recordings,
}

impl Change {
    fn concerns(&self, sector: Sector) -> bool {
        self.sectors.iter().any(|branch| sector.has(*branch))
    }
}

/// The data file, read once. A test reads it too, so that a mistake in it never reaches a start.
pub(super) static FACTS: LazyLock<Facts> =
    LazyLock::new(|| toml::from_str(include_str!("joining.toml")).expect("joining.toml is tested"));

fn date<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    toml::value::Datetime::deserialize(from)?.to_string().parse().map_err(<D::Error as serde::de::Error>::custom)
}

#[cfg(test)]
#[path = "joining_tests.rs"]
mod tests;
