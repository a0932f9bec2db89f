//! After approval: the set-up checklist, the production date, in production.

mod course;
mod covering;
mod demanding;
mod done;
mod ending;
mod enrolling;
mod extending;
mod failing;
mod filing;
mod first_day;
mod in_use;
mod joined;
mod judging;
mod overview;
mod pages;
mod pages_desk;
mod pages_desk_list;
mod pages_enrolments;
mod pages_papers;
mod pages_test;
mod papers;
mod proving;
mod reminding;
mod rules;
mod standing;
mod store;
mod store_ending;
mod store_enrolments;
mod store_granted;
mod store_lines;
mod store_overview;
mod store_papers;
mod store_watched;
#[cfg(test)]
mod tests;

use db::{Read, Tx};

use crate::audit::{self, Entry};
use crate::intermediaries;
use crate::kernel::{ApplicationId, BusinessId, CaseLanguage, Date, DeploymentId, Instant, Permission};
use crate::notices::{self, Happening, Notice};
use crate::registers;
use crate::services::{AskedForm, Service};
use crate::web::{App, Failure, Routes, Rule, Visit, skip_row};

pub use covering::{closed_units, name_units};
pub use demanding::SENT_ON;
pub use done::{DoneItem, list_done};
pub use ending::{
    BeforeEnding, end_all, is_any_left, last_day_of_all, list_extended, set_last_day, take_last_day_back,
};
pub use enrolling::{KeptContacts, KeptFound};
pub use extending::list_extending;
pub use failing::FailedTest;
use first_day::{first_day, is_due, opening};
pub use in_use::{InUse, extend_address, in_use};
pub use pages_desk_list::list_sought;
pub use reminding::remind_of_reports;
pub use rules::DeploymentState;
use rules::{DateProblem, ENROLMENT, Refused};
pub use standing::next_after;
use store::DeploymentRow;
pub(crate) use store_lines::{is_awaited, is_running, line_columns, lines_of, no_line};

/// The room's routes.
pub fn routes() -> Routes {
    let see = Rule::Acting(Permission::SeeOrganisation);
    let deploy = Rule::Acting(Permission::DeployServices);
    Routes::new()
        .get("/o/{organisation}/deployments/{deployment}", see, pages::show)
        .post("/o/{organisation}/deployments/{deployment}/items", deploy, pages::tick)
        .post("/o/{organisation}/deployments/{deployment}/papers", deploy, pages_papers::hand_in)
        .post("/o/{organisation}/deployments/{deployment}/papers/take-back", deploy, pages_papers::take_back)
        .post("/o/{organisation}/deployments/{deployment}/production-date", deploy, pages::set_date)
        .post("/o/{organisation}/deployments/{deployment}/test", deploy, pages::plan_test)
        .post("/o/{organisation}/deployments/{deployment}/test-report", deploy, pages::report_test)
        .post("/o/{organisation}/deployments/{deployment}/test-report/files", deploy, pages_test::add_files)
        .post("/o/{organisation}/deployments/{deployment}/test-report/take-back", deploy, pages_papers::take_file_back)
        .get("/o/{organisation}/deployments/{deployment}/attachments/{attachment}", see, pages::attachment)
        .get("/desk/deployments", Rule::Officer, pages_desk_list::list)
        .get("/desk/enrolments", Rule::Officer, pages_enrolments::list)
        .post("/desk/enrolments/{deployment}/call", Rule::Officer, pages_enrolments::note_call)
        .get("/desk/deployments/{deployment}", Rule::Officer, pages_desk::show)
        .post("/desk/deployments/{deployment}/papers", Rule::Officer, pages_papers::handle)
        .post("/desk/deployments/{deployment}/judge", Rule::Officer, pages_desk::judge)
        .get("/desk/deployments/{deployment}/attachments/{attachment}", Rule::Officer, pages_desk::attachment)
}

