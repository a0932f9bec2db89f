//! The page of one deployment and its forms.

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;

use super::course::{Course, Reader, about_item, done_words};
use super::demanding::Demands;
use super::extending::{self, After, Extensions, granted_name};
use super::failing::FailedTest;
use super::pages_papers::{self, Known, PapersView};
use super::pages_test::{TestParts, TestView, test_view};
use super::rules::{
    self, DateProblem, DeploymentState, DeploymentTest, FileProblem, Opening, ReportProblem, TypedReport,
};
use super::standing::Standing;
use super::store::{self, DeploymentRow};
use super::{PeriodClosed, covering, filing, joined, papers, proving};
use crate::attachments;
use crate::kernel::{AttachmentId, DeploymentId, Instant, Permission, without_identity_code};
use crate::services::{FilesDefinition, Profile, Service};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Upload, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "deployments/show.html")]
struct ShowPage {
    chrome: Chrome,
    t: &'static Texts,
    address: String,
    home: String,
    standing: Standing,
    /// That the last test has failed, and when the next one is.
    failed: Option<String>,
    /// Why production waits although all else may be done.
    hindrance: Option<String>,
    preparing: bool,
    version: i64,
    items: Vec<ShownItem>,
    /// Who has opened the rights.
    rights: String,
    granted: String,
    /// The other party of an extension.
    other_party: Option<String>,
    date: String,
    date_is_set: bool,
    /// From when a pharmacist's takeover allows production.
    takeover: Option<String>,
    /// That units are not open on the agreed day.
    units: Option<String>,
    errors: Vec<FieldError>,
    period_error: String,
    date_error: String,
    test: Option<TestView>,
    /// Where one writes to an officer until production begins.
    messages: Option<String>,
    /// What extends the service, once it is in production.
    extensions: Extensions,
    /// Where an extension is applied for, and with which words.
    extend: Option<ExtendForm>,
    /// Where the service is terminated.
    terminate: Option<String>,
}

/// Where a service that has no last day yet is terminated; what extends another one ends with it.
fn terminate_address(organisation: &str, service: Service, state: DeploymentState) -> Option<String> {
    let is_open = !matches!(state, DeploymentState::Ending | DeploymentState::Ended) && !service.repeats();
    is_open.then(|| format!("/o/{organisation}/terminations?service={}", service.code()))
}

struct ExtendForm {
    address: String,
    /// The extension, and the service that is extended.
    service: &'static str,
    extends: &'static str,
    /// With what it can be extended.
    uses: Vec<String>,
}

/// The form with which a service in production is extended, where an extension of it is applied for again and again.
fn extend_form(visit: &Visit, row: &DeploymentRow, state: DeploymentState) -> Result<Option<ExtendForm>, Failure> {
    let (acting, service) = (visit.acting()?, row.service()?);
    let profile = row.profile.as_deref().and_then(Profile::parse).unwrap_or_default();
    let may = acting.permissions.allow(Permission::DeployServices) && state == DeploymentState::InProduction;
    let extension = Service::ALL.into_iter().find(|other| other.repeats() && other.extends().contains(&service));
    Ok(extension.filter(|_| may).map(|extension| ExtendForm {
        address: format!("/o/{}/applications", acting.organisation),
        service: extension.code(),
        extends: service.code(),
        uses: extending::uses(extension, service, profile, visit.texts()),
    }))
}

