//! What the national registers know of an organisation: looked up over the wire, kept with its date, so that a page
//! works while a register is down and says how old its knowledge is.

use crate::kernel::{BusinessId, Date, Instant, Oid};
use crate::web::{App, Failure};

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
    pub units: Vec<Unit>,
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
        let date = date.to_string();
        self.begins_on.as_str() <= date.as_str() && date.as_str() <= self.ends_on.as_str()
    }
}

/// A company in the company register.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Company {
    pub business_id: String,
    pub name: String,
    /// The form's code in the register, for example 16 for a limited company.
    pub form: String,
    /// Whether it is still in the trade or another register.
    pub registered: bool,
    /// Whether it is a private organisation by its legal form: only those act by position.
    pub private: bool,
}

/// A certified information system that an application may name.
#[derive(Clone, Debug, PartialEq, Eq, db::FromRow)]
pub struct InformationSystem {
    pub id: String,
    pub name: String,
    pub version: String,
    /// A1, A2 or A3.
    pub class: String,
    /// Codes of the services for which it is certified, separated by spaces.
    pub services: String,
    /// The last day of the certificate, `YYYY-MM-DD`.
    pub certified_until: String,
    pub supplier: String,
}

/// A technical access point through which an organisation may join.
#[derive(Clone, Debug, PartialEq, Eq, db::FromRow)]
pub struct AccessPoint {
    pub oid: String,
    pub name: String,
    /// Business ID of the intermediary or organisation that manages it.
    pub owner: String,
    pub owner_name: String,
    /// The last day of its server certificate, `YYYY-MM-DD`.
    pub certificate_until: String,
}

/// An organisation and its units; `None` when the register does not know it. Copies younger than an hour are used as
/// they are, older ones only while the register does not answer.
///
/// # Errors
/// `Outage` when the register does not answer and there is no copy.
pub async fn find_organisation(_app: &App, _now: Instant, _id: &BusinessId) -> Result<Option<Looked<Organisation>>, Failure> {
    unimplemented!()
}

/// A company; `None` when the register does not know it.
///
/// # Errors
/// As `find_organisation`.
pub async fn find_company(_app: &App, _now: Instant, _id: &BusinessId) -> Result<Option<Looked<Company>>, Failure> {
    unimplemented!()
}

/// The systems certified for a service, expired ones included, by name.
///
/// # Errors
/// What the database says.
pub async fn list_systems(_app: &App, _service_code: &str) -> Result<Vec<InformationSystem>, Failure> {
    unimplemented!()
}

/// The access points, by name.
///
/// # Errors
/// What the database says.
pub async fn list_access_points(_app: &App) -> Result<Vec<AccessPoint>, Failure> {
    unimplemented!()
}

#[expect(dead_code, reason = "replaced with the room")]
fn unused(_: Oid) {}
