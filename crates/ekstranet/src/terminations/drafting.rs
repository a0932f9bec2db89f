//! Drafts: begun once, saved page by page with a version, discarded.

use serde_json::json;

use super::consequences::Facts;
use super::facts::gather;
use super::rules::{Content, Found, Page, Side, Step, check, read_day};
use super::store::{self, NewTermination, TerminationRow};
use crate::applications::{self, BillingSource};
use crate::audit::{self, Entry};
use crate::deployments;
use crate::kernel::{CaseLanguage, Date, Language, Sealed, TerminationId};
use crate::pharmacies;
use crate::services::{DISPENSING, Service};
use crate::web::{Failure, Visit, format};

fn place(id: &str) -> String {
    format!("termination.content/{id}")
}

pub(super) fn seal(visit: &Visit, id: &TerminationId, content: &Content) -> Result<Sealed, Failure> {
    let text = serde_json::to_string(content).map_err(Failure::internal)?;
    Ok(visit.app.vault.seal(&place(id.as_str()), &text, &visit.app.random))
}

/// What a termination says.
pub(super) fn open(visit: &Visit, row: &TerminationRow) -> Result<Content, Failure> {
    let text = visit.app.vault.open(&place(&row.id), &row.content);
    let text = text.ok_or_else(|| Failure::internal("what a termination says does not open"))?;
    serde_json::from_str(&text).map_err(Failure::internal)
}

/// A termination with what it says and everything that judging it needs.
pub(super) struct Whole {
    pub row: TerminationRow,
    pub content: Content,
    pub facts: Facts,
    pub problems: Vec<Found>,
    /// Where invoices go now, label and value; empty when nothing here tells.
    pub billing: Vec<(String, String)>,
    /// The day on which a pharmacist's last pharmacy closes, when that can be the last day of use.
    pub closing: Option<Date>,
}

/// A termination of the visit's organisation, judged by what is known now.
pub(super) async fn load(visit: &Visit, id: &TerminationId) -> Result<Whole, Failure> {
    let own = &visit.acting()?.organisation;
    let mut read = visit.app.db.read().await?;
    let row = store::load(&mut read, id, own).await?;
    let facts = gather(&mut read, visit.now, own, Some(id)).await?;
    let billing = billing_of(visit, &mut read, facts.billed_by.as_ref()).await?;
    let closing = pharmacies::find_closing_day(&mut read, visit.now, own).await?;
    drop(read);
    let can_be_asked = |day: &Date| read_day(&format::typed_date(&day.to_string()), visit.now.date()).is_ok();
    // Where something else is in use too, the day of the pharmacy says nothing of it.
    let is_all = facts.is_all(&[DISPENSING]);
    let closing = closing.filter(|day| is_all && can_be_asked(day));
    let content = open(visit, &row)?;
    let problems = check(&content, &facts.live, own, visit.now.date());
    Ok(Whole { row, content, facts, problems, billing, closing })
}

/// Where invoices go by what says so, label and value in the reader's language.
pub(super) async fn billing_of(
    visit: &Visit,
    read: &mut db::Read,
    billed_by: Option<&BillingSource>,
) -> Result<Vec<(String, String)>, Failure> {
    match billed_by {
        Some(source) => applications::show_billing(read, source, visit.texts(), visit.language).await,
        None => Ok(Vec::new()),
    }
}

/// Begins a draft with a service, or none in particular, or goes on with the one that the organisation has.
pub(super) async fn begin(visit: &Visit, service: Option<Service>) -> Result<TerminationId, Failure> {
    let acting = visit.acting()?;
    let mut tx = visit.app.db.write().await?;
    let facts = gather(&mut tx, visit.now, &acting.organisation, None).await?;
    if facts.live.iter().all(|live| live.ends.is_some()) {
        return Err(Failure::Stale);
    }
    let known = deployments::contacts(&mut tx, &acting.organisation).await?;
    let content = Content {
        extent: service.map(|_| "some".to_string()).unwrap_or_default(),
        services: service.map(|service| service.code().to_string()).into_iter().collect(),
        email: known.addresses.first().cloned().unwrap_or_default(),
        ..Content::default()
    };
    let id = TerminationId::new(visit.now, &visit.app.random);
    let language = if visit.language == Language::Sv { CaseLanguage::Sv } else { CaseLanguage::Fi };
    let new = NewTermination {
        id: &id,
        organisation: &acting.organisation,
        organisation_name: &acting.organisation_name,
        content: seal(visit, &id, &content)?,
        language,
        by: &visit.session()?.name,
    };
    if store::insert(&mut tx, visit.now, &new).await? {
        audit::record(&mut tx, visit, Entry::new("terminations.begun").subject(id.as_str())).await?;
        tx.commit().await?;
        return Ok(id);
    }
    let there = store::find_draft(&mut tx, &acting.organisation).await?;
    there.as_deref().and_then(TerminationId::parse).ok_or(Failure::Stale)
}

/// What became of saving a page.
pub(super) enum Saved {
    /// The next page, or none when the answers can be checked.
    Next(Option<Page>),
    Wrong(Vec<Found>),
    /// Somebody else saved first.
    Changed,
}

/// Saves one page: may, load, rule, save, tell. Nothing is saved while the page itself has a problem.
pub(super) async fn save_page(
    visit: &Visit,
    id: &TerminationId,
    version: i64,
    page: Page,
    change: impl FnOnce(&mut Content),
) -> Result<Saved, Failure> {
    let own = &visit.acting()?.organisation;
    let mut tx = visit.app.db.write().await?;
    let row = store::load(&mut tx, id, own).await?;
    if !row.state()?.is_open() {
        return Err(Failure::Stale);
    }
    let mut content = open(visit, &row)?;
    change(&mut content);
    let facts = gather(&mut tx, visit.now, own, Some(id)).await?;
    let problems = check(&content, &facts.live, own, visit.now.date());
    let (here, elsewhere): (Vec<Found>, Vec<Found>) = problems.into_iter().partition(|(at, ..)| *at == page);
    if !here.is_empty() {
        return Ok(Saved::Wrong(here));
    }
    match store::save(&mut tx, visit.now, (id, version), seal(visit, id, &content)?, &visit.session()?.name).await {
        Err(db::Error::Stale) => return Ok(Saved::Changed),
        saved => saved?,
    }
    let entry = Entry::new("terminations.page_saved").subject(id.as_str());
    audit::record(&mut tx, visit, entry.detail(json!({ "page": page.code() }))).await?;
    tx.commit().await?;
    let next = Page::asked(&content).skip_while(|asked| *asked != page).nth(1);
    let next = next.filter(|next| elsewhere.iter().any(|(at, ..)| at == next));
    Ok(Saved::Next(next.or_else(|| elsewhere.first().map(|(at, ..)| *at))))
}

/// Removes a draft.
pub(super) async fn discard(visit: &Visit, id: &TerminationId, version: i64) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    let row = store::load(&mut tx, id, &visit.acting()?.organisation).await?;
    row.state()?.after(Step::Discard, Side::Customer).map_err(|_| Failure::Stale)?;
    store::discard(&mut tx, visit.now, id, version).await?;
    audit::record(&mut tx, visit, Entry::new("terminations.discarded").subject(id.as_str())).await?;
    tx.commit().await?;
    Ok(())
}
