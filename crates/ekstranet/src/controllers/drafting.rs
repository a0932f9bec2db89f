//! Drafts: begun once, saved page by page with a version, discarded.

use serde_json::json;

use super::facts::{Facts, gather};
use super::rules::{Side, Step};
use super::rules_content::{Content, Found, Known, Page, check};
use super::store::{self, ChangeRow, NewChange};
use crate::audit::{self, Entry};
use crate::deployments;
use crate::kernel::{CaseLanguage, ControllerChangeId, Language, Sealed};
use crate::services::Service;
use crate::web::{Failure, Visit};

fn place(id: &str) -> String {
    format!("controller_change.content/{id}")
}

pub(super) fn seal(visit: &Visit, id: &ControllerChangeId, content: &Content) -> Result<Sealed, Failure> {
    let text = serde_json::to_string(content).map_err(Failure::internal)?;
    Ok(visit.app.vault.seal(&place(id.as_str()), &text, &visit.app.random))
}

/// What a change says.
pub(super) fn open(visit: &Visit, row: &ChangeRow) -> Result<Content, Failure> {
    let text = visit.app.vault.open(&place(&row.id), &row.content);
    let text = text.ok_or_else(|| Failure::internal("what a change of controller says does not open"))?;
    serde_json::from_str(&text).map_err(Failure::internal)
}

/// A change with what it says and everything that judging it needs.
pub(super) struct Whole {
    pub row: ChangeRow,
    pub content: Content,
    pub facts: Facts,
    pub problems: Vec<Found>,
}

impl Whole {
    /// By what it is judged.
    pub fn known<'k>(&'k self, visit: &'k Visit) -> Result<Known<'k>, Failure> {
        known(visit, &self.facts)
    }
}

fn known<'k>(visit: &'k Visit, facts: &'k Facts) -> Result<Known<'k>, Failure> {
    let own = &visit.acting()?.organisation;
    Ok(Known { live: &facts.live, runs: &facts.runs, own, today: visit.now.date() })
}

/// A change of the visit's organisation, judged by what is known now.
pub(super) async fn load(visit: &Visit, id: &ControllerChangeId) -> Result<Whole, Failure> {
    let own = &visit.acting()?.organisation;
    let mut read = visit.app.db.read().await?;
    let row = store::load(&mut read, id, own).await?;
    let facts = gather(&mut read, visit.now.date(), own, Some(id)).await?;
    drop(read);
    let content = open(visit, &row)?;
    let problems = check(&content, &known(visit, &facts)?);
    Ok(Whole { row, content, facts, problems })
}

/// Begins a draft with a service, or none in particular, or goes on with the one that the organisation has.
pub(super) async fn begin(visit: &Visit, service: Option<Service>) -> Result<ControllerChangeId, Failure> {
    let acting = visit.acting()?;
    let mut tx = visit.app.db.write().await?;
    let facts = gather(&mut tx, visit.now.date(), &acting.organisation, None).await?;
    if facts.live.iter().all(|live| live.under.is_some()) {
        return Err(Failure::Stale);
    }
    let known = deployments::contacts(&mut tx, &acting.organisation).await?;
    let content = Content {
        services: service.map(|service| service.code().to_string()).into_iter().collect(),
        email: known.addresses.first().cloned().unwrap_or_default(),
        ..Content::default()
    };
    let id = ControllerChangeId::new(visit.now, &visit.app.random);
    let language = if visit.language == Language::Sv { CaseLanguage::Sv } else { CaseLanguage::Fi };
    let new = NewChange {
        id: &id,
        organisation: &acting.organisation,
        organisation_name: &acting.organisation_name,
        content: seal(visit, &id, &content)?,
        language,
        by: &visit.session()?.name,
    };
    if store::insert(&mut tx, visit.now, &new).await? {
        audit::record(&mut tx, visit, Entry::new("controllers.begun").subject(id.as_str())).await?;
        tx.commit().await?;
        return Ok(id);
    }
    let there = store::find_draft(&mut tx, &acting.organisation).await?;
    there.as_deref().and_then(ControllerChangeId::parse).ok_or(Failure::Stale)
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
    id: &ControllerChangeId,
    version: i64,
    page: Page,
    change: impl FnOnce(&mut Content),
) -> Result<Saved, Failure> {
    let own = &visit.acting()?.organisation;
    let mut tx = visit.app.db.write().await?;
    let row = store::load(&mut tx, id, own).await?;
    row.state()?.after(Step::Send, Side::Sender).map_err(|_| Failure::Stale)?;
    let mut content = open(visit, &row)?;
    change(&mut content);
    let facts = gather(&mut tx, visit.now.date(), own, Some(id)).await?;
    let problems = check(&content, &known(visit, &facts)?);
    let (here, elsewhere): (Vec<Found>, Vec<Found>) = problems.into_iter().partition(|(at, ..)| *at == page);
    if !here.is_empty() {
        return Ok(Saved::Wrong(here));
    }
    match store::save(&mut tx, visit.now, (id, version), seal(visit, id, &content)?, &visit.session()?.name).await {
        Err(db::Error::Stale) => return Ok(Saved::Changed),
        saved => saved?,
    }
    let entry = Entry::new("controllers.page_saved").subject(id.as_str());
    audit::record(&mut tx, visit, entry.detail(json!({ "page": page.code() }))).await?;
    tx.commit().await?;
    let next = Page::ALL.into_iter().skip_while(|other| *other != page).nth(1);
    let next = next.filter(|next| elsewhere.iter().any(|(at, ..)| at == next));
    Ok(Saved::Next(next.or_else(|| elsewhere.first().map(|(at, ..)| *at))))
}

/// Removes a draft.
pub(super) async fn discard(visit: &Visit, id: &ControllerChangeId, version: i64) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    let row = store::load(&mut tx, id, &visit.acting()?.organisation).await?;
    row.state()?.after(Step::Discard, Side::Sender).map_err(|_| Failure::Stale)?;
    store::discard(&mut tx, visit.now, id, version).await?;
    audit::record(&mut tx, visit, Entry::new("controllers.discarded").subject(id.as_str())).await?;
    tx.commit().await?;
    Ok(())
}
