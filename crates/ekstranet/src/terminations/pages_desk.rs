//! The officers' side: terminations that wait for an answer and those that wait for their day; one with its findings.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

use super::answering;
use super::facts::gather;
use super::pages::id_of;
use super::pages_case::{answers_of, case_facts};
use super::rules::{AnswerProblem, Content, Side, Step, TerminationState, left_without, read_answer};
use super::sending::frozen;
use super::store::{self, TerminationRow, VersionRow};
use super::words::{explain, names, state_words};
use crate::applications;
use crate::audit::{self, Entry};
use crate::deployments;
use crate::kernel::{BusinessId, Date, TerminationId};
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Visit, format, page, see_other};

#[derive(askama::Template)]
#[template(path = "terminations/desk_list.html")]
struct ListPage {
    chrome: Chrome,
    t: &'static Texts,
    waiting: Vec<Line>,
    confirmed: Vec<Line>,
}

struct Line {
    address: String,
    title: String,
    tag: &'static str,
    state: String,
    text: String,
    /// The day that was asked for has passed.
    late: bool,
}

/// `GET /desk/terminations`
pub(super) async fn list(visit: Visit) -> Result<Response, Failure> {
    let t = visit.texts();
    let mut read = visit.app.db.read().await?;
    let waiting = store::list_in(&mut read, TerminationState::Sent).await?;
    let confirmed = store::list_in(&mut read, TerminationState::Confirmed).await?;
    drop(read);
    let lines = |rows: &[TerminationRow]| rows.iter().map(|row| line(&visit, row)).collect::<Result<Vec<_>, _>>();
    let template = ListPage {
        chrome: visit.chrome(t.terminations_desk_title()),
        t,
        waiting: lines(&waiting)?,
        confirmed: lines(&confirmed)?,
    };
    page(StatusCode::OK, &template)
}

fn line(visit: &Visit, row: &TerminationRow) -> Result<Line, Failure> {
    let (tag, state) = state_words(row.state()?, visit.texts());
    let last = row.ends_on.as_deref().unwrap_or_default();
    Ok(Line {
        address: format!("/desk/terminations/{}", row.id),
        title: format!("{} ({})", row.organisation_name, row.organisation),
        tag,
        state,
        text: visit.texts().terminations_case_text(row.number(), format::stored_date(last, visit.language)),
        late: row.state()? == TerminationState::Sent && last < visit.now.date().to_string().as_str(),
    })
}

#[derive(askama::Template)]
#[template(path = "terminations/desk_case.html")]
struct CasePage {
    chrome: Chrome,
    t: &'static Texts,
    address: String,
    tag: &'static str,
    state: String,
    customer: String,
    facts: Vec<(String, String)>,
    findings: Vec<String>,
    answers: Vec<(String, String)>,
    is_open: bool,
    version: i64,
    day: String,
    reason: String,
    errors: Vec<FieldError>,
}

impl CasePage {
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|error| error.field == field).map(|error| error.text.as_str()).unwrap_or_default()
    }
}

/// What an officer typed, with what is wrong with it.
struct Typed {
    day: String,
    reason: String,
    problems: Vec<(&'static str, AnswerProblem)>,
}

/// `GET /desk/terminations/{id}`
pub(super) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    render(&visit, &id_of(&id)?, StatusCode::OK, None).await
}

async fn render(
    visit: &Visit,
    id: &TerminationId,
    status: StatusCode,
    typed: Option<Typed>,
) -> Result<Response, Failure> {
    let t = visit.texts();
    let mut tx = visit.app.db.write().await?;
    let row = store::load_any(&mut tx, id).await?;
    let organisation = row.organisation()?;
    let entry = Entry::new("terminations.viewed").subject(id.as_str()).organisation(&organisation);
    audit::record(&mut tx, visit, entry).await?;
    let versions = store::list_versions(&mut tx, id).await?;
    let findings = findings(visit, &mut tx, &row, &versions).await?;
    tx.commit().await?;
    let (tag, state) = state_words(row.state()?, t);
    let typed =
        typed.unwrap_or_else(|| Typed { day: offered_day(visit, &row), reason: String::new(), problems: Vec::new() });
    let error = |(field, problem): &(&'static str, AnswerProblem)| FieldError {
        field: (*field).to_string(),
        text: explain_answer(*problem, t),
    };
    let template = CasePage {
        chrome: visit.chrome(t.terminations_case_title(row.number())),
        t,
        address: format!("/desk/terminations/{id}"),
        tag,
        state,
        customer: format!("{} ({organisation})", row.organisation_name),
        facts: case_facts(visit, &row, &versions)?,
        findings,
        answers: answers_of(visit, &versions),
        is_open: row.state()?.after(Step::Confirm, Side::Officer).is_ok(),
        version: row.version,
        day: typed.day,
        reason: typed.reason,
        errors: typed.problems.iter().map(error).collect(),
    };
    page(status, &template)
}

