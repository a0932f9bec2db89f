//! The officers' page of a deployment: its course as the customer sees it, papers that have come, and tests that they
//! confirm before production.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::course::{Course, Reader, about_item, done_words, name_of};
use super::extending::granted_name;
use super::judging::{self, Judgement};
use super::overview::{self, Found, Shown};
use super::pages_papers::{ItemPapers, Known, for_officers};
use super::pages_test::{HeldTest, TestParts, TestStanding, held_test, test_standing};
use super::rules::{self, Opening, RemarkProblem, Standing, awaiting_judgement, check_remark};
use super::standing::{Stage, since_words};
use super::store::DeploymentRow;
use super::{DeploymentId, covering, joined, store};
use crate::attachments;
use crate::audit::{self, Entry};
use crate::kernel::{AttachmentId, Instant, without_identity_code};
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "deployments/desk_show.html")]
struct ShowPage {
    chrome: Chrome,
    t: &'static Texts,
    address: String,
    organisation: String,
    spoken: &'static str,
    class: &'static str,
    state: String,
    lead: String,
    /// The case: its address and number.
    case: (String, String),
    /// Labels and values: the business ID, the days.
    facts: Vec<(String, String)>,
    /// What production waits for.
    way: Vec<String>,
    /// An intermediary that has declined, and where that is settled.
    declined: Option<(String, String)>,
    /// How the request to an intermediary stands otherwise, or what was settled.
    granted: String,
    connection: Option<String>,
    rights: String,
    preparing: bool,
    items: Vec<ShownItem>,
    /// Papers of set-up items.
    papers: Vec<ItemPapers>,
    /// How the test stands, where there is one to report on.
    test: Option<TestStanding>,
    held: Vec<HeldTest>,
    /// The number of the test that waits for the operator.
    awaited: Option<i64>,
    remark: String,
    /// The customer's other deployments.
    others: Vec<Other>,
    errors: Vec<FieldError>,
    error: String,
    /// Somebody else was first.
    is_late: bool,
}

/// A remark that was sent and not kept, and why.
#[derive(Default)]
struct Tried {
    remark: String,
    error: String,
    /// Nothing is wrong with it, but somebody else was first.
    is_late: bool,
}

/// A set-up item as officers read it.
struct ShownItem {
    title: String,
    done: Option<String>,
    about: Vec<String>,
}

/// Another deployment of the customer.
struct Other {
    address: String,
    title: String,
    class: &'static str,
    state: String,
    text: String,
}

pub(super) async fn show(visit: Visit, Path(deployment): Path<String>) -> Result<Response, Failure> {
    let id = DeploymentId::parse(&deployment).ok_or(Failure::NotFound)?;
    show_page(&visit, &id, StatusCode::OK, Tried::default()).await
}

async fn show_page(
    visit: &Visit,
    id: &DeploymentId,
    status: StatusCode,
    Tried { remark, error, is_late }: Tried,
) -> Result<Response, Failure> {
    let mut read = visit.app.db.read().await?;
    let row = store::load_any(&mut read, id).await?;
    let others = overview::find_of(&mut read, visit, &row.organisation()?).await?;
    drop(read);
    note_view(visit, &row, Entry::new("deployments.viewed")).await?;
    let course = Course::load(visit, row).await?;
    let Course { row, demands, tests, files, snapshot, connection, .. } = &course;
    let (t, state, reached) = (visit.texts(), row.state()?, course.facts().stage(visit.now.date())?);
    let base = format!("/desk/deployments/{id}");
    let case = format!("/desk/cases/{}", course.application);
    let known = Known { deployment: &base, application: case.clone(), files, papers: &course.sent, snapshot };
    let held = tests.iter().rev().filter_map(|test| held_test(test, (demands, None), (files, &base), visit));
    let field = |text: &String| FieldError { field: "remark".to_string(), text: text.clone() };
    let organisation = name_of(snapshot, &row.organisation);
    let (class, word) = Shown::of(state, matches!(reached, Stage::Begins(_))).tag(t);
    let describe = |line: &crate::intermediaries::ConnectionLine| line.describe(visit.language, t).2;
    let others = others.iter().filter(|found| found.row.line.id != row.id);
    let template = ShowPage {
        chrome: visit.chrome(t.deployments_title(granted_name(row, snapshot, t)?)),
        t,
        spoken: Some(format::spoken(&organisation)).filter(|spoken| *spoken != visit.language.code()).unwrap_or(""),
        organisation,
        class,
        state: word,
        lead: lead(visit, &course, reached),
        case: (case, row.case_number.clone()),
        facts: facts(visit, &course),
        way: in_the_way(visit, &course).await?,
        declined: joined::hindrance_to_officers(visit, state, connection.as_ref()),
        connection: connection.as_ref().filter(|line| !line.hinders_production() && !line.is_settled()).map(describe),
        granted: joined::granted_words(visit, &row.case_number, connection.as_ref()),
        rights: t.deployments_item_rights(visit.app.config.operator.short_name.get(visit.language)),
        preparing: state.may_prepare().is_ok(),
        items: shown_items(visit, &course),
        papers: for_officers(visit, demands, &known),
        test: demands.test.then(|| test_standing(visit, &test_parts(&course, &base), state)).transpose()?,
        held: held.collect(),
        awaited: awaiting_judgement(demands, state, tests).map(|test| test.number),
        remark,
        others: others.map(|found| other(visit, found)).collect(),
        errors: Some(&error).filter(|error| !error.is_empty()).map(field).into_iter().collect(),
        error,
        is_late,
        address: base,
    };
    page(status, &template)
}

