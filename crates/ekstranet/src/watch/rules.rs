//! What of an organisation is compared from night to night, and what a difference means. Pure.

use serde::{Deserialize, Serialize};

use crate::kernel::Date;
use crate::registers::{Company, Organisation, Pharmacy};

/// What the registers said of an organisation at the last comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Snapshot {
    /// The name in the SOTE organisation register; `None` when it does not know the organisation.
    pub name: Option<String>,
    /// Whether the organisation is private by its sector there.
    pub private: bool,
    pub units: Vec<KnownUnit>,
    /// Whether the company register has it as registered; `None` when that register does not know it.
    pub company_registered: Option<bool>,
    pub pharmacies: Vec<KnownPharmacy>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KnownUnit {
    pub oid: String,
    pub name: String,
    /// `YYYY-MM-DD`
    pub ends_on: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KnownPharmacy {
    pub oid: String,
    pub name: String,
    pub begins_on: Date,
    /// Whether it is a branch; unknown of what was kept before this was asked.
    #[serde(default)]
    pub branch: bool,
}

impl Snapshot {
    pub fn of(
        organisation: Option<&Organisation>,
        company: Option<&Company>,
        pharmacies: Option<&Vec<Pharmacy>>,
    ) -> Self {
        let unit = |unit: &crate::registers::Unit| KnownUnit {
            oid: unit.oid.clone(),
            name: unit.name.clone(),
            // A unit without a last day goes on: texts are compared as days.
            ends_on: if unit.ends_on.is_empty() { NO_LAST_DAY.to_string() } else { unit.ends_on.clone() },
        };
        let pharmacy = |pharmacy: &Pharmacy| KnownPharmacy {
            oid: pharmacy.oid.clone(),
            name: pharmacy.name.clone(),
            begins_on: pharmacy.begins_on,
            branch: pharmacy.is_branch(),
        };
        Self {
            name: organisation.map(|organisation| organisation.name.clone()),
            private: organisation.is_none_or(|organisation| organisation.sector != "1"),
            units: organisation.map(|organisation| organisation.units.iter().map(unit).collect()).unwrap_or_default(),
            company_registered: company.map(|company| company.registered),
            pharmacies: pharmacies.map(|found| found.iter().map(pharmacy).collect()).unwrap_or_default(),
        }
    }
}

/// The day that stands for none: later than any that a register writes.
const NO_LAST_DAY: &str = "9999-12-31";

/// What has changed in a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    NameChanged,
    UnitEnded,
    /// The organisation is no longer in the SOTE organisation register.
    RegistrationEnded,
    /// The company is no longer in the company register.
    CompanyEnded,
    /// Fimea has moved the day on which a pharmacist takes over.
    TakeoverMoved,
}

impl ChangeKind {
    pub const ALL: [Self; 5] =
        [Self::NameChanged, Self::UnitEnded, Self::RegistrationEnded, Self::CompanyEnded, Self::TakeoverMoved];

    /// The code in rows.
    pub fn code(self) -> &'static str {
        match self {
            Self::NameChanged => "name_changed",
            Self::UnitEnded => "unit_ended",
            Self::RegistrationEnded => "registration_ended",
            Self::CompanyEnded => "company_ended",
            Self::TakeoverMoved => "takeover_moved",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Who corrects it when it is wrong. What private providers have in the SOTE organisation register comes from
    /// Soteri, and their names from the company register; public organisations keep their own data at THL.
    pub(super) fn corrector(self, private: bool) -> Corrector {
        match (self, private) {
            (Self::TakeoverMoved, _) => Corrector::Fimea,
            (Self::CompanyEnded, _) | (Self::NameChanged, true) => Corrector::CompanyRegister,
            (Self::UnitEnded | Self::RegistrationEnded, true) => Corrector::Soteri,
            (_, false) => Corrector::Thl,
        }
    }
}

/// Who keeps a register, and so corrects it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Corrector {
    Soteri,
    Thl,
    Fimea,
    CompanyRegister,
}

/// A difference that somebody should know of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub kind: ChangeKind,
    /// The unit or pharmacy; the organisation itself otherwise.
    pub subject: String,
    pub before: String,
    pub after: String,
}

/// The takeover dates of main pharmacies that have moved between two nights: from and to.
pub(super) fn moved_takeovers(before: &Snapshot, after: &Snapshot) -> Vec<(Date, Date)> {
    let moved = before.pharmacies.iter().filter_map(|pharmacy| {
        let now = after.pharmacies.iter().find(|now| now.oid == pharmacy.oid && !now.branch)?;
        let known = pharmacy.begins_on != Pharmacy::NO_DAY && now.begins_on != Pharmacy::NO_DAY;
        (known && now.begins_on != pharmacy.begins_on).then_some((pharmacy.begins_on, now.begins_on))
    });
    moved.collect()
}

/// What has changed between two nights.
pub(super) fn compare(before: &Snapshot, after: &Snapshot, today: Date) -> Vec<Found> {
    let mut found = Vec::new();
    let mut add = |kind, subject: &str, before: &str, after: &str| {
        found.push(Found { kind, subject: subject.into(), before: before.into(), after: after.into() });
    };
    match (&before.name, &after.name) {
        (Some(old), Some(new)) if old != new => add(ChangeKind::NameChanged, new, old, new),
        (Some(old), None) => add(ChangeKind::RegistrationEnded, old, old, ""),
        _ => {}
    }
    if before.company_registered == Some(true) && after.company_registered != Some(true) {
        let name = after.name.as_ref().or(before.name.as_ref()).map(String::as_str).unwrap_or_default();
        add(ChangeKind::CompanyEnded, name, "", "");
    }
    // When the organisation itself has gone, its units are not told one by one.
    if after.name.is_some() {
        let today = today.to_string();
        for unit in before.units.iter().filter(|unit| unit.ends_on >= today) {
            let now = after.units.iter().find(|now| now.oid == unit.oid);
            let ends_on = now.map_or(today.as_str(), |now| now.ends_on.as_str());
            if ends_on < unit.ends_on.as_str() {
                add(ChangeKind::UnitEnded, &unit.name, &unit.ends_on, ends_on);
            }
        }
    }
    for pharmacy in &before.pharmacies {
        // A day that Fimea writes for the first time is what was waited for, not a move.
        let now = after.pharmacies.iter().find(|now| now.oid == pharmacy.oid && pharmacy.begins_on != Pharmacy::NO_DAY);
        if let Some(now) = now.filter(|now| now.begins_on != pharmacy.begins_on && now.begins_on != Pharmacy::NO_DAY) {
            let (old, new) = (pharmacy.begins_on.to_string(), now.begins_on.to_string());
            add(ChangeKind::TakeoverMoved, &now.name, &old, &new);
        }
    }
    found
}
