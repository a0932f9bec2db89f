//! Two who sign together: whether an organisation wants that, and the signature of the first until the other one signs.

use db::{Read, Tx};
use serde_json::json;

use super::rules::{Deed, Given, Meeting, Standing, asked_alone, meet};
use super::store_jointly::{self, RuleRow, WaitingRow};
use super::{Signing, checked_documents};
use crate::audit::{self, Entry};
use crate::kernel::{ApplicationId, AuditId, Basis, BusinessId, Instant, Permission, PersonId, Position};
use crate::notices::{self, Happening, NO_SERVICE, Notice};
use crate::web::{Failure, Visit};
use crate::{mandates, registers};

/// Who finds the contacts of an organisation for the mail that tells of a change: a room further down, so that nothing is
/// imported upward.
pub struct Contacts(pub mandates::Contacts);

/// The most deeds that the page shows.
pub(super) const SHOWN: i64 = 50;

/// Whether two sign the agreements of an organisation together.
///
/// # Errors
/// What the database says.
pub async fn needs_two(read: &mut Read, organisation: &BusinessId) -> Result<bool, Failure> {
    Ok(standing(&store_jointly::list_rule(read, organisation, 1).await?)?.0.needs_two())
}

/// How it stands with an organisation, for somebody who may change it.
pub(super) struct Rule {
    pub standing: Standing,
    /// The number of the last deed.
    pub number: i64,
    /// Whether the person has asked for two, and nobody else has acted since: neither about it nor by signing.
    pub alone: bool,
    /// What was done, the latest first.
    pub rows: Vec<RuleRow>,
}

/// How it stands for a person.
pub(super) async fn find_rule(read: &mut Read, organisation: &BusinessId, person: &PersonId) -> Result<Rule, Failure> {
    let rows = store_jointly::list_rule(read, organisation, SHOWN).await?;
    let (standing, number) = standing(&rows)?;
    let deeds = rows.iter().filter_map(|row| Some((Deed::parse(&row.deed)?, row.person_id.as_str(), row.at)));
    let alone = match asked_alone(deeds, person.as_str()).map(Instant::from_milliseconds) {
        Some(since) => !store_jointly::have_others_signed(read, organisation, person, since).await?,
        None => false,
    };
    Ok(Rule { standing, number, alone, rows })
}

/// Whether the organisation is one person who trades: nobody else ever signs beside them, so two are not asked for.
pub(super) async fn is_one_person(visit: &Visit) -> Result<bool, Failure> {
    let acting = visit.acting()?;
    if acting.basis == Basis::Position(Position::SoleTrader) {
        return Ok(true);
    }
    Ok(registers::find_kind(&visit.app, visit.now, &acting.organisation).await?.is_trader())
}

/// How it stands after these deeds, the latest first, and the number of the last.
fn standing(rows: &[RuleRow]) -> Result<(Standing, i64), Failure> {
    let Some(last) = rows.first() else { return Ok((Standing::since(None), 0)) };
    let deed = Deed::parse(&last.deed).ok_or_else(|| Failure::internal("a deed about signing is unknown"))?;
    Ok((Standing::since(Some((deed, &last.person_id))), last.number))
}

/// A proposal that one signature be enough, which waits for another person.
#[derive(Clone, Debug)]
pub struct OneProposed {
    person: String,
    /// Who proposes it.
    pub name: String,
    pub at: Instant,
}

impl OneProposed {
    /// Whether the reader made it.
    #[must_use]
    pub fn is_of_reader(&self, visit: &Visit) -> bool {
        visit.session.as_ref().is_some_and(|session| session.person.as_str() == self.person)
    }

    /// Whether the reader may confirm it, or keep two.
    #[must_use]
    pub fn waits_for_reader(&self, visit: &Visit) -> bool {
        let may_sign = visit.acting().is_ok_and(|acting| acting.permissions.allow(Permission::SignAgreements));
        may_sign && !visit.is_officer() && !self.is_of_reader(visit)
    }
}

