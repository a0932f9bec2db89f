//! What use costs by decree (domain sheet 4.1), as data with periods of validity: `fees.toml`. Pure.

use std::sync::LazyLock;

use serde::Deserialize;

use super::rules::Period;
use crate::kernel::{BusinessId, Date};
use crate::registers::PublicBody;
use crate::services::{CustomerKind, KnownFact, Profile};

/// What is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeeBasis {
    /// Electronic prescriptions that a pharmacy and its branches dispensed.
    Dispensed,
    /// Electronic prescriptions that a private provider issued.
    Issued,
    /// Residents of a wellbeing services county or of Helsinki, for health care.
    HealthResidents,
    /// The same for social welfare.
    SocialResidents,
    /// Clients whom a unit of the State served in the year.
    StateClients,
    /// The operator's own use of reimbursement data.
    ReimbursementData,
}

impl FeeBasis {
    pub const ALL: [Self; 6] = [
        Self::Dispensed,
        Self::Issued,
        Self::HealthResidents,
        Self::SocialResidents,
        Self::StateClients,
        Self::ReimbursementData,
    ];

    /// The code in rows and in imported files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Dispensed => "dispensed",
            Self::Issued => "issued",
            Self::HealthResidents => "health_residents",
            Self::SocialResidents => "social_residents",
            Self::StateClients => "state_clients",
            Self::ReimbursementData => "reimbursement_data",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.code() == code)
    }

    fn rule(self) -> &'static BasisRule {
        FEES.bases.iter().find(|rule| rule.code == self).expect("fees.toml is tested")
    }

    /// How a year is divided into invoices.
    pub(super) fn span(self) -> Span {
        self.rule().span
    }

    /// Year and month in which one invoice of a year is made: the first, or the second.
    pub(super) fn invoiced_in(self, year: i16, second: bool) -> (i16, i8) {
        let months = &self.rule().months;
        let month = if second { months.last() } else { months.first() };
        let month = month.copied().unwrap_or(12);
        if month > 12 { (year.saturating_add(1), month - 12) } else { (year, month) }
    }

    /// The first day on which a period can be invoiced: use is charged when the period is over, residents and a yearly sum
    /// while it runs.
    pub(super) fn invoiced_from(self, period: Period) -> Date {
        let is_afterwards = self.span() == Span::Halves || self.rule().months.first().is_some_and(|month| *month > 12);
        if is_afterwards { period.to().saturating_add(jiff::Span::new().days(1)) } else { period.from() }
    }

    /// The lowest sum in a year, whatever the price: whether there is one at all.
    pub(super) fn has_minimum(self) -> bool {
        self == Self::Issued
    }
}

/// Who pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Payer {
    Pharmacy,
    Private,
    County,
    State,
    Operator,
}

/// How a year is divided into invoices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Span {
    Halves,
    /// A year in two equal parts.
    Parts,
    Year,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BasisRule {
    code: FeeBasis,
    payer: Payer,
    span: Span,
    /// 14 is the February after the year.
    months: Vec<i8>,
}

/// A price with its days of validity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Price {
    pub basis: FeeBasis,
    /// Thousandths of a euro; `None` where it is not known here.
    pub mills: Option<i64>,
    /// The least for a calendar year; 0 for none.
    pub minimum_cents: i64,
    pub from: Date,
    pub to: Date,
    /// The number of the decree, where it is known here.
    pub decree: Option<String>,
    /// The days on which the whole decree is in force.
    pub in_force: (Date, Date),
}

impl Price {
    /// What so many cost in a year, the minimum included; `None` where the price is not known here.
    pub fn of_year(&self, count: i64) -> Option<i64> {
        Some(super::rules::amount_cents(count, self.mills?).max(self.minimum_cents))
    }
}

/// The whole data file.
pub struct Fees {
    /// The day on which somebody last compared the file with the decree.
    pub checked: Date,
    /// Municipalities that pay by their residents as the counties do, by their business IDs.
    municipalities: Vec<String>,
    bases: Vec<BasisRule>,
    prices: Vec<Price>,
}

