//! What the registers last told of one organisation as a customer, read in one go and without asking anybody: for pages
//! that must be quick.

use std::collections::HashMap;
use std::time::Duration;

use super::profiles::{keeps_one, other_kind, plain_kind, public_kind};
use super::rules::{Copy, SourceCopy};
use super::{Company, Inquiry, Looked, Pharmacy, PublicBody, store};
use crate::kernel::{BusinessId, Instant};
use crate::services::CustomerKind;
use crate::web::{App, Failure, Outside};

/// How long a page waits for the registers that have never told of an organisation, all together.
const KIND_TIME: Duration = Duration::from_secs(5);

/// The registers by the names under which their answers are kept.
const COMPANY: &str = "company";
const PHARMACIST: &str = "pharmacist";
const ORGANISATION: &str = "organisation";
const PRACTITIONER: &str = "practitioner";

/// The kept answers of the registers of providers, companies, pharmacies and practitioners, however old.
pub struct LastKnown(Vec<SourceCopy>);

/// What is kept of an organisation.
///
/// # Errors
/// What the database says.
pub async fn last_known(read: &mut db::Read, id: &BusinessId) -> Result<LastKnown, Failure> {
    Ok(LastKnown(store::list_copies(read, id.as_str()).await?))
}

/// The names of some organisations in the company register as it last told them, by business ID, in one statement for many.
///
/// # Errors
/// What the database says.
pub async fn company_names(
    read: &mut db::Read,
    now: Instant,
    organisations: &[&str],
) -> Result<HashMap<String, String>, Failure> {
    let mut rows = Vec::new();
    for some in organisations.chunks(store::AT_ONCE) {
        rows.extend(store::list_companies(read, some).await?);
    }
    let known = by_business_id(rows).into_iter();
    Ok(known.filter_map(|(organisation, known)| Some((organisation, known.company_name(now)?))).collect())
}

/// What every answer has that tells of an organisation.
#[derive(serde::Deserialize)]
struct NameAlone {
    name: String,
}

/// The names of some organisations by business ID as the register of providers last told them, or else that of companies; in
/// one statement for many, and whatever is not known is left out.
///
/// # Errors
/// What the database says.
pub async fn last_names(read: &mut db::Read, organisations: &[&str]) -> Result<HashMap<String, String>, Failure> {
    let mut rows = Vec::new();
    for some in organisations.chunks(store::AT_ONCE) {
        rows.extend(store::list_named(read, some).await?);
    }
    let name = |known: &LastKnown, source| Some(known.copy(source)?.looked::<NameAlone>(true).ok()??.value.name);
    let named = by_business_id(rows).into_iter();
    let named = named.filter_map(|(organisation, known)| {
        let name = name(&known, ORGANISATION).or_else(|| name(&known, COMPANY))?;
        Some((organisation, name))
    });
    Ok(named.filter(|(_, name)| !name.is_empty()).collect())
}

/// Where one stands of whom the register of providers tells nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// In the older register of practitioners, which has no units.
    Practitioner,
    /// Neither there nor in the registers of providers and of pharmacies.
    Nowhere,
    /// In one of those, or the register of providers has not answered.
    Open,
}

/// A row of the home page's statement with `source`, `content` and `fetched_at`.
pub struct KnownRow(SourceCopy);

impl db::FromRow for KnownRow {
    fn from_row(row: &db::Row<'_>) -> Result<Self, db::Error> {
        Ok(Self(db::FromRow::from_row(row)?))
    }
}

impl FromIterator<KnownRow> for LastKnown {
    fn from_iter<T: IntoIterator<Item = KnownRow>>(rows: T) -> Self {
        Self(rows.into_iter().map(|row| row.0).collect())
    }
}

/// A row of a statement that reads the kinds of many.
#[derive(db::FromRow)]
pub struct KindRow {
    key: String,
    #[row(flatten)]
    row: KnownRow,
}

/// What is kept of many organisations, by their business IDs. Only the kind may be asked of it.
pub fn by_business_id(rows: Vec<KindRow>) -> HashMap<String, LastKnown> {
    let mut known: HashMap<String, LastKnown> = HashMap::new();
    for KindRow { key, row } in rows {
        known.entry(key).or_insert_with(|| LastKnown(Vec::new())).0.push(row.0);
    }
    known
}

/// Whether the register of providers, when it last answered, did not know an organisation.
///
/// # Errors
/// What the database says.
pub async fn is_unregistered(read: &mut db::Read, id: &BusinessId) -> Result<bool, Failure> {
    Ok(store::find_copy(read, ORGANISATION, id.as_str()).await?.is_some_and(|copy| !copy.is_known()))
}

/// What is kept of an organisation, with what the kind of customer depends on: registers that have never told of it are
/// asked. Most have told already, and where one is silent now, or was a moment ago, the page goes on without it.
///
/// # Errors
/// What the database says.
pub async fn complete(app: &App, now: Instant, id: &BusinessId, known: LastKnown) -> Result<LastKnown, Failure> {
    complete_by(Inquiry::new(KIND_TIME).remembering(), app, now, id, known).await
}

