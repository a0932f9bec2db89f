//! The officers' pages: a file is sent, earlier ones are read, an organisation's invoices are looked up, and who has no invoice
//! address is told.

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;
use db::Read;

use super::importing::{self, Imported};
use super::pages::{address, before_of, list_page};
use super::reading::{BYTES, FileProblem, HEADING, ROWS, Refused, RowError};
use super::store::PAGE;
use super::store_imports::{self, ImportRow};
use super::words::{InvoiceLine, file_problem, invoice_line, row_problem};
use crate::applications;
use crate::audit::{self, Entry};
use crate::kernel::{BusinessId, Instant, InvoiceImportId, without_identity_code};
use crate::registers;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Upload, Visit, format, page, see_other};

/// The most wrong rows that are shown at once.
const SHOWN_ROWS: usize = 50;

#[derive(askama::Template)]
#[template(path = "billing/desk.html")]
struct DeskPage {
    chrome: Chrome,
    t: &'static Texts,
    rows: usize,
    megabytes: usize,
    heading: String,
    errors: Vec<FieldError>,
    /// The file's error, at its field.
    error: String,
    wrong: Vec<(usize, String)>,
    more_wrong: usize,
    imports: Vec<ImportLine>,
    next: Option<String>,
    continued: bool,
    search: String,
    search_error: String,
    /// The invoices that were looked up, once somebody has.
    found: Option<FoundInvoices>,
}

struct ImportLine {
    address: String,
    title: String,
    text: String,
}

struct FoundInvoices {
    title: String,
    lines: Vec<InvoiceLine>,
    next: Option<String>,
    /// Where invoices go; empty where that is not known.
    address: Vec<(String, String)>,
}

/// What stands on the page besides the list of imports.
#[derive(Default)]
struct Asked {
    refused: Option<Refused>,
    search: String,
    search_error: String,
    found: Option<FoundInvoices>,
    before: Option<(i64, String)>,
}

/// `GET /desk/invoices`
pub(super) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let query = Form::read(query.unwrap_or_default().as_bytes());
    let before = query.text("imports").split_once('.');
    let before = before.and_then(|(at, id)| Some((at.parse().ok()?, InvoiceImportId::parse(id)?.to_string())));
    let mut asked = Asked { before, ..Asked::default() };
    if let Some(organisation) = BusinessId::parse(&BusinessId::written(query.text("organisation"))) {
        asked.found = Some(look_up(&visit, &organisation, &query).await?);
        asked.search = organisation.to_string();
    }
    desk_page(&visit, StatusCode::OK, asked).await
}

/// `POST /desk/invoices/find`: what is typed reaches an address only when it is a business ID.
pub(super) async fn find(visit: Visit, form: Form) -> Result<Response, Failure> {
    let (t, typed) = (visit.texts(), BusinessId::written(form.text("organisation")));
    if let Some(organisation) = BusinessId::parse(&typed) {
        return Ok(see_other(&format!("/desk/invoices?organisation={organisation}")));
    }
    let asked = Asked {
        search: without_identity_code(&typed),
        search_error: match typed.as_str() {
            "" => t.billing_search_missing(),
            typed if BusinessId::is_written_as_one(typed) => t.ui_wrong_check_digit(),
            _ => t.billing_search_wrong(),
        },
        ..Asked::default()
    };
    desk_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, asked).await
}

/// An organisation's invoices for an officer. The view is in the audit log, so nothing is shown when it cannot be written.
async fn look_up(visit: &Visit, organisation: &BusinessId, query: &Form) -> Result<FoundInvoices, Failure> {
    let before = before_of(query);
    let mut tx = visit.app.db.write().await?;
    let (rows, next) = list_page(&mut tx, organisation, before.as_ref()).await?;
    let address = address(visit, &mut tx, organisation).await?;
    let known = registers::last_known(&mut tx, organisation).await?;
    audit::record(&mut tx, visit, Entry::new("billing.viewed").organisation(organisation)).await?;
    tx.commit().await?;
    let name = known.company_name(visit.now);
    Ok(FoundInvoices {
        title: name.map_or_else(|| organisation.to_string(), |name| format!("{name} ({organisation})")),
        lines: rows.iter().map(|row| invoice_line(visit, None, row)).collect::<Result<_, _>>()?,
        next: next.map(|next| format!("/desk/invoices?organisation={organisation}&{next}")),
        address,
    })
}

async fn desk_page(visit: &Visit, status: StatusCode, asked: Asked) -> Result<Response, Failure> {
    let t = visit.texts();
    let (at, id) = asked.before.clone().unwrap_or((i64::MAX, String::new()));
    let mut imports = store_imports::list(&mut visit.app.db.read().await?, (at, &id)).await?;
    let is_more = imports.len() > PAGE;
    imports.truncate(PAGE);
    let next = imports.last().filter(|_| is_more);
    let error = asked.refused.as_ref().map(|refused| refused_words(refused, t)).unwrap_or_default();
    let wrong: &[RowError] = if let Some(Refused::Rows(wrong)) = &asked.refused { wrong } else { &[] };
    let at = |field: &str, text: &String| FieldError { field: field.to_string(), text: text.clone() };
    let errors = [("file", &error), ("organisation", &asked.search_error)];
    let errors = errors.iter().filter(|(_, text)| !text.is_empty()).map(|(field, text)| at(field, text)).collect();
    let words = |error: &RowError| (error.row, row_problem(error.problem, visit.language, t));
    let template = DeskPage {
        chrome: visit.chrome(t.billing_desk_title()),
        t,
        rows: ROWS,
        megabytes: BYTES / 1024 / 1024,
        heading: HEADING.join(";"),
        errors,
        error,
        wrong: wrong.iter().take(SHOWN_ROWS).map(words).collect(),
        more_wrong: wrong.len().saturating_sub(SHOWN_ROWS),
        next: next.map(|row| format!("/desk/invoices?imports={}.{}", row.imported_at, row.id)),
        imports: imports.iter().map(|row| import_line(visit, row)).collect(),
        continued: asked.before.is_some(),
        search: asked.search,
        search_error: asked.search_error,
        found: asked.found,
    };
    page(status, &template)
}

