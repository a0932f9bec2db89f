//! The part of the page about the deployment test: how it stands, its forms, and the tests that were held.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::course::Reader;
use super::demanding::Demands;
use super::filing::{self, ReportFile};
use super::pages::{Typed, error_of, render, written_date};
use super::rules::{
    self, DeploymentState, DeploymentTest, FileProblem, Standing, TypedReport, awaiting_report, is_overdue,
    may_change_files, may_plan_test, report_by, test_after_agreed,
};
use super::{proving, store};
use crate::attachments::AttachmentLine;
use crate::kernel::{Date, DeploymentId, Instant, without_identity_code};
use crate::services::FilesDefinition;
use crate::web::{Failure, FieldError, Upload, Visit, format, see_other};

/// The deployment test on the page.
pub(super) struct TestView {
    pub tag: &'static str,
    pub state: String,
    pub lead: String,
    /// That production waits for a test after the agreed day.
    pub later: Option<String>,
    /// Tests that have been reported on, the last first.
    pub held: Vec<HeldTest>,
    /// Whether a day can be set, and the form's field.
    pub plan: Option<PlanForm>,
    pub report: Option<ReportForm>,
}

pub(super) struct PlanForm {
    pub day: String,
    pub error: String,
    pub is_set: bool,
}

pub(super) struct ReportForm {
    /// The day of the test has come.
    pub due: bool,
    pub typed: TypedReport,
    pub result_error: String,
    pub held_on_error: String,
    pub performed_by_error: String,
    pub archivist_error: String,
    pub remarks_error: String,
    pub files: Option<FilesForm>,
}

/// A field with files of a report.
pub(super) struct FilesForm {
    /// The name of the field, which is its place on the page too.
    pub field: String,
    pub hint: String,
    pub accept: String,
    pub error: String,
}

pub(super) struct HeldTest {
    pub number: i64,
    pub passed: bool,
    pub held_on: String,
    pub performed_by: String,
    pub archivist: String,
    pub remarks: String,
    pub reported: String,
    /// That the report came late, and by when it should have come.
    pub late: Option<String>,
    pub files: Vec<ReportFile>,
    /// Until when a file may be taken back, where that is so.
    pub take_back: Option<String>,
    /// The form for further files, where they may be added.
    pub add: Option<FilesForm>,
    /// What the operator said of it, and the reasons.
    pub judged: Option<String>,
    pub judgement: String,
}

/// What the part about the test is made of.
pub(super) struct TestParts<'a> {
    pub demands: &'a Demands,
    pub tests: &'a [DeploymentTest],
    pub files: &'a [AttachmentLine],
    pub base: &'a str,
    pub snapshot: &'a serde_json::Value,
    /// The agreed production date, `YYYY-MM-DD`.
    pub agreed: Option<&'a str>,
    /// To whom it is told.
    pub reader: Reader,
}

/// How the test stands: a class, a word and a sentence, which is empty when no test is asked for any more; and that production
/// waits for a test after the agreed day.
pub(super) struct TestStanding {
    pub tag: &'static str,
    pub state: String,
    pub lead: String,
    pub later: Option<String>,
}

pub(super) fn test_standing(
    visit: &Visit,
    parts: &TestParts<'_>,
    state: DeploymentState,
) -> Result<TestStanding, Failure> {
    let (demands, tests) = (parts.demands, parts.tests);
    let (tag, words, lead) = test_lead(visit, parts, awaiting_report(state, tests))?;
    // A deployment that was stopped asks for no test any more.
    let is_over =
        state.may_prepare().is_err() && tests.last().is_none_or(|last| last.standing(demands) != Standing::Passed);
    let lead = if is_over { String::new() } else { lead };
    let later = test_after_agreed(demands, state, tests, parts.agreed).map(|planned| {
        let t = visit.texts();
        let planned = format::date(planned, visit.language);
        let agreed = format::stored_date(parts.agreed.unwrap_or_default(), visit.language);
        match parts.reader {
            Reader::Customer => t.deployments_test_after_agreed(planned, agreed),
            Reader::Officer => t.deployments_desk_test_after_agreed(planned, agreed),
        }
    });
    Ok(TestStanding { tag, state: words, lead, later })
}

