//! What the home page says of invoices.

use super::pages::Todo;
use crate::billing::OpenInvoices;
use crate::kernel::today;
use crate::web::{Visit, format};

/// Where invoices are read, and what there is to pay in words.
pub(super) fn link(visit: &Visit, base: &str, open: &OpenInvoices) -> (String, String) {
    let day = open.due_on.as_deref().map(|day| format::stored_date(day, visit.language));
    let words = day.map(|day| visit.texts().billing_home_open(open.number, day)).unwrap_or_default();
    (format!("{base}billing"), words)
}

/// An invoice is overdue.
pub(super) fn todo(visit: &Visit, base: &str, open: &OpenInvoices) -> Option<Todo> {
    let t = visit.texts();
    open.is_overdue(today(visit.now)).then(|| Todo {
        address: format!("{base}billing"),
        action: t.billing_home_do(),
        about: t.billing_home_do_about(),
    })
}