impl Fees {
    /// The price of a whole period; `None` where there is none, or where it changes within.
    pub(super) fn price(&self, basis: FeeBasis, period: Period) -> Option<&Price> {
        self.prices.iter().find(|price| price.basis == basis && price.from <= period.from() && period.to() <= price.to)
    }

    /// The price that is shown on a day: the one in force, else the next, else the last; of those that are known here.
    pub fn shown(&self, basis: FeeBasis, day: Date) -> Option<&Price> {
        let is_known = |price: &&Price| price.basis == basis && price.mills.is_some();
        let mut of_basis: Vec<&Price> = self.prices.iter().filter(is_known).collect();
        of_basis.sort_by_key(|price| price.from);
        of_basis.iter().find(|price| day <= price.to).or(of_basis.last()).copied()
    }
}

/// A customer as the decree sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Customer<'a> {
    pub id: &'a BusinessId,
    pub profile: Profile,
    /// What body of public law it is; nothing for others, and where the company register has not told.
    pub body: Option<PublicBody>,
}

impl Customer<'_> {
    /// By what it pays; `None` for a body of public law that the decree does not name.
    fn payer(self) -> Option<Payer> {
        let Self { id, profile, body } = self;
        if profile.kind.keeps_only_pharmacies() {
            Some(Payer::Pharmacy)
        } else if !profile.kind.is_public() {
            Some(Payer::Private)
        } else {
            match body? {
                PublicBody::WellbeingCounty => Some(Payer::County),
                PublicBody::Municipality if FEES.municipalities.iter().any(|one| one == id.as_str()) => {
                    Some(Payer::County)
                }
                PublicBody::State => Some(Payer::State),
                PublicBody::Municipality | PublicBody::Other => None,
            }
        }
    }

    /// Whether it is a body of public law of which nothing is charged.
    pub(super) fn is_free_public_body(self) -> bool {
        self.profile.kind.is_public() && self.payer().is_none()
    }
}

/// What a customer pays for, by what the registers say of it; empty where the decree has no fee: for private providers of
/// social welfare alone, and for bodies of public law other than the counties, Helsinki and units of the State. Whom the
/// register of providers does not know is taken for one of health care.
pub(super) fn bases_of(customer: Customer<'_>) -> Vec<FeeBasis> {
    let social = customer.profile.has(KnownFact::Social);
    let health = customer.profile.has(KnownFact::Health) || !social;
    let payer = customer.payer();
    let pays = |rule: &&BasisRule| {
        let concerns = match rule.code {
            FeeBasis::Dispensed => true,
            FeeBasis::SocialResidents => social,
            _ => health,
        };
        payer == Some(rule.payer) && concerns
    };
    FEES.bases.iter().filter(pays).map(|rule| rule.code).collect()
}

/// Whether one of a kind may pay for a basis at all: units of the State and the operator are public bodies to the registers.
pub(super) fn may_pay(kind: CustomerKind, basis: FeeBasis) -> bool {
    match basis.rule().payer {
        Payer::Pharmacy => kind.keeps_only_pharmacies(),
        Payer::Private => !kind.keeps_only_pharmacies() && !kind.is_public(),
        Payer::County | Payer::State | Payer::Operator => kind.is_public() && !kind.keeps_only_pharmacies(),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(deserialize_with = "date")]
    checked: Date,
    municipalities: Vec<String>,
    basis: Vec<BasisRule>,
    period: Vec<PeriodFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PeriodFile {
    decree: Option<String>,
    #[serde(deserialize_with = "date")]
    from: Date,
    #[serde(deserialize_with = "date")]
    to: Date,
    fees: Vec<FeeFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FeeFile {
    basis: FeeBasis,
    mills: Option<i64>,
    #[serde(default)]
    minimum_cents: i64,
    #[serde(default, deserialize_with = "some_date")]
    from: Option<Date>,
}

fn date<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    toml::value::Datetime::deserialize(from)?.to_string().parse().map_err(<D::Error as serde::de::Error>::custom)
}

fn some_date<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    date(from).map(Some)
}

