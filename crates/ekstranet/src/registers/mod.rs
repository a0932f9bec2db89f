//! What the national registers know of an organisation: looked up over the wire, kept with its date, so that a page
//! works while a register is down and says how old its knowledge is.

mod client;
mod directory;
mod inquiry;
mod keeping;
mod known;
mod profiles;
mod rules;
mod silence;
mod store;
#[cfg(test)]
mod tests;

use std::time::Duration;

use crate::kernel::{BusinessId, Date, Instant};
use crate::services::SystemKind;
use crate::web::{App, Failure};

use rules::FormKind;

pub use directory::{Directory, import_directory};
pub use inquiry::Inquiry;
pub use keeping::{Keeping, NOTICE_DAYS, Takeover, application_opens, moves_with, takeover};
pub use known::{
    KindRow, KnownRow, LastKnown, Listing, by_business_id, company_names, complete, find_kind, is_unregistered,
    last_known, last_known_kind, last_names,
};
pub use profiles::{find_profile, find_trade};
pub use rules::PublicBody;
pub use silence::Silences;
pub(crate) use store::{copies_of, is_listed_owner, kinds_of};

/// Something a register told, and when.
#[derive(Clone, Debug)]
pub struct Looked<T> {
    pub value: T,
    pub fetched_at: Instant,
    /// Whether the register did not answer now, so that this is the last known value.
    pub stale: bool,
}

/// An organisation in the SOTE organisation register.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Organisation {
    pub business_id: String,
    pub oid: String,
    pub name: String,
    /// `1` public, `2` private, `3` private, self-declared.
    pub sector: String,
    pub street_address: String,
    pub post_code: String,
    pub post_office: String,
    /// Whether it gives health care, and social welfare.
    #[serde(default)]
    pub health: bool,
    #[serde(default)]
    pub social: bool,
    /// The last day of the registration, `YYYY-MM-DD`; empty when it goes on. The register answers for an organisation that
    /// has ended as well, so this must be looked at.
    #[serde(default)]
    pub ends_on: String,
    pub units: Vec<Unit>,
}

impl Organisation {
    /// Whether the registration has ended before a date.
    pub fn has_ended(&self, date: Date) -> bool {
        is_over(&self.ends_on, date)
    }
}

/// A last day as the registers write it. One that is not given lies after every other.
pub fn last_day(ends_on: &str) -> Date {
    ends_on.parse().unwrap_or(Date::MAX)
}

/// Whether a last day of the register lies before a date.
fn is_over(ends_on: &str, date: Date) -> bool {
    last_day(ends_on) < date
}

/// A service unit of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Unit {
    pub oid: String,
    pub name: String,
    pub begins_on: String,
    pub ends_on: String,
}

impl Unit {
    /// Whether the unit is valid on a date.
    pub fn covers(&self, date: Date) -> bool {
        self.begins_on <= date.to_string() && !self.is_over(date)
    }

    /// Whether it has ended before a date.
    pub fn is_over(&self, date: Date) -> bool {
        is_over(&self.ends_on, date)
    }
}

/// A company in the company register.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Company {
    pub business_id: String,
    pub name: String,
    /// The registered name in the other national language.
    #[serde(default)]
    pub parallel_name: Option<String>,
    /// The form's code in the register, for example 16 for a limited company, or its Finnish name where the code is not known.
    pub form: String,
    /// Whether it is still in the trade or another register.
    pub registered: bool,
    /// Whether it is a private organisation by its legal form: only those act by position.
    pub private: bool,
}

impl Company {
    /// Whether it is a person who trades under their own name.
    pub fn is_sole_trader(&self) -> bool {
        rules::form_kind(&self.form) == FormKind::SoleTrader
    }

    /// Whether it is a public body by its legal form.
    pub fn is_public(&self) -> bool {
        rules::form_kind(&self.form) == FormKind::Public
    }

    /// Whether its form is none of those that the founding pages name, for example an estate.
    pub fn is_of_other_form(&self) -> bool {
        rules::form_kind(&self.form) == FormKind::Other
    }

