//! Officers find an organisation's invoices, or one by its number. Each view is in the audit log, so nothing is shown when it
//! cannot be written.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::judging::is_number;
use super::pages::{CountLine, InvoicePage, address, before_of, count_line, list_page};
use super::pages_desk::{Asked, desk_page};
use super::store;
use super::words::{InvoiceLine, invoice_line};
use crate::audit::{self, Entry};
use crate::kernel::{BusinessId, InvoiceId, holds_typed_identity_code, without_identity_code};
use crate::registers;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, Visit, page, see_other};

#[derive(askama::Template)]
#[template(path = "billing/desk_found.html")]
struct FoundPage {
    chrome: Chrome,
    t: &'static Texts,
    search: String,
    search_error: String,
    invoices: Vec<InvoiceLine>,
    next: Option<String>,
    /// What is not invoiced yet.
    counts: Vec<CountLine>,
    /// Where invoices go; empty where that is not known.
    address: Vec<(String, String)>,
}

/// `POST /desk/invoices/find`: what is typed reaches an address only when it is a business ID; an invoice has its own.
pub(super) async fn find(visit: Visit, form: Form) -> Result<Response, Failure> {
    let typed = form.text("organisation");
    let written = BusinessId::written(typed);
    if let Some(organisation) = BusinessId::parse(&written) {
        return Ok(see_other(&format!("/desk/invoices?organisation={organisation}")));
    }
    let number = typed.trim();
    let may_be_one = is_number(number) && !holds_typed_identity_code(number);
    let found = if may_be_one { store::find_numbered(&mut visit.app.db.read().await?, number).await? } else { None };
    if let Some(id) = found {
        return Ok(see_other(&format!("/desk/invoices/invoice/{id}")));
    }
    let t = visit.texts();
    let asked = Asked {
        search: without_identity_code(typed),
        search_error: match written.as_str() {
            "" => t.billing_search_missing(),
            id if BusinessId::is_written_as_one(id) => t.ui_wrong_check_digit(),
            _ => t.billing_search_wrong(),
        },
        ..Asked::default()
    };
    desk_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, asked).await
}

/// `GET /desk/invoices?organisation=…`
pub(super) async fn found(visit: &Visit, organisation: &BusinessId, query: &Form) -> Result<Response, Failure> {
    let before = before_of(query);
    let mut tx = visit.app.db.write().await?;
    let (rows, next) = list_page(&mut tx, organisation, before.as_ref()).await?;
    let counts = store::list_counts(&mut tx, organisation).await?;
    let address = address(visit, &mut tx, organisation).await?;
    let known = registers::last_known(&mut tx, organisation).await?;
    audit::record(&mut tx, visit, Entry::new("billing.viewed").organisation(organisation)).await?;
    tx.commit().await?;
    let base = "/desk/invoices/invoice";
    let template = FoundPage {
        chrome: visit.chrome(visit.texts().billing_found_title(match known.company_name(visit.now) {
            Some(name) => format!("{name} ({organisation})"),
            None => organisation.to_string(),
        })),
        t: visit.texts(),
        search: organisation.to_string(),
        search_error: String::new(),
        invoices: rows.iter().map(|row| invoice_line(visit, base, row)).collect::<Result<_, _>>()?,
        next: next.map(|next| format!("/desk/invoices?organisation={organisation}&{next}")),
        counts: counts.iter().map(|row| count_line(visit, row)).collect::<Result<_, _>>()?,
        address,
    };
    page(StatusCode::OK, &template)
}

/// `GET /desk/invoices/invoice/{id}`
pub(super) async fn invoice(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let id = InvoiceId::parse(&id).ok_or(Failure::NotFound)?;
    let mut tx = visit.app.db.write().await?;
    let row = store::load_any(&mut tx, &id).await?;
    let payer =
        BusinessId::parse(&row.organisation).ok_or_else(|| Failure::internal("an invoice has no business ID"))?;
    let address = address(&visit, &mut tx, &payer).await?;
    let name = registers::last_known(&mut tx, &payer).await?.company_name(visit.now);
    audit::record(&mut tx, &visit, Entry::new("billing.viewed").subject(id.as_str()).organisation(&payer)).await?;
    tx.commit().await?;
    let (back, name) = (format!("/desk/invoices?organisation={payer}"), name.unwrap_or_default());
    page(StatusCode::OK, &InvoicePage::for_officer(&visit, &row, (name, back), address)?)
}