fn read(text: &str) -> Result<Fees, toml::de::Error> {
    let File { checked, municipalities, basis, period } = toml::from_str(text)?;
    let of_period = |period: PeriodFile| {
        let PeriodFile { decree, from, to, fees } = period;
        fees.into_iter().map(move |fee| Price {
            basis: fee.basis,
            mills: fee.mills,
            minimum_cents: fee.minimum_cents,
            from: fee.from.unwrap_or(from),
            to,
            decree: decree.clone(),
            in_force: (from, to),
        })
    };
    Ok(Fees { checked, municipalities, bases: basis, prices: period.into_iter().flat_map(of_period).collect() })
}

/// The data file, read once. A test reads it too, so that a mistake in it never reaches a start.
pub static FEES: LazyLock<Fees> = LazyLock::new(|| read(include_str!("fees.toml")).expect("fees.toml is tested"));

#[cfg(test)]
mod tests {
    use super::{Customer, FEES, FeeBasis, Payer, Span, bases_of};
    use crate::billing::rules::Period;
    use crate::kernel::BusinessId;
    use crate::registers::PublicBody;
    use crate::services::KnownFact::{self, Health, Social};
    use crate::services::{CustomerKind, Profile};

    /// An organisation of which the data file says nothing.
    const SOMEBODY: &str = "9900101-0";

    #[test]
    fn the_data_file_reads_and_every_basis_has_its_rule_and_its_price() {
        for basis in FeeBasis::ALL {
            let rule = basis.rule();
            let invoices = if rule.span == Span::Year { 1 } else { 2 };
            assert_eq!(rule.months.len(), invoices, "{basis:?}");
            assert!(rule.months.iter().all(|month| (1..=24).contains(month)), "{basis:?}");
            assert_eq!(FeeBasis::parse(basis.code()), Some(basis));
            assert!(FEES.shown(basis, FEES.checked).is_some_and(|price| price.mills.is_some()), "{basis:?}");
        }
        assert_eq!(FEES.bases.iter().filter(|rule| rule.payer == Payer::County).count(), 2);
        for (place, price) in FEES.prices.iter().enumerate() {
            assert!(price.from <= price.to && price.mills.is_none_or(|mills| mills > 0), "{price:?}");
            assert!(price.minimum_cents == 0 || price.basis.has_minimum(), "{price:?}");
            let others = FEES.prices.iter().skip(place + 1).filter(|other| other.basis == price.basis);
            for other in others {
                assert!(other.from > price.to || other.to < price.from, "two prices on one day: {price:?} {other:?}");
            }
        }
    }

    #[test]
    fn a_price_is_that_of_its_period_and_the_bill_of_february_keeps_the_old_one() {
        let price = |basis, period| FEES.price(basis, period).and_then(|price| price.mills);
        for (basis, period, mills) in [
            (FeeBasis::Dispensed, Period::first_half(2020), Some(48)),
            (FeeBasis::Dispensed, Period::second_half(2025), Some(53)),
            (FeeBasis::Dispensed, Period::first_half(2026), Some(57)),
            (FeeBasis::Dispensed, Period::first_half(2028), None),
            (FeeBasis::Issued, Period::year(2023), Some(489)),
            (FeeBasis::Issued, Period::second_half(2027), Some(582)),
            (FeeBasis::HealthResidents, Period::year(2025), Some(2_715)),
            (FeeBasis::HealthResidents, Period::year(2026), Some(3_173)),
            (FeeBasis::SocialResidents, Period::year(2026), None),
            (FeeBasis::SocialResidents, Period::year(2027), Some(519)),
        ] {
            assert_eq!(price(basis, period), mills, "{basis:?} {period:?}");
        }
        assert_eq!(FeeBasis::Issued.invoiced_in(2025, true), (2026, 2));
        assert_eq!(FeeBasis::Issued.invoiced_in(2026, false), (2026, 9));
        assert_eq!(FeeBasis::HealthResidents.invoiced_in(2026, true), (2026, 12));
        assert_eq!(FeeBasis::StateClients.invoiced_in(2026, false), (2027, 2));
    }

