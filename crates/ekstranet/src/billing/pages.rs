//! The customer's pages: where invoices go, the invoices, what is not invoiced yet, what comes next and why.

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;
use db::Read;

use super::fees::Customer;
use super::pages_forecast::{self, Explained};
use super::store::{self, CountRow, InvoiceRow, PAGE};
use super::words::{
    InvoiceLine, basis_name, calculation, invoice_line, invoice_period, invoicing_months, period_words, state_words,
};
use crate::applications;
use crate::deployments::{self, DeploymentState};
use crate::kernel::{BusinessId, Date, InvoiceId};
use crate::parties;
use crate::registers;
use crate::services::Profile;
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
    /// In which months it is invoiced; empty where it is not.
    months: String,
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
pub(super) struct CountLine {
    pub period: String,
    pub basis: String,
    pub count: String,
    pub until: String,
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

fn lines(visit: &Visit, base: &str, rows: &[InvoiceRow]) -> Result<Vec<InvoiceLine>, Failure> {
    rows.iter().map(|row| invoice_line(visit, &format!("{base}/invoices"), row)).collect()
}

/// `GET /o/{organisation}/billing`
pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Failure> {
    let query = Form::read(query.unwrap_or_default().as_bytes());
    let before = before_of(&query);
    let (t, own) = (visit.texts(), visit.acting()?.organisation.clone());
    let profile = registers::find_profile(&visit.app, visit.now, &own).await?;
    let mut read = visit.app.db.read().await?;
    let customer = customer(&visit, &mut read, &own, profile).await?;
    let (customership, since) = customership(&mut read, &own).await?;
    let address = address(&visit, &mut read, &own).await?;
    let (rows, next) = list_page(&mut read, &own, before.as_ref()).await?;
    let counts = store::list_counts(&mut read, &own).await?;
    let explained =
        pages_forecast::explain(&visit, &mut read, &own, (customer, customership, since), (&counts, &rows)).await?;
    let lead = lead(&visit, &mut read, customership, (rows.is_empty(), explained.is_empty())).await?;
    drop(read);
    let base = format!("/o/{own}/billing");
    let support = &visit.app.config.support;
    let template = ShowPage {
        chrome: visit.chrome(t.billing_title()),
        t,
        home: format!("/o/{own}/"),
        lead,
        months: explained_months(&explained, t),
        address,
        customership,
        invoices: lines(&visit, &base, &rows)?,
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

/// The organisation as what is charged depends on it.
async fn customer<'a>(
    visit: &Visit,
    read: &mut Read,
    own: &'a BusinessId,
    profile: Profile,
) -> Result<Customer<'a>, Failure> {
    let body =
        if profile.kind.is_public() { registers::last_known(read, own).await?.public_body(visit.now) } else { None };
    Ok(Customer { id: own, profile, body })
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

/// What the page is about: it promises nothing that it does not hold.
async fn lead(
    visit: &Visit,
    read: &mut Read,
    customership: Customership,
    (has_no_invoice, pays_nothing): (bool, bool),
) -> Result<String, Failure> {
    let (t, own) = (visit.texts(), &visit.acting()?.organisation);
    Ok(match customership {
        Customership::Ended if has_no_invoice => t.billing_lead_ended_none(),
        Customership::Ended => t.billing_lead_ended(),
        _ if pays_nothing => t.billing_lead_free(),
        Customership::Running => t.billing_lead(),
        Customership::NotYet => {
            let joined = parties::joinings(read, own).await?.joined;
            // Who uses a service through another has none of its own.
            match joined.into_iter().find(|line| line.is_in_use(visit.now.date())) {
                Some(line) => t.billing_lead_joined(line.main_joiner_name),
                None => t.billing_lead_not_yet(),
            }
        }
    })
}

/// In which months all that is explained is invoiced.
fn explained_months(explained: &[Explained], t: &Texts) -> String {
    let mut months: Vec<String> = explained.iter().map(|one| invoicing_months(one.basis, t)).collect();
    months.dedup();
    months.join(", ")
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

pub(super) fn count_line(visit: &Visit, row: &CountRow) -> Result<CountLine, Failure> {
    Ok(CountLine {
        period: period_words(row.period()?, visit),
        basis: basis_name(row.basis()?, visit.texts()),
        count: format::count(row.used, visit.language),
        until: format::stored_date(&row.counted_on, visit.language),
    })
}

#[derive(askama::Template)]
#[template(path = "billing/invoice.html")]
pub(super) struct InvoicePage {
    chrome: Chrome,
    t: &'static Texts,
    /// Where the other invoices are, and what that page is called.
    back: (String, String),
    tag: &'static str,
    state: String,
    /// What the state means for the payer; empty for others.
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
    let (tag, _) = state_words(&row, visit.now.date(), t)?;
    let lead = match tag {
        "stop" => t.billing_lead_overdue(),
        "good" => t.billing_lead_paid(),
        _ if row.state()?.code() == "credited" => t.billing_lead_credited(),
        _ => t.billing_lead_open(format::stored_date(&row.due_on, visit.language)),
    };
    let payer = format!("{} ({})", acting.organisation_name, acting.organisation);
    let back = (format!("/o/{}/billing", acting.organisation), t.billing_title());
    page(StatusCode::OK, &InvoicePage { lead, ..InvoicePage::of(&visit, &row, (payer, back), address)? })
}

impl InvoicePage {
    /// One for an officer, with the name of the payer where a register has told it, and the page of its invoices.
    pub fn for_officer(
        visit: &Visit,
        row: &InvoiceRow,
        (name, back): (String, String),
        address: Vec<(String, String)>,
    ) -> Result<Self, Failure> {
        let payer = if name.is_empty() { row.organisation.clone() } else { format!("{name} ({})", row.organisation) };
        Self::of(visit, row, (payer.clone(), (back, payer)), address)
    }

    /// Without what it means for the payer.
    fn of(
        visit: &Visit,
        row: &InvoiceRow,
        (payer, back): (String, (String, String)),
        address: Vec<(String, String)>,
    ) -> Result<Self, Failure> {
        let t = visit.texts();
        let (tag, state) = state_words(row, visit.now.date(), t)?;
        let day = |day: &str| format::stored_date(day, visit.language);
        let facts = vec![
            (t.billing_column_number(), row.number.clone()),
            (t.billing_fact_payer(), payer),
            (t.billing_column_period(), invoice_period(visit, row)?),
            (t.billing_column_basis(), calculation(visit, row)?),
            (t.billing_column_total(), format::money(row.total_cents, visit.language)),
            (t.billing_fact_tax(), t.billing_fact_tax_none(format::money(0, visit.language))),
            (t.billing_fact_issued(), day(&row.issued_on)),
            (t.billing_column_due(), day(&row.due_on)),
        ];
        let support = &visit.app.config.support;
        let support = (support.email.clone(), support.phone.clone(), support.hours.get(visit.language).to_string());
        let chrome = visit.chrome(t.billing_invoice_title(row.number.as_str()));
        Ok(Self { chrome, t, back, lead: String::new(), tag, state, facts, address, support })
    }
}