fn test_parts<'a>(course: &'a Course, base: &'a str) -> TestParts<'a> {
    TestParts {
        demands: &course.demands,
        tests: &course.tests,
        files: &course.files,
        base,
        snapshot: &course.snapshot,
        agreed: course.row.production_date.as_deref(),
        reader: Reader::Officer,
    }
}

/// Where the deployment is in its course, in a sentence to the officers.
fn lead(visit: &Visit, course: &Course, stage: Stage) -> String {
    let t = visit.texts();
    match (stage, course.facts().agreed()) {
        (Stage::Begins(day), _) => t.deployments_desk_lead_begins(format::date(day, visit.language)),
        (Stage::Prepared(_), Some(agreed)) if agreed <= visit.now.date() => {
            t.deployments_lead_at_once(format::date(agreed, visit.language))
        }
        (Stage::Prepared(_), Some(agreed)) => t.deployments_lead_dated(format::date(agreed, visit.language)),
        (Stage::Prepared(_), None) => t.deployments_desk_lead_set_up(),
        _ => since_words(visit, &course.row, stage),
    }
}

/// The business ID, and each day of the course.
fn facts(visit: &Visit, course: &Course) -> Vec<(String, String)> {
    let (t, row) = (visit.texts(), &course.row);
    let day = |stored: &Option<String>| stored.as_deref().map(|stored| format::stored_date(stored, visit.language));
    let opened = format::date(Instant::from_milliseconds(row.opened_at).date(), visit.language);
    let agreed = day(&row.production_date).unwrap_or_else(|| t.deployments_desk_not_agreed());
    let wished_test = rules::wished_test_day(&course.snapshot, visit.now.date()).filter(|_| course.tests.is_empty());
    let days = [
        (t.deployments_desk_wished_test(), day(&wished_test.filter(|_| course.demands.test))),
        (t.deployments_desk_wished(), day(&row.wished_date)),
        (t.deployments_desk_agreed(), Some(agreed)),
        (t.deployments_desk_since(), day(&row.in_production_since)),
        (t.deployments_desk_last_day(), day(&row.ended_on)),
    ];
    let known =
        [(t.deployments_desk_organisation(), row.organisation.clone()), (t.deployments_desk_approved(), opened)];
    known.into_iter().chain(days.into_iter().filter_map(|(label, day)| Some((label, day?)))).collect()
}

/// What production waits for: what is not done, and what stands in the way outside the set-up.
async fn in_the_way(visit: &Visit, course: &Course) -> Result<Vec<String>, Failure> {
    if course.row.state()?.may_prepare().is_err() {
        return Ok(Vec::new());
    }
    let (t, today, facts) = (visit.texts(), visit.now.date(), course.facts());
    let date = |day| format::date(day, visit.language);
    let mut way: Vec<String> = facts.undone().map(|item| t.deployments_desk_way_item((item.title)(t))).collect();
    way.extend(facts.lacks_test().then(|| t.deployments_desk_way_test()));
    way.extend((facts.last_test() == Some(Standing::Unconfirmed)).then(|| t.deployments_desk_way_confirm()));
    match facts.agreed() {
        None => way.push(t.deployments_desk_way_day()),
        Some(agreed) if agreed < today => way.push(t.deployments_desk_way_passed(date(agreed))),
        Some(_) => {}
    }
    match course.opening {
        Opening::From(day) if day > today => way.push(t.deployments_date_takeover(date(day))),
        Opening::Never => way.push(t.deployments_desk_no_takeover()),
        Opening::Any | Opening::From(_) => {}
    }
    let earliest = course.row.earliest_on.as_deref().and_then(|day| day.parse().ok()).filter(|day| *day > today);
    way.extend(earliest.map(|day| t.deployments_desk_earliest(date(day))));
    way.extend(covering::told_to_officers(visit, &course.row, &course.snapshot).await?);
    Ok(way)
}

