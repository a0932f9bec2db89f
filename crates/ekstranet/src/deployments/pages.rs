//! The page of one deployment and its forms.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::proving;
use super::rules::{
    self, DateProblem, DeploymentState, DeploymentTest, Done, ReportProblem, TypedReport, awaiting_report,
    may_plan_test, report_by,
};
use super::store::{self, DeploymentRow};
use crate::kernel::{Date, DeploymentId, Instant};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "deployments/show.html")]
struct ShowPage {
    chrome: Chrome,
    t: &'static Texts,
    address: String,
    home: String,
    tag: &'static str,
    state: String,
    lead: String,
    preparing: bool,
    version: i64,
    items: Vec<ShownItem>,
    /// Who has opened the rights.
    rights: String,
    granted: String,
    date: String,
    date_is_set: bool,
    errors: Vec<FieldError>,
    date_error: String,
    test: Option<TestView>,
}

/// The deployment test on the page.
struct TestView {
    tag: &'static str,
    state: String,
    lead: String,
    /// Tests that have been reported on, the last first.
    held: Vec<HeldTest>,
    /// Whether a day can be set, and the form's field.
    plan: Option<PlanForm>,
    report: Option<ReportForm>,
}

struct PlanForm {
    day: String,
    error: String,
    is_set: bool,
}

struct ReportForm {
    typed: TypedReport,
    result_error: String,
    held_on_error: String,
    performed_by_error: String,
    archivist_error: String,
    remarks_error: String,
}

struct HeldTest {
    number: i64,
    passed: bool,
    held_on: String,
    performed_by: String,
    archivist: String,
    remarks: String,
    reported: String,
}

