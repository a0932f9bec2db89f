//! The nightly comparison: a job walks the customers in small batches, asks the registers one customer after another,
//! and tells what has changed. Any number of instances may run it; a register that is down ends the round, and the next
//! one goes on where it stopped.

use std::convert::Infallible;
use std::time::Duration;

use serde_json::json;

use super::rules::{Found, Snapshot, called, compare, moved_takeovers};
use super::store::{self, Claimed, NewChange};
use crate::audit::{self, Entry};
use crate::kernel::{BusinessId, CaseLanguage, RegisterChangeId};
use crate::notices::{self, Happening, Notice};
use crate::registers::{self, Company, Looked};
use crate::services::DISPENSING;
use crate::web::{App, Failure, Outside, Visit, skip_row};
use crate::{applications, deployments, parties};

/// How often it is looked whether customers are to be compared.
const ROUND: Duration = Duration::from_mins(10);
/// The hours of Helsinki in which the registers are asked: at night, when they have little else to do.
const NIGHT: std::ops::Range<i8> = 1..5;
/// How many customers one claim takes, and the pause between two claims.
const BATCH: i64 = 20;
const PAUSE: Duration = Duration::from_secs(1);
/// How many customers one page of the walk has.
const PAGE: i64 = 500;

/// Compares for ever, as the nights come.
pub async fn keep_comparing(app: App) -> Infallible {
    loop {
        if NIGHT.contains(&app.clock.now().in_helsinki().hour())
            && let Err(failure) = compare_night(&app).await
        {
            tracing::warn!(?failure, "customers could not be compared with the registers; the next round goes on");
        }
        tokio::time::sleep(ROUND).await;
    }
}

async fn compare_night(app: &App) -> Result<(), Failure> {
    while compare_due(app).await? {
        tokio::time::sleep(PAUSE).await;
    }
    Ok(())
}

/// Compares one batch of the customers that have not been compared today; `false` when none is left or a register does
/// not answer.
///
/// # Errors
/// What the database says.
pub async fn compare_due(app: &App) -> Result<bool, Failure> {
    let visit = Visit::of_job(app);
    let day = visit.now.date().to_string();
    enrol(app, &visit, &day).await?;
    let mut tx = app.db.write().await?;
    let claimed = store::claim(&mut tx, visit.now, &day, BATCH).await?;
    tx.commit().await?;
    let mut silent = None;
    for one in &claimed {
        match compare_one(&visit, one, &day).await {
            Ok(()) => silent = None,
            Err(Failure::Outage(system, detail)) if system != Outside::Database => {
                // A register may fail for one customer alone: only when it does for the next one too is it down.
                tracing::warn!(?system, %detail, organisation = %one.organisation, "a register did not answer a comparison");
                if silent.replace(system) == Some(system) {
                    return Ok(false);
                }
            }
            Err(failure) => skip_row("watch.compare", &one.organisation, failure)?,
        }
    }
    Ok(!claimed.is_empty())
}

/// Once a day: everybody with an open application or a deployment is watched, and every joined party.
async fn enrol(app: &App, visit: &Visit, day: &str) -> Result<(), Failure> {
    if store::is_round_begun(&mut app.db.read().await?, day).await? {
        return Ok(());
    }
    for source in [Source::Applications, Source::Deployments, Source::Parties] {
        let mut after = String::new();
        loop {
            let page = source.page(&mut app.db.read().await?, &after).await?;
            let Some(last) = page.last() else { break };
            after.clone_from(last);
            let mut tx = app.db.write().await?;
            for organisation in &page {
                store::enrol(&mut tx, organisation).await?;
            }
            tx.commit().await?;
        }
    }
    // Noted last: an instance that stops half-way leaves the walk to the next one, and enrolling twice does no harm.
    let mut tx = app.db.write().await?;
    store::begin_round(&mut tx, visit.now, day).await?;
    tx.commit().await?;
    Ok(())
}

/// Who is watched.
#[derive(Clone, Copy)]
enum Source {
    Applications,
    Deployments,
    Parties,
}

impl Source {
    async fn page(self, read: &mut db::Read, after: &str) -> Result<Vec<String>, Failure> {
        match self {
            Self::Applications => applications::list_open_organisations(read, after, PAGE).await,
            Self::Deployments => deployments::list_organisations(read, after, PAGE).await,
            Self::Parties => parties::list_joined(read, after, PAGE).await,
        }
    }
}

