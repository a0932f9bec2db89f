//! The job that sends planned mails.

use std::convert::Infallible;
use std::time::Duration;

use super::post::{Post, Refusal};
use super::recipients::{Recipient, find_address};
use super::store::{self, Claimed};
use crate::audit::{self, Entry};
use crate::kernel::Instant;
use crate::web::{App, Failure, Visit};

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
    // A silent server costs its time-out once a round and not once a mail.
    let mut silent: Option<Refusal> = None;
    while store::any_due(&mut app.db.read().await?, app.clock.now()).await? {
        let claimed = claim(app).await?;
        if claimed.is_empty() {
            break;
        }
        for mail in gathered(claimed) {
            let outcome = match &silent {
                Some(refusal) => Err(refusal.clone()),
                None => send(app, &mail).await?,
            };
            silent = outcome.as_ref().err().filter(|refusal| matches!(refusal, Refusal::Server(_))).cloned();
            sent += usize::from(outcome.is_ok());
            for claimed in &mail {
                note(app, claimed, outcome.clone()).await?;
            }
        }
        if silent.is_some() {
            break;
        }
    }
    Ok(sent)
}

/// One mail for each notice, but one for all that go into the digest of a person.
fn gathered(claimed: Vec<Claimed>) -> Vec<Vec<Claimed>> {
    let mut mails: Vec<Vec<Claimed>> = Vec::new();
    for one in claimed {
        let is_digest = matches!(Recipient::parse(&one.recipient), Recipient::Digest(_));
        let same = mails.iter_mut().find(|mail| is_digest && mail[0].recipient == one.recipient);
        match same {
            Some(mail) => mail.push(one),
            None => mails.push(vec![one]),
        }
    }
    mails
}

async fn send(app: &App, mail: &[Claimed]) -> Result<Result<(), Refusal>, Failure> {
    let Some(first) = mail.first() else { return Ok(Ok(())) };
    let Some((address, language)) = find_address(app, &first.recipient).await? else {
        // The person has removed the address meanwhile.
        return Ok(Err(Refusal::Mail("address".to_string())));
    };
    Ok(app.part::<Post>().send(&app.config, app.clock.now(), mail, &address, language).await)
}

pub(super) async fn claim(app: &App) -> Result<Vec<Claimed>, Failure> {
    let mut tx = app.db.write().await?;
    let claimed = store::claim(&mut tx, app.clock.now()).await?;
    tx.commit().await?;
    Ok(claimed)
}

pub(super) async fn note(app: &App, claimed: &Claimed, outcome: Result<(), Refusal>) -> Result<(), Failure> {
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    match outcome {
        Ok(()) => {
            metrics::counter!("ekstranet_mails_total", "outcome" => "sent").increment(1);
            store::mark_sent(&mut tx, now, claimed).await?;
        }
        Err(refusal) => {
            let next = super::trying::next_try(now, claimed.tries, Instant::from_milliseconds(claimed.give_up_at));
            let outcome = if next.is_some() { "failed" } else { "given_up" };
            metrics::counter!("ekstranet_mails_total", "outcome" => outcome).increment(1);
            tracing::warn!(notice = %claimed.id, problem = refusal.code(), tries = claimed.tries, outcome, "a mail was not taken");
            // What a person has ended meanwhile, by removing the address, is nobody's failure.
            let is_failure = store::mark_failed(&mut tx, now, claimed, refusal.code(), next).await?;
            if is_failure && next.is_none() {
                let entry = Entry::new("notices.given_up").subject(&claimed.id);
                let detail = serde_json::json!({ "problem": refusal.code(), "tries": claimed.tries });
                audit::record(&mut tx, &Visit::of_job(app), entry.detail(detail)).await?;
            }
        }
    }
    tx.commit().await?;
    Ok(())
}
