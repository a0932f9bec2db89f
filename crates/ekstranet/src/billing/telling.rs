//! The job of the room: tells customers by mail that an invoice has come. An import may bring thousands, so that each is told
//! afterwards, in a transaction of its own.

use std::convert::Infallible;
use std::time::Duration;

use serde_json::json;

use super::store;
use crate::applications;
use crate::audit::{self, Entry};
use crate::kernel::BusinessId;
use crate::notices::{self, BillingNews, Happening, Notice};
use crate::web::{App, Failure, Visit, skip_row};

/// How often it is looked for new invoices.
const ROUND: Duration = Duration::from_mins(1);

/// Tells customers of invoices for ever.
pub async fn keep_telling(app: App) -> Infallible {
    loop {
        if let Err(failure) = tell_due(&app).await {
            tracing::error!(?failure, "new invoices are not told; the next round tries again");
        }
        tokio::time::sleep(ROUND).await;
    }
}

/// Tells whoever has a new invoice; how many organisations that were.
///
/// # Errors
/// What the database says; those before it are told.
pub async fn tell_due(app: &App) -> Result<usize, Failure> {
    let (mut told, mut after) = (0, String::new());
    loop {
        let untold = store::list_untold(&mut app.db.read().await?, &after).await?;
        let Some((last, _)) = untold.last() else { return Ok(told) };
        after.clone_from(last);
        for (organisation, newest) in &untold {
            match tell(app, organisation, newest).await {
                Ok(()) => told += 1,
                Err(failure) => skip_row("billing::keep_telling", organisation, failure)?,
            }
        }
    }
}

async fn tell(app: &App, organisation: &str, newest: &str) -> Result<(), Failure> {
    let id = BusinessId::parse(organisation).ok_or_else(|| Failure::internal("an invoice has no business ID"))?;
    let (contacts, language) = applications::find_contacts(app.clone(), id.clone()).await?;
    let named = applications::billing_recipients(&mut app.db.read().await?, &id).await?;
    let mut visit = Visit::of_job(app);
    // One mail for all that have come until now, and another one for those that come later.
    visit.request_id = format!("billing-{newest}");
    let mut tx = app.db.write().await?;
    let number = store::mark_told(&mut tx, visit.now, organisation, newest).await?;
    if number == 0 {
        // Another instance was first.
        return Ok(());
    }
    let notice = Notice {
        happening: Happening::Billing(BillingNews::InvoiceArrived),
        service: notices::NO_SERVICE,
        organisation: &id,
        case_number: organisation,
        recipients: if named.is_empty() { contacts } else { named },
        language,
        link: format!("/o/{id}/billing"),
    };
    let is_told = notices::plan_for_some(&mut tx, &visit, &notice).await?;
    let detail = json!({ "invoices": number, "told": is_told });
    audit::record(&mut tx, &visit, Entry::new("billing.invoices_told").organisation(&id).detail(detail)).await?;
    tx.commit().await?;
    Ok(())
}
