//! Drafts that nobody goes on with: those who filled them in are warned, and at the end the draft is removed. A job does
//! both, and forgets who had which step open. Any number of instances may run it, because each deed is guarded.

use std::convert::Infallible;
use std::time::Duration;

use serde_json::json;

use super::answers::{self, Answer};
use super::pairing;
use super::rules::{DraftDue, State, draft_due};
use super::store::{self, StepRow};
use super::store_together::{self, IdleRow};
use super::together::PRESENT_SECONDS;
use crate::agreements;
use crate::attachments;
use crate::audit::{self, Entry};
use crate::config::Config;
use crate::deployments;
use crate::intermediaries;
use crate::kernel::{ApplicationId, BusinessId, CaseLanguage, Date, Instant, PersonId};
use crate::mandates;
use crate::notices::{self, Happening, Notice};
use crate::services::Service;
use crate::web::{App, Failure, Visit};

/// The day on which a draft that was last touched then is removed; nothing while that is further away than the first
/// warning.
pub fn removal_date(config: &Config, last: Instant, now: Instant) -> Option<Date> {
    let settings = &config.applications;
    let ahead = settings.draft_warning_days.iter().max().copied().unwrap_or_default();
    let warned = last.plus_seconds((settings.draft_days - ahead) * 86_400);
    (now >= warned).then(|| last.plus_seconds(settings.draft_days * 86_400).date())
}

/// How often drafts are looked at.
const ROUND: Duration = Duration::from_hours(1);

/// Looks after drafts for ever.
pub async fn keep_forgetting(app: App) -> Infallible {
    loop {
        if let Err(failure) = forget_drafts(&app).await {
            tracing::warn!(?failure, "old drafts could not be looked at; the next round tries again");
        }
        tokio::time::sleep(ROUND).await;
    }
}

/// Warns about the drafts that nobody has touched for long, removes those whose time is over, and forgets presences;
/// returns how many warnings and removals.
///
/// # Errors
/// What the database says when it does not answer. A single draft that fails is logged and does not hold up the others.
pub async fn forget_drafts(app: &App) -> Result<usize, Failure> {
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    store_together::forget_presence(&mut tx, now.plus_seconds(-PRESENT_SECONDS)).await?;
    tx.commit().await?;
    let settings = &app.config.applications;
    let first = settings.draft_warning_days.iter().max().copied().unwrap_or_default();
    let before = now.plus_seconds((first - settings.draft_days) * 86_400);
    let (mut deeds, mut after) = (0, String::new());
    loop {
        let rows = store_together::list_idle(&mut app.db.read().await?, before, &after).await?;
        let Some(last) = rows.last() else { return Ok(deeds) };
        after.clone_from(&last.id);
        for row in &rows {
            match meet(app, row).await {
                Ok(done) => deeds += usize::from(done),
                // Another instance or somebody who went on with the draft was first.
                Err(Failure::Stale) => {}
                Err(failure @ Failure::Outage(..)) => return Err(failure),
                Err(failure) => tracing::error!(application = row.id, ?failure, "an old draft could not be looked at"),
            }
        }
    }
}

async fn meet(app: &App, row: &IdleRow) -> Result<bool, Failure> {
    let settings = &app.config.applications;
    let last = Instant::from_milliseconds(row.last);
    let warned = row.draft_warned_at.map(Instant::from_milliseconds);
    let is_draft = row.state == State::Draft.code();
    // Who puts a draft aside knows of it: it goes when its time is over, without warnings.
    let days = if is_draft { settings.draft_warning_days.as_slice() } else { &[] };
    let due = draft_due(last, row.draft_warnings, warned, settings.draft_days, days, app.clock.now());
    match due {
        None => Ok(false),
        Some(DraftDue::Warn(number)) => warn(app, row, number).await.map(|()| true),
        Some(DraftDue::Reset) => {
            let mut tx = app.db.write().await?;
            store_together::update_warnings(&mut tx, &id_of(row)?, row.draft_warnings, 0, None).await?;
            tx.commit().await?;
            Ok(false)
        }
        Some(DraftDue::Remove) => remove(app, row, last).await.map(|()| true),
    }
}

fn id_of(row: &IdleRow) -> Result<ApplicationId, Failure> {
    ApplicationId::parse(&row.id).ok_or_else(|| Failure::internal("the id of a draft cannot be read"))
}

