//! The new controller, as the registers know it: asked when its business ID is typed, when the change is sent, and by the
//! job until a register answers when it was silent then. How it is looked up is what terminations do with whoever takes over.

use serde_json::json;

use super::drafting::{Whole, open, seal};
use super::rules_content::Content;
use super::store::{self, ChangeRow};
use super::store_lists;
use crate::audit::{self, Entry};
use crate::kernel::BusinessId;
use crate::terminations::{ReceiverFound, look_up_receiver};
use crate::web::{App, Failure, Visit, skip_row};

/// How long a register that is down is left alone.
const PAUSE_SECONDS: i64 = 15 * 60;

/// What the registers tell of whoever was typed; nothing of the organisation itself, nor of what is no business ID.
pub(super) async fn look_up(visit: &Visit, typed: &str) -> Result<Option<(ReceiverFound, String)>, Failure> {
    let own = &visit.acting()?.organisation;
    match BusinessId::parse(&BusinessId::written(typed)).filter(|receiver| receiver != own) {
        Some(receiver) => Ok(Some(look_up_receiver(visit, &receiver).await?)),
        None => Ok(None),
    }
}

/// What is said, with what the registers tell of the new controller now. `None` when that is not right any more: the draft
/// then says so when it is checked.
pub(super) async fn asked_again(visit: &Visit, whole: &Whole) -> Result<Option<Content>, Failure> {
    let mut content = whole.content.clone();
    let receiver = content.receiver().ok_or(Failure::Stale)?;
    let (found, name) = look_up_receiver(visit, &receiver).await?;
    content.receiver_found = found.code().to_string();
    content.receiver_name = name;
    if matches!(found, ReceiverFound::Known | ReceiverFound::Unverified) {
        return Ok(Some(content));
    }
    let (id, by) = (whole.row.id()?, &visit.session()?.name);
    let mut tx = visit.app.db.write().await?;
    store::save(&mut tx, visit.now, (&id, whole.row.version), seal(visit, &id, &content)?, by).await?;
    let entry = Entry::new("controllers.receiver_refused").subject(id.as_str());
    audit::record(&mut tx, visit, entry.detail(json!({ "found": found.code() }))).await?;
    tx.commit().await?;
    Ok(None)
}

/// Looks again at new controllers that could not be verified when a change was sent; returns how many have been verified.
pub(super) async fn verify_receivers(app: &App) -> Result<usize, Failure> {
    let visit = Visit::of_job(app);
    let waiting = store_lists::list_to_look_at(&mut app.db.read().await?, visit.now).await?;
    let mut verified = 0;
    for row in &waiting {
        match verify(&visit, row).await {
            Ok(is_known) => verified += usize::from(is_known),
            Err(failure) => {
                skip_row("controllers.verify_receivers", &row.id, failure)?;
                // Put off like one whose register is silent, so that it does not stand before the others for ever.
                put_off(&visit, row).await?;
            }
        }
    }
    Ok(verified)
}

async fn put_off(visit: &Visit, row: &ChangeRow) -> Result<(), Failure> {
    let mut tx = visit.app.db.write().await?;
    store_lists::put_off(&mut tx, visit.now.plus_seconds(PAUSE_SECONDS), &row.id).await?;
    tx.commit().await?;
    Ok(())
}

/// `false` while the register still does not answer.
async fn verify(visit: &Visit, row: &ChangeRow) -> Result<bool, Failure> {
    let receiver = open(visit, row)?.receiver().ok_or(Failure::Stale)?;
    let (found, name) = look_up_receiver(visit, &receiver).await?;
    if found == ReceiverFound::Unverified {
        put_off(visit, row).await?;
        return Ok(false);
    }
    let (id, organisation) = (row.id()?, row.organisation()?);
    let mut tx = visit.app.db.write().await?;
    store_lists::keep_found(&mut tx, visit.now, (&id, row.version), (found, &name)).await?;
    let entry = Entry::new("controllers.receiver_verified").organisation(&organisation).subject(&row.id);
    audit::record(&mut tx, visit, entry.detail(json!({ "found": found.code() }))).await?;
    tx.commit().await?;
    Ok(true)
}
