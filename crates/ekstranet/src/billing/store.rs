//! Every SQL text about invoices and counted use.

use db::{Error, Read, Tx};

use super::doubts::Charged;
use super::fees::FeeBasis;
use super::reading::{CountTold, InvoiceTold};
use super::rules::{InvoiceState, Period};
use crate::kernel::{BusinessId, Date, Instant, InvoiceId, InvoiceImportId};
use crate::web::Failure;

/// Lines of one page.
pub(super) const PAGE: usize = 25;

/// One more than a page, to know whether there are further ones.
pub(super) fn page_limit() -> i64 {
    i64::try_from(PAGE).unwrap_or(i64::MAX).saturating_add(1)
}

/// An invoice as it is stored.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct InvoiceRow {
    pub id: String,
    pub number: String,
    pub organisation: String,
    pub basis: String,
    pub period_from: String,
    pub period_to: String,
    pub part: i64,
    pub used: i64,
    pub unit_mills: i64,
    pub is_minimum: i64,
    pub total_cents: i64,
    pub issued_on: String,
    pub due_on: String,
    pub state: String,
    pub version: i64,
}

impl InvoiceRow {
    pub fn basis(&self) -> Result<FeeBasis, Failure> {
        FeeBasis::parse(&self.basis).ok_or_else(|| Failure::internal("the basis of an invoice is unknown"))
    }

    pub fn period(&self) -> Result<Period, Failure> {
        period(&self.period_from, &self.period_to)
    }

    /// What it charges.
    pub fn charged(&self) -> Result<Charged, Failure> {
        Ok(Charged {
            number: self.number.clone(),
            organisation: self.organisation.clone(),
            basis: self.basis()?,
            period: self.period()?,
            part: self.part,
            count: self.used,
        })
    }

    pub fn state(&self) -> Result<InvoiceState, Failure> {
        InvoiceState::parse(&self.state).ok_or_else(|| Failure::internal("the state of an invoice is unknown"))
    }
}

fn day(text: &str) -> Result<Date, Failure> {
    text.parse().map_err(Failure::internal)
}

fn period(from: &str, to: &str) -> Result<Period, Failure> {
    Period::between(day(from)?, day(to)?).ok_or_else(|| Failure::internal("a period of a row is none"))
}

/// Counted use as it is stored.
#[derive(Clone, Debug, db::FromRow)]
pub(super) struct CountRow {
    pub basis: String,
    pub period_from: String,
    pub period_to: String,
    pub used: i64,
    pub counted_on: String,
}

impl CountRow {
    pub fn basis(&self) -> Result<FeeBasis, Failure> {
        FeeBasis::parse(&self.basis).ok_or_else(|| Failure::internal("the basis of a count is unknown"))
    }

    pub fn period(&self) -> Result<Period, Failure> {
        period(&self.period_from, &self.period_to)
    }

    pub fn counted_on(&self) -> Result<Date, Failure> {
        day(&self.counted_on)
    }
}

/// How many numbers [`list_known`] takes at once.
pub(super) const KNOWN_AT_ONCE: usize = 40;

/// Those of up to [`KNOWN_AT_ONCE`] numbers that are known.
pub(super) async fn list_known(read: &mut Read, numbers: &[&str]) -> Result<Vec<InvoiceRow>, Error> {
    // A place that is left over asks for the first number once more.
    let first = numbers.first().copied().unwrap_or_default();
    let asked = (0..KNOWN_AT_ONCE).map(|place| db::Value::from(numbers.get(place).copied().unwrap_or(first)));
    read.all(
        "select id, number, organisation, basis, period_from, period_to, part, used, unit_mills, is_minimum, total_cents,
                issued_on, due_on, state, version
         from invoice where number in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
           $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40)",
        asked.collect::<Vec<_>>(),
    )
    .await
}

/// Adds an invoice; the customer is told of what is still to be paid.
pub(super) async fn insert(
    tx: &mut Tx,
    now: Instant,
    (id, import): (&InvoiceId, &InvoiceImportId),
    told: &InvoiceTold,
) -> Result<(), Error> {
    let told_at = (told.state != InvoiceState::Open).then(|| now.milliseconds());
    tx.run_one(
        "insert into invoice (id, number, organisation, basis, period_from, period_to, part, used, unit_mills, is_minimum,
                              total_cents, issued_on, due_on, state, version, import_id, changed_at, told_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1, $15, $16, $17)",
        db::values![
            id.as_str(),
            told.number.as_str(),
            told.organisation.as_str(),
            told.basis.code(),
            told.period.from().to_string(),
            told.period.to().to_string(),
            told.part,
            told.count,
            told.mills,
            told.is_minimum,
            told.total,
            told.issued.to_string(),
            told.due.to_string(),
            told.state.code(),
            import.as_str(),
            now.milliseconds(),
            told_at
        ],
    )
    .await
}

/// Turns the state of an invoice; `Stale` when somebody was first. Of what is not to be paid any more nobody is told.
pub(super) async fn turn(tx: &mut Tx, now: Instant, known: &InvoiceRow, state: InvoiceState) -> Result<(), Error> {
    tx.run_one(
        "update invoice set state = $1, changed_at = $2, told_at = coalesce(told_at, $2), version = version + 1
         where id = $3 and version = $4",
        db::values![state.code(), now.milliseconds(), known.id.as_str(), known.version],
    )
    .await
}

