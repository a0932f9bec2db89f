//! What officers find of an organisation's invoices when they look it up.

use db::Read;

use super::judging::is_number;
use super::pages::list_page;
use super::store;
use super::words::state_words;
use crate::kernel::BusinessId;
use crate::web::{Failure, SoughtLine, Visit, format};

/// Where officers read the invoices of an organisation.
#[must_use]
pub fn invoices_address(organisation: &BusinessId) -> String {
    format!("/desk/invoices?organisation={organisation}")
}

/// The invoices of an organisation in one line that leads to all of them: how many are not paid, and the newest one with its
/// state. None where it has had none.
///
/// # Errors
/// What the database says.
pub async fn list_sought(
    read: &mut Read,
    visit: &Visit,
    organisation: &BusinessId,
) -> Result<Vec<SoughtLine>, Failure> {
    let (rows, _) = list_page(read, organisation, None).await?;
    let Some(newest) = rows.first() else { return Ok(Vec::new()) };
    let t = visit.texts();
    let (open, due_on) = store::count_open(read, organisation).await?;
    let due_on = due_on.unwrap_or_default();
    let (tag, state) = match open {
        0 => state_words(newest, visit.now.date(), t)?,
        _ if due_on < visit.now.date().to_string() => ("stop", t.billing_state_overdue()),
        _ => ("calm", t.billing_state_open()),
    };
    let newest =
        t.billing_sought_newest(newest.number.as_str(), format::stored_date(&newest.issued_on, visit.language));
    let unpaid = (open > 0).then(|| t.billing_sought_open(open, format::stored_date(&due_on, visit.language)));
    Ok(vec![SoughtLine {
        address: invoices_address(organisation),
        title: t.billing_sought_title(),
        tag,
        state,
        text: std::iter::once(newest).chain(unpaid).collect::<Vec<_>>().join(" "),
    }])
}

/// Where officers read the invoice with a number.
///
/// # Errors
/// What the database says.
pub async fn find_address(read: &mut Read, number: &str) -> Result<Option<String>, Failure> {
    if !is_number(number) {
        return Ok(None);
    }
    let found = store::find_numbered(read, number).await?;
    Ok(found.map(|id| format!("/desk/invoices/invoice/{id}")))
}