/// The proposal that waits, for the home page.
///
/// # Errors
/// What the database says.
pub async fn find_proposal(read: &mut Read, organisation: &BusinessId) -> Result<Option<OneProposed>, Failure> {
    let rows = store_jointly::list_rule(read, organisation, 1).await?;
    let is_open = matches!(standing(&rows)?.0, Standing::Proposed { .. });
    Ok(rows.into_iter().next().filter(|_| is_open).map(|row| OneProposed {
        person: row.person_id,
        name: row.person_name,
        at: Instant::from_milliseconds(row.at),
    }))
}

/// Changes how many sign, or proposes to. `number` is that of the last deed on the person's page. The contacts are told by
/// mail, and everybody else who may sign at an address of their own. Where no address is known, a proposal is told by the
/// home page alone.
///
/// # Errors
/// `Forbidden` without the right to sign; `Stale` when somebody was first, or it cannot be done now by this person or for
/// such an organisation.
pub(super) async fn change(visit: &Visit, deed: Deed, number: i64) -> Result<(), Failure> {
    let (acting, session) = (visit.acting()?, visit.session()?);
    if !acting.permissions.allow(Permission::SignAgreements) {
        return Err(Failure::Forbidden);
    }
    if deed == Deed::AskTwo && is_one_person(visit).await? {
        return Err(Failure::Stale);
    }
    let find = visit.app.part::<Contacts>().0;
    let (recipients, language) = find(visit.app.clone(), acting.organisation.clone()).await?;
    let mut tx = visit.app.db.write().await?;
    let rule = find_rule(&mut tx, &acting.organisation, &session.person).await?;
    if rule.number != number || rule.standing.after(deed, session.person.as_str(), rule.alone).is_err() {
        return Err(Failure::Stale);
    }
    store_jointly::insert_rule(&mut tx, visit.now, acting, session, (number + 1, deed.code())).await?;
    let entry = Entry::new("agreements.rule_changed").acting(acting).detail(json!({ "deed": deed.code() }));
    audit::record(&mut tx, visit, entry).await?;
    let notice = Notice {
        happening: Happening::SigningRuleChanged,
        service: NO_SERVICE,
        organisation: &acting.organisation,
        case_number: "",
        recipients,
        language,
        link: format!("/o/{}/agreements/signatories", acting.organisation),
    };
    let since = notices::right_believed_since(&visit.app, visit.now);
    let mut people = mandates::list_signatories(&mut tx, &visit.app, &acting.organisation, since).await?;
    people.retain(|person| *person != session.person);
    notices::plan_with_people(&mut tx, visit, &notice, &people).await?;
    tx.commit().await?;
    Ok(())
}

/// A signature that waits for another person's.
#[derive(Clone, Debug)]
pub struct WaitingSignature {
    pub person: String,
    pub signatory: String,
    /// By which right, in the form of `Basis::code`.
    pub basis: String,
    /// When Suomi.fi was asked for the right.
    pub right_checked_at: Instant,
    pub signed_at: Instant,
    hashes: Vec<String>,
    seen_version: i64,
    version: i64,
}

impl WaitingSignature {
    fn of(row: &WaitingRow) -> Self {
        Self {
            person: row.person_id.clone(),
            signatory: row.signatory_name.clone(),
            basis: row.basis.clone(),
            right_checked_at: Instant::from_milliseconds(row.right_checked_at),
            signed_at: Instant::from_milliseconds(row.signed_at),
            hashes: row.hashes.split(' ').map(str::to_string).collect(),
            seen_version: row.seen_version,
            version: row.version,
        }
    }

    /// Whether a page that showed one version of the answers showed what now has another: locking the answers for the first
    /// signature changes their version and nothing else.
    #[must_use]
    pub fn is_same(&self, shown: i64, now: i64) -> bool {
        self.version == now && self.seen_version == shown
    }

    /// What a person meets who signs these texts over answers of this version.
    #[must_use]
    pub fn meeting(waiting: Option<&Self>, person: &PersonId, hashes: &[String], version: i64) -> Meeting {
        let given =
            waiting.map(|one| Given { person: &one.person, hashes: one.hashes.as_slice(), version: one.version });
        meet(given.as_ref(), person, hashes, version)
    }
}

/// The signature of an application that waits for another one.
///
/// # Errors
/// What the database says.
pub async fn find_waiting(read: &mut Read, application: &ApplicationId) -> Result<Option<WaitingSignature>, Failure> {
    let rows = store_jointly::list_of_application(read, application).await?;
    Ok(rows.iter().find(|row| row.ended_at.is_none()).map(WaitingSignature::of))
}

