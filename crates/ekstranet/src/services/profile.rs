//! What kind of customer is asked, and what is known of it: so that a form asks only what applies. The portal finds it
//! in the registers when an application is begun and keeps it with the application.

/// A kind of customers (domain sheet 2 and 0.1.6). Private or public goes by legal form, never by the sector that a
/// register of providers tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CustomerKind {
    /// A company, partnership, cooperative or association.
    Private,
    /// A person who trades under their own name.
    SoleTrader,
    /// A sole trader in the registers of social welfare and health care.
    SelfEmployed,
    Foundation,
    /// A wellbeing services county, city, joint authority or unit of the state.
    Public,
    /// A public body that also keeps a hospital pharmacy.
    HospitalPharmacy,
    /// A sole trader who keeps, or is about to keep, a pharmacy.
    Pharmacist,
    /// A pharmacy that a university keeps; its manager acts for it.
    UniversityPharmacy,
}

impl CustomerKind {
    pub const ALL: [Self; 8] = [
        Self::Private,
        Self::SoleTrader,
        Self::SelfEmployed,
        Self::Foundation,
        Self::Public,
        Self::HospitalPharmacy,
        Self::Pharmacist,
        Self::UniversityPharmacy,
    ];

    /// The code in rows and in the data files of forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::SoleTrader => "sole_trader",
            Self::SelfEmployed => "self_employed",
            Self::Foundation => "foundation",
            Self::Public => "public",
            Self::HospitalPharmacy => "hospital_pharmacy",
            Self::Pharmacist => "pharmacist",
            Self::UniversityPharmacy => "university_pharmacy",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether it is a public body by its legal form.
    pub fn is_public(self) -> bool {
        matches!(self, Self::Public | Self::HospitalPharmacy | Self::UniversityPharmacy)
    }

    /// Whether it applies for its pharmacies alone, from the day on which it takes them over. The units of a hospital's
    /// owner run whatever becomes of its pharmacy.
    pub fn keeps_only_pharmacies(self) -> bool {
        matches!(self, Self::Pharmacist | Self::UniversityPharmacy)
    }

    /// Whether it is one person who trades.
    pub fn is_trader(self) -> bool {
        matches!(self, Self::SoleTrader | Self::SelfEmployed | Self::Pharmacist)
    }
}

/// Something that is known of a customer and decides what is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KnownFact {
    /// The register of providers has service units of it, or could not be asked: then people see the question and the
    /// officer judges.
    Units,
    /// It has a registered name in both national languages.
    Bilingual,
    /// The register of providers has it as a provider of health care.
    Health,
    /// The register of providers has it as a provider of social welfare.
    Social,
}

impl KnownFact {
    pub const ALL: [Self; 4] = [Self::Units, Self::Bilingual, Self::Health, Self::Social];

    pub fn code(self) -> &'static str {
        match self {
            Self::Units => "units",
            Self::Bilingual => "bilingual",
            Self::Health => "health",
            Self::Social => "social",
        }
    }

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A customer as a form sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Profile {
    pub kind: CustomerKind,
    facts: u8,
}

/// What applications were asked as before profiles were kept.
impl Default for Profile {
    fn default() -> Self {
        Self::of(CustomerKind::Private).with(KnownFact::Units)
    }
}

impl Profile {
    /// A customer of whom nothing but the kind is known.
    pub fn of(kind: CustomerKind) -> Self {
        Self { kind, facts: 0 }
    }

    #[must_use]
    pub fn with(self, fact: KnownFact) -> Self {
        Self { facts: self.facts | fact.bit(), ..self }
    }

    pub fn has(self, fact: KnownFact) -> bool {
        self.facts & fact.bit() != 0
    }

    /// Whether it is one of whom the register of providers should know units: no pharmacist, who stands in the register of
    /// pharmacies, and no university with its pharmacy alone.
    pub fn has_registered_units(self) -> bool {
        !self.kind.keeps_only_pharmacies() && self.has(KnownFact::Units)
    }

    /// Whether it is a professional whom only the older register of practitioners knows, which has no units.
    pub fn only_practises(self) -> bool {
        self.kind == CustomerKind::SelfEmployed && !self.has(KnownFact::Units)
    }

    /// The form kept in rows and on pages: `public units bilingual`.
    pub fn code(self) -> String {
        let facts = KnownFact::ALL.into_iter().filter(|fact| self.has(*fact)).map(KnownFact::code);
        std::iter::once(self.kind.code()).chain(facts).collect::<Vec<_>>().join(" ")
    }

    pub fn parse(code: &str) -> Option<Self> {
        let mut words = code.split(' ');
        let kind = CustomerKind::parse(words.next()?)?;
        words.try_fold(Self::of(kind), |profile, word| {
            Some(profile.with(KnownFact::ALL.into_iter().find(|fact| fact.code() == word)?))
        })
    }
}

/// For whom a step or question is.
#[derive(Debug)]
pub struct Audience {
    /// Kinds of customers; empty for all.
    pub customers: &'static [CustomerKind],
    /// Facts of which each must hold, or must not.
    pub facts: &'static [(KnownFact, bool)],
}

impl Audience {
    /// For everybody whose form it is.
    pub const ALL: Self = Self { customers: &[], facts: &[] };

    pub fn includes(&self, profile: Profile) -> bool {
        (self.customers.is_empty() || self.customers.contains(&profile.kind))
            && self.facts.iter().all(|(fact, holds)| profile.has(*fact) == *holds)
    }
}

#[cfg(test)]
mod tests {
    use super::{Audience, CustomerKind, KnownFact, Profile};

    #[test]
    fn a_profile_is_read_as_it_was_kept_and_nothing_else_is_one() {
        for kind in CustomerKind::ALL {
            for fact in KnownFact::ALL {
                let profile = Profile::of(kind).with(fact);
                assert_eq!(Profile::parse(&profile.code()), Some(profile));
            }
        }
        assert_eq!(Profile::default().code(), "private units");
        for wrong in ["", "units", "private ", "private rich", "Private"] {
            assert_eq!(Profile::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_audience_is_a_kind_and_facts() {
        let bilingual = Profile::of(CustomerKind::Public).with(KnownFact::Bilingual);
        let public = |facts| Audience { customers: &[CustomerKind::Public], facts };
        assert!(Audience::ALL.includes(bilingual) && Audience::ALL.includes(Profile::default()));
        assert!(public(&[(KnownFact::Bilingual, true)]).includes(bilingual));
        assert!(!public(&[(KnownFact::Bilingual, false)]).includes(bilingual));
        assert!(!public(&[(KnownFact::Units, true)]).includes(bilingual));
        assert!(!public(&[]).includes(Profile::default()));
    }
}
