//! Whoever takes over, as the registers know it: asked when the business ID is typed, and by a job until a register
//! answers when it was silent then.

use serde_json::json;

use super::drafting::{Whole, open, seal};
use super::rules::{Content, ReceiverFound};
use super::store::TerminationRow;
use super::store_receiver::{self as store, Look};
use crate::audit::{self, Entry};
use crate::kernel::BusinessId;
use crate::registers::{self, Looked};
use crate::web::{App, Failure, Outside, Visit, skip_row};

/// How long a register that is down is left alone.
const PAUSE_SECONDS: i64 = 15 * 60;

/// What a register answered.
enum Answer<T> {
    Found(Looked<T>),
    Unknown,
    /// It did not, and nothing is known from before.
    Silence,
}

fn answer<T>(asked: Result<Option<Looked<T>>, Failure>) -> Result<Answer<T>, Failure> {
    match asked {
        Ok(found) => Ok(found.map_or(Answer::Unknown, Answer::Found)),
        Err(Failure::Outage(system, problem)) if system != Outside::Database => {
            tracing::warn!(?system, %problem, "a register does not tell who takes over");
            Ok(Answer::Silence)
        }
        Err(failure) => Err(failure),
    }
}

/// Looks an organisation up: the company register tells whether it has ended, and the register of providers knows those
/// that the company register does not have. Makes calls outside: never in a transaction.
///
/// # Errors
/// What the database says; a register that does not answer is an answer.
pub async fn look(visit: &Visit, id: &BusinessId) -> Result<(ReceiverFound, String), Failure> {
    let company = answer(registers::find_company(&visit.app, visit.now, id).await)?;
    let is_silent = matches!(company, Answer::Silence);
    if let Answer::Found(company) = company {
        let found = match (company.value.registered, company.stale) {
            (false, _) => ReceiverFound::Ended,
            (true, true) => ReceiverFound::Unverified,
            (true, false) => ReceiverFound::Known,
        };
        return Ok((found, company.value.name));
    }
    let provider = answer(registers::find_organisation(&visit.app, visit.now, id).await)?;
    Ok(match provider {
        Answer::Found(provider) if is_silent || provider.stale => (ReceiverFound::Unverified, provider.value.name),
        Answer::Found(provider) => (ReceiverFound::Known, provider.value.name),
        Answer::Unknown if !is_silent => (ReceiverFound::Unknown, String::new()),
        Answer::Unknown | Answer::Silence => (ReceiverFound::Unverified, String::new()),
    })
}

/// What the registers tell of whoever was typed; nothing of the organisation itself, nor of what is no business ID.
pub(super) async fn look_up(visit: &Visit, typed: &str) -> Result<Option<(ReceiverFound, String)>, Failure> {
    let own = &visit.acting()?.organisation;
    match BusinessId::parse(&BusinessId::written(typed)).filter(|receiver| receiver != own) {
        Some(receiver) => Ok(Some(look(visit, &receiver).await?)),
        None => Ok(None),
    }
}

/// What is said, with what the registers tell of whoever takes over now. `None` when that is not right any more: the draft
/// then says so when it is checked.
pub(super) async fn asked_again(visit: &Visit, whole: &Whole) -> Result<Option<Content>, Failure> {
    let mut content = whole.content.clone();
    let Some(receiver) = content.receiver() else { return Ok(Some(content)) };
    let (found, name) = look(visit, &receiver).await?;
    content.receiver_found = found.code().to_string();
    content.receiver_name = name;
    if matches!(found, ReceiverFound::Known | ReceiverFound::Unverified) {
        return Ok(Some(content));
    }
    let (id, by) = (whole.row.id()?, &visit.session()?.name);
    let mut tx = visit.app.db.write().await?;
    let sealed = seal(visit, &id, &content)?;
    super::store::save(&mut tx, visit.now, (&id, whole.row.version), sealed, by).await?;
    let entry = Entry::new("terminations.receiver_refused").subject(id.as_str());
    audit::record(&mut tx, visit, entry.detail(json!({ "found": found.code() }))).await?;
    tx.commit().await?;
    Ok(None)
}

/// Looks again at whoever could not be verified when the termination was sent; returns how many have been verified.
///
/// # Errors
/// What the database says; those before it are kept.
pub async fn verify_receivers(app: &App) -> Result<usize, Failure> {
    let visit = Visit::of_job(app);
    let waiting = store::list_to_look_at(&mut app.db.read().await?, visit.now).await?;
    let mut verified = 0;
    for row in &waiting {
        match verify(&visit, row).await {
            Ok(is_known) => verified += usize::from(is_known),
            Err(failure) => {
                skip_row("terminations.verify_receivers", &row.id, failure)?;
                // Put off like one whose register is silent, so that it does not stand before the others for ever.
                put_off(&visit, row).await?;
            }
        }
    }
    Ok(verified)
}

async fn put_off(visit: &Visit, row: &TerminationRow) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    store::put_off(&mut tx, visit.now.plus_seconds(PAUSE_SECONDS), &row.id).await?;
    tx.commit().await?;
    Ok(())
}

/// `false` when there is nobody to look at, or the register still does not answer.
async fn verify(visit: &Visit, row: &TerminationRow) -> Result<bool, Failure> {
    let content = open(visit, row)?;
    let Some(receiver) = content.receiver() else {
        // Put off, so that it does not stand before the others for ever.
        put_off(visit, row).await?;
        return Ok(false);
    };
    let (found, name) = look(visit, &receiver).await?;
    if found == ReceiverFound::Unverified {
        put_off(visit, row).await?;
        return Ok(false);
    }
    let (id, mut tx) = (row.id()?, visit.app.db.write().await?);
    store::keep_found(&mut tx, visit.now, (&id, row.version), &Look { found, name: &name }).await?;
    let organisation = row.organisation()?;
    let entry = Entry::new("terminations.receiver_verified").organisation(&organisation).subject(&row.id);
    audit::record(&mut tx, visit, entry.detail(json!({ "found": found.code() }))).await?;
    tx.commit().await?;
    Ok(true)
}
