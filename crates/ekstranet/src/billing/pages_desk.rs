//! The officers' pages: a file is sent, earlier ones are read, and who has no invoice address is told.

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;
use db::Read;

use super::importing::{self, Accept, Imported};
use super::pages_found;
use super::pages_import::{self, ImportedInvoices};
use super::reading::{BYTES, FileProblem, HEADING, ROWS, Refused, RowError};
use super::store::PAGE;
use super::store_imports::{self, ImportRow};
use super::words::{file_problem, number_of_rows, row_problem};
use crate::applications;
use crate::kernel::{BusinessId, Instant, InvoiceImportId};
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
    wrong: Vec<WrongLine>,
    more_wrong: usize,
    imports: Vec<ImportLine>,
    next: Option<String>,
    continued: bool,
    search: String,
    search_error: String,
    /// The same file was sent before: when, and where it is read.
    again: Option<(String, String)>,
}

/// A wrong row.
struct WrongLine {
    row: usize,
    number: String,
    value: String,
    text: String,
}

struct ImportLine {
    address: String,
    title: String,
    text: String,
}

/// What stands on the page besides the list of imports.
#[derive(Default)]
pub(super) struct Asked {
    pub refused: Option<Refused>,
    pub search: String,
    pub search_error: String,
    /// The import of the very same file.
    pub again: Option<InvoiceImportId>,
    pub before: Option<(i64, String)>,
}

/// `GET /desk/invoices`
pub(super) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let query = Form::read(query.unwrap_or_default().as_bytes());
    let before = query.text("imports").split_once('.');
    let before = before.and_then(|(at, id)| Some((at.parse().ok()?, InvoiceImportId::parse(id)?.to_string())));
    if let Some(organisation) = BusinessId::parse(&BusinessId::written(query.text("organisation"))) {
        return pages_found::found(&visit, &organisation, &query).await;
    }
    desk_page(&visit, StatusCode::OK, Asked { before, ..Asked::default() }).await
}

pub(super) async fn desk_page(visit: &Visit, status: StatusCode, asked: Asked) -> Result<Response, Failure> {
    let t = visit.texts();
    let (at, id) = asked.before.clone().unwrap_or((i64::MAX, String::new()));
    let mut read = visit.app.db.read().await?;
    let mut imports = store_imports::list(&mut read, (at, &id)).await?;
    let again = match &asked.again {
        Some(id) => Some(store_imports::load(&mut read, id).await?),
        None => None,
    };
    drop(read);
    let is_more = imports.len() > PAGE;
    imports.truncate(PAGE);
    let next = imports.last().filter(|_| is_more);
    let error = asked.refused.as_ref().map(|refused| refused_words(refused, t)).unwrap_or_default();
    let wrong: &[RowError] = if let Some(Refused::Rows(wrong)) = &asked.refused { wrong } else { &[] };
    let at = |field: &str, text: &String| FieldError { field: field.to_string(), text: text.clone() };
    let errors = [("file", &error), ("organisation", &asked.search_error)];
    let errors = errors.iter().filter(|(_, text)| !text.is_empty()).map(|(field, text)| at(field, text)).collect();
    let words = |error: &RowError| WrongLine {
        row: error.row,
        number: error.number.clone(),
        value: error.value.clone(),
        text: row_problem(&error.problem, visit.language, t),
    };
    let shown = &wrong[..wrong.len().min(SHOWN_ROWS)];
    let rest = number_of_rows(wrong.iter().skip(SHOWN_ROWS).map(|error| error.row));
    let template = DeskPage {
        chrome: visit.chrome(t.billing_desk_title()),
        t,
        rows: ROWS,
        megabytes: BYTES / 1024 / 1024,
        heading: HEADING.join(";"),
        errors,
        error,
        wrong: shown.iter().map(words).collect(),
        more_wrong: rest,
        next: next.map(|row| format!("/desk/invoices?imports={}.{}", row.imported_at, row.id)),
        imports: imports.iter().map(|row| import_line(visit, row)).collect(),
        continued: asked.before.is_some(),
        search: asked.search,
        search_error: asked.search_error,
        again: again.map(|row| {
            let at = format::moment(Instant::from_milliseconds(row.imported_at), visit.language);
            (t.billing_import_again(at), format!("/desk/invoices/{}", row.id))
        }),
    };
    page(status, &template)
}

fn refused_words(refused: &Refused, t: &Texts) -> String {
    match refused {
        Refused::File(problem) => file_problem(*problem, t),
        Refused::Rows(wrong) => t.billing_rows_wrong(number_of_rows(wrong.iter().map(|error| error.row))),
        // They have a page of their own.
        Refused::Doubts(..) => String::new(),
    }
}

fn import_line(visit: &Visit, row: &ImportRow) -> ImportLine {
    let at = format::moment(Instant::from_milliseconds(row.imported_at), visit.language);
    let title = visit.texts().billing_import_line(at);
    ImportLine {
        address: format!("/desk/invoices/{}", row.id),
        // What tells one file from another that came in the same minute.
        title: if row.file_name.is_empty() { title } else { format!("{}, {title}", row.file_name) },
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

/// `POST /desk/invoices`: imports a file, whole or not at all. What is doubtful is shown first, and comes again with the mark
/// of what was shown.
pub(super) async fn upload(visit: Visit, upload: Upload) -> Result<Response, Failure> {
    let Upload { form, files } = upload;
    let marked = form.text("confirmed");
    let file = files.into_iter().find(|file| file.field == "file");
    let imported = match &file {
        Some(file) if file.is_cut => Err(Refused::File(FileProblem::TooLarge)),
        Some(file) => importing::import(&visit, &file.name, &file.content, Accept::Marked(marked)).await?,
        None => Err(Refused::MISSING),
    };
    match (imported, file) {
        (Ok(Imported { id, is_known: true, .. }), _) => {
            // The first import may not be committed yet for readers.
            visit.app.db.settle().await?;
            desk_page(&visit, StatusCode::OK, Asked { again: Some(id), ..Asked::default() }).await
        }
        (Ok(Imported { id, .. }), _) => Ok(see_other(&format!("/desk/invoices/{id}"))),
        (Err(Refused::Doubts(doubts, mark)), Some(file)) => {
            pages_import::doubts_page(&visit, &file, (&doubts, mark), !marked.is_empty()).await
        }
        (Err(refused), _) => {
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
    lead: String,
    facts: Vec<(String, String)>,
    /// What came with it, a page of it.
    invoices: ImportedInvoices,
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
    let invoices = pages_import::invoices(&visit, &id, query.text("invoices")).await?;
    let at = format::moment(Instant::from_milliseconds(row.imported_at), visit.language);
    let template = ImportPage {
        chrome: visit.chrome(t.billing_import_title(at)),
        t,
        lead: outcome(&visit, &row),
        invoices,
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
