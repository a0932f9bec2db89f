//! Versions of systems that an intermediary or a supplier proposes to the list of certified systems, and what an officer
//! answers.

use serde_json::{Value, json};

use super::awaited::{Awaited, Outcome, answer, load_for_officer};
use super::rules::ChangeState;
use super::store_systems::{self as store, NewProposal, ProposalRow};
use crate::audit::{self, Entry};
use crate::kernel::{BusinessId, Date, Instant, SystemProposalId, holds_typed_identity_code, read_date};
use crate::notices::Happening;
use crate::registers::{self, InformationSystem};
use crate::services::Service;
use crate::web::{Failure, Visit};

/// The longest name and the longest version, in characters.
const NAME_LIMIT: usize = 100;
const VERSION_LIMIT: usize = 30;
/// A certificate does not last longer than so many days.
const FAR_DAYS: i64 = 20 * 366;
/// The classes of certified systems.
pub(super) const CLASSES: [&str; 3] = ["A1", "A2", "A3"];

/// What is wrong with a proposal, by its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SystemFault {
    NameMissing,
    NameTooLong,
    VersionMissing,
    VersionTooLong,
    IdentityCode,
    ClassMissing,
    ServicesMissing,
    DayMissing,
    NotADay,
    /// The certificate has ended.
    DayPast,
    DayFar,
    /// The version is on the list, or a proposal of it waits.
    Taken,
}

pub(super) type SystemFaults = Vec<(&'static str, SystemFault)>;

/// A version as somebody typed it.
#[derive(Clone, Debug, Default)]
pub(super) struct TypedSystem {
    pub name: String,
    pub version: String,
    pub class: String,
    pub services: Vec<String>,
    pub certified_until: String,
}

/// A sound one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ProposedSystem {
    pub name: String,
    pub version: String,
    pub class: &'static str,
    pub services: String,
    pub certified_until: Date,
}

impl ProposedSystem {
    /// By this two spellings of one version are the same.
    fn key(&self) -> String {
        format!("{} {}", self.name, self.version).split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
    }
}

/// The services that a system can be certified for: extensions use the certificate of what they extend.
pub(super) fn certifiable() -> impl Iterator<Item = Service> {
    Service::ALL.into_iter().filter(|service| !service.is_extension())
}

/// Reads a proposal; every problem with the name of its field.
pub(super) fn read_system(typed: &TypedSystem, today: Date) -> Result<ProposedSystem, SystemFaults> {
    let name = read_text(&typed.name, NAME_LIMIT, (SystemFault::NameMissing, SystemFault::NameTooLong));
    let version = read_text(&typed.version, VERSION_LIMIT, (SystemFault::VersionMissing, SystemFault::VersionTooLong));
    let class = CLASSES.into_iter().find(|class| *class == typed.class).ok_or(SystemFault::ClassMissing);
    let chosen: Vec<&str> =
        certifiable().map(Service::code).filter(|code| typed.services.iter().any(|typed| typed == code)).collect();
    let services = if chosen.is_empty() { Err(SystemFault::ServicesMissing) } else { Ok(chosen.join(" ")) };
    let day = read_end(&typed.certified_until, today);
    match (name, version, class, services, day) {
        (Ok(name), Ok(version), Ok(class), Ok(services), Ok(certified_until)) => {
            Ok(ProposedSystem { name, version, class, services, certified_until })
        }
        (name, version, class, services, day) => {
            let faults = [
                ("name", name.err()),
                ("system_version", version.err()),
                ("class", class.err()),
                ("services", services.err()),
                ("certified_until", day.err()),
            ];
            Err(faults.into_iter().filter_map(|(field, fault)| Some((field, fault?))).collect())
        }
    }
}

fn read_text(text: &str, limit: usize, (missing, too_long): (SystemFault, SystemFault)) -> Result<String, SystemFault> {
    match text.chars().count() {
        0 => Err(missing),
        length if length > limit => Err(too_long),
        _ if holds_typed_identity_code(text) => Err(SystemFault::IdentityCode),
        _ => Ok(text.to_string()),
    }
}

fn read_end(text: &str, today: Date) -> Result<Date, SystemFault> {
    match read_date(text) {
        _ if text.is_empty() => Err(SystemFault::DayMissing),
        None => Err(SystemFault::NotADay),
        Some(day) if day < today => Err(SystemFault::DayPast),
        Some(day) if day > super::rules::plus_days(today, FAR_DAYS) => Err(SystemFault::DayFar),
        Some(day) => Ok(day),
    }
}

/// Who may propose: an intermediary, an owner of access points, a supplier on the list.
pub(super) async fn may_propose(read: &mut db::Read, organisation: &BusinessId) -> Result<bool, Failure> {
    Ok(registers::is_intermediary_or_owner(read, organisation).await?
        || registers::is_supplier(read, organisation).await?)
}