/// Why a signature does not count any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VoidReason {
    /// Somebody opened the answers again.
    Reopened,
    /// The signatory took it back.
    TakenBack,
    /// The answers or the texts had changed when the other one signed.
    Changed,
}

impl VoidReason {
    const ALL: [Self; 3] = [Self::Reopened, Self::TakenBack, Self::Changed];

    fn code(self) -> &'static str {
        match self {
            Self::Reopened => "reopened",
            Self::TakenBack => "taken_back",
            Self::Changed => "changed",
        }
    }
}

/// A signature that was given and does not count any more.
#[derive(Clone, Debug)]
pub struct VoidSignature {
    pub signatory: String,
    pub signed_at: Instant,
    pub ended_at: Instant,
    pub why: VoidReason,
    pub ended_by: String,
    /// Why in their own words; empty where nobody was asked.
    pub reason: String,
}

/// Those of an application, the first first.
///
/// # Errors
/// What the database says.
pub async fn list_void(read: &mut Read, application: &ApplicationId) -> Result<Vec<VoidSignature>, Failure> {
    let rows = store_jointly::list_of_application(read, application).await?;
    let void = rows.into_iter().filter_map(|row| {
        let why = VoidReason::ALL.into_iter().find(|why| Some(why.code()) == row.ended_why.as_deref())?;
        Some(VoidSignature {
            signatory: row.signatory_name,
            signed_at: Instant::from_milliseconds(row.signed_at),
            ended_at: Instant::from_milliseconds(row.ended_at?),
            why,
            ended_by: row.ended_by_name.unwrap_or_default(),
            reason: row.ended_reason.unwrap_or_default(),
        })
    });
    Ok(void.collect())
}

/// Keeps a signature until another person signs, in the caller's transaction; the answers went from one version to another
/// when they were locked for it.
///
/// # Errors
/// As `sign_whole_or_part`.
pub async fn keep_waiting(
    tx: &mut Tx,
    visit: &Visit,
    signing: &Signing<'_>,
    (seen_version, version): (i64, i64),
) -> Result<(), Failure> {
    let (acting, session) = (visit.acting()?, visit.session()?);
    let documents = checked_documents(tx, acting, signing).await?;
    let id = AuditId::new(visit.now, &visit.app.random);
    let who = (id.as_str(), session, acting);
    store_jointly::insert_waiting(tx, visit.now, who, signing, (&documents, seen_version, version)).await?;
    let entry = Entry::new("agreements.signed_first").acting(acting).subject(signing.application.as_str());
    audit::record(tx, visit, entry.detail(json!({ "texts": signing.hashes, "version": version }))).await?;
    Ok(())
}

/// Voids the signature that waits, in the caller's transaction; `false` when none does. `reason` is what somebody wrote, or
/// empty; the log, which nothing is removed from, does without it.
///
/// # Errors
/// What the database says.
pub async fn void_waiting(
    tx: &mut Tx,
    visit: &Visit,
    application: &ApplicationId,
    why: VoidReason,
    reason: &str,
) -> Result<bool, Failure> {
    let by = visit.session()?.name.as_str();
    let reason = Some(reason).filter(|reason| !reason.is_empty());
    let ended = store_jointly::end_waiting(tx, visit.now, application, (why.code(), by, reason)).await?;
    if ended {
        let entry = Entry::new("agreements.signature_voided").subject(application.as_str());
        audit::record(tx, visit, entry.detail(json!({ "why": why.code() }))).await?;
    }
    Ok(ended)
}

/// Removes what waited for an application that is never sent, in the transaction that removes the application.
///
/// # Errors
/// What the database says.
pub async fn drop_waiting(tx: &mut Tx, visit: &Visit, application: &ApplicationId) -> Result<(), Failure> {
    if find_waiting(tx, application).await?.is_some() {
        let entry = Entry::new("agreements.signature_dropped").subject(application.as_str());
        audit::record(tx, visit, entry).await?;
    }
    Ok(store_jointly::delete_waiting(tx, application).await?)
}
