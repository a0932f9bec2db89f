//! What a file brings, for officers: what is doubtful, before anything is saved, and the invoices that it added or turned.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use axum::response::Response;

use super::doubts::Doubtful;
use super::rules::InvoiceState;
use super::store::PAGE;
use super::store_imports::{self, ImportedRow};
use super::words::{basis_name, doubt, invoice_period, number_of_rows, plain_state};
use crate::audit::{self, Entry};
use crate::kernel::{BusinessId, InvoiceId, InvoiceImportId};
use crate::registers;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, KEPT_FILE, UploadedFile, Visit, format, page};

/// The most doubtful rows that are shown at once.
const SHOWN_DOUBTS: usize = 200;

#[derive(askama::Template)]
#[template(path = "billing/desk_doubts.html")]
struct DoubtsPage {
    chrome: Chrome,
    t: &'static Texts,
    lead: String,
    /// Something else is doubtful than what was confirmed.
    is_other: bool,
    lines: Vec<DoubtLine>,
    more: usize,
    /// The file itself, which is sent once more with the mark of what is shown.
    field: &'static str,
    file: String,
    mark: String,
}

struct DoubtLine {
    row: usize,
    number: String,
    payer: String,
    basis: String,
    total: String,
    text: String,
}

/// The page of a file whose invoices somebody must look at. Nothing of it is saved.
pub(super) async fn doubts_page(
    visit: &Visit,
    file: &UploadedFile,
    (doubts, mark): (&[Doubtful], String),
    is_other: bool,
) -> Result<Response, Failure> {
    let t = visit.texts();
    let shown = &doubts[..doubts.len().min(SHOWN_DOUBTS)];
    let payers: Vec<&str> = shown.iter().map(|one| one.organisation.as_str()).collect();
    let names = registers::company_names(&mut visit.app.db.read().await?, visit.now, &payers).await?;
    let line = |one: &Doubtful| DoubtLine {
        row: one.row,
        number: one.number.clone(),
        payer: match names.get(one.organisation.as_str()) {
            Some(name) => named(name, one.organisation.as_str()),
            None => t.billing_doubt_nameless(one.organisation.to_string()),
        },
        basis: basis_name(one.basis, t),
        total: format::money(one.total, visit.language),
        text: doubt(&one.doubt, one.basis, t),
    };
    let template = DoubtsPage {
        chrome: visit.chrome(t.billing_doubts_title()),
        t,
        lead: t.billing_doubts_lead(number_of_rows(doubts.iter().map(|one| one.row))),
        is_other,
        lines: shown.iter().map(line).collect(),
        more: doubts.len().saturating_sub(SHOWN_DOUBTS),
        field: KEPT_FILE,
        file: file.as_kept(),
        mark,
    };
    page(StatusCode::OK, &template)
}

fn named(name: &str, organisation: &str) -> String {
    format!("{name} ({organisation})")
}

/// The invoices that came with a file, a page of them.
pub(super) struct ImportedInvoices {
    pub lines: Vec<ImportedLine>,
    pub next: Option<String>,
}

pub(super) struct ImportedLine {
    pub address: String,
    pub number: String,
    pub payer: String,
    pub period: String,
    pub basis: String,
    pub total: String,
    /// New, or from which state to which.
    pub what: String,
}

/// The invoices that an import added or turned, after one by its payer and id. They name what customers owe, so that the
/// audit log tells the view to each of them.
pub(super) async fn invoices(
    visit: &Visit,
    import: &InvoiceImportId,
    after: &str,
) -> Result<ImportedInvoices, Failure> {
    let after = after.split_once('.').and_then(|(organisation, id)| {
        Some((BusinessId::parse(organisation)?.to_string(), InvoiceId::parse(id)?.to_string()))
    });
    let (organisation, id) = after.unwrap_or_default();
    let mut read = visit.app.db.read().await?;
    let mut rows = store_imports::list_invoices(&mut read, import, (&organisation, &id)).await?;
    let is_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let payers: BTreeSet<&str> = rows.iter().map(|row| row.invoice.organisation.as_str()).collect();
    let payers: Vec<&str> = payers.into_iter().collect();
    let names = registers::company_names(&mut read, visit.now, &payers).await?;
    drop(read);
    let mut tx = visit.app.db.write().await?;
    for payer in &payers {
        let payer = BusinessId::parse(payer).ok_or_else(|| Failure::internal("no business ID"))?;
        let entry = Entry::new("billing.viewed").subject(import.as_str()).organisation(&payer);
        audit::record(&mut tx, visit, entry).await?;
    }
    tx.commit().await?;
    let payer = |id: &str| names.get(id).map_or_else(|| id.to_string(), |name| named(name, id));
    let line = |row: &ImportedRow| imported_line(visit, row, payer(&row.invoice.organisation));
    let lines = rows.iter().map(line).collect::<Result<_, _>>()?;
    let next = rows.last().filter(|_| is_more);
    let next =
        next.map(|row| format!("/desk/invoices/{import}?invoices={}.{}", row.invoice.organisation, row.invoice.id));
    Ok(ImportedInvoices { lines, next })
}

fn imported_line(visit: &Visit, row: &ImportedRow, payer: String) -> Result<ImportedLine, Failure> {
    let t = visit.texts();
    let state = |code: &str| InvoiceState::parse(code).map(|state| plain_state(state, t));
    Ok(ImportedLine {
        address: format!("/desk/invoices/invoice/{}", row.invoice.id),
        number: row.invoice.number.clone(),
        payer,
        period: invoice_period(visit, &row.invoice)?,
        basis: basis_name(row.invoice.basis()?, t),
        total: format::money(row.invoice.total_cents, visit.language),
        what: match state(&row.state_before).zip(state(&row.state_after)) {
            Some((before, after)) => t.billing_import_turned(before, after),
            None => t.billing_import_added(),
        },
    })
}