async fn compare_one(visit: &Visit, claimed: &Claimed, day: &str) -> Result<(), Failure> {
    let (app, now) = (&visit.app, visit.now);
    let organisation = BusinessId::parse(&claimed.organisation)
        .ok_or_else(|| Failure::internal("a watched organisation has no business ID"))?;
    let known = recipients(&mut app.db.read().await?, &organisation).await?;
    if known.is_none() {
        let mut tx = app.db.write().await?;
        store::forget(&mut tx, &organisation).await?;
        tx.commit().await?;
        return Ok(());
    }
    let in_register = fresh(registers::find_organisation(app, now, &organisation).await?, Outside::CodeService)?;
    // The register goes on answering for an organisation whose registration has ended.
    let in_register = in_register.filter(|organisation| !organisation.has_ended(now.date()));
    let company = fresh(registers::find_company(app, now, &organisation).await?, Outside::CompanyRegister)?;
    let pharmacies = fresh(registers::find_pharmacies(app, now, &organisation).await?, Outside::PharmacyRegister)?;
    let before: Option<Snapshot> =
        claimed.snapshot.as_deref().map(serde_json::from_str).transpose().map_err(Failure::internal)?;
    let mut after = Snapshot::of(in_register.as_ref(), company.as_ref(), pharmacies.as_ref());
    // The older register of practitioners is long: only those are sought there who can stand in no other.
    let seeks_practice = before.as_ref().is_some_and(|before| before.practises)
        || (company.as_ref().is_some_and(Company::is_sole_trader) && pharmacies.is_none());
    if in_register.is_none() && seeks_practice {
        let found = registers::find_practitioner(app, now, &organisation).await?;
        after.practises = fresh(found, Outside::CodeService)?.is_some();
    }
    let before = before.unwrap_or_else(|| after.clone());
    if company.is_none() {
        // Whom the company register does not know any more is what it was.
        after.private = before.private;
    }
    let found = compare(&before, &after, now.date());
    let moved = moved_takeovers(&before, &after);
    after.note_told(&before, now.date());
    let name = called(&before, &after);
    let text = serde_json::to_string(&after).map_err(Failure::internal)?;
    let mut tx = app.db.write().await?;
    store::keep(&mut tx, now, &organisation, day, &text).await?;
    if !found.is_empty() {
        tell(&mut tx, visit, &organisation, (name, after.private), &found).await?;
    }
    for (from, to) in moved {
        applications::follow_takeover(&mut tx, visit, &organisation, from, to).await?;
        deployments::move_dates(&mut tx, visit, &organisation, DISPENSING, from, to).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// What a register said now; an old copy is no comparison.
fn fresh<T>(looked: Option<Looked<T>>, system: Outside) -> Result<Option<T>, Failure> {
    match looked {
        Some(looked) if looked.stale => Err(Failure::Outage(system, "only an old copy".to_string())),
        looked => Ok(looked.map(|looked| looked.value)),
    }
}

/// The administrative contacts of an organisation, and for a joined party the addresses that its main joiners gave, with
/// the language of its latest case; `None` when it has nothing open, nothing in use and is joined through nobody.
async fn recipients(
    read: &mut db::Read,
    organisation: &BusinessId,
) -> Result<Option<(Vec<String>, CaseLanguage)>, Failure> {
    let of_cases = applications::list_recipients(read, organisation).await?;
    let of_services = deployments::list_recipients(read, organisation).await?;
    let of_joinings = parties::list_recipients(read, organisation).await?;
    let language = of_cases.iter().chain(&of_services).chain(&of_joinings).map(|(_, language)| *language).next();
    let all = of_cases.into_iter().chain(of_services).chain(of_joinings);
    let addresses = all.flat_map(|(addresses, _)| addresses).collect();
    Ok(language.map(|language| (addresses, language)))
}

/// The customer is told by mail where that can be done, and each change stands on the pages of both sides.
async fn tell(
    tx: &mut db::Tx,
    visit: &Visit,
    organisation: &BusinessId,
    (name, private): (&str, bool),
    found: &[Found],
) -> Result<(), Failure> {
    // One night tells each address once.
    let once = Visit { request_id: format!("watch-{}", visit.now.date()), ..visit.clone() };
    let told = tell_contacts(tx, &once, organisation).await?;
    for change in found {
        let id = RegisterChangeId::new(visit.now, &visit.app.random);
        let new = NewChange { id: &id, organisation, name, private, told, found: change };
        store::insert_change(tx, visit.now, &new).await?;
        let entry = Entry::new("watch.change_found").organisation(organisation).subject(id.as_str());
        audit::record(tx, visit, entry.detail(json!({ "kind": change.kind.code(), "told": told }))).await?;
    }
    parties::register_changed(tx, &once, organisation).await
}

/// `false` when nobody gets a mail.
async fn tell_contacts(tx: &mut db::Tx, visit: &Visit, organisation: &BusinessId) -> Result<bool, Failure> {
    let Some((recipients, language)) = recipients(tx, organisation).await? else { return Ok(false) };
    let notice = Notice {
        happening: Happening::RegisterChanged,
        // The registers know no services; the mail names none.
        service: notices::NO_SERVICE,
        organisation,
        case_number: organisation.as_str(),
        recipients,
        language,
        link: format!("/o/{organisation}/register-changes"),
    };
    notices::plan_for_some(tx, visit, &notice).await
}
