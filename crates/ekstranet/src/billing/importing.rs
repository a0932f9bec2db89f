//! Imports a file of invoices and counts, all of it or nothing; the same for an officer's page and for the command.

use std::collections::HashMap;

use db::{Read, Tx};
use serde_json::json;

use super::reading::{self, CountTold, FileProblem, InvoiceTold, Refused, RowError, RowProblem, Told};
use super::store::{self, InvoiceRow, KNOWN_AT_ONCE};
use super::{store_imports, words};
use crate::audit::{self, Entry};
use crate::kernel::{InvoiceId, InvoiceImportId, Language, holds_typed_identity_code, sha256};
use crate::texts::texts;
use crate::web::{App, Failure, Visit};

/// The longest name of a file that is kept.
const NAME_LIMIT: usize = 120;

/// What came of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Imported {
    pub id: InvoiceImportId,
    pub outcome: Outcome,
    /// The very same file was imported before, and nothing has changed.
    pub is_known: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    pub added: i64,
    pub changed: i64,
    pub counted: i64,
    pub unchanged: i64,
}

/// Imports a file: read, load, rule, save, tell.
///
/// # Errors
/// What the database says.
pub(super) async fn import(visit: &Visit, name: &str, bytes: &[u8]) -> Result<Result<Imported, Refused>, Failure> {
    let told = match reading::read(bytes, visit.now.date()) {
        Ok(told) => told,
        Err(refused) => return Ok(Err(refused)),
    };
    let mark = sha256(bytes);
    let mut tx = visit.app.db.write().await?;
    store_imports::take_turn(&mut tx).await?;
    if let Some(id) = store_imports::find_same(&mut tx, &mark).await? {
        let id = InvoiceImportId::parse(&id).ok_or_else(|| Failure::internal("an import's id is not an id"))?;
        return Ok(Ok(Imported { id, outcome: Outcome::default(), is_known: true }));
    }
    let known = list_known(&mut tx, &told).await?;
    let id = InvoiceImportId::new(visit.now, &visit.app.random);
    let by = visit.session.as_ref().map_or("", |session| session.name.as_str());
    store_imports::insert(&mut tx, visit.now, &id, (&mark, &kept_name(name), by)).await?;
    let outcome = match save(&mut tx, visit, &id, &told, &known).await? {
        Ok(outcome) => outcome,
        // Nothing is committed.
        Err(wrong) => return Ok(Err(Refused::Rows(wrong))),
    };
    let Outcome { added, changed, counted, unchanged } = outcome;
    store_imports::note_outcome(&mut tx, &id, [added, changed, counted, unchanged]).await?;
    let detail = json!({ "sha256": mark, "added": added, "changed": changed, "counts": counted });
    audit::record(&mut tx, visit, Entry::new("billing.invoices_imported").subject(id.as_str()).detail(detail)).await?;
    tx.commit().await?;
    Ok(Ok(Imported { id, outcome, is_known: false }))
}

/// The name of a file as it is kept: without what may be an identity code.
fn kept_name(name: &str) -> String {
    let name: String = name.chars().filter(|c| !c.is_control()).take(NAME_LIMIT).collect();
    if holds_typed_identity_code(&name) { String::new() } else { name }
}

async fn list_known(read: &mut Read, told: &[Told]) -> Result<HashMap<String, InvoiceRow>, Failure> {
    let numbers: Vec<&str> = told
        .iter()
        .filter_map(|one| match one {
            Told::Invoice(invoice) => Some(invoice.number.as_str()),
            Told::Count(_) => None,
        })
        .collect();
    let mut known = HashMap::new();
    for some in numbers.chunks(KNOWN_AT_ONCE) {
        known.extend(store::list_known(read, some).await?.into_iter().map(|row| (row.number.clone(), row)));
    }
    Ok(known)
}