/// What approval grants.
#[derive(Clone, Debug)]
pub struct Granted<'a> {
    pub application: &'a ApplicationId,
    pub organisation: &'a BusinessId,
    pub service: Service,
    /// The form that the application was made with.
    pub form: AskedForm,
    pub case_number: &'a str,
    pub language: CaseLanguage,
    /// Snapshot of the answers at approval, as JSON.
    pub snapshot: serde_json::Value,
    /// Addresses of the contacts to tell.
    pub recipients: Vec<String>,
    /// The production date wished for in the application, `YYYY-MM-DD`.
    pub wished_date: Option<String>,
}

/// Opens the deployment of a granted service, in the transaction of the approval.
///
/// # Errors
/// What the database says; `Duplicate` when the application has one already.
pub async fn open(tx: &mut Tx, visit: &Visit, granted: &Granted<'_>) -> Result<DeploymentId, Failure> {
    let id = DeploymentId::new(visit.now, &visit.app.random);
    let decided = demanding::decide(granted.form, &granted.snapshot, &extending::known(tx, granted).await?);
    store::insert(tx, visit.now, &id, granted, &decided).await?;
    let entry = Entry::new("deployments.opened").organisation(granted.organisation).subject(id.as_str());
    audit::record(tx, visit, entry.detail(serde_json::json!({ "application": granted.application.as_str() }))).await?;
    Ok(id)
}

/// A deployment as the home page shows it.
#[derive(Clone, Debug)]
pub struct DeploymentLine {
    pub id: DeploymentId,
    pub service: Service,
    pub state: DeploymentState,
    /// Set-up items that are not done, the production date among them.
    pub open_items: usize,
    /// The agreed production date, `YYYY-MM-DD`.
    pub production_date: Option<String>,
    /// Since when in production, `YYYY-MM-DD`.
    pub in_production_since: Option<String>,
    /// The last day of use, `YYYY-MM-DD`.
    pub ended_on: Option<String>,
    /// The last test, when it has failed.
    pub failed_test: Option<FailedTest>,
}

/// The organisation's deployments, newest first.
///
/// # Errors
/// What the database says.
pub async fn list(read: &mut Read, organisation: &BusinessId) -> Result<Vec<DeploymentLine>, Failure> {
    Ok(store_lines::list(read, organisation).await?.iter().filter_map(store_lines::LineRow::line).collect())
}

/// A row of the home page's statement with the columns of `line_columns!`, and since when it is there; `None` when a newer
/// program has written it.
///
/// # Errors
/// [`db::Error::Other`] when a column is missing.
pub fn read_line(row: &db::Row<'_>) -> Result<Option<(i64, DeploymentLine)>, db::Error> {
    let row: store_lines::LineRow = db::FromRow::from_row(row)?;
    Ok(row.line().map(|line| (row.opened_at, line)))
}

/// Organisations with a deployment that has not ended, in the order of their business IDs; at most so many after a key.
///
/// # Errors
/// What the database says.
pub async fn list_organisations(read: &mut Read, after: &str, limit: i64) -> Result<Vec<String>, Failure> {
    Ok(store::list_organisations(read, after, limit).await?)
}

/// The contacts of an organisation's deployments that have not ended, with the language of the case.
///
/// # Errors
/// What the database says.
pub async fn list_recipients(
    read: &mut Read,
    organisation: &BusinessId,
) -> Result<Vec<(Vec<String>, CaseLanguage)>, Failure> {
    let rows = store::list_recipients(read, organisation).await?;
    let contacts = |(recipients, language): (String, String)| {
        let recipients = serde_json::from_str(&recipients).map_err(Failure::internal)?;
        Ok((recipients, CaseLanguage::parse(&language).unwrap_or_default()))
    };
    rows.into_iter().map(contacts).collect()
}

/// Whom to tell at an organisation that has a service: its contacts, and in which language.
#[derive(Clone, Debug, Default)]
pub struct Contacts {
    pub addresses: Vec<String>,
    /// That of the newest case.
    pub language: Option<CaseLanguage>,
}

