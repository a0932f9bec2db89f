//! What the next invoice will be and how the fee is reckoned, in words.

use db::Read;

use super::fees::{Customer, FEES, FeeBasis, Price, bases_of};
use super::pages::Customership;
use super::rules::{self, Bill, Billed, Counted, Forecast, Period, Sum};
use super::store::{self, CountRow, InvoiceRow};
use super::words::{basis_name, month_words, period_words, product};
use crate::kernel::{BusinessId, Date};
use crate::texts::Texts;
use crate::web::{Failure, Visit, format};

/// One thing that an organisation pays for, or will.
pub(super) struct Explained {
    pub basis: FeeBasis,
    pub title: String,
    /// What is said of a period that has ended and is not invoiced.
    pub before: Vec<String>,
    /// Whether an invoice is foreseen: of a customer.
    pub forecast: Vec<String>,
    /// How it is reckoned.
    pub rules: Vec<String>,
}

/// What an organisation pays for: what it has been invoiced or counted for, else what its kind pays for.
pub(super) async fn explain(
    visit: &Visit,
    read: &mut Read,
    own: &BusinessId,
    (customer, customership, since): (Customer<'_>, Customership, Option<Date>),
    (counts, invoices): (&[CountRow], &[InvoiceRow]),
) -> Result<Vec<Explained>, Failure> {
    let today = visit.now.date();
    let billed = list_billed(read, own, today.year()).await?;
    let before = list_billed(read, own, today.year().saturating_sub(1)).await?;
    let counted = counts
        .iter()
        .map(|row| Ok(Counted { basis: row.basis()?, period: row.period()?, count: row.used, on: row.counted_on()? }));
    let counted = counted.collect::<Result<Vec<_>, Failure>>()?;
    // An invoice of last year tells what a unit of the State pays for where no register tells its form.
    let told = invoices.iter().map(InvoiceRow::basis).collect::<Result<Vec<_>, Failure>>()?;
    let known = billed.iter().map(|one| one.basis).chain(counted.iter().map(|one| one.basis)).chain(told);
    let mut bases: Vec<FeeBasis> = known.chain(bases_of(customer)).collect();
    bases.sort_unstable();
    bases.dedup();
    if bases.contains(&FeeBasis::StateClients) {
        bases.retain(|basis| !matches!(basis, FeeBasis::HealthResidents | FeeBasis::SocialResidents));
    }
    let explained = bases.into_iter().filter_map(|basis| {
        let price = FEES.shown(basis, today)?;
        let is_of_last_year = Period::before(basis, today).is_some_and(|ended| ended.calendar_year() < today.year());
        let awaited = rules::awaited(basis, (today, since), &counted, if is_of_last_year { &before } else { &billed });
        let is_foreseen = customership == Customership::Running;
        let forecast = if is_foreseen { rules::forecast(basis, today, &counted, &billed) } else { None };
        let said = match &forecast {
            Some(forecast) if forecast.bill == Bill::Done => {
                let mut said = forecast_words(visit, forecast);
                said.push(next_words(visit, basis, forecast.month.0));
                said
            }
            Some(forecast) => forecast_words(visit, forecast),
            None if is_foreseen && price.from > today => {
                let begins = visit.texts().billing_forecast_begins(day(visit, price.from));
                vec![begins, next_words(visit, basis, price.from.year())]
            }
            None if is_foreseen => vec![visit.texts().billing_forecast_no_price()],
            None => Vec::new(),
        };
        Some(Explained {
            basis,
            title: basis_name(basis, visit.texts()),
            before: awaited.map(|awaited| awaited_words(visit, &awaited)).unwrap_or_default(),
            forecast: said,
            rules: rule_words(visit, price),
        })
    });
    Ok(explained.collect())
}

/// What has been invoiced of a calendar year.
async fn list_billed(read: &mut Read, own: &BusinessId, year: i16) -> Result<Vec<Billed>, Failure> {
    let year = Period::year(year);
    let rows = store::list_of_year(read, own, (&year.from().to_string(), &year.to().to_string())).await?;
    let billed = rows
        .iter()
        .map(|row| Ok(Billed { basis: row.basis()?, period: row.period()?, part: row.part, count: row.used }));
    billed.collect()
}

/// What is said of a period that has ended: its invoice has not come.
fn awaited_words(visit: &Visit, awaited: &Forecast) -> Vec<String> {
    let (t, money) = (visit.texts(), |cents| format::money(cents, visit.language));
    let product = |sum: Sum| product(sum.count, awaited.mills, visit);
    let period = || period_words(awaited.period, visit);
    let mut said = vec![match awaited.counted {
        Some((sum, until)) => t.billing_before_counted(period(), day(visit, until), product(sum), money(sum.cents)),
        None => t.billing_before_uncounted(period()),
    }];
    said.extend(awaited.carried.map(|sum| t.billing_forecast_carried(product(sum), money(sum.cents))));
    let today = visit.now.date();
    let is_late = (today.year(), today.month()) > awaited.month;
    let month = month_words(awaited.month, t);
    said.extend(match awaited.bill {
        Bill::Sum(cents) | Bill::Minimum(cents) | Bill::Part(cents) if is_late => {
            Some(t.billing_before_late(money(cents)))
        }
        Bill::Sum(cents) | Bill::Part(cents) => Some(t.billing_before_sum(money(cents), month)),
        Bill::Minimum(cents) => Some(t.billing_before_minimum(money(cents), month)),
        Bill::AtLeast(cents) if is_late => Some(t.billing_before_late(money(cents))),
        Bill::AtLeast(cents) => Some(t.billing_before_at_least(money(cents), month)),
        Bill::Unknown => Some(t.billing_before_month(month)),
        Bill::Later | Bill::Done => None,
    });
    said
}

/// When the first invoice of a year comes, and at what price where that is known.
fn next_words(visit: &Visit, basis: FeeBasis, year: i16) -> String {
    let t = visit.texts();
    let month = month_words(basis.invoiced_in(year, false), t);
    match FEES.price(basis, Period::year(year)).and_then(|price| price.mills) {
        Some(mills) => t.billing_forecast_next(month, format::mills(mills, visit.language)),
        None => t.billing_forecast_next_unknown(month),
    }
}

fn day(visit: &Visit, day: Date) -> String {
    format::date(day, visit.language)
}

fn forecast_words(visit: &Visit, forecast: &Forecast) -> Vec<String> {
    let (t, money) = (visit.texts(), |cents| format::money(cents, visit.language));
    let count = |count| format::count(count, visit.language);
    let mut said = Vec::new();
    if let Some((sum, until)) = forecast.counted {
        let reckoned = product(sum.count, forecast.mills, visit);
        let (period, until) = (period_words(forecast.period, visit), day(visit, until));
        said.push(t.billing_forecast_counted(period, until, reckoned, money(sum.cents)));
    }
    if let Some(sum) = forecast.carried {
        let reckoned = product(sum.count, forecast.mills, visit);
        said.push(t.billing_forecast_carried(reckoned, money(sum.cents)));
    }
    if let Some(sum) = forecast.estimate {
        said.push(t.billing_forecast_estimate(count(sum.count), money(sum.cents)));
    }
    said.push(bill_words(forecast.bill, month_words(forecast.month, t), money, t));
    said
}

fn bill_words(bill: Bill, month: String, money: impl Fn(i64) -> String, t: &Texts) -> String {
    match bill {
        Bill::Sum(cents) => t.billing_forecast_sum(money(cents), month),
        Bill::Part(cents) => t.billing_forecast_part(money(cents), month),
        Bill::Later => t.billing_forecast_later(),
        Bill::Minimum(cents) => t.billing_forecast_minimum(money(cents), month),
        Bill::AtLeast(cents) => t.billing_forecast_at_least(money(cents), month),
        Bill::Unknown => t.billing_forecast_unknown(month),
        Bill::Done => t.billing_forecast_done(),
    }
}

/// How a fee is reckoned, the minimum and the months, and by which decree.
fn rule_words(visit: &Visit, price: &Price) -> Vec<String> {
    let t = visit.texts();
    let mills = price.mills.map(|mills| format::mills(mills, visit.language)).unwrap_or_default();
    let mut said = match price.basis {
        FeeBasis::Dispensed => vec![t.billing_rule_dispensed(mills), t.billing_rule_halves()],
        FeeBasis::Issued => {
            let minimum = format::money(price.minimum_cents, visit.language);
            vec![
                t.billing_rule_issued(mills, minimum.as_str()),
                t.billing_rule_halves(),
                t.billing_rule_minimum(minimum),
                t.billing_rule_not_for_profit(),
            ]
        }
        FeeBasis::HealthResidents => {
            vec![t.billing_rule_health_residents(mills), t.billing_rule_parts()]
        }
        FeeBasis::SocialResidents => {
            vec![t.billing_rule_social_residents(mills, day(visit, price.from)), t.billing_rule_parts()]
        }
        FeeBasis::StateClients => vec![t.billing_rule_state_clients(mills)],
        FeeBasis::ReimbursementData => vec![t.billing_rule_reimbursement_data(mills)],
    };
    let (from, to) = (day(visit, price.in_force.0), day(visit, price.in_force.1));
    said.extend(price.decree.as_ref().map(|decree| t.billing_rule_decree(decree.as_str(), from, to)));
    said
}