/// How the test stands: a class, a word and a sentence.
fn test_lead(
    visit: &Visit,
    parts: &TestParts<'_>,
    awaited: Option<&DeploymentTest>,
) -> Result<(&'static str, String, String), Failure> {
    let (t, language) = (visit.texts(), visit.language);
    let operator = visit.app.config.operator.short_name.get(language);
    let is_customer = parts.reader == Reader::Customer;
    let waits =
        || if is_customer { t.deployments_state_waiting_for_you() } else { t.deployments_desk_waits_customer() };
    let date = |stored: &str| format::stored_date(stored, language);
    let held = |test: &DeploymentTest| date(test.held_on.as_deref().unwrap_or_default());
    let last = parts.tests.last();
    Ok(match (last.map(|test| test.standing(parts.demands)), last) {
        (Some(Standing::Passed), Some(last)) => ("good", t.deployments_done(), t.deployments_test_passed(held(last))),
        (Some(Standing::Unconfirmed), Some(last)) => {
            let lead = match parts.reader {
                Reader::Customer => t.deployments_test_unconfirmed(operator, held(last)),
                Reader::Officer => t.deployments_desk_test_unconfirmed(held(last)),
            };
            ("calm", t.deployments_test_waits_operator(), lead)
        }
        (Some(Standing::Planned), Some(last)) if awaited.is_some() => {
            let day = last.planned_on.parse::<Date>().map_err(Failure::internal)?;
            let (day, last_day) = (format::date(day, language), format::date(report_by(day), language));
            let overdue = is_overdue(&last.planned_on, visit.now.date());
            let lead = match (parts.reader, overdue) {
                (Reader::Customer, true) => t.deployments_test_overdue(last_day),
                (Reader::Customer, false) => t.deployments_test_planned(day, last_day),
                (Reader::Officer, true) => t.deployments_desk_test_overdue(day, last_day),
                (Reader::Officer, false) => t.deployments_desk_test_planned(day, last_day),
            };
            (if overdue { "stop" } else { "wait" }, waits(), lead)
        }
        (Some(_), Some(last)) => {
            let remark = last.judgement.as_deref().filter(|_| last.accepted == Some(0));
            let lead = match (parts.reader, remark) {
                (Reader::Customer, Some(remark)) => t.deployments_test_given_back(operator, remark),
                (Reader::Customer, None) => t.deployments_test_failed(),
                (Reader::Officer, Some(remark)) => t.deployments_desk_test_given_back(remark),
                (Reader::Officer, None) => t.deployments_desk_test_failed(),
            };
            ("stop", t.deployments_test_state_failed(), lead)
        }
        _ if is_customer => ("wait", waits(), t.deployments_test_unplanned()),
        _ => ("wait", waits(), t.deployments_desk_test_unplanned()),
    })
}

pub(super) fn test_view(
    visit: &Visit,
    parts: &TestParts<'_>,
    state: DeploymentState,
    typed: Typed<'_>,
    errors: &[FieldError],
) -> Result<TestView, Failure> {
    let (demands, tests) = (parts.demands, parts.tests);
    let awaited = awaiting_report(state, tests);
    let TestStanding { tag, state: words, lead, later } = test_standing(visit, parts, state)?;
    // The day that was wished for is offered for the first test.
    let wished = rules::wished_test_day(parts.snapshot, visit.now.date()).filter(|_| tests.is_empty());
    let offered = awaited.map(|test| &test.planned_on).or(wished.as_ref());
    let plan = may_plan_test(demands, state, tests).is_ok().then(|| PlanForm {
        day: typed.test_day.map_or_else(|| written_date(offered), |(text, _)| without_identity_code(text)),
        error: error_of(errors, "test_day"),
        is_set: awaited.is_some(),
    });
    // Who was named archivist in the application is offered.
    let named = || TypedReport { archivist: rules::archivists(parts.snapshot).join(", "), ..TypedReport::default() };
    let today = visit.now.date().to_string();
    let report = awaited.map(|test| ReportForm {
        due: test.planned_on <= today || errors.iter().any(is_of_report),
        typed: typed.report.map_or_else(named, |(typed, _)| typed),
        result_error: error_of(errors, "result"),
        held_on_error: error_of(errors, "held_on"),
        performed_by_error: error_of(errors, "performed_by"),
        archivist_error: error_of(errors, "archivist"),
        remarks_error: error_of(errors, "remarks"),
        files: demands
            .report
            .map(|allowed| files_form(visit, allowed, (filing::FIELD.to_string(), of_files(visit, errors)))),
    });
    let mut held = Vec::new();
    for test in tests.iter().rev() {
        let Some(mut shown) = held_test(test, (demands, Some(state)), (parts.files, parts.base), visit) else {
            continue;
        };
        let allowed = demands.report.filter(|_| may_change_files(state, test).is_ok());
        shown.add = allowed.map(|allowed| {
            let field = filing::added(test.number);
            let error = error_of(errors, &field);
            files_form(visit, allowed, (field, error))
        });
        held.push(shown);
    }
    Ok(TestView { tag, state: words, lead, later, held, plan, report })
}

