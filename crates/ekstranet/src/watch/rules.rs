//! What of an organisation is compared from night to night, and what a difference means. Pure.

use serde::{Deserialize, Serialize};

use crate::kernel::Date;
use crate::registers::{Company, Organisation, Pharmacy, last_day};

/// What the registers said of an organisation at the last comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Snapshot {
    /// The name in the SOTE organisation register; `None` when it does not know the organisation.
    pub name: Option<String>,
    /// Whether the organisation is private by its legal form, whatever sector the register of providers tells.
    pub private: bool,
    pub units: Vec<KnownUnit>,
    /// Whether the company register has it as registered; `None` when that register does not know it.
    pub company_registered: Option<bool>,
    /// The names in the company register: the one and that in the other national language, empty when it has none. `None`
    /// when that register does not know it, and of what was kept before they were asked.
    #[serde(default)]
    pub company_name: Option<String>,
    #[serde(default)]
    pub parallel_name: Option<String>,
    /// Whether the older register of practitioners has it, where it was asked.
    #[serde(default)]
    pub practises: bool,
    pub pharmacies: Vec<KnownPharmacy>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KnownUnit {
    pub oid: String,
    pub name: String,
    /// The last day as the register tells it; empty when there is none.
    pub ends_on: String,
    /// Whether this last day has been told already.
    #[serde(default)]
    pub end_told: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KnownPharmacy {
    pub oid: String,
    pub name: String,
    pub begins_on: Date,
    /// Whether it is a branch; unknown of what was kept before this was asked.
    #[serde(default)]
    pub branch: bool,
    /// The last day; unknown of what was kept before this was asked.
    #[serde(default)]
    pub ends_on: Option<Date>,
    /// Whether another pharmacist goes on: then it is handed over and not closed.
    #[serde(default)]
    pub handed_over: bool,
    /// Whether this last day has been told already.
    #[serde(default)]
    pub end_told: bool,
}

/// How many days after its day an end is still news. What ended earlier had ended before anybody joined with it.
const NEWS_DAYS: i64 = 31;

/// A last day as it was known and as it is tonight.
struct End {
    known: Date,
    told: bool,
    now: Date,
}

impl End {
    /// What is in the register no more has ended by today.
    fn of(known: Date, told: bool, now: Option<Date>, today: Date) -> Self {
        Self { known, told, now: now.unwrap_or(known.min(today)) }
    }

    /// Whether it is to be told tonight: the day was set or has come nearer, or it has come and nobody has told of it.
    fn is_news(&self, today: Date) -> bool {
        let is_nearer = self.now < self.known && self.known >= today;
        let has_come = self.now < today && today <= self.now.saturating_add(jiff::Span::new().days(NEWS_DAYS));
        is_nearer || (has_come && !self.told)
    }

    /// Whether it has been told, tonight or earlier. One that has been moved on is told again.
    fn is_told(&self, today: Date) -> bool {
        self.is_news(today) || (self.told && self.now <= self.known)
    }
}

impl KnownUnit {
    fn end(&self, now: Option<&Self>, today: Date) -> End {
        End::of(last_day(&self.ends_on), self.end_told, now.map(|now| last_day(&now.ends_on)), today)
    }
}

impl KnownPharmacy {
    fn end(&self, now: Option<&Self>, today: Date) -> End {
        let now = now.map(|now| now.ends_on.unwrap_or(Date::MAX));
        End::of(self.ends_on.or(now).unwrap_or(Date::MAX), self.end_told, now, today)
    }
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
            ends_on: unit.ends_on.clone(),
            end_told: false,
        };
        let pharmacy = |pharmacy: &Pharmacy| KnownPharmacy {
            oid: pharmacy.oid.clone(),
            name: pharmacy.name.clone(),
            begins_on: pharmacy.begins_on,
            branch: pharmacy.is_branch(),
            ends_on: Some(pharmacy.ends_on),
            handed_over: pharmacy.after.is_some(),
            end_told: false,
        };
        Self {
            name: organisation.map(|organisation| organisation.name.clone()),
            private: company.is_none_or(|company| !company.is_public()),
            units: organisation.map(|organisation| organisation.units.iter().map(unit).collect()).unwrap_or_default(),
            company_registered: company.map(|company| company.registered),
            company_name: company.map(|company| company.name.clone()),
            parallel_name: company.map(|company| company.parallel_name.clone().unwrap_or_default()),
            practises: false,
            pharmacies: pharmacies.map(|found| found.iter().map(pharmacy).collect()).unwrap_or_default(),
        }
    }

    /// Notes which last days have been told, those of tonight among them.
    pub fn note_told(&mut self, before: &Self, today: Date) {
        for unit in &mut self.units {
            let known = before.units.iter().find(|known| known.oid == unit.oid);
            unit.end_told = known.is_some_and(|known| known.end(Some(unit), today).is_told(today));
        }
        for pharmacy in &mut self.pharmacies {
            let known = before.pharmacies.iter().find(|known| known.oid == pharmacy.oid);
            let is_told = known.is_some_and(|known| known.end(Some(pharmacy), today).is_told(today));
            pharmacy.end_told = is_told && !pharmacy.handed_over;
        }
    }
}

