//! Every SQL text about imported files.

use db::{Error, Read, Tx};

use super::store::{InvoiceRow, KNOWN_AT_ONCE, page_limit};
use crate::kernel::{Instant, InvoiceImportId};
use crate::registers::{self, KindRow};

/// An imported file.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct ImportRow {
    pub id: String,
    pub sha256: String,
    pub file_name: String,
    pub imported_at: i64,
    pub imported_by: String,
    pub added: i64,
    pub changed: i64,
    pub counted: i64,
    pub unchanged: i64,
}

/// Takes the turn of importing until the end of the transaction: whoever comes meanwhile waits and then sees what is new.
pub(super) async fn take_turn(tx: &mut Tx) -> Result<(), Error> {
    tx.run(
        "insert into invoice_turn (id, taken) values (1, 1)
         on conflict (id) do update set taken = invoice_turn.taken + 1",
        db::values![],
    )
    .await?;
    Ok(())
}

/// The import of the very same file.
pub(super) async fn find_same(read: &mut Read, sha256: &str) -> Result<Option<String>, Error> {
    let found: Option<(String,)> =
        read.optional("select id from invoice_import where sha256 = $1", db::values![sha256]).await?;
    Ok(found.map(|(id,)| id))
}

pub(super) async fn insert(
    tx: &mut Tx,
    now: Instant,
    id: &InvoiceImportId,
    (sha256, file_name, by): (&str, &str, &str),
) -> Result<(), Error> {
    tx.run_one(
        "insert into invoice_import (id, sha256, file_name, imported_at, imported_by, added, changed, counted, unchanged)
         values ($1, $2, $3, $4, $5, 0, 0, 0, 0)",
        db::values![id.as_str(), sha256, file_name, now.milliseconds(), by],
    )
    .await
}

/// Notes what has come of it: added and changed invoices, counts, rows that changed nothing.
pub(super) async fn note_outcome(
    tx: &mut Tx,
    id: &InvoiceImportId,
    [added, changed, counted, unchanged]: [i64; 4],
) -> Result<(), Error> {
    tx.run_one(
        "update invoice_import set added = $1, changed = $2, counted = $3, unchanged = $4 where id = $5",
        db::values![added, changed, counted, unchanged, id.as_str()],
    )
    .await
}

pub(super) async fn load(read: &mut Read, id: &InvoiceImportId) -> Result<ImportRow, Error> {
    read.one(
        "select id, sha256, file_name, imported_at, imported_by, added, changed, counted, unchanged
         from invoice_import where id = $1",
        db::values![id.as_str()],
    )
    .await
}

/// The imports, the newest first, before a moment and an id, one more than a page.
pub(super) async fn list(read: &mut Read, (at, id): (i64, &str)) -> Result<Vec<ImportRow>, Error> {
    read.all(
        "select id, sha256, file_name, imported_at, imported_by, added, changed, counted, unchanged
         from invoice_import where (imported_at, id) < ($1, $2) order by imported_at desc, id desc limit $3",
        db::values![at, id, page_limit()],
    )
    .await
}

/// Organisations whose invoices came with an import, after one, in their order.
pub(super) async fn list_organisations(
    read: &mut Read,
    id: &InvoiceImportId,
    after: &str,
    limit: i64,
) -> Result<Vec<String>, Error> {
    let rows: Vec<(String,)> = read
        .all(
            "select distinct organisation from invoice where import_id = $1 and organisation > $2
             order by organisation limit $3",
            db::values![id.as_str(), after, limit],
        )
        .await?;
    Ok(rows.into_iter().map(|(organisation,)| organisation).collect())
}

/// Notes that a file has turned the state of an invoice.
pub(super) async fn note_turned(
    tx: &mut Tx,
    import: &InvoiceImportId,
    invoice: &str,
    (before, after): (&str, &str),
) -> Result<(), Error> {
    tx.run_one(
        "insert into invoice_turned (import_id, invoice_id, state_before, state_after) values ($1, $2, $3, $4)",
        db::values![import.as_str(), invoice, before, after],
    )
    .await
}

/// An invoice that a file has added or turned, with its states before and after; empty where it was added.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct ImportedRow {
    #[row(flatten)]
    pub invoice: InvoiceRow,
    pub state_before: String,
    pub state_after: String,
}

/// The invoices that a file has added or turned, by payer, after one of a payer, one more than a page.
pub(super) async fn list_invoices(
    read: &mut Read,
    import: &InvoiceImportId,
    (organisation, id): (&str, &str),
) -> Result<Vec<ImportedRow>, Error> {
    read.all(
        "select i.id, i.number, i.organisation, i.basis, i.period_from, i.period_to, i.part, i.used, i.unit_mills,
                i.is_minimum, i.total_cents, i.issued_on, i.due_on, i.state, i.version, f.state_before, f.state_after
         from (select id as invoice_id, '' as state_before, '' as state_after from invoice where import_id = $1
               union all
               select invoice_id, state_before, state_after from invoice_turned where import_id = $1) f
         join invoice i on i.id = f.invoice_id
         where (i.organisation, i.id) > ($2, $3) order by i.organisation, i.id limit $4",
        db::values![import.as_str(), organisation, id, page_limit()],
    )
    .await
}

/// What was charged before an import from up to [`KNOWN_AT_ONCE`] payers, and was not taken back. Asked by their names: what
/// the import itself has just written is unknown to the planner.
pub(super) async fn list_charged(
    read: &mut Read,
    import: &InvoiceImportId,
    payers: &[&str],
) -> Result<Vec<InvoiceRow>, Error> {
    read.all(
        "select id, number, organisation, basis, period_from, period_to, part, used, unit_mills, is_minimum, total_cents,
                issued_on, due_on, state, version
         from invoice
         where organisation in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
                                $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40)
           and import_id <> $41 and state <> 'credited'
         order by organisation, id",
        some_of(payers).chain([db::Value::from(import.as_str())]).collect::<Vec<_>>(),
    )
    .await
}

/// Those of up to [`KNOWN_AT_ONCE`] payers that are or have been customers.
pub(super) async fn list_customers(read: &mut Read, payers: &[&str]) -> Result<Vec<String>, Error> {
    let rows: Vec<(String,)> = read
        .all(
            "select distinct organisation from deployment
             where organisation in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20,
                                    $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40)",
            some_of(payers).collect::<Vec<_>>(),
        )
        .await?;
    Ok(rows.into_iter().map(|(organisation,)| organisation).collect())
}

/// The places of a statement that takes [`KNOWN_AT_ONCE`]: one that is left over asks for the first once more.
fn some_of<'v>(payers: &'v [&'v str]) -> impl Iterator<Item = db::Value<'v>> {
    let first = payers.first().copied().unwrap_or_default();
    (0..KNOWN_AT_ONCE).map(move |place| db::Value::from(payers.get(place).copied().unwrap_or(first)))
}

/// What the registers last told of those to whom an import brings invoices.
pub(super) async fn list_kinds(read: &mut Read, import: &InvoiceImportId) -> Result<Vec<KindRow>, Error> {
    read.all(registers::kinds_of!("invoice where import_id = $1"), db::values![import.as_str()]).await
}
