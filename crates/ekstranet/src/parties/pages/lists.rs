//! Bringing parties in: one, or many from a list; and the page on which every row is looked at before it is saved.

use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;

use super::day_problem;
use crate::kernel::{PartyListId, holds_typed_identity_code, is_email, without_identity_code};
use crate::parties::checking::{self, ListContent, offered_services};
use crate::parties::joining::{self, Saved};
use crate::parties::lists::{self, BYTES, ListProblem, ListRow, ROWS, RowProblem, Wanted};
use crate::parties::rules::read_day;
use crate::parties::store_lists;
use crate::parties::telling::list_ending;
use crate::services::Service;
use crate::texts::Texts;
use crate::web::{Chrome, Failure, FieldError, Form, Upload, Visit, format, page, see_other};

/// A service to tick.
struct ServiceChoice {
    code: &'static str,
    name: String,
    ticked: bool,
}

#[derive(askama::Template)]
#[template(path = "parties/add.html")]
struct AddPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    services: Vec<ServiceChoice>,
    /// What is said of services whose use ends.
    ending: Vec<String>,
    party: String,
    day: String,
    email: String,
    errors: Vec<FieldError>,
}

impl AddPage {
    fn error(&self, field: &str) -> &str {
        FieldError::at(&self.errors, field)
    }
}

pub(in crate::parties) async fn add(visit: Visit) -> Result<Response, Failure> {
    let form = Form::read(format!("day={}", format::typed_date(&visit.now.date().to_string())).as_bytes());
    add_page(&visit, StatusCode::OK, &form, Vec::new()).await
}

async fn add_page(
    visit: &Visit,
    status: StatusCode,
    form: &Form,
    errors: Vec<FieldError>,
) -> Result<Response, Failure> {
    let t = visit.texts();
    let (offered, ending) = offered_now(visit).await?;
    let services = offered.into_iter().map(|service| ServiceChoice {
        code: service.code(),
        name: service.name(t),
        ticked: form.all("services").any(|code| code == service.code()),
    });
    let typed = |field: &str| without_identity_code(form.text(field));
    let template = AddPage {
        chrome: visit.chrome(t.parties_add_title()),
        t,
        base: format!("/o/{}/parties", visit.acting()?.organisation),
        services: services.collect(),
        ending,
        party: typed("party"),
        day: typed("day"),
        email: typed("email"),
        errors,
    };
    page(status, &template)
}

/// The services for which somebody can be brought in now, and what is said of those whose use ends.
async fn offered_now(visit: &Visit) -> Result<(Vec<Service>, Vec<String>), Failure> {
    let mut offered = offered_services(visit).await?;
    let mut ending = list_ending(&mut visit.app.db.read().await?, &visit.acting()?.organisation).await?;
    ending.retain(|(service, _)| offered.contains(service));
    offered.retain(|service| !ending.iter().any(|(ends, _)| ends == service));
    let t = visit.texts();
    let words = ending
        .into_iter()
        .map(|(service, day)| t.parties_service_ends(service.name(t), format::stored_date(&day, visit.language)));
    Ok((offered, words.collect()))
}

pub(in crate::parties) async fn add_one(visit: Visit, form: Form) -> Result<Response, Failure> {
    let (offered, _) = offered_now(&visit).await?;
    let wanted = match read_one(&visit, &form, &offered)? {
        Ok(wanted) => wanted,
        Err(errors) => return add_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, &form, errors).await,
    };
    let text = format!("{};{};{}", wanted.party, wanted.services.join("+"), wanted.begins_on);
    let row = ListRow { number: 1, text, wanted: Some(wanted), problem: None, other: None, name: None };
    let id = checking::keep(&visit, vec![row]).await?;
    let record = store_lists::load_list(&mut visit.app.db.read().await?, &id, &visit.acting()?.organisation).await?;
    let content: ListContent = serde_json::from_str(&record.content).map_err(Failure::internal)?;
    // What is wrong with the only one is said at its field.
    if let Some(problem) = content.refused().next().and_then(|row| row.problem) {
        let error = FieldError { field: "party".to_string(), text: one_problem(problem, visit.texts()) };
        return add_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, &form, vec![error]).await;
    }
    Ok(see_other(&format!("/o/{}/parties/lists/{id}", visit.acting()?.organisation)))
}

