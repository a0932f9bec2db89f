//! What speaks against a new invoice that is reckoned rightly: days that cannot be, another invoice for the same, and a payer
//! whom nobody knows or whose kind pays for other things. What cannot be right is refused; what may be is asked about. Pure.

use std::collections::{BTreeMap, HashMap};

use super::fees::{FeeBasis, may_pay};
use super::reading::{InvoiceTold, RowError, RowProblem};
use super::rules::{InvoiceState, Period};
use crate::kernel::{BusinessId, Date, sha256};
use crate::services::CustomerKind;

/// Why somebody must look at an invoice before it is saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Doubt {
    /// The payer has never been a customer here, nor got an invoice.
    NewPayer,
    /// The payer's kind does not pay for this.
    OtherBasis,
    /// Another invoice, by its number, charges the same period or a part of it otherwise.
    SamePeriod(String),
}

/// A new invoice with what is doubtful about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Doubtful {
    pub row: usize,
    pub number: String,
    pub organisation: BusinessId,
    pub basis: FeeBasis,
    pub total: i64,
    pub doubt: Doubt,
}

/// What is known of a payer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Payer {
    pub is_new: bool,
    /// What the registers have told; `None` when they have not.
    pub kind: Option<CustomerKind>,
}

/// An invoice that was not taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Charged {
    pub number: String,
    pub organisation: String,
    pub basis: FeeBasis,
    pub period: Period,
    pub part: i64,
    pub count: i64,
}

/// What cannot be about the days and the sum of a new invoice.
pub(super) fn untimely(told: &InvoiceTold, today: Date) -> Vec<(RowProblem, String)> {
    let earliest = told.basis.invoiced_from(told.period);
    let latest_due = told.issued.saturating_add(jiff::Span::new().years(1));
    let (issued, due) = (told.issued.to_string(), told.due.to_string());
    [
        (told.issued > today, RowProblem::DateAhead, issued.clone()),
        (told.issued < earliest, RowProblem::DateEarly(earliest), issued),
        (told.due > latest_due, RowProblem::DueFar, due),
        (told.total == 0 && told.state == InvoiceState::Open, RowProblem::Nothing, String::new()),
    ]
    .into_iter()
    .filter_map(|(is_wrong, problem, value)| is_wrong.then_some((problem, value)))
    .collect()
}

/// Who is charged, for what, which part of the year's fee, and for which period.
type Ground = (String, FeeBasis, i64, Period);

/// What has been charged: counts and numbers of invoices.
#[derive(Default)]
struct Ledger(BTreeMap<Ground, Vec<(i64, String)>>);

impl Ledger {
    fn note(&mut self, one: Charged) {
        let key = (one.organisation, one.basis, one.part, one.period);
        self.0.entry(key).or_default().push((one.count, one.number));
    }

    /// What another invoice has against one: the very same is charged twice, or a period is charged in another way.
    fn against(&self, told: &InvoiceTold) -> Option<Result<Doubt, RowProblem>> {
        let of = |period| self.0.get(&(told.organisation.to_string(), told.basis, told.part, period));
        let same = of(told.period).into_iter().flatten().find(|(count, _)| *count == told.count);
        if let Some((_, number)) = same {
            return Some(Err(RowProblem::Charged(number.clone())));
        }
        let overlapping = std::iter::once(told.period).chain(told.period.others_within());
        let number = overlapping.filter_map(of).flatten().map(|(_, number)| number.clone()).next()?;
        Some(Ok(Doubt::SamePeriod(number)))
    }
}

/// Weighs new invoices, in the order of the file, against those that are charged already.
pub(super) fn weigh(
    new: &[&InvoiceTold],
    charged: Vec<Charged>,
    payers: &HashMap<String, Payer>,
    today: Date,
) -> (Vec<RowError>, Vec<Doubtful>) {
    let (mut wrong, mut doubts, mut ledger) = (Vec::new(), Vec::new(), Ledger::default());
    for one in charged {
        ledger.note(one);
    }
    for told in new {
        let untimely = untimely(told, today).into_iter();
        wrong.extend(untimely.map(|(problem, value)| RowError { value, ..RowError::of(told, problem) }));
        // Nobody pays what was taken back.
        if told.state == InvoiceState::Credited {
            continue;
        }
        let doubtful = |doubt| Doubtful {
            row: told.row,
            number: told.number.clone(),
            organisation: told.organisation.clone(),
            basis: told.basis,
            total: told.total,
            doubt,
        };
        match ledger.against(told) {
            Some(Err(problem)) => wrong.push(RowError::of(told, problem)),
            Some(Ok(doubt)) => doubts.push(doubtful(doubt)),
            None => {}
        }
        let payer = payers.get(told.organisation.as_str()).copied().unwrap_or_default();
        if payer.is_new {
            doubts.push(doubtful(Doubt::NewPayer));
        }
        if payer.kind.is_some_and(|kind| !may_pay(kind, told.basis)) {
            doubts.push(doubtful(Doubt::OtherBasis));
        }
        ledger.note(Charged {
            number: told.number.clone(),
            organisation: told.organisation.to_string(),
            basis: told.basis,
            period: told.period,
            part: told.part,
            count: told.count,
        });
    }
    (wrong, doubts)
}

/// The mark of a file with its doubts: who confirms it has seen these and no others.
pub(super) fn mark_of(file: &str, doubts: &[Doubtful]) -> String {
    let line = |one: &Doubtful| match &one.doubt {
        Doubt::NewPayer => format!("{} payer", one.row),
        Doubt::OtherBasis => format!("{} basis", one.row),
        Doubt::SamePeriod(number) => format!("{} {number}", one.row),
    };
    let lines: Vec<String> = std::iter::once(file.to_string()).chain(doubts.iter().map(line)).collect();
    sha256(lines.join("\n").as_bytes())
}
