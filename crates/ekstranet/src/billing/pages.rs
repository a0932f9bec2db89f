//! The customer's pages: where invoices go, the invoices, what is not invoiced yet, what comes next and why.

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;
use db::Read;

use super::fees::Customer;
use super::pages_forecast::{self, Explained};
use super::store::{self, CountRow, InvoiceRow, PAGE};
use super::words::{InvoiceLine, basis_name, calculation, invoice_line, invoice_period, period_words, state_words};
use crate::applications;
use crate::deployments::{self, DeploymentState};
use crate::kernel::{BusinessId, Date, InvoiceId};
use crate::registers;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, Form, Visit, format, page};

/// Whether an organisation is a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Customership {
    NotYet,
    Running,
    Ended,
}

#[derive(askama::Template)]
#[template(path = "billing/show.html")]
struct ShowPage {
    chrome: Chrome,
    t: &'static Texts,
    home: String,
    base: String,
    lead: String,
    /// Where invoices go: label and value; nothing where that is not known.
    address: Vec<(String, String)>,
    customership: Customership,
    invoices: Vec<InvoiceLine>,
    next: Option<String>,
    continued: bool,
    /// The invoice address has just been changed.
    changed: bool,
    counts: Vec<CountLine>,
    explained: Vec<Explained>,
    /// Whether a period has ended that is not invoiced.
    has_ended: bool,
    /// Why nothing is paid, of whom nothing is charged.
    fee_none: String,
    support: (String, String, String),
}

/// Use that is not invoiced.
struct CountLine {
    period: String,
    basis: String,
    count: String,
    until: String,
}

/// Day and id of the last invoice of the page before.
pub(super) fn before_of(query: &Form) -> Option<(String, String)> {
    let (day, id) = query.text("before").split_once('.')?;
    let day: crate::kernel::Date = day.parse().ok()?;
    Some((day.to_string(), InvoiceId::parse(id)?.to_string()))
}

/// The rows of one page, and the end of the address of the next one.
pub(super) async fn list_page(
    read: &mut Read,
    organisation: &BusinessId,
    before: Option<&(String, String)>,
) -> Result<(Vec<InvoiceRow>, Option<String>), Failure> {
    let (day, id) = before.map_or(("9999-12-31", ""), |(day, id)| (day.as_str(), id.as_str()));
    let mut rows = store::list(read, organisation, (day, id)).await?;
    let is_more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| is_more).map(|row| format!("before={}.{}", row.issued_on, row.id));
    Ok((rows, next))
}

/// `GET /o/{organisation}/billing`
pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let query = Form::read(query.unwrap_or_default().as_bytes());
    let before = before_of(&query);
    let (t, own) = (visit.texts(), visit.acting()?.organisation.clone());
    let profile = registers::find_profile(&visit.app, visit.now, &own).await?;
    let mut read = visit.app.db.read().await?;
    let body = if profile.kind.is_public() {
        registers::last_known(&mut read, &own).await?.public_body(visit.now)
    } else {
        None
    };
    let customer = Customer { id: &own, profile, body };
    let (customership, since) = customership(&mut read, &own).await?;
    let address = address(&visit, &mut read, &own).await?;
    let (rows, next) = list_page(&mut read, &own, before.as_ref()).await?;
    let counts = store::list_counts(&mut read, &own).await?;
    let explained =
        pages_forecast::explain(&visit, &mut read, &own, (customer, customership, since), (&counts, &rows)).await?;
    drop(read);
    let base = format!("/o/{own}/billing");
    let support = &visit.app.config.support;
    let template = ShowPage {
        chrome: visit.chrome(t.billing_title()),
        t,
        home: format!("/o/{own}/"),
        lead: match customership {
            Customership::NotYet => t.billing_lead_not_yet(),
            Customership::Running => t.billing_lead(),
            Customership::Ended => t.billing_lead_ended(),
        },
        address,
        customership,
        invoices: rows.iter().map(|row| invoice_line(&visit, Some(&base), row)).collect::<Result<_, _>>()?,
        next: next.map(|next| format!("{base}?{next}")),
        continued: before.is_some(),
        changed: !query.text("changed").is_empty(),
        counts: counts.iter().map(|row| count_line(&visit, row)).collect::<Result<_, _>>()?,
        has_ended: explained.iter().any(|one| !one.before.is_empty()),
        explained,
        fee_none: if customer.is_free_public_body() { t.billing_fee_none_public() } else { t.billing_fee_none() },
        support: (support.email.clone(), support.phone.clone(), support.hours.get(visit.language).to_string()),
        base,
    };
    page(StatusCode::OK, &template)
}