/// Reads the form of one party; every problem at its field.
fn read_one(visit: &Visit, form: &Form, offered: &[Service]) -> Result<Result<Wanted, Vec<FieldError>>, Failure> {
    let (t, own) = (visit.texts(), &visit.acting()?.organisation);
    let mut errors = Vec::new();
    let mut wrong = |field: &str, text: String| errors.push(FieldError { field: field.to_string(), text });
    let party = lists::read_business_id(form.text("party"));
    match &party {
        None => wrong("party", row_problem(RowProblem::BusinessId, None, t)),
        Some(party) if party == own => wrong("party", row_problem(RowProblem::Own, None, t)),
        Some(_) => {}
    }
    let ticked = offered.iter().map(|service| service.code()).filter(|code| form.all("services").any(|c| c == *code));
    let services: Vec<String> = ticked.map(str::to_string).collect();
    if services.is_empty() {
        wrong("services", row_problem(RowProblem::ServiceMissing, None, t));
    }
    let day = read_day(form.text("day"), visit.now.date());
    if let Err(problem) = day {
        wrong("day", day_problem(problem, t));
    }
    let email = form.text("email");
    if holds_typed_identity_code(email) {
        wrong("email", row_problem(RowProblem::IdentityCode, None, t));
    } else if !email.is_empty() && !is_email(email) {
        wrong("email", row_problem(RowProblem::Email, None, t));
    }
    let (Some(party), Ok(day), true) = (party, day, errors.is_empty()) else { return Ok(Err(errors)) };
    let email = Some(email.to_string()).filter(|email| !email.is_empty());
    Ok(Ok(Wanted { party: party.to_string(), services, begins_on: day.to_string(), email }))
}

#[derive(askama::Template)]
#[template(path = "parties/add_many.html")]
struct AddManyPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    services: Vec<String>,
    ending: Vec<String>,
    text: String,
    rows: usize,
    kilobytes: usize,
    errors: Vec<FieldError>,
}

pub(in crate::parties) async fn add_many(visit: Visit) -> Result<Response, Failure> {
    add_many_page(&visit, StatusCode::OK, String::new(), None).await
}

async fn add_many_page(
    visit: &Visit,
    status: StatusCode,
    text: String,
    problem: Option<ListProblem>,
) -> Result<Response, Failure> {
    let t = visit.texts();
    let (offered, ending) = offered_now(visit).await?;
    let error = problem.map(|problem| FieldError { field: "list".to_string(), text: list_problem(problem, t) });
    let template = AddManyPage {
        chrome: visit.chrome(t.parties_many_title()),
        t,
        base: format!("/o/{}/parties", visit.acting()?.organisation),
        services: offered.into_iter().map(|service| service.name(t)).collect(),
        ending,
        text,
        rows: ROWS,
        kilobytes: BYTES / 1024,
        errors: error.into_iter().collect(),
    };
    page(status, &template)
}

pub(in crate::parties) async fn read_many(visit: Visit, upload: Upload) -> Result<Response, Failure> {
    // The file when one was chosen, else the text.
    let file = upload.files.iter().find(|file| file.field == "file" && !file.content.is_empty());
    let (text, pasted) = match file {
        Some(file) if file.is_cut => (Err(ListProblem::TooLarge), ""),
        Some(file) => (lists::decode(&file.content), ""),
        None => (Ok(upload.form.text("list").to_string()), upload.form.text("list")),
    };
    let begun = match text {
        Ok(text) => checking::begin(&visit, &text).await?,
        Err(problem) => Err(problem),
    };
    match begun {
        Ok(id) => Ok(see_other(&format!("/o/{}/parties/lists/{id}", visit.acting()?.organisation))),
        Err(problem) => {
            add_many_page(&visit, StatusCode::UNPROCESSABLE_ENTITY, pasted.to_string(), Some(problem)).await
        }
    }
}

