//! Drafts: begun once, saved page by page with a version, discarded.

use serde_json::json;

use super::matter::{Found, Matter};
use super::sealing::{open, seal};
use super::store;
use crate::audit::{self, Entry};
use crate::kernel::{CaseLanguage, Id as _, Language};
use crate::web::{Failure, Visit};

/// Begins a draft, or goes on with the one that the organisation has. `tx` is the one in which it was seen that there is
/// something to begin.
pub async fn begin<M: Matter>(mut tx: db::Tx, visit: &Visit, content: &M::Content) -> Result<M::Id, Failure> {
    let acting = visit.acting()?;
    let id = M::Id::new(visit.now, &visit.app.random);
    let language = if visit.language == Language::Sv { CaseLanguage::Sv } else { CaseLanguage::Fi };
    let said = (seal::<M>(visit, &id, content)?, language);
    if store::insert::<M>(&mut tx, visit.now, (&id, acting), said, &visit.session()?.name).await? {
        audit::record(&mut tx, visit, Entry::new(M::DEEDS.begun).subject(id.as_str())).await?;
        tx.commit().await?;
        return Ok(id);
    }
    store::find_draft::<M>(&mut tx, &acting.organisation).await?.ok_or(Failure::Stale)
}

/// What became of saving a page.
pub enum Saved<M: Matter> {
    /// The next page, or none when the answers can be checked.
    Next(Option<M::Page>),
    Wrong(Vec<Found<M>>),
    /// Somebody else saved first.
    Changed,
    /// The draft was removed meanwhile.
    Gone,
}

/// Saves one page: may, load, rule, save, tell. Nothing is saved while the page itself has a problem.
///
/// # Errors
/// [`Failure::Stale`] when it cannot be changed any more.
pub async fn save_page<M: Matter>(
    visit: &Visit,
    id: &M::Id,
    version: i64,
    page: M::Page,
    change: impl FnOnce(&mut M::Content),
) -> Result<Saved<M>, Failure> {
    let (mut tx, own) = (visit.app.db.write().await?, &visit.acting()?.organisation);
    let loaded: Result<M, _> = store::load(&mut tx, id, own).await;
    if matches!(loaded, Err(db::Error::NotFound)) && store::is_discarded::<M>(&mut tx, id, own).await? {
        return Ok(Saved::Gone);
    }
    let row = loaded?;
    if !M::is_open(row.state()?) {
        return Err(Failure::Stale);
    }
    // Whoever was late reads what was saved meanwhile before being told what is wrong: the next save is of the new version.
    if row.head().version != version {
        return Ok(Saved::Changed);
    }
    let mut content = open(visit, &row)?;
    change(&mut content);
    let problems = M::judge(visit, &mut tx, id, &content).await?;
    let (here, elsewhere): (Vec<Found<M>>, Vec<Found<M>>) = problems.into_iter().partition(|(at, ..)| *at == page);
    if !here.is_empty() {
        return Ok(Saved::Wrong(here));
    }
    let (sealed, by) = (seal::<M>(visit, id, &content)?, &visit.session()?.name);
    match store::save::<M>(&mut tx, visit.now, (id, version), sealed, by).await {
        Err(db::Error::Stale) => return Ok(Saved::Changed),
        saved => saved?,
    }
    let entry = Entry::new(M::DEEDS.page_saved).subject(id.as_str());
    audit::record(&mut tx, visit, entry.detail(json!({ "page": M::page_code(page) }))).await?;
    tx.commit().await?;
    let next = M::pages(&content).into_iter().skip_while(|asked| *asked != page).nth(1);
    let next = next.filter(|next| elsewhere.iter().any(|(at, ..)| at == next));
    Ok(Saved::Next(next.or_else(|| elsewhere.first().map(|(at, ..)| *at))))
}

/// Removes a draft.
///
/// # Errors
/// [`Failure::Stale`] when it is no draft any more, or somebody has changed it.
pub async fn discard<M: Matter>(visit: &Visit, id: &M::Id, version: i64) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    let row: M = store::load(&mut tx, id, &visit.acting()?.organisation).await?;
    if !M::may_discard(row.state()?) {
        return Err(Failure::Stale);
    }
    store::discard::<M>(&mut tx, visit.now, id, version).await?;
    audit::record(&mut tx, visit, Entry::new(M::DEEDS.discarded).subject(id.as_str())).await?;
    tx.commit().await?;
    Ok(())
}
