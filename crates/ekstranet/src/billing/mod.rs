//! Billing (laskutus): what use costs by decree, the invoices that the operator's books make, use that is counted and not
//! invoiced, and what the next invoice will be. Invoices come as files and are read here; nothing is paid here.

mod doubts;
mod fees;
mod importing;
mod judging;
mod pages;
mod pages_desk;
mod pages_forecast;
mod pages_found;
mod pages_import;
mod reading;
mod rules;
mod sought;
mod store;
mod store_imports;
mod telling;
#[cfg(test)]
mod tests;
mod words;

use db::Read;

use crate::kernel::{BusinessId, Date, Permission};
use crate::web::{Failure, Routes, Rule};

pub use fees::{FEES, FeeBasis, Fees, Price};
pub use importing::import_file;
pub use rules::amount_cents;
pub use sought::{find_address, invoices_address, list_sought};
pub(crate) use store::has_open_invoice;
pub use telling::{keep_telling, tell_due};

/// The room's routes.
pub fn routes() -> Routes {
    const SEE: Rule = Rule::Acting(Permission::SeeOrganisation);
    Routes::new()
        .get("/o/{organisation}/billing", SEE, pages::show)
        .get("/o/{organisation}/billing/invoices/{id}", SEE, pages::invoice)
        .get("/desk/invoices", Rule::Officer, pages_desk::list)
        .post("/desk/invoices", Rule::Officer, pages_desk::upload)
        .post("/desk/invoices/find", Rule::Officer, pages_found::find)
        .get("/desk/invoices/invoice/{id}", Rule::Officer, pages_found::invoice)
        .get("/desk/invoices/{id}", Rule::Officer, pages_desk::show)
}

/// Invoices of an organisation that are not paid.
#[derive(Clone, Debug, Default)]
pub struct OpenInvoices {
    pub number: i64,
    /// The first day on which one is due, `YYYY-MM-DD`.
    pub due_on: Option<String>,
}

impl OpenInvoices {
    /// Whether one is overdue.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.due_on.as_deref().is_some_and(|due| due < today.to_string().as_str())
    }
}

/// The invoices of an organisation that are not paid.
///
/// # Errors
/// What the database says.
pub async fn find_open(read: &mut Read, organisation: &BusinessId) -> Result<OpenInvoices, Failure> {
    let (number, due_on) = store::count_open(read, organisation).await?;
    Ok(OpenInvoices { number, due_on })
}