/// A row with what is wrong with it.
struct RefusedRow {
    number: usize,
    text: String,
    problem: String,
}

/// A row that can be saved.
struct ReadyRow {
    number: usize,
    name: String,
    about: String,
}

#[derive(askama::Template)]
#[template(path = "parties/preview.html")]
struct PreviewPage {
    chrome: Chrome,
    t: &'static Texts,
    base: String,
    address: String,
    version: i64,
    /// How many were saved; then nothing can be done here any more.
    saved: Option<i64>,
    changed: bool,
    /// A single one, from the form of one.
    single: bool,
    ready: usize,
    refused: usize,
    unchecked: usize,
    /// The numbers of the unchecked rows.
    unchecked_rows: String,
    refused_rows: Vec<RefusedRow>,
    more_refused: usize,
    ready_rows: Vec<ReadyRow>,
    /// The refused rows to put right and read again.
    correction: String,
    next: Option<String>,
    previous: Option<String>,
}

/// Rows of one page.
const SHOWN: usize = 50;

pub(in crate::parties) async fn preview(
    visit: Visit,
    Path((_, list)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let id = PartyListId::parse(&list).ok_or(Failure::NotFound)?;
    let query = Form::read(query.unwrap_or_default().as_bytes());
    preview_page(&visit, &id, StatusCode::OK, query.text("from").parse().unwrap_or_default(), false).await
}

async fn preview_page(
    visit: &Visit,
    id: &PartyListId,
    status: StatusCode,
    from: usize,
    changed: bool,
) -> Result<Response, Failure> {
    let (t, organisation) = (visit.texts(), &visit.acting()?.organisation);
    let record = store_lists::load_list(&mut visit.app.db.read().await?, id, organisation).await?;
    let content: ListContent = serde_json::from_str(&record.content).map_err(Failure::internal)?;
    let base = format!("/o/{organisation}/parties");
    let address = format!("{base}/lists/{id}");
    let (ready, refused) = (content.ready().count(), content.refused().count());
    let shown = content.ready().skip(from).take(SHOWN);
    let ready_rows = shown.map(|(row, wanted)| ready_row(visit, row, wanted)).collect();
    // What was left out of a saved list can be read again.
    let left_out = content.unchecked().filter(|_| record.saved_at.is_some());
    let texts = content.refused().chain(left_out).map(|row| row.text.as_str()).filter(|text| !text.is_empty());
    let correction: Vec<&str> = texts.take(SHOWN).collect();
    let unchecked: Vec<String> = content.unchecked().map(|row| row.number.to_string()).take(SHOWN).collect();
    let mut names = content.ready().filter_map(|(row, _)| row.name.as_deref());
    let single = names.next().filter(|_| content.rows.len() == 1);
    let template = PreviewPage {
        chrome: visit.chrome(match single {
            _ if record.saved_at.is_some() => t.parties_preview_saved_title(),
            Some(name) => t.parties_one_title(name),
            None => t.parties_preview_title(),
        }),
        single: single.is_some(),
        t,
        version: record.version,
        saved: record.saved,
        changed,
        ready,
        refused,
        unchecked: content.unchecked().count(),
        unchecked_rows: unchecked.join(", "),
        refused_rows: content.refused().take(SHOWN).map(|row| refused_row(row, t)).collect(),
        more_refused: refused.saturating_sub(SHOWN),
        ready_rows,
        correction: correction.join("\n"),
        next: (from + SHOWN < ready).then(|| format!("{address}?from={}", from + SHOWN)),
        previous: (from > 0).then(|| format!("{address}?from={}", from.saturating_sub(SHOWN))),
        address,
        base,
    };
    page(status, &template)
}

fn ready_row(visit: &Visit, row: &ListRow, wanted: &Wanted) -> ReadyRow {
    let t = visit.texts();
    let services: Vec<String> =
        wanted.services.iter().filter_map(|code| Service::parse(code)).map(|service| service.name(t)).collect();
    ReadyRow {
        number: row.number,
        name: row.name.clone().unwrap_or_default(),
        about: t.parties_line(
            &wanted.party,
            services.join(", "),
            format::stored_date(&wanted.begins_on, visit.language),
        ),
    }
}

fn refused_row(row: &ListRow, t: &Texts) -> RefusedRow {
    let problem = row.problem.map(|problem| row_problem(problem, row.other, t)).unwrap_or_default();
    RefusedRow { number: row.number, text: row.text.clone(), problem }
}

pub(in crate::parties) async fn check_on(
    visit: Visit,
    Path((_, list)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = PartyListId::parse(&list).ok_or(Failure::NotFound)?;
    checking::go_on(&visit, &id, form.version()?).await?;
    Ok(see_other(&format!("/o/{}/parties/lists/{id}", visit.acting()?.organisation)))
}

pub(in crate::parties) async fn save(
    visit: Visit,
    Path((_, list)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Failure> {
    let id = PartyListId::parse(&list).ok_or(Failure::NotFound)?;
    match joining::save_list(&visit, &id, form.version()?).await? {
        Saved::Done => Ok(see_other(&format!("/o/{}/parties/lists/{id}", visit.acting()?.organisation))),
        Saved::Changed => preview_page(&visit, &id, StatusCode::CONFLICT, 0, true).await,
    }
}

fn list_problem(problem: ListProblem, t: &Texts) -> String {
    match problem {
        ListProblem::Empty => t.parties_list_empty(),
        ListProblem::TooLarge => t.parties_list_large(BYTES / 1024),
        ListProblem::TooManyRows => t.parties_list_rows(ROWS),
        ListProblem::Workbook => t.parties_list_workbook(),
        ListProblem::Encoding => t.parties_list_encoding(),
    }
}

/// The same of a single one: there is no row to remove.
fn one_problem(problem: RowProblem, t: &Texts) -> String {
    match problem {
        RowProblem::Already => t.parties_one_already(),
        RowProblem::ServiceEnds => t.parties_one_service_ends(),
        problem => row_problem(problem, None, t),
    }
}

fn row_problem(problem: RowProblem, other: Option<usize>, t: &Texts) -> String {
    match problem {
        RowProblem::IdentityCode => t.parties_row_identity_code(),
        RowProblem::Formula => t.parties_row_formula(),
        RowProblem::BusinessIdMissing => t.parties_row_business_id_missing(),
        RowProblem::BusinessId => t.parties_row_business_id(),
        RowProblem::Own => t.parties_row_own(),
        RowProblem::ServiceMissing => t.parties_row_service_missing(),
        RowProblem::Service => t.parties_row_service(),
        RowProblem::NotJoint => t.parties_row_not_joint(),
        RowProblem::Day => t.parties_day_wrong(),
        RowProblem::DayPast => t.parties_day_past(),
        RowProblem::DayFar => t.parties_day_far(),
        RowProblem::Email => t.parties_row_email(),
        RowProblem::TooLong => t.parties_row_long(),
        RowProblem::TooManyColumns => t.parties_row_columns(),
        RowProblem::Repeated => t.parties_row_repeated(other.unwrap_or_default()),
        RowProblem::Already => t.parties_row_already(),
        RowProblem::ServiceEnds => t.parties_row_service_ends(),
        RowProblem::Unknown => t.parties_row_unknown(),
        RowProblem::RegistrationEnded => t.parties_row_registration_ended(),
        RowProblem::Public => t.parties_row_public(),
    }
}