/// The contacts of an organisation from what was granted to it, the newest first.
///
/// # Errors
/// What the database says.
pub async fn contacts(read: &mut Read, organisation: &BusinessId) -> Result<Contacts, Failure> {
    let mut contacts = Contacts::default();
    for (addresses, language) in list_recipients(read, organisation).await? {
        contacts.addresses.extend(addresses);
        contacts.language = contacts.language.or(Some(language));
    }
    Ok(contacts)
}

/// Whether a service has been granted to an organisation since a moment: an application for it that was sent then does not
/// wait any more.
///
/// # Errors
/// What the database says.
pub async fn is_granted_since(
    read: &mut Read,
    organisation: &BusinessId,
    service: Service,
    since: Instant,
) -> Result<bool, Failure> {
    Ok(store_granted::is_granted_since(read, organisation, service, since).await?)
}

/// Lets the mails about an organisation's deployments go to other contacts from now on; an empty list changes nothing.
///
/// # Errors
/// What the database says.
pub async fn replace_recipients(
    tx: &mut Tx,
    visit: &Visit,
    organisation: &BusinessId,
    recipients: &[String],
) -> Result<(), Failure> {
    if !recipients.is_empty() && store::replace_recipients(tx, organisation, recipients).await? > 0 {
        audit::record(tx, visit, Entry::new("deployments.recipients_replaced").organisation(organisation)).await?;
    }
    Ok(())
}

/// Production that has just begun.
#[derive(Clone, Debug)]
pub struct Begun<'a> {
    pub organisation: &'a BusinessId,
    pub service: Service,
    pub since: Date,
}

/// What rooms below do when production begins, in its transaction.
pub type WhenBegun = for<'a> fn(&'a mut Tx, &'a Visit, &'a Begun<'a>) -> WhenBegunDone<'a>;

/// The outcome of a [`WhenBegun`].
pub type WhenBegunDone<'a> = std::pin::Pin<Box<dyn Future<Output = Result<(), Failure>> + Send + 'a>>;

/// The functions to call when production begins. `lib.rs` registers them, so that nothing is imported upward.
#[derive(Default)]
pub struct Beginnings(Vec<WhenBegun>);

impl Beginnings {
    #[must_use]
    pub fn with(mut self, when_begun: WhenBegun) -> Self {
        self.0.push(when_begun);
        self
    }
}

/// One cannot enrol any more for the period of deployment support that was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct PeriodClosed;