async fn complete_by(
    mut inquiry: Inquiry,
    app: &App,
    now: Instant,
    id: &BusinessId,
    mut known: LastKnown,
) -> Result<LastKnown, Failure> {
    while let Some(source) = known.untold(now) {
        let asked = match source {
            COMPANY => inquiry.find_company(app, now, id).await.map(drop),
            PHARMACIST => inquiry.find_pharmacies(app, now, id).await.map(drop),
            ORGANISATION => inquiry.find_organisation(app, now, id).await.map(drop),
            _ => inquiry.find_practitioner(app, now, id).await.map(drop),
        };
        match asked {
            Ok(()) => known = last_known(&mut app.db.read().await?, id).await?,
            Err(Failure::Outage(register, problem)) if register != Outside::Database => {
                tracing::warn!(?register, %problem, "a page does without a register that has never told of an organisation");
                break;
            }
            Err(failure) => return Err(failure),
        }
    }
    Ok(known)
}

/// As what an organisation applies, by what is kept of it and what the registers tell now that have never told of it: what is
/// begun goes by that, so that also one is asked that was silent a moment ago.
///
/// # Errors
/// What the database says.
pub async fn find_kind(app: &App, now: Instant, id: &BusinessId) -> Result<CustomerKind, Failure> {
    let known = last_known(&mut app.db.read().await?, id).await?;
    Ok(complete_by(Inquiry::new(KIND_TIME), app, now, id, known).await?.kind(now))
}

/// The kind alone, without asking anybody.
///
/// # Errors
/// What the database says.
pub async fn last_known_kind(read: &mut db::Read, now: Instant, id: &BusinessId) -> Result<CustomerKind, Failure> {
    Ok(last_known(read, id).await?.kind(now))
}

impl LastKnown {
    /// The register that must tell next of what kind the organisation is; `None` when enough is known. Only those are asked
    /// about pharmacies who may keep one: traders, public bodies, and estates and the like.
    fn untold(&self, now: Instant) -> Option<&'static str> {
        let lacks = |source: &'static str| self.copy(source).is_none().then_some(source);
        if lacks(COMPANY).is_some() {
            return Some(COMPANY);
        }
        let company = self.copy(COMPANY)?.last_known::<Company>(now)?.value;
        let (trades, is_public) = (company.is_sole_trader(), company.is_public());
        if !trades && !is_public && !company.is_of_other_form() {
            return None;
        }
        let keeps = keeps_one(self.pharmacies(now).as_ref().map(|looked| &looked.value), now.date());
        let is_provider = || self.copy(ORGANISATION).is_some_and(Copy::is_known);
        // What a trader does who keeps no pharmacy, and whose pharmacy a public body has.
        let depends_on_provider = if trades { !keeps } else { is_public && keeps };
        lacks(PHARMACIST)
            .or_else(|| lacks(ORGANISATION).filter(|_| depends_on_provider))
            .or_else(|| lacks(PRACTITIONER).filter(|_| trades && !keeps && !is_provider()))
    }

    pub(super) fn copy(&self, source: &str) -> Option<&Copy> {
        self.0.iter().find(|one| one.source == source).map(|one| &one.copy)
    }

    /// The pharmacies of a pharmacist; `None` when there are none, they were never looked up, or what is kept cannot be read.
    pub fn pharmacies(&self, now: Instant) -> Option<Looked<Vec<Pharmacy>>> {
        self.copy(PHARMACIST).and_then(|copy| copy.last_known(now))
    }

    /// The name in the company register, as it was last told.
    pub fn company_name(&self, now: Instant) -> Option<String> {
        Some(self.copy(COMPANY)?.last_known::<Company>(now)?.value.name)
    }

    /// What body of public law it is, as the company register last told.
    pub fn public_body(&self, now: Instant) -> Option<PublicBody> {
        self.copy(COMPANY)?.last_known::<Company>(now)?.value.public_body()
    }

    /// Whether its form in the company register is none of those that the founding pages name.
    pub fn is_of_other_form(&self, now: Instant) -> bool {
        let company = self.copy(COMPANY).and_then(|copy| copy.last_known::<Company>(now));
        company.is_some_and(|company| company.value.is_of_other_form())
    }

    /// Whether the register of providers has ever been asked and has answered.
    pub fn was_asked(&self) -> bool {
        self.copy(ORGANISATION).is_some()
    }

    /// What the registers answered of one who is to give care or to keep a pharmacy.
    pub fn listing(&self) -> Listing {
        let is_known = |source| self.copy(source).is_some_and(Copy::is_known);
        if self.copy(ORGANISATION).is_none_or(Copy::is_known) || is_known(PHARMACIST) {
            Listing::Open
        } else if is_known(PRACTITIONER) {
            Listing::Practitioner
        } else {
            Listing::Nowhere
        }
    }

    /// As what the organisation applies. What only the registers of trades tell is left open.
    pub fn kind(&self, now: Instant) -> CustomerKind {
        let company = self.copy(COMPANY).and_then(|copy| copy.last_known::<Company>(now));
        let pharmacies = self.pharmacies(now);
        let keeps = keeps_one(pharmacies.as_ref().map(|looked| &looked.value), now.date());
        let is_known = |source| self.copy(source).is_some_and(Copy::is_known);
        let is_provider = is_known(ORGANISATION);
        if let Some(company) = company.as_ref().filter(|company| company.value.is_of_other_form()) {
            return other_kind(&company.value, keeps);
        }
        match plain_kind(company.as_ref().map(|looked| &looked.value)) {
            CustomerKind::SoleTrader if keeps => CustomerKind::Pharmacist,
            CustomerKind::SoleTrader if is_provider || is_known(PRACTITIONER) => CustomerKind::SelfEmployed,
            // A register that was never asked, or was silent, makes no university of a hospital's owner.
            CustomerKind::Public => public_kind(keeps, self.copy(ORGANISATION).is_none_or(Copy::is_known)),
            kind => kind,
        }
    }
}
