//! Imports a file of invoices and counts, all of it or nothing; the same for an officer's page and for the command.

use std::collections::{BTreeSet, HashMap, HashSet};

use db::{Read, Tx};
use serde_json::json;

use super::doubts::{self, Doubtful, Payer};
use super::reading::{self, CountTold, FileProblem, InvoiceTold, Refused, RowError, RowProblem, Sifted, Told};
use super::store::{self, InvoiceRow, KNOWN_AT_ONCE};
use super::{store_imports, words};
use crate::audit::{self, Entry};
use crate::kernel::{InvoiceId, InvoiceImportId, Language, holds_typed_identity_code, sha256};
use crate::registers;
use crate::services::CustomerKind;
use crate::texts::texts;
use crate::web::{App, Failure, Visit};

/// The longest name of a file that is kept.
const NAME_LIMIT: usize = 120;
/// Of how many doubtful invoices the audit log tells the numbers; it tells how many there were besides.
const CONFIRMED_LIMIT: usize = 50;

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

/// Which doubtful invoices whoever imports has looked at.
#[derive(Clone, Copy, Debug)]
pub(super) enum Accept<'m> {
    /// Those of a page, by its mark; none by an empty one.
    Marked(&'m str),
    /// Whatever there is.
    All,
}

/// Imports a file: read, load, rule, save, tell.
///
/// # Errors
/// What the database says.
pub(super) async fn import(
    visit: &Visit,
    name: &str,
    bytes: &[u8],
    accept: Accept<'_>,
) -> Result<Result<Imported, Refused>, Failure> {
    let Sifted { told, mut wrong } = match reading::sift(bytes, visit.now.date()) {
        Ok(sifted) if sifted.told.is_empty() => return Ok(Err(Refused::Rows(sifted.wrong))),
        Ok(sifted) => sifted,
        Err(problem) => return Ok(Err(Refused::File(problem))),
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
    let outcome = save(&mut tx, visit, &id, (&told, &known), &mut wrong).await?;
    let doubts = weigh(&mut tx, visit, &id, (&told, &known), &mut wrong).await?;
    // What is refused from here on is not committed.
    if !wrong.is_empty() {
        wrong.sort_by_key(|error| error.row);
        return Ok(Err(Refused::Rows(wrong)));
    }
    let seen = doubts::mark_of(&mark, &doubts);
    if !doubts.is_empty() && !matches!(accept, Accept::All) && !matches!(accept, Accept::Marked(mark) if mark == seen) {
        return Ok(Err(Refused::Doubts(doubts, seen)));
    }
    let Outcome { added, changed, counted, unchanged } = outcome;
    store_imports::note_outcome(&mut tx, &id, [added, changed, counted, unchanged]).await?;
    let confirmed: Vec<&str> = doubts.iter().map(|one| one.number.as_str()).take(CONFIRMED_LIMIT).collect();
    let detail = json!({ "sha256": mark, "added": added, "changed": changed, "counts": counted,
                         "doubts": doubts.len(), "doubtful": confirmed });
    audit::record(&mut tx, visit, Entry::new("billing.invoices_imported").subject(id.as_str()).detail(detail)).await?;
    tx.commit().await?;
    Ok(Ok(Imported { id, outcome, is_known: false }))
}

/// The name of a file as it is kept: without what may be an identity code.
fn kept_name(name: &str) -> String {
    let name: String = name.chars().filter(|c| !c.is_control()).take(NAME_LIMIT).collect();
    if holds_typed_identity_code(&name) { String::new() } else { name }
}

async fn list_known(read: &mut Read, told: &[Told]) -> Result<Known, Failure> {
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

type Known = HashMap<String, InvoiceRow>;

async fn save(
    tx: &mut Tx,
    visit: &Visit,
    import: &InvoiceImportId,
    (told, known): (&[Told], &Known),
    wrong: &mut Vec<RowError>,
) -> Result<Outcome, Failure> {
    let mut outcome = Outcome::default();
    // A number that stands twice has been told as wrong already.
    let mut seen = HashSet::new();
    for one in told {
        match one {
            Told::Invoice(invoice) if !seen.insert(invoice.number.as_str()) => {}
            Told::Invoice(invoice) => {
                let place =
                    save_invoice(tx, visit, import, (invoice, known.get(&invoice.number)), &mut outcome).await?;
                wrong.extend(place.err().map(|problem| RowError::of(invoice, problem)));
            }
            Told::Count(count) => {
                let place = save_count(tx, visit, count, &mut outcome).await?;
                let (number, value) = (String::new(), count.on.to_string());
                wrong.extend(place.err().map(|problem| RowError { row: count.row, number, value, problem }));
            }
        }
    }
    Ok(outcome)
}

/// What speaks against the new invoices, which are saved but not committed.
async fn weigh(
    tx: &mut Tx,
    visit: &Visit,
    import: &InvoiceImportId,
    (told, known): (&[Told], &Known),
    wrong: &mut Vec<RowError>,
) -> Result<Vec<Doubtful>, Failure> {
    let new: Vec<&InvoiceTold> = told
        .iter()
        .filter_map(|one| match one {
            Told::Invoice(invoice) if !known.contains_key(&invoice.number) => Some(invoice),
            _ => None,
        })
        .collect();
    if new.is_empty() {
        return Ok(Vec::new());
    }
    let named: BTreeSet<&str> = new.iter().map(|told| told.organisation.as_str()).collect();
    let named: Vec<&str> = named.into_iter().collect();
    let (mut charged, mut familiar) = (Vec::new(), HashSet::new());
    for some in named.chunks(KNOWN_AT_ONCE) {
        charged.extend(store_imports::list_charged(tx, import, some).await?);
        familiar.extend(store_imports::list_customers(tx, some).await?);
    }
    familiar.extend(charged.iter().map(|row| row.organisation.clone()));
    let charged = charged.iter().map(InvoiceRow::charged).collect::<Result<Vec<_>, Failure>>()?;
    let registered = registers::by_business_id(store_imports::list_kinds(tx, import).await?);
    let mut payers: HashMap<String, Payer> = HashMap::new();
    for (organisation, copies) in &registered {
        // Whether somebody who trades keeps a pharmacy, only the register of pharmacies tells.
        let kind = copies.company_name(visit.now).map(|_| copies.kind(visit.now));
        let kind = kind.filter(|kind| *kind != CustomerKind::SoleTrader);
        payers.entry(organisation.clone()).or_default().kind = kind;
    }
    for organisation in named.into_iter().filter(|payer| !familiar.contains(*payer)) {
        payers.entry(organisation.to_string()).or_default().is_new = true;
    }
    let (refused, doubts) = doubts::weigh(&new, charged, &payers, visit.now.date());
    wrong.extend(refused);
    Ok(doubts)
}

type Saved = Result<(), RowProblem>;

async fn save_invoice(
    tx: &mut Tx,
    visit: &Visit,
    import: &InvoiceImportId,
    (told, known): (&InvoiceTold, Option<&InvoiceRow>),
    outcome: &mut Outcome,
) -> Result<Saved, Failure> {
    let Some(known) = known else {
        let id = InvoiceId::new(visit.now, &visit.app.random);
        store::insert(tx, visit.now, (&id, import), told).await?;
        outcome.added += 1;
        return Ok(Ok(()));
    };
    if !is_same(told, known) {
        return Ok(Err(RowProblem::Known));
    }
    let state = known.state()?;
    if state == told.state {
        outcome.unchanged += 1;
    } else if state.becomes(told.state) {
        store::turn(tx, visit.now, known, told.state).await?;
        store_imports::note_turned(tx, import, &known.id, (state.code(), told.state.code())).await?;
        outcome.changed += 1;
    } else {
        return Ok(Err(RowProblem::StateBack));
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
            return Ok(Err(RowProblem::OlderCount));
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

/// Imports a file for the command, which speaks English; the line that it prints. Doubtful invoices are imported only where
/// whoever calls it has said so beforehand.
///
/// # Errors
/// What is wrong with the file, on one line, or what the database says.
pub async fn import_file(app: &App, name: &str, bytes: &[u8], with_doubts: bool) -> anyhow::Result<String> {
    let accept = if with_doubts { Accept::All } else { Accept::Marked("") };
    let imported = import(&Visit::of_job(app), name, bytes, accept).await;
    let imported = imported.map_err(|failure| anyhow::anyhow!("{failure:?}"))?;
    let t = texts(Language::En);
    match imported {
        Ok(Imported { is_known: true, .. }) => Ok("imported before: nothing has changed".to_string()),
        Ok(Imported { outcome: Outcome { added, changed, counted, unchanged }, .. }) => Ok(format!(
            "imported: {added} invoices added, {changed} changed, {counted} counts, {unchanged} rows known already"
        )),
        Err(Refused::File(problem)) => Err(anyhow::anyhow!("{}", words::file_problem(problem, t))),
        Err(Refused::Rows(wrong)) => {
            let told = wrong.first().map(|error| words::row_problem(&error.problem, Language::En, t));
            let rows: Vec<usize> = wrong.iter().map(|error| error.row).collect();
            Err(anyhow::anyhow!("{}", one_line(&rows, told)))
        }
        Err(Refused::Doubts(doubts, _)) => {
            let told = doubts.first().map(|one| words::doubt(&one.doubt, one.basis, t));
            let rows: Vec<usize> = doubts.iter().map(|one| one.row).collect();
            let flag = "Nothing is imported without --accept-doubtful.";
            Err(anyhow::anyhow!("{} {flag}", one_line(&rows, told)))
        }
    }
}

/// The first of some rows with its words, and how many others there are.
fn one_line(rows: &[usize], told: Option<String>) -> String {
    let first = rows.first().map(|row| format!("row {row}: {}", told.unwrap_or_default())).unwrap_or_default();
    match words::number_of_rows(rows.iter().copied()) {
        0 | 1 => first,
        number => format!("{first} (and {} further rows)", number - 1),
    }
}

impl Refused {
    /// A form that was posted without a file.
    pub(super) const MISSING: Self = Self::File(FileProblem::Missing);
}
