//! The job that sends planned mails.

use std::convert::Infallible;
use std::time::Duration;

use super::post::{Post, Refusal};
use super::store::{self, Claimed};
use crate::kernel::Instant;
use crate::web::{App, Failure};

const ROUND: Duration = Duration::from_secs(2);

/// Sends due mails every two seconds, for ever.
pub async fn keep_sending(app: App) -> Infallible {
    loop {
        if let Err(failure) = send_due(&app).await {
            tracing::warn!(?failure, "due mails could not be read; the next round tries again");
        }
        tokio::time::sleep(ROUND).await;
    }
}

/// Sends what is due now and returns how many mails the server took. Any number of senders may run. What it does not
/// take is tried again later.
///
/// # Errors
/// What the database says; never because of the mail server.
pub async fn send_due(app: &App) -> Result<usize, Failure> {
    let mut sent = 0;
    while store::any_due(&mut app.db.read().await?, app.clock.now()).await? {
        let claimed = claim(app).await?;
        if claimed.is_empty() {
            break;
        }
        // A silent server costs its time-out once a round and not once a mail.
        let mut silent: Option<Refusal> = None;
        for claimed in claimed {
            let outcome = match &silent {
                Some(refusal) => Err(refusal.clone()),
                None => app.part::<Post>().send(&app.config, app.clock.now(), &claimed).await,
            };
            silent = outcome.as_ref().err().filter(|refusal| matches!(refusal, Refusal::Server(_))).cloned();
            sent += usize::from(outcome.is_ok());
            note(app, &claimed, outcome).await?;
        }
    }
    Ok(sent)
}

async fn claim(app: &App) -> Result<Vec<Claimed>, Failure> {
    let mut tx = app.db.write().await?;
    let claimed = store::claim(&mut tx, app.clock.now()).await?;
    tx.commit().await?;
    Ok(claimed)
}

async fn note(app: &App, claimed: &Claimed, outcome: Result<(), Refusal>) -> Result<(), Failure> {
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    match outcome {
        Ok(()) => {
            metrics::counter!("ekstranet_mails_total", "outcome" => "sent").increment(1);
            store::mark_sent(&mut tx, now, claimed).await?;
        }
        Err(refusal) => {
            let next = super::rules::next_try(now, claimed.tries, Instant::from_milliseconds(claimed.give_up_at));
            let outcome = if next.is_some() { "failed" } else { "given_up" };
            metrics::counter!("ekstranet_mails_total", "outcome" => outcome).increment(1);
            tracing::warn!(notice = %claimed.id, problem = refusal.code(), tries = claimed.tries, outcome, "a mail was not taken");
            store::mark_failed(&mut tx, now, claimed, refusal.code(), next).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}