    /// What body of public law it is, by its form.
    pub fn public_body(&self) -> Option<PublicBody> {
        rules::public_body(&self.form)
    }

    pub fn is_foundation(&self) -> bool {
        rules::form_kind(&self.form) == FormKind::Foundation
    }
}

/// A pharmacy, or a branch of one, for as long as one pharmacist keeps it (Fimea's register, sheet section 4.5).
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Pharmacy {
    pub oid: String,
    pub name: String,
    /// Of a branch, the OID of its pharmacy.
    pub parent: Option<String>,
    pub begins_on: Date,
    pub ends_on: Date,
    /// Business ID of the pharmacist who keeps it until the day before `begins_on`.
    #[serde(default)]
    pub before: Option<String>,
    /// Business ID of the pharmacist who keeps it from the day after `ends_on`.
    #[serde(default)]
    pub after: Option<String>,
}

/// A self-employed health care professional of the older register (classification 1.2.246.537.6.203).
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Practitioner {
    pub oid: String,
}

/// A certified information system that an application may name.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, db::FromRow)]
#[serde(deny_unknown_fields)]
pub struct InformationSystem {
    pub id: String,
    pub name: String,
    pub version: String,
    /// A1, A2 or A3.
    pub class: String,
    /// What it is for, as `SystemKind::code`; the work of care when the list does not say.
    #[serde(default = "care")]
    pub kind: String,
    /// Codes of the services for which it is certified, separated by spaces.
    pub services: String,
    /// The last day of the certificate, `YYYY-MM-DD`.
    pub certified_until: String,
    pub supplier: String,
    /// The supplier's business ID, where the list has it.
    #[serde(default)]
    pub supplier_id: Option<String>,
}

fn care() -> String {
    SystemKind::Care.code().to_string()
}

/// A technical access point through which an organisation may join.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, db::FromRow)]
#[serde(deny_unknown_fields)]
pub struct AccessPoint {
    pub oid: String,
    pub name: String,
    /// Business ID of the intermediary or organisation that manages it.
    pub owner: String,
    pub owner_name: String,
    /// The last day of its server certificate, `YYYY-MM-DD`; of the imported and the uploaded one the later.
    pub certificate_until: String,
    /// First and last day of its use, `YYYY-MM-DD`.
    #[serde(default)]
    pub valid_from: Option<String>,
    #[serde(default)]
    pub valid_until: Option<String>,
}

impl AccessPoint {
    /// Whether it is in use on a date.
    pub fn is_open(&self, date: Date) -> bool {
        let date = date.to_string();
        self.valid_from.as_ref().is_none_or(|from| *from <= date)
            && self.valid_until.as_ref().is_none_or(|until| date <= *until)
    }

    /// Whether its server certificate ends before a day, `YYYY-MM-DD`.
    pub fn is_uncertified_on(&self, day: &str) -> bool {
        !day.is_empty() && self.certificate_until.as_str() < day
    }
}

/// An organisation of the Kanta intermediary register (Kanta-välittäjä).
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize, db::FromRow)]
#[serde(deny_unknown_fields)]
pub struct Intermediary {
    pub business_id: String,
    pub oid: String,
    pub name: String,
    /// Where it wants its notices, as the register tells.
    #[serde(default)]
    pub email: Option<String>,
}

/// Copies younger than this are used without asking.
const FRESH_SECONDS: i64 = 3600;
/// How long one question is waited for at most when nothing else is asked.
const ALONE: Duration = Duration::from_mins(1);

/// An organisation and its units; `None` when the register does not know it. Copies younger than an hour are used as
/// they are, older ones only while the register does not answer.
///
/// # Errors
/// `Outage` when the register does not answer and there is no copy.
pub async fn find_organisation(
    app: &App,
    now: Instant,
    id: &BusinessId,
) -> Result<Option<Looked<Organisation>>, Failure> {
    Inquiry::new(ALONE).find_organisation(app, now, id).await
}

