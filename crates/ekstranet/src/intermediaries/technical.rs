//! What an owner does to its access points: notifies that one is opened or closed, uploads a certificate; and what an
//! officer answers.

use serde_json::{Value, json};

use super::awaited::{Awaited, Outcome, answer, load_for_officer};
use super::certificates::PublicCertificate;
use super::closing;
use super::following::notice_address;
use super::rules::{ChangeState, DayProblem, read_day};
use super::store_technical::{self as store, ChangeRow, NewChange};
use crate::audit::{self, Entry};
use crate::kernel::{
    AccessPointChangeId, AuditId, BusinessId, CaseLanguage, Date, Instant, Oid, Permission, holds_typed_identity_code,
};
use crate::notices::{self, Happening, Notice};
use crate::registers::{self, AccessPoint};
use crate::web::{Failure, Visit};

/// The longest name of an access point, in characters.
const NAME_LIMIT: usize = 200;

/// What is wrong with a notice, by its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChangeFault {
    OidMissing,
    NotAnOid,
    /// The point is there already, or a notice about it waits.
    OidTaken,
    NameMissing,
    NameTooLong,
    NameHoldsIdentityCode,
    Day(DayProblem),
}

pub(super) type ChangeFaults = Vec<(&'static str, ChangeFault)>;

/// What somebody typed to open a point.
#[derive(Clone, Debug, Default)]
pub(super) struct TypedOpening {
    pub oid: String,
    pub name: String,
    pub day: String,
}

/// Notifies that an access point is opened: may, load, rule, save, tell. The faults when there are any.
pub(super) async fn open(visit: &Visit, typed: &TypedOpening) -> Result<ChangeFaults, Failure> {
    let mut faults = check_opening(typed);
    let day = read_day(&typed.day, visit.now.date());
    faults.extend(day.err().map(|problem| ("day", ChangeFault::Day(problem))));
    let (true, Ok(day)) = (faults.is_empty(), day) else { return Ok(faults) };
    let mut tx = visit.app.db.write().await?;
    if registers::find_access_point(&mut tx, &typed.oid).await?.is_some() {
        return Ok(vec![("oid", ChangeFault::OidTaken)]);
    }
    if !notify(&mut tx, visit, "open", &typed.oid, &typed.name, day).await? {
        return Ok(vec![("oid", ChangeFault::OidTaken)]);
    }
    tx.commit().await?;
    Ok(Vec::new())
}

fn check_opening(typed: &TypedOpening) -> ChangeFaults {
    let oid = match typed.oid.as_str() {
        "" => Some(ChangeFault::OidMissing),
        oid => Oid::parse(oid).is_none().then_some(ChangeFault::NotAnOid),
    };
    let name = match typed.name.chars().count() {
        0 => Some(ChangeFault::NameMissing),
        1..=NAME_LIMIT => holds_typed_identity_code(&typed.name).then_some(ChangeFault::NameHoldsIdentityCode),
        _ => Some(ChangeFault::NameTooLong),
    };
    [("oid", oid), ("name", name)].into_iter().filter_map(|(field, fault)| Some((field, fault?))).collect()
}

/// Notifies that an access point of one's own is closed after a day: may, load, rule, save, tell.
pub(super) async fn close(visit: &Visit, oid: &str, typed_day: &str) -> Result<ChangeFaults, Failure> {
    let day = match read_day(typed_day, visit.now.date()) {
        Ok(day) => day,
        Err(problem) => return Ok(vec![("day", ChangeFault::Day(problem))]),
    };
    let mut tx = visit.app.db.write().await?;
    let point = own_point(&mut tx, &visit.acting()?.organisation, oid).await?;
    // A last day that is set stands: another notice would open the point again after it.
    if point.valid_until.is_some() || !notify(&mut tx, visit, "close", oid, &point.name, day).await? {
        return Err(Failure::Stale);
    }
    tx.commit().await?;
    Ok(Vec::new())
}

/// An access point of an organisation; another's is not found.
pub(super) async fn own_point(
    read: &mut db::Read,
    organisation: &BusinessId,
    oid: &str,
) -> Result<AccessPoint, Failure> {
    let point = registers::find_access_point(read, oid).await?;
    point.filter(|point| point.owner == organisation.as_str()).ok_or(Failure::NotFound)
}

async fn notify(
    tx: &mut db::Tx,
    visit: &Visit,
    kind: &'static str,
    oid: &str,
    name: &str,
    day: Date,
) -> Result<bool, Failure> {
    let (acting, id) = (visit.acting()?, AccessPointChangeId::new(visit.now, &visit.app.random));
    let effective_on = day.to_string();
    let change = NewChange {
        id: &id,
        organisation: &acting.organisation,
        organisation_name: &acting.organisation_name,
        kind,
        oid,
        name,
        effective_on: &effective_on,
        by: visit.session()?,
    };
    if !store::insert(tx, visit.now, &change).await? {
        return Ok(false);
    }
    let entry = Entry::new("intermediaries.point_change_notified").subject(id.as_str());
    audit::record(tx, visit, entry.detail(json!({ "kind": kind, "oid": oid, "on": effective_on }))).await?;
    Ok(true)
}

impl Awaited for ChangeRow {
    type Id = AccessPointChangeId;
    const WITHDRAWN: &'static str = "intermediaries.point_change_withdrawn";
    const ANSWERED: &'static str = "intermediaries.point_change_answered";
    const CONFIRMED: Happening = Happening::AccessPointConfirmed;
    const REFUSED: Happening = Happening::AccessPointRefused;

    async fn load(read: &mut db::Read, id: &AccessPointChangeId) -> Result<Self, Failure> {
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
        &self.oid
    }

    fn detail(&self, state: ChangeState) -> Value {
        json!({ "state": state.code(), "oid": self.oid })
    }
}

/// An officer confirms a notice: the point is opened or closed on its day. May, load, rule, save, tell.
pub(super) async fn confirm(visit: &Visit, id: &AccessPointChangeId, version: i64) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    let row: ChangeRow = load_for_officer(&mut tx, visit, id).await?;
    answer(&mut tx, visit, &row, version, (ChangeState::Confirmed, None)).await?;
    let day: Date = row.effective_on.parse().map_err(Failure::internal)?;
    if row.kind == "close" {
        registers::close_access_point(&mut tx, &row.oid, day).await?;
        let told = closing::tell_joined(&mut tx, visit, &row.oid).await?;
        let entry = Entry::new("intermediaries.point_closing_told").subject(id.as_str());
        audit::record(&mut tx, visit, entry.detail(json!({ "oid": row.oid, "customers": told }))).await?;
    } else {
        // The list may have got it from its import meanwhile; the officer then refuses the notice and says so.
        if registers::find_access_point(&mut tx, &row.oid).await?.is_some() {
            return Err(Failure::Stale);
        }
        let point = AccessPoint {
            oid: row.oid.clone(),
            name: row.name.clone(),
            owner: row.organisation.clone(),
            owner_name: row.organisation_name.clone(),
            // Its owner uploads one when the point is on the list.
            certificate_until: String::new(),
            valid_from: Some(row.effective_on.clone()),
            valid_until: None,
        };
        registers::open_access_point(&mut tx, &point).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Tells the owner of an access point or a system; its OID or name stands where a case number does elsewhere.
pub(super) async fn tell_owner(
    tx: &mut db::Tx,
    visit: &Visit,
    owner: &BusinessId,
    oid: &str,
    happening: Happening,
) -> Result<(), Failure> {
    let (recipient, language) = notice_address(tx, owner).await?;
    let notice = Notice {
        happening,
        // An access point serves every service; the mail of these happenings names none.
        service: notices::NO_SERVICE,
        organisation: owner,
        case_number: oid,
        recipients: recipient.into_iter().collect(),
        language,
        link: format!("/o/{owner}/technical"),
    };
    notices::plan(tx, visit, &notice).await
}

/// Keeps a server certificate of one's own point: may, load, rule, save, tell.
pub(super) async fn keep_certificate(visit: &Visit, oid: &str, certificate: &PublicCertificate) -> Result<(), Failure> {
    let acting = visit.acting()?;
    if !acting.permissions.allow(Permission::MaintainData) {
        return Err(Failure::Forbidden);
    }
    let mut tx = visit.app.db.write().await?;
    own_point(&mut tx, &acting.organisation, oid).await?;
    let id = AuditId::new(visit.now, &visit.app.random);
    let whose = (oid, &acting.organisation);
    let by = visit.session()?;
    // The same file twice (a double click, a retry) is one certificate; an earlier one that comes back counts again.
    let is_new = store::insert_certificate(&mut tx, visit.now, id.as_str(), whose, certificate, by).await?
        || store::renew_certificate(&mut tx, visit.now, oid, &certificate.fingerprint, by).await?;
    if is_new {
        let end = store::find_certificate_end(&mut tx, oid).await?;
        let end = end.and_then(|end| end.parse().ok()).unwrap_or(certificate.valid_until);
        registers::note_certificate(&mut tx, oid, end).await?;
        let detail =
            json!({ "oid": oid, "sha256": certificate.fingerprint, "until": certificate.valid_until.to_string() });
        let entry = Entry::new("intermediaries.certificate_uploaded").subject(id.as_str());
        audit::record(&mut tx, visit, entry.detail(detail)).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Keeps where an organisation wants its notices, and in which language: may, load, rule, save, tell.
pub(super) async fn keep_address(
    visit: &Visit,
    email: &str,
    language: CaseLanguage,
    version: i64,
) -> Result<(), Failure> {
    let acting = visit.acting()?;
    let mut tx = visit.app.db.write().await?;
    let chosen = (email, language.code());
    super::store::keep_address(&mut tx, visit.now, &acting.organisation, chosen, version, visit.session()?).await?;
    audit::record(&mut tx, visit, Entry::new("intermediaries.address_changed")).await?;
    tx.commit().await?;
    Ok(())
}