fn refused_words(refused: &Refused, t: &Texts) -> String {
    match refused {
        Refused::File(problem) => file_problem(*problem, t),
        Refused::Rows(wrong) => t.billing_rows_wrong(wrong.len()),
    }
}

fn import_line(visit: &Visit, row: &ImportRow) -> ImportLine {
    let at = format::moment(Instant::from_milliseconds(row.imported_at), visit.language);
    ImportLine {
        address: format!("/desk/invoices/{}", row.id),
        title: at,
        text: format!("{} {}", imported_by(visit, row), outcome(visit, row)),
    }
}

fn imported_by(visit: &Visit, row: &ImportRow) -> String {
    let t = visit.texts();
    if row.imported_by.is_empty() {
        t.billing_import_by_command()
    } else {
        t.billing_import_by(row.imported_by.as_str())
    }
}

fn outcome(visit: &Visit, row: &ImportRow) -> String {
    let count = |number| format::count(number, visit.language);
    visit.texts().billing_import_outcome(count(row.added), count(row.changed), count(row.counted), count(row.unchanged))
}

/// `POST /desk/invoices`: imports a file, whole or not at all.
pub(super) async fn upload(visit: Visit, upload: Upload) -> Result<Response, Failure> {
    let file = upload.files.into_iter().find(|file| file.field == "file");
    let imported = match file {
        Some(file) if file.is_cut => Err(Refused::File(FileProblem::TooLarge)),
        Some(file) => importing::import(&visit, &file.name, &file.content).await?,
        None => Err(Refused::MISSING),
    };
    match imported {
        Ok(Imported { id, is_known, .. }) => {
            Ok(see_other(&format!("/desk/invoices/{id}{}", if is_known { "?again=1" } else { "" })))
        }
        Err(refused) => {
            let asked = Asked { refused: Some(refused), ..Asked::default() };
            desk_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, asked).await
        }
    }
}

#[derive(askama::Template)]
#[template(path = "billing/desk_import.html")]
struct ImportPage {
    chrome: Chrome,
    t: &'static Texts,
    /// The same file was sent again.
    again: bool,
    lead: String,
    facts: Vec<(String, String)>,
    /// Who has no invoice address: where their invoices are, and who they are.
    missing: Vec<(String, String)>,
    /// How many were looked at here.
    looked: usize,
    next: Option<String>,
}

/// Organisations of which one page looks at the invoice addresses.
const LOOKED: usize = 100;

/// `GET /desk/invoices/{id}`: what came of a file, and whose invoice address is missing today.
pub(super) async fn show(visit: Visit, Path(id): Path<String>, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let id = InvoiceImportId::parse(&id).ok_or(Failure::NotFound)?;
    let query = Form::read(query.unwrap_or_default().as_bytes());
    let after = BusinessId::parse(query.text("after")).map(|id| id.to_string()).unwrap_or_default();
    let t = visit.texts();
    let mut read = visit.app.db.read().await?;
    let row = store_imports::load(&mut read, &id).await?;
    let limit = i64::try_from(LOOKED).unwrap_or(i64::MAX).saturating_add(1);
    let mut organisations = store_imports::list_organisations(&mut read, &id, &after, limit).await?;
    let is_more = organisations.len() > LOOKED;
    organisations.truncate(LOOKED);
    let missing = list_missing(&visit, &mut read, &organisations).await?;
    drop(read);
    let at = format::moment(Instant::from_milliseconds(row.imported_at), visit.language);
    let template = ImportPage {
        chrome: visit.chrome(t.billing_import_title(at)),
        t,
        again: !query.text("again").is_empty(),
        lead: outcome(&visit, &row),
        facts: vec![
            (t.billing_import_fact_who(), imported_by(&visit, &row)),
            (t.billing_import_fact_file(), row.file_name.clone()),
            (t.billing_import_fact_hash(), row.sha256.clone()),
        ],
        missing,
        looked: organisations.len(),
        next: organisations.last().filter(|_| is_more).map(|last| format!("/desk/invoices/{id}?after={last}")),
    };
    page(StatusCode::OK, &template)
}

/// Those of some organisations of which nobody knows where invoices go: where an officer looks, and the name.
async fn list_missing(
    visit: &Visit,
    read: &mut Read,
    organisations: &[String],
) -> Result<Vec<(String, String)>, Failure> {
    let asked: Vec<BusinessId> = organisations.iter().filter_map(|id| BusinessId::parse(id)).collect();
    let known = applications::list_with_billing(read, &asked).await?;
    let missing: Vec<&str> = asked.iter().map(BusinessId::as_str).filter(|id| !known.contains(*id)).collect();
    let names = registers::company_names(read, visit.now, &missing).await?;
    let line = |id: &&str| {
        let words = names.get(*id).map_or_else(|| (*id).to_string(), |name| format!("{name} ({id})"));
        (format!("/desk/invoices?organisation={id}"), words)
    };
    Ok(missing.iter().map(line).collect())
}