/// What somebody typed into one of the forms and what is wrong with it.
#[derive(Default)]
struct Typed<'a> {
    date: Option<(&'a str, DateProblem)>,
    test_day: Option<(&'a str, DateProblem)>,
    report: Option<(TypedReport, Vec<(&'static str, ReportProblem)>)>,
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
}

/// What belongs to a set-up item beyond its text.
fn about_item(visit: &Visit, key: &str, done: Option<&Done>, snapshot: &serde_json::Value) -> Vec<String> {
    let (t, config) = (visit.texts(), &visit.app.config);
    let mut about = Vec::new();
    if key == rules::ENROLMENT
        && let Some(note) = done.and_then(|done| done.note.as_deref())
    {
        let period = config.deployment_support.iter().find(|period| period.begins == note);
        let ends = period.map_or(note, |period| period.ends.as_str());
        let day = |stored: &str| format::stored_date(stored, visit.language);
        about.push(t.deployments_enrolled(day(note), day(ends)));
    }
    if key == rules::ARCHIVIST {
        let names = rules::archivists(snapshot);
        about.extend((!names.is_empty()).then(|| t.deployments_archivists(names.join(", "))));
        about.extend(config.operator.archivist_address.as_ref().map(|at| t.deployments_archivist_address(at)));
    }
    about
}

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

pub(super) async fn show(visit: Visit, Path((_, deployment)): Path<(String, String)>) -> Result<Response, Failure> {
    let id = DeploymentId::parse(&deployment).ok_or(Failure::NotFound)?;
    render(&visit, &id, StatusCode::OK, Typed::default()).await
}

async fn render(visit: &Visit, id: &DeploymentId, status: StatusCode, typed: Typed<'_>) -> Result<Response, Failure> {
    let mut read = visit.app.db.read().await?;
    let row = store::load(&mut read, id, &visit.acting()?.organisation).await?;
    let done = store::list_items(&mut read, id).await?;
    let tests = store::list_tests(&mut read, id).await?;
    let snapshot = serde_json::from_str(&store::load_snapshot(&mut read, id).await?).map_err(Failure::internal)?;
    drop(read);
    let (t, service, definition) = (visit.texts(), row.service()?, row.definition()?);
    let items = definition.items.iter().map(|item| ShownItem {
        code: item.key,
        title: (item.title)(t),
        text: (item.text)(t),
        about: about_item(visit, item.key, done.iter().find(|done| done.item == item.key), &snapshot),
        periods: offered_periods(visit, item.key),
        done: done.iter().find(|done| done.item == item.key).map(|done| {
            t.deployments_done_by(
                done.by_name.as_str(),
                format::moment(Instant::from_milliseconds(done.at), visit.language),
            )
        }),
    });
    let state = row.state()?;
    let (tag, state_text, lead) = state_of(visit, &row, state);
    let errors = errors(&typed, t);
    let date = typed.date.as_ref().map(|(text, _)| (*text).to_string());
    let template = ShowPage {
        chrome: visit.chrome(t.deployments_title(service.name(t))),
        t,
        address: format!("/o/{}/deployments/{id}", row.organisation),
        home: format!("/o/{}/", row.organisation),
        tag,
        state: state_text,
        lead,
        preparing: state.may_prepare().is_ok(),
        version: row.version,
        items: items.collect(),
        rights: t.deployments_item_rights(visit.app.config.operator.short_name.get(visit.language)),
        granted: t.deployments_granted(row.case_number.as_str()),
        date: date.unwrap_or_else(|| written_date(row.production_date.as_ref().or(row.wished_date.as_ref()))),
        date_is_set: row.production_date.is_some(),
        date_error: error_of(&errors, "date"),
        test: definition.test.then(|| test_view(visit, &row, state, &tests, typed, &errors)).transpose()?,
        errors,
    };
    page(status, &template)
}

/// The problems of what was typed, at their fields.
fn errors(typed: &Typed<'_>, t: &Texts) -> Vec<FieldError> {
    let date = typed.date.iter().map(|(_, problem)| ("date", explain(*problem, t)));
    let test_day = typed.test_day.iter().map(|(_, problem)| ("test_day", explain(*problem, t)));
    let report = typed.report.iter().flat_map(|(_, problems)| problems);
    let report = report.map(|(field, problem)| (*field, explain_report(*problem, t)));
    date.chain(test_day).chain(report).map(|(field, text)| FieldError { field: field.to_string(), text }).collect()
}

fn error_of(errors: &[FieldError], field: &str) -> String {
    errors.iter().find(|error| error.field == field).map(|error| error.text.clone()).unwrap_or_default()
}

fn test_view(
    visit: &Visit,
    row: &DeploymentRow,
    state: DeploymentState,
    tests: &[DeploymentTest],
    typed: Typed<'_>,
    errors: &[FieldError],
) -> Result<TestView, Failure> {
    let t = visit.texts();
    let date = |stored: &str| format::stored_date(stored, visit.language);
    let awaited = awaiting_report(state, tests);
    let (tag, words, lead) = match (tests.last(), awaited) {
        (Some(last), _) if last.has_passed() => {
            ("good", t.deployments_done(), t.deployments_test_passed(date(last.held_on.as_deref().unwrap_or_default())))
        }
        (_, Some(planned)) => {
            let day = planned.planned_on.parse::<Date>().map_err(Failure::internal)?;
            let last_day = format::date(report_by(day), visit.language);
            let lead = t.deployments_test_planned(date(&planned.planned_on), last_day);
            ("wait", t.deployments_state_waiting_for_you(), lead)
        }
        (Some(_), None) => ("stop", t.deployments_test_state_failed(), t.deployments_test_failed()),
        (None, None) => ("wait", t.deployments_state_waiting_for_you(), t.deployments_test_unplanned()),
    };
    let plan = may_plan_test(row.definition()?, state, tests).is_ok().then(|| PlanForm {
        day: typed
            .test_day
            .map_or_else(|| written_date(awaited.map(|test| &test.planned_on)), |(text, _)| text.to_string()),
        error: error_of(errors, "test_day"),
        is_set: awaited.is_some(),
    });
    let report = awaited.map(|_| ReportForm {
        typed: typed.report.map(|(typed, _)| typed).unwrap_or_default(),
        result_error: error_of(errors, "result"),
        held_on_error: error_of(errors, "held_on"),
        performed_by_error: error_of(errors, "performed_by"),
        archivist_error: error_of(errors, "archivist"),
        remarks_error: error_of(errors, "remarks"),
    });
    let held = tests.iter().rev().filter_map(|test| held_test(test, visit)).collect();
    Ok(TestView { tag, state: words, lead, held, plan, report })
}

/// A test that has been reported on.
fn held_test(test: &DeploymentTest, visit: &Visit) -> Option<HeldTest> {
    let reported_at = Instant::from_milliseconds(test.reported_at?);
    let reported_by = test.reported_by.as_deref().unwrap_or_default();
    Some(HeldTest {
        number: test.number,
        passed: test.has_passed(),
        held_on: format::stored_date(test.held_on.as_deref()?, visit.language),
        performed_by: test.performed_by.clone().unwrap_or_default(),
        archivist: test.archivist.clone().unwrap_or_default(),
        remarks: test.remarks.clone().unwrap_or_default(),
        reported: visit.texts().deployments_done_by(reported_by, format::moment(reported_at, visit.language)),
    })
}

/// A kept date as the field wants it typed, the same in every language.
fn written_date(stored: Option<&String>) -> String {
    stored.map(|date| format::typed_date(date)).unwrap_or_default()
}

fn state_of(visit: &Visit, row: &DeploymentRow, state: DeploymentState) -> (&'static str, String, String) {
    let t = visit.texts();
    let date = |stored: &Option<String>| format::stored_date(stored.as_deref().unwrap_or_default(), visit.language);
    match state {
        DeploymentState::InProduction => {
            ("good", t.deployments_state_in_use(), t.deployments_lead_in_production(date(&row.in_production_since)))
        }
        DeploymentState::Ending | DeploymentState::Ended => {
            let lead = match &row.ended_on {
                Some(_) => t.deployments_lead_ended_on(date(&row.ended_on)),
                None => t.deployments_lead_ended(),
            };
            ("calm", t.deployments_state_ended(), lead)
        }
        DeploymentState::SetUp | DeploymentState::TestPlanned | DeploymentState::TestFailed => {
            let lead = match &row.production_date {
                Some(_) => t.deployments_lead_dated(date(&row.production_date)),
                None => t.deployments_lead_set_up(),
            };
            ("wait", t.deployments_state_waiting_for_you(), lead)
        }
    }
}

fn explain(problem: DateProblem, t: &Texts) -> String {
    match problem {
        DateProblem::Missing => t.deployments_date_missing(),
        DateProblem::NotADate => t.deployments_date_wrong(),
        DateProblem::Past => t.deployments_date_past(),
        DateProblem::TooFar => t.deployments_date_too_far(),
    }
}

fn explain_report(problem: ReportProblem, t: &Texts) -> String {
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
    }
}

pub(super) async fn tick(
    visit: Visit,
    Path((organisation, deployment)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = DeploymentId::parse(&deployment).ok_or(Failure::NotFound)?;
    super::mark(&visit, &id, form.text("item"), form.text("answer") != "undo", form.text("period")).await?;
    Ok(see_other(&format!("/o/{organisation}/deployments/{id}")))
}

pub(super) async fn set_date(
    visit: Visit,
    Path((organisation, deployment)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = DeploymentId::parse(&deployment).ok_or(Failure::NotFound)?;
    let version = form.version()?;
    match rules::read_date(form.text("date"), visit.now.date()) {
        Ok(date) => {
            super::agree_date(&visit, &id, version, &date.to_string()).await?;
            Ok(see_other(&format!("/o/{organisation}/deployments/{id}")))
        }
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
    form: Form,
) -> Result<Response, Failure> {
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
    match rules::read_report(&typed, Instant::from_milliseconds(row.opened_at).date(), visit.now.date()) {
        Ok(report) => {
            proving::report(&visit, &id, version, &report).await?;
            Ok(see_other(&format!("/o/{organisation}/deployments/{id}#test")))
        }
        Err(problems) => {
            let typed = Typed { report: Some((typed, problems)), ..Typed::default() };
            render(&visit, &id, StatusCode::UNPROCESSABLE_ENTITY, typed).await
        }
    }
}