/// Whether something is wrong with a field of the report.
fn is_of_report(error: &FieldError) -> bool {
    !matches!(error.field.as_str(), "date" | "test_day")
        && !error.field.starts_with("papers-")
        && !filing::is_added(&error.field)
}

/// What is wrong with the files of a report, or that they are to be chosen again.
fn of_files(visit: &Visit, errors: &[FieldError]) -> String {
    let error = error_of(errors, filing::FIELD);
    if error.is_empty() && errors.iter().any(is_of_report) {
        return visit.texts().deployments_file_again();
    }
    error
}

fn files_form(visit: &Visit, allowed: &FilesDefinition, (field, error): (String, String)) -> FilesForm {
    let names = filing::type_names(allowed.types);
    FilesForm {
        field,
        hint: visit.texts().deployments_report_files_hint(names, allowed.most, filing::limit_text(visit, allowed)),
        accept: filing::accepted(allowed.types),
        error,
    }
}

/// A test that has been reported on. The state of the deployment is given for those who may take files back.
pub(super) fn held_test(
    test: &DeploymentTest,
    (demands, state): (&Demands, Option<DeploymentState>),
    (files, base): (&[AttachmentLine], &str),
    visit: &Visit,
) -> Option<HeldTest> {
    let t = visit.texts();
    let moment = |at: i64| format::moment(Instant::from_milliseconds(at), visit.language);
    let reported_by = test.reported_by.as_deref().unwrap_or_default();
    let judged = test.judged_at.map(|at| match test.accepted {
        Some(1) => t.deployments_held_confirmed(moment(at)),
        _ => t.deployments_held_given_back(moment(at)),
    });
    let operator = visit.app.config.operator.short_name.get(visit.language);
    let take_back = match test.standing(demands) {
        Standing::Unconfirmed => t.deployments_held_take_back_judged(operator),
        _ => t.deployments_held_take_back(),
    };
    Some(HeldTest {
        number: test.number,
        passed: test.standing(demands) != Standing::Failed,
        held_on: format::stored_date(test.held_on.as_deref()?, visit.language),
        performed_by: test.performed_by.clone().unwrap_or_default(),
        archivist: test.archivist.clone().unwrap_or_default(),
        remarks: test.remarks.clone().unwrap_or_default(),
        reported: t.deployments_done_by(reported_by, moment(test.reported_at?)),
        late: rules::reported_late(test.held_on.as_deref(), test.reported_at)
            .map(|day| t.deployments_held_late(format::date(day, visit.language))),
        files: filing::links(files, test.number, base, visit.language),
        take_back: state.filter(|state| may_change_files(*state, test).is_ok()).map(|_| take_back),
        add: None,
        judged,
        judgement: test.judgement.clone().unwrap_or_default(),
    })
}

/// Takes further files for a report.
pub(super) async fn add_files(
    visit: Visit,
    Path((organisation, deployment)): Path<(String, String)>,
    upload: Upload,
) -> Result<Response, Failure> {
    let id = DeploymentId::parse(&deployment).ok_or(Failure::NotFound)?;
    let number: i64 = upload.form.text("number").parse().map_err(|_| Failure::NotFound)?;
    let row = store::load(&mut visit.app.db.read().await?, &id, &visit.acting()?.organisation).await?;
    let allowed = row.demands()?.report.ok_or(Failure::Malformed("no file is asked for with a report"))?;
    let field = filing::added(number);
    let (files, wrong) = filing::receive(&visit, upload.files, (field.as_str(), Some(allowed))).await?;
    let added = match wrong.first() {
        Some(problem) => Err(*problem),
        None if files.is_empty() => Err(FileProblem::Missing),
        None => proving::add_files(&visit, &id, number, (allowed, &files)).await?,
    };
    match added {
        Ok(()) => Ok(see_other(&format!("/o/{organisation}/deployments/{id}#{field}"))),
        Err(problem) => {
            let typed = Typed { added: Some((number, problem)), ..Typed::default() };
            render(&visit, &id, StatusCode::UNPROCESSABLE_ENTITY, typed).await
        }
    }
}