/// Proposes a version to the list: may, load, rule, save, tell. The faults when there are any.
pub(super) async fn propose(visit: &Visit, typed: &TypedSystem) -> Result<SystemFaults, Failure> {
    let acting = visit.acting()?;
    let mut tx = visit.app.db.write().await?;
    if !may_propose(&mut tx, &acting.organisation).await? {
        return Err(Failure::NotFound);
    }
    let system = match read_system(typed, visit.now.date()) {
        Ok(system) => system,
        Err(faults) => return Ok(faults),
    };
    let (id, key, until) =
        (SystemProposalId::new(visit.now, &visit.app.random), system.key(), system.certified_until.to_string());
    let proposal = NewProposal {
        id: &id,
        organisation: &acting.organisation,
        organisation_name: &acting.organisation_name,
        name: &system.name,
        system_version: &system.version,
        name_key: &key,
        class: system.class,
        services: &system.services,
        certified_until: &until,
        by: visit.session()?,
    };
    if registers::is_listed(&mut tx, &system.name, &system.version).await?
        || !store::insert(&mut tx, visit.now, &proposal).await?
    {
        return Ok(vec![("system_version", SystemFault::Taken)]);
    }
    let detail = json!({ "name": system.name, "version": system.version });
    audit::record(&mut tx, visit, Entry::new("intermediaries.system_proposed").subject(id.as_str()).detail(detail))
        .await?;
    tx.commit().await?;
    Ok(Vec::new())
}

impl Awaited for ProposalRow {
    type Id = SystemProposalId;
    const WITHDRAWN: &'static str = "intermediaries.system_withdrawn";
    const ANSWERED: &'static str = "intermediaries.system_answered";
    const CONFIRMED: Happening = Happening::SystemAccepted;
    const REFUSED: Happening = Happening::SystemRefused;

    async fn load(read: &mut db::Read, id: &SystemProposalId) -> Result<Self, Failure> {
        Ok(store::load(read, id).await?)
    }

    async fn end(&self, tx: &mut db::Tx, now: Instant, version: i64, outcome: &Outcome<'_>) -> Result<(), db::Error> {
        store::answer(tx, now, (&self.id, version), outcome).await
    }

    fn id(&self) -> &str {
        &self.id
    }

    fn organisation(&self) -> &str {
        &self.organisation
    }

    fn called(&self) -> &str {
        &self.id
    }

    fn detail(&self, state: ChangeState) -> Value {
        json!({ "state": state.code(), "name": self.name, "version": self.system_version })
    }
}

/// An officer accepts a proposal: the version is on the list from now on. May, load, rule, save, tell.
pub(super) async fn accept(visit: &Visit, id: &SystemProposalId, version: i64) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    let row: ProposalRow = load_for_officer(&mut tx, visit, id).await?;
    answer(&mut tx, visit, &row, version, (ChangeState::Confirmed, None)).await?;
    // The list may have got it from its import meanwhile; the officer then refuses the proposal and says so.
    if registers::is_listed(&mut tx, &row.name, &row.system_version).await? {
        return Err(Failure::Stale);
    }
    let mut system = InformationSystem {
        id: system_id(&row.name, &row.system_version),
        name: row.name.clone(),
        version: row.system_version.clone(),
        class: row.class.clone(),
        kind: registers::kind_of_system(&mut tx, &row.name).await?,
        services: row.services.clone(),
        certified_until: row.certified_until.clone(),
        supplier: row.organisation_name.clone(),
        supplier_id: Some(row.organisation.clone()),
    };
    // Names that differ in punctuation alone have one id: a number tells them apart.
    let id = system.id.clone();
    let mut number = 1;
    while !registers::add_system(&mut tx, &system).await? {
        number += 1;
        system.id = format!("{id}-{number}");
    }
    tx.commit().await?;
    Ok(())
}

/// The versions on the list whose name differs from a proposed one in punctuation alone, as people call them.
pub(super) async fn list_alike(read: &mut db::Read, row: &ProposalRow) -> Result<Vec<String>, Failure> {
    let id = system_id(&row.name, &row.system_version);
    let listed = registers::list_all_systems(read).await?;
    let alike = listed.into_iter().filter(|system| system_id(&system.name, &system.version) == id);
    Ok(alike.map(|system| format!("{} {}", system.name, system.version)).collect())
}

/// The id of a system on the list: its name and version in small letters, digits and hyphens.
pub(super) fn system_id(name: &str, version: &str) -> String {
    let typed = format!("{name} {version}").to_lowercase();
    let words = typed.split(|letter: char| !letter.is_alphanumeric() && letter != '.');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}
