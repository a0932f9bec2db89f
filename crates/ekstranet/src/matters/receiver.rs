//! Whoever takes over, as the registers know it: asked when the business ID is typed, and by a job until a register
//! answers when it was silent then.

use serde_json::json;

use super::matter::Matter;
use super::rules::ReceiverFound;
use super::sealing::{open, seal};
use super::store;
use crate::audit::{self, Entry};
use crate::kernel::{BusinessId, Id as _};
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
async fn look(visit: &Visit, id: &BusinessId) -> Result<(ReceiverFound, String), Failure> {
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
///
/// # Errors
/// What the database says; a register that does not answer is an answer.
pub async fn look_up(visit: &Visit, typed: &str) -> Result<Option<(ReceiverFound, String)>, Failure> {
    let own = &visit.acting()?.organisation;
    match BusinessId::parse(&BusinessId::written(typed)).filter(|receiver| receiver != own) {
        Some(receiver) => Ok(Some(look(visit, &receiver).await?)),
        None => Ok(None),
    }
}

/// What is said, with what the registers tell of whoever takes over now. `None` when that is not right any more: the draft
/// then says so when it is checked.
pub(super) async fn asked_again<M: Matter>(
    visit: &Visit,
    row: &M,
    content: &M::Content,
) -> Result<Option<M::Content>, Failure> {
    let mut content = content.clone();
    let Some(receiver) = M::receiver_of(&content) else { return Ok(Some(content)) };
    let (found, name) = look(visit, &receiver).await?;
    M::note_receiver(&mut content, found, name);
    if matches!(found, ReceiverFound::Known | ReceiverFound::Unverified) {
        return Ok(Some(content));
    }
    let (id, by) = (row.id()?, &visit.session()?.name);
    let mut tx = visit.app.db.write().await?;
    let sealed = seal::<M>(visit, &id, &content)?;
    store::save::<M>(&mut tx, visit.now, (&id, row.head().version), sealed, by).await?;
    let entry = Entry::new(M::DEEDS.receiver_refused).subject(id.as_str());
    audit::record(&mut tx, visit, entry.detail(json!({ "found": found.code() }))).await?;
    tx.commit().await?;
    Ok(None)
}

/// Looks again at whoever could not be verified when a matter was sent; returns how many have been verified.
///
/// # Errors
/// What the database says; those before it are kept.
pub async fn verify_receivers<M: Matter>(app: &App) -> Result<usize, Failure> {
    let visit = Visit::of_job(app);
    let waiting: Vec<M> = store::list_to_look_at(&mut app.db.read().await?, visit.now).await?;
    let mut verified = 0;
    for row in &waiting {
        match verify(&visit, row).await {
            Ok(is_known) => verified += usize::from(is_known),
            Err(failure) => {
                skip_row(M::DEEDS.verifying, &row.head().id, failure)?;
                // Put off like one whose register is silent, so that it does not stand before the others for ever.
                put_off(&visit, row).await?;
            }
        }
    }
    Ok(verified)
}

async fn put_off<M: Matter>(visit: &Visit, row: &M) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    store::put_off::<M>(&mut tx, visit.now.plus_seconds(PAUSE_SECONDS), &row.head().id).await?;
    tx.commit().await?;
    Ok(())
}

/// `false` when there is nobody to look at, or the register still does not answer.
async fn verify<M: Matter>(visit: &Visit, row: &M) -> Result<bool, Failure> {
    let Some(receiver) = M::receiver_of(&open(visit, row)?) else {
        // Put off, so that it does not stand before the others for ever.
        put_off(visit, row).await?;
        return Ok(false);
    };
    let (found, name) = look(visit, &receiver).await?;
    if found == ReceiverFound::Unverified {
        put_off(visit, row).await?;
        return Ok(false);
    }
    let (id, organisation) = (row.id()?, row.head().organisation()?);
    let mut tx = visit.app.db.write().await?;
    store::keep_found::<M>(&mut tx, visit.now, (&id, row.head().version), (found, &name)).await?;
    let entry = Entry::new(M::DEEDS.receiver_verified).organisation(&organisation).subject(id.as_str());
    audit::record(&mut tx, visit, entry.detail(json!({ "found": found.code() }))).await?;
    tx.commit().await?;
    Ok(true)
}