/// Whether an organisation is a customer, and since when it has used something in production.
async fn customership(read: &mut Read, own: &BusinessId) -> Result<(Customership, Option<Date>), Failure> {
    let lines = deployments::list(read, own).await?;
    let since = lines.iter().filter_map(|line| line.in_production_since.as_deref()?.parse().ok()).min();
    let customership = if lines.is_empty() {
        Customership::NotYet
    } else if lines.iter().all(|line| line.state == DeploymentState::Ended) {
        Customership::Ended
    } else {
        Customership::Running
    };
    Ok((customership, since))
}

/// Where invoices go now; empty where nothing here tells.
pub(super) async fn address(
    visit: &Visit,
    read: &mut Read,
    organisation: &BusinessId,
) -> Result<Vec<(String, String)>, Failure> {
    match applications::find_billing(read, organisation).await? {
        Some(source) => applications::show_billing(read, &source, visit.texts(), visit.language).await,
        None => Ok(Vec::new()),
    }
}

fn count_line(visit: &Visit, row: &CountRow) -> Result<CountLine, Failure> {
    Ok(CountLine {
        period: period_words(row.period()?, visit),
        basis: basis_name(row.basis()?, visit.texts()),
        count: format::count(row.used, visit.language),
        until: format::stored_date(&row.counted_on, visit.language),
    })
}

#[derive(askama::Template)]
#[template(path = "billing/invoice.html")]
struct InvoicePage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    tag: &'static str,
    state: String,
    /// What the state means for the reader.
    lead: String,
    facts: Vec<(String, String)>,
    address: Vec<(String, String)>,
    support: (String, String, String),
}

/// `GET /o/{organisation}/billing/invoices/{id}`
pub(super) async fn invoice(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Failure> {
    let id = InvoiceId::parse(&id).ok_or(Failure::NotFound)?;
    let (t, acting) = (visit.texts(), visit.acting()?);
    let mut read = visit.app.db.read().await?;
    let row = store::load(&mut read, &acting.organisation, &id).await?;
    let address = address(&visit, &mut read, &acting.organisation).await?;
    drop(read);
    let (tag, state) = state_words(&row, visit.now.date(), t)?;
    let day = |day: &str| format::stored_date(day, visit.language);
    let facts = vec![
        (t.billing_column_number(), row.number.clone()),
        (t.billing_fact_payer(), format!("{} ({})", acting.organisation_name, acting.organisation)),
        (t.billing_column_period(), invoice_period(&visit, &row)?),
        (t.billing_column_basis(), calculation(&visit, &row)?),
        (t.billing_column_total(), format::money(row.total_cents, visit.language)),
        (t.billing_fact_tax(), t.billing_fact_tax_none(format::money(0, visit.language))),
        (t.billing_fact_issued(), day(&row.issued_on)),
        (t.billing_column_due(), day(&row.due_on)),
    ];
    let support = &visit.app.config.support;
    let template = InvoicePage {
        chrome: visit.chrome(t.billing_invoice_title(row.number.as_str())),
        t,
        base: format!("/o/{}/billing", acting.organisation),
        lead: match tag {
            "stop" => t.billing_lead_overdue(),
            "good" => t.billing_lead_paid(),
            _ if row.state()?.code() == "credited" => t.billing_lead_credited(),
            _ => t.billing_lead_open(day(&row.due_on)),
        },
        tag,
        state,
        facts,
        address,
        support: (support.email.clone(), support.phone.clone(), support.hours.get(visit.language).to_string()),
    };
    page(StatusCode::OK, &template)
}