/// What somebody typed into one of the forms and what is wrong with it; or where the list of extensions goes on.
#[derive(Default)]
pub(super) struct Typed<'a> {
    pub date: Option<(&'a str, DateProblem)>,
    pub test_day: Option<(&'a str, DateProblem)>,
    pub report: Option<(TypedReport, Vec<(&'static str, ReportProblem)>)>,
    /// The papers of a set-up item.
    pub papers: Option<(String, FileProblem)>,
    /// Further files of the report of a test.
    pub added: Option<(i64, FileProblem)>,
    /// The period that was chosen is closed.
    pub period: Option<PeriodClosed>,
    /// After which extension their list begins.
    pub after: After,
}

struct ShownItem {
    code: &'static str,
    title: String,
    text: String,
    /// Who ticked it and when.
    done: Option<String>,
    /// What else belongs to it: the chosen period, the archivists, where they work.
    about: Vec<String>,
    /// Periods of deployment support to choose from: first day, words, whether it is the first.
    periods: Vec<(String, String, bool)>,
    papers: Option<PapersView>,
    /// Whether it may be marked done: its papers have come, when it needs any.
    ready: bool,
}

/// The field in which a period is chosen.
const PERIOD: &str = "period";

/// The periods to which one can enrol with an item.
fn offered_periods(visit: &Visit, key: &str) -> Vec<(String, String, bool)> {
    let day = |stored: &str| format::stored_date(stored, visit.language);
    let open = rules::open_periods(&visit.app.config.deployment_support, visit.now.date());
    let open = open.into_iter().filter(|_| key == rules::ENROLMENT).enumerate();
    open.map(|(nth, period)| {
        let words = visit.texts().deployments_period(day(&period.begins), day(&period.ends), day(&period.enrol_by));
        (period.begins.clone(), words, nth == 0)
    })
    .collect()
}

pub(super) async fn show(
    visit: Visit,
    Path((_, deployment)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let id = DeploymentId::parse(&deployment).ok_or(Failure::NotFound)?;
    let query = Form::read(query.unwrap_or_default().as_bytes());
    let typed = Typed { after: After::read(query.text("after")), ..Typed::default() };
    render(&visit, &id, StatusCode::OK, typed).await
}

pub(super) async fn render(
    visit: &Visit,
    id: &DeploymentId,
    status: StatusCode,
    typed: Typed<'_>,
) -> Result<Response, Failure> {
    let mut read = visit.app.db.read().await?;
    let row = store::load(&mut read, id, &visit.acting()?.organisation).await?;
    let extensions = extending::list(&mut read, visit, &row.organisation, row.service()?, &typed.after).await?;
    drop(read);
    let course = Course::load(visit, row).await?;
    let Course { row, demands, tests, opening, connection, snapshot, .. } = &course;
    let (t, service, state) = (visit.texts(), row.service()?, row.state()?);
    let base = format!("/o/{}/deployments/{id}", row.organisation);
    let errors = errors(&typed, visit, demands);
    let parts = TestParts {
        demands,
        tests,
        files: &course.files,
        base: &base,
        snapshot,
        agreed: row.production_date.as_deref(),
        reader: Reader::Customer,
    };
    let messages = format!("/o/{}/applications/{}/messages", row.organisation, course.application);
    let items = shown_items(visit, &course, &base, &errors);
    let standing = Standing::of(visit, &course.facts())?;
    let date = typed.date.as_ref().map(|(text, _)| without_identity_code(text));
    let template = ShowPage {
        chrome: visit.chrome(t.deployments_title(granted_name(row, snapshot, t)?)),
        t,
        address: base.clone(),
        home: format!("/o/{}/", row.organisation),
        standing,
        failed: FailedTest::of(tests).filter(|_| state.may_prepare().is_ok()).map(|test| test.words(visit)),
        hindrance: joined::hindrance_words(visit, state, connection.as_ref()),
        preparing: state.may_prepare().is_ok(),
        messages: (row.in_production_since.is_none() && state != DeploymentState::Ended).then_some(messages),
        version: row.version,
        items,
        rights: t.deployments_item_rights(visit.app.config.operator.short_name.get(visit.language)),
        granted: joined::granted_words(visit, &row.case_number, connection.as_ref()),
        other_party: extending::named_party(row, snapshot, t),
        date: date.unwrap_or_else(|| written_date(offered_date(row, rules::awaiting_report(state, tests)))),
        date_is_set: row.production_date.is_some(),
        takeover: takeover_text(visit, *opening),
        units: covering::told(visit, row, snapshot).await?,
        period_error: error_of(&errors, PERIOD),
        date_error: error_of(&errors, "date"),
        extensions,
        extend: extend_form(visit, row, state)?,
        terminate: terminate_address(&row.organisation, service, state),
        test: (demands.test && (state.may_prepare().is_ok() || !tests.is_empty()))
            .then(|| test_view(visit, &parts, state, typed, &errors))
            .transpose()?,
        errors,
    };
    page(status, &template)
}

/// What has to be done, with what is done of it.
fn shown_items(visit: &Visit, course: &Course, base: &str, errors: &[FieldError]) -> Vec<ShownItem> {
    let (t, snapshot) = (visit.texts(), &course.snapshot);
    let application = format!("/o/{}/applications/{}", course.row.organisation, course.application);
    let known = Known { deployment: base, application, files: &course.files, papers: &course.sent, snapshot };
    let shown = course.demands.items.iter().map(|item| {
        let done = course.done(item.key);
        ShownItem {
            code: item.key,
            title: (item.title)(t),
            text: (item.text)(t),
            about: about_item(visit, item.key, done, snapshot, Reader::Customer),
            periods: offered_periods(visit, item.key),
            papers: pages_papers::view(visit, item, &known, done, errors),
            ready: papers::have_come(item, &course.files, snapshot),
            done: done.map(|done| done_words(visit, done)),
        }
    });
    shown.collect()
}

/// The problems of what was typed, at their fields.
fn errors(typed: &Typed<'_>, visit: &Visit, demands: &Demands) -> Vec<FieldError> {
    let date = typed.date.iter().map(|(_, problem)| ("date", explain(*problem, visit)));
    let test_day = typed.test_day.iter().map(|(_, problem)| ("test_day", explain(*problem, visit)));
    let report = typed.report.iter().flat_map(|(_, problems)| problems);
    let report = report.map(|(field, problem)| (*field, explain_report(*problem, visit, demands)));
    let period = typed.period.iter().map(|PeriodClosed| (PERIOD, visit.texts().deployments_period_closed()));
    let papers = typed.papers.iter().map(|wrong| pages_papers::explain(visit, demands, wrong));
    let all = period
        .chain(date)
        .chain(test_day)
        .chain(report)
        .map(|(field, text)| FieldError { field: field.to_string(), text });
    let added = typed.added.iter().map(|(number, problem)| FieldError {
        field: filing::added(*number),
        text: explain_report(ReportProblem::File(*problem), visit, demands),
    });
    all.chain(papers).chain(added).collect()
}

pub(super) fn error_of(errors: &[FieldError], field: &str) -> String {
    FieldError::at(errors, field).to_string()
}

/// A kept date as the field wants it typed, the same in every language.
pub(super) fn written_date(stored: Option<&String>) -> String {
    stored.map(|date| format::typed_date(date)).unwrap_or_default()
}

/// The day that was agreed, or else the one that was wished for, but not one before the test.
fn offered_date<'a>(row: &'a DeploymentRow, planned: Option<&'a DeploymentTest>) -> Option<&'a String> {
    let wished = || row.wished_date.as_ref().max(planned.map(|test| &test.planned_on));
    row.production_date.as_ref().or_else(wished)
}

/// What a takeover says of the first possible day, while it says anything.
fn takeover_text(visit: &Visit, opening: Opening) -> Option<String> {
    match opening {
        Opening::From(day) if day > visit.now.date() => {
            Some(visit.texts().deployments_date_takeover(format::date(day, visit.language)))
        }
        Opening::Never => Some(visit.texts().deployments_date_no_takeover()),
        Opening::Any | Opening::From(_) => None,
    }
}

fn explain(problem: DateProblem, visit: &Visit) -> String {
    let t = visit.texts();
    match problem {
        DateProblem::Missing => t.deployments_date_missing(),
        DateProblem::NotADate => t.deployments_date_wrong(),
        DateProblem::Past => t.deployments_date_past(),
        DateProblem::TooFar => t.deployments_date_too_far(),
        DateProblem::BeforeTakeover(day) => t.deployments_date_before_takeover(format::date(day, visit.language)),
        DateProblem::NoTakeover => t.deployments_date_no_takeover(),
        DateProblem::TooEarly(first) => t.deployments_date_too_early(format::date(first, visit.language)),
        DateProblem::BeforeTest(day) => t.deployments_date_before_test(format::date(day, visit.language)),
        DateProblem::NotConnected => t.deployments_date_not_connected(),
    }
}

fn explain_report(problem: ReportProblem, visit: &Visit, demands: &Demands) -> String {
    let t = visit.texts();
    match problem {
        ReportProblem::ResultMissing => t.deployments_report_result_missing(),
        ReportProblem::DayMissing => t.deployments_report_day_missing(),
        ReportProblem::NotADay => t.deployments_date_wrong(),
        ReportProblem::DayAhead => t.deployments_report_day_ahead(),
        ReportProblem::DayEarly => t.deployments_report_day_early(),
        ReportProblem::PerformerMissing => t.deployments_report_performer_missing(),
        ReportProblem::ArchivistMissing => t.deployments_report_archivist_missing(),
        ReportProblem::RemarksMissing => t.deployments_report_remarks_missing(),
        ReportProblem::TooLong => t.deployments_report_too_long(),
        ReportProblem::IdentityCode => t.deployments_report_identity_code(),
        ReportProblem::File(problem) => {
            demands.report.map(|allowed| explain_file(problem, visit, allowed)).unwrap_or_default()
        }
    }
}

pub(super) fn explain_file(problem: FileProblem, visit: &Visit, allowed: &FilesDefinition) -> String {
    let t = visit.texts();
    match problem {
        FileProblem::Missing => t.deployments_papers_missing(),
        FileProblem::TooMany => t.deployments_file_too_many(allowed.most),
        FileProblem::Empty => t.deployments_file_empty(),
        FileProblem::TooLarge => t.deployments_file_too_large(filing::limit_text(visit, allowed)),
        FileProblem::Type => t.deployments_file_type(filing::type_names(allowed.types)),
        FileProblem::Infected => t.deployments_file_infected(),
        FileProblem::NotScanned => t.deployments_file_not_scanned(),
    }
}

pub(super) async fn tick(
    visit: Visit,
    Path((organisation, deployment)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = DeploymentId::parse(&deployment).ok_or(Failure::NotFound)?;
    let (done, period) = (form.text("answer") != "undo", form.text(PERIOD));
    match super::mark(&visit, &id, form.text("item"), done, period).await? {
        Ok(()) => Ok(see_other(&format!("/o/{organisation}/deployments/{id}"))),
        Err(closed) => {
            let typed = Typed { period: Some(closed), ..Typed::default() };
            render(&visit, &id, StatusCode::UNPROCESSABLE_ENTITY, typed).await
        }
    }
}

pub(super) async fn set_date(
    visit: Visit,
    Path((organisation, deployment)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = DeploymentId::parse(&deployment).ok_or(Failure::NotFound)?;
    let version = form.version()?;
    let agreed = match rules::read_date(form.text("date"), visit.now.date()) {
        Ok(date) => super::agree_date(&visit, &id, version, date).await?,
        Err(problem) => Err(problem),
    };
    match agreed {
        Ok(()) => Ok(see_other(&format!("/o/{organisation}/deployments/{id}"))),
        Err(problem) => {
            let typed = Typed { date: Some((form.text("date"), problem)), ..Typed::default() };
            render(&visit, &id, StatusCode::UNPROCESSABLE_ENTITY, typed).await
        }
    }
}

pub(super) async fn plan_test(
    visit: Visit,
    Path((organisation, deployment)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = DeploymentId::parse(&deployment).ok_or(Failure::NotFound)?;
    let version = form.version()?;
    match rules::read_date(form.text("test_day"), visit.now.date()) {
        Ok(day) => {
            proving::plan(&visit, &id, version, day).await?;
            Ok(see_other(&format!("/o/{organisation}/deployments/{id}#test")))
        }
        Err(problem) => {
            let typed = Typed { test_day: Some((form.text("test_day"), problem)), ..Typed::default() };
            render(&visit, &id, StatusCode::UNPROCESSABLE_ENTITY, typed).await
        }
    }
}

pub(super) async fn report_test(
    visit: Visit,
    Path((organisation, deployment)): Path<(String, String)>,
    upload: Upload,
) -> Result<Response, Failure> {
    let (form, files) = (upload.form, upload.files);
    let id = DeploymentId::parse(&deployment).ok_or(Failure::NotFound)?;
    let version = form.version()?;
    let text = |name: &str| form.text(name).trim().to_string();
    let typed = TypedReport {
        result: text("result"),
        held_on: text("held_on"),
        performed_by: text("performed_by"),
        archivist: text("archivist"),
        remarks: text("remarks"),
    };
    let row = store::load(&mut visit.app.db.read().await?, &id, &visit.acting()?.organisation).await?;
    let (files, wrong) = filing::receive(&visit, files, (filing::FIELD, row.demands()?.report)).await?;
    let read = rules::read_report(&typed, Instant::from_milliseconds(row.opened_at).date(), visit.now.date());
    let wrong = wrong.into_iter().map(|problem| (filing::FIELD, ReportProblem::File(problem)));
    match (read, wrong.collect::<Vec<_>>()) {
        (Ok(report), wrong) if wrong.is_empty() => {
            proving::report(&visit, &id, version, &report, &files).await?;
            Ok(see_other(&format!("/o/{organisation}/deployments/{id}#test")))
        }
        (read, wrong) => {
            let mut problems = read.err().unwrap_or_default();
            problems.extend(wrong);
            let typed = Typed { report: Some((shown_again(&typed), problems)), ..Typed::default() };
            render(&visit, &id, StatusCode::UNPROCESSABLE_ENTITY, typed).await
        }
    }
}

/// What was typed, but for an identity code: a page never shows one.
fn shown_again(typed: &TypedReport) -> TypedReport {
    TypedReport {
        result: typed.result.clone(),
        held_on: without_identity_code(&typed.held_on),
        performed_by: without_identity_code(&typed.performed_by),
        archivist: without_identity_code(&typed.archivist),
        remarks: without_identity_code(&typed.remarks),
    }
}

/// Hands a file of the deployment out to the customer.
pub(super) async fn attachment(
    visit: Visit,
    Path((_, deployment, attachment)): Path<(String, String, String)>,
) -> Result<Response, Failure> {
    let id = DeploymentId::parse(&deployment).ok_or(Failure::NotFound)?;
    store::load(&mut visit.app.db.read().await?, &id, &visit.acting()?.organisation).await?;
    let attachment = AttachmentId::parse(&attachment).ok_or(Failure::NotFound)?;
    attachments::hand_out(&visit, id.as_str(), &attachment).await
}