/// Ticks a set-up item, or takes the tick back: may, load, rule, save, tell. When the chosen period is closed by now,
/// nothing is changed.
async fn mark(
    visit: &Visit,
    id: &DeploymentId,
    item: &str,
    done: bool,
    period: &str,
) -> Result<Result<(), PeriodClosed>, Failure> {
    let mut tx = visit.app.db.write().await?;
    let row = store::load(&mut tx, id, &visit.acting()?.organisation).await?;
    let demands = row.demands()?;
    let known = demands.items.iter().find(|known| known.key == item);
    let known = known.ok_or(Failure::Malformed("no such set-up item"))?;
    row.state()?.may_prepare().map_err(refused)?;
    // What is ticked while production begins would be missing in it.
    if !store::lock(&mut tx, id).await? {
        return Err(Failure::Stale);
    }
    if done {
        papers::check_tick(&mut tx, id, known).await?;
    }
    let open = rules::open_periods(&visit.app.config.deployment_support, visit.now.date());
    let note = match rules::choose_period(&open, period) {
        Ok(period) if done && item == ENROLMENT => period.map(|period| period.begins.as_str()),
        Ok(_) => None,
        Err(Refused) => return Ok(Err(PeriodClosed)),
    };
    let name = &visit.session()?.name;
    store::mark(&mut tx, visit.now, id, item, done.then_some(name.as_str()), note).await?;
    let entry = Entry::new(if done { "deployments.item_done" } else { "deployments.item_undone" }).subject(id.as_str());
    audit::record(&mut tx, visit, entry.detail(serde_json::json!({ "item": item, "note": note }))).await?;
    begin_production_if_due(&mut tx, visit, &row).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// Sets the production date: may, load, rule, save, tell. A date that has come begins production at once when all else
/// is done. What is wrong with a date comes back, and nothing is changed.
async fn agree_date(
    visit: &Visit,
    id: &DeploymentId,
    version: i64,
    date: Date,
) -> Result<Result<(), DateProblem>, Failure> {
    let mut tx = visit.app.db.write().await?;
    let row = store::load(&mut tx, id, &visit.acting()?.organisation).await?;
    row.state()?.may_prepare().map_err(refused)?;
    if let Err(problem) = demanding::check_earliest(date, row.earliest_on.as_deref()) {
        return Ok(Err(problem));
    }
    if let Err(problem) = opening(&mut tx, visit, &row).await?.check(date, visit.now.date()) {
        return Ok(Err(problem));
    }
    if joined::hindrance(&mut tx, id).await?.is_some() {
        return Ok(Err(DateProblem::NotConnected));
    }
    let (date, tests) = (date.to_string(), store::list_tests(&mut tx, id).await?);
    if let Some(day) = rules::test_after_agreed(&row.demands()?, row.state()?, &tests, Some(&date)) {
        return Ok(Err(DateProblem::BeforeTest(day)));
    }
    store::set_date(&mut tx, id, version, &date).await?;
    let entry = Entry::new("deployments.date_set").subject(id.as_str());
    audit::record(&mut tx, visit, entry.detail(serde_json::json!({ "date": date }))).await?;
    begin_production_if_due(&mut tx, visit, &row).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

fn refused(_: Refused) -> Failure {
    Failure::Stale
}

/// Begins production when every item is done and the date has come; told to the contacts and the audit log. The row has the
/// right of the person whose step was the last one; where an officer's was, or the day came by itself, there is none.
async fn begin_production_if_due(tx: &mut Tx, visit: &Visit, row: &DeploymentRow) -> Result<bool, Failure> {
    let id = row.id()?;
    let organisation = row.organisation()?;
    if !store::lock(tx, &id).await? {
        return Ok(false);
    }
    let application = store_granted::application_of(tx, &id).await?;
    // An intermediary that declines at this moment was first and is seen here, or finds production begun.
    intermediaries::hold(tx, &application).await?;
    let fresh = store::load(tx, &id, &organisation).await?;
    let Some(since) = first_day(tx, visit, &fresh).await? else { return Ok(false) };
    store::begin_production(tx, &id, &since.to_string()).await?;
    intermediaries::production_began(tx, visit, &application).await?;
    let entry = Entry::new("deployments.production_started").organisation(&organisation).subject(id.as_str());
    audit::record(tx, visit, entry.detail(serde_json::json!({ "since": since.to_string() }))).await?;
    notice_to_contacts(tx, visit, &fresh, Happening::ProductionStarted).await?;
    let begun = Begun { organisation: &organisation, service: fresh.service()?, since };
    for when_begun in &visit.app.part::<Beginnings>().0 {
        when_begun(tx, visit, &begun).await?;
    }
    Ok(true)
}

/// Tells the contacts of a deployment what has happened to it.
async fn notice_to_contacts(
    tx: &mut Tx,
    visit: &Visit,
    row: &DeploymentRow,
    happening: Happening,
) -> Result<(), Failure> {
    let organisation = row.organisation()?;
    let notice = Notice {
        happening,
        service: row.service()?,
        organisation: &organisation,
        case_number: &row.case_number,
        recipients: row.recipients()?,
        language: CaseLanguage::parse(&row.language).unwrap_or_default(),
        link: format!("/o/{organisation}/deployments/{}", row.id),
    };
    notices::plan(tx, visit, &notice).await
}

/// How much of deployments officers look after: those with papers that nobody has handled, tests that they confirm and tests
/// whose report is late; of each at most 301.
///
/// # Errors
/// What the database says.
pub async fn count_watched(read: &mut Read, visit: &Visit) -> Result<i64, Failure> {
    let tests = store_watched::count_watched(read, &rules::late_until(visit.now.date()).to_string()).await?;
    Ok(tests.saturating_add(store_papers::count_waiting(read).await?))
}

/// The deployment that an application led to.
///
/// # Errors
/// What the database says.
pub async fn find_of(read: &mut Read, application: &ApplicationId) -> Result<Option<DeploymentId>, Failure> {
    store_granted::find_of_application(read, application).await?.map(|row| row.id()).transpose()
}

/// How many enrolled customers wait to be called by deployment support, counted at most to 301.
///
/// # Errors
/// What the database says.
pub async fn count_enrolments(read: &mut Read) -> Result<i64, Failure> {
    Ok(store_enrolments::count_waiting(read).await?)
}

/// Begins production for every deployment that is ready and whose date has come; the job of the night. Returns how many.
///
/// # Errors
/// What the database says; those before it are kept.
pub async fn begin_due(app: &App) -> Result<usize, Failure> {
    let visit = Visit::of_job(app);
    let today = visit.now.date().to_string();
    let (mut begun, mut after) = (0, (String::new(), String::new()));
    loop {
        let due = store::list_due(&mut app.db.read().await?, &today, (&after.0, &after.1)).await?;
        let Some(last) = due.last() else { return Ok(begun) };
        // Those whose set-up is not complete stay in the list: the next ones come after them.
        after = (last.production_date.clone().unwrap_or_default(), last.id.clone());
        begun += begin_each(app, &visit, &due).await?;
    }
}

async fn begin_each(app: &App, visit: &Visit, due: &[store::DeploymentRow]) -> Result<usize, Failure> {
    let mut begun = 0;
    for row in due {
        // Who has agreed on a day and does nothing more stays in the list for years: looking at it writes nothing.
        match is_due(&mut app.db.read().await?, visit, row).await {
            Ok(true) => {}
            Ok(false) => continue,
            Err(failure) => {
                skip_row("deployments.begin_due", &row.id, failure)?;
                continue;
            }
        }
        let mut tx = app.db.write().await?;
        match begin_production_if_due(&mut tx, visit, row).await {
            Ok(is_due) => begun += usize::from(is_due),
            Err(failure) => {
                skip_row("deployments.begin_due", &row.id, failure)?;
                continue;
            }
        }
        tx.commit().await?;
    }
    Ok(begun)
}

/// Moves the wished and the agreed production date of a service that is not in production yet with a takeover: when they
/// are the day that has moved, or would lie before the new one.
///
/// # Errors
/// What the database says.
pub async fn move_dates(
    tx: &mut Tx,
    visit: &Visit,
    organisation: &BusinessId,
    service: Service,
    from: Date,
    to: Date,
) -> Result<(), Failure> {
    let moved = |day: &Option<String>| {
        let day = day.as_deref().and_then(|day| day.parse().ok());
        day.is_some_and(|day| registers::moves_with(day, from, to)).then(|| to.to_string())
    };
    for mut row in store::list_dates(tx, organisation, service).await? {
        let (wished, agreed) = (moved(&row.wished_date), moved(&row.production_date));
        if wished.is_none() && agreed.is_none() {
            continue;
        }
        row.wished_date = wished.or(row.wished_date);
        row.production_date = agreed.or(row.production_date);
        store::move_dates(tx, &row).await?;
        let entry = Entry::new("deployments.dates_moved").organisation(organisation).subject(&row.id);
        let detail = serde_json::json!({ "from": from.to_string(), "to": to.to_string() });
        audit::record(tx, visit, entry.detail(detail)).await?;
    }
    Ok(())
}

/// How often deployments whose day has come are looked for.
const BEGIN_EVERY: std::time::Duration = std::time::Duration::from_mins(1);

/// Begins production for ever, as the days come.
pub async fn keep_beginning(app: App) -> std::convert::Infallible {
    loop {
        if let Err(failure) = begin_due(&app).await {
            tracing::warn!(?failure, "production could not be begun; it is tried again");
        }
        if let Err(failure) = remind_of_reports(&app).await {
            tracing::warn!(?failure, "late reports could not be reminded of; it is tried again");
        }
        tokio::time::sleep(BEGIN_EVERY).await;
    }
}