fn asked_day(row: &TerminationRow) -> Result<Date, Failure> {
    row.ends_on.as_deref().unwrap_or_default().parse().map_err(Failure::internal)
}

/// The day that was asked for, or today when that has passed: nothing is terminated afterwards.
fn offered_day(visit: &Visit, row: &TerminationRow) -> String {
    let today = visit.now.date();
    let day = asked_day(row).map_or(today, |asked| asked.max(today));
    format::typed_date(&day.to_string())
}

fn explain_answer(problem: AnswerProblem, t: &Texts) -> String {
    match problem {
        AnswerProblem::AnswerMissing => t.terminations_problem_answer(),
        AnswerProblem::ReasonMissing => t.terminations_problem_answer_reason(),
        AnswerProblem::BeforeAsked => t.terminations_problem_before_asked(),
        AnswerProblem::Day(problem) | AnswerProblem::Text(problem) => explain(problem, t),
    }
}

/// What an officer has to know of the customer before answering.
async fn findings(
    visit: &Visit,
    read: &mut db::Read,
    row: &TerminationRow,
    versions: &[VersionRow],
) -> Result<Vec<String>, Failure> {
    let Some(last) = versions.first().filter(|_| row.state().is_ok_and(TerminationState::is_live)) else {
        return Ok(Vec::new());
    };
    let (t, organisation, kept) = (visit.texts(), row.organisation()?, frozen(visit, &row.id, last)?);
    let services = kept.services();
    let facts = gather(read, visit.now, &organisation, Some(&row.id()?)).await?;
    let mut found = Vec::new();
    let last_day = row.ends_on.clone().unwrap_or_default();
    if row.state()? == TerminationState::Sent && asked_day(row)? < visit.now.date() {
        found.push(t.terminations_finding_late());
    }
    found.push(if facts.is_all(&services) { t.terminations_finding_whole() } else { t.terminations_finding_some() });
    let parties = facts.parties_of(&services);
    if parties > 0 {
        found.push(t.terminations_finding_parties(parties));
    }
    for (service, needed) in left_without(&facts.live, &services, &last_day) {
        found.push(t.terminations_finding_needed(service.name(t), needed.name(t)));
    }
    let gone: Vec<Service> =
        services.iter().filter(|one| facts.live.iter().all(|live| live.service != **one)).copied().collect();
    if !gone.is_empty() {
        found.push(t.terminations_finding_gone(names(&gone, t)));
    }
    let open = applications::list_open(read, &organisation).await?;
    let numbers: Vec<&str> = open.iter().filter_map(|line| line.case_number.as_deref()).collect();
    if !numbers.is_empty() {
        found.push(t.terminations_finding_applications(numbers.join(", ")));
    }
    found.extend(receiver_finding(visit, read, &kept.content).await?);
    Ok(found)
}

/// Whether whoever takes over has what ends here.
async fn receiver_finding(visit: &Visit, read: &mut db::Read, content: &Content) -> Result<Option<String>, Failure> {
    let t = visit.texts();
    let Some(receiver) = BusinessId::parse(&content.receiver).filter(|_| content.transferred == "yes") else {
        return Ok(None);
    };
    let is_customer = deployments::is_any_left(read, &receiver).await?;
    Ok(Some(if is_customer {
        t.terminations_finding_receiver(receiver.as_str())
    } else {
        t.terminations_finding_receiver_unknown(receiver.as_str())
    }))
}

/// `POST /desk/terminations/{id}`
pub(super) async fn answer(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let version = form.version()?;
    let asked = asked_day(&store::load_any(&mut visit.app.db.read().await?, &id).await?)?;
    let typed = (form.text("answer"), form.text("day"), form.text("reason"));
    match read_answer(typed, asked, visit.now.date()) {
        Ok(read) => {
            answering::answer(&visit, &id, version, &read).await?;
            Ok(see_other(&format!("/desk/terminations/{id}")))
        }
        Err(problems) => {
            let typed = Typed { day: typed.1.to_string(), reason: typed.2.to_string(), problems };
            render(&visit, &id, StatusCode::UNPROCESSABLE_ENTITY, Some(typed)).await
        }
    }
}