async fn save(
    tx: &mut Tx,
    visit: &Visit,
    import: &InvoiceImportId,
    told: &[Told],
    known: &HashMap<String, InvoiceRow>,
) -> Result<Result<Outcome, Vec<RowError>>, Failure> {
    let (mut outcome, mut wrong) = (Outcome::default(), Vec::new());
    for one in told {
        let place = match one {
            Told::Invoice(invoice) => {
                save_invoice(tx, visit, import, invoice, known.get(&invoice.number), &mut outcome).await?
            }
            Told::Count(count) => save_count(tx, visit, count, &mut outcome).await?,
        };
        wrong.extend(place.err());
    }
    Ok(if wrong.is_empty() { Ok(outcome) } else { Err(wrong) })
}

type Saved = Result<(), RowError>;

async fn save_invoice(
    tx: &mut Tx,
    visit: &Visit,
    import: &InvoiceImportId,
    told: &InvoiceTold,
    known: Option<&InvoiceRow>,
    outcome: &mut Outcome,
) -> Result<Saved, Failure> {
    let refused = |problem| Ok(Err(RowError { row: told.row, problem }));
    let Some(known) = known else {
        let id = InvoiceId::new(visit.now, &visit.app.random);
        store::insert(tx, visit.now, (&id, import), told).await?;
        outcome.added += 1;
        return Ok(Ok(()));
    };
    if !is_same(told, known) {
        return refused(RowProblem::Known);
    }
    let state = known.state()?;
    if state == told.state {
        outcome.unchanged += 1;
    } else if state.becomes(told.state) {
        store::turn(tx, visit.now, known, told.state).await?;
        outcome.changed += 1;
    } else {
        return refused(RowProblem::StateBack);
    }
    Ok(Ok(()))
}

/// Whether a row tells of an invoice what is known, whatever its state.
fn is_same(told: &InvoiceTold, known: &InvoiceRow) -> bool {
    told.organisation.as_str() == known.organisation
        && told.basis.code() == known.basis
        && told.period.from().to_string() == known.period_from
        && told.period.to().to_string() == known.period_to
        && told.part == known.part
        && told.count == known.used
        && told.mills == known.unit_mills
        && i64::from(told.is_minimum) == known.is_minimum
        && told.total == known.total_cents
        && told.issued.to_string() == known.issued_on
        && told.due.to_string() == known.due_on
}

async fn save_count(tx: &mut Tx, visit: &Visit, told: &CountTold, outcome: &mut Outcome) -> Result<Saved, Failure> {
    if let Some(known) = store::find_count(tx, told).await? {
        if told.on < known.counted_on()? {
            return Ok(Err(RowError { row: told.row, problem: RowProblem::OlderCount }));
        }
        if told.on == known.counted_on()? && told.count == known.used {
            outcome.unchanged += 1;
            return Ok(Ok(()));
        }
    }
    store::put_count(tx, visit.now, told).await?;
    outcome.counted += 1;
    Ok(Ok(()))
}

/// Imports a file for the command, which speaks English; the line that it prints.
///
/// # Errors
/// What is wrong with the file, on one line, or what the database says.
pub async fn import_file(app: &App, name: &str, bytes: &[u8]) -> anyhow::Result<String> {
    let imported = import(&Visit::of_job(app), name, bytes).await.map_err(|failure| anyhow::anyhow!("{failure:?}"))?;
    let t = texts(Language::En);
    match imported {
        Ok(Imported { is_known: true, .. }) => Ok("imported before: nothing has changed".to_string()),
        Ok(Imported { outcome: Outcome { added, changed, counted, unchanged }, .. }) => Ok(format!(
            "imported: {added} invoices added, {changed} changed, {counted} counts, {unchanged} rows known already"
        )),
        Err(Refused::File(problem)) => Err(anyhow::anyhow!("{}", words::file_problem(problem, t))),
        Err(Refused::Rows(wrong)) => {
            let first = wrong
                .first()
                .map(|error| format!("row {}: {}", error.row, words::row_problem(error.problem, Language::En, t)));
            let more = match wrong.len() {
                0 | 1 => String::new(),
                number => format!(" (and {} further rows)", number - 1),
            };
            Err(anyhow::anyhow!("{}{more}", first.unwrap_or_default()))
        }
    }
}

impl Refused {
    /// A form that was posted without a file.
    pub(super) const MISSING: Self = Self::File(FileProblem::Missing);
}