async fn warn(app: &App, row: &IdleRow, number: i64) -> Result<(), Failure> {
    let visit = Visit { request_id: format!("{}.{}.{number}", row.id, row.last), ..Visit::of_job(app) };
    let (id, organisation) = (id_of(row)?, BusinessId::parse(&row.organisation).ok_or(Failure::NotFound)?);
    let mut tx = app.db.write().await?;
    store_together::update_warnings(&mut tx, &id, row.draft_warnings, number, Some(visit.now)).await?;
    let steps = store::list_steps(&mut tx, &id).await?;
    let notice = Notice {
        happening: Happening::DraftWarning,
        service: Service::parse(&row.service).ok_or(Failure::NotFound)?,
        organisation: &organisation,
        case_number: "",
        recipients: contacts_of(&mut tx, &steps, &organisation).await?,
        language: CaseLanguage::parse(&row.case_language).unwrap_or_default(),
        link: format!("/o/{organisation}/applications/{id}"),
    };
    let savers = savers(&mut tx, &visit, &steps, &organisation).await?;
    notices::plan_with_people(&mut tx, &visit, &notice, &savers).await?;
    let entry = Entry::new("applications.draft_warned").subject(id.as_str()).organisation(&organisation);
    audit::record(&mut tx, &visit, entry.detail(json!({ "warning": number }))).await?;
    tx.commit().await?;
    Ok(())
}

/// A first application that stopped before its contacts names no address: whoever typed is told at their own, as long as
/// their right is believed like that of everybody else who gets mails.
pub(super) async fn savers(
    tx: &mut db::Tx,
    visit: &Visit,
    steps: &[StepRow],
    organisation: &BusinessId,
) -> Result<Vec<PersonId>, Failure> {
    let since = notices::right_believed_since(&visit.app, visit.now);
    let mut savers: Vec<PersonId> = Vec::new();
    for person in steps.iter().filter_map(|step| step.saved_by.as_deref()).filter_map(PersonId::parse) {
        if !savers.contains(&person) && mandates::is_right_seen(tx, &person, organisation, since).await? {
            savers.push(person);
        }
    }
    Ok(savers)
}

/// The addresses of those who saved: the draft's contact persons of the same name, else its administrative contacts. A
/// draft that names nobody yet is told to the contacts of what the customer has in use.
async fn contacts_of(tx: &mut db::Tx, steps: &[StepRow], organisation: &BusinessId) -> Result<Vec<String>, Failure> {
    let names: Vec<&str> = steps.iter().filter_map(|step| step.saved_by_name.as_deref()).collect();
    let mut people = Vec::new();
    for step in steps {
        for answer in answers::parse(&step.answers).map_err(Failure::internal)?.into_values() {
            if let Answer::People(found) = answer {
                people.extend(found.into_iter().filter(|person| person.email.contains('@')));
            }
        }
    }
    let saved = people.iter().filter(|person| names.contains(&person.name.as_str()));
    let mut addresses: Vec<String> = saved.map(|person| person.email.clone()).collect();
    if addresses.is_empty() {
        let administrative = people.iter().filter(|person| person.roles.iter().any(|role| role == "administrative"));
        addresses.extend(administrative.map(|person| person.email.clone()));
    }
    if addresses.is_empty() {
        addresses = deployments::contacts(tx, organisation).await?.addresses;
    }
    Ok(addresses)
}

/// Removes a draft that nobody has touched since `last`; `Stale` when somebody was first.
pub(super) async fn remove(app: &App, row: &IdleRow, last: Instant) -> Result<(), Failure> {
    let visit = Visit::of_job(app);
    let (id, organisation) = (id_of(row)?, BusinessId::parse(&row.organisation).ok_or(Failure::NotFound)?);
    let mut tx = app.db.write().await?;
    pairing::take_turns_of(&mut tx, &id).await?;
    store_together::delete_idle(&mut tx, &id, last).await?;
    agreements::drop_waiting(&mut tx, &visit, &id).await?;
    intermediaries::end(&mut tx, &visit, &id).await?;
    attachments::remove_all(&mut tx, id.as_str()).await?;
    let entry = Entry::new("applications.draft_removed").subject(id.as_str()).organisation(&organisation);
    audit::record(&mut tx, &visit, entry.detail(json!({ "service": row.service }))).await?;
    tx.commit().await?;
    Ok(())
}