    #[test]
    fn the_price_that_is_shown_is_in_force_or_comes_next_or_is_the_last() {
        let shown =
            |basis, day: &str| FEES.shown(basis, day.parse().expect("a day")).map(|price| price.from.to_string());
        assert_eq!(shown(FeeBasis::Dispensed, "2026-11-21").as_deref(), Some("2026-01-01"));
        assert_eq!(shown(FeeBasis::SocialResidents, "2026-11-21").as_deref(), Some("2027-01-01"));
        assert_eq!(shown(FeeBasis::Dispensed, "2030-01-01").as_deref(), Some("2026-01-01"));
    }

    #[test]
    fn who_pays_for_what_follows_the_decree() {
        let customer = |id: &str, kind, body, facts: &[KnownFact]| {
            let profile = facts.iter().fold(Profile::of(kind), |profile, fact| profile.with(*fact));
            bases_of(Customer { id: &BusinessId::parse(id).expect("valid"), profile, body })
        };
        let of = |kind, facts: &[KnownFact]| customer(SOMEBODY, kind, None, facts);
        assert_eq!(of(CustomerKind::Pharmacist, &[]), [FeeBasis::Dispensed]);
        assert_eq!(of(CustomerKind::UniversityPharmacy, &[]), [FeeBasis::Dispensed]);
        assert_eq!(of(CustomerKind::Private, &[Health, Social]), [FeeBasis::Issued]);
        assert_eq!(of(CustomerKind::SelfEmployed, &[Health]), [FeeBasis::Issued]);
        assert_eq!(of(CustomerKind::Private, &[Social]), [], "no fee for private social welfare");
        assert_eq!(of(CustomerKind::Foundation, &[]), [FeeBasis::Issued], "unknown to the register");
        let both = [Health, Social];
        let residents = [FeeBasis::HealthResidents, FeeBasis::SocialResidents];
        let public = |id, body| customer(id, CustomerKind::Public, Some(body), &both);
        assert_eq!(public(SOMEBODY, PublicBody::WellbeingCounty), residents);
        for helsinki in ["0201256-6", "9900108-8"] {
            assert_eq!(public(helsinki, PublicBody::Municipality), residents, "{helsinki}");
        }
        assert_eq!(public(SOMEBODY, PublicBody::State), [FeeBasis::StateClients]);
        for (id, body) in [(SOMEBODY, PublicBody::Municipality), ("9900108-8", PublicBody::Other)] {
            assert_eq!(public(id, body), [], "the decree names no such payer: {body:?}");
        }
        let of_county = |kind, fact| customer(SOMEBODY, kind, Some(PublicBody::WellbeingCounty), &[fact]);
        assert_eq!(of_county(CustomerKind::HospitalPharmacy, Health), [FeeBasis::HealthResidents]);
        assert_eq!(of_county(CustomerKind::Public, Social), [FeeBasis::SocialResidents]);
        let joint = customer(SOMEBODY, CustomerKind::HospitalPharmacy, Some(PublicBody::Other), &[Health]);
        assert_eq!(joint, [], "a joint authority with a hospital pharmacy");
        assert_eq!(of(CustomerKind::Public, &both), [], "nothing is told of whom the company register has not told");
    }

    #[test]
    fn each_municipality_that_pays_as_a_county_is_a_business_id() {
        assert!(FEES.municipalities.iter().all(|id| BusinessId::parse(id).is_some()), "{:?}", FEES.municipalities);
    }
}