/// Whether an organisation, `$organisation`, has an invoice that is not paid: a condition in a statement of another room.
macro_rules! has_open_invoice {
    ($organisation:literal) => {
        concat!("exists (select 1 from invoice i where i.organisation = ", $organisation, " and i.state = 'open')")
    };
}
pub(crate) use has_open_invoice;

/// How many invoices of an organisation are not paid, and the first day on which one is due.
pub(super) async fn count_open(read: &mut Read, organisation: &BusinessId) -> Result<(i64, Option<String>), Error> {
    read.one(
        "select count(*), min(due_on) from invoice where organisation = $1 and state = 'open'",
        db::values![organisation.as_str()],
    )
    .await
}

/// The invoices of an organisation, the newest first, before a day and an id, one more than a page.
pub(super) async fn list(
    read: &mut Read,
    organisation: &BusinessId,
    (day, id): (&str, &str),
) -> Result<Vec<InvoiceRow>, Error> {
    read.all(
        "select id, number, organisation, basis, period_from, period_to, part, used, unit_mills, is_minimum, total_cents,
                issued_on, due_on, state, version
         from invoice where organisation = $1 and (issued_on, id) < ($2, $3) order by issued_on desc, id desc limit $4",
        db::values![organisation.as_str(), day, id, page_limit()],
    )
    .await
}

pub(super) async fn load(read: &mut Read, organisation: &BusinessId, id: &InvoiceId) -> Result<InvoiceRow, Error> {
    read.one(
        "select id, number, organisation, basis, period_from, period_to, part, used, unit_mills, is_minimum, total_cents,
                issued_on, due_on, state, version
         from invoice where id = $1 and organisation = $2",
        db::values![id.as_str(), organisation.as_str()],
    )
    .await
}

/// An invoice for officers, whoever's it is.
pub(super) async fn load_any(read: &mut Read, id: &InvoiceId) -> Result<InvoiceRow, Error> {
    read.one(
        "select id, number, organisation, basis, period_from, period_to, part, used, unit_mills, is_minimum, total_cents,
                issued_on, due_on, state, version
         from invoice where id = $1",
        db::values![id.as_str()],
    )
    .await
}

/// The id of the invoice with a number.
pub(super) async fn find_numbered(read: &mut Read, number: &str) -> Result<Option<String>, Error> {
    let found: Option<(String,)> =
        read.optional("select id from invoice where number = $1", db::values![number]).await?;
    Ok(found.map(|(id,)| id))
}

/// The invoices of an organisation about a calendar year that were not taken back.
pub(super) async fn list_of_year(
    read: &mut Read,
    organisation: &BusinessId,
    (from, to): (&str, &str),
) -> Result<Vec<InvoiceRow>, Error> {
    read.all(
        "select id, number, organisation, basis, period_from, period_to, part, used, unit_mills, is_minimum, total_cents,
                issued_on, due_on, state, version
         from invoice where organisation = $1 and period_from >= $2 and period_to <= $3 and state <> 'credited'
         order by issued_on, id limit 100",
        db::values![organisation.as_str(), from, to],
    )
    .await
}

pub(super) async fn find_count(read: &mut Read, told: &CountTold) -> Result<Option<CountRow>, Error> {
    read.optional(
        "select basis, period_from, period_to, used, counted_on from use_count
         where organisation = $1 and basis = $2 and period_from = $3 and period_to = $4",
        db::values![
            told.organisation.as_str(),
            told.basis.code(),
            told.period.from().to_string(),
            told.period.to().to_string()
        ],
    )
    .await
}

pub(super) async fn put_count(tx: &mut Tx, now: Instant, told: &CountTold) -> Result<(), Error> {
    tx.run_one(
        "insert into use_count (organisation, basis, period_from, period_to, used, counted_on, version, changed_at)
         values ($1, $2, $3, $4, $5, $6, 1, $7)
         on conflict (organisation, basis, period_from, period_to) do update
           set used = excluded.used, counted_on = excluded.counted_on, version = use_count.version + 1,
               changed_at = excluded.changed_at",
        db::values![
            told.organisation.as_str(),
            told.basis.code(),
            told.period.from().to_string(),
            told.period.to().to_string(),
            told.count,
            told.on.to_string(),
            now.milliseconds()
        ],
    )
    .await
}

/// Use of an organisation that no invoice covers, the newest period first.
pub(super) async fn list_counts(read: &mut Read, organisation: &BusinessId) -> Result<Vec<CountRow>, Error> {
    read.all(
        "select c.basis, c.period_from, c.period_to, c.used, c.counted_on from use_count c
         where c.organisation = $1
           and not exists (select 1 from invoice i where i.organisation = c.organisation and i.basis = c.basis
                             and i.period_from <= c.period_from and i.period_to >= c.period_to and i.state <> 'credited')
         order by c.period_from desc, c.basis limit 20",
        db::values![organisation.as_str()],
    )
    .await
}

/// Organisations with invoices of which they have not been told, after one, in small batches; of each its newest one.
pub(super) async fn list_untold(read: &mut Read, after: &str) -> Result<Vec<(String, String)>, Error> {
    read.all(
        "select organisation, max(id) from invoice where told_at is null and organisation > $1
         group by organisation order by organisation limit 50",
        db::values![after],
    )
    .await
}

/// Notes that an organisation is told of its invoices up to one; how many they were.
pub(super) async fn mark_told(tx: &mut Tx, now: Instant, organisation: &str, newest: &str) -> Result<u64, Error> {
    tx.run(
        "update invoice set told_at = $1 where organisation = $2 and id <= $3 and told_at is null",
        db::values![now.milliseconds(), organisation, newest],
    )
    .await
}