/// The check list with what is done of it, by whom and when.
fn shown_items(visit: &Visit, course: &Course) -> Vec<ShownItem> {
    let t = visit.texts();
    let shown = course.demands.items.iter().map(|item| {
        let done = course.done(item.key);
        ShownItem {
            title: (item.title)(t),
            done: done.map(|done| done_words(visit, done)),
            about: about_item(visit, item.key, done, &course.snapshot, Reader::Officer),
        }
    });
    shown.collect()
}

fn other(visit: &Visit, found: &Found) -> Other {
    let (t, line) = (visit.texts(), &found.line);
    let day = |stored: &String| format::stored_date(stored, visit.language);
    let since = line.in_production_since.as_ref().map(|since| t.deployments_desk_line_since(day(since)));
    let agreed = || line.production_date.as_ref().map(|agreed| t.deployments_desk_line_agreed(day(agreed)));
    let (class, state) = found.shown.tag(t);
    Other {
        address: format!("/desk/deployments/{}", line.id),
        title: line.service.name(t),
        class,
        state,
        text: since.or_else(agreed).unwrap_or_default(),
    }
}

/// Confirms the passed test, or gives it back.
pub(super) async fn judge(visit: Visit, Path(deployment): Path<String>, form: Form) -> Result<Response, Failure> {
    let id = DeploymentId::parse(&deployment).ok_or(Failure::NotFound)?;
    let number = form.text("number").parse().map_err(|_| Failure::Malformed("no number of a test"))?;
    let (t, remark) = (visit.texts(), form.text("remark").trim().replace("\r\n", "\n"));
    let judgement = match (form.text("answer"), check_remark(&remark)) {
        ("confirm", _) => Judgement::Confirmed,
        ("return", Ok(())) => Judgement::Returned(&remark),
        ("return", Err(problem)) => {
            let error = match problem {
                RemarkProblem::Missing => t.deployments_desk_remark_missing(),
                RemarkProblem::TooLong => t.deployments_report_too_long(),
                RemarkProblem::IdentityCode => t.deployments_report_identity_code(),
            };
            let tried = Tried { remark: without_identity_code(&remark), error, is_late: false };
            return show_page(&visit, &id, StatusCode::UNPROCESSABLE_ENTITY, tried).await;
        }
        _ => return Err(Failure::Malformed("a test is confirmed or given back")),
    };
    let shown: Vec<String> = form.all("file").map(str::to_string).collect();
    match judging::judge(&visit, &id, (number, &shown), &judgement).await {
        Err(Failure::Stale) => {
            visit.app.db.settle().await?;
            let tried = Tried { remark: without_identity_code(&remark), is_late: true, ..Tried::default() };
            show_page(&visit, &id, StatusCode::CONFLICT, tried).await
        }
        judged => judged.map(|()| see_other("/desk/deployments")),
    }
}

/// Hands a file of a deployment out to an officer; each time is in the audit log.
pub(super) async fn attachment(
    visit: Visit,
    Path((deployment, attachment)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let id = DeploymentId::parse(&deployment).ok_or(Failure::NotFound)?;
    let row = store::load_any(&mut visit.app.db.read().await?, &id).await?;
    let attachment = AttachmentId::parse(&attachment).ok_or(Failure::NotFound)?;
    let answer = attachments::hand_out(&visit, id.as_str(), &attachment).await?;
    let detail = serde_json::json!({ "attachment": attachment.as_str() });
    note_view(&visit, &row, Entry::new("deployments.attachment_opened").detail(detail)).await?;
    Ok(answer)
}

async fn note_view(visit: &Visit, row: &DeploymentRow, entry: Entry<'_>) -> Result<(), Failure> {
    let organisation = row.organisation()?;
    Ok(audit::record_view(visit, entry.subject(&row.id).organisation(&organisation)).await?)
}