/// As `find_organisation`, by what a page that must be quick has read of the copies already: a register that was silent a
/// moment ago is not asked.
///
/// # Errors
/// As `find_organisation`.
pub async fn find_organisation_from(
    app: &App,
    now: Instant,
    id: &BusinessId,
    known: &LastKnown,
) -> Result<Option<Looked<Organisation>>, Failure> {
    Inquiry::new(ALONE).remembering().find_organisation_from(app, now, id, known).await
}

/// A company; `None` when the register does not know it.
///
/// # Errors
/// As `find_organisation`.
pub async fn find_company(app: &App, now: Instant, id: &BusinessId) -> Result<Option<Looked<Company>>, Failure> {
    Inquiry::new(ALONE).find_company(app, now, id).await
}

/// The pharmacies and branches that a pharmacist keeps, kept or is about to keep, found by the pharmacist's own business
/// ID; `None` when the pharmacy register has none.
///
/// # Errors
/// As `find_organisation`.
pub async fn find_pharmacies(
    app: &App,
    now: Instant,
    pharmacist: &BusinessId,
) -> Result<Option<Looked<Vec<Pharmacy>>>, Failure> {
    Inquiry::new(ALONE).find_pharmacies(app, now, pharmacist).await
}

/// A self-employed professional in the older register of practitioners, found by the business ID: the register holds no
/// identity code, and names are no proof. `None` when it has none; those registered since 2024 are organisations.
///
/// # Errors
/// As `find_organisation`.
pub async fn find_practitioner(
    app: &App,
    now: Instant,
    id: &BusinessId,
) -> Result<Option<Looked<Practitioner>>, Failure> {
    Inquiry::new(ALONE).find_practitioner(app, now, id).await
}

/// The last known organisation, however old, without asking the register: for pages that must be quick. `None` when it
/// was never looked up.
///
/// # Errors
/// What the database says.
pub async fn last_known_organisation(
    read: &mut db::Read,
    now: Instant,
    id: &BusinessId,
) -> Result<Option<Looked<Organisation>>, Failure> {
    Ok(store::find_copy(read, "organisation", id.as_str()).await?.and_then(|copy| copy.last_known(now)))
}

/// The last known pharmacies of a pharmacist, however old, without asking the register. `None` when there are none or
/// they were never looked up.
///
/// # Errors
/// What the database says.
pub async fn last_known_pharmacies(
    read: &mut db::Read,
    now: Instant,
    pharmacist: &BusinessId,
) -> Result<Option<Looked<Vec<Pharmacy>>>, Failure> {
    Ok(store::find_copy(read, "pharmacist", pharmacist.as_str()).await?.and_then(|copy| copy.last_known(now)))
}

/// The systems certified for a service, expired ones included, by name.
///
/// # Errors
/// What the database says.
pub async fn list_systems(app: &App, service_code: &str) -> Result<Vec<InformationSystem>, Failure> {
    let systems = store::list_systems(&mut app.db.read().await?).await?;
    Ok(systems.into_iter().filter(|system| system.services.split(' ').any(|code| code == service_code)).collect())
}

/// Every system with its certification, by name.
///
/// # Errors
/// What the database says.
pub async fn list_all_systems(read: &mut db::Read) -> Result<Vec<InformationSystem>, Failure> {
    Ok(store::list_systems(read).await?)
}

/// Whether the list has a version of a system, however its name is written.
///
/// # Errors
/// What the database says.
pub async fn is_listed(read: &mut db::Read, name: &str, version: &str) -> Result<bool, Failure> {
    let same = |one: &str, other: &str| one.trim().to_lowercase() == other.trim().to_lowercase();
    let systems = store::list_systems(read).await?;
    Ok(systems.iter().any(|system| same(&system.name, name) && same(&system.version, version)))
}

/// What a system is for by the versions of it that are on the list; the work of care when there is none.
///
/// # Errors
/// What the database says.
pub async fn kind_of_system(read: &mut db::Read, name: &str) -> Result<String, Failure> {
    let systems = store::list_systems(read).await?;
    let same = systems.into_iter().find(|system| system.name.trim().to_lowercase() == name.trim().to_lowercase());
    Ok(same.map_or_else(care, |system| system.kind))
}

