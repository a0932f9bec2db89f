//! Reminders: of requests that wait for an answer, and of server certificates that end. A job sends them; any number of
//! instances may run it, because each reminder is one guarded row.

use std::convert::Infallible;
use std::time::Duration;

use serde_json::json;

use super::following::to_intermediary;
use super::rules::{CERTIFICATE_DAYS, certificate_due, plus_days, reminder_before};
use super::store::{self, ConnectionRow};
use super::store_technical;
use super::technical::tell_owner;
use crate::audit::{self, Entry};
use crate::kernel::{BusinessId, Date};
use crate::notices::Happening;
use crate::registers::{self, AccessPoint};
use crate::web::{App, Failure, Visit, skip_row};

/// How often it is looked whether somebody is to be reminded.
const ROUND: Duration = Duration::from_mins(15);
/// How many access points are looked at in one statement.
const BATCH: i64 = 200;

/// Reminds for ever, as the days come.
pub async fn keep_reminding(app: App) -> Infallible {
    loop {
        if let Err(failure) = remind(&app).await {
            tracing::warn!(?failure, "intermediaries could not be reminded; the next round tries again");
        }
        tokio::time::sleep(ROUND).await;
    }
}

/// Reminds intermediaries of what waits for them and owners of certificates that end; returns how many reminders.
///
/// # Errors
/// What the database says; those before it are kept.
pub async fn remind(app: &App) -> Result<usize, Failure> {
    Ok(remind_of_requests(app).await? + remind_of_certificates(app).await?)
}

async fn remind_of_requests(app: &App) -> Result<usize, Failure> {
    let visit = Visit::of_job(app);
    let forgotten = store::list_forgotten(&mut app.db.read().await?, reminder_before(visit.now)).await?;
    let mut sent = 0;
    for row in &forgotten {
        match remind_of_request(&visit, row).await {
            Ok(()) => sent += 1,
            Err(failure) => skip_row("intermediaries.remind_of_requests", &row.id, failure)?,
        }
    }
    Ok(sent)
}

async fn remind_of_request(visit: &Visit, row: &ConnectionRow) -> Result<(), Failure> {
    let unreadable = || Failure::internal("a row of a connection cannot be read");
    let intermediary = BusinessId::parse(&row.intermediary).ok_or_else(unreadable)?;
    // One reminder is one turn: the request and the day tell each address once.
    let visit = Visit { request_id: format!("{}-{}", row.id, visit.now.date()), ..visit.clone() };
    let mut tx = visit.app.db.write().await?;
    store::note_reminder(&mut tx, visit.now, reminder_before(visit.now), &row.id).await?;
    let entry = Entry::new("intermediaries.connection_reminded").organisation(&intermediary).subject(&row.id);
    audit::record(&mut tx, &visit, entry).await?;
    to_intermediary(row, &intermediary)?.plan(&mut tx, &visit, Happening::ConnectionReminder).await?;
    Ok(tx.commit().await?)
}

async fn remind_of_certificates(app: &App) -> Result<usize, Failure> {
    let visit = Visit::of_job(app);
    let today = visit.now.date();
    let furthest = plus_days(today, CERTIFICATE_DAYS.into_iter().max().unwrap_or_default());
    let (mut sent, mut after) = (0, String::new());
    loop {
        let points = registers::list_expiring(&mut app.db.read().await?, furthest, &after, BATCH).await?;
        let Some(last) = points.last() else { return Ok(sent) };
        after.clone_from(&last.oid);
        for point in points.iter().filter(|point| point.is_open(today)) {
            match remind_of_certificate(&visit, point, today).await {
                Ok(is_reminded) => sent += usize::from(is_reminded),
                Err(failure) => skip_row("intermediaries.remind_of_certificates", &point.oid, failure)?,
            }
        }
    }
}

async fn remind_of_certificate(visit: &Visit, point: &AccessPoint, today: Date) -> Result<bool, Failure> {
    let (Ok(last_day), Some(owner)) = (point.certificate_until.parse::<Date>(), BusinessId::parse(&point.owner)) else {
        return Ok(false);
    };
    let Some(days) = certificate_due(last_day, today) else { return Ok(false) };
    let until = point.certificate_until.as_str();
    if store_technical::is_reminded(&mut visit.app.db.read().await?, &point.oid, until, days).await? {
        return Ok(false);
    }
    let visit = Visit { request_id: format!("{}-{until}-{days}", point.oid), ..visit.clone() };
    let mut tx = visit.app.db.write().await?;
    if !store_technical::note_certificate_reminder(&mut tx, visit.now, &point.oid, until, days).await? {
        return Ok(false);
    }
    let entry = Entry::new("intermediaries.certificate_reminded").organisation(&owner).subject(&point.oid);
    audit::record(&mut tx, &visit, entry.detail(json!({ "until": until, "days": days }))).await?;
    tell_owner(&mut tx, &visit, &owner, &point.oid, Happening::CertificateEnding).await?;
    tx.commit().await?;
    Ok(true)
}