/// What has changed in a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    NameChanged,
    /// The name in the company register, of one that the SOTE organisation register does not have.
    CompanyNameChanged,
    /// The name in the other national language, which the company register has.
    ParallelNameChanged,
    UnitEnded,
    /// The organisation is no longer in the SOTE organisation register.
    RegistrationEnded,
    /// The practitioner is no longer in the older register of practitioners, and not in the other one either.
    PracticeEnded,
    /// The company is no longer in the company register.
    CompanyEnded,
    /// Fimea has moved the day on which a pharmacist takes over.
    TakeoverMoved,
    /// A pharmacy or a branch closes, and nobody takes it over.
    PharmacyEnded,
}

impl ChangeKind {
    pub const ALL: [Self; 9] = [
        Self::NameChanged,
        Self::CompanyNameChanged,
        Self::ParallelNameChanged,
        Self::UnitEnded,
        Self::RegistrationEnded,
        Self::PracticeEnded,
        Self::CompanyEnded,
        Self::TakeoverMoved,
        Self::PharmacyEnded,
    ];

    /// The code in rows.
    pub fn code(self) -> &'static str {
        match self {
            Self::NameChanged => "name_changed",
            Self::CompanyNameChanged => "company_name_changed",
            Self::ParallelNameChanged => "parallel_name_changed",
            Self::UnitEnded => "unit_ended",
            Self::RegistrationEnded => "registration_ended",
            Self::PracticeEnded => "practice_ended",
            Self::CompanyEnded => "company_ended",
            Self::TakeoverMoved => "takeover_moved",
            Self::PharmacyEnded => "pharmacy_ended",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Who corrects it when it is wrong. What private providers have in the SOTE organisation register comes from
    /// Soteri, and their names from the company register; public organisations keep their own data at THL.
    pub(super) fn corrector(self, private: bool) -> Corrector {
        match (self, private) {
            (Self::TakeoverMoved | Self::PharmacyEnded, _) => Corrector::Fimea,
            (Self::CompanyEnded | Self::CompanyNameChanged | Self::ParallelNameChanged, _)
            | (Self::NameChanged, true) => Corrector::CompanyRegister,
            (Self::PracticeEnded, _) | (Self::UnitEnded | Self::RegistrationEnded, true) => Corrector::Soteri,
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

/// The name by which people know an organisation: that of the register of providers, or where it has none, that of the
/// company register.
pub(super) fn called<'a>(before: &'a Snapshot, after: &'a Snapshot) -> &'a str {
    let names = [&after.name, &before.name, &after.company_name, &before.company_name];
    names.into_iter().flatten().next().map_or("", String::as_str)
}

/// The two names that a register told, where they differ. One that was not told is compared with nothing.
fn changed<'a>(before: Option<&'a String>, after: Option<&'a String>) -> Option<(&'a str, &'a str)> {
    before.zip(after).filter(|(old, new)| old != new).map(|(old, new)| (old.as_str(), new.as_str()))
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
        // What the company register has of a provider comes to the register of providers, and is told from there.
        (None, None) => {
            if let Some((old, new)) = changed(before.company_name.as_ref(), after.company_name.as_ref()) {
                add(ChangeKind::CompanyNameChanged, new, old, new);
            }
        }
        _ => {}
    }
    let name = called(before, after);
    if let Some((old, new)) = changed(before.parallel_name.as_ref(), after.parallel_name.as_ref()) {
        add(ChangeKind::ParallelNameChanged, name, old, new);
    }
    // Whoever has come to the register of providers meanwhile is registered.
    if before.practises && !after.practises && after.name.is_none() {
        add(ChangeKind::PracticeEnded, name, "", "");
    }
    if before.company_registered == Some(true) && after.company_registered != Some(true) {
        add(ChangeKind::CompanyEnded, name, "", "");
    }
    // When the organisation itself has gone, its units are not told one by one.
    if after.name.is_some() {
        for unit in &before.units {
            let end = unit.end(after.units.iter().find(|now| now.oid == unit.oid), today);
            if end.is_news(today) {
                add(ChangeKind::UnitEnded, &unit.name, &unit.ends_on, &end.now.to_string());
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
    // What was never begun is not closed, and what another goes on with neither.
    for pharmacy in before.pharmacies.iter().filter(|pharmacy| pharmacy.begins_on <= today) {
        let now = after.pharmacies.iter().find(|now| now.oid == pharmacy.oid);
        let end = pharmacy.end(now, today);
        if end.is_news(today) && !now.unwrap_or(pharmacy).handed_over {
            let known = pharmacy.ends_on.map(|day| day.to_string()).unwrap_or_default();
            add(ChangeKind::PharmacyEnded, &pharmacy.name, &known, &end.now.to_string());
        }
    }
    found
}