/// Whether an organisation is the supplier of a system on the list.
///
/// # Errors
/// What the database says.
pub async fn is_supplier(read: &mut db::Read, id: &BusinessId) -> Result<bool, Failure> {
    let systems = store::list_systems(read).await?;
    Ok(systems.iter().any(|system| system.supplier_id.as_deref() == Some(id.as_str())))
}

/// Adds a version of a system to the list; `false` when there is one with its id.
///
/// # Errors
/// What the database says.
pub async fn add_system(tx: &mut db::Tx, system: &InformationSystem) -> Result<bool, Failure> {
    Ok(store::insert_system(tx, system).await?)
}

/// The access points that are in use on a date, by name.
///
/// # Errors
/// What the database says.
pub async fn list_access_points(app: &App, date: Date) -> Result<Vec<AccessPoint>, Failure> {
    let points = store::list_access_points(&mut app.db.read().await?).await?;
    // Without a certificate it is known but cannot be used yet.
    let is_usable = |point: &AccessPoint| point.is_open(date) && !point.certificate_until.is_empty();
    Ok(points.into_iter().filter(is_usable).collect())
}

/// The access points of an owner, closed ones and those to come included.
///
/// # Errors
/// What the database says.
pub async fn list_access_points_of(read: &mut db::Read, owner: &BusinessId) -> Result<Vec<AccessPoint>, Failure> {
    Ok(store::list_access_points_of(read, owner.as_str()).await?)
}

/// An access point by its OID.
///
/// # Errors
/// What the database says.
pub async fn find_access_point(read: &mut db::Read, oid: &str) -> Result<Option<AccessPoint>, Failure> {
    Ok(store::find_access_point(read, oid).await?)
}

/// The access points whose certificate ends by a day, closed ones and those without one included, by OID; at most so
/// many after a key.
///
/// # Errors
/// What the database says.
pub async fn list_expiring(
    read: &mut db::Read,
    until: Date,
    after: &str,
    limit: i64,
) -> Result<Vec<AccessPoint>, Failure> {
    Ok(store::list_expiring(read, &until.to_string(), after, limit).await?)
}

/// Opens an access point; `Duplicate` when there is one with the OID.
///
/// # Errors
/// What the database says.
pub async fn open_access_point(tx: &mut db::Tx, point: &AccessPoint) -> Result<(), Failure> {
    Ok(store::insert_access_point(tx, point).await?)
}

/// Closes an access point after a day.
///
/// # Errors
/// `Stale` when there is none.
pub async fn close_access_point(tx: &mut db::Tx, oid: &str, last_day: Date) -> Result<(), Failure> {
    Ok(store::close_access_point(tx, oid, &last_day.to_string()).await?)
}

/// Notes the last day of a certificate that the owner has uploaded.
///
/// # Errors
/// `Stale` when there is no such point.
pub async fn note_certificate(tx: &mut db::Tx, oid: &str, last_day: Date) -> Result<(), Failure> {
    Ok(store::note_certificate(tx, oid, &last_day.to_string()).await?)
}

/// Whether an organisation is a Kanta intermediary or owns an access point.
///
/// # Errors
/// What the database says.
pub async fn is_intermediary_or_owner(read: &mut db::Read, id: &BusinessId) -> Result<bool, Failure> {
    Ok(store::is_intermediary_or_owner(read, id.as_str()).await?)
}

/// A Kanta intermediary by its business ID.
///
/// # Errors
/// What the database says.
pub async fn find_intermediary(read: &mut db::Read, id: &BusinessId) -> Result<Option<Intermediary>, Failure> {
    Ok(store::find_intermediary(read, id.as_str()).await?)
}

/// The Kanta intermediaries, by name.
///
/// # Errors
/// What the database says.
pub async fn list_intermediaries(read: &mut db::Read) -> Result<Vec<Intermediary>, Failure> {
    let mut intermediaries = store::list_intermediaries(read).await?;
    intermediaries.sort_by_key(|intermediary| intermediary.name.to_lowercase());
    Ok(intermediaries)
}
