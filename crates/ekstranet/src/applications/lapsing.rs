//! Deadlines of supplement requests: the contacts are reminded in time, and a case that stays unanswered lapses. A job
//! does both; any number of instances may run it, because each deed is one guarded update.

use std::convert::Infallible;
use std::time::Duration;

use serde_json::json;

use super::contacts;
use super::content::Content;
use super::rules::{CaseStep, Due, REMINDER_DAYS, Side, State, deadline_due};
use super::store_deadlines::{self, WaitingRow};
use super::store_turns::{self, Turn};
use crate::agreements;
use crate::audit::{self, Entry};
use crate::intermediaries;
use crate::kernel::{ApplicationId, AuditId, BusinessId, CaseLanguage, Instant};
use crate::notices::{self, Happening, Notice};
use crate::parties;
use crate::services::Service;
use crate::web::{App, Failure, Visit};

/// How often deadlines are looked at.
const ROUND: Duration = Duration::from_mins(5);

/// Reminds and lets lapse for ever, as the days come.
pub async fn keep_deadlines(app: App) -> Infallible {
    loop {
        if let Err(failure) = meet_deadlines(&app).await {
            tracing::warn!(?failure, "deadlines could not be looked at; the next round tries again");
        }
        tokio::time::sleep(ROUND).await;
    }
}

/// Reminds of the deadlines that are near and ends the cases whose deadline has passed; returns how many deeds.
///
/// # Errors
/// What the database says when it does not answer. A single case that fails is logged and does not hold up the others.
pub async fn meet_deadlines(app: &App) -> Result<usize, Failure> {
    let now = app.clock.now();
    let until = now.date().saturating_add(jiff::Span::new().days(REMINDER_DAYS));
    let (today, until) = (now.date().to_string(), until.to_string());
    let waiting = store_deadlines::list_waiting(&mut app.db.read().await?, &today, &until).await?;
    let mut deeds = 0;
    for row in &waiting {
        match meet(app, row).await {
            Ok(done) => deeds += usize::from(done),
            // Another instance, the customer or an officer was first.
            Err(Failure::Stale) => {}
            Err(failure @ Failure::Outage(..)) => return Err(failure),
            Err(failure) => tracing::error!(application = row.application, ?failure, "a deadline could not be met"),
        }
    }
    Ok(deeds)
}

/// Does what one request is due for, in one transaction; `false` when that is nothing.
async fn meet(app: &App, row: &WaitingRow) -> Result<bool, Failure> {
    // The request with its last day is the turn: it tells each address once of each thing, and anew when the day moved.
    let visit = Visit { request_id: format!("{}-{}", row.supplement, row.deadline), ..Visit::of_job(app) };
    let deadline = row.deadline.parse().map_err(|_| Failure::internal("a deadline is no date"))?;
    let date = |at: i64| Instant::from_milliseconds(at).date();
    let due = deadline_due(date(row.asked_at), deadline, row.reminded_at.map(date), visit.now.date());
    let happening = match due {
        None => return Ok(false),
        Some(Due::Remind) => Happening::SupplementReminder,
        Some(Due::Lapse) => Happening::ApplicationLapsed,
    };
    let unreadable = || Failure::internal("a case cannot be read");
    let id = ApplicationId::parse(&row.application).ok_or_else(unreadable)?;
    let organisation = BusinessId::parse(&row.organisation).ok_or_else(unreadable)?;
    let mut tx = app.db.write().await?;
    if happening == Happening::ApplicationLapsed {
        lapse(&mut tx, &visit, row, &id).await?;
        let service = Service::parse(&row.service).ok_or_else(unreadable)?;
        parties::came_to_nothing(&mut tx, &visit, &organisation, service).await?;
    } else {
        store_deadlines::update_reminded(&mut tx, visit.now, &row.supplement).await?;
    }
    let action = if due == Some(Due::Lapse) { "applications.lapsed" } else { "applications.supplement_reminded" };
    let entry = Entry::new(action).subject(id.as_str()).organisation(&organisation);
    audit::record(&mut tx, &visit, entry.detail(json!({ "deadline": row.deadline }))).await?;
    let content = store_turns::find_content(&mut tx, &id).await?.ok_or_else(unreadable)?;
    let content = Content::parse(&content).map_err(Failure::internal)?;
    let notice = Notice {
        happening,
        service: Service::parse(&row.service).ok_or_else(unreadable)?,
        organisation: &organisation,
        case_number: &row.case_number,
        recipients: contacts::recipients_of(&mut tx, &organisation, &id, &content).await?,
        language: CaseLanguage::parse(&row.case_language).unwrap_or_default(),
        link: format!("/o/{organisation}/applications/{id}"),
    };
    notices::plan(&mut tx, &visit, &notice).await?;
    tx.commit().await?;
    Ok(true)
}

/// Ends the case and its open commitment.
async fn lapse(tx: &mut db::Tx, visit: &Visit, row: &WaitingRow, id: &ApplicationId) -> Result<(), Failure> {
    let from = State::SupplementRequested;
    let turn = Turn {
        application: id,
        version: row.version,
        from,
        to: from.after(CaseStep::Lapse, Side::Timer).map_err(|_| Failure::Stale)?,
        officer: row.officer_id.as_deref().zip(row.officer_name.as_deref()),
        supplement_deadline: None,
        decided: false,
    };
    store_turns::update_turn(tx, visit.now, &turn).await?;
    agreements::end_open(tx, visit, id).await?;
    intermediaries::end(tx, visit, id).await?;
    parties::end_naming(tx, visit, id, parties::Outcome::Lapsed).await?;
    let event = AuditId::new(visit.now, &visit.app.random);
    Ok(store_turns::insert_event(tx, event.as_str(), visit.now, id, "lapsed", None).await?)
}
